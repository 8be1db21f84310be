// Package paper holds the papers of a term: each is an entry of the term, over the defaults of its template in templates/papers.yaml.
package paper

import (
	"slices"
	"strings"

	"omnibus/assemble/input"
)

// The contents of papers that the tool treats specially.
const (
	Plan     = "plan"     // the introduction, the mandates and the calendar of the term
	Changes  = "changes"  // what changed in the draft since its previous revision
	Draft    = "draft"    // the draft: it has redlines, and its paragraphs are recorded when it is issued
	Mandates = "mandates" // of a workbook: the mandates
)

// Values of "languages".
const (
	each     = "each"
	parallel = "parallel"
)

// Values of "made".
const (
	always = "always"
	asked  = "asked"
)

// A Paper is a paper that a build makes.
type Paper struct {
	ID       string
	Entry    *input.Paper // of the term
	Template string       // its name; for a workbook, the source of its defaults
	Parallel bool         // the languages are side by side in one file; else each has its own file
	Groups   [][]string   // languages of each file, if the term lists them; nil: see Parallel
	Asked    bool         // it is made only if it is named, or if all papers are requested
	Workbook bool         // it is a workbook; otherwise it has pages
	Content  string       // Plan, Changes, Draft, Mandates, or "" for any other content
	Formats  []string     // of its files, at least one
	Paged    string       // the format whose page numbers others can refer to; "": none
	Anchored string       // the format whose records links can point to; "": none
}

// A List is the papers of a term, in its order.
type List []*Paper

// Find returns the paper of that id; nil if there is none.
func (l List) Find(id string) *Paper {
	return l.first(func(p *Paper) bool { return p.ID == id })
}

// With returns the first paper with a content; nil if there is none.
func (l List) With(content string) *Paper {
	return l.first(func(p *Paper) bool { return p.Content == content })
}

// IDWith returns the id of that paper; "" if there is none.
func (l List) IDWith(content string) string {
	if p := l.With(content); p != nil {
		return p.ID
	}
	return ""
}

// Presents reports whether the paper with an id has a content.
func (l List) Presents(id, content string) bool {
	p := l.Find(id)
	return p != nil && p.Content == content
}

func (l List) first(is func(*Paper) bool) *Paper {
	if i := slices.IndexFunc(l, is); i >= 0 {
		return l[i]
	}
	return nil
}

// IDs returns the ids of the papers.
func (l List) IDs() []string {
	var out []string
	for _, p := range l {
		out = append(out, p.ID)
	}
	return out
}

// redline is the view of a draft that is made without a request if there is something to compare with.
const redline = "redline"

// Redline returns the name of the template of the paper's redline; "" if it has none.
func (p *Paper) Redline() string {
	if p.Content != Draft {
		return ""
	}
	return p.View(redline)
}

// View returns the name of the template of a view.
func (p *Paper) View(name string) string { return p.Template + "." + name }

// Views returns the views of the paper that can be requested: those with a template, named TEMPLATE.VIEW.
func (p *Paper) Views(templates []string) []string {
	var out []string
	for _, t := range templates {
		if view, ok := strings.CutPrefix(t, p.View("")); ok && !p.Workbook && t != p.Redline() {
			out = append(out, view)
		}
	}
	return out
}
