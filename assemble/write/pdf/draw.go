package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/figure"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
)

// A drawing is a file in the making: the content of each page, and what the last step needs to know about it.
type drawing struct {
	result  *layout.Result
	tagged  bool
	content bytes.Buffer // of the page being drawn
	faces   *face.Metrics
	runes   []characters // used, by the number of the font
	glyphs  []glyphs     // used that no character stands for, by the number of the font
	tags    *tagger
	links   [][]*annotation // by page
	anchors map[any]anchor  // by id, note or mark: its place
	marked  [][]*element    // by page: the element of each marked-content id
	open    any             // the owner of the open marked content: an *element, artifact, or nil
	page    int             // index of the page being drawn
	top     fixed.Points    // the first and the last baseline of the page's text
	bottom  fixed.Points
	font    font           // the font last set on the page
	steps   int            // steps by which the last text of the page was set wider
	strokes bytes.Buffer   // lines under and through words of the page
	image   *figure.Figure // the emblem, if it has pixels and is on a page
	adjust  []fixed.Points // of the segment being drawn

	kids, value []byte // of the element being written
}

// A fontNumber is a face, or one that stands behind it: four for each place behind.
type fontNumber int

const styleCount = int(face.BoldItalic) + 1

func fontOf(f face.Face, source int) fontNumber { return fontNumber(int(f) + styleCount*source) }

// face is the face that the font is, or stands behind.
func (n fontNumber) face() face.Face { return face.Face(int(n) % styleCount) }

// source is the place of the font behind its face; 0 is the face itself.
func (n fontNumber) source() int { return int(n) / styleCount }

// table returns the measures of a font.
func (d *drawing) table(n fontNumber) *face.Table {
	t := d.faces.Table(n.face())
	if n.source() > 0 {
		return t.Behind(n.source())
	}
	return t
}

// A font is a face and a size.
type font struct {
	number fontNumber
	size   fixed.Points
}

// An anchor is a place that a link or a bookmark leads to.
type anchor struct {
	page int          // index
	y    fixed.Points // from the top
}

// An annotation is a link's place on a page.
type annotation struct {
	x1, y1, x2, y2 fixed.Points // from the top left
	link           *doc.Link
	to             any // a key of anchors, if link is nil
	desc           string
	element        *element
	key            int // in the parent tree
}

// An artifactMark is the kind of content that is not part of the text (14.8.2.2.2).
type artifactMark string

const (
	header  artifactMark = "/Pagination/Subtype/Header"
	footer  artifactMark = "/Pagination/Subtype/Footer"
	repeat  artifactMark = "/Pagination" // repeated rows of a table
	furnish artifactMark = "/Layout"
)

// kind returns the kind of artifact that a line is: above or below all text of its page, it is a header or footer.
func (d *drawing) kind(l *layout.Line) artifactMark {
	switch {
	case l.Block != nil:
		return repeat
	case l.Y < d.top:
		return header
	case l.Y > d.bottom:
		return footer
	}
	return furnish
}

// characters is a set of characters of the basic plane.
type characters [1 << 10]uint64

func (c *characters) add(r rune)      { c[r>>6&1023] |= 1 << (r & 63) }
func (c *characters) has(r rune) bool { return c[r>>6&1023]&(1<<(r&63)) != 0 }
func (c *characters) empty() bool     { return *c == characters{} }

// A mark is the anchor of a note's mark in the text.
type mark struct{ note *doc.Note }

func newDrawing(r *layout.Result, tagged bool) *drawing {
	d := &drawing{
		result: r, tagged: tagged,
		links:   make([][]*annotation, len(r.Pages)),
		marked:  make([][]*element, len(r.Pages)),
		anchors: map[any]anchor{},
		faces:   r.Faces,
	}
	if d.faces == nil {
		d.faces = face.Liberation()
	}
	fonts := styleCount * (1 + d.faces.Behind())
	d.runes, d.glyphs = make([]characters, fonts), make([]glyphs, fonts)
	d.tags = newTagger(r.Doc)
	return d
}

