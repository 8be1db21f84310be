// Package assemble makes the papers of a meeting, stage by stage: the author's files are read, merged, checked, composed,
// laid out and written. Nothing here touches the disk, the clock, the environment or the terminal.
package assemble

import (
	"cmp"
	"fmt"
	"slices"

	"omnibus/assemble/bundle"
	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/parallel"
	"omnibus/assemble/plan"
	"omnibus/assemble/style"
	"omnibus/assemble/template"
	"omnibus/assemble/work"
)

// A line is the work on its way from stage to stage.
type line struct {
	*work.Work
	texts *check.Pass                    // the pass of the checks, which begins before there is a plan
	shown map[string]bool                // ids of the texts that the documents show
	made  map[*doc.Document][]*work.Made // files of documents that are written early
	again map[*doc.Document]composition  // documents that name the pages of others, and are composed again once these are laid out
}

// Run takes the work to a stage. Findings about the author's files are in the work, sorted; if there are errors among them, Run stops
// before the pages, and makes no file. The error that it returns is about the job or the machine. step, if not nil, is called after each
// part of the line with what that part has done.
func Run(src *work.Sources, job work.Job, to work.Stage, step func(did string)) (*work.Work, error) {
	if step == nil {
		step = func(string) {}
	}
	w := line{&work.Work{Job: job}, &check.Pass{}, map[string]bool{}, map[*doc.Document][]*work.Made{},
		map[*doc.Document]composition{}}
	w.read(src)
	step(fmt.Sprintf("read %s", diag.Plural(len(src.Input)+len(src.Locales)+len(src.Templates), "file")))
	if err := w.merge(to > work.Merged); err != nil {
		return w.Work, err
	}
	step(
		fmt.Sprintf(
			"merged %s and %s for %s",
			diag.Plural(len(w.Records.Proposals), "proposal"),
			diag.Plural(w.Held(), "session outcome"),
			w.Meeting(),
		),
	)
	defer w.Diags.Sort()
	if to == work.Merged {
		return w.Work, nil
	}
	sound := !w.Diags.HasErrors()
	papers, err := w.check(sound)
	step("checked")
	if err != nil {
		return w.Work, err
	}
	if sound {
		w.compose(papers)
		w.narrow()
		issue.Guard(w.Work)
		if to != work.Written && !w.Diags.HasErrors() {
			w.bound() // to report errors in its labels, as a build would
		}
		step(fmt.Sprintf("composed %s", diag.Plural(len(w.Docs), "document")))
	}
	w.accept(to == work.Composed)
	if to == work.Composed || w.Diags.HasErrors() {
		return w.Work, nil
	}
	if err := w.layOut(to == work.Written); err != nil {
		return w.Work, err
	}
	w.accept(true)
	pages := 0
	for _, r := range w.Pages {
		pages += len(r.Pages)
	}
	step(fmt.Sprintf("laid out %s", diag.Plural(pages, "page")))
	if to == work.LaidOut || w.Diags.HasErrors() {
		return w.Work, nil
	}
	w.books()
	if err := w.write(); err != nil {
		return w.Work, err
	}
	if w.Diags.HasErrors() {
		return w.Work, nil
	}
	issue.Publish(w.Work)
	with, err := bundle.Files(w.Work)
	if err != nil {
		return w.Work, err
	}
	w.Published = append(w.Published, with...)
	step(fmt.Sprintf("wrote %s", diag.Plural(len(w.Files), "paper")))
	return w.Work, nil
}

// read reads the author's files into typed records, messages, templates and style.
func (w line) read(src *work.Sources) {
	builtinLocales, builtinTemplates := work.Builtin()
	var found diag.List
	var records parallel.Group
	records.Go(func() { w.Records = input.Read(src.Input, &found) })
	w.Locales = locale.Read(builtinLocales, src.Locales, &w.Diags)
	w.Templates = template.Read(builtinTemplates, src.Templates, &w.Diags)
	defaults := paper.Read(builtinTemplates, src.Templates, &w.Diags)
	w.Style = style.Laid(work.StyleSheet(builtinTemplates), work.StyleSheet(src.Templates), &w.Diags)
	if w.Style != nil {
		w.Style.House = work.House(src.Templates)
	}
	w.ReadFaces(src.Faces)
	w.Breaking = work.Languages(builtinLocales, src.Locales, w.Locales, &w.Diags)
	w.Fingerprint = work.FingerprintOf(src)
	w.Issued = record.Read(src.Input, &w.Diags)
	records.Wait()
	w.Locales.UseSymbols(w.Records.Body.Grammar())
	if b := w.Records.Body; b != nil {
		w.Locales.UseDates(locale.DateStyle{Masthead: b.Dates.Masthead.String, Text: b.Dates.Text.String})
	}
	w.Diags.Take(&found)
	w.open()
	w.Locales.Names(w.Records.Glossary)
	w.Settle(defaults, src.Input)
	w.Sizes()
}

