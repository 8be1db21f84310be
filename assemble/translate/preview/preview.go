// Package preview writes the texts of a term in one language as one HTML file: source and translation side by side, in the order of the
// papers, with states, changes in the sources, and findings. The file is self-contained: it can be opened from disk, used with the
// keyboard, and printed.
package preview

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"unicode/utf8"

	"omnibus/assemble/diff"
	"omnibus/assemble/translate/packet"
)

//go:embed preview.html
var page string

// A Page is the content of the file.
type Page struct {
	Title    string // of the term
	Lang     string // BCP 47 tag of the translations
	Language string // name of Lang
	Meeting  string // meeting of the papers, in words
	Texts    []Text // in the order of the papers
}

// A Text is a unit with the language of its source.
type Text struct {
	*packet.Unit
	From     string // language of the source
	Original bool   // the text is in the language of the page, and has only Source
	Needed   bool   // the meeting needs it
	Done     string // who has translated it or declared a change editorial, and when; "" if unknown
	Heading  string // heading above it at the beginning of a paper or section; "" if there is none
	Findings []Finding
	Queries  []Query // queries that are not closed
}

// A Query is a remark about the text, and the answer.
type Query struct{ ID, Said, By, When, Answer string }

// A Finding is a finding of a check about a translation.
type Finding struct{ Severity, Code, Message string }

// Write writes a page.
func Write(w io.Writer, p *Page) error {
	t, err := template.New("preview").Parse(page)
	if err != nil {
		panic("preview: the page is not a template: " + err.Error())
	}
	d := data{Page: p}
	for i := range p.Texts {
		d.add(&p.Texts[i])
	}
	var b bytes.Buffer
	if err := t.Execute(&b, d); err != nil {
		return err
	}
	_, err = w.Write(hashed(hashed(b.Bytes(), "style", "OF-STYLE"), "script", "OF-SCRIPT"))
	return err
}

// hashed adds the fingerprint of a page's own style or script to the rule by which browsers run it. Nothing that a text may contain is run.
func hashed(page []byte, element, place string) []byte {
	_, after, _ := bytes.Cut(page, []byte("<"+element+">"))
	inner, _, ok := bytes.Cut(after, []byte("</"+element+">"))
	if !ok {
		panic("preview: the page has no " + element)
	}
	sum := sha256.Sum256(inner)
	return bytes.Replace(page, []byte(place), []byte(base64.StdEncoding.EncodeToString(sum[:])), 1)
}

type data struct {
	*Page
	Shown                             []shown
	Open, Stale, Found, Needed, Asked int
}

// A shown is a text in the form in which the page shows it.
type shown struct {
	*Text
	Open    bool
	Stale   bool
	TooLong bool
	Changes []change
}

type change struct {
	Text     string
	Ins, Del bool
}

func (d *data) add(t *Text) {
	x := shown{
		Text:    t,
		Open:    !t.Original && t.Target == "",
		Stale:   t.Kind == packet.Changed,
		TooLong: t.Budget > 0 && utf8.RuneCountInString(t.Target) > t.Budget,
	}
	for _, e := range t.Changes() {
		x.Changes = append(x.Changes, change{e.Text, e.Op == diff.Insert, e.Op == diff.Delete})
	}
	if x.Open {
		d.Open++
	}
	if x.Stale {
		d.Stale++
	}
	if len(t.Findings) > 0 {
		d.Found++
	}
	if len(t.Queries) > 0 {
		d.Asked++
	}
	if t.Needed && (x.Open || x.Stale) {
		d.Needed++
	}
	d.Shown = append(d.Shown, x)
}
