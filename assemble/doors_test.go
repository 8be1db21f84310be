package assemble

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake"
	"omnibus/assemble/intake/door"
	"omnibus/assemble/intake/word"
	"omnibus/assemble/matrix"
	"omnibus/assemble/records"
	"omnibus/assemble/source"
	"omnibus/assemble/term"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/write/docx"
	"omnibus/assemble/write/xlsx"
)

// saidTaken are sayings that omnibus propose and omnibus word import take up, each about another paragraph, and said those of Delegation A
// if they name nobody.
var saidTaken = []string{
	"OP 3: replace 'invite' by 'urge'",
	"Párrafo resolutivo 3: reemplazar «Invitar» por «Instar»",
	"op. 2 delete 'comparative'",
	"[Delegation B] OP 3: after \"climate change\" insert \", soon,\"",
	"[Delegation B, supported by Delegation C] OP 10: delete",
	"Delegation C:",
	"Suprímase el párrafo resolutivo 9.",
	"OP 3 should read: To thank the donors of clinics.",
	"OPs 11-12: no change",
	"Move OP 5 after OP 8",
	"new OP after 13: To thank the donors of the member states.",
	"18 bis. To thank the hosts of the member states:",
	"(a) those in border areas; and",
	"(b) those that open at night.",
	"7 bis To thank the consulates of the member states.",
	"OP 1: new sub-paragraph: count the clinics",
	"PP 2: keep",
	"OP 21: [Delegation B: To thank the donors of clinics.]",
	"OP 19: To request the General Secretariat to count the clinics of the member states",
	"New PP after 3: RECALLING the donors of the States",
	"OP 1 (b): replace 'migrate' by 'leave'",
	"- au paragraphe 16 du dispositif, supprimer",
	"Novo parágrafo após o 17: \"To thank the hosts of all.\"",
	"OP 6: keep (a), but delete (b)",
	"OPs 14 to 15: reservation",
	"OP 20 (Delegation B): delete",
	"PP 4: Delegation B and Delegation C propose to delete",
	"third preambular paragraph: keep",
}

// saidLeft are sayings from which neither command makes a proposal.
var saidLeft = []string{
	"Dear Chair,", "please send your proposals on OP 1 to OP 9 by Friday", "as requested in paragraph 7 of the resolution",
	"OP 7: agreed", "OP 7: OK", "OP 7: we can live with it", "OP 8: delete the brackets", "OP 8: delete as appropriate",
	"OP 3: replace 'may'", "OP 3: replace 'shall' by 'may'", "OP 3: replace 'for' by 'of'", "OP 3: insert 'may'", "move OP 3",
	"move OP 3 after 99", "move OP 3 after PP 2", "OP 99: delete", "OP 99999999999999999999: delete", "OP 12.1: delete", "OP 7 (1): delete",
	"12.1 To thank the donors of the member states", "OP 7 (z): delete", "OP 3: What does it mean?",
	"OP 3: Delegation A withdraws its proposal", "OP 3: La Delegación A se suma a la Delegación B", "OP 3: general remarks on this",
	"OP 3: Redundant with PP 2.", "OP 3: See our note.", "OP 3: We prefer the text of the Chair.", "OP 1 (b): agreed in principle",
	"OP 3 and 4: To do something", "1. To thank the donors of clinics for their work", "[Delegation Z] OP 3: delete",
	"new OP after 7:", "new sub-paragraph after OP 1 (z): so", "OP 3: To [invite] [Delegation B: urge] the member states to say what is foreseen", "> OP 4: delete", "2 may be enough", "add", "OP 3: add",
	"OP 2: Delegation B could not accept deleting \"comparative\".", "OP 3: we oppose the deletion of \"invite\"",
	"OP 3: please do not delete \"invite\"", "OP 2: no eliminar \"comparative\"", "OP 3: no estamos de acuerdo con suprimir \"invite\"",
	"OP 3: why delete \"invite\"?", "OP 3 : la Délégation B ne souhaite pas supprimer « invite »", "OP 3: não suprimir \"invite\"",
	"OP 3: delete everything except \"invite\"", "OP 3: could \"invite\" be deleted?", "OP 3: delete \"invite\" if others agree",
	"OP 3: no eliminar", "OP 3: we don't want to replace \"invite\" by \"urge\"", "OP 3: replace \"invite\" by \"urge\"? No.",
	"OP 3: Delegation B withdraws its proposal to delete \"invite\"", "OP 3: keep, but delete (b)", "OP 3: agree to delete",
	"OP 3 : remplacer « invite » par « invite et incite »",
	"OP 6: agree to delete (a)", "We support the deletion of OP 6.", "OP 3: put 'invite' in brackets", "OP 3: delete the chapeau",
	"OP 3: delete the last sentence", "OP 6: delete all but (a)", "De acuerdo con suprimir el párrafo 6", "OP 3: delete the second 'invite'",
}

