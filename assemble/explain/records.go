package explain

import "omnibus/assemble/diag"

// records holds the findings about records: their fields, their values, and the references between them.
var records = []diag.Rule{
	{Code: "E0110", Name: "unknown-field", Doc: "a record has a field that does not exist",
		Explain: `A misspelled field would be ignored, and its value with it. The nearest name is suggested; "omnibus schema" writes
schemas with which editors complete the names.

    adressees: [cam]      write: addressees: [cam]`},
	{Code: "E0111", Name: "wrong-kind", Doc: "a value has the wrong type for its field",
		Explain: `Some fields hold a list, others a text, a number, or true or false. A list with a single entry still needs brackets or a
dash.

    mandates: ag-res-2910        write: mandates: [ag-res-2910]
    number: three                write: number: 3`},
	{Code: "E0112", Name: "field-missing", Doc: "a required field of a record is missing",
		Explain: `Every record has an id and the fields without which it means nothing: a session has a title, an agenda item of kind
session names its session, a proposal that amends a paragraph names its base. Leave other fields empty if the value is
not known.

    - {kind: session}        write: - {id: agenda-health, kind: session, session: session-health}`},
	{Code: "E0113", Name: "unknown-word", Doc: "a field does not accept this value",
		Explain: `Fields such as kind, operation, state, class and status accept a few fixed words, which papers print in the reader's
language. The hint lists them.

    state: aggreed      write: state: agreed`},
	{Code: "E0114", Name: "range", Doc: "a range of paragraphs is not valid",
		Explain: `A range of operative paragraphs is a number, or the first and last number with a hyphen. Papers print it in the style of
the language.

    ranges: ["18 to 22"]      write: ranges: [18-22]
    ranges: [20-1]            the lower number comes first: [1-20]`},
	{Code: "E0115", Name: "address", Doc: "a value is not a web address",
		Explain: `Write a link in full, so that it works in a PDF and on paper. If you do not know the address for certain, leave the
field empty: the paper then says "link to be confirmed".

    links: {en: www.oas.org/...}      write: links: {en: "https://www.oas.org/..."}`},
	{Code: "E0116", Name: "language-tag", Doc: "a language is not given as a language tag",
		Explain: `Languages are written as tags of BCP 47: en, es, fr, pt, es-MX. The tag selects the locale files, the hyphenation and
the voice of a screen reader.

    original: spanish      write: original: es`},
	{Code: "E0117", Name: "place-in-draft", Doc: "a paragraph cannot be at this place in the draft",
		Explain: `Preambular paragraphs come before the lead-in and belong to no section; sub-paragraphs have three levels: (a), (i), (1).
An amendment stays in the part of the paragraph that it amends, and needs no kind. Only paragraphs can be moved. Correct
the kind of the paragraph, or divide it.

    kind: preambular
    section: section-health      remove the section`},
	{Code: "E0118", Name: "unfinished-merge", Doc: "a file contains two versions that were not merged",
		Explain: `Two people changed the same lines, and the program that merges their work left both versions in the file, between lines
of seven signs. Keep what is right in both, and remove the marks. Until then, no other error in the file is reported.

    <<<<<<< HEAD
    place: Room A
    =======
    place: Room B
    >>>>>>> main                 write: place: Room B`},
	{Code: "E0301", Name: "unknown-id", Doc: "a record refers to an id that does not exist",
		Explain: `Records refer to each other by id: a proposal to its outcomes and mandates, a session to its theme. An id that does not
exist breaks the trail from a paragraph back to its mandate. The nearest id is suggested.

    outcomes: [outcome-helth-access]      write: outcomes: [outcome-health-access]`},
	{Code: "E0302", Name: "wrong-record", Doc: "a record refers to a record of the wrong kind",
		Explain: `The id exists, but a record of its kind is not allowed here: a session covers mandates or resolutions, a proposal is
based on outcomes.

    session: outcome-health      write: session: session-health`},
	{Code: "E0303", Name: "id-twice", Doc: "two records have the same id",
		Explain: `Ids are unique across all kinds of records and are never reused: translations, the matrix and issued papers identify a
record by its id alone. Both places are shown.

    - id: op-health        a proposal in health.yaml
    - id: op-health        another in children.yaml: rename it op-children-health`},
	{Code: "E0304", Name: "id-form", Doc: "an id is not made of lower-case words and hyphens",
		Explain: `Ids are used in file names, links and message files, so they are simple: lower-case letters, digits and hyphens,
starting with a letter. A number alone is not an id, because numbers change.

    id: Op_Health 1      write: id: op-health-1`},
	{Code: "E0305", Name: "paragraph-number", Doc: "the operative paragraphs of a resolution do not match its ranges",
		Explain: `ranges says which operative paragraphs of a resolution are mandates of the committee. A paragraph outside the ranges, a
repeated paragraph, or overlapping ranges would be counted wrongly in every paper.

    ranges: [1-5]
    paragraphs:
      - {id: ag-res-2816-op-18, number: 18}      add 18 to the ranges, or correct the number`},
	{Code: "E0306", Name: "bases-too-many", Doc: "too many proposals amend one another in a row",
		Explain: `A proposal may amend another, and a third amends that one. No meeting follows a hundred such steps: a program wrote
them, or each version of a text was entered as an amendment of the one before. Several amendments of one paragraph each
have the paragraph as their base.

    base: op-health-99      write: base: op-health`},
	{Code: "E0401", Name: "date", Doc: "a value is not a date",
		Explain: `Dates are written 2023-11-07, or 2023-11 if the day is not yet known, whatever the language. The locale decides how
papers print them.

    date: 7 November 2023      write: date: 2023-11-07
    date: 11/07/2023           July or November? write: date: 2023-11-07`},
	{Code: "E0402", Name: "time", Doc: "a value is not a time of day",
		Explain: `Times use the 24-hour clock and are quoted, because YAML reads an unquoted 10:30 as a number. Papers print them in the
style of the language.

    start: 2:30 p.m.      write: start: "14:30"`},
	{Code: "W1501", Name: "acceptance-idle", Doc: "an accepted finding no longer occurs",
		Explain: `input/accepted.yaml lists findings that are correct but acceptable, each with a reason and a name. An entry that matches
nothing is out of date, or its code or id is misspelled. Remove or correct it, so that it does not hide another finding
later.

    - {code: W0609, id: term-2022-2023, reason: ..., name: Chair}      last year's term`},
	{Code: "W1502", Name: "acceptance-lapsed", Doc: "an accepted finding has changed, or cannot be accepted",
		Explain: `An acceptance applies only to the finding that was accepted; hash is the fingerprint of its words. When the text
changes, review the finding and, if it is still acceptable, write the new hash. Errors cannot be accepted: they stop the
build.

    hash: 1e20975787b4      the finding has changed: review it, then write its new hash`},
}

