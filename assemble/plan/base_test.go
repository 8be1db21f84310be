package plan

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// draft reads passages from lines: an id, then /state, >section and ! if a proposal moves it, then its text.
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

// TestCompareMarks: a change of the proposals on a paragraph as a whole is a change; brackets that appear or disappear with a state are
// not.
func TestCompareMarks(t *testing.T) {
	open := func(state string, brackets bool, by string, marks ...Mark) *Passage {
		p := &Passage{ID: "a", Kind: "operative", State: state, Texts: map[string]string{"en": "To go"}, Brackets: brackets, Marks: marks}
		if by != "" {
			p.By = []input.Ref{ref(by)}
		}
		return p
	}
	below := func(sub *Passage) *Passage {
		p := open("proposed", false, "")
		p.Sub = []*Passage{sub}
		return p
	}
	mark := func(does string, by ...string) Mark {
		m := Mark{Does: does}
		for _, b := range by {
			m.By = append(m.By, ref(b))
		}
		return m
	}
	for _, c := range []struct {
		what       string
		old, now   *Passage
		marks, any bool
	}{
		{"the same", open("bracketed", true, "", mark("delete", "b")), open("bracketed", true, "", mark("delete", "b")), false, false},
		{"another mark", open("bracketed", true, "", mark("delete", "b")), open("bracketed", true, "", mark("delete", "b"), mark("retain", "a")), true, true},
		{"another author", open("bracketed", true, "", mark("delete", "b")), open("bracketed", true, "", mark("delete", "b", "a")), true, true},
		{"another wish", open("bracketed", true, "", mark("delete", "b")), open("bracketed", true, "", mark("retain", "b")), true, true},
		{"another place", open("bracketed", false, "", Mark{Does: "move", After: "x"}), open("bracketed", false, "", Mark{Does: "move", After: "y"}), true, true},
		{"put forward by another", open("proposed", true, "a"), open("proposed", true, "b"), true, true},
		{"in brackets", open("proposed", false, ""), open("proposed", true, ""), true, true},
		{"in brackets with its state", open("proposed", false, ""), open("bracketed", true, ""), false, true},
		{"agreed", open("proposed", true, "a"), open("agreed", false, ""), false, true},
		{"a mark with a state", open("proposed", false, ""), open("bracketed", true, "", mark("delete", "b")), true, true},
		{"a part", below(open("", false, "")), below(open("", true, "", mark("delete", "b"))), true, true},
		{"a part as it was", below(open("", true, "", mark("delete", "b"))), below(open("", true, "", mark("delete", "b"))), false, false},
	} {
		r := Compare(&Base{Passages: []*Passage{c.old}}, &Base{Passages: []*Passage{c.now}}, []string{"en"})
		if ch := r.ByID["a"]; ch.Marks != c.marks || ch.Any() != c.any || len(ch.Langs) > 0 {
			t.Errorf("%s: %+v", c.what, ch)
		}
		if n := r.Count(); n.Marked != map[bool]int{true: 1}[c.marks] || n.Changed > 0 {
			t.Errorf("%s: %+v", c.what, n)
		}
		if r := Compare(&Base{Adopted: true, Passages: []*Passage{c.old}}, &Base{Passages: []*Passage{c.now}}, []string{"en"}); r.ByID["a"].Any() {
			t.Errorf("%s: compared with adopted texts, it is a change", c.what)
		}
	}
}

// TestNumbered: sub-paragraphs are numbered from 1 in each list, and each list is one level below its paragraph.
func TestNumbered(t *testing.T) {
	sub := func(id string, below ...*input.SubParagraph) *input.SubParagraph {
		return &input.SubParagraph{ID: input.ID{Text: source.Text{String: id}}, Paragraphs: below}
	}
	var got []string
	var list func(in []*SubParagraph)
	list = func(in []*SubParagraph) {
		for _, s := range in {
			got = append(got, fmt.Sprintf("%s %d.%d", s.ID, s.Level, s.Number))
			list(s.Sub)
		}
	}
	list(Numbered([]*input.SubParagraph{sub("a"), sub("b", sub("b-i"), sub("b-ii", sub("b-ii-1"))), sub("c")}, 1))
	if want := "a 1.1, b 1.2, b-i 2.1, b-ii 2.2, b-ii-1 3.1, c 1.3"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// TestReserved: a change of state, delegation or words is a change of a reservation; removed ones come last.
func TestReserved(t *testing.T) {
	note := func(id, state, delegation, words string) *Passage {
		return &Passage{ID: id, State: state, Delegation: delegation, Texts: map[string]string{"en": words}}
	}
	old := []*Passage{note("gone", "received", "a", "x"), note("same", "received", "a", "x"), note("state", "announced", "a", ""),
		note("delegation", "received", "a", "x"), note("words", "received", "a", "x")}
	now := []*Passage{note("same", "received", "a", "x"), note("state", "received", "a", ""), note("delegation", "received", "b", "x"),
		note("words", "received", "a", "y"), note("new", "announced", "a", "")}
	var got []string
	for _, c := range reserved(old, now, []string{"en"}) {
		got = append(got, c.ID)
	}
	if s := strings.Join(got, " "); s != "state delegation words new gone" {
		t.Errorf("changed are %s", s)
	}
	if c := reserved(old, now, []string{"fr"}); len(c) != 4 {
		t.Errorf("in another language %d reservations changed, want 4", len(c))
	}
}
