// Package pdf reads finished PDF files: their objects, the text of their pages with its position, the structure tree in reading order,
// embedded files, metadata, bookmarks and links. It serves to check written files, and to identify issued ones. It does not draw, repair or
// decrypt. For any bytes, it returns an error or a file, and takes memory in proportion to their number.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// A File is an open file. It must not be used by several goroutines at a time.
type File struct {
	Bytes   []byte // unchanged input; must not be modified
	Version string // version in the header: 1.7
	Trailer Dict   // trailer of the newest cross-reference section

	entries map[int]entry
	objects map[int]Object
	packed  map[int]*objectStream
	loading map[int]bool
	budget  int // number of bytes that may still be decompressed
	pages   []*Page
	fonts   map[Object]*Font
}

// An entry is the place of an object: an offset, or an index in an object stream.
type entry struct {
	offset, generation int
	stream, index      int
}

// Open reads the cross-reference sections and the page tree. Objects are read when they are requested.
func Open(b []byte) (*File, error) {
	f := &File{
		Bytes: b, entries: map[int]entry{}, objects: map[int]Object{}, packed: map[int]*objectStream{}, loading: map[int]bool{},
		budget: 16<<20 + 200*len(b), fonts: map[Object]*Font{},
	}
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return nil, errors.New("this is not a PDF file: it does not begin with %PDF-")
	}
	line, _, _ := bytes.Cut(b[5:min(len(b), 32)], []byte("\n"))
	f.Version = string(bytes.TrimSpace(line))
	if err := f.sections(); err != nil {
		return nil, err
	}
	if _, ok := f.Trailer["Encrypt"]; ok {
		return nil, errors.New("the file is encrypted")
	}
	if err := f.readPages(); err != nil {
		return nil, err
	}
	return f, nil
}

// sections reads the cross-reference sections, from the newest to the oldest.
func (f *File) sections() error {
	tail := f.Bytes[max(0, len(f.Bytes)-1024):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errors.New("the file has no startxref: its end is missing")
	}
	p := &parser{b: tail, pos: i + len("startxref")}
	o, err := p.object(0)
	at, ok := o.(int)
	if err != nil || !ok {
		return errors.New("startxref is not followed by a number")
	}
	seen := map[int]bool{}
	queue := []int{at}
	for len(queue) > 0 {
		at, queue = queue[0], queue[1:]
		if at < 0 || at >= len(f.Bytes) {
			return fmt.Errorf("a cross-reference section is at byte %d, outside the file", at)
		}
		if seen[at] {
			return fmt.Errorf("the cross-reference section at byte %d comes before itself", at)
		}
		seen[at] = true
		trailer, err := f.section(at)
		if err != nil {
			return err
		}
		if f.Trailer == nil {
			f.Trailer = trailer
		}
		for _, key := range []Name{"XRefStm", "Prev"} {
			if n, ok := trailer[key].(int); ok {
				queue = append(queue, n)
			}
		}
	}
	return nil
}

// section reads one cross-reference section, as a table or as a stream, and returns its trailer.
func (f *File) section(at int) (Dict, error) {
	p := &parser{b: f.Bytes, pos: at, refs: true}
	p.skip()
	if !bytes.HasPrefix(f.Bytes[p.pos:], []byte("xref")) {
		return f.sectionStream(p.pos)
	}
	p.pos += len("xref")
	for {
		o, err := p.object(0)
		if err != nil {
			return nil, err
		}
		if o == keyword("trailer") {
			break
		}
		first, ok := o.(int)
		o, err = p.object(0)
		count, ok2 := o.(int)
		if err != nil || !ok || !ok2 || first < 0 || count < 0 || count > (len(f.Bytes)-p.pos)/18 {
			return nil, p.errorf("the cross-reference table is damaged")
		}
		for n := first; n < first+count; n++ {
			var row [2]int
			for i := range row {
				o, err := p.object(0)
				v, ok := o.(int)
				if err != nil || !ok {
					return nil, p.errorf("the cross-reference table is damaged")
				}
				row[i] = v
			}
			kind, err := p.object(0)
			if err != nil {
				return nil, err
			}
			switch kind {
			case keyword("n"):
				f.enter(n, entry{offset: row[0], generation: row[1]})
			case keyword("f"):
				f.enter(n, entry{offset: -1})
			default:
				return nil, p.errorf("the cross-reference table is damaged")
			}
		}
	}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	trailer, ok := o.(Dict)
	if !ok {
		return nil, p.errorf("the trailer is missing")
	}
	return trailer, nil
}

// enter records the place of an object, unless a newer section has done so.
func (f *File) enter(n int, e entry) {
	if _, known := f.entries[n]; !known {
		f.entries[n] = e
	}
}

