package docx

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/read/docx"
	origin "omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Columns behind the one with the code.
const (
	ofSource = iota
	ofTarget
	ofRemarks
	columns
)

// Is reports whether a file is a word processor's document.
func Is(b []byte) bool { return docx.Is(b) }

// A reading is a packet that is being read.
type reading struct {
	packet *packet.Packet
	sent   map[string]*packet.Unit // by id, with the data with which it was sent
	order  []string                // ids in the order in which they were sent
	ids    map[string]string       // by code
	given  doc.Given
	table  packet.Table
}

// Read reads a packet that was returned as a document. It returns an error if cells were moved without the others of their rows.
func Read(f *origin.File) ([]*packet.Packet, error) {
	file, err := docx.Read(f.Bytes)
	if err != nil {
		return nil, err
	}
	r := &reading{packet: &packet.Packet{File: f}, sent: map[string]*packet.Unit{}, ids: map[string]string{}}
	if err := r.left(file); err != nil {
		return nil, err
	}
	form := file.Form(func(w string) bool { return r.ids[w] != "" }, r.given.Has, doc.Bookmark)
	seen := map[string]string{}
	for _, row := range form.Rows {
		id := r.ids[row.Code]
		if at, twice := seen[id]; twice {
			return nil, fmt.Errorf("the text %q has two rows, %s and %s: delete the wrong one", id, at, row.Place)
		}
		seen[id] = row.Place
		if err := r.row(id, row); err != nil {
			return nil, err
		}
	}
	r.table.Name, r.table.Order, r.table.Leave = "the table", r.order, r.packet.Leave
	r.table.Sent = func(id string) *packet.Unit { return r.sent[id] }
	if err := r.table.Together(); err != nil {
		return nil, err
	}
	if err := r.table.Sorted(); err != nil {
		return nil, err
	}
	for _, b := range form.Beside {
		r.packet.Leave(packet.Left{What: b.What, ID: r.ids[b.Code], Text: b.Text, At: b.Place, By: b.By, Query: b.Words})
	}
	for _, id := range r.order {
		if seen[id] == "" {
			r.packet.Absent = append(r.packet.Absent, id)
		}
	}
	r.packet.Sent = max(r.packet.Sent, len(r.order))
	return []*packet.Packet{r.packet}, nil
}

// left reads the data with which the packet was sent.
func (r *reading) left(file *docx.File) error {
	if file.Properties[doc.PropertyPaper] != paper {
		return errors.New("the document is not a packet made by omnibus")
	}
	data, given, ok := doc.Unpack(file.Properties)
	if !ok {
		return errors.New("the properties of the document are incomplete, and with them the data of the packet: " +
			"put the translations into a new packet")
	}
	r.given = given
	for i, line := range strings.Split(data, "\n") {
		if i == 0 {
			packet.ParseLine(line, r.packet.SetMeta)
			continue
		}
		id, meta, _ := strings.Cut(line, "\t")
		if id == "" {
			continue
		}
		u := &packet.Unit{ID: id}
		packet.ParseLine(meta, u.SetMeta)
		r.sent[id], r.order = u, append(r.order, id)
	}
	for id, code := range doc.CodesOf(r.order) {
		r.ids[code] = id
	}
	return nil
}

// row makes a unit of a row.
func (r *reading) row(id string, row docx.FormRow) error {
	if len(row.Cells) < columns || slices.ContainsFunc(row.Cells[:ofTarget+1], func(c *docx.Cell) bool { return c.Span > 1 || c.Below }) {
		return fmt.Errorf("cells of the text %q (%s) are merged or missing: restore its columns", id, row.Place)
	}
	u := *r.sent[id]
	u.Loose, u.Pos, u.At = true, r.packet.File.Pos(0, 0), row.Place
	u.Source = row.Cells[ofSource].Content(docx.Old)
	now := row.Cells[ofSource].Content(docx.New)
	r.source(&u, row, now)
	u.Target = packet.Typed(row.Cells[ofTarget].Content(docx.New), u.TargetHash)
	u.Finish(false)
	if words, by := row.Cells[ofTarget].Changes(); words != "" {
		r.packet.Leave(packet.Left{What: "tracked changes, which are accepted", ID: id, Text: words, At: row.Place, By: by})
	}
	for i, c := range row.Cells[ofRemarks:] {
		what := "a remark"
		if i > 0 {
			what = "a cell of an added column"
		}
		r.packet.Leave(packet.Left{What: what, ID: id, Text: strings.TrimSpace(c.Content(docx.New)), At: row.Place,
			Query: true})
	}
	if row.Lost {
		r.packet.Leave(packet.Left{What: "a row whose code was removed; a hidden bookmark still has it", ID: id, Text: row.Code,
			At: row.Place})
	}
	unit := &u
	r.packet.Units = append(r.packet.Units, unit)
	r.table.Rows = append(r.table.Rows, packet.TableRow{At: row.Place, Source: row.Place, Unit: unit})
	return nil
}

// source compares the source of a row with the one that was sent. The paragraph with the changes below it belongs to the form. A tracked
// change of the source is a remark of the translator.
func (r *reading) source(u *packet.Unit, row docx.FormRow, now string) {
	own := func(s string) string {
		lines := strings.Split(s, "\n")
		for n := len(lines); n > 0; n-- {
			if text := strings.Join(lines[:n], "\n"); origin.Hash(text) == u.SourceHash {
				for _, extra := range lines[n:] {
					if !r.given.Has(extra) {
						return s
					}
				}
				return text
			}
		}
		return s
	}
	was := u.Source
	if u.Source = own(was); was != now && own(now) != u.Source {
		r.packet.Leave(packet.Left{What: "a tracked change of the source", ID: u.ID, Text: own(now), At: row.Place, Query: true})
	}
}
