package compose

import (
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// TestNoteMark: the marks of notes in each form.
func TestNoteMark(t *testing.T) {
	for _, c := range []struct {
		form string
		n    int
		want string
	}{
		{"", 3, "3"}, {"1", 12, "12"}, {"1/", 1, "1/"}, {"[1]", 2, "[2]"}, {"(1)", 11, "(11)"}, {"a", 1, "a"}, {"a", 26, "z"},
		{"a", 27, "aa"}, {"i", 4, "iv"},
	} {
		if got := noteMark(c.form, c.n); got != c.want {
			t.Errorf("note %d in the form %q is %q, want %q", c.n, c.form, got, c.want)
		}
	}
}

// TestPlaceNotes: a mark next to punctuation is moved after or before it, as the style prescribes or, by default, the language.
func TestPlaceNotes(t *testing.T) {
	s := open(t, shipped(t), nil, "end")
	run := func(text string) doc.Inline { return doc.Inline{Text: text} }
	mark := func(n string) doc.Inline { return doc.Inline{Text: n, Note: &doc.Note{}} }
	slanted := func(text string) doc.Inline { return doc.Inline{Text: text, Mark: doc.Em} }
	gone := func(text string) doc.Inline { return doc.Inline{Text: text, Mark: doc.Del} }
	for _, c := range []struct {
		lang, place string
		in          []doc.Inline
		want        string
	}{
		{"en", "", []doc.Inline{run("words"), mark("1"), run(", more")}, "words,|1| more"},
		{"en", "language", []doc.Inline{run("words"), mark("1"), mark("2"), run(".")}, "words|.|1|2"},
		{"en", "", []doc.Inline{run("words"), mark("1"), run(";\u00a0and")}, "words;|1|\u00a0and"},
		{"en", "", []doc.Inline{run("words,"), mark("1"), run(" more")}, "words,|1| more"},
		{"en", "", []doc.Inline{slanted("words"), mark("1"), run(".")}, "_words_|.|1"},
		{"en", "", []doc.Inline{run("words"), mark("1"), run(" .com")}, "words|1| .com"},
		{"en", "", []doc.Inline{run("words"), mark("1"), run("] more")}, "words|1|] more"},
		{"en", "", []doc.Inline{run("words"), mark("1")}, "words|1"},
		{"en", "", []doc.Inline{mark("1"), run(". more")}, "1|. more"},
		{"en", "", []doc.Inline{run("words"), mark("1"), gone(".")}, "words|1|-.-"},
		{"en", "before", []doc.Inline{run("words."), mark("1")}, "words|1|."},
		{"es", "", []doc.Inline{run("palabras,"), mark("1"), run(" más")}, "palabras|1|,| más"},
		{"es", "", []doc.Inline{run("palabras"), mark("1"), run(".")}, "palabras|1|."},
		{"es", "", []doc.Inline{run("palabras;"), mark("1"), mark("2")}, "palabras|1|2|;"},
		{"es", "after", []doc.Inline{run("palabras"), mark("1"), run(".")}, "palabras.|1"},
		{"es", "", []doc.Inline{run("..."), mark("1")}, "...|1"},
		{"es", "", []doc.Inline{run("uno,"), mark("1"), run(" dos,"), mark("2"), run(" tres")}, "uno|1|,| dos|2|,| tres"},
		{"fr", "", []doc.Inline{run("mots\u00a0;"), mark("1")}, "mots|1|\u00a0;"},
		{"fr", "after", []doc.Inline{run("mots"), mark("1"), run("\u00a0; et")}, "mots\u00a0;|1| et"},
		{"pt", "", []doc.Inline{run("palavras:"), mark("1")}, "palavras|1|:"},
	} {
		c2 := s.column(t, c.lang)
		c2.opts.Notes = input.NoteStyle{Place: source.Text{String: c.place}}
		got := ""
		for i, x := range c2.placeNotes(c.in) {
			text := x.Text
			switch x.Mark {
			case doc.Em:
				text = "_" + text + "_"
			case doc.Del:
				text = "-" + text + "-"
			}
			if i > 0 {
				got += "|"
			}
			got += text
		}
		if plain(got) != plain(c.want) {
			t.Errorf("%s %q: %q, want %q", c.lang, c.place, got, c.want)
		}
	}
}

// plain removes the boundaries between runs.
func plain(s string) string {
	out := ""
	for _, r := range s {
		if r != '|' {
			out += string(r)
		}
	}
	return out
}

func (s *shop) column(t *testing.T, lang string) *column {
	t.Helper()
	l := s.set.Locale(lang)
	if l == nil {
		t.Fatalf("no language %q", lang)
	}
	j := &job{plan: s.plan, set: s.set, diags: s.diags}
	return j.column(l)
}
