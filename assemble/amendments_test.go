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
	texts map[string][3]string // by language: the base, A's text, B's text
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

// A setting is the state of the amendments of a pair: the fields of each delegation's proposal, and whether they amend a sub-paragraph.
type setting struct {
	name  string
	a, b  string
	sub   bool
	since bool // the second was made after the first came to stand
}

func reached(state string) string {
	return fmt.Sprintf(", states: [{state: %s, meeting: meeting-march}]", state)
}

// inApril is an amendment that is still open and on which a meeting acted after the other amendment had come to stand.
const inApril = ", states: [{state: bracketed, meeting: meeting-april}]"

// settings lists the settings. The first three are printed in amendments.want, the third where it differs from the second; each of the
// others gives the same words as one of these.
var settings = []setting{
	{name: "open  "},
	{name: "agreed", a: reached("agreed"), b: reached("agreed")},
	{name: "agreed, open", a: reached("agreed"), b: inApril},
	{name: "taken over, open", a: reached("taken-over")},
	{name: "agreed, taken over", a: reached("agreed"), b: reached("taken-over")},
	{name: "ad referendum, open", a: reached("agreed-ad-referendum"), b: inApril},
	{name: "agreed, made since", a: reached("agreed"), b: ", from: meeting-april", since: true},
	{name: "open, of a part", sub: true},
	{name: "agreed, of a part", a: reached("agreed"), b: reached("agreed"), sub: true},
	{name: "agreed and open, of a part", a: reached("agreed"), sub: true},
	{name: "taken over and open, of a part", a: reached("taken-over"), sub: true},
	{name: "agreed and made since, of a part", a: reached("agreed"), b: ", from: meeting-april", sub: true, since: true},
}

