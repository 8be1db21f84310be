package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
)

// mostProposed limits what is read from standard input, in bytes.
const mostProposed = 8 << 20

func proposeCommand() *cobra.Command {
	var f folders
	var o choice
	var write bool
	var sheet string
	p := &records.Proposing{Line: assemble.Run}
	c := &cobra.Command{
		Use:   "propose [FILE]",
		Short: "Record what delegations propose, by the paragraph numbers of the paper",
		Long: `propose reads proposals of delegations from a text, a workbook or, with -, standard input, and turns each into the smallest
amendment. Paragraphs are identified by their numbers in the last revision of the draft, or in the one that --revision names.
A text may come from an e-mail, or be one as a mail program saves it (.eml), such as:

  [Delegation A] OP 4: replace 'may' by 'shall'
  Delegation B:
  new OP after 7: To request the General Secretariat to report, and in particular
  (a) to count the clinics
  PP 2: delete
  5. To urge the member states to ...

Each proposal is shown as a redline; with --write, it is recorded. --xlsx makes a workbook with all paragraphs in which to
enter proposals; propose reads it in the same way.`,
		Example: `  omnibus propose mail.txt --revision 2
  omnibus propose --xlsx proposals.xlsx
  omnibus propose --write proposals.xlsx`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if (sheet == "") == (len(args) == 0) {
				return usageError{fmt.Errorf("name a file to read or, with --xlsx, a workbook to make")}
			}
			editing, err := f.beginIf(write && sheet == "")
			if err != nil {
				return err
			}
			defer editing.end()
			p.Meeting = o.meeting
			if p.Src, p.Work, err = readTerm(&f, &o); err != nil {
				return err
			}
			p.Locale, p.Folder = filepath.ToSlash(f.locales), filepath.ToSlash(f.input)
			if sheet != "" {
				book, err := p.Sheet()
				if err != nil {
					return err
				}
				return putWorkbook(sheet, book)
			}
			return propose(&f, &o, p, args[0], editing)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().StringVar(&sheet, "xlsx", "", "make a workbook in which to enter proposals, as this `file`")
	c.Flags().StringVar(&p.Revision, "revision", "", "`revision` of the draft that the numbers refer to (default: the last)")
	c.Flags().StringVar(&p.Author, "author", "", "id of the `author`, if the text does not name one")
	c.Flags().StringVar(&p.Date, "date", "", "`day` of the proposals (default: that of the meeting)")
	c.Flags().StringVar(&p.Original, "original", "", "`language` of new paragraphs (default: that of the term)")
	c.Flags().StringVar(&p.Lang, "lang", "", "`language` of the output")
	return c
}

// propose shows the proposals in a file, or in a mail and its attached files, and writes them in an editing. editing is nil if nothing is
// to be written.
func propose(f *folders, o *choice, p *records.Proposing, name string, editing *editing) error {
	var b []byte
	var err error
	if name == "-" {
		b, err = io.ReadAll(io.LimitReader(os.Stdin, mostProposed))
	} else {
		b, err = readGiven(name)
	}
	if err != nil {
		return err
	}
	all, err := opened(door.Propose, source.NewFile(filepath.ToSlash(name), b), p.Work.Locales.Locale(orFirst(p.Lang, p.Work)))
	if err != nil {
		return err
	}
	for i, x := range all {
		now := *p
		if i > 0 { // after the changes of those before
			if now.Src, now.Work, err = readTerm(f, o); err != nil {
				return err
			}
		}
		var diags diag.List
		r, shown, err := now.Run(x, &diags)
		if err != nil {
			return err
		}
		for _, s := range shown {
			show("%s\n", s)
		}
		if err := receive(r, &diags, now.Src, x.Name, false, editing); err != nil {
			return err
		}
	}
	return nil
}
