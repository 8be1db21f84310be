package records

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
)

// write makes the changed files, reads them back, and compares them with the intended values.
func (im *Import) write() error {
	im.term.holdTrees()
	w := &writing{im: im, files: map[string]*source.File{}, now: map[*source.Node]*source.Node{}}
	if err := w.removals(); err != nil {
		return err
	}
	w.orders()
	for _, name := range w.touched() {
		if err := w.file(name); err != nil {
			return err
		}
	}
	if err := w.newFiles(); err != nil {
		return err
	}
	if err := w.prose(); err != nil {
		return err
	}
	input := slices.Clone(w.made)
	locales, err := w.translations()
	if err != nil {
		return err
	}
	return im.verify(input, locales)
}

// A writing contains the changes of an import while they are written to the files.
type writing struct {
	im    *Import
	files map[string]*source.File       // by name, after removals
	roots map[string]*source.Node       // trees of these
	now   map[*source.Node]*source.Node // nodes in files with removals, by their earlier nodes
	made  []*source.File
	other []*newRow // new rows that need new files
}

func (w *writing) node(n *source.Node) *source.Node {
	if x, ok := w.now[n]; ok {
		return x
	}
	return n
}

// removals removes the records whose rows are missing.
func (w *writing) removals() error {
	w.roots = map[string]*source.Node{}
	byFile := map[*source.File][]*Row{}
	gone := map[*Row]bool{}
	for _, c := range w.im.receipt.Changes {
		if c.remove != nil {
			gone[c.remove] = true
		}
	}
	within := func(r *Row) bool { // a row that contains it is also removed
		for p := r.Parent; p != nil; p = p.Parent {
			if gone[p] {
				return true
			}
		}
		return false
	}
	var order []*source.File
	for _, c := range w.im.receipt.Changes {
		r := c.remove
		if r == nil || r.prose != nil || within(r) {
			continue
		}
		if !r.listed {
			return fmt.Errorf("%s is a separate file: delete the file", r.file.Name)
		}
		if byFile[r.file] == nil {
			order = append(order, r.file)
		}
		byFile[r.file] = append(byFile[r.file], r)
	}
	for _, f := range order {
		root := w.im.term.roots[f.Name].node()
		e := f.Edit(root)
		lists := map[*source.Node][]*Row{}
		var each []*source.Node
		out := map[*source.Node]bool{}
		for _, r := range byFile[f] {
			list := r.list()
			if lists[list] == nil {
				each = append(each, list)
			}
			lists[list] = append(lists[list], r)
			out[r.node()] = true
		}
		for _, list := range each {
			if len(lists[list]) == len(list.Items) {
				e.Empty(list)
				continue
			}
			for _, r := range lists[list] {
				if err := e.RemoveItem(list, r.index); err != nil {
					return err
				}
			}
		}
		next, err := e.File()
		if err != nil {
			return err
		}
		again, _ := source.YAML(next)
		w.pair(root, again, out)
		w.files[f.Name], w.roots[f.Name] = next, again
		w.keep(next)
	}
	return nil
}

// pair matches the nodes of a tree with those of the tree after removals.
func (w *writing) pair(old, now *source.Node, gone map[*source.Node]bool) {
	if old == nil || now == nil {
		return
	}
	w.now[old] = now
	for _, e := range old.Entries {
		w.pair(e.Value, now.At(e.Key.String), gone)
	}
	i := 0
	for _, x := range old.Items {
		if !gone[x] && i < len(now.Items) {
			w.pair(x, now.Items[i], gone)
			i++
		}
	}
}

func (w *writing) keep(f *source.File) { w.made = edit.Replaced(w.made, []*source.File{f}) }

// current returns a file and its tree, after removals.
func (w *writing) current(name string) (*source.File, *source.Node) {
	if f := w.files[name]; f != nil {
		return f, w.roots[name]
	}
	r := w.im.term.roots[name]
	return r.file, r.node()
}

