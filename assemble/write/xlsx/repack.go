package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"omnibus/assemble/matrix"
)

// A part is a part of the package before it is written. A large one is kept compressed.
type part struct {
	raw    bytes.Buffer
	packed *flate.Writer
	chunks chunks      // the compressed bytes
	sum    hash.Hash32 // checksum of what was written to packed
	size   uint64
}

// spool is the size in bytes from which a part is kept compressed.
const spool = 1 << 20

func (p *part) Write(b []byte) (int, error) {
	if p.packed == nil && p.raw.Len()+len(b) > spool {
		var err error
		if p.packed, err = flate.NewWriter(&p.chunks, flate.BestSpeed); err != nil {
			return 0, err
		}
		p.sum = crc32.NewIEEE()
		p.sum.Write(p.raw.Bytes())
		p.size = uint64(p.raw.Len())
		if _, err := p.packed.Write(p.raw.Bytes()); err != nil {
			return 0, err
		}
		p.raw = bytes.Buffer{}
	}
	if p.packed != nil {
		p.sum.Write(b)
		p.size += uint64(len(b))
		return p.packed.Write(b)
	}
	return p.raw.Write(b)
}

func (p *part) reader() (io.Reader, error) {
	if p == nil {
		return strings.NewReader(""), nil
	}
	if p.packed == nil {
		return bytes.NewReader(p.raw.Bytes()), nil
	}
	if err := p.packed.Close(); err != nil {
		return nil, err
	}
	return flate.NewReader(&p.chunks), nil
}

// copy writes a compressed part into the package without compressing it again.
func (p *part) copy(out *zip.Writer, name string, date time.Time) error {
	if err := p.packed.Close(); err != nil {
		return err
	}
	to, err := out.CreateRaw(
		&zip.FileHeader{
			Name:               name,
			Method:             zip.Deflate,
			Modified:           date,
			CRC32:              p.sum.Sum32(),
			CompressedSize64:   p.chunks.size(),
			UncompressedSize64: p.size,
		},
	)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, &p.chunks)
	return err
}

// chunks hold bytes without moving them as they grow, and free them as they are read.
type chunks [][]byte

func (c *chunks) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		k := len(*c) - 1
		if k < 0 || len((*c)[k]) == cap((*c)[k]) {
			*c = append(*c, make([]byte, 0, 1<<18))
			k++
		}
		last := (*c)[k]
		n := min(len(rest), cap(last)-len(last))
		(*c)[k] = append(last, rest[:n]...)
		rest = rest[n:]
	}
	return len(b), nil
}

func (c *chunks) size() uint64 {
	n := uint64(0)
	for _, b := range *c {
		n += uint64(len(b))
	}
	return n
}

func (c *chunks) Read(b []byte) (int, error) {
	if len(*c) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*c)[0])
	if (*c)[0] = (*c)[0][n:]; len((*c)[0]) == 0 {
		(*c)[0] = nil
		*c = (*c)[1:]
	}
	return n, nil
}

// parts replaces the archive into which excelize writes.
type parts map[string]*part

func (p parts) Create(name string) (io.Writer, error) {
	p[name] = &part{}
	return p[name], nil
}

func (parts) AddFS(fs.FS) error { return errors.ErrUnsupported }
func (parts) Close() error      { return nil }

// repack writes the package: parts in order, with fixed dates, and with the links of the sheets. excelize adds links one by one, and
// searches through all links for each; repack adds them all at once, with one relationship for each address.
func (x *writer) repack(w io.Writer, parts parts) error {
	paths, err := sheetPaths(parts)
	if err != nil {
		return err
	}
	linked := map[string][]link{} // by the path of the sheet
	for name, links := range x.links {
		linked[paths[name]] = links
	}
	sheets := map[string]*matrix.Sheet{}
	cells := 0
	for _, s := range x.book.Sheets {
		sheets[paths[s.Name]] = s
		cells += (s.Count + 1) * max(x.widest[s.Name], len(s.Columns))
	}
	if cells <= mostShared && parts[stringsPart] == nil {
		x.shared = &shared{at: map[string]int{}}
	}
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	for p := range linked {
		if rels := relsOf(p); parts[rels] == nil {
			names = append(names, rels)
		}
	}
	slices.Sort(names)
	slices.SortStableFunc(names, func(a, b string) int { return x.last(sheets[a]) - x.last(sheets[b]) })
	out := zip.NewWriter(w)
	const usual = 6
	level, ones := usual, map[int]*flate.Writer{} // parts are written one after the other
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		one := ones[level]
		if one == nil {
			var err error
			if one, err = flate.NewWriter(w, level); err != nil {
				return nil, err
			}
			ones[level] = one
		}
		one.Reset(w)
		return one, nil
	})
	for _, name := range names {
		if p := parts[name]; p != nil && p.packed != nil && linked[name] == nil && (x.shared == nil || sheets[name] == nil) {
			if err := p.copy(out, name, x.book.Date.Time()); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			delete(parts, name)
			continue
		}
		if level = usual; sheets[name] != nil && x.late(sheets[name]) {
			level = flate.BestSpeed
		}
		to, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: x.book.Date.Time()})
		if err != nil {
			return err
		}
		from, err := parts[name].reader()
		if err != nil {
			return err
		}
		err = x.finishPart(to, from, name, sheets, linked)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		delete(parts, name)
	}
	if level = usual; x.shared != nil {
		to, err := out.CreateHeader(&zip.FileHeader{Name: stringsPart, Method: zip.Deflate, Modified: x.book.Date.Time()})
		if err != nil {
			return err
		}
		if err := x.shared.write(to); err != nil {
			return err
		}
	}
	return out.Close()
}

