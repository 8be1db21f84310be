package redline

import (
	"strings"
	"testing"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/work"
)

// in returns a text in English and Spanish, which a stroke separates; without a stroke, it is only in English.
func in(s string) map[string]string {
	en, es, both := strings.Cut(s, " | ")
	if !both {
		return map[string]string{"en": en}
	}
	return map[string]string{"en": en, "es": es}
}

func operative(id string, number int, state, text string, sub ...*plan.Passage) *plan.Passage {
	return &plan.Passage{ID: id, Kind: "operative", Number: number, State: state, Texts: in(text), Sub: sub}
}

func sub(id string, number int, text string, below ...*plan.Passage) *plan.Passage {
	return &plan.Passage{ID: id, Number: number, Texts: in(text), Sub: below}
}

// noted gives a passage notes.
func noted(p *plan.Passage, notes ...*plan.Passage) *plan.Passage { p.Notes = notes; return p }

// reserved gives a passage reservations.
func reserved(p *plan.Passage, by ...*plan.Passage) *plan.Passage { p.Reserved = by; return p }

func reservation(id, state, text string) *plan.Passage {
	return &plan.Passage{ID: id, Delegation: "delegation-b", State: state, Texts: in(text)}
}

// open puts a passage in brackets, with an author if it does not stand, and with the proposals on it as a whole.
func open(p *plan.Passage, by string, marks ...plan.Mark) *plan.Passage {
	p.Brackets, p.Marks = true, marks
	if by != "" {
		p.By = refs([]string{by})
	}
	return p
}

func mark(does, after string, by ...string) plan.Mark {
	return plan.Mark{By: refs(by), Does: does, After: after}
}

func heading(id, text string) *plan.Passage { return &plan.Passage{ID: id, Texts: in(text)} }

