package assemble

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// meetingPapers are the papers of a meeting that are made only on request, with words that they contain at the meeting of April, in each
// language.
var meetingPapers = map[string]map[string][]string{
	"order-of-business": {
		"en": {"ORDER OF BUSINESS", "CIDI/CAM/OD-4/24", "CIDI/CAM/doc.4/24 rev. 3, Draft Paragraphs on Migration", "Date to be confirmed", "Seventh thematic session"},
		"es": {"ORDEN DEL DÍA", "CIDI/CAM/OD-4/24", "CIDI/CAM/doc.4/24 rev. 3, Proyectos de párrafo"}, "fr": {"ORDRE DU JOUR"}, "pt": {"ORDEM DO DIA"},
	},
	"cover-note": {
		"en": {"has the honor to transmit", "meeting of April 2024", "CIDI/CAM/doc.1/23 rev. 1", "CIDI/CAM/OD-4/24, Order of Business"},
		"es": {"tiene el honor de remitir", "reunión de abril de 2024"}, "fr": {"a l’honneur de transmettre"}, "pt": {"tem a honra de encaminhar"},
	},
	"note-on-changes": {
		"en": {"Since CIDI/CAM/doc.4/24 rev. 2: 16 new, 3 changed, 0 moved, 0 deleted.", "Paragraphs agreed: 5 of 54 (before: 0 of 38).", "Preambular paragraph 12 (p.\u00a03): “MINDFUL that"},
		"es": {"Con respecto a CIDI/CAM/doc.4/24 rev. 2: nuevos, 16;", "Párrafo preambular 12 (pág.\u00a0"}, "fr": {"Par rapport à CIDI/CAM/doc.4/24 rev. 2"}, "pt": {"Em relação a CIDI/CAM/doc.4/24 rev. 2"},
	},
	"proposals-by-delegation": {
		"en": {"Delegation A", "Open proposals", "Operative paragraph 2 · MOD", "Reservations"},
		"es": {"Delegación A", "Propuestas pendientes"}, "fr": {"Propositions en suspens"}, "pt": {"Propostas pendentes"},
	},
	"term-report": {
		"en": {"Meetings held: 5 of 6 scheduled.", "Thematic sessions held: 6 of 7.", "Operative paragraph 4: agreed at the meeting of March 2024", "Annex: draft paragraphs", "RESOLVES:"},
		"es": {"Reuniones celebradas: 5 de 6.", "RESUELVE:"}, "fr": {"Réunions tenues"}, "pt": {"Reuniões realizadas"},
	},
}

// parallelPapers returns the sources with the languages of the papers of a meeting side by side.
func parallelPapers(src *work.Sources) *work.Sources {
	out := *src
	out.Input = slices.Clone(src.Input)
	for i, f := range out.Input {
		if f.Name == "input/term.yaml" {
			b := f.Bytes
			for id := range meetingPapers {
				b = bytes.Replace(b, []byte("  - id: "+id+"\n"), []byte("  - id: "+id+"\n    languages: parallel\n"), 1)
			}
			out.Input[i] = source.NewFile(f.Name, b)
		}
	}
	return &out
}

func TestMeetingPapers(t *testing.T) {
	src := worktest.Shipped(t)
	for _, langs := range [][]string{{"en", "es"}, {"fr", "pt"}} {
		for _, parallel := range []bool{false, true} {
			from := src
			if parallel {
				from = parallelPapers(src)
			}
			w, err := Run(from, work.Job{Meeting: "meeting-april", All: true, Langs: langs}, work.LaidOut, nil)
			if err != nil || w.Diags.HasErrors() {
				t.Fatalf("%v, parallel %v: %v %s", langs, parallel, err, found(&w.Diags))
			}
			made := map[string]bool{}
			for i, d := range w.Docs {
				for _, fault := range doc.Check(d) {
					t.Errorf("%s: %v", d.FileName("pdf"), fault)
				}
				words := strings.Join(reading(d), " ")
				for _, l := range d.Langs {
					for _, want := range meetingPapers[d.Paper][l] {
						if made[d.Paper] = true; !strings.Contains(words, strings.ReplaceAll(want, "\u00a0", " ")) {
							t.Errorf("%s lacks %q in\n%.1500s", d.FileName("pdf"), want, words)
						}
					}
				}
				if n := len(w.Pages[i].Pages); d.Paper == "note-on-changes" && !parallel && n > 2 {
					t.Errorf("%s has %d pages", d.FileName("pdf"), n)
				}
			}
			if len(made) != len(meetingPapers) {
				t.Errorf("%v: the papers are %v", langs, made)
			}
		}
	}
}

