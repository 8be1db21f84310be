package input

// A Words is one translatable text with the kind of record it belongs to and what a translator wants to know of it.
type Words struct {
	Text
	Kind      string   // of the record: proposal, session ...
	Record    string   // id of the record
	Field     string   // text, title ...
	Context   string   // the record above it: the proposal of a sub-paragraph, the resolution of a mandate
	Languages []string // not empty: the record is declared in these languages only
}

// Texts returns every translatable text that is not empty, in the order in which a reader meets them: term, resolutions,
// schedule, stakeholders, introduction, outcomes, proposals.
func (r *Records) Texts() []Words {
	out := make([]Words, 0, len(r.ByID)) // most records have a text
	var only []string
	context := ""
	add := func(rec Record, field string, t Text) {
		if t.String == "" || t.ID == "" {
			return
		}
		id := rec.Ident()
		out = append(out, Words{t, id.Kind, id.String, field, context, only})
	}
	if t := r.Term; t != nil {
		add(t, "title", t.Title)
		for _, o := range []*Officer{t.Chair, t.ViceChair} {
			if o != nil {
				add(o, "of", o.Of)
			}
		}
		for _, s := range t.Sections {
			add(s, "title", s.Title)
			for _, x := range s.Reservations {
				add(x, "text", x.Text)
			}
		}
		for _, p := range t.Papers {
			add(p, "title", p.Title)
			add(p, "status", p.Status)
			add(p, "distribution", p.Distribution)
			add(p, "agenda", p.Agenda)
			for _, x := range p.Reservations {
				add(x, "text", x.Text)
			}
			for _, v := range p.Revisions {
				add(p, "status", v.Status)
			}
		}
	}
	for _, s := range r.Resolutions {
		context = ""
		add(s, "title", s.Title)
		add(s, "section", s.Section)
		context = s.ID.String
		for _, m := range s.Paragraphs {
			add(m, "text", m.Text)
			add(m, "summary", m.Summary)
			add(m, "deliverable", m.Deliverable)
			add(m, "remarks", m.Remarks)
			add(m, "no-session", m.NoSession)
		}
	}
	context = ""
	for _, s := range r.Sessions {
		add(s, "title", s.Title)
	}
	for _, m := range r.Meetings {
		context = ""
		add(m, "title", m.Title)
		add(m, "place", m.Place)
		context = m.ID.String
		for _, a := range m.Agenda {
			add(a, "text", a.Text)
		}
	}
	var tree func([]*Stakeholder, string)
	tree = func(list []*Stakeholder, above string) {
		for _, s := range list {
			context = above
			add(s, "text", s.Text)
			add(s, "note", s.Note)
			tree(s.Children, s.ID.String)
		}
	}
	tree(r.Stakeholders, "")
	context = ""
	if p := r.Introduction; p != nil {
		for _, b := range p.Blocks {
			add(b, "text", b.Text)
		}
		for _, n := range p.Notes {
			add(n, "text", n.Text)
		}
	}
	for _, s := range r.Outcomes {
		context = s.Session.String
		add(s, "summary", s.Summary)
		context = s.ID.String
		for _, p := range s.Presenters {
			add(p, "name", p.Name)
		}
		for _, o := range s.Outcomes {
			add(o, "text", o.Text)
		}
	}
	for _, p := range r.Proposals {
		context, only = "", nil
		for _, l := range p.Languages {
			only = append(only, l.String)
		}
		add(p, "text", p.Text)
		context = p.ID.String
		var sub func([]*SubParagraph)
		sub = func(list []*SubParagraph) {
			for _, s := range list {
				add(s, "text", s.Text)
				sub(s.Paragraphs)
			}
		}
		sub(p.Paragraphs)
		for _, n := range p.Notes {
			add(n, "text", n.Text)
		}
		for _, x := range p.Reservations {
			add(x, "text", x.Text)
		}
		add(p, "reason", p.Reason)
	}
	return out
}
