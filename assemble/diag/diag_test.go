package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"omnibus/assemble/source"
)

func sample() *List {
	f := source.NewFile("input/mandates.yaml", []byte("a: b\r\n  symbol: AG/RES. 2939 (XLIX-0/19)\r\n\té, 漢字: x\u200by\r\n"))
	at := func(s string) source.Pos { return f.Pos(bytes.Index(f.Bytes, []byte(s)), len(s)) }
	var l List
	l.Warningf("W0120", at("\u200b"), "an invisible sign").About("x")
	l.Errorf("E0203", at("0/"), `symbol "AG/RES. 2939 (XLIX-0/19)" has a digit zero where the letter O belongs`).
		Hint("write AG/RES. 2939 (XLIX-O/19)")
	l.Errorf("E0108", at("漢字"), `key "漢字" stands twice`).See(at("a"), "the earlier one is here")
	l.Notef("N0601", source.Pos{}, "somewhere").Accepted = "known, says the Chair"
	l.Warningf("W0120", at("\u200b"), "an invisible sign").About("x")
	l.Sort()
	return &l
}

func TestText(t *testing.T) {
	want := `input/mandates.yaml:2:30: error: symbol "AG/RES. 2939 (XLIX-0/19)" has a digit zero where the letter O belongs [E0203]
    2 |   symbol: AG/RES. 2939 (XLIX-0/19)
      |                              ^^
       hint: write AG/RES. 2939 (XLIX-O/19)
input/mandates.yaml:3:5: error: key "漢字" stands twice [E0108]
    3 |     é, 漢字: x·y
      |        ^^^^
       see: input/mandates.yaml:1:1: the earlier one is here
    1 | a: b
      | ^
input/mandates.yaml:3:10: warning: an invisible sign [W0120]
    3 |     é, 漢字: x·y
      |               ^
`
	var b bytes.Buffer
	if err := sample().Text(&b, Style{}); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
	b.Reset()
	_ = sample().Text(&b, Style{Color: true, Accepted: true})
	if !strings.Contains(b.String(), "\x1b[1;31merror:\x1b[0m") || !strings.Contains(b.String(), "known, says the Chair") {
		t.Errorf("no colour, or nothing accepted:\n%s", b.String())
	}
}

// TestWidth: no line of an excerpt is wider than the screen, wherever the place is.
func TestWidth(t *testing.T) {
	text := strings.Repeat("word ", 12) + "word"
	f := source.NewFile("x", []byte(text))
	for width := 40; width < 80; width++ {
		for at := 0; at+4 < len(text); at += 3 {
			var l List
			l.Errorf("E0104", f.Pos(at, 4), "wrong")
			var b bytes.Buffer
			_ = l.Text(&b, Style{Width: width})
			for _, line := range strings.Split(b.String(), "\n")[1:] {
				if len(line) >= width { // the last column stays free, because some terminals break a line that fills it
					t.Fatalf("place %d on a screen of %d: %d columns: %s", at, width, len(line), line)
				}
			}
		}
	}
}

func TestLongLine(t *testing.T) {
	f := source.NewFile("x", []byte(strings.Repeat("word ", 100)+"HERE"+strings.Repeat(" word", 100)))
	var l List
	l.Errorf("E0104", f.Pos(500, 4), "wrong")
	l.Errorf("E0104", f.Pos(0, 900), "wrong all over")
	var b bytes.Buffer
	_ = l.Text(&b, Style{Width: 60})
	want := `x:1:501: error: wrong [E0104]
    1 | ...ord word word HERE word word word word word w...
      |                  ^^^^
x:1:1: error: wrong all over [E0104]
    1 | word word word word word word word word word wor...
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`
	if got := b.String(); got != want {
		for i, line := range strings.Split(got, "\n") {
			t.Logf("%d %s", i, line)
		}
		t.Errorf("want:\n%s", want)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if len(line) > 60 {
			t.Errorf("%d columns: %s", len(line), line)
		}
	}
}

