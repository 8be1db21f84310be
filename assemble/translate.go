package assemble

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"omnibus/assemble/packet"
	"omnibus/assemble/parallel"
	"omnibus/assemble/read/po"
	"omnibus/assemble/read/tmx"
	"omnibus/assemble/read/toml"
	"omnibus/assemble/read/xliff"
	readxlsx "omnibus/assemble/read/xlsx"
	"omnibus/assemble/source"
	writepo "omnibus/assemble/write/po"
	writetmx "omnibus/assemble/write/tmx"
	writetoml "omnibus/assemble/write/toml"
	writexliff "omnibus/assemble/write/xliff"
	writexliff12 "omnibus/assemble/write/xliff12"
	writexlsx "omnibus/assemble/write/xlsx"
)

// A PacketFormat is a format of translators' packets. It writes one or more files, each with what its name ends in.
type PacketFormat struct {
	Name  string
	Files []PacketFile
}

// A PacketFile is one of the files of a format. %f and %t in Ending are the languages of the sources and of the targets.
type PacketFile struct {
	Ending string
	Write  func(io.Writer, *packet.Packet) error
}

// PacketFormats are the formats of packets, by the name that is given for them.
var PacketFormats = []PacketFormat{
	{"toml", []PacketFile{{".source.%f.toml", writetoml.WriteSource}, {".from-%f.%t.toml", writetoml.WriteTarget}}},
	{"xliff", []PacketFile{{".%f-%t.xlf", writexliff.Write}}},
	{"xliff12", []PacketFile{{".%f-%t.xliff", writexliff12.Write}}},
	{"xlsx", []PacketFile{{".%f-%t.xlsx", writexlsx.WritePacket}}},
	{"tmx", []PacketFile{{".%f-%t.tmx", writetmx.Write}}},
	{"po", []PacketFile{{".%f-%t.po", writepo.Write}}},
}

// FindPacketFormat returns the format of that name, and false where there is none.
func FindPacketFormat(name string) (PacketFormat, bool) {
	for _, f := range PacketFormats {
		if f.Name == name {
			return f, true
		}
	}
	return PacketFormat{}, false
}

// ExportPackets writes packets in a format and returns the files, in order.
func ExportPackets(packets []*packet.Packet, format PacketFormat) ([]*source.File, error) {
	var out []*source.File
	for _, p := range packets {
		for _, u := range p.Units {
			if r, bad := packet.Illegal(u.Source + u.Target); bad {
				return nil, fmt.Errorf("text %q has the character U+%04X, which no format of packets can hold: take it out", u.ID, r)
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
	for _, f := range PacketFormats {
		out = append(out, f.Name)
	}
	return out
}

// ReadPacket reads a file that came back. Its format is known by its content, whatever it is called.
func ReadPacket(f *source.File) (format string, packets []*packet.Packet, err error) {
	head := string(packet.Decoded(source.NewFile(f.Name, f.Bytes[:min(len(f.Bytes), 4096)])).Bytes)
	switch {
	case len(bytes.TrimSpace(f.Bytes)) == 0:
		return "", nil, fmt.Errorf("%s: it is empty", f.Name)
	case strings.HasPrefix(head, "PK\x03\x04"):
		format = "xlsx"
		packets, err = readxlsx.ReadPacket(f)
	case strings.HasPrefix(head, "\xd0\xcf\x11\xe0"):
		return "", nil, fmt.Errorf("%s: it is an old or encrypted Office file: save it as .xlsx without a password", f.Name)
	case strings.Contains(head, "\x00"):
		return "", nil, fmt.Errorf("%s: it is none of the formats of packets: %s", f.Name, strings.Join(formatNames(), ", "))
	case !utf8.Valid(packet.Decoded(f).Bytes):
		return "", nil, notUTF8(packet.Decoded(f))
	case strings.Contains(strings.ToLower(head), "<html"):
		return "", nil, fmt.Errorf("%s: it is a page of HTML, and no packet", f.Name)
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
			return "", nil, fmt.Errorf("%s: it is none of the formats of packets: %s", f.Name, strings.Join(formatNames(), ", "))
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
type Export struct {
	Lang   string
	Files  []*source.File
	Counts packet.Counts
	Err    error
}

// Export makes packets of a choice in languages, whatever language the choice is into, and writes them in a format.
func (w *Work) Export(langs []string, choice packet.Choice, format PacketFormat) ([]Export, error) {
	out := side(langs, func(lang string) Export {
		c := choice
		c.To = lang
		packets := packet.Make(w.Plan, w.Locales, c)
		x := Export{Lang: lang}
		for _, p := range packets {
			x.Counts.Add(p.Count())
		}
		x.Files, x.Err = ExportPackets(packets, format)
		return x
	})
	for _, x := range out {
		if x.Err != nil {
			return nil, x.Err
		}
	}
	return out, nil
}
