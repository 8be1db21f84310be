package assemble

import (
	"testing"

	"omnibus/assemble/merge"
	"omnibus/assemble/packet"
)

// BenchmarkTranslations measures, over some forty thousand texts in four languages, what a translator waits for once the records are
// read: the count of what is missing, and packets of everything in each format.
func BenchmarkTranslations(b *testing.B) {
	w, err := Run(grown(190), Job{Meeting: merge.End, Langs: []string{"en", "es", "fr", "pt"}}, Merged, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d texts", len(w.Records.Texts()))
	b.Run("status", func(b *testing.B) {
		for b.Loop() {
			for _, l := range w.Langs {
				CountTranslations(packet.Items(w.Plan, w.Locales, l.Tag), w.Locales, l.Tag)
			}
		}
	})
	for _, format := range PacketFormats {
		b.Run("export/"+format.Name, func(b *testing.B) {
			for b.Loop() {
				for _, l := range w.Langs {
					packets := packet.Make(w.Plan, w.Locales, packet.Choice{To: l.Tag, All: true, Budget: w.Budget})
					if _, err := ExportPackets(packets, format); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
