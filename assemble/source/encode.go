package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/pattern"
)

// lineWidth is the width, in characters, of the lines of a text written over several lines.
const lineWidth = 118

// yamlText writes a text as a YAML scalar: in the requested style if that can represent it, otherwise in double quotation marks. raw is the
// old value as written; indent is the column of the mapping or list that contains it.
func yamlText(s string, style Style, raw string, indent int, flow bool) string {
	var tries []string
	pad := strings.Repeat(" ", indent+2)
	switch style {
	case Literal, Folded:
		if flow || s == "" || trailing.MatchString(s) {
			break
		}
		head, _, _ := strings.Cut(raw, "\n") // with a comment after the sign
		head = strings.TrimRight(head, " \t")
		if _, body, ok := strings.Cut(raw, "\n"); ok {
			if first := strings.TrimLeft(body, " \n"); first != "" {
				k := strings.LastIndexByte(body[:len(body)-len(first)], '\n') + 1
				pad = body[k : len(body)-len(first)]
			}
		}
		body := strings.TrimSuffix(s, "\n")
		if style == Folded {
			body = wrap(body, lineWidth-len(pad))
		}
		tries = append(tries, head+"\n"+pad+strings.ReplaceAll(body, "\n", "\n"+pad))
	case Single:
		tries = append(tries, "'"+strings.ReplaceAll(s, "'", "''")+"'")
	case Plain:
		if strings.Contains(raw, "\n") {
			second := raw[strings.IndexByte(raw, '\n')+1:]
			at := "\n" + second[:len(second)-len(strings.TrimLeft(second, " "))]
			tries = append(tries, strings.ReplaceAll(wrap(s, lineWidth-len(at)), "\n", at))
		}
		tries = append(tries, s)
	}
	if style == Double && strings.Contains(raw, "\n") {
		second := raw[strings.IndexByte(raw, '\n')+1:]
		at := "\n" + second[:len(second)-len(strings.TrimLeft(second, " "))]
		tries = append(tries, strings.ReplaceAll(wrap(Quoted(s), lineWidth-len(at)), "\n", at))
	}
	for _, t := range tries {
		if holds(t, s, indent, flow) && (!coerced(t) || kindOf(s) != "" && kindOf(s) == kindOf(raw)) {
			return t
		}
	}
	if style == Literal || style == Folded {
		return behind(s, raw)
	}
	return Quoted(s)
}

// behind writes a text in double quotation marks in place of a block, whose comment follows it.
func behind(s, raw string) string {
	head, _, _ := strings.Cut(raw, "\n")
	k := strings.Index(head, " #")
	if k < 0 {
		return Quoted(s)
	}
	comment := strings.TrimRight(head[k:], " \t")
	if len(comment) > 2 && isAlnum(comment[2]) { // behind a value on one line, it would look like a part of it
		comment = " # " + comment[2:]
	}
	return Quoted(s) + comment
}

// holds reports whether the written scalar is read back as the text s in its context.
func holds(written, s string, indent int, flow bool) bool {
	if s == "" || unlike.MatchString(written) {
		return false
	}
	doc := strings.Repeat(" ", indent) + "k: " + written + "\n" + strings.Repeat(" ", indent) + "z: z\n"
	if flow {
		if paired.MatchString(written) {
			return false
		}
		doc = "k: [a, " + written + ", {b: " + written + "}]\nz: z\n"
	}
	root, faults := YAML(NewFile("", []byte(doc)))
	if len(faults) > 0 || root == nil || root.Kind != Mapping || len(root.Entries) != 2 {
		return false
	}
	k := root.At("k")
	if !flow {
		return k.Kind == Scalar && k.Text.String == s && strings.TrimSpace(s) != ""
	}
	return k.Kind == Sequence && len(k.Items) == 3 && k.Items[1].Kind == Scalar && k.Items[1].Text.String == s &&
		k.Items[2].At("b").Text.String == s
}

// trailing matches white space at the end of a line, which editors remove.
var trailing = pattern.Of(`(?m)[ \t]$`)

// unlike matches what readers of YAML 1.1 and 1.2 take for different things outside escapes: signs that end a line only in 1.1, the sign of
// the byte order, and a tab that begins a line.
var unlike = pattern.Of(`[\r\x{85}\x{2028}\x{2029}\x{feff}]|\n *\t`)

