package assemble

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	second "github.com/ledongthuc/pdf"

	"omnibus/assemble/date"
	"omnibus/assemble/doc"
	"omnibus/assemble/merge"
	"omnibus/assemble/read/pdf"
	"omnibus/assemble/read/pdf/pdftest"
	"omnibus/assemble/redline"
	"omnibus/assemble/source"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// looks are builds that together show the papers of the shipped term in all variants.
var looks = []struct {
	name string
	job  work.Job
}{
	{"as shipped", work.Job{Meeting: merge.End}},
	{"with all views", work.Job{Meeting: merge.End, Views: []string{"compendium", "consolidated", "status"}}},
	{"redline against adopted texts", work.Job{Meeting: merge.End, Against: redline.AdoptedTexts, Papers: []string{"draft-paragraphs"}}},
	{"line numbers, a4", work.Job{Meeting: merge.End, LineNumbers: true, Size: "a4"}},
	{"other languages", work.Job{Meeting: merge.End, Langs: []string{"es", "fr"}}},
	{"one language", work.Job{Meeting: merge.End, Langs: []string{"pt"}}},
	{"three languages, one made up", work.Job{Meeting: merge.End, Langs: []string{"en-XA", "en", "es"}}},
}

// papers makes the papers of a term, and returns the PDF files by name.
func papers(t testing.TB, src *work.Sources, job work.Job) (*work.Work, map[string]*source.File) {
	t.Helper()
	job.Today = date.Date{Year: 2024, Month: time.May, Day: 1}
	w, err := Run(src, job, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	worktest.NoErrors(t, &w.Diags)
	out := map[string]*source.File{}
	for _, f := range w.Files {
		if strings.HasSuffix(f.Name, ".pdf") {
			out[f.Name] = f.File
		}
	}
	if len(out) == 0 {
		t.Fatal("no paper is made")
	}
	return w, out
}

// A madeLook has the papers of the shipped term in one look, made once for all tests.
type madeLook struct {
	work  *work.Work
	files map[string]*source.File
}

var madeLooks = map[string]madeLook{}

// shipped returns the papers of the shipped term in a look.
func shipped(t testing.TB, look string) (*work.Work, map[string]*source.File) {
	t.Helper()
	b, ok := madeLooks[look]
	if !ok {
		for _, l := range looks {
			if l.name == look {
				b.work, b.files = papers(t, shippedSources(t), l.job)
				for i, d := range b.work.Docs {
					sayPages(d.Blocks, d, b.work.Pages[i].Places)
				}
			}
		}
		madeLooks[look] = b
	}
	return b.work, b.files
}

// sayPages inserts the pages that a document names: a page that consecutive names share follows the last of them.
func sayPages(blocks []doc.Block, d *doc.Document, places map[string]int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			sayPages(b.Blocks, d, places)
		case *doc.Pair:
			sayPages(b.Columns, d, places)
		case *doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					sayPages(c.Blocks, d, places)
				}
			}
		case *doc.Paragraph:
			last := 0
			for i := len(b.Inlines) - 1; i >= 0; i-- {
				if in := &b.Inlines[i]; in.PageOf != "" {
					if at := places[in.PageOf]; at != last {
						in.Text, last = strings.Replace(d.Words.OnPage[slices.Index(d.Langs, b.Lang)], "%s", fmt.Sprint(at), 1), at
					}
				}
			}
		}
	}
}

// TestPapersConform checks the papers against the rules of PDF/UA-1 and PDF/A-3a.
func TestPapersConform(t *testing.T) {
	for _, l := range looks {
		_, files := shipped(t, l.name)
		for name, f := range files {
			for _, found := range pdftest.Check(f.Bytes) {
				t.Errorf("%s: %s: %s", l.name, name, found)
			}
		}
	}
}

// A passage is a heading or paragraph as it is read aloud.
type passage struct {
	text     string
	unmarked string // as printed, without the marks of notes
	lang     string
	marks    map[string][]string // of notes, by the word before each
}

