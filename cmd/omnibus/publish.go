package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"omnibus/assemble/bundle"
	"omnibus/assemble/issue"
	"omnibus/assemble/source"
)

// Files that publish keeps in a target folder. The manifest lists what the tool has made, in the format of sha256sum; the journal exists
// only while something is published, or after that was interrupted.
const (
	manifestName = "SHA256SUMS"
	journalName  = ".omnibus-journal"
)

// outFolder is the folder into which papers are put, unless --out names another one.
const outFolder = "out"

// here is the word for the target folder in its journal.
const here = "out"

// A publishing says how files are put into a folder.
type publishing struct {
	whole    bool     // these are all files of the folder: older files that the tool made there are removed
	force    bool     // overwrite files that somebody changed
	add      bool     // overwrite nothing: an existing file must be the same
	keep     []string // files that stay unchanged
	manifest bool     // the folder has a manifest of what the tool made
	fresh    bool     // overwrite no file that differs, whoever made it
	// as contains the fingerprints that the files must have now, by name, and "" for a file that must not exist, so that no later change is
	// overwritten. If it is nil, files may have any content.
	as   map[string]string
	wait patience
}

// publish puts either all of the files into a folder or none, and makes the folder if there is none. It never touches files of others. It
// returns the paths of the files.
func publish(folder string, files []*source.File, how publishing) ([]string, error) {
	d, err := makeFolder(folder)
	if err != nil {
		return nil, err
	}
	defer d.close()
	return publishIn(d, files, how)
}

// publishIn puts files into an open folder, as publish does.
func publishIn(d *folder, files []*source.File, how publishing) ([]string, error) {
	release, err := d.lock(how.wait)
	if err != nil {
		return nil, err
	}
	defer release()
	t := target{folder: d, made: map[string]string{}, publishing: how}
	s := d.publishing()
	if err := s.finish(); err != nil {
		return nil, err
	}
	d.clearStaged(false)
	if how.manifest {
		if err := t.readManifest(); err != nil {
			return nil, err
		}
	}
	if err := t.plan(files); err != nil {
		return nil, err
	}
	if err := s.run(t.changes); err != nil {
		return nil, err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = d.path(f.Name)
	}
	return names, nil
}

// publishing returns the swap that puts the files into the folder.
func (d *folder) publishing() *swap {
	return &swap{home: d, journal: journalName, folders: map[string]*folder{here: d}, mayRemove: madeByOmnibus}
}

// madeByOmnibus reports whether a file identifies itself as a paper made by the tool. No other file is removed, whatever a manifest or a
// journal says.
func madeByOmnibus(name string, b []byte) bool {
	return bundle.Told(b) || bundle.IsPackage(b) || issue.Verify(source.NewFile(name, b), nil).Word == issue.Draft
}

// A target is a folder into which papers are published.
type target struct {
	publishing
	*folder
	made    map[string]string // files that the tool made, with their fingerprints
	changes []change
}

func (t *target) readManifest() error {
	b, err := t.read(manifestName, largestRecord)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		n++
		hash, name, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "  ")
		if sum, err := hex.DecodeString(hash); !ok || err != nil || len(sum) != sha256.Size || name != path.Base(name) || !isOwnName(name) {
			return fmt.Errorf("%s is not a manifest of omnibus: line %d is invalid; move it away", t.path(manifestName), n)
		}
		t.made[name] = hash
	}
	return nil
}

// plan decides which files are written and which are removed, and refuses to overwrite what the tool has not made.
func (t *target) plan(files []*source.File) error {
	next := map[string]string{}
	for _, f := range files {
		if !isOwnName(f.Name) || f.Name != path.Base(f.Name) || !source.Portable(f.Name) {
			return fmt.Errorf("%q cannot be the name of a file: give the paper another id", f.Name)
		}
		next[f.Name] = fingerprint(f.Bytes)
		now, err := t.fingerprintOf(f.Name)
		if err != nil {
			return err
		}
		if now == next[f.Name] {
			continue
		}
		if err := t.mayReplace(f.Name, now); err != nil {
			return err
		}
		t.changes = append(t.changes, change{here, f.Name, now, next[f.Name], f.Bytes})
	}
	if err := t.planRemovals(next); err != nil {
		return err
	}
	if !t.manifest {
		return nil
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(next)) {
		fmt.Fprintf(&b, "%s  %s\n", next[name], name)
	}
	manifest := []byte(b.String())
	now, err := t.fingerprintOf(manifestName)
	if err != nil {
		return err
	}
	if hash := fingerprint(manifest); now != hash {
		t.changes = append(t.changes, change{here, manifestName, now, hash, manifest})
	}
	return nil
}

