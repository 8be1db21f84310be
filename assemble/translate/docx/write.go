// Package docx writes a packet as a table of two languages for word processors, and reads the returned file.
package docx

import (
	"fmt"
	"io"
	"strings"

	"omnibus/assemble/date"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/write/docx"
)

// paper stands for the id of a paper in the properties of a packet.
const paper = "packet"

// Relative widths of the columns: what is known about a text, its source, its translation, and remarks.
var widths = []int{24, 33, 33, 14}

const howTo = "Write each translation into its cell; leave the cell empty if there is none. Keep the signs around and within words, " +
	"such as *, {{…}} and [^…], and the small grey codes. Write remarks and questions into the last column or into comments. " +
	"You may track your changes: all of them are accepted."

// Write writes a packet. A row is a text: what is known about it, its source, its translation, and a place for remarks.
func Write(w io.Writer, p *packet.Packet) error {
	d, err := date.Parse(p.Date)
	if err != nil {
		d = date.Date{}
	}
	table := &docx.FormTable{Widths: widths, Head: []string{"Text", "Source (" + p.From + ")", "Translation (" + p.To + ")", "Remarks"}}
	codes := codesOf(p.Units)
	data := []string{packet.Line(p.Meta())}
	for i, u := range p.Units {
		table.Rows = append(table.Rows, docx.FormRow{Code: codes[u.ID], Cells: []docx.FormCell{
			{Text: u.ID, Given: true, Notes: notes(p.Units, i)}, source(u, p.From), {Text: u.Target, Lang: p.To}, {}}})
		data = append(data, u.ID+"\t"+packet.Line(meta(u)))
	}
	title := fmt.Sprintf("%s: %s to %s", p.Title, p.From, p.To)
	return docx.WriteForm(w, &docx.Form{
		Paper: paper, Title: title, Lang: locale.Reference, Langs: []string{p.From, p.To}, Creator: "omnibus",
		Subject: "Texts for translation", Reference: reference(p), Date: d, Wide: true, Data: strings.Join(data, "\n"),
		Blocks: []docx.FormBlock{&docx.FormText{Text: howTo}, table},
	})
}

// reference returns the line by which a packet is recognized when a program has dropped its properties.
func reference(p *packet.Packet) string {
	return strings.Join([]string{paper, p.Term, p.From, p.To}, " · ")
}

// codesOf returns the codes of texts by their ids.
func codesOf(units []*packet.Unit) map[string]string {
	var ids []string
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	return doc.CodesOf(ids)
}

// meta returns the data of a unit without the prints of its notes, which the file has for all notes together.
func meta(u *packet.Unit) [][2]string {
	var out [][2]string
	for _, m := range u.Meta() {
		if m[0] != "notes" {
			out = append(out, m)
		}
	}
	return out
}

// notes returns what a translator has to know about unit i. The changes of its source are shown beside it, and the texts around it may be
// in the rows around it.
func notes(units []*packet.Unit, i int) []string {
	u := units[i]
	out := []string{string(u.Kind) + ", " + string(stateOf(u))}
	for _, c := range u.Context() {
		switch {
		case c[0] == "changed", c[0] == "before" && i > 0 && units[i-1].Source == u.Before,
			c[0] == "after" && i+1 < len(units) && units[i+1].Source == u.After:
		default:
			out = append(out, c[0]+": "+c[1])
		}
	}
	return out
}

// source returns the cell of the source. If the source has changed, the changes are shown below it.
func source(u *packet.Unit, lang string) docx.FormCell {
	c := docx.FormCell{Text: u.Source, Lang: lang, Given: true}
	for _, e := range u.Changes() {
		c.Shown = append(c.Shown, docx.FormRun{Text: e.Text, Ins: e.Op == diff.Insert, Del: e.Op == diff.Delete})
	}
	return c
}

func stateOf(u *packet.Unit) locale.State {
	if u.State == "" {
		return locale.Untranslated
	}
	return u.State
}
