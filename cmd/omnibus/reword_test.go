package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// reworded returns the file of a word processor in which somebody has replaced words: as a tracked change or, without an author, untracked.
// The words occur once, within one run.
func reworded(b []byte, author, old, new string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if f.Name == "word/document.xml" {
			if n := bytes.Count(text, []byte(old)); n != 1 {
				return nil, fmt.Errorf("%q occurs %d times", old, n)
			}
			text = []byte(rewordedIn(string(text), author, old, new))
		}
		part, err := w.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(text); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}

func rewordedIn(text, author, old, new string) string {
	at := strings.Index(text, old)
	if author == "" {
		return text[:at] + new + text[at+len(old):]
	}
	from := strings.LastIndex(text[:at], "<w:r>")
	to := at + strings.Index(text[at:], "</w:r>") + len("</w:r>")
	run := text[from:to]
	head, words, _ := strings.Cut(run, "<w:t xml:space=\"preserve\">")
	words = strings.TrimSuffix(words, "</w:t></w:r>")
	before, after, _ := strings.Cut(words, old)
	make := func(tag, s string) string {
		return head + "<w:" + tag + ` xml:space="preserve">` + s + "</w:" + tag + "></w:r>"
	}
	change := func(kind, run string) string {
		return fmt.Sprintf(`<w:%s w:id="%d" w:author="%s" w:date="2024-05-02T10:00:00Z">%s</w:%s>`, kind, 80000+at, author, run, kind)
	}
	return text[:from] + make("t", before) + change("del", make("delText", old)) + change("ins", make("t", new)) + make("t", after) + text[to:]
}
