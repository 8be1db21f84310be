package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/intake/word"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func wordCommand() *cobra.Command {
	c := &cobra.Command{Use: "word", Short: "Import drafts that delegations edited in a word processor"}
	c.AddCommand(wordImportCommand())
	return c
}

// An arrival contains the flags that describe returned files.
type arrival struct {
	from, meeting, base, date string
	lang                      string
	section                   string
	authors                   []string
	missing, write            bool
}

func wordImportCommand() *cobra.Command {
	var f folders
	var a arrival
	c := &cobra.Command{
		Use:   "import FILE... --from KEY --meeting MEETING",
		Short: "Show the proposals in an edited draft or in a letter, and with --write record them",
		Long: `import compares a returned draft (docx) with the draft that was sent out: the revision that the file names, as it was issued
or, if it was not issued, as the records produce it. It finds tracked and untracked changes alike. Differences become proposals
of --from to --meeting: amendments, new paragraphs, deletions and moves, in the language that was edited.

Paragraphs are identified by the small codes in the column of the numbers, else by bookmarks, else by their words, never by
their number. A change of spaces, quotation marks, formatting or numbers alone is not an amendment. import prints what it
cannot place and, with --write, keeps it as comments in the file of the proposals. Either every change in the file is
accounted for, or nothing is written.

A file that was not made from the draft (docx, odt, plain text, or a mail (.eml) and the letters attached to it) is read as
omnibus propose reads a mail: OP 7: delete 'urgently'; new OP after 7: To thank; OP 8: reservation. Besides, it may contain whole
paragraphs, with or without their numbers in the draft, in several languages one after the other or side by side in a table; what
is beside a text in a table and is no text is kept as a remark on it. The numbers that a list of the file counts are not those of
the draft. --base names the revision with the numbers. --new names the section (or preamble) of new paragraphs without a number.

If several people made changes, --author says for whom each of them did. Importing a file again changes nothing.`,
		Example: `  omnibus word import draft.docx --from delegation-a --meeting meeting-april
  omnibus word import draft.docx --from delegation-a --meeting meeting-april --author "Ana Ruiz=delegation-b" --write`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			authors, err := a.check()
			if err != nil {
				return err
			}
			editing, err := f.beginIf(a.write)
			if err != nil {
				return err
			}
			defer editing.end()
			for _, name := range args {
				if err := importWord(&f, &a, authors, name, editing); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f.flags(c)
	f.writes(c)
	c.Flags().StringVar(&a.from, "from", "", "who sent the file: a `key` of the glossary, or chair")
	c.Flags().StringVar(&a.meeting, "meeting", "", "`id` of the meeting to which the proposals are submitted, or end")
	c.Flags().StringVar(&a.base, "base", "", "`revision` that the file was made from, if it does not say so itself")
	c.Flags().StringVar(&a.date, "date", "",
		"`day` of the proposals: 2024-04-16 (default: the days of the changes in a draft; for a letter, that of the meeting)")
	c.Flags().StringArrayVar(&a.authors, "author", nil, "for whom a person made changes: `\"Ana Ruiz=delegation-b\"`")
	c.Flags().StringVar(&a.section, "new", "", "`section` of new paragraphs without a number, or preamble")
	c.Flags().StringVar(&a.lang, "lang", "", "`language` of the output")
	c.Flags().BoolVar(&a.missing, "accept-missing", false, "propose to delete the paragraphs that are no longer in the file")
	c.Flags().BoolVar(&a.write, "write", false, "record the proposals")
	return c
}

// check reports errors in the flags, and returns the keys of the authors by their names.
func (a *arrival) check() (map[string]string, error) {
	switch {
	case a.from == "":
		return nil, usageError{fmt.Errorf("--from names who sent the file: --from delegation-a")}
	case a.meeting == "":
		return nil, usageError{fmt.Errorf("--meeting names the meeting to which the proposals are submitted: --meeting meeting-april")}
	}
	if a.date != "" {
		if d, err := date.Parse(a.date); err != nil || d.MonthOnly() {
			return nil, usageError{fmt.Errorf("--date is a day, as in 2024-04-16, not %q", a.date)}
		}
	}
	out := map[string]string{}
	for _, s := range a.authors {
		name, key, ok := strings.Cut(s, "=")
		if name, key = strings.TrimSpace(name), strings.TrimSpace(key); !ok || name == "" || key == "" {
			return nil, usageError{fmt.Errorf("--author is a name and a key, as in \"Ana Ruiz=delegation-b\", not %q", s)}
		}
		out[name] = key
	}
	return out, nil
}

// importWord shows the proposals in a file, or in a mail and its attached files, and records them in an editing. editing is nil if nothing
// is to be written.
func importWord(f *folders, a *arrival, authors map[string]string, name string, editing *editing) error {
	today, err := today()
	if err != nil {
		return err
	}
	b, err := readGiven(name)
	if err != nil {
		return err
	}
	job := work.Job{Meeting: a.meeting, Today: today, Version: version}
	src, w, err := f.sound(job)
	if err != nil {
		return err
	}
	all, err := opened(door.Word, source.NewFile(filepath.ToSlash(name), b), w.Locales.Locale(orFirst(a.lang, w)))
	if err != nil {
		return err
	}
	for i, x := range all {
		if i > 0 { // after the changes of those before
			if src, w, err = f.sound(job); err != nil {
				return err
			}
		}
		if err := importOne(f, a, authors, x, src, w, editing); err != nil {
			return err
		}
	}
	return nil
}

// importOne imports one file.
func importOne(f *folders, a *arrival, authors map[string]string, x *source.File, src *work.Sources, w *work.Work, editing *editing) error {
	limitMemory(src, wordLimit)
	var diags diag.List
	im := &word.Import{Work: w, Src: src, Line: assemble.Run, Locale: filepath.ToSlash(f.locales), From: a.from, Meeting: a.meeting,
		Revision: a.base, Authors: authors, Date: a.date, AcceptMissing: a.missing, New: a.section,
		Lang: a.lang}
	r, err := im.Run(x, &diags)
	if err != nil {
		return err
	}
	showWord(r)
	l := r.Lang
	if diags.HasErrors() {
		return refusedIn(&diags, l)
	}
	made := l.N("receipt.proposals", len(r.Proposals), nil)
	switch {
	case len(r.Files) == 0:
		say("%s\n", l.T("receipt.changes-nothing", map[string]any{"File": x.Name}))
		return nil
	case editing == nil:
		say("%s\n", l.T("receipt.word-dry", map[string]any{"Proposals": made, "Texts": l.N("receipt.texts", len(r.Rest), nil)}))
		return nil
	}
	if err := editing.write(src, r.Files); err != nil {
		return err
	}
	say("%s\n", l.T("receipt.word-written", map[string]any{"Proposals": made, "Files": names(r.Files)}))
	return nil
}

// showWord prints what was found in a file: the proposals and what could not be placed on standard output, the rest on standard error.
func showWord(r *word.Receipt) {
	l := r.Lang
	t := func(key string, values ...any) string {
		data := map[string]any{}
		for i := 0; i < len(values); i += 2 {
			data[values[i].(string)] = values[i+1]
		}
		return l.T("receipt."+key, data)
	}
	for _, p := range r.Proposals {
		of := p.Base
		if of == "" {
			of = strings.TrimSpace(p.Section + " " + p.Kind)
		}
		show("%s\n", t("made", "ID", p.ID, "Operation", p.Operation, "Of", of, "By", p.Author, "At", strings.Join(p.Places, ", ")))
		for _, s := range p.Shown {
			show("    %s\n", s)
		}
	}
	for _, x := range r.Remarks {
		key := "remark"
		if x.Known {
			key = "remark-known"
		}
		show("%s\n", t(key, "About", x.About, "By", x.By, "At", x.Place, "Text", x.Said, "ID", x.ID))
	}
	for _, x := range r.Rest {
		show("%s\n    %s\n", t("not-placed", "At", x.Place, "Why", x.Why), x.Words)
		if x.Near != "" {
			show("    %s\n", t("near", "Text", x.Near))
		}
	}
	notes := slices.Clone(r.Notes)
	if r.Same > 0 {
		notes = append(notes, l.N("receipt.already", r.Same, nil))
	}
	if r.Formal > 0 {
		notes = append(notes, l.N("receipt.formal", r.Formal, nil))
	}
	for _, n := range notes {
		say("%s\n", t("note", "Text", n))
	}
	say("%s\n", r.Ledger.In(l))
}
