package intake

import (
	"slices"

	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Queries gathers what people say in comments of a workbook, so that it is kept with the texts.
type Queries struct {
	Work  *work.Work
	fresh map[string][]edit.Query // by language: those that are not on file yet
}

// Add takes what somebody said about a text or a record (or, if about is empty, about all), and returns the id under which it is kept; what
// describes it and its place. onFile reports whether it was kept before. Words without content are not kept, and have no id.
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

// Files returns the files of queries that change; folder is that of the author's locale files.
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
