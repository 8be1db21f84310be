package term

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A ResolutionImport says to which resolution a text belongs, and how to import it.
type ResolutionImport struct {
	Symbol  string
	Title   string // of a resolution that is not yet on file; "": the title in the text, in capitals
	Date    string // date of its adoption, or ""
	Source  string // source of the text
	All     bool   // also import operative paragraphs outside of its ranges
	Replace bool   // replace the words on file if they differ
}

// A ResolutionReceipt is the result of importing a resolution.
type ResolutionReceipt struct {
	Resolution string // id of the resolution
	New        bool   // it was not on file
	Lines      []ReceiptLine
	Notes      []string // what a person has to check
	Files      []*source.File
}

// A ReceiptLine says what was imported of one paragraph.
type ReceiptLine struct {
	ID, Heading, Text string
	Level             int
	Does              string // new, filled, replaced, or unchanged
}

// What the import does with a paragraph.
const (
	doesAdd     = "new"
	doesFill    = "filled in"
	doesReplace = "replaced"
	doesNothing = "as it was"
)

type importer struct {
	work *work.Work
	job  ResolutionImport
	text *ResolutionText
	on   *input.Resolution // on file; nil if it is new
	out  *ResolutionReceipt

	diags    *diag.List
	preamble [][]source.Field
	fill     []edit.Filling
	taken    map[string]bool // new ids
}

// ImportResolution imports the text of an adopted resolution into mandates.yaml, with its preamble, headings, operative paragraphs
// and sub-paragraphs. The text is in the original language of the records. For a resolution on file, it imports only the operative
// paragraphs in its ranges, and keeps existing words. Text that cannot be read or would be lost is reported in diags, and then no file is
// made.
func ImportResolution(
	w *work.Work,
	files []*source.File,
	text *Manuscript,
	job ResolutionImport,
	diags *diag.List,
) (*ResolutionReceipt, error) {
	grammar := w.Records.Body.Grammar()
	sym, err := grammar.Parse(job.Symbol)
	if err != nil {
		return nil, err
	}
	if !sym.Decides() || !sym.Complete() {
		return nil, fmt.Errorf("%q is not the symbol of a resolution: AG/RES. 2910 (XLVII-O/17) is one", job.Symbol)
	}
	job.Symbol = sym.String()
	l := w.Locales.Locale(w.Records.Term.Original.String)
	if l == nil {
		return nil, fmt.Errorf("there is no language %q", w.Records.Term.Original.String)
	}
	im := &importer{work: w, job: job, out: &ResolutionReceipt{Resolution: resolutionID(sym)}, diags: diags, taken: map[string]bool{}}
	for _, r := range w.Records.Resolutions {
		if s, _, ok := grammar.Fix(r.Symbol.String); ok && s.Key() == sym.Key() {
			im.on, im.out.Resolution = r, r.ID.String
		}
	}
	defer text.inDocument(diags)
	if other := otherLanguage(w, l, text); other != nil {
		diags.Errorf("E1305", text.File.Pos(0, 0), "the text is in %s, and the original language of the records is %s",
			l.LanguageName(other.Tag), l.LanguageName(l.Tag)).
			Hint("import the text of the resolution in %s; its words in other languages are translations", l.LanguageName(l.Tag))
		return im.out, nil
	}
	if im.text = ReadResolution(text, []Frame{frameOf(w, l)}, diags); im.text == nil || diags.HasErrors() {
		return im.out, nil
	}
	im.out.Notes = append(im.out.Notes, text.Notes...)
	im.leftOut(text)
	if im.on == nil {
		im.out.New = true
		return im.out, im.add(files)
	}
	return im.out, im.complete(files)
}

// leftOut names the lines that are in no paragraph, and those that may be in a wrong one.
func (im *importer) leftOut(text *Manuscript) {
	var above []string
	for _, l := range im.text.Above {
		above = append(above, l.String)
	}
	if len(above) > 0 {
		im.note("what is above the organ is left out: %s", strings.Join(above, " | "))
	}
	for _, l := range im.text.LeftOut {
		im.note("%s is left out: %s", text.where(l.Pos), l.String)
	}
	for _, l := range im.text.Doubtful {
		im.note("%s has no number, and is taken as part of the paragraph above it: %s", text.where(l.Pos), l.String)
	}
	if annex := im.text.Annex; len(annex) > 0 {
		words := 0
		for _, l := range annex {
			words += len(strings.Fields(l.String))
		}
		im.note("the annex is left out, because the records of resolutions hold paragraphs alone: from %s (%q) to %s (%q): %s",
			text.where(annex[0].Pos), beginningOf(annex[0].String),
			text.where(annex[len(annex)-1].Pos), beginningOf(annex[len(annex)-1].String), diag.Plural(words, "word"))
	}
}

// frameOf returns the text around the paragraphs of a resolution in a language.
func frameOf(w *work.Work, l *locale.Locale) Frame {
	var f Frame
	f.Organ, f.LeadIn = compose.Frame(w.Plan, w.Locales, l)
	for _, key := range []string{"semicolon-and", "semicolon-or", "comma-and", "semicolon", "comma", "stop", "colon"} {
		f.Endings = append(f.Endings, strings.ReplaceAll(l.Ending(key), "\u00a0", " "))
	}
	f.Pages, f.OfPages = l.PageNumbers()
	f.Annexes = l.AnnexWords()
	f.Notes = l.NoteHeadings()
	return f
}

