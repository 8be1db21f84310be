package records

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// A proseRow is a block or a note of the introduction.
type proseRow struct {
	block *input.ProseBlock
	note  *input.ProseNote
}

// The kinds of rows of the introduction.
var proseWords = []string{"paragraph", "heading", "heading-2", "heading-3", "list-item", "list-item-2", "note"}

// word returns the kind of the row.
func (p *proseRow) word() string {
	switch {
	case p.note != nil:
		return "note"
	case p.block.Kind == "heading" && p.block.Level > 1:
		return fmt.Sprint("heading-", p.block.Level)
	case p.block.Kind == "item" && p.block.Level > 1:
		return fmt.Sprint("list-item-", p.block.Level)
	case p.block.Kind == "item":
		return "list-item"
	}
	return p.block.Kind
}

// introduction makes the rows of the introduction.
func (t *Term) introduction() {
	p := t.Records.Introduction
	if p == nil {
		return
	}
	s := sheets["introduction"]
	if !slices.Contains(t.Langs, p.Lang) {
		t.Langs = append(t.Langs, p.Lang)
	}
	for _, b := range p.Blocks {
		level := 0
		if b.Kind == "item" {
			level = b.Level
		}
		t.add(&Row{Key: b.ID.String, Kind: input.ProseBlocks, Level: level, Sheet: s, file: p.File, above: "introduction", original: p.Lang,
			prose: &proseRow{block: b}})
	}
	for _, n := range p.Notes {
		t.add(&Row{Key: n.ID.String, Kind: input.ProseBlocks, Sheet: s, file: p.File, above: "introduction", original: p.Lang,
			prose: &proseRow{note: n}})
	}
}

// proseColumns returns the columns of the introduction.
func proseColumns(langs []string) []*Column {
	var out []*Column
	f := input.ProseBlocks.Field("text")
	for _, l := range langs {
		c := single(input.ProseBlocks, f)
		c.ID, c.Lang = "text@"+l, l
		out = append(out, c)
	}
	return out
}

// text returns the words of a block or note in the original language.
func (p *proseRow) text() input.Text {
	if p.note != nil {
		return p.note.Text
	}
	return p.block.Text
}

func (t *Term) proseValue(r *Row, _ *input.Field, lang string) string {
	if lang == r.original {
		return clean(r.prose.text().String)
	}
	return t.translation(r.TextID(r.Key), lang)
}

// newProse determines the place of a new block of the introduction.
func (p *page) newProse(n *newRow, above []any) *newRow {
	im := p.im
	n.word = "paragraph"
	if c := n.row.Cells[rowColumn]; c.Text != "" {
		if n.word = im.lookup.word(rowColumn, proseWords, c.Text); n.word == "" {
			im.refuse("E1106", p.back.Name+"!"+c.At, "a row of this sheet cannot be %q", c.Text).
				Hint("the kinds are %s", strings.Join(im.kindNames(proseWords), ", "))
			return nil
		}
	}
	note := n.word == "note"
	p.behind(n, above, func(x any) bool {
		switch x := x.(type) {
		case *Row:
			return (x.prose.note != nil) == note
		case *newRow:
			return (x.word == "note") == note
		}
		return false
	})
	return n
}

// proseLanguage returns the original language of the introduction.
func (p *page) proseLanguage() string {
	if i := p.im.Work.Records.Introduction; i != nil {
		return i.Lang
	}
	return p.im.Work.Records.Term.Original.String
}

// completeProse reads the words of a new block.
func (p *page) completeProse(n *newRow) {
	im := p.im
	n.slot.kind = input.ProseBlocks
	wrong := len(im.diags.Items)
	f := input.ProseBlocks.Field("text")
	for _, c := range p.ordered() {
		cell, ok := n.row.Cells[c.ID]
		if !ok || cell.Text == "" {
			continue
		}
		if v, ok := im.value(input.ProseBlocks, f, p.heads[c.ID], p.back.Name+"!"+cell.At, cell); ok {
			n.values = append(n.values, setting{col: c, value: v})
		}
	}
	if n.text("text", n.original) == "" && len(im.diags.Items) == wrong {
		im.refuse("E1104", n.cell, "there is no text yet in the original language, %s", im.lang.LanguageName(n.original)).
			Hint("fill in the column of that language first")
	}
	if len(im.diags.Items) > wrong {
		return
	}
	n.fine = true
	im.receipt.Changes = append(im.receipt.Changes, Change{Key: n.id, Name: firstWords(n.text("text", n.original), beginning),
		New: kindLabel(im.lang, n.word), Cell: n.cell, added: n})
}

