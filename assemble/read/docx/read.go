package docx

import (
	"encoding/xml"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Namespaces of the text: the usual one, and that of the strict variant.
const (
	wordSpace       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	wordStrictSpace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	mathSpace       = "http://schemas.openxmlformats.org/officeDocument/2006/math"
	compatSpace     = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// pageBreak is the element with which a program records that a page began when it last showed the text.
const pageBreak = "lastRenderedPageBreak"

// Read reads a file.
func Read(b []byte) (*File, error) {
	p, err := unpack(b)
	if err != nil {
		return nil, err
	}
	main := p.main()
	switch {
	case p.isODT():
		return p.readODT()
	case main == "":
		return nil, errOther
	}
	f := &File{}
	if f.Properties, err = p.properties(); err != nil {
		return nil, err
	}
	p.core(f)
	r := &reader{file: f, notes: map[string]*Note{}, comments: map[string]*Comment{}}
	r.markStyles(p, p.related(main, "/styles"))
	if err := r.remarks(p, p.related(main, "/comments")); err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := r.asides(p, p.related(main, "/"+kind+"s"), kind); err != nil {
			return nil, err
		}
	}
	t := &text{reader: r, numbers: p.numberingOf(main), paged: p.contains(main, pageBreak), page: 1}
	if err := p.tokens(main, t.token); err != nil {
		return nil, err
	}
	f.Blocks = t.blocks
	for _, kind := range []string{"header", "footer"} { // only what was changed in them
		for _, part := range p.allRelated(main, "/"+kind) {
			if err := p.tokens(part, (&text{reader: r, in: "the " + kind + " of the pages"}).token); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.notes)) {
		if n := r.notes[id]; !slices.Contains(f.Notes, n) && n.Text(New)+n.Text(Old) != "" {
			f.Others = append(f.Others, Other{What: "a note that the text does not cite: " + n.Text(New), Place: "notes"})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.comments)) {
		f.Comments = append(f.Comments, r.comments[id])
	}
	return f, nil
}

// core reads the properties of the file. They may be missing.
func (p *packed) core(f *File) {
	part := p.related("", "/core-properties")
	if part == "" {
		return
	}
	var into *string
	_ = p.tokens(part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			into = map[string]*string{"identifier": &f.Identifier, "title": &f.Title, "lastModifiedBy": &f.Author}[t.Name.Local]
		case xml.CharData:
			if into != nil {
				*into += string(t)
			}
		case xml.EndElement:
			into = nil
		}
		return nil
	})
}

// A reader contains what the parts of a file have in common.
type reader struct {
	file     *File
	notes    map[string]*Note // by kind and id
	comments map[string]*Comment
	ofMarks  map[string]bool // ids of the styles of the marks of notes
	boxes    int
}

// markNames are the names, in small letters, of the styles that word processors give to the marks of notes.
var markNames = map[string]bool{"footnote reference": true, "endnote reference": true, "footnote characters": true,
	"endnote characters": true}

// markStyles reads which styles those of the marks of notes are. A file without the part has none.
func (r *reader) markStyles(p *packed, part string) {
	r.ofMarks = map[string]bool{}
	if part == "" {
		return
	}
	id := ""
	_ = p.tokens(part, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "style":
				id = attr(e, "styleId")
			case "name":
				if markNames[strings.ToLower(attr(e, "val"))] {
					r.ofMarks[id] = true
				}
			}
		}
		return nil
	})
}

// remarks reads the comments.
func (r *reader) remarks(p *packed, part string) error {
	if part == "" {
		return nil
	}
	var c *Comment
	t := &text{reader: r, in: "a comment"}
	return p.tokens(part, func(tok xml.Token) error {
		switch x := tok.(type) {
		case xml.StartElement:
			if x.Name.Local == "comment" {
				n, _ := strconv.Atoi(attr(x, "id"))
				c = &Comment{ID: fmt.Sprintf("%06d", n), Author: attr(x, "author"), Date: attr(x, "date")}
				*t = text{reader: r, in: "a comment"}
			}
		case xml.EndElement:
			if x.Name.Local == "comment" && c != nil {
				var words []string
				for _, b := range t.blocks {
					if p, ok := b.(*Paragraph); ok {
						words = append(words, Line{Pieces: p.Pieces}.Text())
					}
				}
				c.Text = strings.TrimSpace(strings.Join(words, " "))
				r.comments[c.ID] = c
			}
		}
		return t.token(tok)
	})
}

