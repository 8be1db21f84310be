package docx

import (
	"path"
	"strings"

	"omnibus/assemble/style"
)

// A house is what a file of the secretariat gives to ours: styles, the page with its head and foot, and what those show. The zero value
// gives nothing.
type house struct {
	section   string // w:sectPr
	parts     []part
	media     []raw
	relations []string // of the main part, to the parts
}

// raw is a part that is copied as it is.
type raw struct {
	name, kind string
	bytes      []byte
}

func (r raw) extension() string { return strings.TrimPrefix(path.Ext(r.name), ".") }

func houseOf(*style.Sheet) (*house, error) { return &house{}, nil }

// styles is the part of the styles: those of the house, and of ours the ones that it does not have.
func (h *house) styles(looks []look) string {
	var b strings.Builder
	b.WriteString(declaration + `<w:styles` + namespaces + `>` + defaults)
	for _, l := range looks {
		b.WriteString(l.xml())
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}
