package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The parts of an OpenDocument text.
const (
	odtKind     = "application/vnd.oasis.opendocument.text"
	odtText     = "content.xml"
	odtMeta     = "meta.xml"
	odtManifest = "meta-inf/manifest.xml"
)

// mostSpaces limits a run of spaces that one element stands for.
const mostSpaces = 1000

var errODT = errors.New("the file is an OpenDocument text that is encrypted or has no text: save it as .docx")

// readODT reads an OpenDocument text: paragraphs, tables, notes, comments and tracked changes of words, as those of a .docx.
func (p *packed) readODT() (*File, error) {
	if p.parts[odtText] == nil || p.contains(odtManifest, "encryption-data") {
		return nil, errODT
	}
	f := &File{Properties: map[string]string{}}
	name := ""
	if p.parts[odtMeta] != nil {
		_ = p.tokens(odtMeta, func(t xml.Token) error { // properties may be missing
			switch t := t.(type) {
			case xml.StartElement:
				name = ""
				if t.Name.Local == "user-defined" {
					name = attr(t, "name")
				}
			case xml.CharData:
				if name != "" {
					f.Properties[name] += strings.TrimSpace(string(t))
				}
			case xml.EndElement:
				name = ""
			}
			return nil
		})
	}
	r := &reader{file: f, notes: map[string]*Note{}, comments: map[string]*Comment{}}
	o := &odt{text: &text{reader: r}, regions: map[string]*region{}}
	if err := p.tokens(odtText, o.token); err != nil {
		return nil, err
	}
	f.Blocks = o.blocks
	return f, nil
}

