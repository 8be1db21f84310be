// Package door knows which command imports which kind of file, so that every command that is given the file of another one names that one.
package door

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/doc"
	"omnibus/assemble/read/mail"
	"omnibus/assemble/source"
)

// The commands that import files.
const (
	Word      = "word import"
	Records   = "records import"
	Matrix    = "matrix import"
	Translate = "translate import"
	Propose   = "propose"
	Mandates  = "mandates import"
)

// A Kind is a kind of file: what it is, the command for it, and the arguments that this command needs besides the file.
type Kind struct {
	Name, Is, Command, Arguments string
	Also                         []string // other commands that read it
}

// Kinds is the table of the kinds.
var Kinds = []Kind{
	{"form", "a form", Records, "", nil},
	{"packet", "a translators' packet", Translate, "", nil},
	{"records", "a workbook of records", Records, "", nil},
	{"sheet", "a sheet of proposals", Propose, "", nil},
	{"matrix", "a mandate matrix", Matrix, "", nil},
	{"paper", "a paper for word processors", Word, " --from KEY --meeting MEETING", nil},
	{"document", "a document that omnibus did not make, or a program has dropped its properties", Word, " --from KEY --meeting MEETING",
		[]string{Mandates}},
	{"text", "a text", Propose, "", []string{Word, Mandates}},
	{"mail", "a mail", Propose, "", []string{Word}},
	{"view", "a redline, which shows what is already recorded: the draft itself is imported", "verify", "", []string{Word}},
	{"pdf", "a PDF, from which nothing can be imported", "verify", "", nil},
}

// Check returns an error that names the right command if a file is none for a command. Of a file whose kind is not known, the command says
// itself what is wrong.
func Check(command string, f *source.File) error {
	k := Of(f)
	if k == nil && command == Word && slices.Contains(data, strings.ToLower(path.Ext(f.Name))) {
		return fmt.Errorf("%s is no letter, by its ending: omnibus check reads the files of a term; save a letter as .txt, .docx or .odt",
			f.Name)
	}
	if k == nil || k.Command == command || slices.Contains(k.Also, command) {
		return nil
	}
	return fmt.Errorf("%s is %s: use omnibus %s %s%s", f.Name, k.Is, k.Command, argument(f.Name), k.Arguments)
}

// argument returns the name of a file as it is typed in a shell.
func argument(name string) string {
	if strings.ContainsAny(name, " \t'\"()&;$*?#|<>`\\") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`").Replace(name) + `"`
	}
	return name
}

// Of returns the kind of a file, or nil if it is not known.
func Of(f *source.File) *Kind {
	name, b := "", f.Bytes
	switch {
	case bytes.HasPrefix(b, []byte("PK")):
		name = packed(b)
	case bytes.HasPrefix(b, []byte("%PDF-")):
		name = "pdf"
	case mail.Is(b):
		name = "mail"
	default:
		name = plain(b)
		if name == "text" && !slices.Contains(letters, strings.ToLower(path.Ext(f.Name))) {
			name = ""
		}
	}
	if i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == name }); i >= 0 {
		return &Kinds[i]
	}
	return nil
}

// letters are the endings of names of texts that may be letters or mails.
var letters = []string{"", ".txt", ".text", ".eml", ".md"}

// data are the endings of names of texts that are no letters.
var data = []string{".yaml", ".yml", ".toml", ".json", ".csv", ".tsv"}

// The limits of what is read to recognize a file, in bytes.
const (
	longestHead       = 64 << 10
	longestProperties = 4 << 20
)

var (
	viewForm   = regexp.MustCompile(`name=["']` + regexp.QuoteMeta(doc.PropertyView) + `["']`)
	paperForm  = regexp.MustCompile(`name=["']` + regexp.QuoteMeta(doc.PropertyPaper) + `["'][^>]*>\s*<[^>]+>\s*([^<]*?)\s*<`)
	packetForm = regexp.MustCompile(`(?m)<xliff[\s>]|<tmx[\s>]|^msgid\s+"|^hash\s*=\s*"|^\["[^"\n]+"\]\s*$`)
)

// packed returns the kind of a package: by the property that names the paper, else by its parts.
func packed(b []byte) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return ""
	}
	paper, word, sheets, view := "", false, false, false
	for _, p := range z.File {
		switch name := strings.ToLower(strings.ReplaceAll(p.Name, `\`, "/")); {
		case strings.HasPrefix(name, "word/"):
			word = true
		case strings.HasPrefix(name, "xl/"):
			sheets = true
		case name == "mimetype":
			word = strings.HasPrefix(string(part(p)), "application/vnd.oasis.opendocument.text")
		case path.Base(name) == "custom.xml":
			properties := part(p)
			if m := paperForm.FindSubmatch(properties); m != nil {
				paper, view = string(m[1]), viewForm.Match(properties)
			}
		}
	}
	switch {
	case slices.Contains([]string{"form", "packet", "records"}, paper):
		return paper
	case sheets && paper == "propose":
		return "sheet"
	case sheets && paper != "":
		return "matrix"
	case word && paper != "" && view:
		return "view"
	case word && paper != "":
		return "paper"
	case word:
		return "document"
	}
	return ""
}

// part returns the beginning of a part of a package, or nil if it cannot be read.
func part(p *zip.File) []byte {
	r, err := p.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, longestProperties))
	return b
}

// plain returns the kind of a file that is no package.
func plain(b []byte) string {
	head := b[:min(len(b), longestHead)]
	for n := 0; len(head) < len(b) && n < utf8.UTFMax && !utf8.Valid(head); n++ { // a letter may be cut at the end
		head = head[:len(head)-1]
	}
	switch {
	case len(bytes.TrimSpace(head)) == 0, !utf8.Valid(head), bytes.IndexByte(head, 0) >= 0, bytes.HasPrefix(head, []byte(`{\rtf`)):
		return ""
	case packetForm.Match(head):
		return "packet"
	case bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")):
		return ""
	}
	return "text"
}
