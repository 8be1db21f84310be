package check

var _ = add(&Check{
	Code: "W0941", Name: "citation-parity",
	Doc: "a text and its translation cite different sections, annexes or items",
	Explain: `A text and its translation cite the same parts: section III is not sección IV, and annex A not anexo B. The letters by
which a text counts, (a) or a), are compared as well; their brackets may differ. The words for parts are in the label
file of each language (meaning.parts). Numbers of parts are compared as numbers (W0905).

    ... as set out in annex A      ... según lo dispuesto en el anexo B      write: anexo A`,
	Run: func(p *Pass) {
		p.reportDifferences(label, "letter", "cite the same part in both")
		p.reportDifferences(parts, "citation", "cite the same part in both")
	},
})
