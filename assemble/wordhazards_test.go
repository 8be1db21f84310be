package assemble

import (
	"archive/zip"
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/intake/word"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// The words of the paragraph in which most hazards are tried, before the edited word and after it.
const (
	pathwaysHead = "To encourage the member states to widen "
	pathwaysTail = " pathways for migration, for work, for study, and for the reunion of families"
)

// safer is what is told of the amendment that most hazards contain: a word replaced.
const safer = `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "safe" + pathwaysTail + `"`

func xRun(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func xIns(author, in string) string {
	return `<w:ins w:id="72001" w:author="` + author + `" w:date="2024-05-02T10:00:00Z">` + in + `</w:ins>`
}

func xDel(author, text string) string {
	return `<w:del w:id="72002" w:author="` + author + `" w:date="2024-05-02T10:00:00Z"><w:r><w:delText xml:space="preserve">` + text + `</w:delText></w:r></w:del>`
}

func xField(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

// english replaces the run with the English words of the paragraph by others.
func (s *sheaf) english(xml string) {
	s.t.Helper()
	s.replace(pathways, `<w:r><w:rPr><w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">`+pathwaysHead+"regular"+pathwaysTail+`</w:t></w:r>`, xml)
}

// around puts words before and after the run with the English words.
func (s *sheaf) around(id, before, after string) {
	s.t.Helper()
	row := s.row(id)
	m := regexp.MustCompile(`<w:bookmarkStart w:id="\d+" w:name="_o_[0-9A-Z]+_en"/>(<w:r>.*?</w:r>)`).FindStringSubmatchIndex(row)
	s.text = strings.Replace(s.text, row, row[:m[2]]+before+row[m[2]:m[3]]+after+row[m[3]:], 1)
}

// shape edits the whole row of a record.
func (s *sheaf) shape(id string, edit func(row string) string) {
	s.t.Helper()
	row := s.row(id)
	now := edit(row)
	if now == row {
		s.t.Fatalf("the row of %s is not edited", id)
	}
	s.text = strings.Replace(s.text, row, now, 1)
}

// cells replaces the English and the Spanish words of a record; "" leaves them as they are.
func (s *sheaf) cells(id, en, es string) {
	s.t.Helper()
	for lang, text := range map[string]string{"en": en, "es": es} {
		if text != "" {
			s.shape(id, func(row string) string {
				form := regexp.MustCompile(`(<w:bookmarkStart w:id="\d+" w:name="_o_[0-9A-Z]+_` + lang + `"/>)<w:r>.*?(<w:bookmarkEnd)`)
				return form.ReplaceAllString(row, "${1}"+strings.ReplaceAll(xRun(text), "$", "$$")+"${2}")
			})
		}
	}
}

// below adds lines below the English words of a record.
func (s *sheaf) below(id string, lines ...string) {
	s.t.Helper()
	s.shape(id, func(row string) string {
		i := strings.Index(row, `_en"/>`)
		i += strings.Index(row[i:], "</w:p>") + len("</w:p>")
		added := ""
		for _, line := range lines {
			added += "<w:p>" + xRun(line) + "</w:p>"
		}
		return row[:i] + added + row[i:]
	})
}

// studyOf is what is told of an amendment of the paragraph on a study in which words of the open brackets were taken up.
func studyOf(words string) string {
	return `mod op-causes-data by delegation-a: en "To instruct the General Secretariat to prepare, with the figures that the member states provide, a comparative study of the causes of migration in the Hemisphere` +
		words + `, and to present it to the Committee on Migration Issues before March 31, 2025[^note-study]"`
}

// A hazard is a file as people send it: what they or their programs did to the draft, and what comes home.
type hazard struct {
	name  string
	edit  func(s *sheaf)
	want  string   // the proposals and what could not be placed, as told returns them
	notes []string // words that the notes, the queries or the words not placed contain
}

var struckRow = regexp.MustCompile(`<w:tc>.*?</w:tc>`)

// moved returns the text of a run with its words moved from or to here.
func moved(kind, text string) string {
	return `<w:` + kind + `RangeStart w:id="72010" w:name="move1" w:author="Ana"/><w:` + kind + ` w:id="72011" w:author="Ana" w:date="2024-05-02T10:00:00Z">` +
		xRun(text) + `</w:` + kind + `><w:` + kind + `RangeEnd w:id="72010"/>`
}

// cellForm is the beginning of a cell, with its width.
var cellForm = regexp.MustCompile(`<w:tc><w:tcPr><w:tcW w:w="[0-9]+" w:type="dxa"/>`)

// hazards are 60 files like those that delegations send.
var hazards = []hazard{
	{"smart tags around words, and an edit in one", func(s *sheaf) {
		s.english(`<w:smartTag w:uri="urn:x" w:element="place">` + xRun("To encourage the member states") + `</w:smartTag>` + xRun(" to widen ") +
			`<w:smartTag w:element="x"><w:smartTag w:element="y">` + xRun("safe") + `</w:smartTag></w:smartTag>` + xRun(pathwaysTail))
	}, safer, nil},
	{"custom XML and text directions around words", func(s *sheaf) {
		s.english(`<w:customXml w:element="a"><w:dir w:val="ltr">` + xRun(pathwaysHead) + `</w:dir></w:customXml><w:bdo w:val="ltr">` + xRun("safe") + `</w:bdo>` + xRun(pathwaysTail))
	}, safer, nil},
	{"a simple field in the words", func(s *sheaf) {
		s.english(xRun("To encourage the ") + `<w:fldSimple w:instr=" DOCPROPERTY x ">` + xRun("member states") + `</w:fldSimple>` + xRun(" to widen safe"+pathwaysTail))
	}, safer, nil},
	{"a field in a field", func(s *sheaf) {
		s.english(xRun("To encourage the ") + xField("begin") + `<w:r><w:instrText> IF </w:instrText></w:r>` + xField("begin") + `<w:r><w:instrText> PAGE </w:instrText></w:r>` +
			xField("separate") + xRun("7") + xField("end") + `<w:r><w:instrText> = 7 </w:instrText></w:r>` + xField("separate") + xRun("member states") + xField("end") + xRun(" to widen safe"+pathwaysTail))
	}, safer, nil},
	{"a field whose result was edited", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + xField("begin") + `<w:r><w:instrText> REF x </w:instrText></w:r>` + xField("separate") + xDel("Ana", "regular") + xIns("Ana", xRun("safe")) + xField("end") + xRun(pathwaysTail))
	}, safer, nil},
	{"a deleted field", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + `<w:del w:id="72020" w:author="Ana">` + xField("begin") + `<w:r><w:delInstrText> REF x </w:delInstrText></w:r>` + xField("separate") +
			`<w:r><w:delText>regular</w:delText></w:r>` + xField("end") + `</w:del>` + xIns("Ana", xRun("safe")) + xRun(pathwaysTail))
	}, safer, nil},
	{"an index entry and a cross-reference mark", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + xField("begin") + `<w:r><w:instrText> XE "pathways" </w:instrText></w:r>` + xField("end") + xRun("safe"+pathwaysTail))
	}, safer, nil},
	{"an insertion of one person, cut by another", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + xDel("Ana", "regular") + xIns("Ana", `<w:del w:id="72030" w:author="Delegation B"><w:r><w:delText xml:space="preserve">very </w:delText></w:r></w:del>`+xRun("safe")) + xRun(pathwaysTail))
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "very safe" + pathwaysTail + `"`, nil},
	{"an insertion cut by the same person", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + xDel("Ana", "regular") + xIns("Ana", `<w:del w:id="72030" w:author="Ana"><w:r><w:delText xml:space="preserve">very </w:delText></w:r></w:del>`+xRun("safe")) + xRun(pathwaysTail))
	}, safer, nil},
	{"changes without names and dates", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + `<w:del w:id="1" w:author="Author"><w:r><w:delText>regular</w:delText></w:r></w:del><w:ins w:id="2">` + xRun("safe") + `</w:ins>` + xRun(pathwaysTail))
	}, safer, nil},
	{"words moved within a paragraph", func(s *sheaf) {
		s.english(xRun(pathwaysHead+"regular pathways for migration") + moved("moveFrom", ", for work") + xRun(", for study") + moved("moveTo", ", for work") + xRun(", and for the reunion of families"))
	}, `mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen regular pathways for migration, for study, for work, and for the reunion of families"`, nil},
	{"a row moved as Word writes it", func(s *sheaf) {
		row := s.row(pathways)
		move := func(kind, trPr string) string {
			return strings.Replace(regexp.MustCompile(`<w:r>.*?</w:r>`).ReplaceAllString(row, `<w:`+kind+` w:id="72040" w:author="Ana" w:date="2024-05-02T10:00:00Z">$0</w:`+kind+`>`), "</w:trPr>",
				`<w:`+trPr+` w:id="72041" w:author="Ana" w:date="2024-05-02T10:00:00Z"/></w:trPr>`, 1)
		}
		s.text = strings.Replace(s.text, row, move("moveFrom", "del"), 1)
		s.after("op-cooperation-asylum", strings.ReplaceAll(move("moveTo", "ins"), `w:name="_o_`, `w:name="_x_`))
	}, "move op-cooperation-pathways after op-cooperation-asylum by delegation-a", nil},
	{"two rows that changed places", func(s *sheaf) { s.after("op-cooperation-asylum", s.cut(pathways)) }, "move op-cooperation-asylum after op-cooperation-dialogue by delegation-a", nil},
	{"a comment that runs over two paragraphs", func(s *sheaf) {
		s.replace(pathways, `_en"/>`, `_en"/><w:commentRangeStart w:id="5"/>`)
		s.around("op-cooperation-asylum", "", `<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>`)
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, []string{"Are these two not the same?"}},
	{"a comment on deleted words", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + `<w:commentRangeStart w:id="5"/>` + xDel("Ana", "regular") + `<w:commentRangeEnd w:id="5"/><w:del w:id="9" w:author="Ana"><w:r><w:commentReference w:id="5"/></w:r></w:del>` + xIns("Ana", xRun("safe")) + xRun(pathwaysTail))
	}, safer, []string{"Are these two not the same?"}},
	{"a comment without a place", func(s *sheaf) { s.replace(pathways, "regular pathways", "safe pathways") }, safer + "\nnot placed: a comment of Ana Ruiz", []string{"Are these two not the same?"}},
	{"a text box in a paragraph", func(s *sheaf) {
		s.around(pathways, `<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>`+xRun("For discussion!")+`</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`, "")
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer + "\nnot placed: words in a text box", []string{"For discussion!"}},
	{"a text box written twice, for old programs and new ones", func(s *sheaf) {
		box := `<w:txbxContent><w:p>` + xRun("For discussion!") + `</w:p></w:txbxContent>`
		s.around(pathways, `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>`+box+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+box+`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`, "")
	}, "not placed: words in a text box", []string{"For discussion!"}},
	{"a text box beside the tables", func(s *sheaf) {
		s.text = strings.Replace(s.text, "<w:sectPr>", `<w:p><w:r><w:pict><w:txbxContent><w:p>`+xRun("For discussion!")+`</w:p></w:txbxContent></w:pict></w:r></w:p><w:sectPr>`, 1)
	}, "not placed: words outside the tables of the draft", []string{"For discussion!"}},
	{"signs of the face Symbol", func(s *sheaf) {
		s.english(xRun(pathwaysHead+"safe"+pathwaysTail) + `<w:r><w:t xml:space="preserve"> of 50</w:t><w:sym w:font="Symbol" w:char="F0B0"/></w:r>`)
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "safe" + pathwaysTail + ` of 50°"`, nil},
	{"a sign that nobody can read", func(s *sheaf) {
		s.english(`<w:r><w:sym w:font="Webdings" w:char="F04A"/></w:r>` + xRun(" "+pathwaysHead+"safe"+pathwaysTail))
	}, `mod op-cooperation-pathways by delegation-a: en "` + "(?) " + pathwaysHead + "safe" + pathwaysTail + `"`, []string{"F04A", "Webdings"}},
	{"a bullet of Wingdings before the words", func(s *sheaf) {
		s.english(`<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r><w:r><w:tab/></w:r>` + xRun(pathwaysHead+"safe"+pathwaysTail))
	}, safer, nil},
	{"soft hyphens of a program that divides words", func(s *sheaf) {
		s.english(`<w:r><w:t>To en</w:t><w:softHyphen/><w:t xml:space="preserve">courage the mem&#173;ber states to widen regular` + pathwaysTail + `</w:t></w:r>`)
	}, "", nil},
	{"hard hyphens", func(s *sheaf) {
		s.replace("op-xenophobia-monitoring", "Inter-American", `Inter</w:t><w:noBreakHyphen/><w:t xml:space="preserve">American`)
	}, "", nil},
	{"words pasted from the web", func(s *sheaf) {
		s.english(xRun("To&#160;encourage&#160;the\u200b member states to&#160;widen&#8203; ") + `<w:hyperlink r:id="rId9"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/><w:color w:val="0563C1"/></w:rPr><w:t>safe</w:t></w:r></w:hyperlink>` + xRun("&#8239;pathways&#160;for migration, for work, for study, and for the reunion of families"))
	}, safer, nil},
	{"a list pasted from the web", func(s *sheaf) {
		s.after(pathways, newRow("", "•\tTo thank the donors.", "·&#160;&#160;Agradecer a los donantes."))
	}, `add operative section-cooperation by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`, nil},
	{"a table pasted into a cell", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			i := cellForm.FindAllStringIndex(row, 2)[0][1] // the first cell has the number
			i += strings.Index(row[i:], "</w:tc>")
			j := i + 1 + strings.Index(row[i+1:], "</w:tc>")
			return row[:j] + `<w:tbl><w:tr><w:tc><w:p>` + xRun("10 % for work") + `</w:p></w:tc></w:tr></w:tbl><w:p/>` + row[j:]
		})
	}, `add operative section-cooperation by delegation-a: en "10 % for work"`, nil},
	{"a picture pasted into a cell", func(s *sheaf) {
		s.around(pathways, `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing></w:r>`, "")
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, []string{"a picture"}},
	{"an embedded sheet", func(s *sheaf) {
		s.around(pathways, `<w:r><w:object/></w:r>`, "")
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, []string{"an embedded object"}},
	{"content controls around words, a cell and a row", func(s *sheaf) {
		control := func(in string) string {
			return `<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>` + in + `</w:sdtContent></w:sdt>`
		}
		s.english(xRun(pathwaysHead) + control(xRun("safe")) + xRun(pathwaysTail))
		s.shape(pathways, func(row string) string {
			cells := struckRow.FindAllString(row, -1)
			return control(strings.Replace(row, cells[1], control(cells[1]), 1))
		})
	}, safer, nil},
	{"the empty words of a content control", func(s *sheaf) {
		s.around(pathways, "", `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+xRun("Click or tap here to enter text.")+`</w:sdtContent></w:sdt>`)
	}, "", nil},
	{"a run a letter, with proofing marks and page breaks", func(s *sheaf) {
		xml := ""
		for _, c := range pathwaysHead + "safe" + pathwaysTail {
			xml += `<w:proofErr w:type="spellStart"/><w:r w:rsidR="00AA"><w:lastRenderedPageBreak/><w:t xml:space="preserve">` + string(c) + `</w:t></w:r>`
		}
		s.english(xml)
	}, safer, nil},
	{"bookmarks of Word", func(s *sheaf) {
		s.around(pathways, `<w:bookmarkStart w:id="99" w:name="_GoBack"/><w:bookmarkStart w:id="98" w:name="_Hlk1234"/>`, `<w:bookmarkEnd w:id="98"/><w:bookmarkEnd w:id="99"/>`)
	}, "", nil},
	{"bold, and a style, as tracked changes", func(s *sheaf) {
		s.english(`<w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="Ana"><w:rPr/></w:rPrChange></w:rPr><w:t>` + pathwaysHead + "regular" + pathwaysTail + `</w:t></w:r>`)
		s.replace(pathways, `<w:pStyle w:val="ParagraphNumber"/>`, `<w:pStyle w:val="ParagraphNumber"/><w:pPrChange w:id="9" w:author="Ana"><w:pPr/></w:pPrChange>`)
	}, "", []string{"2 only of formatting"}},
	{"a program numbers the paragraph", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			return strings.ReplaceAll(row, `<w:pStyle w:val="OperativeParagraph"/>`, `<w:pStyle w:val="OperativeParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/><w:ins w:id="4" w:author="Ana"/></w:numPr>`)
		})
	}, "", nil},
	{"numbers by hand", func(s *sheaf) {
		s.replace(pathways, `>31.<`, `>30 bis.<`)
		s.replace("op-cooperation-asylum", `>32.<`, `>31.<`)
	}, "", nil},
	{"the two languages in one cell", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			cells := struckRow.FindAllString(row, -1)
			return strings.Replace(row, cells[1]+cells[2], strings.Replace(strings.Replace(cells[1], "<w:tcPr>", `<w:tcPr><w:gridSpan w:val="2"/>`, 1), "regular", "safe", 1), 1)
		})
	}, safer, nil},
	{"the Spanish column deleted", func(s *sheaf) {
		s.text = rowForm.ReplaceAllStringFunc(s.text, func(row string) string {
			if cells := struckRow.FindAllString(row, -1); len(cells) == 3 && recordCode.MatchString(row) {
				row = strings.Replace(row, cells[2], "", 1)
			}
			return row
		})
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, nil},
	{"the English column deleted", func(s *sheaf) {
		s.text = rowForm.ReplaceAllStringFunc(s.text, func(row string) string {
			if cells := struckRow.FindAllString(row, -1); len(cells) == 3 && recordCode.MatchString(row) {
				row = strings.Replace(row, cells[1], "", 1)
			}
			return row
		})
		s.replace(pathways, "vías regulares", "vías seguras")
	}, `mod op-cooperation-pathways by delegation-a: es "Alentar a los Estados Miembros a que amplíen las vías seguras de migración, por trabajo, por estudio y por reunificación familiar"`, nil},
	{"the column of the numbers deleted", func(s *sheaf) {
		s.replace(pathways, "regular pathways", "safe pathways")
		s.text = rowForm.ReplaceAllStringFunc(s.text, func(row string) string {
			if cells := struckRow.FindAllString(row, -1); len(cells) == 3 && recordCode.MatchString(row) {
				row = strings.Replace(row, cells[0], "", 1)
			}
			return row
		})
	}, safer, nil},
	{"a column for remarks", func(s *sheaf) {
		s.text = rowForm.ReplaceAllStringFunc(s.text, func(row string) string {
			if cells := struckRow.FindAllString(row, -1); len(cells) == 3 {
				said := ""
				if strings.Contains(row, s.codes[pathways]) {
					said = xRun("We can go along with this.")
				}
				row = strings.Replace(row, "</w:tr>", "<w:tc><w:p>"+said+"</w:p></w:tc></w:tr>", 1)
			}
			return row
		})
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, []string{"We can go along with this."}},
	{"a cell merged with the one above", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			i := cellForm.FindAllStringIndex(row, 2)[1][1]
			return row[:i] + `<w:vMerge/>` + row[i:]
		})
	}, "not placed: the cells of the row are not those of the draft: were they merged or split?", []string{"regular pathways"}},
	{"a tracked change of cells", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			i := cellForm.FindAllStringIndex(row, 2)[1][1]
			return row[:i] + `<w:cellIns w:id="4" w:author="Ana"/>` + row[i:]
		})
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, nil},
	{"a formula", func(s *sheaf) {
		s.around(pathways, "", `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t> by 5</m:t></m:r></m:oMath>`)
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "regular" + pathwaysTail + ` by 5"`, []string{"a formula"}},
	{"words struck out and underlined by hand", func(s *sheaf) {
		s.english(xRun(pathwaysHead) + `<w:r><w:rPr><w:strike/><w:color w:val="FF0000"/></w:rPr><w:t>regular</w:t></w:r><w:r><w:rPr><w:b/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve"> safe</w:t></w:r>` + xRun(pathwaysTail))
	}, safer, []string{"struck through"}},
	{"a whole paragraph struck out by hand", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			return regexp.MustCompile(`<w:rPr><w:lang`).ReplaceAllString(row, `<w:rPr><w:dstrike/><w:lang`)
		})
	}, "sup op-cooperation-pathways by delegation-a", []string{"struck through"}},
	{"hidden words of a translator's program", func(s *sheaf) {
		s.around(pathways, `<w:r><w:rPr><w:vanish/></w:rPr><w:t>{0&gt;</w:t></w:r>`, `<w:r><w:rPr><w:vanish w:val="true"/></w:rPr><w:t>&lt;0}</w:t></w:r>`)
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer, []string{"hidden words"}},
	{"letters taken apart, as macOS writes them", func(s *sheaf) {
		s.replace(pathways, "amplíen las vías", "amplíen las vías")
	}, "", nil},
	{"line breaks and tabs in the words", func(s *sheaf) {
		s.english(`<w:r><w:t>To encourage the member states</w:t><w:br/><w:t>to widen</w:t><w:tab/><w:t>safe</w:t><w:cr/><w:t xml:space="preserve">pathways for migration, for work, for study, and for the reunion of families</w:t></w:r>`)
	}, safer, nil},
	{"another kind of quotation marks in a heading", func(s *sheaf) {
		s.shape("section-health", strings.NewReplacer("“", "&quot;", "”", "&quot;").Replace)
	}, "", nil},
	{"a paragraph written into the row above, and its own row deleted", func(s *sheaf) {
		s.around(pathways, "", xIns("Ana", xRun(". To go")))
		s.text = strings.Replace(s.text, s.row("op-cooperation-asylum"), marked(s.row("op-cooperation-asylum"), "del", "Ana"), 1)
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "regular" + pathwaysTail + ". To go\"\nsup op-cooperation-asylum by delegation-a", nil},
	{"only the row is marked as deleted", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			return strings.Replace(row, "</w:trPr>", `<w:del w:id="7" w:author="Ana"/></w:trPr>`, 1)
		})
	}, "sup op-cooperation-pathways by delegation-a", nil},
	{"a paragraph between two rows, which divides the table", func(s *sheaf) {
		s.shape(pathways, func(row string) string {
			return row + `</w:tbl><w:p>` + xRun("See our letter.") + `</w:p><w:tbl>`
		})
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer + "\nnot placed: words outside the tables of the draft", []string{"See our letter.", "near: To encourage the member states to widen safe"}},
	{"a cover letter before the draft", func(s *sheaf) {
		s.text = strings.Replace(s.text, "<w:body>", `<w:body><w:p>`+xRun("The Permanent Mission presents its compliments.")+`</w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>`, 1)
		s.replace(pathways, "regular pathways", "safe pathways")
	}, safer + "\nnot placed: words outside the tables of the draft", []string{"presents its compliments"}},
	{"text in a part of another kind", func(s *sheaf) {
		s.text = strings.Replace(s.text, "<w:sectPr>", `<w:altChunk r:id="rId77"/><w:sectPr>`, 1)
	}, "", []string{"text in a part of another kind"}},
	{"the strict variant of the format", func(s *sheaf) {
		s.replace(pathways, "regular pathways", "safe pathways")
		s.text = strings.Replace(s.text, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)
	}, safer, nil},
	{"bookmarks, styles and languages gone, as from Google Docs", func(s *sheaf) {
		s.replace(pathways, "regular pathways", "safe pathways")
		s.text = regexp.MustCompile(`<w:bookmark[^>]*>|<w:rStyle[^>]*>|<w:pStyle[^>]*>|<w:lang [^>]*>|<w:cantSplit/>`).ReplaceAllString(s.text, "")
	}, safer, nil},
	{"one table of all, without codes, as from Pages", func(s *sheaf) {
		s.replace(pathways, "regular pathways", "safe pathways")
		s.text = regexp.MustCompile(`<w:bookmark[^>]*>|<w:rPr><w:rStyle w:val="IdentityCode"/></w:rPr>(<w:br/>)?<w:t xml:space="preserve">[0-9A-Z]+</w:t>|<w:pStyle[^>]*>|<w:lang [^>]*>`).ReplaceAllString(s.text, "")
		s.text = regexp.MustCompile(`</w:tbl><w:p[ >].{0,200}?</w:p><w:tbl><w:tblPr>.*?</w:tblGrid>`).ReplaceAllString(s.text, "")
	}, safer, nil},
	{"brackets of one's own around new words", func(s *sheaf) {
		s.around(pathways, "", xIns("Ana", xRun(" [Delegation A: and of friends]")))
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "regular" + pathwaysTail + ` and of friends"`, nil},
	{"brackets of one's own without a name", func(s *sheaf) {
		s.around(pathways, "", xRun(" [and of friends]"))
	}, `mod op-cooperation-pathways by delegation-a: en "` + pathwaysHead + "regular" + pathwaysTail + ` and of friends"`, nil},
	{"the name of the sender before a new paragraph", func(s *sheaf) {
		s.after(pathways, newRow("Ana", "[Delegation A: To thank the donors.]", "[Delegación A: Agradecer a los donantes.]"))
	}, `add operative section-cooperation by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`, nil},
	{"brackets in the name of somebody else", func(s *sheaf) {
		s.around(pathways, "", xIns("Ana", xRun(" [Delegation B: and of friends]")))
		s.after(pathways, newRow("Ana", "[Delegation C: To thank the donors.]", ""))
	}, `mod op-cooperation-pathways by delegation-b: en "` + pathwaysHead + "regular" + pathwaysTail + ` and of friends"
add operative section-cooperation by delegation-c: en "To thank the donors"`, []string{"the words in brackets are proposed by delegation-b", "proposed by delegation-c"}},
	{"brackets put around words of the text", func(s *sheaf) {
		s.replace(pathways, "regular pathways", "[regular] pathways")
	}, "not placed: paragraph 31 (op-cooperation-pathways): brackets were put around words, or taken away: say in words what is proposed instead", []string{"[regular] pathways"}},
	{"words edited in the brackets of others", func(s *sheaf) {
		s.replace("op-causes-data", "broken down by sex, age,", "broken down by sex,")
	}, studyOf(", broken down by sex, and place of origin"), nil},
	{"words of others taken out of their brackets", func(s *sheaf) {
		s.replace("op-causes-data", "[Delegation A and Delegation D: , broken down by sex, age, and place of origin]", ", broken down by sex, age, and place of origin")
	}, studyOf(", broken down by sex, age, and place of origin"), nil},
	{"words of others deleted with their brackets", func(s *sheaf) {
		s.replace("op-causes-data", " [Delegation A and Delegation D: , broken down by sex, age, and place of origin]", "")
	}, "not placed: paragraph 2 (op-causes-data): brackets were put around words, or taken away: say in words what is proposed instead", nil},
	{"words edited beside the brackets of others", func(s *sheaf) {
		s.replace("op-causes-data", "a comparative study", "a full study")
	}, strings.Replace(studyOf(""), "comparative", "full", 1), nil},
	{"a number before a new paragraph", func(s *sheaf) {
		s.after(pathways, newRow("Ana", "31 bis. To thank the donors.", "31 bis.&#160;Agradecer a los donantes."))
	}, `add operative section-cooperation by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`, nil},
	{"an instruction instead of a text, in both languages", func(s *sheaf) { s.cells(pathways, "Delete", "Suprimir") },
		"sup op-cooperation-pathways by delegation-a", nil},
	{"no change, said instead of a text", func(s *sheaf) { s.cells(pathways, "", "Sin cambios") },
		"noc op-cooperation-pathways by delegation-a", nil},
	{"an instruction in French", func(s *sheaf) { s.cells(pathways, "Supprimer le paragraphe", "") },
		"sup op-cooperation-pathways by delegation-a", nil},
	{"an instruction about words instead of a text", func(s *sheaf) { s.cells(pathways, "", "reemplazar «regulares» por «seguras»") },
		`mod op-cooperation-pathways by delegation-a: es "Alentar a los Estados Miembros a que amplíen las vías seguras de migración, por trabajo, por estudio y por reunificación familiar"`, nil},
	{"an answer instead of a text, in Portuguese", func(s *sheaf) { s.cells(pathways, "De acordo.", "") },
		"", []string{"delegation-a on paragraph 31 (op-cooperation-pathways): De acordo"}},
	{"a remark instead of a text", func(s *sheaf) { s.cells(pathways, "See our e-mail of 8 April", "") },
		"", []string{"delegation-a on paragraph 31 (op-cooperation-pathways): See our e-mail of 8 April"}},
	{"a remark in brackets instead of a text", func(s *sheaf) { s.cells(pathways, "[merged with 1]", "") },
		"", []string{": merged with 1"}},
	{"another text instead of a text", func(s *sheaf) { s.cells(pathways, "To thank the donors of the clinics", "") },
		`mod op-cooperation-pathways by delegation-a: en "To thank the donors of the clinics"`, nil},
	{"remarks behind a text", func(s *sheaf) {
		s.around(pathways, "", xRun(". Agreed ad ref"))
		s.around("op-cooperation-asylum", "", xRun(" (Delegation B supports)"))
		s.around("op-causes-climate", "", xRun(". ¿Cuánto cuesta esto? (Delegación B)"))
	}, "", []string{": Agreed ad ref", ": Delegation B supports", ": ¿Cuánto cuesta esto?"}},
	{"lines that are no text below a text", func(s *sheaf) {
		s.below(pathways, "Comment by Delegation B: what does this cost?", "Commentaire : trop cher", "Delegation B supports this.")
	}, "", []string{": Comment by Delegation B: what does this cost?", ": Commentaire\u00a0: trop cher", "delegation-a on paragraph 31 (op-cooperation-pathways): Delegation B supports this."}},
	{"instructions of others below a text", func(s *sheaf) {
		s.below(pathways, "[Delegation B: delete]", "Delegation C: no change", "Delegation D: To thank the donors")
	}, "noc op-cooperation-pathways by delegation-c\nsup op-cooperation-pathways by delegation-b\n" +
		`add operative section-cooperation by delegation-d: en "To thank the donors"`, nil},
	{"an answer or a text below a text", func(s *sheaf) { s.below(pathways, "To thank the donors", "Mantener los archivos de los Estados") },
		`add operative section-cooperation by delegation-a: en "To thank the donors"` +
			"\nnot placed: paragraph 31 (op-cooperation-pathways): it is not clear whether a line below it is an answer or a new paragraph", nil},
	{"words of others behind the end of a text", func(s *sheaf) { s.around(pathways, "", xRun(". [DELEGATION B: and of friends]")) },
		`mod op-cooperation-pathways by delegation-b: en "` + pathwaysHead + "regular" + pathwaysTail + ` and of friends"`, nil},
	{"words in brackets that replace others", func(s *sheaf) {
		s.replace(pathways, "To encourage", "[Delegation B: To urge] To encourage")
		s.replace("op-causes-climate", ">Invitar", ">Invitar [Delegation B: Instar]")
	}, "not placed: paragraph 3 (op-causes-climate): it is not clear which words [Delegation B: Instar] replaces: put these in brackets too, as in [Invitar ...] [Delegation B: Instar]\n" +
		"not placed: paragraph 31 (op-cooperation-pathways): it is not clear which words [Delegation B: To urge] replaces: put these in brackets too, as in [To ...] [Delegation B: To urge]", nil},
	{"the name of somebody before a text", func(s *sheaf) { s.replace(pathways, "To encourage", "Delegation B: To encourage") },
		"not placed: paragraph 31 (op-cooperation-pathways): it begins with the name of delegation-b: put the words that they propose in brackets, behind their name", nil},
	{"a new place, said below a text", func(s *sheaf) { s.below(pathways, "Move after OP 32", "", "") },
		"move op-cooperation-pathways after op-cooperation-asylum by delegation-a", nil},
	{"a reservation instead of a text", func(s *sheaf) { s.cells(pathways, "", "Reservamos nuestra posición.") },
		"reserve op-cooperation-pathways by delegation-a", nil},
	{"a reservation behind a text, and one below another", func(s *sheaf) {
		s.around(pathways, "", xRun(". [Delegation B reserves its position]"))
		s.below("op-causes-climate", "Delegation C: réserve", "", "")
	}, "reserve op-causes-climate by delegation-c\nreserve op-cooperation-pathways by delegation-b", nil},
	{"a figure edited in one language alone", func(s *sheaf) { s.replace("op-causes-data", "March 31, 2025", "April 30, 2025") },
		strings.Replace(studyOf(""), "March 31, 2025", "April 30, 2025", 1),
		[]string{`the figures are not the same in all languages: in English "30", in Spanish "31"`}},
	{"a remark in a row of its own", func(s *sheaf) { s.after(pathways, newRow("Ana", "Delegation B supports this.", "Suprimir")) },
		strings.Repeat("\nnot placed: an answer, an instruction or a remark in a row of its own", 2)[1:], nil},
}

// TestWordHazards: whatever people and their programs did to a draft, it comes home or is named.
func TestWordHazards(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	said := withComment(t, sent, "Are these two not the same?")
	for _, c := range worktest.Share(hazards, 24) {
		s := &sheaf{t: t, codes: d.Codes()}
		from := sent
		if strings.Contains(c.name, "comment") {
			from = said
		}
		edited := repacked(t, from, mainPart, func(text string) string {
			s.text = text
			c.edit(s)
			return s.text
		})
		r, diags, err := brought(t, src, edited, nil)
		if err != nil || diags.HasErrors() {
			t.Errorf("%s: %v %v", c.name, err, diags.Items)
			continue
		}
		if got := told(r); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		for _, want := range c.notes {
			if got := aboutOf(r); !strings.Contains(got, want) {
				t.Errorf("%s: %q is not said:\n%s", c.name, want, got)
			}
		}
	}
}

// TestWordRemarks: a comment is kept once as a remark on its record, and the secretariat's working copy shows it with its author in every
// language; the paper for the delegations does not.
func TestWordRemarks(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	s := &sheaf{t: t, codes: d.Codes()}
	edited := repacked(t, withComment(t, sent, "Is this wide enough?"), mainPart, func(text string) string {
		s.text = text
		s.around(pathways, `<w:commentRangeStart w:id="5"/>`, `<w:commentRangeEnd w:id="5"/>`)
		return s.text
	})
	r, _, err := brought(t, src, edited, nil)
	if err != nil || len(r.Proposals)+len(r.Rest) > 0 || len(r.Remarks) != 1 || len(r.Files) != 1 || r.Files[0].Name != "locales/queries.en.yaml" {
		t.Fatalf("%v %+v", err, r)
	}
	after := &work.Sources{Input: src.Input, Locales: append(slices.Clone(src.Locales), r.Files...), Templates: src.Templates}
	if again, _, err := brought(t, after, edited, nil); err != nil || len(again.Files) > 0 || !again.Remarks[0].Known {
		t.Errorf("imported again: %v %+v", err, again)
	}
	for provenance, want := range map[string]int{"ids": 2, "words": 0} {
		w, err := Run(after, work.Job{Meeting: "meeting-april", Papers: []string{"draft-paragraphs"}, Formats: []string{"text"}, Provenance: provenance}, work.Written, nil)
		if err != nil || w.Diags.HasErrors() {
			t.Fatal(err, errorsOf(w))
		}
		text := ""
		for _, f := range w.Files {
			if f.Doc != nil && f.Doc.Variant == "" {
				text = strings.Join(strings.Fields(string(f.Bytes)), " ")
			}
		}
		for _, said := range []string{"Remark by Ana Ruiz: Is this wide enough?", "Comentario de Ana Ruiz: Is this wide enough?"} {
			if n := strings.Count(text, said); n != want/2 {
				t.Errorf("%s: %q is %d times in the draft", provenance, said, n)
			}
		}
	}
}

// TestWordCommentOnSeveral: a comment that is about several paragraphs reserves or deletes each of them; one that moves changes the first
// alone, and the others are named; other words are a remark on the first.
func TestWordCommentOnSeveral(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	for _, c := range []struct{ said, first, last, want string }{
		{"Delegation A reserves its position on these paragraphs.", "op-cooperation-reception", pathways, "reserve op-cooperation-reception by delegation-a\n" +
			"reserve op-cooperation-dialogue by delegation-a\nreserve op-cooperation-pathways by delegation-a"},
		{"Delete.", "op-cooperation-dialogue", pathways, "sup op-cooperation-dialogue by delegation-a\nsup op-cooperation-pathways by delegation-a"},
		{"Suprimir", "op-children-protocol", "op-children-detention", "sup op-children-protocol by delegation-a\nsup op-children-detention by delegation-a"},
		{"Move after OP 2", pathways, "op-cooperation-asylum", "move op-cooperation-pathways after op-causes-data by delegation-a\n" +
			"not placed: paragraph 32 (op-cooperation-asylum): a comment on several paragraphs changes only the first of them"},
		{"Is this wide enough?", pathways, "op-cooperation-asylum", ""},
	} {
		s := &sheaf{t: t, codes: d.Codes()}
		edited := repacked(t, withComment(t, sent, c.said), mainPart, func(text string) string {
			s.text = text
			s.around(c.first, `<w:commentRangeStart w:id="5"/>`, "")
			s.around(c.last, "", `<w:commentRangeEnd w:id="5"/>`)
			return s.text
		})
		r, _, err := brought(t, src, edited, nil)
		if err != nil || told(r) != c.want || len(r.Proposals)+len(r.Remarks) == 0 || r.Same > 0 {
			t.Errorf("%s: %v, got\n%s\nwant\n%s", c.said, err, told(r), c.want)
		}
	}
}

// withComment returns a file with a comment, numbered 5, that its text does not cite.
func withComment(t *testing.T, b []byte, said string) []byte {
	t.Helper()
	const part, office = "word/comments.xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
	parts := partsOf(t, b)
	parts[part] = []byte(`<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="5" w:author="Ana Ruiz" w:date="2024-05-02T10:00:00Z"><w:p>` +
		xRun(said) + `</w:p></w:comment></w:comments>`)
	rels := "word/_rels/document.xml.rels"
	parts[rels] = []byte(strings.Replace(string(parts[rels]), "</Relationships>", `<Relationship Id="rId500" Type="`+office+`" Target="comments.xml"/></Relationships>`, 1))
	return packed(t, parts)
}

// packed returns a package of parts.
func packed(t *testing.T, parts map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// aboutOf returns all that an import says beside its proposals: notes, remarks and the words of what was not placed.
func aboutOf(r *word.Receipt) string {
	lines := append(slices.Clone(r.Notes), r.Ledger.In(r.Lang))
	for _, x := range r.Remarks {
		lines = append(lines, x.By+" on "+x.About+": "+x.Said)
	}
	for _, x := range r.Rest {
		lines = append(lines, x.Words+" / near: "+x.Near)
	}
	return strings.Join(lines, "\n")
}
