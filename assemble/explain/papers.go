package explain

import "omnibus/assemble/diag"

// templates holds the findings about templates and the style sheet.
var templates = []diag.Rule{
	{Code: "E0801", Name: "style-empty", Doc: "the style sheet is empty",
		Explain: `Your own style.yaml overrides the built-in one, setting by setting; an empty one changes nothing, so it is probably a
mistake. Delete the file, or write the settings that differ; omnibus templates style.yaml prints the built-in style
sheet.

    templates/style.yaml      0 bytes`},
	{Code: "E0802", Name: "style-unknown", Doc: "the style sheet has an unknown setting",
		Explain: `A misspelled setting would have no effect, without any notice. The nearest name is suggested.

    margin: {top: 72}      write: margins: {top: 72}`},
	{Code: "E0803", Name: "style-value", Doc: "a setting of the style sheet has a value that is not allowed",
		Explain: `Lengths are numbers of points (72 to the inch); other settings are true or false, or one of a few words. The message
says what is expected.

    size: 12pt      write: size: 12`},
	{Code: "E0804", Name: "style-missing", Doc: "a setting of the style sheet is missing",
		Explain: `The style sheet decides everything about appearance; nothing is fixed in the program. It needs a paper size, margins,
and the appearance of "body" text, of each heading level and of lists. Your own style.yaml contains only what differs, but a new
entry must be complete.

    sizes: {legal: {width: 612}}      add: height: 1008`},
	{Code: "E0805", Name: "style-impossible", Doc: "the settings of the style sheet contradict each other",
		Explain: `The margins leave no room for text, the leading is smaller than the type, or the paper has no size: each value is valid,
but together they leave no page.

    margins: {left: 300, right: 300}      on letter paper, 612 points wide, 12 points are left`},
	{Code: "E0811", Name: "paper-size", Doc: "the body names a paper size that the style sheet does not define",
		Explain: `paper in body.yaml names a paper size; sizes in templates/style.yaml gives its width and height.

    paper: legal      add to sizes: legal: [612, 1008]`},
	{Code: "E0812", Name: "paper-template", Doc: "a paper has no template",
		Explain: `Each paper in term.yaml is made from the template of the same name, or from the one that its entry names with template:.
Templates are built in, or in the folder templates/; they are found by their file names.

    papers:
      - id: order-of-business      needs templates/order-of-business.html
      - id: summary
        template: work-plan        is made from the template of the work plan`},
	{Code: "E0813", Name: "paper-form", Doc: "a paper cannot be made in the requested form",
		Explain: `Pages and workbooks have different formats, and a workbook cannot have languages side by side.

    formats: [pdf, text]      formats of pages; a workbook is xlsx`},
	{Code: "E0814", Name: "papers-file", Doc: "a setting of templates/papers.yaml is invalid",
		Explain: `templates/papers.yaml contains the defaults for the papers of term.yaml, by the name of their template. Your own file
overrides the built-in one, setting by setting.

    order-of-business: {languages: parallel, formats: [pdf, text]}`},
	{Code: "E0821", Name: "template-empty", Doc: "a template is empty",
		Explain: `Your own template replaces the built-in one; if it is empty, so is the paper. Delete the file to use the built-in
template.

    templates/work-plan.html      0 bytes`},
	{Code: "E0822", Name: "template-function", Doc: "a template calls a function that does not exist",
		Explain: `Templates have the functions of Go's html/template and some for papers: labels, dates, ordinals. The nearest is
suggested.

    {{labl "work-plan"}}      write: {{label "work-plan"}}`},
	{Code: "E0823", Name: "template-key", Doc: "a template uses a field that the plan does not have",
		Explain: `The comment at the top of a template lists the fields it can use. A field that does not exist is an error, not a blank
on the paper.

    {{.Titel}}      write: {{.Title}}`},
	{Code: "E0824", Name: "template-block", Doc: "a template uses a block that is not defined",
		Explain: `{{template "masthead" .}} prints the block masthead, which is defined in the same file or in common.html.

    {{template "mast-head" .}}      write: {{template "masthead" .}}`},
	{Code: "E0825", Name: "template-fails", Doc: "a template cannot be executed",
		Explain: `The template is not well formed (an {{if}} without its {{end}}), or an operation in it failed. The message comes from
Go's template package and names the place in the file.

    {{if .Draft}} ... (the end of the file)      add {{end}}`},
	{Code: "E0827", Name: "template-budget", Doc: "a template takes too many steps, or writes too much",
		Explain: `A template may take 5 million steps, write 8 megabytes (1 megabyte in one block) and 100,000 elements, and nest 100
elements or actions and 200 calls of blocks; all papers of a build may have 300,000 elements together. The largest papers need less. A block
that calls itself without end, or a range over a huge number, stops here.

    {{define "sub"}}<p>{{template "sub" .}}</p>{{end}}      write: {{with .Sub}}{{template "sub" .}}{{end}}`},
	{Code: "E0826", Name: "template-text", Doc: "a template contains a literal <text> element",
		Explain: `<text> is used inside the tool for the text of a record. In a template, print the value itself; the tool knows its
language, state and place.

    <text ref="3">      write: {{.Text}}`},
	{Code: "W0828", Name: "template-punctuation", Doc: "a template has punctuation between two values",
		Explain: `English writes "Theme: health", French "Thème : santé" with a space before the colon, and Chinese has its own
punctuation. Punctuation between two values is therefore a label of the language: list.colon, list.separator
(semicolon), list.middle (comma), or a label with a placeholder for each value. If you write words between the values,
punctuate them as you wish.

    {{.Kind}}: {{.Text}}      write: {{.Kind}}{{label "list.colon"}}{{.Text}}`},
	{Code: "E0910", Name: "template-element", Doc: "a template uses an element that papers do not support",
		Explain: `Templates use a small vocabulary of HTML: section, h1 to h3, p, ol, ul, li, table, a, em, strong, ins, del, note and a
few more. Each has a meaning in every format; div and span have none.

    <div>words</div>      write: <p>words</p>`},
	{Code: "E0911", Name: "template-attribute", Doc: "a template uses an attribute that papers do not support",
		Explain: `Appearance belongs in the style sheet, not in templates: an element has class, lang, id and the attributes that its
meaning needs.

    <p style="color: red">      write: <p class="warning"> and define the role in style.yaml`},
	{Code: "E0912", Name: "template-stray-words", Doc: "a template has words where no words are allowed",
		Explain: `Words belong in paragraphs, headings, list items and cells. Between the items of a list or the rows of a table they
would belong to nothing, and a screen reader could not announce them.

    <ul>First: <li>...</li></ul>      write: <p>First:</p><ul><li>...</li></ul>`},
	{Code: "E0913", Name: "template-nesting", Doc: "an element is inside another that cannot contain it",
		Explain: `A list contains items, a row contains cells, and a paragraph cannot contain a list. The hint says what is allowed.

    <p><ul>...</ul></p>      write: <p>...</p><ul>...</ul>`},
	{Code: "E0914", Name: "template-unclosed", Doc: "an element is not closed, or is closed by the wrong tag",
		Explain: `Every element except the empty ones is closed, in the reverse order of opening.

    <p><em>words</p></em>      write: <p><em>words</em></p>`},
	{Code: "E0915", Name: "template-widths", Doc: "the widths of a table's columns are not numbers, or an alignment is unknown",
		Explain: `widths gives each column's share of the page width, as numbers separated by spaces; aligns says for each column whether
its text is at the left, in the center or at the right.

    widths="10% 90%"      write: widths="1 9"
    aligns="left end"     write: aligns="left right"`},
	{Code: "E0917", Name: "template-note-mark", Doc: "a template gives two notes the same mark",
		Explain: `A mark must lead to one note only. Notes without a mark of their own are counted, and leave out marks that are in use.

    <note mark="*">...</note> ... <note mark="*">...</note>      write mark="**" for the second note, or no mark`},
	{Code: "E0930", Name: "columns-differ", Doc: "the two columns of a bilingual paper have different structures",
		Explain: `A bilingual paper is one template in two languages, set side by side block by block. If one language has a block that
the other lacks, the columns would no longer correspond, and no padding is added. Usually a template tests the language,
or a translation has a different number of sub-paragraphs. Both places are shown.

    {{if eq .Lang "en"}}<p>...</p>{{end}}      print the block in both languages`},
	{Code: "E0931", Name: "final-unconfirmed", Doc: "a final paper says that something is to be confirmed",
		Explain: `A draft may say that a date, a place, a link or a symbol is to be confirmed. A final paper (--final) must not: fill in
the value, or build the paper as a draft. The finding counts the open items by kind: date, time, place, link, symbol,
text of a reservation that is announced, and records and labels that say so in their own words.

    {id: meeting-january, date: 2024-01, ...}      write the day, the time and the place of the meeting`},
}

