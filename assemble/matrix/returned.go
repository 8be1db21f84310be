package matrix

import (
	"strings"
)

// A Returned is a returned workbook: its properties, and the sheets whose cells can be imported.
type Returned struct {
	Term    string // id of the term; this and what follows are its properties as they were written
	Paper   string
	Lang    string
	Symbol  string
	Meeting string
	Sheets  []*ReturnedSheet
	Absent  []string                   // ids of the sheets of a workbook of records that have been removed
	Names   map[string][]string        // the ids of records by the words that drop-downs showed, case-folded
	Fixed   map[string]map[string]bool // prints of the texts of sheets that people do not edit, by the names of the sheets
	Others  []OtherSheet               // the other sheets, except the hidden one
}

// An OtherSheet is a sheet that is not imported.
type OtherSheet struct {
	Name   string
	Cells  func(visit func(ReturnedCell) bool) error // visits the cells that are not empty
	Beside []Beside
}

// Kinds of content in a workbook that is not imported.
const (
	IsComment = "comment"
	IsLink    = "link"   // an address in a cell
	IsAdded   = "column" // a cell in a column that the sheet did not have when it was written
	IsAbove   = "above"  // a cell above the headings
	IsHidden  = "hidden" // a hidden row: somebody hid it, or a filter did
)

// A Beside is something in a sheet that is not imported.
type Beside struct {
	Kind   string // one of those above
	Row    int    // from 1
	At     string // F12
	ID     string // of the row, if it has one
	Column string // id of the column; "" if it is not known
	Head   string // its heading
	Text   string
	By     string // its author; "" if not known
}

// A ReturnedSheet is a sheet with its rows in their present order.
type ReturnedSheet struct {
	ID      string
	Name    string            // its present name
	Missing []string          // ids of open columns that no longer exist
	Unknown []string          // headings of no known column
	Prints  map[string]Prints // of the rows as they were written, by id
	Order   []string          // ids of the rows as they were written
	Rows    []ReturnedRow     // those that are not empty
	Beside  []Beside
}

// Prints holds the fingerprints of a row's open cells that were not empty, as the workbook has them: column=print column=print. They stay
// unparsed, because most rows are returned unchanged.
type Prints string

// Of returns the print of the cell in a column; if there is none, that of an empty cell.
func (p Prints) Of(column string) Print {
	for f := range strings.FieldsSeq(string(p)) {
		if id, print, ok := strings.Cut(f, "="); ok && id == column {
			return ParsePrint(print)
		}
	}
	return Print{}
}

// All returns the prints by column.
func (p Prints) All() map[string]Print {
	out := map[string]Print{}
	for f := range strings.FieldsSeq(string(p)) {
		if id, print, ok := strings.Cut(f, "="); ok {
			out[id] = ParsePrint(print)
		}
	}
	return out
}

// A Print identifies the content of a cell: the fingerprint of its value in the records, and that of the words that showed it.
type Print struct{ Value, Shown string }

// PrintOf returns the print of a cell.
func PrintOf(value, shown string) Print {
	p := Print{Value: Fingerprint(value)}
	if p.Shown = p.Value; shown != value {
		p.Shown = Fingerprint(shown)
	}
	return p
}

// String returns the print as written in the workbook: 8 digits, or twice 8 if a word shows a value.
func (p Print) String() string {
	if p.Shown == p.Value {
		return p.Value
	}
	return p.Value + "/" + p.Shown
}

// ParsePrint reads what String wrote.
func ParsePrint(s string) Print {
	value, shown, two := strings.Cut(s, "/")
	if !two {
		shown = value
	}
	return Print{value, shown}
}

// A ReturnedRow is a row with its open cells that have changed.
type ReturnedRow struct {
	ID    string // empty: somebody added the row, or removed its id
	Row   int    // its number in the sheet, from 1
	Cells map[string]ReturnedCell
	Grey  map[string]string // content of its closed cells if the row was added or one of them was changed; else nil
}

// A ReturnedCell is the present content of an open cell, on one line, without surrounding white space.
type ReturnedCell struct {
	Text    string
	At      string // F12
	Formula bool   // it contains a formula, and Text is its result
	Error   bool   // it contains an error, such as #N/A
	Date    bool   // it contains a real date, and Text is that date in ISO form
}

// OneLine returns a text on one line, without the line ends, tabs and surrounding white space that programs add.
func OneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\t_") {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(breaks.Replace(s))
}

// TextPrint returns the fingerprint of a text on a sheet that people do not edit. It ignores white space, which programs change, and an
// address after the text.
func TextPrint(s string) string { return printOf(appendWords(make([]byte, 0, usualText), s)) }

// usualText is the number of bytes that the texts of most rows have at most.
const usualText = 512

// appendWords adds the words of a text, without an address after it, each but the first after one space.
func appendWords(to []byte, s string) []byte {
	s = Fit(s)
	if strings.HasSuffix(s, ">") {
		if i := strings.LastIndex(s, " <"); i >= 0 {
			s = s[:i]
		}
	}
	first := len(to)
	for word := range strings.FieldsSeq(s) {
		if len(to) > first {
			to = append(to, ' ')
		}
		to = append(to, word...)
	}
	return to
}

// breaks turns the line ends that programs write into spaces.
var breaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "_x000D_", " ")

// GreyPrint returns one fingerprint of all closed cells of a row. It ignores white space, and addresses written after a word because
// the workbook has no room for more links.
func GreyPrint(texts []string) string {
	all := make([]byte, 0, usualText)
	for _, t := range texts {
		all = append(appendWords(all, t), '\n')
	}
	return printOf(all)
}
