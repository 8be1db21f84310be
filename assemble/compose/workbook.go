package compose

import (
	"cmp"
	"fmt"
	stdhtml "html"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
	"omnibus/assemble/symbol"
)

// Places tell on which page of which paper the records stand: by id, the page of each paper. A record may stand in several.
type Places map[string][]Place

// A Place is a page of a paper.
type Place struct {
	Paper string // id of the paper
	File  string // its file, beside the workbook
	Page  int    // from 1
}

// A book is the making of one workbook.
type book struct {
	*column
	places Places
	langs  []*locale.Locale // of the term's readers: each has a column of texts
	sheets map[string]string
	red    *plan.Redline // what the draft is compared with; nil: nothing
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

// Workbook composes the mandate matrix in the language of l. Texts stand in each of langs; places say where records stand in the
// papers that were laid out before.
func Workbook(p *plan.Plan, paper string, l *locale.Locale, langs []*locale.Locale, set *locale.Set, places Places, red *plan.Redline, diags *diag.List) *matrix.Workbook {
	if p == nil || p.Records.Term == nil || p.Records.Body == nil {
		return nil
	}
	j := &job{plan: p, paper: paper, set: set, diags: diags, subs: map[string]place{}, ordinals: map[*plan.Paragraph]int{}}
	j.count()
	c := &column{job: j, l: l, refs: map[string]int{}, reserved: map[string]*plan.Change{}, ids: map[string]int{}, cited: map[*doc.Note]string{}, count: tally{map[string]bool{}, map[string]bool{}}}
	b := &book{column: c, places: places, langs: langs, sheets: map[string]string{}, red: red}
	for _, id := range []string{SheetMandates, SheetDraft, SheetSessions, SheetOutcomes, SheetStakeholders, SheetSummary, SheetLegend, SheetLists} {
		b.sheets[id] = b.T("matrix.sheet-" + id)
	}
	in := p.Records
	body := c.name(in.Body.Name.String)
	term := c.plain(in.Term.Title)
	w := &matrix.Workbook{
		Lang: l.Tag, Term: in.Term.ID.String, Paper: paper, Date: p.AsOf, Creator: body.Name, Meeting: "end", Size: in.Body.Paper.String,
		Title: l.T("matrix.title", map[string]any{"Term": term}), Subject: l.T("matrix.subject", map[string]any{"Body": body.Full()}),
		Keywords: []string{l.T("paper."+paper, nil), term, body.Name},
	}
	if p.Meeting != nil {
		w.Meeting = p.Meeting.ID.String
	}
	if x := p.Papers[paper]; x != nil {
		w.Symbol, w.Date = x.Symbol, x.Date
	}
	w.Sheets = []*matrix.Sheet{b.mandates(), b.draft(), b.sessions(), b.outcomes(), b.stakeholders()}
	w.Sheets = append(w.Sheets, b.summary(), b.legend(w.Sheets), b.lists())
	for _, s := range w.Sheets {
		if s.Count <= remembered {
			s.Rows = remember(s.Rows)
		}
	}
	w.Sheets = append(w.Sheets, origin(w, w.Sheets))
	words := matrix.Words{Header: cmp.Or(w.Symbol, w.Title), Footer: l.T("matrix.footer", map[string]any{"Page": "%d", "Pages": "%d"})}
	for _, s := range w.Sheets {
		s.Words = words
	}
	return w
}

// remembered is how many rows of a sheet are kept once they are made: they are asked for several times. The rows of a larger sheet are
// made anew, so that they need not be held.
const remembered = 20_000

func remember(rows iter.Seq[matrix.Row]) iter.Seq[matrix.Row] {
	all := sync.OnceValue(func() []matrix.Row { return slices.Collect(rows) })
	return func(yield func(matrix.Row) bool) {
		for _, r := range all() {
			if !yield(r) {
				return
			}
		}
	}
}

// longestHead is how long a heading can be: a table's column has 255 characters, and some are left for a number.
const longestHead = 250

// T is a label without values.
func (b *book) T(key string) string { return b.l.T(key, nil) }

// label is the word for an entry of a closed vocabulary, "" for none; an entry that the language does not know stands as it is.
func (b *book) word(group, key string) string {
	if key == "" {
		return ""
	}
	if k := group + "." + key; b.l.Has(k) {
		return b.T(k)
	}
	return key
}

// sheet begins a sheet with the columns of those ids, whose headings and legends are messages. A heading that stands there already
// gets a number behind it, as Excel gives it one: a table knows its columns by their headings.
func (b *book) sheet(id string, columns []matrix.Column) *matrix.Sheet {
	seen := map[string]bool{}
	for i := range columns {
		c := &columns[i]
		head := c.Head
		if head == "" {
			head = b.T("column." + c.ID)
		}
		head = matrix.Short(head, longestHead, "…")
		c.Head = head
		for n := 2; seen[strings.ToLower(c.Head)]; n++ {
			c.Head = fmt.Sprintf("%s %d", head, n)
		}
		seen[strings.ToLower(c.Head)] = true
	}
	return &matrix.Sheet{ID: id, Name: b.sheets[id], Columns: columns, Frozen: 2}
}

func txt(s string) matrix.Cell { return matrix.Cell{Text: s} }

func num(n int) matrix.Cell { return matrix.Cell{Number: float64(n), Set: true} }

// openCell is an open cell: what it shows, and what that stands for.
func openCell(shown, value string) matrix.Cell { return matrix.Cell{Text: shown, Value: value} }

// day is a date cell: a real date, or a month as text.
func day(d date.Date) matrix.Cell {
	switch {
	case d.IsZero():
		return matrix.Cell{}
	case d.MonthOnly(), d.Year < 1901: // Excel's calendar begins in 1900, with a day that never was
		return matrix.Cell{Text: d.String(), Value: d.String()}
	}
	return matrix.Cell{Date: d, Value: d.String()}
}

// own is an open cell with a record's text in the language of the workbook. Where it is not translated, the original stands there,
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

// in is a record's text in a language, as it is read: without its markup.
func (b *book) in(l *locale.Locale, t input.Text) matrix.Cell {
	if t.String == "" {
		return matrix.Cell{}
	}
	if b.set.Lookup(t, l.Tag).Missing() {
		return matrix.Cell{Text: b.T("matrix.not-translated") + " " + b.plain(t), Role: matrix.Missing}
	}
	c := *b.column
	c.l = l
	return txt(c.plain(t))
}

// page is a cell that says on which page of the draft a record stands, and opens that paper.
func (b *book) page(id string) matrix.Cell {
	ps := b.places[id]
	if len(ps) == 0 {
		return matrix.Cell{}
	}
	p := ps[0]
	where := b.l.T("matrix.page-in", map[string]any{"Paper": b.T("paper." + p.Paper), "N": b.l.Number(p.Page)})
	return matrix.Cell{Text: where, URL: fmt.Sprintf("%s#page=%d", p.File, p.Page), Tip: where}
}

// link opens a resolution, in the language of the workbook where that is known.
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
		out = append(out, fmt.Sprintf("%d. %s", s.Number, b.plain(s.Session.Title)))
	}
	return lines(out)
}

