package saying

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/work"
)

// small returns a paper of five paragraphs in two languages, and two authors.
func small() *Paper { return smallTo("en", "es") }

// smallTo returns the paper for sayings in some languages.
func smallTo(tags ...string) *Paper {
	files, _ := work.Builtin()
	p := NewPaper(locale.Read(files, nil, &diag.List{}), tags)
	p.Langs, p.LanguageName = []string{"en", "es"}, strings.ToUpper
	p.Name("Delegation A", "a")
	p.Name("Delegación A", "a")
	p.Name("Delegation B", "b")
	p.Name("General Secretariat", "secretariat")
	p.Name("Congress", "one")
	p.Name("Congress", "two")
	add := func(kind, number string, parent *Paragraph, en, es string) *Paragraph {
		t := &Paragraph{ID: kind + number, Name: kind[:2] + " " + number, Kind: kind, Number: number, Parent: parent, Lang: "en",
			Texts: map[string]string{"en": en}}
		if es != "" {
			t.Texts["es"] = es
		}
		p.Add(t)
		return t
	}
	add("preambular", "1", nil, "RECALLING the resolutions of the Assembly", "RECORDANDO las resoluciones de la Asamblea")
	add("operative", "1", nil, "To urge the States to share their figures each year", "Instar a los Estados a que compartan sus cifras cada año")
	two := add("operative", "2", nil, "To request the General Secretariat to", "Solicitar a la Secretaría General que")
	add("operative", "2 (a)", two, "count the clinics", "cuente las clínicas")
	add("operative", "2 (b)", two, "publish the figures", "publique las cifras")
	add("operative", "3", nil, "[To keep it] [Delegation A: To leave it]", "")
	return p
}

// said describes the acts that follow from a letter of Delegation A, and its problems.
func said(p *Paper, text string) string {
	var lines []Line
	for i, l := range strings.Split(text, "\n") {
		lines = append(lines, Line{At: fmt.Sprint(i + 1), N: i + 1, Text: l})
	}
	var out []string
	for _, x := range p.Letter("a", lines).Take(lines) {
		switch {
		case x.Problem != nil:
			out = append(out, "!"+x.Problem.At+" "+fmt.Sprintf(x.Problem.Format, x.Problem.Args...))
		case x.Left != nil:
			at := ""
			for _, l := range x.Left {
				at += " " + l.At
			}
			out = append(out, map[bool]string{true: "quoted", false: "left"}[x.Quoted]+at)
		case x.Announced != nil:
			out = append(out, "announced "+strings.Join(x.Announced, " "))
		default:
			acts, wrong := p.Acts(x.Said)
			for _, a := range acts {
				s := a.Do
				if a.Agrees {
					s = "agrees"
				}
				if a.On != nil {
					s += " " + a.On.Name
				}
				if a.To != nil {
					s += " to " + a.To.Name
				}
				if a.Before {
					s += " before"
				}
				if a.Text != "" {
					s += ": " + a.Lang + " " + a.Text
				}
				if x.Said.Authors[0] != "a" || len(x.Said.Authors) > 1 {
					s += " by " + strings.Join(x.Said.Authors, " ")
				}
				out = append(out, s)
			}
			for _, d := range wrong {
				out = append(out, "!"+d.At+" "+fmt.Sprintf(d.Format, d.Args...))
			}
		}
	}
	return strings.Join(out, "\n")
}

