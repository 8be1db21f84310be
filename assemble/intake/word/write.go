package word

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	files "omnibus/assemble/intake/edit"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A Proposal is a proposal made from a file.
type Proposal struct {
	ID, Operation, Base, After string
	Kind, Section              string
	Order                      int
	Author, Date               string
	Original                   string            // language of its text
	Texts                      map[string]string // by language; for an added sub-paragraph, its words
	Sub                        string            // id of the added sub-paragraph; empty: none
	Subs                       []Sub             // sub-paragraphs of an added paragraph
	Notes                      []note
	Places                     []string
	Shown                      []string // its changes, in readable form

	unit  *unit
	stale map[string]string // languages that were not edited, with the hash of the text that they translate
}

// A Sub is a sub-paragraph of an added paragraph.
type Sub struct {
	ID    string
	Texts map[string]string // by language
}

// propose makes proposals from the collected differences, in the order of the draft.
func (im *Import) propose() {
	var all []*Proposal
	for key, e := range im.edits {
		p := &Proposal{Operation: "mod", Base: key.unit.id, Author: key.author, Texts: e.texts, Notes: e.notes, Places: []string{e.place},
			Shown: e.shown, unit: key.unit, Date: cmp.Or(e.date, im.dateOf(e.marks, key.author))}
		im.original(p)
		all = append(all, p)
	}
	covered := func(p *Proposal) bool { // whether the deletion of a paragraph covers it
		for u := p.unit.parent; u != nil; u = u.parent {
			if slices.ContainsFunc(im.drops, func(q *Proposal) bool { return q.unit == u && q.Author == p.Author }) {
				return true
			}
		}
		return false
	}
	for _, p := range im.drops {
		if !covered(p) {
			all = append(all, p)
		}
	}
	all = append(all, im.moves...)
	slices.SortStableFunc(all, func(a, b *Proposal) int {
		return cmp.Or(cmp.Compare(a.unit.nth, b.unit.nth), cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Author, b.Author))
	})
	placed := map[*unit]int{}
	for _, a := range im.added {
		all = append(all, im.addition(a, placed))
	}
	for _, p := range all {
		if im.known(p) {
			im.receipt.Same++
			continue
		}
		im.identity(p)
		im.figured(p)
		im.receipt.Proposals = append(im.receipt.Proposals, p)
	}
}

// original chooses the language of a proposal's text: that of the text that it changes if that was edited, otherwise the first edited
// language. The words in languages that were not edited remain, and are stale.
func (im *Import) original(p *Proposal) {
	langs := im.base1.langs
	was := p.unit.wordings[0].of.Lang
	p.Original = was
	if p.Texts[was] == "" {
		for _, l := range langs {
			if p.Texts[l] != "" {
				p.Original = l
				break
			}
		}
	}
	p.stale = map[string]string{}
	k := slices.Index(langs, p.Original)
	for i, l := range langs {
		if p.Texts[l] == "" && i < len(p.unit.wordings) && !p.unit.wordings[i].missing && p.unit.wordings[i].source != "" {
			p.Texts[l] = cmp.Or(p.unit.wordings[i].present, p.unit.wordings[i].source)
			p.stale[l] = source.Hash(cmp.Or(p.unit.wordings[k].present, p.unit.wordings[k].source))
		}
	}
}

