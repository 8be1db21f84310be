// Package xliff writes a packet as XLIFF 2.1 or 1.2, and reads both, including files saved by translation tools with their own segments,
// prefixes and elements. The id of a unit is the id of its text. What a translator must not change is an inline code with its data. State,
// context and the data for the return are in the elements that the standard provides for them.
package xliff

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// Read reads a file, and returns one packet for each pair of languages in it.
func Read(f *source.File) ([]*packet.Packet, error) {
	root, err := packet.Document(f, "xliff", "XLIFF")
	if err != nil {
		return nil, err
	}
	loose := unfold(root, false)
	var out []*packet.Packet
	for _, file := range root.All("file") {
		var p *packet.Packet
		if strings.HasPrefix(root.Attr("version"), "1") {
			p = file1(file)
		} else {
			p = file2(root, file)
		}
		p.File = f
		for _, u := range p.Units {
			u.Loose = loose
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the XLIFF file contains no <file>")
	}
	return out, nil
}

// unfold removes from texts the line breaks and indents that a tool has added to lay out the file. It does so unless xml:space forbids it;
// our packets preserve white space, but some tools drop the attribute. It reports whether there were any.
func unfold(e *packet.Element, kept bool) (found bool) {
	if s := e.XML("space"); s != "" {
		kept = s == "preserve"
	}
	if kept && (e.Name == "source" || e.Name == "target") {
		return false
	}
	inner := strings.Contains(" source target pc g mrk sub ", " "+e.Name+" ")
	for i, c := range e.Children {
		if c.Name != "" {
			found = unfold(c, kept) || found
			continue
		}
		if kept || !inner || !strings.Contains(c.Text, "\n") {
			continue
		}
		found = true
		if i == 0 || e.Children[i-1].Name != "" {
			c.Text = atStart.ReplaceAllString(c.Text, "")
		}
		if i+1 == len(e.Children) || e.Children[i+1].Name != "" {
			c.Text = atEnd.ReplaceAllString(c.Text, "")
		}
		c.Text = within.ReplaceAllString(c.Text, " ")
	}
	return found
}

var (
	atStart = regexp.MustCompile(`^\r?\n[ \t\r\n]*`) // next to a code
	atEnd   = regexp.MustCompile(`\r?\n[ \t\r\n]*$`)
	within  = regexp.MustCompile(`[ \t]*\r?\n[ \t\r\n]*`) // between words
)

func file2(root, file *packet.Element) *packet.Packet {
	p := &packet.Packet{}
	meta(file, p.SetMeta)
	p.From, p.To = packet.Own(root.Attr("srcLang"), p.From), packet.Own(root.Attr("trgLang"), p.To)
	file.Walk(func(e *packet.Element) {
		if e.Name == "unit" && e.Space == file.Space {
			p.Units = append(p.Units, unit2(e))
		}
	})
	left(p, file, "unit", remark2)
	return p
}

// left keeps the notes of a file that were added to the packet, and the comments on runs of its texts. unit is the name of the elements of
// units. remark returns the description of an element that is not ours, and whether it is a note, whose content is its text.
func left(p *packet.Packet, file *packet.Element, unit string, remark func(*packet.Element, *packet.Unit) (found packet.Left, note bool)) {
	var below func(e *packet.Element, u *packet.Unit)
	below = func(e *packet.Element, u *packet.Unit) {
		for _, c := range e.Children {
			if c.Name == packet.Comment {
				p.Leave(packet.Left{What: "a comment in the file", ID: u.ID, Text: c.Said, Pos: c.Pos, Query: true})
				continue
			}
			if c.Name == "" || c.Space != e.Space || c.Name == unit {
				continue
			}
			l, note := remark(c, u)
			if l.What != "" {
				l.ID, l.Pos, l.Query = u.ID, c.Pos, true
				p.Leave(l)
			}
			if !note {
				below(c, u)
			}
		}
	}
	i := 0 // units are in the order of their elements
	file.Walk(func(e *packet.Element) {
		if e.Name == unit && e.Space == file.Space {
			below(e, p.Units[i])
			i++
		}
	})
	below(file, &packet.Unit{})
}

func remark2(c *packet.Element, u *packet.Unit) (found packet.Left, note bool) {
	switch {
	case c.Name == "note":
		what, category := "a note", c.Attr("category")
		if category != "" {
			what += " of category " + category
		}
		if u.ID == "" || category == "" || !u.Wrote(category, c.Inner()) {
			return packet.Left{What: what, Text: c.Inner()}, true
		}
		return found, true
	case (c.Name == "mrk" || c.Name == "sm") && c.Attr("type") == "comment":
		return packet.Left{What: "a comment", Text: c.Attr("value")}, false
	}
	return found, false
}

func remark1(c *packet.Element, u *packet.Unit) (found packet.Left, note bool) {
	switch {
	case c.Name == "note":
		from, text := c.Attr("from"), c.Inner()
		if from == "omnibus" && packet.ParseLine(text, func(string, string) {}) || from == "" && u.Wrote("", text) {
			return found, true
		}
		what := "a note"
		if from != "" {
			what += " from " + from
		}
		return packet.Left{What: what, Text: text, By: from}, true
	case c.Name == "mrk" && c.Attr("comment") != "":
		return packet.Left{What: "a comment", Text: c.Attr("comment")}, false
	}
	return found, false
}

// meta reads our metadata in e, which are in their own namespace.
func meta(e *packet.Element, set func(key, value string)) {
	for _, m := range e.Children {
		if m.Name != "metadata" || m.Space == e.Space && e.Space != "" {
			continue
		}
		for _, g := range m.All("metaGroup") {
			if g.Attr("category") != "omnibus" {
				continue
			}
			for _, v := range g.All("meta") {
				set(v.Attr("type"), strings.TrimSpace(v.Inner()))
			}
		}
	}
}

func unit2(e *packet.Element) *packet.Unit {
	u := &packet.Unit{ID: e.Attr("id"), Pos: e.Pos}
	meta(e, u.SetMeta)
	data := map[string]string{}
	for _, o := range e.All("originalData") {
		for _, d := range o.All("data") {
			data[d.Attr("id")] = d.Inner()
		}
	}
	var src []packet.Placed
	var targets []placedTarget
	least, stated := -1, false
	var parts []part
	for _, seg := range e.Children {
		if seg.Space != e.Space || seg.Name != "segment" && seg.Name != "ignorable" {
			continue
		}
		from := inline2(seg.First("source"), data)
		src = append(src, from...)
		t := seg.First("target")
		to := placedTarget{order: len(targets) + 1, pieces: inline2(t, data), between: seg.Name == "ignorable"}
		if t != nil {
			if n, err := strconv.Atoi(t.Attr("order")); err == nil {
				to.order = n
			}
		}
		if to.between {
			if t == nil {
				to.pieces = from // white space between segments, unchanged
			}
			targets = append(targets, to)
			continue
		}
		targets = append(targets, to)
		s := seg.Attr("state")
		parts = append(parts, part{from: from, to: to.pieces, state: locale.State(s), untouched: s == initial})
		stated = stated || s != ""
		if rank := packet.Rank(locale.State(s)); least < 0 || rank < least {
			least = rank
		}
	}
	slices.SortStableFunc(targets, func(a, b placedTarget) int { return a.order - b.order })
	var target []packet.Placed
	for _, t := range targets {
		if t.between && !slices.ContainsFunc(parts, part.filled) {
			continue
		}
		target = append(target, t.pieces...)
	}
	u.Partial = halfDone(parts)
	finish(u, src, target)
	if stated {
		u.State = locale.States[max(least, 0)]
	}
	u.Finish(stated)
	keepShort(u, stated)
	return u
}

// initial is the state of an untranslated segment of XLIFF 2.
const initial = "initial"

// A part is a segment of a text.
type part struct {
	from, to  []packet.Placed
	state     locale.State // stated by the tool; "" if it states none
	untouched bool         // the tool states that it is not translated
}

func (p part) filled() bool { return !blank(p.to) }

// copied reports whether the target of a part is a copy of its source, with words that would differ in another language. A reviewed part is
// not a copy.
func (p part) copied() bool {
	return packet.Rank(p.state) < packet.Rank(locale.Reviewed) && strings.ContainsFunc(spoken(p.from), unicode.IsLetter) &&
		spoken(p.from) == spoken(p.to)
}

// spoken returns the words of pieces, without codes and symbols, with every run of white space as one space.
func spoken(pieces []packet.Placed) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Role == packet.Words {
			b.WriteString(p.Text)
		}
	}
	var words strings.Builder
	for _, t := range packet.Tokens(b.String()) {
		words.WriteString(t.Text)
	}
	return strings.Join(strings.Fields(words.String()), " ")
}

