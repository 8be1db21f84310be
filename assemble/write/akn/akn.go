// Package akn writes a document in one language as Akoma Ntoso 3.0, the OASIS standard (LegalDocML) in which parliaments and the United
// Nations archive and exchange their texts. A paper with a preamble is a statement, any other a doc. An element that represents a record
// has its id; changes are modifications of the document, each with its author.
package akn

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"omnibus/assemble/doc"
	"omnibus/assemble/style"
	"omnibus/assemble/symbol"
)

// Name is the name of the format.
const Name = "akn"

// namespace is the XML namespace of Akoma Ntoso 3.0.
const namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

// ownNamespace is that of the metadata for which the standard has no element: mark, the word at the top of every page, such as DRAFT.
const ownNamespace = "urn:omnibus:meta"

// tool is the id of the organization (in the terms of the standard) that is the source of the metadata.
const tool = "tool.omnibus"

// international replaces the country code in IRIs.
const international = "int"

// unknownDate is used where the standard requires a date that the paper does not have yet; unknownDateName says so.
const unknownDate, unknownDateName = "9999-12-31", "unconfirmed"

// Roles that have their own elements.
const (
	titleRole      = "title"
	preambularRole = "preambular"
	operativeRole  = "operative"
)

// levels are the elements of numbered paragraphs, outermost first.
var levels = []string{"paragraph", "subparagraph", "point", "indent"}

// Write writes the document, which must have one language. The same document gives the same bytes.
func Write(w io.Writer, d *doc.Document, _ *style.Sheet) error {
	if len(d.Langs) != 1 {
		return fmt.Errorf("a text in Akoma Ntoso has one language, not %d", len(d.Langs))
	}
	p := &printer{doc: d, cited: map[*doc.Note]bool{}, agents: map[string]string{}}
	p.survey(d.Blocks)
	p.divide()
	p.document()
	_, err := w.Write(p.b.Bytes())
	return err
}

// Told returns the paper, view, languages and symbol that a text gives; nil if Write did not make it.
func Told(b []byte) *doc.Document {
	if !bytes.HasPrefix(b, []byte(xml.Header)) || !bytes.Contains(b, []byte(namespace)) {
		return nil
	}
	_, rest, found := bytes.Cut(b, []byte(instruction))
	told, _, closed := bytes.Cut(rest, []byte("?>"))
	if !found || !closed {
		return nil
	}
	return doc.Read(strings.TrimSpace(string(told)))
}

// instruction begins the processing instruction by which a text identifies itself.
const instruction = "<?omnibus "

type printer struct {
	b     bytes.Buffer
	doc   *doc.Document
	cited map[*doc.Note]bool

	agents map[string]string // names of organizations, by id
	order  []string          // the ids of agents, in the order of the paper
	mods   []modification

	// The parts of the paper.
	cover                   *doc.Masthead
	preface, preamble, body []doc.Block
}

// A modification is a change of an item of a redline.
type modification struct{ kind, item, by string }

func (p *printer) f(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func esc(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("akn: writing to a strings.Builder failed: " + err.Error())
	}
	return strings.ReplaceAll(b.String(), "&#xA;", "\n")
}

// survey collects the authors of proposals, and the changes.
func (p *printer) survey(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Section:
			p.survey(b.Blocks)
		case *doc.List:
			for _, it := range b.Items {
				for _, f := range it.Facets {
					if f.Kind == "delegation" {
						p.agent(f.ID, f.Name)
					}
				}
				p.change(it)
				p.survey(it.Blocks)
			}
		}
	}
}

func (p *printer) agent(id, name string) {
	if _, ok := p.agents[id]; !ok {
		p.agents[id] = name
		p.order = append(p.order, id)
	}
}

