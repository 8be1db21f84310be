package main

import (
	"bytes"
	"fmt"
	"path/filepath"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/locale"
	"omnibus/assemble/matrix"
	"omnibus/assemble/work"
	"omnibus/assemble/write/xlsx"
)

// through reads the author's files, and runs the line up to a stage.
func (f *folders) through(job work.Job, to work.Stage) (*work.Sources, *work.Work, error) {
	src, err := f.read()
	if err != nil {
		return nil, nil, err
	}
	w, err := assemble.Run(src, job, to, nil)
	return src, w, err
}

// asked runs through with the job of the flags, for a command that writes nothing.
func asked(f *folders, o *choice, to work.Stage) (*work.Work, error) {
	job, err := o.job()
	if err != nil {
		return nil, err
	}
	_, w, err := f.through(job, to)
	return w, err
}

// sound reads and merges the records for a command that works on them. If the records have errors, it prints these and returns errFindings.
func (f *folders) sound(job work.Job) (*work.Sources, *work.Work, error) {
	src, w, err := f.through(job, work.Merged)
	if err != nil {
		return nil, nil, err
	}
	if w.Diags.HasErrors() {
		if err := tell(w.Diags.Only(diag.Error)); err != nil {
			return nil, nil, err
		}
		say("nothing is done until these errors are corrected\n")
		return nil, nil, errFindings
	}
	return src, w, nil
}

// merged runs sound with the job of the flags.
func merged(f *folders, o *choice) (*work.Sources, *work.Work, error) {
	job, err := o.job()
	if err != nil {
		return nil, nil, err
	}
	return f.sound(job)
}

// preferring returns an error if --prefer names neither the returned file nor the project.
func preferring(prefer, returned string) error {
	if prefer != "" && prefer != returned && prefer != "project" {
		return usageError{fmt.Errorf("--prefer is %s or project, not %q", returned, prefer)}
	}
	return nil
}

// refused prints the errors that prevent writing.
func refused(diags *diag.List) error { return refusedIn(diags, nil) }

// refusedIn does as refused, in a language.
func refusedIn(diags *diag.List, l *locale.Locale) error {
	if err := tellIn(diags, l); err != nil {
		return err
	}
	if l == nil {
		say("nothing was written\n")
	} else {
		say("%s\n", l.T("receipt.nothing-written", nil))
	}
	return errFindings
}

// putFile writes a file under the name that the user gave, and prints the name.
func putFile(name string, b []byte) error {
	if err := replace(name, b); err != nil {
		return err
	}
	show("%s\n", filepath.ToSlash(name))
	return nil
}

// putWorkbook writes a workbook as putFile does.
func putWorkbook(name string, book *matrix.Workbook) error {
	var b bytes.Buffer
	if err := xlsx.Write(&b, book); err != nil {
		return err
	}
	return putFile(name, b.Bytes())
}
