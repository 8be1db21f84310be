package check

var _ = add(&Check{
	Code: "W0940", Name: "unit-parity",
	Doc: "a text and its translation have different units, currencies or intervals",
	Explain: `A number is only as good as its unit: days, months, kilometres, dollars, euros. Units of numbers are compared, and so
are words for an interval, such as annual or monthly. The words of each language are in its label file (meaning.units,
meaning.currencies, meaning.rhythms).

    ... within 30 days      ... en un plazo de 30 meses      write: 30 días`,
	Run: func(p *Pass) { p.reportDifferences(measure, "unit", "correct one of the two") },
})
