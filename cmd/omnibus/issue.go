package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
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
	var out string
	c := &cobra.Command{
		Use:   "issue [PAPER...]",
		Short: "Freeze papers under their symbols",
		Long: `issue records papers as issued: symbol, date, meeting, the merged content, and the fingerprint of each file, in a text file below
input/issued that belongs into version control. It makes the papers as build does; where the target folder holds others than those
that would be issued, it stops, so that nothing is issued that nobody has seen. From then on a build that would say something else
under that symbol stops, and proposes the next revision; omnibus verify tells the issued files from all others.

Without PAPER all papers are issued that the term lists.`,
		Example: `  omnibus issue
  omnibus issue draft-paragraphs --meeting meeting-march`,
		RunE: func(_ *cobra.Command, args []string) error {
			for _, p := range args {
				if !slices.Contains([]string{work.WorkPlan, work.DraftParagraphs, work.MandateMatrix}, p) {
					return usageError{fmt.Errorf("there is no paper %q: the papers are %s, %s and %s", p, work.WorkPlan, work.DraftParagraphs, work.MandateMatrix)}
				}
			}
			o.papers = args
			job, err := o.job()
			if err != nil {
				return err
			}
			if err := settle(out); err != nil {
				return err
			}
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
				fmt.Fprintln(os.Stderr, "nothing was issued")
				return errFindings
			}
			issuing, err := issue.Issue(w, args)
			if err != nil {
				return err
			}
			// The files come first, the records last: until they are there, nothing is issued.
			if _, err := publish(out, w.Papers, publishing{add: true, manifest: true}); err != nil {
				return err
			}
			stands(out, w)
			if len(issuing.Records) > 0 {
				as := map[string]string{} // two who issue at once must not overwrite each other's records
				for _, r := range src.Input {
					if path.Base(path.Dir(r.Name)) == record.Folder {
						as[path.Base(r.Name)] = fingerprint(r.Bytes)
					}
				}
				if _, err := publish(filepath.Join(f.input, record.Folder), issuing.Records, publishing{force: true, as: as}); err != nil {
					return err
				}
				os.Remove(filepath.Join(f.input, record.Folder, lockName))
			}
			fmt.Print(issuing)
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVarP(&out, "out", "o", "out", "target `folder`")
	return c
}

// stands says of the issued files that the work would write in other bytes whether they are in the folder.
func stands(out string, w *work.Work) {
	for _, s := range w.Standing {
		name := filepath.Join(out, s.Name)
		if b, err := os.ReadFile(name); err == nil && fingerprint(b) == s.SHA256 {
			fmt.Fprintf(os.Stderr, "note: %s stands as it was issued under %s: this build would say the same in other bytes\n", filepath.ToSlash(name), s.Symbol)
		} else {
			fmt.Fprintf(os.Stderr, "note: %s was not written: it was issued under %s in other bytes that say the same; get the issued file from where it is kept\n", filepath.ToSlash(name), s.Symbol)
		}
	}
}

func verifyCommand() *cobra.Command {
	var folder string
	c := &cobra.Command{
		Use:   "verify FILE...",
		Short: "Tell whether files are those that were issued",
		Long: `verify says of each PDF or workbook what it is, by the file alone and the records below input/issued. The first word is

  issued    it is a file of an issued paper, to the byte
  altered   it bears the symbol of an issued paper and is not that file
  draft     it was made under a symbol that is not issued
  unknown   it cannot be told what it is

The exit code is 0 only if all files are issued.`,
		Example: "  omnibus verify out/draft-paragraphs.en-es.pdf",
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			issuedFolder := filepath.Join(folder, record.Folder)
			if err := settle(issuedFolder); err != nil {
				return err
			}
			files, err := readFolder(issuedFolder, " .yaml ")
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			var diags diag.List
			issued := record.Read(files, &diags)
			if diags.HasErrors() {
				diags.Sort()
				if err := diags.Text(os.Stderr, terminal(os.Stderr)); err != nil {
					return err
				}
				return errFindings
			}
			all := true
			for _, name := range args {
				b, err := os.ReadFile(name)
				if err != nil {
					fmt.Fprintf(os.Stderr, "omnibus: %s cannot be read: %v\n", filepath.ToSlash(name), cause(err))
					all = false
					continue
				}
				v := issue.Verify(source.NewFile(filepath.ToSlash(name), b), issued)
				all = all && v.Word == issue.Issued
				fmt.Printf("%s: %s (%s)\n", v.Word, v.Says, filepath.ToSlash(name))
			}
			if len(files) == 0 {
				fmt.Fprintf(os.Stderr, "there are no records in %s: nothing is known to be issued\n", filepath.ToSlash(issuedFolder))
			}
			if !all {
				return errFindings
			}
			return nil
		},
	}
	c.Flags().StringVar(&folder, "input", "input", "`folder` of the records")
	return c
}
