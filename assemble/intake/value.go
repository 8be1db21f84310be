package intake

import (
	"strings"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
)

// value returns the value of a cell in the form of the records. If the cell cannot be imported, it reports that, and ok is false.
func (im *Matrix) value(f workbook.Field, c matrix.Column, at string, cell matrix.ReturnedCell) (string, bool) {
	raw := cell.Text
	switch {
	case raw == "":
		return "", true
	case c.Kind == matrix.Date:
		if cell.Date {
			return cell.Text, true
		}
		switch d, either := im.dates.Read(raw); {
		case either != nil:
			im.refuse("E1105", at, "%q may be %s or %s", raw, either[0], either[1]).Hint("write the intended one")
			return "", false
		case d.IsZero():
			d := im.refuse("E1105", at, "%q is not a date", raw)
			if DayNumber(raw) {
				d.Hint("a program has turned the date into a number: give the cell a date format")
			}
			d.Hint("write it as 2024-03-04, or 2024-03 if the day is not known")
			return "", false
		default:
			return d.String(), true
		}
	case c.List != "":
		if key := im.labels[c.ID][folded(raw)]; key != "" {
			return key, true
		}
		d := im.refuse("E1106", at, "%q is not an entry of %q", raw, c.Head)
		if near := diag.Nearest(raw, im.shown[c.ID]); near != "" {
			d.Hint("did you mean %q?", near)
		} else {
			d.Hint("the entries are %s", strings.Join(im.shown[c.ID], ", "))
		}
		return "", false
	case f.Mandates():
		var out []string
		for _, id := range strings.FieldsFunc(raw, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
			if _, ok := im.Work.Records.ByID[id].(*input.Mandate); !ok {
				im.refuse("E1107", at, "no operative paragraph has the id %q", id).Hint("ids are in the first column")
				return "", false
			}
			out = append(out, id)
		}
		if !f.List() && len(out) > 1 {
			im.refuse("E1107", at, "%q takes one paragraph, not %d", c.Head, len(out)).Hint("keep the one that is in force")
			return "", false
		}
		return strings.Join(out, "; "), true
	}
	text, _ := source.Text{String: strings.TrimPrefix(raw, im.lang.T("matrix.not-translated", nil))}.Clean() // as read from a file
	return strings.TrimSpace(text.String), true
}
