package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"omnibus/assemble/synthetic"
	"omnibus/assemble/work/worktest"
)

// Limits of one command, whatever its input: processor time and memory.
const (
	mostTime   = 20 * time.Second
	mostMemory = 512 << 20
)

// A hostileThing is a file in a term, or a file that a command is given.
type hostileThing struct {
	name    string
	command string // FILE is the file
	file    string
	also    string // another file with the same text
	text    func() string
	code    int // exit code
	says    string
	slow    bool // accepted, and therefore laid out: only in a thorough run
}

// proposing returns a file with one proposal, whose text and notes follow from rest.
func proposing(rest string) string {
	return "proposals:\n  - id: op-zz\n    kind: operative\n    section: section-health\n    order: 900\n    operation: add\n    authors: [chair]\n" +
		"    date: 2024-03-12\n    reason: It was asked for.\n    mandates: [ag-res-2988-op-45]\n    state: proposed\n" + rest
}

func times(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if strings.Contains(format, "%") {
			fmt.Fprintf(&b, format, i)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

// noisy returns a workbook with one cell of size bytes, which hardly compress.
func noisy(size int) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	const ns = "http://schemas.openxmlformats.org/"
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + ns + `package/2006/content-types"/>`},
		{"_rels/.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="a" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="Mandates" sheetId="1" r:id="a"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="a" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="one.xml"/></Relationships>`},
		{"xl/one.xml", ""},
	} {
		w, _ := z.Create(part[0])
		io.WriteString(w, part[1])
		if part[1] == "" {
			io.WriteString(w, `<worksheet xmlns="`+ns+`spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`)
			r := rand.New(rand.NewPCG(1, 2))
			for n := 0; n < size; n += 16 {
				fmt.Fprintf(w, "%016x", r.Uint64())
			}
			io.WriteString(w, `</t></is></c></row></sheetData></worksheet>`)
		}
	}
	z.Close()
	return b.String()
}

const (
	proposalsFile = "input/proposals/zz.yaml"
	building      = "build -q --meeting end"
	poHead        = "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Omnibus: term=term-2023-2024; from=en; to=es\\n\"\n\n"
)

