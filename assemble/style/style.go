// Package style holds how papers look: the size of a page, its margins and columns, and the look of every role that a block can have.
// It is read from templates/style.yaml, the style sheet; here "sheet" means only this. All measures are in points unless said otherwise.
package style

import "omnibus/assemble/fixed"

// Align is the alignment of lines in their column.
type Align int

const (
	Justify Align = iota // both edges straight
	Left
	Center
	Right
)

// A Look is how the text of one role is set.
type Look struct {
	Size, Leading fixed.Points
	Bold, Italic  bool
	Align         Align
	Hyphenate     bool
	Indent        fixed.Points // of the first line
	Left, Right   fixed.Points // insets of all lines
	Before, After fixed.Points // space above and below; between two blocks the larger counts
	KeepNext      bool         // never at the foot of a page without what follows
	KeepPrevious  bool         // never at the beginning of a page without what it follows
}

// Numbers is the place of the labels of a list when languages are side by side.
type Numbers int

const (
	InColumns Numbers = iota // in each column, before the text
	Between                  // once, in the gap between the first two columns
	InMargin                 // once, in the left margin
)

// A List is how a list is set.
type List struct {
	Indent        fixed.Points // room for the label
	Between       fixed.Points // space between items
	Before, After fixed.Points // space above and below the list; between two blocks the larger counts
	RightLabels   bool         // labels are flush right before the text
	KeepLead      bool         // kept with the end of the paragraph before it, even without a colon
	Numbers       Numbers
}

// A Side is a side of a page.
type Side int

const (
	Nowhere Side = iota
	AtLeft
	AtRight
)

// Sides are the sides by name.
var Sides = map[string]Side{"none": Nowhere, "left": AtLeft, "right": AtRight}

// A Sheet is the whole style sheet. Size, Running and LineNumbers may be changed for one run, with On, Headed and Numbered.
type Sheet struct {
	Size          string          // name of the size of a page, in Sizes
	OwnSize       bool            // the author's style sheet names it, and is not an unchanged copy of the built-in one
	Sizes         map[string]Size // by name
	Top, Bottom   fixed.Points    // margins
	Left, Right   fixed.Points
	Gap           fixed.Points // between columns
	ColumnRule    fixed.Points // weight of the line between columns; 0 for none
	Landscape     int          // pages are landscape from this number of columns on; 0 is never
	ColumnSize    fixed.Points // size of body text in columns
	ColumnLeading fixed.Points

	NumberFormat string // of page numbers, with %d
	NumberFrom   int    // first page that shows its number
	NumberTop    fixed.Points
	NumberSize   fixed.Points

	Running     Side // side of the symbol in the running head
	RunningSize fixed.Points

	Stretch, Shrink fixed.Ratio // of the space between words, in ems; its natural width is the face's
	Loosest         fixed.Ratio // the widest space allowed, in natural spaces
	Narrowest       fixed.Ratio // the width in ems below which a column is not justified
	Expand          fixed.Ratio // how much wider or narrower the letters of a line may be set, at most
	Hang            bool        // signs at the ends of lines extend into the margin

	HyphenLeft, HyphenRight int          // the least number of letters before and after a hyphen
	HyphenRow               int          // the largest number of lines in a row that end with a hyphen
	Widow, Orphan           int          // the least number of lines at the head and at the foot of a page
	Feather                 fixed.Points // how far each space between blocks may be stretched to fill a page
	Tighten                 fixed.Points // how far each may be narrowed, so that one more line is on the page

	Text     Look
	Roles    map[string]Look // "" is body
	Headings [7]Look         // by level, from 1
	Lists    map[string]List // "" is any
	Masthead Look
	Emblem   Emblem

	Contents Look // Indent is that of a level
	Leaders  bool

	Notes Notes
	Table Table
	Lines Lines
	Bars  Bars

	LineNumbers bool // print line numbers

	House []byte // a word processor file from which ours take their styles, page, header and footer; nil if there is none
}

// A Size is a page size, in portrait orientation.
type Size struct{ Width, Height fixed.Points }

// Emblem is how the emblem in the masthead is printed.
type Emblem struct {
	Height fixed.Points
	Gap    fixed.Points // between it and the lines beside it
}

// Fit is the size of an emblem whose sides are in that relation: in its height, or as wide as a third of the column.
func (e Emblem) Fit(width, height int, column fixed.Points) (w, h fixed.Points) {
	h = e.Height
	w = h * fixed.Points(width) / fixed.Points(height)
	if most := column / 3; w > most {
		w, h = most, most*fixed.Points(height)/fixed.Points(width)
	}
	return w, h
}

// Notes is how notes are set.
type Notes struct {
	Look                    // Indent is the room for the mark; Before is above the rule; After is between notes
	Rule       fixed.Points // length of the rule
	Weight     fixed.Points
	Split      int         // a note of at least this many lines may run on to the next page
	Mark, Rise fixed.Ratio // size and rise of a mark in the text, in sizes of that text

	Form  string // of the marks: 1, 1/, [1], (1), a or i
	Place string // of a mark beside punctuation: after, before or language
	At    string // foot or end
}

// Table is how tables are set.
type Table struct {
	Look
	Padding fixed.Points // of a cell
	Weight  fixed.Points // of the rules
}

// Bars is how change bars are set. Distance is from the outermost content.
type Bars struct{ Weight, Distance fixed.Points }

// Lines is how line numbers are set.
type Lines struct {
	Size     fixed.Points
	Every    int          // interval between printed numbers, in lines
	Distance fixed.Points // from the text
}

// Page returns the width and height of a page with a number of columns.
func (s *Sheet) Page(columns int) (width, height fixed.Points) {
	z := s.Sizes[s.Size]
	if s.Landscape > 0 && columns >= s.Landscape {
		return z.Height, z.Width
	}
	return z.Width, z.Height
}

// On returns the same style sheet for pages of the named size, and false if it has no such size.
func (s *Sheet) On(size string) (*Sheet, bool) {
	if _, ok := s.Sizes[size]; !ok {
		return nil, false
	}
	c := *s
	c.Size = size
	return &c, true
}

// Headed returns the same style sheet with the running head at a side.
func (s *Sheet) Headed(side Side) *Sheet {
	c := *s
	c.Running = side
	return &c
}

// Numbered returns the same style sheet with line numbers.
func (s *Sheet) Numbered() *Sheet {
	c := *s
	c.LineNumbers = true
	return &c
}
