package compose

import (
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// sessionsOf are sessions of the kinds named; a name in capitals is that of a session with a name of its own.
func sessionsOf(kinds string) []*input.Session {
	var out []*input.Session
	for _, k := range strings.Fields(kinds) {
		s := new(input.Session)
		if k == strings.ToUpper(k) {
			s.Called.String = k
		} else if k != input.ThematicSession {
			s.Kind = source.Text{String: k}
		}
		out = append(out, s)
	}
	return out
}

// TestSessionLabel: labels speak of sessions as what they are, in number and gender.
func TestSessionLabel(t *testing.T) {
	s := open(t, shipped(t), nil, "end")
	const thematic = input.ThematicSession
	for _, x := range []struct {
		lang, key, kinds string
		count            int
		want             string
	}{
		{"en", "plan.sessions-held", thematic, 1, "Thematic session held"}, {"en", "plan.sessions-held", thematic + " " + thematic, 2, "Thematic sessions held"},
		{"en", "plan.sessions-held", "", 2, "Thematic sessions held"}, {"en", "plan.sessions-held", "workshop", 1, "Workshop held"},
		{"en", "plan.sessions-held", "panel panel", 2, "Panel discussions held"}, {"en", "plan.sessions-held", "panel visit", 2, "Activities held"},
		{"en", "plan.sessions-held", "TALK", 1, "Activity held"}, {"en", "plan.sessions-held", thematic + " workshop", 5, "Activities held"},
		{"es", "plan.sessions-held", "workshop", 1, "Taller celebrado"}, {"es", "plan.sessions-held", "workshop workshop", 2, "Talleres celebrados"},
		{"es", "plan.sessions-held", "visit visit", 2, "Visitas celebradas"}, {"fr", "plan.sessions-held", "seminar", 1, "Séminaire tenu"},
		{"fr", "plan.sessions-held", "panel panel", 2, "Tables rondes tenues"}, {"pt", "plan.sessions-held", "workshop workshop", 2, "Oficinas realizadas"},
		{"pt", "plan.sessions-held", "seminar", 1, "Seminário realizado"}, {"pt", "plan.joint", "panel panel", 0, "Mesas-redondas conjuntas:"},
		{"fr", "plan.joint", "workshop workshop", 0, "Ateliers conjoints\u00a0:"}, {"en", "plan.joint", thematic + " " + thematic, 0, "Joint thematic sessions:"},
		{"es", "mandate-state.session-held", "workshop", 0, "taller celebrado"}, {"es", "mandate-state-legend.no-session", "workshop", 0, "ningún taller del período lo trata"},
		{"fr", "mandate-state-legend.no-session", "visit", 0, "aucune visite de la période n’en traite"}, {"en", "column.sessions", "workshop", 0, "Workshops"},
		{"en", "column.held", "workshop", 0, "Held"}, {"en", "screen.session", "seminar", 0, "Seminar"}, {"en", "mandate-state.no-session", thematic, 0, "no session"},
	} {
		if got := SessionLabel(s.set.Locale(x.lang), x.key, sessionsOf(x.kinds), x.count, nil); got != x.want {
			t.Errorf("%s, %s of %q: %q, want %q", x.lang, x.key, x.kinds, got, x.want)
		}
	}
	// Every label that names thematic sessions has a form for other sessions, and none of these names them.
	for _, l := range []string{"en", "es", "fr", "pt"} {
		l := s.set.Locale(l)
		for _, key := range strings.Fields("plan.sessions-held plan.joint report.sessions report.sessions-held report.mandates matrix.summary-session column.sessions " +
			"column-legend.sessions mandate-state-legend.no-session mandate-state-legend.session-scheduled mandate-state-legend.session-held") {
			for _, kind := range strings.Fields("workshop panel seminar visit") {
				got := strings.ToLower(SessionLabel(l, key, sessionsOf(kind), 0, nil))
				for _, name := range []string{"thematic", "temátic", "thématique", "<no value>", "{{"} {
					if strings.Contains(got, name) {
						t.Errorf("%s, %s of a %s: %q", l.Tag, key, kind, got)
					}
				}
			}
		}
	}
}
