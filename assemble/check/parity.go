package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

var translationMissing = &Check{
	Code: "W0901", Name: "translation-missing",
	Doc: "texts have no translation in a language of the build",
	Explain: `A text without a translation stands in its original language in the other column, marked and counted on the first page. One
warning a language counts them; "omnibus translate status" lists them.`,
	Run: func(p *Pass) {
		p.Versions()
		for _, lang := range p.Langs {
			var pos source.Pos
			var ids []string
			for _, t := range p.missing[lang] {
				if len(ids) == 0 {
					pos = t.Pos
				}
				ids = append(ids, t.ID)
			}
			if len(ids) == 0 || p.Locales.Lost(lang) {
				continue
			}
			shown := ids
			if len(shown) > 5 {
				shown = append(slices.Clone(shown[:5]), "...")
			}
			what := "texts are"
			if len(ids) == 1 {
				what = "text is"
			}
			p.Reportf(pos, "%d %s not translated into %q: %s", len(ids), what, lang, strings.Join(shown, ", ")).
				Hint("add them to locales/content.%s.toml, or run omnibus translate export --lang %s", lang, lang)
		}
	},
}

var translationStale = &Check{
	Code: "W0902", Name: "translation-stale",
	Doc: "a translation was made from an earlier text",
	Explain: `Each translation carries the hash of the text it was made from. When that text changes, the translation is stale: it may still be
right, but nobody has looked. It is printed with a bar in the margin until a translator has seen it, or has declared it unaffected.
Spacing and the shape of quotation marks do not count as a change.`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			if v.State.Stale {
				p.Reportf(v.Text.Pos, "the translation of %q into %q was made from an earlier text", v.Of.ID, v.Lang).About(v.Record).
					Hint("bring it up to date and set its hash to %q", source.Hash(v.Of.String)).
					See(v.Of.Pos, "the text as it is now")
			}
		}
	},
}

