package xliff

import (
	"bufio"
	"fmt"
	"io"

	"omnibus/assemble/translate/packet"
)

// Write12 writes a packet as XLIFF 1.2, for the many tools that know no later version.
func Write12(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	e := packet.Escape
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="%s" source-language="%s" target-language="%s" datatype="plaintext" product-name="omnibus">
<header><note from="omnibus">%s</note></header>
<body>
`, e(p.Term), e(p.From), e(p.To), e(packet.Line(p.Meta())))
	for _, u := range p.Units {
		writeUnit12(w, p, u)
	}
	fmt.Fprint(w, "</body>\n</file>\n</xliff>\n")
	return w.Flush()
}

func writeUnit12(w *bufio.Writer, p *packet.Packet, u *packet.Unit) {
	e := packet.Escape
	approved := "no"
	if packet.Rank(u.State) >= 2 {
		approved = "yes"
	}
	fmt.Fprintf(w, `<trans-unit id="%s" resname="%s" approved="%s" xml:space="preserve"`, e(u.ID), e(u.ID), approved)
	if u.Budget > 0 {
		fmt.Fprintf(w, ` maxwidth="%d" size-unit="char"`, u.Budget)
	}
	fmt.Fprintf(w, ">\n<source xml:lang=\"%s\">", e(p.From))
	src := packet.Tokens(u.Source)
	writeInline12(w, src)
	fmt.Fprint(w, "</source>\n")
	if u.Target != "" {
		fmt.Fprintf(w, `<target xml:lang="%s" state="%s">`, e(p.To), state12(u))
		writeInline12(w, packet.Align(src, packet.Tokens(u.Target)))
		fmt.Fprint(w, "</target>\n")
	}
	fmt.Fprintf(w, "<note from=\"omnibus\">%s</note>\n", e(packet.Line(u.Meta())))
	for _, c := range u.Context() {
		fmt.Fprintf(w, "<note>%s</note>\n", e(c[0]+": "+c[1]))
	}
	fmt.Fprint(w, "</trans-unit>\n")
}

func state12(u *packet.Unit) string {
	return [...]string{"needs-review-translation", "translated", "signed-off", "final"}[packet.Rank(u.State)]
}

func writeInline12(w *bufio.Writer, tokens []packet.Token) {
	e := packet.Escape
	for _, t := range tokens {
		switch t.Role {
		case packet.Words:
			fmt.Fprint(w, e(t.Text))
		case packet.Open:
			kind := map[string]string{"em": "italic", "strong": "bold", "link": "link"}[t.Type]
			fmt.Fprintf(w, `<bpt id="%d" ctype="%s">%s</bpt>`, t.ID, kind, e(t.Data))
		case packet.Close:
			fmt.Fprintf(w, `<ept id="%d">%s</ept>`, t.ID, e(t.Data))
		case packet.Alone:
			fmt.Fprintf(w, `<ph id="%d" ctype="x-%s">%s</ph>`, t.ID, t.Type, e(t.Data))
		}
	}
}