// markdown returns a block of prose in Markdown.
func (n *newRow) markdown() string {
	text := n.text("text", n.original)
	switch n.word {
	case "note":
		return "[^" + n.id + "]: " + text
	case "heading":
		return "# " + text + " {#" + n.id + "}"
	case "heading-2":
		return "## " + text + " {#" + n.id + "}"
	case "heading-3":
		return "### " + text + " {#" + n.id + "}"
	case "list-item":
		return wrapped("- "+text+" {#"+n.id+"}", "  ")
	case "list-item-2":
		return "  " + wrapped("- "+text+" {#"+n.id+"}", "    ")
	}
	return wrapped(text+" {#"+n.id+"}", "")
}

// proseWidth is the maximum width of lines of prose, in characters.
const proseWidth = 118

// wrapped breaks a text into lines. All lines but the first begin with indent.
func wrapped(s, indent string) string {
	var lines []string
	line := ""
	for w := range strings.FieldsSeq(s) {
		switch {
		case line == "" || line == indent:
			line += w
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > proseWidth && !risky(w):
			lines = append(lines, line)
			line = indent + w
		default:
			line += " " + w
		}
	}
	return strings.Join(append(lines, line), "\n")
}

// risky reports whether a word at the beginning of a line would begin a list, a heading or a note.
func risky(w string) bool {
	return strings.ContainsAny(w[:1], "-+*#>[|=`~<") || strings.Trim(w, "0123456789") == "." || strings.Trim(w, "0123456789") == ")"
}

// prose makes the introduction with its changes.
func (w *writing) prose() error {
	p := w.im.Work.Records.Introduction
	var edits []source.Edit
	var f *source.File
	var alone []string
	for _, c := range w.im.receipt.Changes {
		switch {
		case c.set != nil && c.set.row.prose != nil && c.Lang == "":
			f = c.set.row.file
			edits = append(edits, w.proseEdit(c.set.row, c.set.value))
		case c.remove != nil && c.remove.prose != nil:
			f = c.remove.file
			start, end := c.remove.prose.extent()
			edits = append(edits, source.Edit{Pos: f.Pos(start, end-start)})
		case c.added != nil && c.added.sheet.prose:
			n := c.added
			a := n.anchor()
			if a == nil {
				alone = append(alone, n.markdown())
				continue
			}
			f = a.file
			_, end := a.prose.extent()
			gap := "\n\n"
			if a.prose.block != nil && a.prose.block.Kind == "item" && strings.HasPrefix(n.word, "list-item") {
				gap = "\n"
			}
			text := gap + n.markdown()
			if n.before == nil && (a.prose.block == nil || a.prose.block.Kind != "item") || gap == "\n" {
				edits = append(edits, source.Edit{Pos: f.Pos(end, 0), New: text})
				continue
			}
			edits = append(edits, source.Edit{Pos: f.Pos(end, 0), New: text})
		}
	}
	if alone != nil {
		if p != nil {
			f = p.File
			at := len(f.Bytes)
			edits = append(edits, source.Edit{Pos: f.Pos(at, 0), New: "\n" + strings.Join(alone, "\n\n") + "\n"})
		} else {
			w.keep(source.NewFile(path.Join(w.im.Folder, input.ProseFile), []byte(strings.Join(alone, "\n\n")+"\n")))
			return nil
		}
	}
	if len(edits) == 0 {
		return nil
	}
	b, err := source.Splice(f, edits)
	if err != nil {
		return err
	}
	w.keep(source.NewFile(f.Name, b))
	return nil
}

// proseEdit returns the edit that replaces the words of a block.
func (w *writing) proseEdit(r *Row, value string) source.Edit {
	pos := r.prose.text().Pos
	indent := ""
	if b := r.prose.block; b != nil && b.Kind == "item" {
		indent = strings.Repeat(" ", r.file.Pos(pos.Offset, 0).Column()-1)
	} else if r.prose.note != nil {
		indent = "  "
	}
	if b := r.prose.block; b != nil && b.Kind == "heading" {
		return source.Edit{Pos: pos, New: value}
	}
	return source.Edit{Pos: pos, New: wrapped(value, indent)}
}

// extent returns the offsets at which a block begins and ends in its file, without the line break.
func (p *proseRow) extent() (start, end int) {
	text := p.text().Pos
	f := text.File
	start = bytes.LastIndexByte(f.Bytes[:text.Offset], '\n') + 1
	end = text.End()
	if p.block != nil {
		end = max(end, p.block.ID.Pos.End()+1)
	}
	for end < len(f.Bytes) && f.Bytes[end] != '\n' {
		end++
	}
	return start, end
}
