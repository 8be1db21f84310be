// Package face knows the faces that papers are set in: metrics, kerning, and the characters each can show.
package face

import (
	"sync"

	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
)

// A Face is one of the faces that the tool carries.
type Face int

const (
	Regular Face = iota
	Italic
	Bold
	BoldItalic
)

func (f Face) String() string { return [...]string{"regular", "italic", "bold", "bold italic"}[f] }

// With returns the face that is bold if f or bold says so, and italic if f or italic says so.
func (f Face) With(bold, italic bool) Face {
	if bold {
		f |= Bold
	}
	if italic {
		f |= Italic
	}
	return f
}

// TTF returns the face as a TrueType file. The bytes must not be changed.
func (f Face) TTF() []byte {
	return [...][]byte{liberationserifregular.TTF, liberationserifitalic.TTF, liberationserifbold.TTF, liberationserifbolditalic.TTF}[f]
}

// Metrics are the measures of the four faces of a typeface.
type Metrics struct {
	tables [4]func() *Table
}

// Behind returns how many faces stand behind each of the four.
func (m *Metrics) Behind() int { return len(m.Table(Regular).more) }

// Table returns the measures of a face. It reads them from the face's file on first use.
func (m *Metrics) Table(f Face) *Table { return m.tables[f]() }

var liberation = &Metrics{tables: [4]func() *Table{
	sync.OnceValue(func() *Table { return parse("LiberationSerif", Regular.TTF()) }),
	sync.OnceValue(func() *Table { return parse("LiberationSerif-Italic", Italic.TTF()) }),
	sync.OnceValue(func() *Table { return parse("LiberationSerif-Bold", Bold.TTF()) }),
	sync.OnceValue(func() *Table { return parse("LiberationSerif-BoldItalic", BoldItalic.TTF()) }),
}}

// Liberation returns the measures of Liberation Serif, in which papers are printed.
func Liberation() *Metrics { return liberation }

// Fixed returns measures for tests that read lines as text: every character of the Latin, Greek, Cyrillic and punctuation blocks is half an
// em wide, combining marks have no width, there is no kerning, and no other character is known.
func Fixed() *Metrics {
	t := &Table{Ascent: 800, Descent: 200, CapHeight: 700, XHeight: 500, fallback: 500}
	for r := rune(0x20); r < 0x2600; r++ {
		switch {
		case r >= 0x300 && r < 0x370:
			t.setAdvance(r, 0)
		case r < 0x530 || r >= 0x1E00:
			t.setAdvance(r, 500)
		}
	}
	same := func() *Table { return t }
	return &Metrics{tables: [4]func() *Table{same, same, same, same}}
}
