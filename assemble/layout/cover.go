package layout

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/source"
)

// Cover reports the characters of documents that the faces lack, once for each place, before any page is made. Bold and italic have every
// character that the upright face has.
func Cover(docs []*doc.Document, m *face.Metrics, diags *diag.List) {
	c := &coverage{table: m.Table(face.Regular), diags: diags, seen: map[string]bool{}}
	for _, d := range docs {
		c.text(d.Symbol, source.Pos{})
		c.blocks(d.Blocks)
		for _, n := range d.Endnotes {
			c.note(n)
		}
	}
}

type coverage struct {
	table *face.Table
	diags *diag.List
	seen  map[string]bool // messages with their places
}

func (c *coverage) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			c.blocks(b.Blocks)
		case *doc.Heading:
			c.text(b.Label, b.Pos)
			c.inlines(b.Inlines, b.Pos)
		case *doc.Paragraph:
			c.inlines(b.Inlines, b.Pos)
		case *doc.List:
			for _, it := range b.Items {
				for _, l := range it.Labels {
					c.text(l, it.Pos)
				}
				c.blocks(it.Blocks)
			}
		case *doc.Table:
			c.inlines(b.Caption, b.Pos)
			for _, rows := range [][]*doc.Row{b.Head, b.Rows} {
				for _, r := range rows {
					for _, cell := range r.Cells {
						c.blocks(cell.Blocks)
					}
				}
			}
		case *doc.Pair:
			c.blocks(b.Columns)
		case *doc.Masthead:
			for _, side := range [][][]doc.Inline{b.Left, b.Right} {
				for _, line := range side {
					c.inlines(line, source.Pos{})
				}
			}
		case *doc.Contents:
			c.inlines(b.Title, source.Pos{})
		}
	}
}

// inlines checks inlines. pos is the place of those that have none.
func (c *coverage) inlines(inlines []doc.Inline, pos source.Pos) {
	for i := range inlines {
		in := &inlines[i]
		c.text(in.Text, first(in.Pos, pos))
		if in.Note != nil && in.Note.Kind == doc.Foot {
			c.note(in.Note)
		}
	}
}

func (c *coverage) note(n *doc.Note) {
	c.text(n.Mark, n.Pos)
	c.inlines(n.Inlines, n.Pos)
}

func (c *coverage) text(text string, pos source.Pos) {
	space := false
	plain := true
	for i := 0; i < len(text) && plain; i++ {
		plain = text[i] < 0x7F
	}
	if plain {
		return
	}
	text, _ = lines.Clean(text, &space)
	for _, r := range text {
		if r < 0x7F {
			continue
		}
		f, ok := lacking(c.table, r, text)
		if key := fmt.Sprint(pos) + f.text; ok && !c.seen[key] {
			c.seen[key] = true
			c.diags.Errorf(f.code, pos.Find(string(r)), "%s", f.text).Hint("%s", f.hint)
		}
	}
}

// lacking reports a character that cannot be set, because the face lacks it or its script is not supported. The latter is reported once for
// all such characters of a text.
func lacking(t *face.Table, r rune, text string) (f finding, ok bool) {
	if script := unset(r); script != "" {
		says := fmt.Sprintf("the %s script is not set: %q", script, whole(text, r))
		return finding{code: codeScript, text: says, hint: hintScript}, true
	}
	if t.Has(r) {
		return finding{}, false
	}
	return finding{code: codeGlyph, text: missing(r, text), hint: hintGlyph}, true
}

// set are the supported scripts: the faces have their letters, which are set one after the other, from left to right.
var set = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited}

// unset returns the script of a character if that is not supported: for instance Arabic, whose letters join and run from right to left, or
// Han, whose lines may end between any two characters.
func unset(r rune) string {
	if !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.In(r, set...) {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(unicode.Scripts)) {
		if unicode.Is(unicode.Scripts[name], r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return ""
}

// whole returns the words around the first character of r's script in a text.
func whole(text string, r rune) string {
	script := unset(r)
	first := strings.IndexFunc(text, func(c rune) bool { return unset(c) == script })
	c, _ := utf8.DecodeRuneInString(text[first:])
	return excerpt(text, c)
}

const hintScript = "papers are set in the Latin, Greek and Cyrillic scripts: write it in one of them, or remove it"

// missing reports that the faces lack a character.
func missing(c rune, in string) string {
	return fmt.Sprintf("the face has no character %q (%U), in %q", c, c, excerpt(in, c))
}

const hintGlyph = "write it with other characters, or remove it"
