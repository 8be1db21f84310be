package lines

import "unicode/utf8"

// A Sign is an unprinted character that tells where a line may or may not end.
type Sign struct {
	at   int
	kind signKind
}

type signKind byte

const (
	softHyphen signKind = iota // a word may be divided here, and only at these signs
	zeroSpace                  // a line may end here, without a hyphen
	hardHyphen                 // the hyphen after it never ends a line
)

// Clean returns text without unprinted characters, with each run of white space reduced to one space. space tells whether the text before
// ended with a space, and is updated.
func Clean(text string, space *bool) (string, []Sign) {
	plain := true
	was := *space
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' {
			if was {
				plain = false
				break
			}
			was = true
			continue
		}
		if c < ' ' || c == 0x7F || c >= 0xE2 || c == 0xC2 {
			plain = false
			break
		}
		was = false
	}
	if plain {
		*space = was
		return text, nil
	}

	var signs []Sign
	out := make([]byte, 0, len(text))
	for _, r := range text {
		switch r {
		case 0xAD:
			signs = append(signs, Sign{len(out), softHyphen})
			continue
		case 0x200B:
			signs = append(signs, Sign{len(out), zeroSpace})
			continue
		case 0x2011:
			signs = append(signs, Sign{len(out), hardHyphen})
			r = '-'
		case 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069:
			continue
		case '\t', '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
			r = ' '
		}
		if r < ' ' || r == 0x7F {
			continue
		}
		if r == ' ' {
			if *space {
				continue
			}
			*space = true
		} else {
			*space = false
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), signs
}
