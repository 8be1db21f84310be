package po

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

const head = "msgid \"\"\nmsgstr \"Language: es\\n\"\n\"X-Source-Language: en\\n\"\n\n"

func readPO(text string) (*packet.Packet, error) {
	packets, err := Read(source.NewFile("back.po", []byte(text)))
	if err != nil {
		return nil, err
	}
	return packets[0], nil
}

func TestEscapes(t *testing.T) {
	for in, want := range map[string]string{
		`versi\303\263n`: "versión", `versi\xc3\xb3n`: "versión", `versi\xC3" "`: "!", `\303"` + "\n" + `"\263`: "ó",
		`\a\b\f\v\n\t\r\\\"`: "\a\b\f\v\n\t\r\\\"", `\1011\7`: "A1\a", `\x41BC`: "ABC", `\101`: "A", `\\n`: `\n`,
		`\q`: "!", `\ó`: "!", `\x`: "!", `\xg`: "!", `\400`: "!", `\303`: "!", `\8`: "!", `a\`: "!", `\'`: "!",
	} {
		p, err := readPO(head + "msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"" + in + "\"\n")
		if err != nil {
			if f, ok := err.(source.Fault); want != "!" || !ok || f.Pos.Line() < 5 {
				t.Errorf("%s: %v", in, err)
			}
			continue
		}
		if got := p.Units[0].Target; got != want {
			t.Errorf("%s: %q, wanted %q", in, got, want)
		}
	}
}

