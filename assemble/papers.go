package assemble

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"omnibus/assemble/check"
	"omnibus/assemble/compose"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/paper"
	"omnibus/assemble/parallel"
	"omnibus/assemble/redline"
	"omnibus/assemble/source"
	"omnibus/assemble/template"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

// A composition is a document to be composed.
type composition struct {
	paper    string
	template *template.Template
	langs    []*locale.Locale
	opts     compose.Options
}

// compositions returns the documents to compose, in order: each paper, followed by its requested views and the redline of a draft.
// Workbooks refer to the pages of the others, which are therefore composed for them too.
func (w line) compositions() ([]composition, error) {
	var out []composition
	book := slices.ContainsFunc(w.Papers, func(p *paper.Paper) bool {
		return (p.Workbook || p.Content == paper.Changes) && w.Asked(p.ID)
	})
	for _, p := range w.Papers {
		asked := w.Asked(p.ID)
		if p.Workbook || !asked && (!book || p.Asked) {
			continue
		}
		opts := compose.Options{Final: w.Job.Final, Beside: !asked, Notes: w.Work.Notes(), Mark: w.Job.Mark, Provenance: w.Job.Provenance,
			Texts:     redline.IssuedTexts(w.Work, w.DraftOf(p)),
			PlanPaper: w.Papers.IDWith(paper.Plan), DraftPaper: w.Papers.IDWith(paper.Draft)}
		if c, is := issue.Correct(w.Work, w.Plan.Papers[p.ID]); is {
			out = append(out, w.correction(p, c, opts)...)
			continue
		}
		if p.Content == paper.Changes {
			w.against(p, &opts)
		}
		out = append(out, w.inLanguages(p, p.Template, opts)...)
		if !asked {
			continue
		}
		for _, v := range w.Job.Views {
			if slices.Contains(p.Views(w.Templates.Names()), v) {
				opts.Variant = v
				out = append(out, w.inLanguages(p, p.View(v), opts)...)
			}
		}
		if p.Redline() == "" || w.Templates.Lookup(p.Redline()) == nil {
			continue
		}
		r, err := redline.Asked(w.Work, w.Plan.Papers[p.ID])
		if err != nil {
			return nil, err
		}
		if r != nil {
			opts.Redline, opts.Variant = r, redline.Variant(&w.Job)
			out = append(out, w.inLanguages(p, p.Redline(), opts)...)
		}
	}
	return out, nil
}

// against gives a paper the changes in the draft since its previous revision, to be reported.
func (w line) against(p *paper.Paper, opts *compose.Options) {
	if d := w.Draft(); d != nil {
		own := *w.PlanOf(d.Paper.ID.String) // the current draft, under the symbol of this paper
		own.Papers = maps.Clone(own.Papers)
		own.Papers[p.ID] = w.Plan.Papers[p.ID]
		w.Plans[p.ID] = &own
		if red := redline.SinceLast(w.Work, d); red != nil {
			opts.Redline = &compose.Redline{Redline: red}
		}
	}
}

// correction returns a corrigendum in the languages that it concerns, or an addendum, in place of the paper itself.
func (w line) correction(p *paper.Paper, c *issue.Correction, opts compose.Options) []composition {
	if c == nil {
		return nil // already reported
	}
	opts.Redline, opts.Variant, opts.Final = c.Redline, c.Variant, true
	t := w.Templates.Lookup(c.Template)
	switch {
	case t == nil:
		return nil
	case (p.Parallel || p.Groups != nil) && c.Whole:
		return []composition{{p.ID, t, c.Langs, opts}}
	}
	var out []composition
	for _, l := range c.Langs {
		out = append(out, composition{p.ID, t, []*locale.Locale{l}, opts})
	}
	return out
}

// inLanguages returns a view of a paper in all languages: in one document, in one for each, or in one for each group.
func (w line) inLanguages(p *paper.Paper, name string, opts compose.Options) []composition {
	t := w.Templates.Lookup(name)
	switch {
	case t == nil:
		return nil // already reported
	case p.Groups != nil:
		var out []composition
		for _, langs := range w.Groups(p) {
			out = append(out, composition{p.ID, t, langs, opts})
		}
		return out
	case p.Parallel:
		return []composition{{p.ID, t, w.Langs, opts}}
	}
	var out []composition
	for _, l := range w.Langs {
		out = append(out, composition{p.ID, t, []*locale.Locale{l}, opts})
	}
	return out
}

