// Package xlsx writes workbooks as Office Open XML (ECMA-376). Rows are streamed, so that a hundred thousand need little memory, and
// the package is repacked at the end: parts sorted, dates fixed, so that the same workbook gives the same bytes.
package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/matrix"
)

// linkable is the largest number of links in a sheet: Excel allows 65,530. A sheet with more rows has addresses as plain text.
const linkable = 65_000

// Other limits of Excel, in UTF-16 units (Excel specifications and limits, and its messages on files that exceed them).
const (
	longestHeader = 255 // of a printed page's header or footer
	longestName   = 32  // of the title of a prompt or an error
	longestPrompt = 255
	longestTip    = 255

	deepestOutline = 7 // levels
)

// Custom properties that identify a workbook.
const (
	PropertyTerm    = "omnibus-term"
	PropertyPaper   = "omnibus-paper"
	PropertyLang    = "omnibus-language"
	PropertySymbol  = "omnibus-symbol"
	PropertyMeeting = "omnibus-meeting"
)

// Write writes the workbook.
func Write(w io.Writer, b *matrix.Workbook) error {
	f := excelize.NewFile()
	defer f.Close()
	x := &writer{file: f, book: b, names: map[string]string{}, widest: map[string]int{}, deepest: map[string]int{}}
	if err := x.styles(); err != nil {
		return err
	}
	for i, s := range b.Sheets {
		x.names[s.ID] = s.Name
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.Name); err != nil {
				return err
			}
			continue
		}
		if _, err := f.NewSheet(s.Name); err != nil {
			return err
		}
		if s.Hidden { // at this point, because it reads all sheets that have been written
			if err := f.SetSheetVisible(s.Name, false, true); err != nil {
				return err
			}
		}
	}
	for _, s := range b.Sheets {
		if err := x.sheet(s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	if err := x.properties(); err != nil {
		return err
	}
	made, err := x.parts()
	if err != nil {
		return err
	}
	return x.repack(w, made)
}

// parts returns the parts of the package. excelize writes them first without the rows of most sheets, and then again, for the styles that
// the rows have.
func (x *writer) parts() (parts, error) {
	write := func() (parts, error) {
		to := parts{}
		x.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return to })
		_, err := x.file.WriteTo(io.Discard)
		return to, err
	}
	made, err := write()
	if err != nil {
		return nil, err
	}
	if err := x.fill(made); err != nil {
		return nil, err
	}
	again, err := write()
	made[stylesPart] = again[stylesPart]
	return made, err
}

const stylesPart = "xl/styles.xml"

// A writer is one workbook being written.
type writer struct {
	file   *excelize.File
	book   *matrix.Workbook
	names  map[string]string // of sheets, by id
	style  styles
	links  map[string][]link // by name of the sheet
	across [][2]string       // first and last cells of those that reach to the last column, of the sheet whose rows are being written
	shared *shared           // texts of the cells; nil if they are stored in the cells

	widest  map[string]int // columns that its rows fill, by name of the sheet
	deepest map[string]int // level of its outline
}

// A link is a cell with the address that it opens.
type link struct{ cell, url, tip string }

func ptr[T any](v T) *T { return &v }

// sheet writes one sheet without its rows, which follow once excelize has written all parts: it would keep the text of all sheets.
func (x *writer) sheet(s *matrix.Sheet) error {
	if err := x.setup(s); err != nil {
		return err
	}
	for _, c := range s.Charts {
		if err := x.chart(s, c); err != nil {
			return err
		}
	}
	stream, err := x.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := x.widths(stream, s); err != nil {
		return err
	}
	if !s.Free {
		if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: s.Frozen, YSplit: 1,
			TopLeftCell: matrix.Letters(s.Frozen+1) + "2", ActivePane: pane(s.Frozen),
			Selection: []excelize.Selection{{SQRef: matrix.Letters(s.Frozen+1) + "2", ActiveCell: matrix.Letters(s.Frozen+1) + "2",
				Pane: pane(s.Frozen)}}}); err != nil {
			return err
		}
		head := make([]any, len(s.Columns))
		for i, c := range s.Columns {
			head[i] = excelize.Cell{StyleID: x.style.head, Value: c.Head}
		}
		tall := excelize.RowOpts{Height: height(s, headings(s))}
		if err := stream.SetRow("A1", head, tall); err != nil {
			return err
		}
	}
	if s.Table != "" && s.Count > 0 {
		err := stream.AddTable(&excelize.Table{Range: fmt.Sprintf("A1:%s%d", matrix.Letters(len(s.Columns)), s.Count+1), Name: s.Table,
			StyleName: "TableStyleLight1", ShowRowStripes: ptr(false)})
		if err != nil {
			return err
		}
	}
	return stream.Flush()
}

