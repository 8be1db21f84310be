package assemble

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/intake/word"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// A sheaf has the rows of a draft that was sent out, for tests to edit.
type sheaf struct {
	t     *testing.T
	text  string
	codes map[string]string // by record
}

// row returns the row of a record.
func (s *sheaf) row(id string) string {
	s.t.Helper()
	for _, r := range rowForm.FindAllString(s.text, -1) {
		if strings.Contains(r, `w:name="_o_`+s.codes[id]+`"`) {
			return r
		}
	}
	s.t.Fatalf("there is no row of %s", id)
	return ""
}

// replace edits words that occur once in the row of a record.
func (s *sheaf) replace(id, old, new string) {
	s.t.Helper()
	row := s.row(id)
	if n := strings.Count(row, old); n != 1 {
		s.t.Fatalf("%q occurs %d times in the row of %s: %s", old, n, id, row)
	}
	s.text = strings.Replace(s.text, row, strings.Replace(row, old, new, 1), 1)
}

// after inserts a row after that of a record and the rows below it.
func (s *sheaf) after(id, row string) {
	s.t.Helper()
	at := strings.Index(s.text, s.row(id)) + len(s.row(id))
	for { // its state, and its basis
		next := rowForm.FindString(s.text[at:])
		if !strings.HasPrefix(s.text[at:], next) || recordCode.MatchString(next) || next == "" {
			break
		}
		at += len(next)
	}
	s.text = s.text[:at] + row + s.text[at:]
}

// words retypes the cells of a record.
func (s *sheaf) words(id string, texts ...string) {
	row, n := s.row(id), -1
	cell := regexp.MustCompile(`(?s)<w:tc>.*?</w:tc>`)
	runs := regexp.MustCompile(`(?s)<w:r>.*</w:r>`)
	s.text = strings.Replace(s.text, row, cell.ReplaceAllStringFunc(row, func(c string) string {
		if n++; n == 0 {
			return c
		}
		return runs.ReplaceAllString(c, "<w:r><w:t>"+texts[n-1]+"</w:t></w:r>")
	}), 1)
}

func (s *sheaf) cut(id string) string {
	row := s.row(id)
	s.text = strings.Replace(s.text, row, "", 1)
	return row
}

// newRow returns a row with a text in each column, inserted by an author, or untracked without one.
func newRow(author string, texts ...string) string {
	open, shut, mark := "", "", ""
	if author != "" {
		open = fmt.Sprintf(`<w:ins w:id="70001" w:author="%s" w:date="2024-05-02T10:00:00Z">`, author)
		shut, mark = "</w:ins>", strings.TrimSuffix(strings.Replace(open, "70001", "70002", 1), ">")+"/>"
	}
	out := "<w:tr><w:trPr><w:cantSplit/>" + mark + "</w:trPr><w:tc><w:tcPr><w:tcW w:w=\"920\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>"
	for _, text := range texts {
		out += `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p>` + open + `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` + shut + `</w:p></w:tc>`
	}
	return out + "</w:tr>"
}

// marked returns a row that was inserted or deleted as a whole.
func marked(row, kind, author string) string {
	n := 71000
	mark := func() string {
		n++
		return fmt.Sprintf(`<w:%s w:id="%d" w:author="%s" w:date="2024-05-02T10:00:00Z"`, kind, n, author)
	}
	words := strings.NewReplacer()
	if kind == "del" {
		words = strings.NewReplacer("<w:t ", "<w:delText ", "</w:t>", "</w:delText>")
	}
	row = regexp.MustCompile(`<w:r>.*?</w:r>`).ReplaceAllStringFunc(row, func(run string) string {
		return mark() + ">" + words.Replace(run) + "</w:" + kind + ">"
	})
	return strings.Replace(row, "</w:trPr>", mark()+"/></w:trPr>", 1)
}

const pathways = "op-cooperation-pathways"

