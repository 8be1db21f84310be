package assemble

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/issue"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// issuable returns the small term with symbols, with edits made to it.
func issuable(edit ...string) *work.Sources {
	text := strings.Replace(worktest.Agreed, "- {id: draft-paragraphs, title: Draft, original: [en]}",
		"- {id: draft-paragraphs, title: Draft, symbol: CAM/doc.1/24, original: [en], revisions: [{number: 0, for: end, date: 2024-06-01}]}\n"+
			"  - {id: mandate-matrix, title: Matrix, symbol: CAM/doc.2/24, original: [en], revisions: [{number: 0, for: end, date: 2024-06-01}]}", 1)
	return worktest.Small(text, edit...)
}

func built(t testing.TB, src *work.Sources, job work.Job) *work.Work {
	t.Helper()
	w, err := Run(src, job, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// issued makes the papers of a term and adds their records to its files.
func issued(t testing.TB, src *work.Sources, job work.Job) (*work.Work, *work.Sources) {
	t.Helper()
	w := built(t, src, job)
	worktest.NoErrors(t, &w.Diags)
	i, err := issue.Issue(w, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	after := *src
	after.Input = slices.Clone(src.Input)
	for _, f := range i.Records {
		after.Input = append(after.Input, source.NewFile("input/issued/"+f.Name, f.Bytes))
	}
	return w, &after
}

func errorsOf(w *work.Work) string {
	var out []string
	for _, d := range w.Diags.Items {
		if d.Severity == diag.Error {
			out = append(out, d.Code)
		}
	}
	return strings.Join(out, " ")
}

var endJob = work.Job{Meeting: "end", Version: "1.0"}

func TestIssuedStands(t *testing.T) {
	first, src := issued(t, issuable(), endJob)
	again := built(t, src, endJob)
	if len(again.Published) != len(first.Files) || len(again.Unchanged) > 0 {
		t.Fatalf("%d papers, %v", len(again.Published), again.Unchanged)
	}
	for i, f := range again.Published {
		if !bytes.Equal(f.Bytes, first.Files[i].Bytes) {
			t.Errorf("%s is not the issued file", f.Name)
		}
	}
	for _, c := range []struct {
		name string
		job  work.Job
	}{
		{"a newer tool", work.Job{Meeting: "end", Version: "1.1"}},
		{"line numbers", work.Job{Meeting: "end", Version: "1.0", LineNumbers: true}},
		{"another size", work.Job{Meeting: "end", Version: "1.0", Size: "a4"}},
		{"without tags", work.Job{Meeting: "end", Version: "1.0", Untagged: true}},
	} {
		w := built(t, src, c.job)
		if e := errorsOf(w); e != "" {
			t.Errorf("%s: %s", c.name, e)
		}
		for _, f := range w.Published {
			if v := issue.Verify(f, w.Issued); v.Word != issue.Issued {
				t.Errorf("%s: %s would replace the issued file", c.name, f.Name)
			}
		}
		for _, s := range w.Unchanged {
			if !slices.ContainsFunc(first.Files, func(f *work.Made) bool { return f.Name == s.Name && record.Fingerprint(f.Bytes) == s.SHA256 }) {
				t.Errorf("%s: %v is not an issued file", c.name, s)
			}
		}
	}
}

// TestIssuedByAnotherVersion: if another version of the tool gives other content and the author has changed nothing, the issued files
// remain. They do not if the author has changed something.
func TestIssuedByAnotherVersion(t *testing.T) {
	_, src := issued(t, issuable(), endJob)
	other := func(src *work.Sources) *work.Sources {
		out := *src
		out.Input = slices.DeleteFunc(slices.Clone(src.Input), func(f *source.File) bool { return strings.Contains(f.Name, "/"+record.Folder+"/") })
		for _, r := range record.Read(src.Input, new(diag.List)) {
			r.Tool = "0.9"
			for i := range r.Files {
				r.Files[i].Content = "f" + r.Files[i].Content
				r.Files[i].SHA256 = "zz" + r.Files[i].SHA256[2:]
			}
			out.Input = append(out.Input, source.NewFile("input/"+record.Folder+"/"+r.Name(), r.Text()))
		}
		return &out
	}
	w := built(t, other(src), endJob)
	if e := errorsOf(w); e != "" || len(w.Published) > 0 || len(w.Unchanged) != len(w.Files) {
		t.Errorf("%q, %d papers, %v", e, len(w.Published), w.Unchanged)
	}
	changed := issuable("text: RECALLING that", "text: RECALLING this")
	for _, f := range src.Input {
		if strings.Contains(f.Name, "/issued/") {
			changed.Input = append(changed.Input, f)
		}
	}
	w = built(t, other(changed), endJob)
	if e := errorsOf(w); e != "E1201 E1201" {
		t.Errorf("a changed text: %q", e)
	}
}

// TestIssuedIsHeld: a change of a paper's content is refused under its issued symbol, in whatever form the paper is requested.
func TestIssuedIsHeld(t *testing.T) {
	_, before := issued(t, issuable(), endJob)
	var records []*source.File
	for _, f := range before.Input {
		if strings.Contains(f.Name, "/"+record.Folder+"/") {
			records = append(records, f)
		}
	}
	for _, c := range []struct {
		name string
		edit []string
		want string
	}{
		{"nothing", nil, ""},
		{"a comment", []string{"id: term\n", "id: term # the term\n"}, ""},
		{"the text of a paragraph", []string{"text: RECALLING that", "text: RECALLING this"}, "E1201 E1201"},
		{"its translation", []string{`other = "To do as`, `other = "To make as`}, "E1201 E1201"},
		{"the title", []string{"title: Draft, symbol", "title: The Draft, symbol"}, "E1201"},
		{"a mandate", []string{"title: First # as printed", "title: The First"}, "E1201"},
		{"the symbol", []string{"CAM/doc.1/24", "CAM/doc.3/24"}, ""},
		{"one symbol for both", []string{"CAM/doc.1/24", "CAM/doc.2/24"}, "E1204 E1204 E0211"},
		{"symbols exchanged", []string{"CAM/doc.1/24", "CAM/doc.2/24", "CAM/doc.2/24", "CAM/doc.1/24"}, "E1204 E1204"},
	} {
		src := issuable(c.edit...)
		src.Input = append(src.Input, records...)
		for _, job := range []work.Job{endJob, {Meeting: "end", Version: "1.1"}, {Meeting: "end", Version: "1.0", Langs: []string{"es", "en"}}, {Meeting: "end", Version: "1.0", Langs: []string{"fr"}}} {
			w := built(t, src, job)
			if got := errorsOf(w); got != c.want {
				t.Errorf("%s, %v: %q, want %q", c.name, job.Langs, got, c.want)
			}
			if c.want != "" && len(w.Published) > 0 {
				t.Errorf("%s, %v: papers are made", c.name, job.Langs)
			}
			checked, err := Run(src, job, work.Composed, nil)
			if err != nil || errorsOf(checked) != c.want {
				t.Errorf("%s, %v: check reports %v %q", c.name, job.Langs, err, errorsOf(checked))
			}
		}
	}
}

func TestIssueRefuses(t *testing.T) {
	for _, c := range []struct {
		name, says string
		edit       []string
	}{
		{"no symbol", "mandate-matrix has no symbol yet and cannot be issued", []string{"symbol: CAM/doc.2/24", `symbol: ""`}},
		{"no revision", "mandate-matrix has no date yet and cannot be issued",
			[]string{"CAM/doc.2/24, original: [en], revisions: [{number: 0, for: end, date: 2024-06-01}]", "CAM/doc.2/24, original: [en]"}},
		{"no date", "mandate-matrix has no date yet and cannot be issued",
			[]string{"CAM/doc.2/24, original: [en], revisions: [{number: 0, for: end, date: 2024-06-01}]", "CAM/doc.2/24, original: [en], revisions: [{number: 0, for: end}]"}},
	} {
		src := issuable(c.edit...)
		if _, err := issue.Issue(built(t, src, endJob), nil, nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	// Another symbol for an issued revision.
	_, src := issued(t, issuable(), endJob)
	renamed := issuable("CAM/doc.1/24", "CAM/doc.3/24")
	for _, f := range src.Input {
		if strings.Contains(f.Name, "/issued/") {
			renamed.Input = append(renamed.Input, f)
		}
	}
	if _, err := issue.Issue(built(t, renamed, endJob), nil, nil); err == nil || !strings.Contains(err.Error(), "revision 0 of draft-paragraphs was issued as CAM/doc.1/24") {
		t.Errorf("another symbol: %v", err)
	}
	// Other languages in another form.
	french := work.Job{Meeting: "end", Version: "1.0", Langs: []string{"fr"}, Final: true}
	w := built(t, src, french)
	if e := errorsOf(w); e == "" {
		if _, err := issue.Issue(w, nil, nil); err == nil || !strings.Contains(err.Error(), "was issued without --final") {
			t.Errorf("another form: %v", err)
		}
	}
}

func TestVerify(t *testing.T) {
	w, src := issued(t, issuable(), endJob)
	records := record.Read(src.Input, new(diag.List))
	for _, f := range w.Files {
		if v := issue.Verify(source.NewFile("a copy", f.Bytes), records); v.Word != issue.Issued || !strings.Contains(v.Says, f.Name) {
			t.Errorf("%s is %s", f.Name, v)
		}
		if v := issue.Verify(f.File, nil); v.Word != issue.Draft {
			t.Errorf("%s without records is %s", f.Name, v)
		}
		words := map[string]int{}
		for at := 0; at < len(f.Bytes); at += 1 + len(f.Bytes)/150 {
			b := bytes.Clone(f.Bytes)
			b[at] ^= 0x55
			words[issue.Verify(source.NewFile(f.Name, b), records).Word]++
		}
		for _, cut := range []int{0, 1, 5, len(f.Bytes) / 2, len(f.Bytes) - 1} {
			words[issue.Verify(source.NewFile(f.Name, f.Bytes[:cut]), records).Word]++
		}
		// If its pages can no longer be found, the metadata still identify the file.
		if strings.HasSuffix(f.Name, ".pdf") {
			for _, b := range [][]byte{f.Bytes[:len(f.Bytes)-30], bytes.Replace(f.Bytes, []byte("startxref"), []byte("startxerf"), 1)} {
				if v := issue.Verify(source.NewFile(f.Name, b), records); v.Word != issue.Altered || !strings.Contains(v.Says, "is not one of the files that were issued on") {
					t.Errorf("%s without its end is %s", f.Name, v)
				}
				if v := issue.Verify(source.NewFile(f.Name, b), nil); v.Word != issue.Unknown {
					t.Errorf("%s without its end and without records is %s", f.Name, v)
				}
			}
		}
		if words[issue.Issued] > 0 || words[issue.Altered] == 0 {
			t.Errorf("%s with a byte altered, or cut short, is %v", f.Name, words)
		}
	}
	// Papers with other content, under another symbol, in other languages.
	for _, c := range []struct {
		name, word string
		src        *work.Sources
		job        work.Job
	}{
		{"another text", issue.Altered, issuable("text: RECALLING that", "text: RECALLING this"), endJob},
		{"another symbol", issue.Draft, issuable("CAM/doc.1/24", "CAM/doc.3/24", "CAM/doc.2/24", "CAM/doc.4/24"), endJob},
		{"no symbol", issue.Draft, issuable("symbol: CAM/doc.1/24", `symbol: ""`, "symbol: CAM/doc.2/24", `symbol: ""`), endJob},
		{"another language", issue.Draft, issuable(), work.Job{Meeting: "end", Version: "1.0", Langs: []string{"fr"}}},
	} {
		for _, f := range built(t, c.src, c.job).Files {
			if strings.HasSuffix(f.Name, ".xlsx") && c.word == issue.Altered {
				continue // it lists the mandates, which are the same
			}
			if v := issue.Verify(f.File, records); v.Word != c.word {
				t.Errorf("%s: %s is %s", c.name, f.Name, v)
			}
		}
	}
	for _, c := range []struct{ name, text string }{
		{"empty", ""}, {"text", "id: term\n"}, {"a PDF of others", "%PDF-1.4\n%%EOF\n"}, {"a package of others", "PK\x03\x04"},
	} {
		if v := issue.Verify(source.NewFile("x", []byte(c.text)), records); v.Word != issue.Unknown {
			t.Errorf("%s is %s", c.name, v)
		}
	}
}

func FuzzVerify(f *testing.F) {
	w, src := issued(f, issuable(), endJob)
	records := record.Read(src.Input, new(diag.List))
	for i := range w.Files {
		f.Add(uint8(i), uint32(0), []byte{}, uint32(0))
		f.Add(uint8(i), uint32(3000), []byte{1}, uint32(0))
		f.Add(uint8(i), uint32(9), []byte("startxref\n0\n"), uint32(20))
	}
	f.Fuzz(func(t *testing.T, which uint8, at uint32, put []byte, cut uint32) {
		file := w.Files[int(which)%len(w.Files)]
		b := bytes.Clone(file.Bytes)
		copy(b[int(at)%len(b):], put)
		b = b[:len(b)-int(cut)%len(b)]
		v := issue.Verify(source.NewFile("x", b), records)
		if bytes.Equal(b, file.Bytes) != (v.Word == issue.Issued) {
			t.Errorf("%s, changed at %d and cut by %d, is %s", file.Name, at, cut, v)
		}
	})
}

// TestIssuedFinal: a paper issued in its final form is not overwritten by its draft form, nor the reverse; the content is protected in
// both.
func TestIssuedFinal(t *testing.T) {
	reviewed := func(edit ...string) *work.Sources {
		src := issuable(edit...)
		src.Locales = append(src.Locales, source.NewFile("locales/state.en.yaml", []byte("texts:\n  op-es.text: {state: reviewed}\n")))
		return src
	}
	draft, final := work.Job{Meeting: "end", Version: "1.0", Langs: []string{"en"}}, work.Job{Meeting: "end", Version: "1.0", Langs: []string{"en"}, Final: true}
	for _, c := range []struct{ as, then work.Job }{{final, draft}, {draft, final}} {
		first, src := issued(t, reviewed(), c.as)
		w := built(t, src, c.then)
		if e := errorsOf(w); e != "" {
			t.Fatalf("final %v: %s", c.then.Final, e)
		}
		for _, f := range w.Published {
			if v := issue.Verify(f, w.Issued); v.Word != issue.Issued {
				t.Errorf("final %v: %s would replace the issued file", c.then.Final, f.Name)
			}
		}
		if len(w.Published)+len(w.Unchanged) != len(first.Files) {
			t.Errorf("final %v: %d papers, %v", c.then.Final, len(w.Published), w.Unchanged)
		}
		changed := reviewed("text: RECALLING that", "text: RECALLING this")
		for _, f := range src.Input {
			if strings.Contains(f.Name, "/issued/") {
				changed.Input = append(changed.Input, f)
			}
		}
		if e := errorsOf(built(t, changed, c.then)); !strings.Contains(e, "E1201") {
			t.Errorf("final %v: a changed text gives %q", c.then.Final, e)
		}
	}
}
