package explain

import "omnibus/assemble/diag"

// records is found where files become records: fields, values, and what one record says of another.
var records = []diag.Rule{
	{Code: "E0110", Name: "unknown-field", Doc: "a record has a field that does not exist",
		Explain: `A field with a slip in its name would be left out without a word, and what it says with it. The nearest name is suggested; "omnibus schema"
writes the schemas by which editors complete the names.

    adressees: [cam]      write: addressees: [cam]`},
	{Code: "E0111", Name: "wrong-kind", Doc: "a value is of another kind than its field",
		Explain: `Some fields hold a list, some one text, some a number or true or false. A single entry of a list still stands in brackets or behind a dash.

    mandates: ag-res-2910        write: mandates: [ag-res-2910]
    number: three                write: number: 3`},
	{Code: "E0112", Name: "field-missing", Doc: "a record lacks a field that it cannot do without",
		Explain: `Each record has an id, and what it cannot be understood without: a session its title, an agenda item of kind session its session, a proposal
that amends its base. Other fields may stay empty: unknown is unknown.

    - {kind: session}        write: - {id: agenda-health, kind: session, session: session-health}`},
	{Code: "E0113", Name: "unknown-word", Doc: "a value is none of the words that its field takes",
		Explain: `Fields such as kind, operation, state, class and status take one of a few words, and papers print each in the reader's language. The hint lists
them.

    state: aggreed      write: state: agreed`},
	{Code: "E0114", Name: "range", Doc: "a range of paragraphs is none",
		Explain: `Ranges of operative paragraphs are written one way: a number, or the first and the last with a hyphen. Papers print them as the language does.

    ranges: ["18 to 22"]      write: ranges: [18-22]
    ranges: [20-1]            the first comes first: [1-20]`},
	{Code: "E0115", Name: "address", Doc: "a value is no web address",
		Explain: `A link is written in full, so that it works in a PDF and on paper. Where the address is not known for certain, leave it empty: the paper says
"link to be confirmed".

    links: {en: www.oas.org/...}      write: links: {en: "https://www.oas.org/..."}`},
	{Code: "E0116", Name: "language-tag", Doc: "a language is not written as a tag",
		Explain: `Languages are tags of BCP 47: en, es, fr, pt, es-MX. The tag chooses the locale files, hyphenation, and how a screen reader speaks.

    original: spanish      write: original: es`},
	{Code: "E0117", Name: "place-in-draft", Doc: "a paragraph stands where the draft has no place for it",
		Explain: `Preambular paragraphs stand before the lead-in and in no section; sub-paragraphs have three levels: (a), (i), (1). What does not fit was given the
wrong kind, or is to be divided.

    kind: preambular
    section: section-health      take the section out`},
	{Code: "E0301", Name: "unknown-id", Doc: "a record names another that does not exist",
		Explain: `Records name each other by id: a proposal its outcomes and mandates, a session its theme. A name that nothing has breaks the trail from a
paragraph back to its mandate. The nearest id is suggested.

    outcomes: [outcome-helth-access]      write: outcomes: [outcome-health-access]`},
	{Code: "E0302", Name: "wrong-record", Doc: "a record names another of the wrong kind",
		Explain: `The id exists, but what it names cannot stand there: a session bears on mandates or resolutions, a proposal rests on outcomes.

    session: outcome-health      write: session: session-health`},
	{Code: "E0303", Name: "id-twice", Doc: "an id is given to two records",
		Explain: `Ids are unique over all kinds of records, and never used again: translations, the matrix and issued papers find a record by its id alone. Both
places are shown.

    - id: op-health        a proposal in health.yaml
    - id: op-health        another in children.yaml: call it op-children-health`},
	{Code: "E0304", Name: "id-form", Doc: "an id is not made of lower-case words and hyphens",
		Explain: `Ids stand in file names, links and message files, so they are plain: lower-case letters, digits and hyphens, beginning with a letter. A number
alone is never an id: numbers change.

    id: Op_Health 1      write: id: op-health-1`},
	{Code: "E0305", Name: "paragraph-number", Doc: "the operative paragraphs of a resolution do not fit its ranges",
		Explain: `ranges says which operative paragraphs of a resolution are mandates of the committee. A paragraph outside of them, one that stands twice, or
ranges that overlap would be counted wrong in every paper.

    ranges: [1-5]
    paragraphs:
      - {id: ag-res-2816-op-18, number: 18}      add 18 to the ranges, or mend the number`},
	{Code: "E0401", Name: "date", Doc: "a value is no date",
		Explain: `Dates are written 2023-11-07, or 2023-11 where the day is not yet known: one way, in every language. How a paper prints them is the locale's.

    date: 7 November 2023      write: date: 2023-11-07
    date: 11/07/2023           nobody can tell whether that is July`},
	{Code: "E0402", Name: "time", Doc: "a value is no time of day",
		Explain: `Times are written with 24 hours and in quotation marks; without those YAML takes 10:30 for a number. Papers print them as the language does.

    start: 2:30 p.m.      write: start: "14:30"`},
	{Code: "W1501", Name: "acceptance-idle", Doc: "an accepted finding is not there",
		Explain: `input/accepted.yaml lists findings that are true and stand, each with a reason and a name. An entry that matches nothing either has done its duty,
or has a slip in its code or id: take it out, so that it does not hide something else one day.

    - {code: W0609, id: term-2022-2023, reason: ..., name: Chair}      last year's term`},
	{Code: "W1502", Name: "acceptance-lapsed", Doc: "what was accepted has changed since, or cannot be accepted",
		Explain: `An acceptance holds for a finding as it was: hash is that of its words. When the text changes, somebody looks again, and writes the new hash if it
is still right. Errors cannot be accepted: no paper can be made with them.

    hash: 1e20975787b4      the finding is another now: look at it, then write its hash`},
}

