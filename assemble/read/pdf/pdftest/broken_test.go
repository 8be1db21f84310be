package pdftest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/read/pdf"
)

// A broken is a correct file with one fault, and the clause of the rule that must find it.
type broken struct {
	clause, fault string
	edit          func(e *editor)
	bytes         func(b []byte) []byte // change of the written file, after edit
}

// replace returns a change of the file's bytes that does not move any others.
func replace(old, new string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
}

// key returns a change that sets a key of a dictionary.
func key(in func(e *editor) pdf.Dict, k pdf.Name, v pdf.Object) func(*editor) {
	return func(e *editor) { in(e)[k] = v }
}

// great is a number that a PDF reader need not support.
var great int64 = 1 << 31

// kind returns a change of the type of the first element of a type.
func kind(from, to pdf.Name) func(*editor) {
	return func(e *editor) { e.element(from)["S"] = to }
}

// more returns a change that adds empty elements after the kids of the first element of a type.
func more(in pdf.Name, kinds ...pdf.Name) func(*editor) {
	return func(e *editor) {
		of := e.elements(in)[0]
		list := slices.Clone(of.Dict["K"].(pdf.Array))
		for _, k := range kinds {
			list = append(list, e.add(pdf.Dict{"S": k, "P": of.Ref, "K": pdf.Array{}}))
		}
		of.Dict["K"] = list
	}
}

// within returns a change that replaces a part of the metadata.
func within(old, new string) func(*editor) { return func(e *editor) { e.xmp(old, new) } }

// shown returns a change that adds text in artifacts to the first page.
func shown(content string) func(*editor) {
	return func(e *editor) { e.behind("/Artifact BMC\n" + content + "\nEMC\n") }
}

func intent(e *editor) pdf.Dict     { return e.dict(e.catalog(), "OutputIntents", 0) }
func descriptor(e *editor) pdf.Dict { return e.dict(e.cid(), "FontDescriptor") }
func spec(e *editor) pdf.Dict       { return e.dict(e.catalog(), "AF", 0) }

func profile(at int, with string) func(*editor) {
	return func(e *editor) {
		e.stream(intent(e)["DestOutputProfile"], func(s string) string { return s[:at] + with + s[at+len(with):] })
	}
}

func unicodes(change func(string) string) func(*editor) {
	return func(e *editor) { e.stream(e.font()["ToUnicode"], change) }
}

