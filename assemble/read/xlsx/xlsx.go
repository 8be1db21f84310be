// Package xlsx reads returned workbooks. It trusts nothing in them: it refuses files that are too large, encrypted, or contain macros, and
// never runs formulas. It reads the parts itself, row by row: excelize, which writes our workbooks, keeps a whole sheet in memory to
// distinguish formulas from values, and would need three gigabytes for a hundred thousand mandates.
package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"omnibus/assemble/matrix"
)

const (
	headingRows = 20 // the headings are in one of the first rows, even if people insert rows above
	originSheet = "Origin"
	recordID    = "record-id"
)

// Records stands for the id of the paper in a workbook of all records.
const Records = "records"

// properties contains the names of the custom properties that describe a workbook. They are the same in the room that writes it.
var properties = map[string]func(*matrix.Returned) *string{
	"omnibus-term":     func(r *matrix.Returned) *string { return &r.Term },
	"omnibus-paper":    func(r *matrix.Returned) *string { return &r.Paper },
	"omnibus-language": func(r *matrix.Returned) *string { return &r.Lang },
	"omnibus-symbol":   func(r *matrix.Returned) *string { return &r.Symbol },
	"omnibus-meeting":  func(r *matrix.Returned) *string { return &r.Meeting },
}

// Read reads a returned workbook. The error says in one sentence why it cannot be read.
func Read(b []byte) (*matrix.Returned, error) {
	x, err := Open(b)
	if err != nil {
		return nil, err
	}
	r, err := x.says()
	if err != nil {
		return nil, err
	}
	all, err := x.origins(r)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if !slices.ContainsFunc(o.columns, func(c originColumn) bool { return c.open }) {
			continue
		}
		s, err := o.read(x, all)
		if r.Paper == Records && errors.As(err, new(noSheet)) {
			r.Absent = append(r.Absent, o.id)
			continue
		}
		if err != nil {
			return nil, err
		}
		r.Sheets = append(r.Sheets, s)
	}
	return r, x.others(r)
}

// others records the sheets that are not read.
func (x *Book) others(r *matrix.Returned) error {
	for _, name := range x.Sheets() {
		if name == x.origin || slices.ContainsFunc(r.Sheets, func(s *matrix.ReturnedSheet) bool { return s.Name == name }) {
			continue
		}
		b, err := x.Beside(name)
		if err != nil {
			return err
		}
		o := matrix.OtherSheet{Name: name, Cells: func(visit func(matrix.ReturnedCell) bool) error {
			return x.Rows(name, func(n int, cells []Cell) bool {
				return !slices.ContainsFunc(cells, func(c Cell) bool { return !visit(returned(c, n)) })
			})
		}}
		for _, c := range b.Comments {
			o.Beside = append(o.Beside, matrix.Beside{Kind: matrix.IsComment, Row: c.Row, At: ref(c.Row, c.Column), Text: c.Text, By: c.By})
		}
		for _, l := range b.Links {
			o.Beside = append(o.Beside, matrix.Beside{Kind: matrix.IsLink, Row: l.Row, At: ref(l.Row, l.Column), Text: l.Text})
		}
		r.Others = append(r.Others, o)
	}
	return nil
}

// ref returns the reference of a cell: F12.
func ref(row, column int) string { return fmt.Sprintf("%s%d", matrix.Letters(column+1), row) }

func returned(c Cell, row int) matrix.ReturnedCell {
	return matrix.ReturnedCell{Text: matrix.OneLine(c.Text), At: ref(row, c.Column), Formula: c.Formula, Error: c.Fault, Date: c.Date}
}

// Properties reads the properties of a workbook, and none of its sheets.
func Properties(b []byte) (*matrix.Returned, error) {
	x, err := Open(b)
	if err != nil {
		return nil, err
	}
	return x.says()
}

func (x *Book) says() (*matrix.Returned, error) {
	r := &matrix.Returned{}
	part := x.related("", "/custom-properties")
	if part == "" {
		return r, nil
	}
	return r, x.elements(part, func(e xml.StartElement, d *xml.Decoder) error {
		field := properties[attr(e, "name")]
		if e.Name.Local != "property" || field == nil {
			return nil
		}
		for {
			t, err := d.RawToken()
			if err != nil {
				return cutOff("a property", err)
			}
			switch t := t.(type) {
			case xml.CharData:
				*field(r) += strings.TrimSpace(string(t))
			case xml.EndElement:
				if t.Name.Local == "property" {
					return nil
				}
			}
		}
	})
}

