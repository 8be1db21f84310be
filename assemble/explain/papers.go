package explain

import "omnibus/assemble/diag"

// templates is found in templates and in the style sheet.
var templates = []diag.Rule{
	{Code: "E0801", Name: "style-empty", Doc: "the style sheet is empty",
		Explain: `A style.yaml of one's own takes the place of the one that the tool carries; an empty one says nothing about any page. Take the file away, or
start from a copy of the carried one.

    templates/style.yaml      0 bytes`},
	{Code: "E0802", Name: "style-unknown", Doc: "the style sheet has a setting that does not exist",
		Explain: `A setting with a slip in its name would change nothing and say nothing. The nearest name is suggested.

    margin: {top: 72}      write: margins: {top: 72}`},
	{Code: "E0803", Name: "style-value", Doc: "a setting of the style sheet has a value that it cannot take",
		Explain: `Lengths are numbers in points (72 to the inch), some settings are true or false, some one of a few words. The message says what is expected.

    size: 12pt      write: size: 12`},
	{Code: "E0804", Name: "style-missing", Doc: "the style sheet lacks a setting",
		Explain: `The sheet says everything about the looks, so that nothing is decided in the program: a paper, margins, the looks of "body" text, of each
level of heading, of lists.

    roles: {note: {size: 9}}      add: body: {size: 12, leading: 14}`},
	{Code: "E0805", Name: "style-impossible", Doc: "the settings of the style sheet cannot go together",
		Explain: `Margins that leave no room for text, a leading smaller than the letters, a paper without a size: each value is a number, but no page can be made
of them.

    margins: {left: 300, right: 300}      on letter paper, 612 points wide, 12 points are left`},
	{Code: "E0811", Name: "paper-size", Doc: "the body asks for a paper that the style sheet does not know",
		Explain: `paper in body.yaml names a sheet, and sizes in templates/style.yaml has its width and height.

    paper: legal      add to sizes: legal: [612, 1008]`},
	{Code: "E0821", Name: "template-empty", Doc: "a template is empty",
		Explain: `A template of one's own takes the place of the one that the tool carries. Empty, it would make an empty paper. Take the file away, and the
carried template is used.

    templates/work-plan.html      0 bytes`},
	{Code: "E0822", Name: "template-function", Doc: "a template calls a function that does not exist",
		Explain: `Templates have the functions of Go's html/template and a few of the papers: labels, dates, ordinals. The nearest is suggested.

    {{labl "work-plan"}}      write: {{label "work-plan"}}`},
	{Code: "E0823", Name: "template-key", Doc: "a template asks for something that the plan does not have",
		Explain: `What a template may ask for is listed in the comment at its head. A key that does not exist is an error when the paper is made, not an empty
place on it.

    {{.Titel}}      write: {{.Title}}`},
	{Code: "E0824", Name: "template-block", Doc: "a template uses a block that nobody defines",
		Explain: `{{template "masthead" .}} prints the block masthead, which is defined in the same file or in common.html.

    {{template "mast-head" .}}      write: {{template "masthead" .}}`},
	{Code: "E0825", Name: "template-fails", Doc: "a template cannot be run",
		Explain: `The template is not well formed (a {{if}} without its {{end}}), or an operation in it failed. The message is that of Go's template package, with
the place in the file.

    {{if .Draft}} ... (the end of the file)      add {{end}}`},
	{Code: "E0826", Name: "template-text", Doc: "a template writes <text> by hand",
		Explain: `<text> stands for a record's text inside the tool. A template writes the value, and the tool knows its language, its state and its place.

    <text ref="3">      write: {{.Text}}`},
	{Code: "E0910", Name: "template-element", Doc: "a template uses an element that papers do not have",
		Explain: `Templates are a small vocabulary of HTML: section, h1 to h3, p, ol, ul, li, table, a, em, strong, ins, del, note and a few more. Each has a
meaning in every format; div, span and the like have none.

    <div>words</div>      write: <p>words</p>`},
	{Code: "E0911", Name: "template-attribute", Doc: "a template uses an attribute that papers do not have",
		Explain: `Looks stand in the style sheet, not in templates: an element has class, lang, id and what its meaning needs.

    <p style="color: red">      write: <p class="warning"> and give the role its looks in style.yaml`},
	{Code: "E0912", Name: "template-stray-words", Doc: "words stand in a template where none can",
		Explain: `Words stand in paragraphs, headings, list items and cells. Between the items of a list or the rows of a table they would belong to nothing, and a
screen reader could not say what they are.

    <ul>First: <li>...</li></ul>      write: <p>First:</p><ul><li>...</li></ul>`},
	{Code: "E0913", Name: "template-nesting", Doc: "an element stands inside one that cannot hold it",
		Explain: `A paragraph holds no list, a list holds items, a row holds cells. The hint says what may stand there.

    <p><ul>...</ul></p>      write: <p>...</p><ul>...</ul>`},
	{Code: "E0914", Name: "template-unclosed", Doc: "an element is not closed, or closed as another",
		Explain: `Every element but the empty ones is closed, in the reverse order of opening.

    <p><em>words</p></em>      write: <p><em>words</em></p>`},
	{Code: "E0915", Name: "template-widths", Doc: "the widths of a table's columns are no numbers",
		Explain: `widths gives the columns' shares of the page, as numbers separated by spaces.

    widths="10% 90%"      write: widths="1 9"`},
	{Code: "E0930", Name: "columns-differ", Doc: "the two columns of a bilingual paper have not the same structure",
		Explain: `A bilingual paper is one template in two languages, zipped block by block. Where one side has a block that the other lacks, the columns would
drift apart: nothing is padded in silence. Most often a template asks for the language, or a translation has another number of
sub-paragraphs. Both places are shown.

    {{if eq .Lang "en"}}<p>...</p>{{end}}      print the block in both languages`},
}

