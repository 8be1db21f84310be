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
)

// listMarker matches the number, letter or bullet of a list item at the start of a text, with the words of the languages for alternatives
// under the same number: bis, ter.
func (p *Pass) listMarker() *regexp.Regexp {
	if p.marker == nil {
		var beside []string
		for _, lang := range p.Langs {
			for _, w := range strings.Fields(p.Locales.Label(lang, "enumerator.bis")) {
				beside = append(beside, regexp.QuoteMeta(w))
			}
		}
		p.marker = regexp.MustCompile(`^(?:\((?:\d{1,3}|[a-z]|[ivx]{1,6})\)|` +
			`(?:\d{1,3}(?: ?(?:` + strings.Join(beside, "|") + `))?|[ivx]{1,6})[.)]|[a-z]\)|[IVX]{1,6}\.|[•·●▪◦‣–—*-])[ \x{a0}]+`)
	}
	return p.marker
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
			switch p.Records.ByID[v.Record].(type) {
			case *input.AgendaItem, *input.Session, *input.Stakeholder, *input.DraftSection, *input.Outcome:
			default:
				if !counted[v.Of.ID] {
					continue
				}
			}
			t := strings.TrimLeft(v.Text.String, "[ ")
			if m := strings.TrimRight(p.listMarker().FindString(t), " \u00a0"); m != "" {
				p.Reportf(v.Text.At(len(v.Text.String)-len(t), len(m)),
					"the text begins with %q, but the build adds numbers and bullets", m).
					About(v.Record).
					Hint("remove it")
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
