package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func matrixCommand() *cobra.Command {
	c := &cobra.Command{Use: "matrix", Short: "Bring the edits of a mandate matrix home"}
	c.AddCommand(matrixImportCommand())
	return c
}

func matrixImportCommand() *cobra.Command {
	var f folders
	var o choice
	var write bool
	var prefer string
	c := &cobra.Command{
		Use:   "import FILE.xlsx...",
		Short: "Say what a workbook that came back would change, and with --write change it",
		Long: `import compares a workbook with the build that it came from and with the records as they are, cell by cell, by id. Rows may
have been sorted, filtered, hidden or taken out, columns moved: only what somebody entered in the open cells counts. It shows
what would change; with --write it changes input/mandates.yaml and the translations in place, and nothing else in them.

A row that was added, with the symbol of a resolution and the number of a paragraph that it does not have yet, becomes that paragraph.

Where a cell was changed in the workbook and in the records, it shows both and writes nothing, unless --prefer says which holds.`,
		Example: `  omnibus matrix import out/mandate-matrix.en.xlsx
  omnibus matrix import --write out/mandate-matrix.en.xlsx`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if prefer != "" && prefer != "workbook" && prefer != "project" {
				return usageError{fmt.Errorf("--prefer is workbook or project, not %q", prefer)}
			}
			for _, name := range args {
				if err := importMatrix(&f, &o, name, prefer, write); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().StringVar(&prefer, "prefer", "", "what holds where both were changed: workbook or project")
	return c
}

func importMatrix(f *folders, o *choice, name, prefer string, write bool) error {
	job, err := o.job()
	if err != nil {
		return err
	}
	src, err := f.read()
	if err != nil {
		return err
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", name, cause(err))
	}
	w, err := assemble.Run(src, job, work.Merged, nil)
	if err != nil {
		return err
	}
	if w.Diags.HasErrors() {
		if err := w.Diags.Text(os.Stderr, terminal(os.Stderr)); err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, "nothing is imported before these errors are mended")
		return errFindings
	}
	var diags diag.List
	im := &intake.Matrix{Work: w, Line: assemble.Run, Src: src, Prefer: prefer, Locale: filepath.ToSlash(f.locales)}
	r, err := im.Run(source.NewFile(filepath.ToSlash(name), b), &diags)
	if err != nil {
		return err
	}
	for _, c := range r.Changes {
		where := ""
		if c.Pos.IsValid() {
			where = fmt.Sprintf("  %s:%d", c.Pos.File.Name, c.Pos.Line())
		}
		fmt.Printf("%s %s: %s -> %s  (%s)%s\n", c.ID, c.Field, orEmpty(c.Old), orEmpty(c.New), c.Cell, where)
	}
	for _, n := range r.Notes {
		fmt.Fprintf(os.Stderr, "note: %s\n", n)
	}
	if diags.HasErrors() {
		diags.Sort()
		if err := diags.Text(os.Stderr, terminal(os.Stderr)); err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, "nothing was written")
		return errFindings
	}
	switch {
	case len(r.Changes) == 0:
		fmt.Fprintf(os.Stderr, "%s changes nothing\n", filepath.ToSlash(name))
		return nil
	case !write:
		fmt.Fprintf(os.Stderr, "%s; nothing was written: --write makes them\n", counted(len(r.Changes), "change"))
		return nil
	}
	if err := rewrite(f.input, r.Files); err != nil {
		return err
	}
	var names []string
	for _, x := range r.Files {
		names = append(names, x.Name)
	}
	fmt.Fprintf(os.Stderr, "%s written into %s\n", counted(len(r.Changes), "change"), strings.Join(names, ", "))
	return nil
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func orEmpty(s string) string {
	if s == "" {
		return "(empty)"
	}
	return s
}
