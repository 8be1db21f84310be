package akn

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"omnibus/assemble/doc"
	"omnibus/assemble/symbol"
)

// plainLetters removes diacritics.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\u0300' && r <= '\u036f' {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

func id(s string) string {
	if s == "" {
		return ""
	}
	return ` eId="` + esc(s) + `"`
}

func class(names ...string) string {
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	if len(names) == 0 {
		return ""
	}
	return ` class="` + esc(strings.Join(names, " ")) + `"`
}

func (p *printer) lang(tag string) string {
	if tag == "" || tag == p.doc.Langs[0] {
		return ""
	}
	return ` xml:lang="` + esc(tag) + `"`
}

func (p *printer) masthead(m *doc.Masthead) {
	if e := m.Emblem; e != nil {
		p.f("<p class=\"masthead emblem\"><img src=\"data:%s;base64,%s\" alt=\"%s\"/></p>\n",
			e.Figure.Media, base64.StdEncoding.EncodeToString(e.Figure.Bytes), esc(e.Alt[0]))
	}
	for _, line := range m.Left {
		p.f("<p class=\"masthead\">")
		p.inlines(line)
		p.f("</p>\n")
	}
	for _, line := range m.Right {
		p.f("<p class=\"masthead reference\">")
		if text := printed(line); text != "" && slices.Contains(symbol.Parts(p.doc.Symbol), text) {
			p.f("<docNumber>")
			p.inlines(line)
			p.f("</docNumber>")
		} else {
			p.inlines(line)
		}
		p.f("</p>\n")
	}
}

func printed(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		b.WriteString(i.Text)
	}
	return b.String()
}

func (p *printer) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

// block prints a block where the standard expects blocks: a section is replaced by its content.
func (p *printer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Section:
		p.blocks(b.Blocks)
	case *doc.Heading:
		p.f("<block name=\"heading\"%s%s%s>", id(b.ID), class(b.Role), p.lang(b.Lang))
		p.heading(b)
		p.f("</block>\n")
	case *doc.Paragraph:
		p.f("<p%s%s%s>", id(b.ID), class(b.Role), p.lang(b.Lang))
		p.paragraph(b)
		p.f("</p>\n")
	case *doc.List:
		p.list(b)
	case *doc.Table:
		p.table(b)
	case *doc.Masthead:
		p.masthead(b)
	}
}

func (p *printer) heading(b *doc.Heading) {
	if b.Label != "" {
		p.f("<inline name=\"label\">%s</inline> ", esc(b.Label))
	}
	p.inlines(b.Inlines)
}

func (p *printer) paragraph(b *doc.Paragraph) {
	if b.Stale != "" {
		p.f("<remark type=\"stale\">%s</remark> ", esc(b.Stale))
	}
	if b.Role == titleRole && b.Lang == p.doc.Langs[0] {
		p.f("<docTitle>")
		p.inlines(b.Inlines)
		p.f("</docTitle>")
		return
	}
	p.inlines(b.Inlines)
}

// list prints a list that is not part of the numbered text.
func (p *printer) list(b *doc.List) {
	if len(b.Items) == 0 {
		return
	}
	p.f("<blockList%s%s>\n", id(b.ID), class(b.Role))
	for _, it := range b.Items {
		p.f("<item%s%s>\n", id(it.ID), p.facets(it))
		p.num(it)
		p.blocks(it.Blocks)
		p.f("</item>\n")
	}
	p.f("</blockList>\n")
}

func (p *printer) num(it *doc.Item) {
	if len(it.Labels) > 0 && it.Labels[0] != "" {
		p.f("<num>%s</num>\n", esc(it.Labels[0]))
	}
}

// facets returns the attributes for the state of an item, as its class, and for its authors.
func (p *printer) facets(it *doc.Item) string {
	state, by := "", []string{}
	for _, f := range it.Facets {
		switch f.Kind {
		case "state":
			state = f.ID
		case "delegation":
			by = append(by, "#"+agentID(f.ID))
		}
	}
	s := class(state)
	if len(by) > 0 {
		s += ` refersTo="` + esc(strings.Join(by, " ")) + `"`
	}
	return s
}

// recitals prints the preamble.
func (p *printer) recitals(b *doc.List) {
	if len(b.Items) == 0 {
		return
	}
	p.f("<recitals%s>\n", id(b.ID))
	for _, it := range b.Items {
		p.f("<recital%s%s>\n", id(it.ID), p.facets(it))
		p.num(it)
		p.blocks(it.Blocks)
		p.f("</recital>\n")
	}
	p.f("</recitals>\n")
}

// main prints the body, which must not be empty.
func (p *printer) main() {
	before := p.b.Len()
	for _, b := range p.body {
		if hierarchical(b) {
			p.hierarchy(b, 0)
		} else {
			p.block(b)
		}
	}
	if p.b.Len() == before {
		p.f("<p/>\n")
	}
}

// hierarchical reports whether a block is a division of the text: a section, or a list of numbered paragraphs.
func hierarchical(b doc.Block) bool {
	switch b := b.(type) {
	case *doc.Section:
		return true
	case *doc.List:
		return b.Role == operativeRole && len(b.Items) > 0
	}
	return false
}

// hierarchy prints a division of the text.
func (p *printer) hierarchy(b doc.Block, depth int) {
	switch b := b.(type) {
	case *doc.Section:
		p.section(b)
	case *doc.List:
		for _, it := range b.Items {
			p.item(it, depth)
		}
	}
}

