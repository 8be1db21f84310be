package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

var _ = add(&Check{
	Code: "N0601", Name: "link-missing",
	Doc: "a resolution has no link in a language of the build",
	Explain: `The work plan links each resolution to its text in the reader's language. Leave a link empty if you do not know it for
certain: the paper then says "link to be confirmed", and this note keeps it among the open items. There is one note for
each language.

    links: {en: https://..., es: https://...}`,
	Run: func(p *Pass) {
		for _, lang := range p.Langs {
			var first *input.Resolution
			var open []string
			for _, r := range p.Records.Resolutions {
				if r.Links[lang].String != "" || p.Records.Unread(r.ID.String, "links") || untagged(r.Links) {
					continue
				}
				if first == nil {
					first = r
				}
				open = append(open, r.Symbol.String)
			}
			if first == nil {
				continue
			}
			pos := first.LinksPos
			if !pos.IsValid() {
				pos = first.Symbol.Pos
			}
			what := "resolutions have"
			if len(open) == 1 {
				what = "resolution has"
			}
			named := strings.Join(open[:min(len(open), few)], ", ")
			if more := len(open) - few; more > 0 {
				named += fmt.Sprintf(" and %d more", more)
			}
			p.Reportf(pos, "%d %s no link in %q: %s", len(open), what, lang, named).About(first.ID.String).
				Hint("add links: {%s: https://...} to each, once you are sure of the address", lang)
		}
	},
})

// untagged reports whether a link is listed under what is no language, which has been reported: it may be in any.
func untagged(links map[string]source.Text) bool {
	for lang := range links {
		if !locale.IsTag(lang) {
			return true
		}
	}
	return false
}

const few = 12 // the largest number of things that a finding names one by one

