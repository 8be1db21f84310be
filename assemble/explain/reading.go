package explain

import "omnibus/assemble/diag"

// reading is found where files are read: which there are, and the YAML, TOML and Markdown in them.
var reading = []diag.Rule{
	{Code: "W0100", Name: "file-not-read", Doc: "a file in the input folder is not one that is read",
		Explain: `The input folder holds files of fixed names, and the folders outcomes/, proposals/ and issued/. A file with another name is left
alone: most often its name has a slip, and what stands in it is missing from the papers.

    input/mandate.yaml      write: input/mandates.yaml

A file that is meant to be left alone has its place outside of input/.`},
	{Code: "E0101", Name: "file-missing", Doc: "a file without which no paper can be made is missing",
		Explain: `body.yaml, term.yaml and the other files that say who meets, when, and on what, must be there, even if they say little.
"omnibus init DIR" writes a set of input files that builds, each with examples.

    input/term.yaml is missing      copy last year's, or run: omnibus init --from LAST-YEAR .`},
	{Code: "E0102", Name: "file-too-large", Doc: "an input file is too large to be records",
		Explain: `Records of a term are some hundred kilobytes of text. A file of many megabytes is a scan, an export or a dump that got into the
folder. Take it out; if it is text, split it: proposals and outcomes may stand in as many files as one likes.

    input/proposals/all.yaml, 30 MB      write: input/proposals/health.yaml, input/proposals/children.yaml ...`},
	{Code: "E0103", Name: "file-encoding", Doc: "a file is not UTF-8 text",
		Explain: `All files are UTF-8. A file that an older program saved as UTF-16 or as Windows-1252 shows other letters than were written
wherever there is an accent, and no one can tell which were meant. Open it in an editor and save it "as UTF-8"; a byte order mark at
the start does no harm, and neither do the line ends of Windows.

    Comisi\xf3n      the byte F3 is the ó of Windows-1252`},
	{Code: "E0104", Name: "yaml-syntax", Doc: "a file is not readable as YAML",
		Explain: `YAML is lines of "key: value", indented by spaces. What trips most often: a text with ": " inside that is not quoted, a text that
begins with a sign YAML knows ([ { & * ! | > % @), a quotation mark that is not closed, and a line that is indented otherwise than
those beside it.

    title: Work plan: second part          write: title: "Work plan: second part"
    text: [proposed words] and more        write: text: "[proposed words] and more"

A long text is written on the lines below >- and may hold any sign.

    text: >-
      To request the General Secretariat: first, ...`},
	{Code: "E0105", Name: "tab", Doc: "a tab stands where only spaces may",
		Explain: `How far a line is indented says what it belongs to, and a tab is as wide as each editor likes. YAML forbids tabs there; Markdown
would take the line for a block of code. Replace it by spaces, and let the editor write spaces for the tab key.

    sessions:
    <tab>- id: session-health      write two spaces`},
	{Code: "E0106", Name: "yaml-feature", Doc: "a file uses a part of YAML that records do not need",
		Explain: `Anchors (&a), aliases (*a), tags (!x), merge keys (<<), directives (%YAML), complex keys (?) and second documents (---) make a file
say something else than it seems to. Records are plain lists and mappings: what stands in a file is what is meant.

    status: *default          write the value out
    text: & more              a text that begins with & is quoted: "& more"
    --- (a second time)       a second document is a file of its own`},
	{Code: "E0107", Name: "nested-too-deep", Doc: "lists and mappings stand too deep in one another",
		Explain: `No record is nested more than a few levels. A file that goes on and on was made by a program, or a bracket is never closed.

    paragraphs: [[[[[[ ...      close the brackets, or take them out`},
	{Code: "E0108", Name: "key-twice", Doc: "a key or a table stands twice",
		Explain: `Most programs take the last of two like keys and forget the first without a word: a date that was corrected in one place is then
printed as it was. Here it is an error, and both places are shown.

    date: 2023-11-07
    place: Room A
    date: 2023-11-08      take one of the two out`},
	{Code: "E0109", Name: "file-empty", Doc: "a file that is read is empty",
		Explain: `An empty file was most often emptied by accident: a save that failed, a merge that took neither side. If there is nothing to say
yet, the file still names its list.

    sessions: []`},
	{Code: "W0142", Name: "text-cut", Doc: "a text is cut off by a # that begins a comment",
		Explain: `Behind a space, # begins a comment in YAML, and what follows is no part of the text. Where a letter or a number stands right behind it,
most likely none was meant.

    text: Room #2 of the main building      write: text: "Room #2 of the main building"`},
	{Code: "E0140", Name: "toml-syntax", Doc: "a locale file is not readable as TOML",
		Explain: `Locale files hold tables and texts in quotation marks, each on its line. A quotation mark inside a text is written \", a backslash \\.

    ["op-data.text"]
    other = "The "study" of causes"        write: other = "The \"study\" of causes"

Typographic quotation marks need no backslash.`},
	{Code: "E0141", Name: "toml-feature", Doc: "a locale file holds something else than texts",
		Explain: `A message has texts and nothing else: no numbers, dates, lists or lists of tables. A value that is not quoted is no text.

    other = 2024          write: other = "2024"
    [[messages]]          write: ["session-health.title"]`},
}

