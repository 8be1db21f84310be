package xliff

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// file2of returns a file of XLIFF 2 written by another tool: foreign attributes and elements are among those of the format.
func file2of(units string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:its="http://www.w3.org/2005/11/its" xmlns:m="http://example.org/m"
 its:version="1.0" m:version="1.2" version="2.1" m:srcLang="pt" srcLang="en" trgLang="es" m:trgLang="fr">
<file m:id="other" id="f1">` + units + `</file></xliff>`
}

func file1of(units string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="http://www.w3.org/2005/11/its" xmlns:m="http://example.org/m"
 xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" its:version="2.0" version="1.2" m:version="2.1">
<file m:source-language="pt" original="t" source-language="en" target-language="es" datatype="plaintext"><body>` + units + `</body></file></xliff>`
}

func read(t *testing.T, text string) *packet.Packet {
	t.Helper()
	packets, err := Read(source.NewFile("back.xlf", []byte(text)))
	if err != nil || len(packets) != 1 {
		t.Fatalf("%d packets, %v", len(packets), err)
	}
	return packets[0]
}

// TestNameSpaces reads files in which other vocabularies use the names of XLIFF.
func TestNameSpaces(t *testing.T) {
	for name, text := range map[string]string{
		"2": file2of(`<m:unit id="no"><m:segment><m:source>a</m:source></m:segment></m:unit>
<unit m:id="wrong" id="op-1.text" m:name="x"><m:segment state="final"><source>x</source><target>y</target></m:segment>
<segment m:state="final" state="translated" its:state="initial"><m:target>no</m:target><source>Health services</source><target m:order="7">Servicios de salud</target></segment></unit>`),
		"1.2": file1of(`<m:trans-unit id="no"><source>a</source></m:trans-unit>
<trans-unit m:resname="wrong" m:id="wrong" id="7" resname="op-1.text"><m:source>no</m:source><source>Health services</source>
<m:target state="final">no</m:target><target m:state="final" state="translated">Servicios de salud</target></trans-unit>`),
	} {
		p := read(t, text)
		if p.From != "en" || p.To != "es" || len(p.Units) != 1 {
			t.Fatalf("%s: from %q to %q, %d units", name, p.From, p.To, len(p.Units))
		}
		u := p.Units[0]
		if u.ID != "op-1.text" || u.Source != "Health services" || u.Target != "Servicios de salud" || u.State != locale.Translated || u.Partial {
			t.Errorf("%s: %+v", name, u)
		}
	}
}

// TestHalfDone compares each segment with its own source.
func TestHalfDone(t *testing.T) {
	seg := func(state, src, target string) string {
		if state != "" {
			state = ` state="` + state + `"`
		}
		if target != "" {
			target = "<target>" + target + "</target>"
		}
		return "<segment" + state + "><source>" + src + "</source>" + target + "</segment>"
	}
	for _, c := range []struct {
		name, parts string
		half        bool
	}{
		{"all done", seg("translated", "Health services.", "Servicios de salud.") + seg("reviewed", "They are free.", "Son gratuitos."), false},
		{"one empty", seg("translated", "Health services.", "Servicios de salud.") + seg("translated", "They are free.", ""), true},
		{"one a copy", seg("translated", "Health services.", "Servicios de salud.") + seg("translated", "They are free.", "They  are free."), true},
		{"one a copy, without states", seg("", "Health services.", "Health services.") + seg("", "They are free.", "Son gratuitos."), true},
		{"one a copy that was reviewed", seg("reviewed", "Mexico.", "Mexico.") + seg("translated", "They are free.", "Son gratuitos."), false},
		{"one a number", seg("translated", "2023.", "2023.") + seg("translated", "They are free.", "Son gratuitos."), false},
		{"one a symbol", seg("translated", "AG/RES. 2910 (XLVII-O/17)", "AG/RES. 2910 (XLVII-O/17)") + seg("translated", "They are free.", "Son gratuitos."), false},
		{"one initial, filled by a machine", seg("final", "Health services.", "Servicios de salud.") + seg("initial", "They are free.", "Son gratis."), true},
		{"a tool that leaves states alone", seg("initial", "Health services.", "Servicios de salud.") + seg("initial", "They are free.", "Son gratuitos."), false},
		{"all copies", seg("", "Health services.", "Health services.") + seg("", "They are free.", "They are free."), false},
		{"nothing done", seg("initial", "Health services.", "") + seg("initial", "They are free.", ""), false},
	} {
		u := read(t, file2of(`<unit id="a">`+c.parts+`</unit>`)).Units[0]
		if u.Partial != c.half {
			t.Errorf("%s: half done is %t", c.name, u.Partial)
		}
	}
	marks := func(state, a, b string) string {
		return `<trans-unit id="a"><source>Health services. They are free.</source><seg-source><mrk mtype="seg" mid="1">Health services.</mrk> <mrk mtype="seg" mid="2">They are free.</mrk></seg-source>` +
			`<target` + state + `><mrk mtype="seg" mid="1">` + a + `</mrk> <mrk mtype="seg" mid="2">` + b + `</mrk></target></trans-unit>`
	}
	const draft = `<sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2" conf="Draft"/></sdl:seg-defs></trans-unit>`
	for _, c := range []struct {
		name, unit string
		half       bool
	}{
		{"all done", marks("", "Servicios de salud.", "Son gratuitos."), false},
		{"one a copy", marks("", "Servicios de salud.", "They are free."), true},
		{"one a copy, signed off", marks(` state="signed-off"`, "Servicios de salud.", "They are free."), false},
		{"one empty", marks("", "", "Son gratuitos."), true},
		{"all of it new", marks(` state="new"`, "Servicios de salud.", "Son gratuitos."), true},
		{"all of it to be translated", marks(` state="needs-translation"`, "Servicios de salud.", "Son gratuitos."), true},
		{"one a draft of Trados", strings.Replace(marks("", "Servicios de salud.", "Son gratis."), "</trans-unit>", draft, 1), true},
		{"no segments", `<trans-unit id="a"><source>Health services.</source><target state="new">Servicios de salud.</target></trans-unit>`, false},
	} {
		u := read(t, file1of(c.unit)).Units[0]
		if u.Partial != c.half {
			t.Errorf("1.2, %s: half done is %t", c.name, u.Partial)
		}
	}
}

