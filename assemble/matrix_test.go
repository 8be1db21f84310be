package assemble

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/intake"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/matrix"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/xlsx/xlsxtest"
)

// shippedSources returns the shipped term's files.
func shippedSources(t testing.TB) *work.Sources {
	t.Helper()
	read := func(folder string) []*source.File {
		var out []*source.File
		err := filepath.WalkDir(filepath.Join("..", folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(name)
			out = append(out, source.NewFile(strings.TrimPrefix(filepath.ToSlash(name), "../"), b))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	return &work.Sources{Input: read("input"), Locales: read("locales"), Templates: read("templates")}
}

func matrixOf(t testing.TB, src *work.Sources, lang string) (*work.Work, []byte) {
	t.Helper()
	w, err := Run(src, work.Job{Meeting: "end", Papers: []string{"mandate-matrix"}}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Files {
		if f.Name == "mandate-matrix."+lang+".xlsx" {
			return w, f.Bytes
		}
	}
	t.Fatalf("no matrix in %q", lang)
	return nil, nil
}

// A desk is a workbook that somebody edits.
type desk struct {
	t    testing.TB
	file *excelize.File
	col  map[string]string // letters of the columns of the mandates, by heading
	name string
	rows int
}

func deskOf(t testing.TB, b []byte) *desk {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	d := &desk{t: t, file: f, col: map[string]string{}, name: f.GetSheetName(1)} // behind the summary
	rows, err := f.GetRows(d.name)
	if err != nil {
		t.Fatal(err)
	}
	d.rows = len(rows)
	for i, h := range rows[0] {
		d.col[h] = matrix.Letters(i + 1)
	}
	return d
}

func (d *desk) set(head string, row int, v any) {
	d.t.Helper()
	if d.col[head] == "" {
		d.t.Fatalf("no column %q", head)
	}
	if err := d.file.SetCellValue(d.name, fmt.Sprintf("%s%d", d.col[head], row), v); err != nil {
		d.t.Fatal(err)
	}
}

// add adds a row after the last.
func (d *desk) add(cells map[string]any) {
	d.t.Helper()
	d.rows++
	for head, v := range cells {
		d.set(head, d.rows, v)
	}
}

func (d *desk) bytes() []byte {
	d.t.Helper()
	var b bytes.Buffer
	if _, err := d.file.WriteTo(&b); err != nil {
		d.t.Fatal(err)
	}
	return b.Bytes()
}

func home(t testing.TB, src *work.Sources, b []byte, prefer string) (*intake.Receipt, *diag.List, error) {
	t.Helper()
	w, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	diags := &diag.List{}
	im := &intake.Matrix{Work: w, Line: Run, Src: src, Prefer: prefer, Locale: "locales"}
	r, err := im.Run(source.NewFile("matrix.xlsx", b), diags)
	return r, diags, err
}

// TestMatrixUnedited: an unedited workbook changes nothing, in either language, even after another program saved it.
func TestMatrixUnedited(t *testing.T) {
	src := shippedSources(t)
	for _, lang := range []string{"en", "es"} {
		_, b := matrixOf(t, src, lang)
		for name, b := range map[string][]byte{"as written": b, "saved again": deskOf(t, b).bytes()} {
			r, diags, err := home(t, src, b, "")
			if err != nil || len(diags.Items) > 0 || len(r.Changes) > 0 || len(r.Files) > 0 || len(r.Notes) > 0 {
				t.Errorf("%s, %s: %v %v %+v %v", lang, name, err, diags.Items, r.Changes, r.Notes)
			}
		}
	}
}

// TestMatrixSound: in every language, and with the most difficult texts and labels, Excel opens the workbook without a message; no text
// becomes a formula; and unedited it changes nothing.
func TestMatrixSound(t *testing.T) {
	src := shippedSources(t)
	for i, f := range src.Input {
		if f.Name == "input/mandates.yaml" {
			hard := "      - id: ag-res-2816-op-18\n        number: 18\n        summary: \"=HYPERLINK(\\\"https://example.org\\\")\"\n        deliverable: \"-5 of them\"\n        remarks: \"+1 @SUM(A1) _x0041_ _x000D_\"\n" +
				"        evidence: \"@here\"\n        begin: 1889-10-02\n        end: 2024-02-29\n        text: \"" + strings.Repeat("adopted words ", 4000) + "\"\n        no-session: \"" + strings.Repeat("one reason ", 4000) + "\"\n"
			src.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("      - {id: ag-res-2816-op-18, number: 18}\n"), []byte(hard), 1))
		}
	}
	for i, f := range src.Locales {
		if f.Name == "locales/active.en.toml" {
			src.Locales[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("status-date = \"Status date\""), []byte("status-date = \"STATUS\""), 1))
		}
	}
	w, err := Run(src, work.Job{Meeting: "end", Papers: []string{"mandate-matrix"}, Langs: []string{"en", "es", "pt", "fr", "en-XA"}}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	if len(w.Published) != 5 {
		t.Fatalf("%d papers", len(w.Published))
	}
	for _, f := range w.Published {
		for _, fault := range xlsxtest.Faults(f.Bytes) {
			t.Errorf("%s: %s", f.Name, fault)
		}
		r, diags, err := home(t, src, f.Bytes, "")
		if err != nil || len(diags.Items) > 0 || len(r.Changes) > 0 || len(r.Notes) > 0 {
			t.Errorf("%s: %v %v %+v", f.Name, err, diags.Items, r)
		}
		x := deskOf(t, f.Bytes).file
		for _, sheet := range x.GetSheetList()[1:6] {
			rows, err := x.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for n := range rows {
				for k := range rows[n] {
					if formula, _ := x.GetCellFormula(sheet, fmt.Sprintf("%s%d", matrix.Letters(k+1), n+1)); formula != "" {
						t.Errorf("%s: %s!%s%d is the formula %s", f.Name, sheet, matrix.Letters(k+1), n+1, formula)
					}
				}
			}
		}
	}
	d := deskOf(t, w.Published[0].Bytes)
	d.set("STATUS 2", 5, "2024-03-04") // the second column with that heading
	d.set("Why no session", 5, "another reason")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(r.Changes) != 1 || r.Changes[0].Field != "status-date" || len(diags.Items) != 1 || diags.Items[0].Code != "E1104" {
		t.Errorf("%v %v %+v", err, diags.Items, r)
	}
}

// TestMatrixEdits: each kind of edit is imported as the value that it means, in any language; the rest of the file does not change by a
// byte.
func TestMatrixEdits(t *testing.T) {
	src := shippedSources(t)
	w, b := matrixOf(t, src, "es")
	d := deskOf(t, b)
	heads := heads(w, "es")
	d.set(heads["status"], 5, "cumplido")
	d.set(heads["class"], 6, " b ")
	d.set(heads["responsible"], 7, "Secretaría General")
	d.set(heads["end"], 8, "2024-06")
	d.set(heads["end"], 9, "15 de marzo de 2024")
	d.set(heads["evidence"], 10, "CIDI/CAM/doc.9/24: \"sí\"")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(diags.Items) > 0 {
		t.Fatal(err, diags.Items)
	}
	want := map[string]string{"status": "fulfilled", "class": "B", "responsible": "general-secretariat", "evidence": "CIDI/CAM/doc.9/24: \"sí\""}
	if len(r.Changes) != 6 {
		t.Errorf("%d changes: %+v", len(r.Changes), r.Changes)
	}
	for _, c := range r.Changes {
		if w, ok := want[c.Field]; ok && c.New != w {
			t.Errorf("%s is %q, wanted %q", c.Field, c.New, w)
		}
		if c.Field == "end" && c.New != "2024-06" && c.New != "2024-03-15" {
			t.Errorf("end is %q", c.New)
		}
	}
	if len(r.Files) != 1 || r.Files[0].Name != "input/mandates.yaml" {
		t.Fatalf("files: %v", r.Files)
	}
	count := map[string]int{}
	for _, l := range strings.Split(string(r.Files[0].Bytes), "\n") {
		count[l]++
	}
	lost := 0
	for _, l := range linesOf(src.Input, "input/mandates.yaml") {
		if count[l]--; count[l] < 0 {
			lost++
		}
	}
	if lost > 6 {
		t.Errorf("%d lines changed, want 6 at most", lost)
	}
}

func linesOf(files []*source.File, name string) []string {
	for _, f := range files {
		if f.Name == name {
			return strings.Split(string(f.Bytes), "\n")
		}
	}
	return nil
}

// heads returns the headings of a matrix by column.
func heads(w *work.Work, lang string) map[string]string {
	out := map[string]string{}
	for _, b := range w.Books {
		if b.Lang == lang {
			for _, c := range b.Sheet(workbook.SheetMandates).Columns {
				out[c.ID] = c.Head
			}
		}
	}
	return out
}

// TestMatrixRefused: an edit that cannot be imported is refused with its cell, and nothing is written.
func TestMatrixRefused(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	for _, c := range []struct {
		name, code string
		edit       func(d *desk)
	}{
		{"no entry", "E1106", func(d *desk) { d.set("Status", 5, "finished") }},
		{"no date", "E1105", func(d *desk) { d.set("End or review date", 5, "next spring") }},
		{"the number of a day", "E1105", func(d *desk) { d.set("End or review date", 5, "45657") }},
		{"ambiguous date", "E1105", func(d *desk) { d.set("End or review date", 5, "4/3/2024") }},
		{"unknown id", "E1107", func(d *desk) { d.set("Repeats", 5, "ag-res-1-op-1") }},
		{"a row twice", "E1101", func(d *desk) { d.set("ID", d.rows+1, "ag-res-2738-op-1") }},
		{"a row without resolution", "E1108", func(d *desk) { d.add(map[string]any{"Symbol": "AG/RES. 3333 (LIV-O/24)", "Operative paragraph": 2}) }},
		{"a row without number", "E1108", func(d *desk) {
			d.add(map[string]any{"Symbol": "AG/RES. 2910 (XLVII-O/17)", "Operative paragraph": "last"})
		}},
		{"a row with the id of another record", "E1108", func(d *desk) {
			d.add(map[string]any{"ID": "session-health", "Symbol": "AG/RES. 2910 (XLVII-O/17)", "Operative paragraph": 21})
		}},
		{"a row with no id at all", "E1108", func(d *desk) {
			d.add(map[string]any{"ID": "Op. 21", "Symbol": "AG/RES. 2910 (XLVII-O/17)", "Operative paragraph": 21})
		}},
		{"a row for a paragraph that has one", "E1101", func(d *desk) { d.add(map[string]any{"Symbol": "AG/RES. 2910 (XLVII-O/17)", "Operative paragraph": 3}) }},
		{"two rows for a new paragraph", "E1101", func(d *desk) {
			d.add(map[string]any{"Symbol": "AG/RES. 2910 (XLVII-O/17)", "Operative paragraph": 21})
			d.add(map[string]any{"Symbol": "AG/RES. 2910", "Operative paragraph": 21})
		}},
		{"columns sorted apart", "E1109", func(d *desk) { d.set("Operative paragraph", 20, 4) }},
		{"a formula that nobody has computed yet", "E1102", func(d *desk) {
			if err := d.file.SetCellFormula(d.name, d.col["Summary"]+"6", "A1&B1"); err != nil {
				t.Fatal(err)
			}
		}},
		{"HTML", "E0132", func(d *desk) { d.set("Summary", 5, "to <b>act</b>"); d.set("Remarks", 6, "none") }},
		{"a formula", "E1102", func(d *desk) {
			d.set("Summary", 5, "x")
			if err := d.file.SetCellFormula(d.name, d.col["Summary"]+"5", `HYPERLINK("https://example.org","x")`); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		d := deskOf(t, b)
		d.set("Class", 4, "A") // a valid edit
		c.edit(d)
		r, diags, err := home(t, src, d.bytes(), "")
		if err != nil || !slices.ContainsFunc(diags.Items, func(d *diag.Diagnostic) bool { return d.Code == c.code && len(d.Hints) > 0 }) {
			t.Errorf("%s: %v %v", c.name, err, diags.Items)
		} else if len(r.Files) > 0 {
			t.Errorf("%s: files would be written", c.name)
		} else {
			for _, d := range diags.Items { // nobody has seen the records that would result
				if d.Pos.File.Name != "matrix.xlsx" && d.Code != "E1103" {
					t.Errorf("%s: a finding is about %s", c.name, d.Pos.File.Name)
				}
			}
		}
	}
}

// TestMatrixUnfinishedLanguage: missing labels of a language hide nothing: an edit that would cause an error is still refused.
func TestMatrixUnfinishedLanguage(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	d := deskOf(t, b)
	d.set("Summary", 5, "to <b>act</b>")
	src.Locales = append(slices.Clone(src.Locales), source.NewFile("locales/active.nl.toml", []byte("[status]\ncurrent = \"lopend\"\n")))
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || !diags.HasErrors() || len(r.Files) > 0 {
		t.Errorf("%v %v, %d files", err, diags.Items, len(r.Files))
	}
	d.set("Summary", 5, "To act")
	d.set("Status", 5, "Lopend")
	if r, diags, err = home(t, src, d.bytes(), ""); err != nil || len(diags.Items) > 0 || len(r.Changes) != 2 {
		t.Errorf("%v %v %+v", err, diags.Items, r.Changes)
	}
}

// A value changed both in the workbook and in the records: both values are shown, nothing is written, and --prefer decides.
func TestMatrixConflict(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	d := deskOf(t, b)
	d.set("Status", 2, "fulfilled")
	for i, f := range src.Input {
		if f.Name == "input/mandates.yaml" {
			src.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("number: 1\n"), []byte("number: 1\n        status: expired\n"), 1))
		}
	}
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1103" || diags.Items[0].Pos.Line() != 14 || len(r.Files) > 0 {
		t.Fatalf("%v %+v", err, diags.Items)
	}
	r, diags, _ = home(t, src, d.bytes(), "workbook")
	if len(diags.Items) > 0 || len(r.Changes) != 1 || r.Changes[0].Old != "expired" || r.Changes[0].New != "fulfilled" {
		t.Errorf("workbook: %+v %v", r.Changes, diags.Items)
	}
	if r, _, _ = home(t, src, d.bytes(), "project"); len(r.Changes) > 0 || len(r.Notes) != 1 {
		t.Errorf("project: %+v", r)
	}
}

// TestMatrixRearranged: rows sorted, removed and added, columns moved and renamed: only entries count.
func TestMatrixRearranged(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	d := deskOf(t, b)
	rows, err := d.file.GetRows(d.name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	d.set("Class", 10, "C")
	id := rows[9][0]
	rows, _ = d.file.GetRows(d.name, excelize.Options{RawCellValue: true})
	// The sheet as somebody pastes it into another: upside down, two lines above it, its columns reversed.
	other := excelize.NewFile()
	defer other.Close()
	for _, name := range d.file.GetSheetList() {
		if name == d.name {
			continue
		}
		if _, err := other.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	copySheet(t, d.file, other, "Origin")
	if err := other.SetSheetName("Sheet1", d.name); err != nil {
		t.Fatal(err)
	}
	put := func(n int, cells []string) {
		for len(cells) < len(rows[0]) {
			cells = append(cells, "")
		}
		cells = slices.Clone(cells)
		slices.Reverse(cells)
		for i, c := range cells {
			if err := other.SetCellStr(d.name, fmt.Sprintf("%s%d", matrix.Letters(i+1), n), c); err != nil {
				t.Fatal(err)
			}
		}
	}
	put(3, rows[0])
	n := 4
	for i := len(rows) - 1; i > 2; i-- { // two rows are removed
		put(n, rows[i])
		n++
	}
	put(n, []string{"", "", "a row that somebody added"})
	props, _ := d.file.GetCustomProps()
	for _, p := range props {
		if err := other.SetCustomProps(p); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := other.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	r, diags, err := home(t, src, out.Bytes(), "")
	if err != nil || len(diags.Items) > 0 {
		t.Fatal(err, diags.Items)
	}
	if len(r.Changes) != 1 || r.Changes[0].ID != id || r.Changes[0].New != "C" {
		t.Errorf("changes: %+v", r.Changes)
	}
	if len(r.Notes) != 2 {
		t.Errorf("notes: %q", r.Notes)
	}
}

// TestMatrixWithoutProperties: a workbook that lost its properties in another program can still be imported.
func TestMatrixWithoutProperties(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "es")
	d := deskOf(t, b)
	props, err := d.file.GetCustomProps()
	if err != nil || len(props) == 0 {
		t.Fatal(err, props)
	}
	for _, p := range props {
		if err := d.file.SetCustomProps(excelize.CustomProperty{Name: p.Name}); err != nil {
			t.Fatal(err)
		}
	}
	d.set("Clase", 5, "C")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(diags.Items) > 0 || len(r.Changes) != 1 {
		t.Errorf("%v %v %+v", err, diags.Items, r)
	}
}

// TestMatrixBothLanguages: a text that is new in two workbooks is imported from both, the original first.
func TestMatrixBothLanguages(t *testing.T) {
	src := shippedSources(t)
	w, en := matrixOf(t, src, "en")
	_, es := matrixOf(t, src, "es")
	for _, c := range []struct {
		lang, text string
		book       []byte
	}{{"en", "To keep a register", en}, {"es", "Llevar un registro", es}} {
		d := deskOf(t, c.book)
		d.set(heads(w, c.lang)["summary"], 20, c.text)
		r, diags, err := home(t, src, d.bytes(), "")
		if err != nil || len(diags.Items) > 0 || len(r.Changes) != 1 || r.Changes[0].New != c.text || len(r.Files) != 1 {
			t.Fatalf("%s: %v %v %+v", c.lang, err, diags.Items, r)
		}
		if strings.HasPrefix(r.Files[0].Name, "input/") {
			src.Input = edit.Replaced(src.Input, r.Files)
		} else {
			src.Locales = edit.Replaced(src.Locales, r.Files)
		}
	}
	if lines := linesOf(src.Locales, "locales/content.es.toml"); !slices.Contains(lines, `["ag-res-2910-op-3.summary"]`) || !slices.Contains(lines, `other = "Llevar un registro"`) {
		t.Error("the translation is not in its file")
	}
}

// TestMatrixAdded: an added row becomes an operative paragraph, and its number is added to the ranges; a second import changes nothing. A
// row whose id was lost is identified by symbol and number.
func TestMatrixAdded(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	d := deskOf(t, b)
	d.add(map[string]any{"Symbol": "AG/RES 2910", "Operative paragraph": 21, "Summary": "To keep: a register", "Status": "current"})
	d.add(map[string]any{"ID": "op-of-our-own", "Symbol": "AG/RES. 2738 (XLII-O/12)", "Operative paragraph": 7})
	d.add(map[string]any{"Summary": "Total of rows: 94"})
	d.set("Class", 20, "B")
	d.set("ID", 20, "") // ag-res-2910-op-3
	d.set("Title", 21, "Another title")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(diags.Items) > 0 {
		t.Fatal(err, diags.Items)
	}
	var got []string
	for _, c := range r.Changes {
		got = append(got, fmt.Sprintf("%s.%s=%s", c.ID, c.Field, c.New))
	}
	want := []string{"ag-res-2910-op-3.class=B", "ag-res-2910-op-21.number=21", "ag-res-2910-op-21.summary=To keep: a register", "ag-res-2910-op-21.status=current", "op-of-our-own.number=7"}
	if !slices.Equal(got, want) {
		t.Errorf("changes: %q", got)
	}
	if len(r.Notes) != 3 || !strings.Contains(r.Notes[0], "row 96 of Mandates is not an operative paragraph") || !strings.Contains(r.Notes[1], "grey cells were changed in row 21") ||
		!strings.Contains(r.Notes[2], "input/term.yaml:21 declares 92 operative paragraphs, but there will be 94") {
		t.Errorf("notes: %q", r.Notes)
	}
	lines := linesOf(r.Files, "input/mandates.yaml")
	for _, want := range []string{`    ranges: [1-3, "7"]`, `    ranges: [1-21]`, `      - {id: ag-res-2910-op-21, number: 21, summary: "To keep: a register", status: current}`, `      - id: op-of-our-own`, `        number: 7`} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q", want)
		}
	}
	again := &work.Sources{Input: edit.Replaced(src.Input, r.Files), Locales: src.Locales, Templates: src.Templates}
	if r, diags, err = home(t, again, d.bytes(), ""); err != nil || len(diags.Items) > 0 || len(r.Changes) > 0 {
		t.Errorf("the second time: %v %v %+v", err, diags.Items, r.Changes)
	}
}

func copySheet(t *testing.T, from, to *excelize.File, name string) {
	rows, err := from.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		for k, c := range r {
			if err := to.SetCellStr(name, fmt.Sprintf("%s%d", matrix.Letters(k+1), i+1), c); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestMatrixHostile: a file that is not a matrix is refused with a sentence; no file makes the reader panic.
func TestMatrixHostile(t *testing.T) {
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	other := deskOf(t, b)
	if err := other.file.SetCustomProps(excelize.CustomProperty{Name: "omnibus-term", Value: "term-1999"}); err != nil {
		t.Fatal(err)
	}
	plain := excelize.NewFile()
	var noMatrix bytes.Buffer
	if _, err := plain.WriteTo(&noMatrix); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		b    []byte
		says string
	}{
		{"empty", nil, "empty"}, {"text", []byte("ID,Status\n"), "not a workbook"}, {"old or encrypted", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "encrypted"},
		{"cut off", b[:len(b)/2], "damaged"}, {"no matrix", noMatrix.Bytes(), "not a matrix made by omnibus"}, {"another term", other.bytes(), "term-1999"},
	} {
		if _, _, err := home(t, src, c.b, ""); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		bad := bytes.Clone(b)
		for range 1 + r.IntN(20) {
			bad[r.IntN(len(bad))] ^= byte(1 + r.IntN(255))
		}
		if _, err := readxlsx.Read(bad); err != nil && strings.Contains(err.Error(), "goroutine") {
			t.Error(err)
		}
	}
}

// FuzzMatrixEdits: any set of edits to open cells is imported exactly, and nothing else changes.
func FuzzMatrixEdits(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed)
	}
	src := shippedSources(f)
	w, en := matrixOf(f, src, "en")
	_, es := matrixOf(f, src, "es")
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 7))
		lang := []string{"en", "es"}[r.IntN(2)]
		d := deskOf(t, map[string][]byte{"en": en, "es": es}[lang])
		heads := heads(w, lang)
		texts := []string{"two\nlines", "  blanks  ", "tab\tin it", "=1+1", "🙂 日本", "\\ back", "{{name:cam}}", "TRUE", "1,5", "To keep a register: of \"all\" – #1", "- a dash", "yes", "2024", "Año nuevo, vida nueva", "[brackets] & 1 < 2", "{braces}", "co\u00adoperation", "ﬁve", "'quoted'", "a: b", "*x*", "~"}
		type key struct{ id, field string }
		want := map[key]string{}
		fields := []string{"status", "class", "evidence", "begin", "funding"}
		if lang == "en" {
			fields = append(fields, "summary", "remarks")
		}
		for range 1 + r.IntN(8) {
			row := 2 + r.IntN(d.rows-1)
			field := fields[r.IntN(len(fields))]
			id, _ := d.file.GetCellValue(d.name, fmt.Sprintf("A%d", row))
			value, shown := "", ""
			label := func(group string, keys ...string) {
				value = keys[r.IntN(len(keys))]
				shown = w.Locales.Locale(lang).T(group+"."+value, nil)
			}
			switch field {
			case "status":
				label("status", "current", "fulfilled", "non-mandate")
			case "class":
				label("class", "A", "B", "C")
			case "funding":
				label("funding", "regular", "mixed")
			case "begin":
				value = fmt.Sprintf("20%02d-%02d", 10+r.IntN(14), 1+r.IntN(12))
				shown = value
			default:
				shown = texts[r.IntN(len(texts))]
				clean, _ := source.Text{String: matrix.OneLine(shown)}.Clean()
				value = clean.String
			}
			d.set(heads[field], row, shown)
			want[key{id, field}] = value
		}
		got, diags, err := home(t, src, d.bytes(), "")
		if err != nil || len(diags.Items) > 0 {
			t.Fatalf("seed %d: %v %v", seed, err, diags.Items)
		}
		for _, c := range got.Changes {
			k := key{c.ID, c.Field}
			if v, ok := want[k]; !ok || v != c.New {
				t.Errorf("seed %d: %v was imported as %q, want %q", seed, k, c.New, v)
			}
			delete(want, k)
		}
		// Importing again into the changed files changes nothing.
		again := &work.Sources{Input: edit.Replaced(src.Input, got.Files), Locales: src.Locales, Templates: src.Templates}
		second, diags, err := home(t, again, d.bytes(), "")
		if err != nil || len(diags.Items) > 0 || len(second.Changes) > 0 {
			t.Errorf("seed %d: the second time: %v %v %+v", seed, err, diags.Items, second.Changes)
		}
	})
}