// inNote begins the places in notes.
const inNote = "note "

// asides reads footnotes or endnotes.
func (r *reader) asides(p *packed, part, kind string) error {
	if part == "" {
		return nil
	}
	t := &text{reader: r}
	id, ours := "", false
	return p.tokens(part, func(tok xml.Token) error {
		switch x := tok.(type) {
		case xml.StartElement:
			if x.Name.Local == kind {
				id, ours = kind+attr(x, "id"), attr(x, "type") == "" || attr(x, "type") == "normal"
				*t = text{reader: r, in: inNote + attr(x, "id")}
			}
		case xml.EndElement:
			if x.Name.Local == kind && ours {
				n := &Note{ID: id, End: kind == "endnote"}
				for _, b := range t.blocks {
					n.Paragraphs = append(n.Paragraphs, ParagraphsOf(b)...)
				}
				r.notes[id] = n
			}
		}
		return t.token(tok)
	})
}

// ParagraphsOf returns the paragraphs of a block. Those of a table are ordered by rows.
func ParagraphsOf(b Block) []*Paragraph {
	switch b := b.(type) {
	case *Paragraph:
		return []*Paragraph{b}
	case *Table:
		var out []*Paragraph
		for _, r := range b.Rows {
			for _, c := range r.Cells {
				out = append(out, c.Paragraphs...)
			}
		}
		return out
	}
	return nil
}

// A text reads the text of one part, element by element.
type text struct {
	*reader
	in     string // the place, if it is not in the main text
	blocks []Block

	numbers *numbering // of the paragraphs of the main text; nil: none

	open       []string // open elements
	skip       int      // number of open elements, including the first skipped one; 0: nothing is skipped
	tables     []*Table
	rows       []*Row
	cells      []*Cell
	paragraphs []*Paragraph // open paragraphs: one in a text box is within another
	marks      []*Mark
	fields     []bool // open fields: whether their result has begun
	links      []string
	ranges     []*Comment // those whose words have begun and not ended
	run        Piece
	printed    *Note // the note whose mark is the text of the run
	hidden     bool  // the text of the run is not shown
	struck     bool  // the text of the run is struck through
	unseen     string
	picture    string // description of the drawing
	prompts    []bool // open content controls: whether they are empty and show a prompt
	words      bool   // what follows is text
	keep       bool   // spaces at the ends of the text are kept
	tableCount int
	paged      bool // the program has recorded where its pages began
	page       int
	broken     *Row // the row in which the last page began
	count      int  // number of paragraphs so far
}

// place describes the current place of the reader.
func (t *text) place() string {
	page := ""
	if t.paged {
		page = fmt.Sprintf("page %d, ", t.page)
	}
	switch {
	case t.in != "":
		return t.in
	case len(t.tables) > 0 && len(t.tables[0].Rows) > 0:
		return page + fmt.Sprintf("table %d, row %d", t.tableCount, len(t.tables[0].Rows))
	}
	return page + fmt.Sprintf("paragraph %d", t.count)
}

func (t *text) token(tok xml.Token) error {
	switch x := tok.(type) {
	case xml.StartElement:
		t.open = append(t.open, x.Name.Local)
		if t.skip > 0 {
			return nil
		}
		return t.start(x)
	case xml.EndElement:
		n := len(t.open)
		if n == 0 {
			return nil // of an element that began before the text
		}
		t.open = t.open[:n-1]
		switch {
		case t.skip == n:
			t.skip = 0
		case t.skip == 0:
			t.end(x.Name)
		}
	case xml.CharData:
		if t.skip == 0 && t.words {
			s := string(x)
			if !t.keep {
				s = strings.Trim(s, " \t\r\n")
			}
			t.put(s)
		}
	}
	return nil
}

