package term

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/merge"
	"omnibus/assemble/pattern"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// kept lists the input files that a new term copies unchanged.
var kept = []string{"body.yaml", "glossary.yaml", "mandates.yaml", "stakeholders.yaml"}

var yearForm = pattern.Of(`\b(19|20)\d\d\b`)

// nextYear returns the text with every year increased by one.
func nextYear(s string) string {
	return yearForm.ReplaceAllStringFunc(s, func(y string) string {
		n, _ := strconv.Atoi(y)
		return strconv.Itoa(n + 1)
	})
}

// Roll makes the files of the next term: the profile with its emblem, the glossary, the mandates and the stakeholders of src with their
// translations, the papers without their symbols, and an empty schedule. Names of the files begin with input/, locales/ and
// templates/. What is wrong with the records of src is in diags.
func Roll(src *work.Sources, diags *diag.List) []*source.File {
	in := input.Read(src.Input, diags)
	if diags.HasErrors() {
		return nil
	}
	var out []*source.File
	for _, f := range src.Input {
		if slices.Contains(kept, path.Base(f.Name)) {
			out = append(out, source.NewFile("input/"+path.Base(f.Name), f.Bytes))
		}
	}
	if e := in.Body.Emblem; e.Figure != nil {
		out = append(out, source.NewFile("input/"+path.Clean(e.File.String), e.Figure.Bytes))
	}
	text := func(name, s string) { out = append(out, source.NewFile("input/"+name, []byte(s))) }
	builtinLocales, builtinTemplates := work.Builtin()
	set := locale.Read(builtinLocales, src.Locales, &diag.List{})
	headings := adoptedHeadings(in, set)
	text("term.yaml", rolledTerm(in.Term, headings))
	text("schedule.yaml", rolledSchedule(in.Term))
	text("introduction.md", "Put the introduction of the work plan here. {#intro-purpose}\n")
	rolled := input.Read(out, &diag.List{})
	out = append(out, rolledTranslations(src, set, in, rolled, headings)...)
	for _, x := range []struct {
		folder        string
		builtin, user []*source.File
	}{{"locales", builtinLocales, src.Locales}, {"templates", builtinTemplates, src.Templates}} {
		for _, f := range x.user {
			if base := path.Base(f.Name); x.folder == "templates" || strings.HasPrefix(base, "active.") {
				i := slices.IndexFunc(x.builtin, func(c *source.File) bool { return path.Base(c.Name) == base })
				if i < 0 || !bytes.Equal(x.builtin[i].Bytes, f.Bytes) {
					out = append(out, source.NewFile(x.folder+"/"+base, f.Bytes))
				}
			}
		}
	}
	return out
}

// adoptedHeadings returns the headings of the draft at the end of the term, with the changes that were agreed, by section.
func adoptedHeadings(in *input.Records, set *locale.Set) map[string]input.Text {
	out := map[string]input.Text{}
	for _, s := range merge.Plan(in, plan.Point{}, set, &diag.List{}).Draft.Sections {
		if s.Section != nil && s.Heading != nil && s.Section.Title.Open == nil && s.Section.Title.String != "" {
			out[s.Section.ID.String] = s.Section.Title
		}
	}
	return out
}

// nextID returns the id of the next term: that of the last term with its years increased, or one made from the years.
func nextID(t *input.Term) string {
	id := nextYear(t.ID.String)
	if id != t.ID.String {
		return id
	}
	begin, end := later(t.Begin.Date), later(t.End.Date)
	switch {
	case begin.IsZero():
		return id + "-next"
	case end.IsZero() || end.Year == begin.Year:
		return fmt.Sprintf("term-%d", begin.Year)
	}
	return fmt.Sprintf("term-%d-%d", begin.Year, end.Year)
}

