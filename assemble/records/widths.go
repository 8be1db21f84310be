package records

import (
	"strings"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
)

// Widths, in characters. A screen of 13 inches shows 1,280 pixels at 100 %: without the numbers of the rows, 150 characters where their
// face is wide, and 165 where it is not.
const (
	screen   = 150
	widest   = 60 // a column: longer lines are hard to read
	readable = 22 // at least, of a text
	ofName   = 13 // at least, of the name of a record
	narrow   = 11 // at least, of other words
	figures  = 9  // of numbers and times
	indent   = 3  // of a row, for each level

	aboutWidth, fieldWidth, whatForWidth = 15, 20, 36 // at least, of the columns of a form
)

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

// fit makes the columns that are seen without unfolding as wide as a screen, as far as they can be: names first become narrower, and texts
// wider. least is how wide each is at least.
func fit(columns []matrix.Column, least []int) {
	total, room := 0, 0
	var texts []int
	for i, c := range columns {
		if c.Level > 0 {
			continue
		}
		total += int(c.Width)
		room += max(0, int(c.Width)-least[i])
		if least[i] == readable {
			texts = append(texts, i)
		}
	}
	if over := total - screen; over > 0 && room > 0 {
		over = min(over, room)
		for i := range columns {
			if spare := int(columns[i].Width) - least[i]; columns[i].Level == 0 && spare > 0 {
				columns[i].Width -= float64((spare*over + room - 1) / room)
			}
		}
		return
	}
	if len(texts) == 0 {
		for i, c := range columns {
			if c.Level == 0 && least[i] == narrow {
				texts = append(texts, i)
			}
		}
	}
	for k, i := range texts {
		more := max(0, screen-total) / (len(texts) - k)
		more = min(more, widest-int(columns[i].Width))
		columns[i].Width += float64(more)
		total += more
	}
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
