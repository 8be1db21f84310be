// Package workbook composes the mandate matrix: a sheet for each kind of record, each a list of columns with their headings and the cell
// that each row has in them.
package workbook

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/compose"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// Places are the papers on which records are printed. A record that is printed on several is looked up on the first.
type Places []Printed

// A Printed is a paper with the pages of the records, from 1, by id.
type Printed struct {
	Paper    string // id of the paper
	Pages    map[string]int
	File     string // next to the workbook
	Anchored bool   // an address within the file names the record, not its page
}

// Link returns the address of a record in the file.
func (p *Printed) Link(id string) string {
	if p.Anchored {
		return p.File + "#" + id
	}
	return fmt.Sprintf("%s#page=%d", p.File, p.Pages[id])
}

// A book is a workbook that is being made.
type book struct {
	*compose.Speaker
	plan   *plan.Plan
	set    *locale.Set
	l      *locale.Locale
	places Places
	langs  []*locale.Locale // of the term: each has a column of texts
	sheets map[string]string
	red    *plan.Redline // changes of the draft against a base; nil: none
	last   yearOf        // of the resolution that was read last
}

// Ids of the sheets.
const (
	SheetMandates     = "mandates"
	SheetDraft        = "draft"
	SheetSessions     = "sessions"
	SheetOutcomes     = "outcomes"
	SheetStakeholders = "stakeholders"
	SheetSummary      = "summary"
	SheetLegend       = "legend"
	SheetLists        = "lists"
	SheetOrigin       = "origin"
)

// Make composes the mandate matrix in the language of l. Each of langs has a column of texts; places are the pages of records in the
// papers already laid out; red holds the changes of the draft against a base, or is nil. A final workbook shows what remains: it has no
// proposals that are not in the draft, nor the reasons for that.
func Make(
	p *plan.Plan,
	paper string,
	l *locale.Locale,
	langs []*locale.Locale,
	set *locale.Set,
	places Places,
	red *plan.Redline,
	final bool,
	diags *diag.List,
) *matrix.Workbook {
	if p == nil || p.Records.Term == nil || p.Records.Body == nil {
		return nil
	}
	b := &book{
		Speaker: compose.NewSpeaker(p, paper, l, set, diags),
		plan:    p,
		set:     set,
		l:       l,
		places:  places,
		langs:   langs,
		sheets:  map[string]string{},
		red:     red,
	}
	for _, id := range []string{SheetMandates, SheetDraft, SheetSessions, SheetOutcomes, SheetStakeholders,
		SheetSummary, SheetLegend, SheetLists} {
		b.sheets[id] = b.T("matrix.sheet-" + id)
	}
	in := p.Records
	body := b.Name(in.Body.Name.String)
	term := b.Plain(in.Term.Title)
	w := &matrix.Workbook{
		Lang: l.Tag, Term: in.Term.ID.String, Paper: paper, Date: p.AsOf, Creator: body.Name, Meeting: "end", Size: in.Body.Size.String,
		Title: l.T("matrix.title", map[string]any{"Term": term}), Subject: l.T("matrix.subject", map[string]any{"Body": body.Full()}),
		Keywords: []string{compose.PaperName(p, set, l, paper), term, body.Name},
	}
	if p.Meeting != nil {
		w.Meeting = p.Meeting.ID.String
	}
	if x := p.Papers[paper]; x != nil {
		if w.Symbol = x.Symbol; !x.Date.IsZero() {
			w.Date = x.Date
		}
	}
	tables := []*matrix.Sheet{b.mandates(), b.draft(final), b.sessions(), b.outcomes(), b.stakeholders()}
	w.Sheets = slices.Concat([]*matrix.Sheet{b.summary()}, tables, []*matrix.Sheet{b.legend(tables), b.lists()})
	w.Sheets = append(w.Sheets, Origin(w, w.Sheets))
	words := matrix.Words{Header: cmp.Or(w.Symbol, w.Title), Footer: l.T("matrix.footer", map[string]any{"Page": "%d", "Pages": "%d"})}
	for _, s := range w.Sheets {
		s.Words = words
	}
	return w
}

