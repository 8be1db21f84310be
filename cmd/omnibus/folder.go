package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"omnibus/assemble/date"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// Folders are where the author's files stand. They and the choice of papers are the flags that most commands share.
type folders struct {
	input, locales, templates string
	command                   *cobra.Command
}

func (f *folders) flags(c *cobra.Command) {
	f.command = c
	c.Flags().StringVar(&f.input, "input", "input", "`folder` of the records")
	c.Flags().StringVar(&f.locales, "locales", "locales", "`folder` of locale files, laid over those of the tool")
	c.Flags().StringVar(&f.templates, "templates", "templates", "`folder` of templates, laid over those of the tool")
}

// read reads the author's files.
func (f *folders) read() (*work.Sources, error) {
	if err := finishRewrite(f.input); err != nil {
		return nil, err
	}
	if err := settle(filepath.Join(f.input, record.Folder)); err != nil {
		return nil, err
	}
	var src work.Sources
	for _, x := range []struct {
		flag, folder string
		into         *[]*source.File
		endings      string
	}{
		{"input", f.input, &src.Input, " .yaml .yml .md "},
		{"locales", f.locales, &src.Locales, " .toml .yaml .txt "},
		{"templates", f.templates, &src.Templates, " .html .yaml "},
	} {
		files, err := readFolder(x.folder, x.endings)
		if errors.Is(err, fs.ErrNotExist) && x.flag != "input" && !f.command.Flags().Changed(x.flag) {
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			if x.flag == "input" {
				return nil, fmt.Errorf("there is no folder %s: run omnibus in the folder that holds input/, name it with --input, or make a new term with omnibus init DIR", x.folder)
			}
			return nil, fmt.Errorf("there is no folder %s, which --%s names", x.folder, x.flag)
		}
		if err != nil {
			return nil, err
		}
		*x.into = files
	}
	return &src, nil
}

// largest is the size of a file that nobody has written by hand.
const largest = 64 << 20

// readFolder reads the files below a folder whose names have one of the endings, in order. What editors and systems leave behind
// is passed over.
func readFolder(folder, endings string) ([]*source.File, error) {
	if info, err := os.Stat(folder); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: a folder is wanted", folder)
	}
	var files []*source.File
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if name != folder && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "#")) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() || !strings.Contains(endings, " "+strings.ToLower(filepath.Ext(base))+" ") {
			return nil
		}
		info, err := os.Stat(name)
		if err != nil { // a link that leads nowhere, say: not to be taken for a folder that is not there
			return fmt.Errorf("%s cannot be read: %v", filepath.ToSlash(name), cause(err))
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is no regular file", filepath.ToSlash(name))
		}
		if info.Size() > largest {
			return fmt.Errorf("%s has %d MB: that is no file of records", filepath.ToSlash(name), info.Size()>>20)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files = append(files, source.NewFile(filepath.ToSlash(filepath.Clean(name)), b))
		return nil
	})
	return files, err
}

// choice is which papers are made, and how.
type choice struct {
	meeting     string
	langs       string
	papers      []string
	final       bool
	strict      bool
	lineNumbers bool
	sheet       string
}

func (o *choice) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.meeting, "meeting", "", "`id` of the meeting, or end (default: the next on or after today, else end)")
	c.Flags().StringVar(&o.langs, "langs", "", "`languages` and their order: en,es (default: those of the term)")
	c.Flags().BoolVar(&o.final, "final", false, "leave out what only a draft shows, and allow nothing unfinished")
	c.Flags().BoolVar(&o.strict, "strict", false, "let warnings stop the build")
}

func (o *choice) job() (work.Job, error) {
	today, err := today()
	if err != nil {
		return work.Job{}, err
	}
	var langs []string
	for l := range strings.SplitSeq(o.langs, ",") {
		if l = strings.TrimSpace(l); l != "" {
			langs = append(langs, l)
		}
	}
	return work.Job{
		Meeting: o.meeting, Today: today, Langs: langs, Papers: o.papers, Final: o.final, Strict: o.strict,
		LineNumbers: o.lineNumbers, Sheet: strings.ToLower(o.sheet), Version: version,
	}, nil
}

// today is the day of the build: SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set, else today where the command runs.
func today() (date.Date, error) {
	s := os.Getenv("SOURCE_DATE_EPOCH")
	if s == "" {
		return date.Of(time.Now()), nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return date.Date{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q: seconds since 1970 are wanted", s)
	}
	return date.Of(time.Unix(n, 0).UTC()), nil
}
