package compose

import (
	"maps"
	"slices"

	"omnibus/assemble/plan"
)

// A ChangeGroup holds the paragraphs that changed in the same way.
type ChangeGroup struct {
	Key     string // headings, new, changed, marked, moved, deleted, agreed, opened, state
	Title   string
	Changes []NotedChange
}

// A NotedChange describes the change to a paragraph.
type NotedChange struct {
	ID    string
	Where string // operative paragraph 5
	Page  int    // the page that it is on; 0: unknown
	// Says lists the changed words, in the language of the column: for X read Y. It is empty if no words changed.
	Says []string
	What []string // other changes of it: was: operative paragraph 4; was: bracketed
}

// A Balance counts the progress since the previous revision. What has something open counts as open, as on page one of the draft.
type Balance struct {
	New, Changed, Moved, Deleted int
	All, Agreed, Open            int
	AllBefore, AgreedBefore      int
	OpenBefore                   int
}

// Base is what the paper is compared with, in words; "" if there is nothing.
func (v *paperView) Base() string {
	if v.c.opts.Redline == nil {
		return ""
	}
	return v.c.baseName()
}

// Balance counts the changes, and how much of the draft is agreed, now and before.
func (v *paperView) Balance() Balance {
	r := v.c.opts.Redline
	if r == nil {
		return Balance{}
	}
	n := r.Count()
	b := Balance{New: n.New, Changed: n.Changed, Moved: n.Moved, Deleted: n.Deleted, AllBefore: len(r.Base.Passages)}
	for _, p := range r.Base.Passages {
		switch {
		case p.Open():
			b.OpenBefore++
		case p.State == agreedState:
			b.AgreedBefore++
		}
	}
	for _, p := range v.c.plan.Draft.Paragraphs() {
		b.All++
		switch {
		case p.Open:
			b.Open++
		case p.State == agreedState:
			b.Agreed++
		}
	}
	return b
}

const agreedState = "agreed"

// ChangeGroups are the changed paragraphs, by kind of change. A paragraph is in the first group that applies to it.
func (v *paperView) ChangeGroups() []ChangeGroup {
	c := v.c
	if c.opts.Redline == nil {
		return nil
	}
	kinds := []struct {
		key string
		is  func(*plan.Change) bool
	}{
		{"new", (*plan.Change).IsNew},
		{"deleted", (*plan.Change).IsDeleted},
		{"changed", func(ch *plan.Change) bool { return len(ch.Langs) > 0 || ch.Order || len(ch.Reserved) > 0 }},
		{"marked", func(ch *plan.Change) bool { return ch.Marks }},
		{"moved", func(ch *plan.Change) bool { return ch.Moved }},
		{"agreed", func(ch *plan.Change) bool { return ch.Agreed }},
		{"opened", func(ch *plan.Change) bool { return ch.State && !undecided(ch.Old.State) && undecided(ch.New.State) }},
		{"state", func(ch *plan.Change) bool { return ch.State }},
	}
	groups := make([]ChangeGroup, len(kinds))
	for _, ch := range c.opts.Redline.Changes {
		for i, k := range kinds {
			if ch.Any() && k.is(ch) {
				groups[i].Key, groups[i].Title = k.key, c.l.T("changes."+k.key, nil)
				groups[i].Changes = append(groups[i].Changes, c.noted(ch))
				break
			}
		}
	}
	if headings := c.changedHeadings(); len(headings) > 0 {
		g := ChangeGroup{Key: "headings", Title: c.l.T("changes.headings", nil)}
		for _, ch := range headings {
			x := NotedChange{ID: ch.ID, Where: c.headingName(ch)}
			if ch.Old == nil {
				x.Says = []string{c.quoted(0, nil, ch.New)}
			} else {
				x.Says = c.changedWords(ch)
			}
			g.Changes = append(g.Changes, x)
		}
		groups = slices.Insert(groups, 0, g)
	}
	return slices.DeleteFunc(groups, func(g ChangeGroup) bool { return len(g.Changes) == 0 })
}

// mostNoted is the number of words quoted from a new or deleted paragraph: enough to find it in the draft.
const mostNoted = 10

// noted describes the change to a paragraph.
func (c *column) noted(ch *plan.Change) NotedChange {
	x := NotedChange{ID: ch.ID}
	for _, w := range c.whatChanged(ch) {
		if !ch.IsNew() {
			x.What = append(x.What, w)
		}
	}
	if ch.Old != nil && ch.New != nil {
		if ch.State {
			x.What = slices.Insert(x.What, 0, c.l.T("state."+ch.New.State, nil))
		}
		x.Says = c.changedWords(ch)
	}
	switch {
	case ch.IsDeleted():
		x.Where = c.place(ch.Old)
		x.Says = []string{c.quoted(mostNoted, ch.Old.Notes, ch.Old)}
	default:
		x.Where = (&Paragraph{c: c, of: c.paragraphOf(ch.ID)}).Name()
		if ch.IsNew() {
			x.Says = []string{c.quoted(mostNoted, ch.New.Notes, ch.New)}
		}
		if c.opts.Pages != nil {
			x.Page = c.opts.Pages(ch.ID)
		}
	}
	return x
}

func (c *column) paragraphOf(id string) *plan.Paragraph {
	p, _ := c.plan.ByID[id].(*plan.Paragraph)
	return p
}

// legible is the language in which passages are quoted: that of the column, or where one of them has no text in it, one that all have.
func (c *column) legible(ps ...*plan.Passage) string {
	lacks := func(lang string) bool {
		return slices.ContainsFunc(ps, func(p *plan.Passage) bool { return p.Texts[lang] == "" })
	}
	if lacks(c.l.Tag) {
		for _, lang := range slices.Sorted(maps.Keys(ps[0].Texts)) {
			if !lacks(lang) {
				return lang
			}
		}
	}
	return c.l.Tag
}

// quoted is a passage in quotation marks, or its first words if most is not 0.
func (c *column) quoted(most int, notes []*plan.Passage, p *plan.Passage) string {
	words := c.printedIn(c.legible(p), p, notes)
	if most > 0 {
		words = beginning(words, most)
	}
	return c.l.Quote(words)
}

// changedWords returns the changed words of a paragraph and its sub-paragraphs: for X read Y.
func (c *column) changedWords(ch *plan.Change) []string {
	var out []string
	pair := func(where string, old, new *plan.Passage) {
		lang := c.legible(old, new)
		was, is := c.printedIn(lang, old, ch.Old.Notes), c.printedIn(lang, new, ch.New.Notes)
		for _, x := range forRead(was, is, c.set.Locale(lang).Lexicon()) {
			out = append(out, where+c.l.T("changes.for-read", map[string]any{"For": c.l.Quote(x.For), "Read": c.l.Quote(x.Read)}))
		}
	}
	pair("", ch.Old, ch.New)
	var walk func(in []plan.SubChange, level int)
	walk = func(in []plan.SubChange, level int) {
		for _, s := range in {
			switch {
			case s.Old == nil:
				out = append(out, c.l.T("changes.sub-added", map[string]any{"Text": c.quoted(0, ch.New.Notes, s.New)}))
			case s.New == nil:
				out = append(out, c.l.T("changes.sub-deleted", map[string]any{"Text": c.quoted(0, ch.Old.Notes, s.Old)}))
			default:
				pair(c.enumerator(level, max(s.New.Number, 1))+nbsp, s.Old, s.New)
				walk(s.Sub, level+1)
			}
		}
	}
	walk(ch.Sub, 1)
	return out
}
