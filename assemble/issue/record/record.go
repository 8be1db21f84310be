// Package record holds the records of issued papers: which symbol was issued with which content, in which files. A record is a text file
// below input/issued, suited to version control; nobody writes it by hand.
package record

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// Folder is the folder of records within the input folder.
const Folder = "issued"

// An Issued is the record of one issued paper: its files and their fingerprints, and its text.
type Issued struct {
	Paper    string // id
	Symbol   string // with rev., add. or corr.
	Revision int
	Suffix   string // add. 1, corr. 1; most often empty
	Meeting  string // id of the meeting for which it was made, or end
	Date     date.Date
	Langs    []string // of the texts
	Final    bool     // made without the parts that only a draft shows
	Marked   bool     // it has the brackets and the proposals on paragraphs as a whole, which records of earlier versions lack
	Tool     string   // version that made the files
	Input    string   // fingerprint of the input files
	Files    []File
	// Paragraphs are the paragraphs of the draft, in order; other papers have none.
	Paragraphs []Paragraph
	Sections   []Paragraph // the headings of the sections: id, text and reservations
	Title      *Paragraph  // the title of the paper: id, text and reservations; nil, or without a text, in records of earlier versions

	Signature Signature
	signed    []byte // what the signature covers

	Pos source.Pos // of the symbol; zero if the record was not read from a file
}

// A File is one file of an issued paper.
type File struct {
	Name    string
	SHA256  string
	Content string   // fingerprint of its content, regardless of appearance
	Langs   []string // of its texts, in their order
	Lang    string   // of the labels of a workbook, which has texts in all languages
}

// Format returns the format of the file: the extension of its name.
func (f File) Format() string { return strings.TrimPrefix(path.Ext(f.Name), ".") }

// A Paragraph is a paragraph or sub-paragraph of the draft as issued. Text is the text of the records with its markup, by language.
type Paragraph struct {
	ID        string
	Kind      string // preambular or operative; empty for sub-paragraphs
	Section   string
	Number    int
	Bis       int
	Operation string
	State     string
	Text      map[string]string
	Notes     []Paragraph // footnotes that the text cites: id and text
	// Reserved are the reservations on it: id, delegation, state (announced, received or without-text) and text.
	Reserved   []Paragraph
	Delegation string // glossary key, for a reservation
	Sub        []Paragraph

	Brackets bool     // it is in brackets as a whole
	By       []string // glossary keys of its authors, if it does not stand yet
	Marks    []Mark   // proposals on it as a whole
}

// A Mark is a proposal on a paragraph or sub-paragraph as a whole.
type Mark struct {
	By    []string // glossary keys
	Does  string   // delete, retain, move
	After string   // for a move: the id of the paragraph to follow
}

// Name returns the name of the record's file: draft-paragraphs.rev-3.yaml.
func (r *Issued) Name() string {
	name := fmt.Sprintf("%s.rev-%d", r.Paper, r.Revision)
	if s := strings.ToLower(strings.Join(strings.FieldsFunc(r.Suffix, func(c rune) bool { return c == '.' || c == ' ' || c == '/' }),
		"-")); s != "" {
		name += "." + s
	}
	return name + ".yaml"
}