// pages draws all pages and adds the content of each to to. With release, the lines of a page are freed once it is drawn.
func (d *drawing) pages(to *contents, release bool) error {
	for i, p := range d.result.Pages {
		d.page, d.open, d.font, d.steps = i, nil, font{}, 0
		d.top, d.bottom = p.Height, 0
		for _, it := range p.Items {
			if l, ok := it.(*layout.Line); ok && l.Part != layout.Artifact {
				d.top, d.bottom = min(d.top, l.Y), max(d.bottom, l.Y)
			}
		}
		for _, it := range p.Items {
			var err error
			switch it := it.(type) {
			case *layout.Line:
				err = d.line(p, it)
			case *layout.Rule:
				d.rule(p, it)
			case *layout.Picture:
				d.picture(p, it)
			}
			if err != nil {
				return err
			}
		}
		if d.strokes.Len() > 0 {
			d.begin(furnish)
			d.content.Write(d.strokes.Bytes())
			d.strokes.Reset()
		}
		d.begin(nil)
		to.add(d.content.Bytes())
		d.content.Reset()
		if release {
			p.Items = nil
		}
	}
	return nil
}

// begin makes the next marked content belong to what: an element, an artifact, or nothing.
func (d *drawing) begin(what any) {
	if d.open == what || !d.tagged {
		return
	}
	b := &d.content
	if d.open != nil {
		b.WriteString("EMC\n")
	}
	d.open = what
	switch e := what.(type) {
	case *element:
		id := len(d.marked[d.page])
		d.marked[d.page] = append(d.marked[d.page], e)
		e.kids = append(e.kids, kid{page: d.page, mcid: id})
		fmt.Fprintf(b, "/%s <</MCID %d>> BDC\n", e.tag, id)
	case artifactMark:
		b.WriteString("/Artifact <</Type" + string(e) + ">> BDC\n")
	}
}

func (d *drawing) rule(p *layout.Page, r *layout.Rule) {
	if bar := d.tags.bar(r); bar != nil {
		d.begin(bar)
	} else {
		d.begin(furnish)
	}
	b := &d.content
	if r.Gray != 0 {
		b.WriteString(number(fixed.Points(r.Gray), 2) + " G ")
	}
	fmt.Fprintf(
		b,
		"%s w %s %s m %s %s l S",
		number(r.Weight, 2),
		number(r.X1, 2),
		number(p.Height-r.Y1, 2),
		number(r.X2, 2),
		number(p.Height-r.Y2, 2),
	)
	if r.Gray != 0 {
		b.WriteString(" 0 G")
	}
	b.WriteByte('\n')
}

// line draws a line, segment by segment, each in the marked content of its element.
func (d *drawing) line(p *layout.Page, l *layout.Line) error {
	leaf := d.tags.leaf(l)
	d.anchor(l)
	var last *annotation
	for i := range l.Segments {
		s := &l.Segments[i]
		text := s.Text
		if i == len(l.Segments)-1 && l.Part == layout.Body {
			text = ended(l, text)
		}
		table := d.faces.Table(s.Face)
		if err := drawable(text, table); err != nil {
			return err
		}
		for _, r := range text {
			if r <= 0xFFFF { // others are drawn by codes of their own
				d.runes[fontOf(s.Face, table.Source(r))].add(r)
			}
		}
		target := d.tags.inline(leaf, l, s)
		switch {
		case target == nil:
			kind := furnish
			if l.Part == layout.Artifact {
				kind = d.kind(l)
			}
			d.begin(kind)
		default:
			d.begin(target)
		}
		d.text(p, l, s, text)
		last = d.annotate(p, l, s, target, last)
		if s.Inline != nil && s.Inline.Note != nil {
			d.anchors[mark{s.Inline.Note}] = anchor{d.page, l.Y - s.Size}
		}
		if s.Underline || s.Strike {
			d.decorate(p, l, s)
		}
	}
	return nil
}

// ended appends to the text at the end of a line the invisible characters that readers of the text need: a space between two words, and a
// soft hyphen in place of a hyphen inside a word.
func ended(l *layout.Line, text string) string {
	switch {
	case l.Hyphen:
		return strings.TrimSuffix(strings.TrimSuffix(text, "-"), "\u2010") + "\u00ad"
	case l.Last, l.Tight, strings.HasSuffix(text, " "):
		return text
	}
	return text + " "
}

