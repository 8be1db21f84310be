package source

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// IsDevice reports whether the name of a file or folder, with or without an extension, is that of a device on Windows.
// (learn.microsoft.com/windows/win32/fileio/naming-a-file)
func IsDevice(base string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(base), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	for _, port := range []string{"com", "lpt"} {
		if n, ok := strings.CutPrefix(stem, port); ok && strings.Contains(" 0 1 2 3 4 5 6 7 8 9 ¹ ² ³ ", " "+n+" ") {
			return true
		}
	}
	return false
}

// Portable reports whether every system can keep a file with this path, whose folders are divided by slashes: no part of it is a device of
// Windows, contains a character that Windows forbids, or ends in a point or a space, which Windows drops.
func Portable(name string) bool {
	return !slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return part == "" || IsDevice(part) || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") ||
			strings.ContainsFunc(part, func(c rune) bool { return c < ' ' || c == 0x7f || strings.ContainsRune(`<>:"\|?*`, c) })
	})
}

// Alike returns two of the names that differ only in case or in the form of their accents, which Windows and macOS take for the same; ""
// if there are none.
func Alike(names []string) (one, other string) {
	seen := map[string]string{}
	for _, name := range names {
		key := strings.ToLower(strings.ToUpper(norm.NFC.String(name)))
		if seen[key] != "" && seen[key] != name {
			return seen[key], name
		}
		seen[key] = name
	}
	return "", ""
}
