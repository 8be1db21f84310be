package compose

import (
	"fmt"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"slices"
	"strings"
)

// changes summarizes the changes in the language of each column: the counts, the paragraphs with their pages, and the states.
func (z *zipper) changes() []doc.Block {
	r := z.opts.Redline
	if r == nil {
		return nil
	}
	n := r.Count()
	line := func(id string, inlines func(c *column) []doc.Inline) doc.Block {
		return z.beside(id, func(c *column, id string) doc.Block {
			return &doc.Paragraph{ID: id, Lang: c.l.Tag, Role: "notice", Inlines: inlines(c)}
		})
	}
	out := []doc.Block{line(changesID(z.paper), func(c *column) []doc.Inline {
		words := c.l.T(
			"draft.redline-summary",
			map[string]any{"Base": c.baseName(), "New": fmt.Sprint(n.New), "Changed": fmt.Sprint(n.Changed),
				"Deleted": fmt.Sprint(n.Deleted), "Moved": fmt.Sprint(n.Moved), "Agreed": fmt.Sprint(n.Agreed)},
		)
		if n.Reserved > 0 {
			words += " " + c.l.N("draft.redline-reservations", n.Reserved, nil)
		}
		return []doc.Inline{{Text: words}}
	})}
	out = append(out, line(z.paper+".changes-key", (*column).key))
	for i, list := range z.lists() {
		out = append(out, line(fmt.Sprintf("%s.changes-list%d", z.paper, i+1), list))
	}
	if steps := r.steps(); len(steps) > 0 {
		out = append(out, z.beside(z.paper+".changes-states", func(c *column, id string) doc.Block { return c.states(id, steps) }))
	}
	if r.ChangedOnly && n.Unchanged > 0 {
		out = append(out, line(z.paper+".changes-unchanged", func(c *column) []doc.Inline {
			return []doc.Inline{{Text: c.l.N("draft.unchanged-paragraphs", n.Unchanged, nil)}}
		}))
	}
	return out
}

// beside makes a block in each column, side by side; in a document of one column, only the block.
func (z *zipper) beside(id string, block func(c *column, id string) doc.Block) doc.Block {
	if len(z.columns) == 1 {
		return block(z.columns[0], id)
	}
	out := &doc.Pair{ID: id, Missing: make([]bool, len(z.columns))}
	for _, c := range z.columns {
		out.Columns = append(out.Columns, block(c, ""))
	}
	return out
}

// key returns the sample of inserted and deleted words.
func (c *column) key() []doc.Inline {
	w := &writer{}
	for i, k := range []struct {
		op   diff.Op
		word string
	}{{diff.Insert, "redline.inserted"}, {diff.Delete, "redline.deleted"}} {
		if i > 0 {
			w.out = append(w.out, doc.Inline{Text: " · "})
		}
		s := c.signs(k.op)
		w.sign(s.print[0], s.spoken[0], doc.Inline{})
		w.out = append(w.out, doc.Inline{Text: c.l.T(k.word, nil), Mark: s.mark})
		w.sign(s.print[1], s.spoken[1], doc.Inline{})
	}
	return w.out
}

// lists returns functions that name the changed paragraphs by kind of change, in the language of a column.
func (z *zipper) lists() []func(c *column) []doc.Inline {
	var out []func(c *column) []doc.Inline
	add := func(is func(*plan.Change) bool, words func(c *column, n int, list string) string) {
		if of := z.opts.Redline.those(is); len(of) > 0 {
			out = append(out, func(c *column) []doc.Inline {
				return c.listOf(words(c, len(of), placeOfList), c.listing(of))
			})
		}
	}
	named := func(key string) func(c *column, n int, list string) string {
		return func(c *column, n int, list string) string {
			return c.l.T("draft.redline-list", map[string]any{"What": c.l.Capital(c.l.T(key, nil)), "List": list})
		}
	}
	add((*plan.Change).IsNew, named("derived.new"))
	add(func(ch *plan.Change) bool { return ch.Old != nil && ch.New != nil && (len(ch.Langs) > 0 || ch.Order) }, named("redline.changed"))
	add((*plan.Change).IsDeleted, named("redline.deleted"))
	add(func(ch *plan.Change) bool { return ch.Moved }, named("derived.moved"))
	add(func(ch *plan.Change) bool { return ch.Marks }, named("redline.marks"))
	if headings := z.columns[0].changedHeadings(); len(headings) > 0 {
		out = append(out, func(c *column) []doc.Inline {
			return c.listOf(c.l.T("draft.redline-headings", listed), c.headingNames(headings))
		})
	}
	add(func(ch *plan.Change) bool { return ch.Unknown }, func(c *column, n int, list string) string {
		return c.l.N("draft.redline-unknown", n, map[string]any{"List": list})
	})
	return out
}

// placeOfList marks the place of a list in its label. No text contains this character.
const placeOfList = "\uE000"

// listed fills a label with the place of its list.
var listed = map[string]any{"List": placeOfList}

// listOf inserts a list in its place in a label.
func (c *column) listOf(label string, list []doc.Inline) []doc.Inline {
	before, after, _ := strings.Cut(label, placeOfList)
	if before != "" {
		list = append([]doc.Inline{{Text: before}}, list...)
	}
	return append(list, doc.Inline{Text: after})
}

// changedHeadings returns the title and the headings of the paper whose words changed or which are new, in their order.
func (c *column) changedHeadings() []*plan.Change {
	r := c.opts.Redline
	var out []*plan.Change
	if r.Title != nil && len(r.Title.Langs) > 0 && r.Title.ID == c.opts.DraftPaper {
		out = append(out, r.Title)
	}
	for _, s := range c.plan.Draft.Sections {
		if ch := r.Headings[sectionID(s)]; ch != nil && ch.Old != ch.New && (ch.Old == nil || len(ch.Langs) > 0) {
			out = append(out, ch)
		}
	}
	return out
}

