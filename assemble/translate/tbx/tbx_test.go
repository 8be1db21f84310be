package tbx

import (
	"bytes"
	"testing"

	"omnibus/assemble/input"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

func text(s string) source.Text { return source.Text{String: s} }

// TestWrite: a term base contains each term once, with its status, in the order that TBX-Basic requires.
func TestWrite(t *testing.T) {
	g := &input.Glossary{Entries: []*input.Entry{
		{ID: input.ID{Text: text("cam")}, Class: "organ", Symbol: text("A & B"), URL: map[string]source.Text{"es": text("https://x/?a=1&b=2")}, Forms: map[string]*input.Form{
			"en": {Name: text("Committee on Migration Issues"), Acronym: text("CAM"), Forbidden: []input.Forbidden{{Term: text("Migration <Committee>"), Reason: text("one name")}}},
			"es": {Name: text("Comisión de Asuntos Migratorios"), Acronym: text("CAM"), Gender: "f", Variants: []source.Text{text("la Comisión"), text("CAM")}, Unverified: true},
			"fr": {Name: text("Commission")},
		}},
		{ID: input.ID{Text: text("only-french")}, Forms: map[string]*input.Form{"fr": {Name: text("Seul")}}},
	}}
	var b bytes.Buffer
	if err := Write(&b, packet.Terms(g, "Work plan", []string{"es", "en"})); err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
<martifHeader>
<fileDesc><titleStmt><title>Work plan</title></titleStmt><sourceDesc><p>omnibus: input/glossary.yaml</p></sourceDesc></fileDesc>
<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
</martifHeader>
<text><body>
<termEntry id="cam">
<descrip type="subjectField">organ</descrip>
<note>symbol: A &amp; B</note>
<langSet xml:lang="es">
<xref type="externalCrossReference" target="https://x/?a=1&amp;b=2">https://x/?a=1&amp;b=2</xref>
<tig><term>Comisión de Asuntos Migratorios</term><termNote type="termType">fullForm</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><termNote type="grammaticalGender">feminine</termNote><note>not confirmed by a public source</note></tig>
<tig><term>CAM</term><termNote type="termType">acronym</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><termNote type="grammaticalGender">feminine</termNote></tig>
<tig><term>la Comisión</term><termNote type="termType">fullForm</termNote><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
</langSet>
<langSet xml:lang="en">
<tig><term>Committee on Migration Issues</term><termNote type="termType">fullForm</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>CAM</term><termNote type="termType">acronym</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<tig><term>Migration &lt;Committee&gt;</term><termNote type="termType">fullForm</termNote><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote><note>one name</note></tig>
</langSet>
</termEntry>
</body></text>
</martif>
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s", got)
	}
	if _, err := packet.ParseXML(source.NewFile("glossary.tbx", b.Bytes())); err != nil {
		t.Error(err)
	}
}