// change records the kind of change in the texts of an item itself.
func (p *printer) change(it *doc.Item) {
	var ins, del, kept bool
	by := ""
	for _, b := range it.Blocks {
		x, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		for _, i := range x.Inlines {
			switch {
			case i.Note != nil:
			case i.Mark&doc.Ins != 0:
				ins = true
			case i.Mark&doc.Del != 0:
				del = true
			case i.Mark&doc.Signal == 0:
				kept = true
			}
			if i.By != nil && by == "" {
				by = i.By.Name
			}
		}
	}
	kind := ""
	switch {
	case ins && (del || kept):
		kind = "substitution"
	case ins:
		kind = "insertion"
	case del && kept:
		kind = "substitution"
	case del:
		kind = "repeal"
	default:
		return
	}
	id := organID
	if by != "" {
		id = p.named(by)
	}
	p.mods = append(p.mods, modification{kind, it.ID, id})
}

// named returns the id of the agent with a name.
func (p *printer) named(name string) string {
	for _, id := range p.order {
		if p.agents[id] == name {
			return id
		}
	}
	id := slug(name)
	p.agent(id, name)
	return id
}

// divide separates the parts of the paper: what precedes its first section, its preamble, and its body.
func (p *printer) divide() {
	rest := p.doc.Blocks
	if len(rest) > 0 {
		if m, ok := rest[0].(*doc.Masthead); ok {
			p.cover, rest = m, rest[1:]
		}
	}
	n := slices.IndexFunc(rest, func(b doc.Block) bool {
		switch b.(type) {
		case *doc.Section, *doc.Heading, *doc.List, *doc.EndnoteList:
			return true
		}
		return false
	})
	if n < 0 {
		n = len(rest)
	}
	p.preface, rest = rest[:n], rest[n:]
	if len(rest) > 0 {
		if s, ok := rest[0].(*doc.Section); ok && slices.ContainsFunc(s.Blocks, isPreamble) {
			p.preamble, rest = s.Blocks, rest[1:]
		}
	}
	p.body = rest
}

func isPreamble(b doc.Block) bool {
	l, ok := b.(*doc.List)
	return ok && l.Role == preambularRole
}

// kind returns the document type of the standard.
func (p *printer) kind() string {
	if p.preamble != nil {
		return "statement"
	}
	return "doc"
}

func (p *printer) document() {
	p.b.WriteString(xml.Header)
	p.f("%s%s?>\n", instruction, p.doc.Told())
	p.f("<akomaNtoso xmlns=\"%s\">\n<%s name=\"%s\">\n", namespace, p.kind(), esc(p.doc.Paper))
	lang := esc(p.doc.Langs[0])
	p.meta()
	if p.cover != nil {
		p.f("<coverPage xml:lang=\"%s\">\n", lang)
		p.masthead(p.cover)
		p.f("</coverPage>\n")
	}
	if len(p.preface) > 0 {
		p.f("<preface xml:lang=\"%s\">\n", lang)
		p.blocks(p.preface)
		p.f("</preface>\n")
	}
	if p.preamble != nil {
		p.f("<preamble xml:lang=\"%s\">\n", lang)
		for _, b := range p.preamble {
			if l, ok := b.(*doc.List); ok && l.Role == preambularRole {
				p.recitals(l)
				continue
			}
			p.block(b)
		}
		p.f("</preamble>\n")
	}
	p.f("<mainBody xml:lang=\"%s\">\n", lang)
	p.main()
	p.f("</mainBody>\n</%s>\n</akomaNtoso>\n", p.kind())
}

// organID is the id of the body that issues the paper.
const organID = "body.organ"