var brokenFiles = []broken{
	{clause: "32000-1 7.3", fault: "an object is cut", bytes: replace("/Type /Font/", "/Type (Font/")},
	{clause: "32000-1 7.3", fault: "the end is missing", bytes: func(b []byte) []byte { return b[:len(b)/2] }},
	{clause: "32000-1 7.3", fault: "a compressed stream is altered", bytes: func(b []byte) []byte {
		i := bytes.Index(b, []byte("x\xda"))
		b[i+40] ^= 0xFF
		return b
	}},
	{clause: "A-3 6.1.7.1-1", fault: "a length is too small", bytes: replace("/Length 2", "/Length 1")},
	{clause: "A-3 6.1.3-2", fault: "the trailer says how it is encrypted", edit: func(e *editor) { e.trailer["Encrypt"] = pdf.Dict{} }},
	{clause: "A-3 6.1.10-1", fault: "an inline image", edit: shown("BI /W 1 /H 1 ID x EI")},
	{clause: "A-3 6.1.2-1", fault: "version 2", bytes: replace("%PDF-1.7", "%PDF-2.0")},
	{clause: "A-3 6.1.2-2", fault: "a comment of letters", bytes: replace("%\xE2\xE3\xCF\xD3", "%abcd")},
	{clause: "A-3 6.1.3-1", fault: "no identifier", edit: func(e *editor) { delete(e.trailer, "ID") }},
	{clause: "A-3 6.1.3-3", fault: "a line behind the end", bytes: func(b []byte) []byte { return append(b, "more\n"...) }},
	{clause: "A-3 6.1.4-2", fault: "a space behind xref", bytes: replace("xref\n0 1\n", "xref 0 1\n")},
	{clause: "A-3 6.1.6-1", fault: "an odd number of digits", edit: key((*editor).page, "X", raw("<123>"))},
	{clause: "A-3 6.1.6-1", fault: "an odd number of digits on a page", edit: shown("BT /FR 8 Tf <004> Tj ET")},
	{clause: "A-3 6.1.6-2", fault: "a digit that is none", edit: key((*editor).page, "X", raw("<12G4>"))},
	{clause: "A-3 6.1.7.1-2", fault: "a stream without a line end", bytes: replace("\nendstream", " endstream")},
	{clause: "A-3 6.1.7.1-2", fault: "a carriage return alone", bytes: replace("stream\n", "stream\r")},
	{clause: "A-3 6.1.7.1-3", fault: "a stream in another file", edit: func(e *editor) { e.dict(e.page(), "Contents")["FFilter"] = pdf.Name("x") }},
	{clause: "A-3 6.1.7.2-1", fault: "LZW", edit: func(e *editor) {
		e.add(&pdf.Stream{Dict: pdf.Dict{"Filter": pdf.Name("LZWDecode")}})
	}},
	{clause: "A-3 6.1.8-1", fault: "a name in Latin-1", edit: key((*editor).page, "X", pdf.Name("caf\xE9"))},
	{clause: "A-3 6.1.9-1", fault: "two spaces", bytes: replace(" 0 obj\n<<", " 0 obj <<")},
	{clause: "A-3 6.1.9-1", fault: "endobj behind something", bytes: replace(">>\nendobj", ">> endobj")},
	{clause: "A-3 6.1.13-1", fault: "a great number", edit: key((*editor).page, "X", int(great))},
	{clause: "A-3 6.1.13-2", fault: "a greater number", edit: key((*editor).page, "X", 4e38)},
	{clause: "A-3 6.1.13-5", fault: "a small number", edit: key((*editor).page, "X", 1e-39)},
	{clause: "A-3 6.1.13-3", fault: "a long string", edit: key((*editor).page, "X", text(strings.Repeat("a", 32768)))},
	{clause: "A-3 6.1.13-4", fault: "a long name", edit: key((*editor).page, "X", pdf.Name(strings.Repeat("a", 128)))},
	{clause: "A-3 6.1.13-11", fault: "a great page", edit: key((*editor).page, "MediaBox", pdf.Array{0, 0, 612, 14401})},

	{clause: "A-3 6.1.12-1", fault: "permissions", edit: key((*editor).catalog, "Perms", pdf.Dict{})},
	{clause: "A-3 6.4.1-1", fault: "a form", edit: key((*editor).catalog, "AcroForm", pdf.Dict{})},
	{clause: "A-3 6.4.2-2", fault: "rendering", edit: key((*editor).catalog, "NeedsRendering", true)},
	{clause: "A-3 6.5.2-1", fault: "actions", edit: key((*editor).catalog, "AA", pdf.Dict{})},
	{clause: "A-3 6.9-1", fault: "optional content", edit: key((*editor).catalog, "OCProperties", pdf.Dict{})},
	{clause: "A-3 6.11-1", fault: "requirements", edit: key((*editor).catalog, "Requirements", pdf.Array{})},
	{clause: "A-3 6.5.2-2", fault: "actions of a page", edit: key((*editor).page, "AA", pdf.Dict{})},
	{clause: "A-3 6.10-2", fault: "steps", edit: key((*editor).page, "PresSteps", pdf.Dict{})},
	{clause: "A-3 6.2.10-2", fault: "a transparency group", edit: key((*editor).page, "Group", pdf.Dict{})},
	{clause: "A-3 6.2.5-1", fault: "an extended graphics state", edit: func(e *editor) { e.dict(e.page(), "Resources")["ExtGState"] = pdf.Dict{} }},
	{clause: "A-3 6.2.8-1", fault: "an image", edit: func(e *editor) { e.dict(e.page(), "Resources")["XObject"] = pdf.Dict{} }},
	{clause: "A-3 6.1.13-9", fault: "a colour space", edit: func(e *editor) { e.dict(e.page(), "Resources")["ColorSpace"] = pdf.Dict{} }},
	{clause: "A-3 6.2.3-3", fault: "a profile elsewhere", edit: key(intent, "DestOutputProfileRef", pdf.Dict{})},
	{clause: "A-3 6.10-1", fault: "another presentation", edit: func(e *editor) { e.dict(e.catalog(), "Names")["AlternatePresentations"] = pdf.Dict{} }},
	{clause: "A-3 6.5.1-1", fault: "a script when opened", edit: key((*editor).catalog, "OpenAction", pdf.Dict{"S": pdf.Name("JavaScript")})},
	{clause: "A-3 6.5.1-1", fault: "a link that starts a program", edit: func(e *editor) { e.link()["A"] = pdf.Dict{"S": pdf.Name("Launch")} }},
	{clause: "A-3 6.5.1-1", fault: "a bookmark with a named action", edit: func(e *editor) {
		e.dict(e.catalog(), "Outlines", "First")["A"] = pdf.Dict{"S": pdf.Name("Named"), "N": pdf.Name("Print")}
	}},
	{clause: "UA-1 7.3-1", fault: "a figure", edit: kind("P", "Figure")},

	{clause: "A-3 6.2.2-1", fault: "an operator of another kind", edit: shown("BX 1 xyz EX")},
	{clause: "A-3 6.2.2-2", fault: "a page without resources", edit: func(e *editor) {
		e.dict(e.catalog(), "Pages")["Resources"] = e.page()["Resources"]
		delete(e.page(), "Resources")
	}},
	{clause: "A-3 6.1.13-8", fault: "29 graphics states", edit: shown(strings.Repeat("q ", 29) + strings.Repeat("Q ", 29))},
	{clause: "32000-1 8.4.2", fault: "a graphics state without end", edit: shown("q")},
	{clause: "32000-1 8.4.2", fault: "an end too many", edit: func(e *editor) { e.behind("EMC\n") }},
	{clause: "32000-1 8.4.2", fault: "text in text", edit: shown("BT BT ET ET")},
	{clause: "A-3 6.2.6-1", fault: "an intent of its own", edit: shown("/Bright ri")},
	{clause: "A-3 6.2.3-1", fault: "a profile of a scanner", edit: profile(12, "scnr")},
	{clause: "A-3 6.2.3-1", fault: "a profile in Lab", edit: profile(16, "Lab ")},
	{clause: "A-3 6.2.3-2", fault: "two profiles", edit: func(e *editor) {
		other := e.add(e.file.Stream(intent(e)["DestOutputProfile"]))
		e.catalog()["OutputIntents"] = append(slices.Clone(e.file.Array(e.catalog()["OutputIntents"])), pdf.Dict{"S": pdf.Name("GTS_PDFA1"), "DestOutputProfile": other})
	}},
	{clause: "A-3 6.2.4.3-4", fault: "no output intent", edit: func(e *editor) { delete(e.catalog(), "OutputIntents") }},
	{clause: "A-3 6.2.4.3-2", fault: "RGB with a profile for gray", edit: func(e *editor) {
		profile(16, "GRAY")(e)
		shown("1 0 0 rg")(e)
	}},
	{clause: "A-3 6.2.4.3-3", fault: "CMYK", edit: shown("0 0 0 1 k")},
	{clause: "UA-1 7.1-1", fault: "an artifact in tagged content", edit: func(e *editor) { e.content("BDC\n", "BDC\n/Artifact BMC EMC\n") }},
	{clause: "UA-1 7.1-2", fault: "tagged content in an artifact", edit: shown("/P <</MCID 0>> BDC EMC")},
	{clause: "UA-1 7.8", fault: "a running head of no kind", edit: shown("BT /FR 8 Tf 1 0 0 1 72 780 Tm (\000A) Tj ET")},
	{clause: "UA-1 7.8", fault: "a page number that is a head", edit: func(e *editor) {
		e.behind("/Artifact <</Type/Pagination/Subtype/Header>> BDC BT /FR 8 Tf 1 0 0 1 72 10 Tm (\000A) Tj ET EMC\n")
	}},
	{clause: "UA-1 7.1-3", fault: "untagged text", edit: func(e *editor) { e.behind("BT /FR 8 Tf <0041> Tj ET\n") }},
	{clause: "UA-1 7.1-3", fault: "an untagged line", edit: func(e *editor) { e.behind("0 0 m 9 9 l S\n") }},

	{clause: "A-3 6.2.11.2-1", fault: "a font of another type", edit: key((*editor).font, "Type", pdf.Name("Face"))},
	{clause: "A-3 6.2.11.2-2", fault: "a font of PostScript outlines", edit: key((*editor).cid, "Subtype", pdf.Name("CIDFontType0"))},
	{clause: "A-3 6.2.11.2-2", fault: "a simple font", edit: func(e *editor) {
		e.dict(e.page(), "Resources", "Font")["FX"] = pdf.Dict{"Type": pdf.Name("Font"), "Subtype": pdf.Name("Type1"), "BaseFont": pdf.Name("Helvetica")}
		shown("BT /FX 8 Tf (a) Tj ET")(e)
	}},
	{clause: "A-3 6.2.11.2-3", fault: "a font without a name", edit: func(e *editor) { delete(e.font(), "BaseFont") }},
	{clause: "A-3 6.2.11.2-7", fault: "a font program of another kind", edit: key(descriptor, "FontFile3", pdf.Dict{})},
	{clause: "A-3 6.2.11.3.1-1", fault: "an encoding that is not embedded", edit: key((*editor).font, "Encoding", pdf.Name("UniGB-UCS2-H"))},
	{clause: "A-3 6.2.11.3.2-1", fault: "no map to glyphs", edit: func(e *editor) { delete(e.cid(), "CIDToGIDMap") }},
	{clause: "A-3 6.2.11.4.1-1", fault: "a font that is not embedded", edit: func(e *editor) { delete(descriptor(e), "FontFile2") }},
	{clause: "A-3 6.2.11.4.2-2", fault: "a list of CIDs", edit: key(descriptor, "CIDSet", pdf.Dict{})},
	{clause: "A-3 6.2.11.4.1-2", fault: "a glyph that is not there", edit: func(e *editor) {
		e.stream(e.cid()["CIDToGIDMap"], func(s string) string { return s[:2*'e'] + "\x7F\xFF" + s[2*'e'+2:] })
	}},
	{clause: "A-3 6.2.11.5-1", fault: "wrong widths", edit: func(e *editor) { e.cid()["W"] = pdf.Array{0, 255, 700} }},
	{clause: "A-3 6.2.11.7.2-1", fault: "no map to Unicode", edit: func(e *editor) { delete(e.font(), "ToUnicode") }},
	{clause: "A-3 6.2.11.7.2-1", fault: "a code that the map leaves out", edit: unicodes(func(s string) string { return strings.Replace(s, "<0065><0065>", "<0001><0001>", 1) })},
	{clause: "A-3 6.2.11.7.2-2", fault: "a code that stands for nothing", edit: unicodes(func(s string) string { return strings.Replace(s, "<0065><0065>", "<0065><0000>", 1) })},
	{clause: "A-3 6.2.11.7.3-1", fault: "a code that stands for a private character", edit: unicodes(func(s string) string { return strings.Replace(s, "<0065><0065>", "<0065><E000>", 1) })},
	{clause: "32000-1 9.10.3", fault: "a code that stands for a control character", edit: unicodes(func(s string) string { return strings.Replace(s, "<0065><0065>", "<0065><0013>", 1) })},
	{clause: "32000-1 9.10.3", fault: "two codes for one character", edit: unicodes(func(s string) string { return strings.Replace(s, "<0065><0065>", "<0065><0061>", 1) })},
	{clause: "A-3 6.2.11.8-1", fault: "a character that the font has not", edit: func(e *editor) {
		e.stream(e.cid()["CIDToGIDMap"], func(s string) string { return s[:2*'e'] + "\x00\x00" + s[2*'e'+2:] })
	}},

	{clause: "UA-1 6.2-1", fault: "no mark", edit: func(e *editor) { delete(e.catalog(), "MarkInfo") }},
	{clause: "UA-1 7.1-4", fault: "suspects", edit: func(e *editor) { e.dict(e.catalog(), "MarkInfo")["Suspects"] = true }},
	{clause: "UA-1 7.1-11", fault: "no structure tree", edit: func(e *editor) { delete(e.catalog(), "StructTreeRoot") }},
	{clause: "UA-1 7.1-11", fault: "a tree in a circle", edit: func(e *editor) { e.element("H1")["K"] = e.elements("Document")[0].Ref }},
	{clause: "UA-1 7.1-5", fault: "a type of its own", edit: kind("P", "Absatz")},
	{clause: "UA-1 7.1-6", fault: "roles in a circle", edit: func(e *editor) {
		e.dict(e.catalog(), "StructTreeRoot")["RoleMap"] = pdf.Dict{"A": pdf.Name("B"), "B": pdf.Name("A")}
	}},
	{clause: "UA-1 7.1-7", fault: "another role for a standard type", edit: func(e *editor) {
		e.dict(e.catalog(), "StructTreeRoot")["RoleMap"] = pdf.Dict{"P": pdf.Name("Div")}
	}},
	{clause: "UA-1 7.1-12", fault: "an element without the one above", edit: func(e *editor) { delete(e.element("P"), "P") }},
	{clause: "UA-1 7.1-10", fault: "the title is not shown", edit: func(e *editor) { delete(e.catalog(), "ViewerPreferences") }},
	{clause: "32000-1 14.7.4.4", fault: "a wrong entry in the parent tree", edit: func(e *editor) {
		up := e.file.Array(e.file.Array(e.dict(e.catalog(), "StructTreeRoot", "ParentTree")["Nums"])[1])
		up[0], up[1] = up[1], up[0]
	}},
	{clause: "32000-1 14.7.4.4", fault: "a page without its key", edit: func(e *editor) { delete(e.page(), "StructParents") }},
	{clause: "32000-1 14.7.4.4", fault: "a link without its key", edit: func(e *editor) { delete(e.link(), "StructParent") }},
	{clause: "32000-1 14.7.4.2", fault: "content that is in no element", edit: func(e *editor) { e.behind("/P <</MCID 999>> BDC EMC\n") }},
	{clause: "32000-1 14.7.4.2", fault: "one number twice", edit: func(e *editor) { e.behind("/P <</MCID 0>> BDC EMC\n") }},
	{clause: "32000-1 14.7.4.2", fault: "an element without its content", edit: func(e *editor) { e.content("<</MCID 0>>", "<</MCID 998>>") }},
	{clause: "32000-1 14.7.2", fault: "no tree of identifiers", edit: func(e *editor) { delete(e.dict(e.catalog(), "StructTreeRoot"), "IDTree") }},
	{clause: "UA-1 7.2-2", fault: "no language", edit: func(e *editor) { delete(e.catalog(), "Lang") }},
	{clause: "UA-1 7.2-29", fault: "a language in words", edit: func(e *editor) { e.element("Span")["Lang"] = text("en español") }},
	{clause: "UA-1 7.2-29", fault: "a language with an underscore on a page", edit: func(e *editor) { e.content("<</MCID 0>>", "<</MCID 0/Lang(es_ES)>>") }},
	{clause: "UA-1 7.2-3", fault: "a paragraph in a table", edit: more("Table", "P")},
	{clause: "UA-1 7.2-4", fault: "a row outside a table", edit: more("Document", "TR")},
	{clause: "UA-1 7.2-5", fault: "a head outside a table", edit: more("Document", "THead")},
	{clause: "UA-1 7.2-6", fault: "a body outside a table", edit: more("Document", "TBody")},
	{clause: "UA-1 7.2-7", fault: "a foot outside a table", edit: more("Document", "TFoot")},
	{clause: "UA-1 7.2-8", fault: "a header cell outside a row", edit: more("Document", "TH")},
	{clause: "UA-1 7.2-9", fault: "a cell outside a row", edit: more("Document", "TD")},
	{clause: "UA-1 7.2-10", fault: "a paragraph in a row", edit: more("TR", "P")},
	{clause: "UA-1 7.2-11", fault: "two heads", edit: more("Table", "THead")},
	{clause: "UA-1 7.2-12", fault: "two feet", edit: more("Table", "TFoot", "TFoot")},
	{clause: "UA-1 7.2-39", fault: "two captions", edit: more("Table", "Caption", "Caption")},
	{clause: "UA-1 7.2-13", fault: "a head without a body", edit: kind("TBody", "TFoot")},
	{clause: "UA-1 7.2-16", fault: "a caption in the middle", edit: more("Table", "Caption", "TBody")},
	{clause: "UA-1 7.2-17", fault: "an item outside a list", edit: more("Document", "LI")},
	{clause: "UA-1 7.2-18", fault: "a body outside an item", edit: more("Document", "LBody")},
	{clause: "UA-1 7.2-19", fault: "a paragraph in a list", edit: more("L", "P")},
	{clause: "UA-1 7.2-20", fault: "a paragraph in an item", edit: more("LI", "P")},
	{clause: "UA-1 7.2-26", fault: "an entry outside the contents", edit: more("Document", "TOCI")},
	{clause: "UA-1 7.2-27", fault: "a paragraph in the contents", edit: more("TOC", "P")},
	{clause: "UA-1 7.2-28", fault: "a caption behind the contents", edit: more("TOC", "Caption")},
	{clause: "UA-1 7.2-28", fault: "a caption behind a list", edit: more("L", "Caption")},
	{clause: "UA-1 7.2-36", fault: "a paragraph in a head", edit: more("THead", "P")},
	{clause: "UA-1 7.2-37", fault: "a paragraph in a body", edit: more("TBody", "P")},
	{clause: "UA-1 7.2-38", fault: "a paragraph in a foot", edit: func(e *editor) {
		kind("TBody", "TFoot")(e)
		more("TFoot", "P")(e)
	}},
	{clause: "UA-1 7.2-15", fault: "a cell too many", edit: more("TR", "TD")},
	{clause: "UA-1 7.2-15", fault: "a cell that reaches into another row", edit: func(e *editor) {
		e.element("TD")["A"] = pdf.Dict{"O": pdf.Name("Table"), "RowSpan": 2}
	}},
	{clause: "UA-1 7.4.2-1", fault: "a heading of level 3 behind one of level 1", edit: kind("H2", "H3")},
	{clause: "UA-1 7.4.2-1", fault: "a first heading of level 2", edit: kind("H1", "H2")},
	{clause: "UA-1 7.4.4-1", fault: "a heading without a level", edit: kind("H1", "H")},
	{clause: "UA-1 7.5-1", fault: "a header cell without scope", edit: func(e *editor) { delete(e.element("TH"), "A") }},
	{clause: "UA-1 7.5-1", fault: "a table without header cells", edit: func(e *editor) {
		for _, th := range e.elements("TH") {
			th.Dict["S"] = pdf.Name("TD")
		}
	}},
	{clause: "UA-1 7.9-1", fault: "a note without an identifier", edit: func(e *editor) { delete(e.element("Note"), "ID") }},
	{clause: "UA-1 7.9-2", fault: "two notes with one", edit: func(e *editor) {
		notes := e.elements("Note")
		notes[1].Dict["ID"] = notes[0].Dict["ID"]
	}},
	{clause: "32000-1 14.8.4.2", fault: "contents that are one caption", edit: func(e *editor) {
		toc := e.elements("TOC")[0]
		toc.Dict["K"] = e.file.Array(toc.Dict["K"])[:1]
	}},
	{clause: "32000-1 14.8.4.2", fault: "an entry that leads nowhere", edit: func(e *editor) {
		e.element("TOCI")["K"] = e.element("Caption")["K"]
	}},
	{clause: "32000-1 14.8.4.3", fault: "an empty paragraph", edit: more("Document", "P")},

	{clause: "A-3 6.3.1-1", fault: "a film", edit: func(e *editor) { e.link()["Subtype"] = pdf.Name("Movie") }},
	{clause: "A-3 6.3.2-1", fault: "a link without flags", edit: func(e *editor) { delete(e.link(), "F") }},
	{clause: "A-3 6.3.2-2", fault: "a link that is not printed", edit: func(e *editor) { e.link()["F"] = 0 }},
	{clause: "A-3 6.3.2-2", fault: "a hidden link", edit: func(e *editor) { e.link()["F"] = 6 }},
	{clause: "A-3 6.3.3-2", fault: "another look under the pointer", edit: func(e *editor) {
		e.link()["AP"] = pdf.Dict{"N": pdf.Dict{}, "R": pdf.Dict{}}
	}},
	{clause: "UA-1 7.18.1-2", fault: "a link without description", edit: func(e *editor) { delete(e.link(), "Contents") }},
	{clause: "UA-1 7.18.5-1", fault: "a link that no element contains", edit: func(e *editor) {
		for _, x := range e.elements("Link") {
			x.Dict["K"] = slices.DeleteFunc(slices.Clone(e.file.Array(x.Dict["K"])), func(o pdf.Object) bool { return e.file.Dict(o)["Obj"] != nil })
		}
	}},
	{clause: "UA-1 7.18.5-1", fault: "a link in a paragraph", edit: kind("Link", "P")},
	{clause: "32000-1 12.5.6.5", fault: "a link to nowhere", edit: func(e *editor) {
		delete(e.link(), "Dest")
		delete(e.link(), "A")
	}},
	{clause: "32000-1 12.5.6.5", fault: "an address with a space", edit: func(e *editor) {
		e.link()["A"] = pdf.Dict{"S": pdf.Name("URI"), "URI": text("https://example.org/a b")}
	}},
	{clause: "UA-1 7.18.3-1", fault: "tabs by rows", edit: func(e *editor) { e.linked().Dict["Tabs"] = pdf.Name("R") }},
	{clause: "32000-1 12.3.3", fault: "a bookmark to nowhere", edit: func(e *editor) { delete(e.dict(e.catalog(), "Outlines", "First"), "Dest") }},
	{clause: "32000-1 12.3.3", fault: "a bookmark without the one above", edit: func(e *editor) { delete(e.dict(e.catalog(), "Outlines", "First"), "Parent") }},
	{clause: "32000-1 12.3.3", fault: "a wrong number of bookmarks", edit: func(e *editor) { e.dict(e.catalog(), "Outlines")["Count"] = 99 }},
	{clause: "A-3 6.8-1", fault: "an embedded file of no type", edit: func(e *editor) { delete(e.dict(spec(e), "EF", "F"), "Subtype") }},
	{clause: "A-3 6.8-2", fault: "an embedded file without a name", edit: func(e *editor) { delete(spec(e), "UF") }},
	{clause: "A-3 6.8-3", fault: "an embedded file of no relation", edit: func(e *editor) { delete(spec(e), "AFRelationship") }},
	{clause: "A-3 6.8-4", fault: "an embedded file that is not associated", edit: func(e *editor) { delete(e.catalog(), "AF") }},

	{clause: "UA-1 7.1-8", fault: "no metadata", edit: func(e *editor) { delete(e.catalog(), "Metadata") }},
	{clause: "A-3 6.6.2.1-2", fault: "a packet that tells its encoding", edit: within(" id=", " encoding=\"UTF-8\" id=")},
	{clause: "A-3 6.6.2.1-4", fault: "an element without end", edit: within("</dc:format>", "")},
	{clause: "A-3 6.6.2.1-5", fault: "a byte of Latin-1", edit: within("<dc:format>", "<dc:format>\xE9")},
	{clause: "A-3 6.6.2.3.1-1", fault: "an unknown property", edit: within("<dc:format>", "<dc:colour>red</dc:colour><dc:format>")},
	{clause: "A-3 6.6.2.3.1-1", fault: "no extension schema", edit: within("pdfua/ns/id/</pdfaSchema:namespaceURI>", "pdfua/</pdfaSchema:namespaceURI>")},
	{clause: "A-3 6.6.2.3.1-2", fault: "a title without languages", edit: func(e *editor) {
		e.xmp("<dc:title><rdf:Alt>", "<dc:title><rdf:Bag>")
		e.xmp("</rdf:Alt></dc:title>", "</rdf:Bag></dc:title>")
	}},
	{clause: "A-3 6.6.2.3.1-2", fault: "a date in words", edit: within("<xmp:CreateDate>2024", "<xmp:CreateDate>March 2024")},
	{clause: "A-3 6.6.2.3.2-1", fault: "an unknown field", edit: within("<pdfaProperty:name>", "<pdfaProperty:colour>red</pdfaProperty:colour><pdfaProperty:name>")},
	{clause: "A-3 6.6.2.3.3-1", fault: "schemas in a sequence", edit: func(e *editor) {
		e.xmp("<pdfaExtension:schemas><rdf:Bag>", "<pdfaExtension:schemas><rdf:Seq>")
		e.xmp("</rdf:Bag></pdfaExtension:schemas>", "</rdf:Seq></pdfaExtension:schemas>")
	}},
	{clause: "A-3 6.6.2.3.3-2", fault: "a schema without a name", edit: within("<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>", "")},
	{clause: "A-3 6.6.2.3.3-3", fault: "a schema without a namespace", edit: within("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>", "")},
	{clause: "A-3 6.6.2.3.3-4", fault: "a schema without a prefix", edit: within("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", "")},
	{clause: "A-3 6.6.2.3.3-5", fault: "properties in a bag", edit: func(e *editor) {
		e.xmp("<pdfaSchema:property><rdf:Seq>", "<pdfaSchema:property><rdf:Bag>")
		e.xmp("</rdf:Seq></pdfaSchema:property>", "</rdf:Bag></pdfaSchema:property>")
	}},
	{clause: "A-3 6.6.2.3.3-6", fault: "a type of its own", edit: within("<pdfaSchema:prefix>", "<pdfaSchema:valueType/><pdfaSchema:prefix>")},
	{clause: "A-3 6.6.2.3.3-7", fault: "a property without a name", edit: within("<pdfaProperty:name>part</pdfaProperty:name>", "")},
	{clause: "A-3 6.6.2.3.3-8", fault: "a property of an unknown type", edit: within("<pdfaProperty:valueType>Integer", "<pdfaProperty:valueType>Zahl")},
	{clause: "A-3 6.6.2.3.3-9", fault: "a property of an unknown category", edit: within("<pdfaProperty:category>internal", "<pdfaProperty:category>inner")},
	{clause: "A-3 6.6.2.3.3-10", fault: "a property without a description", edit: within("<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>", "")},
	{clause: "A-3 6.6.4-1", fault: "another part", edit: within("<pdfaid:part>3", "<pdfaid:part>2")},
	{clause: "A-3 6.6.4-1", fault: "no mark of PDF/A", edit: within("<pdfaid:part>3</pdfaid:part>", "")},
	{clause: "A-3 6.6.4-3", fault: "another level", edit: within("<pdfaid:conformance>A", "<pdfaid:conformance>B")},
	{clause: "UA-1 5-1", fault: "no mark of PDF/UA", edit: within("<pdfuaid:part>1</pdfuaid:part>", "")},
	{clause: "A-3 6.6.4-4", fault: "another prefix", edit: within("<pdfaid:part>3</pdfaid:part>", `<x:part xmlns:x="http://www.aiim.org/pdfa/ns/id/">3</x:part>`)},
	{clause: "A-3 6.6.4-5", fault: "another prefix", edit: within("<pdfaid:conformance>A</pdfaid:conformance>", `<x:conformance xmlns:x="http://www.aiim.org/pdfa/ns/id/">A</x:conformance>`)},
	{clause: "A-3 6.6.4-6", fault: "another prefix", edit: within("<dc:format>", `<x:amd xmlns:x="http://www.aiim.org/pdfa/ns/id/">1</x:amd><dc:format>`)},
	{clause: "A-3 6.6.4-7", fault: "another prefix", edit: within("<dc:format>", `<x:corr xmlns:x="http://www.aiim.org/pdfa/ns/id/">1</x:corr><dc:format>`)},
	{clause: "UA-1 5-3", fault: "another prefix", edit: within("<pdfuaid:part>1</pdfuaid:part>", `<x:part xmlns:x="http://www.aiim.org/pdfua/ns/id/">1</x:part>`)},
	{clause: "UA-1 5-4", fault: "another prefix", edit: within("<dc:format>", `<x:amd xmlns:x="http://www.aiim.org/pdfua/ns/id/">1</x:amd><dc:format>`)},
	{clause: "UA-1 5-5", fault: "another prefix", edit: within("<dc:format>", `<x:corr xmlns:x="http://www.aiim.org/pdfua/ns/id/">1</x:corr><dc:format>`)},
	{clause: "UA-1 7.1-9", fault: "no title", edit: within("Draft paragraphs – párrafos", "")},
	{clause: "32000-1 14.3.2", fault: "two subjects", edit: within("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">not ")},
	{clause: "32000-1 14.3.2", fault: "two dates", edit: within("<xmp:ModifyDate>2024", "<xmp:ModifyDate>2023")},
}

// TestBroken: each rule fails for the file with the fault that it is about.
func TestBroken(t *testing.T) {
	sound := finished(t)
	found := map[string]bool{}
	for _, x := range brokenFiles {
		t.Run(x.clause+" "+x.fault, func(t *testing.T) {
			e := edit(t, sound)
			if x.edit != nil {
				x.edit(e)
			}
			b := e.bytes()
			if x.bytes != nil {
				before := bytes.Clone(b)
				if b = x.bytes(b); bytes.Equal(before, b) {
					t.Fatal("nothing was changed")
				}
			}
			var said []string
			for _, f := range Check(b) {
				if strings.HasPrefix(f.Rule.Clauses, x.clause) && (len(f.Rule.Clauses) == len(x.clause) || strings.ContainsRune(",;", rune(f.Rule.Clauses[len(x.clause)]))) {
					found[f.Rule.Clauses] = true
					return
				}
				said = append(said, f.String())
			}
			t.Errorf("it is not found; found were %q", said)
		})
	}
	for _, r := range Rules() {
		if !found[r.Clauses] {
			t.Errorf("no broken file shows that %q [%s] can fail", r.Text, r.Clauses)
		}
	}
}

// TestAltered: whatever byte is altered, a check ends.
func TestAltered(t *testing.T) {
	sound := edit(t, finished(t)).bytes() // uncompressed, so that changes have an effect
	for at := 7; at < len(sound); at += len(sound) / 150 {
		b := bytes.Clone(sound)
		b[at] ^= 0x15
		Check(b)
	}
}