// rows passes the rows of a sheet, from row number row on, to set, which must write each at once.
func (x *writer) rows(s *matrix.Sheet, row int, set func(cell string, values []any, opts ...excelize.RowOpts) error) error {
	values := make([]any, 0, len(s.Columns))
	var cells []excelize.Cell // values point into it
	for r := range s.Rows {
		row++
		values = values[:0]
		cells = slices.Grow(cells[:0], len(r.Cells))[:len(r.Cells)]
		x.widest[s.Name], x.deepest[s.Name] = max(x.widest[s.Name], len(r.Cells)), max(x.deepest[s.Name], min(r.Level, deepestOutline))
		for i, c := range r.Cells {
			values = append(values, x.cell(&cells[i], s, i, row, c))
			if c.Across && i < len(s.Columns)-1 {
				x.across = append(x.across, [2]string{fmt.Sprintf("%s%d", matrix.Letters(i+1), row),
					fmt.Sprintf("%s%d", matrix.Letters(len(s.Columns)), row)})
			}
		}
		if err := set(fmt.Sprintf("A%d", row), values, excelize.RowOpts{OutlineLevel: min(r.Level, deepestOutline),
			Height: height(s, r)}); err != nil {
			return err
		}
	}
	return nil
}

// widths sets the widths of the columns of a sheet, the columns that are grouped, which are folded in a sheet that people edit, and, if
// empty cells have no style of their own, the style of entries.
func (x *writer) widths(stream *excelize.StreamWriter, s *matrix.Sheet) error {
	for i, c := range s.Columns {
		if err := stream.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
		if c.Level > 0 {
			if err := stream.SetColOutlineLevel(i+1, uint8(c.Level)); err != nil {
				return err
			}
			if s.Bare {
				if err := stream.SetColVisible(i+1, i+1, false); err != nil {
					return err
				}
			}
		}
		if s.Bare {
			if err := stream.SetColStyle(i+1, i+1, x.style.of(s, c, matrix.Cell{}, c.Kind)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Heights of rows, in points.
const (
	lineHeight = 12.8
	bareHeight = 13.8 // of a line of a sheet that people edit, in case they have none of the usual faces, but a wider and higher one
	apart      = 2.0  // over the text of a row with a line below it
	lessApart  = 0.8  // over that of a row without one
	tallest    = 409  // Excel's limit
)

// height returns the height at which the whole text of a row is visible, in points: programs that open a streamed sheet do not compute it.
func height(s *matrix.Sheet, r matrix.Row) float64 {
	most := 1
	for i, c := range r.Cells {
		switch {
		case c.Role == matrix.Title:
			return 26
		case c.Role == matrix.Heading:
			return 20
		case !s.Free && s.Columns[i].Line:
			continue
		case s.Free && (i >= len(s.Columns) || !c.Wrap && !c.Across && c.Role != matrix.Head), s.Bare && s.Columns[i].Level > 0:
			continue
		}
		n, width := 0, s.Columns[i].Width
		if c.Across {
			width = widthOf(s.Columns[i:])
		}
		for line := range strings.SplitSeq(c.Plain(), "\n") {
			n += 1 + int(float64(utf8.RuneCountInString(line))*0.95/(width-1))
		}
		most = max(most, n)
	}
	if s.Bare && most == 1 {
		return 0
	}
	line, over := lineHeight, apart
	switch {
	case s.Bare:
		line = bareHeight
	case s.Free:
		over = lessApart
	}
	return min(float64(float64(most)*line)+over, tallest) // rounded twice: processors multiply and add in different ways
}

// headings returns the headings of a sheet as a row. Their letters are wider.
func headings(s *matrix.Sheet) matrix.Row {
	var r matrix.Row
	for _, c := range s.Columns {
		r.Cells = append(r.Cells, matrix.Cell{Text: c.Head + "  "})
	}
	return r
}

// across returns the number of printed pages, side by side, at which the print is readable: 230 characters fit on one.
func across(s *matrix.Sheet) int {
	from, to := s.Printed()
	return 1 + int(widthOf(s.Columns[from:to])/230)
}

func widthOf(columns []matrix.Column) float64 {
	width := 0.0
	for _, c := range columns {
		width += c.Width
	}
	return width
}

func pane(frozen int) string {
	if frozen > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// cell returns the value for a cell in the form that excelize accepts: out or nil.
func (x *writer) cell(out *excelize.Cell, s *matrix.Sheet, i, row int, c matrix.Cell) any {
	var column matrix.Column
	if i < len(s.Columns) {
		column = s.Columns[i]
	}
	kind := column.Kind
	if s.Free {
		kind = c.Is
	}
	if s.Bare && !c.Date.IsZero() {
		kind = matrix.Date
	}
	id := x.style.of(s, column, c, kind)
	if c.URL != "" && s.Count <= linkable {
		if x.links == nil {
			x.links = map[string][]link{}
		}
		x.links[s.Name] = append(x.links[s.Name], link{fmt.Sprintf("%s%d", matrix.Letters(i+1), row), c.URL, c.Tip})
	}
	var value any
	switch {
	case c.Formula != "":
		*out = excelize.Cell{StyleID: id, Formula: c.Formula, Value: c.Number}
		return out
	case len(c.Runs) > 0:
		value = runs(c.Runs)
	case !c.Date.IsZero() && !c.Date.MonthOnly():
		value = c.Date.Time()
	case c.Set:
		value = c.Number
	case c.Text != "" && c.URL != "" && s.Count > linkable:
		value = matrix.Fit(c.Text + " <" + c.URL + ">")
	case c.Text != "":
		value = matrix.Fit(c.Text)
	}
	if value == nil && (s.Free || s.Bare) {
		return nil
	}
	*out = excelize.Cell{StyleID: id, Value: value}
	return out
}

// runs returns rich text, with insertions bold and underlined, and deletions struck through.
func runs(in []matrix.Run) []excelize.RichTextRun {
	out := make([]excelize.RichTextRun, 0, len(in))
	room := matrix.Longest
	for _, r := range in {
		if room <= 0 {
			break
		}
		r.Text = matrix.Short(r.Text, room, "…")
		room -= len(r.Text)
		font := &excelize.Font{Family: family, Size: size, Bold: r.Bold || r.Ins, Strike: r.Del}
		if r.Ins {
			font.Underline = "single"
		}
		out = append(out, excelize.RichTextRun{Text: r.Text, Font: font})
	}
	return out
}

// setup sets the properties of a whole sheet: print set-up, protection, drop-downs, marks.
func (x *writer) setup(s *matrix.Sheet) error {
	f := x.file
	paper := 1 // ST_PaperSize, ECMA-376 part 1, 18.3.1.63: 1 letter, 9 A4
	if x.book.Size == "a4" {
		paper = 9
	}
	orientation := "landscape"
	if s.Free {
		orientation = "portrait"
	}
	steps := []error{
		f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: ptr(true), OutlineSummaryBelow: ptr(false)}),
		f.SetPageLayout(
			s.Name,
			&excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: ptr(across(s)), FitToHeight: ptr(0)},
		),
		f.SetPageMargins(
			s.Name,
			&excelize.PageLayoutMarginsOptions{
				Left:   ptr(0.3),
				Right:  ptr(0.3),
				Top:    ptr(0.55),
				Bottom: ptr(0.45),
				Header: ptr(0.25),
				Footer: ptr(0.25),
			},
		),
		f.SetHeaderFooter(
			s.Name,
			&excelize.HeaderFooterOptions{
				OddHeader: "&L" + matrix.Short(escape(s.Words.Header), longestHeader-2*len(s.Name)-4, "…") + "&R" + escape(s.Name),
				OddFooter: "&C" + footer(s.Words.Footer), ScaleWithDoc: ptr(false),
			},
		),
	}
	if !s.Hidden {
		steps = append(steps, x.printed(s))
	}
	// In a protected sheet, sorting is not allowed: programs would sort only unlocked cells, one column without the others.
	if !s.Bare {
		steps = append(
			steps,
			f.ProtectSheet(
				s.Name,
				&excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true,
					FormatColumns: true, FormatRows: true},
			),
		)
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	for i, c := range s.Columns {
		if s.Count == 0 || s.Free {
			break
		}
		cells := fmt.Sprintf("%[1]s2:%[1]s%[2]d", matrix.Letters(i+1), s.Count+1)
		if err := x.validation(s, c, cells); err != nil {
			return err
		}
		if err := x.marks(s, c, cells); err != nil {
			return err
		}
	}
	return x.notes(s)
}

// printed sets the columns of a sheet that are printed, one page wide, and the headings over each page. Where all are printed, the first
// columns are at the left of each page.
func (x *writer) printed(s *matrix.Sheet) error {
	sheet := strings.ReplaceAll(s.Name, "'", "''")
	titles := fmt.Sprintf("'%s'!$1:$1", sheet)
	from, to := s.Printed()
	headings := 1
	if s.Free {
		headings = 0
	}
	if from == 0 && to == len(s.Columns) && !s.Free {
		titles = fmt.Sprintf("'%s'!$A:$%s,", sheet, matrix.Letters(max(s.Frozen, 1))) + titles
	} else if err := x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.Name,
		RefersTo: fmt.Sprintf("'%s'!$%s$1:$%s$%d", sheet, matrix.Letters(from+1), matrix.Letters(to), s.Count+headings)}); err != nil {
		return err
	}
	if s.Free {
		return nil
	}
	return x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.Name})
}

