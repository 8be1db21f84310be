package input

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
)

// A walker checks a file against its shape: it reports deviations, marks them Bad so that they are not reported again, cleans the texts,
// and collects the references.
type walker struct {
	diags *diag.List
	refs  []reference
	broke bool // a fault in this file may have prevented records from being read
	begun int  // number of errors before this file
	spent bool // the file has too many errors, and the rest of it is not read
	near  diag.Proposer
	at    *Field // the field whose value is read; nil at the top of a file
}

// mostErrors is the number of errors in one file after which reading stops: it is not a file of records, or one mistake causes them all.
const mostErrors = 1000

// enough reports whether the file has so many errors that the rest of it, from n on, is not read.
func (w *walker) enough(n source.Pos) bool {
	if !w.spent && w.diags.Errors()-w.begun >= mostErrors {
		w.spent, w.broke = true, true
		w.diags.Errorf("E0102", n, "the file has %d errors up to here: the rest of it is not read", mostErrors).
			Hint("correct these first, or remove the file if it contains no records")
	}
	return w.spent
}

type reference struct {
	source.Text
	kinds []string
	field string // key of the field; empty: within a text
}

var idForm = pattern.Of(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
var clockForm = pattern.Of(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

func (w *walker) walk(n *source.Node, s *shape, what string) {
	if n == nil || n.Kind == source.Null || n.Kind == source.Bad {
		return
	}
	if w.enough(n.Pos) {
		n.Kind = source.Bad
		return
	}
	switch s.form {
	case object:
		w.object(n, s, what)
	case list:
		if !w.is(n, source.Sequence, s, what) {
			return
		}
		entry := entryOf(what)
		for _, item := range n.Items {
			if item.Kind == source.Null {
				if item.Kind = source.Bad; w.enough(item.Pos) {
					continue
				}
				w.diags.Errorf("E0112", item.Pos, "an entry of %q is empty", what).Hint("write the entry, or remove the dash")
				continue
			}
			w.walk(item, s.item, entry)
		}
	case byLang:
		if !w.is(n, source.Mapping, s, what) {
			return
		}
		for _, e := range n.Entries {
			w.tag(e.Key)
			w.walk(e.Value, s.item, what)
		}
	default:
		if s.groups && n.Kind == source.Sequence {
			w.groups(n, what)
			return
		}
		if w.is(n, source.Scalar, s, what) {
			w.scalar(n, s, what)
		}
	}
}

// Signs of the text form of groups of languages.
const (
	groupSign    = " "
	languageSign = "+"
)

// Groups returns the languages of each group from the text form of a list of lists of languages: [[en, es], [es]] is read as "=en+es es".
// It returns nil for any other text.
func Groups(t source.Text) [][]string {
	text, ok := strings.CutPrefix(t.String, groupMark)
	if !ok {
		return nil
	}
	var out [][]string
	for g := range strings.SplitSeq(text, groupSign) {
		out = append(out, strings.Split(g, languageSign))
	}
	return out
}

// groupMark begins the text form of groups, to distinguish a single group of one language from a word.
const groupMark = "="

// groups reads a list of lists of languages as one text. A single language is a group of its own.
func (w *walker) groups(n *source.Node, what string) {
	var groups []string
	for _, item := range n.Items {
		tags := item.Items
		if item.Kind == source.Scalar {
			tags = []*source.Node{item}
		}
		var group []string
		for _, t := range tags {
			if t.Kind != source.Scalar || t.Text.String == "" || strings.ContainsAny(t.Text.String, groupSign+languageSign) {
				w.is(t, source.Scalar, &shape{form: tag}, what)
				n.Kind = source.Bad
				return
			}
			w.tag(t.Text)
			if slices.Contains(group, t.Text.String) {
				w.diags.Errorf("E0111", t.Text.Pos, "the language %q occurs twice in a group of %q", t.Text.String, what).
					Hint("write each language of a file once: [[en, es], [es]]")
				n.Kind = source.Bad
				return
			}
			group = append(group, t.Text.String)
		}
		if s := strings.Join(group, languageSign); s == "" || slices.Contains(groups, s) {
			w.diags.Errorf("E0111", item.Pos, "a group of languages of %q is empty, or occurs twice", what).
				Hint("write one group for each file: [[en, es], [es]]")
			n.Kind = source.Bad
			return
		} else {
			groups = append(groups, s)
		}
	}
	if len(groups) == 0 {
		n.Kind = source.Null
		return
	}
	n.Text = source.Text{Pos: n.Pos, String: groupMark + strings.Join(groups, groupSign)}
	n.Kind = source.Scalar
}

// is reports whether n has the kind that its shape requires. If not, it adds a finding.
func (w *walker) is(n *source.Node, kind source.Kind, s *shape, what string) bool {
	if n.Kind == kind {
		return true
	}
	d := w.diags.Errorf("E0111", n.Pos, "%q is %s, but %s is expected", what, n.Kind, kind)
	switch {
	case kind == source.Sequence && s.item.form == object:
		d.Hint("begin each entry with a dash: - %s", s.item.kind.sample())
		d.Hint("the fields of an entry are %s", strings.Join(s.item.kind.keys(), ", "))
	case kind == source.Sequence && n.Kind == source.Scalar:
		d.Hint("write %s: [%s]", what, n.Text.String)
		w.meant(d)
	case kind == source.Sequence:
		d.Hint("begin each entry with a dash")
		w.meant(d)
	case kind == source.Mapping && s.form == byLang:
		d.Hint("write one line for each language: en: ...")
		w.meant(d)
	case kind == source.Mapping:
		d.Hint("write %s", s.kind.sample())
		d.Hint("the fields of %s are %s", article(s.kind.Name), strings.Join(s.kind.keys(), ", "))
	case kind == source.Scalar:
		w.single(d, n, s, what)
	}
	n.Kind = source.Bad
	w.broke = w.broke || kind != source.Scalar
	return false
}

// single adds hints for a field that has a list or a mapping in place of a single value.
func (w *walker) single(d *diag.Diagnostic, n *source.Node, s *shape, what string) {
	var inner []*source.Node
	tags := len(n.Entries) > 0
	for _, e := range n.Entries {
		inner = append(inner, e.Value)
		_, err := language.Parse(e.Key.String)
		tags = tags && err == nil
	}
	inner = append(inner, n.Items...)
	only := ""
	if len(inner) == 1 && inner[0].Kind == source.Scalar {
		only = inner[0].Text.String
	}
	field := w.at != nil && w.at.Key == what
	switch {
	case s.form == text && tags:
		d.Hint("write the text in its original language alone; its translations are in locales/content.LANG.toml")
	case only != "" && field:
		d.Hint("write %s: %s", what, only)
	case only != "":
		d.Hint("write %s", only)
	}
	if n.Flow && (s.form == text || s.form == name || s.form == word) {
		d.Hint("quote a text that begins with a bracket or a brace")
	}
	w.meant(d)
}

// meant adds a hint that says what the field is.
func (w *walker) meant(d *diag.Diagnostic) {
	if w.at != nil {
		d.Hint("%s: %s%s", w.at.Key, w.at.Doc, w.at.suchAs())
	}
}

// sample returns the required fields of an object with their examples, or its first field if none is required.
func (k *Kind) sample() string {
	var out []string
	for i := range k.Fields {
		if f := &k.Fields[i]; f.Need || i == 0 {
			out = append(out, strings.TrimRight(f.Key+": "+cmp.Or(f.Example, "..."), " "))
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func entryOf(what string) string { return "an entry of " + what }

func (w *walker) object(n *source.Node, s *shape, what string) {
	if !w.is(n, source.Mapping, s, what) {
		return
	}
	k := s.kind
	defer func(at *Field) { w.at = at }(w.at)
	var misspelt map[string]bool // fields present under a misspelt name
	for _, e := range n.Entries {
		f := k.field(e.Key.String)
		if f == nil {
			if w.enough(e.Key.Pos) {
				e.Value.Kind = source.Bad
				continue
			}
			d := w.diags.Errorf("E0110", e.Key.Pos, "unknown field %q in %s", e.Key.String, what)
			names := k.keys()
			if near := diag.Nearest(e.Key.String, names); near != "" {
				d.Hint("did you mean %q?", near)
				if misspelt == nil {
					misspelt = map[string]bool{}
				}
				misspelt[near] = true
				w.broke = true
			} else {
				d.Hint("the fields of %s are %s", what, strings.Join(names, ", "))
			}
			continue
		}
		w.at = f
		w.walk(e.Value, f.is, f.Key)
	}
	swallowed := slices.ContainsFunc(n.Entries, func(e *source.Entry) bool { return e.Value.Kind == source.Bad && e.Value.Broken })
	for i := range k.Fields {
		f := &k.Fields[i]
		if !f.Need {
			continue
		}
		v := n.At(f.Key)
		switch {
		case v == nil && (misspelt[f.Key] || swallowed):
		case v == nil:
			w.broke = w.broke || f.is.form == list || f.is.form == id
			pos := n.Pos
			if len(n.Entries) > 0 {
				pos = n.Entries[0].Key.Pos
			}
			w.diags.Errorf("E0112", pos, "%s has no %q", what, f.Key).Hint("write %s: %s%s", f.Key, f.Doc, f.suchAs())
		case empty(v):
			w.diags.Errorf("E0112", n.Entry(f.Key).Key.Pos, "%q of %s is empty", f.Key, what).Hint("%s is %s%s", f.Key, f.Doc, f.suchAs())
			v.Kind = source.Bad
		}
	}
}

// suchAs returns the example of a field, to be added to its description.
func (f *Field) suchAs() string {
	if f.Example == "" || f.is.form == id {
		return ""
	}
	return ", such as " + f.Example
}

// empty reports whether a value is empty or blank.
func empty(v *source.Node) bool {
	return v.Kind == source.Null || v.Kind == source.Scalar && strings.TrimSpace(v.Text.String) == ""
}

// scalar checks a single value against its shape. In one piece: one case per form of value.
func (w *walker) scalar(n *source.Node, s *shape, what string) {
	v := n.Text.String
	bad := func(code, hint, format string, args ...any) {
		d := w.diags.Errorf(code, n.Text.At(0, len(v)), format, args...).Hint("%s", hint)
		if !strings.Contains(d.Message, what) {
			w.meant(d)
		}
		n.Kind = source.Bad
	}
	if v == "" {
		return
	}
	switch s.form {
	case text, name:
		n.Text = w.clean(n.Text)
		if s.form == text {
			w.markup(n.Text)
		}
	case key:
		if !slices.Contains(s.words, v) {
			hint := "write one of " + strings.Join(nonEmpty(s.words), ", ")
			if near := diag.Nearest(v, s.words); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			bad("E0113", hint, "%q is not a value of %q", v, what)
		}
	case id:
		if !idForm.MatchString(v) {
			w.diags.Errorf("E0304", n.Text.At(0, len(v)), "id %q is not made of lower-case words and hyphens", v).
				Hint("write %s", suggestID(v))
		}
	case ref:
		if v == s.or && v != "" {
			break
		}
		w.refs = append(w.refs, reference{n.Text, s.words, strings.TrimPrefix(what, entryOf(""))})
		if s.loose {
			w.refs[len(w.refs)-1].kinds = nil
		}
	case tag:
		if s.or == "" || !strings.EqualFold(v, s.or) {
			w.tag(n.Text)
		}
	case number:
		if i, ok := n.Int(); !ok || i < 0 {
			hint := "write it in digits"
			switch digits := strings.TrimLeft(v, "+-"); {
			case digits == "" || strings.Trim(digits, "0123456789") != "":
			case v[0] == '-':
				hint = "write a number without a minus"
			case digits[0] == '0':
				hint = "write it without zeros before it"
			default:
				hint = "write a smaller number: it has too many digits"
			}
			bad("E0111", hint, "%s %q is not a whole number", what, v)
		} else if s.most > 0 && (i < 1 || i > s.most) {
			bad("E0111", fmt.Sprintf("write a number from 1 to %d", s.most), "%s %q is not from 1 to %d", what, v, s.most)
		}
	case flag:
		if _, ok := n.Bool(); !ok {
			bad("E0111", "write true or false", "%s %q is neither true nor false", what, v)
		}
	case day:
		if _, err := date.Parse(v); err != nil {
			hint := "write 2023-11-07, or 2023-11 if the day is not known"
			if meant := date.Meant(v); meant != "" {
				hint = "write " + meant
			}
			bad("E0401", hint, "%s %q is not a date", what, v)
		}
	case clock:
		if !clockForm.MatchString(v) {
			bad("E0402", "write it as 09:30 or 14:00", "%s %q is not a time of day", what, v)
		}
	case span:
		if _, err := parseRange(v); err != nil {
			w.broke = true
			bad("E0114", "write 12, or 1-20", "%q is not a range of paragraphs", v)
		}
	case address:
		u, err := url.Parse(v)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			bad("E0115", "write it as https://...", "%q is not a web address", v)
		}
	}
}

func nonEmpty(words []string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// isTag reports whether a text is a language tag in its usual form.
func isTag(s string) bool {
	t, err := language.Parse(s)
	return err == nil && (t.String() == s || t.String() != strings.ToLower(s))
}

func (w *walker) tag(t source.Text) {
	if known, err := language.Parse(t.String); err == nil && known.String() == strings.ToLower(t.String) && known.String() != t.String {
		w.meant(w.diags.Errorf("E0116", t.Pos, "%q is not written as a language tag", t.String).Hint("write %s", known))
	} else if err != nil {
		d := w.diags.Errorf("E0116", t.Pos, "%q is not a language tag", t.String)
		if parts := strings.Fields(t.String); len(parts) > 1 && !slices.ContainsFunc(parts, func(s string) bool {
			_, err := language.Parse(s)
			return err != nil
		}) {
			d.Hint("put a comma between them: [%s]", strings.Join(parts, ", "))
		} else {
			d.Hint("write en, es, fr, pt or another BCP 47 tag")
		}
		w.meant(d)
	}
}

func (w *walker) clean(t source.Text) source.Text {
	t, faults := t.Clean()
	report(w.diags, faults)
	return t
}

// report turns the faults found while reading into findings.
func report(diags *diag.List, faults []source.Fault) {
	for _, f := range faults {
		add := diags.Errorf
		if f.Code[0] == 'W' {
			add = diags.Warningf
		}
		d := add(f.Code, f.Pos, "%s", f.Message)
		if f.Hint != "" {
			d.Hint("%s", f.Hint)
		}
		if f.Related.IsValid() {
			d.See(f.Related, "the earlier one is here")
		}
	}
}

func parseRange(s string) (Range, error) {
	first, last, two := strings.Cut(s, "-")
	a, err := strconv.Atoi(first)
	if err != nil {
		return Range{}, err
	}
	b := a
	if two {
		if b, err = strconv.Atoi(last); err != nil {
			return Range{}, err
		}
	}
	if a < 1 || b < a || b-a > 9999 {
		return Range{}, fmt.Errorf("%d-%d", a, b)
	}
	return Range{First: a, Last: b}, nil
}

// IsID reports whether a text can be an id: lower-case words and hyphens.
func IsID(s string) bool { return idForm.MatchString(s) }

// suggestID makes an id from words.
func suggestID(s string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range source.Fold(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
			continue
		}
		hyphen = true
	}
	out := b.String()
	if out == "" {
		return "an-id"
	}
	if out[0] < 'a' {
		return "id-" + out
	}
	return out
}

// resolve reports references to records that do not exist or are of another kind. It skips kinds in lost: a file with such records could
// not be read in full, so the record may exist.
func (w *walker) resolve(byID map[string]Record, lost, twice map[string]bool) {
	candidates := map[string][]string{} // by kinds
	near := func(kinds []string) []string {
		key := strings.Join(kinds, "\x00")
		if candidates[key] == nil {
			candidates[key] = []string{}
			for id, r := range byID {
				if slices.Contains(kinds, r.Ident().Kind) {
					candidates[key] = append(candidates[key], id)
				}
			}
		}
		return candidates[key]
	}
	said := map[string]*unknownID{}
	for _, r := range w.refs {
		if r.kinds == nil {
			continue
		}
		found, ok := byID[r.String]
		kinds := either(r.kinds)
		if !ok && slices.ContainsFunc(r.kinds, func(k string) bool { return lost[k] }) {
			continue
		}
		if !ok {
			if before := said[kinds+" "+r.String]; before != nil {
				before.places++
				continue
			}
			of := ""
			if r.field != "" {
				of = fmt.Sprintf(" for %q", r.field)
			}
			d := w.diags.Errorf("E0301", r.At(0, len(r.String)), "there is no %s %q%s", kinds, r.String, of)
			said[kinds+" "+r.String] = &unknownID{d, 1}
			if w.diags.Full("E0301") {
				continue
			}
			parts := strings.Fields(r.String)
			known := func(id string) bool { return byID[id] != nil && slices.Contains(r.kinds, byID[id].Ident().Kind) }
			unknown := slices.ContainsFunc(parts, func(id string) bool { return !known(id) })
			if n := w.near.Nearest(r.String, near(r.kinds)); len(parts) > 1 && !unknown {
				d.Hint("put a comma between them: %s", strings.Join(parts, ", "))
			} else if n != "" {
				d.Hint("did you mean %q?", n)
				d.See(byID[n].Ident().Pos, "%q is defined here", n)
			} else if ids := idsOf(byID, r.kinds); len(ids) > 0 && len(ids) <= fewIDs {
				d.Hint("write one of %s", strings.Join(ids, ", "))
			}
			continue
		}
		if !slices.Contains(r.kinds, found.Ident().Kind) && !twice[r.String] {
			w.diags.Errorf("E0302", r.At(0, len(r.String)), "%q is %s, but %s is expected", r.String,
				article(found.Ident().Kind), article(kinds)).See(found.Ident().Pos, "%q is defined here", r.String)
		}
	}
	for _, u := range said {
		if u.places > 1 {
			u.Hint("%d places name it", u.places)
		}
	}
}

// fewIDs is the number of ids that a hint lists, if none is near the one that was written.
const fewIDs = 12

// idsOf returns the ids of the records of some kinds, sorted.
func idsOf(byID map[string]Record, kinds []string) (ids []string) {
	for id, rec := range byID {
		if slices.Contains(kinds, rec.Ident().Kind) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// An unknownID is the finding about an id that nothing has, and the number of places that name it.
type unknownID struct {
	*diag.Diagnostic
	places int
}

// either names one of several kinds.
func either(kinds []string) string {
	if len(kinds) < 2 {
		return strings.Join(kinds, "")
	}
	last := len(kinds) - 1
	return strings.Join(kinds[:last], ", ") + " or " + kinds[last]
}

// article returns a word with the indefinite article.
func article(word string) string {
	if strings.HasPrefix(word, "one ") {
		return word
	}
	if strings.IndexByte("aeio", word[0]) >= 0 {
		return "an " + word
	}
	return "a " + word
}
