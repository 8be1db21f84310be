package records_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/records"
)

// TestCommentsAreKept: comments are kept, once, as queries about the text or the record of the row, whether or not anything else changes.
func TestCommentsAreKept(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "en")
	const sheet, id = "proposals", "op-health-mental"
	cell := func(column string) string {
		name, err := excelize.CoordinatesToCellName(d.column(sheet, column)+1, d.row(sheet, id)+2)
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	said := func(b []byte) []byte {
		book, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		for column, words := range map[string]string{"text@en": "Is it meant so?", "text@es": "¿Se quiere decir esto?", "state": "Not yet", "reason@en": " \n "} {
			name := d.sheets[sheet].Name
			if err := book.DeleteComment(name, cell(column)); err != nil {
				t.Fatal(err)
			}
			if err := book.AddComment(name, excelize.Comment{Cell: cell(column), Author: "Ana", Paragraph: []excelize.RichTextRun{{Text: words}}}); err != nil {
				t.Fatal(err)
			}
		}
		var out bytes.Buffer
		if err := book.Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	r, after := taken(t, src, said(d.file()), records.Import{})
	if len(r.Changes) > 0 || len(r.Files) != 2 || len(r.Queries) != 2 {
		t.Fatalf("%v, %d files, %d of queries: %q", r.Changes, len(r.Files), len(r.Queries), r.Notes)
	}
	for name, wants := range map[string][]string{
		"locales/queries.en.yaml": {"text: op-health-mental.text", "said: Is it meant so?", "by: Ana", "text: op-health-mental\n", "said: Not yet"},
		"locales/queries.es.yaml": {"text: op-health-mental.text", "said: ¿Se quiere decir esto?"},
	} {
		for _, f := range after.Locales {
			if f.Name != name {
				continue
			}
			for _, want := range wants {
				if !strings.Contains(string(f.Bytes), want) {
					t.Errorf("%s lacks %q:\n%s", name, want, f.Bytes)
				}
			}
		}
	}
	notes := func(r *records.Receipt, words, end string) bool {
		return slices.ContainsFunc(r.Notes, func(n string) bool { return strings.Contains(n, words+" ("+end+" q-") })
	}
	if !notes(r, "Is it meant so?", "kept as") || !notes(r, "Not yet", "kept as") {
		t.Errorf("%q", r.Notes)
	}

	// The second time, they are already on file. An edit is imported at the same time.
	d = open(t, after, "en")
	d.set(sheet, id, "reason@en", "The session asked for it.")
	r, _ = taken(t, after, said(d.file()), records.Import{})
	if len(r.Changes) != 1 || len(r.Queries) > 0 || !notes(r, "Is it meant so?", "on file as") {
		t.Errorf("%v, %d files of queries, %q", r.Changes, len(r.Queries), r.Notes)
	}
}