// halfDone reports whether some parts of a text are translated and others are not. A part is untranslated if it is empty or a copy of its
// own source, or if the tool says so. If the tool says so of all parts although all are filled, it does not maintain states, and only the
// words count.
func halfDone(parts []part) bool {
	some, lacking, untouched := false, false, 0
	for _, p := range parts {
		if blank(p.from) && !p.filled() {
			continue
		}
		if p.untouched {
			untouched++
		}
		if p.filled() && !p.copied() {
			some = true
		} else {
			lacking = true
		}
	}
	return some && (lacking || untouched > 0 && untouched < len(parts))
}

// keepShort lets a text of one or two words that is returned as a copy of its source keep its state, or that of the tool: it may be the
// same in both languages, or not yet translated.
func keepShort(u *packet.Unit, stated bool) {
	if !stated && u.Target != "" && u.Target == u.Source && packet.CountWords(u.Source) < packet.FewWords {
		u.State = cmp.Or(u.Was, locale.Untranslated)
	}
}

// A placedTarget is the target of a segment, or of what is between segments, with its position in the target (from 1).
type placedTarget struct {
	order   int
	pieces  []packet.Placed
	between bool
}

// blank reports whether pieces have neither words nor codes.
func blank(pieces []packet.Placed) bool {
	return !slices.ContainsFunc(pieces, func(p packet.Placed) bool { return p.Role != packet.Words || strings.TrimSpace(p.Text) != "" })
}

