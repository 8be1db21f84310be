package docx

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// A Form is a file of tables that people fill in or translate, and send back: each row that comes home has a code, in small grey type and
// as a hidden bookmark, as the rows of a draft have. It has a plain look of its own, without a style sheet.
type Form struct {
	Paper     string // what kind of form it is, for the property by which the file is recognized
	Title     string
	Lang      string   // language of the words around the fields
	Langs     []string // languages that occur in it
	Creator   string
	Subject   string
	Reference string // a small grey line at the foot of each page
	Date      date.Date
	Size      string // letter or a4
	Wide      bool   // the pages are turned
	Data      string // what the import needs to know, see doc.Pack
	Blocks    []FormBlock
}

// A FormBlock is a *FormTable, or a *FormText between tables.
type FormBlock interface{ formBlock() }

func (*FormTable) formBlock() {}
func (*FormText) formBlock()  {}

// A FormText is a paragraph.
type FormText struct {
	Level int // of a heading, from 1; 0: running text
	Lang  string
	Text  string
}

// A FormTable is a table. Widths are relative.
type FormTable struct {
	Widths []int
	Head   []string // repeated on every page; nil: none
	Rows   []FormRow
}

// A FormRow is a row. Code may be empty: such a row is not to be filled in.
type FormRow struct {
	Code  string
	Cells []FormCell
}

// A FormCell is a cell: a paragraph for each line of its text, then notes in small type.
type FormCell struct {
	Text   string
	Lang   string // "": that of the form
	Given  bool   // not to be filled in: it is shaded
	Strong bool
	Shown  []FormRun // below the text: a former text, with its changes
	Notes  []string
}

// A FormRun is a run of a text with changes. They are shown, not tracked: deletions struck through, insertions bold and underlined.
type FormRun struct {
	Text     string
	Ins, Del bool
}

// Measures of a form.
const (
	formMargin  = 54 // points
	formText    = 10 // size of its text, in points
	formNotes   = 7
	formHead    = 12
	formTitle   = 16
	formPadding = 4
	formShade   = "F2F2F2"
)

// pageSizes has the sizes of pages, in points.
var pageSizes = map[string][2]int{"letter": {612, 792}, "a4": {595, 842}}

// smallStyle is the style of notes in small type.
const smallStyle = "FormNote"

// A former writes a form.
type former struct {
	form  *Form
	out   strings.Builder
	marks int
	width int      // of the text, in twentieths of a point
	given []string // texts that nobody fills in
}

// WriteForm writes a form. The same form gives the same bytes.
func WriteForm(w io.Writer, f *Form) error {
	size, ok := pageSizes[f.Size]
	if !ok {
		size = pageSizes["letter"]
	}
	turned := ""
	if f.Wide {
		size[0], size[1] = size[1], size[0]
		turned = ` w:orient="landscape"`
	}
	x := &former{form: f, width: (size[0] - 2*formMargin) * twentieths}
	x.tell("Title", "", f.Lang, f.Title)
	table := false
	for _, b := range f.Blocks {
		switch b := b.(type) {
		case *FormText:
			style := "BodyText"
			if b.Level > 0 {
				style = fmt.Sprintf("Heading%d", b.Level)
			}
			x.tell(style, "", b.Lang, b.Text)
			table = false
		case *FormTable:
			for from := 0; from < len(b.Rows); from += mostRows {
				if table {
					x.out.WriteString(parting)
				}
				x.table(b, b.Rows[from:min(from+mostRows, len(b.Rows))])
				table = true
			}
		}
	}
	if table {
		x.out.WriteString(parting)
	}
	links := references{first: []string{relation("rId1", "styles", "styles.xml"), relation("rId2", "settings", "settings.xml"),
		relation("rId3", "fontTable", "fontTable.xml"), relation("rIdFoot", "footer", "footer1.xml")}}
	about := &doc.Document{Title: f.Title, Subject: f.Subject, Organ: f.Creator, Langs: f.Langs, Date: f.Date}
	own := [][2]string{{doc.PropertyPaper, f.Paper}, {doc.PropertyLangs, strings.Join(f.Langs, " ")}}
	return pack(w, []part{
		{"word/document.xml", mediaType + "document.main+xml", declaration + `<w:document` + namespaces + `><w:body>` + x.out.String() +
			section(size, turned) + `</w:body></w:document>`},
		{"word/styles.xml", mediaType + "styles+xml", formStyles()},
		{"word/settings.xml", mediaType + "settings+xml", formSettings},
		{"word/fontTable.xml", mediaType + "fontTable+xml", fonts},
		{"word/footer1.xml", mediaType + "footer+xml", footerOf(f.Reference)},
		{"word/_rels/document.xml.rels", "", links.text()},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", coreOf(about, f.Reference)},
		{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app},
		{"docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml",
			properties(append(own, doc.Pack(f.Data, x.given)...))},
	}, nil)
}

