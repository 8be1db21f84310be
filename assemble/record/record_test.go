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

func sample() *Record {
	return &Record{
		Paper: "draft-paragraphs", Symbol: "CIDI/CAM/doc.4/24 rev. 2 add. 1", Revision: 2, Suffix: "add. 1", Meeting: "meeting-march", Date: date.Date{Year: 2024, Month: time.March, Day: 12},
		Langs: []string{"en", "es"}, Tool: "1.0", Input: "ab12", Files: []File{{"draft-paragraphs.en-es.pdf", strings.Repeat("0f", 32), "c0ffee"}},
		Paragraphs: []Paragraph{
			{ID: "pp-one", Kind: "preambular", State: "agreed", Operation: "add", Text: map[string]string{"en": "RECALLING: \"this\"\tand\u00a0[that]", "es": "RECORDANDO # ¿qué?"}},
			{ID: "op-one", Kind: "operative", Section: "section-one", Number: 1, Bis: 1, State: "bracketed", Operation: "mod", Text: map[string]string{"en": "- To do\\n"},
				Sub: []Paragraph{{ID: "op-one-a", Text: map[string]string{"en": "yes"}, Sub: []Paragraph{{ID: "op-one-a-i", Text: map[string]string{"en": "~"}}}}}},
		},
	}
}

// What is written is read back, to the byte.
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
		{"empty", "", "E1203"},
		{"not YAML", "a: [", "E1203"},
	} {
		var diags diag.List
		if got := Read([]*source.File{source.NewFile("input/issued/a.yaml", []byte(c.text))}, &diags); len(got) > 0 || len(diags.Items) != 1 || diags.Items[0].Code != c.code {
			t.Errorf("%s: %v %v", c.name, got, diags.Items)
		}
	}
	var diags diag.List
	got := Read([]*source.File{source.NewFile("input/issued/a.yaml", []byte(whole)), source.NewFile("input/issued/b.yaml", []byte(whole))}, &diags)
	if len(got) != 1 || len(diags.Items) != 1 || diags.Items[0].Code != "E1202" {
		t.Errorf("twice: %v", diags.Items)
	}
}

// The predecessor is never the revision itself.
func TestBefore(t *testing.T) {
	var all []*Record
	for _, n := range []int{0, 1, 3} {
		all = append(all, &Record{Paper: "draft-paragraphs", Revision: n}, &Record{Paper: "work-plan", Revision: n})
	}
	for _, c := range []struct{ revision, want int }{{0, -1}, {1, 0}, {3, 1}, {4, 3}} {
		got := -1
		if r := Before(all, "draft-paragraphs", c.revision); r != nil {
			got = r.Revision
		}
		if got != c.want {
			t.Errorf("before %d is %d, wanted %d", c.revision, got, c.want)
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
