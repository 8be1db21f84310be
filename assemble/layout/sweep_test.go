package layout

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
)

// swept lays out a written document on pages of all heights, from a few lines to many.
func swept(t *testing.T, text string, visit func(height int, r *Result)) {
	t.Helper()
	rules, base := languages(t), styleSheet(t, "testdata/style.yaml")
	for height := 84; height <= 360; height += 12 {
		d, s, err := readDoc(fmt.Sprintf("page 240 %d\n%s", height, text), base)
		if err != nil {
			t.Fatal(err)
		}
		visit(height, Pages(d, s, rules, face.Fixed(), new(diag.List)))
	}
}

// textLines calls visit with the lines of a page that belong to the text.
func textLines(p *Page, visit func(l *Line)) {
	for _, it := range p.Items {
		if l, ok := it.(*Line); ok && l.Part == Body {
			visit(l)
		}
	}
}

// TestPlacesOfNotes: the place of a note is the page on which it begins, even if there is no room for it on the page of its mark.
func TestPlacesOfNotes(t *testing.T) {
	later := 0
	swept(t, "p Some words^1 "+strings.Repeat("of the first ", 12)+"^ and^2 of the second^ more^3 "+strings.Repeat("of the third ", 9)+"^ of them\np And^4 of the fourth^ again", func(height int, r *Result) {
		begins, marks := map[string]int{}, map[string]int{}
		for _, p := range r.Pages {
			textLines(p, func(l *Line) {
				if l.Note != nil && begins[l.Note.ID] == 0 {
					begins[l.Note.ID] = p.Number
				}
				for _, g := range l.Segments {
					if l.Note == nil && g.Inline != nil && g.Inline.Note != nil {
						marks[g.Inline.Note.ID] = p.Number
					}
				}
			})
		}
		if len(begins) != 4 || len(marks) != 4 {
			t.Fatalf("height %d: notes %v, marks %v", height, begins, marks)
		}
		for id, page := range begins {
			if r.Places[id] != page {
				t.Errorf("height %d: the note %s begins on page %d, but its place is page %d", height, id, page, r.Places[id])
			}
			if page > marks[id] {
				later++
			}
		}
	})
	if later == 0 {
		t.Error("no page was so low that a note begins after its mark")
	}
}

// TestContinuedNotes: a note that continues is marked as continued on each further page, and no other note is.
func TestContinuedNotes(t *testing.T) {
	text := "continued (continued)\np Some words^1 " + strings.Repeat("of a long note ", 20) + "^ and^2 a short one^ more\np " + strings.Repeat("and then other words ", 12)
	swept(t, text, func(height int, r *Result) {
		parts, said := 0, 0
		for _, p := range r.Pages {
			on := map[*doc.Note]bool{}
			for _, it := range p.Items {
				l, ok := it.(*Line)
				switch {
				case ok && l.Part == Artifact && l.Text() == "(continued)":
					said++
				case ok && l.Part == Body && l.Note != nil:
					on[l.Note] = true
				}
			}
			parts += len(on)
		}
		if said != parts-2 {
			t.Errorf("height %d: two notes are in %d parts, of which %d are marked as continued", height, parts, said)
		}
	})
}

// TestHeadKeepsRow: the head of a table is never on a page without a row below it.
func TestHeadKeepsRow(t *testing.T) {
	for _, text := range []string{
		"p " + strings.Repeat("some words before it ", 9) + "\ntable 1 1\n head HEAD ; HEAD\n row one ; one\n row two ; two\n row three ; three",
		"langs en es\np " + strings.Repeat("some words before it ", 9) + "\n|table 1 1\n  head HEAD ; HEAD\n  row one ; one\n  row two ; two\n|table 1 1\n  head HEAD ; HEAD\n  row one ; one\n  row two ; two",
	} {
		swept(t, text, func(height int, r *Result) {
			for _, p := range r.Pages {
				head, row := false, false
				textLines(p, func(l *Line) {
					switch strings.TrimSpace(l.Text()) {
					case "HEAD":
						head = true
					case "one", "two", "three":
						row = true
					}
				})
				if head && !row {
					t.Errorf("height %d: page %d has the head of a table and no row", height, p.Number)
				}
			}
		})
	}
}

