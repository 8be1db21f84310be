package source

import "net/url"

// Linkable tells whether a paper may link to an address: http, https and mailto lead every reader to the same place and do nothing else.
func Linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto")
}
