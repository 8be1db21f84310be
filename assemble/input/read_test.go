package input

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// small is a set of input files without faults. Each case replaces some of them.
var small = map[string]string{
	"body.yaml": `id: oas-cam
name: cam
organs: [oas, cam]
assembly: general-assembly
series: OEA/Ser.W
paper: letter
session-year: 1970
resolution:
  organ-line: capitals
  lead-in: resolves
  openers: capitals
  preambular: {each: semicolon, penultimate: semicolon-and, last: comma}
  operative: {each: stop, last: stop, verb: infinitive, number-single: false}
  enumerators: [decimal, lower-alpha, lower-roman]
`,
	"term.yaml": `id: term-2023-2024
title: 2023-2024
begin: 2023-11-01
end: 2024-06-30
languages: [en, es]
original: en
assembly: {session: 54, year: 2024}
chair: {id: chair, name: ""}
sections:
  - {id: section-health, title: Health}
papers:
  - id: work-plan
    title: Work plan
    symbol: CIDI/CAM/doc.1/23
    revisions:
      - {number: 0, meeting: meeting-first, date: 2023-11-07}
`,
	"glossary.yaml": `entries:
  - id: oas
    class: organ
    forms: {en: {name: Organization of American States, acronym: OAS}, es: {name: Organización de los Estados Americanos, acronym: OEA, gender: f}}
  - {id: cam, class: organ, forms: {en: {name: Committee on Migration Issues}}}
  - {id: general-assembly, class: organ, forms: {en: {name: General Assembly}}}
`,
	"mandates.yaml": `resolutions:
  - id: ag-res-2910
    symbol: AG/RES. 2910 (XLVII-O/17)
    title: Migration in the Americas
    ranges: [1-3, 7]
    paragraphs:
      - {id: ag-res-2910-op-2, number: 2, class: B, begin: 2017-06, status: current, text: }
`,
	"schedule.yaml": `sessions:
  - {id: session-health, title: Health of migrants, mandates: [ag-res-2910-op-1]}
meetings:
  - id: meeting-first
    date: 2023-11-07
    start: "10:00"
    agenda:
      - {id: agenda-s1, kind: session, session: session-health}
`,
	"introduction.md": `# Introduction {#intro-title}

At least ten goals[^goals] matter. {#intro-goals}
They run over
two lines.

- one {#intro-one}
  - deeper {#intro-deeper}

[^goals]: Targets of the 2030 Agenda.
`,
	"outcomes/health.yaml": `id: outcome-health
session: session-health
held: 2023-11-07
original: es
outcomes:
  - {id: outcome-health-a, kind: conclusion, text: "Los datos: faltan", recommends: [op-health]}
`,
	"proposals/health.yaml": `proposals:
  - id: op-health
    kind: operative
    section: section-health
    operation: add
    authors: [chair]
    text: To instruct the {{name:cam}} to act[^note-act], see {{ref:op-health}} and [the plan](https://example.org)
    paragraphs:
      - {id: op-health-a, text: "shall [should] act"}
    outcomes: [outcome-health-a]
    notes: [{id: note-act, text: How.}]
`,
}

func files(change map[string]string) []*source.File {
	var out []*source.File
	all := map[string]string{}
	for n, s := range small {
		all[n] = s
	}
	for n, s := range change {
		all[n] = s
	}
	for n, s := range all {
		if s != "-" {
			out = append(out, source.NewFile("input/"+n, []byte(s)))
		}
	}
	return out
}

// findings prints one finding per line, as place, code and message, sorted by place.
func findings(l *diag.List) []string {
	l.Sort()
	var out []string
	for _, d := range l.Items {
		out = append(
			out,
			fmt.Sprintf("%s:%d:%d: %s %s", strings.TrimPrefix(d.Pos.File.Name, "input/"), d.Pos.Line(), d.Pos.Column(), d.Code, d.Message),
		)
	}
	return out
}

func TestRead(t *testing.T) {
	for form, mend := range map[string]func(string) string{
		"LF":   func(s string) string { return s },
		"CRLF": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"BOM":  func(s string) string { return "\ufeff" + s },
	} {
		t.Run(form, func(t *testing.T) {
			change := map[string]string{}
			for n, s := range small {
				change[n] = mend(s)
			}
			var l diag.List
			r := Read(files(change), &l)
			for _, f := range findings(&l) {
				t.Error(f)
			}
			if len(r.Resolutions) != 1 || len(r.Resolutions[0].Paragraphs) != 4 {
				t.Fatalf("resolutions: %+v", r.Resolutions)
			}
			var numbers []string
			for _, m := range r.Resolutions[0].Paragraphs {
				numbers = append(numbers, m.ID.String)
			}
			if got, want := strings.Join(numbers, " "), "ag-res-2910-op-1 ag-res-2910-op-2 ag-res-2910-op-3 ag-res-2910-op-7"; got != want {
				t.Errorf("mandates %s, want %s", got, want)
			}
			if s := r.Sessions[0]; s.Meeting != r.Meetings[0] || r.Meetings[0].Agenda[0].Session != s {
				t.Error("the session is not linked to its meeting")
			}
			var texts []string
			for _, x := range r.Texts() {
				texts = append(texts, x.ID+" "+x.Lang+" "+x.String)
			}
			want := `term-2023-2024.title en 2023-2024
section-health.title en Health
work-plan.title en Work plan
ag-res-2910.title en Migration in the Americas
session-health.title en Health of migrants
introduction.intro-title en Introduction
introduction.intro-goals en At least ten goals[^goals] matter. They run over two lines.
introduction.intro-one en one
introduction.intro-deeper en deeper
introduction.goals en Targets of the 2030 Agenda.
outcome-health-a.text es Los datos: faltan
op-health.text en To instruct the {{name:cam}} to act[^note-act], see {{ref:op-health}} and [the plan](https://example.org)
op-health-a.text en shall [should] act
note-act.text en How.`
			if got := strings.Join(texts, "\n"); got != want {
				t.Errorf("texts:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
