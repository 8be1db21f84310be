package assemble

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/write/xlsx"
)

// schemaFolder is the environment variable that names the folder with the published schemas, in a folder each: xliff12, xliff21, tmx, tbx,
// ooxml.
const schemaFolder = "OMNIBUS_SCHEMAS"

// A linter validates files with xmllint. Without it, or without the schemas, the test is skipped.
type linter struct {
	t            *testing.T
	program, dir string
	temp         string
	seen         map[string]int
}

func newLinter(t *testing.T) *linter {
	t.Helper()
	l := &linter{t: t, dir: os.Getenv(schemaFolder), temp: t.TempDir(), seen: map[string]int{}}
	if l.dir == "" {
		t.Skip(schemaFolder + " names no folder with schemas")
	}
	var err error
	if l.program, err = exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed")
	}
	if l.dir, err = filepath.Abs(l.dir); err != nil {
		t.Fatal(err)
	}
	return l
}

// hold reports the violations of a schema (.xsd or .dtd) in a file.
func (l *linter) hold(kind, name string, b []byte, schema string) {
	l.t.Helper()
	file := filepath.Join(l.temp, fmt.Sprint(len(l.seen), "-", l.seen[kind], "-", path.Base(name)))
	if err := os.WriteFile(file, b, 0o600); err != nil {
		l.t.Fatal(err)
	}
	l.seen[kind]++
	how := "--schema"
	if strings.HasSuffix(schema, ".dtd") {
		how = "--dtdvalid"
	}
	out, err := exec.Command(l.program, "--nonet", "--noout", how, schema, file).CombinedOutput()
	if err != nil {
		l.t.Errorf("%s %s is not valid: %s", kind, name, out[:min(len(out), 800)])
	}
}

// TestPacketSchemas: packets and the term base are valid according to the published schemas of their formats, including the modules of
// XLIFF.
func TestPacketSchemas(t *testing.T) {
	l := newLinter(t)
	modules := filepath.Join(l.temp, "modules.xsd")
	var b strings.Builder
	b.WriteString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">`)
	for _, m := range [][2]string{{"document", "xliff_core_2.0.xsd"}, {"metadata", "metadata.xsd"}, {"glossary", "glossary.xsd"}} {
		fmt.Fprintf(&b, `<xs:import namespace="urn:oasis:names:tc:xliff:%s:2.0" schemaLocation="file://%s"/>`, m[0], filepath.ToSlash(filepath.Join(l.dir, "xliff21", m[1])))
	}
	b.WriteString(`</xs:schema>`)
	if err := os.WriteFile(modules, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	w := shippedTerm(t)
	packets := append(packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true}), packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "fr"})...)
	asked := hostile()
	for _, u := range asked.Units {
		u.Queries = []packet.Query{{Said: "Which <one>?", Answer: "The \"first\""}, {Said: "And then?"}}
	}
	empty := &packet.Packet{Term: "term-a", From: "en", To: "es"}
	for _, c := range []struct{ format, schema string }{
		{"xliff", modules}, {"xliff12", filepath.Join(l.dir, "xliff12", "xliff-core-1.2-strict.xsd")}, {"xliff12", filepath.Join(l.dir, "xliff12", "xliff-core-1.2-transitional.xsd")},
		{"tmx", filepath.Join(l.dir, "tmx", "tmx14.dtd")},
	} {
		all := append(packets, asked)
		if c.format == "tmx" || c.format == "xliff12" {
			all = append(all, empty) // XLIFF 2 does not permit a file without a unit
		}
		format, _ := translate.FindFormat(c.format)
		files, err := translate.Write(all, format)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			l.hold(c.format, f.Name, f.Bytes, c.schema)
		}
	}
	src := shippedSources(t)
	merged, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, langs := range [][]string{merged.Locales.Languages(), {"es"}, {"en", "fr"}} {
		b, err := translate.TermBase(merged, langs)
		if err != nil {
			t.Fatal(err)
		}
		l.hold("tbx", "glossary.tbx", b, filepath.Join(l.dir, "tbx", "TBXcoreStructV02.dtd"))
	}
	t.Logf("files validated: %v", l.seen)
}

// sheetSchemas has the schemas of the parts of a workbook, by the beginnings of the parts' names.
var sheetSchemas = []struct{ part, schema string }{
	{"xl/worksheets/_rels/", "opc-xsd/opc-relationships.xsd"}, {"xl/drawings/_rels/", "opc-xsd/opc-relationships.xsd"}, {"xl/_rels/", "opc-xsd/opc-relationships.xsd"}, {"_rels/", "opc-xsd/opc-relationships.xsd"},
	{"[Content_Types].xml", "opc-xsd/opc-contentTypes.xsd"}, {"docProps/app.xml", "shared-documentPropertiesExtended.xsd"},
	{"docProps/custom.xml", "shared-documentPropertiesCustom.xsd"}, {"xl/charts/", "dml-chart.xsd"}, {"xl/drawings/", "dml-spreadsheetDrawing.xsd"}, {"xl/theme/", "dml-main.xsd"}, {"xl/", "sml.xsd"},
}

// extensions matches attributes that ECMA-376 lets a program ignore, or that are in its text but not in its schemas.
var extensions = regexp.MustCompile(` (?:mc:Ignorable|xr[0-9]*:uid|x14ac:[a-zA-Z]+|xml:space)="[^"]*"`)

