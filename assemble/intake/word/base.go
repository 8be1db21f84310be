package word

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/redline"
)

// The kinds of units.
const (
	ofTitle      = "title"
	ofSection    = "heading"
	ofPreambular = doc.Preambular
	ofOperative  = doc.Operative
	ofSub        = "sub-paragraph"
)

// A unit is one text of the draft as it was sent out: a paragraph, a sub-paragraph, a heading or the title.
type unit struct {
	id, code string
	is       string // one of the constants above
	section  string // id of the section; empty in the preamble
	parent   *unit  // for a sub-paragraph: the paragraph or sub-paragraph that contains it
	of       *plan.Paragraph
	wordings []*wording // by column
	nth      int        // position in the draft
	number   string     // number by which people cite it
}

// A wording is the text of a unit in one language.
type wording struct {
	printed string        // words on paper, with a sign for each mark of a note
	label   string        // marker before the words
	source  string        // words in the records, with markup and without open proposals
	notes   []string      // ids of the notes; "" for one that the records do not have
	words   []string      // words of these notes
	marks   []string      // marks of these notes, as they are printed
	besides []reservation // on it: their notes and marks are no part of the text
	missing bool          // not translated
	present string        // words in the records that have changed since the draft was issued; otherwise empty
	of      input.Text    // the text in the records
	tokens  []diff.Token  // of printed
	lexicon *diff.Lexicon // of the language
	endings []string      // endings of paragraphs in the language
}

// A reservation is what is printed of one: the words of its note, and its mark.
type reservation struct{ words, mark string }

// A base is the draft from which a file was made.
type base struct {
	langs     []string
	revision  *input.Revision // nil: the paper lists no revision
	symbol    string
	units     []*unit
	byCode    map[string]*unit
	byID      map[string]*unit
	furniture map[string]bool // other words on the paper, by their keys
	exact     bool            // the file states that it was made from exactly these words
}

// noteSign is the sign for the nth mark of a note in a text (from 0), newSign the sign for a note that somebody added.
func noteSign(n int) string { return string(rune(0xE100 + n)) }
func newSign(n int) string  { return string(rune(0xE200 + n)) }

// isSign reports whether a character is such a sign.
func isSign(r rune) bool { return r >= 0xE100 && r < 0xE300 }

// base finds the draft from which a file was made: the revision that it names, as issued or, if it was not issued, as composed from the
// records.
func (im *Import) base(f *readdocx.File) (*base, error) {
	id := f.Properties[doc.PropertyPaper]
	symbol := f.Properties[doc.PropertySymbol]
	if id == "" && im.Revision == "" {
		symbol = im.symbolIn(f)
	}
	if id == "" && im.Revision == "" && symbol == "" {
		return nil, fmt.Errorf("it does not say which paper it was made from: name the revision with --base, as in --base 3")
	}
	if id == "" {
		if p := im.Work.Draft(); p != nil {
			id = p.Paper.ID.String
		}
	}
	p, sort := im.Work.Plan.Papers[id], im.Work.Papers.Find(id)
	switch {
	case p == nil || sort == nil:
		return nil, fmt.Errorf("it was made from the paper %q, which the term does not have", id)
	case sort.Content != paper.Draft:
		return nil, im.otherPaper(id, f)
	case f.Properties[doc.PropertyView] != "":
		return nil, fmt.Errorf("it is the %s of %q, which shows what is already recorded: edit the paper itself",
			f.Properties[doc.PropertyView], id)
	}
	b := &base{langs: strings.Fields(f.Properties[doc.PropertyLangs])}
	if len(b.langs) == 0 {
		b.langs = im.Work.Tags()
	}
	if name := cmp.Or(im.Revision, symbol); name != "" {
		r, err := redline.FindRevision(p, name)
		if err != nil {
			return nil, err
		}
		b.revision, b.symbol = r, merge.Symbol(p.Paper, r)
	}
	if err := im.compose(b, p, sort, f.Properties[doc.PropertyTranscript]); err != nil {
		return nil, err
	}
	return b, nil
}

// symbolIn returns the symbol of the revision that a file without properties names: in its identifier, or in its words.
func (im *Import) symbolIn(f *readdocx.File) string {
	p := im.Work.Draft()
	if p == nil {
		return ""
	}
	text := f.Identifier + "\n"
	for _, x := range f.Blocks {
		for _, p := range readdocx.ParagraphsOf(x) {
			text += (readdocx.Line{Pieces: p.Pieces}).Text() + "\n"
		}
	}
	found := ""
	for _, r := range p.Paper.Revisions {
		if s := merge.Symbol(p.Paper, r); len(s) > len(found) && strings.Contains(text, s) {
			found = s
		}
	}
	return found
}

