package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// A para is a stretch of text that is broken into lines on its own: a paragraph, a heading, a line of the masthead, an
// entry of the contents, a note.
type para struct {
	look     style.Look
	justify  bool // as far as the column allows
	x, width float64
	edge     float64 // of its column or cell, at the left
	langTag  string
	lang     *language
	inlines  []doc.Inline
	owner    doc.Block
	note     *doc.Note
	column   int
	labels   []label
	lead     float64 // room kept at the beginning of the first line
	run      string  // label of a heading: it runs before the text
	entry    *entry  // of the contents
	stale    bool
	missing  bool
	pos      source.Pos

	before float64 // space over it, within its cell

	lines    []vline
	over     int // lines of labels that stand over the text
	findings []finding
}

// A label is what stands before the first line of a para.
type label struct {
	text    string
	x       float64 // its left edge, its right edge if right, its middle if centred
	left    float64 // how far to the left it may reach
	right   bool
	centred bool
	item    *doc.Item
}

// A vline is a line of a cell, before its place on the page is known: lines have their X, and Y relative to the baseline.
type vline struct {
	gap     float64 // over it, unless it is the first on a page
	height  float64
	base    float64 // from its top to its baseline
	lines   []*Line
	notes   []*doc.Note // whose marks stand on it, and which go to the foot of the page
	legal   bool        // a page may end before it
	stale   bool
	missing bool
	x       float64 // left edge of its column, for a bar in the margin
}

// A finding is kept with its para, so that findings come in the order of the document however paras are set.
type finding struct {
	code string
	pos  source.Pos
	text string
	hint string
}

// A setter breaks paras into lines. Each goroutine has its own.
type setter struct {
	sheet   *style.Sheet
	metrics *face.Metrics
	hyph    Hyphenation
	words   map[wordKey]*word
	langs   map[string]*language
	ragged  bool // the para at hand is not justified
	divides bool // its words may be divided

	runBuf    []run
	atomBuf   []atom
	nodeBuf   []node
	activeBuf []int32
	lineSlab  []Line
	segSlab   []Segment
}

func newSetter(sheet *style.Sheet, m *face.Metrics, hyph Hyphenation) *setter {
	return &setter{sheet: sheet, metrics: m, hyph: hyph, words: map[wordKey]*word{}, langs: map[string]*language{}}
}

func (s *setter) language(tag string) *language {
	if l := s.langs[tag]; l != nil {
		return l
	}
	l := &language{id: len(s.langs), french: tag == "fr" || strings.HasPrefix(tag, "fr-")}
	if s.hyph != nil {
		l.patterns = s.hyph(tag)
	}
	s.langs[tag] = l
	return l
}

// set breaks p into lines.
func (s *setter) set(p *para) {
	p.lang = s.language(p.langTag)
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
	width := max(p.width-p.look.Left-p.look.Right, 1.5*p.look.Size)
	c := column{width: width, row: s.sheet.HyphenRow, last: min(2.5*p.look.Size, width/4)}
	s.ragged = !p.justify
	if s.ragged {
		c.ragged = min(4*p.look.Size, width/4)
		if c.last = 0; p.look.Align == style.Left {
			c.last = min(1.2*p.look.Size, width/4) // no number alone on the last line
		}
	}

	s.divides = p.look.Hyphenate
	atoms, breaks := s.total(p, runs, c)
	if _, head := p.owner.(*doc.Masthead); (head || p.look.Align == style.Center) && len(breaks) > 1 {
		breaks = s.balance(atoms, breaks, c)
	}
	s.lines(p, runs, atoms, breaks, c)
	if len(above) > 0 {
		p.lines[0].gap = 0
		p.lines = append(above, p.lines...)
	}
}

