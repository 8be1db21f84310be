package mail

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// The elements that begin a line, those whose words are not shown, and those whose words are struck out.
var (
	lines  = []string{"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre"}
	unseen = []string{"head", "style", "script", "title", "noscript", "template"}
	struck = []string{"s", "strike", "del"}
)

// A page is the words of a page that have been read.
type page struct {
	out                strings.Builder
	line               string
	skip, quoted, cell int
}

// plain returns the words of a page as a text: a line for each paragraph, a tab between the cells of a row, a sign before quoted lines, and
// tildes around words that are struck out.
func plain(source string) string {
	p := &page{}
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			p.end()
			return p.out.String()
		case html.TextToken:
			if p.skip == 0 {
				p.text(z.Token().Data)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			p.element(z.Token().Data, kind == html.StartTagToken, kind == html.EndTagToken)
		}
	}
}

// end ends a line. Several blank lines are one.
func (p *page) end() {
	words := strings.TrimRight(p.line, " \t")
	if p.line = ""; strings.TrimSpace(words) == "" {
		words = ""
	} else if p.quoted > 0 {
		words = strings.Repeat(">", p.quoted) + " " + words
	}
	if words != "" || p.out.Len() > 0 && !strings.HasSuffix(p.out.String(), "\n\n") {
		p.out.WriteString(words + "\n")
	}
}

// text adds words. Spaces and line breaks between words are one space.
func (p *page) text(s string) {
	const spaces = " \t\r\n\u00a0"
	words := strings.Join(strings.Fields(s), " ")
	if s != "" && strings.TrimLeft(s, spaces) != s && p.line != "" && !strings.HasSuffix(p.line, " ") {
		words = " " + words
	}
	if p.line += words; words != "" && strings.TrimRight(s, spaces) != s && !strings.HasSuffix(p.line, " ") {
		p.line += " "
	}
}

// element reads the beginning or the end of an element.
func (p *page) element(name string, opens, closes bool) {
	switch {
	case slices.Contains(unseen, name) && opens:
		p.skip++
	case slices.Contains(unseen, name):
		p.skip = max(0, p.skip-1)
	case slices.Contains(struck, name):
		if closes {
			p.line = strings.TrimRight(p.line, " ")
		}
		p.line += "~~"
	case name == "td" || name == "th":
		if opens && p.cell > 0 {
			p.line = strings.TrimRight(p.line, " ") + "\t"
		}
		if opens {
			p.cell++
		}
	case p.cell > 0 && name != "tr" && name != "table": // the paragraphs of a cell are one
		if slices.Contains(lines, name) && p.line != "" && !strings.HasSuffix(p.line, "\t") && !strings.HasSuffix(p.line, " ") {
			p.line += " "
		}
	case slices.Contains(lines, name):
		p.end()
		p.cell = 0
		if name == "li" && opens {
			p.line = "- "
		}
		if name == "blockquote" && opens {
			p.quoted++
		} else if name == "blockquote" {
			p.quoted = max(0, p.quoted-1)
		}
	}
}
