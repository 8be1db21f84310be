package records_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/docx"
)

// A paperForm is a form of a word processor that somebody fills in.
type paperForm struct {
	t     *testing.T
	parts map[string]string
	names []string
	data  struct {
		Rows []struct {
			ID, Word string
			Fields   []struct {
				Code    string
				Columns []string
			}
		}
	}
}

func paperFormOf(t *testing.T, f *docx.Form, err error) *paperForm {
	t.Helper()
	var b bytes.Buffer
	if err == nil {
		err = docx.WriteForm(&b, f)
	}
	if err != nil {
		t.Fatal(err)
	}
	x := &paperForm{t: t, parts: map[string]string{}}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		x.parts[p.Name], x.names = string(text), append(x.names, p.Name)
	}
	file, err := readdocx.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	data, _, ok := doc.Unpack(file.Properties)
	if !ok || json.Unmarshal([]byte(data), &x.data) != nil {
		t.Fatal("the form has no data")
	}
	return x
}

const mainPart = "word/document.xml"

// code returns the code of a field, and the index of its column: that of the entry with an id, or of the nth entry of a kind (outcome#2).
func (x *paperForm) code(entry, column string) (string, int) {
	x.t.Helper()
	word, nth, counted := strings.Cut(entry, "#")
	seen := 0
	for _, r := range x.data.Rows {
		if counted && r.Word == word {
			seen++
		}
		if r.ID != entry && (!counted || r.Word != word || fmt.Sprint(seen) != nth) {
			continue
		}
		for _, f := range r.Fields {
			if i := slices.Index(f.Columns, column); i >= 0 {
				return f.Code, i
			}
		}
	}
	x.t.Fatalf("no field %s of %s", column, entry)
	return "", 0
}

// fill writes a text into a cell, instead of what it contains.
func (x *paperForm) fill(entry, column, text string) {
	x.t.Helper()
	code, i := x.code(entry, column)
	x.edit(code, i+1, func(string) string { return `<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>` })
}

// lines writes lines into a cell, each a paragraph.
func (x *paperForm) lines(entry, column string, lines ...string) {
	x.t.Helper()
	code, i := x.code(entry, column)
	x.edit(code, i+1, func(string) string {
		return `<w:p><w:r><w:t>` + strings.Join(lines, `</w:t></w:r></w:p><w:p><w:r><w:t>`) + `</w:t></w:r></w:p>`
	})
}

