package compose

import (
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/source"
	"omnibus/assemble/template"
)

// Roles of sections that are replaced by content that is known only when all columns are made.
const (
	noticesRole = "notices"
	changesRole = "changes"
)

// blocks makes blocks from nodes. within is the id of their container.
func (c *column) blocks(nodes []*template.Node, within string) []doc.Block {
	var out []doc.Block
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		if n.Inline() {
			from := i
			for i+1 < len(nodes) && nodes[i+1].Inline() {
				i++
			}
			r := c.read(nodes[from:i+1], n.Pos)
			if len(r.inlines) > 0 {
				out = append(out, c.paragraphBlock(&template.Node{Name: "p", Pos: n.Pos}, r, within))
			}
			continue
		}
		if b := c.block(n, within); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// block makes a block from an element. In one piece: one case for each element of the vocabulary.
func (c *column) block(n *template.Node, within string) doc.Block {
	switch n.Name {
	case "section":
		s := &doc.Section{ID: c.id(n, within), Role: n.Attr("class")}
		s.Blocks = c.blocks(n.Children, s.ID)
		return s
	case "h1", "h2", "h3", "h4", "h5", "h6":
		r := c.read(n.Children, n.Pos)
		h := &doc.Heading{
			ID:      c.id(n, within),
			Level:   int(n.Name[1] - '0'),
			Lang:    c.lang(n),
			Role:    n.Attr("class"),
			Label:   n.Attr("label"),
			Changed: r.changed,
			Inlines: r.inlines,
			Pos:     r.pos,
		}
		c.flag(h, n, r)
		if r.missing || r.only {
			h.Lang, h.Inlines = own(r, h.Lang)
		}
		if len(h.Inlines) == 0 {
			return nil
		}
		return h
	case "p":
		r := c.read(n.Children, n.Pos)
		if len(r.inlines) == 0 {
			return nil
		}
		return c.paragraphBlock(n, r, within)
	case "ol", "ul":
		l := &doc.List{ID: c.id(n, within), Role: n.Attr("class")}
		if n.Name == "ul" && l.Role == "" {
			l.Role = "bullets"
		}
		for _, li := range n.Children {
			item := &doc.Item{ID: c.id(li, l.ID), Labels: []string{li.Attr("label")}, Pos: li.Pos}
			if n.Name == "ul" && !li.Has("label") {
				item.Labels[0] = c.l.Enumerator("bullet", 1)
			}
			item.Whole = c.whole[item.ID]
			if behind, moved := c.behind[item.ID]; moved {
				item.Behind, item.Moved = behind, true
			}
			item.By = c.by[item.ID]
			item.Blocks = c.blocks(li.Children, item.ID)
			if p := first(item.Blocks); p.IsValid() {
				item.Pos = p
			}
			l.Items = append(l.Items, item)
		}
		if len(l.Items) == 0 {
			return nil
		}
		return l
	case "table":
		return c.table(n, within)
	case "masthead":
		m := &doc.Masthead{Lang: c.lang(n)}
		for _, side := range n.Children {
			if side.Name == "emblem" {
				m.Emblem = c.emblem(side)
				continue
			}
			var lines [][]doc.Inline
			for _, line := range side.Children {
				if r := c.read(line.Children, line.Pos); len(r.inlines) > 0 {
					lines = append(lines, r.inlines)
				}
			}
			if side.Name == "left" {
				m.Left = append(m.Left, lines...)
			} else {
				m.Right = append(m.Right, lines...)
			}
		}
		return m
	case "contents":
		depth, err := strconv.Atoi(n.Attr("depth"))
		if err != nil {
			depth = 2
		}
		return &doc.Contents{ID: c.id(n, within), Lang: c.lang(n), Title: c.read(n.Children, n.Pos).inlines, Depth: depth}
	case "endnotes":
		return &doc.EndnoteList{}
	case "pagebreak":
		return &doc.PageBreak{}
	case "notices":
		return &doc.Section{Role: noticesRole}
	case "changes":
		return &doc.Section{Role: changesRole}
	}
	panic("compose: no block is made for the element " + n.Name + " of the vocabulary")
}

// emblem is the emblem of the profile, with the words of its element; nil if there is no picture, or if there are no words.
func (c *column) emblem(n *template.Node) *doc.Emblem {
	alt := spoken(c.read(n.Children, n.Pos).inlines)
	if figure := c.plan.Records.Body.Emblem.Figure; figure != nil && alt != "" {
		return &doc.Emblem{Figure: figure, Alt: []string{alt}}
	}
	return nil
}

func (c *column) lang(n *template.Node) string {
	if l := n.Attr("lang"); l != "" {
		return l
	}
	return c.l.Tag
}

// id returns the id set in a template, or one made from the position of the block. A dot distinguishes it from those of records.
func (c *column) id(n *template.Node, within string) string {
	if id := n.Attr("id"); id != "" {
		return id
	}
	if within == "" {
		within = c.paper
	}
	key := within + "." + n.Name
	c.ids[key]++
	return key + strconv.Itoa(c.ids[key])
}

// first returns the place of the first block that has one.
func first(blocks []doc.Block) source.Pos {
	for _, b := range blocks {
		if p := placeOf(b); p.IsValid() {
			return p
		}
	}
	return source.Pos{}
}

func placeOf(b doc.Block) source.Pos {
	switch b := b.(type) {
	case *doc.Paragraph:
		return b.Pos
	case *doc.Heading:
		return b.Pos
	case *doc.Table:
		return b.Pos
	case *doc.Section:
		return first(b.Blocks)
	case *doc.List:
		if len(b.Items) > 0 {
			return b.Items[0].Pos
		}
	case *doc.Pair:
		return first(b.Columns)
	}
	return source.Pos{}
}

// A reading is the result of reading the words of a block.
type reading struct {
	inlines []doc.Inline
	pos     source.Pos
	lang    string // of the text that is not translated
	missing bool
	only    bool
	stale   string
	changed bool
}

// flag records what the other columns need to know about a block.
func (c *column) flag(b doc.Block, n *template.Node, r reading) {
	if n.Has("common") {
		c.common[b] = true
	}
	if r.only {
		c.alone[b] = true
	}
	if r.missing {
		c.untold[b] = true
	}
}

func (c *column) paragraphBlock(n *template.Node, r reading, within string) *doc.Paragraph {
	p := &doc.Paragraph{
		ID:      c.id(n, within),
		Lang:    c.lang(n),
		Role:    n.Attr("class"),
		Unheard: n.Has("unheard"),
		Changed: r.changed,
		Inlines: r.inlines,
		Pos:     r.pos,
	}
	if r.stale != "" {
		p.Stale = r.stale + c.l.T("ending.colon", nil)
	}
	c.flag(p, n, r)
	if r.missing || r.only {
		p.Lang, p.Inlines = own(r, p.Lang)
	}
	if r.missing {
		switch p.Role {
		case "", "preambular", "operative":
			p.Role = "missing"
		}
	}
	return p
}

// own returns the language and the words of a block: if the original replaces a missing translation in it, those of the original.
func own(r reading, lang string) (string, []doc.Inline) {
	for i := range r.inlines {
		switch r.inlines[i].Lang {
		case "":
			r.inlines[i].Lang = lang
		case r.lang:
			r.inlines[i].Lang = ""
		}
	}
	return r.lang, r.inlines
}

// read makes inlines from nodes. pos is their place if they have none of their own.
func (c *column) read(nodes []*template.Node, pos source.Pos) reading {
	r := reading{pos: pos, inlines: make([]doc.Inline, 0, len(nodes))}
	c.words(nodes, doc.Inline{Pos: pos}, &r)
	r.inlines = c.placeNotes(tidy(r.inlines))
	switch {
	case len(r.inlines) == 0:
	case r.missing:
	case r.stale != "":
		r.inlines = append(r.inlines, doc.Inline{Text: " (" + r.stale + ")", Mark: doc.Em, Lang: "", Pos: r.pos})
	case r.only:
		only := c.l.T("draft.only-language", map[string]any{"Language": c.l.LanguageName(r.lang)})
		r.inlines = append(r.inlines, doc.Inline{Text: " (" + only + ")", Mark: doc.Em, Lang: c.l.Tag, Pos: r.pos})
	}
	return r
}

// words adds the inlines of nodes, with the look of like.
func (c *column) words(nodes []*template.Node, like doc.Inline, r *reading) {
	for _, n := range nodes {
		with := like
		with.Pos = n.Pos
		if l := n.Attr("lang"); l != "" && l != c.l.Tag {
			with.Lang = l
		}
		switch n.Name {
		case "":
			with.Text = n.Text
			r.inlines = append(r.inlines, with)
		case "text":
			c.put(n, like, r)
		case "br":
			with.Text, with.Mark = "\n", with.Mark|doc.Break
			r.inlines = append(r.inlines, with)
		case "em":
			with.Mark ^= doc.Em
			c.words(n.Children, with, r)
		case "strong":
			with.Mark |= doc.Strong
			c.words(n.Children, with, r)
		case "sup":
			with.Mark |= doc.Sup
			c.words(n.Children, with, r)
		case "u":
			with.Mark |= doc.Under
			c.words(n.Children, with, r)
		case "ins":
			with.Mark |= doc.Ins
			c.words(n.Children, with, r)
		case "del":
			with.Mark |= doc.Del
			c.words(n.Children, with, r)
		case "span":
			c.words(n.Children, with, r)
		case "a":
			with.Link = &doc.Link{Desc: n.Attr("title")}
			if id, ok := strings.CutPrefix(n.Attr("href"), "#"); ok {
				with.Link.ID = id
			} else {
				with.Link.URL = n.Attr("href")
			}
			from := len(r.inlines)
			c.words(n.Children, with, r)
			if with.Link.Desc == "" {
				with.Link.Desc = strings.TrimSpace(spoken(r.inlines[from:]))
			}
		case "note":
			c.templateNote(n, with, r)
		}
	}
}

// put adds a record's text.
func (c *column) put(n *template.Node, like doc.Inline, r *reading) {
	i, err := strconv.Atoi(n.Attr("ref"))
	if err != nil || i < 0 || i >= len(c.texts) {
		c.diags.Errorf("E0826", n.Pos, "<text> cannot be used in a template: write a record's text as {{.Text}}")
		return
	}
	t := c.resolve(c.texts[i])
	if pos := c.texts[i].Pos; pos.IsValid() && len(t.inlines) > 0 && !r.told() {
		r.pos = t.inlines[0].Pos
	}
	if t.missing && !r.missing && len(t.inlines) > 0 { // the words before it, such as who proposes it, are translated
		mark := c.untranslated(t.inlines[0].Pos)
		mark.Mark = like.Mark
		r.insert(mark)
	}
	for _, x := range t.inlines {
		if c.texts[i].around != nil {
			x.Pos = n.Pos
		}
		x.Mark ^= like.Mark & doc.Em
		x.Mark |= like.Mark &^ doc.Em
		if x.Link == nil {
			x.Link = like.Link
		}
		r.inlines = append(r.inlines, x)
	}
	if c.texts[i].around == nil {
		c.confirmedLater(spoken(t.inlines), t.lang, c.texts[i].Pos)
	}
	if t.missing || t.only {
		r.lang = t.lang
	}
	r.missing, r.only, r.changed = r.missing || t.missing, r.only || t.only, r.changed || t.changed
	if t.stale != "" {
		r.stale = t.stale
	}
}

// openers are signs that belong to the words after them.
const openers = "“„«‘([¿¡\"\u00a0\u202f"

// insert adds a mark before the words that follow, with the brackets and quotation marks that belong to them.
func (r *reading) insert(mark doc.Inline) {
	k := len(r.inlines)
	for k > 0 && strings.Trim(r.inlines[k-1].Text, openers) == "" && r.inlines[k-1].Note == nil {
		k--
	}
	if k > 0 && r.inlines[k-1].Note == nil {
		if before := strings.TrimRight(r.inlines[k-1].Text, openers); before != r.inlines[k-1].Text && strings.HasSuffix(before, " ") {
			rest := r.inlines[k-1]
			r.inlines[k-1].Text, rest.Text = before, rest.Text[len(before):]
			r.inlines = slices.Insert(r.inlines, k, rest)
		}
	}
	r.inlines = slices.Insert(r.inlines, k, mark)
}

// told reports whether a record's text is already in the reading.
func (r *reading) told() bool {
	for _, i := range r.inlines {
		if i.Pos != r.pos && i.Text != " " {
			return true
		}
	}
	return false
}

// templateNote adds a note written in a template: a reservation, or a note of the template's own.
func (c *column) templateNote(n *template.Node, with doc.Inline, r *reading) {
	note := &doc.Note{ID: n.Attr("id"), Kind: doc.Foot, Lang: c.l.Tag, Pos: n.Pos}
	switch kind, own := n.Attr("kind"), n.Attr("mark"); {
	case kind == "reservation": // its mark is added with its changes
	case own != "":
		c.ownMark(note, kind, own)
	case kind == "end":
		c.endnote(note)
	default:
		c.footnote(note)
	}
	if note.ID == "" {
		note.ID = c.id(n, "")
	}
	change := c.reserved[note.ID]
	if len(c.langs) > 1 {
		note.ID += "." + c.l.Tag
	}
	in := c.read(n.Children, n.Pos)
	note.Inlines, note.Pos = in.inlines, in.pos
	if n.Attr("kind") == "reservation" {
		c.reserve(note, change, with, r)
		return
	}
	with.Text, with.Mark, with.Note = note.Mark, with.Mark|doc.Sup, note
	r.inlines = append(r.inlines, with)
}

// ownMark gives a note the mark that the template has chosen for it.
func (c *column) ownMark(note *doc.Note, kind, mark string) {
	if note.Mark = mark; !c.use(mark) {
		c.diags.Errorf("E0917", note.Pos, "the mark %q is already that of another note", mark).
			Hint("choose another mark, or leave it out: the notes are then counted")
	}
	if c.atFootOrEnd(note); kind == "end" && note.Kind != doc.End {
		note.Kind, c.ends = doc.End, append(c.ends, note)
	}
}

// spoken returns the text of inlines without the marks of notes.
func spoken(in []doc.Inline) string {
	if len(in) == 1 && in[0].Note == nil {
		return in[0].Text
	}
	var b strings.Builder
	for _, i := range in {
		if i.Note == nil {
			b.WriteString(i.Text)
		}
	}
	return b.String()
}

// tidy joins runs with the same look, removes double spaces, and trims the ends. The result is at the place of in.
func tidy(in []doc.Inline) []doc.Inline {
	out := in[:0]
	space := true // the run before ends with a space, or there is none
	for _, i := range in {
		if space && i.Note == nil {
			i.Text = strings.TrimLeft(i.Text, " ")
		}
		if i.Text == "" {
			continue
		}
		space = strings.HasSuffix(i.Text, " ") || i.Mark&doc.Break != 0
		if k := len(out) - 1; k >= 0 && i.Note == nil && out[k].Note == nil && out[k].Mark == i.Mark && out[k].Lang == i.Lang &&
			out[k].Link == i.Link &&
			out[k].Pos == i.Pos &&
			i.Mark&doc.Break == 0 {
			out[k].Text += i.Text
			continue
		}
		out = append(out, i)
	}
	for len(out) > 0 {
		k := len(out) - 1
		if out[k].Note != nil {
			break
		}
		if out[k].Text = strings.TrimRight(out[k].Text, " \n"); out[k].Text != "" {
			break
		}
		out = out[:k]
	}
	return out
}

func (c *column) table(n *template.Node, within string) doc.Block {
	t := &doc.Table{ID: c.id(n, within), Lang: c.lang(n), Role: n.Attr("class"), Pos: n.Pos}
	for _, f := range strings.Fields(n.Attr("widths")) {
		w, err := strconv.ParseFloat(f, 64)
		if err != nil || w <= 0 {
			c.diags.Errorf("E0915", n.Pos, "%q is not a column width", f).Hint("write numbers: widths=\"1 3 2\"")
			continue
		}
		t.Widths = append(t.Widths, w)
	}
	var aligns []doc.Align
	for _, a := range strings.Fields(n.Attr("aligns")) {
		if doc.Aligns[a] == "" {
			c.diags.Errorf("E0915", n.Pos, "%q is not the alignment of a column", a).
				Hint("write left, center or right: aligns=\"left right\"")
		}
		aligns = append(aligns, doc.Aligns[a])
	}
	for _, part := range n.Children {
		if part.Name == "caption" {
			t.Caption = c.read(part.Children, part.Pos).inlines
			continue
		}
		for _, tr := range part.Children {
			row := &doc.Row{}
			at := 0
			for _, td := range tr.Children {
				span, _ := strconv.Atoi(td.Attr("colspan"))
				cell := &doc.Cell{Header: td.Name == "th", Scope: td.Attr("scope"), Span: span, Lang: c.lang(td)}
				if cell.Header && cell.Scope == "" {
					cell.Scope = "row"
					if part.Name == "thead" {
						cell.Scope = "col"
					}
				}
				if at < len(aligns) {
					cell.Align = aligns[at]
				}
				at += max(span, 1)
				cell.Blocks = c.blocks(td.Children, t.ID)
				row.Cells = append(row.Cells, cell)
			}
			if part.Name == "thead" {
				t.Head = append(t.Head, row)
			} else {
				t.Rows = append(t.Rows, row)
			}
		}
	}
	c.flag(t, n, reading{})
	if len(t.Rows) == 0 {
		return nil
	}
	if len(t.Widths) == 0 {
		room := wholeLine
		if len(c.langs) > 1 {
			room = besides
		}
		t.Widths = needs(t, room)
	}
	return t
}
