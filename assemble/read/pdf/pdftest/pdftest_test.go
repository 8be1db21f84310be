package pdftest

import (
	"bytes"
	"testing"

	write "omnibus/assemble/write/pdf"
)

func finished(t testing.TB) []byte {
	var b bytes.Buffer
	if err := write.Write(&b, LaidOut(t, Paper(6)), write.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSound shows that a finished file breaks no rule, and that neither does one that was only written again.
func TestSound(t *testing.T) {
	b := finished(t)
	for _, f := range Check(b) {
		t.Error(f)
	}
	for _, f := range Check(edit(t, b).bytes()) {
		t.Errorf("written anew: %s", f)
	}
}

// TestLong shows that a paper of many pages, whose objects fill several object streams, breaks no rule either.
func TestLong(t *testing.T) {
	var b bytes.Buffer
	if err := write.Write(&b, LaidOut(t, Paper(200)), write.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, f := range Check(b.Bytes()) {
		t.Error(f)
	}
}
