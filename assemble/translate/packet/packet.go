// Package packet makes packets for translators from the records' texts and their translations: units with the source, the current
// translation, the changes in the source, and what a translator needs to know about each. The formats of packets are in the rooms below
// translate; this package does not depend on them.
package packet

import (
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// A Packet is the content of one file: units with one source language and one target language.
type Packet struct {
	Term    string // id of the term; "" if a returned file lacks it
	From    string // BCP 47 tag of the sources
	To      string // BCP 47 tag of the targets; "" if a returned file lacks it
	Via     bool   // the sources are themselves translations
	Meeting string // id of the meeting whose papers need it
	Date    string // of that meeting, as 2023-11-07
	Title   string // of the term
	Units   []*Unit
	File    *source.File      // of a returned packet
	Sources map[string]string // by id, of a returned file that contains only sources
	First   bool              // the first, and default, of the packets of a memory
	Either  bool              // one of several packets of a memory, one for each pair of its languages
	Sent    int               // number of texts with which the packet was sent; 0 if a returned file lacks it
	Absent  []string          // ids of those that were not returned, if the file still has them
	Left    []Left            // what was returned and is not a translation
}

// A Left is something in a returned file that is not read as a translation.
type Left struct {
	What  string // a description of it: a note of category query
	ID    string // id of the text that it is about; "" if there is none
	Text  string // its text in the file
	Pos   source.Pos
	At    string // name of its place in the tool, for a file without lines: cell G12
	By    string // its author; "" if unknown
	Query bool   // it is a question or remark about the text
}

// Leave keeps something that is not read, unless it has no words.
func (p *Packet) Leave(l Left) {
	if l.Text = strings.TrimSpace(l.Text); l.Text != "" {
		p.Left = append(p.Left, l)
	}
}

// A Kind says why a unit is in a packet.
type Kind string

const (
	New       Kind = "new"       // not translated
	Changed   Kind = "changed"   // its source has changed since it was translated
	Unchanged Kind = "unchanged" // its translation is current
	Repeated  Kind = "repeated"  // not translated, but an earlier unit has the same source
)

// A Unit is one text.
type Unit struct {
	ID       string
	Kind     Kind
	Source   string
	Target   string        // "": not translated
	State    locale.State  // of the target; a changed unit is Untranslated until somebody has reviewed it
	Previous string        // the source from which the target was made, if it differs and is on file
	lexicon  *diff.Lexicon // of the source; nil: none

	// The unit when the packet was made. On return, these fields show what was edited in it, and whether the project has changed in the
	// meantime.
	SourceHash string       // source.Hash of the source
	TargetHash string       // Exact of the target
	Was        locale.State // State when the packet was made; "" if unknown

	Paper   string
	Section string
	Label   string // operative paragraph 3
	Note    string // a description of the text
	Before  string // source of the preceding text
	After   string
	Terms   []Term
	Keep    []string // names and symbols that must not be translated
	Budget  int      // number of characters that fit in its place; 0: no limit
	Words   int      // of the source
	Queries []Query  // earlier remarks about it that are not closed

	// Of a returned unit:
	Pos     source.Pos
	At      string   // name of its place in the tool, for a file without lines: cell G12
	Fault   string   // why it cannot be imported; "" if it can
	Remedy  string   // what to do about that; "": its codes have to be mended
	Pieces  []Placed // the target as it was read, if its file has lost the data of codes
	Partial bool     // only some of its segments are translated
	Unsure  bool     // its translator has marked it as unfinished
	Loose   bool     // its file does not preserve white space
	Told    string   // fingerprints of the notes with which it was sent, in the form of Meta; "" if unknown
	Memory  bool     // it comes from a translation memory: it has no id, and is identified by its source
}

// A Term is a term of the glossary that occurs in the source.
type Term struct {
	Source    string
	Target    string
	Forbidden []string
	Note      string
}

// A Query is a remark about a text, and the answer, or "".
type Query struct{ Said, Answer string }

// Exact returns the fingerprint of a text, with every space.
func Exact(s string) string {
	if s == "" {
		return ""
	}
	sum := sha1.Sum([]byte(s))
	return "sha1-" + hex.EncodeToString(sum[:])
}

// Edited reports whether the text of a returned unit differs from the one that was sent. If the file has lost the latter (some tools keep
// only what they know), it uses old, the current translation.
func (u *Unit) Edited(old string) bool {
	if u.Loose && tight(u.Target) == tight(old) {
		return false
	}
	if u.TargetHash == "" && u.Was == "" {
		return u.Target != old
	}
	return Exact(u.Target) != u.TargetHash
}

// tight returns a text without its white space.
func tight(s string) string { return strings.Join(strings.Fields(s), "") }

// Confirmed reports whether the state of a returned unit was advanced.
func (u *Unit) Confirmed() bool {
	return u.Was != "" && Rank(u.State) > Rank(u.Was)
}

// Rank orders the states of a translation, from 0 for untranslated (and for none) to 3 for final.
func Rank(s locale.State) int {
	for i, k := range locale.States {
		if s == k {
			return i
		}
	}
	return 0
}

// Counts contains numbers of words of sources, by kind.
type Counts struct{ Units, New, Changed, Unchanged, Repeated int }

// Count counts the words of the packet's sources.
func (p *Packet) Count() Counts {
	var c Counts
	for _, u := range p.Units {
		c.Units++
		switch u.Kind {
		case New:
			c.New += u.Words
		case Changed:
			c.Changed += u.Words
		case Repeated:
			c.Repeated += u.Words
		default:
			c.Unchanged += u.Words
		}
	}
	return c
}

// Add adds d to c.
func (c *Counts) Add(d Counts) {
	c.Units += d.Units
	c.New += d.New
	c.Changed += d.Changed
	c.Unchanged += d.Unchanged
	c.Repeated += d.Repeated
}

// Meta returns the data of the packet that a format must preserve until it is returned, as pairs in a fixed order.
func (p *Packet) Meta() [][2]string {
	via := ""
	if p.Via {
		via = "yes"
	}
	texts := ""
	if n := max(p.Sent, len(p.Units)); n > 0 {
		texts = itoa(n)
	}
	return pairs(
		[2]string{"term", p.Term},
		[2]string{"from", p.From},
		[2]string{"to", p.To},
		[2]string{"via", via},
		[2]string{"meeting", p.Meeting},
		[2]string{"date", p.Date},
		[2]string{"texts", texts},
	)
}

// SetMeta is the inverse of Meta.
func (p *Packet) SetMeta(key, value string) {
	switch key {
	case "term":
		p.Term = value
	case "from":
		p.From = value
	case "to":
		p.To = value
	case "via":
		p.Via = value == "yes"
	case "meeting":
		p.Meeting = value
	case "date":
		p.Date = value
	case "texts":
		p.Sent, _ = strconv.Atoi(value) // anything but a number means that the value is unknown
	}
}

// Meta returns the data of the unit that a format must preserve until it is returned, as pairs in a fixed order.
func (u *Unit) Meta() [][2]string {
	return pairs(
		[2]string{"source", u.SourceHash},
		[2]string{"target", u.TargetHash},
		[2]string{"state", string(u.Was)},
		[2]string{"kind", string(u.Kind)},
		[2]string{"notes", Prints(u.notes())},
	)
}

// notes returns the information about the unit for its translator, each with its heading.
func (u *Unit) notes() []string {
	var out []string
	for _, c := range u.Context() {
		out = append(out, c[0]+": "+c[1])
	}
	return out
}

// Prints returns fingerprints of texts as one word, for Printed. They are long enough to distinguish added text from earlier text.
func Prints(texts []string) string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = print(s)
	}
	return strings.Join(out, ",")
}

