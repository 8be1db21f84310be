package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

func schemaCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "schema [NAME...]",
		Short: "Write the JSON Schemas of the input files, for completion and checks in editors",
		Long: `schema writes the JSON Schema of each kind of input file. With --out, it writes NAME.schema.json into a folder; otherwise it
prints the schema that you name. An editor with a YAML language server completes and checks input files that begin with the
line

  # yaml-language-server: $schema=../.schema/term.schema.json
`,
		Example: `  omnibus schema --out .schema
  omnibus schema term`,
		RunE: func(_ *cobra.Command, args []string) error {
			names := args
			for _, n := range names {
				if !slices.Contains(input.Schemas(), n) {
					return &diag.Unknown{What: "schema", Name: n, Known: input.Schemas()}
				}
			}
			if out == "" {
				if len(names) != 1 {
					return usageError{
						fmt.Errorf("name one schema to print (%s), or a folder for all with --out", strings.Join(input.Schemas(), ", ")),
					}
				}
				_, err := output().Write(input.Schema(names[0]))
				return err
			}
			if len(names) == 0 {
				names = input.Schemas()
			}
			if err := os.MkdirAll(out, 0o755); err != nil {
				return fmt.Errorf("the folder %s cannot be made: %w", out, cause(err))
			}
			for _, n := range names {
				name := filepath.Join(out, n+".schema.json")
				if err := replace(name, input.Schema(n)); err != nil {
					return err
				}
				say("%s\n", filepath.ToSlash(name))
			}
			return nil
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "`folder` to write into")
	return c
}

func idsCommand() *cobra.Command {
	var f folders
	var write bool
	c := &cobra.Command{
		Use:   "ids",
		Short: "Give ids to the blocks of the introduction that have none",
		Long: `ids proposes ids for the blocks of introduction.md that have none, made of their first words. With --write, it adds them to
the file, and changes nothing else.`,
		Example: "  omnibus ids --write",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			editing, err := f.beginIf(write)
			if err != nil {
				return err
			}
			defer editing.end()
			src, err := f.read()
			if err != nil {
				return err
			}
			var changed []*source.File
			records := input.Read(src.Input, &diag.List{})
			given := 0
			for _, file := range src.Input {
				if path.Base(file.Name) != "introduction.md" {
					continue
				}
				edits := input.MissingIDs(file, records)
				for _, e := range edits {
					show("%s:%d: %s\n", file.Name, e.Pos.Line(), strings.TrimSpace(e.New))
				}
				given += len(edits)
				if !write || len(edits) == 0 {
					continue
				}
				b, err := source.Splice(file, edits)
				if err != nil {
					return err
				}
				changed = append(changed, source.NewFile(file.Name, b))
			}
			if len(changed) > 0 {
				if err := editing.write(src, changed); err != nil {
					return err
				}
			}
			switch {
			case given == 0:
				say("every block has an id\n")
			case !write:
				say("nothing was written: add --write to add them to the file\n")
			}
			return nil
		},
	}
	f.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "add the ids to the file")
	return c
}
