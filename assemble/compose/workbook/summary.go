package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// A tableau is a sheet without headings that is being made.
type tableau struct {
	*book
	rows   []matrix.Row // that follow those of parts
	parts  []part
	before int // number of rows of parts
	widest int
	of     *matrix.Sheet  // the sheet that its formulas refer to
	at     map[string]int // columns of that sheet, from 0, by id
}

// A part is rows of a tableau, and a long list that follows them, whose cells are made when they are written, and are not kept.
type part struct {
	rows  []matrix.Row
	count int // of the list
	cells func(i int) []matrix.Cell
}

// summary returns the sheet that answers readers' questions: the status of the mandates, what is due, what is not covered, what
// repeats. Counts are formulas over the sheet of mandates, stored with their values, so that they follow what people enter there.
func (b *book) summary() *matrix.Sheet {
	t := &tableau{book: b, of: b.mandates(), at: map[string]int{}}
	for i, c := range t.of.Columns {
		t.at[c.ID] = i
	}
	t.add(matrix.Cell{Text: b.l.T("matrix.title", map[string]any{"Term": b.Plain(b.plan.Records.Term.Title)}), Role: matrix.Title})
	t.add(matrix.Cell{Text: b.asOf(), Role: matrix.Faint})
	mandates := b.plan.Mandates
	byStatus := t.single(
		"chart-status",
		"status",
		"status",
		append(slices.Clone(statuses), ""),
		func(m *plan.Mandate) string { return m.Mandate.Status.String },
	)
	states := t.single(
		"chart-state",
		"state",
		"mandate-state",
		[]string{"no-session", "session-scheduled", "session-held", "paragraph-proposed", "paragraph-agreed"},
		func(m *plan.Mandate) string { return string(m.State) },
	)
	t.cross(
		"summary-status",
		"symbol",
		"status",
		append(slices.Clone(statuses), ""),
		byResolution(mandates),
		func(m *plan.Mandate) string { return m.Mandate.Status.String },
	)
	t.cross(
		"summary-class",
		"year",
		"class",
		append(slices.Clone(classes), ""),
		b.byYear(mandates),
		func(m *plan.Mandate) string { return m.Mandate.Class.String },
	)
	t.organs()
	t.bySession()
	t.due()
	t.list("summary-uncovered", "no-session", mandates, func(m *plan.Mandate) bool { return len(m.Sessions) == 0 })
	t.unfounded()
	t.repeats()
	t.changed()
	widths := []float64{42}
	for range max(t.widest, 11) - 1 {
		widths = append(widths, 10)
	}
	s := free(SheetSummary, b.sheets[SheetSummary], widths, nil)
	s.Count, s.Rows = t.count(), t.each
	chart := func(column int, key string, a counted) matrix.Chart { // beside tables of two columns, above tables of more
		labels := a.Area
		labels.Column = 1
		top := byStatus.First - 2
		return matrix.Chart{
			Title:     b.T("matrix." + key),
			Row:       top,
			Column:    column,
			Rows:      states.Last - top + 1,
			Columns:   4,
			Labels:    labels,
			Values:    a.Area,
			Described: a.words,
		}
	}
	s.Charts = []matrix.Chart{chart(4, "chart-status", byStatus), chart(8, "chart-state", states)}
	return s
}

func (b *book) asOf() string {
	if m := b.plan.Meeting; m != nil {
		return b.l.T("matrix.as-of-meeting", map[string]any{"Meeting": b.Meeting(m)})
	}
	return b.T("matrix.as-of-end")
}

// across makes a cell reach to the last column.
func across(c matrix.Cell) matrix.Cell {
	c.Across = true
	return c
}

func (t *tableau) add(cells ...matrix.Cell) {
	t.widest = max(t.widest, len(cells))
	t.rows = append(t.rows, matrix.Row{Cells: cells})
}

// count returns the number of rows so far.
func (t *tableau) count() int { return t.before + len(t.rows) }

// addLater adds a list of rows whose cells are made when they are written.
func (t *tableau) addLater(count int, cells func(i int) []matrix.Cell) {
	t.parts = append(t.parts, part{t.rows, count, cells})
	t.before, t.rows = t.count()+count, nil
}

// each yields the rows.
func (t *tableau) each(yield func(matrix.Row) bool) {
	for _, p := range append(slices.Clip(t.parts), part{rows: t.rows}) {
		for _, r := range p.rows {
			if !yield(r) {
				return
			}
		}
		for i := range p.count {
			if !yield(matrix.Row{Cells: p.cells(i)}) {
				return
			}
		}
	}
}

func (t *tableau) heading(key string) {
	t.add()
	t.add(matrix.Cell{Text: t.T("matrix." + key), Role: matrix.Heading})
}

