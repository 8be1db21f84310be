package input

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// readAlone reads a file of proposals alone, and returns the records and the findings.
func readAlone(name, text string) (*Records, []*diag.Diagnostic) {
	var diags diag.List
	rec := Read([]*source.File{source.NewFile("input/"+name, []byte(text))}, &diags)
	var out []*diag.Diagnostic
	for _, d := range diags.Items {
		if d.Pos.File != nil && d.Pos.File.Name == "input/"+name {
			out = append(out, d)
		}
	}
	return rec, out
}

// Reading a file stops after a thousand errors, of whatever kind, and no error elsewhere follows from the missing rest.
func TestEnough(t *testing.T) {
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "  z%d: x\n", i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"empty entries":  "proposals:\n" + strings.Repeat("  -\n", 3*mostErrors),
		"empty mappings": "proposals:\n" + strings.Repeat("  - {}\n", 3*mostErrors),
		"unknown fields": "proposals:\n- id: op-a\n" + keys(3*mostErrors),
		"wrong values":   "proposals:\n" + strings.Repeat("  - {id: op-a, order: x, date: y}\n", 3*mostErrors),
	} {
		rec, found := readAlone("proposals/a.yaml", text)
		last, ends := "", 0
		for _, d := range found {
			if d.Code == "E0102" {
				last = d.Message
				ends++
			}
		}
		if want := fmt.Sprintf("the file has %d errors up to here: the rest of it is not read", mostErrors); ends != 1 || last != want {
			t.Errorf("%s: %d findings, E0102 %d times, %q", name, len(found), ends, last)
		}
		if !rec.Lost["proposals"] || len(found) > 2*mostErrors || len(rec.Proposals) > 2*mostErrors {
			t.Errorf("%s: %d findings, %d proposals", name, len(found), len(rec.Proposals))
		}
	}
	if _, found := readAlone("proposals/a.yaml", "proposals:\n"+strings.Repeat("  -\n", mostErrors)); len(found) != mostErrors {
		t.Errorf("%d findings", len(found))
	}
}

// A paragraph may have as many sub-paragraphs as the limit says, and not one more.
func TestSubParagraphs(t *testing.T) {
	for n, want := range map[int]int{maxSubs: 0, maxSubs + 1: 1} {
		var b strings.Builder
		b.WriteString("proposals:\n- id: op-a\n  paragraphs:\n")
		for i := range n {
			fmt.Fprintf(&b, "    - {id: op-a-%d, text: word}\n", i)
		}
		rec, found := readAlone("proposals/a.yaml", b.String())
		got := 0
		for _, d := range found {
			if d.Code == "E0117" {
				got++
			}
		}
		if got != want || len(rec.Proposals) != 1 || len(rec.Proposals[0].Paragraphs) != maxSubs {
			t.Errorf("%d sub-paragraphs: %d findings, want %d", n, got, want)
		}
	}
}

// TestCorrection: a corrigendum or an addendum has a number from 1; any other suffix is none of them.
func TestCorrection(t *testing.T) {
	for suffix, want := range map[string]string{
		"corr. 1": "corr. 1", " Add. 2 ": "add. 2", "corr.3": "corr. 3", "corr. 0": " 0", "corr. -1": " 0", "corr.": " 0", "annex 1": " 0", "": " 0",
	} {
		kind, n := (&Revision{Suffix: source.Text{String: suffix}}).Correction()
		if got := fmt.Sprintf("%s %d", kind, n); got != want {
			t.Errorf("%q is %q, want %q", suffix, got, want)
		}
	}
}

// TestEmphasisInLink: an asterisk at the beginning of the words of a link opens emphasis, and does not close that around the link.
func TestEmphasisInLink(t *testing.T) {
	var got []string
	for _, p := range Pieces("*a [*b](https://x.org) c*") {
		got = append(got, fmt.Sprintf("%s %t", p.Text, p.Em))
	}
	if want := "a  true|*b true| c true"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// Prose that would take long to read as Markdown is refused, and the place is reported.
func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("a", largestProse+1):                 "1:1 E0102",
		"a {#intro-a}\n\n" + strings.Repeat("> ", 33) + "b": "3:65 E0107",
		strings.Repeat("- ", 33) + "b":                      "1:65 E0107",
		strings.Repeat("1. ", 33) + "b":                     "1:98 E0107",
	} {
		_, found := readAlone("introduction.md", text)
		got := ""
		for _, d := range found {
			got += fmt.Sprintf("%d:%d %s", d.Pos.Line(), d.Pos.Column(), d.Code)
		}
		if got != want {
			t.Errorf("%.30q: %s", text, got)
		}
	}
	for _, text := range []string{strings.Repeat("a", largestProse-20) + " {#intro-a}", strings.Repeat("- ", 32) + "b", strings.Repeat("*", 100) + "b", strings.Repeat("-", 80)} {
		_, found := readAlone("introduction.md", text)
		for _, d := range found {
			if d.Code == "E0102" || d.Code == "E0107" {
				t.Errorf("%.30q: %s", text, d.Message)
			}
		}
	}
}

// An unclosed sign is looked for once, not again from each place, so that twice as much text takes twice as long. In quadratic time, this
// test would take minutes.
func TestMarksOfAnything(t *testing.T) {
	const n = 200_000
	for _, s := range []string{"[", "[^", "[^ ", "{{", "{{a", "<!--", "<a ", "[a](b ", "[a](", "]", "[]", "**a ", "*a", "![", "^[", "](http:", "[[a](b)"} {
		text := strings.Repeat(s, n/len(s))
		Pieces(text)
		Markup(source.Text{Pos: source.NewFile("x", []byte(text)).Pos(0, len(text)), String: text}, &diag.List{})
	}
	// A bracket is closed by its own counterpart, whatever is between them.
	for _, c := range []struct {
		s    string
		want string
	}{
		{`[a [b] c](u)`, "link a [b] c"}, {`[a [b](u)`, "link b"}, {`[a\] b](u)`, `link a\] b`}, {`[^a\] [b](u)`, `note a\;link b`}, {`[^a b] [c](u)`, "broken [^a;link c"},
		{`{{x}} {{ref:op-a}}`, "broken {{x}};ref op-a"}, {`a < b [c](u)`, "link c"}, {`<b> [c](u)`, "html <b>;link c"}, {`[a](u [b](v)`, "link a"}, {`[a](u`, ""}, {`] [a](u)`, "link a"},
	} {
		var got []string
		for _, m := range Marks(c.s) {
			words := m.Value
			if m.Kind == "link" {
				words = m.Words
			}
			got = append(got, m.Kind+" "+words)
		}
		if strings.Join(got, ";") != c.want {
			t.Errorf("%s: %q", c.s, got)
		}
	}
}
