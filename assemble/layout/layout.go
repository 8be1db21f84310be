package layout

import (
	"fmt"
	"omnibus/assemble/fixed"
	"runtime"
	"slices"
	"sync/atomic"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/face"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/parallel"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// Pages lays out a document. languages returns the rules of each language. What cannot be set properly is set as well as possible, and
// reported: no word is lost, and nothing leaves the page. It is safe for several documents at once.
//
// A document that names its own pages is laid out again until the page numbers in the text are right.
func Pages(d *doc.Document, s *style.Sheet, languages lines.Languages, m *face.Metrics, diags *diag.List) *Result {
	said := newSaying()
	var prior []spot
	for {
		var found diag.List
		f := newFlow(d, s, m, &found)
		f.said = said
		f.blocks(d.Blocks, 0)
		setter := f.set(languages)
		said.hold(f.paras, setter)
		f.reportPatterns(setter)
		for _, p := range f.paras {
			p.report(&found)
		}
		f.cells()
		b := newBuilder(f, setter)
		b.prior = prior
		b.build()
		if said.learn(f.named, b.places) {
			prior = b.prior
			continue
		}
		diags.Take(&found)
		return &Result{Doc: d, Faces: m, Pages: b.pages, Places: b.places}
	}
}

// set breaks all paras into lines, on all processors, and returns a setter for the remaining work.
func (f *flow) set(languages lines.Languages) *setter {
	first := newSetter(f.styles, f.metrics, languages)
	workers := min(runtime.GOMAXPROCS(0), 1+len(f.paras)/64)
	if workers == 1 {
		for _, p := range f.paras {
			first.set(p)
		}
		return first
	}
	const batch = 16
	var next atomic.Int64
	var wg parallel.Group
	for i := range workers {
		s := first
		if i > 0 {
			s = newSetter(f.styles, f.metrics, languages)
		}
		wg.Go(func() {
			for {
				to := int(next.Add(batch))
				from := to - batch
				if from >= len(f.paras) {
					return
				}
				for _, p := range f.paras[from:min(to, len(f.paras))] {
					s.set(p)
				}
			}
		})
	}
	wg.Wait()
	return first
}

// reportPatterns reports languages to be hyphenated that have no patterns, once for each language, at the first text in it.
func (f *flow) reportPatterns(s *setter) {
	var without []string
	first := map[string]source.Pos{}
	one := func(tag string, pos source.Pos) {
		if !f.langs[tag] || s.breaker.Language(tag).Patterns != nil {
			return
		}
		known, listed := first[tag]
		if !listed {
			without = append(without, tag)
		}
		if !known.IsValid() {
			first[tag] = pos
		}
	}
	for _, p := range f.paras {
		if !p.look.Hyphenate {
			continue
		}
		one(p.langTag, p.pos)
		for i := range p.inlines {
			if l := p.inlines[i].Lang; l != "" {
				one(l, source.Pos{}) // reported by the text around it, which is in another language
			}
		}
	}
	for _, tag := range without {
		f.diags.Warningf(CodePatterns, first[tag], "there are no hyphenation patterns for %q, so its words are not hyphenated", tag).
			Hint("add a pattern file for %q to locales/hyphen", tag)
	}
}

// cells assembles the lines of paras into cells, and makes the first baselines of a row equal.
func (f *flow) cells() {
	for _, r := range f.rows {
		base := fixed.Points(0)
		for _, c := range r.cells {
			if len(c.paras) == 1 {
				c.lines = c.paras[0].lines
			} else {
				for _, p := range c.paras {
					c.lines = append(c.lines, p.lines...)
				}
			}
			if len(c.lines) > 0 && c.lines[0].picture == nil {
				c.lines[0].legal = false
				c.lines[0].gap = 0
				base = max(base, c.firstBase())
			}
		}
		for _, c := range r.cells {
			if len(c.lines) > 0 && c.lines[0].picture == nil {
				down := base - c.firstBase()
				c.lines[0].height += down
				c.lines[0].base += down
			}
		}
	}
	for _, n := range f.notes {
		n.lines = n.para.lines
	}
}

// firstBase returns the first baseline of a cell's text, from the top of the cell. Labels without room beside the text are above it.
func (c *cell) firstBase() fixed.Points {
	over := 0
	if len(c.paras) > 0 {
		over = min(c.paras[0].over, len(c.lines)-1)
	}
	return c.height(0, over) + c.lines[over].gap + c.lines[over].base
}

// The mark of a paper (DRAFT) at the top of the page: above the page number, and larger.
const (
	markLarger = 3 * fixed.Point
	markOver   = 16 * fixed.Point
)

// furniture adds what is not part of the text: the page number, the running head, line numbers.
func (b *builder) furniture(p *Page) {
	s := b.flow.styles
	artifact := func(seg Segment, y fixed.Points) {
		p.Items = append(p.Items, &Line{X: seg.X, Y: y, Width: seg.Width, Segments: []Segment{seg}, Part: Artifact, Last: true})
	}
	if p.Number >= s.NumberFrom && s.NumberFrom > 0 {
		seg := b.setter.plain(fmt.Sprintf(s.NumberFormat, p.Number), face.Regular, s.NumberSize, 0)
		seg = moved(seg, (p.Width-seg.Width)/2)
		artifact(seg, s.NumberTop)
	}
	if d := b.flow.doc; s.Running != style.Nowhere && p.Number > 1 && d.Symbol != "" {
		seg := b.setter.plain(d.Symbol, face.Regular, s.RunningSize, s.Left)
		if s.Running == style.AtRight {
			seg = moved(seg, p.Width-s.Right-seg.Width)
		}
		artifact(seg, s.NumberTop)
	}
	if d := b.flow.doc; d.Mark != "" {
		seg := b.setter.plain(d.Mark, face.Bold, s.NumberSize+markLarger, 0)
		artifact(moved(seg, (p.Width-seg.Width)/2), s.NumberTop-markOver)
	}
	if s.LineNumbers {
		b.lineNumbers(p, artifact)
	}
}

func moved(seg Segment, x fixed.Points) Segment {
	seg.X = x
	return seg
}

// sameHeight is the least distance between the baselines of two lines that are numbered separately.
const sameHeight = fixed.Point / 4

// lineNumbers numbers the lines of the text from 1 on each page. Lines of two columns at one height are one line, so that
// a number names the same line for everyone in the room.
func (b *builder) lineNumbers(p *Page, artifact func(Segment, fixed.Points)) {
	var heights []fixed.Points
	seen := map[int]bool{}
	for _, it := range p.Items {
		l, ok := it.(*Line)
		if !ok || l.Part == Artifact || l.Note != nil {
			continue
		}
		if _, head := l.Block.(*doc.Masthead); head {
			continue
		}
		if k := int(l.Y / sameHeight); !seen[k] && !seen[k-1] && !seen[k+1] {
			seen[k] = true
			heights = append(heights, l.Y)
		}
	}
	slices.Sort(heights)
	s := b.flow.styles
	for i, y := range heights {
		if (i+1)%s.Lines.Every != 0 {
			continue
		}
		seg := b.setter.plain(fmt.Sprint(i+1), face.Regular, s.Lines.Size, 0)
		artifact(moved(seg, s.Left-s.Lines.Distance-seg.Width), y)
	}
}
