package worktest

import (
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// body is the part that small terms have in common: the body, and the names in it.
const body = `
-- input/body.yaml --
id: body
name: committee
organs: [committee]
assembly: assembly
series: X
paper: letter
session-year: 1970
resolution:
  organ-line: capitals
  lead-in: resolves
  openers: capitals
  preambular: {each: semicolon, penultimate: semicolon-and, last: comma}
  operative: {each: stop, last: stop, verb: infinitive, number-single: false}
  enumerators: [decimal, lower-alpha, lower-roman, decimal-paren]
ranges:
  - {prefix: AG/RES., year: 2023, first: 3000}
-- input/glossary.yaml --
entries:
  - {id: committee, class: organ, forms: {en: {name: Committee}}}
  - {id: assembly, class: organ, forms: {en: {name: Assembly}}}
  - {id: theme-x, class: theme, forms: {en: {name: X}}}
  - {id: theme-y, class: theme, forms: {en: {name: Y}}}
`

// Term is the beginning of the files of a small term, in txtar form: without mandates, and with a term to which papers can be added at the
// end.
const Term = `
-- input/mandates.yaml --
resolutions: []
-- input/term.yaml --
id: term
title: Work
begin: 2023-11-01
end: 2024-06-30
languages: [en, es]
original: en
assembly: {session: 54, year: 2024}
chair: {id: chair}
sections:
  - {id: section-one, title: One}
`

// Agreed contains the files of a small term that is mostly agreed, in txtar form.
const Agreed = `
-- input/term.yaml --
id: term
title: 2023-2024
begin: 2023-11-01
end: 2024-06-30
languages: [en, es]
original: en
assembly: {session: 54, year: 2024}
chair: {id: chair}
sections:
  - {id: section-one, title: One}
papers:
  - {id: draft-paragraphs, title: Draft, original: [en]}
-- input/mandates.yaml --
resolutions:
  - id: res-1
    symbol: AG/RES. 2910 (XLVII-O/17)
    title: First # as printed
    ranges: [1-4]
    paragraphs:
      - {id: res-1-op-1, number: 1, text: To do a thing}
      - {id: res-1-op-2, number: 2, text: To do another}
      - {id: res-1-op-3, number: 3}

# The end.
-- input/schedule.yaml --
sessions:
  - {id: session-a, title: Session A, theme: theme-x, mandates: [res-1-op-1]}
  - {id: session-b, title: Session B, theme: theme-y, mandates: [res-1-op-2]}
meetings:
  - {id: meeting-november, date: 2023-11-07, agenda: [{id: ag-a, kind: session, session: session-a}, {id: ag-b, kind: session, session: session-b}]}
-- input/outcomes/a.yaml --
id: outcome-a
session: session-a
held: 2023-11-07
summary: It was held.
outcomes:
  - {id: outcome-a-one, kind: conclusion, text: So it is}
-- input/proposals/all.yaml --
proposals:
  - {id: pp-one, kind: preambular, order: 10, operation: add, authors: [chair], date: 2024-01-10, text: RECALLING that, state: agreed}
  - {id: op-first, kind: operative, section: section-one, order: 10, operation: mod, base: res-1-op-4, authors: [chair], date: 2024-01-10, text: To do less, state: withdrawn}
  - {id: op-noc, kind: operative, section: section-one, order: 20, operation: noc, base: res-1-op-1, authors: [chair], date: 2024-01-10, state: agreed}
  - {id: op-mod, kind: operative, section: section-one, order: 30, operation: mod, base: res-1-op-2, authors: [chair], date: 2024-01-10, text: "To do it: better", state: agreed, outcomes: [outcome-a-one]}
  - {id: op-sup, kind: operative, section: section-one, order: 35, operation: sup, base: res-1-op-3, authors: [chair], date: 2024-01-10, state: agreed}
  - id: op-subs
    kind: operative
    section: section-one
    order: 40
    operation: add
    authors: [chair]
    date: 2024-01-10
    text: To ask, as paragraph {{ref:op-mod}} and {{ref:pp-one}}, do[^note-a], and in particular
    paragraphs:
      - id: op-subs-a
        text: the one
        paragraphs: [{id: op-subs-a-i, text: this}, {id: op-subs-a-ii, text: that}]
      - {id: op-subs-b, text: the other}
      - {id: op-subs-c, text: the *third*}
    notes: [{id: note-a, text: A note}]
    state: agreed
  - {id: op-es, kind: operative, section: section-one, order: 50, operation: add, authors: [chair], date: 2024-01-10, original: es, text: "Hacer lo que dice {{ref:op-subs-a-ii}}", state: agreed}
-- locales/content.es.toml --
["op-mod.text"]
hash = "HASH(To do it: better)"
other = "Hacerlo: mejor"

["op-noc.reason"]
hash = "x"
other = "x"
-- locales/content.en.toml --
["op-es.text"]
hash = "HASH(Hacer lo que dice {{ref:op-subs-a-ii}})"
other = "To do as {{ref:op-subs-a-ii}} says"
`

// Small returns the files of a small term: those of an archive in txtar form, and the common body and glossary if the archive has none.
// edit is a list of pairs of old and new strings. HASH(...) stands for the hash of a text.
func Small(archive string, edit ...string) *work.Sources {
	own := map[string]bool{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		own[f.Name] = true
	}
	common := &txtar.Archive{}
	for _, f := range txtar.Parse([]byte(body)).Files {
		if !own[f.Name] {
			common.Files = append(common.Files, f)
		}
	}
	return Files(strings.NewReplacer(edit...).Replace(string(txtar.Format(common)) + strings.TrimPrefix(archive, "\n")))
}

// Files returns the files of an archive in txtar form, and no others. HASH(...) stands for the hash of a text.
func Files(archive string) *work.Sources {
	out := &work.Sources{}
	for _, f := range txtar.Parse([]byte(hashed(archive))).Files {
		file := source.NewFile(f.Name, f.Data)
		switch folder, _, _ := strings.Cut(f.Name, "/"); folder {
		case "input":
			out.Input = append(out.Input, file)
		case "locales":
			out.Locales = append(out.Locales, file)
		default:
			out.Templates = append(out.Templates, file)
		}
	}
	return out
}

// hashed replaces each HASH(...) by the hash of the text.
func hashed(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "HASH(")
		if !ok {
			return s
		}
		words, after, _ := strings.Cut(rest, ")\"")
		s = before + source.Hash(words) + "\"" + after
	}
}
