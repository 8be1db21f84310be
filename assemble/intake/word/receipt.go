package word

import (
	"regexp"
	"strings"

	readdocx "omnibus/assemble/read/docx"
)

// sentence formats a sentence of the receipt in the officer's language.
func (im *Import) sentence(format string, args ...any) string {
	return im.lang1.Sentence(format, args...)
}

// language returns the name of the language of a column.
func (im *Import) language(k int) string { return im.lang1.LanguageName(im.base1.langs[k]) }

// name returns what a receipt calls a text of the draft.
func (im *Import) name(u *unit) string {
	switch u.is {
	case ofTitle:
		return im.sentence("the title")
	case ofSection:
		return im.sentence("the heading %s", u.id)
	case ofSub:
		return im.sentence("sub-paragraph %s of %s", u.number, u.of.ID)
	case ofOperative:
		if u.number != "" {
			return im.sentence("paragraph %s (%s)", u.number, u.id)
		}
	}
	return im.sentence("the paragraph %s", u.id)
}

// commentOf says whose comment one is.
func (im *Import) commentOf(c *readdocx.Comment) string {
	if c.Author == "" {
		return im.sentence("a comment of somebody")
	}
	return im.sentence("a comment of %s", c.Author)
}

// kindLabels are the keys of the labels of kinds of changes.
var kindLabels = map[readdocx.Kind]string{readdocx.Inserted: "receipt.insertion", readdocx.Deleted: "receipt.deletion",
	readdocx.MovedFrom: "receipt.move-away", readdocx.MovedTo: "receipt.move-here", readdocx.Looks: "receipt.looks",
	readdocx.Cells: "receipt.cells"}

// others are the keys of the labels of what a file has besides text and changes, by the words of the reader.
var others = map[string]string{"a picture": "receipt.picture", "an embedded object": "receipt.object", "ruby text": "receipt.ruby",
	"a formula: its letters are read as text": "receipt.formula", "text in a part of another kind": "receipt.part",
	"hidden words": "receipt.hidden-words", "a note that the text does not cite": "receipt.uncited"}

// aboutOther notes what a file has besides text and changes.
func (im *Import) aboutOther(o readdocx.Other) {
	what := o.What
	if key := others[what]; key != "" {
		what = im.lang1.T(key, nil)
	} else if head, words, ok := strings.Cut(what, ": "); ok && others[head] != "" {
		what = im.lang1.T(others[head], nil) + ": " + words
	}
	im.noted(im.at(o.Place) + ": " + what)
}

// partForm is a part of a place: a word, and its number.
var partForm = regexp.MustCompile(`^(page|table|row|paragraph|line) ([0-9]+)$`)

// at returns a place of the file in the officer's language.
func (im *Import) at(s string) string {
	parts := strings.Split(s, ", ")
	for i, p := range parts {
		key := "receipt.place-" + strings.ReplaceAll(p, " ", "-")
		if m := partForm.FindStringSubmatch(p); m != nil {
			parts[i] = im.lang1.T("receipt.place-"+m[1], map[string]any{"N": m[2]})
		} else if im.lang1.Has(key) {
			parts[i] = im.lang1.T(key, nil)
		}
	}
	return strings.Join(parts, ", ")
}

// localized gives the places of the receipt in the officer's language.
func (im *Import) localized() {
	for _, p := range im.receipt.Proposals {
		for i := range p.Places {
			p.Places[i] = im.at(p.Places[i])
		}
	}
	for i := range im.receipt.Rest {
		im.receipt.Rest[i].Place = im.at(im.receipt.Rest[i].Place)
	}
	for i := range im.receipt.Remarks {
		im.receipt.Remarks[i].Place = im.at(im.receipt.Remarks[i].Place)
	}
}
