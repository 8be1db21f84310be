// Package docx reads word processors' files (WordprocessingML, ECMA-376 part 1) as people send them back: the paragraphs and tables with
// what was inserted, deleted and moved, by whom and when; notes and comments; and how much of it is of another kind. It follows the text
// alone: formatting is ignored, fields and links are seen through, and nothing outside the file is ever fetched.
package docx

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A File is what is in a file.
type File struct {
	Properties map[string]string // that other programs gave it, by name
	Identifier string
	Title      string
	Blocks     []Block
	Notes      []*Note    // footnotes and endnotes that the text cites, in order
	Comments   []*Comment // in the order of the file
	Marks      []*Mark    // all changes, in the order of the text
	Others     []Other    // neither text nor changes
	Author     string     // who saved it last; "" where the file does not say
}

// A Block is a *Paragraph or a *Table.
type Block interface{ block() }

func (*Paragraph) block() {}
func (*Table) block()     {}

// A Kind says what a change does.
type Kind int

const (
	Inserted Kind = iota
	Deleted
	MovedFrom
	MovedTo
	Looks // of formatting alone
	Cells // cells that were inserted, deleted or merged
)

var kindWords = [...]string{"insertion", "deletion", "move away", "move here", "change of formatting", "change of cells"}

func (k Kind) String() string { return kindWords[k] }

// A Mark is one recorded change: of words, of the end of a paragraph, of a row.
type Mark struct {
	Kind         Kind
	Author, Date string // as the file has them; may be empty
	Of           string // what it is of: words, paragraph, row, looks, cell
	Words        string // that are in it
	Place        string // where it is, for people: table 2, row 7
	Fate         Fate   // what the import did with it
}

// A Fate says what became of something that a file holds.
type Fate int

const (
	Unseen   Fate = iota // nobody has looked at it: a mistake of ours, if it stays so
	Taken                // it is in a proposal, or changes nothing
	Formal               // of looks, numbers or spacing alone
	Refused              // it is reported with its place, and kept
	Resolved             // its words are neither in the old text nor in the new one
)

// An Other is something in the file that is not text.
type Other struct{ What, Place string }

// A Piece is a stretch of text with the changes that it is in, from the outermost on.
type Piece struct {
	Text   string
	In     []*Mark
	Note   *Note  // it is the mark of this note
	Anchor string // it is a link to this bookmark
	Lang   string
	Style  string // of the run
}

// Stands reports whether the piece is in a view.
func (p *Piece) Stands(v View) bool { return v.stands(p.In) }

// A Paragraph is a paragraph.
type Paragraph struct {
	Pieces    []Piece
	End       []*Mark  // changes of its end: where it is inserted or deleted, this paragraph and the next are one
	Bookmarks []string // that begin in it
	Comments  []*Comment
	Style     string
	Numbered  bool // a word processor counts it: the number is not in the text
	Boxed     bool // it is in a text box
	Place     string
}

// A Table is a table.
type Table struct{ Rows []*Row }

// A Row is a row of a table.
type Row struct {
	Cells  []*Cell
	In     []*Mark // the row was inserted or deleted
	Header bool    // it is repeated on every page
	Place  string
}

// A Cell is a cell. A table within it is its paragraphs.
type Cell struct {
	Paragraphs []*Paragraph
	Span       int  // columns
	Below      bool // it belongs to the cell above
}

// A Note is a footnote or an endnote.
type Note struct {
	ID         string
	End        bool
	Paragraphs []*Paragraph
	Mark       string // as printed, where it is text; empty: a word processor counts it
}

// A Comment is what somebody remarked in the margin.
type Comment struct {
	ID, Author, Date, Text string
	Place                  string
	Fate                   Fate
}

// A View is one of the texts that a file with changes is: as it was, or as it is wanted, by all or by some.
type View func(*Mark) bool

// Old is the text with every change rejected, New the one with every change accepted.
var (
	Old View = func(*Mark) bool { return false }
	New View = func(*Mark) bool { return true }
)

// By is the text with the changes of some authors accepted and those of the others rejected.
func By(theirs func(author string) bool) View { return func(m *Mark) bool { return theirs(m.Author) } }

// is reports whether what is in changes is in the view. A view accepts a change or rejects it.
func (v View) stands(in []*Mark) bool {
	for _, m := range in {
		switch m.Kind {
		case Inserted, MovedTo:
			if !v(m) {
				return false
			}
		case Deleted, MovedFrom:
			if v(m) {
				return false
			}
		}
	}
	return true
}

// Stands reports whether a row is in a view.
func (r *Row) Stands(v View) bool { return v.stands(r.In) }

// Paragraphs are the texts of paragraphs in a view: those whose ends are not in it are joined. An empty one is left out.
func Paragraphs(in []*Paragraph, v View) []Line {
	var out []Line
	open := false
	for _, p := range in {
		if !open {
			out = append(out, Line{})
		}
		l := &out[len(out)-1]
		l.Of = append(l.Of, p)
		for i := range p.Pieces {
			if v.stands(p.Pieces[i].In) {
				l.Pieces = append(l.Pieces, p.Pieces[i])
			}
		}
		open = !v.stands(p.End)
	}
	var full []Line
	for _, l := range out {
		if l.Text() != "" {
			full = append(full, l)
		}
	}
	return full
}

// A Line is a paragraph as it is in a view.
type Line struct {
	Of     []*Paragraph // that it is made of
	Pieces []Piece
}

// Text is the words of a line, without the marks of notes, as people read them: white space is one space.
func (l Line) Text() string {
	var b strings.Builder
	for _, p := range l.Pieces {
		if p.Note == nil {
			b.WriteString(p.Text)
		}
	}
	return Plain(b.String())
}

// Plain is a text as it is compared and kept: composed characters, one space for each white space (a no-break space stays), no invisible
// characters.
func Plain(s string) string {
	s = norm.NFC.String(s)
	var b strings.Builder
	space := ""
	for _, r := range s {
		switch r {
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e', '\u200f':
			continue
		case ' ', '\t', '\n', '\r', '\u2028':
			if space == "" {
				space = " "
			}
			continue
		case '\u00a0', '\u202f':
			space = string(r)
			continue
		}
		if b.Len() > 0 {
			b.WriteString(space)
		}
		space = ""
		b.WriteRune(r)
	}
	return b.String()
}

// Text is the words of the note, without the mark before them.
func (n *Note) Text(v View) string {
	var words []string
	for _, l := range Paragraphs(n.Paragraphs, v) {
		words = append(words, l.Text())
	}
	s := strings.Join(words, " ")
	if rest, ok := strings.CutPrefix(s, n.Mark); ok && n.Mark != "" {
		s = strings.TrimLeft(rest, " \u00a0")
	}
	return s
}
