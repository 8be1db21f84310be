package assemble

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/work"
)

var typography = flag.Bool("typography", false, "print the report of TestTypography")

// figures measure how well texts are set: those of a paper in one language, or all of it.
type figures struct {
	lines, ends     int // justified, and the last ones of their texts, which have no fixed width
	hyphens, ladder int // at ends of lines, and the most in a row
	gaps, squares   float64
	wide            int // lines whose gaps are wider than one and a half
	widest          float64
	overfull        int // lines whose gaps are narrower than the style sheet allows, and lines that leave their column
	ladderNow       int
}

// feet measure the ends of pages whose text continues, in points of white.
type feet struct {
	pages         int
	white, deeper float64 // in total, and the most on one page
	deep          int     // pages with more white than deepFoot
	divided       int     // columns whose last word continues on the next page
	ends          int     // texts whose last word is divided
}

const deepFoot = 40

// A reportRow is a row of the report: a name, and figures, of which smaller is better.
type reportRow struct {
	name   string
	values []float64
}

// The columns of the report, with the differences that are ignored.
var lineColumns = []struct {
	name  string
	slack float64
}{{"gap", 0.02}, {"sd", 0.02}, {"over 1.5 %", 0.5}, {"widest", 0.1}, {"hyphens %", 0.5}, {"in a row", 0}, {"overfull", 0}}

var feetColumns = []struct {
	name  string
	slack float64
}{{"foot", 1}, {"deepest", 4}, {"over 40", 0}, {"page-ends", 0}, {"text-ends", 0}} // the last two: in the middle of a word

func (f *figures) row(name string) reportRow {
	n := math.Max(float64(f.lines-f.ends), 1)
	mean := f.gaps / n
	return reportRow{name, []float64{mean, math.Sqrt(math.Max(f.squares/n-mean*mean, 0)), 100 * float64(f.wide) / n, f.widest,
		100 * float64(f.hyphens) / math.Max(float64(f.lines), 1), float64(f.ladder), float64(f.overfull)}}
}

func (f *feet) row(name string) reportRow {
	return reportRow{name, []float64{f.white / math.Max(float64(f.pages), 1), f.deeper, float64(f.deep), float64(f.divided),
		float64(f.ends)}}
}

// measured returns the figures of the columns of a paper, and of all its pages. Gaps are in spaces of natural width.
func measured(r *layout.Result, s *style.Sheet) (columns []figures, all figures, foot feet) {
	columns = make([]figures, max(len(r.Doc.Langs), 1))
	type text struct {
		block  doc.Block
		note   *doc.Note
		column int
	}
	set := map[text][]*layout.Line{}
	var order []text
	for _, p := range r.Pages {
		if p.Full {
			white := p.White.Float()
			foot.pages++
			foot.white += white
			foot.deeper = math.Max(foot.deeper, white)
			if white > deepFoot {
				foot.deep++
			}
		}
		last := make([]*layout.Line, len(columns))
		for _, it := range p.Items {
			if l, ok := it.(*layout.Line); ok && l.Part == layout.Body {
				k := text{l.Block, l.Note, l.Column}
				if set[k] == nil {
					order = append(order, k)
				}
				if l.Note == nil {
					last[l.Column] = l
				}
				set[k] = append(set[k], l)
			}
		}
		for _, l := range last {
			if l != nil && l.Hyphen {
				foot.divided++
			}
		}
	}
	for _, k := range order {
		if lastDivided(set[k]) {
			foot.ends++
		}
		if !justified(set[k]) {
			continue
		}
		for _, l := range set[k] {
			columns[k.column].add(l, s)
			all.add(l, s)
		}
	}
	return columns, all, foot
}

// lastDivided reports whether a text ends in a line that is nothing but the rest of a word.
func lastDivided(set []*layout.Line) bool {
	n := len(set)
	if n < 2 || !set[n-2].Hyphen {
		return false
	}
	rest := ""
	for _, g := range set[n-1].Segments {
		rest += g.Text
	}
	return !strings.ContainsAny(strings.TrimSpace(rest), " \u00a0")
}

// justified reports whether the lines of a text fill their column.
func justified(set []*layout.Line) bool {
	for _, l := range set {
		for _, g := range l.Segments {
			if g.Space != 0 || g.Steps != 0 {
				return true
			}
		}
	}
	return false
}

