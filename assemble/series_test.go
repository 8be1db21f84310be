package assemble

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// clauses are the clauses of which the paragraphs of the series consist, in both languages.
var clauses = [][2]string{
	{"to protect the human rights of all migrants, whatever their status", "a que protejan los derechos humanos de todos los migrantes, cualquiera que sea su situación"},
	{"to search for those who are missing at sea", "a que busquen a quienes han desaparecido en el mar"},
	{"to share figures that are broken down by sex and age", "a que compartan cifras desglosadas por sexo y edad"},
	{"to inform the families of what is known", "a que informen a las familias de lo que se sabe"},
	{"with the support of the United Nations Network on Migration", "con el apoyo de la Red de las Naciones Unidas sobre la Migración"},
	{"in accordance with their obligations under international law", "de conformidad con sus obligaciones en virtud del derecho internacional"},
	{"to keep children out of detention in every case", "a que en ningún caso recluyan a los niños y niñas"},
	{"to open regular pathways for work, for study and for families", "a que abran vías regulares para el trabajo, el estudio y la familia"},
	{"to train those who serve at the borders", "a que capaciten a quienes prestan servicio en las fronteras"},
	{"taking into account the needs of women and girls", "teniendo en cuenta las necesidades de las mujeres y las niñas"},
	{"to bring those who traffic in persons to justice", "a que lleven ante la justicia a quienes trafican con personas"},
	{"to give access to health services without fear of being reported", "a que den acceso a los servicios de salud sin temor a ser denunciados"},
	{"and to report to the General Assembly at its next session", "y a que informen a la Asamblea General en su próximo período de sesiones"},
	{"to reduce the cost of remittances to less than three per cent", "a que reduzcan el costo de las remesas a menos del tres por ciento"},
	{"to recognize the skills that migrants bring", "a que reconozcan las competencias que aportan los migrantes"},
	{"to speak of migration with respect in public debate", "a que hablen con respeto de la migración en el debate público"},
}

// A sketch is a paragraph of the series at one meeting: its clauses, and the clauses of its sub-paragraphs.
type sketch struct {
	id      string
	clauses []int
	subs    [][]int
}

func (s sketch) words(lang, opener int, which []int) string {
	var out []string
	for _, c := range which {
		out = append(out, clauses[c%len(clauses)][lang])
	}
	open := ""
	if opener >= 0 {
		open = [2]string{"Calls upon Member States ", "Exhorta a los Estados Miembros "}[lang]
	}
	return open + strings.Join(out, ", ")
}

