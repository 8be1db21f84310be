package compose

import (
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/doc"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/plan"
)

// alone returns a column for words outside documents.
func alone(p *plan.Plan, set *locale.Set, l *locale.Locale, paper string) *column {
	j := &job{plan: p, paper: paper, set: set, langs: []string{l.Tag}, diags: new(diag.List), subs: map[string]place{},
		ordinals: map[*plan.Paragraph]int{}}
	j.count()
	return j.column(l)
}

// Plain returns a text in a language without its markup.
func Plain(p *plan.Plan, set *locale.Set, l *locale.Locale, t input.Text) string {
	return alone(p, set, l, "").plain(t)
}

// NameOf returns the name of an organ, or of anything else in the glossary, in a language.
func NameOf(p *plan.Plan, set *locale.Set, l *locale.Locale, key string) string {
	return alone(p, set, l, "").name(key).Name
}

// OpenParagraphs returns the statement on page one of a paper about what is open in the draft; "" if nothing is.
func OpenParagraphs(p *plan.Plan, set *locale.Set, l *locale.Locale, paper string) string {
	return alone(p, set, l, paper).paperView().OpenParagraphs()
}

// Changes returns the statement on page one of a redline about how much changed, in one of its languages; "" for other papers.
func Changes(d *doc.Document, lang string) string {
	for _, b := range Summaries(d) {
		columns := []doc.Block{b}
		if pair, ok := b.(*doc.Pair); ok {
			columns = pair.Columns
		}
		for _, c := range columns {
			if p, ok := c.(*doc.Paragraph); ok && p.Lang == lang {
				return printed(p.Inlines)
			}
		}
	}
	return ""
}

// Summaries returns the blocks of a redline that contain these statements.
func Summaries(d *doc.Document) []doc.Block {
	var out []doc.Block
	for _, b := range d.Blocks {
		id := ""
		switch b := b.(type) {
		case *doc.Pair:
			id = b.ID
		case *doc.Paragraph:
			id = b.ID
		}
		if id == changesID(d.Paper) {
			out = append(out, b)
		}
	}
	return out
}

func printed(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		b.WriteString(i.Text)
	}
	return b.String()
}

// changesID is the id of the line in a redline with the counts of changes.
func changesID(paper string) string { return paper + ".changes" }

// Frame returns the line of the adopting organ, and the words that introduce its operative paragraphs: "" if the body has none.
func Frame(p *plan.Plan, set *locale.Set, l *locale.Locale) (organ, leadIn string) {
	v := alone(p, set, l, "").paperView()
	return v.OrganLine(), v.LeadIn()
}