// open reads the labels of the languages of the job or, if it names none, of the term.
func (w line) open() {
	tags := w.Job.Langs
	if len(tags) == 0 && w.Records.Term != nil {
		for _, tag := range w.Records.Term.Languages {
			tags = append(tags, tag.String)
		}
	}
	parallel.Each(len(tags), func(i int) { w.Locales.Peek(tags[i]) })
}

// merge determines the languages, and makes the plan of the meeting and the plans of the papers, each as of its revision. If there will be
// checks, they begin at the same time.
func (w line) merge(checks bool) error {
	if err := cmp.Or(w.Known(), w.Able()); err != nil {
		return err
	}
	if w.Job.As != "" && !merge.UpTo(w.Records, w.Job.As) {
		return fmt.Errorf("no paper of the term has a revision with the symbol %s", w.Job.As)
	}
	m, ok := merge.Meeting(w.Records, w.Job.Meeting, w.Job.Today)
	if !ok {
		return merge.UnknownMeeting(w.Records, w.Job.Meeting)
	}
	if err := w.Languages(); err != nil {
		return err
	}
	pass := w.pass()
	w.meanwhile(func() {
		if checks {
			*w.texts = check.Begin(pass)
		}
	}, func() {
		w.Plan = merge.Plan(w.Records, plan.Point{Meeting: m}, w.Locales, &w.Diags)
		w.Plans = map[string]*plan.Plan{}
		made := map[plan.Point]*plan.Plan{w.Plan.Point: w.Plan}
		for id, p := range w.Plan.Papers { // errors in the records were reported as of the meeting
			if made[p.Point] == nil {
				made[p.Point] = merge.Plan(w.Records, p.Point, w.Locales, new(diag.List))
			}
			w.Plans[id] = made[p.Point]
		}
	})
	return nil
}

// check runs the checks and, if papers can be made, determines them at the same time: for a redline, that takes the plan of its base.
func (w line) check(sound bool) (papers []composition, err error) {
	var found diag.List
	p := *w.texts
	*w.texts = check.Pass{} // what was computed of the texts is freed with the checks
	p.Plan, p.Diags = w.Plan, &found
	w.meanwhile(func() { check.Run(p) }, func() {
		if sound {
			papers, err = w.compositions()
		}
	})
	w.Diags.Take(&found)
	return papers, err
}

// meanwhile runs two parts of the line at the same time. Only do may add to the findings of the work. Those about labels, which both may
// find, are added after them.
func (w line) meanwhile(aside, do func()) {
	var labels diag.List
	before := w.Locales.Report(&labels)
	var beside parallel.Group
	beside.Go(aside)
	do()
	beside.Wait()
	w.Locales.Report(before)
	w.Diags.Take(&labels)
}

func (w line) pass() check.Pass {
	drafted := func(id string) bool { return !w.Papers.Presents(id, paper.Plan) }
	return check.Pass{
		Asked: w.Asked, Drafted: drafted, Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: w.Tags(),
		Final: w.Job.Final, Diags: &w.Diags, Dictionaries: w.Job.Dictionaries,
	}
}

// narrow reduces, for final papers requested by name, the findings about unfinished work to those about the texts that they show. A
// workbook shows all texts.
func (w line) narrow() {
	all := slices.ContainsFunc(w.Papers, func(p *paper.Paper) bool { return p.Workbook && w.Asked(p.ID) })
	if !w.Job.Final || len(w.Job.Papers) == 0 || all {
		return
	}
	p := w.pass()
	p.Shows = func(text string) bool { return w.shown[text] }
	check.Narrow(p, &w.Diags)
}