// isODT reports whether the package is an OpenDocument text.
func (p *packed) isODT() bool {
	f := p.parts["mimetype"]
	if f == nil {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	kind, err := io.ReadAll(io.LimitReader(r, int64(len(odtKind))))
	return err == nil && string(kind) == odtKind
}

// An odt reads the elements of an OpenDocument text as those of WordprocessingML that they correspond to.
type odt struct {
	*text
	above   []*text // the texts that contain the note or the comment that is being read
	comment *Comment
	note    *Note
	skipped int // open elements that are not read
	regions map[string]*region
	region  *region // the tracked change that is being described
	into    *string // what the characters that follow are
}

// A region is a tracked change, as the head of the text describes it.
type region struct {
	kind               Kind
	author, date, gone string
	mark               *Mark
}

var odtElements = map[string]string{"p": "p", "h": "p", "table": "tbl", "table-row": "tr", "table-cell": "tc", "covered-table-cell": "tc",
	"text-box": "txbxContent"}

func (o *odt) token(tok xml.Token) error {
	switch x := tok.(type) {
	case xml.StartElement:
		if o.skipped > 0 {
			o.skipped++
			return nil
		}
		return o.begin(x)
	case xml.EndElement:
		if o.skipped > 0 {
			o.skipped--
			return nil
		}
		return o.finish(x.Name.Local)
	case xml.CharData:
		switch {
		case o.skipped > 0:
		case o.into != nil:
			*o.into += string(x)
		case o.region == nil:
			o.say(string(x))
		}
	}
	return nil
}

// say adds text to the open paragraph.
func (o *odt) say(s string) {
	o.run = Piece{}
	o.put(s)
}

func word(name string) xml.Name { return xml.Name{Space: wordSpace, Local: name} }

// begin processes the start of an element. In one piece: one case per element of the text.
func (o *odt) begin(e xml.StartElement) error {
	name := e.Name.Local
	if o.region != nil && o.describe(name) {
		return nil
	}
	if as := odtElements[name]; as != "" {
		if err := o.text.token(xml.StartElement{Name: word(as)}); err != nil {
			return err
		}
		if n, _ := strconv.Atoi(attr(e, "number-columns-spanned")); n > 1 && as == "tc" && len(o.cells) > 0 {
			o.cells[len(o.cells)-1].Span = n
		}
		return nil
	}
	switch name {
	case "s":
		n, _ := strconv.Atoi(attr(e, "c"))
		o.say(strings.Repeat(" ", min(max(n, 1), mostSpaces)))
	case "tab", "line-break":
		o.say(" ")
	case "bookmark", "bookmark-start":
		if n := len(o.paragraphs); n > 0 {
			o.paragraphs[n-1].Bookmarks = append(o.paragraphs[n-1].Bookmarks, attr(e, "name"))
		}
	case "changed-region":
		o.region = &region{kind: Looks}
		o.regions[attr(e, "id")] = o.region
	case "change-start", "change", "change-end":
		return o.change(name, o.regions[attr(e, "change-id")])
	case "note":
		n := &Note{ID: attr(e, "id"), End: attr(e, "note-class") == "endnote"}
		o.file.Notes = append(o.file.Notes, n)
		if k := len(o.paragraphs); k > 0 {
			o.paragraphs[k-1].Pieces = append(o.paragraphs[k-1].Pieces, Piece{Note: n, In: append([]*Mark(nil), o.marks...)})
		}
		o.note = n
		o.aside("a note")
	case "note-citation":
		o.into = new(string) // numbered by the program
		if o.note != nil && attr(e, "label") != "" {
			o.note.Mark = attr(e, "label")
		}
	case "annotation":
		o.comment = &Comment{ID: fmt.Sprintf("%06d", len(o.file.Comments)), Place: o.place()}
		o.file.Comments = append(o.file.Comments, o.comment)
		if k := len(o.paragraphs); k > 0 {
			o.paragraphs[k-1].Comments = append(o.paragraphs[k-1].Comments, o.comment)
		}
		o.aside("a comment")
	case "creator":
		if o.comment != nil {
			o.into = &o.comment.Author
		}
	case "date":
		if o.comment != nil {
			o.into = &o.comment.Date
		}
	case "image":
		o.other("a picture")
	case "sequence-decls", "forms", "automatic-styles", "font-face-decls", "scripts", "creator-initials", "sender-initials":
		o.skipped = 1
	}
	return nil
}

// describe reads an element of the description of a tracked change. It reports whether it is one.
func (o *odt) describe(name string) bool {
	switch name {
	case "insertion":
		o.region.kind = Inserted
	case "deletion":
		o.region.kind = Deleted
	case "creator":
		o.into = &o.region.author
	case "date":
		o.into = &o.region.date
	case "p", "h":
		if o.region.gone != "" {
			o.region.gone += " "
		}
		o.into = &o.region.gone
	case "s", "tab":
		if o.into != nil {
			*o.into += " "
		}
	}
	return true
}

// aside begins a text within the text: a note or a comment.
func (o *odt) aside(in string) {
	o.above = append(o.above, o.text)
	o.text = &text{reader: o.reader, in: in}
}

// change begins or ends a tracked change.
func (o *odt) change(how string, r *region) error {
	if r == nil {
		return nil
	}
	if r.mark == nil {
		m, err := o.mark(xml.StartElement{}, r.kind, "words")
		if err != nil {
			return err
		}
		m.Author, m.Date = strings.TrimSpace(r.author), strings.TrimSpace(r.date)
		r.mark = m
	}
	switch {
	case how == "change-start":
		o.marks = append(o.marks, r.mark)
	case how == "change" && r.kind == Deleted:
		o.marks = append(o.marks, r.mark)
		o.say(r.gone)
		fallthrough
	default:
		for i, m := range o.marks {
			if m == r.mark {
				o.marks = append(o.marks[:i:i], o.marks[i+1:]...)
				break
			}
		}
	}
	return nil
}

// finish processes the end of an element.
func (o *odt) finish(name string) error {
	if o.region != nil {
		switch name {
		case "changed-region":
			o.region = nil
		case "creator", "date", "p", "h":
			o.into = nil
		}
		return nil
	}
	switch as := odtElements[name]; {
	case as == "p":
		if n := len(o.paragraphs); n > 0 {
			o.paragraphs[n-1].End = append([]*Mark(nil), o.marks...)
		}
		return o.text.token(xml.EndElement{Name: word(as)})
	case as != "":
		return o.text.token(xml.EndElement{Name: word(as)})
	}
	switch name {
	case "note-citation", "creator", "date":
		o.into = nil
	case "note", "annotation":
		n := len(o.above)
		if n == 0 {
			return nil
		}
		var paragraphs []*Paragraph
		for _, b := range o.blocks {
			paragraphs = append(paragraphs, ParagraphsOf(b)...)
		}
		o.text, o.above = o.above[n-1], o.above[:n-1]
		if name == "note" && o.note != nil {
			o.note.Paragraphs = paragraphs
			o.note = nil
		} else if o.comment != nil {
			var words []string
			for _, l := range Paragraphs(paragraphs, New) {
				words = append(words, l.Text())
			}
			o.comment.Text, o.comment = strings.Join(words, " "), nil
		}
	}
	return nil
}
