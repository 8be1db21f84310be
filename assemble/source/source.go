// Package source contains the author's files and places in them. Every value read from a file has its file, line and column, and an edit
// replaces exactly that place.
package source

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// A File is one of the author's files, exactly as it is on disk. Name is the path shown in diagnostics, with forward slashes,
// relative to the working folder.
type File struct {
	Name  string
	Bytes []byte
	lines []uint32 // byte offset at which each line starts; no file has 4 GB
}

// NewFile returns a file with that name and content. The content is not copied and must not change afterwards.
func NewFile(name string, content []byte) *File {
	f := &File{Name: name, Bytes: content}
	f.lines = append(make([]uint32, 0, bytes.Count(content, []byte("\n"))+1), 0)
	for i := 0; ; {
		k := bytes.IndexByte(content[i:], '\n')
		if k < 0 {
			return f
		}
		i += k + 1
		f.lines = append(f.lines, uint32(i))
	}
}

// IsText reports whether the file consists of lines. An archive (a workbook, a document of a word processor), an older workbook and a PDF
// do not. A damaged text does, whatever bytes are in it: its faults have places.
func (f *File) IsText() bool {
	for _, begins := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF-"} {
		if bytes.HasPrefix(f.Bytes, []byte(begins)) {
			return false
		}
	}
	return true
}

// Line returns line n (from 1) without its line ending, or "" for a line that does not exist.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Bytes)
	if n < len(f.lines) {
		end = int(f.lines[n]) - 1
	}
	return strings.TrimSuffix(string(f.Bytes[f.lines[n-1]:end]), "\r")
}

// Part returns the part of the line within most bytes before and after the place, and the offset in that part at which the place begins.
func (p Pos) Part(most int) (part string, at int) {
	f, n := p.File, p.Line()
	start, end := f.LineStart(n), f.LineStart(n+1)
	offset := min(max(p.Offset, start), end)
	if from := offset - most; from > start {
		for start = from; start < offset && !utf8.RuneStart(f.Bytes[start]); start++ {
		}
	}
	if to := offset + p.Length + most; to < end {
		for end = to; end > offset && !utf8.RuneStart(f.Bytes[end]); end-- {
		}
	}
	return strings.TrimRight(string(f.Bytes[start:end]), "\r\n"), offset - start
}

// LineStart returns the offset at which line n (from 1) starts, or the length of the file for a line that does not exist.
func (f *File) LineStart(n int) int {
	if n < 1 || n > len(f.lines) {
		return len(f.Bytes)
	}
	return int(f.lines[n-1])
}

// Pos returns the place of the length bytes at offset.
func (f *File) Pos(offset, length int) Pos {
	return Pos{File: f, Offset: offset, Length: length}
}

// A Pos is a place in a file: Length bytes at Offset, in bytes of the file as it is on disk. The zero Pos is not a place.
type Pos struct {
	File   *File
	Offset int
	Length int
}

// End returns the offset just after the place.
func (p Pos) End() int { return p.Offset + p.Length }

// IsValid reports whether p is a place.
func (p Pos) IsValid() bool { return p.File != nil }

// Find returns the first place of s within p, or p itself if s is not there literally, for example because it is escaped.
func (p Pos) Find(s string) Pos {
	if p.File == nil {
		return p
	}
	if i := bytes.Index(p.File.Bytes[p.Offset:min(p.End(), len(p.File.Bytes))], []byte(s)); i >= 0 && s != "" {
		return Pos{p.File, p.Offset + i, len(s)}
	}
	return p
}

// Line returns the line of the place, from 1, or 0 if it is not a place.
func (p Pos) Line() int {
	if p.File == nil {
		return 0
	}
	return sort.Search(len(p.File.lines), func(i int) bool { return int(p.File.lines[i]) > p.Offset })
}

// Column returns the column of the place in characters (runes), from 1, or 0 if it is not a place.
func (p Pos) Column() int {
	if p.File == nil {
		return 0
	}
	start := int(p.File.lines[p.Line()-1])
	end := min(max(p.Offset, start), len(p.File.Bytes))
	return utf8.RuneCount(p.File.Bytes[start:end]) + 1
}

// A Fault is a reason why a file cannot be read, or a hazard in it. The caller turns it into a diagnostic.
type Fault struct {
	Code    string // such as E0104; a code that begins with W means that reading continued as Message says
	Pos     Pos
	Message string
	Hint    string
	Related Pos // the earlier of two places, for example of two equal keys
}

// Error returns the message with its file and line, for readers that stop at the first fault.

func (f Fault) Error() string {
	if f.Pos.File == nil {
		return f.Message
	}
	return fmt.Sprintf("%s:%d: %s", f.Pos.File.Name, f.Pos.Line(), f.Message)
}
