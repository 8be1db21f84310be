package check

import (
	"regexp"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/pattern"
)

// twoYears matches the title of a term that spans two years.
var twoYears = pattern.Of(`^(\d{4})[-–/](\d{2}|\d{4})$`)

var _ = add(&Check{
	Code: "W0508", Name: "plan-year",
	Doc: "the work plan of a two-year term is named after one year only",
	Explain: `A term has one title, which its work plan uses. "The 2023 Work Plan" for a term 2023-2024 looks like the paper of
another term.

    Presentation of the 2023 Work Plan      write: Presentation of the Work Plan 2023-2024`,
	Needs: []string{"term.yaml"},
	Run: func(p *Pass) {
		if p.Records.Term == nil {
			return
		}
		m := twoYears.FindStringSubmatch(strings.TrimSpace(p.Records.Term.Title.String))
		if m == nil {
			return
		}
		years := m[1] + "|" + m[1][:4-len(m[2])] + m[2]
		forms := map[string]*regexp.Regexp{}
		for _, lang := range p.Langs {
			words, _, ok := strings.Cut(p.Locales.Label(lang, "plan.title"), "{{")
			if words = strings.TrimSpace(words); ok && words != "" {
				words = regexp.QuoteMeta(words)
				forms[lang] = regexp.MustCompile(
					`(?i)\b(?:` + words + `(?: \pL{2,4})? (?:` + years + `)|(?:` + years + `) ` + words + `)\b`,
				)
			}
		}
		for _, v := range p.Versions() {
			if forms[v.Lang] == nil || !hasYear(v.Text.String) {
				continue
			}
			for _, at := range forms[v.Lang].FindAllStringIndex(v.words.text, -1) {
				rest := v.words.text[at[1]:]
				if before := v.words.text[:at[0]]; strings.HasPrefix(strings.TrimLeft(rest, " "), "-") || strings.HasPrefix(rest, "–") ||
					strings.HasPrefix(rest, "/") ||
					strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "/") {
					continue
				}
				p.Reportf(v.Text.At(at[0], at[1]-at[0]), "the plan of %s is called %q", p.Records.Term.Title.String,
					v.words.text[at[0]:at[1]]).
					About(v.Record).
					Hint("give it both years: %s", p.Records.Term.Title.String).
					See(p.Records.Term.Title.Pos, "the title of the term")
			}
		}
	},
})

var _ = add(&Check{
	Code: "W0617", Name: "assembly-session",
	Doc: "a text sends the draft to a session of the assembly other than the term's",
	Explain: `The term says which session of the assembly takes up its draft (assembly in input/term.yaml). If an agenda item or the
introduction names another session, it was copied from the year before.

    ... to be transmitted to the General Assembly at its fifty-third regular session      the term works for session 54`,
	Needs: []string{"term.yaml"},
	Run: func(p *Pass) {
		t := p.Records.Term
		if t == nil || t.Assembly.Session == 0 {
			return
		}
		for _, lang := range p.Langs {
			l := p.Locales.Locale(lang)
			_, tail, ok := strings.Cut(p.Locales.Label(lang, "plan.regular-session"), "}}")
			if l == nil || !ok || strings.TrimSpace(tail) == "" {
				continue
			}
			phrase := func(n int) string { return l.Lower(l.Ordinal(n, l.Gender("regular-session"), locale.Word)) + tail }
			own := phrase(t.Assembly.Session)
			type found struct {
				v      *Version
				at, to int
				n      int
			}
			var others []found // of the introduction
			named := false
			for _, v := range p.Versions() {
				a, item := p.Records.ByID[v.Record].(*input.AgendaItem)
				item = item && (a.Kind.String == "discussion" || a.Kind.String == "final-discussion")
				prose := strings.HasPrefix(v.Of.ID, "introduction.")
				if v.Lang != lang || !item && !prose || !strings.Contains(v.words.low, tail) {
					continue
				}
				named = named || prose && len(findAll(v.words.low, own)) > 0
				for n := max(1, t.Assembly.Session-5); n <= t.Assembly.Session+5; n++ {
					ph := phrase(n)
					if at := findAll(v.words.low, ph); n != t.Assembly.Session && len(at) > 0 && len(findAll(v.words.low, own)) == 0 {
						f := found{v, at[0], at[0] + len(ph), n}
						if prose {
							others = append(others, f)
						} else {
							p.otherSession(f.v, f.at, f.to, f.n)
						}
					}
				}
			}
			if !named {
				for _, f := range others {
					p.otherSession(f.v, f.at, f.to, f.n)
				}
			}
		}
	},
})

func (p *Pass) otherSession(v *Version, at, to, n int) {
	t := p.Records.Term
	l := p.Locales.Locale(v.Lang)
	p.Reportf(v.Text.At(at, to-at), "the draft of this term is for session %d of the assembly, but the text says session %d",
		t.Assembly.Session, n).About(v.Record).
		Hint("write %s, or correct the term", l.Ordinal(t.Assembly.Session, l.Gender("regular-session"), locale.Word)).
		See(t.Assembly.Pos, "the session of the term")
}