// TestStates reads states as tools write them.
func TestStates(t *testing.T) {
	line := func(target string, was locale.State) string {
		return `<note from="omnibus">omnibus: target=` + packet.Exact(target) + `; state=` + string(was) + `</note>`
	}
	unit := func(src, state, target, note string) string {
		return `<trans-unit id="a"><source>` + src + `</source><target` + state + `>` + target + `</target>` + note + `</trans-unit>`
	}
	for _, c := range []struct {
		name, unit string
		want       locale.State
	}{
		{"typed over, the state left alone", unit("Health services here", ` state="needs-review-translation"`, "Servicios", line("Servicio", locale.Untranslated)), locale.Translated},
		{"typed over, the state new", unit("Health services here", ` state="new"`, "Servicios", ""), locale.Translated},
		{"not touched", unit("Health services here", ` state="needs-review-translation"`, "Servicio", line("Servicio", locale.Untranslated)), locale.Untranslated},
		{"emptied", unit("Health services here", ` state="needs-review-translation"`, "", line("Servicio", locale.Untranslated)), locale.Untranslated},
		{"raised", unit("Health services here", ` state="signed-off"`, "Servicio", line("Servicio", locale.Translated)), locale.Reviewed},
		{"final", unit("Health services here", ` state="final"`, "Servicio", line("Servicio", locale.Translated)), locale.Final},
		{"without a state, edited", unit("Health services here", ``, "Servicios", line("Servicio", locale.Final)), locale.Translated},
		{"without a state, not touched", unit("Health services here", ``, "Servicio", line("Servicio", locale.Final)), locale.Final},
		{"a short copy, the state left alone", unit("Panama", ` state="needs-review-translation"`, "Panama", line("", locale.Untranslated)), locale.Untranslated},
		{"a short copy, the state new", unit("Panama", ` state="new"`, "Panama", ""), locale.Untranslated},
		{"a short copy that somebody calls translated", unit("Panama", ` state="translated"`, "Panama", ""), locale.Translated},
		{"a short copy without a state", unit("Panama", ``, "Panama", line("", locale.Untranslated)), locale.Untranslated},
		{"a short copy without a state that was reviewed", unit("Panama", ``, "Panama", line("Panamá", locale.Reviewed)), locale.Reviewed},
	} {
		if u := read(t, file1of(c.unit)).Units[0]; u.State != c.want {
			t.Errorf("%s: %s, wanted %s", c.name, u.State, c.want)
		}
	}
	for state, want := range map[string]locale.State{"initial": locale.Untranslated, "translated": locale.Translated, "": locale.Untranslated} {
		if state != "" {
			state = ` state="` + state + `"`
		}
		u := read(t, file2of(`<unit id="a"><segment`+state+`><source>Panama</source><target>Panama</target></segment></unit>`)).Units[0]
		if u.State != want {
			t.Errorf("2.1, a short copy%s: %s", state, u.State)
		}
	}
}

// everyKind returns a packet with units in every state, and with difficult texts.
func everyKind() *packet.Packet {
	p := &packet.Packet{Term: "term-2023-2024", From: "en", To: "es", Meeting: "m-1", Date: "2023-11-07", Title: "Term"}
	texts := [][2]string{{"Health services", "Servicios de salud"}, {"A *new* [link](https://example.org/a?b=1&c=2)[^n]", "Un [enlace](https://example.org/a?b=1&c=2) *nuevo*[^n]"},
		{"See AG/RES. 2910 (XLVII-O/17) <b> & \"q\"", "Véase AG/RES. 2910 (XLVII-O/17) <b> & «q»"}, {"Two\nlines  and blanks", "Dos\nrenglones  y blancos"}}
	for i, s := range locale.States {
		for j, x := range texts {
			u := &packet.Unit{ID: "op-" + string(s) + "-" + string(rune('a'+j)), Kind: packet.Unchanged, Source: x[0], Target: x[1], State: s, Was: s,
				SourceHash: source.Hash(x[0]), TargetHash: packet.Exact(x[1])}
			if i == 0 {
				if u.Kind = packet.Changed; j%2 == 0 {
					u.Kind, u.Target, u.TargetHash = packet.New, "", ""
				}
			}
			p.Units = append(p.Units, u)
		}
	}
	return p
}

