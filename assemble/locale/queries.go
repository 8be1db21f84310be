package locale

import (
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A Query is a comment or question about a text during its translation, with its answer. It remains until somebody closes it.
type Query struct {
	ID     string // by which it is answered: q-3f2a9c1b
	Text   string // id of the text; "" if it is about no text
	Said   string
	What   string // how it was sent: a note of category query
	By     string // author, if known
	When   string // day of receipt
	Answer string // "" if there is none yet
	// author and day of the answer
	AnsweredBy, Answered string
	Closed               string // day on which it was closed; "" if it is open
}

// QueryID returns the id of a query about a text. The same query about the same text always has the same id.
func QueryID(text, said string) string {
	const length = 8 // of the hash, short enough to type
	hash := source.Hash(text + "\n" + said)
	return "q-" + hash[len(hash)-length:]
}

// fields returns the fields of a query, by their keys in the file.
func (q *Query) fields() map[string]*string {
	return map[string]*string{
		"id": &q.ID, "text": &q.Text, "said": &q.Said, "what": &q.What, "by": &q.By, "when": &q.When,
		"answer": &q.Answer, "answered-by": &q.AnsweredBy, "answered": &q.Answered, "closed": &q.Closed,
	}
}

// readQueries reads the queries of a file. It ignores other content, which belongs to the author.
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
	if list == nil || !takes(list, source.Sequence, "E0707", "queries", diags) {
		return
	}
	seen := map[string]source.Pos{}
	for _, item := range list.Items {
		q := &Query{}
		fields := q.fields()
		if !takes(item, source.Mapping, "E0707", "queries", diags) {
			continue
		}
		for _, e := range item.Entries {
			to := fields[e.Key.String]
			if to == nil {
				diags.Errorf("E0707", e.Key.Pos, "%q is not a field of a query", e.Key.String).
					Hint("the fields are id, text, said, what, by, when, answer, answered-by, answered, closed")
				continue
			}
			if takes(e.Value, source.Scalar, "E0707", e.Key.String, diags) {
				*to = e.Value.Text.String
			}
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

// Queries returns the queries about texts in a language, in the order of the file.
func (s *Set) Queries(lang string) []Query {
	if l := s.of(lang); l != nil {
		return l.queries
	}
	return nil
}