// TestActs: what follows from the sentences of a letter.
func TestActs(t *testing.T) {
	for text, want := range map[string]string{
		"OP 1: replace 'share' by 'publish'":                       "mod op 1: en To urge the States to publish their figures each year",
		"OP 1: reemplazar 'compartan' por 'publiquen'":             "mod op 1: es Instar a los Estados a que publiquen sus cifras cada año",
		"OP 1: add 'in May' at the end":                            "mod op 1: en To urge the States to share their figures each year in May",
		"OP 1: añadir 'en mayo' al final":                          "mod op 1: es Instar a los Estados a que compartan sus cifras cada año en mayo",
		"OP 1: delete 'each year'\nOP 1: replace 'urge' by 'ask'":  "mod op 1: en To urge the States to share their figures\nmod op 1: en To ask the States to share their figures",
		"OP 1: delete 'each'\n[Delegation B] OP 1: delete 'each'":  "mod op 1: en To urge the States to share their figures year\nmod op 1: en To urge the States to share their figures year by b",
		"1. To urge the States to share their figures each year":   "same op 1: en To urge the States to share their figures each year",
		"1. To urge the States to share all figures each year":     "mod op 1: en To urge the States to share all figures each year",
		"1. To thank the donors":                                   "!1 it is not clear whether the number 1 is that of the paragraph on the paper",
		"1 should read: To thank the donors":                       "mod op 1: en To thank the donors",
		"OP 1: To thank the donors":                                "mod op 1: en To thank the donors",
		"OP 1: Agradecer a los donantes":                           "mod op 1: es Agradecer a los donantes",
		"OP 1: Invitar a los Estados a las cifras":                 "mod op 1: es Invitar a los Estados a las cifras",
		"OP 1: Fine with us all":                                   "accept op 1",
		"OP 1: To thank":                                           "!1 it is not clear what is proposed for op 1",
		"OP 1: To thank the General Secretariat":                   "mod op 1: en To thank the General Secretariat",
		"OP 1: To request the General Secretariat to share":        "mod op 1: en To request the General Secretariat to share",
		"OP 1: Requests the General Secretariat to be so kind":     "mod op 1: en Requests the General Secretariat to be so kind",
		"OP 2 (b): To thank the donors of clinics":                 "!1 it is not clear what is proposed for op 2 (b)",
		"OP 1: insert 'all' before 'figures'":                      "mod op 1: en To urge the States to share their all figures each year",
		"OP 1: insert 'all' after 'share'":                         "mod op 1: en To urge the States to share all their figures each year",
		"OP 1: The General Secretariat shares the figures":         "!1 it is not clear what is proposed for op 1",
		"PP 1: STRESSING the resolutions of the past":              "mod pr 1: en STRESSING the resolutions of the past",
		"PP 1: NOTING with joy what was done":                      "mod pr 1: en NOTING with joy what was done",
		"OP 1: To share this\nOP 1: To share that":                 "mod op 1: en To share this\n!2 the same authors propose two texts for op 1",
		"OP 2 (b): replace 'figures' by 'numbers'":                 "mod op 2 (b): en publish the numbers",
		"OP 2 (b): publish all the figures":                        "mod op 2 (b): en publish all the figures",
		"OP 2 (b): to count something else entirely":               "!1 it is not clear what is proposed for op 2 (b)",
		"OP 2.1: delete":                                           "!1 the paper has no paragraph OP 2.1",
		"OP 2 (1): delete":                                         "!1 the paper has no paragraph OP 2.1",
		"OP 2 (z): delete":                                         "!1 the paper has no paragraph OP 2 (z)",
		"PP 21 ter (a): delete":                                    "!1 the paper has no paragraph PP 21 (tera)",
		"OP 9 bis: delete":                                         "!1 the paper has no paragraph OP 9 bis",
		"1 bis To thank the donors of it":                          "add op 1: en To thank the donors of it",
		"1 bis thank the donors":                                   "left 1",
		"new OP before 1: To thank the donors":                     "add op 1 before: en To thank the donors",
		"OP 2: new sub-paragraph: print them":                      "sub op 2: en print them",
		"new sub-paragraph after OP 2 (a): print them":             "sub op 2 to op 2 (a): en print them",
		"new sub-paragraph before OP 2 (a): print them":            "sub op 2 to op 2 (a) before: en print them",
		"move OP 1 before 3":                                       "move op 1 to op 2",
		"move OP 2 before 1":                                       "!1 op 2 cannot be moved before the first paragraph",
		"move OP 1 after PP 1":                                     "!1 the new place of op 1 is missing",
		"move OP 1 after 1":                                        "!1 the new place of op 1 is missing",
		"OP 1 and 2: keep":                                         "noc op 1\nnoc op 2",
		"OP 1: agreed\nOP 1: reserve\nOP 1: delete":                "accept op 1\nreserve op 1\nsup op 1",
		"new OP after 1: To thank:\n(a) the one; and\n(b) the two": "add op 1: en To thank\nbelow:  the one\nbelow:  the two",
		"new OP after 1: To thank all.\n(a) the one":               "add op 1: en To thank all\nleft 2",
		"OP 1:\nTo thank the donors":                               "mod op 1: en To thank the donors",
		"OP 3: [Delegation B: To thank the donors]":                "mod op 3: en To thank the donors by b",
		"OP 1: To [urge] [Delegation B: ask] the States":           "!1 the brackets name authors, and the text is one of several",
		"Congress:\nOP 1: delete":                                  "left 1\n!2 the author of the proposal is missing",
		"Please find our views:\nOP 1: delete":                     "left 1\nsup op 1",
		"Our friends of the Delegation B say:\nOP 1: delete":       "announced b\nsup op 1 by b",
		"Ruritania: OP 1: delete":                                  "!1 \"Ruritania\" is not a delegation in the glossary",
		"Delegation A and Delegation B: OP 1: delete":              "sup op 1 by a b",
		"> OP 1: delete":                                           "sup op 1",
		"> OP 1: delete\nOP 2: keep":                               "quoted 1\nnoc op 2",
		"OP 2: keep\n---- Original Message ----\nOP 1: delete":     "noc op 2\nquoted 2 3",
		"---- Forwarded ----\nOP 1: delete":                        "left 1\nsup op 1",
		"OP 2: keep\n--\nOP 1: delete":                             "noc op 2\nleft 2 3",
		"Dear Chair,\n\nfirst\n\n\n\nlast":                         "left 1 3\nleft 7",
		"OP 1: replace 'figures' by 'numbers'; and delete 'each'":  "mod op 1: en To urge the States to share their numbers year",
		"OP 1: replace 'States' by 'states'\n- OP 2 (a): delete":   "mod op 1: en To urge the states to share their figures each year\nsup op 2 (a)",
	} {
		if got := said(small(), text); got != want {
			t.Errorf("%s\n\t%q\nwant\t%q", text, got, want)
		}
	}
}