// TestWordCases: single edits, as people make them, and their imports.
func TestWordCases(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	for _, c := range []struct {
		name string
		edit func(s *sheaf)
		set  func(im *word.Import)
		want string // the proposals, one on each line; then what could not be placed
	}{
		{"a new paragraph, tracked, in both languages", func(s *sheaf) {
			s.after(pathways, newRow("Ana", "To thank the donors.", "Agradecer a los donantes."))
		}, nil, `add operative section-cooperation by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`},
		{"a new paragraph, pasted in silence, in one language", func(s *sheaf) {
			s.after(pathways, newRow("", "", "Agradecer a los donantes."))
		}, nil, `add operative section-cooperation by delegation-a: es "Agradecer a los donantes"`},
		{"two new paragraphs keep their order", func(s *sheaf) {
			s.after(pathways, newRow("", "To come.", "Venir.")+newRow("", "To go.", "Ir."))
		}, nil, "add operative section-cooperation by delegation-a: en \"To come\" es \"Venir\"\nadd operative section-cooperation by delegation-a: en \"To go\" es \"Ir\""},
		{"words of another in brackets", func(s *sheaf) {
			s.replace(pathways, "widen", "[widen] [Delegation B and Delegation C: open]")
			s.replace(pathways, "for study, and", "and")
		}, nil, `mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen regular pathways for migration, for work, and for the reunion of families"` + "\n" +
			`mod op-cooperation-pathways by delegation-b, delegation-c: en "To encourage the member states to open regular pathways for migration, for work, for study, and for the reunion of families"`},
		{"words of a stranger in brackets", func(s *sheaf) {
			s.replace(pathways, "widen", "[widen] [Ruritania: open]")
		}, nil, "not placed: paragraph 31 (op-cooperation-pathways): the brackets name Ruritania, whom the glossary does not know: are the words a proposal?"},
		{"a new paragraph of another, in brackets", func(s *sheaf) {
			s.after(pathways, newRow("", "[Delegation B: To thank the donors.]", "[Delegación B: Agradecer a los donantes.]"))
		}, nil, `add operative section-cooperation by delegation-b: en "To thank the donors" es "Agradecer a los donantes"`},
		{"a new paragraph of another, in brackets behind a number", func(s *sheaf) {
			s.after(pathways, newRow("", "31 bis. [Delegation B: To thank the donors.]", "31 bis. [Delegación B: Agradecer a los donantes.]"))
		}, nil, `add operative section-cooperation by delegation-b: en "To thank the donors" es "Agradecer a los donantes"`},
		{"a new sub-paragraph", func(s *sheaf) {
			s.after("op-causes-policies-b", newRow("", "(c) share figures;", "c) compartan cifras;"))
		}, nil, `mod op-causes-policies sub by delegation-a: en "share figures" es "compartan cifras"`},
		{"a new first paragraph of the preamble's list", func(s *sheaf) {
			s.after("pp-charter", newRow("Ana", "RECALLING the past;", "RECORDANDO el pasado;"))
		}, nil, `add preambular by delegation-a: en "RECALLING the past" es "RECORDANDO el pasado"`},
		{"a paragraph split in two", func(s *sheaf) {
			s.replace(pathways, "for migration, for work", `for migration</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">for work`)
		}, nil, "mod op-cooperation-pathways by delegation-a: en \"To encourage the member states to widen regular pathways for migration\"\n" +
			`add operative section-cooperation by delegation-a: en "for work, for study, and for the reunion of families"`},
		{"a row moved, tracked", func(s *sheaf) {
			row := s.row(pathways)
			s.text = strings.Replace(s.text, row, marked(row, "del", "Ana"), 1)
			s.after("op-cooperation-asylum", marked(strings.ReplaceAll(row, `w:name="_o_`, `w:name="_x_`), "ins", "Ana"))
		}, nil, "move op-cooperation-pathways after op-cooperation-asylum by delegation-a"},
		{"a row moved by cutting and pasting", func(s *sheaf) { s.after("op-cooperation-reception", s.cut(pathways)) }, nil,
			"move op-cooperation-pathways after op-cooperation-reception by delegation-a"},
		{"a row copied", func(s *sheaf) {
			s.after("op-cooperation-asylum", strings.ReplaceAll(strings.ReplaceAll(s.row(pathways), `_en"`, `_en_Copy_1"`), `_es"`, `_es_Copy_1"`))
		}, nil, `add operative section-cooperation by delegation-a: en "To encourage the member states to widen regular pathways for migration, for work, for study, and for the reunion of families" ` +
			`es "Alentar a los Estados Miembros a que amplíen las vías regulares de migración, por trabajo, por estudio y por reunificación familiar"`},
		{"all words of a row taken out in silence", func(s *sheaf) {
			row := s.row(pathways)
			s.text = strings.Replace(s.text, row, regexp.MustCompile(`<w:t xml:space="preserve">[^<]*</w:t>`).ReplaceAllString(row, ""), 1)
		}, nil, "sup op-cooperation-pathways by delegation-a"},
		{"a row that is missing deletes nothing", func(s *sheaf) { s.cut(pathways) }, nil, ""},
		{"a row that is missing, accepted", func(s *sheaf) { s.cut(pathways) }, func(im *word.Import) { im.AcceptMissing = true },
			"sup op-cooperation-pathways by delegation-a"},
		{"both languages", func(s *sheaf) {
			s.replace(pathways, "regular pathways", "safe pathways")
			s.replace(pathways, "regulares", "seguras")
		}, nil, `mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen safe pathways for migration, for work, for study, and for the reunion of families" ` +
			`es "Alentar a los Estados Miembros a que amplíen las vías seguras de migración, por trabajo, por estudio y por reunificación familiar"`},
		{"spaces, quotation marks, the number and what ends it", func(s *sheaf) {
			s.replace(pathways, "member states to", "member  states to")
			s.replace(pathways, "familiar", "familiar;")
		}, nil, ""},
		{"other spaces and quotation marks on the whole paper", func(s *sheaf) {
			s.text = strings.NewReplacer("\u00a0", " ", "“", "&quot;", "”", "&quot;", "’", "'").Replace(s.text)
		}, nil, ""},
		{"an instruction in each language", func(s *sheaf) {
			s.words(pathways, "Move after OP 2", "Trasladar después del párrafo 2")
			s.words("op-cooperation-asylum", "Delete", "Suprimir")
		}, nil, "move op-cooperation-pathways after op-causes-data by delegation-a\nsup op-cooperation-asylum by delegation-a"},
		{"an instruction in one language, in place of both texts", func(s *sheaf) {
			s.words(pathways, "", "Trasladar después del párrafo 2")
			s.words("op-cooperation-asylum", "Delete", "")
		}, nil, "move op-cooperation-pathways after op-causes-data by delegation-a\nsup op-cooperation-asylum by delegation-a"},
		{"a text in one language taken out", func(s *sheaf) {
			s.words(pathways, "To encourage the member states to widen regular pathways for migration, for work, for study, and for the reunion of families.", "")
		}, nil, "not placed: paragraph 31 (op-cooperation-pathways): its words in Spanish were deleted, but not those in another language"},
		{"a heading", func(s *sheaf) { s.replace("section-health", "Health services", "Health care") }, nil,
			`mod section-health by delegation-a: en "Health care and disease prevention"`},
		{"the title", func(s *sheaf) { s.replace("draft-paragraphs", "DRAFT PARAGRAPHS ON", "DRAFT PARAGRAPHS ABOUT") }, nil,
			`mod draft-paragraphs by delegation-a: en "Draft Paragraphs ABOUT Migration"`},
		{"a reference stays one", func(s *sheaf) { s.replace("op-follow-plan", "a work plan", "a plan") }, nil,
			`mod op-follow-plan by delegation-a: en "To instruct the Committee on Migration Issues to adopt a plan for its 2024-2025 term that builds on the results of the preceding one, ` +
				`and in particular on the study referred to in operative paragraph {{ref:op-causes-data}}"`},
		{"a note stays, and open words around it", func(s *sheaf) { s.replace("op-causes-data", "comparative study", "full study") }, nil,
			`mod op-causes-data by delegation-a: en "To instruct the General Secretariat to prepare, with the figures that the member states provide, a full study of the causes of migration in the Hemisphere, ` +
				`and to present it to the Committee on Migration Issues before March 31, 2025[^note-study]"`},
		{"a line that is no text of the draft", func(s *sheaf) { s.text = strings.Replace(s.text, "(proposed) new", "(agreed) new", 1) }, nil,
			"not placed: a line of the paper that does not belong to the draft was changed"},
		{"words outside the tables", func(s *sheaf) {
			s.text = strings.Replace(s.text, "<w:sectPr>", `<w:p><w:r><w:t>We cannot accept this.</w:t></w:r></w:p><w:sectPr>`, 1)
		}, nil, "not placed: words outside the tables of the draft"},
		{"the code is gone, the bookmark is there", func(s *sheaf) {
			s.replace(pathways, ">"+s.codes[pathways]+"<", "><")
			s.replace(pathways, "regular pathways", "safe pathways")
		}, nil, `mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen safe pathways for migration, for work, for study, and for the reunion of families"`},
		{"neither code nor bookmarks are there", func(s *sheaf) {
			row := s.row(pathways)
			bare := regexp.MustCompile(`<w:bookmark[^>]*>`).ReplaceAllString(strings.Replace(row, ">"+s.codes[pathways]+"<", "><", 1), "")
			s.text = strings.Replace(s.text, row, strings.Replace(bare, "regular pathways", "safe pathways", 1), 1)
		}, nil, `mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen safe pathways for migration, for work, for study, and for the reunion of families"`},
	} {
		s := &sheaf{t: t, codes: d.Codes()}
		edited := repacked(t, sent, mainPart, func(text string) string {
			s.text = text
			c.edit(s)
			return s.text
		})
		r, diags, err := brought(t, src, edited, c.set)
		if err != nil || diags.HasErrors() {
			t.Errorf("%s: %v %v", c.name, err, diags.Items)
			continue
		}
		if got := told(r); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// told returns the proposals of a receipt, one on each line, and what could not be placed.
func told(r *word.Receipt) string {
	var lines []string
	for _, p := range r.Proposals {
		line := p.Operation
		for _, s := range []string{p.Kind, p.Section, p.Base} {
			if s != "" {
				line += " " + s
			}
		}
		if p.Sub != "" {
			line += " sub"
		}
		if p.After != "" {
			line += " after " + p.After
		}
		line += " by " + p.Author
		sep := ": "
		for _, l := range []string{"en", "es"} {
			if slices.ContainsFunc(p.Shown, func(x string) bool { return strings.HasPrefix(x, l+": ") }) {
				line += sep + l + fmt.Sprintf(" %q", p.Texts[l])
				sep = " "
			}
		}
		lines = append(lines, line)
	}
	for _, x := range r.Rest {
		lines = append(lines, "not placed: "+x.Why)
	}
	return strings.Join(lines, "\n")
}

// TestWordIssued: a file is compared with what was issued, not with the present records.
func TestWordIssued(t *testing.T) {
	src := shippedSources(t)
	job := work.Job{Meeting: "meeting-april", Version: "1.0", Papers: []string{"draft-paragraphs"}}
	_, after := issued(t, src, job)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	later := &work.Sources{Input: slices.Clone(after.Input), Locales: after.Locales, Templates: after.Templates}
	for i, f := range later.Input {
		if strings.HasSuffix(f.Name, "proposals/cooperation.yaml") {
			text := strings.Replace(string(f.Bytes), "to widen regular pathways", "to open regular pathways", 1)
			later.Input[i] = source.NewFile(f.Name, []byte(text))
		}
	}
	if r, _, err := brought(t, later, sent, nil); err != nil || told(r) != "" {
		t.Errorf("an unedited file: %v\n%s", err, told(r))
	}
	for _, c := range []struct{ old, new, want, note string }{
		{"regular pathways", "safe pathways", pathwaysHead + "safe" + pathwaysTail, "the same words have changed since the draft was issued"},
		{"reunion of families", "reunion of all families", "To encourage the member states to open regular pathways for migration, for work, for study, and for the reunion of all families",
			"the change was applied to the present text"},
		{"widen regular", "open regular", "", "the present text already says so"},
	} {
		s := &sheaf{t: t, codes: d.Codes()}
		edited := repacked(t, sent, mainPart, func(text string) string {
			s.text = text
			s.replace(pathways, c.old, c.new)
			return s.text
		})
		want := ""
		if c.want != "" {
			want = `mod op-cooperation-pathways by delegation-a: en "` + c.want + `"`
		}
		r, _, err := brought(t, later, edited, nil)
		if err != nil || told(r) != want || !strings.Contains(aboutOf(r), c.note) {
			t.Errorf("%v\n%s\n%v", err, told(r), r.Notes)
		}
	}
}

// TestWordAuthors: a single unknown author is the sender of the file; of several, each must be named; one with the name of a delegation is
// that delegation.
func TestWordAuthors(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	by := func(authors ...string) []byte {
		s := &sheaf{t: t, codes: d.Codes()}
		return repacked(t, sent, mainPart, func(text string) string {
			s.text = text
			for i, a := range authors {
				s.after(pathways, newRow(a, fmt.Sprintf("To come %d.", i), fmt.Sprintf("Venir %d.", i)))
			}
			return s.text
		})
	}
	for _, c := range []struct {
		authors []string
		known   map[string]string
		want    string // the authors of the proposals, or the error
	}{
		{[]string{"Ana"}, nil, "delegation-a"},
		{[]string{"Unknown Author", "Ana"}, nil, "delegation-a delegation-a"},
		{[]string{"Ana", "Luis"}, nil, `the changes in back.docx were made by Ana, Luis: say for whom each made them, as in --author "Ana=delegation-a"`},
		{[]string{"Ana", "Luis"}, map[string]string{"Ana": "delegation-b"}, "delegation-a delegation-b"},
		{[]string{"Delegation C", "Ana"}, nil, "delegation-a delegation-c"},
		{[]string{"Delegación C"}, nil, "delegation-c"},
		{[]string{"Ana"}, map[string]string{"Ana": "nobody"}, `there is no author "nobody": authors are chair, or keys of input/glossary.yaml`},
	} {
		r, _, err := brought(t, src, by(c.authors...), func(im *word.Import) { im.Authors = c.known })
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			var authors []string
			for _, p := range r.Proposals {
				authors = append(authors, p.Author)
			}
			slices.Sort(authors)
			got = strings.Join(authors, " ")
		}
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.authors, got, c.want)
		}
	}
}

