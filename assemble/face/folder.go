package face

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// A File is a face of the author's, as it is in a folder.
type File struct {
	Name  string
	Bytes []byte
}

// A Design is what is known of one of the author's faces.
type Design struct {
	File    string
	Name    string // of the family, with its style
	Licence string // as the file has it: its first sentence, or the address of its text; "" if it says nothing
	Scripts []Script
}

// A Script is a script that a face has and the built-in ones lack, with the number of its letters.
type Script struct {
	Name    string
	Letters int
}

// A more is a face that has characters which a built-in one lacks.
type more struct {
	name    string
	table   *Table
	advance map[rune]uint16
	ttf     []byte
}

// With returns the measures of the faces with those of files behind them: a character that the built-in face lacks is drawn with the first
// file that has it in that style, else in the nearest. Files are taken in the order of their names, which must differ. faults says why a
// file cannot be used, by its name.
func (m *Metrics) With(files []File) (with *Metrics, designs []Design, faults map[string]error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	faults = map[string]error{}
	var byStyle [4][]*more
	for _, f := range files {
		x, d, style, err := m.read(f)
		if err != nil {
			faults[f.Name] = err
			continue
		}
		byStyle[style] = append(byStyle[style], x)
		designs = append(designs, d)
	}
	if len(designs) == 0 {
		return m, nil, faults
	}
	out := &Metrics{}
	for style := range out.tables {
		var behind []*more
		var taken []Face
		for _, other := range []Face{Face(style), Face(style) & Bold, Regular, Italic, Bold, BoldItalic} { // bold before slanted
			if !slices.Contains(taken, other) {
				behind, taken = append(behind, byStyle[other]...), append(taken, other)
			}
		}
		t := *m.Table(Face(style)) // what is read is shared
		t.more = behind
		out.tables[style] = func() *Table { return &t }
	}
	return out, designs, faults
}

// Why a file is not used.
var (
	errNotTrueType = errors.New("it is not a TrueType face: its outlines are of another kind, or it is a collection")
	errNoLicence   = errors.New("its licence does not allow embedding it in a file")
	errNothing     = errors.New("it has no letter that the built-in faces lack")
)

// Bits of OS/2.fsType: how a face may be embedded (OpenType specification). The last that is set counts.
const (
	restricted = 1 << 1
	previewed  = 1 << 2
	editable   = 1 << 3
	bitmaps    = 1 << 9
)

// read reads one face, and tells its style.
func (m *Metrics) read(f File) (*more, Design, Face, error) {
	tables := tablesOf(f.Bytes)
	for _, name := range []string{"head", "hhea", "hmtx", "maxp", "cmap", "glyf", "loca"} {
		if tables[name] == nil {
			return nil, Design{}, 0, errNotTrueType
		}
	}
	const kinds = 8 // where fsType is
	if os2 := tables["OS/2"]; len(os2) > kinds+1 {
		if kind := binary.BigEndian.Uint16(os2[kinds:]); kind&restricted != 0 && kind&(previewed|editable) == 0 || kind&bitmaps != 0 {
			return nil, Design{}, 0, errNoLicence
		}
	}
	read, err := font.ParseTTF(bytes.NewReader(f.Bytes))
	if err != nil {
		return nil, Design{}, 0, errNotTrueType
	}
	x := &more{ttf: f.Bytes, advance: map[rune]uint16{}}
	built := m.Table(Regular)
	letters := map[string]int{}
	for it := read.Cmap.Iter(); it.Next(); {
		r, glyph := it.Char()
		if built.Has(r) || glyph == 0 || r > unicode.MaxRune || unicode.Is(unicode.Co, r) || unicode.IsControl(r) {
			continue
		}
		wide, em := int(read.HorizontalAdvance(glyph)), int(read.Upem())
		x.advance[r] = uint16(min((2000*wide+em)/(2*em), unknown-1)) // rounded, as the widths of a PDF font are
		if unicode.IsLetter(r) {
			letters[ScriptOf(r)]++
		}
	}
	if len(x.advance) == 0 {
		return nil, Design{}, 0, errNothing
	}
	d := Design{File: f.Name, Licence: licenceOf(f.Bytes)}
	about := read.Describe()
	style := Regular.With(about.Aspect.Weight >= font.WeightSemibold, about.Aspect.Style == font.StyleItalic)
	if d.Name = about.Family; style != Regular {
		d.Name += " " + style.String()
	}
	for _, name := range slices.Sorted(maps.Keys(letters)) {
		d.Scripts = append(d.Scripts, Script{name, letters[name]})
	}
	slices.SortStableFunc(d.Scripts, func(a, b Script) int { return b.Letters - a.Letters })
	x.name = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7F && !strings.ContainsRune("()<>[]{}/%#", r) {
			return r
		}
		return -1
	}, d.Name)
	x.table = x.measures(built)
	return x, d, style, nil
}