// longestHead is the largest length of a heading: a table allows 255 characters, and a number may follow.
const longestHead = 250

// T returns a label without values, in the words for what the sessions of the term are.
func (b *book) T(key string) string {
	return compose.SessionLabel(b.l, key, b.plan.Records.Sessions, 0, nil)
}

// word returns the word for an entry of a closed vocabulary, or "" for none. An entry without a word in the language is unchanged.
func (b *book) word(group, key string) string {
	if key == "" {
		return ""
	}
	if k := group + "." + key; b.l.Has(k) {
		return b.T(k)
	}
	return key
}

// A column is a column of a sheet of records of one kind: its properties, and the cell of a record in it.
type column[R any] struct {
	matrix.Column
	cell func(R) matrix.Cell
}

// sheet makes a sheet of records with its columns, whose headings and legends are messages unless set otherwise. A repeated heading gets a
// number, as in Excel, because a table identifies its columns by their headings. The cells of a row are overwritten by the next row.
func sheet[R any](b *book, id, table string, columns []column[R], records []R, of func(R) matrix.Row) *matrix.Sheet {
	s := &matrix.Sheet{ID: id, Name: b.sheets[id], Frozen: 2, Table: table, Count: len(records)}
	columns = onPaper(columns, records)
	seen := map[string]bool{}
	for _, c := range columns {
		if c.Head == "" {
			c.Head = b.T("column." + c.ID)
		}
		head := matrix.Short(c.Head, longestHead, "…")
		c.Head = head
		for n := 2; seen[strings.ToLower(c.Head)]; n++ {
			c.Head = fmt.Sprintf("%s %d", head, n)
		}
		seen[strings.ToLower(c.Head)] = true
		s.Columns = append(s.Columns, c.Column)
	}
	s.Rows = func(yield func(matrix.Row) bool) {
		cells := make([]matrix.Cell, len(columns)) // of one row at a time
		for _, r := range records {
			row := of(r)
			row.Cells = cells
			for i, c := range columns {
				row.Cells[i] = c.cell(r)
			}
			if !yield(row) {
				return
			}
		}
	}
	return s
}

func txt(s string) matrix.Cell { return matrix.Cell{Text: s} }

func num(n int) matrix.Cell { return matrix.Cell{Number: float64(n), Set: true} }

// openCell returns an open cell with its text and its value in the records.
func openCell(shown, value string) matrix.Cell { return matrix.Cell{Text: shown, Value: value} }

// day returns a date cell: a real date, or a month as text.
func day(d date.Date) matrix.Cell {
	switch {
	case d.IsZero():
		return matrix.Cell{}
	case d.MonthOnly(), d.Year < 1901: // Excel's calendar begins in 1900, with a day that never existed
		return matrix.Cell{Text: d.String(), Value: d.String()}
	}
	return matrix.Cell{Date: d, Value: d.String()}
}

// own returns an open cell with a record's text in the language of the workbook. If it is not translated, the cell shows the original,
// marked.
func (b *book) own(t input.Text) matrix.Cell {
	if t.String == "" {
		return matrix.Cell{}
	}
	tr := b.set.Lookup(t, b.l.Tag)
	if tr.Missing() {
		shown := matrix.Fit(b.T("matrix.not-translated") + " " + t.String)
		return matrix.Cell{Text: shown, Value: shown, Role: matrix.Missing}
	}
	shown := matrix.Fit(tr.Text.String)
	return openCell(shown, shown)
}

// in returns a cell with a record's text in a language, without its markup.
func (b *book) in(l *locale.Locale, t input.Text) matrix.Cell {
	if t.String == "" {
		return matrix.Cell{}
	}
	if b.set.Lookup(t, l.Tag).Missing() {
		return matrix.Cell{Text: b.T("matrix.not-translated") + " " + b.Plain(t), Role: matrix.Missing}
	}
	return txt(b.In(l).Plain(t))
}

