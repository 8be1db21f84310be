package explain

import "omnibus/assemble/diag"

// home is found in what comes back: packets of translators and edited workbooks.
var home = []diag.Rule{
	{Code: "E0710", Name: "packet-unreadable", Doc: "a packet that came back cannot be read",
		Explain: `The file is none of the formats of packets (XLIFF, TMX, PO, TOML, workbook), or was cut off on its way. None of it is taken. Ask for it again,
as the translation tool exports it: a screenshot or a document with tracked changes cannot be taken.

    packet.es.xlf, 0 bytes`},
	{Code: "E0711", Name: "packet-other-term", Doc: "a packet belongs to another term",
		Explain: `A packet says which term its texts are of. Ids are alike from year to year, so that last year's packet would overwrite this year's texts.

    the packet is of the term "term-2022-2023", this is "term-2023-2024"`},
	{Code: "E0712", Name: "packet-language", Doc: "the language of a packet is not known, or is not the one asked for",
		Explain: `A packet names its target language; --lang says it where the format cannot. It must be a language that has labels here.

    omnibus translate import packet.po --lang es`},
	{Code: "E0713", Name: "packet-unit", Doc: "a unit of a packet has no id",
		Explain: `Texts find their way home by their id, never by their place. A unit without one was added, or its id was lost in a conversion.

    <unit> without id      export the packet again, and translate in that file`},
	{Code: "E0714", Name: "packet-marks", Doc: "a translation has lost or gained marks",
		Explain: `Notes, references, emphasis and links of a text are marks that the translation carries as well, each once. A lost note mark loses the note.

    source: human mobility,[^goals] and ...      target: movilidad humana y ...      put [^goals] back`},
	{Code: "E0715", Name: "packet-conflict", Doc: "a text was changed in the packet and here, or came back twice",
		Explain: `Two people have worked on one text since the packet was sent, and not alike. Neither is overwritten: choose one, write it into the locale file
or into the packet, and import again.

    op-data.text      here: "un estudio comparativo"      in the packet: "un estudio comparado"`},
	{Code: "E0716", Name: "packet-character", Doc: "a translation has a character that no text may hold",
		Explain: `Control characters come from conversions; no paper can print them.

    movilidad<U+0002>humana      take it out in the packet, and import again`},
	{Code: "E0717", Name: "packet-not-written", Doc: "translations that came back cannot be written",
		Explain: `The locale file or the file of states cannot be edited in place, most often because it is not readable itself. Nothing was changed. Mend the file
(omnibus check says what is wrong with it), and import again.

    locales/content.es.toml:12: the quotation mark is never closed`},
	{Code: "E1101", Name: "workbook-row", Doc: "a row of the workbook stands twice",
		Explain: `Each row is one operative paragraph, found by the id in its first column. A row that was copied stands for the same paragraph twice, and which of
the two is right cannot be known.

    rows 14 and 15 both have the id ag-res-2910-op-3      take one out`},
	{Code: "E1102", Name: "workbook-formula", Doc: "a cell holds a formula or an error",
		Explain: `A formula says something else when its sources change. Copy the cell and paste it as a value.

    =VLOOKUP(A2, ...)      #REF!`},
	{Code: "E1103", Name: "workbook-conflict", Doc: "a cell was changed in the workbook and in the records",
		Explain: `The workbook remembers what it was made from. Since then the same field was changed here, and not alike. Nothing is overwritten: put the right
value into the records or into the cell, and import again.

    ag-res-2910-op-3.status      here: fulfilled      in the workbook: current`},
	{Code: "E1104", Name: "workbook-translation", Doc: "a translation in the workbook cannot be taken",
		Explain: `A text is written in its original language first, and a translation is taken out in the locale file, not by emptying a cell: an empty cell is too
easily made.

    the Spanish column is filled, the English one is empty`},
	{Code: "E1105", Name: "workbook-date", Doc: "a cell holds no date",
		Explain: `Dates are 2024-03-04 or 2024-03, or a date of Excel's own.

    spring 2024      write: 2024-03`},
	{Code: "E1106", Name: "workbook-entry", Doc: "a cell holds none of the entries of its column",
		Explain: `Columns with a list take its entries in the workbook's language, or their keys. The nearest is suggested.

    fullfilled      write: fulfilled`},
	{Code: "E1107", Name: "workbook-reference", Doc: "a cell refers to a paragraph that does not exist, or to too many",
		Explain: `Repeats and superseded-by name operative paragraphs by the ids of the first column.

    op. 3 of 2910      write: ag-res-2910-op-3`},
	{Code: "E1108", Name: "workbook-new-row", Doc: "a row was added that cannot become an operative paragraph",
		Explain: `A row without an id becomes a paragraph of the resolution whose symbol stands in it, under the number that stands in it. The resolution must be in
input/mandates.yaml, and the id, where one is given, must be free.

    AG/RES. 3000 (LIII-O/23), 4      add the resolution, then import again`},
	{Code: "E1109", Name: "workbook-row-mixed", Doc: "the id of a row belongs to one paragraph, its symbol and number to another",
		Explain: `Where some columns of a sheet are sorted and others stay, the entries of one paragraph stand in the row of another. Nothing of such a row is taken.

    ag-res-2910-op-3 | AG/RES. 2988 (LII-O/22) | 46      undo the sorting, and sort whole rows`},
}