// otherLanguage returns the language of a text whose organ is named in it, and not in that of the records; nil if there is none.
func otherLanguage(w *work.Work, l *locale.Locale, text *Manuscript) *locale.Locale {
	names := func(l *locale.Locale) bool {
		organ, _ := compose.Frame(w.Plan, w.Locales, l)
		for line := range strings.Lines(string(text.File.Bytes)) {
			if line = bare(strings.TrimSpace(line)); line != "" && strings.EqualFold(line, bare(organ)) {
				return true
			}
		}
		return false
	}
	if names(l) {
		return nil
	}
	for _, tag := range w.Locales.Languages() {
		if other := w.Locales.Locale(tag); other != nil && other != l && names(other) {
			return other
		}
	}
	return nil
}

func (im *importer) note(format string, args ...any) {
	im.out.Notes = append(im.out.Notes, fmt.Sprintf(format, args...))
}

// say adds a paragraph and its sub-paragraphs to the receipt.
func (im *importer) say(id, does string, c *Clause) {
	im.out.Lines = append(im.out.Lines, ReceiptLine{ID: id, Heading: c.Heading, Text: c.Text.String, Does: does})
	var walk func(id string, level int, in []*Clause)
	walk = func(id string, level int, in []*Clause) {
		for _, s := range in {
			sub := subID(id, level, s.Number)
			im.out.Lines = append(im.out.Lines, ReceiptLine{ID: sub, Text: s.Text.String, Level: level, Does: does})
			walk(sub, level+1, s.Sub)
		}
	}
	walk(id, 1, c.Sub)
}

// subID returns the id of a sub-paragraph: ag-res-2910-op-3-b, and below it ag-res-2910-op-3-b-2.
func subID(of string, level, n int) string {
	const letters = 26
	if level == 1 && n <= letters {
		return fmt.Sprintf("%s-%c", of, 'a'+rune(n-1))
	}
	return fmt.Sprintf("%s-%d", of, n)
}

// subs returns the entries of sub-paragraphs.
func subs(of string, level int, in []*Clause) [][]source.Field {
	var out [][]source.Field
	for _, s := range in {
		id := subID(of, level, s.Number)
		fields := []source.Field{{Key: "id", Value: id}, {Key: "text", Value: s.Text.String}}
		if len(s.Sub) > 0 {
			fields = append(fields, source.Field{Key: "paragraphs", Items: subs(id, level+1, s.Sub)})
		}
		out = append(out, fields)
	}
	return out
}

// recitals returns the entries of the preambular paragraphs.
func (im *importer) recitals() [][]source.Field {
	var out [][]source.Field
	for _, c := range im.text.Preamble {
		id := fmt.Sprintf("%s-pp-%d", im.out.Resolution, c.Number)
		fields := []source.Field{{Key: "id", Value: id}, {Key: "text", Value: c.Text.String}}
		if len(c.Sub) > 0 {
			fields = append(fields, source.Field{Key: "paragraphs", Items: subs(id, 1, c.Sub)})
		}
		out = append(out, fields)
		im.say(id, doesAdd, c)
	}
	return out
}

// words returns the fields of an operative paragraph that come from the text.
func (im *importer) words(c *Clause) []source.Field {
	var out []source.Field
	if c.Heading != "" {
		out = append(out, source.Field{Key: "heading", Value: c.Heading})
	}
	return append(out, source.Field{Key: "text", Value: c.Text.String}, source.Field{Key: "text-source", Value: im.job.Source})
}

// add adds a resolution that is not yet on file.
func (im *importer) add(files []*source.File) error {
	title := cmp.Or(im.job.Title, im.text.Title)
	if title == "" {
		return fmt.Errorf("%s is not recorded, and the text has no title: give it with --title", im.job.Symbol)
	}
	fields := []source.Field{{Key: "id", Value: im.out.Resolution}, {Key: "symbol", Value: im.job.Symbol}}
	if im.job.Date != "" {
		fields = append(fields, source.Field{Key: "date", Value: im.job.Date})
	}
	fields = append(fields, source.Field{Key: "title", Value: title})
	var ranges []string
	var items [][]source.Field
	first, last := 0, 0
	span := func() {
		switch {
		case first == 0:
		case first == last:
			ranges = append(ranges, fmt.Sprint(first))
		default:
			ranges = append(ranges, fmt.Sprintf("%d-%d", first, last))
		}
	}
	recitals := im.recitals()
	for _, c := range im.text.Operative {
		if c.Number != last+1 || first == 0 {
			span()
			first = c.Number
		}
		last = c.Number
		id := input.MandateID(im.out.Resolution, c.Number)
		entry := append([]source.Field{{Key: "id", Value: id}, {Key: "number", Value: fmt.Sprint(c.Number), Number: true}}, im.words(c)...)
		if len(c.Sub) > 0 {
			entry = append(entry, source.Field{Key: "paragraphs", Items: subs(id, 1, c.Sub)})
		}
		items = append(items, entry)
		im.say(id, doesAdd, c)
	}
	span()
	fields = append(fields, source.Field{Key: "ranges", List: ranges})
	if len(recitals) > 0 {
		fields = append(fields, source.Field{Key: "preamble", Items: recitals})
	}
	fields = append(fields, source.Field{Key: "paragraphs", Items: items})
	return im.write(files, func(f *source.File) (*source.File, error) { return edit.AddResolution(f, fields) })
}

