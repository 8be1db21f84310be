package assemble

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/locales"
)

// A workshop is a term with its languages, as a command sees them before it begins.
type workshop struct {
	plan     *plan.Plan
	papers   paper.List
	embedded []*source.File
	files    []*source.File // of locales/
}

func (w *workshop) set() *locale.Set { return locale.Read(w.embedded, w.files, &diag.List{}) }

// folder reads the files in and below a folder, with the names that a command gives them.
func folder(t testing.TB, dir, as string) []*source.File {
	t.Helper()
	var out []*source.File
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out = append(out, source.NewFile(as+"/"+filepath.ToSlash(rel), b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func shippedTerm(t testing.TB) *workshop {
	t.Helper()
	w := &workshop{}
	names, _ := fs.Glob(locales.Files, "*.toml")
	for _, n := range names {
		b, err := locales.Files.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		w.embedded = append(w.embedded, source.NewFile("locales/"+n, b))
	}
	for _, f := range folder(t, "../locales", "locales") {
		if strings.Contains(f.Name, "/content.") || strings.Contains(f.Name, "/state.") {
			w.files = append(w.files, f)
		}
	}
	w.read(t, folder(t, "../input", "input"))
	return w
}

func (w *workshop) read(t testing.TB, files []*source.File) {
	t.Helper()
	diags := &diag.List{}
	records := input.Read(files, diags)
	meeting, _ := merge.Meeting(records, merge.End, date.Date{})
	w.plan = merge.Plan(records, plan.Point{Meeting: meeting}, nil, diags)
	_, builtin := work.Builtin()
	w.papers = paper.Read(builtin, nil, diags).Of(records.Term, templateNames(builtin), paper.Forms{Pages: []string{"pdf"}, Workbook: []string{"xlsx"}}, diags)
	for _, d := range diags.Items {
		if d.Severity == diag.Error {
			t.Fatalf("%s: %s", d.Pos.File.Name, d.Message)
		}
	}
}

// back imports files and returns the receipt and the findings.
func (w *workshop) back(files []*source.File, change func(*translate.Import)) (*translate.Receipt, *diag.List) {
	im := &translate.Import{Plan: w.plan, Papers: w.papers, Embedded: w.embedded, Files: w.files, Folder: "locales", By: "Ana", When: "2024-03-01"}
	if change != nil {
		change(im)
	}
	diags := &diag.List{}
	return im.Run(files, diags), diags
}

func found(diags *diag.List) string {
	var b strings.Builder
	for _, d := range diags.Items {
		fmt.Fprintf(&b, "%s: %s [%s]\n", d.Severity, d.Message, d.Code)
	}
	return b.String()
}

func did(r *translate.Receipt) string {
	var b strings.Builder
	for _, u := range r.Units {
		if u.What == translate.Same {
			continue
		}
		fmt.Fprintf(&b, "%s %s", u.What, u.ID)
		if u.Stale {
			b.WriteString(" stale")
		}
		if u.Why != "" {
			b.WriteString(": " + u.Why)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func allUnits(packets []*packet.Packet) []*packet.Unit {
	var out []*packet.Unit
	for _, p := range packets {
		out = append(out, p.Units...)
	}
	return out
}

// TestPacketComesHomeUnedited: an unedited packet changes nothing, in every format.
func TestPacketComesHomeUnedited(t *testing.T) {
	w := shippedTerm(t)
	for _, lang := range []string{"es", "en", "pt"} {
		packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: lang, All: true})
		if len(allUnits(packets)) < 20 {
			t.Fatalf("%s: a packet of all texts has %d units", lang, len(allUnits(packets)))
		}
		for _, format := range translate.Formats {
			files, err := translate.Write(packets, format)
			if err != nil {
				t.Fatal(err)
			}
			r, diags := w.back(files, nil)
			if did(r) != "" || found(diags) != "" || len(r.Files) > 0 {
				t.Errorf("%s %s: an unedited packet changes something:\n%s%s", format.Name, lang, did(r), found(diags))
			}
			if len(r.Units) != len(allUnits(packets)) {
				t.Errorf("%s %s: %d of %d units were returned", format.Name, lang, len(r.Units), len(allUnits(packets)))
			}
		}
	}
}

// TestEditsComeHomeExactlyAndAlone: any set of edited targets is imported exactly, and nothing else is, in every format.
func TestEditsComeHomeExactlyAndAlone(t *testing.T) {
	w := shippedTerm(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 2 {
		for _, format := range translate.Formats {
			packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})
			want := map[string]string{}
			for _, u := range allUnits(packets) {
				if rng.IntN(8) > 0 {
					continue
				}
				u.Target = strings.TrimSpace(invented(rng) + keepCodes(u.Source))
				if format.Name == "xlsx" || format.Name == "docx" { // cells have only one kind of line end
					u.Target = strings.ReplaceAll(strings.ReplaceAll(u.Target, "\r\n", "\n"), "\r", "\n")
				}
				u.State = locale.Translated
				if packet.Exact(u.Target) != u.TargetHash {
					want[u.ID] = u.Target
				}
			}
			files, err := translate.Write(packets, format)
			if err != nil {
				t.Fatal(err)
			}
			r, diags := w.back(files, nil)
			if diags.HasErrors() {
				t.Fatalf("%s: %s", format.Name, found(diags))
			}
			after := locale.Read(w.embedded, edit.Replaced(w.files, r.Files), &diag.List{})
			before := w.set()
			for _, id := range slices.Concat(before.Contents("es"), after.Contents("es")) {
				b, _ := before.Locale("es").Content(id)
				a, _ := after.Locale("es").Content(id)
				expect := b.Text.String
				if s, ok := want[id]; ok {
					expect = s
				}
				if a.Text.String != expect {
					t.Errorf("round %d, %s: %s is\n%q, want\n%q", round, format.Name, id, a.Text.String, expect)
				}
			}
			if len(r.Files) == 2 {
				onlyThese(t, w.files, r.Files[0], want)
			}
		}
	}
}

// The labels of a language that has just begun go out in every format, and come home into its label file: as they were written, each in its
// place, in all plural forms, with the spaces at their ends; the next packet is empty.
func TestLabelsComeHome(t *testing.T) {
	for _, format := range translate.Formats {
		w := shippedTerm(t)
		var english *source.File
		for _, f := range w.embedded {
			if strings.HasSuffix(f.Name, "active.en.toml") {
				english = f
			}
		}
		begun := source.NewFile("locales/active.ru.toml", locale.Begin("ru", "en", english))
		w.files = append(w.files, begun)
		choice := packet.Choice{To: "ru", Papers: []string{packet.Labels}}
		packets := packet.Make(w.plan, w.set(), w.papers, choice)
		want := map[string]string{}
		for _, u := range allUnits(packets) {
			inner := strings.TrimSpace(u.Source)
			u.Target = strings.Replace(u.Source, inner, "ы “"+inner+"” "+u.ID[strings.LastIndexByte(u.ID, '.')+1:], 1)
			if strings.HasPrefix(u.ID, "label.matrix.sheet-") { // a name of few characters
				u.Target = "ы" + inner
			}
			u.State = locale.Translated
			want[u.ID] = u.Target
			if format.Name != "tmx" { // its codes and spaces are its tool's
				u.Target = strings.TrimSpace(u.Target)
			}
		}
		if len(want) < 1000 {
			t.Fatalf("%d labels go out", len(want))
		}
		files, err := translate.Write(packets, format)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := w.back(files, nil)
		if diags.HasErrors() {
			t.Fatalf("%s: %s", format.Name, found(diags))
		}
		w.files = edit.Replaced(w.files, r.Files)
		set := w.set()
		for id, text := range want {
			if tr, _ := set.Locale("ru").Content(id); tr.Text.String != text {
				t.Errorf("%s: %s is %q, want %q", format.Name, id, tr.Text.String, text)
			}
		}
		if open := allUnits(packet.Make(w.plan, set, w.papers, choice)); len(open) > 0 {
			t.Errorf("%s: %d labels are still to be translated, such as %s", format.Name, len(open), open[0].ID)
		}
		if got, was := bytes.Count(r.Files[0].Bytes, []byte("\n")), bytes.Count(begun.Bytes, []byte("\n")); r.Files[0].Name != begun.Name || got != was {
			t.Errorf("%s: %s has %d lines, %d before", format.Name, r.Files[0].Name, got, was)
		}
	}
}

// onlyThese checks that a file has lost no lines but those of the edited entries.
func onlyThese(t *testing.T, files []*source.File, now *source.File, edited map[string]string) {
	t.Helper()
	for _, f := range files {
		if f.Name != now.Name {
			continue
		}
		id := ""
		for n := 1; f.Line(n) != "" || n < bytes.Count(f.Bytes, []byte("\n")); n++ {
			line := f.Line(n)
			if strings.HasPrefix(line, "[") {
				id = strings.Trim(line, `[]"`)
			}
			if _, ok := edited[id]; ok && !strings.HasPrefix(line, "[") && !strings.HasPrefix(line, "#") {
				continue
			}
			if line != "" && !bytes.Contains(now.Bytes, []byte(line+"\n")) {
				t.Errorf("line %q of an unedited entry is gone", line)
			}
		}
	}
}

// keepCodes returns the codes of a text that no translation may lose.
func keepCodes(s string) string {
	var b strings.Builder
	for _, tok := range packet.Tokens(s) {
		if tok.Type == "note" || tok.Type == "ref" {
			b.WriteString(" x " + tok.Data)
		}
	}
	return b.String()
}

var pieces = []string{"palabra", " ", "  ", "«cita»", "“cita”", "ñandú", "é", "\u00a0", "*énfasis*", "**fuerte**", "[enlace](https://oas.org/a?b=1&c=2)", "[corchete", "]",
	"[debe][debería]", "AG/RES. 2910 (XLVII-O/17)", "{{name:cam}}", "[^nota]", "<", ">", "&", "&amp;", "\"", "'", "\\", "\\*", "*", "**", "a*b", "\n", "\t", "%", "=", "#", "=1+1", "😀", "\u200d", "]]>", "-->", "omnibus: target=x", "\r\n", "\u00ad", "1,5 %", "--"}

func invented(rng *rand.Rand) string {
	var b strings.Builder
	for range rng.IntN(12) + 1 {
		p := pieces[rng.IntN(len(pieces))]
		if p == "[^nota]" || p == "[corchete" || p == "]" || p == "]]>" {
			p = "[y]" // the test is not about what the checks refuse on import
		}
		b.WriteString(p)
	}
	return b.String() + "x"
}

// FuzzTokens: a text split into tokens can be joined again, pairs are nested, and every format returns the text unchanged.
func FuzzTokens(f *testing.F) {
	for _, p := range pieces {
		f.Add(p, "a "+p+" b")
	}
	f.Add("*a **b* c**", "[a *b](https://x) c*")
	f.Fuzz(func(t *testing.T, src, target string) {
		for _, s := range []string{src, target} {
			if got := packet.Join(packet.Tokens(s)); got != s {
				t.Fatalf("%q became %q", s, got)
			}
		}
		for _, s := range []string{src, target} {
			if _, bad := packet.Illegal(s); bad || strings.TrimSpace(s) == "" {
				return
			}
		}
		u := &packet.Unit{ID: "op-a.text", Source: src, SourceHash: source.Hash(src), Target: target, TargetHash: packet.Exact(target), State: locale.Translated, Was: locale.Translated}
		p := &packet.Packet{Term: "term-a", From: "en", To: "es", Units: []*packet.Unit{u}}
		for _, format := range translate.Formats {
			files, err := translate.Write([]*packet.Packet{p}, format)
			if err != nil {
				t.Fatal(err)
			}
			_, back, err := translate.Read(files[len(files)-1])
			if err != nil {
				t.Fatalf("%s: %v\n%s", format.Name, err, files[len(files)-1].Bytes)
			}
			got := back[0].Units[0]
			if got.Target != target || got.ID != u.ID || got.State != u.State || got.Was != u.Was || got.TargetHash != u.TargetHash || got.SourceHash != u.SourceHash || got.Fault != "" {
				t.Fatalf("%s: %+v was returned as %+v\n%s", format.Name, u, got, files[len(files)-1].Bytes)
			}
			if format.Name != "toml" && got.Source != src {
				t.Fatalf("%s: source %q came back as %q", format.Name, src, got.Source)
			}
		}
	})
}

// templateNames returns the names of the templates among files.
func templateNames(files []*source.File) []string {
	var out []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(path.Base(f.Name), ".html"); ok {
			out = append(out, name)
		}
	}
	return out
}