// mayReplace returns an error if a file that differs from its new content, and has the fingerprint now, must not be replaced.
func (t *target) mayReplace(name, now string) error {
	switch before := t.made[name]; {
	case t.as != nil && now != t.as[name]:
		return fmt.Errorf("%s was changed in the meantime: nothing was written; look at it, and try again", t.path(name))
	case t.add && now != "" && now == before:
		return fmt.Errorf("%s is not what would be issued: run omnibus build with the same flags, look at the papers, and issue them then",
			t.path(name))
	case t.add && now != "":
		return fmt.Errorf("%s was changed since it was made and is not what would be issued: move it away", t.path(name))
	case now == "" || now == before && !t.fresh || t.force:
		return nil
	case t.fresh:
		return fmt.Errorf("%s exists and is a different file: name another folder with --out, or overwrite it with --force", t.path(name))
	case before == "":
		return fmt.Errorf("%s exists and was not made by omnibus: move it away, or overwrite it with --force", t.path(name))
	case strings.HasSuffix(name, ".xlsx"):
		return fmt.Errorf("%s was changed since it was made: import its edits with omnibus matrix import, move it away, "+
			"or overwrite it with --force", t.path(name))
	default:
		return fmt.Errorf("%s was changed since it was made: move it away, or overwrite it with --force", t.path(name))
	}
}

// planRemovals plans to remove the papers that the tool made in the folder and no longer makes. It adds the papers that stay to next.
func (t *target) planRemovals(next map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(t.made)) {
		if _, ok := next[name]; ok {
			continue
		}
		if !t.whole || slices.Contains(t.keep, name) {
			next[name] = t.made[name]
			continue
		}
		now, err := t.fingerprintOf(name)
		if err != nil {
			return err
		}
		if now == "" || now != t.made[name] && !t.force {
			continue
		}
		b, err := t.read(name, largestGiven)
		if err != nil {
			return err
		}
		if madeByOmnibus(name, b) {
			t.changes = append(t.changes, change{here, name, now, "", nil})
		}
	}
	return nil
}

// interrupted reports whether an interrupted publishing has left anything in the folder.
func (d *folder) interrupted() bool {
	_, err := d.root.Lstat(journalName)
	return err == nil
}

// settle finishes what was interrupted in a folder, and removes staged files.
func settle(d *folder, wait patience) error {
	if !d.interrupted() && len(d.staged(false)) == 0 {
		return nil
	}
	release, err := d.lock(wait)
	if err != nil {
		return err
	}
	defer release()
	if err := d.publishing().finish(); err != nil {
		return err
	}
	d.clearStaged(false)
	return nil
}

// staged returns the staged files in the folder and, if deep is set, those below it. A caller without the lock must expect that they belong
// to another process.
func (d *folder) staged(deep bool) []string {
	var out []string
	fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || e.IsDir() && name != "." && !deep:
			return fs.SkipDir
		case e.Type().IsRegular() && (strings.HasPrefix(e.Name(), newPrefix) || strings.HasPrefix(e.Name(), oldPrefix)):
			out = append(out, filepath.FromSlash(name))
		}
		return nil
	})
	return out
}

func (d *folder) clearStaged(deep bool) {
	for _, name := range d.staged(deep) {
		d.root.Remove(name)
	}
}

// checkTarget returns an error if papers must not be put into a folder: if it is one of the author's folders, or is in one; or if it is a
// link to elsewhere and is not named on the command line. It finishes what was interrupted there.
func (f *folders) checkTarget(name string, named bool) error {
	for _, own := range []string{f.input, f.locales, f.templates, f.faces} {
		if within(name, own) {
			return usageError{fmt.Errorf("papers cannot be put into %s: %s contains the files that they are made from",
				filepath.ToSlash(name), filepath.ToSlash(own))}
		}
	}
	if err := portable(name); err != nil {
		return usageError{err}
	}
	if !named {
		if err := noLinkElsewhere(name, "--out"); err != nil {
			return err
		}
	}
	d, err := openFolder(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer d.close()
	return settle(d, f.wait)
}

// within reports whether a path is a folder or is in it, after following links.
func within(name, folder string) bool {
	inner, outer := realPath(name), realPath(folder)
	rel, err := filepath.Rel(outer, inner)
	return err == nil && filepath.IsLocal(rel)
}

// realPath returns the absolute path of a file or folder, after following links as far as it exists.
func realPath(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	rest := ""
	for at := abs; ; at = filepath.Dir(at) {
		if followed, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(followed, rest)
		}
		if filepath.Dir(at) == at {
			return abs
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}

// noLinkElsewhere returns an error if a folder with a default name is a link to elsewhere: whoever sent the working folder may have put it
// there. A folder that is named with its flag may be any folder.
func noLinkElsewhere(name, flag string) error {
	if !within(name, filepath.Dir(filepath.Clean(name))) {
		return fmt.Errorf("%s is a link that leads to %s: nothing is written there unless you name it with %s",
			filepath.ToSlash(name), filepath.ToSlash(realPath(name)), flag)
	}
	return nil
}
