package check

import (
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

var translationMissing = add(&Check{
	Code: "W0901", Name: "translation-missing",
	Doc: "texts have no translation in a language of the build",
	Explain: `A text without a translation is printed in its original language in the other column, marked, and counted on the first
page. There is one warning for each language; "omnibus translate status" lists the texts.

    ["op-health-mental.text"]
    hash = "sha1-6dd5eb39fbd93e51f8584e5868fe3dcf41e56d19"
    other = "Alentar a los Estados Miembros a que ..."

A name such as "FLACSO" can be the same in both languages. Then the original is its translation, once somebody says so:

    omnibus translate confirm --lang es --by Ana --same --write st-flacso.text`,
	Run: func(p *Pass) {
		p.Versions()
		for _, lang := range p.Langs {
			var pos source.Pos
			var ids, names []string
			for _, t := range p.missing[lang] {
				if len(ids) == 0 {
					pos = t.Pos
				}
				ids = append(ids, t.ID)
				if nameLike(searched(plain(t.String)).words()) {
					names = append(names, t.ID)
				}
			}
			if len(ids) == 0 || p.Locales.Lost(lang) {
				continue
			}
			shown := ids
			if len(shown) > mostNamed {
				shown = append(slices.Clone(shown[:mostNamed]), "...")
			}
			what := "texts are"
			if len(ids) == 1 {
				what = "text is"
			}
			d := p.Reportf(pos, "%d %s not translated into %q: %s", len(ids), what, lang, strings.Join(shown, ", ")).
				Hint("add them to locales/content.%s.toml, or run omnibus translate export --lang %s", lang, lang)
			if len(names) > 0 {
				d.Hint("a name that is the same in both languages needs no translation: %s",
					confirmSame(lang, names[:min(len(names), mostNamed)]...))
			}
		}
	},
})

// mostNamed is the greatest number of texts that one finding names.
const mostNamed = 5

// mostNameWords is the greatest number of words of a text that can be only a name.
const mostNameWords = 5

// nameLike reports whether words can be those of a name: few, and the long ones begin with a capital.
func nameLike(ws []word) bool {
	return len(ws) > 0 && len(ws) <= mostNameWords && unicode.IsUpper(firstRune(ws[0].text)) &&
		!slices.ContainsFunc(ws, func(w word) bool { return utf8.RuneCountInString(w.text) >= 4 && unicode.IsLower(firstRune(w.text)) })
}

// confirmSame returns the command that declares that texts are the same in a language as in their original.
func confirmSame(lang string, ids ...string) string {
	return "omnibus translate confirm --lang " + lang + " --by NAME --same --write " + strings.Join(ids, " ")
}

var translationStale = add(&Check{
	Code: "W0902", Name: "translation-stale",
	Doc: "a translation was made from an earlier text",
	Explain: `Each translation records the hash of the text it was made from. When that text changes, the translation is stale: it may
still be right, but nobody has checked. It is printed with a bar in the margin until a translator confirms it or
declares it unaffected. Changes of spacing or of the shape of quotation marks do not count.

    hash = "sha1-6dd5eb39fbd93e51f8584e5868fe3dcf41e56d19"      of the text that was translated, not of the present one`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if v.State.Stale {
				p.Reportf(v.Text.Pos, "the translation of %q into %q was made from an earlier text", v.Of.ID, v.Lang).About(v.Record).
					Hint("send it to a translator: omnibus translate export --lang %s", v.Lang).
					Hint("or update it, then run: omnibus translate confirm --lang %s --by NAME --write %s", v.Lang, v.Of.ID).
					Hint("or, if the change does not affect it, run: omnibus translate editorial --lang %s --by NAME --write %s",
						v.Lang, v.Of.ID).
					See(v.Of.Pos, "the present text")
			}
		}
	},
})