// sessionNumbers names sessions by their numbers alone: a paragraph may have many, and its row is to stay low.
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
		n, _ := b.number(p.ID)
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s [%s]", b.word("kind", p.Kind), n, b.word("state", p.State))))
	}
	return lines(out)
}

func (b *book) isOut(p *plan.Paragraph) bool { return slices.Contains(b.plan.Draft.Out, p) }

func (b *book) mandateNames(ms []*plan.Mandate) string {
	names := b.mandateList(ms)
	for i := range names {
		names[i] = stdhtml.UnescapeString(names[i])
	}
	return lines(names)
}

func (b *book) glossaryName(r input.Ref) string {
	if r.String == "" {
		return ""
	}
	return b.name(r.String).Name
}

// yearOf is the year of a resolution: of its date, else of its symbol.
func yearOf(r *input.Resolution) (session, year int) {
	s, err := symbol.Parse(r.Symbol.String)
	if err == nil {
		session, year = s.Session, s.Year
	}
	if !r.Date.IsZero() {
		year = r.Date.Year
	}
	return session, year
}

func ids(refs []input.Ref) string {
	var out []string
	for _, r := range refs {
		out = append(out, r.String)
	}
	return strings.Join(out, "; ")
}

// Names of the lists of entries.
const (
	listStatus    = "status"
	listClass     = "class"
	listVerb      = "verb"
	listOrgan     = "organ"
	listTheme     = "theme"
	listFunding   = "funding"
	listAddressee = "addressee"
)

var (
	statuses = input.Choices("mandate", "status")
	classes  = input.Choices("mandate", "class")
	fundings = []string{"regular", "specific", "mixed", "none-needed"}
	verbs    = []string{"instruct", "request", "urge", "invite", "encourage", "recommend", "reaffirm", "thank", "declare", "establish", "adopt", "approve",
		"continue", "promote", "support", "strengthen", "take-note", "recognize", "report", "call-upon", "authorize", "entrust", "renew", "convene"}
	states = []plan.MandateState{plan.NoSession, plan.SessionScheduled, plan.SessionHeld, plan.ParagraphProposed, plan.ParagraphAgreed}
)

