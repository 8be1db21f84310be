// Package xlsxtest checks a workbook against the requirements of Excel, so that none is opened with "we found a problem with some
// content". The rules are those of ECMA-376 part 1 and of Excel's specifications and limits; no code of the writer is used.
package xlsxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// worksheet is the order of the elements of a worksheet (CT_Worksheet, 18.3.1.99).
var worksheet = []string{
	"sheetPr",
	"dimension",
	"sheetViews",
	"sheetFormatPr",
	"cols",
	"sheetData",
	"sheetCalcPr",
	"sheetProtection",
	"protectedRanges",
	"scenarios",
	"autoFilter",
	"sortState",
	"dataConsolidate",
	"customSheetViews",
	"mergeCells",
	"phoneticPr",
	"conditionalFormatting",
	"dataValidations",
	"hyperlinks",
	"printOptions",
	"pageMargins",
	"pageSetup",
	"headerFooter",
	"rowBreaks",
	"colBreaks",
	"customProperties",
	"cellWatches",
	"ignoredErrors",
	"smartTags",
	"drawing",
	"legacyDrawing",
	"legacyDrawingHF",
	"picture",
	"oleObjects",
	"controls",
	"webPublishItems",
	"tableParts",
	"extLst",
}

// workbook is the order of the elements of a workbook (CT_Workbook, 18.2.27).
var workbook = []string{
	"fileVersion",
	"fileSharing",
	"workbookPr",
	"workbookProtection",
	"bookViews",
	"sheets",
	"functionGroups",
	"externalReferences",
	"definedNames",
	"calcPr",
}

// table is the order of the elements of a table (CT_Table, 18.5.1.2).
var table = []string{"autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst"}

// longest are the lengths of attributes of data validations, in UTF-16 units.
var longest = map[string]int{"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}

// A Node is an element with what is in it.
type Node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []Node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

// Attr is the value of an attribute.
func (n *Node) Attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// All returns the elements of that name below n.
func (n *Node) All(name string) []*Node {
	var out []*Node
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			out = append(out, &n.Nodes[i])
		}
		out = append(out, n.Nodes[i].All(name)...)
	}
	return out
}

type checker struct {
	parts  map[string]*Node
	shared []*Node // texts that cells share
	raw    map[string][]byte
	faults []string
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// Faults returns what Excel would reject in the workbook, one sentence each.
func Faults(b []byte) []string {
	c := &checker{parts: map[string]*Node{}, raw: map[string][]byte{}}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return []string{err.Error()}
	}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			return []string{err.Error()}
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return []string{err.Error()}
		}
		n := &Node{}
		if err := xml.Unmarshal(content, n); err != nil {
			c.fault("%s: %v", p.Name, err)
			continue
		}
		c.parts[p.Name], c.raw[p.Name] = n, content
	}
	if t := c.parts["xl/sharedStrings.xml"]; t != nil {
		c.shared = t.All("si")
	}
	c.relations()
	c.workbook()
	for name, n := range c.parts {
		switch {
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			c.sheet(name, n)
		case strings.HasPrefix(name, "xl/tables/"):
			c.order(name, n, table)
		}
	}
	slices.Sort(c.faults)
	return c.faults
}

// textOf returns the runs of the text of a cell.
func (c *checker) textOf(cell *Node) []*Node {
	if cell.Attr("t") != "s" {
		return cell.All("t")
	}
	for _, v := range cell.All("v") {
		if i, err := strconv.Atoi(v.Text); err == nil && i >= 0 && i < len(c.shared) {
			return c.shared[i].All("t")
		}
		c.fault("the cell %s has the text %q of %d", cell.Attr("r"), v.Text, len(c.shared))
	}
	return nil
}

// order checks the children of an element against the order of the schema.
func (c *checker) order(name string, n *Node, order []string) {
	last := 0
	for i := range n.Nodes {
		k := slices.Index(order, n.Nodes[i].XMLName.Local)
		if k < last {
			c.fault("%s: <%s> stands in the wrong place", name, n.Nodes[i].XMLName.Local)
		}
		last = max(k, last)
	}
}

// targets returns what a part is related to, by the id of the relationship.
func (c *checker) targets(part string) map[string]string {
	out := map[string]string{}
	rels := c.parts[path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")]
	if rels == nil {
		return out
	}
	for _, r := range rels.All("Relationship") {
		target := r.Attr("Target")
		if r.Attr("TargetMode") != "External" {
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", path.Dir(part), target)
			}
			target = strings.TrimPrefix(target, "/")
		}
		out[r.Attr("Id")] = target
	}
	return out
}

