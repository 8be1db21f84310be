package assemble

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/plan"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// A randomTerm has paragraphs of the Chair, and proposals of everybody on them, on their parts, on a heading and on the title. Each text
// has a unique word, wN for the Nth proposal, the same in both languages.
type randomTerm struct {
	proposals, translations strings.Builder
	n                       int
}

// amendable are the texts that are amended, by the ids of their records, in English and in Spanish; a proposal puts its own word in place
// of _.
var amendable = []struct{ id, en, es string }{
	{"pp-one", "RECALLING that migration _ is a right of all", "RECORDANDO que la migración _ es un derecho de todos"},
	{"op-one", "To request the Secretariat _ to report to the Committee on", "Solicitar a la Secretaría _ que informe a la Comisión sobre"},
	{"op-one-a", "the number _ of those who return", "el número _ de quienes regresan"},
	{"op-one-b", "the means _ at its disposal", "los medios _ a su disposición"},
	{"op-two", "To invite _ the member states to contribute", "Invitar _ a los Estados Miembros a contribuir"},
	{"res-1-op-1", "To instruct the Secretariat _ to report to the Committee each year", "Instruir a la Secretaría _ que informe cada año a la Comisión"},
	{"res-1-op-2", "To thank _ the donors", "Agradecer _ a los donantes"},
	{"section-one", "One _", "Uno _"},
	{"draft-paragraphs", "Draft _", "Proyecto _"},
}

func (t *randomTerm) say(id, en, es, word string) string {
	put := func(s string) string {
		return strings.Join(strings.Fields(strings.Replace(s, "_", word, 1)), " ")
	}
	fmt.Fprintf(&t.translations, "[%q]\nhash = \"HASH(%s)\"\nother = %q\n", id+".text", put(en), put(es))
	return fmt.Sprintf("%q", put(en))
}

func (t *randomTerm) begin() {
	text := func(i int, id string) string { return t.say(id, amendable[i].en, amendable[i].es, "") }
	fmt.Fprintf(&t.proposals, `proposals:
  - {id: pp-one, kind: preambular, order: 1, operation: add, authors: [chair], date: 2024-01-10, mandates: [res-1-op-3], text: %s}
  - {id: op-one, kind: operative, section: section-one, order: 1, operation: add, authors: [chair], date: 2024-01-10, mandates: [res-1-op-3], text: %s, paragraphs: [{id: op-one-a, text: %s}, {id: op-one-b, text: %s}]}
  - {id: op-two, kind: operative, section: section-one, order: 2, operation: add, authors: [chair], date: 2024-01-10, mandates: [res-1-op-3], text: %s}
`, text(0, "pp-one"), text(1, "op-one"), text(2, "op-one-a"), text(3, "op-one-b"), text(4, "op-two"))
}

func (t *randomTerm) propose(r *rand.Rand) {
	t.n++
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	id, word := fmt.Sprintf("p%d", t.n), fmt.Sprintf("w%d", t.n)
	on := amendable[r.IntN(len(amendable))]
	op := one("mod", "mod", "mod", "mod-editorial", "sup", "noc", "move", "add", "list")
	fmt.Fprintf(&t.proposals, "  - {id: %s, authors: [%s], date: 2024-%02d-%02d", id, one("chair", "delegation-a", "delegation-b", "delegation-a, delegation-b"), 1+r.IntN(3), 11+r.IntN(17))
	switch {
	case op == "list":
		fmt.Fprintf(&t.proposals, ", operation: mod, base: op-one, paragraphs: [{id: %s-x, text: %s}]", id, t.say(id+"-x", "another _ thing", "otra cosa _", word))
	case op == "add":
		fmt.Fprintf(&t.proposals, ", operation: add, kind: operative, section: section-one, order: %d, mandates: [res-1-op-3], text: %s", 1+r.IntN(3), t.say(id, "To add _ something", "Agregar _ algo", word))
	case op == "move" && strings.HasPrefix(on.id, "op-") && !strings.HasPrefix(on.id, "op-one-"):
		fmt.Fprintf(&t.proposals, ", operation: move, base: %s, after: %s", on.id, map[string]string{"op-one": "op-two", "op-two": "op-one"}[on.id])
	case op == "sup" && on.id != "draft-paragraphs", op == "noc":
		fmt.Fprintf(&t.proposals, ", operation: %s, base: %s, section: section-one, order: 5", op, on.id)
	default:
		en, es := on.en, on.es
		if op == "mod-editorial" || op != "mod" {
			op = one("mod", "mod-editorial")
		}
		if r.IntN(4) == 0 { // another word than the one that the others change
			w := strings.Fields(en)
			en, es = strings.Replace(en, w[1], w[1]+" "+word, 1), es+" "+word
			word = ""
		}
		fmt.Fprintf(&t.proposals, ", operation: %s, base: %s, section: section-one, order: 5, text: %s", op, on.id, t.say(id, en, es, word))
	}
	state := one("proposed", "proposed", "proposed", "bracketed")
	var states []string
	for _, m := range []string{"meeting-january", "meeting-march", "meeting-april"} {
		if r.IntN(3) == 0 {
			states = append(states, fmt.Sprintf("{state: %s, meeting: %s}", one("agreed", "agreed-ad-referendum", "taken-over", "withdrawn", "bracketed"), m))
		}
	}
	fmt.Fprintf(&t.proposals, ", state: %s, states: [%s]}\n", state, strings.Join(states, ", "))
}

