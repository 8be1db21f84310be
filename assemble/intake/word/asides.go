package word

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diff"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/saying"
)

// What people type into the cells of the draft that is no text of a paragraph: answers ("Agreed ad ref."), instructions ("Delete") and
// remarks ("Delegation A supports", "What does this cost?").

const (
	inTheCell = "in the cell of the text" // where such a remark was

	// A text less similar than this to the one that it replaces may be something else than a text.
	replaced = 0.25
	// The most words before a colon that can say whose words follow.
	longestHead = 8
	// The fewest words of an answer that may be a text, as in languages whose paragraphs begin with an infinitive.
	longAnswer = 3
)

var (
	bracketedForm = regexp.MustCompile(`\s*(?:\(([^()\[\]]+)\)|\[([^()\[\]]+)\])`)
	sentenceForm  = regexp.MustCompile(`[.;!?]\s+|\s[–—-]\s`)
	behindEnd     = regexp.MustCompile(`[.;,]\s+(\[(?:[^\[\]:]*:)?\s*\p{Ll}[^\[\]]*\][.;,]?)$`)
)

// saidOf returns what words in a cell say about its text, or nil if that has no number.
func (im *Import) saidOf(u *unit, by, words, place string) *saying.Said {
	if t := im.cells.known[u]; t != nil {
		return im.paper.Of(t, place, strings.Split(by, ", "), words)
	}
	return nil
}

// instructs reports whether words in the cell of a text are an instruction or an answer.
func (im *Import) instructs(u *unit, words string) bool {
	s := im.saidOf(u, im.From, words, "")
	return s != nil && s.Instructs()
}

// aside reports whether words are a remark: they ask something, say what somebody does, say whose words they are, or begin as remarks do.
func (im *Import) aside(words string) bool {
	words = strings.Trim(words, " \u00a0()[].")
	if strings.HasSuffix(words, "?") && strings.ContainsFunc(words, unicode.IsLetter) || im.paper.Speaks(words) {
		return true
	}
	for _, start := range im.starts {
		rest, ok := strings.CutPrefix(strings.ToLower(words), start)
		if next, _ := utf8.DecodeRuneInString(rest); ok && !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return true
		}
	}
	head, _, ok := strings.Cut(words, ":")
	all := strings.Fields(head)
	for i := range all {
		if ok && len(all) <= longestHead && im.paper.Names(strings.Join(all[i:], " ")) != nil {
			return true
		}
	}
	return false
}

// prepareCells lets the cells of a draft be read for what they say about its paragraphs.
func (im *Import) prepareCells() error {
	im.cells, im.aloud, im.spanned = &free{Import: im}, map[string]bool{}, map[*readdocx.Comment][]*unit{}
	for _, tag := range im.Work.Locales.Languages() {
		if l := im.Work.Locales.Locale(tag); l.Has("propose.remark") {
			for start := range strings.SplitSeq(l.T("propose.remark", nil), ",") {
				im.starts = append(im.starts, strings.ToLower(strings.TrimSpace(start)))
			}
		}
	}
	return im.cells.prepare()
}

// heard processes what is no text in an edited text, and returns the rest of it, or why it cannot be imported. done reports whether nothing
// is left to be imported.
func (im *Import) heard(u *unit, k int, author, now string, e *edit) (text, why string, done bool) {
	s := u.wordings[k]
	if im.instead(u, k, author, s.bare(now), e.place) {
		return "", "", true
	}
	text, why = im.spoken(u, k, author, now, e.place)
	return text, why, why == "" && len(e.notes) == 0 && s.same(text)
}

// instead processes a whole new text that is an instruction, an answer or a remark, as such. It returns false if it is a text.
func (im *Import) instead(u *unit, k int, author, now, place string) bool {
	s := u.wordings[k]
	text, by, why := im.unwrapped(now, author)
	if diff.Similarity(s.bare(text), s.plain()) >= replaced {
		return false
	}
	said := im.saidOf(u, by, text, place)
	switch {
	case why != "":
		im.rest(place, im.name(u)+": "+why, now, s.printed)
		return true
	case said == nil && !im.aside(text):
		return false
	case said != nil && said.Instructs():
		im.say(u, k, said, by)
		return true
	case said != nil && !im.aside(text) && im.paper.IsText(im.cells.known[u], im.base1.langs[k], text):
		return false
	}
	im.aloudOf(u, k, by, text, place)
	return true
}

