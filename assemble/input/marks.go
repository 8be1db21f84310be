package input

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// A Mark is a piece of markup inside a text: a note, a link, a cross-reference or a name from the glossary.
type Mark struct {
	Kind       string // note, link, ref, name, acronym, html; or broken
	Start, End int    // bytes of the text
	Value      string // id of a note, address of a link, id of a reference, or key of a name
	Words      string // of a link
}

var htmlForm = pattern.Of(`^<(/?[A-Za-z][^<>]*|!--[^>]*(--)?|[a-z]+:[^<> ]*)>`)
var fieldForm = pattern.Of(`^\{\{ *([a-z]+) *: *([^{}]+?) *\}\}`)

// Marks returns the markup of a text, in order, except emphasis and negotiation brackets.
func Marks(s string) []Mark {
	var out []Mark
	ahead := forward{s: s}
	for i := 0; i < len(s); {
		switch s[i] {
		case '\\':
			i += 2
			continue
		case '<':
			if ahead.next(i, ">") < 0 {
				break
			}
			if m := htmlForm.FindString(s[i:]); m != "" {
				out = append(out, Mark{Kind: "html", Start: i, End: i + len(m), Value: m})
				i += len(m)
				continue
			}
		case '{':
			if !strings.HasPrefix(s[i:], "{{") {
				break
			}
			m := fieldForm.FindStringSubmatch(s[i:])
			if m == nil || m[1] != "ref" && m[1] != "name" && m[1] != "acronym" {
				end := i + 2
				if k := ahead.next(i, "}}"); k >= 0 {
					end = k + 2
				}
				out = append(out, Mark{Kind: "broken", Start: i, End: end, Value: s[i:end]})
				i = end
				continue
			}
			out = append(out, Mark{Kind: m[1], Start: i, End: i + len(m[0]), Value: m[2]})
			i += len(m[0])
			continue
		case '[':
			if strings.HasPrefix(s[i:], "[^") {
				k := strings.IndexAny(s[i+2:], "] [") + 2
				if k < 2 || s[i+k] != ']' {
					end := i + 2
					for end < len(s) && s[end] != ' ' && s[end] != '[' {
						end++
					}
					end = i + len(strings.TrimRight(s[i:end], ".,;:"))
					out = append(out, Mark{Kind: "broken", Start: i, End: end, Value: s[i:end]})
					i = end
					continue
				}
				out = append(out, Mark{Kind: "note", Start: i, End: i + k + 1, Value: s[i+2 : i+k]})
				i += k + 1
				continue
			}
			if j := ahead.closing(i); j > 0 && j+1 < len(s) && s[j+1] == '(' {
				if k := ahead.next(j, ")"); k > 0 {
					out = append(out, Mark{Kind: "link", Start: i, End: k + 1, Words: s[i+1 : j], Value: s[j+2 : k]})
					i = k + 1
					continue
				}
			}
		}
		i++
	}
	return out
}

// Escapable contains the characters that are literal after a backslash.
const Escapable = "\\*[]{}<>_^`#-"

// A Piece is a run of a text with one formatting.
type Piece struct {
	Kind       string // "": words; none: empty brackets; otherwise the kind of Mark
	Text       string // the printed words of a piece of kind ""
	Start, End int    // bytes of the text
	Em, Strong bool
	Link       *Mark // the link that the words are part of, or nil
	Mark       Mark  // a note, a cross-reference or a name
}

// Pieces splits a text into runs with one formatting: words with their emphasis and links, notes, cross-references, names.
func Pieces(s string) []Piece {
	x := &splitter{s: s}
	x.run(0, len(s), nil)
	return x.out
}

// A splitter splits a text. now is the formatting of what is read next.
type splitter struct {
	s   string
	now Piece
	out []Piece
}

func (x *splitter) put(kind, words string, start, end int) {
	p := x.now
	p.Kind, p.Text, p.Start, p.End = kind, words, start, end
	x.out = append(x.out, p)
}