// issued is found where papers are issued, adopted and kept.
var issued = []diag.Rule{
	{Code: "E1201", Name: "issued-changes", Doc: "a paper that was issued would now say something else",
		Explain: `What is issued under a symbol stays as it is: delegations hold it in their hands. Where the records have moved on, a new revision (or an addendum, or
a corrigendum) is due; the hint says how to add one.

    revisions:
      - {number: 2, meeting: meeting-march, date: 2024-03-12}      issued
      - {number: 3, meeting: meeting-april, date: 2024-04-30}      the next`},
	{Code: "E1202", Name: "issued-twice", Doc: "a symbol is recorded twice as issued",
		Explain: `One symbol stands for one paper, for good. Two records with the same symbol come from two people who issued at once: keep the record of the paper
that was distributed.

    input/issued/draft-paragraphs.2.yaml and draft-paragraphs.2-copy.yaml`},
	{Code: "E1203", Name: "record-unreadable", Doc: "the record of an issued paper cannot be read",
		Explain: `Records in input/issued/ are written by "omnibus issue" and hold what a paper said and the fingerprints by which it is verified. They are not
edited by hand, and a seal in their last line shows it where one was: get the file back from version control. Where two people issued at once and
git has put both records into one file, take one of them whole.

    seal: "9f2c..."      of the lines before it, which say something else now`},
	{Code: "E1204", Name: "symbol-of-two-papers", Doc: "two papers would have the same symbol",
		Explain: `A symbol with its revision names one paper. Two papers of the term with one symbol cannot both be cited, and a paper cannot take the symbol under
which another was issued.

    papers:
      - {id: work-plan, symbol: CIDI/CAM/doc.1/23}
      - {id: mandate-matrix, symbol: CIDI/CAM/doc.1/23}      write: CIDI/CAM/doc.2/23`},
	{Code: "E1301", Name: "not-agreed", Doc: "a paragraph is to be adopted that is not agreed",
		Explain: `What becomes a mandate was adopted: agreed, without brackets. "omnibus adopt" lists what is not, and takes it only when told to.

    state: bracketed      record the agreement under states, or leave the paragraph out`},
	{Code: "E1302", Name: "adopted-reference", Doc: "an adopted text refers to a paragraph that was not adopted",
		Explain: `In the resolution the reference becomes a number. The paragraph it points to has none, because it was withdrawn or is not agreed.

    ... the study of paragraph {{ref:op-data}}      refer to a paragraph that was adopted`},
	{Code: "E1303", Name: "already-adopted", Doc: "the resolution, or the id it would have, is there already",
		Explain: `A resolution is adopted into the mandates once. If this is the same one, there is nothing left to do; if not, one of the symbols is wrong.

    AG/RES. 3010 (LIV-O/24) stands in input/mandates.yaml`},
	{Code: "E1304", Name: "nothing-adopted", Doc: "the draft has no operative paragraph that is agreed",
		Explain: `A resolution without operative paragraphs gives no mandate. Record what was agreed, under states of each proposal, before adopting.

    states:
      - {state: agreed, meeting: meeting-april}`},
}