// say processes an instruction or an answer about the text of a cell.
func (im *Import) say(u *unit, k int, said *saying.Said, by string) {
	im.aloud[said.At] = true
	if d := im.cells.cell(said); d != nil {
		im.aloudOf(u, k, by, said.All, said.At)
	}
}

// aloudOf keeps words in the cell of a text as a remark on it.
func (im *Import) aloudOf(u *unit, k int, by, words, place string) {
	im.aloud[place] = true
	lang := u.wordings[0].of.Lang
	if k < len(im.base1.langs) {
		lang = im.base1.langs[k]
	}
	im.remark(u, lang, by, inTheCell, words, place)
}

// belowText processes a line in a cell, in addition to its text, that is an instruction, an answer or a remark. It returns false if the
// line is a text.
func (im *Import) belowText(r *row, k int, by, text string) bool {
	u := r.unit
	lang := im.paper.Language(text, im.base1.langs[k])
	said := im.saidOf(u, by, text, r.Place)
	switch {
	case said != nil && said.Instructs() && im.paper.Begins(lang, text) && len(strings.Fields(text)) > longAnswer:
		im.rest(r.Place, im.sentence("%s: it is not clear whether a line below it is an answer or a new paragraph", im.name(u)), text, "")
	case said != nil && said.Instructs():
		im.say(u, k, said, by)
	case im.aside(text):
		im.aloudOf(u, k, by, text, r.Place)
	default:
		return false
	}
	return true
}

// headed returns a line without the names before its colon, and those whom they name; otherwise the author of the file.
func (im *Import) headed(text, author string) (words, by string) {
	head, rest, ok := strings.Cut(text, ":")
	if names := im.whose(head); ok && names != "" && strings.TrimSpace(rest) != "" {
		return strings.TrimLeft(rest, " \u00a0"), names
	}
	return text, author
}

// spoken takes answers, instructions and remarks out of an edited text, and processes them. They are in brackets or parentheses, or
// sentences at its end. It returns why the text cannot be imported if an instruction is in the middle of it.
func (im *Import) spoken(u *unit, k int, author, now, place string) (text, why string) {
	s := u.wordings[k]
	if _, by := im.headed(now, ""); by != "" && !strings.HasPrefix(now, "[") {
		return now, im.sentence("it begins with the name of %s: put the words that they propose in brackets, behind their name", by)
	}
	now = behindEnd.ReplaceAllString(now, " $1")
	for _, m := range bracketedForm.FindAllStringSubmatchIndex(now, -1) {
		whole, words, by := now[m[0]:m[1]], "", author
		round := m[2] >= 0
		if round {
			words = now[m[2]:m[3]]
		} else {
			words, by = im.headed(now[m[4]:m[5]], author)
		}
		named := !round && by != author
		if strings.Contains(s.printed, strings.TrimSpace(whole)) || strings.ContainsFunc(whole, isSign) {
			continue
		}
		said := im.saidOf(u, by, words, place)
		switch {
		case said != nil && said.Instructs() && strings.TrimLeft(now[m[1]:], ".;, ") == "":
			im.say(u, k, said, by)
		case said != nil && said.Instructs() && !said.Accepts():
			return now, im.sentence("%q is in the middle of the text: say in words what is proposed", strings.TrimSpace(whole))
		case im.aside(words) && !named, round && im.whose(words) != "":
			im.aloudOf(u, k, by, words, place)
		default:
			continue
		}
		rest := now[m[1]:]
		if next, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(next) {
			rest = " " + rest
		}
		return im.spoken(u, k, author, strings.TrimSpace(now[:m[0]]+rest), place)
	}
	for _, m := range sentenceForm.FindAllStringIndex(now, -1) {
		tail := strings.TrimSpace(now[m[1]:])
		if tail == "" || strings.Contains(s.printed, tail) || strings.HasPrefix(tail, "[") {
			continue
		}
		said := im.saidOf(u, author, tail, place)
		switch {
		case said != nil && said.Instructs():
			im.say(u, k, said, author)
		case im.aside(tail), im.whose(strings.Trim(tail, "–—- .")) != "":
			im.aloudOf(u, k, author, tail, place)
		default:
			continue
		}
		return im.spoken(u, k, author, strings.TrimSpace(now[:m[0]+1]), place)
	}
	if rest, ok := strings.CutPrefix(now, s.plain()); ok {
		if m := sentenceForm.FindStringIndex(rest); m != nil && m[0] == 0 && strings.TrimSpace(rest[m[1]:]) != "" {
			im.note("%s: %q was added after its end, as a text: is it a remark?", im.name(u), strings.TrimSpace(rest[m[1]:]))
		}
	}
	return now, ""
}
