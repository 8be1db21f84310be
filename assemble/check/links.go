package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// aside matches parentheses directly after a link, where its language may be named.
var aside = pattern.Of(`^\s*\([^()]{1,40}\)`)

var _ = add(&Check{
	Code: "W0913", Name: "link-language",
	Doc: "a link leads to a page in another language, or its label is in another language",
	Explain: `A reader of the English paper who follows a link expects the English page. An address that names another language, in
its path, its file name or a parameter such as lang=es, leads to the wrong page; a label in the words of another
language is wrong as well.

    links: {en: "https://example.org/SPANISH/doc.pdf"}      the page of en is in Spanish
    [Español](https://example.org/es)                       in an English text: write Spanish

If there is no other page, say so in the label or after it: [the report](...) (in Spanish).`,
	Needs: []string{"term.yaml"},
	Run: func(p *Pass) {
		for _, r := range p.Records.Resolutions {
			for _, lang := range p.Langs {
				p.elsewhere(r.ID.String, r.Links[lang], lang, "the link of %q for %q leads to a page in %s",
					"put the address of the page in %s here, or leave it out, which makes it an open item")
			}
		}
		if g := p.Records.Glossary; g != nil {
			for _, e := range g.Entries {
				for _, lang := range p.Langs {
					p.elsewhere(e.ID.String, e.URL[lang], lang, "the address of %q for %q is that of a page in %s",
						"put the address of the page in %s here, or leave it out")
				}
			}
		}
		for _, v := range p.Versions() {
			if !strings.Contains(v.Text.String, "](") {
				continue
			}
			l := p.Locales.Locale(v.Lang)
			for _, m := range markdownLink.FindAllStringSubmatchIndex(v.Text.String, -1) {
				if m[2] > 0 && m[2] == m[3] {
					continue
				}
				words, to := v.Text.String[m[2]:m[3]], v.Text.String[m[3]+2:m[1]-1]
				named, near := p.named(words), p.named(words+" "+aside.FindString(v.Text.String[m[1]:]))
				if len(named) == 1 && l != nil && fold(l.LanguageName(named[0])) != fold(words) && len(wordsOf(words)) == 1 {
					p.Reportf(v.Text.At(m[2], m[3]-m[2]), "a link in a text in %s has the label %q", p.english(v.Lang), words).
						About(v.Record).
						Hint("write %q", l.LanguageName(named[0]))
				}
				if other := p.addressed(to); len(other) > 0 && !slices.Contains(other, v.Lang) &&
					!slices.ContainsFunc(other, func(o string) bool { return slices.Contains(near, o) }) {
					p.Reportf(v.Text.At(m[3]+2, len(to)), "a link in a text in %s leads to a page in %s", p.english(v.Lang),
						p.english(other[0])).
						About(v.Record).
						Hint("link the page in %s, or name the language after the link", p.english(v.Lang))
				}
			}
		}
	},
})

// elsewhere reports a record's address for a language if it names another one. says is a format for the id, the language and the name of
// the other language; hint, for the name of the language.
func (p *Pass) elsewhere(id string, u source.Text, lang, says, hint string) {
	if other := p.addressed(u.String); len(other) > 0 && !slices.Contains(other, lang) {
		p.Reportf(u.Pos, says, id, lang, p.english(other[0])).About(id).Hint(hint, p.english(lang))
	}
}

// english returns the English name of a language.
func (p *Pass) english(tag string) string {
	return orWord(p.Locales.Label("en", "language.name-"+tag), tag)
}

// named returns the languages named in a text, in the words of any language with a label file, sorted. Accents are ignored, because
// addresses seldom have them.
func (p *Pass) named(words string) []string {
	if p.tongues == nil {
		p.tongues = map[string][]string{}
		for tag, names := range p.Locales.LanguageNames() {
			for _, n := range names {
				n = source.Fold(n)
				p.tongues[n] = append(p.tongues[n], tag)
			}
		}
	}
	var out []string
	for _, w := range wordsOf(strings.ReplaceAll(source.Fold(words), "-", " ")) {
		for _, tag := range p.tongues[w.text] {
			if !slices.Contains(out, tag) {
				out = append(out, tag)
			}
		}
	}
	slices.Sort(out)
	return out
}

