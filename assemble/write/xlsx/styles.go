package xlsx

import (
	"github.com/xuri/excelize/v2"

	"omnibus/assemble/matrix"
)

// The face of all cells, whose digits also are the unit in which columns are measured. Where it is missing, programs have one of the same
// measures.
const (
	family = "Arial"
	size   = 10.0
)

// styles holds the indexes of the cell styles.
type styles struct {
	head  int
	cells map[look]int
	tones map[matrix.Tone]*int
	make  func(look) int
}

// A look is every property in which the styles of cells differ.
type look struct {
	kind matrix.Kind
	role matrix.Role
	open bool
	link bool
	free bool
	wrap bool
	tone matrix.Tone
}

// The text and background colours of the tones.
var toneColors = []struct {
	tone       matrix.Tone
	font, fill string
}{{matrix.Good, "006100", "E2F0D9"}, {matrix.Busy, "1F3864", "DDEBF7"}, {matrix.Open, "7F6000", "FFF2CC"}, {matrix.Bad, "9C0006",
	"FBE5D6"}, {matrix.Quiet, "595959", "EDEDED"}}

// styles makes the cell styles. In one piece: a table, one line for each style.
func (x *writer) styles() error {
	thin := func(color string) []excelize.Border {
		return []excelize.Border{{Type: "bottom", Color: color, Style: 1}}
	}
	err := x.file.SetDefaultFont(family)
	if err != nil {
		return err
	}
	*x.file.Styles.Fonts.Font[0].Sz.Val = size
	s := &x.style
	s.cells, s.tones = map[look]int{}, map[matrix.Tone]*int{}
	s.head, err = x.file.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true, Family: family, Size: size, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"44546A"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
	})
	if err != nil {
		return err
	}
	for _, c := range toneColors {
		id, err := x.file.NewConditionalStyle(
			&excelize.Style{Font: &excelize.Font{Color: c.font}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c.fill}}},
		)
		if err != nil {
			return err
		}
		s.tones[c.tone] = &id
	}
	s.make = func(l look) int {
		font := &excelize.Font{Family: family, Size: size}
		style := &excelize.Style{
			Font:       font,
			Alignment:  &excelize.Alignment{WrapText: l.wrap, Vertical: "top"},
			Protection: &excelize.Protection{Locked: !l.open},
		}
		if !l.free {
			style.Border = thin("D9D9D9")
			if !l.open {
				style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}
			}
		}
		for _, c := range toneColors {
			if l.tone == c.tone {
				font.Color, style.Fill = c.font, excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c.fill}}
			}
		}
		switch l.kind {
		case matrix.Date:
			style.CustomNumFmt = ptr("yyyy-mm-dd")
			style.Alignment.Horizontal = "left"
			if l.free {
				style.Alignment.Indent = 1
			}
		case matrix.Number:
			style.NumFmt = 1
			style.Alignment.Horizontal = "right"
			if !l.free {
				style.Alignment.Horizontal = "center"
			}
		default:
			if l.open {
				style.NumFmt = 49 // text, so that no entry is converted
			}
		}
		switch l.role {
		case matrix.Title:
			font.Bold, font.Size = true, 16
		case matrix.Heading:
			font.Bold, font.Size = true, 12
		case matrix.Head:
			font.Bold = true
			style.Border = thin("44546A")
			style.Alignment.WrapText, style.Alignment.Vertical = true, "bottom"
		case matrix.Total:
			font.Bold = true
			style.Border = []excelize.Border{{Type: "top", Color: "44546A", Style: 1}}
		case matrix.Missing:
			font.Italic, font.Color = true, "595959"
		case matrix.Faint:
			font.Color = "595959"
		}
		if l.link {
			font.Color, font.Underline = "0563C1", "single"
		}
		id, err := x.file.NewStyle(style)
		if err != nil {
			panic("xlsx: excelize refuses a constant style: " + err.Error())
		}
		return id
	}
	return nil
}

// of returns the index of the style of a cell.
func (s *styles) of(sheet *matrix.Sheet, column matrix.Column, c matrix.Cell, kind matrix.Kind) int {
	l := look{
		kind: kind,
		role: c.Role,
		open: column.Open && !sheet.Free,
		link: c.URL != "" && sheet.Count <= linkable,
		free: sheet.Free,
		wrap: sheet.Free && (c.Wrap || c.Across) || !sheet.Free && !column.Line,
		tone: c.Tone,
	}
	id, ok := s.cells[l]
	if !ok {
		id = s.make(l)
		s.cells[l] = id
	}
	return id
}
