package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// The signs of a code. 1, I, L, O and U are left out, because they are mistaken for others when read out or typed. The number of signs is
// prime, so that the check sign detects every wrong sign and every exchange of two signs.
const codeSigns = "023456789ABCDEFGHJKMNPQRSTVWXYZ"

// Lengths of a code, without its check sign.
const (
	codeLength = 5 // usual
	codeLonger = 8 // of records whose usual codes would be the same
)

// Names of the properties by which a word processor's file identifies itself.
const (
	PropertyPaper      = "omnibus-paper"
	PropertyLangs      = "omnibus-languages"
	PropertyView       = "omnibus-view"
	PropertySymbol     = "omnibus-symbol"
	PropertyTranscript = "omnibus-record" // SHA-256 sum of the transcript of the paper
)

// Bookmark begins the names of the bookmarks of records; their code follows. The underscore hides them from people.
const Bookmark = "_o_"

// The roles of lists whose items are records: paragraphs of the draft, and their sub-paragraphs.
const (
	Preambular    = "preambular"
	Operative     = "operative"
	SubParagraphs = "sub"
)

// OfDraft reports whether the items of the list are paragraphs or sub-paragraphs of the draft.
func (l *List) OfDraft() bool {
	return l.Role == Preambular || l.Role == Operative || l.Role == SubParagraphs
}

// Codes returns short codes that people can see for the records of a draft, by the ids of the records: paragraphs and sub-paragraphs, the
// headings of sections, and the paper for its title. The same record has the same code in every language and view. A document without
// paragraphs of the draft has no codes.
func (d *Document) Codes() map[string]string {
	ids := []string{d.Paper}
	var walk func(blocks []Block, section string)
	walk = func(blocks []Block, section string) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *Section:
				walk(b.Blocks, b.ID)
			case *List:
				if !b.OfDraft() {
					continue
				}
				if section != "" && ids[len(ids)-1] != section {
					ids = append(ids, section)
				}
				for _, it := range b.Items {
					ids = append(ids, it.ID)
					walk(it.Blocks, "")
				}
			}
		}
	}
	walk(d.Blocks, "")
	if len(ids) == 1 {
		return nil
	}
	return codes(ids)
}

// CodesOf returns the codes of ids, all different.
func CodesOf(ids []string) map[string]string { return codes(ids) }

func codes(ids []string) map[string]string {
	by := map[string]string{} // the first id with a code
	twice := map[string]bool{}
	out := make(map[string]string, len(ids))
	for _, id := range ids {
		c := code(id, codeLength)
		if first, taken := by[c]; taken && first != id {
			twice[c] = true
		}
		by[c] = id
		out[id] = c
	}
	for id, c := range out {
		if twice[c] {
			out[id] = code(id, codeLonger)
		}
	}
	return out
}

// code returns the first signs of a fingerprint of the id, followed by the check sign.
func code(id string, length int) string {
	sum := sha256.Sum256([]byte(id))
	var b strings.Builder
	for _, x := range sum[:length] {
		b.WriteByte(codeSigns[int(x)%len(codeSigns)])
	}
	return b.String() + string(checkSign(b.String()))
}

// checkSign returns the check sign of a code without one; 0 if s has a sign that no code has.
func checkSign(s string) byte {
	sum := 0
	for i := range len(s) {
		k := strings.IndexByte(codeSigns, s[i])
		if k < 0 {
			return 0
		}
		sum += (i + 2) * k
	}
	return codeSigns[sum%len(codeSigns)]
}

// IsCode reports whether a word has the form of a code, with the right check sign.
func IsCode(s string) bool {
	n := len(s) - 1
	return (n == codeLength || n == codeLonger) && checkSign(s[:n]) == s[n]
}

// The separator between the symbol of a paper and the signs of its transcript in a reference, and the number of these signs.
const (
	referenceSign   = "·"
	referenceLength = 8
)

// Reference returns what distinguishes a file from others with the same symbol: the symbol, and the first signs of the fingerprint of its
// transcript.
func (d *Document) Reference() string {
	return strings.TrimSpace(d.Symbol + " " + referenceSign + " " + strings.ToUpper(Sum(d.Transcript)[:referenceLength]))
}

// IsReference reports whether a text is the reference of a file with that symbol.
func IsReference(text, symbol string) bool {
	rest, ok := strings.CutPrefix(text, strings.TrimSpace(symbol+" "+referenceSign)+" ")
	return ok && len(rest) == referenceLength && strings.Trim(rest, "0123456789ABCDEF") == ""
}

// Sum returns the fingerprint by which a file names the transcript of its paper: the SHA-256 sum in hexadecimal digits.
func Sum(transcript []byte) string {
	sum := sha256.Sum256(transcript)
	return hex.EncodeToString(sum[:])
}