// compose makes the units of the base.
func (im *Import) compose(b *base, p *plan.Paper, sort *paper.Paper, transcript string) error {
	var ls []*locale.Locale
	for _, tag := range b.langs {
		l := im.Work.Locales.Locale(tag)
		if l == nil {
			return fmt.Errorf("it is in the language %q, for which there are no labels", tag)
		}
		ls = append(ls, l)
	}
	t := im.Work.Templates.Lookup(sort.Template)
	point := p.Point
	if b.revision != nil {
		point = merge.PointOf(im.Work.Records, b.revision)
	}
	made := func(r *input.Records) (*plan.Plan, *doc.Document) {
		at := merge.Plan(r, point, im.Work.Locales, new(diag.List))
		opts := compose.Options{Notes: im.Work.Notes(), Texts: redline.IssuedTexts(im.Work, at.Papers[sort.ID])}
		return at, compose.Document(at, t, sort.ID, ls, im.Work.Locales, opts, new(diag.List))
	}
	at, d := made(im.Work.Records)
	same := func(d *doc.Document) bool {
		return d != nil && transcript != "" && doc.Sum(compose.TranscriptJSON(d)) == transcript
	}
	for _, all := range []bool{false, true} { // what was imported later is not part of the paper that was sent out
		if same(d) {
			break
		}
		if without := im.without(all); without != nil {
			if a, x := made(without); x != nil {
				at, d = a, x
			}
		}
	}
	if d == nil {
		return fmt.Errorf("the draft of %s cannot be made: omnibus check says why", cmp.Or(b.symbol, sort.ID))
	}
	b.exact = same(d)
	b.take(im, at, d)
	if rec := record.BySymbol(im.Work.Issued, b.symbol); rec != nil && b.symbol != "" {
		im.issued(b, rec, at, ls, sort)
	}
	return nil
}

// without returns the records without the proposals and the reservations that imports have added for the meeting (or for any, if all is
// set), or nil if there are none.
func (im *Import) without(all bool) *input.Records {
	r, changed := *im.Work.Records, false
	r.Proposals, r.ByID = nil, maps.Clone(r.ByID)
	for _, x := range im.Work.Records.Proposals {
		if im.imported(x, all) {
			changed = true
			continue
		}
		later := func(v *input.Reservation) bool {
			return v.ID.String == reservationID(v.Delegation.String, x.ID.String) && (all || v.From.String == im.Meeting)
		}
		if slices.ContainsFunc(x.Reservations, later) {
			y := *x
			y.Reservations = slices.DeleteFunc(slices.Clone(x.Reservations), later)
			x, changed, r.ByID[x.ID.String] = &y, true, &y
		}
		r.Proposals = append(r.Proposals, x)
	}
	if !changed {
		return nil
	}
	return &r
}

// imported reports whether an import added a proposal for the meeting (or for any meeting, if all is set).
func (im *Import) imported(x *input.Proposal, all bool) bool {
	if !x.ID.Pos.IsValid() {
		return false
	}
	from, meeting, ok := strings.Cut(strings.TrimSuffix(path.Base(x.ID.Pos.File.Name), ".yaml"), ".")
	return ok && im.party(from) && x.From.String == meeting && (all || meeting == im.Meeting)
}

// involved returns the keys of those who may have edited the file.
func (im *Import) involved() map[string]bool {
	out := map[string]bool{im.From: true}
	for _, key := range im.Authors {
		out[key] = true
	}
	return out
}

// take reads the units from a document, and their words in the records from its plan.
func (b *base) take(im *Import, at *plan.Plan, d *doc.Document) {
	b.byCode, b.byID, b.furniture = map[string]*unit{}, map[string]*unit{}, map[string]bool{}
	codes := d.Codes()
	w := &walker{b: b, im: im, plan: at, doc: d}
	w.blocks(d.Blocks, "", "", nil)
	lexicons, ends := make([]*diff.Lexicon, len(b.langs)), make([][]string, len(b.langs))
	for k, lang := range b.langs {
		l := im.Work.Locales.Locale(lang)
		lexicons[k], ends[k] = l.Lexicon(), endingsOf(im.Work.Locales, l)
	}
	for i, u := range b.units {
		u.nth, u.code = i, codes[u.id]
		b.byCode[u.code], b.byID[u.id] = u, u
		for k, s := range u.wordings {
			s.lexicon, s.endings = lexicons[k], ends[k]
			s.tokens = s.lexicon.Split(s.plain())
		}
	}
}

// A walker makes units of the blocks of a document.
type walker struct {
	b     *base
	im    *Import
	plan  *plan.Plan
	doc   *doc.Document
	texts map[string]known // by id of the paragraph or sub-paragraph
}

