package translate

import (
	"fmt"

	"omnibus/assemble/diag"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Reply answers a query about a text, or closes it.
type Reply struct {
	Lang, ID string // of the query
	Answer   string // "" keeps the current answer
	Close    bool   // the query is no longer shown
	By, When string // who answers, and the day
}

// Answer records a reply and returns the new file of queries. folder is the name of the author's folder of locale files. An unknown query
// is an error.
func Answer(w *work.Work, src *work.Sources, folder string, r Reply) (*source.File, error) {
	var ids []string
	for _, q := range w.Locales.Queries(r.Lang) {
		if ids = append(ids, q.ID); q.ID != r.ID {
			continue
		}
		fields := [][2]string{{"answer", r.Answer}}
		if r.Answer != "" {
			fields = append(fields, [2]string{"answered-by", r.By}, [2]string{"answered", r.When})
		}
		if r.Close {
			fields = append(fields, [2]string{"closed", r.When})
		}
		return edit.Queries(edit.LocaleFile(src.Locales, folder, "queries."+r.Lang+".yaml"), []edit.Query{{ID: r.ID, Fields: fields}})
	}
	hint := "; omnibus translate status lists them"
	if near := diag.Nearest(r.ID, ids); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return nil, fmt.Errorf("no query about the texts in %q has the id %q%s", r.Lang, r.ID, hint)
}
