package parallel

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

func TestGroup(t *testing.T) {
	var g Group
	var n atomic.Int64
	for i := range 100 {
		g.Go(func() { n.Add(int64(i)) })
	}
	g.Wait()
	if n.Load() != 4950 {
		t.Errorf("the functions added up to %d, want 4950", n.Load())
	}
}

func TestEach(t *testing.T) {
	seen := make([]int, 50)
	Each(len(seen), func(i int) { seen[i] = i + 1 })
	for i, n := range seen {
		if n != i+1 {
			t.Errorf("%d was not run, or not waited for", i)
		}
	}
}

func TestPanic(t *testing.T) {
	caught := func(wait func()) (p *Panic) {
		defer func() { p, _ = recover().(*Panic) }()
		wait()
		return nil
	}
	var inner, outer Group
	ran := false
	inner.Go(func() { stumble() })
	inner.Go(func() { ran = true })
	outer.Go(inner.Wait)
	p := caught(outer.Wait)
	if p == nil || p.Value != "stumbled" || p.Error() != "stumbled" {
		t.Fatalf("Wait panicked with %v, want the panic of the inner group", p)
	}
	if !strings.Contains(string(p.Stack), "parallel.stumble") {
		t.Errorf("the stack does not name the function that panicked:\n%s", p.Stack)
	}
	if !ran {
		t.Error("the panic of one function stopped another")
	}
	if again := caught(outer.Wait); again != p {
		t.Errorf("the second Wait panicked with %v, want the same panic", again)
	}
}

func stumble() { panic("stumbled") }

// No other package starts a goroutine, whose panic would end the process without an explanation.
func TestNoOtherGoroutines(t *testing.T) {
	files := 0
	for _, root := range []string{"..", filepath.Join("..", "..", "cmd")} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "parallel" || d.Name() == "testdata"):
				return filepath.SkipDir
			case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			files++
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					t.Errorf("%s: start goroutines in a parallel.Group", set.Position(n.Pos()))
				case *ast.SelectorExpr:
					x, _ := n.X.(*ast.Ident)
					if x != nil && (x.Name == "sync" && n.Sel.Name == "WaitGroup" ||
						x.Name == "time" && n.Sel.Name == "AfterFunc" || x.Name == "errgroup") {
						t.Errorf("%s: %s.%s starts goroutines: use a parallel.Group", set.Position(n.Pos()), x.Name, n.Sel.Name)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Errorf("only %d files were read", files)
	}
}
