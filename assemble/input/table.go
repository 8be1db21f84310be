package input

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// End stands for the end of the term, in place of the id of a meeting.
const End = "end"

// The kinds of records, by the names that people use.
const (
	kindBody        = "body"
	kindTerm        = "term"
	kindOfficer     = "officer"
	kindSection     = "section"
	kindPaper       = "paper"
	kindHeading     = "adopted heading" // of a resolution; its address is that of its text
	kindEntry       = "glossary entry"
	kindResolution  = "resolution"
	kindMandate     = "mandate"
	kindPreambular  = "preambular paragraph"
	kindMeeting     = "meeting"
	kindAgenda      = "agenda item"
	kindSession     = "session"
	kindStakeholder = "stakeholder"
	kindBlock       = "block of prose"
	kindNote        = "note"
	kindOutcomes    = "session outcome"
	kindPresenter   = "presenter"
	kindOutcome     = "outcome"
	kindProposal    = "proposal"
	kindSub         = "sub-paragraph"
	kindReservation = "reservation"
)

// A layout is a file of the input folder, or a folder of files of the same kind.
type layout struct {
	name   string // of the file or folder
	doc    string // its contents, as a sentence
	folder bool
	need   bool  // without this file, a term cannot be read
	kind   *Kind // kind of the mapping in a file
	into   func(*Records) any
}

// schema returns the name of the JSON Schema of the layout.
func (l *layout) schema() string { return strings.TrimSuffix(l.name, ".yaml") }

// layouts contains the files of records, in the order in which they are read.
var layouts = []layout{
	{name: "term.yaml", doc: "The term: its languages, officers, papers with their revisions, and the sections of the draft.",
		need: true, kind: termFields, into: func(r *Records) any { r.Term = &Term{}; return r.Term }},
	{name: "body.yaml", doc: "The profile of the body: the layout of its papers, and what its organs may be requested to do.",
		need: true, kind: bodyFields, into: func(r *Records) any { r.Body = &Body{}; return r.Body }},
	{name: "glossary.yaml", doc: "The names, acronyms, and terms, in all languages.",
		need: true, kind: glossaryFields, into: func(r *Records) any { return r.Glossary }},
	{name: mandatesFile, doc: "The adopted resolutions that carry mandates, and what is known about their operative paragraphs.",
		need: true, kind: mandatesFields, into: all},
	{name: "schedule.yaml", doc: "The sessions, and the meetings with their agendas.",
		need: true, kind: scheduleFields, into: all},
	{name: "stakeholders.yaml", doc: "The stakeholders, as a tree.",
		kind: stakeholdersFields, into: all},
	{name: "outcomes", doc: "The results of a session; one file for each session.",
		folder: true, kind: outcomesFields, into: func(r *Records) any {
			s := &SessionOutcome{}
			r.Outcomes = append(r.Outcomes, s)
			return s
		}},
	{name: "proposals", doc: "The operations on paragraphs of the draft, in any number of files.",
		folder: true, kind: proposalsFields, into: all},
	{name: proseFile, kind: proseFields,
		doc: "The introduction of the work plan, in Markdown: headings, paragraphs and list items, each with its id at the end, as in " +
			"{#intro-goals}; notes as in [^id]: words."},
	{name: "accepted.yaml", doc: "The accepted findings, each with its reason.",
		kind: acceptedFields, into: all},
}

// proseFile is the file of the introduction, in Markdown.
const proseFile = "introduction.md"

func all(r *Records) any { return r }

var (
	aText = &shape{form: text}
	aName = &shape{form: name}
	aWord = &shape{form: word}
	anID  = &shape{form: id}
	aTag  = &shape{form: tag}

	aTagOrTextual = &shape{form: tag, or: "textual"}

	aNumber  = &shape{form: number}
	aFlag    = &shape{form: flag}
	aDay     = &shape{form: day}
	aClock   = &shape{form: clock}
	aSpan    = &shape{form: span}
	aURL     = &shape{form: address}
	original = &shape{form: tag, origin: true}
	atEnd    = &shape{form: ref, words: []string{kindMeeting}, or: End}
	anEntry  = refTo(kindEntry)
	loosely  = &shape{form: ref, words: []string{kindProposal}, loose: true}
	mandates = listOf(refTo(kindMandate, kindResolution))
	ending   = oneOf("semicolon", "semicolon-and", "semicolon-or", "comma", "comma-and", "colon", "stop", "none")
	looks    = oneOf("capitals", "italic", "plain")
	proposed = oneOf("proposed", "bracketed", "taken-over", "agreed-ad-referendum", "agreed", "withdrawn")
	statuses = oneOf("current", "fulfilled", "duplicate", "superseded", "expired", "procedural", "non-mandate", "")
	items    = oneOf("session", "candidates", "election", "adoption", "discussion", "final-discussion", "other")
	reserved = oneOf("announced", "received", "without-text", "withdrawn")

	provenance = oneOf("none", "words", "ids")
)

// deepest is the lowest level of a heading of the draft.
const deepest = 3

// The words that several packages take from the table.
const (
	defaultState = "proposed"
	footNote     = "foot"
	endNote      = "end"
	preambular   = "preambular"
	operative    = "operative"
)

// NoteForms are the forms of the marks of notes, and NotePlaces their positions next to punctuation.
var (
	NoteForms  = []string{"1", "1/", "[1]", "(1)", "a", "i"}
	NotePlaces = []string{"language", "after", "before"}
)

// The table: each field of each kind of record. A new field is an entry here. If Go code uses its value, the entry has the slot of the
// value in the record (in); otherwise the value is stored by its name, and Records.Value, Text and Place return it.

var bodyFields = kindOf(kindBody,
	Field{Key: "id", is: anID, Need: true, Example: "oas-cam",
		Doc: "the permanent id of the body", in: at(func(b *Body) any { return &b.ID })},
	Field{Key: "name", is: anEntry, Need: true, Example: "cam",
		Doc: "the glossary key of the body itself", in: at(func(b *Body) any { return &b.Name })},
	Field{Key: "organs", is: listOf(anEntry), Need: true, Example: "[oas, cidi, cam]",
		Doc: "the glossary keys of the organs named in the masthead, from the top", in: at(func(b *Body) any { return &b.Organs })},
	Field{Key: "assembly", is: anEntry, Need: true, Example: "general-assembly",
		Doc: "the glossary key of the organ that adopts the resolution", in: at(func(b *Body) any { return &b.Assembly })},
	Field{Key: "series", is: aWord, Example: "OEA/Ser.W",
		Doc: "the series line of the masthead", in: at(func(b *Body) any { return &b.Series })},
	Field{Key: "emblem", is: objectOf(emblemFields), Doc: "the emblem at the head of the papers; its height is in templates/style.yaml",
		in: inside(func(b *Body) *Emblem { return &b.Emblem })},
	Field{Key: "paper", is: aWord, Example: "letter",
		Doc: "the paper size: letter, a4, or another one listed under sizes in templates/style.yaml; by default, " +
			"and if that file of yours names one, the one that it names",
		in: at(func(b *Body) any { return &b.Size })},
	Field{Key: "symbols", is: objectOf(symbolFields), Doc: "how symbols of papers and resolutions are written; by default, as at the OAS",
		in: inside(func(b *Body) *SymbolStyle { return &b.Symbols })},
	Field{Key: "dates", is: objectOf(dateStyleFields), Doc: "how dates are written; by default, as each language has it",
		in: inside(func(b *Body) *DateStyle { return &b.Dates })},
	Field{Key: "marks", is: objectOf(marksFields), Doc: "the word at the top of every page, such as DRAFT, by how far a paper has come",
		in: inside(func(b *Body) *PageMarks { return &b.Marks })},
	Field{Key: "notes", is: objectOf(noteStyleFields), Doc: "how notes are marked and where they are; by default, as the style sheet says",
		in: inside(func(b *Body) *NoteStyle { return &b.Notes })},
	Field{Key: "running-head", is: oneOf("none", "left", "right"), Example: "right",
		Doc: "where the symbol is printed at the top of the second and later pages; by default, as the style sheet says",
		in:  at(func(b *Body) any { return &b.Running })},
	Field{Key: "session-year", is: aNumber, Example: "1970",
		Doc: "the year of session 0, if there is one session a year: 1970 at the OAS",
		in:  at(func(b *Body) any { return &b.SessionYear })},
	Field{Key: "resolution", is: objectOf(styleFields), Need: true,
		Doc: "the layout of a resolution", in: inside(func(b *Body) *ResolutionStyle { return &b.Resolution })},
	Field{Key: "addressees", is: entriesOf(addresseeFields),
		Doc: "what each organ may be requested to do", in: values(func(b *Body) *[]AddresseeRule { return &b.Addressees })},
	Field{Key: "ranges", is: entriesOf(yearFields),
		Doc: "the range of resolution numbers of each year", in: values(func(b *Body) *[]SymbolRange { return &b.Ranges })},
	Field{Key: "defunct", is: entriesOf(defunctFields),
		Doc: "the organs that were abolished", in: values(func(b *Body) *[]Defunct { return &b.Defunct })},
)

