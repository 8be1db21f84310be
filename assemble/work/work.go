// Package work contains the papers of a meeting in the making: the request, the sources, and the results of each stage of the line. The
// line (package assemble) fills it; the flows around the line (issuing, redlines, translations, intake, reports, terms) read it.
package work

import (
	"fmt"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/template"
)

// A Stage is a point of the line. It includes the results of the stages before it.
type Stage int

const (
	Merged   Stage = iota // the records are read and merged
	Composed              // checked, and the documents composed: all errors in the texts are known
	LaidOut               // the pages are made
	Written               // the files are made
)

// A Line runs sources up to a stage: assemble.Run, for flows that need the line.
type Line func(src *Sources, job Job, to Stage, step func(did string)) (*Work, error)

// Work contains the papers of a meeting in the making. A result that could not be made is nil, and Diags says why.
type Work struct {
	Job       Job
	Records   *input.Records
	Locales   *locale.Set
	Templates *template.Set
	Papers    paper.List // of the term
	Style     *style.Sheet
	Breaking  lines.Languages
	Faces     *face.Metrics
	Designs   []face.Design         // the author's faces
	Plan      *plan.Plan            // as of the meeting
	Plans     map[string]*plan.Plan // of the papers whose revision is as of another time than the meeting, by id
	Langs     []*locale.Locale
	Docs      []*doc.Document
	Pages     []*layout.Result // of Docs
	Books     []*matrix.Workbook
	Files     []*Made
	Published []*source.File // the Files to be published
	Unchanged []Unchanged    // issued files that are not in Published
	Issued    []*record.Issued
	Diags     diag.List
	// Unfinished contains the errors that the documents of drafts would have as final papers.
	Unfinished diag.List

	Fingerprint string // of the author's files
	// of papers that carry the draft, by id, against the revision before, once it has been asked for; nil: there is none
	Last map[string]*plan.Redline
}

// A Made is a file of a paper. Its name is that in the target folder.
type Made struct {
	*source.File
	Paper string
	Langs []string         // languages of the file
	Doc   *doc.Document    // content of the file; nil for a workbook. A large one has only the summaries of changes left
	Book  *matrix.Workbook // content of the file; nil for a document

	Content string // of a document: the fingerprint of its words
}

// An Unchanged is an issued file that this build would write with other bytes. It remains as it was issued.
type Unchanged struct {
	Name, Symbol, SHA256 string
	Says                 string // the reason, if the new bytes have other content
}

// PlanOf returns the plan that a paper prints: as of its revision or, if it has none, of the meeting.
func (w *Work) PlanOf(paper string) *plan.Plan {
	if p := w.Plans[paper]; p != nil {
		return p
	}
	return w.Plan
}

// Tags returns the tags of the languages, in their order.
func (w *Work) Tags() []string {
	var out []string
	for _, l := range w.Langs {
		out = append(out, l.Tag)
	}
	return out
}

// Asked reports whether the job wants the paper and the term has it. A paper that is made only on request is wanted if the job names it or
// wants all papers.
func (w *Work) Asked(name string) bool {
	if p := w.Papers.Find(name); p != nil && p.Asked && len(w.Job.Papers) == 0 && !w.Job.All {
		return false
	}
	return w.Job.Wants(name) && w.Plan.Papers[name] != nil
}

// Draft returns the first paper that contains the draft, as of the meeting, or nil if the term has none.
func (w *Work) Draft() *plan.Paper {
	if p := w.Papers.With(paper.Draft); p != nil {
		return w.Plan.Papers[p.ID]
	}
	return nil
}

// DraftOf returns the paper whose revisions determine the age of the texts of the draft on p: p itself if it contains the draft, otherwise
// Draft.
func (w *Work) DraftOf(p *paper.Paper) *plan.Paper {
	if p.Content == paper.Draft {
		return w.Plan.Papers[p.ID]
	}
	return w.Draft()
}

// Matrix returns the id of the first workbook of the mandates, or "" if the term has none.
func (w *Work) Matrix() string {
	if p := w.Papers.With(paper.Mandates); p != nil {
		return p.ID
	}
	return ""
}

// Meeting describes the meeting of the work, in words.
func (w *Work) Meeting() string {
	if w.Plan == nil || w.Plan.Meeting == nil {
		return "the end of the term"
	}
	m := w.Plan.Meeting
	if m.Date.IsZero() {
		return m.ID.String + " (no date yet)"
	}
	return fmt.Sprintf("%s (%s)", m.ID.String, m.Date.Date)
}

// Held counts the sessions whose outcomes the plan includes.
func (w *Work) Held() int {
	n := 0
	for _, s := range w.Plan.Sessions {
		if s.Held {
			n++
		}
	}
	return n
}
