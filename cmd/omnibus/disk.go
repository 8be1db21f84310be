package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"omnibus/assemble/source"
)

// Sizes, in bytes, beyond which a file is refused: nobody writes records of that size by hand, and no translation tool or office program
// saves a packet or a workbook of that size.
const (
	largestRecord = 64 << 20
	largestFolder = 96 << 20 // all records together, or all locale files, or all templates
	largestGiven  = 512 << 20
)

// A folder is an open folder. Nothing outside it is read or written through it, wherever the links in it lead.
type folder struct {
	name string // as it was given
	root *os.Root
}

// openFolder opens a folder. The folder itself may be a link.
func openFolder(name string) (*folder, error) {
	info, err := os.Stat(name) // a pipe would keep OpenRoot waiting
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: a folder is needed", filepath.ToSlash(name))
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be opened: %w", filepath.ToSlash(name), cause(err))
	}
	return &folder{name, root}, nil
}

// makeFolder opens a folder, and makes it if there is none.
func makeFolder(name string) (*folder, error) {
	if err := portable(name); err != nil {
		return nil, err
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: a folder is needed", filepath.ToSlash(name))
	}
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, fmt.Errorf("the folder %s cannot be made: %w", filepath.ToSlash(name), cause(err))
	}
	return openFolder(name)
}

// sub opens a folder in the folder; if create is set, it makes the folder if there is none.
func (d *folder) sub(local string, create bool) (*folder, error) {
	if create {
		if err := d.root.MkdirAll(local, 0o755); err != nil {
			return nil, d.trouble(local, "cannot be made", err)
		}
	}
	info, err := d.root.Stat(local)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file: a folder is needed", d.path(local))
	}
	if err != nil {
		return nil, d.trouble(local, "cannot be opened", err)
	}
	root, err := d.root.OpenRoot(local)
	if err != nil {
		return nil, d.trouble(local, "cannot be opened", err)
	}
	return &folder{filepath.Join(d.name, local), root}, nil
}

func (d *folder) close() { d.root.Close() }

// path returns the name of a file in the folder for messages.
func (d *folder) path(local string) string { return filepath.ToSlash(filepath.Join(d.name, local)) }

// trouble returns an error that says what cannot be done with a file of the folder, and why.
func (d *folder) trouble(local, what string, err error) error {
	if leadsOut(err) {
		return fmt.Errorf("%s is a link that leads out of %s: put the file itself there", d.path(local), filepath.ToSlash(d.name))
	}
	return fmt.Errorf("%s %s: %w", d.path(local), what, cause(err))
}

// leadsOut reports whether err means that a name or a link leads out of a folder. Package os does not export that error.
func leadsOut(err error) bool {
	return err != nil && strings.HasSuffix(cause(err).Error(), "path escapes from parent")
}

// read returns the content of a regular file, or an error if it has more than most bytes. It follows a link that stays in the folder.
func (d *folder) read(local string, most int64) ([]byte, error) {
	f, err := d.root.OpenFile(local, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, d.trouble(local, "cannot be read", err)
	}
	return readAll(f, d.path(local), most)
}

// readGiven returns the content of a file that is named on the command line.
func readGiven(name string) ([]byte, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", filepath.ToSlash(name), cause(err))
	}
	return readAll(f, filepath.ToSlash(name), largestGiven)
}

// readAll reads an open file to its end, and closes it. It refuses a pipe or a device, which might never end, and more than most bytes.
func readAll(f *os.File, name string, most int64) ([]byte, error) {
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, cause(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s has %d MB: files of more than %d MB are not read", name, info.Size()>>20, most>>20)
	}
	b := make([]byte, info.Size(), info.Size()+1) // one byte more, to detect the end
	n, err := io.ReadFull(f, b)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil // it has been truncated in the meantime
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, cause(err))
	}
	return b[:n], nil
}

// fingerprintOf returns the fingerprint of a regular file, or "" if there is none. It refuses a link.
func (d *folder) fingerprintOf(local string) (string, error) {
	info, err := d.root.Lstat(local)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", d.trouble(local, "cannot be read", err)
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a regular file: move it away", d.path(local))
	}
	b, err := d.read(local, largestGiven)
	if err != nil {
		return "", err
	}
	return fingerprint(b), nil
}

