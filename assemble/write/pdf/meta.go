package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"omnibus/assemble/doc"
)

// A metadata is what a file states about itself, in the information dictionary and, identically, in XMP.
type metadata struct {
	doc      *doc.Document
	producer string
}

func (d *drawing) metadata(o Options) *metadata {
	m := &metadata{doc: d.result.Doc, producer: o.Producer}
	if m.producer == "" {
		m.producer = "omnibus"
	}
	return m
}

// pdfDate returns the paper's date in the format of PDF (7.9.4): noon UTC of that day.
func (m *metadata) pdfDate() string {
	d := m.doc.Date.Last()
	if m.doc.Date.IsZero() {
		return "D:19700101120000Z"
	}
	return fmt.Sprintf("D:%04d%02d%02d120000Z", d.Year, d.Month, d.Day)
}

func (m *metadata) xmpDate() string {
	d := m.pdfDate()
	return d[2:6] + "-" + d[6:8] + "-" + d[8:10] + "T12:00:00Z"
}

func (m *metadata) subject() string {
	if m.doc.Symbol != "" {
		return m.doc.Symbol
	}
	return m.doc.Subject
}

func (m *metadata) transcriptDesc() string { return "Record of what this paper contains" }

// info returns the information dictionary (14.3.3).
func (m *metadata) info() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range []struct{ key, value string }{
		{"Title", m.doc.Title}, {"Author", m.doc.Organ}, {"Subject", m.subject()}, {"Keywords", strings.Join(m.doc.Keywords, ", ")},
		{"Producer", m.producer},
	} {
		if e.value != "" {
			fmt.Fprintf(&b, "/%s %s", e.key, text(e.value))
		}
	}
	fmt.Fprintf(&b, "/CreationDate %s/ModDate %s>>", literal(m.pdfDate()), literal(m.pdfDate()))
	return b.String()
}

func escaped(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// xmp returns the metadata stream (14.3.2; ISO 19005-3, 6.6), with the schema of the PDF/UA mark, which PDF/A does not know.
func (m *metadata) xmp(standards bool) []byte {
	var b bytes.Buffer
	b.WriteString(
		"<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF " +
			"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
	)
	b.WriteString(
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" ` +
			`xmlns:xmp="http://ns.adobe.com/xap/1.0/"`,
	)
	if standards {
		b.WriteString(` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"`)
	}
	b.WriteString(">\n<dc:format>application/pdf</dc:format>\n")
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escaped(m.doc.Title))
	if m.doc.Organ != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(m.doc.Organ))
	}
	if s := m.subject(); s != "" {
		fmt.Fprintf(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", escaped(s))
	}
	if m.doc.Symbol != "" {
		fmt.Fprintf(&b, "<dc:identifier>%s</dc:identifier>\n", escaped(m.doc.Symbol))
	}
	bag := func(name string, list []string) {
		if len(list) == 0 {
			return
		}
		fmt.Fprintf(&b, "<dc:%s><rdf:Bag>", name)
		for _, s := range list {
			fmt.Fprintf(&b, "<rdf:li>%s</rdf:li>", escaped(s))
		}
		fmt.Fprintf(&b, "</rdf:Bag></dc:%s>\n", name)
	}
	bag("language", m.doc.Langs)
	bag("subject", m.doc.Keywords)
	if len(m.doc.Original) > 0 {
		fmt.Fprintf(&b, "<dc:source>%s</dc:source>\n", escaped("original language: "+strings.Join(m.doc.Original, ", ")))
	}
	fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n", escaped(m.producer))
	if len(m.doc.Keywords) > 0 {
		fmt.Fprintf(&b, "<pdf:Keywords>%s</pdf:Keywords>\n", escaped(strings.Join(m.doc.Keywords, ", ")))
	}
	d := m.xmpDate()
	fmt.Fprintf(
		&b,
		"<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n<xmp:MetadataDate>%s</xmp:MetadataDate>\n",
		d,
		d,
		d,
	)
	if standards {
		b.WriteString("<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>\n")
	}
	b.WriteString("</rdf:Description>\n")
	if standards {
		b.WriteString(
			`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`,
		)
	}
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return b.Bytes()
}

// sRGB returns a small profile of the sRGB colour space for the output intent (ICC.1:2001-04): primaries adapted to D50, and the transfer
// function as a curve of 64 points.
func sRGB() []byte {
	type tag struct {
		name string
		data []byte
	}
	be := binary.BigEndian
	fixed := func(v float64) uint32 { return uint32(int32(math.Round(v * 65536))) }
	xyz := func(x, y, z float64) []byte {
		b := append([]byte("XYZ "), 0, 0, 0, 0)
		for _, v := range []float64{x, y, z} {
			b = be.AppendUint32(b, fixed(v))
		}
		return b
	}
	curve := append([]byte("curv"), 0, 0, 0, 0)
	const points = 64
	curve = be.AppendUint32(curve, points)
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		curve = be.AppendUint16(curve, uint16(math.Round(v*65535)))
	}
	name := "sRGB"
	desc := append([]byte("desc"), 0, 0, 0, 0)
	desc = be.AppendUint32(desc, uint32(len(name)+1))
	desc = append(append(desc, name...), 0)
	desc = append(desc, make([]byte, 4+4+2+1+67)...)
	copyright := append([]byte("text"), 0, 0, 0, 0)
	copyright = append(append(copyright, "No copyright, use freely"...), 0)
	tags := []tag{
		{"desc", desc}, {"cprt", copyright}, {"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708)}, {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // the three share one curve
	}
	var table, data []byte
	offset := 128 + 4 + 12*len(tags)
	shared := 0
	for _, t := range tags {
		at := offset + len(data)
		if t.data == nil {
			at = shared
			t.data = curve
		} else {
			data = append(data, t.data...)
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
			if t.name == "rTRC" {
				shared = at
			}
		}
		table = append(table, t.name...)
		table = be.AppendUint32(table, uint32(at))
		table = be.AppendUint32(table, uint32(len(t.data)))
	}
	head := make([]byte, 128)
	be.PutUint32(head, uint32(offset+len(data)))
	be.PutUint32(head[8:], 0x02100000)
	copy(head[12:], "mntrRGB XYZ ")
	be.PutUint16(head[24:], 2000)
	be.PutUint16(head[26:], 1)
	be.PutUint16(head[28:], 1)
	copy(head[36:], "acsp")
	be.PutUint32(head[68:], fixed(0.9642))
	be.PutUint32(head[72:], fixed(1))
	be.PutUint32(head[76:], fixed(0.8249))
	out := be.AppendUint32(head, uint32(len(tags)))
	return append(append(out, table...), data...)
}
