package doc

import "slices"

// Apart is what is printed between the equivalents of a line of the masthead, where they are on one line.
const Apart = " / "

// Organs are the lines at the left, by language: those of the first, then those of the next.
func (m *Masthead) Organs() [][][]Inline {
	var out [][][]Inline
	for i, line := range m.Left {
		if i == 0 || lineLang(line) != lineLang(m.Left[i-1]) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], line)
	}
	return out
}

// in is the masthead in one language.
func (s *single) masthead(m *Masthead) *Masthead {
	out := &Masthead{Lang: s.langs[s.column], Left: s.lines(m.Left), Right: s.lines(m.Right)}
	if m.Emblem != nil {
		out.Emblem = &Emblem{Figure: m.Emblem.Figure, Alt: m.Emblem.Alt[s.column : s.column+1]}
	}
	return out
}

// lines are the lines of a masthead that the column has: its own, and those of the first language that it lacks. Lines in
// another language follow those that they translate, or are on one line with them.
func (s *single) lines(in [][]Inline) [][]Inline {
	var out [][]Inline
	for i, line := range in {
		lang := lineLang(line)
		own := lang == s.langs[s.column]
		if lang == "" {
			own = s.column == 0 || !s.translated(in[i+1:])
		}
		if mixed := slices.IndexFunc(line, func(i Inline) bool { return i.Lang != lang }) >= 0; mixed {
			line, own = s.part(line), true
		}
		if !own {
			continue
		}
		bare := slices.Clone(line)
		for k := range bare {
			if bare[k].Lang == s.langs[s.column] {
				bare[k].Lang = ""
			}
		}
		out = append(out, bare)
	}
	return out
}

// part is what a line of equivalents says in the language of the column, or else in the first.
func (s *single) part(line []Inline) []Inline {
	of := func(lang string) []Inline {
		return slices.DeleteFunc(slices.Clone(line), func(i Inline) bool { return i.Lang != lang || i.Text == Apart })
	}
	if own := of(s.langs[s.column]); len(own) > 0 {
		return own
	}
	return of("")
}
