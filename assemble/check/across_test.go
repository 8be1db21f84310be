package check

import "testing"

// TestNumbersAcross: a number and a time of day have the same value in each language, whatever signs they are written with.
func TestNumbersAcross(t *testing.T) {
	for lang, r := range readers(t, "en", "es", "fr", "pt") {
		for want, writings := range map[string][]string{
			"1250000": {"1,250,000", "1.250.000", "1 250 000", "1\u00a0250\u00a0000", "1\u202f250\u202f000", "1\u2009250\u2009000", "1'250'000", "1’250’000", "1250000"},
			"12500":   {"12,500", "12.500", "12 500", "12\u00a0500", "12\u202f500", "12500"},
			"2.5":     {"2.5", "2,5"},
			"1250.75": {"1,250.75", "1.250,75", "1 250,75", "1\u202f250,75", "1\u00a0250.75"},
			"14:30": {
				"2:30 p.m.", "2:30 pm", "14:30", "14 h 30", "14h30", "14\u00a0h\u00a030", "14\u202fh\u202f30", "2:30\u00a0p.\u00a0m.", "2:30 p. m.", "2:30\u202fp.m.", "14.30", "14:30 h", "14.30 h",
				"14h30min", "14 h 30 min",
			},
			"10:00": {"10:00 a.m.", "10 a.m.", "10 h", "10h", "10h00", "10 h 00", "10:00 a. m.", "10.00 h"},
		} {
			for _, w := range writings {
				facts := keep(r.read("x "+w+" x"), func(f fact) bool { return f.kind == quantity })
				if len(facts) != 1 || !same(facts[0].value, want) {
					t.Errorf("%s: %q gives %s, want %s", lang, w, shown(facts, "x "+w+" x"), want)
				}
			}
		}
	}
}
