package assemble

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"omnibus/assemble/diag"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/redline"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// negotiated returns the term of the negotiation cases with these proposals, with edits made to it.
func negotiated(t testing.TB, proposals string, edit ...string) *work.Sources {
	t.Helper()
	base, err := os.ReadFile(filepath.Join("testdata", "negotiation", "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse([]byte("-- input/proposals/all.yaml --\n" + proposals))
	return worktest.Files(strings.NewReplacer(edit...).Replace(overlaid(base, a)))
}

const twoProposals = `proposals:
  - {id: op-one, kind: operative, section: section-one, order: 10, operation: add, authors: [chair], date: 2024-01-10, text: To report, mandates: [res-1-op-3]}
  - {id: op-two, kind: operative, section: section-one, order: 20, operation: add, authors: [chair], date: 2024-02-10, text: To act, mandates: [res-1-op-3], from: meeting-march}
`

var (
	oneInSpanish = []string{"[\"res-1-op-3.text\"]\nhash = \"HASH()\"\nother = \"\"\n", "[\"op-one.text\"]\nhash = \"HASH(To report)\"\nother = \"Informar\"\n"}
	draftFor     = func(meeting string, langs ...string) work.Job {
		return work.Job{Meeting: meeting, Version: "1.0", Papers: []string{"draft-paragraphs"}, Langs: langs}
	}
)

// TestRevisionNames: a revision is found by the names that people use for it, including its suffix.
func TestRevisionNames(t *testing.T) {
	src := negotiated(t, twoProposals, "- {number: 2, meeting: meeting-april, date: 2024-04-08}",
		"- {number: 1, suffix: corr. 1, meeting: meeting-march, date: 2024-03-05}\n      - {number: 2, meeting: meeting-april, date: 2024-04-08}")
	w, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"0": "CAM/doc.2/24", "1": "CAM/doc.2/24 rev. 1", "rev. 1": "CAM/doc.2/24 rev. 1", "Rev-1": "CAM/doc.2/24 rev. 1", "cam/doc.2/24 REV. 1": "CAM/doc.2/24 rev. 1",
		"1 corr. 1": "CAM/doc.2/24 rev. 1 corr. 1", "rev. 1 corr. 1": "CAM/doc.2/24 rev. 1 corr. 1", "1-corr-1": "CAM/doc.2/24 rev. 1 corr. 1", "CAM/doc.2/24 rev. 1 corr. 1": "CAM/doc.2/24 rev. 1 corr. 1",
		"3": "", "rev": "", "1 corr. 2": "", "corr. 1": "",
	} {
		b, err := redline.Base(w, w.Draft(), name)
		switch {
		case want == "" && err == nil:
			t.Errorf("%q is %s", name, b.Symbol)
		case want == "":
			if !strings.Contains(err.Error(), "there are 0, 1, 1 corr. 1, 2, and adopted") {
				t.Errorf("%q: %v", name, err)
			}
		case err != nil || b.Symbol != want:
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
}

// TestIssuedInOneLanguage: a paper issued in one language has no record of the others, which therefore do not count as changed.
func TestIssuedInOneLanguage(t *testing.T) {
	_, src := issued(t, negotiated(t, twoProposals, oneInSpanish...), draftFor("meeting-january", "en"))
	w := built(t, src, draftFor("meeting-march"))
	if n := w.Last["draft-paragraphs"].Count(); n.New != 1 || n.Changed != 0 || n.Unchanged != 1 {
		t.Errorf("the redline counts %+v", n)
	}
	if r := record.Read(src.Input, new(diag.List))[0]; bytes.Contains(w.Issued[0].Text(), []byte("Informar")) || !bytes.Equal(r.Text(), w.Issued[0].Text()) {
		t.Error("the comparison has changed the record")
	}
}

// TestIssuedRedline: a redline is a file of the issued paper: if the revision with which it compares would change, it is refused like the
// paper itself.
func TestIssuedRedline(t *testing.T) {
	_, before := issued(t, negotiated(t, twoProposals, oneInSpanish...), draftFor("meeting-march"))
	records := before.Input[len(before.Input)-1]
	// Whether and when the previous revision was issued changes nothing; its content does.
	_, both := issued(t, before, draftFor("meeting-january"))
	if e := errorsOf(built(t, both, draftFor("meeting-march"))); e != "" {
		t.Errorf("the revision before it was issued: %s", e)
	}
	src := negotiated(t, twoProposals+"  - {id: op-old, kind: operative, section: section-one, order: 30, operation: add, authors: [chair], date: 2024-01-10, text: To forget, mandates: [res-1-op-3], states: [{state: withdrawn, meeting: meeting-january}]}\n", oneInSpanish...)
	src.Input = append(src.Input, records)
	w := built(t, src, draftFor("meeting-march"))
	if e := errorsOf(w); e != "E1201" {
		t.Errorf("another paragraph in the previous revision: %q", e)
	}
	if !strings.Contains(strings.Join(hints(w), "\n"), "only draft-paragraphs.en-es.redline.pdf would differ") {
		t.Errorf("the hints are %q", hints(w))
	}
	if e := errorsOf(built(t, src, work.Job{Meeting: "meeting-march", Version: "1.0", Papers: []string{"draft-paragraphs"}, Against: "adopted"})); e != "" {
		t.Errorf("another redline, of the same paper: %s", e)
	}
}

// TestRedlineUntranslated: in a paper without the original language, an untranslated text is printed in the original language, and is
// compared and counted in it.
func TestRedlineUntranslated(t *testing.T) {
	proposals := twoProposals + "  - {id: op-one-new, kind: operative, section: section-one, order: 10, operation: mod, base: op-one, authors: [chair], date: 2024-02-10, text: To report well, mandates: [res-1-op-3], from: meeting-march}\n"
	_, before := issued(t, negotiated(t, proposals, oneInSpanish...), draftFor("meeting-january", "fr", "pt"))
	for name, src := range map[string]*work.Sources{"as the records make it": negotiated(t, proposals, oneInSpanish...), "as it was issued": before} {
		w := built(t, src, draftFor("meeting-march", "fr", "pt"))
		if n := w.Last["draft-paragraphs"].Count(); n.New != 1 || n.Changed != 1 {
			t.Errorf("%s: %+v", name, n)
		}
		red := w.Docs[1].String()
		if !strings.Contains(red, "To report < insertion") && !strings.Contains(red, "{+**well**+}") || strings.Contains(red, "{+**To report") {
			t.Errorf("%s: the untranslated text is not compared\n%s", name, red)
		}
	}
}

func hints(w *work.Work) []string {
	var out []string
	for _, d := range w.Diags.Items {
		out = append(out, d.Hints...)
	}
	return out
}

// TestIssuedStale: a stale translation names the revision that had its source, even after later issues.
func TestIssuedStale(t *testing.T) {
	edit := append([]string{"text: To act,", "text: To act at once,"}, oneInSpanish...)
	_, src := issued(t, negotiated(t, twoProposals, edit...), draftFor("meeting-january"))
	reworded := func(src *work.Sources) *work.Sources {
		out := negotiated(t, strings.Replace(twoProposals, "  - {id: op-two", "  - {id: op-one-new, kind: operative, section: section-one, order: 10, operation: mod, base: op-one, authors: [chair], date: 2024-02-10, text: To report well, mandates: [res-1-op-3], from: meeting-march, states: [{state: agreed, meeting: meeting-march}]}\n  - {id: op-two", 1),
			append([]string{`["res-1-op-2.text"]`, "[\"op-one-new.text\"]\nhash = \"HASH(To report)\"\nother = \"Informar\"\n[\"res-1-op-2.text\"]"}, edit...)...)
		for _, f := range src.Input {
			if strings.Contains(f.Name, "/"+record.Folder+"/") {
				out.Input = append(out.Input, f)
			}
		}
		return out
	}
	march, src := issued(t, reworded(src), draftFor("meeting-march"))
	if s := march.Docs[0].String(); !strings.Contains(s, "(Traducción del texto de CAM/doc.2/24)") {
		t.Errorf("the stale translation does not name what it translates:\n%s", s)
	}
	_, src = issued(t, src, draftFor("meeting-april"))
	for _, job := range []work.Job{draftFor("meeting-march"), draftFor("meeting-march", "es", "en")} {
		if e := errorsOf(built(t, src, job)); e != "" {
			t.Errorf("built again, %v: %s", job.Langs, e)
		}
	}
}
