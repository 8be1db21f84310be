// Package docx writes a document as a package of WordprocessingML (ECMA-376), for people who edit papers. Its words are those of the
// document. Numbers are text, so that nothing renumbers them. If languages are side by side, a pair is a row of a table: its number, then
// the languages. The marks of a redline are tracked changes. When the file comes back, a paragraph of the draft is identified by a code in
// the column for numbers, and by bookmarks.
package docx

import (
	"archive/zip"
	"io"
	"slices"
	"strings"
	"time"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/style"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relations   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRels = "http://schemas.openxmlformats.org/package/2006/relationships"
	main        = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	mediaType   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	namespaces  = ` xmlns:w="` + main + `" xmlns:r="` + relations + `"`
)

// A part is a file of the package.
type part struct {
	name, kind string // kind is its media type; empty: that of its extension
	text       string
}

// Write writes the document in the styles of a style sheet. The same document and sheet give the same bytes.
func Write(w io.Writer, d *doc.Document, s *style.Sheet) error {
	house, err := houseOf(s)
	if err != nil {
		return err
	}
	b := newBody(d, s)
	b.width, b.margin, b.headed = house.width(), house.margin(), house.headed()
	b.markings(house)
	b.write()
	looks := b.looks()
	parts := []part{
		{"word/document.xml", mediaType + "document.main+xml", house.dressed(b.settle(b.document(house)), looks)},
		{"word/styles.xml", mediaType + "styles+xml", house.styles(looks)},
		{"word/settings.xml", mediaType + "settings+xml", b.settings()},
		{"word/fontTable.xml", mediaType + "fontTable+xml", fonts},
		{"word/footnotes.xml", mediaType + "footnotes+xml", house.dressed(b.notes("footnote", b.feet.String()), looks)},
		{"word/endnotes.xml", mediaType + "endnotes+xml", house.dressed(b.notes("endnote", b.ends.String()), looks)},
	}
	parts = append(parts, house.marked(house.dressed(b.pageMark(), looks))...)
	if house.section == "" {
		parts = append(parts,
			part{"word/header1.xml", mediaType + "header+xml", b.header()},
			part{"word/header2.xml", mediaType + "header+xml", b.firstHeader()},
			part{"word/footer1.xml", mediaType + "footer+xml", b.footer()})
	}
	parts = append(parts,
		part{"word/_rels/document.xml.rels", "", b.links(house)},
		part{"word/_rels/footnotes.xml.rels", "", b.noteLinks.text()},
		part{"word/_rels/endnotes.xml.rels", "", b.endLinks.text()},
		part{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core(d)},
		part{"docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", app},
		part{"docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml", custom(d)},
	)
	return pack(w, parts, slices.Concat(house.media, b.media))
}

// packed is the date of all parts: the earliest that archives can have.
var packed = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// pack writes the package: the content types first, as readers expect, and nothing that depends on the day.
func pack(w io.Writer, parts []part, media []raw) error {
	z := zip.NewWriter(w)
	put := func(name string, text []byte) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		return err
	}
	var types strings.Builder
	types.WriteString(declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	seen := map[string]bool{}
	for _, m := range media {
		if !seen[m.extension()] {
			seen[m.extension()] = true
			types.WriteString(`<Default Extension="` + escaped(m.extension()) + `" ContentType="` + escaped(m.kind) + `"/>`)
		}
	}
	for _, p := range parts {
		if p.kind != "" {
			types.WriteString(`<Override PartName="/` + escaped(p.name) + `" ContentType="` + p.kind + `"/>`)
		}
	}
	types.WriteString(`</Types>`)
	if err := put("[Content_Types].xml", []byte(types.String())); err != nil {
		return err
	}
	if err := put("_rels/.rels", []byte(root)); err != nil {
		return err
	}
	for _, p := range parts {
		if err := put(p.name, []byte(p.text)); err != nil {
			return err
		}
	}
	for _, m := range media {
		if err := put(m.name, m.bytes); err != nil {
			return err
		}
	}
	return z.Close()
}

// root has the relationships of the package.
const root = declaration + `<Relationships xmlns="` + packageRels + `">` +
	`<Relationship Id="rId1" Type="` + relations + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageRels + `/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + relations + `/extended-properties" Target="docProps/app.xml"/>` +
	`<Relationship Id="rId4" Type="` + relations + `/custom-properties" Target="docProps/custom.xml"/></Relationships>`

const app = declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
	`<Application>omnibus</Application></Properties>`

const fonts = declaration + `<w:fonts` + namespaces + `><w:font w:name="` + typeface + `"><w:panose1 w:val="02020603050405020304"/>` +
	`<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`

// typeface is the typeface of all text. It has the same metrics as the one on the pages.
const typeface = "Times New Roman"

func core(d *doc.Document) string { return coreOf(d, d.Reference()) }

// coreOf returns the properties that every program knows.
func coreOf(d *doc.Document, identifier string) string {
	var b strings.Builder
	b.WriteString(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	put := func(name, value string) {
		if value != "" {
			b.WriteString("<" + name + ">" + escaped(value) + "</" + name + ">")
		}
	}
	put("dc:title", d.Title)
	put("dc:subject", d.Subject)
	put("dc:creator", d.Organ)
	put("cp:keywords", strings.Join(d.Keywords, ", "))
	put("dc:language", strings.Join(d.Langs, ", "))
	put("dc:identifier", identifier)
	if day := stamp(d.Date); day != "" {
		for _, name := range []string{"dcterms:created", "dcterms:modified"} {
			b.WriteString("<" + name + ` xsi:type="dcterms:W3CDTF">` + day + "</" + name + ">")
		}
	}
	b.WriteString("</cp:coreProperties>")
	return b.String()
}

// stamp returns the beginning of a day in the format of properties and changes; "" if the day is not known.
func stamp(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.First().String() + "T00:00:00Z"
}

func custom(d *doc.Document) string {
	return properties([][2]string{{doc.PropertyPaper, d.Paper}, {doc.PropertyLangs, strings.Join(d.Langs, " ")},
		{doc.PropertyView, d.Variant}, {doc.PropertySymbol, d.Symbol}, {doc.PropertyTranscript, doc.Sum(d.Transcript)}})
}

// properties returns the part with the properties of our own. Empty ones are left out.
func properties(all [][2]string) string {
	var b strings.Builder
	b.WriteString(declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"` +
		` xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	n := 1
	for _, p := range all {
		if p[1] == "" {
			continue
		}
		n++
		b.WriteString(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="` + decimal(n) + `" name="` + p[0] + `"><vt:lpwstr>` +
			escaped(p[1]) + `</vt:lpwstr></property>`)
	}
	b.WriteString(`</Properties>`)
	return b.String()
}

// A references holds the relationships of one part with targets outside the package.
type references struct {
	first []string // relationships that come before
	by    map[string]string
	out   []string
}

// of returns the id of the relationship for an address.
func (r *references) of(url string) string {
	if r.by == nil {
		r.by = map[string]string{}
	}
	id := r.by[url]
	if id == "" {
		id = "rLink" + decimal(len(r.out)+1)
		r.by[url] = id
		r.out = append(r.out, `<Relationship Id="`+id+`" Type="`+relations+`/hyperlink" Target="`+escaped(url)+`" TargetMode="External"/>`)
	}
	return id
}

func (r *references) text() string {
	return declaration + `<Relationships xmlns="` + packageRels + `">` + strings.Join(r.first, "") + strings.Join(r.out, "") +
		`</Relationships>`
}
