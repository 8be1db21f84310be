package assemble

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose"
	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/read/pdf"
	"omnibus/assemble/read/pdf/pdftest"
	"omnibus/assemble/source"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestRunningHead shows that pages after the first have the symbol at their head if the profile of the body asks for it.
func TestRunningHead(t *testing.T) {
	for _, side := range []string{"none", "left", "right"} {
		src := shippedSources(t)
		for i, f := range src.Input {
			if f.Name == "input/body.yaml" {
				src.Input[i] = source.NewFile(f.Name, append([]byte("running-head: "+side+"\n"), f.Bytes...))
			}
		}
		w, err := Run(src, work.Job{Meeting: merge.End, Papers: []string{"draft-paragraphs"}}, work.LaidOut, nil)
		if err != nil || w.Diags.HasErrors() {
			t.Fatal(err, w.Diags.Items)
		}
		for _, p := range w.Pages[0].Pages {
			at := "none"
			for _, it := range p.Items {
				if l, ok := it.(*layout.Line); ok && l.Part == layout.Artifact && l.Text() == w.Docs[0].Symbol {
					if at = "left"; l.X > p.Width/2 {
						at = "right"
					}
				}
			}
			want := side
			if p.Number == 1 {
				want = "none"
			}
			if at != want {
				t.Errorf("page %d has the symbol at its head: %s, want %s", p.Number, at, want)
			}
		}
	}
}

// TestTranscripts shows that the transcript in a file has exactly what its paper prints, each text in its language.
func TestTranscripts(t *testing.T) {
	type text struct{ lang, words string }
	for _, l := range looks {
		w, files := shipped(t, l.name)
		for _, d := range w.Docs {
			name := d.FileName("pdf")
			pages := regexp.MustCompile(` \(\p{L}+\. \d+\)`) // the transcript of the paper has no page numbers
			printed := map[text]bool{}
			add := func(lang string, inlines []doc.Inline) {
				for _, p := range said([]doc.Block{&doc.Paragraph{Lang: lang, Inlines: inlines}}) {
					printed[text{lang, bare(p.unmarked)}] = true
				}
			}
			for _, p := range said(d.Blocks) {
				printed[text{p.lang, bare(pages.ReplaceAllString(p.unmarked, ""))}] = true
			}
			for _, b := range d.Blocks {
				if m, ok := b.(*doc.Masthead); ok {
					for _, line := range slices.Concat(m.Left, m.Right) {
						add(cmp.Or(line[0].Lang, m.Lang), line)
					}
				}
			}
			for _, n := range d.Endnotes {
				add(n.Lang, n.Inlines)
			}

			f, err := pdf.Open(files[name].Bytes)
			if err != nil {
				t.Fatal(err)
			}
			embedded, err := f.Attachments()
			if err != nil || len(embedded) != 1 {
				t.Fatalf("%s: %d embedded files, %v", name, len(embedded), err)
			}
			var r compose.Transcript
			in := json.NewDecoder(bytes.NewReader(embedded[0].Data))
			in.DisallowUnknownFields()
			if err := in.Decode(&r); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if r.Paper != d.Paper || r.View != d.Variant || r.Symbol != d.Symbol || !slices.Equal(r.Langs, d.Langs) {
				t.Errorf("%s: the transcript names %q %q %q in %q", name, r.Paper, r.View, r.Symbol, r.Langs)
			}
			told := map[text]bool{}
			for _, e := range r.Blocks {
				for lang, words := range e.Text {
					if k := max(slices.Index(r.Langs, lang), 0); e.Role == "heading" && k < len(e.Label) {
						words = e.Label[k] + words
					}
					told[text{cmp.Or(e.Original[lang], lang), bare(words)}] = true
				}
			}
			for x := range printed {
				if !told[x] {
					t.Errorf("%s: the transcript lacks, in %q: %q", name, x.lang, x.words)
				}
			}
			for x := range told {
				if !printed[x] {
					t.Errorf("%s: the transcript has what is not printed, in %q: %q", name, x.lang, x.words)
				}
			}
		}
	}
}

// TestContents shows that tables of contents, which a secretary can add to any paper, have in each language every heading, with its page
// and a link to it.
func TestContents(t *testing.T) {
	src := shippedSources(t)
	for i, f := range src.Templates {
		if f.Name == "templates/common.html" {
			src.Templates[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("<notices>"), []byte(`<contents>{{label "a11y.contents"}}</contents><notices>`), 1))
		}
	}
	_, files := papers(t, src, work.Job{Meeting: merge.End, Papers: []string{"work-plan", "draft-paragraphs"}})
	for name, file := range files {
		for _, found := range pdftest.Check(file.Bytes) {
			t.Errorf("%s: %s", name, found)
		}
		f, tops := structure(t, file.Bytes)
		to := map[pdf.Object]*pdf.Place{}
		for _, p := range f.Pages() {
			for _, l := range p.Links() {
				to[l.Ref] = l.To
			}
		}
		headings, pages, entries := map[string][]string{}, map[string]int{}, map[string][]string{}
		for e := range tops[0].All() {
			switch e.Type {
			case "H2", "H3": // the title is above them
				for _, x := range partsOfHeading(e) {
					headings[x.Language()] = append(headings[x.Language()], x.Text())
					pages[x.Text()] = pageOf(x)
				}
			case "TOCI":
				entries[e.Language()] = append(entries[e.Language()], e.Text())
				for _, k := range e.Kids[0].Element.Kids[0].Element.Kids {
					if k.Object != nil && (to[k.Object] == nil || !strings.HasSuffix(e.Text(), fmt.Sprint(to[k.Object].Page.Number))) {
						t.Errorf("%s: the entry %q leads to %+v", name, e.Text(), to[k.Object])
					}
				}
			}
		}
		if len(headings) == 0 {
			t.Errorf("%s has no headings", name)
		}
		for lang, all := range headings {
			if strings.Contains(name, ".redline.") {
				continue // its headings say what changed; its contents do not
			}
			if len(entries[lang]) != len(all) {
				t.Errorf("%s: %d entries in %q for %d headings", name, len(entries[lang]), lang, len(all))
				continue
			}
			for i, h := range all {
				if want := h + fmt.Sprint(pages[h]); flat(entries[lang][i]) != want {
					t.Errorf("%s: the entry %q, want %q", name, entries[lang][i], want)
				}
			}
		}
	}
}

