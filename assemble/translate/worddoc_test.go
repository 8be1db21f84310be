package translate

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// parts returns the parts of a document, and their names in order.
func parts(t *testing.T, b []byte) (map[string]string, []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name], names = string(text), append(names, f.Name)
	}
	return out, names
}

// packed makes a document of its parts.
func packed(t *testing.T, all map[string]string, names []string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, all[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// comment adds a comment to the parts of a document, and returns the mark of its place.
func comment(all map[string]string, names *[]string, id int, words string) string {
	const part = "word/comments.xml"
	if all[part] == "" {
		*names = append(*names, part)
		all[part] = `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:comments>`
		all["word/_rels/document.xml.rels"] = strings.Replace(all["word/_rels/document.xml.rels"], "</Relationships>",
			`<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" `+
				`Target="comments.xml"/></Relationships>`, 1)
	}
	all[part] = strings.Replace(all[part], "</w:comments>", fmt.Sprintf(
		`<w:comment w:id="%d" w:author="Eva"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:comment></w:comments>`, id, words), 1)
	return fmt.Sprintf(`<w:r><w:commentReference w:id="%d"/></w:r>`, id)
}

// wordRow returns the row with a code of a document, and the text before and after it.
func wordRow(text, code string) (before, row, after string) {
	at := strings.Index(text, ">"+code+"<")
	from := strings.LastIndex(text[:at], "<w:tr>")
	to := at + strings.Index(text[at:], "</w:tr>") + len("</w:tr>")
	return text[:from], text[from:to], text[to:]
}

// wordCells returns the cells of a row.
func wordCells(row string) []string {
	cells := strings.SplitAfter(row, "</w:tc>")
	cells[0] = strings.TrimPrefix(cells[0], "<w:tr>")
	return cells[:len(cells)-1]
}

// in adds runs to the last paragraph of a cell.
func in(cell, runs string) string {
	i := strings.LastIndex(cell, "</w:p>")
	return cell[:i] + runs + cell[i:]
}

const mainPart = "word/document.xml"

// wordPlants contains what people add to documents.
var wordPlants = []struct {
	name string
	kept bool
	put  func(all map[string]string, names *[]string, cells []string, n int, words string) []string
}{
	{"a remark", true, func(_ map[string]string, _ *[]string, c []string, _ int, w string) []string {
		c[3] = in(c[3], "<w:r><w:t>"+w+"</w:t></w:r>")
		return c
	}},
	{"a comment", true, func(all map[string]string, names *[]string, c []string, n int, w string) []string {
		c[2] = in(c[2], comment(all, names, n, w))
		return c
	}},
	{"words beside the id", true, func(_ map[string]string, _ *[]string, c []string, _ int, w string) []string {
		c[0] = in(c[0], "<w:r><w:t xml:space=\"preserve\"> "+w+"</w:t></w:r>")
		return c
	}},
	{"an added column", true, func(_ map[string]string, _ *[]string, c []string, _ int, w string) []string {
		return append(c, "<w:tc><w:p><w:r><w:t>"+w+"</w:t></w:r></w:p></w:tc>")
	}},
	{"a tracked change of the source", true, func(_ map[string]string, _ *[]string, c []string, _ int, w string) []string {
		c[1] = in(c[1], `<w:ins w:id="9`+w[7:8]+`" w:author="Eva"><w:r><w:t>`+w+`</w:t></w:r></w:ins>`)
		return c
	}},
	{"text after the table", true, func(all map[string]string, _ *[]string, c []string, _ int, w string) []string {
		all[mainPart] = strings.Replace(all[mainPart], "<w:sectPr>", "<w:p><w:r><w:t>"+w+"</w:t></w:r></w:p><w:sectPr>", 1)
		return c
	}},
}

// plantWords adds things of people to a packet that is a document.
func plantWords(t *testing.T, rng *rand.Rand, p *packet.Packet, file *source.File) (*source.File, []planted) {
	t.Helper()
	all, names := parts(t, file.Bytes)
	var ids []string
	for _, u := range p.Units {
		ids = append(ids, u.ID)
	}
	codes := doc.CodesOf(ids)
	used := map[string]bool{}
	var out []planted
	for i := range 4 + rng.IntN(12) {
		k, id := wordPlants[rng.IntN(len(wordPlants))], ids[rng.IntN(len(ids))]
		if used[k.name+id] {
			continue
		}
		used[k.name+id] = true
		words := fmt.Sprintf("planted%dx", i)
		before, row, after := wordRow(all[mainPart], codes[id])
		cells := wordCells(row)
		all[mainPart] = before + "\x00" + after
		with := "<w:tr>" + strings.Join(k.put(all, &names, cells, i, words), "") + "</w:tr>"
		all[mainPart] = strings.Replace(all[mainPart], "\x00", with, 1)
		out = append(out, planted{k.name, id, words, k.kept})
	}
	return source.NewFile(file.Name, packed(t, all, names)), out
}

// TestWordPacketRefused: a document whose cells were moved without the others, merged or deleted, or that is no packet, is refused with a
// reason that names the place.
func TestWordPacketRefused(t *testing.T) {
	w, _ := smallWork(t)
	p := packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: "es", All: true})[0]
	form, _ := FindFormat("docx")
	files, err := Write([]*packet.Packet{p}, form)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, u := range p.Units {
		ids = append(ids, u.ID)
	}
	codes := doc.CodesOf(ids)
	change := func(edit func(all map[string]string, row func(id string) (string, string, string))) []byte {
		all, names := parts(t, files[0].Bytes)
		edit(all, func(id string) (string, string, string) { return wordRow(all[mainPart], codes[id]) })
		return packed(t, all, names)
	}
	for name, x := range map[string]struct {
		b    []byte
		want string
	}{
		"two sources changed places": {change(func(all map[string]string, row func(string) (string, string, string)) {
			_, one, _ := row(ids[0])
			_, two, _ := row(ids[1])
			a, b := wordCells(one), wordCells(two)
			all[mainPart] = strings.NewReplacer(a[1], b[1], b[1], a[1]).Replace(all[mainPart])
		}), "has the id"},
		"merged cells": {change(func(all map[string]string, row func(string) (string, string, string)) {
			before, one, after := row(ids[0])
			c := wordCells(one)
			all[mainPart] = before + "<w:tr>" + c[0] + strings.Replace(c[1], "<w:tcPr>", `<w:tcPr><w:gridSpan w:val="3"/>`, 1) + "</w:tr>" + after
		}), "merged or missing"},
		"a row twice": {change(func(all map[string]string, row func(string) (string, string, string)) {
			before, one, after := row(ids[0])
			all[mainPart] = before + one + one + after
		}), "has two rows"},
		"no properties": {change(func(all map[string]string, _ func(string) (string, string, string)) {
			all["docProps/custom.xml"] = `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`
		}), "dropped its properties"},
		"a property is missing": {change(func(all map[string]string, _ func(string) (string, string, string)) {
			all["docProps/custom.xml"] = strings.Replace(all["docProps/custom.xml"], `name="omnibus-data-1"`, `name="other"`, 1)
		}), "incomplete"},
		"another paper": {change(func(all map[string]string, _ func(string) (string, string, string)) {
			all["docProps/custom.xml"] = strings.Replace(all["docProps/custom.xml"], ">packet<", ">draft-paragraphs<", 1)
		}), "use omnibus word import packet.docx"},
	} {
		if _, _, err := Read(source.NewFile("packet.docx", x.b)); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %q", name, err, x.want)
		}
	}
}

