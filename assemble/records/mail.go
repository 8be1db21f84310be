package records

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
)

// A said is one proposal in a text or a sheet.
type said struct {
	at      string // place: a line, a cell
	authors []string
	reading reading
	words   string // of a sub-paragraph below a proposal: its text
	isSub   bool
	all     string // everything that was said
	own     bool   // it names its authors itself
}

var (
	inBrackets = regexp.MustCompile(`^\[([^\]]+)\]\s*:?\s*`)
	subForm    = regexp.MustCompile(`^\(?([a-z]{1,4})\)\s+(.+)$`)
	lastAnd    = regexp.MustCompile(`[;,]\s*\pL{1,3}$`) // before the last sub-paragraph
	emphasis   = regexp.MustCompile(`(^|[\s("“«'‘])(?:\*\*([^*\n]+)\*\*|__([^_\n]+)__|\*([^*\n\s][^*\n]*)\*|_([^_\n\s][^_\n]*)_)`)
	struck     = regexp.MustCompile(`~~[^~\n]*~~\s?`)
	signature  = regexp.MustCompile(`^(--|_{5,}|-{5,})$`)
)

// bullets are the signs that begin an item of a list. Some programs write the letter o as one.
const bullets = "-*•–—·▪◦‣ \t"

// A mail is a text being divided into proposals. A line that only names delegations gives the authors of the following proposals.
type mail struct {
	p       *Proposing
	out     []said
	authors []string // named by the lines above
	more    bool     // a line may continue the line above
	parts   []string // lines that continue the last proposal, and do not belong to it yet
	left    []int    // lines that are left out, and not yet noted
	texts   []string
}

// lines divides a text into proposals.
func (p *Proposing) lines(text string) []said {
	m := &mail{p: p}
	if p.Author != "" {
		m.authors = []string{p.Author}
	}
	p.at = map[string]int{}
	all := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	answered := slices.ContainsFunc(all, func(s string) bool { // a mail of quotations alone was passed on
		_, rest := p.begins(plainLine(strings.TrimLeft(s, bullets)))
		return !strings.HasPrefix(s, ">") && p.proposes(rest)
	})
	for i, line := range all {
		at := p.im.lang.T("receipt.line", map[string]any{"N": i + 1})
		p.at[at] = i + 1
		line = strings.TrimSpace(strings.TrimLeft(line, "\ufeff"))
		switch {
		case signature.MatchString(line) && len(m.out) > 0:
			for k, rest := range all[i:] {
				if rest = strings.TrimSpace(rest); rest != "" {
					m.leave(i+k, rest)
				}
			}
			m.join()
			m.note()
			return m.out
		case strings.HasPrefix(line, ">") && answered:
			m.leave(i, line)
			m.more = false
			continue
		}
		m.line(i, at, strings.TrimSpace(strings.TrimLeft(line, ">")))
	}
	m.join()
	m.note()
	return m.out
}

// plainLine returns a line without marks of emphasis, and without words that are struck out.
func plainLine(s string) string {
	s = struck.ReplaceAllString(s, "")
	for range 2 { // emphasis within emphasis
		s = emphasis.ReplaceAllString(s, "$1$2$3$4$5")
	}
	return s
}

// line reads one line.
func (m *mail) line(i int, at, line string) {
	p := m.p
	bullet := strings.TrimLeft(line, bullets) != line
	line = plainLine(strings.TrimSpace(strings.TrimLeft(line, bullets)))
	if rest, ok := strings.CutPrefix(line, "o "); ok && p.proposes(rest) {
		line, bullet = strings.TrimSpace(rest), true
	}
	if line == "" {
		m.more = false
		return
	}
	s := said{at: at, all: line}
	authors, rest := p.begins(line)
	if authors == nil && m.stranger(line, at) {
		return
	}
	if s.own = authors != nil; s.own {
		if s.all = rest; strings.Trim(rest, ":.,- ") == "" || strings.HasSuffix(rest, ":") && !p.proposes(rest) {
			m.authors, m.more = authors, false // a heading
			return
		}
	}
	s.authors = slices.Clone(m.authors)
	if s.own {
		s.authors = authors
	}
	x := p.read(s.all)
	switch sub := subForm.FindStringSubmatch(s.all); {
	case sub != nil && !s.own && len(m.out) > 0 && (len(x.refs) == 0 || x.what == "") && m.open():
		s.isSub, s.words = true, sub[2]
		m.take(s)
		return
	case m.more && !s.own && !bullet && m.continues(s.all, x):
		m.parts = append(m.parts, s.all)
		if x := m.out[len(m.out)-1]; !m.open() && len(x.all) < longestSaid {
			m.join()
		}
		return
	case len(x.refs) == 0 && !s.own && p.introduces(line) != nil:
		m.note()
		m.authors, m.more = p.introduces(line), false
		p.im.note("authors", "At", at, "Names", p.authorNames(m.authors))
		return
	case len(x.refs) == 0 && !s.own:
		m.leave(i, line)
		m.more = false
		return
	}
	s.reading = x
	m.take(s)
}

