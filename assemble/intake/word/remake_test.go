package word

import (
	"testing"

	"omnibus/assemble/diff"
)

// TestRemake: unchanged words keep their markup and references, words that are only printed are left out, and new words have no markup.
func TestRemake(t *testing.T) {
	for _, c := range []struct {
		name, source, printed, now string
		fold                       bool
		want                       string
		touched                    bool
	}{
		{"a word", "To do it", "To do it", "To do that", false, "To do that", false},
		{"a reference stays", "To do as in {{ref:op-a}} now", "To do as in 5 now", "To do as in 5 then", false,
			"To do as in {{ref:op-a}} then", false},
		{"a reference goes", "To do as in {{ref:op-a}} now", "To do as in 5 now", "To do as in 7 now", false, "To do as in 7 now", false},
		{"a name of several words stays", "To ask {{name:oas}} for it", "To ask the Organization of States for it",
			"To ask the Organization of States for all", false, "To ask {{name:oas}} for all", false},
		{"a name is cut", "To ask {{name:oas}} for it", "To ask the Organization of States for it", "To ask the Organization for it",
			false, "To ask the Organization for it", true},
		{"emphasis stays", "To keep the *status quo* here", "To keep the status quo here", "To keep the status quo there", false,
			"To keep the *status quo* there", false},
		{"emphasis behind a change", "on the rule of *non-refoulement*", "on the rule of non-refoulement", "on a rule of non-refoulement",
			false, "on a rule of *non-refoulement*", false},
		{"emphasis goes with its words", "To keep the *status quo* here", "To keep the status quo here", "To keep it here", false,
			"To keep it here", false},
		{"a note stays", "To do it by 2025[^n], and more", "To do it by 2025" + noteSign(0) + ", and more", "To do it by 2025" +
			noteSign(0) + ", and less", false, "To do it by 2025[^n], and less", false},
		{"a note goes", "To do it[^n] now", "To do it" + noteSign(0) + " now", "To do it now", false, "To do it now", false},
		{"brackets stay out", "To do it now", "To do [it] [Delegation A: that] now", "To do [it] [Delegation A: that] then", false,
			"To do it then", false},
		{"brackets taken out whole", "To do it now", "To do it [Delegation A: and that] now", "To do it now", false, "To do it now", false},
		{"brackets changed within", "To do it now", "To do it [Delegation A: and that] now", "To do it [Delegation A: or that] now",
			false, "To do it or now", true},
		{"what looks like markup", "To do it", "To do it", `To do *it* {{x}}`, false, `To do \*it\* \{{x}}`, false},
		{"a space between words that stay", "within 48 hours of it", "within 48 hours of it", "within 48\u00a0hours of that", false, "within 48 hours of that", false},
		{"capitals", "Draft Paragraphs on It", "DRAFT PARAGRAPHS ON IT", "DRAFT PARAGRAPHS ABOUT IT", true, "Draft Paragraphs ABOUT It",
			false},
	} {
		s := &wording{source: c.source, printed: c.printed}
		s.tokens = diff.Split(c.printed)
		got := s.remake(unbracketed{printed: s.tokens, words: diff.Split(c.now)}, c.fold)
		if got.touched != c.touched || got.text != c.want && !c.touched {
			t.Errorf("%s: %q (touched %v), want %q", c.name, got.text, got.touched, c.want)
		}
	}
}

// TestBare: a text without its marker and its ending.
func TestBare(t *testing.T) {
	s := &wording{label: "(a)", endings: []string{"; and", ";", ",", ".", ":"}, printed: "go; and"}
	for in, want := range map[string]string{
		"(a) go; and": "go", "(b) go;": "go", "go.": "go", "a) go": "go", "(a bis) go,": "go", "go; and go": "go; and go",
		"(iv)\u00a0go:": "go", "go.;": "go", "": "",
	} {
		if got := s.bare(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	none := &wording{endings: s.endings}
	if got := none.bare("(a) go."); got != "(a) go" {
		t.Errorf("a text without a marker loses %q", got)
	}
}

// TestLongest: the units that were not moved are those of a longest run in the old order.
func TestLongest(t *testing.T) {
	units := make([]*unit, 6)
	for i := range units {
		units[i] = &unit{nth: i}
	}
	for _, c := range []struct {
		order []int
		stay  int
		moved []int
	}{
		{[]int{0, 1, 2, 3, 4, 5}, 6, nil}, {[]int{0, 4, 1, 2, 3, 5}, 5, []int{4}}, {[]int{3, 0, 1, 2, 4, 5}, 5, []int{3}}, {[]int{0, 2, 3,
			4, 5, 1}, 5, []int{1}}, {nil, 0, nil}, {[]int{5, 0, 1, 2, 4, 3}, 4, []int{5}},
	} {
		var order []*unit
		for _, n := range c.order {
			order = append(order, units[n])
		}
		stays := longest(order)
		if len(stays) != c.stay {
			t.Errorf("%v: %d stay", c.order, len(stays))
		}
		for _, n := range c.moved {
			if stays[units[n]] {
				t.Errorf("%v: %d has not moved", c.order, n)
			}
		}
	}
}
