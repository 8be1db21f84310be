package plan

import (
	"cmp"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
)

// A Base is a state of the draft as far as a redline compares it: a revision as its record has it or as the records make it, or
// the adopted texts on which paragraphs are built.
type Base struct {
	Symbol  string // of the paper, with its revision
	Date    date.Date
	Adopted bool // adopted texts
	// Lacking are the paragraphs, by id, that are built on an adopted text that is not on file: they cannot be compared.
	Lacking map[string]bool
	// Passages are the paragraphs in the order of the draft.
	Passages []*Passage
	// Sections are the headings over them: id, texts and reservations. Nil where they are not known.
	Sections []*Passage
	// Title is the title of the paper, for the reservations on it. Nil where it is not known.
	Title *Passage
}

// A Passage is a paragraph or sub-paragraph of a base. Texts are as the records have them, with their markup, so that numbers and
// names that are put in are no change; a language in which there is none is left out.
type Passage struct {
	ID      string
	Kind    string // preambular or operative; empty for sub-paragraphs
	Section string
	Number  int
	Bis     int
	State   string
	Moved   bool // by a proposal
	Texts   map[string]string
	Notes   []*Passage // footnotes that a paragraph may cite: id and texts
	// Reserved are the reservations on it: id, state (announced or received), delegation and, of one that is received, texts.
	Reserved   []*Passage
	Delegation string // glossary key, of a reservation
	Sub        []*Passage
}

// Cited are the notes that the texts of the passage cite in any language.
func (p *Passage) Cited() []*Passage {
	if len(p.Notes) == 0 {
		return nil
	}
	marks := map[string]bool{}
	p.marks(marks)
	return slices.DeleteFunc(slices.Clone(p.Notes), func(n *Passage) bool { return !marks[n.ID] })
}

// marks puts what stands between [^ and ] in the texts of the passage into to.
func (p *Passage) marks(to map[string]bool) {
	for _, t := range p.Texts {
		for _, rest := range strings.Split(t, "[^")[1:] {
			if id, _, ok := strings.Cut(rest, "]"); ok {
				to[id] = true
			}
		}
	}
	for _, s := range p.Sub {
		s.marks(to)
	}
}

func find(in []*Passage, id string) *Passage {
	if i := slices.IndexFunc(in, func(p *Passage) bool { return p.ID == id }); i >= 0 {
		return in[i]
	}
	return nil
}

// Fill puts into passages the texts of others with the same ids, in the languages that they do not have.
func Fill(to, from []*Passage) {
	for _, p := range to {
		f := find(from, p.ID)
		if f == nil {
			continue
		}
		for l, t := range f.Texts {
			if _, ok := p.Texts[l]; !ok && p.Texts != nil {
				p.Texts[l] = t
			}
		}
		Fill(p.Notes, f.Notes)
		Fill(p.Reserved, f.Reserved)
		Fill(p.Sub, f.Sub)
	}
}

// A Change is what became of a paragraph. Its zero value beside Old and New says that nothing did.
type Change struct {
	ID       string
	Old, New *Passage // nil: it does not stand there
	Moved    bool
	Agreed   bool     // agreed now, and was not
	State    bool     // another state than before
	Langs    []string // languages in which its words differ, of a paragraph that stands in both
	Sub      []SubChange
	Order    bool      // sub-paragraphs stand in another order
	Reserved []*Change // reservations that are new, gone, or have another state or other words
	Unknown  bool      // it cannot be compared: Old is New
}

// A SubChange is the same for a sub-paragraph; Level counts from 1.
type SubChange struct {
	Old, New *Passage
	Moved    bool // among its siblings
	Sub      []SubChange
}

// IsNew tells whether the paragraph does not stand in the base.
func (c *Change) IsNew() bool { return c.Old == nil }

// IsDeleted tells whether the paragraph stands in the base only.
func (c *Change) IsDeleted() bool { return c.New == nil }

// Any tells whether anything changed.
func (c *Change) Any() bool {
	return c.Old == nil || c.New == nil || c.Moved || c.State || len(c.Langs) > 0 || c.Order || len(c.Reserved) > 0
}

// Stated tells whether nothing but the state of the paragraph changed.
func (c *Change) Stated() bool {
	x := *c
	x.State = false
	return c.State && !x.Any()
}

