package explain

import "omnibus/assemble/diag"

// reading holds the findings of the file readers: which files there are, and the YAML and TOML in them.
var reading = []diag.Rule{
	{Code: "W0100", Name: "file-not-read", Doc: "the input folder contains a file that is not read",
		Explain: `The input folder holds files with fixed names, and the folders outcomes/, proposals/ and issued/. A file with any other
name is ignored: usually its name is misspelled, and its content is missing from the papers.

    input/mandate.yaml      write: input/mandates.yaml

Keep a file that is not meant to be read outside input/.`},
	{Code: "E0101", Name: "file-missing", Doc: "a required file is missing",
		Explain: `body.yaml, term.yaml and the other files that say who meets, when, and about what are required, even if they are short.
"omnibus init DIR" writes a set of input files that builds, with examples in each.

    input/term.yaml is missing      copy last year's, or run: omnibus init --from LAST-YEAR .`},
	{Code: "E0102", Name: "file-too-large", Doc: "an input file is too large to hold records",
		Explain: `The records of a term are a few hundred kilobytes of text. A file of many megabytes is a scan, an export or a dump that
was put in the folder by mistake. Remove it; if it is text, split it: proposals and outcomes may be spread over any
number of files. Reading also stops after a thousand errors in a file, and when all files together have far more values
than any real term.

    input/proposals/all.yaml, 30 MB      write: input/proposals/health.yaml, input/proposals/children.yaml ...`},
	{Code: "E0103", Name: "file-encoding", Doc: "a file is not UTF-8 text",
		Explain: `All files are UTF-8. In a file that an older program saved as UTF-16 or Windows-1252, accented letters turn into other
characters, and the tool cannot know which were meant. Open it in an editor and save it as UTF-8. A byte order mark at
the start and Windows line endings are accepted.

    Comisi\xf3n      the byte F3 is the ó of Windows-1252`},
	{Code: "E0104", Name: "yaml-syntax", Doc: "a file is not valid YAML",
		Explain: `YAML consists of lines of "key: value", indented by spaces. The usual mistakes: a text that contains ": " and is not
quoted, a text that begins with a character that is special in YAML ([ { & * ! | > % @), a quotation mark that is not
closed, and a line indented differently from its neighbours.

    title: Work plan: second part          write: title: "Work plan: second part"
    text: [proposed words] and more        write: text: "[proposed words] and more"

A long text goes on the lines below >- and may contain any character.

    text: >-
      To request the General Secretariat: first, ...`},
	{Code: "E0105", Name: "tab", Doc: "a tab or a special space is used where only spaces are allowed",
		Explain: `Indentation shows which record a line belongs to, and editors disagree about the width of a tab. YAML forbids tabs
there; Markdown would read the line as a block of code. Replace tabs with spaces, and set the editor to insert spaces
for the tab key. A no-break space, pasted from a word processor or a web page, looks like a space but is a letter to YAML:
delete it, and type a space.

    sessions:
    <tab>- id: session-health      write two spaces`},
	{Code: "E0106", Name: "yaml-feature", Doc: "a file uses a feature of YAML that records do not allow",
		Explain: `Anchors (&a), aliases (*a), tags (!x), merge keys (<<), directives (%YAML), complex keys (?) and further documents (---)
can make a file mean something other than what it appears to say. Records are plain lists and mappings.

    status: *default          write the value out
    text: & more              quote a text that begins with &: "& more"
    --- (a second time)       put the second document in its own file`},
	{Code: "E0107", Name: "nested-too-deep", Doc: "lists and mappings are nested too deeply",
		Explain: `No record has more than a few levels. Deeper nesting means that a program wrote the file, or that a bracket is not
closed.

    paragraphs: [[[[[[ ...      close the brackets, or remove them`},
	{Code: "E0108", Name: "key-twice", Doc: "a key or table is defined twice",
		Explain: `Most programs silently keep the last of two equal keys. A date corrected in one place would then still be printed with
its old value. Here this is an error, and both places are shown.

    date: 2023-11-07
    place: Room A
    date: 2023-11-08      remove one of the two`},
	{Code: "E0109", Name: "file-empty", Doc: "a required file is empty",
		Explain: `A file is usually empty by accident: a save failed, or a merge kept neither side. If there is nothing to say yet, the
file still names its list.

    sessions: []`},
	{Code: "W0142", Name: "text-cut", Doc: "a text is cut off by a # that starts a comment",
		Explain: `In YAML, # after a space starts a comment, and the rest of the line is not part of the text. If a letter or digit
follows it directly, it was probably not meant as a comment.

    text: Room #2 of the main building      write: text: "Room #2 of the main building"`},
	{Code: "E0140", Name: "toml-syntax", Doc: "a locale file is not valid TOML",
		Explain: `Locale files hold tables and quoted texts, one on each line. Inside a text, a quotation mark is written \" and a
backslash \\.

    ["op-data.text"]
    other = "The "study" of causes"        write: other = "The \"study\" of causes"

Typographic quotation marks need no backslash.`},
	{Code: "E0141", Name: "toml-feature", Doc: "a locale file holds something other than texts",
		Explain: `A message consists of texts only: no numbers, dates, lists or lists of tables. A value without quotation marks is not a
text.

    other = 2024          write: other = "2024"
    [[messages]]          write: ["session-health.title"]`},
	{Code: "E0143", Name: "revision-point", Doc: "a revision names more than one meeting",
		Explain: `A revision is issued either for a meeting, with what was known before it, or after a meeting, with its results. meeting:
is the older name of for:.

    {number: 2, for: meeting-march, after: meeting-february, date: 2024-02-23}      keep one of the two`},
	{Code: "E0144", Name: "symbol-pattern", Doc: "the pattern of a symbol is not valid",
		Explain: `The profile of a body says how its symbols are written: letters and signs stand for themselves, and {number},
{session}, {year} (four digits), {yy} (two), {roman} and {letter} for what changes. {number?} is left out if it is 1. A
pattern begins with a letter.

    - {pattern: "A/C.2/{sesion}/L.{number}"}      write: "A/C.2/{session}/L.{number}"`},
	{Code: "E0145", Name: "emblem-missing", Doc: "the file of the emblem is not there",
		Explain: `The profile names the file of the emblem, which is in the same folder, or in a folder below it. A file elsewhere, or a
link that leads elsewhere, is not read.

    emblem: {file: ../emblem.png, shows: A bridge}      write: file: emblem.png`},
	{Code: "E0146", Name: "emblem-unusable", Doc: "the file of the emblem cannot be shown in every format",
		Explain: `An emblem is a PNG file, of any depth, or an SVG file of areas in plain colours. It has at most 2 MB and 6 million
pixels: an emblem is printed less than an inch high, and 600 pixels show all that can be seen. Text, strokes, gradients, transparent colours
and links to other files in an SVG file are refused by name: drawing programs turn them into paths.

    <path stroke="black" d="..."/>      turn the outline into a path (Path > Stroke to Path)`},
}

