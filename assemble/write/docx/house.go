package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/style"
)

// A house is what is taken from the secretariat's own file: styles, the page with its header and footer, and the parts that those use. The
// zero value has nothing.
type house struct {
	section   string // w:sectPr
	parts     []part
	media     []raw
	relations []string          // relationships of the main part with the parts
	part      string            // the part of its styles
	ids       map[string]string // of its styles, by their names in lower case
	taken     map[string]bool   // ids of its styles
}

// raw is a part that is copied unchanged.
type raw struct {
	name, kind string
	bytes      []byte
}

func (r raw) extension() string { return strings.TrimPrefix(path.Ext(r.name), ".") }

// largestHouse is the largest size of a part of the house style file, in bytes.
const largestHouse = 16 << 20

// Patterns for what is read from the house style file. Word processors write it with the usual prefixes; a file with others is refused.
var (
	relationForm = regexp.MustCompile(`<Relationship\s[^>]*>`)
	attrForm     = regexp.MustCompile(`\s([A-Za-z:]+)="([^"]*)"`)
	sectionForm  = regexp.MustCompile(`(?s)<w:sectPr[ >].*?</w:sectPr>`)
	pageForm     = regexp.MustCompile(`<w:(?:header|footer)Reference[^>]*r:id="([^"]+)"[^>]*>`)
	strangeForm  = regexp.MustCompile(`\s(?:w\d+\w*|wp\w*|mc):[A-Za-z]+="[^"]*"|\sw:rsid\w*="[^"]*"`)
	otherForm    = regexp.MustCompile(`</?(\w+):`)
	styleForm    = regexp.MustCompile(`(?s)<w:style [^>]*w:styleId="([^"]+)"[^>]*>.*?<w:name w:val="([^"]+)"`)
	useForm      = regexp.MustCompile(`<w:(p|r|tbl)Style w:val="([^"]+)"/>`)
)

// houseOf reads the house style file, if the style sheet has one.
func houseOf(s *style.Sheet) (*house, error) {
	if len(s.House) == 0 {
		return &house{}, nil
	}
	h, err := readHouse(s.House)
	if err != nil {
		return nil, fmt.Errorf("reference.docx, which sets the house style: %w", err)
	}
	return h, nil
}

func readHouse(b []byte) (*house, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, errors.New("it is not a .docx file, or it is damaged")
	}
	files := map[string]*zip.File{}
	for _, f := range z.File {
		files[f.Name] = f
	}
	get := func(name string) (string, error) {
		f := files[name]
		if f == nil {
			return "", fmt.Errorf("it has no part %s", name)
		}
		if f.UncompressedSize64 > largestHouse {
			return "", fmt.Errorf("its part %s has %d MB", name, f.UncompressedSize64>>20)
		}
		r, err := f.Open()
		if err != nil {
			return "", errors.New("it is damaged")
		}
		defer r.Close()
		text, err := io.ReadAll(io.LimitReader(r, largestHouse))
		return string(text), err
	}
	root, err := get("_rels/.rels")
	if err != nil {
		return nil, err
	}
	name := ""
	for _, r := range relationsIn(root) {
		if strings.HasSuffix(r["Type"], "/officeDocument") {
			name = strings.TrimPrefix(r["Target"], "/")
		}
	}
	text, err := get(name)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, `xmlns:w="`+main+`"`) {
		return nil, errors.New("it is not written in the usual way: save it again as .docx")
	}
	h := &house{ids: map[string]string{}, taken: map[string]bool{}}
	rels, err := get(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	if err != nil {
		return nil, err
	}
	types, err := get("[Content_Types].xml")
	if err != nil {
		return nil, err
	}
	return h, h.take(get, text, relationsIn(rels), kindsIn(types), path.Dir(name))
}

// relationsIn returns the relationships in a part, as attributes.
func relationsIn(text string) []map[string]string {
	var out []map[string]string
	for _, e := range relationForm.FindAllString(text, -1) {
		r := map[string]string{}
		for _, a := range attrForm.FindAllStringSubmatch(e, -1) {
			r[a[1]] = a[2]
		}
		out = append(out, r)
	}
	return out
}

// kindsIn returns the media types by extension.
func kindsIn(types string) map[string]string {
	out := map[string]string{}
	for _, e := range regexp.MustCompile(`<Default\s[^>]*>`).FindAllString(types, -1) {
		d := map[string]string{}
		for _, a := range attrForm.FindAllStringSubmatch(e, -1) {
			d[a[1]] = a[2]
		}
		out[strings.ToLower(d["Extension"])] = d["ContentType"]
	}
	return out
}

// take copies the page, the styles, and the parts that they use.
func (h *house) take(get func(string) (string, error), text string, rels []map[string]string, kinds map[string]string, dir string) error {
	sections := sectionForm.FindAllString(text, -1)
	if len(sections) == 0 {
		return errors.New("it has no page set-up")
	}
	h.section = strangeForm.ReplaceAllString(sections[len(sections)-1], "")
	for _, m := range otherForm.FindAllStringSubmatch(h.section, -1) {
		if m[1] != "w" {
			return fmt.Errorf("its page set-up has an unexpected element (%s)", m[1])
		}
	}
	for _, r := range rels {
		target := path.Join(dir, r["Target"])
		if strings.HasPrefix(r["Target"], "/") {
			target = r["Target"][1:]
		}
		kind := path.Base(r["Type"])
		of := map[string]string{"theme": "application/vnd.openxmlformats-officedocument.theme+xml", "numbering": mediaType +
			"numbering+xml",
			"header": mediaType + "header+xml", "footer": mediaType + "footer+xml"}[kind]
		switch {
		case kind == "styles":
			part, err := get(target)
			if err != nil {
				return err
			}
			h.part = part
			for _, m := range styleForm.FindAllStringSubmatch(part, -1) {
				h.ids[strings.ToLower(m[2])], h.taken[m[1]] = m[1], true
			}
		case of == "" || r["TargetMode"] == "External":
		case (kind == "header" || kind == "footer") && !h.shows(r["Id"]):
		default:
			if err := h.copy(get, target, of, kinds); err != nil {
				return err
			}
			id := r["Id"]
			if kind != "header" && kind != "footer" {
				id = "rIdHouse" + kind
			} else {
				h.section = strings.ReplaceAll(h.section, `r:id="`+id+`"`, `r:id="rIdHouse`+id+`"`)
				id = "rIdHouse" + id
			}
			h.relations = append(h.relations, relation(id, kind, "/"+target))
		}
	}
	if h.part == "" {
		return errors.New("it has no styles")
	}
	return nil
}