// each runs f for every index below n, in parallel, each with its own list of findings, and joins the findings in order.
func (w line) each(n int, f func(i int, diags *diag.List)) {
	lists := make([]diag.List, n)
	var wg parallel.Group
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) { // more at a time would only take more memory
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i, &lists[i])
			}
		})
	}
	wg.Wait()
	for i := range lists {
		w.Diags.Once(layout.CodePatterns, &lists[i])
		w.Diags.Add(lists[i], i < len(w.Docs) && w.Docs[i].Variant != "")
	}
}

// accept marks the findings that the records accept, and in a strict job turns the remaining warnings into errors.
func (w line) accept(all bool) {
	// At an earlier meeting, a finding may not exist yet.
	check.Accept(w.Records, &w.Diags, all && w.Plan.Meeting == nil)
	if w.Job.Strict && all || w.Job.Strict && w.Diags.HasErrors() {
		w.Diags.Strict()
	}
}

// compose makes the documents of the papers that the job requests.
func (w line) compose(all []composition) {
	docs, list, unfinished := make([]*doc.Document, len(all)), make([]diag.List, len(all)), make([]diag.List, len(all))
	shown := make([]map[string]bool, len(all))
	var total template.Total
	one := func(i int) {
		p := all[i]
		list[i], unfinished[i], shown[i] = diag.List{}, diag.List{}, map[string]bool{}
		p.opts.Unfinished, p.opts.Shown, p.opts.Total = &unfinished[i], shown[i], &total
		docs[i] = compose.Document(w.PlanOf(p.paper), p.template, p.paper, p.langs, w.Locales, p.opts, &list[i])
		if docs[i] != nil {
			layout.Cover(docs[i:i+1], w.Faces, &list[i])
		}
	}
	parallel.Each(len(all), one)
	if total.Overspent() { // which paper is too much must not depend on which was made first
		for i := range all {
			one(i)
		}
	}
	for i, p := range all {
		if docs[i] != nil {
			w.Docs = append(w.Docs, docs[i])
			if w.Papers.Presents(p.paper, paper.Changes) {
				w.again[docs[i]] = p
			}
		}
		w.Diags.Add(list[i], p.opts.Variant != "")
		w.Unfinished.Add(unfinished[i], p.opts.Variant != "")
		maps.Copy(w.shown, shown[i])
	}
}

// layOut makes the pages of all documents. With early, a large document is written as soon as it has its pages, whose lines are then freed
// with the document, so that only one is in memory.
func (w line) layOut(early bool) error {
	s, err := w.StyleSheet()
	if s == nil {
		return err
	}
	w.Pages = make([]*layout.Result, len(w.Docs))
	made, errs := make([][]*work.Made, len(w.Docs)), make([]error, len(w.Docs))
	var alone sync.Mutex // a long document keeps all processors busy
	w.each(len(w.Docs), func(i int, diags *diag.List) {
		if w.Docs[i].Size() >= long {
			alone.Lock()
			defer alone.Unlock()
		}
		w.Pages[i] = layout.Pages(w.Docs[i], s, w.Breaking, w.Faces, diags)
		if _, again := w.again[w.Docs[i]]; early && !again && len(w.Pages[i].Pages) >= large && !diags.HasErrors() {
			made[i], errs[i] = w.document(w.Docs[i], w.Pages[i])
		}
	})
	for i, d := range w.Docs {
		w.made[d] = made[i]
	}
	for i, d := range w.Docs {
		p, ok := w.again[d]
		if !ok {
			continue
		}
		p.opts.Pages = w.PagesOf(w.Papers.IDWith(paper.Draft), p.langs[0].Tag)
		if again := compose.Document(w.PlanOf(p.paper), p.template, p.paper, p.langs, w.Locales, p.opts, new(diag.List)); again != nil {
			layout.Cover([]*doc.Document{again}, w.Faces, new(diag.List))
			w.Docs[i], w.Pages[i] = again, layout.Pages(again, s, w.Breaking, w.Faces, new(diag.List))
		}
	}
	return errors.Join(errs...)
}

// books composes the workbooks, one for each language, with the pages on which the records are printed.
func (w line) books() {
	w.Books = w.bound()
	w.Drop()
}

