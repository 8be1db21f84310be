package assemble

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says what each room may import of the others: the picture of the line, enforced. The ground floor may import what stands
// above it in its list.
var rooms = map[string]string{
	"source":   "",
	"date":     "",
	"symbol":   "",
	"diff":     "",
	"face":     "",
	"parallel": "",
	"diag":     "source",
	"doc":      "source date",
	"explain":  "diag",
	"style":    "source diag",
	"template": "source diag",
	"input":    "source date diag symbol",
	"locale":   "source date diag diff input",
	"plan":     "source date diff input",
	"matrix":   "source date",
	"work":     "source date diag input issue/record layout locale matrix plan style template doc",

	"merge":   "source date diag symbol diff input plan",
	"check":   "source date diag symbol diff input locale plan parallel",
	"compose": "source date diag symbol diff input locale template plan doc matrix",
	"layout":  "source diag doc face style parallel",

	"write/pdf":  "doc face layout parallel",
	"write/xlsx": "date matrix",
	"read/pdf":   "",
	"read/xlsx":  "matrix",

	"redline":           "source diag diff input issue/record merge plan compose work",
	"issue":             "source diag doc input issue/record locale matrix merge plan compose read/pdf read/xlsx redline work",
	"issue/record":      "source date diag",
	"translate":         "source diag face input issue/record locale merge plan style check redline work parallel intake/edit translate/packet translate/po translate/preview translate/tbx translate/tmx translate/toml translate/xliff translate/xlsx",
	"translate/packet":  "source symbol diff input locale plan",
	"translate/toml":    "source locale translate/packet",
	"translate/xliff":   "source locale translate/packet",
	"translate/tmx":     "source translate/packet",
	"translate/po":      "source locale translate/packet",
	"translate/xlsx":    "source date diff locale matrix read/xlsx write/xlsx translate/packet",
	"translate/preview": "diff translate/packet",
	"translate/tbx":     "translate/packet",
	"intake":            "source date diag symbol input locale matrix compose read/xlsx work intake/edit translate",
	"intake/edit":       "source",
	"term":              "source date diag symbol input locale plan compose work intake/edit",
	"report":            "diag input issue/record plan check explain translate work",
}

// libraries says in which room each library of others stands.
var libraries = map[string]string{
	"github.com/go-pdf/fpdf":           "write/pdf",
	"github.com/xuri/excelize/v2":      "write/xlsx",
	"github.com/nicksnyder/go-i18n/v2": "locale",
	"github.com/go-fonts/liberation":   "face",
	"github.com/spf13/cobra":           "cmd",
	"github.com/rogpeppe/go-internal":  "cmd",
	"golang.org/x/net/html":            "template",
	"golang.org/x/text/language":       "input locale",
	"golang.org/x/text/cases":          "locale",
	"golang.org/x/text/collate":        "locale",
	"golang.org/x/text/width":          "diag",
	"golang.org/x/text/unicode/norm":   "source doc face locale diff read/pdf read/xlsx",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		room := path.Dir(filepath.ToSlash(name))
		if strings.HasPrefix(room, "synthetic") || strings.HasSuffix(room, "test") {
			return nil // made for tests alone
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		may, known := rooms[room]
		if room != "." && !known {
			if !seen[room] {
				t.Errorf("%s: the room is not in the table", room)
			}
			seen[room] = true
			return nil
		}
		seen[room] = true
		for _, spec := range f.Imports {
			p, _ := strconv.Unquote(spec.Path.Value)
			other, ours := strings.CutPrefix(p, "omnibus/assemble/")
			switch {
			case room == ".":
				if strings.Contains(strings.Split(p, "/")[0], ".") {
					t.Errorf("%s imports %s: libraries stand in rooms", name, p)
				}
			case ours:
				if !slices.Contains(strings.Fields(may), other) {
					t.Errorf("%s imports the room %s, which the table does not allow", name, other)
				}
			case strings.HasPrefix(p, "omnibus/") && room != "work": // which hands out the carried files
				t.Errorf("%s imports %s: only the line may", name, p)
			case strings.Contains(strings.Split(p, "/")[0], "."):
				if !inRoom(p, room) {
					t.Errorf("%s imports %s, which does not stand in that room", name, p)
				}
			case slices.Contains([]string{"os", "io/ioutil", "os/exec", "net/http", "math/rand", "math/rand/v2"}, p):
				t.Errorf("%s imports %s: the world is an argument", name, p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// inRoom tells whether the library that holds a package stands in the room.
func inRoom(pkg, room string) bool {
	best, where := "", ""
	for lib, in := range libraries {
		if (pkg == lib || strings.HasPrefix(pkg, lib+"/")) && len(lib) > len(best) {
			best, where = lib, in
		}
	}
	return slices.Contains(strings.Fields(where), room)
}