// page returns a cell with the page of the draft on which a record is printed, and a link to that paper.
func (b *book) page(id string) matrix.Cell {
	i := slices.IndexFunc(b.places, func(p Printed) bool { return p.Pages[id] > 0 })
	if i < 0 {
		return matrix.Cell{}
	}
	p := &b.places[i]
	where := b.l.T("matrix.page-in", map[string]any{"Paper": compose.PaperName(b.plan, b.set, b.l, p.Paper), "N": b.l.Number(p.Pages[id])})
	return matrix.Cell{Text: where, URL: p.Link(id), Tip: where}
}

// link returns a cell that opens a resolution, in the language of the workbook if its address is known.
func (b *book) link(r *input.Resolution, text string) matrix.Cell {
	c := txt(text)
	lang := b.l.Tag
	if _, ok := r.Links[lang]; !ok {
		tags := slices.Sorted(maps.Keys(r.Links))
		if len(tags) == 0 {
			return c
		}
		lang = tags[0]
	}
	c.URL = r.Links[lang].String
	c.Tip = b.l.T("a11y.link-resolution", map[string]any{"Symbol": r.Symbol.String, "Language": b.l.LanguageName(lang)})
	return c
}

func lines(items []string) string { return strings.Join(items, "\n") }

// sessionNames names sessions by their number and title.
func (b *book) sessionNames(ss []*plan.Session) string {
	var out []string
	for _, s := range ss {
		out = append(out, fmt.Sprintf("%d. %s", s.Number, b.Plain(s.Session.Title)))
	}
	return lines(out)
}

// sessionNumbers names sessions by their numbers only: a paragraph can have many, and its row must not become too high.
func sessionNumbers(ss []*plan.Session) string {
	var out []string
	for _, s := range ss {
		out = append(out, strconv.Itoa(s.Number))
	}
	return strings.Join(out, ", ")
}

// paragraphNames names paragraphs of the draft by number and state.
func (b *book) paragraphNames(ps []*plan.Paragraph) string {
	var out []string
	for _, p := range ps {
		if b.isOut(p) {
			continue
		}
		n := b.Number(p.ID)
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s (%s)", b.word("kind", p.Kind), n, b.State(p))))
	}
	return lines(out)
}

func (b *book) isOut(p *plan.Paragraph) bool { return slices.Contains(b.plan.Draft.Out, p) }

func (b *book) mandateNames(ms []*plan.Mandate) string { return lines(b.Mandates(ms)) }

func (b *book) glossaryName(r input.Ref) string {
	if r.String == "" {
		return ""
	}
	return b.Name(r.String).Name
}

// A yearOf is the session and the year of a resolution; 0 if unknown.
type yearOf struct {
	resolution    *input.Resolution
	session, year int
}

// yearOf returns the session of a resolution, and its year: that of its date, or else of its symbol. The mandates of a resolution follow
// one another, and it is read once for all of them.
func (b *book) yearOf(r *input.Resolution) (session, year int) {
	if b.last.resolution == r {
		return b.last.session, b.last.year
	}
	s, err := b.plan.Records.Body.Grammar().Parse(r.Symbol.String)
	if err == nil {
		session, year = s.Session, s.Year
	}
	if !r.Date.IsZero() {
		year = r.Date.Year
	}
	b.last = yearOf{r, session, year}
	return session, year
}

// textIn returns the heading of the column of texts in a language.
func (b *book) textIn(l *locale.Locale) string {
	return b.l.T("column.text-in", map[string]any{"Language": b.l.LanguageName(l.Tag)})
}

