package diag

import "fmt"

// Plural counts a noun whose plural ends in s: 1 paper, 2 papers.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
