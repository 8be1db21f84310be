package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// A version is a text that is proposed for a paragraph, made of one proposal or of several that are compatible.
type version struct {
	proposals []*input.Proposal // by date, then id
	none      bool              // no text: the paragraph is to be deleted
	same      bool              // the text as it is
	text      input.Text
	subs      []*input.SubParagraph
}

// ranks orders the states by how far they have come.
var ranks = map[string]int{"withdrawn": -1, "proposed": 0, "bracketed": 1, "agreed-ad-referendum": 2, "agreed": 3}

// paragraphsOf makes the paragraph that first adds (nil: its base is a mandate) with the changes made to it, which are in the order of
// date and id: one paragraph, and an alternative for each further text that is proposed for it.
//
// What is agreed stands against what is not, and beside what came after. A proposal that builds on another takes its place. What is left
// is merged by words as far as it goes; proposals that touch the same words, or a proposal to delete or to leave as it is beside one to
// amend, stand as alternatives. An editorial change joins the others and gives way to them.
func (m *merger) paragraphsOf(first *input.Proposal, changes []*input.Proposal) []*plan.Paragraph {
	var active, others []*input.Proposal
	for _, c := range changes {
		if m.state(c) == "withdrawn" || c.Operation.String == "move" {
			others = append(others, c)
		} else {
			active = append(active, c)
		}
	}
	active, dropped, reopened := m.inForce(first, active)
	others = append(others, dropped...)
	versions, beaten := m.versions(first, active, reopened)
	others = append(others, beaten...)

	if first != nil {
		if len(versions) == 0 {
			versions = []*version{{proposals: []*input.Proposal{first}, text: first.Text, subs: first.Paragraphs}}
		} else {
			if v := versions[0]; v.same { // the text that it has is proposed to stand
				v.proposals = append([]*input.Proposal{first}, v.proposals...)
			} else {
				others = append([]*input.Proposal{first}, others...)
			}
		}
	}
	if len(versions) == 0 { // of a mandate
		for i, c := range changes { // one that is only moved is carried over
			if m.state(c) != "withdrawn" && c.Operation.String == "move" {
				versions = []*version{{proposals: changes[i : i+1]}}
				others = slices.DeleteFunc(others, func(o *input.Proposal) bool { return o == c })
				break
			}
		}
	}
	if len(versions) == 0 { // all is withdrawn
		for _, c := range changes {
			m.plan.Draft.Out = append(m.plan.Draft.Out, m.paragraph(c.ID.String, &version{proposals: []*input.Proposal{c}, text: c.Text, subs: c.Paragraphs}))
		}
		return nil
	}

	id := m.idOf(first, changes)
	main := versions[0]
	deleted := main.none // it comes first only where it is alone
	switch {
	case deleted && first == nil: // the adopted text is what is deleted
		main = &version{proposals: main.proposals, text: main.text}
	case deleted:
		main = &version{proposals: []*input.Proposal{first}, text: first.Text, subs: first.Paragraphs}
		others = slices.DeleteFunc(others, func(o *input.Proposal) bool { return o == first })
		others = append(others, versions[0].proposals...)
	}
	p := m.paragraph(id, main)
	if first == nil {
		m.paragraphs[m.root(changes[0])] = p
	}
	p.Others = append(append(p.Others, main.proposals[1:]...), others...)
	for _, o := range p.Others {
		m.paragraphs[o.ID.String] = p
		m.plan.ByID[o.ID.String] = p
	}
	if first != nil {
		if p.Kind == "" {
			p.Kind = first.Kind.String
		}
		p.Operation, p.Derived = first.Operation.String, "new"
		p.Base = nil
		if first.Base.String != "" {
			p.Base = m.in.ByID[first.Base.String]
		}
		if p.Proposal != first {
			p.Base = first
		}
	}
	if deleted {
		p.Operation = "sup"
		if first != nil {
			p.State, p.Reached = m.least(versions[0].proposals)
		}
	}
	m.reserved(p, first, versions)
	if deleted || p.State == "withdrawn" {
		m.plan.Draft.Out = append(m.plan.Draft.Out, p)
		return nil
	}
	out := []*plan.Paragraph{p}
	for i, v := range versions[1:] {
		alt := m.paragraph(v.proposals[0].ID.String, v)
		alt.Kind, alt.Bis, alt.Derived, alt.NoText = p.Kind, i+1, "alternative", v.none
		alt.Others = append(alt.Others, v.proposals[1:]...)
		for _, o := range alt.Others {
			m.paragraphs[o.ID.String] = alt
			m.plan.ByID[o.ID.String] = alt
		}
		out = append(out, alt)
	}
	if len(versions) > 1 {
		p.Derived = "alternative"
		m.collision(versions)
	}
	return out
}

// idOf is the id that a paragraph keeps whatever becomes of the proposals on it.
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

