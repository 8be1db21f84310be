package assemble

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/figure"
	"omnibus/assemble/merge"
	"omnibus/assemble/read/pdf"
	"omnibus/assemble/read/pdf/pdftest"
	"omnibus/assemble/report"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

// bodyFolder is the folder with the terms of other bodies.
var bodyFolder = filepath.Join("testdata", "bodies")

// termOf reads the term of a body.
func termOf(t testing.TB, body string) *work.Sources {
	t.Helper()
	return termIn(t, filepath.Join(bodyFolder, body))
}

// termIn reads the term in a folder: its input, and its locale files if it has any.
func termIn(t testing.TB, root string) *work.Sources {
	t.Helper()
	src := &work.Sources{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Dir(name) == root {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		f := source.NewFile(filepath.ToSlash(rel), b)
		if filepath.Dir(rel) == "locales" {
			src.Locales = append(src.Locales, f)
		} else {
			src.Input = append(src.Input, f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestBodies makes every paper of every body in every format, with all views and redlines: its words are those of the document, its PDF
// follows the rules of tagged and archival files, and the only findings are those listed.
func TestBodies(t *testing.T) {
	for body, known := range map[string][]string{
		"nations": nil,
		"seeds":   nil,
		// A line before a long name in a narrow column does not fill it; a meeting has no day, hour and place yet.
		"council": {"N0738", "N1405", "N1405", "N1405"},
	} {
		for _, meeting := range []string{"", merge.End} {
			src := termOf(t, body)
			if meeting == "" {
				meeting = map[string]string{"nations": "meeting-second", "seeds": "meeting-second", "council": "meeting-march"}[body]
			}
			w, err := Run(src, work.Job{Meeting: meeting, All: true, Views: []string{"compendium", "consolidated", "status"}}, work.Written, nil)
			if err != nil {
				t.Fatal(err)
			}
			var codes []string
			for _, d := range w.Diags.Items {
				codes = append(codes, d.Code)
			}
			if slices.Sort(codes); !slices.Equal(codes, known) {
				t.Errorf("%s, %s: found %s", body, meeting, found(&w.Diags))
			}
			for _, d := range w.Docs {
				for _, err := range doc.Check(d) {
					t.Errorf("%s, %s: %v", body, d.Paper, err)
				}
				for _, f := range write.Formats {
					if f.Document != nil {
						for _, x := range f.Documents(d) {
							agree(t, w, &f, x, body)
						}
					}
				}
			}
			for _, f := range w.Files {
				if strings.HasSuffix(f.Name, ".pdf") {
					for _, wrong := range pdftest.Check(f.Bytes) {
						t.Errorf("%s, %s: %v", body, f.Name, wrong)
					}
				}
			}
		}
	}
}

// draftOf returns the draft of a body in the notation of tests.
func draftOf(t *testing.T, src *work.Sources, meeting string) *doc.Document {
	t.Helper()
	w, err := Run(src, work.Job{Meeting: meeting, Papers: []string{"draft-paragraphs"}}, work.LaidOut, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, found(&w.Diags))
	}
	i := slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })
	return w.Docs[i]
}

// TestNations: the draft resolution of the United Nations has 300 operative paragraphs. Only the phrase that opens each, and what its
// author marked, is in italics; no "and" precedes a last sub-paragraph; headings and annexes have their numbers.
func TestNations(t *testing.T) {
	list, err := os.ReadFile(filepath.Join(bodyFolder, "nations", "openers.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(list)) {
		id, opener, _ := strings.Cut(strings.TrimSpace(line), "\t")
		want[id] = opener
	}
	d := draftOf(t, termOf(t, "nations"), "meeting-second")
	if d.Symbol != "A/C.6/79/L.1/Rev.1" {
		t.Errorf("the symbol is %q", d.Symbol)
	}
	var labels, endings, headings []string
	tables := 0
	var walk func(blocks []doc.Block, id string, level int)
	walk = func(blocks []doc.Block, id string, level int) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, b.ID, level)
			case *doc.List:
				for _, it := range b.Items {
					if b.Role == "operative" {
						labels = append(labels, it.Labels[0])
					}
					walk(it.Blocks, it.ID, level+1)
				}
			case *doc.Heading:
				headings = append(headings, fmt.Sprint(b.Level)+" "+b.Label+" "+plainText(b.Inlines))
			case *doc.Table:
				if tables++; len(b.Head) != 1 || len(b.Head[0].Cells) != 3 || b.Head[0].Cells[0].Scope != "col" || len(b.Rows) != 2 {
					t.Errorf("the table has %d heads and %d rows", len(b.Head), len(b.Rows))
				}
			case *doc.Paragraph:
				if b.Role == "preambular" || b.Role == "operative" {
					slanted := ""
					for _, in := range b.Inlines {
						if in.Mark&doc.Em != 0 {
							slanted += in.Text
						}
					}
					if slanted != want[id] {
						t.Errorf("%s: the words in italics are %q, want %q", id, slanted, want[id])
					}
					delete(want, id)
				}
				if text := plainText(b.Inlines); level > 0 && b.Role != "state" {
					endings = append(endings, text[len(text)-1:])
					if strings.HasSuffix(text, "; and") || strings.HasSuffix(text, "or") {
						t.Errorf("%s ends in %q", id, text)
					}
				}
			}
		}
	}
	walk(d.Blocks, "", 0)
	if len(want) > 0 {
		t.Errorf("%d paragraphs are missing", len(want))
	}
	if len(labels) != 303 || labels[299] != "300." || !slices.Equal(labels[300:], []string{"1.", "2.", ""}) {
		t.Errorf("%d paragraphs, the last are numbered %q", len(labels), labels[len(labels)-4:])
	}
	if tables != 1 {
		t.Errorf("%d tables", tables)
	}
	if i := slices.IndexFunc(endings, func(e string) bool { return !strings.Contains(",;:.", e) }); i >= 0 {
		t.Errorf("text %d ends in %q", i, endings[i])
	}
	if got := []string{"1 I. Records", "2 A. Keeping of records", "2 B. Access to records", "1 II. Archives", "2 A. Buildings", "2 B. Staff", "1 III. Follow-up",
		"1  Annex I\nTerms of reference", "1  Annex II\nCalendar"}; !slices.Equal(headings, got) {
		t.Errorf("the headings are %q", headings)
	}
}