// TestLargeTermConforms checks the papers of a term ten times as large.
func TestLargeTermConforms(t *testing.T) {
	src := shippedSources(t)
	src.Input, src.Locales = synthetic.Files(10)
	_, files := papers(t, src, work.Job{Meeting: merge.End})
	for name, f := range files {
		for _, found := range pdftest.Check(f.Bytes) {
			t.Errorf("%s: %s", name, found)
		}
	}
}

// TestPapersAreSmall limits the papers to 11 kB a page, including faces, structure and embedded transcript.
func TestPapersAreSmall(t *testing.T) {
	w, files := shipped(t, "as shipped")
	for i, d := range w.Docs {
		f := files[d.FileName("pdf")]
		if most := 11_000 * len(w.Pages[i].Pages); len(f.Bytes) > most {
			t.Errorf("%s has %d bytes, more than %d", f.Name, len(f.Bytes), most)
		}
	}
}

// said returns the headings and paragraphs of a document in the order in which they are read aloud, without notes and furniture.
func said(blocks []doc.Block) []passage {
	var out []passage
	add := func(inlines []doc.Inline, label, lang string) {
		printed, marks := label+" ", map[string][]string{}
		for k, in := range inlines {
			if in.Note == nil {
				printed += in.Text
			} else if words := strings.Fields(printed); len(words) > 0 {
				word := unpointed(words[len(words)-1])
				marks[word] = append(marks[word], in.Text)
				if k > 0 && inlines[k-1].Mark&doc.Signal != 0 {
					printed += " " // a raised mark between two signs separates them
				}
			}
		}
		out = append(out, passage{flat(label + " " + heard(inlines)), flat(printed), lang, marks})
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			out = append(out, said(b.Blocks)...)
		case *doc.Heading:
			add(b.Inlines, b.Label, b.Lang)
		case *doc.Paragraph:
			add(b.Inlines, "", b.Lang)
			if b.Stale != "" { // the bar in the margin is read aloud
				p := &out[len(out)-1]
				p.text = flat(b.Stale + " " + p.text)
			}
		case *doc.Pair:
			out = append(out, said(b.Columns)...)
		case *doc.List:
			for _, it := range b.Items {
				out = append(out, said(it.Blocks)...)
			}
		case *doc.Table:
			for _, r := range append(b.Head[:len(b.Head):len(b.Head)], b.Rows...) {
				for _, c := range r.Cells {
					out = append(out, said(c.Blocks)...)
				}
			}
		}
	}
	return out
}

// noted returns the notes of a document: those of its paragraphs, headings and cells, and those at its end.
func noted(d *doc.Document) []*doc.Note {
	out := slices.Clone(d.Endnotes)
	var walk func(blocks []doc.Block)
	from := func(inlines []doc.Inline) {
		for _, in := range inlines {
			if in.Note != nil && in.Note.Kind == doc.Foot {
				out = append(out, in.Note)
			}
		}
	}
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks)
			case *doc.Heading:
				from(b.Inlines)
			case *doc.Paragraph:
				from(b.Inlines)
			case *doc.Pair:
				walk(b.Columns)
			case *doc.List:
				for _, it := range b.Items {
					walk(it.Blocks)
				}
			case *doc.Table:
				for _, r := range b.Rows {
					for _, c := range r.Cells {
						walk(c.Blocks)
					}
				}
			}
		}
	}
	walk(d.Blocks)
	return out
}

// heard returns what is read aloud for inlines: words in place of the signs of a redline.
func heard(inlines []doc.Inline) string {
	var s strings.Builder
	for _, in := range inlines {
		if in.Mark&doc.Signal != 0 && in.Actual != "" {
			s.WriteString(" " + in.Actual + " ")
		} else {
			s.WriteString(in.Text)
		}
	}
	return s.String()
}

// flat returns text as readers extract it: white space as one space, no soft hyphens.
func flat(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), " ")
}

// bare returns text without white space and soft hyphens.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == 0xAD {
			return -1
		}
		return r
	}, s)
}

