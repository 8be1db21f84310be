package locale

import (
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A Query is a comment or question about a text during its translation, with the answer. It stays until somebody closes it.
type Query struct {
	ID     string // used to answer it: q-3f2a9c1b
	Text   string // id of the text; "" if none
	Said   string
	What   string // how it was sent: a note of category query
	By     string // its author, if known
	When   string // the day of receipt
	Answer string // "" if none yet
	// author and day of the answer
	AnsweredBy, Answered string
	Closed               string // the day on which it was closed; "" if open
}

// QueryID returns the id of a query about a text: the same query again has the same id.
func QueryID(text, said string) string {
	const length = 8 // of the hash, so that it can be typed
	hash := source.Hash(text + "\n" + said)
	return "q-" + hash[len(hash)-length:]
}

// fields returns the fields of a query's entry, by their keys in the file.
func (q *Query) fields() map[string]*string {
	return map[string]*string{
		"id": &q.ID, "text": &q.Text, "said": &q.Said, "what": &q.What, "by": &q.By, "when": &q.When,
		"answer": &q.Answer, "answered-by": &q.AnsweredBy, "answered": &q.Answered, "closed": &q.Closed,
	}
}

// readQueries reads the queries of a file. Other content belongs to its author.
func (l *Locale) readQueries(f *source.File, diags *diag.List) {
	root, faults := source.YAML(f)
	if fault, ok := l.set.tally.Fits(f, root); !ok {
		faults, root = append(faults, fault), nil
	}
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
				diags.Errorf("E0707", e.Key.Pos, "%q is not a field of a query", e.Key.String).
					Hint("the fields are id, text, said, what, by, when, answer, answered-by, answered, closed")
				continue
			}
			*to = e.Value.Text.String
		}
		before, again := seen[q.ID]
		switch {
		case q.ID == "" || q.Said == "":
			diags.Errorf("E0707", item.Pos, "a query needs an id and what was said")
			continue
		case again:
			diags.Errorf("E0707", item.Pos, "two queries have the id %q", q.ID).See(before, "the other query")
			continue
		}
		seen[q.ID] = item.Pos
		l.queries = append(l.queries, *q)
	}
}

// Queries returns the queries about the texts in a language, in the order of the file.
func (s *Set) Queries(lang string) []Query {
	if l := s.locales[lang]; l != nil {
		return l.queries
	}
	return nil
}
