package work

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diag"
)

// An Unknown is the error of a job that names something that there is not.
type Unknown struct {
	What  string   // paper, view, format
	Name  string   // what was asked for
	Known []string // what there is
	Of    string   // the paper of which this is said; "": of all
}

// Error says what there is, what was probably meant first.
func (u *Unknown) Error() string {
	known := slices.Clone(u.Known)
	if near := diag.Nearest(u.Name, known); near != "" {
		i := slices.Index(known, near)
		known = slices.Insert(slices.Delete(known, i, i+1), 0, near)
	}
	of := ""
	if u.Of != "" {
		of = " of " + u.Of
	}
	if len(known) == 0 {
		return fmt.Sprintf("there is no %s %q%s", u.What, u.Name, of)
	}
	return fmt.Sprintf("there is no %s %q%s: the %ss are %s", u.What, u.Name, of, u.What, strings.Join(known, ", "))
}

// Known returns an *Unknown for the first paper or view that the job asks for and the term has not; nil if it has them all, and where it
// could not be read.
func (w *Work) Known() error {
	if w.Records.Term == nil {
		return nil
	}
	var papers, views []string
	for _, p := range w.Records.Term.Papers {
		papers = append(papers, p.ID.String)
	}
	for _, name := range w.Job.Papers {
		if !slices.Contains(papers, name) {
			return &Unknown{What: "paper", Name: name, Known: papers}
		}
	}
	for _, p := range w.Papers {
		if w.Job.Wants(p.ID) {
			views = append(views, p.Views(w.Templates.Names())...)
		}
	}
	for _, v := range w.Job.Views {
		if !slices.Contains(views, v) {
			return &Unknown{What: "view", Name: v, Known: views}
		}
	}
	return nil
}
