package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/layout/lines"
)

// Codes of the findings of layout.
const (
	codeGlyph    = "E0731" // a character that the face lacks
	codeScript   = "E0740" // a script that is not set
	codeRole     = "E0732" // a role that the style sheet does not know
	codeWide     = "W0733" // a word wider than its column, broken anywhere
	codeTable    = "W0734" // a table wider than the page
	codeNote     = "W0735" // a note longer than a page
	codeEmpty    = "W0736" // a paragraph without text
	CodePatterns = "W0737" // a language without hyphenation patterns: exported, for it is said once a build
	codeLoose    = "N0738" // a line that could not be filled
	codeLong     = "N0739" // a paragraph longer than three pages
	codeParted   = "N0740" // a line that ends between words that belong together
)

// cover finds characters that the faces lack.
func (s *setter) cover(p *para, runs []lines.Run) {
	var seen []string
	for i := range runs {
		r := &runs[i]
		for _, c := range r.Text {
			if c < 0x7F {
				continue
			}
			f, lacks := lacking(r.Table, c, r.Text)
			if !lacks || slices.Contains(seen, f.text) {
				continue
			}
			seen = append(seen, f.text)
			f.pos = first(p.inlines[r.Inline].Pos, p.pos).Find(string(c))
			p.findings = append(p.findings, f)
		}
	}
}

// excerpt returns the whole words of text around the first c.
func excerpt(text string, c rune) string {
	at := max(strings.IndexRune(text, c), 0)
	from, to := 0, len(text)
	if at > 24 {
		if k := strings.IndexByte(text[at-24:at], ' '); k >= 0 {
			from = at - 24 + k
		} else {
			from = at
		}
	}
	if len(text) > at+24 {
		if k := strings.LastIndexByte(text[at:at+24], ' '); k > 0 {
			to = at + k
		} else {
			to = at + utf8.RuneLen(c)
			const most = 80 // bytes of a word that are shown
			if k := strings.IndexByte(text[at:]+" ", ' '); k <= most {
				to = at + k
			}
		}
	}
	return strings.TrimSpace(text[from:to])
}

// loose reports a line whose spaces are times as wide as they should be; 0 means a line with only one word.
func (s *setter) loose(p *para, runs []lines.Run, l *lines.Line, times fixed.Ratio) {
	text := lineText(runs, l)
	f := finding{code: codeLoose, pos: p.pos, hint: "reword slightly: a shorter or a longer word nearby is often enough"}
	if times == 0 {
		f.text = fmt.Sprintf("a line of one word does not fill its column: %q", text)
	} else {
		f.text = fmt.Sprintf("a line does not fill its column: its spaces would be %.1f times as wide as normal, but at "+
			"most %.3g is used: %q", times.Float(), s.styles.Loosest.Float(), text)
	}
	p.findings = append(p.findings, f)
}

// parted reports that a line ends between two words that belong together.
func (s *setter) parted(p *para, runs []lines.Run, l, next *lines.Line) {
	words, after := strings.Fields(lineText(runs, l)), strings.Fields(lineText(runs, next))
	if len(words) == 0 || len(after) == 0 {
		return
	}
	p.findings = append(p.findings, finding{code: codeParted, pos: p.pos, hint: "reword a little, so that both are on one line",
		text: fmt.Sprintf("a line ends between %q and %q, which belong together, because no other setting fills the lines",
			words[len(words)-1], after[0])})
}

// wide reports, once for each word, that a word is broken because it is wider than the line.
func (s *setter) wide(p *para, runs []lines.Run, l *lines.Line) {
	if p.cutRun == l.EndRun && l.EndAt < p.cutTo { // a word of 100,000 letters has thousands of lines, but is checked once
		return
	}
	r := &runs[l.EndRun]
	from := strings.LastIndexByte(r.Text[:l.EndAt], ' ') + 1 // words joined by no-break spaces count as one
	to := len(r.Text)
	if k := strings.IndexByte(r.Text[from:], ' '); k >= 0 {
		to = from + k
	}
	p.cutRun, p.cutTo = l.EndRun, to
	text := fmt.Sprintf("a word is wider than its column, and was broken where the line was full: %q", clipped(r.Text[from:to]))
	if n := len(p.findings); n > 0 && p.findings[n-1].text == text {
		return
	}
	p.findings = append(
		p.findings,
		finding{code: codeWide, pos: p.pos, text: text, hint: "add a space where a line may end, or use shorter words"},
	)
}

// clipped returns a word, without its middle if it is too long for a message.
func clipped(word string) string {
	if r := []rune(word); len(r) > 60 {
		return string(r[:40]) + "…" + string(r[len(r)-16:])
	}
	return word
}

func lineText(runs []lines.Run, l *lines.Line) string {
	var b strings.Builder
	for _, p := range l.Parts {
		b.WriteString(runs[p.Run].Text[p.From:p.To])
	}
	return b.String()
}

// report adds the findings made while p was set.
func (p *para) report(diags *diag.List) {
	for _, f := range p.findings {
		var d *diag.Diagnostic
		switch f.code[0] {
		case 'E':
			d = diags.Errorf(f.code, f.pos, "%s", f.text)
		case 'W':
			d = diags.Warningf(f.code, f.pos, "%s", f.text)
		default:
			d = diags.Notef(f.code, f.pos, "%s", f.text)
		}
		d.Hint("%s", f.hint).About(p.id())
	}
}

// id returns the id of the block that p belongs to.
func (p *para) id() string {
	if p.note != nil {
		return p.note.ID
	}
	switch b := p.owner.(type) {
	case *doc.Paragraph:
		return b.ID
	case *doc.Heading:
		return b.ID
	}
	return ""
}
