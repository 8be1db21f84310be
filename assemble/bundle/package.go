package bundle

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"

	"omnibus/assemble/merge"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// packageMark is the comment of an archive made by omnibus.
const packageMark = "omnibus: package"

// firstYear is the earliest year that an archive can record.
const firstYear = 1980

// firstPapers are the templates of the papers that come first, regardless of the order of the term.
var firstPapers = []string{"cover-note", "order-of-business"}

// Package returns all papers of written work in one ZIP archive, in the order of the term but with the cover note and the order of business
// first, and with a page that links to them. Their names describe them. standing are issued files that replace those just made. The same
// papers give the same bytes.
func Package(w *work.Work, standing []*source.File) (*source.File, error) {
	rank := map[string]int{}
	for i, p := range w.Papers {
		rank[p.ID] = len(firstPapers) + i
		if k := slices.Index(firstPapers, p.Template); k >= 0 {
			rank[p.ID] = k
		}
	}
	made := slices.Clone(w.Files)
	slices.SortStableFunc(made, func(a, b *work.Made) int { return cmp.Compare(rank[a.Paper], rank[b.Paper]) })
	issued := map[string]*source.File{}
	for _, f := range standing {
		issued[f.Name] = f
	}
	out := *w
	out.Files, out.Published, out.Unchanged = nil, nil, nil
	number, last := 0, ""
	for _, m := range made {
		if m.Paper != last {
			number, last = number+1, m.Paper
		}
		x := *m
		b := m.Bytes
		if f := issued[m.Name]; f != nil {
			b = f.Bytes
			delete(issued, m.Name)
		}
		x.File = source.NewFile(called(w, m, number), b)
		out.Files, out.Published = append(out.Files, &x), append(out.Published, x.File)
	}
	for _, f := range standing {
		if issued[f.Name] != nil { // the paper that a corrigendum corrects
			out.Published = append(out.Published, f)
		}
	}
	index, err := page(&out)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", PageName, err)
	}
	files := slices.Concat([]*source.File{source.NewFile(PageName, index), source.NewFile(CalendarName, Calendar(w))}, out.Published)
	day := time.Date(firstYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	if d := w.Plan.AsOf; !d.IsZero() {
		last := d.Last()
		day = time.Date(last.Year, last.Month, max(last.Day, 1), 0, 0, 0, 0, time.UTC)
	}
	b := new(bytes.Buffer)
	z := zip.NewWriter(b)
	if err := z.SetComment(packageMark); err != nil {
		return nil, err
	}
	for _, f := range files {
		e, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store, Modified: day}) // papers are already compressed
		if err == nil {
			_, err = e.Write(f.Bytes)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	meeting := merge.End
	if w.Plan.Meeting != nil {
		meeting = w.Plan.Meeting.ID.String
	}
	return source.NewFile("papers."+meeting+".zip", b.Bytes()), nil
}

// IsPackage reports whether a file is an archive of papers that omnibus made.
func IsPackage(b []byte) bool {
	return bytes.HasPrefix(b, []byte("PK")) && bytes.HasSuffix(b, []byte(packageMark))
}

// called returns the name of a paper in the archive: 03 CIDI-CAM-doc.4-24-rev.2 Draft Paragraphs on Migration (en-es).pdf.
func called(w *work.Work, m *work.Made, number int) string {
	title, langs, variant := "", "", ""
	if m.Book != nil {
		title, langs = m.Book.Title, m.Book.Lang
	} else {
		title, langs, variant = m.Doc.Title, strings.Join(m.Doc.Langs, "-"), m.Doc.Variant
	}
	name := fmt.Sprintf("%02d ", number)
	if p := w.Plan.Papers[m.Paper]; p != nil && p.Symbol != "" {
		name += plain(p.Symbol) + " "
	}
	name += plain(title)
	if variant != "" {
		name += ", " + plain(variant)
	}
	return name + " (" + langs + ")" + path.Ext(m.Name)
}

// plain returns a text in a form that every system accepts in a file name.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '/' || r == '\\' || r == ':' || r == '|':
			return '-'
		case unicode.IsControl(r) || strings.ContainsRune(`*?"<>`, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.Trim(s, " .")
}
