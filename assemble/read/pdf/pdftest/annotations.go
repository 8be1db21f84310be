package pdftest

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/read/pdf"
)

// An annot is an annotation with its place and its structure element.
type annot struct {
	pdf.Dict
	of   *pdf.Element // structure element that contains it; nil if there is none
	link pdf.Link
}

// annotation returns a rule on each annotation. check returns what is wrong, or "".
func annotation(clauses, text string, check func(c *checker, a annot) string) *Rule {
	return &Rule{clauses, text, func(c *checker) {
		holders := map[pdf.Object]*pdf.Element{}
		for _, e := range c.elements {
			for _, k := range e.Kids {
				if k.Object != nil {
					holders[k.Object] = e
				}
			}
		}
		for _, p := range c.pages {
			links := map[pdf.Object]pdf.Link{}
			for _, l := range p.Links() {
				links[l.Ref] = l
			}
			for _, o := range c.file.Array(p.Dict["Annots"]) {
				d := c.file.Dict(o)
				if said := check(c, annot{d, holders[o], links[o]}); said != "" {
					c.fail("page %d, %s: %s", p.Number, pdf.Print(d["Rect"]), said)
				}
			}
		}
	}}
}

func unless(ok bool, format string, args ...any) string {
	if ok {
		return ""
	}
	return fmt.Sprintf(format, args...)
}

var annotationRules = []*Rule{
	annotation(
		"A-3 6.3.1-1, 6.3.3-1, 6.3.3-3, 6.3.3-4; UA-1 7.18.1-1, 7.18.2-1, 7.18.8-1",
		"annotations are links",
		func(c *checker, a annot) string {
			return unless(c.file.Name(a.Dict["Subtype"]) == "Link", "a %s", c.file.Name(a.Dict["Subtype"]))
		},
	),
	annotation("A-3 6.3.2-1", "annotations have flags", func(c *checker, a annot) string { return unless(a.Dict["F"] != nil, "none") }),
	annotation("A-3 6.3.2-2", "annotations are printed and not hidden", func(c *checker, a annot) string {
		n, _ := c.file.Int(a.Dict["F"])
		return unless(a.Dict["F"] == nil || n&(1|2|32|256) == 0 && n&4 != 0, "the flags are %d", n)
	}),
	annotation("A-3 6.3.3-2", "annotations have at most the usual appearance", func(c *checker, a annot) string {
		ap := c.file.Dict(a.Dict["AP"])
		return unless(ap == nil || len(ap) == 1 && ap["N"] != nil, "others too")
	}),
	annotation("UA-1 7.18.1-2, 7.18.5-2", "annotations have a description", func(c *checker, a annot) string {
		return unless(strings.TrimSpace(c.file.Text(a.Dict["Contents"])) != "", "none")
	}),
	annotation(
		"UA-1 7.18.5-1, 32000-1 14.8.4.4.2",
		"links are in a Link of the structure, with their text",
		func(c *checker, a annot) string {
			if c.file.Name(a.Dict["Subtype"]) != "Link" {
				return ""
			}
			if a.of == nil {
				return "in none"
			}
			return unless(a.of.Standard == "Link" && a.of.Text() != "", "in %s %q", a.of.Standard, brief(a.of))
		},
	),
	annotation("32000-1 12.5.6.5", "links lead somewhere", func(c *checker, a annot) string {
		if uri := c.file.Text(c.file.Dict(a.Dict["A"])["URI"]); uri != "" {
			return unless(!strings.ContainsFunc(uri, func(r rune) bool { return r <= ' ' || r > '~' }), "%q", uri)
		}
		to := a.link.To
		return unless(to != nil && to.Y >= 0 && to.Y <= to.Page.Height, "nowhere")
	}),
	{"UA-1 7.18.3-1", "tabs go from link to link in the order of the structure", func(c *checker) {
		for _, p := range c.pages {
			if p.Dict["Annots"] != nil && c.file.Name(p.Dict["Tabs"]) != "S" {
				c.fail("page %d: %s", p.Number, pdf.Print(p.Dict["Tabs"]))
			}
		}
	}},
	{"32000-1 12.3.3", "bookmarks are linked both ways and lead somewhere", func(c *checker) {
		if c.catalog["Outlines"] == nil {
			return
		}
		marks, err := c.file.Bookmarks()
		if err != nil {
			c.fail("%v", err)
		}
		for _, b := range marks {
			if b.To == nil || b.Title == "" || b.To.Y < 0 || b.To.Y > b.To.Page.Height {
				c.fail("%q does not", b.Title)
			}
		}
		var walk func(parent pdf.Object, depth int) int
		walk = func(parent pdf.Object, depth int) int {
			d, n := c.file.Dict(parent), 0
			var last pdf.Object
			for o := d["First"]; o != nil && depth < 32 && n < 1<<16; o = c.file.Dict(o)["Next"] {
				x := c.file.Dict(o)
				if x["Parent"] != parent || x["Prev"] != last {
					c.fail("%q is not linked to those about it", c.file.Text(x["Title"]))
				}
				last = o
				n += 1 + walk(o, depth+1)
			}
			if said, _ := c.file.Int(d["Count"]); d["Last"] != last || said != n {
				c.fail("%q has %d below it and says %d", c.file.Text(d["Title"]), n, said)
			}
			return n
		}
		if err == nil {
			walk(c.catalog["Outlines"], 0)
		}
	}},
	{"A-3 6.8-1", "embedded files have a MIME type", func(c *checker) {
		c.typed("EmbeddedFile", func(d pdf.Dict, where string) {
			if !mime.MatchString(string(c.file.Name(d["Subtype"]))) {
				c.fail("%s: %q", where, c.file.Name(d["Subtype"]))
			}
		})
	}},
	{"A-3 6.8-2, UA-1 7.11-1", "embedded files have both names", func(c *checker) {
		c.specifications(func(d pdf.Dict, where string) {
			if c.file.Text(d["F"]) == "" || c.file.Text(d["UF"]) == "" {
				c.fail("%s has not", where)
			}
		})
	}},
	{"A-3 6.8-3", "embedded files state their relation to the paper", func(c *checker) {
		c.specifications(func(d pdf.Dict, where string) {
			if c.file.Name(d["AFRelationship"]) == "" {
				c.fail("%s does not", where)
			}
		})
	}},
	{"A-3 6.8-4", "embedded files are associated with the paper, and listed", func(c *checker) {
		n := 0
		c.specifications(func(d pdf.Dict, where string) { n++ })
		listed := c.file.Array(c.catalog["AF"])
		names, _ := c.file.NameTree(c.file.Dict(c.catalog["Names"])["EmbeddedFiles"])
		for _, e := range names {
			if !slices.Contains(listed, e.Value) {
				c.fail("%s is not", e.Name)
			}
		}
		if len(listed) != n || len(names) != n {
			c.fail("there are %d, %d associated, %d listed", n, len(listed), len(names))
		}
	}},
}

func (c *checker) specifications(visit func(d pdf.Dict, where string)) {
	c.dicts(func(d pdf.Dict, where string) {
		if d["EF"] != nil {
			visit(d, where)
		}
	})
}
