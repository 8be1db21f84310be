package doc

import "strings"

// parted separates what a paper says of itself.
const parted = "; "

// Told is what a paper says of itself in one line: draft-paragraphs; en es; redline; CIDI/CAM/doc.4/24 rev. 3
func (d *Document) Told() string {
	return strings.TrimRight(strings.Join([]string{d.Paper, strings.Join(d.Langs, " "), d.Variant, d.Symbol}, parted), " ")
}

// Read returns the paper, view, languages and symbol that Told has told; nil if the line was not made by it.
func Read(told string) *Document {
	parts := strings.SplitN(told, strings.TrimRight(parted, " "), 4)
	if len(parts) < 4 || parts[0] == "" {
		return nil
	}
	return &Document{
		Paper:   parts[0],
		Langs:   strings.Fields(parts[1]),
		Variant: strings.TrimSpace(parts[2]),
		Symbol:  strings.TrimSpace(parts[3]),
	}
}
