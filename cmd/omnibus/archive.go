package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/work"
)

// keep writes the archived files of issued papers and then their records, all of them or none. read is what the command has read: a record
// that has changed since then is not replaced, and an archived file is never replaced.
func (e *editing) keep(read *work.Sources, i *issue.Issuing) error {
	was := map[string]string{}
	for _, f := range read.Input {
		if path.Base(path.Dir(f.Name)) == record.Folder {
			was[path.Base(f.Name)] = fingerprint(f.Bytes)
		}
	}
	var changes []change
	for _, f := range slices.Concat(i.Archive, i.Records) {
		local := path.Join(record.Folder, f.Name)
		if !isOwnName(local) || !source.Portable(local) {
			return fmt.Errorf("%q cannot be the name of a file", f.Name)
		}
		now, err := e.input.fingerprintOf(filepath.FromSlash(local))
		if err != nil {
			return err
		}
		after := fingerprint(f.Bytes)
		switch {
		case now == after:
			continue
		case strings.HasPrefix(f.Name, record.Archive+"/") && now != "":
			return fmt.Errorf("%s differs from the file to be issued: nothing was issued; move it away",
				e.input.path(local))
		case now != was[f.Name] && !strings.HasPrefix(f.Name, record.Archive+"/"):
			return fmt.Errorf("%s was changed in the meantime: nothing was issued; look at it, and try again",
				e.input.path(local))
		}
		changes = append(changes, change{"input", local, now, after, f.Bytes})
	}
	return e.swap().run(changes)
}

// archived reads a file of an issued paper from the archive. It returns an error if the file is missing, or differs from what was issued.
func archived(input string, r *record.Issued, f record.File) ([]byte, error) {
	if f.Name != path.Base(f.Name) || !isOwnName(f.Name) {
		return nil, fmt.Errorf("%q cannot be the name of a file", f.Name)
	}
	d, err := openFolder(input)
	if err != nil {
		return nil, err
	}
	defer d.close()
	local := path.Join(record.Folder, r.Kept(f.Name))
	b, err := d.read(filepath.FromSlash(local), largestGiven)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not in the archive: %w", d.path(local), fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	if fingerprint(b) != f.SHA256 {
		return nil, fmt.Errorf("%s is not the file that was issued: restore it from version control", d.path(local))
	}
	return b, nil
}

// standing returns the files of issued papers that a build keeps as they were issued, if the archive has them.
func (f *folders) standing(w *work.Work) []*source.File {
	var out []*source.File
	for _, s := range w.Unchanged {
		r := record.BySymbol(w.Issued, s.Symbol)
		if r == nil {
			continue
		}
		if x, ok := r.File(s.Name); ok {
			if b, err := archived(f.input, r, x); err == nil {
				out = append(out, source.NewFile(s.Name, b))
			}
		}
	}
	return out
}

func issuedCommand() *cobra.Command {
	var folder string
	var keys []string
	c := &cobra.Command{
		Use:   "issued [PAPER...]",
		Short: "List what was issued",
		Long: `issued lists the issued papers from the records below input/issued: symbol, date, languages, meeting, and each file with its
fingerprint (SHA-256). It also shows whether the archive still has each file as it was issued.`,
		Example: "  omnibus issued\n  omnibus issued draft-paragraphs",
		RunE: func(_ *cobra.Command, args []string) error {
			public, err := publicKeys(keys)
			if err != nil {
				return err
			}
			return listIssued(folder, args, public)
		},
	}
	c.Flags().StringVar(&folder, "input", "input", "`folder` of the records")
	keyFlag(c, &keys)
	return c
}

func keyFlag(c *cobra.Command, keys *[]string) {
	c.Flags().StringSliceVar(keys, "key", nil, "`files` of the secretariat's public keys: only files signed with one of them count")
}

func listIssued(folder string, papers []string, keys []ed25519.PublicKey) error {
	issued, err := issuedRecords(folder)
	if err != nil {
		return err
	}
	n := 0
	for _, r := range issued {
		if len(papers) > 0 && !slices.Contains(papers, r.Paper) {
			continue
		}
		n++
		show("%s   %s   %s   %s, for %s   %s\n", r.Symbol, r.Date, strings.Join(r.Langs, " "), r.Paper, r.Meeting, signing(r, keys))
		for _, f := range r.Files {
			state := "archived"
			if _, err := archived(folder, r, f); errors.Is(err, fs.ErrNotExist) {
				state = "not in the archive"
			} else if err != nil {
				state = err.Error()
			}
			show("    %s  %s  %s\n", f.SHA256, f.Name, state)
		}
	}
	if n == 0 {
		say("nothing was issued: there is no record in %s\n", filepath.ToSlash(filepath.Join(folder, record.Folder)))
	}
	return nil
}

// signing describes whether a record is signed.
func signing(r *record.Issued, keys []ed25519.PublicKey) string {
	switch signed := len(r.Signature.Bytes) > 0; {
	case r.Signed(keys):
		return "signed with key " + r.Signature.Key
	case signed && len(keys) > 0:
		return "CHANGED after it was signed, or signed with another key"
	case signed:
		return "signed with key " + r.Signature.Key + ", not checked"
	}
	return "not signed"
}

