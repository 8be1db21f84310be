package issue

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/redline"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

// Guard protects issued papers: it is an error if the content of an issued file would change. It composes issued papers again in the
// languages and the form in which they were issued, whatever the job requests.
func Guard(w *work.Work) {
	bySymbol := map[string]*plan.Paper{}
	for _, name := range slices.Sorted(maps.Keys(w.Plan.Papers)) {
		p := w.Plan.Papers[name]
		if p.Symbol == "" {
			continue
		}
		taken := slices.IndexFunc(symbol.Parts(p.Symbol), func(s string) bool { return bySymbol[s] != nil })
		if taken >= 0 {
			its := symbol.Parts(p.Symbol)[taken]
			other := bySymbol[its]
			w.Diags.Errorf("E1204", p.Paper.Symbol.Pos, "%s would have the symbol %s, which already belongs to %s", name, its,
				other.Paper.ID.String).
				About(name).
				Hint("one symbol belongs to one paper").
				See(other.Paper.Symbol.Pos, "the other paper")
			continue
		}
		for _, s := range symbol.Parts(p.Symbol) {
			bySymbol[s] = p
		}
		r := record.BySymbol(w.Issued, p.Symbol)
		for _, s := range symbol.Parts(p.Symbol) { // a part of it may have been issued alone
			r = cmp.Or(r, record.BySymbol(w.Issued, s))
		}
		if r == nil || !w.Asked(name) {
			continue
		}
		if r.Paper != name {
			w.Diags.Errorf("E1204", p.Paper.Symbol.Pos, "%s would have the symbol %s, under which %s was issued", name, p.Symbol, r.Paper).
				About(name).
				Hint("one symbol belongs to one paper").
				See(r.Pos, "the record of what was issued")
			continue
		}
		if r.Input == w.Fingerprint && (r.Tool != w.Job.Version || r.Meeting == meetingOf(w.PlanOf(name))) {
			continue // the author has changed nothing: the content is the same, or another version of the tool made it, and it is
		}
		differs := slices.DeleteFunc(slices.Clone(r.Files), func(f record.File) bool {
			content, made := contentOf(w, r, f)
			return f.Content == "" || !made || content == f.Content
		})
		if len(differs) > 0 && correctedBy(p.Paper, p.Revision) == nil { // a corrected paper stays as issued
			d := w.Diags.Errorf("E1201", symbolPos(p), "%s was issued on %s, but would now have different content", p.Symbol, r.Date).
				About(name).
				Hint("%s", wayOut(w, p))
			if r.Tool != w.Job.Version {
				d.Hint(
					"it was issued with version %s of the tool, but this is version %s: the tool may cause the difference",
					r.Tool,
					w.Job.Version,
				)
			}
			if itself(r, differs[0]) {
				seeChanges(w, d, r)
				if wordsAlone(w, r) {
					d.Hint("if only words were corrected, make a corrigendum: %s",
						corrigendum(p.Paper, p.Revision, w.Job.Today.String()))
				}
			} else {
				d.Hint("the paper itself has not changed; only %s would differ, because the revision that it is compared with has changed",
					differs[0].Name)
			}
			d.See(r.Pos, "the record of what was issued")
		}
	}
}

// seeChanges adds the places of the first few paragraphs that differ from those issued.
func seeChanges(w *work.Work, d *diag.Diagnostic, r *record.Issued) {
	if !carriesDraft(w, r.Paper) {
		return
	}
	var langs []*locale.Locale
	for _, tag := range r.Langs {
		if l := w.Locales.Locale(tag); l != nil {
			langs = append(langs, l)
		}
	}
	of := w.PlanOf(r.Paper)
	if p := of.Papers[r.Paper]; p != nil && r.Title != nil {
		was, is := *r.Title, *titleOf(w, p)
		was.Notes = nil
		if len(was.Text) > 0 && len(record.Changed([]record.Paragraph{was}, []record.Paragraph{is})) > 0 {
			d.See(p.Paper.Title.Pos, "the title differs from the issued text")
		}
	}
	for _, id := range record.Changed(r.Sections, headings(w, of)) {
		i := slices.IndexFunc(of.Draft.Sections, func(s *plan.Section) bool { return s.Section != nil && s.Section.ID.String == id })
		if i < 0 {
			d.Hint("the heading %s was issued and is no longer in the draft", id)
			continue
		}
		d.See(of.Draft.Sections[i].Section.Title.Pos, "the heading %s differs from the issued text", id)
	}
	const most = 3
	now := Paragraphs(w, r.Paper, langs)
	if !r.Marked {
		now = record.Unmarked(now)
	}
	changed := record.Changed(r.Paragraphs, now)
	for _, id := range changed[:min(most, len(changed))] {
		switch p, ok := w.PlanOf(r.Paper).ByID[id].(*plan.Paragraph); {
		case ok:
			d.See(p.Proposal.ID.Pos, "%s differs from the issued text", id)
		default:
			d.Hint("%s was issued and is no longer in the draft", id)
		}
	}
	if n := len(changed) - most; n > 0 {
		d.Hint("and %s", diag.Plural(n, "other paragraph"))
	}
}

