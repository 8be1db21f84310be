package merge

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/plan"
)

// operations has each operation, in the variants that matter when two meet; words is the text of such a proposal.
var operations = []struct{ name, operation, words string }{
	{"mod", "mod", "text: To instruct the Secretariat to report to the Comittee"},
	{"mod-elsewhere", "mod", "text: To request the Secretariat to report to the Comittee in writing"},
	{"mod-there-too", "mod", "text: To invite the Secretariat to report to the Comittee"},
	{"mod-in-spanish", "mod", "original: es, text: Solicitar a la Secretaría que informe a la Comisión"},
	{"mod-editorial", "mod-editorial", "text: To request the Secretariat to report to the Committee"},
	{"mod-editorial-there-too", "mod-editorial", "text: To requests the Secretariat to report to the Comittee"},
	{"sup", "sup", ""},
	{"noc", "noc", ""},
	{"move", "move", "after: op-first"},
	{"move-elsewhere", "move", "after: op-last"},
}

const baseText = "To request the Secretariat to report to the Comittee"

// proposals writes a file with an added paragraph, or a mandate with a text, and operations on it. agreed is the meeting at which the added
// paragraph was agreed; "" for none.
func proposals(onMandate bool, ops []int, state func(i int) string, agreed string) *txtar.Archive {
	base, states := "op-base", ""
	if agreed != "" {
		states = ", states: [{state: agreed, meeting: " + agreed + "}]"
	}
	var b strings.Builder
	b.WriteString("proposals:\n  - {id: op-first, kind: operative, section: section-one, order: 10, operation: add, authors: [chair], text: To be first, mandates: [res-1-op-2]}\n")
	b.WriteString("  - {id: op-last, kind: operative, section: section-two, order: 90, operation: add, authors: [chair], text: To be last, mandates: [res-1-op-2]}\n")
	if onMandate {
		base = "res-1-op-1"
	} else {
		fmt.Fprintf(&b, "  - {id: op-base, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], text: %s, mandates: [res-1-op-2]%s}\n", baseText, states)
	}
	for i, o := range ops {
		op := operations[o]
		words := op.words
		if words != "" {
			words += ", "
		}
		fmt.Fprintf(&b, "  - {id: p%d-%s, kind: operative, section: section-one, order: 20, operation: %s, base: %s, authors: [delegation-a], date: 2024-02-%02d, %sstate: %s}\n",
			i+1, op.name, op.operation, base, i+1, words, state(i))
	}
	mandates := "resolutions:\n  - id: res-1\n    symbol: AG/RES. 2910 (XLVII-O/17)\n    title: First\n    ranges: [1-3]\n    paragraphs:\n      - {id: res-1-op-1, number: 1, text: " + baseText + ", text-source: the resolution}\n"
	return &txtar.Archive{Files: []txtar.File{
		{Name: "input/proposals/all.yaml", Data: []byte(b.String())},
		{Name: "input/mandates.yaml", Data: []byte(mandates)},
	}}
}

// outcome returns what a plan says about the paragraphs, with their words.
func outcome(p *plan.Plan, diags *diag.List) string {
	var b strings.Builder
	say := func(where string, x *plan.Paragraph) {
		if x.ID == "op-first" || x.ID == "op-last" {
			fmt.Fprintf(&b, "%s(%s)\n", where, x.ID)
			return
		}
		number := fmt.Sprint(x.Number)
		if x.Bis > 0 {
			number += fmt.Sprintf("+%d", x.Bis)
		}
		text := fmt.Sprintf("%q", x.Text.String)
		for _, k := range x.Marks {
			text += fmt.Sprintf(" [%s]", k.Does)
		}
		if x.Brackets {
			text = "[" + text + "]"
		}
		fmt.Fprintf(&b, "%s%s %s %s/%s/%s %s", where, number, x.ID, x.Operation, x.State, x.Derived, text)
		for i, o := range x.Others {
			fmt.Fprintf(&b, "%s%s", [...]string{" + ", ", "}[min(i, 1)], o.ID.String)
		}
		b.WriteByte('\n')
	}
	for _, s := range p.Draft.Sections {
		for _, x := range s.Paragraphs {
			say("", x)
		}
	}
	for _, x := range p.Draft.Out {
		say("out: ", x)
	}
	for _, d := range diags.Items {
		if d.Code == "W0611" || d.Code == "W0618" {
			fmt.Fprintf(&b, "%s\n", d.Message)
		}
	}
	return b.String()
}

