package assemble

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// Limits to what a reader can hold in mind.
const (
	mostLines    = 80  // of a function
	mostBranches = 30  // paths through a function: cyclomatic complexity
	mostColumns  = 140 // of a line, a tab taken for four
	mostOfLine   = 600 // lines of this package, which is read as one text
)

// inOnePiece begins the reason, in the comment of a longer function.
const inOnePiece = "In one piece: "

// TestShape: functions and lines are short enough to read. The comment of a longer function gives the reason.
func TestShape(t *testing.T) {
	seen, line := 0, 0
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (strings.HasPrefix(d.Name(), ".git") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		seen++
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, "_test.go") || forTests(filepath.Base(filepath.Dir(name))) {
			return nil // tables of cases are read by the row
		}
		if filepath.Dir(name) == filepath.Join("..", "assemble") {
			line += bytes.Count(b, []byte("\n"))
		}
		for n, columns := range longLines(b) {
			t.Errorf("%s:%d: the line has %d columns, at most %d", name, n, columns, mostColumns)
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, b, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || strings.Contains(fn.Doc.Text(), inOnePiece) {
				continue
			}
			lines := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1
			if n := branches(fn.Body); lines > mostLines || n > mostBranches {
				t.Errorf("%s: %s has %d lines and %d branches: split it, or say in its comment why not, after %q",
					fset.Position(fn.Pos()), fn.Name.Name, lines, n, inOnePiece)
			}
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatalf("%d files were checked: %v", seen, err)
	}
	if line == 0 || line > mostOfLine {
		t.Errorf("the package of the line has %d lines, at most %d: move what is not the line into a room", line, mostOfLine)
	}
}

// longLines returns the number of columns of each line that is too long, by line number. It ignores the head of an XML file, which its
// format prescribes.
func longLines(b []byte) map[int]int {
	out := map[int]int{}
	s := bufio.NewScanner(bytes.NewReader(b))
	s.Buffer(nil, len(b)+1)
	for n := 1; s.Scan(); n++ {
		if bytes.Contains(s.Bytes(), []byte("xmlns")) || bytes.HasPrefix(s.Bytes(), []byte("<")) {
			continue
		}
		if c := utf8.RuneCount(s.Bytes()) + 3*bytes.Count(s.Bytes(), []byte("\t")); c > mostColumns {
			out[n] = c
		}
	}
	return out
}

// branches counts the paths through a function (T. McCabe, A Complexity Measure, 1976).
func branches(body ast.Node) int {
	n := 1
	ast.Inspect(body, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CommClause:
			n++
		case *ast.CaseClause:
			if x.List != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}
