package records

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/merge"
	"omnibus/assemble/plan"
	"omnibus/assemble/redline"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Proposing makes proposals from what delegations say in a meeting. It reads lines of an e-mail, or rows of a sheet, which cite
// paragraphs by their numbers on a paper.
type Proposing struct {
	Work     *work.Work // merged, without errors
	Src      *work.Sources
	Line     work.Line
	Locale   string // folder of the author's locale files
	Folder   string // folder of the input
	Lang     string // language of the receipt; empty: the first of the term
	Revision string // revision with the numbers; empty: the last before the meeting
	Meeting  string // id of the meeting at which the proposals are made
	Author   string // author of the proposals that name none
	Date     string // date of the proposals; empty: the day of the meeting
	Original string // language of new paragraphs; empty: that of the term

	im      *Import
	page    *page
	plan    *plan.Plan
	numbers map[string]*target // by number without spaces and periods: op4, pp2, op4a
	order   []*target          // in the order of the draft
	words   map[string][]string
	author  string         // named by the lines above
	at      map[string]int // the numbers of the lines of a text, by what the receipt calls them
	open    *newRow
	shown   []string
}

// A target is a paragraph or sub-paragraph to which a number refers.
type target struct {
	id, name string
	text     input.Text
	row      *Row // row of its record
	sub      bool
}

// A said is one proposal in a text or a sheet.
type said struct {
	at     string // place: a line, a cell
	author string
	number string // op. 4; "" if it is in the words
	what   string // key of a label of propose: amend, insert (after), delete, keep, move, reserve; "" if it is in the words
	words  string
}

// verbs lists the labels of operations, in the order in which they are looked for.
var verbs = []string{"replace", "insert", "delete", "keep", "move", "reserve", "new", "after", "before", "by", "operative", "preambular"}

// Run makes proposals from a file: from a sheet if the file is a workbook, otherwise from the lines of a text. shown contains the redlines
// of the proposals.
func (p *Proposing) Run(f *source.File, diags *diag.List) (r *Receipt, shown []string, err error) {
	if err := p.begin(f, diags); err != nil {
		return nil, nil, err
	}
	var all []said
	if strings.HasPrefix(string(f.Bytes), "PK") {
		all, err = p.sheet(f)
	} else {
		all = p.lines(string(f.Bytes))
	}
	if err != nil {
		return nil, nil, err
	}
	for _, s := range all {
		p.take(s)
	}
	for _, n := range p.im.added {
		n.fine = true
		p.im.receipt.Changes = append(p.im.receipt.Changes, Change{Key: cmp.Or(n.id, p.page.ownerID(n)), Name: n.row.ID,
			New: kindLabel(p.im.lang, n.word), Cell: n.cell, added: n})
	}
	p.im.inWords()
	if diags.HasErrors() || len(p.im.receipt.Changes) == 0 {
		return p.im.receipt, p.shown, nil
	}
	return p.im.receipt, p.shown, p.im.write()
}