func rolledTerm(t *input.Term, headings map[string]input.Text) string {
	var b strings.Builder
	q := source.Quoted
	b.WriteString("# The term: its languages, its officers, the session of the assembly that it works for, and its papers.\n\n")
	fmt.Fprintf(
		&b,
		"id: %s\ntitle: %s\nbegin: %s\nend: %s\n",
		source.Written(nextID(t)),
		q(nextYear(t.Title.String)),
		later(t.Begin.Date),
		later(t.End.Date),
	)
	var langs []string
	for _, l := range t.Languages {
		langs = append(langs, source.Written(l.String))
	}
	fmt.Fprintf(&b, "languages: [%s]\noriginal: %s\n", strings.Join(langs, ", "), source.Written(t.Original.String))
	fmt.Fprintf(&b, "assembly: {session: %d", t.Assembly.Session+1)
	if t.Assembly.Year > 0 {
		fmt.Fprintf(&b, ", year: %d", t.Assembly.Year+1)
	}
	b.WriteString("}\n\n# A post without a name is open.\nchair: {id: chair, name: \"\"}\nvice-chair: {id: vice-chair, name: \"\"}\n")
	if len(t.Sections) > 0 {
		b.WriteString("\n# Headings of the operative part of the draft, in order.\nsections:\n")
		for _, s := range t.Sections {
			title := s.Title.String
			if h, ok := headings[s.ID.String]; ok {
				title = h.String
			}
			fmt.Fprintf(&b, "  - {id: %s, title: %s}\n", source.Written(s.ID.String), q(title))
		}
	}
	b.WriteString("\n# A paper without a symbol shows \"to be confirmed\" and cannot be issued.\npapers:\n")
	for _, p := range t.Papers {
		fmt.Fprintf(&b, "  - id: %s\n    title: %s\n    symbol: \"\"\n", source.Written(p.ID.String), q(nextYear(p.Title.String)))
		for _, f := range []struct {
			key   string
			value source.Text
		}{{"template", p.Template}, {"languages", p.Languages}, {"workbook", p.Workbook}, {"made", p.Made}, {"provenance", p.Provenance},
			{"series", p.Series}} {
			value := source.Written(f.value.String)
			if groups := input.Groups(f.value); f.key == "languages" && groups != nil {
				var lists []string
				for _, g := range groups {
					lists = append(lists, "["+strings.Join(g, ", ")+"]")
				}
				value = "[" + strings.Join(lists, ", ") + "]"
			}
			if f.value.String != "" {
				fmt.Fprintf(&b, "    %s: %s\n", f.key, value)
			}
		}
		for _, f := range []struct {
			key    string
			values []source.Text
		}{{"formats", p.Formats}, {"original", p.Original}} {
			var words []string
			for _, v := range f.values {
				words = append(words, source.Written(v.String))
			}
			if len(words) > 0 {
				fmt.Fprintf(&b, "    %s: [%s]\n", f.key, strings.Join(words, ", "))
			}
		}
		if p.Status.String != "" {
			fmt.Fprintf(&b, "    status: %s\n", q(p.Status.String))
		}
	}
	return b.String()
}

func rolledSchedule(t *input.Term) string {
	begin := later(t.Begin.Date)
	return fmt.Sprintf(`# Thematic sessions and meetings, in order. A date may be a month alone: 2025-03.

# sessions:
#   - {id: session-first, title: Theme of the session, theme: key-of-a-theme, mandates: [id-of-a-resolution]}

meetings:
  - id: meeting-first
    date: %s
    agenda:
      - {id: agenda-adoption, kind: adoption}
`, date.Date{Year: begin.Year, Month: begin.Month})
}

// later returns the same date a year later; February 29 becomes February 28.
func later(d date.Date) date.Date {
	if d.IsZero() {
		return d
	}
	d.Year++
	if l := (date.Date{Year: d.Year, Month: d.Month}).Last(); d.Day > l.Day {
		d.Day = l.Day
	}
	return d
}

// rolledTranslations returns the translations of the texts that the new term takes over, with their years increased.
func rolledTranslations(src *work.Sources, set *locale.Set, in, rolled *input.Records, headings map[string]input.Text) []*source.File {
	old := map[string]input.Text{}
	for _, w := range in.Texts() {
		old[w.ID] = w.Text
	}
	for section, h := range headings {
		old[section+".title"] = h
	}
	var out []*source.File
	for _, f := range src.Locales {
		kind, rest, _ := strings.Cut(path.Base(f.Name), ".")
		lang, ok := strings.CutSuffix(rest, ".toml")
		if kind != "content" || !ok {
			continue
		}
		var b strings.Builder
		var states []edit.State
		for _, w := range rolled.Texts() {
			id := w.ID
			if rest, ok := strings.CutPrefix(id, rolled.Term.ID.String+"."); ok {
				id = in.Term.ID.String + "." + rest
			}
			before, ok := old[id]
			if !ok || w.Lang == lang || w.String == "" {
				continue
			}
			tr := set.Lookup(before, lang)
			if tr.Missing() || tr.Stale || tr.Text.Pos.File == nil {
				continue
			}
			words := tr.Text.String
			if w.String != before.String {
				if w.String != nextYear(before.String) {
					continue
				}
				words = nextYear(words)
			} else if s, ok := keptState(w.ID, w.String, tr); ok {
				states = append(states, s)
			}
			fmt.Fprintf(&b, "\n[%q]\nhash = %q\nother = %q\n", w.ID, source.Hash(w.String), words)
		}
		if b.Len() > 0 {
			head := fmt.Sprintf(
				"# Translations of the records' texts into %q, each with the hash of the text that it was made from.\n",
				lang,
			)
			out = append(out, source.NewFile("locales/content."+lang+".toml", []byte(head+b.String())))
		}
		if len(states) > 0 {
			f, err := edit.States(
				source.NewFile("locales/state."+lang+".yaml", []byte("# The states of the translations.\n")),
				states,
			)
			if err != nil {
				panic("term: a new file of states cannot be written: " + err.Error())
			}
			out = append(out, f)
		}
	}
	return out
}

// keptState returns the state that the next term keeps for a translation: who reviewed it, and from what it was made.
func keptState(id, original string, tr locale.Translation) (edit.State, bool) {
	if tr.State != locale.Reviewed && tr.State != locale.Final && tr.Source == "" {
		return edit.State{}, false
	}
	return edit.State{
		ID: id,
		Fields: [][2]string{
			{"state", string(tr.State)},
			{"hash", source.Hash(original)},
			{"by", tr.By},
			{"when", tr.When},
			{"source", original},
		},
	}, true
}
