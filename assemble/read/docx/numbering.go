package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// mostLevels is the number of levels of a list.
const mostLevels = 9

// A listLevel is a level of a list: the first number, its kind, and the text around it, with %1 for the number of the first level.
type listLevel struct {
	start   int
	format  string
	text    string
	decimal bool // all numbers in it are decimal
	restart int  // the level whose number restarts this one, from 1; 0: none; -1: any level above
}

// A list is a list of a file, of which its paragraphs name an instance.
type list struct {
	levels [mostLevels]listLevel
	style  string // the style of another list that this one stands for
}

// An instance is an instance of a list. Its own levels replace those of the list, and its starts begin it anew.
type instance struct {
	list   string
	levels map[int]listLevel
	starts map[int]int
}

// A numbered is what a paragraph, or its style, says about its number.
type numbered struct {
	instance string // "": nothing; "0": it has none
	level    int
	leveled  bool // the level is named
}

// A paragraphStyle is a style of paragraphs, as far as it bears on numbers and headings.
type paragraphStyle struct {
	name, based string
	number      numbered
	heading     int // outline level, from 1; 0: none; -1: expressly none
}

// A numbering numbers the paragraphs of a file, as word processors do.
type numbering struct {
	lists     map[string]*list
	instances map[string]*instance
	styles    map[string]*paragraphStyle
	counts    map[string]*[mostLevels]int // of each list
	begun     map[string]bool             // instances whose starts have been used, by instance and level
}

// numberingOf reads the lists and styles of a file. Either part may be missing; one that cannot be read gives no numbers.
func (p *packed) numberingOf(main string) *numbering {
	n := &numbering{lists: map[string]*list{}, instances: map[string]*instance{}, styles: map[string]*paragraphStyle{},
		counts: map[string]*[mostLevels]int{}, begun: map[string]bool{}}
	if part := p.related(main, "/styles"); part != "" {
		var s *paragraphStyle
		_ = p.elements(part, func(e xml.StartElement) { s = n.style(s, e) })
	}
	if part := p.related(main, "/numbering"); part != "" {
		r := &listReader{n: n}
		_ = p.elements(part, r.element)
	}
	return n
}

// style reads an element of the styles, and returns the style to which the next one belongs.
func (n *numbering) style(s *paragraphStyle, e xml.StartElement) *paragraphStyle {
	value := attr(e, "val")
	switch e.Name.Local {
	case "style":
		s = &paragraphStyle{}
		n.styles[attr(e, "styleId")] = s
		return s
	case "docDefaults", "latentStyles":
		return nil
	}
	if s == nil {
		return nil
	}
	switch e.Name.Local {
	case "name":
		s.name = strings.ToLower(value)
		if level, ok := strings.CutPrefix(s.name, "heading "); ok && s.heading == 0 {
			s.heading, _ = strconv.Atoi(level)
		}
	case "basedOn":
		s.based = value
	case "outlineLvl":
		s.heading = outline(value)
	case "numId":
		s.number.instance = value
	case "ilvl":
		s.number.level, s.number.leveled = levelOf(value), true
	}
	return s
}

// outline returns the level of a heading, from 1, of an outline level, from 0: from 9 on, there is none.
func outline(value string) int {
	level, err := strconv.Atoi(value)
	if err != nil || level < 0 || level >= mostLevels {
		return -1
	}
	return level + 1
}

func levelOf(value string) int {
	level, _ := strconv.Atoi(value)
	return min(max(level, 0), mostLevels-1)
}

// A listReader reads the part with the lists.
type listReader struct {
	n        *numbering
	list     *list
	instance *instance
	level    int
}

// element reads the start of an element.
func (r *listReader) element(e xml.StartElement) {
	value := attr(e, "val")
	switch e.Name.Local {
	case "abstractNum":
		r.list, r.instance = &list{}, nil
		for i := range r.list.levels {
			r.list.levels[i] = listLevel{start: 1, format: "decimal", restart: -1}
		}
		r.n.lists[attr(e, "abstractNumId")] = r.list
	case "num":
		r.list, r.instance = nil, &instance{levels: map[int]listLevel{}, starts: map[int]int{}}
		r.n.instances[attr(e, "numId")] = r.instance
	case "abstractNumId":
		if r.instance != nil {
			r.instance.list = value
		}
	case "numStyleLink":
		if r.list != nil {
			r.list.style = value
		}
	case "lvlOverride":
		r.level = levelOf(attr(e, "ilvl"))
	case "startOverride":
		if r.instance != nil {
			r.instance.starts[r.level], _ = strconv.Atoi(value)
		}
	case "lvl":
		r.level = levelOf(attr(e, "ilvl"))
		if r.instance != nil {
			r.instance.levels[r.level] = listLevel{start: 1, format: "decimal", restart: -1}
		}
	case "start", "numFmt", "lvlText", "isLgl", "lvlRestart":
		r.edit(e.Name.Local, value)
	}
}