// add adds a line of a justified text.
func (f *figures) add(l *layout.Line, s *style.Sheet) {
	f.lines++
	if l.Last {
		f.ends++
		f.ladderNow = 0
		return
	}
	if f.ladderNow++; !l.Hyphen {
		f.ladderNow = 0
	} else {
		f.hyphens++
	}
	f.ladder = max(f.ladder, f.ladderNow)
	n, sum := 0.0, 0.0
	least := 1.0
	for _, g := range l.Segments {
		natural := g.Size.Em(face.Liberation().Table(g.Face).Advance(' ')).Float()
		k := float64(strings.Count(g.Text, " ") + strings.Count(g.Text, "\u00a0"))
		n += k
		sum += k * (natural*g.Scale().Float() + g.Space.Float()) / natural
		least = 1 - s.Shrink.Float()*g.Size.Float()/natural - s.Expand.Float()
	}
	gap := cmp.Or(sum/math.Max(n, 1), 1)
	f.gaps += gap
	f.squares += gap * gap
	f.widest = math.Max(f.widest, gap)
	if gap > 1.5 {
		f.wide++
	}
	if gap < least-0.02 { // tolerance for rounding
		f.overfull++
	}
}

// reportOf measures the papers of a term.
func reportOf(t *testing.T, name string, src *work.Sources, job work.Job) (texts, pages []reportRow) {
	w, err := Run(src, job, work.LaidOut, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.StyleSheet()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]float64{}
	for _, d := range w.Diags.Items {
		counts[d.Code]++
	}
	for i, r := range w.Pages {
		columns, all, foot := measured(r, s)
		paper := name + " " + strings.TrimSuffix(w.Docs[i].FileName("pdf"), ".pdf")
		for k := range columns {
			if len(columns) > 1 {
				texts = append(texts, columns[k].row(paper+", "+r.Doc.Langs[k]))
			}
		}
		texts = append(texts, all.row(paper))
		pages = append(pages, foot.row(paper))
	}
	pages = append(pages, reportRow{name + " lines not filled, words broken anywhere, bonds broken",
		[]float64{counts["N0738"], counts["W0733"], counts["N0740"]}})
	return texts, pages
}

// preambleAlone returns the shipped term with its preambular paragraphs alone: its draft has two pages.
func preambleAlone() *work.Sources {
	src := grown(1)
	src.Input = slices.DeleteFunc(src.Input, func(f *source.File) bool {
		return strings.HasPrefix(f.Name, "input/proposals/") && f.Name != "input/proposals/preamble.yaml"
	})
	return src
}

