package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/read/bounded"
)

// Limits on what is read. They are enough for papers of some thousand pages.
const (
	largestPacked = 64 << 20
	largestPart   = 128 << 20
	largestWhole  = 512 << 20
	largestRatio  = 400 // a part that unpacks to a larger multiple of its size is a bomb
	smallPart     = 1 << 20
	mostParts     = 5_000
	deepest       = 400 // maximum depth of nested elements
	mostMarks     = 200_000
)

// Errors of files that are not read.
var (
	errEmpty   = errors.New("the file is empty")
	errOld     = errors.New("the file is encrypted, or in the old format .doc: save it as .docx without a password")
	errOther   = errors.New("the file is not a word processor document: a .docx file is expected")
	errMacros  = errors.New("the file has macros (.docm): save it as .docx, without them")
	errDamaged = errors.New("the file is damaged or incomplete: its archive cannot be read")
)

// A packed is the package of a file.
type packed struct{ parts map[string]*zip.File }

// Is reports whether b is a package with the text of a word processor.
func Is(b []byte) bool {
	p, err := unpack(b)
	return err == nil && p.main() != ""
}

// unpack checks the package as a whole, before anything in it is read.
func unpack(b []byte) (*packed, error) {
	switch {
	case len(b) == 0:
		return nil, errEmpty
	case bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, errOld
	case bytes.HasPrefix(b, []byte(`{\rtf`)):
		return nil, errors.New("the file is rich text (.rtf): save it as .docx")
	case !bytes.HasPrefix(b, []byte("PK")):
		return nil, errOther
	case len(b) > largestPacked:
		return nil, fmt.Errorf("the file has %d MB: it is too large for a paper", len(b)>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errDamaged
	}
	if len(z.File) > mostParts {
		return nil, fmt.Errorf("the file has %d parts: it is not a paper", len(z.File))
	}
	p := &packed{map[string]*zip.File{}}
	whole := uint64(0)
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		whole += f.UncompressedSize64
		switch {
		case strings.Contains("/"+name+"/", "/../") || strings.HasPrefix(name, "/"):
			return nil, fmt.Errorf("the part %q has a name that leads out of the file: it is not opened", f.Name)
		case path.Base(name) == "vbaproject.bin":
			return nil, errMacros
		case name == "encryptedpackage" || name == "encryptioninfo":
			return nil, errOld
		case f.UncompressedSize64 > largestPart || whole > largestWhole ||
			f.UncompressedSize64 > smallPart && f.UncompressedSize64/largestRatio > f.CompressedSize64+1:
			return nil, fmt.Errorf("the part %s unpacks to %d MB: it is not opened", f.Name, f.UncompressedSize64>>20)
		case p.parts[name] != nil:
			return nil, fmt.Errorf("the file has the part %s twice: it is not opened", f.Name)
		}
		p.parts[name] = f
	}
	return p, nil
}

// A relation is a relation from a part to another part.
type relation struct{ id, kind, target string }

// relations returns the relations of a part to parts of the file.
func (p *packed) relations(of string) []relation {
	dir, base := path.Split(of)
	var out []relation
	_ = p.elements(path.Join(dir, "_rels", base+".rels"), func(e xml.StartElement) { // without such a part, there are none
		if e.Name.Local == "Relationship" && attr(e, "TargetMode") != "External" {
			t := attr(e, "Target")
			if strings.HasPrefix(t, "/") {
				t = t[1:]
			} else {
				t = path.Join(dir, t)
			}
			out = append(out, relation{attr(e, "Id"), attr(e, "Type"), strings.ToLower(t)})
		}
	})
	return out
}

// related returns the part to which a part has a relation of a kind, or "" if the file has none.
func (p *packed) related(of, kind string) string {
	for _, r := range p.relations(of) {
		if strings.HasSuffix(r.kind, kind) && p.parts[r.target] != nil {
			return r.target
		}
	}
	return ""
}

// allRelated returns all parts to which a part has a relation of a kind.
func (p *packed) allRelated(of, kind string) []string {
	var out []string
	for _, r := range p.relations(of) {
		if strings.HasSuffix(r.kind, kind) && p.parts[r.target] != nil && !slices.Contains(out, r.target) {
			out = append(out, r.target)
		}
	}
	return out
}

// contains reports whether a part contains an element, by its name without prefix.
func (p *packed) contains(name, element string) bool {
	f := p.parts[name]
	if f == nil {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	const step = 64 << 10
	buffer, kept := make([]byte, step+len(element)), 0
	in := bounded.Reader(r, largestPart)
	for {
		n, err := io.ReadFull(in, buffer[kept:])
		if bytes.Contains(buffer[:kept+n], []byte(element)) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(buffer, buffer[step:])
	}
}

// main returns the part with the text. It is identified by its relation, not by its name.
func (p *packed) main() string {
	name := p.related("", "/officeDocument")
	if name == "" || !strings.HasSuffix(name, ".xml") || strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "ppt/") {
		return ""
	}
	return name
}

// decoder opens a part.
func (p *packed) decoder(name string) (*xml.Decoder, io.Closer, error) {
	f := p.parts[name]
	if f == nil {
		return nil, nil, fmt.Errorf("the part %s is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, errDamaged
	}
	d := xml.NewDecoder(bounded.Reader(r, largestPart))
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("the characters are in %s", charset)
	}
	return d, r, nil
}

// elements calls f for the start of each element of a part.
func (p *packed) elements(name string, f func(xml.StartElement)) error {
	return p.tokens(name, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			f(e)
		}
		return nil
	})
}

// tokens calls f for each token of a part. A part that declares entities is an error.
func (p *packed) tokens(name string, f func(xml.Token) error) error {
	d, c, err := p.decoder(name)
	if err != nil {
		return err
	}
	defer c.Close()
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the part %s is damaged: %w", name, err)
		}
		switch t.(type) {
		case xml.Directive:
			return fmt.Errorf("the part %s declares entities: it is not read", name)
		case xml.StartElement:
			if depth++; depth > deepest {
				return fmt.Errorf("the part %s has elements more than %d deep: it is not read", name, deepest)
			}
		case xml.EndElement:
			depth--
		}
		if err := f(t); err != nil {
			return err
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Properties returns the properties that a program has set in the file, by name.
func Properties(b []byte) (map[string]string, error) {
	p, err := unpack(b)
	if err != nil {
		return nil, err
	}
	if p.main() == "" {
		return nil, errOther
	}
	return p.properties()
}

func (p *packed) properties() (map[string]string, error) {
	out := map[string]string{}
	part := p.related("", "/custom-properties")
	if part == "" {
		return out, nil
	}
	name := ""
	return out, p.tokens(part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "property" {
				name = attr(t, "name")
			}
		case xml.CharData:
			if name != "" {
				out[name] += strings.TrimSpace(string(t))
			}
		case xml.EndElement:
			if t.Name.Local == "property" {
				name = ""
			}
		}
		return nil
	})
}