// An origin is the exported state of one sheet, in the hidden sheet.
type origin struct {
	id, name string
	columns  []originColumn
	order    []string
	prints   map[string]matrix.Prints
	grey     map[string]string // fingerprint of the locked cells of a row
}

type originColumn struct {
	id, head string
	open     bool
}

// origins reads the hidden sheet. It also sets properties in r that are missing because a program has lost them.
func (x *Book) origins(r *matrix.Returned) ([]*origin, error) {
	name, err := x.OriginSheet()
	if err != nil {
		return nil, err
	}
	if x.origin = name; name == "" {
		return nil, errors.New("the workbook is not a matrix made by omnibus, or its hidden sheet Origin was removed")
	}
	var out []*origin
	isPacket := false
	err = x.Rows(name, func(_ int, cells []Cell) bool {
		c := append(Spread(cells), "", "", "", "", "", "")
		if c[0] == "workbook" && r.Term == "" {
			r.Term, r.Paper, r.Lang, r.Symbol, r.Meeting = c[1], c[2], c[3], c[4], c[5]
		}
		isPacket = isPacket || c[0] == "packet"
		if len(out) == 0 && c[0] != "sheet" {
			return true
		}
		switch c[0] {
		case "fixed":
			if r.Fixed == nil {
				r.Fixed = map[string]map[string]bool{}
			}
			if r.Fixed[c[1]] == nil {
				r.Fixed[c[1]] = map[string]bool{}
			}
			for print := range strings.FieldsSeq(c[2]) {
				r.Fixed[c[1]][print] = true
			}
		case "sheet":
			out = append(out, &origin{id: c[1], name: c[2], prints: map[string]matrix.Prints{}, grey: map[string]string{}})
		case "name":
			if r.Names == nil {
				r.Names = map[string][]string{}
			}
			if strings.HasPrefix(c[1], "ids-") {
				r.Names[fold(c[2])] = append(r.Names[fold(c[2])], c[3])
			}
		case "column":
			s := out[len(out)-1]
			s.columns = append(s.columns, originColumn{c[1], c[2], c[3] == "open"})
		case "row":
			s := out[len(out)-1]
			s.order, s.prints[c[1]], s.grey[c[1]] = append(s.order, c[1]), matrix.Prints(c[2]), c[3]
		}
		return true
	})
	x.fixed = r.Fixed
	switch {
	case err == nil && isPacket:
		err = errors.New("the workbook is a translator's packet: import it with omnibus translate import")
	case err == nil && len(out) == 0:
		err = errors.New("the hidden sheet Origin is empty: edits cannot be told from the original content")
	}
	return out, err
}

