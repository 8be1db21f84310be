package xliff

import (
	"bufio"
	"fmt"
	"io"

	"omnibus/assemble/locale"
	"omnibus/assemble/translate/packet"
)

// Write writes a packet.
func Write(out io.Writer, p *packet.Packet) error {
	w := bufio.NewWriter(out)
	e := packet.Escape
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" version="2.1" srcLang="%s" trgLang="%s" xml:space="preserve">
<file id="%s" original="%s">
`, e(p.From), e(p.To), e(p.Term), e(p.Term))
	metadata(w, p.Meta())
	for _, u := range p.Units {
		unit(w, u)
	}
	fmt.Fprint(w, "</file>\n</xliff>\n")
	return w.Flush()
}

func metadata(w *bufio.Writer, meta [][2]string) {
	if len(meta) == 0 {
		return
	}
	fmt.Fprint(w, `<mda:metadata><mda:metaGroup category="omnibus">`)
	for _, m := range meta {
		fmt.Fprintf(w, `<mda:meta type="%s">%s</mda:meta>`, m[0], packet.Escape(m[1]))
	}
	fmt.Fprint(w, "</mda:metaGroup></mda:metadata>\n")
}

func unit(w *bufio.Writer, u *packet.Unit) {
	e := packet.Escape
	fmt.Fprintf(w, "<unit id=\"%s\">\n", e(u.ID))
	metadata(w, u.Meta())
	if len(u.Terms) > 0 {
		fmt.Fprint(w, "<gls:glossary>")
		for _, t := range u.Terms {
			fmt.Fprintf(w, "<gls:glossEntry><gls:term>%s</gls:term>", e(t.Source))
			if t.Target != "" {
				fmt.Fprintf(w, "<gls:translation>%s</gls:translation>", e(t.Target))
			}
			if t.Note != "" {
				fmt.Fprintf(w, "<gls:definition>%s</gls:definition>", e(t.Note))
			}
			fmt.Fprint(w, "</gls:glossEntry>")
		}
		fmt.Fprint(w, "</gls:glossary>\n")
	}
	if context := u.Context(); len(context) > 0 {
		fmt.Fprint(w, "<notes>")
		for _, c := range context {
			fmt.Fprintf(w, `<note category="%s">%s</note>`, e(c[0]), e(c[1]))
		}
		fmt.Fprint(w, "</notes>\n")
	}
	src := packet.Tokens(u.Source)
	target := packet.Align(src, packet.Tokens(u.Target))
	data := map[string]string{}
	var order []string
	for _, t := range append(append([]packet.Token(nil), src...), target...) {
		if t.Role != packet.Words && data[t.Data] == "" {
			order = append(order, t.Data)
			data[t.Data] = fmt.Sprintf("d%d", len(order))
		}
	}
	if len(order) > 0 {
		fmt.Fprint(w, "<originalData>")
		for _, d := range order {
			fmt.Fprintf(w, `<data id="%s">%s</data>`, data[d], e(d))
		}
		fmt.Fprint(w, "</originalData>\n")
	}
	fmt.Fprintf(w, `<segment state="%s"`, state(u.State))
	if u.Kind == packet.Changed {
		fmt.Fprint(w, ` subState="omnibus:stale"`)
	}
	fmt.Fprint(w, "><source>")
	inline(w, src, data)
	fmt.Fprint(w, "</source>")
	if u.Target != "" {
		fmt.Fprint(w, "<target>")
		inline(w, target, data)
		fmt.Fprint(w, "</target>")
	}
	fmt.Fprint(w, "</segment>\n</unit>\n")
}

func state(s locale.State) string {
	if packet.Rank(s) == 0 {
		return "initial"
	}
	return string(s)
}

func inline(w *bufio.Writer, tokens []packet.Token, data map[string]string) {
	e := packet.Escape
	shut := map[int]string{}
	for _, t := range tokens {
		if t.Role == packet.Close {
			shut[t.ID] = t.Data
		}
	}
	for _, t := range tokens {
		switch t.Role {
		case packet.Words:
			fmt.Fprint(w, e(t.Text))
		case packet.Open:
			kind := map[string]string{"em": `type="fmt" subType="xlf:i"`, "strong": `type="fmt" subType="xlf:b"`,
				"link": `type="link"`}[t.Type]
			fmt.Fprintf(
				w,
				`<pc id="%d" %s canOverlap="no" dataRefStart="%s" dataRefEnd="%s" dispStart="%s" dispEnd="%s">`,
				t.ID,
				kind,
				data[t.Data],
				data[shut[t.ID]],
				e(t.Data),
				e(shut[t.ID]),
			)
		case packet.Close:
			fmt.Fprint(w, "</pc>")
		case packet.Alone:
			fmt.Fprintf(
				w,
				`<ph id="%d" type="other" subType="omnibus:%s" canDelete="no" dataRef="%s" disp="%s"/>`,
				t.ID,
				t.Type,
				data[t.Data],
				e(t.Data),
			)
		}
	}
}
