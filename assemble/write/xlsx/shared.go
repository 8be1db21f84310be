package xlsx

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// mostShared is the largest number of cells in a workbook with shared strings, all of which are kept in memory to be compared. A larger one
// has its texts in the cells; programs read these too, though some scan only shared strings.
const mostShared = 300_000

const (
	stringsPart = "xl/sharedStrings.xml"
	inlineText  = ` t="inlineStr"`
)

// shared holds the texts of a workbook, each once, in the order in which cells first use them.
type shared struct {
	at    map[string]int // by the content of the element: words, or runs with their styles
	list  []string
	count int // number of cells with one

	made, read []byte // the last cell, and its content before
}

// cell reads a cell with a text to its end tag, and returns it with the index of the text in its place, until the next call. begin is its
// start tag.
func (s *shared) cell(in *bufio.Reader, begin []byte) ([]byte, error) {
	tag, rest, _ := bytes.Cut(begin, []byte(inlineText))
	made := append(append(append(s.made[:0], tag...), ` t="s"`...), rest...)
	b := s.read[:0]
	for !bytes.HasSuffix(b, []byte("</c>")) {
		more, err := in.ReadSlice('>')
		if b = append(b, more...); err != nil && err != bufio.ErrBufferFull {
			return nil, fmt.Errorf("a cell does not end: %w", err)
		}
	}
	text, begins := bytes.CutPrefix(b, []byte("<is>"))
	text, ends := bytes.CutSuffix(text, []byte("</is></c>"))
	if !begins || !ends {
		return nil, fmt.Errorf("unexpected content of a cell: %.60q", b)
	}
	n, known := s.at[string(text)]
	if !known {
		n = len(s.list)
		s.at[string(text)] = n
		s.list = append(s.list, string(text))
	}
	s.count++
	made = append(strconv.AppendInt(append(made, "<v>"...), int64(n), 10), "</v></c>"...)
	s.made, s.read = made, b
	return made, nil
}

// write writes the part with the shared strings.
func (s *shared) write(to io.Writer) error {
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d">`, s.count, len(s.list))
	for _, t := range s.list {
		fmt.Fprintf(w, "<si>%s</si>", t)
	}
	fmt.Fprint(w, "</sst>")
	return w.Flush()
}

// relateStrings adds the relationship of that part to those of the workbook.
func relateStrings(w io.Writer, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	head, tail, ok := bytes.Cut(b, []byte("</Relationships>"))
	if !ok {
		return fmt.Errorf("no relationships")
	}
	_, err = fmt.Fprintf(w, `%s<Relationship Id="texts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships`+
		`/sharedStrings" Target="sharedStrings.xml"/></Relationships>%s`, head, tail)
	return err
}

// plainTag matches a tag without a prefix.
var plainTag = regexp.MustCompile(`<(/?)([A-Za-z]+)([ />])`)

// prefixCore gives the elements of the core properties the prefix that Excel uses: some programs recognize only that one.
func prefixCore(w io.Writer, r io.Reader) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	b = bytes.Replace(b, []byte(` xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`),
		[]byte(` xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`), 1)
	_, err = w.Write(plainTag.ReplaceAll(b, []byte("<${1}cp:$2$3")))
	return err
}
