package records

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
)

// title is the name of a new record, in a language if it has one there: its symbol, name, title or words.
func (p *page) title(n *newRow, lang string) string {
	columns := slices.Clone(p.ordered())
	own := func(c *Column) int {
		if c.Lang == lang {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(columns, func(a, b *Column) int { return own(a) - own(b) })
	for _, key := range []string{"symbol", "forms.name", "name", "title", "session", "text", "term", "kind"} {
		for _, c := range columns {
			if c.Key == key {
				if s := strings.TrimSpace(n.row.Cells[c.ID].Text); s != "" {
					if key == "text" && n.slot.kind != nil && n.slot.kind.Name == kindProposal {
						s = p.im.titleIn(s)
					}
					if s != "" {
						return s
					}
				}
			}
		}
	}
	return ""
}

// ordered returns the columns in the order of languages.
func (p *page) ordered() []*Column {
	if p.s.prose {
		return proseColumns(p.im.term.Langs)
	}
	return p.s.columns(p.im.term.Langs)
}

// prefixes contains the prefixes of the ids of new records, by kind.
var prefixes = map[string]string{"section": "section", "session": "session", "stakeholder": "st", "presenter": "presenter",
	"outcome": "outcome", "note": "note"}

// telling lists the columns whose words identify a new record in other rows.
var telling = []string{"title", "forms.name", "forms.acronym", "symbol", "date", "text"}

// idWords is the number of words in an id after its prefix, and shortest the minimum number of letters of such a word.
const (
	idWords  = 4
	shortest = 4
)

// identify gives a new record its id: the one in its row, otherwise a unique one made of its words.
func (p *page) identify(n *newRow) {
	im := p.im
	if n.sheet.prose || n.slot.kind.IsRecord() {
		id := n.row.ID
		switch {
		case id == "" || isReady(id):
			id = p.unique(n, p.suggest(n))
		case !input.IsID(id):
			im.refuse("E1108", n.cell, "id %q is not made of lower-case words and hyphens", id).
				Hint("write %s, or leave it empty", p.unique(n, p.suggest(n)))
			id = p.unique(n, p.suggest(n))
		case im.taken[id]:
			im.refuse("E1108", n.cell, "id %q belongs to another record", id).Hint("leave it empty: the row gets one of its own")
			id = p.unique(n, p.suggest(n))
		}
		n.id, n.title = id, p.title(n, im.lang.Tag)
		im.taken[id] = true
		im.lookup.added[id] = append(im.lookup.added[id], id)
		if n.slot.kind != nil && n.slot.kind.Name == kindResolution {
			if k := keyOf(n.row.Cells["symbol"].Text); k != "" {
				im.lookup.added[k] = append(im.lookup.added[k], id)
			}
		}
		if cell := n.row.Cells["date"]; n.slot.kind != nil && n.slot.kind.Name == "meeting" {
			if d, either := im.dates.Read(cell.Text); either == nil && !d.IsZero() {
				n.day = d.String()
			}
		}
		for _, c := range p.ordered() {
			if t := n.row.Cells[c.ID].Text; t != "" && slices.Contains(telling, c.Key) {
				im.lookup.added[folded(t)] = append(im.lookup.added[folded(t)], id)
			}
		}
		if t := n.title; t != "" {
			im.lookup.added[folded(t)] = append(im.lookup.added[folded(t)], id)
		}
	}
}

// newOutcome learns the future name of a new outcome of a session: the title of the session, and its place there.
func (p *page) newOutcome(n *newRow) {
	im := p.im
	if n.slot.kind == nil || n.slot.kind.Name != "outcome" {
		return
	}
	said := ""
	if n.above != nil {
		said = n.above.row.Cells["session"].Text
	} else {
		said = n.parent.scalar("session")
	}
	id, title := im.lookup.ref(said, nil), said
	if im.term.ByKey[id] != nil {
		title = im.names.of(id)
	}
	for _, x := range im.added {
		if x.id == id {
			title = x.title
		}
	}
	name := im.lang.T("records.outcome", map[string]any{"Session": firstWords(title, beginning), "N": p.place(n),
		"Words": firstWords(n.title, beginning)})
	short, _, _ := strings.Cut(name, ": ")
	for _, k := range []string{folded(name), folded(short)} {
		im.lookup.added[k] = append(im.lookup.added[k], n.id)
	}
}

// suggest makes an id of the values of a new record.
func (p *page) suggest(n *newRow) string {
	if p.s.prose {
		if n.word == "note" {
			return "note-" + contentWords(p.title(n, n.original))
		}
		return "intro-" + contentWords(p.title(n, n.original))
	}
	kind := n.slot.kind.Name
	text := func(key string) string { return n.row.Cells[key].Text }
	switch kind {
	case kindMandate:
		if n.parent != nil {
			if i, err := strconv.Atoi(strings.TrimSpace(text("number"))); err == nil {
				return input.MandateID(n.parent.Key, i)
			}
		}
		if n.above != nil {
			if i, err := strconv.Atoi(strings.TrimSpace(text("number"))); err == nil {
				return input.MandateID(n.above.id, i)
			}
		}
	case kindResolution:
		s := text("symbol")
		if i := strings.IndexByte(s, '('); i > 0 {
			s = s[:i]
		}
		return input.SuggestID(s)
	case "glossary entry", "paper":
		return input.SuggestID(firstWords(p.title(n, n.original), idWords))
	case kindSub:
		above := ""
		if n.parent != nil {
			above = n.parent.Key
		} else if n.above != nil {
			above = n.above.id
		}
		return above + "-" + letters(p.place(n))
	case kindProposal:
		prefix := "op"
		if p.im.lookup.word("kind", []string{"preambular", "operative"}, text("kind")) == "preambular" {
			prefix = "pp"
		}
		base := cmp.Or(p.im.lookup.ref(text("base"), nil), p.im.saidRef(n.slot.kind.Field("base"), text("base")))
		if base != "" && p.title(n, n.original) == "" { // such as a deletion
			by, _, _ := strings.Cut(text("authors"), ";")
			author := p.im.lookup.ref(by, authorField())
			if all := p.im.authors(by); author == "" && len(all) > 0 {
				author = all[0]
			}
			return base + "-" + cmp.Or(strings.TrimPrefix(author, "delegation-"), text("operation"))
		}
		return prefix + "-" + contentWords(cmp.Or(p.title(n, n.original), text("operation")))
	case "reservation":
		by := cmp.Or(p.im.lookup.ref(text("delegation"), nil), input.SuggestID(text("delegation")))
		return "reservation-" + strings.TrimPrefix(by, "delegation-") + "-" + p.ownerID(n)
	case "agenda item":
		words := cmp.Or(text("session"), p.title(n, n.original))
		return "agenda-" + contentWords(words)
	case "meeting":
		return "meeting-" + input.SuggestID("d" + strings.Join(strings.Fields(cmp.Or(text("date"), p.title(n, n.original))), "-"))[1:]
	case "session outcome":
		return "outcome-" + contentWords(strings.TrimPrefix(p.im.lookup.ref(text("session"), nil), "session-"))
	}
	return cmp.Or(prefixes[kind], "record") + "-" + contentWords(p.title(n, n.original))
}

func (p *page) ownerID(n *newRow) string {
	if n.parent != nil {
		return n.parent.Key
	}
	if n.above != nil {
		return n.above.id
	}
	return ""
}

// place returns the position of a new sub-paragraph in its list, from 1.
func (p *page) place(n *newRow) int {
	place := 1
	if n.parent != nil {
		for _, r := range p.im.term.Rows[p.s.id] {
			if r.Parent == n.parent && r.Kind == n.slot.kind {
				place++
			}
		}
	}
	for _, o := range p.fresh {
		if o == n {
			break
		}
		if o.parent == n.parent && o.above == n.above && o.slot.kind == n.slot.kind {
			place++
		}
	}
	return place
}

// letters returns the letters for a position: a, z, aa.
func letters(n int) string { return strings.ToLower(matrix.Letters(n)) }

// citation is the mark of a note in a text.
var citation = regexp.MustCompile(`\[\^[^\]]*\]`)

// contentWords returns the first meaningful words of a text, joined in the form of an id.
func contentWords(s string) string {
	words := strings.Split(input.SuggestID(citation.ReplaceAllString(s, " ")), "-")
	var out []string
	for _, w := range words {
		if len(out) < idWords && (len(w) >= shortest || strings.Trim(w, "0123456789") == "") {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		out = words[:min(len(words), idWords)]
	}
	return strings.Join(out, "-")
}

// unique returns an id with a number at its end if it is already in use.
func (p *page) unique(n *newRow, id string) string {
	id = strings.Trim(id, "-")
	if !input.IsID(id) {
		id = input.SuggestID(id)
	}
	if n.slot.kind != nil && n.slot.kind.Name == kindMandate {
		return id // the id contains the number of a paragraph: a second one is a mistake
	}
	out := id
	for i := 2; p.im.taken[out]; i++ {
		out = fmt.Sprintf("%s-%d", id, i)
	}
	return out
}
