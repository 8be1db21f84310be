package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
)

// A proofTerm is a small correct term in one language, into which a text is inserted.
type proofTerm struct {
	session, theme, resolution, name, intro, pp, op     string
	sections, meetings, agenda, stakeholders, subs, out []string
	items                                               []string
	note                                                string
}

var proofTerms = map[string]proofTerm{
	"en": {
		session: "Access to health services", resolution: "Migration in the Americas", name: "Regional Conference",
		intro: "The term takes up access to health services.", pp: "RECALLING the purposes of the Charter",
		op: "To instruct the General Secretariat to publish a guide", sections: []string{"Access to health", "Decent work"},
		meetings: []string{"First meeting", "Second meeting"}, agenda: []string{"Adoption of the agenda"},
		stakeholders: []string{"Ministries of health"},
	},
	"es": {
		session: "Acceso a los servicios de salud", resolution: "La migración en las Américas", name: "Conferencia Regional",
		intro: "El período aborda el acceso a los servicios de salud.", pp: "RECORDANDO los propósitos de la Carta",
		op: "Encomendar a la Secretaría General que publique una guía", sections: []string{"Acceso a la salud", "Trabajo decente"},
		meetings: []string{"Primera reunión", "Segunda reunión"}, agenda: []string{"Aprobación del temario"},
		stakeholders: []string{"Ministerios de salud"},
	},
}

// put inserts a text, or the parts of a list, into its place.
func (x *proofTerm) put(place, text string) error {
	var list []string
	for part := range strings.SplitSeq(text, "|") {
		list = append(list, strings.Trim(part, " "))
	}
	one := map[string]*string{"session": &x.session, "resolution": &x.resolution, "name": &x.name, "intro": &x.intro, "pp": &x.pp,
		"op": &x.op, "note": &x.note}
	more := map[string]*[]string{"sections": &x.sections, "meetings": &x.meetings, "agenda": &x.agenda,
		"stakeholders": &x.stakeholders, "subs": &x.subs, "outcomes": &x.out, "items": &x.items}
	switch {
	case place == "theme" && len(list) == 2: // the theme of the session, and the introduction
		x.theme, x.session, x.intro = list[0], list[0], list[1]
	case one[place] != nil:
		*one[place] = strings.TrimPrefix(text, " ")
	case more[place] != nil:
		*more[place] = list
	default:
		return fmt.Errorf("no place %q", place)
	}
	return nil
}

