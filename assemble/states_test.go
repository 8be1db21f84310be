package assemble

import (
	"bytes"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
)

// Texts of the shipped term, each in its own state.
const (
	inReview   = "section-causes.title"
	inFinal    = "section-xenophobia.title"
	inStale    = "section-integration.title"
	inEdited   = "section-children.title"
	inMissing  = "section-cooperation.title"
	inEnd      = "section-follow-up.title"
	inReviewed = "section-trafficking.title" // reviewed, and stale since
)

// everyState returns the shipped term with translations in every state.
func everyState(t *testing.T) *workshop {
	t.Helper()
	w := shippedTerm(t)
	old := source.Hash("An older title")
	for i, f := range w.files {
		s := string(f.Bytes)
		switch f.Name {
		case "locales/content.es.toml":
			for _, id := range []string{inStale, inEdited, inReviewed} {
				s = setHash(t, s, id, old)
			}
			s = strings.Replace(s, `["`+inMissing+`"]`, `["section-gone.title"]`, 1)
		case "locales/state.es.yaml":
			now := source.Hash("Children and adolescents")
			states := "texts:\n"
			for _, x := range [][2]string{{inReview, "state: reviewed, by: Ana, when: 2024-02-01"}, {inFinal, "state: final"},
				{inStale, "state: translated, hash: " + old + ", source: An older title"}, {inEdited, "state: reviewed, hash: " + old + ", editorial: " + now + ", by: Ana"},
				{inReviewed, "state: reviewed, hash: " + old + ", source: An older title"}} {
				states += "  " + x[0] + ": {" + x[1] + "}\n"
			}
			s = states
		}
		w.files[i] = source.NewFile(f.Name, []byte(s))
	}
	return w
}

func setHash(t *testing.T, s, id, hash string) string {
	t.Helper()
	head, rest, ok := strings.Cut(s, `["`+id+`"]`+"\nhash = \"")
	if !ok {
		t.Fatal("no entry ", id)
	}
	_, tail, _ := strings.Cut(rest, "\"\n")
	return head + `["` + id + `"]` + "\nhash = \"" + hash + "\"\n" + tail
}

// TestEveryStateComesHome: translations in every state are exported and imported unchanged, in every format; an orphan stays where it is.
func TestEveryStateComesHome(t *testing.T) {
	w := everyState(t)
	packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})
	want := map[string]string{inReview: "reviewed unchanged", inFinal: "final unchanged", inStale: "untranslated changed", inEdited: "reviewed unchanged", inMissing: "untranslated new",
		inReviewed: "untranslated changed", inEnd: "translated unchanged"}
	for _, u := range allUnits(packets) {
		if s, ok := want[u.ID]; ok && string(u.State)+" "+string(u.Kind) != s {
			t.Errorf("%s is exported as %s %s, want %s", u.ID, u.State, u.Kind, s)
		}
		if (u.ID == inStale || u.ID == inReviewed) && u.Previous != "An older title" {
			t.Errorf("%s is exported with the previous source %q", u.ID, u.Previous)
		}
	}
	for _, format := range translate.Formats {
		files, err := translate.Write(packets, format)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := w.back(files, nil)
		if did(r) != "" || found(diags) != "" || len(r.Files) > 0 {
			t.Errorf("%s: an unedited packet changes something:\n%s%s", format.Name, did(r), found(diags))
		}
	}
	known := map[string]bool{}
	for _, x := range w.plan.Records.Texts() {
		known[x.ID] = true
	}
	if o := strings.Join(w.set().Orphans("es", known), " "); o != "section-gone.title" {
		t.Errorf("the orphans are %q", o)
	}
}

// TestRaisedStatesComeHome: a raised state is imported, in the formats that have states, without changing the text of the translation; a
// stale translation then has the source of the packet.
func TestRaisedStatesComeHome(t *testing.T) {
	for _, format := range []string{"xliff", "xliff12", "xlsx"} {
		w := everyState(t)
		packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})
		for _, u := range allUnits(packets) {
			switch u.ID {
			case inEnd, inStale:
				u.State = locale.Reviewed
			case inReview:
				u.State = locale.Final
			case inFinal:
				u.State = locale.Translated // lowered: saving a file does not take back a final state
			}
		}
		f, _ := translate.FindFormat(format)
		files, err := translate.Write(packets, f)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := w.back(files, nil)
		for _, id := range []string{inEnd, inStale, inReview} {
			if !strings.Contains(did(r), "confirmed "+id+"\n") {
				t.Errorf("%s: %s is not confirmed:\n%s%s", format, id, did(r), found(diags))
			}
		}
		if n := strings.Count(did(r), "\n"); n != 3 || diags.HasErrors() {
			t.Errorf("%s:\n%s%s", format, did(r), found(diags))
		}
		was, after := w.set(), locale.Read(w.embedded, edit.Replaced(w.files, r.Files), &diag.List{})
		for _, x := range w.plan.Records.Texts() {
			tr := after.Lookup(x.Text, "es")
			state, ok := map[string]locale.State{inEnd: locale.Reviewed, inStale: locale.Reviewed, inReview: locale.Final, inFinal: locale.Final}[x.ID]
			if ok && (tr.State != state || tr.Stale) {
				t.Errorf("%s: %s is %s, stale %t", format, x.ID, tr.State, tr.Stale)
			}
			if before := was.Lookup(x.Text, "es"); before.Text.String != tr.Text.String {
				t.Errorf("%s: the text of %s is now %q", format, x.ID, tr.Text.String)
			}
		}
		// A second import changes nothing.
		for _, f := range r.Files {
			w.files = edit.Replaced(w.files, []*source.File{f})
		}
		again, diags := w.back(files, nil)
		for _, f := range again.Files {
			for _, old := range w.files {
				if old.Name == f.Name && !bytes.Equal(old.Bytes, f.Bytes) {
					t.Errorf("%s: imported again, %s changes", format, f.Name)
				}
			}
		}
		if diags.HasErrors() {
			t.Errorf("%s, imported again: %s", format, found(diags))
		}
	}
}
