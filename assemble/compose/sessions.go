package compose

import (
	"cmp"
	"maps"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/locale"
)

// The ends of the keys of labels about sessions that are not thematic sessions; and numbers that have the forms for one and for several.
const (
	ofKind     = "-kind"
	ofKindMale = "-kind-m"
	masculine  = "m"
	one, some  = 1, 2
)

// SessionLabel returns a label that may speak of sessions, in words for what these are: a label with the key plan.joint speaks of thematic
// sessions; for others, plan.joint-kind or, if their noun is masculine, plan.joint-kind-m takes its place, with the noun as Session and,
// in the form for the count, Sessions. A count of 0 is none: the label has no forms for numbers.
func SessionLabel(l *locale.Locale, key string, in []*input.Session, count int, data map[string]any) string {
	label := func(key string, data map[string]any) string {
		if count > 0 {
			return l.N(key, count, data)
		}
		return l.T(key, data)
	}
	sort := input.ThematicSession
	if l.Has(key + ofKind) {
		sort = input.SortOf(in)
	}
	if sort == input.ThematicSession {
		return label(key, data)
	}
	all := map[string]any{"Session": l.N("session-noun."+sort, one, nil), "Sessions": l.N("session-noun."+sort, cmp.Or(count, some), nil)}
	maps.Copy(all, data)
	usual := key
	if key += ofKind; l.Gender(sort) == masculine && l.Has(usual+ofKindMale) {
		key = usual + ofKindMale
	}
	s := label(key, all)
	if first, _ := utf8.DecodeRuneInString(l.T(usual, data)); unicode.IsUpper(first) {
		return l.Capital(s)
	}
	return s
}

// sessionLabel is SessionLabel about the sessions of the term or, if a template says Of, about others.
func (c *column) sessionLabel(key string, count int, data map[string]any) string {
	about := c.plan.Records.Sessions
	if of, ok := data["Of"]; ok {
		about = nil
		switch of := of.(type) {
		case *Session:
			about = append(about, of.of.Session)
		case []*Session:
			for _, s := range of {
				about = append(about, s.of.Session)
			}
		}
	}
	return SessionLabel(c.l, key, about, count, data)
}
