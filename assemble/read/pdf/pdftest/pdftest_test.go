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

// TestSound: a finished file violates no rule, and neither does a file that was only written again.
func TestSound(t *testing.T) {
	b := finished(t)
	for _, f := range Check(b) {
		t.Error(f)
	}
	for _, f := range Check(edit(t, b).bytes()) {
		t.Errorf("written anew: %s", f)
	}
}

// TestLong: a paper of many pages, whose objects fill several object streams, violates no rule.
func TestLong(t *testing.T) {
	var b bytes.Buffer
	if err := write.Write(&b, LaidOut(t, Paper(200)), write.Options{}); err != nil {
		t.Fatal(err)
	}
	for _, f := range Check(b.Bytes()) {
		t.Error(f)
	}
}