var _ = add(&Check{
	Code: "W0602", Name: "session-unscheduled",
	Doc: "a session is on no agenda",
	Explain: `Each session, workshop or visit needs an agenda item of kind "session" that names it. Without one, the session is announced to
delegations but never held.

    agenda:
      - {id: agenda-session-health, kind: session, session: session-health}`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		for _, s := range p.Records.Sessions {
			if s.Meeting == nil {
				p.Reportf(s.ID.Pos, "the %s %q is on no agenda", input.NounOf(s), s.ID.String).About(s.ID.String).
					Hint("add {kind: session, session: %s} to the agenda of its meeting", s.ID.String)
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0603", Name: "session-unannounced",
	Doc: "the introduction does not announce a thematic session",
	Explain: `The introduction tells delegations which themes the term covers. A session that it leaves out looks like an
afterthought. The check looks for the name of the theme in the glossary, or for the title of the session.

    - Access to health services and disease prevention for migrants (in February); {#intro-theme-health}`,
	Needs: []string{"introduction.md", "schedule.yaml"},
	Run: func(p *Pass) {
		if p.Records.Introduction == nil || slices.ContainsFunc(p.Records.Introduction.Blocks, func(b *input.ProseBlock) bool {
			return b.ID.String == "" && b.Text.String != ""
		}) {
			return // nothing is known about a block without an id
		}
		for _, lang := range p.Langs {
			whole, on := "", false
			for _, v := range p.Versions() {
				if v.Lang == lang && strings.HasPrefix(v.Of.ID, "introduction.") {
					whole, on = whole+fold(source.Normalize(v.Text.String))+"\n", true
				}
			}
			if !on {
				continue
			}
			var words, stems []string
			for _, w := range wordsOf(whole) {
				words = append(words, w.text)
			}
			small := strings.Fields(p.label(lang, "drafting.small-words"))
			for _, s := range p.Records.Sessions {
				if s.Sort() != input.ThematicSession || s.Called.String != "" {
					continue // a workshop or a visit needs no announcement
				}
				names := []string{"{{name:" + s.Theme.String + "}}", "{{theme:" + s.Theme.String + "}}"}
				if s.Theme.String != "" {
					if f := p.form(s.Theme.String, lang); f != nil {
						names = append(names, f.Name.String)
						for _, v := range f.Also() {
							names = append(names, v.String)
						}
					}
				}
				if s.Title.Lang == lang {
					names = append(names, s.Title.String)
				} else if tr := p.Locales.Lookup(s.Title, lang); !tr.Missing() {
					names = append(names, tr.Text.String)
				}
				found := false
				for _, n := range names {
					found = found || n != "" && strings.Contains(whole, fold(source.Normalize(n)))
				}
				for _, n := range names {
					if found {
						break
					}
					var name []string
					for _, w := range wordsOf(fold(source.Normalize(n))) {
						name = append(name, w.text)
					}
					if len(name) >= 4 { // another check reports similar names
						_, _, found = nearly(words, name, placesOf(words, name[0]))
					}
					if !found && n != "" {
						if stems == nil {
							stems = p.stems(lang, words, small)
						}
						found = within(stems, p.stems(lang, name, small))
					}
				}
				if !found {
					p.Reportf(s.Title.Pos, "the introduction does not announce the session %q in %q", s.Title.String, lang).
						About(s.ID.String).
						Hint("name its theme in input/introduction.md, in the words of the glossary")
				}
			}
		}
	},
})

// stems returns the stems of the words that are not function words.
func (p *Pass) stems(lang string, words, small []string) []string {
	l := p.Locales.Locale(lang)
	if l == nil {
		return nil
	}
	var out []string
	for _, w := range words {
		if slices.Contains(small, w) {
			continue
		}
		for _, ending := range []string{"'s", "s'"} { // migrants’
			w = strings.TrimSuffix(w, ending)
		}
		out = append(out, l.Stem(w))
	}
	return out
}

// within reports whether all stems of a name are close to each other in a text: to address the causes, Addressing the causes.
func within(text, name []string) bool {
	if len(name) < 2 {
		return false
	}
	alike := func(a, b string) bool { return a == b || min(len(a), len(b)) >= 5 && a[:5] == b[:5] }
	window := len(name) + 3
	for i := range text {
		near := text[i:min(i+window, len(text))]
		if !slices.ContainsFunc(name, func(n string) bool { return alike(n, text[i]) }) {
			continue
		}
		missing := slices.ContainsFunc(name, func(n string) bool {
			return !slices.ContainsFunc(near, func(s string) bool { return alike(n, s) })
		})
		if !missing {
			return true
		}
	}
	return false
}

var _ = add(&Check{
	Code: "W0619", Name: "stakeholder-twice",
	Doc: "a body is listed twice among the stakeholders",
	Explain: `Each body occurs once in the tree of stakeholders. A repeated entry was copied, and another body is missing in its
place.

    - {id: st-cam, name: cam}
    - {id: st-iachr, name: cam}      write: name: iachr`,
	Run: func(p *Pass) {
		first := map[string]*input.Stakeholder{}
		var walk func(in []*input.Stakeholder)
		walk = func(in []*input.Stakeholder) {
			for _, s := range in {
				if before := first[s.Name.String]; before != nil && s.Name.String != "" {
					p.Reportf(s.Name.Pos, "%q is listed twice among the stakeholders", s.Name.String).About(s.ID.String).
						Hint("remove one, or name the intended body").See(before.Name.Pos, "the first")
				} else {
					first[s.Name.String] = s
				}
				walk(s.Children)
			}
		}
		walk(p.Records.Stakeholders)
	},
})

// form returns the form of a glossary entry in a language, or nil.
func (p *Pass) form(key, lang string) *input.Form {
	if p.Records.Glossary == nil || p.Records.Glossary.ByKey[key] == nil {
		return nil
	}
	return p.Records.Glossary.ByKey[key].Forms[lang]
}

var _ = add(&Check{
	Code: "W0604", Name: "session-without-mandate",
	Doc: "a thematic session names no mandate",
	Explain: `A committee acts on mandates. A session that names none cannot be reported against any, and the matrix cannot show its
purpose. List the resolutions or operative paragraphs under mandates.

    mandates: [ag-res-2955, ag-res-2988-op-46]`,
	Needs: []string{"schedule.yaml", "mandates.yaml"},
	Run: func(p *Pass) {
		for _, s := range p.Records.Sessions {
			if len(s.Mandates) == 0 && s.Sort() == input.ThematicSession && s.Called.String == "" {
				p.Reportf(s.ID.Pos, "the thematic session %q names no mandate", s.ID.String).About(s.ID.String).
					Hint("add mandates: [...] with the resolutions or paragraphs that it covers")
			}
		}
	},
})

var _ = add(&Check{
	Code: "N0607", Name: "series-gap",
	Doc: "a regular session between the first and the last listed has no resolution",
	Explain: `The resolutions of a work plan follow the regular sessions of the General Assembly. If a session is missing, either it
adopted nothing on the subject, or its resolution was forgotten. At a body with symbols of its own, where each subject has
a resolution of its own, only resolutions with the same title follow each other.

    AG/RES. 2816 (XLIV-O/14), AG/RES. 2881 (XLVI-O/16)      and session XLV?`,
	Needs: []string{"mandates.yaml"},
	Run: func(p *Pass) {
		for _, in := range p.series() {
			listed, every := p.rhythm(in)
			if len(listed) == 0 {
				continue
			}
			first, last := listed[0], listed[len(listed)-1]
			var pos source.Pos
			for _, r := range in {
				if p.regularSession(r.Symbol.String) == last {
					pos = r.Symbol.Pos
					break
				}
			}
			var gaps []string
			for n := first + every; n < last; n += every {
				if !slices.Contains(listed, n) {
					gaps = append(gaps, p.sessionShown(n))
				}
			}
			if len(gaps) > 0 && len(gaps) < mostGaps*len(listed) {
				p.Reportf(pos, "no resolution of regular session %s is listed, but sessions before and after have some",
					strings.Join(gaps, ", ")).
					Hint("check that nothing on the subject was adopted there")
			}
		}
	},
})

// mostGaps is how many missing sessions for each listed one show that the subject does not come up regularly.
const mostGaps = 2

// series returns the resolutions that follow each other from session to session: all of them, or at a body with symbols of its own those
// with the same title.
func (p *Pass) series() [][]*input.Resolution {
	if b := p.Records.Body; b == nil || len(b.Symbols.Forms) == 0 {
		return [][]*input.Resolution{p.Records.Resolutions}
	}
	var out [][]*input.Resolution
	at := map[string]int{} // place in out, by title
	for _, r := range p.Records.Resolutions {
		title := fold(source.Normalize(r.Title.String))
		i, known := at[title]
		if !known {
			i = len(out)
			at[title], out = i, append(out, nil)
		}
		out[i] = append(out[i], r)
	}
	return out
}

// rhythm returns the regular sessions that have resolutions on a list, in order, and the interval between them: 2 if the subject comes up
// at every second session.
func (p *Pass) rhythm(in []*input.Resolution) (listed []int, every int) {
	for _, r := range in {
		if n := p.regularSession(r.Symbol.String); n > 0 && !slices.Contains(listed, n) {
			listed = append(listed, n)
		}
	}
	slices.Sort(listed)
	every = 1
	const enough = 3 // the number of sessions that show a rhythm
	if len(listed) >= enough {
		every = 0
		for i := 1; i < len(listed); i++ {
			for gap := listed[i] - listed[i-1]; gap > 0; { // the greatest common divisor
				every, gap = gap, every%gap
			}
		}
	}
	return listed, max(every, 1)
}

// sessionShown returns the number of a session in the form of the symbols on the list: in Roman or in Arabic numerals.
func (p *Pass) sessionShown(n int) string {
	for _, r := range p.Records.Resolutions {
		if m := p.regularSession(r.Symbol.String); m > 0 && !strings.Contains(r.Symbol.String, symbol.Roman(m)) {
			return strconv.Itoa(n)
		}
	}
	return symbol.Roman(n)
}

// regularSession returns the regular session of the Assembly that adopted a resolution, or 0 if the symbol does not show it.
func (p *Pass) regularSession(s string) int {
	sym, _, ok := p.Records.Body.Grammar().Fix(s) // its errors are reported elsewhere
	if !ok || sym.Special {
		return 0
	}
	return sym.Session
}

var _ = add(&Check{
	Code: "E0608", Name: "totals-wrong",
	Doc: "the declared totals of the term differ from what is listed",
	Explain: `The term can declare how many resolutions, operative paragraphs and sessions it has (totals in input/term.yaml). Every
build counts them, so a paragraph lost in editing is noticed before the paper goes out.

    totals: {resolutions: 10, paragraphs: 92, sessions: 7}`,
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Totals == nil {
			return
		}
		paragraphs := 0
		for _, r := range p.Records.Resolutions {
			paragraphs += len(r.Paragraphs)
		}
		for _, c := range []struct {
			what, file      string
			declared, there int
		}{
			{"resolutions", "mandates.yaml", t.Totals.Resolutions, len(p.Records.Resolutions)},
			{"operative paragraphs", "mandates.yaml", t.Totals.Paragraphs, paragraphs},
			{input.NounOf(p.Records.Sessions...) + "s", "schedule.yaml", t.Totals.Sessions, len(p.Records.Sessions)},
		} {
			if c.declared != 0 && c.declared != c.there && !p.Records.Lost[c.file] {
				p.Reportf(t.Totals.Pos, "the term declares %d %s, but the records have %d", c.declared, c.what, c.there).About(t.ID.String).
					Hint("look for a record that was lost or added, then correct the total")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0609", Name: "latest-assembly",
	Doc: "no resolution of the latest General Assembly is listed",
	Explain: `The latest regular session before that of the term is the first place to look for mandates. A list without any
resolution from it is out of date, or there is a reason; give the reason in input/accepted.yaml.

    assembly: {session: 54, year: 2024}      and no AG/RES. n (LIII-O/23) in input/mandates.yaml`,
	Needs: []string{"term.yaml", "mandates.yaml"},
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Assembly.Session == 0 || len(p.Records.Resolutions) == 0 {
			return
		}
		latest := t.Assembly.Session - 1
		if latest < 1 {
			return // the first session has none before it
		}
		listed, every := p.rhythm(p.Records.Resolutions)
		if len(listed) == 0 || slices.Contains(listed, latest) || every > 1 && listed[len(listed)-1]+every > latest {
			return // symbols of the body need not contain a session
		}
		assembly := "General Assembly"
		if b := p.Records.Body; b != nil {
			if f := p.form(b.Assembly.String, locale.Reference); f != nil && f.Name.String != "" {
				assembly = f.Name.String
			}
		}
		p.Reportf(t.Assembly.Pos, "no resolution of the latest %s (%s) is listed", assembly, p.sessionShown(latest)).About(t.ID.String).
			Hint("add what session %s adopted on the subject to input/mandates.yaml", p.sessionShown(latest))
	},
})

var _ = add(&Check{
	Code: "W0610", Name: "mandates-from",
	Doc: "mandates are attributed to an organ that gave none",
	Explain: `A text that says which organs gave the mandates is compared with the list of resolutions. The organ of a resolution is
the one at the start of its symbol: the assembly of the body's profile for AG/RES. and A/RES, otherwise the organ in the
glossary with that acronym or those initials.

    ... the mandates issued by the General Assembly and the Permanent Council ...      and no CP/RES. in the list`,
	Needs: []string{"mandates.yaml", "glossary.yaml"},
	Run: func(p *Pass) {
		if len(p.Records.Resolutions) == 0 || p.Records.Glossary == nil {
			return
		}
		required := map[string][]string{}
		for _, v := range p.Versions() {
			re := p.pattern(v.Lang, "drafting.mandates-from")
			if re == nil {
				continue
			}
			words, known := required[v.Lang]
			if !known {
				words = anyOf(re)
				required[v.Lang] = words
			}
			if !v.words.has(words) {
				continue
			}
			for _, m := range re.FindAllStringIndex(v.Text.String, -1) {
				for _, o := range p.organsAt(v.Text.String, m[1], v.Lang, "drafting.mandates-and", "organ") {
					if !p.gives(o.entry) {
						p.Reportf(v.Text.At(o.at, o.end-o.at), "no resolution in the list comes from the %s",
							o.entry.Forms[v.Lang].Name.String).
							About(v.Record).
							Hint("name the organs of the resolutions in input/mandates.yaml, or add the missing resolutions")
					}
				}
			}
		}
	},
})

// An organAt is an organ named in a text, from byte at to end.
type organAt struct {
	entry   *input.Entry
	at, end int
}

// organsAt reads the list of organs that begins at a byte of a text, up to the first other word. The label gives the words allowed between
// organs; classes are the glossary classes that count.
func (p *Pass) organsAt(s string, at int, lang, label string, classes ...string) []organAt {
	between := strings.Fields(p.label(lang, label))
	var out []organAt
next:
	for at < len(s) {
		if r, size := utf8.DecodeRuneInString(s[at:]); r == ' ' || r == ',' || r == '\'' || r == '’' || r == '\u00a0' {
			at += size
			continue
		}
		if rest, ok := strings.CutPrefix(s[at:], "{{"); ok {
			body, _, closed := strings.Cut(rest, "}}")
			_, key, _ := strings.Cut(body, ":")
			if e := p.Records.Glossary.ByKey[strings.TrimSpace(key)]; closed && e != nil && slices.Contains(classes, e.Class) &&
				e.Forms[lang] != nil {
				end := at + len(body) + 4
				out = append(out, organAt{e, at, end})
				at = end
				continue
			}
			return out
		}
		best := organAt{}
		for _, e := range p.Records.Glossary.Entries {
			f := e.Forms[lang]
			if f == nil || !slices.Contains(classes, e.Class) {
				continue
			}
			for _, name := range []string{f.Name.String, f.Acronym.String} {
				if end := at + len(name); name != "" && end > best.end && strings.HasPrefix(s[at:], name) && boundary(s, at, end) {
					best = organAt{e, at, end}
				}
			}
		}
		if best.entry != nil {
			out, at = append(out, best), best.end
			if rest, ok := strings.CutPrefix(s[at:], " ("); ok { // its acronym
				if i := strings.IndexByte(rest, ')'); i > 0 && isAcronym(rest[:i]) {
					at += i + 3
				}
			}
			continue
		}
		for _, w := range between {
			if strings.HasPrefix(s[at:], w) && boundary(s, at, at+len(w)) {
				at += len(w)
				continue next
			}
		}
		return out
	}
	return out
}

// gives reports whether an organ adopted a resolution on the list.
func (p *Pass) gives(e *input.Entry) bool {
	for _, r := range p.Records.Resolutions {
		head, _, _ := strings.Cut(r.Symbol.String, "/")
		if (head == "AG" || head == "A") && p.Records.Body != nil && p.Records.Body.Assembly.String == e.ID.String {
			return true
		}
		for _, f := range e.Forms {
			if head == f.Acronym.String || head == initials(f.Name.String) {
				return true
			}
		}
	}
	return false
}

// initials returns the capital initials of the words of a name: CP for Consejo Permanente.
func initials(name string) string {
	var b strings.Builder
	for _, w := range wordsOf(name) {
		if r := firstRune(w.text); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