// addition turns an addition into a proposal: a paragraph after the one that it follows, or a sub-paragraph of it.
func (im *Import) addition(a *addition, placed map[*unit]int) *Proposal {
	p := &Proposal{Author: a.author, Date: a.date, Texts: a.texts, Places: []string{a.place}, unit: a.behind}
	for _, l := range im.base1.langs {
		if t := a.texts[l]; t != "" {
			p.Original = cmp.Or(p.Original, l)
			p.Shown = append(p.Shown, l+": {+"+t+"+}")
		}
	}
	if t := im.Work.Records.Term.Original.String; a.texts[t] != "" {
		p.Original = t
	}
	for _, t := range a.subs {
		p.Subs = append(p.Subs, Sub{Texts: t})
		for _, l := range im.base1.langs {
			if t[l] != "" {
				p.Shown = append(p.Shown, l+": {+"+t[l]+"+}")
			}
		}
	}
	if a.sub {
		p.Operation = "mod"
		p.Base = a.behind.id
		if a.behind.is == ofSub {
			p.Base = a.behind.parent.id
		}
		p.Sub = p.Base
		return p
	}
	p.Operation, p.Section = "add", a.behind.section
	of := top(a.behind)
	p.Kind = ofOperative
	switch {
	case ofDraft(of):
		p.Kind = of.is
	case of.is != ofSection:
		p.Kind = ofPreambular
	}
	order, next := 0, 0
	for _, u := range im.base1.units {
		if !ofDraft(u) || u.is != p.Kind || u.section != p.Section || u.of == nil || u.of.Place == nil {
			continue
		}
		if u == of {
			order = u.of.Place.Order
		} else if o := u.of.Place.Order; next == 0 && u.nth > of.nth {
			next = o
		}
	}
	placed[of]++
	p.Order = order + placed[of]
	if next > 0 && p.Order >= next {
		p.Order = max(order, next-1)
	}
	return p
}

// known reports whether the records already have a proposal.
func (im *Import) known(p *Proposal) bool {
	for _, x := range im.Work.Records.Proposals {
		var authors []string
		for _, a := range x.Authors {
			authors = append(authors, a.String)
		}
		if x.From.String != im.Meeting || authorKey(authors) != p.Author || x.Operation.String != p.Operation {
			continue
		}
		if p.Operation != "add" && x.Base.String != p.Base || p.Operation == "move" && x.After.String != p.After ||
			p.Operation == "add" && (x.Kind.String != p.Kind || x.Section.String != p.Section) {
			continue
		}
		text := x.Text
		if p.Sub != "" {
			if len(x.Paragraphs) != 1 {
				continue
			}
			text = x.Paragraphs[0].Text
		}
		same := true
		for l, t := range p.Texts {
			same = same && (p.stale[l] != "" || diff.Same(im.Work.Locales.Lookup(text, l).Text.String, t))
		}
		same = same && (p.Operation != "add" || slices.EqualFunc(p.Subs, x.Paragraphs, func(s Sub, x *input.SubParagraph) bool {
			for l, t := range s.Texts {
				if !diff.Same(im.Work.Locales.Lookup(x.Text, l).Text.String, t) {
					return false
				}
			}
			return true
		}))
		if same {
			return true
		}
	}
	return false
}

// identity gives a proposal a unique id.
func (im *Import) identity(p *Proposal) {
	if p.Operation == saying.Reserve {
		p.ID = im.reservation(p)
		return
	}
	of := p.unit.id
	if p.Operation == "add" || p.Sub != "" {
		of += "-new"
	}
	author, _, _ := strings.Cut(p.Author, ", ")
	p.ID = im.free(of + "-" + author)
	for i := range p.Subs {
		p.Subs[i].ID = im.free(fmt.Sprintf("%s-%d", p.ID, i+1))
	}
	if p.Sub != "" {
		p.Sub = im.free(p.Base + "-new-" + author)
		if p.Sub == p.ID {
			p.Sub = im.free(p.ID + "-text")
		}
	}
	for i := range p.Notes {
		n := &p.Notes[i]
		n.id = im.free("note-" + p.ID)
		for l, t := range p.Texts {
			p.Texts[l] = strings.ReplaceAll(t, newSign(i), "[^"+n.id+"]")
		}
	}
}

// free returns an id that is not in use.
func (im *Import) free(id string) string {
	for n := 1; ; n++ {
		try := id
		if n > 1 {
			try = fmt.Sprintf("%s-%d", id, n)
		}
		if im.Work.Records.ByID[try] == nil && !im.taken[try] {
			im.taken[try] = true
			return try
		}
	}
}

// textID returns the id under which a proposal's text is translated.
func (p *Proposal) textID() string {
	if p.Sub != "" {
		return p.Sub + ".text"
	}
	return p.ID + ".text"
}

