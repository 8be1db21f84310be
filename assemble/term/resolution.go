package term

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// A Frame is the text around the paragraphs of a resolution in one language, from the profile of the body and the locale files.
type Frame struct {
	Organ   string   // THE GENERAL ASSEMBLY,
	LeadIn  string   // RESOLVES: or "" if there is none
	Endings []string // what may end a paragraph: "; and", ";", ",", "." ...
	Pages   []string // words before the number of a page: page, p.
	OfPages []string // words between that number and the number of pages: of
	Annexes []string // words that begin the heading of an annex: annex, appendix
	Notes   []string // headings of lists of notes: footnotes
}

// pageNumber returns the expression for a line with a page number in the words of the language: Page 2, page 2 of 5.
func (f *Frame) pageNumber() *regexp.Regexp {
	either := func(words []string) string {
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, regexp.QuoteMeta(w))
		}
		return strings.Join(quoted, "|")
	}
	if len(f.Pages) == 0 {
		return dashedPage.Regexp()
	}
	of := append([]string{"/"}, f.OfPages...)
	return regexp.MustCompile(`^(?i:` + either(f.Pages) + `)\s*\d+(?:\s*(?i:` + either(of) + `)\s*\d+)?$`)
}

// A Clause is a paragraph of an adopted resolution, without its final punctuation.
type Clause struct {
	Number  int           // of an operative paragraph; otherwise its position, from 1
	Heading string        // above it
	Text    source.Text   // its words
	Sub     []*Clause     // sub-paragraphs
	words   []source.Text // lines of its text
}

// A ResolutionText is the parsed plain text of an adopted resolution.
type ResolutionText struct {
	Title     string // the lines between the symbol and the organ, if any
	Preamble  []*Clause
	Operative []*Clause
	LeftOut   []source.Text // notes, page numbers, headings without paragraphs, and what follows the last paragraph
	Above     []source.Text // lines above the organ that are not the title
	Annex     []source.Text // from the heading of the first annex to the end
	Doubtful  []source.Text // lines in paragraphs that may be paragraphs of their own
}

// Marks that begin a paragraph or a sub-paragraph, and lines outside paragraphs.
var (
	numbered   = pattern.Of(`^(\d{1,3})\s*\.(?:\s*[-–—])?\s+(\S.*)$`)
	marked     = pattern.Of(`^(?:\(([A-Za-z]{1,5}|\d{1,2})\)|([A-Za-z]{1,5}|\d{1,2})\)|([a-z]{1,5})\.|([•▪◦–—*-]))\s+(\S.*)$`)
	dashedPage = pattern.Of(`^[-–—]\s*\d+\s*[-–—]$`)
	noteLine   = pattern.Of(`^\d{1,2}\s*/\s*\S`)
	markAtEnd  = pattern.Of(`\s*\d{1,2}\s?/$`) // of a note
	raisedNote = pattern.Of(`^([¹²³⁰⁴-⁹]{1,2})\s*\S`)
	squareNote = pattern.Of(`^\[(\d{1,2})\]\s*\S`)
	listedNote = pattern.Of(`^(\d{1,2})(?:\.|\))?\s+\S`) // in a list of notes
	titleMark  = pattern.Of(`\s?(?:\d{1,2}\s?/|[¹²³⁰⁴-⁹]{1,2}|[*†]{1,3})$`)
	romanAlone = pattern.Of(`^[IVXLC]{1,6}\.?$`)
	decimal    = pattern.Of(`^(\d{1,3})((?:\.\d{1,2}){1,3})\.?\s+(\S.*)$`) // 2.1 to meet, 2.1.1 in June
	romanHead  = pattern.Of(`^[IVXLC]{1,6}\.\s+(\p{Lu}.*)$`)
	quotedHead = pattern.Of(`^[“"«](.+)[”"»]$`)
	titled     = pattern.Of(`^\d{1,3}/\d{1,4}[A-Z]?\.?\s+(\p{Lu}.*)$`) // 73/195. Global Compact
)

// bullet represents all unnumbered marks.
const bullet = "•"

// longestHeading is the maximum number of characters of a heading.
const longestHeading = 160

