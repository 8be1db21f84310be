package check

import "unicode/utf8"

// signs is the set of the bytes in a text, with which a rule skips the texts that do not concern it.
type signs [4]uint64

func signsOf(s string) (out signs) {
	for i := 0; i < len(s); i++ {
		out[s[i]>>6] |= 1 << (s[i] & 63)
	}
	return out
}

// decimals are the digits of numbers.
const decimals = "0123456789"

// any reports whether the text has one of some bytes.
func (x signs) any(bytes string) bool {
	for i := 0; i < len(bytes); i++ {
		if x[bytes[i]>>6]&(1<<(bytes[i]&63)) != 0 {
			return true
		}
	}
	return false
}

// has reports whether a byte is one of the set.
func (x *signs) has(c byte) bool { return x[c>>6]&(1<<(c&63)) != 0 }

// A byWord has values for words. Most words have none, and are found to have none by their first and last letters and their length.
type byWord[T any] struct {
	values map[string]T
	likely [4]uint64
}

func wordBit(word string) uint {
	if word == "" {
		return 0
	}
	return (uint(word[0])*7 + uint(word[len(word)-1])*31 + uint(len(word))) & 255
}

// set gives a word its value.
func (x *byWord[T]) set(word string, value T) {
	if x.values == nil {
		x.values = map[string]T{}
	}
	x.values[word] = value
	n := wordBit(word)
	x.likely[n>>6] |= 1 << (n & 63)
}

// of returns the value of a word, which is not empty.
func (x *byWord[T]) of(word string) (value T) {
	if n := wordBit(word); x.likely[n>>6]&(1<<(n&63)) == 0 {
		return value
	}
	return x.values[word]
}

// starts is a set of the first three bytes of the words of a text, in lower case, with which a search skips the texts that cannot have a
// term. It holds more words than those that were added.
type starts [16]uint64

// startLength is the number of bytes of a word that are compared.
const startLength = 3

// add adds the word at the beginning of a text.
func (x *starts) add(text string) {
	if len(text) >= startLength {
		n := startBit(text)
		x[n>>6] |= 1 << (n & 63)
	}
}

// may reports whether the text may have a term that begins with its words; if not, it certainly has none.
func (x *starts) may(term string) bool {
	if len(term) < startLength || !isWord(firstRune(term)) {
		return true
	}
	for i := range startLength {
		if term[i] >= utf8.RuneSelf { // its letters may change in lower case
			return true
		}
	}
	n := startBit(term)
	return x[n>>6]&(1<<(n&63)) != 0
}

// startBit returns the place of a word in the set.
func startBit(word string) uint32 {
	n := uint32(0)
	for i := range startLength {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		n = n<<8 | uint32(c)
	}
	const spread, bits = 0x9e3779b1, 10
	return n * spread >> (32 - bits)
}
