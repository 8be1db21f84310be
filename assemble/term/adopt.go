// Package term prepares the next term: it rolls the records over, turns adopted paragraphs into mandates, and imports adopted
// resolutions from their plain text.
package term

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/work"
)

// NotAgreed is the code of the finding that a paragraph to be adopted is not agreed.
const NotAgreed = "E1301"

// An Adoption describes the resolution in which the draft of a term was adopted.
type Adoption struct {
	Symbol     string // of the resolution
	Date       date.Date
	Title      string // of the resolution
	Section    string // heading above the paragraphs in the resolution; may be empty
	Offset     *int   // added to the local numbers; nil: the offset of the term
	AgreedOnly bool   // omit paragraphs that are not agreed, instead of refusing
}

// An Adopted is the result of an adoption for the next term.
type Adopted struct {
	Resolution string             // id
	Entry      string             // entry of the resolution in mandates.yaml
	Preamble   []AdoptedParagraph // in order; they are not mandates
	Paragraphs []AdoptedParagraph // in the order of their numbers
	Notes      []string           // what a person has to check
	Files      []*source.File     // changed files of the next term
}

// An AdoptedParagraph is a paragraph of the draft that became a mandate.
type AdoptedParagraph struct {
	ID     string // of the mandate
	From   string // id of the paragraph of the draft
	Number int    // in the resolution

	fields []source.Field
	parts  []part // its text and heading, and the texts of its sub-paragraphs
}

// A part is one text of an adopted paragraph: its own, its heading, or that of a sub-paragraph.
type part struct {
	id    string                 // of the text: ag-res-3021-op-13.text
	texts map[string]adoptedText // by language
}

// An adoptedText contains the words of a paragraph in one language, and the least advanced state of their translations.
type adoptedText struct {
	words    string
	state    locale.State
	by, when string
}

// after returns the text followed by another one, with words between them.
func (t adoptedText) after(words string, next adoptedText) adoptedText {
	t.words += words + next.words
	if n, m := slices.Index(locale.States, next.state), slices.Index(locale.States, t.state); n < m || n == m && t.by == "" {
		t.state, t.by, t.when = next.state, next.by, next.when
	}
	return t
}

type adopter struct {
	work      *work.Work
	adoption  Adoption
	diags     *diag.List
	lang      string             // original language of the records of the next term
	langs     []*locale.Locale   // languages of the texts
	known     func(string) bool  // reports whether the next term has a mandate with that id
	paragraph []*plan.Paragraph  // the adopted paragraphs
	numbers   map[string]int     // of the adopted and the preambular paragraphs, by id
	subs      map[string]subPath // sub-paragraphs of these, by id
	dropped   map[string]bool    // notes cited in the texts, by id
	out       *Adopted
}

type subPath struct {
	paragraph string
	path      []*plan.SubParagraph
}

// Adopt turns the agreed paragraphs of the draft into mandates, with their numbers in the resolution. w is the work at the end of the term.
// next contains the files of the next term, in which localeFolder names the folder of translations; if it is nil, only the entry is made.
// Obstacles in the records are in diags, and then no file is made. The error is about the adoption itself.
func Adopt(w *work.Work, next *work.Sources, localeFolder string, a Adoption, diags *diag.List) (*Adopted, error) {
	sym, err := adoptedAs(w.Records, a)
	if err != nil {
		return nil, err
	}
	a.Symbol = sym.String()
	if a.Offset == nil {
		if a.Offset = w.Records.Term.Offset; a.Offset == nil {
			return nil, errors.New("the offset to the final numbers is not known: give it with --offset, or as offset in term.yaml")
		}
	}
	ad := &adopter{
		work: w, adoption: a, diags: diags, lang: w.Records.Term.Original.String, langs: w.Langs,
		numbers: map[string]int{}, subs: map[string]subPath{}, dropped: map[string]bool{},
		known: func(id string) bool { _, ok := w.Records.ByID[id].(*input.Mandate); return ok },
		out:   &Adopted{Resolution: resolutionID(sym)},
	}
	var following *input.Records
	if next != nil {
		if following, err = ad.follow(next, sym); err != nil || following == nil {
			return ad.out, err
		}
	}
	ad.choose()
	ad.recite()
	for _, p := range ad.paragraph {
		ad.adopt(p)
	}
	if diags.HasErrors() {
		return ad.out, nil
	}
	fields := ad.entry()
	ad.out.Entry = source.EntryText(fields, 2)
	if next == nil {
		return ad.out, nil
	}
	return ad.out, ad.write(next, following, localeFolder, fields)
}