// wordsAlone reports whether a paper with the draft still has the issued paragraphs, in their order and states, with the same proposals on
// them as a whole.
func wordsAlone(w *work.Work, r *record.Issued) bool {
	if !carriesDraft(w, r.Paper) || len(r.Paragraphs) == 0 {
		return false
	}
	now := w.PlanOf(r.Paper).Draft.Paragraphs()
	return slices.EqualFunc(r.Paragraphs, now, func(a record.Paragraph, b *plan.Paragraph) bool {
		return a.ID == b.ID && a.State == b.State && a.Bis == b.Bis && (!r.Marked || a.SameMarks(marks(b.Marks)))
	})
}

// nameOf returns the name of the file of a document of an issued paper, after the paper or its symbol: whichever the record has.
func nameOf(r *record.Issued, d *doc.Document, format string) string {
	bySymbol := *d
	bySymbol.Stem = symbol.Slug(r.Symbol)
	if name := bySymbol.FileName(format); slices.ContainsFunc(r.Files, func(f record.File) bool { return f.Name == name }) {
		return name
	}
	return d.FileName(format)
}

// itself reports whether a file is the paper itself, not a redline or view of it.
func itself(r *record.Issued, f record.File) bool {
	d := &doc.Document{Paper: r.Paper, Langs: f.Langs}
	named := *d
	named.Stem = symbol.Slug(r.Symbol)
	return f.Lang != "" || shows(d, f) || shows(&named, f)
}

// shows reports whether a file is made from a document, judging by its name.
func shows(d *doc.Document, f record.File) bool {
	format := write.Find(f.Format())
	return format != nil && slices.ContainsFunc(format.Documents(d), func(x *doc.Document) bool {
		return x.FileName(format.Name) == f.Name
	})
}

// contentOf returns the fingerprint of the present content of a file of an issued paper; "" if the file can no longer be made. made is
// false for a redline or view that the job does not request.
func contentOf(w *work.Work, r *record.Issued, f record.File) (content string, made bool) {
	for _, d := range w.Docs {
		if d.Paper == r.Paper && f.Lang == "" && shows(d, f) && w.Job.Final == r.Final && w.Job.Provenance == "" {
			if i := slices.IndexFunc(w.Files, func(m *work.Made) bool { return m.Doc == d }); i >= 0 {
				return w.Files[i].Content, true // its words may have been freed
			}
			return documentContent(d), true
		}
	}
	if !itself(r, f) {
		return "", false
	}
	var langs []*locale.Locale
	for _, tag := range f.Langs {
		l := w.Locales.Locale(tag)
		if l == nil {
			return "", true
		}
		langs = append(langs, l)
	}
	if f.Lang != "" {
		l := w.Locales.Locale(f.Lang)
		if l == nil {
			return "", true
		}
		if b := workbook.Make(w.PlanOf(r.Paper), r.Paper, l, langs, w.Locales, nil, nil, r.Final, new(diag.List)); b != nil {
			return bookContent(b), true
		}
		return "", true
	}
	p := w.Papers.Find(r.Paper)
	if p == nil {
		return "", true
	}
	t := w.Templates.Lookup(p.Template)
	if t == nil {
		return "", true
	}
	opts := compose.Options{Final: r.Final, Notes: w.Notes(), Texts: redline.IssuedTexts(w, w.DraftOf(p))}
	if d := compose.Document(w.PlanOf(r.Paper), t, r.Paper, langs, w.Locales, opts, new(diag.List)); d != nil {
		return documentContent(d), true
	}
	return "", true
}

