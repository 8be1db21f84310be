// Package html writes a document as one page for the screen. The page opens from disk, works without network and without script, and can be
// read aloud, enlarged and printed. A paper in several languages has them side by side on a wide screen and one after the other on a narrow
// one, and the reader can choose among them; if scripts run, a reader can also select paragraphs. Every section, item and note has the id
// of its record as its anchor.
package html

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/style"
)

// Style and script of a page. The page gives their hashes, and a browser applies nothing else.
var (
	//go:embed page.css
	look string
	//go:embed page.js
	script string

	policy = Policy(look, script)
)

// Policy returns the Content-Security-Policy of a page with a style and a script: it forbids fetching, and any other script or style.
func Policy(style, script string) string {
	return fmt.Sprintf("default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'",
		sum(style), sum(script))
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(h[:])
}

// Name is the name of the format.
const Name = "html"

// mark begins the line of the head that identifies the file.
const mark = `<meta name="omnibus" content="`

// deepest is the lowest level of headings in HTML.
const deepest = 6

// Write writes the document. The same document gives the same bytes.
func Write(w io.Writer, d *doc.Document, _ *style.Sheet) error {
	p := &printer{doc: d, known: map[doc.Facet]bool{}, cited: map[*doc.Note]bool{}, noted: map[*doc.Note]bool{}}
	p.survey(d.Blocks)
	for _, of := range p.facets {
		slices.SortStableFunc(of, func(a, b *doc.Facet) int { return cmp.Compare(a.Order, b.Order) })
	}
	p.head()
	p.body()
	_, err := w.Write(p.b.Bytes())
	return err
}

// Told returns the paper, view, languages and symbol that a page gives; nil if Write did not make it.
func Told(b []byte) *doc.Document {
	if !bytes.HasPrefix(b, []byte("<!DOCTYPE html>")) {
		return nil
	}
	_, rest, found := bytes.Cut(b, []byte(mark))
	told, _, closed := bytes.Cut(rest, []byte(`"`))
	if !found || !closed {
		return nil
	}
	return doc.Read(html.UnescapeString(string(told)))
}

type printer struct {
	b      bytes.Buffer
	doc    *doc.Document
	outer  string // the current language
	titled bool   // the title has been printed
	level  int    // of the last heading
	mute   bool   // the output is hidden from screen readers: it must have no links
	cited  map[*doc.Note]bool
	noted  map[*doc.Note]bool // notes whose words have been printed

	// Found by survey.
	title    bool // the paper has a title among its blocks
	contents bool // it has a table of contents
	changed  bool // something in it is marked as changed
	facets   map[string][]*doc.Facet
	known    map[doc.Facet]bool
}

// survey collects what the head of a page depends on.
func (p *printer) survey(blocks []doc.Block) {
	if p.facets == nil {
		p.facets = map[string][]*doc.Facet{}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			p.survey(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				for _, f := range it.Facets {
					if !p.known[*f] {
						p.known[*f] = true
						p.facets[f.Kind] = append(p.facets[f.Kind], f)
					}
				}
				p.survey(it.Blocks)
			}
		case *doc.Pair:
			p.changed = p.changed || slices.ContainsFunc(b.Columns, doc.Changed)
			p.survey(b.Columns)
		case *doc.Contents:
			p.contents = true
		case *doc.Paragraph:
			p.title = p.title || b.Role == titleRole
			p.changed = p.changed || altered(b.Inlines)
		case *doc.Heading:
			p.changed = p.changed || altered(b.Inlines)
		}
	}
}

// titleRole is the role of the paragraph that is the title of the paper.
const titleRole = "title"

// meetingRole is the role of a paragraph that names a meeting, above the plan for it.
const meetingRole = "meeting"

func altered(in []doc.Inline) bool {
	return slices.ContainsFunc(in, func(i doc.Inline) bool { return i.Mark&(doc.Ins|doc.Del) != 0 })
}