func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic("record: a text cannot be written as JSON: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func plainList(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, source.Written(w))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// Text returns the record as YAML, one fact on each line, so that differences are readable. It ends with the signature, if any, and the
// seal.
func (r *Issued) Text() []byte { return Seal(append(r.body(), r.Signature.line()...)) }

// body returns the text of the record without signature and seal.
func (r *Issued) body() []byte {
	var b strings.Builder
	b.WriteString("# The record of an issued paper, written by omnibus issue. Do not change it.\n\n")
	fmt.Fprintf(&b, "paper: %s\nsymbol: %s\nrevision: %d\n", source.Written(r.Paper), quote(r.Symbol), r.Revision)
	if r.Suffix != "" {
		fmt.Fprintf(&b, "suffix: %s\n", quote(r.Suffix))
	}
	fmt.Fprintf(&b, "meeting: %s\ndate: %s\nlanguages: %s\n", source.Written(r.Meeting), r.Date, plainList(r.Langs))
	if r.Final {
		b.WriteString("final: true\n")
	}
	if r.Marked {
		b.WriteString("marks: true\n")
	}
	fmt.Fprintf(&b, "tool: %s\ninput: %s\nfiles:\n", quote(r.Tool), quote(r.Input))
	for _, f := range r.Files {
		fmt.Fprintf(&b, "  - name: %s\n    languages: %s\n", quote(f.Name), plainList(f.Langs))
		if f.Lang != "" {
			fmt.Fprintf(&b, "    labels: %s\n", source.Written(f.Lang))
		}
		fmt.Fprintf(&b, "    sha256: %s\n", quote(f.SHA256))
		if f.Content != "" {
			fmt.Fprintf(&b, "    content: %s\n", quote(f.Content))
		}
	}
	if len(r.Paragraphs) > 0 {
		b.WriteString("paragraphs:\n")
		for _, p := range r.Paragraphs {
			p.write(&b, "  ")
		}
	}
	if len(r.Sections) > 0 {
		b.WriteString("sections:\n")
		for _, s := range r.Sections {
			s.write(&b, "  ")
		}
	}
	if r.Title != nil {
		b.WriteString("title:\n")
		r.Title.write(&b, "  ")
	}
	return []byte(b.String())
}

func (p Paragraph) write(b *strings.Builder, indent string) {
	fmt.Fprintf(b, "%s- id: %s\n", indent, source.Written(p.ID))
	in := indent + "  "
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s%s: %s\n", in, name, value)
		}
	}
	field("kind", p.Kind)
	if p.Section != "" {
		field("section", source.Written(p.Section))
	}
	if p.Number > 0 {
		field("number", fmt.Sprint(p.Number))
	}
	if p.Bis > 0 {
		field("bis", fmt.Sprint(p.Bis))
	}
	field("operation", p.Operation)
	if p.Delegation != "" {
		field("delegation", source.Written(p.Delegation))
	}
	field("state", p.State)
	if p.Brackets {
		field("brackets", "true")
	}
	if len(p.By) > 0 {
		field("by", plainList(p.By))
	}
	if len(p.Marks) > 0 {
		fmt.Fprintf(b, "%smarks:\n", in)
	}
	for _, m := range p.Marks {
		fmt.Fprintf(b, "%s  - does: %s\n%s    by: %s\n", in, source.Written(m.Does), in, plainList(m.By))
		if m.After != "" {
			fmt.Fprintf(b, "%s    after: %s\n", in, source.Written(m.After))
		}
	}
	if len(p.Text) > 0 {
		fmt.Fprintf(b, "%stext:\n", in)
		for _, lang := range slices.Sorted(maps.Keys(p.Text)) {
			fmt.Fprintf(b, "%s  %s: %s\n", in, source.Written(lang), quote(p.Text[lang]))
		}
	}
	for _, below := range []struct {
		key  string
		list []Paragraph
	}{{"notes", p.Notes}, {"reservations", p.Reserved}, {"paragraphs", p.Sub}} {
		if len(below.list) > 0 {
			fmt.Fprintf(b, "%s%s:\n", in, below.key)
			for _, s := range below.list {
				s.write(b, in+"  ")
			}
		}
	}
}

// Read reads the records among the input files, sorted by paper and revision. An unreadable record is an error: without it nobody
// knows what was issued.
func Read(files []*source.File, diags *diag.List) []*Issued {
	var out []*Issued
	var tally source.Tally
	bySymbol := map[string]*Issued{}
	for _, f := range files {
		if path.Base(path.Dir(f.Name)) != Folder || path.Ext(f.Name) != ".yaml" {
			continue
		}
		r := read(f, &tally, diags)
		if r == nil {
			continue
		}
		if before := bySymbol[r.Symbol]; before != nil {
			diags.Errorf("E1202", r.Pos, "the symbol %q is recorded twice", r.Symbol).
				Hint("one symbol belongs to one paper: remove the record that was not issued").See(before.Pos, "the other record")
			continue
		}
		bySymbol[r.Symbol] = r
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b *Issued) int {
		return cmp.Or(cmp.Compare(a.Paper, b.Paper), cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.Suffix, b.Suffix))
	})
	return out
}