// tabled returns rows as a table.
func tabled(head string, names []string, rows []reportRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-64s", head)
	for _, n := range names {
		fmt.Fprintf(&b, "%11s", n)
	}
	b.WriteByte('\n')
	for _, r := range rows {
		fmt.Fprintf(&b, "%-64s", r.name)
		for _, v := range r.values {
			fmt.Fprintf(&b, "%11.2f", v)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestTypography measures how well papers are set: those of the shipped term, of one with a draft of a hundred pages, and of one with a
// draft of two. No figure may be more than a tenth worse than in the stored report, and the papers must meet their targets.
func TestTypography(t *testing.T) {
	var texts, pages []reportRow
	all := work.Job{Meeting: "end"}
	for _, of := range []struct {
		name string
		src  *work.Sources
		job  work.Job
	}{
		{"shipped", grown(1), all},
		{"tenfold", grown(10), all},
		{"two pages", preambleAlone(), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}},
	} {
		moreTexts, morePages := reportOf(t, of.name, of.src, of.job)
		texts, pages = append(texts, moreTexts...), append(pages, morePages...)
	}
	var names [2][]string
	slack := map[int][]float64{3: {1, 1, 1}} // of what was counted
	for _, c := range lineColumns {
		names[0], slack[len(lineColumns)] = append(names[0], c.name), append(slack[len(lineColumns)], c.slack)
	}
	for _, c := range feetColumns {
		names[1], slack[len(feetColumns)] = append(names[1], c.name), append(slack[len(feetColumns)], c.slack)
	}
	got := tabled("lines", names[0], texts) + "\n" + tabled("pages", names[1], pages)
	if *typography {
		fmt.Print(got)
	}
	const file = "testdata/typography.txt"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]float64{}
	for _, line := range strings.Split(string(kept), "\n") {
		if len(line) < 64 {
			continue
		}
		var values []float64
		for _, f := range strings.Fields(line[64:]) {
			v, _ := strconv.ParseFloat(f, 64)
			values = append(values, v)
		}
		name := strings.TrimSpace(line[:64])
		want[name+fmt.Sprint(len(values))] = values
	}
	for _, r := range append(texts, pages...) {
		before := want[r.name+fmt.Sprint(len(r.values))]
		if before == nil {
			t.Errorf("%s is not in %s: run with -update, and read the difference", r.name, file)
			continue
		}
		for i, v := range r.values {
			if most := before[i]*1.1 + slack[len(r.values)][i]; v > most+0.005 {
				t.Errorf("%s: column %d of the report is %.2f, and was %.2f; at most %.2f is accepted", r.name, i+1, v, before[i], most)
			}
		}
	}
	aimedAt(t, texts, pages)
}

// aimedAt checks the targets for the papers of the shipped term, whatever the stored figures.
func aimedAt(t *testing.T, texts, pages []reportRow) {
	for _, c := range []struct {
		name string
		most []float64 // 0 is any value
	}{
		{"shipped draft-paragraphs.en-es", []float64{1.12, 0.22, 6, 2.005, 15, 2, 0.5}},
		{"shipped draft-paragraphs.en-es.redline", []float64{1.12, 0.22, 6, 2.005, 15, 2, 0.5}},
		{"tenfold draft-paragraphs.en-es", []float64{1.12, 0.22, 6, 2.005, 15, 2, 0.5}},
		{"shipped work-plan.en", []float64{1.05, 0, 0, 2.005, 4, 2, 0.5}},
		{"shipped work-plan.es", []float64{1.05, 0, 0, 2.005, 6, 2, 0.5}},
		{"shipped draft-paragraphs.en-es", []float64{12, 40, 0.5, 0.5, 0.5}},
		{"shipped draft-paragraphs.en-es.redline", []float64{12, 40, 0.5, 0.5, 0.5}},
		{"tenfold draft-paragraphs.en-es", []float64{12, 40, 0.5, 0.5, 0.5}},
		{"tenfold draft-paragraphs.en-es.redline", []float64{12, 40, 0.5, 0.5, 0.5}},
		{"shipped work-plan.en", []float64{12, 40, 0.5, 0.5, 0.5}},
		{"shipped work-plan.es", []float64{12, 40, 0.5, 0.5, 0.5}},
	} {
		found := false
		for _, r := range append(texts, pages...) {
			if r.name != c.name || len(r.values) != len(c.most) {
				continue
			}
			found = true
			for i, v := range r.values {
				if c.most[i] > 0 && v > c.most[i] {
					t.Errorf("%s: column %d of the report is %.3f, want at most %.3f", r.name, i+1, v, c.most[i])
				}
			}
		}
		if !found {
			t.Errorf("%s is not measured", c.name)
		}
	}
}

// TestTypographySees shows that the report detects what it is meant to detect: without wider letters and signs in the margins, and with
// pages that are not filled, the figures are worse.
func TestTypographySees(t *testing.T) {
	w, err := Run(grown(1), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.StyleSheet()
	if err != nil {
		t.Fatal(err)
	}
	measure := func(s *style.Sheet) (texts, pages []float64) {
		r := layout.Pages(w.Docs[0], s, w.Breaking, face.Liberation(), new(diag.List))
		_, all, foot := measured(r, s)
		return all.row("").values, foot.row("").values
	}
	texts, pages := measure(s)
	plain := *s
	plain.Expand, plain.Hang, plain.Feather = 0, false, 0
	worseTexts, worsePages := measure(&plain)
	if worseTexts[0] < texts[0]+0.05 || worseTexts[2] < 1.5*texts[2] || worsePages[0] < 1.5*pages[0] {
		t.Errorf("set plainly: %.2f and %.2f; as shipped: %.2f and %.2f", worseTexts, worsePages, texts, pages)
	}
	squeezed := *s
	squeezed.Shrink = s.Shrink * 2
	r := layout.Pages(w.Docs[0], &squeezed, w.Breaking, face.Liberation(), new(diag.List))
	if _, all, _ := measured(r, s); all.overfull == 0 {
		t.Error("lines that are too tight are not counted")
	}
	if lines.Step != fixed.One/400 {
		t.Errorf("letters are set wider in steps of %g", lines.Step.Float())
	}
}
