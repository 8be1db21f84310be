package docx

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// A paragraph is a paragraph to be written.
type paragraph struct {
	style   string
	lang    string
	inlines []doc.Inline
	before  string // words before the text
	stale   bool
	mark    string // name of a bookmark to which links lead
	still   bool   // its marks of changes are not tracked changes
	at      level
	column  int
	cell    bool // it is in a cell
	bold    bool
	size    fixed.Points // of its type, if it is not that of its style
	outline int          // its level as a heading, from 1; 0: that of its style
	keep    bool         // it stays with what follows
	align   doc.Align    // if it is not that of its style
	over    int          // number of the strip that it is the head of, from 1; 0: of none
}

// open begins a bookmark; close ends the last one that began. Bookmarks do not overlap.
func (b *body) open(name string) string {
	b.marks++
	return fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="%s"/>`, b.marks, name)
}

func (b *body) close() string { return fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, b.marks) }

// change begins the element of a change; the caller ends it.
func (b *body) change(kind doc.Mark, by *doc.Author) string {
	name := "w:ins"
	if kind&doc.Del != 0 {
		name = "w:del"
	}
	b.marks++
	author, day := b.doc.Organ, stamp(b.doc.Date)
	if by != nil {
		author = by.Name
		if d := stamp(by.On); d != "" {
			day = d
		}
	}
	if author == "" {
		author = "omnibus"
	}
	s := fmt.Sprintf(`<%s w:id="%d" w:author="%s"`, name, b.marks, escaped(author))
	if day != "" {
		s += ` w:date="` + day + `"`
	}
	return s
}

// openChange begins a change around runs and returns the element of their words; closeChange ends it.
func (b *body) openChange(w *strings.Builder, kind doc.Mark, by *doc.Author) (tag string) {
	if kind == 0 {
		return "w:t"
	}
	w.WriteString(b.change(kind, by) + ">")
	if kind&doc.Del != 0 {
		return "w:delText"
	}
	return "w:t"
}

func closeChange(kind doc.Mark) string {
	switch {
	case kind&doc.Del != 0:
		return "</w:del>"
	case kind&doc.Ins != 0:
		return "</w:ins>"
	}
	return ""
}

// author returns who inserted or deleted blocks as a whole; if that is not known for all of them, who made the first change in them.
func (b *body) author(blocks []doc.Block, at level) *doc.Author {
	by := at.by
	if at.whole != 0 {
		each(blocks, func(in []doc.Inline) {
			for _, i := range in {
				if by == nil && i.By != nil {
					by = i.By
				}
			}
		})
	}
	return by
}

// paragraph writes a paragraph.
func (b *body) paragraph(w *strings.Builder, p paragraph) {
	w.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + p.style + `"/>` + keepOf(p.at.strip-1))
	if p.keep {
		w.WriteString(`<w:keepNext/>`)
	}
	if p.stale {
		w.WriteString(`<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="auto"/></w:pBdr>`)
	}
	w.WriteString(spaceOf(p.at.strip-1) + signOf(headSign, p.over-1))
	label := p.at.label(p.column)
	if p.at.indent != 0 {
		w.WriteString(`<w:ind w:left="` + twips(p.at.indent) + `"`)
		if label != "" && p.at.hang > 0 {
			w.WriteString(` w:hanging="` + twips(p.at.hang) + `"`)
		}
		w.WriteString(`/>`)
	}
	if p.align != "" {
		w.WriteString(`<w:jc w:val="` + string(p.align) + `"/>`)
	}
	if p.outline > 0 {
		w.WriteString(`<w:outlineLvl w:val="` + decimal(p.outline-1) + `"/>`)
	}
	by := p.by()
	if p.at.whole != 0 {
		w.WriteString(`<w:rPr>` + b.change(p.at.whole, by) + `/></w:rPr>`)
	}
	w.WriteString(`</w:pPr>`)
	r := &runs{b: b, w: w, lang: p.lang, links: &b.outLinks, still: p.still, bold: p.bold, size: p.size, hint: b.hint(p)}
	if p.mark != "" && !p.at.former {
		w.WriteString(b.open(p.mark) + b.close())
	}
	named := p.at.record != "" && b.codes[p.at.record] != "" && p.cell && !p.at.former
	id := 0
	if named {
		w.WriteString(b.open(r.hint))
		id = b.marks
	}
	var in []doc.Inline
	if label != "" {
		in = append(in, doc.Inline{Text: label + map[bool]string{true: "\t", false: " "}[p.at.hang > 0],
			Lang: p.langOf(b)})
	}
	if p.before != "" {
		in = append(in, doc.Inline{Text: p.before, Lang: p.langOf(b)})
	}
	r.write(append(in, p.inlines...), p.at.whole, by)
	if named {
		fmt.Fprintf(w, `<w:bookmarkEnd w:id="%d"/>`, id)
	}
	w.WriteString(`</w:p>`)
}

