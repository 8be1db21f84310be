package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"

	"omnibus/assemble/source"
)

// Files that publish keeps in a target folder. The manifest lists what the tool has made, in the form of sha256sum; the others are
// there only while something is published, or after it was killed.
const (
	manifestName = "SHA256SUMS"
	journalName  = ".omnibus-journal"
	lockName     = ".omnibus-lock"
	newPrefix    = ".omnibus-new-"
	oldPrefix    = ".omnibus-old-"
)

// A publishing says how files are put into a folder.
type publishing struct {
	whole    bool     // these are all files of the folder: those that the tool made there and does not make any more are removed
	force    bool     // overwrite what somebody changed
	add      bool     // overwrite nothing: what is there must be what is put
	keep     []string // files that stand as they are
	manifest bool     // the folder has a manifest of what the tool made
	// as are the fingerprints that the files must have now, "" of none, by name: what has come meanwhile is not overwritten. Nil is
	// whatever they have.
	as map[string]string
}

// publish puts files into a folder, all of them or none; files of others are never touched. It returns the paths of the files.
func publish(folder string, files []*source.File, how publishing) ([]string, error) {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: the papers need a folder", folder)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("the folder %s cannot be made: %w", folder, cause(err))
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(folder, lockName)).Lock()
	if err != nil {
		return nil, fmt.Errorf("nothing can be written into %s: %w", folder, cause(err))
	}
	defer unlock()
	t := target{folder: folder, made: map[string]string{}, publishing: how}
	if err := t.recover(); err != nil {
		return nil, err
	}
	if how.manifest {
		if err := t.readManifest(); err != nil {
			return nil, err
		}
	}
	if err := t.plan(files); err != nil {
		return nil, err
	}
	if err := t.stage(); err != nil {
		t.clear(newPrefix)
		return nil, err
	}
	if err := t.swap(); err != nil {
		return nil, err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Join(folder, f.Name)
	}
	return names, nil
}

// A target is a folder into which papers are published.
type target struct {
	publishing
	folder string
	made   map[string]string // files that the tool made, with their fingerprints
	put    []*source.File
	remove []string
}

func (t *target) path(name string) string { return filepath.Join(t.folder, name) }

