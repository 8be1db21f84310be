package akn

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
)

func run(s string) []doc.Inline { return []doc.Inline{{Text: s}} }

func par(role string, in ...doc.Inline) *doc.Paragraph {
	return &doc.Paragraph{Lang: "es", Role: role, Inlines: in}
}

func item(id, label string, blocks ...doc.Block) *doc.Item {
	return &doc.Item{ID: id, Labels: []string{label}, Blocks: blocks}
}

// paper returns a redline in Spanish with everything for which the format has a special case.
func paper() *doc.Document {
	by := &doc.Author{Name: "Delegación B"}
	note := &doc.Note{ID: "n1", Mark: "1", Lang: "es", Inlines: run("nota & más")}
	end := &doc.Note{ID: "n2", Mark: "a", Kind: doc.End, Lang: "es", Inlines: run("al final")}
	one := item("op-one", "1.", par("operative", doc.Inline{Text: "sigue "}, doc.Inline{Text: "‹+", Mark: doc.Signal, Actual: " inserción "}, doc.Inline{Text: "nuevo", Mark: doc.Ins | doc.Em, By: by}),
		&doc.List{ID: "op-one.l", Items: []*doc.Item{item("op-one-a", "a)", par("", doc.Inline{Text: "parte"}), &doc.List{ID: "x", Items: []*doc.Item{item("op-one-a-i", "i)", par("", doc.Inline{Text: "parte de la parte"}))}})}},
		par("state", doc.Inline{Text: "(acordado)"}))
	one.Facets = []*doc.Facet{{Kind: "state", ID: "agreed"}, {Kind: "delegation", ID: "delegation-a", Name: "Delegación A"}, {Kind: "delegation", ID: "delegation-b", Name: "Delegación B"}}
	gone := item("op-gone", "", par("operative", doc.Inline{Text: "fuera", Mark: doc.Del}))
	added := item("op-new", "2.", par("operative", doc.Inline{Text: "todo nuevo", Mark: doc.Ins, By: by}, doc.Inline{Text: "1", Note: note}, doc.Inline{Text: "1", Note: note}, doc.Inline{Text: "a", Note: end}))
	cell := func(s string, head bool, span int) *doc.Cell {
		return &doc.Cell{Header: head, Scope: "col", Span: span, Blocks: []doc.Block{par("", doc.Inline{Text: s})}}
	}
	return &doc.Document{Paper: "draft", Variant: "redline", Langs: []string{"es"}, Title: "Proyecto", Symbol: "CIDI/CAM/doc.4/24 rev. 4", Organ: "Comisión de Año Nuevo", Date: date.Date{Year: 2024, Month: 5, Day: 6},
		Endnotes: []*doc.Note{end}, Blocks: []doc.Block{
			&doc.Masthead{Lang: "es", Left: [][]doc.Inline{run("ÓRGANO")}, Right: [][]doc.Inline{run("CIDI/CAM/doc.4/24 rev. 4"), run("6 mayo 2024")}},
			par("title", doc.Inline{Text: "PROYECTO"}),
			&doc.Section{ID: "pre", Blocks: []doc.Block{par("organ", doc.Inline{Text: "LA ASAMBLEA,"}), &doc.List{ID: "pre.l", Role: "preambular", Items: []*doc.Item{item("pp-one", "", par("preambular", doc.Inline{Text: "RECORDANDO"}))}}}},
			&doc.Section{ID: "op", Blocks: []doc.Block{
				par("lead-in", doc.Inline{Text: "RESUELVE:"}),
				&doc.Section{ID: "s", Role: "theme", Blocks: []doc.Block{&doc.Heading{ID: "s.h", Level: 1, Lang: "es", Label: "I.", Inlines: run("Título")}, &doc.List{ID: "s.l", Role: "operative", Items: []*doc.Item{one, gone}}}},
				par("", doc.Inline{Text: "entre ambas"}),
				&doc.Section{ID: "t", Blocks: []doc.Block{&doc.List{ID: "t.l", Role: "operative", Items: []*doc.Item{added}}}},
				&doc.Table{ID: "tab", Lang: "es", Head: []*doc.Row{{Cells: []*doc.Cell{cell("Cabeza", true, 2)}}}, Rows: []*doc.Row{{Cells: []*doc.Cell{cell("uno", false, 0), cell("dos", false, 0)}}}},
				&doc.List{ID: "bul", Role: "bullets", Items: []*doc.Item{item("bul-1", "•", &doc.Paragraph{ID: "bul-1.p", Lang: "en", Stale: "no al día:", Inlines: []doc.Inline{{Text: "see "}, {Text: "there", Link: &doc.Link{URL: "https://example.org/?a&b", Desc: "x"}}, {Text: "s", Link: &doc.Link{ID: "op-one", Desc: "x"}}}})}},
			}},
			&doc.EndnoteList{},
		}}
}

// TestMark: the word at the top of every page stands in the metadata, and only there; a paper without one has no such element.
func TestMark(t *testing.T) {
	d := paper()
	if text := written(t, d); strings.Contains(text, "proprietary") {
		t.Error("a paper without a mark has one")
	}
	d.Mark = "DRAFT & <secret>"
	text := written(t, d)
	const want = "</references>\n<proprietary source=\"#tool.omnibus\">\n<mark xmlns=\"urn:omnibus:meta\">DRAFT &amp; &lt;secret&gt;</mark>\n</proprietary>\n</meta>\n"
	if !strings.Contains(text, want) || strings.Count(text, "DRAFT") != 1 {
		t.Errorf("the mark is not in the metadata, or elsewhere too:\n%.3000s", text)
	}
}

