package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// rewriteName is the journal of a change of records, in the folder of the input.
const rewriteName = ".omnibus-rewrite"

// An editing is the run of a command that changes the author's files. From begin to end, no other command changes them. If an editor saves
// a file in the meantime, write detects it before it writes anything.
type editing struct {
	folders *folders
	input   *folder
	release func()
	open    map[string]*folder
}

// begin waits until no other command changes the author's files, and finishes an interrupted change.
func (f *folders) begin() (*editing, error) {
	input, err := openFolder(f.input)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noInput(f.input)
	}
	if err != nil {
		return nil, err
	}
	if !f.named("input") {
		if err := noLinkElsewhere(f.input, "--input"); err != nil {
			return nil, err
		}
	}
	release, err := input.lock(f.wait)
	if err != nil {
		return nil, err
	}
	e := &editing{folders: f, input: input, release: release, open: map[string]*folder{"input": input}}
	if err := e.finish(); err != nil {
		e.end()
		return nil, err
	}
	return e, nil
}

// beginIf begins an editing if the command is to write. Otherwise it returns nil, whose end does nothing.
func (f *folders) beginIf(write bool) (*editing, error) {
	if !write {
		return nil, nil
	}
	return f.begin()
}

// end lets other commands change the files again.
func (e *editing) end() {
	if e == nil {
		return
	}
	e.release()
	for _, d := range e.open {
		d.close()
	}
}

// finish completes an interrupted change.
func (e *editing) finish() error {
	if _, err := e.input.root.Lstat(rewriteName); err == nil {
		if _, err := os.Stat(e.folders.locales); err == nil {
			if _, err := e.folder("locales"); err != nil {
				return err
			}
		}
		if err := e.swap().finish(); err != nil {
			return err
		}
	}
	issued, err := e.input.sub(record.Folder, false)
	if err == nil {
		err = settle(issued, e.folders.wait)
		issued.close()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// Files that were staged, but not yet listed in a journal.
	e.input.clearStaged(true)
	if locales, err := openFolder(e.folders.locales); err == nil {
		if e.folders.named("locales") || noLinkElsewhere(e.folders.locales, "--locales") == nil {
			locales.clearStaged(true)
		}
		locales.close()
	}
	return nil
}

func (e *editing) swap() *swap {
	return &swap{home: e.input, journal: rewriteName, folders: e.open}
}

// folder opens one of the author's folders for writing, and makes it if there is none.
func (e *editing) folder(word string) (*folder, error) {
	if d := e.open[word]; d != nil {
		return d, nil
	}
	name := e.folders.byWord()[word]
	if !e.folders.named(word) {
		if err := noLinkElsewhere(name, "--"+word); err != nil {
			return nil, err
		}
	}
	d, err := makeFolder(name)
	if err != nil {
		return nil, err
	}
	e.open[word] = d
	return d, nil
}

// locate returns the word for the folder that contains one of the author's files, and the path of the file in it.
func (f *folders) locate(name string) (word, local string, err error) {
	for w, folder := range f.byWord() {
		rel, err := filepath.Rel(folder, filepath.FromSlash(name))
		if err == nil && filepath.IsLocal(rel) && rel != "." && (word == "" || len(rel) < len(local)) {
			word, local = w, filepath.ToSlash(rel)
		}
	}
	if word == "" {
		return "", "", fmt.Errorf("%s is in none of the author's folders", name)
	}
	return word, local, nil
}

// conclude writes files and prints their names if the command is to write; otherwise it prints that --write is needed.
func (e *editing) conclude(read *work.Sources, files []*source.File, write bool, what string) error {
	switch {
	case len(files) == 0:
		return nil
	case !write:
		say("nothing was written: add --write to %s\n", what)
		return nil
	}
	if err := e.write(read, files); err != nil {
		return err
	}
	for _, x := range files {
		say("%s\n", x.Name)
	}
	return nil
}

// write replaces all of the author's files in files, or none. read is what the command has read: if a file has changed since then, nothing
// is replaced.
func (e *editing) write(read *work.Sources, files []*source.File) error {
	was := map[string]string{}
	for _, list := range [][]*source.File{read.Input, read.Locales, read.Templates} {
		for _, f := range list {
			was[f.Name] = fingerprint(f.Bytes)
		}
	}
	var changes []change
	for _, f := range files {
		word, local, err := e.folders.locate(f.Name)
		if err != nil {
			return err
		}
		d, err := e.folder(word)
		if err != nil {
			return err
		}
		if local, err = d.resolve(local); err != nil {
			return err
		}
		if !isOwnName(local) {
			return fmt.Errorf("%q cannot be the name of a file", f.Name)
		}
		now, err := d.fingerprintOf(local)
		if err != nil {
			return err
		}
		if now == noFile && !source.Portable(local) {
			return fmt.Errorf("%q cannot be the name of a file on every system", f.Name)
		}
		if now != was[f.Name] {
			return fmt.Errorf("%s was changed by somebody else in the meantime: nothing was written; run the command again", f.Name)
		}
		if after := fingerprint(f.Bytes); after != now {
			changes = append(changes, change{word, local, now, after, f.Bytes})
		}
	}
	return e.swap().run(changes)
}

// stopped returns a message about what an interrupted command has left in the author's folders, or "" if there is nothing. It changes
// nothing.
func stopped(input *folder) string {
	records := &swap{home: input, journal: rewriteName, folders: map[string]*folder{"input": input, "locales": input, "templates": input}}
	left := records.left("a command that changes the records",
		"so that only some of them may have changed; the next command that writes, such as omnibus build, finishes it")
	if left != "" {
		return left
	}
	issued, err := input.sub(record.Folder, false)
	if err != nil {
		return ""
	}
	defer issued.close()
	return issued.publishing().left("omnibus issue", "so that only some papers may be recorded as issued; omnibus build finishes it")
}

// names lists the names of files for a message.
func names(files []*source.File) string {
	var out []string
	for _, f := range files {
		out = append(out, f.Name)
	}
	return strings.Join(out, ", ")
}
