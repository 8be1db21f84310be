package records

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
)

// operations are the operations of proposals for which people have words of their own, as labels of propose.
var operations = []string{"add", "mod", "sup", "noc", "move"}

// operation returns the operation that a text names in the words of people, in any language; "" if it is none of them.
func (im *Import) operation(raw string) string {
	for _, o := range operations {
		if im.among("operation-"+o, raw) {
			return o
		}
	}
	return ""
}

// among reports whether a text is one of the words of a label of propose, in any language.
func (im *Import) among(label, raw string) bool {
	raw = source.Fold(folded(strings.TrimRight(raw, ". ")))
	for _, w := range im.wordsOf(label) {
		if source.Fold(w) == raw {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a label of propose in all languages, the longest first.
func (im *Import) wordsOf(label string) []string {
	var out []string
	for _, tag := range im.tags() {
		for w := range strings.SplitSeq(im.Work.Locales.Label(tag, "propose."+label), ",") {
			if w = folded(w); w != "" && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// spoken returns what reads the words of people about the draft: its paragraphs by their numbers, and the names of authors.
func (im *Import) spoken() *Proposing {
	if im.people == nil {
		im.people = &Proposing{Work: im.Work, Src: im.Src, im: im, plan: im.Work.Plan}
		im.people.number()
		im.people.learn()
	}
	return im.people
}

// saidRef returns the id of the paragraph or the author that a field of a form names in the words of people; "" if there is none.
func (im *Import) saidRef(f *input.Field, raw string) string {
	switch {
	case !im.form:
	case f.Key == "base" || f.Key == "after":
		return im.place(f, raw)
	case f.Key == "authors":
		if ids := im.authors(raw); len(ids) == 1 {
			return ids[0]
		}
	}
	return ""
}

// place returns the id of the paragraph of the draft that a text cites as people do: after 7, paragraph 6, 3 (b); "" if it cites none.
func (im *Import) place(f *input.Field, raw string) string {
	if im.Work.Plan == nil || im.Work.Plan.Draft == nil {
		return ""
	}
	paper := im.spoken().paper
	number, ok := paper.Cites(im.without(raw, "after", "filler"))
	if !ok {
		return ""
	}
	t, _ := paper.Subject(&saying.Said{Reading: paper.Read(number + ":")})
	if t == nil || !im.lookup.fits(t.ID, f) {
		return ""
	}
	return t.ID
}

// without returns a text without the words of labels of propose with which it begins.
func (im *Import) without(text string, labels ...string) string {
	for {
		rest := text
		for _, l := range labels {
			if n := im.begins(rest, l); n > 0 {
				rest = strings.TrimLeft(rest[n:], " ,\u00a0")
			}
		}
		if rest == text {
			return text
		}
		text = rest
	}
}

// begins returns the length of the words of a label of propose with which a text begins; 0 if it does not begin so.
func (im *Import) begins(text, label string) int {
	for _, w := range im.wordsOf(label) {
		if len(text) < len(w) || folded(text[:len(w)]) != w {
			continue
		}
		if rest := text[len(w):]; rest == "" || strings.ContainsAny(rest[:1], " :,.;()\"'") || strings.HasPrefix(rest, "\u00a0") {
			return len(w)
		}
	}
	return 0
}

// authors returns the ids of the authors that a text lists as people do: Argentina and Brazil, the Secretariat; nil if it has other words.
func (im *Import) authors(raw string) []string {
	if !im.form {
		return nil
	}
	paper := im.spoken().paper
	if ids := paper.Names(raw); ids != nil {
		return ids
	}
	words := source.Fold(folded(im.without(raw, "filler")))
	var found []string
	for name, id := range paper.Authors { // the last words of one name: the Secretariat
		if id != "" && strings.HasSuffix(source.Fold(name), " "+words) && !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	if len(found) == 1 && words != "" {
		return found
	}
	return nil
}

// verbsOfSayings are the labels of propose with whose words instructions begin.
var verbsOfSayings = []string{"replace", "insert", "delete", "move", "keep", "reserve", "accept", "after", "before", "instead", "read",
	"new"}

// instructs returns the label of propose with whose words a text begins as an instruction does, after words that say nothing; "" for a
// text. To request is a text, even if "to" also stands before instructions.
func (im *Import) instructs(text string) string {
	if im.begins(text, "by") > 0 {
		return ""
	}
	text = im.without(text, "filler")
	for _, l := range verbsOfSayings {
		if im.begins(text, l) > 0 {
			return l
		}
	}
	return ""
}

var (
	quotation  = regexp.MustCompile(`(?:^|[\s(])["“”«„'‘’][^\s]`)
	introduced = regexp.MustCompile(`^[^"“«„:]*:?\s*["“«„]([^"“”«»„]+)["”»“][.;,]?$`) // insert: "To thank the donors."
)

// instructed carries out what the text of a new proposal in a form says: an instruction such as "replace 'a' by 'b'" is read as in mails,
// and becomes the words of the paragraph that it yields. One that cannot be carried out is refused: no instruction becomes a text.
func (p *page) instructed(n *newRow) {
	im := p.im
	kind := n.slot.kind.Name
	if !im.form || kind != kindProposal && kind != kindSub {
		return
	}
	base := im.term.ByKey[n.value("base")]
	for i := 0; i < len(n.values); i++ {
		v := n.values[i]
		if v.col.Key != "text" || v.col.Lang == "" {
			continue
		}
		at := p.back.Name + "!" + n.row.Cells[v.col.ID].At
		switch {
		case kind == kindProposal && base != nil:
			if done := p.carryOut(n, base, &n.values[i], at); done {
				n.values = slices.DeleteFunc(n.values, func(s setting) bool { return s.col.Key == "text" })
				return
			}
		case kind == kindProposal:
			p.newText(&n.values[i], at)
		case im.instructs(v.value) != "" && quotation.MatchString(v.value) || im.deletes(v.value):
			im.refuse("E1112", at, "%q says what is to be done, and is not the text of the sub-paragraph", v.value).
				Hint("write its words as they are to be, or propose the change of the sub-paragraph itself: OP 3 (b)")
		}
	}
}

// titleIn returns the words by which people know a proposal with a text: the text itself or, of an instruction in a form, the new paragraph
// in it; "" if it has none.
func (im *Import) titleIn(text string) string {
	if !im.form {
		return text
	}
	verb, quoted := im.instructs(text), quotation.MatchString(text)
	if m := introduced.FindStringSubmatch(text); m != nil && (verb == "insert" || verb == "new" || verb == "read") {
		return m[1]
	}
	if verb != "" && quoted || im.operation(text) != "" {
		return ""
	}
	return text
}

// deletes reports whether a text is a word for a deletion alone.
func (im *Import) deletes(text string) bool { return im.operation(text) == "sup" }

// newText takes a new paragraph out of the quotation marks of an instruction: insert "To thank the donors".
func (p *page) newText(v *setting, at string) {
	im := p.im
	verb := im.instructs(v.value)
	if verb == "" || !quotation.MatchString(v.value) {
		return
	}
	if m := introduced.FindStringSubmatch(v.value); m != nil && (verb == "insert" || verb == "new" || verb == "read") {
		v.value = strings.TrimRight(clean(m[1]), ".;, ")
		im.note("form-instruction", "At", im.placeOf(at), "Text", v.value)
		return
	}
	im.refuse("E1112", at, "%q says what is to be done, and the paragraph is new", v.value).
		Hint("write the words of the new paragraph, or name the paragraph that the proposal changes")
}

// carryOut carries out the instruction in a text about a paragraph. done reports that it leaves no text: it sets the operation.
func (p *page) carryOut(n *newRow, base *Row, v *setting, at string) (done bool) {
	im := p.im
	own := *v.col
	was := clean(im.term.Value(base, &own))
	if was == "" {
		return false
	}
	lang, said := v.col.Lang, v.value
	paper, t := im.alone(base, lang, was)
	acts, wrong := paper.Acts(&saying.Said{At: at, Authors: []string{base.Key}, All: said, Reading: paper.Read("OP 1: " + said)})
	verb, quoted := im.instructs(said), quotation.MatchString(said)
	const remark = 2 // words: longer ones are a text
	short := !t.Sub() || len(strings.Fields(said)) <= remark
	switch {
	case len(acts) != 1:
		opens := strings.ContainsAny(said[:1], `"'`) || strings.HasPrefix(said, "“") || strings.HasPrefix(said, "«")
		if len(wrong) > 0 && quoted && (verb != "" || opens && !strings.HasSuffix(said, `"`)) {
			d := im.refuse(wrong[0].Code, at, wrong[0].Format, wrong[0].Args...)
			for _, h := range wrong[0].Hints {
				d.Hint(h.Format, h.Args...)
			}
		}
	case acts[0].Do == saying.Amend && !acts[0].Whole:
		if verb != "" || !paper.Begins(lang, said) {
			v.value = acts[0].Text
			im.note("form-instruction", "At", im.placeOf(at), "Text", v.value)
		}
	case acts[0].Do == saying.Amend:
		before, _, cut := strings.Cut(said, acts[0].Text)
		if bare := strings.TrimRight(before, "\"“«' "); cut && before != "" && (bare == "" || strings.HasSuffix(bare, ":")) {
			v.value = acts[0].Text
			im.note("form-instruction", "At", im.placeOf(at), "Text", v.value)
		}
	case verb == "" || acts[0].Do == saying.Unchanged || !short:
	case n.value("operation") == "" && (acts[0].Do == saying.Delete || acts[0].Do == saying.Keep):
		n.put("operation", acts[0].Do)
		return true
	case n.value("operation") == acts[0].Do:
		return true
	default:
		im.refuse("E1112", at, "%q says what is to be done, and is not the text of the paragraph", said).
			Hint("choose the operation in its row, and leave the text empty, or write the words of the paragraph")
	}
	return false
}

// alone returns a paper with one paragraph, in one language.
func (im *Import) alone(base *Row, lang, was string) (*saying.Paper, *saying.Paragraph) {
	paper := saying.NewPaper(im.Work.Locales, im.tags())
	paper.Langs, paper.LanguageName = []string{lang}, im.lang.LanguageName
	t := &saying.Paragraph{ID: base.Key, Kind: "operative", Number: "1", Lang: lang, Texts: map[string]string{lang: was},
		Name: im.nameOf(base)}
	if number, _, ok := strings.Cut(t.Name, ": "); ok {
		t.Name = number
	}
	paper.Add(t)
	if base.Kind.Name == kindSub {
		t.Parent = &saying.Paragraph{}
	}
	return paper, t
}

// shows adds to the receipt what each new proposal of a form changes, in full, as propose shows it.
func (p *page) shows() {
	im := p.im
	if !im.form {
		return
	}
	as := &Proposing{Work: im.Work, im: im}
	for _, n := range p.fresh {
		if n.slot.kind.Name == kindProposal && n.fine {
			who := as.authorNames(split(n.value("authors")))
			for _, s := range p.changeOf(as, n) {
				im.receipt.Shown = append(im.receipt.Shown, fmt.Sprintf(s, who))
			}
		}
		if n.slot.kind.Name == kindSub && n.fine && n.above != nil {
			for _, v := range n.values {
				if v.col.Key == "text" {
					im.receipt.Shown = append(im.receipt.Shown, strings.Repeat("    ", n.slot.level)+"{+"+v.value+"+}")
				}
			}
		}
	}
}

// changeOf returns lines that show a proposal, formats with a place for its authors.
func (p *page) changeOf(as *Proposing, n *newRow) []string {
	im := p.im
	name := func(r *Row) string {
		number, _, _ := strings.Cut(im.nameOf(r), ": ")
		return strings.ReplaceAll(number, "%", "%%")
	}
	base, operation := im.term.ByKey[n.value("base")], n.value("operation")
	var out []string
	add := func(head, what string) { out = append(out, head+" (%s): "+strings.ReplaceAll(what, "%", "%%")) }
	if base == nil {
		head := "→"
		if n.after != nil {
			head = name(n.after) + " →"
		}
		for _, v := range n.values {
			if v.col.Key == "text" {
				add(head, "{+"+v.value+"+}")
			}
		}
		return out
	}
	for _, v := range n.values {
		if v.col.Key == "text" {
			was := *v.col
			add(name(base), as.redline(v.col.Lang, clean(im.term.Value(base, &was)), v.value))
		}
	}
	switch {
	case operation == "sup":
		text := *single(base.Kind, base.Kind.Field("text"))
		text.Lang, text.ID = base.original, "text@"+base.original
		add(name(base), "{-"+clean(im.term.Value(base, &text))+"-}")
	case operation == "move" && im.term.ByKey[n.value("after")] != nil:
		add(name(base), im.names.word("operation", operation)+" → "+name(im.term.ByKey[n.value("after")]))
	case len(out) == 0:
		add(name(base), im.names.word("operation", operation))
	}
	return out
}