var emblemFields = kindOf("emblem",
	Field{Key: "file", is: aWord, Need: true, Example: "emblem.png",
		Doc: "the name of its file beside body.yaml: PNG, or SVG of filled shapes", in: at(func(e *Emblem) any { return &e.File })},
	Field{Key: "shows", is: aText, Need: true, Example: "Two hands under an olive branch",
		Doc: "what it shows, in a few words, for people who do not see it", in: at(func(e *Emblem) any { return &e.Description })},
).as(func(_ any, body string) string { return body + ".emblem" })

var styleFields = kindOf("resolution style",
	Field{Key: "organ-line", is: looks, Need: true, Example: "capitals",
		Doc: "how the line of the organ is printed", in: at(func(s *ResolutionStyle) any { return &s.OrganLine })},
	Field{Key: "lead-in", is: aWord, Need: true, Example: "resolves",
		Doc: "the label key of the words before the operative part, or none", in: at(func(s *ResolutionStyle) any { return &s.LeadIn })},
	Field{Key: "openers", is: looks, Need: true, Example: "capitals",
		Doc: "how the opening words of preambular paragraphs are printed", in: at(func(s *ResolutionStyle) any { return &s.Openers })},
	Field{Key: "preambular", is: objectOf(preambularFields), Need: true,
		Doc: "the endings of preambular paragraphs", in: inside(func(s *ResolutionStyle) *ResolutionStyle { return s })},
	Field{Key: "operative", is: objectOf(operativeFields), Need: true,
		Doc: "how operative paragraphs begin, end and are numbered", in: inside(func(s *ResolutionStyle) *ResolutionStyle { return s })},
	Field{Key: "sub-paragraphs", is: entriesOf(levelFields),
		Doc: "the endings of sub-paragraphs, an entry for each level, of which the last also applies to the levels below; default: a " +
			"semicolon, with “and” for the last but one",
		in: values(func(s *ResolutionStyle) *[]Endings { return &s.Sub })},
	Field{Key: "headings", is: entriesOf(headingFields),
		Doc: "how the headings of sections are written, an entry for each level, of which the last also applies to the levels below; " +
			"default: in quotation marks, without numbers",
		in: values(func(s *ResolutionStyle) *[]HeadingStyle { return &s.Headings })},
	Field{Key: "annex", is: objectOf(annexFields), Doc: "the endings of the paragraphs of annexes; default: a full stop",
		in: inside(func(s *ResolutionStyle) *ResolutionStyle { return s })},
	Field{Key: "enumerators", is: listOf(aWord), Need: true, Example: "[decimal, lower-alpha, lower-roman]",
		Doc: "the label keys of the markers, one for each level", in: at(func(s *ResolutionStyle) any { return &s.Enumerators })},
	Field{Key: "in-language", is: langs(objectOf(languageFields)), Doc: "what differs in a language: endings, opening phrases", in: slot{
		add: func(rec any, lang string) any {
			r, x := rec.(*ResolutionStyle), &ResolutionStyle{}
			if r.InLanguage == nil {
				r.InLanguage = map[string]*ResolutionStyle{}
			}
			r.InLanguage[lang] = x
			return x
		},
		each: func(rec any, visit func(any)) {
			in := rec.(*ResolutionStyle).InLanguage
			for _, lang := range slices.Sorted(maps.Keys(in)) {
				visit(in[lang])
			}
		},
	}},
)

var headingFields = kindOf("headings of a level",
	Field{Key: "number", is: aWord, Example: "upper-roman",
		Doc: "the label key of their numbers, or none; default: none", in: at(func(h *HeadingStyle) any { return &h.Number })},
	Field{Key: "plain", is: aFlag, Example: "true",
		Doc: "whether they have no quotation marks", in: at(func(h *HeadingStyle) any { return &h.Plain })},
)

var annexFields = kindOf("endings of annexes",
	Field{Key: "each", is: ending, Example: "stop",
		Doc: "the ending of paragraphs", in: at(func(s *ResolutionStyle) any { return &s.AnnexEach })},
	Field{Key: "last", is: ending, Example: "stop",
		Doc: "the ending of the last one", in: at(func(s *ResolutionStyle) any { return &s.AnnexLast })},
)

var levelFields = kindOf("endings of a level",
	Field{Key: "each", is: ending, Need: true, Example: "semicolon",
		Doc: "the ending of sub-paragraphs", in: at(func(e *Endings) any { return &e.Each })},
	Field{Key: "penultimate", is: ending, Example: "semicolon-and", Doc: "the ending of the last but one; by default, that of the others",
		in: at(func(e *Endings) any { return &e.Penultimate })},
	Field{Key: "last", is: ending, Example: "semicolon",
		Doc: "the ending of the last one; by default, that of the paragraph to which it belongs",
		in:  at(func(e *Endings) any { return &e.Last })},
)

var languageFields = kindOf("style in a language",
	Field{Key: "preambular", is: objectOf(preambularFields),
		Doc: "the endings of preambular paragraphs", in: inside(func(s *ResolutionStyle) *ResolutionStyle { return s })},
	Field{Key: "operative", is: objectOf(operativeEndingFields),
		Doc: "the endings of operative paragraphs", in: inside(func(s *ResolutionStyle) *ResolutionStyle { return s })},
	Field{Key: "sub-paragraphs", is: entriesOf(levelFields),
		Doc: "the endings of sub-paragraphs, an entry for each level", in: values(func(s *ResolutionStyle) *[]Endings { return &s.Sub })},
	Field{Key: "phrases", is: listOf(aName), Example: "[Takes note, Expresses its <feelings>]",
		Doc: "phrases that open paragraphs, beside those of the locale file and before them: ~ is any word, and <feelings> any " +
			"phrase of the label opener.feelings",
		in: at(func(s *ResolutionStyle) any { return &s.Phrases })},
	Field{Key: "upright", is: listOf(aName), Example: "[of, to, that]",
		Doc: "words at the end of such a phrase that are not in italics, such as prepositions; default: none",
		in:  at(func(s *ResolutionStyle) any { return &s.Upright })},
)

var operativeEndingFields = kindOf("endings of operative paragraphs",
	Field{Key: "each", is: ending, Need: true, Example: "stop",
		Doc: "the ending of operative paragraphs", in: at(func(s *ResolutionStyle) any { return &s.OperativeEach })},
	Field{Key: "penultimate", is: ending, Example: "semicolon-and", Doc: "the ending of the last but one; by default, that of the others",
		in: at(func(s *ResolutionStyle) any { return &s.OperativePenultimate })},
	Field{Key: "last", is: ending, Need: true, Example: "stop",
		Doc: "the ending of the last one", in: at(func(s *ResolutionStyle) any { return &s.OperativeLast })},
)

var preambularFields = kindOf("preambular style",
	Field{Key: "each", is: ending, Need: true, Example: "semicolon",
		Doc: "the ending of preambular paragraphs", in: at(func(s *ResolutionStyle) any { return &s.PreambularEach })},
	Field{Key: "penultimate", is: ending, Example: "semicolon-and", Doc: "the ending of the last but one; by default, that of the others",
		in: at(func(s *ResolutionStyle) any { return &s.PreambularPenultimate })},
	Field{Key: "last", is: ending, Need: true, Example: "comma",
		Doc: "the ending of the last one", in: at(func(s *ResolutionStyle) any { return &s.PreambularLast })},
)

