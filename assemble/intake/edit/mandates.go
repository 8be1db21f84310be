package edit

import (
	"fmt"
	"slices"

	"omnibus/assemble/source"
)

// A MandateEdit sets a field of an operative paragraph. An empty value removes the field.
type MandateEdit struct {
	Resolution string // id
	ID         string // id of the paragraph
	Number     int
	Field      string
	Value      string
	List       []string // the value, if IsList
	IsList     bool
}

// Mandates returns mandates.yaml with the edits applied. It adds an entry for a paragraph without one after the others of its resolution.
// If the paragraph is new to the resolution, it adds the number to the ranges.
func Mandates(f *source.File, edits []MandateEdit) (*source.File, error) {
	byParagraph := map[string][]MandateEdit{}
	var order []string
	for _, e := range edits {
		if byParagraph[e.ID] == nil {
			order = append(order, e.ID)
		}
		byParagraph[e.ID] = append(byParagraph[e.ID], e)
	}
	// It adds the missing entries first, then sets every field.
	root, err := treeOf(f)
	if err != nil {
		return nil, err
	}
	edit := f.Edit(root)
	entries, numbers := map[*source.Node][][]source.Field{}, map[*source.Node][]int{}
	var grown []*source.Node // resolutions with new entries
	for _, id := range order {
		e := byParagraph[id][0]
		r := withID(root.At("resolutions"), e.Resolution)
		if r == nil {
			return nil, fmt.Errorf("%s: there is no resolution %q", f.Name, e.Resolution)
		}
		if withID(r.At("paragraphs"), id) != nil {
			continue
		}
		if entries[r] == nil {
			grown = append(grown, r)
		}
		entries[r] = append(entries[r], []source.Field{{Key: "id", Value: id}, {Key: "number", Value: fmt.Sprint(e.Number), Number: true}})
		numbers[r] = append(numbers[r], e.Number)
	}
	for _, r := range grown {
		edit.SetItems(r, "paragraphs", entries[r])
		if ranges := r.At("ranges"); ranges != nil {
			edit.SetList(r, "ranges", Widened(ranges, numbers[r]))
		}
	}
	if f, err = edit.File(); err != nil {
		return nil, err
	}
	if root, err = treeOf(f); err != nil {
		return nil, err
	}
	edit = f.Edit(root)
	for _, id := range order {
		for _, e := range byParagraph[id] {
			n := withID(withID(root.At("resolutions"), e.Resolution).At("paragraphs"), id)
			switch {
			case e.IsList:
				edit.SetList(n, e.Field, e.List)
			case e.Value == "":
				if v := n.At(e.Field); v != nil {
					edit.Clear(v)
				}
			default:
				edit.SetKey(n, e.Field, e.Value)
			}
		}
	}
	return edit.File()
}

func treeOf(f *source.File) (*source.Node, error) {
	root, faults := source.YAML(f)
	if root == nil || root.Kind != source.Mapping {
		return nil, fmt.Errorf("%s cannot be read", f.Name)
	}
	for _, fault := range faults {
		if fault.Code[0] == 'E' {
			return nil, fmt.Errorf("%s:%d: %s", f.Name, fault.Pos.Line(), fault.Message)
		}
	}
	return root, nil
}

// withID returns the entry of a list of mappings with an id, or nil if there is none.
func withID(list *source.Node, id string) *source.Node {
	if list == nil {
		return nil
	}
	for _, n := range list.Items {
		if v := n.At("id"); v != nil && v.Text.String == id {
			return n
		}
	}
	return nil
}

// Widened returns the ranges with the numbers added. If a number is adjacent to a range, the range is extended.
func Widened(ranges *source.Node, numbers []int) []string {
	type span struct {
		first, last int
		text        string
	}
	var spans []span
	for _, n := range ranges.Items {
		s := span{text: n.Text.String}
		if _, err := fmt.Sscanf(s.text, "%d-%d", &s.first, &s.last); err != nil {
			if _, err := fmt.Sscanf(s.text, "%d", &s.first); err != nil {
				s.first = -1
			}
			s.last = s.first
		}
		spans = append(spans, s)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		if slices.ContainsFunc(spans, func(s span) bool { return s.first <= n && n <= s.last }) {
			continue
		}
		at := slices.IndexFunc(spans, func(s span) bool { return s.last == n-1 || s.first == n+1 })
		if at < 0 {
			at = len(spans)
			for at > 0 && spans[at-1].first > n {
				at--
			}
			spans = slices.Insert(spans, at, span{n, n, fmt.Sprint(n)})
			continue
		}
		s := &spans[at]
		s.first, s.last = min(s.first, n), max(s.last, n)
		s.text = fmt.Sprintf("%d-%d", s.first, s.last)
	}
	var out []string
	for _, s := range spans {
		out = append(out, s.text)
	}
	return out
}
