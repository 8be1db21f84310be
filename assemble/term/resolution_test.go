package term

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

var (
	english = Frame{"THE GENERAL ASSEMBLY,", "RESOLVES:", []string{"; and", ";", ",", ".", ":"}, []string{"page", "p."}, []string{"of"},
		[]string{"annex", "appendix"}, []string{"footnotes"}}
	spanish = Frame{"LA ASAMBLEA GENERAL,", "RESUELVE:", []string{"; y", ";", ",", ".", ":"}, []string{"página", "p."}, []string{"de"},
		[]string{"anexo"}, []string{"notas"}}
	united = Frame{"The General Assembly,", "", []string{",", ";", "."}, nil, nil, []string{"annex"}, nil}
	europe = Frame{"The Committee of Ministers,", "Recommends that the governments of member States:", []string{"; and", ";", ",", "."}, nil, nil,
		[]string{"appendix"}, nil}
)

// outline returns a text that was read, one paragraph per line.
func outline(r *ResolutionText) string {
	var b strings.Builder
	var walk func(kind, indent string, in []*Clause)
	walk = func(kind, indent string, in []*Clause) {
		for _, c := range in {
			if c.Heading != "" {
				fmt.Fprintf(&b, "# %s\n", c.Heading)
			}
			fmt.Fprintf(&b, "%s%s%d %s\n", indent, kind, c.Number, c.Text.String)
			walk("", indent+"  ", c.Sub)
		}
	}
	fmt.Fprintf(&b, "%s\n", r.Title)
	walk("pp", "", r.Preamble)
	walk("op", "", r.Operative)
	return b.String()
}

