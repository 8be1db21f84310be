package xlsx

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// TestPacketSpoilt: changes by programs are not taken for translations. A date or a formula is a fault with the name of the cell, spaces
// and other line ends around a text are ignored, and columns may be moved.
func TestPacketSpoilt(t *testing.T) {
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "a.date", Source: "7 November", SourceHash: source.Hash("7 November")}, {ID: "b.formula", Source: "x"}, {ID: "c.blank", Source: "Text"}, {ID: "d.none", Source: "Text"},
	}}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(SheetTexts)
	if err != nil {
		t.Fatal(err)
	}
	column := at(rows[0], "Translation") + 1
	cell := func(row int) string {
		name, _ := excelize.CoordinatesToCellName(column, row)
		return name
	}
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		f.SetCellValue(SheetTexts, cell(2), time.Date(2023, 11, 7, 0, 0, 0, 0, time.UTC)), f.SetCellStyle(SheetTexts, cell(2), cell(2), style),
		f.SetCellFormula(SheetTexts, cell(3), "A1&\"x\""),
		f.SetCellStr(SheetTexts, cell(4), "  Texto \r\n"),
		f.InsertCols(SheetTexts, "B", 1),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, err := Read(source.NewFile("packet.xlsx", out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if back[0].Term != "term-a" || len(back[0].Units) != 4 {
		t.Fatalf("came back as %+v", back[0])
	}
	for i, want := range []struct{ fault, target string }{{"date 2023-11-07", ""}, {"formula", ""}, {"", "Texto"}, {"", ""}} {
		u := back[0].Units[i]
		if want.fault == "" && (u.Fault != "" || u.Target != want.target) || !strings.Contains(u.Fault, want.fault) {
			t.Errorf("%s: fault %q, target %q", u.ID, u.Fault, u.Target)
		}
	}
}
