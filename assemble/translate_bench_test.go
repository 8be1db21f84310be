package assemble

import (
	"testing"

	"omnibus/assemble/merge"
	"omnibus/assemble/packet"
)

// BenchmarkTranslate measures, over some forty thousand texts in four languages, what a translator waits for once the records are
// read: the count of what is missing, and packets of everything in each format.
func BenchmarkTranslate(b *testing.B) {
	w, err := Run(grown(190), Job{Meeting: merge.End, Langs: []string{"en", "es", "fr", "pt"}}, Merged, nil)
	if err != nil {
		b.Fatal(err)
	}
	langs := w.tags()
	texts := float64(len(w.Records.Texts()))
	b.Run("status", func(b *testing.B) {
		for b.Loop() {
			w.TranslationStatus(langs)
		}
		b.ReportMetric(texts, "texts")
	})
	for _, format := range PacketFormats {
		b.Run("export/"+format.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.Export(langs, packet.Choice{All: true, Budget: w.Budget}, format); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(texts, "texts")
		})
	}
}
