package diag

import (
	"fmt"
	"strings"
)

// A Usage is the error of a wrong command line, whatever the author's files contain.
type Usage struct{ error }

// Usagef returns a *Usage error with that message.
func Usagef(format string, args ...any) error { return &Usage{fmt.Errorf(format, args...)} }

// mostListed is the number of names up to which all of them are listed.
const mostListed = 20

// An Unknown is the error of a command line that names something unknown.
type Unknown struct {
	What  string   // paper, meeting, format
	Name  string   // as it was given
	Known []string // the names that exist
	Of    string   // the paper to which this is limited; "": none
	Else  string   // a further hint; "": none
}

// Error proposes the nearest known name or, failing that, lists the known names.
func (u *Unknown) Error() string {
	text := fmt.Sprintf("there is no %s %q", u.What, u.Name)
	if u.Of != "" {
		text += " of " + u.Of
	}
	var hints []string
	if near := Nearest(u.Name, u.Known); near != "" {
		hints = append(hints, fmt.Sprintf("did you mean %q?", near))
	} else if len(u.Known) > 0 && len(u.Known) <= mostListed {
		hints = append(hints, fmt.Sprintf("the %ss are %s", u.What, strings.Join(u.Known, ", ")))
	}
	if u.Else != "" {
		hints = append(hints, u.Else)
	}
	if len(hints) == 0 {
		return text
	}
	return text + ": " + strings.Join(hints, "; ")
}
