package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A file of labels is named active.LANG.toml.
const labelsBefore, labelsAfter = "active.", ".toml"

func labelsCommand() *cobra.Command {
	var folder, begin string
	c := &cobra.Command{
		Use:   "labels [LANGUAGE]",
		Short: "List or print the built-in labels, or begin a new language",
		Long: `labels lists the languages whose labels are built into the tool. Labels are all the words that a paper does not take from the
records: headings, months, ordinals. With LANGUAGE, labels prints the file of that language.

To change a label, write only that label, under its section, into locales/active.LANGUAGE.toml: it overrides the built-in
one. To add a language, --new TAG (or omnibus translate new TAG) writes locales/active.TAG.toml with all labels of the English
file, or that of LANGUAGE, for you to translate, and with what Unicode's CLDR knows about the language. Labels that are not
translated yet are printed in the other language.`,
		Example: `  omnibus labels
  omnibus labels en
  omnibus labels --new de`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			files := builtInLabels()
			if len(args) == 0 && begin == "" {
				var unread diag.List
				builtin, _ := work.Builtin()
				set := locale.Read(builtin, nil, &unread)
				for _, f := range files {
					show("%-22s%s\n", path.Base(f.Name), set.Locale(languageOf(f)).T("language.self", nil))
				}
				return nil
			}
			from, err := labelsOf(files, append(args, locale.Reference)[0])
			switch {
			case err != nil:
				return err
			case begin != "":
				return beginLanguage(folder, begin, languageOf(from), from, files)
			}
			_, err = output().Write(from.Bytes)
			return err
		},
	}
	c.Flags().StringVar(&begin, "new", "", "begin the language of this `tag`: de, pt-BR")
	c.Flags().StringVar(&folder, "locales", "locales", "`folder` to write into")
	return c
}

// builtInLabels returns the files of labels in the executable.
func builtInLabels() []*source.File {
	builtin, _ := work.Builtin()
	var out []*source.File
	for _, f := range builtin {
		if languageOf(f) != "" {
			out = append(out, f)
		}
	}
	return out
}

// languageOf returns the language of a label file, or "" if it is not a label file.
func languageOf(f *source.File) string {
	name, first := strings.CutPrefix(path.Base(f.Name), labelsBefore)
	name, last := strings.CutSuffix(name, labelsAfter)
	if !first || !last {
		return ""
	}
	return name
}

// labelsOf returns the label file of a language.
func labelsOf(files []*source.File, lang string) (*source.File, error) {
	var known []string
	for _, f := range files {
		if languageOf(f) == lang {
			return f, nil
		}
		known = append(known, languageOf(f))
	}
	return nil, usageError{fmt.Errorf("there are no built-in labels for %q, only for %s; omnibus labels --new %s begins a language",
		lang, strings.Join(known, ", "), lang)}
}

// beginLanguage writes the file of labels of a new language, to be translated. It never overwrites a file.
func beginLanguage(folder, lang, like string, from *source.File, files []*source.File) error {
	if !locale.IsTag(lang) {
		return usageError{fmt.Errorf("%q is not a language tag: write de, or pt-BR", lang)}
	}
	if _, err := labelsOf(files, lang); err == nil {
		return usageError{fmt.Errorf("%q is built in: write only the labels that you want to change into %s", lang,
			path.Join(filepath.ToSlash(folder), labelsBefore+lang+labelsAfter))}
	}
	if err := noLinkElsewhere(folder, "--locales"); err != nil && folder == "locales" {
		return err
	}
	d, err := makeFolder(folder)
	if err != nil {
		return err
	}
	defer d.close()
	name := labelsBefore + lang + labelsAfter
	if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
		return fmt.Errorf("%s already exists, and was not changed", d.path(name))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := replace(filepath.Join(folder, name), locale.Begin(lang, like, from)); err != nil {
		return err
	}
	say("%s\n", d.path(name))
	say("translate the labels after a #, in any order: until then, those of %q are printed\n", like)
	say("add %q to the languages in input/term.yaml; for hyphenation, put the patterns of the language into %s\n", lang,
		d.path("hyphen/"+lang+".pat.txt"))
	return nil
}

func translateNewCommand() *cobra.Command {
	var folder, like string
	c := &cobra.Command{
		Use:   "new LANGUAGE",
		Short: "Begin the labels of a new language",
		Long: `new writes locales/active.LANGUAGE.toml: all labels of the English file, or that of --like, each after a # until you
translate it, and without a # what Unicode's CLDR knows of the language: months, days of the week, patterns of dates, signs
of numbers and quotations, plural forms. Papers can be made at once: labels that are not translated yet are printed in the
other language, and a note counts them.`,
		Example: "  omnibus translate new de\n  omnibus translate new gn --like es",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			files := builtInLabels()
			from, err := labelsOf(files, like)
			if err != nil {
				return err
			}
			return beginLanguage(folder, args[0], like, from, files)
		},
	}
	c.Flags().StringVar(&like, "like", locale.Reference, "`language` whose labels are to be translated")
	c.Flags().StringVar(&folder, "locales", "locales", "`folder` to write into")
	return c
}
