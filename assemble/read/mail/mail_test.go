package mail

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
)

const head = "From: Ana <a@x.org>\r\nSubject: =?iso-8859-1?q?p=E1rrafo?=\r\nMIME-Version: 1.0\r\n"

// multi returns a mail of several parts.
func multi(kind string, parts ...string) string {
	return head + "Content-Type: multipart/" + kind + "; boundary=\"b\"\r\n\r\npreamble\r\n--b\r\n" + strings.Join(parts, "\r\n--b\r\n") + "\r\n--b--\r\n"
}

// TestRead: the text of a mail, in whatever encoding, and its attached files.
func TestRead(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString
	for _, c := range []struct{ name, mail, want string }{
		{"plain", head + "\r\nOP 1: delete\r\nOP 2: keep\r\n", "OP 1: delete\nOP 2: keep\n"},
		{"quoted-printable, latin", head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\np=E1rr=\r\nafo", "p\u00e1rrafo\n"},
		{"base64, utf-8", head + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64([]byte("p\u00e1rrafo")), "p\u00e1rrafo\n"},
		{"utf-16", head + "Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64([]byte("a\x00b\x00")), "ab\n"},
		{"an unknown encoding", head + "Content-Type: text/plain; charset=x-none\r\n\r\np\xe1rrafo", "p\u00e1rrafo\n"},
		{"flowed", head + "Content-Type: text/plain; format=flowed\r\n\r\nOP 1: delete \r\n'it'\r\n> a \r\n> b\r\n-- \r\nAna", "OP 1: delete 'it'\n> a b\n-- \nAna\n"},
		{"alternatives", multi("alternative", "Content-Type: text/plain\r\n\r\nplain", "Content-Type: text/html\r\n\r\n<p>page</p>"), "plain\n"},
		{"an empty alternative", multi("alternative", "Content-Type: text/plain\r\n\r\n \r\n", "Content-Type: text/html\r\n\r\n<p>page</p>"), "page\n"},
		{"several texts", multi("mixed", "\r\none", "Content-Type: text/plain\r\n\r\ntwo"), "one\n\ntwo\n"},
		{"attached", multi("mixed", "\r\none", "Content-Type: application/x; name=\"..\\\\..\\\\a.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"+b64([]byte("PK"))), "one\n|a.docx PK"},
		{"attached, an encoded name", multi("mixed", "\r\none", "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''p%C3%A1.txt\r\n\r\ntwo"), "one\n|p\u00e1.txt two"},
		{"cut", strings.TrimSuffix(multi("mixed", "\r\none"), "\r\n--b--\r\n"), "one\n cut"},
		{"a page", head + "Content-Type: text/html\r\n\r\n<style>x</style><p>OP 1:<br>delete&nbsp;<s>it</s> <b>all</b></p><ul><li>a<li>b</ul><table><tr><td><p>1</p><td>c</table>" +
			"<blockquote>q</blockquote>", "OP 1:\ndelete ~~it~~ all\n\n- a\n- b\n\n1\tc\n\n> q\n"},
	} {
		m, err := Read([]byte(c.mail))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := m.Text
		for _, a := range m.Attached {
			got += "|" + a.Name + " " + string(a.Bytes)
		}
		if m.Cut {
			got += " cut"
		}
		if got != c.want || m.Subject != "p\u00e1rrafo" || !Is([]byte(c.mail)) {
			t.Errorf("%s: got %q, want %q; subject %q", c.name, got, c.want, m.Subject)
		}
	}
	for _, text := range []string{"OP 1: delete", "From: B\nTo: all\nSubject: draft\n\nOP 2: delete", "", "Content-Type: x\n\n"} {
		if Is([]byte(text)) {
			t.Errorf("%q is a mail", text)
		}
	}
}

// TestHostile: parts within parts, many parts, and parts that grow are read up to a limit, and the mail says so.
func TestHostile(t *testing.T) {
	deep, many := "x", []string{}
	for i := range 100 {
		deep = fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%[1]d\r\n%s\r\n--b%[1]d--\r\n", i, deep)
		many = append(many, "\r\none", "\r\ntwo", "\r\nthree")
	}
	for _, text := range []string{head + deep, multi("mixed", many...)} {
		if m, err := Read([]byte(text)); err != nil || !m.Cut {
			t.Errorf("%v %+v", err, m)
		}
	}
}

// FuzzRead: whatever a file contains, it is read or refused, and a text that was read has no byte of another encoding.
func FuzzRead(f *testing.F) {
	f.Add([]byte(multi("mixed", "\r\none", "Content-Type: text/html\r\n\r\n<p>two<td>")))
	f.Add([]byte(head + "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\na \r\n>b"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Read(b); err == nil && strings.ToValidUTF8(m.Text, "") != m.Text {
			t.Errorf("%q", m.Text)
		}
	})
}
