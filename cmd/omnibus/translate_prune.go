package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/work"
)

func translatePruneCommand() *cobra.Command {
	var f folders
	var o choice
	var lang string
	var write bool
	c := &cobra.Command{
		Use:   "prune",
		Short: "Remove the translations of texts that no longer exist",
		Long: `prune lists the translations whose source no longer exists, because its record was removed or renamed. With --write, it
removes them from locales/content.LANG.toml, and their states from locales/state.LANG.yaml. All other lines stay as they are.`,
		Example: "  omnibus translate prune\n  omnibus translate prune --lang es --write",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			return f.translations(&o, lang, write, func(e *editing, src *work.Sources, w *work.Work, langs []string) error {
				var files []*source.File
				for _, lang := range langs {
					p, err := translate.Prune(w, src, filepath.ToSlash(f.locales), lang)
					if err != nil {
						return err
					}
					for _, x := range p.Orphans {
						if x.Text == "" {
							show("orphan %s (%s): only its state\n", x.ID, lang)
						} else {
							show("orphan %s (%s): %s\n", x.ID, lang, x.Text)
						}
					}
					say("%s: %s\n", lang, counted(len(p.Orphans), "orphan"))
					files = append(files, p.Files...)
				}
				return e.conclude(src, files, write, "remove them")
			})
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`languages` (default: those of the term)")
	c.Flags().BoolVar(&write, "write", false, "change the files")
	return c
}
