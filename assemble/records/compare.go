package records

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
)

// compare returns where the records after an import differ from the intended values, or "" if they do not.
func (im *Import) compare(after *Term) string {
	set := map[*Row]map[string]string{}
	gone, grown := map[*Row]bool{}, map[string]bool{}
	want := map[string][]string{} // by the id of the record that contains the rows: the values of each row
	for _, c := range im.receipt.Changes {
		switch {
		case c.set != nil:
			if set[c.set.row] == nil {
				set[c.set.row] = map[string]string{}
			}
			set[c.set.row][c.set.col.Key+"@"+c.set.col.Lang] = c.set.value
		case c.remove != nil:
			gone[c.remove] = true
		case c.added != nil && c.added.slot.kind != nil && c.added.slot.kind.Name == kindMandate && c.added.parent != nil:
			grown[c.added.parent.Key] = true
		}
	}
	out := func(r *Row) bool {
		for p := r; p != nil; p = p.Parent {
			if gone[p] {
				return true
			}
		}
		return false
	}
	langs := im.term.Langs
	for _, l := range after.Langs {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	have := map[string][]string{}
	for _, s := range all {
		columns := s.columns(langs)
		if s.form {
			columns = nil
		}
		for _, r := range im.term.Rows[s.id] {
			if !out(r) {
				place := bag(r)
				want[place] = append(want[place], im.term.tuple(r, columns, set[r], grown[r.Key]))
			}
		}
		for _, r := range after.Rows[s.id] {
			have[bag(r)] = append(have[bag(r)], after.tuple(r, columns, nil, grown[r.Key]))
		}
	}
	for _, n := range im.added {
		if n.fine {
			place := n.bag(im.term)
			want[place] = append(want[place], n.tuple(langs))
		}
	}
	for place, rows := range want {
		slices.Sort(rows)
		slices.Sort(have[place])
		if !slices.Equal(rows, have[place]) {
			return fmt.Sprintf("%s is read back as %q instead of %q", place, have[place], rows)
		}
	}
	for place := range have {
		if want[place] == nil && !strings.HasPrefix(place, kindMandate+" ") {
			return fmt.Sprintf("%s is unexpected", place)
		}
	}
	return ""
}

// bag returns the key of the rows with which a row is compared: for a record, its id; for a part, the key of the record that contains it.
func bag(r *Row) string {
	if r.Kind.IsRecord() || !r.listed {
		return r.Kind.Name + " " + r.Key
	}
	key := ""
	for p := r.Parent; p != nil && key == ""; p = p.Parent {
		if p.Kind.IsRecord() {
			key = p.Key
		}
	}
	return "part " + r.Kind.Name + " " + r.Lang + " of " + key
}

func (n *newRow) bag(t *Term) string {
	if n.sheet.prose {
		return input.ProseBlocks.Name + " " + n.id
	}
	if n.slot.kind.IsRecord() {
		return n.slot.kind.Name + " " + n.id
	}
	key := ""
	if n.parent != nil {
		key = n.parent.Key
	} else if n.above != nil {
		key = n.above.id
	} else {
		for _, r := range t.roots {
			if r.Kind == n.slot.owner && r.Kind.IsRecord() {
				key = r.Key
			}
		}
	}
	lang := ""
	if inForm(n.slot.owner) {
		lang = n.value(input.LanguageOf.Key)
	}
	return "part " + n.slot.kind.Name + " " + lang + " of " + key
}

// tuple returns all values of a row, with those in set in place of its own. If grown is set, the ranges of a resolution are left out.
func (t *Term) tuple(r *Row, columns []*Column, set map[string]string, grown bool) string {
	if columns == nil {
		columns = t.formColumns(r)
	}
	var b strings.Builder
	for _, c := range columns {
		if c.of(r.Kind) == nil || grown && c.Key == "ranges" {
			continue
		}
		v, ok := set[c.Key+"@"+c.Lang]
		if !ok {
			v = t.Value(r, c)
		}
		if v != "" {
			fmt.Fprintf(&b, "%s=%s|", c.ID, v)
		}
	}
	return b.String()
}

// formColumns returns the columns of a row of a form.
func (t *Term) formColumns(r *Row) []*Column {
	var out []*Column
	for i := range r.Kind.Fields {
		f := &r.Kind.Fields[i]
		if f.Part() != nil || f.Key == "id" && r.Kind.IsRecord() {
			continue
		}
		if !f.Translated() && !f.ByLang() {
			out = append(out, single(r.Kind, f))
			continue
		}
		for _, l := range t.Langs {
			c := single(r.Kind, f)
			c.ID, c.Lang = f.Key+"@"+l, l
			out = append(out, c)
		}
	}
	return out
}

// tuple returns all values of a new row.
func (n *newRow) tuple(langs []string) string {
	if n.sheet.prose {
		var b strings.Builder
		for _, l := range langs {
			if v := n.text("text", l); v != "" {
				fmt.Fprintf(&b, "text@%s=%s|", l, v)
			}
		}
		return b.String()
	}
	var b strings.Builder
	for _, c := range n.sheet.columns(langs) {
		if c.of(n.slot.kind) == nil {
			continue
		}
		for _, v := range n.values {
			if v.col.Key == c.Key && v.col.Lang == c.Lang {
				fmt.Fprintf(&b, "%s=%s|", c.ID, v.value)
				break
			}
		}
	}
	return b.String()
}
