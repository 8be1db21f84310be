package records

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// verify reads the changed files back: they must have no new error, all changes, and no other change.
func (im *Import) verify(files, locales []*source.File) error {
	src := &work.Sources{Input: edit.Replaced(im.Src.Input, files), Locales: edit.Replaced(im.Src.Locales, locales),
		Templates: im.Src.Templates}
	after, err := im.Line(src, im.Work.Job, work.Merged, nil)
	if err != nil {
		return err
	}
	term := Read(src, after)
	if after.Diags.Counts().Errors > im.before {
		im.causes(term, &after.Diags)
		return nil
	}
	if wrong := im.compare(term); wrong != "" {
		panic("records: " + wrong)
	}
	im.receipt.Files = append(files, locales...)
	return nil
}

// causes reports the errors in the changed files as errors about the cells that cause them, because the user has not seen those files. Of
// errors of a kind that one cell causes, the first stands for all.
func (im *Import) causes(after *Term, found *diag.List) {
	after.holdTrees()
	type cause struct{ code, cell string }
	first, more := map[cause]*diag.Diagnostic{}, map[cause]int{}
	for _, d := range found.Items {
		if d.Severity != diag.Error {
			continue
		}
		var by Change
		most := 0
		for _, c := range im.receipt.Changes {
			if n := c.blame(after, d); n > most {
				by, most = c, n
			}
		}
		if most == 0 {
			im.diags.Items = append(im.diags.Items, d)
			continue
		}
		k := cause{d.Code, by.Cell}
		if first[k] != nil {
			more[k]++
			continue
		}
		x := *d
		x.Pos, x.Message, x.Related, x.Hints = im.file.Pos(0, 0), im.sentence("cell %s: ", by.Cell)+im.said(after, by, d.Message), nil, nil
		for _, h := range d.Hints {
			x.Hints = append(x.Hints, im.said(after, by, h))
		}
		first[k] = &x
		im.diags.Items = append(im.diags.Items, &x)
	}
	for k, n := range more {
		finding{first[k], im}.Hint("more like it from the same cell: %d", n)
	}
}

// What messages about files name: a record by its id or a field by its key, in quotation marks, and a key that is to be written.
var (
	quotedName = regexp.MustCompile(`"([a-z][a-z0-9-]*)"`)
	writtenKey = regexp.MustCompile(`\b([a-z][a-z-]*):( and|$| )`)
)

// said puts a message about files into the words of the workbook: the headings of fields, and the names of records with their ids behind.
func (im *Import) said(after *Term, by Change, message string) string {
	var kind *input.Kind
	switch {
	case by.set != nil:
		kind = by.set.row.Kind
	case by.added != nil:
		kind = by.added.slot.kind
	}
	heading := func(key string) string {
		if kind == nil || kind.Field(key) == nil {
			return ""
		}
		return strconv.Quote(label(im.lang, kind.Name, key))
	}
	rest, write := strings.CutPrefix(message, "write ")
	if write && writtenKey.MatchString(rest) {
		filled := writtenKey.ReplaceAllStringFunc(rest, func(s string) string {
			key, tail, _ := strings.Cut(s, ":")
			switch h := heading(key); {
			case h == "":
				return s
			case tail == " and":
				return h + " with"
			case tail == " ":
				return h + ": "
			default:
				return h
			}
		})
		if filled != rest {
			message = "fill in " + filled
		}
	}
	return quotedName.ReplaceAllStringFunc(message, func(s string) string {
		word := strings.Trim(s, `"`)
		if h := heading(word); h != "" {
			return h
		}
		if r := after.ByKey[word]; r != nil && r.Kind.IsRecord() && r.prose == nil {
			if name := im.names.of(word); name != word {
				return fmt.Sprintf("%q [%s]", name, word)
			}
		}
		return s
	})
}

// blame returns how likely a change is the cause of an error: more if the error is at the very value, less if it is of the same record, or
// refers to it, least if it is of a record below it; 0 if it is of another.
func (c Change) blame(after *Term, d *diag.Diagnostic) int {
	id := c.Key
	if c.added != nil {
		id = cmp.Or(c.added.id, c.Key)
	}
	r := after.ByKey[id]
	switch {
	case id == "":
		return 0
	case r == nil: // it cannot be read any more: a row of a table with too few cells
		if p := d.Pos; c.set != nil && c.set.value != "" && p.IsValid() &&
			strings.Contains(clean(string(p.File.Bytes[p.Offset:p.End()])), c.set.value) {
			return 2
		}
		return 0
	}
	places := []source.Pos{d.Pos}
	for _, p := range d.Related {
		places = append(places, p.Pos)
	}
	if c.set != nil {
		if n := r.node().At(c.set.col.Key); n != nil && contains(n.Pos, places[0]) {
			return 4
		}
	}
	if d.ID == id || strings.Contains(d.Message, `"`+id+`"`) {
		return 3
	}
	if at := r.pos(); slices.ContainsFunc(places, func(p source.Pos) bool { return contains(at, p) }) {
		return 2
	}
	for x := after.ByKey[d.ID]; x != nil; x = x.Parent {
		if x == r {
			return 1
		}
	}
	return 0
}

// contains reports whether a place is within another, or at its end.
func contains(at, place source.Pos) bool {
	return at.File != nil && at.File == place.File && at.Offset <= place.Offset && place.Offset <= at.End()
}
