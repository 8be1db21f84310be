// Package input reads the author's records: body, term, glossary, mandates, schedule, stakeholders, introduction, session
// outcomes, proposals. Every value keeps its place; nothing is derived here.
package input

import (
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/figure"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// Records contains everything in input/. Values that could not be read are absent, and have been reported.
type Records struct {
	Body         *Body
	Term         *Term
	Glossary     *Glossary
	Resolutions  []*Resolution  // in the order of mandates.yaml
	Meetings     []*Meeting     // in the order of schedule.yaml, which is chronological
	Sessions     []*Session     // thematic sessions, in the order of schedule.yaml
	Stakeholders []*Stakeholder // a tree
	Introduction *Prose
	Outcomes     []*SessionOutcome // by file name
	Proposals    []*Proposal       // by file name, then in the order of the file
	Accepted     []*Accepted
	ByID         map[string]Record // every record and sub-record, by its permanent id
	// Lost contains the files and folders (mandates.yaml, proposals) that could not be read in full, so that records may be missing.
	Lost map[string]bool

	unread map[string]bool // values that are written, but could not be read: by record and key
	other  map[string]any  // values of fields without a slot in a struct, by record and key
}

// A Record is anything with a permanent id: lower-case words and hyphens, unique over all kinds.
type Record interface{ Ident() ID }

// An ID is a permanent id with its place. Kind is the name of the kind of record ("proposal", "session").
type ID struct {
	source.Text
	Kind string
}

// Ident returns the id itself, so that a type with an embedded ID is a Record.
func (i ID) Ident() ID { return i }

// A Ref is a reference to a record by its id.
type Ref struct{ source.Text }

// A Text is a translatable text of a record, in its original language. Its id consists of the id of the record and the key of the field.
type Text struct {
	source.Text
	ID   string // op-health.text
	Lang string // BCP 47 tag of the original

	Merged *Merged // not nil: merged from several records' texts
	Open   *Open   // if not nil, open proposals on it appear in it in brackets
}

// An Open is what appears in brackets within a text: the open proposals, at the words that they change.
type Open struct {
	Standing Text // without brackets
	Whole    bool // the options are alternatives to the whole text
	Options  []Option
}

// An Option is what somebody proposes in place of a text.
type Option struct {
	By   func(lang string) string // names of its authors in a language; their keys in the language ""
	Text Text                     // empty: they retain the text
	Base Text                     // the text that they change, which may have changed since
	Drop bool                     // they delete the text; Text is empty
	// Together means that their change, and the later changes in the text on which it is based, are printed as one.
	Together bool
}

// A Merged is the origin of a merged text: separate proposals that change different words of one text. In every language, its words are
// those of the parts, merged.
type Merged struct {
	Base    Text
	Changes []Amendment
}

// Mixed reports whether a change is in a language other than that of the base, so that its translation is merged.
func (m *Merged) Mixed() bool {
	return slices.ContainsFunc(m.Changes, func(c Amendment) bool { return c.Lang != m.Base.Lang })
}

// An Amendment is a changed text. An editorial amendment needs no translation: the translation of the old text remains valid.
type Amendment struct {
	Text
	Editorial bool
}

// A DateValue is a date with its place.
type DateValue struct {
	date.Date
	Pos source.Pos
}

// A Negotiation says who holds the pen for the draft, and where open proposals appear.
type Negotiation struct {
	Holder Ref         // officer or glossary key; empty: the chair
	Open   source.Text // draft or compendium; empty: draft

	Provenance source.Text // none, words or ids; empty: words
}

// A Body is the profile of an organ of an organization: its conventions, as data. Names are in the glossary, by key.
type Body struct {
	ID         ID
	Name       Ref         // glossary key of the body itself: cam
	Organs     []Ref       // organ lines of the masthead, from the top: oas, cidi, cam
	Assembly   Ref         // glossary key of the organ that adopts resolutions: general-assembly
	Series     source.Text // OEA/Ser.W
	Emblem     Emblem
	Size       source.Text // size of the pages: letter, a4, or a name in the style sheet
	Running    source.Text // position of the symbol at the top of later pages: none, left or right; empty: the style sheet decides
	Dates      DateStyle   // how dates are written; empty fields: as each language has it
	Marks      PageMarks   // the word at the top of every page
	Symbols    SymbolStyle // how symbols are written; empty: as at the OAS
	Notes      NoteStyle   // empty fields are as in the style sheet
	Resolution ResolutionStyle
	// SessionYear is the year of session 0: year = SessionYear + N (1970 at the OAS). 0 if session and year are unrelated.
	SessionYear int
	Ranges      []SymbolRange // known first and last numbers of a year's resolutions
	Defunct     []Defunct     // abolished organs
	Addressees  []AddresseeRule
}

// An Emblem is the picture at the head of the papers. Without a file there is none.
type Emblem struct {
	File        source.Text
	Description Text
	Figure      *figure.Figure // nil if its file cannot be read
}

// A DateStyle says how the papers of a body write dates.
type DateStyle struct {
	Masthead source.Text // short: 16 diciembre 2009
	Text     source.Text // day-first: 7 November 2023
}

// PageMarks are the words at the top of every page, by the progress of a paper. None, or empty, means no word.
type PageMarks struct {
	Draft, Agreed, Final source.Text
}

// A SymbolStyle says how the symbols of a body are written. Patterns are those of symbol.Form.
type SymbolStyle struct {
	Revision, Addendum, Corrigendum source.Text // patterns of the suffixes of the symbol of a paper; empty: rev. 1, add. 1, corr. 1
	Forms                           []SymbolForm
	Partial                         bool // a form could not be read

	grammar *symbol.Grammar // grammar of the forms; nil if there is none
}

// A SymbolForm is a series of symbols.
type SymbolForm struct {
	Pattern source.Text
	Kind    source.Text   // document or resolution; empty: document
	Cited   source.Text   // pattern of its citations without the series; empty: none
	Also    []source.Text // patterns of other suffixes than revision, addendum and corrigendum
}

// A NoteStyle says how notes are marked, and where they are printed.
type NoteStyle struct {
	Form  source.Text // form of the marks: 1, 1/, [1], (1), a or i
	Place source.Text // position of a mark next to punctuation: after, before, or as usual in the language
	At    source.Text // where notes are printed: foot or end
}

// A ResolutionStyle is the layout of the resolutions of a body. Keys of endings are messages: ending.<key> in the locale files.
type ResolutionStyle struct {
	OrganLine             source.Text // capitals or italic
	LeadIn                source.Text // message key (resolves), or none
	Openers               source.Text // capitals or italic
	PreambularEach        source.Text // ending keys: semicolon, semicolon-and, semicolon-or, comma, comma-and, colon, stop, none
	PreambularPenultimate source.Text
	PreambularLast        source.Text
	OperativeEach         source.Text
	OperativePenultimate  source.Text // empty: as OperativeEach
	OperativeLast         source.Text
	OperativeVerb         source.Text   // infinitive or present
	NumberSingle          bool          // a single operative paragraph is numbered
	Enumerators           []source.Text // message keys of the markers by level: decimal, lower-alpha, lower-roman
	Headings              []HeadingStyle
	AnnexEach, AnnexLast  source.Text // endings of the paragraphs of annexes; empty: stop
	Sub                   []Endings   // of sub-paragraphs by level, see SubEndings; the last applies to the levels below
	// InLanguage contains what differs in a language: endings, and its Phrases. Empty fields are as in the other languages.
	InLanguage map[string]*ResolutionStyle
	Phrases    []source.Text // only in InLanguage: phrases that open paragraphs, in addition to those of the locale file
	Upright    []source.Text // only in InLanguage: words at the end of such a phrase that are not in italics
}

// A HeadingStyle is the style of the headings of one level of the operative part.
type HeadingStyle struct {
	Number source.Text // message key of its numbers: upper-roman; empty or none: no numbers
	Plain  bool        // without quotation marks
}

// Heading returns the style of the headings of a level, from 1. By default, headings have quotation marks and no numbers.
func (r *ResolutionStyle) Heading(level int) HeadingStyle {
	if len(r.Headings) == 0 {
		return HeadingStyle{}
	}
	return r.Headings[min(level, len(r.Headings))-1]
}

// Annex returns the number (from 1) of the annex to which a section of the draft belongs, or 0 if it belongs to none. of is the number of
// annexes.
func (t *Term) Annex(section string) (n, of int) {
	if t == nil {
		return 0, 0
	}
	for _, s := range t.Sections {
		if s.Annex {
			of++
		}
		if s.ID.String == section {
			n = of
		}
	}
	return n, of
}

// An Endings contains the keys of the endings of one level of sub-paragraphs.
type Endings struct {
	Each        source.Text
	Penultimate source.Text // empty: as Each
	Last        source.Text // empty: that of the paragraph to which the sub-paragraphs belong
}

// SubEndings returns the endings of a level of sub-paragraphs, counted from 1.
func (r *ResolutionStyle) SubEndings(level int) Endings {
	if len(r.Sub) == 0 {
		return Endings{Each: source.Text{String: "semicolon"}, Penultimate: source.Text{String: "semicolon-and"}}
	}
	return r.Sub[min(level, len(r.Sub))-1]
}

// Language returns what differs in a language; nothing does if the profile says nothing of it.
func (r *ResolutionStyle) Language(lang string) *ResolutionStyle {
	if own := r.InLanguage[lang]; own != nil {
		return own
	}
	return &ResolutionStyle{}
}

// In returns the style with the endings of a language.
func (r ResolutionStyle) In(lang string) ResolutionStyle {
	own := r.InLanguage[lang]
	if own == nil {
		return r
	}
	if own.PreambularEach.String != "" {
		r.PreambularEach, r.PreambularPenultimate, r.PreambularLast = own.PreambularEach, own.PreambularPenultimate, own.PreambularLast
	}
	if own.OperativeEach.String != "" {
		r.OperativeEach, r.OperativePenultimate, r.OperativeLast = own.OperativeEach, own.OperativePenultimate, own.OperativeLast
	}
	if len(own.Sub) > 0 {
		r.Sub = own.Sub
	}
	return r
}

// A SymbolRange is the range of resolution numbers of one year. Numbers outside of it are reported as warnings.
type SymbolRange struct {
	Prefix      source.Text // AG/RES.
	Year        int
	First, Last int // Last 0: not known
	Pos         source.Pos
}

// A Defunct is an organ that was abolished, with the resolution that abolished it.
type Defunct struct {
	Acronym source.Text
	Names   []source.Text // its full names, in any language
	By      source.Text
}

// An AddresseeRule lists the verbs that may address an organ: instruct, request, urge, invite ... The addressee is a glossary key.
type AddresseeRule struct {
	Addressee Ref
	Verbs     []source.Text
}

// A Term is the year, or the years, for which a committee works.
type Term struct {
	ID        ID
	Title     Text
	Begin     DateValue
	End       DateValue
	Languages []source.Text // in the order of the papers' columns
	Original  source.Text   // default original language of records
	Assembly  Assembly
	Chair     *Officer // nil or without a name: open
	ViceChair *Officer
	Officers  []*Officer // further officers
	Offset    *int       // added to local operative numbers to get the final ones; nil: not yet known
	OffsetPos source.Pos
	Sections  []*DraftSection // headings of the draft's operative part, in order
	Papers    []*Paper        // in the order of term.yaml
	Totals    *Totals
	Draft     Negotiation
	Names     source.Text // names of files: id or symbol; empty: id
}

// An Assembly is the session of the General Assembly that is to adopt the omnibus resolution.
type Assembly struct {
	Session int // 54
	Year    int // 0: not given
	Pos     source.Pos
}

// An Officer is the chair, a vice chair or another officer. An empty name means that the post is vacant.
type Officer struct {
	ID   ID
	Name source.Text // proper name, the same in all languages
	Of   Ref         // glossary key of the delegation; may be empty

	Office source.Text // chair, vice-chair or rapporteur; only for those under officers
	Gender string      // grammatical gender of the word for the office: m, f or ""
}

// A DraftSection is a section of the operative part, with its heading.
type DraftSection struct {
	ID           ID
	Title        Text
	Level        int            // of its heading, from 1; 0 means 1
	Annex        bool           // it begins an annex, which extends to the next annex
	Reservations []*Reservation // on its heading
}

// A Totals contains the totals declared by the term, which are compared with the records.
type Totals struct {
	Resolutions, Paragraphs, Sessions int // 0: not declared
	Pos                               source.Pos
}

// A Paper is one of the papers that a build makes: a template, and this entry of the term. Fields that are not set are as in
// templates/papers.yaml.
type Paper struct {
	ID           ID // the paper's name
	Title        Text
	Template     source.Text   // name of its template; empty: the id
	Languages    source.Text   // each, parallel, or groups of languages: see Groups
	Provenance   source.Text   // none, words or ids; empty: the term's
	Made         source.Text   // always or asked; empty: as in the file of defaults
	Workbook     source.Text   // what it lists, if it is a workbook
	Formats      []source.Text // of its files
	Series       source.Text   // empty: the body's
	Symbol       source.Text   // without rev.; empty: to be confirmed
	Joint        []source.Text // its symbols in the series of other bodies that issue it too
	Illustrative bool          // the symbol was invented for a sample
	Original     []source.Text // languages of the original line, or Textual
	Status       Text          // (Presented by the Chair)
	Distribution Text
	Agenda       Text
	Sponsors     []Ref        // glossary keys of the delegations that submit the paper
	Notes        []*ProseNote // on its title, [^id]
	Revisions    []*Revision
	Reservations []*Reservation // on its title

	drafts   bool         // it contains the draft, as the defaults of papers have it
	suffixes *SymbolStyle // how symbols of its revisions are written; nil: as at the OAS
}

// Contain records whether the paper contains the draft, which the defaults of papers say.
func (p *Paper) Contain(draft bool) { p.drafts = draft }

// Drafts reports whether the paper contains the draft: its title is then the one that proposals on an adopted title change.
func (p *Paper) Drafts() bool { return p.drafts }

// A Revision is one issue of a paper. The first has number 0, and no rev. is printed. It contains what was known before its meeting or, if
// it is made after the meeting, the results of the meeting.
type Revision struct {
	Number  int // Unread if it is invalid
	For     Ref // meeting for which it is made, or End: it contains what was known before
	After   Ref // meeting after which it is made, or End: it contains its results
	Meeting Ref // another name of For
	Date    DateValue
	Status  Text        // empty: the paper's
	Symbol  source.Text // its own symbol; empty: that of the paper with rev. and the number
	Suffix  source.Text // add. 1, corr. 1 after the revision, as written
	Pos     source.Pos
}

// Unread is the number of a revision whose number is no number, which was reported.
const Unread = -1

// At returns the meeting of a revision. after reports whether the revision contains the results of the meeting.
func (r *Revision) At() (meeting Ref, after bool) {
	switch {
	case r.After.String != "":
		return r.After, true
	case r.For.String != "":
		return r.For, false
	}
	return r.Meeting, false
}

// A Glossary contains all names, acronyms and terms, in all languages. They are in no other file.
type Glossary struct {
	Entries []*Entry
	ByKey   map[string]*Entry
}

// An Entry is one name or term, with its form in each language.
type Entry struct {
	ID     ID          // its key: cam, oas, member-states
	Class  string      // organ, organization, instrument, theme, place, term
	Symbol source.Text // symbol of an instrument: A/RES/73/195
	URL    map[string]source.Text
	Forms  map[string]*Form // by language
}

// A Form is a name or term in one language.
type Form struct {
	Lang       string
	Name       source.Text
	Acronym    source.Text
	Gender     string      // m, f, n or ""
	Article    source.Text // la, el, l' ... package locale contracts it with a preposition
	Cases      []Case
	Variants   []source.Text // also correct
	Forbidden  []Forbidden
	Unverified bool
}

// A Case is a name in one of the forms that its language declares: genitive. In languages with articles it has its own: des Vorsitzes.
type Case struct {
	Case, Name source.Text
}

// Also returns what else is the name: its variants, and its cases.
func (f *Form) Also() []source.Text {
	out := slices.Clip(f.Variants)
	for _, c := range f.Cases {
		out = append(out, c.Name)
	}
	return out
}

// A Forbidden is a form that must not be used, with the reason.
type Forbidden struct {
	Term   source.Text
	Reason source.Text
}

// A Resolution is an adopted resolution that carries mandates.
type Resolution struct {
	ID         ID
	Symbol     source.Text // AG/RES. 2910 (XLVII-O/17)
	Date       DateValue   // date of adoption; may be zero
	Title      Text
	Organ      Ref  // glossary key of the organ that adopted it; empty: the assembly of the body
	Section    Text // heading of the section that contains the paragraphs; may be empty
	Ranges     []Range
	Links      map[string]source.Text // URL by language; a language without one is an open item
	LinksPos   source.Pos
	Preamble   []*Mandate // its preambular paragraphs on file, in order
	Paragraphs []*Mandate // one for each number in Ranges, in order
}

// A Range is a range of operative paragraphs, both ends included.
type Range struct {
	First, Last int
	Pos         source.Pos
}

// String returns the range as it is written in a file: 12, or 1-20.
func (g Range) String() string {
	if g.First == g.Last {
		return strconv.Itoa(g.First)
	}
	return strconv.Itoa(g.First) + "-" + strconv.Itoa(g.Last)
}

// A Mandate is one operative paragraph of an adopted resolution. Details may be unknown, and then are empty; they are never nil. A
// preambular paragraph is also stored as a Mandate, with its words alone: it is a base for proposals, but not a mandate.
type Mandate struct {
	ID         ID
	Resolution *Resolution
	Number     int // for a preambular paragraph: its position in the preamble, from 1
	*Details
}

// Details are what is known of a mandate. Those of which nothing is known are shared by all such mandates, since a body may have 80,000 of
// them: Own gives a mandate details that can be changed.
type Details struct {
	Heading      Text            // above it in the resolution; usually empty
	Text         Text            // the adopted text, if on file
	Paragraphs   []*SubParagraph // of the adopted text
	TextSource   source.Text
	Summary      Text
	Verb         source.Text // instruct, request ... a message key: verb.<key>
	Addressee    Ref         // glossary key
	Deliverable  Text
	Class        source.Text // A, B, C
	Theme        Ref         // id of a glossary entry of class theme
	Responsible  Ref         // glossary key
	Begin, End   DateValue
	Funding      source.Text
	Status       source.Text // current, fulfilled, duplicate, superseded, expired, procedural, non-mandate
	StatusDate   DateValue
	Evidence     source.Text // symbol of a document
	Repeats      []Ref       // ids of mandates that it repeats
	SupersededBy Ref
	Remarks      Text
	NoSession    Text // why no session covers it

	shared bool
}

// Unknown returns the details of a mandate of which nothing is known, whose texts are to be written in a language.
func Unknown(lang string) *Details {
	to := Text{Lang: lang}
	return &Details{Heading: to, Text: to, Summary: to, Deliverable: to, Remarks: to, NoSession: to, shared: true}
}

// Own returns the details of m for changes, which concern m alone.
func (m *Mandate) Own() *Details {
	if m.shared {
		own := *m.Details
		own.shared = false
		m.Details = &own
	}
	return m.Details
}

// A Heading is one of an adopted resolution, as a base for proposals. Its id is that of its text: ag-res-2910-op-2.heading.
type Heading struct {
	ID ID
	Of *Mandate // the first paragraph under it
}

// AdoptedTitle returns the adopted heading or title that an id names; empty for any other id.
func (r *Records) AdoptedTitle(id string) Text {
	switch x := r.ByID[id].(type) {
	case *Heading:
		return x.Of.Heading
	case *Resolution:
		return x.Title
	}
	return Text{}
}

// Preambular reports whether m is a preambular paragraph, and therefore not a mandate.
func (m *Mandate) Preambular() bool { return m.ID.Kind == kindPreambular }

// A Meeting is one meeting of the schedule.
type Meeting struct {
	ID         ID
	Date       DateValue   // only the month, if the day is not known
	Start, End source.Text // 10:00; empty: not known
	Place      Text
	Title      Text  // First meeting; may be empty
	With       []Ref // glossary keys of the bodies with which it is held jointly
	// The days on which the translations for the meeting are due, and its papers are distributed; zero: not known.
	Translations, PapersDue DateValue
	Agenda                  []*AgendaItem
}

// An AgendaItem is one item of a meeting's agenda.
type AgendaItem struct {
	ID      ID
	Kind    source.Text // session, candidates, election, adoption, discussion, final-discussion, other
	Text    Text        // empty if the kind and its session are enough
	Session *Session    // of kind session
	// Documents are the papers considered under the item, by their ids or symbols; empty: those that follow from its kind.
	Documents []source.Text
	Joint     source.Text // items with the same word are considered jointly; empty: alone
	names     source.Text // the id of its session, as written
	Pos       source.Pos
}

// ThematicSession is the kind of a session that names none.
const ThematicSession = "thematic-session"

// Sort returns the kind of a session: Kind, ThematicSession if it names none, or Activity if what it names is no kind.
func (s *Session) Sort() string {
	if s.unread {
		return Activity
	}
	if s.Kind.String == "" {
		return ThematicSession
	}
	return s.Kind.String
}

// Activity is what sessions of different kinds are, and those that have a name of their own.
const Activity = "activity"

// SortOf returns what sessions are if all are of one kind, and otherwise Activity. Without sessions it is the usual kind.
func SortOf(in []*Session) string {
	sort := ""
	for _, s := range in {
		of := s.Sort()
		if s.Called.String != "" || sort != "" && sort != of {
			return Activity
		}
		sort = of
	}
	if sort == "" {
		return ThematicSession
	}
	return sort
}

// Unread reports whether a field of a record is written, but its value could not be read, which has been reported.
func (r *Records) Unread(id, field string) bool { return r.unread[id+" "+field] }

// NounOf returns the word for a session, or for one of several, in messages: thematic session, workshop; session, if they are of different
// kinds or have names of their own.
func NounOf(in ...*Session) string {
	if sort := SortOf(in); sort != Activity {
		return strings.ReplaceAll(sort, "-", " ")
	}
	return "session"
}

// A Session is a thematic session, a workshop or a similar event.
type Session struct {
	ID       ID
	Kind     source.Text // thematic-session, workshop, panel, seminar, visit; see Sort
	Called   Text        // its own name, in place of its kind with its ordinal; may be empty
	Title    Text
	Theme    Ref
	Meeting  *Meeting
	Mandates []Ref         // the mandates, or whole resolutions, that it concerns
	Goals    []source.Text // target 10.7 ...
	unread   bool          // its kind is written, but has no legal value
}

// A Stakeholder is a node of the stakeholder tree.
type Stakeholder struct {
	ID       ID
	Name     Ref  // glossary key, or empty if there is a Text
	Text     Text // its own words
	Note     Text // a remark about it
	Children []*Stakeholder
}

// Prose is a Markdown file: blocks with ids, and notes.
type Prose struct {
	File   *source.File
	Lang   string
	Blocks []*ProseBlock
	Notes  []*ProseNote // in the order of their definition
}

// A ProseBlock is a heading, a paragraph or a list item with its id. Text is Markdown inline text: *em*, **strong**,
// [link](url), [^note].
type ProseBlock struct {
	ID       ID
	Kind     string // heading, paragraph, item; table for the head of a table, and row for each row below it
	Level    int    // of a heading or an item
	Numbered bool   // an item of a numbered list
	Number   int    // of a numbered item
	Text     Text   // id: introduction.<block id>
	Aligns   string // of the head of a table: left, center or right for each column, with spaces between them; "": all at the left
}

// A ProseNote is a footnote or an endnote.
type ProseNote struct {
	ID   ID
	Kind string // foot or end
	Text Text   // id: introduction.<note id>
}

// A SessionOutcome is the record of one thematic session.
type SessionOutcome struct {
	ID           ID
	Session      Ref
	Illustrative bool
	Held         DateValue
	From         Ref // first meeting whose papers include it; empty: the first after Held
	Presenters   []*Presenter
	Summary      Text
	Outcomes     []*Outcome
}

// A Presenter is somebody who gave a presentation at a session.
type Presenter struct {
	ID   ID
	Name Text // an office or an institution, translatable
	Of   Ref  // glossary key; may be empty
}

// An Outcome is one numbered outcome of a session.
type Outcome struct {
	ID         ID
	Session    *SessionOutcome
	Kind       source.Text // conclusion, recommendation, commitment
	Text       Text
	Addressees []Ref // glossary keys
	Mandates   []Ref
	Recommends []Ref // ids of the proposals that it recommends
}

// A Proposal is an operation on a paragraph of the draft.
type Proposal struct {
	ID           ID
	Kind         source.Text // preambular or operative
	Section      Ref         // of an operative paragraph: a DraftSection
	Order        int         // position within its kind and section, ascending
	OrderPos     source.Pos
	Operation    source.Text // add, mod, mod-editorial, sup, noc, move
	Base         Ref         // a mandate, another proposal, a sub-paragraph, a section, or a paper for its title
	After        Ref         // of a move: the paragraph that precedes the new position
	Authors      []Ref       // chair, or glossary keys / delegation ids
	Date         DateValue
	Original     string        // language of its text
	Languages    []source.Text // if not empty: in these languages only
	Text         Text
	Paragraphs   []*SubParagraph
	Table        bool // its sub-paragraphs are the rows of a table, the first of them its head, with | between cells
	Reason       Text
	Outcomes     []Ref
	Mandates     []Ref
	State        source.Text   // proposed, bracketed, taken-over, agreed-ad-referendum, agreed, withdrawn
	States       []StateChange // in order; the last one reached before the meeting is its state
	From         Ref           // first meeting whose papers include it; empty: from the start
	Reservations []*Reservation
	Notes        []*ProseNote // footnotes of its text, [^id]
}

// A SubParagraph is a sub-paragraph of a proposal, up to three levels deep.
type SubParagraph struct {
	ID         ID
	Base       Ref // in an amendment: the sub-paragraph that it changes; may be empty
	Text       Text
	Paragraphs []*SubParagraph
}

// A StateChange is a state with the meeting or the day on which it was reached.
type StateChange struct {
	State   source.Text
	Meeting Ref       // or End; empty: between meetings
	Date    DateValue // empty: the day of the meeting
}

// A Reservation is a delegation's reservation on a paragraph, a heading or a title.
type Reservation struct {
	ID         ID
	Delegation Ref
	State      source.Text   // announced, received or without-text; empty: as the first of States
	States     []StateChange // announced, received, without-text or withdrawn; the last one reached before the meeting is its state
	From       Ref           // first meeting whose papers include it; empty: that of its object
	Text       Text          // of a reservation that was received
}

// An Accepted is a finding that somebody has accepted, with a reason and the name of the person.
type Accepted struct {
	Code   source.Text
	ID     source.Text // the record concerned
	Reason source.Text
	Name   source.Text
	Hash   source.Text // hash of the finding; the acceptance lapses when the text changes
	Pos    source.Pos
}