func (p *printer) f(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func esc(s string) string { return html.EscapeString(s) }

func (p *printer) head() {
	d := p.doc
	p.outer = d.Langs[0]
	title := d.Title
	if d.Symbol != "" {
		title += ", " + d.Symbol
	}
	p.f("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", esc(p.outer))
	p.f("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	p.f("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", esc(p.policy()))
	p.f("<title>%s</title>\n", esc(title))
	p.f("%s%s\">\n", mark, esc(d.Told()))
	for _, m := range [][2]string{
		{"dcterms.identifier", d.Symbol},
		{"dcterms.creator", d.Organ},
		{"dcterms.language", strings.Join(d.Langs, ", ")},
		{"keywords", strings.Join(d.Keywords, ", ")},
	} {
		if m[1] != "" {
			p.f("<meta name=\"%s\" content=\"%s\">\n", m[0], esc(m[1]))
		}
	}
	if !d.Date.IsZero() {
		p.f("<meta name=\"dcterms.date\" content=\"%s\">\n", d.Date)
	}
	p.f("<style>%s%s</style>\n</head>\n", look, p.marked())
}

// marked returns the style that prints the mark at the head of every page but the first, where it is part of the text; "" without a mark.
func (p *printer) marked() string {
	if p.doc.Mark == "" {
		return ""
	}
	var s strings.Builder
	for _, r := range p.doc.Mark {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			s.WriteRune(r)
		} else {
			fmt.Fprintf(&s, "\\%x ", r)
		}
	}
	return fmt.Sprintf("@media print { @page { @top-center { content: \"%s\"; font-weight: bold; } }"+
		" @page :first { @top-center { content: none; } } }\n", s.String())
}

// policy returns the Content-Security-Policy of the page.
func (p *printer) policy() string {
	if p.doc.Mark == "" {
		return policy
	}
	return Policy(look+p.marked(), script)
}

func (p *printer) body() {
	d := p.doc
	class := ""
	if len(d.Langs) > 1 {
		class = " class=\"parallel\""
	}
	p.f("<body%s>\n<a class=\"skip\" href=\"#text\">%s</a>\n", class, esc(d.Words.Screen.Skip))
	if d.Mark != "" { // visible, but not read aloud
		p.f("<p class=\"page-mark\" aria-hidden=\"true\">%s</p>\n", esc(d.Mark))
	}
	blocks := d.Blocks
	if len(blocks) > 0 {
		if m, ok := blocks[0].(*doc.Masthead); ok {
			p.f("<header class=\"masthead\">\n")
			p.masthead(m)
			p.f("</header>\n")
			blocks = blocks[1:]
		}
	}
	p.controls()
	if !p.contents {
		p.outline()
	}
	p.f("<main id=\"text\" tabindex=\"-1\">\n")
	if !p.title {
		p.f("<h1 class=\"heard\">%s</h1>\n", esc(d.Title))
	}
	p.blocks(blocks)
	p.f("</main>\n<script>%s</script>\n</body>\n</html>\n", script)
}

// controls prints the reader's choices. Those of languages and of changes work without a script.
func (p *printer) controls() {
	s, d := p.doc.Words.Screen, p.doc
	kinds := slices.DeleteFunc(slices.Clone(doc.Facets), func(k string) bool { return len(p.facets[k]) < 2 })
	if len(d.Langs) < 2 && !p.changed && len(kinds) == 0 {
		return
	}
	p.f("<form class=\"reader\" aria-label=\"%s\">\n", esc(s.Reading))
	if len(d.Langs) > 1 {
		p.f("<fieldset>\n<legend>%s</legend>\n", esc(s.Languages))
		p.f("<label><input type=\"radio\" name=\"read\" id=\"read-all\" checked> %s</label>\n", esc(s.All))
		for k, name := range d.Words.Language {
			p.f("<label lang=\"%s\"><input type=\"radio\" name=\"read\" id=\"read-%d\"> ", esc(d.Langs[k]), k)
			p.f("%s</label>\n", esc(capital(name)))
		}
		p.f("</fieldset>\n")
	}
	if p.changed {
		p.f("<label><input type=\"checkbox\" id=\"changed\"> %s</label>\n", esc(s.Changed))
	}
	if len(kinds) > 0 {
		p.f("<span class=\"pick\" hidden>\n")
		for _, k := range kinds {
			p.f("<label>%s <select data-kind=\"%s\">\n<option value=\"\">%s</option>\n", esc(s.Facets[k]), k, esc(s.All))
			for _, f := range p.facets[k] {
				p.f("<option value=\"%s\">%s</option>\n", esc(f.ID), esc(f.Name))
			}
			p.f("</select></label>\n")
		}
		p.f("<output data-shown=\"%s\"></output>\n</span>\n", esc(s.Shown))
	}
	p.f("</form>\n")
}

// outline prints links to the headings, for papers without a table of contents.
func (p *printer) outline() {
	var links []string
	doc.Each(p.doc.Blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Heading:
			links = append(links, p.link(b.ID, b.Level, []doc.Block{b}))
		case *doc.Pair:
			if h, ok := b.Columns[0].(*doc.Heading); ok {
				links = append(links, p.link(b.ID, h.Level, b.Columns))
			}
		}
	})
	if len(links) == 0 {
		return
	}
	title := ""
	if len(p.doc.Words.Contents) > 0 {
		title = esc(p.doc.Words.Contents[0])
	}
	p.f("<nav class=\"outline\" aria-label=\"%s\">\n<details>\n<summary>%s</summary>\n", title, title)
	p.f("<ul>\n%s</ul>\n</details>\n</nav>\n", strings.Join(links, ""))
}