func TestMachineFormats(t *testing.T) {
	l := sample()
	var b bytes.Buffer
	if err := l.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var j struct {
		Findings []struct {
			Code, Hash string
			Place      struct{ Line, Column, EndColumn int }
		}
		Errors, Warnings, Accepted int
	}
	if err := json.Unmarshal(b.Bytes(), &j); err != nil {
		t.Fatal(err)
	}
	if j.Errors != 2 || j.Warnings != 1 || j.Accepted != 1 || len(j.Findings) != 4 {
		t.Errorf("%+v", j)
	}
	if f := j.Findings[1]; f.Code != "E0203" || f.Place.Line != 2 || f.Place.Column != 30 || f.Place.EndColumn != 32 {
		t.Errorf("%+v", f)
	}
	b.Reset()
	if err := l.SARIF(&b, "1.0", []Rule{{Code: "E0203", Name: "symbol-form", Doc: "a symbol is not in canonical form"}}); err != nil {
		t.Fatal(err)
	}
	var s struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID       string
				Suppressions []any
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &s); err != nil || s.Version != "2.1.0" || len(s.Runs[0].Results) != 4 ||
		s.Runs[0].Results[0].Suppressions == nil {
		t.Errorf("%v %s", err, b.String())
	}
	b.Reset()
	_ = l.GitHub(&b)
	want := `::error file=input/mandates.yaml,line=2,col=30,endColumn=32,title=E0203::symbol "AG/RES. 2939 (XLIX-0/19)" has a digit zero where the letter O belongs%0Ahint: write AG/RES. 2939 (XLIX-O/19)`
	if !strings.HasPrefix(b.String(), want+"\n") || strings.Count(b.String(), "\n") != 3 {
		t.Errorf("got %s", b.String())
	}
}

func TestCounts(t *testing.T) {
	l := sample()
	if got, want := l.Counts().String(), "2 errors, 1 warning, 1 accepted"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	l.Strict()
	if c := l.Counts(); c.Errors != 3 {
		t.Errorf("strict: %+v", c)
	}
	if got := (Counts{}).String(); got != "nothing found" {
		t.Error(got)
	}
}

