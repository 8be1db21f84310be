package assemble

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/docx"
)

// settle is a macro of LibreOffice that opens a file, runs a command, and saves the file.
const settle = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  doc.storeToURL(target, filter())
  doc.close(True)
End Sub
</script:module>
`

const (
	macroModules = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
`
	macroLibraries = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"><library:library library:name="Standard" library:link="false"/>
</library:libraries>
`
)

// A printer is LibreOffice, with a folder for files.
type printer struct {
	t           *testing.T
	program, in string
}

// printerOf finds LibreOffice. It skips the test if it is not installed, or if the tests are not to take long.
func printerOf(t *testing.T) *printer {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	if !worktest.Thorough() {
		t.Skip("takes half a minute")
	}
	return &printer{t, program, t.TempDir()}
}

// macros installs the macro. LibreOffice must have run before, because its first run puts its own files there.
func (o *printer) macros() {
	for name, text := range map[string]string{"Standard/Module1.xba": settle, "Standard/script.xlb": macroModules, "script.xlc": macroLibraries} {
		o.put(filepath.Join("profile/user/basic", name), []byte(text))
	}
}

func (o *printer) put(name string, b []byte) string {
	o.t.Helper()
	path := filepath.Join(o.in, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

func (o *printer) run(args ...string) {
	o.t.Helper()
	args = append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(o.in) + "/profile", "--headless"}, args...)
	if out, err := exec.Command(o.program, args...).CombinedOutput(); err != nil {
		o.t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
}

func (o *printer) get(name string) []byte {
	o.t.Helper()
	b, err := os.ReadFile(filepath.Join(o.in, name))
	if err != nil {
		o.t.Skipf("LibreOffice has not written the file, perhaps because its word processor is not installed: %v", err)
	}
	return b
}

// letters returns the words of a text, counted, without numbers and marks of notes, in which programs differ: the number of a row, such as
// 2 bis, is printed once, and read for each language.
func letters(words []string) map[string]int {
	out := map[string]int{}
	for _, w := range words {
		if noteMark.MatchString(w) {
			continue
		}
		for part := range strings.FieldsFuncSeq(strings.NewReplacer("-", "", "\u2011", "", "\u00ad", "").Replace(w), func(r rune) bool {
			return !unicode.IsLetter(r)
		}) {
			if len([]rune(part)) > 1 && part != "bis" {
				out[part]++
			}
		}
	}
	return out
}

// lacks returns the words that a text lacks, with their numbers.
func lacks(want, got map[string]int) []string {
	var out []string
	for _, w := range slices.Sorted(maps.Keys(want)) {
		for range want[w] - got[w] {
			out = append(out, w)
		}
	}
	return out
}

// noteMark matches the mark of a note, as wordsOfWord shows it.
var noteMark = regexp.MustCompile(`^\[(?:\d+/?|[a-z])\]$`)

// broken reports whether a word is in a text in pieces which are not words of the original, because it begins on one page and ends on the
// next, or with the raised letter of an endnote.
func broken(word string, want, got map[string]int) bool {
	for mark := 'a'; mark <= 'z'; mark++ {
		if w := word + string(mark); got[w] > want[w] {
			return true
		}
	}
	for i := range word {
		if i > 0 && got[word[:i]] > want[word[:i]] && got[word[i:]] > want[word[i:]] {
			return true
		}
	}
	return false
}

// TestWordLibreOffice: LibreOffice opens every paper of the shipped term, and prints it without loss of a word. What it saves has the words of
// the file, before and after the changes. If it accepts all changes, it has the new text, and the old one if it rejects them.
func TestWordLibreOffice(t *testing.T) {
	o := printerOf(t)
	w, err := Run(shippedSources(t), work.Job{Meeting: "end", All: true}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := wordFiles(t, w)
	var in []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		in = append(in, o.put(name, files[name]))
	}
	o.run(append([]string{"--convert-to", "pdf", "--outdir", filepath.Join(o.in, "pdf")}, in...)...)
	o.run(append([]string{"--convert-to", "docx:MS Word 2007 XML", "--outdir", filepath.Join(o.in, "saved")}, in...)...)
	reader, noReader := exec.LookPath("pdftotext")
	seen := 0
	for name, b := range files {
		printed := o.get(filepath.Join("pdf", strings.TrimSuffix(name, ".docx")+".pdf"))
		if noReader == nil {
			out, err := exec.Command(reader, o.put("printed.pdf", printed), "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			text := strings.NewReplacer("-\n", "", "\u00ad\n", "").Replace(string(out))
			want, got := letters(wordsOfWord(b, readdocx.New)), letters(strings.Fields(text))
			if missing := slices.DeleteFunc(lacks(want, got), func(w string) bool { return broken(w, want, got) }); len(missing) > 0 {
				t.Errorf("%s: LibreOffice prints %d words less: %v", name, len(missing), missing)
			}
		}
		saved := o.get(filepath.Join("saved", name))
		for view, v := range map[string]readdocx.View{"new": readdocx.New, "old": readdocx.Old} {
			want, got := letters(wordsOfWord(b, v)), letters(wordsOfWord(saved, v))
			if missing, more := lacks(want, got), lacks(got, want); len(missing)+len(more) > 0 {
				t.Errorf("%s, %s text: LibreOffice loses %v, adds %v", name, view, missing, more)
			}
			seen++
		}
	}
	o.macros()
	for _, d := range w.Docs {
		if d.Variant != "redline" {
			continue
		}
		name := d.FileName("docx")
		for command, v := range map[string]readdocx.View{"Accept": readdocx.New, "Reject": readdocx.Old} {
			target := filepath.Join(o.in, command+name)
			o.run("macro:///Standard.Module1.Settle(file://" + filepath.Join(o.in, name) + ",file://" + target + ",.uno:" + command + "AllTrackedChanges)")
			want, got := letters(wordsOfWord(files[name], v)), letters(wordsOfWord(o.get(command+name), readdocx.New))
			if missing, more := lacks(want, got), lacks(got, want); len(missing)+len(more) > 0 {
				t.Errorf("%s, %s all: lost %v, added %v", name, command, missing, more)
			}
			if f, err := readdocx.Read(o.get(command + name)); err != nil || len(f.Marks) > 0 {
				t.Errorf("%s, %s all: changes remain: %v", name, command, err)
			}
			seen++
		}
	}
	if seen < 10 {
		t.Errorf("%d texts were compared", seen)
	}
}

// TestWordSecondReaders: pandoc reads the same words, with the changes accepted and rejected, and python-docx the same tables and the same
// numbers of changes.
func TestWordSecondReaders(t *testing.T) {
	if !worktest.Thorough() {
		t.Skip("takes some seconds")
	}
	w, err := Run(shippedSources(t), work.Job{Meeting: "end", All: true}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := wordFiles(t, w)
	dir := t.TempDir()
	pandoc, noPandoc := exec.LookPath("pandoc")
	const script = `import docx, json, sys
