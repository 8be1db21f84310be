package pdftest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/read/pdf"
)

var languageTag = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// standardTypes are the structure types of ISO 32000-1, 14.8.4.
var standardTypes = strings.Fields(
	`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`,
)

// kids returns a rule on the types that the elements of a type may contain, and parent on the types that may contain them.
func kids(clauses string, of pdf.Name, may ...pdf.Name) *Rule {
	return &Rule{clauses, string(of) + " contains only what it may contain", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard != of {
				continue
			}
			for _, k := range e.Kids {
				if k.Element != nil && !slices.Contains(may, k.Element.Standard) {
					c.fail("%s contains %s: %q", of, k.Element.Standard, brief(e))
				}
			}
		}
	}}
}

func parent(clauses string, of pdf.Name, may ...pdf.Name) *Rule {
	return &Rule{clauses, string(of) + " stands where it may stand", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard == of && (e.Parent == nil || !slices.Contains(may, e.Parent.Standard)) {
				c.fail("%q", brief(e))
			}
		}
	}}
}

// atMost returns the rule that an element of a type contains at most one of another type.
func atMost(clauses string, of, kid pdf.Name) *Rule {
	return &Rule{clauses, string(of) + " contains at most one " + string(kid), func(c *checker) {
		for _, e := range c.elements {
			if e.Standard == of && count(e, kid) > 1 {
				c.fail("%q", brief(e))
			}
		}
	}}
}

func count(e *pdf.Element, kid pdf.Name) int {
	n := 0
	for _, k := range e.Kids {
		if k.Element != nil && k.Element.Standard == kid {
			n++
		}
	}
	return n
}

func brief(e *pdf.Element) string {
	r := []rune(e.Text())
	return string(r[:min(40, len(r))])
}

