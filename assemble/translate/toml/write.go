package toml

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// WriteSource writes the file of the sources.
func WriteSource(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(
		w,
		"# %s; role=source\n# The texts to translate. The translations go into the other file; do not return this one.\n",
		packet.Line(p.Meta()),
	)
	for _, u := range p.Units {
		fmt.Fprintf(
			w,
			"\n[%s]\ndescription = %s\nother = %s\n",
			source.Quoted(u.ID),
			source.Quoted(description(u)),
			source.Quoted(u.Source),
		)
	}
	return w.Flush()
}

// The first lines of a file of translations: a description of the packet, and what to do.
const (
	headLines  = 2
	headTarget = "Write the translation after other. A text without a translation is empty."
)

// WriteTarget writes the file of the translations. An untranslated text is empty.
func WriteTarget(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# %s; role=target\n# %s\n", packet.Line(p.Meta()), headTarget)
	for _, u := range p.Units {
		fmt.Fprintf(
			w,
			"\n[%s]\ndescription = %s\nhash = %s\nother = %s\n",
			source.Quoted(u.ID),
			source.Quoted(description(u)+"\n"+packet.Line(u.Meta())),
			source.Quoted(u.SourceHash),
			source.Quoted(u.Target),
		)
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