// files returns the files of the term.
func (x *proofTerm) files(lang string) map[string][]byte {
	q := func(s string) string {
		b, _ := json.Marshal(s)
		return string(b)
	}
	var b strings.Builder
	list := func(before, id, key string, texts []string) string {
		b.Reset()
		for i, s := range texts {
			fmt.Fprintf(&b, before+"- {id: %s-%d, %s: %s}\n", id, i, key, q(s))
		}
		return b.String()
	}
	out := map[string][]byte{}
	write := func(name, format string, args ...any) { out["input/"+name] = fmt.Appendf(nil, format, args...) }
	title := map[string]string{"en": "Draft", "es": "Proyecto"}[lang]
	write("term.yaml", `id: term
title: 2017-2018
begin: 2017-07-01
end: 2018-06-30
languages: [%[1]s]
original: %[1]s
assembly: {session: 48, year: 2018}
chair: {id: chair}
sections:
%[2]spapers:
  - {id: draft-paragraphs, title: %[3]s, symbol: CIDI/CAM/doc.2/18, original: [%[1]s]}
`, lang, list("  ", "section", "title", x.sections), title)
	write("mandates.yaml", `resolutions:
  - {id: res-1, symbol: AG/RES. 2910 (XLVII-O/17), title: %s, ranges: [1-2], links: {%s: "https://example.org/%[2]s"}}
`, q(x.resolution), lang)
	agenda := list("      ", "agenda", "kind: other, text", x.agenda)
	var meetings strings.Builder
	for i, s := range x.meetings {
		items := "      - {id: ag-session, kind: session, session: session-health}\n" + agenda
		if i > 0 {
			items = fmt.Sprintf("      - {id: ag-%d, kind: other, text: %s}\n", i, q(proofTerms[lang].agenda[0]))
		}
		fmt.Fprintf(&meetings, "  - id: meeting-%d\n    date: 2018-02-0%d\n    start: \"10:00\"\n    end: \"12:00\"\n    place: %s\n"+
			"    title: %s\n    agenda:\n%s", i, i+1, map[string]string{"en": "Room A", "es": "Sala A"}[lang], q(s), items)
	}
	write("schedule.yaml", "sessions:\n  - {id: session-health, title: %s, theme: theme-health, mandates: [res-1]}\nmeetings:\n%s",
		q(x.session), meetings.String())
	write("stakeholders.yaml", "stakeholders:\n%s", list("  ", "st", "text", x.stakeholders))
	subs := ""
	if len(x.subs) > 0 {
		subs = ", paragraphs: [" + strings.ReplaceAll(strings.TrimSpace(list("", "sub", "text", x.subs)), "\n", ", ")
		subs = strings.ReplaceAll(subs, "- {", "{") + "]"
	}
	write("proposals/p.yaml", `proposals:
  - {id: pp-one, kind: preambular, order: 10, operation: add, authors: [chair], mandates: [res-1], state: proposed, text: %s}
  - {id: op-one, kind: operative, section: section-0, order: 10, operation: add, authors: [chair], mandates: [res-1], state: proposed, text: %s%s}
  - {id: op-two, kind: operative, section: section-0, order: 20, operation: add, authors: [chair], mandates: [res-1], state: proposed, text: %s}
`, q(x.pp), q(x.op), subs, q(map[string]string{
		"en": "To make the execution of these activities subject to the availability of financial resources",
		"es": "Supeditar la ejecución de estas actividades a la disponibilidad de recursos financieros"}[lang]))
	if len(x.out) > 0 {
		write("outcomes/o.yaml", "id: outcome-health\nsession: session-health\nheld: 2018-02-01\noutcomes:\n%s",
			list("  ", "out", "kind: conclusion, text", x.out))
	}
	intro := x.intro
	if x.note != "" {
		intro += "[^one]"
	}
	intro += " {#intro-theme}\n"
	for i, s := range x.items {
		intro += fmt.Sprintf("\n- %s {#item-%d}", s, i)
	}
	if x.note != "" {
		intro += "\n\n[^one]: " + x.note
	}
	write("introduction.md", "%s\n", intro)
	themes := "en: {name: access to health services}, es: {name: acceso a los servicios de salud}"
	if x.theme != "" {
		themes = fmt.Sprintf("%s: {name: %s}", lang, q(x.theme))
	}
	write("glossary.yaml", `entries:
  - {id: cam, class: organ, forms: {en: {name: Committee on Migration Issues, acronym: CAM}, es: {name: Comisión de Asuntos Migratorios, acronym: CAM}}}
  - {id: assembly, class: organ, forms: {en: {name: General Assembly}, es: {name: Asamblea General}}}
  - {id: secretariat, class: organ, forms: {en: {name: General Secretariat}, es: {name: Secretaría General}}}
  - {id: theme-health, class: theme, forms: {%[3]s}}
  - {id: conference, class: instrument, symbol: A/RES/73/195, forms: {%[1]s: {name: %[2]s}}}
`, lang, q(x.name), themes)
	write("body.yaml", `id: body
name: cam
organs: [cam]
assembly: assembly
series: OEA/Ser.W
paper: letter
session-year: 1970
resolution:
  organ-line: capitals
  lead-in: resolves
  openers: capitals
  preambular: {each: semicolon, penultimate: semicolon-and, last: comma}
  operative: {each: stop, last: stop, verb: infinitive, number-single: false}
  enumerators: [decimal, lower-alpha, lower-roman, decimal-paren]
addressees:
  - {addressee: secretariat, verbs: [instruct, request]}
`)
	return out
}

// proofread reads, merges and checks files. The result includes the findings of the reader about single characters.
func proofread(t *testing.T, files map[string][]byte, lang string, builtin []*source.File) []*diag.Diagnostic {
	t.Helper()
	var in []*source.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		in = append(in, source.NewFile(name, files[name]))
	}
	found := new(diag.List)
	records := input.Read(in, found)
	meeting, _ := merge.Meeting(records, merge.End, date.Date{})
	Run(Pass{Records: records, Plan: merge.Plan(records, plan.Point{Meeting: meeting}, nil, found), Langs: []string{lang},
		Locales: locale.Read(builtin, nil, found), Diags: found})
	found.Sort()
	return slices.DeleteFunc(found.Items, func(d *diag.Diagnostic) bool { return d.Severity == diag.Note })
}

