package style

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/fixed"
	"omnibus/assemble/source"
)

// Read reads a style sheet. Its errors are added to diags; the result is nil if nothing usable is left.
func Read(f *source.File, diags *diag.List) *Sheet { return Laid(nil, f, diags) }

// Laid reads the author's style sheet, laid over the built-in one setting by setting: one line changes one setting. Either may be nil.
func Laid(builtin, own *source.File, diags *diag.List) *Sheet {
	var root *source.Node
	bad, named := false, false
	for _, f := range []*source.File{builtin, own} {
		if f == nil {
			continue
		}
		n, failed := parse(f, diags)
		bad = bad || failed
		if n == nil {
			return nil
		}
		if root != nil && sizeOf(n) != "" { // a copy of the whole sheet names it without meaning to
			named = sizeOf(n) != sizeOf(root) || !covers(n, root)
		}
		root = lay(root, n)
	}
	r := &reader{diags: diags, failed: bad, scale: fixed.One}
	s := &Sheet{OwnSize: named, Sizes: map[string]Size{}, Roles: map[string]Look{}, Lists: map[string]List{}}
	r.sheet(root, s)
	if r.failed {
		return nil
	}
	return s
}

// sizeOf returns the page size that settings name; "" for none.
func sizeOf(n *source.Node) string {
	if n == nil {
		return ""
	}
	if e := n.Entry("paper"); e != nil {
		return e.Value.Text.String
	}
	return ""
}

// covers reports whether settings have every key that other settings have.
func covers(n, all *source.Node) bool {
	return !slices.ContainsFunc(all.Entries, func(e *source.Entry) bool { return n.Entry(e.Key.String) == nil })
}

