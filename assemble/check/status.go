package check

var _ = add(&Check{
	Code: "W0622", Name: "status-superseded",
	Doc: "the status of a mandate and the mandate that supersedes it contradict each other",
	Explain: `A mandate that another one supersedes is not in force: its status is superseded. One whose status is superseded names the
mandate that took its place. The matrix counts the mandates in force by their status.

    {id: ag-res-2881-op-33, number: 33, status: current, superseded-by: ag-res-2910-op-3}      write: status: superseded`,
	Needs: []string{"mandates.yaml"},
	Run: func(p *Pass) {
		for _, r := range p.Records.Resolutions {
			for _, m := range r.Paragraphs {
				status, by := m.Status.String, m.SupersededBy.String
				switch {
				case by != "" && by == m.ID.String:
					p.Reportf(m.SupersededBy.Pos, "%q is superseded by itself", by).
						About(m.ID.String).
						Hint("name the mandate that took its place")
				case by != "" && (status == "current" || status == ""):
					pos, said := m.Status.Pos, "its status is current"
					if status == "" {
						pos, said = m.SupersededBy.Pos, "it has no status"
					}
					p.Reportf(pos, "%q is superseded by %q, but %s", m.ID.String, by, said).About(m.ID.String).
						Hint("write status: superseded, or remove superseded-by").See(m.SupersededBy.Pos, "the mandate that supersedes it")
				case by == "" && status == "superseded":
					p.Reportf(m.Status.Pos, "%q is superseded, but no mandate is named that supersedes it", m.ID.String).About(m.ID.String).
						Hint("write superseded-by: and the id of the mandate")
				}
			}
		}
	},
})