// read reads one record; nil if it cannot be trusted. In one piece: seal, fields and files are checked in the order of the file.
func read(f *source.File, tally *source.Tally, diags *diag.List) *Issued {
	bad := func(pos source.Pos, format string, args ...any) *Issued {
		diags.Errorf("E1203", pos, "the record of an issued paper cannot be read: "+format, args...).
			Hint("restore the file from version control: it must not be edited by hand")
		return nil
	}
	if pos, ok := conflict(f); ok {
		diags.Errorf("E1203", pos,
			"the record of an issued paper cannot be read: it contains two versions from a merge").
			Hint("keep one of them: git checkout --ours %[1]s, or --theirs; the paper that was distributed is the one "+
				"that omnibus verify then calls issued", f.Name)
		return nil
	}
	root, faults := source.YAML(f)
	if fault, ok := tally.Fits(f, root); !ok {
		faults = append(faults, fault)
	}
	for _, fault := range faults {
		return bad(fault.Pos, "%s", fault.Message)
	}
	if root == nil || root.Kind != source.Mapping {
		return bad(f.Pos(0, 0), "it has no fields")
	}
	text := func(n *source.Node, key string) string {
		if v := n.At(key); v != nil && v.Kind == source.Scalar {
			return v.Text.String
		}
		return ""
	}
	number := func(n *source.Node, key string) int {
		if v := n.At(key); v != nil {
			i, _ := v.Int()
			return i
		}
		return 0
	}
	r := &Issued{
		Paper:    text(root, "paper"),
		Symbol:   text(root, "symbol"),
		Revision: number(root, "revision"),
		Suffix:   text(root, "suffix"),
		Meeting:  text(root, "meeting"),
		Final:    text(root, "final") == "true",
		Marked:   text(root, "marks") == "true",
		Tool:     text(root, "tool"),
		Input:    text(root, "input"),
		Pos:      f.Pos(0, 0),
	}
	if v := root.At("symbol"); v != nil {
		r.Pos = v.Pos
	}
	for _, key := range []string{"paper", "symbol", "date"} {
		if text(root, key) == "" {
			return bad(f.Pos(0, 0), "it has no %q", key)
		}
	}
	if root.At("files") == nil {
		return bad(f.Pos(0, 0), "it has no files")
	}
	var err error
	if r.Date, err = date.Parse(text(root, "date")); err != nil {
		return bad(root.At("date").Pos, "%v", err)
	}
	r.Langs = texts(root.At("languages"))
	for _, n := range root.At("files").Items {
		r.Files = append(r.Files, File{text(n, "name"), text(n, "sha256"), text(n, "content"), texts(n.At("languages")), text(n, "labels")})
		if len(text(n, "sha256")) != 64 {
			return bad(n.Pos, "the fingerprint of a file is missing")
		}
	}
	if !sealed(f.Bytes) {
		return bad(r.Pos, "it was edited after it was written")
	}
	r.Signature, r.signed = signature(f.Bytes)
	var paragraphs func(list *source.Node) []Paragraph
	paragraphs = func(list *source.Node) []Paragraph {
		var out []Paragraph
		if list == nil {
			return nil
		}
		for _, n := range list.Items {
			p := Paragraph{
				ID:         text(n, "id"),
				Kind:       text(n, "kind"),
				Section:    text(n, "section"),
				Number:     number(n, "number"),
				Bis:        number(n, "bis"),
				Operation:  text(n, "operation"),
				State:      text(n, "state"),
				Notes:      paragraphs(n.At("notes")),
				Reserved:   paragraphs(n.At("reservations")),
				Delegation: text(n, "delegation"),
				Sub:        paragraphs(n.At("paragraphs")),
				Brackets:   text(n, "brackets") == "true",
				By:         texts(n.At("by")),
			}
			if marks := n.At("marks"); marks != nil {
				for _, m := range marks.Items {
					p.Marks = append(p.Marks, Mark{By: texts(m.At("by")), Does: text(m, "does"), After: text(m, "after")})
				}
			}
			if t := n.At("text"); t != nil {
				p.Text = map[string]string{}
				for _, e := range t.Entries {
					p.Text[e.Key.String] = e.Value.Text.String
				}
			}
			out = append(out, p)
		}
		return out
	}
	r.Paragraphs, r.Sections = paragraphs(root.At("paragraphs")), paragraphs(root.At("sections"))
	if title := paragraphs(root.At("title")); len(title) > 0 {
		r.Title = &title[0]
	}
	return r
}

func texts(list *source.Node) []string {
	if list == nil {
		return nil
	}
	var out []string
	for _, x := range list.Items {
		out = append(out, x.Text.String)
	}
	return out
}

