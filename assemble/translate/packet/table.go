package packet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/source"
)

// A Table is a returned packet whose units are rows of a table. People sort the columns of tables, and move their cells.
type Table struct {
	Name  string     // for messages: the sheet "Texts"
	Rows  []TableRow // in their present order
	Order []string   // ids as they were sent
	Sent  func(id string) *Unit
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
		}
	}
	return nil
}

// fewMoved is the number of translations that may be in other rows than in the exported packet: a translator may copy one.
const fewMoved = 1

// Sorted returns an error if the translations of a table have changed places: if exported translations are in rows of other sources, and no
// longer in their own; or if new translations are in alphabetical order in rows that are not.
func (t *Table) Sorted() error {
	left := map[string]*Unit{} // by fingerprint of the exported translation of a row
	for _, x := range t.Rows {
		if h := x.Unit.TargetHash; h != "" {
			left[h] = x.Unit
		}
	}
	var first *TableRow
	moved := 0
	for i := range t.Rows {
		u := t.Rows[i].Unit
		now := Exact(u.Target)
		if now == "" || now == u.TargetHash || left[now] == nil {
			continue
		}
		was := left[now]
		if Exact(was.Target) == now || was.SourceHash == u.SourceHash {
			continue
		}
		if moved++; first == nil {
			first = &t.Rows[i]
		}
	}
	if moved <= fewMoved {
		return t.alphabetical()
	}
	was := left[Exact(first.Unit.Target)]
	return fmt.Errorf(
		"%d translations of %s have changed places: %s has that of %q. The column was sorted without the others: "+
			"undo that, or put the translations into a new packet",
		moved,
		t.Name,
		first.At,
		was.ID,
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
func (t *Table) alphabetical() error {
	places := map[string]int{}
	for i, id := range t.Order {
		places[id] = i
	}
	var sources, targets []string
	last := -1
	for _, x := range t.Rows {
		place, sent := places[x.Unit.ID]
		if !sent || place < last {
			return nil
		}
		last = place
		if x.Unit.TargetHash == "" && x.Unit.Target != "" && !slices.Contains(targets, x.Unit.Target) {
			sources, targets = append(sources, x.Unit.Source), append(targets, x.Unit.Target)
		}
	}
	if len(targets) < enoughSorted || outOfOrder(sources) < manyOutOfOrder {
		return nil
	}
	if out := outOfOrder(targets); out > fewOutOfOrder && out < 1-fewOutOfOrder {
		return nil
	}
	return fmt.Errorf(
		"the translations of %s are in alphabetical order, and their sources are not: the column was sorted without the others. "+
			"Undo that, or put the translations into a new packet",
		t.Name,
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
