package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/write/xlsx"
)

func recordsCommand() *cobra.Command {
	c := &cobra.Command{Use: "records", Short: "Edit all records in a workbook"}
	c.AddCommand(recordsExportCommand(), recordsImportCommand())
	return c
}

func recordsExportCommand() *cobra.Command {
	var f folders
	var o choice
	var out, lang string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write all records into one workbook",
		Long: `export writes all records into one workbook: a sheet for each kind, a row for each record, a column for each field, with the
texts of all languages side by side. Headings and words are in the language of --lang, by default the first of the term. Edit
it, add rows, and import it with omnibus records import.`,
		Example: "  omnibus records export\n  omnibus records export --lang es --out registros.xlsx",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			src, w, err := readTerm(&f, &o)
			if err != nil {
				return err
			}
			b, err := exported(src, w, lang)
			if err != nil {
				return err
			}
			return putFile(out, b)
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVarP(&out, "out", "o", recordsName, "`file` to write")
	c.Flags().StringVar(&lang, "lang", "", "`language` of headings and words")
	return c
}

// readTerm reads and merges the term. Without --meeting, it does so for the end of the term, so that the numbers of paragraphs reflect
// everything known.
func readTerm(f *folders, o *choice) (*work.Sources, *work.Work, error) {
	job, err := o.job()
	if err != nil {
		return nil, nil, err
	}
	if job.Meeting == "" {
		job.Meeting = input.End
	}
	src, w, err := f.sound(job)
	if err == nil {
		limitMemory(src, recordsLimit)
	}
	return src, w, err
}

func recordsImportCommand() *cobra.Command {
	var f folders
	var o choice
	var write bool
	im := &records.Import{Line: assemble.Run}
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Show what the edits in a workbook of records would change, and with --write apply them",
		Long: `import compares a workbook, cell by cell, with its state when it was exported and with the current records. Rows may have
been sorted, filtered or hidden, columns moved, and the file saved by another program: only what was entered counts. An added
row becomes a record, with an id made of its words. A deleted row deletes its record only with --delete. Forms that omnibus
form has made, workbooks or documents of word processors, are imported in the same way; each proposal in one is shown as a
redline, and an instruction in place of its text, such as replace 'may' by 'shall', is carried out.

import shows what would change; with --write, it changes only these values in the files. If a value was changed both in the
workbook and in the records, import shows both versions and writes nothing, unless --prefer says which one to keep. Errors
are reported with their cells; with --partial, the rest is imported.`,
		Example: `  omnibus records import records.xlsx
  omnibus records import --write records.xlsx
  omnibus records import session-health.docx`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := preferring(im.Prefer, "workbook"); err != nil {
				return err
			}
			editing, err := f.beginIf(write)
			if err != nil {
				return err
			}
			defer editing.end()
			return importRecords(&f, &o, im, args[0], editing)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().BoolVar(&im.Delete, "delete", false, "delete the records whose rows were deleted")
	c.Flags().BoolVar(&im.Partial, "partial", false, "import what is right even if there are errors")
	c.Flags().StringVar(&im.Prefer, "prefer", "", "which change to keep in a conflict: workbook or project")
	return c
}

// importRecords shows what a workbook would change, and changes it in an editing. editing is nil if nothing is to be written.
func importRecords(f *folders, o *choice, im *records.Import, name string, editing *editing) error {
	b, err := readGiven(name)
	if err != nil {
		return err
	}
	src, w, err := readTerm(f, o)
	if err != nil {
		return err
	}
	im.Work, im.Src, im.Locale, im.Folder = w, src, filepath.ToSlash(f.locales), filepath.ToSlash(f.input)
	var diags diag.List
	r, err := im.Run(source.NewFile(filepath.ToSlash(name), b), &diags)
	if err != nil {
		return err
	}
	for _, s := range r.Shown {
		show("%s\n", s)
	}
	return receive(r, &diags, src, filepath.ToSlash(name), im.Partial, editing)
}

// receive shows a receipt, and writes its files in an editing.
func receive(r *records.Receipt, diags *diag.List, src *work.Sources, name string, partial bool, editing *editing) error {
	for _, c := range r.Changes {
		show("%s\n", c)
	}
	notes := r.Notes
	if len(r.Gone) > 0 {
		notes = append(notes, r.Says("gone", map[string]any{"Names": strings.Join(r.Gone, "; ")}))
	}
	for _, n := range notes {
		say("%s\n", r.Says("note", map[string]any{"Text": n}))
	}
	if r.Same > 0 {
		say("%s\n", r.Counts("same", r.Same, nil))
	}
	wrong := diags.HasErrors()
	if wrong {
		if err := tellIn(diags, r.Language()); err != nil {
			return err
		}
	}
	switch {
	case wrong && (!partial || len(r.Files) == 0):
		say("%s\n", r.Says("nothing-written", nil))
		return errFindings
	case len(r.Changes) == 0 && len(r.Files) == 0:
		say("%s\n", r.Says("changes-nothing", map[string]any{"File": name}))
		return nil
	case len(r.Changes) == 0 && editing == nil:
		say("%s\n", r.Says("comments-alone", map[string]any{"File": name}))
		return nil
	case editing == nil:
		say("%s\n", r.Counts("dry", len(r.Changes), nil))
	default:
		if err := editing.write(src, r.Files); err != nil {
			return err
		}
		say("%s\n", r.Counts("written", len(r.Changes), map[string]any{"Files": names(r.Files)}))
	}
	if wrong {
		return errFindings
	}
	return nil
}

// newWorkbook makes the workbook of the records of a new term from its files, whose names are those in its folder.
func newWorkbook(files []*source.File, lang string) (*source.File, error) {
	locales, templates := work.Builtin()
	src := &work.Sources{Locales: slices.Clone(locales), Templates: slices.Clone(templates)}
	for _, f := range files {
		switch folder, _, _ := strings.Cut(f.Name, "/"); folder {
		case "input":
			src.Input = append(src.Input, f)
		case "locales":
			src.Locales = append(src.Locales, f)
		case "templates":
			src.Templates = append(src.Templates, f)
		}
	}
	w, err := assemble.Run(src, work.Job{Meeting: input.End, Version: version}, work.Merged, nil)
	if err != nil {
		return nil, err
	}
	if w.Diags.HasErrors() {
		if err := tell(&w.Diags); err != nil {
			return nil, err
		}
		return nil, errFindings
	}
	b, err := exported(src, w, lang)
	return source.NewFile(recordsName, b), err
}

// recordsName is the default name of the workbook of records.
const recordsName = "records.xlsx"

// exported returns the workbook of records as a file. If lang is empty, its language is the first of the term.
func exported(src *work.Sources, w *work.Work, lang string) ([]byte, error) {
	book, err := records.Export(src, w, orFirst(lang, w))
	if err != nil {
		return nil, usageError{err}
	}
	var b bytes.Buffer
	err = xlsx.Write(&b, book)
	return b.Bytes(), err
}

// orFirst returns lang or, if it is empty, the first language of the term.
func orFirst(lang string, w *work.Work) string {
	if lang == "" && w.Records.Term != nil && len(w.Records.Term.Languages) > 0 {
		lang = w.Records.Term.Languages[0].String
	}
	return lang
}
