package style

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/fixed"
	"omnibus/assemble/source"
)

func shipped(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../templates/style.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func read(text string) (*Sheet, *diag.List) {
	var diags diag.List
	return Read(source.NewFile("templates/style.yaml", []byte(text)), &diags), &diags
}

func TestShippedSheet(t *testing.T) {
	s, diags := read(shipped(t))
	for _, d := range diags.Items {
		t.Errorf("%d: %s", d.Pos.Line(), d.Message)
	}
	if s == nil {
		t.Fatal("no sheet")
	}
	if w, h := s.Page(2); w != 612*fixed.Point || h != 792*fixed.Point {
		t.Errorf("two columns are on pages of %g by %g", w.Float(), h.Float())
	}
	if w, h := s.Page(3); w != 792*fixed.Point || h != 612*fixed.Point {
		t.Errorf("three columns are on pages of %g by %g", w.Float(), h.Float())
	}
	a4, ok := s.On("a4")
	if w, _ := a4.Page(1); !ok || w != fixed.Of(595.28) || s.Size != "letter" {
		t.Errorf("a4 is %g wide, the style sheet itself has pages of size %s", w.Float(), s.Size)
	}
	if _, ok := s.On("folio"); ok {
		t.Error("folio is known")
	}
	if n := s.Numbered(); !n.LineNumbers || s.LineNumbers {
		t.Error("Numbered has no effect, or changes the style sheet itself")
	}
	if h := s.Headed(AtRight); h.Running != AtRight || s.Running == AtRight {
		t.Error("Headed has no effect, or changes the style sheet itself")
	}
	for _, role := range []string{"", "title", "status", "view", "organ", "lead-in", "preambular", "operative", "provenance", "notice", "missing", "meeting", "meta", "reason"} {
		if s.Roles[role].Size == 0 {
			t.Errorf("role %q has no style", role)
		}
	}
	if s.Roles["title"].Align != Center || s.Roles["preambular"].Size != s.Text.Size || !s.Headings[1].KeepNext {
		t.Error("looks are not read as written")
	}
}

// TestLaid: an author's style sheet contains only the differences: each line changes one setting.
func TestLaid(t *testing.T) {
	builtin := source.NewFile("templates/style.yaml", []byte(shipped(t)))
	laid := func(own string) (*Sheet, *diag.List) {
		var diags diag.List
		return Laid(builtin, source.NewFile("templates/style.yaml", []byte(own)), &diags), &diags
	}
	before, _ := read(shipped(t))
	for _, c := range []struct {
		own    string
		change func(*Sheet)
	}{
		{"paper: a4", func(s *Sheet) { s.Size, s.OwnSize = "a4", true }},
		{"notes: {form: 1/, place: before, at: end}", func(s *Sheet) { s.Notes.Form, s.Notes.Place, s.Notes.At = "1/", "before", "end" }},
		{"paper: letter", func(s *Sheet) { s.OwnSize = true }},
		{"margins: {top: 90}", func(s *Sheet) { s.Top = 90 * fixed.Point }},
		{"sizes:\n  legal: {width: 612, height: 1008}", func(s *Sheet) { s.Sizes["legal"] = Size{612 * fixed.Point, 1008 * fixed.Point} }},
		{"roles: {title: {size: 16}}", func(s *Sheet) { l := s.Roles["title"]; l.Size = 16 * fixed.Point; s.Roles["title"] = l }},
		{"headings:\n  \"2\": {italic: true}", func(s *Sheet) { s.Headings[2].Italic = true }},
		{"lists: {sub: {labels: right}}", func(s *Sheet) { l := s.Lists["sub"]; l.RightLabels = true; s.Lists["sub"] = l }},
		{"roles:\nnotes: {rule: 36}", func(s *Sheet) { s.Notes.Rule = 36 * fixed.Point }},
		{shipped(t), func(*Sheet) {}},
	} {
		want, _ := read(shipped(t))
		c.change(want)
		got, diags := laid(c.own)
		if got == nil || !reflect.DeepEqual(got, want) || len(diags.Items) > 0 {
			t.Errorf("%.40q: %+v, %v", c.own, got, diags.Items)
		}
		if c.own != shipped(t) && reflect.DeepEqual(got, before) {
			t.Errorf("%.40q changes nothing", c.own)
		}
	}
	for own, want := range map[string]string{"": "1:1 E0801", "[a]": "1:1 E0803", "roles: 3": "1:8 E0803", "margins: {left: 300, right: 300}": "1:10 E0805", "paper: folio": "1:8 E0805", "paper: [": "E"} {
		got, diags := laid(own)
		if got != nil || len(diags.Items) == 0 {
			t.Errorf("%q is accepted", own)
			continue
		}
		d := diags.Items[0]
		if s := fmt.Sprintf("%d:%d %s", d.Pos.Line(), d.Pos.Column(), d.Code); !strings.Contains(s, want) {
			t.Errorf("%q: %s, want %s", own, s, want)
		}
	}
}

// TestScale: one line makes all type larger, with the spaces that go with it, and leaves the page as it is.
func TestScale(t *testing.T) {
	plain, _ := read(shipped(t))
	s, diags := read(strings.Replace(shipped(t), "\nscale: 1 ", "\nscale: 1.5 ", 1))
	if s == nil {
		t.Fatal(diags.Items)
	}
	for what, x := range map[string][2]fixed.Points{
		"text": {plain.Text.Size, s.Text.Size}, "leading": {plain.Text.Leading, s.Text.Leading}, "columns": {plain.ColumnSize, s.ColumnSize},
		"a role": {plain.Roles["title"].Before, s.Roles["title"].Before}, "a heading": {plain.Headings[1].Size, s.Headings[1].Size},
		"a list": {plain.Lists["operative"].Indent, s.Lists["operative"].Indent}, "notes": {plain.Notes.Size, s.Notes.Size},
		"numbers": {plain.NumberSize, s.NumberSize}, "a table": {plain.Table.Padding, s.Table.Padding}, "contents": {plain.Contents.Indent, s.Contents.Indent},
	} {
		if x[0] == 0 || x[1] != x[0]*3/2 {
			t.Errorf("%s: %g points at a scale of 1.5, %g before", what, x[1].Float(), x[0].Float())
		}
	}
	if s.Left != plain.Left || s.Right != plain.Right || s.Gap != plain.Gap || s.NumberTop != plain.NumberTop || s.Sizes["a4"] != plain.Sizes["a4"] {
		t.Error("the page has grown with the type")
	}
	for _, wrong := range []string{"0.4", "3.1", "large"} {
		if s, diags := read(strings.Replace(shipped(t), "\nscale: 1 ", "\nscale: "+wrong+" ", 1)); s != nil || len(diags.Items) == 0 || diags.Items[0].Code != "E0803" {
			t.Errorf("scale: %s: %v", wrong, diags.Items)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"paper: letter  ", "paper: folio  ", `the paper size "folio"`},
		{"  gap: 22", "  gap: wide", `"gap" takes a number`},
		{"  gap: 22", "  gap: NaN", `"gap" takes a number`},
		{"  gap: 22", "  gap: -4", `"gap" takes a number`},
		{"  gap: 22", "  gutter: 22", `unknown setting "gutter"`},
		{"  align: justify  ", "  align: full  ", `"align" is one of center, justify, left, right`},
		{"  hyphenate: true\n  after: 6.7", "  hyphenate: yes\n", `"hyphenate" takes true or false`},
		{`"- %d -"`, `"- %s -"`, "the format of page numbers"},
		{"left: 72, right: 72", "left: 272, right: 272", "the margins leave less"},
		{"  leading: 13.4\n  align", "  leading: 3\n  align", "a leading 0.9 to 3 times the size"},
		{"  body: {}\n", "", `the role "body" has no style`},
		{"notes:  ", "footnotes:  ", `unknown setting "footnotes"`},
		{`  "6": `, `  "7": `, "the level of a heading is a number from 1 to 6"},
		{"margins: {top: 72, ", "margins: {", `the setting "top" is missing`},
		{"masthead: {", "masthead: [", "E"},
	} {
		text := shipped(t)
		if !strings.Contains(text, c.old) {
			t.Fatalf("the shipped sheet does not contain %q", c.old)
		}
		s, diags := read(strings.Replace(text, c.old, c.new, 1))
		if s != nil {
			t.Errorf("%q was accepted", c.new)
		}
		found := false
		for _, d := range diags.Items {
			found = found || strings.Contains(d.Message, c.want) || c.want == "E"
			if !d.Pos.IsValid() {
				t.Errorf("%q has no place", d.Message)
			}
		}
		if !found {
			t.Errorf("%q: wanted %q among %d findings", c.new, c.want, len(diags.Items))
			for _, d := range diags.Items {
				t.Log(d.Message)
			}
		}
	}
	if s, diags := read(""); s != nil || len(diags.Items) != 1 {
		t.Error("an empty style sheet is accepted")
	}
}

// TestLeading: a leading is 0.9 to 3 times the size.
func TestLeading(t *testing.T) {
	for leading, fine := range map[string]bool{"9.8": false, "9.9": true, "10.5": true, "33": true, "33.1": false} {
		text := strings.Replace(shipped(t), "  size: 11\n  leading: 13.4\n  align", "  size: 11\n  leading: "+leading+"\n  align", 1)
		if text == shipped(t) {
			t.Fatal("the shipped style sheet has no such text")
		}
		if s, diags := read(text); (s != nil) != fine {
			t.Errorf("a leading of %s: %v", leading, diags.Items)
		}
	}
}
