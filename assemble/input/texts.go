package input

import (
	"maps"
	"slices"
	"strconv"

	"omnibus/assemble/source"
)

// A Words is one translatable text with its kind of record and what translators need to know about it.
type Words struct {
	Text
	Kind      string   // of the record: proposal, session ...
	Record    string   // id of the record
	Field     string   // text, title ...
	Context   string   // the record that contains it: the proposal of a sub-paragraph, the resolution of a mandate
	Languages []string // if not empty, the record is in these languages only
}

// Texts returns every translatable text that is not empty, in reading order: those of each file in the order of the table of fields, and
// the introduction before the outcomes.
func (r *Records) Texts() []Words {
	g := &gatherer{r: r, out: make([]Words, 0, len(r.ByID))} // most records have a text
	for i := range layouts {
		switch l := &layouts[i]; {
		case l.name == "outcomes":
			g.prose(r.Introduction)
			for _, s := range r.Outcomes {
				g.of(l.kind, s, "")
			}
		case l.kind == termFields && r.Term != nil:
			g.of(l.kind, r.Term, "")
		case l.kind == bodyFields && r.Body != nil:
			g.of(l.kind, r.Body, "")
		case l.kind == glossaryFields && r.Glossary != nil:
			g.of(l.kind, r.Glossary, "")
		case l.kind != termFields && l.kind != bodyFields && l.kind != glossaryFields:
			g.of(l.kind, r, "")
		}
	}
	return g.out
}

// A gatherer collects the texts of records.
type gatherer struct {
	r      *Records
	out    []Words
	record ID       // to which the texts belong
	only   []string // languages of the record; empty: all
}

// of collects the texts of a record, or part of one. above is the record that contains it.
func (g *gatherer) of(k *Kind, rec any, above string) {
	if len(k.texts) == 0 {
		return
	}
	record, only := g.record, g.only
	if k.record {
		g.record = rec.(Record).Ident()
	}
	context := above
	below := g.record.String
	switch rec := rec.(type) {
	case *Term:
		below = ""
	case *DraftSection, *Paper:
		below = ""
	case *SubParagraph:
		below = above // the proposal
	case *SessionOutcome:
		context = rec.Session.String
	case *Proposal:
		g.only = nil
		for _, l := range rec.Languages {
			g.only = append(g.only, l.String)
		}
	}
	for _, i := range k.texts {
		f := &k.Fields[i]
		if f.is.form != text {
			if part := f.Part(); f.in.each != nil {
				f.in.each(rec, func(x any) { g.of(part, x, below) })
			}
			continue
		}
		if t := g.r.textAt(rec, g.record.String, f); t != nil && t.String != "" && t.ID != "" {
			c := context
			if _, ok := rec.(*Proposal); ok && f.Key == "reason" {
				c = below // a translator needs the text of the proposal as well
			}
			g.out = append(g.out, Words{*t, g.record.Kind, g.record.String, f.Key, c, g.only})
		}
	}
	g.record, g.only = record, only
}

func (g *gatherer) prose(p *Prose) {
	if p == nil {
		return
	}
	add := func(id ID, t Text) {
		if t.String != "" && t.ID != "" {
			g.out = append(g.out, Words{Text: t, Kind: id.Kind, Record: id.String, Field: "text"})
		}
	}
	for _, b := range p.Blocks {
		add(b.ID, b.Text)
	}
	for _, n := range p.Notes {
		add(n.ID, n.Text)
	}
}

// textAt returns a text of a record or part of one, or nil if it has none.
func (r *Records) textAt(rec any, record string, f *Field) *Text {
	if f.in.at != nil {
		return f.in.at(rec).(*Text)
	}
	t, _ := r.other[record+"."+f.Key].(*Text)
	return t
}

// Text returns a translatable text of a record by the key of its field. If no text is written, the result has at most the language in which
// it is to be written.
func (r *Records) Text(rec Record, key string) Text {
	f := FieldOf(rec, key)
	if f == nil || f.is.form != text {
		return Text{}
	}
	t := r.textAt(rec, rec.Ident().String, f)
	if t == nil {
		return Text{}
	}
	return *t
}

// Place returns the place of a value of a record. If the value is not written, or is a number or Boolean, it has no place, and Place
// returns that of the record.
func (r *Records) Place(rec Record, key string) source.Pos {
	pos := source.Pos{}
	if f := FieldOf(rec, key); f != nil {
		if texts := textsOf(r.valueAt(rec, f)); len(texts) > 0 {
			pos = texts[0].Pos
		}
	}
	if !pos.IsValid() {
		return rec.Ident().Pos
	}
	return pos
}

// Value returns the value of a field of a record as written: one text for a single value, one for each entry of a list.
func (r *Records) Value(rec Record, key string) []source.Text {
	f := FieldOf(rec, key)
	if f == nil {
		return nil
	}
	return textsOf(r.valueAt(rec, f))
}

func (r *Records) valueAt(rec Record, f *Field) any {
	if f.in.at != nil {
		return f.in.at(rec)
	}
	return r.other[rec.Ident().String+"."+f.Key]
}

// textsOf returns the texts in a slot of a record.
func textsOf(at any) []source.Text {
	var t source.Text
	switch v := at.(type) {
	case *ID:
		t = v.Text
	case *Text:
		t = v.Text
	case *source.Text:
		t = *v
	case *string:
		t.String = *v
	case *Ref:
		t = v.Text
	case *DateValue:
		if v.IsZero() {
			return nil
		}
		t = source.Made(v.Pos, v.Date.String())
	case *int:
		t.String = strconv.Itoa(*v)
	case **int:
		if *v == nil {
			return nil
		}
		t.String = strconv.Itoa(**v)
	case *bool:
		t.String = strconv.FormatBool(*v)
	case *[]source.Text:
		return *v
	case *[]Ref:
		var out []source.Text
		for _, r := range *v {
			out = append(out, r.Text)
		}
		return out
	case *[]Range:
		var out []source.Text
		for _, g := range *v {
			out = append(out, source.Made(g.Pos, g.String()))
		}
		return out
	case *map[string]source.Text:
		var out []source.Text
		for _, lang := range slices.Sorted(maps.Keys(*v)) {
			out = append(out, (*v)[lang])
		}
		return out
	case nil:
		return nil
	default:
		panic("input: a field of a record has a value of an unknown type")
	}
	if t.String == "" && !t.Pos.IsValid() {
		return nil
	}
	return []source.Text{t}
}
