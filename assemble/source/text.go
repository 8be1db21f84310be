package source

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a string value with its place. String is the value that the author meant (unescaped, unfolded); At finds a part of it in the
// file.
type Text struct {
	Pos    Pos
	String string
	spans  []span // where the parts of String are in the file, ascending; empty: String is byte for byte the file from Pos.Offset on
}

// A span maps String[at:], up to the next span, to the file from offset on. If stretch is not zero, all bytes of the span together stand
// for that many bytes of the file: an escape, or a fold.
type span struct{ at, offset, stretch int }

// At returns the place of the length bytes of t.String that begin at byte i.
func (t Text) At(i, length int) Pos {
	p := t.Pos
	if p.File == nil {
		return p
	}
	start, _ := t.locate(i)
	end := start + length
	if length > 0 {
		last, stretch := t.locate(i + length - 1)
		end = last + max(stretch, 1)
	}
	return p.File.Pos(start, max(end-start, 0))
}

// locate returns the offset of byte i in the file and, if the span is stretched, the number of bytes of the file that the span stands for.
func (t Text) locate(i int) (offset, stretch int) {
	k := sort.Search(len(t.spans), func(k int) bool { return t.spans[k].at > i }) - 1
	if k < 0 {
		return t.Pos.Offset + i, 0
	}
	s := t.spans[k]
	if s.stretch > 0 {
		return s.offset, s.stretch
	}
	return s.offset + i - s.at, 0
}

// Slice returns the part of t from byte i up to byte j, with its place.
func (t Text) Slice(i, j int) Text {
	if i == 0 && j == len(t.String) {
		return t
	}
	var b Builder
	b.Part(t, i, j)
	return b.Text()
}

// Trim returns t without white space at its ends.
func (t Text) Trim() Text {
	rest := strings.TrimLeft(t.String, " \t\r\n")
	i := len(t.String) - len(rest)
	return t.Slice(i, i+len(strings.TrimRight(rest, " \t\r\n")))
}

// A Builder assembles a Text from pieces of a file. The zero Builder is ready for use.
type Builder struct {
	file  *File
	buf   strings.Builder
	spans []span
	next  int // offset of the next byte of the file, if it continues the span unchanged
	first int
	end   int
}

// Copy adds the bytes of f from offset up to end, unchanged.
func (b *Builder) Copy(f *File, offset, end int) {
	if end <= offset {
		return
	}
	b.mark(f, offset, 0)
	b.buf.Write(f.Bytes[offset:end])
	b.next, b.end = end, max(b.end, end)
}

// Put adds s, which stands for the stretch bytes of f at offset.
func (b *Builder) Put(s string, f *File, offset, stretch int) {
	if s == "" {
		return
	}
	b.mark(f, offset, max(stretch, 1))
	b.buf.WriteString(s)
	b.next, b.end = -1, max(b.end, offset+stretch)
}

// Part adds bytes i up to j of t, with their places.
func (b *Builder) Part(t Text, i, j int) {
	f := t.Pos.File
	for i < j {
		k := sort.Search(len(t.spans), func(k int) bool { return t.spans[k].at > i })
		stop := j
		if k < len(t.spans) {
			stop = min(j, t.spans[k].at)
		}
		offset, stretch := t.locate(i)
		if stretch > 0 || f == nil {
			b.Put(t.String[i:stop], f, offset, stretch)
		} else {
			b.mark(f, offset, 0)
			b.buf.WriteString(t.String[i:stop])
			b.next, b.end = offset+stop-i, max(b.end, offset+stop-i)
		}
		i = stop
	}
}

func (b *Builder) mark(f *File, offset, stretch int) {
	if b.buf.Len() == 0 {
		b.file, b.first = f, offset
	}
	if stretch > 0 || b.next != offset || b.buf.Len() == 0 {
		b.spans = append(b.spans, span{b.buf.Len(), offset, stretch})
	}
}

// Len returns the number of bytes so far.
func (b *Builder) Len() int { return b.buf.Len() }

// Text returns the assembled text. Its place extends from the first piece to the end of the last.
func (b *Builder) Text() Text {
	t := Text{Pos: Pos{File: b.file, Offset: b.first, Length: max(b.end-b.first, 0)}, String: b.buf.String(), spans: b.spans}
	if len(t.spans) == 1 && t.spans[0].stretch == 0 {
		t.spans = nil
	}
	return t
}

// runeLen returns the number of bytes of the character at offset i, at least 1.
func runeLen(b []byte, i int) int {
	_, n := utf8.DecodeRune(b[i:])
	return max(n, 1)
}

// Made returns a derived text, all of whose bytes have the place pos.

func Made(pos Pos, s string) Text {
	return Text{Pos: pos, String: s, spans: []span{{at: 0, offset: pos.Offset, stretch: max(pos.Length, 1)}}}
}

// Shown returns a text of foreign origin in a form that our files can contain: line ends are LF, and invalid characters are blanks.
func Shown(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || r == 0xfeff || r == utf8.RuneError {
			return ' '
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n")))
}

// Strings returns what texts say.
func Strings(texts []Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.String
	}
	return out
}
