package records

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/matrix"
	"omnibus/assemble/read/docx"
)

// A cellSub is a sub-paragraph within the cell of a text, as people write them or paste them: a line with a marker.
type cellSub struct {
	level int // below the text of the cell, from 1
	text  string
}

// A barer takes off what the build adds to texts itself: numbers and markers before them, and the punctuation after them.
type barer struct {
	number  *regexp.Regexp // the word and number of a paragraph: OP 3, párr. 3:
	endings []string       // in all languages, the longest first
	short   []string       // abbreviations whose stop belongs to the text
}

var (
	// typedMark matches a marker, a number or a bullet before a text: (a), a), 1., 1), IV., 3 bis., •.
	typedMark = regexp.MustCompile(`^(?:\(?([0-9]{1,3}|[a-z]{1,2}|[ivxl]{1,6})(?:[\s\x{a0}][a-z]{2,8})?\)|` +
		`([0-9]{1,3}|[IVXL]{1,6})(?:[\s\x{a0}][a-z]{2,8})?\.|[•▪·‣◦●○■□➢➤✓*–—-])[\s\x{a0}]+`)
	romanMark = regexp.MustCompile(`^[ivxl]+$`)
)

// kindsOfEndings are the keys of what the build prints after paragraphs.
var kindsOfEndings = []string{"semicolon-and", "semicolon-or", "comma-and", "semicolon", "comma", "stop", "colon"}

func newBarer(im *Import) *barer {
	x := &barer{}
	set := im.Work.Locales
	var words, more []string // words before a number, and after it
	quoted := func(to []string, list string) []string {
		for w := range strings.SplitSeq(list, ",") {
			if w = strings.TrimSpace(w); w != "" {
				to = append(to, regexp.QuoteMeta(w))
			}
		}
		return to
	}
	for _, tag := range set.Languages() {
		words = quoted(quoted(words, set.Label(tag, "propose.operative")), set.Label(tag, "propose.preambular"))
		more = quoted(more, set.Label(tag, "propose.bis"))
		for _, key := range kindsOfEndings {
			e := strings.ReplaceAll(docx.Plain(set.Label(tag, "ending."+key)), "\u00a0", " ")
			if e != "" && !slices.Contains(x.endings, e) {
				x.endings = append(x.endings, e)
			}
		}
		x.short = append(x.short, strings.Fields(set.Label(tag, "check.abbreviations"))...)
	}
	longest := func(a, b string) int { return len(b) - len(a) }
	slices.SortStableFunc(words, longest)
	slices.SortStableFunc(x.endings, longest)
	if len(words) > 0 {
		x.number = regexp.MustCompile(`^(?i:` + strings.Join(words, "|") +
			`)\.?[\s\x{a0}]*[0-9]{1,3}(?:[\s\x{a0}](?:` + strings.Join(more, "|") +
			`))?(?:[\s\x{a0}]*[.:)–—-]+[\s\x{a0}]*|[\s\x{a0}]+)`)
	}
	return x
}

// marker divides a line into its marker, with the number of its paragraph, and its words.
func (x *barer) marker(line string) (mark, rest string) {
	rest = line
	if x.number != nil {
		rest = line[len(x.number.FindString(line)):]
	}
	if m := typedMark.FindString(rest); m != "" {
		rest = rest[len(m):]
	}
	return strings.TrimSpace(line[:len(line)-len(rest)]), rest
}

// ending divides a text into its words and the punctuation after them. The stop of an abbreviation belongs to its words.
func (x *barer) ending(text string) (bare, ending string) {
	bare = text
	for {
		before := strings.TrimRight(bare, " \u00a0")
		bare = before
		for _, e := range x.endings {
			if rest, ok := strings.CutSuffix(strings.ReplaceAll(before, "\u00a0", " "), e); ok && !(e == "." && x.abbreviated(rest)) {
				bare = string([]rune(before)[:utf8.RuneCountInString(rest)])
				break
			}
		}
		if bare == before {
			return bare, strings.TrimSpace(text[len(bare):])
		}
	}
}

// abbreviated reports whether a text ends in an abbreviation without its stop: etc, p.m, EE. UU.
func (x *barer) abbreviated(text string) bool {
	at := strings.LastIndexFunc(text, unicode.IsSpace)
	word := strings.TrimLeft(text[at+1:], "([“«\"")
	return strings.Contains(word, ".") || utf8.RuneCountInString(word) == 1 || slices.Contains(x.short, strings.ToLower(word))
}

// linesOf returns the lines of a cell once its changes are accepted, those that a word processor numbers with their numbers.
func linesOf(c *docx.Cell) []string {
	var out []string
	for _, l := range docx.Paragraphs(c.Paragraphs, docx.New) {
		var b strings.Builder
		for _, p := range l.Pieces {
			if p.Note == nil {
				b.WriteString(p.Text)
			}
		}
		number := l.Of[0].Number
		for line := range strings.SplitSeq(b.String(), "\n") {
			if line = matrix.OneLine(line); line != "" {
				if number != "" {
					line = number + " " + line
				}
				out, number = append(out, line), ""
			}
		}
	}
	return out
}

