package saying

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
)

// A Line is a line of a text, or a paragraph of a document.
type Line struct {
	At    string // its place
	N     int    // its number
	Text  string
	Alone bool // a paragraph: the next one does not continue it
}

// A Said is one proposal in a text or a sheet.
type Said struct {
	At      string // place: a line, a cell
	Authors []string
	Reading Reading
	All     string // everything that was said
	words   string // of a sub-paragraph below a proposal: its text
	below   bool   // it is such a sub-paragraph
	own     bool   // it names its authors itself
	line    Line   // where it begins
}

// An Item is a part of a letter: a proposal, lines that are none, a line that announces whose proposals follow, or a problem.
type Item struct {
	Said      *Said
	Left      []Line
	Quoted    bool     // the lines left out are from an earlier mail
	Announced []string // authors
	At        string   // of the announcement
	Problem   *Problem
}

var (
	inBrackets   = regexp.MustCompile(`^\[([^\]]+)\]\s*:?\s*`)
	subForm      = regexp.MustCompile(`^\(?([a-z]{1,4})\)\s+(.+)$`)
	emphasis     = regexp.MustCompile(`(^|[\s("“«'‘])(?:\*\*([^*\n]+)\*\*|__([^_\n]+)__|\*([^*\n\s][^*\n]*)\*|_([^_\n\s][^_\n]*)_)`)
	struck       = regexp.MustCompile(`~~[^~\n]*~~\s?`)
	behindNumber = regexp.MustCompile(`^[(\[]([^()\[\]:]{2,60})[)\]]`)
	signature    = regexp.MustCompile(`^(--|_{5,}|-{5,})$`)
)

// bullets are the signs that begin an item of a list. Some programs write the letter o as one.
const bullets = "-*•–—·▪◦‣●○■□►▶➢➤✓✔❖ \t"

// A Letter divides a text into proposals. A line that only names delegations gives the authors of the following proposals.
type Letter struct {
	p       *Paper
	items   []Item
	last    *Said        // the last proposal
	authors []string     // named by the lines above
	more    bool         // a line may continue the line above
	parts   []string     // lines that continue the last proposal, and do not belong to it yet
	left    []Line       // lines that are left out, and not yet an item
	quoted  bool         // they are from an earlier mail
	ended   bool         // the signature is above
	block   string       // the number of a paragraph that stands alone in a line above, and whose proposals follow
	gap     bool         // a blank line is above, and the last proposal awaits its text
	earlier map[int]bool // lines of an earlier mail, by their numbers
}

// Letter begins to divide a text. all is the whole of it: a mail of quotations alone was passed on, and its quotations are read.
func (p *Paper) Letter(author string, all []Line) *Letter {
	m := &Letter{p: p}
	if author != "" {
		m.authors = []string{author}
	}
	m.earlier = p.earlier(all)
	var words strings.Builder
	for _, l := range all {
		if !m.earlier[l.N] {
			words.WriteString(l.Text + "\n")
		}
	}
	p.spoken = p.grammar.language(words.String())
	return m
}

// Authors returns the authors whom the lines above name.
func (m *Letter) Authors() []string { return m.authors }

// Take reads lines, and returns what they consist of. The last line ends what it says.
func (m *Letter) Take(lines []Line) []Item {
	for _, l := range lines {
		m.take(l)
	}
	m.join()
	m.note()
	m.more = false
	var out []Item
	for _, x := range m.items {
		out = append(out, x)
		if x.Said != nil {
			if tail := m.p.trim(x.Said); tail != "" {
				l := x.Said.line
				l.Text = tail
				out = append(out, Item{Left: []Line{l}})
			}
		}
	}
	m.items = nil
	return out
}