// begin finds the paragraphs to which the numbers refer.
func (p *Proposing) begin(f *source.File, diags *diag.List) error {
	w := p.Work
	if w.Records.Term == nil {
		return fmt.Errorf("the term cannot be read: omnibus check says why")
	}
	im := &Import{Work: w, Src: p.Src, Line: p.Line, Locale: p.Locale, Folder: p.Folder, file: f, diags: diags, receipt: &Receipt{},
		refused: map[string]bool{}, taken: map[string]bool{}, back: &matrix.Returned{}, before: w.Diags.Counts().Errors}
	p.im = im
	lang := cmp.Or(p.Lang, w.Records.Term.Languages[0].String)
	if im.lang = w.Locales.Locale(lang); im.lang == nil {
		return diag.Usagef("there are no labels in the language %q: the languages are %s", lang, strings.Join(w.Locales.Languages(), ", "))
	}
	draft := w.Draft()
	if draft == nil {
		return diag.Usagef("the term has no paper that carries the draft")
	}
	p.plan = w.PlanOf(draft.Paper.ID.String)
	revision := draft.Revision
	if p.Revision != "" {
		var err error
		if revision, err = redline.FindRevision(draft, p.Revision); err != nil {
			return err
		}
		p.plan = merge.Plan(w.Records, merge.PointOf(w.Records, revision), w.Locales, discard())
	}
	if p.Meeting == "" && revision != nil {
		at, _ := revision.At()
		p.Meeting = at.String
	}
	if m, ok := w.Records.ByID[p.Meeting].(*input.Meeting); !ok && p.Meeting != input.End {
		return merge.UnknownMeeting(w.Records, p.Meeting)
	} else if ok && p.Date == "" && !m.Date.IsZero() {
		p.Date = m.Date.String()
	}
	if _, err := date.Parse(p.Date); p.Date != "" && err != nil {
		return diag.Usagef("%q is not a date", p.Date)
	}
	im.term = Read(p.Src, w)
	im.names = newNames(im.term, p.plan, im.lang)
	im.dates = &intake.Dates{Set: w.Locales, Lang: im.lang.Tag}
	im.lookup = newLookup(im)
	for id := range w.Records.ByID {
		im.taken[id] = true
	}
	s := sheets["proposals"]
	p.page = &page{im: im, s: s, back: &matrix.ReturnedSheet{Name: f.Name}, slots: s.slots()}
	p.author = p.Author
	p.number()
	p.words = map[string][]string{}
	for _, v := range verbs {
		for _, tag := range im.tags() {
			if l := w.Locales.Locale(tag); l != nil {
				for x := range strings.SplitSeq(l.T("propose."+v, nil), ",") {
					if x = folded(x); x != "" && !slices.Contains(p.words[v], x) {
						p.words[v] = append(p.words[v], x)
					}
				}
			}
		}
		slices.SortFunc(p.words[v], func(a, b string) int { return len(b) - len(a) })
	}
	return nil
}

// number collects the numbers of the paragraphs and sub-paragraphs of the draft.
func (p *Proposing) number() {
	p.numbers = map[string]*target{}
	add := func(kind, id string, text input.Text, sub bool) {
		number := p.im.names.speaker.Number(id)
		row := p.im.term.ByKey[id]
		if number == "" || row == nil {
			return
		}
		if text.Open != nil {
			text = text.Open.Standing
		}
		t := &target{id: id, text: text, row: row, sub: sub, name: p.im.lang.T("records.number-"+kind, map[string]any{"N": number})}
		short := "op"
		if kind == "preambular" {
			short = "pp"
		}
		p.numbers[short+bare(number)] = t
		p.order = append(p.order, t)
	}
	for _, x := range p.plan.Draft.Paragraphs() {
		id := x.ID
		add(x.Kind, id, x.Text, false)
		var subs func([]*plan.SubParagraph)
		subs = func(all []*plan.SubParagraph) {
			for _, s := range all {
				add(x.Kind, s.ID, s.Text, true)
				subs(s.Sub)
			}
		}
		subs(x.Sub)
	}
}

// bare returns a number in lower case without spaces, periods and brackets: 4bis, 4a.
func bare(s string) string {
	s = strings.ToLower(s)
	s = strings.NewReplacer(" ", "", "\u00a0", "", ".", "", "(", "", ")", " ").Replace(s)
	return strings.ReplaceAll(strings.TrimSpace(s), " ", "")
}

var (
	inBrackets = regexp.MustCompile(`^\[([^\]]+)\]\s*:?\s*`)
	numberForm = regexp.MustCompile(`(?i)^(\d+(?:\s*(?:bis|ter|quater))?)((?:\s*\(?[a-z]{1,4}\)|\s*\(\d+\))*)`)
	subForm    = regexp.MustCompile(`^\(?([a-z]{1,3})\)\s+(.+)$`)
	quoted     = regexp.MustCompile(`“[^”]+”|‘[^’]+’|«[^»]+»|"[^"]+"|'[^']+'`)
	lastAnd    = regexp.MustCompile(`[;,]\s*\pL{1,3}$`) // before the last sub-paragraph
	bullets    = "-*•–— \t"
)

