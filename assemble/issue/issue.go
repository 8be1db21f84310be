// Package issue issues papers, protects what was issued from changes, and identifies files.
package issue

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"

	"omnibus/assemble/check"
	"omnibus/assemble/compose"
	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

func documentContent(d *doc.Document) string { return record.Fingerprint(compose.TranscriptJSON(d)) }

// bookContent is the fingerprint of the content of a workbook's cells. It leaves out pages, which refer to another paper;
// changes since the previous revision; and sheets that count or explain the others, for they have no content of their own.
func bookContent(b *matrix.Workbook) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\n", b.Symbol, b.Lang, b.Title)
	for _, s := range b.Sheets {
		if s.Hidden || s.ID == workbook.SheetSummary || s.ID == workbook.SheetLegend {
			continue
		}
		fmt.Fprintf(h, "sheet %s\n", s.ID)
		for _, c := range s.Columns {
			if !strings.HasPrefix(c.ID, workbook.ChangesColumn) {
				fmt.Fprintf(h, "%s\x00", c.Head)
			}
		}
		for row := range s.Rows {
			for i, c := range row.Cells {
				if i < len(s.Columns) && (s.Columns[i].ID == "page" || strings.HasPrefix(s.Columns[i].ID, workbook.ChangesColumn)) {
					continue
				}
				say(h, c)
			}
			h.Write([]byte{'\n'})
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func say(h hash.Hash, c matrix.Cell) {
	fmt.Fprintf(h, "%s\x00", c.Text)
	if c.Set {
		fmt.Fprintf(h, "%g", c.Number)
	}
	fmt.Fprintf(h, "%s\x00", c.Date)
	for _, r := range c.Runs {
		fmt.Fprintf(h, "%s%v%v\x00", r.Text, r.Ins, r.Del)
	}
}

// An Issuing is the result of issuing papers. Records are the files for the folder of records; Archive holds the issued files to be kept
// below it, byte for byte.
type Issuing struct {
	Records []*source.File
	Archive []*source.File
	Issued  []*record.Issued // new
	More    []*record.Issued // issued before, now in more languages or formats
	Already []*record.Issued // issued before with the same content
}

// Issue makes the records of the papers (all that were made, if none is named) of written work. It refuses a paper without a symbol,
// and one issued with a signature that would get more files without one. key signs the records; nil: they are not signed.
func Issue(w *work.Work, papers []string, key ed25519.PrivateKey) (*Issuing, error) {
	if len(papers) == 0 {
		for _, m := range w.Files {
			if !slices.Contains(papers, m.Paper) {
				papers = append(papers, m.Paper)
			}
		}
	}
	out := &Issuing{}
	for _, name := range papers {
		p := w.PlanOf(name).Papers[name]
		if p == nil {
			return nil, fmt.Errorf("the term has no paper %q", name)
		}
		if p.Symbol == "" {
			return nil, fmt.Errorf(
				"%s has no symbol yet and cannot be issued: give it one under papers in input/term.yaml, or name the papers to issue",
				name,
			)
		}
		if p.Date.IsZero() {
			return nil, fmt.Errorf(
				"%s has no date yet and cannot be issued: add a revision with its date to the paper in input/term.yaml",
				name,
			)
		}
		if err := untrue(w, name); err != nil {
			return nil, err
		}
		r := recordOf(w, p)
		for _, m := range w.Files {
			if m.Paper == name {
				r.Files = append(r.Files, entryOf(w, m))
			}
		}
		before := record.BySymbol(w.Issued, p.Symbol) // the guard has checked that its content is the same
		if i := slices.IndexFunc(w.Issued, func(x *record.Issued) bool { return x.Name() == r.Name() && x != before }); i >= 0 {
			x := w.Issued[i]
			return nil, fmt.Errorf(
				"revision %d of %s was issued as %s (%s): it keeps its symbol, and %s needs another revision",
				x.Revision,
				name,
				x.Symbol,
				x.Pos.File.Name,
				p.Symbol,
			)
		}
		if before != nil {
			out.keep(w, before)
		} else {
			out.keep(w, r)
		}
		switch {
		case before == nil:
			out.Issued = append(out.Issued, r)
		case len(before.Missing(r)) == 0:
			out.Already = append(out.Already, before)
			continue
		case before.Final != r.Final:
			return nil, fmt.Errorf(
				"%s was issued %s --final: issue its other languages in the same form",
				p.Symbol,
				map[bool]string{true: "with", false: "without"}[before.Final],
			)
		case len(before.Signature.Bytes) > 0 && key == nil:
			return nil, fmt.Errorf("the record of %s is signed: name the key with --key, so that it is signed again", p.Symbol)
		default:
			out.keep(w, &record.Issued{Paper: r.Paper, Symbol: r.Symbol, Files: before.Missing(r)})
			before.Add(r)
			r = before
			out.More = append(out.More, r)
		}
		if key != nil {
			r.Sign(key)
		}
		out.Records = append(out.Records, source.NewFile(r.Name(), r.Text()))
	}
	return out, nil
}

// untrue is the error for a paper with a false statement; accepted findings do not count.
func untrue(w *work.Work, name string) error {
	holds := func(id string) bool {
		return slices.ContainsFunc(w.PlanOf(name).Sessions, func(s *plan.Session) bool {
			return s.Outcome != nil && s.Outcome.ID.String == id
		})
	}
	for _, d := range w.Diags.Items {
		if check.Untrue(d) && d.Accepted == "" && holds(d.ID) {
			return fmt.Errorf("%s cannot be issued because it is not true: %s [%s]; correct it, or accept the finding", name,
				d.Message, d.Code)
		}
	}
	return nil
}

// keep adds the bytes of the files of a record to the archive, if the work made them as they were issued.
func (i *Issuing) keep(w *work.Work, r *record.Issued) {
	for _, m := range w.Files {
		if f, ok := r.File(m.Name); ok && m.Paper == r.Paper && f.SHA256 == record.Fingerprint(m.Bytes) {
			i.Archive = append(i.Archive, source.NewFile(r.Kept(m.Name), m.Bytes))
		}
	}
}

func recordOf(w *work.Work, p *plan.Paper) *record.Issued {
	r := &record.Issued{
		Paper:   p.Paper.ID.String,
		Symbol:  p.Symbol,
		Meeting: meetingOf(w.PlanOf(p.Paper.ID.String)),
		Date:    p.Date,
		Langs:   w.Tags(),
		Final:   w.Job.Final,
		Tool:    w.Job.Version,
		Input:   w.Fingerprint,
	}
	if p.Revision != nil {
		r.Revision, r.Suffix = p.Revision.Number, p.Revision.Suffix.String
	}
	of := w.PlanOf(r.Paper)
	if carriesDraft(w, r.Paper) {
		r.Marked = true
		r.Paragraphs, r.Sections = Paragraphs(w, r.Paper, w.Langs), headings(w, of)
		r.Title = titleOf(w, p)
		for _, n := range p.Paper.Notes {
			r.Title.Notes = append(r.Title.Notes, record.Paragraph{ID: n.ID.String, Text: texts(w, n.Text, w.Langs)})
		}
	}
	return r
}

// meetingOf returns the id of the meeting of a plan, or merge.End.
func meetingOf(p *plan.Plan) string {
	if p.Meeting == nil {
		return merge.End
	}
	return p.Meeting.ID.String
}

// carriesDraft reports whether a paper contains the draft.
func carriesDraft(w *work.Work, id string) bool {
	return w.Papers.Presents(id, paper.Draft)
}

// Paragraphs returns the paragraphs of the draft in a paper, in the form of a record.
func Paragraphs(w *work.Work, paper string, langs []*locale.Locale) []record.Paragraph {
	draft := w.PlanOf(paper).Draft
	var out []record.Paragraph
	section := map[*plan.Paragraph]string{}
	for _, s := range draft.Sections {
		for _, p := range s.Paragraphs {
			if s.Section != nil {
				section[p] = s.Section.ID.String
			}
		}
	}
	for _, p := range draft.Paragraphs() {
		x := record.Paragraph{
			ID:        p.ID,
			Kind:      p.Kind,
			Section:   section[p],
			Number:    p.Number,
			Bis:       p.Bis,
			Operation: p.Operation,
			State:     p.State,
			Text:      texts(w, p.Text, langs),
			Reserved:  reserved(w, p.Reserved, langs),
			Sub:       subs(w, p.Sub, langs),
			Brackets:  p.Brackets,
			By:        keysOf(p.By),
			Marks:     marks(p.Marks),
		}
		for _, n := range p.Notes {
			x.Notes = append(x.Notes, record.Paragraph{ID: n.ID.String, Text: texts(w, n.Text, langs)})
		}
		out = append(out, x)
	}
	return out
}

// titleOf returns the title of a paper in the form of a record, without its notes.
func titleOf(w *work.Work, p *plan.Paper) *record.Paragraph {
	return &record.Paragraph{ID: p.Paper.ID.String, Text: texts(w, p.Paper.Title, w.Langs), Reserved: reserved(w, p.Reserved, w.Langs)}
}

// headings returns the sections of a draft in the form of a record.
func headings(w *work.Work, of *plan.Plan) []record.Paragraph {
	var out []record.Paragraph
	for _, s := range of.Draft.Sections {
		if s.Section != nil {
			out = append(
				out,
				record.Paragraph{
					ID:       s.Section.ID.String,
					Text:     texts(w, s.Section.Title, w.Langs),
					Reserved: reserved(w, s.Reserved, w.Langs),
				},
			)
		}
	}
	return out
}

func reserved(w *work.Work, in []plan.Reservation, langs []*locale.Locale) []record.Paragraph {
	var out []record.Paragraph
	for _, r := range in {
		x := record.Paragraph{ID: r.ID.String, Delegation: r.Delegation.String, State: r.State}
		if r.State == "received" {
			x.Text = texts(w, r.Text, langs)
		}
		out = append(out, x)
	}
	return out
}

func texts(w *work.Work, t input.Text, langs []*locale.Locale) map[string]string {
	var tags []string
	for _, l := range langs {
		tags = append(tags, l.Tag)
	}
	return compose.Texts(t, tags, w.Locales)
}

func subs(w *work.Work, in []*plan.SubParagraph, langs []*locale.Locale) []record.Paragraph {
	var out []record.Paragraph
	for _, s := range in {
		out = append(out, record.Paragraph{ID: s.ID, Text: texts(w, s.Text, langs), Sub: subs(w, s.Sub, langs),
			Brackets: s.Brackets, By: keysOf(s.By), Marks: marks(s.Marks)})
	}
	return out
}

func keysOf(authors []input.Ref) []string {
	var out []string
	for _, a := range authors {
		out = append(out, a.String)
	}
	return out
}

func marks(in []plan.Mark) []record.Mark {
	var out []record.Mark
	for _, m := range in {
		out = append(out, record.Mark{By: keysOf(m.By), Does: m.Does, After: m.After})
	}
	return out
}

// String names the issued papers, one on each line.
func (i *Issuing) String() string {
	var b strings.Builder
	for _, r := range i.Issued {
		fmt.Fprintf(&b, "issued %s: %s\n", r.Symbol, names(r))
	}
	for _, r := range i.More {
		fmt.Fprintf(&b, "issued %s in more languages or formats: %s\n", r.Symbol, names(r))
	}
	for _, r := range i.Already {
		fmt.Fprintf(&b, "%s was issued before, with the same content\n", r.Symbol)
	}
	return b.String()
}

func names(r *record.Issued) string {
	var out []string
	for _, f := range r.Files {
		out = append(out, f.Name)
	}
	return strings.Join(out, ", ")
}
