package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/go-pdf/fpdf"

	"omnibus/assemble/face"
	"omnibus/assemble/parallel"
)

// usual are the most frequent characters of the papers. Every face in use includes all of them, so that papers made together share their
// subsets: a subset takes more time to make than a page, and less space than a paragraph.
const usual = " (),-./0123456789:;[]ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\u00A0\u00AD·ÁÉÍÑÓÚáéíñóúü–’“”•‹›←→"

// A subset is the part of a face that a paper embeds, as fpdf cuts it out. Its streams are compressed.
type subset struct {
	used       []rune
	descriptor []byte // the entries of its dictionary, without the name and the file
	outlines   []byte
	length     int // of the outlines, before they were compressed
	gids       []byte
}

// glyphs are the glyphs of a face that replace the default glyphs of characters. Each has a code in the private use area that the face does
// not use.
type glyphs struct {
	codes map[glyphUse]rune
	next  rune
}

// A glyphUse is a glyph with the characters that it represents.
type glyphUse struct {
	glyph uint16
	text  string
}

// firstPrivate is the first code of the private use area.
const firstPrivate = 0xE000

// code returns the code of a glyph that represents characters.
func (g *glyphs) code(t *face.Table, glyph uint16, text string) rune {
	use := glyphUse{glyph, text}
	if c, ok := g.codes[use]; ok {
		return c
	}
	if g.codes == nil {
		g.codes, g.next = map[glyphUse]rune{}, firstPrivate
	}
	for t.Has(g.next) {
		g.next++
	}
	g.codes[use] = g.next
	g.next++
	return g.next - 1
}

// byCode returns the glyphs by their codes.
func (g *glyphs) byCode() map[rune]glyphUse {
	out := make(map[rune]glyphUse, len(g.codes))
	for use, c := range g.codes {
		out[c] = use
	}
	return out
}

// subsets caches subsets by face and characters.
var subsets sync.Map

// subsetOf returns the subset of a face with the characters used, in order; some of these are codes of glyphs. behind says that the face
// stands behind a built-in one.
func subsetOf(t *face.Table, behind bool, used []rune, glyphs map[rune]glyphUse) (*subset, error) {
	type key struct {
		file         *byte
		used, glyphs string
	}
	named := ""
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		named += fmt.Sprintf("%d=%d ", r, glyphs[r].glyph)
	}
	made, _ := subsets.LoadOrStore(key{&t.TTF()[0], string(used), named},
		sync.OnceValues(func() (*subset, error) {
			if s, err := ready(t, used); s != nil || err != nil {
				return s, err
			}
			return cut(t, behind, used, glyphs)
		}))
	return made.(func() (*subset, error))()
}

// used returns the characters of a font that its subset is to have, in order: none, if the pages use none.
func (d *drawing) used(n fontNumber) []rune {
	if d.runes[n].empty() {
		return nil
	}
	all := d.runes[n]
	if n.source() == 0 {
		for _, r := range usual {
			all.add(r)
		}
	}
	var out []rune
	for r := range rune(1 << 16) {
		if all.has(r) {
			out = append(out, r)
		}
	}
	return out
}

// cut lets fpdf make the subset, in a file of one page that shows every character.
func cut(t *face.Table, behind bool, used []rune, glyphs map[rune]glyphUse) (*subset, error) {
	ttf := slices.Clone(t.TTF())
	if len(glyphs) > 0 || behind {
		var err error
		if ttf, err = mapped(ttf, used, glyphs, t); err != nil {
			return nil, err
		}
	}
	p := newFile()
	p.AddUTF8FontFromBytes(family, "", ttf)
	p.AddPage()
	p.SetFont(family, "", 10)
	p.Text(0, 10, string(used))
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, fmt.Errorf("fpdf: %w", err)
	}
	m, err := readFontFile(b.Bytes())
	if err != nil {
		return nil, err
	}
	cidFont := m.object(numberAfter(m.object(m.font()), "/DescendantFonts ["))
	desc := m.object(numberAfter(cidFont, "/FontDescriptor "))
	gids, file := numberAfter(cidFont, "/CIDToGIDMap "), numberAfter(desc, "/FontFile2 ")
	if gids == 0 || file == 0 {
		return nil, fmt.Errorf("fpdf: the face %s is incomplete", t.Name)
	}
	whole, err := inflate(m.stream(file))
	if err != nil {
		return nil, err
	}
	bare, err := outlines(whole)
	if err != nil {
		return nil, err
	}
	s := &subset{used: used, length: len(bare), gids: m.stream(gids), outlines: bare}
	deflate([]*[]byte{&s.outlines})
	_, rest, _ := bytes.Cut(desc, []byte("<<"))
	rest = bytes.TrimSuffix(bytes.TrimSpace(rest), []byte(">>"))
	s.descriptor = without(without(rest, "/FontName /"), "/FontFile2 ")
	s.descriptor = bytes.Join(bytes.Fields(s.descriptor), []byte(" "))
	return s, nil
}