type known struct {
	text  input.Text
	notes []*input.ProseNote
	of    *plan.Paragraph
}

// known returns the text of a paragraph or sub-paragraph.
func (w *walker) known(id string) known {
	if w.texts == nil {
		w.texts = map[string]known{}
		for _, p := range w.plan.Draft.Paragraphs() {
			w.texts[p.ID] = known{p.Text, p.Notes, p}
			var subs func(in []*plan.SubParagraph)
			subs = func(in []*plan.SubParagraph) {
				for _, s := range in {
					w.texts[s.ID] = known{s.Text, p.Notes, p}
					subs(s.Sub)
				}
			}
			subs(p.Sub)
		}
	}
	return w.texts[id]
}

// blocks reads blocks. section is the id of the section that contains them. If it equals heading, the heading of the section is not yet
// read.
func (w *walker) blocks(blocks []doc.Block, section, heading string, parent *unit) {
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.Section:
			w.blocks(x.Blocks, x.ID, x.ID, parent)
		case *doc.List:
			if !x.OfDraft() {
				for _, it := range x.Items {
					w.blocks(it.Blocks, section, "", parent)
				}
				continue
			}
			for _, it := range x.Items {
				w.item(x, it, section, parent)
			}
		default:
			columns := []doc.Block{x}
			if p, ok := x.(*doc.Pair); ok {
				columns = p.Columns
			}
			switch c := columns[0].(type) {
			case *doc.Heading:
				if s := w.section(heading); s != nil {
					w.unit(&unit{id: heading, is: ofSection, section: heading}, columns, nil, known{text: s.Title})
					heading = ""
					continue
				}
			case *doc.Paragraph:
				if p := w.plan.Papers[w.doc.Paper]; c.Role == "title" && p != nil {
					w.unit(&unit{id: w.doc.Paper, is: ofTitle}, columns, nil, known{text: p.Paper.Title})
					continue
				}
			}
			w.furniture(columns)
		}
	}
}

func (w *walker) section(id string) *input.DraftSection {
	for _, s := range w.plan.Records.Term.Sections {
		if s.ID.String == id {
			return s
		}
	}
	return nil
}

// item reads an item of a list, and the items below it, as units.
func (w *walker) item(l *doc.List, it *doc.Item, section string, parent *unit) {
	u := &unit{id: it.ID, is: l.Role, section: section, parent: parent}
	if l.Role == doc.SubParagraphs {
		u.is = ofSub
	}
	if u.is == ofPreambular {
		u.section = ""
	}
	if len(it.Blocks) == 0 {
		return
	}
	columns := []doc.Block{it.Blocks[0]}
	if p, ok := it.Blocks[0].(*doc.Pair); ok {
		columns = p.Columns
	}
	w.unit(u, columns, it.Labels, w.known(it.ID))
	w.blocks(it.Blocks[1:], section, "", u)
}

// unit adds a unit with the texts of its columns.
func (w *walker) unit(u *unit, columns []doc.Block, labels []string, k known) {
	u.of = k.of
	if len(labels) > 0 {
		u.number = strings.TrimSuffix(labels[0], ".")
	}
	stands := k.text
	if stands.Open != nil {
		stands = stands.Open.Standing
	}
	for i, c := range columns {
		s := &wording{of: stands}
		tr := w.im.Work.Locales.Lookup(stands, w.b.langs[min(i, len(w.b.langs)-1)])
		s.source, s.missing = tr.Text.String, tr.Missing() && strings.TrimSpace(stands.String) != ""
		if len(labels) > 0 {
			s.label = labels[min(i, len(labels)-1)]
		}
		s.printed = w.printed(c, s, k)
		u.wordings = append(u.wordings, s)
	}
	w.b.units = append(w.b.units, u)
}

// printed returns the words of a block, with signs for the marks of notes, and adds its notes to the wording.
func (w *walker) printed(c doc.Block, s *wording, k known) string {
	var inlines []doc.Inline
	var b strings.Builder
	switch c := c.(type) {
	case *doc.Paragraph:
		inlines = c.Inlines
		if c.Stale != "" {
			b.WriteString(c.Stale + " ")
		}
	case *doc.Heading:
		inlines = c.Inlines
		if c.Label != "" {
			b.WriteString(c.Label + " ")
		}
	}
	for _, in := range inlines {
		if in.Note == nil {
			b.WriteString(in.Text)
			continue
		}
		id := ""
		for _, n := range k.notes {
			if in.Note.ID == n.ID.String || strings.HasPrefix(in.Note.ID, n.ID.String+".") {
				id = n.ID.String
			}
		}
		words := ""
		for _, x := range in.Note.Inlines {
			words += x.Text
		}
		if id == "" && w.reserved(in.Note.ID) {
			s.besides = append(s.besides, reservation{readdocx.Plain(words), in.Note.Mark})
			continue
		}
		b.WriteString(noteSign(len(s.notes)))
		s.notes, s.words, s.marks = append(s.notes, id), append(s.words, readdocx.Plain(words)), append(s.marks, in.Note.Mark)
	}
	return readdocx.Plain(b.String())
}

