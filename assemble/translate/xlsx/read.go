package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/read/xlsx"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// A reading is a workbook that is being read.
type reading struct {
	*xlsx.Book
	packet *packet.Packet
	metas  map[string]string // data of each unit in the hidden sheet, by id
	order  []string          // ids in it
	origin string            // name of the hidden sheet

	// Of the sheet with the texts:
	name                   string
	head                   int // number of its row of headings, from 1
	heads                  []string
	id, src, target, state int // indices of columns, from 0; -1 if missing
	rows                   []xlsx.Row
	units                  []rowUnit
}

// A rowUnit is the unit of a row.
type rowUnit struct {
	row  int
	unit *packet.Unit
}

// Read reads a packet that was returned as a workbook. It returns an error if a column was sorted without the others, or cells were merged.
func Read(f *source.File) ([]*packet.Packet, error) {
	x, err := xlsx.Open(f.Bytes)
	if err != nil {
		return nil, err
	}
	r := &reading{Book: x, packet: &packet.Packet{File: f}, metas: map[string]string{}}
	for _, step := range []func() error{r.left, r.find, r.read, r.merged, r.shuffled, r.beside} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	back := map[string]bool{}
	for _, u := range r.units {
		back[u.unit.ID] = true
		r.packet.Units = append(r.packet.Units, u.unit)
	}
	for _, id := range r.order {
		if !back[id] {
			r.packet.Absent = append(r.packet.Absent, id)
		}
	}
	if len(r.order) > 0 {
		r.packet.Sent = max(r.packet.Sent, len(r.order))
	}
	return []*packet.Packet{r.packet}, nil
}

// left reads the data with which the packet was sent.
func (r *reading) left() (err error) {
	if r.origin, err = r.OriginSheet(); err != nil || r.origin == "" {
		return err
	}
	rows, err := r.All(r.origin)
	if err != nil {
		return err
	}
	know := func(id, meta string) {
		if _, again := r.metas[id]; !again {
			r.order = append(r.order, id)
		}
		r.metas[id] = meta
	}
	for _, row := range rows {
		switch c := xlsx.Spread(row.Cells); {
		case len(c) > 1 && c[0] == "packet":
			packet.ParseLine(c[1], r.packet.SetMeta)
		case len(c) > 2 && c[0] == "unit": // as in earlier packets
			know(c[1], c[2])
		case len(c) > 0 && (c[0] == "sheet" || c[0] == "workbook"):
			return fmt.Errorf("the workbook is a mandate matrix: import it with omnibus matrix import")
		case len(c) > 1:
			know(c[0], c[1])
		}
	}
	return nil
}

// find finds the sheet with the texts by its headings. If there are several, it takes the one with the original name: the others are
// copies.
func (r *reading) find() error {
	for _, sheet := range r.Sheets() {
		if sheet == r.origin {
			continue
		}
		rows, err := r.All(sheet)
		if err != nil {
			return fmt.Errorf("sheet %q: %w", sheet, err)
		}
		head := slices.IndexFunc(rows[:min(len(rows), headingRows)], func(row xlsx.Row) bool {
			c := xlsx.Spread(row.Cells)
			return at(c, "ID") >= 0 && at(c, "Translation") >= 0
		})
		mine := head >= 0 && (r.name == "" || sheet == SheetTexts)
		if mine {
			if r.name != "" {
				r.other(r.name, r.rows)
			}
			r.name, r.head, r.heads, r.rows = sheet, rows[head].N, xlsx.Spread(rows[head].Cells), rows[head+1:]
		} else if sheet != sheetLists {
			r.other(sheet, rows)
		}
	}
	if r.name == "" {
		return fmt.Errorf("the workbook is not a packet made by omnibus: no sheet has the headings ID and Translation")
	}
	r.id, r.src, r.target, r.state = at(r.heads, "ID"), at(r.heads, "Source"), at(r.heads, "Translation"), at(r.heads, "State")
	return nil
}

// other reports that a sheet is not read.
func (r *reading) other(name string, rows []xlsx.Row) {
	if len(rows) > 0 {
		r.packet.Leave(packet.Left{What: fmt.Sprintf("the sheet %q", name), Text: fmt.Sprintf("%d rows", len(rows))})
	}
}

