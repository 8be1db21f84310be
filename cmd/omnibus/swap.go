package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Prefixes of the names of staged files beside a file that is replaced: its new and its old content. They exist only while files are
// replaced, or after an interruption.
const (
	newPrefix = ".omnibus-new-"
	oldPrefix = ".omnibus-old-"
)

// A swap replaces files in one or more folders, all of them or none. During the swap, a journal lists the changes, so that after an
// interruption the next command that writes finishes or undoes them. The caller must have the lock of the folder with the journal.
type swap struct {
	home    *folder
	journal string             // name of the journal in home
	folders map[string]*folder // by their words in the journal
	// mayRemove reports whether a file may be removed. Nil: no file may be.
	mayRemove func(name string, b []byte) bool
}

// A change is the change of one file in a swap.
type change struct {
	folder string // name of the folder in the journal
	name   string // path in the folder, with slashes
	before string // fingerprint of the file now, "" if there is none
	after  string // fingerprint of the new file, "" if it is removed
	bytes  []byte
}

func fingerprint(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// run makes the changes. If one of them fails, it restores the files.
func (s *swap) run(changes []change) error {
	if len(changes) == 0 {
		return nil
	}
	if err := s.prepare(changes); err != nil {
		s.clear(changes, newPrefix)
		return err
	}
	for i, c := range changes {
		if err := s.change(c); err != nil {
			undone := s.undo(changes[:i+1])
			if undone != nil {
				return fmt.Errorf("%w; and not everything could be restored: %w", err, undone)
			}
			s.clear(changes, newPrefix)
			return err
		}
	}
	if err := s.home.root.Remove(s.journal); err != nil {
		return s.home.trouble(s.journal, "cannot be removed", err)
	}
	s.clear(changes, oldPrefix)
	return nil
}

// prepare writes the new files beside their targets, checks that each target can be replaced, and writes the journal.
func (s *swap) prepare(changes []change) error {
	for _, c := range changes {
		if c.after == "" {
			continue
		}
		if err := s.folders[c.folder].stage(c.name, c.bytes); err != nil {
			return err
		}
	}
	var journal strings.Builder
	journal.WriteString(journalHead + "\n")
	for _, c := range changes {
		if err := s.folders[c.folder].writable(c.name); err != nil {
			return err
		}
		fmt.Fprintf(&journal, "%s %s %s %s\n", orNone(c.before), orNone(c.after), c.folder, c.name)
	}
	if err := s.home.stage(s.journal, []byte(journal.String())); err != nil {
		return err
	}
	if err := s.home.rename(beside(s.journal, newPrefix), s.journal); err != nil {
		s.home.root.Remove(beside(s.journal, newPrefix))
		return s.home.trouble(s.journal, "cannot be written", err)
	}
	return nil
}

// change makes one prepared change, and keeps the old file next to the new one.
func (s *swap) change(c change) error {
	d := s.folders[c.folder]
	old := beside(c.name, oldPrefix)
	d.root.Remove(filepath.FromSlash(old))
	if c.before != "" {
		// With a hard link, the file is always in its place. Not every file system has hard links.
		if c.after == "" || d.root.Link(filepath.FromSlash(c.name), filepath.FromSlash(old)) != nil {
			if err := d.rename(c.name, old); err != nil {
				return d.trouble(c.name, "cannot be replaced", err)
			}
		}
	}
	if c.after == "" {
		return nil
	}
	if err := d.rename(beside(c.name, newPrefix), c.name); err != nil {
		return d.trouble(c.name, "cannot be replaced", err)
	}
	return nil
}

// undo reverts changes, the last one first, and removes the journal.
func (s *swap) undo(changes []change) error {
	for _, c := range slices.Backward(changes) {
		d := s.folders[c.folder]
		now, err := d.fingerprintOf(c.name)
		switch {
		case err != nil:
			return err
		case now == c.before:
			d.root.Remove(filepath.FromSlash(beside(c.name, oldPrefix)))
			continue
		case c.before == "":
			err = d.root.Remove(filepath.FromSlash(c.name))
		default:
			err = d.rename(beside(c.name, oldPrefix), c.name)
		}
		if err != nil {
			return d.trouble(c.name, "cannot be restored", err)
		}
	}
	if err := s.home.root.Remove(s.journal); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.home.trouble(s.journal, "cannot be removed", err)
	}
	return nil
}

// clear removes the files next to those of changes.
func (s *swap) clear(changes []change, prefix string) {
	for _, c := range changes {
		if d := s.folders[c.folder]; d != nil {
			d.root.Remove(filepath.FromSlash(beside(c.name, prefix)))
		}
	}
}

// The journal is a line that identifies it, and a line for each change: the fingerprints before and after, the folder, the name.
const (
	journalHead = "omnibus journal 1"
	noFile      = "none" // in place of a fingerprint
)

func orNone(hash string) string {
	if hash == "" {
		return noFile
	}
	return hash
}