// ReadResolution reads the text of an adopted resolution: preamble, headings, operative paragraphs and their sub-paragraphs. What is
// ambiguous is reported; numbers are never guessed.
func ReadResolution(m *Manuscript, frames []Frame, diags *diag.List) *ResolutionText {
	r := &resolutionReader{file: m.File, headings: m.Headings, frames: frames, diags: diags, out: &ResolutionText{}}
	lines := r.lines()
	from, lead := r.find(lines)
	if lead < 0 {
		return nil
	}
	r.out.Title = r.title(lines[:from])
	r.preamble(lines[from+1 : lead])
	r.operative(r.beforeAnnex(lines[lead+1:]))
	slices.SortStableFunc(r.out.LeftOut, byPlace)
	r.marksOfNotes()
	for _, c := range slices.Concat(r.out.Preamble, r.out.Operative) {
		r.close(c)
	}
	if len(r.out.Operative) == 0 && !diags.HasErrors() {
		diags.Errorf("E1305", lines[lead].Pos, "no operative paragraph follows %q", lines[lead].String).
			Hint("operative paragraphs begin with their number: 1. To instruct ...")
	}
	return r.out
}

type resolutionReader struct {
	file     *source.File
	headings map[int]bool // numbers of the lines that are headings for certain
	frames   []Frame
	diags    *diag.List
	out      *ResolutionText
	notes    []*regexp.Regexp // the marks of notes, between the text on both sides
}

// byPlace orders lines.
func byPlace(a, b source.Text) int { return a.Pos.Offset - b.Pos.Offset }

// marksOfNotes finds the marks of the notes that were left out, which stand in the text behind a word or its punctuation: support.1/
func (r *resolutionReader) marksOfNotes() {
	var marks []string
	const raised = `[¹²³⁰⁴-⁹]{1,2}`
	forms := []string{`([.,;:”"»])` + raised + `()`} // behind punctuation, a raised number is no unit
	listed, square := false, false
	for _, l := range slices.Concat(r.out.LeftOut, r.out.Annex) {
		listed = listed || r.listsNotes(l.String)
		if m := raisedNote.FindStringSubmatch(l.String); m != nil {
			forms = append(forms, `(\pL)`+m[1]+`(\s|\pP|$)`)
		} else if m := listedNote.FindStringSubmatch(l.String); m != nil && listed {
			marks = append(marks, m[1])
		} else if m := squareNote.FindStringSubmatch(l.String); m != nil {
			marks, square = append(marks, m[1]), true
		} else if noteLine.MatchString(l.String) {
			number, _, _ := strings.Cut(l.String, "/")
			marks = append(marks, strings.TrimSpace(number))
		}
	}
	if len(marks) > 0 {
		any := `(?:` + strings.Join(marks, "|") + `)`
		forms = append(forms, `([\pL\pP])\s?`+any+`\s?/(\s|\pP|$)`)
		if listed { // consensus.1
			forms = append(forms, `(\pL{2}[.,;:”)]*)`+any+`(\s|$)`)
		}
		if listed || square { // consensus [1]
			forms = append(forms, `([\pL\pP])\s?\[`+any+`\](\s|\pP|$)`)
		}
	}
	for _, f := range forms {
		r.notes = append(r.notes, regexp.MustCompile(f))
	}
}

// listsNotes reports whether a line is the heading of a list of notes: FOOTNOTES.
func (r *resolutionReader) listsNotes(s string) bool {
	return slices.ContainsFunc(r.frames, func(f Frame) bool {
		return slices.ContainsFunc(f.Notes, func(w string) bool { return strings.EqualFold(strings.TrimRight(s, ":. "), w) })
	})
}

// lines returns the lines of the file, trimmed; an empty line separates paragraphs.
func (r *resolutionReader) lines() []source.Text {
	var out []source.Text
	pages := []*regexp.Regexp{dashedPage.Regexp()}
	for _, f := range r.frames {
		pages = append(pages, f.pageNumber())
	}
	b, at := r.file.Bytes, 0
	for _, raw := range strings.SplitAfter(string(b), "\n") {
		line := strings.TrimSpace(strings.TrimPrefix(raw, "\ufeff"))
		from := at
		if line != "" {
			from += strings.Index(raw, line)
		}
		text := source.Text{Pos: r.file.Pos(from, len(line)), String: line}
		at += len(raw)
		if slices.ContainsFunc(pages, func(p *regexp.Regexp) bool { return p.MatchString(line) }) {
			r.out.LeftOut = append(r.out.LeftOut, text)
			continue
		}
		out = append(out, text)
	}
	return out
}

