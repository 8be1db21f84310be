package layout

import (
	"cmp"
	"omnibus/assemble/fixed"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// A para is a piece of text that is broken into lines separately: a paragraph, a heading, a line of the masthead, an entry of the contents,
// a note.
type para struct {
	look     style.Look
	justify  bool // as far as the column allows
	x, width fixed.Points
	edge     fixed.Points // of its column or cell, at the left
	langTag  string
	inlines  []doc.Inline
	owner    doc.Block
	note     *doc.Note
	column   int
	labels   []label
	lead     fixed.Points // room at the beginning of the first line
	run      string       // label of a heading that is on the line of its text
	entry    *entry       // of the contents
	stale    bool
	missing  bool
	changed  bool
	names    bool     // it names pages
	picture  *Picture // instead of text
	pos      source.Pos

	before fixed.Points // space over it, within its cell

	lines    []vline
	col      lines.Column // the column for which its text was broken into lines
	over     int          // number of lines of labels above the text
	ends     []int        // numbers of lines after which a page ends, where the text was set again to end with a whole word
	findings []finding
	cutRun   int // run and end of the last word found wider than its column
	cutTo    int
}

// A label is text before the first line of a para.
type label struct {
	text    string
	x       fixed.Points // its left edge; its right edge if right; its middle if centred
	left    fixed.Points // how far to the left it may extend
	right   bool
	centred bool
	item    *doc.Item
}

// A vline is a line of a cell before its position on the page is known: its lines have their X, and a Y relative to the baseline.
type vline struct {
	gap     fixed.Points // space above it, unless it is the first on a page
	height  fixed.Points
	base    fixed.Points // from its top to its baseline
	lines   []*Line
	notes   []*doc.Note // footnotes whose marks are on it
	legal   bool        // a page may end before it
	stale   bool
	missing bool
	changed bool // it has a bar in the outer margin
	endRun  int  // if it ends in an added hyphen: the run and the byte of the break
	endAt   int
	x       fixed.Points // left edge of its column, for a bar in the margin
	picture *Picture     // instead of text
}

// A finding is kept with its para, so that findings are in the order of the document, whatever the order in which paras are set.
type finding struct {
	code string
	pos  source.Pos
	text string
	hint string
}

// A setter breaks paras into lines. Each goroutine needs its own.
type setter struct {
	styles  *style.Sheet
	metrics *face.Metrics
	breaker *lines.Breaker

	runBuf   []lines.Run
	lineSlab []Line
	segSlab  []Segment
}

func newSetter(styles *style.Sheet, m *face.Metrics, languages lines.Languages) *setter {
	return &setter{styles: styles, metrics: m, breaker: lines.New(styles, languages)}
}

// set breaks p into lines.
func (s *setter) set(p *para) {
	if p.picture != nil {
		p.lines = []vline{{height: p.picture.Height, picture: p.picture}}
		return
	}
	s.headingLabel(p)
	above := s.roomForLabels(p)
	p.over = len(above)
	runs := s.runs(p)
	s.cover(p, runs)
	if len(runs) == 0 {
		if len(p.labels) > 0 {
			p.lines = append(p.lines, s.vline(p, nil))
		}
		p.lines = append(above, p.lines...)
		return
	}
	_, head := p.owner.(*doc.Masthead)
	col := lines.Column{
		Width:     max(p.width-p.look.Left-p.look.Right, p.look.Size.Times(narrowest)),
		Lead:      p.lead,
		Size:      p.look.Size,
		Justified: p.justify,
		Flush:     p.look.Align == style.Left,
		Divides:   p.look.Hyphenate,
		Balanced:  head || p.look.Align == style.Center,
	}
	p.col = col
	s.lines(p, runs, s.breaker.Break(runs, col), col)
	if len(above) > 0 {
		p.lines[0].gap = 0
		p.lines = append(above, p.lines...)
	}
}

// narrowest is the least width of a line, in multiples of the text size.
const narrowest = fixed.One * 3 / 2

// headingLabel puts the label of a heading before its text: hanging, or, if the heading is centred, on its line.
func (s *setter) headingLabel(p *para) {
	if p.run == "" {
		return
	}
	w := s.width(p, p.run) + p.look.Size*6/10
	centred := p.look.Align == style.Center || p.look.Align == style.Right
	if centred && w <= p.width/2 {
		p.lead = w
		return
	}
	p.labels = append(p.labels, label{text: p.run, x: p.x + p.look.Left, left: p.x + p.look.Left})
	p.run = ""
	if w <= p.width/2 {
		p.x, p.width = p.x+w, p.width-w
	}
}

// roomForLabels makes room for labels that are wider than their space: the first line begins after them or, if that leaves it too little
// room, they are on separate lines, which it returns.
func (s *setter) roomForLabels(p *para) (above []vline) {
	kept := p.labels[:0]
	for _, lb := range p.labels {
		w := s.width(p, lb.text)
		if lb.right && w > lb.x-lb.left || lb.centred && w > 2*(lb.x-lb.left) {
			lb.right, lb.centred, lb.x = false, false, lb.left
		}
		if lb.right || lb.centred {
			kept = append(kept, lb)
			continue
		}
		start := p.x + p.look.Left + p.lead
		over := lb.x + w + p.look.Size*3/10 - start
		switch {
		case over <= 0:
			kept = append(kept, lb)
		case p.lead+over <= p.width/2:
			p.lead += lb.x + w + p.look.Size/2 - start
			kept = append(kept, lb)
		default:
			above = append(above, s.labelLines(p, lb)...)
		}
	}
	p.labels = kept
	return above
}

// labelLines breaks a label into lines.
func (s *setter) labelLines(p *para, lb label) []vline {
	q := &para{look: p.look, x: p.x, width: p.width, langTag: p.langTag, inlines: []doc.Inline{{Text: lb.text, Pos: p.pos}},
		owner: p.owner, note: p.note, column: p.column, pos: p.pos}
	q.look.Hyphenate, q.look.Align = false, style.Left
	s.set(q)
	p.findings = append(p.findings, q.findings...)
	for i := range q.lines {
		q.lines[i].legal = false
		for _, l := range q.lines[i].lines {
			l.Part, l.Item = Label, lb.item
			for k := range l.Segments {
				l.Segments[k].Inline = nil
			}
		}
	}
	return q.lines
}

func (s *setter) width(p *para, text string) fixed.Points {
	return p.look.Size.Em(s.metrics.Table(face.Regular.With(p.look.Bold, p.look.Italic)).Width(text))
}

// vline returns an empty line of p, with the labels of p if it is the first.
func (s *setter) vline(p *para, l *Line) vline {
	t := s.metrics.Table(face.Regular)
	size, leading := p.look.Size, p.look.Leading
	v := vline{height: leading, stale: p.stale, missing: p.missing, x: p.edge}
	v.base = (leading-size.Em(t.Ascent+t.Descent))/2 + size.Em(t.Ascent)
	n := len(p.lines)
	v.legal = n > 0
	if n == 0 {
		v.gap = p.before
		for _, lb := range p.labels {
			v.lines = append(v.lines, s.label(p, lb))
		}
	}
	if l != nil {
		v.lines = append(v.lines, l)
	}
	return v
}

// breaks reports whether a page may end before line k of n.
func (s *setter) breaks(k, n int) bool { return k >= s.styles.Orphan && n-k >= s.styles.Widow }

func (s *setter) label(p *para, lb label) *Line {
	f := face.Regular.With(p.look.Bold, p.look.Italic)
	size := p.look.Size
	l := s.line()
	*l = Line{Block: p.owner, Item: lb.item, Column: p.column, Note: p.note, Part: Label, Last: true}
	seg := s.plain(lb.text, f, size, lb.x)
	if lb.right {
		seg.X -= seg.Width
	}
	if lb.centred {
		seg.X -= seg.Width / 2
	}
	l.X, l.Width = seg.X, seg.Width
	l.Segments = append(l.Segments, seg)
	return l
}

// plain returns a segment of text at x that is not part of an inline.
func (s *setter) plain(text string, f face.Face, size, x fixed.Points) Segment {
	space := true
	text, _ = lines.Clean(text, &space)
	seg := Segment{X: x, Text: text, Face: f, Size: size}
	s.adjust(&seg, s.metrics.Table(f), 0)
	return seg
}

// adjust fills Space and Width of a segment: kerning, and extra space after each space.
func (s *setter) adjust(seg *Segment, t *face.Table, extra fixed.Points) {
	seg.Space = extra
	natural := 0
	more := fixed.Points(0)
	var before rune
	for i, r := range seg.Text {
		natural += t.Advance(r)
		if i > 0 {
			natural += kerning(t, before, r)
		}
		if spaces(r) {
			more += extra
		}
		before = r
	}
	seg.Width = scaled(seg.Size.Em(natural), seg.Steps) + more
}

// scaled returns a width changed by a number of steps.
func scaled(width fixed.Points, steps int) fixed.Points {
	if steps == 0 {
		return width
	}
	return width + width.Times(lines.Step*fixed.Ratio(steps))
}

// Scale returns the width of the characters of a segment relative to their natural width.
func (g *Segment) Scale() fixed.Ratio { return fixed.One + lines.Step*fixed.Ratio(g.Steps) }

// Adjust appends to to the extra advance after each character of the segment: kerning and justification. t must be the table of its face.
// Like the advance of the characters, the result must be multiplied by Scale.
func (g *Segment) Adjust(to []fixed.Points, t *face.Table) []fixed.Points {
	var before rune
	space := g.Space
	if g.Steps != 0 {
		space = fixed.Points(fixed.Divide(int64(space)*int64(fixed.One), int64(g.Scale())))
	}
	for i, r := range g.Text {
		extra := g.Track
		if spaces(r) {
			extra += space
		}
		if i > 0 && g.Track == 0 {
			to[len(to)-1] += g.Size.Em(kerning(t, before, r))
		}
		to = append(to, extra)
		before = r
	}
	return to
}

// kerning returns the kerning between two characters, in thousandths of an em. There is none at a space.
func kerning(t *face.Table, before, r rune) int {
	if before == ' ' || r == ' ' {
		return 0
	}
	return t.Kern(before, r)
}

// spaces reports whether a character is a space that justification widens.
func spaces(r rune) bool { return r == ' ' || r == 0xA0 }

// lines makes the lines of p from those of its text.
func (s *setter) lines(p *para, runs []lines.Run, set []lines.Line, col lines.Column) {
	p.lines = make([]vline, 0, len(set))
	var marked *doc.Note
	for k := range set {
		t := &set[k]
		l := s.line()
		*l = Line{Block: p.owner, Column: p.column, Note: p.note, Part: Body, Last: k == len(set)-1, Hyphen: t.Hyphen, Tight: t.Tight}
		s.fillLine(l, p, runs, t, s.extra(p, runs, t, col.Width))
		if t.Parted && k+1 < len(set) {
			s.parted(p, runs, t, &set[k+1])
		}
		runIn := s.align(l, p, t, col.Width)
		v := s.vline(p, l)
		if runIn != nil {
			v.lines = append([]*Line{runIn}, v.lines...)
		}
		v.legal = s.breaks(k, len(set))
		v.endRun, v.endAt = t.EndRun, t.EndAt
		for _, part := range t.Parts {
			n := p.inlines[runs[part.Run].Inline].Note
			if n != nil && n.Kind == doc.Foot && n != marked { // a mark can be broken, but counts once
				marked = n
				v.notes = append(v.notes, n)
			}
		}
		v.changed = p.changed && slices.ContainsFunc(l.Segments, func(g Segment) bool { return g.Inline != nil && changes(*g.Inline) })
		p.lines = append(p.lines, v)
	}
	p.barred()
}

// changes reports whether a run shows a change.
func changes(in doc.Inline) bool { return in.Mark&(doc.Ins|doc.Del|doc.Signal) != 0 }

// barred ensures that a changed paragraph has a bar: if no line shows a change, as in a moved paragraph, along all its lines.
func (p *para) barred() {
	if !p.changed || slices.ContainsFunc(p.lines, func(v vline) bool { return v.changed }) {
		return
	}
	for i := range p.lines {
		p.lines[i].changed = true
	}
}

// Tolerances for a line that is too wide (in points) or too short (in multiples of the text size), for rounding and kerning.
const (
	squeezed   = fixed.Point / 2 // more than the spaces may shrink: breaking ignores kerning at the ends of a line
	lonelyWord = 2               // a single word that is this much shorter than its column is reported
)

// extra returns the share of its width by which each space is widened (or, if negative, narrowed) so that the line fills its column, and
// reports a line that cannot be filled.
func (s *setter) extra(p *para, runs []lines.Run, t *lines.Line, width fixed.Points) fixed.Ratio {
	if t.Cut {
		s.wide(p, runs, t)
	}
	short := width - scaled(t.Natural, t.Steps)
	switch {
	case !p.justify || t.Closed && short >= 0:
		return 0
	case t.Spaces > 0:
		letters := lines.Step * fixed.Ratio(t.Steps) // before they are widened, spaces are scaled like letters
		extra, most := short.Over(t.Spaces), s.styles.Loosest-fixed.One-letters
		if extra > most {
			s.loose(p, runs, t, extra+fixed.One+letters)
			extra = most
		}
		return max(extra, -(t.Shrink + squeezed).Over(t.Spaces))
	case !t.Closed && short > lonelyWord*p.look.Size:
		s.loose(p, runs, t, 0)
	}
	return 0
}

// fillLine places the parts of a line one after the other, from the left edge of the text.
func (s *setter) fillLine(l *Line, p *para, runs []lines.Run, t *lines.Line, extra fixed.Ratio) {
	l.X = p.x + p.look.Left - t.Hang
	x := l.X
	if t.Led {
		x += p.lead
	}
	for i, part := range t.Parts {
		r := &runs[part.Run]
		in := &p.inlines[r.Inline]
		seg := Segment{X: x, Text: r.Text[part.From:part.To], Face: r.Face, Size: r.Size, Inline: in, Steps: t.Steps}
		if in.Note != nil || in.Mark&doc.Sup != 0 {
			seg.Rise = p.look.Size.Times(s.styles.Notes.Rise)
		}
		seg.Underline = in.Mark&(doc.Ins|doc.Under) != 0 && in.Mark&doc.Signal == 0
		seg.Strike = in.Mark&doc.Del != 0 && in.Mark&doc.Signal == 0
		if t.Hyphen && i == len(t.Parts)-1 {
			seg.Text += "-"
		}
		s.adjust(&seg, r.Table, part.Space.Times(extra))
		x += seg.Width
		l.Segments = s.segment(l.Segments, seg)
	}
	l.Width = x - l.X
}

// align moves a line as its look requires, and returns the label that precedes its text, if there is one.
func (s *setter) align(l *Line, p *para, t *lines.Line, width fixed.Points) (runIn *Line) {
	shift := fixed.Points(0)
	if !p.justify {
		switch p.look.Align {
		case style.Center:
			shift = (width - l.Width) / 2
		case style.Right:
			shift = width - l.Width
		}
	}
	if t.Led {
		if p.run != "" {
			runIn = s.label(p, label{text: p.run, x: l.X + shift})
		}
		l.X += p.lead
		l.Width -= p.lead
	}
	if shift != 0 {
		l.X += shift
		for j := range l.Segments {
			l.Segments[j].X += shift
		}
	}
	return runIn
}

// line returns a new Line, from a slab.
func (s *setter) line() *Line {
	if len(s.lineSlab) == 0 {
		s.lineSlab = make([]Line, 128)
	}
	l := &s.lineSlab[0]
	s.lineSlab = s.lineSlab[1:]
	return l
}

// segment appends to a line's segments; most lines have only one.
func (s *setter) segment(to []Segment, seg Segment) []Segment {
	if len(to) == 0 {
		if len(s.segSlab) == 0 {
			s.segSlab = make([]Segment, 128)
		}
		to = s.segSlab[:0:1]
		s.segSlab = s.segSlab[1:]
	}
	return append(to, seg)
}

// runs makes runs from inlines. It drops spaces at the ends, and all but one of consecutive spaces.
func (s *setter) runs(p *para) []lines.Run {
	runs := s.runBuf[:0]
	space := true // a space here would be the first, or a second one
	for i := range p.inlines {
		in := &p.inlines[i]
		r := lines.Run{Inline: i, Size: p.look.Size, Mark: in.Note != nil, Lang: s.breaker.Language(cmp.Or(in.Lang, p.langTag))}
		r.Face = face.Regular.With(p.look.Bold || in.Mark&doc.Strong != 0, p.look.Italic != (in.Mark&doc.Em != 0))
		r.Table = s.metrics.Table(r.Face)
		if in.Note != nil || in.Mark&doc.Sup != 0 {
			r.Size = p.look.Size.Times(s.styles.Notes.Mark)
		}
		if in.Mark&doc.Break != 0 {
			r.Text = "\n"
			space = true
		} else {
			r.Text, r.Signs = lines.Clean(in.Text, &space)
		}
		if r.Text != "" || len(r.Signs) > 0 {
			runs = append(runs, r)
		}
	}
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].Text == "\n" {
			continue
		}
		runs[i].Text = strings.TrimRight(runs[i].Text, " ")
		if runs[i].Text != "" {
			break
		}
	}
	s.runBuf = runs
	return runs
}
