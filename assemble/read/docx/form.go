package docx

import (
	"fmt"
	"slices"
	"strings"
)

// A Form is a returned form: its rows with codes, and everything that was written elsewhere in the file.
type Form struct {
	Rows   []FormRow
	Beside []Beside
}

// A FormRow is a row with a code.
type FormRow struct {
	Code  string
	Cells []*Cell // behind the cell with the code
	Place string
	Lost  bool // its code was found in a bookmark alone
}

// A Beside is something in a form that is not the content of a field.
type Beside struct {
	What  string // what it is, such as "a comment"
	Text  string
	Code  string // of its row; "" if it is in none
	Place string
	By    string // its author; "" if not known
	Words bool   // people have written it, so that it may be a remark
}

// DeletedRow is what a row is if a tracked change deletes it.
const DeletedRow = "a row that is deleted as a tracked change"

// Form reads a file as a form. known reports whether a word is a code of the form, given whether a text belongs to the form itself.
// mark begins the names of the bookmarks with codes.
func (f *File) Form(known, given func(string) bool, mark string) *Form {
	r := &formReader{form: &Form{}, known: known, given: given, mark: mark, about: map[*Comment]string{}}
	table := 0
	for _, b := range f.Blocks {
		switch b := b.(type) {
		case *Paragraph:
			r.outside([]*Paragraph{b}, "", "text outside the fields")
		case *Table:
			table++
			for _, row := range b.Rows {
				r.row(row)
			}
		}
	}
	for _, c := range f.Comments {
		r.beside(Beside{What: "a comment", Text: c.Text, Code: r.about[c], Place: c.Place, By: c.Author, Words: true})
	}
	for _, o := range f.Others {
		r.beside(Beside{What: o.What, Text: o.What, Place: o.Place})
	}
	return r.form
}

type formReader struct {
	form         *Form
	known, given func(string) bool
	mark         string
	about        map[*Comment]string // code of the row of each comment
}

func (r *formReader) beside(b Beside) {
	if strings.TrimSpace(b.Text) != "" {
		r.form.Beside = append(r.form.Beside, b)
	}
}

// row reads a row of a table.
func (r *formReader) row(row *Row) {
	code, lost := r.code(row)
	if code == "" {
		for _, c := range row.Cells {
			r.outside(c.Paragraphs, "", "text outside the fields")
		}
		return
	}
	if !row.Stands(New) {
		r.beside(Beside{What: DeletedRow, Text: "row", Code: code, Place: row.Place, Words: true})
		return
	}
	r.outside(row.Cells[0].Paragraphs, code, "text beside a field")
	for _, c := range row.Cells {
		for _, p := range c.Paragraphs {
			for _, x := range p.Comments {
				r.about[x] = code
			}
			for _, x := range p.Pieces {
				if x.Note != nil {
					r.beside(Beside{What: "a note", Text: x.Note.Text(New), Code: code, Place: row.Place, Words: true})
				}
			}
		}
	}
	r.form.Rows = append(r.form.Rows, FormRow{Code: code, Cells: row.Cells[1:], Place: row.Place, Lost: lost})
}

// Changes describes the tracked changes in a cell: their kinds and words, and the author of the first. They are empty if there are none.
func (c *Cell) Changes() (words, by string) {
	var out []string
	marks := c.Marks()
	for _, m := range marks {
		out = append(out, fmt.Sprintf("%s %q", m.Kind, strings.TrimSpace(m.Words)))
	}
	if len(marks) > 0 {
		by = marks[0].Author
	}
	return strings.Join(out, ", "), by
}

// Marks returns the tracked changes of the words in a cell, in their order.
func (c *Cell) Marks() []*Mark {
	var out []*Mark
	for _, p := range c.Paragraphs {
		for _, x := range p.Pieces {
			for _, m := range x.In {
				if !slices.Contains(out, m) && m.Words != "" {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// code returns the code of a row: the word in its first cell or, if that was lost, the one in a bookmark.
func (r *formReader) code(row *Row) (code string, lost bool) {
	if len(row.Cells) == 0 {
		return "", false
	}
	for _, v := range []View{New, Old} {
		for _, l := range Paragraphs(row.Cells[0].Paragraphs, v) {
			for w := range strings.FieldsSeq(l.Text()) {
				if r.known(w) {
					return w, false
				}
			}
		}
	}
	for _, c := range row.Cells {
		for _, p := range c.Paragraphs {
			for _, b := range p.Bookmarks {
				if code, ok := strings.CutPrefix(b, r.mark); ok && r.known(code) {
					return code, true
				}
			}
		}
	}
	return "", false
}

// outside keeps the text of paragraphs that are not a field, unless it belongs to the form itself.
func (r *formReader) outside(in []*Paragraph, code, what string) {
	for _, l := range Paragraphs(in, New) {
		text := l.Text()
		rest := text
		if code != "" {
			rest = strings.Join(slices.DeleteFunc(strings.Fields(text), r.known), " ")
		}
		if rest == "" || r.given(text) || r.given(rest) {
			continue
		}
		place := ""
		if len(l.Of) > 0 {
			place = l.Of[0].Place
		}
		r.beside(Beside{What: what, Text: rest, Code: code, Place: place, Words: true})
		if code != "" {
			continue
		}
		for _, p := range l.Pieces {
			if p.Note != nil {
				r.beside(Beside{What: "a note", Text: p.Note.Text(New), Place: place, Words: true})
			}
		}
	}
}

// Content returns the text of a cell in a view, with every sign: its paragraphs on separate lines.
func (c *Cell) Content(v View) string {
	var all []string
	for _, l := range lines(c.Paragraphs, v) {
		var b strings.Builder
		for _, p := range l.Pieces {
			if p.Note == nil {
				b.WriteString(p.Text)
			}
		}
		all = append(all, b.String())
	}
	return strings.Join(all, "\n")
}
