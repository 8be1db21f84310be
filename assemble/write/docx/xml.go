package docx

import (
	"strconv"
	"strings"

	"omnibus/assemble/fixed"
)

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escaped(s string) string { return escapes.Replace(s) }

func decimal(n int) string { return strconv.Itoa(n) }

// Units of the format: twentieths of a point, half points, and, for rules, eighths of a point.
const (
	twentieths = 20
	halves     = 2
	eighths    = 8
)

func units(p fixed.Points, perPoint int64) int {
	return int(fixed.Divide(int64(p)*perPoint, int64(fixed.Point)))
}

func twips(p fixed.Points) string { return decimal(units(p, twentieths)) }

// Characters that have their own elements.
const (
	softHyphen    = '\u00ad'
	noBreakHyphen = '\u2011'
)

// text writes the content of a run: its words, and the elements for special characters. tag is w:t, or w:delText if deleted.
func text(b *strings.Builder, s, tag string) {
	const special = "\u00ad\u2011\n\t"
	for s != "" {
		i := strings.IndexAny(s, special)
		words := s
		if i >= 0 {
			words = s[:i]
		}
		if words != "" {
			b.WriteString("<" + tag + ` xml:space="preserve">`)
			escapes.WriteString(b, words) //nolint:errcheck // a builder returns no error
			b.WriteString("</" + tag + ">")
		}
		if i < 0 {
			return
		}
		r := []rune(s[i:min(len(s), i+3)])[0]
		switch r {
		case softHyphen:
			b.WriteString("<w:softHyphen/>")
		case noBreakHyphen:
			b.WriteString("<w:noBreakHyphen/>")
		case '\n':
			b.WriteString("<w:br/>")
		case '\t':
			b.WriteString("<w:tab/>")
		}
		s = s[i+len(string(r)):]
	}
}