// reserved reports whether a note is that on a reservation.
func (w *walker) reserved(note string) bool {
	id, _, _ := strings.Cut(note, ".")
	_, ok := w.im.Work.Records.ByID[id].(*input.Reservation)
	return ok
}

// furniture records the words of blocks that are not units.
func (w *walker) furniture(columns []doc.Block) {
	add := func(in []doc.Inline, before string) {
		words := before
		for _, i := range in {
			if i.Note == nil {
				words += i.Text
			}
		}
		w.b.furniture[lineKey(words)] = true
	}
	for _, c := range columns {
		switch c := c.(type) {
		case *doc.Paragraph:
			before := ""
			if c.Stale != "" {
				before = c.Stale + " "
			}
			add(c.Inlines, before)
		case *doc.Heading:
			before := ""
			if c.Label != "" {
				before = c.Label + " "
			}
			add(c.Inlines, before)
		case *doc.Masthead:
			for _, l := range slices.Concat(c.Left, c.Right) {
				add(l, "")
			}
		case *doc.Contents:
			add(c.Title, "")
		case *doc.Table:
			for _, r := range slices.Concat(c.Head, c.Rows) {
				for _, cell := range r.Cells {
					w.furniture(cell.Blocks)
				}
			}
			add(c.Caption, "")
		}
	}
	for _, name := range w.doc.Words.Language {
		w.b.furniture[lineKey(name)] = true
	}
}

// lineKey returns a line without what programs change in it: the kind of its spaces, and the shape of its quotation marks.
func lineKey(line string) string { return sameSigns.Replace(readdocx.Plain(line)) }

var sameSigns = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "“", "\"", "”", "\"", "„", "\"", "«", "\"", "»", "\"", "’", "'", "‘", "'")

// prints reports whether the paper has a line that is not a text of the draft.
func (b *base) prints(line string) bool { return b.furniture[lineKey(line)] }

// issued replaces the words of the units by those of the issued record if the records have changed since.
func (im *Import) issued(b *base, rec *record.Issued, at *plan.Plan, ls []*locale.Locale, sort *paper.Paper) {
	now := compose.Content(at, sort.ID, b.langs, im.Work.Locales)
	texts := map[string]map[string]string{}
	var index func(in []*plan.Passage)
	index = func(in []*plan.Passage) {
		for _, p := range in {
			texts[p.ID] = p.Texts
			index(p.Sub)
		}
	}
	index(now.Passages)
	index(now.Sections)
	var walk func(in []record.Paragraph)
	walk = func(in []record.Paragraph) {
		for _, p := range in {
			u := b.byID[p.ID]
			changed := false
			for lang, was := range p.Text {
				is, ok := texts[p.ID][lang]
				changed = changed || ok && is != was
			}
			if u != nil && changed {
				b.exact = false
				im.note("%s: the records have changed since it was issued; the file is compared with what was issued",
					im.name(u))
				for k, lang := range b.langs {
					if was, ok := p.Text[lang]; ok && k < len(u.wordings) {
						s := u.wordings[k]
						if !s.missing && s.source != was {
							s.present = s.source
						}
						s.source, s.printed, s.missing = was, im.plainOf(b, was, lang), false
						s.tokens = s.lexicon.Split(s.plain())
					}
				}
			}
			walk(p.Sub)
		}
	}
	walk(rec.Paragraphs)
	walk(rec.Sections)
}

// plainOf returns the words of a text of an issued record as they were printed, with signs for the marks of notes.
func (im *Import) plainOf(b *base, s, lang string) string {
	var out strings.Builder
	notes := 0
	for _, p := range input.Pieces(s) {
		switch p.Kind {
		case "":
			out.WriteString(p.Text)
		case "note":
			out.WriteString(noteSign(notes))
			notes++
		case "ref":
			if u := b.byID[p.Mark.Value]; u != nil {
				out.WriteString(u.number)
			}
		case "name", "acronym":
			if g := im.Work.Records.Glossary; g != nil && g.ByKey[p.Mark.Value] != nil {
				if form := g.ByKey[p.Mark.Value].Forms[lang]; form != nil {
					word := form.Name.String
					if p.Kind == "acronym" {
						word = cmp.Or(form.Acronym.String, word)
					}
					out.WriteString(word)
				}
			}
		}
	}
	return readdocx.Plain(out.String())
}
