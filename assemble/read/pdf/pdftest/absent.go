package pdftest

import (
	"fmt"
	"slices"

	"omnibus/assemble/read/pdf"
)

// without returns the rule that no dictionary has any of the keys.
func without(clauses, text string, keys ...pdf.Name) *Rule {
	return &Rule{clauses, text, func(c *checker) {
		c.dicts(func(d pdf.Dict, where string) {
			for _, k := range keys {
				if d[k] != nil {
					c.fail("%s has /%s", where, k)
				}
			}
		})
	}}
}

// catalogWithout returns the rule that the catalog has none of the keys.
func catalogWithout(clauses, text string, keys ...pdf.Name) *Rule {
	return &Rule{clauses, text, func(c *checker) {
		for _, k := range keys {
			if c.catalog[k] != nil {
				c.fail("the catalog has /%s", k)
			}
		}
	}}
}

// pagesWithout returns the rule that no page has any of the keys.
func pagesWithout(clauses, text string, keys ...pdf.Name) *Rule {
	return &Rule{clauses, text, func(c *checker) {
		for _, p := range c.pages {
			for _, k := range keys {
				if p.Dict[k] != nil {
					c.fail("page %d has /%s", p.Number, k)
				}
			}
		}
	}}
}

// absentRules are about features that our files do not use.
var absentRules = []*Rule{
	catalogWithout("A-3 6.1.12-1, 6.1.12-2, 6.4.3-1, 6.4.3-2, 6.4.3-3", "there are no permissions and signatures", "Perms"),
	catalogWithout(
		"A-3 6.4.1-1, 6.4.1-2, 6.4.1-3, 6.4.2-1; UA-1 7.2-25, 7.15-1, 7.18.1-3, 7.18.4-1, 7.18.4-2",
		"there is no form",
		"AcroForm",
	),
	catalogWithout("A-3 6.4.2-2", "nothing needs to be rendered first", "NeedsRendering"),
	catalogWithout("A-3 6.5.2-1", "the catalog has no actions of its own", "AA"),
	catalogWithout("A-3 6.9-1, 6.9-2, 6.9-3, 6.9-4; UA-1 7.10-1, 7.10-2", "there is no optional content", "OCProperties"),
	catalogWithout("A-3 6.11-1", "there are no requirements", "Requirements"),
	pagesWithout("A-3 6.5.2-2", "pages have no actions of their own", "AA"),
	pagesWithout("A-3 6.10-2", "pages have no steps of presentation", "PresSteps"),
	pagesWithout("A-3 6.2.10-2", "pages have no transparency group", "Group"),
	without(
		"A-3 6.2.5-1, 6.2.5-2, 6.2.5-3, 6.2.5-4, 6.2.5-5, 6.2.5-6, 6.2.10-1, 6.2.4.2-2",
		"there are no extended graphics states",
		"ExtGState",
	),
	{
		"A-3 6.2.8-1, 6.2.8-2, 6.2.8-3, 6.2.8-4, 6.2.8-5, 6.2.8.3-1, 6.2.8.3-2, 6.2.8.3-3, 6.2.8.3-4, 6.2.8.3-5, 6.2.9-1, 6.2.9-2, 6.2.9-3; UA-1 7.20-1, 7.20-2",
		"there are no forms, and images are plain: eight bits, in RGB, opaque", func(c *checker) {
			c.dicts(func(d pdf.Dict, where string) {
				objects := c.file.Dict(d["XObject"])
				if d["XObject"] != nil && len(objects) == 0 {
					c.fail("%s has an empty /XObject", where)
				}
				for name := range objects {
					s := c.file.Stream(objects[name])
					if s == nil || c.file.Name(s.Dict["Subtype"]) != "Image" {
						c.fail("%s has /%s, which is no image", where, name)
						continue
					}
					for _, k := range []pdf.Name{"Alternates", "OPI", "Intent", "SMask", "Mask", "SMaskInData", "Interpolate", "Decode", "ImageMask"} {
						if s.Dict[k] != nil {
							c.fail("the image /%s has /%s", name, k)
						}
					}
					data, err := c.file.Data(s)
					w, _ := c.file.Int(s.Dict["Width"])
					h, _ := c.file.Int(s.Dict["Height"])
					if bits, _ := c.file.Int(s.Dict["BitsPerComponent"]); err != nil || bits != 8 || w <= 0 || len(data) != 3*w*h {
						c.fail("the image /%s of %d × %d pixels has %d bits and %d bytes: %v", name, w, h, bits, len(data), err)
					}
				}
			})
		},
	},
	{"A-3 6.1.13-9, 6.2.4.2-1, 6.2.4.4-1, 6.2.4.4-2", "there are no colour spaces but those of the device", func(c *checker) {
		c.dicts(func(d pdf.Dict, where string) {
			if d["ColorSpace"] != nil && d["ColorSpace"] != pdf.Object(pdf.Name("DeviceRGB")) {
				c.fail("%s has /ColorSpace", where)
			}
		})
	}},
	without("A-3 6.2.3-3", "no profile stands in another file", "DestOutputProfileRef"),
	{"A-3 6.10-1", "there are no alternate presentations", func(c *checker) {
		if c.file.Dict(c.catalog["Names"])["AlternatePresentations"] != nil {
			c.fail("there are")
		}
	}},
	{"A-3 6.5.1-1, 6.5.1-2; UA-1 7.18.6.2-1, 7.18.6.2-2", "actions only lead to a place or to the web", func(c *checker) {
		check := func(o pdf.Object, where string) {
			if d := c.file.Dict(o); d != nil && c.file.Name(d["S"]) != "GoTo" && c.file.Name(d["S"]) != "URI" {
				c.fail("%s has an action %s", where, pdf.Print(d["S"]))
			}
		}
		check(c.catalog["OpenAction"], "the catalog")
		for _, p := range c.pages {
			for _, o := range c.file.Array(p.Dict["Annots"]) {
				check(c.file.Dict(o)["A"], fmt.Sprintf("page %d", p.Number))
			}
		}
		c.dicts(func(d pdf.Dict, where string) {
			if d["Title"] != nil && d["Parent"] != nil {
				check(d["A"], where)
			}
		})
	}},
	{"UA-1 7.3-1, 7.7-1", "a figure says what it shows and where it is, and there are no formulas", func(c *checker) {
		for _, e := range c.elements {
			switch {
			case e.Standard == "Formula":
				c.fail("there is a formula")
			case e.Standard != "Figure":
			case c.file.Text(e.Dict["Alt"]) == "":
				c.fail("a figure has no description")
			case len(c.file.Array(c.file.Dict(e.Dict["A"])["BBox"])) != 4:
				c.fail("the figure %q has no place", c.file.Text(e.Dict["Alt"]))
			}
		}
	}},
}

