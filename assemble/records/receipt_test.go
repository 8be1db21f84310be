package records_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/records"
	"omnibus/assemble/work/worktest"
)

// litter contains what people add to a workbook of records: on a sheet of records, in a row. Kept means that it becomes a query.
var litter = []struct {
	name string
	kept bool
	put  func(f *excelize.File, sheet string, last, row int, words string) error
}{
	{"a comment", true, func(f *excelize.File, sheet string, _, row int, words string) error {
		return f.AddComment(sheet, excelize.Comment{Cell: fmt.Sprint("C", row), Author: "Eva", Text: words})
	}},
	{"a cell of an added column", true, func(f *excelize.File, sheet string, last, row int, words string) error {
		head, err := excelize.CoordinatesToCellName(last+1, 1)
		if err == nil {
			err = f.SetCellStr(sheet, head, "For the chair")
		}
		cell, _ := excelize.CoordinatesToCellName(last+1, row)
		if err == nil {
			err = f.SetCellStr(sheet, cell, words)
		}
		return err
	}},
	{"a cell without a heading", true, func(f *excelize.File, sheet string, last, row int, words string) error {
		cell, err := excelize.CoordinatesToCellName(last+3, row)
		if err == nil {
			err = f.SetCellStr(sheet, cell, words)
		}
		return err
	}},
	{"a link", false, func(f *excelize.File, sheet string, _, row int, words string) error {
		return f.SetCellHyperLink(sheet, fmt.Sprint("D", row), "https://example.org/"+words, "External")
	}},
}

// TestReceiptAccounts: whatever people add to a workbook of records is named once in the receipt, with its words, and remarks are kept.
func TestReceiptAccounts(t *testing.T) {
	src := shipped(t)
	rng := rand.New(rand.NewPCG(17, 7))
	for _, lang := range worktest.Share([]string{"es", "en"}, 2) {
		d := open(t, src, lang)
		f, err := excelize.OpenReader(bytes.NewReader(d.file()))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		used, kept := map[string]bool{}, 0
		var planted []string
		add := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		_, err = f.NewSheet("plantedSheet")
		add(err)
		add(f.SetCellStr("plantedSheet", "B2", "words"))
		for i := range 40 {
			k, id := litter[i%len(litter)], []string{"proposals", "outcomes", "mandates", "glossary"}[rng.IntN(4)]
			sheet, last, row := d.sheets[id].Name, len(d.sheets[id].Columns), 2+rng.IntN(20)
			words := fmt.Sprintf("planted%dx", i)
			if place := fmt.Sprint(k.name, sheet, row); used[place] {
				continue
			} else {
				used[place] = true
			}
			add(k.put(f, sheet, last, row, words))
			planted = append(planted, words)
			if k.kept {
				kept++
			}
		}
		start, term := d.book.Sheets[0].Name, d.sheets["term"].Name
		add(f.SetCellStr(start, "A40", "plantedAtStart"))
		add(f.SetRowVisible(d.sheets["stakeholders"].Name, 3, false))
		add(f.SetCellStr(term, "B4", "Another name of a field"))
		var b bytes.Buffer
		add(f.Write(&b))
		r, after := taken(t, src, b.Bytes(), records.Import{})
		if len(r.Changes) > 0 {
			t.Errorf("%s: changes %v", lang, r.Changes)
		}
		for _, words := range append(planted, "plantedSheet", "plantedAtStart", start+"!A40", " 3 ", " 4 ") {
			n := 0
			for _, note := range r.Notes {
				if strings.Contains(note, words) {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: %q is named %d times in\n%s", lang, words, n, strings.Join(r.Notes, "\n"))
			}
		}
		said := ""
		for _, q := range after.Locales {
			if strings.HasPrefix(q.Name, "locales/queries.") {
				said += string(q.Bytes)
			}
		}
		found := 0
		for _, words := range planted {
			if strings.Contains(said, "said: "+words+"\n") {
				found++
			}
		}
		if found != kept || kept < 10 {
			t.Errorf("%s: %d of %d remarks are kept", lang, found, kept)
		}
	}
}
