package input

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// TestEnoughAnywhere: wherever in a file the thousandth error is, the rest of the file is left out, and nothing fails because of that.
func TestEnoughAnywhere(t *testing.T) {
	files := map[string]string{}
	skeleton := os.DirFS("../../cmd/omnibus/skeleton/input")
	err := fs.WalkDir(skeleton, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			var b []byte
			b, err = fs.ReadFile(skeleton, name)
			files["input/"+name] = string(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile(`^([ -]*)([a-z-]+): *(.*)$`)
	unknown := func(indent string) string {
		var b strings.Builder
		for i := range mostErrors {
			fmt.Fprintf(&b, "%sz%d:\n", indent, i)
		}
		return b.String()
	}
	tried := 0
	for name, text := range files {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		lines := strings.SplitAfter(text, "\n")
		for i, line := range lines {
			m := entry.FindStringSubmatch(strings.TrimRight(line, "\n"))
			if m == nil || i%5 != 0 && m[3] != "" {
				continue
			}
			indent := strings.Repeat(" ", len(m[1]))
			var instead string
			if m[3] != "" {
				instead = m[1] + m[2] + ": " + strings.Repeat("<em>", mostErrors) + "\n"
			} else if strings.HasPrefix(strings.TrimLeft(m[1], " "), "-") {
				instead = line
			} else {
				instead = unknown(indent) + line
			}
			tried++
			var list []*source.File
			for n, s := range files {
				if n == name {
					s = strings.Join(lines[:i], "") + instead + strings.Join(lines[i+1:], "")
				}
				list = append(list, source.NewFile(n, []byte(s)))
			}
			var diags diag.List
			Read(list, &diags)
			if !diags.HasErrors() && instead != line {
				t.Errorf("%s:%d: no error", name, i+1)
			}
		}
	}
	if tried < 40 {
		t.Errorf("%d places were tried", tried)
	}
}
