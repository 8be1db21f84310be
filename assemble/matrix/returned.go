package matrix

// A Returned is a workbook that came back from people: what it says of itself, and the sheets whose cells find their way home.
type Returned struct {
	Term    string // what the workbook says it is: its properties as they were written
	Paper   string
	Lang    string
	Symbol  string
	Meeting string
	Sheets  []*ReturnedSheet
	Remarks []string // what was met on the way and left alone
}

// A ReturnedSheet is a sheet with its rows in the order in which they stand now.
type ReturnedSheet struct {
	ID      string
	Name    string            // as it is called now
	Missing []string          // ids of open columns that are not there any more
	Prints  map[string]Prints // of the rows as they were written, by id
	Order   []string          // ids of the rows as they were written
	Rows    []ReturnedRow
}

// Prints are the fingerprints of a row's open cells that were not empty, by column.
type Prints map[string]string

// A ReturnedRow is a row with what its open cells hold now.
type ReturnedRow struct {
	ID    string // empty: somebody added the row
	Row   int    // its number in the sheet, from 1
	Cells map[string]ReturnedCell
}

// A ReturnedCell is what an open cell holds now, as a program wrote it: a date may be a number of days.
type ReturnedCell struct {
	Text    string
	At      string // F12
	Formula bool   // it holds a formula, and Text is what that came to
	Error   bool   // it holds an error, such as #N/A
	Date    bool   // Text is an ISO date that stood there as a real date
}
