package toml

import (
	"bytes"
	"strings"
	"testing"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

func read(t *testing.T, name, text string) *packet.Packet {
	t.Helper()
	packets, err := Read(source.NewFile(name, []byte(text)))
	if err != nil || len(packets) != 1 {
		t.Fatalf("%d packets, %v", len(packets), err)
	}
	return packets[0]
}

func sample() *packet.Packet {
	return &packet.Packet{Term: "term", From: "en", To: "es", Units: []*packet.Unit{
		{ID: "op-1.text", Source: "To \"urge\"", Target: "Instar", Was: locale.Final, SourceHash: "sha1-s", TargetHash: packet.Exact("Instar"), Label: "operative paragraph 1", Budget: 30},
		{ID: "op-2.text", Source: "To ask", SourceHash: "sha1-t"},
	}}
}

// TestTarget: the file of translations describes each text, and is read as it was written.
func TestTarget(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTarget(&b, sample()); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"# omnibus: term=term; from=en; to=es; texts=2; role=target",
		`["op-1.text"]`,
		`description = "place: operative paragraph 1\nlength: 30 characters\nomnibus: source=sha1-s; target=` + packet.Exact("Instar") + `; state=final; notes=a2e585,3257f1"`,
		`hash = "sha1-s"`, `other = "Instar"`, `other = ""`,
	} {
		if !strings.Contains(b.String(), line+"\n") {
			t.Errorf("no line %s in\n%s", line, b.String())
		}
	}
	p := read(t, "packets/back.toml", b.String())
	if p.Term != "term" || p.From != "en" || p.To != "es" || p.Sources != nil || len(p.Units) != 2 {
		t.Fatalf("%+v", p)
	}
	if u := p.Units[0]; u.ID != "op-1.text" || u.Target != "Instar" || u.State != locale.Final || u.SourceHash != "sha1-s" || u.Pos.Line() < 3 {
		t.Errorf("%+v", u)
	}
	if u := p.Units[1]; u.Target != "" || u.State != locale.Untranslated || u.SourceHash != "sha1-t" {
		t.Errorf("%+v", u)
	}
	// Edited words are no longer final.
	if u := read(t, "back.toml", strings.Replace(b.String(), `other = "Instar"`, `other = "Pedir"`, 1)).Units[0]; u.State != locale.Translated || u.Target != "Pedir" {
		t.Errorf("%+v", u)
	}
}

// TestSource: the file of sources is distinguished from that of translations, and contains only sources.
func TestSource(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSource(&b, sample()); err != nil {
		t.Fatal(err)
	}
	p := read(t, "active.en.toml", b.String())
	if len(p.Units) > 0 || len(p.Sources) != 2 || p.Sources["op-1.text"] != `To "urge"` || p.Sources["op-2.text"] != "To ask" {
		t.Errorf("%+v", p)
	}
}

// TestOtherPrograms: if a program drops comments, the name of the file and the hash identify the packet and the source.
func TestOtherPrograms(t *testing.T) {
	const entry = "[\"op-1.text\"]\nhash = \"sha1-s\"\nother = \"Instar\"\n"
	p := read(t, `C:\back\content.es.toml`, entry)
	if p.To != "es" || p.Units[0].SourceHash != "sha1-s" || p.Units[0].State != locale.Translated {
		t.Errorf("to %q, %+v", p.To, p.Units[0])
	}
	// The data in the file override its name, and those in a description the hash.
	p = read(t, "content.fr.toml", "# omnibus: to=es; role=target\n[\"op-1.text\"]\ndescription = \"omnibus: source=sha1-old\"\nhash = \"sha1-s\"\nother = \"Instar\"\n")
	if p.To != "es" || p.Units[0].SourceHash != "sha1-old" {
		t.Errorf("to %q, %+v", p.To, p.Units[0])
	}
	for name, text := range map[string]string{"back.toml": entry, "content.es.toml": "[\"a\"\n"} {
		if _, err := Read(source.NewFile(name, []byte(text))); err == nil {
			t.Errorf("%s: %q is accepted", name, text)
		}
	}
}

// TestLeft: what people have added to a file beside the translations is kept, with the text that it is about.
func TestLeft(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTarget(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if p := read(t, "back.toml", b.String()); len(p.Left) > 0 {
		t.Errorf("left %+v", p.Left)
	}
	text := strings.NewReplacer(
		"[\"op-1.text\"]\n", "# Who says so?\n\n## And when? \n[\"op-1.text\"]\n", "length: 30 characters", "length: 30 characters\\nlength: 20 characters\\nToo short!",
		"other = \"Instar\"\n", "other = \"Instar #1\" # or Pedir\nmany = \"Instan\"\n", "[\"op-2.text\"]\n", "[ \"op-2.text\" ] # new\n").Replace(b.String()) + "# The end\n# " + headTarget + "\n"
	p := read(t, "back.toml", text)
	var got []string
	for _, l := range p.Left {
		got = append(got, l.What+" on "+l.ID+": "+l.Text)
		if !strings.Contains(strings.SplitAfter(text, "\n")[l.Pos.Line()-1], strings.Fields(l.Text)[0]) && l.What != "a line of a description" && !strings.HasPrefix(l.What, "the form") {
			t.Errorf("%q does not stand in line %d", l.Text, l.Pos.Line())
		}
	}
	want := []string{"a line of a description on op-1.text: length: 20 characters", "a line of a description on op-1.text: Too short!", `the form "many" on op-1.text: Instan`,
		"a comment on op-1.text: Who says so?", "a comment on op-1.text: And when?", "a comment on op-1.text: or Pedir", "a comment on op-2.text: new", "a comment on op-2.text: The end", "a comment on op-2.text: " + headTarget}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("left\n%s\nwanted\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
