// Package work is the papers of a meeting in the making: what is asked for, what has been read, and what each stage of the line has made of
// it. The line (package assemble) fills it; the flows around the line (issuing, redlines, translations, intake, reports, terms) read it.
package work

import (
	"fmt"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/template"
)

// A Stage is a point of the line. Each holds what the stages before it have made.
type Stage int

const (
	Merged   Stage = iota // the records are read and merged
	Composed              // checked, and the documents composed: what is wrong with the words is known
	LaidOut               // the pages are made
	Written               // the files are made
)

// A Line takes sources to a stage: assemble.Run, for flows that need the line.
type Line func(src *Sources, job Job, to Stage, step func(did string)) (*Work, error)

// Ids of the papers that have content of their own in Go.
const (
	WorkPlan        = "work-plan"
	DraftParagraphs = "draft-paragraphs"
	MandateMatrix   = "mandate-matrix"
)

// Work is the papers of a meeting in the making. What could not be made is nil, and Diags says why.
type Work struct {
	Job       Job
	Records   *input.Records
	Locales   *locale.Set
	Templates *template.Set
	Sheet     *style.Sheet
	Breaking  lines.Languages
	Plan      *plan.Plan
	Langs     []*locale.Locale
	Docs      []*doc.Document
	Pages     []*layout.Result // of Docs
	Books     []*matrix.Workbook
	Files     []*source.File // of Docs and Books, named as they are to stand in the target folder
	Papers    []*source.File // the Files that are to be published
	Standing  []Standing     // issued files that are not among Papers
	Issued    []*record.Record
	Diags     diag.List

	Fingerprint string        // of what the author wrote
	Last        *plan.Redline // of the draft against the revision before; nil until it is asked for, and where there is none
}

// A Standing is an issued file that this build would write in other bytes: it is left as it was issued.
type Standing struct {
	Name, Symbol, SHA256 string
}

// Tags returns the tags of the languages, in their order.
func (w *Work) Tags() []string {
	var out []string
	for _, l := range w.Langs {
		out = append(out, l.Tag)
	}
	return out
}

// Asked tells whether the job wants the paper and the term has it.
func (w *Work) Asked(name string) bool {
	return w.Job.Wants(name) && w.Plan.Papers[name] != nil
}

// Meeting says in words for which meeting the work is.
func (w *Work) Meeting() string {
	if w.Plan == nil || w.Plan.Meeting == nil {
		return "the end of the term"
	}
	m := w.Plan.Meeting
	return fmt.Sprintf("%s (%s)", m.ID.String, m.Date.Date)
}

// Held counts the sessions whose outcomes the plan has taken up.
func (w *Work) Held() int {
	n := 0
	for _, s := range w.Plan.Sessions {
		if s.Held {
			n++
		}
	}
	return n
}
