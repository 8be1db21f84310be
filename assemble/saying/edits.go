package saying

import (
	"slices"
	"strings"
)

// A changing is a reading of changes of words.
type changing struct {
	*reader
	s     []sign
	out   []rewording
	whole string // the new text of the whole paragraph if that is what is to be replaced

	cur                 rewording
	pos                 string // after or before: a quotation of an anchor follows
	by, reads, reversed bool
	nth                 int  // the ordinal before a quotation
	range_              bool // from a quotation to another one
	gap                 int  // unread words since the last sign that was understood
	unread              int  // all unread words
	unclear             bool // such words stand where they change what is meant
	from, to            int  // the words between the verb and by, if they are not quoted
	anchor              int  // the words after "after", if they are not quoted
}

func (c *changing) flush() {
	if c.cur.verb != "" {
		if c.reversed && len(c.cur.words) == 2 {
			c.cur.verb, c.cur.words = "replace", []string{c.cur.words[1], c.cur.words[0]}
		}
		if c.range_ && c.cur.verb == "delete" && len(c.cur.words) == 2 {
			c.cur.words = []string{c.cur.words[0] + " … " + c.cur.words[1]}
		} else if c.range_ && c.cur.verb == "delete" {
			c.unclear = true
		}
		c.out = append(c.out, c.cur)
	}
	c.cur, c.pos, c.by, c.reads, c.reversed, c.range_, c.nth = rewording{}, "", false, false, false, false, 0
}

// edits reads changes of words. whole is the new text of the whole paragraph if that is what is to be replaced.
func (r *reader) edits(s []sign) (out []rewording, whole string, ok bool) {
	c := &changing{reader: r, s: s, from: -1, to: -1, anchor: -1}
	for i := 0; i < len(s); {
		i = c.read(i)
	}
	switch {
	case c.whole != "" && len(c.out) == 0 && len(c.cur.words) == 1:
		return nil, c.whole, false
	case c.cur.verb == "replace" && len(c.cur.words) == 0 && len(c.out) == 0 && c.from >= 0 && c.to >= c.from:
		return r.unquotedEdit(s, c.from, c.to)
	case c.cur.verb == "" && len(c.out) == 0 && len(c.cur.words) == 2 && c.unread == 0 && c.pos == "" && !c.range_ && r.between(s):
		c.cur.verb = "replace"
	}
	c.flush()
	if c.unclear || slices.ContainsFunc(c.out, func(e rewording) bool { return !e.complete() }) {
		return nil, "", false
	}
	return c.out, "", len(c.out) > 0
}

// read reads the sign at a place, and returns the place behind it.
func (c *changing) read(i int) int {
	s := c.s
	label, n := c.g.at(s, i)
	switch x := s[i]; {
	case c.spans(i):
		c.range_, c.by = true, c.cur.verb == ""
	case x.kind == isQuote:
		c.quote(x.text)
	case x.text == "[" && c.cur.verb == "insert" && len(c.cur.words) == 0 && c.closed(i) > i:
		k := c.closed(i)
		c.quote(strings.TrimSpace(c.said[x.to:s[k].from]))
		return k + 1
	case n > 0:
		c.word(label, i)
		return i + n
	case x.kind == isArrow:
		if c.cur.verb == "" {
			c.cur.verb = "replace"
		}
		c.by, c.gap = true, 0
	case x.kind != isMark:
		c.unread++
		c.gap++
	}
	return i + 1
}

// spans reports whether a word between two quotations means what is between them too: delete from 'a' to 'b'.
func (c *changing) spans(i int) bool {
	return c.s[i].kind == isWord && c.g.through[c.s[i].text] && len(c.cur.words) == 1 && i+1 < len(c.s) && c.s[i+1].kind == isQuote &&
		(c.cur.verb == "delete" || c.cur.verb == "")
}

// word reads the words of a label.
func (c *changing) word(label string, i int) {
	switch label {
	case "replace", "insert", "delete":
		if c.pos != "" && c.cur.anchor == "" && c.anchor >= 0 && c.gap > 0 && c.gap <= longestAnchor && label == "insert" {
			c.cur.anchor, c.cur.before = c.said[c.s[c.anchor].from:c.s[i-1].to], c.pos == "before"
			c.cur.anchor = strings.TrimRight(c.cur.anchor, " ,;:")
			c.pos = ""
		}
		if c.cur.complete() {
			c.flush()
		}
		if c.cur.verb == "" || c.cur.verb == "delete" && label == "replace" && len(c.cur.words) == 0 {
			c.cur.verb = label
		}
		c.from, c.gap = i+1, 0
		if _, n := c.g.at(c.s, i); n > 1 {
			c.from = i + n
		}
	case "after", "before":
		_, n := c.g.at(c.s, i)
		c.pos, c.anchor, c.gap = label, i+n, 0
	case "instead":
		if c.reversed = len(c.cur.words) > 0; c.cur.verb == "" || c.reversed {
			c.cur.verb = "replace"
		}
		c.gap = 0
	case "read":
		if c.cur.verb == "" && len(c.cur.words) == 1 {
			c.cur.verb = "replace"
		}
		c.by, c.reads, c.gap = true, true, 0
	case "by":
		if c.to < 0 {
			c.to = i
		}
		c.by, c.gap = true, 0
	case "end", "start":
		c.cur.place, c.gap = label, 0
	case "nth", "last":
		if c.nth = c.g.nth[c.s[i].text]; label == "last" {
			c.nth = -1
		}
	case "line", "sub", "chapeau": // where the words are
		c.nth = 0
	}
}

// longestAnchor is the maximum number of words after which others are inserted, if they are not quoted.
const longestAnchor = 6

// quote reads words in quotation marks.
func (c *changing) quote(words string) {
	c.unclear = c.unclear || c.gap > 0 && (c.cur.verb != "" || c.pos != "" || len(c.cur.words) > 0)
	c.gap = 0
	if c.pos != "" && c.cur.complete() && (c.cur.verb != "insert" || c.cur.anchor != "") {
		c.flushBefore()
	}
	if c.nth != 0 {
		if c.cur.nth == nil {
			c.cur.nth = map[string]int{}
		}
		c.cur.nth[words] = c.nth
	}
	c.nth = 0
	if c.pos != "" {
		c.cur.anchor, c.cur.before = words, c.pos == "before"
		c.pos = ""
		return
	}
	if len(c.cur.words) == 0 && (c.reads || c.by && c.cur.verb == "replace") {
		c.whole = words
	}
	c.cur.words = append(c.cur.words, words)
}

// flushBefore ends a change before an anchor.
func (c *changing) flushBefore() {
	pos, nth := c.pos, c.nth
	c.flush()
	c.pos, c.nth = pos, nth
}

// closed returns the place of the bracket that closes the one at a place, or that place if there is none.
func (c *changing) closed(i int) int {
	for k := i + 1; k < len(c.s); k++ {
		switch c.s[k].text {
		case "]":
			return k
		case "[":
			return i
		}
	}
	return i
}

// agrees reports whether words behind one that agrees name a change: agree to delete. A change behind a comma or a word such as "but" is
// proposed.
func (r *reader) agrees(s []sign) bool {
	for i := 0; i < len(s); {
		label, n := r.g.at(s, i)
		switch {
		case slices.Contains([]string{"replace", "insert", "delete", "move", "new"}, label):
			return true
		case label == "but" || label == "and" || s[i].kind == isMark && strings.Contains(",;:.–—-", s[i].text):
			return false
		}
		i += max(n, 1)
	}
	return false
}