// read finds the sheet and its headings, and the changes in its rows.
func (o *origin) read(x *Book, all []*origin) (*matrix.ReturnedSheet, error) {
	f, err := o.find(x, all)
	if err != nil {
		return nil, err
	}
	s := &matrix.ReturnedSheet{ID: o.id, Name: f.sheet, Unknown: f.unknown, Prints: o.prints, Order: o.order}
	at := map[string]int{}
	for i, id := range f.columns {
		if id != "" {
			at[id] = i
		}
	}
	complete := true // all locked columns are there, so that their content can be compared
	for _, c := range o.columns {
		if _, ok := at[c.id]; !ok && c.open {
			s.Missing = append(s.Missing, c.id)
		} else if !ok {
			complete = false
		}
	}
	byColumn := make([]Cell, len(f.columns))
	ids := map[int]string{} // by row
	err = x.Rows(f.sheet, func(n int, cells []Cell) bool {
		if n < f.head {
			for _, c := range cells {
				s.Beside = append(s.Beside, matrix.Beside{Kind: matrix.IsAbove, Row: n, At: ref(n, c.Column), Text: matrix.OneLine(c.Text)})
			}
		}
		if n <= f.head || !slices.ContainsFunc(cells, func(c Cell) bool { return c.Formula || strings.TrimSpace(c.Text) != "" }) {
			return true
		}
		clear(byColumn)
		for _, c := range cells {
			if c.Column < len(byColumn) {
				byColumn[c.Column] = c
			}
		}
		row := o.row(n, byColumn, at, complete)
		s.Rows = append(s.Rows, row)
		ids[n] = row.ID
		for _, c := range cells {
			if id, head := f.column(c.Column); id == "" && strings.TrimSpace(c.Text) != "" {
				s.Beside = append(s.Beside, matrix.Beside{Kind: matrix.IsAdded, Row: n, At: ref(n, c.Column), ID: row.ID, Head: head,
					Text: matrix.OneLine(c.Text)})
			}
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("sheet %q: %w", f.sheet, err)
	}
	return s, o.beside(x, f, s, ids)
}

// beside reads the content of a sheet other than that of its cells. Merging cells deletes the content of all but the first, so merged
// editable cells are an error. ids are the ids of the rows.
func (o *origin) beside(x *Book, f *found, s *matrix.ReturnedSheet, ids map[int]string) error {
	b, err := x.Beside(f.sheet)
	if err != nil {
		return err
	}
	open := map[string]bool{recordID: true}
	for _, c := range o.columns {
		open[c.id] = open[c.id] || c.open
	}
	for _, m := range b.Merged {
		for i := m.Left; i <= min(m.Right, len(f.columns)-1) && m.Bottom > f.head; i++ {
			if id, _ := f.column(i); open[id] {
				return fmt.Errorf("the cells %s of the sheet %q are merged: undo that, and restore the deleted content", m.Ref, f.sheet)
			}
		}
	}
	add := func(kind string, list []Remark) {
		for _, c := range list {
			id, head := f.column(c.Column)
			s.Beside = append(s.Beside, matrix.Beside{Kind: kind, Row: c.Row, At: ref(c.Row, c.Column), ID: ids[c.Row], Column: id,
				Head: head, Text: c.Text, By: c.By})
		}
	}
	add(matrix.IsComment, b.Comments)
	add(matrix.IsLink, b.Links)
	for _, n := range b.Hidden {
		if ids[n] != "" {
			s.Beside = append(s.Beside, matrix.Beside{Kind: matrix.IsHidden, Row: n, At: fmt.Sprint(n), ID: ids[n]})
		}
	}
	return nil
}

// row returns the changed cells of a row. at contains the index of each column.
func (o *origin) row(n int, cells []Cell, at map[string]int, complete bool) matrix.ReturnedRow {
	row := matrix.ReturnedRow{Row: n}
	if i, ok := at[recordID]; ok {
		row.ID = strings.TrimSpace(cells[i].Text)
	}
	written, known := o.prints[row.ID]
	prints := written.All()
	var grey []string
	for _, c := range o.columns {
		i, ok := at[c.id]
		switch {
		case ok && !c.open:
			grey = append(grey, cells[i].Text)
		case ok:
			if cell := cells[i]; changed(prints[c.id], cell) {
				if row.Cells == nil {
					row.Cells = map[string]matrix.ReturnedCell{}
				}
				cell.Column = i // an empty cell has no index
				row.Cells[c.id] = returned(cell, n)
			}
		}
	}
	if known && (!complete || o.grey[row.ID] == "" || matrix.GreyPrint(grey) == o.grey[row.ID]) {
		return row
	}
	row.Grey = map[string]string{}
	for _, c := range o.columns {
		if i, ok := at[c.id]; ok && !c.open && cells[i].Text != "" {
			row.Grey[c.id] = matrix.OneLine(cells[i].Text)
		}
	}
	return row
}

// changed reports whether the content of a cell differs from its print.
func changed(p matrix.Print, c Cell) bool {
	if c.Text == "" {
		return p.Value != "" || c.Formula
	}
	for _, s := range []string{matrix.OneLine(c.Text), c.Text} {
		if s == "" && p.Value == "" && !c.Formula {
			return false
		}
		if f := matrix.Fingerprint(s); s != "" && (f == p.Value || f == p.Shown) {
			return false
		}
	}
	return true
}

func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// A noSheet reports a missing sheet.
type noSheet struct{ name string }

func (e noSheet) Error() string {
	return fmt.Sprintf("there is no sheet with the headings of %q: were the sheet or its headings deleted?", e.name)
}

// A found is the current place of a sheet in the workbook.
type found struct {
	sheet   string
	head    int      // number of its row of headings, from 1
	columns []string // ids, in the order of its columns; empty: unknown
	heads   []string // the headings of the columns
	unknown []string // unknown headings
}

// find finds the sheet by its name, otherwise by its headings, which may be in any of the first rows.
func (o *origin) find(x *Book, all []*origin) (*found, error) {
	names := make([]string, 0, len(x.sheets))
	for _, s := range x.sheets {
		if s.name != x.origin && (x.fixed[s.name] == nil || s.name == o.name) { // nobody edits a sheet of the workbook's own words
			names = append(names, s.name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return boolInt(b == o.name) - boolInt(a == o.name) })
	var best found
	most := 1 // a heading besides the id
	withoutID, mostWithout := "", 1
	for _, sheet := range names {
		err := x.Rows(sheet, func(n int, cells []Cell) bool {
			if n > headingRows {
				return false
			}
			heads := Spread(cells)
			ids := o.match(heads)
			known, own := count(ids), o.exact(heads)
			for _, other := range all { // a sheet that is more similar to another one is not this sheet
				if other == o {
					continue
				}
				n, named := other.exact(heads), other.name == sheet && o.name != sheet // forms have the same headings
				if n > own || n == own && (named || len(other.columns) < len(o.columns)) {
					return true
				}
			}
			switch hasID := slices.Contains(ids, recordID); {
			case !hasID && known > mostWithout && o.mayBe(sheet, known, all):
				withoutID, mostWithout = sheet, known
			case hasID && known > most:
				most, best = known, found{sheet: sheet, head: n, columns: ids, heads: heads}
				for i, h := range heads {
					if ids[i] == "" && strings.TrimSpace(h) != "" {
						best.unknown = append(best.unknown, strings.TrimSpace(h))
					}
				}
			}
			return true
		})
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", sheet, err)
		}
		if sheet == o.name && most > len(o.columns)/2 {
			break
		}
	}
	switch {
	case best.sheet != "":
		return &best, nil
	case withoutID != "":
		return nil, fmt.Errorf("the sheet %q no longer has the column %q, which identifies the rows", withoutID, o.columns[0].head)
	}
	return nil, noSheet{o.name}
}

// mayBe reports whether a sheet with so many of the headings may be this one, although it has no ids: it has the name, or most headings
// and the name of no other. Somebody may have deleted this one, and a few words of another are not this one's headings.
func (o *origin) mayBe(sheet string, known int, all []*origin) bool {
	return sheet == o.name ||
		known > len(o.columns)/2 && !slices.ContainsFunc(all, func(other *origin) bool { return other != o && other.name == sheet })
}

// column returns the id of a column (from 0), if it is known, and its heading.
func (f *found) column(i int) (id, head string) {
	if i < len(f.columns) {
		id = f.columns[i]
	}
	if i < len(f.heads) {
		head = strings.TrimSpace(f.heads[i])
	}
	return id, head
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func count(ids []string) int {
	n := 0
	for _, id := range ids {
		if id != "" {
			n++
		}
	}
	return n
}

// exact counts the headings that are identical to those of its columns.
func (o *origin) exact(cells []string) int {
	heads := map[string]bool{}
	for _, c := range cells {
		heads[fold(c)] = true
	}
	n := 0
	for _, c := range o.columns {
		if heads[fold(c.head)] {
			n++
		}
	}
	return n
}

// match finds the columns to which a row of headings belongs. An unknown heading between the neighbours of a missing column is a renamed
// heading of that column.
func (o *origin) match(cells []string) []string {
	byHead := map[string]string{}
	for _, c := range o.columns {
		byHead[fold(c.head)] = c.id
	}
	out := make([]string, len(cells))
	used := map[string]bool{}
	for i, cell := range cells {
		if id := byHead[fold(cell)]; id != "" && !used[id] {
			out[i], used[id] = id, true
		}
	}
	strange := func(i int) bool { return i < len(cells) && out[i] == "" && strings.TrimSpace(cells[i]) != "" }
	for k, c := range o.columns {
		if used[c.id] {
			continue
		}
		i := 0
		if k > 0 {
			i = slices.Index(out, o.columns[k-1].id) + 1
		}
		if k > 0 && i == 0 || !strange(i) {
			continue
		}
		if k+1 == len(o.columns) || strange(i+1) || i+1 < len(out) && out[i+1] == o.columns[k+1].id {
			out[i], used[c.id] = c.id, true
		}
	}
	return out
}
