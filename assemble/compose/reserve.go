package compose

import (
	"fmt"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/plan"
)

// Reservation is a delegation's reservation on a paragraph, a heading or the title.
type Reservation struct {
	ID         string
	Delegation Name
	By, Of     string // by the Delegation of X, of the Delegation of X
	Received   bool   // with its text
	Without    bool   // the delegation gives no text; otherwise, unless it was received, the text is still to come
	Text       phrase
}

// TitleReservations are the reservations on the title of the paper.
func (v *paperView) TitleReservations() []Reservation {
	if r := v.c.opts.Redline; r != nil {
		return v.c.reservations(v.p.Reserved, r.Title)
	}
	return v.c.reservations(v.p.Reserved, nil)
}

// reservations returns the present reservations, followed in a redline by the removed ones.
func (c *column) reservations(in []plan.Reservation, ch *plan.Change) []Reservation {
	var out []Reservation
	for _, r := range in {
		n := c.name(r.Delegation.String)
		out = append(
			out,
			Reservation{
				ID:         r.ID.String,
				Delegation: n,
				By:         c.with("draft.word-by", n),
				Of:         c.with("draft.word-of", n),
				Received:   r.State == "received",
				Without:    r.State == "without-text",
				Text:       c.phrase(r.Text),
			},
		)
	}
	if ch == nil {
		return out
	}
	for _, r := range ch.Reserved {
		c.reserved[r.ID] = r
		if r.New == nil {
			n := c.name(r.Old.Delegation)
			out = append(out, Reservation{ID: r.ID, Delegation: n, By: c.with("draft.word-by", n), Of: c.with("draft.word-of", n)})
		}
	}
	return out
}

// reservationWas returns the former text of the note of a reservation.
func (c *column) reservationWas(p *plan.Passage) []doc.Inline {
	n := c.name(p.Delegation)
	switch p.State {
	case "announced":
		return c.silent(c.l.T("draft.reservation-announced", map[string]any{"Delegation": c.with("draft.word-by", n)}), c.l.Tag, nil)
	case "without-text":
		return c.silent(c.l.T("draft.reservation-without-text", map[string]any{"Delegation": c.with("draft.word-of", n)}), c.l.Tag, nil)
	}
	text := p.Texts[c.l.Tag]
	for _, l := range c.langs {
		if text == "" {
			text = p.Texts[l]
		}
	}
	return c.silent(
		c.l.T("draft.reservation-received", map[string]any{"Delegation": c.with("draft.word-of", n), "Text": text}),
		c.l.Tag,
		nil,
	)
}

// reserve adds the note of a reservation; in a redline with its changes.
func (c *column) reserve(note *doc.Note, ch *plan.Change, with doc.Inline, r *reading) {
	op := diff.Equal
	switch {
	case ch == nil:
	case ch.New == nil:
		op = diff.Delete
		note.Mark = c.counted(&c.struck, asterisks)
		note.ID += fmt.Sprintf(".was.%d", c.struck)
		note.Inlines, _ = c.compare(c.reservationWas(ch.Old), nil)
	case ch.Old == nil:
		op = diff.Insert
		note.Inlines, _ = c.compare(nil, note.Inlines)
	default:
		note.Inlines, _ = c.compare(c.reservationWas(ch.Old), note.Inlines)
	}
	if op != diff.Delete {
		note.Mark = c.counted(&c.given, func(n int) string { return c.l.T("draft.reservation-mark", map[string]any{"N": fmt.Sprint(n)}) })
		c.atFootOrEnd(note)
	}
	with.Text, with.Mark, with.Note = note.Mark, with.Mark|doc.Sup, note
	r.changed = r.changed || ch != nil
	if op == diff.Equal {
		r.inlines = append(r.inlines, with)
		return
	}
	s := c.signs(op)
	with.Mark |= s.mark
	w := &writer{out: r.inlines}
	w.sign(s.print[0], s.spoken[0], with)
	w.out = append(w.out, with)
	w.sign(s.print[1], s.spoken[1], with)
	r.inlines = w.out
}

// asterisks is the mark of the nth note that a redline shows as deleted.
func asterisks(n int) string { return strings.Repeat("*", n) }

// reservedWords describes the changes to the reservations on a paragraph.
func (c *column) reservedWords(in []*plan.Change) []string {
	var out []string
	for _, r := range in {
		key, p := "redline.reservation-changed", r.New
		switch {
		case r.Old == nil:
			key = "redline.reservation-new"
		case r.New == nil:
			key, p = "redline.reservation-withdrawn", r.Old
		case r.New.State == "received" && r.Old.State != "received":
			key = "redline.reservation-received"
		}
		out = append(out, c.l.T(key, map[string]any{"Delegation": c.with("draft.word-of", c.name(p.Delegation))}))
	}
	return out
}
