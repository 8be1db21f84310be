package main

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// flock locks an open file until it is closed, unless another process has locked it. The locked byte is far beyond the content of the file,
// so that others can read the content.
func flock(f *os.File) (held bool, err error) {
	const far = 1 << 30
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		&windows.Overlapped{Offset: far})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}
