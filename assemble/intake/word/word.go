// Package word imports the draft that a delegation has edited in a word processor, as proposals. It compares the file with the draft that
// was sent out, by the codes of its paragraphs, and turns the differences into the smallest amendments. It keeps the full words of what
// cannot be placed, and accounts for every change in the file.
package word

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/locale"
	readdocx "omnibus/assemble/read/docx"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// An Import imports one file.
type Import struct {
	Work          *work.Work // merged
	Src           *work.Sources
	Line          work.Line         // runs the edited sources up to a stage
	Locale        string            // name of the folder of the author's locale files, for messages
	From          string            // who sent the file: a key of the glossary, or the chair
	Meeting       string            // meeting to which the proposals are submitted
	Lang          string            // language of the receipt; empty: the first of the term
	Revision      string            // revision from which the file was made; empty: as the file says
	Authors       map[string]string // keys of the authors of changes, by their names in the file
	Date          string            // date of the proposals; empty: the dates in the file
	AcceptMissing bool              // propose to delete the paragraphs that are no longer in the file
	New           string            // section of the new paragraphs of a text that was not made from the draft

	file     *source.File
	lang1    *locale.Locale // language of the receipt
	base1    *base
	diags    *diag.List
	receipt  *Receipt
	names    map[string]string // keys of authors, by their names in the glossary
	paper    *saying.Paper     // knows the names of those who may speak
	edits    map[editKey]*edit
	added    []*addition
	moves    []*Proposal
	drops    []*Proposal
	queries  *intake.Queries
	cells    *free                         // reads what the cells of a draft say about its paragraphs
	starts   []string                      // words with which remarks begin
	aloud    map[string]bool               // places with such words
	spanned  map[*readdocx.Comment][]*unit // what comments are about
	seen     map[*readdocx.Paragraph]bool
	taken    map[string]bool // ids in use
	errorsAt int             // number of errors in the records before the import
}

// A Receipt is the result of an import. Files contains the changed files with their new content.
type Receipt struct {
	Proposals []*Proposal
	Same      int // number of proposals that are already recorded
	Formal    int // number of rows in which only formatting, spaces, quotation marks or numbers were changed
	Notes     []string
	Rest      []Rest
	Remarks   []Remark
	Ledger    Ledger
	Files     []*source.File
	Lang      *locale.Locale
}

// A Rest is something that could not be placed, with all its words.
type Rest struct{ Place, Why, Words, Near string }

// A Ledger accounts for every change, comment and other thing in a file.
type Ledger struct {
	Found, Taken, Formal, Refused int
	Comments, Others              int
}

// In returns the sums as a sentence in a language.
func (l Ledger) In(lang *locale.Locale) string {
	n := func(key string, n int) string { return lang.N("receipt."+key, n, nil) }
	return lang.T("receipt.ledger", map[string]any{"Changes": n("changes", l.Found), "Taken": l.Taken, "Formal": l.Formal,
		"Refused": l.Refused, "Comments": n("comments", l.Comments), "Others": n("things", l.Others)})
}

