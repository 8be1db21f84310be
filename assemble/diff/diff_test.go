package diff

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func show(edits []Edit) string {
	var b strings.Builder
	for _, e := range edits {
		switch e.Op {
		case Equal:
			b.WriteString(e.Text)
		case Insert:
			b.WriteString("{+" + e.Text + "+}")
		case Delete:
			b.WriteString("{-" + e.Text + "-}")
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"", "", ""},
		{"To act", "To act", "To act"},
		{"", "To act", "{+To act+}"},
		{"To act", "", "{-To act-}"},
		{"To act", "To act now", "To act{+ now+}"},
		{"To act now", "Act now", "{-To act-}{+Act+} now"},
		{"bar", "foo bar", "{+foo +}bar"},
		{"foo bar", "bar", "{-foo -}bar"},
		{"a b", "(b", "{-a -}{+(+}b"},
		{"treat the COVID-19 as such", "treat the coronavirus disease (COVID-19) as such", "treat the {+coronavirus disease (+}COVID-19{+)+} as such"},
		{"treat the coronavirus disease (COVID-19) as such", "treat the COVID-19 as such", "treat the {-coronavirus disease (-}COVID-19{-)-} as such"},
		{"pay US$ 1,000 now", "pay US$ 1,000.50 now", "pay {-US$ 1,000-}{+US$ 1,000.50+} now"},
		{"a sum of 10,5 % of it", "a sum of 10,5% of all", "a sum of 10,5% of {-it-}{+all+}"},
		{"at 10:30 sharp", "at 10:45 sharp", "at {-10:30-}{+10:45+} sharp"},
		// White space, the kind of quotation marks and soft hyphens make no change.
		{"the  “rights”\nof mi\u00adgrants", "the \"rights\" of migrants", `the "rights" of migrants`},
		{"op. 5", "op.\u00a05", "op.\u00a05"},
		// Only the comma is a change, not the word before it.
		{"women children and men", "women, children and men", "women{+,+} children and men"},
		// Brackets are added and removed without their words.
		{"[shall] instruct", "shall instruct", "{-[-}shall{-]-} instruct"},
		{"States shall act", "States [shall][should] act", "States{+ [+}shall{+][should]+} act"},
		// Equal words are in no change, even short ones.
		{"to promote the access of migrants to health services", "to guarantee the inclusion of refugees to health services",
			"to {-promote-}{+guarantee+} the {-access-}{+inclusion+} of {-migrants-}{+refugees+} to health services"},
		// Words that are really equal stay unmarked.
		{"To request the General Secretariat to report to the Committee on progress made", "To instruct the General Secretariat to report annually to the Committee on progress made",
			"To {-request-}{+instruct+} the General Secretariat to report{+ annually+} to the Committee on progress made"},
		// An insertion starts where its phrase begins.
		{"access to data and to services", "access to data and to health and to services", "access to data{+ and to health+} and to services"},
		{"A begins. C ends.", "A begins. B goes. C ends.", "A begins.{+ B goes.+} C ends."},
		{"women, children, and men", "women, girls, children, and men", "women{+, girls+}, children, and men"},
		// Words keep the signs inside them.
		{"l'eau, 1.5, AG/RES. 2910", "l'air, 1.6, AG/RES. 2910", "{-l'eau, 1.5-}{+l'air, 1.6+}, AG/RES. 2910"},
		{"of AG/RES. 2916 (XLVIII-O/18), and", "of AG/RES. 2939 (XLIX-O/19), and", "of {-AG/RES. 2916 (XLVIII-O/18)-}{+AG/RES. 2939 (XLIX-O/19)+}, and"},
		{"the aim (to act) stands", "the goal (to rest) stands", "the {-aim-}{+goal+} (to {-act-}{+rest+}) stands"},
		{"the aim (to act) stands", "the aim (to rest) stands", "the aim (to {-act-}{+rest+}) stands"},
		{"instar a la Secretaría General", "solicitar a la Secretaría General", "{-instar-}{+solicitar+} a la Secretaría General"},
		{"see {{ref:op-a}} and [^note-a]", "see {{ref:op-b}} and [^note-a]", "see {-{{ref:op-a}}-}{+{{ref:op-b}}+} and [^note-a]"},
	} {
		got := show(Words(c.old, c.new))
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(c.want, " ", "") {
			t.Errorf("%q to %q:\n got %s\nwant %s", c.old, c.new, got, c.want)
		}
		properties(t, c.old, c.new)
	}
}

