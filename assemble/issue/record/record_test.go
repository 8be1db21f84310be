package record

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

func sample() *Issued {
	return &Issued{
		Paper: "draft-paragraphs", Symbol: "CIDI/CAM/doc.4/24 rev. 2 add. 1", Revision: 2, Suffix: "add. 1", Meeting: "meeting-march", Date: date.Date{Year: 2024, Month: time.March, Day: 12},
		Langs: []string{"en", "es"}, Final: true, Marked: true, Tool: "1.0", Input: "0012",
		Files: []File{
			{Name: "draft-paragraphs.en-es.pdf", SHA256: strings.Repeat("0f", 32), Content: "10e2", Langs: []string{"en", "es"}},
			{Name: "draft-paragraphs.en-es.redline.pdf", SHA256: strings.Repeat("00", 32), Langs: []string{"en", "es"}},
			{Name: "draft-paragraphs.no.xlsx", SHA256: strings.Repeat("12", 32), Content: "12", Langs: []string{"en", "no"}, Lang: "no"},
		},
		Title:    &Paragraph{ID: "draft-paragraphs", Reserved: []Paragraph{{ID: "reservation-a", Delegation: "delegation-a", State: "announced"}}},
		Sections: []Paragraph{{ID: "section-causes", Text: map[string]string{"en": "Causes", "es": "Causas: “estructurales”"}}},
		Paragraphs: []Paragraph{
			{ID: "pp-one", Kind: "preambular", State: "agreed", Operation: "add", Text: map[string]string{"en": "RECALLING: \"this\"\tand\u00a0[that]", "es": "RECORDANDO # ¿qué?"},
				Notes:    []Paragraph{{ID: "note-one", Text: map[string]string{"en": "See there: 1/", "es": "Véase"}}},
				Reserved: []Paragraph{{ID: "reservation-b", Delegation: "delegation-b", State: "received", Text: map[string]string{"en": "It cannot join."}}}},
			{ID: "op-one", Kind: "operative", Section: "section-one", Number: 1, Bis: 1, State: "bracketed", Operation: "mod", Text: map[string]string{"en": "- To do\\n"},
				Brackets: true, By: []string{"delegation-a", "no"}, Marks: []Mark{{By: []string{"delegation-b"}, Does: "delete"}, {By: []string{"no", "delegation-b"}, Does: "move", After: "pp-one"}},
				Sub: []Paragraph{{ID: "op-one-a", Text: map[string]string{"en": "yes"}, Brackets: true, Marks: []Mark{{By: []string{"delegation-b"}, Does: "retain"}}, Sub: []Paragraph{{ID: "op-one-a-i", Text: map[string]string{"en": "~"}}}}}},
		},
	}
}

// TestRoundTrip: a record is read back as it was written, to the byte.
func TestRoundTrip(t *testing.T) {
	r := sample()
	if r.Name() != "draft-paragraphs.rev-2.add-1.yaml" {
		t.Errorf("the name is %s", r.Name())
	}
	var diags diag.List
	got := Read([]*source.File{source.NewFile("input/issued/"+r.Name(), r.Text())}, &diags)
	if len(diags.Items) > 0 || len(got) != 1 {
		t.Fatalf("%v", diags.Items)
	}
	back := *got[0]
	back.Pos = source.Pos{}
	if !reflect.DeepEqual(&back, r) {
		t.Errorf("got\n%s\nwant\n%s", back.Text(), r.Text())
	}
}

func TestDamaged(t *testing.T) {
	whole := string(sample().Text())
	for _, c := range []struct{ name, text, code string }{
		{"no symbol", strings.Replace(whole, "symbol:", "simbol:", 1), "E1203"},
		{"no date", strings.Replace(whole, "2024-03-12", "soon", 1), "E1203"},
		{"no fingerprint", strings.Replace(whole, "sha256:", "sha:", 1), "E1203"},
		{"a text", strings.Replace(whole, "RECALLING", "FORGETTING", 1), "E1203"},
		{"a symbol", strings.Replace(whole, "rev. 2", "rev. 3", 1), "E1203"},
		{"a comment", whole + "# a note of mine\n", "E1203"},
		{"cut off", whole[:strings.LastIndex(whole, "seal:")], "E1203"},
		{"a merge", strings.Replace(whole, "meeting:", "<<<<<<< HEAD\nmeeting: meeting-april\n=======\nmeeting:", 1) + ">>>>>>> theirs\n", "E1203"},
		{"empty", "", "E1203"},
		{"not YAML", "a: [", "E1203"},
	} {
		var diags diag.List
		if got := Read([]*source.File{source.NewFile("input/issued/a.yaml", []byte(c.text))}, &diags); len(got) > 0 || len(diags.Items) != 1 || diags.Items[0].Code != c.code {
			t.Errorf("%s: %v %v", c.name, got, diags.Items)
		}
	}
	var diags diag.List
	crlf := source.NewFile("input/issued/a.yaml", []byte(strings.ReplaceAll(whole, "\n", "\r\n")))
	if got := Read([]*source.File{crlf}, &diags); len(got) != 1 || len(diags.Items) > 0 {
		t.Errorf("with CRLF line ends: %v", diags.Items)
	}
	got := Read([]*source.File{source.NewFile("input/issued/a.yaml", []byte(whole)), source.NewFile("input/issued/b.yaml", []byte(whole))}, &diags)
	if len(got) != 1 || len(diags.Items) != 1 || diags.Items[0].Code != "E1202" {
		t.Errorf("a symbol recorded twice: %v", diags.Items)
	}
}

