package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
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
		for _, v := range p.Versions() {
			own := names[v.Lang]
			if own == nil {
				continue
			}
			theme := themes[v.Of.ID]
			if f := p.form(theme, v.Lang); f != nil &&
				!slices.ContainsFunc(formsOf(f.Name.String, "", f.Also()), func(n string) bool { return sameWords(n, v.Text.String) }) {
				p.Reportf(v.Text.Pos, "a session is called %q, but its theme %q", v.Text.String, f.Name.String).About(v.Record).
					Hint("use the name of the theme, or add this wording to the variants of %s", theme).See(f.Name.Pos, "the theme")
			}
			text := v.words.text
			ws := v.list
			folded := make([]string, len(ws))
			for i, w := range ws {
				folded[i] = w.folded
			}
			report := func(n *longName, i, j int) {
				at, end := ws[i].at, ws[j-1].at+len(ws[j-1].text)
				if !p.forbiddenIn(text[at:end], v.Lang) {
					p.Reportf(v.Text.At(at, end-at), "%q is almost the name of %s", text[at:end], n.what).About(v.Record).
						Hint("write %q, or add this wording to its variants", n.name)
				}
			}
			right := func(i, j int) bool { return own.right[strings.Join(folded[i:j], " ")] }
			tried := map[string]bool{}
			for _, w := range folded {
				if tried[w] || len(own.byFirst[w]) == 0 && len(own.byLast[w]) == 0 {
					continue
				}
				tried[w] = true
				for _, n := range own.byFirst[w] {
					if n.records[v.Record] || n.records[theme] {
						continue
					}
					if i, j, ok := nearly(folded, n.words); ok && !right(i, j) {
						report(n, i, j)
					} else if i, j, ok := otherPoints(text, ws, folded, n, own); ok {
						report(n, i, j)
					}
				}
				for _, n := range own.byLast[w] {
					if n.records[v.Record] || n.records[theme] {
						continue
					}
					if i, j, ok := nearlyFromEnd(folded, n.words); ok && !right(i, j) {
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
}

// longNames holds the long names of a language, indexed by first and last word, and the correct wordings.
type longNames struct {
	byFirst map[string][]*longName
	byLast  map[string][]*longName
	right   map[string]bool
	points  map[string]bool // names with their punctuation
	all     map[string]*longName
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
			own = &longNames{
				map[string][]*longName{},
				map[string][]*longName{},
				map[string]bool{},
				map[string]bool{},
				map[string]*longName{},
			}
			out[lang] = own
		}
		key := strings.Join(words, " ")
		own.points[pointed(name)] = true
		n := own.all[key]
		if n == nil {
			n = &longName{map[string]bool{}, what, name, words}
			own.all[key], own.right[key] = n, true
			own.byFirst[words[0]] = append(own.byFirst[words[0]], n)
			own.byLast[words[len(words)-1]] = append(own.byLast[words[len(words)-1]], n)
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
		if _, ok := p.Records.ByID[v.Record].(*input.Session); ok && strings.HasSuffix(v.Of.ID, ".title") {
			add(v.Lang, v.Record, "the thematic session "+v.Record, v.Text.String)
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

// nearly finds a run of words that differs from the name by one word changed, added or omitted (two in names of at least nine words, three
// from twelve), with the same first and last word. If the text contains the exact name anywhere, nothing is found.
func nearly(text, name []string) (i, j int, ok bool) {
	slack := 1
	switch {
	case len(name) >= 12:
		slack = 3
	case len(name) >= 9:
		slack = 2
	}
	for i := range text {
		if i+len(name) <= len(text) && text[i] == name[0] && slices.Equal(text[i:i+len(name)], name) {
			return 0, 0, false
		}
	}
	for i := range text {
		if text[i] != name[0] {
			continue
		}
		for n := len(name) - slack; n <= len(name)+slack; n++ {
			if i+n > len(text) || n < 3 || text[i+n-1] != name[len(name)-1] {
				continue
			}
			if distance(text[i:i+n], name) <= slack {
				return i, i + n, true
			}
		}
	}
	return 0, 0, false
}

// pointed normalizes a name, keeping its words and its punctuation.
func pointed(s string) string { return fold(source.Normalize(s)) }

// otherPoints finds the words of a name with different punctuation: an added comma, a dash for a hyphen.
func otherPoints(text string, ws []word, folded []string, n *longName, own *longNames) (i, j int, ok bool) {
	for i := 0; i+len(n.words) <= len(folded); i++ {
		if folded[i] != n.words[0] || !slices.Equal(folded[i:i+len(n.words)], n.words) {
			continue
		}
		j := i + len(n.words)
		raw := text[ws[i].at : ws[j-1].at+len(ws[j-1].text)]
		if !own.points[pointed(raw)] && !strings.ContainsAny(raw, "[]{}*") && !strings.Contains(raw, "  ") {
			return i, j, true
		}
	}
	return 0, 0, false
}

// nearlyFromEnd finds a run of words that ends like the name, and whose first word is misspelled, or whose words are divided differently:
// Organisation of American States, Panamerican Health Organization.
func nearlyFromEnd(text, name []string) (i, j int, ok bool) {
	whole := strings.ReplaceAll(strings.Join(name, ""), "-", "")
	for end, w := range text {
		if w != name[len(name)-1] {
			continue
		}
		for n := len(name) - 1; n <= len(name)+1; n++ {
			from := end + 1 - n
			if from < 0 || text[from] == name[0] || text[from][0] != name[0][0] {
				continue
			}
			if n == len(name) && misspelt(text[from], name[0]) && slices.Equal(text[from+1:end+1], name[1:]) ||
				strings.ReplaceAll(strings.Join(text[from:end+1], ""), "-", "") == whole {
				return from, end + 1, true
			}
		}
	}
	return 0, 0, false
}

// misspelt reports whether two words of at least five letters differ in only one or two.
func misspelt(a, b string) bool {
	if len(a) < 5 || len(b) < 5 || a == b {
		return false
	}
	return distance(strings.Split(a, ""), strings.Split(b, "")) <= 1+len(b)/12
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

// distance returns the number of words to add, omit or change to turn a into b.
func distance(a, b []string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(prev[j]+cost, prev[j+1]+1, row[j]+1)
		}
		prev = row
	}
	return prev[len(b)]
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

var siteForm = regexp.MustCompile(`(?i)\b(?:[a-z0-9-]+\.)+(?:org|com|net|int|edu|gov|gob)\b`)

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
