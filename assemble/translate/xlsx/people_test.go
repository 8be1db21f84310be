package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// sent returns a packet in which some texts are translated.
func sent() *packet.Packet {
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Title: "Term", Meeting: "m-1", Date: "2023-11-07"}
	for i, s := range locale.States {
		for j, target := range []string{"", "Servicios %d", "Salud %d"} {
			n := 3*i + j
			u := &packet.Unit{ID: fmt.Sprintf("op-%d.text", n), Kind: packet.Unchanged, Source: fmt.Sprintf("Service %d [^n]", n), State: s}
			if target != "" && i > 0 {
				u.Target = fmt.Sprintf(target, n)
			} else {
				u.State, u.Kind = locale.Untranslated, packet.New
			}
			u.Was, u.SourceHash, u.TargetHash = u.State, source.Hash(u.Source), packet.Exact(u.Target)
			p.Units = append(p.Units, u)
		}
	}
	return p
}

// reworked writes a packet, lets work edit it, and reads it again.
func reworked(t *testing.T, p *packet.Packet, work func(*excelize.File) error) (*packet.Packet, error) {
	t.Helper()
	var b, out bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := work(f); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, err := Read(source.NewFile("packet.xlsx", out.Bytes()))
	if err != nil {
		return nil, err
	}
	return back[0], nil
}

// move writes the values of a column in another order: to[i] is the row (from 2) from which row i+2 takes its value.
func move(f *excelize.File, column string, to ...int) error {
	values := make([]string, len(to))
	for i, from := range to {
		v, err := f.GetCellValue(SheetTexts, fmt.Sprintf("%s%d", column, from))
		if err != nil {
			return err
		}
		values[i] = v
	}
	for i, v := range values {
		if err := f.SetCellStr(SheetTexts, fmt.Sprintf("%s%d", column, i+2), v); err != nil {
			return err
		}
	}
	return nil
}

func TestThereAndBack(t *testing.T) {
	p := sent()
	back, err := reworked(t, p, func(*excelize.File) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Left)+len(back.Absent) > 0 || back.Sent != len(p.Units) || !reflect.DeepEqual(back.Meta(), p.Meta()) || len(back.Units) != len(p.Units) {
		t.Fatalf("came back as %+v", back)
	}
	for i, u := range back.Units {
		w := p.Units[i]
		if u.ID != w.ID || u.Source != w.Source || u.Target != w.Target || u.State != w.State || !reflect.DeepEqual(u.Meta(), w.Meta()) || u.Fault != "" || u.Edited(w.Target) {
			t.Errorf("went out %+v\ncame back %+v", w, u)
		}
	}
}

