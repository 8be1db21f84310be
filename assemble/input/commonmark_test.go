package input

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// specification returns the examples of CommonMark's specification, which are in the module that reads Markdown.
func specification(t *testing.T) (examples []struct {
	Markdown, HTML string
	Example        int
}) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("the module with the examples is not available: %v", err)
	}
	b, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &examples); err != nil {
		t.Fatal(err)
	}
	return examples
}

// A printed writes blocks, in which each run of words has its look.
type printed struct {
	b    strings.Builder
	look string
	gap  bool
	in   bool // a run with that look is open
}

func (p *printed) block(what string) {
	p.b.WriteString("\n" + what + ":")
	p.look, p.gap, p.in = "", false, false
}

// words adds words with a look. It writes white space as one space, and none at the ends of a block.
func (p *printed) words(s, look string) {
	for _, r := range s {
		if strings.ContainsRune(" \t\r\n", r) {
			p.gap = p.in
			continue
		}
		if p.gap {
			p.b.WriteByte(' ')
		}
		if look != p.look {
			p.b.WriteString("{" + look + "}")
			p.look = look
		}
		p.b.WriteRune(r)
		p.gap, p.in = false, true
	}
}

func lookOf(em, strong bool, link string) string {
	out := ""
	if em {
		out += "em "
	}
	if strong {
		out += "strong "
	}
	if link != "" {
		out += link
	}
	return out
}

// proseOf prints a Markdown file as it was read. refused lists the findings other than missing ids.
func proseOf(markdown string) (out, refused string) {
	var l diag.List
	r := &reader{walker: walker{diags: &l}, rec: &Records{ByID: map[string]Record{}}, twice: map[string]bool{}}
	p := r.introduction(source.NewFile("introduction.md", []byte(markdown)))
	for _, d := range l.Items {
		if d.Severity == diag.Error && d.Code != "E0130" {
			refused += d.Code + " " + d.Message + "; "
		}
	}
	if refused != "" || p == nil {
		return "", refused
	}
	w := &printed{}
	for _, b := range p.p.Blocks {
		switch {
		case b.Kind == heading:
			w.block(fmt.Sprintf("h%d", b.Level))
		case b.Numbered:
			w.block(fmt.Sprintf("item %d, %d", b.Level, b.Number))
		case b.Kind == listItem:
			w.block(fmt.Sprintf("item %d", b.Level))
		default:
			w.block("p")
		}
		for _, x := range Pieces(b.Text.String) {
			link := ""
			if x.Link != nil {
				link = x.Link.Value
			}
			s := x.Text
			if x.Kind != "" && x.Kind != "none" {
				s = b.Text.String[x.Start:x.End]
			}
			w.words(s, lookOf(x.Em, x.Strong, link))
		}
	}
	return w.b.String(), ""
}

// pageOf prints a page of HTML in the same form as proseOf.
func pageOf(t *testing.T, page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	w := &printed{}
	type state struct {
		em, strong bool
		link       string
		depth      int
		number     int // of the next item; -1: bullets
	}
	var visit func(n *html.Node, s *state)
	visit = func(n *html.Node, s *state) {
		in := *s
		if n.Type == html.TextNode {
			if strings.TrimSpace(n.Data) != "" || w.in {
				w.words(n.Data, lookOf(s.em, s.strong, s.link))
			}
			return
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4", "h5", "h6":
			w.block(n.Data)
		case "p":
			if n.Parent.Data == "li" && n.PrevSibling != nil && strings.TrimSpace(n.PrevSibling.Data) != "" {
				w.block("second p")
			} else if n.Parent.Data != "li" {
				w.block("p")
			}
		case "ul", "ol":
			in.depth, in.number = s.depth+1, -1
			if n.Data == "ol" {
				in.number = 1
				for _, a := range n.Attr {
					if a.Key == "start" {
						in.number, _ = strconv.Atoi(a.Val)
					}
				}
			}
			s = &in
		case "li":
			if s.number >= 0 {
				w.block(fmt.Sprintf("item %d, %d", s.depth, s.number))
				s.number++
			} else {
				w.block(fmt.Sprintf("item %d", s.depth))
			}
		case "em":
			in.em = true
		case "strong":
			in.strong = true
		case "a":
			for _, a := range n.Attr {
				if a.Key == "href" {
					in.link = a.Val
				}
			}
		case "html", "head", "body":
		default:
			w.block("<" + n.Data + ">")
		}
		if n.Data == "li" {
			in = *s
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, &in)
		}
		if s != &in && n.Data == "li" {
			s.depth = in.depth
		}
	}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		visit(c, &state{number: -1})
	}
	return w.b.String()
}

// TestCommonMark reads every example of CommonMark's specification: the result has the words of the reference, in the same blocks, with the
// same emphasis and links, or the example is refused.
func TestCommonMark(t *testing.T) {
	right, refused, examples := 0, 0, specification(t)
	for _, x := range examples {
		got, why := proseOf(x.Markdown)
		switch {
		case why != "":
			refused++
		case got == pageOf(t, x.HTML):
			right++
		default:
			t.Errorf("example %d: %q\nis read as %s\nwant %s", x.Example, x.Markdown, got, pageOf(t, x.HTML))
		}
	}
	t.Logf("%d examples of CommonMark: %d right, %d refused, %d wrong", len(examples), right, refused, len(examples)-right-refused)
	if len(examples) < 600 || right < 180 {
		t.Errorf("of %d examples, only %d are accepted", len(examples), right)
	}
}
