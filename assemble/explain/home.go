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
	{Code: "E0718", Name: "packet-foreign", Doc: "no text in a packet belongs to this term",
		Explain: `The file can be read, but none of its texts has an id of this folder, and no source in a translation memory is a source
here. It is the packet of another project, or a tool has replaced its ids. Nothing is imported from it.

    none of the 12 texts of the file is a text of this term      import the file that "omnibus translate export" made`},
	{Code: "E1101", Name: "workbook-row", Doc: "a row of the workbook occurs twice",
		Explain: `Each row is one record, identified by the id in the row. A copied row is the same record again, and the tool cannot know
which of the two is right. In a workbook of records, clear the id of a copied row that is meant to be a new record.

    rows 14 and 15 both have the id ag-res-2910-op-3      remove one`},
	{Code: "E1102", Name: "workbook-formula", Doc: "a cell contains a formula or an error",
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
	{Code: "E1105", Name: "workbook-date", Doc: "a cell does not contain a date",
		Explain: `Write a date as 2024-03-04 or 2024-03, or use a date of the spreadsheet program.

    spring 2024      write: 2024-03`},
	{Code: "E1106", Name: "workbook-entry", Doc: "a cell contains a value that is not in the list of its column",
		Explain: `A column with a list accepts its entries, in the language of the workbook, or their keys. The nearest is suggested.

    fullfilled      write: fulfilled`},
	{Code: "E1107", Name: "workbook-reference", Doc: "a cell refers to a record that does not exist, or to too many",
		Explain: `In the mandate matrix, the columns for repeats and superseded-by name operative paragraphs by their ids in the first
column. In a workbook of records, a cell names a record as its drop-down does, by its name in any language, or by its id.

    op. 3 of 2910      write: ag-res-2910-op-3`},
	{Code: "E1108", Name: "workbook-new-row", Doc: "an added row cannot become a record",
		Explain: `In the mandate matrix, a row without an id becomes a paragraph of the resolution in its symbol column, under the number
in its number column. The resolution must be in input/mandates.yaml, and the id, if one is given, must not be in use. In
a workbook of records, the first column of an added row says what it becomes; it belongs to the row above it.

    AG/RES. 3000 (LIII-O/23), 4      add the resolution, then import again`},
	{Code: "E1109", Name: "workbook-row-mixed", Doc: "the id of a row belongs to one paragraph, its symbol and number to another",
		Explain: `If only some columns of a sheet are sorted, the entries of one paragraph end up in the row of another. Nothing in such a
row is imported.

    ag-res-2910-op-3 | AG/RES. 2988 (LII-O/22) | 46      undo the sorting, and sort whole rows`},
	{Code: "E1110", Name: "workbook-fixed", Doc: "a cell was changed that cannot be changed, or that has no meaning in its row",
		Explain: `The kind of a row, the record that it belongs to, its id and its original language cannot be changed. A column that does
not apply to the kind of the row stays empty; a value there is usually in the wrong row.

    a date in the row of a sub-paragraph      move it to the row of the proposal`},
	{Code: "E1111", Name: "workbook-required", Doc: "a required cell is empty",
		Explain: `A column whose heading has a star is required in each row of the kinds that its note lists.

    a resolution without a symbol      write it as it is printed on the resolution`},
	{Code: "E1112", Name: "workbook-value", Doc: "a cell contains a value that its field cannot have",
		Explain: `The note at the heading says which values the field accepts: a number in figures, a time of day, a web address.

    Start: ten      write: 10:00`},
	{Code: "E1113", Name: "workbook-column-moved", Doc: "the values of a column have moved to other rows",
		Explain: `The changed cells of a column contain exactly the values that they contained before, but in other rows: the column was
sorted, or some of its cells were moved, without the rest of the rows. Nothing is imported.

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
		Explain: `"omnibus issue" writes the records in input/issued/. They contain the content of a paper and the fingerprints by which
it is verified. Do not edit them: the seal in the last line reveals any change. Restore the file from version control.
If two people issued at the same time and git has put both records into one file, keep one of them complete.

    seal: "9f2c..."      does not match the lines before it`},
	{Code: "E1204", Name: "symbol-of-two-papers", Doc: "two papers would have the same symbol",
		Explain: `A symbol with its revision identifies one paper. If two papers of the term had the same symbol, neither could be cited;
nor can a paper take the symbol of another that was issued.

    papers:
      - {id: work-plan, symbol: CIDI/CAM/doc.1/23}
      - {id: mandate-matrix, symbol: CIDI/CAM/doc.1/23}      write: CIDI/CAM/doc.2/23`},
	{Code: "E1205", Name: "correction-unfit", Doc: "a corrigendum or an addendum would contain changes that do not belong in it",
		Explain: `A corrigendum corrects words of an issued paper, and an addendum adds paragraphs to it. Both are made by comparison with
the record of the issued paper: a paragraph that is new, deleted, moved or in another state has no place in a
corrigendum, and a changed one has none in an addendum. The next revision can contain all of them.

    revisions:
      - {number: 1, for: meeting-february, date: 2024-02-13}                       issued
      - {number: 1, suffix: corr. 1, for: meeting-february, date: 2024-02-20}      corrected words
      - {number: 1, suffix: add. 1, for: meeting-february, date: 2024-02-21}       added paragraphs`},
	{Code: "W1206", Name: "correction-of-substance", Doc: "a corrigendum would change what a paragraph means",
		Explain: `A corrigendum corrects mistakes. If it changes a number, a date, a symbol, a negation, a duty, a name or a request,
readers of the issued paper were told something else: that is a change of substance, which the meeting decides and the
next revision contains. If the issued paper was clearly wrong and nobody disputes it, accept the finding with that
reason.

    for "shall report" read "may report"      changes an obligation`},
	{Code: "E1301", Name: "not-agreed", Doc: "a paragraph to be adopted is not agreed",
		Explain: `Only adopted text becomes a mandate: agreed, and without brackets. "omnibus adopt" lists the paragraphs that are
not agreed; --agreed-only leaves them out.

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
	{Code: "E1305", Name: "resolution-without-frame", Doc: "the text of a resolution lacks a line that separates its parts",
		Explain: `"omnibus mandates import" separates the parts of a resolution by two lines: that of the organ, before the preamble, and
the lead-in to the operative part, which must be followed by at least one operative paragraph. The lines are in the
language of the records, as given in the profile of the body and in the files of that language.

    THE GENERAL ASSEMBLY,
    RESOLVES:`},
	{Code: "E1306", Name: "resolution-out-of-order", Doc: "a line of a resolution is not a paragraph, or its number does not increase",
		Explain: `Each operative paragraph begins a line with its number, and the numbers increase. A wrapped line that begins with a
number looks like a paragraph: join it with the line before.

    the figures of
    12. March 2020      join these lines`},
	{Code: "E1307", Name: "other-words-on-file", Doc: "the recorded text of an adopted paragraph differs from the imported one",
		Explain: `The adopted text is the one that was officially issued. If the recorded text differs from the imported one, one of them
is wrong, and only a person can say which. Correct input/mandates.yaml or the imported file, or replace the recorded
text: omnibus mandates import --replace.

    recorded: To instruct the Secretariat to report
    imported: To request the Secretariat to report`},
	{Code: "W1308", Name: "number-skipped", Doc: "the text of a resolution skips a number or the mark of a sub-paragraph",
		Explain: `One in twenty resolutions does not number its paragraphs from 1 without a gap. More often, a paragraph was not
recognized, because its number does not begin a line. Compare what the import shows with the resolution.

    4. To urge ...
    6. To thank ...      is there a paragraph 5?`},
}