// text returns the text of a cell without what the build adds, and says what that was. It keeps its sub-paragraphs for below.
func (r *formReturn) text(e formEntry, column, kind, at string, c *docx.Cell) string {
	var text string
	var removed []string
	var subs []cellSub
	ended := kind == kindProposal || kind == kindSub
	marks := &markers{}
	for i, line := range linesOf(c) {
		mark, words := r.bare.marker(line)
		switch {
		case i == 0:
			text = words
			if mark != "" {
				removed = append(removed, mark)
			}
		case mark != "" && ended && e.Word != "":
			subs = append(subs, cellSub{marks.level(mark), words})
		case len(subs) > 0:
			subs[len(subs)-1].text += " " + line
		default:
			text += " " + line
		}
	}
	if ended {
		var ending string
		if text, ending = r.bare.ending(text); ending != "" {
			removed = append(removed, ending)
		}
		for i := range subs {
			subs[i].text, _ = r.bare.ending(subs[i].text)
		}
	}
	if len(removed) > 0 {
		r.im.note("form-bare", "At", at, "Signs", strings.Join(removed, " … "))
	}
	if len(subs) > 0 {
		if r.subs[e.ID] == nil {
			r.subs[e.ID] = map[string][]cellSub{}
		}
		r.subs[e.ID][column] = subs
		r.im.note("form-subs", "At", at, "N", len(subs))
	}
	return text
}

// A markers determines the levels of markers in their order: a marker of a new form is one level deeper.
type markers struct {
	forms []string // of the levels
	last  string   // the last letter
}

// level returns the level of a marker, from 1.
func (m *markers) level(mark string) int {
	sign := strings.Trim(mark, "(). \u00a0")
	form := "bullet"
	switch {
	case sign == "" || strings.Trim(sign, "•▪·‣◦●○■□➢➤✓*–—-") == "":
	case unicode.IsDigit(rune(sign[0])):
		form = "number"
	case unicode.IsUpper(rune(sign[0])):
		form = "capital"
	case romanMark.MatchString(sign) && !m.follows(sign):
		form = "roman"
	default:
		form = "letter"
		m.last = sign
	}
	at := slices.Index(m.forms, form)
	if at < 0 {
		m.forms, at = append(m.forms, form), len(m.forms)
	}
	m.forms = m.forms[:at+1]
	return at + 1
}

// follows reports whether a sign that may be a Roman number is the next letter of a list: i after h.
func (m *markers) follows(sign string) bool {
	return len(sign) == 1 && len(m.last) == 1 && sign[0] == m.last[0]+1 && slices.Contains(m.forms, "letter")
}

// below returns rows for the sub-paragraphs within the cells of an entry.
func (r *formReturn) below(e formEntry, row *matrix.ReturnedRow) []matrix.ReturnedRow {
	all := r.subs[e.ID]
	if len(all) == 0 || len(row.Cells) == 0 {
		return nil
	}
	var out []matrix.ReturnedRow
	first := ""
	for _, column := range ordered(row.Cells) {
		subs, cell := all[column], row.Cells[column]
		if len(subs) == 0 {
			continue
		}
		if first == "" {
			first = column
		}
		if !slices.EqualFunc(subs, all[first], func(a, b cellSub) bool { return a.level == b.level }) {
			r.im.refuse("E1108", cell.At, "the sub-paragraphs in this cell are not those of the other language").
				Hint("write the same markers in both cells, each on a line of its own")
			return nil
		}
		for i, s := range subs {
			deep := s.level
			if strings.HasPrefix(e.Word, slug(kindSub)) {
				deep += deepOf(e.Word)
			}
			if deep > deepest {
				r.im.refuse("E1108", cell.At, "sub-paragraphs have at most %d levels", deepest).Hint("join the words to those above them")
				return nil
			}
			if column == first {
				word := slug(kindSub)
				if deep > 1 {
					word += "-" + string(rune('0'+deep))
				}
				out = append(out, matrix.ReturnedRow{Row: row.Row, Cells: map[string]matrix.ReturnedCell{
					rowColumn: {Text: kindLabel(r.im.lang, word), At: cell.At}}})
			}
			out[i].Cells[column] = matrix.ReturnedCell{Text: s.text, At: cell.At}
		}
	}
	return out
}

// deepOf returns the level of the kind of a row, from 1: 2 of sub-paragraph-2.
func deepOf(word string) int {
	if last := word[len(word)-1]; last >= '1' && last <= '9' {
		return int(last - '0')
	}
	return 1
}