// Run compares the file with the draft from which it was made. The error is about the file as a whole.
func (im *Import) Run(f *source.File, diags *diag.List) (*Receipt, error) {
	im.file, im.diags, im.receipt = f, diags, &Receipt{}
	im.edits, im.seen, im.taken = map[editKey]*edit{}, map[*readdocx.Paragraph]bool{}, map[string]bool{}
	im.added, im.moves, im.drops, im.queries = nil, nil, nil, &intake.Queries{Work: im.Work}
	im.errorsAt = im.Work.Diags.Counts().Errors
	if err := door.Check(door.Word, f); err != nil {
		return nil, err
	}
	if err := im.able(); err != nil {
		return nil, err
	}
	lang := cmp.Or(im.Lang, im.Work.Records.Term.Languages[0].String)
	if im.lang1 = im.Work.Locales.Locale(lang); im.lang1 == nil {
		return nil, diag.Usagef("there are no labels in the language %q: the languages are %s", lang,
			strings.Join(im.Work.Locales.Languages(), ", "))
	}
	im.receipt.Lang = im.lang1
	passages, back, foreign, err := im.foreign(f.Bytes)
	if err == nil && !foreign && back == nil {
		back, err = readdocx.Read(f.Bytes)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	if back.Strikes() {
		im.note("words that are struck through were read as deleted")
	}
	if foreign {
		return im.runFree(passages, back)
	}
	if im.base1, err = im.base(back); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	if err := im.authors(back); err != nil {
		return nil, err
	}
	if err := im.prepareCells(); err != nil {
		return nil, err
	}
	if !im.base1.exact {
		im.note("the file was not made from the text that the records now produce for %s; it is compared with that text",
			cmp.Or(im.base1.symbol, im.sentence("the draft")))
	}
	im.match(back)
	im.propose()
	if err := im.account(back); err != nil {
		return nil, err
	}
	if len(im.receipt.Proposals)+len(im.receipt.Rest)+len(im.receipt.Remarks) == 0 {
		return im.receipt, nil
	}
	im.release()
	return im.receipt, im.write()
}

// release lets go of the draft and of the file, which are large, before the records are read again.
func (im *Import) release() {
	im.base1, im.edits, im.added, im.moves, im.drops, im.seen, im.cells = nil, nil, nil, nil, nil, nil, nil
	for _, p := range im.receipt.Proposals {
		p.unit = nil
	}
}

// able returns an error if a requested meeting or author is unknown.
func (im *Import) able() error {
	if im.Work.Records.Term == nil {
		return errors.New("the term cannot be read: omnibus check says why")
	}
	if _, ok := im.Work.Records.ByID[im.Meeting].(*input.Meeting); !ok && im.Meeting != input.End {
		var known []string
		for _, m := range im.Work.Records.Meetings {
			known = append(known, m.ID.String)
		}
		return fmt.Errorf("--meeting names the meeting to which the proposals are submitted; there is no meeting %q: there are %s and %s",
			im.Meeting, strings.Join(known, ", "), input.End)
	}
	for key := range im.involved() {
		if !im.party(key) {
			return fmt.Errorf("there is no author %q: authors are chair, or keys of input/glossary.yaml", key)
		}
	}
	return nil
}

// party reports whether a key is that of somebody who can make proposals.
func (im *Import) party(key string) bool {
	t, g := im.Work.Records.Term, im.Work.Records.Glossary
	return key == "chair" || t.Chair != nil && t.Chair.ID.String == key || g != nil && g.ByKey[key] != nil
}

func (im *Import) note(format string, args ...any) {
	im.noted(im.sentence(format, args...))
}

// noted adds a note, once.
func (im *Import) noted(s string) {
	if !slices.Contains(im.receipt.Notes, s) {
		im.receipt.Notes = append(im.receipt.Notes, s)
	}
}

// rest records something that cannot be placed.
func (im *Import) rest(place, why, words, near string) {
	im.receipt.Rest = append(im.receipt.Rest, Rest{place, why, words, near})
}

// nameless contains the names that programs give to authors whose names are unknown or were removed.
var nameless = []string{"", "author", "unknown author", "unknown", "user", "microsoft office user"}

// authors finds the authors of the changes in the file. A single unknown author is the sender; if there are several, it returns an error.
func (im *Import) authors(f *readdocx.File) error {
	im.knowNames()
	unknown, unnamed := map[string]bool{}, false
	for _, m := range f.Marks {
		switch {
		case m.Kind == readdocx.Looks || im.keyOf(m.Author) != "":
		case slices.Contains(nameless, strings.ToLower(m.Author)):
			unnamed = unnamed || m.Of != readdocx.Struck
		default:
			unknown[m.Author] = true
		}
	}
	list := slices.Sorted(maps.Keys(unknown))
	if len(list) < 2 {
		for _, name := range list {
			im.note("the changes of %s are read as those of %s; if they are of others: --author %q", name, im.From, name+"=KEY")
		}
		if unnamed {
			im.note("the changes without the name of a person are read as those of %s", im.From)
		}
		return nil
	}
	return fmt.Errorf("the changes in %s were made by %s: say for whom each made them, as in --author %q", im.file.Name,
		strings.Join(list, ", "),
		list[0]+"="+im.From)
}

// knowNames finds the names of those who can make proposals.
func (im *Import) knowNames() {
	im.names = map[string]string{}
	if g := im.Work.Records.Glossary; g != nil {
		for _, e := range g.Entries {
			for _, form := range e.Forms {
				im.names[strings.ToLower(form.Name.String)] = e.ID.String
			}
		}
	}
	for _, l := range im.Work.Langs {
		im.names[strings.ToLower(l.T("draft.author-chair", nil))] = "chair"
	}
	im.speakers()
}

// speakers gives the paper the names of those who may speak.
func (im *Import) speakers() {
	im.paper = saying.NewPaper(im.Work.Locales, im.Work.Locales.Languages())
	for name, key := range im.names {
		if key == "chair" {
			im.paper.Name(name, key)
		}
	}
	g := im.Work.Records.Glossary
	if g == nil {
		return
	}
	for _, e := range g.Entries {
		if !im.speaks(e.ID.String) {
			continue
		}
		im.paper.Name(e.ID.String, e.ID.String)
		for _, form := range e.Forms {
			im.paper.Name(form.Name.String, e.ID.String)
			im.paper.Name(form.Acronym.String, e.ID.String)
			im.paper.Near = append(im.paper.Near, form.Name.String)
		}
	}
	slices.Sort(im.paper.Near)
}

// speaks reports whether a key of the glossary is that of somebody who speaks.
func (im *Import) speaks(key string) bool {
	g := im.Work.Records.Glossary
	return im.party(key) && !(g != nil && g.ByKey[key] != nil && slices.Contains(saying.Nobody, g.ByKey[key].Class))
}

// keyOf returns the key of an author by the name in a file, or "" if it is unknown.
func (im *Import) keyOf(name string) string {
	if key := im.Authors[name]; key != "" {
		return key
	}
	return im.names[strings.ToLower(name)]
}

// key returns the key of an author or, if it is unknown, that of the sender.
func (im *Import) key(name string) string { return cmp.Or(im.keyOf(name), im.From) }

// account returns an error unless every change and every text of the file is imported, only a matter of formatting, or reported.
func (im *Import) account(f *readdocx.File) error {
	l := &im.receipt.Ledger
	for _, m := range f.Marks {
		if m.Fate == readdocx.Unseen && m.Kind == readdocx.Looks {
			m.Fate = readdocx.Formal
		}
		l.Found++
		switch m.Fate {
		case readdocx.Taken, readdocx.Resolved:
			l.Taken++
		case readdocx.Formal:
			l.Formal++
		case readdocx.Refused:
			l.Refused++
		default:
			if strings.TrimSpace(m.Words) == "" { // a change without words: of an empty paragraph, or of the end of a cell
				m.Fate = readdocx.Formal
				l.Formal++
				continue
			}
			m.Fate = readdocx.Refused
			l.Refused++
			im.rest(m.Place, im.sentence("%s that is not in a text of the draft", im.lang1.T(kindLabels[m.Kind], nil)), m.Words, "")
		}
	}
	for _, c := range f.Comments {
		l.Comments++
		if c.Fate == readdocx.Unseen {
			im.rest(c.Place, im.commentOf(c), c.Text, "")
		}
	}
	emblem := im.Work.Records.Body.Emblem.Description
	for _, o := range f.Others {
		if o.Of != "" && slices.ContainsFunc(im.base1.langs, func(l string) bool {
			return im.Work.Locales.Lookup(emblem, l).Text.String == o.Of
		}) {
			continue
		}
		l.Others++
		im.aboutOther(o)
	}
	if l.Found != l.Taken+l.Formal+l.Refused {
		return fmt.Errorf("only %[2]d of %[1]d changes are accounted for: nothing is written", l.Found, l.Taken+l.Formal+l.Refused)
	}
	for _, x := range f.Blocks {
		for _, p := range readdocx.ParagraphsOf(x) {
			if text := (readdocx.Line{Pieces: p.Pieces}).Text(); !im.seen[p] && text != "" {
				return fmt.Errorf("%s: the words %q are not accounted for: nothing is written", p.Place, text)
			}
		}
	}
	return nil
}

// codeIn returns the unit whose code is in a text.
func (b *base) codeIn(text string) *unit {
	for _, w := range strings.Fields(strings.ToUpper(text)) {
		if doc.IsCode(w) && b.byCode[w] != nil {
			return b.byCode[w]
		}
	}
	return nil
}
