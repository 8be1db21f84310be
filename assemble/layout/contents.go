package layout

import (
	"fmt"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
)

// An entry is a line of the contents. What it says of pages is filled in when the pages are made.
type entry struct {
	heading *doc.Heading
	para    *para
}

// contentsList makes rows of the headings of the document: their text without notes, and room for a page number.
func (f *flow) contentsList(b *doc.Contents, indent float64) {
	look := f.sheet.Contents
	fr := frame{f.full.x + indent, f.full.width - indent}
	lang := b.Lang
	if lang == "" {
		lang = f.lang(0)
	}
	if !blank(b.Title) {
		p := f.para(b.Title, f.sheet.Headings[1], fr, lang, 0, f.fullArea(), source.Pos{})
		p.owner = b
		f.add(f.single(p, f.fullArea(), b, source.Pos{}))
	}
	level := look.Indent
	look.Indent = 0
	first := len(f.rows)
	for _, h := range listed(f.doc, b, lang) {
		text := h.Title()
		if h.ID != "" {
			link := &doc.Link{ID: h.ID, Desc: linkWord(f.doc, text)}
			for i := range text {
				text[i].Link = link
			}
		}
		l := look
		l.Right = 3 * l.Size
		l.Hyphenate = false
		l.Bold = l.Bold || h.Level == 1 && b.Depth > 1
		left := fr.x + float64(h.Level-1)*level
		width := fr.x + fr.width - left
		room := 0.0
		if h.Label != "" {
			room = 2 * level
		}
		p := f.para(text, l, frame{left + room, width - room}, lang, 0, f.fullArea(), h.Pos)
		p.owner = b
		if h.Label != "" {
			p.labels = []label{{text: h.Label, x: left, left: left}}
		}
		p.entry = &entry{heading: h, para: p}
		f.contents = append(f.contents, p.entry)
		r := f.single(p, f.fullArea(), b, h.Pos)
		r.before, r.after, r.whole = 0, 0, true
		f.add(r)
	}
	if n := len(f.rows); n > first {
		f.rows[n-1].after = 2 * f.sheet.Text.After
	}
}

// listed returns the headings that a list of contents shows: those of its language where several stand side by side.
func listed(d *doc.Document, b *doc.Contents, lang string) []*doc.Heading {
	var out []*doc.Heading
	depth := b.Depth
	if depth == 0 {
		depth = 6
	}
	take := func(h *doc.Heading) {
		if h.Level <= depth {
			out = append(out, h)
		}
	}
	column := 0
	for i, l := range d.Langs {
		if l == lang {
			column = i
		}
	}
	var walk func([]doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.Heading:
				take(b)
			case *doc.List:
				for _, it := range b.Items {
					walk(it.Blocks)
				}
			case *doc.Pair:
				if column < len(b.Columns) {
					walk(b.Columns[column : column+1])
				}
			}
		}
	}
	walk(d.Blocks)
	return out
}

func linkWord(d *doc.Document, inlines []doc.Inline) string {
	var b strings.Builder
	for i := range inlines {
		b.WriteString(inlines[i].Text)
	}
	if len(d.Words.LinkTo) > 0 && strings.Count(d.Words.LinkTo[0], "%s") == 1 {
		return strings.Replace(d.Words.LinkTo[0], "%s", b.String(), 1)
	}
	return b.String()
}

// number puts leaders and the page number behind the last line of an entry.
func (s *setter) number(e *entry, page int) {
	p := e.para
	if len(p.lines) == 0 {
		return
	}
	lines := p.lines[len(p.lines)-1].lines
	l := lines[len(lines)-1]
	f := face.Regular.With(p.look.Bold, p.look.Italic)
	right := p.x + p.width
	n := s.plain(fmt.Sprint(page), f, p.look.Size, 0)
	n.X = right - n.Width
	if s.sheet.Leaders {
		// The dots stand at the same places on all lines: they are counted from the right edge.
		table := s.metrics.Table(face.Regular)
		step := float64(table.Advance('.'))*p.look.Size/1000 + 3
		from := l.X + l.Width + 4
		to := right - max(n.Width, 1.6*p.look.Size) - 4
		if k := int((to - from) / step); k >= 2 {
			d := Segment{X: to - float64(k)*step, Width: float64(k) * step, Text: strings.Repeat(".", k), Face: face.Regular, Size: p.look.Size}
			d.Adjust = s.floats(k)
			for i := range d.Adjust {
				d.Adjust[i] = 3
			}
			l.Segments = append(l.Segments, d)
		}
	}
	l.Segments = append(l.Segments, n)
	l.Width = right - l.X
}

// endnotes makes rows of the endnotes, those of the same mark side by side.
func (f *flow) endnotes(indent float64) {
	notes := f.doc.Endnotes
	for i := 0; i < len(notes); {
		group := []*doc.Note{notes[i]}
		for i++; i < len(notes) && f.parallel() && notes[i].Mark == group[0].Mark && notes[i].Lang != group[0].Lang; i++ {
			group = append(group, notes[i])
		}
		r := &row{after: f.sheet.Notes.After + 2}
		for _, n := range group {
			column, area, fr := 0, f.fullArea(), frame{f.full.x + indent, f.full.width - indent}
			if len(group) > 1 {
				for k, l := range f.doc.Langs {
					if l == n.Lang {
						column = k
					}
				}
				area, fr = column, frame{f.columns[column].x + indent, f.columns[column].width - indent}
			}
			p := f.notePara(n, fr, column, area)
			r.cells = append(r.cells, &cell{paras: []*para{p}, area: area})
			r.pos = first(r.pos, n.Pos)
			f.id(n.ID)
		}
		f.add(r)
	}
	if n := len(f.rows); n > 0 && len(notes) > 0 {
		f.rows[n-1].after = f.sheet.Text.After
	}
}
