package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/date"
	"omnibus/assemble/matrix"
	"omnibus/assemble/write/xlsx/xlsxtest"
)

// workbook returns a workbook with every feature, and n rows.
func workbook(n int) *matrix.Workbook {
	day := date.Date{Year: 2024, Month: time.March, Day: 4}
	status := matrix.Column{ID: "status", Head: "Status", Width: 12, Open: true, List: "status", Prompt: "Choose a status.", Error: "No status.",
		Marks: []matrix.Mark{{Entry: `he said "done"`, Tone: matrix.Good}, {Entry: "current", Tone: matrix.Busy}}}
	table := &matrix.Sheet{ID: "mandates", Name: "Mandates & more", Table: "Mandates", Frozen: 2, Count: n, Words: matrix.Words{Header: "AT&T rev. 1", Footer: "Page %d of %d"},
		Columns: []matrix.Column{{ID: "record-id", Head: "ID", Width: 20}, {ID: "symbol", Head: "Symbol", Width: 20}, {ID: "number", Head: "Paragraph", Width: 9, Kind: matrix.Number},
			status, {ID: "begin", Head: "Begin", Width: 12, Kind: matrix.Date, Open: true, Prompt: "Write a date."}, {ID: "text", Head: "Text", Width: 40}},
		Rows: func(yield func(matrix.Row) bool) {
			for i := range n {
				id := fmt.Sprintf("op-%d", i+1)
				row := matrix.Row{ID: id, Level: min(i, 1), Cells: []matrix.Cell{{Text: id}, {Text: "AG/RES. 2910 (XLVII-O/17)", URL: "https://example.org/a?b&c", Tip: "the text"},
					{Number: float64(i + 1), Set: true}, {Text: "current", Value: "current"}, {Date: day, Value: "2024-03-04"}, {Text: "=HYPERLINK(\"https://example.org\")"}}}
				if i == 1 {
					row.Cells[4] = matrix.Cell{Text: "2024-06", Value: "2024-06"}
					row.Cells[5] = matrix.Cell{Runs: []matrix.Run{{Text: "kept "}, {Text: "added", Ins: true}, {Text: " lost", Del: true}}}
				}
				if !yield(row) {
					return
				}
			}
		}}
	summary := &matrix.Sheet{ID: "summary", Name: "Summary", Free: true, Count: 3, Columns: []matrix.Column{{Width: 30}, {Width: 12}},
		Rows: slices.Values([]matrix.Row{{Cells: []matrix.Cell{{Text: "Summary", Role: matrix.Title}}}, {},
			{Cells: []matrix.Cell{{Text: "current"}, {Formula: "COUNTIFS('Mandates & more'!$D$2:$D$3,$A3)", Number: float64(n), Set: true, Is: matrix.Number}}}}),
		Charts: []matrix.Chart{{Title: "By status", Row: 3, Column: 4, Labels: matrix.Area{Column: 1, First: 3, Last: 3}, Values: matrix.Area{Column: 2, First: 3, Last: 3}, Described: "current: 2"}}}
	lists := &matrix.Sheet{ID: "lists", Name: "Lists", Count: 1, Columns: []matrix.Column{{Head: "Status", Width: 20}}, Lists: []matrix.List{{Name: "status", Head: "Status", Entries: []string{"current"}}},
		Rows: slices.Values([]matrix.Row{{Cells: []matrix.Cell{{Text: "current"}}}})}
	hidden := &matrix.Sheet{ID: "origin", Name: "Origin", Free: true, Hidden: true, Count: 1, Rows: slices.Values([]matrix.Row{{Cells: []matrix.Cell{{Text: "row"}}}})}
	return &matrix.Workbook{Lang: "en", Term: "term", Paper: "mandate-matrix", Symbol: "CIDI/CAM/doc.2/23", Title: "Matrix", Subject: "Mandates", Creator: "The Committee",
		Keywords: []string{"mandates"}, Date: day, Meeting: "end", Size: "letter", Sheets: []*matrix.Sheet{table, summary, lists, hidden}}
}

func written(t testing.TB, b *matrix.Workbook) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// content returns the parts of a package by their names.
func content(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[p.Name] = string(b)
		if strings.HasSuffix(p.Name, ".xml") || strings.HasSuffix(p.Name, ".rels") {
			d := xml.NewDecoder(bytes.NewReader(b))
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Errorf("%s: %v", p.Name, err)
					break
				}
			}
		}
	}
	return out
}

func TestSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, workbook(2)), written(t, workbook(2))) {
		t.Error("two writings differ")
	}
}