// TestReadResolution: resolutions as they look when they are copied from papers.
func TestReadResolution(t *testing.T) {
	for _, c := range []struct {
		name  string
		frame Frame
		text  string
		want  string
	}{
		{"decimal marks on three levels", english, `
ON ARCHIVES

THE GENERAL ASSEMBLY,

RESOLVES:

1. To request the Council:
1.1 to meet:
1.1.1 in June; and
1.1.2 in July;
1.2 to report.
2. To thank 2.1 million people:
2.2.1 and others.
`, `
ON ARCHIVES
op1 To request the Council
  1 to meet
    1 in June
    2 in July
  2 to report
op2 To thank 2.1 million people: 2.2.1 and others
`},
		{"wrapped lines, headings, sub-paragraphs on two levels", english, `
AG/RES. 2910 (XLVII-O/17)
MIGRATION IN
THE AMERICAS
(Adopted on June 21, 2017)

THE GENERAL ASSEMBLY,

RECALLING resolution AG/RES. 2881 (XLVI-O/16),
in which it did so; and
NOTING the report,

RESOLVES:

“Access”

1. To request the states to:
  (a) ensure it, as far as
  they can;
  (b) help:
     i. here; and
     ii. there; and
  (c) report.

II. Second part

2. To thank the donors, to whom it is
3.5 per cent of all.
`, `
MIGRATION IN THE AMERICAS
pp1 RECALLING resolution AG/RES. 2881 (XLVI-O/16), in which it did so
pp2 NOTING the report
# Access
op1 To request the states to
  1 ensure it, as far as they can
  2 help
    1 here
    2 there
  3 report
# Second part
op2 To thank the donors, to whom it is 3.5 per cent of all
`},
		{"Spanish, marks with one parenthesis", spanish, "LA  ASAMBLEA GENERAL,\r\n\r\nRECORDANDO que:\r\n\r\na) uno; y\r\n\r\nb) dos,\r\n\r\nRESUELVE:\r\n\r\n1. Instar a todos; y\r\n", `

pp1 RECORDANDO que
  1 uno
  2 dos
op1 Instar a todos
`},
		{"no lead-in, and a page between", united, "The General Assembly,\n\nRecalling its resolutions,\n\n1. Takes note of the report;\n- 2 -\n2. Decides to return to it.\n", `

pp1 Recalling its resolutions
op1 Takes note of the report
op2 Decides to return to it
`},
		{"notes in square brackets", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To thank the donors [1] of it.\n[1] A reserves.\n2. To note [2] the [report].[3]\n\n" +
			"[3] Of 2023.\n", `

op1 To thank the donors of it
op2 To note [2] the [report]
`},
		{"pages in English", english, "THE GENERAL ASSEMBLY,\nPage 2\nRESOLVES:\np. 3\n1. To note\nPAGE 4 of 9\nthe report.\npage 5/9\nPage five\n", `

op1 To note the report. Page five
`},
		{"pages in Spanish", spanish, "LA ASAMBLEA GENERAL,\nPágina 2 de 9\nRESUELVE:\nPÁGINA 3\n1. Instar a todos.\n", `

op1 Instar a todos
`},
		{"a single paragraph has no number", english, "THE GENERAL ASSEMBLY,\n\nRESOLVES:\n\nTo instruct the Council to\nmeet.\n", `

op1 To instruct the Council to meet
`},
		{"letters up to i, and j, are not Roman numbers", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To:\n(a) a;\n(b) b;\n(c) c;\n(d) d;\n(e) e;\n(f) f;\n(g) g;\n(h) h;\n(i) i;\n(j) j, with:\n(i) one;\n(ii) two.\n2. To end.\n", `

op1 To
  1 a
  2 b
  3 c
  4 d
  5 e
  6 f
  7 g
  8 h
  9 i
  10 j, with
    1 one
    2 two
op2 To end
`},
		{"an annex, and a word that is none", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To adopt the text of the\nAnnex. It\nis new.\n\nAnnex A\n\n1. Not this.\n2. Nor this.\n", `

op1 To adopt the text of the Annex. It is new
`},
		{"a sentence that begins like an annex, and a text without a stop", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To note:\n\nAnnex A applies.\n2. To adopt the text\n\nWe meet.\n", `

op1 To note: Annex A applies
op2 To adopt the text We meet
`},
		{"a single paragraph and who signed it", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\nTo meet.\n\nDone at Lima\n", `

op1 To meet
`},
		{"signs of markup are words", english, "THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To mark with * and {{ and \\ this.\n", `

op1 To mark with \* and \{{ and \\ this
`},
	} {
		var diags diag.List
		r := ReadResolution(&Manuscript{File: source.NewFile("r.txt", []byte(c.text))}, []Frame{c.frame}, &diags)
		if len(diags.Items) > 0 || r == nil {
			t.Errorf("%s: %s", c.name, diags.Items[0].Message)
			continue
		}
		if got := "\n" + outline(r); got != c.want {
			t.Errorf("%s: got%swant%s", c.name, got, c.want)
		}
	}
}

// TestReadResolutionFindings: ambiguous parts are reported at their place.
func TestReadResolutionFindings(t *testing.T) {
	for _, c := range []struct{ text, code, at, message string }{
		{"RESOLVES:\n1. To do it.\n", "E1305", "1:1", "r.txt has no line with the organ, so its parts cannot be told apart"},
		{"THE GENERAL ASSEMBLY,\n1. To do it.\n", "E1305", "1:1", "r.txt has no line with the lead-in, so its parts cannot be told apart"},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\n\n", "E1305", "2:1", `no operative paragraph follows "RESOLVES:"`},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\nTo do it,\n1. To go.\n", "E1306", "3:1", `"To do it," is neither a heading nor a numbered paragraph`},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\nTo do it.\n\nTo go.\n", "E1306", "5:1", "a second operative paragraph begins without a number"},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To go.\n  1. To stay.\n", "E1306", "4:3", "operative paragraph 1 follows 1"},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To go.\n3. To stay.\n", "W1308", "4:1", "operative paragraph 3 follows 1"},
		{"THE GENERAL ASSEMBLY,\nRESOLVES:\n1. To:\n(a) go;\n(c) stay.\n", "W1308", "5:1", `the sub-paragraph "c" is number 3 of its list, and follows number 1`},
	} {
		var diags diag.List
		ReadResolution(&Manuscript{File: source.NewFile("r.txt", []byte(c.text))}, []Frame{english}, &diags)
		if len(diags.Items) != 1 {
			t.Errorf("%q: %d findings", c.text, len(diags.Items))
			continue
		}
		d := diags.Items[0]
		if at := fmt.Sprintf("%d:%d", d.Pos.Line(), d.Pos.Column()); d.Code != c.code || d.Message != c.message || at != c.at {
			t.Errorf("%q: %s %s %s", c.text, at, d.Code, d.Message)
		}
	}
}

// FuzzReadResolution: reading ends for every file, and every reported place is in the file.
func FuzzReadResolution(f *testing.F) {
	f.Add("THE GENERAL ASSEMBLY,\nRECALLING it,\nRESOLVES:\n“Head”\n1. To:\n(a) go;\n(i) stay.\n2. x\n")
	f.Add("THE GENERAL ASSEMBLY,\r\nRESOLVES:\r\n• one\r\n- two\r\n1. \ufeff a\n(zz) b")
	f.Fuzz(func(t *testing.T, s string) {
		var diags diag.List
		file := source.NewFile("r.txt", []byte(s))
		ReadResolution(&Manuscript{File: file}, []Frame{english, spanish}, &diags)
		for _, d := range diags.Items {
			if d.Pos.Offset < 0 || d.Pos.Offset+d.Pos.Length > len(s) {
				t.Errorf("%s is at %d", d.Code, d.Pos.Offset)
			}
		}
	})
}
