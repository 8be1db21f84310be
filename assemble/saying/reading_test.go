package saying

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/work"
)

// spoken returns the grammar of the words of all languages.
func spoken(t *testing.T) *grammar {
	t.Helper()
	files, _ := work.Builtin()
	set := locale.Read(files, nil, &diag.List{})
	g := &grammar{phrases: map[string][]phrase{}, through: map[string]bool{}, nth: map[string]int{}}
	for _, label := range grammarLabels {
		for _, tag := range []string{"en", "es", "fr", "pt"} {
			words := set.Label(tag, "propose."+label)
			if words == "" {
				t.Fatalf("%s has no words for %s", tag, label)
			}
			g.add(tag, label, words)
		}
	}
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		g.learnThrough(set.Label(tag, "propose.through"))
		g.learnNth(tag, set.Label(tag, "propose.nth"))
	}
	return g
}

// String describes a reading.
func (x Reading) String() string {
	out := []string{strings.Join(x.refs, "+"), x.what}
	for _, e := range x.edits {
		out = append(out, strings.Trim(fmt.Sprint(e.verb, " ", strings.Join(e.words, "/")), " "))
		if e.anchor != "" {
			out = append(out, map[bool]string{true: "before ", false: "after "}[e.before]+e.anchor)
		}
		if e.place != "" {
			out = append(out, e.place)
		}
	}
	if x.to != "" {
		out = append(out, "to "+x.to)
	}
	if x.before {
		out = append(out, "before")
	}
	if x.text != "" {
		out = append(out, x.text)
	}
	return strings.Join(out, "|")
}

