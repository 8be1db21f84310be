package assemble

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/work"
)

// Files whose string literals may have letters outside ASCII, or words of languages other than English, with the reason.
var lettersAllowed = map[string]string{
	"explain":             "explanations quote wrong and right texts",
	"check":               "explanations quote wrong and right texts", // of a check, only in its field Explain
	"source/clean.go":     "letters that a wrong encoding, a font or another alphabet leaves in a text",
	"source/portable.go":  "names of devices of Windows",
	"symbol/scan.go":      "letters of other alphabets that look like those of symbols",
	"input/table.go":      "examples of fields",
	"write/pdf/subset.go": "characters that a subset of a face always has",
}

// alsoEnglish has words of other languages that are also English, or names in code.
const alsoEnglish = "actual aria com comment compose data decide del disp font format identifier mar media meta normal notes nul num propose relative " +
	"res sect suit trans type unique version"

// TestNoLanguageInGo: what a language writes is in its files below locales/, so that a language needs no Go. A literal is suspect if it has
// a letter outside ASCII, or a word that only the label files of languages other than English have.
func TestNoLanguageInGo(t *testing.T) {
	words := foreignWords(t)
	used := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || forTests(filepath.Base(filepath.Dir(path))) {
			return err
		}
		path = filepath.ToSlash(path)
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Explain" && strings.HasPrefix(path, "check/") {
					used["check"] = true
					return false
				}
			case *ast.BasicLit:
				found := foreign(n, words)
				if found == "" {
					return true
				}
				for k := path; k != "."; k = filepath.ToSlash(filepath.Dir(k)) {
					if lettersAllowed[k] != "" && k != "check" {
						used[k] = true
						return true
					}
				}
				t.Errorf("%s: the literal %s has %q, which belongs in the files of a language", path, n.Value, found)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for k := range lettersAllowed {
		if !used[k] {
			t.Errorf("%s no longer has such a literal: remove it from the list", k)
		}
	}
}

// foreign returns the first letter or word of another language in a literal, or "".
func foreign(lit *ast.BasicLit, words map[string]bool) string {
	if lit.Kind != token.STRING && lit.Kind != token.CHAR {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	for _, r := range s {
		if !utf8.ValidString(s) { // the first bytes of a file format
			break
		}
		if r > unicode.MaxASCII && unicode.IsLetter(r) {
			return string(r)
		}
	}
	for _, w := range lettersOf(s) {
		if words[w] {
			return w
		}
	}
	return ""
}

func lettersOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
}

// foreignWords returns the words that only labels of languages other than English have.
func foreignWords(t *testing.T) map[string]bool {
	builtin, _ := work.Builtin()
	english, out := map[string]bool{}, map[string]bool{}
	files := 0
	for _, f := range builtin {
		name := filepath.Base(f.Name)
		if !strings.HasPrefix(name, "active.") || strings.HasPrefix(name, "active.en-") {
			continue
		}
		files++
		for line := range strings.SplitSeq(string(f.Bytes), "\n") {
			key, value, ok := strings.Cut(line, "=")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			for _, w := range lettersOf(key) {
				english[w] = true
			}
			for _, w := range lettersOf(value) {
				if name == "active.en.toml" {
					english[w] = true
				} else if len(w) > 2 {
					out[w] = true
				}
			}
		}
	}
	if files < 4 {
		t.Fatalf("%d label files read", files)
	}
	for w := range english {
		delete(out, w)
	}
	for _, p := range []string{"../README.md", "ARCHITECTURE.md"} {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range lettersOf(string(b)) {
			delete(out, w)
		}
	}
	for _, w := range strings.Fields(alsoEnglish) {
		delete(out, w)
	}
	return out
}
