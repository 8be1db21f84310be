package translate

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"omnibus/assemble/diag"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/translate/xlsx"
	"omnibus/assemble/work"
)

// A plant adds something to a packet that is not a translation: words about the text with an id. Kept means that it becomes a query.
type plant struct {
	name string
	kept bool
	put  func(file, id, words string) string
}

// before inserts text before the first occurrence of mark, behind after it.
func before(mark, text string) func(string) string {
	return func(s string) string { return strings.Replace(s, mark, text+mark, 1) }
}

func behind(mark, text string) func(string) string {
	return func(s string) string { return strings.Replace(s, mark, mark+text, 1) }
}

// plants contains what people and programs add to files of the text formats.
var plants = map[string][]plant{
	"toml": {
		{"a comment above", true, func(f, id, w string) string { return before("[\""+id+"\"]\n", "# "+w+"\n")(f) }},
		{"a comment behind", true, func(f, id, w string) string { return behind("[\""+id+"\"]", " # "+w)(f) }},
		{"a line of a description", true, func(f, id, w string) string {
			return behind("[\""+id+"\"]\ndescription = \"", w+`\n`)(f)
		}},
		{"a form of a plural", false, func(f, id, w string) string { return behind("[\""+id+"\"]\n", "many = \""+w+"\"\n")(f) }},
	},
	"xliff": {
		{"a note of a query", true, func(f, id, w string) string {
			return behind("<unit id=\""+id+"\">\n", "<notes><note category=\"query\">"+w+"</note></notes>")(f)
		}},
		{"a note under a heading of ours", true, func(f, id, w string) string {
			return behind("<unit id=\""+id+"\">\n", "<notes><note category=\"place\">"+w+"</note></notes>")(f)
		}},
		{"a note without a category", true, func(f, id, w string) string {
			return behind("<unit id=\""+id+"\">\n", "<notes><note>"+w+"</note></notes>")(f)
		}},
		{"a comment of XML", true, func(f, id, w string) string { return behind("<unit id=\""+id+"\">\n", "<!-- "+w+" -->")(f) }},
		{"a note of the file", true, func(f, _, w string) string { return before("<unit ", "<notes><note>"+w+"</note></notes>\n")(f) }},
	},
	"xliff12": {
		{"a note", true, func(f, id, w string) string {
			return behind("resname=\""+id+"\"", "")(noted(f, id, "<note>"+w+"</note>"))
		}},
		{"a note from somebody", true, func(f, id, w string) string { return noted(f, id, "<note from=\"Eva\">"+w+"</note>") }},
		{"a note from somebody under our name", true, func(f, id, w string) string { return noted(f, id, "<note from=\"omnibus\">"+w+"</note>") }},
		{"a note under a heading of ours", true, func(f, id, w string) string { return noted(f, id, "<note>place: "+w+"</note>") }},
		{"a comment of XML", true, func(f, id, w string) string { return noted(f, id, "<!-- "+w+" -->") }},
	},
	"tmx": {
		{"a note", true, func(f, id, w string) string { return behind("<tu tuid=\""+id+"\">\n", "<note>"+w+"</note>")(f) }},
		{"a note of a variant", true, func(f, id, w string) string {
			head, rest, _ := strings.Cut(f, "<tu tuid=\""+id+"\">")
			return head + "<tu tuid=\"" + id + "\">" + behind("<tuv xml:lang=\"en\">", "<note>"+w+"</note>")(rest)
		}},
		{"a comment of XML", true, func(f, id, w string) string { return behind("<tu tuid=\""+id+"\">\n", "<!-- "+w+" -->")(f) }},
	},
	"po": {
		{"a comment", true, func(f, id, w string) string { return before("msgctxt \""+id+"\"", "# "+w+"\n")(f) }},
		{"an extracted comment", true, func(f, id, w string) string { return before("msgctxt \""+id+"\"", "#. "+w+"\n")(f) }},
		{"an obsolete entry", false, func(f, _, w string) string { return f + "\n#~ msgid \"" + w + "\"\n#~ msgstr \"x\"\n" }},
		{"an entry without a context", false, func(f, _, w string) string { return f + "\nmsgid \"" + w + "\"\nmsgstr \"x\"\n" }},
		{"plural forms", false, func(f, _, w string) string {
			return f + "\nmsgctxt \"a\"\nmsgid \"" + w + "\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n"
		}},
	},
}

// noted adds an element to the unit with an id of XLIFF 1.2.
func noted(file, id, element string) string {
	head, rest, _ := strings.Cut(file, "resname=\""+id+"\"")
	return head + "resname=\"" + id + "\"" + before("</trans-unit>", element)(rest)
}