// made returns the proposals that a returned file has added, in words that leave out what commands choose: ids and files.
func made(t *testing.T, src *work.Sources, files []*source.File) []string {
	t.Helper()
	after := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates}
	for _, f := range files {
		put(&after.Input, f, "input/")
		put(&after.Locales, f, "locales/")
	}
	w, err := Run(after, work.Job{Meeting: "meeting-april"}, work.Merged, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, w.Diags.Items)
	}
	var out []string
	for _, p := range w.Records.Proposals {
		if mergedOnce[src].Records.ByID[p.ID.String] != nil {
			continue
		}
		words := func(text input.Text) string {
			texts := map[string]string{}
			for _, l := range []string{"en", "es"} {
				if tr := w.Locales.Lookup(text, l); text.String != "" && !tr.Missing() && !tr.Stale {
					texts[l] = source.Normalize(tr.Text.String)
				}
			}
			s := ""
			for _, l := range slices.Sorted(maps.Keys(texts)) {
				s += fmt.Sprintf(" %s %q", l, texts[l])
			}
			return s
		}
		s := fmt.Sprint(p.Operation.String, " ", p.Base.String, " ", p.After.String, " ", p.Date.String())
		if p.Base.String == "" {
			s += p.Kind.String + " " + p.Section.String
		}
		for _, a := range p.Authors {
			s += " " + a.String
		}
		if len(p.Paragraphs) == 0 || p.Base.String == "" { // an amendment may repeat the words above a new sub-paragraph
			s += words(p.Text)
		}
		for _, x := range p.Paragraphs {
			if x.Base.String == "" { // and the one before it
				s += ":" + words(x.Text)
			}
		}
		out = append(out, s)
	}
	for _, p := range mergedOnce[src].Records.Proposals {
		was := len(p.Reservations)
		for _, r := range w.Records.ByID[p.ID.String].(*input.Proposal).Reservations[was:] {
			out = append(out, fmt.Sprint("reserve ", p.ID.String, " ", r.Delegation.String, " ", r.State.String, " ", r.From.String))
		}
	}
	slices.Sort(out)
	return out
}