// TestAdd: a language that is issued later is added to the record, and the rest stays as it is.
func TestAdd(t *testing.T) {
	r, other := sample(), sample()
	if got := r.Missing(other); len(got) > 0 {
		t.Errorf("it lacks %v of itself", got)
	}
	other.Langs = []string{"fr"}
	other.Files = []File{{Name: "draft-paragraphs.fr.pdf", SHA256: strings.Repeat("1e", 32), Content: "a", Langs: []string{"fr"}}}
	other.Paragraphs[0].Text = map[string]string{"fr": "RAPPELANT", "en": "something else"}
	other.Paragraphs[1].Sub[0].Text = map[string]string{"fr": "oui"}
	r.Add(other)
	want := sample()
	want.Langs = append(want.Langs, "fr")
	want.Files = append(want.Files, other.Files...)
	want.Paragraphs[0].Text["fr"], want.Paragraphs[1].Sub[0].Text["fr"] = "RAPPELANT", "oui"
	if string(r.Text()) != string(want.Text()) {
		t.Errorf("got\n%s\nwant\n%s", r.Text(), want.Text())
	}
}

func TestChanged(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(ps []Paragraph) []Paragraph
		want string
	}{
		{"nothing", func(ps []Paragraph) []Paragraph { return ps }, ""},
		{"a number", func(ps []Paragraph) []Paragraph { ps[1].Number = 7; return ps }, ""},
		{"a language more", func(ps []Paragraph) []Paragraph { ps[1].Text["fr"] = "x"; return ps }, ""},
		{"a text", func(ps []Paragraph) []Paragraph { ps[0].Text["es"] = "x"; return ps }, "pp-one"},
		{"a state", func(ps []Paragraph) []Paragraph { ps[1].State = "agreed"; return ps }, "op-one"},
		{"deep down", func(ps []Paragraph) []Paragraph { ps[1].Sub[0].Sub[0].Text["en"] = "x"; return ps }, "op-one"},
		{"a note", func(ps []Paragraph) []Paragraph { ps[0].Notes[0].Text["es"] = "x"; return ps }, "pp-one"},
		{"a note less", func(ps []Paragraph) []Paragraph { ps[0].Notes = nil; return ps }, "pp-one"},
		{"a reservation", func(ps []Paragraph) []Paragraph { ps[0].Reserved[0].State = "announced"; return ps }, "pp-one"},
		{"gone and new", func(ps []Paragraph) []Paragraph { ps[0].ID = "pp-two"; return ps }, "pp-two pp-one"},
	} {
		if got := strings.Join(Changed(sample().Paragraphs, c.do(sample().Paragraphs)), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample().Text())
	f.Add([]byte("files:\n  - a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var diags diag.List
		for _, r := range Read([]*source.File{source.NewFile("input/issued/a.yaml", b)}, &diags) {
			text := r.Text()
			again := Read([]*source.File{source.NewFile("input/issued/a.yaml", text)}, &diag.List{})
			if len(again) == 1 && !bytes.Equal(again[0].Text(), text) {
				t.Errorf("%q is read back as %q", text, again[0].Text())
			}
		}
	})
}

