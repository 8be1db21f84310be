// Package locales holds the locale files, one set of files a language, so that the tool carries them.
package locales

import "embed"

// Files are the locale files and, below hyphen, the hyphenation patterns with their notices.
//
//go:embed *.toml hyphen
var Files embed.FS
