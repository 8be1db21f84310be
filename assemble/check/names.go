package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0501", Name: "forbidden-term",
	Doc: "a text uses a form that the glossary forbids",
	Explain: `The glossary (input/glossary.yaml) gives the name of each body, theme and term in each language, and the forms that are
not to be used. It is the secretariat's house style: add a form under "forbidden", with the reason, and every use of it
is found, in records and translations.

    Committee on Migration Affairs      write: Committee on Migration Issues`,
	Run: func(p *Pass) {
		if p.Records.Glossary == nil {
			return
		}
		for _, v := range p.Versions() {
			text, in := v.words.text, v.words
			for _, e := range p.Records.Glossary.Entries {
				f := e.Forms[v.Lang]
				if f == nil {
					continue
				}
				for _, bad := range f.Forbidden {
					for _, at := range in.atStart(bad.Term.String) {
						if insideRight(text, at, len(bad.Term.String), f) {
							continue
						}
						d := p.Reportf(v.Text.At(at, len(bad.Term.String)), "do not write %q: %s", text[at:at+len(bad.Term.String)],
							reasonOf(bad)).
							About(v.Record)
						if f.Name.String != "" {
							d.Hint("write %q", f.Name.String)
						}
						d.See(bad.Term.Pos, "forbidden here")
					}
				}
			}
		}
		for _, e := range p.Records.Glossary.Entries {
			for _, o := range p.Records.Glossary.Entries {
				for _, lang := range p.Langs {
					f, by := e.Forms[lang], o.Forms[lang]
					if f == nil || by == nil || len(by.Forbidden) == 0 || e == o {
						continue
					}
					for _, bad := range by.Forbidden {
						for _, at := range findAll(f.Name.String, bad.Term.String) {
							p.Reportf(f.Name.At(at, len(bad.Term.String)), "do not write %q: %s", bad.Term.String, reasonOf(bad)).
								About(e.ID.String).
								Hint("use another name, or remove the rule").
								See(bad.Term.Pos, "forbidden here")
						}
					}
				}
			}
		}
	},
})

func reasonOf(f input.Forbidden) string {
	if f.Reason.String == "" {
		return "the glossary forbids it"
	}
	return strings.TrimSuffix(f.Reason.String, ".")
}

// insideRight reports whether the form found is part of the correct name or of one of its variants.
func insideRight(text string, at, length int, f *input.Form) bool {
	right := []string{f.Name.String}
	for _, v := range f.Also() {
		right = append(right, v.String)
	}
	for _, name := range right {
		if length == len(name) { // only capitals differ, perhaps that at the start of a sentence
			r, n := utf8.DecodeRuneInString(name)
			if found := text[at : at+length]; found == name || found == string(unicode.ToUpper(r))+name[n:] {
				return true
			}
			continue
		}
		for _, i := range findAll(text, name) {
			if i <= at && at+length <= i+len(name) {
				return true
			}
		}
	}
	return false
}

