package assemble

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
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

// BenchmarkGrowth prints a table of the stages of the line by the size of the term: time, peak memory and allocations, each of the time and
// the allocations for one pair of paragraphs of the draft, and by what factor the time for a pair has grown since the size before. The line is
// linear if the factor is 1, apart from the smallest size, which includes the start. A term of 200 times the content has almost as many
// values as the files of a folder may have (source.MaxValues); that with 900 times the mandates has one of everything else, and counts by
// mandates.
func BenchmarkGrowth(b *testing.B) {
	before := map[string]float64{}
	for _, x := range []struct {
		times int
		files func(times int) map[string][]byte
		job   work.Job
	}{
		{1, synthetic.Term, work.Job{Meeting: "end"}},
		{10, synthetic.Term, work.Job{Meeting: "end"}},
		{100, synthetic.Term, work.Job{Meeting: "end"}},
		{200, synthetic.Term, work.Job{Meeting: "end"}},
		{1, synthetic.Mandates, work.Job{Meeting: "end", Papers: []string{"mandate-matrix"}}},
		{900, synthetic.Mandates, work.Job{Meeting: "end", Papers: []string{"mandate-matrix"}}},
	} {
		of := "all"
		if x.job.Papers != nil {
			of = "mandates"
		}
		b.Run(fmt.Sprintf("%s/%dx", of, x.times), func(b *testing.B) {
			in, locales := synthetic.Split(x.files(x.times))
			for _, s := range stages(b, &work.Sources{Input: in, Locales: locales}, x.job) {
				b.Run(s.name, func(b *testing.B) {
					b.ReportMetric(0, "ns/op")
					b.ReportMetric(s.took.Seconds()*1000, "ms")
					b.ReportMetric(s.peak, "MB-peak")
					b.ReportMetric(s.each()*1e6, "µs/pair")
					b.ReportMetric(float64(s.allocations)/float64(s.pairs), "allocs/pair")
					if last := before[of+s.name]; last > 0 {
						b.ReportMetric(s.each()/last, "growth")
					}
				})
				before[of+s.name] = s.each()
			}
		})
	}
}

// A stage is what a part of the line took.
type stage struct {
	name        string
	took        time.Duration
	peak        float64 // in megabytes
	allocations uint64
	pairs       int
}

// each returns the seconds for one pair.
func (s stage) each() float64 { return s.took.Seconds() / float64(s.pairs) }

// stages runs the whole line once, and measures its parts.
func stages(b *testing.B, src *work.Sources, job work.Job) []stage {
	var out []stage
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	allocated, most, begin := m.Mallocs, watchHeap(), time.Now()
	w, err := Run(src, job, work.Written, func(did string) {
		took := time.Since(begin)
		runtime.ReadMemStats(&m)
		words := strings.FieldsFunc(did, func(r rune) bool { return r >= '0' && r <= '9' })
		out = append(out, stage{strings.ReplaceAll(strings.TrimSpace(words[0]), " ", "-"), took, most(), m.Mallocs - allocated, 0})
		most = watchHeap()
		runtime.ReadMemStats(&m)
		allocated, begin = m.Mallocs, time.Now()
	})
	most()
	if err != nil {
		b.Fatal(err)
	}
	worktest.NoErrors(b, &w.Diags)
	pairs := len(w.Plan.Draft.Paragraphs())
	if job.Papers != nil {
		pairs = len(w.Plan.Mandates)
	}
	for i := range out {
		out[i].pairs = pairs
	}
	return out
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
	book := workbook.Make(w.Plan, "mandate-matrix", w.Langs[0], w.Langs, w.Locales, workbook.Places{}, nil, false, &diags)
	b.Run("compose", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			workbook.Make(w.Plan, "mandate-matrix", w.Langs[0], w.Langs, w.Locales, workbook.Places{}, nil, false, &diags)
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
