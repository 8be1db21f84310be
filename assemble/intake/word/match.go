package word

import (
	"cmp"
	"slices"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
)

// A row is a row of the file, with the text of the draft that it may contain.
type row struct {
	*readdocx.Row
	number *readdocx.Cell
	cells  []*readdocx.Cell // by column, nil for a column that was deleted; a single cell, if it extends over all columns
	beside []*readdocx.Cell // cells that are in no column of the draft
	unit   *unit
	copied bool // a program has marked it as a copy
	before *unit
}

// Minimum similarity of a row without a code to a text of the draft, and how much more similar it must be to that than to any other.
const (
	alike   = 0.6
	clearly = 0.15
)

// text returns the words of the row in a column and a view. It joins the paragraphs.
func (r *row) text(k int, v readdocx.View) string {
	if r.cells[k] == nil {
		return ""
	}
	var words []string
	for _, l := range readdocx.Paragraphs(r.cells[k].Paragraphs, v) {
		words = append(words, l.Text())
	}
	return strings.Join(words, " ")
}

// empty reports whether the row has no words in a view.
func (r *row) empty(v readdocx.View) bool {
	for k := range r.cells {
		if r.text(k, v) != "" {
			return false
		}
	}
	return true
}

// marks returns all changes in the row.
func (r *row) marks() []*readdocx.Mark {
	out := slices.Clone(r.In)
	for _, c := range r.Row.Cells {
		out = append(out, marksOf(c.Paragraphs)...)
	}
	return out
}