// locales holds the findings about locale files.
var locales = []diag.Rule{
	{Code: "E0701", Name: "locale-tag", Doc: "the name of a locale file has no valid language tag",
		Explain: `The name of a locale file contains its language tag: active.es.toml holds labels, content.es.toml translations, and
state.es.yaml the state of each translation.

    locales/active.spanish!.toml      write: locales/active.es.toml`},
	{Code: "E0703", Name: "locale-messages", Doc: "a locale file is valid TOML but not a valid message file",
		Explain: `A message holds texts under the keys of the format (other, one, few, many, hash, description). A table is either a
message or a group of messages, never both. Translations of records are flat tables with quoted names.

    [session]                       ["session-health.title"]
    other = "Session"               other = "Acceso a servicios de salud"
    first = "First session"         both a group and a message: rename one`},
	{Code: "E0704", Name: "label", Doc: "a label is missing in a language, or does not fit",
		Explain: `Labels are the fixed words of the papers (RESOLVES, page, to be confirmed) in each language. A missing label would leave
a gap; different placeholders or plural forms than in English would print wrong numbers.

    page-of = "{{.Page}} de {{.Pages}}"      the placeholders of English are Page and Total`},
	{Code: "W0702", Name: "case", Doc: "a name has a case that its language does not declare",
		Explain: `A language declares the cases of its names in its label file (language.cases), and its labels choose one: by
{{.Authors.genitive}}, or, for a word before a name such as word-of, by an entry of the section [case]. A case that it does not declare is
never printed.

    locales/active.ru.toml     [language] cases = "genitive dative"
    input/glossary.yaml        cases: [{case: genitiv, name: Комитета}]      write: genitive`},
	{Code: "W0707", Name: "label-unused", Doc: "a locale file has an unused label or plural form",
		Explain: `A misspelled label is never printed: the built-in words appear instead, without any notice. The plural forms are those
of the language: Spanish has one, many and other.

    contnts = "Índice"      write: contents = "Índice"`},
	{Code: "E0709", Name: "hyphenation-file", Doc: "a hyphenation file cannot be used",
		Explain: `Hyphenation patterns come in three formats: that of hyph-utf8 (ru.pat.txt, with exceptions in ru.hyp.txt), that of TeX
(hyph-ru.tex), and that of libhyphen, which office programs use (hyph_ru_RU.dic) and whose first line names the
encoding. The others are in UTF-8. With a file in another encoding, words would be divided in the wrong places, or not
at all.

    locales/hyphen/ru.pat.txt in KOI8-R      write: KOI8-R in its first line, or save it as UTF-8`},
	{Code: "N0710", Name: "labels-missing", Doc: "labels are missing in a language, and those of another are printed",
		Explain: `A language can begin with a few labels. In place of a missing label, papers print that of the language that its file
names as fallback, or else of the language of which it is a variant (es for es-MX), or else the English one. "omnibus
translate new LANG" writes a file with all labels, ready to be filled in.

    [language]
    fallback = "es"`},
	{Code: "N0711", Name: "labels-copied", Doc: "labels of a language are still those of the language they were copied from",
		Explain: `A label of several words that is the same in both languages has probably not been translated. Translate it, or leave it
out: then it is counted among those that are missing.

    title = "Work Plan {{.Term}}"      write: title = "Arbeitsplan {{.Term}}"`},
	{Code: "N0708", Name: "plural-rule", Doc: "no plural rule is known for a language",
		Explain: `The tool knows the plural rules of most languages: English has one and other, Spanish one, many and other. Where it
knows none, each label with a count has a single text, which is printed for every number. Nothing needs to be done.

    active.ht.toml      total-paragraphs = "{{.N}} paragraf"`},
	{Code: "E0705", Name: "state-word", Doc: "the state of a translation is not a valid state",
		Explain: `A translation is translated, reviewed or final; without a state, it is translated. Papers mark translations that are not
reviewed.

    op-data.text: {state: approved}      write: op-data.text: {state: reviewed}`},
	{Code: "E0706", Name: "state-field", Doc: "the state of a translation has an unknown field, or a value that is no text",
		Explain: `An entry of state.es.yaml has the fields state, hash, by, when, source, previous, editorial and via, each a
text. A misspelled field would be ignored.

    op-data.text: {stat: reviewed}      write: op-data.text: {state: reviewed}`},
	{Code: "E0707", Name: "query", Doc: "a query about a translation cannot be read",
		Explain: `locales/queries.es.yaml contains questions and remarks of translators and readers about texts, with the answers; the
imports and omnibus translate answer write it. Each entry has its own id and what was said. A misspelled field would be
ignored.

    - {id: q-3f2a9c1b, sayd: "Which year?"}      write: - {id: q-3f2a9c1b, said: "Which year?"}`},
	{Code: "E0810", Name: "language-unknown", Doc: "the term uses a language that has no labels",
		Explain: `A paper in a language needs the label file of that language: the word for RESOLVES, the form of dates. To add a
language, copy active.en.toml, translate it, and name it after the language; no programming is needed.

    languages: [en, de]      there is no locales/active.de.toml`},
}
