// Package compose makes the documents of a plan: it runs a paper's template in each language, converts the result to blocks, and sets
// the languages side by side. A document is fully resolved: it contains no keys and no references.
package compose

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
	"omnibus/assemble/template"
)

// Options are the settings for one document. The zero value gives the paper without redline.
type Options struct {
	Final      bool                     // leave out what only a draft shows: provenance, states
	Beside     bool                     // made only for the pages of its records, which another paper names
	Unfinished *diag.List               // receives what is an error only in a final paper; nil: discarded
	Total      *template.Total          // counts the elements of all papers of a build; nil: no limit
	Shown      map[string]bool          // receives the ids of the texts that the document shows; nil: discarded
	Provenance string                   // one of Provenances; empty: as the paper or the term sets it
	Redline    *Redline                 // the changes to show; nil: none
	Texts      func(hash string) string // the symbol of the last issued revision that had a text with that hash; nil or "": unknown
	PlanPaper  string                   // id of the paper that presents the plan, for agendas; "": there is none
	DraftPaper string                   // id of the paper that contains the draft
	Pages      func(id string) int      // the page of a paragraph in the paper that contains the draft; 0, or nil: not known
	Mark       string                   // a word at the top of every page; empty: as in the profile of the body; "none": no word
	Notes      input.NoteStyle          // how notes are marked, and where they are
	Variant    string                   // the view, as in its file name; empty: the paper itself
}

// A job is a document that is being made.
type job struct {
	plan      *plan.Plan
	paper     string
	langs     []string
	set       *locale.Set
	opts      Options
	diags     *diag.List
	subs      map[string]place // places of sub-paragraphs in the draft, by id
	onOutcome map[*input.Outcome][]*plan.Paragraph
	mandateAt map[string][]int          // indexes of mandates in the plan, by their ids and by those of their resolutions
	ordinals  map[*plan.Paragraph]int   // numbers of the paragraphs of the draft, for references
	said      map[string][]locale.Query // what people said about records, by their ids; nil: not yet looked up
	open      map[string]int            // number of statements to be confirmed in a final paper, by label
	typed     []source.Pos              // places of records that say so in their own words
}

// A place is the target of a cross-reference.
type place struct {
	paragraph *plan.Paragraph
	path      []*plan.SubParagraph
}

// A column is one language of a document that is being made.
type column struct {
	*job
	l        *locale.Locale
	texts    []*text     // what the template has used, by reference
	refs     map[use]int // index of each text, by its use
	foot     int         // notes so far
	end      int
	given    int                     // reservations so far
	marks    map[string]bool         // marks of notes that have been used
	reserved map[string]*plan.Change // changes of reservations, by id
	common   map[doc.Block]bool      // blocks printed once, across all columns
	alone    map[doc.Block]bool      // blocks that exist only in other languages
	untold   map[doc.Block]bool      // blocks without a translation

	rows   map[use]resolved // rows of tables that have been written
	ids    map[string]int
	ends   []*doc.Note
	cited  map[*doc.Note]string // ids of the notes of records
	struck int                  // deleted notes so far, in a redline
	whole  map[string]doc.Mark  // Ins or Del for paragraphs and sub-paragraphs inserted or deleted as a whole in a redline, by id
	makers []*input.Proposal    // who may have changed the text being compared
	people map[string]*doc.Author
	by     map[string]*doc.Author // authors of insertions, deletions and moves of paragraphs, by id
	behind map[string]string      // what moved paragraphs used to follow, by id
	stood  map[string]string      // what all paragraphs used to follow, once it is needed
	within string                 // id of the paragraph last used by the template
	count  tally

	sessions map[*plan.Session]*Session // that the template has used
	reached  map[reached]string         // states with their days, in words
	closed   map[string]bool            // labels that leave nothing to be confirmed
}

// A tally counts the texts of a column with a missing or stale translation, each text once.
type tally struct{ missing, stale map[string]bool }

// Document composes a paper of the plan in the languages of ls, from left to right. paper is its id; the template determines the view.
// Findings go into diags; the document is nil if it cannot be made.
func Document(
	p *plan.Plan,
	t *template.Template,
	paper string,
	ls []*locale.Locale,
	set *locale.Set,
	opts Options,
	diags *diag.List,
) *doc.Document {
	if t == nil || len(ls) == 0 || p == nil || p.Records.Term == nil || p.Records.Body == nil {
		return nil
	}
	j := &job{plan: p, paper: paper, set: set, opts: opts, diags: diags, subs: map[string]place{}, ordinals: map[*plan.Paragraph]int{},
		open: map[string]int{}}
	for _, l := range ls {
		j.langs = append(j.langs, l.Tag)
	}
	j.count()
	var columns []*column
	var made [][]doc.Block
	for _, l := range ls {
		c := j.column(l)
		root := t.Run(c.paperView(), c.funcs(), c.l.Known, opts.Total, diags)
		if root == nil {
			return nil
		}
		blocks := c.blocks(root.Children, "")
		columns, made = append(columns, c), append(made, blocks)
	}
	j.endnotes(columns, made)
	d := &doc.Document{Paper: paper, Variant: opts.Variant, Langs: j.langs, Words: words(ls, p.Records.Sessions)}
	z := &zipper{job: j, columns: columns}
	d.Blocks = z.zip(made)
	if z.failed {
		return nil
	}
	for _, c := range columns {
		d.Endnotes = append(d.Endnotes, c.ends...)
	}
	columns[0].facets(d.Blocks)
	j.head(d, columns[0])
	j.unconfirmed()
	return d
}

