package term

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/pattern"
	"omnibus/assemble/read/docx"
	"omnibus/assemble/source"
)

// A Manuscript is the text of an adopted resolution, a paragraph a line, and what its file says beyond the words.
type Manuscript struct {
	File     *source.File
	Headings map[int]bool // numbers of the lines that the file declares as headings
	Notes    []string     // what a person has to check: what was left out, and what was decided

	document *source.File   // the word processor's document; nil: File is what people see
	places   map[int]string // places in the document of the lines, by their numbers
}

// where returns the place of a line, for messages.
func (m *Manuscript) where(p source.Pos) string {
	if at := m.places[p.Line()]; at != "" {
		return at
	}
	return fmt.Sprintf("line %d", p.Line())
}

// inDocument gives findings about lines their places in the document.
func (m *Manuscript) inDocument(diags *diag.List) {
	if m.document == nil {
		return
	}
	for _, d := range diags.Items {
		if d.Pos.File != m.File {
			continue
		}
		if at := m.places[d.Pos.Line()]; at != "" && d.Pos.Length > 0 {
			d.Message = fmt.Sprintf("%s, %q: %s", at, beginningOf(string(m.File.Line(d.Pos.Line()))), d.Message)
		}
		d.Pos = m.document.Pos(0, 0)
		for _, r := range d.Related {
			if at := m.places[r.Pos.Line()]; r.Pos.File == m.File && at != "" {
				d.Hint("see %s: %s", at, r.Message)
			}
		}
		d.Related = slices.DeleteFunc(d.Related, func(r diag.Place) bool { return r.Pos.File == m.File })
	}
}

// beginningOf returns the first words of a line.
func beginningOf(s string) string {
	const most = 7
	words := strings.Fields(s)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:most], " ") + " …"
}

// ManuscriptOf returns the text of a file: a plain text as it is, and a word processor's document with the numbers that its lists print,
// and all tracked changes accepted.
func ManuscriptOf(f *source.File) (*Manuscript, error) {
	if err := door.Check(door.Mandates, f); err != nil {
		return nil, err
	}
	if !isOffice(f.Bytes) {
		return &Manuscript{File: f}, nil
	}
	d, err := docx.Read(f.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	m := &Manuscript{Headings: map[int]bool{}, document: f, places: map[int]string{}}
	t := &transcriber{manuscript: m, cited: map[*docx.Note]string{}}
	tables, around := 0, 0 // words outside tables
	for _, b := range d.Blocks {
		if p, ok := b.(*docx.Paragraph); ok {
			around += len(strings.Fields(wordsOf(p)))
		}
	}
	for _, b := range d.Blocks {
		in := docx.ParagraphsOf(b)
		if _, ok := b.(*docx.Table); ok {
			tables++
			words := wordsOf(in...)
			if len(strings.Fields(words)) < around {
				m.note("table %d is left out: %s", tables, words)
				continue
			}
			m.note("table %d is read cell by cell: check its words", tables)
		}
		t.paragraphs(in)
	}
	if n := len(d.Marks); n > 0 {
		m.note("tracked changes of the file (%d) are taken as accepted", n)
	}
	for _, n := range d.Notes {
		at := ""
		if place := t.cited[n]; place != "" {
			at = place + ": "
		}
		m.note("%sa note is left out: %s", at, n.Text(docx.New))
	}
	for _, c := range d.Comments {
		m.note("a comment of %q is left out: %s", c.Author, c.Text)
	}
	for _, o := range d.Others {
		m.note("left out, %s: %s", o.Place, o.What)
	}
	m.File = source.NewFile(f.Name, []byte(t.text.String()))
	return m, nil
}

// wordsOf returns the words of paragraphs on one line.
func wordsOf(in ...*docx.Paragraph) string {
	var out []string
	for _, l := range docx.Paragraphs(in, docx.New) {
		out = append(out, l.Text())
	}
	return strings.Join(out, " | ")
}

// isOffice reports whether a file is one of an office program, in an archive or in an older format.
func isOffice(b []byte) bool {
	for _, head := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", `{\rtf`} {
		if bytes.HasPrefix(b, []byte(head)) {
			return true
		}
	}
	return false
}

func (m *Manuscript) note(format string, args ...any) {
	m.Notes = append(m.Notes, fmt.Sprintf(format, args...))
}

// A transcriber turns paragraphs into lines.
type transcriber struct {
	manuscript *Manuscript
	text       strings.Builder
	line       int                   // number of the last line
	cited      map[*docx.Note]string // places of the notes
}

// paragraphs adds the lines of paragraphs, with an empty line after each.
func (t *transcriber) paragraphs(in []*docx.Paragraph) {
	for _, l := range docx.Paragraphs(in, docx.New) {
		p := l.Of[0]
		if p.Boxed {
			t.manuscript.note("%s: a text box is left out: %s", p.Place, l.Text())
			continue
		}
		for _, x := range l.Pieces {
			if x.Note != nil {
				t.cited[x.Note] = p.Place
			}
		}
		words := l.Text()
		t.line++
		t.manuscript.places[t.line] = p.Place
		switch {
		case p.Heading > 0 || p.Style == "Title":
			t.manuscript.Headings[t.line] = true
		case p.Number != "":
			words = labelOf(p) + " " + words
		}
		t.line++
		t.text.WriteString(words + "\n\n")
	}
}

// Labels of word processors: one of a paragraph, and the last part of one of several parts (1.2).
var (
	paragraphLabel = pattern.Of(`^\(?(\d{1,3})\)?\.?$`)
	lastLabel      = pattern.Of(`([A-Za-z]{1,5}|\d{1,2})[).]*$`)
)

// labelOf returns the number of a paragraph in a form that ReadResolution knows: 1. of a paragraph, (a) of a sub-paragraph, or a bullet.
func labelOf(p *docx.Paragraph) string {
	if p.Number == bullet || p.Number == "-" || p.Number == "–" || p.Number == "—" {
		return p.Number
	}
	if m := paragraphLabel.FindStringSubmatch(p.Number); m != nil && p.Level == 0 {
		return m[1] + "."
	}
	if m := lastLabel.FindStringSubmatch(p.Number); m != nil {
		return "(" + m[1] + ")"
	}
	return p.Number
}
