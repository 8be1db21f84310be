package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
)

// mostProposed is how much is read from standard input.
const mostProposed = 8 << 20

func proposeCommand() *cobra.Command {
	var f folders
	var o choice
	var write bool
	var sheet string
	p := &records.Proposing{Line: assemble.Run}
	c := &cobra.Command{
		Use:   "propose [FILE]",
		Short: "Make proposals of what delegations say, by the numbers of paragraphs on the paper",
		Long: `propose reads what delegations propose, from a text, a workbook, or with - from standard input, and makes records of it:
the smallest amendment that says it. Paragraphs are called by their numbers on the last revision of the draft, or on the
one that --revision names. A text is as it comes in a mail:

  [Delegation A] OP 4: replace 'may' by 'shall'
  Delegation B:
  new OP after 7: To request the General Secretariat to report, and in particular
  (a) to count the clinics
  PP 2: delete
  5. To urge the member states to ...

Each is shown as a redline; with --write the records are written. --xlsx makes a workbook with all paragraphs to write
the proposals into; it is read in the same way.`,
		Example: `  omnibus propose mail.txt --revision 2
  omnibus propose --xlsx proposals.xlsx
  omnibus propose --write proposals.xlsx`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if (sheet == "") == (len(args) == 0) {
				return usageError{fmt.Errorf("name either a file to read, or with --xlsx a workbook to make")}
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
			return propose(p, args[0], editing)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().StringVar(&sheet, "xlsx", "", "make a workbook to write proposals into, as this `file`")
	c.Flags().StringVar(&p.Revision, "revision", "", "`revision` of the draft whose numbers are meant; otherwise the last")
	c.Flags().StringVar(&p.Author, "author", "", "id of the `author`, where the text does not name one")
	c.Flags().StringVar(&p.Date, "date", "", "`day` of the proposals; otherwise that of the meeting")
	c.Flags().StringVar(&p.Original, "original", "", "`language` of new paragraphs, where it is not that of the term")
	c.Flags().StringVar(&p.Lang, "lang", "", "`language` of what is shown")
	return c
}

// propose shows the proposals that a file makes, and writes them in an editing, which is nil where nothing is to be written.
func propose(p *records.Proposing, name string, editing *editing) error {
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
	var diags diag.List
	r, shown, err := p.Run(source.NewFile(filepath.ToSlash(name), b), &diags)
	if err != nil {
		return err
	}
	for _, s := range shown {
		show("%s\n", s)
	}
	return receive(r, &diags, p.Src, filepath.ToSlash(name), false, editing)
}