// cells contains what people add to workbooks: sheet is that of the texts, row that of the text.
var cells = []struct {
	name string
	kept bool
	put  func(f *excelize.File, row int, words string) error
}{
	{"a remark", true, func(f *excelize.File, row int, w string) error {
		return f.SetCellStr(xlsx.SheetTexts, fmt.Sprint("F", row), w)
	}},
	{"a comment", true, func(f *excelize.File, row int, w string) error {
		return f.AddComment(xlsx.SheetTexts, excelize.Comment{Cell: fmt.Sprint("D", row), Author: "Eva", Text: w})
	}},
	{"an added column", true, func(f *excelize.File, row int, w string) error {
		return f.SetCellStr(xlsx.SheetTexts, fmt.Sprint("S", row), w)
	}},
	{"a grey cell", true, func(f *excelize.File, row int, w string) error {
		return f.SetCellStr(xlsx.SheetTexts, fmt.Sprint("I", row), w)
	}},
	{"a link", false, func(f *excelize.File, row int, w string) error {
		return f.SetCellHyperLink(xlsx.SheetTexts, fmt.Sprint("E", row), "https://example.org/"+w, "External")
	}},
	{"a state", false, func(f *excelize.File, row int, w string) error {
		return f.SetCellStr(xlsx.SheetTexts, fmt.Sprint("E", row), w)
	}},
	{"a copied sheet", false, func(f *excelize.File, row int, w string) error {
		_, err := f.NewSheet(w)
		if err == nil {
			err = f.SetCellStr(w, "B2", "words")
		}
		return err
	}},
}

// A planted thing was added to a packet, and must be in its receipt.
type planted struct {
	name, id, words string
	kept            bool
}

