package plan

import (
	"cmp"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
)

// A Base is a state of the draft to which a redline compares: a revision, as issued or as made from the records, or the adopted texts on
// which paragraphs are based.
type Base struct {
	Symbol  string // of the paper, with its revision
	Date    date.Date
	Adopted bool // adopted texts
	// Lacking holds the ids of what cannot be compared: paragraphs based on an adopted text that is not on file, and sections for which it
	// is not known whether they have an adopted heading.
	Lacking map[string]bool
	// Passages are the paragraphs in the order of the draft.
	Passages []*Passage
	// Sections are the headings of the sections: id, texts and reservations. Nil if unknown.
	Sections []*Passage
	// Title is the title of the paper, with its reservations. Nil if unknown.
	Title *Passage
}

// A Passage is a paragraph or sub-paragraph of a base. Texts are those of the records, with their markup, so that inserted numbers and
// names do not count as changes. A language without a text has no entry.
type Passage struct {
	ID      string
	Kind    string // preambular or operative; empty for sub-paragraphs
	Section string
	Number  int
	Bis     int
	State   string
	Moved   bool // a proposal moved it
	Texts   map[string]string
	Notes   []*Passage // its footnotes: id and texts

	Brackets bool        // it is in brackets as a whole
	By       []input.Ref // its authors, if it does not stand yet
	Marks    []Mark      // proposals on it as a whole

	// Reserved are the reservations on it: id, state (announced, received or without-text), delegation and, if received, texts.
	Reserved   []*Passage
	Delegation string // glossary key, for a reservation
	Sub        []*Passage
}

// Open reports whether anything in the passage is open: it is in brackets, or its words have some, or something is proposed for it.
func (p *Passage) Open() bool {
	for _, words := range p.Texts {
		if input.Brackets(words) {
			return true
		}
	}
	return p.State == "bracketed" || p.Brackets || len(p.By)+len(p.Marks) > 0 || slices.ContainsFunc(p.Sub, (*Passage).Open)
}

// Cited returns the notes that the passage cites in any language.
func (p *Passage) Cited() []*Passage {
	if len(p.Notes) == 0 {
		return nil
	}
	marks := map[string]bool{}
	p.marks(marks)
	return slices.DeleteFunc(slices.Clone(p.Notes), func(n *Passage) bool { return !marks[n.ID] })
}

// marks adds the ids of the notes that the texts of the passage cite, the text between [^ and ], to a set.
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

func byID(in []*Passage) map[string]*Passage {
	out := make(map[string]*Passage, len(in))
	for _, p := range in {
		if out[p.ID] == nil {
			out[p.ID] = p
		}
	}
	return out
}

func find(in []*Passage, id string) *Passage {
	if i := slices.IndexFunc(in, func(p *Passage) bool { return p.ID == id }); i >= 0 {
		return in[i]
	}
	return nil
}

// Fill adds to passages the texts of those with the same ids in another list, in the languages that they lack.
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

// FillMarks gives passages the brackets and proposals of those with the same ids in another list.
func FillMarks(to, from []*Passage) {
	for _, p := range to {
		if f := find(from, p.ID); f != nil {
			p.Brackets, p.By, p.Marks = f.Brackets, f.By, f.Marks
			FillMarks(p.Sub, f.Sub)
		}
	}
}

// A Change is how a paragraph changed. If only Old and New are set, nothing changed.
type Change struct {
	ID       string
	Old, New *Passage // nil: not in that version
	Moved    bool
	Agreed   bool     // agreed now, but not before
	State    bool     // the state changed
	Marks    bool     // proposals on it or a part of it as a whole changed, or its brackets did, apart from its state
	Langs    []string // languages in which the words differ, if it is in both
	Sub      []SubChange
	Order    bool      // the order of sub-paragraphs changed
	Reserved []*Change // reservations that are new, removed, or changed in state or words
	Unknown  bool      // it cannot be compared: Old is New
}

// A SubChange is a Change for a sub-paragraph; Level counts from 1.
type SubChange struct {
	Old, New *Passage
	Moved    bool // among its siblings
	Sub      []SubChange
}

// Marked reports whether the brackets around a sub-paragraph that is in both versions, or the proposals on it as a whole, changed.
func (s SubChange) Marked() bool {
	return s.Old != nil && s.New != nil && (!sameBrackets(s.Old, s.New) || !sameMarks(s.Old.Marks, s.New.Marks))
}

func marked(in []SubChange) bool {
	return slices.ContainsFunc(in, func(s SubChange) bool { return s.Marked() || marked(s.Sub) })
}

func sameBrackets(a, b *Passage) bool { return a.Brackets == b.Brackets && SameAuthors(a.By, b.By) }

// SameAuthors reports whether two lists name the same authors in the same order.
func SameAuthors(a, b []input.Ref) bool {
	return slices.EqualFunc(a, b, func(x, y input.Ref) bool { return x.String == y.String })
}

// Same reports whether two marks have the same authors and the same operation.
func (m Mark) Same(o Mark) bool {
	return m.Does == o.Does && m.After == o.After && SameAuthors(m.By, o.By)
}

func sameMarks(a, b []Mark) bool { return slices.EqualFunc(a, b, Mark.Same) }

// IsNew reports whether the paragraph is not in the base.
func (c *Change) IsNew() bool { return c.Old == nil }

// IsDeleted reports whether the paragraph is only in the base.
func (c *Change) IsDeleted() bool { return c.New == nil }

