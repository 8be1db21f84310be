// Package locales holds the locale files, one set of files a language, so that the tool carries them.
package locales

import "embed"

// Files are the label files and, below hyphen, the hyphenation patterns with their notices. Translations of records
// (content.*.toml) belong to a term and are not carried.
//
//go:embed active.*.toml hyphen
var Files embed.FS