const formSettings = declaration + `<w:settings` + namespaces + `>` + compatible + `</w:settings>`

// section returns the page set-up of a form.
func section(size [2]int, turned string) string {
	const margin = formMargin * twentieths
	return fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rIdFoot"/><w:pgSz w:w="%d" w:h="%d"%s/>`+
		`<w:pgMar w:top="%[4]d" w:right="%[4]d" w:bottom="%[4]d" w:left="%[4]d" w:header="%[5]d" w:footer="%[5]d" w:gutter="0"/>`+
		`</w:sectPr>`, size[0]*twentieths, size[1]*twentieths, turned, margin, margin/2)
}

// paragraph writes a paragraph. inside are runs before its words.
func (x *former) paragraph(style, looks, lang, words, inside string) {
	x.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inside)
	if words != "" {
		x.run(looks, lang, words)
	}
	x.out.WriteString(`</w:p>`)
}

// tell writes a paragraph that nobody fills in.
func (x *former) tell(style, looks, lang, words string) {
	x.given = append(x.given, words)
	x.paragraph(style, looks, lang, words, "")
}

// run writes a run. looks are elements of its w:rPr that precede its language.
func (x *former) run(looks, lang, words string) {
	if lang == "" {
		lang = x.form.Lang
	}
	x.out.WriteString(`<w:r><w:rPr>` + looks + `<w:lang w:val="` + escaped(lang) + `"/></w:rPr>`)
	text(&x.out, words, "w:t")
	x.out.WriteString(`</w:r>`)
}

// table writes rows as a table.
func (x *former) table(t *FormTable, rows []FormRow) {
	total := 0
	for _, w := range t.Widths {
		total += w
	}
	fmt.Fprintf(&x.out, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>`+
		`<w:tblGrid>`, ruledStyle, x.width)
	widths := make([]int, len(t.Widths))
	for i, w := range t.Widths {
		widths[i] = x.width * w / total
		fmt.Fprintf(&x.out, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	x.out.WriteString(`</w:tblGrid>`)
	if t.Head != nil {
		head := FormRow{}
		for _, h := range t.Head {
			head.Cells = append(head.Cells, FormCell{Text: h, Given: true, Strong: true})
		}
		x.row(head, widths, `<w:cantSplit/><w:tblHeader/>`)
	}
	for _, r := range rows {
		long := 0
		for _, c := range r.Cells {
			long = max(long, utf8.RuneCountInString(c.Text))
		}
		if long < shortRow {
			x.row(r, widths, `<w:cantSplit/>`)
		} else {
			x.row(r, widths, "")
		}
	}
	x.out.WriteString(`</w:tbl>`)
}

// row writes a row. Its last cell reaches to the edge of the table.
func (x *former) row(r FormRow, widths []int, looks string) {
	x.out.WriteString(`<w:tr>`)
	if looks != "" {
		x.out.WriteString(`<w:trPr>` + looks + `</w:trPr>`)
	}
	for i, c := range r.Cells {
		width, span := widths[i], 1
		if i == len(r.Cells)-1 {
			for _, w := range widths[i+1:] {
				width, span = width+w, span+1
			}
		}
		fmt.Fprintf(&x.out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if span > 1 {
			fmt.Fprintf(&x.out, `<w:gridSpan w:val="%d"/>`, span)
		}
		if c.Given {
			x.out.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + formShade + `"/>`)
		}
		x.out.WriteString(`</w:tcPr>`)
		x.cell(c)
		if i == 0 && r.Code != "" {
			x.marks++
			x.paragraph(smallStyle, `<w:rStyle w:val="`+codeStyle+`"/>`, "", r.Code, fmt.Sprintf(
				`<w:bookmarkStart w:id="%[1]d" w:name="%[2]s"/><w:bookmarkEnd w:id="%[1]d"/>`, x.marks, doc.Bookmark+r.Code))
		}
		x.out.WriteString(`</w:tc>`)
	}
	x.out.WriteString(`</w:tr>`)
}

