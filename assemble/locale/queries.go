package locale

import (
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A Query is what somebody has said or asked about a text while it was translated, with what was answered. It stays until somebody
// closes it.
type Query struct {
	ID     string // by which it is answered: q-3f2a9c1b
	Text   string // id of the text; "" is none
	Said   string
	What   string // how it came: a note of category query
	By     string // who has said it, as far as it is known
	When   string // the day on which it came
	Answer string // "" is none yet
	// who has answered, and the day
	AnsweredBy, Answered string
	Closed               string // the day on which it was closed; "" is open
}

// QueryID is the id of what somebody has said about a text: what is said again is known by it.
func QueryID(text, said string) string {
	const length = 8 // of the hash, so that it can be typed
	hash := source.Hash(text + "\n" + said)
	return "q-" + hash[len(hash)-length:]
}

// fields are those of a query's entry, by their keys in the file.
func (q *Query) fields() map[string]*string {
	return map[string]*string{
		"id": &q.ID, "text": &q.Text, "said": &q.Said, "what": &q.What, "by": &q.By, "when": &q.When,
		"answer": &q.Answer, "answered-by": &q.AnsweredBy, "answered": &q.Answered, "closed": &q.Closed,
	}
}

// readQueries reads the queries of a file. What else it contains belongs to whoever wrote it.
func (l *Locale) readQueries(f *source.File, diags *diag.List) {
	root, faults := source.YAML(f)
	for _, fault := range faults {
		report(fault, diags)
	}
	if root == nil {
		return
	}
	list := root.At("queries")
	if list == nil {
		return
	}
	seen := map[string]source.Pos{}
	for _, item := range list.Items {
		q := &Query{}
		fields := q.fields()
		for _, e := range item.Entries {
			to := fields[e.Key.String]
			if to == nil {
				diags.Errorf("E0707", e.Key.Pos, "%q is no field of a query", e.Key.String).
					Hint("the fields are id, text, said, what, by, when, answer, answered-by, answered, closed")
				continue
			}
			*to = e.Value.Text.String
		}
		before, again := seen[q.ID]
		switch {
		case q.ID == "" || q.Said == "":
			diags.Errorf("E0707", item.Pos, "a query has an id and what was said")
			continue
		case again:
			diags.Errorf("E0707", item.Pos, "two queries have the id %q", q.ID).See(before, "the other query")
			continue
		}
		seen[q.ID] = item.Pos
		l.queries = append(l.queries, *q)
	}
}

// Queries returns what was said about the texts in a language, in the order of the file.
func (s *Set) Queries(lang string) []Query {
	if l := s.locales[lang]; l != nil {
		return l.queries
	}
	return nil
}