// compared reports the texts for which set returns something different than for their translations.
func (p *Pass) compared(what string, set func(text string) []string, hint string) {
	for _, v := range p.Translations() {
		if v.State.Stale {
			continue // reported as stale; the rest is reported once it is updated
		}
		a, b := set(v.Of.String), set(v.Text.String)
		sort.Strings(a)
		sort.Strings(b)
		if slices.Equal(a, b) {
			continue
		}
		missing, extra := minus(a, b), minus(b, a)
		var says []string
		if len(missing) > 0 {
			says = append(says, "lacks "+strings.Join(missing, ", "))
		}
		if len(extra) > 0 {
			says = append(says, "has "+strings.Join(extra, ", ")+", which the original lacks")
		}
		pos := v.Text.Pos
		if len(extra) > 0 {
			if i := strings.Index(v.Text.String, extra[0]); i >= 0 {
				pos = v.Text.At(i, len(extra[0]))
			}
		}
		p.Reportf(pos, "%s of %q differ in %q: the translation %s", what, v.Of.ID, v.Lang, strings.Join(says, " and ")).About(v.Record).
			Hint("%s", hint).See(v.Of.Pos, "the original")
	}
}

// minus returns the multiset difference of a and b.
func minus(a, b []string) []string {
	count := map[string]int{}
	for _, s := range b {
		count[s]++
	}
	var out []string
	for _, s := range a {
		if count[s] > 0 {
			count[s]--
			continue
		}
		out = append(out, s)
	}
	return out
}

var _ = add(&Check{
	Code: "E0903", Name: "translation-structure",
	Doc: "a text and its translation have different note marks or references",
	Explain: `Every language has the same notes and cross-references ([^goals], {{ref:op-data}}). If a mark is lost in translation, so
is the note; if a reference is lost, the sentence has no number.

    ... human mobility,[^goals] and ...      ... la movilidad humana y ...`,
	Run: func(p *Pass) {
		p.compared("notes and references", func(s string) []string {
			var out []string
			out = append(out, noteMark.FindAllString(s, -1)...)
			if strings.ContainsFunc(s, isRaised) { // few texts have such figures
				for _, m := range raisedMark.FindAllStringSubmatch(s, -1) {
					out = append(out, m[1])
				}
			}
			for _, m := range placeholders(s) {
				if strings.HasPrefix(m.body, "ref:") {
					out = append(out, "{{"+m.body+"}}")
				}
			}
			return out
		}, "use the same note marks and references in the translation")
	},
})

// raisedMark matches a note mark in raised figures after a word; a square metre has a shorter one.
var raisedMark = pattern.Of(`(?:\pL{4}|[.,;:)”"])([⁰¹²³⁴-⁹]+)`)

func isRaised(r rune) bool {
	return r >= utf8.RuneSelf && strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r)
}

var noteMark = pattern.Of(`\[\^[^\]]+\]`)

var _ = add(&Check{
	Code: "W0904", Name: "symbol-parity",
	Doc: "a text and its translation cite different symbols",
	Explain: `A translation cites the same resolutions and documents as its original. If it does not, one of the two sends readers to
the wrong paper.

    ... (A/RES/73/195) ...      ... (A/RES/73/159) ...`,
	Run: func(p *Pass) {
		p.compared("the symbols", func(s string) []string {
			var out []string
			for _, f := range p.Records.Body.Grammar().FindAll(s) {
				out = append(out, f.Symbol.String())
			}
			return out
		}, "cite the same symbols in both")
	},
})

var _ = add(&Check{
	Code: "W0906", Name: "bracket-parity",
	Doc: "a text and its translation have different negotiation brackets",
	Explain: `What is disputed in one language is disputed in all. A translation with fewer brackets than its original shows disputed
words as agreed.

    ... [shall][should] have access ...      ... tengan acceso ...`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if !v.signs.any("[]") && !strings.ContainsAny(v.Of.String, "[]") {
				continue
			}
			a, b := bracketShape(v.Of.String), bracketShape(v.Text.String)
			if v.State.Stale || a == b && a == "" {
				continue
			}
			if a == b {
				if x, y := disputed(v.Of.String), disputed(v.Text.String); x-y > 40 || y-x > 40 {
					p.Reportf(v.Text.Pos,
						"the brackets of %q enclose %d percent of the original, but %d percent of the translation into %q", v.Of.ID,
						x, y, v.Lang).
						About(v.Record).
						Hint("bracket the same words in both").
						See(v.Of.Pos, "the original")
				}
				continue
			}
			p.Reportf(v.Text.Pos, "the brackets of %q differ in %q: %s in the original, %s in the translation", v.Of.ID, v.Lang,
				orWord(a, "none"), orWord(b, "none")).About(v.Record).
				Hint("bracket the same words in both").See(v.Of.Pos, "the original")
		}
		p.reportDifferences(brackets, "words in brackets", "keep the order of the brackets")
	},
})

