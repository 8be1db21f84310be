package translate

import (
	"fmt"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// A Confirmation declares that translations into a language match their current sources, because somebody has updated them by hand or
// reviewed them. Without texts, it covers every translation that is not stale, and records their sources so that later changes can be
// shown.
type Confirmation struct {
	Lang  string
	Texts []string // ids; if empty, all texts whose translation is not stale
	// the new state; "" keeps that of translations that are not stale, and makes stale ones translated
	State    locale.State
	By, When string // who confirms, and the day
	Same     bool   // Texts are the same in the language as in their original, such as names; those without a translation get one
}

// An OnFile is what a confirmation records.
type OnFile struct {
	Texts []string // texts with new data on file, in the order of the records
	Stale []string // texts that were left out because they are stale
	Files []*source.File
}

// Confirm carries out a confirmation and returns the changed locale files with their new contents. folder is the name of the author's
// folder of locale files. A text that is missing or has no translation is an error.
func Confirm(w *work.Work, src *work.Sources, folder string, c Confirmation) (*OnFile, error) {
	texts, err := chosen(w, c.Lang, c.Texts)
	if err != nil {
		return nil, err
	}
	out := &OnFile{}
	var messages []edit.Message
	var states []edit.State
	for _, t := range texts {
		tr := w.Locales.Lookup(t.Text, c.Lang)
		switch {
		case len(c.Texts) == 0 && (tr.Original || tr.Missing()):
			continue
		case len(c.Texts) == 0 && (tr.Stale || tr.Editorial):
			out.Stale = append(out.Stale, t.ID)
			continue
		}
		if tr, err = c.confirmable(t, tr); err != nil {
			return nil, err
		}
		made := madeFrom(w, t, tr)
		hash := source.Hash(made)
		state := stateOr(tr.State)
		if tr.Stale {
			state = locale.Translated // another text than the current one was reviewed
		}
		if c.State != "" && (len(c.Texts) > 0 || packet.Rank(c.State) > packet.Rank(state)) {
			state = c.State
		}
		by, when := tr.By, tr.When
		if len(c.Texts) > 0 || state != tr.State {
			by, when = c.By, c.When
		}
		if state == tr.State && hash == tr.Hash && source.Hash(tr.Source) == hash && tr.Source != "" && (by == tr.By || len(c.Texts) == 0) {
			continue
		}
		out.Texts = append(out.Texts, t.ID)
		if hash != tr.Hash && !locale.IsLabel(t.ID) { // the hash of a label is only in the state file
			messages = append(messages, edit.Message{ID: t.ID, Text: tr.Text.String, Hash: hash})
		}
		states = append(
			states,
			edit.State{ID: t.ID, Fields: [][2]string{{"state", string(state)}, {"hash", hash}, {"by", by}, {"when", when},
				{"via", tr.Via}, {"source", made}, {"previous", PreviousOf(tr, made)}}},
		)
	}
	if len(messages) > 0 {
		f, err := edit.Messages(edit.LocaleFile(src.Locales, folder, "content."+c.Lang+".toml"), messages, idsOf(w))
		if err != nil {
			return nil, err
		}
		out.Files = append(out.Files, f)
	}
	if len(states) > 0 {
		f, err := edit.States(edit.LocaleFile(src.Locales, folder, "state."+c.Lang+".yaml"), states)
		if err != nil {
			return nil, err
		}
		out.Files = append(out.Files, f)
	}
	return out, nil
}

// confirmable returns the translation of a text that is to be confirmed; for a text that is the same in both languages, its own words. The
// error says why there is none.
func (c Confirmation) confirmable(t input.Words, tr locale.Translation) (locale.Translation, error) {
	switch {
	case tr.Original:
		return tr, fmt.Errorf("%q is written in %q: it has no translation into it", t.ID, c.Lang)
	case tr.Missing() && (!c.Same || locale.IsLabel(t.ID)):
		return tr, fmt.Errorf("%q is not translated into %q; if it is the same in both languages, add --same", t.ID, c.Lang)
	case tr.Missing():
		tr.State, tr.Text.String = locale.Translated, t.String
	case c.Same && source.Normalize(tr.Text.String) != source.Normalize(t.String):
		return tr, fmt.Errorf("%q is not the same in %q: %q", t.ID, c.Lang, tr.Text.String)
	}
	return tr, nil
}

// idsOf returns the ids of all texts of the records, in their order.
func idsOf(w *work.Work) []string {
	var ids []string
	for _, t := range w.Records.Texts() {
		ids = append(ids, t.ID)
	}
	return ids
}

// chosen returns the texts of ids, labels among them, and every text of the records where none is named.
func chosen(w *work.Work, lang string, ids []string) ([]input.Words, error) {
	all := w.Records.Texts()
	if len(ids) == 0 {
		return all, nil
	}
	for _, t := range w.Locales.LabelTexts(lang) {
		all = append(all, input.Words{Text: t})
	}
	byID := map[string]input.Words{}
	var known []string
	for _, t := range all {
		byID[t.ID] = t
		known = append(known, t.ID)
	}
	var out []input.Words
	for _, id := range ids {
		t, ok := byID[id]
		if !ok {
			hint := ""
			if near := diag.Nearest(id, known); near != "" {
				hint = fmt.Sprintf("; did you mean %q?", near)
			}
			return nil, fmt.Errorf("no text has the id %q%s", id, hint)
		}
		out = append(out, t)
	}
	return out, nil
}

// madeFrom returns the current source of a translation: the original, or the translation from which it was made.
func madeFrom(w *work.Work, t input.Words, tr locale.Translation) string {
	if tr.Via != "" {
		if base := w.Locales.Lookup(t.Text, tr.Via); !base.Missing() {
			return base.Text.String
		}
	}
	return t.String
}

// PreviousOf returns the source before the one from which a translation is now made, if it is on file.
func PreviousOf(tr locale.Translation, made string) string {
	if tr.Source != "" && tr.Source != made {
		return tr.Source
	}
	return tr.Previous
}
