package doc

import (
	"maps"
	"strings"
	"testing"
)

// TestPack: data come back from the properties as they were, whatever their length; if a property is lost or changed, they do not come back.
func TestPack(t *testing.T) {
	for _, data := range []string{"", "a", "línea\nπ\t", strings.Repeat("op-12.text sha1-0123456789abcdef\n", 3000)} {
		all := map[string]string{}
		for _, p := range Pack(data, []string{"Given  words", "é"}) {
			if len(p[1]) > longestProperty || all[p[0]] != "" {
				t.Errorf("property %s has %d characters, or occurs twice", p[0], len(p[1]))
			}
			all[p[0]] = p[1]
		}
		if got, given, ok := Unpack(all); !ok || got != data || !given.Has("Given\twords") || !given.Has("é") || given.Has("words") {
			t.Errorf("%d bytes: ok %v, got %d bytes", len(data), ok, len(got))
		}
		for name := range all {
			less := maps.Clone(all)
			delete(less, name)
			if _, _, ok := Unpack(less); ok {
				t.Errorf("%d bytes: data come back without %s", len(data), name)
			}
			changed := maps.Clone(all)
			changed[name] = "7" + changed[name]
			if got, _, ok := Unpack(changed); ok && got == data {
				t.Errorf("%d bytes: data come back although %s was changed", len(data), name)
			}
		}
	}
}
