// Package templates holds the templates of the papers and the style sheet, so that the tool carries them.
package templates

import "embed"

// Files are the templates, one a paper and view, what they share in common.html, what papers are by default, and the style sheet.
//
//go:embed *.html *.yaml
var Files embed.FS
