package doc

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// PropertyData begins the names of the properties with the data of a form. Word processors keep such properties when they save a file.
const PropertyData = "omnibus-data"

// Limits of the data of a form.
const (
	longestProperty = 240     // characters: programs cut longer values off
	largestData     = 8 << 20 // bytes, unpacked
)

// dataEnd separates the data of a form from the prints of its given texts.
const dataEnd = "\x1f"

// Pack returns data as properties of a word processor's file, in their order, together with the given texts of a form, those that nobody
// fills in. The first property says how many follow, and has their fingerprint.
func Pack(data string, given []string) [][2]string {
	prints := make([]string, len(given))
	for i, s := range given {
		prints[i] = print(s)
	}
	data += dataEnd + strings.Join(prints, " ")
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		panic("doc: " + err.Error()) // the level exists
	}
	io.WriteString(w, data) //nolint:errcheck // a buffer returns no error
	w.Close()               //nolint:errcheck // a buffer returns no error
	s := base64.RawStdEncoding.EncodeToString(b.Bytes())
	var out [][2]string
	for len(s) > 0 {
		n := min(len(s), longestProperty)
		out = append(out, [2]string{fmt.Sprintf("%s-%d", PropertyData, len(out)+1), s[:n]})
		s = s[n:]
	}
	return append([][2]string{{PropertyData, fmt.Sprintf("%d %s", len(out), Sum([]byte(data)))}}, out...)
}

// A Given is the set of texts of a form that nobody fills in.
type Given map[string]bool

// Has reports whether a text is one of them, whatever its white space.
func (g Given) Has(text string) bool { return g[print(text)] }

// print returns the beginning of the fingerprint of a text.
func print(text string) string {
	const length = 8
	return Sum([]byte(strings.Join(strings.Fields(text), " ")))[:length]
}

// Unpack returns the data that Pack has put into properties, and the given texts. ok is false if there are none, or some of them were lost
// or changed.
func Unpack(properties map[string]string) (data string, given Given, ok bool) {
	var count int
	var sum string
	if _, err := fmt.Sscan(properties[PropertyData], &count, &sum); err != nil {
		return "", nil, false
	}
	var s strings.Builder
	for i := range count {
		part, there := properties[fmt.Sprintf("%s-%d", PropertyData, i+1)]
		if !there {
			return "", nil, false
		}
		s.WriteString(part)
	}
	b, err := base64.RawStdEncoding.DecodeString(s.String())
	if err != nil {
		return "", nil, false
	}
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), largestData))
	if err != nil || Sum(out) != sum {
		return "", nil, false
	}
	data, prints, _ := strings.Cut(string(out), dataEnd)
	given = Given{}
	for p := range strings.FieldsSeq(prints) {
		given[p] = true
	}
	return data, given, true
}
