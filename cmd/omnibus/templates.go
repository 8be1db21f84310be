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
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func templatesCommand() *cobra.Command {
	var folder string
	var write, force bool
	c := &cobra.Command{
		Use:   "templates [NAME...]",
		Short: "List, print or copy the built-in templates and the style sheet",
		Long: `templates lists the built-in templates of the papers, the style sheet and the defaults of the papers. With a NAME, it prints
that file; with --write, it copies that file, or all of them, into templates/, where you can change them.

Your file replaces a built-in template. Your style.yaml and papers.yaml override the built-in ones setting by setting: keep
only the lines that you change, so that later versions of the tool can improve the others.`,
		Example: `  omnibus templates
  omnibus templates work-plan
  omnibus templates --write work-plan
  omnibus templates --write`,
		RunE: func(_ *cobra.Command, args []string) error {
			_, builtin := work.Builtin()
			chosen, err := chooseTemplates(builtin, args)
			if err != nil {
				return err
			}
			switch {
			case write:
				return writeTemplates(folder, chosen, force)
			case force:
				return usageError{errors.New("--force needs --write")}
			case len(args) == 0:
				for _, f := range chosen {
					show("%-38s%s\n", path.Base(f.Name), headOf(f))
				}
			}
			if len(args) > 0 {
				for _, f := range chosen {
					if _, err := output().Write(f.Bytes); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&folder, "templates", "templates", "`folder` to write into")
	c.Flags().BoolVar(&write, "write", false, "copy the files into the folder of templates")
	c.Flags().BoolVar(&force, "force", false, "overwrite existing files")
	return c
}

// chooseTemplates returns the built-in files with those names, with or without extension, or all of them if names is empty.
func chooseTemplates(builtin []*source.File, names []string) ([]*source.File, error) {
	if len(names) == 0 {
		return builtin, nil
	}
	byName := map[string]*source.File{}
	var known []string
	for _, f := range builtin {
		base := path.Base(f.Name)
		short := strings.TrimSuffix(base, path.Ext(base))
		byName[base], byName[short] = f, f
		known = append(known, short)
	}
	var chosen []*source.File
	for _, name := range names {
		f := byName[name]
		if f == nil {
			return nil, &diag.Unknown{What: "template", Name: name, Known: known, Else: "omnibus templates lists them"}
		}
		chosen = append(chosen, f)
	}
	return chosen, nil
}

// headOf returns the description of a file: the first line of its first comment.
func headOf(f *source.File) string {
	text := strings.TrimLeft(string(f.Bytes), "{/*#- \n")
	line, _, _ := strings.Cut(text, "\n")
	if sentence, _, ok := strings.Cut(line, ". "); ok {
		line = sentence
	}
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(line), "."), ":")
}

// writeTemplates copies files into a folder, and makes it if there is none. Existing files are kept, unless they are to be
// overwritten.
func writeTemplates(folder string, files []*source.File, force bool) error {
	if err := noLinkElsewhere(folder, "--templates"); err != nil && folder == "templates" {
		return err
	}
	d, err := makeFolder(folder)
	if err != nil {
		return err
	}
	defer d.close()
	kept := 0
	for _, f := range files {
		base := path.Base(f.Name)
		old, err := d.read(base, largestRecord)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return err
		case err == nil && string(old) == string(f.Bytes):
			say("%s is already the same as the built-in one\n", d.path(base))
			continue
		case err == nil && !force:
			say("%s exists and was kept\n", d.path(base))
			kept++
			continue
		}
		if _, err := os.Lstat(filepath.Join(folder, base)); err == nil && !force {
			return fmt.Errorf("%s exists but cannot be read: move it away", d.path(base))
		}
		if err := replace(filepath.Join(folder, base), f.Bytes); err != nil {
			return err
		}
		say("%s\n", d.path(base))
	}
	if kept > 0 {
		say("%s kept: --force overwrites them\n", diag.Plural(kept, "file"))
	}
	return nil
}