// lay lays the settings of a node over those of another one. A setting without a value keeps the one below it.
func lay(under, over *source.Node) *source.Node {
	switch {
	case under == nil:
		return over
	case over.Kind == source.Null:
		return under
	case under.Kind != source.Mapping || over.Kind != source.Mapping:
		return over
	}
	out := &source.Node{Kind: source.Mapping, Pos: over.Pos}
	for _, e := range under.Entries {
		if o := over.Entry(e.Key.String); o != nil {
			e = &source.Entry{Key: o.Key, Value: lay(e.Value, o.Value)}
		}
		out.Entries = append(out.Entries, e)
	}
	for _, e := range over.Entries {
		if under.Entry(e.Key.String) == nil {
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

// parse reads the settings of a style sheet; nil if there are none, which has been reported. bad means that there was an error.
func parse(f *source.File, diags *diag.List) (root *source.Node, bad bool) {
	root, faults := source.YAML(f)
	for _, t := range faults {
		var d *diag.Diagnostic
		if strings.HasPrefix(t.Code, "W") {
			d = diags.Warningf(t.Code, t.Pos, "%s", t.Message)
		} else {
			bad = true
			d = diags.Errorf(t.Code, t.Pos, "%s", t.Message)
		}
		if t.Hint != "" {
			d.Hint("%s", t.Hint)
		}
		if t.Related.IsValid() {
			d.See(t.Related, "the earlier one")
		}
	}
	if root == nil && !bad {
		diags.Errorf("E0801", f.Pos(0, 0), "the style sheet is empty").
			Hint("delete it, or write the settings that differ from those of omnibus templates style.yaml")
	}
	return root, bad
}

// reader walks the style sheet. failed is set by the first error.
type reader struct {
	diags  *diag.List
	failed bool
	scale  fixed.Ratio // of the type, and of the spaces that go with it
}

// scaled are the settings that grow with the type.
var scaled = []string{"size", "leading", "indent", "left", "right", "before", "after", "between", "padding"}

// Limits of the scale.
const smallest, largest = fixed.One / 2, 3 * fixed.One

func (r *reader) errorf(code string, pos source.Pos, format string, args ...any) *diag.Diagnostic {
	r.failed = true
	return r.diags.Errorf(code, pos, format, args...)
}

// fields names what a mapping may hold and where each value goes. A value is a *fixed.Points, *fixed.Ratio, *int, *bool, *string, a
// func(*source.Node), or words: the accepted words with what they set.
type fields map[string]any

type words map[string]func()

// oneOf returns the words of which a setting must be one.
func oneOf(to *string, all ...string) words {
	out := words{}
	for _, w := range all {
		out[w] = func() { *to = w }
	}
	return out
}

// read stores the entries of n as f says. Every key of must is required.
func (r *reader) read(n *source.Node, f fields, must ...string) {
	if n.Kind == source.Bad {
		return
	}
	if n.Kind == source.Null {
		n = &source.Node{Kind: source.Mapping, Pos: n.Pos}
	}
	if n.Kind != source.Mapping {
		r.errorf("E0803", n.Pos, "expected a list of settings, found a %s", n.Kind)
		return
	}
	for _, key := range must {
		if n.Entry(key) == nil {
			r.errorf("E0804", n.Pos, "the setting %q is missing", key)
		}
	}
	for _, e := range n.Entries {
		to, ok := f[e.Key.String]
		if !ok {
			d := r.errorf("E0802", e.Key.Pos, "unknown setting %q", e.Key.String)
			r.near(d, e.Key.String, slices.Collect(maps.Keys(f)))
			d.Hint("the settings here are %s", strings.Join(slices.Sorted(maps.Keys(f)), ", "))
			continue
		}
		r.value(e, to)
	}
}

// near adds a hint with the name that is most similar to a word, if there is one.
func (r *reader) near(d *diag.Diagnostic, word string, names []string) *diag.Diagnostic {
	if n := diag.Nearest(word, names); n != "" {
		d.Hint("did you mean %q?", n)
	}
	return d
}

func (r *reader) value(e *source.Entry, to any) {
	n := e.Value
	if n.Kind == source.Bad {
		return
	}
	if f, ok := to.(func(*source.Node)); ok {
		f(n)
		return
	}
	if n.Kind != source.Scalar {
		r.errorf("E0803", n.Pos, "%q takes one value, not a %s", e.Key.String, n.Kind)
		return
	}
	text := n.Text.String
	switch to := to.(type) {
	case *fixed.Points, *fixed.Ratio:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v >= 0 && v <= 10000) {
			r.errorf("E0803", n.Pos, "%q takes a number from 0 to 10000, not %q", e.Key.String, text).
				Hint("write the number alone: measures are in points, 72 to the inch and 28.35 to the centimetre")
			return
		}
		switch to := to.(type) {
		case *fixed.Points:
			if *to = fixed.Of(v); slices.Contains(scaled, e.Key.String) {
				*to = to.Times(r.scale)
			}
		case *fixed.Ratio:
			*to = fixed.RatioOf(v)
		}
	case *int:
		v, ok := n.Int()
		if !ok || v < 0 || v > 1000 {
			r.errorf("E0803", n.Pos, "%q takes a whole number from 0 to 1000, not %q", e.Key.String, text)
			return
		}
		*to = v
	case *bool:
		v, ok := n.Bool()
		if !ok {
			r.errorf("E0803", n.Pos, "%q takes true or false, not %q", e.Key.String, text)
			return
		}
		*to = v
	case *string:
		*to = text
	case words:
		set, ok := to[text]
		if !ok {
			r.near(r.errorf("E0803", n.Pos, "%q is one of %s, not %q", e.Key.String, strings.Join(slices.Sorted(maps.Keys(to)), ", "),
				text), text, slices.Collect(maps.Keys(to)))
			return
		}
		set()
	default:
		panic(fmt.Sprintf("style: a setting of type %T", to))
	}
}

// each reads a mapping whose keys are the author's own.
func (r *reader) each(n *source.Node, one func(key source.Text, n *source.Node)) {
	if n.Kind == source.Bad {
		return
	}
	if n.Kind != source.Mapping {
		r.errorf("E0803", n.Pos, "expected names with settings, found a %s", n.Kind)
		return
	}
	for _, e := range n.Entries {
		one(e.Key, e.Value)
	}
}

func (r *reader) look(l *Look) fields {
	return fields{
		"size": &l.Size, "leading": &l.Leading, "bold": &l.Bold, "italic": &l.Italic, "hyphenate": &l.Hyphenate,
		"align": words{
			"justify": func() { l.Align = Justify }, "left": func() { l.Align = Left },
			"center": func() { l.Align = Center }, "right": func() { l.Align = Right },
		},
		"indent": &l.Indent, "left": &l.Left, "right": &l.Right, "before": &l.Before, "after": &l.After,
		"keep-next": &l.KeepNext, "keep-previous": &l.KeepPrevious,
	}
}

func with(f fields, more fields) fields {
	maps.Copy(f, more)
	return f
}

// sheet reads the style sheet. In one piece: it is one table of the keys, a line for each.
func (r *reader) sheet(root *source.Node, s *Sheet) {
	if e := root.Entry("scale"); e != nil {
		r.value(e, &r.scale)
		if r.scale < smallest || r.scale > largest {
			r.errorf("E0803", e.Value.Pos, "%q takes a number from 0.5 to 3, not %q", "scale", e.Value.Text.String)
			r.scale = fixed.One
		}
	}
	// The looks start from the setting text, whatever its position in the file.
	if n := root.At("text"); n != nil {
		r.read(n, r.look(&s.Text), "size", "leading")
	}
	base := func() Look { return s.Text }
	s.Masthead, s.Contents, s.Notes.Look, s.Table.Look = base(), base(), base(), base()
	s.Notes.Before, s.Notes.After = 0, 0
	skip := func(*source.Node) {}

	r.read(root, fields{
		"paper": &s.Size,
		"sizes": func(n *source.Node) {
			r.each(n, func(key source.Text, n *source.Node) {
				var z Size
				r.read(n, fields{"width": &z.Width, "height": &z.Height}, "width", "height")
				s.Sizes[key.String] = z
			})
		},
		"margins": func(n *source.Node) {
			scale := r.scale
			r.scale = fixed.One // the page does not grow with the type
			r.read(n, fields{"top": &s.Top, "bottom": &s.Bottom, "left": &s.Left, "right": &s.Right}, "top", "bottom", "left", "right")
			r.scale = scale
		},
		"columns": func(n *source.Node) {
			s.ColumnSize, s.ColumnLeading = s.Text.Size, s.Text.Leading
			r.read(
				n,
				fields{"gap": &s.Gap, "rule": &s.ColumnRule, "landscape": &s.Landscape, "size": &s.ColumnSize, "leading": &s.ColumnLeading},
				"gap",
			)
		},
		"number": func(n *source.Node) {
			r.read(
				n,
				fields{"format": &s.NumberFormat, "from": &s.NumberFrom, "top": &s.NumberTop, "size": &s.NumberSize},
				"format",
				"size",
			)
		},
		"running": func(n *source.Node) {
			r.read(n, fields{"size": &s.RunningSize, "symbol": words{
				"none": func() { s.Running = Nowhere }, "left": func() { s.Running = AtLeft }, "right": func() { s.Running = AtRight },
			}}, "size")
		},
		"justify": func(n *source.Node) {
			r.read(n, fields{"stretch": &s.Stretch, "shrink": &s.Shrink, "loosest": &s.Loosest, "narrowest": &s.Narrowest,
				"expand": &s.Expand, "hang": &s.Hang},
				"stretch", "shrink", "loosest")
		},
		"hyphens": func(n *source.Node) {
			r.read(n, fields{"left": &s.HyphenLeft, "right": &s.HyphenRight, "row": &s.HyphenRow}, "left", "right", "row")
		},
		"pages": func(n *source.Node) {
			r.read(n, fields{"widow": &s.Widow, "orphan": &s.Orphan, "stretch": &s.Feather, "shrink": &s.Tighten}, "widow", "orphan")
		},
		"text": skip, "scale": skip,
		"roles": func(n *source.Node) {
			r.each(n, func(key source.Text, n *source.Node) {
				l := base()
				r.read(n, r.look(&l))
				name := key.String
				if name == "body" {
					name = ""
				}
				s.Roles[name] = l
			})
		},
		"headings": func(n *source.Node) {
			r.each(n, func(key source.Text, n *source.Node) {
				level, err := strconv.Atoi(key.String)
				if err != nil || level < 1 || level > 6 {
					r.errorf("E0803", key.Pos, "the level of a heading is a number from 1 to 6, not %q", key.String)
					return
				}
				l := base()
				r.read(n, r.look(&l))
				s.Headings[level] = l
			})
			for level := 1; level <= 6; level++ {
				if s.Headings[level].Size == 0 {
					r.errorf("E0804", n.Pos, "headings of level %d have no style", level)
				}
			}
		},
		"lists": func(n *source.Node) {
			r.each(n, func(key source.Text, n *source.Node) {
				l := List{Before: s.Text.Before, After: s.Text.After}
				r.read(n, fields{"indent": &l.Indent, "between": &l.Between, "before": &l.Before, "after": &l.After,
					"keep-lead": &l.KeepLead,
					"labels":    words{"left": func() { l.RightLabels = false }, "right": func() { l.RightLabels = true }},
					"numbers": words{
						"columns": func() { l.Numbers = InColumns },
						"between": func() { l.Numbers = Between },
						"margin":  func() { l.Numbers = InMargin },
					},
				})
				name := key.String
				if name == "list" {
					name = ""
				}
				s.Lists[name] = l
			})
		},
		"masthead": func(n *source.Node) { r.read(n, r.look(&s.Masthead)) },
		"emblem": func(n *source.Node) {
			r.read(n, fields{"height": &s.Emblem.Height, "gap": &s.Emblem.Gap}, "height", "gap")
			if h := s.Emblem.Height; h < 8*fixed.Point || h > 300*fixed.Point {
				r.errorf("E0805", n.Pos, "an emblem of %g points cannot be printed: its height is 8 to 300", h.Float())
			}
		},
		"contents": func(n *source.Node) {
			r.read(n, with(r.look(&s.Contents), fields{"leaders": &s.Leaders}))
		},
		"notes": func(n *source.Node) {
			o := &s.Notes
			r.read(
				n,
				with(r.look(&o.Look), fields{"rule": &o.Rule, "weight": &o.Weight, "split": &o.Split, "mark": &o.Mark, "rise": &o.Rise,
					"form":  oneOf(&o.Form, "1", "1/", "[1]", "(1)", "a", "i"),
					"place": oneOf(&o.Place, "language", "after", "before"),
					"at":    oneOf(&o.At, "foot", "end")}),
				"mark",
				"rise",
			)
		},
		"table": func(n *source.Node) {
			r.read(n, with(r.look(&s.Table.Look), fields{"padding": &s.Table.Padding, "weight": &s.Table.Weight}))
		},
		"lines": func(n *source.Node) {
			r.read(n, fields{"size": &s.Lines.Size, "every": &s.Lines.Every, "distance": &s.Lines.Distance}, "size", "every")
		},
		"bars": func(n *source.Node) {
			r.read(n, fields{"weight": &s.Bars.Weight, "distance": &s.Bars.Distance}, "weight", "distance")
		},
	}, "paper", "sizes", "margins", "columns", "number", "running", "justify", "hyphens", "pages", "text", "roles", "headings",
		"lists", "masthead", "emblem", "contents", "notes", "table", "lines", "bars")

	if !r.failed {
		r.sane(root, s)
	}
}

// leastText is the least width and height that margins must leave.
const leastText = 120 * fixed.Point

// sane rejects a style sheet with which nothing could be set.
func (r *reader) sane(root *source.Node, s *Sheet) {
	if _, ok := s.Sizes[s.Size]; !ok {
		d := r.errorf("E0805", root.At("paper").Pos, "the paper size %q is not defined", s.Size)
		r.near(d, s.Size, slices.Collect(maps.Keys(s.Sizes))).
			Hint("known: %s", strings.Join(slices.Sorted(maps.Keys(s.Sizes)), ", "))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Sizes)) {
		z := s.Sizes[name]
		if z.Width-s.Left-s.Right < leastText || z.Height-s.Top-s.Bottom < leastText {
			r.errorf("E0805", root.At("margins").Pos, "the margins leave less than 120 points of the paper size %q", name)
		}
	}
	if strings.Count(s.NumberFormat, "%d") != 1 || strings.Count(s.NumberFormat, "%") != 1 {
		r.errorf(
			"E0805",
			root.At("number").Pos,
			"the format of page numbers must have %%d once and no other percent sign, unlike %q",
			s.NumberFormat,
		)
	}
	check := func(at, name string, l Look) {
		if l.Size < 4*fixed.Point || l.Size > 72*fixed.Point || l.Leading < l.Size*9/10 || l.Leading > l.Size*3 {
			r.errorf(
				"E0805",
				root.At(at).Pos,
				"%s is set in size %g with a leading of %g: a size is 4 to 72, a leading 0.9 to 3 times the size",
				name,
				l.Size.Float(),
				l.Leading.Float(),
			)
		}
		if l.Left+l.Right+l.Indent > 200*fixed.Point {
			r.errorf("E0805", root.At(at).Pos, "%s is indented by more than 200 points", name)
		}
	}
	check("text", "text", s.Text)
	check("columns", "text in columns", Look{Size: s.ColumnSize, Leading: s.ColumnLeading})
	for _, name := range slices.Sorted(maps.Keys(s.Roles)) {
		check("roles", fmt.Sprintf("the role %q", name), s.Roles[name])
	}
	for level, l := range s.Headings[1:] {
		check("headings", fmt.Sprintf("a heading of level %d", level+1), l)
	}
	check("masthead", "the masthead", s.Masthead)
	check("contents", "the contents", s.Contents)
	check("notes", "a note", s.Notes.Look)
	check("table", "a table", s.Table.Look)
	if s.Stretch <= 0 || s.Stretch > fixed.One || s.Shrink > fixed.One*15/100 || s.Loosest < fixed.One {
		r.errorf(
			"E0805",
			root.At("justify").Pos,
			"the space between words may stretch by at most 1 em and shrink by at most 0.15 em, and the loosest must be at least 1",
		)
	}
	for _, need := range []string{""} {
		if _, ok := s.Roles[need]; !ok {
			r.errorf("E0804", root.At("roles").Pos, "the role \"body\" has no style")
		}
		if _, ok := s.Lists[need]; !ok {
			r.errorf("E0804", root.At("lists").Pos, "the list \"list\" has no style")
		}
	}
	s.HyphenLeft, s.HyphenRight = max(s.HyphenLeft, 1), max(s.HyphenRight, 1)
	s.Widow, s.Orphan = max(s.Widow, 1), max(s.Orphan, 1)
	s.Lines.Every = max(s.Lines.Every, 1)
}
