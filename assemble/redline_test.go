package assemble

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A drafter writes random negotiating texts: paragraphs with sub-paragraphs and notes, and amendments of them, in two languages.
type drafter struct {
	*rand.Rand
	proposals, es strings.Builder
	n             int
	sound         bool // no references, which must be the same in both languages
}

var vocabulary = [2][]string{
	strings.Split("states shall should protect migrants, women and children in the Hemisphere (2024) “in need”; AG/RES. 2910 of 10.5 per cent [shall][should] [,\u00a0where\u00a0possible,] the Organization’s *non-refoulement* principle: A/RES/73/195, {{ref:op-1}} and {{ref:op-2}} access to health the the of of", " "),
	strings.Split("los Estados deberán deberían proteger a las personas migrantes, mujeres y niñas en el Hemisferio (2024) «en riesgo»; AG/RES. 2910 del 10,5 por ciento [deberán][deberían] [,\u00a0de\u00a0ser\u00a0posible,] *devolución*: A/RES/73/195, {{ref:op-1}} y {{ref:op-2}} acceso a la salud de de la la", " "),
}

func (d *drafter) words(lang, most int) []string {
	var out []string
	for range 1 + d.IntN(most) {
		if w := vocabulary[lang][d.IntN(len(vocabulary[lang]))]; !d.sound || !strings.HasPrefix(w, "{{") {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = vocabulary[lang][:1]
	}
	return out
}

func (d *drafter) edited(lang int, words []string) []string {
	out := slices.Clone(words)
	for range d.IntN(4) {
		i := d.IntN(len(out) + 1)
		j := min(i+d.IntN(4), len(out))
		out = slices.Concat(out[:i], d.words(lang, 4), out[j:])
	}
	return out
}

// A written is a text in both languages, with its sub-paragraphs and notes.
type written struct {
	id    string
	words [2][]string
	note  *written
	subs  []*written
}

func (d *drafter) id(prefix string) string {
	d.n++
	return fmt.Sprintf("%s-%d", prefix, d.n)
}

func (d *drafter) text(id string, depth int) *written {
	w := &written{id: id, words: [2][]string{d.words(0, 30), d.words(1, 30)}}
	if depth == 0 && d.IntN(3) == 0 {
		w.note = &written{id: d.id("note"), words: [2][]string{d.words(0, 12), d.words(1, 12)}}
	}
	if depth < 3 && d.IntN(2+depth) == 0 {
		for range 2 + d.IntN(3) {
			w.subs = append(w.subs, d.text(d.id("sub"), depth+1))
		}
	}
	return w
}

// amended returns a text with changes, under ids of its own, as in an amendment.
func (d *drafter) amended(id string, w *written, depth int) *written {
	out := &written{id: id, words: w.words}
	for lang := range 2 {
		if d.IntN(3) > 0 {
			out.words[lang] = d.edited(lang, w.words[lang])
		}
	}
	switch {
	case w.note != nil && d.IntN(4) > 0:
		out.note = d.amended(d.id("note"), w.note, 9)
	case w.note == nil && depth == 0 && d.IntN(4) == 0:
		out.note = &written{id: d.id("note"), words: [2][]string{d.words(0, 12), d.words(1, 12)}}
	}
	for _, s := range w.subs {
		if d.IntN(6) > 0 {
			out.subs = append(out.subs, d.amended(d.id("sub"), s, depth+1))
		}
		if d.IntN(6) == 0 {
			out.subs = append(out.subs, d.text(d.id("sub"), depth+1))
		}
	}
	if n := len(out.subs); n > 1 && d.IntN(4) == 0 {
		i := d.IntN(n - 1)
		out.subs[i], out.subs[i+1] = out.subs[i+1], out.subs[i]
	}
	return out
}

func (d *drafter) say(w *written, key string, cite string) {
	text := [2]string{strings.Join(w.words[0], " ") + cite, strings.Join(w.words[1], " ") + cite}
	fmt.Fprintf(&d.proposals, "%stext: %q\n", key, text[0])
	fmt.Fprintf(&d.es, "[%q]\nhash = %q\nother = %q\n", w.id+".text", source.Hash(text[0]), text[1])
}

func (d *drafter) write(w *written, operation, base string, order, month int) {
	p := &d.proposals
	kind := "kind: operative, section: section-one"
	if order < 30 {
		kind = "kind: preambular"
	}
	for _, f := range strings.Split(fmt.Sprintf("%s, order: %d, operation: %s, authors: [chair], date: 2024-%02d-01, state: proposed, from: meeting-%s", kind, order, operation, month,
		map[int]string{1: "january", 2: "march"}[month]), ", ") {
		if strings.HasPrefix(f, "kind") {
			fmt.Fprintf(p, "  - id: %s\n", w.id)
		}
		fmt.Fprintf(p, "    %s\n", f)
	}
	if base != "" {
		fmt.Fprintf(p, "    base: %s\n", base)
	}
	if w.words[0] == nil {
		return
	}
	cite := ""
	if w.note != nil {
		cite = "[^" + w.note.id + "]"
	}
	d.say(w, "    ", cite)
	if w.note != nil {
		fmt.Fprintf(p, "    notes:\n      - id: %s\n", w.note.id)
		d.say(w.note, "        ", "")
	}
	var subs func(in []*written, indent string)
	subs = func(in []*written, indent string) {
		if len(in) == 0 {
			return
		}
		fmt.Fprintf(p, "%sparagraphs:\n", indent)
		for _, s := range in {
			fmt.Fprintf(p, "%s  - id: %s\n", indent, s.id)
			d.say(s, indent+"    ", "")
			subs(s.subs, indent+"    ")
		}
	}
	subs(w.subs, "    ")
}

// printedOtherwise matches the marks of our markup that a paper prints as something else: notes, emphasis, references.
var printedOtherwise = regexp.MustCompile(`\[\^[^\]]*\]|\*`)

func printed(raw string) string {
	raw = printedOtherwise.ReplaceAllString(raw, "")
	for id := range 20 {
		raw = strings.ReplaceAll(raw, fmt.Sprintf("{{ref:op-%d}}", id), fmt.Sprintf("#op-%d", id))
	}
	return keys(raw)
}

func keys(s string) string {
	var out []string
	for _, t := range diff.Split(s) {
		out = append(out, t.Key)
	}
	return strings.Join(out, " ")
}

// texts returns all texts of a passage in a language, including those of its sub-paragraphs and notes, sorted.
func texts(p *plan.Passage, lang string) []string {
	if p == nil {
		return nil
	}
	var out []string
	add := func(s string) {
		if s = printed(s); s != "" {
			out = append(out, s)
		}
	}
	var walk func(p *plan.Passage)
	walk = func(p *plan.Passage) {
		add(p.Texts[lang])
		for _, s := range p.Sub {
			walk(s)
		}
	}
	walk(p)
	for _, n := range p.Cited() {
		add(n.Texts[lang])
	}
	slices.Sort(out)
	return out
}

// wasAndNow returns the texts of a redline as they were and as they are, by paragraph and language, sorted.
func wasAndNow(d *doc.Document) (was, is map[string][]string) {
	was, is = map[string][]string{}, map[string][]string{}
	var text func(key string, in []doc.Inline)
	text = func(key string, in []doc.Inline) {
		var old, new strings.Builder
		for _, i := range in {
			if i.Note != nil {
				if !strings.HasPrefix(i.Note.ID, "reservation-") {
					text(key, i.Note.Inlines)
				}
				continue
			}
			if i.Mark&doc.Signal != 0 || i.Pos.File != nil && strings.HasPrefix(i.Pos.File.Name, "templates/") {
				continue
			}
			s := i.Text
			if i.Link != nil && i.Link.ID != "" {
				s = "#" + i.Link.ID
			}
			if i.Mark&doc.Ins == 0 {
				old.WriteString(s)
			}
			if i.Mark&doc.Del == 0 {
				new.WriteString(s)
			}
		}
		if s := keys(old.String()); s != "" {
			was[key] = append(was[key], s)
		}
		if s := keys(new.String()); s != "" {
			is[key] = append(is[key], s)
		}
	}
	columns(d, text)
	for _, m := range []map[string][]string{was, is} {
		for _, list := range m {
			slices.Sort(list)
		}
	}
	return was, is
}

// TestRedlineOfAnything: whatever is inserted, deleted, rewritten, reordered or moved, in whichever language, removing the insertions from
// a redline gives the old texts, and removing the deletions the new ones; and the summary counts what is marked.
func TestRedlineOfAnything(t *testing.T) {
	for seed := range 12 {
		d := &drafter{Rand: rand.New(rand.NewPCG(uint64(seed), 3))}
		d.proposals.WriteString("proposals:\n")
		for i := range 8 {
			id := fmt.Sprintf("op-%d", i)
			w := d.text(id, 0)
			d.write(w, "add", "", 10*(i+1), 1)
			switch op := d.IntN(6); {
			case op < 3:
				d.write(d.amended(id+"-mod", w, 0), "mod", id, 10*(i+1), 2)
			case op == 3 && i > 3:
				d.write(&written{id: id + "-sup"}, "sup", id, 10*(i+1), 2)
			case op == 4 && i > 4:
				d.write(&written{id: id + "-move"}, "move", id, 10*(i+1), 2)
				d.proposals.WriteString("    after: op-2\n")
			}
		}
		d.write(d.text("op-8", 0), "add", "", 45, 2)
		src := negotiated(t, d.proposals.String(), `["res-1-op-3.text"]`+"\nhash = \"HASH()\"\nother = \"\"\n", d.es.String())
		w, err := Run(src, work.Job{Meeting: "meeting-march", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(w.Docs) != 2 {
			for _, x := range w.Diags.Items {
				if x.Severity == diag.Error {
					t.Fatalf("%d: %s:%d: %s", seed, x.Pos.File.Name, x.Pos.Line(), x.Message)
				}
			}
			t.Fatalf("%d: no redline", seed)
		}
		red := w.Docs[1]
		for _, err := range doc.Check(red) {
			t.Errorf("%d: %v", seed, err)
		}
		january, ok := merge.Meeting(w.Records, "meeting-january", w.Job.Today)
		if !ok {
			t.Fatal("no meeting")
		}
		old := compose.Content(merge.Plan(w.Records, plan.Point{Meeting: january}, nil, new(diag.List)), "draft-paragraphs", w.Tags(), w.Locales)
		now := compose.Content(w.Plan, "draft-paragraphs", w.Tags(), w.Locales)
		was, is := wasAndNow(red)
		for _, c := range w.Last["draft-paragraphs"].Changes {
			for _, lang := range w.Tags() {
				key := c.ID + " " + lang
				for _, side := range []struct {
					name string
					base *plan.Base
					got  []string
				}{{"was", old, was[key]}, {"is", now, is[key]}} {
					i := slices.IndexFunc(side.base.Passages, func(p *plan.Passage) bool { return p.ID == c.ID })
					var want []string
					if i >= 0 {
						want = texts(side.base.Passages[i], lang)
					}
					if !slices.Equal(side.got, want) {
						t.Fatalf("seed %d: %s, as it %s:\n%q\nwant\n%q", seed, key, side.name, side.got, want)
					}
				}
				if changed := !slices.Equal(was[key], is[key]); c.Old != nil && c.New != nil && changed != slices.Contains(c.Langs, lang) {
					t.Errorf("seed %d: %s: it differs: %v; it is counted: %v", seed, key, changed, !changed)
				}
			}
		}
	}
}

// TestHistoryOfAnything: whatever is proposed, agreed, withdrawn, moved or reserved at whichever meeting, a paper issued for one meeting
// does not change when it is built after later ones, and the redline of each gives back the one issued before.
func TestHistoryOfAnything(t *testing.T) {
	meetings := []string{"meeting-january", "meeting-march", "meeting-april"}
	states := []string{"proposed", "bracketed", "agreed-ad-referendum", "agreed", "withdrawn"}
	for _, seed := range []int{1, 38, 72} {
		d := &drafter{Rand: rand.New(rand.NewPCG(uint64(seed), 5)), sound: true}
		d.proposals.WriteString("proposals:\n")
		extra := func(from int) { // fields that any proposal can have
			if d.IntN(2) == 0 {
				k := from + d.IntN(3)
				if k < 3 {
					fmt.Fprintf(&d.proposals, "    states: [{state: %s, meeting: %s}]\n", states[1+d.IntN(4)], meetings[k])
				}
			}
			if d.IntN(4) == 0 {
				fmt.Fprintf(&d.proposals, "    reservations: [{id: %s, delegation: delegation-a, text: \"It cannot join.\", states: [{state: announced, meeting: %s}, {state: %s, meeting: %s}]}]\n",
					d.id("reservation"), meetings[d.IntN(2)], []string{"received", "withdrawn"}[d.IntN(2)], meetings[1+d.IntN(2)])
			}
		}
		for i := range 7 {
			id := fmt.Sprintf("op-%d", i)
			w := d.text(id, 1)
			d.write(w, "add", "", 10*(i+1), 1)
			extra(0)
			for range d.IntN(4) {
				on := d.id(id)
				switch op := d.IntN(8); {
				case op < 4:
					d.write(d.amended(on, w, 1), []string{"mod", "mod", "mod-editorial"}[d.IntN(3)], id, 10*(i+1), 2)
				case op == 4:
					d.write(&written{id: on}, "sup", id, 10*(i+1), 2)
				case op == 5:
					d.write(&written{id: on}, "noc", id, 10*(i+1), 2)
				case i > 4:
					d.write(&written{id: on}, "move", id, 10*(i+1), 2)
					d.proposals.WriteString("    after: op-3\n")
				default:
					continue
				}
				extra(1)
			}
		}
		src := negotiated(t, d.proposals.String(), `["res-1-op-3.text"]`+"\nhash = \"HASH()\"\nother = \"\"\n", d.es.String())
		before := map[string][]string{}
		for i, m := range meetings {
			w, after := issued(t, src, draftFor(m))
			src = after
			for _, red := range w.Docs {
				for _, err := range doc.Check(red) {
					t.Errorf("seed %d, %s: %v", seed, m, err)
				}
			}
			now := compose.Content(w.Plan, "draft-paragraphs", w.Tags(), w.Locales)
			is := map[string][]string{}
			for _, p := range now.Passages {
				for _, lang := range w.Tags() {
					is[p.ID+" "+lang] = texts(p, lang)
				}
			}
			if i > 0 {
				red := w.Docs[len(w.Docs)-1]
				old, _ := wasAndNow(red)
				for key, want := range before {
					if !slices.Equal(old[key], want) {
						t.Fatalf("seed %d, %s: %s, as it was:\n%q\nwant\n%q", seed, m, key, old[key], want)
					}
				}
			}
			before = is
		}
		for _, m := range meetings {
			w := built(t, src, draftFor(m))
			if e := errorsOf(w); e != "" || len(w.Unchanged) > 0 {
				t.Errorf("seed %d: %s built again: %s %v", seed, m, e, w.Unchanged)
			}
		}
	}
}
