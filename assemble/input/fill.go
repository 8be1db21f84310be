package input

import (
	"omnibus/assemble/date"
	"omnibus/assemble/source"
)

// originalOf returns the language of the texts of a record in place of that of the term. In a term that names none, or something that is no
// language, which has been reported, the first language of the papers stands for it.
func originalOf(n *source.Node, k *Kind, before string) string {
	if t := str(n, k.origin.Key); isTag(t.String) {
		return t.String
	}
	if l := n.At("languages"); k == termFields && l != nil {
		for _, item := range l.Items {
			if isTag(item.Text.String) {
				return item.Text.String
			}
		}
	}
	return before
}

// unread records that a value could not be read.
func (r *reader) unread(rec any, key string) {
	switch x := rec.(type) {
	case Record:
		r.rec.unread[x.Ident().String+" "+key] = true
	case *Revision:
		if key == "number" {
			x.Number = Unread
		}
	}
}

// ascending reports a range of numbers whose last number is less than the first.
func (r *reader) ascending(n *source.Node) {
	first, last := n.At("first"), n.At("last")
	if first == nil || last == nil {
		return
	}
	a, ok1 := first.Int()
	b, ok2 := last.Int()
	if ok1 && ok2 && b < a {
		r.diags.Errorf("E0114", last.Text.Pos, "the last number, %d, is less than the first, %d", b, a).Hint("correct one of the two")
	}
}

// fill puts the values of a mapping into a record or part of one, field by field in the order of the table. The mapping must have been
// checked against the kind. Texts of a part without an id are translated under above.
func (r *reader) fill(n *source.Node, k *Kind, rec any, above string) {
	before := r.lang
	if k.origin != nil {
		r.lang = originalOf(n, k, r.lang)
	}
	r.begin(n, rec)
	for i := range k.Fields {
		f := &k.Fields[i]
		v := n.At(f.Key)
		if v == nil || v.Kind == source.Null || v.Kind == source.Bad {
			if v != nil && v.Kind == source.Bad {
				r.unread(rec, f.Key)
			}
			if f.is.form == text && f.in.at != nil && f.in.own == nil { // a text that others share has it
				f.in.at(rec).(*Text).Lang = r.lang // the language in which it is to be written
			}
			continue
		}
		if f.in.own != nil {
			f.in.own(rec)
		}
		switch {
		case f.in.at != nil:
			r.put(v, k, f, f.in.at(rec), rec, above)
		case f.in.add == nil:
			r.keep(v, f, above)
		case f.is.form == object:
			if v.Kind == source.Mapping {
				r.fill(v, f.is.kind, f.in.add(rec, ""), above)
			}
		case f.is.form == list:
			for _, item := range v.Items {
				if item.Kind == source.Mapping {
					r.fill(item, f.is.item.kind, f.in.add(rec, ""), above)
				}
			}
		case f.is.form == byLang:
			for _, e := range v.Entries {
				if e.Value.Kind == source.Mapping {
					r.fill(e.Value, f.is.item.kind, f.in.add(rec, e.Key.String), above)
				}
			}
		}
		if i == 0 && k.record {
			above = rec.(Record).Ident().String
		}
	}
	r.end(n, rec)
	if t, ok := rec.(*Term); ok {
		t.Original.String = r.lang
	} else { // the language of the term applies to all records that name none
		r.lang = before
	}
}

// put reads a value into the variable that to points to.
func (r *reader) put(v *source.Node, k *Kind, f *Field, to, rec any, above string) {
	switch to := to.(type) {
	case *ID:
		*to = ID{scalarOf(v), k.Name}
		r.register(rec.(Record))
	case *Text:
		owner := above
		if k.owner != nil {
			owner = k.owner(rec, above)
		}
		*to = Text{Text: scalarOf(v), Lang: r.lang}
		if to.String != "" && owner != "" {
			to.ID = owner + "." + f.Key
		}
	case *source.Text:
		*to = scalarOf(v)
	case *[]source.Text:
		*to = scalarsOf(v)
	case *string:
		*to = scalarOf(v).String
	case *Ref:
		*to = Ref{scalarOf(v)}
	case *[]Ref:
		for _, t := range scalarsOf(v) {
			if t.String != "" {
				*to = append(*to, Ref{t})
			}
		}
	case *DateValue:
		if d, err := date.Parse(scalarOf(v).String); err == nil {
			*to = DateValue{d, v.Text.Pos}
		}
	case *int:
		*to, _ = v.Int()
	case **int:
		if i, ok := v.Int(); ok {
			*to = &i
		}
	case *bool:
		*to, _ = v.Bool()
	case *[]Range:
		for _, t := range scalarsOf(v) {
			if g, err := parseRange(t.String); err == nil {
				g.Pos = t.Pos
				*to = append(*to, g)
			}
		}
	case *map[string]source.Text:
		if v.Kind == source.Mapping {
			*to = map[string]source.Text{}
			for _, e := range v.Entries {
				if e.Value.Kind == source.Scalar && e.Value.Text.String != "" {
					(*to)[e.Key.String] = e.Value.Text
				}
			}
		}
	default:
		panic("input: no code reads the field " + f.Key + " of " + article(k.Name))
	}
}

