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
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/write/docx"
)

// wordsOfWord returns the words of a word processor file in a view, in reading order: the number of a row before the text of each of its
// cells, notes after the text that cites them. It leaves out codes of records, and rows with the names of languages, which are not words of
// the paper.
func wordsOfWord(b []byte, v readdocx.View) []string {
	f, err := readdocx.Read(b)
	if err != nil {
		return []string{"unreadable:", err.Error()}
	}
	w := &wordReader{view: v, counted: map[bool]int{}, marks: map[*readdocx.Note]string{}}
	for _, x := range f.Blocks {
		switch x := x.(type) {
		case *readdocx.Paragraph:
			w.paragraphs("", []*readdocx.Paragraph{x})
		case *readdocx.Table:
			for _, r := range x.Rows {
				w.row(r)
			}
		}
	}
	for _, n := range w.ends {
		w.say("[" + w.marks[n] + "] " + n.Text(v))
	}
	return w.out
}

type wordReader struct {
	view    readdocx.View
	counted map[bool]int // notes so far, by whether they are at the end
	marks   map[*readdocx.Note]string
	ends    []*readdocx.Note
	out     []string
}

func (w *wordReader) say(s string) {
	w.out = append(w.out, strings.Fields(strings.ReplaceAll(s, "\u00ad", ""))...)
}

func (w *wordReader) row(r *readdocx.Row) {
	if !r.Stands(w.view) || r.Header && len(r.Cells) > 1 && len(readdocx.Paragraphs(r.Cells[0].Paragraphs, w.view)) == 0 {
		return
	}
	number, cells := "", r.Cells
	if len(r.Cells) > 0 && len(r.Cells[0].Paragraphs) == 1 && numbers(r.Cells[0].Paragraphs[0]) {
		for _, p := range r.Cells[0].Paragraphs[0].Pieces {
			if p.Style != "IdentityCode" && p.Stands(w.view) {
				number += p.Text
			}
		}
		cells = cells[1:]
	}
	for _, c := range cells {
		w.paragraphs(number, c.Paragraphs)
	}
}

// numbers reports whether a paragraph is in the column for numbers: it is empty, or has that style.
func numbers(p *readdocx.Paragraph) bool { return p.Style == "" || p.Style == "ParagraphNumber" }

func (w *wordReader) paragraphs(label string, in []*readdocx.Paragraph) {
	for _, l := range readdocx.Paragraphs(in, w.view) {
		s := label + " "
		label = ""
		var notes []*readdocx.Note
		for _, p := range l.Pieces {
			if p.Note == nil {
				s += p.Text
				continue
			}
			w.counted[p.Note.End]++
			mark := p.Note.Mark
			switch n := w.counted[p.Note.End]; {
			case mark != "":
			case p.Note.End:
				mark = string(rune('a'+n-1)) + p.Note.After
			default:
				mark = fmt.Sprint(n) + p.Note.After
			}
			w.marks[p.Note] = mark
			s += "[" + mark + "]"
			if p.Note.End {
				w.ends = append(w.ends, p.Note)
			} else {
				notes = append(notes, p.Note)
			}
		}
		w.say(s)
		for _, n := range notes {
			w.say("[" + w.marks[n] + "] " + n.Text(w.view))
		}
	}
	if label != "" {
		w.say(label)
	}
}

// wordFiles returns the papers of a term as word processor files, by name.
func wordFiles(t *testing.T, w *work.Work) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, d := range w.Docs {
		var b bytes.Buffer
		if err := docx.Write(&b, d, w.Style); err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if err := docx.Write(&again, d, w.Style); err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%s has other bytes when it is written again: %v", d.FileName("docx"), err)
		}
		out[d.FileName("docx")] = b.Bytes()
	}
	return out
}

// ooxmlSchemas names the folder with the schemas of ECMA-376, of which wml.xsd is that of text documents.
const ooxmlSchemas = "OOXML_SCHEMAS"