// readJournal returns the changes of a journal, or nil if there is none.
func (s *swap) readJournal() ([]change, error) {
	if info, err := s.home.root.Lstat(s.journal); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err == nil && !info.Mode().IsRegular() {
		return nil, s.damaged("it is not a regular file")
	}
	b, err := s.home.read(s.journal, largestRecord)
	if err != nil {
		return nil, err
	}
	head, rest, ok := strings.Cut(string(b), "\n")
	if !ok || head != journalHead {
		return nil, s.damaged("it does not begin with %q", journalHead)
	}
	var out []change
	n := 1
	for line := range strings.Lines(rest) {
		n++
		words := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 4)
		if len(words) != 4 || !isFingerprint(words[0]) || !isFingerprint(words[1]) ||
			s.folders[words[2]] == nil || !isOwnName(words[3]) {
			return nil, s.damaged("line %d is invalid", n)
		}
		c := change{folder: words[2], name: words[3]}
		if words[0] != noFile {
			c.before = words[0]
		}
		if words[1] != noFile {
			c.after = words[1]
		}
		out = append(out, c)
	}
	if out == nil {
		return nil, s.damaged("it names no file")
	}
	return out, nil
}

// left returns a message about an existing journal: which command has left it, and what follows from it. It returns "" if there is none.
func (s *swap) left(of, follows string) string {
	switch changes, err := s.readJournal(); {
	case err != nil:
		return err.Error()
	case changes == nil:
		return ""
	}
	return fmt.Sprintf("%s exists: %s is running, or was interrupted, %s", s.home.path(s.journal), of, follows)
}

func (s *swap) damaged(format string, args ...any) error {
	return fmt.Errorf("%s was left by an interrupted command, and is damaged: %s; "+
		"check the files, then remove it",
		s.home.path(s.journal), fmt.Sprintf(format, args...))
}

func isFingerprint(s string) bool {
	if s == noFile {
		return true
	}
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && s == strings.ToLower(s)
}

// isOwnName reports whether the tool may write a file of that name in a folder: it stays in the folder and is not hidden.
func isOwnName(name string) bool {
	return filepath.IsLocal(filepath.FromSlash(name)) && path.Clean(name) == name && name != "." &&
		!strings.HasPrefix(path.Base(name), ".") && !strings.ContainsAny(name, "\\\x00\n\r")
}

// finish completes an interrupted swap: according to the journal, it makes the remaining changes or reverts those that were made. Without a
// journal, nothing was changed. If the journal cannot be followed, it returns an error that names it, and does nothing.
func (s *swap) finish() error {
	changes, err := s.readJournal()
	if err != nil || changes == nil {
		return err
	}
	forward, back := true, true
	var stuck string
	for _, c := range changes {
		f, b, err := s.ways(c)
		if err != nil {
			return s.damaged("%v", err)
		}
		if !f && !b && stuck == "" {
			stuck = s.folders[c.folder].path(c.name)
		}
		forward, back = forward && f, back && b
	}
	switch {
	case forward:
		for _, c := range changes {
			if err := s.complete(c); err != nil {
				return err
			}
		}
	case back:
		if err := s.undo(changes); err != nil {
			return err
		}
	default:
		if stuck == "" {
			stuck = "a file"
		}
		return s.damaged("%s has neither its old nor its new content", stuck)
	}
	if err := s.home.root.Remove(s.journal); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.home.trouble(s.journal, "cannot be removed", err)
	}
	s.clear(changes, newPrefix)
	s.clear(changes, oldPrefix)
	return nil
}

// ways reports whether a change of a journal was made or can still be made, and whether it can be reverted.
func (s *swap) ways(c change) (forward, back bool, err error) {
	d := s.folders[c.folder]
	now, err := d.fingerprintOf(c.name)
	if err != nil {
		return false, false, err
	}
	staged, err := d.fingerprintOf(beside(c.name, newPrefix))
	if err != nil {
		return false, false, err
	}
	old, err := d.fingerprintOf(beside(c.name, oldPrefix))
	if err != nil {
		return false, false, err
	}
	if c.after == "" {
		forward = now == "" || now == c.before && s.removable(d, c.name)
	} else {
		forward = now == c.after || staged == c.after && (now == c.before || now == "" && old == c.before)
	}
	back = now == c.before ||
		(now == c.after || now == "") && c.before != "" && old == c.before ||
		now == c.after && c.before == "" && s.removable(d, c.name)
	return forward, back, nil
}

func (s *swap) removable(d *folder, name string) bool {
	if s.mayRemove == nil {
		return false
	}
	b, err := d.read(name, largestGiven)
	return err == nil && s.mayRemove(name, b)
}

// complete makes the remaining part of a change in a journal.
func (s *swap) complete(c change) error {
	d := s.folders[c.folder]
	now, err := d.fingerprintOf(c.name)
	if err != nil || now == c.after {
		return err
	}
	if c.after == "" {
		err = d.root.Remove(filepath.FromSlash(c.name))
	} else {
		err = d.rename(beside(c.name, newPrefix), c.name)
	}
	if err != nil {
		return d.trouble(c.name, "cannot be replaced", err)
	}
	return nil
}