// TestWordRest: what cannot be placed is kept in full in the file of proposals, once, and comments become the reasons for their authors'
// changes.
func TestWordRest(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	s := &sheaf{t: t, codes: d.Codes()}
	edited := repacked(t, sent, mainPart, func(text string) string {
		s.text = text
		s.replace(pathways, "regular pathways", "safe pathways")
		s.text = strings.Replace(s.text, "<w:sectPr>", `<w:p><w:r><w:t>We cannot accept
this: at all.</w:t></w:r></w:p><w:sectPr>`, 1)
		return s.text
	})
	r, _, err := brought(t, src, edited, nil)
	if err != nil || len(r.Files) != 2 || len(r.Rest) != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	file := string(r.Files[0].Bytes)
	if !strings.Contains(file, "#   We cannot accept this: at all.\n") || !strings.Contains(file, "  - id: op-cooperation-pathways-delegation-a\n") {
		t.Errorf("the file is\n%s", file)
	}
	after := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates}
	for _, f := range r.Files {
		put(&after.Input, f, "input/")
		put(&after.Locales, f, "locales/")
	}
	if again, _, err := brought(t, after, edited, nil); err != nil || len(again.Files) > 0 {
		t.Errorf("imported again: %v %+v", err, again)
	}
	if l := r.Ledger; l.Found != l.Taken+l.Formal+l.Refused {
		t.Errorf("the receipt does not account for everything: %+v", l)
	}
}

