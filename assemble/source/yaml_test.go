package source

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// plain turns a tree into maps, slices and strings. An empty value is the empty string.
func plain(n *Node) any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case Scalar:
		return n.Text.String
	case Sequence:
		out := []any{}
		for _, i := range n.Items {
			out = append(out, plain(i))
		}
		return out
	case Mapping:
		out := map[string]any{}
		for _, e := range n.Entries {
			out[e.Key.String] = plain(e.Value)
		}
		return out
	}
	return nil
}

var yamlRead = []struct {
	name, in string
	want     any
}{
	{"empty", "", nil},
	{"only a comment", "# nothing\n", nil},
	{"mapping", "a: 1\nb: two words\n", map[string]any{"a": "1", "b": "two words"}},
	{
		"nothing",
		"a:\nb: ~\nc: null\nd: NULL\ne: [Null, nULL]\n",
		map[string]any{"a": nil, "b": nil, "c": nil, "d": nil, "e": []any{nil, "nULL"}},
	},
	{
		"no coercion",
		"a: NO\nb: 1.10\nc: 0o17\nd: 2023-11-07\ne: yes\nf: 017\n",
		map[string]any{"a": "NO", "b": "1.10", "c": "0o17", "d": "2023-11-07", "e": "yes", "f": "017"},
	},
	{"list", "- a\n- b\n-\n- c\n", []any{"a", "b", nil, "c"}},
	{"list under its key, not indented", "a:\n- x\n- y\nb: z\n", map[string]any{"a": []any{"x", "y"}, "b": "z"}},
	{
		"list of mappings",
		"a:\n  - id: x\n    n: 1\n  - id: y\n",
		map[string]any{"a": []any{map[string]any{"id": "x", "n": "1"}, map[string]any{"id": "y"}}},
	},
	{"list of lists", "- - a\n  - b\n- - c\n", []any{[]any{"a", "b"}, []any{"c"}}},
	{"deep", "a:\n  b:\n    c: d\n  e: f\n", map[string]any{"a": map[string]any{"b": map[string]any{"c": "d"}, "e": "f"}}},
	{
		"flow",
		"a: [x, 'y, z', {k: v, w: }]\nb: {en: https://x.org/a?b=c, es: \"q\"}\n",
		map[string]any{
			"a": []any{"x", "y, z", map[string]any{"k": "v", "w": nil}},
			"b": map[string]any{"en": "https://x.org/a?b=c", "es": "q"},
		},
	},
	{"flow over lines", "a: [\n  x, # one\n  y\n]\n", map[string]any{"a": []any{"x", "y"}}},
	{"plain over lines", "a: one\n  two\n\n  three\nb: c\n", map[string]any{"a": "one two\nthree", "b": "c"}},
	{"comment behind", "a: one # two\nb: c#d\n", map[string]any{"a": "one", "b": "c#d"}},
	{"quoted", "a: \"x: \\\"y\\\" \\u00e9\\n\"\nb: 'it''s'\n", map[string]any{"a": "x: \"y\" é\n", "b": "it's"}},
	{"quoted over lines", "a: \"one\n  two\\\n  three\n\n  four\"\n", map[string]any{"a": "one twothree\nfour"}},
	{"quoted key", "\"a b\": c\n'd': e\n", map[string]any{"a b": "c", "d": "e"}},
	{"literal", "a: |\n  one\n    two\n\n  three\nb: c\n", map[string]any{"a": "one\n  two\n\nthree\n", "b": "c"}},
	{"literal, stripped and kept", "a: |-\n  one\n\nb: |+\n  two\n\nc: d\n", map[string]any{"a": "one", "b": "two\n\n", "c": "d"}},
	{"literal, explicit indentation", "a: |2\n   one\n  two\n", map[string]any{"a": " one\ntwo\n"}},
	{
		"folded",
		"a: >\n  one\n  two\n\n  three\n    more\n  four\nb: >-\n  x\n  y\n",
		map[string]any{"a": "one two\nthree\n  more\nfour\n", "b": "x y"},
	},
	{"folded in a list", "- text: >\n    one\n    two\n  id: x\n", []any{map[string]any{"text": "one two\n", "id": "x"}}},
	{"document marks", "---\na: b\n...\n", map[string]any{"a": "b"}},
	{"url", "a: https://x.org\nb: 10:30\n", map[string]any{"a": "https://x.org", "b": "10:30"}},
	{"brackets in a text", "a: shall [should] do\n", map[string]any{"a": "shall [should] do"}},
	{"without a last line end", "a: b", map[string]any{"a": "b"}},
	{"literal of empty lines", "a: |\n     \nb: |+\n     \n  \n", map[string]any{"a": "", "b": "\n\n"}},
	{"literal without a last line end", "a: |\n  b", map[string]any{"a": "b"}},
}

