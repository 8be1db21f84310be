package input

import (
	"sort"
	"strings"

	"omnibus/assemble/source"
)

func (r *reader) body(n *source.Node) {
	if n == nil {
		return
	}
	b := &Body{
		Name: refOf(n, "name"), Organs: refs(n, "organs"), Assembly: refOf(n, "assembly"),
		Series: str(n, "series"), Paper: str(n, "paper"), Running: str(n, "running-head"), SessionYear: numberOf(n, "session-year"),
	}
	r.identify(n, kindBody, b, &b.ID)
	if s := child(n, "resolution"); s != nil {
		pre, op := child(s, "preambular"), child(s, "operative")
		b.Resolution = ResolutionStyle{
			OrganLine: str(s, "organ-line"), LeadIn: str(s, "lead-in"), Openers: str(s, "openers"),
			PreambularEach: str(pre, "each"), PreambularPenultimate: str(pre, "penultimate"), PreambularLast: str(pre, "last"),
			OperativeEach: str(op, "each"), OperativeLast: str(op, "last"), OperativeVerb: str(op, "verb"),
			NumberSingle: flagOf(op, "number-single"), Enumerators: strs(s, "enumerators"),
		}
		if b.Resolution.PreambularPenultimate.String == "" {
			b.Resolution.PreambularPenultimate = b.Resolution.PreambularEach
		}
	}
	for _, a := range objects(n, "addressees") {
		b.Addressees = append(b.Addressees, AddresseeRule{refOf(a, "addressee"), strs(a, "verbs")})
	}
	for _, g := range objects(n, "ranges") {
		b.Ranges = append(b.Ranges, SymbolRange{str(g, "prefix"), numberOf(g, "year"), numberOf(g, "first"), numberOf(g, "last"), g.Pos})
	}
	for _, d := range objects(n, "defunct") {
		b.Defunct = append(b.Defunct, Defunct{str(d, "acronym"), strs(d, "names"), str(d, "by")})
	}
	r.rec.Body = b
}

func (r *reader) term(n *source.Node) {
	if n == nil {
		return
	}
	t := &Term{Begin: dateOf(n, "begin"), End: dateOf(n, "end"), Languages: strs(n, "languages"), Original: str(n, "original")}
	r.lang = t.Original.String
	r.identify(n, kindTerm, t, &t.ID)
	id := t.ID.String
	t.Title = r.words(n, "title", id)
	if a := child(n, "assembly"); a != nil {
		t.Assembly = Assembly{numberOf(a, "session"), numberOf(a, "year"), a.Pos}
	}
	t.Chair, t.ViceChair = r.officer(n, "chair"), r.officer(n, "vice-chair")
	if v := n.At("offset"); v != nil {
		if i, ok := v.Int(); ok {
			t.Offset, t.OffsetPos = &i, v.Pos
		}
	}
	if v := child(n, "totals"); v != nil {
		t.Totals = &Totals{numberOf(v, "resolutions"), numberOf(v, "paragraphs"), numberOf(v, "sessions"), v.Pos}
	}
	for _, s := range objects(n, "sections") {
		sec := &DraftSection{}
		r.identify(s, kindSection, sec, &sec.ID)
		sec.Title, sec.Reservations = r.words(s, "title", sec.ID.String), r.reservations(s)
		t.Sections = append(t.Sections, sec)
	}
	for _, p := range objects(n, "papers") {
		t.Papers = append(t.Papers, r.paper(p))
	}
	r.rec.Term = t
}

func (r *reader) officer(n *source.Node, field string) *Officer {
	v := child(n, field)
	if v == nil {
		return nil
	}
	o := &Officer{Name: str(v, "name")}
	r.identify(v, kindOfficer, o, &o.ID)
	o.Of = r.words(v, "of", o.ID.String)
	return o
}

func (r *reader) paper(n *source.Node) *Paper {
	p := &Paper{Series: str(n, "series"), Symbol: str(n, "symbol"), Illustrative: flagOf(n, "illustrative"), Original: strs(n, "original")}
	r.identify(n, kindPaper, p, &p.ID)
	id := p.ID.String
	p.Title, p.Status = r.words(n, "title", id), r.words(n, "status", id)
	p.Distribution, p.Agenda = r.words(n, "distribution", id), r.words(n, "agenda", id)
	p.Reservations = r.reservations(n)
	for _, v := range objects(n, "revisions") {
		rev := &Revision{Number: numberOf(v, "number"), Meeting: refOf(v, "meeting"), Date: dateOf(v, "date"), Suffix: str(v, "suffix"), Pos: v.Pos}
		of := id + ".rev-" + str(v, "number").String
		if suffix := strings.FieldsFunc(strings.ToLower(rev.Suffix.String), func(c rune) bool { return c == '.' || c == ' ' }); len(suffix) > 0 {
			of += "-" + strings.Join(suffix, "-")
		}
		rev.Status = r.words(v, "status", of)
		p.Revisions = append(p.Revisions, rev)
	}
	return p
}

