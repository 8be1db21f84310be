package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// ranks gives each state of a proposal its rank: the higher, the farther it has come.
var ranks = map[string]int{withdrawn: -1, proposed: 0, bracketed: 1, takenOver: 2, adReferendum: 3, agreed: 4}

// The states of a proposal.
const (
	proposed     = "proposed"
	bracketed    = "bracketed"
	takenOver    = "taken-over"
	adReferendum = "agreed-ad-referendum"
	agreed       = "agreed"
	withdrawn    = "withdrawn"
)

// inRoom reports whether the meeting has agreed to a proposal, finally or ad referendum.
func (m *merger) inRoom(c *input.Proposal) bool { return ranks[m.state(c)] >= ranks[adReferendum] }

// settled reports whether a proposal stands whoever made it, because the meeting has agreed to it or the holder of the text has taken it
// over.
func (m *merger) settled(c *input.Proposal) bool { return ranks[m.state(c)] >= ranks[takenOver] }

// holds reports whether the holder of the text is among the authors of a proposal.
func (m *merger) holds(c *input.Proposal) bool {
	holder, chair := "chair", "chair"
	if t := m.in.Term; t != nil {
		holder = cmp.Or(t.Draft.Holder.String, holder)
		if t.Chair != nil {
			chair = t.Chair.ID.String
		}
	}
	return slices.ContainsFunc(c.Authors, func(a input.Ref) bool { return a.String == holder || holder == "chair" && a.String == chair })
}

// paragraphsOf makes the paragraphs that result from first, the proposal that adds a paragraph (nil: the base is a mandate), and the
// changes of it, sorted by date and id. The holder's text stands until the meeting agrees to something; what is agreed or taken over
// stands. Amendments that stand are merged word by word as far as they are compatible. Everything else is open: it is printed in brackets
// with its authors and removes nothing. If no text stands for a mandate, each amendment becomes a paragraph in brackets.
func (m *merger) paragraphsOf(first *input.Proposal, changes []*input.Proposal) []*plan.Paragraph {
	var active, moves, others []*input.Proposal
	for _, c := range changes {
		switch {
		case m.state(c) == withdrawn:
			others = append(others, c)
		case c.Operation.String == "move":
			moves = append(moves, c)
		default:
			active = append(active, c)
		}
	}
	active, dropped := m.inForce(first, active)
	others = append(others, dropped...)
	room := first != nil && m.inRoom(first) ||
		slices.ContainsFunc(active, func(c *input.Proposal) bool { return m.inRoom(c) && !m.isPart(c) })
	held := first == nil || m.holds(first) || m.settled(first)
	standing, open := m.divide(active, !room && held)
	if len(active)+len(moves) == 0 && first == nil || first != nil && m.state(first) == withdrawn && len(standing) == 0 {
		return m.out(first, changes)
	}
	x := m.amended(first, standing, open, moves)
	if x.root.dropped != nil {
		return m.deleted(first, x, append(others, moves...))
	}
	out := []*plan.Paragraph{m.make(first, changes, x, others)}
	for _, c := range x.apart { // the amendments of a mandate without a text that stands
		p := m.paragraph(c.ID.String, c, []*input.Proposal{c})
		p.Text, p.Sub = c.Text, plan.Numbered(c.Paragraphs, 1)
		p.Open, p.Marked, p.Brackets, p.By, p.Bis = true, true, true, c.Authors, 1
		m.reserved(p, nil, []*input.Proposal{c})
		out = append(out, p)
	}
	m.collisions(x)
	return out
}

