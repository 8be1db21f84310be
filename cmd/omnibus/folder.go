package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/figure"
	"omnibus/assemble/input"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Folders are the folders of the author's files. They and the choice of papers are the flags that most commands share.
type folders struct {
	input, locales, templates, faces string
	command                          *cobra.Command // to which the flags belong; nil: to none
	wait                             patience
}

func (f *folders) flags(c *cobra.Command) {
	f.command = c
	c.Flags().StringVar(&f.input, "input", "input", "`folder` of the records")
	c.Flags().StringVar(&f.locales, "locales", "locales", "`folder` of locale files, laid over the built-in ones")
	c.Flags().StringVar(&f.templates, "templates", "templates", "`folder` of templates, laid over the built-in ones")
	c.Flags().StringVar(&f.faces, "faces", "faces", "`folder` of TrueType faces for scripts that the built-in faces lack")
}

// writes adds the flag --wait to a command that writes.
func (f *folders) writes(c *cobra.Command) {
	f.wait = usualPatience
	c.Flags().Var(&f.wait, "wait", "how long to wait while another omnibus is writing: a `time`, or no value for no limit")
	c.Flags().Lookup("wait").NoOptDefVal = endless
}

// foldersIn returns the folders of the term in dir.
func foldersIn(dir string, wait patience) *folders {
	return &folders{
		input:     filepath.Join(dir, "input"),
		locales:   filepath.Join(dir, "locales"),
		templates: filepath.Join(dir, "templates"),
		faces:     filepath.Join(dir, "faces"),
		wait:      wait,
	}
}

// named reports whether a folder was named with its flag.
func (f *folders) named(flag string) bool { return f.command != nil && f.command.Flags().Changed(flag) }

// byWord returns the folders by the names of their flags.
func (f *folders) byWord() map[string]string {
	return map[string]string{"input": f.input, "locales": f.locales, "templates": f.templates}
}

func noInput(name string) error {
	return fmt.Errorf("there is no folder %s: run omnibus in the folder that contains input/, name it with --input, "+
		"or make a new term with omnibus init DIR", filepath.ToSlash(name))
}

// read reads the author's files. It changes nothing, and reports what an interrupted command has left.
func (f *folders) read() (*work.Sources, error) {
	var src work.Sources
	for _, x := range []struct {
		flag, folder string
		into         *[]*source.File
		endings      []string
	}{
		{"input", f.input, &src.Input, slices.Concat([]string{".yaml", ".yml", ".md"}, figure.Endings)},
		{"locales", f.locales, &src.Locales, []string{".toml", ".yaml", ".txt", ".pat", ".hyp", ".tex", ".dic"}},
		{"templates", f.templates, &src.Templates, []string{".html", ".yaml", ".docx"}},
		{"faces", f.faces, &src.Faces, []string{".ttf", ".otf", ".ttc"}},
	} {
		d, err := openFolder(x.folder)
		switch {
		case errors.Is(err, fs.ErrNotExist) && x.flag == "input":
			return nil, noInput(x.folder)
		case errors.Is(err, fs.ErrNotExist) && f.named(x.flag):
			return nil, fmt.Errorf("there is no folder %s, which --%s names", filepath.ToSlash(x.folder), x.flag)
		case errors.Is(err, fs.ErrNotExist) && isLink(x.folder):
			return nil, fmt.Errorf("%s is a link to nothing", filepath.ToSlash(x.folder))
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return nil, err
		}
		if x.flag == "input" {
			if left := stopped(d); left != "" {
				say("note: %s\n", left)
			}
		}
		*x.into, err = d.files(x.endings)
		d.close()
		if err != nil {
			return nil, err
		}
		var names []string
		for _, f := range *x.into {
			names = append(names, f.Name)
		}
		if one, other := source.Alike(names); other != "" {
			say("note: %s and %s are the same name on Windows and macOS, which keep only one of them: rename one\n", one, other)
		}
	}
	return &src, nil
}

