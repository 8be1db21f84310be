package check

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/symbol"
)

// listMarker matches the number, letter or bullet of a list item at the start of a text, including the words of the languages for
// alternatives under the same number: bis, ter.
func (p *Pass) listMarker() *regexp.Regexp {
	if p.marker == nil {
		var beside []string
		for _, lang := range p.Langs {
			for _, w := range strings.Fields(p.Locales.Label(lang, "enumerator.bis")) {
				beside = append(beside, regexp.QuoteMeta(w))
			}
		}
		p.marker = regexp.MustCompile(`^(?:\((?:\d{1,3}|[a-z]|[ivx]{1,6})\)|` +
			`(?:\d{1,3}(?: ?(?:` + strings.Join(beside, "|") + `))?|[ivx]{1,6})[.)]|[a-z]\)|[IVX]{1,6}\.|[A-Z]\.|[•·●▪◦‣–—*-])[ \x{a0}]+`)
	}
	return p.marker
}

// markerOf returns the marker at the start of a text, with the spaces after it.
func (p *Pass) markerOf(text string) string {
	const longest = len("viiiii)")
	first := firstRune(text)
	if unicode.IsLetter(first) && !strings.ContainsAny(text[:min(longest, len(text))], ".)") {
		return "" // as nearly always
	}
	return p.listMarker().FindString(text)
}