// lines splits a text: one proposal per paragraph. A line that only names a delegation gives the author of the following proposals.
func (p *Proposing) lines(text string) []said {
	var out []said
	p.at = map[string]int{}
	more := false // the line continues the line above
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		at := p.im.lang.T("receipt.line", map[string]any{"N": i + 1})
		p.at[at] = i + 1
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), bullets+">"))
		if line == "" {
			more = false
			continue
		}
		s := said{at: at, words: line}
		if m := inBrackets.FindStringSubmatch(line); m != nil {
			if id := p.im.lookup.ref(m[1], authorField()); id != "" {
				s.author, s.words = id, line[len(m[0]):]
			}
		} else if head, rest, ok := strings.Cut(line, ":"); ok {
			if id := p.im.lookup.ref(head, authorField()); id != "" {
				s.author, s.words = id, strings.TrimSpace(rest)
			}
		}
		if s.words == "" { // a heading
			p.author = s.author
			more = false
			continue
		}
		own := s.author != ""
		s.author = cmp.Or(s.author, p.author)
		if _, _, ok := p.cutNumber(s.words); more && !ok && !own && subForm.FindString(s.words) == "" &&
			p.verbAt(s.words) == "" {
			out[len(out)-1].words += " " + s.words
			continue
		}
		out = append(out, s)
		more = true
	}
	return out
}

func authorField() *input.Field {
	for _, k := range input.Kinds() {
		if k.Name == kindProposal {
			return k.Field("authors")
		}
	}
	panic("records: proposals have no authors")
}

// verbAt returns the verb with which a text begins.
func (p *Proposing) verbAt(s string) string {
	for _, v := range []string{"new", "replace", "insert", "delete", "keep", "move", "reserve"} {
		if _, ok := p.cutWord(s, v); ok {
			return v
		}
	}
	return ""
}

// cutWord removes a word of a label from the beginning of a text.
func (p *Proposing) cutWord(s, label string) (rest string, ok bool) {
	for _, w := range p.words[label] {
		if len(s) < len(w) || folded(s[:len(w)]) != w {
			continue
		}
		if rest = s[len(w):]; rest == "" || !letter(rest) {
			return strings.TrimLeft(rest, " .,:;"), true
		}
	}
	return s, false
}

