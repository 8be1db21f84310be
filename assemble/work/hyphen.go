package work

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"omnibus/assemble/diag"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/source"
)

// hyphenFolder is the folder of hyphenation files among the locale files.
const hyphenFolder = "hyphen"

// A hyphenFile is a file below hyphen/. Its name gives its kind and language: ru.pat.txt, hyph-ru.tex, hyph_ru_RU.dic.
type hyphenFile struct {
	*source.File
	tag  string // in lower case: ru-ru
	kind hyphenKind
}

type hyphenKind int

const (
	notHyphens  hyphenKind = iota
	patternFile            // patterns
	wordFile               // words with their own breaks
)

// hyphenEndings contains the endings of the names of hyphenation files, longest first.
var hyphenEndings = []struct {
	ending string
	kind   hyphenKind
}{
	{".pat.txt", patternFile}, {".hyp.txt", wordFile}, {".pat", patternFile}, {".hyp", wordFile}, {".tex", patternFile},
	{".dic", patternFile},
}

// hyphenFileOf returns the kind and language of a file, from its name. The kind is notHyphens for notices and other texts beside the
// patterns.
func hyphenFileOf(f *source.File) hyphenFile {
	out := hyphenFile{File: f}
	if path.Base(path.Dir(f.Name)) != hyphenFolder {
		return out
	}
	name := strings.ToLower(path.Base(f.Name))
	for _, e := range hyphenEndings {
		if tag, ok := strings.CutSuffix(name, e.ending); ok {
			tag = strings.TrimPrefix(strings.ReplaceAll(tag, "_", "-"), "hyph-")
			return hyphenFile{f, tag, e.kind}
		}
	}
	return out
}

// charsets contains the encodings that dictionaries of libhyphen name in their first line, by their names in letters and digits. Nil is
// UTF-8.
var charsets = map[string]*charmap.Charmap{
	"utf8": nil, "iso88591": charmap.ISO8859_1, "iso88592": charmap.ISO8859_2, "iso88593": charmap.ISO8859_3,
	"iso88594": charmap.ISO8859_4, "iso88595": charmap.ISO8859_5, "iso88596": charmap.ISO8859_6, "iso88597": charmap.ISO8859_7,
	"iso88598": charmap.ISO8859_8,
	"iso88599": charmap.ISO8859_9, "iso885910": charmap.ISO8859_10, "iso885913": charmap.ISO8859_13, "iso885914": charmap.ISO8859_14,
	"iso885915": charmap.ISO8859_15, "koi8r": charmap.KOI8R, "koi8u": charmap.KOI8U, "microsoftcp1251": charmap.Windows1251,
	"cp1251": charmap.Windows1251, "windows1251": charmap.Windows1251, "microsoftcp1252": charmap.Windows1252,
	"cp1252": charmap.Windows1252, "windows1252": charmap.Windows1252,
}

var (
	charsetForm  = regexp.MustCompile(`^(?i)(?:utf|iso|koi|cp|windows|microsoft|iscii|tis)[-_ a-z0-9]*$`)
	commentForm  = regexp.MustCompile(`(?m)[%#].*$`)
	settingForm  = regexp.MustCompile(`(?m)^[A-Z]{5,}.*$`) // LEFTHYPHENMIN 2, NEXTLEVEL
	patternsForm = regexp.MustCompile(`(?s)\\patterns\s*\{(.*?)\}`)
	wordsForm    = regexp.MustCompile(`(?s)\\hyphenation\s*\{(.*?)\}`)
)