const mostLinks = 16 // in a row, as many as systems usually follow

// resolve follows links, and returns the name of the file to which they lead. It refuses a link that leads out of the folder.
func (d *folder) resolve(local string) (string, error) {
	local = path.Clean(filepath.ToSlash(local))
	if !filepath.IsLocal(filepath.FromSlash(local)) {
		return "", fmt.Errorf("%s is not in %s", local, filepath.ToSlash(d.name))
	}
	for range mostLinks {
		info, err := d.root.Lstat(filepath.FromSlash(local))
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return local, nil
		}
		if err != nil {
			return "", d.trouble(local, "cannot be written", err)
		}
		to, err := d.root.Readlink(filepath.FromSlash(local))
		if err != nil {
			return "", d.trouble(local, "cannot be written", err)
		}
		next := path.Join(path.Dir(local), filepath.ToSlash(to))
		if filepath.IsAbs(to) || !filepath.IsLocal(filepath.FromSlash(next)) {
			return "", fmt.Errorf("%s is a link that leads out of %s: put the file itself there", d.path(local), filepath.ToSlash(d.name))
		}
		local = next
	}
	return "", fmt.Errorf("%s is a link that leads in a circle", d.path(local))
}

// beside returns the name of a file with a prefix, in the same folder.
func beside(local, prefix string) string { return path.Join(path.Dir(local), prefix+path.Base(local)) }

// stage writes the new content of a file to a staged file beside it, with the permissions of the file.
func (d *folder) stage(local string, b []byte) error {
	if dir := path.Dir(local); dir != "." {
		if err := d.root.MkdirAll(filepath.FromSlash(dir), 0o755); err != nil {
			return d.trouble(dir, "cannot be made", err)
		}
	}
	mode := os.FileMode(0o644)
	if info, err := d.root.Lstat(filepath.FromSlash(local)); err == nil {
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is not a regular file: move it away", d.path(local))
		}
		mode = info.Mode().Perm()
	}
	staged := filepath.FromSlash(beside(local, newPrefix))
	if err := d.root.Remove(staged); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return d.trouble(staged, "cannot be removed", err)
	}
	f, err := d.root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode) // follows no link
	if err == nil {
		_, err = f.Write(b)
		err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	}
	if err != nil {
		d.root.Remove(staged)
		return d.trouble(local, "cannot be written", err)
	}
	return nil
}

// writable returns an error if a file cannot be replaced. On Windows, a file that another program has open cannot be renamed.
func (d *folder) writable(local string) error {
	f, err := d.root.OpenFile(filepath.FromSlash(local), os.O_RDWR|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s cannot be replaced: %w; is it open in another program?", d.path(local), cause(err))
	}
	return f.Close()
}

func (d *folder) rename(from, to string) error {
	return d.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

// replace writes a file in one step, so that it has either its old or its new content. It follows a link that stays in the folder of
// the file.
func replace(name string, b []byte) error {
	if err := portable(name); err != nil {
		return err
	}
	d, err := openFolder(filepath.Dir(name))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s", filepath.ToSlash(filepath.Dir(name)))
	}
	if err != nil {
		return err
	}
	defer d.close()
	local, err := d.resolve(filepath.Base(name))
	if err == nil {
		err = d.stage(local, b)
	}
	if err == nil {
		err = d.writable(local)
	}
	if err != nil {
		d.root.Remove(beside(local, newPrefix))
		return err
	}
	if err := d.rename(beside(local, newPrefix), local); err != nil {
		d.root.Remove(beside(local, newPrefix))
		return d.trouble(local, "cannot be written", err)
	}
	return nil
}

// portable refuses names of files and folders that are devices on Windows, where they could not be opened.
func portable(name string) error {
	for at := filepath.Clean(name); ; at = filepath.Dir(at) {
		base := filepath.Base(at)
		if source.IsDevice(base) {
			if _, err := os.Lstat(at); err != nil {
				return fmt.Errorf("%s cannot be used: %s is the name of a device on Windows", filepath.ToSlash(name), base)
			}
		}
		if filepath.Dir(at) == at {
			return nil
		}
	}
}

// cause returns the error of the system, without the call and the path.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