var hostileThings = []hostileThing{
	{name: "a million empty items", file: proposalsFile, text: func() string { return "proposals:\n" + times(1_000_000, "  -\n") }, code: 1, says: "E0102"},
	{name: "half a million empty items", file: proposalsFile, text: func() string { return "proposals:\n" + times(500_000, "  - {}\n") }, code: 1, says: "E0102"},
	{name: "unknown fields", file: proposalsFile, text: func() string { return "proposals:\n  - {" + times(200_000, "k%d: v, ") + "}\n" }, code: 1, says: "E0110"},
	{name: "unknown ids on one line", file: proposalsFile, text: func() string {
		return proposing("    text: To act\n    outcomes: [" + times(300_000, "x-%d, ") + "]\n")
	}, code: 1, says: "E0301"},
	{name: "a cycle of two thousand", file: proposalsFile, text: func() string {
		return "proposals:\n  - {id: op-2000, operation: mod, base: op-0, authors: [chair], text: To act}\n" +
			strings.Join(strings.Split(times(2000, "  - {id: op-%d, operation: mod, base: op-NEXT, authors: [chair], text: To act}\n"), "NEXT"), "2000")
	}, code: 1, says: "op-2000"},
	{name: "sub-paragraphs", file: proposalsFile, text: func() string {
		return proposing("    text: To act\n    paragraphs:\n" + times(20_000, "      - {id: zz-%d, text: in every way}\n"))
	}, code: 1, says: "E0117"},
	{name: "deep lists", file: proposalsFile, text: func() string { return "proposals: " + times(1_000_000, "[") }, code: 1, says: "E0107"},
	{name: "empty lines", file: proposalsFile, text: func() string { return times(40<<20, "\n") }, code: 1, says: "E0102"},
	{name: "deep quotations", file: "input/introduction.md", text: func() string { return times(100_000, "> ") + "a {#intro-a}\n" }, code: 1, says: "E0107"},
	{name: "brackets in prose", file: "input/introduction.md", text: func() string { return times(100_000, "[") + " {#intro-a}\n" }, slow: true},
	{name: "8,000 notes", file: proposalsFile, text: func() string {
		return proposing("    text: \"To act" + times(8000, " word%d[^n-%[1]d]") + "\"\n    notes:\n" + times(8000, "      - {id: n-%d, text: It is so.}\n"))
	}, slow: true},
	{name: "a word of 160,000 letters", file: proposalsFile, text: func() string { return proposing("    text: \"To " + times(80_000, "ab") + "\"\n") }, slow: true},
	{name: "a label of 100,000 letters", file: "locales/active.en.toml", text: func() string { return "[plan]\nofficers = \"" + times(100_000, "L") + "\"\n" }, slow: true},
	{name: "a template of a million elements", file: "templates/work-plan.html", text: func() string {
		return "<section><h1>x</h1>{{range 1000000}}<p>a</p>{{end}}</section>"
	}, code: 1, says: "E0827"},
	{name: "a template of 99,000 elements", file: "templates/work-plan.html", text: func() string {
		return "<section><h1>x</h1>{{range 99000}}<p>a word</p>{{end}}</section>"
	}, slow: true},
	{name: "several templates of 99,000 elements", file: "templates/work-plan.html", also: "templates/draft-paragraphs.html", text: func() string {
		return "<section><h1>x</h1>{{range 99000}}<p>a word</p>{{end}}</section>"
	}, code: 1, says: "together [E0827]"},
	{name: "a template of seven paragraphs of a megabyte", file: "templates/work-plan.html", text: func() string {
		return "<section><h1>x</h1>{{range 7}}<p>{{range 140000}}a word {{end}}</p>{{end}}</section>"
	}, slow: true},
	{name: "a PO of 160,000 continuation lines", command: "translate import FILE", file: "back.po", text: func() string {
		return poHead + "msgctxt \"section-health.title\"\nmsgid \"Health\"\nmsgstr \"\"\n" + times(160_000, "\"abc\"\n")
	}, says: "nothing was written"},
	{name: "a PO of 300,000 entries", command: "translate import FILE", file: "back.po", text: func() string {
		return poHead + times(300_000, "msgid \"H%d\"\nmsgstr \"S\"\n\n")
	}, code: 1, says: "299000 more things like these"},
	{name: "a memory of a million elements", command: "translate import --lang es FILE", file: "back.tmx", text: func() string {
		return `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>` + times(1_000_000, `<ph x="1"/>a`) + `</seg></tuv></tu></body></tmx>`
	}, code: 1, says: "divide it"},
	{name: "a cell of 80 MB", command: "matrix import FILE", file: "back.xlsx", text: func() string { return noisy(80 << 20) }, code: 1, says: "more than 4 MB"},
	{name: "a PDF of nothing but brackets", command: "verify FILE", file: "back.pdf", text: func() string { return "%PDF-1.7\n1 0 obj " + times(4<<20, "<<[") }, code: 1, says: "unknown"},
	{name: "a PDF with a million trailers", command: "verify FILE", file: "back.pdf", text: func() string {
		return "%PDF-1.7\n" + times(200_000, "%d 0 obj<</Type/Catalog>>endobj\n") + times(200_000, "xref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%%%EOF\n")
	}, code: 1, says: "unknown"},
}

// TestBounds checks that a command takes at most 20 s of processor time and 512 MB of memory, whatever a folder or a returned file
// contains.
func TestBounds(t *testing.T) {
	if testing.Short() {
		t.Skip("the runs take too long for -short")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	things := slices.DeleteFunc(slices.Clone(hostileThings), func(x hostileThing) bool { return x.slow && !worktest.Thorough() })
	for _, x := range worktest.Share(things, 6) {
		t.Run(strings.ReplaceAll(x.name, " ", "-"), func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range synthetic.Term(1) {
				put(t, filepath.Join(dir, filepath.FromSlash(name)), string(content))
			}
			put(t, filepath.Join(dir, filepath.FromSlash(x.file)), x.text())
			if x.also != "" {
				put(t, filepath.Join(dir, filepath.FromSlash(x.also)), x.text())
			}
			bin := filepath.Join(dir, "omnibus")
			link(t, self, bin)
			command := building
			if x.command != "" {
				command = strings.ReplaceAll(x.command, "FILE", x.file)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // generous, because the machine may be busy
			defer cancel()
			c := exec.CommandContext(ctx, bin, strings.Fields(command)...)
			c.Dir = dir
			out, _ := c.CombinedOutput()
			worked := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
			if most := peak(c.ProcessState); worked > mostTime || most > mostMemory {
				t.Errorf("it took %v and %d MB", worked, most>>20)
			}
			if got := c.ProcessState.ExitCode(); got != x.code || !strings.Contains(string(out), x.says) {
				t.Errorf("exit code %d, output:\n%.2000s", got, out)
			}
			t.Logf("%v, %d MB", worked.Round(10*time.Millisecond), peak(c.ProcessState)>>20)
		})
	}
}
