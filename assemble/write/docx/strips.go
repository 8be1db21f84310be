package docx

import (
	"fmt"
	"strconv"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// A strip is one of the things that are below one another on a page: a paragraph, a row of a grid, a table. The space between two of them
// is the larger of those that they ask for, and some stay together at the end of a page. Both depend on the next strip, so that signs stand
// for them in the text until all strips are known.
type strip struct {
	look          style.Look   // that of its paragraphs
	before, after fixed.Points // space above and below
	keep          bool         // with the next strip
	row           bool         // of a grid
	named         bool         // the names of the languages are its head
	table         bool         // or anything else whose paragraphs have their own spaces
	long          bool         // it may be divided by the end of a page, and is not kept with the next strip
	leads         bool         // its text ends in a colon
}

// The signs that stand for what is settled in the end; the number of the strip and a semicolon follow.
const (
	keepSign  = "\x01"
	spaceSign = "\x02"
	headSign  = "\x03" // the space above the head of a strip
)

// strip begins a strip and returns its number.
func (b *body) strip(x strip) int {
	n := len(b.strips)
	if x.look.KeepPrevious && n > 0 {
		b.strips[n-1].after, b.strips[n-1].keep = 0, true
	}
	if b.space > x.before || b.exact {
		x.before = b.space
	}
	b.space, b.exact = 0, false
	b.strips = append(b.strips, x)
	return n
}

// stripOf begins the strip of blocks side by side.
func (b *body) stripOf(blocks []doc.Block, row bool) int {
	x := strip{row: row}
	for _, y := range blocks {
		if _, ok := y.(*doc.Table); ok {
			x.table, x.before, x.after = true, b.styles.Table.Padding, b.styles.Table.After
			continue
		}
		l := b.lookOf(y)
		x.before, x.after = max(x.before, l.Before), max(x.after, l.After)
		x.keep = x.keep || l.KeepNext
		l.KeepPrevious = l.KeepPrevious || x.look.KeepPrevious
		x.look = l
	}
	x.leads = leadsIn(blocks[0])
	return b.strip(x)
}

// lookOf returns the look of a paragraph or heading.
func (b *body) lookOf(x doc.Block) style.Look {
	switch x := x.(type) {
	case *doc.Heading:
		return b.styles.Headings[x.Level]
	case *doc.Paragraph:
		if l, ok := b.styles.Roles[x.Role]; ok {
			return l
		}
		return b.styles.Roles[""]
	}
	return style.Look{}
}

// leadsIn reports whether the text of a block ends in a colon.
func leadsIn(x doc.Block) bool {
	p, ok := x.(*doc.Paragraph)
	if !ok {
		return false
	}
	for i := len(p.Inlines) - 1; i >= 0; i-- {
		if text := strings.TrimSpace(p.Inlines[i].Text); p.Inlines[i].Note == nil && text != "" {
			return strings.HasSuffix(text, ":")
		}
	}
	return false
}

// keepLast keeps the last strip with the next one.
func (b *body) keepLast() {
	if n := len(b.strips); n > 0 {
		b.strips[n-1].keep = true
	}
}

// lastLeads reports whether the last strip ends in a colon.
func (b *body) lastLeads() bool {
	n := len(b.strips)
	return n > 0 && b.strips[n-1].leads
}

// between sets the space between two items, in place of the spaces of the strips before and after it.
func (b *body) between(space fixed.Points) {
	if n := len(b.strips); n > 0 {
		b.strips[n-1].after = 0
	}
	b.space, b.exact = space, true
}

// signs returns the signs of strip n in the properties of a paragraph; nothing if n is negative.
func keepOf(n int) string  { return signOf(keepSign, n) }
func spaceOf(n int) string { return signOf(spaceSign, n) }

func signOf(sign string, n int) string {
	if n < 0 {
		return ""
	}
	return sign + decimal(n) + ";"
}

// settle puts what the signs stand for in their place.
func (b *body) settle(text string) string {
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	for {
		at := strings.IndexAny(text, keepSign+spaceSign+headSign)
		if at < 0 {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:at])
		to := at + strings.IndexByte(text[at:], ';')
		n, _ := strconv.Atoi(text[at+1 : to])
		switch text[at : at+1] {
		case keepSign:
			if b.strips[n].keep && !b.strips[n].long {
				out.WriteString(`<w:keepNext/>`)
			}
		case headSign:
			fmt.Fprintf(&out, `<w:spacing w:before="%s" w:after="0"/>`, twips(b.above(n)))
		default:
			out.WriteString(b.spacing(n))
		}
		text = text[to+1:]
	}
}

// spacing returns the element for the spaces above and below strip n; "" if they are those of its style.
func (b *body) spacing(n int) string {
	x, above, below := b.strips[n], b.above(n), b.below(n)
	if x.named {
		above = x.before
	}
	switch {
	case x.table: // of the paragraph that separates it from another table
		return fmt.Sprintf(`<w:spacing w:before="%s" w:after="0" w:line="20" w:lineRule="exact"/>`, twips(above))
	case x.row || above != x.look.Before || below != x.look.After:
		return fmt.Sprintf(`<w:spacing w:before="%s" w:after="%s"/>`, twips(above), twips(below))
	}
	return ""
}

// above returns the space to be put above strip n: all of it, or none if it is below the strip before.
func (b *body) above(n int) fixed.Points {
	if n == 0 {
		return b.strips[n].before
	}
	if b.below(n-1) > 0 {
		return 0
	}
	return max(b.strips[n].before, b.strips[n-1].after)
}

// below returns the space to be put below strip n. There is none if there is a space above the next strip: some programs add the two,
// others take the larger.
func (b *body) below(n int) fixed.Points {
	x := b.strips[n]
	if x.row || x.table || n+1 == len(b.strips) {
		return 0
	}
	switch next := b.strips[n+1]; {
	case next.table: // which has no space above it
		return max(x.after, next.before)
	case next.before > 0 || next.row:
		return 0
	}
	return x.after
}