func (p *printer) section(s *doc.Section) {
	if len(s.Blocks) == 0 {
		return
	}
	name := s.Role
	if name == "" {
		name = "section"
	}
	p.f("<hcontainer name=\"%s\"%s>\n", esc(name), id(s.ID))
	rest := s.Blocks
	if h, ok := rest[0].(*doc.Heading); ok {
		p.f("<heading%s%s>", id(h.ID), p.lang(h.Lang))
		p.heading(h)
		p.f("</heading>\n")
		rest = rest[1:]
	}
	p.divided(rest, 0, hierarchical)
	p.f("</hcontainer>\n")
}

func (p *printer) item(it *doc.Item, depth int) {
	name := levels[min(depth, len(levels)-1)]
	p.f("<%s%s%s>\n", name, id(it.ID), p.facets(it))
	p.num(it)
	p.divided(it.Blocks, depth+1, func(b doc.Block) bool {
		l, ok := b.(*doc.List)
		return ok && len(l.Items) > 0
	})
	p.f("</%s>\n", name)
}

// divided prints the content of a division. Blocks alone are its content. Otherwise, those before the first division in it are its
// introduction, those after the last one its end, and those between two a division without a name.
func (p *printer) divided(blocks []doc.Block, depth int, divides func(doc.Block) bool) {
	first := slices.IndexFunc(blocks, divides)
	if first < 0 {
		p.wrapped("content", blocks)
		return
	}
	last := first
	for i, b := range blocks {
		if divides(b) {
			last = i
		}
	}
	p.wrapped("intro", blocks[:first])
	for i := first; i <= last; i++ {
		if divides(blocks[i]) {
			p.hierarchy(blocks[i], depth)
			continue
		}
		n := i
		for n < last && !divides(blocks[n]) {
			n++
		}
		p.f("<hcontainer name=\"text\">\n")
		p.wrapped("content", blocks[i:n])
		p.f("</hcontainer>\n")
		i = n - 1
	}
	p.wrapped("wrapUp", blocks[last+1:])
}

func (p *printer) wrapped(tag string, blocks []doc.Block) {
	if len(blocks) == 0 && tag != "content" {
		return
	}
	p.f("<%s>\n", tag)
	p.blocks(blocks)
	p.f("</%s>\n", tag)
}

func (p *printer) table(b *doc.Table) {
	p.f("<table%s%s%s>\n", id(b.ID), class(b.Role), p.lang(b.Lang))
	if len(b.Caption) > 0 {
		p.f("<caption>")
		p.inlines(b.Caption)
		p.f("</caption>\n")
	}
	for _, r := range slices.Concat(b.Head, b.Rows) {
		p.f("<tr>\n")
		for _, c := range r.Cells {
			tag, span := "td", ""
			if c.Header {
				tag = "th"
			}
			if c.Span > 1 {
				span = ` colspan="` + strconv.Itoa(c.Span) + `"`
			}
			p.f("<%s%s%s>\n", tag, span, p.lang(c.Lang))
			p.blocks(c.Blocks)
			p.f("</%s>\n", tag)
		}
		p.f("</tr>\n")
	}
	p.f("</table>\n")
}

// elements are the elements for marks, outermost first.
var elements = []struct {
	mark doc.Mark
	tag  string
}{{doc.Ins, "ins"}, {doc.Del, "del"}, {doc.Strong, "b"}, {doc.Em, "i"}, {doc.Under, "u"}, {doc.Sup, "sup"}}

func (p *printer) inlines(in []doc.Inline) {
	for _, i := range in {
		switch {
		case i.Note != nil:
			p.note(i)
			continue
		case i.Mark&doc.Break != 0:
			p.f("<br/>")
			continue
		case i.Mark&doc.Signal != 0:
			p.f("<inline name=\"sign\" title=\"%s\">%s</inline>", esc(strings.TrimSpace(i.Actual)), esc(i.Text))
			continue
		}
		closing := ""
		open := func(tag, attributes string) {
			p.f("<%s%s>", tag, attributes)
			closing = "</" + tag + ">" + closing
		}
		if i.Lang != "" && i.Lang != p.doc.Langs[0] {
			open("span", p.lang(i.Lang))
		}
		if l := i.Link; l != nil {
			if l.ID != "" {
				open("ref", fmt.Sprintf(" href=\"#%s\"", esc(l.ID)))
			} else {
				open("ref", fmt.Sprintf(" href=\"%s\"", esc(l.URL)))
			}
		}
		for _, e := range elements {
			if i.Mark&e.mark != 0 {
				by := ""
				if i.By != nil && e.mark&(doc.Ins|doc.Del) != 0 {
					by = ` refersTo="#` + agentID(p.named(i.By.Name)) + `"`
				}
				open(e.tag, by)
			}
		}
		p.f("%s%s", esc(strings.ReplaceAll(i.Text, "\u00ad", "")), closing)
	}
}

// note prints a note at its first citation, and a reference to it at later ones.
func (p *printer) note(i doc.Inline) {
	n := i.Note
	if p.cited[n] {
		p.f("<noteRef href=\"#%s\" marker=\"%s\"/>", esc(n.ID), esc(n.Mark))
		return
	}
	p.cited[n] = true
	kind := ""
	if n.Kind == doc.End {
		kind = "endnote"
	}
	p.f("<authorialNote%s%s marker=\"%s\" placement=\"bottom\"%s><p>", id(n.ID), class(kind), esc(n.Mark), p.lang(n.Lang))
	p.inlines(n.Inlines)
	p.f("</p></authorialNote>")
}
