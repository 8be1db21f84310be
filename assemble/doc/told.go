package doc

import "strings"

// parted separates the parts of the line that describes a paper.
const parted = "; "

// Told returns one line that describes the paper: draft-paragraphs; en es; redline; CIDI/CAM/doc.4/24 rev. 3
func (d *Document) Told() string {
	return strings.TrimRight(strings.Join([]string{d.Paper, strings.Join(d.Langs, " "), d.Variant, d.Symbol}, parted), " ")
}

// Read reads paper, view, languages and symbol from a line that Told made; nil if Told did not make it.
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
