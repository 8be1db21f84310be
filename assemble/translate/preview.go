package translate

import (
	"bytes"
	"fmt"
	"strings"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/translate/preview"
	"omnibus/assemble/translate/tbx"
	"omnibus/assemble/work"
)

// Preview writes one HTML page of all texts in the order of the papers, each beside its translation into a language, with the findings of
// the checks about it. Texts whose original is in that language are between them, so that the papers can be read as a whole.
func Preview(w *work.Work, lang string) ([]byte, error) {
	type from struct {
		unit *packet.Unit
		lang string
	}
	units := map[string]from{}
	for _, p := range packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: lang, All: true, Labels: true,
		Budget: func(u *packet.Unit) int { return Budget(w, u) }}) {
		for _, u := range p.Units {
			units[u.ID] = from{u, p.From}
		}
	}
	ref := w.Locales.Locale(locale.Reference)
	page := &preview.Page{Lang: lang, Language: ref.LanguageName(lang), Meeting: w.Meeting()}
	if t := w.Records.Term; t != nil {
		page.Title = t.Title.String
	}
	items := packet.Items(w.Plan, w.Locales, w.Papers, lang)
	findings, queries := findings(w, lang), map[string][]preview.Query{}
	for _, q := range Queries(w, []string{lang}) {
		queries[q.Text] = append(queries[q.Text], preview.Query{ID: q.ID, Said: q.Said, By: q.By, When: q.When, Answer: q.Answer})
	}
	at := ""
	for i := range items {
		it := &items[i]
		t := preview.Text{Needed: it.Needed, Findings: findings[it.ID], Queries: queries[it.ID], Done: done(it.Translation)}
		switch u, ok := units[it.ID]; {
		case ok:
			t.Unit, t.From = u.unit, u.lang
		case it.Lang == lang:
			t.Original, t.From = true, lang
			t.Unit = &packet.Unit{
				ID:      it.ID,
				Source:  it.String,
				Paper:   it.Paper,
				Section: it.Section,
				Label:   it.Label,
				Note:    it.Kind + ", " + it.Field,
				Words:   packet.CountWords(it.String),
			}
		default:
			continue // only in other languages
		}
		section := it.Section
		switch {
		case it.Kind == "section":
			section = it.String // the title belongs to what is below it
		case !it.Needed && w.Papers.Presents(it.Paper, paper.Draft):
			section = "not in the draft for this meeting"
		}
		here := ref.Capital(paperName(w, ref, it.Paper))
		if section != "" {
			here += " · " + section
		}
		if here != at {
			t.Heading, at = here, here
		}
		page.Texts = append(page.Texts, t)
	}
	var b bytes.Buffer
	err := preview.Write(&b, page)
	return b.Bytes(), err
}

// paperName returns the label of a paper or, if there is none, its title.
func paperName(w *work.Work, l *locale.Locale, id string) string {
	if key := "paper." + id; l.Has(key) {
		return l.T(key, nil)
	}
	if p := w.Papers.Find(id); p != nil {
		return w.Locales.Lookup(p.Entry.Title, l.Tag).Text.String
	}
	return id
}

// done returns who last worked on a translation, and when.
func done(tr locale.Translation) string {
	what := ""
	if tr.Editorial {
		what = "change declared editorial"
	}
	who := strings.TrimSpace(tr.By + " " + tr.When)
	switch {
	case what != "" && who != "":
		return what + " by " + who
	case what != "":
		return what
	}
	return who
}

// findings returns the findings of the checks on the translations into a language, by the id of the text.
func findings(w *work.Work, lang string) map[string][]preview.Finding {
	found := &diag.List{}
	check.Run(check.Pass{Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: []string{lang}, Diags: found})
	found.Sort()
	places := map[string]source.Pos{}
	l := w.Locales.Locale(lang)
	for _, id := range w.Locales.Contents(lang) {
		if c, ok := l.Content(id); ok {
			places[id] = c.Text.Pos
		}
	}
	texts := spansOf(places)
	out := map[string][]preview.Finding{}
	for _, d := range found.Items {
		if id := texts.at(d.Pos); id != "" && d.Accepted == "" {
			out[id] = append(out[id], preview.Finding{Severity: d.Severity.String(), Code: d.Code, Message: d.Message})
		}
	}
	return out
}

// TermBase writes the glossary as TBX, in the languages in langs.
func TermBase(w *work.Work, langs []string) ([]byte, error) {
	title := ""
	if t := w.Records.Term; t != nil {
		title = t.Title.String
	}
	base := packet.Terms(w.Records.Glossary, title, langs)
	if len(base.Concepts) == 0 { // a term base has at least one term
		return nil, fmt.Errorf("the glossary has no term in %s: a term base of it would be empty", strings.Join(langs, ", "))
	}
	var b bytes.Buffer
	err := tbx.Write(&b, base)
	return b.Bytes(), err
}