// compared is the work of a check that compares a set of things in a text with the same in its translation.
func (p *Pass) compared(what string, set func(text string) []string, hint string) {
	for _, v := range p.Translations() {
		if v.State.Stale {
			continue // reported as stale; whoever brings it up to date is told of the rest
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
			says = append(says, "has "+strings.Join(extra, ", ")+" besides")
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

// minus returns the elements of a that b lacks, as multisets.
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

var translationStructure = &Check{
	Code: "E0903", Name: "translation-structure",
	Doc: "note marks and references of a text and its translation differ",
	Explain: `The notes and the cross-references of a paragraph ([^goals], {{ref:op-data}}) stand in each language: a mark lost in the
translation loses the note with it, and a reference lost leaves a sentence without its number.`,
	Run: func(p *Pass) {
		p.compared("notes and references", func(s string) []string {
			var out []string
			out = append(out, noteMark.FindAllString(s, -1)...)
			for _, m := range placeholders(s) {
				if strings.HasPrefix(m.body, "ref:") {
					out = append(out, "{{"+m.body+"}}")
				}
			}
			return out
		}, "put the same note marks and references into the translation")
	},
}

var noteMark = regexp.MustCompile(`\[\^[^\]]+\]`)

var symbolParity = &Check{
	Code: "W0904", Name: "symbol-parity",
	Doc: "a text and its translation cite different symbols",
	Explain: `A translation cites the same resolutions and documents as its original. Where it does not, one of the two sends its readers to
the wrong paper.`,
	Run: func(p *Pass) {
		p.compared("the symbols", func(s string) []string {
			var out []string
			for _, f := range symbol.FindAll(s) {
				out = append(out, f.Symbol.String())
			}
			return out
		}, "cite the same symbols in both")
	},
}

var numberParity = &Check{
	Code: "W0905", Name: "number-parity",
	Doc: "a text and its translation have different numbers, percentages or dates",
	Explain: `Numbers are the same in every language: years, days, percentages, targets. Thousands separators and the order of a date do not
count; a number in figures here and in words there does.`,
	Run: func(p *Pass) {
		p.compared("the numbers", numbersOf, "make the numbers agree, in figures in both or in words in both")
	},
}

// numbersOf returns the numbers of a text outside addresses and placeholders, without separators of thousands; a per cent sign belongs to its number.
func numbersOf(s string) []string {
	s = plain(s)
	var out []string
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		j := i
		var n strings.Builder
		for j < len(s) {
			if s[j] >= '0' && s[j] <= '9' {
				n.WriteByte(s[j])
				j++
				continue
			}
			_, size := utf8.DecodeRuneInString(s[j:])
			sep := s[j : j+size]
			if strings.Contains(". , \u00a0 \u202f", sep) && sep != " " && digits(s[j+size:]) == 3 && n.Len() <= 3 {
				j += size // a separator of thousands
				continue
			}
			if (sep == "." || sep == ",") && digits(s[j+size:]) > 0 {
				n.WriteByte('.')
				j += size
				continue
			}
			break
		}
		rest := strings.TrimLeft(s[j:], " \u00a0\u202f")
		if strings.HasPrefix(rest, "%") {
			n.WriteByte('%')
		}
		out = append(out, n.String())
		i = j
	}
	return out
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

var bracketParity = &Check{
	Code: "W0906", Name: "bracket-parity",
	Doc: "a text and its translation have different negotiation brackets",
	Explain: `What is disputed in one language is disputed in all. A translation with fewer brackets than its original shows as agreed what is
not.`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			a, b := bracketShape(v.Of.String), bracketShape(v.Text.String)
			if v.State.Stale || a == b {
				continue
			}
			p.Reportf(v.Text.Pos, "the brackets of %q differ in %q: %s in the original, %s in the translation", v.Of.ID, v.Lang, orWord(a, "none"), orWord(b, "none")).About(v.Record).
				Hint("bracket the same words in both").See(v.Of.Pos, "the original")
		}
	},
}

// bracketShape is the text with nothing left of it but its negotiation brackets.
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

var markdownLink = regexp.MustCompile(`\[([^\[\]]*)\]\([^)]*\)`)

var linkParity = &Check{
	Code: "W0907", Name: "link-parity",
	Doc:     "a text and its translation have a different number of links",
	Explain: `A link in one language is a link in all, though it may lead to the page in the reader's language.`,
	Run: func(p *Pass) {
		p.compared("the links", func(s string) []string {
			return slices.Repeat([]string{"a link"}, len(markdownLink.FindAllString(s, -1)))
		}, "link the same words in both")
	},
}

var termParity = &Check{
	Code: "W0908", Name: "term-parity",
	Doc: "a text names something that its translation does not name as the glossary has it",
	Explain: `The glossary says how each body, instrument and theme is called in each language. Where the original has the name, the translation
has its counterpart, or the acronym, or a variant; inflected forms count.`,
	Run: func(p *Pass) {
		if p.Records.Glossary == nil {
			return
		}
		for _, v := range p.Translations() {
			if v.State.Stale {
				continue
			}
			from, to := searched(plain(v.Of.String)), ""
			for _, e := range p.Records.Glossary.Entries {
				a, b := e.Forms[v.Of.Lang], e.Forms[v.Lang]
				if a == nil || b == nil || a.Name.String == "" || b.Name.String == "" || len(from.all(a.Name.String)) == 0 || p.insideLonger(from, a.Name.String, v.Of.Lang) {
					continue
				}
				there := false
				if to == "" {
					to = stemmed(v.words.text, p.suffixes(v.Lang))
				}
				for _, name := range formsOf(b.Name.String, b.Acronym.String, b.Variants) {
					there = there || strings.Contains(to, stemmed(name, p.suffixes(v.Lang)))
				}
				for _, m := range placeholders(v.Text.String) {
					_, key, _ := strings.Cut(m.body, ":")
					there = there || key == e.ID.String
				}
				if !there {
					p.Reportf(v.Text.Pos, "%q is not in the translation of %q as the glossary has it", a.Name.String, v.Of.ID).About(v.Record).
						Hint("in %q it is %q", v.Lang, b.Name.String).See(b.Name.Pos, "the glossary")
				}
			}
		}
	},
}

// insideLonger tells whether every place of a name in the text lies inside a longer name of the glossary.
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

// suffixes are the endings that a word of the language may lose, longest first.
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

// stemmed is the text as its words without their endings, each between spaces.
func stemmed(s string, suffixes []string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range wordsOf(s) {
		t := fold(w.text)
		for _, suf := range suffixes {
			if strings.HasSuffix(t, suf) && utf8.RuneCountInString(t)-utf8.RuneCountInString(suf) >= 3 {
				t = strings.TrimSuffix(t, suf)
				break
			}
		}
		b.WriteString(t)
		b.WriteByte(' ')
	}
	return b.String()
}

var wrongLanguage = &Check{
	Code: "W0909", Name: "wrong-language",
	Doc: "a text is in another language than it says, or its translation is a copy",
	Explain: `The small words of a text give its language away. A translation that is the original over again, or a text that stands under the
wrong language, is printed in the wrong column. Names and short texts are left alone.`,
	Run: func(p *Pass) {
		small := map[string]map[string]bool{}
		for _, lang := range p.Langs {
			set := map[string]bool{}
			for _, w := range strings.Fields(p.label(lang, "drafting.small-words")) {
				set[w] = true
			}
			small[lang] = set
		}
		for _, v := range p.Versions() {
			ws := v.list
			if len(ws) < 6 {
				continue
			}
			if !v.Original && strings.Contains(v.Of.String, ws[0].text) && source.Normalize(v.Text.String) == source.Normalize(v.Of.String) {
				p.Reportf(v.Text.Pos, "the %q text of %q is the original over again", v.Lang, v.Of.ID).About(v.Record).Hint("translate it, or take the entry out")
				continue
			}
			count := map[string]int{}
			for lang, set := range small {
				n := 0
				for _, w := range ws {
					if set[w.folded] {
						n++
					}
				}
				count[lang] = n
			}
			for _, lang := range p.Langs {
				if lang != v.Lang && len(small[v.Lang]) > 0 && count[lang] >= 3 && count[lang] > 2*count[v.Lang]+1 {
					p.Reportf(v.Text.Pos, "the text of %q stands as %q, but reads like %q", v.Of.ID, v.Lang, lang).About(v.Record).
						Hint("say original: %s on the record, or move the text to the file of its language", lang)
					break
				}
			}
		}
	},
}

var lengthParity = &Check{
	Code: "W0910", Name: "length-parity",
	Doc: "a translation is out of all proportion to its original",
	Explain: `Spanish, Portuguese and French run a fifth longer than English. A translation of less than half or more than double the length has
most likely lost a sentence, or gained one.`,
	Run: func(p *Pass) {
		for _, v := range p.Translations() {
			a, b := utf8.RuneCountInString(plain(v.Of.String)), utf8.RuneCountInString(v.words.text)
			if a < 60 || v.State.Stale || b*2 >= a && b <= a*2 {
				continue
			}
			p.Reportf(v.Text.Pos, "the translation of %q into %q has %d characters for %d", v.Of.ID, v.Lang, b, a).About(v.Record).
				Hint("look for a sentence lost or added").See(v.Of.Pos, "the original")
		}
	},
}

var doubledWord = &Check{
	Code: "W0911", Name: "doubled-word",
	Doc: "a word stands twice in a row, or two spaces do",
	Explain: `A doubled word is the commonest slip of typing and the hardest to see, above all across the end of a line.

    to the the Committee`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			s := v.words.text
			ws := v.list
			for i := 1; i < len(ws); i++ {
				a, b := ws[i-1], ws[i]
				between := s[a.at+len(a.text) : b.at]
				if a.folded != b.folded || strings.TrimSpace(between) != "" || !unicode.IsLetter(firstRune(b.text)) || v.Text.String[a.at:b.at] != s[a.at:b.at] {
					continue
				}
				p.Reportf(v.Text.At(b.at, len(b.text)), "the word %q stands twice in a row", b.text).About(v.Record).Hint("take one out")
			}
			if i := strings.Index(strings.TrimSpace(v.Text.String), "  "); i >= 0 && v.Text.Pos.File != nil && !strings.Contains(v.Text.String, "\n") {
				i = strings.Index(v.Text.String, "  ")
				p.Reportf(v.Text.At(i, 2), "two spaces in a row").About(v.Record).Hint("take one out")
			}
		}
	},
}