func plainText(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		if i.Note == nil {
			b.WriteString(i.Text)
		}
	}
	return b.String()
}

// TestCouncil: what is special to a body is printed: workshops and panels numbered separately, a joint meeting, officers in their gender,
// other organs that gave mandates, annexes, symbols, and endings that differ by language.
func TestCouncil(t *testing.T) {
	w, err := Run(termOf(t, "council"), work.Job{Meeting: "meeting-march"}, work.LaidOut, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, found(&w.Diags))
	}
	said := map[string]string{}
	for _, d := range w.Docs {
		said[d.Paper+strings.Join(d.Langs, "-")+d.Variant] = d.String()
	}
	for paper, all := range map[string][]string{
		"work-planes": {"LR(2030)1", "Presidenta: Marta Ejemplo (Delegación de Andalia)", "Vicepresidente: Otto Muster (Delegación de Borduria)",
			"Vicepresidenta: Ida Prøve (Delegación de Cascadia)", "Relatoría: ", "los mandatos que el Consejo de la Liga y la Asamblea de Barqueros han dado",
			"Reunión conjunta con el Comité de Aguas y con la Asamblea de Barqueros", "Primer taller: “Madera y agua”", "Segundo taller: “Arcos de piedra”",
			"Primera mesa redonda: “Los puentes y las barcas”", "Paseo por la ribera: “El puente viejo”", "Primera sesión temática: “Peajes”", "“Barcas”. "},
		"work-planen": {"Vice chair: Otto Muster", "the Council of the League and the Assembly of Boatmen have given",
			"Joint meeting with the Committee on Waters and with the Assembly of Boatmen", "First workshop: “Wood and water”", "Walk along the bank: "},
		"draft-paragraphses-en": {"LR(2030)12", "Recordando la decisión LR/DEC(2028)4;", "Recalling decision LR/DEC(2028)4,\u00a0and",
			"Bearing in mind document LR(2029)12 add,", "sin cerrar el paso,", "With the help of the Committee on Waters.", "mencionados en el párrafo <2 del anexo I → ",
			"Anexo II", "Annex II"},
	} {
		for _, s := range all {
			if !strings.Contains(said[paper], s) {
				t.Errorf("%s lacks %q", paper, s)
			}
		}
	}
}

