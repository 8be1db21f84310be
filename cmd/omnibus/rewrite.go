package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"

	"omnibus/assemble/source"
)

// rewriteName is the journal of a rewriting of records, in the folder of the input: a line a file, as a path from there. It is there
// only while files are replaced, or after that was stopped.
const rewriteName = ".omnibus-rewrite"

// rewrite replaces files of the author's, which may lie in several folders, all of them or none. home is the folder of the input.
func rewrite(home string, files []*source.File) error {
	unlock, err := lockedfile.MutexAt(filepath.Join(home, lockName)).Lock()
	if err != nil {
		return fmt.Errorf("nothing can be written into %s: %w", home, cause(err))
	}
	defer os.Remove(filepath.Join(home, lockName)) // the folder is under version control, and is to hold nothing else
	defer unlock()
	if err := finishRewrite(home); err != nil {
		return err
	}
	var names []string
	clear := func(prefix string) {
		for _, name := range names {
			os.Remove(beside(name, prefix))
		}
	}
	var journal strings.Builder
	for _, f := range files {
		name := filepath.FromSlash(f.Name)
		names = append(names, name)
		if err := stageOne(name, f.Bytes); err != nil {
			clear(newPrefix)
			return fmt.Errorf("%s cannot be written: %w", f.Name, cause(err))
		}
		from, err := filepath.Rel(home, name)
		if err != nil {
			if from, err = filepath.Abs(name); err != nil {
				clear(newPrefix)
				return err
			}
		}
		journal.WriteString(filepath.ToSlash(from) + "\n")
	}
	at := filepath.Join(home, rewriteName)
	err = writeSynced(at+".new", []byte(journal.String()))
	if err == nil {
		err = os.Rename(at+".new", at)
	}
	if err != nil {
		os.Remove(at + ".new")
		clear(newPrefix)
		return fmt.Errorf("%s cannot be written: %w", filepath.ToSlash(at), cause(err))
	}
	for i, name := range names {
		err := os.Rename(name, beside(name, oldPrefix))
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		if err == nil {
			err = os.Rename(beside(name, newPrefix), name)
		}
		if err == nil {
			continue
		}
		for _, done := range names[:i+1] {
			if os.Rename(beside(done, oldPrefix), done) != nil && done != name {
				os.Remove(done) // it was not there before
			}
		}
		os.Remove(at)
		clear(newPrefix)
		return fmt.Errorf("%s cannot be replaced, and all stands as it was: %w", filepath.ToSlash(name), cause(err))
	}
	if err := os.Remove(at); err != nil {
		return err
	}
	clear(oldPrefix)
	return nil
}

// beside is the name of a file with a prefix, in its folder.
func beside(name, prefix string) string {
	return filepath.Join(filepath.Dir(name), prefix+filepath.Base(name))
}

// stageOne writes the bytes that a file is to have beside it.
func stageOne(name string, b []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		if info.IsDir() {
			return errors.New("it is a folder")
		}
		mode = info.Mode().Perm()
		if err := writable(name); err != nil {
			return err
		}
	}
	staged := beside(name, newPrefix)
	if err := writeSynced(staged, b); err != nil {
		return err
	}
	return os.Chmod(staged, mode)
}

// finishRewrite puts in place what a rewriting had staged when it was stopped: with a journal all was staged, without one nothing was.
func finishRewrite(home string) error {
	at := filepath.Join(home, rewriteName)
	b, err := os.ReadFile(at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var names []string
	for line := range strings.Lines(string(b)) {
		name := filepath.FromSlash(strings.TrimRight(line, "\r\n"))
		if !filepath.IsAbs(name) {
			name = filepath.Join(home, name)
		}
		names = append(names, name)
		if err := os.Rename(beside(name, newPrefix), name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("an import was stopped, and what it began cannot be finished: %w", cause(err))
		}
	}
	if err := os.Remove(at); err != nil {
		return err
	}
	for _, name := range names {
		os.Remove(beside(name, oldPrefix))
	}
	return nil
}