// TestPeopleRefused: edits of a sheet that must be mistakes are refused.
func TestPeopleRefused(t *testing.T) {
	for _, c := range []struct {
		name, want string
		work       func(*excelize.File) error
	}{
		{"the ids sorted alone", "a column was sorted", func(f *excelize.File) error { return move(f, "A", 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) }},
		{"the sources sorted alone", "a column was sorted", func(f *excelize.File) error { return move(f, "C", 3, 2) }},
		{"the translations sorted alone", "have changed places", func(f *excelize.File) error { return move(f, "D", 2, 3, 4, 5, 7, 6, 8, 9, 10, 11, 13, 12) }},
		{"cells of translations merged", "D5:D7", func(f *excelize.File) error { return f.MergeCell(SheetTexts, "D5", "D7") }},
		{"cells of a row merged", "C5:D5", func(f *excelize.File) error { return f.MergeCell(SheetTexts, "C5", "D5") }},
	} {
		if _, err := reworked(t, sent(), c.work); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestSortedAlone: new translations in alphabetical order are refused, upwards and downwards, unless whole rows were sorted or their sources
// are in that order too. If they are few, their lengths and numbers decide, or the receipt asks.
func TestSortedAlone(t *testing.T) {
	words := strings.Fields("gamma Epsilon beta zeta alpha theta delta iota eta kappa Lambda mu")
	sorted := slices.SortedFunc(slices.Values(words), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	down := slices.Clone(sorted)
	slices.Reverse(down)
	almost := slices.Clone(sorted)
	almost[3], almost[4] = almost[4], almost[3]
	var numbered []string
	for i, w := range words {
		numbered = append(numbered, fmt.Sprintf("T%02d %s", i, w))
	}
	const (
		refused   = "in alphabetical order, and their sources are not"
		exchanged = "has the numbers and marks of the source of"
		asked     = "was the column sorted alone?"
	)
	for _, c := range []struct {
		name             string
		sources, targets []string
		order            []int // rows, if they were sorted
		want             string
	}{
		{"sorted", words, sorted, nil, refused},
		{"downwards", words, down, nil, refused},
		{"almost sorted", words, almost, nil, refused},
		{"as they were", words, words, nil, ""},
		{"sources sorted as well", sorted, sorted, nil, ""},
		{"nine", words[:9], sorted[:9], nil, refused},
		{"nine, almost sorted", words[:9], almost[:9], nil, ""},
		{"six", words[:6], sorted[:6], nil, refused},
		{"five", words[:5], sorted[:5], nil, asked},
		{"three, of other lengths", []string{"gamma", "alpha, which is long", "beta"}, []string{"a", "b, which is long", "c"}, nil, ""},
		{"three, sorted alone", []string{"gamma", "beta", "alpha, which is long"}, []string{"a, which is long", "b", "c"}, nil, refused},
		{"four", words[:4], sorted[:4], nil, asked},
		{"three", words[:3], sorted[:3], nil, ""},
		{"sources downwards as well", down, down, nil, ""},
		{"sources downwards", down, sorted, nil, refused},
		{"two exchanged", []string{"of 2023", "see [^a]"}, []string{"véase [^a]", "de 2023"}, nil, exchanged},
		{"three moved on", []string{"1 day", "20 days", "on May 3, 2024"}, []string{"20 días", "el 3 de mayo de 2024", "1 día"}, nil, exchanged},
		{"large numbers and dates", []string{"10,000 on May 3, 2024", "3 days"}, []string{"el 3 de mayo de 2024, 10 000", "3 días"}, nil, ""},
		{"one copied", []string{"1 day", "20 days"}, []string{"20 días", "20 días"}, nil, ""},
		{"numbers in words", []string{"1 day", "two days", "2 days"}, []string{"un día", "2 días", "dos días"}, nil, ""},
		{"two sources alike", []string{"1 day", "1 night", "2 days"}, []string{"2 días", "1 noche", "1 día"}, nil, ""},
		{"one repeated", words, slices.Repeat([]string{"idem"}, len(words)), nil, ""},
		{"numbered", words, numbered, nil, ""},
		{"whole rows", words, sorted, []int{1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, ""},
	} {
		p := &packet.Packet{Term: "term-a", From: "en", To: "es", Title: "Term", Meeting: "m-1", Date: "2023-11-07"}
		for i, s := range c.sources {
			p.Units = append(p.Units, &packet.Unit{
				ID: fmt.Sprintf("op-%d.text", i), Kind: packet.New, Source: s, State: locale.Untranslated, Was: locale.Untranslated,
				SourceHash: source.Hash(s),
			})
		}
		back, err := reworked(t, p, func(f *excelize.File) error {
			for i, target := range c.targets {
				row := i
				if c.order != nil {
					row = c.order[i]
				}
				cells := []string{p.Units[row].ID, string(p.Units[row].Kind), p.Units[row].Source, target}
				if err := f.SetSheetRow(SheetTexts, fmt.Sprint("A", i+2), &cells); err != nil {
					return err
				}
			}
			return nil
		})
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case len(back.Left) > 0:
			got = back.Left[0].What
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || (c.want == asked) != (err == nil && got != "") {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// TestSameSources: the translations of equal sources may be exchanged, because each suits both.
func TestSameSources(t *testing.T) {
	p := sent()
	p.Units[5].Source, p.Units[5].SourceHash = p.Units[4].Source, p.Units[4].SourceHash
	back, err := reworked(t, p, func(f *excelize.File) error { return move(f, "D", 2, 3, 4, 5, 7, 6) })
	if err != nil {
		t.Fatal(err)
	}
	if back.Units[4].Target != p.Units[5].Target || back.Units[5].Target != p.Units[4].Target {
		t.Errorf("the translations are %q and %q", back.Units[4].Target, back.Units[5].Target)
	}
}

// TestPeopleRead: edits that keep related cells together are read.
func TestPeopleRead(t *testing.T) {
	for _, c := range []struct {
		name string
		work func(*excelize.File) error
		want []string // what is not read
	}{
		{"whole rows sorted", func(f *excelize.File) error {
			for _, column := range strings.Split("A B C D E F G H I J K L M N O P", " ") {
				if err := move(f, column, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2); err != nil {
					return err
				}
			}
			return nil
		}, nil},
		{"a translation copied from another row", func(f *excelize.File) error { return f.SetCellStr(SheetTexts, "D6", "Salud 5") }, nil},
		{"the hidden sheet renamed", func(f *excelize.File) error { return f.SetSheetName(packetOrigin, "Ursprung") }, nil},
		{"merged elsewhere", func(f *excelize.File) error { return f.MergeCell(SheetTexts, "G5", "H5") }, nil},
		{"a copied sheet, before the other", func(f *excelize.File) error {
			i, err := f.NewSheet("Texts (2)")
			if err != nil {
				return err
			}
			if err := f.CopySheet(0, i); err != nil {
				return err
			}
			return f.MoveSheet("Texts (2)", SheetTexts)
		}, []string{`the sheet "Texts (2)"||12 rows|false`}},
		{"a column of remarks", func(f *excelize.File) error {
			if err := f.SetCellStr(SheetTexts, "Q1", "Remarks"); err != nil {
				return err
			}
			if err := f.SetCellStr(SheetTexts, "R4", "odd"); err != nil {
				return err
			}
			return f.SetCellStr(SheetTexts, "Q3", "Which year?")
		}, []string{`a cell of the column "Remarks"|op-1.text|Which year?|true`, "a cell in a column without a heading|op-2.text|odd|true"}},
		{"remarks and changed cells", func(f *excelize.File) error {
			for cell, text := range map[string]string{"F3": " Which year? ", "B3": "odd", "G5": "Not answered!"} {
				if err := f.SetCellStr(SheetTexts, cell, text); err != nil {
					return err
				}
			}
			return nil
		}, []string{`a changed cell of the column "Kind"|op-1.text|odd|true`, "a remark|op-1.text|Which year?|true", `a changed cell of the column "Queries"|op-3.text|Not answered!|true`}},
		{"comments and links", func(f *excelize.File) error {
			if err := f.SetCellHyperLink(SheetTexts, "D4", "https://example.org/", "External"); err != nil {
				return err
			}
			return f.AddComment(SheetTexts, excelize.Comment{Cell: "D3", Paragraph: []excelize.RichTextRun{{Text: "Is it right?"}}})
		}, []string{"a comment|op-1.text|Is it right?|true", "a link|op-2.text|https://example.org/|false"}},
		{"hidden rows", func(f *excelize.File) error { return f.SetRowVisible(SheetTexts, 3, false) },
			[]string{"hidden rows, whose translations are imported nevertheless||op-1.text|false"}},
		{"a state of somebody's own, and a row of nobody", func(f *excelize.File) error {
			if err := f.SetCellStr(SheetTexts, "B20", "sum"); err != nil {
				return err
			}
			return f.SetCellStr(SheetTexts, "E3", "done")
		}, []string{"a state that is not in the list|op-1.text|done|false", "a row without an ID||sum|false"}},
	} {
		p, err := reworked(t, sent(), c.work)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var left []string
		for _, l := range p.Left {
			left = append(left, fmt.Sprintf("%s|%s|%s|%t", l.What, l.ID, strings.TrimSpace(l.Text), l.Query))
		}
		if !reflect.DeepEqual(left, c.want) {
			t.Errorf("%s: not read %q", c.name, left)
		}
		if p.Term != "term-a" || len(p.Units) != 12 {
			t.Errorf("%s: term %q, %d units", c.name, p.Term, len(p.Units))
		}
		for _, u := range p.Units {
			if u.Fault != "" {
				t.Errorf("%s: %s: %s", c.name, u.ID, u.Fault)
			}
		}
	}
	p, err := reworked(t, sent(), func(f *excelize.File) error { return f.RemoveRow(SheetTexts, 4) })
	if err != nil || p.Sent != 12 || !reflect.DeepEqual(p.Absent, []string{"op-2.text"}) {
		t.Errorf("a row deleted: %v, %+v", err, p)
	}
	p, err = reworked(t, sent(), func(f *excelize.File) error { return f.SetCellStr(SheetTexts, "C4", "Services, mended") })
	if err != nil || !strings.Contains(p.Units[2].Fault, "cell C4") || p.Units[1].Fault != "" {
		t.Errorf("a source written over: %v, %+v", err, p)
	}
}

// TestTranslationWithoutID: a translation without an ID is read, so that the import can report that it belongs to no text.
func TestTranslationWithoutID(t *testing.T) {
	p, err := reworked(t, sent(), func(f *excelize.File) error { return f.SetCellStr(SheetTexts, "D20", "Texto suelto") })
	if err != nil {
		t.Fatal(err)
	}
	if n := len(p.Units); n != 13 || p.Units[12].ID != "" || p.Units[12].Target != "Texto suelto" || len(p.Left) > 0 {
		t.Errorf("%d units, not read %+v", n, p.Left)
	}
}

// TestErrorInCell: the error value of a failed formula is not a translation.
func TestErrorInCell(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sent()); err != nil {
		t.Fatal(err)
	}
	cell := regexp.MustCompile(`<c r="D7"[^>]*?(/>|>.*?</c>)`)
	back, err := Read(source.NewFile("packet.xlsx", part(t, b.Bytes(), "xl/worksheets/sheet1.xml", func(xml []byte) []byte {
		if !cell.Match(xml) {
			t.Fatal("there is no cell D7")
		}
		return cell.ReplaceAll(xml, []byte(`<c r="D7" t="e"><v>#N/A</v></c>`))
	})))
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range back[0].Units {
		if want := i+2 == 7; (u.Fault != "") != want {
			t.Errorf("row %d: fault %q", i+2, u.Fault)
		}
	}
}

// part rewrites one part of an archive.
func part(t *testing.T, archive []byte, name string, rewrite func([]byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			data = rewrite(data)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHeadings: columns are found by their headings, in any order and case. A sheet without the ID or the translation is not a packet.
func TestHeadings(t *testing.T) {
	for _, c := range []struct{ cell, text, want string }{
		{"A1", "id ", ""},
		{"D1", "TRANSLATION", ""},
		{"A1", "Number", "no sheet has the headings ID and Translation"},
		{"D1", "Español", "no sheet has the headings ID and Translation"},
	} {
		_, err := reworked(t, sent(), func(f *excelize.File) error { return f.SetCellStr(SheetTexts, c.cell, c.text) })
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v", c.cell, c.text, err)
		}
	}
}

// TestNeighbours: the texts around a unit are shown if they are not in the rows around it.
func TestNeighbours(t *testing.T) {
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "op-1.text", Source: "First", Before: "Opening", After: "Second"},
		{ID: "op-2.text", Source: "Second", Before: "First", After: "Between"},
		{ID: "op-3.text", Source: "Third", Before: "Between", After: "Closing"},
	}}
	want := [][2]string{{"Opening", ""}, {"", "Between"}, {"Between", "Closing"}}
	_, err := reworked(t, p, func(f *excelize.File) error {
		rows, err := f.GetRows(SheetTexts)
		if err != nil {
			return err
		}
		for i, w := range want {
			row := rows[i+1]
			if got := [2]string{cellOf(row, at(rows[0], "Text before")), cellOf(row, at(rows[0], "Text after"))}; got != w {
				t.Errorf("%s: between %q, want %q", row[0], got, w)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestChangesShown: the changes in a source are shown in it: deletions are struck through, insertions are bold and underlined.
func TestChangesShown(t *testing.T) {
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "op-1.text", Source: "Requests three reports", Previous: "Requests two reports"},
		{ID: "op-2.text", Source: "Requests a report"},
	}}
	_, err := reworked(t, p, func(f *excelize.File) error {
		for row, want := range map[int][]string{2: {"Requests", "- two", "+ three", " reports"}, 3: nil} {
			runs, err := f.GetCellRichText(SheetTexts, fmt.Sprintf("H%d", row))
			if err != nil {
				return err
			}
			var got []string
			for _, r := range runs {
				mark := ""
				switch {
				case r.Font != nil && r.Font.Strike:
					mark = "-"
				case r.Font != nil && r.Font.Bold && r.Font.Underline != "":
					mark = "+"
				}
				got = append(got, mark+r.Text)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("row %d shows %q, want %q", row, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOlderPackets: for a packet that does not record its grey cells, changes in them are not reported.
func TestOlderPackets(t *testing.T) {
	p, err := reworked(t, sent(), func(f *excelize.File) error {
		for row := 2; row < 14; row++ {
			cell := fmt.Sprintf("B%d", row)
			meta, err := f.GetCellValue(packetOrigin, cell)
			if err != nil {
				return err
			}
			meta, _, ok := strings.Cut(meta, "; notes=")
			if !ok {
				t.Errorf("%s says nothing of notes", cell)
			}
			if err := f.SetCellStr(packetOrigin, cell, meta); err != nil {
				return err
			}
		}
		return f.SetCellStr(SheetTexts, "B3", "odd")
	})
	if err != nil || len(p.Left) > 0 || len(p.Units) != 12 {
		t.Errorf("%v, %+v", err, p)
	}
}
