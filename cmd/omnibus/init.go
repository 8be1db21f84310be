package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
)

// skeleton is a small term that builds.
//
//go:embed skeleton
var skeleton embed.FS

func initCommand() *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a new term that builds",
		Long: `init puts a small set of input files into a new folder, with comments that say what each is for: omnibus build makes its
papers at once, and .schema/ lets editors complete and check them. With --from it rolls the term of another folder over: profile, glossary, mandates and stakeholders come along
with their translations, dates move on a year, symbols and officers are open, sessions and drafts start empty.

Nothing that is there is overwritten.`,
		Example: "  omnibus init cam-2025\n  omnibus init cam-2025 --from cam-2024",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
				return fmt.Errorf("%s is not empty: a new term needs a folder of its own", dir)
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%s cannot be used: %w", dir, cause(err))
			}
			files, err := newTerm(from)
			if err != nil {
				return err
			}
			for _, name := range input.Schemas() {
				files = append(files, source.NewFile(".schema/"+name+".schema.json", input.Schema(name)))
			}
			if err := writeAll(dir, files); err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "%d files are in %s; go there and run: omnibus build\n", len(files), filepath.ToSlash(dir))
			return nil
		},
	}
	c.Flags().StringVar(&from, "from", "", "`folder` of a term that is rolled over")
	return c
}

// newTerm returns the files of a new term, by their names in its folder.
func newTerm(from string) ([]*source.File, error) {
	if from != "" {
		f := folders{
			input: filepath.Join(from, "input"), locales: filepath.Join(from, "locales"), templates: filepath.Join(from, "templates"),
			command: &cobra.Command{},
		}
		src, err := f.read()
		if err != nil {
			return nil, err
		}
		var diags diag.List
		files := term.Roll(src, &diags)
		if diags.HasErrors() {
			diags.Sort()
			if err := diags.Text(os.Stderr, terminal(os.Stderr)); err != nil {
				return nil, err
			}
			return nil, errFindings
		}
		return files, nil
	}
	var files []*source.File
	err := fs.WalkDir(skeleton, "skeleton", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(skeleton, name)
		files = append(files, source.NewFile(strings.TrimPrefix(name, "skeleton/"), b))
		return err
	})
	return files, err
}

// writeAll writes files into a new folder, all or none: they are written beside it, and the folder is renamed into its place.
func writeAll(dir string, files []*source.File) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return fmt.Errorf("%s cannot be made: %w", parent, cause(err))
	}
	staged, err := os.MkdirTemp(parent, newPrefix)
	if err != nil {
		return fmt.Errorf("%s cannot be made: %w", dir, cause(err))
	}
	defer os.RemoveAll(staged)
	if err := os.Chmod(staged, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(staged, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := writeSynced(name, f.Bytes); err != nil {
			return fmt.Errorf("%s cannot be written: %w", filepath.Join(dir, filepath.FromSlash(f.Name)), cause(err))
		}
	}
	os.Remove(dir) // an empty folder makes room for the new one
	if err := os.Rename(staged, dir); err != nil {
		return fmt.Errorf("%s cannot be made: %w", dir, cause(err))
	}
	return nil
}