// adoptedAs reads the symbol of the resolution, and returns an error if it does not agree with the session and dates of the term.
func adoptedAs(in *input.Records, a Adoption) (symbol.Symbol, error) {
	sym, err := in.Body.Grammar().Parse(a.Symbol)
	if err != nil {
		return sym, err
	}
	switch t := in.Term; {
	case !sym.Decides() || !sym.Complete():
		return sym, fmt.Errorf("%q is not the symbol of a resolution: AG/RES. 2910 (XLVII-O/17) is one", a.Symbol)
	case ofAssembly(in.Body, sym) && t.Assembly.Session > 0 && sym.Session != t.Assembly.Session:
		return sym, fmt.Errorf("%s is of session %d, but the term works for session %d", sym, sym.Session, t.Assembly.Session)
	case !t.Begin.IsZero() && a.Date.Last().Before(t.Begin.Date):
		return sym, fmt.Errorf("the resolution is dated %s, before the term began", a.Date)
	}
	return sym, nil
}

// ofAssembly reports whether the symbol belongs to a regular session of the assembly that the body's profile describes.
func ofAssembly(b *input.Body, sym symbol.Symbol) bool {
	return !sym.Special && slices.ContainsFunc(b.Ranges, func(r input.SymbolRange) bool {
		return r.Prefix.String == sym.Body+"/"+sym.Type+"."
	})
}