// disputed returns the percentage of a text inside negotiation brackets.
func disputed(s string) int {
	s = markdownLink.ReplaceAllString(noteMark.ReplaceAllString(s, ""), "$1")
	all, inside, depth := 0, 0, 0
	for _, r := range s {
		switch r {
		case '[':
			depth++
		case ']':
			depth--
		default:
			all++
			if depth > 0 {
				inside++
			}
		}
	}
	return 100 * inside / max(all, 1)
}

// bracketShape returns only the negotiation brackets of a text.
func bracketShape(s string) string {
	s = noteMark.ReplaceAllString(s, "")
	s = markdownLink.ReplaceAllString(s, "$1")
	return strings.Map(func(r rune) rune {
		if r == '[' || r == ']' {
			return r
		}
		return -1
	}, s)
}

var markdownLink = pattern.Of(`\[([^\[\]]*)\]\([^)]*\)`)

var _ = add(&Check{
	Code: "W0907", Name: "link-parity",
	Doc: "a text and its translation have different links",
	Explain: `Every language has the same links. They can lead to the page in the reader's language, but on the same site.

    [the page](https://www.example.org/en/a)      la página`,
	Run: func(p *Pass) {
		p.compared("the links", func(s string) []string {
			var out []string
			for _, m := range markdownLink.FindAllStringSubmatchIndex(s, -1) {
				if u, err := url.Parse(s[m[3]+2 : m[1]-1]); err == nil {
					out = append(out, "a link to "+site(u.Host))
				}
			}
			return out
		}, "link the same words in both, to the same site")
	},
})

// site returns the last two parts of a host; a part before them may name the language.
func site(host string) string {
	parts := strings.Split(strings.ToLower(host), ".")
	return strings.Join(parts[max(len(parts)-2, 0):], ".")
}

var _ = add(&Check{
	Code: "W0908", Name: "term-parity",
	Doc: "a name in a text has no counterpart from the glossary in the translation",
	Explain: `The glossary gives the name of each body, instrument and theme in each language. If the original contains the name, the
translation contains its counterpart, the acronym or a variant; inflected forms count.

    the Committee on Migration Issues      la Comisión de Migraciones: write la Comisión de Asuntos Migratorios

The acronyms of well-known bodies are compared as well (meaning.acronyms in the label file of each language).`,
	Run: func(p *Pass) {
		p.reportDifferences(acronyms, "acronym", "name the same body in both")
		if p.Records.Glossary == nil {
			return
		}
		stems := map[string]string{} // stems of the names
		for _, v := range p.Translations() {
			if v.State.Stale {
				continue
			}
			from, to := v.from.words, ""
			for _, e := range p.Records.Glossary.Entries {
				a, b := e.Forms[v.Of.Lang], e.Forms[v.Lang]
				if a == nil || b == nil || a.Name.String == "" || b.Name.String == "" || len(from.all(a.Name.String)) == 0 ||
					p.insideLonger(from, a.Name.String, v.Of.Lang) {
					continue
				}
				there := false
				if to == "" {
					to = p.stemmed(v.list, v.Lang)
				}
				for _, name := range formsOf(b.Name.String, b.Acronym.String, b.Also()) {
					stem, known := stems[v.Lang+name]
					if !known {
						stem = p.stemmed(searched(name).words(), v.Lang)
						stems[v.Lang+name] = stem
					}
					there = there || strings.Contains(to, stem)
				}
				for _, m := range placeholders(v.Text.String) {
					_, key, _ := strings.Cut(m.body, ":")
					there = there || key == e.ID.String
				}
				if !there {
					p.Reportf(v.Text.Pos, "the translation of %[2]q does not have the glossary's counterpart of %[1]q", a.Name.String,
						v.Of.ID).
						About(v.Record).
						Hint("in %q it is %q", v.Lang, b.Name.String).
						See(b.Name.Pos, "the glossary")
				}
			}
		}
	},
})

