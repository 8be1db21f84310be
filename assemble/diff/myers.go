package diff

import "slices"

// A run is n equal tokens, at old in one text and at new in the other.
type run struct{ old, new, n int }

// matches returns the runs that two token lists have in common, in order: first between the words that occur once in each (B. Cohen's
// patience diff, which keeps phrases together), then, between those, the longest common sequence (E. Myers, An O(ND) Difference Algorithm
// and Its Variations, 1986).
func matches(a, b []Token) []run {
	ids := make(map[string]int32, len(a)+len(b))
	intern := func(tokens []Token) []int32 {
		out := make([]int32, len(tokens))
		for i, t := range tokens {
			n, ok := ids[t.Key]
			if !ok {
				n = int32(len(ids))
				ids[t.Key] = n
			}
			out[i] = n
		}
		return out
	}
	m := &matcher{a: intern(a), b: intern(b)}
	m.seen = make([]count, len(ids))
	m.between(0, len(a), 0, len(b))
	return m.out
}

type count struct{ inA, inB, atA, atB int32 }

type matcher struct {
	a, b []int32
	seen []count
	out  []run
}

// add adds a run, or extends the last run if this one continues it.
func (m *matcher) add(i, j, n int) {
	if n == 0 {
		return
	}
	if k := len(m.out) - 1; k >= 0 && m.out[k].old+m.out[k].n == i && m.out[k].new+m.out[k].n == j {
		m.out[k].n += n
		return
	}
	m.out = append(m.out, run{i, j, n})
}

// between adds the runs in tokens i to i2 and j to j2.
func (m *matcher) between(i, i2, j, j2 int) {
	n := 0
	for i+n < i2 && j+n < j2 && m.a[i+n] == m.b[j+n] {
		n++
	}
	m.add(i, j, n)
	i, j = i+n, j+n
	n = 0
	for i2-n > i && j2-n > j && m.a[i2-n-1] == m.b[j2-n-1] {
		n++
	}
	i2, j2 = i2-n, j2-n
	if i < i2 && j < j2 {
		if anchors := m.anchors(i, i2, j, j2); len(anchors) > 0 {
			for _, x := range append(anchors, run{i2, j2, 0}) {
				m.between(i, x.old, j, x.new)
				m.add(x.old, x.new, x.n)
				i, j = x.old+x.n, x.new+x.n
			}
		} else {
			m.myers(i, i2, j, j2)
		}
	}
	m.add(i2, j2, n)
}

// anchors returns the longest ascending sequence of tokens that occur once in each range.
func (m *matcher) anchors(i, i2, j, j2 int) []run {
	for k := i; k < i2; k++ {
		m.seen[m.a[k]] = count{}
	}
	for k := j; k < j2; k++ {
		m.seen[m.b[k]] = count{}
	}
	for k := i; k < i2; k++ {
		c := &m.seen[m.a[k]]
		c.inA, c.atA = c.inA+1, int32(k)
	}
	for k := j; k < j2; k++ {
		c := &m.seen[m.b[k]]
		c.inB, c.atB = c.inB+1, int32(k)
	}
	var once []run
	for k := i; k < i2; k++ {
		if c := m.seen[m.a[k]]; c.inA == 1 && c.inB == 1 {
			once = append(once, run{k, int(c.atB), 1})
		}
	}
	// Patience sorting: piles holds the index of each pile's top card, back the card before each card.
	var piles []int
	back := make([]int, len(once))
	for k, x := range once {
		p, _ := slices.BinarySearchFunc(piles, x.new, func(pile, at int) int { return once[pile].new - at })
		back[k] = -1
		if p > 0 {
			back[k] = piles[p-1]
		}
		if p == len(piles) {
			piles = append(piles, k)
		} else {
			piles[p] = k
		}
	}
	if len(piles) == 0 {
		return nil
	}
	var out []run
	for k := piles[len(piles)-1]; k >= 0; k = back[k] {
		out = append(out, once[k])
	}
	slices.Reverse(out)
	return out
}

// farthest is the largest number of changes for which Myers' algorithm searches between two anchors; with more, the ranges have nothing in
// common that would help a reader.
const farthest = 1500

// myers adds the runs of a longest common sequence.
func (m *matcher) myers(i, i2, j, j2 int) {
	n, k2 := i2-i, j2-j
	limit := min(n+k2, farthest)
	v := make([]int32, 2*limit+2)
	at := func(k int) int { return k + limit }
	var trace [][]int32
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(v[at(-d):at(d)+1]))
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && v[at(k-1)] < v[at(k+1)] {
				x = int(v[at(k+1)])
			} else {
				x = int(v[at(k-1)]) + 1
			}
			y := x - k
			for x < n && y < k2 && m.a[i+x] == m.b[j+y] {
				x, y = x+1, y+1
			}
			v[at(k)] = int32(x)
			if x >= n && y >= k2 {
				m.back(i, j, n, k2, d, trace)
				return
			}
		}
	}
}

// back walks the trace from its end and adds the runs that it finds. trace[d] holds the ends of diagonals -d to d before round d.
func (m *matcher) back(i, j, x, y, d int, trace [][]int32) {
	var runs []run
	for ; d > 0; d-- {
		v := trace[d]
		end := func(k int) int { return int(v[k+d]) }
		k := x - y
		prev := k - 1
		if k == -d || k != d && end(k-1) < end(k+1) {
			prev = k + 1
		}
		px := end(prev)
		py := px - prev
		from := px + 1 // of the stretch of equal tokens after the step
		if prev == k+1 {
			from = px
		}
		if x > from {
			runs = append(runs, run{i + from, j + from - k, x - from})
		}
		x, y = px, py
	}
	if x > 0 {
		runs = append(runs, run{i, j, x})
	}
	slices.Reverse(runs)
	for _, r := range runs {
		m.add(r.old, r.new, r.n)
	}
}
