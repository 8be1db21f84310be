package edit

import (
	"fmt"

	"omnibus/assemble/source"
)

// A Reservation is an announced reservation on a proposal.
type Reservation struct {
	On, ID, Delegation string
	From               string // first meeting whose papers include it
}

// Reservations returns a file of proposals with reservations added to them.
func Reservations(f *source.File, all []Reservation) (*source.File, error) {
	root, err := treeOf(f)
	if err != nil {
		return nil, err
	}
	edit := f.Edit(root)
	items := map[*source.Node][][]source.Field{}
	var order []*source.Node
	for _, r := range all {
		n := withID(root.At("proposals"), r.On)
		if n == nil {
			return nil, fmt.Errorf("%s: there is no proposal %q", f.Name, r.On)
		}
		if items[n] == nil {
			order = append(order, n)
		}
		items[n] = append(items[n], []source.Field{{Key: "id", Value: r.ID}, {Key: "delegation", Value: r.Delegation},
			{Key: "state", Value: "announced"}, {Key: "from", Value: r.From}})
	}
	for _, n := range order {
		edit.SetItems(n, "reservations", items[n])
	}
	return edit.File()
}