// TestAskedPapers: a build makes them only if they are named, or if all papers are requested.
func TestAskedPapers(t *testing.T) {
	src := worktest.Shipped(t)
	for _, c := range []struct {
		job  work.Job
		want int
	}{{work.Job{}, 0}, {work.Job{All: true}, len(meetingPapers)}, {work.Job{Papers: []string{"cover-note", "work-plan"}}, 1}} {
		c.job.Meeting, c.job.Langs = "meeting-march", []string{"en"}
		w, err := Run(src, c.job, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, d := range w.Docs {
			if meetingPapers[d.Paper] != nil {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%v makes %d of them, not %d", c.job.Papers, n, c.want)
		}
	}
}

// TestMeetingPapersOfOthers: bodies of other organizations, and a small term with hardly any content, have them too, before and after their
// meetings.
func TestMeetingPapersOfOthers(t *testing.T) {
	for name, src := range map[string]*work.Sources{"UN": anotherBody(t), "small": worktest.Small(worktest.Agreed)} {
		with := *src
		with.Input = slices.Clone(src.Input)
		for i, f := range with.Input {
			if f.Name == "input/term.yaml" {
				b := append(bytes.Clone(bytes.TrimRight(f.Bytes, "\n")), '\n')
				for id := range meetingPapers {
					b = fmt.Appendf(b, "  - {id: %s}\n", id)
				}
				with.Input[i] = source.NewFile(f.Name, b)
			}
		}
		first, err := Run(&with, work.Job{Meeting: "end"}, work.Merged, nil)
		if err != nil {
			t.Fatal(err)
		}
		meetings := []string{"end"}
		for _, m := range first.Records.Meetings {
			meetings = append(meetings, m.ID.String)
		}
		for _, m := range meetings {
			w, err := Run(&with, work.Job{Meeting: m, All: true}, work.LaidOut, nil)
			if err != nil || w.Diags.HasErrors() {
				t.Errorf("%s, %s: %v %s", name, m, err, found(&w.Diags))
				continue
			}
			n := 0
			for _, d := range w.Docs {
				if meetingPapers[d.Paper] != nil {
					n++
				}
				for _, fault := range doc.Check(d) {
					t.Errorf("%s, %s, %s: %v", name, m, d.FileName("pdf"), fault)
				}
			}
			if n < len(meetingPapers) {
				t.Errorf("%s, %s: only %d papers are made", name, m, n)
			}
		}
	}
}

// TestReportNumbers: the numbers in the report are those of the records, counted here independently.
func TestReportNumbers(t *testing.T) {
	for _, meeting := range []string{"end", "meeting-april", "meeting-march"} {
		src := worktest.Shipped(t)
		for i, f := range src.Input { // as of the meeting, without a date of its own
			if f.Name == "input/term.yaml" {
				at := bytes.Index(f.Bytes, []byte("  - id: term-report"))
				src.Input[i] = source.NewFile(f.Name, append(bytes.Clone(f.Bytes[:at]), "  - {id: term-report}\n"...))
			}
		}
		w, err := Run(src, work.Job{Meeting: meeting, Papers: []string{"term-report"}, Langs: []string{"en"}}, work.Composed, nil)
		if err != nil || w.Diags.HasErrors() {
			t.Fatal(err, found(&w.Diags))
		}
		in, now := w.Records, len(w.Records.Meetings)
		for i, m := range in.Meetings {
			if m.ID.String == meeting {
				now = i
			}
		}
		before := func(id string) bool {
			i := slices.IndexFunc(in.Meetings, func(m *input.Meeting) bool { return m.ID.String == id })
			return i >= 0 && i < now
		}
		sessions, outcomes, heldOutcomes := 0, 0, map[string]bool{}
		for _, o := range in.Outcomes {
			s := in.ByID[o.Session.String].(*input.Session)
			if before(s.Meeting.ID.String) {
				sessions++
				outcomes += len(o.Outcomes)
				for _, x := range o.Outcomes {
					heldOutcomes[x.ID.String] = true
				}
			}
		}
		stands, taken, covered := map[string]bool{}, map[string]bool{}, map[string]bool{}
		draft := w.PlanOf("term-report").Draft.Paragraphs()
		preambular, agreed, adRef, open := 0, 0, 0, 0
		for _, p := range draft {
			for _, pr := range append([]*input.Proposal{p.Proposal}, p.Others...) {
				stands[pr.ID.String] = true
			}
			for _, o := range p.Outcomes {
				taken[o.ID.String] = heldOutcomes[o.ID.String]
			}
			for _, m := range p.Mandates {
				covered[m.Mandate.ID.String] = true
			}
			switch {
			case p.Kind == "preambular":
				preambular++
			}
			switch {
			case p.Open:
				open++
			case p.State == "agreed":
				agreed++
			case p.State == "agreed-ad-referendum":
				adRef++
			}
		}
		mandates, alone := 0, 0
		for _, r := range in.Resolutions {
			for _, m := range r.Paragraphs {
				mandates++
				at := slices.ContainsFunc(in.Sessions, func(s *input.Session) bool {
					return before(s.Meeting.ID.String) && slices.ContainsFunc(s.Mandates, func(x input.Ref) bool { return x.String == m.ID.String || x.String == r.ID.String })
				})
				if !covered[m.ID.String] && at {
					alone++
				}
			}
		}
		nTaken := 0
		for _, yes := range taken {
			if yes {
				nTaken++
			}
		}
		text := strings.Join(reading(w.Docs[len(w.Docs)-1]), " ")
		for _, want := range []string{
			fmt.Sprintf("Meetings held: %d of %d scheduled.", now, len(in.Meetings)),
			fmt.Sprintf("Thematic sessions held: %d of %d. Outcomes: %d; taken up in the draft: %d.", sessions, len(in.Sessions), outcomes, nTaken),
			fmt.Sprintf("Resolutions: %d. Mandates (operative paragraphs): %d; covered by the draft: %d; not covered: %d, of which considered at a session: %d.",
				len(in.Resolutions), mandates, len(covered), mandates-len(covered), alone),
			fmt.Sprintf("Paragraphs: %d (%d preambular, %d operative). Agreed: %d; agreed ad referendum: %d; open: %d.", len(draft), preambular, len(draft)-preambular, agreed, adRef, open),
		} {
			if !strings.Contains(text, want) {
				i := strings.Index(text, want[:strings.IndexAny(want, "0123456789")])
				t.Errorf("%s: the report lacks %q; it has %.160s", meeting, want, text[max(0, i):])
			}
		}
	}
}

// TestMeetingCases holds the papers of a meeting of other bodies, as documents, against the want/ sections of their cases. A file whose name
// ends in + is put at the end of that of the body.
func TestMeetingCases(t *testing.T) {
	cases, _ := filepath.Glob(filepath.Join("testdata", "meeting", "*.txtar"))
	if len(cases) < 3 {
		t.Fatalf("there are %d cases", len(cases))
	}
	for _, path := range cases {
		body := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(body, func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			src := map[string]func() *work.Sources{"un": func() *work.Sources { return anotherBody(t) }}[body]
			if src == nil {
				src = func() *work.Sources { return termOf(t, body) }
			}
			job := work.Job{All: true}
			for line := range strings.Lines(string(a.Comment)) {
				switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
				case "meeting":
					job.Meeting = value
				case "langs":
					job.Langs = strings.Fields(value)
				}
			}
			files, want := src(), map[string]string{}
			input := txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				more, added := strings.CutSuffix(f.Name, "+")
				switch {
				case strings.HasPrefix(f.Name, "want/"):
					want[f.Name] = string(f.Data)
					continue
				case added:
					i := slices.IndexFunc(files.Input, func(x *source.File) bool { return x.Name == more })
					before := append(bytes.TrimRight(bytes.Clone(files.Input[i].Bytes), "\n"), '\n')
					files.Input[i] = source.NewFile(more, append(before, f.Data...))
				default:
					files.Input = append(files.Input, source.NewFile(f.Name, f.Data))
				}
				input.Files = append(input.Files, f)
			}
			w, err := Run(files, job, work.LaidOut, nil)
			if err != nil || w.Diags.HasErrors() {
				t.Fatal(err, found(&w.Diags))
			}
			made := 0
			for _, d := range w.Docs {
				if meetingPapers[d.Paper] == nil {
					continue
				}
				made++
				for _, fault := range doc.Check(d) {
					t.Errorf("%s: %v", d.FileName("pdf"), fault)
				}
				name, got := "want/"+strings.TrimSuffix(d.FileName(""), "."), d.String()
				if want[name] != got && !*update {
					t.Errorf("%s is\n%s", name, got)
				}
				delete(want, name)
				input.Files = append(input.Files, txtar.File{Name: name, Data: []byte(got)})
			}
			if made < 2*len(job.Langs) || len(want) > 0 && !*update {
				t.Errorf("%d papers are made; %d that are wanted are not", made, len(want))
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(&input), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
