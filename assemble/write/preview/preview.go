// Package preview writes the texts of a packet as one HTML file: source and translation side by side, in the order of the papers, with
// state, what has changed in the source, and findings. The file stands alone: it opens from disk, works by keyboard, and prints.
package preview

import (
	_ "embed"
	"html/template"
	"io"
	"unicode/utf8"

	"omnibus/assemble/diff"
	"omnibus/assemble/packet"
)

//go:embed preview.html
var page string

// A Finding is what a check says of a translation.
type Finding struct{ Severity, Code, Message string }

// Write writes packets into one page. findings are by the id of the text.
func Write(w io.Writer, packets []*packet.Packet, findings map[string][]Finding) error {
	t, err := template.New("preview").Parse(page)
	if err != nil {
		panic("preview: the page is no template: " + err.Error())
	}
	d := data{}
	for _, p := range packets {
		d.Title, d.Term, d.To, d.Meeting = p.Title, p.Term, p.To, p.Meeting
		for _, u := range p.Units {
			d.add(p, u, findings[u.ID])
		}
	}
	return t.Execute(w, d)
}

type data struct {
	Title, Term, To, Meeting string
	Texts                    []text
	Open, Stale, Found       int
}

// A text is a unit as the page shows it.
type text struct {
	*packet.Unit
	From, To   string
	NewSection bool
	Open       bool
	Stale      bool
	TooLong    bool
	Changes    []change
	Findings   []Finding
}

type change struct {
	Text     string
	Ins, Del bool
}

func (d *data) add(p *packet.Packet, u *packet.Unit, found []Finding) {
	x := text{Unit: u, From: p.From, To: p.To, Findings: found, Open: u.Target == "", Stale: u.Kind == packet.Changed,
		TooLong: u.Budget > 0 && utf8.RuneCountInString(u.Target) > u.Budget}
	if n := len(d.Texts); n == 0 || d.Texts[n-1].Paper != x.Paper || d.Texts[n-1].Section != x.Section {
		x.NewSection = true
	}
	for _, e := range u.Changes() {
		x.Changes = append(x.Changes, change{e.Text, e.Op == diff.Insert, e.Op == diff.Delete})
	}
	if x.Open {
		d.Open++
	}
	if x.Stale {
		d.Stale++
	}
	if len(found) > 0 {
		d.Found++
	}
	d.Texts = append(d.Texts, x)
}
