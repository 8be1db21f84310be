package compose

import (
	"fmt"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
)

// A noting tracks the notes of two texts that are compared: the marks of notes do not count as words.
type noting struct {
	c        *column
	old, new map[string]*doc.Note // by the ids cited
	moved    map[string]bool      // notes that follow other words than before
	changed  bool
}

func (c *column) noting(old, new []doc.Inline) *noting {
	n := &noting{c: c, old: map[string]*doc.Note{}, new: map[string]*doc.Note{}, moved: map[string]bool{}}
	for _, x := range old {
		if x.Note != nil {
			n.old[c.cited[x.Note]] = x.Note
		}
	}
	for _, x := range new {
		if x.Note != nil {
			n.new[c.cited[x.Note]] = x.Note
		}
	}
	return n
}

// put adds the notes after a word that is in both texts, deleted or inserted. They are marked as changes unless the words around them are.
func (n *noting) put(w *writer, marks []doc.Inline, op, around diff.Op) {
	for _, i := range marks {
		id := n.c.cited[i.Note]
		switch {
		case op == diff.Delete && n.new[id] != nil:
			if n.moved[id] {
				n.away(w, i, around)
			}
			continue
		case op == diff.Delete:
			gone := *i.Note
			gone.Mark = n.c.counted(&n.c.struck, asterisks)
			gone.ID = fmt.Sprintf("%s.was.%s.%d", id, n.c.l.Tag, n.c.struck)
			gone.Inlines, _ = n.c.compare(gone.Inlines, nil)
			i.Note, i.Text = &gone, gone.Mark
		case n.old[id] != nil:
			var changed bool
			i.Note.Inlines, changed = n.c.compare(n.old[id].Inlines, i.Note.Inlines)
			n.changed = n.changed || changed
			if n.moved[id] {
				n.here(w, i, around)
			} else {
				w.out = append(w.out, i)
			}
			continue
		default:
			op = diff.Insert
			i.Note.Inlines, _ = n.c.compare(nil, i.Note.Inlines)
		}
		n.changed = true
		s := n.c.signs(op)
		i.Mark |= s.mark
		i.By = n.c.maker(op, nil)
		if op == around {
			w.out = append(w.out, i)
			continue
		}
		w.sign(s.print[0], s.spoken[0], i)
		w.out = append(w.out, i)
		w.sign(s.print[1], s.spoken[1], i)
	}
}

// follow finds the notes that follow other words than before. A note whose word was deleted or inserted stays where it is.
func (n *noting) follow(spans []diff.Span, old, new []piece) {
	type place struct{ words, order int } // the unchanged words before it, and the shared notes before it at the same place
	was, is := map[string]place{}, map[string]place{}
	words := 0
	put := func(to map[string]place, p piece) {
		for _, i := range p.notes {
			id := n.c.cited[i.Note]
			if n.old[id] == nil || n.new[id] == nil {
				continue
			}
			at := place{words: words}
			for _, q := range to {
				if q.words == words {
					at.order++
				}
			}
			to[id] = at
		}
	}
	for _, s := range spans {
		for k := s.Old.From; k < s.Old.To && s.Op != diff.Insert; k++ {
			if s.Op == diff.Equal {
				words++
				put(is, new[s.New.From+k-s.Old.From])
			}
			put(was, old[k])
		}
		for k := s.New.From; k < s.New.To && s.Op == diff.Insert; k++ {
			put(is, new[k])
		}
	}
	for id, at := range was {
		if is[id] != at {
			n.moved[id] = true
		}
	}
}

// away shows that a note that is now elsewhere was here; here shows the new place. A note inside deleted or inserted words belongs to
// these.
func (n *noting) away(w *writer, i doc.Inline, around diff.Op) {
	n.changed = true
	mark := n.new[n.c.cited[i.Note]].Mark
	shown := mark
	if around != diff.Delete {
		shown = deletionOpen + mark + deletionClose
	}
	i.Note = nil
	w.sign(shown, n.c.l.T("a11y.note-away", map[string]any{"N": mark}), i)
}

func (n *noting) here(w *writer, i doc.Inline, around diff.Op) {
	n.changed = true
	if around == diff.Insert {
		i.Mark |= n.c.signs(diff.Insert).mark
		w.out = append(w.out, i)
		return
	}
	w.sign(insertionOpen, n.c.l.T("a11y.note-here", map[string]any{"N": i.Note.Mark}), i)
	w.out = append(w.out, i)
	w.sign(insertionClose, n.c.l.T("a11y.insertion-end", nil), i)
}
