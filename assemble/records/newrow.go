package records

import (
	"slices"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// fields returns the fields of a new record, with its parts, in the order of the table of fields, as they are written.
func (n *newRow) fields(all []*newRow) []source.Field {
	var out []source.Field
	k := n.slot.kind
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.Key == "id" && k.IsRecord() {
			out = append(out, source.Field{Key: "id", Value: n.id})
			continue
		}
		if part := f.Part(); part != nil && f.List() {
			var items [][]source.Field
			for _, x := range all {
				if x.above == n && x.fine && x.slot.kind == part {
					items = append(items, x.fields(all))
				}
			}
			if items != nil {
				out = append(out, source.Field{Key: f.Key, Items: items})
			}
			continue
		}
		value := n.field(f)
		if f.ByLang() && f.Part() != nil {
			value = n.inForms(f, value, all)
		}
		out = append(out, value...)
	}
	return out
}

// inForms adds the parts of a new record that are within its forms of each language.
func (n *newRow) inForms(f *input.Field, value []source.Field, all []*newRow) []source.Field {
	for _, x := range all {
		if x.above != n || !x.fine || x.slot.owner != f.Part() {
			continue
		}
		if len(value) == 0 {
			value = []source.Field{{Key: f.Key}}
		}
		forms, lang := &value[0].Map, x.value(input.LanguageOf.Key)
		i := slices.IndexFunc(*forms, func(y source.Field) bool { return y.Key == lang })
		if i < 0 {
			i = len(*forms)
			*forms = append(*forms, source.Field{Key: lang})
		}
		form := &(*forms)[i].Map
		k := slices.IndexFunc(*form, func(y source.Field) bool { return y.Key == x.slot.field.Key })
		if k < 0 {
			k = len(*form)
			*form = append(*form, source.Field{Key: x.slot.field.Key})
		}
		(*form)[k].Items = append((*form)[k].Items, x.fields(all))
	}
	return value
}

// field returns one field of a new record, or nothing if it has no value.
func (n *newRow) field(f *input.Field) []source.Field {
	var byLang []source.Field
	for _, v := range n.values {
		c := v.col
		g := c.of(n.slot.kind)
		switch {
		case c.form == f && c.form != nil:
			i := slices.IndexFunc(byLang, func(x source.Field) bool { return x.Key == c.Lang })
			if i < 0 {
				i = len(byLang)
				byLang = append(byLang, source.Field{Key: c.Lang})
			}
			byLang[i].Map = append(byLang[i].Map, fieldOf(g, v.value))
		case g != f || c.form != nil:
		case f.ByLang():
			byLang = append(byLang, source.Field{Key: c.Lang, Value: v.value})
		case f.Translated() && c.Lang != n.original:
		default:
			return []source.Field{fieldOf(f, v.value)}
		}
	}
	if byLang != nil {
		return []source.Field{{Key: f.Key, Map: byLang}}
	}
	return nil
}

func fieldOf(f *input.Field, value string) source.Field {
	if f.List() {
		return source.Field{Key: f.Key, List: split(value)}
	}
	bare := f.Sort() == input.SortNumber || f.Sort() == input.SortDay || f.Sort() == input.SortFlag
	return source.Field{Key: f.Key, Value: value, Number: bare}
}