// link returns a line of an outline or a table of contents: a heading, in each of its languages.
func (p *printer) link(id string, level int, columns []doc.Block) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<li class=\"l%d\"><a href=\"#%s\">", level, esc(id))
	for k, c := range columns {
		h := c.(*doc.Heading)
		text := esc(plain(h))
		switch {
		case len(columns) > 1:
			if k > 0 {
				b.WriteString(" ")
			}
			fmt.Fprintf(&b, "<span class=\"c%d\" lang=\"%s\">%s</span>", k, esc(h.Lang), text)
		case h.Lang != p.outer:
			fmt.Fprintf(&b, "<span lang=\"%s\">%s</span>", esc(h.Lang), text)
		default:
			b.WriteString(text)
		}
	}
	b.WriteString("</a></li>\n")
	return b.String()
}

// plain returns the words of a heading as in a table of contents, after its label.
func plain(h *doc.Heading) string {
	var b strings.Builder
	if h.Label != "" {
		b.WriteString(h.Label + " ")
	}
	for _, i := range h.Title() {
		b.WriteString(i.Text)
	}
	return b.String()
}

func (p *printer) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

// block prints a block at the full width of the page.
func (p *printer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Section:
		p.f("<section%s%s>\n", id(b.ID), class(role(b.Role)))
		p.blocks(b.Blocks)
		p.f("</section>\n")
	case *doc.Heading:
		p.heading(b, b.ID, "")
		p.notes(b.Inlines)
	case *doc.Paragraph:
		p.paragraph(b, b.ID, "")
	case *doc.List:
		p.list(b)
	case *doc.Table:
		p.table(b, b.ID)
	case *doc.Pair:
		p.pair(b, nil)
	case *doc.Masthead:
		p.f("<div class=\"masthead\">\n")
		p.masthead(b)
		p.f("</div>\n")
	case *doc.Contents:
		p.contentsList(b, b.ID, 0)
	case *doc.EndnoteList:
		p.endnotes()
	case *doc.PageBreak:
		p.f("<hr class=\"page\">\n")
	}
}

func id(s string) string {
	if s == "" {
		return ""
	}
	return ` id="` + esc(s) + `"`
}

func role(s string) string {
	if s == "" {
		return ""
	}
	return "r-" + s
}

func class(names ...string) string {
	names = slices.DeleteFunc(names, func(s string) bool { return s == "" })
	if len(names) == 0 {
		return ""
	}
	return ` class="` + esc(strings.Join(names, " ")) + `"`
}

// lang returns the attribute for a language that is not the current one.
func (p *printer) lang(tag string) string {
	if tag == "" || tag == p.outer {
		return ""
	}
	return ` lang="` + esc(tag) + `"`
}

// speaking makes a language the current one while f prints.
func (p *printer) speaking(tag string, f func()) {
	was := p.outer
	if tag != "" {
		p.outer = tag
	}
	f()
	p.outer = was
}

// heading prints a heading. The title of the paper, which is not a heading of the document, is the first level of the page.
func (p *printer) heading(h *doc.Heading, anchor, column string) {
	n := min(h.Level+1, deepest)
	p.level = n
	p.f("<h%d%s%s%s>", n, id(anchor), class(role(h.Role), column), p.lang(h.Lang))
	p.headed(h)
	p.f("</h%d>\n", n)
}

func (p *printer) headed(h *doc.Heading) {
	p.speaking(h.Lang, func() {
		if h.Label != "" {
			p.f("<span class=\"label\">%s</span> ", esc(h.Label))
		}
		p.inlines(h.Inlines)
	})
}

func (p *printer) paragraph(b *doc.Paragraph, anchor, label string) {
	tag := "p"
	if b.Role == titleRole && !p.titled && label == "" {
		tag, p.titled, p.level = "h1", true, 1
	}
	p.f("<%s%s%s%s%s%s>", tag, id(anchor), class(role(b.Role), stale(b)), p.lang(b.Lang), unheard(b), p.named(b))
	p.mute = b.Unheard
	p.words(b, label)
	p.mute = false
	p.f("</%s>\n", tag)
	p.speaking(b.Lang, func() { p.notes(b.Inlines) })
}