func (m *mail) take(s said) {
	m.join()
	m.note()
	m.out = append(m.out, s)
	m.more = true
}

// longestSaid is the length of a proposal, in bytes, from which it is read only when it ends.
const longestSaid = 4 << 10

// join adds the lines that continue the last proposal to it.
func (m *mail) join() {
	if len(m.parts) == 0 {
		return
	}
	x := &m.out[len(m.out)-1]
	more := strings.Join(m.parts, " ")
	m.parts = nil
	if x.all += " " + more; x.isSub {
		x.words += " " + more
	} else {
		x.reading = m.p.read(x.all)
	}
}

// open reports whether sub-paragraphs may follow the last proposal.
func (m *mail) open() bool {
	x := m.out[len(m.out)-1]
	return x.isSub || x.reading.what == "text" || x.reading.what == "new" || x.reading.what == "sub"
}

// continues reports whether a line continues the one above it: it begins no proposal, and the proposal above may go on.
func (m *mail) continues(line string, x reading) bool {
	last := m.out[len(m.out)-1]
	switch first, _ := utf8.DecodeRuneInString(line); {
	case len(x.refs) > 0 && (x.direct || x.bare) && x.what != "":
		return false
	case len(x.refs) > 0 && !unicode.IsLower(first):
		return false
	case last.isSub || last.reading.what == "text" || last.reading.what == "new" || last.reading.what == "sub":
		return true
	case last.reading.what == "edit": // the rest of a sentence, or a quotation that does not end in its line
		return unicode.IsLower(first)
	}
	return last.reading.what == ""
}

// stranger reports whether a line names somebody as the author of a proposal, or of those below it, whom the glossary does not know. The
// authors named before do not count any more.
func (m *mail) stranger(line, at string) bool {
	p := m.p
	name, rest := "", ""
	if x := inBrackets.FindStringSubmatch(line); x != nil {
		name, rest = x[1], line[len(x[0]):]
	} else if head, tail, ok := strings.Cut(line, ":"); ok && len(strings.Fields(head)) <= fewWords && (tail == "" || p.proposes(tail)) {
		name, rest = head, strings.TrimSpace(tail)
	}
	switch first, _ := utf8.DecodeRuneInString(name); {
	case !unicode.IsUpper(first) || len(p.read(name+":").refs) > 0 || p.grammar.knows(name):
		return false
	case rest == "":
		m.authors, m.more = nil, false
		return false
	case !p.proposes(rest):
		return false
	}
	d := p.refuse("E1107", at, "%q is not a delegation in the glossary", name)
	if near := diag.Nearest(name, p.im.lookup.like(authorField())); near != "" {
		d.Hint("did you mean %q?", near)
	} else {
		d.Hint("add it to the glossary first")
	}
	m.more = false
	return true
}

// fewWords is the largest number of words of a name of which nothing else is known.
const fewWords = 4

// leave leaves a line out.
func (m *mail) leave(i int, text string) {
	if n := len(m.left); n > 0 && m.left[n-1]+2 < i+1 {
		m.note()
	}
	m.left, m.texts = append(m.left, i+1), append(m.texts, text)
}