var structureRules = []*Rule{
	{"UA-1 6.2-1, A-3 6.7.2.2-1", "the file says that it is tagged", func(c *checker) {
		if c.file.Dict(c.catalog["MarkInfo"])["Marked"] != true {
			c.fail("it does not")
		}
	}},
	{"UA-1 7.1-4", "no tag is suspect", func(c *checker) {
		if c.file.Dict(c.catalog["MarkInfo"])["Suspects"] == true {
			c.fail("the file says so")
		}
	}},
	{"UA-1 7.1-11, A-3 6.7.3.3-1", "there is a structure tree", func(c *checker) {
		if c.treeErr != nil {
			c.fail("%v", c.treeErr)
		} else if len(c.tops) != 1 {
			c.fail("it has %d elements at the top", len(c.tops))
		}
	}},
	{"UA-1 7.1-5, A-3 6.7.3.4-1", "structure types are standard or mapped to such", func(c *checker) {
		for _, e := range c.elements {
			if !slices.Contains(standardTypes, string(e.Standard)) {
				c.fail("%q is not", e.Type)
			}
		}
	}},
	{"UA-1 7.1-6, A-3 6.7.3.4-2", "the role map does not lead in a circle", func(c *checker) {
		for t := range c.roles() {
			if _, ok := c.file.Standard(t); !ok {
				c.fail("%s does", t)
			}
		}
	}},
	{"UA-1 7.1-7, A-3 6.7.3.4-3", "no standard type is mapped to another", func(c *checker) {
		for t := range c.roles() {
			if slices.Contains(standardTypes, string(t)) {
				c.fail("%s is", t)
			}
		}
	}},
	{"UA-1 7.1-12", "each element knows the one above it", func(c *checker) {
		root, _ := c.catalog["StructTreeRoot"].(pdf.Ref)
		for _, e := range c.elements {
			want := root
			if e.Parent != nil {
				want = e.Parent.Ref
			}
			if e.Dict["P"] != want {
				c.fail("%s %q: %s, not %s", e.Type, brief(e), pdf.Print(e.Dict["P"]), pdf.Print(want))
			}
		}
	}},
	{"UA-1 7.1-10", "the window shows the title", func(c *checker) {
		if c.file.Dict(c.catalog["ViewerPreferences"])["DisplayDocTitle"] != true {
			c.fail("it does not")
		}
	}},
	{"32000-1 14.7.4.4", "the parent tree leads from marked content and objects to the elements that contain them", (*checker).parentTree},
	{"32000-1 14.7.4.2", "a number of marked content occurs once on a page and once in the tree", (*checker).markedContent},
	{"32000-1 14.7.2", "the tree of identifiers leads to the elements that have them", func(c *checker) {
		tree, err := c.file.NameTree(c.file.Dict(c.catalog["StructTreeRoot"])["IDTree"])
		if err != nil {
			c.fail("%v", err)
		}
		if !slices.IsSortedFunc(tree, func(a, b pdf.Named) int { return cmp.Compare(a.Name, b.Name) }) {
			c.fail("it is not in order")
		}
		has := map[string]pdf.Object{}
		for _, n := range tree {
			has[n.Name] = n.Value
		}
		for _, e := range c.elements {
			if e.ID != "" && has[e.ID] != e.Ref {
				c.fail("%s is not in it", e.ID)
			}
		}
	}},
	{"UA-1 7.2-2, 7.2-21, 7.2-22, 7.2-23, 7.2-24, 7.2-30, 7.2-31, 7.2-32, 7.2-33, 7.2-34", "the document has a language", func(c *checker) {
		if c.openErr == nil && c.file.Text(c.catalog["Lang"]) == "" {
			c.fail("it has none")
		}
	}},
	{"UA-1 7.2-29, A-3 6.7.4-1", "languages are language tags", func(c *checker) {
		c.dicts(func(d pdf.Dict, where string) {
			if s, ok := d["Lang"].(pdf.String); ok && !languageTag.MatchString(s.Text()) {
				c.fail("%s: %q", where, s.Text())
			}
		})
		c.operators(func(p *page, op operator) {
			for _, o := range op.operands {
				if d, ok := o.(pdf.Dict); ok {
					if s, ok := d["Lang"].(pdf.String); ok && !languageTag.MatchString(s.Text()) {
						c.fail("page %d: %q", p.Number, s.Text())
					}
				}
			}
		})
	}},
	kids("UA-1 7.2-3", "Table", "TR", "THead", "TBody", "TFoot", "Caption"),
	parent("UA-1 7.2-4", "TR", "Table", "THead", "TBody", "TFoot"),
	parent("UA-1 7.2-5", "THead", "Table"),
	parent("UA-1 7.2-6", "TBody", "Table"),
	parent("UA-1 7.2-7", "TFoot", "Table"),
	parent("UA-1 7.2-8", "TH", "TR"),
	parent("UA-1 7.2-9", "TD", "TR"),
	kids("UA-1 7.2-10", "TR", "TH", "TD"),
	atMost("UA-1 7.2-11", "Table", "THead"),
	atMost("UA-1 7.2-12", "Table", "TFoot"),
	atMost("UA-1 7.2-39", "Table", "Caption"),
	{"UA-1 7.2-13, 7.2-14", "a table with a head or foot has a body", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard == "Table" && count(e, "THead")+count(e, "TFoot") > 0 && count(e, "TBody") == 0 {
				c.fail("%q", brief(e))
			}
		}
	}},
	{"UA-1 7.2-16", "the caption of a table is first or last", func(c *checker) {
		for _, e := range c.elements {
			for i, k := range e.Kids {
				if e.Standard == "Table" && k.Element != nil && k.Element.Standard == "Caption" && i > 0 && i < len(e.Kids)-1 {
					c.fail("%q", brief(e))
				}
			}
		}
	}},
	parent("UA-1 7.2-17", "LI", "L"),
	parent("UA-1 7.2-18", "LBody", "LI"),
	kids("UA-1 7.2-19", "L", "L", "LI", "Caption"),
	kids("UA-1 7.2-20", "LI", "Lbl", "LBody"),
	parent("UA-1 7.2-26", "TOCI", "TOC"),
	kids("UA-1 7.2-27", "TOC", "TOC", "TOCI", "Caption"),
	{"UA-1 7.2-28, 7.2-40", "the caption of a list or of contents is first", func(c *checker) {
		for _, e := range c.elements {
			for i, k := range e.Kids {
				if (e.Standard == "TOC" || e.Standard == "L") && k.Element != nil && k.Element.Standard == "Caption" && i > 0 {
					c.fail("%q", brief(e))
				}
			}
		}
	}},
	kids("UA-1 7.2-36", "THead", "TR"),
	kids("UA-1 7.2-37", "TBody", "TR"),
	kids("UA-1 7.2-38", "TFoot", "TR"),
	{"UA-1 7.2-15, 7.2-41, 7.2-42, 7.2-43", "the cells of a table fill a grid", (*checker).grid},
	{"UA-1 7.4.2-1", "headings go down by one level at most, from H1", func(c *checker) {
		level := 0
		for _, e := range c.elements {
			if n := headingLevel(e.Standard); n > 0 {
				if n > level+1 {
					c.fail("%s %q follows level %d", e.Standard, brief(e), level)
				}
				level = n
			}
		}
	}},
	{"UA-1 7.4.4-1, 7.4.4-2, 7.4.4-3", "headings are numbered by level", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard == "H" {
				c.fail("%q is not", brief(e))
			}
		}
	}},
	{"UA-1 7.5-1, 7.5-2", "tables have header cells, each with its scope", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard != "Table" {
				continue
			}
			heads := 0
			for cell := range e.All() {
				if cell.Standard == "TH" {
					heads++
					if s := cell.Attribute("Table", "Scope"); s != pdf.Name("Row") && s != pdf.Name("Column") && s != pdf.Name("Both") {
						c.fail("%q has none", brief(cell))
					}
				}
			}
			if heads == 0 {
				c.fail("the table %q has none", brief(e))
			}
		}
	}},
	{"UA-1 7.9-1", "notes have an identifier", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard == "Note" && e.ID == "" {
				c.fail("%q has none", brief(e))
			}
		}
	}},
	{"UA-1 7.9-2", "no two elements have one identifier", func(c *checker) {
		seen := map[string]bool{}
		for _, e := range c.elements {
			if e.ID != "" && seen[e.ID] {
				c.fail("%s is of two", e.ID)
			}
			seen[e.ID] = true
		}
	}},
	{"32000-1 14.8.4.3", "headings, paragraphs, labels and entries have text", func(c *checker) {
		for _, e := range c.elements {
			switch e.Standard {
			case "P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TOCI", "Link", "Note":
				if strings.TrimSpace(e.Text()) == "" {
					c.fail("%s with %s is empty", e.Type, pdf.Print(e.Dict["K"]))
				}
			}
		}
	}},
	{"32000-1 14.8.4.2", "a table of contents has entries, and each leads to what it names", func(c *checker) {
		for _, e := range c.elements {
			if e.Standard != "TOC" && e.Standard != "TOCI" {
				continue
			}
			entries, links := 0, 0
			for k := range e.All() {
				switch k.Standard {
				case "TOCI":
					entries++
				case "Link":
					links++
				}
			}
			if entries == 0 || links == 0 {
				c.fail("%s with %q has %d entries and %d links", e.Type, e.Text(), entries, links)
			}
		}
	}},
}

