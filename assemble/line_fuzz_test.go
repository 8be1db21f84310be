package assemble

import (
	"bytes"
	"slices"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/merge"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// FuzzLine runs the whole line, to PDF and workbook, with a part of a shipped file replaced: a record, a label or a template. Nothing
// panics, every finding has a place that exists, and papers are made if and only if there is no error.
func FuzzLine(f *testing.F) {
	shipped := shippedSources(f)
	for i, seed := range []string{
		"", "x", "\n", "  - ", "[a, b", "{{", "{{.}}", "{{range .Paragraphs}}", "</p>", "<table><tr>", "%s",
		"{year}", "\u00ad\u200b\ufeff", "\U0001f600", "[^a]", "[[]]",
		"2024-02-30", "-1", "99999999999999999999", "'", `"`, "null",
		"id: op-1\n", "AG/RES. 2910 (XLVII-O/17)", "\r\n", "\x00", "مرحبا",
	} {
		if i%3 != 0 && !worktest.Thorough() {
			continue
		}
		f.Add(byte(i), uint16(i*7), uint32(i*911), uint8(len(seed)), seed)
	}
	f.Fuzz(func(t *testing.T, folder byte, which uint16, at uint32, length uint8, with string) {
		src := &work.Sources{Input: slices.Clone(shipped.Input), Locales: slices.Clone(shipped.Locales), Templates: slices.Clone(shipped.Templates)}
		files := [][]*source.File{src.Input, src.Locales, src.Templates}[folder%3]
		i := int(which) % len(files)
		old := files[i].Bytes
		from := int(at) % (len(old) + 1)
		to := min(from+int(length), len(old))
		files[i] = source.NewFile(files[i].Name, slices.Concat(old[:from], []byte(with), old[to:]))
		made, err := Run(src, work.Job{Meeting: merge.End}, work.Written, nil)
		if err != nil {
			t.Fatalf("%s, from %d to %d %q instead of %q: %v", files[i].Name, from, to, with, old[from:to], err)
		}
		failed := false
		for _, d := range made.Diags.Items {
			failed = failed || d.Severity == diag.Error
			if p := d.Pos; p.File != nil && (p.Offset < 0 || p.Length < 0 || p.End() > len(p.File.Bytes)) {
				t.Errorf("%s, from %d to %d %q instead of %q: %s %q has no place", files[i].Name, from, to, with, old[from:to], d.Code, d.Message)
			}
		}
		if failed != (len(made.Files) == 0) {
			t.Errorf("%s, from %d to %d %q instead of %q: %d files, with errors: %v", files[i].Name, from, to, with, old[from:to], len(made.Files), failed)
		}
		for _, x := range made.Files {
			if !bytes.HasPrefix(x.Bytes, []byte("%PDF-")) && !bytes.HasPrefix(x.Bytes, []byte("PK")) {
				t.Errorf("%s is neither a PDF nor a workbook", x.Name)
			}
		}
	})
}