func (r *reader) glossary(n *source.Node) {
	g := &Glossary{ByKey: map[string]*Entry{}}
	r.rec.Glossary = g
	for _, v := range objects(n, "entries") {
		e := &Entry{Class: str(v, "class").String, Symbol: str(v, "symbol"), URL: byLanguage(v, "url"), Forms: map[string]*Form{}}
		r.identify(v, kindEntry, e, &e.ID)
		if forms := child(v, "forms"); forms != nil {
			for _, f := range forms.Entries {
				if f.Value.Kind == source.Mapping {
					e.Forms[f.Key.String] = formOf(f.Key.String, f.Value)
				}
			}
		}
		g.Entries = append(g.Entries, e)
		if _, twice := g.ByKey[e.ID.String]; !twice && e.ID.String != "" {
			g.ByKey[e.ID.String] = e
		}
	}
}

func formOf(lang string, n *source.Node) *Form {
	f := &Form{
		Lang: lang, Name: str(n, "name"), Acronym: str(n, "acronym"), Gender: str(n, "gender").String,
		Article: str(n, "article"), Variants: strs(n, "variants"), Unverified: flagOf(n, "unverified"),
	}
	for _, v := range objects(n, "forbidden") {
		f.Forbidden = append(f.Forbidden, Forbidden{str(v, "term"), str(v, "reason")})
	}
	return f
}

func (r *reader) mandates(n *source.Node) {
	for _, v := range objects(n, "resolutions") {
		res := &Resolution{Symbol: str(v, "symbol"), Date: dateOf(v, "date"), Links: byLanguage(v, "links"), LinksPos: str(v, "symbol").Pos}
		r.inLang(v, func() {
			r.identify(v, kindResolution, res, &res.ID)
			id := res.ID.String
			if l := v.Entry("links"); l != nil {
				res.LinksPos = l.Key.Pos
			}
			res.Title, res.Section = r.words(v, "title", id), r.words(v, "section", id)
			for _, t := range strs(v, "ranges") {
				if g, err := parseRange(t.String); err == nil {
					g.Pos = t.Pos
					res.Ranges = append(res.Ranges, g)
				}
			}
			r.paragraphs(v, res)
		})
		r.rec.Resolutions = append(r.rec.Resolutions, res)
	}
}

// paragraphs fills the mandates of a resolution: those that are written, and one made for each other number of its ranges.
func (r *reader) paragraphs(n *source.Node, res *Resolution) {
	written := map[int]*Mandate{}
	for _, v := range objects(n, "paragraphs") {
		m := r.mandate(v, res)
		number := str(v, "number")
		if number.String == "" {
			continue
		}
		if earlier := written[m.Number]; earlier != nil {
			r.diags.Errorf("E0305", number.Pos, "operative paragraph %d of %s stands twice", m.Number, res.Symbol.String).
				About(m.ID.String).See(earlier.ID.Pos, "the earlier one stands here")
			continue
		}
		written[m.Number] = m
		if !within(res.Ranges, m.Number) {
			r.diags.Errorf("E0305", number.Pos, "operative paragraph %d is outside the ranges of %s", m.Number, res.Symbol.String).
				Hint("add it to ranges, or mend the number").About(m.ID.String)
			continue
		}
	}
	seen := map[int]bool{}
	for _, g := range res.Ranges {
		for i := g.First; i <= g.Last; i++ {
			if seen[i] {
				r.diags.Errorf("E0305", g.Pos, "operative paragraph %d stands in two ranges", i).Hint("let the ranges not overlap").About(res.ID.String)
				break
			}
			seen[i] = true
			m := written[i]
			if m == nil {
				m = &Mandate{Resolution: res, Number: i}
				m.ID = ID{source.Text{Pos: g.Pos, String: MandateID(res.ID.String, i)}, kindMandate}
				r.register(m)
			}
			res.Paragraphs = append(res.Paragraphs, m)
		}
	}
	sort.SliceStable(res.Paragraphs, func(i, j int) bool { return res.Paragraphs[i].Number < res.Paragraphs[j].Number })
}

func within(ranges []Range, n int) bool {
	for _, g := range ranges {
		if n >= g.First && n <= g.Last {
			return true
		}
	}
	return false
}

