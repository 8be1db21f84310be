package matrix

import (
	"strings"
)

// A Returned is a workbook that came back from people: what it says of itself, and the sheets whose cells find their way home.
type Returned struct {
	Term    string // what the workbook says it is: its properties as they were written
	Paper   string
	Lang    string
	Symbol  string
	Meeting string
	Sheets  []*ReturnedSheet
}

// A ReturnedSheet is a sheet with its rows in the order in which they stand now.
type ReturnedSheet struct {
	ID      string
	Name    string            // as it is called now
	Missing []string          // ids of open columns that are not there any more
	Unknown []string          // headings that no column had
	Prints  map[string]Prints // of the rows as they were written, by id
	Order   []string          // ids of the rows as they were written
	Rows    []ReturnedRow     // those that hold something
}

// Prints are the fingerprints of a row's open cells that were not empty, by column.
type Prints map[string]Print

// A Print is what a cell is known by: the fingerprints of what it stood for in the records, and of the words that showed it.
type Print struct{ Value, Shown string }

// PrintOf is the print of a cell.
func PrintOf(value, shown string) Print {
	p := Print{Value: Fingerprint(value)}
	if p.Shown = p.Value; shown != value {
		p.Shown = Fingerprint(shown)
	}
	return p
}

// String is the print as it stands in the workbook: 8 digits, or twice 8 where a word shows a value.
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

// A ReturnedRow is a row with those of its open cells that somebody changed.
type ReturnedRow struct {
	ID    string // empty: somebody added the row, or took its id out
	Row   int    // its number in the sheet, from 1
	Cells map[string]ReturnedCell
	Grey  map[string]string // what its closed cells hold, where the row was added or one of them was changed; else nil
}

// A ReturnedCell is what an open cell holds now, without blanks around it and in one line.
type ReturnedCell struct {
	Text    string
	At      string // F12
	Formula bool   // it holds a formula, and Text is what that came to
	Error   bool   // it holds an error, such as #N/A
	Date    bool   // Text is an ISO date that stood there as a real date
}

// OneLine is a text as people mean it: blanks that programs add around it, line ends and tabs are nothing that somebody typed.
func OneLine(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "_x000D_", " ").Replace(s))
}

// GreyPrint is the fingerprint of the closed cells of a row together. It overlooks white space, and addresses that stand behind a
// word where there is no room for links.
func GreyPrint(texts []string) string {
	var b strings.Builder
	for _, t := range texts {
		t = Fit(t)
		if i := strings.LastIndex(t, " <"); i >= 0 && strings.HasSuffix(t, ">") {
			t = t[:i]
		}
		b.WriteString(strings.Join(strings.Fields(t), " "))
		b.WriteByte('\n')
	}
	return Fingerprint(b.String())
}
