package layout

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/face"
	"omnibus/assemble/fixed"
	"omnibus/assemble/style"
)

// longMark is a note's mark that is too long to be one: the marks in label files are short.
var longMark = regexp.MustCompile(`\^[^ ^\n]{10,}`)

// Whatever the text, no word is lost or doubled, nothing leaves the page or its column, pairs start level, a note begins on the page of its
// mark, nothing overlaps, and the same document gives the same pages.
func FuzzPages(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Add("contents\n##{000000000000000000000000000000000000000000000000000000}")
	f.Add("page 180 100\np a " + strings.Repeat("\u00a0", 90) + " b")
	f.Add("page 3 2\ntable\n head x" + strings.Repeat("\u00a0", 60) + "x;x")
	f.Add("page 3 2\ntable\n head xx x xxx\xb2x\x8cxxxxerofaxx xxxx\x80xx狓xxxxxxxxx \x94;;;;x")
	rules := languages(f)
	base := styleSheet(f, "testdata/style.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 6000 || longMark.MatchString(text) {
			return
		}
		d, s, err := readDoc(strings.ToValidUTF8(text, "?"), base)
		if err != nil || len(d.Langs) == 0 || len(d.Langs) > 4 {
			return
		}
		z := s.Sizes[s.Size]
		z.Width = min(max(z.Width, s.Left+s.Right+120*fixed.Point*fixed.Points(len(d.Langs))), 1500*fixed.Point)
		z.Height = min(max(z.Height, s.Top+s.Bottom+240*fixed.Point), 1500*fixed.Point)
		s.Sizes = map[string]style.Size{s.Size: z}
		s.Landscape = 0
		for _, m := range []*face.Metrics{face.Fixed(), face.Liberation()} {
			var diags, again diag.List
			r := Pages(d, s, rules, m, &diags)
			if err := sound(d, s, r, m); err != nil {
				t.Fatal(err)
			}
			var x, y strings.Builder
			r.Dump(&x)
			Pages(d, s, rules, m, &again).Dump(&y)
			if x.String() != y.String() || findings(&diags) != findings(&again) {
				t.Fatal("the same document gives different pages")
			}
		}
	})
}