var quotationMarks = &Check{
	Code: "W0912", Name: "quotation-marks",
	Doc: "a text uses the quotation marks of another language, or straight ones",
	Explain: `Each language has its quotation marks (quote.open and quote.close in its locale file), and a paper has one kind. Straight marks are the
typewriter's.

    "Migration in the Americas"     write: “Migration in the Americas”`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			l := p.Locales.Locale(v.Lang)
			if l == nil || !l.Has("quote.open") {
				continue
			}
			right := l.T("quote.open", nil) + l.T("quote.close", nil) + p.label(v.Lang, "quote.inner-open") + p.label(v.Lang, "quote.inner-close")
			for i, r := range v.words.text {
				if strings.ContainsRune(`"“”„«»`, r) && !strings.ContainsRune(right, r) {
					p.Reportf(v.Text.At(i, utf8.RuneLen(r)), "%q is not a quotation mark of %q", string(r), v.Lang).About(v.Record).
						Hint("write %s ... %s", strings.TrimSpace(l.T("quote.open", nil)), strings.TrimSpace(l.T("quote.close", nil)))
					break
				}
			}
		}
	},
}

var translationsCollide = &Check{
	Code: "W0914", Name: "translations-collide",
	Doc: "amendments that can be merged in the original touch the same words in a translation",
	Explain: `Two proposals that amend different words of a paragraph are merged. In another language the words may lie otherwise, and both
translations change the same ones. The paper then has them side by side in brackets in that column alone, as if there were a
disagreement. A translator has to say how the merged text reads.`,
	Run: func(p *Pass) {
		if p.Plan == nil {
			return
		}
		look := func(id string, t input.Text) {
			if t.Merged == nil {
				return
			}
			for _, lang := range p.Langs {
				tr := p.Locales.Lookup(t, lang)
				if !tr.Collides {
					continue
				}
				last := t.Merged.Changes[len(t.Merged.Changes)-1]
				at := p.Locales.Lookup(last.Text, lang)
				d := p.Reportf(at.Text.Pos, "the changes of %q that are merged in %s collide in %s: %s", id, p.english(t.Lang), p.english(lang), tr.Text.String).About(id).
					Hint("translate the changes so that they touch different words, or have one proposal take up the other")
				for _, c := range t.Merged.Changes[:len(t.Merged.Changes)-1] {
					if first := p.Locales.Lookup(c.Text, lang); !first.Missing() {
						d.See(first.Text.Pos, "the other")
					}
				}
			}
		}
		var subs func(id string, in []*plan.SubParagraph)
		subs = func(id string, in []*plan.SubParagraph) {
			for _, s := range in {
				look(id, s.Text)
				subs(id, s.Sub)
			}
		}
		for _, x := range p.Plan.Draft.Paragraphs() {
			look(x.ID, x.Text)
			subs(x.ID, x.Sub)
		}
	},
}