// read makes units of the rows.
func (r *reading) read() error {
	for _, row := range r.rows {
		cells := xlsx.Spread(row.Cells)
		u := &packet.Unit{
			ID:     strings.TrimSpace(cellOf(cells, r.id)),
			Source: cellOf(cells, r.src),
			Target: cellOf(cells, r.target),
			Pos:    r.packet.File.Pos(0, 0),
		}
		packet.ParseLine(r.metas[u.ID], u.SetMeta)
		r.added(row, u)
		if u.ID == "" && strings.TrimSpace(u.Target) == "" {
			r.packet.Leave(packet.Left{What: "a row without an ID", Text: strings.Join(cells, " "), At: fmt.Sprintf("row %d", row.N)})
			continue
		}
		if _, left := r.metas[u.ID]; !left && u.ID != "" && len(r.metas) > 0 {
			r.packet.Leave(packet.Left{What: "a row that was not in the exported packet", ID: u.ID,
				Text: strings.Join(strings.Fields(strings.Join(cells, " ")), " "), At: fmt.Sprintf("row %d", row.N)})
		}
		u.Target = packet.Typed(u.Target, u.TargetHash)
		c := row.At(r.target)
		u.At = cellName(row.N, r.target)
		switch {
		case c.Formula || c.Fault:
			u.Fault, u.Remedy = "there is a formula or an error in the cell", "write the text instead"
		case c.Date:
			u.Fault = "a program has turned the text into the date " + c.Text
			u.Remedy = "format the cell as text, and write it again"
		}
		said := cellOf(cells, r.state)
		now := locale.State(strings.ToLower(strings.TrimSpace(said)))
		stated := now != "" && now != u.Was && slices.Contains(locale.States, now)
		switch {
		case stated:
			u.State = now
		case now != "" && !slices.Contains(locale.States, now):
			r.packet.Leave(packet.Left{What: "a state that is not in the list", ID: u.ID, Text: said, At: cellName(row.N, r.state)})
		}
		u.Finish(stated)
		r.units = append(r.units, rowUnit{row.N, u})
	}
	return nil
}

// added keeps what was written beside the translation: remarks, cells of added columns, and changed original cells.
func (r *reading) added(row xlsx.Row, u *packet.Unit) {
	for _, c := range row.Cells {
		head := strings.TrimSpace(cellOf(r.heads, c.Column))
		known := at(Heads, head)
		what := fmt.Sprintf("a cell of the column %q", head)
		switch {
		case head == "":
			what = "a cell in a column without a heading"
		case known < 0 || at(r.heads, head) != c.Column:
		case Heads[known] == "Remarks":
			what = "a remark"
		case u.ID == "" || !isGrey(Heads[known]) || u.Told == "" || packet.Printed(u.Told, c.Text):
			continue
		default:
			what = fmt.Sprintf("a changed cell of the column %q", head)
		}
		r.packet.Leave(packet.Left{What: what, ID: u.ID, Text: c.Text, At: cellName(row.N, c.Column), Query: true})
	}
}

// merged returns an error if cells of texts are merged, because the contents of all but the first are lost.
func (r *reading) merged() error {
	b, err := r.Beside(r.name)
	if err != nil {
		return err
	}
	for _, m := range b.Merged {
		for _, c := range []int{r.id, r.src, r.target, r.state} {
			if m.Bottom > r.head && c >= m.Left && c <= m.Right {
				return fmt.Errorf("the cells %s of the sheet %q are merged: undo that, and restore the deleted content", m.Ref, r.name)
			}
		}
	}
	return nil
}

// shuffled returns an error if the cells of a column have changed places.
func (r *reading) shuffled() error {
	t := &packet.Table{Name: fmt.Sprintf("the sheet %q", r.name), Order: r.order, Leave: r.packet.Leave}
	t.Sent = func(id string) *packet.Unit {
		u := &packet.Unit{}
		packet.ParseLine(r.metas[id], u.SetMeta)
		return u
	}
	for _, x := range r.units {
		t.Rows = append(t.Rows, packet.TableRow{At: fmt.Sprintf("row %d", x.row), Source: "the " + cellName(x.row, r.src), Unit: x.unit})
	}
	if r.src >= 0 {
		if err := t.Together(); err != nil {
			return err
		}
	}
	return t.Sorted()
}

// beside keeps what was added to the sheets beside the texts, and reports hidden rows.
func (r *reading) beside() error {
	ids := map[int]string{}
	for _, x := range r.units {
		ids[x.row] = x.unit.ID
	}
	for _, sheet := range r.Sheets() {
		b, err := r.Beside(sheet)
		if err != nil {
			return err
		}
		about := func(x xlsx.Remark) (id, at string) {
			if at = cellName(x.Row, x.Column); sheet == r.name {
				return ids[x.Row], at
			}
			return "", at + " of the sheet " + sheet
		}
		for _, c := range b.Comments {
			id, at := about(c)
			r.packet.Leave(packet.Left{What: "a comment", ID: id, Text: c.Text, At: at, By: c.By, Query: true})
		}
		for _, l := range b.Links {
			id, at := about(l)
			r.packet.Leave(packet.Left{What: "a link", ID: id, Text: l.Text, At: at})
		}
		if sheet != r.name {
			continue
		}
		var hidden []string
		for _, n := range b.Hidden {
			if id := ids[n]; id != "" {
				hidden = append(hidden, id)
			}
		}
		what := "hidden rows, whose translations are imported nevertheless"
		if b.Filtered {
			what = "rows hidden by a filter, whose translations are imported nevertheless"
		}
		r.packet.Leave(packet.Left{What: what, Text: strings.Join(hidden, ", ")})
	}
	return nil
}

func cellName(row, column int) string {
	return fmt.Sprintf("cell %s%d", matrix.Letters(column+1), row)
}

func at(row []string, head string) int {
	return slices.IndexFunc(row, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), head) })
}

func cellOf(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return row[i]
}
