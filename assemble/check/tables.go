package check

import "strings"

// cellMark separates the cells of a row of a table in the draft.
const cellMark = "|"

var _ = add(&Check{
	Code: "E1017", Name: "table-cells",
	Doc: "a row of a table in the draft has more or fewer cells than its head",
	Explain: `The sub-paragraphs of a paragraph with table: true are the rows of a table, with | between the cells; the first of them is the
head. Each row has as many cells as the head, in every language. An empty cell is written with its marks: First | | 40.

    - {id: cost-head, text: Meeting | Days | Cost}
    - {id: cost-first, text: First | 5}              write: text: First | 5 | 40`,
	Needs: []string{"proposals"},
	Run: func(p *Pass) {
		versions := map[string][]*Version{}
		for _, v := range p.Versions() {
			versions[v.Of.ID] = append(versions[v.Of.ID], v)
		}
		for _, pr := range p.Records.Proposals {
			if !pr.Table || len(pr.Paragraphs) < 2 {
				continue
			}
			head := pr.Paragraphs[0]
			width := strings.Count(head.Text.String, cellMark) + 1
			for _, row := range pr.Paragraphs {
				for _, v := range versions[row.Text.ID] {
					if n := strings.Count(v.Text.String, cellMark) + 1; n != width {
						p.Reportf(v.Text.Pos, "a row of a table has %d cells, and its head has %d", n, width).About(row.ID.String).
							Hint("write %s between the cells, with nothing between two for an empty one", cellMark).
							See(head.Text.Pos, "the head")
					}
				}
			}
		}
	},
})
