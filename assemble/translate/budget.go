package translate

import (
	"strings"

	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// longer is the length of a translation in tenths of that of its source, up to which a column has no empty space beside it: that of
// Spanish, French and Portuguese compared with English, and a little more.
const longer = 13

// Budget returns the maximum number of characters of a translation of the unit in its place on paper: as many as fit, in the column and
// face in question, into the lines of its source and a third more. A heading has only the lines of its source. Workbooks have no limit (0).
func Budget(w *work.Work, u *packet.Unit) int {
	p := w.Papers.Find(u.Paper)
	if w.Style == nil || p == nil || p.Workbook || u.Source == "" {
		return 0
	}
	columns := 1
	if p.Parallel {
		columns = max(1, len(w.Langs))
	}
	look, list, heading := look(w, u, columns)
	page, _ := w.Style.Page(columns)
	width := (page-w.Style.Left-w.Style.Right-fixed.Points(columns-1)*w.Style.Gap)/fixed.Points(columns) - look.Left - look.Right - list
	source := look.Size.Em(emsOf(u.Source, face.Regular.With(look.Bold, look.Italic)))
	if width <= 0 || source <= 0 {
		return 0
	}
	lines := fixed.Ratio((source+width-1)/width) * fixed.One
	if !heading {
		lines = max(lines*longer/10, lines+fixed.One/2)
	}
	characters := 0
	for range strings.TrimSpace(u.Source) {
		characters++
	}
	return int(width.Times(lines) * fixed.Points(characters) / source)
}

// look returns the look of the text of a unit, the width that its list takes for labels, and whether it is a heading.
func look(w *work.Work, u *packet.Unit, columns int) (look style.Look, list fixed.Points, heading bool) {
	kind, field, _ := strings.Cut(u.Note, ", ")
	s := w.Style
	switch {
	case kind == "section" || field == "title" && kind != "resolution":
		return s.Headings[2], 0, true
	case kind == "note" || kind == "reservation":
		return s.Notes.Look, s.Notes.Indent, false
	}
	look = s.Text
	if body, ok := s.Roles[""]; ok {
		look = body
	}
	if columns > 1 {
		look.Size = s.ColumnSize
		list = s.Lists["operative"].Indent
		if kind == "sub-paragraph" {
			list += s.Lists["sub"].Indent
		}
	}
	return look, list, false
}

// emsOf returns the width of a text in thousandths of an em, without kerning.
func emsOf(s string, f face.Face) int {
	t, n := face.Liberation().Table(f), 0
	for _, r := range strings.TrimSpace(s) {
		n += t.Advance(r)
	}
	return n
}