// TestThereAndBack writes units in every state, and reads the same units.
func TestThereAndBack(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer, *packet.Packet) error{
		"2.1": func(b *bytes.Buffer, p *packet.Packet) error { return Write(b, p) },
		"1.2": func(b *bytes.Buffer, p *packet.Packet) error { return Write12(b, p) },
	} {
		p := everyKind()
		var b bytes.Buffer
		if err := write(&b, p); err != nil {
			t.Fatal(err)
		}
		back := read(t, b.String())
		if !reflect.DeepEqual(back.Meta(), p.Meta()) || len(back.Units) != len(p.Units) {
			t.Fatalf("%s: %v, %d units", name, back.Meta(), len(back.Units))
		}
		for i, u := range back.Units {
			w := p.Units[i]
			if u.ID != w.ID || u.Source != w.Source || u.Target != w.Target || u.State != w.State || !reflect.DeepEqual(u.Meta(), w.Meta()) ||
				u.Fault != "" || u.Partial || u.Edited(w.Target) || u.Confirmed() {
				t.Errorf("%s: went out %+v\ncame back %+v", name, w, u)
			}
		}
	}
}

// TestNotes: remarks beside the texts are kept, but not the notes with which the packet was sent.
func TestNotes(t *testing.T) {
	p2 := everyKind()
	p2.Units[0].Note, p2.Units[0].Before, p2.Units[0].Budget = "a heading", "x: y", 40
	var ours2, ours1 bytes.Buffer
	if err := Write(&ours2, p2); err != nil {
		t.Fatal(err)
	}
	if err := Write12(&ours1, p2); err != nil {
		t.Fatal(err)
	}
	said := func(p *packet.Packet) string {
		var b strings.Builder
		for _, l := range p.Left {
			if !l.Query || l.Pos.Line() == 0 {
				t.Errorf("%+v", l)
			}
			b.WriteString(l.What + " on " + l.ID + ": " + l.Text + "\n")
		}
		return b.String()
	}
	for _, c := range []struct{ text, want string }{
		{ours2.String(), ""},
		{ours1.String(), ""},
		{file2of(`<notes><note>All.</note></notes><unit id="a"><notes><note category="place">op. 3</note><note category="query" appliesTo="target">Which year?</note><note>See p. 2.</note><note/></notes>` +
			`<segment><source>x</source><target>y <mrk id="m1" type="comment" value="Odd.">z</mrk></target></segment></unit>`),
			"a note of category query on a: Which year?\na note on a: See p. 2.\na comment on a: Odd.\na note on : All.\n"},
		{file1of(`<trans-unit id="1" resname="a"><source>x</source><note>place: op. 3</note><note from="omnibus">omnibus: state=final</note><note>Which year?</note>` +
			`<note from="Ana">place: here?</note></trans-unit>`), "a note on a: Which year?\na note from Ana on a: place: here?\n"},
	} {
		if got := said(read(t, c.text)); got != c.want {
			t.Errorf("said:\n%s, wanted:\n%s", got, c.want)
		}
	}
}

// TestGlossary: terms are beside their text, with a translation and a reason if they have one. A stale text is marked.
func TestGlossary(t *testing.T) {
	p := &packet.Packet{From: "en", To: "es", Units: []*packet.Unit{
		{ID: "a", Kind: packet.Changed, Source: "Committee", Target: "Comité", State: locale.Untranslated, Terms: []packet.Term{{Source: "Committee", Target: "Comisión", Note: "not Comité"}, {Source: "OAS"}}},
		{ID: "b", Kind: packet.Unchanged, Source: "Plan", Target: "Plan", State: locale.Final},
	}}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	const want = `<gls:glossary><gls:glossEntry><gls:term>Committee</gls:term><gls:translation>Comisión</gls:translation><gls:definition>not Comité</gls:definition></gls:glossEntry>` +
		`<gls:glossEntry><gls:term>OAS</gls:term></gls:glossEntry></gls:glossary>`
	if !strings.Contains(b.String(), want) {
		t.Errorf("no %s in\n%s", want, b.String())
	}
	for _, segment := range []string{`<segment state="initial" subState="omnibus:stale"><source>Committee`, `<segment state="final"><source>Plan`} {
		if !strings.Contains(b.String(), segment) {
			t.Errorf("no %s in\n%s", segment, b.String())
		}
	}
}
