package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf16"

	"omnibus/assemble/parallel"
)

// An objects collects the objects of a file and writes them: those without a stream together in compressed object streams (ISO 32000-1,
// 7.5.7), found through a cross-reference stream (7.5.8).
type objects struct {
	bodies []body // by object number - 1
}

// A body is the content of an object: a value, or a dictionary's entries and a stream.
type body struct {
	value  []byte
	stream *stream // nil for a value

	in, index int32 // the object stream that it is in, and where
}

// A stream is compressed in the end, unless plain.
type stream struct {
	data   []byte
	packed bool // it is compressed already
	plain  bool
}

// reserve returns the number of a new object, whose body is set later.
func (o *objects) reserve() int {
	o.bodies = append(o.bodies, body{})
	return len(o.bodies)
}

// reserveMany returns the number of the first of n new objects, after which a quarter as many may follow without moving them.
func (o *objects) reserveMany(n int) int {
	first := len(o.bodies) + 1
	o.bodies = slices.Grow(o.bodies, n+n/4)[:len(o.bodies)+n]
	return first
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
	o.bodies = append(o.bodies, body{value: []byte(entries), stream: &stream{data: data, plain: plain}})
	return len(o.bodies)
}

// addPacked adds a stream that is already compressed.
func (o *objects) addPacked(entries string, data []byte) int {
	o.bodies = append(o.bodies, body{value: []byte(entries + "/Filter/FlateDecode"), stream: &stream{data: data, packed: true}})
	return len(o.bodies)
}

// compressors are reused: one takes a megabyte.
var compressors = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, level) // the level is valid
	return z
}}

// deflate compresses streams in place, on all processors.
func deflate(streams []*[]byte) {
	var next atomic.Int64
	var wg parallel.Group
	for range min(runtime.GOMAXPROCS(0), len(streams)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(streams); i = int(next.Add(1)) - 1 {
				*streams[i] = deflated(*streams[i])
			}
		})
	}
	wg.Wait()
}

// deflated returns a stream compressed.
func deflated(stream []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(stream)/4 + 64)
	z := compressors.Get().(*zlib.Writer)
	defer compressors.Put(z)
	z.Reset(&b)
	z.Write(stream)
	z.Close()
	return b.Bytes()
}

const level = 7 // higher levels only take more time

const perStream = 200 // objects in one object stream

// write returns the file. It calls id with everything but the identifier in place, and uses the result as the identifier.
func (o *objects) write(root, info int, id func(content []byte) string) []byte {
	o.pack()
	type entry struct{ kind, a, b int }
	entries := make([]entry, len(o.bodies)+2)
	size := 1 << 12
	for i := range o.bodies {
		if s := o.bodies[i].stream; s != nil {
			size += len(s.data) + 128
		}
	}
	w := bytes.NewBuffer(make([]byte, 0, size+len(entries)*6))
	w.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	put := func(n int, dict string, data []byte) {
		entries[n] = entry{1, w.Len(), 0}
		fmt.Fprintf(w, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, dict, len(data))
		w.Write(data)
		w.WriteString("\nendstream\nendobj\n")
	}
	for i := range o.bodies {
		b := &o.bodies[i]
		switch {
		case b.stream == nil:
			entries[i+1] = entry{2, int(b.in), int(b.index)}
		case b.stream.packed, b.stream.plain:
			put(i+1, string(b.value), b.stream.data)
		default:
			put(i+1, string(b.value)+"/Filter/FlateDecode", b.stream.data)
		}
	}
	identifier := id(w.Bytes())
	table := len(o.bodies) + 1
	entries[0] = entry{0, 0, 0xFFFF}
	entries[table] = entry{1, w.Len(), 0}
	wide := 3
	if w.Len() > 0xFFFFFF {
		wide = 4
	}
	// Each row is the difference from the one above (PNG predictor "up"), which compresses to a third.
	row := 1 + wide + 2
	data := make([]byte, 0, len(entries)*(row+1))
	above, now := make([]byte, row), make([]byte, 0, row)
	for _, e := range entries {
		now = append(now[:0], byte(e.kind))
		for i := wide - 1; i >= 0; i-- {
			now = append(now, byte(e.a>>(8*i)))
		}
		now = append(now, byte(e.b>>8), byte(e.b))
		data = append(data, 2)
		for i := range now {
			data = append(data, now[i]-above[i])
		}
		above, now = now, above
	}
	deflate([]*[]byte{&data})
	at := w.Len()
	put(
		table,
		fmt.Sprintf(
			"/Type/XRef/Size %d/W[1 %d 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>",
			table+1,
			wide,
			root,
			info,
			identifier,
			identifier,
			row,
		),
		data,
	)
	fmt.Fprintf(w, "startxref\n%d\n%%%%EOF\n", at)
	return w.Bytes()
}

// pack packs the objects without a stream into object streams, and compresses all streams.
func (o *objects) pack() {
	var loose []int
	for i := range o.bodies {
		if o.bodies[i].stream == nil {
			loose = append(loose, i+1)
		}
	}
	for len(loose) > 0 {
		part := loose[:min(perStream, len(loose))]
		loose = loose[len(part):]
		var head []byte
		size := 0
		for i, n := range part {
			b := &o.bodies[n-1]
			head = strconv.AppendInt(head, int64(n), 10)
			head = strconv.AppendInt(append(head, ' '), int64(size), 10)
			head = append(head, ' ')
			b.in, b.index = int32(len(o.bodies)+1), int32(i)
			size += len(b.value) + 1
		}
		data := append(make([]byte, 0, len(head)+size), head...)
		for _, n := range part {
			b := &o.bodies[n-1]
			data = append(append(data, b.value...), '\n')
			b.value = nil
		}
		o.addStream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(part), len(head)), data, false)
	}
	var streams []*[]byte
	for i := range o.bodies {
		if s := o.bodies[i].stream; s != nil && !s.packed && !s.plain {
			streams = append(streams, &s.data)
		}
	}
	deflate(streams)
}

// ref returns a reference to an object.
func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

func appendRef(b []byte, n int) []byte { return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...) }

// text returns a text string (7.9.2): in ASCII if possible, otherwise in UTF-16.
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

// literal returns a byte string.
func literal(s string) string { return "(" + escapes.Replace(s) + ")" }

var escapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`)
