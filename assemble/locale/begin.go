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

// own lists the sections of words that each language has of its own. A translation does not help with them, and none of them is required.
var own = []string{"lexicon", "bond", "stem", "drafting", "opener", "check", "meaning", "ordinal", "page-number", "propose"}

// Begin returns a label file for a language, with all labels of a reference file and its comments. It fills in what CLDR knows about the
// language. Each other label is behind a # until it is translated, and until then the label of the language from is printed. Labels with a
// count have the plural forms of the language.
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
	rest := func() { // adds entries of the section that the reference does not have
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
			b.WriteString("# The cases that names and months have beside the first. A label chooses one, as in {{.Date.genitive}}. The\n" +
				"# names of the glossary have them there, months as month-genitive-1, and labels that are names in [case], as\n" +
				"# author-chair-genitive; [case] also says which one follows a word: word-of = \"genitive\".\n" +
				"# cases = \"genitive dative\"\n")
		case "gender":
			b.WriteString("\n# Prepositions that fuse with an article, as de and el do in Spanish, and words that lose a vowel before\n" +
				"# another (see the Spanish and the French file).\n# [contraction]\n# de-el = \"del\"\n# [elision]\n")
		}
	}
	var held []string // empty lines and comments that belong to what follows them
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
		case head != nil && section == "": // the description of the reference file is left out
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

// inForms returns the value of a label with a count in the plural forms of a language. It returns any other value unchanged.
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

// basicString writes a text as a string of TOML, with escapes for special spaces.
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