// yaml returns the proposal as an entry of its file.
func (p *Proposal) yaml(meeting, term string) string {
	var b strings.Builder
	first := "  - "
	field := func(key, value string) {
		if value != "" {
			b.WriteString(first + key + ": " + value + "\n")
			first = "    "
		}
	}
	field("id", p.ID)
	field("kind", p.Kind)
	field("section", p.Section)
	if p.Order > 0 {
		field("order", fmt.Sprint(p.Order))
	}
	field("operation", p.Operation)
	field("base", p.Base)
	field("after", p.After)
	field("authors", "["+p.Author+"]")
	field("date", p.Date)
	if p.Original != "" && p.Original != term {
		field("original", p.Original)
	}
	text := source.Quoted(p.Texts[p.Original])
	switch {
	case p.Sub != "":
		b.WriteString("    paragraphs:\n      - id: " + p.Sub + "\n        text: " + text + "\n")
	case len(p.Texts) > 0:
		field("text", text)
	}
	if len(p.Subs) > 0 {
		b.WriteString("    paragraphs:\n")
	}
	for _, s := range p.Subs {
		b.WriteString("      - id: " + s.ID + "\n        text: " + source.Quoted(s.Texts[p.Original]) + "\n")
	}
	var notes strings.Builder
	for _, n := range p.Notes {
		if t := n.texts[p.Original]; t != "" {
			notes.WriteString("      - id: " + n.id + "\n        text: " + source.Quoted(t) + "\n")
		}
	}
	if notes.Len() > 0 {
		b.WriteString("    notes:\n" + notes.String())
	}
	field("state", "proposed")
	field("from", meeting)
	return b.String()
}

// write makes the changed files, reads them back and compares them with the intended values.
func (im *Import) write() error {
	im.localized()
	term := im.Work.Records.Term
	name := path.Join(path.Dir(term.ID.Pos.File.Name), "proposals", im.From+"."+im.Meeting+".yaml")
	var entries strings.Builder
	recorded := 0
	for _, p := range im.receipt.Proposals {
		if p.Operation == saying.Reserve { // it is written into the record of its paragraph
			continue
		}
		recorded++
		entries.WriteString("\n" + p.yaml(im.Meeting, term.Original.String))
	}
	queries, err := im.queries.Files(im.Src, im.Locale)
	if err != nil {
		return err
	}
	made := queries
	if recorded+len(im.receipt.Rest) > 0 {
		made = append(made, im.proposals(name, entries.String()))
	}
	if made, err = im.reservations(made); err != nil {
		return err
	}
	messages := map[string][]files.Message{}
	for _, p := range im.receipt.Proposals {
		for _, l := range slices.Sorted(maps.Keys(p.Texts)) {
			if l == p.Original {
				continue
			}
			hash := cmp.Or(p.stale[l], source.Hash(p.Texts[p.Original]))
			messages[l] = append(messages[l], files.Message{ID: p.textID(), Text: p.Texts[l], Hash: hash})
			for _, s := range p.Subs {
				if s.Texts[l] != "" && s.Texts[p.Original] != "" {
					hash := source.Hash(s.Texts[p.Original])
					messages[l] = append(messages[l], files.Message{ID: s.ID + ".text", Text: s.Texts[l], Hash: hash})
				}
			}
		}
	}
	after, err := im.read(made)
	if err != nil || after == nil {
		return err
	}
	var order []string
	for _, w := range after.Records.Texts() {
		order = append(order, w.ID)
	}
	for _, l := range slices.Sorted(maps.Keys(messages)) {
		f, err := files.Messages(files.LocaleFile(im.Src.Locales, im.Locale, "content."+l+".toml"), messages[l], order)
		if err != nil {
			return err
		}
		made = append(made, f)
	}
	if after, err = im.read(made); err != nil || after == nil {
		return err
	}
	for _, p := range im.receipt.Proposals {
		if err := p.readBack(after); err != nil {
			return err
		}
	}
	im.receipt.Files = slices.DeleteFunc(made, func(f *source.File) bool { return im.standing(f) })
	return nil
}

