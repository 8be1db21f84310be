// Package translate sends texts to translators as packets in several formats, takes them back with a receipt for each text, and says
// how the translations stand.
package translate

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/parallel"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/translate/po"
	"omnibus/assemble/translate/tmx"
	"omnibus/assemble/translate/toml"
	"omnibus/assemble/translate/xliff"
	"omnibus/assemble/translate/xlsx"
	"omnibus/assemble/work"
)

// A PacketFormat is a format of translators' packets. It writes one or more files, each with what its name ends in.
type Format struct {
	Name  string
	Files []FormatFile
}

// A PacketFile is one of the files of a format. %f and %t in Ending are the languages of the sources and of the targets.
type FormatFile struct {
	Ending string
	Write  func(io.Writer, *packet.Packet) error
}

// PacketFormats are the formats of packets, by the name that is given for them.
var Formats = []Format{
	{"toml", []FormatFile{{".source.%f.toml", toml.WriteSource}, {".from-%f.%t.toml", toml.WriteTarget}}},
	{"xliff", []FormatFile{{".%f-%t.xlf", xliff.Write}}},
	{"xliff12", []FormatFile{{".%f-%t.xliff", xliff.Write12}}},
	{"xlsx", []FormatFile{{".%f-%t.xlsx", xlsx.Write}}},
	{"tmx", []FormatFile{{".%f-%t.tmx", tmx.Write}}},
	{"po", []FormatFile{{".%f-%t.po", po.Write}}},
}

// FindPacketFormat returns the format of that name, and false where there is none.
func FindFormat(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// ExportPackets writes packets in a format and returns the files, in order.
func Write(packets []*packet.Packet, format Format) ([]*source.File, error) {
	var out []*source.File
	for _, p := range packets {
		for _, u := range p.Units {
			if r, bad := packet.Illegal(u.Source + u.Target); bad {
				return nil, fmt.Errorf("text %q has the character U+%04X, which no packet format can hold: delete it", u.ID, r)
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

// ReadPacket reads a file that came back. Its format is known by its content, whatever it is called.
func Read(f *source.File) (format string, packets []*packet.Packet, err error) {
	head := string(packet.Decoded(source.NewFile(f.Name, f.Bytes[:min(len(f.Bytes), 4096)])).Bytes)
	switch {
	case len(bytes.TrimSpace(f.Bytes)) == 0:
		return "", nil, fmt.Errorf("%s: the file is empty", f.Name)
	case strings.HasPrefix(head, "PK\x03\x04"):
		format = "xlsx"
		packets, err = xlsx.Read(f)
	case strings.HasPrefix(head, "\xd0\xcf\x11\xe0"):
		return "", nil, fmt.Errorf("%s: the file is an old or encrypted Office file: save it as .xlsx without a password", f.Name)
	case strings.Contains(head, "\x00"):
		return "", nil, fmt.Errorf("%s: the file is not in a packet format: %s", f.Name, strings.Join(formatNames(), ", "))
	case !utf8.Valid(packet.Decoded(f).Bytes):
		return "", nil, notUTF8(packet.Decoded(f))
	case strings.Contains(strings.ToLower(head), "<html"):
		return "", nil, fmt.Errorf("%s: the file is a web page, not a packet", f.Name)
	case strings.HasPrefix(strings.TrimSpace(head), "<"):
		if strings.Contains(head, "<tmx") {
			format = "tmx"
			packets, err = tmx.Read(f)
		} else {
			format = "xliff"
			packets, err = xliff.Read(f)
		}
	case strings.Contains(head, "msgid "):
		format = "po"
		packets, err = po.Read(f)
	default:
		format = "toml"
		packets, err = toml.Read(f)
		if text := "\n" + head; err != nil && !strings.Contains(text, "\n[") {
			return "", nil, fmt.Errorf("%s: the file is not in a packet format: %s", f.Name, strings.Join(formatNames(), ", "))
		}
	}
	if err != nil && !strings.HasPrefix(err.Error(), f.Name) {
		err = fmt.Errorf("%s: %w", f.Name, err)
	}
	return format, packets, err
}

// notUTF8 says where a file stops being UTF-8.
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

// side does something for each language, as many at a time as there are processors, and returns what came of it in their order.
func side[T any](langs []string, do func(lang string) T) []T {
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

// An Export is what is exported into one language.
type Sent struct {
	Lang   string
	Files  []*source.File
	Counts packet.Counts
	Err    error
}

// Export makes packets of a choice in languages, whatever language the choice is into, and writes them in a format.
func Send(w *work.Work, langs []string, choice packet.Choice, format Format) ([]Sent, error) {
	out := side(langs, func(lang string) Sent {
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
