package door

import (
	"fmt"
	"slices"
	"strings"

	"omnibus/assemble/read/mail"
	"omnibus/assemble/source"
)

// An Opened is a file as a command reads it: a mail is its text and the attached files that are of the command.
type Opened struct {
	Mail  *mail.Mail     // nil: the file is no mail
	Files []*source.File // to be read, in order
	Other []Attached     // attached files that the command does not read
}

// An Attached is an attached file that a command does not read. Command is the one that does; empty: none is known.
type Attached struct{ Name, Command string }

// Open returns what a command reads of a file.
func Open(command string, f *source.File) (*Opened, error) {
	if k := Of(f); k == nil || k.Name != "mail" {
		return &Opened{Files: []*source.File{f}}, nil
	}
	m, err := mail.Read(f.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	out := &Opened{Mail: m}
	if strings.TrimSpace(m.Text) != "" {
		out.Files = append(out.Files, source.NewFile(f.Name, []byte(m.Text)))
	}
	for _, a := range m.Attached {
		x := source.NewFile(a.Name, a.Bytes)
		switch k := Of(x); {
		case k == nil || k.Command == "verify":
			out.Other = append(out.Other, Attached{a.Name, ""})
		case k.Name != "mail" && (k.Command == command || slices.Contains(k.Also, command)):
			out.Files = append(out.Files, x)
		default:
			out.Other = append(out.Other, Attached{a.Name, k.Command})
		}
	}
	if len(out.Files) == 0 && len(out.Other) == 0 {
		return nil, fmt.Errorf("%s: the mail has no text", f.Name)
	}
	return out, nil
}
