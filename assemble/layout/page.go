// Package layout turns a document into lines and pages: line breaking, hyphenation, notes, columns that start level. It knows
// nothing of PDF: its result is the position of every run of text, in points.
package layout

import (
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// A Result is a laid out document.
type Result struct {
	Doc    *doc.Document
	Faces  *face.Metrics // that its text was measured with
	Pages  []*Page
	Places map[string]int // page (from 1) on which each id of the document starts
}

// Release frees the lines of all pages. Their places and numbers remain.
func (r *Result) Release() {
	for _, p := range r.Pages {
		p.Items = nil
	}
}

// A Page is one page. All positions are measured from its top left corner, with y increasing downwards.
type Page struct {
	Number        int // from 1
	Width, Height fixed.Points
	Items         []Item       // in reading order; artifacts may be anywhere
	White         fixed.Points // left between its text and its notes, or its lower margin
	Full          bool         // the text continues, so that white is a fault: it is neither the last page nor one before a page break
}

// An Item is a *Line, a *Rule or a *Picture.
type Item interface{ item() }

// A Part is the part of its owner that a line belongs to.
type Part int

const (
	Body     Part = iota // the text of a paragraph, heading, cell or note
	Label                // its number or marker
	Artifact             // running head, page number, line number, column rule: not part of the text
)

// A Line is one line of text, ready to draw.
type Line struct {
	X, Y     fixed.Points // left end and baseline
	Width    fixed.Points
	Segments []Segment
	Block    doc.Block // *doc.Paragraph, *doc.Heading, *doc.Masthead, *doc.Contents; nil for artifacts and notes
	Item     *doc.Item // with Part Label: the item whose label this is
	Column   int       // 0 for full width and the first column
	Note     *doc.Note // the line belongs to this note
	Part     Part
	Last     bool // last line of its block: nothing follows in the same sentence
	Hyphen   bool // ends in a hyphen that layout added inside a word
	Tight    bool // ends inside a word without such a hyphen (after a slash, or a hyphen of the text), so that no space follows
}

// A Segment is a run of one face on a line.
type Segment struct {
	X, Width  fixed.Points // X from the left edge of the page
	Text      string
	Face      face.Face
	Size      fixed.Points
	Space     fixed.Points // extra advance after each space: justification
	Steps     int          // its characters are set wider (or, if negative, narrower) by this many times lines.Step
	Track     fixed.Points // extra advance after each character, instead of kerning: the dots of a contents list
	Rise      fixed.Points // above the baseline
	Underline bool
	Strike    bool
	Inline    *doc.Inline // the inline that it is part of; nil for labels and artifacts
}

// A Rule is a straight line: above notes, in a table, beside a stale translation. It is an artifact, except the bar beside a stale
// paragraph, which has a meaning.
type Rule struct {
	X1, Y1, X2, Y2 fixed.Points
	Weight         fixed.Points
	Gray           fixed.Ratio // 0 black, 1 white
	Block          doc.Block   // the stale *doc.Paragraph that it is beside; otherwise nil
}

// A Picture is an emblem: its top left corner and its size.
type Picture struct {
	X, Y          fixed.Points
	Width, Height fixed.Points
	Block         *doc.Masthead
}

func (*Picture) item() {}

func (*Line) item() {}
func (*Rule) item() {}