// find returns the indices of the lines of the organ and of the lead-in, or -1 for a line that is not found, which it reports. Without a
// lead-in, the operative part begins with its first number.
func (r *resolutionReader) find(lines []source.Text) (organ, lead int) {
	is := func(line string, of func(Frame) string) bool {
		return slices.ContainsFunc(r.frames, func(f Frame) bool {
			want := of(f)
			return want != "" && strings.EqualFold(bare(line), bare(want))
		})
	}
	organ = slices.IndexFunc(lines, func(l source.Text) bool { return is(l.String, func(f Frame) string { return f.Organ }) })
	if organ < 0 { // The Committee of Ministers, under the terms of Article 15.b of its Statute,
		organ = slices.IndexFunc(lines, func(l source.Text) bool {
			return slices.ContainsFunc(r.frames, func(f Frame) bool {
				organ, n := bare(f.Organ), len(bare(f.Organ))
				return organ != "" && len(l.String) > n && strings.EqualFold(l.String[:n], organ) && l.String[n] == ','
			})
		})
		if organ >= 0 {
			r.out.LeftOut = append(r.out.LeftOut, lines[organ])
		}
	}
	if organ < 0 {
		r.missing("the organ", func(f Frame) string { return f.Organ })
		return 0, -1
	}
	for i, l := range lines[organ+1:] {
		if is(l.String, func(f Frame) string { return f.LeadIn }) {
			return organ, organ + 1 + i
		}
		if !slices.ContainsFunc(r.frames, func(f Frame) bool { return f.LeadIn != "" }) && numbered.MatchString(l.String) {
			return organ, r.beforeHeadings(lines, organ, organ+i)
		}
	}
	r.missing("the lead-in", func(f Frame) string { return f.LeadIn })
	return organ, -1
}

// beforeHeadings returns the index of the last line of the preamble, before the headings above the first operative paragraph. Preambular
// paragraphs end with punctuation, and headings do not.
func (r *resolutionReader) beforeHeadings(lines []source.Text, organ, last int) int {
	for i := last; i > organ; i-- {
		s := lines[i].String
		switch {
		case s == "":
		case r.headings[lines[i].Pos.Line()] || romanAlone.MatchString(s):
			last = i - 1
		case startsUpper(s) && utf8.RuneCountInString(s) <= longestHeading && !raisedNote.MatchString(s) &&
			!strings.ContainsAny(s[len(s)-1:], ".;:,/") && !isRaised(s) && (romanHead.MatchString(s) || !marked.MatchString(s)):
			last = i - 1
		default:
			return last
		}
	}
	return last
}

// isRaised reports whether a text ends in a raised number.
func isRaised(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("¹²³⁰⁴⁵⁶⁷⁸⁹", last)
}

func (r *resolutionReader) missing(what string, of func(Frame) string) {
	var known []string
	for _, f := range r.frames {
		if s := of(f); s != "" {
			known = append(known, strconv.Quote(s))
		}
	}
	r.diags.Errorf("E1305", r.file.Pos(0, 0), "%s has no line with %s, so its parts cannot be told apart", r.file.Name, what).
		Hint("write it as a separate line: %s", strings.Join(known, " or "))
}

// bare returns a line without its final punctuation, with single spaces.
func bare(s string) string { return strings.Join(strings.Fields(strings.TrimRight(s, " ,:")), " ") }