// touched returns the names of the files that get values or rows.
func (w *writing) touched() []string {
	var out []string
	for _, c := range w.im.receipt.Changes {
		name := ""
		switch {
		case c.set != nil && c.Lang == "" && c.set.row.prose == nil:
			name = c.set.row.file.Name
		case c.added != nil && c.added.above == nil && !c.added.sheet.prose:
			if name = w.home(c.added); name == "" {
				w.other = append(w.other, c.added)
			}
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// anchor returns the existing row after which a new one is added, or nil if there is none.
func (n *newRow) anchor() *Row {
	for x := n; x != nil; x = x.before {
		if x.after != nil {
			return x.after
		}
	}
	return nil
}

// home returns the file to which a new row is added, or "" if it needs a file of its own.
func (w *writing) home(n *newRow) string {
	switch {
	case n.parent != nil:
		return n.parent.file.Name
	case n.slot.field == nil:
		return ""
	case n.slot.kind.Name == kindProposal:
		if a := n.anchor(); a != nil && a.scalar("section") == n.value("section") && a.scalar("kind") == n.value("kind") {
			return a.file.Name
		}
		for _, r := range w.im.term.Rows[n.sheet.id] {
			if r.Kind.Name == kindProposal && r.scalar("section") == n.value("section") && r.scalar("kind") == n.value("kind") {
				return r.file.Name
			}
		}
		if n.value("section") == "" && n.value("base") != "" {
			for _, r := range w.im.term.Rows[n.sheet.id] {
				if r.Key == n.value("base") {
					return r.file.Name
				}
			}
		}
		return ""
	}
	for name, r := range w.im.term.roots {
		if r.Kind == n.slot.owner && r.there && !strings.Contains(name, "/issued/") {
			return name
		}
	}
	return ""
}

// orders gives new paragraphs of the draft an order that follows from their rows.
func (w *writing) orders() {
	var last *newRow
	for _, n := range w.im.added {
		if n.slot.kind == nil || n.slot.kind.Name != kindProposal || n.value("order") != "" || !n.fine {
			continue
		}
		if op := n.value("operation"); op != "add" {
			continue
		}
		n.order(w.im.term, last)
		last = n
	}
}

const orderStep = 10

// order sets the order of a new paragraph: after that of the row above it, before the next.
func (n *newRow) order(t *Term, last *newRow) {
	at := func(r *Row) int { i, _ := strconv.Atoi(r.scalar("order")); return i }
	like := func(r *Row) bool {
		return r.Kind.Name == kindProposal && r.scalar("section") == n.value("section") && r.scalar("kind") == n.value("kind") && at(r) > 0
	}
	before, next := 0, 0
	if last != nil && n.before == last && last.value("section") == n.value("section") && last.value("kind") == n.value("kind") {
		before, _ = strconv.Atoi(last.value("order"))
	} else if a := n.anchor(); a != nil && like(a) {
		before = at(a)
	} else if !n.first {
		for _, r := range t.Rows[n.sheet.id] {
			if like(r) {
				before = max(before, at(r))
			}
		}
	}
	for _, r := range t.Rows[n.sheet.id] {
		if like(r) && at(r) > before && (next == 0 || at(r) < next) {
			next = at(r)
		}
	}
	order := before + orderStep
	if next > 0 {
		order = before + (next-before)/2
	}
	f := n.slot.kind.Field("order")
	n.values = append(n.values, setting{col: single(n.slot.kind, f), value: strconv.Itoa(max(order, 1))})
}

// An op is an edit of a file. Deeper edits come first: at the same offset, the end of an inner list precedes the beginning of what follows.
type op struct {
	depth int
	do    func(e *source.Editor) error
}

// depth returns the depth of a row in its file.
func (r *Row) depth() int {
	n := 0
	for p := r; p != nil; p = p.Parent {
		n += 2
	}
	return n
}

// file makes all edits of one file.
func (w *writing) file(name string) error {
	f, root := w.current(name)
	var ops []op
	done := map[*Row]bool{}
	grown := map[*Row][]int{}
	var added []*newRow
	for _, c := range w.im.receipt.Changes {
		switch {
		case c.set != nil && c.Lang == "" && c.set.row.prose == nil && c.set.row.file.Name == name:
			if r := c.set.row; !done[r] {
				done[r] = true
				if r.number > 0 {
					added = append(added, w.unwritten(r))
				} else {
					ops = append(ops, w.settings(r)...)
				}
			}
		case c.added != nil && c.added.above == nil && !c.added.sheet.prose && w.home(c.added) == name:
			if n := c.added; n.slot.kind.Name == kindMandate {
				number, _ := strconv.Atoi(n.value("number"))
				grown[n.parent] = append(grown[n.parent], number)
			}
			added = append(added, c.added)
		}
	}
	ops = append(ops, w.insertions(added, root)...)
	for r, numbers := range grown {
		n := w.node(r.node())
		if ranges := n.At("ranges"); ranges != nil {
			ops = append(ops, op{r.depth() + 1, func(e *source.Editor) error {
				e.SetList(n, "ranges", edit.Widened(ranges, numbers))
				return nil
			}})
		}
	}
	slices.SortStableFunc(ops, func(a, b op) int { return b.depth - a.depth })
	e := f.Edit(root)
	for _, o := range ops {
		if err := o.do(e); err != nil {
			return err
		}
	}
	out, err := e.File()
	if err != nil {
		return err
	}
	w.keep(out)
	return nil
}

// settings returns the edits that set the fields of one row.
func (w *writing) settings(r *Row) []op {
	var plain []setting
	byLang := map[*input.Field][]setting{}
	var order []*input.Field
	for _, c := range w.im.receipt.Changes {
		if c.set == nil || c.set.row != r || c.Lang != "" {
			continue
		}
		f := c.set.col.of(r.Kind)
		if by := c.set.col.form; by != nil || f.ByLang() {
			if by == nil {
				by = f
			}
			if byLang[by] == nil {
				order = append(order, by)
			}
			byLang[by] = append(byLang[by], *c.set)
			continue
		}
		plain = append(plain, *c.set)
	}
	if !r.there {
		return []op{w.begin(r, plain)}
	}
	n := w.node(r.node())
	var ops []op
	if len(plain) > 0 {
		ops = append(ops, op{r.depth() + 1, func(e *source.Editor) error {
			for _, s := range plain {
				put(e, n, s.col.of(r.Kind), s.value)
			}
			return nil
		}})
	}
	for _, f := range order {
		ops = append(ops, w.inLanguages(r, n, f, byLang[f])...)
	}
	return ops
}

// put sets the value of a key of a mapping.
func put(e *source.Editor, n *source.Node, f *input.Field, value string) {
	switch v := n.At(f.Key); {
	case f.List() && (value != "" || v != nil):
		e.SetList(n, f.Key, split(value))
	case value != "":
		e.SetField(n, fieldOf(f, value))
	case v != nil && n.Flow:
		e.Set(v, "") // a key in braces needs a value
	case v != nil:
		e.Clear(v)
	}
}

// inLanguages returns the edits of a field that has a value, or a mapping, for each language.
func (w *writing) inLanguages(r *Row, n *source.Node, f *input.Field, settings []setting) []op {
	fields := func(s []setting) []source.Field {
		var out []source.Field
		for _, x := range s {
			out = append(out, fieldOf(x.col.of(r.Kind), x.value))
		}
		return out
	}
	v := n.At(f.Key)
	if v == nil || v.Kind != source.Mapping {
		made := &newRow{slot: slot{kind: r.Kind}, values: settings}
		return []op{{r.depth() + 1, func(e *source.Editor) error {
			e.SetMap(n, f.Key, made.field(f)[0].Map)
			return nil
		}}}
	}
	var ops []op
	byLang := map[string][]setting{}
	var langs []string
	for _, s := range settings {
		if s.col.form == nil {
			ops = append(ops, op{r.depth() + 2, func(e *source.Editor) error {
				if x := v.At(s.col.Lang); s.value == "" && x != nil {
					if v.Flow {
						e.Set(x, "")
					} else {
						e.Clear(x)
					}
				} else {
					e.SetKey(v, s.col.Lang, s.value)
				}
				return nil
			}})
			continue
		}
		if byLang[s.col.Lang] == nil {
			langs = append(langs, s.col.Lang)
		}
		byLang[s.col.Lang] = append(byLang[s.col.Lang], s)
	}
	for _, l := range langs {
		form := v.At(l)
		if form == nil || form.Kind != source.Mapping {
			ops = append(ops, op{r.depth() + 2, func(e *source.Editor) error { e.SetMap(v, l, fields(byLang[l])); return nil }})
			continue
		}
		ops = append(ops, op{r.depth() + 3, func(e *source.Editor) error {
			for _, s := range byLang[l] {
				put(e, form, s.col.of(r.Kind), s.value)
			}
			return nil
		}})
	}
	return ops
}

// begin returns the edit that adds an object that is not in the file yet, such as the chair.
func (w *writing) begin(r *Row, settings []setting) op {
	parent := w.node(r.Parent.node())
	made := &newRow{slot: slot{kind: r.Kind}, id: r.field.Key, values: settings, original: r.original}
	return op{r.Parent.depth() + 1, func(e *source.Editor) error {
		e.SetMap(parent, r.field.Key, made.fields(nil))
		return nil
	}}
}

// unwritten returns a mandate that is only in the ranges of its resolution as a new row.
func (w *writing) unwritten(r *Row) *newRow {
	n := &newRow{slot: slot{kind: r.Kind, field: r.field}, parent: r.Parent, id: r.Key, original: r.original}
	n.values = append(n.values, setting{col: single(r.Kind, r.Kind.Field("number")), value: strconv.Itoa(r.number)})
	for _, c := range w.im.receipt.Changes {
		if c.set != nil && c.set.row == r && c.Lang == "" {
			n.values = append(n.values, *c.set)
		}
	}
	return n
}

// insertions returns the edits that add new rows with their parts. Rows of a list that is missing or empty are added together.
func (w *writing) insertions(added []*newRow, root *source.Node) []op {
	type place struct {
		owner *source.Node
		key   string
	}
	var ops []op
	begun := map[place][][]source.Field{}
	for _, n := range added {
		owner, depth := root, 0
		if n.parent != nil {
			owner, depth = w.node(n.parent.node()), n.parent.depth()
			if inForm(n.slot.owner) {
				owner, depth = owner.At("forms").At(n.value(input.LanguageOf.Key)), depth+2
			}
		}
		fields := n.fields(w.im.added)
		at := place{owner, n.slot.field.Key}
		list := owner.At(at.key)
		switch {
		case owner == nil:
			ops = append(ops, op{depth, func(*source.Editor) error {
				return fmt.Errorf("%s: the record to which the new row belongs has not been written yet", n.cell)
			}})
		case list == nil || list.Kind != source.Sequence || len(list.Items) == 0:
			if begun[at] == nil {
				ops = append(ops, op{depth, func(e *source.Editor) error {
					e.SetItems(at.owner, at.key, begun[at])
					return nil
				}})
			}
			begun[at] = append(begun[at], fields)
		default:
			ops = append(ops, op{depth + 2, func(e *source.Editor) error { // before new keys of its owner, and after edits of its entries
				e.InsertItem(list, w.behindWhich(n, list), fields)
				return nil
			}})
		}
	}
	return ops
}

// behindWhich returns the index in a list after which a new row is added, or -1 for the beginning. Meetings are ordered by date, mandates
// by number.
func (w *writing) behindWhich(n *newRow, list *source.Node) int {
	last := len(list.Items) - 1
	by := map[string]string{"meeting": "date", kindMandate: "number"}[n.slot.kind.Name]
	if by != "" {
		at := -1
		for i, x := range list.Items {
			a, b := scalarOf(x.At(by)), n.value(by)
			if by == "number" {
				a, b = fmt.Sprintf("%06s", a), fmt.Sprintf("%06s", b)
			}
			if a <= b {
				at = i
			}
		}
		return at
	}
	if a := n.anchor(); a != nil && a.there {
		if i := slices.Index(list.Items, w.node(a.node())); i >= 0 {
			return i
		}
	}
	if n.first && n.slot.kind.Name != kindProposal {
		return -1
	}
	return last
}

// newFiles makes the files of records that need a file of their own.
func (w *writing) newFiles() error {
	files := map[string][]*newRow{}
	var order []string
	for _, n := range w.other {
		name := w.unused(path.Join(w.im.Folder, w.fileName(n)))
		if files[name] == nil {
			order = append(order, name)
		}
		files[name] = append(files[name], n)
	}
	for _, name := range order {
		var b strings.Builder
		for i, n := range files[name] {
			fields := n.fields(w.im.added)
			if n.slot.field == nil { // the file is the record
				text := source.EntryText(fields, 0)
				for line := range strings.SplitAfterSeq(text, "\n") {
					if len(line) > 2 {
						line = line[2:]
					}
					b.WriteString(line)
				}
				continue
			}
			if i == 0 {
				b.WriteString(n.slot.field.Key + ":\n")
			} else {
				b.WriteByte('\n')
			}
			b.WriteString(source.EntryText(fields, 2))
		}
		w.keep(source.NewFile(name, []byte(b.String())))
	}
	return nil
}

// unused returns the name of a file that does not exist yet: with a number at its end if there is one of that name.
func (w *writing) unused(name string) string {
	stem, out := strings.TrimSuffix(name, ".yaml"), name
	for i := 2; slices.ContainsFunc(w.im.Src.Input, func(f *source.File) bool { return f.Name == out }); i++ {
		out = fmt.Sprintf("%s-%d.yaml", stem, i)
	}
	return out
}

// shortName returns an id without its prefix, for the name of a file, or otherwise if it is empty. An id whose rest is the name of a device
// stays whole.
func shortName(id, prefix, otherwise string) string {
	if short := strings.TrimPrefix(id, prefix); !source.IsDevice(short) {
		return cmp.Or(short, otherwise)
	}
	return id
}

// fileName returns the name, in the input folder, of the new file for a record.
func (w *writing) fileName(n *newRow) string {
	switch {
	case n.slot.field == nil:
		return "outcomes/" + shortName(n.value("session"), "session-", n.id) + ".yaml"
	case n.slot.kind.Name == kindProposal && n.value("kind") == "preambular":
		return "proposals/preamble.yaml"
	case n.slot.kind.Name == kindProposal:
		return "proposals/" + shortName(n.value("section"), "section-", "proposals") + ".yaml"
	}
	for _, l := range input.Layouts() {
		if l.Kind == n.slot.owner {
			return l.Name
		}
	}
	panic("records: no file contains " + n.slot.kind.Name)
}

// translations returns the files of translations, with those of the workbook added.
func (w *writing) translations() ([]*source.File, error) {
	im := w.im
	messages, states := map[string][]edit.Message{}, map[string][]edit.State{}
	add := func(lang, id, text, original string) {
		hash := source.Hash(original)
		messages[lang] = append(messages[lang], edit.Message{ID: id, Text: text, Hash: hash})
		t := input.Text{Text: source.Text{String: original}, ID: id}
		if l := im.Work.Locales.Locale(lang); l != nil {
			tr := im.Work.Locales.Lookup(t, lang)
			if !tr.Original && (tr.State == locale.Reviewed || tr.State == locale.Final || tr.Source != "") {
				states[lang] = append(states[lang], edit.State{ID: id, Fields: [][2]string{{"state", string(locale.Translated)},
					{"hash", hash}, {"source", original}, {"previous", translate.PreviousOf(tr, original)}}})
			}
		}
	}
	for _, c := range im.receipt.Changes {
		switch {
		case c.Lang != "":
			r, key := c.set.row, c.set.col.Key
			if r.prose != nil {
				key = r.Key
			}
			p := &page{im: im}
			add(c.Lang, r.TextID(key), c.set.value, p.original(r, c.set.col))
		case c.added != nil:
			n := c.added
			for _, v := range n.values {
				if f := v.col.field; f.Translated() && v.col.Lang != n.original && v.col.Lang != "" && v.value != "" {
					add(v.col.Lang, n.textID(v.col.Key), v.value, n.text(v.col.Key, n.original))
				}
			}
		}
	}
	var order []string
	for _, x := range im.Work.Records.Texts() {
		order = append(order, x.ID)
	}
	for _, n := range im.added {
		for _, v := range n.values {
			order = append(order, n.textID(v.col.Key))
		}
	}
	var files []*source.File
	for _, l := range im.Work.Locales.Languages() {
		if len(messages[l]) == 0 {
			continue
		}
		f, err := edit.Messages(edit.LocaleFile(im.Src.Locales, im.Locale, "content."+l+".toml"), messages[l], order)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		if len(states[l]) == 0 {
			continue
		}
		if f, err = edit.States(edit.LocaleFile(im.Src.Locales, im.Locale, "state."+l+".yaml"), states[l]); err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// textID returns the id under which a text of a new record is translated.
func (n *newRow) textID(key string) string {
	switch {
	case n.sheet.prose:
		return "introduction." + n.id
	case n.slot.kind.OwnTexts() && n.parent != nil:
		return input.RevisionID(n.parent.above, n.value("number"), n.value("suffix")) + "." + key
	case n.slot.kind.OwnTexts() && n.above != nil:
		return input.RevisionID(n.above.id, n.value("number"), n.value("suffix")) + "." + key
	}
	return n.id + "." + key
}