// headingName names a heading by the paragraph below it, and the title as the title.
func (c *column) headingName(ch *plan.Change) string {
	for _, s := range c.plan.Draft.Sections {
		if sectionID(s) == ch.ID {
			n, _ := c.number(s.Paragraphs[0].ID)
			return c.l.T("draft.open-heading", map[string]any{"N": n})
		}
	}
	return c.l.T("draft.open-title", nil)
}

// headingNames names headings in a list, each with a link and its page.
func (c *column) headingNames(of []*plan.Change) []doc.Inline {
	var out []doc.Inline
	for i, ch := range of {
		if i > 0 {
			out = append(out, doc.Inline{Text: c.l.T("list.middle", nil)})
		}
		name := c.headingName(ch)
		if ch == c.opts.Redline.Title {
			out = append(out, doc.Inline{Text: name})
			continue
		}
		out = append(out, doc.Inline{Text: name, Link: &doc.Link{ID: ch.ID, Desc: name}}, doc.Inline{PageOf: ch.ID})
	}
	return out
}

// those returns the changes that satisfy a condition, in the order of the draft.
func (r *Redline) those(is func(*plan.Change) bool) []*plan.Change {
	var out []*plan.Change
	for _, ch := range r.Changes {
		if is(ch) {
			out = append(out, ch)
		}
	}
	return out
}

// shows reports whether a paragraph is in the redline: with ChangedOnly, only if more than its state changed.
func (r *Redline) shows(ch *plan.Change) bool { return !r.ChangedOnly || ch.Any() && !ch.Stated() }

// listing names paragraphs, each with a link and its page.
func (c *column) listing(of []*plan.Change) []doc.Inline {
	var out []doc.Inline
	before := ""
	for _, ch := range of {
		n, kind := c.listed(ch)
		separator, words := c.next(before, kind, n)
		before = kind
		if separator != "" {
			out = append(out, doc.Inline{Text: separator})
		}
		name := doc.Inline{Text: words}
		if !c.opts.Redline.shows(ch) {
			out = append(out, name)
			continue
		}
		name.Link = &doc.Link{ID: ch.ID, Desc: c.heard(ch)}
		out = append(out, name, doc.Inline{PageOf: ch.ID})
	}
	return out
}

// heard returns the spoken form of a paragraph in a list.
func (c *column) heard(ch *plan.Change) string {
	n, kind := c.listed(ch)
	switch kind {
	case "preambular":
		return c.l.T("draft.open-preambular", map[string]any{"N": n})
	case "operative":
		return c.l.T("draft.reference", map[string]any{"N": n})
	}
	return n
}

// A step is a change from one state to another, with the paragraphs that made it.
type step struct {
	was, is string
	of      []*plan.Change
}

// steps returns the changes of state, in the order of the first paragraph of each in the draft.
func (r *Redline) steps() []step {
	var out []step
	for _, ch := range r.those(func(ch *plan.Change) bool { return ch.State }) {
		i := slices.IndexFunc(out, func(s step) bool { return s.was == ch.Old.State && s.is == ch.New.State })
		if i < 0 {
			i, out = len(out), append(out, step{was: ch.Old.State, is: ch.New.State})
		}
		out[i].of = append(out[i].of, ch)
	}
	return out
}

// states makes the table of paragraphs whose state changed, one row for each step.
func (c *column) states(id string, steps []step) *doc.Table {
	cell := func(head bool, in ...doc.Inline) *doc.Cell {
		x := &doc.Cell{Header: head, Lang: c.l.Tag, Blocks: []doc.Block{&doc.Paragraph{Lang: c.l.Tag, Inlines: in}}}
		if head {
			x.Scope = "col"
		}
		return x
	}
	word := func(key string) doc.Inline { return doc.Inline{Text: c.l.T(key, nil)} }
	t := &doc.Table{ID: id, Lang: c.l.Tag, Widths: []float64{4, 4, 7}, Head: []*doc.Row{{Cells: []*doc.Cell{
		cell(true, word("redline.state-was")), cell(true, word("redline.state-is")), cell(true, word("redline.paragraphs")),
	}}}}
	for _, s := range steps {
		t.Rows = append(t.Rows, &doc.Row{Cells: []*doc.Cell{
			cell(false, word("state."+s.was)), cell(false, word("state."+s.is)), cell(false, c.listing(s.of)...),
		}})
	}
	return t
}

// listed returns the name of a paragraph in a list: its number and kind or, if it was deleted, its former name in full, with the kind
// inFull.
func (c *column) listed(ch *plan.Change) (name, kind string) {
	p, _ := c.plan.ByID[ch.ID].(*plan.Paragraph)
	n := ""
	if !ch.IsDeleted() {
		n, _ = c.number(ch.ID)
	}
	switch {
	case ch.IsDeleted() && c.opts.Redline.Base.Adopted && p != nil:
		if m, ok := p.Base.(*input.Mandate); ok {
			return c.cite("plan.mandate-ref-short", m), inFull
		}
		return c.place(ch.Old), inFull
	case n == "" && ch.Old == nil:
		return c.l.T("draft.not-in-draft", nil), inFull
	case n == "":
		return c.place(ch.Old), inFull
	case p != nil && p.Kind == "preambular":
		return n, "preambular"
	}
	return n, "operative"
}

// inFull is the kind of paragraphs that a list names in full.
const inFull = "in full"