// Unconfirmed are the labels that say of something that it is to be confirmed or still to come, with what it is. No final paper has them.
var Unconfirmed = map[string]string{
	"draft.reservation-announced": announcedText,
	"delegations.announced":       announcedText,
	"masthead.date-unknown":       "date",
	"masthead.symbol-unknown":     "symbol",
	"open.date":                   "date",
	"open.link":                   "link",
	"open.links":                  "links",
	"open.links-of":               "links",
	"open.meeting":                "meeting",
	"open.place":                  "place",
	"open.time":                   "time",
	"open.to-be-confirmed":        "to-be-confirmed",
	"order.no-items":              "items",
	ownWords:                      "own words",
}

// announcedText is what a reservation lacks whose text is still to come.
const announcedText = "text of a reservation"

// unconfirmed reports what a final paper states to be confirmed, or would state if it were final.
func (j *job) unconfirmed() {
	if len(j.open) == 0 || j.opts.Beside {
		return
	}
	n, times := 0, map[string]int{}
	for key, of := range j.open {
		n += of
		times[Unconfirmed[key]] += of
	}
	var what []string
	for _, name := range slices.Sorted(maps.Keys(times)) {
		what = append(what, fmt.Sprintf("%s (%d)", name, times[name]))
	}
	x := j.plan.Papers[j.paper]
	if x == nil {
		return
	}
	to := j.diags
	if !j.opts.Final {
		to = j.opts.Unfinished
	}
	d := to.Errorf("E0931", x.Paper.ID.Pos, "the final %q in %s would say %s that something is to be confirmed or to come: %s",
		j.paper, strings.Join(j.langs, ", "), diag.Plural(n, "time"), strings.Join(what, ", ")).About(j.paper).
		Hint("fill in what is missing in the records, or build the paper as a draft, without --final")
	if times[announcedText] > 0 {
		d.Hint("record the text of a reservation with state: received, or state: without-text if its delegation gives none")
	}
	for _, pos := range j.typed {
		d.See(pos, "it says so here")
	}
}

// ownWords is the key for records that say in their own words that something is to be confirmed.
const ownWords = "own-words"

// confirmedLater counts words of a record or a label that end by saying, in their language, that something is to be confirmed.
func (c *column) confirmedLater(words string, lang string, pos source.Pos) {
	l := c.set.Locale(lang)
	if !c.opts.Final && c.opts.Unfinished == nil || l == nil {
		return
	}
	phrase := strings.ToLower(l.T("open.to-be-confirmed", nil))
	words = strings.ToLower(words)
	for i := strings.Index(words, phrase); i >= 0; i = strings.Index(words, phrase) {
		words = words[i+len(phrase):]
		if words != "" && !strings.ContainsAny(words[:1], ".,;:)]") {
			continue // somebody else must confirm it
		}
		c.open[ownWords]++
		if pos.IsValid() && !slices.Contains(c.typed, pos) {
			c.typed = append(c.typed, pos)
		}
	}
}

// count numbers the paragraphs of the draft for references.
func (j *job) count() {
	for i, n := range j.plan.Draft.Ordinals() {
		j.ordinals[j.plan.Draft.Preamble[i]] = n
	}
	for _, x := range j.plan.Draft.Paragraphs() {
		if x.Kind != "preambular" {
			j.ordinals[x] = x.Number
			if x.Bis == 0 { // a single paragraph has no number, and is cited as the first
				j.ordinals[x] = max(x.Number, 1)
			}
		}
		j.index(x, nil, x.Sub)
	}
}

func (j *job) index(p *plan.Paragraph, path []*plan.SubParagraph, subs []*plan.SubParagraph) {
	for _, s := range subs {
		here := append(path[:len(path):len(path)], s)
		j.subs[s.ID] = place{p, here}
		j.index(p, here, s.Sub)
	}
}

