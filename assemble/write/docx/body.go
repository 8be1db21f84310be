package docx

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// A body is the main text of a file that is being written.
type body struct {
	doc        *doc.Document
	styles     *style.Sheet
	columns    int  // number of languages side by side
	width      int  // width of the text in twentieths of a point, from the page of the house; 0: from the style sheet
	margin     int  // at its left, likewise
	headed     bool // the pages have the headers of the house
	out        strings.Builder
	feet, ends strings.Builder // notes
	outLinks   references
	noteLinks  references
	endLinks   references
	codes      map[string]string // of records, by their ids
	targets    map[string]string // names of bookmarks, by the ids of what links lead to
	marking    map[doc.NoteKind]marking
	footnotes  int
	endnotes   int
	marks      int                    // number of bookmarks and changes so far, which are numbered together
	moved      map[string][]*doc.Item // the moved items that used to follow an item, or to begin a section, by its id
	grid       grid
	draft      bool   // it has the paragraphs of a draft, and not only some of their parts
	inSection  string // id of the section, until its heading is written
	afterTable bool   // the last element written is a table
	level      int    // of the last heading
	strips     []strip
	space      fixed.Points // least space above the next strip
	exact      bool         // no more than that, whatever the strip asks for
	indent     int          // of the next table with rules, in twentieths of a point
	depth      int          // of nested lists
	media      []raw        // pictures of the document
}

func newBody(d *doc.Document, s *style.Sheet) *body {
	b := &body{doc: d, styles: s, columns: len(d.Langs), codes: d.Codes(), moved: map[string][]*doc.Item{}, targets: map[string]string{}}
	eachInline(d, func(i doc.Inline) {
		if i.Link != nil && i.Link.ID != "" && b.targets[i.Link.ID] == "" {
			b.targets[i.Link.ID] = b.nameOf(i.Link.ID)
		}
	})
	eachList(d.Blocks, func(l *doc.List) {
		b.draft = b.draft || l.Role == doc.Preambular || l.Role == doc.Operative
		for _, it := range l.Items {
			if it.Moved && it.Whole == 0 {
				b.moved[it.Behind] = append(b.moved[it.Behind], it)
			}
		}
	})
	return b
}

// nameOf returns the name of the bookmark for links to an id. For a record it contains the record's code, by which it is recognized.
func (b *body) nameOf(id string) string {
	if code := b.codes[id]; code != "" {
		return doc.Bookmark + code
	}
	return fmt.Sprintf("_l_%d", len(b.targets)+1)
}

// each calls f for the inlines of every block, in the order in which the file has them.
func each(blocks []doc.Block, f func([]doc.Inline)) {
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.Section:
			each(x.Blocks, f)
		case *doc.Heading:
			f(x.Inlines)
		case *doc.Paragraph:
			f(x.Inlines)
		case *doc.List:
			for _, it := range x.Items {
				each(it.Blocks, f)
			}
		case *doc.Table:
			f(x.Caption)
			for _, r := range slices.Concat(x.Head, x.Rows) {
				for _, c := range r.Cells {
					each(c.Blocks, f)
				}
			}
		case *doc.Pair:
			each(x.Columns, f)
		case *doc.Masthead:
			for _, l := range slices.Concat(x.Left, x.Right) {
				f(l)
			}
		case *doc.Contents:
			f(x.Title)
		}
	}
}

// eachList calls f for every list.
func eachList(blocks []doc.Block, f func(*doc.List)) {
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.Section:
			eachList(x.Blocks, f)
		case *doc.List:
			f(x)
			for _, it := range x.Items {
				eachList(it.Blocks, f)
			}
		}
	}
}

// eachInline calls f for every inline, including those of notes.
func eachInline(d *doc.Document, f func(doc.Inline)) {
	var all func(in []doc.Inline)
	all = func(in []doc.Inline) {
		for _, i := range in {
			f(i)
			if i.Note != nil {
				all(i.Note.Inlines)
			}
		}
	}
	each(d.Blocks, all)
	for _, n := range d.Endnotes {
		all(n.Inlines)
	}
}