func TestHash(t *testing.T) {
	l := sample()
	a, b := *l.Items[1], *l.Items[1]
	b.Pos.Length--
	if a.Hash() == b.Hash() || len(a.Hash()) != 12 {
		t.Errorf("%s and %s", a.Hash(), b.Hash())
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"meeting-januray", "meeting-january"}, {"titel", "title"}, {"symbl", "symbol"}, {"x", ""}, {"quite-another", ""}, {"title", ""},
		{"*", ""}, {"1", "1/"}, {"A", "a"},
	} {
		if got := Nearest(c.name, []string{"title", "symbol", "meeting-january", "meeting-february", "a", "1/"}); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestProposer: a Proposer proposes until it has compared too many names; the order of the names does not matter.
func TestProposer(t *testing.T) {
	var p Proposer
	known := []string{"op-b", "op-c", "op-a"}
	if got := p.Nearest("op-x", known); got != "op-a" {
		t.Errorf("%q is proposed", got)
	}
	p.compared = mostCompared - len(known)
	if p.Nearest("op-x", known) != "op-a" || p.Nearest("op-x", known) != "" {
		t.Error("it stops too early, or does not stop")
	}
	if long := strings.Repeat("a", longestName+1); Nearest(long, []string{long + "b"}) != "" || Nearest("op-a", []string{long}) != "" {
		t.Error("an overlong name is compared")
	}
}

// TestErrors: Errors counts every error, including those that are not kept, and Full reports when no more are kept.
func TestErrors(t *testing.T) {
	var l, all List
	for i := range MostOfOne + 2 {
		if l.Full("E0102") != (i >= MostOfOne) {
			t.Errorf("after %d findings", i)
		}
		l.Errorf("E0102", source.Pos{}, "x")
	}
	l.Warningf("W0100", source.Pos{}, "x")
	all.Errorf("E0102", source.Pos{}, "x")
	all.Take(&l)
	if l.Errors() != MostOfOne+2 || all.Errors() != MostOfOne+3 {
		t.Errorf("%d and %d errors", l.Errors(), all.Errors())
	}
}

func TestNoText(t *testing.T) {
	f := source.NewFile("matrix.xlsx", []byte("PK\x03\x04\x00\x00\n\n"))
	var l List
	l.Errorf("E1106", f.Pos(0, 0), `cell Mandates!H9: "x" is no entry of "Status"`).Hint("choose one")
	var b bytes.Buffer
	_ = l.Text(&b, Style{})
	want := "matrix.xlsx: error: cell Mandates!H9: \"x\" is no entry of \"Status\" [E1106]\n     hint: choose one\n"
	if b.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
}

// TestMostOfOne: of a code with very many findings, the first are listed and the others counted, in every format.
func TestMostOfOne(t *testing.T) {
	var parts [3]List
	for i := range parts {
		for range MostOfOne {
			parts[i].Warningf("W0120", source.Pos{}, "an invisible sign").Hint("number %d", i)
		}
	}
	var l List
	l.Errorf("E0203", source.Pos{}, "a digit")
	for i := range parts {
		l.Take(&parts[i])
	}
	for range 5 {
		l.Warningf("W0120", source.Pos{}, "an invisible sign")
		l.Notef("N0601", source.Pos{}, "somewhere")
	}
	if want := (Counts{Errors: 1, Warnings: 3*MostOfOne + 5, Notes: 5}); l.Counts() != want || len(l.Items) != MostOfOne+6 {
		t.Errorf("%d findings are kept, the counts are %+v, want %+v", len(l.Items), l.Counts(), want)
	}
	if only := l.Only(Error, Note).Counts(); only != (Counts{Errors: 1, Notes: 5}) {
		t.Errorf("the errors and notes are %+v", only)
	}
	if only := l.Only(Warning).Counts(); only != (Counts{Warnings: 3*MostOfOne + 5}) {
		t.Errorf("the warnings are %+v", only)
	}
	for name, want := range map[string]string{
		"text":   "warning: 2005 more findings like these are not shown [W0120]\n",
		"json":   "\"more\": [\n    {\n      \"code\": \"W0120\",\n      \"count\": 2005\n",
		"sarif":  "2005 more findings like these are not shown",
		"github": "::warning title=W0120::2005 more findings like these are not shown\n",
	} {
		var b bytes.Buffer
		if err := map[string]func() error{
			"text":   func() error { return l.Text(&b, Style{}) },
			"json":   func() error { return l.JSON(&b) },
			"sarif":  func() error { return l.SARIF(&b, "", nil) },
			"github": func() error { return l.GitHub(&b) },
		}[name](); err != nil || strings.Count(b.String(), want) != 1 {
			t.Errorf("%s does not say %q: %v", name, want, err)
		}
	}
	l.Items = l.Items[1:]
	if l.HasErrors() {
		t.Error("warnings that are only counted count as errors")
	}
	l.Strict()
	if !l.HasErrors() || l.Counts().Errors != 3*MostOfOne+5 {
		t.Errorf("in a strict job the counts are %+v", l.Counts())
	}
	var one List
	for range MostOfOne + 1 {
		one.Errorf("E0203", source.Pos{}, "a digit")
	}
	one.Items = nil
	if !one.HasErrors() || one.rests()[0].String() != "1 more finding like these is not shown" {
		t.Error("an error that is only counted is lost")
	}
}

// TestHostileName: the name of a file cannot control a terminal either.
func TestHostileName(t *testing.T) {
	f := source.NewFile("in\x1b[2Jput/\u202eterm\n.yaml", []byte("a: \x1b]0;owned\x07\u009b31m\n"))
	var l List
	l.Errorf("E0203", f.Pos(3, 4), "bad \x1b[31m words").Hint("hint\x07").See(f.Pos(0, 1), "see\x1b[0m")
	var b bytes.Buffer
	if err := l.Text(&b, Style{}); err != nil || strings.ContainsFunc(b.String(), func(r rune) bool { return r != '\n' && Acts(r) }) {
		t.Errorf("%q, %v", b.String(), err)
	}
}

// TestAccepted: an accepted finding does not stop a build, not even a strict one.
func TestAccepted(t *testing.T) {
	var l List
	l.Errorf("E0104", source.Pos{}, "wrong").Accepted = "known"
	l.Warningf("W0120", source.Pos{}, "unlikely").Accepted = "known"
	if l.Strict(); l.HasErrors() || l.Items[1].Severity != Warning {
		t.Errorf("an accepted finding stops the build: %+v", l.Counts())
	}
	l.Warningf("W0120", source.Pos{}, "unlikely, and not accepted")
	if l.HasErrors() {
		t.Error("a warning stops the build")
	}
	if l.Strict(); !l.HasErrors() {
		t.Error("a warning does not stop a strict build")
	}
}

// TestNarrow: on a screen too narrow to show anything, lines have 40 columns.
func TestNarrow(t *testing.T) {
	f := source.NewFile("x", []byte(strings.Repeat("word ", 20)))
	var l List
	l.Errorf("E0104", f.Pos(0, 4), "wrong")
	var b bytes.Buffer
	_ = l.Text(&b, Style{Width: 7})
	if line := strings.Split(b.String(), "\n")[1]; len(line) < 36 || len(line) > 40 {
		t.Errorf("%d columns: %s", len(line), line)
	}
}

// TestOnce: of a code, a message is said once, at the first place; other messages and other codes stay.
func TestOnce(t *testing.T) {
	var l, more List
	l.Warningf("W0737", source.Pos{}, "no patterns for de")
	l.Warningf("W0738", source.Pos{}, "no patterns for ht")
	for _, lang := range []string{"de", "ht"} {
		more.Warningf("W0737", source.Pos{}, "no patterns for %s", lang)
		more.Warningf("W0736", source.Pos{}, "no patterns for %s", lang)
	}
	l.Once("W0737", &more)
	var left []string
	for _, d := range more.Items {
		left = append(left, d.Code+" "+d.Message)
	}
	if got, want := strings.Join(left, "; "), "W0736 no patterns for de; W0737 no patterns for ht; W0736 no patterns for ht"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