// notes adds notes to headings, and drop-downs to single cells.
func (x *writer) notes(s *matrix.Sheet) error {
	for i, c := range s.Columns {
		if c.Note == "" {
			continue
		}
		if err := x.file.AddComment(s.Name, excelize.Comment{Cell: matrix.Letters(i+1) + "1", Author: x.book.Creator, Text: c.Note,
			Width: noteWidth, Height: noteHeight}); err != nil {
			return err
		}
	}
	for _, p := range s.Picks {
		if err := x.validation(s, matrix.Column{Open: true, List: p.List, Head: s.Columns[p.Column].Head, Error: p.Error},
			fmt.Sprintf("%s%d", matrix.Letters(p.Column+1), p.Row+2)); err != nil {
			return err
		}
	}
	return nil
}

// The size of the note at a heading, in pixels.
const (
	noteWidth  = 320
	noteHeight = 160
)

// escape escapes words for a header or footer, in which & begins a code.
func escape(s string) string { return strings.ReplaceAll(s, "&", "&&") }

// footer inserts the codes for page number and page count into words.
func footer(words string) string {
	words = strings.Replace(escape(words), "%d", "&P", 1)
	return strings.Replace(words, "%d", "&N", 1)
}

// validation adds the drop-down and the prompt to the unlocked cells of a column.
func (x *writer) validation(s *matrix.Sheet, c matrix.Column, cells string) error {
	if !c.Open || c.List == "" && c.Prompt == "" {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = cells
	v.Type = "none"
	if from := x.list(c.List); from != "" {
		v.SetSqrefDropList(from)
		v.SetError(excelize.DataValidationErrorStyleStop, matrix.Short(c.Head, longestName, "…"), matrix.Short(c.Error, longestPrompt, "…"))
	}
	if c.Prompt != "" {
		v.SetInput(matrix.Short(c.Head, longestName, "…"), matrix.Short(c.Prompt, longestPrompt, "…"))
	}
	return x.file.AddDataValidation(s.Name, v)
}

// list returns the range of the cells that contain a list.
func (x *writer) list(name string) string {
	for _, s := range x.book.Sheets {
		for i, l := range s.Lists {
			if l.Name == name && len(l.Entries) > 0 {
				return fmt.Sprintf(
					"'%[1]s'!$%[2]s$2:$%[2]s$%[3]d",
					strings.ReplaceAll(s.Name, "'", "''"),
					matrix.Letters(i+1),
					len(l.Entries)+1,
				)
			}
		}
	}
	return ""
}

// marks sets the conditional colours of entries.
func (x *writer) marks(s *matrix.Sheet, c matrix.Column, cells string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, m := range c.Marks {
		if id := x.style.tones[m.Tone]; id != nil {
			rules = append(
				rules,
				excelize.ConditionalFormatOptions{
					Type:     "cell",
					Criteria: "==",
					Format:   id,
					Value:    `"` + strings.ReplaceAll(m.Entry, `"`, `""`) + `"`,
				},
			)
		}
	}
	if len(rules) == 0 {
		return nil
	}
	return x.file.SetConditionalFormat(s.Name, cells, rules)
}

// chart draws a chart of counts. It is anchored to cells, whose positions excelize computes from default sizes, 64 by 20 pixels, before a
// sheet is streamed.
func (x *writer) chart(s *matrix.Sheet, c matrix.Chart) error {
	sheet := strings.ReplaceAll(s.Name, "'", "''")
	area := func(a matrix.Area) string {
		return fmt.Sprintf("'%[1]s'!$%[2]s$%[3]d:$%[2]s$%[4]d", sheet, matrix.Letters(a.Column), a.First, a.Last)
	}
	small := excelize.Font{Family: family, Size: size + 0.5, Color: "262626"}
	return x.file.AddChart(s.Name, fmt.Sprintf("%s%d", matrix.Letters(c.Column), c.Row), &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{
			{
				Name:       c.Title,
				Categories: area(c.Labels),
				Values:     area(c.Values),
				Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"44546A"}},
			},
		},
		Title: excelize.ChartTitle{
			Paragraph: []excelize.RichTextRun{{Text: c.Title, Font: &excelize.Font{Family: family, Size: 11, Bold: true, Color: "262626"}}},
		},
		Legend:    excelize.ChartLegend{Position: "none"},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
		YAxis:     excelize.ChartAxis{MajorGridLines: false, Font: small},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: small},
		Dimension: excelize.ChartDimension{Width: uint(c.Columns*64 - 10), Height: uint(c.Rows*20 - 8)},
		Format:    excelize.GraphicOptions{AltText: c.Title + ": " + c.Described},
	})
}

// properties sets the properties that identify the workbook, for archives and for import.
func (x *writer) properties() error {
	b := x.book
	stamp := b.Date.Time().Format("2006-01-02T15:04:05Z")
	if err := x.file.SetDocProps(&excelize.DocProperties{Title: b.Title, Subject: b.Subject, Creator: b.Creator,
		LastModifiedBy: b.Creator, Keywords: strings.Join(b.Keywords, ", "),
		Identifier: b.Symbol, Language: b.Lang, Created: stamp, Modified: stamp}); err != nil {
		return err
	}
	for _, p := range [][2]string{{PropertyTerm, b.Term}, {PropertyPaper, b.Paper}, {PropertyLang, b.Lang}, {PropertySymbol, b.Symbol},
		{PropertyMeeting, b.Meeting}} {
		if err := x.file.SetCustomProps(excelize.CustomProperty{Name: p[0], Value: p[1]}); err != nil {
			return err
		}
	}
	return x.file.SetAppProps(&excelize.AppProperties{Application: "omnibus", DocSecurity: 0})
}
