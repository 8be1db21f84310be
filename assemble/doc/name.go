package doc

import "strings"

// FileName returns the name of the document's file in a format: its stem, languages, variant and format.
func (d *Document) FileName(format string) string {
	stem := d.Stem
	if stem == "" {
		stem = d.Paper
	}
	parts := []string{stem, strings.Join(d.Langs, "-")}
	if d.Variant != "" {
		parts = append(parts, d.Variant)
	}
	return strings.Join(append(parts, format), ".")
}