// paired matches what readers take for the sign of a key inside brackets: in a plain scalar, a colon that is not part of an address, or a
// leading colon or question mark.
var paired = pattern.Of(`^([^"'].*:[^/]|[?:])`)

// otherwise matches, besides kinds, what some reader of YAML, of any version, takes for something other than a text.
var otherwise = pattern.Of(`^(?i:[yn]|yes|no|on|off|null|nil|~|[-+]?\.inf|\.nan|=|<<|\.\.\.|---|` +
	`[-+]?0[0-9_]+|[-+]?0[box][0-9a-f_]+|[-+]?[0-9_]+(:[0-9_.]+)+|[-+]?[0-9_]*\.[0-9_]*(e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*e[-+]?[0-9]+|` +
	`[-+]?[0-9]+_[0-9_]*|\+[0-9]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9].*)$`)

// kinds contains the kinds of values that people write without quotation marks on purpose: whole numbers, days, Booleans.
var kinds = map[string]*pattern.Pattern{
	"number": pattern.Of(`^-?(0|[1-9][0-9]*)$`),
	"day":    pattern.Of(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$`),
	"truth":  pattern.Of(`^(?i:true|false)$`),
}

// kindOf returns the kind of a plain scalar, or "" if it is not one of kinds.
func kindOf(plain string) string {
	for name, form := range kinds {
		if form.MatchString(plain) {
			return name
		}
	}
	return ""
}

// coerced reports whether some reader would take a plain scalar for something other than a text.
func coerced(s string) bool { return kindOf(s) != "" || otherwise.MatchString(s) }

// Written writes a text as a YAML scalar on one line which every reader takes for this text. Only plain words are written without quotation
// marks.
func Written(s string) string {
	if word.MatchString(s) && !coerced(s) {
		return s
	}
	return Quoted(s)
}

var word = pattern.Of(`^[A-Za-z][A-Za-z0-9-]*$`)

// Quoted writes a text between double quotation marks on one line, valid in both YAML and TOML. Invisible characters, no-break spaces
// included, are escaped.
func Quoted(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r >= ' ' && r < 0x7f && r != '"' && r != '\\':
			b.WriteByte(byte(r))
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r != ' ' && !unicode.IsPrint(r) || r == 0xfeff:
			if r > 0xffff {
				fmt.Fprintf(&b, `\U%08X`, r)
			} else {
				fmt.Fprintf(&b, `\u%04X`, r)
			}
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// wrap breaks a text at single spaces into lines of at most width characters. Folding joins the lines again.
func wrap(s string, width int) string {
	var b strings.Builder
	for i, para := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString("\n\n")
		}
		column := 0
		for k, word := range strings.Split(para, " ") {
			n := utf8.RuneCountInString(word)
			switch {
			case k == 0:
			case column+1+n > width && word != "" && !strings.HasSuffix(b.String(), " "):
				b.WriteByte('\n')
				column = 0
			default:
				b.WriteByte(' ')
				column++
			}
			b.WriteString(word)
			column += n
		}
	}
	return b.String()
}

func yamlKey(key string) string {
	if holds(key, key, 0, false) && !coerced(key) && !strings.ContainsAny(key, "\n:#") {
		return key
	}
	return Quoted(key)
}

// tomlText writes a text as a TOML string, over several lines if the old value was and the text has line breaks.
func tomlText(s string, style Style) string {
	switch {
	case style == Single && !strings.ContainsAny(s, "'\n\r") && strings.IndexFunc(s, unicode.IsControl) < 0:
		return "'" + s + "'"
	case style == Literal && !strings.Contains(s, "''") && !strings.HasSuffix(s, "'") &&
		strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) < 0:

		return "'''\n" + s + "'''"
	case style == Folded && strings.Contains(s, "\n"):
		lines := strings.Split(s, "\n")
		for i, l := range lines {
			q := Quoted(l)
			lines[i] = q[1 : len(q)-1]
		}
		return "\"\"\"\n" + strings.Join(lines, "\n") + "\"\"\""
	}
	return Quoted(s)
}

// tomlKey writes a key of TOML, in quotation marks if necessary.
func tomlKey(key string) string {
	if key == "" {
		return Quoted(key)
	}
	for i := 0; i < len(key); i++ {
		c := key[i]
		if !(c == '_' || c == '-' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return Quoted(key)
		}
	}
	return key
}