// text shows a segment as one text object with its own matrix. text is that of the segment, plus what ended appends.
func (d *drawing) text(p *layout.Page, l *layout.Line, s *layout.Segment, text string) {
	b := append(d.content.AvailableBuffer(), "BT "...)
	table := d.faces.Table(s.Face)
	first, _ := utf8.DecodeRuneInString(text)
	b = d.choose(b, font{fontOf(s.Face, table.Source(first)), s.Size})
	if s.Steps != d.steps {
		d.steps = s.Steps
		b = append((100*fixed.Points(s.Scale())).Append(b, scaleDecimals), " Tz "...)
	}
	b = append(s.X.Append(b, placeDecimals), ' ')
	b = append((p.Height-l.Y+s.Rise).Append(b, placeDecimals), " Td ["...)
	d.adjust = s.Adjust(d.adjust[:0], table)
	shapes := table.Shapes(text)
	carry := fixed.Points(0) // a thousand times the remainder of rounding
	open := false
	i, passed := 0, 0 // the character, and those that an earlier glyph represents
	for _, r := range text {
		source := table.Source(r)
		shaped := len(shapes) > 0 && shapes[0].At == i
		if shaped && shapes[0].Glyph != 0 {
			source = shapes[0].Source
		}
		if f := (font{fontOf(s.Face, source), s.Size}); passed == 0 && f != d.font {
			if open {
				b, open = append(b, ')'), false
			}
			b = append(d.choose(append(b, "] TJ "...), f), '[')
		}
		if passed > 0 {
			passed--
		} else if shaped {
			if open {
				b, open = append(b, ')'), false
			}
			b = d.shape(b, s, table, text, shapes[0])
			passed, shapes = shapes[0].Count-1, shapes[1:]
		} else {
			if !open {
				b = append(b, '(')
				open = true
			}
			if r > 0xFFFF {
				of := d.table(d.font.number)
				r = d.glyphs[d.font.number].code(of, of.Glyph(r), string(r))
				d.runes[d.font.number].add(r)
			}
			b = appendCode(b, r)
		}
		if i < len(d.adjust) && d.adjust[i] != 0 {
			carry += d.adjust[i] * 1000
			if n := fixed.Divide(int64(carry), int64(s.Size)); n != 0 {
				carry -= fixed.Points(n) * s.Size
				if open {
					b = append(b, ')')
				}
				b = strconv.AppendInt(b, -n, 10)
				open = false
			}
		}
		i++
	}
	if open {
		b = append(b, ')')
	}
	d.content.Write(append(b, "] TJ ET\n"...))
}

// choose sets a font, unless it is set already.
func (d *drawing) choose(b []byte, f font) []byte {
	if f == d.font {
		return b
	}
	d.font = f
	b = append(append(append(b, "/F"...), resource(f.number)...), ' ')
	return append(f.size.Append(b, sizeDecimals), " Tf "...)
}

// shape appends a character that is drawn with another glyph or away from the pen. After it, the pen is where the plain characters would
// have moved it.
func (d *drawing) shape(b []byte, s *layout.Segment, t *face.Table, text string, of face.Shape) []byte {
	moved := func(thousandths int) {
		if thousandths != 0 {
			b = strconv.AppendInt(append(b, ' '), int64(-thousandths), 10)
		}
	}
	runes := []rune(text)[of.At : of.At+of.Count]
	code, width, own := runes[0], 0, 0
	for _, r := range runes {
		own += t.Advance(r)
	}
	if width = own; of.Glyph != 0 {
		from := d.table(d.font.number)
		code, width = d.glyphs[d.font.number].code(from, of.Glyph, string(runes)), from.GlyphAdvance(of.Glyph)
		d.runes[d.font.number].add(code)
	}
	if of.Y != 0 {
		b = append(s.Size.Em(of.Y).Append(append(b, "] TJ "...), placeDecimals), " Ts ["...)
	}
	moved(of.X)
	b = append(appendCode(append(b, '('), code), ')')
	moved(own - width - of.X)
	if of.Y != 0 {
		b = append(b, "] TJ 0 Ts ["...)
	}
	return b
}

