package compose

import (
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"strings"
)

// Texts returns a text in each language; if a translation is missing, also the original, which is printed instead.
func Texts(t input.Text, langs []string, set *locale.Set) map[string]string {
	out := map[string]string{}
	if strings.TrimSpace(t.String) == "" {
		return out
	}
	for _, l := range langs {
		switch tr := set.Lookup(t, l); {
		case tr.Missing():
			out[t.Lang] = t.String
		case strings.TrimSpace(tr.Text.String) != "":
			out[l] = tr.Text.String
		}
	}
	return out
}

// Content returns the part of the draft of a plan that redlines compare and records keep: the text of each paragraph in each language.
// paper is the id of the paper with the draft.
func Content(p *plan.Plan, paper string, langs []string, set *locale.Set) *plan.Base {
	b := &plan.Base{Date: p.AsOf}
	texts := func(t input.Text) map[string]string {
		return Texts(t, langs, set)
	}
	var subs func(in []*plan.SubParagraph) []*plan.Passage
	subs = func(in []*plan.SubParagraph) []*plan.Passage {
		var out []*plan.Passage
		for _, s := range in {
			out = append(out, &plan.Passage{ID: s.ID, Number: s.Number, Bis: s.Bis, Texts: texts(s.Text), Sub: subs(s.Sub),
				Brackets: s.Brackets, By: s.By, Marks: s.Marks})
		}
		return out
	}
	reserved := func(in []plan.Reservation) []*plan.Passage {
		var out []*plan.Passage
		for _, r := range in {
			x := &plan.Passage{ID: r.ID.String, State: r.State, Delegation: r.Delegation.String}
			if r.State == "received" {
				x.Texts = texts(r.Text)
			}
			out = append(out, x)
		}
		return out
	}
	add := func(section string, ps []*plan.Paragraph) {
		for _, x := range ps {
			t := &plan.Passage{ID: x.ID, Kind: x.Kind, Section: section, Number: x.Number, Bis: x.Bis, State: x.State,
				Moved: x.Moved != nil, Texts: texts(x.Text), Sub: subs(x.Sub), Brackets: x.Brackets, By: x.By, Marks: x.Marks}
			t.Reserved = reserved(x.Reserved)
			for _, n := range x.Notes {
				t.Notes = append(t.Notes, &plan.Passage{ID: n.ID.String, Texts: texts(n.Text)})
			}
			b.Passages = append(b.Passages, t)
		}
	}
	add("", p.Draft.Preamble)
	b.Sections = []*plan.Passage{}
	for _, s := range p.Draft.Sections {
		section := ""
		if s.Section != nil {
			section = s.Section.ID.String
			b.Sections = append(b.Sections, &plan.Passage{ID: section, Texts: texts(s.Section.Title), Reserved: reserved(s.Reserved)})
		}
		add(section, s.Paragraphs)
	}
	if x := p.Papers[paper]; x != nil {
		b.Title = &plan.Passage{ID: paper, Texts: texts(x.Paper.Title), Reserved: reserved(x.Reserved)}
		for _, n := range x.Paper.Notes {
			b.Title.Notes = append(b.Title.Notes, &plan.Passage{ID: n.ID.String, Texts: texts(n.Text)})
		}
	}
	return b
}

// Adopted returns the adopted texts on which the paragraphs of a plan are based, each under the id of its paragraph. It includes paragraphs
// that delete an adopted one, which are not in the draft, and the title of the resolution that a proposal names for the title.
func Adopted(p *plan.Plan, langs []string, set *locale.Set) *plan.Base {
	b := &plan.Base{Adopted: true, Lacking: map[string]bool{}}
	texts := func(t input.Text) map[string]string {
		out := map[string]string{}
		for _, l := range langs {
			if tr := set.Lookup(t, l); !tr.Missing() {
				out[l] = tr.Text.String
			}
		}
		return out
	}
	var subs func(in []*input.SubParagraph) []*plan.Passage
	subs = func(in []*input.SubParagraph) []*plan.Passage {
		var out []*plan.Passage
		for i, s := range in {
			out = append(out, &plan.Passage{ID: s.ID.String, Number: i + 1, Texts: texts(s.Text), Sub: subs(s.Paragraphs)})
		}
		return out
	}
	add := func(section string, ps ...*plan.Paragraph) {
		for _, x := range ps {
			m, ok := x.Base.(*input.Mandate)
			if !ok {
				continue
			}
			if strings.TrimSpace(m.Text.String) == "" {
				b.Lacking[x.ID] = true
				continue
			}
			b.Passages = append(b.Passages,
				&plan.Passage{ID: x.ID, Kind: kindOf(m), Section: section, Texts: texts(m.Text), Sub: subs(m.Paragraphs)})
		}
	}
	out := func(preambular bool) {
		for _, x := range p.Draft.Out {
			if x.Operation == "sup" && (x.Kind == "preambular") == preambular {
				add(x.Place.Section.String, x)
			}
		}
	}
	add("", p.Draft.Preamble...)
	out(true)
	b.Sections = []*plan.Passage{}
	for _, s := range p.Draft.Sections {
		section := ""
		if s.Section != nil {
			section = s.Section.ID.String
			switch {
			case s.Adopted != nil:
				b.Sections = append(b.Sections, &plan.Passage{ID: section, Texts: texts(s.Adopted.Heading)})
			case !s.Known:
				b.Lacking[section] = true
			}
		}
		add(section, s.Paragraphs...)
	}
	out(false)
	for id, x := range p.Papers {
		if x.Paper.Drafts() && x.Title != nil {
			for _, c := range x.Title.Proposals {
				if res, ok := p.Records.ByID[c.Base.String].(*input.Resolution); ok {
					b.Title = &plan.Passage{ID: id, Texts: texts(res.Title)}
				}
			}
		}
	}
	return b
}

// kindOf returns the part of a resolution that contains an adopted paragraph.
func kindOf(m *input.Mandate) string {
	if m.Preambular() {
		return "preambular"
	}
	return "operative"
}