func written(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWrite: the parts of a text, one by one.
func TestWrite(t *testing.T) {
	text := written(t, paper())
	for _, want := range []string{
		"<statement name=\"draft\">", `<FRBRuri value="/akn/int/statement/comision-de-ano-nuevo/cidi-cam-doc-4-24/redline"/>`,
		`<FRBRuri value="/akn/int/statement/comision-de-ano-nuevo/cidi-cam-doc-4-24/redline/spa@2024-05-06/rev-4"/>`, `<FRBRlanguage language="spa"/>`, `<FRBRversionNumber value="rev. 4"/>`, `<FRBRnumber value="CIDI/CAM/doc.4/24"/>`,
		`<textualMod eId="mod.1" type="substitution"><source href="#agent.delegation-b"/><destination href="#op-one"/></textualMod>`,
		`<textualMod eId="mod.2" type="repeal"><source href="#body.organ"/><destination href="#op-gone"/></textualMod>`,
		`<textualMod eId="mod.3" type="insertion"><source href="#agent.delegation-b"/><destination href="#op-new"/></textualMod>`,
		`<TLCOrganization eId="agent.delegation-a" href="/ontology/organization/int/delegation-a" showAs="Delegación A"/>`,
		"<p class=\"masthead reference\"><docNumber>CIDI/CAM/doc.4/24 rev. 4</docNumber></p>", `<docTitle>PROYECTO</docTitle>`,
		"<preamble xml:lang=\"es\">\n<p class=\"organ\">LA ASAMBLEA,</p>\n<recitals eId=\"pre.l\">\n<recital eId=\"pp-one\">\n<p class=\"preambular\">RECORDANDO</p>\n</recital>\n</recitals>\n</preamble>",
		"<hcontainer name=\"section\" eId=\"op\">\n<intro>\n<p class=\"lead-in\">RESUELVE:</p>\n</intro>\n<hcontainer name=\"theme\" eId=\"s\">\n<heading eId=\"s.h\"><inline name=\"label\">I.</inline> Título</heading>\n<paragraph eId=\"op-one\" class=\"agreed\" refersTo=\"#agent.delegation-a #agent.delegation-b\">\n<num>1.</num>\n<intro>",
		"<inline name=\"sign\" title=\"inserción\">‹+</inline><ins refersTo=\"#agent.delegation-b\"><i>nuevo</i></ins>",
		"<subparagraph eId=\"op-one-a\">\n<num>a)</num>\n<intro>\n<p>parte</p>\n</intro>\n<point eId=\"op-one-a-i\">\n<num>i)</num>\n<content>", "<wrapUp>\n<p class=\"state\">(acordado)</p>\n</wrapUp>\n</paragraph>",
		"<hcontainer name=\"text\">\n<content>\n<p>entre ambas</p>\n</content>\n</hcontainer>",
		`<authorialNote eId="n1" marker="1" placement="bottom"><p>nota &amp; más</p></authorialNote><noteRef href="#n1" marker="1"/><authorialNote eId="n2" class="endnote" marker="a"`,
		"<wrapUp>\n<table eId=\"tab\">\n<tr>\n<th colspan=\"2\">", `<blockList eId="bul" class="bullets">`, `xml:lang="en"><remark type="stale">no al día:</remark> see <ref href="https://example.org/?a&amp;b">there</ref><ref href="#op-one">s</ref></p>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks\n%s", want)
		}
	}
	if text != written(t, paper()) {
		t.Error("the same document gives other bytes")
	}
	d, ids := xml.NewDecoder(strings.NewReader(text)), map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if a.Name.Local == "eId" && ids[a.Value] {
					t.Errorf("the id %s occurs twice", a.Value)
				} else if a.Name.Local == "eId" {
					ids[a.Value] = true
				}
			}
		}
	}
}

// TestPlain: a paper without preamble, date and symbol is a doc, and states what is not known.
func TestPlain(t *testing.T) {
	text := written(t, &doc.Document{Paper: "work-plan", Langs: []string{"en"}, Title: "Plan", Organ: "Órgano"})
	for _, want := range []string{"<doc name=\"work-plan\">", `<FRBRdate date="9999-12-31" name="unconfirmed"/>`, `/akn/int/doc/organo/work-plan/eng@9999-12-31"`, "<mainBody xml:lang=\"en\">\n<p/>\n</mainBody>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %s:\n%s", want, text)
		}
	}
	for _, no := range []string{"analysis", "preface", "coverPage", "FRBRversionNumber", "FRBRnumber"} {
		if strings.Contains(text, no) {
			t.Errorf("the text has %s", no)
		}
	}
	if err := Write(io.Discard, &doc.Document{Langs: []string{"en", "es"}}, nil); err == nil {
		t.Error("a document in two languages is written as one")
	}
}

// TestTold: a text identifies itself.
func TestTold(t *testing.T) {
	d := Told([]byte(written(t, paper())))
	if d == nil || d.Paper != "draft" || d.Variant != "redline" || d.Symbol != "CIDI/CAM/doc.4/24 rev. 4" || !slices.Equal(d.Langs, []string{"es"}) {
		t.Errorf("the text is identified as %+v", d)
	}
	for _, other := range []string{"", xml.Header + "<x/>", xml.Header + namespace, xml.Header + namespace + instruction + "draft", xml.Header + namespace + instruction + "draft; es; ; ", instruction + "draft; es; ; ?>" + namespace} {
		if d := Told([]byte(other)); d != nil {
			t.Errorf("%q is identified as %+v", other, d)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{"CIDI/CAM/doc.4/24": "cidi-cam-doc-4-24", "Comisión (Ñ)": "comision-n", "": "x", "中": "x", "rev. 1": "rev-1"} {
		if got := slug(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"en": "eng", "es-419": "spa", "x!": "und", "gn": "grn"} {
		if got := threeLetters(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