// meta prints the metadata: of the work, which is the paper in all revisions; of the expression, which is a revision in a language; and of
// the manifestation, which is the file.
func (p *printer) meta() {
	d := p.doc
	number, version := d.Symbol, ""
	if sym, err := symbol.Parse(d.Symbol); err == nil {
		number = sym.Base()
		version = strings.TrimSpace(strings.TrimPrefix(d.Symbol, number))
	}
	date, dateName := unknownDate, unknownDateName
	if !d.Date.IsZero() {
		date, dateName = d.Date.First().String(), "publication"
	}
	work := "/akn/" + international + "/" + p.kind() + "/" + slug(d.Organ) + "/" + slug(cmp.Or(number, d.Paper))
	if d.Variant != "" {
		work += "/" + slug(d.Variant)
	}
	expression := work + "/" + threeLetters(d.Langs[0]) + "@" + date
	if version != "" {
		expression += "/" + slug(version)
	}
	core := func(iri, alias string) {
		p.f("<FRBRthis value=\"%s/!main\"/>\n<FRBRuri value=\"%s\"/>\n", esc(iri), esc(iri))
		if alias != "" {
			p.f("<FRBRalias value=\"%s\" name=\"title\"/>\n", esc(alias))
		}
		p.f("<FRBRdate date=\"%s\" name=\"%s\"/>\n<FRBRauthor href=\"#%s\"/>\n", date, dateName, organID)
	}
	p.f("<meta>\n<identification source=\"#%s\">\n<FRBRWork>\n", tool)
	core(work, d.Title)
	p.f("<FRBRcountry value=\"%s\"/>\n", international)
	if d.Variant != "" {
		p.f("<FRBRsubtype value=\"%s\"/>\n", esc(d.Variant))
	}
	if number != "" {
		p.f("<FRBRnumber value=\"%s\"/>\n", esc(number))
	}
	p.f("<FRBRname value=\"%s\"/>\n</FRBRWork>\n<FRBRExpression>\n", esc(d.Paper))
	core(expression, "")
	if version != "" {
		p.f("<FRBRversionNumber value=\"%s\"/>\n", esc(version))
	}
	p.f("<FRBRlanguage language=\"%s\"/>\n", threeLetters(d.Langs[0]))
	p.f("</FRBRExpression>\n<FRBRManifestation>\n")
	core(expression+"/"+d.FileName(Name), "")
	p.f("<FRBRformat value=\"application/akn+xml\"/>\n</FRBRManifestation>\n</identification>\n")
	p.analysis()
	p.f("<references source=\"#%s\">\n", tool)
	p.organization(organID, slug(d.Organ), cmp.Or(d.Organ, d.Paper))
	p.organization(tool, "omnibus", "omnibus")
	for _, id := range p.order {
		p.organization(agentID(id), slug(id), p.agents[id])
	}
	p.f("</references>\n")
	if d.Mark != "" { // the standard has no element for it, and the body is read aloud
		p.f("<proprietary source=\"#%s\">\n<mark xmlns=\"%s\">%s</mark>\n</proprietary>\n", tool, ownNamespace, esc(d.Mark))
	}
	p.f("</meta>\n")
}

func (p *printer) organization(id, iri, name string) {
	p.f("<TLCOrganization eId=\"%s\" href=\"/ontology/organization/%s/%s\" showAs=\"%s\"/>\n", id, international, iri, esc(name))
}

// analysis prints the changes of a redline, each with its author.
func (p *printer) analysis() {
	if len(p.mods) == 0 {
		return
	}
	p.f("<analysis source=\"#%s\">\n<passiveModifications>\n", tool)
	for i, m := range p.mods {
		by := m.by
		if by != organID {
			by = agentID(by)
		}
		p.f("<textualMod eId=\"mod.%d\" type=\"%s\">", i+1, m.kind)
		p.f("<source href=\"#%s\"/><destination href=\"#%s\"/></textualMod>\n", by, esc(m.item))
	}
	p.f("</passiveModifications>\n</analysis>\n")
}

// agentID returns the id of a delegation in the file, distinct from the ids of paragraphs.
func agentID(id string) string { return "agent." + slug(id) }

// slug returns a text as part of an IRI: lower-case ASCII letters, digits and hyphens.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(plainLetters(s)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "x"
}

// threeLetters returns the ISO 639-2 code of a language, which the standard uses in IRIs.
func threeLetters(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return "und"
	}
	base, _ := t.Base()
	return base.ISO3()
}