// resolutionID returns the id of a resolution in mandates.yaml: ag-res-2910.
func resolutionID(sym symbol.Symbol) string {
	words := strings.FieldsFunc(strings.ToLower(sym.Key()), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// follow reads the next term. It returns nil if the resolution cannot be added to it.
func (ad *adopter) follow(next *work.Sources, sym symbol.Symbol) (*input.Records, error) {
	in := input.Read(next.Input, ad.diags)
	if ad.diags.HasErrors() {
		return nil, nil
	}
	if in.Term.ID.String == ad.work.Records.Term.ID.String {
		return nil, fmt.Errorf(
			"%s is the term of the draft itself: adopt into the next term, made with omnibus init DIR --from",
			in.Term.ID.String,
		)
	}
	for _, r := range in.Resolutions {
		if s, _, ok := in.Body.Grammar().Fix(r.Symbol.String); ok && s.Key() == sym.Key() {
			ad.diags.Errorf("E1303", r.Symbol.Pos, "the term already has the resolution %s", r.Symbol.String).About(r.ID.String).
				Hint("delete the entry to adopt the draft again")
			return nil, nil
		}
	}
	if r, ok := in.ByID[ad.out.Resolution]; ok {
		ad.diags.Errorf("E1303", r.Ident().Pos, "the id %q, which the resolution would get, is already in use", ad.out.Resolution)
		return nil, nil
	}
	ad.lang = in.Term.Original.String
	ad.known = func(id string) bool { _, ok := in.ByID[id].(*input.Mandate); return ok }
	ad.langs = nil
	for _, l := range append([]source.Text{in.Term.Original}, in.Term.Languages...) {
		if l := ad.work.Locales.Locale(l.String); l != nil && !slices.Contains(ad.langs, l) {
			ad.langs = append(ad.langs, l)
		}
	}
	return in, nil
}

// choose finds the adopted paragraphs, and gives them their numbers.
func (ad *adopter) choose() {
	d := ad.work.Plan.Draft
	for i, n := range d.Ordinals() {
		ad.number(d.Preamble[i], n)
	}
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			switch lang := ad.bracketed(p); {
			case p.State == "agreed" && (p.Open || lang != ""):
				ad.number(p, 0)
				d := ad.diags.Errorf(NotAgreed, p.Proposal.ID.Pos, "%q is agreed, but still has words in brackets", p.ID).
					About(p.ID)
				if lang != "" && lang != p.Text.Lang {
					d.Hint("the brackets are in %q", lang)
				}
				d.Hint("record what was agreed or withdrawn, and remove typed brackets")
			case p.State == "agreed":
				ad.paragraph = append(ad.paragraph, p)
				ad.number(p, *ad.adoption.Offset+len(ad.paragraph))
			case ad.adoption.AgreedOnly:
				ad.note("%s is left out: it is %s", p.ID, p.State)
			default:
				ad.number(p, 0) // so that references to it are not reported as well
				ad.diags.Errorf(NotAgreed, p.Proposal.ID.Pos, "whether %q was adopted is not known: it is %s", p.ID, p.State).About(p.ID).
					Hint("add the state that it reached to its states: agreed or withdrawn")
			}
		}
	}
	ad.unsettled()
	if len(ad.paragraph) == 0 && !ad.diags.HasErrors() {
		ad.diags.Errorf("E1304", ad.work.Records.Term.ID.Pos, "the draft has no agreed operative paragraph")
	}
	for _, p := range d.Out {
		if m, ok := p.Base.(*input.Mandate); ok && p.Operation == "sup" && p.State == "agreed" {
			ad.note("%s deletes %s: enter its status", p.ID, m.ID.String)
		}
	}
}

// unsettled reports what is open and does not become a mandate: preambular paragraphs, headings, and paragraphs that are only in the
// compendium.
func (ad *adopter) unsettled() {
	d := ad.work.Plan.Draft
	open := func(pos source.Pos, id, what, lang, original string) {
		x := ad.diags.Errorf(NotAgreed, pos, "%s %q still has brackets", what, id).About(id)
		if lang != "" && lang != original {
			x.Hint("the brackets are in %q", lang)
		}
		x.Hint("record what was agreed or withdrawn, and remove typed brackets")
	}
	for _, p := range d.Preamble {
		if ad.adoption.AgreedOnly && p.State != "agreed" { // it is left out
			continue
		}
		if lang := ad.bracketed(p); p.Open || lang != "" {
			open(p.Proposal.ID.Pos, p.ID, "the preambular paragraph", lang, p.Text.Lang)
		}
	}
	if ad.adoption.AgreedOnly { // open headings and paragraphs are left out
		return
	}
	for _, s := range d.Sections {
		if s.Section == nil {
			continue
		}
		if lang, is := ad.openHeading(s); is {
			open(s.Section.ID.Pos, s.Section.ID.String, "the heading", lang, s.Section.Title.Lang)
		}
	}
	for _, p := range d.Out {
		if p.Open {
			ad.number(p, 0)
			ad.diags.Errorf(NotAgreed, p.Proposal.ID.Pos, "whether %q was adopted is not known: it is %s", p.ID, p.State).About(p.ID).
				Hint("add the state that it reached to its states: agreed or withdrawn")
		}
	}
}

// openHeading reports whether the heading of a section is open, and in which language it has brackets, if it does.
func (ad *adopter) openHeading(s *plan.Section) (lang string, open bool) {
	lang = ad.bracketed(&plan.Paragraph{Text: s.Section.Title})
	return lang, s.Heading != nil && s.Heading.Open || lang != ""
}