var _ = add(&Check{
	Code: "W1012", Name: "marker-by-hand",
	Doc: "a text begins with a number, a letter or a bullet",
	Explain: `The build adds the numbers, letters and bullets of paragraphs and lists, in the style of each language, including "bis"
and "ter". If they are also typed, they are printed twice, and are wrong after the next move.

    text: (a) the first interview      write: the first interview`,
	Run: func(p *Pass) {
		counted := map[string]bool{}
		for _, d := range p.draftTexts() {
			counted[d.Of.ID] = true
		}
		for _, v := range p.Versions() {
			t := strings.TrimLeft(v.Text.String, "[ ")
			m := strings.TrimRight(p.markerOf(t), " \u00a0")
			switch p.Records.ByID[v.Record].(type) {
			case *input.AgendaItem, *input.Session, *input.DraftSection, *input.Meeting:
			case *input.Stakeholder, *input.Outcome, *input.Resolution:
				if len(m) == 2 && m[0] >= 'A' && m[0] <= 'Z' && symbol.FromRoman(m[:1]) == 0 {
					continue // a name: A. Rivas
				}
			default:
				if !counted[v.Of.ID] && strings.ContainsFunc(m, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
					continue // a note or a reason may begin with a number
				}
			}
			if m != "" {
				p.Reportf(v.Text.At(len(v.Text.String)-len(t), len(m)),
					"the text begins with %q, but the build adds numbers and bullets", m).
					About(v.Record).
					Hint("remove it").
					Mend(v.Text.At(len(v.Text.String)-len(t), len(t)-len(strings.TrimLeft(t[len(m):], " \u00a0"))), "")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W1011", Name: "imperative-among-nouns",
	Doc: "an entry in a list of names or subjects is a request",
	Explain: `The stakeholders are a list of names, and the entries of a list in the introduction all have the same form. An entry
that asks for something was copied from a resolution, and nothing has been resolved here.

    Other actors - Urge civil society organizations to take into account ...      write: Other actors: civil society organizations

In the introduction, an entry is reported if the others of its list are not requests.`,
	Run: func(p *Pass) {
		of := map[string]bool{} // ids of texts
		var tree func(in []*input.Stakeholder)
		tree = func(in []*input.Stakeholder) {
			for _, s := range in {
				of[s.Text.ID] = s.Text.ID != ""
				tree(s.Children)
			}
		}
		tree(p.Records.Stakeholders)
		lists := p.lists()
		asks := map[[2]string][]func(){} // findings by list and language
		items := map[[2]string]int{}
		for _, v := range p.Versions() {
			n := lists[v.Of.ID]
			re := p.pattern(v.Lang, "drafting.imperative")
			if re == nil || n == 0 && !of[v.Of.ID] {
				continue
			}
			list := [2]string{strconv.Itoa(n), v.Lang}
			items[list]++
			for _, at := range clauses(v.Text.String) {
				m := re.FindString(v.Text.String[at:])
				if m == "" {
					continue
				}
				asks[list] = append(asks[list], func() {
					p.Reportf(v.Text.At(at, len(strings.TrimSpace(m))), "an entry in a list is a request: %q", strings.TrimSpace(m)).
						About(v.Record).
						Hint("name the subject; a request belongs in a draft paragraph")
				})
				break
			}
		}
		for _, list := range slices.SortedFunc(maps.Keys(asks), func(a, b [2]string) int {
			return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
		}) {
			if list[0] == "0" || 2*len(asks[list]) < items[list] {
				for _, report := range asks[list] {
					report()
				}
			}
		}
	},
})

// lists numbers the lists of the introduction from 1, by the ids of the texts of their items.
func (p *Pass) lists() map[string]int {
	out := map[string]int{}
	if in := p.Records.Introduction; in != nil {
		for i, n := 0, 0; i < len(in.Blocks); i++ {
			if in.Blocks[i].Kind != "item" {
				continue
			}
			if i == 0 || in.Blocks[i-1].Kind != "item" {
				n++
			}
			out[in.Blocks[i].Text.ID] = n
		}
	}
	return out
}

// clauses returns the byte offsets of the start of a text and of each capital letter after a dash or a colon.
func clauses(s string) []int {
	out := []int{0}
	for i, r := range s {
		if !strings.ContainsRune("-–—:", r) {
			continue
		}
		at := i + utf8.RuneLen(r)
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \u00a0"))
		if unicode.IsUpper(firstRune(s[at:])) {
			out = append(out, at)
		}
	}
	return out
}

// A list holds texts in one language that are items of one list on paper.
type list struct {
	what  string // the kind of its items
	items []*Version
}

// listsOf returns the lists of a language, each in its order: those of the introduction, the sub-paragraphs of a paragraph, the outcomes of
// a session, the stakeholders below another.
func (p *Pass) listsOf(lang string) []list {
	at := map[string]int{} // the list of a text
	var out []list
	begin := func(what string) int {
		out = append(out, list{what: what})
		return len(out) - 1
	}
	introduced := map[int]int{}
	for id, n := range p.lists() {
		at[id] = n
		introduced[n] = 0
	}
	for _, n := range slices.Sorted(maps.Keys(introduced)) {
		introduced[n] = begin("the introduction")
	}
	for id, n := range at {
		at[id] = introduced[n]
	}
	var subs func(in []*input.SubParagraph)
	subs = func(in []*input.SubParagraph) {
		n := begin(subParagraphs)
		for _, s := range in {
			at[s.Text.ID] = n
			if len(s.Paragraphs) > 0 {
				subs(s.Paragraphs)
			}
		}
	}
	for _, pr := range p.Records.Proposals {
		if len(pr.Paragraphs) > 0 && !pr.Table { // rows of a table are no items
			subs(pr.Paragraphs)
		}
	}
	for _, o := range p.Records.Outcomes {
		n := begin("outcomes")
		for _, x := range o.Outcomes {
			at[x.Text.ID] = n
		}
	}
	var tree func(in []*input.Stakeholder)
	tree = func(in []*input.Stakeholder) {
		n := begin("stakeholders")
		for _, s := range in {
			at[s.Text.ID] = n
			if len(s.Children) > 0 {
				tree(s.Children)
			}
		}
	}
	tree(p.Records.Stakeholders)
	for _, v := range p.Versions() {
		if n, ok := at[v.Of.ID]; ok && v.Lang == lang && v.Of.ID != "" {
			out[n].items = append(out[n].items, v)
		}
	}
	return slices.DeleteFunc(out, func(l list) bool { return len(l.items) < 2 })
}

var _ = add(&Check{
	Code: "W1015", Name: "list-forms",
	Doc: "the items of a list begin in different forms",
	Explain: `The items of a list continue one sentence, so all of them begin alike: with an infinitive, or with a noun. The rarer
form is reported. The label file of each language gives the form of an infinitive (drafting.infinitive).

    to gather data      to publish them      publication of guides      write: to publish guides`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			re := p.pattern(lang, "drafting.infinitive")
			if re == nil {
				continue
			}
			nouns := strings.Fields(p.label(lang, "check.infinitive-not"))
			for _, l := range p.listsOf(lang) {
				var verbs, others []*Version
				for _, v := range l.items {
					if infinitive(v, re, nouns) {
						verbs = append(verbs, v)
					} else {
						others = append(others, v)
					}
				}
				p.capitalItems(l, lang)
				rare, form := others, "others begin with an infinitive"
				if len(verbs) < len(others) {
					rare, form = verbs, "others do not begin with an infinitive"
				}
				if len(verbs) == 0 || len(others) == 0 || 2*len(rare) > len(l.items) || l.what == "outcomes" && sentences(others) {
					continue
				}
				for _, v := range rare {
					if len(v.list) > 0 {
						w := v.list[0]
						p.Reportf(v.Text.At(w.at, len(w.text)), "an item of a list begins with %q, but %s", w.text, form).About(v.Record).
							Hint("begin all items of a list in the same form")
					}
				}
			}
		}
	},
})

// subParagraphs is what the lists of sub-paragraphs are.
const subParagraphs = "sub-paragraphs"

// capitalItems reports an item of a list that begins with a capital, if most others begin in lower case; of sub-paragraphs, also one in
// lower case among capitals. Names and acronyms do not count: a capital counts if texts have the word in lower case.
func (p *Pass) capitalItems(l list, lang string) {
	small := strings.Fields(p.label(lang, "drafting.small-words"))
	var lower, upper []*Version
	for _, v := range l.items {
		switch {
		case len(v.list) == 0 || strings.TrimSpace(v.words.text[:v.list[0].at]) != "":
		case v.list[0].text == v.list[0].folded:
			lower = append(lower, v)
		case slices.Contains(small, v.list[0].folded) || l.what == subParagraphs && p.ordinary(v, lang):
			upper = append(upper, v)
		}
	}
	said, change := "begins with the capital of %q, but others do not", func(w word) string { return w.folded }
	rare := upper
	switch {
	case len(upper) == 0 || len(lower) == 0 || sentences(l.items):
		return
	case 2*len(lower) > len(l.items):
	case l.what == subParagraphs && 2*len(upper) > len(l.items):
		rare, said = lower, "begins with %q in lower case, but others do not"
		change = func(w word) string {
			r := firstRune(w.text)
			return string(unicode.ToUpper(r)) + w.text[utf8.RuneLen(r):]
		}
	default:
		return
	}
	for _, v := range rare {
		w := v.list[0]
		p.Reportf(v.Text.At(w.at, len(w.text)), "an item of a list "+said, w.text).
			About(v.Record).
			Hint("write %q", change(w)).
			Mend(v.Text.At(w.at, len(w.text)), change(w))
	}
}

// ordinary reports whether the first word of a text, in capitals, is no name: texts have it in lower case, and no name begins with it here.
func (p *Pass) ordinary(v *Version, lang string) bool {
	if p.small[lang] == nil {
		in := map[string]bool{}
		for _, x := range p.Versions() {
			if x.Lang == lang {
				for _, w := range x.list {
					if w.text == w.folded {
						in[w.text] = true
					}
				}
			}
		}
		if p.small == nil {
			p.small = map[string]map[string]bool{}
		}
		p.small[lang] = in
	}
	w := v.list[0]
	if utf8.RuneCountInString(w.text) > 1 && w.text == strings.ToUpper(w.text) || !p.small[lang][w.folded] ||
		len(v.list) > 1 && v.list[1].text != v.list[1].folded {
		return false
	}
	text := v.words.text[w.at:]
	for _, e := range p.Records.Glossary.Entries {
		if f := e.Forms[lang]; f != nil {
			for _, n := range formsOf(f.Name.String, f.Acronym.String, f.Also()) {
				if n != "" && strings.HasPrefix(text, n) {
					return false
				}
			}
		}
	}
	return true
}

// infinitive reports whether a text begins with an infinitive.
func infinitive(v *Version, re *regexp.Regexp, nouns []string) bool {
	if len(v.list) == 0 || slices.Contains(nouns, v.list[0].folded) {
		return false
	}
	text := v.words.text[v.list[0].at:]
	first := firstRune(text)
	if !re.MatchString(string(unicode.ToUpper(first)) + text[utf8.RuneLen(first):]) {
		return false
	}
	return len(v.list) < 2 || !slices.Contains(nouns, v.list[1].folded)
}

// sentences reports whether texts are whole sentences: outcomes may be.
func sentences(vs []*Version) bool {
	return slices.ContainsFunc(vs, func(v *Version) bool {
		s := strings.TrimSpace(v.Text.String)
		return strings.HasSuffix(s, ".") && unicode.IsUpper(firstRune(s))
	})
}

var _ = add(&Check{
	Code: "W1016", Name: "list-stops",
	Doc: "the items of a list end in different ways",
	Explain: `All items of a list end alike: with a full stop, with a semicolon, or with nothing. The last can have a full stop after
semicolons or commas. The rarer ending is reported.

    - Access to health services.      - Decent work      write: - Decent work.`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			short := p.phrases(lang, "check.abbreviations")
			for _, l := range p.listsOf(lang) {
				if l.what != subParagraphs { // the build adds the endings of sub-paragraphs
					p.unequalEnds(l.items, short)
				}
			}
		}
	},
})

