// Package matrix holds workbooks as sheets of typed cells, without formatting: the content of the mandate matrix before it is written, and
// after it is returned.
package matrix

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/date"
)

// A Workbook is one workbook in one language. Its sheets are in the order of their tabs.
type Workbook struct {
	Lang     string // BCP 47
	Term     string // id of the term
	Paper    string // id of the paper
	Symbol   string // empty: not known
	Title    string
	Subject  string
	Creator  string // the body
	Keywords []string
	Date     date.Date // of the paper
	Meeting  string    // id of the meeting, or end
	Size     string    // of printed sheets: letter or a4
	Sheets   []*Sheet
}

// Sheet returns the sheet with an id, or nil.
func (w *Workbook) Sheet(id string) *Sheet {
	for _, s := range w.Sheets {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// A Sheet is a sheet of rows under headings, or, if it has no columns with headings, a page of blocks such as the summary.
type Sheet struct {
	ID      string // identifies the sheet in all languages: mandates
	Name    string // on its tab, at most 31 characters
	Columns []Column
	Rows    iter.Seq[Row] // can be iterated more than once; the cells of a row may be overwritten by the next row
	Count   int           // of Rows
	Table   string        // name of the table made of headings and rows; empty: none
	Frozen  int           // columns that stay visible when the sheet is scrolled; the headings always do
	Hidden  bool
	Free    bool // no headings: the rows begin at the top
	Bare    bool // not protected, and without formatting of empty cells: people add rows to it
	Picks   []Pick
	Charts  []Chart
	Lists   []List // on the sheet of lists: the columns that contain the entries of drop-downs
	Words   Words
}

// A Pick gives one cell a drop-down. Row and Column count from 0, without the headings.
type Pick struct {
	Column, Row int
	List, Error string
}

// Words are the header and footer of a sheet's printed pages.
type Words struct {
	Header string // of a printed page
	Footer string // with %d for the page and %d for the number of pages
}

// A Column is a column of a sheet with headings.
type Column struct {
	ID     string // identifies the column in all languages: status-date
	Head   string
	Kind   Kind
	Width  float64 // in characters
	Open   bool    // people edit it, and their entries are imported
	List   string  // name of the list of its entries
	Marks  []Mark  // entries that have a colour in addition to their word
	Prompt string  // shown when a cell is selected
	Error  string  // shown when an entry is refused
	Note   string  // at its heading
	Level  int     // in the outline of columns; 0: always seen
	Line   bool    // on one line: a longer text is cut off where the next cell begins
	Paper  bool    // printed; a sheet without such columns is printed whole
}

// Printed returns the columns from the first to the last one that are printed, from 0; the last is not one of them. Those of a sheet that
// is printed whole are all.
func (s *Sheet) Printed() (from, to int) {
	to = len(s.Columns)
	if !slices.ContainsFunc(s.Columns, func(c Column) bool { return c.Paper }) {
		return 0, to
	}
	for !s.Columns[from].Paper {
		from++
	}
	for !s.Columns[to-1].Paper {
		to--
	}
	return from, to
}

// Kind is the type of the cells of a column.
type Kind int

const (
	Text Kind = iota
	Number
	Date // real dates; a month alone is a text
)

// A Mark gives an entry of a column a tone.
type Mark struct {
	Entry string
	Tone  Tone
}

// A Tone is a colour's meaning; the word beside it says the same.
type Tone int

const (
	Plain Tone = iota
	Good       // done, agreed
	Busy       // under way
	Open       // nothing has happened yet
	Bad        // overdue, lost
	Quiet      // no action needed
)

// A List is a named list of entries for drop-downs.
type List struct {
	Name    string
	Head    string
	Entries []string
}

// A Row is a row of a sheet. ID is the permanent id of its record, or empty. Level is its depth in the outline.
type Row struct {
	ID    string
	Level int
	Cells []Cell
}

// A Cell is what one cell shows. The zero Cell is empty.
type Cell struct {
	Text    string
	Number  float64   // if the column's kind, or Is, is Number
	Date    date.Date // if it is a date with a day
	Is      Kind      // only on sheets without headings
	Across  bool      // on sheets without headings: it reaches to the last column, in as many lines as it needs
	Wrap    bool      // only on sheets without headings: in as many lines as its column needs
	Set     bool      // Number counts, even if it is zero
	Runs    []Run     // rich text instead of Text
	URL     string    // the address that a click on the cell opens
	Tip     string    // description of the link
	Formula string    // made of references to cells, never of an author's text; Number or Text is its value
	Role    Role
	Tone    Tone   // only on sheets without headings
	Value   string // of an open cell: its value in the records, the same in all languages (a key, an ISO date, a text)
}

// Plain returns the content of a cell without formatting: a date in ISO form, a number with a decimal point.
func (c Cell) Plain() string {
	switch {
	case len(c.Runs) > 0:
		var b strings.Builder
		for _, r := range c.Runs {
			b.WriteString(r.Text)
		}
		return b.String()
	case !c.Date.IsZero():
		return c.Date.String()
	case c.Set && c.Number == float64(int32(c.Number)) && c.Number != 0: // as most are
		return strconv.Itoa(int(c.Number))
	case c.Set:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	}
	return c.Text
}

// A Run is a piece of rich text.
type Run struct {
	Text string
	Ins  bool
	Del  bool
	Bold bool
}

// A Role is the function of a cell on a sheet without headings.
type Role int

const (
	Body Role = iota
	Title
	Heading
	Head // of a small table
	Total
	Missing // it replaces a missing translation
	Faint
)

// A Chart plots two runs of cells of its sheet.
type Chart struct {
	Title          string
	Row, Column    int // the cell of its upper left corner, from 1
	Rows, Columns  int // the number of rows and columns that it covers
	Labels, Values Area
	Described      string // alternative text: what it shows, in words
}

// An Area is a run of cells in one column, from 1.
type Area struct{ Column, First, Last int }

// Fingerprint returns the fingerprint of an open cell's value: 8 hexadecimal digits.
func Fingerprint(value string) string { return printOf([]byte(value)) }

func printOf(value []byte) string {
	h := sha256.Sum256(value)
	return hex.EncodeToString(h[:4])
}

// Letters returns the letters of a column, from 1: A, Z, AA.
func Letters(column int) string {
	var b []byte
	for ; column > 0; column = (column - 1) / 26 {
		b = append(b, byte('A'+(column-1)%26))
	}
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
