package diag

import "strings"

// A Proposer proposes known names for unknown ones, until it has made so many comparisons that more would take too long. The zero Proposer
// is ready for use.
type Proposer struct{ compared int }

// mostCompared is the number of pairs of names that a Proposer compares, which takes about two seconds.
const mostCompared = 10_000_000

// Nearest is the function Nearest, but returns "" once it would take too long.
func (p *Proposer) Nearest(name string, candidates []string) string {
	if p.compared += len(candidates); p.compared > mostCompared {
		return ""
	}
	return Nearest(name, candidates)
}

// longestName is the length in bytes up to which names are compared.
const longestName = 200

// Nearest returns the candidate most similar to name, by the number of letters to change, or "" if none is similar enough or has a letter
// in common. Of equally similar candidates, it returns the first in the alphabet.
func Nearest(name string, candidates []string) string {
	if len(name) > longestName {
		return ""
	}
	best, least := "", max(1, min(len(name)/3, 4))+1
	for _, c := range candidates {
		if c == "" || c == name || len(c) > longestName || len(name) == 1 && !strings.Contains(strings.ToLower(c), strings.ToLower(name)) {
			continue
		}
		if best == "" || c >= best {
			if d := distance(name, c, least); d < least {
				best, least = c, d
			}
		} else if d := distance(name, c, least+1); d <= least {
			best, least = c, d
		}
	}
	return best
}

// distance returns the optimal string alignment distance of a and b (insert, delete, replace, swap neighbours), but at most limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		older, old, row = old, row, older
	}
	return min(old[len(y)], limit)
}
