package docx

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// Kinds of styles.
const (
	ofParagraphs = "paragraph"
	ofCharacters = "character"
	ofTables     = "table"
)

// A look is one style of the file.
type look struct {
	id, name string
	kind     string
	based    string // id of the style that it is based on
	hidden   bool   // not offered to users
	level    int    // of headings, from 1
	house    bool   // it is added to the styles of a house, which has its own defaults
	text     string // the w:pPr, w:rPr or w:tblPr and the like
}

// Ids of styles that are not roles of the style sheet.
const (
	normal       = "Normal"
	numberStyle  = "ParagraphNumber"
	codeStyle    = "IdentityCode"
	linkStyle    = "Hyperlink"
	cellStyle    = "TableText"
	gridStyle    = "ParallelText"
	ruledStyle   = "TableGrid"
	contentStyle = "ContentsHeading"
	headerStyle  = "Header"
	footerStyle  = "Footer"
	footMark     = "FootnoteReference"
	endMark      = "EndnoteReference"
	footText     = "FootnoteText"
	endText      = "EndnoteText"
)

// Roles have the names that word processors know, if there are any, so that their tools find them.
var knownRoles = map[string][2]string{
	"": {"BodyText", "Body Text"}, "title": {"Title", "Title"}, "status": {"Subtitle", "Subtitle"}, "caption": {"Caption", "caption"},
	"organ": {"OrganLine", "Organ Line"}, "preambular": {"PreambularParagraph", "Preambular Paragraph"},
	"operative": {"OperativeParagraph", "Operative Paragraph"}, "missing": {"MissingTranslation", "Missing Translation"},
	"lead-in": {"LeadIn", "Lead-in"},
}

