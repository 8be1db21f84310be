// Package toml writes a packet as two message files of go-i18n: the complete sources, and the targets to fill in. Weblate and
// other tools that know the format work with the two.
package toml

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"omnibus/assemble/packet"
)

// WriteSource writes the file of the sources.
func WriteSource(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# %s; role=source\n# The texts to translate. The file of the translations lies beside it; this one need not come back.\n", packet.Line(p.Meta()))
	for _, u := range p.Units {
		fmt.Fprintf(w, "\n[%s]\ndescription = %s\nother = %s\n", Quote(u.ID), Quote(description(u)), Quote(u.Source))
	}
	return w.Flush()
}

// WriteTarget writes the file of the translations. An empty one is not translated yet.
func WriteTarget(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# %s; role=target\n# Fill in what stands behind other. A text without a translation is empty.\n", packet.Line(p.Meta()))
	for _, u := range p.Units {
		fmt.Fprintf(w, "\n[%s]\ndescription = %s\nhash = %s\nother = %s\n", Quote(u.ID), Quote(description(u)+"\n"+packet.Line(u.Meta())), Quote(u.SourceHash), Quote(u.Target))
	}
	return w.Flush()
}

func description(u *packet.Unit) string {
	var lines []string
	for _, c := range u.Context() {
		lines = append(lines, c[0]+": "+c[1])
	}
	return strings.Join(lines, "\n")
}

// Quote writes a text as a basic string of TOML, on one line.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || r == 0x7f || r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x202f || r == 0xa0 || r == 0x2060 || r == 0xfeff:
			// What cannot be seen is written so that it can.
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
