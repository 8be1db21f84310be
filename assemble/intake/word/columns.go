package word

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
)

// An order says what each cell of a row of a table is, if somebody deleted, merged, added or moved columns: a column of the draft (from 0),
// the number, or none of the draft's.
type order []int

const (
	aNumber = -1
	aside   = -2
)

// ordered finds what the cells of a row with a code are. It returns nil if it finds no column of the draft.
func (im *Import) ordered(u *unit, cells []*readdocx.Cell) order {
	out := make(order, len(cells))
	taken := map[int]bool{}
	for i, c := range cells {
		out[i] = aside
		switch k := im.columnOf(u, c); {
		case im.base1.codeIn(words(c)) == u:
			out[i] = aNumber
		case k >= 0 && !taken[k]:
			out[i], taken[k] = k, true
		}
	}
	for i, c := range cells { // cells without a bookmark are known by their words
		text := everything(c)
		best, most := -1, alike
		for k, s := range u.wordings {
			if like := diff.Similarity(s.bare(text), s.plain()); out[i] == aside && !taken[k] && like >= most {
				best, most = k, like
			}
		}
		if best >= 0 {
			out[i], taken[best] = best, true
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return out
}

// columnOf returns the column in whose cells a bookmark in a cell was, or -1.
func (im *Import) columnOf(u *unit, c *readdocx.Cell) int {
	plain := func(s string) string { return strings.ReplaceAll(s, "-", "_") + "_" }
	best, length := -1, 0
	for _, p := range c.Paragraphs {
		for _, name := range p.Bookmarks {
			of, ok := strings.CutPrefix(name, doc.Bookmark+u.code+"_")
			for k, l := range im.base1.langs { // en is also the beginning of en_XA
				if ok && strings.HasPrefix(plain(of), plain(l)) && len(l) > length {
					best, length = k, len(l)
				}
			}
		}
	}
	return best
}

// everything returns all words of a cell in both views, as one text.
func everything(c *readdocx.Cell) string {
	var words []string
	for _, l := range readdocx.Paragraphs(c.Paragraphs, readdocx.Old) {
		words = append(words, l.Text())
	}
	if len(words) == 0 {
		for _, l := range readdocx.Paragraphs(c.Paragraphs, readdocx.New) {
			words = append(words, l.Text())
		}
	}
	return strings.Join(words, " ")
}

// arrange puts the cells of a row into the columns of the draft. A column that the table no longer has is nil.
func (im *Import) arrange(x *row, cells []*readdocx.Cell, o order) {
	x.number, x.cells, x.beside = nil, make([]*readdocx.Cell, len(im.base1.langs)), nil
	for i, c := range cells {
		switch {
		case o[i] == aNumber:
			x.number = c
		case o[i] == aside:
			x.beside = append(x.beside, c)
		default:
			x.cells[o[i]] = c
		}
	}
	for k, c := range x.cells {
		if c == nil {
			im.note("the table has no column in %s: its texts remain as they are", im.language(k))
		}
	}
}

// divide puts the paragraphs of a cell, into which several columns were merged, into the columns that they resemble. It reports whether
// each paragraph resembles a column.
func (im *Import) divide(x *row, u *unit, c *readdocx.Cell) bool {
	cells := make([]*readdocx.Cell, len(u.wordings))
	last := -1
	for _, p := range c.Paragraphs {
		text := everything(&readdocx.Cell{Paragraphs: []*readdocx.Paragraph{p}})
		best, most := last, 0.0
		for k, s := range u.wordings {
			if like := diff.Similarity(s.bare(text), s.plain()); like > most {
				best, most = k, like
			}
		}
		switch {
		case text == "":
			continue
		case most < alike && best != last || best < 0:
			return false
		}
		if cells[best] == nil {
			cells[best] = &readdocx.Cell{Span: 1}
		}
		cells[best].Paragraphs = append(cells[best].Paragraphs, p)
		last = best
	}
	if last < 0 {
		return false
	}
	x.cells = cells
	for k, c := range cells {
		if c == nil {
			im.note("%s: cells were merged; the text in %s remains as it is", im.at(x.Place), im.language(k))
		}
	}
	return true
}

// orders returns what the cells of the rows of a table are, by number of cells, as its rows with codes say. Rows whose cells are those of
// the draft are not in it.
func (im *Import) orders(t *readdocx.Table) map[int]order {
	out := map[int]order{}
	for _, r := range t.Rows {
		n := len(r.Cells)
		if n == 0 || out[n] != nil || slices.ContainsFunc(r.Cells, func(c *readdocx.Cell) bool { return c.Below || c.Span > 1 }) {
			continue
		}
		u := im.unitOf(r.Cells)
		if u == nil || len(u.wordings) != len(im.base1.langs) || len(u.wordings) < 2 || im.usual(u, r.Cells) {
			continue
		}
		if o := im.ordered(u, r.Cells); o != nil {
			out[n] = o
		}
	}
	return out
}

// unitOf returns the unit whose code or bookmark is in one of the cells.
func (im *Import) unitOf(cells []*readdocx.Cell) *unit {
	for _, c := range cells {
		if u := im.base1.codeIn(words(c)); u != nil {
			return u
		}
	}
	for _, c := range cells {
		if u := im.hint(c); u != nil {
			return u
		}
	}
	return nil
}

// usual reports whether the cells of a row with a code are those of the draft: the number, then the languages in their order.
func (im *Import) usual(u *unit, cells []*readdocx.Cell) bool {
	if len(cells) != len(im.base1.langs)+1 {
		return false
	}
	for i, c := range cells[1:] {
		if k := im.columnOf(u, c); k >= 0 && k != i {
			return false
		}
	}
	return im.base1.codeIn(words(cells[0])) != nil || im.hint(cells[0]) != nil
}

// besides keeps what is in cells beside the columns of the draft, as remarks of the sender.
func (im *Import) besides(r *row) {
	for _, c := range r.beside {
		var said []string
		for _, l := range readdocx.Paragraphs(c.Paragraphs, readdocx.New) {
			said = append(said, l.Text())
		}
		text := strings.Join(said, " ")
		switch {
		case text == "":
		case r.unit != nil:
			im.remark(r.unit, r.unit.wordings[0].of.Lang, "", "in a column beside the text", text, r.Place)
		default:
			im.rest(r.Place, im.sentence("words in a column that the draft does not have"), text, "")
		}
		for _, m := range marksOf(c.Paragraphs) {
			if m.Fate == readdocx.Unseen {
				m.Fate = readdocx.Taken
			}
		}
		im.comments(c.Paragraphs, r.Place, r, -1)
	}
}

// A Remark is what somebody says about a text of the draft. It is kept with the queries of the text.
type Remark struct {
	About, By, Said, Place string
	ID                     string // of its query
	Known                  bool   // it is already on file
}

// remark keeps a remark on a text.
func (im *Import) remark(u *unit, lang, by, what, said, place string) {
	about := u.wordings[0].of.ID
	if about == "" {
		about = u.id
	}
	if by == "" {
		by = im.From
	}
	id, known := im.queries.Add(lang, about, fmt.Sprintf("a remark in %s, %s", im.file.Name, what), by, said)
	if id != "" {
		im.receipt.Remarks = append(im.receipt.Remarks, Remark{About: im.name(u), By: by, Said: said, Place: place, ID: id, Known: known})
	}
}
