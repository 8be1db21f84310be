package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A preposition and the next word may fuse: de + el is del, de + les textes is des textes, de + août is d’août. The entries are
// contraction.<preposition>-<article>, and elision.<preposition>, the form before one of the beginnings in elision.before. The rule applies
// wherever the two meet: a name after a preposition, or a placeholder after one in a label or a pattern.

// WithArticle returns a name with its article: la Comisión, l'Assemblée. If the article is empty, it returns the name unchanged.
func (l *Locale) WithArticle(article, name string) string { return l.With("", article, name) }

// With returns a preposition, an article and a name, fused as the language requires.
func (l *Locale) With(preposition, article, name string) string {
	if article != "" {
		name = behind(article, name)
	}
	if preposition == "" {
		return name
	}
	return l.fuse(behind(preposition, ""), name)
}

// Noun returns a label that names something, with its article: el párrafo resolutivo 5. The article is article.<the last part of the key>;
// a language without articles needs no entry.
func (l *Locale) Noun(key string, data map[string]any) string {
	_, noun := cutLast(key)
	return l.WithArticle(l.entry("article."+noun), l.T(key, data))
}

// behind returns words after a preposition or an article: with a space between, except after an apostrophe.
func behind(head, words string) string {
	if strings.HasSuffix(head, "'") || strings.HasSuffix(head, "’") {
		return head + words
	}
	return head + " " + words
}

// fuse returns a value after the words before it, and fuses a preposition at their end with an article or vowel at its beginning. A
// capitalized article is part of a name, and has no entry: de El Salvador.
func (l *Locale) fuse(before, value string) string {
	if !l.fuses {
		return before + value
	}
	words := strings.TrimRightFunc(before, blank)
	start := len(strings.TrimRightFunc(words, unicode.IsLetter))
	if preposition := words[start:]; preposition != "" && len(words) < len(before) {
		if fused, rest, ok := l.fused(strings.ToLower(preposition), value); ok {
			if first, _ := utf8.DecodeRuneInString(preposition); unicode.IsUpper(first) {
				fused = l.Capital(fused)
			}
			return words[:start] + behind(fused, rest)
		}
	}
	return before + value
}

// fused returns the form of a preposition before a value, and the rest of the value.
func (l *Locale) fused(preposition, value string) (fused, rest string, ok bool) {
	article, rest := value, ""
	if i := strings.IndexFunc(value, func(r rune) bool { return blank(r) || r == '\'' || r == '’' }); i >= 0 {
		_, n := utf8.DecodeRuneInString(value[i:])
		article, rest = value[:i], value[i+n:] // bare keys of TOML have no apostrophe: l' is written l
	}
	if rest != "" && article != "" {
		if c := l.entry("contraction." + preposition + "-" + article); c != "" {
			return c, rest, true
		}
	}
	first, _, _ := strings.Cut(value, " ")
	if strings.Contains(first, "/") { // a symbol is read letter by letter
		return "", "", false
	}
	if e := l.entry("elision." + preposition); e != "" && begins(value, l.entry("elision.before")) {
		return e, value, true
	}
	return "", "", false
}

// blank reports whether a character is a space of any width.
func blank(r rune) bool { return r == ' ' || r == '\u00A0' || r == '\u202F' }

// write returns words with values between them, in the form that pieces returns. If a value is missing, ok is false.
func (l *Locale) write(parts []string, value func(name string) (string, bool)) (text string, ok bool) {
	if len(parts) == 1 {
		return parts[0], true
	}
	var b strings.Builder
	for i := 1; i < len(parts); i += 2 {
		v, ok := value(parts[i])
		if !ok {
			return "", false
		}
		b.WriteString(l.fuse(parts[i-1], v))
	}
	if len(parts) > 0 {
		b.WriteString(parts[len(parts)-1])
	}
	return b.String(), len(parts) > 0
}

// fill replaces the placeholders {{.Name}} of a pattern by values. It returns a placeholder without a value unchanged, and a pattern with
// other actions.
func (l *Locale) fill(pattern string, pairs ...string) string {
	parts := l.parts.of(pattern, func() []string { return pieces(pattern) })
	text, ok := l.write(parts, func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "{{." + name + "}}", true
	})
	if !ok {
		return pattern
	}
	return text
}