// pass skips the element that has just begun.
func (t *text) pass() { t.skip = len(t.open) }

// within reports whether the element that has just begun is a child of an element with that name.
func (t *text) within(name string) bool {
	return len(t.open) > 1 && t.open[len(t.open)-2] == name
}

// ofRun reports whether the element that has just begun is a property of a run.
func (t *text) ofRun() bool { return len(t.open) > 2 && t.open[len(t.open)-3] == "r" }

// put adds text to the paragraph.
func (t *text) put(s string) {
	if s == "" || len(t.paragraphs) == 0 || slices.Contains(t.fields, false) {
		return
	}
	if t.hidden {
		t.unseen += s
		return
	}
	if t.printed != nil {
		t.printed.Mark += Plain(s)
		return
	}
	p := t.paragraphs[len(t.paragraphs)-1]
	if t.ofMark(p, s) {
		return
	}
	x := t.run
	x.Text, x.In = s, slices.Clone(t.marks)
	x.Struck = t.struck
	if len(t.links) > 0 {
		x.Anchor = t.links[len(t.links)-1]
	}
	for _, m := range t.marks {
		m.Words += s
	}
	if k := len(p.Pieces) - 1; k >= 0 && p.Pieces[k].Note == nil && slices.Equal(p.Pieces[k].In, x.In) && p.Pieces[k].Anchor == x.Anchor &&
		p.Pieces[k].Style == x.Style && p.Pieces[k].Lang == x.Lang && p.Pieces[k].Struck == x.Struck {
		p.Pieces[k].Text += s
		return
	}
	p.Pieces = append(p.Pieces, x)
}

// What follows the number of a note in its mark, and what can be a whole mark or the beginning of one.
var (
	signsAfter = regexp.MustCompile(`^[\])/]$`)
	markForm   = regexp.MustCompile(`^[\[(]?(\d{0,5}|[a-z]{0,5})[\])/]?$`)
)

// ofMark reports whether text is part of the mark of a note, and adds it to that mark. Signs after a number have the style of marks; so do
// marks that are text, which some programs divide into runs.
func (t *text) ofMark(p *Paragraph, s string) bool {
	if !t.ofMarks[t.run.Style] {
		return false
	}
	s = Plain(s)
	k := len(p.Pieces) - 1
	if k < 0 && strings.HasPrefix(t.in, inNote) {
		return markForm.MatchString(s)
	}
	if k >= 0 && p.Pieces[k].Note != nil {
		n := p.Pieces[k].Note
		switch {
		case n.custom && markForm.MatchString(n.Mark+s):
			n.Mark += s
			return true
		case !n.custom && signsAfter.MatchString(n.After+s):
			n.After += s
			return true
		}
	}
	return s == ""
}

func (t *text) mark(e xml.StartElement, kind Kind, of string) (*Mark, error) {
	m := &Mark{Kind: kind, Author: strings.TrimSpace(attr(e, "author")), Date: attr(e, "date"), Of: of, Place: t.place()}
	if t.file.Marks = append(t.file.Marks, m); len(t.file.Marks) > mostMarks {
		return nil, fmt.Errorf("the file has more than %d changes: it is not read", mostMarks)
	}
	return m, nil
}

func (t *text) other(what string) {
	t.file.Others = append(t.file.Others, Other{What: what, Place: t.place()})
}

// kinds maps the elements of changes of words to kinds.
var kinds = map[string]Kind{"ins": Inserted, "del": Deleted, "moveFrom": MovedFrom, "moveTo": MovedTo}

// formal contains the elements that contain former formatting.
var formal = map[string]bool{"rPrChange": true, "pPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true,
	"sectPrChange": true, "numberingChange": true, "tblGridChange": true, "tblPrExChange": true}