// bare returns the keys of a text's tokens, without spaces.
func bare(s string) string {
	var b strings.Builder
	for _, t := range Split(s) {
		b.WriteString(t.Key)
	}
	return b.String()
}

// words returns the keys of a text's tokens, with the spaces between them.
func words(s string) string {
	var b strings.Builder
	for _, t := range Split(s) {
		if t.Space != "" {
			b.WriteByte(' ')
		}
		b.WriteString(t.Key)
	}
	return strings.TrimSpace(b.String())
}

// properties checks that the edits produce the new text, start from the old one, and can be reversed.
func properties(t *testing.T, old, new string) {
	t.Helper()
	e := Words(old, new)
	if got, want := New(e), Join(Split(new)); strings.TrimLeftFunc(got, unicode.IsSpace) != want {
		t.Fatalf("%q to %q: applied gives %q", old, new, got)
	}
	// Patterns have spaces between signs.
	if got := Old(e); bare(got) != bare(old) || words(got) != words(old) && !strings.Contains(old+new, `\`) {
		t.Fatalf("%q to %q: reversed gives %q (%s)", old, new, got, show(e))
	}
	r := reversed(e)
	if New(r) != Old(e) || Old(r) != New(e) {
		t.Fatalf("%q to %q: the reverse is %s", old, new, show(r))
	}
	for i := 1; i < len(e); i++ {
		if e[i].Op == e[i-1].Op || e[i].Op == Delete && e[i-1].Op == Insert {
			t.Fatalf("%q to %q: edits in a wrong order: %s", old, new, show(e))
		}
	}
}

// languages returns texts in every language of the shipped records and labels.
func languages(t testing.TB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, glob := range []string{"content.*.toml", "active.*.toml"} {
		files, _ := filepath.Glob(filepath.Join("..", "..", "locales", glob))
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			lang := strings.Split(filepath.Base(f), ".")[1]
			for _, m := range regexp.MustCompile(`(?m)= "(.*)"$`).FindAllStringSubmatch(string(b), -1) {
				if len(m[1]) > 30 && !strings.ContainsAny(m[1], "=*+") { // tables have signs in place of spaces
					out[lang] = append(out[lang], m[1])
				}
			}
		}
	}
	if len(out) < 4 {
		t.Fatalf("texts in only %d languages", len(out))
	}
	return out
}

// edited changes a text as negotiators do: it inserts, deletes and replaces words.
func edited(r *rand.Rand, text string, words []string) string {
	f := strings.Fields(text)
	for range 1 + r.IntN(5) {
		if len(f) == 0 {
			break
		}
		i := r.IntN(len(f))
		n := min(1+r.IntN(4), len(f)-i)
		switch r.IntN(4) {
		case 0:
			f = slices.Insert(f, i, words[r.IntN(len(words))])
		case 1:
			f = slices.Delete(f, i, i+n)
		case 2:
			f[i] = "[" + f[i] + "][" + words[r.IntN(len(words))] + "]"
		case 3:
			f = slices.Concat(f[:i], strings.Fields(words[r.IntN(len(words))]), f[i+n:])
		}
	}
	return strings.Join(f, " ")
}

// TestEveryLanguage checks the properties on real texts that are changed at random, and on pairs of unrelated texts.
func TestEveryLanguage(t *testing.T) {
	for lang, texts := range languages(t) {
		t.Run(lang, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			words := strings.Fields(strings.Join(texts, " "))
			for i, text := range texts {
				properties(t, text, edited(r, text, words))
				properties(t, text, texts[(i+1)%len(texts)])
			}
		})
	}
}

func FuzzWords(f *testing.F) {
	f.Add("To request the General Secretariat", "To instruct the “General” Secretariat, again")
	f.Add("[shall][should] {{ref:op-a}} [^n] [w](https://x.y/z)", "l'eau 1.5 A/RES/73/195")
	f.Add("a\u00a0b\u00ad c", "a b\u200d-c")
	f.Fuzz(func(t *testing.T, a, b string) {
		e := Words(a, b)
		if nospace(New(e)) != nospace(Join(Split(b))) {
			t.Fatalf("applied gives %q", New(e))
		}
		(*Lexicon)(nil).Merge(a, b, a)
		(*Lexicon)(nil).Bracket(a, []Option{{By: "A", Text: b}, {By: "B", Text: b + " x"}, {By: "C", Keep: true}}, bare3)
		if s := Similarity(a, b); s < 0 || s > 1 {
			t.Fatalf("similarity %v", s)
		}
	})
}

func nospace(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestMerge(t *testing.T) {
	base := "To request the General Secretariat to report to the Committee"
	for _, c := range []struct {
		texts []string
		want  string // "" for a collision
	}{
		{[]string{base, base}, base},
		{[]string{"To instruct the General Secretariat to report to the Committee", "To request the General Secretariat to report annually to the Committee"},
			"To instruct the General Secretariat to report annually to the Committee"},
		{[]string{"To instruct the General Secretariat to report to the Committee", "To instruct the General Secretariat to report to the Committee"},
			"To instruct the General Secretariat to report to the Committee"},
		{[]string{"To instruct the General Secretariat to report to the Committee", "To invite the General Secretariat to report to the Committee"}, ""},
		{[]string{base + " on progress", base + " in writing"}, ""},
		{[]string{base + " on progress", base + " on progress"}, base + " on progress"},
		{[]string{"To request the General Secretariat to report", base + " in writing"}, ""}, // no equal words between them
		{[]string{"To request the Secretariat to report to the Committee", "To request the Secretariat to report to the Council", "To urge the General Secretariat to report to the Committee"},
			"To urge the Secretariat to report to the Council"},
	} {
		for _, texts := range permutations(c.texts) {
			got, ok := (*Lexicon)(nil).Merge(base, texts...)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("%q: got %q, %v; want %q", texts, got, ok, c.want)
			}
		}
	}
}

// TestReach: a number collides with a change within three words of it, unless punctuation separates them.
func TestReach(t *testing.T) {
	for _, c := range []struct {
		base, one, other string
		collides         bool
	}{
		{"To hold 3 open and regular meetings here", "To hold 4 open and regular meetings here", "To hold 3 open and regular sessions here", true},
		{"To hold 3 open and very regular meetings here", "To hold 4 open and very regular meetings here", "To hold 3 open and very regular sessions here", false},
		{"To hold 3 open, regular meetings here", "To hold 4 open, regular meetings here", "To hold 3 open, regular sessions here", false},
		{"To hold many open and regular meetings here", "To hold few open and regular meetings here", "To hold many open and regular sessions here", false},
	} {
		if got, ok := (*Lexicon)(nil).Merge(c.base, c.one, c.other); ok == c.collides {
			t.Errorf("%q and %q: %q, %v", c.one, c.other, got, ok)
		}
	}
}

var bare3 = Phrases{Drop: "delete", Keep: "retain", Put: func(by, words string) string { return by + ": " + words },
	List: func(names []string) string { return strings.Join(names, " and ") }}

func TestBracket(t *testing.T) {
	base := "To request the General Secretariat to report to the Committee"
	for _, c := range []struct {
		options []Option
		want    string
	}{
		{[]Option{{By: "C", Keep: true}}, base},
		{[]Option{{By: "A", Text: "To instruct the General Secretariat to report to the Committee"}, {By: "B", Text: "To invite the General Secretariat to report to the Committee on progress"}},
			"To [request] [A: instruct] [B: invite] the General Secretariat to report to the Committee [B: on progress]"},
		{[]Option{{By: "A", Text: base + " on progress"}, {By: "B", Text: base + " in writing"}, {By: "C", Text: base + " on progress"}},
			base + " [A and C: on progress] [B: in writing]"},
		{[]Option{{By: "A", Text: "To request the General Secretariat"}, {By: "B", Text: "To request the General Secretariat to report to the Council"}, {By: "C", Keep: true}},
			"To request the General Secretariat [to report to the Committee] [A: delete] [B: to report to the Council] [C: retain]"},
		{[]Option{{By: "A", Text: "To thank all donors, and to rest"}}, "[" + base + "] [A: To thank all donors, and to rest]"},
		{[]Option{{By: "A", Text: "Pedir", Apart: true}}, "[" + base + "] [A: Pedir]"},
		{[]Option{{By: "A", Text: "Always to request the General Secretariat to report to the Committee"}},
			"[To] [A: Always to] request the General Secretariat to report to the Committee"},
		{[]Option{{By: "A", Text: base + " on progress"}, {By: "A", Text: base + " on progress"}}, base + " [A: on progress]"}, // twice
		{[]Option{{By: "A", Text: "To request the General Secretariat to report to the (new) Committee"}},
			"To request the General Secretariat to report to the [A: (new)] Committee"},
	} {
		if got := (*Lexicon)(nil).Bracket(base, c.options, bare3); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	for _, c := range [][3]string{ // nothing comes between an opening sign and what is open, but what the language has there
		{"call it “good” now", "call it “fair” now", "call it “[good] [A: fair]” now"},
		{`call it "good" now`, `call it "fair" now`, `call it "[good] [A: fair]" now`},
		{"dire «\u00a0bon\u00a0» ici", "dire «\u00a0juste\u00a0» ici", "dire «\u00a0[bon] [A: juste]\u00a0» ici"},
		{"¿Quién viene hoy?", "¿Cuándo viene hoy?", "¿[Quién] [A: Cuándo] viene hoy?"},
		{"all of them (every year) meet", "all of them (each year) meet", "all of them ([every] [A: each] year) meet"},
		{`say "so" or act`, `say "so" and act`, `say "so" [or] [A: and] act`},
	} {
		if got := (*Lexicon)(nil).Bracket(c[0], []Option{{By: "A", Text: c[1]}}, bare3); got != c[2] {
			t.Errorf("got  %s\nwant %s", got, c[2])
		}
	}
	got := (*Lexicon)(nil).Bracket("treat the COVID-19 as such", []Option{{By: "A", Text: "treat the coronavirus disease (COVID-19) as such"}}, bare3)
	if want := "treat the [COVID-19] [A: coronavirus disease (COVID-19)] as such"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func permutations(in []string) [][]string {
	if len(in) < 2 {
		return [][]string{in}
	}
	var out [][]string
	for i := range in {
		rest := slices.Concat(in[:i], in[i+1:])
		for _, p := range permutations(rest) {
			out = append(out, append([]string{in[i]}, p...))
		}
	}
	return out
}

// TestMergeOrder: in every language, the result of a merge does not depend on the order of the changes.
func TestMergeOrder(t *testing.T) {
	for lang, texts := range languages(t) {
		r := rand.New(rand.NewPCG(3, 4))
		words := strings.Fields(strings.Join(texts, " "))
		for _, text := range texts {
			if len(text) < 150 {
				continue
			}
			three := []string{edited(r, text, words), edited(r, text, words), edited(r, text, words)}
			want, ok := (*Lexicon)(nil).Merge(text, three...)
			for _, p := range permutations(three) {
				if got, ok2 := (*Lexicon)(nil).Merge(text, p...); got != want || ok2 != ok {
					t.Fatalf("%s: %q\n%q\ngives %q, and in another order %q", lang, text, three, want, got)
				}
			}
		}
	}
}

func TestSimilarity(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		low, top float64
	}{
		{"", "", 1, 1},
		{"To act", "To act", 1, 1},
		{"To act", "", 0, 0},
		{"“To act”", `"To act"`, 1, 1},
		{"To request the General Secretariat to report", "To instruct the General Secretariat to report", 0.7, 0.99},
		{"To request the General Secretariat to report", "RECALLING that migration is a right", 0, 0.3},
	} {
		got, back := Similarity(c.a, c.b), Similarity(c.b, c.a)
		if got < c.low || got > c.top || back < c.low || back > c.top {
			t.Errorf("similarity of %q and %q is %v, reversed %v, want %v to %v", c.a, c.b, got, back, c.low, c.top)
		}
	}
}

// BenchmarkParagraphs compares 400 operative paragraphs in two languages, each changed in some words.
func BenchmarkParagraphs(b *testing.B) {
	all := languages(b)
	r := rand.New(rand.NewPCG(5, 6))
	type pair struct{ old, new string }
	var pairs []pair
	for _, lang := range []string{"es", "en"} {
		words := strings.Fields(strings.Join(all[lang], " "))
		for range 400 {
			var p []string
			for range 20 + r.IntN(160) {
				p = append(p, words[r.IntN(len(words))])
			}
			old := strings.Join(p, " ")
			pairs = append(pairs, pair{old, edited(r, old, words)})
		}
	}
	for b.Loop() {
		for _, p := range pairs {
			Words(p.old, p.new)
		}
	}
}

func ExampleWords() {
	fmt.Println(show(Words("To request the Secretariat to report", "To request the Secretariat to report annually")))
	// Output: To request the Secretariat to report{+ annually+}
}

// reversed returns the edits that lead back.
func reversed(edits []Edit) []Edit {
	var out []Edit
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		switch {
		case e.Op == Delete && i+1 < len(edits) && edits[i+1].Op == Insert:
			out = append(out, Edit{Delete, edits[i+1].Text}, Edit{Insert, e.Text})
			i++
		case e.Op == Delete:
			out = append(out, Edit{Insert, e.Text})
		case e.Op == Insert:
			out = append(out, Edit{Delete, e.Text})
		default:
			out = append(out, e)
		}
	}
	return out
}

// TestStops: a sentence or a list item ends at its punctuation, at a full stop only before a space and a capital letter, and not where a
// change deletes the sign.
func TestStops(t *testing.T) {
	for text, want := range map[string]bool{
		"(x). Then": true, "(x).Then": false, "(x). then": false, "(x).": false, "one; two": true, "one: two": true, "one? two": true,
		"one! two": true, "one, two": false,
	} {
		a := Split(text)
		if got := stops(a, make([]bool, len(a)), 0, len(a)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
		gone := make([]bool, len(a))
		for i := range gone {
			gone[i] = true
		}
		if stops(a, gone, 0, len(a)) {
			t.Errorf("%q: a deleted sign ends a sentence", text)
		}
	}
}

// TestShared: a change is shared only if the option and the others both make it.
func TestShared(t *testing.T) {
	var l *Lexicon
	c := l.carrying("one two three four five six seven X", Option{Base: "one two three four five six seven eight", Text: "A two three four five six seven X"})
	if len(c.own) != 2 || len(c.theirs) != 1 {
		t.Fatalf("%d and %d changes", len(c.own), len(c.theirs))
	}
	if c.shared(c.own[0]) || !c.shared(c.own[1]) || !c.shared(c.theirs[0]) {
		t.Errorf("shared: %v, %v, %v", c.shared(c.own[0]), c.shared(c.own[1]), c.shared(c.theirs[0]))
	}
	c = l.carrying("one two three four five six seven X", Option{Base: "one two three four five six seven eight", Text: "A two three four five six seven eight"})
	if c.shared(c.theirs[0]) {
		t.Error("a change of others alone is shared")
	}
}

// TestUnbalanced: the words of an option are unbalanced if they open a parenthesis without closing it, or close one without opening it.
func TestUnbalanced(t *testing.T) {
	var l *Lexicon
	for text, want := range map[string]bool{
		"act (now) here": false, "act here": false, "act (now here": true, "act now) here": true, "act (at once) here": false,
	} {
		a := Split("act (now) here")
		if got := unbalanced(a, [][]Change{l.changesOf(a, 0, text)}, 0, len(a)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
