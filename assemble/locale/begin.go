package locale

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/locale/cldr"
	"omnibus/assemble/source"
)

var (
	sectionForm = regexp.MustCompile(`^\[([a-z-]+)\]`)
	entryForm   = regexp.MustCompile(`^("[^"]*"|[\w-]+) = (.*)$`)
	oneForms    = regexp.MustCompile(`(\w+) = ("(?:[^"\\]|\\.)*")`)
)

// own are the sections of words that a translation does not help with: each language has its own, and none is needed.
var own = []string{"lexicon", "bond", "stem", "drafting", "opener", "check", "meaning", "ordinal", "page-number", "propose"}

// Begin returns a label file for a language, with all labels of the file of another and its comments. What Unicode's repository knows of
// the language stands in it; every other label is behind a #, to be translated: until then that of the other is printed. Labels
// with a count have the plural forms of the language.
func Begin(tag, from string, reference *source.File) []byte {
	known := cldr.Entries(tag)
	if known["language.self"] == "" {
		known["language.self"] = tag
	}
	forms := pluralForms(tag)
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n#\n", known["language.self"])
	b.WriteString("# A line with a # is still that of " + from + ", and is printed until it is translated: write the words of the\n" +
		"# language between the quotation marks, keep what is in {{ }}, and take the # away. What has no # comes from\n" +
		"# Unicode's CLDR: look through it.\n")
	if len(known) == 1 {
		b.WriteString("# (CLDR knows nothing of this language.)\n")
	}
	fmt.Fprintf(&b, "# A label with a count has the forms %s.\n\n", strings.Join(forms, ", "))
	section := ""
	rest := func() { // entries of the section that the reference has not
		keys := sortedKeys(known)
		slices.SortStableFunc(keys, func(a, b string) int { return len(a) - len(b) }) // month 2 before month 10
		for _, key := range keys {
			if s, name, _ := strings.Cut(key, "."); s == section {
				fmt.Fprintf(&b, "%s = %s\n", name, basicString(known[key]))
				delete(known, key)
			}
		}
		switch section {
		case "language":
			fmt.Fprintf(&b, "# The language whose labels stand for those that are missing here.\n# fallback = %q\n", from)
		case "gender":
			b.WriteString("\n# Prepositions that fuse with an article, as de and el do in Spanish, and words that lose a vowel before\n" +
				"# another (see the Spanish and the French file).\n# [contraction]\n# de-el = \"del\"\n# [elision]\n")
		}
	}
	var held []string // empty lines and comments, which belong to what follows them
	flush := func() {
		for _, line := range held {
			b.WriteString(line + "\n")
		}
		held = held[:0]
	}
	for line := range strings.Lines(string(reference.Bytes)) {
		line = strings.TrimRight(line, "\r\n")
		entry := entryForm.FindStringSubmatch(line)
		switch head := sectionForm.FindStringSubmatch(line); {
		case head != nil && section == "": // what the file says of itself is left out
			held, section = held[:0], head[1]
			b.WriteString(line + "\n")
		case head != nil:
			rest()
			flush()
			section = head[1]
			b.WriteString(line + "\n")
			if slices.Contains(own, section) {
				b.WriteString("# Each language has words of its own here, and what it lacks is not looked for.\n")
			}
		case entry == nil:
			held = append(held, line)
		default:
			flush()
			key := section + "." + strings.Trim(entry[1], `"`)
			if value, ok := known[key]; ok {
				fmt.Fprintf(&b, "%s = %s\n", entry[1], basicString(value))
				delete(known, key)
				continue
			}
			fmt.Fprintf(&b, "# %s = %s\n", entry[1], inForms(entry[2], forms))
		}
	}
	rest()
	flush()
	return b.Bytes()
}

// inForms writes the value of a label with a count in the plural forms of a language; any other value as it is.
func inForms(value string, forms []string) string {
	if !strings.HasPrefix(value, "{") {
		return value
	}
	given := map[string]string{}
	for _, m := range oneForms.FindAllStringSubmatch(value, -1) {
		given[m[1]] = m[2]
	}
	var out []string
	for _, f := range forms {
		words := given[f]
		if words == "" {
			words = given["other"]
		}
		out = append(out, f+" = "+words)
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

// basicString writes a text as a string of TOML, spaces that cannot be told apart by their codes.
func basicString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString("\\" + string(r))
		case r < ' ' || r == '\u00a0' || r >= 0x2000 && r <= 0x200f || r == '\u202f':
			fmt.Fprintf(&b, "\\u%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
