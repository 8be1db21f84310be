package pdftest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/layout"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/locales"
	"omnibus/templates"
)

func in(text string) []doc.Inline { return []doc.Inline{{Text: text}} }

func rows(text ...string) [][]doc.Inline {
	var out [][]doc.Inline
	for _, t := range text {
		out = append(out, in(t))
	}
	return out
}

// Paper returns a document with every feature that a document can have, and n pairs of paragraphs.
func Paper(n int) *doc.Document {
	web := &doc.Link{URL: "https://example.org/a(b)", Desc: "link to example"}
	inside := &doc.Link{ID: "op-2", Desc: "operative paragraph 2"}
	foot := func(lang, id, text string) *doc.Note {
		return &doc.Note{ID: id, Mark: "1", Lang: lang, Inlines: in(text)}
	}
	end := &doc.Note{ID: "end-1", Mark: "i", Kind: doc.End, Lang: "en", Inlines: in("What stands at the end of the paper.")}
	d := &doc.Document{
		Paper: "draft-paragraphs", Langs: []string{"en", "es"}, Title: "Draft paragraphs – párrafos", Symbol: "CIDI/CAM/doc.2/24 rev. 1",
		Organ: "Committee on Migration Issues", Keywords: []string{"migration", "mandates"}, Date: date.Date{Year: 2024, Month: time.March, Day: 4},
		Original: []string{"en"}, Transcript: []byte(`{"paper":"draft-paragraphs"}`), Endnotes: []*doc.Note{end},
		Words: doc.Words{
			Contents: []string{
				"Contents",
				"Índice",
			}, NoteRef: []string{"note %s", "nota %s"}, NoteBack: []string{"back to note %s", "vuelve a la nota %s"},
			LinkTo: []string{"link to %s", "enlace a %s"},
		},
	}
	d.Blocks = []doc.Block{
		&doc.Masthead{
			Lang:  "en",
			Left:  rows("COMMITTEE ON MIGRATION ISSUES"),
			Right: rows("OEA/Ser.W", "CIDI/CAM/doc.2/24 rev. 1", "4 March 2024"),
		},
		&doc.Paragraph{ID: "title", Role: "title", Lang: "en", Inlines: in("Draft paragraphs")},
		&doc.Pair{
			ID: "contents",
			Columns: []doc.Block{
				&doc.Contents{Lang: "en", Title: in("Contents"), Depth: 2},
				&doc.Contents{Lang: "es", Title: in("Índice"), Depth: 2},
			},
			Missing: make([]bool, 2),
		},
		&doc.Section{ID: "intro", Blocks: []doc.Block{
			&doc.Heading{ID: "h-intro", Level: 1, Lang: "en", Inlines: in("INTRODUCTION")},
			&doc.Paragraph{ID: "p1", Lang: "en", Inlines: []doc.Inline{
				{
					Text: "At least 10 of 17 goals have targets on migration, as the ",
				}, {Text: "portal", Link: web}, {Text: " says,"}, {Text: "i", Mark: doc.Sup, Note: end},
				{Text: " and see "}, {Text: "paragraph 2", Link: inside}, {Text: " in "}, {Text: "español", Lang: "es"}, {Text: "; "},
				{
					Text:   "[+",
					Mark:   doc.Signal,
					Actual: "insertion",
				}, {Text: "added", Mark: doc.Ins}, {Text: "+]", Mark: doc.Signal, Actual: "end of insertion"},
				{Text: " and "}, {Text: "taken out", Mark: doc.Del}, {Text: "."},
			}},
		}},
		&doc.Table{ID: "table", Lang: "en", Widths: []float64{1, 2}, Head: []*doc.Row{{Cells: []*doc.Cell{
			{
				Header: true,
				Scope:  "col",
				Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: in("Key")}},
			}, {Header: true, Scope: "col", Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: in("Value")}}}}}},
			Rows: []*doc.Row{
				{
					Cells: []*doc.Cell{
						{Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: in("a")}}},
						{Blocks: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: in("b")}}},
					},
				},
			}},
		&doc.Pair{ID: "h-draft", Columns: []doc.Block{
			&doc.Heading{
				Level:   1,
				Lang:    "en",
				Inlines: in("DRAFT"),
			}, &doc.Heading{Level: 1, Lang: "es", Inlines: in("PROYECTO")}}, Missing: make([]bool, 2)},
	}
	list := &doc.List{ID: "operative", Role: "operative"}
	for i := range n {
		id := fmt.Sprintf("op-%d", i+1)
		en := []doc.Inline{
			{
				Text: strings.Repeat(
					"To instruct the General Secretariat to strengthen the responsibility of regional cooperation, resolution AG/RES. 2910 (XLVII-O/17). ",
					1+i%3,
				),
			},
		}
		es := []doc.Inline{
			{
				Text: strings.Repeat(
					"Encomendar a la Secretaría General que fortalezca la responsabilidad de la cooperación regional, según la resolución AG/RES. 2910 (XLVII-O/17). ",
					1+i%3,
				),
			},
		}
		if i%5 == 0 {
			en = append(
				en,
				doc.Inline{
					Text: "1",
					Mark: doc.Sup,
					Note: foot("en", id+"-note-en", "A footnote in English, which says where the figures come from."),
				},
			)
			es = append(
				es,
				doc.Inline{
					Text: "1",
					Mark: doc.Sup,
					Note: foot("es", id+"-note-es", "Una nota al pie en español, que dice de dónde provienen las cifras."),
				},
			)
		}
		label, stale := fmt.Sprintf("%d.", i+1), ""
		if i == 1 {
			stale = "Traducción de un texto anterior:"
		}
		list.Items = append(list.Items, &doc.Item{ID: id, Labels: []string{label, label}, Blocks: []doc.Block{
			&doc.Pair{
				ID: id,
				Columns: []doc.Block{
					&doc.Paragraph{ID: id, Role: "operative", Lang: "en", Inlines: en},
					&doc.Paragraph{ID: id, Role: "operative", Lang: "es", Inlines: es, Stale: stale},
				},
				Missing: make([]bool, 2),
			},
			&doc.Paragraph{Role: "provenance", Lang: "en", Inlines: in(id + " ← outcome")},
		}})
	}
	d.Blocks = append(d.Blocks, list, &doc.Heading{ID: "h-notes", Level: 1, Lang: "en", Inlines: in("ENDNOTES")}, &doc.EndnoteList{})
	return d
}

// LaidOut lays out a document as the tool does, with the built-in style sheet.
func LaidOut(t testing.TB, d *doc.Document) *layout.Result {
	t.Helper()
	return LaidOutIn(t, d, face.Liberation())
}

// LaidOutIn lays out a document in other faces.
func LaidOutIn(t testing.TB, d *doc.Document, m *face.Metrics) *layout.Result {
	t.Helper()
	b, err := templates.Files.ReadFile("style.yaml")
	if err != nil {
		t.Fatal(err)
	}
	diags := new(diag.List)
	sheet := style.Read(source.NewFile("templates/style.yaml", b), diags)
	patterns := map[string]*lines.Patterns{}
	for _, lang := range []string{"en", "es"} {
		b, err := locales.Files.ReadFile("hyphen/" + lang + ".pat.txt")
		if err != nil {
			t.Fatal(err)
		}
		patterns[lang] = lines.NewPatterns(string(b), "")
	}
	r := layout.Pages(d, sheet, func(lang string) lines.Rules { return lines.Rules{Patterns: patterns[lang]} }, m, diags)
	if diags.HasErrors() {
		t.Fatal(diags.Items[0].Message)
	}
	return r
}
