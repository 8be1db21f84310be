package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"omnibus/assemble/source"
	"omnibus/assemble/translate"
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
			return editing.conclude(src, files, write, "remove them")
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`languages` (default: those of the term)")
	c.Flags().BoolVar(&write, "write", false, "change the files")
	return c
}
