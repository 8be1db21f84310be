package work

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/layout/lines"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/spelling"
	"omnibus/locales"
	"omnibus/templates"
)

// Sources are the author's files. Locales and templates are laid over the built-in ones.
type Sources struct {
	Input, Locales, Templates []*source.File
	Faces                     []*source.File // TrueType faces
}

// A Job describes what is requested.
type Job struct {
	Meeting    string    // id of the meeting, or merge.End; empty: the next one as of Today
	Today      date.Date // the day of the build
	Langs      []string  // languages and their order; empty: those of the term
	Papers     []string  // ids of the papers; empty: all that the term lists
	Also       []string  // formats in which papers that can have them are also made
	All        bool      // also the papers that are made only on request
	Formats    []string  // of the files; if empty, or if a paper can have none of them: those of the paper
	Final      bool      // leave out what only drafts show, and allow nothing unfinished
	Provenance string    // how drafts show the basis of their paragraphs: none, words or ids; empty: as set by the papers or the term
	Strict     bool      // warnings stop the build too
	// the base of the redline: a revision by number or symbol, or redline.AdoptedTexts; empty: the previous revision
	Against     string
	ChangedOnly bool     // the redline leaves out unchanged paragraphs
	Views       []string // views of the papers that are also made: views with a template
	Mark        string   // a word at the top of every page; empty: as in the profile of the body; none: no word
	LineNumbers bool
	Size        string // paper size: letter, a4, or another one in the style sheet; empty: that of the body, else of the style sheet
	Untagged    bool   // PDF pages without structure
	Version     string // of the tool
	// returns the dictionaries of a language on this computer, for the check of spelling; nil: spelling is not checked
	Dictionaries func(lang string) []spelling.Dictionary
	As           string // symbol of a revision: the papers are made as if it were the last of its paper; empty: as of the meeting
}

// Wants reports whether the job requests a paper.
func (j *Job) Wants(paper string) bool { return len(j.Papers) == 0 || slices.Contains(j.Papers, paper) }

// Builtin returns the built-in locale files and templates, with their names in the sources of the tool.
var Builtin = sync.OnceValues(func() (localeFiles, templateFiles []*source.File) {
	return builtin("locales", locales.Files), builtin("templates", templates.Files)
})

func builtin(folder string, files fs.FS) []*source.File {
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
		panic("work: the built-in files can be read: " + err.Error())
	}
	return out
}

const styleName = "style.yaml"

// houseName is the name of the file with the organization's own styles for word processors.
const houseName = "reference.docx"

// House returns the organization's file of styles among templates, or nil if there is none.
func House(templates []*source.File) []byte {
	for _, f := range templates {
		if path.Base(f.Name) == houseName {
			return f.Bytes
		}
	}
	return nil
}

// StyleSheet returns the style sheet among templates, or nil if there is none.
func StyleSheet(templates []*source.File) *source.File {
	for _, f := range templates {
		if path.Base(f.Name) == styleName {
			return f
		}
	}
	return nil
}

// Languages returns the data for breaking lines in each language: the bonds in its locale file, and the patterns in the files below
// hyphen/. It reports files of the author that cannot be read. It reads the other files when a language is first used.
func Languages(builtin, user []*source.File, locales *locale.Set, diags *diag.List) lines.Languages {
	patterns := hyphenation(builtin, user, diags)
	var mu sync.Mutex
	read := map[string]lines.Rules{}
	return func(tag string) lines.Rules {
		mu.Lock()
		defer mu.Unlock()
		r, ok := read[tag]
		if !ok {
			bonds := lines.Bonds(locales.Bonds(tag))
			r = lines.Rules{Patterns: patterns(tag), Bonds: &bonds}
			read[tag] = r
		}
		return r
	}
}

// FingerprintOf returns the fingerprint of the author's files, except the issued records.
func FingerprintOf(src *Sources) string {
	h := sha256.New()
	for _, list := range [][]*source.File{src.Input, src.Locales, src.Templates, src.Faces} {
		sorted := slices.SortedFunc(slices.Values(list), func(a, b *source.File) int { return strings.Compare(a.Name, b.Name) })
		for _, f := range sorted {
			if path.Base(path.Dir(f.Name)) != record.Folder {
				text := bytes.ReplaceAll(f.Bytes, []byte("\r\n"), []byte("\n"))
				fmt.Fprintf(h, "%s\x00%d\x00", path.Base(f.Name), len(text))
				h.Write(text)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
