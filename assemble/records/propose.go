package records

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/redline"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Proposing makes proposals from what delegations say in a meeting. It reads lines of an e-mail, or rows of a sheet, which cite
// paragraphs by their numbers on a paper.
type Proposing struct {
	Work     *work.Work // merged, without errors
	Src      *work.Sources
	Line     work.Line
	Locale   string // folder of the author's locale files
	Folder   string // folder of the input
	Lang     string // language of the receipt; empty: the first of the term
	Revision string // revision with the numbers; empty: the last before the meeting
	Meeting  string // id of the meeting at which the proposals are made
	Author   string // author of the proposals that name none
	Date     string // date of the proposals; empty: the day of the meeting
	Original string // language of new paragraphs; empty: that of the term

	im        *Import
	page      *page
	plan      *plan.Plan
	paper     *saying.Paper
	at        map[string]int // the numbers of the lines of a text, by what the receipt calls them
	open      *newRow
	unchanged func() *newRow     // makes an amendment of the paragraph whose words the last proposal repeated
	made      map[string]*newRow // amendments of words, by paragraph and authors: further changes of the same paragraph belong to them
	shown     []shown
	places    map[*newRow]string // of new paragraphs
	lastAt    map[string]*newRow // the last new paragraph, by place
	parts     map[*newRow][]*newRow
	subs      map[*newRow]int // number of the sub-paragraphs that have been added
}

// A shown is a line that shows what a row changes.
type shown struct {
	row  *newRow
	lang string // of a change of words
	text string
}

// unreadable reports why a file that is no workbook cannot be read as a text.
func unreadable(b []byte) error {
	switch {
	case strings.HasPrefix(string(b), `{\rtf`):
		return errors.New("the file is rich text: save it as plain text in UTF-8")
	case !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0:
		return errors.New("the text is not in UTF-8: save it in this encoding")
	}
	return nil
}

// Run makes proposals from a file: from a sheet if the file is a workbook, otherwise from the lines of a text. redlines contains what shows
// the proposals.
func (p *Proposing) Run(f *source.File, diags *diag.List) (r *Receipt, redlines []string, err error) {
	if err := door.Check(door.Propose, f); err != nil {
		return nil, nil, err
	}
	if err := p.begin(f, diags); err != nil {
		return nil, nil, err
	}
	if strings.HasPrefix(string(f.Bytes), "PK") {
		err = p.sheet(f)
	} else if err = unreadable(f.Bytes); err == nil {
		p.lines(string(f.Bytes))
	}
	if err != nil {
		return nil, nil, err
	}
	p.dropKnown()
	p.letter()
	for _, x := range p.shown {
		redlines = append(redlines, x.text)
	}
	for _, n := range p.im.added {
		n.fine = true
		p.im.receipt.Changes = append(p.im.receipt.Changes, Change{Key: cmp.Or(n.id, p.page.ownerID(n)), Name: n.row.ID,
			New: kindLabel(p.im.lang, n.word), Cell: n.cell, added: n})
	}
	p.im.inWords()
	if diags.HasErrors() || len(p.im.receipt.Changes) == 0 {
		return p.im.receipt, redlines, nil
	}
	return p.im.receipt, redlines, p.im.write()
}

// begin finds the paragraphs to which the numbers refer.
func (p *Proposing) begin(f *source.File, diags *diag.List) error {
	w := p.Work
	if w.Records.Term == nil {
		return fmt.Errorf("the term cannot be read: omnibus check says why")
	}
	im := &Import{Work: w, Src: p.Src, Line: p.Line, Locale: p.Locale, Folder: p.Folder, file: f, diags: diags, receipt: &Receipt{},
		refused: map[string]bool{}, taken: map[string]bool{}, back: &matrix.Returned{}, before: w.Diags.Counts().Errors}
	p.im = im
	lang := cmp.Or(p.Lang, w.Records.Term.Languages[0].String)
	if im.lang = w.Locales.Locale(lang); im.lang == nil {
		return diag.Usagef("there are no labels in the language %q: the languages are %s", lang, strings.Join(w.Locales.Languages(), ", "))
	}
	draft := w.Draft()
	if draft == nil {
		return diag.Usagef("the term has no paper that carries the draft")
	}
	p.plan = w.PlanOf(draft.Paper.ID.String)
	revision := draft.Revision
	if p.Revision != "" {
		var err error
		if revision, err = redline.FindRevision(draft, p.Revision); err != nil {
			return err
		}
		p.plan = merge.Plan(w.Records, merge.PointOf(w.Records, revision), w.Locales, discard())
	}
	if p.Meeting == "" && revision != nil {
		at, _ := revision.At()
		p.Meeting = at.String
	}
	if m, ok := w.Records.ByID[p.Meeting].(*input.Meeting); !ok && p.Meeting != input.End {
		return merge.UnknownMeeting(w.Records, p.Meeting)
	} else if ok && p.Date == "" && !m.Date.IsZero() {
		p.Date = m.Date.String()
	}
	if _, err := date.Parse(p.Date); p.Date != "" && err != nil {
		return diag.Usagef("%q is not a date", p.Date)
	}
	im.term = Read(p.Src, w)
	im.names = newNames(im.term, p.plan, im.lang)
	im.dates = &intake.Dates{Set: w.Locales, Lang: im.lang.Tag}
	im.lookup = newLookup(im)
	for id := range w.Records.ByID {
		im.taken[id] = true
	}
	s := sheets["proposals"]
	p.page = &page{im: im, s: s, back: &matrix.ReturnedSheet{Name: f.Name}, slots: s.slots()}
	p.made, p.lastAt, p.places, p.subs = map[string]*newRow{}, map[string]*newRow{}, map[*newRow]string{}, map[*newRow]int{}
	p.number()
	p.learn()
	return nil
}

