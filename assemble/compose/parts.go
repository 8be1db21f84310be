package compose

import (
	"slices"
	"strings"
	"unicode"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
)

// deepest is the lowest level of a heading.
const deepest = 6

// headings counts the headings of the operative part and of annexes, level by level.
type headings struct {
	c     *column
	shown map[string]bool
	count [deepest + 1]int
	level int // of the previous heading
}

// over returns the sections around a section that have no paragraphs and have not been shown.
func (h *headings) over(of *input.DraftSection) []Section {
	var line []*input.DraftSection // the sections around a section, from the top
	for _, s := range h.c.plan.Records.Term.Sections {
		for len(line) > 0 && (levelOf(line[len(line)-1]) >= levelOf(s) || s.Annex) {
			line = line[:len(line)-1]
		}
		if s.ID.String == of.ID.String {
			break
		}
		line = append(line, s)
	}
	var out []Section
	for _, s := range line {
		if h.shown[s.ID.String] {
			continue
		}
		x := Section{ID: s.ID.String, Title: h.c.title(s)}
		h.fill(&x, s)
		out = append(out, x)
	}
	return out
}

// fill gives a section its level, number and quotation marks, according to the profile of the body.
func (h *headings) fill(x *Section, s *input.DraftSection) {
	if h.shown == nil {
		h.shown = map[string]bool{}
	}
	h.shown[s.ID.String] = true
	style := h.c.plan.Records.Body.Resolution.Heading(levelOf(s))
	x.Level = min(levelOf(s), h.level+1)
	h.level = x.Level
	x.Quoted = !style.Plain
	if s.Annex {
		h.count = [deepest + 1]int{}
		n, of := h.c.plan.Records.Term.Annex(s.ID.String)
		x.Annex, x.Quoted = h.c.annexName(n, of), false
		return
	}
	h.count[x.Level]++
	for i := x.Level + 1; i < len(h.count); i++ {
		h.count[i] = 0
	}
	if key := style.Number.String; key != "" && key != "none" {
		x.Label = h.c.l.Enumerator(key, h.count[x.Level])
	}
}

// levelOf returns the level of the heading of a section, from 1 to deepest.
func levelOf(s *input.DraftSection) int { return min(max(s.Level, 1), deepest) }

// annexName returns the name of an annex: Annex, or Annex II if there are several.
func (c *column) annexName(n, of int) string {
	if of < 2 {
		return c.l.T("draft.annex", nil)
	}
	return c.l.T("draft.annex-of-several", map[string]any{"N": strings.Trim(c.l.Enumerator("upper-roman", n), " .()")})
}

// inAnnex adds to the number of a paragraph the annex that contains it: 3 of annex II.
func (c *column) inAnnex(number string, p *plan.Paragraph) string {
	if p.Annex == 0 {
		return number
	}
	n, key := "", "draft.in-annex"
	if _, of := c.plan.Records.Term.Annex(""); of > 1 {
		n, key = strings.Trim(c.l.Enumerator("upper-roman", p.Annex), " .()"), "draft.in-annex-of-several"
	}
	return c.l.T(key, map[string]any{"Number": number, "N": n})
}

// cellMark separates the cells of a row.
const cellMark = "|"

// A Table is a table in the draft or in prose: its header, and its rows.
type Table struct {
	ID     string
	Aligns string // left, center or right for each column; "": all at the left
	Head   []phrase
	Rows   []Row
}

// Row is a row of a table.
type Row struct {
	ID    string
	Cells []phrase
}

// tableOf makes a table of rows, of which the first is the header. All rows have as many cells as the header.
func (c *column) tableOf(rows []SubParagraph) *Table {
	t := &Table{}
	for i, s := range rows {
		if i == 0 {
			t.ID, t.Head = s.ID, c.cells(s.Text, c.width(s.Text))
			continue
		}
		t.Rows = append(t.Rows, Row{s.ID, c.cells(s.Text, len(t.Head))})
	}
	return t
}

// draftTable makes a table of the rows of a paragraph. Its columns of numbers are aligned at the right.
func (c *column) draftTable(rows []SubParagraph) *Table {
	t := c.tableOf(rows)
	sides := slices.Repeat([]string{string(doc.AtLeft)}, len(t.Head))
	for k := 1; k < len(sides); k++ { // the first column says what each row is about
		column := ""
		for _, s := range rows[1:] {
			column += c.originalCell(s.Text, k) + " "
		}
		if ofFigures(column) {
			sides[k] = string(doc.AtRight)
		}
	}
	if slices.Contains(sides, string(doc.AtRight)) {
		t.Aligns = strings.Join(sides, " ")
	}
	return t
}

// originalCell returns the words of a cell of a row in its original language.
func (c *column) originalCell(row phrase, k int) string {
	words := ""
	c.mapPhrase(row, func(s string) string { return s }, func(t *text) {
		words = t.String
		t.cell = 1
	})
	cells := strings.Split(words, cellMark)
	if k >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[k])
}

// ofFigures reports whether words are numbers, with signs, currencies or percent signs, and dashes in the place of some.
func ofFigures(words string) bool {
	return strings.ContainsFunc(words, unicode.IsDigit) && !strings.ContainsFunc(words, func(r rune) bool {
		return !unicode.In(r, unicode.Nd, unicode.Sc, unicode.Zs, unicode.Pd) && !strings.ContainsRune(".,'’%+−", r)
	})
}

// cells returns the cells of a row.
func (c *column) cells(row phrase, n int) []phrase {
	var out []phrase
	for i := range n {
		out = append(out, c.mapPhrase(row, func(s string) string { return s }, func(t *text) { t.cell = i + 1 }))
	}
	return out
}

// width returns the number of cells of a row in its original language.
func (c *column) width(row phrase) int {
	n := 1
	c.mapPhrase(row, func(s string) string { return s }, func(t *text) {
		n += strings.Count(t.String, cellMark)
		t.cell = 1
	})
	return n
}

// cell resolves a cell of a row. The row is resolved once, so that its notes are counted once.
func (c *column) cell(t *text) resolved {
	key := use{id: t.ID, open: t.Open != nil, redline: t.was != nil}
	row, ok := c.rows[key]
	if !ok || t.ID == "" {
		whole := *t
		whole.cell = 0
		row = c.resolve(&whole)
		if c.rows == nil {
			c.rows = map[use]resolved{}
		}
		c.rows[key] = row
	}
	row.inlines = cellOf(row.inlines, t.cell-1)
	return row
}

// cellOf returns the inlines of cell n of a row, from 0, without spaces at the ends.
func cellOf(in []doc.Inline, n int) []doc.Inline {
	var out []doc.Inline
	at := 0
	for _, i := range in {
		for k, part := range strings.Split(i.Text, cellMark) {
			if k > 0 {
				at++
			}
			if at == n && part != "" {
				x := i
				x.Text = part
				out = append(out, x)
			}
		}
	}
	return out
}
