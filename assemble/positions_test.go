package assemble

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
	"omnibus/assemble/merge"
	"omnibus/assemble/read/pdf"
	"omnibus/assemble/style"
	"omnibus/assemble/work"
	wpdf "omnibus/assemble/write/pdf"
)

// A block is a passage with its place in the document: the pair and the column that it belongs to, and the label before it.
type block struct {
	passage
	pair   *doc.Pair
	column int
	label  []string // of the item that it begins, by column
}

// laidSide returns the headings and paragraphs of a document in order, each with its pair.
func laidSide(blocks []doc.Block, label []string) []block {
	var out []block
	for i, b := range blocks {
		if i > 0 {
			label = nil
		}
		switch b := b.(type) {
		case *doc.Section:
			out = append(out, laidSide(b.Blocks, label)...)
		case *doc.Pair:
			for k, c := range b.Columns {
				for _, p := range said([]doc.Block{c}) {
					one := block{passage: p, column: k, label: label}
					if _, table := c.(*doc.Table); !table {
						one.pair = b
					}
					out = append(out, one)
				}
			}
		case *doc.List:
			for _, it := range b.Items {
				out = append(out, laidSide(it.Blocks, it.Labels)...)
			}
		default:
			for _, p := range said([]doc.Block{b}) {
				out = append(out, block{passage: p})
			}
		}
	}
	return out
}

// A placed is a word with its place on a page.
type placed struct {
	pdf.Word
	page int
}

// positions reads a finished paper and returns its faults of position, with the number of pairs and numbers checked. The columns of a pair
// must begin on one page, within half a point of each other, with their numbers; every word must be within its column; the words of a text
// must follow one another to the right and down the page.
func positions(d *doc.Document, s *style.Sheet, file []byte) (faults []string, pairs, numbers int, err error) {
	f, err := pdf.Open(file)
	if err != nil {
		return nil, 0, 0, err
	}
	tops, err := f.Structure()
	if err != nil {
		return nil, 0, 0, err
	}
	type content struct {
		page *pdf.Page
		mcid int
	}
	words, onPage := map[content][]placed{}, map[int][]placed{}
	for i, p := range f.Pages() {
		all, err := p.Words()
		if err != nil {
			return nil, 0, 0, err
		}
		for _, w := range all {
			if !w.Artifact {
				at := placed{w, i + 1}
				words[content{p, w.MCID}] = append(words[content{p, w.MCID}], at)
				onPage[i+1] = append(onPage[i+1], at)
			}
		}
	}
	var inside func(e *pdf.Element) []placed
	inside = func(e *pdf.Element) (out []placed) {
		for _, k := range e.Kids {
			switch {
			case k.Element != nil && k.Element.Type != "Note":
				out = append(out, inside(k.Element)...)
			case k.Element == nil && k.MCID >= 0:
				out = append(out, words[content{k.Page, k.MCID}]...)
			}
		}
		return out
	}
	var heard []*pdf.Element
	for e := range tops[0].All() {
		switch e.Type {
		case "P", "H1", "H2", "H3", "H4", "H5", "H6":
			heard = append(heard, partsOfHeading(e)...)
		}
	}

	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	n := float64(len(d.Langs))
	width, _ := s.Page(len(d.Langs))
	column := (width.Float() - s.Left.Float() - s.Right.Float() - (n-1)*s.Gap.Float()) / n
	var first placed // of the pair at hand
	i := 0
	for _, b := range laidSide(d.Blocks, nil) {
		from := i
		for i < len(heard) && (heard[i].Text() != b.text || heard[i].Language() != b.lang) {
			i++
		}
		if i == len(heard) {
			fault("not found: %q", b.text)
			i = from
			continue
		}
		ws := inside(heard[i])
		i++
		if len(ws) == 0 {
			continue
		}
		left, right := s.Left.Float(), (width - s.Right).Float()
		if b.pair != nil {
			left += float64(b.column) * (column + s.Gap.Float())
			right = left + column
		}
		for k, w := range ws {
			if w.X < left-hung(w.Text, true) || w.X+w.Width > right+hung(w.Text, false) {
				fault("page %d: %q at %.1f to %.1f leaves its column: %q", w.page, w.Text, w.X, w.X+w.Width, b.text)
			}
			if k == 0 {
				continue
			}
			last := ws[k-1]
			switch dy := w.Y - last.Y; {
			case w.page > last.page, w.page == last.page && dy > 6:
			case w.page == last.page && math.Abs(dy) <= 6 && w.X >= last.X+last.Width-1:
			default:
				fault("page %d: %q stands before %q, which it follows: %q", w.page, w.Text, last.Text, b.text)
			}
		}
		if b.pair == nil {
			continue
		}
		if b.column < len(b.label) && b.label[b.column] != "" && s.Lists["operative"].Numbers == style.InColumns {
			label := ""
			for _, w := range onPage[ws[0].page] {
				if math.Abs(w.Y-ws[0].Y) <= 0.5 && w.X >= left-0.5 && w.X < ws[0].X-0.5 {
					label += w.Text
				}
			}
			if !strings.HasSuffix(label, bare(b.label[b.column])) {
				fault("page %d: the number %q does not stand level with %q", ws[0].page, b.label[b.column], b.text)
			}
			numbers++
		}
		if b.column == 0 {
			first = ws[0]
			continue
		}
		pairs++
		if ws[0].page != first.page || math.Abs(ws[0].Y-first.Y) > 0.5 {
			fault("a pair is not level: %q on page %d at %.2f, %q on page %d at %.2f", first.Text, first.page, first.Y, ws[0].Text, ws[0].page, ws[0].Y)
		}
	}
	return faults, pairs, numbers, nil
}