// draft holds the findings that arise when records are merged into the draft and composed.
var draft = []diag.Rule{
	{Code: "W0611", Name: "amended-twice", Doc: "two proposals amend the same paragraph",
		Explain: `Both are printed in brackets at the words that they change, each with its authors. That is correct while the delegations
consider both: accept the finding and give that reason. When one is chosen, withdraw the other. If both are recorded as
agreed, the paper prints the first without brackets and the other after it in brackets, but never a text that nobody
wrote: record what the meeting agreed.

    op-fees-a: must not charge any fees      agreed
    op-fees-b: may charge fees               agreed
    base: op-fees-a      on a third proposal: the text that was agreed in the end`},
	{Code: "W0612", Name: "outcome-not-taken-up", Doc: "a recommendation of a session leads to no paragraph",
		Explain: `A recommendation is meant to lead to a paragraph. If none does, or the one that did was withdrawn, a delegation will ask
why.

    recommends: []      name the proposal, or change the kind: a conclusion needs none`},
	{Code: "W0613", Name: "proposal-rests-on-nothing", Doc: "a proposal names no outcome and no mandate",
		Explain: `A reader must be able to trace a paragraph to what it is based on: the outcome of a session, or an earlier mandate. A
paragraph that is based on neither is the first to be questioned.

    outcomes: [outcome-health-access]
    mandates: [ag-res-2988-op-44]`},
	{Code: "W0618", Name: "agreed-since", Doc: "a proposal would change a paragraph that has since been agreed",
		Explain: `The meeting agreed on another text while this proposal was pending. The draft shows the agreed text; the records do not
say what happened to the proposal. A proposal made after the agreement, or taken up by a later meeting, is still open
and appears beside the agreed text.

    states:
      - {state: withdrawn, meeting: meeting-march}`},
	{Code: "W0621", Name: "heading-not-taken", Doc: "a proposal changes an adopted heading that no section of the draft takes over",
		Explain: `A section of the draft takes over the heading of the adopted paragraphs on which its own are based; if they are under
several headings, or its paragraphs are new, the one with the same words. The proposal names another heading, so that
it is not printed. Name the section instead.

    base: section-health`},
	{Code: "W0620", Name: "agreed-together", Doc: "agreed amendments together produce a text that nobody wrote",
		Explain: `Two amendments of one paragraph were agreed separately, and they change different words. The paper contains both, and so
prints a text that no delegation has read. The finding shows it. Read it out at the meeting; then record it as one
agreed amendment, or accept the finding.

    paragraph      To request the Secretariat to report to the Committee
    op-report-a    To instruct the Secretariat to report to the Committee
    op-report-b    To request the Secretariat to report each year to the Committee
    the paper      To instruct the Secretariat to report each year to the Committee`},
	{Code: "N0614", Name: "mandate-without-session", Doc: "no session covers a mandate",
		Explain: `Every listed mandate should be covered by a session, or have a reason for not being covered. One note for each
resolution lists the paragraphs that are not covered.

    no-session: The paragraph established the Committee and is carried out.`},
	{Code: "W0921", Name: "reference-outside-draft", Doc: "a text refers to a paragraph that is not in the draft",
		Explain: `{{ref:op-data}} prints the number of a draft paragraph. If that paragraph was withdrawn, is not yet proposed at this
meeting, or has become an alternative to another, it has no number.

    as requested in paragraph {{ref:op-data}}      refer to a paragraph in the draft, or remove the words`},
}