// commented reads a mark of a comment in a paragraph: its number, the beginning of the words that it is about, or their end.
func (t *text) commented(e xml.StartElement, p *Paragraph) {
	n, _ := strconv.Atoi(attr(e, "id"))
	c := t.comments[fmt.Sprintf("%06d", n)]
	if c == nil {
		return
	}
	if e.Name.Local == "commentRangeEnd" {
		same := func(x *Comment) bool { return x == c }
		t.ranges = slices.DeleteFunc(t.ranges, same)
		if p != nil && len(p.Pieces) == 0 { // it ends before the first word
			p.Within = slices.DeleteFunc(p.Within, same)
		}
		return
	}
	if e.Name.Local == "commentRangeStart" {
		t.ranges = append(t.ranges, c)
	}
	if p != nil {
		c.Place = t.place()
		if !slices.Contains(p.Comments, c) {
			p.Comments = append(p.Comments, c)
		}
	}
}

// start processes the start of an element. In one piece: one case per element of the text.
func (t *text) start(e xml.StartElement) error {
	name := e.Name.Local
	if e.Name.Space == mathSpace {
		if name == "oMath" {
			t.other("a formula: its letters are read as text")
		}
		t.words, t.keep = name == "t", true
		return nil
	}
	if e.Name.Space == compatSpace {
		if name == "Fallback" { // a repetition for older programs
			t.pass()
		}
		return nil
	}
	if name == "docPr" && t.within("inline") || name == "docPr" && t.within("anchor") {
		t.picture = attr(e, "descr")
	}
	if name == "blip" || name == "imagedata" {
		t.file.Others = append(t.file.Others, Other{What: "a picture", Of: t.picture, Place: t.place()})
	}
	if e.Name.Space != wordSpace && e.Name.Space != wordStrictSpace {
		return nil
	}
	if kind, ok := kinds[name]; ok {
		return t.change(e, kind)
	}
	if formal[name] {
		_, err := t.mark(e, Looks, "looks")
		t.pass()
		return err
	}
	var p *Paragraph
	if n := len(t.paragraphs); n > 0 {
		p = t.paragraphs[n-1]
	}
	switch name {
	case "p":
		t.count++
		t.paragraphs = append(t.paragraphs, &Paragraph{Place: t.place(), Boxed: t.boxes > 0, Within: slices.Clone(t.ranges)})
		t.run = Piece{}
	case "txbxContent":
		t.boxes++
	case "pStyle":
		if p != nil && t.within("pPr") {
			p.Style = attr(e, "val")
		}
	case "numPr":
		if p != nil && t.within("pPr") {
			p.Numbered = true
		}
	case "numId":
		if p != nil && t.within("numPr") {
			p.said.instance = attr(e, "val")
		}
	case "ilvl":
		if p != nil && t.within("numPr") {
			p.said.level, p.said.leveled = levelOf(attr(e, "val")), true
		}
	case "outlineLvl":
		if p != nil && t.within("pPr") {
			p.outlined = outline(attr(e, "val"))
		}
	case "r":
		t.run, t.printed, t.hidden, t.struck = Piece{}, nil, false, false
	case "vanish", "strike", "dstrike":
		if on := attr(e, "val"); t.ofRun() && on != "0" && on != "false" && on != "off" {
			t.hidden, t.struck = t.hidden || name == "vanish", t.struck || name != "vanish"
		}
	case "sdt":
		t.prompts = append(t.prompts, false)
	case "showingPlcHdr":
		if n := len(t.prompts); n > 0 {
			t.prompts[n-1] = true
		}
	case "sdtContent":
		if n := len(t.prompts); n > 0 && t.prompts[n-1] {
			t.pass() // what a content control says while it is empty
		}
	case "rStyle":
		if t.ofRun() {
			t.run.Style = attr(e, "val")
		}
	case "lang":
		if t.ofRun() {
			t.run.Lang = attr(e, "val")
		}
	case "t", "delText":
		t.words, t.keep = true, attr(e, "space") == "preserve"
	case "tab", "cr", "br", "noBreakHyphen", "softHyphen", "sym", "ptab":
		if t.within("r") {
			t.put(t.sign(e))
		}
	case "footnoteReference", "endnoteReference":
		t.cite(e, p)
	case "commentReference", "commentRangeStart", "commentRangeEnd":
		t.commented(e, p)
	case "fldChar":
		switch attr(e, "fldCharType") {
		case "begin":
			t.fields = append(t.fields, false)
		case "separate":
			if n := len(t.fields); n > 0 {
				t.fields[n-1] = true
			}
		case "end":
			if n := len(t.fields); n > 0 {
				t.fields = t.fields[:n-1]
			}
		}
	case "hyperlink":
		t.links = append(t.links, attr(e, "anchor"))
	case "bookmarkStart":
		if p != nil {
			p.Bookmarks = append(p.Bookmarks, attr(e, "name"))
		} else if n := len(t.cells); n > 0 && len(t.cells[n-1].Paragraphs) > 0 {
			last := t.cells[n-1].Paragraphs[len(t.cells[n-1].Paragraphs)-1]
			last.Bookmarks = append(last.Bookmarks, attr(e, "name"))
		}
	case pageBreak:
		if n := len(t.rows); n == 0 || t.rows[0] != t.broken { // a row over two pages has it in each cell
			t.page++
			if n > 0 {
				t.broken = t.rows[0]
			}
			if p != nil && len(p.Pieces) == 0 && t.run.Text == "" { // the paragraph begins on the new page
				p.Place = t.place()
			}
		}
	case "instrText", "delInstrText", "drawing", "pict", "object":
		switch name {
		case "object":
			t.other("an embedded object")
		case "drawing", "pict":
			t.picture = ""
			return nil // text boxes in it are read
		}
		t.pass()
	case "altChunk":
		t.other("text in a part of another kind")
	case "cellIns", "cellDel", "cellMerge":
		_, err := t.mark(e, Cells, "cell")
		return err
	case "ruby":
		t.other("ruby text")
	default:
		t.startTable(e)
	}
	return nil
}