// number gives the paper the paragraphs and sub-paragraphs of the draft.
func (p *Proposing) number() {
	p.paper = saying.NewPaper(p.Work.Locales, p.im.tags())
	p.paper.Langs = p.languages()
	p.paper.LanguageName = p.im.lang.LanguageName
	add := func(kind, id string, text input.Text, parent *saying.Paragraph) *saying.Paragraph {
		number := p.im.names.speaker.Number(id)
		if number == "" || p.im.term.ByKey[id] == nil {
			return nil
		}
		if text.Open != nil {
			text = text.Open.Standing
		}
		t := &saying.Paragraph{ID: id, Kind: kind, Number: number, Parent: parent, Lang: text.Lang, Texts: map[string]string{},
			Name: p.im.lang.T("records.number-"+kind, map[string]any{"N": number})}
		for _, lang := range append(p.languages(), text.Lang) {
			if words, ok := p.textIn(text, lang); ok {
				t.Texts[lang] = words
			}
		}
		p.paper.Add(t)
		return t
	}
	var subs func(kind string, parent *saying.Paragraph, all []*plan.SubParagraph)
	subs = func(kind string, parent *saying.Paragraph, all []*plan.SubParagraph) {
		for _, s := range all {
			if t := add(kind, s.ID, s.Text, parent); t != nil {
				subs(kind, t, s.Sub)
			}
		}
	}
	for _, x := range p.plan.Draft.Paragraphs() {
		if t := add(x.Kind, x.ID, x.Text, nil); t != nil {
			subs(x.Kind, t, x.Sub)
		}
	}
}

// lines makes the records for the proposals in a text.
func (p *Proposing) lines(text string) {
	p.at = map[string]int{}
	var lines []saying.Line
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		at := p.im.lang.T("receipt.line", map[string]any{"N": i + 1})
		p.at[at] = i + 1
		lines = append(lines, saying.Line{At: at, N: i + 1, Text: line})
	}
	for _, x := range p.paper.Letter(p.Author, lines).Take(lines) {
		switch {
		case x.Said != nil:
			p.take(x.Said)
		case x.Problem != nil:
			p.problem(x.Problem)
		case x.Announced != nil:
			p.im.note("authors", "At", x.At, "Names", p.authorNames(x.Announced))
		default:
			p.left(x.Left)
		}
	}
}

// left says which lines are left out.
func (p *Proposing) left(lines []saying.Line) {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.Text)
	}
	words, first, last := strings.Join(texts, " "), lines[0], lines[len(lines)-1]
	if first == last {
		p.im.note("no-proposal", "At", first.At, "Text", words)
	} else {
		p.im.note("no-proposals", "From", first.N, "To", last.N, "Text", words)
	}
}

// refuse reports a line or a cell that cannot be imported.
func (p *Proposing) refuse(code, at, format string, args ...any) finding {
	d := p.about(code, at, format, args...)
	p.refused(at, &d)
	return d
}

// about returns a finding about a line or a cell.
func (p *Proposing) about(code, at, format string, args ...any) finding {
	var out diag.List
	said := p.im.sentence(format, args...)
	if line := p.at[at]; line > 0 {
		return finding{out.Errorf(code, p.im.file.Pos(p.im.file.LineStart(line), len(p.im.file.Line(line))), "%s", said), p.im}
	}
	return finding{out.Errorf(code, p.im.file.Pos(0, 0), "%s%s", p.im.beforeOf(at), said), p.im}
}

// plainLabel returns a label up to its first comma.
func plainLabel(l *locale.Locale, key string) string {
	s, _, _ := strings.Cut(l.T(key, nil), ",")
	return s
}

