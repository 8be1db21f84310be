package packet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
		return cmp.Or(t.exchanged(), t.alphabetical())
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

// exchanged returns an error if new translations have the codes and digits of each other's sources: they were moved, however few they are.
func (t *Table) exchanged() error {
	owner := map[string]int{} // the unit whose source has these codes and digits; -1 if several have them
	for i, x := range t.Rows {
		m := marksOf(x.Unit.Source)
		if _, again := owner[m]; again {
			i = -1
		}
		owner[m] = i
	}
	var strange []int // units with the marks of another source
	of := map[int]int{}
	for i, x := range t.Rows {
		u := x.Unit
		m := marksOf(u.Target)
		if u.TargetHash != "" || u.Target == "" || m == "" || m == marksOf(u.Source) {
			continue
		}
		if other, ok := owner[m]; ok && other >= 0 {
			strange, of[i] = append(strange, i), other
		}
	}
	for _, i := range strange {
		other := of[i]
		if _, moved := of[other]; !moved {
			continue // its own translation is right: this one may be a copy
		}
		return fmt.Errorf(
			"the translation in %s of %s has the numbers and marks of the source of %q, which itself has those of another: "+
				"the column was sorted or moved without the others. Undo that, or put the translations into a new packet",
			t.Rows[i].At,
			t.Name,
			t.Rows[other].Unit.ID,
		)
	}
	return nil
}

// marksOf returns what a translation keeps of its source: its codes, and the digits of its words, in no order, because languages order the
// parts of a date and divide large numbers differently.
func marksOf(text string) string {
	var codes []string
	var digits []rune
	for _, t := range Tokens(text) {
		if t.Role == Words {
			for _, c := range t.Text {
				if unicode.IsDigit(c) {
					digits = append(digits, c)
				}
			}
		} else if t.Role == Alone && t.Type != "bracket" {
			codes = append(codes, t.Data)
		}
	}
	slices.Sort(codes)
	slices.Sort(digits)
	return strings.Join(append(codes, string(digits)), "")
}

// Translations are taken for sorted if there are enough of them and few are out of alphabetical order, because programs sort signs and
// accents differently; their sources are not sorted if many are out of order. Fewer translations must be in strict order; if they are only
// some, their lengths must show it too, or else the receipt asks.
const (
	enoughSorted   = 10
	fewSorted      = 6 // one order in 360 is alphabetical, up or down
	askedSorted    = 4
	leastSorted    = 3
	fewOutOfOrder  = 0.1
	manyOutOfOrder = 0.24 // of four steps, one is too many
)

// alphabetical returns an error if the new translations are in alphabetical order although the rows are in the order in which they were
// sent. If somebody sorts whole rows, the ids move as well.
func (t *Table) alphabetical() error {
	places := map[string]int{}
	for i, id := range t.Order {
		places[id] = i
	}
	var sources, targets, ids []string
	last := -1
	for _, x := range t.Rows {
		place, sent := places[x.Unit.ID]
		if !sent || place < last {
			return nil
		}
		last = place
		if x.Unit.TargetHash == "" && x.Unit.Target != "" && !slices.Contains(targets, x.Unit.Target) {
			sources, targets, ids = append(sources, x.Unit.Source), append(targets, x.Unit.Target), append(ids, x.Unit.ID)
		}
	}
	mostOut := 0.0
	if len(targets) >= enoughSorted {
		mostOut = fewOutOfOrder
	}
	if len(targets) < leastSorted {
		return nil
	}
	if now := direction(targets, mostOut); now == 0 || now == direction(sources, manyOutOfOrder) {
		return nil
	}
	if len(targets) >= fewSorted || otherLengths(sources, targets) {
		return fmt.Errorf(
			"the translations of %s are in alphabetical order, and their sources are not: the column was sorted without the "+
				"others. Undo that, or put the translations into a new packet",
			t.Name,
		)
	}
	if len(targets) >= askedSorted && t.Leave != nil {
		t.Leave(Left{
			What: "translations in alphabetical order, unlike their sources (was the column sorted alone?), and imported nevertheless",
			Text: strings.Join(ids, ", "),
		})
	}
	return nil
}

// From this ratio and difference of the lengths of two texts, in characters, their translations are expected to differ in the same
// direction.
const (
	muchLonger  = 1.5
	leastLonger = 8
)

// otherLengths reports whether the translation of a much longer text is much shorter.
func otherLengths(sources, targets []string) bool {
	longer := func(a, b string) bool {
		m, n := float64(utf8.RuneCountInString(a)), float64(utf8.RuneCountInString(b))
		return m > muchLonger*n && m >= n+leastLonger
	}
	for i := range sources {
		for j := range sources {
			if longer(sources[i], sources[j]) && longer(targets[j], targets[i]) {
				return true
			}
		}
	}
	return false
}

// direction returns 1 if texts are in alphabetical order, -1 if they are in the opposite order, and 0 if more than a share of mostOut is
// out of both.
func direction(texts []string, mostOut float64) int {
	switch out := outOfOrder(texts); {
	case out <= mostOut:
		return 1
	case out >= 1-mostOut:
		return -1
	}
	return 0
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
