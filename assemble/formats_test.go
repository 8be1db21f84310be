package assemble

import (
	"bytes"
	"encoding/xml"
	"fmt"
	escapes "html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/report"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

// throwAway adds a format to the table for the duration of a test: the words of documents and workbooks, one on each line.
func throwAway(t testing.TB) {
	t.Helper()
	before := write.Formats
	t.Cleanup(func() { write.Formats = before })
	write.Formats = append(slices.Clone(before), write.Format{
		Name: "words", Says: "a word a line",
		Document: func(w io.Writer, d *doc.Document, _ *style.Sheet) error {
			_, err := fmt.Fprintln(w, strings.Join(reading(d), "\n"))
			return err
		},
		Workbook: func(w io.Writer, b *matrix.Workbook) error {
			fmt.Fprintf(w, "%s %s\n", b.Paper, b.Lang)
			for _, s := range b.Sheets {
				for r := range s.Rows {
					for _, c := range r.Cells {
						fmt.Fprintln(w, c.Text)
					}
				}
			}
			return nil
		},
	})
}

// TestNewFormat: a format is an entry of the table. Building, issuing, guarding and verifying treat it like the others.
func TestNewFormat(t *testing.T) {
	throwAway(t)
	src := issuable("draft-paragraphs, title", "draft-paragraphs, formats: [words, pdf, text], title", "mandate-matrix, title", "mandate-matrix, formats: [xlsx, words], title")
	want := "draft-paragraphs.en.words draft-paragraphs.en.pdf draft-paragraphs.en.text mandate-matrix.en.xlsx mandate-matrix.en.words"
	job := work.Job{Meeting: "end", Version: "1.0", Langs: []string{"en"}}
	w, after := issued(t, src, job)
	if got := names(w.Published); got != want {
		t.Fatalf("made %s", got)
	}
	records := record.Read(after.Input, new(diag.List))
	var recorded []string
	for _, r := range records {
		for _, f := range r.Files {
			recorded = append(recorded, f.Name)
		}
	}
	if got := strings.Join(recorded, " "); got != want {
		t.Errorf("the recorded files are %s", got)
	}
	for _, f := range w.Published {
		if v := issue.Verify(source.NewFile("a copy", f.Bytes), records); v.Word != issue.Issued || !strings.Contains(v.Says, f.Name) {
			t.Errorf("%s is %s", f.Name, v)
		}
		if v := issue.Verify(source.NewFile(f.Name, append(bytes.Clone(f.Bytes), " and more\n"...)), records); v.Word == issue.Issued {
			t.Errorf("%s with an addition is %s", f.Name, v)
		}
	}
	again := built(t, after, job)
	if e := errorsOf(again); e != "" || names(again.Published) != want || len(again.Unchanged) > 0 {
		t.Errorf("built again: %q, %s, %v", e, names(again.Published), again.Unchanged)
	}
	changed := *after
	changed.Input = slices.Clone(after.Input)
	for i, f := range changed.Input[:len(src.Input)] {
		changed.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("To do it: better"), []byte("To do it: worse"), 1))
	}
	if e := errorsOf(built(t, &changed, job)); !strings.Contains(e, "E1201") {
		t.Errorf("another text under the symbol: %q", e)
	}
	other := built(t, after, work.Job{Meeting: "end", Version: "1.1", Langs: []string{"en"}})
	for _, s := range other.Unchanged { // a file that another version of the tool makes with other bytes remains as issued
		if !strings.HasSuffix(s.Name, ".pdf") {
			t.Errorf("%s remains", s.Name)
		}
	}
}

// TestFormatJoins: a format that the term requests later is added to the issued paper under its symbol; its redlines are not.
func TestFormatJoins(t *testing.T) {
	with := func(formats string) []string {
		return []string{"draft-paragraphs, title", "draft-paragraphs, formats: " + formats + ", title"}
	}
	job := work.Job{Meeting: "end", Version: "1.0", Langs: []string{"en"}, Papers: []string{"draft-paragraphs"}}
	_, after := issued(t, issuable(with("[pdf]")...), job)
	later := *issuable(with("[pdf, text]")...)
	for _, f := range after.Input {
		if strings.Contains(f.Name, record.Folder) {
			later.Input = append(later.Input, f)
		}
	}
	w := built(t, &later, job)
	if e := errorsOf(w); e != "" {
		t.Fatal(e)
	}
	i, err := issue.Issue(w, nil, nil)
	if err != nil || len(i.More) != 1 || len(i.More[0].Files) != 2 || i.More[0].Files[1].Name != "draft-paragraphs.en.text" {
		t.Fatalf("%v, %v", err, i)
	}
	if s := i.String(); !strings.Contains(s, "draft-paragraphs.en.text") {
		t.Error(s)
	}
}

