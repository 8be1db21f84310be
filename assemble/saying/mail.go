package saying

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/source"
)

// A line of words between dashes, such as mail programs put before a mail that is answered or forwarded.
var dashed = regexp.MustCompile(`^-{3,}\s*([^-].*[^-])\s*-{3,}$`)

// earlier returns the numbers of the lines of an earlier mail that is answered or forwarded; those with a sign such as > are of one.
// A mail that consists of such lines alone was passed on, and its own lines are read.
func (p *Paper) earlier(all []Line) map[int]bool {
	out := map[int]bool{}
	words := func(i int) string { return strings.TrimSpace(strings.TrimLeft(all[i].Text, "\ufeff")) }
	next := func(i int) int { // the next line with words
		for i++; i < len(all) && words(i) == ""; {
			i++
		}
		return i
	}
	quoted := func(i int) bool { return i < len(all) && strings.HasPrefix(words(i), ">") }
	own, below := false, false
	for i := range all {
		switch line := words(i); {
		case line == "":
		case below || quoted(i):
			out[all[i].N] = true
		case p.attributes(line):
			out[all[i].N] = true
			below = !quoted(next(i))
		case i+1 < len(all) && p.attributes(line+" "+words(i+1)) && !p.Proposes(plainLine(strings.TrimLeft(line, bullets))):
			out[all[i].N] = true
		case own && p.headed(all[i:]), own && p.divides(line):
			below, out[all[i].N] = true, true
		case p.isHeader(line), p.divides(line):
		default:
			own = true
		}
	}
	if !own && !slices.ContainsFunc(all, func(l Line) bool { return out[l.N] && !strings.HasPrefix(strings.TrimSpace(l.Text), ">") }) {
		return nil
	}
	return out
}

// divides reports whether a line stands between a mail and an earlier one: original message, forwarded message.
func (p *Paper) divides(line string) bool {
	m := dashed.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	label, _ := p.mail.at(signs(m[1]), 0)
	return label == "earlier"
}

// attributes reports whether a line says that somebody wrote the lines below it: it has a date or an address.
func (p *Paper) attributes(line string) bool {
	head, ok := strings.CutSuffix(strings.TrimRight(line, " \u00a0"), ":")
	if !ok || !strings.ContainsAny(head, "@0123456789") {
		return false
	}
	s := signs(head)
	for i := max(0, len(s)-longestName); i < len(s); i++ {
		if label, n := p.mail.at(s, i); label == "wrote" && (i+n == len(s) || strings.ContainsAny(head[s[i].to:], "@<")) {
			return true
		}
	}
	return false
}

// headed reports whether lines begin with several headers of a mail.
func (p *Paper) headed(lines []Line) bool {
	const fewest = 2
	n := 0
	for _, l := range lines {
		if !p.isHeader(strings.TrimSpace(l.Text)) {
			break
		}
		n++
	}
	return n >= fewest
}

// isHeader reports whether a line is a header of a mail: from, date, to, subject.
func (p *Paper) isHeader(line string) bool {
	head, _, ok := strings.Cut(strings.Trim(line, "*_ "), ":")
	if head = strings.Trim(head, "*_ \u00a0"); !ok || utf8.RuneCountInString(head) > longestHeader {
		return false
	}
	s := signs(source.Fold(head))
	label, n := p.mail.at(s, 0)
	return label == "header" && n == len(s)
}

// longestHeader is the length of the longest name of a header, in letters.
const longestHeader = 12
