package pdftest

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unicode"

	"omnibus/assemble/read/pdf"
)

// A program is the TrueType program of a font, with the data that the rules use.
type program struct {
	err    error
	unit   float64
	widths []uint16 // by glyph; the last one also applies to the glyphs after it
	places []uint32 // offsets in glyf, one more than there are glyphs
	gids   []byte   // CIDToGIDMap; nil for the identity
}

// program reads the font program of each font once.
func (c *checker) program(t *pdf.Font) *program {
	if p := c.programs[t]; p != nil {
		return p
	}
	p := &program{}
	c.programs[t] = p
	s := c.file.Stream(c.file.Dict(t.CID["FontDescriptor"])["FontFile2"])
	if s == nil {
		p.err = errors.New("there is no font program")
		return p
	}
	data, err := c.file.Data(s)
	if err != nil {
		p.err = err
		return p
	}
	if g := c.file.Stream(t.CID["CIDToGIDMap"]); g != nil {
		p.gids, p.err = c.file.Data(g)
	}
	if p.err == nil {
		p.err = p.read(data)
	}
	return p
}

func (p *program) read(b []byte) error {
	be := binary.BigEndian
	damaged := errors.New("the font program is damaged")
	if len(b) < 12 {
		return damaged
	}
	tables := map[string][]byte{}
	for i := range int(be.Uint16(b[4:])) {
		row := 12 + 16*i
		if row+16 > len(b) {
			return damaged
		}
		at, n := int(be.Uint32(b[row+8:])), int(be.Uint32(b[row+12:]))
		if at > len(b) || n > len(b)-at {
			return damaged
		}
		tables[string(b[row:row+4])] = b[at : at+n]
	}
	head, hhea, hmtx, maxp, loca := tables["head"], tables["hhea"], tables["hmtx"], tables["maxp"], tables["loca"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return damaged
	}
	p.unit = float64(be.Uint16(head[18:]))
	long := be.Uint16(head[50:]) == 1
	glyphs, metrics := int(be.Uint16(maxp[4:])), int(be.Uint16(hhea[34:]))
	if metrics*4 > len(hmtx) || metrics == 0 {
		return damaged
	}
	for i := range metrics {
		p.widths = append(p.widths, be.Uint16(hmtx[4*i:]))
	}
	for i := range glyphs + 1 {
		switch {
		case long && 4*i+4 <= len(loca):
			p.places = append(p.places, be.Uint32(loca[4*i:]))
		case !long && 2*i+2 <= len(loca):
			p.places = append(p.places, 2*uint32(be.Uint16(loca[2*i:])))
		default:
			return damaged
		}
	}
	if len(tables["glyf"]) < int(p.places[glyphs]) {
		return damaged
	}
	return nil
}

func (p *program) gid(code int) int {
	if p.gids == nil {
		return code
	}
	if 2*code+1 >= len(p.gids) {
		return 0
	}
	return int(p.gids[2*code])<<8 | int(p.gids[2*code+1])
}

// width returns the width of a glyph in thousandths of the font size.
func (p *program) width(gid int) float64 {
	return float64(p.widths[min(gid, len(p.widths)-1)]) * 1000 / p.unit
}

// glyphs calls visit for every character shown.
func (c *checker) glyphs(visit func(p *page, g pdf.Glyph)) {
	for _, p := range c.pages {
		for _, g := range p.glyphs {
			visit(p, g)
		}
	}
}

// used returns the fonts of the characters shown, in order.
func (c *checker) used() []*pdf.Font {
	var out []*pdf.Font
	c.glyphs(func(p *page, g pdf.Glyph) {
		if !slices.Contains(out, g.Font) {
			out = append(out, g.Font)
		}
	})
	return out
}

// composite returns a rule on each composite font in use.
func composite(clauses, text string, check func(c *checker, t *pdf.Font)) *Rule {
	return &Rule{clauses, text, func(c *checker) {
		for _, t := range c.used() {
			if t.Composite {
				check(c, t)
			}
		}
	}}
}

