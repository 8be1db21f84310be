package work_test

import (
	"bytes"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestFrame: the words around findings are those of the language, and in English they are those that findings have without one.
func TestFrame(t *testing.T) {
	files, _ := work.Builtin()
	set := locale.Read(files, nil, &diag.List{})
	print := func(w *diag.Words) string {
		f := source.NewFile("a.yaml", []byte("a: b\n"))
		l := &diag.List{}
		for range diag.MostOfOne + 2 {
			l.Errorf("E0001", f.Pos(0, 1), "x").Hint("y").See(f.Pos(3, 1), "z")
		}
		l.Warningf("W0001", f.Pos(0, 1), "x")
		l.Notef("N0001", f.Pos(0, 1), "x").Accepted = "w"
		var b bytes.Buffer
		if err := l.Text(&b, diag.Style{Words: w, Accepted: true}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	if print(work.FrameOf(set.Locale("en"))) != print(nil) || work.FrameOf(nil) != nil {
		t.Error("the English words are not those without a language")
	}
	for lang, words := range map[string][]string{
		"es": {" error: x", " sugerencia: y", " véase: a.yaml", " advertencia: x", " nota: x", " aceptado: w", "2 hallazgos más"},
		"fr": {" erreur\u00a0: x", " conseil\u00a0: y", " voir\u00a0: a.yaml", " avertissement\u00a0: x", " accepté\u00a0: w", "2 autres constats"},
		"pt": {" erro: x", " sugestão: y", " ver: a.yaml", " advertência: x", " aceito: w", "mais 2 constatações"},
	} {
		got := print(work.FrameOf(set.Locale(lang)))
		for _, want := range words {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in %s", lang, want, got[len(got)-600:])
			}
		}
	}
}
