package explain

import "omnibus/assemble/diag"

// home holds the findings about returned files: translation packets and edited workbooks.
var home = []diag.Rule{
	{Code: "E0710", Name: "packet-unreadable", Doc: "a returned packet cannot be read",
		Explain: `The file is not in a packet format (XLIFF, TMX, PO, TOML, workbook), or it is incomplete. Nothing is imported from it.
Ask for it again, as exported by the translation tool; a screenshot or a document with tracked changes cannot be
imported.

    packet.es.xlf, 0 bytes`},
	{Code: "E0711", Name: "packet-other-term", Doc: "a packet belongs to another term",
		Explain: `A packet names the term of its texts. Ids are similar from year to year, so last year's packet could overwrite this
year's texts.

    the packet belongs to the term "term-2022-2023", this is "term-2023-2024"`},
	{Code: "E0712", Name: "packet-language", Doc: "the language of a packet is unknown, or is not the one requested",
		Explain: `A packet names its target language; use --lang for formats that cannot. The language must have labels here.

    omnibus translate import packet.po --lang es`},
	{Code: "E0713", Name: "packet-unit", Doc: "a unit of a packet has no id",
		Explain: `Translations are matched to their texts by id, never by position. A unit without an id was added by hand, or lost its id
in a conversion.

    <unit> without id      export the packet again, and translate in that file`},
	{Code: "E0714", Name: "packet-marks", Doc: "marks were lost from or added to a translation",
		Explain: `Notes, references, emphasis and links are marks, and a translation must contain each mark of its original once. If a
note mark is lost, so is the note.

    source: human mobility,[^goals] and ...      target: movilidad humana y ...      put [^goals] back`},
	{Code: "E0715", Name: "packet-conflict", Doc: "a text was changed both in the packet and in the locale file, or returned twice",
		Explain: `Two people have changed the same text differently since the packet was sent. Neither version is overwritten: choose one,
put it in the locale file or in the packet, and import again.

    op-data.text      here: "un estudio comparativo"      in the packet: "un estudio comparado"`},
	{Code: "E0716", Name: "packet-character", Doc: "a translation contains a character that is not allowed in texts",
		Explain: `Control characters are left over from conversions and cannot be printed.

    movilidad<U+0002>humana      remove it in the packet, and import again`},
	{Code: "E0717", Name: "packet-not-written", Doc: "imported translations cannot be written",
		Explain: `The locale file or the state file cannot be edited in place, usually because it cannot be read. Nothing was changed.
Correct the file ("omnibus check" reports what is wrong with it), and import again.

    locales/content.es.toml:12: the quotation mark is never closed`},
	{Code: "E0718", Name: "packet-foreign", Doc: "nothing in a packet is a text of this term",
		Explain: `The file can be read, but none of its texts has an id of this folder, and no source of a memory is a source here. It is
the packet of another project, or its ids were replaced by a tool. Nothing is imported from it.

    none of the 12 texts of the file is a text of this term      import the file that came of "omnibus translate export"`},
	{Code: "E1101", Name: "workbook-row", Doc: "a row of the workbook occurs twice",
		Explain: `Each row is one record, identified by the id in its row. A copied row stands for the same record, and the tool cannot
know which of the two is right. In a workbook of records, empty the id of a copied row that is to be a new record.

    rows 14 and 15 both have the id ag-res-2910-op-3      remove one`},
	{Code: "E1102", Name: "workbook-formula", Doc: "a cell holds a formula or an error",
		Explain: `The value of a formula changes with the cells it refers to. Copy the cell and paste it as a value.

    =VLOOKUP(A2, ...)      #REF!`},
	{Code: "E1103", Name: "workbook-conflict", Doc: "a cell was changed both in the workbook and in the records",
		Explain: `The workbook records the values it was made from. Since then, the same field was changed differently in the records.
Nothing is overwritten: put the right value in the records or in the cell, and import again.

    ag-res-2910-op-3.status      here: fulfilled      in the workbook: current`},
	{Code: "E1104", Name: "workbook-translation", Doc: "a translation in the workbook cannot be imported",
		Explain: `A text must exist in its original language before it is translated. To remove a translation, edit the locale file: an
empty cell is not taken as a removal, because cells are easily emptied by accident.

    the Spanish column is filled, the English one is empty`},
	{Code: "E1105", Name: "workbook-date", Doc: "a cell does not hold a date",
		Explain: `Write a date as 2024-03-04 or 2024-03, or use a date of the spreadsheet program.

    spring 2024      write: 2024-03`},
	{Code: "E1106", Name: "workbook-entry", Doc: "a cell holds a value that is not in the list of its column",
		Explain: `A column with a list accepts its entries, in the language of the workbook, or their keys. The nearest is suggested.

    fullfilled      write: fulfilled`},
	{Code: "E1107", Name: "workbook-reference", Doc: "a cell refers to a record that does not exist, or to too many",
		Explain: `In the mandate matrix, the columns for repeats and superseded-by name operative paragraphs by their ids in the first
column. In a workbook of records, a cell names a record as its drop-down does, by its name in any language, or by its id.

    op. 3 of 2910      write: ag-res-2910-op-3`},
	{Code: "E1108", Name: "workbook-new-row", Doc: "an added row cannot become a record",
		Explain: `In the mandate matrix, a row without an id becomes a paragraph of the resolution in its symbol column, under the number
in its number column. The resolution must be in input/mandates.yaml, and the id, if one is given, must not be in use. In
a workbook of records, an added row becomes what its first column says, below the row that it is a part of.

    AG/RES. 3000 (LIII-O/23), 4      add the resolution, then import again`},
	{Code: "E1109", Name: "workbook-row-mixed", Doc: "the id of a row belongs to one paragraph, its symbol and number to another",
		Explain: `If only some columns of a sheet are sorted, the entries of one paragraph end up in the row of another. Nothing in such a
row is imported.

    ag-res-2910-op-3 | AG/RES. 2988 (LII-O/22) | 46      undo the sorting, and sort whole rows`},
	{Code: "E1110", Name: "workbook-fixed", Doc: "a cell was changed that cannot change, or that means nothing in its row",
		Explain: `What a row is, what it belongs to, its id, and the language that it is written in do not change. A cell of a column
that the row's kind does not have stays empty; a value there is usually in the wrong row.

    a date in the row of a sub-paragraph      move it to the row of the proposal`},
	{Code: "E1111", Name: "workbook-required", Doc: "a cell is empty that must be filled",
		Explain: `A heading with a star must be filled in each row of the kinds that its note names.

    a resolution without a symbol      write it as it is printed on the resolution`},
	{Code: "E1112", Name: "workbook-value", Doc: "a cell holds a value that its field cannot have",
		Explain: `The note at the heading says what the field takes: a number in figures, a time of day, a web address.

    Start: ten      write: 10:00`},
	{Code: "E1113", Name: "workbook-column-moved", Doc: "the values of a column have changed places among the rows",
		Explain: `The changed cells of a column hold exactly the values that these cells held before, in other rows: the column was sorted,
or cells of it were moved, without the rest of the rows. Nothing is imported.

    Status, rows 5 to 40      undo the sorting, and sort whole rows; or import with --prefer workbook`},
}

