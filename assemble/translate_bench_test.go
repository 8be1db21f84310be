package assemble

import (
	"testing"

	"omnibus/assemble/merge"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// BenchmarkTranslate measures, with some forty thousand texts in four languages, how long a translator waits after the records are read:
// for the count of what is missing, and for packets of everything in each format.
func BenchmarkTranslate(b *testing.B) {
	w, err := Run(grown(190), work.Job{Meeting: merge.End, Langs: []string{"en", "es", "fr", "pt"}}, work.Merged, nil)
	if err != nil {
		b.Fatal(err)
	}
	langs := w.Tags()
	texts := float64(len(w.Records.Texts()))
	b.Run("status", func(b *testing.B) {
		for b.Loop() {
			translate.Status(w, langs)
		}
		b.ReportMetric(texts, "texts")
	})
	for _, format := range translate.Formats {
		b.Run("export/"+format.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := translate.Send(w, langs, packet.Choice{All: true, Budget: func(u *packet.Unit) int { return translate.Budget(w, u) }}, format); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(texts, "texts")
		})
	}
}