// headingLabel puts the label of a heading before its text: hanging, or running into it where the heading is centred.
func (s *setter) headingLabel(p *para) {
	if p.run == "" {
		return
	}
	w := s.width(p, p.run) + 0.6*p.look.Size
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

// roomForLabels makes room for labels that are wider than the place they have: the first line begins behind them or, where
// that leaves too little of it, they stand on lines of their own, which are returned.
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
		over := lb.x + w + 0.3*p.look.Size - start
		switch {
		case over <= 0:
			kept = append(kept, lb)
		case p.lead+over <= p.width/2:
			p.lead += lb.x + w + 0.5*p.look.Size - start
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

func (s *setter) width(p *para, text string) float64 {
	return float64(s.metrics.Table(face.Regular.With(p.look.Bold, p.look.Italic)).Width(text)) * p.look.Size / 1000
}

// total breaks the whole paragraph with the least effort that serves: with whole words, with divided words, by force.
func (s *setter) total(p *para, runs []run, c column) ([]atom, []breakAt) {
	for effort := 0; ; effort++ {
		if effort == 1 && !s.divides || effort == 0 && s.divides && !s.ragged && c.width < 26*p.look.Size {
			continue // in narrow columns whole words do not serve, except where all is one line
		}
		atoms := s.atoms(runs, effort, c.width, p.lead)
		limit := tolerance[effort]
		if s.ragged {
			limit = raggedTolerance[effort]
			if !s.divides {
				limit = math.Inf(1)
			}
		}
		breaks, ok := s.breaks(atoms, c, limit, effort == 2)
		if ok && effort == 0 && s.divides && costly(atoms, breaks) {
			continue // a looser line or a divided word may spare it
		}
		if ok {
			return atoms, breaks
		}
	}
}

// costly tells whether a line ends between two words that belong together.
func costly(atoms []atom, breaks []breakAt) bool {
	for _, b := range breaks {
		if b.at < len(atoms) && atoms[b.at].kind == penalty && atoms[b.at].penalty >= costLoose/2 && !atoms[b.at].hyphen {
			return true
		}
	}
	return false
}

// balance makes the lines of a centred text about equally long: it narrows the column as far as the number of lines allows.
func (s *setter) balance(atoms []atom, breaks []breakAt, c column) []breakAt {
	least, most := c.width/2, c.width
	for range 6 {
		try := c
		try.width = (least + most) / 2
		better, ok := s.breaks(atoms, try, math.Inf(1), false)
		if ok && len(better) == len(breaks) {
			breaks, most = better, try.width
		} else {
			least = try.width
		}
	}
	return breaks
}

// vline returns an empty line of p with its labels if it is the first.
func (s *setter) vline(p *para, l *Line) vline {
	t := s.metrics.Table(face.Regular)
	size, leading := p.look.Size, p.look.Leading
	v := vline{height: leading, stale: p.stale, missing: p.missing, x: p.edge}
	v.base = (leading-float64(t.Ascent+t.Descent)*size/1000)/2 + float64(t.Ascent)*size/1000
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
func (s *setter) plain(text string, f face.Face, size, x float64) Segment {
	space := true
	text, _ = clean(text, &space)
	seg := Segment{X: x, Text: text, Face: f, Size: size}
	s.adjust(&seg, s.metrics.Table(f), 0)
	return seg
}

// adjust fills Space and Width of a segment: kerning, and extra behind each space.
func (s *setter) adjust(seg *Segment, t *face.Table, extra float64) {
	scale := seg.Size / 1000
	natural := 0
	seg.Space = extra
	more := 0.0
	var before rune
	for i, r := range seg.Text {
		natural += t.Advance(r)
		if i > 0 {
			more += kerning(t, before, r, scale)
		}
		if spaces(r) {
			more += extra
		}
		before = r
	}
	seg.Width = float64(natural)*scale + more
}

// Adjust appends to to the extra advance behind each character of the segment, in points: kerning and justification. The table is
// that of its face.
func (g *Segment) Adjust(to []float64, t *face.Table) []float64 {
	scale := g.Size / 1000
	var before rune
	for i, r := range g.Text {
		extra := g.Track
		if spaces(r) {
			extra += g.Space
		}
		if i > 0 && g.Track == 0 {
			to[len(to)-1] += kerning(t, before, r, scale)
		}
		to = append(to, extra)
		before = r
	}
	return to
}

// kerning is the kerning between two characters, points. At a space there is none.
func kerning(t *face.Table, before, r rune, scale float64) float64 {
	if before == ' ' || r == ' ' {
		return 0
	}
	return float64(t.Kern(before, r)) * scale
}

// spaces tells whether a character is a space that justification widens.
func spaces(r rune) bool { return r == ' ' || r == 0xA0 }

// divided is the kerning at a place in a run, points: between the character before it and next, or where that is 0 the one behind it.
func divided(runs []run, i, at int32, next rune) float64 {
	r := &runs[i]
	if at == 0 || int(at) >= len(r.text) {
		return 0
	}
	if next == 0 {
		next, _ = utf8.DecodeRuneInString(r.text[at:])
	}
	before, _ := utf8.DecodeLastRuneInString(r.text[:at])
	if before == ' ' || next == ' ' {
		return 0
	}
	return float64(r.table.Kern(before, next)) * r.size / 1000
}

// lines makes the lines of p out of its breaks.
func (s *setter) lines(p *para, runs []run, atoms []atom, breaks []breakAt, c column) {
	start := firstBox(atoms, 0)
	left := p.x + p.look.Left
	p.lines = make([]vline, 0, len(breaks))
	var marked *doc.Note
	for k, b := range breaks {
		last := k == len(breaks)-1
		l := s.line()
		*l = Line{Block: p.owner, Column: p.column, Note: p.note, Part: Body, Last: last}
		forced := last || atoms[b.at].kind == penalty && atoms[b.at].penalty <= always
		end := b.at
		for end > start && (atoms[end-1].kind == glue || atoms[end-1].kind == penalty) {
			end--
		}
		var natural, stretch, shrink, spaces float64
		for i := start; i < end; i++ {
			a := &atoms[i]
			if a.kind == penalty {
				continue
			}
			natural += a.width
			stretch += a.stretch
			shrink += a.shrink
			if a.kind != box {
				spaces += a.width
			}
		}
		hyphen := !last && atoms[b.at].kind == penalty && atoms[b.at].hyphen
		if hyphen {
			natural += atoms[b.at].width + divided(runs, atoms[b.at].run, atoms[b.at].from, '-')
			l.Hyphen = true
		}
		if start < end && atoms[start].kind == box && k > 0 && !atoms[breaks[k-1].at].forced {
			natural -= divided(runs, atoms[start].run, atoms[start].from, 0)
		}
		if !last && !forced && !hyphen && atoms[b.at].kind == penalty && b.next == b.at+1 && end == b.at {
			l.Tight = true
		}
		// extra is what one point of space gets more.
		extra := 0.0
		short := c.width - natural
		if p.justify && spaces > 0 && (!forced || short < 0) {
			extra = short / spaces
			if most := s.sheet.Loosest - 1; extra > most {
				s.loose(p, runs, atoms[start:end], extra+1)
				extra = most
			}
			if least := -(shrink + 0.5) / spaces; extra < least { // the breaks do not know of kerning at the ends of a line
				extra = least
			}
		} else if p.justify && !forced && spaces == 0 && short > 2*p.look.Size {
			s.loose(p, runs, atoms[start:end], 0)
		}
		if !last && atoms[b.at].kind == penalty && atoms[b.at].forced {
			s.wide(p, runs, atoms, b.at)
		}

		x := left
		if k == 0 && p.lead > 0 && start == 0 {
			x += p.lead
		}
		first := len(l.Segments)
		var notes []*doc.Note
		i := start
		if k == 0 && p.lead > 0 && start == 0 {
			i++
		}
		for i < end {
			ri := atoms[i].run
			from, to := int32(-1), int32(-1)
			var space float64
			for ; i < end && atoms[i].run == ri; i++ {
				a := &atoms[i]
				if a.kind == penalty {
					continue
				}
				if from < 0 {
					from = a.from
				}
				to = a.to
				if a.kind != box {
					space = a.width
				}
			}
			if from < 0 {
				continue
			}
			r := &runs[ri]
			seg := Segment{X: x, Text: r.text[from:to], Face: r.face, Size: r.size, Rise: r.rise, Underline: r.under, Strike: r.strike, Inline: r.inline}
			if hyphen && i >= end {
				seg.Text += "-"
			}
			s.adjust(&seg, r.table, extra*space)
			x += seg.Width
			l.Segments = s.segment(l.Segments, seg)
			if r.inline.Note != nil && r.inline.Note.Kind == doc.Foot && r.inline.Note != marked { // a mark may be broken, but counts once
				marked = r.inline.Note
				notes = append(notes, r.inline.Note)
			}
		}
		l.Width = x - left
		l.X = left
		shift := 0.0
		if !p.justify {
			switch p.look.Align {
			case style.Center:
				shift = (c.width - l.Width) / 2
			case style.Right:
				shift = c.width - l.Width
			}
		}
		var runIn *Line
		if k == 0 && p.lead > 0 && start == 0 {
			if p.run != "" {
				runIn = s.label(p, label{text: p.run, x: l.X + shift})
			}
			l.X += p.lead
			l.Width -= p.lead
		}
		if shift != 0 {
			l.X += shift
			for j := first; j < len(l.Segments); j++ {
				l.Segments[j].X += shift
			}
		}
		v := s.vline(p, l)
		if runIn != nil {
			v.lines = append([]*Line{runIn}, v.lines...)
		}
		v.legal = k >= s.sheet.Orphan && len(breaks)-k >= s.sheet.Widow
		v.notes = notes
		p.lines = append(p.lines, v)
		start = b.next
	}
}

// line returns a new Line out of a slab.
func (s *setter) line() *Line {
	if len(s.lineSlab) == 0 {
		s.lineSlab = make([]Line, 128)
	}
	l := &s.lineSlab[0]
	s.lineSlab = s.lineSlab[1:]
	return l
}

// segment appends to a line's segments; most lines have one.
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