// heads adds the headings of a table. numbers are the columns of numbers, from 0.
func (t *tableau) heads(words []string, numbers ...int) {
	var cells []matrix.Cell
	for i, w := range words {
		c := matrix.Cell{Text: w, Role: matrix.Head}
		if slices.Contains(numbers, i) {
			c.Is = matrix.Number
		}
		cells = append(cells, c)
	}
	t.add(cells...)
}

// upTo returns the numbers from one number to another.
func upTo(from, to int) []int {
	var out []int
	for i := from; i <= to; i++ {
		out = append(out, i)
	}
	return out
}

// rangeOf returns the range of cells below the heading of a column of the mandates.
func (t *tableau) rangeOf(column string) string {
	return fmt.Sprintf(
		"'%s'!$%[2]s$2:$%[2]s$%[3]d",
		strings.ReplaceAll(t.of.Name, "'", "''"),
		matrix.Letters(t.at[column]+1),
		max(t.of.Count+1, 2),
	)
}

func count(formula string, n int) matrix.Cell {
	return matrix.Cell{Formula: formula, Number: float64(n), Set: true, Is: matrix.Number}
}

// A counted is the area of counts of the mandates, and these counts in words.
type counted struct {
	matrix.Area
	words string
}

// single counts the mandates by one column, with a row for each entry.
func (t *tableau) single(title, column, group string, entries []string, of func(*plan.Mandate) string) counted {
	t.heading(title)
	t.heads([]string{t.T("column." + column), t.T("matrix.count")}, 1)
	n := map[string]int{}
	for _, m := range t.plan.Mandates {
		n[of(m)]++
	}
	first := t.count() + 1
	var words []string
	for _, e := range entries {
		name, formula := t.word(group, e), fmt.Sprintf("COUNTIFS(%s,$A%d)", t.rangeOf(column), t.count()+1)
		if e == "" {
			name, formula = t.T(group+".unknown"), fmt.Sprintf("COUNTBLANK(%s)", t.rangeOf(column))
		}
		t.add(txt(name), count(formula, n[e]))
		words = append(words, fmt.Sprintf("%s: %s", name, t.l.Number(n[e])))
	}
	return counted{matrix.Area{Column: 2, First: first, Last: t.count()}, strings.Join(words, "; ")}
}

// A group is the mandates counted in one row of a summary.
type group struct {
	cell     matrix.Cell
	mandates []*plan.Mandate
}

func byResolution(ms []*plan.Mandate) []group {
	var out []group
	for i, m := range ms {
		if i == 0 || ms[i-1].Mandate.Resolution != m.Mandate.Resolution {
			out = append(out, group{cell: txt(m.Mandate.Resolution.Symbol.String)})
		}
		out[len(out)-1].mandates = append(out[len(out)-1].mandates, m)
	}
	return out
}

func (b *book) byYear(ms []*plan.Mandate) []group {
	var out []group
	at := map[int]int{}
	for _, m := range ms {
		_, y := b.yearOf(m.Mandate.Resolution)
		if y == 0 {
			continue
		}
		i, ok := at[y]
		if !ok {
			i = len(out)
			at[y] = i
			out = append(out, group{cell: matrix.Cell{Number: float64(y), Set: true, Is: matrix.Number}})
		}
		out[i].mandates = append(out[i].mandates, m)
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Compare(a.cell.Number, b.cell.Number) })
	return out
}

// cross counts the mandates of each group by the entries of a column, with totals.
func (t *tableau) cross(title, by, column string, entries []string, groups []group, of func(*plan.Mandate) string) {
	t.heading(title)
	heads := []string{t.T("column." + by)}
	for _, e := range entries {
		heads = append(heads, t.word(column, cmp.Or(e, "unknown")))
	}
	from := 1
	if len(groups) > 0 && groups[0].cell.Is == matrix.Number {
		from = 0
	}
	t.heads(append(heads, t.T("matrix.total")), upTo(from, len(heads))...)
	head, first := t.count(), t.count()+1
	at := map[string]int{}
	for i, e := range entries {
		at[e] = i
	}
	counts, totals := make([]int, len(groups)*len(entries)), make([]int, len(entries)+1)
	for g, x := range groups {
		for _, m := range x.mandates {
			if i, ok := at[of(m)]; ok {
				counts[g*len(entries)+i]++
				totals[i]++
				totals[len(entries)]++
			}
		}
	}
	t.addLater(len(groups), func(g int) []matrix.Cell {
		row := first + g
		cells := []matrix.Cell{groups[g].cell}
		all := 0
		for i, e := range entries {
			n := counts[g*len(entries)+i]
			formula := fmt.Sprintf("COUNTIFS(%s,$A%d,%s,%s$%d)", t.rangeOf(by), row, t.rangeOf(column), matrix.Letters(i+2), head)
			if e == "" { // anything else: programs do not agree on how to count empty cells
				formula = fmt.Sprintf("COUNTIFS(%s,$A%d)-SUM(B%d:%s%d)", t.rangeOf(by), row, row, matrix.Letters(i+1), row)
			}
			cells = append(cells, count(formula, n))
			all += n
		}
		return append(cells, count(fmt.Sprintf("SUM(B%d:%s%d)", row, matrix.Letters(len(entries)+1), row), all))
	})
	last := t.count()
	cells := []matrix.Cell{{Text: t.T("matrix.total"), Role: matrix.Total}}
	for i, n := range totals {
		c := count("0", n)
		if last >= first {
			c = count(fmt.Sprintf("SUM(%[1]s%[2]d:%[1]s%[3]d)", matrix.Letters(i+2), first, last), n)
		}
		c.Role = matrix.Total
		cells = append(cells, c)
	}
	t.add(cells...)
}