// issued holds the findings about papers that are issued, adopted and archived.
var issued = []diag.Rule{
	{Code: "E1201", Name: "issued-changes", Doc: "an issued paper would change",
		Explain: `A paper issued under a symbol does not change, because delegations already have it. If the records have changed since,
issue a new revision (or an addendum, or a corrigendum); the hint says how to add one.

    revisions:
      - {number: 2, meeting: meeting-march, date: 2024-03-12}      issued
      - {number: 3, meeting: meeting-april, date: 2024-04-30}      the next`},
	{Code: "E1202", Name: "issued-twice", Doc: "two records of issue have the same symbol",
		Explain: `A symbol stands for one paper, permanently. Two records with the same symbol mean that two people issued at the same
time: keep the record of the paper that was distributed.

    input/issued/draft-paragraphs.2.yaml and draft-paragraphs.2-copy.yaml`},
	{Code: "E1203", Name: "record-unreadable", Doc: "the record of an issued paper cannot be read",
		Explain: `"omnibus issue" writes the records in input/issued/. They hold the content of a paper and the fingerprints by which it
is verified. Do not edit them: the seal in the last line shows any change. Restore the file from version control. If two
people issued at the same time and git has put both records into one file, keep one of them complete.

    seal: "9f2c..."      does not match the lines before it`},
	{Code: "E1204", Name: "symbol-of-two-papers", Doc: "two papers would have the same symbol",
		Explain: `A symbol with its revision identifies one paper. If two papers of the term had the same symbol, neither could be cited;
nor can a paper take the symbol of another that was issued.

    papers:
      - {id: work-plan, symbol: CIDI/CAM/doc.1/23}
      - {id: mandate-matrix, symbol: CIDI/CAM/doc.1/23}      write: CIDI/CAM/doc.2/23`},
	{Code: "E1205", Name: "correction-unfit", Doc: "a corrigendum or an addendum would hold what does not belong in it",
		Explain: `A corrigendum says what is to be read for which words of an issued paper, and an addendum holds the paragraphs that
are added to it. Both are made from the record of what was issued: a paragraph that is new, deleted, moved or of another state has
no place in a corrigendum, and a changed one none in an addendum. The next revision holds all of them.

    revisions:
      - {number: 1, for: meeting-february, date: 2024-02-13}                       issued
      - {number: 1, suffix: corr. 1, for: meeting-february, date: 2024-02-20}      corrected words
      - {number: 1, suffix: add. 1, for: meeting-february, date: 2024-02-21}       added paragraphs`},
	{Code: "W1206", Name: "correction-of-substance", Doc: "a corrigendum would change what a paragraph means",
		Explain: `A corrigendum corrects mistakes. Where it would change a number, a date, a symbol, a negation, a duty, who is named,
or what is asked, readers of the issued paper were told something else: that is a change of substance, which the meeting decides and
the next revision holds. Where the issued paper was wrong and nobody disputes it, accept the finding with the reason.

    for "shall report" read "may report"      changes what is obliged`},
	{Code: "E1301", Name: "not-agreed", Doc: "a paragraph to be adopted is not agreed",
		Explain: `Only adopted text becomes a mandate: agreed, and without brackets. "omnibus adopt" lists paragraphs that are not agreed,
and includes them only if told to.

    state: bracketed      record the agreement under states, or leave the paragraph out`},
	{Code: "E1302", Name: "adopted-reference", Doc: "an adopted text refers to a paragraph that was not adopted",
		Explain: `In the resolution, a reference becomes a number. The paragraph it refers to has none, because it was withdrawn or is not
agreed.

    ... the study of paragraph {{ref:op-data}}      refer to a paragraph that was adopted`},
	{Code: "E1303", Name: "already-adopted", Doc: "the resolution, or the id it would get, already exists",
		Explain: `A resolution is added to the mandates once. If this is the same resolution, there is nothing to do; if not, one of the
symbols is wrong.

    AG/RES. 3010 (LIV-O/24) is already in input/mandates.yaml`},
	{Code: "E1304", Name: "nothing-adopted", Doc: "the draft has no agreed operative paragraph",
		Explain: `A resolution without operative paragraphs gives no mandate. Before adopting, record what was agreed under the states of
each proposal.

    states:
      - {state: agreed, meeting: meeting-april}`},
	{Code: "E1305", Name: "resolution-without-frame", Doc: "the text of a resolution lacks a line that parts it",
		Explain: `"omnibus mandates import" tells the parts of a resolution apart by two lines: that of the organ, behind which the preamble
begins, and the words that lead in the operative part. Behind these at least one operative paragraph stands. The lines are in the
language of the records, as the profile of the body and the files of the language have them.

    THE GENERAL ASSEMBLY,
    RESOLVES:`},
	{Code: "E1306", Name: "resolution-out-of-order", Doc: "a line of a resolution is no paragraph, or its number does not rise",
		Explain: `Each operative paragraph begins a line with its number, and the numbers rise. A wrapped line that begins with a number
looks like a paragraph: join it with the line before.

    the figures of
    12. March 2020      join these lines`},
	{Code: "E1307", Name: "other-words-on-file", Doc: "an adopted paragraph is on file with other words than those of its text",
		Explain: `The adopted text is what was officially issued. Where the words on file differ from those of the text that is imported,
one of them is wrong, and nobody but a person can say which. Correct it in input/mandates.yaml or in the text, or let the text
replace what is on file: omnibus mandates import --replace.

    on file:  To instruct the Secretariat to report
    the text: To request the Secretariat to report`},
	{Code: "W1308", Name: "number-skipped", Doc: "the text of a resolution skips a number or the mark of a sub-paragraph",
		Explain: `One in twenty resolutions does not number its paragraphs from 1 without a gap. More often, a paragraph was not read,
because its number does not begin a line. Compare what the import shows with the resolution.

    4. To urge ...
    6. To thank ...      is there a paragraph 5?`},
}
