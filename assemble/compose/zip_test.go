package compose

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// TestColumnsDiffer: languages whose blocks do not match are an error that tells how they differ, with the place in each.
func TestColumnsDiffer(t *testing.T) {
	f := source.NewFile("templates/a.html", []byte("one\ntwo\nthree\n"))
	at := func(line int) source.Pos { return f.Pos(4*(line-1), 3) }
	p := func(id string, line int) doc.Block { return &doc.Paragraph{ID: id, Pos: at(line)} }
	h := func(level, line int) doc.Block { return &doc.Heading{Level: level, Pos: at(line)} }
	for _, c := range []struct {
		name        string
		left, right []doc.Block
		says        string // "" is no error
		blocks      int
		line, see   int // 0 is none
	}{
		{"alike", []doc.Block{h(1, 1), p("a", 2)}, []doc.Block{h(1, 1), p("a", 2)}, "", 2, 0, 0},
		{"one more", []doc.Block{p("a", 1), p("b", 2)}, []doc.Block{p("a", 1)}, "more blocks", 1, 2, 0},
		{"one more in the second", []doc.Block{p("a", 1)}, []doc.Block{p("a", 1), p("b", 3)}, "more blocks", 1, 3, 0},
		{"of another kind", []doc.Block{h(1, 1)}, []doc.Block{p("a", 3)}, "a heading of level 1 against a paragraph", 0, 1, 3},
		{"of another level", []doc.Block{h(1, 1)}, []doc.Block{h(2, 2)}, "a heading of level 1 against a heading of level 2", 0, 1, 2},
		{"with another id", []doc.Block{p("a", 1)}, []doc.Block{p("b", 2)}, `block "a" against "b"`, 0, 1, 2},
		{"longer lists", []doc.Block{&doc.List{Items: []*doc.Item{{Pos: at(1)}}}}, []doc.Block{&doc.List{Items: []*doc.Item{{Pos: at(1)}, {Pos: at(2)}}}}, "a list of 1 items against a list of 2 items", 0, 1, 1},
	} {
		var diags diag.List
		j := &job{langs: []string{"en", "es"}, paper: "plan", diags: &diags}
		z := &zipper{job: j, columns: []*column{{job: j}, {job: j}}}
		out := z.zip([][]doc.Block{c.left, c.right})
		if len(out) != c.blocks || z.failed != (c.says != "") || len(diags.Items) != min(len(c.says), 1) {
			t.Errorf("%s: %d blocks, failed %v, %v", c.name, len(out), z.failed, diags.Items)
			continue
		}
		if c.says == "" {
			if pair := out[1].(*doc.Pair); pair.ID != "a" || len(pair.Columns) != 2 {
				t.Errorf("%s: %+v", c.name, pair)
			}
			continue
		}
		d := diags.Items[0]
		if d.Code != "E0930" || !strings.Contains(d.Message, c.says) {
			t.Errorf("%s: %s", c.name, d.Message)
		}
		if c.name == "longer lists" {
			continue // the place of a list is that of its items
		}
		see := 0
		if len(d.Related) > 0 {
			see = d.Related[0].Pos.Line()
		}
		if d.Pos.Line() != c.line || see != c.see || len(d.Related) > 1 {
			t.Errorf("%s: at line %d, see %d", c.name, d.Pos.Line(), see)
		}
	}
}

// english returns an English column of the shipped term.
func english(t *testing.T) *column {
	t.Helper()
	s := open(t, shipped(t), nil, "end")
	j := &job{plan: s.plan, paper: "draft-paragraphs", langs: []string{"en"}, set: s.set, diags: s.diags}
	return &column{job: j, l: s.set.Locale("en"), refs: map[use]int{}, reserved: map[string]*plan.Change{}, ids: map[string]int{}}
}