// series makes a term of three revisions with 12, 18 and 21 operative paragraphs, with 0, 16 and 17 sub-paragraphs, and paragraphs of up to
// 284 words, in the proportions of three real consecutive resolutions. changed has the number of changed places of each paragraph at each
// meeting.
func series(t testing.TB) (src *work.Sources, changed []map[string]int) {
	t.Helper()
	r := rand.New(rand.NewPCG(11, 12))
	var proposals, es strings.Builder
	proposals.WriteString("proposals:\n")
	translate := func(id, en, to string) {
		fmt.Fprintf(&es, "[%q]\nhash = %q\nother = %q\n", id, source.Hash(en), to)
	}
	write := func(s sketch, id, operation, base string, order, meeting int) {
		en := s.words(0, 0, s.clauses)
		fmt.Fprintf(&proposals, "  - id: %s\n    kind: operative\n    section: section-protection\n    order: %d\n    operation: %s\n    authors: [chair]\n    date: 2022-%02d-01\n    from: meeting-%d\n    state: proposed\n    mandates: [a-res-76-172-op-3]\n    text: %q\n",
			id, order, operation, 6+meeting, meeting, en)
		if base != "" {
			fmt.Fprintf(&proposals, "    base: %s\n", base)
		}
		translate(id+".text", en, s.words(1, 0, s.clauses))
		if len(s.subs) > 0 {
			proposals.WriteString("    paragraphs:\n")
			for i, c := range s.subs {
				sub := fmt.Sprintf("%s-%c", id, 'a'+i)
				fmt.Fprintf(&proposals, "      - {id: %s, text: %q}\n", sub, s.words(0, -1, c))
				translate(sub+".text", s.words(0, -1, c), s.words(1, -1, c))
			}
		}
	}
	var all []sketch
	add := func(meeting, n, subs int) {
		for range n {
			i := len(all)
			s := sketch{id: fmt.Sprintf("op-%d", i+1)}
			many := 2 + r.IntN(9)
			if i == 4 {
				many = 33 // the longest
			}
			for k := range many {
				s.clauses = append(s.clauses, (i*5+k*3)%len(clauses))
			}
			if i == 4 {
				s.clauses = s.clauses[:0]
				for k := 0; len(strings.Fields(s.words(0, 0, s.clauses))) < 280; k++ {
					s.clauses = append(s.clauses, k)
				}
			}
			k := min(subs, 4)
			for j := range k {
				s.subs = append(s.subs, []int{(i + 3*j) % len(clauses), (i + 3*j + 1) % len(clauses)})
			}
			subs -= k
			all = append(all, s)
			write(s, s.id, "add", "", 10*(i+1), meeting)
		}
	}
	last := map[string]string{} // the proposal whose text each paragraph has
	amend := func(meeting int, which []int) map[string]int {
		n := map[string]int{}
		for _, i := range which {
			s := &all[i]
			edits := 1 + len(s.clauses)/8
			for e := range edits {
				at := (e*8 + 1) % len(s.clauses)
				switch e % 3 {
				case 0:
					s.clauses[at] = (s.clauses[at] + 7) % len(clauses)
				case 1:
					s.clauses = slices.Delete(s.clauses, at, at+1)
				case 2:
					s.clauses = slices.Insert(s.clauses, at, (s.clauses[at]+6)%len(clauses))
				}
			}
			n[s.id] = edits
			id := fmt.Sprintf("mod-%d-%d", meeting, i+1)
			base := s.id
			if b := last[s.id]; b != "" {
				base = b
			}
			write(*s, id, "mod", base, 10*(i+1), meeting)
			last[s.id] = id
		}
		return n
	}
	add(1, 12, 0)
	add(2, 6, 16)
	second := amend(2, []int{1, 4, 6, 9})
	add(3, 3, 1)
	third := amend(3, []int{0, 4, 13, 15})
	proposals.WriteString("  - {id: move-3, kind: operative, section: section-protection, order: 80, operation: move, base: op-8, after: op-2, authors: [chair], date: 2022-09-01, from: meeting-3, state: proposed}\n")

	src = &work.Sources{Locales: []*source.File{source.NewFile("locales/content.es.toml", []byte(es.String()))}}
	for _, name := range []string{"body.yaml", "glossary.yaml", "mandates.yaml", "stakeholders.yaml", "introduction.md"} {
		b, err := os.ReadFile(filepath.Join("testdata", "un-body", "input", name))
		if err != nil {
			t.Fatal(err)
		}
		src.Input = append(src.Input, source.NewFile("input/"+name, b))
	}
	src.Input = append(src.Input, source.NewFile("input/proposals/all.yaml", []byte(proposals.String())),
		source.NewFile("input/schedule.yaml", []byte(`sessions: []
meetings:
  - {id: meeting-1, date: 2022-07-05, agenda: [{id: agenda-1, kind: discussion, text: Discussion}]}
  - {id: meeting-2, date: 2022-08-05, agenda: [{id: agenda-2, kind: discussion, text: Discussion}]}
  - {id: meeting-3, date: 2022-09-05, agenda: [{id: agenda-3, kind: discussion, text: Discussion}]}
`)), source.NewFile("input/term.yaml", []byte(`id: term-77
title: Seventy-seventh session
begin: 2022-07-01
end: 2022-12-31
languages: [en, es]
original: en
assembly: {session: 77, year: 2022}
chair: {id: chair, name: ""}
sections:
  - {id: section-protection, title: Protection of migrants}
papers:
  - id: draft-paragraphs
    title: Draft paragraphs
    symbol: A/C.3/77/L.45
    illustrative: true
    original: [en]
    revisions:
      - {number: 0, meeting: meeting-1, date: 2022-07-01}
      - {number: 1, meeting: meeting-2, date: 2022-08-01}
      - {number: 2, meeting: meeting-3, date: 2022-09-01}
`)))
	return src, []map[string]int{nil, second, third}
}

// columns calls each for every text of the paragraphs of a draft, in each language, with the paragraph's id and the language.
func columns(d *doc.Document, each func(key string, in []doc.Inline)) {
	var walk func(blocks []doc.Block, id string)
	walk = func(blocks []doc.Block, id string) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, id)
			case *doc.List:
				for _, it := range b.Items {
					in := id
					if in == "" {
						in = it.ID
					}
					walk(it.Blocks, in)
				}
			case *doc.Pair:
				for k, c := range b.Columns {
					if p, ok := c.(*doc.Paragraph); ok && id != "" && p.Role != "state" {
						each(id+" "+d.Langs[k], p.Inlines)
					}
				}
			}
		}
	}
	walk(d.Blocks, "")
}