// schemaTools returns the folder named by an environment variable, and the path of xmllint. It skips the test if either is missing.
func schemaTools(t *testing.T, variable, what string) (dir, xmllint string) {
	t.Helper()
	dir = os.Getenv(variable)
	if dir == "" {
		t.Skipf("%s names no folder with %s", variable, what)
	}
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	return dir, xmllint
}

// TestWordSchema: every part of every file is valid according to the schema of the format.
func TestWordSchema(t *testing.T) {
	dir, xmllint := schemaTools(t, ooxmlSchemas, "the schemas of ECMA-376")
	seen := 0
	core := coreSchema(t, dir)
	everyTerm(t, func(look string, w *work.Work) {
		for name, b := range wordFiles(t, w) {
			for part, text := range partsOf(t, b) {
				schema := filepath.Join(dir, "wml.xsd")
				switch {
				case part == "docProps/core.xml":
					schema = core
				case strings.HasSuffix(part, ".rels"):
					schema = filepath.Join(dir, "opc-xsd", "opc-relationships.xsd")
				case part == "[Content_Types].xml":
					schema = filepath.Join(dir, "opc-xsd", "opc-contentTypes.xsd")
				case !strings.HasPrefix(part, "word/") || !strings.HasSuffix(part, ".xml"):
					continue
				}
				file := filepath.Join(t.TempDir(), filepath.Base(part))
				if err := os.WriteFile(file, text, 0o600); err != nil {
					t.Fatal(err)
				}
				seen++
				out, err := exec.Command(xmllint, "--nonet", "--noout", "--schema", schema, file).CombinedOutput()
				if err != nil {
					t.Errorf("%s, %s, %s is not valid: %s", look, name, part, out[:min(len(out), 800)])
				}
			}
		}
	})
	for name, b := range formFiles(t) {
		for part, text := range partsOf(t, b) {
			if !strings.HasPrefix(part, "word/") || !strings.HasSuffix(part, ".xml") {
				continue
			}
			file := filepath.Join(t.TempDir(), filepath.Base(part))
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			seen++
			out, err := exec.Command(xmllint, "--nonet", "--noout", "--schema", filepath.Join(dir, "wml.xsd"), file).CombinedOutput()
			if err != nil {
				t.Errorf("%s, %s is not valid: %s", name, part, out[:min(len(out), 800)])
			}
		}
	}
	if seen == 0 {
		t.Error("no part was checked")
	}
	t.Logf("parts of Word files validated: %d", seen)
}

// formFiles returns the forms of the shipped term, and a packet for its translators.
func formFiles(t *testing.T) map[string][]byte {
	t.Helper()
	src := shippedSources(t)
	w, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	put := func(name string, f *docx.Form, err error) {
		var b bytes.Buffer
		if err == nil {
			err = docx.WriteForm(&b, f)
		}
		if err != nil {
			t.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	f, err := records.OutcomeForm(src, w, []string{"en", "es"}, "session-health")
	put("outcomes", f, err)
	f, err = records.ProposalForm(src, w, []string{"es"}, "delegation-a")
	put("proposals", f, err)
	format, _ := translate.FindFormat("docx")
	files, err := translate.Write(packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: "es", All: true}), format)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		out[f.Name] = f.Bytes
	}
	return out
}

// TestWordChanges: with every change rejected, the paragraphs of a redline are those of the previous revision; with every change accepted,
// those of the draft. The endings of paragraphs follow from their places, and are not compared.
func TestWordChanges(t *testing.T) {
	for _, meeting := range []string{"meeting-march", "meeting-april", "end"} {
		w, err := Run(shippedSources(t), work.Job{Meeting: meeting, Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		red := w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "redline" })]
		clean := w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })]
		earlier, err := Run(shippedSources(t), work.Job{Meeting: before[meeting], Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		was := earlier.Docs[slices.IndexFunc(earlier.Docs, func(d *doc.Document) bool { return d.Variant == "" })]
		for v, want := range map[bool]map[string]string{true: recordTexts(t, clean), false: recordTexts(t, was)} {
			got := recordRows(t, w, red, func(*readdocx.Mark) bool { return v })
			for key, s := range want {
				if got[key] != s {
					t.Errorf("%s: accepted %v, %s: %q, want %q", meeting, v, key, got[key], s)
				}
			}
			for key, s := range got {
				if want[key] == "" {
					t.Errorf("%s: accepted %v, %s should not be there: %q", meeting, v, key, s)
				}
			}
			if len(want) < 20 {
				t.Errorf("%s: %d texts were compared", meeting, len(want))
			}
		}
	}
}

