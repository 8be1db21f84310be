// Package mail reads mails as mail programs save them (.eml): their text, in whatever encoding, and the files attached to them.
package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// A Mail is a mail that was read.
type Mail struct {
	From, Date, Subject string
	Text                string // in UTF-8, with a line break behind each line
	Attached            []File
	Cut                 bool // the mail ends in the middle, or has more or deeper parts than are read
}

// A File is an attached file.
type File struct {
	Name  string
	Bytes []byte
}

// The limits of what is read.
const (
	mostParts   = 200
	deepest     = 10
	mostDecoded = 64 << 20 // bytes of all parts
	longestName = 120      // bytes
	longestHead = 64 << 10 // bytes in which the headers end
)

// Is reports whether a file is a mail: it begins with headers, and has one that only programs write.
func Is(b []byte) bool {
	m, err := mail.ReadMessage(bytes.NewReader(b[:min(len(b), longestHead)]))
	if err != nil || m.Header.Get("From")+m.Header.Get("Subject") == "" {
		return false
	}
	for _, h := range []string{"Content-Type", "Content-Transfer-Encoding", "Mime-Version", "Message-Id", "Received"} {
		if m.Header.Get(h) != "" {
			return true
		}
	}
	return false
}

// Read reads a mail.
func Read(b []byte) (*Mail, error) {
	m, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	r := &reader{left: mostDecoded, mail: &Mail{From: header(m.Header.Get("From")), Date: header(m.Header.Get("Date")),
		Subject: header(m.Header.Get("Subject"))}}
	body := r.part(part{header: m.Header.Get, body: m.Body}, 0)
	if body != "" {
		r.mail.Text = strings.TrimRight(body, "\n") + "\n"
	}
	return r.mail, nil
}

// header returns a header without the encoding of its words.
func header(s string) string {
	d := &mime.WordDecoder{CharsetReader: func(charset string, in io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(in)
		return strings.NewReader(decoded(b, charset)), err
	}}
	if t, err := d.DecodeHeader(s); err == nil {
		s = t
	}
	return strings.Join(strings.Fields(decoded([]byte(s), "")), " ")
}

// decoded returns a text in UTF-8. A text in an unknown encoding is in UTF-8 if it can be, otherwise in that of western Windows.
func decoded(b []byte, charset string) string {
	e, err := htmlindex.Get(charset)
	if name := strings.ToLower(charset); name == "us-ascii" || name == "utf-8" || err != nil {
		if utf8.Valid(b) {
			return string(b)
		}
		e, _ = htmlindex.Get("windows-1252")
	}
	out, err := e.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	return string(out)
}

// A part is a part of a mail.
type part struct {
	header func(name string) string
	body   io.Reader
}

type reader struct {
	mail  *Mail
	parts int
	left  int64 // bytes that may still be decoded
}

// part reads a part, and returns its text.
func (r *reader) part(p part, depth int) string {
	kind, values, err := mime.ParseMediaType(p.header("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	if r.parts++; r.parts > mostParts || depth > deepest {
		r.mail.Cut = true
		return ""
	}
	if strings.HasPrefix(kind, "multipart/") && values["boundary"] != "" {
		return r.several(kind, multipart.NewReader(p.body, values["boundary"]), depth)
	}
	b := r.content(p)
	disposition, named, _ := mime.ParseMediaType(p.header("Content-Disposition"))
	name := header(named["filename"])
	if name == "" {
		name = header(values["name"])
	}
	switch {
	case disposition == "attachment", name != "", kind != "text/plain" && kind != "text/html":
		r.attach(name, kind, b)
		return ""
	case kind == "text/html":
		return plain(decoded(b, values["charset"]))
	}
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(decoded(b, values["charset"]))
	if strings.EqualFold(values["format"], "flowed") {
		text = unflowed(text, strings.EqualFold(values["delsp"], "yes"))
	}
	return text
}

// several reads the parts of a part: of alternatives, the first with a text.
func (r *reader) several(kind string, m *multipart.Reader, depth int) string {
	text := ""
	for {
		p, err := m.NextRawPart()
		if err == io.EOF {
			return text
		} else if err != nil || r.parts > mostParts {
			r.mail.Cut = true
			return text
		}
		t := r.part(part{header: p.Header.Get, body: p}, depth+1)
		switch {
		case strings.TrimSpace(t) == "":
		case strings.TrimSpace(text) == "":
			text = t
		case kind != "multipart/alternative":
			text = strings.TrimRight(text, "\n") + "\n\n" + t
		}
	}
}

// content returns the bytes of a part without their encoding.
func (r *reader) content(p part) []byte {
	body := p.body
	switch strings.ToLower(strings.TrimSpace(p.header("Content-Transfer-Encoding"))) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &base64Only{body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	b, err := io.ReadAll(io.LimitReader(body, r.left+1))
	if r.left -= int64(len(b)); err != nil || r.left < 0 {
		r.mail.Cut, r.left = true, max(r.left, 0)
	}
	return b
}

// A base64Only leaves out bytes that are none of base64, such as spaces.
type base64Only struct{ from io.Reader }

func (r *base64Only) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	kept := 0
	for _, c := range b[:n] {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '+' || c == '/' || c == '=' {
			b[kept] = c
			kept++
		}
	}
	return kept, err
}

// attach keeps an attached file under a name without folders.
func (r *reader) attach(name, kind string, b []byte) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return -1
		}
		return c
	}, strings.ToValidUTF8(name[max(0, len(name)-longestName):], ""))
	if name == "" || name == "." || name == "/" {
		name = strings.ReplaceAll(kind, "/", "-")
		if kind == "message/rfc822" {
			name = "message.eml"
		}
	}
	r.mail.Attached = append(r.mail.Attached, File{name, b})
}

// unflowed joins the lines that a mail program has broken: those that end with a space.
func unflowed(text string, drop bool) string {
	var out []string
	open, depth := false, 0
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.TrimLeft(line, ">")
		d := len(line) - len(words)
		words = strings.TrimPrefix(words, " ")
		if open && d == depth && words != "-- " {
			out[len(out)-1] += words
		} else if d > 0 {
			out = append(out, line[:d]+" "+words)
		} else {
			out = append(out, words)
		}
		depth = d
		if open = strings.HasSuffix(words, " ") && words != "-- "; open && drop {
			out[len(out)-1] = strings.TrimSuffix(out[len(out)-1], " ")
		}
	}
	return strings.Join(out, "\n")
}
