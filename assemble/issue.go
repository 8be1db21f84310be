package assemble

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/record"
	"omnibus/assemble/source"
)

func fingerprint(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// A made is a file of the work with the paper it belongs to and the fingerprint of what it says. Content is empty for views and
// variants, which say what the paper says in another way.
type made struct {
	file    *source.File
	paper   string
	langs   []string
	content string
}

func (w *Work) made() []made {
	var out []made
	for i, d := range w.Docs {
		m := made{file: w.Files[i], paper: d.Paper, langs: d.Langs}
		if d.Variant == "" {
			m.content = documentContent(d)
		}
		out = append(out, m)
	}
	for i, b := range w.Books {
		out = append(out, made{w.Files[len(w.Docs)+i], b.Paper, []string{b.Lang}, bookContent(b)})
	}
	return out
}

func documentContent(d *doc.Document) string { return fingerprint(d.Record) }

// bookContent is the fingerprint of what the cells of a workbook say. Pages are left out: they say where something stands in another
// paper, not what this one says.
func bookContent(b *matrix.Workbook) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\n", b.Symbol, b.Lang, b.Title)
	for _, s := range b.Sheets {
		if s.Hidden {
			continue
		}
		fmt.Fprintf(h, "sheet %s\n", s.ID)
		for _, c := range s.Columns {
			fmt.Fprintf(h, "%s\x00", c.Head)
		}
		for row := range s.Rows {
			for i, c := range row.Cells {
				if i < len(s.Columns) && s.Columns[i].ID == "page" {
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

// guard keeps an issued paper from changing. A file that says something else under an issued symbol is an error; one that says the same
// in other bytes is a note, and the issued file stands: it is not made again.
func (w *Work) guard() {
	var files []*source.File
	told := map[string]bool{}
	for _, m := range w.made() {
		p := w.Plan.Papers[m.paper]
		r := record.BySymbol(w.Issued, p.Symbol)
		if p.Symbol == "" || r == nil {
			files = append(files, m.file)
			continue
		}
		f, ok := r.File(m.file.Name)
		switch {
		case !ok || f.SHA256 == fingerprint(m.file.Bytes):
			files = append(files, m.file)
		case m.content != "" && f.Content != m.content:
			if !told[m.paper] {
				told[m.paper] = true
				w.Diags.Errorf("E1201", symbolPos(p), "%s was issued on %s and would now say something else", p.Symbol, r.Date).About(m.paper).
					Hint("what is issued stays: add the next revision to the paper's revisions in input/term.yaml: - {number: %d, meeting: ..., date: ...}", nextRevision(p)).
					See(r.Pos, "the record of what was issued")
			}
		case r.Tool != w.Job.Version:
			if !told[m.paper] {
				told[m.paper] = true
				w.Diags.Notef("N1204", symbolPos(p), "%s was issued with version %s of the tool, which wrote the same words in other bytes: the issued files stand", p.Symbol, r.Tool).About(m.paper).
					See(r.Pos, "the record of what was issued")
			}
			w.Standing = append(w.Standing, m.file.Name)
		default:
			files = append(files, m.file)
		}
	}
	w.Papers = files
}

func symbolPos(p *plan.Paper) source.Pos {
	if r := p.Revision; r != nil {
		return r.Pos
	}
	return p.Paper.Symbol.Pos
}

func nextRevision(p *plan.Paper) int {
	n := 0
	for _, r := range p.Paper.Revisions {
		n = max(n, r.Number)
	}
	return n + 1
}

// An Issuing is what the issue of papers comes to. Records are the files to be put into the folder of records.
type Issuing struct {
	Records []*source.File
	Issued  []*record.Record // new
	Already []*record.Record // issued before with the same content
}

// Issue makes the records of the papers (all that were made, if none is named) of written work. It refuses a paper whose symbol is not
// known.
func (w *Work) Issue(papers []string, src *Sources) (*Issuing, error) {
	made := w.made()
	if len(papers) == 0 {
		for _, m := range made {
			if !slices.Contains(papers, m.paper) {
				papers = append(papers, m.paper)
			}
		}
	}
	out := &Issuing{}
	for _, name := range papers {
		p := w.Plan.Papers[name]
		if p == nil {
			return nil, fmt.Errorf("the term has no paper %q", name)
		}
		if p.Symbol == "" {
			return nil, fmt.Errorf("%s has no symbol yet and cannot be issued: give it one under papers in input/term.yaml, or name the papers to issue", name)
		}
		if r := record.BySymbol(w.Issued, p.Symbol); r != nil {
			out.Already = append(out.Already, r) // the guard has seen that it says the same
			continue
		}
		r := w.recordOf(p, src)
		for _, m := range made {
			if m.paper == name {
				r.Files = append(r.Files, record.File{Name: m.file.Name, SHA256: fingerprint(m.file.Bytes), Content: m.content})
			}
		}
		out.Issued = append(out.Issued, r)
		out.Records = append(out.Records, source.NewFile(r.Name(), r.Text()))
	}
	return out, nil
}

func (w *Work) recordOf(p *plan.Paper, src *Sources) *record.Record {
	r := &record.Record{Paper: p.Paper.ID.String, Symbol: p.Symbol, Meeting: "end", Date: p.Date, Langs: w.tags(), Tool: w.Job.Version, Input: inputFingerprint(src)}
	if p.Revision != nil {
		r.Revision, r.Suffix = p.Revision.Number, p.Revision.Suffix.String
	}
	if w.Plan.Meeting != nil {
		r.Meeting = w.Plan.Meeting.ID.String
	}
	if r.Paper == DraftParagraphs {
		r.Paragraphs = w.Paragraphs()
	}
	return r
}

// Paragraphs are the paragraphs of the plan's draft as a record holds them, in the languages of the work.
func (w *Work) Paragraphs() []record.Paragraph {
	var out []record.Paragraph
	section := map[*plan.Paragraph]string{}
	for _, s := range w.Plan.Draft.Sections {
		for _, p := range s.Paragraphs {
			if s.Section != nil {
				section[p] = s.Section.ID.String
			}
		}
	}
	for _, p := range w.Plan.Draft.Paragraphs() {
		x := record.Paragraph{ID: p.ID, Kind: p.Kind, Section: section[p], Number: p.Number, Bis: p.Bis, Operation: p.Operation, State: p.State, Text: w.texts(p.Text), Sub: w.subs(p.Sub)}
		out = append(out, x)
	}
	return out
}

func (w *Work) texts(t input.Text) map[string]string {
	out := map[string]string{}
	for _, l := range w.Langs {
		if tr := w.Locales.Lookup(t, l.Tag); !tr.Missing() && strings.TrimSpace(tr.Text.String) != "" {
			out[l.Tag] = tr.Text.String
		}
	}
	return out
}

func (w *Work) subs(in []*plan.SubParagraph) []record.Paragraph {
	var out []record.Paragraph
	for _, s := range in {
		out = append(out, record.Paragraph{ID: s.ID, Text: w.texts(s.Text), Sub: w.subs(s.Sub)})
	}
	return out
}

// inputFingerprint is the fingerprint of the author's files, the records of issued papers left out.
func inputFingerprint(src *Sources) string {
	h := sha256.New()
	for _, list := range [][]*source.File{src.Input, src.Locales, src.Templates} {
		sorted := slices.SortedFunc(slices.Values(list), func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
		for _, f := range sorted {
			if path.Base(path.Dir(f.Name)) != record.Folder {
				fmt.Fprintf(h, "%s\x00%d\x00", path.Base(f.Name), len(f.Bytes))
				h.Write(bytes.ReplaceAll(f.Bytes, []byte("\r\n"), []byte("\n")))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// String says what was issued, a line a paper.
func (i *Issuing) String() string {
	var b strings.Builder
	for _, r := range i.Issued {
		var names []string
		for _, f := range r.Files {
			names = append(names, f.Name)
		}
		fmt.Fprintf(&b, "issued %s: %s\n", r.Symbol, strings.Join(names, ", "))
	}
	for _, r := range i.Already {
		fmt.Fprintf(&b, "%s was issued before, with the same content\n", r.Symbol)
	}
	return b.String()
}