// finishPart writes a part, with what excelize does not write or writes differently. sheets and links are keyed by the paths of the sheets.
func (x *writer) finishPart(to io.Writer, from io.Reader, name string, sheets map[string]*matrix.Sheet, links map[string][]link) error {
	sheet, isRels := strings.CutSuffix(strings.Replace(name, "worksheets/_rels/", "worksheets/", 1), ".rels")
	switch {
	case name == "[Content_Types].xml":
		return x.sortTypes(to, from)
	case name == "xl/_rels/workbook.xml.rels" && x.shared != nil:
		return relateStrings(to, from)
	case name == "docProps/core.xml":
		return prefixCore(to, from)
	case isRels && links[sheet] != nil:
		return addRelations(to, from, links[sheet])
	case sheets[name] != nil && x.late(sheets[name]):
		return x.addRows(to, from, sheets[name])
	case sheets[name] != nil:
		return x.finishSheet(to, from, sheets[name], links[name])
	}
	_, err := io.Copy(to, from)
	return err
}

func relsOf(sheet string) string { return path.Dir(sheet) + "/_rels/" + path.Base(sheet) + ".rels" }

// sheetPaths returns the paths of the sheets by their names.
func sheetPaths(parts parts) (map[string]string, error) {
	read := func(name string, v any) error {
		p := parts[name]
		if p == nil {
			return fmt.Errorf("the part %s is missing", name)
		}
		r, err := p.reader()
		if err != nil {
			return err
		}
		return xml.NewDecoder(r).Decode(v)
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := read("xl/workbook.xml", &book); err != nil {
		return nil, err
	}
	if err := read("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, s := range book.Sheets {
		for _, r := range rels.Relationships {
			if r.ID == s.ID {
				out[s.Name] = path.Join("xl", strings.TrimPrefix(r.Target, "/xl/"))
			}
		}
	}
	return out, nil
}

var typeForm = regexp.MustCompile(`<(?:Default|Override)[^>]*?(?:/>|>\s*</(?:Default|Override)>)`)

// sortTypes sorts the content types, which excelize writes in map order.
func (x *writer) sortTypes(w io.Writer, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	at := typeForm.FindAllIndex(b, -1)
	if len(at) == 0 {
		return fmt.Errorf("no content types")
	}
	types := typeForm.FindAll(b, -1)
	if x.shared != nil {
		types = append(types, []byte(`<Override PartName="/`+stringsPart+`" ContentType="application/vnd.openxmlformats-officedocument.`+
			`spreadsheetml.sharedStrings+xml"/>`))
	}
	slices.SortFunc(types, bytes.Compare)
	_, err = w.Write(slices.Concat(b[:at[0][0]], bytes.Join(types, nil), b[at[len(at)-1][1]:]))
	return err
}

// addresses returns the addresses of links, each once, in order.
func addresses(links []link) []string {
	seen := map[string]bool{}
	var out []string
	for _, l := range links {
		if !seen[l.url] {
			seen[l.url] = true
			out = append(out, l.url)
		}
	}
	return out
}

func quoted(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("xlsx: a builder refuses text: " + err.Error())
	}
	return `"` + b.String() + `"`
}