// TestPairs compares the result of each operation, and of each pair of operations, on a paragraph with testdata/pairs.txt.
func TestPairs(t *testing.T) {
	var b strings.Builder
	proposed := func(int) string { return "proposed" }
	agreed := ""
	run := func(onMandate bool, ops []int, states string, state func(int) string) {
		var names []string
		for _, o := range ops {
			names = append(names, operations[o].name)
		}
		on := "an added paragraph"
		if onMandate {
			on = "a mandate"
		}
		in, diags := read(t, proposals(onMandate, ops, state, agreed))
		fmt.Fprintf(&b, "-- %s on %s%s --\n%s", strings.Join(names, " + "), on, states, outcome(Plan(in, plan.Point{}, nil, diags), diags))
	}
	for _, onMandate := range []bool{false, true} {
		for i := range operations {
			run(onMandate, []int{i}, "", proposed)
			for k := range operations {
				if k >= i {
					run(onMandate, []int{i, k}, "", proposed)
				}
			}
		}
	}
	for k := range operations { // the first agreed, and the first withdrawn
		for _, s := range []string{"agreed", "withdrawn"} {
			run(false, []int{0, k}, ", the first "+s, func(i int) string {
				if i == 0 {
					return s
				}
				return "proposed"
			})
		}
	}
	for _, when := range []struct{ meeting, says string }{{"meeting-january", "which was agreed before"}, {"meeting-march", "which was agreed since"}} {
		agreed = when.meeting
		for k := range operations {
			run(false, []int{k}, ", "+when.says, proposed)
			run(false, []int{0, k}, ", "+when.says, func(i int) string {
				if i == 0 {
					return "agreed"
				}
				return "proposed"
			})
		}
	}
	agreed = ""
	for _, s := range []string{"agreed", "bracketed"} { // one that the meeting acted on after it had agreed to a later one
		run(false, []int{2, 0}, ", the second agreed, the first "+s, func(i int) string {
			if i == 0 {
				return s + ", states: [{state: " + s + ", meeting: meeting-march}]"
			}
			return "proposed, states: [{state: agreed, meeting: meeting-january}]"
		})
	}
	path := filepath.Join("testdata", "pairs.txt")
	want, _ := os.ReadFile(path)
	if b.String() == string(want) {
		return
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s differs: run the test with -update, and read the difference", path)
}

// TestOrderOfProposals: whatever operations meet on a paragraph, their order in the files changes nothing, and no proposal is lost.
func TestOrderOfProposals(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	states := []string{"proposed", "bracketed", "agreed-ad-referendum", "agreed", "withdrawn"}
	for n := range 60 {
		var ops []int
		var st []string
		for range 2 + r.IntN(5) {
			ops = append(ops, r.IntN(len(operations)))
			st = append(st, states[r.IntN(len(states))])
		}
		in, diags := read(t, proposals(n%2 == 0, ops, func(i int) string { return st[i] }, []string{"", "", "meeting-january", "meeting-march"}[n/2%4]))
		p := Plan(in, plan.Point{}, nil, diags)
		want := outcome(p, diags)
		for _, pr := range in.Proposals {
			if p.ByID[pr.ID.String] == nil {
				t.Fatalf("%s is lost:\n%s", pr.ID.String, want)
			}
		}
		for range 5 {
			r.Shuffle(len(in.Proposals), func(i, j int) { in.Proposals[i], in.Proposals[j] = in.Proposals[j], in.Proposals[i] })
			diags := new(diag.List)
			if got := outcome(Plan(in, plan.Point{}, nil, diags), diags); got != want {
				t.Fatalf("another order gives\n%s\nnot\n%s", got, want)
			}
		}
	}
}