const family = "serif"

// newFile returns an empty file of fpdf without its defaults.
func newFile() *fpdf.Fpdf {
	p := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: 612, Ht: 792}})
	p.SetCompression(false)
	p.SetCatalogSort(true)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	return p
}

// fonts writes the subsets under names that mark them as subsets, each with a correct map to Unicode, and returns the entries of the
// resources.
func (d *drawing) fonts(out *objects) (string, error) {
	var entries strings.Builder
	fonts := len(d.runes)
	characters, private := make([][]rune, fonts), make([]map[rune]glyphUse, fonts)
	var cutting parallel.Group
	for n := range fontNumber(fonts) {
		private[n] = d.glyphs[n].byCode()
		if characters[n] = d.used(n); len(characters[n]) > 0 {
			cutting.Go(func() { subsetOf(d.table(n), n.source() > 0, characters[n], private[n]) })
		}
	}
	cutting.Wait()
	for n, used := range characters {
		n := fontNumber(n)
		if len(used) == 0 {
			continue
		}
		t := d.table(n)
		s, err := subsetOf(t, n.source() > 0, used, private[n])
		if err != nil {
			return "", err
		}
		name := subsetTag(used, private[n]) + "+" + t.Name
		fileNumber := out.addPacked(fmt.Sprintf("/Length1 %d", s.length), s.outlines)
		gidNumber := out.addPacked("", s.gids)
		descNumber := out.add("<<%s/FontName/%s/FontFile2 %s>>", s.descriptor, name, ref(fileNumber))
		var w strings.Builder
		for j := 0; j < len(used); {
			k := j
			for k < len(used) && used[k] == used[j]+rune(k-j) {
				k++
			}
			fmt.Fprintf(&w, "%d[", used[j])
			for _, r := range used[j:k] {
				width := t.Advance(r)
				if use, ok := private[n][r]; ok {
					width = t.GlyphAdvance(use.glyph)
				}
				fmt.Fprintf(&w, "%d ", width)
			}
			w.WriteString("]")
			j = k
		}
		cidNumber := out.add(
			"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement "+
				"0>>/FontDescriptor %s/DW 0/W[%s]/CIDToGIDMap %s>>",
			name,
			ref(descNumber),
			w.String(),
			ref(gidNumber),
		)
		toUnicode := out.addStream("", unicodeMap(used, private[n]), false)
		whole := out.add(
			"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%s]/ToUnicode %s>>",
			name,
			ref(cidNumber),
			ref(toUnicode),
		)
		fmt.Fprintf(&entries, "/F%s %s", resource(n), ref(whole))
	}
	return entries.String(), nil
}

// subsetTag returns the tag of six letters that distinguishes subsets (9.6.4), computed from the characters and glyphs.
func subsetTag(used []rune, glyphs map[rune]glyphUse) string {
	of := string(used)
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		of += fmt.Sprint(r, glyphs[r].glyph)
	}
	h := sha256.Sum256([]byte(of))
	var tag [6]byte
	for i := range tag {
		tag[i] = 'A' + h[i]%26
	}
	return string(tag[:])
}

// unicodeMap returns the map from codes to Unicode (9.10.3). Codes are characters, and each one used maps to itself; those of glyphs map to
// the characters that the glyphs represent.
func unicodeMap(used []rune, glyphs map[rune]glyphUse) []byte {
	var b bytes.Buffer
	b.WriteString(
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo " +
			"<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n" +
			"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
	)
	for len(used) > 0 {
		part := used[:min(100, len(used))]
		used = used[len(part):]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, r := range part {
			to := string(r)
			if use, ok := glyphs[r]; ok {
				to = use.text
			}
			fmt.Fprintf(&b, "<%04X><", r)
			for _, unit := range utf16.Encode([]rune(to)) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
