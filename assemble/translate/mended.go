package translate

import (
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Mended declares that translations are unaffected by certain corrections of their sources, such as a capital or a doubled comma. before is
// the work as read before the corrections, after with them, src the corrected sources, and folder the name of the author's folder of locale
// files. It returns the new state files. Translations that were stale before remain so.
func Mended(before, after *work.Work, src *work.Sources, folder, by, when string) ([]*source.File, error) {
	if before.Records == nil || after.Records == nil {
		return nil, nil
	}
	var files []*source.File
	for _, lang := range after.Locales.Languages() {
		current := map[string]bool{}
		for _, t := range before.Records.Texts() {
			tr := before.Locales.Lookup(t.Text, lang)
			current[t.ID] = !tr.Missing() && !tr.Original && !tr.Stale
		}
		var ids []string
		for _, t := range after.Records.Texts() {
			if tr := after.Locales.Lookup(t.Text, lang); current[t.ID] && tr.Stale {
				ids = append(ids, t.ID)
			}
		}
		if len(ids) == 0 {
			continue
		}
		f, _, err := Editorial(after, src, folder, lang, ids, by, when)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}
