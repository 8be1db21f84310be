// Package parallel runs functions at the same time, and passes a panic in one of them on to the caller that waits for them: a panic in a
// bare goroutine ends the process, and nothing above it can explain why. No other package starts a goroutine.
package parallel

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// A Group runs functions at the same time. The zero Group is ready for use.
type Group struct {
	running sync.WaitGroup
	failed  atomic.Pointer[Panic]
}

// A Panic is the value of a panic in one of the functions, and the stack on which it happened.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string { return fmt.Sprint(p.Value) }

// Go runs f concurrently with the caller.
func (g *Group) Go(f func()) {
	g.running.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				g.failed.CompareAndSwap(nil, Caught(v))
			}
		}()
		f()
	})
}

// Each runs f for every index below n at the same time, and waits for all.
func Each(n int, f func(i int)) {
	var g Group
	for i := range n {
		g.Go(func() { f(i) })
	}
	g.Wait()
}

// Wait waits for all functions to return. If one of them panicked, Wait panics with a *Panic.
func (g *Group) Wait() {
	g.running.Wait()
	if p := g.failed.Load(); p != nil {
		panic(p)
	}
}

// Caught returns the result of recover as a Panic. A Panic that a group has already passed on keeps its stack. Call it directly in the
// deferred function that recovers, so that the stack is that of its caller.
func Caught(v any) *Panic {
	if p, ok := v.(*Panic); ok {
		return p
	}
	return &Panic{Value: v, Stack: debug.Stack()}
}
