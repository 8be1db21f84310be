package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"omnibus/assemble/spelling"
)

// dictionaryFolders lists where systems and office programs keep hunspell's dictionaries; a star stands for any name.
var dictionaryFolders = []string{
	"/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell", "/opt/homebrew/share/hunspell",
	"/Library/Spelling", "~/Library/Spelling", "~/.local/share/hunspell",
	"/usr/lib/libreoffice/share/extensions/dict-*", "/usr/lib64/libreoffice/share/extensions/dict-*",
	"/opt/libreoffice*/share/extensions/dict-*", "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
	`C:\Program Files\LibreOffice\share\extensions\dict-*`,
}

// biggestDictionary limits the size of a file that is read, in bytes.
const biggestDictionary = 32 << 20

// dictionaries returns the dictionaries of a language and of its countries on this computer. It looks in the folders that DICPATH lists, as
// hunspell does, or else in the usual ones, and skips what it cannot read.
func dictionaries(lang string) []spelling.Dictionary {
	folders := filepath.SplitList(os.Getenv("DICPATH"))
	if os.Getenv("DICPATH") == "" {
		home, _ := os.UserHomeDir()
		for _, f := range dictionaryFolders {
			if rest, ok := strings.CutPrefix(f, "~/"); ok {
				f = filepath.Join(home, rest)
			}
			found, _ := filepath.Glob(f)
			folders = append(folders, found...)
		}
	}
	var out []spelling.Dictionary
	var read []os.FileInfo
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(folder, "*.dic"))
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".dic")
			language, _, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
			info, err := os.Stat(file)
			if !strings.EqualFold(language, lang) || strings.HasPrefix(name, "hyph") || err != nil ||
				slices.ContainsFunc(read, func(x os.FileInfo) bool { return os.SameFile(x, info) }) {
				continue
			}
			words, err := readBounded(file)
			if err != nil {
				continue
			}
			if affixes, err := readBounded(strings.TrimSuffix(file, ".dic") + ".aff"); err == nil {
				out, read = append(out, spelling.Dictionary{Affixes: affixes, Words: words}), append(read, info)
			}
		}
	}
	return out
}

func readBounded(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, biggestDictionary))
}