// Printed reports whether Prints has written the fingerprint of a text, whatever its white space.
func Printed(prints, text string) bool {
	return slices.Contains(strings.Split(prints, ","), print(text))
}

// print returns the end of the hash of a text.
func print(s string) string {
	const length = 6
	h := source.Hash(s)
	return h[len(h)-length:]
}

// SetMeta is the inverse of Meta.
func (u *Unit) SetMeta(key, value string) {
	switch key {
	case "source":
		u.SourceHash = value
	case "target":
		u.TargetHash = value
	case "state":
		u.Was = locale.State(value)
	case "kind":
		u.Kind = Kind(value)
	case "notes":
		u.Told = value
	}
}

func pairs(all ...[2]string) [][2]string {
	var out [][2]string
	for _, p := range all {
		if p[1] != "" {
			out = append(out, p)
		}
	}
	return out
}

// Line writes pairs in one line, for formats that have only comments: omnibus: term=a; from=en.
func Line(meta [][2]string) string {
	var parts []string
	for _, m := range meta {
		parts = append(parts, m[0]+"="+m[1])
	}
	return "omnibus: " + strings.Join(parts, "; ")
}

// ParseLine reads a line of Line, wherever in the text it is, and calls set with each pair.
func ParseLine(text string, set func(key, value string)) bool {
	i := strings.LastIndex(text, "omnibus: ")
	if i < 0 {
		return false
	}
	line, _, _ := strings.Cut(text[i+len("omnibus: "):], "\n")
	for _, part := range strings.Split(line, "; ") {
		if k, v, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
			set(strings.TrimSpace(k), strings.TrimSpace(v))
		}
	}
	return true
}