// title returns the title: the headings before the organ, or the words after a number such as 73/195, or the text in capitals, without the
// symbol and anything in parentheses. The other lines are kept.
func (r *resolutionReader) title(lines []source.Text) string {
	var capitals, headings, numbers []source.Text
	for _, l := range lines {
		s := l.String
		switch {
		case s == "":
		case strings.HasPrefix(s, "(") || strings.Contains(s, "/RES.") || strings.Contains(s, "/RES/") || strings.Contains(s, "/DEC."):
			r.out.Above = append(r.out.Above, l)
		case r.headings[l.Pos.Line()]:
			headings = append(headings, l)
		case titled.MatchString(s):
			numbers = append(numbers, l)
		case !strings.ContainsFunc(s, unicode.IsLower) && strings.ContainsFunc(s, unicode.IsUpper):
			capitals = append(capitals, l)
		default:
			r.out.Above = append(r.out.Above, l)
		}
	}
	var title []string
	for _, found := range [][]source.Text{headings, numbers, capitals} {
		if len(title) > 0 {
			r.out.Above = append(r.out.Above, found...)
			continue
		}
		for _, l := range found {
			words := l.String
			if m := titled.FindStringSubmatch(words); m != nil {
				words = m[1]
			}
			title = append(title, titleMark.ReplaceAllString(words, ""))
		}
	}
	slices.SortStableFunc(r.out.Above, byPlace)
	return strings.Join(title, " ")
}

// beforeAnnex returns the lines before the heading of the first annex, and keeps the rest. The heading stands alone: after an empty
// line, in capitals, or as a heading of the file.
func (r *resolutionReader) beforeAnnex(lines []source.Text) []source.Text {
	ended := true
	for i, l := range lines {
		alone := ended || r.headings[l.Pos.Line()] || !strings.ContainsFunc(l.String, unicode.IsLower)
		if ended = l.String == ""; ended || !alone || !r.isAnnex(l.String) {
			continue
		}
		for _, x := range lines[i:] {
			if x.String != "" {
				r.out.Annex = append(r.out.Annex, x)
			}
		}
		return lines[:i]
	}
	return lines
}

// isAnnex reports whether a line is the heading of an annex: Annex, ANNEX I, Appendix to Recommendation No. 3.
func (r *resolutionReader) isAnnex(s string) bool {
	words := strings.Fields(strings.Trim(s, "[]()"))
	if len(words) == 0 || utf8.RuneCountInString(s) > longestHeading || len(words) > 1 && strings.ContainsAny(s[len(s)-1:], ".;,:") {
		return false
	}
	first := strings.TrimRight(words[0], ".:*")
	return startsUpper(first) && slices.ContainsFunc(r.frames, func(f Frame) bool {
		return slices.ContainsFunc(f.Annexes, func(w string) bool { return strings.EqualFold(w, first) })
	})
}