// partsOfHeading returns the parts of a heading of several languages, one for each, or the element itself.
func partsOfHeading(e *pdf.Element) []*pdf.Element {
	var parts []*pdf.Element
	for _, k := range e.Kids {
		if k.Element == nil || k.Element.Type != "Span" {
			return []*pdf.Element{e}
		}
		parts = append(parts, k.Element)
	}
	if e.Type == "P" || len(parts) < 2 {
		return []*pdf.Element{e}
	}
	return parts
}

// TestPapersSay shows that each paragraph of the document is read aloud from its file, complete, in order, in its language.
func TestPapersSay(t *testing.T) {
	for _, l := range looks {
		w, files := shipped(t, l.name)
		for _, d := range w.Docs {
			f, err := pdf.Open(files[d.FileName("pdf")].Bytes)
			if err != nil {
				t.Fatal(err)
			}
			tops, err := f.Structure()
			if err != nil {
				t.Fatal(err)
			}
			var told []passage
			for e := range tops[0].All() {
				switch e.Type {
				case "P", "H1", "H2", "H3", "H4", "H5", "H6":
					for _, x := range partsOfHeading(e) {
						told = append(told, passage{text: x.Text(), lang: x.Language()})
					}
				}
			}
			notes := map[[2]string]bool{} // text and language
			for e := range tops[0].All() {
				if e.Type == "Note" {
					notes[[2]string{e.Text(), e.Language()}] = true
				}
			}
			for _, n := range noted(d) {
				if want := flat(n.Mark + " " + heard(n.Inlines)); !notes[[2]string{want, n.Lang}] {
					t.Errorf("%s: %s: the note is not read aloud: %q in %s", l.name, d.FileName("pdf"), want, n.Lang)
				}
			}
			i := 0
			for _, want := range said(d.Blocks) {
				from := i
				for i < len(told) && (told[i].text != want.text || told[i].lang != want.lang) {
					i++
				}
				if i == len(told) {
					t.Errorf("%s: %s: not read aloud in its place: %q in %s", l.name, d.FileName("pdf"), want.text, want.lang)
					i = from
				} else {
					i++
				}
			}
		}
	}
}