// TestSayings: what people write is read in four languages.
func TestSayings(t *testing.T) {
	g := spoken(t)
	for said, want := range map[string]string{
		"OP 4: replace 'may' by 'shall'":                                   "op4|edit|replace may/shall",
		"op. 4 replace “may” with “shall”.":                                "op4|edit|replace may/shall",
		"1) OP4 – 'may' -> 'shall'":                                        "op4|edit|replace may/shall",
		"replace 'may' by 'shall' in operative paragraph 4":                "op4|edit|replace may/shall",
		"OP 4: \"may\" should read \"shall\"":                              "op4|edit|replace may/shall",
		"OP 4: instead of \"may\", \"shall\"":                              "op4|edit|replace may/shall",
		"OP 4: insert \"shall\" instead of \"may\"":                        "op4|edit|replace may/shall",
		"In para. no. 4, please replace the word ‘may’ with ‘shall’":       "op4|edit|replace may/shall",
		"OP 4: replace may by shall":                                       "op4|edit|replace may/shall",
		"OP 4: replace the states' plans by plans of states":               "op4|edit|replace the states' plans/plans of states",
		"OP 4: replace 'the member's right' by 'rights', and delete 'all'": "op4|edit|replace the member's right/rights|delete all",
		"PP 2: change 'a' to 'b' and 'c' to 'd'":                           "pp2|edit|replace a/b/c/d",
		"insert 'kindly' before \"invite\" in OP 3":                        "op3|edit|insert kindly|before invite",
		"In OP 6, after 'states', please insert 'and observers'":           "op6|edit|insert and observers|after states",
		"OP 6: add 'and observers' at the end":                             "op6|edit|insert and observers|end",
		"OP 6: after 'a' insert 'b'; after 'c' insert 'd'":                 "op6|edit|insert b|after a|insert d|after c",
		"OP 6: delete the words 'a' and 'b'":                               "op6|edit|delete a/b",
		"delete 'invite' from OP 3":                                        "op3|edit|delete invite",
		"OP 3: To urge the states":                                         "op3|text|To urge the states",
		"3. To urge the states":                                            "op3|text|To urge the states",
		"OP 3: \"To urge the states.\"":                                    "op3|text|To urge the states.",
		"OP 3 should read as follows: \"To urge\"":                         "op3|text|To urge",
		"OP 3, alternative text: To urge":                                  "op3|text|To urge",
		"OP 3 alt: To urge":                                                "op3|text|To urge",
		"Replace OP 3 by the following: To urge all":                       "op3|text|To urge all",
		"OP 3: To keep the states informed of it":                          "op3|text|To keep the states informed of it",
		"OP 3: delete":                                              "op3|delete",
		"Delete OP 3":                                               "op3|delete",
		"OP 3 should be deleted.":                                   "op3|delete",
		"OP 3: please delete the whole paragraph":                   "op3|delete",
		"OPs 3-5 and 7: delete":                                     "op3+op4+op5+op7|delete",
		"OP 3 and OP 4: keep":                                       "op3+op4|keep",
		"OP 3: keep as is":                                          "op3|keep",
		"OP 3: no change":                                           "op3|keep",
		"PP1: ok":                                                   "pp1|accept",
		"OP 3: we can live with it":                                 "op3|accept",
		"OP 4: general reservation":                                 "op4|reserve",
		"places a reservation on OP 6":                              "op6|reserve",
		"reserves its position on OP 1 (b)":                         "op1b|reserve",
		"Move OP 3 after 6":                                         "op3|move|to op6",
		"OP 3 should be moved to after OP 6":                        "op3|move|to op6",
		"PP 3: move before PP 2":                                    "pp3|move|to pp2|before",
		"new OP after 7: To thank":                                  "op7|new|To thank",
		"New paragraph after OP 7, as follows: \"To thank.\"":       "op7|new|To thank.",
		"After OP 7, add a new paragraph: \"To thank.\"":            "op7|new|To thank.",
		"Add a new PP before PP 2 to read: \"RECALLING\"":           "pp2|new|before|RECALLING",
		"OP 7 bis (new): To thank":                                  "op7|new|To thank",
		"New OP 7bis: To thank":                                     "op7|new|To thank",
		"OP 7ter: To thank":                                         "op7|new|To thank",
		"OP 1(b): delete":                                           "op1b|delete",
		"OP 1, sub-paragraph (a): delete":                           "op1a|delete",
		"sub-paragraph (a) of OP 1: delete":                         "op1a|delete",
		"OP 1.a: keep":                                              "op1a|keep",
		"OP 1a) (ii): delete":                                       "op1aii|delete",
		"OP 1 new (c) after (b): to count":                          "op1|sub|to op1b|to count",
		"OP 1: new sub-paragraph (d): count":                        "op1|sub|count",
		"new sub-paragraph in OP 1: count":                          "op1|sub|count",
		"new sub-paragraph after OP 1 (a): count":                   "op1a|sub|to op1a|count",
		"párr. res. 3: reemplazar «invitar» por «exhortar»":         "op3|edit|replace invitar/exhortar",
		"Párr. 3: reemplazar «invitar» por «exhortar»":              "op3|edit|replace invitar/exhortar",
		"par. res. 3: substituir «convidar» por «exortar»":          "op3|edit|replace convidar/exortar",
		"Párrafo resolutivo 3: reemplazar «invitar» por «exhortar»": "op3|edit|replace invitar/exhortar",
		"En el párrafo 3, reemplácese la palabra “puede” por “debe”":       "op3|edit|replace puede/debe",
		"Suprímase el párrafo resolutivo 9.":                               "op9|delete",
		"Nuevo párrafo resolutivo después del 7: Agradecer":                "op7|new|Agradecer",
		"Insertar un nuevo párrafo después del párrafo 5: Agradecer":       "op5|new|Agradecer",
		"se reserva su posición sobre el párrafo 4":                        "op4|reserve",
		"Párrafo preambular 2: sin cambios":                                "pp2|keep",
		"Res. 8, al final: añadir «, en todos los idiomas»":                "op8|edit|insert , en todos los idiomas|end",
		"Párrafo 1, inciso a): suprimir":                                   "op1a|delete",
		"- au paragraphe 3 du dispositif, remplacer « may » par « shall »": "op3|edit|replace may/shall",
		"alinéa 2 du préambule : maintenir":                                "pp2|keep",
		"après le paragraphe 7, insérer un nouveau paragraphe : « Merci »": "op7|new|Merci",
		"réserve sa position sur le paragraphe 8":                          "op8|reserve",
		"No parágrafo 3, substituir \"a\" por \"b\"":                       "op3|edit|replace a/b",
		"Novo parágrafo após o 7: \"Agradecer\"":                           "op7|new|Agradecer",
		// What is no proposal, or not understood.
		"Dear Chair,": "|",
		"please send your proposals on OP 1 to OP 9 by Friday": "|",
		"as requested in paragraph 7 of the resolution":        "|",
		"OP 3: replace 'may'":                                  "op3|",
		"OP 3: replace":                                        "op3|",
		"OP 3: delete as appropriate":                          "op3|",
		"OP 3: insert 'may'":                                   "op3|",
		"OP 3:":                                                "op3|text",
		"move OP 3":                                            "op3|",
		"2 may be enough":                                      "|",
		"To invite the states":                                 "|",
	} {
		if got := g.read(said, func(ref string) bool { return !strings.Contains(ref, "bis") && !strings.Contains(ref, "ter") }).String(); got != want {
			t.Errorf("%s\n\t%s\nwant\t%s", said, got, want)
		}
	}
}
