package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
)

// A marking is how the notes of one kind get their marks. A word processor counts notes in the order of the file, and prints only the
// number: signs after it are text. If the numbers of a paper are others, as of texts in two languages side by side, its marks are text
// throughout; so they are if a sign precedes the number, which LibreOffice prints first in a note, whatever precedes it.
type marking struct {
	format string // of the numbers that a word processor gives them; empty: all marks are text
	after  string // what is printed after the number
}

// plain reports whether a word processor prints the whole mark.
func (m marking) plain() bool { return m.format != "" && m.after == "" }

// A format counts notes: its name in the file, and the sign for note n, from 1.
type format struct {
	name string
	nth  func(n int) string
}

var formats = []format{{"decimal", decimal}, {"lowerLetter", letters}, {"lowerRoman", roman}}

// usualFormat is how word processors count notes of a kind unless the section says otherwise.
var usualFormat = map[doc.NoteKind]string{doc.Foot: "decimal", doc.End: "lowerRoman"}

// noteElement is the name of a kind of note in the file.
var noteElement = map[doc.NoteKind]string{doc.Foot: "footnote", doc.End: "endnote"}

// noteStyle returns the style of the marks of a kind of note.
func noteStyle(kind doc.NoteKind) string {
	return map[doc.NoteKind]string{doc.Foot: footMark, doc.End: endMark}[kind]
}

// letters returns the letters for n, from 1: a, b ... z, aa, bb.
func letters(n int) string { return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1) }

// roman returns the small Roman number for n, from 1.
func roman(n int) string {
	var b strings.Builder
	for i, v := range []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1} {
		for ; n >= v; n -= v {
			b.WriteString([]string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}[i])
		}
	}
	return b.String()
}

// markingOf returns the marking of notes that have these marks, in the order of the file; the zero marking if no format counts them so.
func markingOf(marks []string) marking {
	if len(marks) == 0 {
		return marking{}
	}
	for _, f := range formats {
		after, ok := strings.CutPrefix(marks[0], f.nth(1))
		for i, m := range marks {
			ok = ok && m == f.nth(i+1)+after
		}
		if ok {
			return marking{f.name, after}
		}
	}
	return marking{}
}

// markings settles how notes get their marks. The pages of a house have their own section, which says how its notes are counted.
func (b *body) markings(h *house) {
	marks := map[doc.NoteKind][]string{}
	each(b.doc.Blocks, func(in []doc.Inline) {
		for _, i := range in {
			if i.Note != nil {
				marks[i.Note.Kind] = append(marks[i.Note.Kind], i.Note.Mark)
			}
		}
	})
	b.marking = map[doc.NoteKind]marking{}
	for kind, name := range noteElement {
		m := markingOf(marks[kind])
		counts := h.section == "" || m.format == usualFormat[kind] && !strings.Contains(h.section, "<w:"+name+"Pr")
		if !counts || len(b.moved) > 0 && kind == doc.Foot { // moved items are written twice
			m = marking{}
		}
		b.marking[kind] = m
	}
}

// unseen stands for the mark of a note whose mark is text. LibreOffice prints the words of such a mark again after it, and at the
// beginning of the note, unless they are one character: this one is not seen in either place. The mark follows it as text. A mark of one
// character is followed by another of these: LibreOffice takes a lone character behind such a mark for a part of it, and drops one at the
// beginning of the first note.
const unseen = "\u200d"

// plainMark returns a mark as it is written as text.
func plainMark(mark string) string {
	if utf8.RuneCountInString(mark) == 1 {
		return mark + unseen
	}
	return mark
}

// cite writes the mark of a note, and the note.
func (r *runs) cite(x doc.Inline, tag string) {
	b, n := r.b, x.Note
	notes, links, nth := &b.feet, &b.noteLinks, &b.footnotes
	if n.Kind == doc.End {
		notes, links, nth = &b.ends, &b.endLinks, &b.endnotes
	}
	*nth++
	m, what := b.marking[n.Kind], noteElement[n.Kind]
	after := m.after
	if m.format == "" {
		after = plainMark(x.Text)
	}
	r.w.WriteString(`<w:r>`)
	r.look(x)
	if m.format == "" {
		fmt.Fprintf(r.w, `<w:%sReference w:customMarkFollows="1" w:id="%d"/>`, what, *nth)
		text(r.w, unseen, tag)
	} else {
		fmt.Fprintf(r.w, `<w:%sReference w:id="%d"/>`, what, *nth)
	}
	r.w.WriteString(`</w:r>`)
	r.sign(x, after, tag)
	var w strings.Builder
	fmt.Fprintf(&w, `<w:%s w:id="%d"><w:p><w:pPr><w:pStyle w:val="%s"/>`, what, *nth, map[doc.NoteKind]string{doc.Foot: footText,
		doc.End: endText}[n.Kind])
	if !m.plain() {
		w.WriteString(`<w:ind w:left="0" w:hanging="0"/>`) // LibreOffice makes the number as wide as the hanging indent
	}
	w.WriteString(`</w:pPr>`)
	kind := x.Mark & (doc.Ins | doc.Del)
	if r.still {
		kind = 0
	}
	id := 0
	if r.hint != "" && len(r.hint) > len(doc.Bookmark)+1 && !strings.HasPrefix(r.hint, doc.Bookmark+"_") {
		r.notes++
		w.WriteString(b.open(fmt.Sprintf("%s_n%d", r.hint, r.notes)))
		id = b.marks
	}
	in := &runs{b: b, w: &w, lang: n.Lang, links: links, still: r.still}
	in.number(x, m)
	in.write(n.Inlines, kind, x.By)
	if id > 0 {
		fmt.Fprintf(&w, `<w:bookmarkEnd w:id="%d"/>`, id)
	}
	fmt.Fprintf(&w, `</w:p></w:%s>`, what)
	notes.WriteString(w.String())
}

// sign writes a part of the mark of a note, in the style of marks.
func (r *runs) sign(x doc.Inline, words, tag string) {
	if words == "" {
		return
	}
	r.w.WriteString(`<w:r>`)
	r.look(x)
	text(r.w, words, tag)
	r.w.WriteString(`</w:r>`)
}

// number writes the mark at the beginning of a note, and the space after it.
func (r *runs) number(x doc.Inline, m marking) {
	kind := x.Mark & (doc.Ins | doc.Del)
	if r.still {
		kind = 0
	}
	style := noteStyle(x.Note.Kind)
	run := func(inside func()) {
		fmt.Fprintf(r.w, `<w:r><w:rPr><w:rStyle w:val="%s"/></w:rPr>`, style)
		inside()
		r.w.WriteString(`</w:r>`)
	}
	tag := r.b.openChange(r.w, kind, x.By)
	words := func(s string) {
		if s != "" {
			run(func() { text(r.w, s, tag) })
		}
	}
	if m.format == "" {
		words(plainMark(x.Note.Mark))
	} else {
		run(func() { fmt.Fprintf(r.w, `<w:%sRef/>`, noteElement[x.Note.Kind]) })
		words(m.after)
	}
	r.w.WriteString(`<w:r>`)
	text(r.w, map[bool]string{true: "\t", false: afterMark}[m.plain()], tag)
	r.w.WriteString(`</w:r>` + closeChange(kind))
}

// afterMark is the space between a mark that is text, and its note.
const afterMark = "\u00a0"
