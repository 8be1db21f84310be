package main

import (
	"archive/zip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
	"github.com/xuri/excelize/v2"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/face/facetest"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/parallel"
	"omnibus/assemble/work"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"omnibus":          func() { runtime.LockOSThread(); main() }, // so that a test can count the calls of its only thread
		"omnibus-mistaken": mistaken,
	})
}

// mistaken runs omnibus with an additional command: break STEP builds the papers and panics, in a goroutine of the line, after the step
// whose message begins with STEP.
func mistaken() {
	root := newRoot()
	var f folders
	var o choice
	c := &cobra.Command{Use: "break STEP", RunE: func(_ *cobra.Command, args []string) error {
		job, err := o.job()
		if err != nil {
			return err
		}
		src, err := f.read()
		if err != nil {
			return err
		}
		w, err := assemble.Run(src, job, work.Written, func(did string) {
			if strings.HasPrefix(did, args[0]) {
				var g parallel.Group
				g.Go(func() { _ = src.Input[len(src.Input)] })
				g.Wait()
			}
		})
		if err != nil {
			return err
		}
		_, err = publish("out", w.Published, publishing{whole: true, manifest: true})
		return err
	}}
	f.flags(c)
	o.flags(c)
	root.AddCommand(c)
	os.Exit(run(root, os.Args[1:]))
}

var unescaped = strings.NewReplacer(`\n`, "\n", `\u202e`, "\u202e", `\u009b`, "\u009b")

// sheetWith returns the name and the rows of the first sheet with a heading.
func sheetWith(f *excelize.File, heading string, how ...excelize.Options) (name string, rows [][]string) {
	for _, name = range f.GetSheetList() {
		if rows, _ = f.GetRows(name, how...); len(rows) > 0 && slices.Contains(rows[0], heading) {
			break
		}
	}
	return name, rows
}

