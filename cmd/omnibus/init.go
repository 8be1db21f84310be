package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
)

// skeleton contains the files of a small term of a plain body, which builds as it is.
//
//go:embed skeleton
var skeleton embed.FS

// bodies contains a folder for each other body with which a term can begin. Its files replace files of the skeleton with the same name. A
// folder with papers of its own contains all files of its term.
//
//go:embed bodies
var bodies embed.FS

// The bodies with which a term can begin. The plain body is that of the skeleton.
const (
	plainBody = "plain"
	oasBody   = "oas"
	unBody    = "un"
)

func initCommand() *cobra.Command {
	var from, lang, body string
	var xlsx bool
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a new term that builds",
		Long: `init puts a small set of input files, with explanatory comments, into a new or empty folder. omnibus build makes papers from
them at once, .schema/ lets editors complete and check the files, and .schema/fields.txt lists every field that they may have.

With --body, the term begins with the profile and the names of a body: oas (a committee of the Organization of American States), un (a
main committee of the United Nations General Assembly), or plain (the default).

With --from, init starts from the term in another folder: it copies the profile, the glossary, the mandates and the
stakeholders with their translations, moves dates by a year, and leaves symbols, officers, sessions and proposals empty.

With --xlsx, init adds records.xlsx, a workbook of all records to fill in, whose first sheet explains the work of a year;
import it with omnibus records import.

init overwrites nothing.`,
		Example: "  omnibus init cam-2025\n  omnibus init sixth-committee --body un\n  omnibus init cam-2025 --from cam-2024 --xlsx",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if from != "" && body != "" {
				return usageError{errors.New("--body goes without --from: the old term has its own profile")}
			}
			files, err := newTerm(from, body)
			if err != nil {
				return err
			}
			for _, name := range input.Schemas() {
				files = append(files, source.NewFile(".schema/"+name+".schema.json", input.Schema(name)))
			}
			files = append(files, source.NewFile(".schema/fields.txt", fieldsPage()))
			if xlsx {
				book, err := newWorkbook(files, lang)
				if err != nil {
					return err
				}
				files = append(files, book)
			}
			if err := writeTerm(dir, files); err != nil {
				return err
			}
			where := fmt.Sprintf("in %s; go there and run", filepath.ToSlash(dir))
			if filepath.Clean(dir) == "." {
				where = "here; run"
			}
			say("%d files are %s: omnibus build\n", len(files), where)
			return nil
		},
	}
	c.Flags().StringVar(&from, "from", "", "`folder` of the term to roll over")
	c.Flags().StringVar(&body, "body", "", "`name` of the body: plain, oas or un")
	c.Flags().BoolVar(&xlsx, "xlsx", false, "make a workbook of the records, to fill in")
	c.Flags().StringVar(&lang, "lang", "", "`language` of the workbook; otherwise the first of the term")
	return c
}

// newTerm returns the files of a new term, with their names in its folder.
func newTerm(from, body string) ([]*source.File, error) {
	if from != "" {
		src, err := foldersIn(from, 0).read()
		if err != nil {
			return nil, err
		}
		var diags diag.List
		files := term.Roll(src, &diags)
		if diags.HasErrors() {
			if err := tell(&diags); err != nil {
				return nil, err
			}
			return nil, errFindings
		}
		return files, nil
	}
	switch body {
	case "", plainBody:
		return embedded(skeleton, "skeleton")
	case unBody:
		return embedded(bodies, "bodies/"+unBody)
	case oasBody:
		files, err := embedded(skeleton, "skeleton")
		if err != nil {
			return nil, err
		}
		own, err := embedded(bodies, "bodies/"+oasBody)
		for _, f := range own {
			i := slices.IndexFunc(files, func(x *source.File) bool { return x.Name == f.Name })
			files[i] = f
		}
		return files, err
	}
	return nil, usageError{&diag.Unknown{What: "profile", Name: body, Known: []string{oasBody, plainBody, unBody}}}
}

// embedded returns the files of an embedded folder, with their names in it.
func embedded(from embed.FS, folder string) ([]*source.File, error) {
	var files []*source.File
	err := fs.WalkDir(from, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(from, name)
		files = append(files, source.NewFile(strings.TrimPrefix(name, folder+"/"), b))
		return err
	})
	return files, err
}

// writeTerm writes the files of a new term into a folder, all or none, and overwrites nothing. It writes a new folder beside its place and
// renames it. An existing empty folder may be the current one: there it writes the files under a journal, so that the next init finishes an
// interrupted one.
func writeTerm(dir string, files []*source.File) error {
	if err := portable(dir); err != nil {
		return usageError{err}
	}
	// Both ways are brief, and must not be interrupted.
	signal.Ignore(os.Interrupt, syscall.SIGTERM)
	defer signal.Reset(os.Interrupt, syscall.SIGTERM)
	d, err := openFolder(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return writeNew(dir, files)
	}
	if err != nil {
		return err
	}
	defer d.close()
	return d.writeEmpty(files)
}

func writeNew(dir string, files []*source.File) error {
	parent, err := makeFolder(filepath.Dir(filepath.Clean(dir)))
	if err != nil {
		return err
	}
	defer parent.close()
	base := filepath.Base(filepath.Clean(dir))
	staged := newPrefix + base
	if err := parent.root.RemoveAll(staged); err != nil {
		return parent.trouble(staged, "cannot be removed", err)
	}
	d, err := parent.sub(staged, true)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err = d.stage(f.Name, f.Bytes); err == nil {
			err = d.rename(beside(f.Name, newPrefix), f.Name)
		}
		if err != nil {
			break
		}
	}
	d.close()
	if err == nil {
		err = parent.rename(staged, base)
	}
	if err != nil {
		parent.root.RemoveAll(staged)
		return fmt.Errorf("%s cannot be made: %w", filepath.ToSlash(dir), cause(err))
	}
	return nil
}

// writeEmpty writes files into the folder, which must be empty except for what an interrupted init has left.
func (d *folder) writeEmpty(files []*source.File) error {
	if err := d.empty(files); err != nil { // before there is a lock in it
		return err
	}
	release, err := d.lock(usualPatience)
	if err != nil {
		return err
	}
	defer release()
	s := d.publishing()
	if err := s.finish(); err != nil {
		return err
	}
	if err := d.empty(files); err != nil {
		return err
	}
	var changes []change
	for _, f := range files {
		now, err := d.fingerprintOf(filepath.FromSlash(f.Name))
		if err != nil {
			return err
		}
		if after := fingerprint(f.Bytes); now != after {
			changes = append(changes, change{here, f.Name, now, after, f.Bytes})
		}
	}
	if len(changes) == 0 {
		return fmt.Errorf("%s already contains this term: nothing was changed", filepath.ToSlash(d.name))
	}
	return s.run(changes)
}

// empty returns an error if the folder is not empty. It ignores files that already have their final content, and those that exist only
// while something is written.
func (d *folder) empty(files []*source.File) error {
	want := map[string]string{}
	for _, f := range files {
		want[f.Name] = fingerprint(f.Bytes)
	}
	return fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return d.trouble(name, "cannot be read", err)
		}
		if e.IsDir() || strings.HasPrefix(e.Name(), newPrefix) || name == journalName || name == lockName {
			return nil
		}
		if want[name] != "" && e.Type().IsRegular() {
			if now, err := d.fingerprintOf(filepath.FromSlash(name)); err == nil && now == want[name] {
				return nil
			}
		}
		return fmt.Errorf("%s is not empty (it contains %s): a new term needs an empty folder", filepath.ToSlash(d.name), name)
	})
}