// note says which lines are left out.
func (m *mail) note() {
	if len(m.left) == 0 {
		return
	}
	im, words := m.p.im, firstWords(strings.Join(m.texts, " "), beginning)
	if first, last := m.left[0], m.left[len(m.left)-1]; first == last {
		im.note("no-proposal", "At", im.lang.T("receipt.line", map[string]any{"N": first}), "Text", words)
	} else {
		im.note("no-proposals", "From", first, "To", last, "Text", words)
	}
	m.left, m.texts = nil, nil
}

// read reads a proposal.
func (p *Proposing) read(s string) reading {
	return p.grammar.read(s, func(ref string) bool { return p.numbers[ref] != nil })
}

// proposes reports whether a line names a paragraph and says something about it.
func (p *Proposing) proposes(s string) bool {
	x := p.read(s)
	return len(x.refs) > 0 && x.what != "" && (x.direct || x.bare)
}

// authorField is the field of a proposal that names its authors.
func authorField() *input.Field {
	for _, k := range input.Kinds() {
		if k.Name == kindProposal {
			return k.Field("authors")
		}
	}
	panic("records: proposals have no authors")
}

// begins returns the authors that a line names at its beginning, and what follows: [Delegation A] ..., Delegation A and Delegation B: ...,
// Delegation A proposes ... A line that is only a name has nothing that follows.
func (p *Proposing) begins(line string) (authors []string, rest string) {
	if m := inBrackets.FindStringSubmatch(line); m != nil {
		if all := p.names(m[1]); all != nil {
			return all, line[len(m[0]):]
		}
	}
	if all := p.names(strings.TrimRight(line, ":. ")); all != nil {
		return all, ""
	}
	for i, r := range line { // the number of a paragraph may contain the first colon
		if r != ':' {
			continue
		}
		if all := p.names(line[:i]); all != nil {
			return all, strings.TrimSpace(line[i+1:])
		}
		break
	}
	if id, n := p.nameAt(line); id != "" && !p.proposes(line) {
		return []string{id}, strings.TrimLeft(line[n:], " ,")
	}
	return nil, line
}

// names returns the authors that a text lists, or nil if it contains anything else.
func (p *Proposing) names(s string) []string {
	if id := p.im.lookup.ref(s, authorField()); id != "" {
		return []string{id}
	}
	var out []string
	rest := strings.TrimSpace(s)
	for rest != "" {
		id, n := p.nameAt(rest)
		if id == "" {
			return nil
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
		rest = strings.TrimLeft(rest[n:], " ,;/&+()")
		x := signs(rest)
		for k := 0; k < len(x); {
			label, words := p.grammar.at(x, k)
			if label != "and" && label != "filler" {
				rest = rest[x[k].from:]
				break
			}
			if k += words; k >= len(x) {
				rest = ""
			}
		}
	}
	return out
}

// nameAt returns the author whose name a text begins with, after an article or the like, and the length of both.
func (p *Proposing) nameAt(s string) (id string, n int) {
	x := signs(s)
	k := 0
	for k < len(x) && k < 2 && p.grammar.is(x, k, "filler") {
		k++
	}
	for _, from := range []int{0, k} {
		if from >= len(x) || from > 0 && x[from-1].kind != isWord {
			continue
		}
		for i := range x[from:] { // as many words as a name has, the longest first
			to := min(from+longestName, len(x)) - 1 - i
			if to < from || x[to].kind == isMark {
				continue
			}
			if id := p.authorsByName[folded(s[x[from].from:x[to].to])]; id != "" {
				return id, x[to].to
			}
		}
	}
	return "", 0
}

// longestName is the maximum number of words of the name of a delegation.
const longestName = 12

// introduces returns the authors whom a line announces: it ends with a colon, and names nobody else.
func (p *Proposing) introduces(line string) []string {
	if !strings.HasSuffix(line, ":") {
		return nil
	}
	var out []string
	x := signs(line)
	for i := 0; i < len(x); i++ {
		if x[i].kind != isWord {
			continue
		}
		for to := min(i+longestName, len(x)) - 1; to >= i; to-- {
			if id := p.authorsByName[folded(line[x[i].from:x[to].to])]; id != "" {
				if !slices.Contains(out, id) {
					out = append(out, id)
				}
				i = to
				break
			}
		}
	}
	return out
}

// authorNames returns the names of authors, as a list.
func (p *Proposing) authorNames(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.im.names.of(id))
	}
	return p.im.lang.List(names)
}