// lists returns the sheet with the entries of drop-downs.
func (b *book) lists() *matrix.Sheet {
	words := func(group string, keys []string) []string {
		var out []string
		for _, k := range keys {
			out = append(out, b.word(group, k))
		}
		return out
	}
	names := func(classes ...string) []string {
		var out []string
		if g := b.plan.Records.Glossary; g != nil {
			for _, e := range g.Entries {
				if n := b.Name(e.ID.String).Name; n != "" && slices.Contains(classes, e.Class) {
					out = append(out, n)
				}
			}
		}
		b.l.Collate(out)
		return slices.Compact(out)
	}
	v := words("verb", verbs)
	b.l.Collate(v)
	s := &matrix.Sheet{ID: SheetLists, Name: b.sheets[SheetLists], Hidden: true}
	s.Lists = []matrix.List{
		{Name: listStatus, Head: b.T("column.status"), Entries: words("status", statuses)},
		{Name: listClass, Head: b.T("column.class"), Entries: words("class", classes)},
		{Name: listVerb, Head: b.T("column.verb"), Entries: v},
		{Name: listOrgan, Head: b.T("column.responsible"), Entries: names("organ", "organization")},
		{Name: listAddressee, Head: b.T("column.addressee"), Entries: names("organ", "organization", "place")},
		{Name: listTheme, Head: b.T("column.theme"), Entries: names("theme")},
		{Name: listFunding, Head: b.T("column.funding"), Entries: words("funding", fundings)},
	}
	longest := 0
	for _, l := range s.Lists {
		s.Columns = append(s.Columns, matrix.Column{ID: l.Name, Head: l.Head, Width: 34})
		longest = max(longest, len(l.Entries))
	}
	s.Count = longest
	s.Rows = func(yield func(matrix.Row) bool) {
		for i := range longest {
			row := matrix.Row{}
			for _, l := range s.Lists {
				if i < len(l.Entries) {
					row.Cells = append(row.Cells, txt(l.Entries[i]))
				} else {
					row.Cells = append(row.Cells, matrix.Cell{})
				}
			}
			if !yield(row) {
				return
			}
		}
	}
	return s
}

// Origin returns the hidden sheet that makes import possible: the properties of the workbook, for programs that lose them; the ids of
// sheets and columns with their headings; for each row that people may edit, the prints of its open cells and one print of all cells
// that the build fills; and, for each row of the other sheets, the prints of its texts. In one piece: rows of five kinds, one after the
// other.
func Origin(w *matrix.Workbook, sheets []*matrix.Sheet) *matrix.Sheet {
	s := &matrix.Sheet{ID: SheetOrigin, Name: "Origin", Free: true, Hidden: true, Count: 1}
	left := make([]*printed, len(sheets))
	for i, x := range sheets {
		left[i] = printing(x)
		if x.Table != "" {
			s.Count += 1 + len(x.Columns)
		}
		switch {
		case !left[i].open:
			s.Count += 1 + x.Count
		case x.Table != "":
			s.Count += x.Count
		}
	}
	s.Rows = func(yield func(matrix.Row) bool) {
		if !yield(
			matrix.Row{Cells: []matrix.Cell{txt("workbook"), txt(w.Term), txt(w.Paper), txt(w.Lang), txt(w.Symbol), txt(w.Meeting)}},
		) {
			return
		}
		for i, x := range sheets {
			if x.Table == "" {
				continue
			}
			if !yield(matrix.Row{Cells: []matrix.Cell{txt("sheet"), txt(x.ID), txt(x.Name)}}) {
				return
			}
			for _, c := range x.Columns {
				kind := "locked"
				if c.Open {
					kind = "open"
				}
				if !yield(matrix.Row{Cells: []matrix.Cell{txt("column"), txt(c.ID), txt(c.Head), txt(kind)}}) {
					return
				}
			}
			if left[i].open && !left[i].rows(yield) {
				return
			}
		}
		for i := range sheets {
			if !left[i].open && !left[i].rows(yield) {
				return
			}
		}
	}
	return s
}