// run reads the bytes from from up to to. link is the link that contains them, or nil.
func (x *splitter) run(from, to int, link *Mark) {
	s := x.s
	marks := Marks(s[from:to])
	x.now.Link = link
	var b strings.Builder
	start := from
	flush := func(i int) {
		if b.Len() > 0 {
			x.put("", b.String(), start, i)
		}
		b.Reset()
		start = i
	}
	for i := from; i < to; {
		if len(marks) > 0 && from+marks[0].Start == i {
			m := marks[0]
			marks = marks[1:]
			m.Start, m.End = from+m.Start, from+m.End
			flush(i)
			if m.Kind == "link" {
				x.run(i+1, i+1+len(m.Words), &m)
				x.now.Link = link
			} else {
				x.now.Mark = m
				x.put(m.Kind, "", i, m.End)
				x.now.Mark = Mark{}
			}
			i = m.End
			start = i
			continue
		}
		switch c := s[i]; {
		case c == '\\' && i+1 < to && strings.IndexByte(Escapable, s[i+1]) >= 0:
			b.WriteByte(s[i+1])
			i += 2
		case c == '*':
			width, on := 1, &x.now.Em
			if i+1 < to && s[i+1] == '*' {
				width, on = 2, &x.now.Strong
			}
			if !x.toggles(i, width, from, to, *on) {
				b.WriteString(s[i : i+width])
				i += width
				continue
			}
			flush(i)
			*on = !*on
			i += width
			start = i
		case c == '[' && strings.HasPrefix(strings.TrimLeft(s[i+1:to], " "), "]"): // one of the options is an empty text
			b.WriteByte('[')
			i++
			flush(i)
			x.put("none", "", i-1, i)
			i += strings.IndexByte(s[i:to], ']')
			start = i
		default:
			_, size := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size])
			i += size
		}
	}
	flush(to)
}

// toggles reports whether the asterisks at i open or close emphasis. on says whether emphasis is open now. They open it before a character
// if others close it later, and close it after a character.
func (x *splitter) toggles(i, width, from, to int, on bool) bool {
	before, _ := utf8.DecodeLastRuneInString(x.s[from:i])
	after, _ := utf8.DecodeRuneInString(x.s[i+width : to])
	if on {
		return i > from && !unicode.IsSpace(before)
	}
	if i+width >= to || unicode.IsSpace(after) {
		return false
	}
	return strings.Contains(x.s[i+width:to], x.s[i:i+width])
}

// Forms that are Markdown or HTML in other programs, but not markup here.
var (
	entityForm   = pattern.Of(`&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});`)
	straightNote = pattern.Of(`\^\[[^\]]*\]?`)
	openLink     = pattern.Of(`\]\((?:https?:|mailto:)[^)\s]*(?:\s|$)`)
	insideID     = pattern.Of(`\{#[a-z][^{}]*\}`)
	imageForm    = pattern.Of(`!\[[^\]]*\]\([^)]*\)?`)
)

// A forward looks ahead in a text that is read from beginning to end, without reading the whole rest each time.
type forward struct {
	s     string
	found map[string]int // offset of the next occurrence of each sign after the last query; -1: none
	ends  map[int]int    // brackets and their closing brackets; computed on the first query
}

// next returns the offset of the next sign from i on, or -1.
func (f *forward) next(i int, sign string) int {
	if k, known := f.found[sign]; known && (k < 0 || k >= i) {
		return k
	}
	k := strings.Index(f.s[i:], sign)
	if k >= 0 {
		k += i
	}
	if f.found == nil {
		f.found = map[string]int{}
	}
	f.found[sign] = k
	return k
}

// closing returns the offset of the bracket that closes the bracket at i, or -1.
func (f *forward) closing(i int) int {
	if f.ends == nil {
		f.ends = map[int]int{}
		var open []int
		for i := 0; i < len(f.s); i++ {
			switch f.s[i] {
			case '\\':
				i++
			case '[':
				open = append(open, i)
			case ']':
				if n := len(open); n > 0 {
					f.ends[open[n-1]] = i
					open = open[:n-1]
				}
			}
		}
	}
	if j, ok := f.ends[i]; ok {
		return j
	}
	return -1
}