// TestFeatures: each feature is in the file as the standard prescribes.
func TestFeatures(t *testing.T) {
	p := content(t, written(t, workbook(2)))
	for _, c := range []struct{ part, has string }{
		{"xl/worksheets/sheet1.xml", `xSplit="2"`}, {"xl/worksheets/sheet1.xml", `ySplit="1"`}, {"xl/worksheets/sheet1.xml", `state="frozen"`},
		{"xl/worksheets/sheet1.xml", `<hyperlink ref="B2" r:id="link1" tooltip="the text"/><hyperlink ref="B3" r:id="link1"`},
		{"xl/worksheets/_rels/sheet1.xml.rels", `Id="link1"`}, {"xl/worksheets/_rels/sheet1.xml.rels", `Target="https://example.org/a?b&amp;c" TargetMode="External"`},
		{"xl/worksheets/sheet1.xml", `<dimension ref="A1:F3">`}, {"xl/worksheets/sheet1.xml", `numberStoredAsText="1"`}, {"xl/worksheets/sheet2.xml", `<dimension ref="A1:B3">`},
		{"xl/worksheets/sheet2.xml", `<sheetProtection`}, {"xl/worksheets/sheet3.xml", `<sheetProtection`},
		{"xl/worksheets/sheet1.xml", `orientation="landscape"`}, {"xl/worksheets/sheet1.xml", `fitToHeight="0"`}, {"xl/worksheets/sheet1.xml", `<pageSetUpPr fitToPage="true"`},
		{"xl/worksheets/sheet1.xml", `&amp;LAT&amp;&amp;T rev. 1`}, {"xl/worksheets/sheet1.xml", `Page &amp;P of &amp;N`},
		{"xl/worksheets/sheet1.xml", `<sheetProtection`}, {"xl/worksheets/sheet1.xml", `outlineLevel="1"`}, {"xl/worksheets/sheet1.xml", `outlineLevelRow="1"`}, {"xl/worksheets/sheet1.xml", `summaryBelow="false"`},
		{"xl/worksheets/sheet1.xml", `<formula1>'Lists'!$A$2:$A$2</formula1>`}, {"xl/worksheets/sheet1.xml", `sqref="D2:D3"`}, {"xl/worksheets/sheet1.xml", `prompt="Write a date."`},
		{"xl/worksheets/sheet1.xml", `he said &#34;&#34;done&#34;&#34;`}, {"xl/worksheets/sheet1.xml", `<v>45355</v>`}, {"xl/sharedStrings.xml", `<t>2024-06</t>`}, {"xl/sharedStrings.xml", `<strike`}, {"xl/worksheets/sheet1.xml", `t="s"><v>0</v></c>`},
		{"[Content_Types].xml", `PartName="/xl/sharedStrings.xml"`}, {"xl/_rels/workbook.xml.rels", `Target="sharedStrings.xml"`}, {"docProps/core.xml", "<cp:coreProperties xmlns:cp="}, {"docProps/core.xml", "<cp:lastModifiedBy>"},
		{"xl/worksheets/sheet2.xml", `<drawing r:id="rId1"`},
		{"xl/tables/table1.xml", `ref="A1:F3"`}, {"xl/tables/table1.xml", `displayName="Mandates"`}, {"xl/tables/table1.xml", `<autoFilter ref="A1:F3"`},
		{"xl/workbook.xml", `name="_xlnm.Print_Titles"`}, {"xl/workbook.xml", `&#39;Mandates &amp; more&#39;!$A:$B`}, {"xl/workbook.xml", `state="veryHidden"`},
		{"xl/worksheets/sheet2.xml", `<f>COUNTIFS(`}, {"xl/worksheets/sheet2.xml", `<v>2</v>`}, {"xl/drawings/drawing1.xml", `descr="By status: current: 2"`},
		{"docProps/core.xml", "<dc:language>en</dc:language>"}, {"docProps/core.xml", "CIDI/CAM/doc.2/23"}, {"docProps/core.xml", "2024-03-04T00:00:00Z"}, {"docProps/custom.xml", "omnibus-term"},
	} {
		if !strings.Contains(p[c.part], c.has) {
			t.Errorf("%s has no %s", c.part, c.has)
		}
	}
	cells := 0
	for name, part := range p {
		if strings.HasPrefix(name, "xl/worksheets/sheet") {
			cells += strings.Count(part, ` t="s">`)
		}
	}
	if n := strings.Count(p["xl/sharedStrings.xml"], "<si>"); !strings.Contains(p["xl/sharedStrings.xml"], fmt.Sprintf(`count="%d" uniqueCount="%d"`, cells, n)) || n >= cells {
		t.Errorf("%d cells have a text of %d: %.200s", cells, n, p["xl/sharedStrings.xml"])
	}
	if strings.Contains(p["xl/worksheets/sheet1.xml"], "<f>") {
		t.Error("a text became a formula")
	}
	if strings.Contains(p["xl/worksheets/sheet1.xml"], "customHeight") {
		t.Error("rows do not grow with their text")
	}
	if strings.Contains(p["xl/worksheets/sheet1.xml"], "mergeCell") {
		t.Error("cells of data are merged")
	}
}

// TestEmptyList: a list without entries is no drop-down; another list with that name can be one.
func TestEmptyList(t *testing.T) {
	b := workbook(2)
	lists := b.Sheets[2]
	lists.Lists = append([]matrix.List{{Name: "status", Head: "Empty"}}, lists.Lists...)
	if sheet := content(t, written(t, b))["xl/worksheets/sheet1.xml"]; !strings.Contains(sheet, `<formula1>'Lists'!$B$2:$B$2</formula1>`) {
		t.Error("the drop-down is not that of the list with entries")
	}
	lists.Lists = lists.Lists[:1]
	if sheet := content(t, written(t, b))["xl/worksheets/sheet1.xml"]; strings.Contains(sheet, "'Lists'!") {
		t.Error("a list without entries is a drop-down")
	}
}