// divide separates proposals that stand from those that are open. Settled proposals stand; with pen (the holder of the text still decides)
// so do the holder's. A part that the holder bracketed is open on its own, apart from the rest of the paragraph.
func (m *merger) divide(in []*input.Proposal, pen bool) (standing, open []*input.Proposal) {
	for _, c := range in {
		if m.settled(c) || pen && m.holds(c) && !(m.isPart(c) && m.state(c) == bracketed) {
			standing = append(standing, c)
		} else {
			open = append(open, c)
		}
	}
	later := func(c *input.Proposal) int { // editorial changes come last
		if c.Operation.String == "mod-editorial" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(standing, func(a, b *input.Proposal) int {
		return cmp.Or(cmp.Compare(later(a), later(b)), cmp.Compare(m.firm(b), m.firm(a)))
	})
	return standing, open
}

// out adds a withdrawn paragraph, with everything proposed for it, to the paragraphs outside the draft.
func (m *merger) out(first *input.Proposal, changes []*input.Proposal) []*plan.Paragraph {
	if first != nil {
		p := m.paragraph(first.ID.String, first, []*input.Proposal{first})
		p.Text, p.Sub = first.Text, plan.Numbered(first.Paragraphs, 1)
		p.Others = append(p.Others, changes...)
		m.belong(p)
		m.reserved(p, first, nil)
		m.plan.Draft.Out = append(m.plan.Draft.Out, p)
		return nil
	}
	for _, c := range changes {
		p := m.paragraph(c.ID.String, c, []*input.Proposal{c})
		p.Text, p.Sub = m.textOr(c.Text, p.Base), plan.Numbered(c.Paragraphs, 1)
		m.plan.Draft.Out = append(m.plan.Draft.Out, p)
	}
	return nil
}

// deleted adds a paragraph whose deletion stands to the paragraphs outside the draft.
func (m *merger) deleted(first *input.Proposal, x *amendment, others []*input.Proposal) []*plan.Paragraph {
	of := cmp.Or(first, x.root.dropped)
	p := m.paragraph(of.ID.String, of, []*input.Proposal{of})
	p.Text, p.Sub = x.root.render(m), m.subs(x.root.subs, 1)
	p.Operation = "sup"
	p.State, p.Reached, p.On = m.least([]*input.Proposal{x.root.dropped}, nil)
	p.Others = slices.DeleteFunc(append(slices.Clone(x.all), others...), func(c *input.Proposal) bool { return c == of })
	m.belong(p)
	m.reserved(p, first, x.all)
	m.plan.Draft.Out = append(m.plan.Draft.Out, p)
	return nil
}

// make builds a paragraph from what stands and what is open.
func (m *merger) make(first *input.Proposal, changes []*input.Proposal, x *amendment, others []*input.Proposal) *plan.Paragraph {
	giving := x.giving // proposals that give its text
	whole := func(c *input.Proposal) bool { return !m.isPart(c) }
	switch {
	case first != nil && !slices.ContainsFunc(giving, whole): // the rest is the first's text and has its state
		giving = append([]*input.Proposal{first}, giving...)
	case len(giving) == 0:
		giving = x.all[:1]
	}
	p := m.paragraph(m.idOf(first, changes), giving[0], giving)
	p.State, p.Reached, p.On = m.least(giving, first)
	if first == nil {
		m.paragraphs[m.root(changes[0])] = p
	}
	seen := map[*input.Proposal]bool{giving[0]: true}
	for _, c := range slices.Concat(giving[1:], []*input.Proposal{first}, x.all, others) {
		if c != nil && !seen[c] {
			seen[c] = true
			p.Others = append(p.Others, c)
		}
	}
	m.belong(p)
	if first != nil {
		p.Kind, p.Operation, p.Derived, p.Base = cmp.Or(p.Kind, first.Kind.String), first.Operation.String, "new", nil
		if first.Base.String != "" {
			p.Base = m.base(first)
		}
		if p.Proposal != first {
			p.Base = first
		}
	}
	p.Notes = nil
	for _, c := range m.chain(append(slices.Clone(giving), x.all...)) {
		p.Notes = append(p.Notes, c.Notes...)
	}
	if first != nil && !slices.Contains(m.chain(giving), first) {
		p.Notes = append(p.Notes, first.Notes...)
	}
	p.Text, p.Sub, p.Marks = m.textOr(x.root.render(m), p.Base), m.subs(x.root.subs, 1), x.root.marks
	if !x.stands {
		p.Bis = 1
		if op := giving[0].Operation.String; first != nil || op != "sup" && op != "noc" || p.Text.String == "" {
			p.By = p.Authors // otherwise it is the adopted text, and the authors follow it
		}
	}
	p.Brackets = !x.stands || slices.ContainsFunc(p.Marks, func(k plan.Mark) bool {
		return k.Does == "delete" || len(p.Sub) > 0 // otherwise it would look like a proposal on the last of them
	})
	typed := bracketsIn(p)
	if p.State == bracketed && !typed {
		p.Brackets = true
	}
	p.Marked = p.Brackets || typed || len(p.Marks) > 0
	p.Open = x.open || p.Marked
	if p.State == proposed && x.stands && p.Marked {
		p.State, p.Reached, p.On = bracketed, nil, date.Date{}
	}
	m.together(p)
	m.reserved(p, first, append(slices.Clone(giving), x.all...))
	return p
}

// belong records all proposals on a paragraph as part of it.
func (m *merger) belong(p *plan.Paragraph) {
	for _, o := range p.Others {
		m.paragraphs[o.ID.String] = p
		m.plan.ByID[o.ID.String] = p
	}
}

// base is the record that a proposal changes; for a sub-paragraph of an adopted text it is the adopted paragraph.
func (m *merger) base(p *input.Proposal) input.Record {
	if mandate := m.adopted[p.Base.String]; mandate != nil {
		return mandate
	}
	return m.in.ByID[p.Base.String]
}

// textOr returns t, or, if t is empty, the text of the mandate base.
func (m *merger) textOr(t input.Text, base input.Record) input.Text {
	if mandate, ok := base.(*input.Mandate); ok && t.String == "" {
		return mandate.Text
	}
	return t
}

// bracketsIn reports whether the text of a paragraph has brackets, typed by the author or added for open proposals.
func bracketsIn(p *plan.Paragraph) bool {
	var sub func(in []*plan.SubParagraph) bool
	sub = func(in []*plan.SubParagraph) bool {
		return slices.ContainsFunc(in, func(s *plan.SubParagraph) bool {
			return s.Brackets || len(s.Marks) > 0 || input.Brackets(s.Text.String) || sub(s.Sub)
		})
	}
	return input.Brackets(p.Text.String) || sub(p.Sub)
}

// idOf returns the id of a paragraph, which does not depend on the proposals made on it later.
func (m *merger) idOf(first *input.Proposal, changes []*input.Proposal) string {
	if first != nil {
		return first.ID.String
	}
	for _, c := range changes {
		if op := c.Operation.String; op != "move" && op != "sup" {
			return c.ID.String
		}
	}
	for _, c := range changes {
		if c.Operation.String != "move" {
			return c.ID.String
		}
	}
	return changes[0].ID.String
}

// inForce drops overtaken proposals: unsettled ones once the meeting has agreed to something, and those on which a proposal builds that is
// settled or has the same authors. It keeps what came after the agreement: a proposal made since, or one on which a later meeting acted.
func (m *merger) inForce(first *input.Proposal, active []*input.Proposal) (kept, dropped []*input.Proposal) {
	builtOn := map[string]bool{}
	var last *input.Proposal // the last one agreed
	for _, c := range active {
		if b, ok := m.in.ByID[c.Base.String].(*input.Proposal); ok && (m.settled(c) || !m.settled(b) && sameAuthors(b, c)) {
			builtOn[b.ID.String] = true
		}
		if m.inRoom(c) && !m.isPart(c) && (last == nil || m.since(c) > m.since(last)) {
			last = c
		}
	}
	if last == nil && first != nil && m.inRoom(first) {
		last = first
	}
	for _, c := range active {
		stands := last == nil || c.Operation.String == "mod-editorial" || m.isPart(c)
		for x := c; !stands && x != nil; {
			stands = m.settled(x) || m.after(x, last)
			next, _ := m.in.ByID[x.Base.String].(*input.Proposal)
			if next == x || next != nil && next.Operation.String == "add" {
				break
			}
			x = next
		}
		if stands && !builtOn[c.ID.String] {
			kept = append(kept, c)
			continue
		}
		dropped = append(dropped, c)
		if !stands && !builtOn[c.ID.String] && c.Operation.String != "noc" &&
			!(c.Text.Lang == last.Text.Lang && diff.Same(c.Text.String, last.Text.String)) {
			m.overtaken(c)
		}
	}
	return kept, dropped
}

// isPart reports whether a proposal concerns sub-paragraphs only.
func (m *merger) isPart(c *input.Proposal) bool {
	_, ok := m.in.ByID[c.Base.String].(*input.SubParagraph)
	return ok || c.Text.String == "" && len(c.Paragraphs) > 0
}

func sameAuthors(a, b *input.Proposal) bool {
	return slices.EqualFunc(a.Authors, b.Authors, func(x, y input.Ref) bool { return x.String == y.String })
}

// since returns a number that orders the points at which proposals reached their states: each meeting, the days before it, and last an
// unknown point.
func (m *merger) since(c *input.Proposal) int {
	_, at, on := m.reached(c)
	switch {
	case at != nil:
		return 2 * m.plan.Nth(at.ID.String)
	case !on.IsZero():
		next := slices.IndexFunc(m.in.Meetings, func(x *input.Meeting) bool {
			last := plan.LastDay(m.in, x)
			return last.IsZero() || !last.Before(on)
		})
		if next >= 0 {
			return 2*next - 1
		}
	}
	return 2 * len(m.in.Meetings)
}

// after reports whether a proposal is later than the agreement on another one: it was made since, or a later meeting acted on it.
func (m *merger) after(c, agreed *input.Proposal) bool {
	if _, then, day := m.plan.ReachedOn(agreed.State.String, agreed.States); then == nil && day.IsZero() {
		return false
	}
	_, at, on := m.reached(c)
	return m.made(c, agreed) || (at != nil || !on.IsZero()) && m.since(c) > m.since(agreed)
}

// overtaken reports the finding that a proposal changes a paragraph that has been agreed.
func (m *merger) overtaken(c *input.Proposal) {
	m.diags.Warningf("W0618", c.ID.Pos, "the proposal %q would change a paragraph that has been agreed since", c.ID.String).
		About(c.ID.String).
		Hint("the draft has the agreed text, the compendium both; record that the proposal is withdrawn, or the state that " +
			"it reached at a later meeting")
}

// joinTexts merges changes a and b of a text; a may itself be merged, b may be editorial. A change in another language than the base is
// merged through its translation into that language, if it has one.
func (m *merger) joinTexts(base, a, b input.Text, editorial bool) (input.Text, bool) {
	var parts []input.Amendment
	switch {
	case m.alike(b, base), m.alike(a, b):
		return a, true
	case m.alike(a, base) && !editorial:
		return b, true
	case a.Merged != nil && a.Merged.Base.ID == base.ID:
		parts = append(parts, a.Merged.Changes...)
	case !m.alike(a, base):
		parts = append(parts, input.Amendment{Text: a})
	}
	parts = append(parts, input.Amendment{Text: b, Editorial: editorial})
	var ids []string
	for _, p := range parts {
		ids = append(ids, p.ID)
	}
	s, ok := m.mergeIn(base.Lang, base, parts)
	if !ok {
		return a, false
	}
	if m.langs != nil {
		for _, lang := range m.langs.Translated() {
			if _, ok := m.words(base, lang); ok && lang != base.Lang && m.translated(parts, lang) {
				if _, ok := m.mergeIn(lang, base, parts); !ok {
					return a, false
				}
			}
		}
	}
	return input.Text{
		Text:   source.Made(parts[0].Pos, s),
		ID:     strings.Join(ids, "+"),
		Lang:   base.Lang,
		Merged: &input.Merged{Base: base, Changes: parts},
	}, true
}

// words returns a text in a language, and whether the language has one.
func (m *merger) words(t input.Text, lang string) (string, bool) {
	if t.Lang == lang || m.langs == nil {
		return t.String, t.Lang == lang
	}
	tr := m.langs.Lookup(t, lang)
	return tr.Text.String, !tr.Missing()
}

// translated reports whether all changes have a text in a language; an editorial change needs none.
func (m *merger) translated(parts []input.Amendment, lang string) bool {
	return !slices.ContainsFunc(parts, func(p input.Amendment) bool {
		_, ok := m.words(p.Text, lang)
		return !ok && !p.Editorial
	})
}

// mergeIn merges changes of a text in one language. It returns false if they collide or one has no text in that language.
func (m *merger) mergeIn(lang string, base input.Text, parts []input.Amendment) (string, bool) {
	was, ok := m.words(base, lang)
	if !ok {
		return "", false
	}
	var texts []string
	for _, p := range parts {
		w, ok := m.words(p.Text, lang)
		switch {
		case !ok && !p.Editorial || !ok && lang == base.Lang:
			return "", false
		case !ok:
			w = was
		}
		texts = append(texts, w)
	}
	return m.lexicon(lang).Merge(was, texts...)
}

// lexicon returns the lexicon of a language, whose phrases must not be split.
func (m *merger) lexicon(lang string) *diff.Lexicon {
	if m.langs == nil {
		return nil
	}
	return m.langs.Lexicon(lang)
}

// paragraph makes a paragraph from the proposals that give its text; p is the first of them.
func (m *merger) paragraph(id string, p *input.Proposal, giving []*input.Proposal) *plan.Paragraph {
	out := &plan.Paragraph{ID: id, Proposal: p, Kind: p.Kind.String, Operation: p.Operation.String}
	out.State, out.Reached, out.On = m.least(giving, nil)
	if p.Base.String != "" {
		out.Base = m.base(p)
		if mandate, ok := m.in.ByID[m.root(p)].(*input.Mandate); ok { // through all proposals in between
			out.Base = mandate
		}
	}
	switch p.Operation.String {
	case "add":
		out.Derived = "new"
	case "noc", "move":
		out.Derived = "carried-over"
	default:
		out.Derived = "carried-over-amended"
	}
	seen := map[string]bool{}
	for _, c := range giving {
		for _, a := range c.Authors {
			if !seen[a.String] {
				seen[a.String] = true
				out.Authors = append(out.Authors, a)
			}
		}
	}
	for _, c := range m.chain(giving) {
		out.Notes = append(out.Notes, c.Notes...)
	}
	m.paragraphs[id], m.paragraphs[p.ID.String] = out, out
	m.plan.ByID[id], m.plan.ByID[p.ID.String] = out, out
	return out
}

// together reports a text that results only from several agreed amendments combined, and that nobody proposed in these words.
func (m *merger) together(p *plan.Paragraph) {
	say := func(id string, t input.Text) {
		if t.Merged == nil {
			return
		}
		var names []string
		for _, c := range t.Merged.Changes {
			if !c.Editorial {
				for id := range strings.SplitSeq(c.ID, "+") { // the id of a merged change joins several
					names = append(names, strings.TrimSuffix(id, ".text"))
				}
			}
			if c.Lang == t.Lang && diff.Same(c.String, t.String) {
				return
			}
		}
		if len(names) < 2 {
			return
		}
		d := m.diags.Warningf("W0620", t.Pos, "the agreed amendments %s of %q together produce a text that nobody wrote: %s",
			quoted(names), id, t.String).
			About(p.ID).
			Hint("read it aloud; if it is what was agreed, record it as one agreed amendment, or accept the finding")
		for _, c := range t.Merged.Changes[1:] {
			d.See(c.Pos, "the other")
		}
	}
	say(p.ID, p.Text)
	var walk func(in []*plan.SubParagraph)
	walk = func(in []*plan.SubParagraph) {
		for _, s := range in {
			say(s.ID, s.Text)
			walk(s.Sub)
		}
	}
	walk(p.Sub)
}

func quoted(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strconv.Quote(n)
	}
	return strings.Join(out, " and ")
}