var fontRules = []*Rule{
	{"A-3 6.2.11.2-1", "a font says that it is one", func(c *checker) {
		for _, t := range c.used() {
			if c.file.Name(t.Dict["Type"]) != "Font" {
				c.fail("%s does not", t.Name)
			}
		}
	}},
	{
		"A-3 6.2.11.2-2, 6.2.11.2-4, 6.2.11.2-5, 6.2.11.2-6, 6.2.11.4.2-1, 6.2.11.6-1, 6.2.11.6-2, 6.2.11.6-3, 6.2.11.6-4; UA-1 7.21.4.2-1, 7.21.6-1, 7.21.6-2, 7.21.6-3, 7.21.6-4",
		"all fonts are composite, of TrueType outlines",
		func(c *checker) {
			for _, t := range c.used() {
				if s := c.file.Name(t.CID["Subtype"]); s != "CIDFontType2" {
					c.fail("%s is not", t.Name)
				}
			}
		},
	},
	{"A-3 6.2.11.2-3", "a font has a name", func(c *checker) {
		for _, t := range c.used() {
			if t.Name == "" || t.Composite && c.file.Name(t.CID["BaseFont"]) == "" {
				c.fail("one has not")
			}
		}
	}},
	composite("A-3 6.2.11.2-7", "font programs are of the kind that their dictionary states", func(c *checker, t *pdf.Font) {
		d := c.file.Dict(t.CID["FontDescriptor"])
		if d["FontFile3"] != nil || d["FontFile"] != nil {
			c.fail("%s has another kind", t.Name)
		}
	}),
	composite(
		"A-3 6.2.11.3.1-1, 6.2.11.3.3-1, 6.2.11.3.3-2, 6.2.11.3.3-3; UA-1 7.21.3.1-1, 7.21.3.3-1, 7.21.3.3-2, 7.21.3.3-3",
		"codes are glyphs' names by Identity-H",
		func(c *checker, t *pdf.Font) {
			if o, _ := c.file.Get(t.Dict["Encoding"]); o != pdf.Name("Identity-H") {
				c.fail("%s has %s", t.Name, pdf.Print(o))
			}
		},
	),
	composite("A-3 6.2.11.3.2-1, UA-1 7.21.3.2-1", "CIDs have a map to glyphs", func(c *checker, t *pdf.Font) {
		if c.file.Stream(t.CID["CIDToGIDMap"]) == nil && c.file.Name(t.CID["CIDToGIDMap"]) != "Identity" {
			c.fail("those of %s have not", t.Name)
		}
	}),
	composite("A-3 6.2.11.4.1-1, UA-1 7.21.4.1-1", "fonts are embedded", func(c *checker, t *pdf.Font) {
		if err := c.program(t).err; err != nil {
			c.fail("%s: %v", t.Name, err)
		}
	}),
	composite("A-3 6.2.11.4.2-2, UA-1 7.21.4.2-2", "a subset has no list of its CIDs, which could be wrong", func(c *checker, t *pdf.Font) {
		if c.file.Dict(t.CID["FontDescriptor"])["CIDSet"] != nil {
			c.fail("%s has", t.Name)
		}
	}),
	{"A-3 6.2.11.4.1-2, UA-1 7.21.4.1-2", "the glyphs shown are in the font", func(c *checker) {
		c.glyphs(func(p *page, g pdf.Glyph) {
			f := c.program(g.Font)
			if f.err != nil || g.Mode == 3 {
				return
			}
			gid := f.gid(g.Code)
			blank := gid >= 0 && gid < len(f.places)-1 && f.places[gid] == f.places[gid+1]
			if gid >= len(f.places)-1 || blank && !unicode.IsSpace(rune(g.Code)) {
				c.fail("page %d: that of %q is not", p.Number, g.Text)
			}
		})
	}},
	{"A-3 6.2.11.5-1, UA-1 7.21.5-1", "widths in the file are those in the font", func(c *checker) {
		c.glyphs(func(p *page, g pdf.Glyph) {
			f := c.program(g.Font)
			if f.err != nil || g.Mode == 3 {
				return
			}
			if a, b := f.width(f.gid(g.Code)), g.Font.Width(g.Code); math.Abs(a-b) > 1 {
				c.fail("page %d: %q is %.0f wide in the font and %.0f in the file", p.Number, g.Text, a, b)
			}
		})
	}},
	{"A-3 6.2.11.7.2-1, UA-1 7.21.7-1", "every code shown has its Unicode", func(c *checker) {
		c.glyphs(func(p *page, g pdf.Glyph) {
			if g.Text == "" {
				c.fail("page %d: the code %04X has not", p.Number, g.Code)
			}
		})
	}},
	{"A-3 6.2.11.7.2-2, UA-1 7.21.7-2", "no code stands for U+0000, U+FEFF or U+FFFE", func(c *checker) {
		for _, t := range c.used() {
			for code, s := range t.Map {
				for _, r := range s {
					if r == 0 || r == 0xFEFF || r == 0xFFFE {
						c.fail("%s: %04X stands for U+%04X", t.Name, code, r)
					}
				}
			}
		}
	}},
	{"A-3 6.2.11.7.3-1", "no code stands for a private character", func(c *checker) {
		c.glyphs(func(p *page, g pdf.Glyph) {
			for _, r := range g.Text {
				if unicode.Is(unicode.Co, r) {
					c.fail("page %d: %04X stands for U+%04X", p.Number, g.Code, r)
				}
			}
		})
	}},
	{"32000-1 9.10.3", "no code stands for a control character, nor two for one", func(c *checker) {
		for _, t := range c.used() {
			seen := map[string]int{}
			for code, s := range t.Map {
				for _, r := range s {
					if unicode.IsControl(r) && r != 0 || r == unicode.ReplacementChar {
						c.fail("%s: %04X stands for U+%04X", t.Name, code, r)
					}
				}
				if other, ok := seen[s]; ok && !unicode.Is(unicode.Co, rune(max(code, other))) { // a separate glyph before a mark
					c.fail("%s: %04X and %04X both stand for %q", t.Name, min(code, other), max(code, other), s)
				}
				seen[s] = code
			}
		}
	}},
	{"A-3 6.2.11.8-1, UA-1 7.21.8-1", "no character is shown as .notdef", func(c *checker) {
		c.glyphs(func(p *page, g pdf.Glyph) {
			if f := c.program(g.Font); f.err == nil && f.gid(g.Code) == 0 {
				c.fail("page %d: %q is", p.Number, g.Text)
			}
		})
	}},
}
