// Package pdftest checks finished PDF files against the rules of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) that a machine can
// check, and against rules of ISO 32000-1 on which these rely. It is for tests.
//
// Each rule is named by its clauses; the number after the dash is that of the test in the profiles of the veraPDF project. For features
// that our files do not use at all (images, forms, optional content, signatures ...), the rule is that the file does not have them, which
// is stricter than the standard. Two limits that our files cannot reach are left out: the numbers of objects (A-3 6.1.13-7) and of CIDs
// (A-3 6.1.13-10), which have two bytes. For every rule, the tests of this package have a broken file that must fail.
package pdftest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/read/pdf"
)

// A Finding is a rule that a file violates, and the place.
type Finding struct {
	Rule    *Rule
	Message string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s [%s]: %s", f.Rule.Text, f.Rule.Clauses, f.Message)
}

// A Rule is a property of every conforming file.
type Rule struct {
	Clauses string // UA-1 7.1-3, A-3 6.2.2-1 ...
	Text    string
	check   func(*checker)
}

// Rules returns all rules.
func Rules() []*Rule {
	return slices.Concat(syntaxRules, absentRules, contentRules, fontRules, structureRules, annotationRules, metadataRules)
}

// Check returns what is wrong with a file, or nothing for a correct one. It leaves out further findings of a rule after the first few.
func Check(b []byte) []Finding {
	c := &checker{bytes: b, objects: map[int]pdf.Object{}, programs: map[*pdf.Font]*program{}, parents: map[int]pdf.Object{}}
	c.open()
	for _, r := range Rules() {
		c.rule, c.count = r, 0
		r.check(c)
	}
	return c.findings
}

// A checker contains the data for the rules.
type checker struct {
	bytes    []byte
	file     *pdf.File // without any objects if it cannot be opened
	openErr  error
	numbers  []int
	objects  map[int]pdf.Object
	errs     []error // errors of objects that cannot be read
	catalog  pdf.Dict
	pages    []*page
	walkErrs []error
	tops     []*pdf.Element
	treeErr  error
	elements []*pdf.Element // all, in reading order
	parents  map[int]pdf.Object
	programs map[*pdf.Font]*program
	xmp      *node
	xmpErr   error
	packet   []byte

	rule     *Rule
	count    int
	findings []Finding
}

// A page is a page with the operators and glyphs of its content.
type page struct {
	*pdf.Page
	glyphs    []pdf.Glyph
	operators []operator
}

type operator struct {
	name     string
	operands []pdf.Object
	marks    []pdf.Mark
}

func (c *checker) fail(format string, args ...any) {
	if c.count++; c.count <= 3 {
		c.findings = append(c.findings, Finding{c.rule, fmt.Sprintf(format, args...)})
	}
}

func (c *checker) open() {
	c.file, c.openErr = pdf.Open(c.bytes)
	if c.openErr != nil {
		c.file = &pdf.File{}
		return
	}
	c.catalog = c.file.Catalog()
	for _, n := range c.file.Numbers() {
		o, err := c.file.Get(pdf.Ref{Number: n})
		if err != nil {
			c.errs = append(c.errs, err)
			continue
		}
		c.numbers = append(c.numbers, n)
		c.objects[n] = o
		if s, ok := o.(*pdf.Stream); ok {
			if _, err := c.file.Data(s); err != nil {
				c.errs = append(c.errs, fmt.Errorf("object %d: %w", n, err))
			}
		}
	}
	for _, p := range c.file.Pages() {
		x := &page{Page: p}
		err := p.Walk(pdf.Visitor{
			Glyph: func(g pdf.Glyph) { x.glyphs = append(x.glyphs, g) },
			Operator: func(name string, operands []pdf.Object, marks []pdf.Mark) {
				x.operators = append(x.operators, operator{name, slices.Clone(operands), marks})
			},
		})
		if err != nil {
			c.walkErrs = append(c.walkErrs, err)
		}
		c.pages = append(c.pages, x)
	}
	c.tops, c.treeErr = c.file.Structure()
	for _, t := range c.tops {
		for e := range t.All() {
			c.elements = append(c.elements, e)
		}
	}
	nums, _ := c.file.NumberTree(c.file.Dict(c.catalog["StructTreeRoot"])["ParentTree"])
	for _, n := range nums {
		c.parents[n.Number] = n.Value
	}
	c.packet, c.xmpErr = c.file.Metadata()
	if c.xmpErr == nil && c.packet != nil {
		c.xmp, c.xmpErr = parseXML(c.packet)
	}
}

// each calls visit for every object, and for every object within it.
func (c *checker) each(visit func(o pdf.Object, where string)) {
	var walk func(o pdf.Object, where string)
	walk = func(o pdf.Object, where string) {
		visit(o, where)
		switch o := o.(type) {
		case pdf.Array:
			for _, v := range o {
				walk(v, where)
			}
		case pdf.Dict:
			for k, v := range o {
				visit(k, where)
				walk(v, where)
			}
		case *pdf.Stream:
			walk(o.Dict, where)
		}
	}
	for _, n := range c.numbers {
		walk(c.objects[n], fmt.Sprintf("object %d", n))
	}
	walk(c.file.Trailer, "the trailer")
}

// dicts calls visit for every dictionary, including those of streams and those within others.
func (c *checker) dicts(visit func(d pdf.Dict, where string)) {
	c.each(func(o pdf.Object, where string) {
		if d, ok := o.(pdf.Dict); ok {
			visit(d, where)
		}
	})
}

// typed calls visit for the dictionaries of a type.
func (c *checker) typed(t pdf.Name, visit func(d pdf.Dict, where string)) {
	c.dicts(func(d pdf.Dict, where string) {
		if c.file.Name(d["Type"]) == t {
			visit(d, where)
		}
	})
}

// unreadable returns a check that fails for reading errors with one of the words or, if not is set, with none of them.
func unreadable(not bool, words ...string) func(*checker) {
	return func(c *checker) {
		all := slices.Concat([]error{c.openErr}, c.errs, c.walkErrs)
		for _, err := range slices.DeleteFunc(all, func(err error) bool { return err == nil }) {
			said := slices.ContainsFunc(words, func(w string) bool { return strings.Contains(err.Error(), w) })
			if said != not {
				c.fail("%v", err)
			}
		}
	}
}

var errEmpty = errors.New("empty")