// drafted returns the draft of the pairs: for each, a paragraph of the Chair with an amendment of each delegation.
func drafted(t *testing.T, all []pair, as setting) *work.Work {
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
			id, operation, rest := fmt.Sprintf("op-%d", i), "add, mandates: [res-1-op-3]", []string{"", as.a, as.b}[k]
			text, of := p.texts["en"][k], id
			if k > 0 {
				id, operation, of = fmt.Sprintf("op-%d-%d", i, k), fmt.Sprintf("mod, base: op-%d", i), fmt.Sprintf("op-%d-%d", i, k)
			}
			words := fmt.Sprintf("text: %q", text)
			switch {
			case as.sub && k == 0:
				of += "-s"
				words = fmt.Sprintf("text: To act, paragraphs: [{id: %s, text: %q}]", of, text)
				translate(id+".text", "To act", "Actuar")
			case as.sub:
				operation += "-s"
			}
			if m := note.FindStringSubmatch(text); m != nil {
				rest += fmt.Sprintf(", notes: [{id: %s, text: By %s}]", m[1], author)
				translate(m[1]+".text", "By "+author, "De "+author)
			}
			fmt.Fprintf(&b, "  - {id: %s, kind: operative, section: section-one, order: %d, operation: %s, authors: [%s], date: 2024-01-1%d, %s%s}\n",
				id, i+1, operation, author, k, words, rest)
			translate(of+".text", text, p.texts["es"][k])
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

// TestAmendments compares the draft of each pair of amendments, open and agreed, with testdata/amendments.want. In every other setting, and
// in sub-paragraphs, the words are the same. No number, negation or modal verb is printed that no author wrote, and a reader who takes the
// part of an author finds that author's words, or what these give together with another's.
func TestAmendments(t *testing.T) {
	all := pairs(t)
	printed := map[string]string{} // the words in the setting that is the model of others, by pair and language
	lines := make([][]string, len(all))
	for _, as := range settings {
		w := drafted(t, all, as)
		model := settings[1].name
		switch {
		case as.a == "":
			model = settings[0].name
		case as.b == "" || as.b == inApril:
			model = settings[2].name
		}
		for i, p := range all {
			x, ok := w.Plan.ByID[fmt.Sprintf("op-%d", i)].(*plan.Paragraph)
			if !ok {
				t.Fatalf("the draft lacks %s", p.name)
			}
			text := x.Text
			if as.sub {
				text = x.Sub[0].Text
			}
			brackets := map[bool]int{}
			for _, lang := range []string{"en", "es"} {
				tr := w.Locales.Lookup(text, lang)
				if tr.Missing() {
					t.Errorf("%s has no text in %s", x.ID, lang)
				}
				s := tr.Text.String
				key := fmt.Sprint(model, i, lang)
				switch {
				case as.name == model:
					printed[key] = s
					if model != settings[2].name || s != printed[fmt.Sprint(settings[1].name, i, lang)] {
						lines[i] = append(lines[i], fmt.Sprintf("%s %s: %s", as.name, lang, s))
					}
				case as.since:
				case s != printed[key]:
					t.Errorf("%s, %s: it is printed as %s, want %s", p.name, as.name, s, printed[key])
				}
				brackets[input.Brackets(s)]++
				inventedBy(t, w.Locales.Lexicon(lang), p, lang, s)
				readBy(t, w.Locales.Lexicon(lang), p, lang, s, as)
				if strings.Contains(s, "Chair:") {
					t.Errorf("%s: the Chair's text does not stand: %s", p.name, s)
				}
			}
			if len(brackets) != 1 {
				t.Errorf("%s, %s: one language has brackets, and the other has none", p.name, as.name)
			}
			if as.a == "" && brackets[false] > 0 {
				t.Errorf("%s: two proposals are open, but nothing is in brackets", p.name)
			}
		}
	}
	var b strings.Builder
	for i, p := range all {
		fmt.Fprintf(&b, "-- %s --\n%s\n", p.name, strings.Join(lines[i], "\n"))
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

// readBy reports where a printed text differs from what its authors wrote: without the proposals it must be the text that stands, and with
// the proposals of a delegation, that delegation's text, or that merged with the text that stands.
func readBy(t *testing.T, lex *diff.Lexicon, p pair, lang, printed string, as setting) {
	t.Helper()
	base, a, b := p.texts[lang][0], p.texts[lang][1], p.texts[lang][2]
	reads := func(who string, wants ...string) {
		got := readAs(printed, who)
		if !slices.ContainsFunc(wants, func(want string) bool { return bare(got) == bare(want) }) {
			t.Errorf("%s: as %q has it the text reads %q, and they wrote %q: %s", p.name, who, got, wants, printed)
		}
	}
	switch {
	case as.a == "":
		reads("", base)
		reads("A", a)
		reads("B", b)
		return
	case as.since:
		reads("", a)
		reads("B", b)
		return
	}
	if merged, ok := lex.Merge(base, a, b); ok {
		reads("B", b, merged)
		reads("", a, merged)
		return
	}
	reads("", a)
	wants := []string{b}
	for _, part := range someOf(lex, base, a) { // some of the agreed changes that do not touch what the other proposes
		if merged, ok := lex.Merge(base, part, b); ok {
			wants = append(wants, merged)
		}
	}
	reads("B", wants...)
}

// someOf returns a text with one or more of the changes that another text makes to it.
func someOf(lex *diff.Lexicon, base, text string) []string {
	edits := lex.Words(base, text)
	var changes []int // places of edits that begin a change
	for i, e := range edits {
		if e.Op != diff.Equal && (i == 0 || edits[i-1].Op == diff.Equal) {
			changes = append(changes, i)
		}
	}
	var out []string
	for some := 1; some < 1<<len(changes); some++ {
		made, n := "", -1
		for i, e := range edits {
			if slices.Contains(changes, i) {
				n++
			}
			if keep := n >= 0 && some>>n&1 == 1; e.Op == diff.Equal || keep == (e.Op == diff.Insert) {
				made += e.Text
			}
		}
		out = append(out, made)
	}
	return out
}

var bracketed = regexp.MustCompile(`\[((?:\[\^[^\]]*\]|[^\[\]])*)\]`)

// readAs returns a printed text as a delegation proposes it, "A" or "B"; with "", as it stands.
func readAs(printed, who string) string {
	out, at := "", 0
	marks := bracketed.FindAllStringSubmatchIndex(printed, -1)
	for i := 0; i < len(marks); {
		if strings.HasPrefix(printed[marks[i][0]:], "[^") { // a note, not a bracket
			i++
			continue
		}
		out += printed[at:marks[i][0]]
		words := ""
		for first := true; i < len(marks) && (first || strings.TrimSpace(printed[at:marks[i][0]]) == ""); first, i = false, i+1 {
			in := printed[marks[i][2]:marks[i][3]]
			by, said, proposed := strings.Cut(in, ": ")
			switch {
			case !proposed || !strings.HasPrefix(by, "Delega"):
				words = in
			case who != "" && strings.Contains(by, " "+who):
				if words = said; said == "delete" || said == "suprimir" {
					words = ""
				}
			}
			at = marks[i][1]
		}
		out += words
	}
	return out + printed[at:]
}

var stretch = regexp.MustCompile(`\[[^\[\]]*\]|[^\[\]]+`)

// inventedBy reports the numbers, negations and modal verbs in a printed text that no author wrote in that language, and, in one without
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
	for _, clause := range strings.Split(printed, ";") { // items of lists are compared separately
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