d = docx.Document(sys.argv[1])
e = d.element
def words(tag): return ' '.join(''.join(t.text or '' for t in p.iter(docx.oxml.ns.qn(tag))) for p in e.iter(docx.oxml.ns.qn('w:p')))
print(json.dumps({'tables': len(d.tables), 'rows': sum(len(t.rows) for t in d.tables), 'inserted': len(e.xpath('//w:ins')),
 'deleted': len(e.xpath('//w:del')), 'gone': words('w:delText')}))`
	python := "/usr/bin/python3"
	noPython := exec.Command(python, "-c", "import docx").Run()
	if noPandoc != nil && noPython != nil {
		t.Skip("neither pandoc nor python-docx is installed")
	}
	for _, d := range w.Docs {
		name := d.FileName("docx")
		b := files[name]
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := readdocx.Read(b)
		if err != nil {
			t.Fatal(err)
		}
		if noPandoc == nil {
			for how, v := range map[string]readdocx.View{"accept": readdocx.New, "reject": readdocx.Old} {
				out, err := exec.Command(pandoc, "-f", "docx", "-t", "plain", "--wrap=none", "--columns=10000", "--track-changes="+how, path).Output()
				if err != nil {
					t.Fatal(err)
				}
				want, got := letters(wordsOfWord(b, v)), letters(strings.Fields(string(out)))
				if missing := lacks(want, got); len(missing) > 0 {
					t.Errorf("%s, %s: pandoc does not read %v", name, how, missing)
				}
			}
		}
		if noPython == nil {
			out, err := exec.Command(python, "-c", script, path).Output()
			var got struct {
				Tables, Rows, Inserted, Deleted int
				Gone                            string
			}
			if err != nil || json.Unmarshal(out, &got) != nil {
				t.Fatalf("%s: python-docx: %v %s", name, err, out)
			}
			tables, rows := 0, 0
			for _, x := range f.Blocks {
				if x, ok := x.(*readdocx.Table); ok {
					tables, rows = tables+1, rows+len(x.Rows)
				}
			}
			ins, del := bytes.Count(partsOf(t, b)["word/document.xml"], []byte("<w:ins ")), bytes.Count(partsOf(t, b)["word/document.xml"], []byte("<w:del "))
			if got.Tables != tables || got.Rows < rows || got.Inserted != ins || got.Deleted != del {
				t.Errorf("%s: python-docx sees %d tables, %d rows, %d and %d changes; there are %d, %d, %d and %d", name, got.Tables, got.Rows,
					got.Inserted, got.Deleted, tables, rows, ins, del)
			}
			if gone := lacks(letters(wordsOfWord(b, readdocx.Old)), letters(wordsOfWord(b, readdocx.New))); len(lacks(letters(gone), letters(strings.Fields(got.Gone)))) > 0 && d.Variant == "redline" {
				t.Errorf("%s: python-docx lacks deleted words: %v", name, lacks(letters(gone), letters(strings.Fields(got.Gone))))
			}
		}
	}
}

// BenchmarkWord measures the draft of a large term as a word processor's file: its rows, the time, and the memory that it takes in addition to
// the document.
func BenchmarkWord(b *testing.B) {
	w, err := Run(grown(44), work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		b.Fatal(err)
	}
	d := w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })]
	var file bytes.Buffer
	if err := docx.Write(&file, d, w.Style); err != nil {
		b.Fatal(err)
	}
	rows := 0
	f, err := readdocx.Read(file.Bytes())
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range f.Blocks {
		if x, ok := x.(*readdocx.Table); ok {
			rows += len(x.Rows)
		}
	}
	b.ReportAllocs()
	most := watchHeap()
	for b.Loop() {
		if err := docx.Write(io.Discard, d, w.Style); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(most(), "MB-peak")
	b.ReportMetric(float64(rows), "rows")
}
