// Package doc holds the document tree: blocks and inlines, fully resolved (no keys, no references, no words to look up) and without
// formatting. compose makes it; layout and the writers read it; nothing changes it.
package doc

import (
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/figure"
	"omnibus/assemble/source"
)

// A Document is one paper in one language, or in several side by side.
type Document struct {
	Paper      string   // work-plan, draft-paragraphs; a file is named after it
	Stem       string   // the stem of its file name; "": the paper
	Mark       string   // a word at the top of every page, such as DRAFT; not read aloud
	Variant    string   // "", redline ...
	Langs      []string // BCP 47 tags of the columns, left to right; one for a paper in one language
	Title      string   // as people cite it, in Langs[0]
	Symbol     string   // CIDI/CAM/doc.12/23 rev. 1; empty when not yet known
	Organ      string   // the organ that issues it, in Langs[0]
	Subject    string   // the symbol, or what is used instead
	Keywords   []string
	Date       date.Date // the paper's date; also in the metadata; never the time of the clock
	Original   []string  // BCP 47 tags of the original languages
	Blocks     []Block
	Endnotes   []*Note // those of kind End, in order; they are where the EndnoteList block is
	Transcript []byte  // JSON of what the paper contains, embedded in its file
	Words      Words
}

// Words are the few words that layout and writers add to a document, by column. They never look up words themselves.
type Words struct {
	Language       []string // name of the language of the column, in itself
	Contents       []string // heading of the contents, and title of the bookmarks
	NoteRef        []string // description of a note mark, with %s: "note %s"
	NoteBack       []string // description of the link back from a note
	LinkTo         []string // description of a link, with %s
	ContinuedNote  []string // "(continued)" before a continued note
	ContinuedTable []string
	InsertionStart []string // ActualText of the marker signs: "insertion"
	InsertionEnd   []string
	DeletionStart  []string
	DeletionEnd    []string
	OnPage         []string // the place of something, after its name, with %s: " (p. %s)"
	Screen         Screen
}

// Screen has the words on the controls of a paper that is read on a screen, in the first of its languages.
type Screen struct {
	Skip      string // label of the link that skips what precedes the text
	Reading   string // name of the controls
	Languages string // "Languages"
	All       string // "all": every language, every paragraph
	Changed   string // label of the switch that shows only changes
	Shown     string // "%d of %d paragraphs"
	Facets    map[string]string
}

// A Facet is a property by which readers on a screen select paragraphs. Its kind is state, delegation, mandate or session; it has the id of
// the state or record, its name in the first language of the paper, and its place among the facets of its kind.
type Facet struct {
	Kind, ID, Name string
	Order          int
}

// Facets are the kinds of facets, in the order in which they are offered to readers.
var Facets = []string{"state", "delegation", "mandate", "session"}

// A Block is one of *Section, *Heading, *Paragraph, *List, *Table, *Pair, *Masthead, *Contents, *EndnoteList, *PageBreak.
type Block interface{ block() }

// A Section groups blocks, usually a heading and what follows it. It has no formatting.
type Section struct {
	ID     string
	Role   string
	Blocks []Block
}

// A Heading is a title within the paper. Level is 1 to 6, and never rises by more than one.
type Heading struct {
	ID      string
	Level   int
	Lang    string
	Role    string // a class of the style sheet; "" is plain
	Label   string // printed before it: "I.", "3."; may be empty
	Changed bool   // differs from the base of a redline
	Inlines []Inline
	Pos     source.Pos
}

// A Paragraph is running text.
//
// Roles in use: "" body text; title; status; view (which view of the draft it is); organ (THE GENERAL ASSEMBLY,); lead-in (RESOLVES:);
// preambular; operative; provenance (the small line under a pair); notice (full width, such as the count of untranslated texts); missing
// (the original in place of a translation); meeting; meta; reason; state. The style sheet has a style for each. An unknown role is an
// error.
type Paragraph struct {
	ID      string
	Lang    string
	Role    string
	About   string // not empty: it spans the columns, and is about the one in this language
	Unheard bool   // it is not read aloud
	Stale   string // not empty: the text is stale, with a bar in the margin, and this explains it, with a colon
	Changed bool   // differs from the base of a redline: it has a bar in the outer margin
	Inlines []Inline
	Pos     source.Pos
}

// A List is a numbered or marked list.
type List struct {
	ID    string
	Role  string // operative, preambular, agenda, mandates, stakeholders, bullets ...
	Items []*Item
}

// An Item is one entry of a list. Labels has one label for each column ("1.", "(a)"), as printed; an empty label prints none.
type Item struct {
	ID     string
	Labels []string
	Facets []*Facet
	Blocks []Block
	Whole  Mark    // in a redline, Ins or Del if it was inserted or deleted as a whole; otherwise 0
	By     *Author // who inserted, deleted or moved it, if known
	Moved  bool    // in a redline, it was at another place
	Behind string  // id of the item that it followed, or of the section that it began; only if it has moved
	Pos    source.Pos
}

// A Table has a header row (or more), repeated on each page.
type Table struct {
	ID      string
	Lang    string
	Role    string
	Widths  []float64 // relative widths of the columns
	Head    []*Row
	Rows    []*Row
	Caption []Inline
	Pos     source.Pos
}

