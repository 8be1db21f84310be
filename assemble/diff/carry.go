package diff

import (
	"cmp"
	"slices"
)

// changes returns what an option changes in a text with the tokens a, as places in these tokens, in order. If the option was made from
// another text, its changes of that text are applied to this one. Where they overlap with changes that others have made since, the whole
// place gets the option's words; elsewhere the changes of others stay.
func (l *Lexicon) changes(a []Token, text string, n int, o Option) []Change {
	if o.Base == "" || Same(o.Base, text) {
		return l.changesOf(a, n, o.Text)
	}
	c := l.carrying(text, o)
	places := c.places(o.Together)
	slices.SortFunc(places, func(x, y Range) int { return cmp.Compare(x.From, y.From) })
	own := l.Split(o.Text)
	var out []Change
	for i := 0; i < len(places); {
		at := places[i]
		for i++; i < len(places) && places[i].From <= at.To; i++ {
			at.To = max(at.To, places[i].To)
		}
		is := after(c.own, at)
		x := Change{Text: n, Old: after(c.theirs, at), New: own[is.From:is.To]}
		if is.To < len(own) {
			x.next = &own[is.To]
		}
		out = append(out, x)
	}
	return out
}

// Meets tells how an option that was made from an earlier text applies to this one: whether it overlaps with a change that others have made
// since, and whether it leaves such a change as it is. Both are false if nobody has changed the text.
func (l *Lexicon) Meets(text string, o Option) (meets, leaves bool) {
	if o.Base == "" || Same(o.Base, text) {
		return false, false
	}
	c := l.carrying(text, o)
	places := c.places(false)
	for _, x := range c.theirs {
		switch {
		case c.shared(x):
		case slices.ContainsFunc(places, func(at Range) bool { return touches(at, x) }):
			meets = true
		default:
			leaves = true
		}
	}
	return meets, leaves
}

// Touches reports whether an option changes anything in a text.
func (l *Lexicon) Touches(text string, o Option) bool {
	return len(l.changes(l.Split(text), text, 0, o)) > 0
}

// carrying is the changes that an option, and others, have made to the tokens of one text.
type carrying struct {
	base        []Token
	own, theirs []Change
	gone        []bool // tokens that the option or the others delete
}

func (l *Lexicon) carrying(text string, o Option) *carrying {
	c := &carrying{base: l.Split(o.Base)}
	l.classify(c.base)
	c.theirs, c.own = l.changesOf(c.base, 0, text), l.changesOf(c.base, 1, o.Text)
	c.gone = removed(c.base, slices.Concat(c.own, c.theirs))
	return c
}

// places returns where the option changes its base, as ranges of the base. With together, they are one range, which also includes the
// changes of others.
func (c *carrying) places(together bool) []Range {
	var out []Range
	for _, x := range c.own {
		if !c.shared(x) {
			out = append(out, c.grow(x.Old))
		}
	}
	if together && len(out) > 0 {
		at := out[0]
		for _, x := range slices.Concat(c.own, c.theirs) {
			if !c.shared(x) {
				at = Range{min(at.From, x.Old.From), max(at.To, x.Old.To)}
			}
		}
		return []Range{c.grow(at)}
	}
	return out
}

// grow widens the range of a change to include the changes that touch it, and those of others that collide with a change in it: neither may
// stay without the other.
func (c *carrying) grow(at Range) Range {
	for again := true; again; {
		again = false
		take := func(x Change) {
			if r := (Range{min(at.From, x.Old.From), max(at.To, x.Old.To)}); r != at {
				at, again = r, true
			}
		}
		for _, x := range c.own {
			if touches(at, x) {
				take(x)
			}
		}
		for _, x := range c.theirs {
			if touches(at, x) || c.meets(at, x) {
				take(x)
			}
		}
	}
	return at
}

// meets reports whether a change that only others made collides with another such change, or with one of the option, in a range.
func (c *carrying) meets(at Range, x Change) bool {
	if c.shared(x) {
		return false
	}
	return slices.ContainsFunc(slices.Concat(c.own, c.theirs), func(y Change) bool {
		switch {
		case !touches(at, y), x.Text == y.Text && x.Old == y.Old, c.shared(y):
			return false
		case y.Old.From < x.Old.From:
			return collide(c.base, c.gone, y, x)
		}
		return collide(c.base, c.gone, x, y)
	})
}

// shared reports whether the option and the others both make a change.
func (c *carrying) shared(x Change) bool {
	in := func(all []Change) bool { return slices.ContainsFunc(all, func(y Change) bool { return equal(x, y) }) }
	return in(c.own) && in(c.theirs)
}

// touches reports whether a change overlaps with a range or is next to it.
func touches(at Range, x Change) bool { return x.Old.From <= at.To && x.Old.To >= at.From }

// after returns the range once all changes are made. A change must not be partly inside it.
func after(changes []Change, at Range) Range {
	out := at
	for _, x := range changes {
		longer := len(x.New) - x.Old.len()
		if x.Old.To < at.From {
			out.From += longer
		}
		if x.Old.From <= at.To {
			out.To += longer
		}
	}
	return out
}
