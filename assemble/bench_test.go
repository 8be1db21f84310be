package assemble

import (
	"fmt"
	"runtime"
	"testing"

	"omnibus/assemble/synthetic"
)

// grown is a term of n times the shipped content.
func grown(n int) *Sources {
	in, locales := synthetic.Files(n)
	return &Sources{Input: in, Locales: locales}
}

// BenchmarkBuild measures the line from the author's files to the papers, and each part of it: over the shipped content, ten and a
// hundred times as much. It is linear if the time a pair of paragraphs takes stays the same.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		src := grown(n)
		for _, s := range []struct {
			name string
			to   Stage
			job  Job
		}{
			{"merge", Merged, Job{Meeting: "end"}},
			{"check", Composed, Job{Meeting: "end"}},
			{"lay-out", LaidOut, Job{Meeting: "end"}},
			{"draft", Written, Job{Meeting: "end", Papers: []string{DraftParagraphs}}},
			{"all", Written, Job{Meeting: "end"}},
		} {
			b.Run(fmt.Sprintf("%s/%dx", s.name, n), func(b *testing.B) {
				b.ReportAllocs()
				pairs, pages := 0, 0
				for b.Loop() {
					w, err := Run(src, s.job, s.to, nil)
					if err != nil {
						b.Fatal(err)
					}
					if w.Diags.HasErrors() {
						for _, d := range w.Diags.Items {
							if d.Severity == 0 {
								b.Fatalf("%s:%d: %s [%s]", d.Pos.File.Name, d.Pos.Line(), d.Message, d.Code)
							}
						}
					}
					pairs, pages = len(w.Plan.Draft.Paragraphs()), 0
					for _, r := range w.Pages {
						pages += len(r.Pages)
					}
				}
				b.ReportMetric(float64(pairs), "pairs")
				b.ReportMetric(float64(pages), "pages")
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(pairs), "µs/pair")
				runtime.GC()
			})
		}
	}
}