// trim takes the words behind a text that are none of it, and returns them: what follows a quotation, and a sentence that says what
// somebody does.
func (p *Paper) trim(s *Said) (tail string) {
	text := &s.Reading.text
	if s.below {
		text = &s.words
	}
	if !s.below && !slices.Contains(texts, s.Reading.what) {
		return p.unread(s)
	}
	if at := strings.LastIndex(s.All, *text); at > 0 && *text != "" { // words that follow a quotation
		if rest := strings.TrimLeft(s.All[at+len(*text):], " .,;\"'”’»"); startsUpper(rest) {
			return rest
		}
	}
	x := signs(*text)
	for i := 1; i < len(x); i++ {
		quoted := i == 1 && x[0].kind == isQuote && (!s.below || s.Reading.what != "")
		ends := x[i-1].text == "." && x[i-1].kind == isMark || x[i-1].kind == isQuote && Closed((*text)[:x[i-1].to])
		rest := (*text)[x[i].from:]
		if startsUpper(rest) && x[i].from > x[i-1].to && (quoted || ends && p.Speaks(rest)) || p.remarked(*text, x, i) {
			*text = Unquoted(strings.TrimRight((*text)[:x[i].from], " ([-–—;"))
			s.Reading.given = s.Reading.given || quoted
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// unread returns the words behind the last quotation of a change of words that say nothing about it.
func (p *Paper) unread(s *Said) string {
	const fewest = 2 // words
	x := signs(s.All)
	i := len(x) - 1
	for i >= 0 && x[i].kind != isQuote {
		i--
	}
	if s.Reading.what != "edit" || i < 0 || len(s.Reading.also) > 0 {
		return ""
	}
	unread := 0
	for k := i + 1; k < len(x); {
		_, n := p.grammar.at(x, k)
		if n == 0 && x[k].kind == isWord {
			unread++
		}
		k += max(n, 1)
	}
	if unread < fewest {
		return ""
	}
	return strings.Trim(s.All[x[i].to:], " .,;:()[]–—-")
}

// remarked reports whether a text ends above a sign, and a remark follows: behind a semicolon or a dash, or in brackets at the end.
func (p *Paper) remarked(text string, x []sign, i int) bool {
	rest := text[x[i].from:]
	switch before := x[i-1]; {
	case before.kind != isMark || !p.Reasons(rest):
		return false
	case strings.Contains("([", before.text):
		return strings.HasSuffix(strings.TrimRight(rest, ". "), map[string]string{"(": ")", "[": "]"}[before.text])
	default:
		dash := strings.Contains("-–—", before.text)
		return (dash || strings.Contains(";.", before.text)) && x[i].from > before.to && i > 1 && before.from > x[i-2].to == dash
	}
}

func (m *Letter) take(l Line) {
	l.Text = strings.TrimSpace(strings.TrimLeft(l.Text, "\ufeff"))
	switch {
	case m.ended:
		if l.Text != "" {
			m.left = append(m.left, l)
		}
	case m.earlier[l.N]:
		if l.Text != "" {
			m.leave(l, true)
		}
		m.more = false
	case signature.MatchString(l.Text) && m.last != nil:
		m.leave(l, false)
		m.ended = true
	default:
		l.Text = strings.TrimSpace(strings.TrimLeft(l.Text, ">"))
		m.line(l)
		m.gap = m.gap && l.Text == ""
	}
}

// plainLine returns a line without marks of emphasis, and without words that are struck out.
func plainLine(s string) string {
	s = struck.ReplaceAllString(s, "")
	for range 2 { // emphasis within emphasis
		s = emphasis.ReplaceAllString(s, "$1$2$3$4$5")
	}
	return s
}

// unbulleted returns a line without the sign of an item of a list.
func (p *Paper) unbulleted(text string) (line string, bullet bool) {
	bullet = strings.TrimLeft(text, bullets) != text
	line = plainLine(strings.TrimSpace(strings.TrimLeft(text, bullets)))
	if rest, ok := strings.CutPrefix(line, "o "); ok && p.Proposes(rest) {
		return strings.TrimSpace(rest), true
	}
	return line, bullet
}

// begun returns a line without the sign of an item of a list, and without a head such as "Proposed text:". It is empty if there is nothing
// to be read.
func (m *Letter) begun(l Line) (line string, bullet bool) {
	line, bullet = m.p.unbulleted(l.Text)
	if l.Alone && !m.awaits() {
		m.more = false
	}
	if line == "" {
		m.more = m.awaits() && (l.Alone || strings.HasSuffix(m.last.All, ":"))
		m.gap = m.more && !l.Alone
		return "", false
	}
	line, present := m.headed(line)
	if present {
		m.leave(l, false)
		return "", false
	}
	return line, bullet
}

// line reads one line.
func (m *Letter) line(l Line) {
	p := m.p
	line, bullet := m.begun(l)
	if line == "" {
		return
	}
	s := m.spoken(line, l.At)
	if s == nil {
		m.block = ""
		return
	}
	s.line = l
	p.besideNumber(s)
	chunks, reasons := m.sentences(s.All)
	s.All = chunks[0]
	defer func() { m.further(s, chunks[1:], reasons) }()
	x := p.Read(s.All)
	x = p.spokenFor(s, x, func(words string) Reading { return p.Read(s.All[:strings.LastIndex(s.All, x.tail)] + words) })
	if y, all := m.inBlock(s, x, bullet); all != "" {
		s.Reading, s.All = y, all
		m.add(s)
		return
	}
	switch sub := subForm.FindStringSubmatch(s.All); {
	case sub != nil && !s.own && m.last != nil && (len(x.refs) == 0 || x.what == "") && m.open():
		s.below, s.words = true, sub[2]
		m.add(s)
		return
	case m.more && !s.own && !bullet && m.continues(s.All, x):
		m.parts = append(m.parts, s.All)
		if !m.text() && len(m.last.All) < longestSaid {
			m.join()
		}
		return
	case len(x.refs) == 0 && !s.own && p.introduces(line) != nil:
		m.note()
		m.authors, m.more = p.introduces(line), false
		m.items = append(m.items, Item{Announced: m.authors, At: l.At})
		return
	case len(x.refs) == 0 && p.orders(s.All):
		m.misses(s)
		return
	case len(x.refs) == 0 && (!s.own || !strings.HasPrefix(line, "[") && !strings.Contains(line, ":")):
		m.leave(l, false)
		m.more = false
		return
	}
	s.Reading = x
	m.add(s)
	m.block = ""
	if number, ok := p.Cites(s.All); ok && len(chunks) == 1 {
		m.block = number
	}
}

// orders reports whether a line asks for a change, although no paragraph was found in it: it has a verb, and quotes words or has the number
// of a paragraph. Questions, denials and reasons ask for nothing.
func (p *Paper) orders(line string) bool {
	verb, object := false, false
	x := signs(line)
	for i := 0; i < len(x); {
		label, n := p.grammar.at(x, i)
		switch {
		case label == "against" || x[i].text == "?":
			return false
		case slices.Contains([]string{"replace", "insert", "delete", "move"}, label):
			verb = true
		}
		object = object || x[i].kind == isQuote || p.numbered(x, i)
		i += max(n, 1)
	}
	return verb && object && !p.Reasons(line)
}

// misses reports a line that asks for a change of what is no paragraph, or of one that was not found in it.
func (m *Letter) misses(s *Said) {
	d := missing(s.All).Hint("to amend the title or a heading, edit the draft in a word processor, and use omnibus word import")
	d.At, d.Words = s.At, s.All
	m.join()
	m.note()
	m.items = append(m.items, Item{Problem: d})
	m.more = false
}

// headed returns a line below a number without a head such as "Proposed text:". present reports whether its head says that it is the
// present text, which the next line replaces.
func (m *Letter) headed(line string) (words string, present bool) {
	head, tail, ok := strings.Cut(line, ":")
	if !ok || !m.awaits() || strings.TrimSpace(tail) == "" || len(m.p.Read(line).refs) > 0 {
		return line, false
	}
	s := signs(head)
	if label, n := m.p.mail.at(s, 0); label == "original" && n == len(s) {
		return line, true
	}
	for i := 0; i < len(s); {
		label, n := m.p.grammar.at(s, i)
		if !slices.Contains([]string{"alternative", "filler", "new", "read"}, label) {
			return line, false
		}
		i += n
	}
	return strings.TrimSpace(tail), false
}

// InFull returns what was said, with the names of its authors.
func (s *Said) InFull() string {
	if at := strings.Index(s.line.Text, s.All); s.own && at > 0 {
		return s.line.Text[:at] + s.All
	}
	return s.All
}

// spokenFor reads a proposal whose author is named behind the number: OP 5: Delegation A reserves its position. read reads the words
// behind the name.
func (p *Paper) spokenFor(s *Said, x Reading, read func(words string) Reading) Reading {
	if x.given || x.tail == "" || !p.Speaks(x.tail) {
		return x
	}
	ids, n := p.namesAt(x.tail)
	y := read(strings.TrimLeft(x.tail[n:], " ,"))
	if y.what == "" || y.what == "text" || y.denied && x.what == "text" {
		return x
	}
	s.Authors = ids
	return y
}

// besideNumber takes the names of authors in brackets behind the number: OP 5 (Delegation A): delete.
func (p *Paper) besideNumber(s *Said) {
	x := p.Read(s.All)
	m := behindNumber.FindStringSubmatch(x.tail)
	if m == nil {
		return
	}
	if ids := p.Names(m[1]); ids != nil {
		at := strings.LastIndex(s.All, x.tail)
		s.Authors, s.All = ids, strings.TrimRight(s.All[:at], " ")+x.tail[len(m[0]):]
	}
}

// further adds the proposals of the further sentences of a line, and leaves its reasons out.
func (m *Letter) further(first *Said, chunks []string, reasons string) {
	for _, c := range chunks {
		m.add(&Said{At: first.At, All: c, Authors: first.Authors, own: first.own, line: first.line, Reading: m.p.Read(c)})
	}
	if reasons != "" {
		l := first.line
		l.Text = reasons
		m.leave(l, false)
		m.more = false
	}
}

// sentences divides a line into its proposals: a sentence that proposes something follows one that is no text. rest is what only gives
// reasons.
func (m *Letter) sentences(line string) (out []string, rest string) {
	p, from := m.p, 0
	x := signs(line)
	for i := 1; i < len(x); i++ {
		switch {
		case p.grammar.is(x, i, "because") && m.reasoned(line[from:], x, i, from):
			return append(out, strings.TrimRight(line[from:x[i].from], " ,(–—-")), line[x[i].from:]
		case x[i-1].kind != isMark || !strings.Contains(".;", x[i-1].text) || x[i].from == x[i-1].to || !startsUpper(line[x[i].from:]):
			continue
		}
		above := p.Read(line[from:x[i].from])
		switch {
		case len(above.refs) == 0 || above.what == "":
		case p.Reasons(line[x[i].from:]) && !p.Proposes(sentence(line, x, i)):
			return append(out, strings.TrimSpace(line[from:x[i].from])), line[x[i].from:]
		case !slices.Contains(texts, above.what) && p.Proposes(sentence(line, x, i)):
			out = append(out, strings.TrimSpace(line[from:x[i].from]))
			from = x[i].from
		}
	}
	return append(out, line[from:]), ""
}

// sentence returns the sentence that begins with a sign.
func sentence(line string, x []sign, i int) string {
	for k := i + 1; k < len(x); k++ {
		if x[k-1].kind == isMark && strings.Contains(".;", x[k-1].text) && x[k].from > x[k-1].to && startsUpper(line[x[k].from:]) {
			return strings.TrimSpace(line[x[i].from:x[k].from])
		}
	}
	return line[x[i].from:]
}

// reasoned reports whether a word such as "because" ends what is proposed: that is no text, and nothing follows that may be a part of it.
func (m *Letter) reasoned(line string, x []sign, i, from int) bool {
	for k := i; k < len(x); {
		label, n := m.p.grammar.at(x, k)
		if slices.Contains(verbs, label) || x[k].kind == isQuote {
			return false
		}
		k += max(n, 1)
	}
	above := m.p.Read(line[:x[i].from-from])
	return len(above.refs) > 0 && above.what != "" && !slices.Contains(texts, above.what)
}

// inBlock reads a line below the number of a paragraph that stands alone: "(b): delete", "chapeau: ...", "Add at the end ...". It returns
// what the line says with the number; all is "" if the line does not belong to it.
func (m *Letter) inBlock(s *Said, x Reading, bullet bool) (y Reading, all string) {
	p := m.p
	if m.block == "" || s.own || len(x.refs) > 0 && x.what != "" && !x.bare {
		return y, ""
	}
	words := s.All
	g := signs(words)
	label, n := p.grammar.at(g, 0)
	marked := strings.HasPrefix(words, "(") || label == "new" || label == "sub"
	switch {
	case m.awaits() && !bullet && !marked && label != "chapeau": // it continues the line above
		return y, ""
	case label == "chapeau" && n < len(g):
		all = m.block + ": " + strings.TrimLeft(words[g[n].from:], ":.-–— ")
	case marked:
		all = m.block + " " + words
	default:
		all = m.block + ": " + words
	}
	y = p.Read(all)
	switch known := []string{"edit", "delete", "keep", "move", "reserve", "accept"}; {
	case len(y.refs) != 1, y.bare && len(x.refs) > 0:
		return y, ""
	case slices.Contains(known, y.what):
	case marked && (y.what == "sub" || y.what == "text" && y.text != "" && p.numbers[y.refs[0]] != nil && p.numbers[y.refs[0]].Sub()):
	case label == "chapeau" && y.what == "text":
	default:
		return y, ""
	}
	if m.awaits() { // the number alone proposes nothing
		if last := len(m.items) - 1; m.items[last].Said == m.last {
			m.items = m.items[:last]
		}
	}
	return y, all
}

// spoken returns what a line says, and whose words it is. It returns nil if the line only names authors, or somebody who is unknown.
func (m *Letter) spoken(line, at string) *Said {
	authors, rest := m.p.begins(line)
	switch {
	case authors == nil && m.stranger(line, at):
		return nil
	case authors == nil:
		return &Said{At: at, All: line, Authors: slices.Clone(m.authors)}
	case strings.Trim(rest, ":.,- ") == "" || strings.HasSuffix(rest, ":") && !m.p.Proposes(rest):
		m.authors, m.more = authors, false // a heading
		return nil
	}
	return &Said{At: at, All: rest, Authors: authors, own: true}
}

func (m *Letter) add(s *Said) {
	m.join()
	m.note()
	m.items = append(m.items, Item{Said: s})
	m.last, m.more = s, true
}

// longestSaid is the length of a proposal, in bytes, from which it is read only when it ends.
const longestSaid = 4 << 10

// join adds the lines that continue the last proposal to it.
func (m *Letter) join() {
	if len(m.parts) == 0 {
		return
	}
	more := strings.Join(m.parts, " ")
	m.parts = nil
	if m.last.All += " " + more; m.last.below {
		m.last.words += " " + more
	} else {
		m.last.Reading = m.p.Read(m.last.All)
	}
}

// text reports whether the last proposal has a text, which lines may continue.
func (m *Letter) text() bool { return m.last.below || slices.Contains(texts, m.last.Reading.what) }

// open reports whether sub-paragraphs may follow the last proposal: a text that does not end with a full stop, or another sub-paragraph.
func (m *Letter) open() bool {
	m.join()
	return m.last.below || m.text() && !Closed(m.last.Reading.text)
}

// Closed reports whether a text ends with a full stop, so that no sub-paragraphs follow.
func Closed(text string) bool {
	return strings.HasSuffix(strings.TrimRight(text, " )]\"'”’»"), ".")
}

// texts lists what a proposal with a text of its own does.
var texts = []string{"text", "new", "sub"}

// awaits reports whether the last proposal names a paragraph and says nothing about it yet.
func (m *Letter) awaits() bool {
	return m.more && !m.last.below && (m.last.Reading.what == "" || slices.Contains(texts, m.last.Reading.what)) &&
		m.last.Reading.text == "" && len(m.parts) == 0
}

// continues reports whether a line continues the one above it: it begins no proposal, and the proposal above may go on.
func (m *Letter) continues(line string, x Reading) bool {
	switch first, _ := utf8.DecodeRuneInString(line); {
	case len(x.refs) > 0 && (x.direct || x.bare) && x.what != "":
		return false
	case len(x.refs) > 0 && !unicode.IsLower(first):
		return false
	case m.gap && closing(line, 0) == 0 && !m.p.begun(line):
		return false
	case m.text():
		return !m.finished(line)
	case m.last.Reading.what == "edit": // the rest of a sentence, or a quotation that does not end in its line
		return unicode.IsLower(first)
	}
	return m.last.Reading.what == ""
}

// finished reports whether the text of the last proposal ends above a line: it has a full stop, or stops before the end of a line of usual
// width, and the line begins no small letter.
func (m *Letter) finished(line string) bool {
	const usual = 60 // letters
	above := m.last.All
	if n := len(m.parts); n > 0 {
		above = m.parts[n-1]
	}
	first, _, _ := strings.Cut(line, " ")
	switch text := m.last.Reading.text; {
	case !m.last.below && text == "" && len(m.parts) == 0, startsLower(line):
		return false
	case Closed(above), m.p.Reasons(line):
		return true
	default:
		return utf8.RuneCountInString(above+" "+first) <= usual && !strings.HasSuffix(above, ",") && !subForm.MatchString(line)
	}
}

// stranger reports whether a line names somebody as the author of a proposal, or of those below it, who is unknown. The authors named
// before do not count any more.
func (m *Letter) stranger(line, at string) bool {
	p := m.p
	name, rest := "", ""
	if x := inBrackets.FindStringSubmatch(line); x != nil {
		name, rest = x[1], line[len(x[0]):]
	} else if head, tail, ok := strings.Cut(line, ":"); ok && len(strings.Fields(head)) <= fewWords && (tail == "" || p.Proposes(tail)) {
		name, rest = head, strings.TrimSpace(tail)
	}
	switch first, _ := utf8.DecodeRuneInString(name); {
	case !unicode.IsUpper(first) || len(p.Read(name+":").refs) > 0 || p.grammar.knows(name) || !p.mayName(name),
		p.mail.is(signs(name), 0, "greeting") || p.mail.knows(name) || p.Reasons(name):
		return false
	case rest == "":
		m.authors, m.more = nil, false
		return false
	case !p.Proposes(rest):
		return false
	}
	d := about("E1107", "%q is not a delegation in the glossary", name)
	d.At, d.Words = at, line
	if near := diag.Nearest(name, p.Near); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("add it to the glossary first")
	}
	m.join()
	m.note()
	m.items = append(m.items, Item{Problem: d})
	m.more = false
	return true
}

// mayName reports whether words may be a name: they have capitals, except those that say nothing, such as "of".
func (p *Paper) mayName(words string) bool {
	x := signs(words)
	for i := 0; i < len(x); {
		label, n := p.grammar.at(x, i)
		if label != "filler" && label != "and" && label != "by" && x[i].kind == isWord && startsLower(words[x[i].from:]) {
			return false
		}
		i += max(n, 1)
	}
	return true
}

// fewWords is the largest number of words of a name of which nothing else is known.
const fewWords = 4

// leave leaves a line out.
func (m *Letter) leave(l Line, quoted bool) {
	m.join()
	if n := len(m.left); n > 0 && (m.quoted != quoted || m.left[n-1].N+2 < l.N) {
		m.note()
	}
	m.left, m.quoted = append(m.left, l), quoted
}

// note makes an item of the lines that are left out.
func (m *Letter) note() {
	if len(m.left) > 0 {
		m.items = append(m.items, Item{Left: m.left, Quoted: m.quoted})
	}
	m.left = nil
}

// begins returns the authors that a line names at its beginning, and what follows: [Delegation A] ..., Delegation A and Delegation B: ...,
// Delegation A proposes ... A line that is only a name has nothing that follows.
func (p *Paper) begins(line string) (authors []string, rest string) {
	if m := inBrackets.FindStringSubmatch(line); m != nil {
		if all := p.Names(m[1]); all != nil {
			return all, line[len(m[0]):]
		}
	}
	if all := p.Names(strings.TrimRight(line, ":. ")); all != nil {
		return all, ""
	}
	for i, r := range line { // the number of a paragraph may contain the first colon
		if r != ':' {
			continue
		}
		if all := p.Names(line[:i]); all != nil {
			return all, strings.TrimSpace(line[i+1:])
		}
		break
	}
	if ids, n := p.namesAt(line); ids != nil && !p.Proposes(line) {
		return ids, strings.TrimLeft(line[n:], " ,")
	}
	return nil, line
}

// introduces returns the authors whom a line announces: it ends with a colon, or says nothing else, as Joint proposal by Delegations A
// and B.
func (p *Paper) introduces(line string) []string {
	announced := strings.HasSuffix(line, ":")
	var out []string
	x := signs(line)
	for i := 0; i < len(x); i++ {
		if x[i].kind != isWord {
			continue
		}
		was := i
		for to := min(i+longestName, len(x)) - 1; to >= i; to-- {
			if id := p.Authors[folded(line[x[i].from:x[to].to])]; id != "" {
				if !slices.Contains(out, id) {
					out = append(out, id)
				}
				i, was = to, -1
				break
			}
		}
		if label, n := p.mail.at(x, i); was == i && label == "heading" {
			i += n - 1
		} else if label, n := p.grammar.at(x, i); was == i && slices.Contains([]string{"filler", "and", "by"}, label) {
			i += n - 1
		} else if was == i && !announced {
			return nil
		}
	}
	return out
}
