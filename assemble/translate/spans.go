package translate

import (
	"cmp"
	"slices"
	"sort"

	"omnibus/assemble/source"
)

// A spans finds the text that contains a place.
type spans map[*source.File][]span

type span struct {
	from, to int
	id       string
}

// spansOf makes spans from the places of texts, by id.
func spansOf(places map[string]source.Pos) spans {
	s := spans{}
	for id, p := range places {
		if p.IsValid() {
			s[p.File] = append(s[p.File], span{p.Offset, p.End(), id})
		}
	}
	for _, list := range s {
		slices.SortFunc(list, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	}
	return s
}

// at returns the id of the text in which p begins, or "" if there is none.
func (s spans) at(p source.Pos) string {
	list := s[p.File]
	i := sort.Search(len(list), func(i int) bool { return list[i].from > p.Offset }) - 1
	if i < 0 || p.Offset > list[i].to {
		return ""
	}
	return list[i].id
}
