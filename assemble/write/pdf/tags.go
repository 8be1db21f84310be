package pdf

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/layout"
)

// An element is a node of the structure tree (ISO 32000-1, 14.7).
type element struct {
	tag     string
	parent  *element
	kids    []kid
	lang    string   // if it differs from that of the elements around
	id      string   // of a note
	number  int      // object number, once assigned
	special *special // nil: none
}

// A special is what only few elements have.
type special struct {
	scope     string // Row or Column, of a header cell
	span      int    // columns that the cell spans
	actual    string // read aloud instead
	alt       string // what a figure shows
	box       string // where a figure is on its page
	decor     string // TextDecorationType: Underline or LineThrough
	numbering string // ListNumbering of a list
}

// A kid is an element, a run of marked content, or a link.
type kid struct {
	element *element
	page    int // index
	mcid    int
	annot   *annotation
}

// A tagger holds the element of every block, label, note and inline of a document.
type tagger struct {
	doc    *doc.Document
	root   *element
	blocks map[doc.Block]*element
	labels map[labelKey]*element
	notes  map[*doc.Note]*noteElements
	inner  map[innerKey]*element
	above  map[doc.Block][]string // ids that begin at the block
	toc    map[tocKey]*element
	heads  []heading
	title  *doc.Paragraph // of the paper: its highest heading; nil: none
	level  int            // of the last heading

	mastheads map[*doc.Inline][]doc.Inline // entries of mastheads, by their inlines
}

type labelKey struct {
	item   *doc.Item
	column int
}

type innerKey struct {
	leaf *element
	what any
}

type tocKey struct {
	block doc.Block
	link  any
}

type noteElements struct{ note, label, text *element }

// A heading is an entry of the bookmarks.
type heading struct {
	level int
	title string
	block doc.Block
}

func newTagger(d *doc.Document) *tagger {
	t := &tagger{
		doc: d, blocks: map[doc.Block]*element{}, labels: map[labelKey]*element{}, notes: map[*doc.Note]*noteElements{},
		inner: map[innerKey]*element{}, above: map[doc.Block][]string{}, toc: map[tocKey]*element{},
		mastheads: map[*doc.Inline][]doc.Inline{},
	}
	t.root = &element{tag: "Document", lang: d.Langs[0]}
	t.title = titleOf(d.Blocks)
	t.walk(d.Blocks, t.root, nil)
	return t
}

func (e *element) add(tag string) *element {
	k := &element{tag: tag, parent: e}
	e.kids = append(e.kids, kid{element: k})
	return k
}

// all appends e and the elements below it to to.
func (e *element) all(to []*element) []*element {
	to = append(to, e)
	for _, k := range e.kids {
		if k.element != nil {
			to = k.element.all(to)
		}
	}
	return to
}

// with returns what only few elements have, to be set.
func (e *element) with() *special {
	if e.special == nil {
		e.special = &special{}
	}
	return e.special
}

// language returns the language of e or, if it has none, that of the elements around it.
func (e *element) language() string {
	for ; e != nil; e = e.parent {
		if e.lang != "" {
			return e.lang
		}
	}
	return ""
}

// in sets the language if it differs from that of the elements around.
func (e *element) in(lang string) *element {
	if lang != "" && lang != e.parent.language() {
		e.lang = lang
	}
	return e
}

// walk makes the elements of blocks below e. The ids given belong to the first block.
func (t *tagger) walk(blocks []doc.Block, e *element, ids []string) {
	for i, b := range blocks {
		if i > 0 {
			ids = nil
		}
		t.block(b, e, ids)
	}
}

func (t *tagger) block(b doc.Block, e *element, ids []string) {
	switch b := b.(type) {
	case *doc.Section:
		t.walk(b.Blocks, e.add("Sect"), with(ids, b.ID))
	case *doc.Heading:
		t.set(b, e.add(t.tag(b)).in(b.Lang), with(ids, b.ID))
		t.head(b)
		t.notesOf(b.Inlines, e)
	case *doc.Paragraph:
		if b.Unheard {
			return // an artifact
		}
		t.set(b, e.add(t.tag(b)).in(b.Lang), with(ids, b.ID))
		t.notesOf(b.Inlines, e)
	case *doc.List:
		l := e.add("L")
		l.with().numbering = numbering(b)
		ids = with(ids, b.ID)
		for i, it := range b.Items {
			if i > 0 {
				ids = nil
			}
			t.item(it, l, ids)
		}
	case *doc.Table:
		t.table(b, e, with(ids, b.ID))
	case *doc.Pair:
		if tag := t.tag(b.Columns[0]); tag != paragraphTag {
			t.oneHeading(b, e.add(tag), with(ids, b.ID))
			return
		}
		n := len(t.heads)
		for _, c := range b.Columns {
			t.block(c, e, with(ids, b.ID))
		}
		t.joinHeads(n)
	case *doc.Masthead:
		t.set(b, e.add("Div").in(b.Lang), ids)
		t.entries(b.Left)
		t.entries(b.Right)
	case *doc.Contents:
		t.set(b, e.add("TOC").in(b.Lang), ids)
	case *doc.EndnoteList:
		s := e.add("Sect")
		t.set(b, s, ids)
		for _, n := range t.doc.Endnotes {
			t.note(n, s)
		}
	}
}

