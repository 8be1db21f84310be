package check

var _ = add(&Check{
	Code: "W0942", Name: "negation-parity",
	Doc: "a text denies something that its translation does not, or the reverse",
	Explain: `A "not" lost in translation turns a duty into its opposite. Negations are counted; a word that denies by its meaning,
such as lack, avoid or undocumented, may be translated by a negation. The words are in the label file of each language
(meaning.negation and the entries after it).

    ... shall not be detained      ... serán detenidos      write: no serán detenidos`,
	Run: func(p *Pass) { p.reportDifferences(negations, "negation", "make both say the same") },
})