// TestFormatsOfJob: --format replaces the formats of a paper, as far as the paper can have them.
func TestFormatsOfJob(t *testing.T) {
	all := write.Formats
	t.Cleanup(func() { write.Formats = all })
	write.Formats = slices.DeleteFunc(slices.Clone(all), func(f write.Format) bool { return f.Name != "pdf" && f.Name != "xlsx" && f.Name != "text" })
	for _, c := range []struct {
		papers  string
		formats []string
		want    string // names of the files, or the error
	}{
		{"", []string{"text"}, "work-plan.en.text draft-paragraphs.en.text mandate-matrix.en.xlsx"},
		{"work-plan", []string{"text", "pdf"}, "work-plan.en.text work-plan.en.pdf"},
		{"work-plan", []string{"xlsx", "text"}, "work-plan.en.text"},
		{"work-plan", []string{"txt"}, `there is no format "txt": did you mean "text"?`},
		{"mandate-matrix", []string{"text"}, `there is no format "text" of mandate-matrix: the formats are xlsx`},
		{"work-plan mandate-matrix", []string{"xlsx"}, `there is no format "xlsx" of work-plan: the formats are pdf, text`},
	} {
		w, err := Run(shippedSources(t), work.Job{Meeting: "meeting-november-first", Langs: []string{"en"}, Papers: strings.Fields(c.papers), Formats: c.formats}, work.Written, nil)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = names(w.Published)
		}
		if got != c.want {
			t.Errorf("%s in %v: %s, want %s", c.papers, c.formats, got, c.want)
		}
	}
}

// TestMatrixWithoutPages: a workbook refers to the pages of a paper that has some, whatever format the job requests for that paper.
func TestMatrixWithoutPages(t *testing.T) {
	links := func(entry string, job work.Job) int {
		n := 0
		for _, to := range linksOf(withDraft(t, entry, job)) {
			if strings.HasPrefix(to, "draft-paragraphs.en.pdf#page=") {
				n++
			}
		}
		return n
	}
	all := links("", work.Job{})
	if all == 0 || links("", work.Job{Formats: []string{"text"}}) != all {
		t.Error("the links depend on the formats of the job")
	}
	if n := links("    formats: [text, pdf]\n", work.Job{}); n != all {
		t.Errorf("%d of %d links, although pages are the second format", n, all)
	}
	if n := links("    formats: [text]\n", work.Job{}); n > 0 {
		t.Errorf("%d links to pages of a paper that has none", n)
	}
}

// TestMatrixLinksToParagraphs: if the draft is also a page for the screen, a workbook links to the paragraph on it.
func TestMatrixLinksToParagraphs(t *testing.T) {
	w := withDraft(t, "    formats: [pdf, html]\n", work.Job{})
	const name = "draft-paragraphs.en.html"
	var page []byte
	for _, f := range w.Files {
		if f.Name == name {
			page = f.Bytes
		}
	}
	there := 0
	for _, to := range linksOf(w) {
		if strings.HasPrefix(to, "draft-paragraphs.en.pdf") {
			t.Errorf("a link has the target %s", to)
		}
		if id, ok := strings.CutPrefix(to, name+"#"); ok {
			there++
			if !bytes.Contains(page, []byte(` id="`+id+`"`)) {
				t.Errorf("the target %s does not exist", to)
			}
		}
	}
	if there == 0 {
		t.Error("no link leads to the page for the screen")
	}
	var out strings.Builder
	if err := report.Trace(w, &out, "op-health-mental"); err != nil || !strings.Contains(out.String(), name+"#op-health-mental\n") {
		t.Errorf("the trace does not name the paragraph: %v\n%s", err, out.String())
	}
}

// withDraft makes the papers in English, with lines added to the entry of the draft.
func withDraft(t *testing.T, entry string, job work.Job) *work.Work {
	src := shippedSources(t)
	for i, f := range src.Input {
		if f.Name == "input/term.yaml" {
			src.Input[i] = source.NewFile(f.Name, bytes.ReplaceAll(f.Bytes, []byte("    title: Draft Paragraphs"), []byte(entry+"    title: Draft Paragraphs")))
		}
	}
	job.Meeting, job.Langs = merge.End, []string{"en"}
	return built(t, src, job)
}

// linksOf returns the targets of all links of the workbooks.
func linksOf(w *work.Work) []string {
	var out []string
	for _, b := range w.Books {
		for _, s := range b.Sheets {
			for r := range s.Rows {
				for _, c := range r.Cells {
					if c.URL != "" {
						out = append(out, c.URL)
					}
				}
			}
		}
	}
	return out
}