func rebuildCommand() *cobra.Command {
	var f folders
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "rebuild SYMBOL",
		Short: "Restore the files of an issued paper",
		Long: `rebuild restores the files of an issued paper to a folder, byte for byte as they were issued, from the archive below
input/issued/files. It also says whether the records still produce them; if not, the issued files remain valid until a
corrigendum or the next revision replaces them. SYMBOL is that of a revision, as listed by omnibus issued.

The folder is named after the symbol, unless --out names another one. Different files there are not overwritten.`,
		Example: `  omnibus rebuild "CIDI/CAM/doc.4/24 rev. 2"
  omnibus rebuild "CIDI/CAM/doc.4/24 rev. 2" --out again`,
		Args:              arguments(cobra.ExactArgs(1)),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			return rebuild(&f, args[0], out, force)
		},
	}
	f.flags(c)
	f.writes(c)
	c.Flags().StringVarP(&out, "out", "o", "", "target `folder` (default: the symbol)")
	c.Flags().BoolVar(&force, "force", false, "overwrite other files of the same names")
	return c
}

// rebuild puts the files of an issued paper into a folder, and reports whether the records still produce them.
func rebuild(f *folders, name, out string, force bool) error {
	issued, err := issuedRecords(f.input)
	if err != nil {
		return err
	}
	r := issue.Find(issued, name)
	if r == nil {
		var known []string
		for _, x := range issued {
			known = append(known, x.Symbol)
		}
		if len(known) == 0 {
			return fmt.Errorf("nothing was issued: there is no record in %s", filepath.ToSlash(filepath.Join(f.input, record.Folder)))
		}
		return &diag.Unknown{What: "issued paper", Name: name, Known: known}
	}
	if out == "" {
		out = symbol.Slug(r.Symbol)
	}
	if err := f.checkTarget(out, true); err != nil {
		return err
	}
	w, trouble := f.again(r)
	var files []*source.File
	for _, x := range r.Files {
		b, err := archived(f.input, r, x)
		if err != nil && w != nil { // issued before the archive existed
			is := func(m *work.Made) bool { return m.Name == x.Name && fingerprint(m.Bytes) == x.SHA256 }
			if i := slices.IndexFunc(w.Files, is); i >= 0 {
				b, err = w.Files[i].Bytes, nil
			}
		}
		if err != nil {
			return err
		}
		files = append(files, source.NewFile(x.Name, b))
	}
	names, err := publish(out, files, publishing{force: force, fresh: true, wait: f.wait})
	if err != nil {
		return err
	}
	show("%s, as it was issued on %s\n", r.Symbol, r.Date)
	for _, n := range names {
		show("  %s\n", n)
	}
	if trouble != "" {
		show("%s\n", trouble)
		return nil
	}
	for line := range strings.Lines(issue.Still(w, r)) {
		show("%s\n", strings.TrimSuffix(line, "\n"))
	}
	return nil
}

// again makes an issued paper again from the records, or returns what prevents that.
func (f *folders) again(r *record.Issued) (w *work.Work, trouble string) {
	const cannot = "the records no longer produce it: "
	src, err := f.read()
	if err != nil {
		return nil, cannot + err.Error()
	}
	day, err := today()
	if err != nil {
		return nil, cannot + err.Error()
	}
	src, job := issue.Again(src, r, work.Job{Today: day, Version: version})
	w, err = assemble.Run(src, job, work.Written, nil)
	if err != nil {
		return nil, cannot + err.Error()
	}
	if errs := w.Diags.Only(diag.Error).Items; len(errs) > 0 {
		return nil, fmt.Sprintf("%s%s, the first of them: %s", cannot, diag.Plural(len(errs), "error"), errs[0].Message)
	}
	return w, ""
}

func keyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "key NAME",
		Short: "Make a key for signing records",
		Long: `key makes an Ed25519 key. NAME.key is the secret key, with which omnibus issue --key signs the records: keep it where only
the secretariat has access to it, and not with the records. NAME.pub is the public key for verification: distribute it by
another channel than the papers. Both are PEM files, which openssl can read.`,
		Example: "  omnibus key secretariat",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			return makeKey(args[0])
		},
	}
}

// Permissions of the files of a key.
const (
	secretMode = 0o600
	publicMode = 0o644
)

func makeKey(name string) error {
	if err := portable(name); err != nil {
		return err
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	secret, public, err := record.Keys(key)
	if err != nil {
		return err
	}
	for _, ending := range []string{".key", ".pub"} {
		if _, err := os.Lstat(name + ending); err == nil {
			return fmt.Errorf("%s already exists: keys are never overwritten", filepath.ToSlash(name+ending))
		}
	}
	if err := create(name+".key", secret, secretMode); err != nil {
		return err
	}
	if err := create(name+".pub", public, publicMode); err != nil {
		return err
	}
	show("%s.key signs, and %s.pub verifies: key %s\n", name, name, record.KeyName(key.Public().(ed25519.PublicKey)))
	return nil
}

// create writes a new file.
func create(name string, b []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err == nil {
		_, err = f.Write(b)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", filepath.ToSlash(name), cause(err))
	}
	return nil
}

// publicKeys reads public keys from PEM files.
func publicKeys(names []string) ([]ed25519.PublicKey, error) {
	var out []ed25519.PublicKey
	for _, name := range names {
		b, err := readGiven(name)
		if err != nil {
			return nil, err
		}
		k, err := record.PublicKey(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.ToSlash(name), err)
		}
		out = append(out, k)
	}
	return out, nil
}

// secretKey reads the secret key from a PEM file. If name is empty, it returns nil.
func secretKey(name string) (ed25519.PrivateKey, error) {
	if name == "" {
		return nil, nil
	}
	b, err := readGiven(name)
	if err != nil {
		return nil, err
	}
	k, err := record.SecretKey(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.ToSlash(name), err)
	}
	return k, nil
}