var _ = add(&Check{
	Code: "W0502", Name: "name-variant",
	Doc: "a text uses almost the name of a theme, session or instrument",
	Explain: `A theme, a session or an instrument has the same name everywhere. Readers assume that two wordings mean two things, and
a delegation may understand one of them as a concession.

    Strengthening shared but differentiated responsibility ...
    the session is called: Strengthening the shared responsibility ...

Use the name of the session or of the glossary, or add the other wording to the entry as a variant.`,
	Run: func(p *Pass) {
		names := p.longNames()
		themes := p.themes()
		titled := map[string]bool{} // titles that are names of themes: a workshop has a name of its own
		for _, s := range p.Records.Sessions {
			titled[s.Title.ID] = s.Sort() == input.ThematicSession && s.Called.String == ""
		}
		var folded []string // the words of a text
		for _, v := range p.Versions() {
			own := names[v.Lang]
			if own == nil {
				continue
			}
			theme := themes[v.Of.ID]
			if f := p.form(theme, v.Lang); f != nil && titled[v.Of.ID] &&
				!slices.ContainsFunc(formsOf(f.Name.String, "", f.Also()), func(n string) bool { return sameWords(n, v.Text.String) }) {
				p.Reportf(v.Text.Pos, "a session is called %q, but its theme %q", v.Text.String, f.Name.String).About(v.Record).
					Hint("use the name of the theme, or add this wording to the variants of %s", theme).See(f.Name.Pos, "the theme")
			}
			folded = folded[:0]
			for _, w := range v.list {
				folded = append(folded, w.folded)
			}
			report := func(n *longName, i, j int) {
				at, end := v.list[i].at, v.list[j-1].at+len(v.list[j-1].text)
				if text := v.words.text[at:end]; !p.forbiddenIn(text, v.Lang) {
					p.Reportf(v.Text.At(at, end-at), "%q is almost the name of %s", text, n.what).About(v.Record).
						Hint("write %q, or add this wording to its variants", n.name)
				}
			}
			right := func(i, j int) bool { return own.right[strings.Join(folded[i:j], " ")] }
			for i, w := range folded {
				ends := own.byEnd.of(w)
				if ends == nil || slices.Contains(folded[:i], w) {
					continue
				}
				places := placesOf(folded, w)
				for _, n := range ends.first {
					if n.records[v.Record] || n.records[theme] {
						continue
					}
					if i, j, ok := nearly(folded, n.words, places); ok && !right(i, j) {
						report(n, i, j)
					} else if i, j, ok := otherPoints(v, folded, places, n, own); ok {
						report(n, i, j)
					}
				}
				for _, n := range ends.last {
					if n.records[v.Record] || n.records[theme] {
						continue
					}
					if i, j, ok := nearlyFromEnd(folded, places, n); ok && !right(i, j) {
						report(n, i, j)
					}
				}
			}
		}
	},
})

// A longName is a name of at least four words, in which a text can get a word wrong.
type longName struct {
	records    map[string]bool // the records with this name
	what, name string
	words      []string
	letters    string // of all words, without hyphens
}

func newLongName(words []string) *longName {
	return &longName{records: map[string]bool{}, words: words, letters: strings.ReplaceAll(strings.Join(words, ""), "-", "")}
}

// longNames holds the long names of a language, indexed by their first and last words, and the correct wordings.
type longNames struct {
	byEnd  byWord[*namesAt]
	right  map[string]bool
	points map[string]bool // names with their punctuation
	all    map[string]*longName
}

// A namesAt has the long names whose first and whose last word is a certain one.
type namesAt struct{ first, last []*longName }

// at returns the names at a word, to add to them.
func (l *longNames) at(word string) *namesAt {
	if l.byEnd.of(word) == nil {
		l.byEnd.set(word, &namesAt{})
	}
	return l.byEnd.of(word)
}

func (p *Pass) longNames() map[string]*longNames {
	out := map[string]*longNames{}
	add := func(lang, record, what, name string) {
		var words []string
		for _, w := range wordsOf(plain(name)) {
			words = append(words, fold(w.text))
		}
		if len(words) < 4 {
			return
		}
		own := out[lang]
		if own == nil {
			own = &longNames{byWord[*namesAt]{}, map[string]bool{}, map[string]bool{}, map[string]*longName{}}
			out[lang] = own
		}
		key := strings.Join(words, " ")
		own.points[pointed(name)] = true
		n := own.all[key]
		if n == nil {
			n = newLongName(words)
			n.what, n.name = what, name
			own.all[key], own.right[key] = n, true
			first, last := own.at(words[0]), own.at(words[len(words)-1])
			first.first, last.last = append(first.first, n), append(last.last, n)
		}
		n.records[record] = true
	}
	if p.Records.Glossary != nil {
		for _, e := range p.Records.Glossary.Entries {
			for _, lang := range p.Langs {
				if f := e.Forms[lang]; f != nil && e.Class != "term" {
					add(lang, e.ID.String, "the "+orWord(e.Class, "entry")+" "+e.ID.String, f.Name.String)
					for _, v := range f.Also() {
						add(lang, e.ID.String, "the "+orWord(e.Class, "entry")+" "+e.ID.String, v.String)
					}
				}
			}
		}
	}
	for _, v := range p.Versions() {
		if s, ok := p.Records.ByID[v.Record].(*input.Session); ok && strings.HasSuffix(v.Of.ID, ".title") {
			add(v.Lang, v.Record, "the "+input.NounOf(s)+" "+v.Record, v.Text.String)
		}
	}
	return out
}

