package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/report"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/work"
)

func checkCommand() *cobra.Command {
	var f folders
	var o choice
	var x checking
	c := &cobra.Command{
		Use:   "check",
		Short: "Report what is wrong, missing or unlikely in the records",
		Long: `check reports what is wrong (errors, which stop a build), unlikely (warnings) or still open (notes) in the records, the
translations, the templates and the merged draft. It prints the findings on standard output, and what it does on standard
error. Each finding has a code, which omnibus explain CODE explains. The exit code is 1 if there are errors.

Words are looked up in hunspell's dictionaries, if the computer has those of the languages: in the folders that DICPATH lists,
or else in the usual ones. Only check does so, so that a build is the same everywhere.

--fix shows what it can correct with certainty, such as punctuation that the build adds, a word that is repeated, or a symbol
that is not in its usual form; with --write, it corrects the records and translations. The translation of a text that is
corrected stays current. Otherwise check writes nothing.`,
		Example: `  omnibus check
  omnibus check --strict --pages
  omnibus check > findings.txt
  omnibus check --format sarif > findings.sarif
  omnibus check --fix --write`,
		Args: arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return x.run(&f, &o) },
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&x.format, "format", "text", "text, json, sarif or github")
	c.Flags().BoolVar(&x.pages, "pages", false, "also lay out the pages")
	c.Flags().BoolVar(&x.accepted, "accepted", false, "also print accepted findings")
	c.Flags().BoolVar(&x.unspelled, "no-spelling", false, "do not look words up in the dictionaries of this computer")
	c.Flags().BoolVar(&x.fix, "fix", false, "show what can be corrected with certainty")
	c.Flags().BoolVar(&x.write, "write", false, "with --fix: correct it")
	f.writes(c)
	return c
}

// A checking contains the flags of the command.
type checking struct {
	format                                 string
	pages, accepted, fix, write, unspelled bool
}

// run checks the records, and prints the findings.
func (x *checking) run(f *folders, o *choice) error {
	switch {
	case !slices.Contains([]string{"text", "json", "sarif", "github"}, x.format):
		return usageError{fmt.Errorf("--format is text, json, sarif or github, not %q", x.format)}
	case x.fix && (x.format != "text" || x.pages):
		return usageError{errors.New("--fix goes with neither --format nor --pages")}
	case x.write && !x.fix:
		return usageError{errors.New("--write goes with --fix")}
	case x.fix:
		return mend(f, o, x.write)
	}
	sayMixed(outFolder)
	collectAt(percentReading)
	to := work.Composed
	if x.pages {
		to = work.LaidOut
	}
	job, err := o.job()
	if err != nil {
		return err
	}
	if !x.unspelled {
		job.Dictionaries = dictionaries
	}
	_, w, err := f.through(job, to)
	if err != nil {
		return err
	}
	switch x.format {
	case "json":
		err = w.Diags.JSON(jsonOutput())
	case "sarif":
		err = w.Diags.SARIF(jsonOutput(), version, report.Rules())
	case "github":
		err = w.Diags.GitHub(output())
	default:
		err = showFindings(&w.Diags, x.accepted)
		say("%s\n", w.Diags.Counts())
		if n := len(w.Diags.Mends()); n > 0 {
			say("omnibus check --fix can correct %s\n", counted(n, "finding"))
		}
	}
	if err != nil {
		return err
	}
	if w.Diags.HasErrors() {
		return errFindings
	}
	return nil
}

// mend shows the corrections of findings that are certain, and writes them if write is set.
func mend(f *folders, o *choice, write bool) error {
	editing, err := f.beginIf(write)
	if err != nil {
		return err
	}
	defer editing.end()
	job, err := o.job()
	if err != nil {
		return err
	}
	src, w, err := f.through(job, work.Composed)
	if err != nil {
		return err
	}
	var files []*source.File
	mended := 0
	for _, x := range w.Diags.MendsByFile() {
		file, done, err := edit.Mends(x.File, x.Edits)
		if err != nil {
			say("%v\n", err)
			continue
		}
		for _, e := range done {
			show("%s:%d:%d: %q -> %q\n", x.File.Name, e.Pos.Line(), e.Pos.Column(), string(x.File.Bytes[e.Pos.Offset:e.Pos.End()]), e.New)
		}
		files, mended = append(files, file), mended+len(done)
	}
	say("%s\n", counted(mended, "correction"))
	states, err := unaffected(src, w, files, filepath.ToSlash(f.locales))
	if err != nil {
		return err
	}
	return editing.conclude(src, append(files, states...), write, "mend them")
}

// unaffected returns state files that keep the translations of corrected texts current: a certain correction does not change the meaning.
func unaffected(src *work.Sources, w *work.Work, files []*source.File, folder string) ([]*source.File, error) {
	if len(files) == 0 {
		return nil, nil
	}
	mended := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates, Faces: src.Faces}
	for _, file := range files {
		for _, list := range []*[]*source.File{&mended.Input, &mended.Locales} {
			if i := slices.IndexFunc(*list, func(g *source.File) bool { return g.Name == file.Name }); i >= 0 {
				(*list)[i] = file
			}
		}
	}
	after, err := assemble.Run(mended, w.Job, work.Merged, nil)
	if err != nil {
		return nil, err
	}
	return translate.Mended(w, after, mended, folder, "check --fix", w.Job.Today.String())
}

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a finding and what to do about it; without a code, list all of them",
		Example: `  omnibus explain W0611
  omnibus explain`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, r := range report.Rules() {
					show("%s  %s\n", r.Code, r.Doc)
				}
				return nil
			}
			codes := []string{}
			for _, r := range report.Rules() {
				if strings.EqualFold(r.Code, args[0]) {
					show("%s %s\n%s\n\n", r.Code, r.Name, r.Doc)
					for line := range strings.SplitSeq(strings.TrimSpace(r.Explain), "\n") {
						show("%s\n", line)
					}
					return nil
				}
				codes = append(codes, r.Code)
			}
			return &diag.Unknown{What: "finding", Name: strings.ToUpper(args[0]), Known: codes, Else: "omnibus explain lists them all"}
		},
	}
}
