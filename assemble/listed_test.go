package assemble

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/doc"
	"omnibus/assemble/merge"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestListedLead: in a format without pages, a redline links from each paragraph in its list of changes to its place.
func TestListedLead(t *testing.T) {
	w := built(t, shippedSources(t), work.Job{Meeting: merge.End, Papers: []string{"draft-paragraphs"}, Formats: []string{"html", "docx"}})
	listed := map[string]bool{}
	var walk func(blocks []doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Pair:
				walk(b.Columns)
			case *doc.Paragraph:
				for i, in := range b.Inlines {
					if in.PageOf != "" {
						if link := b.Inlines[i-1].Link; link == nil || link.ID != in.PageOf {
							t.Errorf("%s is named without a link: %+v", in.PageOf, b.Inlines[i-1])
						}
						listed[in.PageOf] = true
					}
				}
			}
		}
	}
	for _, d := range w.Docs {
		if d.Variant == "redline" {
			walk(d.Blocks)
		}
	}
	if len(listed) == 0 {
		t.Fatal("the redline lists no changes")
	}
	seen := 0
	anchors := regexp.MustCompile(`w:anchor="([^"]+)"`)
	for _, f := range w.Published {
		text := string(f.Bytes)
		switch {
		case strings.HasSuffix(f.Name, ".redline.html"):
			for id := range listed {
				if !strings.Contains(text, `href="#`+id+`"`) || !strings.Contains(text, `id="`+id+`"`) {
					t.Errorf("%s: no link leads to %s", f.Name, id)
				}
			}
		case strings.HasSuffix(f.Name, ".redline.docx"):
			text = document(t, f.Bytes)
			lead := map[string]bool{}
			for _, m := range anchors.FindAllStringSubmatch(text, -1) {
				if !strings.Contains(text, `w:name="`+m[1]+`"`) {
					t.Errorf("%s: a link leads to %s, which does not exist", f.Name, m[1])
				}
				lead[m[1]] = true
			}
			if len(lead) < len(listed) {
				t.Errorf("%s: links lead to %d places, but %d paragraphs are listed", f.Name, len(lead), len(listed))
			}
		default:
			continue
		}
		seen++
	}
	if seen < 2 {
		t.Errorf("%d redlines were checked", seen)
	}
}

// document returns the main part of a Word file.
func document(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestStopOfAbbreviation: the stop of an abbreviation at the end of the draft is the full stop of a paragraph.
func TestStopOfAbbreviation(t *testing.T) {
	src := worktest.Small(worktest.Agreed, "text: To do less, state: withdrawn}", "text: To do less, state: withdrawn}\n"+
		"  - {id: op-x, kind: operative, section: section-one, order: 98, operation: add, authors: [chair], date: 2024-01-10, text: To collect films etc.}\n"+
		"  - {id: op-z, kind: operative, section: section-one, order: 99, operation: add, authors: [chair], date: 2024-01-10, text: To end at 5 p.m.}")
	w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en"}, Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil || len(w.Docs) == 0 {
		t.Fatal(err, found(&w.Diags))
	}
	words := strings.Join(reading(w.Docs[0]), " ")
	for _, want := range []string{"films etc. (", "5 p.m. ("} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in %s", want, words)
		}
	}
}
