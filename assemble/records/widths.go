package records

import (
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
)

// Widths, in characters. A screen of 13 inches shows 1,280 pixels at 100 %: without the numbers of the rows, the signs of groups and the
// scroll bar, 150 characters where their face is wide, and 160 where it is not.
const (
	screen   = 150
	widest   = 60 // a column: longer lines are hard to read
	readable = 22 // at least, of a text
	slim     = 16 // at least, of a text where there are many
	ofName   = 13 // at least, of the name of a record
	narrow   = 11 // at least, of other words
	figures  = 9  // of numbers and times
	indent   = 3  // of a row, for each level
	mostRow  = 20 // of the kind of a row: longer words are broken

	aboutWidth, fieldWidth, whatForWidth = 15, 20, 36 // at least, of the columns of a form
)

// A room says how a column gives way where there is not enough room.
type room struct {
	least int
	text  bool
	lang  string // of its words; empty: none
	stays bool   // it is not folded
}

// width is how wide a column of a field is where there is room.
func width(f *input.Field) int {
	switch f.Sort() {
	case input.SortText:
		return 34
	case input.SortDay, input.SortKey:
		return 12
	case input.SortNumber, input.SortFlag, input.SortClock:
		return figures
	case input.SortRef:
		return 17
	}
	return 18
}

// fit makes the columns that are seen without unfolding as wide as a screen, and none narrower than it must be: names first become
// narrower, then texts; then columns of other languages than those of the officer are folded, then others from the right. Where there is
// room, texts become wider.
func fit(columns []matrix.Column, rooms []room, langs []string) {
	total := func(width func(i int) int) int {
		n := 0
		for i := range columns {
			if columns[i].Level == 0 {
				n += width(i)
			}
		}
		return n
	}
	for i := range columns {
		columns[i].Width = max(columns[i].Width, float64(rooms[i].least))
	}
	least := func(i int) int { return rooms[i].least }
	if total(least) > screen {
		for i := range rooms {
			if rooms[i].text {
				rooms[i].least = slim
			}
		}
	}
	for i := range columns {
		if l := rooms[i].lang; total(least) > screen && l != "" && !slices.Contains(langs, l) {
			for k := range columns { // of all columns: a language is seen whole, or not at all
				if l := rooms[k].lang; l != "" && !slices.Contains(langs, l) {
					columns[k].Level = max(columns[k].Level, 1)
				}
			}
		}
	}
	for i := len(columns) - 1; i >= 0 && total(least) > screen; i-- {
		if !rooms[i].stays && !rooms[i].text {
			columns[i].Level = max(columns[i].Level, 1)
		}
	}
	is := total(func(i int) int { return int(columns[i].Width) })
	if is > screen {
		shrink(columns, rooms, is-screen)
		return
	}
	widen(columns, rooms, screen-is)
}

// shrink makes columns narrower by a number of characters, each by its share of what they can give.
func shrink(columns []matrix.Column, rooms []room, over int) {
	spare := func(i int) int {
		if columns[i].Level > 0 {
			return 0
		}
		return max(0, int(columns[i].Width)-rooms[i].least)
	}
	all := 0
	for i := range columns {
		all += spare(i)
	}
	over = min(over, all)
	for i := range columns {
		if n := spare(i); n > 0 {
			columns[i].Width -= float64((n*over + all - 1) / all)
		}
	}
}

// widen gives texts or, if there are none, names more room.
func widen(columns []matrix.Column, rooms []room, more int) {
	var those []int
	for _, text := range []bool{true, false} {
		for i, c := range columns {
			if c.Level == 0 && (text && rooms[i].text || !text && rooms[i].least == narrow) {
				those = append(those, i)
			}
		}
		if len(those) > 0 {
			break
		}
	}
	for k, i := range those {
		n := min(more/(len(those)-k), widest-int(columns[i].Width))
		columns[i].Width += float64(n)
		more -= n
	}
}

// seenLanguages returns the two languages whose columns are seen if there is no room for all: the original one and the officer's, otherwise
// the first of the term.
func (m *maker) seenLanguages() []string {
	var out []string
	for _, l := range append([]string{m.t.Records.Term.Original.String, m.l.Tag}, m.term.Langs...) {
		if len(out) < 2 && slices.Contains(m.term.Langs, l) && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// least is how wide a column of a field is at least: as its longest word where it has a drop-down of few words.
func (m *maker) least(f *input.Field, list string) int {
	switch f.Sort() {
	case input.SortText:
		return readable
	case input.SortRef:
		return ofName
	case input.SortNumber, input.SortFlag, input.SortClock, input.SortDay:
		return width(f)
	}
	most := narrow
	if f.Sort() == input.SortKey {
		for _, l := range m.lists {
			for _, e := range l.Entries {
				for word := range strings.FieldsSeq(e) {
					if l.Name == list {
						most = max(most, utf8.RuneCountInString(word)+1)
					}
				}
			}
		}
	}
	return most
}