func orWord(s, or string) string {
	if s == "" {
		return or
	}
	return s
}

// placesOf returns the places of a word in a text.
func placesOf(text []string, word string) (places []int) {
	for i, w := range text {
		if w == word {
			places = append(places, i)
		}
	}
	return places
}

// nearly finds a run of words that differs from the name by one word changed, added or omitted (two in names of at least nine words, three
// from twelve), with the same first and last word; places has the places of the first word. If the text contains the exact name anywhere,
// nothing is found.
func nearly(text, name []string, places []int) (i, j int, ok bool) {
	slack := 1
	switch {
	case len(name) >= 12:
		slack = 3
	case len(name) >= 9:
		slack = 2
	}
	for _, i := range places {
		if begins(text[i:], name) {
			return 0, 0, false
		}
	}
	for _, i := range places {
		for n := max(len(name)-slack, 3); n <= min(len(name)+slack, len(text)-i); n++ {
			if text[i+n-1] == name[len(name)-1] && closeTo(text[i:i+n], name, slack) {
				return i, i + n, true
			}
		}
	}
	return 0, 0, false
}

// begins reports whether a text begins with the words of a name.
func begins(text, name []string) bool {
	return len(name) <= len(text) && slices.Equal(text[:len(name)], name)
}

// pointed normalizes a name, keeping its words and its punctuation.
func pointed(s string) string { return fold(source.Normalize(s)) }

// otherPoints finds the words of a name with different punctuation: an added comma, a dash for a hyphen. It looks for them at the places
// of their first word.
func otherPoints(v *Version, folded []string, places []int, n *longName, own *longNames) (i, j int, ok bool) {
	for _, i := range places {
		if !begins(folded[i:], n.words) {
			continue
		}
		j := i + len(n.words)
		raw := v.words.text[v.list[i].at : v.list[j-1].at+len(v.list[j-1].text)]
		if !own.points[pointed(raw)] && !strings.ContainsAny(raw, "[]{}*") && !strings.Contains(raw, "  ") {
			return i, j, true
		}
	}
	return 0, 0, false
}

// nearlyFromEnd finds a run of words that ends like the name, and whose first word is misspelled, or whose words are divided differently:
// Organisation of American States, Panamerican Health Organization. It looks for them before the places of the name's last word.
func nearlyFromEnd(text []string, places []int, name *longName) (i, j int, ok bool) {
	for _, end := range places {
		for n := len(name.words) - 1; n <= len(name.words)+1; n++ {
			from := end + 1 - n
			if from < 0 || text[from] == name.words[0] || text[from][0] != name.words[0][0] {
				continue
			}
			run := text[from : end+1]
			if n == len(name.words) && slices.Equal(run[1:], name.words[1:]) && misspelt(run[0], name.words[0]) ||
				hasLetters(run, name.letters) {
				return from, end + 1, true
			}
		}
	}
	return 0, 0, false
}

// hasLetters reports whether words together have certain letters, apart from their hyphens.
func hasLetters(words []string, letters string) bool {
	for _, w := range words {
		for part := range strings.SplitSeq(w, "-") {
			var ok bool
			if letters, ok = strings.CutPrefix(letters, part); !ok {
				return false
			}
		}
	}
	return letters == ""
}

// misspelt reports whether two words of at least five letters differ in only one or two.
func misspelt(a, b string) bool {
	return len(a) >= 5 && len(b) >= 5 && a != b && closeTo([]rune(a), []rune(b), 1+len(b)/12)
}

