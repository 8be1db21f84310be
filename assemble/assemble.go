// Package assemble is the line on which the papers of a meeting are made: what people write is read, merged, checked, composed,
// laid out and written. Nothing here touches the disk, the clock, the environment or the terminal.
package assemble

import (
	"fmt"

	"omnibus/assemble/check"
	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/layout"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	"omnibus/assemble/parallel"
	"omnibus/assemble/plan"
	"omnibus/assemble/record"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/template"
)

// A Stage is a point of the line. Each holds what those before it have made.
type Stage int

const (
	Merged   Stage = iota // the records are read and merged
	Composed              // checked, and the documents composed: what is wrong with the words is known
	LaidOut               // the pages are made
	Written               // the files are made
)

// Work is the papers of a meeting in the making. What could not be made is nil, and Diags says why.
type Work struct {
	Job       Job
	Records   *input.Records
	Locales   *locale.Set
	Templates *template.Set
	Sheet     *style.Sheet
	Plan      *plan.Plan
	Langs     []*locale.Locale
	Docs      []*doc.Document
	Pages     []*layout.Result // of Docs
	Books     []*matrix.Workbook
	Files     []*source.File // of Docs and Books, named as they are to stand in the target folder
	Papers    []*source.File // those of Files that are to be published
	Standing  []Standing     // issued files that are not among Papers
	Issued    []*record.Record
	Diags     diag.List

	hyphen      layout.Hyphenation
	last        *compose.Redline // against the revision before
	fingerprint string           // of what the author wrote
}

// Run takes the work to a stage. Findings about the author's files are in the work, sorted; where there are errors among them it
// stops before the pages, and no file is made. An error is about the job or the machine. step, if it is not nil, is told what
// each part of the line has done, when it is done.
func Run(src *Sources, job Job, to Stage, step func(did string)) (*Work, error) {
	if step == nil {
		step = func(string) {}
	}
	w := &Work{Job: job}
	w.read(src)
	step(fmt.Sprintf("read %s", plural(len(src.Input)+len(src.Locales)+len(src.Templates), "file")))
	if err := w.merge(); err != nil {
		return w, err
	}
	step(fmt.Sprintf("merged %s and %s for %s", plural(len(w.Records.Proposals), "proposal"), plural(held(w.Plan), "session outcome"), w.Meeting()))
	defer w.Diags.Sort()
	if to == Merged {
		return w, nil
	}
	sound := !w.Diags.HasErrors()
	w.check()
	step("checked")
	if sound {
		if err := w.compose(); err != nil {
			return w, err
		}
		w.guard()
		step(fmt.Sprintf("composed %s", plural(len(w.Docs), "document")))
	}
	w.accept(to == Composed)
	if to == Composed || w.Diags.HasErrors() {
		return w, nil
	}
	if err := w.layOut(); err != nil {
		return w, err
	}
	w.accept(true)
	pages := 0
	for _, r := range w.Pages {
		pages += len(r.Pages)
	}
	step(fmt.Sprintf("laid out %s", plural(pages, "page")))
	if to == LaidOut || w.Diags.HasErrors() {
		return w, nil
	}
	w.books()
	if err := w.write(); err != nil {
		return w, err
	}
	if w.Diags.HasErrors() {
		return w, nil
	}
	w.stand()
	step(fmt.Sprintf("wrote %s", plural(len(w.Files), "paper")))
	return w, nil
}

// read is what people write, as typed records, messages, templates and style.
func (w *Work) read(src *Sources) {
	carriedLocales, carriedTemplates := Carried()
	var found diag.List
	var records parallel.Group
	records.Go(func() { w.Records = input.Read(src.Input, &found) })
	w.Locales = locale.Read(carriedLocales, src.Locales, &w.Diags)
	w.Templates = template.Read(carriedTemplates, src.Templates, &w.Diags)
	w.Sheet = style.Read(styleSheet(carriedTemplates, src.Templates), &w.Diags)
	w.hyphen = hyphenation(carriedLocales, src.Locales)
	w.fingerprint = inputFingerprint(src)
	w.Issued = record.Read(src.Input, &w.Diags)
	records.Wait()
	w.Diags.Items = append(w.Diags.Items, found.Items...)
}

// merge makes the plan of the meeting, and finds its languages.
func (w *Work) merge() error {
	m, ok := merge.Meeting(w.Records, w.Job.Meeting, w.Job.Today)
	if !ok {
		return unknownMeeting(w.Records, w.Job.Meeting)
	}
	w.Plan = merge.Plan(w.Records, m, w.translation, &w.Diags)
	return w.languages()
}

func (w *Work) check() {
	check.Run(check.Pass{Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: w.tags(), Final: w.Job.Final, Diags: &w.Diags})
}
