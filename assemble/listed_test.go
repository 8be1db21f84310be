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
