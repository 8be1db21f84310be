package input

// A form says what a value must be. One table of forms serves the reader, which reports what departs from it, and the JSON
// Schemas, which tell editors.
type form int

const (
	object  form = iota // a mapping with the fields of the shape
	list                // a list of items
	byLang              // a mapping from BCP 47 tags to items
	text                // a text that may carry markup and is cleaned of hazards
	name                // a text without markup, cleaned of hazards
	word                // a text taken as it stands
	key                 // one of the words of the shape
	id                  // a permanent id
	ref                 // the id of a record of one of the kinds
	tag                 // a BCP 47 tag
	number              // a whole number, zero or more
	flag                // true or false
	day                 // 2023-11-07 or 2023-11
	clock               // 10:00
	span                // a number or first-last
	address             // a web address
)

// A shape is a form with what it needs.
type shape struct {
	form   form
	fields []field
	item   *shape
	words  []string // of a key: those it may be; of a ref: the kinds of record it may name
	or     string   // of a ref: a word that may stand in place of an id
	loose  bool     // of a ref: whether the record exists is not the reader's question
	tree   string   // of an object: the field that holds a list of the same shape
}

// A field is one key of an object.
type field struct {
	name  string
	shape *shape
	need  bool
	doc   string
}

func treeOf(below string, f ...field) *shape    { return &shape{form: object, fields: f, tree: below} }
func fields(f ...field) *shape                  { return &shape{form: object, fields: f} }
func listOf(item *shape) *shape                 { return &shape{form: list, item: item} }
func langs(item *shape) *shape                  { return &shape{form: byLang, item: item} }
func oneOf(words ...string) *shape              { return &shape{form: key, words: words} }
func refTo(kinds ...string) *shape              { return &shape{form: ref, words: kinds} }
func need(n string, s *shape, doc string) field { return field{n, s, true, doc} }
func may(n string, s *shape, doc string) field  { return field{n, s, false, doc} }

// End stands in place of a meeting's id for the end of the term.
const End = "end"