// locales is found in the locale files.
var locales = []diag.Rule{
	{Code: "E0701", Name: "locale-tag", Doc: "a locale file is named after no language",
		Explain: `The name of a locale file carries the tag of its language: active.es.toml holds labels, content.es.toml translations, state.es.yaml how far
they have come.

    locales/active.spanish!.toml      write: locales/active.es.toml`},
	{Code: "E0703", Name: "locale-messages", Doc: "a locale file is TOML but holds no messages",
		Explain: `A message has texts under the words of the format (other, one, few, many, hash, description), or it is a group of messages; it cannot be
both. Translations of records stand in flat tables with quoted names.

    [session]                       ["session-health.title"]
    other = "Session"               other = "Acceso a servicios de salud"
    first = "First session"         a group and a message at once: rename one`},
	{Code: "E0704", Name: "label", Doc: "a label is missing in a language, or cannot be filled in",
		Explain: `Words of the papers that are nobody's text (RESOLVES, page, to be confirmed) are labels of the language. One that is missing would leave a hole,
one whose placeholders or plural forms differ from English would print the wrong number.

    page-of = "{{.Page}} de {{.Pages}}"      the placeholders of English are Page and Total`},
	{Code: "W0707", Name: "label-unused", Doc: "a locale file has a label, or a plural form, that nothing asks for",
		Explain: `A label with a slip in its name is never printed: the words that the tool carries stand in its place, and nobody sees why. Plural forms are
those of the language: Spanish has one, many and other.

    contnts = "Índice"      write: contents = "Índice"`},
	{Code: "E0705", Name: "state-word", Doc: "the state of a translation is none that exists",
		Explain: `A translation is translated, reviewed or final; without a state it is translated. Papers mark what is not reviewed.

    op-data.text: {state: approved}      write: op-data.text: {state: reviewed}`},
	{Code: "E0706", Name: "state-field", Doc: "the state of a translation has a field that does not exist",
		Explain: `An entry of state.es.yaml holds state, hash, by, when, source, previous, editorial and via. A field with a slip in its name would be left out
without a word.

    op-data.text: {stat: reviewed}      write: op-data.text: {state: reviewed}`},
	{Code: "E0810", Name: "language-unknown", Doc: "the term asks for a language that has no labels",
		Explain: `A paper in a language needs its label file: what RESOLVES is called, how a date is written. A new language is one file, no program: copy
active.en.toml, translate it, and name it after the language.

    languages: [en, de]      there is no locales/active.de.toml`},
}