// TestStrict: the file satisfies Excel: the order of elements, tables and their headings, lengths, references.
func TestStrict(t *testing.T) {
	for _, f := range xlsxtest.Faults(written(t, workbook(2))) {
		t.Error(f)
	}
}

// TestLimits: text longer than Excel allows is cut, and the workbook remains valid.
func TestLimits(t *testing.T) {
	b := workbook(2)
	long := strings.Repeat("word & word ", 4000)
	table := b.Sheets[0]
	table.Words.Header = long
	table.Columns[3].Head, table.Columns[3].Prompt, table.Columns[3].Error = "A heading that is longer than the title of a prompt", long, long
	rows := slices.Collect(table.Rows)
	rows[0].Cells[1].Tip = long
	rows[0].Cells[5] = matrix.Cell{Text: long}
	rows[1].Cells[5] = matrix.Cell{Runs: []matrix.Run{{Text: long, Del: true}, {Text: long, Ins: true}}}
	table.Rows = slices.Values(rows)
	file := written(t, b)
	for _, f := range xlsxtest.Faults(file) {
		t.Error(f)
	}
	if p := content(t, file); !strings.Contains(p["xl/sharedStrings.xml"], "[…]</t>") || !strings.Contains(p["xl/worksheets/sheet1.xml"], `promptTitle="A heading that is longer than t…"`) {
		t.Error("nothing states that text was cut")
	}
}

// TestReadBack: excelize reads back what it wrote, after the repack.
func TestReadBack(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, workbook(3))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if v, _ := f.GetCellValue("Mandates & more", "E2"); v != "2024-03-04" {
		t.Errorf("the date is %q", v)
	}
	if v, _ := f.GetCellValue("Mandates & more", "F2"); !strings.HasPrefix(v, "=HYPERLINK") {
		t.Errorf("the text is %q", v)
	}
	if ok, url, _ := f.GetCellHyperLink("Mandates & more", "B4"); !ok || url != "https://example.org/a?b&c" {
		t.Errorf("the link is %q", url)
	}
	if v, _ := f.CalcCellValue("Summary", "B3"); v != "2" {
		t.Errorf("the formula over two rows gives %q", v)
	}
}

// TestManyRows: beyond the limit of Excel, addresses are plain text.
func TestManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("70,000 rows take a second")
	}
	p := content(t, written(t, workbook(linkable+1)))
	if strings.Contains(p["xl/worksheets/sheet1.xml"], "<hyperlink") {
		t.Error("there are links")
	}
	if !regexp.MustCompile(`AG/RES. 2910 \(XLVII-O/17\) &lt;https://example.org/a\?b&amp;c&gt;`).MatchString(p["xl/worksheets/sheet1.xml"][:20000]) || p["xl/sharedStrings.xml"] != "" {
		t.Error("the address does not follow the words")
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{92, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := workbook(n)
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(io.Discard, w); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestPrintedColumns: the printed columns are the range of the print, one page wide, under the headings on each page.
func TestPrintedColumns(t *testing.T) {
	b := workbook(2)
	b.Sheets[0].Columns[1].Paper, b.Sheets[0].Columns[2].Paper = true, true
	parts := content(t, written(t, b))
	for _, want := range []string{"_xlnm.Print_Area\">&#39;Mandates &amp; more&#39;!$B$1:$C$3<", "_xlnm.Print_Titles\">&#39;Mandates &amp; more&#39;!$1:$1<"} {
		if !strings.Contains(parts["xl/workbook.xml"], want) {
			t.Errorf("no %s in %s", want, parts["xl/workbook.xml"])
		}
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], `fitToWidth="1"`) {
		t.Error("the sheet is not one page wide")
	}
}

// TestAcross: a cell that reaches to the last column is one with the cells beside it, unless it is the last one.
func TestAcross(t *testing.T) {
	row := func(cells ...matrix.Cell) matrix.Row { return matrix.Row{Cells: cells} }
	wide := matrix.Cell{Text: "wide", Across: true}
	var out bytes.Buffer
	if err := Write(&out, &matrix.Workbook{Sheets: []*matrix.Sheet{{ID: "s", Name: "S", Free: true, Count: 3, Columns: []matrix.Column{{Width: 9},
		{Width: 9}, {Width: 9}}, Rows: slices.Values([]matrix.Row{row(wide), row(matrix.Cell{Text: "a"}, wide),
		row(matrix.Cell{Text: "a"}, matrix.Cell{Text: "b"}, wide)})}}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	cells, err := f.GetMergeCells("S")
	if err != nil || len(cells) != 2 || cells[0][0] != "A1:C1" || cells[1][0] != "B2:C2" {
		t.Errorf("merged: %v, %v", cells, err)
	}
}