// TestWordReserved: a reservation that is recorded after the draft was sent out, by hand or from the file itself, is no change of the text.
func TestWordReserved(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	s := &sheaf{t: t, codes: d.Codes()}
	edited := repacked(t, sent, mainPart, func(text string) string {
		s.text = text
		s.replace(pathways, "regular pathways", "safe pathways")
		s.replace("op-cooperation-dialogue", "one meeting", "two meetings")
		s.words("op-cooperation-asylum", "Delegation A reserves its position.", "La Delegación A reserva su posición.")
		return s.text
	})
	const want = `mod op-cooperation-dialogue by delegation-a: en "To instruct the Committee on Migration Issues to hold two meetings a year with the ` +
		`regional consultative processes on migration, and to invite to it the organizations of the inter-American system that work in the field"` + "\n" +
		`mod op-cooperation-pathways by delegation-a: en "To encourage the member states to widen safe pathways for migration, for work, for study, and for ` +
		`the reunion of families"` + "\nreserve op-cooperation-asylum by delegation-a"
	sorted := func(r *word.Receipt) string {
		lines := strings.Split(told(r), "\n")
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	byHand := &work.Sources{Input: slices.Clone(src.Input), Locales: src.Locales, Templates: src.Templates}
	for i, f := range byHand.Input {
		if strings.HasSuffix(f.Name, "proposals/cooperation.yaml") {
			at := "  - id: op-cooperation-dialogue\n"
			byHand.Input[i] = source.NewFile(f.Name, []byte(strings.Replace(string(f.Bytes), at, at+"    reservations:\n"+
				"      - {id: reserved-by-e, delegation: delegation-e, state: announced, from: meeting-april}\n", 1)))
		}
	}
	r, diags, err := brought(t, byHand, edited, nil)
	if err != nil || diags.HasErrors() || sorted(r) != want {
		t.Fatalf("with a reservation recorded by hand: %v %v, got\n%s\nwant\n%s", err, diags.Items, sorted(r), want)
	}
	if r, _, err = brought(t, src, edited, nil); err != nil || sorted(r) != want {
		t.Fatalf("%v, got\n%s\nwant\n%s", err, sorted(r), want)
	}
	after := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates}
	for _, f := range r.Files {
		put(&after.Input, f, "input/")
		put(&after.Locales, f, "locales/")
	}
	if again, _, err := brought(t, after, edited, nil); err != nil || len(again.Files) > 0 {
		t.Errorf("imported again: %v %+v", err, again)
	}
}

// TestOtherPaper: a work plan that comes back is turned away with the command for its texts, and with the changes in it.
func TestOtherPaper(t *testing.T) {
	src := shippedSources(t)
	w, err := Run(src, work.Job{Meeting: "meeting-april", Papers: []string{"work-plan"}, Formats: []string{"docx"}}, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	edited := repacked(t, w.Files[0].Bytes, mainPart, func(text string) string {
		return strings.Replace(text, "</w:p>", `<w:ins w:id="9000" w:author="Ana"><w:r><w:t>otherwise</w:t></w:r></w:ins></w:p>`, 1)
	})
	for b, want := range map[*[]byte]string{&w.Files[0].Bytes: "it has no tracked change and no comment", &edited: "an insertion (Ana, "} {
		_, _, err := brought(t, src, *b, nil)
		if err == nil || !strings.Contains(err.Error(), "omnibus records export") || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