// startTable processes the start of an element of a table.
func (t *text) startTable(e xml.StartElement) {
	row := func() *Row {
		if n := len(t.rows); n > 0 {
			return t.rows[n-1]
		}
		return nil
	}
	switch e.Name.Local {
	case "tbl":
		if len(t.tables) == 0 {
			t.tableCount++
		}
		t.tables = append(t.tables, &Table{})
	case "tr":
		if n := len(t.tables); n > 0 {
			r := &Row{}
			t.tables[n-1].Rows = append(t.tables[n-1].Rows, r)
			r.Place = t.place()
			t.rows = append(t.rows, r)
		}
	case "tblHeader":
		if r := row(); r != nil && attr(e, "val") != "0" && attr(e, "val") != "false" {
			r.Header = true
		}
	case "tc":
		if r := row(); r != nil {
			c := &Cell{Span: 1}
			r.Cells = append(r.Cells, c)
			t.cells = append(t.cells, c)
		}
	case "gridSpan":
		if n := len(t.cells); n > 0 && t.within("tcPr") {
			t.cells[n-1].Span, _ = strconv.Atoi(attr(e, "val"))
		}
	case "vMerge":
		if n := len(t.cells); n > 0 && t.within("tcPr") {
			t.cells[n-1].Below = attr(e, "val") != "restart"
		}
	}
}

// change begins a change: of words, of the end of a paragraph, or of a row, depending on its place.
func (t *text) change(e xml.StartElement, kind Kind) error {
	n := len(t.open)
	switch {
	case n > 2 && t.open[n-2] == "rPr" && t.open[n-3] == "pPr":
		m, err := t.mark(e, kind, "paragraph")
		if len(t.paragraphs) > 0 {
			p := t.paragraphs[len(t.paragraphs)-1]
			p.End = append(p.End, m)
		}
		return err
	case t.within("trPr"):
		m, err := t.mark(e, kind, "row")
		if len(t.rows) > 0 {
			t.rows[len(t.rows)-1].In = append(t.rows[len(t.rows)-1].In, m)
		}
		return err
	case t.within("rPr") || t.within("numPr"): // of a number, or a repetition that some programs write at the run
		_, err := t.mark(e, Looks, "looks")
		return err
	}
	m, err := t.mark(e, kind, "words")
	t.marks = append(t.marks, m)
	return err
}