var operativeFields = kindOf("operative style",
	Field{Key: "each", is: ending, Need: true, Example: "stop",
		Doc: "the ending of operative paragraphs", in: at(func(s *ResolutionStyle) any { return &s.OperativeEach })},
	Field{Key: "penultimate", is: ending, Example: "semicolon-and", Doc: "the ending of the last but one; by default, that of the others",
		in: at(func(s *ResolutionStyle) any { return &s.OperativePenultimate })},
	Field{Key: "last", is: ending, Need: true, Example: "stop",
		Doc: "the ending of the last one", in: at(func(s *ResolutionStyle) any { return &s.OperativeLast })},
	Field{Key: "verb", is: oneOf("infinitive", "present"), Need: true, Example: "infinitive",
		Doc: "the form of the opening verb", in: at(func(s *ResolutionStyle) any { return &s.OperativeVerb })},
	Field{Key: "number-single", is: aFlag, Example: "true", Doc: "whether a single operative paragraph is numbered",
		in: at(func(s *ResolutionStyle) any { return &s.NumberSingle })},
)

var addresseeFields = kindOf("addressee rule",
	Field{Key: "addressee", is: anEntry, Need: true, Example: "general-secretariat",
		Doc: "the glossary key of the organ", in: at(func(a *AddresseeRule) any { return &a.Addressee })},
	Field{Key: "verbs", is: listOf(aWord), Need: true, Example: "[instruct, request]",
		Doc: "the label keys of the verbs with which it may be addressed", in: at(func(a *AddresseeRule) any { return &a.Verbs })},
)

var yearFields = kindOf("range of numbers",
	Field{Key: "prefix", is: aWord, Need: true, Example: "AG/RES.",
		Doc: "how the symbols of the resolutions begin", in: at(func(g *SymbolRange) any { return &g.Prefix })},
	Field{Key: "year", is: aNumber, Need: true, Example: "2017",
		Doc: "the year of the session", in: at(func(g *SymbolRange) any { return &g.Year })},
	Field{Key: "first", is: aNumber, Need: true, Example: "2898",
		Doc: "the first number of the year", in: at(func(g *SymbolRange) any { return &g.First })},
	Field{Key: "last", is: aNumber, Example: "2914",
		Doc: "the last number of the year, if known", in: at(func(g *SymbolRange) any { return &g.Last })},
)

var defunctFields = kindOf("abolished organ",
	Field{Key: "acronym", is: aWord, Need: true, Example: "CEPCIDI",
		Doc: "the acronym of the organ", in: at(func(d *Defunct) any { return &d.Acronym })},
	Field{Key: "names", is: listOf(aName), Example: "[Permanent Executive Committee]",
		Doc: "its full names, in any language", in: at(func(d *Defunct) any { return &d.Names })},
	Field{Key: "by", is: aWord, Example: "AG/RES. 2739 (XLII-O/12)",
		Doc: "the symbol of the resolution that abolished it", in: at(func(d *Defunct) any { return &d.By })},
)

var termFields = kindOf(kindTerm,
	Field{Key: "id", is: anID, Need: true, Example: "term-2023-2024",
		Doc: "the permanent id of the term", in: at(func(t *Term) any { return &t.ID })},
	Field{Key: "title", is: aText, Need: true, Example: "2023-2024",
		Doc: "the years of the term, as the papers print them", in: at(func(t *Term) any { return &t.Title })},
	Field{Key: "begin", is: aDay, Need: true, Example: "2023-11-01",
		Doc: "the first day of the term", in: at(func(t *Term) any { return &t.Begin })},
	Field{Key: "end", is: aDay, Need: true, Example: "2024-06-30",
		Doc: "the last day of the term", in: at(func(t *Term) any { return &t.End })},
	Field{Key: "languages", is: listOf(aTag), Need: true, Example: "[en, es]",
		Doc: "the languages of the papers, in the order of their columns", in: at(func(t *Term) any { return &t.Languages })},
	Field{Key: "original", is: original, Need: true, Example: "en",
		Doc: "the language of records that do not name one", in: at(func(t *Term) any { return &t.Original })},
	Field{Key: "assembly", is: objectOf(assemblyFields), Need: true,
		Doc: "the session of the General Assembly that is to adopt the omnibus resolution",
		in:  inside(func(t *Term) *Assembly { return &t.Assembly })},
	Field{Key: "chair", is: objectOf(officerFields), Doc: "the chair of the body", in: one(func(t *Term) **Officer { return &t.Chair })},
	Field{Key: "vice-chair", is: objectOf(officerFields),
		Doc: "the vice chair of the body", in: one(func(t *Term) **Officer { return &t.ViceChair })},
	Field{Key: "officers", is: entriesOf(officerFields),
		Doc: "further officers, such as a second vice chair or a rapporteur", in: many(func(t *Term) *[]*Officer { return &t.Officers })},
	Field{Key: "offset", is: aNumber, Example: "12",
		Doc: "the number to add to that of an operative paragraph in the draft to get its final number",
		in:  at(func(t *Term) any { return &t.Offset })},
	Field{Key: "totals", is: objectOf(totalsFields),
		Doc: "declared totals, which are compared with the records", in: one(func(t *Term) **Totals { return &t.Totals })},
	Field{Key: "names", is: oneOf("id", "symbol"), Example: "symbol",
		Doc: "how files are named: after the id of the paper, or after its symbol and revision; id where it is left out",
		in:  at(func(t *Term) any { return &t.Names })},
	Field{Key: "draft", is: objectOf(draftFields), Doc: "how the draft paragraphs are negotiated",
		in: inside(func(t *Term) *Negotiation { return &t.Draft })},
	Field{Key: "sections", is: entriesOf(sectionFields),
		Doc: "the sections of the draft's operative part, in order", in: many(func(t *Term) *[]*DraftSection { return &t.Sections })},
	Field{Key: "papers", is: entriesOf(paperFields), Need: true,
		Doc: "the papers of the term", in: many(func(t *Term) *[]*Paper { return &t.Papers })},
)

var draftFields = kindOf("negotiation",
	Field{Key: "holder", is: refTo(kindOfficer, kindEntry), Example: "chair",
		Doc: "who holds the pen: the holder's own proposals are printed without brackets; default: chair",
		in:  at(func(n *Negotiation) any { return &n.Holder })},
	Field{Key: "provenance", is: provenance, Example: "words",
		Doc: "how the draft shows what a paragraph is based on: in words, by the ids of the records, or not at all (none); " +
			"default: words",
		in: at(func(n *Negotiation) any { return &n.Provenance })},
	Field{Key: "open", is: oneOf("draft", "compendium"), Example: "draft",
		Doc: "where open proposals appear: in brackets in the draft, or only in the compendium; default: draft",
		in:  at(func(n *Negotiation) any { return &n.Open })},
)

var assemblyFields = kindOf("assembly session",
	Field{Key: "session", is: aNumber, Need: true, Example: "54",
		Doc: "the number of the regular session", in: at(func(a *Assembly) any { return &a.Session })},
	Field{Key: "year", is: aNumber, Example: "2024", Doc: "the year of the session", in: at(func(a *Assembly) any { return &a.Year })},
)

var officerFields = kindOf(kindOfficer,
	Field{Key: "id", is: anID, Need: true, Example: "chair",
		Doc: "the permanent id of the post", in: at(func(o *Officer) any { return &o.ID })},
	Field{Key: "name", is: aName, Example: "Ana Pérez",
		Doc: "the name of the person; empty while the post is open", in: at(func(o *Officer) any { return &o.Name })},
	Field{Key: "of", is: anEntry, Example: "delegation-a",
		Doc: "the glossary key of the delegation of the person", in: at(func(o *Officer) any { return &o.Of })},
	Field{Key: "office", is: oneOf("chair", "vice-chair", "rapporteur"), Example: "rapporteur",
		Doc: "the office, of the further officers", in: at(func(o *Officer) any { return &o.Office })},
	Field{Key: "gender", is: oneOf("m", "f", ""), Example: "f",
		Doc: "the grammatical gender of the word for the office", in: at(func(o *Officer) any { return &o.Gender })},
)

var totalsFields = kindOf("totals",
	Field{Key: "resolutions", is: aNumber, Example: "10",
		Doc: "the number of resolutions", in: at(func(t *Totals) any { return &t.Resolutions })},
	Field{Key: "paragraphs", is: aNumber, Example: "92",
		Doc: "the number of operative paragraphs", in: at(func(t *Totals) any { return &t.Paragraphs })},
	Field{Key: "sessions", is: aNumber, Example: "7",
		Doc: "the number of sessions", in: at(func(t *Totals) any { return &t.Sessions })},
)