func (t *tableau) organs() {
	t.heading("summary-organ")
	t.heads([]string{t.T("column.responsible"), t.T("matrix.count")}, 1)
	n := map[string]int{}
	for _, m := range t.plan.Mandates {
		n[t.glossaryName(m.Mandate.Responsible)]++
	}
	var names []string
	for name := range n {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	t.l.Collate(names)
	for _, name := range names {
		t.add(txt(name), count(fmt.Sprintf("COUNTIFS(%s,$A%d)", t.rangeOf("responsible"), t.count()+1), n[name]))
	}
	t.add(txt(t.T("status.unknown")), count(fmt.Sprintf("COUNTBLANK(%s)", t.rangeOf("responsible")), n[""]))
}

func (t *tableau) bySession() {
	t.heading("summary-session")
	t.heads([]string{t.T("column.sessions"), t.T("column.held"), t.T("column.covered"), t.T("column.outcomes")}, 2, 3)
	for _, s := range t.plan.Sessions {
		held, n := t.T("matrix.no"), 0
		if s.Outcome != nil {
			held, n = t.T("matrix.yes"), len(s.Outcome.Outcomes)
		}
		number := func(n int) matrix.Cell {
			return matrix.Cell{Number: float64(n), Set: true, Is: matrix.Number}
		}
		name := txt(t.sessionNames([]*plan.Session{s}))
		name.Wrap = true
		t.add(name, txt(held), number(len(s.Mandates)), number(n))
	}
}

// due lists what is due or expires before the next General Assembly, that is, by the end of the term.
func (t *tableau) due() {
	end := t.plan.Records.Term.End.Date
	if end.IsZero() {
		end = date.Date{Year: t.plan.Records.Term.Assembly.Year, Month: 6}
	}
	t.list("summary-due", "summary", t.plan.Mandates, func(m *plan.Mandate) bool {
		d := m.Mandate.End.Date
		return !d.IsZero() && d.Compare(end) <= 0 && (m.Mandate.Status.String == "current" || m.Mandate.Status.String == "")
	})
}

// list lists mandates with what they ask for, or with the reason why no session takes them up.
func (t *tableau) list(title, text string, ms []*plan.Mandate, in func(*plan.Mandate) bool) {
	t.heading(title)
	var found []*plan.Mandate
	for _, m := range ms {
		if in(m) {
			found = append(found, m)
		}
	}
	if found == nil {
		t.add(txt(t.T("matrix.summary-none")))
		return
	}
	t.heads([]string{t.T("column.symbol"), t.T("column.number"), t.T("column.end"), t.T("column." + text)}, 1)
	t.rows[len(t.rows)-1].Cells[2].Is = matrix.Date
	t.addLater(len(found), func(i int) []matrix.Cell {
		m := found[i].Mandate
		end := day(m.End.Date)
		end.Is = matrix.Date
		words := m.Summary
		if text == "no-session" {
			words = m.NoSession
		}
		return []matrix.Cell{t.link(m.Resolution, m.Resolution.Symbol.String),
			{Number: float64(m.Number), Set: true, Is: matrix.Number}, end, across(t.in(t.l, words))}
	})
}

func (t *tableau) unfounded() {
	t.heading("summary-unfounded")
	found := false
	for _, p := range t.plan.Draft.Paragraphs() {
		if p.Kind == "preambular" || len(p.Mandates) > 0 {
			continue
		}
		found = true
		t.add(txt(t.paragraphNames([]*plan.Paragraph{p})), txt(p.ID), matrix.Cell{}, across(t.in(t.l, p.Text)))
	}
	if !found {
		t.add(txt(t.T("matrix.summary-none")))
	}
}

// repeats lists mandates that repeat an earlier one: declared, or found by the similarity of their texts.
func (t *tableau) repeats() {
	t.heading("summary-repeats")
	found := false
	say := func(a, b *input.Mandate, how string) {
		if !found {
			t.heads([]string{t.T("column.symbol"), t.T("column.number"), t.T("column.repeats"), t.T("column.number"), ""}, 1, 3)
		}
		found = true
		number := func(n int) matrix.Cell {
			return matrix.Cell{Number: float64(n), Set: true, Is: matrix.Number}
		}
		t.add(
			t.link(a.Resolution, a.Resolution.Symbol.String),
			number(a.Number),
			t.link(b.Resolution, b.Resolution.Symbol.String),
			number(b.Number),
			txt(how),
		)
	}
	declared := map[[2]*input.Mandate]bool{}
	for _, m := range t.plan.Mandates {
		for _, r := range m.Mandate.Repeats {
			if earlier, ok := t.plan.Records.ByID[r.String].(*input.Mandate); ok {
				declared[[2]*input.Mandate{m.Mandate, earlier}] = true
				say(m.Mandate, earlier, "")
			}
		}
	}
	for _, x := range alike(t.plan.Mandates) {
		if !declared[[2]*input.Mandate{x.later, x.earlier}] {
			say(x.later, x.earlier, t.l.T("matrix.repeat-likeness", map[string]any{"Percent": fmt.Sprint(x.percent)}))
		}
	}
	if !found {
		t.add(txt(t.T("matrix.summary-none")))
	}
}

// A likeness is a pair of mandates of different resolutions whose texts are similar.
type likeness struct {
	later, earlier *input.Mandate
	percent        int
	at             [2]int // of both in the plan
}

const (
	shingle = 4  // consecutive words that two texts must share to be compared
	crowd   = 40 // maximum number of texts that share such words; more of them have a set phrase in common
	likely  = 60 // minimum share of common runs of words, in per cent
)

// alike finds pairs of mandates whose texts, or, if there are none, summaries, are similar, by the share of runs of four words that both
// have (A. Broder, On the resemblance and containment of documents, 1997). It compares only texts that share such a run.
func alike(ms []*plan.Mandate) []likeness {
	runs := make([]map[string]bool, len(ms))
	holders := map[string][]int{}
	for i, m := range ms {
		words := strings.Fields(strings.ToLower(cmp.Or(m.Mandate.Text.String, m.Mandate.Summary.String)))
		runs[i] = map[string]bool{}
		for k := 0; k+shingle <= len(words); k++ {
			r := strings.Join(words[k:k+shingle], " ")
			if !runs[i][r] {
				runs[i][r] = true
				holders[r] = append(holders[r], i)
			}
		}
	}
	shared := map[[2]int]int{}
	for _, h := range holders {
		if len(h) > crowd {
			continue
		}
		for a := range h {
			for _, j := range h[a+1:] {
				if ms[h[a]].Mandate.Resolution != ms[j].Mandate.Resolution {
					shared[[2]int{h[a], j}]++
				}
			}
		}
	}
	var out []likeness
	for pair, n := range shared {
		i, j := pair[0], pair[1]
		if p := 100 * n / (len(runs[i]) + len(runs[j]) - n); p >= likely {
			out = append(out, likeness{ms[j].Mandate, ms[i].Mandate, p, [2]int{j, i}})
		}
	}
	slices.SortFunc(out, func(a, b likeness) int { return slices.Compare(a.at[:], b.at[:]) })
	return out
}

// changed lists what changed in the draft since the previous revision: the number of paragraphs, and the change of each.
func (t *tableau) changed() {
	t.add()
	if t.red == nil {
		t.add(matrix.Cell{Text: strings.TrimSpace(t.l.T("matrix.changes", map[string]any{"Base": ""})), Role: matrix.Heading})
		t.add(txt(t.T("matrix.changes-none")))
		return
	}
	at := t.Against(t.red)
	t.add(matrix.Cell{Text: t.l.T("matrix.changes", map[string]any{"Base": at.BaseName()}), Role: matrix.Heading})
	n := t.red.Count()
	t.add(
		txt(
			t.l.T(
				"draft.redline-summary",
				map[string]any{
					"Base":    at.BaseName(),
					"New":     n.New,
					"Changed": n.Changed,
					"Deleted": n.Deleted,
					"Moved":   n.Moved,
					"Agreed":  n.Agreed,
				},
			),
		),
	)
	first := true
	for _, ch := range t.red.Changes {
		if !ch.Any() {
			continue
		}
		if first {
			t.heads([]string{t.T("column.paragraphs"), t.T("column.record-id"), "", t.T("column.changes")})
			first = false
		}
		what := at.What(ch)
		name := ""
		if p, ok := t.plan.ByID[ch.ID].(*plan.Paragraph); ok {
			name = t.paragraphNames([]*plan.Paragraph{p})
		}
		t.add(txt(name), txt(ch.ID), matrix.Cell{}, across(txt(t.l.List(what))))
	}
}
