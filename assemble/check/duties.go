package check

var _ = add(&Check{
	Code: "W0944", Name: "duty-parity",
	Doc: "a text and its translation differ in the strength of a duty",
	Explain: `Shall, should and may are a duty, a recommendation and a permission: deberá, debería and podrá in Spanish. Delegations
negotiate the difference, so a translation keeps it. The words are in the label file of each language (meaning.duties).

    ... states shall provide      ... los Estados podrán proporcionar      write: deberán proporcionar`,
	Run: func(p *Pass) {
		p.reportDifferences(duties, "verb", "keep the strength of the original: shall, should or may")
	},
})
