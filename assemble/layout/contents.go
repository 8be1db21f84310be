package layout

import (
	"cmp"
	"fmt"
	"omnibus/assemble/fixed"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// An entry is a line of the contents. Its page number is filled in when the pages are made.
type entry struct {
	heading *doc.Heading
	para    *para
}

// A listing is a table of contents in its column.
type listing struct {
	*doc.Contents
	lang         string
	column, area int
	frame
}

// contentsList makes rows of the headings of the document: their text without notes, and room for a page number.
func (f *flow) contentsList(b *doc.Contents, indent fixed.Points) {
	f.id(b.ID)
	f.listings(b, f.styles.Contents,
		listing{b, cmp.Or(b.Lang, f.lang(0)), 0, f.fullArea(), frame{f.full.x + indent, f.full.width - indent}})
}

// contentsPair sets lists of contents side by side, each in the language of its column, with their entries level.
func (f *flow) contentsPair(b *doc.Pair, indent fixed.Points) {
	var lists []listing
	for i, c := range b.Columns {
		lists = append(lists, listing{c.(*doc.Contents), f.lang(i), i, i, frame{f.columns[i].x + indent, f.columns[i].width - indent}})
	}
	f.listings(b, f.inColumns(f.styles.Contents), lists...)
}

// listings makes rows of lists of contents, with corresponding entries side by side.
func (f *flow) listings(b doc.Block, look style.Look, lists ...listing) {
	title := &row{block: b}
	entries := make([][]entryOf, len(lists))
	most := 0
	for k, l := range lists {
		if !blank(l.Title) {
			p := f.para(l.Title, f.styles.Headings[1], l.frame, l.lang, l.column, l.area, source.Pos{})
			p.owner = l.Contents
			title.cells = append(title.cells, &cell{paras: []*para{p}, area: l.area})
			title.before, title.after, title.keepNext = p.look.Before, p.look.After, true
		}
		entries[k] = listed(f.doc, l.Contents, l.lang)
		most = max(most, len(entries[k]))
	}
	if len(title.cells) > 0 {
		f.add(title)
	}
	n := len(f.rows)
	for i := range most {
		r := &row{block: b, whole: true}
		for k, l := range lists {
			if i < len(entries[k]) {
				r.cells = append(r.cells, &cell{paras: []*para{f.contentsEntry(l, look, entries[k][i])}, area: l.area})
				r.pos = first(r.pos, entries[k][i].heading.Pos)
			}
		}
		f.add(r)
	}
	if len(f.rows) > n {
		f.rows[len(f.rows)-1].after = 2 * f.styles.Text.After
	}
}

// contentsEntry makes the line of one heading.
func (f *flow) contentsEntry(in listing, look style.Look, e entryOf) *para {
	h := e.heading
	text := h.Title()
	if e.id != "" {
		link := &doc.Link{ID: e.id, Desc: linkWord(f.doc, in.column, text)}
		for i := range text {
			text[i].Link = link
		}
	}
	level := look.Indent
	look.Indent, look.Right, look.Hyphenate = 0, 3*look.Size, false
	look.Bold = look.Bold || h.Level == 1 && in.Depth > 1
	left := in.x + fixed.Points(h.Level-1)*level
	width := in.x + in.width - left
	room := fixed.Points(0)
	if h.Label != "" {
		room = 2 * level
	}
	p := f.para(text, look, frame{left + room, width - room}, cmp.Or(h.Lang, in.lang), in.column, in.area, h.Pos)
	p.owner = in.Contents
	if h.Label != "" {
		p.labels = []label{{text: h.Label, x: left, left: left}}
	}
	p.entry = &entry{heading: h, para: p}
	f.contents = append(f.contents, p.entry)
	return p
}

// An entryOf is a heading that a table of contents shows, with its id.
type entryOf struct {
	heading *doc.Heading
	id      string
}

// listed returns the headings that a table of contents shows: those of its language where several languages are side by side.
func listed(d *doc.Document, b *doc.Contents, lang string) []entryOf {
	var out []entryOf
	depth := b.Depth
	if depth == 0 {
		depth = 6
	}
	column := max(slices.Index(d.Langs, lang), 0)
	var walk func(blocks []doc.Block, id string)
	walk = func(blocks []doc.Block, id string) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, "")
			case *doc.Heading:
				if b.Level <= depth {
					out = append(out, entryOf{b, cmp.Or(b.ID, id)})
				}
			case *doc.List:
				for _, it := range b.Items {
					walk(it.Blocks, "")
				}
			case *doc.Pair:
				if column < len(b.Columns) {
					walk(b.Columns[column:column+1], b.ID)
				}
			}
		}
	}
	walk(d.Blocks, "")
	return out
}

func linkWord(d *doc.Document, column int, inlines []doc.Inline) string {
	var b strings.Builder
	for i := range inlines {
		b.WriteString(inlines[i].Text)
	}
	if column < len(d.Words.LinkTo) && strings.Count(d.Words.LinkTo[column], "%s") == 1 {
		return strings.Replace(d.Words.LinkTo[column], "%s", b.String(), 1)
	}
	return b.String()
}

// The dots between a heading and its page number.
const (
	dotTrack  = 3 * fixed.Point // distance between two dots
	dotMargin = 4 * fixed.Point // distance before the first dot and after the last
)

// number adds leaders and the page number after the last line of an entry.
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
	if s.styles.Leaders {
		// The dots are aligned on all lines: they are counted from the right edge.
		table := s.metrics.Table(face.Regular)
		step := p.look.Size.Em(table.Advance('.')) + dotTrack
		from := l.X + l.Width + dotMargin
		to := right - max(n.Width, p.look.Size*16/10) - dotMargin
		if k := int((to - from) / step); k >= 2 {
			d := Segment{
				X:     to - fixed.Points(k)*step,
				Width: fixed.Points(k) * step,
				Text:  strings.Repeat(".", k),
				Face:  face.Regular,
				Size:  p.look.Size,
				Track: dotTrack,
			}
			l.Segments = append(l.Segments, d)
		}
	}
	l.Segments = append(l.Segments, n)
	l.Width = right - l.X
}

// endnotes makes rows of the endnotes, with notes of the same mark side by side.
func (f *flow) endnotes(indent fixed.Points) {
	notes := f.doc.Endnotes
	for i := 0; i < len(notes); {
		group := []*doc.Note{notes[i]}
		for i++; i < len(notes) && f.parallel() && notes[i].Mark == group[0].Mark && notes[i].Lang != group[0].Lang; i++ {
			group = append(group, notes[i])
		}
		r := &row{after: f.styles.Notes.After + 2*fixed.Point}
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
		f.rows[n-1].after = f.styles.Text.After
	}
}
