package assemble

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The map of the rooms, ARCHITECTURE.md, has the tables that these tests enforce: the rooms, what each may import of the others, and in
// which rooms each third-party library is used.
var (
	roomRow    = regexp.MustCompile("(?m)^\\| `([a-z0-9/]+)` \\| ([^|]+) \\| ([^|]*) \\|$")
	libraryRow = regexp.MustCompile(`(?m)^\| ([a-z]+\.[^ |]+) \| ([a-z0-9/ ]+) \|$`)
)

// rooms reads the table of rooms: what each may import.
func rooms(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, m := range roomRow.FindAllStringSubmatch(string(b), -1) {
		if out[m[1]] != nil {
			t.Errorf("ARCHITECTURE.md has the room %s twice", m[1])
		}
		out[m[1]] = strings.Fields(m[3])
	}
	if len(out) < 20 {
		t.Fatalf("ARCHITECTURE.md has %d rooms", len(out))
	}
	return out
}

// libraries reads the table of libraries: the rooms that may use each.
func libraries(t *testing.T) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, m := range libraryRow.FindAllStringSubmatch(string(b), -1) {
		out[m[1]] = strings.Fields(m[2])
	}
	return out
}

// sourceFiles calls visit for each file of the project's own code below a folder, except tests and rooms for tests.
func sourceFiles(t *testing.T, visit func(room, name string, f *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "testdata" {
			return filepath.SkipDir
		}
		room := path.Dir(filepath.ToSlash(name))
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || forTests(room) {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		visit(room, name, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// forTests reports whether a room serves only tests.
func forTests(room string) bool { return room == "synthetic" || strings.HasSuffix(room, "test") }

func TestImports(t *testing.T) {
	rooms, libraries := rooms(t), libraries(t)
	seen, used, placed := map[string]bool{".": true}, map[string]map[string]bool{}, map[string]bool{}
	sourceFiles(t, func(room, name string, f *ast.File) {
		if used[room] == nil {
			used[room] = map[string]bool{}
		}
		seen[room] = true
		for _, spec := range f.Imports {
			p, _ := strconv.Unquote(spec.Path.Value)
			other, ours := strings.CutPrefix(p, "omnibus/assemble/")
			switch {
			case ours:
				used[room][other] = true
				if room != "." && !slices.Contains(rooms[room], other) {
					t.Errorf("%s imports the room %s, which the table does not allow", name, other)
				}
			case strings.HasPrefix(p, "omnibus/"):
				if room != "work" { // it provides the files built into the tool
					t.Errorf("%s imports %s", name, p)
				}
			case strings.Contains(strings.Split(p, "/")[0], "."):
				lib := library(p, libraries)
				placed[lib+" "+room] = true
				if !slices.Contains(libraries[lib], room) {
					t.Errorf("%s imports %s, which the table does not allow there", name, p)
				}
			}
		}
	})
	for room := range seen {
		if room != "." && rooms[room] == nil {
			t.Errorf("the room %s is not in the table of ARCHITECTURE.md", room)
		}
	}
	for room, may := range rooms {
		if !seen[room] {
			t.Errorf("ARCHITECTURE.md has the room %s, which does not exist", room)
			continue
		}
		for _, other := range may {
			if !used[room][other] {
				t.Errorf("%s may import %s but does not: remove it from the table", room, other)
			}
		}
	}
	for lib, in := range libraries {
		for _, room := range in {
			if room != "cmd" && !placed[lib+" "+room] {
				t.Errorf("the table has %s in %s, which does not import it", lib, room)
			}
		}
	}
}

// library returns the library of the table that contains a package: the longest one that begins its path.
func library(pkg string, libraries map[string][]string) string {
	best := ""
	for lib := range libraries {
		if (pkg == lib || strings.HasPrefix(pkg, lib+"/")) && len(lib) > len(best) {
			best = lib
		}
	}
	return best
}

// Packages of the standard library that give access to the world: the disk, the network, other programs, randomness, the terminal. Only cmd
// may use them.
var worldly = []string{"os", "io/ioutil", "net", "syscall", "math/rand", "crypto/rand", "log", "plugin"}

// readers are packages below net that only read values given to them.
var readers = []string{"net/url", "net/netip", "net/mail"}

// Functions and variables of other packages that give access to the clock, the environment or the terminal.
var worldlyNames = map[string][]string{
	"time":          {"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep", "Local", "LoadLocation"},
	"runtime/debug": {"SetGCPercent", "SetMemoryLimit", "FreeOSMemory", "ReadBuildInfo", "PrintStack"},
	"fmt":           {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
	// File systems.
	"path/filepath": {"Abs", "Walk", "WalkDir", "Glob", "EvalSymlinks"},
	"crypto/rsa":    {"GenerateKey"}, "crypto/ecdsa": {"GenerateKey"}, "crypto/ed25519": {"GenerateKey"},
}

// TestWorld: nothing below cmd reads the disk, the network, the clock, the environment or randomness, or prints. It checks the imported
// packages, and what each name in the code resolves to, whatever it is called there.
func TestWorld(t *testing.T) {
	// Without NeedDeps, dependencies are read as export data: only our own packages are loaded from source.
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports}
	all, err := packages.Load(cfg, "./...", "omnibus/locales", "omnibus/templates")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d packages were checked", len(all))
	}
	for _, p := range all {
		room := strings.TrimPrefix(p.PkgPath, "omnibus/assemble/")
		if forTests(room) {
			continue
		}
		if room != "parallel" {
			for _, f := range p.Syntax {
				ast.Inspect(f, func(n ast.Node) bool {
					if g, ok := n.(*ast.GoStmt); ok {
						t.Errorf("%s: starts a goroutine: use package parallel, which passes its panics on", p.Fset.Position(g.Pos()))
					}
					return true
				})
			}
		}
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
		for _, fault := range outside(p.Syntax, p.TypesInfo, p.Fset) {
			t.Error(fault)
		}
	}
}

// outside returns the places at which files reach into the world.
func outside(files []*ast.File, info *types.Info, fset *token.FileSet) []string {
	var out []string
	for _, f := range files {
		for _, spec := range f.Imports {
			p, _ := strconv.Unquote(spec.Path.Value)
			if !slices.Contains(readers, p) && slices.ContainsFunc(worldly, func(w string) bool { return p == w || strings.HasPrefix(p, w+"/") }) {
				out = append(out, fset.Position(spec.Pos()).String()+": imports "+p+": the world is an argument")
			}
		}
	}
	for id, obj := range info.Uses {
		if b, ok := obj.(*types.Builtin); ok && (b.Name() == "print" || b.Name() == "println") {
			out = append(out, fset.Position(id.Pos()).String()+": "+b.Name()+" prints")
		}
		if obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() { // neither methods nor locals
			continue
		}
		if slices.Contains(worldlyNames[obj.Pkg().Path()], obj.Name()) {
			out = append(out, fset.Position(id.Pos()).String()+": uses "+obj.Pkg().Path()+"."+obj.Name()+": the world is an argument")
		}
	}
	slices.Sort(out)
	return out
}

// TestWorldIsSeen: the guard finds each way out, whatever it is called.
func TestWorldIsSeen(t *testing.T) {
	std := exports(t)
	for body, want := range map[string]string{
		`import "os"; var x = os.Getpid()`:                              "imports os",
		`import e "os/exec"; var x = e.Command`:                         "imports os/exec",
		`import "net/http"; var x = http.DefaultClient`:                 "imports net/http",
		`import "math/rand/v2"; var x = rand.Int()`:                     "imports math/rand/v2",
		`import . "time"; var x = Now()`:                                "uses time.Now",
		`import clock "time"; var now = clock.Now`:                      "uses time.Now",
		`import "time"; func f() { <-time.After(time.Second) }`:         "uses time.After",
		`import "fmt"; func f() { p := fmt.Println; p() }`:              "uses fmt.Println",
		`func f() { println("x") }`:                                     "println prints",
		`import "path/filepath"; var x, _ = filepath.Abs(".")`:          "uses path/filepath.Abs",
		`import "time"; type T struct{ Now int }; var x = T{}.Now`:      "",
		`import "time"; var x = time.Date(2024, 1, 1, 0, 0, 0, 0, nil)`: "",
	} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, "x.go", "package x\n"+body, 0)
		if err != nil {
			t.Fatal(err)
		}
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
		conf := types.Config{Importer: std, Error: func(error) {}} // an unused import does not matter
		conf.Check("x", fset, []*ast.File{f}, info)
		got := strings.Join(outside([]*ast.File{f}, info, fset), "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, wanted %q", body, got, want)
		}
	}
}