func letter(s string) bool {
	return strings.ContainsAny(s[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") || s[0] >= 0x80
}

// cutNumber removes the number of a paragraph from the beginning of a text, and returns it: OP 4, pp. 2, 4 (a).
func (p *Proposing) cutNumber(s string) (number, rest string, ok bool) {
	kind := "op"
	rest = s
	if r, is := p.cutWord(s, "preambular"); is {
		kind, rest = "pp", r
	} else if r, is := p.cutWord(s, "operative"); is {
		rest = r
	} else if len(s) > 2 && (folded(s[:2]) == "op" || folded(s[:2]) == "pp") && s[2] >= '0' && s[2] <= '9' {
		kind, rest = folded(s[:2]), s[2:]
	}
	m := numberForm.FindStringSubmatch(rest)
	if m == nil {
		return "", s, false
	}
	rest = rest[len(m[0]):]
	if rest != "" && letter(rest) {
		return "", s, false
	}
	return kind + bare(m[0]), strings.TrimLeft(rest, " .:)-–—"), true
}

// take makes the records for one proposal.
func (p *Proposing) take(s said) {
	if m := subForm.FindStringSubmatch(s.words); m != nil && s.number == "" && s.what == "" && p.open != nil {
		p.sub(s, m[2])
		return
	}
	if s.number == "" {
		if verb := p.verbAt(s.words); verb != "" {
			rest, _ := p.cutWord(s.words, verb)
			if verb == "new" {
				rest = p.afterNumber(rest)
			}
			if number, words, ok := p.cutNumber(rest); ok {
				s.number, s.words = number, words
				s.what = verb
			}
		} else if number, words, ok := p.cutNumber(s.words); ok {
			s.number, s.words = number, words
		}
	} else if number, _, ok := p.cutNumber(s.number); ok {
		s.number = number
	}
	if s.number == "" && p.shown == nil && !p.im.diags.HasErrors() && p.at[s.at] > 0 {
		p.im.note("no-proposal", "At", s.at, "Text", firstWords(s.words, beginning)) // a salutation
		return
	}
	if s.number == "" {
		p.refuse("E1108", s.at, "the paragraph of the proposal %q is missing", firstWords(s.words, beginning)).
			Hint("begin with its number on the paper: OP 4: ..., PP 2: ..., new OP after 7: ...")
		return
	}
	if s.author == "" {
		p.refuse("E1111", s.at, "the author of the proposal is missing").Hint("begin with [Delegation A], or name one with --author")
		return
	}
	t := p.numbers[s.number]
	if t == nil {
		d := p.refuse("E1107", s.at, "the paper has no paragraph %s", s.number)
		if strings.Contains(s.number, "bis") || strings.Contains(s.number, "ter") {
			d.Hint("for a new paragraph, write: new OP after 7: ...")
		}
		d.Hint("the numbers are those of the last revision, or of the one that --revision names")
		return
	}
	if s.what == "" {
		s.what, s.words = p.verb(s.words)
	}
	p.open = nil
	p.act(s, t)
}

// afterNumber skips the words before the number that a new paragraph follows: OP after 7.
func (p *Proposing) afterNumber(rest string) string {
	kind := ""
	for _, label := range []string{"preambular", "operative"} {
		if r, ok := p.cutWord(rest, label); ok {
			kind = map[string]string{"preambular": "PP ", "operative": "OP "}[label]
			rest = r
			break
		}
	}
	if r, ok := p.cutWord(rest, "after"); ok {
		rest = r
		if _, _, ok := p.cutNumber(rest); ok && kind != "" && rest[0] >= '0' && rest[0] <= '9' {
			rest = kind + rest
		}
	}
	return rest
}

// verb returns the operation that the words after a number propose.
func (p *Proposing) verb(words string) (what, rest string) {
	for _, v := range []string{"replace", "insert", "delete", "keep", "move", "reserve"} {
		rest, ok := p.cutWord(words, v)
		if !ok {
			continue
		}
		quotes := quoted.FindString(rest) != ""
		switch {
		case (v == "replace" || v == "insert") && quotes, v == "delete" && (quotes || len(strings.Fields(rest)) <= 2),
			(v == "keep" || v == "reserve") && len(strings.Fields(rest)) <= 4, v == "move":
			return v, rest
		}
	}
	return "amend", words
}

// act makes the records for one proposal on a paragraph.
func (p *Proposing) act(s said, t *target) {
	switch s.what {
	case "new":
		p.add(s, t)
	case "move":
		rest, _ := p.cutWord(s.words, "after")
		if rest == s.words {
			rest = strings.TrimLeft(rest, " ")
		}
		number, _, ok := p.cutNumber(rest)
		to := p.numbers[number]
		if !ok || to == nil || t.sub {
			p.refuse("E1107", s.at, "the new place of %s is missing", t.name).Hint("write: move OP 4 after 7")
			return
		}
		n := p.amendment(s, t, "move")
		n.put("after", to.id)
		p.show(s, t, p.im.names.word("operation", "move")+" → "+to.name)
	case "keep":
		p.amendment(s, t, "noc")
		p.show(s, t, p.im.names.word("operation", "noc"))
	case "reserve":
		p.reserve(s, t)
	case "delete":
		if quoted.FindString(s.words) == "" {
			p.amendment(s, t, "sup")
			p.show(s, t, "{-"+t.text.String+"-}")
			return
		}
		p.edit(s, t)
	case "replace", "insert":
		p.edit(s, t)
	default:
		p.words2(s, t, s.words)
	}
}

// edit replaces words of a paragraph.
func (p *Proposing) edit(s said, t *target) {
	text := clean(t.text.String)
	quotes := quoted.FindAllString(s.words, -1)
	for i, q := range quotes {
		r := []rune(q)
		quotes[i] = strings.TrimSpace(string(r[1 : len(r)-1]))
	}
	count := func(q string) bool {
		switch n := occurrences(text, q); {
		case n == 1:
			return true
		case n > 1:
			p.refuse("E1107", s.at, "%q occurs %d times in %s", q, n, t.name).Hint("quote more words, so that they occur only once")
		default:
			d := p.refuse("E1107", s.at, "%q does not occur in %s, which is written in %s", q, t.name, p.im.lang.LanguageName(t.text.Lang))
			d.Hint("its words are: %s", text)
		}
		return false
	}
	what := s.what
	switch {
	case what == "replace" && len(quotes)%2 == 0 && len(quotes) > 0:
		for i := 0; i < len(quotes); i += 2 {
			if !count(quotes[i]) {
				return
			}
			text = replaced(text, quotes[i], quotes[i+1])
		}
	case what == "insert" && len(quotes) == 2:
		if !count(quotes[1]) {
			return
		}
		between := s.words[strings.Index(s.words, quotes[0])+len(quotes[0]):]
		both := quotes[1] + " " + quotes[0]
		for _, w := range p.words["before"] {
			if strings.Contains(folded(between), " "+w+" ") {
				both = quotes[0] + " " + quotes[1]
			}
		}
		text = replaced(text, quotes[1], both)
	case what == "delete" && len(quotes) > 0:
		for _, q := range quotes {
			if !count(q) {
				return
			}
			text = strings.Join(strings.Fields(replaced(text, q, "")), " ")
		}
	default:
		p.refuse("E1112", s.at, "the words to replace, or their replacement, are missing").
			Hint("write: replace 'may' by 'shall', insert 'also' after 'shall', or delete 'also'")
		return
	}
	p.words2(s, t, strings.NewReplacer(" ,", ",", " ;", ";", " .", ".").Replace(text))
}

// occurrences counts the occurrences of words in a text as whole words.
func occurrences(text, words string) int {
	n := 0
	for i := 0; ; {
		k := at(text, words, i)
		if k < 0 {
			return n
		}
		n++
		i = k + len(words)
	}
}

// at returns the offset of words in a text from an offset on, as whole words, or -1.
func at(text, words string, from int) int {
	for from <= len(text) && words != "" {
		k := strings.Index(text[from:], words)
		if k < 0 {
			return -1
		}
		k += from
		before, after := k == 0 || !letter(text[k-1:]), k+len(words) == len(text) || !letter(text[k+len(words):])
		if (before || !letter(words)) && (after || !letter(words[len(words)-1:])) {
			return k
		}
		from = k + 1
	}
	return -1
}

func replaced(text, old, now string) string {
	k := at(text, old, 0)
	return text[:k] + now + text[k+len(old):]
}

// words2 replaces all words of a paragraph.
func (p *Proposing) words2(s said, t *target, text string) {
	text = strings.TrimRight(clean(text), ".;, ")
	now := clean(t.text.String)
	switch {
	case text == "":
		p.refuse("E1111", s.at, "the proposal for %s is missing", t.name).Hint("write the new words, or: replace 'may' by 'shall'")
		return
	case text == now:
		p.im.note("same-words", "At", s.at, "Name", t.name)
		return
	}
	n := p.amendment(s, t, "mod")
	n.original = t.text.Lang
	if t.text.Lang != p.im.Work.Records.Term.Original.String {
		n.put("original", t.text.Lang)
	}
	n.putText("text", t.text.Lang, text)
	p.open = n
	p.show(s, t, p.redline(t.text.Lang, now, text))
}

// redline returns a change of words in the form {+insertions+} and {-deletions-}.
func (p *Proposing) redline(lang, old, now string) string {
	var b strings.Builder
	var lexicon *diff.Lexicon
	if l := p.im.Work.Locales.Locale(lang); l != nil {
		lexicon = l.Lexicon()
	}
	for _, e := range lexicon.Words(old, now) {
		text := strings.TrimLeft(e.Text, " ")
		space := e.Text[:len(e.Text)-len(text)]
		switch e.Op {
		case diff.Insert:
			b.WriteString(space + "{+" + text + "+}")
		case diff.Delete:
			b.WriteString(space + "{-" + text + "-}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

func (p *Proposing) show(s said, t *target, what string) {
	p.shown = append(p.shown, fmt.Sprintf("%s (%s): %s", t.name, p.im.names.of(s.author), what))
}

// row begins a new row of proposals.
func (p *Proposing) row(s said, kind string, level int) *newRow {
	n := &newRow{sheet: p.page.s, cell: s.at, original: p.im.Work.Records.Term.Original.String}
	i := slices.IndexFunc(p.page.slots, func(x slot) bool { return x.kind.Name == kind && x.level == level })
	n.slot = p.page.slots[i]
	n.word = n.slot.word()
	p.im.added = append(p.im.added, n)
	return n
}

func (n *newRow) put(key, value string) {
	if f := n.slot.kind.Field(key); f != nil && value != "" {
		n.values = append(n.values, setting{col: single(n.slot.kind, f), value: value})
	}
}

func (n *newRow) putText(key, lang, value string) {
	c := single(n.slot.kind, n.slot.kind.Field(key))
	c.ID, c.Lang = key+"@"+lang, lang
	n.values = append(n.values, setting{col: c, value: value})
}

// top returns the proposal that contains a row.
func top(r *Row) *Row {
	for r.Parent != nil && r.Kind.Name != kindProposal {
		r = r.Parent
	}
	return r
}

// amendment begins a proposal on a paragraph of the draft.
func (p *Proposing) amendment(s said, t *target, operation string) *newRow {
	n := p.row(s, kindProposal, 0)
	of := top(t.row)
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("order", of.scalar("order"))
	n.put("operation", operation)
	n.put("base", t.id)
	p.common(n, s)
	n.id = p.fresh(t.id + "-" + strings.TrimPrefix(s.author, "delegation-"))
	n.row.ID = t.name
	n.after = of
	return n
}

// common adds the fields that all proposals have.
func (p *Proposing) common(n *newRow, s said) {
	n.put("authors", s.author)
	n.put("date", p.Date)
	n.put("state", "proposed")
	if p.Meeting != "" {
		n.put("from", p.Meeting)
	}
}

// fresh returns an id that is not in use.
func (p *Proposing) fresh(id string) string {
	out := id
	for i := 2; p.im.taken[out]; i++ {
		out = fmt.Sprintf("%s-%d", id, i)
	}
	p.im.taken[out] = true
	return out
}

// add begins a new paragraph after another.
func (p *Proposing) add(s said, t *target) {
	words := strings.TrimRight(clean(s.words), ".;,: ")
	if words == "" {
		p.refuse("E1111", s.at, "the new paragraph has no text").Hint("write it after a colon: new OP after 7: To request ...")
		return
	}
	of := top(t.row)
	if t.sub { // a new sub-paragraph is an amendment of its paragraph
		p.refuse("E1108", s.at, "a new sub-paragraph is proposed as part of its paragraph").
			Hint("write the number and the text of the paragraph, and below them (a) and the text of the new sub-paragraph")
		return
	}
	n := p.row(s, kindProposal, 0)
	n.put("kind", of.scalar("kind"))
	n.put("section", of.scalar("section"))
	n.put("operation", "add")
	p.common(n, s)
	if p.Original != "" && p.Original != n.original {
		n.original = p.Original
		n.put("original", n.original)
	}
	n.putText("text", n.original, words)
	n.after = of
	for _, x := range p.im.added { // further paragraphs after the same one keep their order
		if x != n && x.after == of && x.value("operation") == "add" {
			n.before = x
		}
	}
	if n.before != nil {
		n.after = nil
	}
	prefix := "op-"
	if of.scalar("kind") == "preambular" {
		prefix = "pp-"
	}
	n.id = p.fresh(prefix + contentWords(words))
	n.row.ID = firstWords(words, beginning)
	p.open = n
	p.shown = append(p.shown, fmt.Sprintf("%s → (%s): {+%s+}", t.name, p.im.names.of(s.author), words))
}

// sub adds a sub-paragraph to the proposed paragraph.
func (p *Proposing) sub(s said, words string) {
	words = strings.TrimRight(lastAnd.ReplaceAllString(clean(words), ""), ".;, ")
	n := p.row(s, kindSub, 1)
	n.above = p.open
	n.original = p.open.original
	n.putText("text", n.original, words)
	n.id = p.fresh(p.open.id + "-" + letters(p.subs()))
	n.row.ID = firstWords(words, beginning)
	p.shown = append(p.shown, "    {+"+words+"+}")
}

// subs counts the sub-paragraphs of the proposed paragraph.
func (p *Proposing) subs() int {
	n := 0
	for _, x := range p.im.added {
		if x.above == p.open && x.slot.kind.Name == kindSub {
			n++
		}
	}
	return n
}

// reserve adds a reservation that was announced on a paragraph.
func (p *Proposing) reserve(s said, t *target) {
	of := top(t.row)
	n := p.row(s, "reservation", 1)
	n.parent = of
	n.put("delegation", s.author)
	n.put("state", "announced")
	if p.Meeting != "" {
		n.put("from", p.Meeting)
	}
	n.id = p.fresh("reservation-" + strings.TrimPrefix(s.author, "delegation-") + "-" + of.Key)
	n.row.ID = t.name
	p.show(s, t, kindLabel(p.im.lang, "reservation"))
}

func (p *Proposing) refuse(code, at, format string, args ...any) *diag.Diagnostic {
	if line := p.at[at]; line > 0 {
		pos := p.im.file.Pos(p.im.file.LineStart(line), len(p.im.file.Line(line)))
		return p.im.diags.Errorf(code, pos, format, args...)
	}
	return p.im.refuse(code, at, format, args...)
}

// plainLabel returns a label up to its first comma.
func plainLabel(l *locale.Locale, key string) string {
	s, _, _ := strings.Cut(l.T(key, nil), ",")
	return s
}
