package worktest

import (
	"os"
	"runtime/debug"
	"testing"
)

// Main runs the tests of a package, and collects garbage only when the heap has grown fivefold, unless GOGC asks for another growth: the
// tests make thousands of small terms, and each collection marks what all of them share.
func Main(m *testing.M) {
	const usual, rare = 100, 400 // per cent
	if asked := debug.SetGCPercent(rare); asked != usual {
		debug.SetGCPercent(asked)
	}
	m.Run()
}

// Thorough reports whether the variable OMNIBUS_THOROUGH requests all cases of the tests that take long. Without it, they run a share of
// them.
func Thorough() bool { return os.Getenv("OMNIBUS_THOROUGH") != "" }

// Count returns the number of random cases to try: all in a thorough run, otherwise a fifth.
func Count(all int) int {
	if Thorough() {
		return all
	}
	return max(all/5, 1)
}

// Share returns at most n of the cases, spread evenly from the first to the last, or all of them in a thorough run. n is at least 2.
func Share[T any](cases []T, n int) []T {
	if Thorough() || len(cases) <= n {
		return cases
	}
	out := make([]T, n)
	for i := range out {
		out[i] = cases[i*(len(cases)-1)/(n-1)]
	}
	return out
}
