package main

import (
	"slices"
	"strings"

	"omnibus/assemble/intake/door"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
)

// opened returns the files that a command reads of one: of a mail, its text and attached files. It says whose mail it is, and which files
// are not read.
func opened(command string, f *source.File, l *locale.Locale) ([]*source.File, error) {
	o, err := door.Open(command, f)
	if err != nil || o.Mail == nil {
		return []*source.File{f}, err
	}
	note := func(key string, data map[string]any) {
		data["File"] = f.Name
		if l != nil {
			say("%s\n", l.T("receipt.note", map[string]any{"Text": l.T("receipt."+key, data)}))
		}
	}
	heads := slices.DeleteFunc([]string{o.Mail.From, o.Mail.Date, o.Mail.Subject}, func(s string) bool { return s == "" })
	note("mail", map[string]any{"Of": strings.Join(heads, ", ")})
	if o.Mail.Cut {
		note("mail-cut", map[string]any{})
	}
	for _, x := range o.Files {
		if x.Name != f.Name {
			note("attached-read", map[string]any{"Name": x.Name})
		}
	}
	for _, x := range o.Other {
		key := "attached"
		if x.Command != "" {
			key = "attached-command"
		}
		note(key, map[string]any{"Name": x.Name, "Command": x.Command})
	}
	return o.Files, nil
}
