package assemble

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// A pair is two amendments of a text, in two languages.
type pair struct {
	name  string
	texts map[string][3]string // what there was, what A has, what B has, by language
}

func pairs(t *testing.T) []pair {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "amendments.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []pair
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), " | ")
		if len(f) != 7 {
			t.Fatalf("%q has %d fields", line, len(f))
		}
		for i := range f {
			f[i] = strings.ReplaceAll(f[i], "NN", fmt.Sprint(len(out)))
		}
		out = append(out, pair{f[0], map[string][3]string{"en": {f[1], f[2], f[3]}, "es": {f[4], f[5], f[6]}}})
	}
	if len(out) < 60 {
		t.Fatalf("there are %d pairs", len(out))
	}
	return out
}

// drafted is the draft of the pairs, each a paragraph of the Chair with an amendment of each delegation, with states.
func drafted(t *testing.T, all []pair, states string) *work.Work {
	t.Helper()
	base, err := os.ReadFile(filepath.Join("testdata", "negotiation", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var b, es strings.Builder
	b.WriteString("-- input/proposals/all.yaml --\nproposals:\n")
	translate := func(id, en, words string) {
		fmt.Fprintf(&es, "[%q]\nhash = %q\nother = %q\n", id, source.Hash(en), words)
	}
	note := regexp.MustCompile(`\[\^(note-[ab]-\d+)\]`)
	for i, p := range all {
		for k, author := range []string{"chair", "delegation-a", "delegation-b"} {
			id, operation, rest := fmt.Sprintf("op-%d", i), "add, mandates: [res-1-op-3]", ""
			if k > 0 {
				id, operation, rest = fmt.Sprintf("op-%d-%d", i, k), fmt.Sprintf("mod, base: op-%d", i), states
			}
			text := p.texts["en"][k]
			if m := note.FindStringSubmatch(text); m != nil {
				rest += fmt.Sprintf(", notes: [{id: %s, text: By %s}]", m[1], author)
				translate(m[1]+".text", "By "+author, "De "+author)
			}
			fmt.Fprintf(&b, "  - {id: %s, kind: operative, section: section-one, order: %d, operation: %s, authors: [%s], date: 2024-01-1%d, text: %q%s}\n",
				id, i+1, operation, author, k, text, rest)
			translate(id+".text", text, p.texts["es"][k])
		}
	}
	archive := string(base) + b.String() + "-- locales/content.es.toml --\n" + es.String()
	w, err := Run(worktest.Files(archive), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if s := errorsOf(w); s != "" {
		for _, d := range w.Diags.Items {
			t.Logf("%s %s", d.Code, d.Message)
		}
		t.Fatal(s)
	}
	return w
}

// TestAmendments holds what the draft prints of each pair of amendments, open and agreed, against testdata/amendments.want. Nothing that
// it prints has a number, a negation or a modal verb that none of the authors wrote.
func TestAmendments(t *testing.T) {
	all := pairs(t)
	open, agreed := drafted(t, all, ""), drafted(t, all, ", states: [{state: agreed, meeting: meeting-march}]")
	words := func(w *work.Work, p *plan.Paragraph, lang string) string {
		tr := w.Locales.Lookup(p.Text, lang)
		if tr.Missing() {
			t.Errorf("%s is not there in %s", p.ID, lang)
		}
		return tr.Text.String
	}
	var b strings.Builder
	for i, p := range all {
		fmt.Fprintf(&b, "-- %s --\n", p.name)
		for _, w := range []*work.Work{open, agreed} {
			state := "open  "
			if w == agreed {
				state = "agreed"
			}
			x, ok := w.Plan.ByID[fmt.Sprintf("op-%d", i)].(*plan.Paragraph)
			if !ok {
				t.Fatalf("%s is not in the draft", p.name)
			}
			brackets := map[bool]int{}
			for _, lang := range []string{"en", "es"} {
				s := words(w, x, lang)
				fmt.Fprintf(&b, "%s %s: %s\n", state, lang, s)
				brackets[input.Brackets(s)]++
				inventedBy(t, w.Locales.Lexicon(lang), p, lang, s)
				if strings.Contains(s, "Chair:") {
					t.Errorf("%s: the Chair does not stand: %s", p.name, s)
				}
			}
			if len(brackets) != 1 {
				t.Errorf("%s, %s: one language has brackets, and the other has none", p.name, state)
			}
			if w == open && brackets[false] > 0 {
				t.Errorf("%s: two proposals are open, and nothing is in brackets", p.name)
			}
		}
	}
	path := filepath.Join("testdata", "amendments.want")
	want, _ := os.ReadFile(path)
	switch {
	case b.String() == string(want):
	case *update:
		if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s differs: run the test with -update, and read the difference", path)
	}
}

var stretch = regexp.MustCompile(`\[[^\[\]]*\]|[^\[\]]+`)

// inventedBy reports numbers, negations and modal verbs of a printed text that no author wrote in that language, and of one without
// brackets, those that no author wrote together.
func inventedBy(t *testing.T, lex *diff.Lexicon, p pair, lang, printed string) {
	t.Helper()
	governors := func(s string) (out []string) {
		for _, x := range lex.Classes(s) {
			if x.Class == diff.Number || x.Class == diff.Negation || x.Class == diff.Modal {
				out = append(out, x.Key)
			}
		}
		return out
	}
	var wrote []string
	for _, text := range p.texts[lang] {
		wrote = append(wrote, governors(text)...)
	}
	printed = regexp.MustCompile(`\[\^[^\]]*\]`).ReplaceAllString(printed, "")
	for _, s := range stretch.FindAllString(printed, -1) {
		for _, g := range governors(strings.Trim(s, "[] ")) {
			if !slices.Contains(wrote, g) {
				t.Errorf("%s: nobody wrote %q: %s", p.name, g, printed)
			}
		}
	}
	if strings.Contains(printed, "[") {
		return
	}
	for _, clause := range strings.Split(printed, ";") { // and lists, whose items are counted apart
		texts := p.texts[lang]
		together := strings.Join(governors(clause), " ")
		if strings.Contains(clause, ",") || slices.ContainsFunc(texts[:], func(text string) bool {
			return slices.ContainsFunc(strings.Split(text, ";"), func(c string) bool { return strings.Join(governors(c), " ") == together })
		}) {
			continue
		}
		t.Errorf("%s: nobody wrote %q together: %s", p.name, together, printed)
	}
}