// langOf returns the language of what precedes a text: that of its column.
func (p *paragraph) langOf(b *body) string { return b.doc.Langs[min(p.column, b.columns-1)] }

// hint returns the name of the bookmark around the words of a record in a column.
func (b *body) hint(p paragraph) string {
	lang := strings.Map(func(r rune) rune {
		if r == '-' {
			return '_'
		}
		return r
	}, p.langOf(b))
	return doc.Bookmark + b.codes[p.at.record] + "_" + lang
}

// by returns who inserted or deleted the paragraph as a whole.
func (p *paragraph) by() *doc.Author {
	if p.at.whole == 0 || p.at.by != nil {
		return p.at.by
	}
	for _, i := range p.inlines {
		if i.By != nil {
			return i.By
		}
	}
	return nil
}

// A runs writes inlines as runs.
type runs struct {
	b     *body
	w     *strings.Builder
	lang  string
	links *references
	still bool
	bold  bool
	size  fixed.Points
	hint  string // name of the bookmark around them
	notes int
}

// write writes inlines. whole is Ins or Del if one author inserted or deleted all of them.
func (r *runs) write(in []doc.Inline, whole doc.Mark, by *doc.Author) {
	if !r.still {
		in = tracked(in, whole, by)
	}
	for i := 0; i < len(in); {
		kind := in[i].Mark & (doc.Ins | doc.Del)
		if r.still {
			kind = 0
		}
		to := i + 1
		for to < len(in) && !r.still && in[to].Mark&(doc.Ins|doc.Del) == kind && in[to].By == in[i].By && in[to].Link == in[i].Link {
			to++
		}
		if r.still || in[i].Link == nil {
			for r.still && to < len(in) && in[to].Link == in[i].Link {
				to++
			}
		}
		closing := r.link(in[i].Link)
		tag := r.b.openChange(r.w, kind, in[i].By)
		for _, x := range in[i:to] {
			r.run(x, tag)
		}
		r.w.WriteString(closeChange(kind) + closing)
		i = to
	}
}

// link begins a link and returns its end.
func (r *runs) link(l *doc.Link) string {
	switch {
	case l == nil:
		return ""
	case l.URL != "":
		r.w.WriteString(`<w:hyperlink r:id="` + r.links.of(l.URL) + `" w:history="1">`)
	case r.b.targets[l.ID] == "":
		return ""
	default:
		r.w.WriteString(`<w:hyperlink w:anchor="` + r.b.targets[l.ID] + `" w:history="1">`)
	}
	return `</w:hyperlink>`
}

// run writes one run.
func (r *runs) run(x doc.Inline, tag string) {
	if x.Note != nil {
		r.cite(x, tag)
		return
	}
	r.w.WriteString(`<w:r>`)
	r.look(x)
	text(r.w, x.Text, tag)
	r.w.WriteString(`</w:r>`)
}

// look writes the properties of a run.
func (r *runs) look(x doc.Inline) {
	r.w.WriteString(`<w:rPr>`)
	if x.Note != nil {
		r.w.WriteString(`<w:rStyle w:val="` + noteStyle(x.Note.Kind) + `"/>`)
	}
	if x.Mark&doc.Strong != 0 || r.bold {
		r.w.WriteString(`<w:b/><w:bCs/>`)
	}
	if x.Mark&doc.Em != 0 {
		r.w.WriteString(`<w:i/><w:iCs/>`)
	}
	if r.still && x.Mark&doc.Del != 0 {
		r.w.WriteString(`<w:strike/>`)
	}
	if r.size > 0 {
		n := decimal(units(r.size, halves))
		r.w.WriteString(`<w:sz w:val="` + n + `"/><w:szCs w:val="` + n + `"/>`)
	}
	if x.Mark&doc.Under != 0 || r.still && x.Mark&doc.Ins != 0 {
		r.w.WriteString(`<w:u w:val="single"/>`)
	}
	if x.Mark&doc.Sup != 0 && x.Note == nil {
		r.w.WriteString(`<w:vertAlign w:val="superscript"/>`)
	}
	lang := x.Lang
	if lang == "" {
		lang = r.lang
	}
	r.w.WriteString(`<w:lang w:val="` + escaped(lang) + `"/></w:rPr>`)
}

// closers are signs that no space precedes.
const closers = ",;.:)]!?"