// pageOf returns the number of the page on which the words of an element begin.
func pageOf(e *pdf.Element) int {
	for _, k := range e.Kids {
		if k.Element == nil && k.Page != nil {
			return k.Page.Number
		}
		if k.Element != nil {
			if n := pageOf(k.Element); n > 0 {
				return n
			}
		}
	}
	return 0
}

// TestPlacesOfPapers: records are looked up on the pages of the papers themselves, in a language or in several, not of redlines and views.
func TestPlacesOfPapers(t *testing.T) {
	w := line{Work: &work.Work{Papers: paper.List{{ID: "draft", Paged: "pdf"}, {ID: "plan", Paged: "pdf", Anchored: "html"}, {ID: "words"}}}}
	for i, d := range []*doc.Document{
		{Paper: "draft", Langs: []string{"en"}}, {Paper: "draft", Langs: []string{"en"}, Variant: "redline"}, {Paper: "draft", Langs: []string{"es"}},
		{Paper: "plan", Langs: []string{"en", "es"}}, {Paper: "words", Langs: []string{"en"}},
	} {
		w.Docs = append(w.Docs, d)
		w.Pages = append(w.Pages, &layout.Result{Places: map[string]int{"op-one": i + 1}})
	}
	var got []string
	for _, p := range w.places("en") {
		got = append(got, fmt.Sprint(p.Paper, " ", p.Pages["op-one"], " ", p.Link("op-one")))
	}
	if s := strings.Join(got, "; "); s != "draft 1 draft.en.pdf#page=1; plan 4 plan.en-es.html#op-one" {
		t.Errorf("the places are %s", s)
	}
}

// TestGroups: a paper has a document for each group of languages that the job requests as a whole; if there is none, one in all languages
// of the job.
func TestGroups(t *testing.T) {
	for _, c := range []struct {
		groups [][]string
		want   string
	}{
		{[][]string{{"en", "es"}, {"es"}}, "en es; es"},
		{[][]string{{"es", "en"}, {"en", "fr"}}, "es en"},
		{[][]string{{"fr"}, {"pt", "en"}}, "en es"},
	} {
		w := &work.Work{Langs: []*locale.Locale{{Tag: "en"}, {Tag: "es"}}}
		var got []string
		for _, group := range w.Groups(&paper.Paper{ID: "draft", Groups: c.groups}) {
			var langs []string
			for _, l := range group {
				langs = append(langs, l.Tag)
			}
			got = append(got, strings.Join(langs, " "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%v: %s, want %s", c.groups, s, c.want)
		}
	}
}

// TestLargeDocuments: large documents are written before the others, and then freed; their files contain the same words as any, and conform.
func TestLargeDocuments(t *testing.T) {
	if !worktest.Thorough() {
		t.Skip("a term of a thousand pages is made in thorough runs alone")
	}
	src := shippedSources(t)
	src.Input, src.Locales = synthetic.Files(40)
	composed, err := Run(src, work.Job{Meeting: merge.End}, work.Composed, nil)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for _, d := range composed.Docs {
		words[d.FileName("pdf")] = record.Fingerprint(compose.TranscriptJSON(d))
	}
	w, files := papers(t, src, work.Job{Meeting: merge.End})
	freed := 0
	for i, d := range w.Docs {
		f := files[d.FileName("pdf")]
		for _, found := range pdftest.Check(f.Bytes) {
			t.Errorf("%s: %s", f.Name, found)
		}
		made := w.Files[slices.IndexFunc(w.Files, func(m *work.Made) bool { return m.Doc == d })]
		if made.Content != words[f.Name] || w.Pages[i].Places == nil {
			t.Errorf("%s does not have the words of its document, or has lost its places", f.Name)
		}
		lines := slices.ContainsFunc(w.Pages[i].Pages, func(p *layout.Page) bool { return p.Items != nil })
		if is := len(w.Pages[i].Pages) >= large; lines == is || (len(d.Blocks) < 3) != is {
			t.Errorf("%s of %d pages: lines %v, %d blocks", f.Name, len(w.Pages[i].Pages), lines, len(d.Blocks))
		} else if is {
			freed++
		}
	}
	if freed == 0 {
		t.Error("no document is large")
	}
}