// TestSecondReader shows that an independent reader finds the same text on each page.
func TestSecondReader(t *testing.T) {
	_, files := shipped(t, "as shipped")
	for name, f := range files {
		ours, err := pdf.Open(f.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := second.NewReader(bytes.NewReader(f.Bytes), int64(len(f.Bytes)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if theirs.NumPage() != len(ours.Pages()) {
			t.Errorf("%s: the second reader finds %d pages, ours %d", name, theirs.NumPage(), len(ours.Pages()))
		}
		for i, p := range ours.Pages() {
			words, err := p.Words()
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for _, w := range words {
				all.WriteString(w.Text)
			}
			got, err := theirs.Page(i + 1).GetPlainText(nil)
			if err != nil {
				t.Fatalf("%s, page %d: %v", name, i+1, err)
			}
			if bare(got) != bare(all.String()) {
				t.Errorf("%s, page %d: the second reader reads\n%s\nours\n%s", name, i+1, bare(got), bare(all.String()))
			}
		}
	}
}

// structure reads a PDF file and its tree of tags.
func structure(t *testing.T, file []byte) (*pdf.File, []*pdf.Element) {
	t.Helper()
	f, err := pdf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	tops, err := f.Structure()
	if err != nil {
		t.Fatal(err)
	}
	return f, tops
}

// unpointed returns a word without points: poppler may put them before a raised mark, after it, or on a separate line.
func unpointed(word string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(".,;:", r) {
			return -1
		}
		return r
	}, word)
}

// TestPoppler shows that poppler finds every word of the documents. It keeps the soft hyphen and the line end in a divided word, and may
// put a page's header and footer between its parts.
func TestPoppler(t *testing.T) {
	w, files := shipped(t, "as shipped")
	for _, d := range w.Docs {
		f := files[d.FileName("pdf")]
		text := pdftest.Run(t, f.Bytes, "pdftotext", "-raw", "FILE", "-")
		there := map[string]int{}
		for _, word := range strings.Fields(flat(strings.ReplaceAll(text, "\u00ad\n", ""))) {
			there[unpointed(word)]++
		}
		parts := map[string]bool{}
		divided := false
		for _, word := range strings.Fields(text) {
			parts[unpointed(word)] = true
			if divided { // a column may end with a divided word, and the next begin after it
				there[unpointed(word)]++
			}
			divided = strings.HasSuffix(word, "\u00ad")
		}
		found := func(word string, marks []string) bool {
			for _, mark := range append(slices.Clone(marks), "") {
				if w := word + mark; there[w] > 0 {
					there[w]--
					return true
				}
			}
			for i := range word {
				if parts[word[:i]+"\u00ad"] && parts[word[i:]] {
					return true
				}
			}
			return false
		}
		for _, p := range said(d.Blocks) {
			for _, word := range strings.Fields(p.unmarked) {
				if w := unpointed(word); !found(w, p.marks[w]) {
					t.Errorf("%s: pdftotext does not find %q of %q", f.Name, word, p.text)
				}
			}
		}
		if d.Paper != "draft-paragraphs" {
			continue // poppler takes seconds for a structure
		}
		out := pdftest.Run(t, f.Bytes, "pdfinfo", "-struct-text", "FILE")
		if strings.Contains(out, "rror") || !strings.Contains(out, "Document") {
			t.Errorf("%s: the output of pdfinfo is\n%s", f.Name, out)
		}
		rest := structText(out)
		for _, p := range said(d.Blocks) {
			at := strings.Index(rest, bare(p.unmarked))
			if at < 0 {
				t.Errorf("%s: pdfinfo lacks, after the text before it, %q", f.Name, p.unmarked)
				continue
			}
			rest = rest[at+len(bare(p.unmarked)):]
		}
	}
}

// structText returns the text that pdfinfo gives of a structure, bare, without the marks of notes.
func structText(out string) string {
	var all strings.Builder
	mark := -1 // the indent of a reference
	for line := range strings.Lines(out) {
		text := strings.TrimSpace(line)
		indent := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case mark >= 0 && indent > mark:
		case strings.HasPrefix(text, "Reference"):
			mark = indent
		case strings.HasPrefix(text, `"`):
			all.WriteString(strings.Trim(text, `"`))
			mark = -1
		default:
			mark = -1
		}
	}
	return bare(all.String())
}

func TestQPDF(t *testing.T) {
	_, files := shipped(t, "as shipped")
	for _, f := range files {
		pdftest.Run(t, f.Bytes, "qpdf", "--check", "FILE")
	}
}

// TestSamePapers shows that neither the number of processors nor the time zone changes a byte.
func TestSamePapers(t *testing.T) {
	src := shippedSources(t)
	_, first := papers(t, src, work.Job{Meeting: merge.End})
	zone, cores := time.Local, runtime.GOMAXPROCS(0)
	defer func() { time.Local = zone; runtime.GOMAXPROCS(cores) }()
	time.Local = time.FixedZone("far east", 14*3600)
	for n := 1; n <= 2; n++ {
		runtime.GOMAXPROCS(n)
		_, again := papers(t, src, work.Job{Meeting: merge.End})
		for name := range first {
			if !bytes.Equal(first[name].Bytes, again[name].Bytes) {
				t.Errorf("%s: different bytes on %d processors", name, n)
			}
		}
	}
}

// TestUncovered shows that characters that the faces lack are reported with their place before any page is made.
func TestUncovered(t *testing.T) {
	src := shippedSources(t)
	for i, f := range src.Input {
		if f.Name == "input/introduction.md" {
			src.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("migration"), []byte("migration 🙂"), 1))
		}
	}
	w, err := Run(src, work.Job{Meeting: merge.End, Today: date.Date{Year: 2024, Month: time.May, Day: 1}}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range w.Diags.Items {
		if d.Code == "E0731" && d.Pos.IsValid() && d.Pos.File.Name == "input/introduction.md" && strings.Contains(d.Message, "U+1F642") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("it is reported %d times", n)
	}
}

