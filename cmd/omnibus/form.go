package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/records"
	"omnibus/assemble/write/docx"
)

func formCommand() *cobra.Command {
	c := &cobra.Command{Use: "form", Short: "Make forms to fill in"}
	c.AddCommand(formOutcomeCommand(), formProposalCommand())
	return c
}

// Formats of forms.
const (
	formWorkbook = "xlsx"
	formDocument = "docx"
)

// A formFile is the file of a form, and its languages: langs those of the texts of a document, lang that of the words of a workbook.
type formFile struct {
	out, format, lang string
	langs             []string
}

func (x *formFile) flags(c *cobra.Command, name string) {
	c.Flags().StringVarP(&x.out, "out", "o", "", "`file` to write (default: "+name+")")
}

// document returns whether the form is a document of a word processor, and the name of its file. stem is the default name without its
// extension.
func (x *formFile) document(stem string) (bool, string, error) {
	format := x.format
	if format == "" {
		switch strings.ToLower(filepath.Ext(x.out)) {
		case "." + formDocument:
			format = formDocument
		case "." + formWorkbook:
			format = formWorkbook
		default:
			format = formWorkbook
			if len(x.langs) > 0 {
				format = formDocument
			}
		}
	}
	if format != formWorkbook && format != formDocument {
		return false, "", usageError{fmt.Errorf("--format is %s or %s, not %q", formDocument, formWorkbook, format)}
	}
	if x.lang != "" && format == formDocument {
		return false, "", usageError{fmt.Errorf("--lang is for workbooks: the words of a document are in the first language of --langs")}
	}
	if x.out == "" {
		return format == formDocument, stem + "." + format, nil
	}
	return format == formDocument, x.out, nil
}

func formOutcomeCommand() *cobra.Command {
	var f folders
	var o choice
	var x formFile
	c := &cobra.Command{
		Use:   "outcome SESSION",
		Short: "Make a form for the outcomes of a session",
		Long: `outcome makes a form for the results of a thematic session: who spoke, what was said, and the outcomes. With --langs, or a
name that ends in .docx, it is a document for word processors: a table for each entry, with a cell for each language of a
text, lists of mandates and organs to choose from, and empty entries. Otherwise it is a workbook with one sheet. Fill it in
during the session, and import it with omnibus records import.`,
		Example: `  omnibus form outcome session-health --langs en,es
  omnibus form outcome session-health --out health.xlsx`,
		Args: arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			x.langs = o.languages()
			isDocument, name, err := x.document(args[0])
			if err != nil {
				return err
			}
			src, w, err := readTerm(&f, &o)
			if err != nil {
				return err
			}
			if isDocument {
				form, err := records.OutcomeForm(src, w, x.langs, args[0])
				if err != nil {
					return usageError{err}
				}
				return putForm(name, form)
			}
			book, err := records.Form(src, w, orFirst(x.lang, w), args[0])
			if err != nil {
				return err
			}
			return putWorkbook(name, book)
		},
	}
	f.flags(c)
	o.flags(c)
	x.flags(c, "SESSION.docx or SESSION.xlsx")
	c.Flags().StringVar(&x.format, "format", "", "docx or xlsx (default: as the name of the file says)")
	c.Flags().StringVar(&x.lang, "lang", "", "`language` of headings and words of a workbook")
	return c
}

func formProposalCommand() *cobra.Command {
	var f folders
	var o choice
	var from string
	x := formFile{format: formDocument}
	c := &cobra.Command{
		Use:   "proposal",
		Short: "Make a form for proposals",
		Long: `proposal makes a document for word processors in which a delegation writes proposals for the resolution: what each does, to
which paragraph, its words in each language with their sub-paragraphs, and its reason. Import the form with omnibus records
import. Delegations that prefer to edit the draft itself get it with omnibus build --format docx.`,
		Example: `  omnibus form proposal --langs es --from delegation-a
  omnibus form proposal --langs en,es --out proposals.docx`,
		Args: arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			x.langs = o.languages()
			_, name, err := x.document("proposal")
			if err != nil {
				return err
			}
			src, w, err := readTerm(&f, &o)
			if err != nil {
				return err
			}
			form, err := records.ProposalForm(src, w, x.langs, from)
			if err != nil {
				return usageError{err}
			}
			return putForm(name, form)
		},
	}
	f.flags(c)
	o.flags(c)
	x.flags(c, "proposal.docx")
	c.Flags().StringVar(&from, "from", "", "`author` of the proposals, as in the records: delegation-a")
	return c
}

// putForm writes a form into a file.
func putForm(name string, form *docx.Form) error {
	var b bytes.Buffer
	if err := docx.WriteForm(&b, form); err != nil {
		return err
	}
	return putFile(name, b.Bytes())
}