func (b *body) write() {
	if b.width > 0 && !b.headed { // the house has no header that could have the mark
		b.out.WriteString(b.pageMark())
	}
	b.blocks(b.doc.Blocks, level{})
	b.flush()
	if b.afterTable {
		b.out.WriteString(parting) // a file must end with a paragraph
	}
	if b.width > 0 { // the footer is that of the house
		b.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + footerStyle + `"/></w:pPr>` + told(b.doc.Reference()) + `</w:p>`)
	}
}

// A level is the context of a block: the list around it.
type level struct {
	labels  []string     // labels of the item that begins, by column; nil if none begins
	indent  fixed.Points // of the text, from the edge of its column
	hang    fixed.Points // room for the label before it
	whole   doc.Mark     // Ins or Del if everything here was inserted or deleted
	by      *doc.Author  // by whom; nil: the author of its words
	record  string       // id of the record that the next words belong to
	rows    bool         // in a draft: its blocks of every kind are rows
	former  bool         // it is the old place of a moved item: bookmarks are at the new one
	section string       // id of the section around it
	strip   int          // number of the strip of the block, from 1; 0: it has none
}

func (b *body) blocks(blocks []doc.Block, at level) {
	for _, x := range blocks {
		b.block(x, at)
		at.labels, at.record = nil, ""
	}
}

// block writes one block. In one piece: one case for each kind of block.
func (b *body) block(x doc.Block, at level) {
	switch x := x.(type) {
	case *doc.Section:
		if b.codes[x.ID] != "" {
			if b.draft && (!b.grid.headed || len(b.grid.rows) >= enoughRows) {
				b.flush()
				b.grid.headed = true
			}
			b.inSection = x.ID
		}
		at.section = x.ID
		b.blocks(x.Blocks, at)
	case *doc.Pair:
		b.pair(x, at)
	case *doc.Heading, *doc.Paragraph:
		if at.rows || b.columns == 1 && b.titled(x) {
			b.wide(x, at)
			return
		}
		b.flush()
		at.strip = b.stripOf([]doc.Block{x}, false) + 1
		b.write1(&b.out, x, at, 0, false)
		b.afterTable = false
	case *doc.List:
		b.list(x, at)
	case *doc.Table:
		if b.lastLeads() {
			b.keepLast()
		}
		b.flushBefore()
		if at.labels != nil {
			b.plain(at.label(0), at)
		}
		b.table(&b.out, x, units(at.indent, twentieths))
	case *doc.Masthead:
		b.masthead(x)
	case *doc.Contents:
		b.flush()
		b.contents(&b.out, x, 0)
		b.strip(strip{after: b.styles.Contents.After})
		b.afterTable = false
	case *doc.PageBreak:
		b.flush()
		b.out.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
		b.afterTable = false
	case *doc.EndnoteList: // a word processor places them at the end
	}
}

// titled reports whether a block of a draft in one language is a row although it is not a pair: it is the title, or the heading of a
// section.
func (b *body) titled(x doc.Block) bool {
	p, ok := x.(*doc.Paragraph)
	_, heading := x.(*doc.Heading)
	return b.codes != nil && (ok && p.Role == titleRole || heading && b.draft && b.inSection != "")
}

const titleRole = "title"

func (at level) label(column int) string {
	if len(at.labels) == 0 {
		return ""
	}
	return at.labels[min(column, len(at.labels)-1)]
}

// plain writes a paragraph that has only a label.
func (b *body) plain(label string, at level) {
	if label == "" {
		return
	}
	p := &doc.Paragraph{Lang: b.doc.Langs[0], Inlines: []doc.Inline{{Text: label}}}
	b.write1(&b.out, p, level{indent: at.indent, hang: at.hang, strip: b.stripOf([]doc.Block{p}, false) + 1}, 0, false)
	b.keepLast()
	b.afterTable = false
}

