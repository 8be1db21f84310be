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
	"omnibus/assemble/work"
)

func translateConfirmCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, by, state string
	var write, same bool
	c := &cobra.Command{
		Use:   "confirm --lang LANG [--by NAME] [TEXT...]",
		Short: "Declare that translations match their current sources",
		Long: `confirm declares that translations match their current sources, because they were updated by hand in
locales/content.LANG.toml, or reviewed. --state gives their new state: translated, reviewed or final. TEXT is the id of a
text, as shown by status, check and packets.

Without TEXT, confirm takes all translations that are not stale. It records the source of each in locales/state.LANG.yaml,
so that packets can show later changes word for word, even if a tool has dropped the hashes.

With --same, the texts are the same in the language as in their original, such as the name Portal: those without a
translation get their own words as translation.`,
		Example: `  omnibus translate confirm --lang es --write
  omnibus translate confirm --lang es --by Ana --same --write st-portal.text
  omnibus translate confirm --lang es --by Ana --state reviewed --write op-health-mental.text`,
		RunE: func(_ *cobra.Command, ids []string) error {
			switch {
			case lang == "":
				return usageError{errors.New("name the language of the translation with --lang, such as --lang es")}
			case same && len(ids) == 0:
				return usageError{errors.New("with --same, name the texts that are the same in both languages")}
			case by == "" && (len(ids) > 0 || state != ""):
				return usageError{errors.New("name who confirms it with --by, such as --by Ana")}
			case state != "" && !slices.Contains(locale.States[1:], locale.State(state)):
				return usageError{fmt.Errorf("--state is translated, reviewed or final, not %q", state)}
			}
			return f.translations(&o, lang, write, func(e *editing, src *work.Sources, w *work.Work, langs []string) error {
				var files []*source.File
				for _, lang := range langs {
					on, err := translate.Confirm(w, src, filepath.ToSlash(f.locales), translate.Confirmation{
						Lang: lang, Texts: ids, State: locale.State(state), By: by, When: w.Job.Today.String(), Same: same,
					})
					if err != nil {
						return err
					}
					sayConfirmed(on, lang, len(ids) > 0)
					files = append(files, on.Files...)
				}
				return e.conclude(src, files, write, "record them")
			})
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the translations, or several: es,fr")
	c.Flags().StringVar(&by, "by", "", "`name` of the person who confirms them")
	c.Flags().StringVar(&state, "state", "", "their new state: translated, reviewed or final")
	c.Flags().BoolVar(&same, "same", false, "the texts are the same in both languages, such as names")
	c.Flags().BoolVar(&write, "write", false, "change the files")
	return c
}

// sayConfirmed prints what was confirmed in a language. If byID is set, it names each text by its id.
func sayConfirmed(on *translate.OnFile, lang string, byID bool) {
	if byID {
		for _, id := range on.Texts {
			show("confirmed %s (%s)\n", id, lang)
		}
	}
	for _, id := range on.Stale {
		show("stale %s (%s): confirm it by its id, once it has been reviewed\n", id, lang)
	}
	say("%s: %s recorded, %d stale\n", lang, counted(len(on.Texts), "translation"), len(on.Stale))
}
