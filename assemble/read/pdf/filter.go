package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// Data returns the data of a stream without its filters. It supports FlateDecode with its predictors. The size of all decompressed data is
// limited in proportion to that of the file.
func (f *File) Data(s *Stream) ([]byte, error) {
	if !s.opened {
		s.opened = true
		s.data, s.err = f.decode(s)
	}
	return s.data, s.err
}

func (f *File) decode(s *Stream) ([]byte, error) {
	list := func(key Name) Array {
		o, _ := f.Get(s.Dict[key])
		switch o := o.(type) {
		case nil:
			return nil
		case Array:
			return o
		default:
			return Array{o}
		}
	}
	filters, parms := list("Filter"), list("DecodeParms")
	if len(filters) > 8 {
		return nil, errors.New("a stream has more than 8 filters")
	}
	data := s.Raw
	for i, o := range filters {
		if name := f.Name(o); name != "FlateDecode" {
			return nil, fmt.Errorf("unknown filter %s", Print(o))
		}
		var err error
		if data, err = f.inflate(data); err != nil {
			return nil, err
		}
		if i < len(parms) {
			if data, err = f.predict(data, f.Dict(parms[i])); err != nil {
				return nil, err
			}
		}
	}
	return data, nil
}

var errProportion = errors.New("the streams are too large for the size of the file")

func (f *File) inflate(data []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("a stream is damaged: %w", err)
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(z, int64(f.budget)+1))
	if err != nil {
		return nil, fmt.Errorf("a stream is damaged: %w", err)
	}
	if f.budget -= int(n); f.budget < 0 {
		f.budget = 0
		return nil, errProportion
	}
	return out.Bytes(), nil
}

// predict reverses a PNG predictor (7.4.4.4).
func (f *File) predict(data []byte, parms Dict) ([]byte, error) {
	get := func(key Name, usual int) int {
		if v, ok := f.Int(parms[key]); ok {
			return v
		}
		return usual
	}
	switch p := get("Predictor", 1); {
	case p == 1:
		return data, nil
	case p < 10:
		return nil, fmt.Errorf("unknown predictor %d", p)
	}
	colors, bits, columns := get("Colors", 1), get("BitsPerComponent", 8), get("Columns", 1)
	if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
		return nil, errors.New("the predictor's measures are wrong")
	}
	pixel := max(1, colors*bits/8)
	width := (colors*bits*columns + 7) / 8
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > width {
		kind, row := data[0], bytes.Clone(data[1:1+width])
		data = data[1+width:]
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		out = append(out, row...)
		above = row
	}
	return out, nil
}

func paeth(a, b, c byte) byte {
	abs := func(v int) int { return max(v, -v) }
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}