// What the schema of core properties would fetch from the network: the elements of Dublin Core that it refers to, as the Dublin Core
// Metadata Initiative declares them (a text with a language; a day or a point in time).
const (
	dublinCore = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://purl.org/dc/elements/1.1/" targetNamespace="http://purl.org/dc/elements/1.1/" elementFormDefault="qualified">
<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="XML"/>
<xs:complexType name="SimpleLiteral"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute ref="xml:lang"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:element name="creator" type="SimpleLiteral"/><xs:element name="description" type="SimpleLiteral"/><xs:element name="identifier" type="SimpleLiteral"/>
<xs:element name="language" type="SimpleLiteral"/><xs:element name="subject" type="SimpleLiteral"/><xs:element name="title" type="SimpleLiteral"/>
</xs:schema>`
	dublinTerms = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://purl.org/dc/terms/" targetNamespace="http://purl.org/dc/terms/" elementFormDefault="qualified">
<xs:simpleType name="when"><xs:union memberTypes="xs:gYear xs:gYearMonth xs:date xs:dateTime"/></xs:simpleType>
<xs:complexType name="W3CDTF"><xs:simpleContent><xs:extension base="when"/></xs:simpleContent></xs:complexType>
<xs:element name="created" type="W3CDTF"/><xs:element name="modified" type="W3CDTF"/>
</xs:schema>`
)

// coreSchema returns the schema of core properties from a folder with the schemas of ECMA-376, changed so that it needs no network.
func coreSchema(t *testing.T, dir string) string {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	core, err := os.ReadFile(filepath.Join(dir, "opc-xsd", "opc-coreProperties.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	at := func(name string) string { return "file://" + filepath.ToSlash(filepath.Join(temp, name)) }
	xml := "file://" + filepath.ToSlash(filepath.Join(filepath.Dir(dir), "xml.xsd"))
	const of = "http://dublincore.org/schemas/xmls/qdc/2003/04/02/"
	for name, text := range map[string]string{
		"dc.xsd": strings.Replace(dublinCore, `"XML"`, `"`+xml+`"`, 1), "dcterms.xsd": dublinTerms,
		"core.xsd": strings.NewReplacer(of+"dc.xsd", at("dc.xsd"), of+"dcterms.xsd", at("dcterms.xsd")).Replace(string(core)),
	} {
		if err := os.WriteFile(filepath.Join(temp, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(temp, "core.xsd")
}

// TestCoreSchema: the schema of core properties that is assembled here accepts valid files and rejects invalid ones.
func TestCoreSchema(t *testing.T) {
	l := newLinter(t)
	schema := coreSchema(t, filepath.Join(l.dir, "ooxml"))
	for text, valid := range map[string]bool{
		`<dc:title>x</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2024-03-01T00:00:00Z</dcterms:created>`: true,
		`<dc:title>x</dc:title><dc:title>y</dc:title>`:                                                            false,
		`<dc:heading>x</dc:heading>`:                                                                              false,
		`<dcterms:created xsi:type="dcterms:W3CDTF">1 March</dcterms:created>`:                                    false,
		`<lastPrinted xmlns="urn:else">2024-03-01T00:00:00Z</lastPrinted>`:                                        false,
		`<cp:lastModifiedBy>x</cp:lastModifiedBy><cp:category>y</cp:category>`:                                    true,
	} {
		file := filepath.Join(l.temp, "core.xml")
		whole := `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` + text + `</cp:coreProperties>`
		if err := os.WriteFile(file, []byte(whole), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(l.program, "--nonet", "--noout", "--schema", schema, file).CombinedOutput(); (err == nil) != valid {
			t.Errorf("%s: %v, %s", text, err, out)
		}
	}
}

// TestWorkbookSchemas: every part of the workbooks is valid according to ECMA-376.
func TestWorkbookSchemas(t *testing.T) {
	l := newLinter(t)
	books := map[string][]byte{}
	w, err := Run(shippedSources(t), work.Job{Meeting: "end"}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Files {
		if f.Book != nil {
			books[f.Name] = f.Bytes
		}
	}
	term := shippedTerm(t)
	format, _ := translate.FindFormat("xlsx")
	files, err := translate.Write(append(packet.Make(term.plan, term.set(), term.papers, packet.Choice{To: "es", All: true}), hostile(), &packet.Packet{Term: "term-a", From: "en", To: "es"}), format)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		books[fmt.Sprint(i, f.Name)] = f.Bytes
	}
	src := shippedSources(t)
	for name, make := range map[string]func() (*matrix.Workbook, error){
		"records.xlsx": func() (*matrix.Workbook, error) { return records.Export(src, w, "es") },
		"form.xlsx":    func() (*matrix.Workbook, error) { return records.Form(src, w, "en", "session-health") },
	} {
		book, err := make()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := xlsx.Write(&b, book); err != nil {
			t.Fatal(err)
		}
		books[name] = b.Bytes()
	}
	core := coreSchema(t, filepath.Join(l.dir, "ooxml"))
	for name, b := range books {
		for part, text := range partsOf(t, b) {
			if part == "docProps/core.xml" {
				l.hold(part, name+"!"+part, text, core)
				continue
			}
			if strings.HasSuffix(part, ".vml") {
				continue // the boxes of notes: the schemas define their content, but no root element
			}
			for _, s := range sheetSchemas {
				if strings.HasPrefix(part, s.part) {
					l.hold(s.schema, name+"!"+part, extensions.ReplaceAll(bytes.TrimSpace(text), nil), filepath.Join(l.dir, "ooxml", filepath.FromSlash(s.schema)))
					break
				}
			}
		}
	}
	if l.seen["docProps/core.xml"] != len(books) {
		t.Errorf("%d of %d workbooks have core properties", l.seen["docProps/core.xml"], len(books))
	}
	t.Logf("parts of %d workbooks validated: %v", len(books), l.seen)
}