// TestSessionsOfOneKind: no paper of a term that has only workshops speaks of thematic sessions, in any language, nor does its status. A body
// with symbols of its own is not asked for the paragraph on resources with which the OAS closes its resolutions.
func TestSessionsOfOneKind(t *testing.T) {
	src := termOf(t, "council")
	for i, f := range src.Input {
		b := strings.NewReplacer("kind: panel", "kind: workshop", "called: Paseo por la ribera", "kind: workshop", "{id: session-tema, title", "{id: session-tema, kind: workshop, title",
			"y trata los peajes", "y trata otras cosas", "Solicitar a la Secretaría que pinte", "Encargar a la Secretaría que pinte", "kind: session, session: session-tema", "kind: session, session: session-tema, joint: juntos",
			"kind: session, session: session-visita", "kind: session, session: session-visita, joint: juntos").Replace(string(f.Bytes))
		src.Input[i] = source.NewFile(f.Name, []byte(b))
	}
	w, err := Run(src, work.Job{Meeting: merge.End, All: true, Formats: []string{"text", "html"}}, work.Written, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, found(&w.Diags))
	}
	if all := found(&w.Diags); strings.Contains(all, "W1006") {
		t.Error(all)
	}
	said := map[string]string{}
	for _, d := range w.Docs {
		said[d.Paper+"."+strings.Join(d.Langs, "-")] += d.String()
	}
	for _, b := range w.Books {
		for _, s := range b.Sheets {
			for r := range s.Rows {
				for _, c := range r.Cells {
					said[b.Paper+"."+b.Lang] += c.Text + "\n"
				}
			}
			for _, c := range s.Columns {
				said[b.Paper+"."+b.Lang] += c.Head + "\n" + c.Note + "\n"
			}
		}
	}
	for _, l := range []string{"es", "en"} {
		var out strings.Builder
		if err := report.Status(w, w.Locales.Locale(l), &out); err != nil {
			t.Fatal(err)
		}
		said["status."+l] = out.String()
	}
	for name, text := range said {
		low := strings.ToLower(text)
		for _, wrong := range []string{"thematic", "temática", "sesión celebrada", "session held", "de la primer", "sesión del período"} {
			if at := strings.Index(low, wrong); at >= 0 {
				t.Errorf("%s says %q", name, text[max(0, at-60):min(len(text), at+60)])
			}
		}
	}
	for name, want := range map[string]string{"work-plan.es": "TALLER CELEBRADO", "work-plan.en": "WORKSHOP HELD", "term-report.es": "Talleres celebrados: 5 de 5.",
		"term-report.en": "Workshops held: 5 of 5.", "mandate-matrix.es": "Por taller", "mandate-matrix.en": "By workshop", "status.es": "talleres", "status.en": "workshops"} {
		if !strings.Contains(said[name], want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
	if !strings.Contains(said["work-plan.es"], "Talleres conjuntos:") || !strings.Contains(said["work-plan.en"], "Joint workshops:") {
		t.Error("the work plan does not name joint workshops")
	}
}

// TestSeeds: a resolution that follows the usage of many: prepositions at the end of an opening phrase are upright, and a phrase that no list
// has is marked in its text. printed.txt has every paragraph and sub-paragraph as it is to be printed, with its italics between asterisks.
func TestSeeds(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(bodyFolder, "seeds", "printed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(b)), "\n")
	src := termOf(t, "seeds")
	w, err := Run(src, work.Job{Meeting: merge.End, Papers: []string{"draft-paragraphs"}}, work.LaidOut, nil)
	if err != nil || len(w.Diags.Items) > 0 {
		t.Fatal(err, found(&w.Diags))
	}
	d := draftOf(t, src, merge.End)
	var got []string
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.List:
				for _, it := range b.Items {
					if p, ok := it.Blocks[0].(*doc.Paragraph); ok && !strings.HasPrefix(it.ID, "annex-") {
						got = append(got, slanted(p.Inlines))
					}
					walk(it.Blocks)
				}
			}
		}
	}
	walk(d.Blocks)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("%d and %d paragraphs; at %d is\n%q, want\n%q", len(got), len(want), i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
		}
	}
}

