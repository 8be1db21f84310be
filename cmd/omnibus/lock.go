package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"time"
)

// lockName is the file by which commands that write into a folder wait for each other. It names the process that has the lock, and exists
// only as long as the process has it.
const lockName = ".omnibus-lock"

// A patience is how long a command waits for another one that is writing; if negative, without limit. It is the value of --wait.
type patience time.Duration

const (
	usualPatience = patience(30 * time.Second)
	endless       = "forever"
)

func (p *patience) String() string {
	if *p < 0 {
		return endless
	}
	return time.Duration(*p).String()
}

func (p *patience) Set(s string) error {
	if s == endless {
		*p = -1
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		return errors.New("give a time such as 10s or 2m, or no value to wait without limit")
	}
	*p = patience(d)
	return nil
}

func (p *patience) Type() string { return "time" }

const (
	between  = 30 * time.Millisecond // between two attempts
	silently = time.Second           // before a message says that the command is waiting
)

// lock keeps other commands from writing into the folder until release is called.
func (d *folder) lock(p patience) (release func(), err error) {
	start, told := time.Now(), false
	for {
		f, err := d.tryLock()
		if err != nil {
			return nil, fmt.Errorf("nothing can be written into %s: %w", d.path("."), err)
		}
		if f.held {
			return func() {
				d.root.Remove(lockName) // still locked, so that nobody waits for a removed file
				f.Close()
			}, nil
		}
		waited := time.Since(start)
		if p >= 0 && waited >= time.Duration(p) {
			return nil, fmt.Errorf(
				"%s is in use by %s: nothing was written; run the command again later, or with --wait",
				d.path("."),
				f.holder,
			)
		}
		if !told && waited >= silently {
			say("waiting for %s, which is in use by %s\n", d.path("."), f.holder)
			told = true
		}
		time.Sleep(between)
	}
}

// A lockFile is an open lock or, if another process has it, the name of that process.
type lockFile struct {
	*os.File
	held   bool
	holder string
}

// tryLock takes the lock, or returns who has it.
func (d *folder) tryLock() (lockFile, error) {
	if info, err := d.root.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
		return lockFile{}, fmt.Errorf("%s is not a regular file: remove it", d.path(lockName))
	}
	f, err := d.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE|syscall.O_NONBLOCK, 0o644)
	if err != nil {
		return lockFile{}, cause(err)
	}
	const most = 1 << 10 // bytes of the name of the process
	says, err := io.ReadAll(io.LimitReader(f, most))
	words, ours := strings.CutPrefix(strings.TrimSpace(string(says)), "omnibus ")
	if err == nil && len(says) > 0 && !ours {
		err = fmt.Errorf("%s is not a lock of omnibus: remove it", d.path(lockName))
	}
	held := false
	if err == nil {
		held, err = flock(f)
	}
	if err != nil {
		f.Close()
		return lockFile{}, err
	}
	if !held {
		f.Close()
		if words == "" {
			words = "another omnibus"
		}
		return lockFile{holder: words}, nil
	}
	if !d.isLock(f) {
		f.Close()
		return lockFile{holder: "another omnibus"}, nil
	}
	host, err := os.Hostname()
	if err != nil {
		host = "an unknown machine"
	}
	who := fmt.Sprintf("omnibus process %d on %s, since %s\n", os.Getpid(), host, time.Now().Format(time.DateTime))
	if err := f.Truncate(0); err == nil {
		_, err = f.WriteAt([]byte(who), 0)
		if err != nil {
			f.Close()
			return lockFile{}, cause(err)
		}
	}
	return lockFile{File: f, held: true}, nil
}

// isLock reports whether an open file is still the lock of the folder. The process that had the lock may have removed it after it was
// opened; then others already use a new file.
func (d *folder) isLock(f *os.File) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	now, err := d.root.Lstat(lockName)
	return err == nil && os.SameFile(mine, now)
}
