package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// An objects gathers the objects of a file and writes them: those without a stream together in compressed object streams (ISO
// 32000-1, 7.5.7), found through a cross-reference stream (7.5.8).
type objects struct {
	bodies []body // by object number - 1
	zip    *zlib.Writer
	buf    bytes.Buffer
}

// A body is the content of an object: a value, or a dictionary's entries and a stream. A stream is compressed unless plain.
type body struct {
	value  []byte
	stream []byte
	packed bool // the stream is compressed already, and value says how
	plain  bool
}

// reserve returns the number of a new object, whose body is set later.
func (o *objects) reserve() int {
	o.bodies = append(o.bodies, body{})
	return len(o.bodies)
}

// add adds an object and returns its number.
func (o *objects) add(format string, args ...any) int {
	n := o.reserve()
	o.set(n, format, args...)
	return n
}

func (o *objects) set(n int, format string, args ...any) {
	o.bodies[n-1].value = fmt.Appendf(nil, format, args...)
}

// addStream adds a stream with the entries of its dictionary.
func (o *objects) addStream(entries string, data []byte, plain bool) int {
	o.bodies = append(o.bodies, body{value: []byte(entries), stream: data, plain: plain})
	return len(o.bodies)
}

// deflate compresses with the one writer that all streams share.
func (o *objects) deflate(data []byte) []byte {
	o.buf.Reset()
	if o.zip == nil {
		o.zip, _ = zlib.NewWriterLevel(&o.buf, zlib.BestCompression)
	} else {
		o.zip.Reset(&o.buf)
	}
	o.zip.Write(data)
	o.zip.Close()
	return bytes.Clone(o.buf.Bytes())
}

const perStream = 200 // objects in one object stream

// write returns the file. The id is called with everything but the identifier in place, and returns it.
func (o *objects) write(root, info int, id func(content []byte) string) []byte {
	type entry struct{ kind, a, b int }
	count := len(o.bodies)
	entries := make([]entry, count+1)
	var w bytes.Buffer
	w.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	put := func(n int, dict string, data []byte) {
		entries[n] = entry{1, w.Len(), 0}
		fmt.Fprintf(&w, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, dict, len(data))
		w.Write(data)
		w.WriteString("\nendstream\nendobj\n")
	}
	var loose []int
	for i := range o.bodies {
		b, n := &o.bodies[i], i+1
		switch {
		case b.stream == nil:
			loose = append(loose, n)
		case b.packed, b.plain:
			put(n, string(b.value), b.stream)
		default:
			put(n, string(b.value)+"/Filter/FlateDecode", o.deflate(b.stream))
		}
	}
	for len(loose) > 0 {
		part := loose[:min(perStream, len(loose))]
		loose = loose[len(part):]
		var head, values bytes.Buffer
		count++
		entries = append(entries, entry{})
		for i, n := range part {
			fmt.Fprintf(&head, "%d %d ", n, values.Len())
			values.Write(o.bodies[n-1].value)
			values.WriteByte('\n')
			entries[n] = entry{2, count, i}
		}
		first := head.Len()
		head.Write(values.Bytes())
		put(count, fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(part), first), o.deflate(head.Bytes()))
	}
	identifier := id(w.Bytes())
	count++
	entries = append(entries, entry{1, w.Len(), 0})
	entries[0] = entry{0, 0, 0xFFFF}
	wide := 3
	if w.Len() > 0xFFFFFF {
		wide = 4
	}
	table := make([]byte, 0, len(entries)*(wide+3))
	for _, e := range entries {
		table = append(table, byte(e.kind))
		for i := wide - 1; i >= 0; i-- {
			table = append(table, byte(e.a>>(8*i)))
		}
		table = append(table, byte(e.b>>8), byte(e.b))
	}
	at := w.Len()
	put(count, fmt.Sprintf("/Type/XRef/Size %d/W[1 %d 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode", count+1, wide, root, info, identifier, identifier), o.deflate(table))
	fmt.Fprintf(&w, "startxref\n%d\n%%%%EOF\n", at)
	return w.Bytes()
}

// ref writes a reference.
func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

// text writes a text string (7.9.2): in ASCII where that does, else in UTF-16.
func text(s string) string {
	ascii := true
	for _, r := range s {
		ascii = ascii && r >= ' ' && r < 0x7F
	}
	if ascii {
		return literal(s)
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

// literal writes a byte string.
func literal(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`).Replace(s) + ")"
}