// bound returns the workbooks that were requested.
func (w line) bound() []*matrix.Workbook {
	var out []*matrix.Workbook
	for _, p := range w.Papers {
		if !p.Workbook || !w.Asked(p.ID) {
			continue
		}
		red := redline.SinceLast(w.Work, w.Draft())
		for _, l := range w.Langs {
			b := workbook.Make(w.PlanOf(p.ID), p.ID, l, w.Langs, w.Locales, w.places(l.Tag), red, w.Job.Final, &w.Diags)
			if b != nil {
				out = append(out, b)
			}
		}
	}
	return out
}

// places returns the papers on which the records are printed, for readers of a language: in that language, or in several.
func (w line) places(lang string) (places workbook.Places) {
	for i, r := range w.Pages {
		d := w.Docs[i]
		p := w.Papers.Find(d.Paper)
		if d.Variant != "" || p.Paged == "" || len(d.Langs) == 1 && d.Langs[0] != lang {
			continue
		}
		places = append(places, workbook.Printed{Paper: d.Paper, Pages: r.Places,
			File: d.FileName(cmp.Or(p.Anchored, p.Paged)), Anchored: p.Anchored != ""})
	}
	return places
}

// From so many blocks, laying out a document keeps all processors busy; from so many pages, writing it does.
const (
	long  = 1_000
	large = 200
)

// write makes the files that have not been made yet.
func (w line) write() error {
	n := len(w.Pages)
	made := make([][]*work.Made, n+len(w.Books))
	errs := make([]error, len(made))
	w.each(len(made), func(i int, _ *diag.List) {
		switch {
		case i >= n:
			made[i], errs[i] = w.workbook(w.Books[i-n])
		case w.made[w.Docs[i]] != nil:
			made[i] = w.made[w.Docs[i]]
		default:
			made[i], errs[i] = w.document(w.Docs[i], w.Pages[i])
		}
	})
	w.Files = slices.Concat(made...)
	return errors.Join(errs...)
}

// document makes the files of a document; none of one whose page numbers alone are needed. It frees what a large one takes.
func (w line) document(d *doc.Document, pages *layout.Result) ([]*work.Made, error) {
	if len(pages.Pages) >= large {
		defer func() { d.Blocks = compose.Summaries(d) }()
	}
	if !w.Asked(d.Paper) {
		pages.Release()
		return nil, nil
	}
	d.Transcript = compose.TranscriptJSON(d)
	defer func() { d.Transcript = nil }()
	content := record.Fingerprint(d.Transcript)
	var out []*work.Made
	formats := w.Formats(w.Papers.Find(d.Paper))
	s, err := w.StyleSheet()
	if err != nil {
		return nil, err
	}
	for i, name := range formats {
		f := write.Find(name)
		last := !slices.ContainsFunc(formats[i+1:], func(n string) bool { return write.Find(n).Pages != nil })
		for _, x := range f.Documents(d) {
			b := new(bytes.Buffer)
			if f.Pages != nil {
				release := last && len(pages.Pages) >= large
				err = f.Pages(b, pages, write.Options{Untagged: w.Job.Untagged, Producer: producer(w.Job.Version), Release: release})
			} else {
				err = f.Document(b, x, s)
			}
			if err != nil {
				return nil, fmt.Errorf("%s: %w", x.FileName(name), err)
			}
			file := source.NewFile(x.FileName(name), b.Bytes())
			out = append(out, &work.Made{File: file, Paper: d.Paper, Langs: x.Langs, Doc: d, Content: content})
		}
	}
	return out, nil
}

// workbook makes the files of a workbook.
func (w line) workbook(book *matrix.Workbook) ([]*work.Made, error) {
	var out []*work.Made
	for _, name := range w.Formats(w.Papers.Find(book.Paper)) {
		file := cmp.Or(compose.Stem(w.PlanOf(book.Paper), book.Paper), book.Paper) + "." + book.Lang + "." + name
		b := new(bytes.Buffer)
		if err := write.Find(name).Workbook(b, book); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, &work.Made{File: source.NewFile(file, b.Bytes()), Paper: book.Paper, Langs: []string{book.Lang}, Book: book})
	}
	return out, nil
}

func producer(version string) string { return strings.TrimSpace("omnibus " + version) }
