package layout

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
	"omnibus/assemble/source"
	"omnibus/assemble/style"
)

// A written document is the notation of cases and fuzz seeds: one block on each line, with its content indented below it:
//
//	langs en es                   languages of the columns
//	continued text                what is said over a note that runs on
//	page 300 240                  size of a page; set NAME VALUE: more settings
//	# {I.} A heading              ## for level 2; the label is optional
//	p text, p(title) text         a paragraph, its role
//	| text                        one column of a pair; |(role) text; |# heading; |contents Title; |! untranslated; |~ out of date
//	list operative / item 1. 1)   a list with items and their labels
//	table 1 2 / head a ; b / row a ; b
//	masthead / left text / right text
//	contents Title, endnotes, break
//
// In text: *em*, _strong_, {+ins+}, {-del-}, ^1 a footnote^, ^^a an endnote^^, ~ no-break space, \- soft hyphen, \n line break.
type written struct {
	file   *source.File
	lines  []string
	at     int
	doc    *doc.Document
	styles *style.Sheet
	ids    int
	fault  string
}

func readDoc(text string, base *style.Sheet) (*doc.Document, *style.Sheet, error) {
	styles := *base
	w := &written{file: source.NewFile("case", []byte(text)), lines: strings.Split(text, "\n"), doc: &doc.Document{Langs: []string{"en"}}, styles: &styles}
	w.doc.Words.LinkTo = []string{"to %s", "to %s"}
	w.doc.Blocks = w.blocks(0)
	if w.fault != "" {
		return nil, nil, fmt.Errorf("%s", w.fault)
	}
	return w.doc, &styles, nil
}

func indentOf(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// next returns the next line of at least that indentation.
func (w *written) next(indent int) (string, bool) {
	for w.at < len(w.lines) && strings.TrimSpace(w.lines[w.at]) == "" {
		w.at++
	}
	if w.at >= len(w.lines) || indentOf(w.lines[w.at]) < indent {
		return "", false
	}
	return strings.TrimLeft(w.lines[w.at], " "), true
}

func (w *written) pos() source.Pos {
	off := 0
	for _, l := range w.lines[:w.at] {
		off += len(l) + 1
	}
	return w.file.Pos(min(off, len(w.file.Bytes)), 0)
}

var role = regexp.MustCompile(`^\(([a-z-]*)\) ?`)

func (w *written) paragraph(text, lang string) *doc.Paragraph {
	p := &doc.Paragraph{Lang: lang, Pos: w.pos()}
	if m := role.FindStringSubmatch(text); m != nil {
		p.Role, text = m[1], text[len(m[0]):]
	}
	p.Inlines = w.inlines(strings.TrimSpace(text), lang)
	return p
}

func (w *written) heading(text, lang string) *doc.Heading {
	w.ids++
	h := &doc.Heading{ID: fmt.Sprintf("h%d", w.ids), Lang: lang, Pos: w.pos()}
	for strings.HasPrefix(text, "#") {
		h.Level++
		text = text[1:]
	}
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "{") {
		label, rest, _ := strings.Cut(text[1:], "}")
		h.Label, text = label, strings.TrimSpace(rest)
	}
	h.Inlines = w.inlines(text, lang)
	return h
}