// named makes a paragraph that names a meeting a heading for screen readers, below the last heading.
func (p *printer) named(b *doc.Paragraph) string {
	if b.Role != meetingRole || b.Unheard {
		return ""
	}
	return fmt.Sprintf(` role="heading" aria-level="%d"`, min(p.level+1, deepest))
}

func stale(b *doc.Paragraph) string {
	if b.Stale == "" {
		return ""
	}
	return "stale"
}

func unheard(b *doc.Paragraph) string {
	if !b.Unheard {
		return ""
	}
	return ` aria-hidden="true"`
}

// words prints the words of a paragraph after its label.
func (p *printer) words(b *doc.Paragraph, label string) {
	if label != "" {
		p.f("<span class=\"label\">%s</span> ", esc(label))
	}
	p.speaking(b.Lang, func() {
		if b.Stale != "" {
			p.f("<span class=\"why\">%s</span> ", esc(b.Stale))
		}
		p.inlines(b.Inlines)
	})
}

// pair prints a block of each language, with the label of its item before each.
func (p *printer) pair(b *doc.Pair, labels []string) {
	label := func(k int) string {
		if len(labels) == 0 {
			return ""
		}
		return labels[min(k, len(labels)-1)]
	}
	changed := ""
	if slices.ContainsFunc(b.Columns, doc.Changed) {
		changed = "changed"
	}
	if tag, ok := p.one(b); ok && len(labels) == 0 {
		p.f("<%s%s%s>", tag, id(b.ID), class("pair", changed, roleOf(b.Columns[0])))
		for k, c := range b.Columns {
			if k > 0 {
				p.f(" ")
			}
			switch c := c.(type) {
			case *doc.Heading:
				p.f("<span%s%s>", class("c"+strconv.Itoa(k)), p.lang(c.Lang))
				p.headed(c)
			case *doc.Paragraph:
				p.f("<span%s%s>", class("c"+strconv.Itoa(k)), p.lang(c.Lang))
				p.words(c, "")
			}
			p.f("</span>")
		}
		p.f("</%s>\n", tag)
		return
	}
	p.f("<div%s%s>\n", id(b.ID), class("pair", changed))
	for k, c := range b.Columns {
		p.f("<div%s%s>\n", class("c"+strconv.Itoa(k), missing(b, k)), p.lang(p.doc.Langs[k]))
		p.speaking(p.doc.Langs[k], func() {
			switch c := c.(type) {
			case *doc.Heading:
				p.heading(c, "", "")
				p.notes(c.Inlines)
			case *doc.Paragraph:
				p.paragraph(c, "", label(k))
			case *doc.Table:
				p.label(label(k))
				p.table(c, "")
			case *doc.Contents:
				p.contentsList(c, "", k)
			}
		})
		p.f("</div>\n")
	}
	p.f("</div>\n")
}

func roleOf(b doc.Block) string {
	switch b := b.(type) {
	case *doc.Heading:
		return role(b.Role)
	case *doc.Paragraph:
		return role(b.Role)
	}
	return ""
}

func missing(b *doc.Pair, k int) string {
	if k < len(b.Missing) && b.Missing[k] {
		return "missing"
	}
	return ""
}

// one reports whether a pair is one heading in several languages, so that readers who move by headings find it once, and returns its
// element. Notes rule it out: they would be printed between its languages.
func (p *printer) one(b *doc.Pair) (tag string, ok bool) {
	for _, c := range b.Columns {
		switch c := c.(type) {
		case *doc.Heading:
			if noted(c.Inlines) {
				return "", false
			}
			p.level = min(c.Level+1, deepest)
			tag = "h" + strconv.Itoa(p.level)
		case *doc.Paragraph:
			if c.Role != titleRole || p.titled || noted(c.Inlines) {
				return "", false
			}
			tag = "h1"
		default:
			return "", false
		}
	}
	if tag == "h1" {
		p.titled = true
	}
	return tag, true
}

func noted(in []doc.Inline) bool {
	return slices.ContainsFunc(in, func(i doc.Inline) bool { return i.Note != nil })
}

func (p *printer) label(s string) {
	if s != "" {
		p.f("<span class=\"label\">%s</span>\n", esc(s))
	}
}

