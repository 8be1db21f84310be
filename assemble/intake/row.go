package intake

import (
	"fmt"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// The columns that identify the operative paragraph of a row without an id.
const (
	symbolColumn = "symbol"
	numberColumn = "number"
)

// record returns the operative paragraph of a row, or nil if there is none or it cannot be identified. A row is identified by its id or, if
// no record has its id, by its symbol and number. If the resolution exists and has no such paragraph yet, the row adds it. there contains
// the ids of all rows.
func (im *Matrix) record(back *matrix.ReturnedSheet, row matrix.ReturnedRow, there map[string]bool) *input.Mandate {
	at := fmt.Sprintf("%s!A%d", back.Name, row.Row)
	if m, ok := im.Work.Records.ByID[row.ID].(*input.Mandate); ok {
		if other := im.named(row); other != nil && other != m {
			im.refuse("E1109", at, "the row has the id of %q but the symbol and number of %q", row.ID, other.ID.String).
				Hint("was one column sorted without the others? sort whole rows, and restore id, symbol and number")
			return nil
		}
		return m
	}
	name := fmt.Sprintf("row %d of %s", row.Row, back.Name)
	if _, known := back.Prints[row.ID]; known {
		if len(row.Cells) > 0 {
			im.note("%s: the record %q is no longer in the term, so what was entered is not imported", name, row.ID)
		}
		return nil
	}
	sym, number := row.Grey[symbolColumn], row.Grey[numberColumn]
	if sym == "" || number == "" {
		im.note("%s is not an operative paragraph of the term and is not imported: give it a symbol and a number to add it", name)
		return nil
	}
	r := im.resolution(sym)
	n, err := strconv.Atoi(number)
	switch {
	case r == nil:
		im.refuse("E1108", at, "no resolution of the term has the symbol %q", sym).Hint("add the resolution to input/mandates.yaml first")
		return nil
	case err != nil || n < 1:
		im.refuse("E1108", at, "%q is not the number of an operative paragraph", number).Hint("write it in figures: 21")
		return nil
	}
	for _, m := range r.Paragraphs {
		switch {
		case m.Number != n:
		case there[m.ID.String]:
			im.refuse("E1101", at, "operative paragraph %d of %s already has a row, that of %q", n, r.Symbol.String, m.ID.String).
				Hint("delete the row that should not count")
			return nil
		default:
			if row.ID != "" {
				im.note("%s has the id %q; ids do not change, so by its symbol and number it is imported as %q", name, row.ID, m.ID.String)
			}
			return m
		}
	}
	return im.add(row, at, r, n)
}

// add adds a new operative paragraph.
func (im *Matrix) add(row matrix.ReturnedRow, at string, r *input.Resolution, n int) *input.Mandate {
	id := row.ID
	if id == "" {
		id = input.MandateID(r.ID.String, n)
	}
	switch {
	case !input.IsID(id):
		im.refuse("E1108", at, "id %q is not made of lower-case words and hyphens", id).
			Hint("write %s, or leave it empty", input.MandateID(r.ID.String, n))
		return nil
	case im.added[id] != nil:
		im.refuse("E1101", at, "%q is added twice", id).Hint("delete the row that should not count")
		return nil
	case im.Work.Records.ByID[id] != nil:
		im.refuse("E1108", at, "id %q belongs to another record", id).Hint("write %s, or leave it empty", input.MandateID(r.ID.String, n))
		return nil
	}
	m := &input.Mandate{Resolution: r, Number: n, Details: input.Unknown("")}
	m.ID = input.ID{Text: source.Text{Pos: r.ID.Pos, String: id}, Kind: "mandate"}
	im.added[id] = m
	return m
}

// totals adds a note if new paragraphs make the total declared by the term wrong.
func (im *Matrix) totals() {
	t := im.Work.Records.Term.Totals
	if t == nil || t.Paragraphs == 0 || len(im.added) == 0 {
		return
	}
	n := len(im.added)
	for _, r := range im.Work.Records.Resolutions {
		n += len(r.Paragraphs)
	}
	if n != t.Paragraphs {
		im.note(
			"%s:%d declares %d operative paragraphs, but there will be %d: change the number there",
			t.Pos.File.Name,
			t.Pos.Line(),
			t.Paragraphs,
			n,
		)
	}
}

// named returns the operative paragraph with the symbol and number of a row, or nil.
func (im *Matrix) named(row matrix.ReturnedRow) *input.Mandate {
	if r := im.resolution(row.Grey[symbolColumn]); r != nil {
		for _, m := range r.Paragraphs {
			if strconv.Itoa(m.Number) == row.Grey[numberColumn] {
				return m
			}
		}
	}
	return nil
}

// resolution returns a resolution by its symbol, with any spacing, or by its id.
func (im *Matrix) resolution(s string) *input.Resolution {
	s, _, _ = strings.Cut(s, " <http")
	key := func(s string) string {
		if x, _, ok := symbol.Fix(s); ok {
			return x.Key()
		}
		return folded(s)
	}
	for _, r := range im.Work.Records.Resolutions {
		if s != "" && (key(s) == key(r.Symbol.String) || s == r.ID.String) {
			return r
		}
	}
	return nil
}