func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// completePapers returns the ids of the papers that the term lists, for completion. It follows the flags that come before on the line.
func (f *folders) completePapers(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	d, err := openFolder(f.input)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	defer d.close()
	files, err := d.files([]string{".yaml"})
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	if t := input.Read(files, &diag.List{}).Term; t != nil {
		for _, p := range t.Papers {
			if id := p.ID.String; id != "" && !slices.Contains(args, id) {
				out = append(out, id)
			}
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// recover finishes the change of an interrupted command.
func (f *folders) recover() error {
	d, err := openFolder(f.input)
	if err != nil {
		return nil // read reports it
	}
	_, locked := d.root.Lstat(lockName) // a killed command leaves it
	left := stopped(d)
	d.close()
	if left == "" && locked != nil {
		return nil
	}
	e, err := f.begin()
	if err != nil {
		return err
	}
	e.end()
	return nil
}

// files reads the files below the folder whose names have one of the extensions, in order. It ignores what editors and systems leave
// behind. It follows a link to a file in the folder; any other link that would be read is an error, so that nothing is silently left out.
func (d *folder) files(endings []string) ([]*source.File, error) {
	var files []*source.File
	size := 0
	err := fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return d.trouble(name, "cannot be read", err)
		}
		base := e.Name()
		if name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "#")) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			if name == path.Join(record.Folder, record.Archive) {
				return fs.SkipDir // they are papers, not records
			}
			return nil
		}
		wanted := slices.Contains(endings, strings.ToLower(path.Ext(base)))
		if e.Type()&fs.ModeSymlink != 0 {
			info, err := os.Stat(filepath.Join(d.name, filepath.FromSlash(name))) // only to see whether it is a folder
			if err == nil && info.IsDir() {
				return fmt.Errorf("%s is a link to a folder: put the folder itself there", d.path(name))
			}
			if err != nil && wanted {
				return fmt.Errorf("%s is a link to nothing: %w", d.path(name), cause(err))
			}
		}
		if !wanted {
			return nil
		}
		b, err := d.read(filepath.FromSlash(name), largestRecord)
		if err != nil {
			return err
		}
		if size += len(b); size > largestFolder {
			return fmt.Errorf("the files in %s have more than %d MB: remove what no paper needs",
				filepath.ToSlash(d.name), largestFolder>>20)
		}
		files = append(files, source.NewFile(d.path(name), b))
		return nil
	})
	return files, err
}

// A choice contains the flags that say which papers are made, and how.
type choice struct {
	meeting     string
	langs       string
	papers      []string
	final       bool
	strict      bool
	all         bool
	mark        string
	lineNumbers bool
	size        string
}

func (o *choice) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.meeting, "meeting", "", "`id` of the meeting, or end (default: the next on or after today, else end)")
	c.Flags().StringVar(&o.langs, "langs", "", "`languages` and their order: en,es (default: those of the term)")
	c.Flags().BoolVar(&o.final, "final", false, "leave out what only drafts show, and stop if anything is unfinished")
	c.Flags().BoolVar(&o.strict, "strict", false, "let warnings stop the build")
}

func (o *choice) job() (work.Job, error) {
	today, err := today()
	if err != nil {
		return work.Job{}, err
	}
	return work.Job{
		Meeting: o.meeting, Today: today, Langs: o.languages(), Papers: o.papers, All: o.all, Mark: o.mark, Final: o.final,
		Strict: o.strict, LineNumbers: o.lineNumbers, Size: strings.ToLower(o.size), Version: version,
	}, nil
}

// languages returns the chosen languages, in their order; none if none was chosen.
func (o *choice) languages() []string {
	var langs []string
	for l := range strings.SplitSeq(o.langs, ",") {
		if l = strings.TrimSpace(l); l != "" {
			langs = append(langs, l)
		}
	}
	return langs
}

// today returns the day of the build: SOURCE_DATE_EPOCH (reproducible-builds.org) if it is set, else the local date.
func today() (date.Date, error) {
	s := os.Getenv("SOURCE_DATE_EPOCH")
	if s == "" {
		return date.Of(time.Now()), nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return date.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, but must be a number of seconds since 1970", s)
	}
	return date.Of(time.Unix(n, 0).UTC()), nil
}