// chain returns the proposals and those on which they build. The text may cite the notes of all of them.
func (m *merger) chain(in []*input.Proposal) []*input.Proposal {
	var out []*input.Proposal
	for _, c := range in {
		for x := c; x != nil && !slices.Contains(out, x); {
			out = append(out, x)
			x, _ = m.in.ByID[x.Base.String].(*input.Proposal)
		}
	}
	return out
}

// reserved collects the reservations on a paragraph. They apply whichever text stands.
func (m *merger) reserved(p *plan.Paragraph, first *input.Proposal, others []*input.Proposal) {
	var all []*input.Proposal
	if first != nil {
		all = append(all, first)
	}
	all = append(all, others...)
	seen := map[*input.Proposal]bool{}
	for _, c := range m.chain(all) {
		if !seen[c] && m.state(c) != "withdrawn" {
			seen[c] = true
			p.Reserved = append(p.Reserved, m.reservations(c.Reservations)...)
		}
	}
}

// reservations returns the reservations in effect as of the meeting: announced, received or without a text, and not withdrawn.
func (m *merger) reservations(in []*input.Reservation) []plan.Reservation {
	var out []plan.Reservation
	for _, r := range in {
		state, _ := m.plan.Reached(r.State.String, r.States)
		if m.plan.By(r.From.String) && state != "" && state != withdrawn {
			out = append(out, plan.Reservation{Reservation: r, State: state})
		}
	}
	return out
}