// TestMissing: other languages, and other formats of issued content, are added to an issued paper; redlines and views that were not issued
// with it are not.
func TestMissing(t *testing.T) {
	file := func(name, lang string, langs ...string) File { return File{Name: name, Lang: lang, Langs: langs} }
	r := &Issued{Files: []File{file("draft.en-es.pdf", "", "en", "es"), file("matrix.en.xlsx", "en", "en", "es")}}
	other := &Issued{Files: []File{
		file("draft.en-es.pdf", "", "en", "es"), file("draft.en-es.text", "", "en", "es"), file("draft.en-es.redline.pdf", "", "en", "es"), file("draft.en-es.redline.text", "", "en", "es"),
		file("draft.es-en.pdf", "", "es", "en"), file("draft.fr.redline.pdf", "", "fr"), file("matrix.en.xlsx", "en", "en", "es"), file("matrix.es.xlsx", "es", "en", "es"), file("matrix.en.ods", "en", "en", "es"),
	}}
	var got []string
	for _, f := range r.Missing(other) {
		got = append(got, f.Name)
	}
	if s := strings.Join(got, " "); s != "draft.en-es.text draft.es-en.pdf draft.fr.redline.pdf matrix.es.xlsx matrix.en.ods" {
		t.Errorf("the missing files are %s", s)
	}
	if f := file("draft.en-es.redline.text", ""); f.Format() != "text" {
		t.Errorf("the format of %s is %q", f.Name, f.Format())
	}
}

// TestOrder: records are sorted by paper, then by revision, whatever the names of their files.
func TestOrder(t *testing.T) {
	var files []*source.File
	for i, r := range []*Issued{{Paper: "b", Revision: 1}, {Paper: "a", Revision: 10}, {Paper: "a", Revision: 2, Suffix: "corr. 1"}, {Paper: "a", Revision: 2}} {
		whole := sample()
		whole.Paper, whole.Revision, whole.Suffix, whole.Symbol = r.Paper, r.Revision, r.Suffix, strings.Repeat("x", i+1)
		files = append(files, source.NewFile("input/issued/"+whole.Name(), whole.Text()))
	}
	var diags diag.List
	var got []string
	for _, r := range Read(files, &diags) {
		got = append(got, r.Name())
	}
	if s := strings.Join(got, " "); s != "a.rev-2.yaml a.rev-2.corr-1.yaml a.rev-10.yaml b.rev-1.yaml" || len(diags.Items) > 0 {
		t.Errorf("%s, %v", s, diags.Items)
	}
}

// TestConflict: an unfinished merge is reported at its first conflict marker.
func TestConflict(t *testing.T) {
	for text, line := range map[string]int{"a: 1\n<<<<<<< ours\nb: 2\n": 2, "a: 1\r\nb: 2\r\n>>>>>>> theirs\r\n": 3, "a: 1\nb: \"<<<<<<< x\"\n": 0} {
		pos, is := conflict(source.NewFile("a.yaml", []byte(text)))
		if is != (line > 0) || is && (pos.Line() != line || pos.Length != len("<<<<<<< ours") && pos.Length != len(">>>>>>> theirs")) {
			t.Errorf("%q: %v, line %d of %d bytes", text, is, pos.Line(), pos.Length)
		}
	}
}

// TestChangedMarks: the proposals on a paragraph as a whole are part of what was issued, unless the record lacks them.
func TestChangedMarks(t *testing.T) {
	was := sample().Paragraphs
	for what, change := range map[string]func(p *Paragraph){
		"brackets":      func(p *Paragraph) { p.Brackets = false },
		"authors":       func(p *Paragraph) { p.By = p.By[:1] },
		"a mark":        func(p *Paragraph) { p.Marks = p.Marks[:1] },
		"whose mark":    func(p *Paragraph) { p.Marks = []Mark{{By: []string{"no"}, Does: "delete"}, p.Marks[1]} },
		"what it does":  func(p *Paragraph) { p.Marks = []Mark{{By: p.Marks[0].By, Does: "retain"}, p.Marks[1]} },
		"where it goes": func(p *Paragraph) { p.Marks = []Mark{p.Marks[0], {By: p.Marks[1].By, Does: "move", After: "op-two"}} },
		"a mark on a part": func(p *Paragraph) {
			p.Sub = []Paragraph{{ID: "op-one-a", Text: p.Sub[0].Text, Sub: p.Sub[0].Sub, Brackets: true}}
		},
	} {
		now := sample().Paragraphs
		change(&now[1])
		if got := Changed(was, now); len(got) != 1 || got[0] != "op-one" {
			t.Errorf("%s: %q changed", what, got)
		}
		if got := Changed(Unmarked(was), Unmarked(now)); len(got) > 0 {
			t.Errorf("%s: %q changed, although the record lacks the marks", what, got)
		}
	}
	if !was[1].Brackets || len(was[1].Sub[0].Marks) != 1 {
		t.Error("Unmarked changes its argument")
	}
}