// The operators of ISO 32000-1, annex A, and those of them that paint something other than text.
var (
	knownOperators = []string{
		"b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EI", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h",
		"i", "ID", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj",
		"TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", "\"",
	}
	painting = []string{"b", "B", "b*", "B*", "f", "F", "f*", "s", "S", "sh", "Do"}
	rgb      = []string{"RG", "rg"}
	cmyk     = []string{"K", "k"}
)

// operators visits the operators of all pages.
func (c *checker) operators(visit func(p *page, op operator)) {
	for _, p := range c.pages {
		for _, op := range p.operators {
			visit(p, op)
		}
	}
}

var contentRules = []*Rule{
	{"A-3 6.2.2-1", "content has only the operators of ISO 32000-1", func(c *checker) {
		c.operators(func(p *page, op operator) {
			if !slices.Contains(knownOperators, op.name) {
				c.fail("page %d has %q", p.Number, op.name)
			}
		})
	}},
	{"A-3 6.2.2-2", "each page has its own resources", func(c *checker) {
		for _, p := range c.pages {
			if p.Dict["Resources"] == nil {
				c.fail("page %d has not", p.Number)
			}
		}
	}},
	{"A-3 6.1.13-8", "graphics states are nested at most 28 deep", func(c *checker) {
		for _, p := range c.pages {
			depth := 0
			for _, op := range p.operators {
				switch op.name {
				case "q":
					depth++
				case "Q":
					depth--
				}
				if depth > 28 {
					c.fail("page %d: deeper", p.Number)
					break
				}
			}
		}
	}},
	{"32000-1 8.4.2, 9.4.1, 14.6.1", "graphics states, texts and marked content that begin also end", func(c *checker) {
		for _, p := range c.pages {
			depth, text, marks, wrong := 0, false, 0, false
			for _, op := range p.operators {
				switch op.name {
				case "q":
					depth++
				case "Q":
					depth--
				case "BT", "ET":
					wrong = wrong || text == (op.name == "BT")
					text = op.name == "BT"
				case "BMC", "BDC":
					marks++
				case "EMC":
					marks--
				}
				wrong = wrong || depth < 0 || marks < 0
			}
			if wrong || depth != 0 || marks != 0 || text {
				c.fail("page %d: not so", p.Number)
			}
		}
	}},
	{"A-3 6.2.6-1", "a rendering intent is one of the four", func(c *checker) {
		known := []pdf.Name{"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
		c.operators(func(p *page, op operator) {
			if op.name == "ri" && (len(op.operands) != 1 || !slices.Contains(known, c.file.Name(op.operands[0]))) {
				c.fail("page %d has %v", p.Number, op.operands)
			}
		})
	}},
	{"A-3 6.2.3-1", "the output intent has a profile of a printer or monitor", func(c *checker) {
		for _, b := range c.profiles() {
			if len(b) < 132 || string(b[36:40]) != "acsp" || !slices.Contains([]string{"prtr", "mntr"}, string(b[12:16])) ||
				!slices.Contains([]string{"RGB ", "CMYK", "GRAY"}, string(b[16:20])) || b[8] >= 5 {
				c.fail("it has not")
			}
		}
	}},
	{"A-3 6.2.3-2", "all output intents have one profile", func(c *checker) {
		var first pdf.Object
		for i, o := range c.file.Array(c.catalog["OutputIntents"]) {
			ref := c.file.Dict(o)["DestOutputProfile"]
			if i == 0 {
				first = ref
			} else if ref != first {
				c.fail("%s and %s", pdf.Print(first), pdf.Print(ref))
			}
		}
	}},
	{"A-3 6.2.4.3-4", "gray has an output intent of PDF/A", func(c *checker) {
		if len(c.profiles()) == 0 && c.openErr == nil {
			c.fail("there is none")
		}
	}},
	{"A-3 6.2.4.3-2", "RGB colours have an output intent in RGB", func(c *checker) { c.colours(rgb, "RGB ") }},
	{"A-3 6.2.4.3-3", "CMYK colours have an output intent in CMYK", func(c *checker) { c.colours(cmyk, "CMYK") }},
	{"UA-1 7.1-1", "no artifact stands in tagged content", func(c *checker) { c.nested("Artifact", true) }},
	{"UA-1 7.1-2", "no tagged content stands in an artifact", func(c *checker) { c.nested("Artifact", false) }},
	{"UA-1 7.8", "artifacts above or below all text of a page are its head or foot", func(c *checker) {
		for _, p := range c.pages {
			top, bottom := p.Height, 0.0
			for _, g := range p.glyphs {
				if pdf.MCID(g.Marks) >= 0 {
					top, bottom = min(top, g.Y), max(bottom, g.Y)
				}
			}
			for _, g := range p.glyphs {
				if len(g.Marks) == 0 || g.Marks[0].Tag != "Artifact" || g.Y >= top && g.Y <= bottom {
					continue
				}
				m := g.Marks[0].Properties
				want := pdf.Name("Header")
				if g.Y > bottom {
					want = "Footer"
				}
				if m["Type"] != pdf.Name("Pagination") || m["Subtype"] != want && m["Subtype"] != nil {
					c.fail("page %d: %q is %s", p.Number, g.Text, pdf.Print(m))
				}
			}
		}
	}},
	{"UA-1 7.1-3", "all content is tagged, or an artifact", func(c *checker) {
		loose := func(marks []pdf.Mark) bool {
			return pdf.MCID(marks) < 0 && !slices.ContainsFunc(marks, func(m pdf.Mark) bool { return m.Tag == "Artifact" })
		}
		for _, p := range c.pages {
			for _, g := range p.glyphs {
				if loose(g.Marks) {
					c.fail("page %d: %q at %.0f, %.0f", p.Number, g.Text, g.X, g.Y)
				}
			}
		}
		c.operators(func(p *page, op operator) {
			if slices.Contains(painting, op.name) && loose(op.marks) {
				c.fail("page %d: %s", p.Number, op.name)
			}
		})
	}},
}

// profiles returns the profiles of the output intents of PDF/A.
func (c *checker) profiles() [][]byte {
	var out [][]byte
	for _, o := range c.file.Array(c.catalog["OutputIntents"]) {
		d := c.file.Dict(o)
		if s := c.file.Stream(d["DestOutputProfile"]); s != nil && c.file.Name(d["S"]) == "GTS_PDFA1" {
			b, _ := c.file.Data(s)
			out = append(out, b)
		}
	}
	return out
}

func (c *checker) colours(operators []string, space string) {
	for _, b := range c.profiles() {
		if len(b) > 20 && string(b[16:20]) == space {
			return
		}
	}
	c.operators(func(p *page, op operator) {
		if slices.Contains(operators, op.name) {
			c.fail("page %d has %s", p.Number, op.name)
		}
	})
}

// nested reports an artifact inside tagged content, or tagged content inside an artifact.
func (c *checker) nested(tag pdf.Name, inside bool) {
	c.operators(func(p *page, op operator) {
		if op.name != "BDC" && op.name != "BMC" || len(op.operands) == 0 {
			return
		}
		own := op.operands[0] == tag
		tagged := false
		if len(op.operands) > 1 {
			tagged = c.file.Dict(op.operands[1])["MCID"] != nil
		}
		in := slices.ContainsFunc(op.marks, func(m pdf.Mark) bool { return m.Tag == tag })
		if inside && own && pdf.MCID(op.marks) >= 0 || !inside && tagged && in {
			c.fail("page %d has one", p.Number)
		}
	})
}
