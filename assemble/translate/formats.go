// Package translate sends texts to translators as packets in several formats, imports the returned packets with a receipt for each text,
// and reports the states of the translations.
package translate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/intake/door"
	"omnibus/assemble/parallel"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/docx"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/translate/po"
	"omnibus/assemble/translate/tmx"
	"omnibus/assemble/translate/toml"
	"omnibus/assemble/translate/xliff"
	"omnibus/assemble/translate/xlsx"
	"omnibus/assemble/work"
)

// A Format is a format of packets: its writer, and its reader for returned files.
type Format struct {
	Name  string
	Files []FormatFile
	Is    func(f *source.File, head string) bool // reports whether a file is in the format; nil: the Read of another format reads it
	Read  func(*source.File) ([]*packet.Packet, error)
}

// A FormatFile is one of the files of a format, with the ending of its name. %f and %t in Ending stand for the languages of the sources and
// of the targets.
type FormatFile struct {
	Ending string
	Write  func(io.Writer, *packet.Packet) error
}

// Formats contains the formats of packets. A returned file is compared with them from the last to the first, so that stricter formats must
// come later.
var Formats = []Format{
	{
		"toml",
		[]FormatFile{{".source.%f.toml", toml.WriteSource}, {".from-%f.%t.toml", toml.WriteTarget}},
		func(*source.File, string) bool { return true },
		readTOML,
	},
	{"xliff", []FormatFile{{".%f-%t.xlf", xliff.Write}}, begins(isXML), xliff.Read},
	{"xliff12", []FormatFile{{".%f-%t.xliff", xliff.Write12}}, nil, xliff.Read},
	{"xlsx", []FormatFile{{".%f-%t.xlsx", xlsx.Write}}, begins(isZip), xlsx.Read},
	{"docx", []FormatFile{{".%f-%t.docx", docx.Write}}, func(f *source.File, _ string) bool { return docx.Is(f.Bytes) }, docx.Read},
	{
		"tmx",
		[]FormatFile{{".%f-%t.tmx", tmx.Write}},
		begins(func(head string) bool { return isXML(head) && strings.Contains(head, "<tmx") }),
		tmx.Read,
	},
	{
		"po",
		[]FormatFile{{".%f-%t.po", po.Write}},
		begins(func(head string) bool { return !isXML(head) && strings.Contains(head, "msgid ") }),
		po.Read,
	},
}

func isXML(head string) bool { return strings.HasPrefix(strings.TrimSpace(head), "<") }

func isZip(head string) bool { return strings.HasPrefix(head, "PK\x03\x04") }

// begins recognizes a format by the beginning of a file.
func begins(is func(head string) bool) func(*source.File, string) bool {
	return func(_ *source.File, head string) bool { return is(head) }
}

// errNoPacket is the error for a file that is in no packet format.
var errNoPacket = errors.New("no packet")

// readTOML reads a file that is in no other format. A file without a table is not TOML.
func readTOML(f *source.File) ([]*packet.Packet, error) {
	packets, err := toml.Read(f)
	if err != nil && !strings.Contains("\n"+headOf(f), "\n[") {
		return nil, errNoPacket
	}
	return packets, err
}

// FindFormat returns the format with that name. If there is none, ok is false.
func FindFormat(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Write writes packets in a format and returns the files, in order.
func Write(packets []*packet.Packet, format Format) ([]*source.File, error) {
	var out []*source.File
	for _, p := range packets {
		for _, u := range p.Units {
			if r, bad := packet.Illegal(u.Source + u.Target); bad {
				return nil, fmt.Errorf("text %q has the character U+%04X, which no packet format can contain: delete it", u.ID, r)
			}
		}
		for _, f := range format.Files {
			var b bytes.Buffer
			if err := f.Write(&b, p); err != nil {
				return nil, err
			}
			name := p.Term + strings.NewReplacer("%f", p.From, "%t", p.To).Replace(f.Ending)
			out = append(out, source.NewFile(name, b.Bytes()))
		}
	}
	return out, nil
}

func formatNames() []string {
	var out []string
	for _, f := range Formats {
		out = append(out, f.Name)
	}
	return out
}

// longestHead is the number of bytes by which the format of a file is recognized.
const longestHead = 4096

func headOf(f *source.File) string {
	return string(packet.Decoded(source.NewFile(f.Name, f.Bytes[:min(len(f.Bytes), longestHead)])).Bytes)
}

// Read reads a returned file. It recognizes the format by the content, not by the name.
func Read(f *source.File) (format string, packets []*packet.Packet, err error) {
	if err := door.Check(door.Translate, f); err != nil {
		return "", nil, err
	}
	head := headOf(f)
	if err := readable(f, head); err != nil {
		return "", nil, err
	}
	for _, x := range slices.Backward(Formats) {
		if x.Is != nil && x.Is(f, head) {
			format = x.Name
			packets, err = x.Read(f)
			break
		}
	}
	switch {
	case format == "" || errors.Is(err, errNoPacket):
		return "", nil, noPacket(f)
	case err != nil && !strings.HasPrefix(err.Error(), f.Name):
		err = fmt.Errorf("%s: %w", f.Name, err)
	}
	return format, packets, err
}

func noPacket(f *source.File) error {
	return fmt.Errorf("%s: the file is not in a packet format: %s", f.Name, strings.Join(formatNames(), ", "))
}

// readable returns an error that describes the file if it cannot be a packet.
func readable(f *source.File, head string) error {
	switch {
	case len(bytes.TrimSpace(f.Bytes)) == 0:
		return fmt.Errorf("%s: the file is empty", f.Name)
	case isZip(head):
		return nil
	case strings.HasPrefix(head, "\xd0\xcf\x11\xe0"):
		return fmt.Errorf("%s: the file is an old or encrypted Office file: save it as .xlsx or .docx without a password", f.Name)
	case strings.Contains(head, "\x00"):
		return noPacket(f)
	case !utf8.Valid(packet.Decoded(f).Bytes):
		return notUTF8(packet.Decoded(f))
	case strings.Contains(strings.ToLower(head), "<html"):
		return fmt.Errorf("%s: the file is a web page, not a packet", f.Name)
	}
	return nil
}

// notUTF8 returns an error with the first place at which a file is not UTF-8.
func notUTF8(f *source.File) error {
	at := 0
	for at < len(f.Bytes) {
		r, n := utf8.DecodeRune(f.Bytes[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return source.Fault{Pos: f.Pos(at, 1), Message: "the file is not in UTF-8: save it as UTF-8"}
}

// eachLanguage calls do for each language, in parallel on all processors, and returns the results in the order of the languages.
func eachLanguage[T any](langs []string, do func(lang string) T) []T {
	out := make([]T, len(langs))
	var wait parallel.Group
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, lang := range langs {
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			out[i] = do(lang)
		})
	}
	wait.Wait()
	return out
}

// A Sent is what is exported into one language.
type Sent struct {
	Lang   string
	Files  []*source.File
	Counts packet.Counts
	Err    error
}

// Send makes packets in the languages, whatever the language of the choice, and writes them in a format.
func Send(w *work.Work, langs []string, choice packet.Choice, format Format) ([]Sent, error) {
	out := eachLanguage(langs, func(lang string) Sent {
		c := choice
		c.To = lang
		packets := packet.Make(w.Plan, w.Locales, w.Papers, c)
		x := Sent{Lang: lang}
		for _, p := range packets {
			x.Counts.Add(p.Count())
		}
		x.Files, x.Err = Write(packets, format)
		return x
	})
	for _, x := range out {
		if x.Err != nil {
			return nil, x.Err
		}
	}
	return out, nil
}