func (w *written) blocks(indent int) []doc.Block {
	var out []doc.Block
	for {
		line, ok := w.next(indent)
		if !ok {
			return out
		}
		word, rest, _ := strings.Cut(line, " ")
		inner := indentOf(w.lines[w.at]) + 1
		switch {
		case word == "langs":
			if l := strings.Fields(rest); len(l) > 0 {
				w.doc.Langs = l
			}
			w.at++
		case word == "continued":
			for range w.doc.Langs {
				w.doc.Words.ContinuedNote = append(w.doc.Words.ContinuedNote, rest)
			}
			w.at++
		case word == "symbol":
			w.doc.Symbol = rest
			w.at++
		case word == "page":
			var z style.Size
			var width, height float64
			fmt.Sscanf(rest, "%g %g", &width, &height)
			if !(width > 0 && height > 0) {
				w.fault = "a page of no size"
			}
			z.Width, z.Height = fixed.Of(min(width, 10000)), fixed.Of(min(height, 10000))
			w.styles.Sizes = map[string]style.Size{w.styles.Size: z}
			w.at++
		case word == "set":
			w.set(rest)
			w.at++
		case strings.HasPrefix(word, "#"):
			out = append(out, w.heading(line, w.doc.Langs[0]))
			w.at++
		case strings.HasPrefix(word, "|"):
			out = append(out, w.pair(indent))
		case word == "p" || strings.HasPrefix(word, "p("):
			out = append(out, w.paragraph(line[1:], w.doc.Langs[0]))
			w.at++
		case word == "list":
			w.at++
			l := &doc.List{Role: rest}
			for {
				item, ok := w.next(inner)
				if !ok || !strings.HasPrefix(item, "item") {
					break
				}
				w.ids++
				it := &doc.Item{ID: fmt.Sprintf("i%d", w.ids), Pos: w.pos(), Labels: strings.Fields(item)[1:]}
				if len(it.Labels) == 1 {
					for range w.doc.Langs[1:] {
						it.Labels = append(it.Labels, it.Labels[0])
					}
				}
				at := indentOf(w.lines[w.at])
				w.at++
				it.Blocks = w.blocks(at + 1)
				l.Items = append(l.Items, it)
			}
			out = append(out, l)
		case word == "table":
			out = append(out, w.table(rest, inner))
		case word == "masthead":
			w.at++
			m := &doc.Masthead{Lang: w.doc.Langs[0]}
			for {
				line, ok := w.next(inner)
				if !ok {
					break
				}
				side, text, _ := strings.Cut(line, " ")
				if side == "left" {
					m.Left = append(m.Left, w.inlines(text, ""))
				} else {
					m.Right = append(m.Right, w.inlines(text, ""))
				}
				w.at++
			}
			out = append(out, m)
		case word == "contents":
			out = append(out, &doc.Contents{Lang: w.doc.Langs[0], Title: w.inlines(rest, ""), Depth: 3})
			w.at++
		case word == "endnotes":
			out = append(out, &doc.EndnoteList{})
			w.at++
		case word == "break":
			out = append(out, &doc.PageBreak{})
			w.at++
		default:
			w.fault = fmt.Sprintf("line %d: unknown block %q", w.at+1, word)
			return out
		}
	}
}

func (w *written) pair(indent int) *doc.Pair {
	w.ids++
	p := &doc.Pair{ID: fmt.Sprintf("p%d", w.ids)}
	for range w.doc.Langs {
		line, ok := w.next(indent)
		if !ok || !strings.HasPrefix(line, "|") {
			w.fault = fmt.Sprintf("line %d: a pair lacks a column", w.at+1)
			p.Columns = append(p.Columns, &doc.Paragraph{})
			continue
		}
		line = line[1:]
		i := len(p.Columns)
		missing, stale := strings.HasPrefix(line, "!"), strings.HasPrefix(line, "~")
		if missing || stale {
			line = line[1:]
		}
		p.Missing = append(p.Missing, missing)
		contents := i == 0 && strings.HasPrefix(line, "contents ")
		if i > 0 {
			_, contents = p.Columns[0].(*doc.Contents)
		}
		switch {
		case contents:
			p.Columns = append(p.Columns, &doc.Contents{Lang: w.doc.Langs[i], Title: w.inlines(strings.TrimPrefix(line, "contents "), w.doc.Langs[i])})
			w.at++
		case strings.HasPrefix(line, "#"):
			p.Columns = append(p.Columns, w.heading(line, w.doc.Langs[i]))
			w.at++
		case strings.HasPrefix(line, "table"):
			_, widths, _ := strings.Cut(line, " ")
			p.Columns = append(p.Columns, w.table(widths, indentOf(w.lines[w.at])+1))
		default:
			b := w.paragraph(line, w.doc.Langs[i])
			if stale {
				b.Stale = "out of date"
			}
			p.Columns = append(p.Columns, b)
			w.at++
		}
	}
	return p
}

func (w *written) table(widths string, inner int) *doc.Table {
	t := &doc.Table{Pos: w.pos()}
	for _, s := range strings.Fields(widths) {
		v, _ := strconv.ParseFloat(s, 64)
		t.Widths = append(t.Widths, v)
	}
	w.at++
	for {
		line, ok := w.next(inner)
		if !ok {
			return t
		}
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "caption":
			t.Caption = w.inlines(rest, "")
		case "head", "row":
			r := &doc.Row{}
			for _, c := range strings.Split(rest, ";") {
				c, right := strings.CutPrefix(strings.TrimSpace(c), "> ")
				c, center := strings.CutPrefix(c, "= ")
				align := map[bool]doc.Align{true: doc.AtRight}[right] + map[bool]doc.Align{true: doc.AtCenter}[center]
				r.Cells = append(r.Cells, &doc.Cell{Header: word == "head", Align: align, Blocks: []doc.Block{w.paragraph(c, "")}})
			}
			if word == "head" {
				t.Head = append(t.Head, r)
			} else {
				t.Rows = append(t.Rows, r)
			}
		default:
			return t
		}
		w.at++
	}
}

