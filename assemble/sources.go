package assemble

import (
	"io/fs"
	"path"
	"strings"
	"sync"

	"omnibus/assemble/date"
	"omnibus/assemble/layout"
	"omnibus/assemble/source"
	"omnibus/locales"
	"omnibus/templates"
)

// Sources are the author's files. Locales and templates are laid over those that the tool carries.
type Sources struct {
	Input, Locales, Templates []*source.File
}

// A Job is what is asked for.
type Job struct {
	Meeting     string    // id of the meeting, or merge.End; empty: the next one as of Today
	Today       date.Date // the day of the build
	Langs       []string  // languages and their order; empty: those of the term
	Papers      []string  // ids of the papers; empty: all that the term lists
	Final       bool      // without what only a draft shows, and nothing unfinished allowed
	Strict      bool      // warnings stop the build too
	Against     string    // what the redline is against: a revision by number or symbol, or AdoptedTexts; empty: the revision before
	ChangedOnly bool      // the redline leaves out what did not change
	Views       []string  // of Views: views of the draft to be made beside it
	LineNumbers bool
	Sheet       string // name of the sheet, letter or a4; empty: the body's, else the style sheet's
	Untagged    bool   // PDF pages without structure
	Version     string // of the tool
}

// Carried returns the locale files and the templates that the tool carries, by the names under which they stand in its sources.
var Carried = sync.OnceValues(func() (localeFiles, templateFiles []*source.File) {
	return carried("locales", locales.Files), carried("templates", templates.Files)
})

func carried(folder string, files fs.FS) []*source.File {
	var out []*source.File
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, name)
		out = append(out, source.NewFile(path.Join(folder, name), b))
		return err
	})
	if err != nil {
		panic("assemble: the carried files can be read: " + err.Error())
	}
	return out
}

const styleName = "style.yaml"

// styleSheet returns the author's style sheet, else the carried one.
func styleSheet(carried, user []*source.File) *source.File {
	var sheet *source.File
	for _, files := range [][]*source.File{carried, user} {
		for _, f := range files {
			if path.Base(f.Name) == styleName {
				sheet = f
			}
		}
	}
	return sheet
}

// hyphenation returns the patterns of the files below hyphen/, the author's over the carried ones. es-MX has those of es where it
// has none of its own. They are read when a language is first used.
func hyphenation(carried, user []*source.File) layout.Hyphenation {
	files := map[string]string{}
	for _, list := range [][]*source.File{carried, user} {
		for _, f := range list {
			if path.Base(path.Dir(f.Name)) == "hyphen" {
				files[path.Base(f.Name)] = string(f.Bytes)
			}
		}
	}
	var mu sync.Mutex
	read := map[string]*layout.Patterns{}
	return func(lang string) *layout.Patterns {
		mu.Lock()
		defer mu.Unlock()
		for tag := lang; ; tag = tag[:strings.LastIndexByte(tag, '-')] {
			if p, ok := read[tag]; ok {
				return p
			}
			if patterns, ok := files[tag+".pat.txt"]; ok {
				read[tag] = layout.NewPatterns(patterns, files[tag+".hyp.txt"])
				return read[tag]
			}
			if !strings.Contains(tag, "-") {
				read[lang] = nil
				return nil
			}
		}
	}
}