func marksOf(in []*readdocx.Paragraph) []*readdocx.Mark {
	var out []*readdocx.Mark
	add := func(marks []*readdocx.Mark) {
		for _, m := range marks {
			if !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	for _, p := range in {
		add(p.End)
		for _, x := range p.Pieces {
			add(x.In)
			if x.Note != nil {
				add(marksOf(x.Note.Paragraphs))
			}
		}
	}
	return out
}

// settle sets the fate of all changes of a row that have none yet.
func (r *row) settle(fate readdocx.Fate) {
	for _, m := range r.marks() {
		if m.Fate == readdocx.Unseen {
			m.Fate = fate
		}
	}
}

// match finds the text of the draft for each row of the file, and collects the differences.
func (im *Import) match(f *readdocx.File) {
	var rows []*row
	near := ""
	for _, x := range f.Blocks {
		switch x := x.(type) {
		case *readdocx.Paragraph:
			im.loose(x, near)
			if s := (readdocx.Line{Pieces: x.Pieces}).Text(); s != "" {
				near = s
			}
		case *readdocx.Table:
			orders := im.orders(x)
			for _, r := range x.Rows {
				for _, p := range readdocx.ParagraphsOf(&readdocx.Table{Rows: []*readdocx.Row{r}}) {
					im.seen[p] = true
				}
				if y := im.row(r, orders[len(r.Cells)], near); y != nil {
					rows = append(rows, y)
					near = cmp.Or(y.text(0, readdocx.New), near)
				}
			}
		}
	}
	byUnit := im.identify(rows)
	im.place(rows, byUnit)
	im.missing(byUnit)
	for _, r := range rows {
		switch {
		case r.unit != nil && byUnit[r.unit] == r:
			im.compare(r)
		case r.unit != nil && r.Stands(readdocx.New) && !r.empty(readdocx.New):
			im.fresh(r, im.sentence("a copy of %s", im.name(r.unit)))
		case r.unit != nil:
			r.settle(readdocx.Taken) // its place before it was moved
		case im.printed(r):
		default:
			im.fresh(r, "")
		}
		im.remarks(r)
		im.besides(r)
	}
}

// loose processes a paragraph outside of all tables.
func (im *Import) loose(p *readdocx.Paragraph, near string) {
	im.seen[p] = true
	now, was := "", ""
	for _, x := range p.Pieces {
		if x.Note == nil && x.Stands(readdocx.New) {
			now += x.Text
		}
		if x.Note == nil && x.Stands(readdocx.Old) {
			was += x.Text
		}
	}
	now, was = readdocx.Plain(now), readdocx.Plain(was)
	fate := readdocx.Formal
	if !doc.IsReference(now, im.base1.symbol) && !(now == "" && (was == "" || im.base1.prints(was))) && !im.base1.prints(now) {
		fate = readdocx.Refused
		why := im.sentence("words outside the tables of the draft")
		if im.base1.prints(was) {
			why = im.sentence("a line of the paper that does not belong to the draft was changed")
		}
		im.rest(p.Place, why, cmp.Or(now, was), near)
	}
	for _, m := range marksOf([]*readdocx.Paragraph{p}) {
		if m.Fate == readdocx.Unseen {
			m.Fate = fate
		}
	}
	im.comments([]*readdocx.Paragraph{p}, p.Place, nil, -1)
}

// row analyses a row of the file. o says what its cells are, if they are not those of the draft. row returns nil if the row is not one of
// the draft, and then has reported it.
func (im *Import) row(r *readdocx.Row, o order, near string) *row {
	n := len(im.base1.langs)
	x := &row{Row: r}
	cells := r.Cells
	for _, c := range cells {
		im.unbox(c, near)
	}
	coded := len(cells) > 0 && (im.base1.codeIn(words(cells[0])) != nil || im.hint(cells[0]) != nil)
	switch {
	case slices.ContainsFunc(cells, func(c *readdocx.Cell) bool { return c.Below }):
		cells = nil
	case o != nil:
		im.arrange(x, cells, o)
	case len(cells) == n+1:
		x.number, x.cells = cells[0], cells[1:]
	case len(cells) == 2:
		x.number, x.cells = cells[0], cells[1:]
	case len(cells) == n && !coded:
		x.cells = cells
	}
	if x.cells == nil {
		all := &row{Row: r, cells: r.Cells}
		if len(r.Cells) > 0 && !im.printed(all) && !(all.empty(readdocx.New) && all.empty(readdocx.Old)) {
			im.rest(r.Place, im.sentence("the cells of the row are not those of the draft: were they merged or split?"),
				all.all(readdocx.New), near)
			all.settle(readdocx.Refused)
		}
		return nil
	}
	for _, c := range slices.Concat([]*readdocx.Cell{x.number}, x.cells) {
		if x.unit == nil && c != nil {
			x.unit = im.hint(c)
			for _, p := range c.Paragraphs {
				x.copied = x.copied || slices.ContainsFunc(p.Bookmarks, func(b string) bool {
					return strings.HasPrefix(b, doc.Bookmark) && strings.Contains(b, "_Copy_")
				})
			}
		}
	}
	if x.number != nil {
		if u := im.base1.codeIn(words(x.number)); u != nil {
			x.unit = u
		}
	}
	if u := x.unit; u != nil && len(x.cells) == 1 && len(u.wordings) > 1 && !x.says(u) {
		im.divide(x, u, x.cells[0])
	}
	return x
}

// unbox reports text boxes anchored in a cell, and removes them from it.
func (im *Import) unbox(c *readdocx.Cell, near string) {
	c.Paragraphs = slices.DeleteFunc(slices.Clone(c.Paragraphs), func(p *readdocx.Paragraph) bool {
		if p.Boxed {
			im.seen[p] = true
			if s := (readdocx.Line{Pieces: p.Pieces}).Text(); s != "" {
				im.rest(p.Place, im.sentence("words in a text box"), s, near)
			}
			for _, m := range marksOf([]*readdocx.Paragraph{p}) {
				m.Fate = readdocx.Refused
			}
		}
		return p.Boxed
	})
}

// words returns all words of a cell, including deleted ones.
func words(c *readdocx.Cell) string {
	s := ""
	for _, p := range c.Paragraphs {
		for _, x := range p.Pieces {
			s += x.Text
		}
		s += " "
	}
	return s
}

// all returns the words of the row as one text.
func (r *row) all(v readdocx.View) string {
	var cells []string
	for k := range r.cells {
		if s := r.text(k, v); s != "" {
			cells = append(cells, s)
		}
	}
	return strings.Join(cells, " | ")
}

// hint returns the unit that a bookmark in a cell names.
func (im *Import) hint(c *readdocx.Cell) *unit {
	for _, p := range c.Paragraphs {
		for _, name := range p.Bookmarks {
			if rest, ok := strings.CutPrefix(name, doc.Bookmark); ok {
				code, _, _ := strings.Cut(rest, "_")
				if u := im.base1.byCode[code]; u != nil && code != "" {
					return u
				}
			}
		}
	}
	return nil
}

// printed reports whether a row is a line of the paper that is not a text of the draft, either unchanged or as a program has changed it. If
// the line was edited, printed reports that as a finding.
func (im *Import) printed(r *row) bool {
	is := func(v readdocx.View) bool {
		for _, c := range r.cells {
			if c == nil {
				continue
			}
			for _, l := range readdocx.Paragraphs(c.Paragraphs, v) {
				if s := l.Text(); !im.base1.prints(s) {
					return false
				}
			}
		}
		return true
	}
	now, was := is(readdocx.New) || !r.Stands(readdocx.New), is(readdocx.Old) && !r.empty(readdocx.Old)
	switch {
	case r.empty(readdocx.New) && r.empty(readdocx.Old):
	case now && (was || is(readdocx.New)):
	case was || im.wholeLine(r):
		im.rest(r.Place, im.sentence("a line of the paper that does not belong to the draft was changed"), r.all(readdocx.New), "")
		r.settle(readdocx.Refused)
	default:
		return false
	}
	r.settle(readdocx.Formal)
	return true
}

// identify returns the row that contains each text of the draft. If several rows claim a text, it chooses one that is not a copy and has
// the most similar words; if a row was deleted and inserted elsewhere, it chooses the inserted one. A row without a code is identified by
// its words.
func (im *Import) identify(rows []*row) map[*unit]*row {
	out := map[*unit]*row{}
	better := func(a, b *row) bool { // whether a is better than b
		switch {
		case b == nil:
			return true
		case a.Stands(readdocx.New) != b.Stands(readdocx.New):
			return a.Stands(readdocx.New)
		case a.copied != b.copied && a.Stands(readdocx.Old) == b.Stands(readdocx.Old):
			return b.copied
		}
		return a.like(a.unit) > b.like(a.unit)
	}
	for _, r := range rows {
		if r.unit != nil && better(r, out[r.unit]) {
			out[r.unit] = r
		}
	}
	for _, exact := range []bool{true, false} {
		for _, r := range rows {
			if r.unit != nil || im.wholeLine(r) || r.empty(readdocx.New) && r.empty(readdocx.Old) {
				continue
			}
			var best *unit
			most, second := 0.0, 0.0
			for _, u := range im.base1.units {
				if out[u] != nil || len(u.wordings) != len(r.cells) || exact && !r.says(u) {
					continue
				}
				switch like := r.like(u); {
				case like > most:
					best, second, most = u, most, like
				case like > second:
					second = like
				}
			}
			if best != nil && (exact || most >= alike && most-second >= clearly) {
				r.unit, out[best] = best, r
			}
		}
	}
	return out
}

// wholeLine reports whether a row is a line of the paper.
func (im *Import) wholeLine(r *row) bool {
	for k := range r.cells {
		for _, v := range []readdocx.View{readdocx.Old, readdocx.New} {
			if s := r.text(k, v); s != "" && im.base1.prints(s) {
				return true
			}
		}
	}
	return false
}

// says reports whether the row has exactly the words of a unit in some column.
func (r *row) says(u *unit) bool {
	for k := range min(len(r.cells), len(u.wordings)) {
		for _, v := range []readdocx.View{readdocx.Old, readdocx.New} {
			if s := r.text(k, v); s != "" && diff.Same(u.wordings[k].bare(s), u.wordings[k].plain()) {
				return true
			}
		}
	}
	return false
}

// like returns the similarity of the words of the row to those of a unit.
func (r *row) like(u *unit) float64 {
	most := 0.0
	for k := range min(len(r.cells), len(u.wordings)) {
		s := r.text(k, readdocx.Old)
		if s == "" {
			s = r.text(k, readdocx.New)
		}
		most = max(most, diff.Similarity(u.wordings[k].bare(s), u.wordings[k].plain()))
	}
	return most
}

// place finds the paragraphs that were moved: those not in the longest run of paragraphs that kept their order.
func (im *Import) place(rows []*row, byUnit map[*unit]*row) {
	var order []*unit
	var last *unit
	before := map[*unit]*unit{}
	for _, r := range rows {
		r.before = last
		u := r.unit
		if u == nil || byUnit[u] != r || !r.Stands(readdocx.New) || r.empty(readdocx.New) {
			continue
		}
		before[u] = last
		order = append(order, u)
		last = u
	}
	stays := longest(slices.DeleteFunc(slices.Clone(order), func(u *unit) bool {
		return !byUnit[u].Stands(readdocx.Old) // inserted at its place
	}))
	for _, u := range order {
		if stays[u] {
			continue
		}
		r := byUnit[u]
		after := before[u]
		for after != nil && after.is == ofSub {
			after = after.parent
		}
		author := im.authorOf(r)
		switch {
		case u.is == ofSub && u.parent != nil && !stays[top(u)] && u.parent == nearest(before[u]):
			continue // moved with its paragraph
		case (u.is == ofPreambular || u.is == ofOperative) && after != nil && after.is == u.is:
			im.moves = append(im.moves, &Proposal{Operation: "move", Base: u.id, After: after.id, Author: author, unit: u,
				Places: []string{r.Place}, Shown: []string{im.sentence("behind %s", im.name(after))}, Date: im.dateOf(r.marks(), author)})
			r.settle(readdocx.Taken)
		default:
			im.rest(r.Place, im.sentence(
				"%s was moved to a place where it cannot be: a paragraph can only be moved after another paragraph", im.name(u)),
				r.all(readdocx.New), "")
			r.settle(readdocx.Refused)
		}
	}
}

// top returns the paragraph that contains a unit.
func top(u *unit) *unit {
	for u.parent != nil {
		u = u.parent
	}
	return u
}

// nearest returns the unit or, if it is neither a paragraph nor has sub-paragraphs, the unit that contains it.
func nearest(u *unit) *unit {
	if u != nil && u.is == ofSub {
		return u.parent
	}
	return u
}

// longest returns the units of the longest run that is in the order of the draft.
func longest(order []*unit) map[*unit]bool {
	n := len(order)
	length, prev := make([]int, n), make([]int, n)
	var ends []int // by length of a run: the run with the earliest end
	for i, u := range order {
		k, _ := slices.BinarySearchFunc(ends, u.nth, func(e, nth int) int { return cmp.Compare(order[e].nth, nth) })
		prev[i] = -1
		if k > 0 {
			prev[i] = ends[k-1]
		}
		length[i] = k + 1
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	out := map[*unit]bool{}
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = prev[i] {
			out[order[i]] = true
		}
	}
	return out
}

// missing processes the texts of the draft that the file does not contain.
func (im *Import) missing(byUnit map[*unit]*row) {
	var gone []string
	for _, u := range im.base1.units {
		if byUnit[u] != nil || u.parent != nil && byUnit[u.parent] == nil {
			continue
		}
		if im.AcceptMissing && u.is != ofTitle && u.is != ofSection {
			im.drops = append(im.drops, &Proposal{Operation: "sup", Base: u.id, Author: im.From, unit: u, Date: im.Date})
			continue
		}
		gone = append(gone, im.name(u))
	}
	if len(gone) > 0 {
		im.note("not in the file, but not deleted: %s; --accept-missing proposes to delete what is missing", strings.Join(gone,
			", "))
	}
}
