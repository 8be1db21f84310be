package records

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/work"
)

// TestSentences: every sentence about a cell or a line has a label in all languages, with the same values in the same order; and every such
// label is that of a sentence.
func TestSentences(t *testing.T) {
	files, _ := work.Builtin()
	set := locale.Read(files, nil, &diag.List{})
	value := regexp.MustCompile(`%[a-z]`)
	said := map[string]string{} // by key
	sentences := func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		called := ""
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			called = f.Sel.Name
		case *ast.Ident:
			called = f.Name
		}
		if !slices.Contains([]string{"refuse", "about", "sentence", "Hint", "note"}, called) {
			return true
		}
		for _, arg := range call.Args {
			if x, ok := arg.(*ast.BasicLit); ok && x.Kind == token.STRING && strings.Contains(x.Value, " ") {
				words, _ := strconv.Unquote(x.Value)
				if was, ok := said[locale.SentenceKey(words)]; ok && was != words {
					t.Errorf("%q and %q have the same key", was, words)
				}
				said[locale.SentenceKey(words)] = words
				break
			}
		}
		return true
	}
	names, _ := filepath.Glob("*.go")
	spoken, _ := filepath.Glob("../saying/*.go")
	drafts, _ := filepath.Glob("../intake/word/*.go")
	for _, name := range slices.Concat(names, spoken, drafts) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, sentences)
	}
	if len(said) < 100 {
		t.Fatalf("only %d sentences were found", len(said))
	}
	for key, words := range said {
		if got := set.Label("en", key); got != words {
			t.Errorf("%s is %q, want %q", key, got, words)
		}
		for _, l := range []string{"es", "fr", "pt"} {
			got := set.Label(l, key)
			if !slices.Equal(value.FindAllString(got, -1), value.FindAllString(words, -1)) || got == words {
				t.Errorf("%s: %s is %q, for %q", l, key, got, words)
			}
		}
	}
	own, err := os.ReadFile("../../locales/active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(own), "\n[finding]\n")
	table, _, _ = strings.Cut(table, "\n[")
	for line := range strings.Lines(table) {
		if key, _, ok := strings.Cut(line, " = "); ok && said["finding."+key] == "" {
			t.Errorf("no sentence has the label finding.%s", key)
		}
	}
}