// partsOf returns the parts of a package.
func partsOf(t testing.TB, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// before has the meetings with whose revisions the redlines of other meetings are compared.
var before = map[string]string{"meeting-march": "meeting-february", "meeting-april": "meeting-march", "end": "meeting-april"}

// What is printed around the words of a record: its ending, and the proposals on it as a whole.
var (
	ending = regexp.MustCompile(`(?:[;,.:]|;[ \x{a0}](?:and|y|e))?$`)
	aside  = regexp.MustCompile(` \[(?:Delegation|Delegación) .: (?:move|trasladar|delete|suprimir|retain|mantener)[^\]]*\]$`)
	wholly = regexp.MustCompile(`^\[[^:\]]*: (.*)\]$`)
)

func bareWords(s string) string {
	return ending.ReplaceAllString(wholly.ReplaceAllString(aside.ReplaceAllString(s, ""), "$1"), "")
}

// recordTexts returns the texts of the records of a draft, by id and language.
func recordTexts(t *testing.T, d *doc.Document) map[string]string {
	t.Helper()
	out := map[string]string{}
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.List:
				for _, it := range b.Items {
					for k, c := range it.Blocks[0].(*doc.Pair).Columns {
						s := ""
						for _, in := range c.(*doc.Paragraph).Inlines {
							if in.Note == nil {
								s += in.Text
							}
						}
						out[it.ID+" "+d.Langs[k]] = bareWords(readdocx.Plain(s))
					}
					walk(it.Blocks[1:])
				}
			}
		}
	}
	walk(d.Blocks)
	return out
}

// recordRows returns the texts of the rows with codes in a file, in a view, by id and language.
func recordRows(t *testing.T, w *work.Work, d *doc.Document, v readdocx.View) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, d, w.Style); err != nil {
		t.Fatal(err)
	}
	f, err := readdocx.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	byCode := map[string]string{}
	for id, code := range d.Codes() {
		byCode[code] = strings.TrimSuffix(id, ".was")
	}
	out := map[string]string{}
	for _, x := range f.Blocks {
		table, ok := x.(*readdocx.Table)
		if !ok {
			continue
		}
		for _, r := range table.Rows {
			if !r.Stands(v) || len(r.Cells) != 3 {
				continue
			}
			id := ""
			for _, p := range r.Cells[0].Paragraphs[0].Pieces {
				if p.Style == "IdentityCode" {
					id = byCode[strings.TrimSpace(p.Text)]
				}
			}
			if style := r.Cells[1].Paragraphs[0].Style; id == "" || style == "Title" || strings.HasPrefix(style, "Heading") {
				continue
			}
			for k, c := range r.Cells[1:] {
				s := ""
				for _, l := range readdocx.Paragraphs(c.Paragraphs, v) {
					s += l.Text()
				}
				if label, rest, ok := strings.Cut(s, ") "); ok && len(label) < 10 {
					s = rest
				}
				out[id+" "+d.Langs[k]] = bareWords(s)
			}
		}
	}
	return out
}

// reserving adds reservations to the title of the draft and to its first paragraphs, before and between those with notes.
func reserving(body, name string, b []byte) []byte {
	if body != "seeds" {
		return b
	}
	const at = "    reservations: [{id: reservation-%d, delegation: delegation-a, state: received, text: Word %d.}]\n"
	before := map[string]string{"input/term.yaml": "    revisions:\n", "input/proposals/draft.yaml": "    state: proposed\n"}[name]
	const most = 9
	for i, part := range bytes.SplitAfter(b, []byte(before)) {
		if i == 0 {
			b = nil
		}
		if cut, ok := bytes.CutSuffix(part, []byte(before)); ok && before != "" && i < most {
			n := len(name)*most + i // another in each file
			part = append(append(slices.Clone(cut), fmt.Sprintf(at, n, n)...), before...)
		}
		b = append(b, part...)
	}
	return b
}

