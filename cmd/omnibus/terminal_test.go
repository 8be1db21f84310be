package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"omnibus/assemble/diag"
)

// hostile is what a cell, a title or a name of a file may contain: codes that clear the screen, name the window, reverse the direction of
// text, and begin a line.
const hostile = "a\x1b[2J\x1b]0;owned\x07\u009b31m\u202eb\u2066c\u2028d\re\x7f\xfff"

func TestCleaner(t *testing.T) {
	for text, want := range map[string]string{
		"plain, é, 漢字\n\tnext\n": "plain, é, 漢字\n\tnext\n",
		hostile:                  "a·[2J·]0;owned··31m·b·c·d·e··f",
		"soft\u00adhyphen":       "soft\u00adhyphen",
		"\ufffd":                 "\ufffd",
		"":                       "",
	} {
		var whole, bits bytes.Buffer
		fmt.Fprint(&cleaner{w: &whole}, text)
		if whole.String() != want {
			t.Errorf("%q becomes %q, wanted %q", text, whole.String(), want)
		}
		c := &cleaner{w: &bits}
		for i := range len(text) {
			if n, err := c.Write([]byte{text[i]}); n != 1 || err != nil {
				t.Fatal(n, err)
			}
		}
		if bits.String() != want {
			t.Errorf("%q, byte by byte, becomes %q, wanted %q", text, bits.String(), want)
		}
	}
	if _, err := (&cleaner{w: iotest.TruncateWriter(nil, 0)}).Write(nil); err != nil {
		t.Error(err)
	}
}

// Cleaning does not change the meaning of JSON.
func TestCleanJSON(t *testing.T) {
	want := map[string]string{"x": strings.ToValidUTF8(hostile, "\ufffd")}
	var b bytes.Buffer
	if err := json.NewEncoder(&cleaner{w: &b, json: true}).Encode(want); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsFunc(strings.TrimSuffix(b.String(), "\n"), diag.Acts) {
		t.Errorf("%q controls the terminal", b.String())
	}
	var got map[string]string
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got["x"] != want["x"] {
		t.Errorf("%q becomes %q, %v", want, got, err)
	}
}

func TestPrintable(t *testing.T) {
	got := fmt.Sprintf("%s|%v|%v|%d", printable([]any{"a\nomnibus: b", fmt.Errorf("c\x1b\nd"), patience(-1), 3})...)
	if want := "a omnibus: b|c· d|-1|3"; got != want {
		t.Errorf("%q, wanted %q", got, want)
	}
}

// Only the functions of terminal.go print.
func TestOneWayOut(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range files {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") || e.Name() == "terminal.go" {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				x, _ := s.X.(*ast.Ident)
				if x != nil && (x.Name == "os" && (s.Sel.Name == "Stdout" || s.Sel.Name == "Stderr") ||
					x.Name == "fmt" && strings.HasPrefix(s.Sel.Name, "Print")) {
					t.Errorf("%s prints to %s.%s: use say, show or output", set.Position(s.Pos()), x.Name, s.Sel.Name)
				}
			}
			return true
		})
	}
}