// readBack returns an error if the records that were read back do not say what the proposal does.
func (p *Proposal) readBack(after *work.Work) error {
	if p.Operation == saying.Reserve {
		return p.reserved(after)
	}
	x, ok := after.Records.ByID[p.ID].(*input.Proposal)
	if !ok || x.Base.String != p.Base || len(p.Subs) > len(x.Paragraphs) {
		return fmt.Errorf("the proposal %s is not read back as it was meant: nothing is written", p.ID)
	}
	same := func(text input.Text, texts map[string]string) error {
		for _, l := range slices.Sorted(maps.Keys(texts)) {
			if got := after.Locales.Lookup(text, l).Text.String; source.Normalize(got) != source.Normalize(texts[l]) {
				return fmt.Errorf("the text of %s in %s is read back as %q, not as %q: nothing is written", p.ID, l, got, texts[l])
			}
		}
		return nil
	}
	for i, s := range p.Subs {
		if err := same(x.Paragraphs[i].Text, s.Texts); err != nil {
			return err
		}
	}
	if p.Sub != "" {
		return same(x.Paragraphs[0].Text, p.Texts)
	}
	return same(x.Text, p.Texts)
}

// standing reports whether a file already has this content.
func (im *Import) standing(f *source.File) bool {
	for _, x := range slices.Concat(im.Src.Input, im.Src.Locales) {
		if x.Name == f.Name {
			return string(x.Bytes) == string(f.Bytes)
		}
	}
	return false
}

// proposals returns the file with the entries added, and with comments that contain what could not be placed, so that no word is lost.
func (im *Import) proposals(name, entries string) *source.File {
	text := ""
	for _, f := range im.Src.Input {
		if f.Name == name {
			text = string(f.Bytes)
		}
	}
	const none = "proposals: []\n"
	if text == "" {
		text = fmt.Sprintf("# The proposals of %s to %s, as omnibus word import found them in the returned files.\n\n", im.From,
			im.Meeting) + none
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if entries != "" {
		text = strings.Replace(text, none, "proposals:\n", 1) + entries
	}
	for _, r := range im.receipt.Rest {
		block := r.comment(path.Base(im.file.Name))
		if !strings.Contains(text, block) {
			text += "\n" + block
		}
	}
	return source.NewFile(name, []byte(text))
}

// comment returns what could not be placed as lines of comment.
func (r Rest) comment(file string) string {
	lines := []string{fmt.Sprintf("Not placed, of %s, %s: %s", file, r.Place, r.Why), "  " + visible(r.Words)}
	if r.Near != "" {
		lines = append(lines, "  near: "+visible(r.Near))
	}
	out := ""
	for _, l := range lines {
		out += "# " + strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085' {
				return ' '
			}
			return c
		}, l) + "\n"
	}
	return out
}

// read reads the sources with changed files. If these cause a new error, it reports that and returns nil.
func (im *Import) read(made []*source.File) (*work.Work, error) {
	src := &work.Sources{Input: slices.Clone(im.Src.Input), Locales: slices.Clone(im.Src.Locales), Templates: im.Src.Templates}
	for _, f := range made {
		if base := path.Base(f.Name); strings.HasSuffix(base, ".toml") || strings.HasPrefix(base, "queries.") {
			src.Locales = files.Replaced(src.Locales, []*source.File{f})
		} else {
			src.Input = files.Replaced(src.Input, []*source.File{f})
		}
	}
	slices.SortStableFunc(src.Input, func(a, b *source.File) int { return cmp.Compare(a.Name, b.Name) })
	after, err := im.Line(src, im.Work.Job, work.Merged, nil)
	if err != nil {
		return nil, err
	}
	if after.Diags.Counts().Errors > im.errorsAt {
		for _, d := range after.Diags.Items {
			if d.Severity == diag.Error {
				im.diags.Items = append(im.diags.Items, d)
			}
		}
		return nil, nil
	}
	return after, nil
}
