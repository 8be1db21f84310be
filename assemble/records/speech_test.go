package records_test

import (
	"fmt"
	"strings"
	"testing"

	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
)

// What is said about a cell has the names of the workbook, in its language: of sheets, headings, kinds of rows, entries and records, ids
// behind them; and what a field is for. That holds for what is wrong in a cell, and for what the records cannot bear.
func TestFindingsNameWhatIsSeen(t *testing.T) {
	src := shipped(t)
	for lang, x := range map[string]struct{ said, unsaid []string }{
		"en": {said: []string{"cell Proposals!", `has no "What it changes"`, `fill in "What it changes"`, `"agred" is not an entry of "State"`,
			`did you mean "agreed"?`, `the row of "op. 21: `, `" [op-health-mental]`, `needs "Title (English)"`, "the title of the session", "the kinds are Proposal"}},
		"es": {said: []string{"celda Propuestas!", `has no "Qué modifica"`, `fill in "Qué modifica"`, `"agred" no es una entrada de "Estado"`, `las entradas son propuesto`,
			`la fila de "res. 21: `, `" [op-health-mental]`, `necesita "Título (inglés)"`, "el título de la sesión", "las clases son Propuesta"}},
		"fr": {said: []string{"cellule Propositions!", `has no "Ce qu’elle modifie"`, `fill in "Ce qu’elle modifie"`, `"agred" n’est pas une entrée de "État"`,
			`" [op-health-mental]`, "choix possibles"}},
		"pt": {said: []string{"célula Propostas!", `has no "O que modifica"`, `fill in "O que modifica"`, `"agred" não é uma entrada de "Estado"`,
			`" [op-health-mental]`, "os tipos são Proposta"}},
	} {
		t.Run(lang, func(t *testing.T) {
			d := open(t, src, lang)
			bad := d.copy(t)
			bad.set("proposals", "op-health-records", "state", "agred")
			bad.add("proposals", "", "row", "Gathering", "text@en", "To gather")
			bad.add("sessions", "", "theme", "Health")
			i := bad.row("proposals", "op-health-mental")
			bad.rows["proposals"] = append(bad.rows["proposals"], bad.rows["proposals"][i])
			_, wrong := home(t, src, bad.file(), records.Import{})
			unbearable := d.copy(t)
			k := unbearable.column("proposals", "operation")
			mod := ""
			for _, r := range unbearable.rows["proposals"] {
				if r.Cells[k].Value == "mod" {
					mod = r.Cells[k].Plain()
				}
			}
			row := unbearable.row("proposals", "op-health-records")
			unbearable.rows["proposals"][row].Cells[k] = matrix.Cell{Text: mod}
			section := unbearable.text("proposals", "op-causes-climate", "section") // another edit of the row, in the cell before
			unbearable.set("proposals", "op-health-records", "section", section)
			_, more := home(t, src, unbearable.file(), records.Import{})
			out := told(wrong) + told(more)
			if at := fmt.Sprintf("!%s%d:", matrix.Letters(k+1), row+2); !strings.Contains(strings.ReplaceAll(told(more), "\u00a0", ""), at) {
				t.Errorf("the error is not about the cell %s: %s", at, told(more))
			}
			for _, s := range x.said {
				if !strings.Contains(out, s) {
					t.Errorf("%q is not in:\n%s", s, out)
				}
			}
			for _, s := range []string{`"base"`, "write base:", `"op-health-mental"`, "input/"} {
				if strings.Contains(out, s) {
					t.Errorf("%q is in:\n%s", s, out)
				}
			}
		})
	}
}