// Changed returns the ids of the paragraphs that differ between the lists or are in only one of them, in the order of now, then the removed
// ones. It ignores numbers, which follow from the order, and compares texts only in languages that both have.
func Changed(before, now []Paragraph) []string {
	old := map[string]Paragraph{}
	for _, p := range before {
		old[p.ID] = p
	}
	var out []string
	for _, p := range now {
		b, ok := old[p.ID]
		if !ok || !same(b, p) {
			out = append(out, p.ID)
		}
		delete(old, p.ID)
	}
	for _, p := range before {
		if _, gone := old[p.ID]; gone {
			out = append(out, p.ID)
		}
	}
	return out
}

func same(a, b Paragraph) bool {
	if a.ID != b.ID || a.Kind != b.Kind || a.Section != b.Section || a.Bis != b.Bis || a.Operation != b.Operation || a.State != b.State {
		return false
	}
	for lang, s := range a.Text {
		if t, ok := b.Text[lang]; ok && s != t {
			return false
		}
	}
	if a.Brackets != b.Brackets || !slices.Equal(a.By, b.By) || !a.SameMarks(b.Marks) {
		return false
	}
	return a.Delegation == b.Delegation && slices.EqualFunc(a.Notes, b.Notes, same) && slices.EqualFunc(a.Reserved, b.Reserved, same) &&
		slices.EqualFunc(a.Sub, b.Sub, same)
}

func (m Mark) same(o Mark) bool {
	return m.Does == o.Does && m.After == o.After && slices.Equal(m.By, o.By)
}

// SameMarks reports whether marks are the proposals on a paragraph as a whole.
func (p Paragraph) SameMarks(marks []Mark) bool { return slices.EqualFunc(p.Marks, marks, Mark.same) }

// Unmarked returns paragraphs without their brackets and the proposals on them as a whole, for comparison with a record that lacks them.
func Unmarked(in []Paragraph) []Paragraph {
	out := slices.Clone(in)
	for i := range out {
		out[i].Brackets, out[i].By, out[i].Marks = false, nil, nil
		out[i].Sub = Unmarked(out[i].Sub)
	}
	return out
}

// BySymbol returns the record of a symbol, or nil if it was not issued. A paper of several bodies is known by the symbol of each.
func BySymbol(records []*Issued, of string) *Issued {
	for _, r := range records {
		if r.Symbol == of || slices.Contains(symbol.Parts(r.Symbol), of) {
			return r
		}
	}
	return nil
}

// Missing returns the files of another record of the same paper in languages in which it was not issued, or with issued content in
// another format. Redlines and views in issued languages do not count: they are issued with the paper, or not at all.
func (r *Issued) Missing(other *Issued) []File {
	bare := func(f File) string { return strings.TrimSuffix(f.Name, path.Ext(f.Name)) }
	var out []File
	for _, f := range other.Files {
		there, languages, another := false, false, false
		for _, x := range r.Files {
			there = there || x.Name == f.Name
			languages = languages || slices.Equal(x.Langs, f.Langs) && x.Lang == f.Lang
			another = another || bare(x) == bare(f)
		}
		if !there && (!languages || another) {
			out = append(out, f)
		}
	}
	return out
}

// Add adds to the record the missing files of another record of the same paper, and their texts.
func (r *Issued) Add(other *Issued) {
	r.Files = append(r.Files, r.Missing(other)...)
	for _, l := range other.Langs {
		if !slices.Contains(r.Langs, l) {
			r.Langs = append(r.Langs, l)
		}
	}
	addTexts(r.Paragraphs, other.Paragraphs)
	addTexts(r.Sections, other.Sections)
	if r.Title != nil && other.Title != nil {
		addTexts([]Paragraph{*r.Title}, []Paragraph{*other.Title})
	}
}

func addTexts(to, from []Paragraph) {
	for i, p := range to {
		k := slices.IndexFunc(from, func(f Paragraph) bool { return f.ID == p.ID })
		if k < 0 {
			continue
		}
		for lang, s := range from[k].Text {
			if _, ok := p.Text[lang]; !ok {
				if to[i].Text == nil {
					to[i].Text = map[string]string{}
				}
				to[i].Text[lang] = s
			}
		}
		addTexts(p.Notes, from[k].Notes)
		addTexts(p.Reserved, from[k].Reserved)
		addTexts(p.Sub, from[k].Sub)
	}
}

// File returns the record's file with that name, and false if it has none.
func (r *Issued) File(name string) (File, bool) {
	i := slices.IndexFunc(r.Files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return File{}, false
	}
	return r.Files[i], true
}

// Fingerprint returns the SHA-256 sum of bytes, in hexadecimal digits.
func Fingerprint(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}
