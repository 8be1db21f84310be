package intake

import (
	"slices"

	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Queries collects the comments in a workbook, which are kept with the texts.
type Queries struct {
	Work  *work.Work
	fresh map[string][]edit.Query // by language: queries that are not yet on file
}

// Add adds a remark about a text or a record (or, if about is empty, about the whole workbook), and returns the id of its query. what
// describes the remark and its place. onFile reports whether the query existed already. For a remark without words, the id is "".
func (q *Queries) Add(lang, about, what, by, said string) (id string, onFile bool) {
	if said = source.Shown(said); said == "" {
		return "", false
	}
	id = locale.QueryID(about, said)
	if slices.ContainsFunc(q.Work.Locales.Queries(lang), func(x locale.Query) bool { return x.ID == id }) {
		return id, true
	}
	if !slices.ContainsFunc(q.fresh[lang], func(x edit.Query) bool { return x.ID == id }) {
		if q.fresh == nil {
			q.fresh = map[string][]edit.Query{}
		}
		fields := [][2]string{{"text", about}, {"said", said}, {"what", what}, {"by", by}, {"when", q.Work.Job.Today.String()}}
		q.fresh[lang] = append(q.fresh[lang], edit.Query{ID: id, Fields: fields})
	}
	return id, false
}

// Files returns the changed files of queries. folder is the name of the folder of the author's locale files.
func (q *Queries) Files(src *work.Sources, folder string) ([]*source.File, error) {
	var out []*source.File
	for _, lang := range q.Work.Locales.Languages() {
		if len(q.fresh[lang]) == 0 {
			continue
		}
		f, err := edit.Queries(edit.LocaleFile(src.Locales, folder, "queries."+lang+".yaml"), q.fresh[lang])
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}