func (b *body) list(x *doc.List, at level) {
	look, ok := b.styles.Lists[x.Role]
	if !ok {
		look = b.styles.Lists[""]
	}
	rows := at.rows || x.OfDraft() && (b.columns > 1 || b.codes != nil)
	if x.OfDraft() && !at.rows {
		b.formerItems(at.section, look)
	}
	b.leadList(at, look)
	b.depth++
	hang := b.hangOf(x, look)
	for i, it := range x.Items {
		if i > 0 {
			b.between(look.Between)
		}
		if rows && !at.rows {
			b.room()
		}
		in := b.itemLevel(x, it, at, hang, rows)
		if at.labels != nil && i == 0 && at.label(0) != "" { // an item that begins with a list
			b.wide(&doc.Paragraph{Lang: b.doc.Langs[0], Inlines: []doc.Inline{{Text: at.label(0)}}}, level{rows: true, indent: at.indent})
		}
		b.blocks(it.Blocks, in)
		if x.OfDraft() && !at.rows {
			b.formerItems(it.ID, look)
		}
	}
	if n := len(b.strips); n > 0 {
		b.strips[n-1].after = look.After
	}
	b.depth--
}

// itemLevel returns the context of an item of a list whose labels have that room.
func (b *body) itemLevel(x *doc.List, it *doc.Item, at level, hang fixed.Points, rows bool) level {
	in := level{labels: it.Labels, indent: at.indent + hang, hang: hang, whole: at.whole, by: at.by, rows: rows,
		former: at.former, section: at.section}
	if x.OfDraft() {
		in.record = it.ID
	}
	if in.whole == 0 {
		in.whole, in.by = it.Whole, it.By
	}
	if in.whole == 0 && it.Moved {
		in.whole = doc.Ins
	}
	if rows && oneLabel(it.Labels) && !at.rows && x.Role != doc.SubParagraphs { // the label is in the column for numbers
		in.indent, in.hang = at.indent, 0
	}
	return in
}

// leadList keeps what leads in a list with its first item, and sets the space above that.
func (b *body) leadList(at level, look style.List) {
	if at.labels == nil && (b.depth > 0 || look.KeepLead || b.lastLeads()) {
		b.keepLast() // the lead-in of a list stays with its first item
	}
	if at.labels == nil && b.depth > 0 {
		b.between(max(look.Before, look.Between)) // a nested list is spaced like the list around it
	} else {
		b.space = max(b.space, look.Before)
	}
}

// spaceAfterLabel is the least space between a label and its text, in thousandths of an em.
const spaceAfterLabel = 450

// hangOf returns the room for the labels of a list: that of the style sheet, or that of the widest label if it is wider. A label that is
// wider than its room would push its text to the next tab stop.
func (b *body) hangOf(x *doc.List, look style.List) fixed.Points {
	size := b.styles.Text.Size
	if b.columns > 1 {
		size = b.styles.ColumnSize
	}
	need := look.Indent
	for _, it := range x.Items {
		for _, label := range it.Labels {
			if label != "" {
				need = max(need, size.Em(face.Liberation().Table(face.Regular).Width(label)+spaceAfterLabel))
			}
		}
	}
	return need
}

// formerItems writes the moved items that used to follow the item with an id, as deleted. It writes only their words, because everything
// else belongs to their new place.
func (b *body) formerItems(id string, look style.List) {
	items := b.moved[id]
	delete(b.moved, id)
	for _, it := range items {
		b.between(look.Between)
		at := level{whole: doc.Del, by: it.By, record: it.ID, rows: true, former: true}
		first := true
		for _, x := range it.Blocks {
			if _, list := x.(*doc.List); first || list {
				b.block(x, at)
			}
			first, at.record = false, ""
		}
		b.formerItems(it.ID, look)
	}
}