// exports imports packages of the standard library for the type checker.
func exports(t *testing.T) types.Importer {
	t.Helper()
	all, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes}, "os", "os/exec", "net/http", "math/rand/v2", "time", "fmt", "path/filepath")
	if err != nil {
		t.Fatal(err)
	}
	m := imported{}
	for _, p := range all {
		m[p.PkgPath] = p.Types
	}
	return m
}

type imported map[string]*types.Package

func (m imported) Import(path string) (*types.Package, error) {
	if p := m[path]; p != nil {
		return p, nil
	}
	return nil, fs.ErrNotExist
}

// TestMap: every room has a package comment, and the map names no file that does not exist.
func TestMap(t *testing.T) {
	b, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range slices.Sorted(maps.Keys(rooms(t))) {
		if doc := packageComment(t, room); doc == "" {
			t.Errorf("the package %s has no comment", room)
		}
	}
	for _, m := range regexp.MustCompile("`([a-z/]+\\.go)`").FindAllStringSubmatch(string(b), -1) {
		if _, err := os.Stat(m[1]); err != nil {
			t.Errorf("ARCHITECTURE.md names %s, which does not exist", m[1])
		}
	}
}

func packageComment(t *testing.T, room string) string {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(room, "*.go"))
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if f.Doc != nil && !strings.HasSuffix(name, "_test.go") {
			return f.Doc.Text()
		}
	}
	return ""
}
