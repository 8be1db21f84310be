package plan

import (
	"fmt"
	"strings"
	"testing"
)

// draft reads passages: each line is an id, then /state, >section and ! for one that a proposal moves, then its text.
func draft(s string) *Base {
	b := &Base{}
	for line := range strings.Lines(s) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		p := &Passage{ID: f[0], Kind: "operative", State: "proposed", Texts: map[string]string{}}
		var words []string
		for _, w := range f[1:] {
			switch {
			case w[0] == '/':
				p.State = w[1:]
			case w[0] == '>':
				p.Section = w[1:]
			case w == "!":
				p.Moved = true
			case strings.HasPrefix(w, "("):
				p.Sub = append(p.Sub, &Passage{ID: strings.Trim(w, "()"), Texts: map[string]string{"en": strings.Join(words, " ")}})
				words = nil
			case strings.HasPrefix(w, "es:"):
				p.Texts["es"] += w[3:]
			default:
				words = append(words, w)
			}
		}
		p.Texts["en"] = strings.Join(words, " ")
		b.Passages = append(b.Passages, p)
	}
	return b
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "a one\nb two", "a one\nb two", "a b"},
		{"new and deleted", "a one\nb two\nc three", "n new\na one\nc three", "n+ a b- c"},
		{"changed", "a one\nb two", "a one\nb three", "a b~en"},
		{"in one language", "a one es:uno", "a one es:dos", "a~es"},
		{"white space and quotation marks", "a “one”   two", "a \"one\" two", "a"},
		{"renumbered", "a one\nb two", "n new\na one\nb two", "n+ a b"},
		{"one moved", "a one\nb two\nc three\nd four", "b two\nc three\na one\nd four", "b c a> d"},
		{"two exchanged, one by a proposal", "a one\nb two", "b two\na ! one", "b a>"},
		{"two exchanged, the other", "a one\nb two", "b ! two\na one", "b> a"},
		{"to another section", "a >x one\nb >y two", "a >y one\nb >y two", "a> b"},
		{"agreed", "a one\nb /bracketed two", "a /agreed one\nb two", "a* b/"},
		{"deleted at the head", "a one\nb two", "b two", "a- b"},
		{"all deleted", "a one\nb two", "", "a- b-"},
		{"sub-paragraph changed", "a first (a-1) head", "a second (a-1) head", "a~en"},
	} {
		r := Compare(draft(c.old), draft(c.new), []string{"en", "es"})
		var got []string
		for _, x := range r.Changes {
			s := x.ID
			switch {
			case x.IsNew():
				s += "+"
			case x.IsDeleted():
				s += "-"
			}
			if len(x.Langs) > 0 {
				s += "~" + strings.Join(x.Langs, ",")
			}
			if x.Moved {
				s += ">"
			}
			if x.Agreed {
				s += "*"
			} else if x.State {
				s += "/"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %s, want %s", c.name, g, c.want)
		}
		n := r.Count()
		if n.New+n.Deleted+n.Unchanged > len(r.Changes) {
			t.Errorf("%s: counts %+v", c.name, n)
		}
	}
}

func TestSubParagraphs(t *testing.T) {
	p := func(id, text string) *Passage { return &Passage{ID: id, Texts: map[string]string{"en": text}} }
	old := []*Passage{p("a", "the collection of data"), p("b", "the health of migrants"), p("c", "the return of those who wish it")}
	new := []*Passage{p("x", "the collection of reliable data"), p("c", "the return of those who wish it"), p("y", "something else altogether")}
	var got []string
	for _, s := range pairs(old, new) {
		from, to := "-", "-"
		if s.Old != nil {
			from = s.Old.ID
		}
		if s.New != nil {
			to = s.New.ID
		}
		got = append(got, from+to)
	}
	if g, want := fmt.Sprint(got), "[ax b- cc -y]"; g != want {
		t.Errorf("%s, want %s", g, want)
	}
}
