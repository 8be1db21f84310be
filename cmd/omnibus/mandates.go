package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/merge"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
	"omnibus/assemble/work"
)

func mandatesCommand() *cobra.Command {
	c := &cobra.Command{Use: "mandates", Short: "Record adopted resolutions"}
	c.AddCommand(mandatesImportCommand())
	return c
}

func mandatesImportCommand() *cobra.Command {
	var f folders
	var job term.ResolutionImport
	var write bool
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Show the paragraphs of an adopted resolution, and with --write record them",
		Long: `import reads the text of an adopted resolution in the language of the records: the line of the organ, the preamble, the
lead-in to the operative part, the headings, and the numbered paragraphs with their sub-paragraphs. The file is a plain text
or a word processor's .docx, whose automatic numbers are read as they print, with tracked changes accepted. import shows
what it has read; with --write, it records it in input/mandates.yaml, so that amendments and redlines have the adopted text
as their base. Notes, comments and text boxes are left out, and listed.

If the resolution is already in the records, import fills in only the paragraphs in its ranges; --all adds the others.
Recorded texts are kept; if they differ from the imported ones, import reports it and writes nothing, unless --replace
replaces them.`,
		Example: `  omnibus mandates import 2881.txt --symbol "AG/RES. 2881 (XLVI-O/16)"
  omnibus mandates import 2881.docx --symbol "AG/RES. 2881 (XLVI-O/16)" --write`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if job.Symbol == "" {
				return usageError{errors.New("import needs the --symbol of the resolution")}
			}
			if job.Date != "" {
				if _, err := date.Parse(job.Date); err != nil {
					return usageError{fmt.Errorf("--date: %w", err)}
				}
			}
			return importResolution(&f, args[0], job, write)
		},
	}
	f.flags(c)
	f.writes(c)
	c.Flags().StringVar(&job.Symbol, "symbol", "", "`symbol` of the resolution")
	c.Flags().StringVar(&job.Title, "title", "", "its `title`, if it is not recorded (default: the capitals before the organ)")
	c.Flags().StringVar(&job.Date, "date", "", "`date` of its adoption, if it is not recorded")
	c.Flags().StringVar(&job.Source, "source", "", "`source` of the text (default: the symbol)")
	c.Flags().BoolVar(&job.All, "all", false, "also import the paragraphs outside the ranges")
	c.Flags().BoolVar(&job.Replace, "replace", false, "replace recorded texts")
	c.Flags().BoolVar(&write, "write", false, "change the file")
	return c
}

func importResolution(f *folders, name string, job term.ResolutionImport, write bool) error {
	editing, err := f.beginIf(write)
	if err != nil {
		return err
	}
	defer editing.end()
	b, err := readGiven(name)
	if err != nil {
		return err
	}
	src, w, err := f.sound(work.Job{Meeting: merge.End, Version: version})
	if err != nil {
		return err
	}
	if job.Source == "" {
		job.Source = job.Symbol
	}
	var diags diag.List
	text, err := term.ManuscriptOf(source.NewFile(filepath.ToSlash(name), b))
	if err != nil {
		return err
	}
	out, err := term.ImportResolution(w, src.Input, text, job, &diags)
	if err != nil {
		return err
	}
	for _, l := range out.Lines {
		if l.Heading != "" {
			show("  %s.heading: %q\n", l.ID, l.Heading)
		}
		show("%s%s (%s): %s\n", strings.Repeat("  ", l.Level), l.ID, l.Does, l.Text)
	}
	for _, n := range out.Notes {
		say("note: %s\n", n)
	}
	if diags.HasErrors() {
		return refused(&diags)
	}
	diags.Sort()
	if err := tell(&diags); err != nil {
		return err
	}
	switch {
	case len(out.Files) == 0:
		say("everything in %s is already recorded\n", filepath.ToSlash(name))
		return nil
	case editing == nil:
		say("%s read; nothing was written: add --write to record them\n", counted(len(out.Lines), "paragraph"))
		return nil
	}
	if err := editing.write(src, out.Files); err != nil {
		return err
	}
	say("%s written into %s\n", counted(len(out.Lines), "paragraph"), names(out.Files))
	return nil
}