// The tag of paragraphs that are not headings, and the roles of those that are.
const (
	paragraphTag = "P"
	titleRole    = "title"
	meetingRole  = "meeting"
	deepest      = 6 // level of headings
)

// titleOf returns the title of a paper: the first paragraph of that role, which may be in a pair.
func titleOf(blocks []doc.Block) *doc.Paragraph {
	for _, b := range blocks {
		if pair, ok := b.(*doc.Pair); ok {
			b = pair.Columns[0]
		}
		if p, ok := b.(*doc.Paragraph); ok && p.Role == titleRole && !p.Unheard {
			return p
		}
	}
	return nil
}

// tag returns the tag of a heading or a paragraph. Below a title, headings are one level deeper than in the document; what names a meeting
// is a heading below the last one.
func (t *tagger) tag(b doc.Block) string {
	level := 0
	switch b := b.(type) {
	case *doc.Heading:
		if level = max(b.Level, 1); t.title != nil {
			level++
		}
		t.level = level
	case *doc.Paragraph:
		if b == t.title {
			level, t.level = 1, 1
		} else if b.Role == meetingRole && !b.Unheard {
			level = t.level + 1
		}
	}
	if level == 0 {
		return paragraphTag
	}
	return fmt.Sprintf("H%d", min(level, deepest))
}

// head adds the bookmark of a heading.
func (t *tagger) head(b *doc.Heading) {
	t.heads = append(t.heads, heading{b.Level, strings.TrimSpace(b.Label + " " + plainText(b.Title())), b})
}

// oneHeading makes one element of the headings of a pair, with a part for each language, so that a listener meets the heading once.
func (t *tagger) oneHeading(b *doc.Pair, h *element, ids []string) {
	n := len(t.heads)
	for _, c := range b.Columns {
		part := h.add("Span")
		switch c := c.(type) {
		case *doc.Heading:
			t.set(c, part.in(c.Lang), with(ids, c.ID))
			t.head(c)
			t.notesOf(c.Inlines, h.parent)
		case *doc.Paragraph:
			t.set(c, part.in(c.Lang), with(ids, c.ID))
			t.notesOf(c.Inlines, h.parent)
		default:
			panic(fmt.Sprintf("pdf: a heading beside a block of type %T", c))
		}
	}
	t.joinHeads(n)
}

// joinHeads makes one bookmark of the headings from n on, which are those of a pair, so that it names the place in every language.
func (t *tagger) joinHeads(n int) {
	if len(t.heads) <= n {
		return
	}
	var titles []string
	for _, h := range t.heads[n:] {
		if !slices.Contains(titles, h.title) {
			titles = append(titles, h.title)
		}
	}
	t.heads[n].title = strings.Join(titles, " / ")
	t.heads = t.heads[:n+1]
}

func (t *tagger) set(b doc.Block, e *element, ids []string) {
	t.blocks[b] = e
	if len(ids) > 0 {
		t.above[b] = ids
	}
}

func with(ids []string, id string) []string {
	if id == "" {
		return ids
	}
	return append(ids[:len(ids):len(ids)], id)
}

// item makes a list item. If languages are side by side, each has a label and a body, in the order of the columns; what is below the first
// pair follows in a body of its own, so that a listener hears the languages pair by pair.
func (t *tagger) item(it *doc.Item, l *element, ids []string) {
	li := l.add("LI")
	ids = with(ids, it.ID)
	rest := it.Blocks
	if len(rest) > 0 {
		if p, ok := rest[0].(*doc.Pair); ok {
			n := len(t.heads)
			for i, c := range p.Columns {
				t.label(it, i, li, languageOf(c))
				t.block(c, li.add("LBody"), with(ids, p.ID))
			}
			t.joinHeads(n)
			rest = rest[1:]
			ids = nil
			if len(rest) > 0 {
				t.walk(rest, li.add("LBody"), nil)
			}
			return
		}
	}
	t.label(it, 0, li, "")
	for i := 1; i < len(it.Labels); i++ {
		t.labels[labelKey{it, i}] = nil // full width: printed once
	}
	t.walk(rest, li.add("LBody"), ids)
}