// markup reports unsupported markup, and collects the references in the text.
func (w *walker) markup(t source.Text) {
	for _, m := range Markup(t, w.diags) {
		switch m.Kind {
		case "ref":
			w.refs = append(w.refs, reference{t.Slice(valueAt(t.String, m)), []string{kindProposal, kindSub}, ""})
		case "name", "acronym":
			w.refs = append(w.refs, reference{t.Slice(valueAt(t.String, m)), []string{kindEntry}, ""})
		}
	}
}

// Markup reports the unsupported markup of a text, and returns all its marks.
func Markup(t source.Text, diags *diag.List) []Mark {
	if !strings.ContainsAny(t.String, "[{<&") {
		return nil
	}
	marks := Marks(t.String)
	for _, x := range []struct {
		form                *pattern.Pattern
		code, message, hint string
	}{
		{entityForm, "E0132", "the text contains the HTML entity %q", "write the character itself"},
		{straightNote, "E0137", "%q is not valid markup", "write [^id], and define the note under its id"},
		{openLink, "E0137", "the link %q is never closed", "close it with a bracket: [words](https://...)"},
		{insideID, "E0136", "the id %q is inside a text", "write the id of a block at its end"},
		{imageForm, "E0131", "an image is not supported: %q", "describe it in words"},
	} {
		for _, m := range x.form.FindAllStringIndex(t.String, -1) {
			if m[0] == 0 || t.String[m[0]-1] != '\\' {
				found := strings.TrimSpace(t.String[m[0]:m[1]])
				diags.Errorf(x.code, t.At(m[0], len(found)), x.message, found).Hint("%s", x.hint)
			}
		}
	}
	for _, m := range marks {
		pos := t.At(m.Start, m.End-m.Start)
		switch m.Kind {
		case "html":
			d := diags.Errorf("E0132", pos, "the text contains raw HTML %q", m.Value)
			if strings.Contains(m.Value, "://") {
				d.Hint("write [words](%s)", strings.Trim(m.Value, "<>"))
			} else {
				d.Hint("write *em* or **strong**, or \\< for the character itself")
			}
		case "broken":
			d := diags.Errorf("E0137", pos, "%q is not valid markup", m.Value)
			if m.Value[0] == '[' {
				d.Hint("a note is written [^id]: close the bracket")
			} else {
				d.Hint("write {{ref:id}}, {{name:key}} or {{acronym:key}}")
			}
		case "link":
			if openLink.MatchString(t.String[m.Start:m.End]) {
				break // already reported
			}
			if !source.Linkable(m.Value) {
				diags.Errorf("E0133", pos, "link to %q: only http, https and mailto are allowed", m.Value).
					Hint("write a space between ] and ( if it is not a link")
			} else if strings.TrimSpace(m.Words) == "" {
				diags.Errorf("E0133", pos, "the link to %q has no words", m.Value).Hint("write [words](%s)", m.Value)
			}
		}
	}
	return marks
}

func valueAt(s string, m Mark) (i, j int) {
	i = m.Start + strings.IndexByte(s[m.Start:m.End], ':') + 1
	i += strings.Index(s[i:m.End], m.Value)
	return i, i + len(m.Value)
}