// TestScripts runs the command as people do. Beside the commands of testscript a script has:
//
//	shipped [DIR]          copies the shipped input/, locales/ and templates/ here, or into DIR
//	replace FILE OLD NEW   changes the one place in FILE where OLD is
//	sums FILE PATH...      writes the fingerprints of all files below the paths into FILE
//	enter FILE ID HEAD VAL enters values into the row of a record, or for the id + into a new row, of a workbook's first sheet; \n,
//	                       \u202e and \u009b in them stand for the characters
//	upend FILE             sorts the rows of a workbook's first sheet the other way round
//	append FILE TEXT       adds a line to a file
//	harmless               fails where what the last command printed does something to a terminal
//	listed FILE            prints the names of the files in an archive
//	forge RECORD FILE NEW  makes a record call NEW what it calls FILE, and its checksum right
//	exits CODE ARGS...     runs a command that is to exit with CODE
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1705968000") // 23 January 2024
			e.Setenv("NO_COLOR", "1")
			e.Setenv("GOGC", "400") // short commands take a quarter less time
			e.Setenv("DICPATH", filepath.Join(e.WorkDir, "dictionaries"))
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if name, ok := strings.CutPrefix(cond, "has:"); ok {
				_, err := exec.LookPath(name)
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"shipped": func(ts *testscript.TestScript, _ bool, args []string) {
				to := ts.MkAbs(".")
				if len(args) > 0 {
					to = ts.MkAbs(args[0])
				}
				for _, folder := range []string{"input", "locales", "templates"} {
					ts.Check(os.CopyFS(filepath.Join(to, folder), os.DirFS(filepath.Join(root, folder))))
				}
			},
			"replace": func(ts *testscript.TestScript, _ bool, args []string) {
				if len(args) != 3 {
					ts.Fatalf("usage: replace FILE OLD NEW")
				}
				old, new := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
				s := ts.ReadFile(args[0])
				if n := strings.Count(s, old); n != 1 {
					ts.Fatalf("%q occurs %d times in %s", old, n, args[0])
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(s, old, new, 1)), 0o644))
			},
			"face": func(ts *testscript.TestScript, _ bool, args []string) { // Georgian letters, as Latin ones
				if len(args) != 1 {
					ts.Fatalf("usage: face FILE")
				}
				letters := map[rune]rune{}
				for i := range rune(33) {
					letters['\u10d0'+i] = 'a' + i%26
				}
				ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), facetest.TTF(letters), 0o644))
			},
			"append": func(ts *testscript.TestScript, _ bool, args []string) {
				s := ts.ReadFile(args[0]) + strings.ReplaceAll(args[1], `\n`, "\n") + "\n"
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o644))
			},
			"enter": func(ts *testscript.TestScript, _ bool, args []string) {
				if len(args) < 4 || len(args)%2 != 0 {
					ts.Fatalf("usage: enter FILE.xlsx ID HEADING VALUE...")
				}
				f, err := excelize.OpenFile(ts.MkAbs(args[0]))
				ts.Check(err)
				defer f.Close()
				sheet, rows := sheetWith(f, args[2])
				row := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == args[1] }) + 1
				if args[1] == "+" {
					row = len(rows) + 1
				}
				for pair := range slices.Chunk(args[2:], 2) {
					column := slices.Index(rows[0], pair[0]) + 1
					if row == 0 || column == 0 {
						ts.Fatalf("no cell %s of %s", pair[0], args[1])
					}
					cell, err := excelize.CoordinatesToCellName(column, row)
					ts.Check(err)
					ts.Check(f.SetCellStr(sheet, cell, unescaped.Replace(pair[1])))
				}
				ts.Check(f.Save())
			},
			"fill": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(fill(ts.MkAbs(args[0]), args[1], args[2], args[3:]))
			},
			"reword": func(ts *testscript.TestScript, _ bool, args []string) {
				if len(args) != 4 {
					ts.Fatalf("usage: reword FILE.docx AUTHOR OLD NEW; an empty author edits in silence")
				}
				b, err := os.ReadFile(ts.MkAbs(args[0]))
				ts.Check(err)
				b, err = reworded(b, args[1], args[2], args[3])
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
			},
			"upend": func(ts *testscript.TestScript, _ bool, args []string) {
				f, err := excelize.OpenFile(ts.MkAbs(args[0]))
				ts.Check(err)
				defer f.Close()
				sheet, rows := sheetWith(f, "ID", excelize.Options{RawCellValue: true})
				for i := range rows[1:] {
					from := rows[len(rows)-1-i]
					for k := range rows[0] {
						cell, err := excelize.CoordinatesToCellName(k+1, i+2)
						ts.Check(err)
						text := ""
						if k < len(from) {
							text = from[k]
						}
						ts.Check(f.SetCellStr(sheet, cell, text))
					}
				}
				ts.Check(f.Save())
			},
			"packed": func(ts *testscript.TestScript, _ bool, args []string) {
				if len(args) != 2 {
					ts.Fatalf("usage: packed FILE FOLDER")
				}
				f, err := os.Create(ts.MkAbs(args[0]))
				ts.Check(err)
				defer f.Close()
				z := zip.NewWriter(f)
				ts.Check(z.AddFS(os.DirFS(ts.MkAbs(args[1]))))
				ts.Check(z.Close())
			},
			"exits": func(ts *testscript.TestScript, _ bool, args []string) {
				code := 0
				var exit *exec.ExitError
				if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
					code = exit.ExitCode()
				} else {
					ts.Check(err)
				}
				if strconv.Itoa(code) != args[0] {
					ts.Fatalf("exit code %d, want %s", code, args[0])
				}
			},
			"forge": func(ts *testscript.TestScript, _ bool, args []string) {
				sum := func(name string) string { return record.Fingerprint([]byte(ts.ReadFile(name))) }
				text := strings.ReplaceAll(ts.ReadFile(args[0]), sum(args[1]), sum(args[2]))
				text = text[:strings.LastIndex(text, "seal: ")]
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), record.Seal([]byte(text)), 0o644))
			},
			"listed": func(ts *testscript.TestScript, _ bool, args []string) {
				z, err := zip.OpenReader(ts.MkAbs(args[0]))
				ts.Check(err)
				defer z.Close()
				for _, f := range z.File {
					fmt.Fprintln(ts.Stdout(), f.Name)
				}
			},
			"harmless": func(ts *testscript.TestScript, _ bool, args []string) {
				for _, name := range []string{"stdout", "stderr"} {
					text := ts.ReadFile(name)
					at := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && diag.Acts(r) })
					if at >= 0 || !utf8.ValidString(text) {
						ts.Fatalf("%s controls the terminal at byte %d: %q", name, at, text)
					}
				}
			},
			"sums": func(ts *testscript.TestScript, _ bool, args []string) {
				var lines []string
				for _, p := range args[1:] {
					err := filepath.WalkDir(ts.MkAbs(p), func(name string, d fs.DirEntry, err error) error {
						if err != nil || d.IsDir() {
							return err
						}
						b, err := os.ReadFile(name)
						rel, _ := filepath.Rel(ts.MkAbs("."), name)
						lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(b), filepath.ToSlash(rel)))
						return err
					})
					ts.Check(err)
				}
				sort.Strings(lines)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(lines, "")), 0o644))
			},
		},
	})
}
