package compose

import (
	"bytes"
	"encoding/json"
	"testing"

	"omnibus/assemble/doc"
)

// TestTranscriptJSON: a transcript written entry by entry is the same as the JSON encoding of the whole.
func TestTranscriptJSON(t *testing.T) {
	word := func(s string) []doc.Inline { return []doc.Inline{{Text: s}} }
	note := &doc.Note{Mark: "1", Inlines: word("a <note> & more")}
	for name, blocks := range map[string][]doc.Block{
		"nothing": nil,
		"one":     {&doc.Paragraph{ID: "p", Inlines: word("x")}},
		"several": {
			&doc.Section{ID: "s", Role: "part", Blocks: []doc.Block{&doc.Heading{ID: "h", Inlines: word("\"Título\"\n\u2028")}}},
			&doc.List{ID: "l", Role: "operative", Items: []*doc.Item{{ID: "i", Labels: []string{"1.", "1."}, Blocks: []doc.Block{
				&doc.Pair{ID: "q", Missing: []bool{false, false}, Columns: []doc.Block{
					&doc.Paragraph{Inlines: append(word("To <instruct>"), doc.Inline{Text: "1", Note: note})}, &doc.Paragraph{Inlines: word("Encomendar")},
				}},
			}}}},
			&doc.Masthead{Left: [][]doc.Inline{word("ORGAN")}},
		},
	} {
		got := TranscriptJSON(&doc.Document{Paper: "draft-paragraphs", Variant: "redline", Langs: []string{"en", "es"}, Blocks: blocks})
		var r Transcript
		if err := json.Unmarshal(got, &r); err != nil {
			t.Errorf("%s: %v in\n%s", name, err, got)
			continue
		}
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := enc.Encode(r); err != nil || want.String() != string(got) {
			t.Errorf("%s: %v, got\n%s\nwant\n%s", name, err, got, want.String())
		}
	}
}
