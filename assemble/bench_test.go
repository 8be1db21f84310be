package assemble

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/face"
	"omnibus/assemble/layout"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/pdf"
	"omnibus/assemble/write/xlsx"
)

// grown returns a term with n times the shipped content.
func grown(n int) *work.Sources {
	in, locales := synthetic.Files(n)
	return &work.Sources{Input: in, Locales: locales}
}

// BenchmarkBuild measures the line from the author's files to the papers, and each part of it, for the shipped content and ten and a
// hundred times as much. The line is linear if the time for each pair of paragraphs is constant.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		src := grown(n)
		for _, s := range []struct {
			name string
			to   work.Stage
			job  work.Job
		}{
			{"merge", work.Merged, work.Job{Meeting: "end"}},
			{"check", work.Composed, work.Job{Meeting: "end"}},
			{"lay-out", work.LaidOut, work.Job{Meeting: "end"}},
			{"draft", work.Written, work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}},
			{"all", work.Written, work.Job{Meeting: "end"}},
		} {
			b.Run(fmt.Sprintf("%s/%dx", s.name, n), func(b *testing.B) {
				b.ReportAllocs()
				pairs, pages := 0, 0
				for b.Loop() {
					w, err := Run(src, s.job, s.to, nil)
					if err != nil {
						b.Fatal(err)
					}
					worktest.NoErrors(b, &w.Diags)
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

// BenchmarkPages measures how long composed parallel text takes to become a finished paper, hyphenated, kerned, with notes: its layout, and
// its file, with and without tags. The draft has somewhat more than a thousand pages.
func BenchmarkPages(b *testing.B) {
	w, err := Run(grown(104), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		b.Fatal(err)
	}
	s, err := w.StyleSheet()
	if err != nil {
		b.Fatal(err)
	}
	d := w.Docs[0]
	for _, c := range []struct {
		name  string
		write bool
		o     pdf.Options
		gc    int // percent; a small value shows how much memory is needed, and takes longer
	}{{"lay-out", false, pdf.Options{}, 100}, {"tagged", true, pdf.Options{}, 100}, {"untagged", true, pdf.Options{Untagged: true}, 100}, {"memory", true, pdf.Options{}, 10}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			defer debug.SetGCPercent(debug.SetGCPercent(c.gc))
			pages, most := 0, watchHeap()
			for b.Loop() {
				var diags diag.List
				r := layout.Pages(d, s, w.Breaking, face.Liberation(), &diags)
				pages = len(r.Pages)
				if c.write {
					if err := pdf.Write(io.Discard, r, c.o); err != nil {
						b.Fatal(err)
					}
				}
			}
			if m := most(); c.gc < 100 {
				b.ReportMetric(m, "MB-peak")
			}
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/float64(pages)*1000, "ms/1000pages")
		})
	}
}

// BenchmarkWorkbook measures the matrix of 82,800 mandates: the sheet of mandates alone, and all sheets, with the memory that it takes in
// addition to the plan.
func BenchmarkWorkbook(b *testing.B) {
	w, err := Run(grown(900), work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		b.Fatal(err)
	}
	var diags diag.List
	book := workbook.Make(w.Plan, "mandate-matrix", w.Langs[0], w.Langs, w.Locales, workbook.Places{}, nil, &diags)
	b.Run("compose", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			workbook.Make(w.Plan, "mandate-matrix", w.Langs[0], w.Langs, w.Locales, workbook.Places{}, nil, &diags)
		}
	})
	for _, c := range []struct {
		name   string
		sheets int
		gc     int
	}{{"mandates", 1, 100}, {"all", len(book.Sheets), 100}, {"mandates-memory", 1, 10}, {"all-memory", len(book.Sheets), 10}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			defer debug.SetGCPercent(debug.SetGCPercent(c.gc))
			part := *book
			part.Sheets = part.Sheets[:c.sheets]
			rows := 0
			for _, s := range part.Sheets {
				rows += s.Count
			}
			most := watchHeap()
			for b.Loop() {
				if err := xlsx.Write(io.Discard, &part); err != nil {
					b.Fatal(err)
				}
			}
			if m := most(); c.gc < 100 {
				b.ReportMetric(m, "MB-peak")
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// watchHeap measures the heap every other millisecond. It returns a function that stops this and returns the largest increase in megabytes.
func watchHeap() func() float64 {
	runtime.GC()
	read := func() uint64 {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		return s[0].Value.Uint64()
	}
	before, most := read(), uint64(0)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, read())
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-stopped
		return float64(max(most, before)-before) / (1 << 20)
	}
}

// BenchmarkOnePaper measures the time from the author's files to one short paper.
func BenchmarkOnePaper(b *testing.B) {
	src := grown(1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(src, work.Job{Meeting: "end", Papers: []string{"work-plan"}, Langs: []string{"en"}}, work.Written, nil); err != nil {
			b.Fatal(err)
		}
	}
}
