// Package tbx writes a term base as TBX-Basic in the form of ISO 30042:2008 (martif), which most translation tools read.
package tbx

import (
	"bufio"
	"fmt"
	"io"

	"omnibus/assemble/translate/packet"
)

var status = map[packet.Status]string{
	packet.Preferred: "preferredTerm-admn-sts",
	packet.Admitted:  "admittedTerm-admn-sts",
	packet.Forbidden: "deprecatedTerm-admn-sts",
}

var gender = map[string]string{"m": "masculine", "f": "feminine", "n": "neuter"}

// Write writes a term base. The file has no document type, because some readers would fetch it from the network.
func Write(w io.Writer, base *packet.TermBase) error {
	b := bufio.NewWriter(w)
	put := func(format string, args ...any) {
		for i, a := range args {
			if s, ok := a.(string); ok {
				args[i] = packet.Escape(s)
			}
		}
		fmt.Fprintf(b, format, args...)
	}
	put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<martif type=\"TBX-Basic\" xml:lang=\"%s\">\n<martifHeader>\n", base.Lang)
	put(
		"<fileDesc><titleStmt><title>%s</title></titleStmt><sourceDesc><p>omnibus: input/glossary.yaml</p></sourceDesc></fileDesc>\n",
		base.Title,
	)
	put("<encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>\n</martifHeader>\n<text><body>\n")
	for _, c := range base.Concepts {
		put("<termEntry id=\"%s\">\n", c.ID)
		if c.Class != "" {
			put("<descrip type=\"subjectField\">%s</descrip>\n", c.Class)
		}
		for _, n := range c.Notes {
			put("<note>%s</note>\n", n)
		}
		for _, l := range c.Langs {
			put("<langSet xml:lang=\"%s\">\n", l.Lang)
			if l.URL != "" {
				put("<xref type=\"externalCrossReference\" target=\"%s\">%s</xref>\n", l.URL, l.URL)
			}
			for _, t := range l.Terms {
				kind := "fullForm"
				if t.Acronym {
					kind = "acronym"
				}
				put(
					"<tig><term>%s</term><termNote type=\"termType\">%s</termNote><termNote type=\"administrativeStatus\">%s</termNote>",
					t.Text,
					kind,
					status[t.Status],
				)
				if g := gender[t.Gender]; g != "" {
					put("<termNote type=\"grammaticalGender\">%s</termNote>", g)
				}
				if t.Note != "" {
					put("<note>%s</note>", t.Note)
				}
				put("</tig>\n")
			}
			put("</langSet>\n")
		}
		put("</termEntry>\n")
	}
	put("</body></text>\n</martif>\n")
	return b.Flush()
}
