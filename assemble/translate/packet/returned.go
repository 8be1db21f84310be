package packet

import (
	"fmt"
	"sort"
	"strings"

	"omnibus/assemble/locale"
)

// Placed is a code of a returned text, as a reader of XML found it: by its id in the file, with its data where the file still has
// them.
type Placed struct {
	Token
	Ref string
}

// Rebuild assembles a returned text. Codes whose data the file lost are taken from those of its source (known, by id). It returns what is
// wrong with them, "" for nothing.
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

// Data returns the codes of a text by their id in the file, for Rebuild.
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

// Lost returns the codes that a translation may not lose and has lost: notes and references, as they are in its source.
func Lost(src, target string) []string {
	count := map[string]int{}
	for _, t := range Tokens(src) {
		if t.Type == "note" || t.Type == "ref" {
			count[t.Data]++
		}
	}
	for _, t := range Tokens(target) {
		if t.Type == "note" || t.Type == "ref" {
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

// Own returns the tag that a packet left with, where a tool has only changed its form (es-ES or ES for es), and else what the file says
// now.
func Own(said, left string) string {
	if left != "" && Language(said) == Language(left) {
		return left
	}
	return said
}

// Language returns the language of a tag, without its country: es of es-ES, ES and es_419.
func Language(tag string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	return strings.ToLower(primary)
}

// Finish sets what a returned unit's format does not say: without its own state a translated text is translated, and one
// that was further keeps what it was unless it has been edited.
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
