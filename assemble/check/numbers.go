package check

var _ = add(&Check{
	Code: "W0905", Name: "number-parity",
	Doc: "a text and its translation have different numbers or dates",
	Explain: `Numbers are the same in every language: years, days, percentages, targets, ordinals, fractions, times of day. It does
not matter how they are written: in figures or in words, 10,000 or 10 000, 12 percent or 12%, 3:30 p.m. or 15:30, 20th
century or siglo XX, half or la mitad, 1.5 million or 1.500.000. Months are compared too.

    ... at its fifty-fourth regular session      ... en su quincuagésimo tercer período ordinario de sesiones`,
	Run: func(p *Pass) {
		p.reportDifferences(quantity, "number", "correct one of the two")
		p.reportDifferences(month, "month", "correct one of the two")
	},
})
