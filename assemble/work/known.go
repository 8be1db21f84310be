package work

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diag"
)

// Known returns a *diag.Unknown for the first paper or view of the job that the term does not have. It returns nil if the term has them
// all, or could not be read.
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
			unknown := &diag.Unknown{What: "paper", Name: name, Known: papers}
			if w.Templates != nil && slices.Contains(w.Templates.Names(), name) && !strings.Contains(name, ".") {
				unknown.Else = fmt.Sprintf("add the line - {id: %s, made: asked} under papers in input/term.yaml", name)
			}
			return unknown
		}
	}
	for _, p := range w.Papers {
		if w.Job.Wants(p.ID) {
			views = append(views, p.Views(w.Templates.Names())...)
		}
	}
	for _, v := range w.Job.Views {
		if !slices.Contains(views, v) {
			return &diag.Unknown{What: "view", Name: v, Known: views}
		}
	}
	return nil
}