// measures returns the table of a face that stands behind another.
func (x *more) measures(built *Table) *Table {
	t := &Table{
		Ascent: built.Ascent, Descent: built.Descent, CapHeight: built.CapHeight, XHeight: built.XHeight, fallback: built.fallback,
		Name: x.name, ttf: x.ttf, shaper: shaperOf(x.ttf),
	}
	for r, w := range x.advance {
		if r > 0xFFFF {
			if t.far == nil {
				t.far = map[rune]uint16{}
			}
			t.far[r] = w
		} else {
			t.setAdvance(r, w)
		}
	}
	return t
}

// tablesOf returns the tables of a font file by their tags; none if it is no TrueType file.
func tablesOf(ttf []byte) map[string][]byte {
	const head, row = 12, 16
	be, out := binary.BigEndian, map[string][]byte{}
	if len(ttf) < head || be.Uint32(ttf) != 0x00010000 && string(ttf[:4]) != "true" {
		return nil
	}
	for i := range int(be.Uint16(ttf[4:])) {
		if len(ttf) < head+row*(i+1) {
			return nil
		}
		r := ttf[head+row*i:]
		at, n := int(be.Uint32(r[8:])), int(be.Uint32(r[12:]))
		if at > len(ttf) || n > len(ttf)-at {
			return nil
		}
		out[string(r[:4])] = ttf[at : at+n]
	}
	return out
}

// Names of the name table (OpenType specification).
const (
	licenceText    = 13
	licenceAddress = 14
	copyright      = 0
)

// licenceOf returns what a font file says of its licence, in one line.
func licenceOf(ttf []byte) string {
	l, err := ot.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return ""
	}
	raw, err := l.RawTable(ot.MustNewTag("name"))
	if err != nil {
		return ""
	}
	names, _, err := tables.ParseName(raw)
	if err != nil {
		return ""
	}
	for _, id := range []tables.NameID{licenceText, licenceAddress, copyright} {
		if said := strings.Join(strings.Fields(names.Name(id)), " "); said != "" {
			const most = 100
			if first, _, more := strings.Cut(said, ". "); more && len(first) <= most {
				return first
			}
			if r := []rune(said); len(r) > most {
				said = string(r[:most]) + "..."
			}
			return said
		}
	}
	return ""
}

// ScriptOf returns the name of the script of a character: Latin, Georgian, Canadian Aboriginal.
func ScriptOf(r rune) string {
	for _, name := range scriptNames {
		if unicode.Is(unicode.Scripts[name], r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return ""
}

var scriptNames = slices.Sorted(maps.Keys(unicode.Scripts))

// behind returns the face behind this one that has a character, and its place among them from 1; 0 if none has.
func (t *Table) behind(r rune) (int, *more) {
	for i, x := range t.more {
		if _, ok := x.advance[r]; ok {
			return i + 1, x
		}
	}
	return 0, nil
}

// Source tells which face draws a character: 0 is the table's own, n the n-th behind it.
func (t *Table) Source(r rune) int {
	if len(t.more) == 0 || t.own(r) {
		return 0
	}
	n, _ := t.behind(r)
	return n
}

// Behind returns the table of the n-th face behind this one, from 1.
func (t *Table) Behind(n int) *Table { return t.more[n-1].table }

// TTF returns the file of the face. The bytes must not be changed.
func (t *Table) TTF() []byte { return t.ttf }
