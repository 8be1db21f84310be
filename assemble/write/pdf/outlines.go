package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"maps"
	"math/bits"
	"slices"

	"omnibus/assemble/face"
)

// outlines reduces a TrueType subset to what a PDF needs (9.9): the outlines and their metrics. It drops names and character maps, which
// the PDF has itself, and the instructions for coarse screens, which are a third of the size.
func outlines(ttf []byte) ([]byte, error) {
	tables, err := readTables(ttf)
	if err != nil {
		return nil, err
	}
	head, loca, glyf, maxp := bytes.Clone(tables["head"]), tables["loca"], tables["glyf"], bytes.Clone(tables["maxp"])
	if len(head) < 54 || len(maxp) < 32 || len(tables["hhea"]) < 36 || tables["hmtx"] == nil {
		return nil, errOutlines
	}
	be := binary.BigEndian
	places, err := readPlaces(loca, be.Uint16(head[50:]) == 1, len(glyf))
	if err != nil {
		return nil, err
	}
	be.PutUint16(head[50:], 1) // long offsets, whose upper halves cost nothing compressed
	var shapes []byte
	places2 := be.AppendUint32(nil, 0)
	for i := range len(places) - 1 {
		g, err := unhinted(glyf[places[i]:places[i+1]])
		if err != nil {
			return nil, err
		}
		shapes = append(shapes, g...)
		for len(shapes)%4 != 0 {
			shapes = append(shapes, 0)
		}
		places2 = be.AppendUint32(places2, uint32(len(shapes)))
	}
	for at := 14; at < 28; at += 2 { // limits that only instructions need: zones, storage, functions, stack
		be.PutUint16(maxp[at:], 0)
	}
	be.PutUint16(maxp[14:], 1)
	return writeTables([]fontTable{
		{"glyf", shapes}, {"head", head}, {"hhea", tables["hhea"]}, {"hmtx", tables["hmtx"]}, {"loca", places2}, {"maxp", maxp},
	}), nil
}

var errOutlines = errors.New("fpdf: the subset of a face is damaged")

type fontTable struct {
	tag  string
	data []byte
}

func readTables(ttf []byte) (map[string][]byte, error) {
	be := binary.BigEndian
	out := map[string][]byte{}
	if len(ttf) < 12 || len(ttf) < 12+16*int(be.Uint16(ttf[4:])) {
		return nil, errOutlines
	}
	for i := range int(be.Uint16(ttf[4:])) {
		row := ttf[12+16*i:]
		at, n := int(be.Uint32(row[8:])), int(be.Uint32(row[12:]))
		if at > len(ttf) || n > len(ttf)-at {
			return nil, errOutlines
		}
		out[string(row[:4])] = ttf[at : at+n]
	}
	return out, nil
}

// readPlaces returns the offset of each glyph, and the end of the last one.
func readPlaces(loca []byte, long bool, end int) ([]int, error) {
	var out []int
	if long {
		for ; len(loca) >= 4; loca = loca[4:] {
			out = append(out, int(binary.BigEndian.Uint32(loca)))
		}
	} else {
		for ; len(loca) >= 2; loca = loca[2:] {
			out = append(out, 2*int(binary.BigEndian.Uint16(loca)))
		}
	}
	for i, at := range out {
		if at > end || i > 0 && at < out[i-1] {
			return nil, errOutlines
		}
	}
	if len(out) == 0 {
		return nil, errOutlines
	}
	return out, nil
}

// unhinted returns a glyph's outline without its instructions.
func unhinted(g []byte) ([]byte, error) {
	if len(g) == 0 {
		return nil, nil
	}
	be := binary.BigEndian
	if len(g) < 10 {
		return nil, errOutlines
	}
	if n := int(int16(be.Uint16(g))); n >= 0 {
		at := 10 + 2*n
		if at+2 > len(g) {
			return nil, errOutlines
		}
		rest := at + 2 + int(be.Uint16(g[at:]))
		if rest > len(g) {
			return nil, errOutlines
		}
		out := append(bytes.Clone(g[:at]), 0, 0)
		return append(out, g[rest:]...), nil
	}
	const words, scale, more, twoScales, matrix, instructions = 1, 1 << 3, 1 << 5, 1 << 6, 1 << 7, 1 << 8
	out := bytes.Clone(g)
	for at := 10; ; {
		if at+4 > len(g) {
			return nil, errOutlines
		}
		flags := be.Uint16(g[at:])
		be.PutUint16(out[at:], flags&^instructions)
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			if at > len(g) {
				return nil, errOutlines
			}
			return out[:at], nil
		}
	}
}

// writeTables returns a font file of tables, in the order of their tags.
func writeTables(tables []fontTable) []byte {
	be := binary.BigEndian
	n := len(tables)
	power := 1 << (bits.Len(uint(n)) - 1)
	out := be.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, 16 * power, bits.Len(uint(power)) - 1, 16 * (n - power)} {
		out = be.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*n
	for _, t := range tables {
		out = append(out, t.tag...)
		out = be.AppendUint32(out, checksum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	headAt := 0
	for _, t := range tables {
		if t.tag == "head" {
			headAt = len(out)
		}
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0)
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

// mapped returns a face whose character map has only the characters used and the codes of glyphs: fpdf selects glyphs by characters.
func mapped(ttf []byte, used []rune, glyphs map[rune]glyphUse, t *face.Table) ([]byte, error) {
	tables, err := readTables(ttf)
	if err != nil {
		return nil, err
	}
	be := binary.BigEndian
	var ends, starts, deltas []byte // segments of one character each, and the final one that the format requires (OpenType, cmap format 4)
	segments := 0
	for _, r := range append(slices.Clone(used), lastCode) {
		g := t.Glyph(r)
		if use, ok := glyphs[r]; ok {
			g = use.glyph
		} else if r != lastCode && g == 0 {
			continue
		}
		delta := g - uint16(r)
		if r == lastCode {
			delta = 1
		}
		ends, starts, deltas = be.AppendUint16(ends, uint16(r)), be.AppendUint16(starts, uint16(r)), be.AppendUint16(deltas, delta)
		segments++
	}
	const format, head = 4, 16 // bytes before the segments, with the padding between them
	body := bytes.Join([][]byte{ends, {0, 0}, starts, deltas, make([]byte, 2*segments)}, nil)
	power := 1
	for 2*power <= segments {
		power *= 2
	}
	sub := be.AppendUint16(nil, format)
	for _, v := range []int{head - 2 + len(body), 0, 2 * segments, 2 * power, bits.Len(uint(power)) - 1, 2 * (segments - power)} {
		sub = be.AppendUint16(sub, uint16(v))
	}
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12} // one map: for Windows, Unicode, after this header
	tables["cmap"] = append(append(cmap, sub...), body...)
	var out []fontTable
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		out = append(out, fontTable{tag, tables[tag]})
	}
	return writeTables(out), nil
}

// lastCode ends a character map in format 4.
const lastCode = 0xFFFF
