package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake"
	"omnibus/assemble/source"
)

func matrixCommand() *cobra.Command {
	c := &cobra.Command{Use: "matrix", Short: "Import the edits of a mandate matrix"}
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
		Short: "Show what the edits in a workbook would change, and with --write apply them",
		Long: `import compares a workbook, cell by cell, with the build that it came from and with the current records. Rows may have been
sorted, filtered, hidden or removed, and columns moved: only what was entered in the editable cells counts. import shows
what would change; with --write, it changes only these values in input/mandates.yaml and in the translations. It also lists
everything in the workbook that it does not read, such as comments, links, and added columns and sheets. It keeps comments
and the texts of added columns in locales/queries.LANG.yaml.

A new row with the symbol of a resolution and the number of a paragraph that is not in the records adds that paragraph.

If a value was changed both in the workbook and in the records, import shows both versions and writes nothing, unless
--prefer says which one to keep.`,
		Example: `  omnibus matrix import out/mandate-matrix.en.xlsx
  omnibus matrix import --write out/mandate-matrix.en.xlsx`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := preferring(prefer, "workbook"); err != nil {
				return err
			}
			editing, err := f.beginIf(write)
			if err != nil {
				return err
			}
			defer editing.end()
			for _, name := range args {
				if err := importMatrix(&f, &o, name, prefer, editing); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().StringVar(&prefer, "prefer", "", "which change to keep in a conflict: workbook or project")
	return c
}

// importMatrix shows what a workbook would change, and changes it in an editing. editing is nil if nothing is to be written.
func importMatrix(f *folders, o *choice, name, prefer string, editing *editing) error {
	b, err := readGiven(name)
	if err != nil {
		return err
	}
	src, w, err := merged(f, o)
	if err != nil {
		return err
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
		show("%s %s: %s -> %s  (%s)%s\n", c.ID, c.Field, orEmpty(c.Old), orEmpty(c.New), c.Cell, where)
	}
	for _, l := range r.Left {
		show("%s\n", matrixLeft(l))
	}
	for _, n := range r.Notes {
		say("note: %s\n", n)
	}
	if diags.HasErrors() {
		return refused(&diags)
	}
	if n := len(r.Left); n > 0 {
		say("%s in %s not imported\n", counted(n, "thing"), filepath.ToSlash(name))
	}
	switch {
	case len(r.Changes) == 0 && len(r.Files) == 0:
		say("%s changes nothing\n", filepath.ToSlash(name))
		return nil
	case editing == nil:
		say("%s; nothing was written: add --write to make them\n", counted(len(r.Changes), "change"))
		return nil
	}
	if err := editing.write(src, r.Files); err != nil {
		return err
	}
	say("%s written into %s\n", counted(len(r.Changes), "change"), names(r.Files))
	return nil
}

// matrixLeft describes something in a workbook that was not imported.
func matrixLeft(l intake.Left) string {
	s := "not imported: "
	if l.At != "" {
		s += l.At + ": "
	}
	s += l.What
	if l.ID != "" {
		s += " on " + l.ID
	}
	if l.Text != "" {
		s += ": " + l.Text
	}
	if l.Kept != "" {
		s += " (query " + l.Kept + ")"
	}
	return s
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
