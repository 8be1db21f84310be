// Package face knows the faces that papers are set in: metrics, kerning, and which characters each can show.
package face

// A Face is one of the faces that the tool carries.
type Face int

const (
	Regular Face = iota
	Italic
	Bold
	BoldItalic
)
