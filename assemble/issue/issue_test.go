package issue

import (
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

func text(s string) source.Text { return source.Text{String: s} }

func rows(r ...matrix.Row) iter.Seq[matrix.Row] { return slices.Values(r) }

func row(cells ...matrix.Cell) matrix.Row { return matrix.Row{Cells: cells} }

// TestBookContent: which changes of a workbook change its content, and which do not.
func TestBookContent(t *testing.T) {
	made := func(change func(*matrix.Workbook)) string {
		b := &matrix.Workbook{Symbol: "CAM/doc.2/24", Lang: "en", Title: "Matrix", Sheets: []*matrix.Sheet{
			{ID: "mandates", Columns: []matrix.Column{{ID: "text", Head: "Text"}, {ID: "page", Head: "Page"}, {ID: workbook.ChangesColumn + "en", Head: "Changes"}},
				Rows: rows(row(matrix.Cell{Text: "To do it"}, matrix.Cell{Text: "p. 4"}, matrix.Cell{Text: "new"}))},
			{ID: workbook.SheetSummary, Rows: rows(row(matrix.Cell{Text: "92"}))},
			{ID: "lists", Hidden: true, Rows: rows(row(matrix.Cell{Text: "current"}))},
		}}
		if change != nil {
			change(b)
		}
		return bookContent(b)
	}
	as := made(nil)
	cell := func(column int, c matrix.Cell) func(*matrix.Workbook) {
		return func(b *matrix.Workbook) {
			cells := []matrix.Cell{{Text: "To do it"}, {Text: "p. 4"}, {Text: "new"}}
			cells[column] = c
			b.Sheets[0].Rows = rows(row(cells...))
		}
	}
	for name, change := range map[string]func(*matrix.Workbook){
		"a page": cell(1, matrix.Cell{Text: "p. 5"}), "what changed": cell(2, matrix.Cell{Text: "moved"}),
		"the head of what changed": func(b *matrix.Workbook) { b.Sheets[0].Columns[2].Head = "Changes since rev. 1" },
		"the summary":              func(b *matrix.Workbook) { b.Sheets[1].Rows = rows(row(matrix.Cell{Text: "93"})) },
		"a hidden sheet":           func(b *matrix.Workbook) { b.Sheets[2].Rows = rows() },
	} {
		if made(change) != as {
			t.Errorf("%s changes the content", name)
		}
	}
	seen := map[string]string{as: "nothing"}
	for name, change := range map[string]func(*matrix.Workbook){
		"a text": cell(0, matrix.Cell{Text: "To do it well"}), "a number": cell(0, matrix.Cell{Text: "To do it", Set: true, Number: 1}),
		"another number": cell(0, matrix.Cell{Text: "To do it", Set: true, Number: 1.5}), "a date": cell(0, matrix.Cell{Text: "To do it", Date: date.Date{Year: 2024}}),
		"a run":           cell(0, matrix.Cell{Text: "To do it", Runs: []matrix.Run{{Text: "To"}}}),
		"an inserted one": cell(0, matrix.Cell{Text: "To do it", Runs: []matrix.Run{{Text: "To", Ins: true}}}),
		"a deleted one":   cell(0, matrix.Cell{Text: "To do it", Runs: []matrix.Run{{Text: "To", Del: true}}}),
		"a head":          func(b *matrix.Workbook) { b.Sheets[0].Columns[0].Head = "Words" },
		"a row":           func(b *matrix.Workbook) { b.Sheets[0].Rows = rows() },
		"the symbol":      func(b *matrix.Workbook) { b.Symbol += " rev. 1" },
		"the language":    func(b *matrix.Workbook) { b.Lang = "es" },
		"the title":       func(b *matrix.Workbook) { b.Title = "Mandates" },
		"a sheet":         func(b *matrix.Workbook) { b.Sheets[0].ID = "sessions" },
	} {
		got := made(change)
		if other, same := seen[got]; same {
			t.Errorf("%s gives the same content as %s", name, other)
		}
		seen[got] = name
	}
}

// TestVerifyText: files that contain no record are identified by their text.
func TestVerifyText(t *testing.T) {
	body := "COMMITTEE\nCAM/doc.1/24 rev. 1\nIn view of CAM/doc.9/24 it does.\n"
	last := "\nomnibus: draft; en es; ; CAM/doc.1/24 rev. 1\n"
	issued := []*record.Issued{
		{Paper: "draft", Symbol: "CAM/doc.1/24", Files: []record.File{{Name: "draft.en-es.text", SHA256: record.Fingerprint([]byte("first"))}}},
		{Paper: "draft", Symbol: "CAM/doc.1/24 rev. 1", Date: date.Date{Year: 2024, Month: time.March, Day: 12},
			Files: []record.File{{Name: "draft.en-es.text", SHA256: record.Fingerprint([]byte(body + last))}}},
	}
	other := "the file is in none of the formats that omnibus makes: " + strings.Join(write.Names(func(f *write.Format) bool { return f.Identify != nil }), ", ")
	for _, c := range []struct{ name, text, want string }{
		{"as issued", body + last, "issued: CAM/doc.1/24 rev. 1, as draft.en-es.text of 2024-03-12; record not signed"},
		{"changed", "more " + body + last, "altered: it bears CAM/doc.1/24 rev. 1, but is not one of the files that were issued on 2024-03-12"},
		{"without its last line", body, "altered: it bears CAM/doc.1/24 rev. 1, but is not one of the files that were issued on 2024-03-12: " + other},
		{"another view", body + "\nomnibus: draft; en es; redline; CAM/doc.1/24 rev. 1\n", "draft: CAM/doc.1/24 rev. 1 as draft.en-es.redline.text, which was not issued; the issued one is draft.en-es.text"},
		{"another symbol", body + "\nomnibus: draft; en es; ; CAM/doc.1/24 rev. 2\n", "draft: CAM/doc.1/24 rev. 2, which is not issued"},
		{"no symbol", body + "\nomnibus: draft; en es; ;\n", "draft: draft, without a symbol"},
		{"a text that only names the symbol", "In view of CAM/doc.1/24 rev. 1 it does.\n", "unknown: " + other},
		{"no text", "\x00\nCAM/doc.1/24 rev. 1\n", "unknown: " + other},
		{"nothing", "", "unknown: the file is empty"},
		{"a damaged PDF of ours", "%PDF-1.7 <pdf:Producer>omnibus 1.0</pdf:Producer><dc:identifier>CAM/doc.1/24</dc:identifier>", "altered: it bears CAM/doc.1/24, but is not one of the files that were issued on : the file is damaged"},
		{"a damaged PDF of others", "%PDF-1.7 <pdf:Producer>other</pdf:Producer><dc:identifier>CAM/doc.1/24</dc:identifier>", "unknown: the file is damaged"},
		{"a zip", "PK\x03\x04", "unknown: "},
	} {
		if got := Verify(source.NewFile("x", []byte(c.text)), issued).String(); !strings.HasPrefix(got, c.want) || c.name == "changed" && got != c.want {
			t.Errorf("%s: %s, not %s", c.name, got, c.want)
		}
	}
}

// TestItself: the name of a file distinguishes a paper from its redlines and views, in every format.
func TestItself(t *testing.T) {
	r := &record.Issued{Paper: "draft"}
	for name, want := range map[string]bool{"draft.en-es.pdf": true, "draft.en-es.text": true, "draft.en-es.redline.pdf": false, "draft.es-en.pdf": false, "work.en-es.pdf": false} {
		if itself(r, record.File{Name: name, Langs: []string{"en", "es"}}) != want {
			t.Errorf("%s is the paper itself: %v", name, !want)
		}
	}
	if !itself(r, record.File{Name: "matrix.en.xlsx", Lang: "en"}) {
		t.Error("a workbook is not itself")
	}
}

// TestPublish: of the files made, those that were issued with other bytes are not published.
func TestPublish(t *testing.T) {
	made := func(paper, name, text string) *work.Made {
		return &work.Made{File: source.NewFile(name, []byte(text)), Paper: paper, Doc: &doc.Document{Paper: paper}}
	}
	w := &work.Work{Plan: &plan.Plan{Papers: map[string]*plan.Paper{"draft": {Symbol: "CAM/doc.1/24"}, "other": {Symbol: "CAM/doc.2/24"}, "open": {}}},
		Issued: []*record.Issued{{Paper: "draft", Symbol: "CAM/doc.1/24", Files: []record.File{{Name: "draft.en.pdf", SHA256: record.Fingerprint([]byte("same"))}, {Name: "draft.en.text", SHA256: "else"}}}},
		Files:  []*work.Made{made("draft", "draft.en.pdf", "same"), made("draft", "draft.en.text", "new"), made("draft", "draft.es.pdf", "new"), made("other", "draft.en.text", "new"), made("open", "open.en.pdf", "new")}}
	Publish(w)
	var got []string
	for _, f := range w.Published {
		got = append(got, f.Name)
	}
	if s := strings.Join(got, " "); s != "draft.en.pdf draft.es.pdf draft.en.text open.en.pdf" {
		t.Errorf("the published files are %s", s)
	}
	if len(w.Unchanged) != 1 || w.Unchanged[0] != (work.Unchanged{Name: "draft.en.text", Symbol: "CAM/doc.1/24", SHA256: "else"}) {
		t.Errorf("the unchanged files are %v", w.Unchanged)
	}
	w.Issued = append(w.Issued, &record.Issued{Symbol: "CAM/doc.2/24", Files: []record.File{{Name: "b"}, {Name: "a"}}}, &record.Issued{Symbol: "CAM/doc.3/24", Files: []record.File{{Name: "c"}}})
	if got := strings.Join(Files(w), " "); got != "a b draft.en.pdf draft.en.text" {
		t.Errorf("the files of issued papers are %s", got)
	}
}

// TestGuardSymbols: a symbol belongs to one paper, among those of the term and those that were issued.
func TestGuardSymbols(t *testing.T) {
	paper := func(id, symbol string) *plan.Paper {
		return &plan.Paper{Paper: &input.Paper{ID: input.ID{Text: text(id)}}, Symbol: symbol}
	}
	w := &work.Work{Issued: []*record.Issued{{Paper: "b", Symbol: "CAM/doc.3/24"}, {Paper: "e", Symbol: "CAM/doc.5/24", Tool: "0.9", Input: "same"}}, Fingerprint: "same",
		Plan: &plan.Plan{Papers: map[string]*plan.Paper{"a": paper("a", "CAM/doc.1/24"), "b": paper("b", "CAM/doc.1/24"), "c": paper("c", "CAM/doc.3/24"), "d": paper("d", ""), "e": paper("e", "CAM/doc.5/24"), "f": paper("f", "")}}}
	Guard(w)
	want := []string{"b would have the symbol CAM/doc.1/24, which already belongs to a", "c would have the symbol CAM/doc.3/24, under which b was issued"}
	var got []string
	for _, d := range w.Diags.Items {
		if d.Code != "E1204" || d.Severity != diag.Error || len(d.Related) != 1 {
			t.Errorf("%+v", d)
		}
		got = append(got, d.Message)
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}

// TestWayOut: the hint tells an author how to write the next revision or, for an earlier revision, that issued papers do not change.
func TestWayOut(t *testing.T) {
	f := source.NewFile("input/term.yaml", []byte("id: draft\n"))
	paper := &input.Paper{ID: input.ID{Text: source.Text{Pos: f.Pos(4, 5), String: "draft"}}, Revisions: []*input.Revision{{Number: 0}, {Number: 3}}}
	w := &work.Work{Plan: &plan.Plan{}, Job: work.Job{Today: date.Date{Year: 2024, Month: time.May, Day: 2}}}
	if s := wayOut(w, &plan.Paper{Paper: paper, Revision: paper.Revisions[0]}); !strings.Contains(s, "issued papers do not change: let the changes take effect at a later meeting") {
		t.Error(s)
	}
	s := wayOut(w, &plan.Paper{Paper: paper, Revision: paper.Revisions[1]})
	for _, part := range []string{"the revisions of draft in input/term.yaml", "number: 4", "date: 2024-05-02", merge.End} {
		if !strings.Contains(s, part) {
			t.Errorf("%s, without %s", s, part)
		}
	}
}

// TestString: the issued papers, one on each line.
func TestString(t *testing.T) {
	r := func(symbol string, names ...string) *record.Issued {
		x := &record.Issued{Symbol: symbol}
		for _, n := range names {
			x.Files = append(x.Files, record.File{Name: n})
		}
		return x
	}
	i := &Issuing{Issued: []*record.Issued{r("A", "a.en.pdf", "a.es.pdf")}, More: []*record.Issued{r("B", "b.fr.pdf")}, Already: []*record.Issued{r("C", "c.en.pdf")}}
	const want = "issued A: a.en.pdf, a.es.pdf\nissued B in more languages or formats: b.fr.pdf\nC was issued before, with the same content\n"
	if got := i.String(); got != want {
		t.Errorf("got %s", got)
	}
}

// TestGuardCompares: an issued paper is compared if its input or its meeting differs from those at its issue, and not otherwise, since
// nothing can have changed.
func TestGuardCompares(t *testing.T) {
	f := source.NewFile("input/term.yaml", []byte("draft\n"))
	for _, c := range []struct {
		name, tool, input, meeting string
		compared                   bool
	}{
		{"all the same", "1.0", "same", merge.End, false},
		{"another meeting", "1.0", "same", "meeting-march", true},
		{"another input", "1.0", "other", merge.End, true},
		{"another version of the tool", "0.9", "same", merge.End, false},
		{"another version and input", "0.9", "other", merge.End, true},
	} {
		r := &record.Issued{Paper: "draft", Symbol: "CAM/doc.1/24", Tool: c.tool, Input: c.input, Meeting: c.meeting, Files: []record.File{{Name: "draft.en.pdf", Content: "as it was", Lang: "xx", Langs: []string{"xx"}}}}
		w := &work.Work{Locales: &locale.Set{}, Job: work.Job{Version: "1.0"}, Fingerprint: "same", Issued: []*record.Issued{r},
			Plan: &plan.Plan{Papers: map[string]*plan.Paper{"draft": {Symbol: "CAM/doc.1/24", Paper: &input.Paper{ID: input.ID{Text: source.Text{Pos: f.Pos(0, 5), String: "draft"}}}}}}}
		Guard(w)
		if got := len(w.Diags.Items) == 1 && w.Diags.Items[0].Code == "E1201"; got != c.compared {
			t.Errorf("%s: compared: %v, %d findings", c.name, got, len(w.Diags.Items))
		}
	}
}

// TestFilesOfCorrected: the files of a paper stay when a corrigendum to it is the present revision, and those of earlier corrigenda do.
func TestFilesOfCorrected(t *testing.T) {
	p := &input.Paper{Symbol: text("CAM/doc.1/24"), Revisions: []*input.Revision{
		{Number: 1}, {Number: 2}, {Number: 2, Suffix: text("corr. 1")}, {Number: 2, Suffix: text("corr. 2")}}}
	w := &work.Work{Plan: &plan.Plan{Papers: map[string]*plan.Paper{}}}
	for i, r := range p.Revisions[:3] {
		w.Issued = append(w.Issued, &record.Issued{Paper: "draft", Symbol: p.SymbolOf(r), Files: []record.File{{Name: string(rune('a' + i))}}})
	}
	for i, want := range []string{"a", "b", "b c", "b c"} {
		r := p.Revisions[i]
		w.Plan.Papers["draft"] = &plan.Paper{Paper: p, Revision: r, Symbol: p.SymbolOf(r)}
		if got := strings.Join(Files(w), " "); got != want {
			t.Errorf("%s: the files are %s, want %s", p.SymbolOf(r), got, want)
		}
	}
}