// least returns the state of a text made of several proposals: that of the least advanced one, or the last to reach it, with the meeting or
// day. Editorial changes do not count, nor does a wish to retain an added text. A proposal that stood when the meeting agreed to the
// paragraph (first), or to a proposal that builds on it, was agreed together with that.
func (m *merger) least(in []*input.Proposal, first *input.Proposal) (state string, at *input.Meeting, on date.Date) {
	var last *input.Proposal
	for _, c := range in {
		if op := c.Operation.String; (op == "mod-editorial" || op == "noc" && in[0].Operation.String == "add") && len(in) > 1 {
			continue
		}
		c = m.with(c, in, first)
		if s, meeting, day := m.reached(c); state == "" || ranks[s] < ranks[state] || s == state && m.since(c) > m.since(last) {
			state, at, on, last = s, meeting, day, c
		}
	}
	if state == "" {
		return m.reached(in[0])
	}
	return state, at, on
}

// with returns the proposal together with which the meeting agreed to c, which stood by then: first, or a proposal whose authors knew c;
// otherwise c.
func (m *merger) with(c *input.Proposal, in []*input.Proposal, first *input.Proposal) *input.Proposal {
	if !m.settled(c) {
		return c
	}
	for _, d := range append([]*input.Proposal{first}, in...) {
		if d != nil && d != c && m.inRoom(d) && m.firm(d) > m.firm(c) && m.since(c) <= m.since(d) && (d == first || m.knows(d, c)) {
			return d
		}
	}
	return c
}