// TestManyLines reads a text with very many lines, and an entry with very many comments, in linear time.
func TestManyLines(t *testing.T) {
	const lines = 160_000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := readPO(head + strings.Repeat("#, c-format\n#. said\n", lines) + "msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"\"\n" + strings.Repeat("\"uno \"\n", lines))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(p.Units[0].Target); got != 4*lines {
		t.Errorf("%d bytes", got)
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 { // assembling a text line by line takes 50 GB
		t.Errorf("reading took %d MB", used)
	}
}

func TestOtherTools(t *testing.T) {
	p, err := readPO(head + `# said by a translator
# in two lines
#. note
#: a.text
#, no-c-format, fuzzy
#| msgid "old"
msgctxt "a.text"
msgid ""
"Health "
"services"
msgstr ""
"Servicios "
"de salud"
msgctxt "b.text"
msgid "One"
msgstr ""
#, nofuzzy
msgctxt "c.text"
msgid "Two"
msgstr "Dos"

# why it went
#~ msgctxt "d.text"
#~ msgid "Old"
#~ msgstr "Viejo"
#~ msgctxt "e.text"
#~ msgid ""
#~ "Older"
#~ msgstr "Más viejo"

msgid "Without"
msgstr "Sin"

#, fuzzy
#~ msgid "Oldest"
#~ msgstr ""
msgctxt "f.text"
msgid "Three"
msgstr "Tres"
`)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range p.Units {
		got = append(got, u.ID+"|"+u.Source+"|"+u.Target+"|"+string(u.State))
	}
	want := []string{"a.text|Health services|Servicios de salud|untranslated", "b.text|One||untranslated", "c.text|Two|Dos|translated", "f.text|Three|Tres|translated"}
	if p.From != "en" || p.To != "es" || !reflect.DeepEqual(got, want) {
		t.Errorf("from %s to %s: %q", p.From, p.To, got)
	}
	var left []string
	for _, l := range p.Left {
		left = append(left, fmt.Sprintf("%d %s %s: %s %t", l.Pos.Line(), l.What, l.ID, l.Text, l.Query))
	}
	wantLeft := []string{"5 a comment a.text: said by a translator\nin two lines true", "26 a comment d.text: why it went true", "27 an obsolete entry d.text: Old false",
		"30 an obsolete entry e.text: Older false", "35 an entry without a context : Without false", "39 an obsolete entry : Oldest false"}
	if !reflect.DeepEqual(left, wantLeft) {
		t.Errorf("not read: %q", left)
	}
	if !p.Units[0].Unsure || p.Units[1].Unsure || p.Units[2].Unsure {
		t.Error("only the first is fuzzy")
	}
}

// TestPlurals: entries with plural forms are not texts of papers. They are reported, and the entries around them are read.
func TestPlurals(t *testing.T) {
	p, err := readPO("# Made for us\n" + head + `#unspaced
msgctxt "a.text"
msgid "One session"
msgid_plural "%d sessions"
msgstr[0] "Una sesión"
msgstr[1] "%d "
"sesiones"
msgctxt "b.text"
msgid "Two"
msgstr "Dos"
#~ msgid "Gone"
#~ msgid_plural "All gone"
#~ msgstr[0] ""
#~ msgstr[1] ""
`)
	if err != nil || len(p.Units) != 1 || p.Units[0].ID != "b.text" || p.Units[0].Target != "Dos" {
		t.Fatalf("%v, %+v", err, p)
	}
	var left []string
	for _, l := range p.Left {
		left = append(left, fmt.Sprintf("%s %s: %s %t", l.What, l.ID, l.Text, l.Query))
	}
	want := []string{"a comment : Made for us false", "a comment a.text: unspaced true", "an entry with plural forms a.text: One session | msgid_plural %d sessions | msgstr[0] Una sesión | msgstr[1] %d sesiones false",
		"an obsolete entry : Gone false"}
	if !reflect.DeepEqual(left, want) {
		t.Errorf("not read: %q", left)
	}
	for _, bad := range []string{"msgid \"a\"\nmsgstr[] \"b\"\n", "msgid \"a\"\nmsgstr[x] \"b\"\n", "msgid \"a\"\nmsgstr1 \"b\"\n", "msgid_plurals \"a\"\n"} {
		if _, err := readPO(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// TestThereAndBack writes units in every state, and reads the same units.
func TestThereAndBack(t *testing.T) {
	p := &packet.Packet{Term: "term-2023-2024", From: "en", To: "es", Meeting: "m-1", Date: "2023-11-07"}
	for i, s := range locale.States {
		src, target := "Two\n\"lines\"\\\tand [^n] *em*", "Dos\n«renglones»\\\ty *em* [^n]"
		u := &packet.Unit{ID: "op-" + string(s), Kind: packet.Unchanged, Source: src, Target: target, State: s, Was: s, SourceHash: source.Hash(src), TargetHash: packet.Exact(target)}
		if i == 0 {
			u.Kind = packet.Changed
		}
		p.Units = append(p.Units, u)
	}
	p.Units = append(p.Units, &packet.Unit{ID: "new", Kind: packet.New, Source: "x", State: locale.Untranslated, SourceHash: source.Hash("x")})
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	back, err := readPO(b.String())
	if err != nil || !reflect.DeepEqual(back.Meta(), p.Meta()) || len(back.Units) != len(p.Units) {
		t.Fatalf("%v: %v", err, back)
	}
	for i, u := range back.Units {
		w := p.Units[i]
		if u.ID != w.ID || u.Source != w.Source || u.Target != w.Target || u.State != w.State || !reflect.DeepEqual(u.Meta(), w.Meta()) || u.Edited(w.Target) {
			t.Errorf("went out %+v\ncame back %+v", w, u)
		}
	}
}

// TestLanguageOfSources: the language of the sources in the packet's own data overrides that of a program in the header.
func TestLanguageOfSources(t *testing.T) {
	for header, want := range map[string]string{
		`"X-Omnibus: term=a; from=en; to=es\n"` + "\n" + `"X-Source-Language: en_US\n"`: "en",
		`"X-Source-Language: en_US\n"`: "en_US",
	} {
		p, err := readPO("msgid \"\"\nmsgstr \"Language: es\\n\"\n" + header + "\n\nmsgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\"\n")
		if err != nil || p.From != want || p.To != "es" {
			t.Errorf("%s: from %q to %q, %v", header, p.From, p.To, err)
		}
	}
}