func startsUpper(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// preamble reads the preambular paragraphs. Each begins on a new line with a word in capitals, or after an empty line.
func (r *resolutionReader) preamble(lines []source.Text) {
	in := &clauses{reader: r}
	ended := true
	for _, l := range lines {
		switch {
		case l.String == "":
			ended = true
		case isNote(l.String):
			r.out.LeftOut = append(r.out.LeftOut, l)
		case in.sub(l), in.clause(l, ended):
			ended = false
		case in.now == nil || ended && !goesOn(l.String) || in.complete() && opens(l.String):
			in.begin(len(in.all)+1, l, "")
			ended = false
		default:
			in.more(l)
			ended = false
		}
	}
	r.out.Preamble = in.all
}

// beforeNotes returns the lines before a list of notes, and keeps the rest.
func (r *resolutionReader) beforeNotes(lines []source.Text) []source.Text {
	i := slices.IndexFunc(lines, func(l source.Text) bool { return r.listsNotes(l.String) })
	if i < 0 {
		return lines
	}
	for _, l := range lines[i:] {
		if l.String != "" {
			r.out.LeftOut = append(r.out.LeftOut, l)
		}
	}
	return lines[:i]
}

// operative reads the operative paragraphs. Each begins with its number. A short line between two paragraphs that does not end a sentence
// is the heading of the next. A single paragraph has no number.
func (r *resolutionReader) operative(lines []source.Text) {
	in := &clauses{reader: r}
	var heading source.Text
	ended := true
	lines = r.beforeNotes(lines)
	last := len(lines) - 1 // the line of the last number
	for ; last >= 0 && !numbered.MatchString(lines[last].String); last-- {
	}
	single := last < 0
	for i, l := range lines {
		m := numbered.FindStringSubmatch(l.String)
		switch {
		case l.String == "":
			ended = true
		case isNote(l.String):
			r.out.LeftOut = append(r.out.LeftOut, l)
		case m != nil:
			n, _ := strconv.Atoi(m[1])
			r.counts(in.all, n, l)
			in.begin(n, l.Slice(len(l.String)-len(m[2]), len(l.String)), headingOf(heading.String))
			heading, ended = source.Text{}, false
		case in.now == nil && single && !r.headings[l.Pos.Line()]:
			in.begin(1, l, headingOf(heading.String))
			heading, ended = source.Text{}, false
		case r.headings[l.Pos.Line()] || ended && r.heads(lines, i):
			if heading.String != "" && !romanAlone.MatchString(heading.String) { // a paragraph has one heading
				r.out.LeftOut = append(r.out.LeftOut, heading)
			}
			heading, ended = l, romanAlone.MatchString(l.String)
		case in.now == nil:
			r.diags.Errorf("E1306", l.Pos, "%q is neither a heading nor a numbered paragraph", l.String).
				Hint("begin each operative paragraph with its number: 1. ...")
			return
		case in.sub(l), in.decimal(l):
			ended = false
		case ended && in.stopped() && !goesOn(l.String) && single && opener(l.String) == opener(in.all[0].Text.String):
			r.diags.Errorf("E1306", l.Pos, "a second operative paragraph begins without a number").
				Hint("begin each operative paragraph with its number: 1. ...")
			return
		case ended && in.stopped() && !goesOn(l.String) && i > last: // the meeting, the date, who signed
			r.out.LeftOut = append(r.out.LeftOut, l)
		default:
			if ended && in.stopped() && !goesOn(l.String) {
				r.out.Doubtful = append(r.out.Doubtful, l)
			}
			in.more(l)
			ended = false
		}
	}
	if heading.String != "" {
		r.out.LeftOut = append(r.out.LeftOut, heading)
	}
	r.out.Operative = in.all
}

// counts reports a number that is not the next one.
func (r *resolutionReader) counts(before []*Clause, n int, l source.Text) {
	if len(before) == 0 {
		return
	}
	switch last := before[len(before)-1]; {
	case n <= last.Number:
		r.diags.Errorf("E1306", l.Pos, "operative paragraph %d follows %d", n, last.Number).
			Hint("correct the number; a number within a paragraph must not begin a line").See(last.Text.Pos, "paragraph %d", last.Number)
	case n > last.Number+1:
		r.diags.Warningf("W1308", l.Pos, "operative paragraph %d follows %d", n, last.Number).
			Hint("if the resolution skips numbers, there is nothing to do; otherwise a paragraph in between was not recognized").
			See(last.Text.Pos, "paragraph %d", last.Number)
	}
}

// heads reports whether line i is a heading: short, without final punctuation, and followed by a number or another heading.
func (r *resolutionReader) heads(lines []source.Text, i int) bool {
	s := lines[i].String
	if len([]rune(s)) > longestHeading || strings.ContainsAny(s[len(s)-1:], ".;:,") || marked.MatchString(s) && !romanHead.MatchString(s) {
		return false
	}
	for _, l := range lines[i+1:] {
		if l.String != "" {
			return numbered.MatchString(l.String) || len([]rune(l.String)) <= longestHeading && !goesOn(l.String)
		}
	}
	return false
}

// headingOf returns a heading without its Roman number and quotation marks.
func headingOf(s string) string {
	if m := romanHead.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := quotedHead.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return s
}

// isNote reports whether a line is a note: 1/ ..., [1] ..., ¹ ...
func isNote(s string) bool {
	return noteLine.MatchString(s) || squareNote.MatchString(s) || raisedNote.MatchString(s)
}

// goesOn reports whether a line continues a sentence begun before it.
func goesOn(s string) bool {
	for _, c := range s {
		return unicode.IsLower(c)
	}
	return false
}

// opens reports whether a line begins with a word in capitals, as preambular paragraphs do.
func opens(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	word = strings.Trim(word, ",:;")
	return len([]rune(word)) > 1 && strings.ContainsFunc(word, unicode.IsUpper) && !strings.ContainsFunc(word, unicode.IsLower)
}

// close joins the lines of a clause into its text, without the final punctuation.
func (r *resolutionReader) close(c *Clause) {
	var parts []string
	for _, w := range c.words {
		parts = append(parts, w.String)
	}
	s := joined(parts)
	for _, n := range r.notes {
		s = strings.TrimSpace(n.ReplaceAllString(s, "$1$2"))
	}
	for cut := true; cut; {
		cut = false
		for _, f := range r.frames {
			for _, e := range f.Endings {
				if t, ok := strings.CutSuffix(s, e); ok && e != "" {
					s, cut = strings.TrimSpace(t), true
				}
			}
		}
	}
	c.Text = source.Made(c.words[0].Pos, escaped(s))
	for _, sub := range c.Sub {
		r.close(sub)
	}
}

// joined joins lines. It keeps a hyphen at the end of a line, which may belong to the word.
func joined(lines []string) string {
	s := ""
	for _, l := range lines {
		if s != "" && !strings.HasSuffix(s, "-") {
			s += " "
		}
		s += l
	}
	return strings.Join(strings.Fields(s), " ")
}

// escaped returns a text in which all markup is escaped.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `{{`, `\{{`, `[^`, `\[^`).Replace(s)
}

