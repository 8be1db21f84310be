package tmx

import (
	"bufio"
	"fmt"
	"io"

	"omnibus/assemble/translate/packet"
)

// Write writes a packet.
func Write(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	e := packet.Escape
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="omnibus" creationtoolversion="1" segtype="paragraph" o-tmf="omnibus" adminlang="en" srclang="%s" datatype="plaintext"><prop type="x-omnibus">%s</prop></header>
<body>
`, e(p.From), e(packet.Line(p.Meta())))
	for _, u := range p.Units {
		fmt.Fprintf(w, "<tu tuid=\"%s\">\n", e(u.ID))
		for _, c := range u.Context() {
			fmt.Fprintf(w, "<note>%s</note>\n", e(c[0]+": "+c[1]))
		}
		fmt.Fprintf(w, "<prop type=\"x-omnibus\">%s</prop>\n", e(packet.Line(u.Meta())))
		src := packet.Tokens(u.Source)
		variant(w, p.From, src)
		if u.Target != "" {
			variant(w, p.To, packet.Align(src, packet.Tokens(u.Target)))
		}
		fmt.Fprint(w, "</tu>\n")
	}
	fmt.Fprint(w, "</body>\n</tmx>\n")
	return w.Flush()
}

func variant(w *bufio.Writer, lang string, tokens []packet.Token) {
	e := packet.Escape
	fmt.Fprintf(w, `<tuv xml:lang="%s"><seg>`, e(lang))
	for _, t := range tokens {
		switch t.Role {
		case packet.Words:
			fmt.Fprint(w, e(t.Text))
		case packet.Open:
			fmt.Fprintf(w, `<bpt i="%d" x="%d" type="%s">%s</bpt>`, t.ID, t.ID, t.Type, e(t.Data))
		case packet.Close:
			fmt.Fprintf(w, `<ept i="%d">%s</ept>`, t.ID, e(t.Data))
		case packet.Alone:
			fmt.Fprintf(w, `<ph x="%d" type="%s">%s</ph>`, t.ID, t.Type, e(t.Data))
		}
	}
	fmt.Fprint(w, "</seg></tuv>\n")
}
