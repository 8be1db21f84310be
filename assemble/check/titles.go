package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0623", Name: "title-twice",
	Doc: "two records of one list have the same title, or their ordinals are out of order",
	Explain: `Two meetings called "First meeting", or two sections with one heading, cannot be told apart. Ordinals in the titles of
meetings follow their order: a second meeting is not held before the first.

    {id: meeting-january, title: First meeting}
    {id: meeting-february, title: First meeting}      write: title: Second meeting`,
	Needs: []string{"term.yaml", "schedule.yaml"},
	Run: func(p *Pass) {
		groups := map[string]string{} // the list of a text
		for _, m := range p.Records.Meetings {
			groups[m.Title.ID] = "meetings"
			for _, a := range m.Agenda {
				groups[a.Text.ID] = m.ID.String
			}
		}
		for _, s := range p.Records.Sessions {
			groups[s.Title.ID] = "sessions"
		}
		if t := p.Records.Term; t != nil {
			for _, s := range t.Sections {
				groups[s.Title.ID] = "sections"
			}
		}
		delete(groups, "")
		for _, lang := range p.Langs {
			p.titles(lang, groups)
		}
	},
})

// titles compares the titles of one language, by their lists.
func (p *Pass) titles(lang string, groups map[string]string) {
	r := p.newReader(lang)
	type key struct{ group, title string }
	same := map[key][]*Version{}
	var order []key
	var before *Version
	last := 0.0
	for _, v := range p.Versions() {
		group := groups[v.Of.ID]
		if v.Lang != lang || group == "" {
			continue
		}
		k := key{group, strings.Trim(fold(source.Normalize(v.Text.String)), " .,;:")}
		if same[k] = append(same[k], v); len(same[k]) > 1 {
			if len(same[k]) == 2 {
				order = append(order, k)
			}
			continue
		}
		if group != "meetings" || r == nil {
			continue
		}
		n, ok := r.leadingOrdinal(v.words.text)
		if !ok {
			continue
		}
		if before != nil && n < last {
			p.Reportf(v.Text.Pos, "the meeting %q is listed after %q", v.Text.String, before.Text.String).About(v.Record).
				Hint("correct the title, or the order of the meetings").See(before.Text.Pos, "the other")
		}
		before, last = v, n
	}
	for _, k := range order {
		v, times := same[k][1], "twice"
		if n := len(same[k]); n > 2 {
			times = strconv.Itoa(n) + " times"
		}
		p.Reportf(v.Text.Pos, "the title %q is given %s", v.Text.String, times).About(v.Record).
			Hint("change all but one of them").See(same[k][0].Text.Pos, "the first")
	}
}

// leadingOrdinal returns the number of an ordinal at the beginning of a text.
func (r *reader) leadingOrdinal(text string) (float64, bool) {
	r.read(text)
	if len(r.tokens) == 0 || r.at(ordinals, 0).n == 0 {
		return 0, false
	}
	for _, f := range r.facts {
		if f.kind == quantity && f.at == r.tokens[0].at {
			n, err := strconv.ParseFloat(f.value, 64)
			return n, err == nil
		}
	}
	return 0, false
}

var _ = add(&Check{
	Code: "W1014", Name: "colon-capital",
	Doc: "a common word after a colon begins with a capital letter",
	Explain: `After a colon in running text a word begins with a small letter, unless it begins a name or title, a quotation, or
several sentences. A word is taken for a common one if the texts of its language also have it with a small letter.

    two themes: The health of migrants ...      write: two themes: the health of migrants ...`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			common := map[string]bool{}
			for _, w := range strings.Fields(p.label(lang, "drafting.small-words")) {
				common[w] = true
			}
			var names []string // that have a capital letter
			if p.Records.Glossary != nil {
				for _, e := range p.Records.Glossary.Entries {
					if f := e.Forms[lang]; f != nil {
						names = append(names, formsOf(f.Name.String, f.Acronym.String, f.Also())...)
						for _, w := range wordsOf(f.Name.String) {
							if fold(w.text) == w.text {
								common[w.text] = true
							}
						}
					}
				}
			}
			var candidates []*Version
			for _, v := range p.Versions() {
				if v.Lang != lang {
					continue
				}
				switch {
				case v.Field == "title":
					names = append(names, v.Text.String)
				case v.signs.any(":") && v.Kind != "agenda item":
					candidates = append(candidates, v)
				}
			}
			if len(candidates) == 0 {
				continue
			}
			for _, v := range p.Versions() {
				if v.Lang == lang {
					for _, w := range v.list {
						if w.folded == w.text {
							common[w.folded] = true
						}
					}
				}
			}
			names = slices.DeleteFunc(names, func(n string) bool { return !unicode.IsUpper(firstRune(n)) })
			for _, v := range candidates {
				p.capitals(v, common, names)
			}
		}
	},
})

// capitals reports the common words of a text that have a capital after a colon.
func (p *Pass) capitals(v *Version, common map[string]bool, names []string) {
	s := v.words.text
	for i, w := range v.list {
		if i == 0 || w.folded == w.text || !common[w.folded] || strings.TrimSpace(s[v.list[i-1].at+len(v.list[i-1].text):w.at]) != ":" ||
			strings.ToUpper(w.text) == w.text && len(w.text) > 1 || v.Text.String[:w.at] != s[:w.at] {
			continue
		}
		before := strings.LastIndexAny(s[:w.at], ".;?!") + 1
		if len(wordsOf(s[before:w.at])) < 2 || strings.Contains(strings.TrimRight(s[w.at:], ". "), ". ") ||
			i+1 < len(v.list) && unicode.IsUpper(firstRune(v.list[i+1].text)) ||
			slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(s[w.at:], n) }) {
			continue // a label, several sentences, or a name
		}
		small := string(unicode.ToLower(firstRune(w.text)))
		p.Reportf(v.Text.At(w.at, len(w.text)), "%q has a capital letter after a colon", w.text).About(v.Record).
			Hint("write %s", small+w.text[len(string(firstRune(w.text))):])
	}
}
