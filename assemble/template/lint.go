package template

import (
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

var (
	openForm = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9-]*)`)
	attrForm = regexp.MustCompile(`^\s+([A-Za-z][A-Za-z0-9:_-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?`)
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

var actionForm = regexp.MustCompile(
	"(?s)\\{\\{-?\\s*/\\*.*?\\*/\\s*-?\\}\\}|\\{\\{(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)*'|[^\"`'}]|\\}[^}])*\\}\\}",
)

// silentForm is the beginning of an action that prints nothing itself.
var silentForm = regexp.MustCompile(`^\{\{-?\s*(?:/\*|(?:if|else|end|range|with|define|block|break|continue)\b|\$\w+\s*:?=)`)

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
