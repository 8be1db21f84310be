// Package docx reads returned word processor files (WordprocessingML, ECMA-376 part 1): the paragraphs and tables with what was inserted,
// deleted and moved, by whom and when; notes and comments; and the number of other things. It reads only the text: it ignores formatting,
// reads the results of fields and the texts of links, and never fetches anything outside the file.
package docx

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A File is the content of a file.
type File struct {
	Properties map[string]string // set by other programs, by name
	Identifier string
	Title      string
	Blocks     []Block
	Notes      []*Note    // footnotes and endnotes that the text cites, in order
	Comments   []*Comment // in the order of the file
	Marks      []*Mark    // all changes, in the order of the text
	Others     []Other    // things that are neither text nor changes
	Author     string     // who saved it last; "" if the file does not say
}

// A Block is a *Paragraph or a *Table.
type Block interface{ block() }

func (*Paragraph) block() {}
func (*Table) block()     {}

// A Kind is the kind of a change.
type Kind int

const (
	Inserted Kind = iota
	Deleted
	MovedFrom
	MovedTo
	Looks // only of formatting
	Cells // of cells that were inserted, deleted or merged
)

var kindWords = [...]string{"insertion", "deletion", "move away", "move here", "change of formatting", "change of cells"}

func (k Kind) String() string { return kindWords[k] }

// A Mark is one recorded change: of words, of the end of a paragraph, or of a row.
type Mark struct {
	Kind         Kind
	Author, Date string // as in the file; may be empty
	Of           string // what changed: words, paragraph, row, looks, cell, or Struck
	Words        string // words in it
	Place        string // its place, for messages: table 2, row 7
	Fate         Fate   // what the import did with it
}

// Struck is what changed if words are only struck through, as people mark deletions by hand.
const Struck = "struck words"

// A Fate is what the import did with something in a file.
type Fate int

const (
	Unseen   Fate = iota // not processed: if it remains so, that is an error in omnibus
	Taken                // it is in a proposal, or changes nothing
	Formal               // only of formatting, numbers or spacing
	Refused              // reported with its place, and kept
	Resolved             // its words are neither in the old text nor in the new one
)

// An Other is something in the file that is neither text nor a change.
type Other struct {
	What, Place string
	Of          string // description of a picture
}

// A Piece is a run of text, with the changes that contain it, the outermost first.
type Piece struct {
	Text   string
	In     []*Mark
	Note   *Note  // if not nil, the piece is the mark of this note
	Anchor string // if not empty, the piece is a link to this bookmark
	Lang   string
	Style  string // style of the run
	Struck bool   // struck through
}

// Strikes reads the words that are struck through, and were not deleted as a tracked change, as deletions of nobody in particular: people
// mark deletions so by hand. It reports whether there are any.
func (f *File) Strikes() bool {
	any := false
	for _, b := range f.Blocks {
		for _, p := range ParagraphsOf(b) {
			var last *Mark // of the words before, which are struck through too
			for i := range p.Pieces {
				x := &p.Pieces[i]
				if !x.Struck || !x.Stands(New) {
					last = nil
					continue
				}
				if last == nil {
					last = &Mark{Kind: Deleted, Of: Struck, Place: p.Place}
					f.Marks = append(f.Marks, last)
				}
				x.In = append(slices.Clone(x.In), last)
				last.Words += x.Text
				any = true
			}
		}
	}
	return any
}

// Stands reports whether the piece is in a view.
func (p *Piece) Stands(v View) bool { return v.stands(p.In) }

// A Paragraph is a paragraph.
type Paragraph struct {
	Pieces    []Piece
	End       []*Mark  // changes of its end: if the end is inserted or deleted, this paragraph and the next are one in some views
	Bookmarks []string // bookmarks that begin in it
	Comments  []*Comment
	Within    []*Comment // those that begin above it and are about its words too
	Style     string
	Numbered  bool   // a word processor numbers it: the number is not in the text
	Number    string // that number with the signs around it, once all changes are accepted: (a), 1., or • for a bullet
	Level     int    // of the number, from 0
	Heading   int    // level of a heading, from 1; 0: it is none

	said     numbered // what it says about its number itself
	outlined int      // its own outline level: 0: it names none; -1: expressly none
	Boxed    bool     // in a text box
	Place    string
}

// A Table is a table.
type Table struct{ Rows []*Row }

// A Row is a row of a table.
type Row struct {
	Cells  []*Cell
	In     []*Mark // changes that inserted or deleted the row
	Header bool    // repeated on every page
	Place  string
}

// A Cell is a cell. A table in it is read as its paragraphs.
type Cell struct {
	Paragraphs []*Paragraph
	Span       int  // number of columns
	Below      bool // part of the cell above
}

// A Note is a footnote or an endnote.
type Note struct {
	ID         string
	End        bool
	Paragraphs []*Paragraph
	Mark       string // mark as printed, if it is text; empty: a word processor numbers it
	After      string // signs after the number that a word processor gives it
	custom     bool   // the mark is text
}

// A Comment is a remark in the margin.
type Comment struct {
	ID, Author, Date, Text string
	Place                  string
	Fate                   Fate
}

// A View is one of the texts that a file with changes represents: before the changes, or with those of all or some authors. It reports
// whether a change is accepted.
type View func(*Mark) bool

// Old rejects every change, New accepts every change.
var (
	Old View = func(*Mark) bool { return false }
	New View = func(*Mark) bool { return true }
)

// By accepts the changes of some authors and rejects those of the others.
func By(theirs func(author string) bool) View { return func(m *Mark) bool { return theirs(m.Author) } }

// stands reports whether something within changes is in the view.
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

// Paragraphs returns the texts of paragraphs in a view. It joins paragraphs whose ends are not in the view, and leaves out empty ones.
func Paragraphs(in []*Paragraph, v View) []Line {
	return slices.DeleteFunc(lines(in, v), func(l Line) bool { return l.Text() == "" })
}

// lines returns the texts of paragraphs in a view, those of empty paragraphs included.
func lines(in []*Paragraph, v View) []Line {
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
	return out
}

// A Line is the text of a paragraph in a view.
type Line struct {
	Of     []*Paragraph // paragraphs of which it is made
	Pieces []Piece
}

// Text returns the words of a line as people read them, without the marks of notes: each run of white space is one space.
func (l Line) Text() string {
	var b strings.Builder
	for _, p := range l.Pieces {
		if p.Note == nil {
			b.WriteString(p.Text)
		}
	}
	return Plain(b.String())
}

// Plain returns a text in the form in which it is compared and stored: with composed characters, one space for each run of white space
// (no-break spaces remain), and no invisible characters.
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

// Text returns the words of the note, without the mark before them.
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