func (w *written) set(rest string) {
	name, value, _ := strings.Cut(rest, " ")
	v, _ := strconv.ParseFloat(value, 64)
	switch name {
	case "lines":
		w.styles.LineNumbers = true
	case "running":
		w.styles.Running = style.AtRight
	case "landscape":
		w.styles.Landscape = int(v)
	case "rule":
		w.styles.ColumnRule = fixed.Of(v)
	case "stretch":
		w.styles.Feather = fixed.Of(v)
	case "row":
		w.styles.HyphenRow = int(v)
	default:
		w.fault = "unknown setting " + name
	}
}

var marked = regexp.MustCompile(`\*[^*]+\*|_[^_]+_|\{\+.+?\+\}|\{-.+?-\}|\^\^\S+ [^^]*\^\^|\^\S+ [^^]*\^|<[^>]+>|\\n`)

func (w *written) inlines(text, lang string) []doc.Inline {
	text = strings.NewReplacer("~", "\u00a0", `\-`, "\u00ad").Replace(text)
	var out []doc.Inline
	put := func(s string, m doc.Mark) {
		if s != "" {
			out = append(out, doc.Inline{Text: s, Mark: m, Pos: w.pos()})
		}
	}
	at := 0
	for _, m := range marked.FindAllStringIndex(text, -1) {
		put(text[at:m[0]], 0)
		s := text[m[0]:m[1]]
		at = m[1]
		switch {
		case s == `\n`:
			put("\n", doc.Break)
		case s[0] == '*':
			put(s[1:len(s)-1], doc.Em)
		case s[0] == '_':
			put(s[1:len(s)-1], doc.Strong)
		case s[0] == '<':
			out = append(out, doc.Inline{Text: s[1 : len(s)-1], Link: &doc.Link{URL: s[1 : len(s)-1], Desc: s}})
		case s[0] == '{' && s[1] == '+':
			put(s[2:len(s)-2], doc.Ins)
		case s[0] == '{':
			put(s[2:len(s)-2], doc.Del)
		case strings.HasPrefix(s, "^^"):
			mark, body, _ := strings.Cut(s[2:len(s)-2], " ")
			n := &doc.Note{ID: "e" + mark + lang, Mark: mark, Kind: doc.End, Lang: lang, Inlines: w.inlines(body, lang), Pos: w.pos()}
			w.doc.Endnotes = append(w.doc.Endnotes, n)
			out = append(out, doc.Inline{Text: mark, Note: n})
		default:
			mark, body, _ := strings.Cut(s[1:len(s)-1], " ")
			n := &doc.Note{ID: "n" + mark + lang, Mark: mark, Lang: lang, Inlines: w.inlines(body, lang), Pos: w.pos()}
			out = append(out, doc.Inline{Text: mark, Note: n})
		}
	}
	put(text[at:], 0)
	return out
}

// picture draws pages as text: a character is 5 points wide, a line 12 points high.
func picture(r *Result) string {
	var b strings.Builder
	for _, p := range r.Pages {
		rows, cols := int(p.Height.Float()/12), int(p.Width.Float()/5)
		grid := make([][]rune, rows)
		for i := range grid {
			grid[i] = []rune(strings.Repeat(" ", cols))
		}
		put := func(x, y float64, s string) {
			row, col := int(y/12), int(x/5+0.5)
			for _, c := range s {
				if row >= 0 && row < rows && col >= 0 && col < cols {
					grid[row][col] = c
				}
				col++
			}
		}
		for _, it := range p.Items {
			switch it := it.(type) {
			case *Rule:
				if it.X1 == it.X2 {
					for y := it.Y1.Float() + 1; y < it.Y2.Float(); y += 12 {
						put(it.X1.Float()-2.5, y, "┃")
					}
				} else if it.Weight >= fixed.Of(0.4) {
					put(it.X1.Float(), it.Y1.Float()-0.1, strings.Repeat("─", int((it.X2-it.X1).Float()/5)))
				}
			case *Line:
				for _, s := range it.Segments {
					x := s.X
					for _, c := range s.Text {
						put(x.Float(), it.Y.Float(), string(c))
						if c < 0x300 || c > 0x36F {
							x += s.Size / 2
						}
						if x += s.Track; spaces(c) {
							x += s.Space
						}
					}
				}
			}
		}
		fmt.Fprintf(&b, "page %d\n", p.Number)
		for _, g := range grid {
			if s := strings.TrimRight(string(g), " "); s != "" {
				fmt.Fprintf(&b, "|%s%s|\n", s, strings.Repeat(" ", cols-utf8.RuneCountInString(s)))
			} else {
				fmt.Fprintf(&b, "|%s|\n", strings.Repeat(" ", cols))
			}
		}
	}
	return b.String()
}