// bracketed returns the first language in which a paragraph has brackets, or "". It looks at the languages of the next term and of the
// draft.
func (ad *adopter) bracketed(p *plan.Paragraph) string {
	langs := slices.Clone(ad.langs)
	for _, l := range ad.work.Langs {
		if !slices.Contains(langs, l) {
			langs = append(langs, l)
		}
	}
	var find func(t input.Text, subs []*plan.SubParagraph) string
	find = func(t input.Text, subs []*plan.SubParagraph) string {
		for _, l := range langs {
			if tr := ad.work.Locales.Lookup(t, l.Tag); !tr.Missing() && input.Brackets(tr.Text.String) {
				return l.Tag
			}
		}
		for _, s := range subs {
			if lang := find(s.Text, s.Sub); lang != "" {
				return lang
			}
		}
		return ""
	}
	return find(p.Text, p.Sub)
}

func (ad *adopter) number(p *plan.Paragraph, n int) {
	ad.numbers[p.ID], ad.numbers[p.Proposal.ID.String] = n, n
	for _, o := range p.Others {
		ad.numbers[o.ID.String] = n
	}
	var walk func(subs []*plan.SubParagraph, path []*plan.SubParagraph)
	walk = func(subs []*plan.SubParagraph, path []*plan.SubParagraph) {
		for _, s := range subs {
			here := append(slices.Clip(path), s)
			ad.subs[s.ID] = subPath{p.ID, here}
			walk(s.Sub, here)
		}
	}
	walk(p.Sub, nil)
}

func (ad *adopter) note(format string, args ...any) {
	ad.out.Notes = append(ad.out.Notes, fmt.Sprintf(format, args...))
}

// recite adds the preambular paragraphs to the resolution.
func (ad *adopter) recite() {
	for _, p := range ad.work.Plan.Draft.Preamble {
		switch {
		case ad.adoption.AgreedOnly && p.State != "agreed":
			ad.note("%s is left out: it is %s", p.ID, p.State)
			continue
		case p.Text.String == "":
			ad.note("%s has no text: it is left out", p.ID)
			continue
		}
		n := len(ad.out.Preamble) + 1
		x := AdoptedParagraph{ID: fmt.Sprintf("%s-pp-%d", ad.out.Resolution, n), From: p.ID, Number: n}
		fields, ok := ad.words(&x, p)
		if !ok {
			continue // no text in the language of the next term, which has already been reported
		}
		x.fields = append([]source.Field{{Key: "id", Value: x.ID}}, fields...)
		ad.out.Preamble = append(ad.out.Preamble, x)
	}
}

// adopt makes a mandate from a paragraph.
func (ad *adopter) adopt(p *plan.Paragraph) {
	n := ad.numbers[p.ID]
	x := AdoptedParagraph{ID: input.MandateID(ad.out.Resolution, n), From: p.ID, Number: n}
	field := func(key, value string) {
		if value != "" {
			x.fields = append(x.fields, source.Field{Key: key, Value: value})
		}
	}
	field("id", x.ID)
	x.fields = append(x.fields, source.Field{Key: "number", Value: fmt.Sprint(n), Number: true})
	field("heading", ad.heading(&x, p))
	var subs []source.Field
	if p.Text.String != "" {
		if fields, ok := ad.words(&x, p); ok {
			x.fields = append(x.fields, fields[0])
			field("text-source", cmp.Or(ad.paperSymbol(), "agreed draft"))
			subs = fields[1:]
		}
	}
	field("theme", commonTheme(p))
	field("begin", ad.adoption.Date.String())
	if m, ok := p.Base.(*input.Mandate); ok && p.Operation == "noc" && ad.known(m.ID.String) {
		x.fields = append(x.fields, source.Field{Key: "repeats", List: []string{m.ID.String}})
	}
	x.fields = append(x.fields, subs...)
	ad.out.Paragraphs = append(ad.out.Paragraphs, x)
}