// An onPaper is a printed paragraph of the draft.
type onPaper struct {
	label string
	text  map[string]string // with its sub-paragraphs, by language
	state string            // in English
}

var printedLine = regexp.MustCompile(`^( *)(?:item #(\S+) \["(.*?)" |p(\.\w+)? (en|es) \| (.*))`)

// printedParagraphs returns the paragraphs of a draft, from the text form of its document.
func printedParagraphs(dump string) map[string]*onPaper {
	out := map[string]*onPaper{}
	var now *onPaper
	within := 0
	for line := range strings.Lines(dump) {
		m := printedLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case strings.Contains(line, "section #"):
			now = nil
		case m == nil:
		case m[2] != "" && (now == nil || len(m[1]) <= within):
			now, within = &onPaper{label: strings.ReplaceAll(m[3], `\u00a0`, "\u00a0"), text: map[string]string{}}, len(m[1])
			out[m[2]] = now
		case m[2] != "" || now == nil:
		case m[4] == ".state" && m[5] == "en":
			now.state = m[6]
		case m[4] == "" || m[4] == ".operative" || m[4] == ".preambular":
			now.text[m[5]] += m[6] + " "
		}
	}
	return out
}

var (
	ownWord    = regexp.MustCompile(`\bw\d+\b`)
	inBrackets = regexp.MustCompile(`\[[^\[\]]*\]`)
	whoAsks    = regexp.MustCompile(`\[(Delegation|Delegación|Chair|Presidencia)[^:]*:`)
)