func finish(u *packet.Unit, src, target []packet.Placed) {
	known := packet.Data(src)
	u.Source, _ = packet.Rebuild(src, known)
	u.Target, u.Fault = packet.Rebuild(target, known)
	if u.Fault != "" {
		u.Pieces = target
	}
}

// inline2 reads the content of a source or target of XLIFF 2.
func inline2(e *packet.Element, data map[string]string) []packet.Placed {
	if e == nil {
		return nil
	}
	var out []packet.Placed
	code := func(role packet.Role, ref string, from ...string) {
		d := ""
		for _, s := range from {
			if d == "" {
				d = s
			}
		}
		out = append(out, packet.Placed{Token: packet.Token{Role: role, Data: d}, Ref: ref})
	}
	for _, c := range e.Children {
		switch c.Name {
		case "":
			out = append(out, packet.Placed{Token: packet.Token{Role: packet.Words, Text: c.Text}})
		case "pc":
			code(packet.Open, c.Attr("id"), data[c.Attr("dataRefStart")], c.Attr("dispStart"))
			out = append(out, inline2(c, data)...)
			code(packet.Close, c.Attr("id"), data[c.Attr("dataRefEnd")], c.Attr("dispEnd"))
		case "sc":
			code(packet.Open, c.Attr("id"), data[c.Attr("dataRef")], c.Attr("disp"))
		case "ec":
			ref := c.Attr("startRef")
			if ref == "" {
				ref = c.Attr("id")
			}
			code(packet.Close, ref, data[c.Attr("dataRef")], c.Attr("disp"))
		case "ph":
			code(packet.Alone, c.Attr("id"), data[c.Attr("dataRef")], c.Attr("disp"))
		case "cp":
			var r rune
			fmt.Sscanf(c.Attr("hex"), "%x", &r)
			out = append(out, packet.Placed{Token: packet.Token{Role: packet.Words, Text: string(r)}})
		case "sm", "em":
			// The ends of an annotation are empty.
		default:
			out = append(out, inline2(c, data)...) // mrk, and elements that a tool has put around a run of text
		}
	}
	return out
}

func file1(file *packet.Element) *packet.Packet {
	p := &packet.Packet{}
	if h := file.First("header"); h != nil {
		for _, n := range h.All("note") {
			packet.ParseLine(n.Inner(), p.SetMeta)
		}
	}
	p.From, p.To = packet.Own(file.Attr("source-language"), p.From), packet.Own(file.Attr("target-language"), p.To)
	if o := file.Attr("original"); p.Term == "" && !strings.ContainsAny(o, `/\.: `) {
		p.Term = o // a tool that drops the note may have written its own path there
	}
	file.Walk(func(e *packet.Element) {
		if e.Name == "trans-unit" && e.Space == file.Space {
			p.Units = append(p.Units, unit1(e))
		}
	})
	left(p, file, "trans-unit", remark1)
	return p
}

// states1 maps the states of XLIFF 1.2 to ours.
var states1 = map[string]locale.State{
	"new": locale.Untranslated, "needs-translation": locale.Untranslated, "needs-adaptation": locale.Untranslated,
	"needs-l10n":               locale.Untranslated,
	"needs-review-translation": locale.Untranslated, "needs-review-adaptation": locale.Untranslated,
	"needs-review-l10n": locale.Untranslated,
	"translated":        locale.Translated, "signed-off": locale.Reviewed, "final": locale.Final,
}

