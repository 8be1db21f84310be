package translate

import (
	"slices"

	"omnibus/assemble/intake/edit"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Pruned is what is removed from the locale files of a language.
type Pruned struct {
	Orphans []Orphan
	Files   []*source.File // changed files, with their new contents
}

// An Orphan is a translation whose source no longer exists. Its Text is empty if only its state is on file.
type Orphan struct{ ID, Text string }

// Prune removes the orphans of a language, and their states, from the author's locale files. folder is the name of their folder.
func Prune(w *work.Work, src *work.Sources, folder, lang string) (*Pruned, error) {
	known := map[string]bool{}
	for _, t := range w.Records.Texts() {
		known[t.ID] = true
	}
	for _, t := range w.Locales.LabelTexts(lang) {
		known[t.ID] = true
	}
	out := &Pruned{}
	content := edit.LocaleFile(src.Locales, folder, "content."+lang+".toml")
	left, ids, err := edit.PruneMessages(content, known)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		out.Files = append(out.Files, left)
	}
	l := w.Locales.Locale(lang)
	for _, id := range ids {
		tr, _ := l.Content(id)
		out.Orphans = append(out.Orphans, Orphan{ID: id, Text: tr.Text.String})
	}
	states := edit.LocaleFile(src.Locales, folder, "state."+lang+".yaml")
	left, stated, err := edit.PruneStates(states, known)
	if err != nil {
		return nil, err
	}
	if len(stated) > 0 {
		out.Files = append(out.Files, left)
	}
	for _, id := range stated {
		if !slices.Contains(ids, id) {
			out.Orphans = append(out.Orphans, Orphan{ID: id})
		}
	}
	return out, nil
}
