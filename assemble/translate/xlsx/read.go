package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

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
	for _, step := range []func() error{r.left, r.find, r.read, r.merged, r.together, r.sorted, r.beside} {
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
		u.Target = typed(u.Target, u.TargetHash)
		c := row.At(r.target)
		u.At = cellName(row.N, r.target)
		switch {
		case c.Formula || c.Fault:
			u.Fault = "there is a formula or an error in the cell: write the text instead"
		case c.Date:
			u.Fault = fmt.Sprintf("a program has turned the text into the date %s: format the cell as text, and write it again", c.Text)
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

// together returns an error if ids and sources are in different rows. If a row has the source of another text, a column was sorted or moved
// without the others, and no row can be trusted.
func (r *reading) together() error {
	if r.src < 0 {
		return nil
	}
	bySource := map[string]string{}
	for _, id := range r.order {
		u := &packet.Unit{}
		packet.ParseLine(r.metas[id], u.SetMeta)
		bySource[u.SourceHash] = id
	}
	for _, x := range r.units {
		u := x.unit
		if u.SourceHash == "" || u.SourceHash == source.Hash(u.Source) {
			continue
		}
		if other := bySource[source.Hash(u.Source)]; other != "" {
			return fmt.Errorf(
				"row %d of the sheet %q has the id %q and the source of %q: a column was sorted or moved without the others. "+
					"Undo that, or put the translations into a new packet",
				x.row,
				r.name,
				u.ID,
				other,
			)
		}
		if u.Fault == "" {
			u.Fault = fmt.Sprintf("the source in the cell %s is not that of the exported packet", cellName(x.row, r.src))
		}
	}
	return nil
}

// fewMoved is the number of translations that may be in other rows than in the exported packet: a translator may copy one.
const fewMoved = 1

// sorted returns an error if the translations of a sheet have changed places: if exported translations are in rows of other sources, and no
// longer in their own; or if new translations are in alphabetical order in rows that are not.
func (r *reading) sorted() error {
	left := map[string]*rowUnit{} // by fingerprint of the exported translation of a row
	for i := range r.units {
		if h := r.units[i].unit.TargetHash; h != "" {
			left[h] = &r.units[i]
		}
	}
	var first *rowUnit
	moved := 0
	for i := range r.units {
		u := r.units[i].unit
		now := packet.Exact(u.Target)
		if now == "" || now == u.TargetHash || left[now] == nil {
			continue
		}
		was := left[now]
		if packet.Exact(was.unit.Target) == now || was.unit.SourceHash == u.SourceHash {
			continue
		}
		if moved++; first == nil {
			first = &r.units[i]
		}
	}
	if moved <= fewMoved {
		return r.alphabetical()
	}
	was := left[packet.Exact(first.unit.Target)]
	return fmt.Errorf(
		"%d translations of the sheet %q have changed places: row %d has that of %q. The column was sorted without the others: "+
			"undo that, or put the translations into a new packet",
		moved,
		r.name,
		first.row,
		was.unit.ID,
	)
}

// Translations are taken for sorted if there are enough of them and few are out of alphabetical order, because programs sort signs and
// accents differently; their sources are not sorted if many are out of order.
const (
	enoughSorted   = 10
	fewOutOfOrder  = 0.1
	manyOutOfOrder = 0.25
)

// alphabetical returns an error if the new translations are in alphabetical order although the rows are in the order in which they were
// sent. If somebody sorts whole rows, the ids move as well.
func (r *reading) alphabetical() error {
	places := map[string]int{}
	for i, id := range r.order {
		places[id] = i
	}
	var sources, targets []string
	last := -1
	for _, x := range r.units {
		place, sent := places[x.unit.ID]
		if !sent || place < last {
			return nil
		}
		last = place
		if x.unit.TargetHash == "" && x.unit.Target != "" && !slices.Contains(targets, x.unit.Target) {
			sources, targets = append(sources, x.unit.Source), append(targets, x.unit.Target)
		}
	}
	if len(targets) < enoughSorted || outOfOrder(sources) < manyOutOfOrder {
		return nil
	}
	if out := outOfOrder(targets); out > fewOutOfOrder && out < 1-fewOutOfOrder {
		return nil
	}
	return fmt.Errorf(
		"the translations of the sheet %q are in alphabetical order, and their sources are not: the column was sorted without the others. "+
			"Undo that, or put the translations into a new packet",
		r.name,
	)
}

// outOfOrder returns the share of texts that are before the preceding text in alphabetical order. Digits do not count: whoever numbers
// texts from top to bottom has sorted nothing.
func outOfOrder(texts []string) float64 {
	key := func(text string) string {
		return strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return -1
			}
			return r
		}, strings.ToLower(text)))
	}
	out := 0
	for i := 1; i < len(texts); i++ {
		if key(texts[i]) < key(texts[i-1]) {
			out++
		}
	}
	return float64(out) / float64(len(texts)-1)
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

// typed returns a text as a person meant it: line ends of other systems, and spaces that programs add at its end, are removed unless the
// exported text had them.
func typed(s, hash string) string {
	if packet.Exact(s) == hash {
		return s
	}
	s = strings.NewReplacer("_x000D_", "", "\r\n", "\n", "\r", "\n").Replace(s)
	if packet.Exact(s) == hash {
		return s
	}
	return strings.TrimSpace(s)
}