// TestNoteMarksInWord: whatever the form of the marks of notes, and with reservations among them, no two notes of a paper have the same
// mark; the file for word processors has the words of the paper and of its notes without marks among them, and each mark once.
func TestNoteMarksInWord(t *testing.T) {
	for _, c := range []struct{ body, meeting string }{{"seeds", "meeting-second"}, {"council", "meeting-march"}} {
		for _, form := range []string{"1/", "[1]", "i", "a"} {
			src := termOf(t, c.body)
			for i, f := range src.Input {
				src.Input[i] = source.NewFile(f.Name, reserving(c.body, f.Name, f.Bytes))
			}
			i := slices.IndexFunc(src.Input, func(f *source.File) bool { return f.Name == "input/body.yaml" })
			body := regexp.MustCompile(`(?m)^notes:.*\n`).ReplaceAllString(string(src.Input[i].Bytes), "")
			src.Input[i] = source.NewFile(src.Input[i].Name, []byte(body+"\nnotes: {form: \""+form+"\"}\n"))
			w, err := Run(src, work.Job{Meeting: c.meeting, Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
			if err != nil || w.Diags.HasErrors() {
				t.Fatal(err, found(&w.Diags))
			}
			d := w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })]
			for _, err := range doc.Check(d) {
				t.Errorf("%s, %s: %v", c.body, form, err)
			}
			var b bytes.Buffer
			if err := docx.Write(&b, d, w.Style); err != nil {
				t.Fatal(err)
			}
			f, err := readdocx.Read(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			var marks, words []string
			for _, n := range noted(d) {
				marks, words = append(marks, n.Mark), append(words, readdocx.Plain(plainText(n.Inlines)))
			}
			if len(marks) < 2 || len(f.Notes) != len(marks) {
				t.Fatalf("%s, %s: the paper has %d notes, the file %d", c.body, form, len(marks), len(f.Notes))
			}
			for i, n := range f.Notes {
				mark := n.Mark
				if mark == "" {
					mark = map[string]string{"a": string(rune('a' + i)), "i": strings.ToLower(symbol.Roman(i + 1))}[form] // fewer than 27
					if mark == "" {
						mark = fmt.Sprint(i + 1)
					}
					mark += n.After
				}
				if mark != marks[i] || n.Text(readdocx.New) != words[i] {
					t.Errorf("%s, %s: note %d is %q %q, want %q %q", c.body, form, i, mark, n.Text(readdocx.New), marks[i], words[i])
				}
			}
			var lines strings.Builder
			for _, x := range f.Blocks {
				for _, l := range readdocx.Paragraphs(readdocx.ParagraphsOf(x), readdocx.New) {
					lines.WriteString(l.Text() + "\n")
				}
			}
			cited := 0
			var each func(blocks []doc.Block)
			each = func(blocks []doc.Block) {
				for _, x := range blocks {
					switch x := x.(type) {
					case *doc.Section:
						each(x.Blocks)
					case *doc.Pair:
						each(x.Columns)
					case *doc.List:
						for _, it := range x.Items {
							each(it.Blocks)
						}
					case *doc.Paragraph:
						if !slices.ContainsFunc(x.Inlines, func(i doc.Inline) bool { return i.Note != nil }) {
							continue
						}
						cited++
						if want := readdocx.Plain(plainText(x.Inlines)); !strings.Contains(lines.String(), want+"\n") {
							t.Errorf("%s, %s: the file lacks %q", c.body, form, want)
						}
					}
				}
			}
			if each(d.Blocks); cited == 0 {
				t.Errorf("%s, %s: no paragraph has a note", c.body, form)
			}
		}
	}
}
