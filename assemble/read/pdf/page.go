package pdf

import (
	"errors"
	"fmt"
)

// A Page is one page of a file.
type Page struct {
	Number        int // from 1
	Width, Height float64
	Ref           Ref // object of the page
	Dict          Dict
	Resources     Dict // its own or inherited ones

	file *File
	left float64 // left edge of the media box
	low  float64
}

// Pages returns the pages in order.
func (f *File) Pages() []*Page { return f.pages }

// maxPages limits the number of pages.
const maxPages = 1 << 20

func (f *File) readPages() error {
	root, err := f.Get(f.Trailer["Root"])
	if err != nil {
		return err
	}
	catalog, _ := root.(Dict)
	if catalog == nil {
		return errors.New("the file has no catalog")
	}
	seen := map[int]bool{}
	var walk func(o Object, inherited Dict, depth int) error
	walk = func(o Object, inherited Dict, depth int) error {
		r, ok := o.(Ref)
		if !ok || seen[r.Number] || depth > maxDepth || len(f.pages) > maxPages {
			return errors.New("the page tree is damaged")
		}
		seen[r.Number] = true
		v, err := f.Get(r)
		if err != nil {
			return err
		}
		d, ok := v.(Dict)
		if !ok {
			return fmt.Errorf("object %d is not a page", r.Number)
		}
		own := Dict{}
		for _, k := range []Name{"Resources", "MediaBox"} {
			own[k] = inherited[k]
			if d[k] != nil {
				own[k] = d[k]
			}
		}
		if f.Name(d["Type"]) == "Pages" {
			for _, kid := range f.Array(d["Kids"]) {
				if err := walk(kid, own, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		p := &Page{Number: len(f.pages) + 1, Ref: r, Dict: d, Resources: f.Dict(own["Resources"]), file: f}
		box := f.Array(own["MediaBox"])
		if len(box) != 4 {
			return fmt.Errorf("page %d has no media box", p.Number)
		}
		var v4 [4]float64
		for i := range v4 {
			if v4[i], ok = f.Number(box[i]); !ok {
				return fmt.Errorf("page %d has no media box", p.Number)
			}
		}
		p.left, p.low = min(v4[0], v4[2]), min(v4[1], v4[3])
		p.Width, p.Height = max(v4[0], v4[2])-p.left, max(v4[1], v4[3])-p.low
		f.pages = append(f.pages, p)
		return nil
	}
	if err := walk(catalog["Pages"], Dict{}, 0); err != nil {
		return err
	}
	if len(f.pages) == 0 {
		return errors.New("the file has no page")
	}
	return nil
}

// Content returns the page's content streams without filters, one after the other.
func (p *Page) Content() ([]byte, error) {
	o, err := p.file.Get(p.Dict["Contents"])
	if err != nil {
		return nil, err
	}
	var parts Array
	switch o := o.(type) {
	case *Stream:
		return p.file.Data(o)
	case Array:
		parts = o
	}
	var out []byte
	for _, part := range parts {
		if s := p.file.Stream(part); s != nil {
			data, err := p.file.Data(s)
			if err != nil {
				return nil, err
			}
			if p.file.budget -= len(data); p.file.budget < 0 {
				return nil, errProportion
			}
			out = append(append(out, data...), '\n')
		}
	}
	return out, nil
}

// A Mark is a level of marked content (14.6): BMC or BDC to EMC.
type Mark struct {
	Tag        Name
	Properties Dict // of BDC; nil for BMC
}

// MCID returns the marked-content identifier of the innermost mark that has one, or -1.
func MCID(marks []Mark) int {
	for i := len(marks) - 1; i >= 0; i-- {
		if n, ok := marks[i].Properties["MCID"].(int); ok {
			return n
		}
	}
	return -1
}

// A Glyph is one character code shown on a page.
type Glyph struct {
	Code  int
	Text  string // text of the code in ToUnicode; empty if there is none
	Font  *Font
	Size  float64 // points, as shown
	X, Y  float64 // left end and baseline, in points from the top left corner of the page
	Width float64 // points
	Mode  int     // text rendering mode (9.3.6)
	Marks []Mark  // marked content that contains it, the outermost first
}

// A Visitor is called for what a page's content does, in order. Either function may be nil.
type Visitor struct {
	Operator func(name string, operands []Object, marks []Mark) // before it takes effect
	Glyph    func(Glyph)
}

type matrix [6]float64

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// A textState is the part of the graphics state that affects text (9.3).
type textState struct {
	ctm                    matrix
	font                   *Font
	size, char, word, lead float64
	rise, scale            float64
	mode                   int
}

// An interpreter runs a content stream.
type interpreter struct {
	page       *Page
	visit      Visitor
	state      textState
	saved      []textState
	text, line matrix
	marks      []Mark
}

const (
	maxOperands = 512
	maxNesting  = 512 // of q and of marked content
)

// Walk interprets the page's content. It does not enter form XObjects.
func (p *Page) Walk(v Visitor) error {
	content, err := p.Content()
	if err != nil {
		return fmt.Errorf("page %d: %w", p.Number, err)
	}
	in := &interpreter{page: p, visit: v, text: identity, line: identity}
	in.state = textState{ctm: identity, scale: 1}
	r := &parser{b: content}
	var operands []Object
	for {
		r.skip()
		if r.pos >= len(content) {
			return nil
		}
		o, err := r.object(0)
		if err != nil {
			return fmt.Errorf("the content of page %d: %w", p.Number, err)
		}
		op, ok := o.(keyword)
		if !ok {
			if operands = append(operands, o); len(operands) > maxOperands {
				return fmt.Errorf("the content of page %d: %w", p.Number, r.errorf("too many operands"))
			}
			continue
		}
		if op == "BI" {
			return fmt.Errorf("the content of page %d has an inline image", p.Number)
		}
		if v.Operator != nil {
			v.Operator(string(op), operands, in.marks)
		}
		if err := in.do(string(op), operands); err != nil {
			return fmt.Errorf("the content of page %d, %s: %w", p.Number, op, err)
		}
		operands = operands[:0]
	}
}

var identity = matrix{1, 0, 0, 1, 0, 0}

// numbers returns the last n operands as numbers.
func numbers(operands []Object, n int) ([]float64, error) {
	if len(operands) < n {
		return nil, errors.New("operands are missing")
	}
	out := make([]float64, n)
	for i, o := range operands[len(operands)-n:] {
		switch o := o.(type) {
		case int:
			out[i] = float64(o)
		case float64:
			out[i] = o
		default:
			return nil, fmt.Errorf("%s is not a number", Print(o))
		}
	}
	return out, nil
}

// do executes one operator of a content stream (ISO 32000-1, Annex A). In one piece: one case per operator.
func (in *interpreter) do(op string, operands []Object) error {
	s := &in.state
	one := func(to *float64, factor float64) error {
		v, err := numbers(operands, 1)
		if err == nil {
			*to = v[0] * factor
		}
		return err
	}
	switch op {
	case "q":
		if len(in.saved) > maxNesting {
			return errors.New("nested too deep")
		}
		in.saved = append(in.saved, *s)
	case "Q":
		if n := len(in.saved); n > 0 {
			*s, in.saved = in.saved[n-1], in.saved[:n-1]
		}
	case "cm":
		v, err := numbers(operands, 6)
		if err != nil {
			return err
		}
		s.ctm = matrix(v).times(s.ctm)
	case "BT":
		in.text, in.line = identity, identity
	case "Tf":
		v, err := numbers(operands, 1)
		if err != nil {
			return err
		}
		s.size = v[0]
		if len(operands) > 1 {
			name, _ := operands[len(operands)-2].(Name)
			s.font, err = in.page.file.font(in.page.file.Dict(in.page.Resources["Font"])[name])
		}
		return err
	case "Tc":
		return one(&s.char, 1)
	case "Tw":
		return one(&s.word, 1)
	case "Tz":
		return one(&s.scale, 0.01)
	case "TL":
		return one(&s.lead, 1)
	case "Ts":
		return one(&s.rise, 1)
	case "Tr":
		v, err := numbers(operands, 1)
		if err == nil {
			s.mode = int(v[0])
		}
		return err
	case "Td", "TD":
		v, err := numbers(operands, 2)
		if err != nil {
			return err
		}
		if op == "TD" {
			s.lead = -v[1]
		}
		in.move(v[0], v[1])
	case "Tm":
		v, err := numbers(operands, 6)
		if err != nil {
			return err
		}
		in.text, in.line = matrix(v), matrix(v)
	case "T*":
		in.move(0, -s.lead)
	case "Tj", "TJ", "'", "\"":
		if len(operands) == 0 {
			return errors.New("operands are missing")
		}
		if op == "\"" {
			v, err := numbers(operands[:len(operands)-1], 2)
			if err != nil {
				return err
			}
			s.word, s.char = v[0], v[1]
		}
		if op == "'" || op == "\"" {
			in.move(0, -s.lead)
		}
		return in.show(operands[len(operands)-1])
	case "BMC", "BDC":
		if len(in.marks) > maxNesting {
			return errors.New("nested too deep")
		}
		return in.mark(op, operands)
	case "EMC":
		if n := len(in.marks); n > 0 {
			in.marks = in.marks[:n-1]
		}
	}
	return nil
}

func (in *interpreter) mark(op string, operands []Object) error {
	m := Mark{}
	n := len(operands)
	switch {
	case op == "BMC" && n >= 1:
		m.Tag, _ = operands[n-1].(Name)
	case op == "BDC" && n >= 2:
		m.Tag, _ = operands[n-2].(Name)
		switch v := operands[n-1].(type) {
		case Dict:
			m.Properties = v
		case Name:
			m.Properties = in.page.file.Dict(in.page.file.Dict(in.page.Resources["Properties"])[v])
		}
		if m.Properties == nil {
			m.Properties = Dict{}
		}
	default:
		return errors.New("operands are missing")
	}
	in.marks = append(in.marks[:len(in.marks):len(in.marks)], m)
	return nil
}

func (in *interpreter) move(x, y float64) {
	in.line = matrix{1, 0, 0, 1, x, y}.times(in.line)
	in.text = in.line
}

// show shows a string, or the strings of an array with the spacing between them (9.4.3).
func (in *interpreter) show(o Object) error {
	s := &in.state
	if s.font == nil {
		return errors.New("no font is set")
	}
	switch o := o.(type) {
	case String:
		in.string(o.Bytes)
	case Array:
		for _, part := range o {
			switch part := part.(type) {
			case String:
				in.string(part.Bytes)
			case int:
				in.advance(-float64(part) / 1000 * s.size * s.scale)
			case float64:
				in.advance(-part / 1000 * s.size * s.scale)
			}
		}
	default:
		return fmt.Errorf("%s is not a text", Print(o))
	}
	return nil
}

func (in *interpreter) advance(x float64) { in.text = matrix{1, 0, 0, 1, x, 0}.times(in.text) }

func (in *interpreter) string(b []byte) {
	s := &in.state
	for len(b) > 0 {
		code, n := s.font.next(b)
		width := s.font.Width(code) / 1000 * s.size
		step := width + s.char
		if n == 1 && code == ' ' {
			step += s.word
		}
		if in.visit.Glyph != nil {
			m := matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}.times(in.text).times(s.ctm)
			in.visit.Glyph(Glyph{
				Code: code, Text: s.font.Unicode(code), Font: s.font, Size: m[3], Mode: s.mode, Marks: in.marks,
				X: m[4] - in.page.left, Y: in.page.Height - (m[5] - in.page.low), Width: width * s.scale * in.text[0] * s.ctm[0],
			})
		}
		in.advance(step * s.scale)
		b = b[n:]
	}
}
