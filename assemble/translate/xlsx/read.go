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

// Read reads a translator's packet that came back as a workbook.
func Read(f *source.File) ([]*packet.Packet, error) {
	x, err := xlsx.Open(f.Bytes)
	if err != nil {
		return nil, err
	}
	p := &packet.Packet{File: f}
	metas := map[string]string{}
	if x.Has(packetOrigin) {
		rows, err := x.All(packetOrigin)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			switch r := xlsx.Spread(row.Cells); {
			case len(r) > 1 && r[0] == "packet":
				packet.ParseLine(r[1], p.SetMeta)
			case len(r) > 2 && r[0] == "unit": // as packets had it before
				metas[r[1]] = r[2]
			case len(r) > 0 && r[0] == "sheet":
				return nil, fmt.Errorf("the workbook is a mandate matrix: import it with omnibus matrix import")
			case len(r) > 1:
				metas[r[0]] = r[1]
			}
		}
	}
	for _, sheet := range x.Sheets() {
		if sheet == packetOrigin {
			continue
		}
		rows, err := x.All(sheet)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", sheet, err)
		}
		head := slices.IndexFunc(rows[:min(len(rows), headingRows)], func(row xlsx.Row) bool {
			r := xlsx.Spread(row.Cells)
			return at(r, "ID") >= 0 && at(r, "Translation") >= 0
		})
		if head < 0 {
			continue
		}
		heads := xlsx.Spread(rows[head].Cells)
		id, src, target, state := at(heads, "ID"), at(heads, "Source"), at(heads, "Translation"), at(heads, "State")
		for _, row := range rows[head+1:] {
			r := xlsx.Spread(row.Cells)
			u := &packet.Unit{ID: strings.TrimSpace(cellOf(r, id)), Source: cellOf(r, src), Target: cellOf(r, target), Pos: f.Pos(0, 0)}
			if u.ID == "" && strings.TrimSpace(u.Target) == "" {
				continue
			}
			packet.ParseLine(metas[u.ID], u.SetMeta)
			u.Target = typed(u.Target, u.TargetHash)
			c := row.At(target)
			u.At = fmt.Sprintf("cell %s%d", matrix.Letters(target+1), row.N)
			switch {
			case c.Formula || c.Fault:
				u.Fault = "there is a formula or an error in the cell: put the text there"
			case c.Date:
				u.Fault = fmt.Sprintf("the program made the date %s of the text: format the cell as text and write it again", c.Text)
			}
			now := locale.State(strings.ToLower(strings.TrimSpace(cellOf(r, state))))
			stated := now != "" && now != u.Was && slices.Contains(locale.States, now)
			if stated {
				u.State = now
			}
			u.Finish(stated)
			p.Units = append(p.Units, u)
		}
		return []*packet.Packet{p}, nil
	}
	return nil, fmt.Errorf("the workbook is not a packet made by omnibus: no sheet has the headings ID and Translation")
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

// typed is a text as a person meant it: line ends of other systems and blanks that programs add behind it are nothing that somebody
// typed, unless the text had them before.
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