// TestEndnotesBeside: endnotes with the same mark are side by side in their languages; two in one language never are.
func TestEndnotesBeside(t *testing.T) {
	note := func(mark, lang, text string) *doc.Note {
		return &doc.Note{ID: mark + lang + text, Mark: mark, Lang: lang, Kind: doc.End, Inlines: []doc.Inline{{Text: text}}}
	}
	d := &doc.Document{Langs: []string{"en", "es"}, Blocks: []doc.Block{&doc.EndnoteList{}}, Endnotes: []*doc.Note{
		note("a", "en", "one"), note("a", "es", "uno"), note("a", "en", "another"), note("b", "en", "two"), note("b", "es", "dos"), note("c", "es", "tres"),
	}}
	s := styleSheet(t, "testdata/style.yaml")
	r := Pages(d, s, languages(t), face.Fixed(), new(diag.List))
	at := map[string]fixed.Points{}
	textLines(r.Pages[0], func(l *Line) {
		for _, w := range strings.Fields(l.Text()) {
			at[w] = l.Y
		}
	})
	for _, c := range []struct {
		a, b string
		same bool
	}{{"one", "uno", true}, {"one", "another", false}, {"another", "two", false}, {"two", "dos", true}, {"dos", "tres", false}} {
		if (at[c.a] == at[c.b]) != c.same || at[c.a] == 0 || at[c.b] == 0 {
			t.Errorf("%s at %g, %s at %g", c.a, at[c.a].Float(), c.b, at[c.b].Float())
		}
	}
}

// TestPlaceOfEmptyNote: a note without text has the place of its mark, so that every id of a document has a place.
func TestPlaceOfEmptyNote(t *testing.T) {
	swept(t, "p "+strings.Repeat("some words ", 30)+"and^1 ^ more", func(height int, r *Result) {
		if r.Places["n1en"] != len(r.Pages) {
			t.Errorf("height %d: the place of the note is page %d of %d", height, r.Places["n1en"], len(r.Pages))
		}
	})
}

// TestStretches: the space above a row can be stretched, less between rows that belong together; at the head of a page and inside a table
// it cannot.
func TestStretches(t *testing.T) {
	head := &row{before: fixed.Point}
	grid := &table{head: []*row{head}}
	head.table = grid
	for _, c := range []struct {
		name  string
		st    state
		r     *row
		first bool
		want  int
	}{
		{"a paragraph", state{after: fixed.Point}, &row{}, true, 2},
		{"a row with space above it", state{}, &row{before: fixed.Point}, true, 2},
		{"a row kept with the one before it", state{after: fixed.Point}, &row{keepPrevious: true}, true, 1},
		{"no space", state{}, &row{}, true, 0},
		{"the rest of a row", state{after: fixed.Point}, &row{}, false, 0},
		{"an empty page", state{after: fixed.Point, fresh: true}, &row{}, true, 0},
		{"a page with only headers", state{after: fixed.Point, empty: true}, &row{}, true, 0},
		{"the header of a table", state{}, head, true, 2},
		{"a row of a table", state{}, &row{before: fixed.Point, table: grid}, true, 0},
		{"a row of a table without a header", state{}, &row{before: fixed.Point, table: &table{}}, true, 0},
	} {
		if got := new(builder).stretches(&c.st, c.r, c.first); got != c.want {
			t.Errorf("%s: %d halves, want %d", c.name, got, c.want)
		}
	}
}

// TestLineNumbersOfColumns: lines of two columns at about the same height have one number, whichever is a little higher.
func TestLineNumbersOfColumns(t *testing.T) {
	s := *styleSheet(t, "../../templates/style.yaml")
	s.Lines.Every = 1
	b := &builder{flow: &flow{styles: &s}, setter: newSetter(&s, face.Fixed(), nil)}
	at := func(y float64, part Part) *Line { return &Line{Y: fixed.Of(y), Part: part} }
	for _, pair := range [][2]float64{{100, 100}, {100, 100.3}, {100.3, 100}} {
		var got []fixed.Points
		b.lineNumbers(&Page{Items: []Item{at(pair[0], Body), at(pair[1], Body), at(114, Body), at(50, Artifact)}},
			func(_ Segment, y fixed.Points) { got = append(got, y) })
		if len(got) != 2 || got[1] != fixed.Of(114) {
			t.Errorf("lines at %v and 114: the numbers are at %v", pair, got)
		}
	}
}