func fingerprint(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

func (t *target) readManifest() error {
	b, err := os.ReadFile(t.path(manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("the manifest cannot be read: %w", err)
	}
	for line := range strings.Lines(string(b)) {
		hash, name, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  ")
		if !ok || len(hash) != 2*sha256.Size || name != filepath.Base(name) {
			return fmt.Errorf("%s is no manifest of omnibus: move it away", t.path(manifestName))
		}
		t.made[name] = hash
	}
	return nil
}

// plan decides what is put and what is removed, and refuses to overwrite what the tool has not made.
func (t *target) plan(files []*source.File) error {
	next := map[string]string{}
	for _, f := range files {
		next[f.Name] = fingerprint(f.Bytes)
		now, err := t.now(f.Name)
		if err != nil {
			return err
		}
		switch before := t.made[f.Name]; {
		case now == next[f.Name]:
			continue
		case t.as != nil && now != t.as[f.Name]:
			return fmt.Errorf("%s was written by somebody else meanwhile: nothing was changed; look at it, and try again", t.path(f.Name))
		case t.add && now != "" && now == before:
			return fmt.Errorf("%s is not what would be issued: run omnibus build with the same flags, look at the papers, and issue them then", t.path(f.Name))
		case t.add && now != "":
			return fmt.Errorf("%s was changed since it was made and is not what would be issued: move it away", t.path(f.Name))
		case now == "" || now == before || t.force:
		case before == "":
			return fmt.Errorf("%s is there and was not made by omnibus: move it away, or overwrite it with --force", t.path(f.Name))
		case strings.HasSuffix(f.Name, ".xlsx"):
			return fmt.Errorf("%s was changed since it was made: bring its edits home with omnibus matrix import, move it away, or overwrite it with --force", t.path(f.Name))
		default:
			return fmt.Errorf("%s was changed since it was made: move it away, or overwrite it with --force", t.path(f.Name))
		}
		t.put = append(t.put, f)
	}
	for name, hash := range t.made {
		if _, ok := next[name]; ok {
			continue
		}
		if !t.whole || slices.Contains(t.keep, name) {
			next[name] = hash
			continue
		}
		now, err := t.now(name)
		if err != nil {
			return err
		}
		if now == hash || now != "" && t.force {
			t.remove = append(t.remove, name)
		}
	}
	slices.Sort(t.remove)
	if !t.manifest {
		return nil
	}
	var b bytes.Buffer
	names := make([]string, 0, len(next))
	for name := range next {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s  %s\n", next[name], name)
	}
	manifest := source.NewFile(manifestName, b.Bytes())
	if now, err := t.now(manifestName); err != nil || now != fingerprint(manifest.Bytes) {
		t.put = append(t.put, manifest)
	}
	return nil
}

// now returns the fingerprint of a file as it is, and "" where there is none.
func (t *target) now(name string) (string, error) {
	info, err := os.Lstat(t.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no regular file: move it away", t.path(name))
	}
	if err != nil {
		return "", err
	}
	b, err := os.ReadFile(t.path(name))
	if err != nil {
		return "", fmt.Errorf("%s cannot be read: %w", t.path(name), cause(err))
	}
	return fingerprint(b), nil
}

// stage writes the new files beside their targets, asks of each target whether it can be replaced, and writes the journal.
func (t *target) stage() error {
	for _, f := range t.put {
		if err := writeSynced(t.path(newPrefix+f.Name), f.Bytes); err != nil {
			return fmt.Errorf("%s cannot be written: %w", t.path(f.Name), cause(err))
		}
	}
	// A file that another program holds open on Windows can be renamed by nobody: say so before the first rename.
	for _, f := range t.put {
		if err := writable(t.path(f.Name)); err != nil {
			return err
		}
	}
	for _, name := range t.remove {
		if err := writable(t.path(name)); err != nil {
			return err
		}
	}
	if len(t.put)+len(t.remove) == 0 {
		return nil
	}
	var b bytes.Buffer
	for _, f := range t.put {
		fmt.Fprintf(&b, "put %s\n", f.Name)
	}
	for _, name := range t.remove {
		fmt.Fprintf(&b, "remove %s\n", name)
	}
	if err := writeSynced(t.path(newPrefix+"journal"), b.Bytes()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", t.path(journalName), cause(err))
	}
	return os.Rename(t.path(newPrefix+"journal"), t.path(journalName))
}

func writable(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s cannot be replaced: %w; is it open in another program?", name, cause(err))
	}
	return f.Close()
}

func writeSynced(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// swap does what the journal says. Where a step fails, those before it are taken back.
func (t *target) swap() error {
	var done []string
	undo := func() {
		for _, name := range slices.Backward(done) {
			if _, err := os.Lstat(t.path(oldPrefix + name)); err == nil {
				os.Rename(t.path(oldPrefix+name), t.path(name))
			} else {
				os.Remove(t.path(name))
			}
		}
		os.Remove(t.path(journalName))
		t.clear(newPrefix)
	}
	for _, f := range t.put {
		err := os.Rename(t.path(f.Name), t.path(oldPrefix+f.Name))
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			done = append(done, f.Name)
			err = os.Rename(t.path(newPrefix+f.Name), t.path(f.Name))
		}
		if err != nil {
			undo()
			return fmt.Errorf("%s cannot be replaced: %w", t.path(f.Name), cause(err))
		}
	}
	for _, name := range t.remove {
		if err := os.Rename(t.path(name), t.path(oldPrefix+name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			undo()
			return fmt.Errorf("%s cannot be removed: %w", t.path(name), cause(err))
		}
		done = append(done, name)
	}
	if err := os.Remove(t.path(journalName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		undo()
		return err
	}
	t.clear(oldPrefix)
	return nil
}

// recover finishes what a killed run had begun: with a journal all was staged, without one nothing was.
func (t *target) recover() error {
	b, err := os.ReadFile(t.path(journalName))
	if errors.Is(err, fs.ErrNotExist) {
		t.clear(newPrefix)
		t.clear(oldPrefix)
		return nil
	}
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	for lines.Scan() {
		verb, name, _ := strings.Cut(lines.Text(), " ")
		if name == "" || name != filepath.Base(name) {
			return fmt.Errorf("%s is damaged: remove it", t.path(journalName))
		}
		switch verb {
		case "put":
			err = os.Rename(t.path(newPrefix+name), t.path(name))
		case "remove":
			err = os.Remove(t.path(name))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("an earlier build was stopped, and what it began cannot be finished: %w", cause(err))
		}
	}
	if err := os.Remove(t.path(journalName)); err != nil {
		return err
	}
	t.clear(newPrefix)
	t.clear(oldPrefix)
	return nil
}

// settle finishes in a folder what a killed run had begun there, and clears away what it had staged.
func settle(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil || !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.Name() == journalName || strings.HasPrefix(e.Name(), newPrefix) || strings.HasPrefix(e.Name(), oldPrefix)
	}) {
		return nil
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(folder, lockName)).Lock()
	if err != nil {
		return fmt.Errorf("nothing can be written into %s: %w", folder, cause(err))
	}
	t := target{folder: folder}
	err = t.recover()
	unlock()
	os.Remove(filepath.Join(folder, lockName)) // the folder of records is under version control, and is to hold nothing else
	return err
}

// clear removes the files whose names begin with prefix.
func (t *target) clear(prefix string) {
	entries, err := os.ReadDir(t.folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			os.Remove(t.path(e.Name()))
		}
	}
}

// cause is what the system says, without the call and the path.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