// A clauses contains the paragraphs read so far, and the open lists of the last one.
type clauses struct {
	reader *resolutionReader
	all    []*Clause
	now    *Clause // the clause that the next line continues
	path   []level // open lists of the last paragraph
}

// A level is a list of sub-paragraphs: the form of its marks, and its last mark.
type level struct {
	look string // (a, a), i. ...
	last int
	of   *Clause // parent of the sub-paragraphs
}

func (c *clauses) begin(n int, l source.Text, heading string) {
	c.now = &Clause{Number: n, Heading: heading, Text: l, words: []source.Text{l}}
	c.all, c.path = append(c.all, c.now), nil
}

func (c *clauses) more(l source.Text) { c.now.words = append(c.now.words, l) }

// complete reports whether the last paragraph seems to be complete.
func (c *clauses) complete() bool {
	last := c.now.words[len(c.now.words)-1].String
	return slices.ContainsFunc(c.reader.frames, func(f Frame) bool {
		return slices.ContainsFunc(f.Endings, func(e string) bool { return e != "" && strings.HasSuffix(last, e) })
	})
}

// stopped reports whether the last paragraph ends in a full stop.
func (c *clauses) stopped() bool {
	last := markAtEnd.ReplaceAllString(c.now.words[len(c.now.words)-1].String, "")
	return strings.HasSuffix(strings.TrimRight(last, "”\"»)]’"), ".")
}

// opener returns the first word of a paragraph.
func opener(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return strings.Trim(word, ",.")
}

// sub begins a sub-paragraph if the line begins with a mark: of the innermost open list, of a list around it, or of a new list below it.
func (c *clauses) sub(l source.Text) bool {
	m := marked.FindStringSubmatch(l.String)
	if m == nil || len(c.all) == 0 {
		return false
	}
	form, mark := "(", m[1]
	for i, f := range []string{"(", ")", ".", bullet} {
		if m[i+1] != "" {
			form, mark = f, m[i+1]
		}
	}
	words := l.Slice(len(l.String)-len(m[5]), len(l.String))
	for i := len(c.path) - 1; i >= 0; i-- {
		if n := numberOf(mark, c.path[i].look, form); n > 0 && (n == c.path[i].last+1 || form == bullet) {
			c.path = c.path[:i+1]
			c.put(words)
			return true
		}
	}
	for _, look := range []string{form + "1", form + "a", form + "i", form + "A", form + "I", form + bullet} {
		if numberOf(mark, look, form) == 1 {
			c.path = append(c.path, level{look: look, of: c.now})
			c.put(words)
			return true
		}
	}
	for i := len(c.path) - 1; i >= 0; i-- {
		if n := numberOf(mark, c.path[i].look, form); n > c.path[i].last {
			c.reader.diags.
				Warningf("W1308", l.Pos, "the sub-paragraph %q is number %d of its list, and follows number %d", mark, n, c.path[i].last).
				Hint("if the resolution skips marks, there is nothing to do; otherwise a sub-paragraph in between was not recognized")
			c.path = c.path[:i+1]
			c.path[i].last = n - 1
			c.put(words)
			return true
		}
	}
	return false
}

