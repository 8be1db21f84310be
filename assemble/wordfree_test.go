package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/intake/word"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

const (
	climate   = "To invite the member states to say, in their plans for adaptation to climate change and for the reduction of disaster risk, what is foreseen for people who have to move"
	climateES = "Invitar a los Estados Miembros a que indiquen, en sus planes de adaptación al cambio climático y de reducción del riesgo de desastres, qué se prevé para las personas que tienen que desplazarse"
)

const answered = "not placed: paragraph 3 (op-causes-climate): an answer that proposes no change"

var urgedClimate = `mod op-causes-climate by delegation-a: en "To urge` + climate[len("To invite"):] + `"`

// remarked is what is told of a remark on a paragraph.
func remarked(said string) string {
	return "\nremark on paragraph 3 (op-causes-climate) by delegation-a: " + said
}

// ofAnotherList is what is told of a text whose number may be that of another list.
func ofAnotherList(number string) string {
	return "not placed: it is not clear whether the number " + number + " is that of the paragraph on the paper: " +
		"write OP or PP before the number: OP 4: To request ...\n"
}

// freeTexts are letters and mails as delegations write them, and the proposals in them.
var freeTexts = []struct{ name, text, section, want string }{
	{"a word deleted", "OP 3: delete 'and for the reduction of disaster risk'", "",
		`mod op-causes-climate by delegation-a: en "` + strings.Replace(climate, " and for the reduction of disaster risk", "", 1) + `"`},
	{"a word replaced, in a mail", "Dear Chair,\n\nPlease find our comments:\n\n- OP 3: replace “invite” with “urge”\n\nKind regards\n", "", urgedClimate +
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new" +
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new" +
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new"},
	{"a word replaced, in Spanish", "Párrafo resolutivo 3: reemplazar «Invitar» por «Instar»", "",
		`mod op-causes-climate by delegation-a: es "Instar` + climateES[len("Invitar"):] + `"`},
	{"the number as the papers print it", "párr. res. 3: reemplazar «Invitar» por «Instar»", "",
		`mod op-causes-climate by delegation-a: es "Instar` + climateES[len("Invitar"):] + `"`},
	{"a word inserted", "3. insert 'also' after 'invite'", "", `mod op-causes-climate by delegation-a: en "To invite also` + climate[len("To invite"):] + `"`},
	{"a paragraph deleted", "Delete OP 3.", "", "sup op-causes-climate by delegation-a"},
	{"a paragraph moved", "OP 3: move after OP 6", "", "move op-causes-climate after op-xenophobia-education by delegation-a"},
	{"a whole paragraph with its number", "3. To urge" + climate[len("To invite"):] + ".", "", urgedClimate},
	{"a whole paragraph without a number", "To urge" + climate[len("To invite"):] + ".", "", urgedClimate},
	{"a whole paragraph over several lines", "3. To urge the member states to say, in their plans for\nadaptation to climate change and for the reduction of disaster\nrisk, what is foreseen for people who have to move.", "", urgedClimate},
	{"unchanged paragraphs", "3. " + climate + ".\n3. " + climateES + ".", "", ""},
	{"two languages, one after the other", "3. To urge" + climate[len("To invite"):] + ".\n\n3. Instar" + climateES[len("Invitar"):] + ".", "",
		urgedClimate + ` es "Instar` + climateES[len("Invitar"):] + `"`},
	{"two languages side by side", "3.\tTo urge" + climate[len("To invite"):] + ".\tInstar" + climateES[len("Invitar"):] + ".", "",
		urgedClimate + ` es "Instar` + climateES[len("Invitar"):] + `"`},
	{"new paragraphs after one", "3 bis. To thank the donors.\n3 bis. Agradecer a los donantes.", "", `add operative section-causes by delegation-a: en "To thank the donors" es "Agradecer a los donantes"`},
	{"a new paragraph, with its place in words", "New OP after 3: To thank the donors of the member states.", "", `add operative section-causes by delegation-a: en "To thank the donors of the member states"`},
	{"a new preambular paragraph", "New PP after 3: RECALLING the donors of the States", "", `add preambular by delegation-a: en "RECALLING the donors of the States"`},
	{"new paragraphs of a section", "To thank the donors in the States.\n\nTo thank the hosts in the States.\n\nAgradecer a los donantes en los Estados.\n\nAgradecer a los anfitriones en los Estados.", "section-health",
		`add operative section-health by delegation-a: en "To thank the donors in the States" es "Agradecer a los donantes en los Estados"` + "\n" +
			`add operative section-health by delegation-a: en "To thank the hosts in the States" es "Agradecer a los anfitriones en los Estados"`},
	{"several delegations", "Delegation B:\nOP 3: replace 'invite' by 'urge'\n\n[Delegation C] OP 3: delete", "",
		strings.Replace(urgedClimate, "delegation-a", "delegation-b", 1) + "\nsup op-causes-climate by delegation-c"},
	{"a number that the draft does not have", "OP 99: delete", "", "not placed: the paper has no paragraph OP 99"},
	{"words that are not there", "OP 3: replace 'shall' by 'may'", "", `not placed: "shall" does not occur in paragraph 3 (op-causes-climate), which is written in English`},
	{"words that are there twice", "OP 3: replace 'for' by 'of'", "", `not placed: "for" occurs 3 times in paragraph 3 (op-causes-climate): quote more words, so that they occur only once`},
	{"a sub-paragraph", "OP 1 (b): replace 'migrate' by 'leave'", "",
		`mod op-causes-policies-b by delegation-a: en "strengthen social protection, so that no one is obliged to leave in order to survive"`},
	{"two instructions for a paragraph", "OP 3: replace 'invite' by 'urge'\nOP 3: delete 'and for the reduction of disaster risk'", "",
		strings.Replace(urgedClimate, " and for the reduction of disaster risk", "", 1)},
	{"an answer that is no text", "OP 3: agreed", "", answered},
	{"an answer in capitals", "OP 3: OK", "", answered},
	{"an instruction in other words", "OP 3: after \"climate change\" insert \", soon,\"", "",
		`mod op-causes-climate by delegation-a: en "` + strings.Replace(climate, "climate change", "climate change, soon,", 1) + `"`},
	{"what should be read", "OP 3 should read: " + climate, "", ""},
	{"a part of it deleted, without its words", "OP 3: delete the brackets", "",
		"not placed: brackets around words of paragraph 3 (op-causes-climate) are no proposal: what is proposed is printed in brackets until it is agreed: " +
			"write what is proposed for the words: delete 'also', replace 'may' by 'shall', or: reserve"},
	{"the paragraph deleted in words", "OP 3: delete the whole paragraph", "", "sup op-causes-climate by delegation-a"},
	{"another text of a paragraph", "OP 3: To thank the donors of clinics.", "", `mod op-causes-climate by delegation-a: en "To thank the donors of clinics"`},
	{"an earlier mail", "OP 3: replace 'invite' by 'urge'\n\n> OP 6: delete\n> OP 7: delete", "",
		urgedClimate + "\nnot placed: words quoted from an earlier mail"},
	{"a forwarded mail", "OP 3: replace 'invite' by 'urge'\n\n-----Original Message-----\nOP 6: delete", "",
		urgedClimate + "\nnot placed: words quoted from an earlier mail"},
	{"comments beside a text", "3\tTo urge" + climate[len("To invite"):] + "\tDelegation A supports", "", urgedClimate + remarked("Delegation A supports")},
	{"what a cell says of others", "OP 3\tTo urge" + climate[len("To invite"):] + "\tsee our note", "", urgedClimate + remarked("see our note")},
	{"an answer in a cell", "OP 3\t" + climate + "\tAgreed.", "", remarked("Agreed.")[1:]},
	{"a comment without a number", "To urge" + climate[len("To invite"):] + "\tWe thank the Chair for this text.", "", urgedClimate + remarked("We thank the Chair for this text.")},
	{"the authors in a column", "OP 3\tDelegation B\treplace 'invite' by 'urge'\tagreed by all", "",
		strings.Replace(urgedClimate, "delegation-a", "delegation-b", 1) + strings.Replace(remarked("agreed by all"), "delegation-a", "delegation-b", 1)},
	{"two texts in a row", "OP 3\tTo urge" + climate[len("To invite"):] + "\tTo thank the donors of clinics", "", urgedClimate +
		"\nnot placed: the same authors propose two texts for paragraph 3 (op-causes-climate): leave one of the two out"},
	{"the present text beside the proposed one", "No.\tPresent\tProposed\n3\t" + climate + "\tTo urge" + climate[len("To invite"):], "", urgedClimate +
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new"},
	{"an instruction that fails, in a cell", "OP 3\treplace 'shall' by 'may'", "",
		`not placed: "shall" does not occur in paragraph 3 (op-causes-climate), which is written in English`},
	{"a number with a point", "12.1 To thank the donors of the member states", "", "not placed: the paper has no paragraph OP 12.1"},
	{"a number without a mark", "3 bis To thank the donors.", "", `add operative section-causes by delegation-a: en "To thank the donors"`},
	{"the numbers of another list", "1. To thank the donors of clinics.\n2. To thank the hosts.", "",
		strings.TrimSpace(ofAnotherList("1") + ofAnotherList("2"))},
	{"two texts for a paragraph, one without its number", "To urge" + climate[len("To invite"):] + ".\nOP 3\tTo ask" + climate[len("To invite"):], "", urgedClimate +
		"\nnot placed: the same authors propose two texts for paragraph 3 (op-causes-climate): leave one of the two out"},
	{"a list below a text that ends", "To urge" + climate[len("To invite"):] + ".\n\n(a) first\n(b) second", "", urgedClimate + strings.Repeat(
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new", 2)},
	{"a new paragraph with sub-paragraphs", "3 bis. To thank:\n(a) the donors; and\n(b) the hosts.", "", `add operative section-causes by delegation-a: en "To thank"`},
	{"reservations", "OP 3: Delegation B reserves its position\nReservation on PP 2.", "", "reserve pp-committee by delegation-a\nreserve op-causes-climate by delegation-b"},
	{"an agreement with a change", "We agree to delete OP 3.", "", "not placed: paragraph 3 (op-causes-climate): it agrees to a change and proposes none: " +
		"a delegation that proposes it writes the change alone, as in OP 5: delete"},
	{"reasons behind a text", "3. To urge" + climate[len("To invite"):] + ". We explain that this is urgent.", "", urgedClimate +
		"\nnot placed: words that belong to no paragraph of the draft: give their number, or name a section with --new"},
	{"a text with a note", "OP 2: replace 'comparative' by 'full'", "", strings.Replace(studyOf(""), "comparative", "full", 1)},
}

// TestWordFree: letters and mails that were not made from the draft, as plain text, as .docx and as OpenDocument text.
func TestWordFree(t *testing.T) {
	src := shippedSources(t)
	for i, c := range worktest.Share(freeTexts, 8) {
		for kind, b := range map[string][]byte{"text": []byte(c.text), "docx": asDocx(t, c.text), "odt": asODT(t, c.text)} {
			if kind != "text" && (strings.Contains(c.name, "several lines") || i%3 != 0) {
				continue
			}
			set := func(im *word.Import) { im.New = c.section }
			r, diags, err := brought(t, src, b, set)
			if err != nil || diags.HasErrors() {
				t.Errorf("%s, %s: %v %v", c.name, kind, err, diags.Items)
				continue
			}
			got := told(r)
			for _, x := range r.Remarks {
				got = strings.TrimPrefix(got+"\nremark on "+x.About+" by "+x.By+": "+x.Said, "\n")
			}
			if got != c.want {
				t.Errorf("%s, %s: got\n%s\nwant\n%s", c.name, kind, got, c.want)
			}
			if kind != "text" || len(r.Files) == 0 {
				continue
			}
			after := &work.Sources{Input: append([]*source.File(nil), src.Input...), Locales: append([]*source.File(nil), src.Locales...), Templates: src.Templates}
			for _, f := range r.Files {
				put(&after.Input, f, "input/")
				put(&after.Locales, f, "locales/")
			}
			if again, _, err := brought(t, after, b, set); i%4 == 0 && (err != nil || len(again.Files) > 0) {
				t.Errorf("%s: imported again: %v\n%s", c.name, err, told(again))
			}
		}
	}
}

// asDocx returns a text as a .docx that no draft was: a line is a paragraph, or with tabs a row.
func asDocx(t *testing.T, text string) []byte {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) == 1 {
			b.WriteString("<w:p>" + xRun(line) + "</w:p>")
			continue
		}
		b.WriteString("<w:tbl><w:tr>")
		for _, c := range cells {
			b.WriteString("<w:tc><w:p>" + xRun(c) + "</w:p></w:tc>")
		}
		b.WriteString("</w:tr></w:tbl>")
	}
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
	return packed(t, map[string][]byte{
		"_rels/.rels": []byte(`<Relationships><Relationship Id="r" Type="` + office + `" Target="word/document.xml"/></Relationships>`),
		mainPart:      []byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + b.String() + `</w:body></w:document>`),
	})
}

// asODT returns a text as an OpenDocument text.
func asODT(t *testing.T, text string) []byte {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) == 1 {
			b.WriteString("<text:p>" + line + "</text:p>")
			continue
		}
		b.WriteString("<table:table><table:table-row>")
		for _, c := range cells {
			b.WriteString("<table:table-cell><text:p>" + c + "</text:p></table:table-cell>")
		}
		b.WriteString("</table:table-row></table:table>")
	}
	return packed(t, map[string][]byte{
		"mimetype":    []byte("application/vnd.oasis.opendocument.text"),
		"content.xml": []byte(`<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b"><o:body><o:text>` + b.String() + `</o:text></o:body></o:document-content>`),
	})
}