// read returns the patterns of a file in the form of hyph-utf8, of TeX, or of a dictionary of libhyphen (whose first line names its
// encoding), and the words with their own breaks. If the file cannot be read, what says why, and hint what to do. Patterns of a dictionary
// that replace letters at a break (c1k/k=k,1,2) are left out.
func (f hyphenFile) read() (patterns, words, what, hint string) {
	const asUnicode = "save it as UTF-8, with UTF-8 in its first line"
	text := strings.TrimPrefix(string(f.Bytes), "\uFEFF")
	first, rest, _ := strings.Cut(text, "\n")
	if name := strings.TrimSpace(first); charsetForm.MatchString(name) {
		set, known := charsets[strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))]
		if !known {
			return "", "", "its first line names the encoding " + name + ", which cannot be read", asUnicode
		}
		if text = rest; set != nil {
			decoded, err := set.NewDecoder().String(rest)
			if err != nil {
				return "", "", "it is not in the encoding that its first line names, " + name, asUnicode
			}
			text = decoded
		}
		text = settingForm.ReplaceAllString(text, "")
	}
	if !utf8.ValidString(text) {
		return "", "", "it is not in UTF-8", "save it as UTF-8; a dictionary of libhyphen names another encoding in its first line"
	}
	text = commentForm.ReplaceAllString(text, "")
	if f.kind == wordFile {
		return "", text, "", ""
	}
	if tex := patternsForm.FindAllStringSubmatch(text, -1); tex != nil {
		var all, own []string
		for _, m := range tex {
			all = append(all, m[1])
		}
		for _, m := range wordsForm.FindAllStringSubmatch(text, -1) {
			own = append(own, m[1])
		}
		text, words = strings.Join(all, "\n"), strings.Join(own, "\n")
	}
	fields := slices.DeleteFunc(strings.Fields(text), func(s string) bool { return strings.Contains(s, "/") })
	if !slices.ContainsFunc(fields, isPattern) {
		return "", "", "it has no patterns: a pattern has digits between its letters, as in a1b",
			"put the patterns of hyph-utf8, of TeX, or a dictionary of libhyphen there"
	}
	if at := slices.IndexFunc(fields, func(s string) bool { return strings.ContainsAny(s, `\{}<>"=;:`) }); at >= 0 {
		return "", "", "it contains something other than patterns: " + fields[at], "keep only the patterns in it"
	}
	return strings.Join(fields, "\n"), words, "", ""
}

// isPattern reports whether a word has a digit beside a letter.
func isPattern(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789.") != ""
}

// hyphenation returns a function that returns the patterns of a language: those of the files below hyphen/, the author's in preference to
// the built-in ones. It reports files of the author that cannot be read. If es-MX has no patterns of its own, it has those of es; ru has
// those of ru-RU.
func hyphenation(builtin, user []*source.File, diags *diag.List) func(lang string) *lines.Patterns {
	type texts func() (patterns, words string)
	patterns, words := map[string]texts{}, map[string]texts{} // by tag, in lower case
	add := func(h hyphenFile, read texts) {
		into := patterns
		if h.kind == wordFile {
			into = words
		}
		into[h.tag] = read
		if base, _, region := strings.Cut(h.tag, "-"); region && into[base] == nil {
			into[base] = read
		}
	}
	for _, f := range builtin { // read when their language is first used
		if h := hyphenFileOf(f); h.kind != notHyphens {
			add(h, func() (string, string) { p, w, _, _ := h.read(); return p, w })
		}
	}
	for _, f := range user {
		h := hyphenFileOf(f)
		if h.kind == notHyphens {
			continue
		}
		p, w, what, hint := h.read()
		if what != "" {
			diags.Errorf("E0709", f.Pos(0, 0), "the hyphenation file cannot be used: %s", what).Hint("%s", hint)
			continue
		}
		add(h, func() (string, string) { return p, w })
	}
	read := map[string]*lines.Patterns{}
	return func(lang string) *lines.Patterns {
		for tag := strings.ToLower(lang); ; tag = tag[:strings.LastIndexByte(tag, '-')] {
			if p, ok := read[tag]; ok {
				return p
			}
			if of := patterns[tag]; of != nil {
				p, own := of()
				if w := words[tag]; w != nil {
					_, own = w()
				}
				read[tag] = lines.NewPatterns(p, own)
				return read[tag]
			}
			if !strings.Contains(tag, "-") {
				read[strings.ToLower(lang)] = nil
				return nil
			}
		}
	}
}
