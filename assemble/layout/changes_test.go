package layout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// naming returns a paper of n paragraphs of several lines, preceded by a list that names all of them, each with its page.
func naming(rng *rand.Rand, n int) *doc.Document {
	d := &doc.Document{Paper: "p", Langs: []string{"en"}, Words: doc.Words{OnPage: []string{" (p.\u00a0%s)"}}}
	list := &doc.Paragraph{ID: "list", Lang: "en", Role: "notice"}
	d.Blocks = append(d.Blocks, list)
	for i := range n {
		id := fmt.Sprintf("op-%d", i)
		if rng.IntN(3) > 0 {
			list.Inlines = append(list.Inlines, doc.Inline{Text: fmt.Sprintf(" %d", i+1)}, doc.Inline{PageOf: id}, doc.Inline{Text: ","})
		}
		words := strings.Repeat("the member states agree to it ", 1+rng.IntN(12))
		d.Blocks = append(d.Blocks, &doc.Paragraph{ID: id, Lang: "en", Inlines: []doc.Inline{{Text: words}}})
	}
	return d
}

// TestPagesNamed: the pages in a list are those on which the paragraphs begin, however far the list itself moves them; a page that several
// in a row share follows the last of them.
func TestPagesNamed(t *testing.T) {
	for n := range uint64(41) {
		seed := n
		if n == 40 { // the list moves a paragraph to the next page, becomes shorter, and would move it back
			seed = 116
		}
		rng := rand.New(rand.NewPCG(seed, 1))
		d := naming(rng, 10+rng.IntN(120))
		var diags diag.List
		r := Pages(d, styleSheet(t, "testdata/style.yaml"), languages(t), face.Liberation(), &diags)
		var want strings.Builder
		last := 0
		in := d.Blocks[0].(*doc.Paragraph).Inlines
		for i := len(in) - 1; i >= 0; i-- {
			s := in[i].Text
			if id := in[i].PageOf; id != "" && r.Places[id] != last {
				last = r.Places[id]
				s = fmt.Sprintf(" (p. %d)", last)
			}
			for k := len(s) - 1; k >= 0; k-- {
				want.WriteByte(s[k])
			}
		}
		reversed := []byte(want.String())
		for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
			reversed[i], reversed[j] = reversed[j], reversed[i]
		}
		got := ""
		for _, p := range r.Pages {
			for _, it := range p.Items {
				if l, ok := it.(*Line); ok && l.Block == d.Blocks[0] {
					for _, g := range l.Segments {
						got += g.Text
					}
					got += " "
				}
			}
		}
		plain := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ") }
		if plain(got) != plain(string(reversed)) {
			t.Errorf("seed %d: the list has\n%s\nand should\n%s", seed, plain(got), plain(string(reversed)))
		}
	}
}

// TestSayingEnds: laying out again comes to an end, even if each result changes the page numbers in the text.
func TestSayingEnds(t *testing.T) {
	s := newSaying()
	n := 0
	for i := 0; s.learn([]string{"a"}, map[string]int{"a": 2 + i%2}); i++ {
		if n++; n > 100 {
			t.Fatal("laying out does not come to an end")
		}
	}
	if s.pages["a"] != 3 {
		t.Errorf("it ends with page %d, not with the later one", s.pages["a"])
	}
}

// TestChangeBars: bars are straight in the outer margins, beside exactly the lines that show a change; a paragraph that changed without
// showing it in a line has a bar along all of it; only paragraphs of the text have bars.
func TestChangeBars(t *testing.T) {
	plain := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	long := strings.Repeat("the member states agree to it ", 14)
	put := []doc.Inline{{Text: long}, {Text: "‹+", Mark: doc.Signal, Actual: " insertion "}, {Text: "now", Mark: doc.Ins | doc.Strong}, {Text: "+›", Mark: doc.Signal, Actual: " end "}, {Text: " " + long}}
	d := &doc.Document{Paper: "p", Langs: []string{"en", "es"}, Blocks: []doc.Block{
		&doc.Pair{ID: "key", Missing: make([]bool, 2), Columns: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: put[1:4]}, &doc.Paragraph{Lang: "es", Inlines: put[1:4]}}},
		&doc.Pair{ID: "a", Missing: make([]bool, 2), Columns: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: put, Changed: true}, &doc.Paragraph{Lang: "es", Inlines: plain(long)}}},
		&doc.Pair{ID: "b", Missing: make([]bool, 2), Columns: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: plain(long)}, &doc.Paragraph{Lang: "es", Inlines: plain(long), Changed: true}}},
	}}
	var diags diag.List
	s := styleSheet(t, "testdata/style.yaml")
	r := Pages(d, s, languages(t), face.Liberation(), &diags)
	width, _ := s.Page(2)
	left, right := s.Left-s.Bars.Distance, width-s.Right+s.Bars.Distance
	bars := map[fixed.Points]int{}
	for _, p := range r.Pages {
		for _, it := range p.Items {
			b, ok := it.(*Rule)
			if !ok || b.X1 != b.X2 {
				continue
			}
			if b.Block != nil || b.Weight != s.Bars.Weight || b.X1 != left && b.X1 != right {
				t.Errorf("a bar at %v of weight %v", b.X1, b.Weight)
			}
			bars[b.X1]++
			for _, it := range p.Items {
				l, ok := it.(*Line)
				if !ok || l.Block == nil || l.Y < b.Y1 || l.Y > b.Y2 || (l.Column == 0) != (b.X1 == left) {
					continue
				}
				if x := l.Block.(*doc.Paragraph); !x.Changed || l.Column == 0 && !strings.Contains(text(l), "now") && !strings.Contains(text(l), "‹+") && !strings.Contains(text(l), "+›") {
					t.Errorf("there is a bar beside %q", text(l))
				}
			}
		}
	}
	if bars[left] != 1 || bars[right] < 1 {
		t.Errorf("%d bars at the left, %d at the right", bars[left], bars[right])
	}
}

// TestChangeBarsOfColumns: if a change in one column ends at the height at which one in the other begins, each has a bar in its own margin.
func TestChangeBarsOfColumns(t *testing.T) {
	word := func(s string) doc.Inline { return doc.Inline{Text: s, Mark: doc.Ins | doc.Strong} }
	rest := strings.Repeat("the member states agree to it ", 3)
	s := styleSheet(t, "testdata/style.yaml")
	for lead := range 12 {
		en := []doc.Inline{word("now"), {Text: " " + rest}}
		es := []doc.Inline{{Text: strings.Repeat("so ", 2*lead+1)}, word("now"), {Text: " " + rest}}
		d := &doc.Document{Paper: "p", Langs: []string{"en", "es"}, Blocks: []doc.Block{&doc.Pair{ID: "a", Missing: make([]bool, 2),
			Columns: []doc.Block{&doc.Paragraph{Lang: "en", Inlines: en, Changed: true}, &doc.Paragraph{Lang: "es", Inlines: es, Changed: true}}}}}
		var diags diag.List
		r := Pages(d, s, languages(t), face.Liberation(), &diags)
		left, right := 0, 0
		for _, it := range r.Pages[0].Items {
			if b, ok := it.(*Rule); ok && b.X1 == b.X2 {
				if b.X1 < s.Left {
					left++
				} else {
					right++
				}
			}
		}
		if left != 1 || right != 1 {
			t.Errorf("after %d words: %d bars at the left, %d at the right", 2*lead+1, left, right)
		}
	}
}

func text(l *Line) string {
	s := ""
	for _, g := range l.Segments {
		s += g.Text
	}
	return s
}