// Context returns the information about a unit for its translator, as pairs of heading and words in a fixed order.
func (u *Unit) Context() [][2]string {
	var where []string
	for _, s := range []string{u.Paper, u.Section, u.Label} {
		if s != "" {
			where = append(where, s)
		}
	}
	budget := ""
	if u.Budget > 0 {
		budget = itoa(u.Budget) + " characters"
	}
	out := pairs(
		[2]string{"place", strings.Join(where, " · ")},
		[2]string{"kind", u.Note},
		[2]string{
			"previous source",
			u.Previous,
		},
		[2]string{"changed", u.changed()},
		[2]string{"before", u.Before},
		[2]string{"after", u.After},
		[2]string{"do not translate", strings.Join(u.Keep, " | ")},
		[2]string{"length", budget},
	)
	for _, t := range u.Terms {
		out = append(out, [2]string{"term", t.String()})
	}
	for _, q := range u.Queries {
		out = append(out, [2]string{"question", q.Said})
		if q.Answer != "" {
			out = append(out, [2]string{"answer", q.Answer})
		}
	}
	return out
}

// headings contains the headings of Context.
var headings = []string{
	"place",
	"kind",
	"previous source",
	"changed",
	"before",
	"after",
	"do not translate",
	"length",
	"term",
	"question",
	"answer",
}

// Wrote reports whether a note under a heading (or, if that is "", with its heading in it) was in the packet when it was sent. If a packet
// does not record these, the headings decide.
func (u *Unit) Wrote(heading, note string) bool {
	if heading == "" {
		h, rest, ok := strings.Cut(strings.TrimSpace(note), ": ")
		if !ok {
			return false
		}
		heading, note = h, rest
	}
	if heading == "omnibus" {
		return true
	}
	if u.Told != "" {
		return Printed(u.Told, heading+": "+note)
	}
	return slices.Contains(headings, heading)
}

// String returns a term in one line: OAS = OEA (not: O.E.A.).
func (t Term) String() string {
	s := t.Source + " = " + t.Target
	if len(t.Forbidden) > 0 {
		s += " (not: " + strings.Join(t.Forbidden, ", ") + ")"
	}
	if t.Note != "" {
		s += " (" + t.Note + ")"
	}
	return s
}

// Changes returns the word edits from the source of the translation to the current one, or none if the former is not on file.
func (u *Unit) Changes() []diff.Edit {
	if u.Previous == "" {
		return nil
	}
	return u.lexicon.Words(u.Previous, u.Source)
}

// changed returns the changes as plain text, with the marks of tools that compare words: [-gone-]{+new+}.
func (u *Unit) changed() string {
	var b strings.Builder
	mark := func(open, text, end string) {
		words := strings.TrimSpace(text)
		if words == "" {
			b.WriteString(text)
			return
		}
		before, after, _ := strings.Cut(text, words)
		b.WriteString(before + open + words + end + after)
	}
	for _, e := range u.Changes() {
		switch e.Op {
		case diff.Delete:
			mark("[-", e.Text, "-]")
		case diff.Insert:
			mark("{+", e.Text, "+}")
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}