// addressed returns the languages that an address names: as a word or tag that is a whole segment of its path, the end of its file name,
// the start of its host, or the value of a language parameter.
func (p *Pass) addressed(address string) []string {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	var out []string
	add := func(tags ...string) {
		for _, t := range tags {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	languages := p.Locales.Languages()
	tag := func(s string) {
		s, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
		if slices.Contains(languages, s) {
			add(s)
		}
	}
	host, _, ok := strings.Cut(u.Host, ".")
	if ok {
		tag(host)
	}
	for part := range strings.SplitSeq(u.Path, "/") {
		if len(part) == 2 || len(part) == 5 && (part[2] == '-' || part[2] == '_') {
			tag(part)
		}
		add(p.named(source.Normalize(part))...)
	}
	base := path.Base(u.Path)
	base = strings.TrimSuffix(base, path.Ext(base))
	if i := strings.LastIndexAny(base, "_-. "); i > 0 {
		tag(base[i+1:])
	}
	for key, values := range u.Query() {
		if slices.Contains(p.parameters(languages), source.Fold(key)) {
			for _, v := range values {
				tag(v)
				add(p.named(v)...)
			}
		}
	}
	slices.Sort(out)
	return out
}

// parameters returns the usual names of a parameter that names a language.
func (p *Pass) parameters(languages []string) []string {
	out := []string{"lang", "locale", "l", "lng", "hl"}
	for _, l := range languages {
		if !locale.Pseudo(l) {
			out = append(out, strings.Fields(p.Locales.Label(l, "check.address-language"))...)
		}
	}
	return out
}

var _ = add(&Check{
	Code: "W0915", Name: "link-shared",
	Doc: "two resolutions, or two languages of one, have the same link",
	Explain: `Each resolution has its own page in each language. An address that occurs twice was copied and not changed, so one of
the two leads to the wrong text.

    links: {en: "https://example.org/2910", es: "https://example.org/2910"}`,
	Run: func(p *Pass) {
		type place struct {
			resolution *input.Resolution
			lang       string
			at         source.Pos
		}
		first := map[string]place{}
		for _, r := range p.Records.Resolutions {
			for _, lang := range p.Langs {
				u := r.Links[lang]
				if u.String == "" {
					continue
				}
				before, twice := first[u.String]
				switch {
				case !twice:
					first[u.String] = place{r, lang, u.Pos}
				case before.resolution == r:
					p.Reportf(u.Pos, "the link of %q is the same for %q and for %q", r.ID.String, before.lang, lang).About(r.ID.String).
						Hint("put the address of the page in %s here, or leave it out, which makes it an open item", p.english(lang)).
						See(before.at, "the other")
				default:
					p.Reportf(u.Pos, "%q has the link of %q", r.ID.String, before.resolution.ID.String).About(r.ID.String).
						Hint("write the address of its page, or leave it out as an open item").
						See(before.at, "the other")
				}
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0509", Name: "address-bare",
	Doc: "a text shows a web address instead of a link",
	Explain: `An address in running text cannot be read aloud, breaks lines, and says less than words. Name the page, and link its
name.

    See www.example.org/health for more.      write: See [the page on health](https://www.example.org/health) for more.`,
	Run: func(p *Pass) {
		for _, v := range p.Versions() {
			if v.Kind == "note" || !mayHaveAddress(v.Text.String) {
				continue // for notes, see note-bare
			}
			s := markdownLink.ReplaceAllStringFunc(v.Text.String, func(m string) string { return strings.Repeat(" ", len(m)) })
			for _, m := range bareAddress.FindAllStringIndex(s, -1) {
				before := s[:m[0]]
				if isWord(lastRune(before)) || strings.ContainsRune("@/.(<", lastRune(before)) && !strings.HasSuffix(before, " (") {
					continue // of an e-mail address, or of a link
				}
				words := strings.TrimRight(s[m[0]:m[1]], ".,;:!?)”»")
				p.Reportf(v.Text.At(m[0], len(words)), "a web address in running text: %q", words).About(v.Record).
					Hint("name the page, and link its name: [the page](https://...)")
			}
		}
	},
})

// mayHaveAddress reports whether a text has a stop between two letters or figures.
func mayHaveAddress(s string) bool {
	for at := 1; ; {
		i := strings.IndexByte(s[min(at, len(s)):], '.')
		if i < 0 || at+i+1 >= len(s) {
			return false
		}
		at += i + 1
		if s[at] >= 'a' && s[at] <= 'z' && s[at-2] != ' ' {
			return true
		}
	}
}

// bareAddress matches addresses, and names of sites with a common ending, in lower case.
var bareAddress = pattern.Of(`(?:https?://|www\.)[^\s<>\[\]]+|` +
	`[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:` + strings.Join(topDomains, "|") + `)\b(?:/[^\s<>\[\]]*)?`)