// unequalEnds reports the items of a list whose ending differs from that of most others.
func (p *Pass) unequalEnds(items []*Version, short []string) {
	ends := make([]string, len(items))
	count := map[string]int{}
	for i, v := range items {
		ends[i] = p.ending(v, short)
		count[ends[i]]++
	}
	last := len(items) - 1
	if ends[last] == "." && (ends[0] == ";" || ends[0] == ",") {
		count["."]--
		ends[last] = ends[0]
		count[ends[0]]++
	}
	delete(count, "any")
	if len(count) < 2 {
		return
	}
	most := slices.MaxFunc(slices.Sorted(maps.Keys(count)), func(a, b string) int {
		return cmp.Or(cmp.Compare(count[a], count[b]), strings.Compare(b, ends[0]), strings.Compare(b, a))
	})
	for i, v := range items {
		if ends[i] == most || ends[i] == "any" {
			continue
		}
		s := strings.TrimRight(v.Text.String, " \u00a0\n")
		_, n := utf8.DecodeLastRuneInString(s)
		say := func(end string) string {
			if end == "" {
				return "nothing"
			}
			return strconv.Quote(end)
		}
		p.Reportf(v.Text.At(len(s)-n, n), "this item of a list ends with %s, but others with %s", say(ends[i]), say(most)).About(v.Record).
			Hint("end all items of a list alike")
	}
}

// ending returns the mark with which an item ends: a full stop, semicolon or comma, or "" for none; "any" if that cannot be determined.
func (p *Pass) ending(v *Version, short []string) string {
	s := strings.TrimRight(v.words.text, " \u00a0\n")
	for _, key := range []string{"ending.semicolon-and", "ending.comma-and"} {
		if word := strings.Trim(p.label(v.Lang, key), ";, \u00a0"); word != "" {
			if t, ok := strings.CutSuffix(s, " "+word); ok {
				s = t
			}
		}
	}
	switch {
	case s == "" || strings.ContainsRune("?!:…", lastRune(s)):
		return "any"
	case strings.HasSuffix(s, ".") && abbreviated(s[:len(s)-1], short):
		return "any"
	case strings.ContainsRune(".;,", lastRune(s)):
		return s[len(s)-1:]
	}
	return ""
}
