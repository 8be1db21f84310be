// Package facetest makes faces for tests: those of the tool with other characters on their glyphs.
package facetest

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"

	"omnibus/assemble/face"
)

// TTF returns the file of a face whose characters are those of as, each drawn as its value is in the upright face.
func TTF(as map[rune]rune) []byte {
	be := binary.BigEndian
	var groups []byte // of one character each (OpenType, cmap format 12)
	for _, r := range slices.Sorted(maps.Keys(as)) {
		groups = be.AppendUint32(be.AppendUint32(groups, uint32(r)), uint32(r))
		groups = be.AppendUint32(groups, uint32(face.Liberation().Table(face.Regular).Glyph(as[r])))
	}
	const head = 16
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	for _, v := range []int{head + len(groups), 0, len(as)} {
		cmap = be.AppendUint32(cmap, uint32(v))
	}
	return With(face.Regular.TTF(), "cmap", append(cmap, groups...))
}

// With returns a face with another table.
func With(ttf []byte, tag string, table []byte) []byte {
	be := binary.BigEndian
	type entry struct {
		tag  string
		data []byte
	}
	var tables []entry
	for i := range int(be.Uint16(ttf[4:])) {
		row := ttf[12+16*i:]
		at, n := be.Uint32(row[8:]), be.Uint32(row[12:])
		if t := string(row[:4]); t != tag {
			tables = append(tables, entry{t, ttf[at : at+n]})
		}
	}
	tables = append(tables, entry{tag, table})
	slices.SortFunc(tables, func(a, b entry) int { return cmp.Compare(a.tag, b.tag) })
	out := slices.Clone(ttf[:4])
	for _, v := range []int{len(tables), 0, 0, 0} {
		out = be.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tables)
	for _, t := range tables {
		out = append(append(out, t.tag...), 0, 0, 0, 0)
		out = be.AppendUint32(be.AppendUint32(out, uint32(at)), uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// Table returns a table of the upright face of the tool.
func Table(tag string) []byte {
	be, ttf := binary.BigEndian, face.Regular.TTF()
	for i := range int(be.Uint16(ttf[4:])) {
		if row := ttf[12+16*i:]; string(row[:4]) == tag {
			return slices.Clone(ttf[be.Uint32(row[8:]) : be.Uint32(row[8:])+be.Uint32(row[12:])])
		}
	}
	return nil
}