// Vocabulary returns the keys of a closed vocabulary that the columns of the matrix take their entries from: status, class, verb, funding.
func Vocabulary(group string) []string {
	return map[string][]string{listStatus: statuses, listClass: classes, listVerb: verbs, listFunding: fundings}[group]
}

// mandates is the sheet of operative paragraphs: one row each.
func (b *book) mandates() *matrix.Sheet {
	open := func(id string, width float64, list, prompt string) matrix.Column {
		c := matrix.Column{ID: id, Width: width, Open: true, List: list}
		if prompt != "" {
			c.Prompt = b.T("matrix.prompt-" + prompt)
		}
		if list != "" {
			c.Error = b.T("matrix.error-list")
		}
		return c
	}
	when := func(id string) matrix.Column {
		return matrix.Column{ID: id, Width: 12, Open: true, Kind: matrix.Date, Prompt: b.T("matrix.prompt-date"), Error: b.T("matrix.error-date")}
	}
	status := open("status", 13, listStatus, "status")
	for i, tone := range []matrix.Tone{matrix.Busy, matrix.Good, matrix.Quiet, matrix.Quiet, matrix.Bad, matrix.Quiet, matrix.Quiet} {
		status.Marks = append(status.Marks, matrix.Mark{Entry: b.word("status", statuses[i]), Tone: tone})
	}
	state := matrix.Column{ID: "state", Width: 17}
	for i, tone := range []matrix.Tone{matrix.Bad, matrix.Open, matrix.Busy, matrix.Busy, matrix.Good} {
		state.Marks = append(state.Marks, matrix.Mark{Entry: b.word("mandate-state", string(states[i])), Tone: tone})
	}
	// What is asked first stands first, so that it comes on the first sheet of paper.
	columns := []matrix.Column{
		{ID: "record-id", Width: 19}, {ID: "symbol", Width: 26}, {ID: "number", Width: 10, Kind: matrix.Number}, {ID: "title", Width: 34}, open("summary", 36, "", ""),
		open("class", 9, listClass, "class"), open("responsible", 20, listOrgan, "organ"), status, state, {ID: "sessions", Width: 14}, {ID: "paragraphs", Width: 26}, {ID: "page", Width: 22},
		{ID: "session", Width: 9}, {ID: "year", Width: 7, Kind: matrix.Number}, {ID: "section", Width: 56}, open("verb", 12, listVerb, ""), open("addressee", 22, listAddressee, "organ"),
		open("deliverable", 26, "", ""), open("theme", 24, listTheme, ""), when("begin"), when("end"), open("funding", 14, listFunding, "funding"), when("status-date"), open("evidence", 18, "", ""),
		open("repeats", 20, "", ""), open("superseded-by", 20, "", ""), open("remarks", 40, "", ""), open("no-session", 40, "", ""),
	}
	for _, l := range b.langs {
		columns = append(columns, matrix.Column{ID: "text-" + l.Tag, Head: b.textIn(l), Width: 56})
	}
	s := b.sheet(SheetMandates, columns)
	s.Table, s.Count, s.Frozen = "Mandates", len(b.plan.Mandates), 3
	s.Rows = func(yield func(matrix.Row) bool) {
		var last *input.Resolution
		for _, m := range b.plan.Mandates {
			row := b.mandate(m, len(columns))
			if m.Mandate.Resolution == last {
				row.Level = 1
			}
			last = m.Mandate.Resolution
			if !yield(row) {
				return
			}
		}
	}
	return s
}