// TestPlaces shows that bookmarks and links lead to the right place: the heading, the note, the mark of the note.
func TestPlaces(t *testing.T) {
	_, files := shipped(t, "as shipped")
	for name, file := range files {
		f, err := pdf.Open(file.Bytes)
		if err != nil {
			t.Fatal(err)
		}
		words := map[*pdf.Page][]pdf.Word{}
		for _, p := range f.Pages() {
			if words[p], err = p.Words(); err != nil {
				t.Fatal(err)
			}
		}
		// begins reports whether a word begins within three lines below a place.
		begins := func(word string, at *pdf.Place) bool {
			for _, w := range words[at.Page] {
				if !w.Artifact && strings.HasPrefix(strings.TrimLeft(w.Text, "“‹+"), strings.TrimLeft(word, "“")) && w.Y >= at.Y && w.Y < at.Y+45 {
					return true
				}
			}
			return false
		}
		marks, err := f.Bookmarks()
		if err != nil {
			t.Fatal(err)
		}
		if len(marks) == 0 && strings.HasPrefix(name, "work-plan") {
			t.Errorf("%s has no bookmarks", name)
		}
		for _, m := range marks {
			if m.To == nil || !begins(strings.Fields(m.Title)[0], m.To) {
				t.Errorf("%s: the bookmark %q leads to %+v", name, m.Title, m.To)
			}
		}
		tops, err := f.Structure()
		if err != nil {
			t.Fatal(err)
		}
		said := map[pdf.Object]*pdf.Element{}
		for e := range tops[0].All() {
			for _, k := range e.Kids {
				if k.Object != nil {
					said[k.Object] = e
				}
			}
		}
		for _, p := range f.Pages() {
			for _, l := range p.Links() {
				e := said[l.Ref]
				if e == nil {
					t.Errorf("%s: the link %q has no text", name, l.Contents)
					continue
				}
				inside := false
				for _, w := range words[p] {
					x, y := w.X+w.Width/2, w.Y-w.Size/4
					inside = inside || x > l.X1 && x < l.X2 && y > l.Y1 && y < l.Y2 && strings.Contains(e.Text(), strings.Trim(w.Text, "\u00ad.,;()"))
				}
				if !inside {
					t.Errorf("%s, page %d: the link %q is not on its text %q", name, p.Number, l.Contents, e.Text())
				}
				note := e.Parent.Type == "Reference" || e.Parent.Type == "Lbl"
				switch {
				case l.To != nil && note && !begins(e.Text(), l.To):
					t.Errorf("%s, page %d: the mark %q leads to page %d, %.0f", name, p.Number, e.Text(), l.To.Page.Number, l.To.Y)
				case l.To == nil && !strings.HasPrefix(l.URL, "http"):
					t.Errorf("%s, page %d: the link %q has no target", name, p.Number, e.Text())
				}
			}
		}
	}
}

// TestStaleIsHeard shows that the bar beside a stale translation is read aloud, and breaks no rule.
func TestStaleIsHeard(t *testing.T) {
	src := shippedSources(t)
	for i, f := range src.Input {
		if f.Name == "input/introduction.md" {
			src.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("knows migration"), []byte("knows migration well"), 1))
		}
	}
	w, files := papers(t, src, work.Job{Meeting: merge.End, Papers: []string{"work-plan"}})
	file := files["work-plan.es.pdf"]
	for _, found := range pdftest.Check(file.Bytes) {
		t.Error(found)
	}
	_, tops := structure(t, file.Bytes)
	mark := w.Langs[1].T("draft.stale-mark", nil)
	n := 0
	for e := range tops[0].All() {
		if e.Type == "P" && strings.HasPrefix(e.Text(), mark+": Todos los países") && e.Language() == "es" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%q is read aloud %d times before the paragraph", mark, n)
	}
}
