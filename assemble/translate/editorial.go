package translate

import (
	"fmt"

	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Editorial declares that the changes in the sources of texts do not affect their translations into a language: a comma, a typing mistake.
// It returns the new state file and, for each text, the former source (if on file) and the current one. The declaration applies to the
// current source: when that changes again, the translation is stale. folder is the name of the author's folder of locale files, by the
// person who declares it, when the day. A text without a translation, or whose translation is not stale, is an error.
func Editorial(w *work.Work, src *work.Sources, folder, lang string, ids []string, by, when string) (*source.File, []Unaffected, error) {
	texts, err := chosen(w, lang, ids)
	if err != nil {
		return nil, nil, err
	}
	var states []edit.State
	var declared []Unaffected
	for _, t := range texts {
		tr := w.Locales.Lookup(t.Text, lang)
		switch {
		case tr.Original:
			return nil, nil, fmt.Errorf("%q is written in %q: it has no translation into it", t.ID, lang)
		case tr.Missing():
			return nil, nil, fmt.Errorf("%q is not translated into %q", t.ID, lang)
		case !tr.Stale:
			return nil, nil, fmt.Errorf("the translation of %q into %q is not stale", t.ID, lang)
		}
		now := madeFrom(w, t, tr)
		declared = append(declared, Unaffected{t.ID, tr.Source, now})
		states = append(
			states,
			edit.State{ID: t.ID, Fields: [][2]string{{"state", string(stateOr(tr.State))}, {"hash", tr.Hash}, {"by", by}, {"when", when},
				{"via", tr.Via}, {"source", tr.Source}, {"previous", tr.Previous}, {"editorial", source.Hash(now)}}},
		)
	}
	out, err := edit.States(edit.LocaleFile(src.Locales, folder, "state."+lang+".yaml"), states)
	return out, declared, err
}

// An Unaffected is a text whose translation is declared unaffected by the change of its source from Was to Is.
type Unaffected struct{ ID, Was, Is string }

func stateOr(s locale.State) locale.State {
	if s == locale.Untranslated || s == "" {
		return locale.Translated
	}
	return s
}