// roleStyle returns the id and the name of the style of a role.
func roleStyle(role string) (id, name string) {
	if s, ok := knownRoles[role]; ok {
		return s[0], s[1]
	}
	for _, word := range strings.Split(role, "-") {
		if word != "" {
			id += strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return "Paper" + id, "Paper " + strings.ReplaceAll(role, "-", " ")
}

// narrowest is the width in ems below which a column is not justified. It is more than on pages, because word processors hyphenate only
// with the dictionary of the language at hand.
const narrowest = 30 * fixed.One

// grey is the colour of text that is meant for searching, not for reading.
const grey = "8C8C8C"

// Sizes, in points, that are not in the style sheet.
const (
	codeSize   = 6
	marginLook = 9 // of header and footer
)

// looks returns the styles of the file, made from the roles of the style sheet.
func (b *body) looks() []look {
	s := b.styles
	out := []look{
		{id: normal, name: "Normal", kind: ofParagraphs, text: b.paragraphLook(s.Text, false)},
		{id: "DefaultParagraphFont", name: "Default Paragraph Font", kind: ofCharacters, hidden: true},
		{id: "TableNormal", name: "Normal Table", kind: ofTables, hidden: true,
			text: `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>` +
				`<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>` +
				`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>` +
				`</w:tblCellMar></w:tblPr>`},
	}
	add := func(id, name string, l style.Look, level int) {
		out = append(out, look{id: id, name: name, kind: ofParagraphs, based: normal, level: level, text: b.paragraphLook(l, true)})
	}
	for _, role := range slices.Sorted(maps.Keys(s.Roles)) {
		id, name := roleStyle(role)
		add(id, name, s.Roles[role], 0)
	}
	for level := 1; level < len(s.Headings); level++ {
		add(fmt.Sprintf("Heading%d", level), fmt.Sprintf("heading %d", level), s.Headings[level], level)
	}
	masthead := s.Masthead
	masthead.After = 0
	add("Masthead", "Masthead", masthead, 0)
	number := s.Text
	number.Align, number.Hyphenate, number.After = style.Left, false, 0
	add(numberStyle, "Paragraph Number", number, 0)
	cells := style.Look{Size: s.Table.Size, Leading: s.Table.Leading, Align: s.Table.Align, Hyphenate: s.Table.Hyphenate}
	add(cellStyle, "Table Text", cells, 0)
	margin := style.Look{Size: fixed.Of(marginLook), Align: style.Left}
	add(headerStyle, "header", style.Look{Size: s.NumberSize, Align: style.Center}, 0)
	add(footerStyle, "footer", margin, 0)
	contents := s.Contents
	contents.Bold, contents.KeepNext = true, true
	add(contentStyle, "TOC Heading", contents, 0)
	for level := 1; level < len(s.Headings); level++ {
		l := s.Contents
		l.Left, l.Indent = s.Contents.Indent*fixed.Points(level-1), 0
		add(fmt.Sprintf("TOC%d", level), fmt.Sprintf("toc %d", level), l, 0)
	}
	note := s.Notes.Look
	note.Left, note.Indent, note.Before = note.Indent, -note.Indent, 0
	add(footText, "footnote text", note, 0)
	add(endText, "endnote text", note, 0)
	const raised = `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`
	cell := units(s.Table.Padding/2, twentieths)
	return append(out,
		look{id: footMark, name: "footnote reference", kind: ofCharacters, text: raised},
		look{id: endMark, name: "endnote reference", kind: ofCharacters, text: raised},
		look{id: linkStyle, name: "Hyperlink", kind: ofCharacters},
		look{id: codeStyle, name: "Identity Code", kind: ofCharacters, text: fmt.Sprintf(
			`<w:rPr><w:noProof/><w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr>`, grey, codeSize*halves,
			codeSize*halves)},
		look{id: gridStyle, name: "Parallel Text", kind: ofTables, based: "TableNormal"},
		look{id: ruledStyle, name: "Table Grid", kind: ofTables, based: "TableNormal", text: `<w:tblPr><w:tblBorders>` +
			rules(2*s.Table.Weight, "", "top") + rules(2*s.Table.Weight, "", "bottom") + rules(s.Table.Weight/2, ruleGrey, "insideH") +
			`</w:tblBorders><w:tblCellMar>` +
			fmt.Sprintf(`<w:top w:w="%[1]d" w:type="dxa"/><w:left w:w="%[1]d" w:type="dxa"/><w:bottom w:w="%[1]d" w:type="dxa"/>`+
				`<w:right w:w="%[1]d" w:type="dxa"/>`, cell) + `</w:tblCellMar></w:tblPr>`})
}

// ruleGrey is the colour of the rules between the rows of a table.
const ruleGrey = "999999"

// rules returns the borders at the named sides, in a colour; "": that of the text.
func rules(weight fixed.Points, colour string, sides ...string) string {
	if colour == "" {
		colour = "auto"
	}
	var b strings.Builder
	for _, side := range sides {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="%s"/>`, side, max(2, units(weight, eighths)), colour)
	}
	return b.String()
}

// paragraphLook returns the style of a role. If languages are side by side, text of the usual size has the size for columns.
func (b *body) paragraphLook(l style.Look, differs bool) string {
	s := b.styles
	size, leading := l.Size, l.Leading
	if b.columns > 1 && size == s.Text.Size && leading == s.Text.Leading {
		size, leading = s.ColumnSize, s.ColumnLeading
	}
	var p, r strings.Builder
	if l.KeepNext {
		p.WriteString("<w:keepNext/>")
	}
	p.WriteString("<w:widowControl/>")
	if !l.Hyphenate {
		p.WriteString("<w:suppressAutoHyphens/>")
	}
	fmt.Fprintf(&p, `<w:spacing w:before="%s" w:after="%s"`, twips(l.Before), twips(l.After))
	if leading > 0 {
		fmt.Fprintf(&p, ` w:line="%s" w:lineRule="atLeast"`, twips(leading))
	}
	p.WriteString("/>")
	if l.Left != 0 || l.Right != 0 || l.Indent != 0 {
		first := fmt.Sprintf(`w:firstLine="%s"`, twips(l.Indent))
		if l.Indent < 0 {
			first = fmt.Sprintf(`w:hanging="%s"`, twips(-l.Indent))
		}
		fmt.Fprintf(&p, `<w:ind w:left="%s" w:right="%s" %s/>`, twips(l.Left), twips(l.Right), first)
	}
	if b.columns > 1 && l.Align == style.Justify && b.within() < units(size.Times(narrowest), twentieths) {
		l.Align = style.Left
	}
	p.WriteString(`<w:jc w:val="` + map[style.Align]string{style.Justify: "both", style.Left: "left", style.Center: "center",
		style.Right: "right"}[l.Align] + `"/>`)
	if l.Bold {
		r.WriteString("<w:b/><w:bCs/>")
	}
	if l.Italic {
		r.WriteString("<w:i/><w:iCs/>")
	}
	if size > 0 {
		n := units(size, halves)
		fmt.Fprintf(&r, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, n, n)
	}
	return "<w:pPr>" + p.String() + "\x00</w:pPr><w:rPr>" + r.String() + "</w:rPr>"
}

// xml returns the style as XML.
func (l look) xml() string {
	var b strings.Builder
	b.WriteString(`<w:style w:type="` + l.kind + `"`)
	if !l.house && (l.id == normal || l.id == "DefaultParagraphFont" || l.id == "TableNormal") {
		b.WriteString(` w:default="1"`)
	}
	b.WriteString(` w:styleId="` + l.id + `"><w:name w:val="` + escaped(l.name) + `"/>`)
	if l.based != "" {
		b.WriteString(`<w:basedOn w:val="` + l.based + `"/>`)
	}
	if l.hidden {
		b.WriteString(`<w:semiHidden/>`)
	} else {
		b.WriteString(`<w:qFormat/>`)
	}
	level := ""
	if l.level > 0 {
		level = fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, l.level-1)
	}
	b.WriteString(strings.Replace(l.text, "\x00", level, 1) + `</w:style>`)
	return b.String()
}

// defaults precede the styles of a file.
const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="` + typeface + `" w:eastAsia="` + typeface +
	`" w:hAnsi="` + typeface + `" w:cs="` + typeface + `"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`