// comment adds a part with one comment.
func (x *paperForm) comment(id, words string) {
	const name = "word/comments.xml"
	x.names = append(x.names, name)
	x.parts[name] = `<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
		`<w:comment w:id="` + id + `" w:author="Ana"><w:p><w:r><w:t>` + words + `</w:t></w:r></w:p></w:comment></w:comments>`
	x.parts["word/_rels/document.xml.rels"] = strings.Replace(x.parts["word/_rels/document.xml.rels"], "</Relationships>",
		`<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`, 1)
	x.parts["[Content_Types].xml"] = strings.Replace(x.parts["[Content_Types].xml"], "</Types>",
		`<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`, 1)
}

// edit changes the paragraphs of a cell of the row with a code.
func (x *paperForm) edit(code string, cell int, change func(string) string) {
	text := x.parts[mainPart]
	at := strings.Index(text, ">"+code+"<")
	from := strings.LastIndex(text[:at], "<w:tr>")
	to := at + strings.Index(text[at:], "</w:tr>")
	cells := strings.SplitAfter(text[from:to], "</w:tc>")
	head, inner, _ := strings.Cut(cells[cell], "</w:tcPr>")
	cells[cell] = head + "</w:tcPr>" + change(strings.TrimSuffix(inner, "</w:tc>")) + "</w:tc>"
	x.parts[mainPart] = text[:from] + strings.Join(cells, "") + text[to:]
}

func (x *paperForm) file() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range x.names {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, x.parts[name])
		}
		if err != nil {
			x.t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		x.t.Fatal(err)
	}
	return b.Bytes()
}

// TestOutcomeForm: a form that nobody filled in changes nothing. What is filled in comes home field by field, in both languages, with the
// names of organs and mandates as the form lists them; what is written elsewhere is named.
func TestOutcomeForm(t *testing.T) {
	src := shipped(t)
	form := func() *paperForm {
		f, err := records.OutcomeForm(src, merged(t, src), []string{"es", "en"}, "session-health")
		return paperFormOf(t, f, err)
	}
	if r, _ := taken(t, src, form().file(), records.Import{Delete: true}); len(r.Changes)+len(r.Gone)+len(r.Notes)+len(r.Files) > 0 {
		t.Fatalf("unfilled: %v %v %v", r.Changes, r.Gone, r.Notes)
	}
	x := form()
	old := x.data.Rows[slices.IndexFunc(x.data.Rows, func(r struct {
		ID, Word string
		Fields   []struct {
			Code    string
			Columns []string
		}
	}) bool {
		return r.Fields[0].Columns[0] == "kind"
	})].ID
	x.fill("outcome#2", "kind", "recomendación")
	x.fill("outcome#2", "text@en", "Clinics on the routes should be counted")
	x.fill("outcome#2", "text@es", "Se deberían contar las clínicas en las rutas")
	x.fill("outcome#2", "addressees", "Organización Panamericana de la Salud; Secretaría General")
	x.fill("outcome#2", "mandates", "AG/RES. 2955 (L-O/20), res. 37")
	x.fill("presenter#1", "name@en", "Red Cross of the border")
	code, _ := x.code("outcome#1", "kind")
	x.edit(code, 0, func(s string) string { return s + `<w:p><w:r><w:t>Why so few?</w:t></w:r></w:p>` })
	x.parts[mainPart] = strings.Replace(x.parts[mainPart], "<w:sectPr>", `<w:p><w:r><w:t>Regards, Ana</w:t></w:r></w:p><w:sectPr>`, 1)
	r, after := taken(t, src, x.file(), records.Import{})
	d := open(t, after, "en")
	id := "outcome-clinics-routes-should-counted"
	for column, want := range map[string]string{"kind": "recommendation", "text@en": "Clinics on the routes should be counted",
		"text@es": "Se deberían contar las clínicas en las rutas", "mandates": "AG/RES. 2955 (L-O/20), op. 37",
		"addressees": "Pan American Health Organization; General Secretariat"} {
		if got := d.text("outcomes", id, column); got != want {
			t.Errorf("%s is %q, want %q: %v", column, got, want, r.Changes)
		}
	}
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "Why so few?") || !strings.Contains(notes, "Regards, Ana") || len(r.Notes) != 2 {
		t.Errorf("notes: %s", notes)
	}
	if again, _ := taken(t, after, x.file(), records.Import{}); len(again.Files) > 0 || len(again.Changes) > 0 {
		t.Errorf("the second time: %v, %d files", again.Changes, len(again.Files))
	}

	x = form() // an existing outcome, and wrong words
	x.fill(old, "kind", "compromiso")
	r, after = taken(t, src, x.file(), records.Import{})
	if len(r.Changes) != 1 || open(t, after, "en").text("outcomes", old, "kind") != "commitment" {
		t.Errorf("%v", r.Changes)
	}
	x.fill("outcome#1", "kind", "recomendacion")
	x.fill("outcome#1", "text@en", "To do so")
	x.fill("outcome#1", "addressees", "Organización Panamericana de la Sal")
	_, diags := home(t, src, x.file(), records.Import{})
	if said := told(diags); !strings.Contains(said, "table ") || strings.Contains(said, "cell") || !strings.Contains(said, `"Organización Panamericana de la Salud"`) {
		t.Errorf("findings: %s", said)
	}
}

// TestNewOutcomeForm: the form of a session without outcomes makes its file once something is filled in.
func TestNewOutcomeForm(t *testing.T) {
	src := complete(worktest.Small(worktest.Agreed))
	f, err := records.OutcomeForm(src, merged(t, src), nil, "session-b")
	x := paperFormOf(t, f, err)
	if r, _ := taken(t, src, x.file(), records.Import{}); len(r.Changes)+len(r.Notes) > 0 {
		t.Errorf("unfilled: %v %v", r.Changes, r.Notes)
	}
	x.fill("outcome#1", "kind", "conclusion")
	x.fill("outcome#1", "text@en", "That it is well so")
	r, after := taken(t, src, x.file(), records.Import{})
	if open(t, after, "en").text("outcomes", "outcome-that-well", "kind") != "conclusion" {
		t.Errorf("%v", r.Changes)
	}
	var unknown *diag.Unknown
	if _, err := records.OutcomeForm(src, merged(t, src), nil, "session-z"); !asUnknown(err, &unknown) || unknown.What != "session" {
		t.Errorf("an unknown session: %v", err)
	}
	if _, err := records.OutcomeForm(src, merged(t, src), []string{"xx"}, "session-b"); !asUnknown(err, &unknown) || unknown.What != "language" {
		t.Errorf("an unknown language: %v", err)
	}
}

func asUnknown(err error, to **diag.Unknown) bool {
	u, ok := err.(*diag.Unknown)
	*to = u
	return ok
}

// TestProposalForm: proposals of a form become records of their author, with sub-paragraphs, in the language in which they are written.
func TestProposalForm(t *testing.T) {
	src := shipped(t)
	form := func(langs ...string) *paperForm {
		f, err := records.ProposalForm(src, merged(t, src), langs, "delegation-a")
		return paperFormOf(t, f, err)
	}
	if r, _ := taken(t, src, form("es").file(), records.Import{}); len(r.Changes)+len(r.Notes)+len(r.Files) > 0 {
		t.Fatalf("unfilled: %v %v", r.Changes, r.Notes)
	}
	x := form("en", "es")
	x.fill("proposal#2", "operation", "ADD")
	x.fill("proposal#2", "kind", "operative")
	x.fill("proposal#2", "section", src2section(t, src))
	x.fill("proposal#2", "text@en", "To thank the clinics, and to")
	x.fill("sub-paragraph#4", "text@en", "count them")
	x.fill("sub-paragraph#5", "text@en", "praise them")
	x.fill("proposal#2", "reason@en", "They help")
	r, after := taken(t, src, x.file(), records.Import{})
	d := open(t, after, "en")
	for _, c := range [][3]string{{"op-thank-clinics", "authors", "Delegation A"}, {"op-thank-clinics", "operation", "ADD"},
		{"op-thank-clinics", "text@en", "To thank the clinics, and to"}, {"op-thank-clinics", "reason@en", "They help"}} {
		if got := d.text("proposals", c[0], c[1]); got != c[2] {
			t.Errorf("%s of %s is %q, want %q: %v", c[1], c[0], got, c[2], r.Changes)
		}
	}
	if p := merged(t, after).Records.ByID["op-thank-clinics"]; p == nil {
		t.Fatalf("no proposal: %v", r.Changes)
	}
	var all string
	for _, f := range r.Files {
		all += string(f.Bytes)
	}
	if !strings.Contains(all, "count them") || !strings.Contains(all, "praise them") {
		t.Errorf("the sub-paragraphs did not come home: %v", r.Changes)
	}
	if _, err := records.ProposalForm(src, merged(t, src), nil, "delegation-z"); err == nil {
		t.Error("an unknown author has a form")
	}
}

// TestProposalFormComplete: a proposal of a form has the meeting, the day and the author at the top of the form, its place follows from the
// paragraph that it changes or follows, and what the build prints itself is taken off and named.
func TestProposalFormComplete(t *testing.T) {
	src := shipped(t)
	w := merged(t, src)
	form := func(langs ...string) *paperForm {
		f, err := records.ProposalForm(src, w, langs, "")
		return paperFormOf(t, f, err)
	}
	if r, _ := taken(t, src, form("en").file(), records.Import{}); len(r.Changes)+len(r.Notes)+len(r.Files) > 0 {
		t.Fatalf("unfilled: %v %v", r.Changes, r.Notes)
	}
	x := form("en", "es")
	top := x.data.Rows[0].ID
	x.fill(top, "authors", "Delegation B")
	x.fill("proposal#1", "operation", "MOD")
	x.fill("proposal#1", "base", "op-health-mental")
	x.fill("proposal#1", "text@en", "OP 3. To provide care to all at 5 p.m.;")
	x.fill("proposal#2", "operation", "ADD")
	x.fill("proposal#2", "after", "op-health-mental")
	x.fill("proposal#2", "authors", "Delegation C")
	x.lines("proposal#2", "text@en", "21 bis. To thank the clinics etc., and to:", "(a) count them, in", "(i) towns;", "(ii) villages; and", "(b) praise them.")
	x.lines("proposal#2", "text@es", "21 bis. Agradecer a las clínicas, y", "a) contarlas, en", "i) las ciudades;", "ii) los pueblos; y", "b) alabarlas.")
	x.fill("proposal#3", "operation", "SUP")
	x.fill("proposal#3", "base", "op-health-records")
	r, after := taken(t, src, x.file(), records.Import{})
	d := open(t, after, "en")
	for _, c := range [][3]string{
		{"op-provide-care-5", "authors", "Delegation B"}, {"op-provide-care-5", "date", "2024-04"}, {"op-provide-care-5", "from", "2024-04"},
		{"op-provide-care-5", "text@en", "To provide care to all at 5 p.m."}, {"op-provide-care-5", "kind", "operative"},
		{"op-thank-clinics", "authors", "Delegation C"}, {"op-thank-clinics", "text@en", "To thank the clinics etc., and to"},
		{"op-thank-clinics", "text@es", "Agradecer a las clínicas"}, {"op-thank-clinics", "after", ""},
		{"op-thank-clinics-a", "text@en", "count them, in"}, {"op-thank-clinics-a-a", "text@es", "las ciudades"},
		{"op-thank-clinics-a-b", "text@en", "villages"}, {"op-thank-clinics-b", "text@en", "praise them"},
		{"op-health-records-b", "operation", "SUP"}, {"op-health-records-b", "authors", "Delegation B"},
	} {
		if got := d.text("proposals", c[0], c[1]); !strings.HasPrefix(got, c[2]) || c[2] == "" && got != "" || c[1][:4] == "text" && got != c[2] {
			t.Errorf("%s of %s is %q, want %q: %v", c[1], c[0], got, c[2], r.Changes)
		}
	}
	byID := merged(t, after).Records.ByID
	base, mod := byID["op-health-mental"].(*input.Proposal), byID["op-provide-care-5"].(*input.Proposal)
	if mod.Section.String != base.Section.String || mod.Order != base.Order {
		t.Errorf("the amendment is in %s, %d, its paragraph in %s, %d", mod.Section.String, mod.Order, base.Section.String, base.Order)
	}
	if added := byID["op-thank-clinics"].(*input.Proposal); added.Section.String != base.Section.String || added.Order <= base.Order {
		t.Errorf("the new paragraph is in %s, %d", added.Section.String, added.Order)
	}
	for _, want := range []string{": OP 3. … ;", ": 21 bis. … :", "become sub-paragraphs: 4"} {
		if !strings.Contains(strings.Join(r.Notes, "\n"), want) {
			t.Errorf("no note has %q: %q", want, r.Notes)
		}
	}
	if again, _ := taken(t, after, x.file(), records.Import{}); len(again.Changes) > 0 || !strings.Contains(strings.Join(again.Notes, "\n"), "op-health-records-b") {
		t.Errorf("the second time: %v %q", again.Changes, again.Notes)
	}
	x = form("en") // a sub-paragraph of nothing, and a wrong day for all
	x.fill(top, "authors", "Delegation Z")
	x.fill("sub-paragraph-2#3", "text@en", "alone")
	x.fill("proposal#2", "text@en", "To do so")
	x.fill("proposal#3", "text@en", "To do that")
	_, diags := home(t, src, x.file(), records.Import{})
	if said := told(diags); strings.Count(said, "Delegation Z") != 1 || !strings.Contains(said, "no paragraph above it") {
		t.Errorf("findings: %s", said)
	}
}

// TestFormSaid: a form takes the words of people for operations, places and authors; an instruction in place of a text is carried out or
// refused, and every proposal is shown in full.
func TestFormSaid(t *testing.T) {
	src := shipped(t)
	f, err := records.ProposalForm(src, merged(t, src), []string{"en", "es"}, "")
	x := paperFormOf(t, f, err)
	fill := func(x *paperForm, entry string, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			x.fill(entry, pairs[i], pairs[i+1])
		}
	}
	fill(x, "proposal#1", "operation", "Modificar", "base", "paragraph 21", "authors", "Delegation B and Delegation C",
		"text@es", "Sustituir “primera” por “segunda”.", "text@en", "Please delete 'mental'")
	fill(x, "proposal#2", "operation", "insert", "after", "after paragraph 21", "authors", "the Delegation B", "text@en", "Insert: “To thank the clinics.”")
	fill(x, "proposal#3", "base", "20", "authors", "Delegation B", "text@en", "Delete")
	r, after := taken(t, src, x.file(), records.Import{})
	shown, d := strings.Join(r.Shown, "\n"), open(t, after, "en")
	for _, want := range []string{"{-primera-} {+segunda+}", "{-mental-}", "op. 21 → (Delegation B): {+To thank the clinics+}", "op. 20 (Delegation B): {-To "} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not shown: %s", want, shown)
		}
	}
	for _, c := range [][3]string{{"op-health-mental-b", "operation", "MOD"}, {"op-health-mental-b", "authors", "Delegation B; Delegation C"},
		{"op-thank-clinics", "text@en", "To thank the clinics"}, {"op-health-records-b", "operation", "SUP"}, {"op-health-records-b", "text@en", ""}} {
		if got := d.text("proposals", c[0], c[1]); got != c[2] {
			t.Errorf("%s of %s is %q, want %q: %v", c[1], c[0], got, c[2], r.Changes)
		}
	}
	x = paperFormOf(t, f, err)
	fill(x, x.data.Rows[0].ID, "authors", "Delegation B")
	fill(x, "proposal#1", "base", "OP 99", "text@en", "To do so")
	fill(x, "proposal#2", "base", "OP 21", "text@en", "replace 'no such words' by 'others'")
	fill(x, "proposal#3", "operation", "MOD", "base", "OP 20", "text@en", "Delete")
	_, diags := home(t, src, x.file(), records.Import{})
	for _, want := range []string{"write the number of the paragraph on the paper", "does not occur in op. 21", "leave the text empty"} {
		if said := told(diags); !strings.Contains(said, want) {
			t.Errorf("no finding says %q: %s", want, said)
		}
	}
}

// TestFormChanges: the tracked changes in a form are accepted and named, its comments are kept, and a deleted row is said to be empty.
func TestFormChanges(t *testing.T) {
	src := shipped(t)
	f, err := records.ProposalForm(src, merged(t, src), []string{"en"}, "delegation-a")
	x := paperFormOf(t, f, err)
	x.fill("proposal#1", "operation", "ADD")
	x.fill("proposal#1", "section", src2section(t, src))
	code, _ := x.code("proposal#1", "text@en")
	x.edit(code, 1, func(string) string {
		const by = ` w:author="Ana" w:date="2024-03-01T10:00:00Z">`
		return `<w:p><w:commentRangeStart w:id="7"/><w:r><w:t xml:space="preserve">To </w:t></w:r><w:del w:id="1"` + by +
			`<w:r><w:delText>praise</w:delText></w:r></w:del><w:ins w:id="2"` + by + `<w:r><w:t>thank</w:t></w:r></w:ins>` +
			`<w:r><w:t xml:space="preserve"> the nurses</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>`
	})
	x.comment("7", "Or the doctors?")
	code, _ = x.code("proposal#1", "reason@en")
	x.edit(code, 1, func(string) string { return `<w:p><w:r><w:t>They help</w:t></w:r></w:p>` })
	row := strings.LastIndex(x.parts[mainPart][:strings.Index(x.parts[mainPart], ">"+code+"<")], "<w:tr>")
	x.parts[mainPart] = x.parts[mainPart][:row] + strings.Replace(x.parts[mainPart][row:], "<w:trPr>",
		`<w:trPr><w:del w:id="3" w:author="Ana" w:date="2024-03-01T10:00:00Z"/>`, 1)
	r, after := taken(t, src, x.file(), records.Import{})
	d := open(t, after, "en")
	if got := d.text("proposals", "op-thank-nurses", "text@en"); got != "To thank the nurses" {
		t.Errorf("%q: %v", got, r.Changes)
	}
	if got := d.text("proposals", "op-thank-nurses", "reason@en"); got != "" {
		t.Errorf("a deleted row comes home: %q", got)
	}
	notes := strings.Join(r.Notes, "\n")
	for _, want := range []string{`deletion “praise”`, `insertion “thank”`, "by Ana", "Or the doctors? (kept as", "deletes the row"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note has %q: %s", want, notes)
		}
	}
}

// src2section returns the name of the first section, as a form shows it.
func src2section(t *testing.T, src *work.Sources) string {
	t.Helper()
	return merged(t, src).Records.Term.Sections[0].Title.String
}

// TestFormRefused: a form with doubled fields, without its data, of another kind or of another term is refused with the reason.
func TestFormRefused(t *testing.T) {
	src := complete(worktest.Small(worktest.Agreed))
	f, err := records.OutcomeForm(src, merged(t, src), nil, "session-b")
	make := func(edit func(x *paperForm)) []byte {
		x := paperFormOf(t, f, err)
		edit(x)
		return x.file()
	}
	property := func(old, with string) func(x *paperForm) {
		return func(x *paperForm) {
			x.parts["docProps/custom.xml"] = strings.Replace(x.parts["docProps/custom.xml"], old, with, 1)
		}
	}
	for want, b := range map[string][]byte{
		"has two rows": make(func(x *paperForm) {
			code, _ := x.code("outcome#1", "kind")
			x.parts[mainPart] = strings.Replace(x.parts[mainPart], "<w:sectPr>", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>`+code+
				`</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sectPr>`, 1)
		}),
		"are incomplete":            make(property(`name="omnibus-data-1"`, `name="x"`)),
		"omnibus translate import":  make(property(">form<", ">packet<")),
		"omnibus word import":       make(property(">form<", ">draft-paragraphs<")),
		"that omnibus did not make": make(property(`name="omnibus-paper"`, `name="x"`)),
		"restore its columns": make(func(x *paperForm) {
			code, _ := x.code("outcome#1", "kind")
			x.edit(code, 1, func(s string) string { return s + "</w:tc><w:tc><w:p/>" })
		}),
	} {
		im := records.Import{Work: merged(t, src), Src: src}
		var diags diag.List
		if _, err := im.Run(source.NewFile("form.docx", b), &diags); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