// TestAlone: a paragraph of a document does not continue the one above, unless that only names a number.
func TestAlone(t *testing.T) {
	p := small()
	var lines []Line
	for i, text := range []string{"OP 1: To thank the donors", "and their friends", "OP 2", "", "delete"} {
		lines = append(lines, Line{At: fmt.Sprint(i + 1), N: i + 1, Text: text, Alone: true})
	}
	var got []string
	for _, x := range p.Letter("a", lines).Take(lines) {
		if x.Said == nil {
			got = append(got, "left "+x.Left[0].Text)
			continue
		}
		got = append(got, x.Said.All)
	}
	if want := []string{"OP 1: To thank the donors", "left and their friends", "OP 2 delete"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCells: numbers that stand alone in a cell, and rows of a sheet.
func TestCells(t *testing.T) {
	p := small()
	for cell, want := range map[string]bool{"1": true, "OP 1": true, "7 bis.": true, "2 (a)": true, "12.1": true, "PP 3:": true, "OP": false, "": false,
		"1 delete": false, "No.": false, "1, 2": false, "OP 1: To thank": false} {
		if _, got := p.Cites(cell); got != want {
			t.Errorf("%q: %v", cell, got)
		}
	}
	for row, want := range map[[3]string]string{
		{"op. 1", "", "To thank the donors"}:        "op1|text|To thank the donors",
		{"op. 1", "amend", "Thanks to the donors"}:  "op1|text|Thanks to the donors",
		{"op. 1", "new", "To thank the donors"}:     "op1|new|To thank the donors",
		{"op. 1", "delete", ""}:                     "op1|delete",
		{"op. 1", "move", "after 3"}:                "op1|move|to op3",
		{"op. 1", "move", "somewhere"}:              "op1|move|somewhere",
		{"", "", "OP 2: delete"}:                    "op2|delete",
		{"2 (a)", "amend", "count them all in May"}: "op2a|text|count them all in May",
	} {
		x := p.Cells(row[0], row[1], row[2], "move")
		if x.String() != want || x.bare {
			t.Errorf("%q: %s (bare: %v), want %s", row, x, x.bare, want)
		}
		if given := row[1] == "amend"; x.what == "text" && x.given != given {
			t.Errorf("%q: given is %v", row, x.given)
		}
	}
}

// TestBare: numbers are compared without spaces and signs, and 1.1 is not 11.
func TestBare(t *testing.T) {
	for number, want := range map[string]string{"4 bis": "4bis", "4 (a)": "4a", "1.1": "1.1", "1 (1)": "1.1", "1.": "1", "11": "11", "1 (a) (i)": "1ai", "1 (a) (1)": "1a1"} {
		if got := bare(number); got != want {
			t.Errorf("%q: %q, want %q", number, got, want)
		}
	}
}