// wasAndIs returns the former and the present words of a redline, by paragraph and language, without endings, and the number of marked
// places.
func wasAndIs(d *doc.Document) (was, is map[string]string, marks map[string]int) {
	was, is, marks = map[string]string{}, map[string]string{}, map[string]int{}
	columns(d, func(key string, in []doc.Inline) {
		for _, i := range in {
			switch {
			case i.Mark&doc.Signal != 0:
				marks[key]++
			case i.Pos.File != nil && strings.HasPrefix(i.Pos.File.Name, "templates/"):
			default:
				if i.Mark&doc.Ins == 0 {
					was[key] += i.Text
				}
				if i.Mark&doc.Del == 0 {
					is[key] += i.Text
				}
			}
		}
		was[key] += " "
		is[key] += " "
	})
	return was, is, marks
}

// wordsOf returns the words of a draft by paragraph and language.
func wordsOf(b *plan.Base) map[string]string {
	out := map[string]string{}
	for _, p := range b.Passages {
		for _, l := range []string{"en", "es"} {
			text := p.Texts[l]
			for _, s := range p.Sub {
				text += " " + s.Texts[l]
			}
			out[p.ID+" "+l] = text
		}
	}
	return out
}

// TestSeries shows that the changes between three resolutions of a series can be read as a redline: removing the insertions gives the old
// text, removing the deletions the new one, in both languages, and the unchanged parts of a changed clause are not marked.
func TestSeries(t *testing.T) {
	src, changed := series(t)
	shape := [][3]int{{12, 0}, {18, 16}, {21, 17}}
	for n := 1; n <= 3; n++ {
		w, err := Run(src, work.Job{Meeting: fmt.Sprintf("meeting-%d", n)}, work.LaidOut, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range w.Diags.Items {
			if d.Severity == diag.Error {
				t.Fatalf("meeting %d: %s:%d: %s", n, d.Pos.File.Name, d.Pos.Line(), d.Message)
			}
		}
		subs, longest := 0, 0
		for _, p := range w.Plan.Draft.Paragraphs() {
			subs += len(p.Sub)
			longest = max(longest, len(strings.Fields(p.Text.String)))
		}
		if got := [3]int{len(w.Plan.Draft.Paragraphs()), subs}; got != shape[n-1] || longest < 250 || longest > 300 {
			t.Errorf("meeting %d: %v paragraphs and sub-paragraphs, the longest has %d words", n, got, longest)
		}
		for before := 1; before < n; before++ {
			w, err := Run(src, work.Job{Meeting: fmt.Sprintf("meeting-%d", n), Against: fmt.Sprint(before - 1), Papers: []string{"draft-paragraphs"}}, work.LaidOut, nil)
			if err != nil {
				t.Fatal(err)
			}
			red := w.Docs[len(w.Docs)-1]
			for _, err := range doc.Check(red) {
				t.Error(err)
			}
			m, _ := merge.Meeting(w.Records, fmt.Sprintf("meeting-%d", before), date.Date{})
			old := wordsOf(compose.Content(merge.Plan(w.Records, plan.Point{Meeting: m}, nil, new(diag.List)), "draft-paragraphs", w.Tags(), w.Locales))
			new := wordsOf(compose.Content(w.Plan, "draft-paragraphs", w.Tags(), w.Locales))
			was, is, marks := wasAndIs(red)
			for key, text := range new {
				if !diff.Same(is[key], text) {
					t.Errorf("%d against %d: %s: without deletions it is\n%q, not\n%q", n, before, key, is[key], text)
				}
				if !diff.Same(was[key], old[key]) {
					t.Errorf("%d against %d: %s: without insertions it is\n%q, not\n%q", n, before, key, was[key], old[key])
				}
				edits := changed[n-1][strings.Fields(key)[0]]
				if before == n-1 && old[key] != "" && marks[key] > 12*edits {
					t.Errorf("%d against %d: %s: %d places were changed, but %d signs are printed", n, before, key, edits, marks[key])
				}
			}
			if n == 3 && before == 2 {
				if s := red.String(); !strings.Contains(s, "3 new, 4 changed, 0 deleted, 1 moved") {
					t.Error("the summary does not count 3 new, 4 changed, 0 deleted, 1 moved")
				}
			}
		}
	}
}