func (f *File) sectionStream(at int) (Dict, error) {
	o, err := f.indirect(at, -1)
	if err != nil {
		return nil, fmt.Errorf("the cross-reference section: %w", err)
	}
	s, ok := o.(*Stream)
	if !ok || s.Dict["Type"] != Name("XRef") {
		return nil, fmt.Errorf("there is no cross-reference section at byte %d", at)
	}
	data, err := f.Data(s)
	if err != nil {
		return nil, err
	}
	damaged := fmt.Errorf("the cross-reference stream at byte %d is damaged", at)
	var w [3]int
	widths, _ := s.Dict["W"].(Array)
	if len(widths) != 3 {
		return nil, damaged
	}
	for i := range w {
		v, ok := widths[i].(int)
		if !ok || v < 0 || v > 8 {
			return nil, damaged
		}
		w[i] = v
	}
	row := w[0] + w[1] + w[2]
	if row == 0 {
		return nil, damaged
	}
	index, _ := s.Dict["Index"].(Array)
	if index == nil {
		index = Array{0, s.Dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		first, ok := index[0].(int)
		count, ok2 := index[1].(int)
		if !ok || !ok2 || first < 0 || count < 0 || count > len(data)/row {
			return nil, damaged
		}
		for n := first; n < first+count; n++ {
			var v [3]int
			at := 0
			for i := range v {
				for range w[i] {
					v[i] = v[i]<<8 | int(data[at])
					at++
				}
			}
			if w[0] == 0 {
				v[0] = 1
			}
			data = data[row:]
			switch v[0] {
			case 0:
				f.enter(n, entry{offset: -1})
			case 1:
				f.enter(n, entry{offset: v[1], generation: v[2]})
			case 2:
				f.enter(n, entry{stream: v[1], index: v[2]})
			}
		}
	}
	return s.Dict, nil
}

// Numbers returns the numbers of all objects in use, in order.
func (f *File) Numbers() []int {
	var out []int
	for n, e := range f.entries {
		if e.offset >= 0 {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Offset returns the offset of an object in the file, or -1 if it is in an object stream or missing.
func (f *File) Offset(number int) int {
	e, ok := f.entries[number]
	if !ok || e.stream > 0 {
		return -1
	}
	return e.offset
}

// Get returns the object to which o refers, or o itself if it is not a reference. A missing object is nil.
func (f *File) Get(o Object) (Object, error) {
	for range 32 {
		r, ok := o.(Ref)
		if !ok {
			return o, nil
		}
		var err error
		if o, err = f.load(r.Number); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("references lead in a circle")
}

// load reads an object by its number.
func (f *File) load(n int) (Object, error) {
	if o, ok := f.objects[n]; ok {
		return o, nil
	}
	e, ok := f.entries[n]
	if !ok || e.offset < 0 {
		return nil, nil
	}
	if f.loading[n] {
		return nil, fmt.Errorf("object %d needs itself to be read", n)
	}
	f.loading[n] = true
	defer delete(f.loading, n)
	var o Object
	var err error
	if e.stream > 0 {
		o, err = f.unpack(n, e)
	} else {
		o, err = f.indirect(e.offset, n)
	}
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", n, err)
	}
	f.objects[n] = o
	return o, nil
}

// indirect reads "n g obj ... endobj" at an offset. If number is -1, the object may have any number.
func (f *File) indirect(at, number int) (Object, error) {
	if at < 0 || at >= len(f.Bytes) {
		return nil, fmt.Errorf("its place, byte %d, is outside the file", at)
	}
	p := &parser{b: f.Bytes, pos: at, refs: true}
	n, err := p.object(0)
	if err != nil {
		return nil, err
	}
	g, err := p.object(0)
	if err != nil {
		return nil, err
	}
	k, err := p.object(0)
	if err != nil {
		return nil, err
	}
	_, ok := n.(int)
	_, ok2 := g.(int)
	if !ok || !ok2 || k != keyword("obj") {
		return nil, fmt.Errorf("no object begins at byte %d", at)
	}
	if number >= 0 && n != number {
		return nil, fmt.Errorf("object %d is there instead", n)
	}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	if _, ok := o.(keyword); ok {
		return nil, p.errorf("the object is empty")
	}
	p.skip()
	d, isDict := o.(Dict)
	if !isDict || !bytes.HasPrefix(f.Bytes[p.pos:], []byte("stream")) {
		if !bytes.HasPrefix(f.Bytes[p.pos:], []byte("endobj")) {
			return nil, p.errorf("endobj is missing")
		}
		return o, nil
	}
	return f.stream(p, d)
}

func (f *File) stream(p *parser, d Dict) (Object, error) {
	p.pos += len("stream")
	if p.pos < len(p.b) && p.b[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.b) && p.b[p.pos] == '\n' {
		p.pos++
	}
	o, err := f.Get(d["Length"])
	if err != nil {
		return nil, err
	}
	n, ok := o.(int)
	if !ok || n < 0 || n > len(p.b)-p.pos {
		return nil, p.errorf("the length of the stream is wrong")
	}
	s := &Stream{Dict: d, Raw: p.b[p.pos : p.pos+n : p.pos+n], At: p.pos}
	p.pos += n
	p.skip()
	if !bytes.HasPrefix(p.b[p.pos:], []byte("endstream")) {
		return nil, p.errorf("endstream is missing: the length of the stream is wrong")
	}
	return s, nil
}

// An objectStream is an object stream (7.5.7) after decompression.
type objectStream struct {
	numbers, offsets []int
	data             []byte
}

func (f *File) unpack(n int, e entry) (Object, error) {
	s := f.packed[e.stream]
	if s == nil {
		if f.entries[e.stream].stream > 0 {
			return nil, fmt.Errorf("object stream %d is inside an object stream", e.stream)
		}
		o, err := f.load(e.stream)
		if err != nil {
			return nil, err
		}
		if s, err = f.openObjectStream(o); err != nil {
			return nil, err
		}
		f.packed[e.stream] = s
	}
	if e.index >= len(s.numbers) || s.numbers[e.index] != n {
		return nil, fmt.Errorf("it is not in object stream %d", e.stream)
	}
	p := &parser{b: s.data, pos: s.offsets[e.index], refs: true}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	if k, ok := o.(keyword); ok {
		return nil, fmt.Errorf("found %q instead of an object", string(k))
	}
	if f.budget -= p.pos - s.offsets[e.index]; f.budget < 0 { // objects may overlap, but only within limits
		return nil, errProportion
	}
	return o, nil
}

func (f *File) openObjectStream(o Object) (*objectStream, error) {
	s, ok := o.(*Stream)
	if !ok || s.Dict["Type"] != Name("ObjStm") {
		return nil, errors.New("an object stream is expected, but not found")
	}
	data, err := f.Data(s)
	if err != nil {
		return nil, err
	}
	count, ok := s.Dict["N"].(int)
	first, ok2 := s.Dict["First"].(int)
	if !ok || !ok2 || first < 0 || first > len(data) || count < 0 || count > first {
		return nil, errors.New("an object stream is damaged")
	}
	out := &objectStream{data: data}
	p := &parser{b: data[:first]}
	for range count {
		n, err := p.object(0)
		if err != nil {
			return nil, err
		}
		at, err := p.object(0)
		if err != nil {
			return nil, err
		}
		number, ok := n.(int)
		offset, ok2 := at.(int)
		if !ok || !ok2 || offset < 0 || offset > len(data)-first {
			return nil, errors.New("an object stream is damaged")
		}
		out.numbers = append(out.numbers, number)
		out.offsets = append(out.offsets, first+offset)
	}
	return out, nil
}

// Dict follows o to a dictionary, or to that of a stream. It returns nil if there is none.
func (f *File) Dict(o Object) Dict {
	v, err := f.Get(o)
	if err != nil {
		return nil
	}
	switch v := v.(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Array follows o to an array. It returns nil if there is none.
func (f *File) Array(o Object) Array {
	v, _ := f.Get(o)
	a, _ := v.(Array)
	return a
}

// Stream follows o to a stream. It returns nil if there is none.
func (f *File) Stream(o Object) *Stream {
	v, _ := f.Get(o)
	s, _ := v.(*Stream)
	return s
}

// Name follows o to a name. It returns "" if there is none.
func (f *File) Name(o Object) Name {
	v, _ := f.Get(o)
	n, _ := v.(Name)
	return n
}

// Int follows o to a whole number.
func (f *File) Int(o Object) (int, bool) {
	v, _ := f.Get(o)
	n, ok := v.(int)
	return n, ok
}

// Number follows o to a number.
func (f *File) Number(o Object) (float64, bool) {
	v, _ := f.Get(o)
	switch v := v.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// Text follows o to a text string. It returns "" if there is none.
func (f *File) Text(o Object) string {
	v, _ := f.Get(o)
	s, _ := v.(String)
	return s.Text()
}

// Catalog returns the root dictionary of the document.
func (f *File) Catalog() Dict { return f.Dict(f.Trailer["Root"]) }

// Print returns an object in one line, with dictionaries sorted by key, for messages and comparisons.
func Print(o Object) string {
	switch o := o.(type) {
	case nil:
		return "null"
	case String:
		return strconv.Quote(o.Text())
	case Name:
		return "/" + string(o)
	case Ref:
		return fmt.Sprintf("%d %d R", o.Number, o.Generation)
	case Array:
		out := "["
		for i, v := range o {
			if i > 0 {
				out += " "
			}
			out += Print(v)
		}
		return out + "]"
	case Dict:
		out := "<<"
		for i, k := range slices.Sorted(maps.Keys(o)) {
			if i > 0 {
				out += " "
			}
			out += "/" + string(k) + " " + Print(o[k])
		}
		return out + ">>"
	case *Stream:
		return Print(o.Dict) + " stream"
	}
	return fmt.Sprint(o)
}