// dropKnown drops proposals that the records have already, or that an earlier line makes, and says so.
func (p *Proposing) dropKnown() {
	type first struct{ name, id string }
	seen := map[string]first{}
	drop := map[*newRow]bool{}
	p.parts = map[*newRow][]*newRow{}
	for _, n := range p.im.added {
		p.parts[n.above] = append(p.parts[n.above], n)
	}
	for _, n := range p.im.added {
		if n.above != nil {
			continue
		}
		is := first{n.row.ID, n.id}
		known, ok := seen[p.print(n)]
		if id := p.recorded(n); id != "" {
			known, ok = first{p.im.names.of(id), id}, true
			if n.parent != nil {
				known.name = is.name
			}
		}
		if ok {
			drop[n] = true
			p.im.note("known-proposal", "At", n.cell, "Name", cmp.Or(known.name, is.name), "ID", known.id)
			continue
		}
		seen[p.print(n)] = is
	}
	dropped := func(n *newRow) bool {
		for ; n != nil; n = n.above {
			if drop[n] {
				return true
			}
		}
		return false
	}
	p.im.added = slices.DeleteFunc(p.im.added, dropped)
	p.shown = slices.DeleteFunc(p.shown, func(x shown) bool { return dropped(x.row) })
}

// letter gives the sub-paragraphs of the proposals their ids, in their order.
func (p *Proposing) letter() {
	for _, n := range p.im.added {
		if n.slot.kind.Name == kindSub {
			delete(p.im.taken, n.id)
		}
	}
	at := map[*newRow]int{}
	for _, n := range p.im.added {
		if n.slot.kind.Name == kindSub {
			at[n.above]++
			n.id = p.fresh(n.above.id + "-" + letters(at[n.above]))
		}
	}
}

// print returns everything that a new row says but its id.
func (p *Proposing) print(n *newRow) string {
	var out []string
	for _, v := range n.values {
		out = append(out, v.col.ID+"="+v.value)
	}
	slices.Sort(out)
	of := ""
	if n.parent != nil {
		of = n.parent.Key
	}
	out = append(out, n.slot.kind.Name, of, p.places[n])
	for _, x := range p.parts[n] {
		out = append(out, p.print(x))
	}
	return strings.Join(out, "\n")
}

// recorded returns the id of a proposal or a reservation of the records that says the same for the same meeting, and is not withdrawn; ""
// if there is none.
func (p *Proposing) recorded(n *newRow) string {
	if n.parent != nil {
		if x, ok := p.Work.Records.ByID[n.parent.Key].(*input.Proposal); ok {
			for _, r := range x.Reservations {
				same := r.Delegation.String == n.value("delegation") && r.From.String == n.value("from")
				if same && !withdrawn(r.State.String, r.States) {
					return r.ID.String
				}
			}
		}
		return ""
	}
	for _, x := range p.Work.Records.Proposals {
		var authors []string
		for _, a := range x.Authors {
			authors = append(authors, a.String)
		}
		own := split(n.value("authors"))
		slices.Sort(authors)
		slices.Sort(own)
		if x.Base.String == n.value("base") && x.Operation.String == n.value("operation") && x.After.String == n.value("after") &&
			x.Kind.String == n.value("kind") && x.Section.String == n.value("section") && x.From.String == n.value("from") &&
			slices.Equal(authors, own) && !withdrawn(x.State.String, x.States) && p.sameWords(n, x.Text) && p.sameSubs(n, x.Paragraphs) {
			return x.ID.String
		}
	}
	return ""
}

func withdrawn(state string, states []input.StateChange) bool {
	return state == "withdrawn" || len(states) > 0 && states[len(states)-1].State.String == "withdrawn"
}

// sameWords reports whether a text has all words of a new row.
func (p *Proposing) sameWords(n *newRow, t input.Text) bool {
	for _, v := range n.values {
		if v.col.Key != "text" {
			continue
		}
		if is, ok := p.textIn(t, v.col.Lang); !ok || is != v.value {
			return false
		}
	}
	return true
}

// sameSubs reports whether a new row has the sub-paragraphs of a record. One that is only repeated to show the place of a new one does not
// count: behind a sub-paragraph that is recorded already, the place of the same one is another.
func (p *Proposing) sameSubs(n *newRow, subs []*input.SubParagraph) bool {
	repeats := func(base string, same func(t input.Text) bool) bool {
		x, ok := p.Work.Records.ByID[base].(*input.SubParagraph)
		return ok && same(x.Text)
	}
	rows := slices.DeleteFunc(slices.Clone(p.parts[n]), func(x *newRow) bool {
		return len(p.parts[x]) == 0 && repeats(x.value("base"), func(t input.Text) bool { return p.sameWords(x, t) })
	})
	subs = slices.DeleteFunc(slices.Clone(subs), func(x *input.SubParagraph) bool {
		return len(x.Paragraphs) == 0 && repeats(x.Base.String, func(t input.Text) bool {
			is, ok := p.textIn(t, x.Text.Lang)
			return ok && is == x.Text.String
		})
	})
	return slices.EqualFunc(rows, subs, func(x *newRow, sub *input.SubParagraph) bool {
		return sub.Base.String == x.value("base") && p.sameWords(x, sub.Text) && p.sameSubs(x, sub.Paragraphs)
	})
}
