package doc

import (
	"fmt"
	"strings"
	"testing"
)

// TestCodes: each record has its own code, which does not depend on the other records; a wrong sign is detected, and so is an exchange of
// two signs.
func TestCodes(t *testing.T) {
	r := (&Document{Symbol: "CAM/doc.1/24"}).Reference()
	if !IsReference(r, "CAM/doc.1/24") || IsReference(r, "CAM/doc.1") || IsReference(r+" and more", "CAM/doc.1/24") || IsReference("", "") {
		t.Errorf("the reference is %q", r)
	}
	list := &List{ID: "l", Role: Operative}
	d := &Document{Paper: "draft", Langs: []string{"en"}, Blocks: []Block{&Section{ID: "section-a", Blocks: []Block{list}}}}
	if (&Document{Paper: "plan", Blocks: []Block{&List{Role: "agenda", Items: []*Item{{ID: "x"}}}}}).Codes() != nil {
		t.Error("a paper without paragraphs has codes")
	}
	for i := range 20_000 {
		list.Items = append(list.Items, &Item{ID: fmt.Sprintf("op-%d", i), Blocks: []Block{&List{ID: "s", Role: SubParagraphs, Items: []*Item{{ID: fmt.Sprintf("op-%d-a", i)}}}}})
	}
	all := d.Codes()
	seen := map[string]string{}
	longer := 0
	for id, c := range all {
		if seen[c] != "" || !IsCode(c) {
			t.Fatalf("%s has the code %q of %q", id, c, seen[c])
		}
		seen[c] = id
		if len(c) > codeLength+1 {
			longer++
		}
	}
	if len(all) != 40_002 || longer == 0 || longer > 400 {
		t.Errorf("%d codes, of which %d are longer", len(all), longer)
	}
	list.Items = list.Items[:10]
	for id, c := range d.Codes() {
		if all[id] != c && len(all[id]) == len(c) {
			t.Errorf("%s has the code %s in a small paper and %s in a large one", id, c, all[id])
		}
		for i := range c {
			for _, r := range codeSigns {
				if wrong := c[:i] + string(r) + c[i+1:]; wrong != c && IsCode(wrong) {
					t.Errorf("%s passes for %s", wrong, c)
				}
			}
			if i > 0 && c[i] != c[i-1] && IsCode(c[:i-1]+c[i:i+1]+c[i-1:i]+c[i+1:]) {
				t.Errorf("%s with two signs exchanged passes", c)
			}
		}
		if IsCode(strings.ToLower(c)+"x") || IsCode(c[1:]) || IsCode("") {
			t.Errorf("a word that is no code passes")
		}
	}
}