// stateWords names the states of proposals that stand.
var stateWords = map[string]string{takenOver: "taken over", adReferendum: "agreed ad referendum", agreed: "agreed"}

// collisions reports amendments that cannot be merged. Of two that stand, the second is bracketed; of two that are open, both are.
func (m *merger) collisions(x *amendment) {
	if len(x.collide) == 0 {
		return
	}
	a, b := x.collide[0][0], x.collide[0][1]
	var d *diag.Diagnostic
	switch {
	case m.settled(a) && m.firm(a) == m.firm(b):
		d = m.diags.Warningf("W0611", b.ID.Pos, "%q and %q are both %s, and contradict each other on %q", a.ID.String, b.ID.String,
			stateWords[m.state(a)], b.Base.String).
			Hint("%[1]q is printed without brackets, followed by the words of %[2]q in brackets: withdraw one of them, or record "+
				"what was decided as a proposal with base: %[1]s", a.ID.String, b.ID.String)
	case m.inRoom(a):
		d = m.diags.Warningf("W0611", b.ID.Pos, "the proposal %q would change %q, which is agreed", b.ID.String, b.Base.String).
			Hint("the agreed text is kept, and the proposal is printed beside it in brackets until it is agreed or withdrawn")
	case m.settled(a):
		d = m.diags.Warningf("W0611", b.ID.Pos, "the proposal %q would change %q, where %q stands", b.ID.String, b.Base.String,
			a.ID.String).
			Hint("the text that stands is kept, and the proposal is printed beside it in brackets until it is agreed or withdrawn")
	default:
		d = m.diags.Warningf("W0611", b.ID.Pos, "the proposals %q and %q both change %q", a.ID.String, b.ID.String, b.Base.String).
			Hint("they are printed in brackets until one is agreed or withdrawn")
	}
	d.About(b.ID.String)
	if a.Text.Lang != b.Text.Lang && a.Text.String != "" && b.Text.String != "" {
		if _, ok := m.words(b.Text, a.Text.Lang); !ok {
			d.Hint("they are in different languages: translate %q into %q so that they can be compared word by word",
				b.ID.String, a.Text.Lang)
		}
	}
	seen := map[*input.Proposal]bool{b: true}
	for _, pair := range x.collide {
		for _, c := range pair {
			if !seen[c] {
				seen[c] = true
				d.See(c.ID.Pos, "the other")
			}
		}
	}
}