// numbering returns the numbering of a list, from the labels of its first two items: i) is Roman if ii) follows.
func numbering(l *doc.List) string {
	label := func(i int) string {
		if i < len(l.Items) && len(l.Items[i].Labels) > 0 {
			return strings.Trim(l.Items[i].Labels[0], "().[]")
		}
		return ""
	}
	first := label(0)
	switch {
	case first == "":
		return "None"
	case first[0] >= '0' && first[0] <= '9':
		return "Decimal"
	case first == "i" && (len(l.Items) == 1 || label(1) == "ii"):
		return "LowerRoman"
	case first == "I" && (len(l.Items) == 1 || label(1) == "II"):
		return "UpperRoman"
	case first[0] >= 'a' && first[0] <= 'z':
		return "LowerAlpha"
	case first[0] >= 'A' && first[0] <= 'Z':
		return "UpperAlpha"
	}
	return "Disc"
}

func (t *tagger) label(it *doc.Item, column int, li *element, lang string) {
	if column < len(it.Labels) && it.Labels[column] != "" {
		t.labels[labelKey{it, column}] = li.add("Lbl").in(lang)
	}
}

func languageOf(b doc.Block) string {
	switch b := b.(type) {
	case *doc.Paragraph:
		return b.Lang
	case *doc.Heading:
		return b.Lang
	case *doc.Table:
		return b.Lang
	}
	return ""
}

func (t *tagger) table(b *doc.Table, e *element, ids []string) {
	table := e.add("Table").in(b.Lang)
	t.set(b, table, ids)
	if len(b.Caption) > 0 {
		t.notesOf(b.Caption, e)
	}
	part := func(tag string, rows []*doc.Row) {
		if len(rows) == 0 {
			return
		}
		group := table.add(tag)
		for _, r := range rows {
			tr := group.add("TR")
			for _, c := range r.Cells {
				cell := tr.add("TD")
				if c.Header {
					cell.tag, cell.with().scope = "TH", "Column"
					if c.Scope == "row" {
						cell.with().scope = "Row"
					}
				}
				if c.Span > 1 {
					cell.with().span = c.Span
				}
				cell.in(c.Lang)
				t.walk(c.Blocks, cell, ids)
				ids = nil
			}
		}
	}
	part("THead", b.Head)
	part("TBody", b.Rows)
}

// notesOf makes the elements of the footnotes whose marks are among the inlines, after their block.
func (t *tagger) notesOf(inlines []doc.Inline, e *element) {
	for i := range inlines {
		if n := inlines[i].Note; n != nil && n.Kind == doc.Foot {
			t.note(n, e)
		}
	}
}

func (t *tagger) note(n *doc.Note, e *element) {
	if t.notes[n] != nil {
		return
	}
	x := &noteElements{note: e.add("Note").in(n.Lang)}
	x.note.id = fmt.Sprintf("note-%d", len(t.notes)+1)
	x.label = x.note.add("Lbl")
	x.text = x.note.add("P")
	t.notes[n] = x
}

// leaf returns the element that a line belongs to; nil for an artifact.
func (t *tagger) leaf(l *layout.Line) *element {
	switch {
	case l.Part == layout.Artifact:
		return nil
	case l.Note != nil:
		x := t.notes[l.Note]
		if x == nil {
			t.note(l.Note, t.root)
			x = t.notes[l.Note]
		}
		if l.Part == layout.Label {
			return t.wrap(x.label, l.Note, "Link")
		}
		return x.text
	case l.Part == layout.Label && l.Item != nil:
		return t.labels[labelKey{l.Item, l.Column}]
	}
	e := t.blocks[l.Block]
	if e == nil {
		return nil
	}
	switch l.Block.(type) {
	case *doc.Masthead:
		return t.line(e, l)
	case *doc.Contents:
		return t.entry(e, l)
	}
	return e
}

// emblem is the element of the emblem of a masthead, which comes before its lines.
func (t *tagger) emblem(m *doc.Masthead) *element {
	of := t.blocks[m]
	if of == nil {
		return nil
	}
	e := t.wrap(of, m.Emblem, "Figure")
	e.with().alt = m.Emblem.Alt[0]
	return e
}