// The kinds of records, as people name them.
const (
	kindBody        = "body"
	kindTerm        = "term"
	kindOfficer     = "officer"
	kindSection     = "section"
	kindPaper       = "paper"
	kindEntry       = "glossary entry"
	kindResolution  = "resolution"
	kindMandate     = "mandate"
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

var (
	aText    = &shape{form: text}
	aName    = &shape{form: name}
	aWord    = &shape{form: word}
	anID     = &shape{form: id}
	aTag     = &shape{form: tag}
	aNumber  = &shape{form: number}
	aFlag    = &shape{form: flag}
	aDay     = &shape{form: day}
	aClock   = &shape{form: clock}
	aSpan    = &shape{form: span}
	aURL     = &shape{form: address}
	aMeeting = refTo(kindMeeting)
	atEnd    = &shape{form: ref, words: []string{kindMeeting}, or: End}
	anEntry  = refTo(kindEntry)
	mandates = listOf(refTo(kindMandate, kindResolution))
	ending   = oneOf("semicolon", "semicolon-and", "comma", "stop", "none")

	reservations = listOf(fields(
		need("id", anID, "permanent id"),
		need("delegation", anEntry, "glossary key"),
		may("state", oneOf("announced", "received"), "announced: the text is to come; left out, where states say when it was announced"),
		may("states", listOf(fields(
			need("state", oneOf("announced", "received", "withdrawn"), "state reached"),
			need("meeting", aMeeting, "at which meeting"),
		)), "how the state changed, in order"),
		may("from", aMeeting, "meeting from which it counts"),
		may("text", aText, "of a received one"),
	))
)

var bodyShape = fields(
	need("id", anID, "permanent id of the body"),
	need("name", anEntry, "glossary key of the body itself"),
	need("organs", listOf(anEntry), "glossary keys of the organ lines of the masthead, from the top"),
	need("assembly", anEntry, "glossary key of the organ that resolves"),
	may("series", aWord, "series line of the masthead, such as OEA/Ser.W"),
	need("paper", oneOf("letter", "a4"), "size of the paper"),
	may("running-head", oneOf("none", "left", "right"), "where the symbol stands at the head of the second page and those behind it; else as the style sheet has it"),
	may("session-year", aNumber, "year of session 0 where sessions and years are tied: 1970 at the OAS"),
	need("resolution", fields(
		need("organ-line", oneOf("capitals", "italic", "plain"), "how the organ line is set"),
		need("lead-in", aWord, "message key of the lead-in, or none"),
		need("openers", oneOf("capitals", "italic", "plain"), "how preambular openers are set"),
		need("preambular", fields(
			need("each", ending, "ending of each preambular paragraph"),
			may("penultimate", ending, "ending of the last but one"),
			need("last", ending, "ending of the last"),
		), "endings of preambular paragraphs"),
		need("operative", fields(
			need("each", ending, "ending of each operative paragraph"),
			need("last", ending, "ending of the last"),
			need("verb", oneOf("infinitive", "present"), "form of the opening verb"),
			may("number-single", aFlag, "whether a single operative paragraph is numbered"),
		), "operative paragraphs"),
		need("enumerators", listOf(aWord), "message keys of the markers, by level"),
	), "looks of a resolution"),
	may("addressees", listOf(fields(
		need("addressee", anEntry, "glossary key"),
		need("verbs", listOf(aWord), "what it may be asked: instruct, request, urge, invite ..."),
	)), "what an organ may be asked"),
	may("ranges", listOf(fields(
		need("prefix", aWord, "such as AG/RES."),
		need("year", aNumber, "year of the session"),
		need("first", aNumber, "first number of the year"),
		may("last", aNumber, "last number of the year, where it is known"),
	)), "numbers of the resolutions of a year"),
	may("defunct", listOf(fields(
		need("acronym", aWord, "of the organ that is no more"),
		may("names", listOf(aName), "its full names, in any language"),
		may("by", aWord, "symbol of the resolution that abolished it"),
	)), "organs that were abolished"),
)

func officer(what string) *shape {
	return fields(
		need("id", anID, "permanent id"),
		may("name", aName, "name of the "+what+"; empty while the post is open"),
		may("of", aText, "delegation"),
	)
}

var termShape = fields(
	need("id", anID, "permanent id of the term"),
	need("title", aText, "such as 2023-2024"),
	need("begin", aDay, "first day"),
	need("end", aDay, "last day"),
	need("languages", listOf(aTag), "languages of the papers, in the order of their columns"),
	need("original", aTag, "original language of records that name none"),
	need("assembly", fields(
		need("session", aNumber, "number of the regular session, such as 54"),
		may("year", aNumber, "its year"),
	), "session of the General Assembly that the omnibus resolution aims at"),
	may("chair", officer("chair"), "the chair"),
	may("vice-chair", officer("vice chair"), "the vice chair"),
	may("offset", aNumber, "what is added to a local operative number to give the final one"),
	may("totals", fields(
		may("resolutions", aNumber, "number of resolutions"),
		may("paragraphs", aNumber, "number of operative paragraphs"),
		may("sessions", aNumber, "number of thematic sessions"),
	), "declared totals, which the checker holds against what is there"),
	may("sections", listOf(fields(
		need("id", anID, "permanent id"),
		need("title", aText, "heading"),
		may("reservations", reservations, "reservations of delegations on the heading"),
	)), "sections of the draft's operative part, in order"),
	need("papers", listOf(fields(
		need("id", oneOf("work-plan", "draft-paragraphs", "mandate-matrix"), "name of the paper"),
		need("title", aText, "title"),
		may("series", aWord, "series line, where it is not the body's"),
		may("symbol", aWord, "symbol without its revision; empty: to be confirmed"),
		may("illustrative", aFlag, "the symbol is made up for a sample"),
		may("original", listOf(aWord), "languages of the original line, or textual"),
		may("status", aText, "status line under the title"),
		may("distribution", aText, "distribution notice"),
		may("agenda", aText, "agenda line"),
		may("reservations", reservations, "reservations of delegations on the title"),
		may("revisions", listOf(fields(
			need("number", aNumber, "0 is the first issue"),
			need("meeting", atEnd, "meeting for which it is issued, or end: the end of the term"),
			need("date", aDay, "date of the paper"),
			may("status", aText, "status line, where it is not the paper's"),
			may("suffix", aWord, "add. 1, corr. 1"),
		)), "issues of the paper, in order"),
	)), "papers of the term"),
)

var glossaryShape = fields(
	need("entries", listOf(fields(
		need("id", anID, "key of the entry"),
		need("class", oneOf("organ", "organization", "instrument", "theme", "delegation", "place", "term"), "what it is"),
		may("symbol", aWord, "symbol of an instrument"),
		may("url", langs(aURL), "where it can be read, by language"),
		need("forms", langs(fields(
			need("name", aName, "the name"),
			may("acronym", aName, "its acronym in this language"),
			may("gender", oneOf("m", "f", "n", ""), "grammatical gender"),
			may("article", aName, "definite article"),
			may("variants", listOf(aName), "other forms that are right"),
			may("forbidden", listOf(fields(
				need("term", aName, "what is not to be written"),
				may("reason", aName, "why"),
			)), "forms that are not to be written"),
			may("unverified", aFlag, "no public source confirms it"),
		)), "the form in each language"),
	)), "names and terms"),
)

var mandatesShape = fields(
	need("resolutions", listOf(fields(
		need("id", anID, "permanent id"),
		need("symbol", aWord, "such as AG/RES. 2910 (XLVII-O/17)"),
		may("date", aDay, "date of adoption"),
		need("title", aText, "title"),
		may("section", aText, "heading of the section that holds the paragraphs"),
		need("ranges", listOf(aSpan), "operative paragraphs: 12, or 1-20"),
		may("links", langs(aURL), "where it can be read, by language"),
		may("paragraphs", listOf(fields(
			need("id", anID, "permanent id"),
			need("number", aNumber, "number of the operative paragraph"),
			may("text", aText, "the adopted text"),
			may("text-source", aWord, "where the adopted text was taken from"),
			may("summary", aText, "what it asks for, in a line"),
			may("verb", aWord, "message key verb.<key>: instruct, request ..."),
			may("addressee", anEntry, "glossary key of who is asked"),
			may("deliverable", aText, "what is to be delivered"),
			may("class", oneOf("A", "B", "C", ""), "A policy, B specific activity, C administrative or financial"),
			may("theme", anEntry, "glossary key of a theme"),
			may("responsible", anEntry, "glossary key of the organ responsible"),
			may("begin", aDay, "from when"),
			may("end", aDay, "until when, or the date of review"),
			may("funding", aName, "source of funds"),
			may("status", oneOf("current", "fulfilled", "duplicate", "superseded", "expired", "procedural", "non-mandate", ""), "official status"),
			may("status-date", aDay, "date of the status"),
			may("evidence", aWord, "symbol of a document"),
			may("repeats", listOf(refTo(kindMandate)), "mandates that it repeats"),
			may("superseded-by", refTo(kindMandate), "mandate that took its place"),
			may("remarks", aText, "remarks"),
			may("no-session", aText, "reason for which no session takes it up"),
		)), "what is known of the operative paragraphs"),
	)), "resolutions that carry mandates"),
)

var scheduleShape = fields(
	may("sessions", listOf(fields(
		need("id", anID, "permanent id"),
		need("title", aText, "title"),
		may("theme", anEntry, "glossary key of a theme"),
		may("mandates", mandates, "mandates, or whole resolutions, that it bears on"),
		may("goals", listOf(aWord), "targets of the 2030 Agenda"),
	)), "thematic sessions"),
	need("meetings", listOf(fields(
		need("id", anID, "permanent id"),
		need("date", aDay, "day, or month where the day is not known"),
		may("start", aClock, "when it begins"),
		may("end", aClock, "when it ends"),
		may("place", aText, "where it is held"),
		may("title", aText, "such as First meeting"),
		may("agenda", listOf(fields(
			need("id", anID, "permanent id"),
			need("kind", oneOf("session", "candidates", "election", "adoption", "discussion", "final-discussion", "other"), "what it is"),
			may("text", aText, "its words, where the kind does not say all"),
			may("session", refTo(kindSession), "the thematic session"),
			may("joint", aWord, "items with the same word are held jointly"),
		)), "agenda, in order"),
	)), "meetings, in the order of time"),
)

var stakeholderShape = treeOf("children",
	need("id", anID, "permanent id"),
	may("name", anEntry, "glossary key, or"),
	may("text", aText, "words of its own"),
	may("note", aText, "what is said of it"),
)

var stakeholdersShape = fields(need("stakeholders", listOf(stakeholderShape), "the tree of stakeholders"))

var outcomesShape = fields(
	need("id", anID, "permanent id"),
	need("session", refTo(kindSession), "the thematic session"),
	may("illustrative", aFlag, "made up for a sample"),
	may("held", aDay, "when it was held"),
	may("from", aMeeting, "meeting from which it counts"),
	may("original", aTag, "original language"),
	may("presenters", listOf(fields(
		need("id", anID, "permanent id"),
		need("name", aText, "office or institution"),
		may("of", anEntry, "glossary key"),
	)), "who spoke"),
	may("summary", aText, "what was said"),
	may("outcomes", listOf(fields(
		need("id", anID, "permanent id"),
		need("kind", oneOf("conclusion", "recommendation", "commitment"), "what it is"),
		need("text", aText, "its words"),
		may("addressees", listOf(anEntry), "glossary keys"),
		may("mandates", mandates, "mandates that it bears on"),
		may("recommends", listOf(&shape{form: ref, words: []string{kindProposal}, loose: true}), "ids of the paragraphs that it recommends"),
	)), "numbered outcomes"),
)

var subShape = treeOf("paragraphs",
	need("id", anID, "permanent id"),
	need("text", aText, "its words, without the final punctuation"),
)

var states = []string{"proposed", "bracketed", "agreed-ad-referendum", "agreed", "withdrawn"}

var proposalsShape = fields(
	need("proposals", listOf(fields(
		need("id", anID, "permanent id"),
		need("kind", oneOf("preambular", "operative"), "part of the resolution"),
		may("section", refTo(kindSection), "section of an operative paragraph"),
		may("order", aNumber, "place within its kind and section, ascending"),
		need("operation", oneOf("add", "mod", "mod-editorial", "sup", "noc", "move"), "what is done to the base"),
		may("base", refTo(kindMandate, kindProposal), "what it works on: a mandate, or a paragraph of the draft"),
		may("after", refTo(kindProposal, kindMandate), "of a move: the paragraph that it goes behind"),
		may("authors", listOf(refTo(kindOfficer, kindEntry)), "chair, or glossary keys of delegations"),
		may("date", aDay, "date of the proposal"),
		may("original", aTag, "original language"),
		may("languages", listOf(aTag), "declared in these languages only"),
		may("text", aText, "its words, without the final punctuation"),
		may("paragraphs", listOf(subShape), "sub-paragraphs, up to three levels"),
		may("reason", aText, "why"),
		may("outcomes", listOf(refTo(kindOutcome)), "outcomes that it rests on"),
		may("mandates", mandates, "mandates that it rests on"),
		may("state", oneOf(states...), "how far it has come"),
		may("states", listOf(fields(
			need("state", oneOf(states...), "state that was reached"),
			need("meeting", aMeeting, "at which meeting"),
		)), "how the state changed, in order"),
		may("from", aMeeting, "meeting from which it counts; without it, the first on or after its date"),
		may("reservations", reservations, "reservations of delegations on the paragraph"),
		may("notes", listOf(fields(
			need("id", anID, "permanent id"),
			need("text", aText, "its words"),
		)), "footnotes, cited in the text as [^id]"),
	)), "operations on paragraphs of the draft"),
)

var acceptedShape = fields(
	need("accepted", listOf(fields(
		need("code", aWord, "code of the finding"),
		may("id", aWord, "record that it is about"),
		need("reason", aName, "why it stands"),
		need("name", aName, "who accepts it"),
		may("hash", aWord, "hash of the finding; it lapses when the text changes"),
	)), "findings that somebody accepts"),
)
