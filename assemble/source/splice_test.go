package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSplice(t *testing.T) {
	f := NewFile("x", []byte("abcdef"))
	got, err := Splice(f, []Edit{{f.Pos(4, 1), "E"}, {f.Pos(1, 2), ""}, {f.Pos(6, 0), "1"}, {f.Pos(6, 0), "2"}})
	if err != nil || string(got) != "adEf12" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := Splice(f, []Edit{{f.Pos(1, 2), ""}, {f.Pos(2, 1), ""}}); err == nil {
		t.Error("overlapping edits are accepted")
	}
	if _, err := Splice(f, []Edit{{f.Pos(5, 2), ""}}); err == nil {
		t.Error("an edit outside the file is accepted")
	}
}

var edits = []struct {
	name, in string
	do       func(*Editor, *Node)
	want     string
}{
	{"set plain", "a: one # why\nb: two\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "é") }, "a: é # why\nb: two\n"},
	{
		"set what needs quotation marks",
		"a: one # why\n",
		func(e *Editor, n *Node) { e.Set(n.At("a"), "one: two") },
		"a: \"one: two\" # why\n",
	},
	{"set in single quotation marks", "a: 'one'\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "it's") }, "a: 'it''s'\n"},
	{"set with a line break", "a: 'one'\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "x\ny") }, "a: \"x\\ny\"\n"},
	{"set what others would coerce", "a: one\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "no") }, "a: \"no\"\n"},
	{
		"set folded",
		"x:\n  - a: >-\n      one\n      two\n    b: c # d\n",
		func(e *Editor, n *Node) { e.Set(n.At("x").Items[0].At("a"), strings.Repeat("word ", 30)+"end") },
		"x:\n  - a: >-\n      " + strings.TrimSuffix(
			strings.Repeat("word ", 22),
			" ",
		) + "\n      " + strings.Repeat(
			"word ",
			8,
		) + "end\n    b: c # d\n",
	},
	{"set literal, with a comment", "a: | # why\n  one\nb: >- # because\n  one\n  two\n", func(e *Editor, n *Node) {
		e.Set(n.At("a"), "x\nz\n")
		e.Set(n.At("b"), "z")
	}, "a: | # why\n  x\n  z\nb: >- # because\n  z\n"},
	{
		"set an empty block before a line of spaces",
		"a: >- # why\n       \nb: >-\n\n    \n       ",
		func(e *Editor, n *Node) { e.Set(n.At("a"), "x"); e.Set(n.At("b"), "z") },
		"a: \"x\" # why\n       \nb: \"z\"\n\n    \n       ",
	},
	{
		"set literal to what it cannot represent, with a comment",
		"a: | # why\n  one\nb: c\n",
		func(e *Editor, n *Node) { e.Set(n.At("a"), "x\rz") },
		"a: \"x\\rz\" # why\nb: c\n",
	},
	{
		"set literal to what it cannot represent, with a comment that touches its sign",
		"a: | #why\n  one\nb: >- #\n  c\n",
		func(e *Editor, n *Node) { e.Set(n.At("a"), "x "); e.Set(n.At("b"), "y ") },
		"a: \"x \" # why\nb: \"y \" #\n",
	},
	{"set literal, with a sign of number in the text", "a: |2-\n   #one\nb: c\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "#two") }, "a: \"#two\"\nb: c\n"},
	{"set literal", "a: |\n  one\n  two\nb: c\n", func(e *Editor, n *Node) { e.Set(n.At("a"), "x\n  y\n") }, "a: |\n  x\n    y\nb: c\n"},
	{"set nothing", "a:\nb: ~ # c\nd: {e: , f: }\n", func(e *Editor, n *Node) {
		e.Set(n.At("a"), "x")
		e.Set(n.At("b"), "y")
		e.Set(n.At("d").At("e"), "z, z")
		e.Set(n.At("d").At("f"), "w")
	}, "a: x\nb: \"y\" # c\nd: {e: \"z, z\" , f: w }\n"},
	{
		"clear",
		"a: one # c\nb: {c: d, e: f}\n",
		func(e *Editor, n *Node) { e.Clear(n.At("a")); e.Clear(n.At("b").At("c")) },
		"a: # c\nb: {c:, e: f}\n",
	},
	{
		"add a key",
		"- a: b # c\n  # d\n\n- e: f\n",
		func(e *Editor, n *Node) { e.SetKey(n.Items[0], "g", "h: i"); e.SetKey(n.Items[0], "j", "k") },
		"- a: b # c\n  g: \"h: i\"\n  j: k\n  # d\n\n- e: f\n",
	},
	{
		"add a key in braces",
		"a: {b: c} # d\ne: {}\n",
		func(e *Editor, n *Node) { e.SetKey(n.At("a"), "x", "y"); e.SetKey(n.At("e"), "x", "[y]") },
		"a: {b: c, x: \"y\"} # d\ne: {x: \"[y]\"}\n",
	},
	{"add a key at the end", "a: b", func(e *Editor, n *Node) { e.SetKey(n, "c", "d") }, "a: b\nc: d"},
	{
		"set to a mapping", "a: b\nl:\n",
		func(e *Editor, n *Node) {
			e.SetMap(n, "l", []Field{{Key: "es", Value: "v"}})
			e.SetMap(n, "m", []Field{{Key: "es", Value: "z"}, {Key: "fr", Value: "w"}})
		},
		"a: b\nl: {es: v}\nm: {es: z, fr: w}\n",
	},
	{"lists", "a: [x, y] # c\nb:\n  - x # d\n  - y\nc:\n", func(e *Editor, n *Node) {
		e.SetList(n, "a", []string{"x", "z"})
		e.SetList(n, "b", []string{"w"})
		e.SetList(n, "c", []string{"1, 2"})
		e.SetList(n, "d", []string{"v"})
	}, "a: [x, z] # c\nb:\n  - w\nc: [\"1, 2\"]\nd: [v]\n"},
	{"add items", "a:\n  - {id: x}\nb:\n  - id: x\n    # c\nc: [{id: x}]\n", func(e *Editor, n *Node) {
		for _, k := range []string{"a", "b", "c"} {
			e.AddItem(n.At(k), []Field{{Key: "id", Value: "y"}, {Key: "t", Value: "u: v"}})
		}
	}, "a:\n  - {id: x}\n  - {id: \"y\", t: \"u: v\"}\nb:\n  - id: x\n  - id: \"y\"\n    t: \"u: v\"\n    # c\nc: [{id: x}, {id: \"y\", t: \"u: v\"}]\n"},
	{"add an item with lists in it", "a:\n  - id: w\n\n  - id: x\n    n: [1]\n\n# c\nb: [{id: x}]\n", func(e *Editor, n *Node) {
		for _, k := range []string{"a", "b"} {
			e.AddItem(
				n.At(k),
				[]Field{
					{Key: "id", Value: "y"},
					{Key: "n", List: []string{"1-2", "4"}},
					{
						Key: "m",
						Items: [][]Field{
							{{Key: "id", Value: "z"}, {Key: "t", Value: strings.Repeat("word ", 24) + "end"}},
							{{Key: "id", Value: "é: è"}},
						},
					},
					{Key: "o", Items: [][]Field{}},
				},
			)
		}
	}, "a:\n  - id: w\n\n  - id: x\n    n: [1]\n\n  - id: \"y\"\n    \"n\": [1-2, \"4\"]\n    m:\n      - id: z\n        t: >-\n          " + strings.Repeat("word ", 20) + "word\n          word word word end\n      - id: \"é: è\"\n    o: []\n\n# c\n" +
		"b: [{id: x}, {id: \"y\", \"n\": [1-2, \"4\"], m: [{id: z, t: " + strings.Repeat("word ", 24) + "end}, {id: \"é: è\"}], o: []}]\n"},
	{"remove an item", "a:\n  - x # c\n  - y\n  - z\n", func(e *Editor, n *Node) {
		if err := e.RemoveItem(n.At("a"), 1); err != nil {
			panic(err)
		}
	}, "a:\n  - x # c\n  - z\n"},
}

func TestEditor(t *testing.T) {
	for _, c := range edits {
		for _, form := range []string{"LF", "CRLF", "BOM"} {
			in, want := c.in, c.want
			switch form {
			case "CRLF":
				in, want = strings.ReplaceAll(in, "\n", "\r\n"), strings.ReplaceAll(want, "\n", "\r\n")
				if !strings.Contains(in, "\n") {
					continue
				}
			case "BOM":
				in, want = "\ufeff"+in, "\ufeff"+want
			}
			t.Run(c.name+", "+form, func(t *testing.T) {
				f := NewFile("x.yaml", []byte(in))
				root, faults := YAML(f)
				if len(faults) > 0 {
					t.Fatal(faults[0].Message)
				}
				e := f.Edit(root)
				c.do(e, root)
				got, err := e.File()
				if err != nil {
					t.Fatal(err)
				}
				if string(got.Bytes) != want {
					t.Errorf("got:\n%s\nwant:\n%s", got.Bytes, want)
				}
			})
		}
	}
}

func TestEditorTOML(t *testing.T) {
	in := "# head\n[\"a.text\"]\nhash = \"1\" # old\nother = \"One\"\n\n[b]\nother = '''\nx\ny'''\n"
	want := "# head\n[\"a.text\"]\nhash = \"2\" # old\nother = \"\\\"Dos\\\" é\"\nmany = \"m\"\n\n[b]\nother = '''\nx\nz'''\n"
	for _, crlf := range []bool{false, true} {
		in, want := in, want
		if crlf {
			in, want = strings.ReplaceAll(in, "\n", "\r\n"), strings.ReplaceAll(want, "\n", "\r\n")
		}
		f := NewFile("content.es.toml", []byte(in))
		root, faults := TOML(f)
		if len(faults) > 0 {
			t.Fatal(faults[0].Message)
		}
		e := f.Edit(root)
		e.SetKey(root.At("a.text"), "hash", "2")
		e.SetKey(root.At("a.text"), "other", `"Dos" é`)
		e.SetKey(root.At("a.text"), "many", "m")
		e.SetKey(root.At("b"), "other", "x\nz")
		got, err := e.File()
		if err != nil {
			t.Fatal(err)
		}
		if string(got.Bytes) != want {
			t.Errorf("got:\n%s\nwant:\n%s", got.Bytes, want)
		}
	}
}

// A key of the whole file is written before the first table, which would otherwise contain it.
func TestRootKeyTOML(t *testing.T) {
	for in, want := range map[string]string{
		"a = \"x\" # one\n\n[b]\nc = \"d\"\n":     "a = \"x\" # one\ne = \"f\"\n\n[b]\nc = \"d\"\n",
		"a = \"x\"\ng = {h = \"i\"}\nj = \"k\"\n": "a = \"x\"\ng = {h = \"i\"}\nj = \"k\"\ne = \"f\"\n",
	} {
		f := NewFile("a.toml", []byte(in))
		root, _ := TOML(f)
		e := f.Edit(root)
		e.SetKey(root, "e", "f")
		got, err := e.File()
		if err != nil {
			t.Errorf("%q: %v", in, err)
		} else if string(got.Bytes) != want {
			t.Errorf("%q becomes %q, want %q", in, got.Bytes, want)
		}
	}
}

// FuzzEditor sets every scalar of a file to a text: the file then has the intended values, or the change is refused.
func FuzzEditor(f *testing.F) {
	for _, c := range edits {
		f.Add(c.in, "x: y")
		f.Add(c.in, "one\n two\n")
	}
	f.Fuzz(func(t *testing.T, in, value string) {
		file := NewFile("x.yaml", []byte(in))
		root, faults := YAML(file)
		if len(faults) > 0 || root == nil || root.Kind == Scalar || strings.ContainsAny(value, "\r\x00") || !utf8.ValidString(value) {
			return
		}
		e := file.Edit(root)
		walk(root, func(n *Node) {
			if n.Kind == Scalar {
				e.Set(n, value)
			}
		})
		if _, err := e.File(); err != nil && len(value) < 40 {
			t.Fatalf("%q set to %q: %v", in, value, err)
		}
	})
}