// edit sets a property of the current level.
func (r *listReader) edit(what, value string) {
	var l listLevel
	switch {
	case r.list != nil:
		l = r.list.levels[r.level]
	case r.instance != nil:
		l = r.instance.levels[r.level]
	default:
		return
	}
	switch what {
	case "start":
		l.start, _ = strconv.Atoi(value)
	case "numFmt":
		l.format = value
	case "lvlText":
		l.text = value
	case "isLgl":
		l.decimal = value != "0" && value != "false"
	case "lvlRestart":
		l.restart, _ = strconv.Atoi(value)
	}
	if r.list != nil {
		r.list.levels[r.level] = l
	} else {
		r.instance.levels[r.level] = l
	}
}

// of returns what a style says about numbers and headings, with what it takes from those that it is based on.
func (n *numbering) of(style string) (number numbered, heading int) {
	for seen := 0; seen < mostLevels*2; seen++ {
		s := n.styles[style]
		if s == nil {
			break
		}
		if number.instance == "" {
			number.instance = s.number.instance
		}
		if !number.leveled {
			number.level, number.leveled = s.number.level, s.number.leveled
		}
		if heading == 0 {
			heading = s.heading
		}
		style = s.based
	}
	return number, max(heading, 0)
}

// number gives a paragraph its number, its level and the level of its heading.
func (n *numbering) number(p *Paragraph) {
	number, heading := n.of(p.Style)
	if p.Heading = heading; p.outlined != 0 {
		p.Heading = max(p.outlined, 0)
	}
	if p.said.instance != "" {
		number.instance = p.said.instance
		number.level = p.said.level
	} else if p.said.leveled {
		number.level = p.said.level
	}
	if number.instance == "" || number.instance == "0" {
		p.Numbered = false
		return
	}
	in := n.instances[number.instance]
	if in == nil {
		return
	}
	l, name := n.find(in.list)
	if l == nil {
		return
	}
	gone := len(Paragraphs([]*Paragraph{p}, New)) == 0 && len(Paragraphs([]*Paragraph{p}, Old)) > 0
	p.Numbered, p.Level = true, number.level
	if gone {
		return
	}
	at := func(level int) listLevel {
		if own, ok := in.levels[level]; ok {
			return own
		}
		return l.levels[level]
	}
	counts := n.counts[name]
	if counts == nil {
		counts = &[mostLevels]int{}
		n.counts[name] = counts
	}
	level := number.level
	key := number.instance + "/" + strconv.Itoa(level)
	if start, anew := in.starts[level]; anew && !n.begun[key] {
		counts[level] = start - 1
	} else if counts[level] == 0 {
		counts[level] = at(level).start - 1
	}
	n.begun[key] = true
	counts[level]++
	for below := level + 1; below < mostLevels; below++ {
		if x := at(below).restart; x < 0 || x == level+1 {
			counts[below] = 0
		}
	}
	p.Number = label(at, level, counts)
}

// find returns a list by its name or, if it stands for another, that one.
func (n *numbering) find(name string) (*list, string) {
	for range 3 {
		l := n.lists[name]
		if l == nil || l.style == "" {
			return l, name
		}
		s := n.styles[l.style]
		if s == nil || n.instances[s.number.instance] == nil {
			return l, name
		}
		name = n.instances[s.number.instance].list
	}
	return nil, ""
}

// label returns the label of a paragraph at a level.
func label(at func(int) listLevel, level int, counts *[mostLevels]int) string {
	own := at(level)
	if own.format == "bullet" {
		if own.text == "-" || own.text == "–" || own.text == "—" {
			return own.text
		}
		return "•"
	}
	var b strings.Builder
	for i := 0; i < len(own.text); i++ {
		if own.text[i] != '%' || i+1 >= len(own.text) || own.text[i+1] < '1' || own.text[i+1] > '9' {
			b.WriteByte(own.text[i])
			continue
		}
		i++
		k := int(own.text[i] - '1')
		format, count := at(k).format, counts[k]
		if count == 0 {
			count = at(k).start
		}
		if own.decimal {
			format = "decimal"
		}
		b.WriteString(numeral(format, count))
	}
	return strings.TrimSpace(b.String())
}

// numeral returns a number in a format. Formats that are not known are decimal.
func numeral(format string, n int) string {
	letters := func(first rune) string {
		if n < 1 {
			return strconv.Itoa(n)
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	}
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return letters('a')
	case "upperLetter":
		return letters('A')
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

// mostRoman is the largest number written with Roman numerals here.
const mostRoman = 3999

func roman(n int) string {
	if n < 1 || n > mostRoman {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"},
		{4, "IV"}, {1, "I"}} {
		for n >= r.value {
			b.WriteString(r.sign)
			n -= r.value
		}
	}
	return b.String()
}