// draft is found where records are merged into the draft and composed.
var draft = []diag.Rule{
	{Code: "W0611", Name: "amended-twice", Doc: "two proposals change the same paragraph",
		Explain: `Both stand in the draft as alternatives, the first with its number, the other as bis. That is as it should be while both are before the
delegations: accept the finding with that reason. When one is chosen, the other is withdrawn.

    op-media (delegation-a) and op-media-b (delegation-c) both change ag-res-2988-op-50`},
	{Code: "W0612", Name: "outcome-not-taken-up", Doc: "a recommendation of a session leads to no paragraph",
		Explain: `A recommendation is made so that a paragraph follows. Where none does, or the one that did was withdrawn, a delegation will ask why.

    recommends: []      name the proposal, or change the kind: a conclusion needs none`},
	{Code: "W0613", Name: "proposal-rests-on-nothing", Doc: "a proposal names no outcome and no mandate",
		Explain: `A reader must be able to go from a paragraph back to what it rests on: the outcome of a session, or an earlier mandate. A paragraph that rests on
neither is the first to be questioned.

    outcomes: [outcome-health-access]
    mandates: [ag-res-2988-op-44]`},
	{Code: "W0618", Name: "agreed-since", Doc: "a proposal would change a paragraph that has been agreed since",
		Explain: `The meeting has agreed on another text, and this proposal lay before it. The draft has what was agreed; nobody has said what became of the
proposal. A proposal that was made after the agreement, or that a later meeting took up, is not overtaken: it stands beside the agreed text.

    states:
      - {state: withdrawn, meeting: meeting-march}`},
	{Code: "N0614", Name: "mandate-without-session", Doc: "no thematic session covers a mandate",
		Explain: `Every mandate of the list is covered by a session, or there is a reason why not. One note a resolution names its uncovered paragraphs.

    no-session: The paragraph established the Committee and is carried out.`},
	{Code: "W0921", Name: "reference-outside-draft", Doc: "a text refers to a paragraph that is not in the draft",
		Explain: `{{ref:op-data}} prints the number of a draft paragraph. If that paragraph was withdrawn, is not yet proposed at this meeting, or has become an
alternative of another, there is no number to print.

    as asked for in paragraph {{ref:op-data}}      refer to a paragraph that stands, or take the words out`},
}

// pages is found where documents are laid out.
var pages = []diag.Rule{
	{Code: "E0731", Name: "glyph", Doc: "the face has no glyph for a character",
		Explain: `Papers embed their faces. A character that none of them has would be an empty box, so it is an error, with the place of the text it comes from.
Write the word in the letters of its language; a sign such as a check mark is put in words.

    Ministry 外務省      write: Ministry of Foreign Affairs of Japan`},
	{Code: "E0732", Name: "role", Doc: "a template gives a role that the style sheet has no looks for",
		Explain: `class="..." in a template names looks that roles in templates/style.yaml describes.

    <p class="warnign">      write: <p class="warning">, or add the role to the style sheet`},
	{Code: "W0733", Name: "wide-word", Doc: "a word is wider than its column",
		Explain: `A word that cannot be hyphenated and does not fit was broken where the line was full. It is most often an address: give the link words.

    https://www.oas.org/en/...      write: [the resolution](https://www.oas.org/en/...)`},
	{Code: "W0734", Name: "wide-table", Doc: "a table has more columns than fit on the page",
		Explain: `Each column needs some width for its words. Turn the table, leave columns out, or leave it to the workbook.

    a table of fourteen columns on letter paper`},
	{Code: "W0735", Name: "long-note", Doc: "a note is longer than a page",
		Explain: `A note that does not fit below its page runs on below the next ones, and readers lose it. What is that long is text: an annex, or an endnote
(an id that begins with end-).

    [^history]: (six hundred words)      write: [^end-history]: ...`},
	{Code: "W0736", Name: "empty-text", Doc: "a paragraph, heading or note has no words",
		Explain: `An empty paragraph takes up a line and has a number, and a listener hears nothing. A condition in the template is missing, or a record is empty.

    <p>{{.Note}}</p>      write: {{if .Note}}<p>{{.Note}}</p>{{end}}`},
	{Code: "W0737", Name: "no-hyphenation", Doc: "a language has no hyphenation patterns",
		Explain: `Without patterns the words of a language are not divided, and narrow columns have wide gaps. Put the patterns of the language, in TeX's form,
into locales/hyphen/.

    locales/hyphen/de.pat.txt`},
	{Code: "N0738", Name: "loose-line", Doc: "a line could not be filled without wide gaps",
		Explain: `A line has few places to break at: a long word before, an address behind. It is set as it is; rewording the sentence a little helps.

    see https://www.oas.org/council/...      give the link words`},
	{Code: "N0739", Name: "long-paragraph", Doc: "a paragraph runs over several pages",
		Explain: `Nobody negotiates a paragraph of three pages. It can most likely be divided into sub-paragraphs.

    To request ...: first, ...; second, ...      write: paragraphs: [...]`},
}
