package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func issueCommand() *cobra.Command {
	var f folders
	var o choice
	var out, key string
	c := &cobra.Command{
		Use:   "issue [PAPER...]",
		Short: "Freeze papers under their symbols",
		Long: `issue records papers as issued: the symbol, the date, the meeting, the merged content and the fingerprint of each file, in a
text file below input/issued. It keeps the files themselves under their symbol below input/issued/files, from where omnibus
rebuild restores them. Keep all of these under version control. With --key, records are signed (omnibus key).

issue makes the papers as build does; if the papers in the target folder differ from those to be issued, it stops, so that
nothing is issued unseen. From then on, a build that would print something else under that symbol stops and proposes the
next revision, and omnibus verify distinguishes the issued files from all others.

Without PAPER, issue takes all papers of the term.`,
		Example: `  omnibus issue
  omnibus issue draft-paragraphs --meeting meeting-march`,
		ValidArgsFunction: f.completePapers,
		RunE: func(c *cobra.Command, args []string) error {
			o.papers = args
			if err := f.checkTarget(out, c.Flags().Changed("out")); err != nil {
				return err
			}
			return issuePapers(&f, &o, out, key)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVarP(&out, "out", "o", outFolder, "target `folder`")
	c.Flags().StringVar(&key, "key", "", "`file` of the secret key that signs the records")
	return c
}

// issuePapers makes the chosen papers, puts them into a folder and records them as issued.
func issuePapers(f *folders, o *choice, out, keyFile string) error {
	job, err := o.job()
	if err != nil {
		return err
	}
	key, err := secretKey(keyFile)
	if err != nil {
		return err
	}
	editing, err := f.begin()
	if err != nil {
		return err
	}
	defer editing.end()
	src, err := f.read()
	if err != nil {
		return err
	}
	w, err := assemble.Run(src, job, work.Written, nil)
	if err != nil {
		return err
	}
	if err := printFindings(w, true); err != nil {
		return err
	}
	if w.Diags.HasErrors() {
		say("nothing was issued\n")
		return errFindings
	}
	issuing, err := issue.Issue(w, o.papers, key)
	if err != nil {
		return err
	}
	// The records are written last: without its record, a paper is not issued.
	if _, err := publish(out, slices.Concat(w.Published, f.standing(w)), publishing{add: true, manifest: true, wait: f.wait}); err != nil {
		return err
	}
	stands(out, w)
	if err := editing.keep(src, issuing); err != nil {
		return err
	}
	fmt.Fprint(output(), issuing)
	return nil
}

// stands prints a note for each issued file that this build would write with other bytes. The note says whether the target folder has the
// issued file.
func stands(out string, w *work.Work) {
	for _, s := range w.Unchanged {
		name := filepath.ToSlash(filepath.Join(out, s.Name))
		if b, err := readGiven(name); err == nil && fingerprint(b) == s.SHA256 && s.Says != "" {
			say("note: %s is kept as it was issued under %s: %s\n", name, s.Symbol, s.Says)
		} else if err == nil && fingerprint(b) == s.SHA256 {
			say("note: %s is kept as it was issued under %s: the file of this build has the same content, but other bytes\n", name,
				s.Symbol)
		} else {
			say("note: %s was not written: it was issued under %s with other bytes, and is not in the archive; copy the issued "+
				"file from where you keep it\n",
				name, s.Symbol)
		}
	}
}

func verifyCommand() *cobra.Command {
	var folder string
	var keys []string
	c := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Check whether files are the ones that were issued",
		Long: `verify identifies each PDF or workbook by the file itself and the records below input/issued. The first word is

  issued    it is a file of an issued paper, byte for byte
  altered   it bears the symbol of an issued paper, but is not that file
  draft     it was made under a symbol that has not been issued
  unknown   it cannot be identified

The exit code is 0 only if all files are issued. The checksum of a record reveals accidents, not forgery: whoever changes a
file and its record can recompute it. A signature also reveals forgery: with --key, a file counts as issued only if its
record is signed with that key.`,
		Example: "  omnibus verify out/draft-paragraphs.en-es.pdf\n  omnibus verify --key secretariat.pub out/draft-paragraphs.en-es.pdf",
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			public, err := publicKeys(keys)
			if err != nil {
				return err
			}
			return verify(folder, args, public)
		},
	}
	c.Flags().StringVar(&folder, "input", "input", "`folder` of the records")
	keyFlag(c, &keys)
	return c
}

// verify identifies files by the records in the folder of the input.
func verify(input string, files []string, keys []ed25519.PublicKey) error {
	issued, err := issuedRecords(input)
	if err != nil {
		return err
	}
	all := true
	looked := map[string]bool{}
	for _, name := range files {
		if dir := filepath.Dir(name); !looked[dir] {
			looked[dir] = true
			sayMixed(dir)
		}
		b, err := readGiven(name)
		if err != nil {
			say("omnibus: %v\n", err)
			all = false
			continue
		}
		v := issue.Verify(source.NewFile(filepath.ToSlash(name), b), issued, keys...)
		all = all && v.Word == issue.Issued
		show("%s: %s (%s)\n", v.Word, v.Says, filepath.ToSlash(name))
	}
	if len(issued) == 0 {
		say("there are no records in %s: no paper is known to be issued\n", filepath.ToSlash(filepath.Join(input, record.Folder)))
	}
	if !all {
		return errFindings
	}
	return nil
}

// issuedRecords reads the issued records in the folder of the input.
func issuedRecords(input string) ([]*record.Issued, error) {
	d, err := openFolder(input)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer d.close()
	if left := stopped(d); left != "" {
		say("note: %s\n", left)
	}
	sub, err := d.sub(record.Folder, false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer sub.close()
	files, err := sub.files([]string{".yaml"})
	if err != nil {
		return nil, err
	}
	var diags diag.List
	issued := record.Read(files, &diags)
	if diags.HasErrors() {
		if err := tell(&diags); err != nil {
			return nil, err
		}
		return nil, errFindings
	}
	return issued, nil
}

// sayMixed prints a note if a build was interrupted while it put papers into a folder: they may come from two builds.
func sayMixed(dir string) {
	d, err := openFolder(dir)
	if err != nil {
		return
	}
	defer d.close()
	if left := d.publishing().left("omnibus build",
		"so that the papers there may come from two builds; omnibus build finishes it"); left != "" {
		say("note: %s\n", left)
	}
}