func headingLevel(t pdf.Name) int {
	if len(t) == 2 && t[0] == 'H' && t[1] >= '1' && t[1] <= '6' {
		return int(t[1] - '0')
	}
	return 0
}

func (c *checker) roles() pdf.Dict {
	return c.file.Dict(c.file.Dict(c.catalog["StructTreeRoot"])["RoleMap"])
}

// parentTree checks all ways up the tree: from each number of marked content, and from each object.
func (c *checker) parentTree() {
	for _, e := range c.elements {
		for _, k := range e.Kids {
			switch {
			case k.Element != nil:
			case k.Object != nil:
				key, ok := c.file.Int(c.file.Dict(k.Object)["StructParent"])
				if !ok || c.parents[key] != e.Ref {
					c.fail("the object %s of %s does not lead back", pdf.Print(k.Object), e.Type)
				}
			case k.Page == nil:
				c.fail("%s contains content of no page", e.Type)
			default:
				key, ok := c.file.Int(k.Page.Dict["StructParents"])
				up := c.file.Array(c.parents[key])
				if !ok || k.MCID < 0 || k.MCID >= len(up) || up[k.MCID] != e.Ref {
					c.fail("page %d: content %d of %s does not lead back", k.Page.Number, k.MCID, e.Type)
				}
			}
		}
	}
	for _, p := range c.pages {
		for _, o := range c.file.Array(p.Dict["Annots"]) {
			if d := c.file.Dict(o); d["StructParent"] != nil {
				key, _ := c.file.Int(d["StructParent"])
				if c.parents[key] == nil {
					c.fail("page %d: an annotation leads to no element", p.Number)
				}
			}
		}
	}
}

