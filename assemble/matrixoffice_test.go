package assemble

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/matrix"
	"omnibus/assemble/read/pdf"
)

// TestMatrixLibreOffice: a workbook saved by LibreOffice changes nothing, and an edit in it is imported. If the stored values of the
// summary's formulas are removed, LibreOffice computes the same values.
func TestMatrixLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	src := shippedSources(t)
	_, b := matrixOf(t, src, "en")
	dir := t.TempDir()
	d := deskOf(t, b)
	d.set("Class", 3, "A")
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(dir, "saved")}
	for name, b := range map[string][]byte{"same.xlsx": b, "edited.xlsx": d.bytes(), "empty.xlsx": withoutValues(t, b)} {
		in := filepath.Join(dir, name)
		if err := os.WriteFile(in, b, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, in)
	}
	if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
	saved := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, "saved", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for i, name := range []string{"same.xlsx", "edited.xlsx"} {
		r, diags, err := home(t, src, saved(name), "")
		if err != nil || len(diags.Items) > 0 || len(r.Changes) != i || len(r.Notes) > 0 {
			t.Errorf("%s: %v %v %+v", name, err, diags.Items, r)
		}
	}
	want, got := deskOf(t, b).file, deskOf(t, saved("empty.xlsx")).file
	for at := range formulas(t, want) {
		a, err1 := want.GetCellValue("Summary", at)
		b, err2 := got.GetCellValue("Summary", at)
		if err1 != nil || err2 != nil || a != b {
			t.Errorf("Summary!%s: LibreOffice computes %q, but %q is stored (%v %v)", at, b, a, err1, err2)
		}
	}
}

// TestMatrixPrints: the matrix of the shipped term is printed on fifteen pages at most, the summary first, one page wide, in letters that
// can be read.
func TestMatrixPrints(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	src, dir := shippedSources(t), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, lang := range []string{"en", "es"} {
		_, b := matrixOf(t, src, lang)
		in := filepath.Join(dir, lang+".xlsx")
		if err := os.WriteFile(in, b, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, in)
	}
	if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run here: %v %s", err, out)
	}
	for lang, summary := range map[string]string{"en": "Mandate matrix", "es": "Matriz de mandatos"} {
		b, err := os.ReadFile(filepath.Join(dir, lang+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := pdf.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(f.Pages()); n > 15 {
			t.Errorf("%s: %d pages", lang, n)
		}
		for i, p := range f.Pages() {
			words, err := p.Words()
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			small := 0
			for _, w := range words {
				all.WriteString(w.Text + " ")
				if !strings.Contains(string(w.Font), "LiberationSans") && !strings.Contains(string(w.Font), "Arial") {
					t.Skipf("no face as wide as Arial is installed: LibreOffice set %q in %s", w.Text, w.Font)
				}
				if w.Size < 6.9 {
					small++
				}
			}
			if small > 0 || i == 0 && !strings.Contains(all.String(), summary) {
				t.Errorf("%s: page %d: %d words are too small: %v", lang, i+1, small, words[min(9, len(words)-1)])
			}
		}
	}
}

// withoutValues returns a workbook without the stored values of its formulas.
func withoutValues(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		to, err := w.Create(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(regexp.MustCompile(`</f><v>[^<]*</v>`).ReplaceAll(content, []byte("</f>"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// formulas returns those of the summary, by their cells.
func formulas(t *testing.T, f *excelize.File) map[string]string {
	t.Helper()
	rows, err := f.GetRows("Summary", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, row := range rows {
		for k := range row {
			at := fmt.Sprintf("%s%d", matrix.Letters(k+1), i+1)
			if formula, err := f.GetCellFormula("Summary", at); err == nil && formula != "" {
				out[at] = formula
			}
		}
	}
	if len(out) < 100 {
		t.Fatalf("there are only %d formulas", len(out))
	}
	return out
}

// TestMatrixFormulas: the stored values of the summary's formulas are those that the formulas give.
func TestMatrixFormulas(t *testing.T) {
	_, b := matrixOf(t, shippedSources(t), "en")
	f := deskOf(t, b).file
	for at, formula := range formulas(t, f) {
		there, err := f.GetCellValue("Summary", at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.CalcCellValue("Summary", at, excelize.Options{RawCellValue: true}); err != nil || got != there {
			t.Errorf("%s: %s gives %q (%v), but %q is stored", at, formula, got, err, there)
		}
	}
}