func TestYAML(t *testing.T) {
	for _, c := range yamlRead {
		for form, in := range map[string]string{"": c.in, ", CRLF": strings.ReplaceAll(c.in, "\n", "\r\n"), ", BOM": "\ufeff" + c.in} {
			t.Run(c.name+form, func(t *testing.T) {
				n, faults := YAML(NewFile("x.yaml", []byte(in)))
				if len(faults) > 0 {
					t.Fatalf("faults: %+v", faults[0].Message)
				}
				if got := plain(n); !reflect.DeepEqual(got, c.want) {
					t.Errorf("got %#v, want %#v", got, c.want)
				}
				places(t, n)
			})
		}
	}
}

// places fails unless the file contains every scalar at its place.
func places(t *testing.T, n *Node) {
	t.Helper()
	walk(n, func(n *Node) {
		if n.Kind != Scalar {
			return
		}
		f := n.Pos.File
		if n.Pos.Offset < 0 || n.Pos.End() > len(f.Bytes) {
			t.Fatalf("place %d+%d is outside the file", n.Pos.Offset, n.Pos.Length)
		}
		for i, r := range n.Text.String {
			p := n.Text.At(i, len(string(r)))
			if p.Offset < 0 || p.End() > len(f.Bytes) {
				t.Fatalf("place %d+%d of %q is outside the file", p.Offset, p.Length, r)
			}
			if at := string(f.Bytes[p.Offset:p.End()]); at != string(r) && !strings.ContainsAny(at, " \t\r\n\\'") && p.Length > 0 {
				t.Errorf("the place of %q of %q contains %q", r, n.Text.String, at)
			}
		}
	})
}