var sectionFields = kindOf(kindSection,
	Field{Key: "id", is: anID, Need: true, Example: "section-health",
		Doc: "the permanent id of the section", in: at(func(s *DraftSection) any { return &s.ID })},
	Field{Key: "title", is: aText, Need: true, Example: "Health services and disease prevention",
		Doc: "the heading of the section", in: at(func(s *DraftSection) any { return &s.Title })},
	Field{Key: "level", is: &shape{form: number, most: deepest}, Example: "2",
		Doc: "the level of its heading; default: 1", in: at(func(s *DraftSection) any { return &s.Level })},
	Field{Key: "annex", is: aFlag, Example: "true",
		Doc: "whether it begins an annex, with numbers of its own; the sections after it belong to the same annex",
		in:  at(func(s *DraftSection) any { return &s.Annex })},
	Field{Key: "reservations", is: entriesOf(reservationFields),
		Doc: "the reservations of delegations on the heading", in: many(func(s *DraftSection) *[]*Reservation { return &s.Reservations })},
)

var paperFields = kindOf(kindPaper,
	Field{Key: "id", is: anID, Need: true, Example: "work-plan",
		Doc: "the name of the paper, and of its files", in: at(func(p *Paper) any { return &p.ID })},
	Field{Key: "template", is: aWord, Example: "work-plan",
		Doc: "the name of its template; default: its id", in: at(func(p *Paper) any { return &p.Template })},
	Field{Key: "languages", is: oneOfOrGroups("each", "parallel"), Example: "parallel",
		Doc: "each: one file for each language; parallel: the languages side by side; [[en, es], [es]]: one file for each group, " +
			"its languages side by side; default: as in templates/papers.yaml",
		in: at(func(p *Paper) any { return &p.Languages })},
	Field{Key: "workbook", is: oneOf("mandates"), Example: "mandates",
		Doc: "what it lists, if it is a workbook", in: at(func(p *Paper) any { return &p.Workbook })},
	Field{Key: "formats", is: listOf(aWord), Example: "[pdf, text]",
		Doc: "the formats of its files; default: pdf, or xlsx for a workbook", in: at(func(p *Paper) any { return &p.Formats })},
	Field{Key: "provenance", is: provenance, Example: "ids",
		Doc: "how this paper shows what a paragraph is based on; default: as under draft in the term",
		in:  at(func(p *Paper) any { return &p.Provenance })},
	Field{Key: "title", is: aText, Example: "Work Plan 2023-2024",
		Doc: "the title of the paper; papers whose template brings a title, such as the order of business, need none",
		in:  at(func(p *Paper) any { return &p.Title })},
	Field{Key: "made", is: oneOf("always", "asked"), Example: "asked",
		Doc: "asked: a build makes it only if it is named, or with --all or --package; default: as in templates/papers.yaml",
		in:  at(func(p *Paper) any { return &p.Made })},
	Field{Key: "series", is: aWord, Example: "OEA/Ser.W",
		Doc: "the series line; default: that of the body", in: at(func(p *Paper) any { return &p.Series })},
	Field{Key: "symbol", is: aWord, Example: "CIDI/CAM/doc.1/23",
		Doc: "the symbol without its revision; empty until it is confirmed", in: at(func(p *Paper) any { return &p.Symbol })},
	Field{Key: "joint-symbols", is: listOf(aWord), Example: "[S/2024/30]",
		Doc: "the symbols of the paper in the series of other bodies that issue it too, printed below its own",
		in:  at(func(p *Paper) any { return &p.Joint })},
	Field{Key: "illustrative", is: aFlag, Example: "true",
		Doc: "whether the symbol is invented for a sample", in: at(func(p *Paper) any { return &p.Illustrative })},
	Field{Key: "original", is: listOf(aTagOrTextual), Example: "[en, es]",
		Doc: "the languages named in the original line of the masthead, or textual", in: at(func(p *Paper) any { return &p.Original })},
	Field{Key: "status", is: aText, Example: `"(Presented by the Chair)"`,
		Doc: "the status line under the title", in: at(func(p *Paper) any { return &p.Status })},
	Field{Key: "distribution", is: aText, Example: "Limited distribution",
		Doc: "the distribution notice", in: at(func(p *Paper) any { return &p.Distribution })},
	Field{Key: "agenda", is: aText, Example: "Item 3 of the agenda",
		Doc: "the line of the agenda item", in: at(func(p *Paper) any { return &p.Agenda })},
	Field{Key: "sponsors", is: listOf(anEntry), Example: "[delegation-a, delegation-b]",
		Doc: "the glossary keys of the delegations that submit it, printed over its title",
		in:  at(func(p *Paper) any { return &p.Sponsors })},
	Field{Key: "notes", is: entriesOf(noteFields),
		Doc: "the notes to which its title refers as [^id]", in: many(func(p *Paper) *[]*ProseNote { return &p.Notes })},
	Field{Key: "reservations", is: entriesOf(reservationFields),
		Doc: "the reservations of delegations on the title", in: many(func(p *Paper) *[]*Reservation { return &p.Reservations })},
	Field{Key: "revisions", is: entriesOf(revisionFields),
		Doc: "the issues of the paper, in order", in: many(func(p *Paper) *[]*Revision { return &p.Revisions })},
)

var revisionFields = kindOf("revision",
	Field{Key: "number", is: aNumber, Need: true, Example: "1",
		Doc: "the number of the revision; 0 is the first issue", in: at(func(v *Revision) any { return &v.Number })},
	Field{Key: "for", is: atEnd, Example: "meeting-january",
		Doc: "the meeting for which it is issued, or end for the end of the term: it contains what was known before then",
		in:  at(func(v *Revision) any { return &v.For })},
	Field{Key: "after", is: atEnd, Example: "meeting-january",
		Doc: "the meeting whose results it contains", in: at(func(v *Revision) any { return &v.After })},
	Field{Key: "meeting", is: atEnd, Example: "meeting-january",
		Doc: "another name of for", in: at(func(v *Revision) any { return &v.Meeting })},
	Field{Key: "date", is: aDay, Example: "2024-01-08",
		Doc: "the date of the paper, which contains nothing later; without it, the date is to be confirmed",
		in:  at(func(v *Revision) any { return &v.Date })},
	Field{Key: "suffix", is: aWord, Example: "add. 1",
		Doc: "the addendum or corrigendum, as written after the revision", in: at(func(v *Revision) any { return &v.Suffix })},
	Field{Key: "symbol", is: aWord, Example: "CIDI/CAM/OD-3/24",
		Doc: "its own symbol, of a paper that has another one for each meeting; otherwise that of the paper with rev. and the number",
		in:  at(func(v *Revision) any { return &v.Symbol })},
	Field{Key: "status", is: aText, Example: `"(As considered at the second meeting)"`,
		Doc: "the status line of this issue; default: that of the paper", in: at(func(v *Revision) any { return &v.Status })},
).as(func(part any, paper string) string {
	v := part.(*Revision)
	return RevisionID(paper, strconv.Itoa(v.Number), v.Suffix.String)
})

var glossaryFields = kindOf("glossary",
	Field{Key: "entries", is: entriesOf(entryFields), Need: true,
		Doc: "the names and terms", in: many(func(g *Glossary) *[]*Entry { return &g.Entries })},
)

var entryFields = kindOf(
	kindEntry,
	Field{Key: "id", is: anID, Need: true, Example: "cam",
		Doc: "the key by which other files refer to the entry", in: at(func(e *Entry) any { return &e.ID })},
	Field{
		Key:     "class",
		is:      oneOf("organ", "organization", "instrument", "theme", "delegation", "place", "term"),
		Need:    true,
		Example: "organ",
		Doc:     "what kind of thing has this name",
		in:      at(func(e *Entry) any { return &e.Class }),
	},
	Field{Key: "symbol", is: aWord, Example: "A/RES/73/195",
		Doc: "the symbol of an instrument", in: at(func(e *Entry) any { return &e.Symbol })},
	Field{Key: "url", is: langs(aURL), Example: `{en: "https://www.oas.org/en/"}`,
		Doc: "links to the text, by language", in: at(func(e *Entry) any { return &e.URL })},
	Field{Key: "forms", is: langs(objectOf(formFields)), Need: true, Doc: "the name in each language", in: slot{
		add: func(rec any, lang string) any {
			f := &Form{Lang: lang}
			rec.(*Entry).Forms[lang] = f
			return f
		},
		each: func(rec any, visit func(any)) {
			forms := rec.(*Entry).Forms
			for _, lang := range slices.Sorted(maps.Keys(forms)) {
				visit(forms[lang])
			}
		},
	}},
)