// TestReservedWords: a redline tells whether a reservation is new, withdrawn, received since, or worded differently.
func TestReservedWords(t *testing.T) {
	c := english(t)
	is := func(state string) *plan.Passage { return &plan.Passage{ID: "r", Delegation: "x", State: state} }
	for _, x := range []struct {
		change plan.Change
		key    string
	}{
		{plan.Change{New: is("announced")}, "new"}, {plan.Change{New: is("received")}, "new"}, {plan.Change{Old: is("received")}, "withdrawn"},
		{plan.Change{Old: is("announced"), New: is("received")}, "received"}, {plan.Change{Old: is("received"), New: is("received")}, "changed"}, {plan.Change{Old: is("received"), New: is("announced")}, "changed"},
	} {
		want := c.l.T("redline.reservation-"+x.key, map[string]any{"Delegation": c.with("draft.word-of", c.name("x"))})
		if got := c.reservedWords([]*plan.Change{&x.change}); len(got) != 1 || got[0] != want {
			t.Errorf("%+v to %+v: %q, want %q", x.change.Old, x.change.New, got, want)
		}
	}
}

// TestReserve: the marks of reservations that stand are numbered; a withdrawn one is struck out and has an id of its own.
func TestReserve(t *testing.T) {
	c := english(t)
	is := func(id string) *plan.Passage { return &plan.Passage{ID: id, Delegation: "x", State: "announced"} }
	note := func(id string) *doc.Note { return &doc.Note{ID: id, Inlines: []doc.Inline{{Text: "It cannot join."}}} }
	mark := func(n string) string { return c.l.T("draft.reservation-mark", map[string]any{"N": n}) }
	var r reading
	one, gone, two, fresh := note("a"), note("b"), note("c"), note("d")
	c.reserve(one, nil, doc.Inline{}, &r)
	if r.changed || len(r.inlines) != 1 {
		t.Errorf("an unchanged reservation: changed %v, %d inlines", r.changed, len(r.inlines))
	}
	c.reserve(gone, &plan.Change{ID: "b", Old: is("b")}, doc.Inline{}, &r)
	c.reserve(two, nil, doc.Inline{}, &r)
	c.reserve(fresh, &plan.Change{ID: "d", New: is("d")}, doc.Inline{}, &r)
	if one.Mark != mark("1") || two.Mark != mark("2") || fresh.Mark != mark("3") || gone.Mark != "*" || !r.changed {
		t.Errorf("the marks are %q, %q, %q and %q", one.Mark, gone.Mark, two.Mark, fresh.Mark)
	}
	if one.ID != "a" || gone.ID != "b.was.1" || fresh.ID != "d" {
		t.Errorf("the ids are %s, %s and %s", one.ID, gone.ID, fresh.ID)
	}
	for _, in := range r.inlines {
		if in.Note == gone && in.Mark&doc.Del == 0 || in.Note == fresh && in.Mark&doc.Ins == 0 || in.Note == one && in.Mark&(doc.Ins|doc.Del) != 0 {
			t.Errorf("%+v", in)
		}
	}
}

// TestMarksOfOnePaper: whatever the forms of notes and reservations, no two notes of a paper have the same mark; two series of one form are
// one, and series of different forms are counted apart.
func TestMarksOfOnePaper(t *testing.T) {
	for _, x := range []struct{ form, at, want string }{
		{"", "foot", "1 1/ a 2 2/ b * +"}, {"1", "end", "1 1/ 2 3 2/ 4 * +"}, {"1/", "foot", "1/ 2/ a 3/ 4/ b * +"}, {"1/", "end", "1/ 2/ 3/ 4/ 5/ 6/ * +"},
		{"[1]", "foot", "[1] 1/ a [2] 2/ b * +"}, {"a", "foot", "a 1/ 1 b 2/ 2 * +"}, {"i", "foot", "i 1/ 1 ii 2/ 2 * +"}, {"i", "end", "i 1/ ii iii 2/ iv * +"},
	} {
		c := english(t)
		c.opts.Notes.Form.String, c.opts.Notes.At.String = x.form, x.at
		var r reading
		var notes []*doc.Note
		add := func(put func(*doc.Note)) {
			notes = append(notes, &doc.Note{ID: fmt.Sprint(len(notes)), Inlines: []doc.Inline{{Text: "Words."}}})
			put(notes[len(notes)-1])
		}
		reserve := func(n *doc.Note) { c.reserve(n, nil, doc.Inline{}, &r) }
		gone := func(n *doc.Note) {
			c.reserve(n, &plan.Change{Old: &plan.Passage{Delegation: "x", State: "announced"}}, doc.Inline{}, &r)
		}
		own := func(n *doc.Note) { c.ownMark(n, "foot", "+") }
		for _, put := range []func(*doc.Note){c.footnote, reserve, c.endnote, c.footnote, reserve, c.endnote, gone, own} {
			add(put)
		}
		var got []string
		for _, n := range notes {
			got = append(got, n.Mark)
			if atEnd := n.Kind == doc.End; n.Mark != "*" && atEnd != slices.Contains(c.ends, n) || x.at == "end" && !atEnd && n.Mark != "*" {
				t.Errorf("%s at %s: note %q is a %v", x.form, x.at, n.Mark, n.Kind)
			}
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s at %s: the marks are %q, want %q", x.form, x.at, got, x.want)
		}
	}
}