// heading returns the heading above the first adopted paragraph of a section, or "" for other paragraphs.
func (ad *adopter) heading(x *AdoptedParagraph, p *plan.Paragraph) string {
	for _, s := range ad.work.Plan.Draft.Sections {
		i := slices.IndexFunc(s.Paragraphs, func(q *plan.Paragraph) bool { return slices.Contains(ad.paragraph, q) })
		if i < 0 || s.Paragraphs[i] != p || s.Section == nil || s.Section.Title.String == "" {
			continue
		}
		if _, open := ad.openHeading(s); open { // only the agreed parts are adopted
			ad.note("the heading %s is left out: it has brackets", s.Section.ID.String)
			return ""
		}
		texts := ad.inLanguages(s.Section.Title)
		if t := texts[ad.lang]; t.words != "" {
			x.parts = append(x.parts, part{x.ID + ".heading", texts})
			return t.words
		}
	}
	return ""
}

// words returns the text fields of a paragraph and its sub-paragraphs. ok is false if one of them has no current text in the language of
// the next term. If a text is missing in another language, that is reported, and the others are copied.
func (ad *adopter) words(x *AdoptedParagraph, p *plan.Paragraph) ([]source.Field, bool) {
	from := len(x.parts)
	fields, ok := ad.part(x, p.Text, p.Sub, x.ID, 1)
	if !ok {
		x.parts = x.parts[:from]
		ad.note("%s has no current translation into %q: none is copied", p.ID, ad.lang)
	}
	for _, l := range ad.langs {
		lacks := slices.ContainsFunc(x.parts[from:], func(q part) bool { return q.texts[l.Tag].words == "" })
		if lacks && l.Tag != ad.lang {
			ad.note("%s has no complete current translation into %q: only the current parts are copied", p.ID, l.Tag)
		}
	}
	for _, note := range p.Notes {
		if ad.dropped[note.ID.String] {
			ad.note("%s has the note %s: mandates have no notes, so it is left out", p.ID, note.ID.String)
		}
	}
	return fields, ok
}

func (ad *adopter) part(x *AdoptedParagraph, t input.Text, subs []*plan.SubParagraph, id string, level int) ([]source.Field, bool) {
	texts := ad.inLanguages(t)
	if texts[ad.lang].words == "" {
		return nil, false
	}
	x.parts = append(x.parts, part{id + ".text", texts})
	fields := []source.Field{{Key: "text", Value: texts[ad.lang].words}}
	var items [][]source.Field
	for i, s := range subs {
		below := subID(id, level, i+1)
		sub, ok := ad.part(x, s.Text, s.Sub, below, level+1)
		if !ok {
			return nil, false
		}
		items = append(items, append([]source.Field{{Key: "id", Value: below}}, sub...))
	}
	if len(items) > 0 {
		fields = append(fields, source.Field{Key: "paragraphs", Items: items})
	}
	return fields, true
}

// paperSymbol returns the symbol under which the draft was last issued.
func (ad *adopter) paperSymbol() string {
	if p := ad.work.Draft(); p != nil {
		return p.Symbol
	}
	return ""
}

// commonTheme returns the theme of the sessions from which a paragraph comes, if all have the same theme, otherwise "".
func commonTheme(p *plan.Paragraph) string {
	theme := ""
	for i, s := range p.Sessions {
		if i > 0 && s.Session.Theme.String != theme {
			return ""
		}
		theme = s.Session.Theme.String
	}
	return theme
}

// inLanguages returns a text in the languages in which it is current, as a resolution prints it: with the final numbers of referenced
// paragraphs, without notes, and without the final punctuation.
func (ad *adopter) inLanguages(t input.Text) map[string]adoptedText {
	out := map[string]adoptedText{}
	for _, l := range ad.langs {
		if s, ok := ad.written(t, l); ok && s.words != "" {
			out[l.Tag] = s
		}
	}
	return out
}

