package pdf

import (
	"errors"
	"fmt"
)

// A Font is a font of a page. Codes have two bytes in composite fonts and one in simple ones.
type Font struct {
	Name      Name // BaseFont
	Composite bool
	Dict      Dict
	CID       Dict           // descendant of a composite font
	Map       map[int]string // ToUnicode; nil if there is none

	widths map[int]float64
	usual  float64
}

// Width returns the width of a code in thousandths of the font size.
func (t *Font) Width(code int) float64 {
	if w, ok := t.widths[code]; ok {
		return w
	}
	return t.usual
}

// Unicode returns the text for a code, or "" if ToUnicode has none.
func (t *Font) Unicode(code int) string { return t.Map[code] }

func (t *Font) next(b []byte) (code, n int) {
	if t.Composite && len(b) >= 2 {
		return int(b[0])<<8 | int(b[1]), 2
	}
	return int(b[0]), 1
}

// font reads each font once.
func (f *File) font(o Object) (*Font, error) {
	r, isRef := o.(Ref)
	if isRef && f.fonts[r] != nil {
		return f.fonts[r], nil
	}
	d := f.Dict(o)
	if d == nil {
		return nil, errors.New("the font is not among the page's resources")
	}
	t := &Font{Name: f.Name(d["BaseFont"]), Dict: d, widths: map[int]float64{}}
	if f.Name(d["Subtype"]) == "Type0" {
		t.Composite = true
		if list := f.Array(d["DescendantFonts"]); len(list) > 0 {
			t.CID = f.Dict(list[0])
		}
		t.usual = 1000
		if w, ok := f.Number(t.CID["DW"]); ok {
			t.usual = w
		}
		f.cidWidths(t)
	} else {
		first, _ := f.Int(d["FirstChar"])
		for i, w := range f.Array(d["Widths"]) {
			t.widths[first+i], _ = f.Number(w)
		}
	}
	if s := f.Stream(d["ToUnicode"]); s != nil {
		data, err := f.Data(s)
		if err != nil {
			return nil, err
		}
		if t.Map, err = readMap(data); err != nil {
			return nil, fmt.Errorf("the map to Unicode of %s: %w", t.Name, err)
		}
	}
	if isRef {
		f.fonts[r] = t
	}
	return t, nil
}

// cidWidths reads the widths of a composite font (9.7.4.3).
func (f *File) cidWidths(t *Font) {
	w := f.Array(t.CID["W"])
	for len(w) >= 2 {
		first, ok := f.Int(w[0])
		if !ok {
			return
		}
		if list := f.Array(w[1]); list != nil {
			for i, v := range list {
				t.widths[first+i], _ = f.Number(v)
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.Int(w[1])
		v, _ := f.Number(w[2])
		for c := max(first, 0); c <= min(last, 0xFFFF) && f.budget > 0; c++ {
			t.widths[c] = v
			f.budget--
		}
		w = w[3:]
	}
}

// readMap reads a ToUnicode map (9.10.3): bfchar and bfrange with codes of one or two bytes.
func readMap(data []byte) (map[int]string, error) {
	out := map[int]string{}
	ranges := 0
	p := &parser{b: data}
	var stack []Object
	code := func(o Object) (int, error) {
		s, ok := o.(String)
		if !ok || len(s.Bytes) == 0 || len(s.Bytes) > 2 {
			return 0, p.errorf("%s is not a code", Print(o))
		}
		v := 0
		for _, b := range s.Bytes {
			v = v<<8 | int(b)
		}
		return v, nil
	}
	for {
		p.skip()
		if p.pos >= len(data) {
			return out, nil
		}
		o, err := p.object(0)
		if err != nil {
			return nil, err
		}
		k, ok := o.(keyword)
		if !ok {
			stack = append(stack, o)
			continue
		}
		switch k {
		case "endbfchar":
			for ; len(stack) >= 2; stack = stack[2:] {
				c, err := code(stack[0])
				if err != nil {
					return nil, err
				}
				to, ok := stack[1].(String)
				if !ok {
					return nil, p.errorf("%s is not a text", Print(stack[1]))
				}
				out[c] = utf16BE(to.Bytes)
			}
		case "endbfrange":
			for ; len(stack) >= 3; stack = stack[3:] {
				from, err := code(stack[0])
				if err != nil {
					return nil, err
				}
				to, err := code(stack[1])
				if err != nil {
					return nil, err
				}
				if ranges += max(to-from, 0); ranges > 1<<18 {
					return nil, p.errorf("the ranges overlap")
				}
				switch v := stack[2].(type) {
				case Array:
					for i := 0; i < len(v) && from+i <= to; i++ {
						if s, ok := v[i].(String); ok {
							out[from+i] = utf16BE(s.Bytes)
						}
					}
				case String:
					r := []rune(utf16BE(v.Bytes))
					if len(r) == 0 || len(r) > 64 {
						continue
					}
					for c := from; c <= to; c++ {
						out[c] = string(r)
						r[len(r)-1]++
					}
				}
			}
		}
		stack = stack[:0]
	}
}
