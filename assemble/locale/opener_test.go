package locale

import "testing"

// TestOpener: the phrase that opens a paragraph is the longest one of the language, with its adverbs. If there is none, it is the first
// word that is not an adverb. A bar marks its end.
func TestOpener(t *testing.T) {
	s, diags := shipped(t)
	for _, c := range []struct{ lang, kind, text string }{
		{"en", "preambular", "Profoundly concerned| at the number"},
		{"en", "preambular", "Paying tribute| to the staff"},
		{"en", "preambular", "Looking forward| to the meeting"},
		{"en", "preambular", "Remaining deeply concerned| that"},
		{"en", "operative", "Looks forward| to the meeting"},
		{"en", "operative", "Remains seized| of the matter"},
		{"en", "operative", "Is of the view| that"},
		{"en", "operative", "Is deeply concerned| that"},
		{"en", "operative", "Expresses the hope| that"},
		{"en", "operative", "Expresses| the same wish"},
		{"en", "operative", "Extends its deep gratitude| to the staff"},
		{"en", "operative", "Condemns in the strongest terms| all acts"},
		{"en", "operative", "Repeats its call upon| all States"},
		{"es", "operative", "Rinde homenaje| al personal"},
		{"es", "operative", "Expresa la firme esperanza| de que"},
		{"fr", "operative", "Attend avec intérêt| le rapport"},
		{"pt", "operative", "Presta homenagem| ao pessoal"},
		{"en", "preambular", "Reaffirming its commitment| to the Charter"},
		{"en", "preambular", "Reaffirming| its resolution 70/1"},
		{"en", "operative", "Reiterates also| its resolutions of 2019"},
		{"es", "preambular", "Reafirmando| su resolución 70/1"},
		{"fr", "operative", "Réaffirme| sa résolution 70/1"},
		{"pt", "operative", "Reitera| sua resolução de 2019"},
		{"en", "preambular", "Recalling also|"},
		{"en", "operative", "Expresses its deep concern once again|"},
		{"en", "preambular", "Recalling| its resolution A/RES/76/172"},
		{"en", "preambular", "Recalling also| the Protocol"},
		{"en", "preambular", "Recalling| alsolike words"},
		{"en", "preambular", "Bearing in mind| that alsolike words follow"},
		{"en", "preambular", "Taking note with appreciation of| the report"},
		{"en", "preambular", "Taking note| that the report is late"},
		{"en", "preambular", "Noting with deep concern| the number"},
		{"en", "preambular", "Noting also with great satisfaction| the number"},
		{"en", "preambular", "Deeply concerned| at the number"},
		{"en", "preambular", "Having considered| the report"},
		{"en", "preambular", "Expressing its concern| about the number"},
		{"en", "preambular", "Expressing| its deep and lasting doubts"},
		{"en", "preambular", "Guided by| the purposes of the Charter"},
		{"en", "preambular", "Furthermore pondering| the matter"},
		{"en", "preambular", "Reaffirming and recalling| its resolution"},
		{"en", "preambular", "Reaffirming| and then doubting"},
		{"en", "operative", "Takes note with appreciation of| the report"},
		{"en", "operative", "Takes note|, with appreciation, of the report"},
		{"en", "operative", "Also encourages| Member States"},
		{"en", "operative", "Further requests| the Secretary-General"},
		{"en", "operative", "Also strongly encourages| Member States"},
		{"en", "operative", "Once again urges| all parties"},
		{"en", "operative", "Calls upon| all States"},
		{"en", "operative", "Calls once again upon| all States"},
		{"en", "operative", "Reiterates its request| to the Secretary-General"},
		{"en", "operative", "Reiterates its strong call upon| all States"},
		{"en", "operative", "Decides to| remain seized of the matter"},
		{"en", "operative", "Also decides to| remain seized of the matter"},
		{"en", "operative", "Decides| that the session is closed"},
		{"en", "operative", "Welcomes and encourages| the efforts"},
		{"en", "operative", "Welcomes| and, where needed, encourages the efforts"},
		{"en", "operative", "Expresses its sincere appreciation| to the Government"},
		{"en", "operative", "Ponders| the matter"},
		{"en", "operative", "Also| "},
		{"es", "preambular", "Teniendo presente| que"},
		{"es", "preambular", "Tomando nota con reconocimiento del| informe"},
		{"es", "preambular", "Profundamente preocupada| por"},
		{"es", "preambular", "Recordando también| su resolución"},
		{"es", "operative", "Toma nota también con profundo reconocimiento de| los informes"},
		{"es", "operative", "Se felicita| de los progresos"},
		{"es", "operative", "Solicita además| al Secretario General"},
		{"es", "operative", "Acoge con beneplácito| el informe"},
		{"fr", "preambular", "Ayant à l’esprit| que"},
		{"fr", "preambular", "Ayant à l'esprit| que"},
		{"fr", "preambular", "Prenant note avec satisfaction du| rapport"},
		{"fr", "preambular", "Rappelant| sa résolution"},
		{"fr", "operative", "Prie également| le Secrétaire général"},
		{"fr", "operative", "Prend note avec une vive satisfaction de| la décision"},
		{"fr", "operative", "Lance de nouveau un appel| aux États"},
		{"pt", "preambular", "Tendo em conta| que"},
		{"pt", "preambular", "Recordando| a resolução"},
		{"pt", "operative", "Toma nota com apreço do| relatório"},
		{"pt", "operative", "Solicita também| ao Secretário-Geral"},
		{"en-XA", "operative", "Takes| note of the report"},
	} {
		l := s.Locale(c.lang)
		if l == nil {
			t.Fatalf("no locale %s", c.lang)
		}
		before, after := cut(c.text)
		if n, _ := l.Opener(c.kind, before+after, nil, nil); (before + after)[:n] != before {
			t.Errorf("%s: %q is found to open %q", c.lang, (before + after)[:n], before+after)
		}
	}
	en := s.Locale("en")
	for text, want := range map[string]bool{"Also requests the organ": true, "Ponders the matter": false, "": false} {
		if _, known := en.Opener(OperativeOpener, text, nil, nil); known != want {
			t.Errorf("%q opens with a known phrase: %v", text, known)
		}
	}
	if n, known := en.Opener(OperativeOpener, "Ponders once again at length the matter", []string{"Ponders at ~"}, nil); n != len("Ponders once again at length") || !known {
		t.Errorf("a phrase of the profile: %d, %v", n, known)
	}
	// Words that the profile has upright are no part of a phrase that they would end; within it, they stay, and a phrase keeps a word.
	for text, want := range map[string]string{
		"Takes note of the report": "Takes note", "Also takes note with appreciation of it": "Also takes note with appreciation", "Calls upon States": "Calls upon",
		"Decides to meet": "Decides", "Underlines that it is late": "Underlines", "Of note": "Of",
	} {
		if n, _ := en.Opener(OperativeOpener, text, nil, []string{"of", "to", "that"}); text[:n] != want {
			t.Errorf("%q opens with %q, want %q", text, text[:n], want)
		}
	}
	if got := en.MainWord("Also strongly ponders it"); got != "Ponders it" {
		t.Errorf("the main word is in %q", got)
	}
	if len(diags.Items) > 0 {
		t.Errorf("reported: %v", diags.Items)
	}
}

func cut(s string) (before, after string) {
	for i := range s {
		if s[i] == '|' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}