// written returns one text in a language, in which references to the draft are replaced by numbers.
func (ad *adopter) written(t input.Text, l *locale.Locale) (adoptedText, bool) {
	tr := ad.work.Locales.Lookup(t, l.Tag)
	if tr.Missing() || tr.Stale {
		return adoptedText{}, false
	}
	var b strings.Builder
	at := 0
	for _, m := range input.Marks(tr.Text.String) {
		if m.Kind != "note" && m.Kind != "ref" {
			continue
		}
		b.WriteString(tr.Text.String[at:m.Start])
		at = m.End
		if m.Kind == "note" {
			ad.dropped[m.Value] = true
			continue
		}
		id, sub := m.Value, ad.subs[m.Value]
		if sub.paragraph != "" {
			id = sub.paragraph
		}
		n, ok := ad.numbers[id]
		if !ok {
			ad.diags.Errorf("E1302", tr.Text.At(m.Start, m.End-m.Start), "the text refers to %q, which was not adopted", m.Value).
				About(t.ID).
				Hint("write the reference as in the resolution")
			continue
		}
		place := fmt.Sprint(n)
		for _, x := range sub.path {
			place += "\u00a0" + compose.Enumerator(ad.work.Records.Body, l, x.Level, x.Number)
		}
		if p, ok := ad.work.Plan.ByID[id].(*plan.Paragraph); ok && p.Kind == "preambular" {
			place = l.T("draft.reference-preambular", map[string]any{"N": place})
		}
		b.WriteString(place)
	}
	b.WriteString(tr.Text.String[at:])
	return adoptedText{b.String(), tr.State, tr.By, tr.When}, true
}

// entry returns the resolution as an entry of mandates.yaml.
func (ad *adopter) entry() []source.Field {
	a, ps := ad.adoption, ad.out.Paragraphs
	span := fmt.Sprint(ps[0].Number)
	if len(ps) > 1 {
		span = fmt.Sprintf("%d-%d", ps[0].Number, ps[len(ps)-1].Number)
	}
	fields := []source.Field{
		{Key: "id", Value: ad.out.Resolution},
		{Key: "symbol", Value: a.Symbol},
		{Key: "date", Value: a.Date.String()},
		{Key: "title", Value: a.Title},
	}
	if a.Section != "" {
		fields = append(fields, source.Field{Key: "section", Value: a.Section})
	}
	items := [][]source.Field{}
	for _, p := range ps {
		items = append(items, p.fields)
	}
	fields = append(fields, source.Field{Key: "ranges", List: []string{span}})
	if len(ad.out.Preamble) > 0 {
		recitals := [][]source.Field{}
		for _, p := range ad.out.Preamble {
			recitals = append(recitals, p.fields)
		}
		fields = append(fields, source.Field{Key: "preamble", Items: recitals})
	}
	return append(fields, source.Field{Key: "paragraphs", Items: items})
}

