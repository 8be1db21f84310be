package assemble

import (
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/doc"
	"omnibus/assemble/intake/word"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/docx"
)

// A writer is an installed LibreOffice with a folder of its own.
type writer struct {
	t       *testing.T
	program string
	dir     string
}

// office returns LibreOffice, or skips the test.
func office(t *testing.T) *writer {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	return &writer{t, program, t.TempDir()}
}

// run runs LibreOffice.
func (w *writer) run(args ...string) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	args = append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(w.dir) + "/profile", "--headless"}, args...)
	if out, err := exec.CommandContext(ctx, w.program, args...).CombinedOutput(); err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
}

func (w *writer) path(name string) string { return filepath.Join(w.dir, name) }

func (w *writer) put(name string, b []byte) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.path(name)), 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.path(name), b, 0o600); err != nil {
		w.t.Fatal(err)
	}
}

func (w *writer) get(name string) []byte {
	w.t.Helper()
	b, err := os.ReadFile(w.path(name))
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// macros are what people do in a word processor.
const macros = `
Function opened(name)
  Dim p As New com.sun.star.beans.PropertyValue
  p.Name = "Hidden"
  p.Value = True
  opened = StarDesktop.loadComponentFromURL(ConvertToURL(name), "_blank", 0, Array(p))
End Function
Sub saved(doc, name)
  Dim p As New com.sun.star.beans.PropertyValue
  p.Name = "FilterName"
  p.Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(name), Array(p))
  doc.close(True)
End Sub
Sub Command(from, into, what)
  doc = opened(from)
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(doc.CurrentController.Frame, what, "", 0, Array())
  saved(doc, into)
End Sub
Function found(doc, what)
  s = doc.createSearchDescriptor()
  s.SearchString = what
  s.SearchCaseSensitive = True
  found = doc.findFirst(s)
End Function
Sub Edit(from, into, tracked, how, what, one, two)
  doc = opened(from)
  doc.RecordChanges = tracked
  at = found(doc, what)
  Select Case how
    Case "replace"
      at.String = one
    Case "insert"
      at.Text.insertString(at.End, one, False)
    Case "delete"
      at.String = ""
    Case "split"
      at.Text.insertControlCharacter(at.Start, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    Case "bold"
      at.CharWeight = com.sun.star.awt.FontWeight.BOLD
    Case "row-gone"
      at.TextTable.Rows.removeByIndex(CInt(Mid(at.Cell.CellName, 2)) - 1, 1)
    Case "row-new"
      n = CInt(Mid(at.Cell.CellName, 2))
      t = at.TextTable
      t.Rows.insertByIndex(n, 1)
      t.getCellByName("B" & (n + 1)).String = one
      t.getCellByName("C" & (n + 1)).String = two
  End Select
  saved(doc, into)
End Sub
`

// basic runs a macro. A profile must be there.
func (w *writer) basic(main string) {
	w.t.Helper()
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	var code strings.Builder
	if err := xml.EscapeText(&code, []byte(macros+"Sub Main\n"+main+"End Sub\n")); err != nil {
		w.t.Fatal(err)
	}
	w.put("profile/user/basic/Standard/script.xlb", []byte(head+`<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/><library:element library:name="Edits"/></library:library>`))
	w.put("profile/user/basic/Standard/Edits.xba", []byte(head+`<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">`+code.String()+`</script:module>`))
	w.run("macro:///Standard.Edits.Main")
}

// TestWordOffice: LibreOffice saves the draft as .docx and as OpenDocument text, and edits it with macros, tracked and silent. What comes
// home is what was edited and nothing else. It accepts and rejects all changes of a redline, which gives the new and the old words.
func TestWordOffice(t *testing.T) {
	if !worktest.Thorough() {
		t.Skip("only in a thorough run")
	}
	w := office(t)
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	made, err := Run(src, work.Job{Meeting: "meeting-april", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	red := made.Docs[slices.IndexFunc(made.Docs, func(d *doc.Document) bool { return d.Variant == "redline" })]
	var redline strings.Builder
	if err := docx.Write(&redline, red, made.Style); err != nil {
		t.Fatal(err)
	}
	s := &sheaf{t: t, codes: d.Codes()}
	edited := repacked(t, sent, mainPart, func(text string) string {
		s.text = text
		s.english(xRun(pathwaysHead) + xDel("Delegation B", "regular") + xIns("Delegation B", xRun("safe")) + xRun(pathwaysTail))
		s.replace("op-cooperation-asylum", "build up the capacity", "widen the capacity")
		s.after(pathways, newRow("Delegation B", "To thank the donors.", "Agradecer a los donantes."))
		return s.text
	})
	w.put("sent.docx", sent)
	w.put("edited.docx", edited)
	w.put("redline.docx", []byte(redline.String()))
	for _, format := range []string{"docx", "odt"} {
		w.run("--convert-to", format, "--outdir", w.path("saved"), w.path("sent.docx"), w.path("edited.docx"))
	}
	at := func(b []byte) string {
		r, diags, err := brought(t, src, b, nil)
		if err != nil || diags.HasErrors() {
			return fmt.Sprint(err, diags.Items)
		}
		return told(r)
	}
	want := at(edited)
	if strings.Count(want, "\n") != 2 {
		t.Errorf("the edited file proposes\n%s", want)
	}
	for _, format := range []string{"docx", "odt"} {
		if got := at(w.get("saved/sent." + format)); got != "" {
			t.Errorf("%s, unedited: got\n%s", format, got)
		}
		if got := at(w.get("saved/edited." + format)); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", format, got, want)
		}
	}
	edits := []struct{ how, what, one, two, want string }{
		{"replace", "regular pathways", "safe pathways", "", safer},
		{"replace", "vías regulares", "vías seguras", "", `mod op-cooperation-pathways by delegation-a: es "Alentar a los Estados Miembros a que amplíen las vías seguras de migración, por trabajo, por estudio y por reunificación familiar"`},
		{"insert", "reunion of families", " and of friends", "", `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "regular" + pathwaysTail + ` and of friends"`},
		{"delete", ", for study", "", "", `mod op-cooperation-pathways by delegation-a: en "` + strings.Replace(pathwaysHead+"regular"+pathwaysTail, ", for study", "", 1) + `"`},
		{"split", "for work, for study", "", "", "mod op-cooperation-pathways by delegation-a: en \"" + pathwaysHead + "regular pathways for migration\"\n" +
			`add operative section-cooperation by delegation-a: en "for work, for study, and for the reunion of families"`},
		{"bold", "regular pathways", "", "", ""},
		{"row-new", "regular pathways", "To thank the donors.", "Agradecer a los donantes.", `add operative section-cooperation by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`},
		{"row-gone", "regular pathways", "", "", "sup op-cooperation-pathways by delegation-a"},
	}
	main := ""
	for i, e := range edits {
		for _, tracked := range []string{"True", "False"} {
			main += fmt.Sprintf("Edit(%q, %q, %s, %q, %q, %q, %q)\n", w.path("sent.docx"), w.path(fmt.Sprintf("%d-%s.docx", i, tracked)), tracked, e.how, e.what, e.one, e.two)
		}
	}
	for _, what := range []string{"Accept", "Reject"} {
		main += fmt.Sprintf("Command(%q, %q, %q)\n", w.path("redline.docx"), w.path(what+".docx"), ".uno:"+what+"AllTrackedChanges")
	}
	w.basic(main)
	for i, e := range edits {
		for _, tracked := range []string{"True", "False"} {
			r, _, err := brought(t, src, w.get(fmt.Sprintf("%d-%s.docx", i, tracked)), func(im *word.Import) { im.AcceptMissing = true })
			if err != nil {
				t.Errorf("%s, tracked %s: %v", e.how, tracked, err)
			} else if got := told(r); got != e.want {
				t.Errorf("%s, tracked %s: got\n%s\nwant\n%s", e.how, tracked, got, e.want)
			}
		}
	}
	for what, view := range map[string]readdocx.View{"Accept": readdocx.New, "Reject": readdocx.Old} {
		if got, want := rowsOf(t, w.get(what+".docx"), readdocx.New), rowsOf(t, []byte(redline.String()), view); !slices.Equal(got, want) {
			t.Errorf("%s all gives other words:\n%s", what, rowDifference(got, want))
		}
	}
}

// markSaid matches the mark of a note that a program has saved as words of the text.
var markSaid = regexp.MustCompile(`[\x{a0} ]?[0-9]{1,2}/(?:$|[\x{a0} ])`)

// rowsOf returns the words of the cells of the languages in the rows with codes of a file, in a view.
func rowsOf(t *testing.T, b []byte, v readdocx.View) []string {
	t.Helper()
	f, err := readdocx.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, x := range f.Blocks {
		table, ok := x.(*readdocx.Table)
		if !ok {
			continue
		}
		for _, r := range table.Rows {
			if len(r.Cells) != 3 || !r.Stands(v) || !slices.ContainsFunc(r.Cells[0].Paragraphs, func(p *readdocx.Paragraph) bool {
				return slices.ContainsFunc(p.Pieces, func(x readdocx.Piece) bool { return doc.IsCode(strings.TrimSpace(x.Text)) })
			}) {
				continue
			}
			for _, c := range r.Cells[1:] {
				var words []string
				for _, l := range readdocx.Paragraphs(c.Paragraphs, v) {
					words = append(words, l.Text())
				}
				out = append(out, markSaid.ReplaceAllString(strings.Join(words, " "), ""))
			}
		}
	}
	return out
}

func rowDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("%q\n%q", a[i], b[i])
		}
	}
	return fmt.Sprintf("%d rows and %d", len(a), len(b))
}
