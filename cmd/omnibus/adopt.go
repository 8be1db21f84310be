package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/merge"
	"omnibus/assemble/term"
	"omnibus/assemble/work"
)

func adoptCommand() *cobra.Command {
	var f folders
	var a term.Adoption
	var when, into string
	var offset int
	var write bool
	c := &cobra.Command{
		Use:   "adopt",
		Short: "Turn the adopted paragraphs into mandates of the next term",
		Long: `adopt takes the operative paragraphs that are agreed at the end of the term, and gives them their numbers in the
resolution: those of the agreed paragraphs, plus the offset. It prints them as an entry of mandates.yaml. With --into, it
prints the entry for the next term. With --write, it adds the resolution to input/mandates.yaml of the next term, and the
texts in other languages to locales/; each mandate that a paragraph amends is marked with its replacement.

A paragraph that is neither agreed nor withdrawn stops adopt, because it is unknown whether it was adopted; --agreed-only
leaves it out.`,
		Example: `  omnibus init ../cam-2025 --from .
  omnibus adopt --symbol "AG/RES. 3021 (LIV-O/24)" --date 2024-06-28 --title "..." --offset 12 --into ../cam-2025
  omnibus adopt --symbol "AG/RES. 3021 (LIV-O/24)" --date 2024-06-28 --title "..." --offset 12 --into ../cam-2025 --write`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case a.Symbol == "" || when == "" || strings.TrimSpace(a.Title) == "":
				return usageError{errors.New("adopt needs the --symbol, the --date and the --title of the resolution")}
			case write && into == "":
				return usageError{errors.New("--write needs --into: the folder of the next term")}
			case offset < 0:
				return usageError{fmt.Errorf("--offset is %d: it is the number of the paragraph before the first", offset)}
			}
			var err error
			if a.Date, err = date.Parse(when); err != nil {
				return usageError{fmt.Errorf("--date: %w", err)}
			}
			if c.Flags().Changed("offset") {
				a.Offset = &offset
			}
			return adopt(&f, a, into, write)
		},
	}
	f.flags(c)
	f.writes(c)
	c.Flags().StringVar(&a.Symbol, "symbol", "", "`symbol` of the resolution")
	c.Flags().StringVar(&when, "date", "", "`date` of its adoption, 2024-06-28")
	c.Flags().StringVar(&a.Title, "title", "", "its `title`")
	c.Flags().StringVar(&a.Section, "section", "", "`heading` above the paragraphs")
	c.Flags().IntVar(&offset, "offset", 0, "`number` of the paragraph before the first (default: that of term.yaml)")
	c.Flags().BoolVar(&a.AgreedOnly, "agreed-only", false, "leave out paragraphs that are not agreed")
	c.Flags().StringVar(&into, "into", "", "`folder` of the next term")
	c.Flags().BoolVar(&write, "write", false, "change the files of the next term")
	return c
}

func adopt(f *folders, a term.Adoption, into string, write bool) error {
	today, err := today()
	if err != nil {
		return err
	}
	_, w, err := f.sound(work.Job{Meeting: merge.End, Today: today, Version: version})
	if err != nil {
		return err
	}
	var next *work.Sources
	var editing *editing
	locales := ""
	if into != "" {
		n := foldersIn(into, f.wait)
		if editing, err = n.beginIf(write); err != nil {
			return err
		}
		defer editing.end()
		if next, err = n.read(); err != nil {
			return err
		}
		locales = filepath.ToSlash(n.locales)
	}
	var diags diag.List
	out, err := term.Adopt(w, next, locales, a, &diags)
	if err != nil {
		return err
	}
	if diags.HasErrors() {
		err := refused(&diags)
		if slices.ContainsFunc(diags.Items, func(d *diag.Diagnostic) bool { return d.Code == term.NotAgreed }) {
			say("--agreed-only leaves out paragraphs that are not agreed\n")
		}
		return err
	}
	for _, n := range out.Notes {
		say("note: %s\n", n)
	}
	if !write {
		fmt.Fprint(output(), out.Entry)
		say("%s; nothing was written: --into DIR --write puts them into the next term\n", counted(len(out.Paragraphs), "mandate"))
		return nil
	}
	if err := editing.write(next, out.Files); err != nil {
		return err
	}
	for _, p := range out.Paragraphs {
		show("%s <- %s\n", p.ID, p.From)
	}
	say("%s written into %s\n", counted(len(out.Paragraphs), "mandate"), names(out.Files))
	return nil
}
