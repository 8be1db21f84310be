package workbook

import (
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/plan"
)

// ChangesColumn is the prefix of the ids of the columns that show what changed since the previous revision; a language follows it.
const ChangesColumn = "changes-"

// changes returns the columns of the sheet of draft paragraphs that show what changed, one for each language.
func (b *book) changes() []column[draftRow] {
	if b.red == nil {
		return nil
	}
	var out []column[draftRow]
	for _, l := range b.langs {
		out = append(out, column[draftRow]{matrix.Column{ID: ChangesColumn + l.Tag, Width: 56, Head: b.changesIn(l)},
			func(r draftRow) matrix.Cell { return b.changed(l, r.p) }})
	}
	return out
}

// changesIn returns the heading of the column of changes in a language.
func (b *book) changesIn(l *locale.Locale) string {
	return b.l.T("column.changes-in", map[string]any{"Base": b.Against(b.red).BaseName(), "Language": b.l.LanguageName(l.Tag)})
}

// changed returns the words of a paragraph in a language with insertions and deletions marked; empty if there are none.
func (b *book) changed(l *locale.Locale, p *plan.Paragraph) matrix.Cell {
	ch := b.red.ByID[p.ID]
	if ch == nil || ch.Old == ch.New || ch.New == nil && !b.isOut(p) {
		return matrix.Cell{}
	}
	var runs []matrix.Run
	for i, t := range b.Against(b.red).In(l).Texts(p, ch) {
		before := ""
		switch {
		case t.Note:
			before = "\n" + t.Marker + " "
		case t.Marker != "":
			before = "\n" + strings.Repeat("   ", t.Level-1) + t.Marker + " "
		case i > 0:
			before = "\n"
		}
		if before != "" {
			runs = append(runs, matrix.Run{Text: before})
		}
		for _, x := range t.Words {
			runs = append(runs, matrix.Run{Text: x.Text, Ins: x.Mark&doc.Ins != 0, Del: x.Mark&doc.Del != 0})
		}
		if t.Was != "" {
			runs = append(runs, matrix.Run{Text: " [" + t.Was + "]"})
		}
	}
	return matrix.Cell{Runs: runs}
}