// texts holds the findings about the texts themselves: harmful characters, and Markdown.
var texts = []diag.Rule{
	{Code: "W0118", Name: "mixed-alphabets", Doc: "a word contains a look-alike letter from another alphabet",
		Explain: `A Cyrillic or Greek letter in a Latin word comes from the wrong keyboard layout or from a scan. It looks right, but a
search for the word fails. It is read as the Latin letter.

    <U+0421>ommittee      write: Committee`},
	{Code: "E0119", Name: "wrong-encoding", Doc: "a letter was read in the wrong encoding",
		Explain: `When a program reads UTF-8 text as Latin-1, each accented letter and each quotation mark becomes two or three
characters. The hint gives the character that was meant. If there are many, open the original again as UTF-8.

    ComisiÃ³n      write: Comisión`},
	{Code: "W0120", Name: "invisible-sign", Doc: "a text contains an invisible character",
		Explain: `Soft hyphens, zero-width spaces and joiners, left-to-right marks and byte order marks come with words pasted from a web
page or a word processor. They are left out of the papers, but while they are in the source, searches for these words
fail.

    coun<U+00AD>tries      write: countries`},
	{Code: "E0121", Name: "replacement-character", Doc: "a letter of a text was lost",
		Explain: `A program writes the character � (U+FFFD) for a letter that it cannot read. Only the original shows which letter it
was.

    Comisi�n      write: Comisión`},
	{Code: "E0122", Name: "private-use", Doc: "a text contains a character of a private font",
		Explain: `Bullets and arrows of the Symbol and Wingdings fonts arrive from a word processor as private-use characters. No other
font has them: on paper they would be empty boxes. Write what they stand for, or remove them; write a list as a list.

    <U+F0B7> first item      write: a list, or a dash`},
	{Code: "E0123", Name: "control-character", Doc: "a text contains a control character",
		Explain: `Control characters are left over from old programs and from copying out of PDFs. They cannot be printed, and XML does
not allow them. Remove them.

    General<U+000B>Assembly      write: General Assembly`},
	{Code: "W0124", Name: "combining-accent", Doc: "an accented letter is written as two characters",
		Explain: `An é can be one character, or an e followed by a combining accent (as in files from macOS and texts from PDFs). They
look the same, but a search for one does not find the other. It is read as one letter; save the text in the form NFC.

    nin<U+0303>os      write: niños`},
	{Code: "W0125", Name: "tab-in-text", Doc: "a text contains a tab",
		Explain: `A tab in a sentence comes from a table or a numbered list of a word processor. It is read as one space.

    1.<tab>To request ...      write the words only: the build adds the numbers`},
	{Code: "W0126", Name: "hard-line-break", Doc: "a line ends in the middle of a sentence",
		Explain: `In a text pasted from a PDF, lines end where the printed lines ended. The break is read as a space. Write a long text
below >-, which joins its lines.

    text: |                       text: >-
      To request the General        To request the General
      Secretariat to ...            Secretariat to ...`},
	{Code: "W0128", Name: "ligature", Doc: "one character stands for two letters",
		Explain: `Texts copied out of a PDF contain ligatures: one character for fi or fl. A search does not find the word, and a screen
reader may skip it. The ligature is read as its letters; the font forms its own ligatures.

    <U+FB01>nancial      write: financial`},
	{Code: "W0129", Name: "space-of-another-kind", Doc: "there is an unusual space or hyphen between words",
		Explain: `A no-break space between two words keeps them on one line and stretches the other spaces; it comes from a web page or a
word processor. It is read as an ordinary space. Between a number and its unit, and before French punctuation, it is
correct and is kept.

    General<U+00A0>Assembly      write: General Assembly`},
	{Code: "W0127", Name: "superscript-digit", Doc: "a text contains a superscript digit",
		Explain: `A ² or ³ after a word is usually a note mark that was pasted without its note. Give each note an id; the build numbers
the notes.

    human mobility,²      write: human mobility,[^goals]      and below: [^goals]: Migration Data Portal ...`},
	{Code: "E0130", Name: "block-without-id", Doc: "a paragraph, heading or list item of the introduction has no id",
		Explain: `The id at the end of each block links it to its translation and stays the same when blocks are moved. The hint suggests
an unused one; "omnibus ids --write" adds one to every block that lacks it.

    In recent years people have moved ...      write: In recent years people have moved ... {#intro-movements}`},
	{Code: "E0131", Name: "markdown-not-taken", Doc: "the introduction uses a part of Markdown that is not supported",
		Explain: `The introduction consists of headings, paragraphs, lists and notes, with emphasis and links. Tables, code, block
quotations, images, rules and line breaks are not supported: not every format could print them. A number at the start of a
paragraph begins a list, as everywhere in Markdown, unless its full stop is preceded by a backslash.

    1999. The year       write: 1999\. The year
    > quoted words       write a paragraph with quotation marks
    ![chart](a.png)      say in words what the chart shows`},
	{Code: "E0132", Name: "raw-html", Doc: "a text contains raw HTML",
		Explain: `Texts go into PDFs, workbooks and translation packets, where HTML tags would be printed as they are. Use Markdown for
emphasis and links.

    <b>all</b> migrants      write: **all** migrants
    at least < 10            a single < is fine`},
	{Code: "E0133", Name: "link-not-taken", Doc: "the address of a link cannot be used in a paper",
		Explain: `Links use http, https or mailto. A link to a file works on one computer only, and readers of the paper cannot follow it.

    [the study](file:///C:/Documents/study.pdf)      write: [the study](https://www.oas.org/...)
    [](https://www.oas.org)                          write: [oas.org](https://www.oas.org)`},
	{Code: "E0134", Name: "note-undefined", Doc: "a text cites a note that does not exist",
		Explain: `[^goals] cites the note goals. In the introduction, a paragraph that begins "[^goals]:" defines it; in a proposal, an
entry under notes does. Without it, the printed mark would lead nowhere. The nearest id is suggested.

    mobility,[^gaols]      write: mobility,[^goals]`},
	{Code: "W0135", Name: "note-never-cited", Doc: "a note is defined but never cited",
		Explain: `A note that no text cites is not printed. Usually the sentence that cited it was rewritten, or its mark was lost in
editing.

    [^health]: World Health Organization ...      cite it as [^health], or remove it`},
	{Code: "E0136", Name: "id-misplaced", Doc: "a block has two ids, or an id is in the wrong place",
		Explain: `A block ends with one {#id}. Joining two paragraphs leaves two: remove the one that has no translation yet. A note has
its id before the colon and takes no other.

    ... of migrants. {#intro-a} {#intro-b}      keep one
    [^goals]: Portal {#goals}                   write: [^goals]: Portal`},
	{Code: "E0137", Name: "markup-broken", Doc: "a placeholder is not valid, or a note is empty",
		Explain: `The build replaces what is between {{ and }}: {{ref:op-data}} is the number of a paragraph; {{name:cam}} and
{{acronym:cam}} are names from the glossary. Anything else is a mistake and would be printed with its braces.

    paragraph {{op-data}}      write: paragraph {{ref:op-data}}`},
	{Code: "E0138", Name: "note-cited-twice", Doc: "a note is cited twice",
		Explain: `Notes are numbered in the order of their citations, and each number is used once. A second citation of the same note
would need a number that the next note has. Give the second place a short note of its own.

    ... goals,[^goals] ... targets[^goals]      the second: [^targets], "See note above."`},
}
