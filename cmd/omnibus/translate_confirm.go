package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
)

func translateConfirmCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, by, state string
	var write bool
	c := &cobra.Command{
		Use:   "confirm --lang LANG [--by NAME] [TEXT...]",
		Short: "Declare that translations are right for their sources as they are now",
		Long: `confirm declares that translations are right for their sources as these stand now, because somebody has brought them up
to date by hand in locales/content.LANG.toml, or has reviewed them. --state says how far they have come: translated,
reviewed or final. TEXT is the id of a text, as status, check and packets give it.

Without TEXT, confirm takes every translation that is not stale. It records the source of each in
locales/state.LANG.yaml, so that packets can show word for word what changes later, and a tool that drops the hashes does
no harm.`,
		Example: `  omnibus translate confirm --lang es --write
  omnibus translate confirm --lang es --by Ana --state reviewed --write op-health-mental.text`,
		RunE: func(_ *cobra.Command, ids []string) error {
			switch {
			case lang == "":
				return usageError{errors.New("--lang says which translation is meant: --lang es")}
			case by == "" && (len(ids) > 0 || state != ""):
				return usageError{errors.New("--by says who confirms it: --by Ana")}
			case state != "" && !slices.Contains(locale.States[1:], locale.State(state)):
				return usageError{fmt.Errorf("--state is translated, reviewed or final, not %q", state)}
			}
			editing, err := f.beginIf(write)
			if err != nil {
				return err
			}
			defer editing.end()
			src, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			langs, err := targets(w, lang)
			if err != nil {
				return err
			}
			var files []*source.File
			for _, lang := range langs {
				on, err := translate.Confirm(w, src, filepath.ToSlash(f.locales), translate.Confirmation{
					Lang: lang, Texts: ids, State: locale.State(state), By: by, When: w.Job.Today.String(),
				})
				if err != nil {
					return err
				}
				sayConfirmed(on, lang, len(ids) > 0)
				files = append(files, on.Files...)
			}
			switch {
			case len(files) == 0:
				return nil
			case !write:
				say("nothing was written: --write puts them on file\n")
				return nil
			}
			if err := editing.write(src, files); err != nil {
				return err
			}
			for _, x := range files {
				say("%s\n", x.Name)
			}
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the translations, or several: es,fr")
	c.Flags().StringVar(&by, "by", "", "`name` of who confirms them")
	c.Flags().StringVar(&state, "state", "", "how far they have come: translated, reviewed or final")
	c.Flags().BoolVar(&write, "write", false, "change the files")
	return c
}

// sayConfirmed says what was confirmed in a language; each text by its id where the texts were chosen so.
func sayConfirmed(on *translate.OnFile, lang string, byID bool) {
	if byID {
		for _, id := range on.Texts {
			show("confirmed %s (%s)\n", id, lang)
		}
	}
	for _, id := range on.Stale {
		show("stale %s (%s): confirm it by its id, once somebody has seen it\n", id, lang)
	}
	say("%s: %s put on file, %d stale\n", lang, counted(len(on.Texts), "translation"), len(on.Stale))
}