// clause begins a sub-paragraph without a mark, of a preambular paragraph that is a word in capitals and a colon: CONSIDERING: That it does
// so; and That ... The further ones begin with the same word.
func (c *clauses) clause(l source.Text, ended bool) bool {
	if len(c.all) == 0 || opens(l.String) {
		return false
	}
	last := c.all[len(c.all)-1]
	head := last.words[0].String
	switch {
	case len(last.words) != 1 || !strings.HasSuffix(head, ":") || !opens(head) || strings.ContainsFunc(head, unicode.IsLower):
		return false
	case len(last.Sub) == 0 && (ended || startsUpper(l.String)):
		c.path = []level{{of: last}}
	case len(last.Sub) > 0 && len(c.path) == 1 && c.path[0].look == "" && (ended || c.complete()) &&
		strings.EqualFold(opener(l.String), opener(last.Sub[0].words[0].String)):
	default:
		return false
	}
	c.put(l)
	return true
}

// decimal begins a sub-paragraph whose mark repeats the numbers of what it belongs to: 2.1, 2.1.1. The line before it is complete.
func (c *clauses) decimal(l source.Text) bool {
	m := decimal.FindStringSubmatch(l.String)
	if m == nil || len(c.all) == 0 || m[1] != strconv.Itoa(c.all[len(c.all)-1].Number) {
		return false
	}
	before := c.now.words[len(c.now.words)-1].String
	complete := strings.ContainsAny(before[len(before)-1:], ";:,.") || slices.ContainsFunc(c.reader.frames, func(f Frame) bool {
		return slices.ContainsFunc(f.Endings, func(end string) bool { return strings.HasSuffix(before, end) })
	})
	if !complete {
		return false
	}
	of, path := c.all[len(c.all)-1], []level(nil)
	numbers := strings.Split(m[2][1:], ".")
	for i, number := range numbers {
		n, _ := strconv.Atoi(number)
		begun := i < len(c.path) && c.path[i].look == decimalLook && c.path[i].of == of
		switch last := i == len(numbers)-1; {
		case last && n == len(of.Sub)+1 && (n == 1 || begun):
			path = append(path, level{look: decimalLook, of: of, last: n - 1})
		case !last && n > 0 && n == len(of.Sub) && begun:
			path = append(path, level{look: decimalLook, of: of, last: n})
			of = of.Sub[n-1]
		default:
			return false
		}
	}
	c.path = path
	c.put(l.Slice(len(l.String)-len(m[3]), len(l.String)))
	return true
}

// decimalLook is the form of marks such as 2.1.
const decimalLook = "n.1"

// put adds a sub-paragraph to the innermost open list.
func (c *clauses) put(words source.Text) {
	at := &c.path[len(c.path)-1]
	at.last++
	c.now = &Clause{Number: len(at.of.Sub) + 1, Text: words, words: []source.Text{words}}
	at.of.Sub = append(at.of.Sub, c.now)
}

// numberOf returns the number of a mark in a list with a given form, or 0 if the mark does not have this form.
func numberOf(mark, look, form string) int {
	if !strings.HasPrefix(look, form) {
		return 0
	}
	switch kind := look[len(form):]; kind {
	case bullet:
		if form == bullet {
			return 1
		}
	case "1":
		n, _ := strconv.Atoi(mark)
		return n
	case "a", "A":
		if c := mark[0]; len(mark) == 1 && c >= kind[0] && c < kind[0]+26 {
			return int(c-kind[0]) + 1
		}
	case "i", "I":
		if (kind == "i") == (strings.ToLower(mark) == mark) {
			return roman(strings.ToLower(mark))
		}
	}
	return 0
}

// roman returns the value of a Roman number, or 0 if s is not one.
func roman(s string) int {
	values := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50}
	n := 0
	for i := range len(s) {
		v := values[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && values[s[i+1]] > v {
			v = -v
		}
		n += v
	}
	return n
}