// besides makes a space part of the change after it if, without what is deleted or inserted, the next sign would be one that no space
// precedes.
func besides(in []doc.Inline) []doc.Inline {
	out := slices.Clone(in)
	next := map[doc.Mark]string{} // the next sign, by the mark that is left out
	for k := len(out) - 1; k >= 0; k-- {
		x := &out[k]
		if x.Mark&doc.Signal != 0 || x.Text == "" {
			continue
		}
		kind := x.Mark & (doc.Ins | doc.Del)
		closes := func(without doc.Mark) bool { return next[without] != "" && strings.Contains(closers, next[without]) }
		if kind == 0 && x.Note == nil && strings.HasSuffix(x.Text, " ") && closes(doc.Del) != closes(doc.Ins) {
			space := *x
			space.Text, space.Mark = " ", x.Mark|doc.Del
			if closes(doc.Ins) {
				space.Mark = x.Mark | doc.Ins
			}
			if x.Text = x.Text[:len(x.Text)-1]; x.Text == "" {
				*x = space
			} else {
				out = slices.Insert(out, k+1, space)
			}
		}
		for _, without := range []doc.Mark{doc.Ins, doc.Del} {
			if kind != without && x.Text != "" {
				next[without] = string([]rune(x.Text)[:1])
			}
		}
	}
	return out
}

// tracked turns the signs of a redline into tracked changes: it drops the printed signs, and marks the words between them as inserted or
// deleted. A space that would be doubled with or without these words becomes part of the change. Insertions lose their bold type. whole is
// Ins or Del if all of it was inserted or deleted by one author.
func tracked(in []doc.Inline, whole doc.Mark, by *doc.Author) []doc.Inline {
	if whole == 0 && !slices.ContainsFunc(in, func(i doc.Inline) bool { return i.Mark&(doc.Ins|doc.Del|doc.Signal) != 0 }) {
		return in
	}
	if whole == 0 {
		in = besides(in)
	}
	t := &tracker{spaceNew: true, spaceOld: true}
	for _, i := range in {
		if i.Mark&doc.Signal != 0 || i.Mark&(doc.Ins|doc.Del)&^whole != 0 && whole != 0 {
			continue // a sign, or text that the inserted or deleted whole never had
		}
		if i.Mark&doc.Ins != 0 {
			i.Mark &^= doc.Strong
		}
		if whole != 0 {
			i.Mark = i.Mark&^(doc.Ins|doc.Del) | whole
			if i.By == nil {
				i.By = by
			}
			t.put(i)
			continue
		}
		t.add(i)
	}
	return t.out
}

// A tracker assembles inlines with tracked changes.
type tracker struct {
	out                []doc.Inline
	last               *doc.Author // of the last change
	spaceNew, spaceOld bool        // the words so far end with a space if changes are accepted, and if they are rejected
}

// put adds an inline, or extends the last one if that looks the same.
func (t *tracker) put(i doc.Inline) {
	if k := len(t.out) - 1; k >= 0 && i.Note == nil {
		if l := &t.out[k]; l.Note == nil && l.Mark == i.Mark && l.Lang == i.Lang && l.Link == i.Link && l.By == i.By {
			l.Text += i.Text
			return
		}
	}
	t.out = append(t.out, i)
}

// add adds an inline, with its spaces settled.
func (t *tracker) add(i doc.Inline) {
	kind := i.Mark & (doc.Ins | doc.Del)
	if kind != 0 {
		t.last = i.By
	}
	if i.Note != nil {
		t.spaceNew, t.spaceOld = t.spaceNew && kind == doc.Del, t.spaceOld && kind == doc.Ins
		t.put(i)
		return
	}
	for _, r := range i.Text {
		x := i
		x.Text = string(r)
		if r == ' ' && !t.settle(&x) {
			continue
		}
		if x.Mark&doc.Del == 0 {
			t.spaceNew = r == ' '
		}
		if x.Mark&doc.Ins == 0 {
			t.spaceOld = r == ' '
		}
		t.put(x)
	}
}

// settle makes a space part of the change without which it would be doubled. It returns false if the space is superfluous in any case.
func (t *tracker) settle(x *doc.Inline) bool {
	kind := x.Mark & (doc.Ins | doc.Del)
	inNew, inOld := kind != doc.Del && !t.spaceNew, kind != doc.Ins && !t.spaceOld
	x.Mark &^= doc.Ins | doc.Del
	switch {
	case !inNew && !inOld:
		return false
	case !inOld:
		x.Mark |= doc.Ins
	case !inNew:
		x.Mark |= doc.Del
	default:
		x.By = nil
		return true
	}
	if x.By == nil {
		x.By = t.last
	}
	return true
}