func symbolPos(p *plan.Paper) source.Pos {
	if r := p.Revision; r != nil {
		return r.Pos
	}
	return p.Paper.Symbol.Pos
}

// wayOut returns what an author can do if an issued paper would change: make the next revision or, if there is a later one, let the change
// take effect from there.
func wayOut(w *work.Work, p *plan.Paper) string {
	all := p.Paper.Revisions
	if p.Revision != nil && len(all) > 0 && p.Revision != all[len(all)-1] {
		return "issued papers do not change: let the changes take effect at a later meeting (from:, or the meeting of a state), or " +
			"undo the change"
	}
	number, meeting := 1, merge.End
	for _, r := range all {
		number = max(number, r.Number+1)
	}
	if m := w.Plan.Meeting; m != nil {
		meeting = m.ID.String
	}
	return fmt.Sprintf("issued papers do not change: add the next revision to the revisions of %s in %s: - {number: %d, for: %s, date: %s}",
		p.Paper.ID.String, p.Paper.ID.Pos.File.Name, number, meeting, w.Job.Today)
}

// entryOf returns the entry for a file in the record of an issued paper.
func entryOf(w *work.Work, m *work.Made) record.File {
	f := record.File{Name: m.Name, SHA256: record.Fingerprint(m.Bytes)}
	if m.Book != nil {
		f.Langs, f.Lang, f.Content = w.Tags(), m.Book.Lang, bookContent(m.Book)
	} else {
		f.Langs, f.Content = m.Doc.Langs, m.Content
	}
	return f
}

// Publish separates the files of written work into those to be published and those that remain as issued.
func Publish(w *work.Work) {
	for _, m := range w.Files {
		if r := record.BySymbol(w.Issued, w.Plan.Papers[m.Paper].Symbol); r != nil {
			if f, ok := r.File(m.Name); ok && f.SHA256 != record.Fingerprint(m.Bytes) {
				s := work.Unchanged{Name: f.Name, Symbol: r.Symbol, SHA256: f.SHA256}
				if content, made := contentOf(w, r, f); made && f.Content != "" && content != f.Content {
					s.Says = "the records now say something else"
				}
				w.Unchanged = append(w.Unchanged, s)
				continue
			}
		}
		w.Published = append(w.Published, m.File)
	}
	for _, id := range slices.Sorted(maps.Keys(w.Plan.Papers)) {
		p := w.Plan.Papers[id]
		if !w.Asked(id) {
			continue
		}
		for _, r := range corrects(w, p) {
			for _, f := range r.Files {
				s := work.Unchanged{Name: f.Name, Symbol: r.Symbol, SHA256: f.SHA256, Says: p.Symbol + " goes with it"}
				w.Unchanged = append(w.Unchanged, s)
			}
		}
	}
}

// corrects returns the records to which the present corrigendum or addendum of a paper belongs, if it is one: those of the revision
// and of earlier corrigenda and addenda to it.
func corrects(w *work.Work, p *plan.Paper) []*record.Issued {
	var out []*record.Issued
	if p.Revision == nil {
		return nil
	}
	if kind, _ := p.Revision.Correction(); kind == "" {
		return nil
	}
	for r := merge.Corrects(p.Paper, p.Revision); r != nil; r = merge.Corrects(p.Paper, r) {
		if x := record.BySymbol(w.Issued, merge.Symbol(p.Paper, r)); x != nil {
			out = append(out, x)
		}
	}
	return out
}

// Files returns the names of the files of papers issued under their present symbols. They stay in the target folder even if the
// job does not request them.
func Files(w *work.Work) []string {
	var out []string
	for id, p := range w.Plan.Papers {
		records := corrects(w, p)
		if r := record.BySymbol(w.Issued, p.Symbol); r != nil {
			records = append(records, r)
		}
		for _, r := range w.Issued { // no other file takes the name of one that is named after its symbol
			if r.Paper == id && slices.ContainsFunc(r.Files, func(f record.File) bool {
				return strings.HasPrefix(f.Name, symbol.Slug(r.Symbol)+".")
			}) {
				records = append(records, r)
			}
		}
		for _, r := range records {
			for _, f := range r.Files {
				out = append(out, f.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
