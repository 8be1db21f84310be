package source

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

var tomlRead = []struct{ name, in string }{
	{"empty", ""},
	{"flat", "# labels\na = \"x\"\nb = 'y \\ z' # why\n"},
	{"quoted table", "[\"op-12.text\"]\nhash = \"sha1-00\"\nother = \"To instruct é\"\n\n[\"op-13.text\"]\nother = \"x\"\n"},
	{"nested", "[month]\njanuary = \"January\"\n[month.short]\njanuary = \"Jan\"\n[a.\"b c\"]\nd = \"e\"\n"},
	{"dotted", "a.b.c = \"x\"\na.b.d = \"y\"\n"},
	{"escapes", "a = \"\\t\\\"\\u00e9\\U0001F600\\\\\"\n"},
	{"several lines", "a = \"\"\"\none\ntwo \\\n   three\n\"\"\"\nb = '''\nx'y''\nz'''\n"},
	{"quotation marks before the end", "a = \"\"\"x\"\"\"\"\"\nb = '''y'''''\n"},
	{"inline table", "a = {one = \"x\", other = \"y\"}\nb = { }\n"},
	{"without a last line end", "a = \"x\""},
}

func plainTOML(m map[string]any) any {
	for k, v := range m {
		if sub, ok := v.(map[string]any); ok {
			m[k] = plainTOML(sub)
		}
	}
	return m
}

// TestTOML compares the result with that of BurntSushi/toml, which go-i18n uses.
func TestTOML(t *testing.T) {
	for _, c := range tomlRead {
		for form, in := range map[string]string{"": c.in, ", CRLF": strings.ReplaceAll(c.in, "\n", "\r\n"), ", BOM": "\ufeff" + c.in} {
			t.Run(c.name+form, func(t *testing.T) {
				want := map[string]any{}
				if _, err := toml.Decode(strings.ReplaceAll(strings.TrimPrefix(in, "\ufeff"), "\r\n", "\n"), &want); err != nil {
					t.Fatal(err)
				}
				n, faults := TOML(NewFile("x.toml", []byte(in)))
				if len(faults) > 0 {
					t.Fatalf("%s", faults[0].Message)
				}
				if got := plain(n); !reflect.DeepEqual(got, plainTOML(want)) {
					t.Errorf("got %#v, want %#v", got, want)
				}
				places(t, n)
			})
		}
	}
}

var tomlRefused = []struct{ in, want string }{
	{"a = 1\n", `1:5 E0141 "1" is not a text in quotation marks`},
	{"a = [\"x\"]\n", `1:5 E0141 "[\"x\"]" is not a text in quotation marks`},
	{"a \"x\"\n", `1:1 E0140 "a " has no =`},
	{"a = \"x\n", "1:5 E0140 the quotation mark is never closed"},
	{"a = \"x\" y\n", `1:9 E0140 "y" follows on the line`},
	{"a = \"x\"\na = \"y\"\n", `2:1 E0108 key "a" appears twice`},
	{"[\"é.a\"]\nother = \"x\"\n[\"é.a\"]\nother = \"y\"\n", `3:2 E0108 table "é.a" appears twice`},
	{"[[a]]\n", "1:1 E0141 lists of tables are not supported"},
	{"a = \"\\q\"\n", `1:6 E0140 "\\q" is not an escape sequence`},
	{"a = {b = \"x\"\n", "1:5 E0140 the table is never closed"},
	{"[a\nb = \"x\"", "1:1 E0140 the name of the table is not closed"},
	{"é = \"x\"\n", "1:1 E0140 expected a key"},
	{"a = \"x\" # \x04\n", "1:11 E0140 a comment contains the control character 0x04"},
	{"a = \"x\"\r", "1:8 E0140 the last line ends with a lone carriage return"},
	{"a = \"\"\"\none \\\n \rtwo\"\"\"\n", "3:2 E0140 a text contains the control character 0x0D"},
	{"[a]\nb.c = \"x\"\n[a.b]\nd = \"y\"\n", `3:4 E0108 the table "b" is already complete`},
	{"[a.b]\nc = \"x\"\n[a]\nb.d = \"y\"\n", `4:1 E0108 the table "b" is already complete`},
	{"a = {b = \"x\"}\n[a]\nc = \"y\"\n", `2:2 E0108 the table "a" is already complete`},
}

func TestTOMLRefused(t *testing.T) {
	for _, c := range tomlRefused {
		_, faults := TOML(NewFile("x.toml", []byte(c.in)))
		if len(faults) != 1 {
			t.Errorf("%q: %d faults", c.in, len(faults))
			continue
		}
		f := faults[0]
		if got := fmt.Sprintf("%d:%d %s %s", f.Pos.Line(), f.Pos.Column(), f.Code, f.Message); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// FuzzTOML demands that reading never panics, that every place exists, and that BurntSushi/toml reads every accepted file in the same way.
func FuzzTOML(f *testing.F) {
	for _, c := range tomlRead {
		f.Add(c.in)
	}
	for _, c := range tomlRefused {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		n, faults := TOML(NewFile("x.toml", []byte(in)))
		if !placed(t, in, n, faults) {
			return
		}
		want := map[string]any{}
		if _, err := toml.Decode(strings.ReplaceAll(strings.TrimPrefix(in, "\ufeff"), "\r\n", "\n"), &want); err != nil {
			t.Fatalf("%q is accepted here, but not by others: %s", in, err)
		}
		if !reflect.DeepEqual(plain(n), plainTOML(want)) {
			t.Fatalf("%q is %#v, for others %#v", in, plain(n), want)
		}
	})
}

// TestTOMLKeys: a key is written bare if TOML allows it, otherwise in quotation marks, and is read back unchanged.
func TestTOMLKeys(t *testing.T) {
	for key, want := range map[string]string{
		"": `""`, "other": "other", "Op_12-text": "Op_12-text", "2024": "2024", "op-12.text": `"op-12.text"`, "a b": `"a b"`, "año": `"año"`, "a\"b": `"a\"b"`, "x": "x",
	} {
		got := tomlKey(key)
		if got != want {
			t.Errorf("%q is written %s, want %s", key, got, want)
		}
		var back map[string]string
		if err := toml.Unmarshal([]byte(got+" = \"value\"\n"), &back); err != nil || back[key] != "value" {
			t.Errorf("%s is read back as %v, %v", got, back, err)
		}
	}
}