// returned returns a packet with edits and additions of people.
func returned(t *testing.T, rng *rand.Rand, p *packet.Packet, format string) (*source.File, []planted) {
	t.Helper()
	form, _ := FindFormat(format)
	files, err := Write([]*packet.Packet{p}, form)
	if err != nil {
		t.Fatal(err)
	}
	file := files[len(files)-1] // file of the translations
	if format == "docx" {
		return plantWords(t, rng, p, file)
	}
	var in []planted
	if format != "xlsx" {
		text := string(file.Bytes)
		for i := range 4 + rng.IntN(12) {
			k, id := plants[format][rng.IntN(len(plants[format]))], p.Units[rng.IntN(len(p.Units))].ID
			words := fmt.Sprintf("planted%dx", i)
			with := k.put(text, id, words)
			if !strings.Contains(with, words) || k.name == "a form of a plural" && strings.Contains(text, "many = ") {
				continue // already there
			}
			text = with
			in = append(in, planted{k.name, id, words, k.kept})
		}
		return source.NewFile(file.Name, []byte(text)), in
	}
	f, err := excelize.OpenReader(bytes.NewReader(file.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	used := map[string]bool{}
	for i := range 4 + rng.IntN(12) {
		k, row := cells[rng.IntN(len(cells))], 2+rng.IntN(len(p.Units))
		if used[fmt.Sprint(k.name, row)] {
			continue
		}
		used[fmt.Sprint(k.name, row)] = true
		words := fmt.Sprintf("planted%dx", i)
		if err := k.put(f, row, words); err != nil {
			t.Fatal(err)
		}
		in = append(in, planted{k.name, p.Units[row-2].ID, words, k.kept})
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return source.NewFile(file.Name, b.Bytes()), in
}

// home imports a file into the files of a term, and returns the receipt and the resulting files.
func home(t *testing.T, w *work.Work, files []*source.File, f *source.File) (*Receipt, []*source.File) {
	t.Helper()
	builtin, _ := work.Builtin()
	im := &Import{Plan: w.Plan, Papers: w.Papers, Embedded: builtin, Files: files, Folder: "locales", By: "Ana", When: "2024-05-01"}
	diags := &diag.List{}
	r := im.Run([]*source.File{f}, diags)
	for _, d := range diags.Items {
		if d.Severity == diag.Error {
			t.Fatalf("%s: %s\n%s", f.Name, d.Message, f.Bytes[:min(len(f.Bytes), 3000)])
		}
	}
	return r, edit.Replaced(files, r.Files)
}

// TestReceiptAccounts: whatever people do to a packet, in each format, each of its texts has one line in the receipt or is listed as
// missing, and each addition is listed once, with its words. Remarks are kept. A second import changes nothing.
func TestReceiptAccounts(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 5))
	things, texts := 0, 0
	for _, format := range formatNames() {
		for round := range 5 {
			w, src := smallWork(t)
			p := packet.Make(w.Plan, w.Locales, w.Papers, packet.Choice{To: "es", All: true})[0]
			want := map[string]string{} // by id
			var back []*packet.Unit
			p.Sent = len(p.Units)
			for i, u := range p.Units {
				switch rng.IntN(4) {
				case 0: // deleted
					want[u.ID] = ""
					continue
				case 1:
					u.Target, u.State, u.Kind = fmt.Sprintf("Traducción número %d", i), locale.Translated, packet.Unchanged
					want[u.ID] = Taken
				default:
					want[u.ID] = Same
				}
				back = append(back, u)
			}
			if p.Units = back; len(back) == 0 {
				continue
			}
			f, in := returned(t, rng, p, format)
			r, files := home(t, w, src.Locales, f)
			name := fmt.Sprintf("%s, round %d", format, round)
			lines := map[string]string{}
			for _, l := range r.Units {
				if lines[l.ID] != "" {
					t.Errorf("%s: %s has two lines", name, l.ID)
				}
				lines[l.ID] = l.What
			}
			for id, what := range want {
				if texts++; lines[id] != what {
					t.Errorf("%s: %s is %q, want %q", name, id, lines[id], what)
				}
			}
			missing := ""
			for _, l := range r.Left {
				if strings.HasSuffix(l.What, "were not returned") {
					missing = l.What
				}
			}
			if gone := p.Sent - len(back); gone > 0 && missing != fmt.Sprintf("%d of %d texts were not returned", gone, p.Sent) || gone == 0 && missing != "" {
				t.Errorf("%s: %d are gone: %q", name, gone, missing)
			}
			queries := 0
			for _, x := range in {
				things++
				seen := 0
				for _, l := range r.Left {
					if strings.Contains(l.What+" "+l.Text, x.words) {
						seen++
						if (l.Kept != "") != x.kept {
							t.Errorf("%s: %s %+v", name, x.name, l)
						}
					}
				}
				if seen != 1 {
					t.Errorf("%s: %s, %s on %s, is named %d times", name, x.name, x.words, x.id, seen)
				}
				if x.kept {
					queries++
				}
			}
			kept := map[string]bool{}
			for _, l := range r.Left {
				if l.Kept != "" {
					kept[l.Kept] = true // adjacent comments may be one
				}
			}
			set := locale.Read(nil, files, &diag.List{})
			if n := len(set.Queries("es")); n != len(kept) || (n == 0) != (queries == 0) {
				t.Errorf("%s: %d queries, want %d of %d", name, n, len(kept), queries)
			}
			again, _ := home(t, w, files, f)
			for _, l := range again.Units {
				if l.What != Same {
					t.Errorf("%s: the second time %s is %s (%s)", name, l.ID, l.What, l.Why)
				}
			}
			if len(again.Files) > 0 {
				t.Errorf("%s: the second time %d files change", name, len(again.Files))
			}
		}
	}
	t.Logf("%d texts and %d planted things are accounted for", texts, things)
	if things < 200 || texts < 200 {
		t.Errorf("%d things were planted", things)
	}
}

// TestMemoryReplaces: a translation memory replaces a stale translation and gives a missing one, and leaves current ones as they are.
func TestMemoryReplaces(t *testing.T) {
	w, src := smallWork(t)
	unit := func(en, es string) string {
		return fmt.Sprintf(`<tu><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="es"><seg>%s</seg></tuv></tu>`, en, es)
	}
	r, files := home(t, w, src.Locales, source.NewFile("memory.tmx", []byte(`<tmx version="1.4"><header srclang="en"/><body>`+
		unit("To do it well", "Hacerlo bien")+unit("here", "acá")+unit("soon", "pronto")+unit("elsewhere", "otro")+`</body></tmx>`)))
	got := map[string]string{}
	for _, u := range r.Units {
		got[u.ID] = u.What
	}
	want := map[string]string{"op-old.text": Taken, "op-old-a.text": Skipped, "op-new-a.text": Taken, `"elsewhere"`: Skipped}
	if !maps.Equal(got, want) {
		t.Errorf("the receipt is %v, want %v", got, want)
	}
	var all string
	for _, f := range files {
		all += string(f.Bytes)
	}
	for _, words := range []string{"Hacerlo bien", "aquí", "pronto"} {
		if !strings.Contains(all, words) {
			t.Errorf("%q is not in the files\n%s", words, all)
		}
	}
}