func (c *checker) relations() {
	types := c.parts["[Content_Types].xml"]
	if types == nil {
		c.fault("there are no content types")
		return
	}
	typed := map[string]bool{}
	for _, o := range types.All("Override") {
		if c.raw[strings.TrimPrefix(o.Attr("PartName"), "/")] == nil {
			c.fault("the content types name %s, which is not there", o.Attr("PartName"))
		}
		typed[strings.TrimPrefix(o.Attr("PartName"), "/")] = true
	}
	for _, d := range types.All("Default") {
		typed["."+d.Attr("Extension")] = true
	}
	for name := range c.parts {
		if name != "[Content_Types].xml" && !typed[name] && !typed[path.Ext(name)] {
			c.fault("%s has no content type", name)
		}
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		seen := map[string]bool{}
		for _, r := range c.parts[name].All("Relationship") {
			if seen[r.Attr("Id")] {
				c.fault("%s has %s twice", name, r.Attr("Id"))
			}
			seen[r.Attr("Id")] = true
		}
		for id, target := range c.targets(strings.TrimSuffix(strings.Replace(name, "_rels/", "", 1), ".rels")) {
			if c.parts[target] == nil && !strings.Contains(target, ":") && !strings.Contains(target, ".pdf") {
				c.fault("%s: %s leads to %s, which is not there", name, id, target)
			}
		}
	}
}

// Units is the length of a text as Excel counts it.
func Units(s string) int { return len(utf16.Encode([]rune(s))) }

func (c *checker) workbook() {
	const part = "xl/workbook.xml"
	b := c.parts[part]
	if b == nil {
		c.fault("there is no workbook")
		return
	}
	c.order(part, b, workbook)
	targets, names, tables := c.targets(part), map[string]bool{}, map[string]bool{}
	for _, s := range b.All("sheet") {
		name := s.Attr("name")
		if Units(name) > 31 || name == "" || strings.ContainsAny(name, `:\/?*[]`) || strings.Trim(name, "'") != name ||
			strings.EqualFold(name, "history") ||
			names[strings.ToLower(name)] {
			c.fault("%q is no name for a sheet", name)
		}
		names[strings.ToLower(name)] = true
		sheet := targets[s.Attr("id")]
		if c.parts[sheet] == nil {
			c.fault("the sheet %q is not there", name)
			continue
		}
		in := c.targets(sheet)
		for _, t := range c.parts[sheet].All("tablePart") {
			c.table(sheet, in[t.Attr("id")], tables)
		}
	}
	for _, d := range b.All("definedName") {
		if !regexp.MustCompile(`^[\pL_\\][\pL\pN_.\\]*$`).MatchString(d.Attr("name")) {
			c.fault("%q is no name", d.Attr("name"))
		}
		if m := regexp.MustCompile(`^'((?:[^']|'')*)'!`).FindStringSubmatch(d.Text); m == nil ||
			!names[strings.ToLower(strings.ReplaceAll(m[1], "''", "'"))] {
			c.fault("the name %s is for %s, which is not there", d.Attr("name"), d.Text)
		}
	}
}

// table checks a table against the cells of its headings.
func (c *checker) table(sheet, part string, names map[string]bool) {
	t := c.parts[part]
	if t == nil {
		c.fault("%s: the table %s is not there", sheet, part)
		return
	}
	name := t.Attr("displayName")
	if !regexp.MustCompile(`^[\pL_\\][\pL\pN_.]*$`).MatchString(name) ||
		regexp.MustCompile(`(?i)^([a-z]{1,3}[0-9]+|r|c|r[0-9]*c[0-9]*)$`).MatchString(name) ||
		names[strings.ToLower(name)] {
		c.fault("%q is no name for a table", name)
	}
	names[strings.ToLower(name)] = true
	head := map[string]string{}
	for _, row := range c.parts[sheet].All("row") {
		if row.Attr("r") == "1" {
			for _, cell := range row.All("c") {
				text := ""
				for _, x := range c.textOf(cell) {
					text += x.Text
				}
				head[cell.Attr("r")] = text
			}
		}
	}
	seen := map[string]bool{}
	columns := t.All("tableColumn")
	for i, col := range columns {
		name := col.Attr("name")
		if seen[strings.ToLower(name)] || name == "" || Units(name) > 255 {
			c.fault("%s: %q is no name for a column, or stands twice", part, name)
		}
		seen[strings.ToLower(name)] = true
		if at := letters(i+1) + "1"; head[at] != name {
			c.fault("%s: the column is %q, and its heading in %s is %q", part, name, at, head[at])
		}
	}
	if last, _, _ := strings.Cut(strings.TrimPrefix(t.Attr("ref"), "A1:"), ":"); strings.TrimRight(
		last,
		"0123456789",
	) != letters(
		len(columns),
	) ||
		t.All("autoFilter")[0].Attr("ref") != t.Attr("ref") {
		c.fault("%s: the table is %s, and has %d columns", part, t.Attr("ref"), len(columns))
	}
}