// A Redline is all that changed between two states of the draft. Changes stand in the order of the new one; a paragraph that was
// deleted stands behind the one that it followed.
type Redline struct {
	Base     *Base
	Changes  []*Change
	ByID     map[string]*Change
	Headings map[string]*Change // of sections, by their ids; nil where those of the base are not known
	Title    *Change            // of the paper; nil where that of the base is not known
}

// A Count is how many paragraphs changed in which way. One may count in several.
type Count struct {
	New, Changed, Deleted, Moved, Agreed, Unchanged int
	Unknown                                         int // cannot be compared
	Reserved                                        int // reservations, on paragraphs, headings and the title
}

// Count counts the changes.
func (r *Redline) Count() Count {
	var n Count
	for _, c := range r.Changes {
		switch {
		case c.IsNew():
			n.New++
		case c.IsDeleted():
			n.Deleted++
		case len(c.Langs) > 0 || c.Order:
			n.Changed++
		}
		if c.Moved {
			n.Moved++
		}
		if c.Agreed {
			n.Agreed++
		}
		switch {
		case c.Unknown:
			n.Unknown++
		case !c.Any():
			n.Unchanged++
		}
		n.Reserved += len(c.Reserved)
	}
	for _, c := range r.Headings {
		n.Reserved += len(c.Reserved)
	}
	if r.Title != nil {
		n.Reserved += len(r.Title.Reserved)
	}
	return n
}

// Compare finds what changed from base to now, paragraph by paragraph by id: neither numbers nor pages count. langs are the
// languages that are compared.
func Compare(base, now *Base, langs []string) *Redline {
	r := &Redline{Base: base, ByID: map[string]*Change{}, Headings: headings(base, now, langs)}
	if base.Title != nil && now.Title != nil {
		r.Title = &Change{
			ID:       now.Title.ID,
			Old:      base.Title,
			New:      now.Title,
			Reserved: reserved(base.Title.Reserved, now.Title.Reserved, langs),
		}
	}
	old := map[string]int{}
	for i, p := range base.Passages {
		old[p.ID] = i
	}
	var common []*Change
	for _, p := range now.Passages {
		c := &Change{ID: p.ID, New: p}
		r.Changes = append(r.Changes, c)
		i, ok := old[p.ID]
		if !ok {
			if base.Lacking[p.ID] {
				c.Old, c.Unknown = p, true
			} else if !base.Adopted {
				c.Agreed = p.State == "agreed"
				c.Reserved = reserved(nil, p.Reserved, langs)
			}
			continue
		}
		c.Old = renamed(base.Passages[i], p)
		c.Sub = pairs(c.Old.Sub, p.Sub)
		c.Order = reordered(c.Sub)
		for _, l := range shown(langs, c.Old, p) {
			if differs(c.Old, p, c.Sub, l) {
				c.Langs = append(c.Langs, l)
			}
		}
		if !base.Adopted {
			c.State = c.Old.State != p.State
			c.Reserved = reserved(c.Old.Reserved, p.Reserved, langs)
			c.Agreed = c.State && p.State == "agreed"
			if p.Bis == 0 { // alternatives go with theirs
				common = append(common, c)
			}
		}
	}
	moved(common, old)
	stands := map[string]int{} // places in Changes
	for i, c := range r.Changes {
		stands[c.ID] = i
	}
	behind := map[int][]*Change{} // deletions by the place in Changes that they follow; -1 is the head
	at := -1
	for _, p := range base.Passages {
		if i, ok := stands[p.ID]; ok {
			if !r.Changes[i].Moved {
				at = i
			}
			continue
		}
		k := at
		if !base.Adopted && k >= 0 && r.Changes[k].New.Kind != p.Kind {
			k = last(r.Changes, p.Kind, k)
		}
		behind[k] = append(behind[k], &Change{ID: p.ID, Old: p})
	}
	all := slices.Clone(behind[-1])
	for i, c := range r.Changes {
		all = append(append(all, c), behind[i]...)
	}
	r.Changes = all
	for _, c := range all {
		r.ByID[c.ID] = c
	}
	return r
}

// shown are the languages in which passages are shown: those of the paper, and that of the original where it stands for a translation.
func shown(langs []string, ps ...*Passage) []string {
	out := slices.Clone(langs)
	var walk func(ps []*Passage)
	walk = func(ps []*Passage) {
		for _, p := range ps {
			for l := range p.Texts {
				if !slices.Contains(out, l) {
					out = append(out, l)
				}
			}
			walk(p.Sub)
			walk(p.Notes)
		}
	}
	walk(ps)
	slices.Sort(out[len(langs):])
	return out
}