var formFields = kindOf("form of a name",
	Field{Key: "name", is: aName, Need: true, Example: "Committee on Migration Issues",
		Doc: "the name in this language", in: at(func(f *Form) any { return &f.Name })},
	Field{Key: "acronym", is: aName, Example: "CAM", Doc: "the acronym in this language", in: at(func(f *Form) any { return &f.Acronym })},
	Field{Key: "gender", is: oneOf("m", "f", "n", ""), Example: "f",
		Doc: "the grammatical gender", in: at(func(f *Form) any { return &f.Gender })},
	Field{Key: "article", is: aName, Example: "la", Doc: "the definite article", in: at(func(f *Form) any { return &f.Article })},
	Field{Key: "cases", is: entriesOf(caseFields),
		Doc: "the name in other grammatical cases", in: values(func(f *Form) *[]Case { return &f.Cases })},
	Field{Key: "variants", is: listOf(aName), Example: "[Migration Committee]",
		Doc: "other correct forms", in: at(func(f *Form) any { return &f.Variants })},
	Field{Key: "forbidden", is: entriesOf(forbiddenFields),
		Doc: "forms to avoid", in: values(func(f *Form) *[]Forbidden { return &f.Forbidden })},
	Field{Key: "unverified", is: aFlag, Example: "true",
		Doc: "true if no public source confirms the form", in: at(func(f *Form) any { return &f.Unverified })},
)

var caseFields = kindOf("case of a name",
	Field{Key: "case", is: aWord, Need: true, Example: "genitive",
		Doc: "the case, as the label file of the language has it in language.cases", in: at(func(c *Case) any { return &c.Case })},
	Field{Key: "name", is: aName, Need: true, Example: "des Vorsitzes",
		Doc: "the name in this case, with its article if it has one", in: at(func(c *Case) any { return &c.Name })},
)

var forbiddenFields = kindOf("forbidden form",
	Field{Key: "term", is: aName, Need: true, Example: "illegal migrant",
		Doc: "the words to avoid", in: at(func(f *Forbidden) any { return &f.Term })},
	Field{Key: "reason", is: aName, Example: "the term of the Organization is irregular migrant",
		Doc: "why not", in: at(func(f *Forbidden) any { return &f.Reason })},
)

var mandatesFields = kindOf("mandates",
	Field{Key: "resolutions", is: entriesOf(resolutionFields), Need: true,
		Doc: "the resolutions that carry mandates", in: many(func(r *Records) *[]*Resolution { return &r.Resolutions })},
)

var marksFields = kindOf("marks",
	Field{Key: "draft", is: aWord, Example: "DRAFT",
		Doc: "of a paper that is not final; a word that is a label under mark has its form in each language",
		in:  at(func(m *PageMarks) any { return &m.Draft })},
	Field{Key: "agreed", is: aWord, Example: "none",
		Doc: "of a draft in which everything is agreed; default: as of a draft", in: at(func(m *PageMarks) any { return &m.Agreed })},
	Field{Key: "final", is: aWord, Example: "none",
		Doc: "of a paper that is made with --final; default: none", in: at(func(m *PageMarks) any { return &m.Final })},
)

var dateStyleFields = kindOf("style of dates",
	Field{Key: "masthead", is: oneOf("language", "short"), Example: "short",
		Doc: "in the masthead: without the words between day, month and year (16 diciembre 2009), or as each language has it",
		in:  at(func(s *DateStyle) any { return &s.Masthead })},
	Field{Key: "text", is: oneOf("language", "day-first"), Example: "day-first",
		Doc: "everywhere else: the day before the month (7 November 2023), or as each language has it",
		in:  at(func(s *DateStyle) any { return &s.Text })},
)

var symbolFields = kindOf("style of symbols",
	Field{Key: "revision", is: aWord, Example: `"/Rev.{number}"`,
		Doc: "what follows the symbol of a paper at a revision; {number?} is left out if it is 1; default: a space and rev. {number}",
		in:  at(func(s *SymbolStyle) any { return &s.Revision })},
	Field{Key: "addendum", is: aWord, Example: `"/Add.{number}"`,
		Doc: "what follows it at an addendum; default: a space and add. {number}", in: at(func(s *SymbolStyle) any { return &s.Addendum })},
	Field{Key: "corrigendum", is: aWord, Example: `"/Corr.{number}"`,
		Doc: "what follows it at a corrigendum; default: a space and corr. {number}",
		in:  at(func(s *SymbolStyle) any { return &s.Corrigendum })},
	Field{Key: "forms", is: entriesOf(formOfSymbolFields),
		Doc: "the series of symbols that the checks know, beside those of the OAS and of resolutions of the United Nations",
		in:  values(func(s *SymbolStyle) *[]SymbolForm { return &s.Forms })},
)

var formOfSymbolFields = kindOf("form of symbols",
	Field{Key: "pattern", is: aWord, Need: true, Example: `"A/C.2/{session}/L.{number}"`,
		Doc: "how they are written, with {number}, {session}, {year}, {yy}, {roman} and {letter} for what changes",
		in:  at(func(f *SymbolForm) any { return &f.Pattern })},
	Field{Key: "kind", is: oneOf("document", "resolution"), Example: "resolution",
		Doc: "what they are the symbols of; default: document", in: at(func(f *SymbolForm) any { return &f.Kind })},
	Field{Key: "cited", is: aWord, Example: `"{session}/{number}"`,
		Doc: "how texts cite them without the series", in: at(func(f *SymbolForm) any { return &f.Cited })},
	Field{Key: "also", is: listOf(aWord), Example: `[" (Resumption {number})"]`,
		Doc: "what else may follow them", in: at(func(f *SymbolForm) any { return &f.Also })},
)

var noteStyleFields = kindOf("style of notes",
	Field{Key: "form", is: oneOf(NoteForms...), Example: "1/",
		Doc: "how notes are counted", in: at(func(n *NoteStyle) any { return &n.Form })},
	Field{Key: "place", is: oneOf(NotePlaces...), Example: "language",
		Doc: "where a mark is printed beside punctuation: after it, before it, or as each language has it",
		in:  at(func(n *NoteStyle) any { return &n.Place })},
	Field{Key: "at", is: oneOf(footNote, endNote), Example: "foot",
		Doc: "where notes are printed: at the foot of the page, or at the end of the paper",
		in:  at(func(n *NoteStyle) any { return &n.At })},
)

var resolutionFields = kindOf(kindResolution,
	Field{Key: "id", is: anID, Need: true, Example: "ag-res-2910",
		Doc: "the permanent id of the resolution", in: at(func(r *Resolution) any { return &r.ID })},
	Field{Key: "symbol", is: aWord, Need: true, Example: "AG/RES. 2910 (XLVII-O/17)",
		Doc: "the symbol of the resolution", in: at(func(r *Resolution) any { return &r.Symbol })},
	Field{Key: "date", is: aDay, Example: "2017-06-21", Doc: "the date of adoption", in: at(func(r *Resolution) any { return &r.Date })},
	Field{Key: "title", is: aText, Need: true, Example: "Migration in the Americas",
		Doc: "the title of the resolution", in: at(func(r *Resolution) any { return &r.Title })},
	Field{Key: "organ", is: anEntry, Example: "permanent-council",
		Doc: "the glossary key of the organ that adopted it; default: the assembly of the body",
		in:  at(func(r *Resolution) any { return &r.Organ })},
	Field{Key: "section", is: aText, Example: "Migration",
		Doc: "the heading of the section that contains the paragraphs", in: at(func(r *Resolution) any { return &r.Section })},
	Field{Key: "ranges", is: listOf(aSpan), Example: "[1-3, 7]",
		Doc: "the numbers of the operative paragraphs that are mandates of the body; without them the papers name the resolution alone",
		in:  at(func(r *Resolution) any { return &r.Ranges })},
	Field{Key: "links", is: langs(aURL), Example: `{en: "https://www.oas.org/en/"}`,
		Doc: "links to the text, by language", in: at(func(r *Resolution) any { return &r.Links })},
	Field{Key: "preamble", is: entriesOf(recitalFields),
		Doc: "its preambular paragraphs, in order", in: many(func(r *Resolution) *[]*Mandate { return &r.Preamble })},
	Field{Key: "paragraphs", is: entriesOf(mandateFields),
		Doc: "what is known about the operative paragraphs", in: many(func(r *Resolution) *[]*Mandate { return &r.Paragraphs })},
)

