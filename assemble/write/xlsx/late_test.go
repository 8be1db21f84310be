package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/date"
	"omnibus/assemble/matrix"
)

// TestBatch: rows written in batches are the same as those that a stream writes, whatever their content.
func TestBatch(t *testing.T) {
	row := func(i int) []any {
		return []any{fmt.Sprint("a & <b> ", i), nil, float64(i) / 4, excelize.Cell{StyleID: 3, Value: "  blanks "}, time.Date(2024, 5, i%28, 0, 0, 0, 0, time.UTC),
			&excelize.Cell{StyleID: 3, Value: "x_x0041_y"}, []excelize.RichTextRun{{Text: "rich", Font: &excelize.Font{Bold: true}}}, excelize.Cell{Formula: "A1+1", Value: 2.0}, "</sheetData>"}
	}
	for _, n := range []int{0, 1, batchRows - 1, batchRows, batchRows + 1, 2*batchRows + 7} {
		file := excelize.NewFile()
		stream, err := file.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		var got, want bytes.Buffer
		b := &batch{to: &got}
		for i := range n {
			opts := excelize.RowOpts{OutlineLevel: i % 3, Height: float64(i % 2 * 20)}
			for _, set := range []func(string, []any, ...excelize.RowOpts) error{stream.SetRow, b.set} {
				if err := set(fmt.Sprint("A", i+5), row(i), opts); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := b.flush(); err != nil {
			t.Fatal(err)
		}
		if err := stream.Flush(); err != nil {
			t.Fatal(err)
		}
		made := parts{}
		file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
		if _, err := file.WriteTo(io.Discard); err != nil {
			t.Fatal(err)
		}
		r, err := made["xl/worksheets/sheet1.xml"].reader()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := want.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		_, rows, _ := strings.Cut(want.String(), rowsBegin)
		rows = rows[:max(0, strings.LastIndex(rows, rowsEnd))]
		if got.String() != rows {
			t.Errorf("%d rows: %d bytes, want %d", n, got.Len(), len(rows))
		}
	}
}

// TestPlainRows: rows written directly are the same, to the byte, as those that a stream writes, and so are those left to excelize.
func TestPlainRows(t *testing.T) {
	styled := func(v any) *excelize.Cell { return &excelize.Cell{StyleID: 3, Value: v} }
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	plain := []any{"words", "a & <b> 'c' \"d\"", "", " blanks ", "two\nlines", "\ttab\r\n", "\n", "bad \x01 \xff\ufffe sign", "é — 中 𝄞", nil, styled(nil),
		styled("words"), styled(""), styled(3.0), styled(-7.0), styled(0.0), styled(999_999_999_999_999.0), 12.0, styled(day), styled(firstPlain),
		styled(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)), &excelize.Cell{Value: "no style"},
		&excelize.Cell{Formula: "A1&\"<\n\"", Value: 2.0}, &excelize.Cell{StyleID: 2, Formula: "A1", Value: 0.0}, styled(runs([]matrix.Run{{Text: "a & <b>\n'\"é"},
			{Text: " ins ", Ins: true}, {Text: "del", Del: true}, {Text: "bold", Bold: true}, {Text: "\n"}, {Text: ""}, {Text: "all", Ins: true, Del: true}}))}
	other := []any{"x_x0041_y", 0.25, math.Copysign(0, -1), 1e15, styled(day.Add(time.Hour)), styled(time.Date(1900, 2, 28, 0, 0, 0, 0, time.UTC)),
		styled(day.In(time.FixedZone("", 3600))), &excelize.Cell{Formula: "A1+1", Value: "words"}, excelize.Cell{Value: "by value"}, true,
		&excelize.Cell{Formula: "A1+1", Value: 0.5}, runs(nil), []excelize.RichTextRun{{Text: "rich"}}, runs([]matrix.Run{{Text: "an x_x0041_y", Bold: true}}),
		[]excelize.RichTextRun{{Text: "other", Font: &excelize.Font{Family: family, Size: size, Italic: true}}}}
	for _, v := range plain {
		if !isPlain(v) {
			t.Errorf("%v is left to excelize", v)
		}
	}
	rows := [][]any{plain, nil, {}}
	if isPlain(day) {
		t.Error("a day without a style is written directly: excelize gives it one")
	}
	for _, v := range other {
		if isPlain(v) {
			t.Errorf("%v is written directly", v)
		}
		rows = append(rows, []any{"before", v, "after"}, []any{"a plain row"})
	}
	for range 3_000 { // more than is kept
		rows = append(rows, []any{"words", styled("more words")})
	}
	file := excelize.NewFile()
	for range 4 { // styles that cells may have
		if _, err := file.NewStyle(&excelize.Style{NumFmt: 14}); err != nil {
			t.Fatal(err)
		}
	}
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	var got, want bytes.Buffer
	p := &plainRows{to: &got}
	for i, row := range rows {
		opts := excelize.RowOpts{OutlineLevel: i % 3, Height: float64(i%4) * 13.8}
		for _, set := range []func(string, []any, ...excelize.RowOpts) error{stream.SetRow, p.set} {
			if err := set(fmt.Sprint("A", i+5), row, opts); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := p.flush(); err != nil {
		t.Fatal(err)
	}
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	made := parts{}
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	if _, err := file.WriteTo(io.Discard); err != nil {
		t.Fatal(err)
	}
	r, err := made["xl/worksheets/sheet1.xml"].reader()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := want.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	_, all, _ := strings.Cut(want.String(), rowsBegin)
	all = all[:strings.LastIndex(all, rowsEnd)]
	a, b := strings.SplitAfter(got.String(), "</row>"), strings.SplitAfter(all, "</row>")
	for i := range b {
		if i >= len(a) || a[i] != b[i] {
			t.Fatalf("row %d:\n%s\nwant\n%s", i, a[min(i, len(a)-1)], b[i])
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d rows, want %d", len(a), len(b))
	}
}

// TestSheetData: the rows are found wherever the part is cut while it is written.
func TestSheetData(t *testing.T) {
	const all = `<worksheet><cols/><sheetData><row r="1"></row></sheetDat/></sheetData><tail></sheetData>`
	for size := 1; size < len(all); size++ {
		var got bytes.Buffer
		d := &sheetData{to: &got}
		for rest := all; rest != ""; rest = rest[min(size, len(rest)):] {
			if n, err := d.Write([]byte(rest[:min(size, len(rest))])); err != nil || n != min(size, len(rest)) {
				t.Fatal(n, err)
			}
		}
		if want := `<row r="1"></row></sheetDat/>`; got.String() != want || d.err() != nil {
			t.Errorf("cut into %d bytes: %s, %v", size, got.String(), d.err())
		}
	}
	if err := (&sheetData{to: io.Discard, begun: true}).err(); err == nil {
		t.Error("rows without an end tag are accepted")
	}
}

// TestLate: in a large workbook of records the rows of large sheets are written last, are all there, and follow their headings.
func TestLate(t *testing.T) {
	const columns, count = 70, 4_400
	var begun []string // the sheets whose rows are asked for
	wide := func(id string, s matrix.Sheet) *matrix.Sheet {
		s.ID, s.Name, s.Count = id, id, count
		s.Rows = func(yield func(matrix.Row) bool) {
			begun = append(begun, id)
			cells := make([]matrix.Cell, columns)
			for i := range count {
				cells[2] = matrix.Cell{Text: fmt.Sprint(id, " ", i)}
				if !yield(matrix.Row{Cells: cells}) {
					return
				}
			}
		}
		return &s
	}
	heads := make([]matrix.Column, columns)
	for i := range heads {
		heads[i] = matrix.Column{ID: fmt.Sprint("c", i), Head: fmt.Sprint("Head ", i), Width: 10}
	}
	b := &matrix.Workbook{Lang: "en", Term: "t", Paper: "records", Title: "T", Date: date.Date{Year: 2024, Month: 5, Day: 1}, Sheets: []*matrix.Sheet{
		wide("origin", matrix.Sheet{Free: true, Hidden: true}), wide("bare", matrix.Sheet{Columns: heads, Bare: true}),
	}}
	x := &writer{book: b}
	if !x.late(b.Sheets[0]) || !x.late(b.Sheets[1]) {
		t.Fatal("the rows are not written last")
	}
	var first, second bytes.Buffer
	if err := Write(&first, b); err != nil {
		t.Fatal(err)
	}
	if err := Write(&second, b); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("written twice, it is not the same: %v", err)
	}
	f, err := excelize.OpenReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	for sheet, cells := range map[string]map[string]string{
		"bare":   {"A1": "Head 0", "BR1": "Head 69", "C2": "bare 0", "C4401": "bare 4399", "C4402": ""},
		"origin": {"C1": "origin 0", "C4400": "origin 4399", "C4401": ""},
	} {
		for cell, want := range cells {
			if got, err := f.GetCellValue(sheet, cell); got != want || err != nil {
				t.Errorf("%s!%s is %q, want %q: %v", sheet, cell, got, want, err)
			}
		}
	}
	if strings.Join(begun, " ") != "bare origin bare origin" {
		t.Errorf("the rows are written in the order %v: the hidden sheet may say what the others have left behind", begun)
	}
	b.Sheets[1].Columns = heads[:2]
	if x.late(b.Sheets[1]) {
		t.Error("a small workbook has late rows")
	}
}
