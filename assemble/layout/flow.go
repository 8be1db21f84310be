package layout

import (
	"fmt"
	"omnibus/assemble/fixed"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// A row is a strip of the page over its full width: a block that runs full width, a pair with a cell for each language,
// a row of a table. Its cells start level.
type row struct {
	cells         []*cell
	before, after fixed.Points
	keepNext      bool
	keepPrevious  bool
	whole         bool // not broken if it fits on a page
	newPage       bool
	table         *table
	head          bool // a header row of table
	last          bool // the last row of table
	ids           []string
	headings      []*doc.Heading
	block         doc.Block // for findings
	pos           source.Pos
}

// A cell is the content of a row in one column. Its lines are those of its paras, one below the other.
type cell struct {
	paras []*para
	area  int // area of the foot for the notes of the cell: a column, or that of the whole width
	lines []vline
}

// A table holds the data that its rows share.
type table struct {
	spans []frame // where its rules are: one for each language
	head  []*row
}

// frame is the position of the blocks of one column.
type frame struct{ x, width fixed.Points }

// flow turns blocks into rows.
type flow struct {
	styles   *style.Sheet
	metrics  *face.Metrics
	diags    *diag.List
	doc      *doc.Document
	full     frame
	columns  []frame
	rows     []*row
	paras    []*para // all paras to set
	notes    map[*doc.Note]*footnote
	labels   []pending // labels for the next line
	ids      []string
	newPage  bool
	headings []*heading
	contents []*entry
	space    fixed.Points // least space before the next row
	exact    bool         // no more than that, whatever the rows ask for
	unknown  map[string]bool
	langs    map[string]bool
	role     string // of the list around
	depth    int    // of nested lists

	labelsHeld []label // labels for the next line within a cell

	whole map[lineOf]*setting // lines of cells, set again for a page that ends after one of them

	said  *saying  // of pages
	named []string // ids whose page is named
}

// A pending label is printed before the next row, in each column.
type pending struct {
	item *doc.Item
	list style.List
	x    fixed.Points // from the left edge of the column
}

// A heading is a heading that a table of contents may show.
type heading struct {
	block *doc.Heading
	lang  string
}

func newFlow(d *doc.Document, s *style.Sheet, m *face.Metrics, diags *diag.List) *flow {
	f := &flow{
		styles:  s,
		metrics: m,
		diags:   diags,
		doc:     d,
		notes:   map[*doc.Note]*footnote{},
		unknown: map[string]bool{},
		langs:   map[string]bool{},
		whole:   map[lineOf]*setting{},
	}
	n := max(len(d.Langs), 1)
	width, _ := s.Page(n)
	f.full = frame{s.Left, width - s.Left - s.Right}
	w := (f.full.width - fixed.Points(n-1)*s.Gap) / fixed.Points(n)
	for i := range n {
		f.columns = append(f.columns, frame{s.Left + fixed.Points(i)*(w+s.Gap), w})
	}
	return f
}

// fullArea returns the area of the notes of full-width text, which follows those of the columns.
func (f *flow) fullArea() int { return len(f.columns) }

func (f *flow) lang(i int) string {
	if i < len(f.doc.Langs) {
		return f.doc.Langs[i]
	}
	return ""
}

// look returns the look of a role, and reports a role that the style sheet does not know.
func (f *flow) look(role string, pos source.Pos) style.Look {
	if l, ok := f.styles.Roles[role]; ok {
		return l
	}
	if !f.unknown[role] {
		f.unknown[role] = true
		f.diags.Errorf(codeRole, pos, "the style sheet defines no style for paragraphs of the role %q", role).
			Hint("add it under \"roles\" in templates/style.yaml")
	}
	return f.styles.Roles[""]
}

// inColumns gives body text, even at full width, the size that the style sheet sets for documents with languages side by side.
func (f *flow) inColumns(l style.Look) style.Look {
	if f.parallel() && l.Size == f.styles.Text.Size {
		l.Size, l.Leading = f.styles.ColumnSize, f.styles.ColumnLeading
	}
	return l
}

// parallel reports whether the document has languages side by side.
func (f *flow) parallel() bool { return len(f.columns) > 1 }

func (f *flow) blocks(blocks []doc.Block, indent fixed.Points) {
	for _, b := range blocks {
		f.block(b, indent)
	}
}

func (f *flow) block(b doc.Block, indent fixed.Points) {
	switch b := b.(type) {
	case *doc.Section:
		f.id(b.ID)
		f.blocks(b.Blocks, indent)
	case *doc.Heading:
		f.id(b.ID)
		f.add(f.headingRow(b, indent))
	case *doc.Paragraph:
		f.id(b.ID)
		f.add(f.paragraphRow(b, indent))
	case *doc.List:
		f.list(b, indent)
	case *doc.Pair:
		f.pair(b, indent)
	case *doc.Table:
		f.id(b.ID)
		f.table(b, frame{f.full.x + indent, f.full.width - indent}, 0, f.fullArea())
	case *doc.Masthead:
		f.masthead(b)
	case *doc.Contents:
		f.contentsList(b, indent)
	case *doc.EndnoteList:
		f.endnotes(indent)
	case *doc.PageBreak:
		f.newPage = true
	default:
		panic(fmt.Sprintf("layout: a block of type %T", b))
	}
}

func (f *flow) id(id string) {
	if id != "" {
		f.ids = append(f.ids, id)
	}
}

// add appends a row. A row that is kept with the one before it is as close to it as its own look says.
func (f *flow) add(r *row) {
	if n := len(f.rows); r.keepPrevious && n > 0 {
		f.rows[n-1].after = 0
	}
	if f.space > r.before || f.exact {
		r.before = f.space
	}
	f.space, f.exact = 0, false
	r.ids, f.ids = append(f.ids, r.ids...), nil
	r.newPage = r.newPage || f.newPage
	f.newPage = false
	f.rows = append(f.rows, r)
}

// para makes a para from inlines and collects its notes.
func (f *flow) para(inlines []doc.Inline, look style.Look, fr frame, lang string, column, area int, pos source.Pos) *para {
	names := slices.ContainsFunc(inlines, namesPages)
	inlines = f.say(inlines, column)
	p := &para{names: names, look: look, x: fr.x, edge: fr.x, width: fr.width, langTag: lang, inlines: inlines, column: column, pos: pos}
	if lang == "" {
		p.langTag = f.lang(column)
	}
	p.justify = look.Align == style.Justify && fr.width-look.Left-look.Right >= look.Size.Times(f.styles.Narrowest)
	p.lead = look.Indent
	f.paras = append(f.paras, p)
	if look.Hyphenate {
		f.langs[p.langTag] = true
	}
	for i := range inlines {
		in := &inlines[i]
		if in.Lang != "" && look.Hyphenate {
			f.langs[in.Lang] = true
		}
		if n := in.Note; n != nil && n.Kind == doc.Foot && f.notes[n] == nil {
			f.notes[n] = &footnote{note: n, area: area}
			where := f.full
			if area < len(f.columns) {
				where = f.columns[area]
			}
			f.notes[n].para = f.notePara(n, where, column, area)
		}
	}
	return p
}

func (f *flow) notePara(n *doc.Note, fr frame, column, area int) *para {
	look := f.styles.Notes.Look
	indent := look.Indent
	look.Indent, look.Before, look.After = 0, 0, 0
	p := f.para(n.Inlines, look, frame{fr.x + indent, fr.width - indent}, n.Lang, column, area, n.Pos)
	p.note, p.changed = n, slices.ContainsFunc(n.Inlines, changes)
	p.labels = []label{{text: n.Mark, x: fr.x, left: fr.x}}
	if blank(n.Inlines) {
		f.diags.Warningf(codeEmpty, n.Pos, "note %q has no text", n.Mark).About(n.ID)
	}
	return p
}

func blank(inlines []doc.Inline) bool {
	for i := range inlines {
		if strings.TrimSpace(inlines[i].Text) != "" {
			return false
		}
	}
	return true
}

// paragraphRow makes a row of a full-width paragraph.
func (f *flow) paragraphRow(b *doc.Paragraph, indent fixed.Points) *row {
	look := f.inColumns(f.look(b.Role, b.Pos))
	p := f.paragraph(b, look, frame{f.full.x + indent, f.full.width - indent}, 0, f.fullArea())
	p.edge = f.full.x
	f.hang([]*para{p}, []int{0})
	return f.single(p, f.fullArea(), b, b.Pos)
}

func (f *flow) paragraph(b *doc.Paragraph, look style.Look, fr frame, column, area int) *para {
	p := f.para(b.Inlines, look, fr, b.Lang, column, area, b.Pos)
	p.owner, p.stale, p.changed = b, b.Stale != "", b.Changed
	if blank(b.Inlines) {
		f.diags.Warningf(codeEmpty, b.Pos, "a paragraph has no text").About(b.ID)
	}
	return p
}

func (f *flow) single(p *para, area int, b doc.Block, pos source.Pos) *row {
	return &row{cells: []*cell{{paras: []*para{p}, area: area}}, before: p.look.Before, after: p.look.After,
		keepNext: p.look.KeepNext, keepPrevious: p.look.KeepPrevious, block: b, pos: pos}
}

func (f *flow) headingRow(b *doc.Heading, indent fixed.Points) *row {
	look := f.inColumns(f.styles.Headings[min(max(b.Level, 1), 6)])
	p := f.heading(b, look, frame{f.full.x + indent, f.full.width - indent}, 0, f.fullArea())
	f.hang([]*para{p}, []int{0})
	r := f.single(p, f.fullArea(), b, b.Pos)
	r.headings = []*doc.Heading{b}
	return r
}

func (f *flow) heading(b *doc.Heading, look style.Look, fr frame, column, area int) *para {
	p := f.para(b.Inlines, look, fr, b.Lang, column, area, b.Pos)
	p.owner, p.changed = b, b.Changed
	p.run = b.Label
	if blank(b.Inlines) {
		f.diags.Warningf(codeEmpty, b.Pos, "a heading has no text").About(b.ID)
	}
	f.headings = append(f.headings, &heading{block: b, lang: p.langTag})
	return p
}

func (f *flow) list(b *doc.List, indent fixed.Points) {
	look, ok := f.styles.Lists[b.Role]
	if !ok {
		if !f.unknown["list "+b.Role] {
			f.unknown["list "+b.Role] = true
			var pos source.Pos
			if len(b.Items) > 0 {
				pos = b.Items[0].Pos
			}
			f.diags.Errorf(codeRole, pos, "the style sheet defines no style for lists of the role %q", b.Role).
				Hint("add it under \"lists\" in templates/style.yaml")
		}
		look = f.styles.Lists[""]
	}
	f.id(b.ID)
	role := f.role
	f.role = b.Role
	if n := len(f.rows); n > 0 && len(f.labels) == 0 && (f.depth > 0 || look.KeepLead || f.rows[n-1].leadsIn()) {
		f.rows[n-1].keepNext = true // the lead-in of a list stays with its first item
	}
	if f.depth > 0 && len(f.labels) == 0 {
		f.between(max(look.Before, look.Between)) // a nested list is spaced like the list around it
		look.Indent = f.indentOf(b, look)
	} else {
		f.space = max(f.space, look.Before)
	}
	f.depth++
	inner := indent + look.Indent
	if look.Numbers != style.InColumns && f.parallel() {
		inner = indent
	}
	for i, it := range b.Items {
		f.id(it.ID)
		if i > 0 {
			f.between(look.Between)
		}
		f.labels = append(f.labels, pending{it, look, indent})
		first := len(f.rows)
		f.blocks(it.Blocks, inner)
		if len(f.rows) == first {
			// An item that has only labels still shows them.
			f.add(f.paragraphRow(&doc.Paragraph{ID: it.ID, Pos: it.Pos}, inner))
		}
	}
	if n := len(f.rows); n > 0 {
		f.rows[n-1].after = look.After
	}
	f.depth--
	f.role = role
}

// spaceAfterLabel is the least space between a label and its text, in thousandths of an em.
const spaceAfterLabel = 450

// indentOf returns the indent of a nested list: that of the style sheet, or the width of its widest label if that is not much more, so that
// all its items align. Lists of the first level follow the style sheet, so that they are alike throughout a paper.
func (f *flow) indentOf(b *doc.List, look style.List) fixed.Points {
	text := f.inColumns(f.styles.Text)
	t := f.metrics.Table(face.Regular)
	need := look.Indent
	for _, it := range b.Items {
		for _, label := range it.Labels {
			need = max(need, text.Size.Em(t.Width(label)+spaceAfterLabel))
		}
	}
	if need > look.Indent*3/2 {
		return look.Indent
	}
	return need
}

// leadsIn reports whether the text of a row ends in a colon.
func (r *row) leadsIn() bool {
	last := len(r.cells[0].paras) - 1
	if r.table != nil || last < 0 {
		return false
	}
	inlines := r.cells[0].paras[last].inlines
	for i := len(inlines) - 1; i >= 0; i-- {
		if text := strings.TrimSpace(inlines[i].Text); inlines[i].Note == nil && text != "" {
			return strings.HasSuffix(text, ":")
		}
	}
	return false
}

// between sets the space between two items, in place of the spaces of the rows before and after it.
func (f *flow) between(space fixed.Points) {
	if n := len(f.rows); n > 0 {
		f.rows[n-1].after = 0
	}
	f.space, f.exact = space, true
}

// The distance between flush-right labels and the text: in the margin, and before the text.
const (
	besideText = 8 * fixed.Point
	beforeText = 6 * fixed.Point
)

// hang attaches the pending labels to the first lines of a row, one in each column.
func (f *flow) hang(paras []*para, columns []int) {
	for _, w := range f.labels {
		for k, p := range paras {
			i := columns[k]
			text := ""
			if i < len(w.item.Labels) {
				text = w.item.Labels[i]
			}
			if text == "" {
				continue
			}
			left := f.full.x
			if len(paras) > 1 {
				left = f.columns[i].x
			}
			lb := label{text: text, x: left + w.x, left: left + w.x, item: w.item}
			switch {
			case w.list.Numbers == style.Between && len(paras) > 1:
				if k > 0 {
					continue
				}
				lb.x = f.columns[0].x + f.columns[0].width + f.styles.Gap/2
				lb.centred, lb.left = true, f.columns[0].x+f.columns[0].width
			case w.list.Numbers == style.InMargin && f.parallel():
				if k > 0 {
					continue
				}
				lb.x, lb.right, lb.left = f.full.x-besideText, true, besideText
			case w.list.RightLabels:
				lb.x, lb.right = left+w.x+w.list.Indent-beforeText, true
			}
			p.labels = append(p.labels, lb)
		}
	}
	f.labels = nil
}

func (f *flow) pair(b *doc.Pair, indent fixed.Points) {
	f.id(b.ID)
	tables := false
	for _, c := range b.Columns {
		_, ok := c.(*doc.Table)
		tables = tables || ok
	}
	if tables {
		f.tablePair(b, indent)
		return
	}
	if _, ok := b.Columns[0].(*doc.Contents); ok {
		f.contentsPair(b, indent)
		return
	}
	r := &row{block: b}
	var paras []*para
	var columns []int
	for i, c := range b.Columns {
		if i >= len(f.columns) {
			panic(fmt.Sprintf("layout: a pair of %d columns in a document of %d languages", len(b.Columns), len(f.doc.Langs)))
		}
		fr := frame{f.columns[i].x + indent, f.columns[i].width - indent}
		var p *para
		switch c := c.(type) {
		case *doc.Paragraph:
			f.id(c.ID)
			p = f.paragraph(c, f.inColumns(f.look(pairRole(b, i, c.Role), c.Pos)), fr, i, i)
			r.pos = first(r.pos, c.Pos)
		case *doc.Heading:
			f.id(c.ID)
			p = f.heading(c, f.inColumns(f.styles.Headings[min(max(c.Level, 1), 6)]), fr, i, i)
			r.headings = append(r.headings, c)
			r.pos = first(r.pos, c.Pos)
		default:
			panic(fmt.Sprintf("layout: a pair with a column of type %T", c))
		}
		if i < len(b.Missing) && b.Missing[i] {
			p.missing = true
			p.look.Italic = f.styles.Roles["missing"].Italic
		}
		p.edge = f.columns[i].x
		r.cells = append(r.cells, &cell{paras: []*para{p}, area: i})
		r.before, r.after = max(r.before, p.look.Before), max(r.after, p.look.After)
		r.keepNext = r.keepNext || p.look.KeepNext
		r.keepPrevious = r.keepPrevious || p.look.KeepPrevious
		paras, columns = append(paras, p), append(columns, i)
	}
	f.hang(paras, columns)
	f.add(r)
}

// pairRole returns the role of column i of a pair. Where the translation is missing, it is the role of the text beside it, so that the pair
// looks like any other.
func pairRole(b *doc.Pair, i int, own string) string {
	missing := func(k int) bool { return k < len(b.Missing) && b.Missing[k] }
	if !missing(i) {
		return own
	}
	for k, c := range b.Columns {
		if p, ok := c.(*doc.Paragraph); ok && !missing(k) {
			return p.Role
		}
	}
	return own
}

func first(a, b source.Pos) source.Pos {
	if a.IsValid() {
		return a
	}
	return b
}

// mastheadGap is the least space between the two sides of a masthead.
const mastheadGap = 18 * fixed.Point

// masthead makes the row of a masthead: the emblem, then the organ lines, those of each language in a column of their own, and at the right
// a block as wide as its longest line.
func (f *flow) masthead(b *doc.Masthead) {
	look := f.styles.Masthead
	r := &row{block: b, after: look.After, before: look.Before, whole: true}
	widest := fixed.Points(0)
	for _, inlines := range b.Right {
		widest = max(widest, f.natural(inlines, look))
	}
	right := min(widest+fixed.Point/2, f.full.width/2)
	left := frame{f.full.x, f.full.width - right - mastheadGap}
	if e := b.Emblem; e != nil {
		w, h := f.styles.Emblem.Fit(e.Figure.Width, e.Figure.Height, left.width)
		p := &para{look: look, x: left.x, width: w, owner: b, picture: &Picture{X: left.x, Width: w, Height: h, Block: b}}
		f.paras = append(f.paras, p)
		r.cells = append(r.cells, &cell{paras: []*para{p}, area: f.fullArea()})
		w += f.styles.Emblem.Gap
		left.x, left.width = left.x+w, left.width-w
	}
	side := func(fr frame, groups ...[][]doc.Inline) {
		c := &cell{area: f.fullArea()}
		for i, lines := range groups {
			for k, inlines := range lines {
				p := f.para(inlines, look, fr, b.Lang, 0, f.fullArea(), source.Pos{})
				p.owner = b
				if len(inlines) > 0 {
					p.pos = inlines[0].Pos
				}
				if i > 0 && k == 0 {
					p.before = look.Leading / 2
				}
				c.paras = append(c.paras, p)
			}
		}
		if len(c.paras) > 0 {
			r.cells = append(r.cells, c)
		}
	}
	organs := b.Organs()
	if frames := f.beside(organs, left, look); frames != nil {
		for i, fr := range frames {
			side(fr, organs[i])
		}
	} else {
		side(left, organs...)
	}
	side(frame{f.full.x + f.full.width - right, right}, b.Right)
	if len(r.cells) > 0 {
		f.add(r)
	}
}

// beside divides a frame into one for each group of lines: each as wide as its longest line where all of them fit, else of equal widths. It
// returns nil where the groups are lower one above the other.
func (f *flow) beside(groups [][][]doc.Inline, in frame, look style.Look) []frame {
	n := fixed.Points(len(groups))
	if n < 2 {
		return nil
	}
	room := in.width - (n-1)*mastheadGap
	wanted := make([]fixed.Points, n)
	all := fixed.Points(0)
	above, highest := n/2, fixed.Points(0) // lines, one group above the other and side by side
	for i, lines := range groups {
		high := fixed.Points(0)
		for _, inlines := range lines {
			w := f.natural(inlines, look) + fixed.Point/2
			wanted[i] = max(wanted[i], w)
			above += 1 + w/in.width
			high += 1 + w/(room/n)
		}
		highest = max(highest, high)
		all += wanted[i]
	}
	if all > room && highest >= above {
		return nil
	}
	out := make([]frame, n)
	x := in.x
	for i := range out {
		w := room / n
		if all <= room {
			w = wanted[i] + (room-all)/n
		}
		out[i] = frame{x, w}
		x += w + mastheadGap
	}
	return out
}

// natural returns the width of the text on a single line.
func (f *flow) natural(inlines []doc.Inline, look style.Look) fixed.Points {
	w := fixed.Points(0)
	for i := range inlines {
		in := &inlines[i]
		t := f.metrics.Table(face.Regular.With(look.Bold || in.Mark&doc.Strong != 0, look.Italic != (in.Mark&doc.Em != 0)))
		w += look.Size.Em(t.Width(in.Text))
	}
	return w
}