// complete fills in a resolution that is on file.
func (im *importer) complete(files []*source.File) error {
	if len(im.on.Preamble) > 0 {
		im.note("the preamble of %s is already recorded: it is left unchanged", im.job.Symbol)
	} else {
		im.preamble = im.recitals()
	}
	there := map[int]*input.Mandate{}
	for _, m := range im.on.Paragraphs {
		there[m.Number] = m
	}
	var outside []string
	for _, c := range im.text.Operative {
		m := there[c.Number]
		delete(there, c.Number)
		switch {
		case m != nil:
			im.paragraph(m, c)
		case im.job.All:
			id := input.MandateID(im.out.Resolution, c.Number)
			im.fill = append(im.fill, edit.Filling{ID: id, Number: c.Number, Texts: im.words(c), Subs: subs(id, 1, c.Sub)})
			im.say(id, doesAdd, c)
		default:
			outside = append(outside, fmt.Sprint(c.Number))
		}
	}
	if len(outside) > 0 {
		im.note("%s outside the ranges of %s: %s; --all imports them as mandates",
			diag.Plural(len(outside), "operative paragraph"), im.job.Symbol, strings.Join(outside, ", "))
	}
	var lacking []string
	for _, m := range im.on.Paragraphs {
		if there[m.Number] != nil {
			lacking = append(lacking, fmt.Sprint(m.Number))
		}
	}
	if len(lacking) > 0 {
		im.note("the text has no operative paragraph %s, which is in the ranges of %s", strings.Join(lacking, ", "), im.job.Symbol)
	}
	if im.diags.HasErrors() || len(im.preamble)+len(im.fill) == 0 {
		return nil
	}
	return im.write(files, func(f *source.File) (*source.File, error) {
		return edit.FillResolution(f, im.on.ID.String, im.preamble, im.fill)
	})
}

// paragraph fills in a paragraph on file.
func (im *importer) paragraph(m *input.Mandate, c *Clause) {
	same := m.Text.String == "" || diff.Same(m.Text.String, c.Text.String)
	f := edit.Filling{ID: m.ID.String, Number: m.Number}
	does := doesNothing
	switch {
	case m.Text.String == "":
		does = doesFill
	case !same && im.job.Replace:
		does = doesReplace
	case !same:
		im.diags.Errorf("E1307", c.Text.Pos, "the recorded text of operative paragraph %d of %s differs", m.Number, im.job.Symbol).
			About(m.ID.String).Hint("correct the one that is wrong, or replace the recorded text with --replace").
			See(m.Text.Pos, "on file")
		return
	}
	if does != doesNothing {
		f.Texts = im.words(c)
	} else if c.Heading != "" && m.Heading.String == "" {
		does, f.Texts = doesFill, []source.Field{{Key: "heading", Value: c.Heading}}
	}
	switch {
	case len(c.Sub) == 0:
	case len(m.Paragraphs) == 0:
		f.Subs = subs(m.ID.String, 1, c.Sub)
		if does == doesNothing {
			does = doesFill
		}
	case !sameSubs(m.Paragraphs, c.Sub):
		im.note("the recorded sub-paragraphs of %s differ from those of the text: they are left unchanged", m.ID.String)
	}
	if does != doesNothing {
		im.fill = append(im.fill, f)
	}
	im.say(m.ID.String, does, c)
}

func sameSubs(on []*input.SubParagraph, in []*Clause) bool {
	return slices.EqualFunc(on, in, func(a *input.SubParagraph, b *Clause) bool {
		return diff.Same(a.Text.String, b.Text.String) && sameSubs(a.Paragraphs, b.Sub)
	})
}

// write makes the changed file, and reads it back.
func (im *importer) write(files []*source.File, change func(*source.File) (*source.File, error)) error {
	i := slices.IndexFunc(files, func(f *source.File) bool { return path.Base(f.Name) == "mandates.yaml" })
	if i < 0 {
		return fmt.Errorf("there is no mandates.yaml")
	}
	f, err := change(files[i])
	if err != nil {
		return err
	}
	var found diag.List
	in := input.Read(edit.Replaced(files, []*source.File{f}), &found)
	if found.HasErrors() {
		im.diags.Take(&found)
		return nil
	}
	k := slices.IndexFunc(in.Resolutions, func(r *input.Resolution) bool { return r.ID.String == im.out.Resolution })
	if k < 0 {
		panic("term: the resolution that was recorded cannot be read back")
	}
	im.out.Files = append(im.out.Files, f)
	return nil
}
