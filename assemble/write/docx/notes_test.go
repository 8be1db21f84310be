package docx

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/doc"
)

// noted is a paper in one language with a note for each mark, and perhaps one at the end of the paper.
func noted(kind doc.NoteKind, marks ...string) *doc.Document {
	d := &doc.Document{Paper: "plan", Langs: []string{"en"}, Title: "Plan", Words: doc.Words{Language: []string{"English"}}}
	for i, m := range marks {
		n := &doc.Note{ID: fmt.Sprint("n", i), Kind: kind, Lang: "en", Mark: m, Inlines: run(fmt.Sprint("Note ", i, "."))}
		d.Blocks = append(d.Blocks, &doc.Paragraph{Lang: "en", Inlines: []doc.Inline{{Text: "Words,"}, {Text: m, Note: n}, {Text: " more."}}})
	}
	return d
}

var (
	referenceForm = regexp.MustCompile(`(?s)<w:(?:foot|end)noteReference ([^>]*)/>(.*?)</w:r>(.*?) more`)
	numberForm    = regexp.MustCompile(`<w:(footnote|endnote)Pr><w:numFmt w:val="(\w+)"/></w:(footnote|endnote)Pr>`)
	noteForm      = regexp.MustCompile(`(?s)<w:(?:foot|end)note w:id="\d+">(.*?)</w:(?:foot|end)note>`)
)

// TestNoteMarks: a word processor counts the notes if it counts as the paper does, and its numbers are followed by what the paper prints after
// them. All other marks are text behind an unseen sign: LibreOffice prints the words of such a mark again.
func TestNoteMarks(t *testing.T) {
	for _, c := range []struct {
		kind   doc.NoteKind
		marks  string
		format string // in the section; "usual": none
		after  string
	}{
		{doc.Foot, "1 2 3", "usual", ""}, {doc.Foot, "1/ 2/ 3/", "usual", "/"}, {doc.Foot, "1) 2) 3)", "usual", ")"},
		{doc.Foot, "a b c", "lowerLetter", ""}, {doc.Foot, "i ii iii iv v vi", "lowerRoman", ""},
		{doc.Foot, "a/ b/", "lowerLetter", "/"}, {doc.Foot, "[1] [2]", "", ""}, {doc.Foot, "(1) (2)", "", ""}, {doc.Foot, "(a)", "", ""},
		{doc.Foot, "1 1 2 2", "", ""}, {doc.Foot, "2 3", "", ""}, {doc.Foot, "*", "", ""},
		{doc.End, "a b c", "lowerLetter", ""}, {doc.End, "1 2", "decimal", ""}, {doc.End, "i ii", "usual", ""}, {doc.End, "1/ 1/", "", ""},
	} {
		marks := strings.Fields(c.marks)
		name := fmt.Sprint(c.kind, " ", c.marks)
		x := parts(t, noted(c.kind, marks...), styleSheet())
		main, notes := x["word/document.xml"], x["word/"+noteElement[c.kind]+"s.xml"]
		format := "usual"
		if m := numberForm.FindStringSubmatch(main); m != nil {
			format = m[2]
			if m[1] != noteElement[c.kind] {
				t.Errorf("%s: the numbers of %ss are %s", name, m[1], m[2])
			}
		}
		if want := max(c.format, map[bool]string{true: "usual"}[c.format == ""]); format != want {
			t.Errorf("%s: the numbers are %s, want %s", name, format, want)
		}
		found := referenceForm.FindAllStringSubmatch(main, -1)
		texts := noteForm.FindAllStringSubmatch(notes, -1)
		if len(found) != len(marks) || len(texts) != len(marks) {
			t.Fatalf("%s: %d marks, %d notes", name, len(found), len(texts))
		}
		for i, m := range marks {
			custom := strings.Contains(found[i][1], `customMarkFollows="1"`)
			inside, behind := tags.ReplaceAllString(found[i][2], ""), tags.ReplaceAllString(found[i][3], "")
			counted, words := strings.Contains(texts[i][1], "noteRef/>"), tags.ReplaceAllString(texts[i][1], "")
			hangs := !strings.Contains(texts[i][1], `w:hanging="0"`)
			note := fmt.Sprint("Note ", i, ".")
			want := []any{false, "", c.after, true, afterMark + note, false}
			if c.after == "" {
				want = []any{false, "", "", true, note, true}
			}
			if c.format == "" {
				want = []any{true, unseen, m, false, m + afterMark + note, false}
				if len(m) == 1 {
					want[2], want[4] = m+unseen, m+unseen+afterMark+note
				}
			} else if c.after != "" {
				want[4] = c.after + afterMark + note
			}
			if got := []any{custom, inside, behind, counted, words, hangs}; fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
				t.Errorf("%s: mark %d is %q, want %q", name, i, got, want)
			}
			if n := strings.Count(found[i][3], `<w:rStyle w:val="`+noteStyle(c.kind)+`"/>`); behind != "" && n != 1 {
				t.Errorf("%s: the sign after mark %d has the style %d times", name, i, n)
			}
		}
	}
}

// TestCounts: notes are counted as word processors count them.
func TestCounts(t *testing.T) {
	for n, want := range map[int][2]string{1: {"a", "i"}, 4: {"d", "iv"}, 9: {"i", "ix"}, 26: {"z", "xxvi"}, 27: {"aa", "xxvii"}, 53: {"aaa", "liii"},
		49: {"ww", "xlix"}, 1994: {strings.Repeat("r", 77), "mcmxciv"}} {
		if got := [2]string{letters(n), roman(n)}; got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

// TestNoteMarksOfHouse: the section of a house counts notes as it says, or as word processors usually do; other marks are text.
func TestNoteMarksOfHouse(t *testing.T) {
	for _, c := range []struct {
		kind                   doc.NoteKind
		section, marks, format string
	}{
		{doc.Foot, "<w:sectPr/>", "1 2", "decimal"}, {doc.Foot, "<w:sectPr/>", "a b", ""}, {doc.End, "<w:sectPr/>", "a b", ""},
		{doc.End, "<w:sectPr/>", "i ii", "lowerRoman"}, {doc.Foot, "", "a b", "lowerLetter"},
		{doc.Foot, `<w:sectPr><w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr></w:sectPr>`, "1 2", ""},
	} {
		b := newBody(noted(c.kind, strings.Fields(c.marks)...), styleSheet())
		b.markings(&house{section: c.section})
		if got := b.marking[c.kind].format; got != c.format {
			t.Errorf("%q in %q are %q, want %q", c.marks, c.section, got, c.format)
		}
	}
}
