package tmx

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

func read(t *testing.T, text string) *packet.Packet {
	t.Helper()
	packets, err := Read(source.NewFile("back.tmx", []byte(text)))
	if err != nil || len(packets) == 0 {
		t.Fatalf("%d packets, %v", len(packets), err)
	}
	return packets[0]
}

// memory returns a file written by another program, without the data that a packet adds.
func memory(units string) string {
	return `<tmx version="1.4"><header srclang="en-US" segtype="sentence"/><body>` + units + `</body></tmx>`
}

// TestWrite: codes that a translation has moved keep their numbers in its source.
func TestWrite(t *testing.T) {
	p := &packet.Packet{Term: "term", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "op-1.text", Kind: packet.Changed, Source: "To *urge* & <ask>[^a] all", Target: "Pedir[^a] e *instar*", Was: locale.Reviewed, Label: "operative paragraph 1", SourceHash: "h"},
		{ID: "op-2.text", Source: "Nothing yet"},
	}}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	want := `<tu tuid="op-1.text">
<note>place: operative paragraph 1</note>
<prop type="x-omnibus">omnibus: source=h; state=reviewed; kind=changed; notes=a2e585</prop>
<tuv xml:lang="en"><seg>To <bpt i="1" x="1" type="em">*</bpt>urge<ept i="1">*</ept> &amp; &lt;ask&gt;<ph x="2" type="note">[^a]</ph> all</seg></tuv>
<tuv xml:lang="es"><seg>Pedir<ph x="2" type="note">[^a]</ph> e <bpt i="1" x="1" type="em">*</bpt>instar<ept i="1">*</ept></seg></tuv>
</tu>
<tu tuid="op-2.text">
<prop type="x-omnibus">omnibus: </prop>
<tuv xml:lang="en"><seg>Nothing yet</seg></tuv>
</tu>
</body>
</tmx>
`
	if _, units, _ := strings.Cut(b.String(), "<body>\n"); units != want {
		t.Errorf("got\n%s", units)
	}
	back := read(t, b.String())
	if back.Term != "term" || back.From != "en" || back.To != "es" || len(back.Units) != 2 {
		t.Fatalf("%+v", back)
	}
	for i, u := range back.Units {
		if w := p.Units[i]; u.ID != w.ID || u.Source != w.Source || u.Target != w.Target || u.Was != w.Was || u.Fault != "" || u.Memory {
			t.Errorf("%+v came back as %+v", w, u)
		}
	}
	if got := []locale.State{back.Units[0].State, back.Units[1].State}; !reflect.DeepEqual(got, []locale.State{locale.Translated, locale.Untranslated}) {
		t.Errorf("the states are %v", got) // the fingerprint of the first shows that its words were edited
	}
}

// TestMemory reads files of other programs: with their own tags of languages, codes without data, words inside marks, other languages.
func TestMemory(t *testing.T) {
	p := read(t, memory(`<tu><prop type="client">x</prop>
<tuv lang="EN-us"><seg>Health <hi>services</hi>, <bpt i="1">*</bpt>all<ept i="1">*</ept><ut x="2">[^a]</ut></seg></tuv>
<tuv lang="es-ES"><seg><bpt i="1"/>Todos<ept i="1"/> los <hi><hi>servicios</hi> de salud</hi><it x="2" pos="begin"/></seg></tuv>
<tuv lang="fr"><seg>Tous</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="en"><seg>Only the source</seg></tuv><tuv xml:lang="es"/></tu>`))
	if p.From != "en-US" || p.To != "es-ES" || len(p.Units) != 2 {
		t.Fatalf("from %q to %q, %d units", p.From, p.To, len(p.Units))
	}
	u := p.Units[0]
	if u.Source != "Health services, *all*[^a]" || u.Target != "*Todos* los servicios de salud[^a]" || u.Fault != "" || !u.Memory || u.State != locale.Translated {
		t.Errorf("%+v", u)
	}
	if u := p.Units[1]; u.ID != "2" || u.Target != "" || u.State != locale.Untranslated {
		t.Errorf("%+v", u)
	}
}

// TestLost: a code that is not in the source is a fault of the unit. The pieces are kept to show its place.
func TestLost(t *testing.T) {
	p := read(t, memory(`<tu><tuv xml:lang="en"><seg>All</seg></tuv><tuv xml:lang="es"><seg>Todo<ph x="9"/></seg></tuv></tu>`))
	if u := p.Units[0]; !strings.Contains(u.Fault, `"9"`) || u.Target != "" || len(u.Pieces) != 2 {
		t.Errorf("%+v", u)
	}
}

func TestRefused(t *testing.T) {
	for text, says := range map[string]string{
		"<xliff/>": "<xliff>, not TMX", "<tmx><header/></tmx>": "no body", "<tmx": "XML",
	} {
		if _, err := Read(source.NewFile("back.tmx", []byte(text))); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