// entries records to which entry of a masthead each inline belongs.
func (t *tagger) entries(lines [][]doc.Inline) {
	for i := range lines {
		for j := range lines[i] {
			t.mastheads[&lines[i][j]] = lines[i]
		}
	}
}

// line returns the paragraph of an entry of the masthead, which may have several lines.
func (t *tagger) line(masthead *element, l *layout.Line) *element {
	for i := range l.Segments {
		if entry := t.mastheads[l.Segments[i].Inline]; entry != nil {
			p := t.wrap(masthead, &entry[0], "P")
			if lang := entry[0].Lang; !slices.ContainsFunc(entry, func(in doc.Inline) bool { return in.Lang != lang }) {
				p.in(lang)
			}
			return p
		}
	}
	return masthead.add("P")
}

// entry returns the element of an entry of the contents: the lines of one entry have the same target. The title of the contents is a
// paragraph.
func (t *tagger) entry(toc *element, l *layout.Line) *element {
	var to any
	for i := range l.Segments {
		if in := l.Segments[i].Inline; in != nil && in.Link != nil {
			to = *in.Link
			break
		}
	}
	key := tocKey{l.Block, to}
	if t.toc[key] == nil {
		if to == nil {
			t.toc[key] = toc.add("Caption")
		} else {
			t.toc[key] = toc.add("TOCI").add("Reference")
		}
	}
	return t.toc[key]
}

// inline returns the element for a segment: that of the line, or one inside it for a link, a note's mark, another language, an insertion or
// a deletion. It returns nil for what is not text: artifacts, and the dots in contents.
func (t *tagger) inline(leaf *element, l *layout.Line, s *layout.Segment) *element {
	if leaf == nil {
		return nil
	}
	in := s.Inline
	if in == nil {
		if _, ok := l.Block.(*doc.Contents); ok && strings.Trim(s.Text, ". ") == "" {
			return nil
		}
		return leaf
	}
	e := leaf
	if in.Lang != "" && in.Lang != e.language() {
		e = t.wrap(e, in, "Span")
		e.lang = in.Lang
	}
	switch {
	case in.Mark&doc.Signal != 0 && in.Actual != "":
		e = t.wrap(e, in, "Span")
		e.with().actual = in.Actual
	case in.Mark&doc.Ins != 0:
		e = t.wrap(e, in, "Span")
		e.with().decor = "Underline"
	case in.Mark&doc.Del != 0:
		e = t.wrap(e, in, "Span")
		e.with().decor = "LineThrough"
	}
	switch {
	case in.Link != nil:
		e = t.wrap(e, in.Link, "Link")
	case in.Note != nil:
		e = t.wrap(t.wrap(e, in.Note, "Reference"), in.Note, "Link")
	}
	return e
}

// bar returns the element of the bar beside a stale paragraph, whose spoken text precedes that of the paragraph. It returns nil for all
// other rules.
func (t *tagger) bar(r *layout.Rule) *element {
	p, ok := r.Block.(*doc.Paragraph)
	if !ok || p.Stale == "" || t.blocks[p] == nil || t.inner[innerKey{t.blocks[p], barKey}] != nil {
		return nil
	}
	e := t.wrap(t.blocks[p], barKey, "Span")
	e.with().actual = p.Stale
	of := e.parent
	of.kids = append([]kid{{element: e}}, of.kids[:len(of.kids)-1]...)
	return e
}

// barKey is the key of the bar within a paragraph.
const barKey = "bar"

// wrap returns the element inside e for what, and makes it at the first call.
func (t *tagger) wrap(e *element, what any, tag string) *element {
	key := innerKey{e, what}
	if t.inner[key] == nil {
		t.inner[key] = e.add(tag)
	}
	return t.inner[key]
}

// ids returns the ids that begin with a block.
func (t *tagger) ids(b doc.Block) []string {
	if b == nil {
		return nil
	}
	return t.above[b]
}

// plainText returns the words of inlines, without the marks of notes.
func plainText(inlines []doc.Inline) string {
	var b strings.Builder
	for i := range inlines {
		if inlines[i].Note == nil {
			b.WriteString(inlines[i].Text)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// prune removes empty elements: a label that was not drawn, a note that does not appear.
func (e *element) prune() bool {
	kept := e.kids[:0]
	for _, k := range e.kids {
		if k.element == nil || k.element.prune() {
			kept = append(kept, k)
		}
	}
	e.kids = kept
	return len(kept) > 0 || e.tag == "TD" || e.tag == "TH"
}