func (r *reader) mandate(n *source.Node, res *Resolution) *Mandate {
	m := &Mandate{
		Resolution: res, Number: numberOf(n, "number"), TextSource: str(n, "text-source"), Verb: str(n, "verb"),
		Addressee: refOf(n, "addressee"), Class: str(n, "class"), Theme: refOf(n, "theme"), Responsible: refOf(n, "responsible"),
		Begin: dateOf(n, "begin"), End: dateOf(n, "end"), Funding: str(n, "funding"), Status: str(n, "status"),
		StatusDate: dateOf(n, "status-date"), Evidence: str(n, "evidence"), Repeats: refs(n, "repeats"),
		SupersededBy: refOf(n, "superseded-by"),
	}
	r.identify(n, kindMandate, m, &m.ID)
	id := m.ID.String
	m.Text, m.Summary, m.Deliverable = r.words(n, "text", id), r.words(n, "summary", id), r.words(n, "deliverable", id)
	m.Remarks, m.NoSession = r.words(n, "remarks", id), r.words(n, "no-session", id)
	return m
}

func (r *reader) schedule(n *source.Node) {
	for _, v := range objects(n, "sessions") {
		s := &Session{Theme: refOf(v, "theme"), Mandates: refs(v, "mandates"), Goals: strs(v, "goals")}
		r.identify(v, kindSession, s, &s.ID)
		s.Title = r.words(v, "title", s.ID.String)
		r.rec.Sessions = append(r.rec.Sessions, s)
	}
	for _, v := range objects(n, "meetings") {
		m := &Meeting{Date: dateOf(v, "date"), Start: str(v, "start"), End: str(v, "end")}
		r.identify(v, kindMeeting, m, &m.ID)
		if m.ID.String == End {
			r.diags.Errorf("E0303", m.ID.Pos, "id %q stands for the end of the term", End).Hint("give the meeting another id")
		}
		m.Place, m.Title = r.words(v, "place", m.ID.String), r.words(v, "title", m.ID.String)
		for _, a := range objects(v, "agenda") {
			item := &AgendaItem{Kind: str(a, "kind"), Joint: str(a, "joint"), Pos: a.Pos}
			r.identify(a, kindAgenda, item, &item.ID)
			item.Text = r.words(a, "text", item.ID.String)
			m.Agenda = append(m.Agenda, item)
			if ref := str(a, "session"); ref.String != "" {
				r.cite = append(r.cite, citation{item: item, meeting: m, session: ref})
			} else if item.Kind.String == "session" && a.At("session") == nil {
				r.diags.Errorf("E0112", item.Kind.Pos, "an agenda item of kind session names no session").
					Hint("write session: and the id of a thematic session").About(item.ID.String)
			}
		}
		r.rec.Meetings = append(r.rec.Meetings, m)
	}
}

// link ties what is read in one file to what is read in another: the agenda to its sessions.
func (r *reader) link() {
	for _, c := range r.cite {
		s, ok := r.rec.ByID[c.session.String].(*Session)
		if !ok {
			continue
		}
		c.item.Session = s
		if s.Meeting == nil {
			s.Meeting = c.meeting
		}
	}
}

// A citation is an agenda item that names a thematic session.
type citation struct {
	item    *AgendaItem
	meeting *Meeting
	session source.Text
}

func (r *reader) stakeholders(n *source.Node) {
	for _, v := range objects(n, "stakeholders") {
		r.rec.Stakeholders = append(r.rec.Stakeholders, r.stakeholder(v))
	}
}

func (r *reader) stakeholder(n *source.Node) *Stakeholder {
	s := &Stakeholder{Name: refOf(n, "name")}
	r.identify(n, kindStakeholder, s, &s.ID)
	s.Text, s.Note = r.words(n, "text", s.ID.String), r.words(n, "note", s.ID.String)
	if n.At("name") == nil && n.At("text") == nil && s.ID.String != "" {
		r.diags.Errorf("E0112", s.ID.Pos, "a stakeholder has neither a name nor a text").Hint("write name: and a glossary key, or text:").About(s.ID.String)
	}
	for _, v := range objects(n, "children") {
		s.Children = append(s.Children, r.stakeholder(v))
	}
	return s
}

func (r *reader) accepted(n *source.Node) {
	for _, v := range objects(n, "accepted") {
		r.rec.Accepted = append(r.rec.Accepted, &Accepted{str(v, "code"), str(v, "id"), str(v, "reason"), str(v, "name"), str(v, "hash"), v.Pos})
	}
}
