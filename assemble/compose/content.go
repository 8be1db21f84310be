package compose

import (
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"slices"
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
			x := &plan.Passage{ID: r.ID.String, State: "announced", Delegation: r.Delegation.String}
			if r.Received {
				x.State, x.Texts = "received", texts(r.Text)
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
// that delete an adopted one, which are not in the draft.
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
	headings := adoptedHeadings(p.Records)
	for _, s := range p.Draft.Sections {
		section := ""
		if s.Section != nil {
			section = s.Section.ID.String
			switch of, known := headings.over(s); {
			case of != nil:
				b.Sections = append(b.Sections, &plan.Passage{ID: section, Texts: texts(of.Heading)})
			case !known:
				b.Lacking[section] = true
			}
		}
		add(section, s.Paragraphs...)
	}
	out(false)
	return b
}

// adopted holds the paragraphs of the resolutions on file that have a heading, and, for each paragraph, the one under whose heading it is.
type adopted struct {
	all   []*input.Mandate
	under map[*input.Mandate]*input.Mandate
}

func adoptedHeadings(in *input.Records) *adopted {
	a := &adopted{under: map[*input.Mandate]*input.Mandate{}}
	for _, r := range in.Resolutions {
		var last *input.Mandate
		for _, m := range r.Paragraphs {
			if m.Heading.String != "" {
				last = m
				a.all = append(a.all, m)
			}
			a.under[m] = last
		}
	}
	return a
}

// over returns the adopted paragraph whose heading a section of the draft takes over: the heading over the adopted paragraphs on which its
// own are based; of several such headings, the one with the same words. of is nil for a new heading; known is false if it cannot be
// determined.
func (a *adopted) over(s *plan.Section) (of *input.Mandate, known bool) {
	var found []*input.Mandate
	built := false
	for _, p := range s.Paragraphs {
		m, ok := p.Base.(*input.Mandate)
		if !ok {
			continue
		}
		built = true
		if h := a.under[m]; h != nil && !slices.Contains(found, h) {
			found = append(found, h)
		}
	}
	if len(found) == 1 {
		return found[0], true
	}
	if len(found) == 0 && !built {
		found = a.all
	}
	title := s.Section.Title
	for _, h := range found {
		if h.Heading.Lang == title.Lang && diff.Same(h.Heading.String, title.String) {
			return h, true
		}
	}
	return nil, !built && len(a.all) > 0
}

// kindOf returns the part of a resolution that contains an adopted paragraph.
func kindOf(m *input.Mandate) string {
	if m.Preambular() {
		return "preambular"
	}
	return "operative"
}
