package layout

import (
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// The foot of a page: the notes of the lines on it, and those continued from the page before.

// A footnote is a note with its lines and its area at the foot.
type footnote struct {
	note  *doc.Note
	area  int
	para  *para
	lines []vline
}

func (n *footnote) height(from, to int) fixed.Points {
	h := fixed.Points(0)
	for _, v := range n.lines[from:to] {
		h += v.height
	}
	return h
}

// underRule is the space between the rule above the notes and the first note.
const underRule = 4 * fixed.Point

// A chunk is a part of a note on one page.
type chunk struct {
	note     *footnote
	from, to int
}

// An area is a part of the foot of a page, below one column or below all.
type area struct {
	height fixed.Points // with the space and the rule over it; 0 while it is empty
	closed bool         // a note in it continues on the next page, so that no other may follow
}

// maxAreas limits the columns of a page. Eight languages side by side are more than a page can show.
const maxAreas = 9

// carrying reports whether a note continues on the next page.
func (b *builder) carrying() bool {
	for _, c := range b.carry {
		if len(c) > 0 {
			return true
		}
	}
	return false
}

// again returns the height of the line that marks a note as continued from the page before.
func (b *builder) again(c chunk) fixed.Points {
	if c.from == 0 || b.continued(c.note) == "" {
		return 0
	}
	return b.flow.styles.Notes.Leading
}

// continued returns that line, in the language of the note's column.
func (b *builder) continued(n *footnote) string {
	words := b.flow.doc.Words.ContinuedNote
	if i := n.para.column; i < len(words) {
		return words[i]
	}
	return ""
}

// grow gives the room left on the page to notes that continue on the next one.
func (b *builder) grow() {
	for a := range b.full + 1 {
		for len(b.carry[a]) > 0 && len(b.chunks[a]) > 0 {
			last, rest := &b.chunks[a][len(b.chunks[a])-1], &b.carry[a][0]
			if last.note != rest.note || last.to != rest.from {
				break
			}
			left := rest.to - rest.from
			n := b.linesThatFit(rest.note, rest.from, b.natural(&b.st, a)-b.st.y)
			if n < left {
				n = min(n, left-2)
			}
			if n <= 0 {
				break
			}
			b.st.areas[a].height += rest.note.height(rest.from, rest.from+n)
			last.to += n
			rest.from += n
			if rest.from < rest.to {
				break
			}
			b.carry[a] = b.carry[a][1:]
			if len(b.carry[a]) == 0 {
				break
			}
			next := b.carry[a][0]
			over := b.overhead(&b.st, a) + b.again(next)
			n = b.linesThatFit(next.note, next.from, b.natural(&b.st, a)-b.st.y-over)
			if n < min(2, next.to-next.from) {
				break
			}
			b.addChunk(chunk{next.note, next.from, next.from + n}, over)
			if b.carry[a][0].from += n; b.carry[a][0].from == next.to {
				b.carry[a] = b.carry[a][1:]
				break
			}
		}
	}
}

// overhead returns the room that another note needs besides its lines: the rule, or the space between notes.
func (b *builder) overhead(st *state, a int) fixed.Points {
	n := b.flow.styles.Notes
	if st.areas[a].height == 0 {
		return n.Before + underRule
	}
	return n.After
}

// linesThatFit returns the number of lines of a note, counted from line from, that fit in a height.
func (b *builder) linesThatFit(n *footnote, from int, room fixed.Points) int {
	k := from
	for h := fixed.Points(0); k < len(n.lines); k++ {
		h += n.lines[k].height
		if h > room {
			break
		}
	}
	return k - from
}

// addChunk adds a part of a note to the foot of the page.
func (b *builder) addChunk(c chunk, over fixed.Points) {
	a := c.note.area
	b.st.areas[a].height += over + c.note.height(c.from, c.to)
	b.chunks[a] = append(b.chunks[a], c)
}

// admit reports whether the notes of a line that ends at low can begin at the foot of the page, and how many lines of each fit there, and
// records them in st. A note continues on the next page only if it is the last of its line, is long, and has at least two lines on both
// pages. With force it takes all that fits, as long as text of the height below still has room.
func (b *builder) admit(st *state, v *vline, low fixed.Points, force bool, below fixed.Points) (parts []int, ok bool) {
	for k, n := range v.notes {
		note := b.flow.notes[n]
		a, total := note.area, len(note.lines)
		if st.areas[a].closed && !force {
			return nil, false
		}
		over := b.overhead(st, a)
		room := b.limit(st, a) - low - over
		lines := total
		if force {
			for _, other := range v.notes[k+1:] { // leave one line for each, so that it begins on the page of its mark
				if o := b.flow.notes[other]; o.area == a {
					room -= b.flow.styles.Notes.After + o.height(0, min(1, len(o.lines)))
				}
			}
		}
		if note.height(0, total) > room {
			if force {
				lines = b.linesThatFit(note, 0, room-below)
				if lines < 1 {
					lines = b.linesThatFit(note, 0, room)
				}
			} else {
				lines = min(b.linesThatFit(note, 0, room), total-2)
				if b.tight {
					lines = min(lines, 2)
				}
				if k < len(v.notes)-1 || total < b.flow.styles.Notes.Split || lines < 2 {
					return nil, false
				}
			}
		}
		if lines > 0 {
			st.areas[a].height += over + note.height(0, lines)
		}
		if lines < total {
			st.areas[a].closed = true
		}
		parts = append(parts, lines)
	}
	return parts, true
}

// hasNotes reports whether there is anything at the foot of the page.
func (b *builder) hasNotes() bool {
	for _, a := range b.st.areas {
		if a.height > 0 {
			return true
		}
	}
	return false
}

// notes puts the notes of a line that ends at low at the foot of the page, and carries the rest over to the next page.
func (b *builder) notes(v *vline, low fixed.Points, force bool, below fixed.Points) {
	if len(v.notes) == 0 {
		return
	}
	try := b.st
	parts, ok := b.admit(&try, v, low, force, below)
	if !ok {
		try = b.st
		parts, _ = b.admit(&try, v, low, true, below)
	}
	b.st = try
	for k, n := range v.notes {
		note := b.flow.notes[n]
		lines, total := parts[k], len(note.lines)
		if lines > 0 {
			b.chunks[note.area] = append(b.chunks[note.area], chunk{note, 0, lines})
		}
		if lines < total {
			b.carry[note.area] = append(b.carry[note.area], chunk{note, lines, total})
		}
		if note.height(0, total) > b.bottom-b.top && !b.dry {
			b.flow.diags.Warningf(codeNote, n.Pos, "note %q is longer than a page", n.Mark).
				Hint("turn it into an endnote, or into text").About(n.ID)
		}
	}
}

// whiteAbove returns the height left on the page between its text and its notes, as foot places them.
func (b *builder) whiteAbove() fixed.Points {
	low := b.bottom - b.st.areas[b.full].height
	if rows, height := b.noteRows(); rows != nil && b.st.y+height <= low {
		return low - height - b.st.y
	}
	return b.white(&b.st)
}

// foot places the notes at the foot of the page. Those of the columns begin level, like the text above them, each beside its translations
// if there is room.
func (b *builder) foot() {
	low := b.bottom - b.st.areas[b.full].height
	tallest := fixed.Points(0)
	for _, a := range b.st.areas[:b.full] {
		tallest = max(tallest, a.height)
	}
	rows, height := b.noteRows()
	if rows == nil || b.st.y+height > low {
		rows, height = nil, tallest
	}
	for a := range b.full {
		b.notesAt(low-height, b.flow.columns[a], b.chunks[a], rows)
	}
	b.notesAt(low, b.flow.full, b.chunks[b.full], nil)
	b.chunks = [maxAreas][]chunk{}
}

// noteRows returns the height of each row of corresponding notes in the columns, and their total height; nil if the notes do not correspond
// in order.
func (b *builder) noteRows() (rows []fixed.Points, height fixed.Points) {
	first := b.chunks[0]
	for k := range first {
		row := fixed.Points(0)
		for a := range b.full {
			if len(b.chunks[a]) != len(first) || b.chunks[a][k].note.note.Mark != first[k].note.note.Mark {
				return nil, 0
			}
			c := b.chunks[a][k]
			row = max(row, b.again(c)+c.note.height(c.from, c.to))
		}
		rows = append(rows, row)
		height += row
	}
	s := b.flow.styles.Notes
	return rows, height + s.Before + underRule + s.After*fixed.Points(max(len(rows)-1, 0))
}

// notesAt places notes below y, under their rule. rows has the height of each with its translations; nil sets them without gaps.
func (b *builder) notesAt(y fixed.Points, fr frame, chunks []chunk, rows []fixed.Points) {
	if len(chunks) == 0 {
		return
	}
	s := b.flow.styles.Notes
	y += s.Before
	length := min(s.Rule, fr.width)
	if chunks[0].from > 0 {
		length = fr.width
	}
	b.page.Items = append(b.page.Items, &Rule{X1: fr.x, Y1: y, X2: fr.x + length, Y2: y, Weight: s.Weight})
	y += underRule
	for k, c := range chunks {
		if id := c.note.note.ID; c.from == 0 && id != "" {
			b.places[id] = b.page.Number // if there was no room for it below its mark, it begins on a later page
		}
		if k > 0 {
			y += s.After
		}
		at := y
		if h := b.again(c); h > 0 {
			seg := b.setter.plain(b.continued(c.note), face.Italic, s.Size, c.note.para.x)
			b.page.Items = append(
				b.page.Items,
				&Line{X: seg.X, Y: at + c.note.lines[c.from].base, Width: seg.Width, Segments: []Segment{seg}, Part: Artifact, Last: true},
			)
			at += h
		}
		for i := c.from; i < c.to; i++ {
			v := &c.note.lines[i]
			for _, l := range v.lines {
				l.Y = at + v.base
				b.page.Items = append(b.page.Items, l)
			}
			b.changed(v, at)
			at += v.height
		}
		y = at
		if rows != nil {
			y += rows[k] - b.again(c) - c.note.height(c.from, c.to)
		}
	}
}