var recitalFields = kindOf(kindPreambular,
	Field{Key: "id", is: anID, Need: true, Example: "ag-res-2910-pp-2",
		Doc: "the permanent id of the preambular paragraph", in: at(func(m *Mandate) any { return &m.ID })},
	Field{Key: "text", is: aText, Need: true, Example: "RECALLING resolution AG/RES. 2738 (XLII-O/12)",
		Doc: "the adopted text, without the final punctuation", in: detail(at(func(d *Details) any { return &d.Text }))},
	Field{Key: "paragraphs", is: entriesOf(subFields),
		Doc: "its sub-paragraphs", in: detail(many(func(d *Details) *[]*SubParagraph { return &d.Paragraphs }))},
)

var mandateFields = kindOf(kindMandate,
	Field{Key: "id", is: anID, Need: true, Example: "ag-res-2910-op-2",
		Doc: "the permanent id of the mandate", in: at(func(m *Mandate) any { return &m.ID })},
	Field{Key: "number", is: aNumber, Need: true, Example: "2",
		Doc: "the number of the operative paragraph", in: at(func(m *Mandate) any { return &m.Number })},
	Field{Key: "text", is: aText, Example: "To instruct the General Secretariat to report each year",
		Doc: "the adopted text", in: detail(at(func(d *Details) any { return &d.Text }))},
	Field{Key: "paragraphs", is: entriesOf(subFields),
		Doc: "the sub-paragraphs of the adopted text", in: detail(many(func(d *Details) *[]*SubParagraph { return &d.Paragraphs }))},
	Field{Key: "heading", is: aText, Example: "Health",
		Doc: "the heading over it in the resolution, where it is the first under one; proposals name it as ag-res-2910-op-2.heading",
		in:  detail(at(func(d *Details) any { return &d.Heading }))},
	Field{Key: "text-source", is: aWord, Example: "AG/doc.5580/17",
		Doc: "the source of the adopted text", in: detail(at(func(d *Details) any { return &d.TextSource }))},
	Field{Key: "summary", is: aText, Edit: true, Example: "Yearly report on migration",
		Doc: "what the paragraph requests, in one line", in: detail(at(func(d *Details) any { return &d.Summary }))},
	Field{Key: "verb", is: aWord, Edit: true, Example: "instruct",
		Doc: "the label key of what the Assembly does: instruct, request, urge", in: detail(at(func(d *Details) any { return &d.Verb }))},
	Field{Key: "addressee", is: anEntry, Edit: true, Example: "general-secretariat",
		Doc: "the glossary key of whoever is addressed", in: detail(at(func(d *Details) any { return &d.Addressee }))},
	Field{Key: "deliverable", is: aText, Edit: true, Example: "A report",
		Doc: "what is to be delivered", in: detail(at(func(d *Details) any { return &d.Deliverable }))},
	Field{Key: "class", is: oneOf("A", "B", "C", ""), Edit: true, Example: "B",
		Doc: "the class of the mandate: A policy, B specific activity, C administrative or financial",
		in:  detail(at(func(d *Details) any { return &d.Class }))},
	Field{Key: "theme", is: anEntry, Edit: true, Example: "theme-health",
		Doc: "the glossary key of the theme", in: detail(at(func(d *Details) any { return &d.Theme }))},
	Field{Key: "responsible", is: anEntry, Edit: true, Example: "general-secretariat",
		Doc: "the glossary key of the organ responsible", in: detail(at(func(d *Details) any { return &d.Responsible }))},
	Field{Key: "begin", is: aDay, Edit: true, Example: "2017-06",
		Doc: "when the mandate takes effect", in: detail(at(func(d *Details) any { return &d.Begin }))},
	Field{Key: "end", is: aDay, Edit: true, Example: "2027-06",
		Doc: "when it ends or is to be reviewed", in: detail(at(func(d *Details) any { return &d.End }))},
	Field{Key: "funding", is: aName, Edit: true, Example: "regular",
		Doc: "the label key of the source of funds: regular, specific, mixed, none-needed",
		in:  detail(at(func(d *Details) any { return &d.Funding }))},
	Field{Key: "status", is: statuses, Edit: true, Example: "current",
		Doc: "the official status of the mandate", in: detail(at(func(d *Details) any { return &d.Status }))},
	Field{Key: "status-date", is: aDay, Edit: true, Example: "2024-01-31",
		Doc: "the date of the status", in: detail(at(func(d *Details) any { return &d.StatusDate }))},
	Field{Key: "evidence", is: aWord, Edit: true, Example: "CIDI/CAM/doc.2/23",
		Doc: "the symbol of the document that shows the status", in: detail(at(func(d *Details) any { return &d.Evidence }))},
	Field{Key: "repeats", is: listOf(refTo(kindMandate)), Edit: true, Example: "[ag-res-2881-op-33]",
		Doc: "the mandates that it repeats", in: detail(at(func(d *Details) any { return &d.Repeats }))},
	Field{Key: "superseded-by", is: refTo(kindMandate), Edit: true, Example: "ag-res-2910-op-3",
		Doc: "the mandate that replaced it", in: detail(at(func(d *Details) any { return &d.SupersededBy }))},
	Field{Key: "remarks", is: aText, Edit: true, Example: "Report due every second year",
		Doc: "remarks of the secretariat", in: detail(at(func(d *Details) any { return &d.Remarks }))},
	Field{Key: "no-session", is: aText, Edit: true, Example: "It concerns all of the sessions",
		Doc: "the reason why no session covers it", in: detail(at(func(d *Details) any { return &d.NoSession }))},
)

var scheduleFields = kindOf("schedule",
	Field{Key: "sessions", is: entriesOf(sessionFields),
		Doc: "the sessions: thematic sessions, workshops, panels, seminars, visits",
		in:  many(func(r *Records) *[]*Session { return &r.Sessions })},
	Field{Key: "meetings", is: entriesOf(meetingFields), Need: true,
		Doc: "the meetings, in chronological order", in: many(func(r *Records) *[]*Meeting { return &r.Meetings })},
)

var sessionFields = kindOf(kindSession,
	Field{Key: "id", is: anID, Need: true, Example: "session-health",
		Doc: "the permanent id of the session", in: at(func(s *Session) any { return &s.ID })},
	Field{Key: "title", is: aText, Need: true, Example: "Access to health services",
		Doc: "the title of the session", in: at(func(s *Session) any { return &s.Title })},
	Field{Key: "kind", is: oneOf(ThematicSession, "workshop", "panel", "seminar", "visit"), Example: "workshop",
		Doc: "what it is; each kind is counted by itself; default: thematic-session", in: at(func(s *Session) any { return &s.Kind })},
	Field{Key: "called", is: aText, Example: "Technical dialogue",
		Doc: "its own name, instead of the kind with its number", in: at(func(s *Session) any { return &s.Called })},
	Field{Key: "theme", is: anEntry, Example: "theme-health",
		Doc: "the glossary key of the theme", in: at(func(s *Session) any { return &s.Theme })},
	Field{Key: "mandates", is: mandates, Example: "[ag-res-2910-op-1, ag-res-2955]",
		Doc: "the mandates, or whole resolutions, that it concerns", in: at(func(s *Session) any { return &s.Mandates })},
	Field{Key: "goals", is: listOf(aWord), Example: `["3.8", "10.7"]`,
		Doc: "the targets of the 2030 Agenda that it concerns", in: at(func(s *Session) any { return &s.Goals })},
)

