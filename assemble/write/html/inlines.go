package html

import (
	"strings"

	"omnibus/assemble/doc"
)

// elements are the elements for marks, outermost first.
var elements = []struct {
	mark doc.Mark
	tag  string
}{{doc.Ins, "ins"}, {doc.Del, "del"}, {doc.Strong, "strong"}, {doc.Em, "em"}, {doc.Under, "u"}, {doc.Sup, "sup"}}

// inlines prints runs of text. A mark or link that several runs share is opened once.
func (p *printer) inlines(in []doc.Inline) {
	for i := 0; i < len(in); {
		n := i + 1
		for n < len(in) && in[i].Link != nil && in[n].Link == in[i].Link && in[i].Note == nil && in[n].Note == nil {
			n++
		}
		if in[i].Link != nil && in[i].Note == nil && !p.mute {
			p.f("<a href=\"%s\">", esc(target(in[i].Link)))
			p.runs(in[i:n])
			p.f("</a>")
		} else {
			p.runs(in[i:n])
		}
		i = n
	}
}

func target(l *doc.Link) string {
	if l.ID != "" {
		return "#" + l.ID
	}
	return l.URL
}

func (p *printer) runs(in []doc.Inline) {
	for _, i := range in {
		switch {
		case i.Note != nil:
			p.reference(i)
			continue
		case i.Mark&doc.Break != 0:
			p.f("<br>")
			continue
		case i.Mark&doc.Signal != 0:
			p.f("<span class=\"sign\" aria-hidden=\"true\">%s</span><span class=\"heard\">%s</span>", esc(i.Text), esc(i.Actual))
			continue
		}
		lang := p.lang(i.Lang)
		if lang != "" {
			p.f("<span%s>", lang)
		}
		closing := ""
		for _, e := range elements {
			if i.Mark&e.mark != 0 {
				p.f("<%s>", e.tag)
				closing = "</" + e.tag + ">" + closing
			}
		}
		p.f("%s%s", whole(esc(strings.ReplaceAll(i.Text, "\u00ad", ""))), closing)
		if lang != "" {
			p.f("</span>")
		}
	}
}

// longestWhole is the largest number of bytes of a word that is not divided at its hyphens: no narrow screen is narrower.
const longestWhole = 24

// whole keeps symbols and their parts, such as (XLII-O/12), on one line: browsers divide them after a hyphen.
func whole(text string) string {
	if !strings.Contains(text, "-") || !strings.ContainsAny(text, "0123456789") {
		return text
	}
	words := strings.Split(text, " ")
	for i, w := range words {
		if len(w) <= longestWhole && strings.Contains(w, "-") && strings.ContainsAny(w, "0123456789") {
			words[i] = "<span class=\"whole\">" + w + "</span>"
		}
	}
	return strings.Join(words, " ")
}

// reference prints the mark of a note, with a link to the note. If a note is cited again, the second mark is no anchor.
func (p *printer) reference(i doc.Inline) {
	n := i.Note
	anchor := ""
	if !p.cited[n] {
		anchor = id(refID(n))
	}
	p.cited[n] = true
	p.f("<sup class=\"ref\"><a%s href=\"#%s\" role=\"doc-noteref\" aria-label=\"%s\">%s</a></sup>", anchor, esc(noteID(n)),
		esc(p.filled(p.doc.Words.NoteRef, n.Mark)), esc(i.Text))
}

func noteID(n *doc.Note) string { return "note." + n.ID }

func refID(n *doc.Note) string { return "ref." + n.ID }

// filled inserts a mark into the words of the column with the current language.
func (p *printer) filled(words []string, mark string) string {
	if len(words) == 0 {
		return mark
	}
	k := 0
	for i, l := range p.doc.Langs {
		if l == p.outer && i < len(words) {
			k = i
		}
	}
	return strings.Replace(words[k], "%s", mark, 1)
}

// notes prints, below a text, the footnotes that it is the first to cite.
func (p *printer) notes(in []doc.Inline) {
	for _, i := range in {
		if i.Note != nil && i.Note.Kind == doc.Foot && !p.noted[i.Note] {
			p.noted[i.Note] = true
			p.note(i.Note, "doc-footnote", "aside")
		}
	}
}

func (p *printer) note(n *doc.Note, role, tag string) {
	p.f("<%s%s class=\"note\" role=\"%s\"%s>", tag, id(noteID(n)), role, p.lang(n.Lang))
	p.speaking(n.Lang, func() {
		p.f("<p><a class=\"back\" href=\"#%s\" role=\"doc-backlink\" aria-label=\"%s\">%s</a> ", esc(refID(n)),
			esc(p.filled(p.doc.Words.NoteBack, n.Mark)), esc(n.Mark))
		p.inlines(n.Inlines)
		p.f("</p>")
	})
	p.f("</%s>\n", tag)
}

func (p *printer) endnotes() {
	if len(p.doc.Endnotes) == 0 {
		return
	}
	p.f("<div class=\"endnotes\">\n")
	for _, n := range p.doc.Endnotes {
		p.note(n, "note", "div")
	}
	p.f("</div>\n")
}
