package assemble

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/intake/word"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/docx"
)

// A wordRound is a draft on its way to a word processor and home: with its own file, and with one in which every twentieth text was edited.
type wordRound struct {
	src    *work.Sources
	w      *work.Work
	draft  *doc.Document
	edited []byte
	pairs  int // of paragraphs and sub-paragraphs
}

func wordRoundOf(t testing.TB, times int) *wordRound {
	t.Helper()
	src := grown(times)
	w, err := Run(src, work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	r := &wordRound{src: src, draft: w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })]}
	var file bytes.Buffer
	if err := docx.Write(&file, r.draft, w.Style); err != nil {
		t.Fatal(err)
	}
	n := 0
	r.edited = repacked(t, file.Bytes(), "word/document.xml", func(s string) string {
		const words = "member states"
		var b strings.Builder
		for {
			before, after, found := strings.Cut(s, words)
			b.WriteString(before)
			if !found {
				return b.String()
			}
			b.WriteString(words)
			if n++; n%20 == 0 {
				b.WriteString(" and observers")
			}
			s = after
		}
	})
	var count func(in []*plan.SubParagraph)
	count = func(in []*plan.SubParagraph) {
		for _, s := range in {
			r.pairs++
			count(s.Sub)
		}
	}
	for _, p := range w.Plan.Draft.Paragraphs() {
		r.pairs++
		count(p.Sub)
	}
	if r.w, err = Run(src, work.Job{Meeting: "end"}, work.Merged, nil); err != nil {
		t.Fatal(err)
	}
	return r
}

// out writes the file.
func (r *wordRound) out(t testing.TB) {
	if err := docx.Write(io.Discard, r.draft, r.w.Style); err != nil {
		t.Fatal(err)
	}
}

// home imports the edited file.
func (r *wordRound) home(t testing.TB) {
	im := &word.Import{Work: r.w, Src: r.src, Line: Run, Locale: "locales", From: "delegation-a", Meeting: "end"}
	var diags diag.List
	got, err := im.Run(source.NewFile("back.docx", r.edited), &diags)
	if err != nil || diags.HasErrors() || len(got.Files) == 0 {
		t.Fatalf("%v: %d proposals, %d files", err, len(got.Proposals), len(got.Files))
	}
}

// allocated returns the number of allocations, and their bytes, that something makes.
func allocated(do func()) (count, size float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)
}

// TestWordGrowth: the memory for one pair of paragraphs, out and home, is the same for 400 and for 4,000 pairs.
func TestWordGrowth(t *testing.T) {
	if !worktest.Thorough() {
		t.Skip("only in thorough runs")
	}
	const most = 1.15
	each := map[string][2]float64{}
	for _, times := range []int{5, 49} {
		r := wordRoundOf(t, times)
		for name, do := range map[string]func(testing.TB){"out": r.out, "home": r.home} {
			do(t) // what is made once
			count, size := allocated(func() { do(t) })
			now := [2]float64{count / float64(r.pairs), size / float64(r.pairs)}
			if was, ok := each[name]; ok && (now[0] > was[0]*most || now[1] > was[1]*most) {
				t.Errorf("%s, %d pairs: %.0f allocations and %.0f bytes a pair, for a tenth of them %.0f and %.0f", name, r.pairs, now[0], now[1],
					was[0], was[1])
			}
			each[name] = now
		}
	}
}

// BenchmarkWordRound measures the way of a draft to a word processor and home, for 400 and 4,000 pairs: the time, the memory that it takes in
// addition to the records, and both for one pair. 4,000 pairs are out in 2 s and home in 4 s of one processor.
func BenchmarkWordRound(b *testing.B) {
	for _, times := range []int{5, 49} {
		r := wordRoundOf(b, times)
		for name, do := range map[string]func(testing.TB){"out": r.out, "home": r.home} {
			b.Run(fmt.Sprintf("%s/%d", name, r.pairs), func(b *testing.B) {
				b.ReportAllocs()
				most := watchHeap()
				count, _ := allocated(func() {
					for b.Loop() {
						do(b)
					}
				})
				b.ReportMetric(most(), "MB-peak")
				b.ReportMetric(count/float64(b.N)/float64(r.pairs), "allocs/pair")
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(r.pairs), "µs/pair")
			})
		}
	}
}