// pages holds the findings of page layout.
var pages = []diag.Rule{
	{Code: "E0731", Name: "glyph", Doc: "no embedded font has a glyph for a character",
		Explain: `Papers embed their fonts. A character that none of them has would be printed as an empty box, so it is an error; the
place of the text is shown. Write the word in the letters of its language; describe a sign such as a check mark in
words.

    Ministry 外務省      write: Ministry of Foreign Affairs of Japan`},
	{Code: "E0740", Name: "script", Doc: "a text is in a script that cannot be set, or that no face here has",
		Explain: `The built-in faces have the Latin, Greek and Cyrillic scripts, with all marks that stand on their letters. Others whose
letters stand side by side, such as Georgian, Armenian, Cherokee or the syllabics of Canada, are set with a face from a folder (--faces).
Arabic and Hebrew run from right to left, the letters of Arabic join, lines of Chinese end between any two characters: the tool does none
of this, and prints nothing rather than something wrong. Names can be written in Latin letters.

    اللجنة      write: al-Lajna`},
	{Code: "E0741", Name: "face", Doc: "a face in the folder of faces cannot be used",
		Explain: `Faces are TrueType files (.ttf) whose licence allows embedding them in a paper, with at least one character that the
built-in faces lack. Files with outlines of another kind (.otf), and collections (.ttc), are not read.

    faces/NotoSerifCJK-Regular.ttc      put a .ttf of the script there`},
	{Code: "E0732", Name: "role", Doc: "a template uses a role that the style sheet does not define",
		Explain: `class="..." in a template names a role, whose appearance is defined under roles in templates/style.yaml.

    <p class="warnign">      write: <p class="warning">, or add the role to the style sheet`},
	{Code: "W0733", Name: "wide-word", Doc: "a word is wider than its column",
		Explain: `A word that could not be hyphenated and did not fit was broken at the end of the line. It is usually an address: make it
a link with words.

    https://www.oas.org/en/...      write: [the resolution](https://www.oas.org/en/...)`},
	{Code: "W0734", Name: "wide-table", Doc: "a table has more columns than fit on the page",
		Explain: `Each column needs some width for its words. Swap rows and columns, leave columns out, or use the workbook instead.

    a table of fourteen columns on letter paper`},
	{Code: "W0735", Name: "long-note", Doc: "a note is longer than a page",
		Explain: `A note that does not fit at the foot of its page continues on the next pages, and readers lose track of it. Put a text
of that length in an annex, or make it an endnote (an id that begins with end-).

    [^history]: (six hundred words)      write: [^end-history]: ...`},
	{Code: "W0736", Name: "empty-text", Doc: "a paragraph, heading or note has no words",
		Explain: `An empty paragraph takes up a line and a number, and a screen reader has nothing to say. The template lacks a condition,
or a record is empty.

    <p>{{.Note}}</p>      write: {{if .Note}}<p>{{.Note}}</p>{{end}}`},
	{Code: "W0737", Name: "no-hyphenation", Doc: "a language has no hyphenation patterns",
		Explain: `Without patterns, words are not hyphenated, and narrow columns have wide gaps. Put the TeX patterns of the language in
locales/hyphen/.

    locales/hyphen/de.pat.txt`},
	{Code: "N0738", Name: "loose-line", Doc: "a line could not be filled without wide gaps",
		Explain: `The line has few places to break: a long word or an address is near its end. It is printed as it is; a small change of
wording helps.

    see https://www.oas.org/council/...      make it a link with words`},
	{Code: "N0739", Name: "long-paragraph", Doc: "a paragraph runs over several pages",
		Explain: `A paragraph of three pages is hard to negotiate. It can probably be divided into sub-paragraphs.

    To request ...: first, ...; second, ...      write: paragraphs: [...]`},
	{Code: "N0740", Name: "parted-words", Doc: "a line ends between words that belong together",
		Explain: `A number stays with its unit or its noun, a symbol with its number, an initial with its name. A line ends between such
words only if the text cannot be set otherwise, and never at a no-break space. This happens in narrow columns.

    before March 31, 2025, in AG/RES. 2883 (XLVI-O/16)      reword a little, so that both are on one line`},
}
