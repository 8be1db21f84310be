package packet

import (
	"fmt"
	"sort"
	"strings"

	"omnibus/assemble/locale"
)

// A Placed is a code of a returned text as a reader of XML found it, with its id in the file, and with its data if the file still has them.
type Placed struct {
	Token
	Ref string
}

// Rebuild assembles a returned text. Codes whose data the file has lost are taken from those of the source (known, by id). fault says what
// is wrong with the codes, or is "".
func Rebuild(tokens []Placed, known map[string][2]string) (text, fault string) {
	var b strings.Builder
	var open []string
	for _, t := range tokens {
		data := t.Data
		switch t.Role {
		case Words:
			b.WriteString(t.Text)
			continue
		case Open:
			open = append(open, t.Ref)
			if data == "" {
				data = known[t.Ref][0]
			}
		case Close:
			if len(open) == 0 || !has(open, t.Ref) {
				return "", fmt.Sprintf("inline code %q is closed but not opened", t.Ref)
			}
			open = without(open, t.Ref)
			if data == "" {
				data = known[t.Ref][1]
			}
		case Alone:
			if data == "" {
				data = known[t.Ref][0]
			}
		}
		if data == "" {
			return "", fmt.Sprintf("inline code %q is not in the source", t.Ref)
		}
		b.WriteString(data)
	}
	if len(open) > 0 {
		return "", fmt.Sprintf("inline code %q is opened but not closed", open[len(open)-1])
	}
	return b.String(), ""
}

// Data returns the codes of a text by their ids in the file, for Rebuild.
func Data(tokens []Placed) map[string][2]string {
	out := map[string][2]string{}
	for _, t := range tokens {
		t.keep(out, t.Ref)
	}
	return out
}

func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func without(list []string, s string) []string {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return append(append([]string(nil), list[:i]...), list[i+1:]...)
		}
	}
	return list
}

// Lost returns the codes of a source that its translation must keep but has lost: notes and references. A placeholder of a label may have a
// case of the language: {{.Date.genitive}} for {{.Date}}.
func Lost(src, target string) []string {
	count := map[string]int{}
	for _, t := range Tokens(src) {
		if t.Type == "note" || t.Type == "ref" {
			count[t.Data]++
		}
	}
	for _, t := range Tokens(target) {
		if t.Type == "note" || t.Type == "ref" {
			if name, _, cased := strings.Cut(strings.TrimPrefix(t.Data, "{{."), "."); cased && count[t.Data] == 0 {
				count["{{."+name+"}}"]--
				continue
			}
			count[t.Data]--
		}
	}
	var out []string
	for data, n := range count {
		if n > 0 {
			out = append(out, data)
		}
	}
	sort.Strings(out)
	return out
}

// EndsOf returns a target with the spaces at the ends of its source, which many tools cut off: a label such as " and " has them.
func EndsOf(src, target string) string {
	inner := strings.Trim(src, " \u00a0")
	if inner == "" || strings.TrimSpace(target) == "" {
		return target
	}
	before, after, _ := strings.Cut(src, inner)
	if before != "" && !strings.HasPrefix(target, " ") && !strings.HasPrefix(target, "\u00a0") {
		target = before + target
	}
	if after != "" && !strings.HasSuffix(target, " ") && !strings.HasSuffix(target, "\u00a0") {
		target += after
	}
	return target
}

// Own returns the tag with which a packet was sent if a tool has only changed its form (es-ES or ES for es), otherwise the tag that the
// file has now.
func Own(said, left string) string {
	if left != "" && Language(said) == Language(left) {
		return left
	}
	return said
}

// Language returns the language of a tag without its country: es for es-ES, ES and es_419.
func Language(tag string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(primary)
}

// Finish sets the state of a returned unit whose format states none: a translated text is at least translated, and a text that was not
// edited keeps its state.
func (u *Unit) Finish(stated bool) {
	if stated {
		return
	}
	switch {
	case u.Target == "":
		u.State = locale.Untranslated
	case u.Was != "" && Exact(u.Target) == u.TargetHash:
		u.State = u.Was
	default:
		u.State = locale.Translated
	}
}
