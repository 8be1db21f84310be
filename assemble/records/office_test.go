package records_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/work/worktest"
)

// A saving is of a workbook, in a file, as another file.
type saving struct {
	from, to string
	edit     *edit // that the program makes before it saves; nil: none
}

// A program is one that opens workbooks and saves them again.
type program struct {
	name   string
	writes bool // it can write into a cell
	slow   bool
	save   func(t *testing.T, dir string, files []saving)
}

// programs are those that a workbook goes through, as far as they are installed.
var programs = []program{
	{name: "LibreOffice", slow: true, save: func(t *testing.T, dir string, files []saving) {
		office(t, dir, "xlsx:Calc MS Excel 2007 XML", files)
	}},
	{name: "LibreOffice, as ods", slow: true, save: func(t *testing.T, dir string, files []saving) {
		var out, back []saving
		for _, f := range files {
			ods := strings.TrimSuffix(f.from, ".xlsx") + ".ods"
			out, back = append(out, saving{from: f.from, to: ods}), append(back, saving{from: ods, to: f.to})
		}
		office(t, dir, "ods", out)
		office(t, dir, "xlsx:Calc MS Excel 2007 XML", back)
	}},
	{name: "openpyxl", writes: true, save: func(t *testing.T, _ string, files []saving) {
		for _, f := range files {
			script := "import openpyxl, sys\nbook = openpyxl.load_workbook(sys.argv[1])\n"
			if f.edit != nil {
				script += fmt.Sprintf("book[%q][%q] = %q\n", f.edit.sheet, f.edit.at, f.edit.shown)
			}
			run(t, exec.Command(python(t), "-c", script+"book.save(sys.argv[2])", f.from, f.to))
		}
	}},
	{name: "exceljs", writes: true, save: func(t *testing.T, _ string, files []saving) {
		if exec.Command("node", "-e", `require("exceljs")`).Run() != nil { // found by NODE_PATH
			t.Skip("exceljs is not installed")
		}
		for _, f := range files {
			change := ""
			if f.edit != nil {
				change = fmt.Sprintf("book.getWorksheet(%q).getCell(%q).value = %q;", f.edit.sheet, f.edit.at, f.edit.shown)
			}
			run(t, exec.Command("node", "-e", `const book = new (require("exceljs").Workbook)();
				book.xlsx.readFile(process.argv[1]).then(() => { `+change+` return book.xlsx.writeFile(process.argv[2]) })`, f.from, f.to))
		}
	}},
}

// office lets LibreOffice save files in a format.
func office(t *testing.T, dir, format string, files []saving) {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	saved := filepath.Join(dir, "saved")
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", format, "--outdir", saved}
	for _, f := range files {
		args = append(args, f.from)
	}
	run(t, exec.Command(soffice, args...))
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f.from), filepath.Ext(f.from)) + filepath.Ext(f.to)
		if err := os.Rename(filepath.Join(saved, name), f.to); err != nil {
			t.Fatal(err)
		}
	}
}

// python is a Python that has openpyxl.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	t.Skip("openpyxl is not installed")
	return ""
}

func run(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// A workbook that another program has saved changes nothing, even if missing rows delete; and a cell that was written into there, or
// before, is all that changes.
func TestSavedElsewhere(t *testing.T) {
	src := shipped(t)
	d := open(t, src, "es")
	const sheet, id, column, words = "proposals", "op-health-records", "reason@en", "+ because – “it” is 'so' & not otherwise"
	e := &edit{sheet: d.sheets[sheet].Name, shown: words,
		at: fmt.Sprintf("%s%d", matrix.Letters(d.column(sheet, column)+1), d.row(sheet, id)+2)}
	plain := d.file()
	edited := d.copy(t)
	edited.set(sheet, id, column, words)
	before := edited.file()
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			if p.slow && !worktest.Thorough() {
				t.Skip("it takes long: see worktest.Thorough")
			}
			dir := t.TempDir()
			files := []saving{{from: "same.xlsx", to: "same-saved.xlsx"}, {from: "edited.xlsx", to: "edited-saved.xlsx"}}
			given := [][]byte{plain, before}
			if p.writes {
				given[1], files[1].edit = plain, e
			}
			for i := range files {
				files[i].from, files[i].to = filepath.Join(dir, files[i].from), filepath.Join(dir, files[i].to)
				if err := os.WriteFile(files[i].from, given[i], 0o644); err != nil {
					t.Fatal(err)
				}
			}
			p.save(t, dir, files)
			saved := make([][]byte, len(files))
			for i, f := range files {
				var err error
				if saved[i], err = os.ReadFile(f.to); err != nil {
					t.Fatal(err)
				}
			}
			r, _ := taken(t, src, saved[0], records.Import{Delete: true})
			if len(r.Changes) > 0 || len(r.Notes) > 0 || len(r.Gone) > 0 || r.Same > 0 || len(r.Files) > 0 {
				t.Errorf("%v %q %v, %d the same", r.Changes, r.Notes, r.Gone, r.Same)
			}
			r, after := taken(t, src, saved[1], records.Import{Delete: true})
			if len(r.Changes) != 1 || len(r.Notes) > 0 || len(r.Gone) > 0 {
				t.Errorf("%v %q %v", r.Changes, r.Notes, r.Gone)
			}
			if got := shown(t, after, sheet, id, column); got != words {
				t.Errorf("it is %q", got)
			}
		})
	}
}
