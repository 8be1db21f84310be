package records

import (
	"io/fs"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/locales"
)

func shippedLocales(t *testing.T) *locale.Set {
	t.Helper()
	var files []*source.File
	names, err := fs.Glob(locales.Files, "active.*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(locales.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.NewFile("locales/"+name, b))
	}
	return locale.Read(files, nil, new(diag.List))
}

// TestHeadingsOfTheMatrix: a field has the same heading in both workbooks, if it is editable in the mandate matrix.
func TestHeadingsOfTheMatrix(t *testing.T) {
	set := shippedLocales(t)
	edited := input.Edited("mandate")
	if len(edited) == 0 {
		t.Fatal("no field of a mandate is edited")
	}
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		l := set.Locale(tag)
		for _, f := range edited {
			if got, want := label(l, "mandate", f.Key), l.T("column."+f.Key, nil); got != want {
				t.Errorf("%s: %s is called %q, in the matrix %q", tag, f.Key, got, want)
			}
		}
		for _, c := range []struct{ kind, key, want string }{
			{"resolution style", "no-session", strings.ReplaceAll("no-session", "-", " ")}, // a field of another kind
			{"paper", "status", l.T("field.paper_status", nil)}, {"proposal", "state", l.T("field.state", nil)},
		} {
			if got := label(l, c.kind, c.key); got != c.want {
				t.Errorf("%s: %s of %s is called %q, want %q", tag, c.key, c.kind, got, c.want)
			}
		}
	}
}

// TestHeadings: every field of every kind of record that has a cell, or names a part in a form, has a heading in words, in every language
// that is shipped, and not its key.
func TestHeadings(t *testing.T) {
	set := shippedLocales(t)
	seen := 0
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		l := set.Locale(tag)
		for _, k := range input.Kinds() {
			for _, f := range k.Fields {
				if f.Key == "id" && k.IsRecord() || f.Part() != nil && (f.List() || f.ByLang()) { // no cell, and no name of a part
					continue
				}
				seen++
				got := label(l, k.Name, f.Key)
				if r, _ := utf8.DecodeRuneInString(got); !unicode.IsUpper(r) {
					t.Errorf("%s: the field %s of a %s has the heading %q", tag, f.Key, k.Name, got)
				}
			}
		}
	}
	if seen < 400 {
		t.Errorf("only %d headings were looked at", seen)
	}
}

// TestNotes: in every shipped language, the note at the heading of every column states its purpose; in English, as in the table of fields.
func TestNotes(t *testing.T) {
	set := shippedLocales(t)
	seen := 0
	for _, tag := range []string{"en", "es", "fr", "pt"} {
		m := &maker{names: &names{l: set.Locale(tag)}}
		for _, s := range all {
			for _, c := range s.columns([]string{"en"}) {
				for k, f := range c.kinds {
					if s.prose || f == input.LanguageOf {
						continue
					}
					seen++
					if c.form != nil {
						k = c.form.Part()
					}
					doc := m.doc(k, f)
					if same := doc == f.Doc; same != (tag == "en") {
						t.Errorf("%s: the note of %s of a %s is %q", tag, f.Key, k.Name, doc)
					}
				}
			}
		}
	}
	if seen < 400 {
		t.Errorf("only %d notes were looked at", seen)
	}
}

// TestBeginning: a record without a name is named by the first seven words of its text.
func TestBeginning(t *testing.T) {
	for in, want := range map[string]string{
		"To  ask the\nmember states to act": "To ask the member states to act", "To ask the member states to act now": "To ask the member states to act …",
	} {
		if got := firstWords(in, beginning); got != want {
			t.Errorf("%q is named %q, want %q", in, got, want)
		}
	}
}