// TestDoors: a letter has the same answer from omnibus propose and from omnibus word import, as a text and as a document.
func TestDoors(t *testing.T) {
	src := shippedSources(t)
	propose := func(text string) (*records.Receipt, *diag.List) {
		if mergedOnce[src] == nil {
			brought(t, src, []byte("Dear Chair,"), nil)
		}
		var diags diag.List
		p := &records.Proposing{Work: mergedOnce[src], Src: src, Line: Run, Locale: "locales", Folder: "input", Author: "delegation-a",
			Meeting: "meeting-april"}
		r, _, err := p.Run(source.NewFile("mail.txt", []byte(text)), &diags)
		if err != nil {
			t.Fatal(err)
		}
		return r, &diags
	}
	all := strings.Join(saidTaken, "\n")
	r, diags := propose(all)
	if diags.HasErrors() {
		t.Fatal(diags.Items[0])
	}
	want := made(t, src, r.Files)
	for kind, b := range map[string][]byte{"text": []byte(all), "docx": asDocx(t, all)} {
		r, _, err := brought(t, src, b, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := made(t, src, r.Files); !slices.Equal(got, want) || len(r.Rest) > 0 {
			t.Errorf("word import of a %s:\n%s\n%v\npropose:\n%s", kind, strings.Join(got, "\n"), r.Rest, strings.Join(want, "\n"))
		}
	}
	if len(want) < len(saidTaken)-4 {
		t.Errorf("%d proposals of %d sayings:\n%s", len(want), len(saidTaken), strings.Join(want, "\n"))
	}
	all = strings.Join(saidLeft, "\n\n")
	if r, _ := propose(all); len(r.Changes) > 0 || len(r.Files) > 0 {
		t.Errorf("propose makes of what is no proposal %v", r.Changes)
	}
	home, _, err := brought(t, src, []byte(all), nil)
	if err != nil || len(home.Proposals) > 0 {
		t.Errorf("word import makes of what is no proposal %v\n%s", err, told(home))
	}
	for i, said := range saidLeft { // each is kept whole
		at := fmt.Sprintf("line %d", 2*i+1)
		if !slices.ContainsFunc(home.Rest, func(x word.Rest) bool { return x.Place == at && strings.Contains(x.Words, said) }) {
			t.Errorf("%q (%s) is not in %v", said, at, home.Rest)
		}
	}
}

// TestWrongDoor: a command that is given a file of another one names that command with the name of the file; one that is given its own does
// not. Each kind of file is made by the tool where the tool makes it.
func TestWrongDoor(t *testing.T) {
	t.Parallel()
	src := shippedSources(t)
	w, err := Run(src, work.Job{Meeting: "meeting-april", Papers: []string{"mandate-matrix", "draft-paragraphs"}, Formats: []string{"xlsx", "docx"}},
		work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]map[string][]byte{} // by command, then by name
	add := func(command, name string, b []byte) {
		if files[command] == nil {
			files[command] = map[string][]byte{}
		}
		files[command][name] = b
	}
	for _, f := range w.Files {
		of := map[bool]string{true: door.Word, false: door.Matrix}[f.Doc != nil]
		if strings.Contains(f.Name, ".redline.") {
			of = "view"
		}
		add(of, f.Name, f.Bytes)
	}
	book := func(command, name string, m *matrix.Workbook, err error) {
		var b bytes.Buffer
		if err == nil {
			err = xlsx.Write(&b, m)
		}
		if err != nil {
			t.Fatal(err)
		}
		add(command, name, b.Bytes())
	}
	outcomes, err := records.Form(src, w, "es", "session-health")
	book(door.Records, "session-health.xlsx", outcomes, err)
	sheet, err := (&records.Proposing{Work: w, Src: src, Line: Run}).Sheet()
	book(door.Propose, "proposals.xlsx", sheet, err)
	form, err := records.ProposalForm(src, w, []string{"en"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := docx.WriteForm(&b, form); err != nil {
		t.Fatal(err)
	}
	add(door.Records, "my form.docx", b.Bytes())
	for _, format := range translate.Formats {
		made, err := translate.Write([]*packet.Packet{hostile()}, format)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range made {
			add(door.Translate, format.Name+"-"+f.Name, f.Bytes)
		}
	}
	add("letter", "letter.docx", asDocx(t, "OP 3: delete"))
	add("letter", "letter.odt", asODT(t, "OP 3: delete"))
	add("mail", "mail.txt", []byte("OP 3: delete"))
	if err := door.Check(door.Matrix, source.NewFile("input/term.yaml", []byte("id: term"))); err != nil { // the command says what it wants
		t.Error(err)
	}
	if err := door.Check(door.Word, source.NewFile("input/term.yaml", []byte("id: term"))); err == nil {
		t.Error("word import reads a file of the term as a letter")
	}
	resolution := "AG/RES. 3055 (LIV-O/24)\nON ARCHIVES\nTHE GENERAL ASSEMBLY,\nRESOLVES:\n1. To thank the donors."
	if _, _, err := brought(t, src, []byte(resolution), nil); err == nil || !strings.Contains(err.Error(), "omnibus "+door.Mandates) {
		t.Errorf("word import of a resolution: %v", err)
	}
	add("none", "paper.pdf", []byte("%PDF-1.7"))
	opens := map[string][]string{ // the commands that open what two of them may open
		"letter": {door.Word, door.Mandates}, "mail": {door.Propose, door.Word, door.Mandates},
		"none": {""}, "view": {door.Word},
	}
	for of, named := range files {
		for name, b := range named {
			for _, command := range []string{door.Word, door.Records, door.Matrix, door.Translate, door.Propose, door.Mandates} {
				err := door.Check(command, source.NewFile(name, b))
				own := opens[of]
				if own == nil {
					own = []string{of}
				}
				right := map[string]string{"letter": door.Word, "mail": door.Propose, "none": "verify", "view": "verify"}[of]
				if right == "" {
					right = of
				}
				typed := name
				if strings.Contains(name, " ") {
					typed = `"` + name + `"`
				}
				switch want := "use omnibus " + right + " " + typed; {
				case slices.Contains(own, command) && err != nil:
					t.Errorf("%s of %s: %v", command, name, err)
				case !slices.Contains(own, command) && (err == nil || !strings.Contains(err.Error(), want)):
					t.Errorf("%s of %s: %v, want %q", command, name, err, want)
				}
			}
		}
	}
	form1 := source.NewFile("form.docx", b.Bytes())
	text := source.NewFile("mail.pdf", []byte("%PDF-1.7"))
	looked := map[string]error{} // each command looks at its door
	_, looked[door.Word] = (&word.Import{Work: w, Src: src, Line: Run}).Run(form1, &diag.List{})
	_, looked[door.Records] = (&records.Import{Work: w, Src: src, Line: Run}).Run(text, &diag.List{})
	_, looked[door.Matrix] = (&intake.Matrix{Work: w, Src: src, Line: Run}).Run(form1, &diag.List{})
	_, _, looked[door.Translate] = translate.Read(form1)
	_, _, looked[door.Propose] = (&records.Proposing{Work: w, Src: src, Line: Run}).Run(form1, &diag.List{})
	_, looked[door.Mandates] = term.ManuscriptOf(form1)
	for command, err := range looked {
		if err == nil || !strings.Contains(err.Error(), ": use omnibus ") {
			t.Errorf("%s: %v", command, err)
		}
	}
}
