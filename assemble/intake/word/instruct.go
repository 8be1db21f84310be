package word

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// instruct processes an instruction: delete, move, replace 'may' by 'shall'. It reports whether the passage is one.
func (f *free) instruct(r *row, c cited, numbered bool, cells []string, by string) bool {
	text := cells[0]
	verb, rest := f.verb(text)
	if verb != "" && !numbered {
		if x, after, ok := f.number(rest); ok {
			c, rest, numbered = x, after, true
		} else if verb == "new" {
			return f.newAfter(r, text, rest, by)
		}
	}
	u := f.numbers[c.key]
	if verb == "" || !numbered {
		return false
	}
	refuse := func(why string) bool {
		f.rest(r.Place, why, text, "")
		return true
	}
	if u == nil {
		if verb == "new" {
			return false
		}
		return refuse(noNumber(c))
	}
	f.behind = u
	switch quotes := quotesOf(rest); {
	case verb == "new":
		if r2, ok := f.cut(rest, "after"); ok {
			rest = r2
		}
		f.addText(r, rest, by, f.base1.langs[f.lang(rest)])
		return true
	case verb == "delete" && len(quotes) == 0 && !f.wholeParagraph(rest):
		return refuse("it is not clear what is to be deleted: put the words into quotation marks")
	case verb == "delete" && len(quotes) == 0:
		f.drops = append(f.drops, &Proposal{Operation: "sup", Base: u.id, Author: by, unit: u, Places: []string{r.Place}, Date: f.Date})
		return true
	case verb == "move":
		return f.moveTo(r, u, rest, text, by)
	case verb == "keep":
		return refuse("that a paragraph stays as it is: omnibus propose records it")
	case len(quotes) == 0:
		return false // a text that begins with such a word
	default:
		return f.quote(r, u, verb, rest, quotes, by)
	}
}

// verb returns what an instruction does.
func (f *free) verb(text string) (part, rest string) {
	for _, part := range []string{"new", "replace", "insert", "delete", "keep", "move"} {
		if rest, ok := f.cut(text, part); ok {
			return part, rest
		}
	}
	return "", text
}

// newAfter processes a new paragraph whose place is named: new OP after 7: To request.
func (f *free) newAfter(r *row, text, rest, by string) bool {
	for _, kind := range []string{"operative", "preambular"} {
		if after, ok := f.cut(rest, kind); ok {
			rest = after
			if kind == "preambular" {
				rest = "pp " + strings.TrimSpace(strings.TrimPrefix(rest, " "))
			}
			break
		}
	}
	pp := strings.HasPrefix(rest, "pp ")
	rest, ok := f.cut(strings.TrimPrefix(rest, "pp "), "after")
	if !ok {
		return false
	}
	c, words, ok := f.number(rest)
	if !ok {
		return false
	}
	if pp && strings.HasPrefix(c.key, "op") {
		c.key = "pp" + strings.TrimPrefix(c.key, "op")
	}
	u := f.numbers[c.key]
	if u == nil || words == "" {
		f.rest(r.Place, noNumber(c)+", or the new paragraph has no words", text, "")
		return true
	}
	f.behind = u
	f.addText(r, words, by, f.base1.langs[f.lang(words)])
	return true
}

// moveTo processes a move.
func (f *free) moveTo(r *row, u *unit, rest, text, by string) bool {
	rest, _ = f.cut(rest, "after")
	c, _, ok := f.number(rest)
	if !ok {
		c, _, ok = f.number(rest + ".")
	}
	after := f.numbers[c.key]
	if after == nil && u.is == ofPreambular {
		after = f.numbers["pp"+strings.TrimPrefix(c.key, "op")]
	}
	if !ok || after == nil || after.is != u.is || !ofDraft(u) {
		f.rest(r.Place, "the new place of "+name(u)+" is missing, or is none for it", text, "")
		return true
	}
	f.moves = append(f.moves, &Proposal{Operation: "move", Base: u.id, After: after.id, Author: by, unit: u, Places: []string{r.Place},
		Shown: []string{"behind " + name(after)}, Date: f.Date})
	return true
}

