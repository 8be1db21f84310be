package packet

import (
	"slices"

	"omnibus/assemble/input"
)

// A TermBase is the glossary in the form in which translation tools import it: concepts with their terms in each language.
type TermBase struct {
	Title    string
	Lang     string // language of notes
	Concepts []Concept
}

// A Concept is what the terms of each language stand for.
type Concept struct {
	ID    string
	Class string // organ, organization, instrument, theme, place, term
	Notes []string
	Langs []TermLang
}

// A TermLang contains the terms of a concept in one language, the preferred one first.
type TermLang struct {
	Lang  string
	URL   string
	Terms []TermForm
}

// A Status says whether a term should be used.
type Status string

const (
	Preferred Status = "preferred"
	Admitted  Status = "admitted"
	Forbidden Status = "forbidden"
)

// A TermForm is one term.
type TermForm struct {
	Text    string
	Status  Status
	Acronym bool
	Gender  string // m, f, n or ""
	Note    string // why it is forbidden, or what is uncertain about it
}

// Terms makes the term base of a glossary in the languages in langs, in their order. It leaves out concepts without a term in any of them.
func Terms(g *input.Glossary, title string, langs []string) *TermBase {
	out := &TermBase{Title: title, Lang: "en"}
	if g == nil {
		return out
	}
	for _, e := range g.Entries {
		c := Concept{ID: e.ID.String, Class: e.Class}
		if s := e.Symbol.String; s != "" {
			c.Notes = append(c.Notes, "symbol: "+s)
		}
		for _, lang := range langs {
			f := e.Forms[lang]
			if f == nil {
				continue
			}
			l := TermLang{Lang: lang, URL: e.URL[lang].String, Terms: formsOf(f)}
			if len(l.Terms) > 0 {
				c.Langs = append(c.Langs, l)
			}
		}
		if len(c.Langs) > 0 {
			out.Concepts = append(out.Concepts, c)
		}
	}
	return out
}

func formsOf(f *input.Form) []TermForm {
	var out []TermForm
	add := func(x TermForm) {
		same := func(y TermForm) bool { return y.Text == x.Text }
		if x.Text != "" && !slices.ContainsFunc(out, same) {
			out = append(out, x)
		}
	}
	note := ""
	if f.Unverified {
		note = "not confirmed by a public source"
	}
	add(TermForm{Text: f.Name.String, Status: Preferred, Gender: f.Gender, Note: note})
	add(TermForm{Text: f.Acronym.String, Status: Preferred, Acronym: true, Gender: f.Gender})
	for _, v := range f.Also() {
		add(TermForm{Text: v.String, Status: Admitted})
	}
	for _, x := range f.Forbidden {
		add(TermForm{Text: x.Term.String, Status: Forbidden, Note: x.Reason.String})
	}
	return out
}