// spoken has, for formats whose files contain more than the words of the document, a function that returns these words, in reading order.
// Formats with pages have their own tests.
var spoken = map[string]func(b []byte) []string{
	"text": func(b []byte) []string {
		return strings.Fields(withoutTags.ReplaceAllString(withoutLines.ReplaceAllString(string(b), " "), ""))
	},
	"akn":  func(b []byte) []string { return strings.Fields(archived(b)) },
	"html": func(b []byte) []string { return strings.Fields(onScreen(b)) },
	"docx": func(b []byte) []string { return wordsOfWord(b, readdocx.New) },
}

// spokenIn returns the words of a file: by spoken, or else those of a text or of markup.
func spokenIn(format string, b []byte) []string {
	if read := spoken[format]; read != nil {
		return read(b)
	}
	text := string(b)
	if strings.HasPrefix(text, "<") {
		text = escapes.UnescapeString(withoutMarkup.ReplaceAllString(text, " "))
	}
	return strings.Fields(text)
}

var withoutMarkup = regexp.MustCompile(`(?s)<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]*>`)

// archived returns the words of a text in Akoma Ntoso: notes after the block that cites them, endnotes last.
func archived(b []byte) string {
	var out, ends strings.Builder
	d := xml.NewDecoder(bytes.NewReader(b))
	var to []*strings.Builder // the text, and the note that is being read
	notes, mark, skip := "", "", 0
	to = append(to, &out)
	for {
		token, err := d.Token()
		if err != nil {
			return out.String() + ends.String()
		}
		switch x := token.(type) {
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range x.Attr {
				attr[a.Name.Local] = a.Value
			}
			switch x.Name.Local {
			case "meta":
				skip++
			case "noteRef":
				to[len(to)-1].WriteString("[" + attr["marker"] + "]")
			case "authorialNote":
				mark = attr["marker"] + attr["class"]
				to[len(to)-1].WriteString("[" + attr["marker"] + "]")
				to = append(to, &strings.Builder{})
				to[1].WriteString("\n[" + attr["marker"] + "] ")
			case "br":
				to[len(to)-1].WriteString("\n")
			}
		case xml.EndElement:
			switch x.Name.Local {
			case "meta":
				skip--
			case "authorialNote":
				if strings.HasSuffix(mark, "endnote") {
					ends.WriteString(to[1].String() + "\n")
				} else {
					notes += to[1].String() + "\n"
				}
				to = to[:1]
			case "p", "heading", "block", "td", "th", "caption":
				if len(to) == 1 {
					out.WriteString("\n" + notes)
					notes = ""
				}
			}
		case xml.CharData:
			if skip == 0 {
				to[len(to)-1].Write(x)
			}
		}
	}
}

// onScreen returns the words of a page as displayed, without its controls: the marks of notes in brackets.
func onScreen(b []byte) string {
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		attr := func(key string) string {
			for _, a := range n.Attr {
				if a.Key == key {
					return a.Val
				}
			}
			return ""
		}
		class := attr("class")
		switch {
		case n.Type == html.TextNode:
			out.WriteString(n.Data)
			return
		case n.Data == "head" || n.Data == "script" || n.Data == "form" || class == "skip" || class == "outline" || class == "heard":
			return
		case n.Data == "br" || n.Data == "p" || n.Data == "td" || n.Data == "th":
			out.WriteString("\n")
		}
		note := n.Data == "a" && (attr("role") == "doc-noteref" || attr("role") == "doc-backlink")
		if note {
			out.WriteString("[")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if note {
			out.WriteString("]")
		}
	}
	walk(root)
	return out.String()
}

// withoutLines and withoutTags match what a text adds to the words of a paper: lines below headings, the line that identifies the file, and
// the language before each text of a pair.
var (
	withoutLines = regexp.MustCompile(`(?m)^ *(?:=+|-+)$| \|(?: |$)|^omnibus: .*\n\z`)
	withoutTags  = regexp.MustCompile(`(?m)^(?:en|es|fr|pt|en-XA)(?: \([a-zA-Z-]+\))?(?: {2,}|$)`)
)

// TestAgreement: the words in every format are the words of the document, in reading order.
func TestAgreement(t *testing.T) {
	throwAway(t)
	everyTerm(t, func(look string, w *work.Work) {
		for _, d := range w.Docs {
			for _, f := range write.Formats {
				if f.Document == nil {
					continue
				}
				for _, x := range f.Documents(d) {
					agree(t, w, &f, x, look)
				}
			}
		}
	})
}

