package compose

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"omnibus/assemble/doc"
)

// A Transcript is the content of a paper, embedded in its file: the printed words, with the ids of the blocks.
type Transcript struct {
	Paper  string   `json:"paper"`
	View   string   `json:"view,omitempty"`
	Symbol string   `json:"symbol,omitempty"`
	Date   string   `json:"date,omitempty"`
	Langs  []string `json:"langs"`
	Blocks []Entry  `json:"blocks"`
}

// An Entry is a block, or an item of a list, with its text in each language; in a redline, with the signs around changes. In is the id of
// the block that contains it. Original gives, for each language without a translation, the language that is printed instead.
type Entry struct {
	ID       string              `json:"id,omitempty"`
	In       string              `json:"in,omitempty"`
	Role     string              `json:"role,omitempty"`
	Label    []string            `json:"label,omitempty"`
	Text     map[string]string   `json:"text,omitempty"`
	Original map[string]string   `json:"original,omitempty"`
	Notes    map[string][]string `json:"notes,omitempty"`
	Sum      string              `json:"sum,omitempty"` // fingerprint of a picture
}

// TranscriptJSON returns the transcript of a document, to be embedded in its file. The same content gives the same bytes. In one piece: one
// case for each kind of block.
func TranscriptJSON(d *doc.Document) []byte {
	w := newTranscriptWriter(
		&Transcript{Paper: d.Paper, View: d.Variant, Symbol: d.Symbol, Date: d.Date.String(), Langs: d.Langs, Blocks: []Entry{}},
	)
	var walk func(blocks []doc.Block, in string)
	text := func(e *Entry, lang string, inlines []doc.Inline) {
		if e.Text == nil {
			e.Text = map[string]string{}
		}
		var b strings.Builder
		for _, i := range inlines {
			if i.Note == nil {
				b.WriteString(i.Text)
				continue
			}
			if e.Notes == nil {
				e.Notes = map[string][]string{}
			}
			e.Notes[lang] = append(e.Notes[lang], i.Note.Mark+" "+spoken(i.Note.Inlines))
		}
		e.Text[lang] += b.String()
	}
	walk = func(blocks []doc.Block, in string) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				w.add(Entry{ID: b.ID, In: in, Role: b.Role})
				walk(b.Blocks, b.ID)
			case *doc.Heading:
				e := Entry{ID: b.ID, In: in, Role: "heading"}
				if b.Label != "" {
					e.Label = []string{b.Label}
				}
				text(&e, b.Lang, b.Inlines)
				w.add(e)
			case *doc.Paragraph:
				e := Entry{ID: b.ID, In: in, Role: b.Role}
				text(&e, b.Lang, b.Inlines)
				w.add(e)
			case *doc.Pair:
				e := Entry{ID: b.ID, In: in}
				for k, c := range b.Columns {
					lang := d.Langs[k]
					switch c := c.(type) {
					case *doc.Paragraph:
						e.Role, lang = c.Role, c.Lang
						text(&e, d.Langs[k], c.Inlines)
					case *doc.Heading:
						e.Role, lang = "heading", c.Lang
						if c.Label != "" {
							e.Label = append(e.Label, c.Label)
						}
						text(&e, d.Langs[k], c.Inlines)
					}
					if b.Missing[k] && lang != d.Langs[k] {
						if e.Original == nil {
							e.Original = map[string]string{}
						}
						e.Original[d.Langs[k]] = lang
					}
				}
				w.add(e)
				for _, c := range b.Columns {
					if t, ok := c.(*doc.Table); ok {
						walk([]doc.Block{t}, in)
					}
				}
			case *doc.List:
				for _, i := range b.Items {
					w.add(Entry{ID: i.ID, In: in, Role: b.Role, Label: i.Labels})
					walk(i.Blocks, i.ID)
				}
			case *doc.Table:
				for _, rows := range [][]*doc.Row{b.Head, b.Rows} {
					for _, row := range rows {
						for _, cell := range row.Cells {
							walk(cell.Blocks, b.ID)
						}
					}
				}
			case *doc.Masthead:
				if m := b.Emblem; m != nil {
					sum := sha256.Sum256(m.Figure.Bytes)
					e := Entry{Role: "emblem", Text: map[string]string{}, Sum: hex.EncodeToString(sum[:])}
					for k, alt := range m.Alt {
						e.Text[d.Langs[k]] = alt
					}
					w.add(e)
				}
				for _, lines := range [][][]doc.Inline{b.Left, b.Right} {
					for _, line := range lines {
						e := Entry{Role: "masthead"}
						text(&e, cmp.Or(line[0].Lang, b.Lang), line)
						w.add(e)
					}
				}
			}
		}
	}
	walk(d.Blocks, "")
	for _, n := range d.Endnotes {
		e := Entry{ID: n.ID, Role: "endnote", Label: []string{n.Mark}}
		text(&e, n.Lang, n.Inlines)
		w.add(e)
	}
	return w.bytes()
}

// A transcriptWriter writes a transcript entry by entry, because that of a long paper is large.
type transcriptWriter struct {
	b       bytes.Buffer
	entries int
	enc     *json.Encoder
}

// newTranscriptWriter begins a transcript with the properties that precede its blocks.
func newTranscriptWriter(r *Transcript) *transcriptWriter {
	w := &transcriptWriter{}
	w.enc = json.NewEncoder(&w.b)
	w.enc.SetEscapeHTML(false)
	w.enc.SetIndent("", " ")
	w.encode(r)
	w.b.Truncate(w.b.Len() - len("]\n}"))
	w.enc.SetIndent("  ", " ")
	return w
}

func (w *transcriptWriter) encode(v any) {
	if err := w.enc.Encode(v); err != nil {
		panic("compose: a transcript cannot be written: " + err.Error())
	}
	w.b.Truncate(w.b.Len() - len("\n"))
}

func (w *transcriptWriter) add(e Entry) {
	if w.entries > 0 {
		w.b.WriteByte(',')
	}
	w.b.WriteString("\n  ")
	w.encode(e)
	w.entries++
}

func (w *transcriptWriter) bytes() []byte {
	if w.entries > 0 {
		w.b.WriteString("\n ")
	}
	w.b.WriteString("]\n}\n")
	return w.b.Bytes()
}