var meetingFields = kindOf(kindMeeting,
	Field{Key: "id", is: anID, Need: true, Example: "meeting-january",
		Doc: "the permanent id of the meeting", in: at(func(m *Meeting) any { return &m.ID })},
	Field{Key: "date", is: aDay, Example: "2024-01-16",
		Doc: "the day of the meeting, or its month if the day is unknown; omit it if both are unknown",
		in:  at(func(m *Meeting) any { return &m.Date })},
	Field{Key: "start", is: aClock, Example: `"10:00"`, Doc: "when the meeting begins", in: at(func(m *Meeting) any { return &m.Start })},
	Field{Key: "end", is: aClock, Example: `"13:00"`, Doc: "when the meeting ends", in: at(func(m *Meeting) any { return &m.End })},
	Field{Key: "title", is: aText, Example: "First meeting",
		Doc: "the title of the meeting", in: at(func(m *Meeting) any { return &m.Title })},
	Field{Key: "joint-with", is: listOf(anEntry), Example: "[permanent-council]",
		Doc: "the glossary keys of the bodies with which the meeting is held jointly",
		in:  at(func(m *Meeting) any { return &m.With })},
	Field{Key: "place", is: aText, Example: "Rubén Darío Room",
		Doc: "where the meeting is held", in: at(func(m *Meeting) any { return &m.Place })},
	Field{Key: "translations-due", is: aDay, Example: "2024-01-09",
		Doc: "the day by which the translations for the meeting are due", in: at(func(m *Meeting) any { return &m.Translations })},
	Field{Key: "papers-due", is: aDay, Example: "2024-01-11",
		Doc: "the day by which the papers of the meeting are distributed", in: at(func(m *Meeting) any { return &m.PapersDue })},
	Field{Key: "agenda", is: entriesOf(agendaFields),
		Doc: "the items of the agenda, in order", in: many(func(m *Meeting) *[]*AgendaItem { return &m.Agenda })},
)

var agendaFields = kindOf(kindAgenda,
	Field{Key: "id", is: anID, Need: true, Example: "agenda-health",
		Doc: "the permanent id of the item", in: at(func(a *AgendaItem) any { return &a.ID })},
	Field{Key: "kind", is: items, Need: true, Example: "session",
		Doc: "the kind of item", in: at(func(a *AgendaItem) any { return &a.Kind })},
	Field{Key: "text", is: aText, Example: "Other business",
		Doc: "the words of the item, if its kind is not enough", in: at(func(a *AgendaItem) any { return &a.Text })},
	Field{Key: "session", is: refTo(kindSession), Example: "session-health",
		Doc: "the session, for an item of the kind session", in: at(func(a *AgendaItem) any { return &a.names })},
	Field{Key: "documents", is: listOf(aWord), Example: "[draft-paragraphs]",
		Doc: "the papers that are considered under the item, by their ids or symbols; otherwise the work plan where it is " +
			"adopted, and the draft where it is discussed",
		in: at(func(a *AgendaItem) any { return &a.Documents })},
	Field{Key: "joint", is: aWord, Example: "health",
		Doc: "a word shared by all items that are held jointly", in: at(func(a *AgendaItem) any { return &a.Joint })},
)

var stakeholdersFields = kindOf("stakeholders",
	Field{Key: "stakeholders", is: entriesOf(stakeholderFields), Need: true,
		Doc: "the stakeholders, as a tree", in: many(func(r *Records) *[]*Stakeholder { return &r.Stakeholders })},
)

var stakeholderFields = kindOf(kindStakeholder,
	Field{Key: "id", is: anID, Need: true, Example: "st-organs",
		Doc: "the permanent id of the stakeholder", in: at(func(s *Stakeholder) any { return &s.ID })},
	Field{Key: "name", is: anEntry, Example: "general-secretariat",
		Doc: "its glossary key, instead of a text", in: at(func(s *Stakeholder) any { return &s.Name })},
	Field{Key: "text", is: aText, Example: "OAS member states",
		Doc: "its name, instead of a glossary key", in: at(func(s *Stakeholder) any { return &s.Text })},
	Field{Key: "note", is: aText, Example: "as observers", Doc: "a description", in: at(func(s *Stakeholder) any { return &s.Note })},
	Field{Key: "children", is: listOf(itself),
		Doc: "the stakeholders below it", in: many(func(s *Stakeholder) *[]*Stakeholder { return &s.Children })},
)

var outcomesFields = kindOf(kindOutcomes,
	Field{Key: "id", is: anID, Need: true, Example: "outcome-health",
		Doc: "the permanent id of the record of the session", in: at(func(s *SessionOutcome) any { return &s.ID })},
	Field{Key: "session", is: refTo(kindSession), Need: true, Example: "session-health",
		Doc: "the session", in: at(func(s *SessionOutcome) any { return &s.Session })},
	Field{Key: "illustrative", is: aFlag, Example: "true",
		Doc: "whether the record is invented for a sample", in: at(func(s *SessionOutcome) any { return &s.Illustrative })},
	Field{Key: "held", is: aDay, Example: "2023-11-07",
		Doc: "when the session was held", in: at(func(s *SessionOutcome) any { return &s.Held })},
	Field{Key: "from", is: atEnd, Example: "meeting-january",
		Doc: "the first meeting whose papers include it", in: at(func(s *SessionOutcome) any { return &s.From })},
	Field{Key: "original", is: original, Example: "es", Doc: "the language of its texts; default: that of the term"},
	Field{Key: "summary", is: aText, Example: "Delegations asked for figures",
		Doc: "what was said, in a paragraph", in: at(func(s *SessionOutcome) any { return &s.Summary })},
	Field{Key: "presenters", is: entriesOf(presenterFields),
		Doc: "who gave a presentation", in: many(func(s *SessionOutcome) *[]*Presenter { return &s.Presenters })},
	Field{Key: "outcomes", is: entriesOf(outcomeFields),
		Doc: "the outcomes of the session, in order", in: many(func(s *SessionOutcome) *[]*Outcome { return &s.Outcomes })},
)

var presenterFields = kindOf(kindPresenter,
	Field{Key: "id", is: anID, Need: true, Example: "presenter-paho",
		Doc: "the permanent id of the presenter", in: at(func(p *Presenter) any { return &p.ID })},
	Field{Key: "name", is: aText, Need: true, Example: "Department of Social Inclusion",
		Doc: "the office or institution that presented", in: at(func(p *Presenter) any { return &p.Name })},
	Field{Key: "of", is: anEntry, Example: "general-secretariat",
		Doc: "the glossary key of the organization it belongs to", in: at(func(p *Presenter) any { return &p.Of })},
)

var outcomeFields = kindOf(kindOutcome,
	Field{Key: "id", is: anID, Need: true, Example: "outcome-health-data",
		Doc: "the permanent id of the outcome", in: at(func(o *Outcome) any { return &o.ID })},
	Field{Key: "kind", is: oneOf("conclusion", "recommendation", "commitment"), Need: true, Example: "recommendation",
		Doc: "the kind of outcome", in: at(func(o *Outcome) any { return &o.Kind })},
	Field{Key: "text", is: aText, Need: true, Example: "A study should be prepared",
		Doc: "the words of the outcome", in: at(func(o *Outcome) any { return &o.Text })},
	Field{Key: "addressees", is: listOf(anEntry), Example: "[member-states]",
		Doc: "the glossary keys of its addressees", in: at(func(o *Outcome) any { return &o.Addressees })},
	Field{Key: "mandates", is: mandates, Example: "[ag-res-2910-op-1]",
		Doc: "the mandates that it concerns", in: at(func(o *Outcome) any { return &o.Mandates })},
	Field{Key: "recommends", is: listOf(loosely), Example: "[op-health]",
		Doc: "the ids of the draft paragraphs that it recommends", in: at(func(o *Outcome) any { return &o.Recommends })},
)

var proposalsFields = kindOf("proposals",
	Field{Key: "proposals", is: entriesOf(proposalFields), Need: true,
		Doc: "the operations on paragraphs of the draft", in: many(func(r *Records) *[]*Proposal { return &r.Proposals })},
)

