package check

var _ = add(&Check{
	Code: "W0945", Name: "conjunction-parity",
	Doc: "a translation exchanges and, or, and and/or",
	Explain: `"A or B" leaves a choice, "A and B" does not. A translation with as many "or" fewer as it has "and" more, or the
reverse, has most likely exchanged them; "and/or" is y/o in Spanish. The words are in the label file of each language
(meaning.conjunctions).

    ... states or organizations      ... los Estados y las organizaciones      write: los Estados o las organizaciones`,
	Run: func(p *Pass) { p.reportDifferences(links, "conjunction", "use the same conjunction in both") },
})
