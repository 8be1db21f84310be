package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

var fenced = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```")

// Every command of the README runs, block by block, in a folder with the shipped term. The reader accepts every example of a record.
func TestREADME(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, folder := range []string{"input", "locales", "templates"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", "..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	bin := filepath.Join(dir, "omnibus")
	if err := os.Symlink(self, bin); err != nil {
		t.Skip("this system cannot link to a program: ", err)
	}
	commands, records := 0, 0
	for _, m := range fenced.FindAllStringSubmatch(string(readme), -1) {
		switch m[1] {
		case "sh":
			here := dir
			for line := range strings.Lines(m[2]) {
				args := words.FindAllString(line, -1)
				for i := range args {
					args[i] = strings.Trim(args[i], `"`)
				}
				switch {
				case len(args) == 0:
				case args[0] == "cd":
					here = filepath.Join(here, args[1])
				case args[0] == "omnibus":
					commands++
					c := exec.Command(bin, args[1:]...)
					c.Dir = here
					if out, err := c.CombinedOutput(); err != nil {
						t.Errorf("%s%v\n%s", line, err, out)
					}
				default:
					t.Errorf("%q is not a command of omnibus", line)
				}
			}
		case "yaml":
			records++
			var diags diag.List
			input.Read([]*source.File{source.NewFile("input/proposals/readme.yaml", []byte("proposals:\n"+indented(m[2])))}, &diags)
			for _, d := range diags.Items {
				if d.Code != "E0301" && d.Pos.IsValid() && strings.HasSuffix(d.Pos.File.Name, "readme.yaml") { // references to records outside of the example
					t.Errorf("the example of a record: %s [%s]", d.Message, d.Code)
				}
			}
		default:
			t.Errorf("a block of %q, which no test runs", m[1])
		}
	}
	if commands < 15 || records == 0 {
		t.Errorf("only %d commands and %d records were found", commands, records)
	}
}

// Every recipe for writers is carried out by a script, in an empty folder and with the executable alone: under its name in a comment.
func TestRecipes(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var scripts strings.Builder
	names, err := filepath.Glob(filepath.Join("testdata", "script", "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		script, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		scripts.WriteString("\n")
		scripts.Write(script)
	}
	_, rows, _ := strings.Cut(string(readme), "## Recipes")
	rows, _, _ = strings.Cut(rows, "## How it works")
	done := 0
	for line := range strings.Lines(rows) {
		cells := strings.SplitN(line, " | ", 2)
		if len(cells) < 2 || !strings.HasPrefix(line, "| ") || cells[0] == "| to" || strings.Contains(cells[1], "assemble/") { // in Go
			continue
		}
		name := strings.TrimPrefix(cells[0], "| ")
		if !strings.Contains(scripts.String(), "\n# "+name+"\n") {
			t.Errorf("no script carries out the recipe: %s", name)
		}
		done++
	}
	if done < 15 {
		t.Errorf("only %d recipes were found", done)
	}
}

// words matches the words of a command line, as a shell splits it.
var words = regexp.MustCompile(`"[^"]*"|\S+`)

func indented(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString("  " + line)
	}
	return b.String()
}
