// Command notices prints the licences of the works of others in the executable of omnibus: the modules that are linked on the named
// systems, such as windows/amd64, the faces, Go itself, the hyphenation patterns and the data of the languages. make dist puts its output
// into the archives.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	var b bytes.Buffer
	if err := write(&b, ".", os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
	os.Stdout.Write(b.Bytes())
}

// licence matches the names of the files of a module that state its terms of use.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|authors)([-._].*)?$`)

// terms matches the names of those that every module must have.
var terms = regexp.MustCompile(`(?i)^(licen[cs]e|copying)`)

// write writes the notices of the executable for the systems, sorted by the names of the modules. root is the folder of the sources.
func write(w io.Writer, root string, systems []string) error {
	linked := map[string]string{} // modules with their versions, and the folders that contain them
	for _, system := range systems {
		goos, arch, ok := strings.Cut(system, "/")
		if !ok {
			return fmt.Errorf("%q is not a system: write a system such as linux/amd64", system)
		}
		cmd := exec.Command(
			"go",
			"list",
			"-deps",
			"-f",
			"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}",
			"./cmd/omnibus",
		)
		cmd.Dir, cmd.Stderr = root, os.Stderr
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+arch)
		out, err := cmd.Output()
		if err != nil {
			return fmt.Errorf("go list for %s: %w", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				linked[name] = dir
			}
		}
	}
	if len(linked) == 0 {
		return fmt.Errorf("no linked module was found")
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	linked["Go, its standard library and runtime"] = strings.TrimSpace(string(goroot))

	fmt.Fprintln(w, "The executable of omnibus contains the works of others listed here, each under the terms that follow its name.")
	names := []string{}
	for name := range linked {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := folder(w, name, linked[name], licence, terms); err != nil {
			return err
		}
	}
	patterns := regexp.MustCompile(`\.notice\.txt$`)
	if err := folder(w, "Hyphenation patterns", filepath.Join(root, "locales", "hyphen"), patterns, patterns); err != nil {
		return err
	}
	return folder(w, "Data of Unicode's CLDR", filepath.Join(root, "assemble", "locale", "cldr"), licence, terms)
}

// folder writes the files of a folder whose names match. It is an error if no name matches needed.
func folder(w io.Writer, name, dir string, match, needed *regexp.Regexp) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	found := false
	for _, e := range entries {
		if e.IsDir() || !match.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		found = found || needed.MatchString(e.Name())
		fmt.Fprintf(
			w,
			"\n%s\n%s (%s)\n\n%s\n",
			strings.Repeat("=", 80),
			name,
			e.Name(),
			strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")),
		)
	}
	if !found {
		return fmt.Errorf("%s has no licence", name)
	}
	return nil
}
