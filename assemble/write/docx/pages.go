package docx

import (
	"fmt"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/style"
)

// document returns the main part, with the text and the page set-up.
func (b *body) document(h *house) string {
	var o strings.Builder
	o.Grow(b.out.Len() + 1024)
	o.WriteString(declaration + `<w:document` + namespaces + `><w:body>`)
	o.WriteString(b.out.String())
	if h.section != "" {
		o.WriteString(h.section)
	} else {
		o.WriteString(b.section())
	}
	o.WriteString(`</w:body></w:document>`)
	return o.String()
}

// section returns the page set-up: size, margins, header and footer.
func (b *body) section() string {
	s := b.styles
	width, height := s.Page(b.columns)
	var o strings.Builder
	o.WriteString(`<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/><w:headerReference w:type="first" r:id="rIdFirst"/>` +
		`<w:footerReference w:type="default" r:id="rIdFoot"/><w:footerReference w:type="first" r:id="rIdFoot"/>`)
	for _, kind := range []doc.NoteKind{doc.Foot, doc.End} {
		if m := b.marking[kind]; m.format != "" && m.format != usualFormat[kind] {
			fmt.Fprintf(&o, `<w:%[1]sPr><w:numFmt w:val="%[2]s"/></w:%[1]sPr>`, noteElement[kind], m.format)
		}
	}
	orient := ""
	if width > height {
		orient = ` w:orient="landscape"`
	}
	fmt.Fprintf(&o, `<w:pgSz w:w="%s" w:h="%s"%s/>`, twips(width), twips(height), orient)
	fmt.Fprintf(&o, `<w:pgMar w:top="%s" w:right="%s" w:bottom="%s" w:left="%s" w:header="%s" w:footer="%s" w:gutter="0"/>`,
		twips(s.Top), twips(s.Right), twips(s.Bottom), twips(s.Left), twips(max(0, s.NumberTop-s.NumberSize)), twips(s.Bottom/2))
	if s.LineNumbers {
		fmt.Fprintf(&o, `<w:lnNumType w:countBy="%d" w:distance="%s" w:restart="newPage"/>`, max(1, s.Lines.Every), twips(s.Lines.Distance))
	}
	o.WriteString(`<w:titlePg/></w:sectPr>`)
	return o.String()
}

// header returns the header of the pages from the second on: the page number, and the symbol if the style sheet has a running head.
func (b *body) header() string {
	s := b.styles
	width, _ := s.Page(b.columns)
	text := width - s.Left - s.Right
	before, after, _ := strings.Cut(s.NumberFormat, "%d")
	run := func(words string) string { return `<w:r>` + wordsOf(words) + `</w:r>` }
	number := run(before) +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("2") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run(after)
	tabs := fmt.Sprintf(`<w:tabs><w:tab w:val="center" w:pos="%s"/><w:tab w:val="right" w:pos="%s"/></w:tabs>`, twips(text/2), twips(text))
	symbol := run(b.doc.Symbol)
	switch {
	case s.Running == style.AtLeft && b.doc.Symbol != "":
		number = symbol + run("\t") + number
	case s.Running == style.AtRight && b.doc.Symbol != "":
		number = run("\t") + number + run("\t") + symbol
	default:
		number = run("\t") + number
	}
	return declaration + `<w:hdr` + namespaces + `>` + b.pageMark() + `<w:p><w:pPr><w:pStyle w:val="` + headerStyle + `"/>` + tabs +
		`<w:jc w:val="left"/></w:pPr>` +
		number + `</w:p></w:hdr>`
}

// firstHeader returns the header of the first page. It has no page number if the style sheet begins with a later one.
func (b *body) firstHeader() string {
	if b.styles.NumberFrom <= 1 {
		return b.header()
	}
	return declaration + `<w:hdr` + namespaces + `>` + b.pageMark() + `<w:p><w:pPr><w:pStyle w:val="` + headerStyle +
		`"/></w:pPr></w:p></w:hdr>`
}

// pageMark returns the word at the top of every page, as a separate line of the header, which programs do not read aloud with the text.
func (b *body) pageMark() string {
	if b.doc.Mark == "" {
		return ""
	}
	return `<w:p><w:pPr><w:pStyle w:val="` + headerStyle + `"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>` +
		wordsOf(b.doc.Mark) + `</w:r></w:p>`
}

// footer returns the footer: a small grey line by which the file is recognized when it is returned.
func (b *body) footer() string { return footerOf(b.doc.Reference()) }

func footerOf(reference string) string {
	return declaration + `<w:ftr` + namespaces + `><w:p><w:pPr><w:pStyle w:val="` + footerStyle + `"/></w:pPr>` + told(reference) +
		`</w:p></w:ftr>`
}

// told returns the run that names what the file was made from.
func told(reference string) string {
	return `<w:r><w:rPr><w:rStyle w:val="` + codeStyle + `"/></w:rPr>` + wordsOf(reference) + `</w:r>`
}

func wordsOf(s string) string {
	var b strings.Builder
	text(&b, s, "w:t")
	return b.String()
}

// compatible makes word processors lay the file out as their present versions do.
const compatible = `<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"` +
	` w:val="15"/></w:compat>`

// settings returns the part with the settings of the file.
func (b *body) settings() string {
	var o strings.Builder
	o.WriteString(declaration + `<w:settings` + namespaces + `>`)
	if b.codes != nil { // edits of a draft are tracked
		o.WriteString(`<w:trackRevisions/>`)
	}
	o.WriteString(`<w:autoHyphenation/><w:doNotHyphenateCaps/>`)
	o.WriteString(`<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>`)
	o.WriteString(compatible)
	o.WriteString(`</w:settings>`)
	return o.String()
}

// notes returns the part with the footnotes or endnotes: the standard separators, then ours.
func (b *body) notes(kind, ours string) string {
	return declaration + `<w:` + kind + `s` + namespaces + `><w:` + kind +
		` w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:` +
		kind + `><w:` + kind + ` w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:` + kind +
		`>` +
		ours + `</w:` + kind + `s>`
}

// links returns the relationships of the main part.
func (b *body) links(h *house) string {
	r := b.outLinks
	for i, x := range [][2]string{{"styles", "styles.xml"}, {"settings", "settings.xml"}, {"fontTable", "fontTable.xml"},
		{"footnotes", "footnotes.xml"}, {"endnotes", "endnotes.xml"}} {
		r.first = append(r.first, relation("rId"+decimal(i+1), x[0], x[1]))
	}
	if h.section == "" {
		r.first = append(r.first, relation("rIdHead", "header", "header1.xml"), relation("rIdFirst", "header", "header2.xml"),
			relation("rIdFoot", "footer", "footer1.xml"))
	}
	r.first = append(r.first, h.relations...)
	return r.text()
}

func relation(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + relations + `/` + kind + `" Target="` + escaped(target) + `"/>`
}
