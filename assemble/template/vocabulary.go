package template

import (
	"slices"

	"omnibus/assemble/diag"
)

// content is the kind of content allowed in an element.
type content int

const (
	nothing content = iota
	flow            // blocks
	mixed           // blocks, or words
	words           // text and inline elements
	only            // the elements of its list
)

// An element is an element of the vocabulary of templates.
type element struct {
	inline   bool
	content  content
	children []string // of only
	attrs    []string
	doc      string
}

// everywhere holds the attributes that every element may have.
var everywhere = []string{"id", "lang", "class"}

// vocabulary holds all elements that a template may use. A paper contains nothing else.
var vocabulary = map[string]*element{
	"section": {content: flow, doc: "what belongs together: a heading and what follows"},
	"h1":      {content: words, attrs: []string{"label", "common"}, doc: "heading"},
	"h2":      {content: words, attrs: []string{"label", "common"}, doc: "heading below h1"},
	"h3":      {content: words, attrs: []string{"label", "common"}, doc: "heading below h2"},
	"h4":      {content: words, attrs: []string{"label", "common"}, doc: "heading below h3"},
	"h5":      {content: words, attrs: []string{"label", "common"}, doc: "heading below h4"},
	"h6":      {content: words, attrs: []string{"label", "common"}, doc: "heading below h5"},
	"p": {
		content: words,
		attrs:   []string{"common", "unheard"},
		doc:     "paragraph; its class is a role of the style sheet; unheard: it is not read aloud",
	},
	"ol": {content: only, children: []string{"li"}, doc: "list; its class is a list of the style sheet"},
	"ul": {content: only, children: []string{"li"}, doc: "list without labels: each item has a bullet"},
	"li": {content: mixed, attrs: []string{"label"}, doc: "item of a list; label is what is printed before it"},

	"table": {
		content:  only,
		children: []string{"caption", "thead", "tbody"},
		attrs:    []string{"widths", "aligns", "common"},
		doc:      "table; widths are the relative widths of its columns; aligns is left, center or right for each of them",
	},
	"caption": {content: words, doc: "caption of a table"},
	"thead":   {content: only, children: []string{"tr"}, doc: "rows that are repeated at the top of each page"},
	"tbody":   {content: only, children: []string{"tr"}, doc: "rows"},
	"tr":      {content: only, children: []string{"th", "td"}, doc: "row"},
	"th":      {content: mixed, attrs: []string{"scope", "colspan"}, doc: "cell that heads a column or a row"},
	"td":      {content: mixed, attrs: []string{"colspan"}, doc: "cell"},

	"masthead":  {content: only, children: []string{"emblem", "left", "right"}, doc: "classification block at the head of the paper"},
	"emblem":    {content: words, doc: "place of the emblem of the profile; its words say what it shows"},
	"left":      {content: only, children: []string{"line"}, doc: "left side of the masthead: the organs"},
	"right":     {content: only, children: []string{"line"}, doc: "right side of the masthead: series, symbol, date, original"},
	"line":      {content: words, doc: "line of the masthead"},
	"notices":   {content: nothing, doc: "place for notices of untranslated texts and stale translations"},
	"changes":   {content: nothing, doc: "place for the summary of changes in a redline"},
	"contents":  {content: words, attrs: []string{"depth"}, doc: "list of contents; its words are its title"},
	"endnotes":  {content: nothing, doc: "place for the endnotes"},
	"pagebreak": {content: nothing, doc: "a new page starts here"},

	"a": {
		inline:  true,
		content: words,
		attrs:   []string{"href", "title"},
		doc:     "link to the web, or with #id to a block; title is read aloud",
	},
	"em":     {inline: true, content: words, doc: "emphasis: italic"},
	"strong": {inline: true, content: words, doc: "bold"},
	"sup":    {inline: true, content: words, doc: "raised"},
	"u":      {inline: true, content: words, doc: "underlined"},
	"ins":    {inline: true, content: words, doc: "inserted against the base"},
	"del":    {inline: true, content: words, doc: "deleted against the base"},
	"span":   {inline: true, content: words, doc: "words in another language (lang)"},
	"note": {
		inline:  true,
		content: words,
		attrs:   []string{"kind", "mark"},
		doc:     "note; kind is foot or end; mark is printed instead of a number",
	},
	"br":   {inline: true, content: nothing, doc: "new line"},
	"text": {inline: true, content: nothing, attrs: []string{"ref"}, doc: "a record's text; only {{.Text}} and its like write it"},
}

// root defines the content of a whole paper.
var root = &element{content: flow}

// takes reports whether a child may be in e, and if not, which may.
func (e *element) takes(name string) (ok bool, hint string) {
	child := vocabulary[name]
	switch e.content {
	case nothing:
		return false, "it contains nothing"
	case flow:
		return !child.inline &&
			!parts[name], "blocks are allowed there: section, h1 to h6, p, ol, ul, table, masthead, notices, contents, endnotes, pagebreak"
	case words:
		return child.inline, "words are allowed there, with a, em, strong, sup, u, span, note, br"
	case mixed:
		return child.inline || !parts[name], "blocks or words are allowed there"
	}
	if slices.Contains(e.children, name) {
		return true, ""
	}
	hint = "it may contain " + e.children[0]
	for i, c := range e.children[1:] {
		if i == len(e.children)-2 {
			hint += " or " + c
		} else {
			hint += ", " + c
		}
	}
	return false, hint
}

// spelt holds the names of the vocabulary, each once.
var spelt = func() map[string]string {
	out := map[string]string{}
	for name, e := range vocabulary {
		for _, s := range slices.Concat([]string{name}, everywhere, e.attrs) {
			out[s] = s
		}
	}
	return out
}()

// nameOf returns a name as a string; that of the vocabulary, if there is one, so that a paper has it once.
func nameOf(name []byte) string {
	if s, ok := spelt[string(name)]; ok {
		return s
	}
	return string(name)
}

// parts holds the elements allowed only within a certain other one.
var parts = func() map[string]bool {
	out := map[string]bool{}
	for _, e := range vocabulary {
		for _, c := range e.children {
			out[c] = true
		}
	}
	return out
}()

func (e *element) attribute(name string) bool {
	return slices.Contains(everywhere, name) || slices.Contains(e.attrs, name)
}

// nearestElement returns the element that a misspelt name may mean, or "".
func nearestElement(name string) string {
	switch name {
	case "b":
		return "strong"
	case "i":
		return "em"
	case "div", "article", "main":
		return "section"
	case "s", "strike":
		return "del"
	case "hr":
		return "pagebreak"
	}
	names := make([]string, 0, len(vocabulary))
	for n := range vocabulary {
		names = append(names, n)
	}
	slices.Sort(names)
	return diag.Nearest(name, names)
}