// TestWordPacketHome: a translation with several lines, tracked changes and a row without its code come home; a source that was changed
// silently is refused.
func TestWordPacketHome(t *testing.T) {
	w, src := smallWork(t)
	p := packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: "es", All: true})[0]
	form, _ := FindFormat("docx")
	files, err := Write([]*packet.Packet{p}, form)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, u := range p.Units {
		ids = append(ids, u.ID)
	}
	codes := doc.CodesOf(ids)
	all, names := parts(t, files[0].Bytes)
	edit := func(id string, change func(c []string)) {
		before, row, after := wordRow(all[mainPart], codes[id])
		c := wordCells(row)
		change(c)
		all[mainPart] = before + "<w:tr>" + strings.Join(c, "") + "</w:tr>" + after
	}
	cell := func(inner string) string {
		return `<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/></w:tcPr>` + inner + `</w:tc>`
	}
	edit(ids[0], func(c []string) {
		c[2] = cell(`<w:p><w:del w:id="1" w:author="Eva"><w:r><w:delText>Viejo</w:delText></w:r></w:del>` +
			`<w:ins w:id="2" w:author="Eva"><w:r><w:t>Nuevo texto</w:t></w:r></w:ins></w:p>`)
	})
	edit(ids[1], func(c []string) {
		c[0] = strings.Replace(c[0], ">"+codes[ids[1]]+"<", "><", 1)
		c[2] = cell(`<w:p><w:r><w:t xml:space="preserve">Otro </w:t></w:r><w:r><w:t>texto</w:t></w:r></w:p>`)
	})
	r, files2 := home(t, w, src.Locales, source.NewFile("packet.docx", packed(t, all, names)))
	got := map[string]string{}
	for _, l := range r.Units {
		got[l.ID] = l.What
	}
	for i, id := range ids {
		if want := map[bool]string{true: Taken, false: Same}[i < 2]; got[id] != want {
			t.Errorf("%s is %q, want %q", id, got[id], want)
		}
	}
	text := ""
	for _, f := range files2 {
		text += string(f.Bytes)
	}
	for _, want := range []string{`"Nuevo texto"`, `"Otro texto"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s did not come home", want)
		}
	}
	said := ""
	for _, l := range r.Left {
		said += l.What + ": " + l.Text + "\n"
	}
	for _, want := range []string{`tracked changes, which are accepted: deletion "Viejo", insertion "Nuevo texto"`, "a hidden bookmark still has it"} {
		if !strings.Contains(said, want) {
			t.Errorf("the receipt does not say %q:\n%s", want, said)
		}
	}
	edit(ids[2], func(c []string) { c[1] = cell(`<w:p><w:r><w:t>Another source</w:t></w:r></w:p>`) })
	_, packets, err := Read(source.NewFile("packet.docx", packed(t, all, names)))
	if err != nil || packets[0].Units[2].Fault == "" {
		t.Errorf("a changed source has no fault: %v", err)
	}
}
