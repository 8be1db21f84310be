package synthetic

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/symbol"
)

func TestTerm(t *testing.T) {
	count := func(n int) (resolutions, mandates, sessions, outcomes, proposals, texts int) {
		in, _ := Files(n)
		var diags diag.List
		r := input.Read(in, &diags)
		for _, d := range diags.Items {
			t.Errorf("%d times: %s:%d: %s", n, d.Pos.File.Name, d.Pos.Line(), d.Message)
		}
		for _, x := range r.Resolutions {
			mandates += len(x.Paragraphs)
		}
		return len(r.Resolutions), mandates, len(r.Sessions), len(r.Outcomes), len(r.Proposals), len(r.Texts())
	}
	r1, m1, s1, o1, p1, t1 := count(1)
	r, m, s, o, p, texts := count(7)
	if r != 7*r1 || m != 7*m1 || s != 7*s1 || o != 7*o1 || p != 7*p1 {
		t.Errorf("seven times %d %d %d %d %d is %d %d %d %d %d", r1, m1, s1, o1, p1, r, m, s, o, p)
	}
	if texts < 5*t1 {
		t.Errorf("%d texts of %d", texts, t1)
	}
}

// TestMandates: a term with more resolutions has one of everything else.
func TestMandates(t *testing.T) {
	in, translated := Split(Mandates(5))
	once, _ := Files(1)
	var diags diag.List
	r, r1 := input.Read(in, &diags), input.Read(once, &diags)
	if len(diags.Items) > 0 {
		t.Fatal(diags.Items[0].Message)
	}
	if len(r.Resolutions) != 5*len(r1.Resolutions) || len(r.Sessions) != len(r1.Sessions) || len(r.Outcomes) != len(r1.Outcomes) ||
		len(r.Proposals) != len(r1.Proposals) || len(translated) == 0 {
		t.Errorf("%d resolutions, %d sessions, %d outcomes, %d proposals", len(r.Resolutions), len(r.Sessions), len(r.Outcomes), len(r.Proposals))
	}
	if got, want := r.Term.Totals.Paragraphs, 5*r1.Term.Totals.Paragraphs; got != want {
		t.Errorf("the term declares %d paragraphs, wanted %d", got, want)
	}
}

// TestRanges: the known numbers of a year include those of every copy, up to the largest size of a term.
func TestRanges(t *testing.T) {
	in, _ := Files(2)
	var diags diag.List
	r := input.Read(in, &diags)
	for _, x := range r.Resolutions {
		s, err := symbol.Parse(x.Symbol.String)
		if err != nil {
			t.Fatal(err)
		}
		known := false
		for _, g := range r.Body.Ranges {
			known = known || g.Year == s.Year && g.First <= s.Number && s.Number/1000*1000+899 <= g.Last
		}
		if !known {
			t.Errorf("%s is outside the numbers of its year", s)
		}
	}
}

func TestTermIsTheSame(t *testing.T) {
	if a, b := Term(3), Term(3); !maps.EqualFunc(a, b, bytes.Equal) {
		t.Error("the same size gives other bytes")
	}
	var want []string
	for _, name := range slices.Sorted(maps.Keys(Shipped())) {
		if name != "input/accepted.yaml" && !strings.HasPrefix(name, "locales/state.") {
			want = append(want, name)
		}
	}
	if names := slices.Sorted(maps.Keys(Term(1))); !slices.Equal(names, want) {
		t.Errorf("a term of size 1 has the files %v, want %v", names, want)
	}
}