// mandate is the row of an operative paragraph, in that many columns.
func (b *book) mandate(pm *plan.Mandate, columns int) matrix.Row {
	m := pm.Mandate
	session, year := yearOf(m.Resolution)
	var inDraft []*plan.Paragraph
	page := matrix.Cell{}
	for _, p := range pm.Paragraphs {
		if !b.isOut(p) {
			inDraft = append(inDraft, p)
			if page.Text == "" {
				page = b.page(p.ID)
			}
		}
	}
	roman := ""
	if session > 0 {
		roman = symbol.Roman(session)
	}
	yearCell := matrix.Cell{}
	if year > 0 {
		yearCell = num(year)
	}
	pick := func(group string, v string) matrix.Cell { return openCell(b.word(group, v), v) }
	ref := func(r input.Ref) matrix.Cell { return openCell(b.glossaryName(r), r.String) }
	cells := make([]matrix.Cell, 0, columns)
	cells = append(cells,
		txt(m.ID.String), b.link(m.Resolution, m.Resolution.Symbol.String), num(m.Number), b.in(b.l, m.Resolution.Title), b.own(m.Summary),
		pick("class", m.Class.String), ref(m.Responsible), pick("status", m.Status.String), txt(b.word("mandate-state", string(pm.State))), txt(sessionNumbers(pm.Sessions)),
		txt(b.paragraphNames(inDraft)), page,
		txt(roman), yearCell, b.in(b.l, m.Resolution.Section), pick("verb", m.Verb.String), ref(m.Addressee),
		b.own(m.Deliverable), ref(m.Theme), day(m.Begin.Date), day(m.End.Date), pick("funding", m.Funding.String), day(m.StatusDate.Date), openCell(m.Evidence.String, m.Evidence.String),
		openCell(ids(m.Repeats), ids(m.Repeats)), openCell(m.SupersededBy.String, m.SupersededBy.String), b.own(m.Remarks), b.own(m.NoSession),
	)
	for _, l := range b.langs {
		cells = append(cells, b.in(l, m.Text))
	}
	return matrix.Row{ID: m.ID.String, Cells: cells}
}

// textIn is the heading of the column of texts in a language.
func (b *book) textIn(l *locale.Locale) string {
	return b.l.T("column.text-in", map[string]any{"Language": b.l.LanguageName(l.Tag)})
}

// lists is the sheet of entries that drop-downs take theirs from.
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
				if n := b.name(e.ID.String).Name; n != "" && slices.Contains(classes, e.Class) {
					out = append(out, n)
				}
			}
		}
		b.l.Collate(out)
		return slices.Compact(out)
	}
	v := words("verb", verbs)
	b.l.Collate(v)
	s := &matrix.Sheet{ID: SheetLists, Name: b.sheets[SheetLists]}
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

// origin is the hidden sheet by which edits find their way home: what the workbook is, for programs that lose its properties; the ids of
// sheets and columns with their headings; and, where people work in a sheet, for each row the prints of its open cells and one of all
// that the build fills.
func origin(w *matrix.Workbook, sheets []*matrix.Sheet) *matrix.Sheet {
	s := &matrix.Sheet{ID: SheetOrigin, Name: "Origin", Free: true, Hidden: true, Count: 1}
	open := func(x *matrix.Sheet) bool {
		return slices.ContainsFunc(x.Columns, func(c matrix.Column) bool { return c.Open })
	}
	for _, x := range sheets {
		if x.Table == "" {
			continue
		}
		s.Count += 1 + len(x.Columns)
		if open(x) {
			s.Count += x.Count
		}
	}
	s.Rows = func(yield func(matrix.Row) bool) {
		if !yield(matrix.Row{Cells: []matrix.Cell{txt("workbook"), txt(w.Term), txt(w.Paper), txt(w.Lang), txt(w.Symbol), txt(w.Meeting)}}) {
			return
		}
		for _, x := range sheets {
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
			if !open(x) {
				continue
			}
			for row := range x.Rows {
				open, grey := prints(x, row)
				if !yield(matrix.Row{Cells: []matrix.Cell{txt("row"), txt(row.ID), txt(open), txt(grey)}}) {
					return
				}
			}
		}
	}
	return s
}

// prints are the prints of a row's open cells that are not empty, and that of all others together.
func prints(s *matrix.Sheet, row matrix.Row) (open, grey string) {
	var out strings.Builder
	var closed []string
	for i, c := range row.Cells {
		switch {
		case !s.Columns[i].Open:
			closed = append(closed, c.Plain())
		case c.Value != "":
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			out.WriteString(s.Columns[i].ID + "=" + matrix.PrintOf(c.Value, cmp.Or(c.Text, c.Value)).String())
		}
	}
	return out.String(), matrix.GreyPrint(closed)
}

// legend says what each column, status, class, state and colour means.
func (b *book) legend(sheets []*matrix.Sheet) *matrix.Sheet {
	var rows []matrix.Row
	add := func(cells ...matrix.Cell) { rows = append(rows, matrix.Row{Cells: cells}) }
	head := func(key string) {
		add()
		add(matrix.Cell{Text: b.T("matrix." + key), Role: matrix.Heading})
		add(matrix.Cell{Text: b.T("matrix.legend-entry"), Role: matrix.Head}, matrix.Cell{Text: b.T("matrix.legend-meaning"), Role: matrix.Head})
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
			for k+1 < len(s.Columns) && b.legendOf(s, s.Columns[k+1]) == key { // one for each resolution, or each language
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
	return free(SheetLegend, b.sheets[SheetLegend], []float64{34, 90}, rows)
}

// legendOf is the message that says what a column means, and "" where it needs none.
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