// cell writes the paragraphs of a cell.
func (x *former) cell(c FormCell) {
	looks := ""
	if c.Strong {
		looks = `<w:b/><w:bCs/>`
	}
	if c.Text != "" || !c.Given || len(c.Notes) == 0 {
		for line := range strings.SplitSeq(c.Text, "\n") {
			if c.Given {
				x.given = append(x.given, line)
			}
			x.paragraph(cellStyle, looks, c.Lang, line, "")
		}
	}
	if len(c.Shown) > 0 {
		x.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + smallStyle + `"/></w:pPr>`)
		all := ""
		for _, r := range c.Shown {
			look := ""
			if r.Ins {
				look = `<w:b/><w:bCs/><w:u w:val="single"/>`
			}
			if r.Del {
				look = `<w:strike/>`
			}
			x.run(look, c.Lang, strings.ReplaceAll(r.Text, "\n", " "))
			all += strings.ReplaceAll(r.Text, "\n", " ")
		}
		x.given = append(x.given, all)
		x.out.WriteString(`</w:p>`)
	}
	for _, n := range c.Notes {
		x.tell(smallStyle, "", "", strings.ReplaceAll(n, "\n", " "))
	}
}

// formStyles returns the styles of forms.
func formStyles() string {
	sized := func(points, before, after int, more, runs string) string {
		return fmt.Sprintf(`<w:pPr>%s<w:spacing w:before="%d" w:after="%d"/>`+"\x00"+
			`</w:pPr><w:rPr>%s<w:sz w:val="%d"/><w:szCs w:val="%[5]d"/></w:rPr>`, more, before*twentieths, after*twentieths, runs,
			points*halves)
	}
	const bold = `<w:b/><w:bCs/>`
	all := []look{
		{id: normal, name: "Normal", kind: ofParagraphs, text: sized(formText, 0, 0, "", "")},
		{id: "DefaultParagraphFont", name: "Default Paragraph Font", kind: ofCharacters, hidden: true},
		{id: "TableNormal", name: "Normal Table", kind: ofTables, hidden: true,
			text: `<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>`},
		{id: "Title", name: "Title", kind: ofParagraphs, based: normal, text: sized(formTitle, 0, formHead, "", bold)},
		{id: "BodyText", name: "Body Text", kind: ofParagraphs, based: normal, text: sized(formText, 0, formNotes, "", "")},
	}
	for level := 1; level <= 2; level++ {
		all = append(all, look{id: fmt.Sprintf("Heading%d", level), name: fmt.Sprintf("heading %d", level), kind: ofParagraphs,
			based: normal, level: level, text: sized(formHead, formHead, formPadding, "<w:keepNext/>", bold)})
	}
	padding := fixed.Of(formPadding)
	all = append(all,
		look{id: cellStyle, name: "Table Text", kind: ofParagraphs, based: normal, text: sized(formText, 1, 1, "", "")},
		look{id: smallStyle, name: "Form Note", kind: ofParagraphs, based: normal, text: sized(formNotes, 0, 0, "", "")},
		look{id: footerStyle, name: "footer", kind: ofParagraphs, based: normal, text: sized(formNotes, 0, 0, "", "")},
		look{id: codeStyle, name: "Identity Code", kind: ofCharacters, text: fmt.Sprintf(
			`<w:rPr><w:noProof/><w:color w:val="%s"/><w:sz w:val="%d"/><w:szCs w:val="%[2]d"/></w:rPr>`, grey, codeSize*halves)},
		look{id: ruledStyle, name: "Table Grid", kind: ofTables, based: "TableNormal", text: `<w:tblPr><w:tblBorders>` +
			rules(0, "", "top", "left", "bottom", "right", "insideH", "insideV") + `</w:tblBorders><w:tblCellMar>` +
			fmt.Sprintf(`<w:top w:w="0" w:type="dxa"/><w:left w:w="%[1]s" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>`+
				`<w:right w:w="%[1]s" w:type="dxa"/>`, twips(padding)) + `</w:tblCellMar></w:tblPr>`})
	var b strings.Builder
	b.WriteString(declaration + `<w:styles` + namespaces + `>` + defaults)
	for _, l := range all {
		b.WriteString(l.xml())
	}
	return b.String() + `</w:styles>`
}