// slanted is what inlines say, with those in italics between asterisks, and without the marks of notes.
func slanted(in []doc.Inline) string {
	line := ""
	for _, i := range in {
		switch {
		case i.Note != nil:
		case i.Mark&doc.Em != 0:
			line += "*" + i.Text + "*"
		default:
			line += i.Text
		}
	}
	return line
}

// The emblem is tagged as a figure with what it shows, before the lines of the masthead, in the language of the paper; it is in Word and
// in the page for the screen, and the transcript has its fingerprint.
func TestEmblem(t *testing.T) {
	for body, alt := range map[string]string{"nations": "A column within a ring", "council": "Un puente de dos arcos bajo el sol"} {
		src := termOf(t, body)
		w, err := Run(src, work.Job{Meeting: merge.End, Papers: []string{"draft-paragraphs"}, Formats: []string{"pdf", "docx"}}, work.Written, nil)
		if err != nil || w.Diags.HasErrors() {
			t.Fatal(err, found(&w.Diags))
		}
		picture := src.Input[slices.IndexFunc(src.Input, func(f *source.File) bool { return slices.Contains(figure.Endings, filepath.Ext(f.Name)) })]
		for _, f := range w.Files {
			switch {
			case strings.HasSuffix(f.Name, ".pdf"):
				file, err := pdf.Open(f.Bytes)
				if err != nil {
					t.Fatal(err)
				}
				var before, said []string
				var walk func(e *pdf.Element)
				walk = func(e *pdf.Element) {
					if e.Standard == "Figure" {
						said = append(said, file.Text(e.Dict["Alt"]))
					} else if e.Standard == "P" && len(said) == 0 {
						before = append(before, e.Text())
					}
					for _, k := range e.Kids {
						if k.Element != nil {
							walk(k.Element)
						}
					}
				}
				tops, err := file.Structure()
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range tops {
					walk(e)
				}
				if !slices.Equal(said, []string{alt}) || len(before) > 0 {
					t.Errorf("%s, %s: the figures are %q, after %q", body, f.Name, said, before)
				}
			case strings.HasSuffix(f.Name, ".docx"):
				parts := partsOf(t, f.Bytes)
				if main := string(parts["word/document.xml"]); strings.Count(main, `descr="`+alt+`"`) != 2 || !strings.Contains(main, `r:embed="rIdEmblem"`) {
					t.Errorf("%s, %s has no picture that says %q", body, f.Name, alt)
				}
				if _, wrong := figure.Read(parts["word/media/omnibus-emblem.png"]); wrong != nil {
					t.Errorf("%s, %s: %s", body, f.Name, wrong.What)
				}
			}
		}
		sum := fmt.Sprintf("%x", sha256.Sum256(picture.Bytes))
		for _, d := range w.Docs {
			if !strings.Contains(string(compose.TranscriptJSON(d)), sum) {
				t.Errorf("%s: the transcript of %s has no fingerprint %s", body, d.Paper, sum)
			}
		}
	}
}