// oneLabel reports whether the label of an item is the same in all languages.
func oneLabel(labels []string) bool {
	return !slices.ContainsFunc(labels, func(l string) bool { return l != labels[0] })
}

// write1 writes a paragraph or heading of a column.
func (b *body) write1(w *strings.Builder, x doc.Block, at level, column int, cell bool) {
	switch x := x.(type) {
	case *doc.Paragraph:
		id, _ := roleStyle(x.Role)
		if _, known := b.styles.Roles[x.Role]; !known && x.Role != "" {
			id, _ = roleStyle("")
		}
		before := ""
		if x.Stale != "" {
			before = x.Stale + " "
		}
		outline := 0
		if x.Role == meetingRole {
			outline = min(b.level+1, lowestHeading)
		}
		b.paragraph(w, paragraph{style: id, lang: x.Lang, inlines: x.Inlines, before: before, stale: x.Stale != "", mark: b.targets[x.ID],
			still: x.Role == noticeRole, at: at, column: column, cell: cell, outline: outline})
	case *doc.Heading:
		before := ""
		if x.Label != "" {
			before = x.Label + " "
		}
		b.level = x.Level
		b.paragraph(w, paragraph{style: fmt.Sprintf("Heading%d", x.Level), lang: x.Lang, inlines: x.Inlines, before: before,
			mark: b.targets[x.ID], at: at, column: column, cell: cell})
	case *doc.Table:
		if at.strip > 0 {
			w.WriteString(`<w:p><w:pPr>` + spaceOf(at.strip-1) + `</w:pPr></w:p>`)
		}
		b.ruled(w, x, b.within())
		w.WriteString(parting)
	case *doc.Contents:
		b.contents(w, x, column)
	}
}

// meetingRole is the role of a paragraph that names a meeting, above the plan for it: a heading without the look of one.
const meetingRole = "meeting"

// lowestHeading is the lowest level of a heading.
const lowestHeading = 9

// noticeRole is the role of lines about the paper itself. The changes in them are only samples.
const noticeRole = "notice"

// parting separates two tables, which would otherwise be merged, and ends a cell.
const parting = `<w:p><w:pPr>` + partingSpace + `</w:pPr></w:p>`

const partingSpace = `<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>`

// partingOf returns such a paragraph that is kept with the next one if strip n is.
func partingOf(n int) string { return `<w:p><w:pPr>` + keepOf(n) + partingSpace + `</w:pPr></w:p>` }

// contents writes the headings of a column below their title, each as a link to its place.
func (b *body) contents(w *strings.Builder, x *doc.Contents, column int) {
	b.paragraph(w, paragraph{style: contentStyle, lang: x.Lang, inlines: x.Title, cell: true})
	var walk func(blocks []doc.Block, id string)
	walk = func(blocks []doc.Block, id string) {
		for _, y := range blocks {
			if p, ok := y.(*doc.Pair); ok && column < len(p.Columns) {
				y, id = p.Columns[column], p.ID
			}
			switch y := y.(type) {
			case *doc.Section:
				walk(y.Blocks, "")
			case *doc.List:
				for _, it := range y.Items {
					walk(it.Blocks, "")
				}
			case *doc.Heading:
				if y.Level > x.Depth {
					continue
				}
				if y.ID != "" {
					id = y.ID
				}
				title := y.Title()
				if y.Label != "" {
					title = append([]doc.Inline{{Text: y.Label + " "}}, title...)
				}
				if b.targets[id] != "" {
					for i := range title {
						title[i].Link = &doc.Link{ID: id}
					}
				}
				b.paragraph(w, paragraph{style: fmt.Sprintf("TOC%d", y.Level), lang: y.Lang, inlines: title, cell: true, still: true})
			}
			id = ""
		}
	}
	walk(b.doc.Blocks, "")
}