func (c *checker) markedContent() {
	type place struct{ page, id int }
	in := map[place]int{}
	for _, e := range c.elements {
		for _, k := range e.Kids {
			if k.Element == nil && k.Object == nil && k.Page != nil {
				in[place{k.Page.Number, k.MCID}]++
			}
		}
	}
	for _, p := range c.pages {
		on := map[int]int{}
		for _, op := range p.operators {
			if op.name == "BDC" && len(op.operands) > 1 {
				if n, ok := c.file.Int(c.file.Dict(op.operands[1])["MCID"]); ok {
					on[n]++
				}
			}
		}
		for id, n := range on {
			if n != 1 || in[place{p.Number, id}] != 1 {
				c.fail("page %d: %d occurs %d times on it and %d times in the tree", p.Number, id, n, in[place{p.Number, id}])
			}
			delete(in, place{p.Number, id})
		}
	}
	for at := range in {
		c.fail("page %d has no %d", at.page, at.id)
	}
}

// grid lays out the cells of each table, and fails for rows of different lengths and for overlapping cells.
func (c *checker) grid() {
	span := func(e *pdf.Element, key pdf.Name) int {
		n, ok := c.file.Int(e.Attribute("Table", key))
		if !ok {
			return 1
		}
		return max(n, 1)
	}
	for _, t := range c.elements {
		if t.Standard != "Table" {
			continue
		}
		var rows []*pdf.Element
		for e := range t.All() {
			if e.Standard == "TR" && tableOf(e) == t {
				rows = append(rows, e)
			}
		}
		taken := make([]map[int]bool, len(rows))
		for i := range rows {
			taken[i] = map[int]bool{}
		}
		for i, r := range rows {
			at := 0
			for _, k := range r.Kids {
				if k.Element == nil {
					continue
				}
				for taken[i][at] {
					at++
				}
				for down := range span(k.Element, "RowSpan") {
					for right := range span(k.Element, "ColSpan") {
						if i+down >= len(rows) || taken[i+down][at+right] {
							c.fail("the cell %q has no room", brief(k.Element))
						} else {
							taken[i+down][at+right] = true
						}
					}
				}
			}
		}
		for i := range rows {
			if len(taken[i]) != len(taken[0]) {
				c.fail("row %d has %d columns, the first %d", i+1, len(taken[i]), len(taken[0]))
			}
		}
	}
}

func tableOf(e *pdf.Element) *pdf.Element {
	for e = e.Parent; e != nil && e.Standard != "Table"; e = e.Parent {
	}
	return e
}