// cited compares the notes that texts cite with the defined notes.
func (r *reader) cited() {
	used := map[string]bool{}
	here := map[string]bool{} // cited in the current proposal: an amendment may cite a note that its base also cites
	open := false             // a mark of a note is malformed, so that the cited note is unknown
	cite := func(t Text, notes []*ProseNote) {
		if !strings.Contains(t.String, "[^") {
			return
		}
		ids, defined := []string(nil), map[string]bool{}
		for _, n := range notes {
			ids = append(ids, n.ID.String)
			defined[n.ID.String] = true
		}
		for _, m := range Marks(t.String) {
			if m.Kind == "broken" && m.Value[0] == '[' {
				open = true
			}
			if m.Kind != "note" {
				continue
			}
			pos := t.At(m.Start, m.End-m.Start)
			switch {
			case !defined[m.Value]:
				d := r.diags.Errorf("E0134", pos, "note %q is cited but not defined", m.Value)
				if near := r.near.Nearest(m.Value, ids); near != "" {
					used[near] = true // it is not reported as never cited
					d.Hint("did you mean [^%s]?", near)
				} else if len(notes) == 0 && !strings.HasPrefix(t.ID, "introduction.") {
					d.Hint("define it under notes: of the same proposal")
				} else {
					d.Hint("define it: [^%s]: its words", m.Value)
				}
			case here[m.Value]:
				r.diags.Errorf("E0138", pos, "note %q is cited twice", m.Value).Hint("define a separate note for the second place")
			}
			used[m.Value], here[m.Value] = true, true
		}
	}
	if p := r.rec.Introduction; p != nil {
		for _, b := range p.Blocks {
			cite(b.Text, p.Notes)
		}
		if !open {
			r.unused(p.Notes, used)
		}
	}
	owners := r.owners()
	broken := map[*Proposal]bool{}
	for _, p := range r.rec.Proposals {
		open, here = p.Text.String == "", map[string]bool{}
		notes := r.inherited(p, owners)
		cite(p.Text, notes)
		var sub func([]*SubParagraph)
		sub = func(list []*SubParagraph) {
			for _, s := range list {
				cite(s.Text, notes)
				sub(s.Paragraphs)
			}
		}
		sub(p.Paragraphs)
		broken[p] = open
	}
	for _, p := range r.rec.Proposals {
		if !broken[p] {
			r.unused(p.Notes, used)
		}
	}
	titled := r.titles(func(t Text, notes []*ProseNote) {
		here = map[string]bool{}
		cite(t, notes)
		r.unused(notes, used)
	})
	here = map[string]bool{}
	own := map[string]bool{kindProposal: true, kindSub: true, kindBlock: true}
	for _, t := range r.rec.Texts() {
		if !own[t.Kind] && !titled[t.ID] || t.Kind == kindProposal && !strings.HasSuffix(t.ID, ".text") {
			cite(t.Text, nil)
		}
	}
}

// titles calls cite for the title of each paper with notes, and returns the ids of these titles.
func (r *reader) titles(cite func(Text, []*ProseNote)) map[string]bool {
	out := map[string]bool{}
	if t := r.rec.Term; t != nil {
		for _, p := range t.Papers {
			if len(p.Notes) > 0 {
				out[p.Title.ID] = true
				cite(p.Title, p.Notes)
			}
		}
	}
	return out
}

// owners returns the proposals to which sub-paragraphs belong.
func (r *reader) owners() map[string]*Proposal {
	out := map[string]*Proposal{}
	for _, p := range r.rec.Proposals {
		owns(out, p, p.Paragraphs)
	}
	return out
}

func owns(owners map[string]*Proposal, p *Proposal, subs []*SubParagraph) {
	for _, s := range subs {
		owners[s.ID.String] = p
		owns(owners, p, s.Paragraphs)
	}
}

// inherited returns the notes that a proposal may cite: its own, and those of the texts that it amends.
func (r *reader) inherited(p *Proposal, owners map[string]*Proposal) []*ProseNote {
	notes := slices.Clone(p.Notes)
	for range r.rec.Proposals { // bases may form a cycle
		base := owners[p.Base.String]
		if base == nil {
			base, _ = r.rec.ByID[p.Base.String].(*Proposal)
		}
		if base == nil || base == p {
			break
		}
		notes = append(notes, base.Notes...)
		p = base
	}
	return notes
}

func (r *reader) unused(notes []*ProseNote, used map[string]bool) {
	for _, n := range notes {
		if !used[n.ID.String] && n.ID.String != "" {
			r.diags.Warningf("W0135", n.ID.Pos, "note %q is never cited", n.ID.String).Hint("cite it as [^%s], or remove it", n.ID.String)
		}
	}
}

// Brackets reports whether a text has negotiation brackets, other than those of notes and links.
func Brackets(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '[' {
			continue
		}
		j := strings.IndexByte(s[i:], ']')
		if strings.HasPrefix(s[i:], "[^") || j > 0 && strings.HasPrefix(s[i+j:], "](") && !strings.Contains(s[i+1:i+j], "[") {
			i += max(j, 0)
			continue
		}
		return true
	}
	return false
}