// appendCode appends the code of a character, two bytes within a literal string (7.3.4.2).
func appendCode(b []byte, r rune) []byte {
	for _, c := range [2]byte{byte(r >> 8), byte(r)} {
		switch c {
		case '(', ')', '\\':
			b = append(b, '\\')
		case '\r':
			b = append(b, '\\')
			c = 'r'
		}
		b = append(b, c)
	}
	return b
}

// Lines under and through words: their height above the baseline, and their weight, in thousandths of an em.
const (
	underlined   = -120
	struck       = 240
	strokeWeight = 50
)

// decorate underlines a segment or strikes it through, after all text of the page: words underlined over several lines remain one piece of
// content, and readers join a divided word.
func (d *drawing) decorate(p *layout.Page, l *layout.Line, s *layout.Segment) {
	b := &d.strokes
	draw := func(up int) { // in thousandths of an em
		y := p.Height - l.Y + s.Rise + s.Size.Em(up)
		fmt.Fprintf(
			b,
			"%s w %s %s m %s %s l S\n",
			number(s.Size.Em(strokeWeight), 2),
			number(s.X, 2),
			number(y, 2),
			number(s.X+s.Width, 2),
			number(y, 2),
		)
	}
	if s.Underline {
		draw(underlined)
	}
	if s.Strike {
		draw(struck)
	}
}

// annotate makes the active area of a link, or widens the last one.
func (d *drawing) annotate(p *layout.Page, l *layout.Line, s *layout.Segment, target *element, last *annotation) *annotation {
	var a annotation
	words := &d.result.Doc.Words
	switch {
	case l.Part == layout.Artifact:
		return nil
	case s.Inline != nil && s.Inline.Link != nil:
		a.link, a.desc = s.Inline.Link, s.Inline.Link.Desc
		if a.link.URL == "" {
			a.to = a.link.ID
		}
	case s.Inline != nil && s.Inline.Note != nil:
		a.to, a.desc = s.Inline.Note, filled(words.NoteRef, l.Column, s.Inline.Note.Mark)
	case l.Note != nil && l.Part == layout.Label:
		a.to, a.desc = mark{l.Note}, filled(words.NoteBack, l.Column, l.Note.Mark)
	default:
		return nil
	}
	a.x1, a.x2, a.y1, a.y2, a.element = s.X, s.X+s.Width, l.Y-s.Rise-s.Size*8/10, l.Y-s.Rise+s.Size/4, target
	if last != nil && last.link == a.link && last.to == a.to && last.element == a.element {
		last.x2, last.y1, last.y2 = a.x2, min(last.y1, a.y1), max(last.y2, a.y2)
		return last
	}
	made := new(a)
	d.links[d.page] = append(d.links[d.page], made)
	if target != nil {
		target.kids = append(target.kids, kid{page: d.page, annot: made})
	}
	return made
}

// filled inserts s into the words of a column.
func filled(words []string, column int, s string) string {
	if len(words) == 0 {
		return s
	}
	return strings.Replace(words[min(column, len(words)-1)], "%s", s, 1)
}

// anchor records the places of ids and notes that begin on a line.
func (d *drawing) anchor(l *layout.Line) {
	top := l.Y
	for _, s := range l.Segments {
		top = min(top, l.Y-s.Size)
	}
	at := anchor{d.page, top}
	set := func(key any) {
		if _, ok := d.anchors[key]; !ok && key != "" {
			d.anchors[key] = at
		}
	}
	if l.Part == layout.Artifact {
		return
	}
	if l.Note != nil {
		set(l.Note)
		return
	}
	if l.Item != nil {
		set(l.Item.ID)
	}
	for _, id := range d.tags.ids(l.Block) {
		set(id)
	}
	if _, ok := l.Block.(*doc.Heading); ok {
		set(headKey{l.Block})
	}
}

// resource returns the name of a font among the resources of a page, after the F.
func resource(n fontNumber) string {
	name := string("RIBZ"[n.face()])
	if n.source() > 0 {
		name += strconv.Itoa(n.source())
	}
	return name
}

// Decimals of what is written for text.
const (
	sizeDecimals  = 3
	placeDecimals = 3
	scaleDecimals = 2 // of percent
)

// number returns a length in points, in the shortest form with at most that many decimals.
func number(v fixed.Points, decimals int) string { return string(v.Append(nil, decimals)) }
