package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A fontFile is the file in which fpdf returns a subset, since it has no other way to return one. It has a classic cross-reference table
// and one page, with one font.
type fontFile struct {
	raw     []byte
	offsets []int // of the objects, by number
}

const (
	resourcesObject = 2  // the number that fpdf gives to the resources
	entryOffset     = 10 // digits of an offset in the cross-reference table
)

// readFontFile reads the cross-reference table.
func readFontFile(raw []byte) (*fontFile, error) {
	table := bytes.LastIndex(raw, []byte("\nxref\n"))
	if table < 0 {
		return nil, fmt.Errorf("fpdf: no cross-reference table")
	}
	lines := strings.Split(string(raw[table+1:]), "\n")
	size, err := strconv.Atoi(strings.TrimPrefix(lines[1], "0 "))
	if err != nil || size <= resourcesObject || len(lines) < size+2 {
		return nil, fmt.Errorf("fpdf: the cross-reference table is damaged")
	}
	f := &fontFile{raw: raw, offsets: make([]int, size)}
	for i, entry := range lines[2 : size+2] {
		at, err := strconv.Atoi(entry[:min(entryOffset, len(entry))])
		if err != nil || at > len(raw) {
			return nil, fmt.Errorf("fpdf: the cross-reference table is damaged")
		}
		f.offsets[i] = at
	}
	return f, nil
}

// object returns the dictionary of an object; nil if there is no such object.
func (f *fontFile) object(n int) []byte {
	if n <= 0 || n >= len(f.offsets) {
		return nil
	}
	b := f.raw[f.offsets[n]:]
	b, _, _ = bytes.Cut(b, []byte("endobj"))
	b, _, _ = bytes.Cut(b, []byte("stream"))
	return b
}

// stream returns the stream of an object as it is in the file; nil if it has none.
func (f *fontFile) stream(n int) []byte {
	head := f.object(n)
	length := numberAfter(head, "/Length ")
	if length == 0 {
		return nil
	}
	from := f.offsets[n] + len(head) + len("stream\n")
	if from+length > len(f.raw) {
		return nil
	}
	return f.raw[from : from+length]
}

// font returns the number of the only font; 0 if there is none. Its name is F and a hash.
func (f *fontFile) font() int {
	_, fonts, _ := bytes.Cut(f.object(resourcesObject), []byte("/Font <<"))
	_, named, _ := bytes.Cut(fonts, []byte("/F"))
	return numberAfter(named, " ")
}

// numberAfter returns the number that follows a key in a dictionary; 0 if there is none.
func numberAfter(dict []byte, key string) int {
	_, rest, _ := bytes.Cut(dict, []byte(key))
	n := 0
	for _, c := range rest {
		if c < '0' || c > '9' || n > 1<<30 {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// without removes from a dictionary's entries an entry whose value is on the same line.
func without(entries []byte, key string) []byte {
	before, rest, found := bytes.Cut(entries, []byte(key))
	if !found {
		return entries
	}
	_, after, _ := bytes.Cut(rest, []byte("\n"))
	return append(append(bytes.Clone(before), '\n'), after...)
}

// inflate decompresses a stream of fpdf.
func inflate(b []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	return out, nil
}