// texts is found in the texts themselves: signs that hurt, and Markdown.
var texts = []diag.Rule{
	{Code: "W0118", Name: "mixed-alphabets", Doc: "a word has a letter of another alphabet that looks alike",
		Explain: `A Cyrillic or Greek letter among Latin ones comes from a keyboard that was switched, or from a scan. Nobody sees it, and no search finds
the word. It is read as the Latin letter.

    <U+0421>ommittee      write: Committee`},
	{Code: "E0119", Name: "wrong-encoding", Doc: "a letter was read in the wrong encoding",
		Explain: `A text in UTF-8 that some program read as Latin-1 has two or three signs in place of each accented letter and of each quotation mark. The
hint has the sign that was meant; if there are many, open the original again, and say that it is UTF-8.

    ComisiÃ³n      write: Comisión`},
	{Code: "W0120", Name: "invisible-sign", Doc: "a text holds a sign that nobody sees",
		Explain: `Soft hyphens, zero-width spaces and joiners, left-to-right marks and byte order marks come along with words pasted from a web page or
a word processor. They are left out of the papers; searching the source for the words fails as long as they are there.

    coun<U+00AD>tries      write: countries`},
	{Code: "E0121", Name: "replacement-character", Doc: "a letter was lost in a text",
		Explain: `The sign � (U+FFFD) stands where some program could not read a letter. What it was cannot be known here: look at the original.

    Comisi�n      write: Comisión`},
	{Code: "E0122", Name: "private-use", Doc: "a text holds a sign of a private font",
		Explain: `Bullets and arrows of the Symbol and Wingdings fonts come out of a word processor as private-use characters. No other font has them:
on paper they would be an empty box. Write what they stand for, or take them out; a list is written as a list.

    <U+F0B7> first item      write: a list, or a dash`},
	{Code: "E0123", Name: "control-character", Doc: "a text holds a control character",
		Explain: `Control characters are left over from old programs and from copying out of PDFs. They cannot be printed, and XML formats refuse them.
Take them out.

    General<U+000B>Assembly      write: General Assembly`},
	{Code: "W0124", Name: "combining-accent", Doc: "a letter is written as a letter and an accent behind it",
		Explain: `An é may be written as one sign or as an e with a combining accent (files from macOS and texts from PDFs have the latter). Both look
alike, and a search for the one does not find the other. It is read as one letter; save the text in the form NFC.

    nin<U+0303>os      write: niños`},
	{Code: "W0125", Name: "tab-in-text", Doc: "a tab stands inside a text",
		Explain: `A tab in a sentence comes from a table or from a numbered list of a word processor. It is taken for one space.

    1.<tab>To request ...      numbers are counted by the build: write only the words`},
	{Code: "W0126", Name: "hard-line-break", Doc: "a line ends inside a sentence",
		Explain: `Lines of a text that was pasted from a PDF end where the page ended, not where the sentence does. The break is taken for a space.
Write a long text below >-, which joins its lines.

    text: |                       text: >-
      To request the General        To request the General
      Secretariat to ...            Secretariat to ...`},
	{Code: "W0128", Name: "ligature", Doc: "a sign stands for two letters",
		Explain: `Texts that were copied out of a PDF carry ligatures: one sign for fi or fl. A search for the word does not find it, and a reader who
listens hears nothing. The sign is read as its letters; the paper's face makes ligatures of its own.

    <U+FB01>nancial      write: financial`},
	{Code: "W0129", Name: "space-of-another-kind", Doc: "a space or hyphen of another kind stands between words",
		Explain: `A no-break space between two words keeps them on one line and stretches the others; it comes from a web page or a word processor. It is
taken for an ordinary space. Between a number and its unit, and before punctuation in French, it is right and is kept.

    General<U+00A0>Assembly      write: General Assembly`},
	{Code: "W0127", Name: "superscript-digit", Doc: "a superscript digit stands in a text",
		Explain: `A ² or ³ behind a word is most often the mark of a note that was pasted without its note. Notes are written with an id, and the build
numbers them.

    human mobility,²      write: human mobility,[^goals]      and below: [^goals]: Migration Data Portal ...`},
	{Code: "E0130", Name: "block-without-id", Doc: "a paragraph, heading or list item of the introduction has no id",
		Explain: `The id at the end of each block is what its translation is found by, and what stays when blocks are moved. The hint gives one that is
free; "omnibus ids --write" puts one behind each block that lacks it.

    In recent years people have moved ...      write: In recent years people have moved ... {#intro-movements}`},
	{Code: "E0131", Name: "markdown-not-taken", Doc: "the introduction uses a part of Markdown that papers do not have",
		Explain: `The introduction is made of headings, paragraphs, lists and notes, with emphasis and links. Tables, code, quotations, images and rules
are not taken: a paper would print them otherwise in each format, or not at all.

    > quoted words       write a paragraph with quotation marks
    ![chart](a.png)      say in words what the chart shows`},
	{Code: "E0132", Name: "raw-html", Doc: "raw HTML stands in a text",
		Explain: `A text goes into PDFs, workbooks and translators' packets: HTML would be printed there as it stands. Emphasis and links have their marks.

    <b>all</b> migrants      write: **all** migrants
    at least < 10            a lone < is taken as it is`},
	{Code: "E0133", Name: "link-not-taken", Doc: "a link leads nowhere that may be printed",
		Explain: `Links are of http, https or mailto. A link to a file or to a script works on one machine only, and a reader of the paper cannot follow it.

    [the study](file:///C:/Documents/study.pdf)      write: [the study](https://www.oas.org/...)
    [](https://www.oas.org)                          write: [oas.org](https://www.oas.org)`},
	{Code: "E0134", Name: "note-undefined", Doc: "a note is cited and not there",
		Explain: `[^goals] in a text cites the note goals: in the introduction it is defined by a paragraph that begins "[^goals]:", in a proposal it is an
entry of notes. A citation without a note would print a mark that leads nowhere; the nearest id is suggested.

    mobility,[^gaols]      write: mobility,[^goals]`},
	{Code: "W0135", Name: "note-never-cited", Doc: "a note is defined and never cited",
		Explain: `A note that no text cites is not printed. Most often the sentence that had cited it was rewritten; sometimes its mark was lost in editing.

    [^health]: World Health Organization ...      cite it as [^health], or take it out`},
	{Code: "E0136", Name: "id-misplaced", Doc: "a block has two ids, or an id stands where none can",
		Explain: `A block ends with one {#id}. Two are left where two paragraphs were joined: take out the one that has no translation yet. A note has its id
before the colon and takes no other.

    ... of migrants. {#intro-a} {#intro-b}      keep one
    [^goals]: Portal {#goals}                   write: [^goals]: Portal`},
	{Code: "E0137", Name: "markup-broken", Doc: "a mark in a text is no mark, or a note has no words",
		Explain: `Between {{ and }} stand marks that the build fills: {{ref:op-data}} is the number of a paragraph, {{name:cam}} and {{acronym:cam}} are names of
the glossary. Anything else there is a slip, and would be printed with its braces.

    paragraph {{op-data}}      write: paragraph {{ref:op-data}}`},
	{Code: "E0138", Name: "note-cited-twice", Doc: "a note is cited twice",
		Explain: `Notes are numbered in the order in which they are cited, and each number stands once: a second citation would collide with the next note.
Give the second place a note of its own that says the same in short.

    ... goals,[^goals] ... targets[^goals]      the second: [^targets], "See note above."`},
}