// TestDifferences: the report of each kind of change; unchanged parts are not mentioned.
func TestDifferences(t *testing.T) {
	builtin, _ := work.Builtin()
	set, body := locale.Read(builtin, nil, new(diag.List)), new(input.Body)
	for _, c := range []struct {
		name     string
		old, now plan.Base
		want     string
	}{
		{"nothing", plan.Base{Symbol: "A", Passages: []*plan.Passage{operative("a", 1, "proposed", "To do it | Hacerlo")}, Sections: []*plan.Passage{heading("s", "Health | Salud")}},
			plan.Base{Symbol: "B", Passages: []*plan.Passage{operative("a", 1, "proposed", "To do it | Hacerlo")}, Sections: []*plan.Passage{heading("s", "Health | Salud")}}, `
A to B: 0 new, 0 changed, 0 deleted, 0 moved, 0 agreed
`},
		{"dates and amounts, each one token", plan.Base{Symbol: "A", Passages: []*plan.Passage{
			operative("a", 1, "proposed", "To meet on 3 May 2024 and pay US$ 1,000 | Reunirse el 3 de mayo de 2024 y pagar 1.000 dólares")}},
			plan.Base{Symbol: "B", Passages: []*plan.Passage{
				operative("a", 1, "proposed", "To meet on 3 June 2024 and pay US$ 1,500 | Reunirse el 3 de junio de 2024 y pagar 1.500 dólares")}}, `
A to B: 0 new, 1 changed, 0 deleted, 0 moved, 0 agreed

operative paragraph 1 (a): changed in en, es
  en: To meet on {-3 May 2024-} {+3 June 2024+} and pay {-US$ 1,000-} {+US$ 1,500+}
  es: Reunirse el {-3 de mayo de 2024-} {+3 de junio de 2024+} y pagar {-1.000 dólares-} {+1.500 dólares+}
`},
		{"brackets and proposals on the whole", plan.Base{Symbol: "A", Passages: []*plan.Passage{
			open(operative("a", 1, "bracketed", "To do it"), "", mark("delete", "", "delegation-b")),
			operative("b", 2, "proposed", "To go:", open(sub("b-1", 1, "there"), "delegation-a")),
			open(operative("c", 2, "proposed", "To be agreed"), "delegation-a"),
		}}, plan.Base{Symbol: "B", Passages: []*plan.Passage{
			open(operative("a", 1, "bracketed", "To do it"), "", mark("delete", "", "delegation-b"), mark("retain", "", "delegation-a", "chair")),
			open(operative("b", 2, "proposed", "To go:", open(sub("b-1", 1, "there"), "delegation-b")), "", mark("move", "a", "chair")),
			operative("c", 3, "agreed", "To be agreed"),
		}}, `
A to B: 0 new, 0 changed, 0 deleted, 0 moved, 1 agreed; 2 with other brackets or proposals on the whole

operative paragraph 1 (a): brackets or proposals on the whole
  {+delegation-a, chair: retain+}

operative paragraph 2 (b): brackets or proposals on the whole
  {+in brackets+}
  {+chair: move after a+}
    b-1: in brackets by {-delegation-a-} {+delegation-b+}

operative paragraph 3 (c): agreed; was: proposed
  {-in brackets by delegation-a-}
`},
		{"names of bases", plan.Base{Adopted: true}, plan.Base{Date: date.Date{Year: 2024, Month: time.March, Day: 12}}, `
the adopted texts to the text of 2024-03-12: 0 new, 0 changed, 0 deleted, 0 moved, 0 agreed
`},
		{"new, changed in one language, deleted, another state", plan.Base{Symbol: "A", Passages: []*plan.Passage{
			operative("a", 1, "proposed", "To do it | Hacerlo"), operative("b", 2, "proposed", "To go | Ir"), operative("c", 3, "proposed", "To stay | Quedarse"),
		}}, plan.Base{Symbol: "B", Passages: []*plan.Passage{
			operative("a", 1, "agreed", "To do it | Hacerlo"), operative("d", 2, "proposed", "To come | Venir"), operative("c", 3, "proposed", "To stay | Permanecer"),
		}}, `
A to B: 1 new, 1 changed, 1 deleted, 0 moved, 1 agreed

operative paragraph 1 (a): agreed; was: proposed

operative paragraph 2 (b): deleted
  en: {-To go-}
  es: {-Ir-}

operative paragraph 2 (d): new
  en: {+To come+}
  es: {+Venir+}

operative paragraph 3 (c): changed in es
  es: {-Quedarse-}{+Permanecer+}
`},
		{"an alternative, and words put in and taken out", plan.Base{Symbol: "A", Passages: []*plan.Passage{operative("a", 1, "proposed", "To do it at once")}},
			plan.Base{Symbol: "B", Passages: []*plan.Passage{func() *plan.Passage { p := operative("a", 1, "proposed", "To do it well"); p.Bis = 2; return p }()}}, `
A to B: 0 new, 1 changed, 0 deleted, 0 moved, 0 agreed

operative paragraph 1 ter (a): changed in en
  en: To do it {-at once-} {+well+}
`},
		{"moved", plan.Base{Symbol: "A", Passages: []*plan.Passage{operative("a", 1, "proposed", "To go"), operative("b", 2, "proposed", "To stay"), operative("c", 3, "proposed", "To come")}},
			plan.Base{Symbol: "B", Passages: []*plan.Passage{func() *plan.Passage { p := operative("c", 1, "agreed", "To come"); p.Moved = true; return p }(), operative("a", 2, "proposed", "To go"), operative("b", 3, "proposed", "To stay")}}, `
A to B: 0 new, 0 changed, 0 deleted, 1 moved, 1 agreed

operative paragraph 1 (c): moved (was operative paragraph 3); agreed; was: proposed
`},
		{"headings", plan.Base{Symbol: "A", Sections: []*plan.Passage{heading("s-old", "Old"), heading("s-same", "Same"), heading("s-changed", "One | Uno"), heading("s-held", "Held")}},
			plan.Base{Symbol: "B", Sections: []*plan.Passage{heading("s-new", "New"), heading("s-same", "Same"), heading("s-changed", "Two | Uno"), reserved(heading("s-held", "Held"), reservation("r", "announced", ""))}}, `
A to B: 0 new, 0 changed, 0 deleted, 0 moved, 0 agreed; 1 reservation

heading s-new: new
  en: {+New+}

heading s-changed: changed in en
  en: {-One-}{+Two+}

heading s-held: as it was
  reservation r of delegation-b: new, announced

heading s-old: deleted
  en: {-Old-}
`},
		{"reservations", plan.Base{Symbol: "A", Title: reserved(heading("title", ""), reservation("r-title", "announced", "")), Passages: []*plan.Passage{
			reserved(operative("a", 1, "proposed", "To do it"), reservation("r-gone", "received", "No."), reservation("r-came", "announced", ""), reservation("r-changed", "received", "Never."), reservation("r-same", "received", "Ever.")),
		}}, plan.Base{Symbol: "B", Title: reserved(heading("title", ""), reservation("r-title", "received", "Words.")), Passages: []*plan.Passage{
			reserved(operative("a", 1, "proposed", "To do it"), reservation("r-came", "received", "Not us."), reservation("r-changed", "received", "Now and then."), reservation("r-same", "received", "Ever.")),
		}}, `
A to B: 0 new, 0 changed, 0 deleted, 0 moved, 0 agreed; 4 reservations

title
  reservation r-title of delegation-b: announced to received
    en: {+Words.+}

operative paragraph 1 (a): as it was
  reservation r-came of delegation-b: announced to received
    en: {+Not us.+}
  reservation r-changed of delegation-b: changed
    en: {-Never-}{+Now and then+}.
  reservation r-gone of delegation-b: withdrawn
    en: {-No.-}
`},
		{"sub-paragraphs, new and gone with what is below them, and moved", plan.Base{Symbol: "A", Passages: []*plan.Passage{
			operative("a", 1, "proposed", "To:", sub("a-1", 1, "go"), sub("a-2", 2, "stay", sub("a-2-1", 1, "here")), sub("a-3", 3, "come")),
		}}, plan.Base{Symbol: "B", Passages: []*plan.Passage{
			operative("a", 1, "proposed", "To:", sub("a-3", 1, "come"), sub("a-1", 2, "go"), sub("a-4", 3, "rest", sub("a-4-1", 1, "there"))),
		}}, `
A to B: 0 new, 1 changed, 0 deleted, 0 moved, 0 agreed

operative paragraph 1 (a): changed in en, es; sub-paragraphs in another order
    en: (b) (a-1) was: (a)
    en: {-stay-}
      en: {-here-}
    en: {+rest+}
      en: {+there+}
    es: b) (a-1) antes: a)
`},
		{"notes: cited, changed, no longer cited", plan.Base{Symbol: "A", Passages: []*plan.Passage{
			noted(operative("a", 1, "proposed", "To do it[^n][^o]"), sub("n", 1, "Note."), sub("o", 2, "Old.")),
		}}, plan.Base{Symbol: "B", Passages: []*plan.Passage{
			noted(operative("a", 1, "proposed", "To do it[^n][^p]"), sub("n", 1, "Notes."), sub("o", 2, "Old."), sub("p", 3, "Put in.")),
		}}, `
A to B: 0 new, 1 changed, 0 deleted, 0 moved, 0 agreed

operative paragraph 1 (a): changed in en
  en: To do it[^n]{-[^o]-}{+[^p]+}
  en, note n: {-Note-}{+Notes+}.
  en, note p: {+Put in.+}
  en, note o: {-Old.-}
`},
	} {
		if got := "\n" + differences(&c.old, &c.now, []string{"en", "es"}, set, body); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
