package check

var _ = add(&Check{
	Code: "W0943", Name: "opposite-parity",
	Doc: "a translation says the opposite of a word of the original",
	Explain: `Increase and reduce, before and after, minimum and maximum are easily confused. A word of one end of such a scale in the
original is not translated by a word of the other end. The scales are in the label file of each language
(meaning.opposites).

    ... to increase the quotas      ... reducir las cuotas      write: aumentar las cuotas`,
	Run: func(p *Pass) { p.reportDifferences(opposites, "word", "make both say the same") },
})