// TestRefer: the same text requested twice in the same form is one text; in capitals, as an opener, in a redline or without its proposals
// it is another.
func TestRefer(t *testing.T) {
	c := english(t)
	words := input.Text{ID: "a"}
	words.String = "To do"
	open := words
	open.Open = new(input.Open)
	uses := []text{{Text: words}, {Text: words, upper: true}, {Text: words, opener: "verb"}, {Text: words, opener: "noun"}, {Text: open}, {Text: words, was: new(was)}, {Text: words, upper: true, opener: "verb"}}
	seen := map[phrase]int{}
	for range 2 {
		for i, u := range uses {
			p := c.refer(u)
			if of, again := seen[p]; again && of != i {
				t.Errorf("the forms %d and %d of a text are the same", of, i)
			}
			seen[p] = i
		}
	}
	if len(c.texts) != len(uses) {
		t.Errorf("%d forms give %d texts", len(uses), len(c.texts))
	}
	if c.refer(text{}) != "" {
		t.Error("an empty text has a reference")
	}
}

// TestStatusOfRevision: the status of a revision takes precedence over that of its paper.
func TestStatusOfRevision(t *testing.T) {
	c := english(t)
	said := func(id, s string) input.Text { t := input.Text{ID: id}; t.String = s; return t }
	v := &paperView{c, &plan.Paper{Paper: &input.Paper{Status: said("paper.status", "Draft")}}}
	of := func() string {
		n := len(c.texts)
		v.Status()
		return c.texts[max(n, len(c.texts))-1].String
	}
	if got := of(); got != "Draft" {
		t.Errorf("without a revision the status is %q", got)
	}
	v.p.Revision = &input.Revision{}
	if v.Status(); len(c.texts) != 1 {
		t.Error("a revision without a status does not have that of the paper")
	}
	v.p.Revision.Status = said("revision.status", "As agreed")
	if got := of(); got != "As agreed" {
		t.Errorf("the status is %q", got)
	}
}

func TestDict(t *testing.T) {
	if got, err := dict("a", 1, "b", "c"); err != nil || got["a"] != 1 || got["b"] != "c" {
		t.Errorf("%v, %v", got, err)
	}
	for _, pairs := range [][]any{{"a"}, {"a", 1, "b"}, {1, "a"}} {
		if _, err := dict(pairs...); err == nil {
			t.Errorf("%v is accepted", pairs)
		}
	}
}

// TestGoneSubs: deleted sub-paragraphs keep their levels.
func TestGoneSubs(t *testing.T) {
	c := &column{whole: map[string]doc.Mark{}}
	got := c.goneSubs([]*plan.Passage{{ID: "a", Sub: []*plan.Passage{{ID: "a-i", Sub: []*plan.Passage{{ID: "a-i-1"}}}}}, {ID: "b"}}, nil, 1)
	levels := ""
	var walk func(in []SubParagraph)
	walk = func(in []SubParagraph) {
		for _, s := range in {
			levels += fmt.Sprint(s.ID, " ", s.Level, ";")
			walk(s.Sub)
		}
	}
	walk(got)
	if want := "a.was 1;a-i.was 2;a-i-1.was 3;b.was 1;"; levels != want || c.whole["a-i.was"] != doc.Del {
		t.Errorf("%s, want %s; marks %v", levels, want, c.whole)
	}
}