// list prints a list. Its labels are printed as text.
func (p *printer) list(b *doc.List) {
	if len(b.Items) == 0 {
		return
	}
	p.f("<ul role=\"list\"%s%s>\n", id(b.ID), class("list", role(b.Role)))
	for _, it := range b.Items {
		p.f("<li%s%s>\n", id(it.ID), facets(it))
		blocks := it.Blocks
		if len(blocks) > 0 {
			switch first := blocks[0].(type) {
			case *doc.Pair:
				p.pair(first, it.Labels)
				blocks = blocks[1:]
			case *doc.Paragraph:
				p.paragraph(first, first.ID, it.Labels[0])
				blocks = blocks[1:]
			default:
				p.label(it.Labels[0])
			}
		}
		p.blocks(blocks)
		p.f("</li>\n")
	}
	p.f("</ul>\n")
}

// facets returns the attributes by which the script selects an item.
func facets(it *doc.Item) string {
	var b strings.Builder
	for _, kind := range doc.Facets {
		var ids []string
		for _, f := range it.Facets {
			if f.Kind == kind {
				ids = append(ids, f.ID)
			}
		}
		if len(ids) > 0 {
			fmt.Fprintf(&b, ` data-%s="%s"`, kind, esc(strings.Join(ids, " ")))
		}
	}
	return b.String()
}

func (p *printer) table(b *doc.Table, anchor string) {
	name := p.doc.Title
	if len(b.Caption) > 0 {
		name = ""
		for _, i := range b.Caption {
			name += i.Text
		}
	}
	p.f("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"%s\"%s>\n", esc(name), p.lang(b.Lang))
	p.f("<table%s%s>\n", id(anchor), class(role(b.Role)))
	p.speaking(b.Lang, func() {
		if len(b.Caption) > 0 {
			p.f("<caption>")
			p.inlines(b.Caption)
			p.f("</caption>\n")
		}
		p.rows("thead", b.Head)
		p.rows("tbody", b.Rows)
	})
	p.f("</table>\n</div>\n")
}

func (p *printer) rows(part string, rows []*doc.Row) {
	if len(rows) == 0 {
		return
	}
	p.f("<%s>\n", part)
	for _, r := range rows {
		p.f("<tr>\n")
		for _, c := range r.Cells {
			tag, more := "td", ""
			if c.Header {
				tag, more = "th", ` scope="`+esc(c.Scope)+`"`
			}
			if c.Span > 1 {
				more += fmt.Sprintf(" colspan=\"%d\"", c.Span)
			}
			if c.Align != "" {
				more += ` class="` + string(c.Align) + `"`
			}
			p.f("<%s%s%s>", tag, more, p.lang(c.Lang))
			p.speaking(c.Lang, func() { p.cell(c) })
			p.f("</%s>\n", tag)
		}
		p.f("</tr>\n")
	}
	p.f("</%s>\n", part)
}

func (p *printer) cell(c *doc.Cell) {
	if len(c.Blocks) == 1 {
		if b, ok := c.Blocks[0].(*doc.Paragraph); ok && p.lang(b.Lang) == "" && !b.Unheard {
			p.words(b, "")
			p.notes(b.Inlines)
			return
		}
	}
	p.blocks(c.Blocks)
}

func (p *printer) masthead(m *doc.Masthead) {
	if e := m.Emblem; e != nil {
		p.f("<img src=\"data:%s;base64,%s\" alt=\"%s\">\n",
			e.Figure.Media, base64.StdEncoding.EncodeToString(e.Figure.Bytes), esc(e.Alt[0]))
	}
	for _, side := range append(m.Organs(), m.Right) {
		p.f("<div>\n")
		p.speaking(m.Lang, func() {
			for _, line := range side {
				p.f("<p>")
				p.inlines(line)
				p.f("</p>\n")
			}
		})
		p.f("</div>\n")
	}
}

// contentsList prints links to the headings of a column, below their title.
func (p *printer) contentsList(b *doc.Contents, anchor string, column int) {
	p.speaking(b.Lang, func() {
		title := ""
		for _, i := range b.Title {
			title += i.Text
		}
		p.f("<nav%s class=\"contents\" aria-label=\"%s\">\n<p class=\"contents-title\">", id(anchor), esc(title))
		p.inlines(b.Title)
		p.f("</p>\n<ul>\n")
		doc.Each(p.doc.Blocks, func(x doc.Block) {
			at := ""
			switch y := x.(type) {
			case *doc.Heading:
				at = y.ID
			case *doc.Pair:
				if column < len(y.Columns) {
					x, at = y.Columns[column], y.ID
				}
			}
			if h, ok := x.(*doc.Heading); ok && h.Level <= b.Depth {
				p.b.WriteString(p.link(at, h.Level, []doc.Block{h}))
			}
		})
		p.f("</ul>\n</nav>\n")
	})
}

// capital returns a name with its first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