// wholeParagraph reports whether the words after "delete" mean the whole paragraph: none, or a few that name it.
func (f *free) wholeParagraph(rest string) bool {
	const few = 3
	words := wordForm.FindAllString(fold(rest), -1)
	return len(words) == 0 || len(words) <= few && slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(f.words["operative"], w) || slices.Contains(f.words["preambular"], w)
	})
}

func quotesOf(s string) []string {
	out := quotedForm.FindAllString(s, -1)
	for i, q := range out {
		r := []rune(q)
		out[i] = strings.TrimSpace(string(r[1 : len(r)-1]))
	}
	return out
}

// quote processes an instruction that quotes words: it is about the language in which they occur once.
func (f *free) quote(r *row, u *unit, verb, rest string, quotes []string, by string) bool {
	refuse := func(why string) bool {
		f.rest(r.Place, name(u)+": "+why, rest, u.wordings[0].printed)
		return true
	}
	need := quotes[0]
	if verb == "insert" && len(quotes) > 1 {
		need = quotes[1]
	}
	found := -1
	for k := range u.wordings {
		if countOf(f.present(u, k, by), need) == 1 && found < 0 {
			found = k
		}
	}
	if found < 0 {
		return refuse(fmt.Sprintf("%q does not occur in it once", need))
	}
	text := f.present(u, found, by)
	for i := 0; i < len(quotes); i++ {
		old, now := quotes[i], ""
		switch {
		case verb == "replace" && i+1 < len(quotes):
			i++
			now = quotes[i]
		case verb == "insert" && i+1 < len(quotes):
			i++
			now, old = quotes[i]+" "+old, quotes[i]
			between := fold(rest[strings.Index(rest, quotes[i-1])+len(quotes[i-1]):])
			if slices.ContainsFunc(f.words["before"], func(w string) bool { return strings.Contains(between, " "+w+" ") }) {
				now = quotes[i-1] + " " + quotes[i]
			}
		case verb == "delete":
		default:
			return refuse("the words to replace, or their replacement, are missing: write: replace 'may' by 'shall'")
		}
		if countOf(text, old) != 1 {
			return refuse(fmt.Sprintf("%q does not occur in it once", old))
		}
		at := wordAt(text, old, 0)
		text = text[:at] + now + text[at+len(old):]
	}
	text = strings.NewReplacer("  ", " ", " ,", ",", " ;", ";", " .", ".").Replace(strings.TrimSpace(text))
	x := *r
	x.unit = u
	if f.edited(&x, found, by, text, &edit{place: r.Place}, nil) {
		key := editKey{u, by}
		if f.made[key] == nil {
			f.made[key] = map[string]string{}
		}
		f.made[key][f.base1.langs[found]] = text
	}
	return true
}

// present returns a text in the language of a column as the instructions of an author have left it.
func (f *free) present(u *unit, k int, by string) string {
	if text, ok := f.made[editKey{u, by}][f.base1.langs[k]]; ok {
		return text
	}
	return u.wordings[k].plain()
}

// countOf returns how often whole words occur in a text.
func countOf(text, words string) int {
	n := 0
	for i := wordAt(text, words, 0); i >= 0; i = wordAt(text, words, i+len(words)) {
		n++
	}
	return n
}

// wordAt returns where whole words occur in a text at or after a place, or -1.
func wordAt(text, words string, from int) int {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for words != "" && from < len(text) {
		k := strings.Index(text[from:], words)
		if k < 0 {
			return -1
		}
		k += from
		before, _ := utf8.DecodeLastRuneInString(text[:k])
		after, _ := utf8.DecodeRuneInString(text[k+len(words):])
		first, _ := utf8.DecodeRuneInString(words)
		last, _ := utf8.DecodeLastRuneInString(words)
		if !(letter(before) && letter(first)) && !(letter(after) && letter(last)) {
			return k
		}
		from = k + 1
	}
	return -1
}