// legend returns the sheet that explains each column, status, class, state and colour.
func (b *book) legend(sheets []*matrix.Sheet) *matrix.Sheet {
	var rows []matrix.Row
	add := func(cells ...matrix.Cell) { rows = append(rows, matrix.Row{Cells: cells}) }
	head := func(key string) {
		add()
		add(matrix.Cell{Text: b.T("matrix." + key), Role: matrix.Heading})
		add(
			matrix.Cell{Text: b.T("matrix.legend-entry"), Role: matrix.Head},
			matrix.Cell{Text: b.T("matrix.legend-meaning"), Role: matrix.Head},
		)
	}
	add(matrix.Cell{Text: b.sheets[SheetLegend], Role: matrix.Title})
	head("legend-columns")
	for i, s := range sheets {
		if i > 0 {
			add(matrix.Cell{Text: s.Name, Role: matrix.Head}, matrix.Cell{Role: matrix.Head, Text: " "})
		}
		for k := 0; k < len(s.Columns); k++ {
			key := b.legendOf(s, s.Columns[k])
			if key == "" {
				continue
			}
			entry := matrix.Cell{Text: s.Columns[k].Head, Wrap: true}
			first := k
			for k+1 < len(s.Columns) && b.legendOf(s, s.Columns[k+1]) == key { // several columns share it
				k++
			}
			if k > first {
				entry.Text += " – " + s.Columns[k].Head
			}
			add(entry, txt(b.T(key)))
		}
	}
	head("legend-statuses")
	for _, s := range statuses {
		add(txt(b.word("status", s)), txt(b.T("status-legend."+s)))
	}
	add(txt(b.T("status.unknown")), txt(b.T("status-legend.unknown")))
	head("legend-classes")
	for _, s := range classes {
		add(txt(b.word("class", s)), txt(b.T("class-legend."+s)))
	}
	add(txt(b.T("class.unknown")), txt(b.T("class-legend.unknown")))
	head("legend-states")
	for _, s := range states {
		add(txt(b.word("mandate-state", string(s))), txt(b.T("mandate-state-legend."+string(s))))
	}
	add()
	add(matrix.Cell{Text: b.T("matrix.legend-colours"), Role: matrix.Heading})
	for _, tone := range []struct {
		key  string
		tone matrix.Tone
	}{{"good", matrix.Good}, {"busy", matrix.Busy}, {"open", matrix.Open}, {"bad", matrix.Bad}, {"quiet", matrix.Quiet}} {
		add(matrix.Cell{Text: b.T("tone." + tone.key), Tone: tone.tone}, txt(b.T("tone."+tone.key+"-legend")))
	}
	add(txt(b.T("matrix.legend-editable")))
	add(matrix.Cell{Text: b.T("matrix.legend-locked"), Role: matrix.Faint})
	for line := range strings.SplitAfterSeq(b.T("matrix.legend-unprotect"), ". ") {
		add(txt(strings.TrimSpace(line)))
	}
	add(txt(b.T("matrix.legend-missing")))
	return free(SheetLegend, b.sheets[SheetLegend], []float64{34, 111}, rows)
}

// legendOf returns the message that explains a column, or "" if it needs none.
func (b *book) legendOf(s *matrix.Sheet, c matrix.Column) string {
	id := c.ID
	if text, ok := strings.CutPrefix(id, "text-"); ok && text != "" {
		id = "text"
	}
	if strings.HasPrefix(id, ChangesColumn) {
		id = "changes"
	}
	if _, ok := b.plan.Records.ByID[id].(*input.Resolution); ok {
		id = "resolution"
	}
	for _, k := range []string{"column-legend." + s.ID + "-" + id, "column-legend." + id} {
		if b.l.Has(k) && (s.ID == SheetMandates || id == "record-id" || strings.HasPrefix(k, "column-legend."+s.ID+"-")) {
			return k
		}
	}
	return ""
}

// free makes a sheet without headings.
func free(id, name string, widths []float64, rows []matrix.Row) *matrix.Sheet {
	s := &matrix.Sheet{ID: id, Name: name, Free: true, Count: len(rows), Rows: slices.Values(rows)}
	for i, w := range widths {
		s.Columns = append(s.Columns, matrix.Column{ID: strconv.Itoa(i + 1), Width: w})
	}
	return s
}
