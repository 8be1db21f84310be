package doc

import (
	"fmt"
	"strings"
)

// String returns the document as text, for newcomers and tests. Marks are shown as *em*, **strong**, {+inserted+} and {-deleted-}, and a
// run in another language than its block as en:«words».
func (d *Document) String() string {
	p := &printer{}
	fmt.Fprintf(&p.b, "document %s %s", d.Paper, strings.Join(d.Langs, "-"))
	if d.Variant != "" {
		fmt.Fprintf(&p.b, " (%s)", d.Variant)
	}
	fmt.Fprintf(&p.b, "\ntitle %q\nsymbol %q\ndate %s\noriginal %s\n", d.Title, d.Symbol, d.Date, strings.Join(d.Original, "/"))
	p.blocks(d.Blocks, "")
	for _, n := range d.Endnotes {
		p.note(n, "")
	}
	return p.b.String()
}

type printer struct {
	b      strings.Builder
	notes  []*Note
	paired bool // inside a pair, which prints for its columns what other blocks print themselves
}

// changed prints that a block outside lists differs from the base of a redline.
func (p *printer) changed(b Block) string {
	if Changed(b) && !p.paired {
		return "changed"
	}
	return ""
}

func (p *printer) blocks(blocks []Block, indent string) {
	for _, b := range blocks {
		p.block(b, indent)
	}
}

func (p *printer) line(indent, what, id string, rest ...string) {
	p.b.WriteString(indent + what)
	if id != "" {
		p.b.WriteString(" #" + id)
	}
	for _, r := range rest {
		if r != "" {
			p.b.WriteString(" " + r)
		}
	}
	p.b.WriteByte('\n')
	for len(p.notes) > 0 {
		n := p.notes[0]
		p.notes = p.notes[1:]
		if n.Kind == Foot {
			p.note(n, indent+"  ")
		}
	}
}

func (p *printer) note(n *Note, indent string) {
	what := "note"
	if n.Kind == End {
		what = "endnote"
	}
	p.line(indent, what, n.ID, n.Lang, "["+n.Mark+"]", p.inlines(n.Inlines))
}

func role(r string) string {
	if r == "" {
		return ""
	}
	return "." + r
}

func (p *printer) block(b Block, indent string) {
	in := indent + "  "
	switch b := b.(type) {
	case *Section:
		p.line(indent, "section"+role(b.Role), b.ID)
		p.blocks(b.Blocks, in)
	case *Heading:
		p.line(indent, fmt.Sprintf("h%d%s", b.Level, role(b.Role)), b.ID, b.Lang, b.Label, p.changed(b), "| "+p.inlines(b.Inlines))
	case *Paragraph:
		stale := ""
		if b.Stale != "" {
			stale = fmt.Sprintf("stale %q", b.Stale)
		}
		unheard := ""
		if b.Unheard {
			unheard = "unheard"
		}
		p.line(indent, "p"+role(b.Role), b.ID, b.Lang, unheard, stale, p.changed(b), "| "+p.inlines(b.Inlines))
	case *List:
		p.line(indent, "list"+role(b.Role), b.ID)
		for _, i := range b.Items {
			p.line(in, "item", i.ID, fmt.Sprintf("%q", i.Labels))
			p.blocks(i.Blocks, in+"  ")
		}
	case *Table:
		p.line(indent, "table"+role(b.Role), b.ID, b.Lang)
		if len(b.Caption) > 0 {
			p.line(in, "caption", "", p.inlines(b.Caption))
		}
		for k, rows := range [][]*Row{b.Head, b.Rows} {
			for _, r := range rows {
				p.line(in, [...]string{"head", "row"}[k], "")
				for _, c := range r.Cells {
					p.line(in+"  ", "cell", "", c.Lang, c.Scope, string(c.Align))
					p.blocks(c.Blocks, in+"    ")
				}
			}
		}
	case *Pair:
		p.paired = true
		defer func() { p.paired = false }()
		var flags []string
		for k := range b.Columns {
			if k < len(b.Missing) && b.Missing[k] {
				flags = append(flags, fmt.Sprintf("missing-%d", k+1))
			}
			if Changed(b.Columns[k]) {
				flags = append(flags, fmt.Sprintf("changed-%d", k+1))
			}
		}
		p.line(indent, "pair", b.ID, flags...)
		p.blocks(b.Columns, in)
	case *Masthead:
		p.line(indent, "masthead", "", b.Lang)
		if e := b.Emblem; e != nil {
			p.line(in, "emblem |", "", strings.Join(e.Alt, " | "))
		}
		for _, l := range b.Left {
			p.line(in, "left |", "", p.inlines(l))
		}
		for _, l := range b.Right {
			p.line(in, "right |", "", p.inlines(l))
		}
	case *Contents:
		p.line(indent, "contents", b.ID, b.Lang, fmt.Sprintf("depth %d", b.Depth), "| "+p.inlines(b.Title))
	case *EndnoteList:
		p.line(indent, "endnotes", "")
	case *PageBreak:
		p.line(indent, "pagebreak", "")
	}
}

func (p *printer) inlines(in []Inline) string {
	var b strings.Builder
	for _, i := range in {
		s := i.Text
		switch {
		case i.Note != nil:
			s = "[^" + i.Note.Mark + "]"
			p.notes = append(p.notes, i.Note)
		case i.PageOf != "":
			s = "<page of #" + i.PageOf + ">"
		case i.Mark&Break != 0:
			s = "↵"
		case i.Mark&Signal != 0:
			s = "<" + i.Actual + ">"
		default:
			for _, m := range []struct {
				mark        Mark
				open, close string
			}{{Em, "*", "*"}, {Strong, "**", "**"}, {Sup, "^", "^"}, {Under, "_", "_"}, {Ins, "{+", "+}"}, {Del, "{-", "-}"}} {
				if i.Mark&m.mark != 0 {
					s = m.open + s + m.close
				}
			}
		}
		if i.Link != nil && i.Note == nil {
			s = "<" + s + " → " + i.Link.URL
			if i.Link.ID != "" {
				s += "#" + i.Link.ID
			}
			s += ">"
		}
		if i.Lang != "" {
			s = i.Lang + ":«" + s + "»"
		}
		b.WriteString(s)
	}
	return b.String()
}