// headings finds what became of the headings of sections.
func headings(base, now *Base, langs []string) map[string]*Change {
	if base.Sections == nil || now.Sections == nil {
		return nil
	}
	out := map[string]*Change{}
	for _, s := range now.Sections {
		c := &Change{ID: s.ID, Old: find(base.Sections, s.ID), New: s}
		if c.Old != nil {
			c.Reserved = reserved(c.Old.Reserved, s.Reserved, langs)
		} else {
			c.Reserved = reserved(nil, s.Reserved, langs)
		}
		for _, l := range langs {
			if c.Old != nil && differs(c.Old, s, nil, l) {
				c.Langs = append(c.Langs, l)
			}
		}
		out[s.ID] = c
	}
	for _, s := range base.Sections {
		if out[s.ID] == nil {
			out[s.ID] = &Change{ID: s.ID, Old: s}
		}
	}
	return out
}

// reserved finds what became of reservations: those that are as they were are left out, and those that are gone come last.
func reserved(old, new []*Passage, langs []string) []*Change {
	var out []*Change
	for _, n := range new {
		c := &Change{ID: n.ID, Old: find(old, n.ID), New: n}
		if c.Old == nil || c.Old.State != n.State || c.Old.Delegation != n.Delegation ||
			slices.ContainsFunc(langs, func(l string) bool { return !same(c.Old.Texts[l], n.Texts[l]) }) {
			out = append(out, c)
		}
	}
	for _, o := range old {
		if find(new, o.ID) == nil {
			out = append(out, &Change{ID: o.ID, Old: o})
		}
	}
	return out
}

// last is where a paragraph of that kind stood last up to place k, and -1: the first operative paragraph that is deleted must not
// stand in the preamble.
func last(in []*Change, kind string, k int) int {
	for i := k; i >= 0; i-- {
		if in[i].New.Kind == kind {
			return i
		}
	}
	if kind == "preambular" {
		return -1
	}
	return k
}

func differs(old, new *Passage, subs []SubChange, lang string) bool {
	if !same(old.Texts[lang], new.Texts[lang]) {
		return true
	}
	for _, n := range new.Cited() {
		if o := find(old.Cited(), n.ID); o != nil && !same(o.Texts[lang], n.Texts[lang]) {
			return true // one that is cited anew, or no more, is a difference in the text
		}
	}
	for _, s := range subs {
		if s.Old == nil || s.New == nil || differs(s.Old, s.New, s.Sub, lang) {
			return true
		}
	}
	return false
}

// renamed is a passage whose notes have the ids that they have in another: a note of another id that says much the same is the same
// note.
func renamed(old, new *Passage) *Passage {
	var names []string
	ids := map[string]string{}
	were, are := old.Cited(), new.Cited()
	for _, n := range are {
		if find(were, n.ID) != nil {
			continue
		}
		best, id := 0.5, ""
		for _, o := range were {
			if s := alike(o, n); s > best && find(are, o.ID) == nil && ids[o.ID] == "" {
				best, id = s, o.ID
			}
		}
		if id != "" {
			ids[id] = n.ID
			names = append(names, "[^"+id+"]", "[^"+n.ID+"]")
		}
	}
	if len(ids) == 0 {
		return old
	}
	cites := strings.NewReplacer(names...)
	var walk func(p *Passage) *Passage
	walk = func(p *Passage) *Passage {
		x := *p
		x.Texts = map[string]string{}
		for l, t := range p.Texts {
			x.Texts[l] = cites.Replace(t)
		}
		x.Sub = nil
		for _, s := range p.Sub {
			x.Sub = append(x.Sub, walk(s))
		}
		return &x
	}
	out := walk(old)
	out.Notes = nil
	for _, n := range were {
		x := *n
		x.ID = cmp.Or(ids[n.ID], n.ID)
		out.Notes = append(out.Notes, &x)
	}
	return out
}

