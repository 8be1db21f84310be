package packet

import (
	"fmt"
	"strings"

	"omnibus/assemble/source"
)

// A Table is a returned packet whose units are rows of a table. People sort the columns of tables, and move their cells.
type Table struct {
	Name  string     // for messages: the sheet "Texts"
	Rows  []TableRow // in their present order
	Order []string   // ids as they were sent
	Sent  func(id string) *Unit
	Leave func(Left) // receives what can be a mistake, but is imported
}

// A TableRow is a row with its unit. At names it for messages (row 7), and Source the cell of its source.
type TableRow struct {
	At, Source string
	Unit       *Unit
}

// Together returns an error if ids and sources are in different rows. If a row has the source of another text, a column was sorted or moved
// without the others, and no row can be trusted. Another source is a fault of its unit.
func (t *Table) Together() error {
	bySource := map[string]string{}
	for _, id := range t.Order {
		bySource[t.Sent(id).SourceHash] = id
	}
	for _, x := range t.Rows {
		u := x.Unit
		if u.SourceHash == "" || u.SourceHash == source.Hash(u.Source) {
			continue
		}
		if other := bySource[source.Hash(u.Source)]; other != "" {
			return fmt.Errorf(
				"%s of %s has the id %q and the source of %q: a column was sorted or moved without the others. "+
					"Undo that, or put the translations into a new packet",
				x.At,
				t.Name,
				u.ID,
				other,
			)
		}
		if u.Fault == "" {
			u.Fault = fmt.Sprintf("the source in %s is not that of the exported packet", x.Source)
			u.Remedy = "restore the words of the source, or put the translation into a new packet"
		}
	}
	return nil
}

// Typed returns a text as a person meant it: line ends of other systems, and spaces that programs add at its end, are removed unless the
// exported text, with this hash, had them.
func Typed(s, hash string) string {
	if Exact(s) == hash {
		return s
	}
	s = strings.NewReplacer("_x000D_", "", "\r\n", "\n", "\r", "\n").Replace(s)
	if Exact(s) == hash {
		return s
	}
	return strings.TrimSpace(s)
}
