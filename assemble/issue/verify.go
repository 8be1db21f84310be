package issue

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/write"
)

// First words of a verdict.
const (
	Issued  = "issued"  // it is a file of an issued paper, byte for byte
	Altered = "altered" // it has the symbol of an issued paper but is not that file
	Draft   = "draft"   // the tool made it, under a symbol that was not issued
	Unknown = "unknown" // it cannot be identified
)

// unsigned is the caveat for a record that has only a seal: a checksum, which whoever changes the record can compute again.
const unsigned = "record not signed"

// vouch returns the verdict on a file that a record lists as issued, depending on the signature of the record. If keys are given, a record
// counts only if it is signed with one of them.
func vouch(r *record.Issued, name string, keys []ed25519.PublicKey) Verdict {
	says := fmt.Sprintf("%s, as %s of %s; ", r.Symbol, name, r.Date)
	signed := len(r.Signature.Bytes) > 0
	switch {
	case len(keys) == 0 && signed:
		return Verdict{Issued, says + "record signed with key " + r.Signature.Key + ", which was not checked"}
	case len(keys) == 0:
		return Verdict{Issued, says + unsigned}
	case r.Signed(keys):
		return Verdict{Issued, says + "record signed with key " + r.Signature.Key}
	case signed:
		return Verdict{Altered, says + "but the record was changed after it was signed, or is signed with another key"}
	}
	return Verdict{Unknown, says + "but the record is not signed with the key, so anybody could have written it"}
}

// A Verdict identifies a file. Says gives the details.
type Verdict struct{ Word, Says string }

func (v Verdict) String() string { return v.Word + ": " + v.Says }

// Verify identifies a file from its content and the records of issued papers. If keys are given, only files whose record is signed with
// one of them count as issued.
func Verify(f *source.File, issued []*record.Issued, keys ...ed25519.PublicKey) Verdict {
	hash := record.Fingerprint(f.Bytes)
	for _, r := range issued {
		for _, x := range r.Files {
			if x.SHA256 == hash {
				return vouch(r, x.Name, keys)
			}
		}
	}
	id, err := write.Identify(f.Bytes)
	if err != nil {
		if r := claimed(f.Bytes, issued); r != nil {
			return Verdict{Altered, fmt.Sprintf("it bears %s, but is not one of the files that were issued on %s: %v", r.Symbol, r.Date,
				err)}
		}
		return Verdict{Unknown, err.Error()}
	}
	if id.Symbol == "" {
		return Verdict{Draft, fmt.Sprintf("%s, without a symbol", id.Paper)}
	}
	r := record.BySymbol(issued, id.Symbol)
	if r == nil {
		return Verdict{Draft, fmt.Sprintf("%s, which is not issued", id.Symbol)}
	}
	name := nameOf(r, &doc.Document{Paper: id.Paper, Langs: id.Langs, Variant: id.View}, id.Format)
	if _, ok := r.File(name); !ok {
		return Verdict{Draft, fmt.Sprintf("%s as %s, which was not issued; the issued one is %s", r.Symbol, name, names(r))}
	}
	says := fmt.Sprintf("it bears %s, but is not one of the files that were issued on %s", r.Symbol, r.Date)
	for _, x := range r.Files {
		if id.Transcript != nil && x.Content == record.Fingerprint(id.Transcript) {
			return Verdict{Altered, says + ": the embedded record.json is that of " + x.Name + ", but the file is not"}
		}
	}
	return Verdict{Altered, says}
}

// ourProducer and itsIdentifier find the producer and the symbol in the metadata of a PDF, which is plain text in the file.
var ourProducer, itsIdentifier = regexp.MustCompile(
	`<pdf:Producer>omnibus [^<]*</pdf:Producer>`,
), regexp.MustCompile(
	`<dc:identifier>([^<]*)</dc:identifier>`,
)

// claimed returns the issued record whose symbol appears in a file that does not identify itself: in the metadata of an unreadable PDF made
// by the tool, or in a text on a separate line, as in a masthead. It returns nil for other files.
func claimed(b []byte, issued []*record.Issued) *record.Issued {
	if m := itsIdentifier.FindSubmatch(b); m != nil && ourProducer.Match(b) {
		return record.BySymbol(issued, html.UnescapeString(string(m[1])))
	}
	if bytes.IndexByte(b, 0) >= 0 || !utf8.Valid(b) {
		return nil
	}
	for line := range strings.Lines(string(b)) {
		if r := record.BySymbol(issued, strings.TrimSpace(line)); r != nil {
			return r
		}
	}
	return nil
}