// write makes the changed files of the next term, and reads them back.
func (ad *adopter) write(next *work.Sources, following *input.Records, localeFolder string, fields []source.Field) error {
	i := slices.IndexFunc(next.Input, func(f *source.File) bool { return path.Base(f.Name) == "mandates.yaml" })
	f, err := edit.AddResolution(next.Input[i], fields)
	if err != nil {
		return err
	}
	if edits := ad.superseded(following); len(edits) > 0 {
		if f, err = edit.Mandates(f, edits); err != nil {
			return err
		}
	}
	var diags diag.List
	in := input.Read(edit.Replaced(next.Input, []*source.File{f}), &diags)
	if diags.HasErrors() {
		diags.Sort()
		ad.diags.Take(&diags)
		return nil
	}
	ad.out.Files = append(ad.out.Files, f)
	var order []string
	for _, t := range in.Texts() {
		order = append(order, t.ID)
	}
	for _, l := range ad.langs {
		var messages []edit.Message
		var states []edit.State
		for _, p := range ad.parts() {
			original, t := p.texts[ad.lang], p.texts[l.Tag]
			if l.Tag == ad.lang || original.words == "" || t.words == "" {
				continue
			}
			messages = append(messages, edit.Message{ID: p.id, Text: t.words, Hash: source.Hash(original.words)})
			pair := adoptedText{
				state: locale.Final,
			}.after("", original).
				after("", t)
				// if the original language differs, either text may have been reviewed
			if s, ok := keptState(p.id, original.words, locale.Translation{State: pair.state, By: pair.by, When: pair.when}); ok {
				states = append(states, s)
			}
		}
		file := func(name string) *source.File {
			for _, x := range next.Locales {
				if path.Base(x.Name) == name {
					return x
				}
			}
			return source.NewFile(path.Join(localeFolder, name), nil)
		}
		if len(messages) > 0 {
			f, err := edit.Messages(file("content."+l.Tag+".toml"), messages, order)
			if err != nil {
				return err
			}
			ad.out.Files = append(ad.out.Files, f)
		}
		if len(states) > 0 {
			f, err := edit.States(file("state."+l.Tag+".yaml"), states)
			if err != nil {
				return err
			}
			ad.out.Files = append(ad.out.Files, f)
		}
	}
	ad.verify(next, in)
	return nil
}

// parts returns all adopted texts.
func (ad *adopter) parts() []part {
	var out []part
	for _, p := range slices.Concat(ad.out.Preamble, ad.out.Paragraphs) {
		out = append(out, p.parts...)
	}
	return out
}

// superseded returns edits that record, in each mandate that a paragraph amends, which mandate replaces it.
func (ad *adopter) superseded(following *input.Records) []edit.MandateEdit {
	var out []edit.MandateEdit
	for i, p := range ad.paragraph {
		m, ok := p.Base.(*input.Mandate)
		if !ok || p.Operation != "mod" && p.Operation != "mod-editorial" {
			continue
		}
		there, ok := following.ByID[m.ID.String].(*input.Mandate)
		switch by := ad.out.Paragraphs[i].ID; {
		case !ok:
			ad.note("%s amends %s, which is not a mandate of the next term", p.ID, m.ID.String)
		case there.SupersededBy.String != "":
			ad.note("%s amends %s, which is already superseded by %s", p.ID, m.ID.String, there.SupersededBy.String)
		default:
			out = append(
				out,
				edit.MandateEdit{
					Resolution: there.Resolution.ID.String,
					ID:         m.ID.String,
					Number:     there.Number,
					Field:      "superseded-by",
					Value:      by,
				},
			)
			if s := there.Status.String; s == "" || s == "current" {
				out = append(out, edit.MandateEdit{Resolution: there.Resolution.ID.String, ID: m.ID.String, Number: there.Number,
					Field: "status", Value: "superseded"})
			}
		}
	}
	return out
}

// verify compares the records that are read back with the intended values.
func (ad *adopter) verify(next *work.Sources, in *input.Records) {
	builtin, _ := work.Builtin()
	set := locale.Read(builtin, edit.Replaced(next.Locales, ad.out.Files[1:]), &diag.List{})
	for _, p := range ad.out.Paragraphs {
		m, ok := in.ByID[p.ID].(*input.Mandate)
		if !ok || m.Number != p.Number {
			panic(fmt.Sprintf("term: the mandate %s is not read back", p.ID))
		}
	}
	read := map[string]input.Text{}
	for _, t := range in.Texts() {
		read[t.ID] = t.Text
	}
	for _, p := range ad.parts() {
		for lang, want := range p.texts {
			if tr := set.Lookup(read[p.id], lang); tr.Missing() || tr.Stale ||
				source.Normalize(tr.Text.String) != source.Normalize(want.words) {
				panic(fmt.Sprintf("term: the text %s in %q was read back as %q instead of %q", p.id, lang, tr.Text.String, want.words))
			}
		}
	}
}
