package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
)

// The receipt says how many texts of a packet did not come back, in every format.
func TestTextsThatDidNotComeBack(t *testing.T) {
	for _, format := range translate.Formats {
		w := shippedTerm(t)
		p := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})[0]
		p.Sent = len(p.Units)
		p.Units = p.Units[:len(p.Units)-4]
		files, err := translate.Write([]*packet.Packet{p}, format)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := w.back(files, nil)
		if diags.HasErrors() || len(r.Left) != 1 || !strings.HasPrefix(r.Left[0].What, "4 of ") || r.Left[0].Lang != "es" {
			t.Errorf("%s: %+v, %s", format.Name, r.Left, found(diags))
		}
		p.Sent = 0
		if files, err = translate.Write([]*packet.Packet{p}, format); err != nil {
			t.Fatal(err)
		}
		if r, diags := w.back(files, nil); diags.HasErrors() || len(r.Left) != 0 {
			t.Errorf("%s, whole: %+v, %s", format.Name, r.Left, found(diags))
		}
	}
}
