package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"strings"

	"github.com/go-pdf/fpdf"

	"omnibus/assemble/layout"
	"omnibus/assemble/parallel"
)

// A maker lets fpdf make pages, some at a time beside the drawing of the next, and compresses their contents: a large paper never is
// in memory as a whole.
type maker struct {
	contents [][]byte // compressed
	sizes    []fpdf.SizeType
	waiting  []string // contents of the last pages added
	errs     []error  // by the first page of those that were made together
	free     chan struct{}
	running  parallel.Group
}

const together = 16 // pages that fpdf makes in one go

func newMaker(pages int) *maker {
	return &maker{contents: make([][]byte, pages), errs: make([]error, pages), free: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// add adds the next page.
func (m *maker) add(p *layout.Page, content string) {
	m.sizes, m.waiting = append(m.sizes, fpdf.SizeType{Wd: p.Width.Float(), Ht: p.Height.Float()}), append(m.waiting, content)
	if len(m.waiting) == together {
		m.send()
	}
}

func (m *maker) send() {
	contents, to := m.waiting, len(m.sizes)
	from := to - len(contents)
	sizes := m.sizes[from:to]
	m.waiting = nil
	m.free <- struct{}{}
	m.running.Go(func() {
		defer func() { <-m.free }()
		m.errs[from] = m.make(m.contents[from:to], sizes, contents)
	})
}

// make makes pages into out.
func (*maker) make(out [][]byte, sizes []fpdf.SizeType, contents []string) error {
	p := newFile()
	for i, c := range contents {
		p.AddPageFormat("P", sizes[i])
		p.RawWriteStr(c)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return fmt.Errorf("fpdf: %w", err)
	}
	made, err := readMade(b.Bytes())
	if err != nil {
		return err
	}
	for i := range out {
		content := made.content(i)
		if content == nil {
			return fmt.Errorf("fpdf: a page has no content")
		}
		out[i] = deflated(content)
	}
	return nil
}

// wait returns the compressed contents of all pages.
func (m *maker) wait() ([][]byte, error) {
	if len(m.waiting) > 0 {
		m.send()
	}
	m.running.Wait()
	for _, err := range m.errs {
		if err != nil {
			return nil, err
		}
	}
	return m.contents, nil
}

// A made is what fpdf made: its objects by number.
type made struct {
	raw     []byte
	offsets []int
	pages   []int // object numbers of the pages' contents
	font    int   // object number of the only font, or 0
}

var (
	startxref = regexp.MustCompile(`startxref\s+(\d+)`)
	fontRef   = regexp.MustCompile(`/Font <<\s*/F\S+ (\d+) 0 R`)
	kidRef    = regexp.MustCompile(`(\d+) 0 R`)
	lengthKey = regexp.MustCompile(`/Length (\d+)`)
)

// readMade reads the classic cross-reference table that fpdf writes.
func readMade(raw []byte) (*made, error) {
	m := &made{raw: raw}
	tail := raw[max(0, len(raw)-64):]
	match := startxref.FindSubmatch(tail)
	if match == nil {
		return nil, fmt.Errorf("fpdf: no startxref")
	}
	at, _ := strconv.Atoi(string(match[1]))
	lines := bytes.Split(raw[at:], []byte("\n"))
	if len(lines) < 3 || !bytes.HasPrefix(lines[0], []byte("xref")) {
		return nil, fmt.Errorf("fpdf: no cross-reference table")
	}
	size, err := strconv.Atoi(strings.TrimPrefix(string(lines[1]), "0 "))
	if err != nil || len(lines) < size+2 {
		return nil, fmt.Errorf("fpdf: the cross-reference table is damaged")
	}
	m.offsets = make([]int, size)
	for i := range size {
		m.offsets[i], _ = strconv.Atoi(string(lines[i+2][:10]))
	}
	_, kids, _ := bytes.Cut(m.object(1), []byte("/Kids ["))
	kids, _, _ = bytes.Cut(kids, []byte("]"))
	for _, k := range kidRef.FindAllSubmatch(kids, -1) {
		n, _ := strconv.Atoi(string(k[1]))
		m.pages = append(m.pages, n+1)
	}
	m.font = submatch(fontRef, m.object(2))
	return m, nil
}

// object returns the dictionary of an object.
func (m *made) object(n int) []byte {
	b := m.raw[m.offsets[n]:]
	end := bytes.Index(b, []byte("endobj"))
	if s := bytes.Index(b, []byte("stream")); s >= 0 && s < end {
		end = s
	}
	return b[:end]
}

// stream returns the stream of an object as it stands in the file.
func (m *made) stream(n int) []byte {
	head := m.object(n)
	l := lengthKey.FindSubmatch(head)
	if l == nil {
		return nil
	}
	length, _ := strconv.Atoi(string(l[1]))
	from := m.offsets[n] + len(head) + len("stream\n")
	return m.raw[from : from+length]
}

// content returns the content of page i.
func (m *made) content(i int) []byte {
	if i >= len(m.pages) {
		return nil
	}
	return m.stream(m.pages[i])
}

// inflate decompresses a stream of fpdf.
func inflate(b []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	return out, nil
}

func submatch(re *regexp.Regexp, b []byte) int {
	m := re.FindSubmatch(b)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}