// agree compares the words of a document with those of its file.
func agree(t *testing.T, w *work.Work, f *write.Format, d *doc.Document, look string) {
	t.Helper()
	var b bytes.Buffer
	if err := f.Document(&b, d, w.Style); err != nil {
		t.Fatal(err)
	}
	got := spokenIn(f.Name, b.Bytes())
	want := strings.Fields(strings.Join(reading(d), " "))
	if f.Name == "docx" { // the marks of a redline are tracked changes, not signs
		want = strings.Fields(strings.Join(readingOf(d, true), " "))
		if d.Variant != "" { // a space next to a change is part of it
			want = strings.Fields(strings.ReplaceAll(strings.Join(want, " "), " ,", ","))
		}
	}
	if i := firstDifference(got, want); i >= 0 {
		t.Errorf("%s: %s says ... %s, the document ... %s", look, d.FileName(f.Name), around(got, i), around(want, i))
	}
}

func firstDifference(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return -1
}

func around(words []string, i int) string {
	return strings.Join(words[min(len(words), max(0, i-6)):min(len(words), i+6)], " ")
}

// reading returns the words of a document in reading order: labels before their texts, notes after the text that cites them, with their
// marks in brackets.
func reading(d *doc.Document) []string { return readingOf(d, false) }

// tablesOf returns the tables without captions of a pair, or nil if it has anything else.
func tablesOf(x *doc.Pair) []*doc.Table {
	var out []*doc.Table
	for _, c := range x.Columns {
		t, ok := c.(*doc.Table)
		if !ok || len(t.Caption) > 0 {
			return nil
		}
		out = append(out, t)
	}
	return out
}

// sideBySide returns the rows of tables, joined: the heads, then the rows.
func sideBySide(tables []*doc.Table) []*doc.Row {
	join := func(of func(*doc.Table) []*doc.Row) (out []*doc.Row) {
		for _, t := range tables {
			for i, r := range of(t) {
				if i == len(out) {
					out = append(out, &doc.Row{})
				}
				out[i].Cells = append(out[i].Cells, r.Cells...)
			}
		}
		return out
	}
	return append(join(func(t *doc.Table) []*doc.Row { return t.Head }), join(func(t *doc.Table) []*doc.Row { return t.Rows })...)
}

// readingOf is reading; for a word processor, it leaves out deletions and all signs, except in notices, where they are samples, and reads
// tables side by side, which are one table there, row by row.
func readingOf(d *doc.Document, accepted bool) []string {
	var out []string
	say := func(s string) {
		out = append(out, strings.Fields(strings.ReplaceAll(s, "\u00ad", ""))...)
	}
	var text func(label string, inlines []doc.Inline)
	sample := false
	text = func(label string, inlines []doc.Inline) {
		var notes []*doc.Note
		s := label + " "
		for _, in := range inlines {
			if accepted && !sample && in.Mark&(doc.Del|doc.Signal) != 0 {
				continue
			}
			if in.Note == nil {
				s += in.Text
				continue
			}
			s += "[" + in.Text + "]"
			if in.Note.Kind == doc.Foot {
				notes = append(notes, in.Note)
			}
		}
		say(s)
		for _, n := range notes {
			text("["+n.Mark+"]", n.Inlines)
		}
	}
	drafted := false // in a list of paragraphs of the draft
	var walk func(blocks []doc.Block, labels []string)
	walk = func(blocks []doc.Block, labels []string) {
		label := func(k int) string {
			if len(labels) == 0 {
				return ""
			}
			return labels[min(k, len(labels)-1)]
		}
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, labels)
			case *doc.Heading:
				text(label(0)+" "+b.Label, b.Inlines)
			case *doc.Paragraph:
				stale := ""
				if b.Stale != "" {
					stale = b.Stale
				}
				sample = b.Role == "notice"
				text(label(0)+" "+stale, b.Inlines)
				sample = false
			case *doc.Pair:
				if sides := tablesOf(b); accepted && !drafted && sides != nil {
					for _, r := range sideBySide(sides) {
						for _, c := range r.Cells {
							walk(c.Blocks, nil)
						}
					}
					break
				}
				for k, c := range b.Columns {
					walk([]doc.Block{c}, []string{label(k)})
				}
			case *doc.List:
				around := drafted
				drafted = drafted || b.OfDraft()
				say(label(0))
				for _, it := range b.Items {
					if accepted && it.Whole == doc.Del {
						continue
					}
					walk(it.Blocks, it.Labels)
				}
				drafted = around
			case *doc.Table:
				say(label(0))
				text("", b.Caption)
				for _, r := range slices.Concat(b.Head, b.Rows) {
					for _, c := range r.Cells {
						walk(c.Blocks, nil)
					}
				}
			case *doc.Masthead:
				for _, line := range slices.Concat(b.Left, b.Right) {
					text("", line)
				}
			case *doc.EndnoteList:
				for _, n := range d.Endnotes {
					text("["+n.Mark+"]", n.Inlines)
				}
			}
			labels = nil
		}
	}
	walk(d.Blocks, nil)
	return out
}