// head sets the properties of a document.
func (j *job) head(d *doc.Document, c *column) {
	x := j.plan.Papers[j.paper]
	term := j.plan.Records.Term
	if x != nil {
		d.Title, d.Symbol, d.Date = c.plainTitle(x.Paper), x.Symbol, x.Date
		for _, o := range x.Paper.Original {
			d.Original = append(d.Original, o.String)
		}
	}
	if len(d.Original) == 0 {
		d.Original = []string{term.Original.String}
	}
	d.Stem, d.Mark = Stem(j.plan, j.paper), j.mark()
	if d.Title == "" {
		d.Title = PaperName(j.plan, j.set, c.l, j.paper)
	}
	if view := c.paperView().View(); view != "" {
		d.Title += " · " + view
		if j.opts.Redline != nil {
			d.Title += " · " + c.l.T("draft.redline-title", map[string]any{"Base": c.baseName()})
		}
	}
	d.Organ = c.name(j.plan.Records.Body.Name.String).Name
	d.Subject = d.Symbol
	if d.Subject == "" {
		d.Subject = d.Title + " " + c.plain(term.Title)
	}
	d.Keywords = []string{PaperName(j.plan, j.set, c.l, j.paper), c.plain(term.Title)}
	if d.Organ != "" {
		d.Keywords = append(d.Keywords, d.Organ)
	}
}

// noMark is the value that stands for no word at the top of the pages.
const noMark = "none"

// mark returns the word at the top of every page, in the languages of the paper: that of the job, or else that of the body's profile for
// the present stage of the paper.
func (j *job) mark() string {
	word := j.opts.Mark
	if m := j.plan.Records.Body.Marks; word == "" {
		word = m.Draft.String
		switch {
		case j.opts.Final:
			word = m.Final.String
		case j.paper == j.opts.DraftPaper && j.agreed() && m.Agreed.String != "":
			word = m.Agreed.String
		}
	}
	if word == "" || word == noMark {
		return ""
	}
	var words []string
	for _, tag := range j.langs {
		in := word
		if l, key := j.set.Locale(tag), "mark."+strings.ToLower(word); l != nil && l.Has(key) {
			in = l.T(key, nil)
		}
		if !slices.Contains(words, in) {
			words = append(words, in)
		}
	}
	return strings.Join(words, " · ")
}

// agreed reports whether everything in the draft is agreed.
func (j *job) agreed() bool {
	all := j.plan.Draft.Paragraphs()
	return len(all) > 0 && !slices.ContainsFunc(all, func(p *plan.Paragraph) bool { return p.Open || p.State != agreedState })
}

// Stem returns the stem of the file names of a paper if it is not the id of the paper: its symbol, if the term asks for that.
func Stem(p *plan.Plan, paper string) string {
	if x := p.Papers[paper]; x != nil && p.Records.Term != nil && p.Records.Term.Names.String == "symbol" {
		return symbol.Slug(x.Symbol)
	}
	return ""
}

// PaperName returns the name of a paper in running text: its label, or else its title.
func PaperName(p *plan.Plan, set *locale.Set, l *locale.Locale, id string) string {
	if key := "paper." + id; l.Has(key) || set.Locale(locale.Reference).Has(key) {
		return l.T(key, nil)
	}
	if x := p.Papers[id]; x != nil {
		c := &column{job: &job{plan: p, set: set, diags: new(diag.List)}, l: l}
		return c.plain(x.Paper.Title)
	}
	return id
}

// words returns the words that layout and writers print themselves, in a term with these sessions.
func words(ls []*locale.Locale, sessions []*input.Session) doc.Words {
	var w doc.Words
	for _, l := range ls {
		w.Language = append(w.Language, l.LanguageName(l.Tag))
		w.Contents = append(w.Contents, l.T("a11y.contents", nil))
		w.NoteRef = append(w.NoteRef, l.T("a11y.note-ref", map[string]any{"N": "%s"}))
		w.NoteBack = append(w.NoteBack, l.T("a11y.note-back", map[string]any{"N": "%s"}))
		w.LinkTo = append(w.LinkTo, l.T("a11y.link-to", map[string]any{"Target": "%s"}))
		w.ContinuedNote = append(w.ContinuedNote, l.T("a11y.continued-note", nil))
		w.ContinuedTable = append(w.ContinuedTable, l.T("a11y.continued-table", nil))
		w.InsertionStart = append(w.InsertionStart, l.T("a11y.insertion-start", nil))
		w.InsertionEnd = append(w.InsertionEnd, l.T("a11y.insertion-end", nil))
		w.DeletionStart = append(w.DeletionStart, l.T("a11y.deletion-start", nil))
		w.DeletionEnd = append(w.DeletionEnd, l.T("a11y.deletion-end", nil))
		w.OnPage = append(w.OnPage, l.T("draft.on-page", map[string]any{"N": "%s"}))
	}
	w.Screen = screen(ls[0], sessions)
	return w
}

// shows records that the document shows a text.
func (j *job) shows(t input.Text) {
	if j.opts.Shown != nil {
		j.opts.Shown[t.ID] = true
	}
}

// plain returns a text in the column's language without its markup.
func (c *column) plain(t input.Text) string {
	var b strings.Builder
	c.shows(t)
	tr := c.set.Lookup(t, c.l.Tag)
	for _, i := range c.inlines(tr.Text, tr.Lang, nil) {
		if i.Note == nil {
			b.WriteString(i.Text)
		}
	}
	return b.String()
}