func walk(n *Node, visit func(*Node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, e := range n.Entries {
		walk(e.Value, visit)
	}
	for _, i := range n.Items {
		walk(i, visit)
	}
}

var yamlRefused = []struct{ name, in, want string }{
	{"second document", "a: b\n---\nc: d\n", "2:1 E0106 a second document starts here"},
	{"anchor", "a: &x b\n", `1:4 E0106 anchor "&x" is not supported`},
	{"alias", "a: *x\n", `1:4 E0106 alias "*x" is not supported`},
	{"tag", "a: !!str b\n", `1:4 E0106 tag "!!str" is not supported`},
	{"merge key", "a:\n  <<: b\n", "2:3 E0106 merge keys are not supported"},
	{"complex key", "? a\n: b\n", "1:1 E0106 complex keys are not supported"},
	{"directive", "%YAML 1.2\n---\na: b\n", "1:1 E0106 YAML directives are not supported"},
	{"duplicate key", "a: b\nc: d\na: e\n", `3:1 E0108 key "a" appears twice`},
	{"duplicate key, flow", "{é: b, é: c}\n", `1:8 E0108 key "é" appears twice`},
	{"colon in a text", "title: First: second\n", `1:13 E0104 ": " inside a text without quotation marks`},
	{"colon in a folded text", "a: one\n  two: three\n", `2:3 E0104 "two:" looks like a key inside a text`},
	{"tab", "a:\n\tb: c\n", "2:1 E0105 a tab is used where only spaces are allowed"},
	{"no-break space before the first key", "\u00a0a: b\n", "1:1 E0105 a no-break space (U+00A0) is used where only spaces are allowed"},
	{"no-break space as indent", "a:\n  b: c\n\u00a0 d: e\n", "3:1 E0105 a no-break space (U+00A0) is used where only spaces are allowed"},
	{"no-break space after indent", "a:\n  b: c\n  \u00a0d: e\n", "3:3 E0105 a no-break space (U+00A0) is used where only spaces are allowed"},
	{"wide space as indent of an item", "a:\n\u3000- b\n\u3000- c\n", "2:1 E0105 a special space (U+3000) is used where only spaces are allowed"},
	{"no-break space after a dash", "a:\n  -\u00a0b: c\n", "2:4 E0105 a no-break space (U+00A0) is used where only spaces are allowed"},
	{"no-break space after a colon", "a: b\nc:\u202fd\n", "2:3 E0105 a no-break space (U+202F) is used where only spaces are allowed"},
	{"no-break space before a line of a text block", "a: >-\n  b\n \u00a0c\n", "3:2 E0105 a no-break space (U+00A0) is used where only spaces are allowed"},
	{"deep", strings.Repeat("[", 1000), "1:64 E0107 lists and mappings are nested more than 64 deep"},
	{"never closed", "a: [b, c\n", `1:4 E0104 '[' is never closed`},
	{"quote never closed", "a: \"b\nc: d\n", "1:4 E0104 the text in quotation marks is not closed before the next key"},
	{"bad indentation", "a: b\n   c: d\n", `2:4 E0104 "c:" looks like a key inside a text`},
	{"half indentation", "a:\n    b: c\n  d: e\n", `3:3 E0104 "d: e" is indented by 2, the entries of its mapping by 0`},
	{"no key", "a: b\nnothing\n", `2:1 E0104 "nothing" is not a key with a value`},
	{"escape", `a: "C:\dir"` + "\n", `1:7 E0104 "\\d" is not an escape sequence`},
	{"not UTF-8", "a: \xff\n", "1:4 E0103 the file is not UTF-8: byte 0xFF"},
	{"UTF-16", "\xff\xfea\x00", "1:1 E0103 the file is UTF-16"},
	{"NUL", "a: \x00\n", "1:4 E0103 the file is not a text file: it contains a NUL byte"},
	{"carriage return", "a: b\rc: d\n", "1:5 E0104 a carriage return is not followed by a line feed"},
	{"behind a quoted text", "a: \"b\" c\n", `1:8 E0104 "c" follows the value on the same line`},
	{"list on the line of its key", "a: - b\n", "1:4 E0104 a list may not start on the line of its key"},
	{"no key before a colon", "a: [{:}]\n", "1:6 E0104 expected a key with a value"},
	{"tab in a quoted text", "a: \"b\n\tc\"\n", "2:1 E0105 a tab is used where only spaces are allowed"},
	{"brackets not indented", "a: [b,\nc]\n", `2:1 E0104 "c]" is in brackets and is not indented`},
	{"brackets not closed before the next key", "a: [b, c\nd: e\n", `1:4 E0104 '[' is not closed before the next key`},
	{"braces not closed before the next entry", "- {a: b\n- {a: c}\n", `1:3 E0104 '{' is not closed before the next key`},
	{"no comma in braces", "a: {b: 1 c: 2}\n", `1:11 E0104 a second colon follows a value in braces`},
	{"entry without a dash", "- id: a\n  b: c\n  id: d\n  b: e\n  c: f\n- id: g\n", `3:3 E0104 a second "id" begins another entry, but has no dash`},
	{"key without a colon", "a:\n  gap 20\n  size: 10\n", `2:3 E0104 "gap 20" has no colon, but keys follow it`},
	{"first key of an entry without a colon", "a:\n  - id b\n    size: 10\n", `2:5 E0104 "id b" has no colon, but keys follow it`},
	{"entry below a key that is indented less", "a:\n- id: b\n  c: d\n  - id: e\n", `4:3 E0104 expected a key, but found a list entry`},
	{"braces not indented", "- a: {\n  b: c\n  }\n", `2:3 E0104 "b: c" is in brackets and is not indented`},
	{"quoted text in brackets not indented", "a: [\"b\nc\"]\n", "1:5 E0104 the text in quotation marks is not closed before the next key"},
	{"text in brackets not indented", "a: [b\nc]\n", `2:1 E0104 "c]" is in brackets and is not indented`},
	{"empty line with more spaces", "a: |\n     \n  b\n", "2:1 E0104 an empty line before the text has more spaces than the text"},
	{"pair in a list", "a: [b: c]\n", "1:6 E0104 a list contains a key with a value"},
	{"unfinished merge", "a: |\n  b\n<<<<<<< HEAD\n  c\n=======\n  d\n>>>>>>> main\n", "3:1 E0118 the file contains a merge conflict"},
	{"rest of a merge", "a: |\n  b\r\n=======\r\n  c\n", "3:1 E0118 the file contains a merge conflict"},
	{"end of a merge", "a: b\n>>>>>>> 1a2b3c", "2:1 E0118 the file contains a merge conflict"},
	{"base of a merge", "||||||| 1a2b3c\na: b\n", "1:1 E0118 the file contains a merge conflict"},
	{"too large", strings.Repeat(" ", MaxSize+1), "1:1 E0102 the file is larger than 32 MB"},
}

func TestYAMLRefused(t *testing.T) {
	for _, c := range yamlRefused {
		t.Run(c.name, func(t *testing.T) {
			_, faults := YAML(NewFile("x.yaml", []byte(c.in)))
			if len(faults) == 0 {
				t.Fatal("nothing was refused")
			}
			f := faults[0]
			if got := fmt.Sprintf("%d:%d %s %s", f.Pos.Line(), f.Pos.Column(), f.Code, f.Message); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if len(faults) > 1 {
				t.Errorf("and %d more: %s", len(faults)-1, faults[1].Message)
			}
		})
	}
}

func TestYAMLGoesOn(t *testing.T) {
	n, faults := YAML(NewFile("x.yaml", []byte("title: First: second\n  and more\nb: [x]\nb: y\nc: d\n")))
	if len(faults) != 2 || n.At("title").Kind != Bad || n.At("c").Text.String != "d" {
		t.Errorf("got %d faults and %v", len(faults), plain(n))
	}
	if want := `quote the text: "First: second"`; faults[0].Hint != want {
		t.Errorf("hint %q, want %q", faults[0].Hint, want)
	}
}

// TestYAMLAgrees compares the result with that of a general YAML reader: what is accepted is YAML.
func TestYAMLAgrees(t *testing.T) {
	for _, c := range yamlRead {
		var other any
		if err := yaml.Unmarshal([]byte(c.in), &other); err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if !loose(c.want, other) {
			t.Errorf("%s: %#v is %#v for others", c.name, c.want, other)
		}
	}
}

// loose compares with the result of another reader, which takes plain scalars for numbers, dates and Booleans.
func loose(a, b any) bool {
	switch b := b.(type) {
	case map[string]any:
		m, ok := a.(map[string]any)
		if !ok || len(m) != len(b) {
			return false
		}
		for k, v := range b {
			w, ok := m[k]
			if !ok || !loose(w, v) {
				return false
			}
		}
		return true
	case []any:
		s, ok := a.([]any)
		if !ok || len(s) != len(b) {
			return false
		}
		for i := range b {
			if !loose(s[i], b[i]) {
				return false
			}
		}
		return true
	case string:
		return a == b
	case nil:
		return a == nil || a == ""
	case float64:
		return !math.IsNaN(b) || a != nil
	}
	return a != nil
}

// FuzzYAML demands that reading never panics, and that every place exists.
func FuzzYAML(f *testing.F) {
	for _, c := range yamlRead {
		f.Add(c.in)
	}
	for _, c := range yamlRefused {
		if len(c.in) < 2000 {
			f.Add(c.in)
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		file := NewFile("x.yaml", []byte(in))
		n, faults := YAML(file)
		placed(t, in, n, faults)
	})
}

// placed fails unless every fault or, if there are none, every node and every byte of its text has a place within the file. It reports
// whether there are no faults.
func placed(t *testing.T, in string, n *Node, faults []Fault) bool {
	t.Helper()
	for _, fault := range faults {
		if fault.Message == "" || fault.Pos.Offset < 0 || fault.Pos.Length < 0 || fault.Pos.End() > len(in) {
			t.Fatalf("fault %+v of %q has no place", fault, in)
		}
	}
	if len(faults) > 0 {
		return false
	}
	walk(n, func(n *Node) {
		if n.Pos.Offset < 0 || n.Pos.Length < 0 || n.Pos.End() > len(in) {
			t.Fatalf("node at %d+%d of %q has no place", n.Pos.Offset, n.Pos.Length, in)
		}
		for i := range n.Text.String {
			if p := n.Text.At(i, 1); p.Offset < 0 || p.Length < 0 || p.End() > len(in) {
				t.Fatalf("byte %d of %q has no place in %q: %d+%d", i, n.Text.String, in, p.Offset, p.Length)
			}
		}
	})
	return true
}

// TestInt reads numbers, and texts that are not numbers.
func TestInt(t *testing.T) {
	for s, want := range map[string]int{"0": 0, "7": 7, "-7": -7, "10": 10, "": -1, "-": -1, "--": -1, "---7": -1,
		"+7": -1, "07": -1, "-07": -1, "-0": -1, "7a": -1, "99999999999999999999": -1} {
		n := &Node{Kind: Scalar, Text: Text{String: s}}
		if got, ok := n.Int(); ok != (want != -1) || ok && got != want {
			t.Errorf("%q is %d, %v", s, got, ok)
		}
	}
}

// TestPlacesOfTexts: every value has a place for a finding about its text, even if it has none.
func TestPlacesOfTexts(t *testing.T) {
	root, faults := YAML(NewFile("x.yaml", []byte("a:\nb: ~\nc: []\nd: {e: , f: {}}\ng:\n  -\n  - h: i\n    j: |\n      k\n  - 'l'\n")))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	n := 0
	walk(root, func(x *Node) {
		if n++; !x.Text.Pos.IsValid() || x.Text.Pos.File == nil || x.Text.Pos.Line() < 1 || x.Text.Pos.Line() > 10 {
			t.Errorf("%s at %d: its text is at %v", x.Kind, x.Pos.Line(), x.Text.Pos)
		}
	})
	if n != 13 {
		t.Errorf("%d values", n)
	}
}