// hung returns how far, in points, a word may extend beyond its column: for rounding, and as far as its first or last sign extends into the
// margin.
func hung(word string, atLeft bool) float64 {
	letters := []rune(strings.ReplaceAll(word, "\u00ad", "-"))
	most := 0
	for f := face.Regular; f <= face.BoldItalic; f++ {
		left, _ := face.Liberation().Table(f).Hang(letters[0])
		_, right := face.Liberation().Table(f).Hang(letters[len(letters)-1])
		if atLeft {
			right = left
		}
		most = max(most, right)
	}
	return 0.5 + float64(most)*14/1000 // of the largest size
}

// TestPositions checks the places of all words in the finished papers, in every look.
func TestPositions(t *testing.T) {
	for _, l := range looks {
		w, files := shipped(t, l.name)
		s, err := w.StyleSheet()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range w.Docs {
			faults, pairs, numbers, err := positions(d, s, files[d.FileName("pdf")].Bytes)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				t.Errorf("%s: %s: %s", l.name, d.FileName("pdf"), f)
			}
			leastPairs, leastNumbers := 90, 60
			if d.Variant == "status" { // a table, and the lines above it
				leastPairs, leastNumbers = 6, 0
			}
			if len(d.Langs) > 1 && d.Paper == "draft-paragraphs" && (pairs < leastPairs || numbers < leastNumbers) {
				t.Errorf("%s: %s: only %d pairs and %d numbers were checked", l.name, d.FileName("pdf"), pairs, numbers)
			}
		}
	}
}

// TestPositionsAreSeen shows that faults of position are found: a text one line too low, and one too far to the right.
func TestPositionsAreSeen(t *testing.T) {
	w, _ := shipped(t, "as shipped")
	s, err := w.StyleSheet()
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range w.Docs {
		if d.Paper != "draft-paragraphs" {
			continue
		}
		var moved doc.Block
		for _, b := range laidSide(d.Blocks, nil) {
			if b.pair != nil && b.label != nil {
				moved = b.pair.Columns[1]
			}
		}
		for _, c := range []struct {
			x, y fixed.Points
			want string
		}{{0, s.ColumnLeading, "is not level"}, {s.Gap, 0, "leaves its column"}} {
			shift := func(sign fixed.Points) {
				for _, p := range w.Pages[i].Pages {
					for _, it := range p.Items {
						l, ok := it.(*layout.Line)
						if !ok || l.Block != moved || l.Part != layout.Body {
							continue
						}
						l.Y += sign * c.y
						for k := range l.Segments {
							l.Segments[k].X += sign * c.x
						}
					}
				}
			}
			shift(1)
			var b bytes.Buffer
			err := wpdf.Write(&b, w.Pages[i], wpdf.Options{})
			shift(-1)
			if err != nil {
				t.Fatal(err)
			}
			faults, _, _, err := positions(d, s, b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("%s: moved by %g and %g, but no fault has %q: %q", d.FileName("pdf"), c.x.Float(), c.y.Float(), c.want, faults)
			}
		}
		return
	}
	t.Error("there is no draft")
}

// TestLineNumbers shows that a number in the margin denotes the same line for everyone in the room: whichever language is at the left, it
// denotes the same words.
func TestLineNumbers(t *testing.T) {
	src := shippedSources(t)
	lines := func(langs ...string) map[string][]string {
		job := work.Job{Meeting: merge.End, LineNumbers: true, Langs: langs, Papers: []string{"draft-paragraphs"}}
		_, files := papers(t, src, job)
		f, err := pdf.Open(files["draft-paragraphs"+"."+strings.Join(langs, "-")+".pdf"].Bytes)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][]string{}
		for i, p := range f.Pages() {
			words, err := p.Words()
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range words {
				if !n.Artifact || n.X > 72 {
					continue
				}
				name := fmt.Sprintf("page %d line %s", i+1, n.Text)
				for _, w := range words {
					if !w.Artifact && math.Abs(w.Y-n.Y) < 1 {
						out[name] = append(out[name], w.Text)
					}
				}
				slices.Sort(out[name])
			}
		}
		return out
	}
	one, other := lines("en", "es"), lines("es", "en")
	if len(one) < 300 || len(one) != len(other) {
		t.Errorf("%d and %d lines are numbered", len(one), len(other))
	}
	for name, words := range one {
		if !strings.HasPrefix(name, "page 1 ") && !slices.Equal(words, other[name]) { // the order of the notices follows the order of the languages
			t.Errorf("%s: %q, but with the other language at the left %q", name, words, other[name])
		}
	}
}