// asking returns the authors of proposals in brackets, sorted, each once, by their English names.
func asking(s string) []string {
	var out []string
	for _, who := range whoAsks.FindAllString(s, -1) {
		out = append(out, strings.NewReplacer("Delegación", "Delegation", "Presidencia", "Chair", " y ", " and ").Replace(who))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unbracketed returns a text without what is in brackets, including nested ones.
func unbracketed(s string) string {
	for inBrackets.MatchString(s) {
		s = inBrackets.ReplaceAllString(s, "")
	}
	return s
}

// TestOpenIsPrinted: for random terms, the label of a paragraph agrees with its brackets, in both languages; page one counts and lists
// exactly what has brackets; outside brackets are only the words of the Chair, and those agreed or taken over.
func TestOpenIsPrinted(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 19))
	seen := map[string]int{}
	for n := range worktest.Count(300) {
		random := &randomTerm{}
		random.begin()
		for range 1 + r.IntN(7) {
			random.propose(r)
		}
		translations := random.translations.String()
		edits := []string{`["section-two.title"]`, translations + `["section-two.title"]`}
		apart := n%5 == 4 // what is open is left to the compendium
		if apart {
			edits = append(edits, "sections:\n  - {id: section-one", "draft: {open: compendium}\nsections:\n  - {id: section-one")
		}
		src := negotiated(t, random.proposals.String(), edits...)
		meeting := []string{"meeting-march", "meeting-april", "end"}[r.IntN(3)]
		w, err := Run(src, work.Job{Meeting: meeting, Papers: []string{"draft-paragraphs"}, Langs: []string{"en", "es"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		if e := errorsOf(w); e != "" {
			t.Fatalf("%s %s\n%s", e, hints(w), random.proposals.String())
		}
		dump := w.Docs[0].String()
		wrong := func(format string, args ...any) {
			t.Helper()
			t.Errorf("term %d, %s: %s\n%s\n%s", n, meeting, fmt.Sprintf(format, args...), random.proposals.String(), dump)
		}
		of := w.PlanOf("draft-paragraphs")
		all := printedParagraphs(dump)
		open := map[string][]string{} // numbers, by kind
		for _, p := range of.Draft.Paragraphs() {
			x := all[p.ID]
			if x == nil {
				wrong("%s is not printed", p.ID)
				continue
			}
			en, es := x.text["en"], x.text["es"]
			has := strings.Contains(en, "[")
			if has != strings.Contains(es, "[") || !slices.Equal(asking(en), asking(es)) {
				wrong("%s has other alternatives in the other language:\n%s\n%s", p.ID, en, es)
			}
			_, state, _ := strings.Cut(x.state, "(") // a preambular paragraph is named before its state
			label := strings.Split(strings.Split(state, ")")[0], " on ")[0]
			label = strings.Split(label, ";")[0]
			with := strings.Contains(x.state, "with brackets)") || strings.Contains(x.state, "with brackets ")
			seen[fmt.Sprintf("%s %t %t", label, with, has)]++
			switch {
			case label == "bracketed" && !has, strings.HasPrefix(label, "agreed") && with != has, strings.HasPrefix(label, "taken over") && with != has:
				wrong("%s is %q, and prints %q", p.ID, x.state, en)
			case label == "proposed" && has && !(strings.HasPrefix(en, "[") && (len(p.By) > 0 || p.Bis > 0 || len(p.Marks) > 0)):
				wrong("%s is %q, and prints %q", p.ID, x.state, en)
			case apart && (len(asking(en)) > 0 || p.Bis > 0):
				wrong("%s shows what is open: %s", p.ID, en)
			case !apart && p.Open != has, p.Marked != has:
				wrong("%s is open: %t, marked: %t, and prints %q", p.ID, p.Open, p.Marked, en)
			}
			if p.Open {
				name := cmp.Or(strings.TrimRight(x.label, "."), "1") // a single paragraph has no number
				if p.Kind == "preambular" {
					name = "1"
					if p.Bis > 0 {
						name += "\u00a0bis"
					}
				}
				open[p.Kind] = append(open[p.Kind], name)
			}
			for lang, text := range x.text {
				for _, word := range ownWord.FindAllString(unbracketed(text), -1) {
					if !random.stands(of, "p"+word[1:]) {
						wrong("the words of p%s stand in %s of %s: %s", word[1:], lang, p.ID, text)
					}
				}
			}
		}
		apartOnly := 0
		for _, p := range of.Draft.Out {
			if p.Open {
				apartOnly++
			}
		}
		if (apartOnly > 0) != strings.Contains(dump, "in the compendium alone") {
			wrong("%d paragraphs are open and not in the draft", apartOnly)
		}
		list := regexp.MustCompile(`notice en \| \d+ paragraphs? open: (.*?)\.(?: Headings| Text| \d|\n)`).FindStringSubmatch(dump)
		got := strings.Join(open["operative"], ", ")
		if preambular := strings.Join(open["preambular"], ", "); preambular != "" && got != "" {
			got = "preambular\u00a0" + preambular + "; operative\u00a0" + got
		} else if preambular != "" {
			got = "preambular\u00a0" + preambular
		}
		if list == nil && got != "" || list != nil && strings.ReplaceAll(list[1], ".", "") != strings.ReplaceAll(got, ".", "") {
			wrong("page one lists %q, and %q are open", list, got)
		}
		for _, s := range of.Draft.Sections {
			h := regexp.MustCompile(`h1 en \| (.*)`).FindStringSubmatch(dump)
			if h == nil || s.Section == nil || s.Section.ID.String != "section-one" {
				continue
			}
			if !apart && strings.Contains(h[1], "[") != strings.Contains(dump, "before paragraph") || apart && strings.Contains(h[1], "[") {
				wrong("the heading is %s", h[1])
			}
			for _, word := range ownWord.FindAllString(unbracketed(h[1]), -1) {
				if !random.stands(of, "p"+word[1:]) {
					wrong("the words of p%s stand in the heading %s", word[1:], h[1])
				}
			}
		}
	}
	often := []string{"bracketed false true", "proposed false false", "proposed false true", "agreed false false",
		"taken over by the holder of the text false false"}
	if worktest.Thorough() { // a few terms seldom have one of these
		often = append(often, "agreed true true", "agreed ad referendum true true", "taken over by the holder of the text true true")
	}
	for _, k := range often {
		if seen[k] < 3 {
			t.Errorf("%s occurs only %d times: %v", k, seen[k], seen)
		}
	}
}

// stands reports whether a proposal is the Chair's, agreed or taken over as of a plan.
func (t *randomTerm) stands(p *plan.Plan, id string) bool {
	for _, x := range p.Records.Proposals {
		if x.ID.String != id {
			continue
		}
		state, _ := p.Reached(x.State.String, x.States)
		return slices.Contains([]string{"agreed", "agreed-ad-referendum", "taken-over"}, state) || len(x.Authors) == 1 && x.Authors[0].String == "chair"
	}
	return false
}

// TestOpenIsTranslated: the proposals on headings and the title, and what only the compendium shows, are in the packets for the meeting.
func TestOpenIsTranslated(t *testing.T) {
	const proposals = `proposals:
  - {id: op-one, kind: operative, section: section-one, operation: add, authors: [chair], date: 2024-01-10, mandates: [res-1-op-3], text: To stand}
  - {id: op-add, kind: operative, section: section-one, operation: add, authors: [delegation-a], date: 2024-02-10, mandates: [res-1-op-3], text: To be added}
  - {id: pp-add, kind: preambular, operation: add, authors: [delegation-a], date: 2024-02-10, mandates: [res-1-op-3], text: RECALLING more}
  - {id: mod-title, operation: mod, base: draft-paragraphs, authors: [delegation-a], date: 2024-02-10, text: Draft on migration}
  - {id: mod-heading, operation: mod, base: section-one, authors: [delegation-b], date: 2024-02-10, text: One and all}
  - {id: mod-late, operation: mod, base: section-one, authors: [delegation-b], date: 2024-04-10, text: One and none}
`
	for _, open := range []string{"draft", "compendium"} {
		w, err := Run(negotiated(t, proposals, "sections:\n", "draft: {open: "+open+"}\nsections:\n"), work.Job{Meeting: "meeting-march"}, work.Merged, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range packet.Items(w.Plan, w.Locales, w.Papers, "es") {
			if it.Needed && it.Open() && it.Kind == "proposal" {
				got = append(got, it.ID)
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != "mod-heading.text mod-title.text op-add.text op-one.text pp-add.text" {
			t.Errorf("with open text printed in the %s, the packets have %s", open, s)
		}
	}
}

// TestAgreedInPart: a paragraph of which a part was agreed is not agreed as a whole, and a reopened one does not settle its mandate; both
// stand.
func TestAgreedInPart(t *testing.T) {
	const first = "proposals:\n  - {id: op-one, kind: operative, section: section-one, operation: add, authors: [chair], date: 2024-01-10, mandates: [res-1-op-3], text: To, paragraphs: [{id: op-one-a, text: begin}, {id: op-one-b, text: end}]"
	const agreed = ", states: [{state: agreed, meeting: meeting-january}]"
	for _, c := range []struct {
		what, proposals, state string
		mandate                plan.MandateState
		authors                int
	}{
		{"put forward", first + "}\n", "proposed", plan.ParagraphProposed, 1},
		{"agreed", first + agreed + "}\n", "agreed", plan.ParagraphAgreed, 1},
		{"agreed in part", first + "}\n  - {id: mod-a, operation: mod, base: op-one-a, authors: [delegation-a], date: 2024-01-10, text: begin now" + agreed + "}\n", "proposed", plan.ParagraphProposed, 2},
		{"agreed by a list", first + "}\n  - {id: mod-a, operation: mod, base: op-one, authors: [delegation-a], date: 2024-01-10, paragraphs: [{id: mod-x, text: go on}]" + agreed + "}\n", "proposed", plan.ParagraphProposed, 2},
		{"agreed whole", first + "}\n  - {id: mod-a, operation: mod, base: op-one, authors: [delegation-a], date: 2024-01-10, text: Soon to" + agreed + "}\n", "agreed", plan.ParagraphAgreed, 1},
		{"reopened", first + agreed + "}\n  - {id: mod-a, operation: mod, base: op-one, authors: [delegation-a], date: 2024-02-10, text: Soon to}\n", "agreed", plan.ParagraphProposed, 1},
		{"reopened in part", first + agreed + "}\n  - {id: sup-a, operation: sup, base: op-one-a, authors: [delegation-a], date: 2024-02-10}\n", "agreed", plan.ParagraphProposed, 1},
	} {
		w, err := Run(negotiated(t, c.proposals), work.Job{Meeting: "end"}, work.Merged, nil)
		if err != nil {
			t.Fatal(err)
		}
		of := w.PlanOf("draft-paragraphs")
		p, ok := of.ByID["op-one"].(*plan.Paragraph)
		m, ok2 := of.ByID["res-1-op-3"].(*plan.Mandate)
		if !ok || !ok2 {
			t.Fatalf("%s: %v", c.what, errorsOf(w))
		}
		if p.State != c.state || m.State != c.mandate || len(p.Authors) != c.authors || p.Reopened() != strings.HasPrefix(c.what, "reopened") {
			t.Errorf("%s: the paragraph is %s of %d authors, reopened %t, and its mandate %s", c.what, p.State, len(p.Authors), p.Reopened(), m.State)
		}
	}
}