// keep stores a value without a slot in a struct under the id of its record and its key.
func (r *reader) keep(v *source.Node, f *Field, record string) {
	if record == "" || f.is.origin {
		return
	}
	if r.rec.other == nil {
		r.rec.other = map[string]any{}
	}
	id := record + "." + f.Key
	switch {
	case f.is.form == text:
		r.rec.other[id] = &Text{Text: scalarOf(v), ID: id, Lang: r.lang}
	case v.Kind == source.Scalar:
		t := v.Text
		r.rec.other[id] = &t
	case v.Kind == source.Sequence:
		t := scalarsOf(v)
		r.rec.other[id] = &t
	}
}

// scalarOf returns the cleaned text of a scalar, or an empty text for any other value.
func scalarOf(v *source.Node) source.Text {
	if v.Kind != source.Scalar {
		return source.Text{}
	}
	return v.Text
}

// scalarsOf returns the scalars of a list.
func scalarsOf(v *source.Node) []source.Text {
	if len(v.Items) == 0 {
		return nil
	}
	out := make([]source.Text, 0, len(v.Items))
	for _, item := range v.Items {
		if item.Kind == source.Scalar {
			out = append(out, item.Text)
		}
	}
	return out
}

// begin records the places of parts without an id, and initializes what a record needs from the start.
func (r *reader) begin(n *source.Node, rec any) {
	switch rec := rec.(type) {
	case *Assembly:
		rec.Pos = n.Pos
	case *SymbolRange:
		rec.Pos = n.Pos
		r.ascending(n)
	case *Totals:
		rec.Pos = n.Pos
	case *AgendaItem:
		rec.Pos = n.Pos
	case *Revision:
		rec.Pos = n.Pos
	case *Accepted:
		rec.Pos = n.Pos
	case *Entry:
		rec.Forms = map[string]*Form{}
	case *Mandate:
		rec.Details = r.unknown()
	}
}

// unknown returns details of which nothing is known.
func (r *reader) unknown() *Details {
	d := r.details[r.lang]
	if d == nil {
		d = Unknown(r.lang)
		r.details[r.lang] = d
	}
	return d
}

// end adds what follows from several fields of a record, and reports missing fields.
func (r *reader) end(n *source.Node, rec any) {
	switch rec := rec.(type) {
	case *ResolutionStyle:
		if rec.PreambularPenultimate.String == "" {
			rec.PreambularPenultimate = rec.PreambularEach
		}
	case *Term:
		rec.OffsetPos = str(n, "offset").Pos
	case *Entry:
		g := r.rec.Glossary
		if _, twice := g.ByKey[rec.ID.String]; !twice && rec.ID.String != "" {
			g.ByKey[rec.ID.String] = rec
		}
	case *Resolution:
		rec.LinksPos = rec.Symbol.Pos
		if l := n.Entry("links"); l != nil {
			rec.LinksPos = l.Key.Pos
		}
		r.paragraphs(n, rec)
	case *Session:
		kind := n.At("kind")
		rec.unread = kind != nil && kind.Kind == source.Bad
	case *Meeting:
		r.meeting(n, rec)
	case *Stakeholder:
		r.stakeholder(n, rec)
	case *SessionOutcome:
		for _, o := range rec.Outcomes {
			o.Session = rec
		}
	case *Proposal:
		r.proposal(n, rec)
	case *Revision:
		r.revision(rec)
	case *StateChange:
		if rec.Meeting.String == "" && rec.Date.IsZero() {
			r.diags.Errorf("E0112", rec.State.Pos, "the state %q was reached at no meeting and on no day", rec.State.String).
				Hint("write meeting: and the id of the meeting, or date:")
		}
	}
}