func unit1(e *packet.Element) *packet.Unit {
	u := &packet.Unit{ID: e.Attr("resname"), Pos: e.Pos}
	if u.ID == "" {
		u.ID = e.Attr("id")
	}
	for _, n := range e.All("note") {
		packet.ParseLine(n.Inner(), u.SetMeta)
	}
	var target []packet.Placed
	stated := false
	if t := e.First("target"); t != nil {
		target = inline1(t)
		if s, ok := states1[t.Attr("state")]; ok {
			u.State, stated = s, true
		}
	}
	u.Partial = partial(e)
	finish(u, inline1(e.First("source")), target)
	if packet.Exact(u.Target) != u.TargetHash && u.Target != "" && u.Target != u.Source && packet.Rank(u.State) == 0 {
		u.State = locale.Translated // a tool that does not change the state when a text is typed
	}
	u.Finish(stated)
	keepShort(u, stated)
	return u
}

// partial reports whether a tool has split a text into segments and only some of them are translated.
func partial(e *packet.Element) bool {
	untouched := map[string]bool{}
	unfinished(e, untouched)
	targets, sources := map[string][]packet.Placed{}, map[string][]packet.Placed{}
	var order []string
	add := func(to map[string][]packet.Placed) func(*packet.Element) {
		return func(m *packet.Element) {
			mid := m.Attr("mid")
			if _, a := sources[mid]; !a {
				if _, b := targets[mid]; !b {
					order = append(order, mid)
				}
			}
			to[mid] = append(to[mid], inline1(m)...)
		}
	}
	segments(e.First("seg-source"), add(sources))
	t := e.First("target")
	segments(t, add(targets))
	var state locale.State
	if t != nil {
		state = states1[t.Attr("state")]
	}
	parts := make([]part, 0, len(order))
	for _, mid := range order {
		parts = append(parts, part{from: sources[mid], to: targets[mid], state: state, untouched: untouched[mid]})
		if blank(sources[mid]) && blank(targets[mid]) && mid != "" { // a file without the segments of its source
			parts[len(parts)-1].from = []packet.Placed{{Token: packet.Token{Text: mid}}}
		}
	}
	if len(parts) > 1 && t != nil && slices.Contains([]string{"new", "needs-translation"}, t.Attr("state")) &&
		slices.ContainsFunc(parts, part.filled) {
		return true
	}
	return halfDone(parts)
}

// unfinished adds the ids of the segments that Trados does not mark as translated to to. Trados stores the marks in elements of its own.
func unfinished(e *packet.Element, to map[string]bool) {
	e.Walk(func(c *packet.Element) {
		if c.Name != "seg" || c.Space == e.Space {
			return
		}
		switch conf := c.Attr("conf"); conf {
		case "Translated", "ApprovedTranslation", "ApprovedSignOff":
		default:
			to[c.Attr("id")] = true
		}
	})
}

// segments visits the marks by which tools split a source or a target of XLIFF 1.2 into segments.
func segments(e *packet.Element, visit func(*packet.Element)) {
	if e == nil {
		return
	}
	e.Walk(func(c *packet.Element) {
		if c.Name == "mrk" && c.Attr("mtype") == "seg" {
			visit(c)
		}
	})
}

// inline1 reads the content of a source or target of XLIFF 1.x, in which codes contain their data.
func inline1(e *packet.Element) []packet.Placed {
	if e == nil {
		return nil
	}
	var out []packet.Placed
	code := func(role packet.Role, ref, data string) {
		out = append(out, packet.Placed{Token: packet.Token{Role: role, Data: data}, Ref: ref})
	}
	for _, c := range e.Children {
		ref := c.Attr("rid")
		if ref == "" {
			ref = c.Attr("id")
		}
		switch c.Name {
		case "":
			out = append(out, packet.Placed{Token: packet.Token{Role: packet.Words, Text: c.Text}})
		case "bpt":
			code(packet.Open, ref, c.Inner())
		case "ept":
			code(packet.Close, ref, c.Inner())
		case "bx":
			code(packet.Open, ref, "")
		case "ex":
			code(packet.Close, ref, "")
		case "ph", "it", "x":
			code(packet.Alone, ref, c.Inner())
		case "g":
			code(packet.Open, ref, "")
			out = append(out, inline1(c)...)
			code(packet.Close, ref, "")
		case "mrk":
			if c.Attr("mtype") != "x-sdl-deleted" { // deleted while Trados tracked the changes
				out = append(out, inline1(c)...)
			}
		default:
			out = append(out, inline1(c)...) // elements that a tool has put around a run of text
		}
	}
	return out
}
