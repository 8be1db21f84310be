package assemble

import (
	"bytes"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/packet"
	"omnibus/assemble/source"
	"omnibus/assemble/write/preview"
	"omnibus/assemble/write/tbx"
)

// Preview writes one HTML page of the texts of packets, in the order of the papers, with what the checks find about each translation.
func (w *Work) Preview(packets []*packet.Packet, lang string) ([]byte, error) {
	found := &diag.List{}
	check.Run(check.Pass{Records: w.Records, Plan: w.Plan, Locales: w.Locales, Langs: []string{lang}, Diags: found})
	found.Sort()
	var places []source.Pos
	var ids []string
	l := w.Locales.Locale(lang)
	for _, p := range packets {
		for _, u := range p.Units {
			if c, ok := l.Content(u.ID); ok && c.Text.Pos.IsValid() {
				places, ids = append(places, c.Text.Pos), append(ids, u.ID)
			}
		}
	}
	findings := map[string][]preview.Finding{}
	for _, d := range found.Items {
		for i, pos := range places {
			if d.Accepted == "" && d.Pos.File == pos.File && d.Pos.Offset >= pos.Offset && d.Pos.Offset <= pos.End() {
				findings[ids[i]] = append(findings[ids[i]], preview.Finding{Severity: d.Severity.String(), Code: d.Code, Message: d.Message})
				break
			}
		}
	}
	var b bytes.Buffer
	err := preview.Write(&b, packets, findings)
	return b.Bytes(), err
}

// TermBase writes the glossary as TBX, in the languages that are named.
func (w *Work) TermBase(langs []string) ([]byte, error) {
	title := ""
	if t := w.Records.Term; t != nil {
		title = t.Title.String
	}
	var b bytes.Buffer
	err := tbx.Write(&b, packet.Terms(w.Records.Glossary, title, langs))
	return b.Bytes(), err
}
