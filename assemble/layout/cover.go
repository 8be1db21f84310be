package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

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
		if !ok {
			continue
		}
		if key := fmt.Sprint(pos) + f.text; !c.seen[key] {
			c.seen[key] = true
			c.diags.Errorf(f.code, pos.Find(string(r)), "%s", f.text).Hint("%s", f.hint)
		}
	}
}

// lacking reports a character that cannot be set: its script is one that no face here has, or that is not set at all, which is said once
// for all of its characters in a text; or the faces lack it.
func lacking(t *face.Table, r rune, text string) (f finding, ok bool) {
	switch script := unset(r); {
	case script != "" && !slices.Contains(beside, script):
		says := fmt.Sprintf("the %s script cannot be set: %s: %q", script, why(r), whole(text, r))
		return finding{code: codeScript, text: says, hint: hintScript}, true
	case t.Has(r):
		return finding{}, false
	case script != "":
		says := fmt.Sprintf("no face here has the %s script: %q", script, whole(text, r))
		return finding{code: codeScript, text: says, hint: hintFace}, true
	}
	return finding{code: codeGlyph, text: missing(r, text), hint: hintGlyph}, true
}

// set are the scripts that the built-in faces have.
var set = []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited}

// beside are the other scripts that can be set, with a face that has them: their letters stand side by side, from left to right, each drawn
// alone, with spaces between words.
var beside = []string{
	"Armenian", "Bamum", "Canadian Aboriginal", "Caucasian Albanian", "Cherokee", "Coptic", "Deseret", "Elbasan", "Ethiopic", "Georgian",
	"Glagolitic", "Gothic", "Lisu", "Ol Chiki", "Osage", "Osmanya", "Shavian", "Sora Sompeng", "Tifinagh", "Vai", "Warang Citi",
}

// why says in a few words why a script cannot be set.
func why(r rune) string {
	switch p, _ := bidi.LookupRune(r); p.Class() {
	case bidi.R, bidi.AL:
		return "its lines run from right to left"
	}
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi, unicode.Thai, unicode.Lao,
		unicode.Khmer, unicode.Myanmar) {
		return "its words have no spaces between them"
	}
	return "its letters change with those beside them"
}

// unset returns the script of a letter if it is one that the built-in faces lack.
func unset(r rune) string {
	if !unicode.IsLetter(r) && !unicode.IsMark(r) || unicode.In(r, set...) {
		return ""
	}
	return face.ScriptOf(r)
}

// whole returns the words around the first character of r's script in a text.
func whole(text string, r rune) string {
	script := unset(r)
	first := strings.IndexFunc(text, func(c rune) bool { return unset(c) == script })
	c, _ := utf8.DecodeRuneInString(text[first:])
	return excerpt(text, c)
}

// Hints for scripts.
const (
	hintScript = "write it in a script that can be set, such as Latin, Greek or Cyrillic, or remove it"
	hintFace   = "put a TrueType face of the script into a folder, and name it with --faces; or write it in other letters"
)

// missing reports that the faces lack a character.
func missing(c rune, in string) string {
	return fmt.Sprintf("the face has no character %q (%U), in %q", c, c, excerpt(in, c))
}

const hintGlyph = "write it with other characters, or remove it"
