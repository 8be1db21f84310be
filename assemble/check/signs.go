package check

// signs is the set of the bytes in a text, with which a rule skips the texts that do not concern it.
type signs [4]uint64

func signsOf(s string) (out signs) {
	for i := 0; i < len(s); i++ {
		out[s[i]>>6] |= 1 << (s[i] & 63)
	}
	return out
}

// any reports whether the text has one of some bytes.
func (x signs) any(bytes string) bool {
	for i := 0; i < len(bytes); i++ {
		if x[bytes[i]>>6]&(1<<(bytes[i]&63)) != 0 {
			return true
		}
	}
	return false
}
