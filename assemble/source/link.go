package source

import "net/url"

// Linkable reports whether a paper may link to an address. Only http, https and mailto are allowed: they take every reader to the same
// place and have no other effect.

func Linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto")
}