var proposalFields = kindOf(kindProposal,
	Field{Key: "id", is: anID, Need: true, Example: "op-health",
		Doc: "the permanent id of the proposal", in: at(func(p *Proposal) any { return &p.ID })},
	Field{Key: "kind", is: oneOf(preambular, operative), Example: "operative",
		Doc: "the part of the resolution, for added paragraphs; others are in the part of their base",
		in:  at(func(p *Proposal) any { return &p.Kind })},
	Field{Key: "section", is: refTo(kindSection), Example: "section-health",
		Doc: "the section of an operative paragraph", in: at(func(p *Proposal) any { return &p.Section })},
	Field{Key: "order", is: aNumber, Example: "10",
		Doc: "the position of the paragraph within its kind and section, in ascending order",
		in:  at(func(p *Proposal) any { return &p.Order })},
	Field{Key: "operation", is: oneOf("add", "mod", "mod-editorial", "sup", "noc", "move"), Need: true, Example: "add",
		Doc: "the operation on the base", in: at(func(p *Proposal) any { return &p.Operation })},
	Field{Key: "base",
		is:      refTo(kindMandate, kindPreambular, kindProposal, kindSub, kindSection, kindPaper, kindHeading, kindResolution),
		Example: "ag-res-2910-op-2",
		Doc: "what the operation changes: a mandate, a paragraph or a sub-paragraph; a section, or ag-res-2910-op-2.heading of an " +
			"adopted resolution, for the heading; the paper, or a resolution, for the title",
		in: at(func(p *Proposal) any { return &p.Base })},
	Field{Key: "after", is: refTo(kindProposal, kindMandate), Example: "op-health-data",
		Doc: "the paragraph after which a move puts it", in: at(func(p *Proposal) any { return &p.After })},
	Field{Key: "authors", is: listOf(refTo(kindOfficer, kindEntry)), Example: "[chair, delegation-a]",
		Doc: "chair, or the glossary keys of delegations", in: at(func(p *Proposal) any { return &p.Authors })},
	Field{Key: "date", is: aDay, Example: "2024-01-16", Doc: "the date of the proposal", in: at(func(p *Proposal) any { return &p.Date })},
	Field{Key: "original", is: original, Example: "es",
		Doc: "the language of its texts; default: that of the term", in: at(func(p *Proposal) any { return &p.Original })},
	Field{Key: "languages", is: listOf(aTag), Example: "[es]",
		Doc: "the only languages in which it is made", in: at(func(p *Proposal) any { return &p.Languages })},
	Field{Key: "text", is: aText, Example: "To request the member states to share figures",
		Doc: "the words of the paragraph, without the final punctuation", in: at(func(p *Proposal) any { return &p.Text })},
	Field{Key: "paragraphs", is: entriesOf(subFields),
		Doc: "the sub-paragraphs, up to three levels deep; in an amendment, only those that it changes or adds",
		in:  many(func(p *Proposal) *[]*SubParagraph { return &p.Paragraphs })},
	Field{Key: "table", is: aFlag, Example: "true",
		Doc: "whether its sub-paragraphs are the rows of a table, the first of them its head; | stands between cells",
		in:  at(func(p *Proposal) any { return &p.Table })},
	Field{Key: "notes", is: entriesOf(noteFields),
		Doc: "the footnotes, to which the text refers as [^id]", in: many(func(p *Proposal) *[]*ProseNote { return &p.Notes })},
	Field{Key: "reservations", is: entriesOf(reservationFields),
		Doc: "the reservations of delegations on the paragraph", in: many(func(p *Proposal) *[]*Reservation { return &p.Reservations })},
	Field{Key: "reason", is: aText, Example: "Several delegations asked for figures",
		Doc: "the reason for the proposal", in: at(func(p *Proposal) any { return &p.Reason })},
	Field{Key: "outcomes", is: listOf(refTo(kindOutcome)), Example: "[outcome-health-data]",
		Doc: "the outcomes that it is based on", in: at(func(p *Proposal) any { return &p.Outcomes })},
	Field{Key: "mandates", is: mandates, Example: "[ag-res-2910-op-1]",
		Doc: "the mandates that it is based on", in: at(func(p *Proposal) any { return &p.Mandates })},
	Field{Key: "state", is: proposed, Example: "proposed",
		Doc: "its initial state", in: at(func(p *Proposal) any { return &p.State })},
	Field{Key: "states", is: entriesOf(stateFields),
		Doc: "the changes of its state, in order", in: values(func(p *Proposal) *[]StateChange { return &p.States })},
	Field{Key: "from", is: atEnd, Example: "meeting-january",
		Doc: "the first meeting whose papers include it; default: the first on or after its date",
		in:  at(func(p *Proposal) any { return &p.From })},
)

var subFields = kindOf(kindSub,
	Field{Key: "id", is: anID, Need: true, Example: "op-health-a",
		Doc: "the permanent id of the sub-paragraph", in: at(func(s *SubParagraph) any { return &s.ID })},
	Field{Key: "base", is: refTo(kindSub), Example: "op-health-b",
		Doc: "in an amendment: the sub-paragraph that it changes; default: the one with similar words, or else a new one",
		in:  at(func(s *SubParagraph) any { return &s.Base })},
	Field{Key: "text", is: aText, Need: true, Example: "share figures",
		Doc: "its words, without the final punctuation", in: at(func(s *SubParagraph) any { return &s.Text })},
	Field{Key: "paragraphs", is: listOf(itself),
		Doc: "the sub-paragraphs below it", in: many(func(s *SubParagraph) *[]*SubParagraph { return &s.Paragraphs })},
)

var noteFields = kindOf(kindNote,
	Field{Key: "id", is: anID, Need: true, Example: "note-study",
		Doc: "the permanent id of the note, by which the text refers to it", in: at(func(n *ProseNote) any { return &n.ID })},
	Field{Key: "text", is: aText, Need: true, Example: "The study will rest on published figures.",
		Doc: "the words of the note", in: at(func(n *ProseNote) any { return &n.Text })},
)

var stateFields = kindOf("change of state",
	Field{Key: "state", is: proposed, Need: true, Example: "agreed",
		Doc: "the state that was reached", in: at(func(s *StateChange) any { return &s.State })},
	Field{Key: "meeting", is: atEnd, Example: "meeting-april",
		Doc: "the meeting that reached it", in: at(func(s *StateChange) any { return &s.Meeting })},
	Field{Key: "date", is: aDay, Example: "2024-04-30",
		Doc: "the day on which it was reached; default: the day of the meeting",
		in:  at(func(s *StateChange) any { return &s.Date })},
)

var reservationFields = kindOf(kindReservation,
	Field{Key: "id", is: anID, Need: true, Example: "reservation-a",
		Doc: "the permanent id of the reservation", in: at(func(x *Reservation) any { return &x.ID })},
	Field{Key: "delegation", is: anEntry, Need: true, Example: "delegation-a",
		Doc: "the glossary key of the delegation", in: at(func(x *Reservation) any { return &x.Delegation })},
	Field{Key: "state", is: oneOf("announced", "received", "without-text"), Example: "announced",
		Doc: "announced if the text is still to come, received with its text, without-text if there will be none; " +
			"omit it if states say when",
		in: at(func(x *Reservation) any { return &x.State })},
	Field{Key: "states", is: entriesOf(reservedFields),
		Doc: "the changes of its state, in order", in: values(func(x *Reservation) *[]StateChange { return &x.States })},
	Field{Key: "from", is: atEnd, Example: "meeting-january",
		Doc: "the first meeting whose papers include it", in: at(func(x *Reservation) any { return &x.From })},
	Field{Key: "text", is: aText, Example: "The delegation does not join the consensus.",
		Doc: "the text of a reservation that was received", in: at(func(x *Reservation) any { return &x.Text })},
)

var reservedFields = kindOf("change of a reservation",
	Field{Key: "state", is: reserved, Need: true, Example: "received",
		Doc: "the state that was reached", in: at(func(s *StateChange) any { return &s.State })},
	Field{Key: "meeting", is: atEnd, Example: "meeting-april",
		Doc: "the meeting that reached it", in: at(func(s *StateChange) any { return &s.Meeting })},
	Field{Key: "date", is: aDay, Example: "2024-04-30",
		Doc: "the day on which it was reached; default: the day of the meeting",
		in:  at(func(s *StateChange) any { return &s.Date })},
)

var acceptedFields = kindOf("accepted findings",
	Field{Key: "accepted", is: entriesOf(findingFields), Need: true,
		Doc: "the accepted findings", in: many(func(r *Records) *[]*Accepted { return &r.Accepted })},
)

var findingFields = kindOf("accepted finding",
	Field{Key: "code", is: aWord, Need: true, Example: "W0609",
		Doc: "the code of the finding", in: at(func(a *Accepted) any { return &a.Code })},
	Field{Key: "id", is: aWord, Example: "term-2023-2024",
		Doc: "the record concerned", in: at(func(a *Accepted) any { return &a.ID })},
	Field{Key: "reason", is: aName, Need: true, Example: "The plan is based on the resolutions up to 2022.",
		Doc: "why the finding is accepted", in: at(func(a *Accepted) any { return &a.Reason })},
	Field{Key: "name", is: aName, Need: true, Example: "Chair", Doc: "who accepts it", in: at(func(a *Accepted) any { return &a.Name })},
	Field{Key: "hash", is: aWord, Example: "1e20975787b4",
		Doc: "the hash of the finding; the acceptance lapses when the text in question changes",
		in:  at(func(a *Accepted) any { return &a.Hash })},
)

var proseFields = kindOf("introduction") // its blocks and notes are Markdown, each with its id