// TestProof runs the texts of testdata/proof.txt and its sequels. The table of results, one line for each kind, is printed with -v.
func TestProof(t *testing.T) {
	builtin := map[string][]*source.File{}
	for lang := range proofTerms {
		builtin[lang] = slices.DeleteFunc(labels(t), func(f *source.File) bool {
			return f.Name != "locales/active."+lang+".toml" && f.Name != "locales/active.en.toml"
		})
		base := proofTerms[lang]
		for _, d := range proofread(t, base.files(lang), lang, builtin[lang]) {
			t.Fatalf("the base term is not clean: %s", line(d))
		}
	}
	for _, name := range []string{"proof.txt", "proof-2.txt", "proof-3.txt"} {
		t.Run(name, func(t *testing.T) { proofs(t, name, builtin) })
	}
}

// proofs runs the texts of one file.
func proofs(t *testing.T, name string, builtin map[string][]*source.File) {
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var table results
	var kind string
	var codes []string
	for n, l := range strings.Split(string(data), "\n") {
		if title, ok := strings.CutPrefix(l, "# "); ok {
			var rest string
			kind, rest, _ = strings.Cut(title, ":")
			codes = strings.Fields(rest)
		}
		if kind == "" || l == "" || l[0] == '#' {
			continue
		}
		place, text, ok := strings.Cut(strings.TrimSpace(l[1:]), ":")
		place, lang, other := strings.Cut(place, "-")
		if !other {
			lang = "en"
		}
		if _, err := language.Parse(lang); err != nil || !ok || !strings.Contains("!=?", l[:1]) {
			t.Fatalf("%s:%d: not a text: %s", name, n+1, l)
		}
		x := proofTerms[lang]
		if err := x.put(place, text); err != nil {
			t.Fatalf("%s:%d: %v", name, n+1, err)
		}
		found := proofread(t, x.files(lang), lang, builtin[lang])
		if l[0] == '=' {
			table.right(kind, len(found) > 0)
			if len(found) > 0 {
				t.Errorf("%s:%d: false alarm: %s\n    %s", name, n+1, l, line(found[0]))
			}
			continue
		}
		hit := slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return slices.Contains(codes, d.Code) })
		table.fault(kind, hit)
		if l[0] == '?' {
			if hit {
				t.Errorf("%s:%d: found now: %s", name, n+1, l)
			}
			continue
		}
		if !hit {
			also := ""
			for _, d := range found {
				also += "\n    but " + line(d)
			}
			t.Errorf("%s:%d: not found: %s%s", name, n+1, l, also)
		}
	}
	t.Log(table.String())
}

// results counts faults and correct texts by kind, in the order of the kinds.
type results struct {
	kinds []string
	count map[string]*[4]int // faults, found, right, alarms
}

func (r *results) of(kind string) *[4]int {
	if r.count == nil {
		r.count = map[string]*[4]int{}
	}
	if r.count[kind] == nil {
		r.count[kind] = new([4]int)
		r.kinds = append(r.kinds, kind)
	}
	return r.count[kind]
}

func (r *results) fault(kind string, found bool) {
	c := r.of(kind)
	c[0]++
	if found {
		c[1]++
	}
}

func (r *results) right(kind string, alarm bool) {
	c := r.of(kind)
	c[2]++
	if alarm {
		c[3]++
	}
}

// String returns the table: faults found, and alarms in correct texts, for each kind and in total.
func (r *results) String() string {
	var b strings.Builder
	row := func(kind string, c [4]int) {
		fmt.Fprintf(&b, "\n%-34s %3d of %3d found (%3d %%), %d alarms on %3d right", kind, c[1], c[0], 100*c[1]/max(c[0], 1), c[3], c[2])
	}
	var all [4]int
	for _, k := range r.kinds {
		row(k, *r.count[k])
		for i, n := range r.count[k] {
			all[i] += n
		}
	}
	row("all", all)
	return b.String()
}