// Any reports whether anything changed.
func (c *Change) Any() bool {
	return c.Old == nil || c.New == nil || c.Moved || c.State || c.Marks || len(c.Langs) > 0 || c.Order || len(c.Reserved) > 0
}

// Stated reports whether only the state of the paragraph changed.
func (c *Change) Stated() bool {
	x := *c
	x.State = false
	return c.State && !x.Any()
}

// A Redline is everything that changed between two versions of the draft. Changes are in the order of the new version; a deleted paragraph
// follows the one that it followed before.
type Redline struct {
	Base     *Base
	Changes  []*Change
	ByID     map[string]*Change
	Headings map[string]*Change // of sections, by id; nil if those of the base are unknown
	Title    *Change            // of the paper; nil if that of the base is unknown
}

// A Count is the number of paragraphs that changed in each way. A paragraph can count in several.
type Count struct {
	New, Changed, Deleted, Moved, Agreed, Unchanged int
	Unknown                                         int // they cannot be compared
	Marked                                          int // their marks changed
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
		if c.Marks {
			n.Marked++
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

// Compare returns what changed from base to now in the languages langs. Paragraphs are matched by id, whatever their numbers and pages.
func Compare(base, now *Base, langs []string) *Redline {
	r := &Redline{Base: base, ByID: map[string]*Change{}, Headings: headings(base, now, langs)}
	if base.Title != nil && now.Title != nil {
		r.Title = title(base.Title, now.Title, base.Adopted, langs)
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
			c.Marks = !sameMarks(c.Old.Marks, p.Marks) || !c.State && !sameBrackets(c.Old, p) || marked(c.Sub)
			c.Reserved = reserved(c.Old.Reserved, p.Reserved, langs)
			c.Agreed = c.State && p.State == "agreed"
			if p.Bis == 0 { // alternatives move with their paragraph
				common = append(common, c)
			}
		}
	}
	moved(common, old)
	stands := map[string]int{} // index in Changes, by id
	for i, c := range r.Changes {
		stands[c.ID] = i
	}
	behind := map[int][]*Change{} // deletions by the index in Changes that they follow; -1: the start
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

// title finds the changes to the title of the paper; against an adopted one, reservations are not among them.
func title(old, now *Passage, adopted bool, langs []string) *Change {
	c := &Change{ID: now.ID, Old: old, New: now}
	if !adopted {
		c.Reserved = reserved(old.Reserved, now.Reserved, langs)
	}
	for _, l := range langs {
		if len(old.Texts) > 0 && differs(old, now, nil, l) {
			c.Langs = append(c.Langs, l)
		}
	}
	return c
}

// shown returns the languages in which passages are printed: those of the paper, and that of the original if it replaces a translation.
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

// headings finds the changes to the headings of sections.
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
		if c.Old == nil && base.Lacking[s.ID] {
			c.Old, c.Unknown = s, true
		}
		if base.Adopted {
			c.Reserved = nil
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

// reserved finds the changes to reservations. It leaves out unchanged ones, and puts removed ones last.
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

// last returns the index of the last paragraph of a kind up to k, or -1, so that a deleted first operative paragraph does not end up in the
// preamble.
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
	were := byID(old.Cited())
	for _, n := range new.Cited() {
		if o := were[n.ID]; o != nil && !same(o.Texts[lang], n.Texts[lang]) {
			return true // a difference in the notes cited is a difference in the text
		}
	}
	for _, s := range subs {
		if s.Old == nil || s.New == nil || differs(s.Old, s.New, s.Sub, lang) {
			return true
		}
	}
	return false
}

// mostPairs is the largest number of pairs of notes that are compared to find those that differ only in their ids.
const mostPairs = 100_000

// renamed returns the passage with the note ids of another passage: notes with different ids but similar texts count as the same note.
func renamed(old, new *Passage) *Passage {
	var names []string
	ids := map[string]string{}
	were, are := old.Cited(), new.Cited()
	was, is := byID(were), byID(are)
	were = slices.DeleteFunc(were, func(o *Passage) bool { return is[o.ID] != nil })
	are = slices.DeleteFunc(are, func(n *Passage) bool { return was[n.ID] != nil })
	if len(were)*len(are) > mostPairs {
		return old
	}
	for _, n := range are {
		best, id := 0.5, ""
		for _, o := range were {
			if s := alike(o, n); s > best && ids[o.ID] == "" {
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

// pairs matches each sub-paragraph with its earlier version, by id or, failing that, by its text. Removed ones follow the one that they
// followed before.
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
	var kept, places, weights []int // of the passages in both
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
	gone := func(from int) int { // adds the run of removed sub-paragraphs that begins at from
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

// alike returns the similarity of two passages in the language in which it is greatest.
func alike(a, b *Passage) float64 {
	best := 0.0
	for l, t := range a.Texts {
		if u := b.Texts[l]; u != "" {
			best = max(best, diff.Similarity(t, u))
		}
	}
	return best
}

// same reports whether two texts read and look the same, regardless of their markup.
func same(a, b string) bool {
	return diff.Same(a, b) || slices.Equal(tokens(a), tokens(b))
}

// tokens returns the words of a text, each with its formatting, and its notes and references.
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

// moved marks the fewest paragraphs that explain a change of order, preferring those that a proposal moves.
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

// inOrder tells which items stay in place: the heaviest set of those whose old places, all below size, ascend.
func inOrder(places, weights []int, size int) []bool {
	n := len(places)
	weight, back := make([]int, n), make([]int, n)
	best := make([]int, size+1) // a Fenwick tree over the old places: the heaviest set that ends up to each, plus 1; 0: none
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