// forbiddenIn reports whether a text contains a form that the glossary forbids, which has its own check.
func (p *Pass) forbiddenIn(s, lang string) bool {
	if p.Records.Glossary == nil {
		return false
	}
	for _, e := range p.Records.Glossary.Entries {
		if f := e.Forms[lang]; f != nil {
			for _, bad := range f.Forbidden {
				if len(searched(s).atStart(bad.Term.String)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// themes returns the themes of the sessions, by the ids of their titles.
func (p *Pass) themes() map[string]string {
	out := map[string]string{}
	for _, s := range p.Records.Sessions {
		if s.Theme.String != "" {
			out[s.Title.ID] = s.Theme.String
		}
	}
	return out
}

// closeTo reports whether at most so many words, or letters, must be added, omitted or changed to turn a into b.
func closeTo[T comparable](a, b []T, most int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	row := make([]int, len(b)+1) // how many for the words of a so far, and each number of words of b
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal, least := i, i+1
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(diagonal+cost, row[j+1]+1, row[j]+1)
			least = min(least, row[j+1])
		}
		if least > most {
			return false
		}
	}
	return row[len(b)] <= most
}

var _ = add(&Check{
	Code: "N0506", Name: "instrument-symbol",
	Doc: "the introduction names an instrument without its symbol",
	Explain: `Cite an instrument that has a symbol with that symbol once, in the text or in a note, so that readers can find it.

    the Global Compact for Safe, Orderly and Regular Migration     add: (A/RES/73/195)`,
	Needs: []string{"glossary.yaml"},
	Run: func(p *Pass) {
		if p.Records.Glossary == nil {
			return
		}
		for _, lang := range p.Langs {
			whole := ""
			for _, v := range p.Versions() {
				if v.Lang == lang && strings.HasPrefix(v.Of.ID, "introduction.") {
					whole += v.Text.String + "\n"
				}
			}
			for _, e := range p.Records.Glossary.Entries {
				f := e.Forms[lang]
				if e.Symbol.String == "" || f == nil || strings.Contains(whole, e.Symbol.String) ||
					strings.Contains(whole, "{{symbol:"+e.ID.String+"}}") {
					continue
				}
				for _, v := range p.Versions() {
					if v.Lang != lang || !strings.HasPrefix(v.Of.ID, "introduction.") {
						continue
					}
					if at := findAll(v.Text.String, f.Name.String); len(at) > 0 {
						p.Reportf(v.Text.At(at[0], len(f.Name.String)), "%q occurs without its symbol", f.Name.String).About(v.Record).
							Hint("add %s at its first occurrence, or in a note", e.Symbol.String)
						break
					}
				}
			}
		}
	},
})

var siteForm = pattern.Of(`(?i)\b(?:[a-z0-9-]+\.)+(?:org|com|net|int|edu|gov|gob)\b`)

var _ = add(&Check{
	Code: "W0505", Name: "note-bare",
	Doc: "a note names a site without a link to the page",
	Explain: `The title of a browser window, pasted into a note, gives neither the publisher nor the address of the page. Cite a
source with its publisher, its title and a link; the paper prints the address as well.

    SDG | Migration Data Portal (migrationdataportal.org)
    write: Migration Data Portal, *Migration data and the SDGs*, [migrationdataportal.org](https://www.migrationdataportal.org/sdgs)`,
	Run: func(p *Pass) {
		notes := map[string]bool{}
		if p.Records.Introduction != nil {
			for _, n := range p.Records.Introduction.Notes {
				notes[n.Text.ID] = true
			}
		}
		for _, pr := range p.Records.Proposals {
			for _, n := range pr.Notes {
				notes[n.Text.ID] = true
			}
		}
		for _, v := range p.Versions() {
			if !notes[v.Of.ID] || strings.Contains(v.Text.String, "](") || strings.Contains(v.Text.String, "://") {
				continue
			}
			if m := siteForm.FindStringIndex(v.Text.String); m != nil {
				p.Reportf(v.Text.At(m[0], m[1]-m[0]), "the note names %q but has no link", v.Text.String[m[0]:m[1]]).About(v.Record).
					Hint("give the publisher and title of the page, and [%s](https://...)", v.Text.String[m[0]:m[1]])
			}
		}
	},
})

// A placeholder is {{body}} in a text.
type placeholder struct {
	at   int
	body string
}

func placeholders(s string) []placeholder {
	var out []placeholder
	for from := 0; ; {
		i := strings.Index(s[from:], "{{")
		if i < 0 {
			return out
		}
		i += from
		j := strings.Index(s[i:], "}}")
		if j < 0 {
			return out
		}
		out = append(out, placeholder{i, strings.TrimSpace(s[i+2 : i+j])})
		from = i + j + 2
	}
}