// A Row is a row of cells.
type Row struct{ Cells []*Cell }

// A Cell is a cell of a table. Header cells have a scope: "col" or "row".
type Cell struct {
	Header bool
	Scope  string
	Span   int // columns it spans; 0 and 1 are the same
	Lang   string
	Align  Align
	Blocks []Block
}

// An Align is how the text of a cell is aligned, as its author wrote it. The zero value is the alignment of the style sheet.
type Align string

const (
	AtLeft   Align = "left"
	AtCenter Align = "center"
	AtRight  Align = "right"
)

// Aligns are the alignments by the words for them.
var Aligns = map[string]Align{"left": AtLeft, "center": AtCenter, "right": AtRight}

// A Pair is one block in each language, aligned with each other. Each column is a *Paragraph, a *Heading, a *Table or a *Contents; columns
// of the last two kinds all have the same kind; none is nil. Missing tells in which columns the translation is missing: these have the
// original, in its own Lang.
type Pair struct {
	ID      string
	Columns []Block
	Missing []bool
}

// A Masthead is the block that identifies a paper: organs at the left; series, symbol, date, original language at the right.
// With several languages, the organ lines of one language follow those of another; at the right, a line follows its equivalent, or is
// printed on one line with it (see Apart).
type Masthead struct {
	Lang   string
	Emblem *Emblem // nil: none
	Left   [][]Inline
	Right  [][]Inline
}

// An Emblem is the picture in the masthead. Alt has what it shows in each language of the paper; it is never empty.
type Emblem struct {
	Figure *figure.Figure
	Alt    []string
}

// Contents is the place of the list of headings with their page numbers. Depth is the deepest level listed.
type Contents struct {
	ID    string
	Lang  string
	Title []Inline
	Depth int
}

// EndnoteList is the place of the endnotes.
type EndnoteList struct{}

// PageBreak starts a new page.
type PageBreak struct{}

// Changed reports whether a paragraph or heading differs from the base of a redline.
func Changed(b Block) bool {
	switch b := b.(type) {
	case *Paragraph:
		return b.Changed
	case *Heading:
		return b.Changed
	}
	return false
}

func (*Section) block()     {}
func (*Heading) block()     {}
func (*Paragraph) block()   {}
func (*List) block()        {}
func (*Table) block()       {}
func (*Pair) block()        {}
func (*Masthead) block()    {}
func (*Contents) block()    {}
func (*EndnoteList) block() {}
func (*PageBreak) block()   {}

// A Mark is a set of ways in which an inline differs from plain text.
type Mark uint16

const (
	Em     Mark = 1 << iota // emphasis (italic)
	Strong                  // bold
	Sup                     // superscript
	Ins                     // inserted since the base
	Del                     // deleted since the base
	Signal                  // a printed sign that opens or closes a change; only it has Actual
	Under                   // underlined
	Break                   // a forced line break; Text is "\n"
)

// An Inline is a run of text with one set of marks. Text is NFC and has no control characters.
type Inline struct {
	Text   string
	Mark   Mark
	Lang   string  // "": the language of the block
	Link   *Link   // the link that it is part of
	Note   *Note   // the note whose mark it is; Text is the mark as printed
	Actual string  // read aloud instead of Text; only if Mark has Signal
	By     *Author // who inserted or deleted it, if known; only if Mark has Ins or Del
	PageOf string  // in paginated formats, the number of the page on which the block with this id begins is printed here; Text is empty
	Pos    source.Pos
}

// An Author is the person who made a change, and when. Changes with one Author are made by one person.
type Author struct {
	Name string
	On   date.Date // zero: not known
}

// A Link leads to the web (URL) or to a block of the same paper (ID).
type Link struct {
	URL  string
	ID   string
	Desc string // a description that is read aloud; never empty
}

// NoteKind is the place of a note.
type NoteKind int

const (
	Foot NoteKind = iota // at the foot of the page of its mark, under its own column
	End                  // in the EndnoteList
)

// A Note is a footnote or an endnote. Its text is a single paragraph.
type Note struct {
	ID      string
	Mark    string // 1, a, 1/ ... as printed
	Kind    NoteKind
	Lang    string
	Inlines []Inline
	Pos     source.Pos
}

// Title returns a heading as it is in contents and bookmarks: without notes, links and redline signs, and with spaces for line breaks.
// Deleted words are left out, unless all of it is deleted.
func (h *Heading) Title() []Inline {
	var out, gone []Inline
	for _, in := range h.Inlines {
		if in.Note != nil || in.Mark&Signal != 0 {
			continue
		}
		if in.Mark&Break != 0 {
			in = Inline{Text: " ", Pos: in.Pos}
		}
		if in.Mark&Ins != 0 {
			in.Mark &^= Ins | Strong
		}
		in.Link = nil
		if in.Mark&Del != 0 {
			gone = append(gone, in)
			continue
		}
		out = append(out, in)
	}
	for _, in := range out {
		if strings.Trim(in.Text, " \u00a0“”«»\"") != "" {
			return out
		}
	}
	return gone
}