func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

func (c *checker) sheet(name string, n *Node) {
	c.order(name, n, worksheet)
	styles, dxfs := 0, 0
	if s := c.parts["xl/styles.xml"]; s != nil {
		for _, x := range s.All("cellXfs") {
			styles = len(x.Nodes)
		}
		for _, x := range s.All("dxfs") {
			dxfs = len(x.Nodes)
		}
	}
	lastRow := 0
	for _, row := range n.All("row") {
		r, err := strconv.Atoi(row.Attr("r"))
		if err != nil || r <= lastRow || r > 1_048_576 {
			c.fault("%s: row %q stands behind row %d", name, row.Attr("r"), lastRow)
		}
		lastRow = r
		if h, err := strconv.ParseFloat(row.Attr("ht"), 64); row.Attr("ht") != "" && (err != nil || h > 409.5) {
			c.fault("%s: row %d is %s points high", name, r, row.Attr("ht"))
		}
		last := 0
		for _, cell := range row.All("c") {
			at := cell.Attr("r")
			col := 0
			for i := 0; i < len(at) && at[i] >= 'A' && at[i] <= 'Z'; i++ {
				col = col*26 + int(at[i]-'A') + 1
			}
			if col <= last || at != letters(col)+strconv.Itoa(r) {
				c.fault("%s: the cell %s stands in the wrong place", name, at)
			}
			last = col
			if s, err := strconv.Atoi(cell.Attr("s")); cell.Attr("s") != "" && (err != nil || s >= styles) {
				c.fault("%s: the cell %s has the style %s of %d", name, at, cell.Attr("s"), styles)
			}
			length := 0
			for _, t := range c.textOf(cell) {
				length += Units(t.Text)
				if strings.TrimSpace(t.Text) != t.Text && t.Attr("space") != "preserve" {
					c.fault("%s: the blanks around the text of %s are lost", name, at)
				}
			}
			if length > 32_767 {
				c.fault("%s: the text of %s has %d characters", name, at, length)
			}
			for _, v := range cell.All("v") {
				if _, err := strconv.ParseFloat(v.Text, 64); err != nil && cell.Attr("t") != "str" {
					c.fault("%s: the cell %s holds %q, which is no number", name, at, v.Text)
				}
			}
		}
	}
	for _, v := range n.All("dataValidation") {
		for _, a := range v.Attrs {
			if most := longest[a.Name.Local]; most > 0 && Units(a.Value) > most {
				c.fault("%s: the %s of %s has %d characters, and %d are allowed", name, a.Name.Local, v.Attr("sqref"), Units(a.Value), most)
			}
		}
	}
	for _, x := range append(n.All("oddHeader"), n.All("oddFooter")...) {
		if Units(x.Text) > 255 {
			c.fault("%s: the %s has %d characters", name, x.XMLName.Local, Units(x.Text))
		}
	}
	for _, x := range n.All("cfRule") {
		if id, err := strconv.Atoi(x.Attr("dxfId")); err != nil || id >= dxfs {
			c.fault("%s: a conditional format has the style %s of %d", name, x.Attr("dxfId"), dxfs)
		}
	}
	links, targets := n.All("hyperlink"), c.targets(name)
	if len(links) > 65_530 {
		c.fault("%s has %d links", name, len(links))
	}
	for _, l := range links {
		if l.Attr("id") != "" && targets[l.Attr("id")] == "" || Units(l.Attr("tooltip")) > 255 || Units(targets[l.Attr("id")]) > 2079 {
			c.fault("%s: the link of %s leads nowhere, or is too long", name, l.Attr("ref"))
		}
	}
	if len(n.All("mergeCell")) > 0 && len(n.All("tablePart")) > 0 {
		c.fault("%s: cells of a table are merged", name)
	}
}