// cite adds the mark of a note.
func (t *text) cite(e xml.StartElement, p *Paragraph) {
	n := t.notes[strings.TrimSuffix(e.Name.Local, "Reference")+attr(e, "id")]
	if n == nil || p == nil {
		return
	}
	if on := attr(e, "customMarkFollows"); on == "1" || on == "true" || on == "on" {
		t.printed, n.Mark, n.custom = n, "", true
	}
	if !slices.Contains(t.file.Notes, n) {
		t.file.Notes = append(t.file.Notes, n)
	}
	x := t.run
	x.Note, x.In = n, slices.Clone(t.marks)
	p.Pieces = append(p.Pieces, x)
}

// symbols contains characters of the face Symbol that occur in papers, by their codes.
var symbols = map[string]string{"F0B7": "•", "F0A7": "▪", "F02D": "-", "F0D8": "➢", "F0FC": "✓", "F0B0": "°", "F0B1": "±", "F0B3": "≥",
	"F0A3": "≤"}

// unknownSign stands for a character that only its face can show.
const unknownSign = "(?)"

// sign returns the character that an element stands for.
func (t *text) sign(e xml.StartElement) string {
	switch e.Name.Local {
	case "noBreakHyphen":
		return "\u2011"
	case "softHyphen":
		return "\u00ad"
	case "br":
		if k := attr(e, "type"); k == "page" || k == "column" {
			return ""
		}
		return "\n"
	case "cr":
		return "\n"
	case "tab":
		return "\t"
	case "sym":
		code := strings.ToUpper(attr(e, "char"))
		if s, ok := symbols[code]; ok {
			return s
		}
		t.other("the character " + code + " of the face " + attr(e, "font") + ", which is read as " + unknownSign)
		return unknownSign
	}
	return " "
}

// end processes the end of an element.
func (t *text) end(name xml.Name) {
	if name.Space == mathSpace {
		t.words = false
		return
	}
	if name.Space != wordSpace && name.Space != wordStrictSpace {
		return
	}
	switch name.Local {
	case "t", "delText":
		t.words = false
	case "r":
		t.hidden = false
	case "sdt":
		if n := len(t.prompts); n > 0 {
			t.prompts = t.prompts[:n-1]
		}
	case "hyperlink":
		if n := len(t.links); n > 0 {
			t.links = t.links[:n-1]
		}
	case "ins", "del", "moveFrom", "moveTo":
		n := len(t.open)
		above := ""
		if n > 0 {
			above = t.open[n-1]
		}
		if above != "rPr" && above != "trPr" && above != "numPr" && len(t.marks) > 0 {
			t.marks = t.marks[:len(t.marks)-1]
		}
	case "txbxContent":
		t.boxes--
	case "p":
		t.endParagraph()
	case "tc":
		if n := len(t.cells); n > 0 {
			t.cells = t.cells[:n-1]
		}
	case "tr":
		if n := len(t.rows); n > 0 {
			t.rows = t.rows[:n-1]
		}
	case "tbl":
		n := len(t.tables)
		if n == 0 {
			return
		}
		done := t.tables[n-1]
		t.tables = t.tables[:n-1]
		if n == 1 {
			t.blocks = append(t.blocks, done)
			return
		}
		for _, r := range done.Rows { // a table within a cell
			for _, c := range r.Cells {
				if k := len(t.cells); k > 0 {
					t.cells[k-1].Paragraphs = append(t.cells[k-1].Paragraphs, c.Paragraphs...)
				}
			}
		}
	}
}

func (t *text) endParagraph() {
	n := len(t.paragraphs)
	if n == 0 {
		return
	}
	p := t.paragraphs[n-1]
	t.paragraphs = t.paragraphs[:n-1]
	if t.numbers != nil {
		t.numbers.number(p)
	}
	if t.unseen != "" {
		t.other("hidden words: " + t.unseen)
		t.unseen = ""
	}
	if p.Boxed && n > 1 { // it comes after the paragraph that contains its text box
		p.Place += ", text box"
	}
	if k := len(t.cells); k > 0 {
		t.cells[k-1].Paragraphs = append(t.cells[k-1].Paragraphs, p)
		return
	}
	t.blocks = append(t.blocks, p)
}