// pairs finds for each sub-paragraph the one that it was: by id, else by what it says. Those that are gone stand behind the one
// that they followed.
func pairs(old, new []*Passage) []SubChange {
	was := make([]int, len(new)) // index into old, or -1
	taken := make([]bool, len(old))
	for i, n := range new {
		was[i] = slices.IndexFunc(old, func(o *Passage) bool { return o.ID == n.ID })
		if was[i] >= 0 {
			taken[was[i]] = true
		}
	}
	for i, n := range new {
		best := 0.5
		for k, o := range old {
			if was[i] < 0 || !taken[was[i]] {
				if s := alike(o, n); !taken[k] && s > best {
					was[i], best = k, s
				}
			}
		}
		if was[i] >= 0 {
			taken[was[i]] = true
		}
	}
	var kept, places, weights []int // of those that stand in both
	for i, k := range was {
		if k >= 0 {
			kept, places, weights = append(kept, i), append(places, k), append(weights, 1)
		}
	}
	moves := make([]bool, len(new))
	for i, stays := range inOrder(places, weights, len(old)) {
		moves[kept[i]] = !stays
	}
	var out []SubChange
	gone := func(from int) int { // adds the sub-paragraphs from there on that are gone, up to the next that is not
		for from < len(old) && !taken[from] {
			out = append(out, SubChange{Old: old[from]})
			from++
		}
		return from
	}
	gone(0)
	for i, n := range new {
		if was[i] < 0 {
			out = append(out, SubChange{New: n})
			continue
		}
		o := old[was[i]]
		out = append(out, SubChange{Old: o, New: n, Moved: moves[i], Sub: pairs(o.Sub, n.Sub)})
		gone(was[i] + 1)
	}
	return out
}

func reordered(in []SubChange) bool {
	return slices.ContainsFunc(in, func(s SubChange) bool { return s.Moved || reordered(s.Sub) })
}

// alike is how alike two passages are in the language in which they are most.
func alike(a, b *Passage) float64 {
	best := 0.0
	for l, t := range a.Texts {
		if u := b.Texts[l]; u != "" {
			best = max(best, diff.Similarity(t, u))
		}
	}
	return best
}

// same tells whether two texts read and look the same, whatever their markup.
func same(a, b string) bool {
	return diff.Same(a, b) || slices.Equal(tokens(a), tokens(b))
}

// tokens are the words of a text, each with its looks, and its notes and references.
func tokens(s string) []string {
	var out []string
	for _, p := range input.Pieces(s) {
		look := ""
		if p.Em {
			look += "*"
		}
		if p.Strong {
			look += "**"
		}
		if p.Link != nil {
			look += p.Link.Value
		}
		if p.Kind != "" {
			out = append(out, p.Kind+"\x00"+p.Mark.Value)
			continue
		}
		for _, t := range diff.Split(p.Text) {
			out = append(out, look+"\x00"+t.Key)
		}
	}
	return out
}

// moved marks the paragraphs that do not stand in the order in which they stood: the fewest that explain it, and of those the
// ones that a proposal moves.
func moved(common []*Change, old map[string]int) {
	places, weights := make([]int, len(common)), make([]int, len(common))
	for i, c := range common {
		places[i], weights[i] = old[c.ID], 2
		if c.New.Moved {
			weights[i] = 1
		}
	}
	for i, stays := range inOrder(places, weights, len(old)) {
		common[i].Moved = !stays || common[i].Old.Section != common[i].New.Section
	}
}

// inOrder tells which of some things stay where they were: the heaviest of those whose old places, which are below size, ascend.
func inOrder(places, weights []int, size int) []bool {
	n := len(places)
	weight, back := make([]int, n), make([]int, n)
	best := make([]int, size+1) // a Fenwick tree over the old places: the heaviest that ends at or before each, and 1; 0: none
	last := -1
	for i, at := range places {
		weight[i], back[i] = weights[i], -1
		for k := at; k > 0; k -= k & -k {
			if b := best[k] - 1; b >= 0 && weight[b]+weights[i] > weight[i] {
				weight[i], back[i] = weight[b]+weights[i], b
			}
		}
		for k := at + 1; k < len(best); k += k & -k {
			if b := best[k] - 1; b < 0 || weight[i] > weight[b] {
				best[k] = i + 1
			}
		}
		if last < 0 || weight[i] > weight[last] {
			last = i
		}
	}
	stays := make([]bool, n)
	for i := last; i >= 0; i = back[i] {
		stays[i] = true
	}
	return stays
}
