package check

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

var _ = add(&Check{
	Code: "W0615", Name: "announced-else",
	Doc: "the introduction announces something that is not in the schedule",
	Explain: `What the introduction says about the sessions is compared with the schedule: their number, in figures or in words; the
month in brackets after the name of a session; and each entry of the list of sessions.

    the Chair proposes eight thematic sessions                   the schedule has seven
    - Access to health services (in March)                       its meeting is in February`,
	Needs: []string{"schedule.yaml", "introduction.md", "glossary.yaml"},
	Run: func(p *Pass) {
		if p.Records.Introduction == nil || len(p.Records.Sessions) == 0 {
			return
		}
		item := p.lists()
		for _, lang := range p.Langs {
			months := map[string]time.Month{}
			for m := time.January; m <= time.December; m++ {
				if w := p.label(lang, "date.month-"+strconv.Itoa(int(m))); w != "" {
					months[w] = m
				}
			}
			names := p.sessionNames(lang)
			long := longest(names)
			entries := map[int][]*Version{}
			named := map[*Version]bool{}
			for _, v := range p.Versions() {
				if v.Lang != lang || !strings.HasPrefix(v.Of.ID, "introduction.") {
					continue
				}
				p.announcedNumber(v)
				text := strings.ToLower(source.Normalize(v.words.text))
				for _, s := range p.Records.Sessions {
					if i := slices.IndexFunc(names[s], func(n string) bool { return strings.Contains(text, n) }); i >= 0 {
						named[v] = true
						p.announcedMonth(v, s, names[s][i], months)
					}
				}
				if n := item[v.Of.ID]; n > 0 {
					named[v] = named[v] || nearlyNamed(v, long)
					entries[n] = append(entries[n], v)
				}
			}
			for n := 1; n <= len(entries); n++ {
				var others []*Version
				for _, v := range entries[n] {
					if !named[v] {
						others = append(others, v)
					}
				}
				if len(entries[n])-len(others) < 2*len(others) || len(entries[n]) < 3 {
					continue
				}
				for _, v := range others {
					p.Reportf(v.Text.Pos, "an entry in the list of sessions is not a session: %q", v.Text.String).About(v.Record).
						Hint("add the session to input/schedule.yaml, or remove the entry")
				}
			}
		}
	},
})

// sessionNames returns the names of the sessions in a language, in lower case: titles, themes, and variants of themes.
func (p *Pass) sessionNames(lang string) map[*input.Session][]string {
	out := map[*input.Session][]string{}
	for _, s := range p.Records.Sessions {
		var names []string
		if f := p.form(s.Theme.String, lang); f != nil {
			names = formsOf(f.Name.String, "", f.Also())
		}
		if s.Title.Lang == lang {
			names = append(names, s.Title.String)
		} else if tr := p.Locales.Lookup(s.Title, lang); !tr.Missing() {
			names = append(names, tr.Text.String)
		}
		for _, n := range names {
			if n = strings.ToLower(source.Normalize(n)); n != "" {
				out[s] = append(out[s], n)
			}
		}
	}
	return out
}

// longest returns the names that have at least four words, each once.
func longest(names map[*input.Session][]string) []*longName {
	var out []*longName
	seen := map[string]bool{}
	for _, of := range names {
		for _, n := range of {
			if seen[n] {
				continue
			}
			seen[n] = true
			var words []string
			for _, w := range wordsOf(n) {
				words = append(words, fold(w.text))
			}
			if len(words) >= 4 {
				out = append(out, newLongName(words))
			}
		}
	}
	return out
}

// nearlyNamed reports whether a text contains almost one of the names, which another check reports.
func nearlyNamed(v *Version, names []*longName) bool {
	text := make([]string, len(v.list))
	for i, w := range v.list {
		text[i] = w.folded
	}
	return slices.ContainsFunc(names, func(n *longName) bool {
		_, _, ok := nearly(text, n.words, placesOf(text, n.words[0]))
		if !ok {
			_, _, ok = nearlyFromEnd(text, placesOf(text, n.words[len(n.words)-1]), n)
		}
		return ok
	})
}

// announcedNumber compares the number of thematic sessions given in a text with the schedule, which may also have workshops and the like.
func (p *Pass) announcedNumber(v *Version) {
	scheduled := 0
	for _, s := range p.Records.Sessions {
		if s.Sort() == input.ThematicSession && s.Called.String == "" {
			scheduled++
		}
	}
	for phrase := range strings.SplitSeq(p.label(v.Lang, "check.sessions"), "|") {
		p.announcedAs(v, phrase, scheduled)
	}
}

// announcedAs is announcedNumber for one of the names that thematic sessions have in a language.
func (p *Pass) announcedAs(v *Version, phrase string, scheduled int) {
	if phrase == "" {
		return
	}
	for _, at := range v.words.all(phrase) {
		before := wordsOf(v.words.text[:at])
		if len(before) == 0 {
			continue
		}
		w := before[len(before)-1]
		n, err := strconv.Atoi(w.text)
		if i := slices.Index(strings.Fields(p.label(v.Lang, "check.cardinals")), strings.ToLower(w.text)); i >= 0 {
			n, err = i+3, nil
		}
		if err == nil && n < 100 && n != scheduled {
			p.Reportf(v.Text.At(w.at, at+len(phrase)-w.at), "the introduction announces %d thematic sessions, but the schedule has %d", n,
				scheduled).About(v.Record).
				Hint("correct the number, or the schedule")
		}
	}
}

// announcedMonth compares the month in brackets after the name of a session with its meeting.
func (p *Pass) announcedMonth(v *Version, s *input.Session, name string, months map[string]time.Month) {
	if s.Meeting == nil || s.Meeting.Date.IsZero() {
		return
	}
	at := strings.Index(v.words.low, name)
	if at < 0 {
		return // only quotation marks or spaces differ
	}
	rest := v.words.text[at+len(name):]
	open := strings.IndexByte(rest, '(')
	if open < 0 || strings.Trim(rest[:open], " \u00a0") != "" {
		return
	}
	end := strings.IndexByte(rest, ')')
	if end < open {
		return
	}
	for _, w := range wordsOf(rest[open:end]) {
		m, ok := months[w.text]
		if !ok {
			continue
		}
		if m != s.Meeting.Date.Month {
			l := p.Locales.Locale(v.Lang)
			p.Reportf(v.Text.At(at+len(name)+open+w.at, len(w.text)), "the %s %q is announced for %s, but its meeting is in %s",
				input.NounOf(s), s.ID.String, w.text, l.Month(date.Date{Year: 2000, Month: s.Meeting.Date.Month})).About(v.Record).
				Hint("correct one of the two").See(s.Meeting.Date.Pos, "its meeting")
		}
		return
	}
}

var _ = add(&Check{
	Code: "W0616", Name: "joint-alone",
	Doc: "a session is marked as joint, but no other session is",
	Explain: `Agenda items with the same word under joint are held jointly. A word that occurs only once was misspelled, or the other
session was moved to another meeting.

    {session: session-health, joint: february}
    {session: session-trafficking, joint: febuary}`,
	Needs: []string{"schedule.yaml"},
	Run: func(p *Pass) {
		for _, m := range p.Records.Meetings {
			count := map[string]int{}
			for _, a := range m.Agenda {
				count[a.Joint.String]++
			}
			for _, a := range m.Agenda {
				if w := a.Joint.String; w != "" && count[w] == 1 {
					p.Reportf(a.Joint.Pos, "the item %q is joint as %q, but no other item of its meeting is", a.ID.String, w).
						About(a.ID.String).
						Hint("write the same word at the other item, or remove it")
				}
			}
		}
	},
})