// TestNationsFaults: each fault planted in the draft resolution is found, on its line, and there are no findings without it.
func TestNationsFaults(t *testing.T) {
	const draft = "input/proposals/draft.yaml"
	faults := []fault{
		{"input/term.yaml", "symbol: A/C.6/79/L.1\n", "symbol: A/C6/79/L.1\n", "E0203"},
		{"input/term.yaml", "symbol: A/C.6/79/L.1\n", "symbol: A/C.6/seventy/L.1\n", "E0203"},
		{"input/term.yaml", "year: 2024}", "year: 2023}", "E0205"},
		{"input/term.yaml", "number: 1, for: meeting-second", "number: 0, for: meeting-second", "E0211"},
		{"input/term.yaml", "sponsors: [delegation-b, ", "sponsors: [delegation-c, ", "E0301"},
		{"input/term.yaml", "United Nations[^title]", "United Nations[^titel]", "E0134"},
		{"input/body.yaml", "A/C.6/{session}", "A/C.6/{sesion}", "E0144"},
		{draft, "resolution A/RES/78/12", "resolution A/RES 78/12", "W0204"},
		{draft, "document A/79/L.2/Add.1", "document A/79/L2/Add.1", "W0204"},
		{draft, "Also encourages Member States", "Also to encourage Member States", "W1003"},
		{draft, "Expresses its deep concern", "The deep concern", "W1003"},
		{draft, "Underlines that", "Underline that", "W1003"},
		{draft, "without delay\n", "without delay;\n", "W1002"},
		{draft, "text: Strongly encourages Member", "text: Strongly encourages the the Member", "W0911"},
		{draft, "that roofs leak", "that roofs (old and new leak", "W0916"},
		{draft, "the cost of repairs", "the \"cost\" of repairs", "W0912"},
		{draft, "Further requests the Secretary-General to", "Further instructs the Secretary-General to", "W1004"},
		{draft, "Further requests the Secretary-General to", "Further requests that somebody", "W1005"},
		{draft, "{{ref:annex-two-1}}", "{{ref:annex-two-9}}", "E0301"},
		{draft, "id: op-7\n", "id: op-6\n", "E0303"},
		{draft, "held on 4 March 2024", "held on 31 April 2024", "E1401"},
		{draft, "Reaffirming the", "Reаffirming the", "W0118"},
		{draft, "held on 4 March 2024", "held on 4 March 2204", "W1417"},
	}
	planted(t, "nations", "meeting-second", faults)
}

// TestSeedsFaults does the same for a text that the checks were not made for.
func TestSeedsFaults(t *testing.T) {
	const draft = "input/proposals/draft.yaml"
	planted(t, "seeds", "meeting-second", []fault{
		{"input/term.yaml", "symbol: A/C.6/79/L.1\n", "symbol: A/C.6/79-L.1\n", "E0203"},
		{"input/term.yaml", "[delegation-a, delegation-b]", "[delegation-a, delegation-x]", "E0301"},
		{"input/term.yaml", "for: meeting-second", "for: meeting-secnd", "E0301"},
		{"input/term.yaml", "year: 2024}", "year: 2025}", "E0205"},
		{draft, "resolution 2686 (2023)", "resolution S/RES 2686 (2023)", "W0204"},
		{draft, "document A/C.2/79/L.1/Rev.1", "document A/C.6/79/L1/Rev.1", "W0204"},
		{draft, "Commends the Governments", "Commend the Governments", "W1003"},
		{draft, "Also decides that", "Also to decide that", "W1003"},
		{draft, "duplicate their collections", "duplicate their their collections", "W0911"},
		{draft, "at its eightieth session on", "at its seventy-eighth session on", "W1406"},
		{draft, "Requests the Secretary-General to convene", "Instructs the Secretary-General to convene", "W1004"},
		{draft, "“Seed banks”", "“Seed banks", "W0916"},
		{draft, "Seed Banks,[^note-a]", "Seed Banks,[^note-z]", "E0134"},
		{draft, "12.4 million dollars", "12.4  million dollars", "W0911"},
		{draft, "Encourages universities to", "Encourages that universities", "W1005"},
		{draft, "To keep a list of varieties", "To keep a list of varieties;", "W1002"},
		{draft, "First | 5 | 40.5", "First | 5", "E1017"},
		{draft, "section: section-c", "section: section-d", "E0301"},
		{draft, "in particular women, in keeping", "in particular women in (keeping", "W0916"},
		{draft, "id: p-7\n", "id: p-6\n", "E0303"},
		{draft, "paragraphs 7 to 9", "paragraphs 9 to 7", "W1018"},
		{draft, "meet for ten days in 2025", "meet for ten days in 2205", "W1417"},
		{draft, "not later than March 2025", "not later than March 2205", "W1417"},
		{draft, "77/231, 78/118 and", "77/231, 78-118 and", "W0204"},
		{draft, "of its resolution 78/118", "of its resolution 78-118", "W0204"},
		{draft, "annex to the present resolution", "annex to the present resoltuion", "N0924"},
		{draft, "Requests the Secretary-General to convene", "Requests the Secretary-Genral to convene", "N0924"},
	})
}

