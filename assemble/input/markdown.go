package input

import (
	"fmt"
	"regexp"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

func nearest(name string, candidates []string) string { return diag.Nearest(name, candidates) }

var (
	headingForm = regexp.MustCompile(`^(#{1,6})[ \t]+`)
	itemForm    = regexp.MustCompile(`^( *)([-*+]|[0-9]{1,9}[.)])( +)`)
	noteForm    = regexp.MustCompile(`^\[\^([^\]\s]*)\]:[ \t]*`)
	idMark      = regexp.MustCompile(`[ \t]*\{#([^{}]*)\}[ \t]*$`)
	ruleForm    = regexp.MustCompile(`^ {0,3}(-[ -]*-[ -]*-|\*[ *]*\*[ *]*\*|_[ _]*_[ _]*_|=+|-+)[- *_]*$`)
)

// A mdLine is a line of a Markdown file: its bytes stand from start up to end, without the line break.
type mdLine struct {
	start, end int
	s          string
}

// A prose reader goes over the lines of a Markdown file. The Markdown that records need is small: headings, paragraphs, lists,
// notes, each with its id; the rest is refused, so that nothing is printed otherwise than it looks.
type prose struct {
	r     *reader
	f     *source.File
	lines []mdLine
	i     int
	p     *Prose
	ids   map[string]bool
	bare  []bareBlock
	items []int // columns of the list items that are open
}

// A bareBlock is a block without an id: the finding about it, and where its id would go.
type bareBlock struct {
	found *diag.Diagnostic
	words string
	at    source.Pos
}

// MissingIDs returns the edits that give each block of a Markdown file that has no id one made of its first words, unlike any
// of the records.
func MissingIDs(f *source.File, records *Records) []source.Edit {
	r := &reader{walker: walker{diags: &diag.List{}}, rec: &Records{ByID: map[string]Record{}}, twice: map[string]bool{}}
	p := r.introduction(f)
	if p == nil {
		return nil
	}
	for id := range records.ByID {
		p.ids[id] = true
	}
	return p.nameBare()
}

func (r *reader) introduction(f *source.File) *prose {
	if fault, ok := source.Readable(f); !ok {
		report(r.diags, []source.Fault{fault})
		return nil
	}
	p := &prose{r: r, f: f, p: &Prose{File: f, Lang: r.lang}, ids: map[string]bool{}}
	start := 0
	if strings.HasPrefix(string(f.Bytes[:min(3, len(f.Bytes))]), "\ufeff") {
		start = 3
	}
	for start < len(f.Bytes) {
		end, next := len(f.Bytes), len(f.Bytes)
		for k := start; k < len(f.Bytes); k++ {
			if f.Bytes[k] == '\n' {
				end, next = k, k+1
				break
			}
		}
		if end > start && f.Bytes[end-1] == '\r' {
			end--
		}
		p.lines = append(p.lines, mdLine{start, end, string(f.Bytes[start:end])})
		start = next
	}
	p.read()
	if len(p.p.Blocks) == 0 && len(p.p.Notes) == 0 {
		r.diags.Errorf("E0109", f.Pos(0, 0), "the file is empty").Hint("write a paragraph that ends with {#intro-first}")
	}
	r.rec.Introduction = p.p
	return p
}

// nameBare gives the blocks without an id one, which the hints about them name, and returns the edits that write them.
func (p *prose) nameBare() []source.Edit {
	var edits []source.Edit
	for _, b := range p.bare {
		id := p.suggest(b.words)
		b.found.Hints = nil
		b.found.Hint("write {#%s} at the end of its first line, or run omnibus ids --write", id)
		edits = append(edits, source.Edit{Pos: b.at, New: " {#" + id + "}"})
	}
	return edits
}

func (p *prose) read() {
	for p.i < len(p.lines) {
		l := p.lines[p.i]
		trimmed := strings.TrimSpace(l.s)
		indent := len(l.s) - len(strings.TrimLeft(l.s, " "))
		switch {
		case trimmed == "":
			p.i++
		case strings.HasPrefix(strings.TrimLeft(l.s, " "), "\t"):
			p.refuse("E0105", "a tab stands at the start of a line", "write spaces")
		case noteForm.MatchString(l.s):
			p.items = nil
			p.note()
		case headingForm.MatchString(l.s):
			p.items = nil
			p.heading()
		case ruleForm.MatchString(l.s):
			p.refuse("E0131", "a rule or an underlined heading is not taken", "write a heading as ## Heading {#intro-id}")
		case itemForm.MatchString(l.s):
			p.item()
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			p.refuse("E0131", "a code block is not taken", "write a paragraph")
		case strings.HasPrefix(trimmed, ">"):
			p.refuse("E0131", "a block quotation is not taken", "write a paragraph")
		case strings.HasPrefix(trimmed, "|"):
			p.refuse("E0131", "a table is not taken", "write a list")
		case strings.HasPrefix(trimmed, "!["):
			p.refuse("E0131", "an image is not taken", "say in words what it shows")
		case strings.HasPrefix(trimmed, "<"):
			p.refuse("E0132", "raw HTML is not taken", "write Markdown: a paragraph, a list, *em*, **strong**")
		case indent >= 4 && len(p.items) == 0:
			p.refuse("E0131", "a line indented by four spaces would be code", "take the spaces out")
		case indent > 0 && len(p.items) > 0:
			p.refuse("E0131", "a list item holds one paragraph", "make it an item of its own, or join it to the item above")
		default:
			p.items = nil
			p.paragraph()
		}
	}
}

// refuse reports the block that starts at this line, and moves behind it.
func (p *prose) refuse(code, message, hint string) {
	l := p.lines[p.i]
	lead := len(l.s) - len(strings.TrimLeft(l.s, " \t"))
	p.r.diags.Errorf(code, p.f.Pos(l.start+lead, len(strings.TrimRight(l.s, " \t"))-lead), "%s", message).Hint("%s", hint)
	fence := strings.TrimSpace(l.s)
	p.i++
	if strings.HasPrefix(fence, "```") || strings.HasPrefix(fence, "~~~") {
		for p.i < len(p.lines) && !strings.HasPrefix(strings.TrimSpace(p.lines[p.i].s), fence[:3]) {
			p.i++
		}
		p.i++
		return
	}
	for p.i < len(p.lines) && strings.TrimSpace(p.lines[p.i].s) != "" && !p.starts(p.lines[p.i].s) {
		p.i++
	}
}

// starts tells whether a line starts a block of its own, even without an empty line before it.
func (p *prose) starts(s string) bool {
	return headingForm.MatchString(s) || itemForm.MatchString(s) || noteForm.MatchString(s)
}

// gather joins the lines of a block, from the byte skip of its first line, and takes its id mark off.
func (p *prose) gather(skip int, more func(string) bool) (words source.Text, mark source.Text, first mdLine) {
	first = p.lines[p.i]
	var b source.Builder
	for n := 0; p.i < len(p.lines); n++ {
		l := p.lines[p.i]
		if n > 0 && (strings.TrimSpace(l.s) == "" || !more(l.s)) {
			break
		}
		from := skip
		if n > 0 {
			from = len(l.s) - len(strings.TrimLeft(l.s, " \t"))
		}
		to := len(strings.TrimRight(l.s, " \t"))
		from = min(from, to)
		for {
			m := idMark.FindStringSubmatchIndex(l.s[:to])
			if m == nil || m[2]-2 < from {
				break
			}
			id := source.Text{Pos: p.f.Pos(l.start+m[2], m[3]-m[2]), String: l.s[m[2]:m[3]]}
			if mark.Pos.IsValid() {
				p.r.diags.Errorf("E0136", id.Pos, "a block has two ids, %q and %q", mark.String, id.String).Hint("take one out")
			}
			mark, to = id, max(m[0], from)
		}
		if b.Len() > 0 && to > from {
			prev := p.lines[p.i-1]
			b.Put(" ", p.f, prev.end, l.start+from-prev.end)
		}
		b.Copy(p.f, l.start+from, l.start+to)
		p.i++
	}
	words = b.Text()
	if !words.Pos.IsValid() {
		words.Pos = p.f.Pos(first.start, first.end-first.start)
	}
	words = p.r.clean(words)
	p.r.markup(words)
	return words, mark, first
}

func (p *prose) heading() {
	m := headingForm.FindStringSubmatch(p.lines[p.i].s)
	words, mark, first := p.gather(len(m[0]), func(string) bool { return false })
	p.block("heading", len(m[1]), words, mark, first)
}

func (p *prose) paragraph() {
	l := p.lines[p.i].s
	words, mark, first := p.gather(len(l)-len(strings.TrimLeft(l, " ")), func(s string) bool { return !p.starts(s) })
	p.block("paragraph", 0, words, mark, first)
}

func (p *prose) item() {
	m := itemForm.FindStringSubmatch(p.lines[p.i].s)
	column := len(m[1])
	for len(p.items) > 0 && p.items[len(p.items)-1] > column {
		p.items = p.items[:len(p.items)-1]
	}
	if len(p.items) == 0 || p.items[len(p.items)-1] < column {
		p.items = append(p.items, column)
	}
	words, mark, first := p.gather(len(m[0]), func(s string) bool { return !p.starts(s) })
	p.block("item", len(p.items), words, mark, first)
}

func (p *prose) block(kind string, level int, words, mark source.Text, first mdLine) {
	if words.String == "" {
		p.r.diags.Errorf("E0131", p.f.Pos(first.start, first.end-first.start), "%s has no words", article(kind)).Hint("write them, or take it out")
		return
	}
	b := &ProseBlock{Kind: kind, Level: level}
	if mark.String == "" {
		d := p.r.diags.Errorf("E0130", words.Pos, "%s has no id: %q", article(kind), short(words.String))
		at := first.start + len(strings.TrimRight(first.s, " \t"))
		p.bare = append(p.bare, bareBlock{d, words.String, p.f.Pos(at, 0)})
		b.Text = Text{Text: words, Lang: p.p.Lang}
		p.p.Blocks = append(p.p.Blocks, b)
		return
	}
	b.ID = p.identify(mark, kindBlock)
	b.Text = Text{Text: words, ID: "introduction." + b.ID.String, Lang: p.p.Lang}
	p.r.register(b)
	p.p.Blocks = append(p.p.Blocks, b)
}

// identify checks the form of an id that stands in Markdown.
func (p *prose) identify(mark source.Text, kind string) ID {
	if !idForm.MatchString(mark.String) {
		p.r.diags.Errorf("E0304", mark.Pos, "id %q is not made of lower-case words and hyphens", mark.String).Hint("write %s", suggestID(mark.String))
	}
	return ID{mark, kind}
}

func (p *prose) note() {
	m := noteForm.FindStringSubmatchIndex(p.lines[p.i].s)
	l := p.lines[p.i]
	id := source.Text{Pos: p.f.Pos(l.start+m[2], m[3]-m[2]), String: l.s[m[2]:m[3]]}
	words, mark, _ := p.gather(m[1], func(s string) bool { return !p.starts(s) })
	if mark.String != "" {
		p.r.diags.Errorf("E0136", mark.Pos, "a note has its id before the colon").Hint("take {#%s} out", mark.String)
	}
	n := &ProseNote{Kind: "foot"}
	if strings.HasPrefix(id.String, "end-") {
		n.Kind = "end"
	}
	n.ID = p.identify(id, kindNote)
	if words.String == "" {
		p.r.diags.Errorf("E0137", id.Pos, "note %q has no words", id.String).Hint("write them behind the colon")
		return
	}
	n.Text = Text{Text: words, ID: "introduction." + id.String, Lang: p.p.Lang}
	p.r.register(n)
	p.p.Notes = append(p.p.Notes, n)
	for p.i+1 < len(p.lines) && strings.TrimSpace(p.lines[p.i].s) == "" && strings.TrimSpace(p.lines[p.i+1].s) != "" && strings.HasPrefix(p.lines[p.i+1].s, "  ") && !itemForm.MatchString(p.lines[p.i+1].s) {
		p.i++
		p.refuse("E0131", "a note holds one paragraph", "join it to the paragraph above")
	}
}

// suggest makes an id for a block out of its first words.
func (p *prose) suggest(words string) string {
	parts := strings.Split(suggestID(words), "-")
	if len(parts) > 4 {
		parts = parts[:4]
	}
	base := "intro-" + strings.Join(parts, "-")
	id := base
	for n := 2; p.ids[id] || p.r.rec.ByID[id] != nil; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	p.ids[id] = true
	return id
}

func short(s string) string {
	r := []rune(s)
	if len(r) <= 40 {
		return s
	}
	return string(r[:40]) + "..."
}