// addRelations adds a relationship for each address to a sheet's relationships.
func addRelations(w io.Writer, r io.Reader, links []link) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(b) == 0 {
		b = []byte(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	head, tail, ok := bytes.Cut(b, []byte("</Relationships>"))
	if !ok {
		return fmt.Errorf("no relationships")
	}
	var more bytes.Buffer
	for i, url := range addresses(links) {
		fmt.Fprintf(
			&more,
			`<Relationship Id="link%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships`+
				`/hyperlink" Target=%s TargetMode="External"/>`,
			i+1,
			quoted(url),
		)
	}
	_, err = w.Write(slices.Concat(head, more.Bytes(), []byte("</Relationships>"), tail))
	return err
}

// The elements of a sheet that may follow its merged cells, its links, and ignoredErrors (CT_Worksheet, ECMA-376 part 1, 18.3.1.99).
var (
	afterMerged = regexp.MustCompile(`<(?:phoneticPr|conditionalFormatting|dataValidations|hyperlinks)[ >/]|` + afterLinks.String())
	afterLinks  = regexp.MustCompile(
		`<(?:printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|` +
			`smartTags|drawing|legacyDrawing|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[ >/]|</worksheet>`,
	)
	afterErrors = regexp.MustCompile(
		`<(?:smartTags|drawing|legacyDrawing|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[ >/]|</worksheet>`,
	)
)

// longPrefix is how excelize declares the relationship prefix of a drawing or a table: some programs know only the prefix that Excel uses.
const longPrefix = ` xmlns:relationships="http://schemas.openxmlformats.org/officeDocument/2006/relationships" relationships:id=`

// finishSheet adds to a sheet what excelize does not write in streaming mode: the range of its cells, the depth of its outline, its links,
// and that numbers stored as text, such as 2024-06 or the number of a session, are intended. Rows pass through; only what follows them is
// kept in memory.
func (x *writer) finishSheet(w io.Writer, r io.Reader, s *matrix.Sheet, links []link) error {
	const end = "</sheetData>"
	in := bufio.NewReaderSize(r, 1<<16)
	for {
		b, err := in.ReadSlice('>')
		switch {
		case x.shared != nil && bytes.HasPrefix(b, []byte("<c ")) && bytes.Contains(b, []byte(inlineText)):
			if b, err = x.shared.cell(in, b); err != nil {
				return err
			}
		case bytes.HasPrefix(b, []byte("<row ")): // its height follows its text, and grows with it
			b = bytes.Replace(b, []byte(` customHeight="1"`), nil, 1)
		case bytes.HasPrefix(b, []byte("<dimension ")):
			b = fmt.Appendf(nil, `<dimension ref="%s">`, x.reach(s))
		case bytes.HasPrefix(b, []byte("<sheetFormatPr ")) && x.deepest[s.Name] > 0:
			b = fmt.Appendf(nil, `<sheetFormatPr outlineLevelRow="%d" %s`, x.deepest[s.Name], b[len("<sheetFormatPr "):])
		}
		if _, werr := w.Write(b); werr != nil {
			return werr
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return fmt.Errorf("no rows: %w", err)
		}
		if bytes.HasSuffix(b, []byte(end)) {
			break
		}
	}
	tail, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	tail = bytes.ReplaceAll(tail, []byte(longPrefix), []byte(" r:id="))
	if len(links) > 0 {
		if tail, err = inserted(tail, afterLinks, hyperlinks(links)); err != nil {
			return err
		}
	}
	if s.Table != "" && s.Count > 0 {
		if tail, err = inserted(tail, afterErrors, fmt.Appendf(nil,
			`<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>`, x.reach(s))); err != nil {
			return err
		}
	}
	_, err = w.Write(tail)
	return err
}

// reach returns the range of the cells of a sheet.
func (x *writer) reach(s *matrix.Sheet) string {
	columns, rows := x.widest[s.Name], s.Count
	if !s.Free {
		rows++
	}
	return fmt.Sprintf("A1:%s%d", matrix.Letters(max(columns, len(s.Columns), 1)), max(rows, 1))
}

// inserted inserts an element before the first of those that may follow it.
func inserted(tail []byte, following *regexp.Regexp, element []byte) ([]byte, error) {
	at := following.FindIndex(tail)
	if at == nil {
		return nil, fmt.Errorf("the sheet is not closed")
	}
	return slices.Concat(tail[:at[0]], element, tail[at[0]:]), nil
}

// merged returns the element for cells that reach over others, from a first to a last one.
func merged(cells [][2]string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<mergeCells count="%d">`, len(cells))
	for _, c := range cells {
		fmt.Fprintf(&b, `<mergeCell ref="%s:%s"/>`, c[0], c[1])
	}
	b.WriteString("</mergeCells>")
	return b.Bytes()
}

func hyperlinks(links []link) []byte {
	number := map[string]int{}
	for i, url := range addresses(links) {
		number[url] = i + 1
	}
	var b bytes.Buffer
	b.WriteString("<hyperlinks>")
	for _, l := range links {
		fmt.Fprintf(&b, `<hyperlink ref="%s" r:id="link%d"`, l.cell, number[l.url])
		if l.tip != "" {
			fmt.Fprintf(&b, ` tooltip=%s`, quoted(matrix.Short(l.tip, longestTip, "…")))
		}
		b.WriteString("/>")
	}
	b.WriteString("</hyperlinks>")
	return b.Bytes()
}