// inForce leaves out what is overtaken: what is not agreed where something is, and what another proposal builds on. What came after the
// agreement stands beside it: a proposal that was made since, or on which a later meeting has acted. reopened tells that the text
// that first has is agreed, and is one of several for that.
func (m *merger) inForce(first *input.Proposal, active []*input.Proposal) (kept, dropped []*input.Proposal, reopened bool) {
	agreed, builtOn := map[string]bool{}, map[string]bool{}
	var last *input.Proposal // that was agreed
	for _, c := range active {
		builtOn[c.Base.String] = true
		if m.state(c) == "agreed" {
			agreed[c.ID.String] = true
			if last == nil || m.since(c) > m.since(last) {
				last = c
			}
		}
	}
	if last == nil && first != nil && m.state(first) == "agreed" {
		last, reopened = first, true
	}
	for _, c := range active {
		stands := last == nil || c.Operation.String == "mod-editorial"
		for x := c; !stands && x != nil; {
			stands = agreed[x.ID.String] || m.after(x, last)
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
		if !stands && !builtOn[c.ID.String] && c.Operation.String != "noc" && !(c.Text.Lang == last.Text.Lang && diff.Same(c.Text.String, last.Text.String)) {
			m.overtaken(c)
		}
	}
	return kept, dropped, reopened
}

// since is the place among the meetings of the one at which a proposal reached its state; after all of them where that is not known.
func (m *merger) since(c *input.Proposal) int {
	if _, at := m.reached(c); at != nil {
		return m.plan.Nth(at.ID.String)
	}
	return len(m.in.Meetings)
}

// after tells whether a proposal came after another was agreed: it was made since, or a later meeting acted on it.
func (m *merger) after(c, agreed *input.Proposal) bool {
	_, then, day := m.plan.ReachedOn(agreed.State.String, agreed.States)
	if !day.IsZero() && !c.Date.IsZero() && day.Last().Before(c.Date.Date) {
		return true
	}
	if then == nil {
		return false
	}
	_, at := m.reached(c)
	return at != nil && m.since(c) > m.since(agreed) || c.From.String != "" && m.plan.Nth(c.From.String) > m.since(agreed)
}

// overtaken reports a proposal on a paragraph that is agreed.
func (m *merger) overtaken(c *input.Proposal) {
	m.diags.Warningf("W0618", c.ID.Pos, "the proposal %q would change a paragraph that has been agreed since", c.ID.String).About(c.ID.String).
		Hint("the draft has what is agreed, and the compendium both; record that the proposal is withdrawn, or the state that it reached at a later meeting")
}

// versions groups the changes that are in force into texts. Those that no text takes up, because they give way, are beaten. Where the
// text as it is was agreed, it comes first.
func (m *merger) versions(first *input.Proposal, active []*input.Proposal, agreed bool) (out []*version, beaten []*input.Proposal) {
	base := &version{}
	var mandate *input.Mandate
	if first != nil {
		base.text, base.subs = first.Text, first.Paragraphs
	} else if len(active) > 0 {
		id := m.root(active[0])
		if mandate, _ = m.in.ByID[id].(*input.Mandate); mandate != nil {
			base.text = mandate.Text
		}
	}
	var same, none *version
	if agreed && len(active) > 0 {
		same = &version{same: true, text: base.text, subs: base.subs}
		out = append(out, same)
	}
	var editorial []*input.Proposal
next:
	for _, c := range active {
		switch c.Operation.String {
		case "sup":
			if none == nil {
				none = &version{none: true}
			}
			none.proposals = append(none.proposals, c)
		case "noc":
			if same == nil {
				same = &version{same: true, text: base.text, subs: base.subs}
				if base.text.String == "" {
					same.text, same.subs = c.Text, c.Paragraphs
				}
				out = append(out, same)
			}
			same.proposals = append(same.proposals, c)
		case "mod-editorial":
			editorial = append(editorial, c)
		default:
			for _, v := range out {
				if v != same && (m.state(v.proposals[0]) == "agreed") == (m.state(c) == "agreed") && m.join(v, base, c) {
					continue next
				}
			}
			out = append(out, &version{proposals: []*input.Proposal{c}, text: c.Text, subs: c.Paragraphs})
		}
	}
	slices.SortStableFunc(out, func(a, b *version) int { return cmp.Compare(m.open(a, agreed), m.open(b, agreed)) })
	if none != nil {
		out = append(out, none)
	}
	for _, c := range editorial {
		joined := false
		for _, v := range out {
			joined = !v.none && m.join(v, base, c) || joined
		}
		switch {
		case joined:
		case len(out) == 0:
			v := &version{text: base.text, subs: base.subs}
			if !m.join(v, base, c) {
				v = &version{proposals: []*input.Proposal{c}, text: c.Text, subs: c.Paragraphs}
			}
			out = append(out, v)
		default:
			beaten = append(beaten, c)
		}
	}
	return out, beaten
}

// open is 0 for a text that is agreed, and 1 for others.
func (m *merger) open(v *version, agreed bool) int {
	if v.same && agreed || len(v.proposals) > 0 && m.state(v.proposals[0]) == "agreed" {
		return 0
	}
	return 1
}

// join takes a change of the base into the version, if both can be had.
func (m *merger) join(v, base *version, c *input.Proposal) bool {
	if v.text.String == "" || base.text.String == "" || c.Text.String == "" {
		return false
	}
	editorial := c.Operation.String == "mod-editorial"
	text, ok := m.joinTexts(base.text, v.text, c.Text, editorial)
	if !ok {
		return false
	}
	subs, ok := m.joinSubs(base.subs, v.subs, c.Paragraphs, editorial)
	if !ok {
		return false
	}
	v.text, v.subs = text, subs
	v.proposals = append(v.proposals, c)
	return true
}

// joinTexts merges two changes of a text, of which a may be merged already, and b editorial. Those that are in another language than
// the base are merged by their translations into its language, if they have them.
func (m *merger) joinTexts(base, a, b input.Text, editorial bool) (input.Text, bool) {
	same := func(x, y input.Text) bool { return x.Lang == y.Lang && diff.Same(x.String, y.String) }
	var parts []input.Amendment
	switch {
	case same(b, base), same(a, b):
		return a, true
	case same(a, base) && !editorial:
		return b, true
	case a.Merged != nil:
		parts = append(parts, a.Merged.Changes...)
	case !same(a, base):
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
		for _, lang := range m.langs.Languages() {
			if _, ok := m.words(base, lang); ok && lang != base.Lang && m.translated(parts, lang) {
				if _, ok := m.mergeIn(lang, base, parts); !ok {
					return a, false
				}
			}
		}
	}
	return input.Text{Text: source.Made(parts[0].Pos, s), ID: strings.Join(ids, "+"), Lang: base.Lang, Merged: &input.Merged{Base: base, Changes: parts}}, true
}

// words are those of a text in a language, and whether it has any there.
func (m *merger) words(t input.Text, lang string) (string, bool) {
	if t.Lang == lang || m.langs == nil {
		return t.String, t.Lang == lang
	}
	tr := m.langs.Lookup(t, lang)
	return tr.Text.String, !tr.Missing()
}

// translated tells whether all changes have words in a language; an editorial one needs none.
func (m *merger) translated(parts []input.Amendment, lang string) bool {
	return !slices.ContainsFunc(parts, func(p input.Amendment) bool {
		_, ok := m.words(p.Text, lang)
		return !ok && !p.Editorial
	})
}

// mergeIn merges changes of a text in one language. It is false where they collide or have no words in it.
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

// lexicon is the words of a language that must not be taken apart.
func (m *merger) lexicon(lang string) *diff.Lexicon {
	if m.langs == nil {
		return nil
	}
	return m.langs.Lexicon(lang)
}

// joinSubs merges two changes of sub-paragraphs. Where one of them puts some in or takes some out, the other must leave them alone.
func (m *merger) joinSubs(base, a, b []*input.SubParagraph, editorial bool) ([]*input.SubParagraph, bool) {
	switch {
	case sameSubs(base, b):
		return a, true
	case sameSubs(base, a) && !editorial, sameSubs(a, b):
		return b, true
	case len(a) != len(base) || len(b) != len(base):
		return nil, false
	}
	var out []*input.SubParagraph
	for i, s := range base {
		text, ok := m.joinTexts(s.Text, a[i].Text, b[i].Text, editorial)
		if !ok {
			return nil, false
		}
		subs, ok := m.joinSubs(s.Paragraphs, a[i].Paragraphs, b[i].Paragraphs, editorial)
		if !ok {
			return nil, false
		}
		out = append(out, &input.SubParagraph{ID: a[i].ID, Text: text, Paragraphs: subs})
	}
	return out, true
}

func sameSubs(a, b []*input.SubParagraph) bool {
	return slices.EqualFunc(a, b, func(x, y *input.SubParagraph) bool {
		return x.Text.Lang == y.Text.Lang && diff.Same(x.Text.String, y.Text.String) && sameSubs(x.Paragraphs, y.Paragraphs)
	})
}

// paragraph makes a paragraph with the text of a version.
func (m *merger) paragraph(id string, v *version) *plan.Paragraph {
	p := v.proposals[0]
	out := &plan.Paragraph{ID: id, Proposal: p, Kind: p.Kind.String, Operation: p.Operation.String, Text: v.text}
	out.State, out.Reached = m.least(v.proposals)
	if p.Base.String != "" {
		out.Base = m.in.ByID[p.Base.String]
	}
	switch p.Operation.String {
	case "add":
		out.Derived = "new"
	case "noc", "move":
		out.Derived = "carried-over"
	default:
		out.Derived = "carried-over-amended"
	}
	if out.Text.String == "" && !v.none {
		if base, ok := out.Base.(*input.Mandate); ok {
			out.Text = base.Text
		}
	}
	seen := map[string]bool{}
	for _, c := range v.proposals {
		for _, a := range c.Authors {
			if !seen[a.String] {
				seen[a.String] = true
				out.Authors = append(out.Authors, a)
			}
		}
	}
	for _, c := range m.chain(v.proposals) {
		out.Notes = append(out.Notes, c.Notes...)
	}
	out.Sub = subParagraphs(v.subs, 1)
	if ranks[out.State] >= ranks["agreed-ad-referendum"] {
		m.together(out)
	}
	m.paragraphs[id], m.paragraphs[p.ID.String] = out, out
	m.plan.ByID[id], m.plan.ByID[p.ID.String] = out, out
	return out
}

// together reports texts that amendments which are agreed give only together: their words in every language are nobody's.
func (m *merger) together(p *plan.Paragraph) {
	say := func(id string, t input.Text) {
		if t.Merged == nil {
			return
		}
		var names []string
		for _, c := range t.Merged.Changes {
			if !c.Editorial {
				names = append(names, strings.TrimSuffix(c.ID, ".text"))
			}
			if c.Lang == t.Lang && diff.Same(c.String, t.String) {
				return
			}
		}
		if len(names) < 2 {
			return
		}
		d := m.diags.Warningf("W0620", t.Pos, "the amendments %s of %q are agreed, and give together what nobody wrote: %s", quoted(names), id, t.String).About(p.ID).
			Hint("read it aloud; if it is what was agreed, record it as one amendment that is agreed, or accept the finding")
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

// chain is the proposals and those that they build on: the notes of all may be cited.
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

// reserved gathers the reservations on a paragraph: they hold whoever's text stands.
func (m *merger) reserved(p *plan.Paragraph, first *input.Proposal, versions []*version) {
	var all []*input.Proposal
	if first != nil {
		all = append(all, first)
	}
	for _, v := range versions {
		all = append(all, v.proposals...)
	}
	seen := map[*input.Proposal]bool{}
	for _, c := range m.chain(all) {
		if !seen[c] && m.state(c) != "withdrawn" {
			seen[c] = true
			p.Reserved = append(p.Reserved, m.reservations(c.Reservations)...)
		}
	}
}

// reservations are those that count as of the meeting: announced or received, and not withdrawn.
func (m *merger) reservations(in []*input.Reservation) []plan.Reservation {
	var out []plan.Reservation
	for _, r := range in {
		state, _ := m.plan.Reached(r.State.String, r.States)
		if m.plan.By(r.From.String) && (state == "announced" || state == "received") {
			out = append(out, plan.Reservation{Reservation: r, Received: state == "received"})
		}
	}
	return out
}

// least is the state of a text made of several proposals: that of the one that has come least far, with the meeting where it was
// reached. An editorial change leaves the state of the others as it is, and so does the wish that an added text stand.
func (m *merger) least(in []*input.Proposal) (string, *input.Meeting) {
	var state string
	var at *input.Meeting
	for _, c := range in {
		if op := c.Operation.String; (op == "mod-editorial" || op == "noc" && in[0].Operation.String == "add") && len(in) > 1 {
			continue
		}
		if s, meeting := m.reached(c); state == "" || ranks[s] < ranks[state] {
			state, at = s, meeting
		}
	}
	if state == "" {
		return m.reached(in[0])
	}
	return state, at
}

// collision reports alternatives.
func (m *merger) collision(versions []*version) {
	a, b := versions[0].proposals[0], versions[1].proposals[0]
	var d *diag.Diagnostic
	if m.state(a) == "agreed" {
		d = m.diags.Warningf("W0611", b.ID.Pos, "the proposal %q would change %q, which is agreed", b.ID.String, b.Base.String).
			Hint("what is agreed keeps its number, and the proposal stands beside it until it is agreed or withdrawn")
	} else {
		d = m.diags.Warningf("W0611", b.ID.Pos, "the proposals %q and %q both change %q", a.ID.String, b.ID.String, b.Base.String).
			Hint("they stand as alternatives until one is agreed or withdrawn")
	}
	d.About(b.ID.String)
	if a.Text.Lang != b.Text.Lang && a.Text.String != "" && b.Text.String != "" {
		if _, ok := m.words(b.Text, a.Text.Lang); !ok {
			d.Hint("they are in different languages: translate %q into %q, and what is compatible is merged", b.ID.String, a.Text.Lang)
		}
	}
	for _, v := range versions {
		for _, c := range v.proposals {
			if c != b {
				d.See(c.ID.Pos, "the other")
			}
		}
	}
}