// insideLonger reports whether every occurrence of a name in the text is inside a longer name of the glossary.
func (p *Pass) insideLonger(text haystack, name, lang string) bool {
	for _, at := range text.all(name) {
		inside := false
		for _, e := range p.Records.Glossary.Entries {
			f := e.Forms[lang]
			if f == nil || len(f.Name.String) <= len(name) {
				continue
			}
			for _, i := range text.all(f.Name.String) {
				inside = inside || i <= at && at+len(name) <= i+len(f.Name.String)
			}
		}
		if !inside {
			return false
		}
	}
	return true
}

func formsOf(name, acronym string, variants []source.Text) []string {
	out := []string{name}
	if acronym != "" {
		out = append(out, acronym)
	}
	for _, v := range variants {
		out = append(out, v.String)
	}
	return out
}

// suffixes returns the endings that may be removed from a word of the language, longest first.
func (p *Pass) suffixes(lang string) []string {
	if s, ok := p.endings[lang]; ok {
		return s
	}
	s := strings.Fields(p.label(lang, "stem.suffixes"))
	sort.SliceStable(s, func(i, j int) bool { return len(s[i]) > len(s[j]) })
	if p.endings == nil {
		p.endings = map[string][]string{}
	}
	p.endings[lang] = s
	return s
}

// stemmed returns words without their endings, separated by spaces.
func (p *Pass) stemmed(ws []word, lang string) string {
	known := p.cut[lang]
	if known == nil {
		if p.cut == nil {
			p.cut = map[string]map[string]string{}
		}
		known = map[string]string{}
		p.cut[lang] = known
	}
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range ws {
		t, ok := known[w.folded]
		if !ok {
			t = withoutSuffix(withoutElision(w.folded), p.suffixes(lang))
			known[w.folded] = t
		}
		b.WriteString(t)
		b.WriteByte(' ')
	}
	return b.String()
}

// withoutElision returns a word without the elided one before it: organisation, of l'organisation.
func withoutElision(word string) string {
	const longest = 2 // letters of the elided word: l', d', qu'
	if at := strings.IndexByte(word, '\''); at > 0 && utf8.RuneCountInString(word[:at]) <= longest {
		return word[at+1:]
	}
	return word
}

// withoutSuffix returns a word without the first of the suffixes that leaves at least three letters.
func withoutSuffix(word string, suffixes []string) string {
	for _, suf := range suffixes {
		if strings.HasSuffix(word, suf) && utf8.RuneCountInString(word)-utf8.RuneCountInString(suf) >= 3 {
			return strings.TrimSuffix(word, suf)
		}
	}
	return word
}

var _ = add(&Check{
	Code: "N0917", Name: "translation-orphan",
	Doc: "a translation has no matching text",
	Explain: `A translation is found by the id of its record and the name of its field. If a record was removed or renamed, or an id
is misspelled, its translation stays in the file but is not printed. There is one note for each language.

    ["op-health-mentl.text"]      write: ["op-health-mental.text"], or remove the entry

"omnibus translate prune" shows such translations and, with --write, removes them.`,
	Run: func(p *Pass) {
		if len(p.Records.Lost) > 0 {
			return
		}
		known := map[string]bool{}
		var ids []string
		for _, t := range p.Records.Texts() {
			known[t.ID] = true
		}
		for _, lang := range p.Langs {
			orphans := p.Locales.Orphans(lang, known)
			l := p.Locales.Locale(lang)
			if len(orphans) == 0 || l == nil {
				continue
			}
			tr, _ := l.Content(orphans[0])
			what := "translations have"
			if len(orphans) == 1 {
				what = "translation has"
			}
			d := p.Reportf(tr.Text.Pos, "%d %s no matching text in %q: %s", len(orphans), what, lang,
				strings.Join(orphans[:min(len(orphans), few)], ", "))
			if ids == nil {
				ids = slices.Sorted(maps.Keys(known))
			}
			near := diag.Nearest(orphans[0], ids)
			if _, translated := l.Content(near); near != "" && !translated { // an id that already has a translation is not suggested
				d.Hint("did you mean %q?", near)
			}
			d.Hint("to remove what is no longer needed, run: omnibus translate prune")
		}
	},
})