// A fault is what is planted in a file in place of something else, and the code of the finding that it must give on its line.
type fault struct{ file, old, new, code string }

// planted plants each of at least 20 faults alone in the term of a body.
func planted(t *testing.T, body, meeting string, faults []fault) {
	t.Helper()
	if len(faults) < 20 {
		t.Fatal("the test plants too few faults")
	}
	for _, f := range faults {
		src := termOf(t, body)
		line := 0
		for i, x := range src.Input {
			if x.Name != f.file {
				continue
			}
			before, after, ok := strings.Cut(string(x.Bytes), f.old)
			if !ok {
				t.Fatalf("%q is not in %s", f.old, f.file)
			}
			line = 1 + strings.Count(before, "\n")
			src.Input[i] = source.NewFile(x.Name, []byte(before+f.new+after))
		}
		w, err := Run(src, work.Job{Meeting: meeting}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(w.Diags.Items, func(d *diag.Diagnostic) bool {
			return d.Code == f.code && d.Pos.File.Name == f.file && d.Pos.Line() == line
		}) {
			t.Errorf("%q in place of %q: want %s at line %d, got %s", f.new, f.old, f.code, line, found(&w.Diags))
		}
	}
}

// TestOperativeEndings: the last operative paragraph but one may have an ending of its own, whatever section it is in; annexes have theirs.
func TestOperativeEndings(t *testing.T) {
	src := termOf(t, "seeds")
	i := slices.IndexFunc(src.Input, func(f *source.File) bool { return f.Name == "input/body.yaml" })
	const old = "operative: {each: semicolon, last: stop,"
	body := strings.Replace(string(src.Input[i].Bytes), old, "operative: {each: comma, penultimate: semicolon-and, last: colon,", 1)
	if !strings.Contains(string(src.Input[i].Bytes), old) {
		t.Fatalf("the profile has no %q", old)
	}
	src.Input[i] = source.NewFile(src.Input[i].Name, []byte(body))
	var got []string
	annexes := ""
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.List:
				for _, it := range b.Items {
					end := it.Blocks[0]
					for _, x := range it.Blocks { // a paragraph ends with its last sub-paragraph
						if l, ok := x.(*doc.List); ok {
							end = l.Items[len(l.Items)-1].Blocks[0]
						}
					}
					p, ok := end.(*doc.Paragraph)
					if !ok {
						continue
					}
					text := strings.ReplaceAll(plainText(p.Inlines), "\u00a0", " ")
					switch {
					case b.Role != "operative":
					case strings.HasPrefix(it.ID, "annex-"):
						annexes += text[len(text)-1:]
					default:
						got = append(got, text[max(0, len(text)-5):])
					}
				}
			}
		}
	}
	walk(draftOf(t, src, merge.End).Blocks)
	n := len(got)
	if n < 10 || !strings.HasSuffix(got[n-2], "; and") || !strings.HasSuffix(got[n-1], ":") {
		t.Fatalf("%d paragraphs end in %q", n, got)
	}
	for _, s := range got[:n-2] {
		if !strings.HasSuffix(s, ",") {
			t.Errorf("a paragraph ends in %q", s)
		}
	}
	if !strings.Contains(annexes, ".") || strings.Trim(annexes, ".:") != "" { // a colon is before a table
		t.Errorf("paragraphs of annexes end in %q", annexes)
	}
}

// TestFiguresAtRight: columns of numbers of a table in the draft are aligned at the right, in the head too, and others are not.
func TestFiguresAtRight(t *testing.T) {
	draft := draftOf(t, termOf(t, "seeds"), merge.End)
	var got []string
	doc.Each(draft.Blocks, func(b doc.Block) {
		if x, ok := b.(*doc.Table); ok && x.ID == "annex-two-h" {
			for _, r := range slices.Concat(x.Head, x.Rows) {
				for _, c := range r.Cells {
					got = append(got, string(c.Align))
				}
			}
		}
	})
	if want := slices.Repeat([]string{"left", "right", "right"}, 3); !slices.Equal(got, want) {
		t.Errorf("the cells are aligned %v, want %v", got, want)
	}
}
