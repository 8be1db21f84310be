package template

import (
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

var (
	openForm = pattern.Of(`^<(/?)([A-Za-z][A-Za-z0-9-]*)`)
	attrForm = pattern.Of(`^\s+([A-Za-z][A-Za-z0-9:_-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?`)
)

// lint reports every element and attribute of a file that is outside the vocabulary, run or not.
func lint(f *source.File, diags *diag.List) bool {
	ok := true
	s := blank(string(f.Bytes))
	for i := 0; i < len(s); i++ {
		if s[i] != '<' {
			continue
		}
		m := openForm.FindStringSubmatch(s[i:])
		if m == nil {
			continue
		}
		name, pos := m[2], f.Pos(i, len(m[0]))
		i += len(m[0])
		e := vocabulary[name]
		if e == nil {
			if m[1] == "" {
				d := diags.Errorf("E0910", pos, "unknown element <%s> in the template", name)
				if near := nearestElement(strings.ToLower(name)); near != "" {
					d.Hint("did you mean <%s>?", near)
				} else {
					d.Hint("the elements are %s", strings.Join(elements(), ", "))
				}
				ok = false
			}
			continue
		}
		for m[1] == "" {
			a := attrForm.FindStringSubmatch(s[i:])
			if a == nil {
				break
			}
			if !e.attribute(a[1]) {
				at := i + strings.Index(s[i:], a[1])
				known := slices.Concat(e.attrs, everywhere)
				d := diags.Errorf("E0911", f.Pos(at, len(a[1])), "unknown attribute %q of <%s>", a[1], name)
				if near := diag.Nearest(a[1], known); near != "" {
					d.Hint("did you mean %q?", near)
				} else {
					d.Hint("<%s> takes %s", name, strings.Join(known, ", "))
				}
				ok = false
			}
			if href := strings.TrimSpace(strings.Trim(a[2], `"'`)); name == "a" && a[1] == "href" &&
				!mayLink(href) && !strings.HasPrefix(href, actionLetter) {
				at := i + strings.Index(s[i:], a[2])
				diags.Errorf("E0133", f.Pos(at, len(a[2])), "link to %q: only http, https and mailto are allowed", clip(href)).
					Hint("%s", linkHint)
				ok = false
			}
			i += len(a[0])
		}
		i--
	}
	return ok
}

// Parts of a template: tags, what separates two blocks of text, signs that languages space in different ways, and what is not a word.
var (
	markupForm  = pattern.Of(`<[^>]*>`)
	blockForm   = pattern.Of(`^</?(?:p|h[1-6]|li|td|th|line|section|ul|ol|br)\b`)
	signForm    = pattern.Of(`[:;,?!]`)
	entityForm  = pattern.Of(`&#?\w+;`)
	clipForm    = pattern.Of(`\bclip\s+("[^"]*"|` + "`[^`]*`" + `)`)
	commentForm = pattern.Of(`(?s)<!--.*?-->`)
)

// punctuation reports signs between two values: each language has its own, with its own spaces, and they are in its labels.
func punctuation(f *source.File, diags *diag.List) {
	say := func(at int, sign string) {
		diags.Warningf("W0828", f.Pos(at, len(sign)), "the template has the sign %q between two values", sign).
			Hint("print the sign of the language, {{label \"list.colon\"}}, list.separator or list.middle; " +
				"or use a label with both values, or clauses or list")
	}
	s := string(f.Bytes)
	erase := func(part string) string { return strings.Repeat("\x00", len(part)) }
	actions := actionForm.FindAllStringIndex(s, -1)
	words := markupForm.ReplaceAllStringFunc(commentForm.ReplaceAllStringFunc(s, erase), func(tag string) string {
		if blockForm.MatchString(tag) {
			return "\n" + erase(tag[1:])
		}
		return erase(tag)
	})
	words = entityForm.ReplaceAllStringFunc(words, erase)
	for i, a := range actions {
		action := s[a[0]:a[1]]
		if m := clipForm.FindStringSubmatchIndex(action); m != nil {
			if at := signForm.FindStringIndex(action[m[2]:m[3]]); at != nil {
				say(a[0]+m[2]+at[0], action[m[2]+at[0]:m[2]+at[1]])
			}
		}
		end := len(s)
		if i+1 < len(actions) {
			end = actions[i+1][0]
		}
		between := words[a[1]:end]
		bare := strings.Trim(between, "\x00 \t\r\n\u00a0:;,?!.()[]–—·\"'«»“”‘’")
		if at := signForm.FindStringIndex(between); at != nil && bare == "" && end < len(s) && !strings.Contains(between[at[1]:], "\n") {
			say(a[1]+at[0], between[at[0]:at[1]])
		}
	}
}

func elements() []string {
	var names []string
	for n := range vocabulary {
		if n != "text" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	return names
}

var actionForm = pattern.Of(
	"(?s)\\{\\{-?\\s*/\\*.*?\\*/\\s*-?\\}\\}|\\{\\{(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)*'|[^\"`'}]|\\}[^}])*\\}\\}",
)

// silentForm is the beginning of an action that prints nothing itself.
var silentForm = pattern.Of(`^\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|block|break|continue)\b|\$\w+\s*:?=)`)

// blank returns s with a letter for every byte of the actions that print something and a space for every byte of other actions and of
// comments: only markup is left, at its original offsets.
func blank(s string) string {
	s = actionForm.ReplaceAllStringFunc(s, func(a string) string {
		if silentForm.MatchString(a) {
			return strings.Repeat(" ", len(a))
		}
		return strings.Repeat(actionLetter, len(a))
	})
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<!--")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		comment, after, closed := strings.Cut(rest, "-->")
		n := len("<!--") + len(comment)
		if closed {
			n += len("-->")
		}
		b.WriteString(strings.Repeat(" ", n))
		s = after
	}
}

// actionLetter replaces each byte of an action.
const actionLetter = "x"