// headForm matches the beginning of a header part.
var headForm = regexp.MustCompile(`<w:hdr(?:\s[^>]*[^/>])?>`)

// isHead reports whether a part is a page header to which a line can be added.
func (p part) isHead() bool {
	return strings.HasSuffix(p.kind, "header+xml") && headForm.MatchString(p.text)
}

// headed reports whether the house has page headers.
func (h *house) headed() bool { return slices.ContainsFunc(h.parts, part.isHead) }

// marked returns the parts of the house, with a line added at the beginning of its page headers.
func (h *house) marked(line string) []part {
	if line == "" {
		return h.parts
	}
	out := slices.Clone(h.parts)
	for i, p := range out {
		if p.isHead() {
			at := headForm.FindStringIndex(p.text)[1]
			out[i].text = p.text[:at] + line + p.text[at:]
		}
	}
	return out
}

// width returns the width of the text on the page, in twentieths of a point; 0 if the page does not give it.
func (h *house) width() int {
	page, left, right := h.measure("w"), h.measure("left"), h.measure("right")
	if page < 0 || left < 0 || right < 0 {
		return 0
	}
	return max(0, page-left-right)
}

// margin returns the left margin of the page, in twentieths of a point; 0 if the page does not give it.
func (h *house) margin() int { return max(0, h.measure("left")) }

// measure returns a measure of the page, in twentieths of a point; -1 if it is not given.
func (h *house) measure(name string) int {
	m := regexp.MustCompile(`<w:pg(?:Sz|Mar)\s(?:[^>]*\s)?w:` + name + `="(\d{1,5})"`).FindStringSubmatch(h.section)
	if m == nil {
		return -1
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// shows reports whether the page uses a header or footer.
func (h *house) shows(id string) bool {
	return slices.ContainsFunc(pageForm.FindAllStringSubmatch(h.section, -1), func(m []string) bool { return m[1] == id })
}

// copy copies a part unchanged, with the pictures that it shows.
func (h *house) copy(get func(string) (string, error), name, kind string, kinds map[string]string) error {
	text, err := get(name)
	if err != nil {
		return err
	}
	h.parts = append(h.parts, part{name, kind, text})
	own := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	rels, err := get(own)
	if err != nil {
		return nil // it refers to nothing
	}
	h.parts = append(h.parts, part{own, "", rels})
	for _, r := range relationsIn(rels) {
		if r["TargetMode"] == "External" {
			continue
		}
		target := path.Join(path.Dir(name), r["Target"])
		if !strings.HasSuffix(r["Type"], "/image") {
			return fmt.Errorf("%s shows something that is not a picture (%s): remove it", name, path.Base(r["Type"]))
		}
		if slices.ContainsFunc(h.media, func(m raw) bool { return m.name == target }) {
			continue
		}
		picture, err := get(target)
		if err != nil {
			return err
		}
		m := raw{name: target, bytes: []byte(picture)}
		if m.kind = kinds[strings.ToLower(m.extension())]; m.kind == "" {
			return fmt.Errorf("the type of %s is unknown", target)
		}
		h.media = append(h.media, m)
	}
	return nil
}

// id returns the id of one of our styles in the file: that of the house style with the same name, otherwise ours.
func (h *house) id(l look) string {
	if id := h.ids[strings.ToLower(l.name)]; id != "" {
		return id
	}
	if h.taken[l.id] {
		return "Paper" + l.id
	}
	return l.id
}

// styles returns the styles part: those of the house, and those of ours whose names it does not have.
func (h *house) styles(looks []look) string {
	var b strings.Builder
	if h.part == "" {
		b.WriteString(declaration + `<w:styles` + namespaces + `>` + defaults)
	} else {
		b.WriteString(h.part[:strings.LastIndex(h.part, "</w:styles>")])
	}
	for _, l := range looks {
		if h.ids[strings.ToLower(l.name)] != "" {
			continue
		}
		for _, other := range looks {
			if other.id == l.based {
				l.based = h.id(other)
			}
		}
		l.house = h.part != ""
		l.id = h.id(l)
		b.WriteString(l.xml())
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}

// dressed returns a part with the style ids of the house.
func (h *house) dressed(text string, looks []look) string {
	if h.part == "" {
		return text
	}
	ids := map[string]string{}
	for _, l := range looks {
		ids[l.id] = h.id(l)
	}
	return useForm.ReplaceAllStringFunc(text, func(use string) string {
		m := useForm.FindStringSubmatch(use)
		if id := ids[m[2]]; id != "" {
			return "<w:" + m[1] + `Style w:val="` + id + `"/>`
		}
		return use
	})
}
