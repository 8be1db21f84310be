package locale

import "testing"

// TestSentence: a preposition at the end of the words of a sentence fuses with the value behind it.
func TestSentence(t *testing.T) {
	set, _ := shipped(t)
	for _, c := range []struct {
		lang, format string
		args         []any
		want         string
	}{
		{"es", "behind %s", []any{"el párrafo 4"}, "después del párrafo 4"},
		{"es", "behind %s", []any{"la propuesta"}, "después de la propuesta"},
		{"pt", "behind %s", []any{"o parágrafo 4"}, "depois do parágrafo 4"},
		{"fr", "a copy of %s", []any{"le paragraphe 4"}, "une copie du paragraphe 4"},
		{"fr", "a copy of %s", []any{"l’alinéa b)"}, "une copie de l’alinéa b)"},
		{"es", "the row of %s appears twice; the first is row %d", []any{"el 4", 7}, "la fila del 4 aparece dos veces; la primera es la fila 7"},
		{"en", "behind %s", []any{"the paragraph"}, "behind the paragraph"},
		{"es", "no sentence of %s, 100 %%", []any{"el"}, "no sentence of el, 100 %"},
	} {
		if got := set.Locale(c.lang).Sentence(c.format, c.args...); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}
