package word

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/input"
	files "omnibus/assemble/intake/edit"
	"omnibus/assemble/saying"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// reserve records the reservations that were announced on a text: on its paragraph, one for each author.
func (f *free) reserve(a saying.Act, u *unit) {
	of := top(u)
	p, ok := f.Work.Records.ByID[of.id].(*input.Proposal)
	if !ok {
		f.rest(a.At, f.sentence("%s: a reservation on it is recorded by hand", f.name(u)), a.All, u.wordings[0].printed)
		return
	}
	for _, by := range a.Authors {
		standing := func(r *input.Reservation) bool {
			state := r.State.String
			if n := len(r.States); n > 0 {
				state = r.States[n-1].State.String
			}
			return r.Delegation.String == by && state != "withdrawn"
		}
		if slices.ContainsFunc(p.Reservations, standing) {
			f.receipt.Same++
			continue
		}
		made := func(q *Proposal) bool { return q.Operation == saying.Reserve && q.Base == of.id && q.Author == by }
		if !slices.ContainsFunc(f.moves, made) {
			f.moves = append(f.moves, &Proposal{Operation: saying.Reserve, Base: of.id, Author: by, unit: of, Places: []string{a.At}})
		}
	}
}

// reservations returns the files of proposals with the reservations of the import. made are the files that it has made so far.
func (im *Import) reservations(made []*source.File) ([]*source.File, error) {
	byFile := map[string][]files.Reservation{}
	var names []string
	for _, p := range im.receipt.Proposals {
		if p.Operation != saying.Reserve {
			continue
		}
		name := im.Work.Records.ByID[p.Base].Ident().Pos.File.Name
		if byFile[name] == nil {
			names = append(names, name)
		}
		byFile[name] = append(byFile[name], files.Reservation{On: p.Base, ID: p.ID, Delegation: p.Author, From: im.Meeting})
	}
	for _, name := range names {
		is := func(f *source.File) bool { return f.Name == name }
		from := made
		if !slices.ContainsFunc(made, is) {
			from = im.Src.Input
		}
		f, err := files.Reservations(from[slices.IndexFunc(from, is)], byFile[name])
		if err != nil {
			return nil, err
		}
		made = files.Replaced(made, []*source.File{f})
	}
	return made, nil
}

// reserved returns an error if the records that were read back do not have a reservation.
func (p *Proposal) reserved(after *work.Work) error {
	x, ok := after.Records.ByID[p.Base].(*input.Proposal)
	if !ok || !slices.ContainsFunc(x.Reservations, func(r *input.Reservation) bool {
		return r.ID.String == p.ID && r.Delegation.String == p.Author
	}) {
		return fmt.Errorf("the reservation %s is not read back as it was meant: nothing is written", p.ID)
	}
	return nil
}

// reservation returns the id of a new reservation.
func (im *Import) reservation(p *Proposal) string {
	return im.free(reservationID(p.Author, p.Base))
}

// reservationID returns the id that imports give to the reservation of a delegation on a paragraph.
func reservationID(delegation, on string) string {
	return "reservation-" + strings.TrimPrefix(delegation, "delegation-") + "-" + on
}
