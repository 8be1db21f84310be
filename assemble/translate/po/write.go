package po

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"omnibus/assemble/translate/packet"
)

// Write writes a packet.
func Write(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "msgid \"\"\nmsgstr \"\"\n")
	for _, h := range [][2]string{
		{"Project-Id-Version", p.Term}, {"Language", strings.ReplaceAll(p.To, "-", "_")}, {"MIME-Version", "1.0"},
		{"Content-Type", "text/plain; charset=UTF-8"}, {"Content-Transfer-Encoding", "8bit"},
		{"X-Source-Language", p.From}, {"X-Omnibus", strings.TrimPrefix(packet.Line(p.Meta()), "omnibus: ")},
	} {
		fmt.Fprintf(w, "%s\n", quote(h[0]+": "+h[1]+"\n"))
	}
	for _, u := range p.Units {
		fmt.Fprintln(w)
		for _, c := range u.Context() {
			if c[0] == "previous source" {
				continue
			}
			fmt.Fprintf(w, "#. %s\n", oneLine(c[0]+": "+c[1]))
		}
		fmt.Fprintf(w, "#. %s\n#: %s\n", packet.Line(u.Meta()), u.ID)
		if u.Kind == packet.Changed {
			fmt.Fprint(w, "#, fuzzy\n")
			if u.Previous != "" {
				fmt.Fprintf(w, "#| msgid %s\n", quote(u.Previous))
			}
		}
		fmt.Fprintf(w, "msgctxt %s\nmsgid %s\nmsgstr %s\n", quote(u.ID), quote(u.Source), quote(u.Target))
	}
	return w.Flush()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`)

func quote(s string) string { return `"` + escapes.Replace(s) + `"` }
