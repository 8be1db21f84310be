package pdf

import (
	"runtime"

	"omnibus/assemble/parallel"
)

// initial is the graphics state in which every page starts: butt caps, mitred joins, thin lines, all in black.
const initial = "0 J\n0 j\n0.57 w\n0.000 G\n0.000 g\n"

const together = 16 // pages compressed by one goroutine

// contents compresses the contents of pages while the next ones are drawn, so that a large paper is never in memory uncompressed.
type contents struct {
	batches [][][]byte // sixteen pages each, in order; compressed after wait
	pending [][]byte   // the last pages added, not yet compressed
	free    chan struct{}
	running parallel.Group
}

func newContents() *contents {
	return &contents{free: make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// add adds the content of the next page.
func (c *contents) add(content []byte) {
	page := make([]byte, 0, len(initial)+len(content)+1)
	page = append(append(append(page, initial...), content...), '\n')
	if c.pending = append(c.pending, page); len(c.pending) == together {
		c.send()
	}
}

// send starts to compress the pending pages once a core is free.
func (c *contents) send() {
	batch := c.pending
	c.pending = nil
	c.batches = append(c.batches, batch)
	c.free <- struct{}{}
	c.running.Go(func() {
		defer func() { <-c.free }()
		for i := range batch {
			batch[i] = deflated(batch[i])
		}
	})
}

// wait returns the compressed contents of all pages, in order.
func (c *contents) wait() [][]byte {
	if len(c.pending) > 0 {
		c.send()
	}
	c.running.Wait()
	var all [][]byte
	for _, b := range c.batches {
		all = append(all, b...)
	}
	return all
}
