package source

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind is the kind of a Node.
type Kind uint8

const (
	Null     Kind = iota // no value
	Scalar               // a text; its form never makes it a number, a date or a Boolean
	Sequence             // a list
	Mapping              // keys and values
	Bad                  // could not be read; already reported, and not to be reported again
)

func (k Kind) String() string {
	return [...]string{"nothing", "a text", "a list", "a mapping", "unreadable"}[k]
}

// Style is how a scalar is written.
type Style uint8

const (
	Plain Style = iota
	Single
	Double
	Literal
	Folded
)

// A Node is one value of a YAML or TOML file. Pos extends from its first character to its last.
type Node struct {
	Kind    Kind  // the small fields are together, since trees are large
	Style   Style // of a Scalar
	Flow    bool  // of a list or mapping written in [] or {}
	Broken  bool  // Bad, and keys that follow it may have been skipped with it
	toml    bool  // read from a TOML file
	Pos     Pos
	Text    Text     // of a Scalar; of others, only its place
	Entries []*Entry // of a Mapping, in order
	Items   []*Node  // of a Sequence, in order
	Indent  int      // column (from 0) of the keys or dashes, unless Flow
	dashes  []int    // offsets of the dashes of a Sequence, unless Flow
}

// An Entry is one key of a mapping with its value, which is never nil.
type Entry struct {
	Key   Text
	Value *Node
}

// Size returns the number of values in a tree, itself included.
func (n *Node) Size() int {
	if n == nil {
		return 0
	}
	size := 1
	for _, e := range n.Entries {
		size += e.Value.Size()
	}
	for _, i := range n.Items {
		size += i.Size()
	}
	return size
}

// A Tally counts the values of files that are read together, up to MaxValues.
type Tally struct{ values int }

// Fits adds the values of a file. If there are too many, it returns a fault and does not add them.
func (t *Tally) Fits(f *File, root *Node) (Fault, bool) {
	size := root.Size()
	if t.values+size > MaxValues {
		return Fault{
			Code: "E0102", Pos: f.Pos(0, 0),
			Message: fmt.Sprintf("with this file, the files of the folder have more than %d values", MaxValues),
			Hint:    "remove what no paper needs",
		}, false
	}
	t.values += size
	return Fault{}, true
}

// Entry returns the entry with that key, or nil.
func (n *Node) Entry(key string) *Entry {
	if n == nil {
		return nil
	}
	for _, e := range n.Entries {
		if e.Key.String == key {
			return e
		}
	}
	return nil
}

// At returns the value of that key, or nil.
func (n *Node) At(key string) *Node {
	if e := n.Entry(key); e != nil {
		return e.Value
	}
	return nil
}

// Int reads a scalar as a whole number, written in decimal digits without a leading zero.
func (n *Node) Int() (int, bool) {
	s := n.Text.String
	if n.Kind != Scalar || len(s) > 1 && strings.HasPrefix(strings.TrimPrefix(s, "-"), "0") {
		return 0, false
	}
	i, err := strconv.Atoi(s)
	return i, err == nil && !strings.HasPrefix(s, "+")
}

// Bool reads a scalar as true or false; no other word is accepted.

func (n *Node) Bool() (value, ok bool) {
	if n.Kind != Scalar || n.Style != Plain {
		return false, false
	}
	return n.Text.String == "true", n.Text.String == "true" || n.Text.String == "false"
}
