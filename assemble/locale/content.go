package locale

import (
	"slices"
	"strings"

	"omnibus/assemble/diff"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

// State is the progress of a translation.
type State string

const (
	Untranslated State = "untranslated"
	Translated   State = "translated"
	Reviewed     State = "reviewed"
	Final        State = "final"
)

// States lists all states, from the least to the most advanced.
var States = []State{Untranslated, Translated, Reviewed, Final}

// A Translation is a text in one language. If there is none, Text is the original and Lang its language.
type Translation struct {
	Text      source.Text
	Lang      string // language of Text
	Original  bool   // the requested language is that of the original
	State     State
	Stale     bool   // made from another text than the current one
	Lacks     bool   // it contains words of an open proposal that are not translated
	Editorial bool   // made from another text, and declared unaffected by the change
	Hash      string // of the source from which it was made; "" if unknown
	Source    string // source from which it was made, if on file
	Previous  string // source before Source, if on file
	Via       string // language of the translation from which it was made; "" for the original
	By, When  string
}

// Missing reports whether there is no translation.
func (t Translation) Missing() bool { return t.State == Untranslated }

// A state is an entry of a state file.
type state struct {
	State, Hash, By, When, Source, Previous string
	Editorial                               string // hash of the source whose change does not affect the translation
	Via                                     string // language of the translation from which it was made; "" for the original
	Pos                                     source.Pos
}

// about reports whether a state belongs to the current translation. A state with another source belongs to the translation before somebody
// updated it by hand, and its value (such as reviewed) is no longer valid.
func (st *state) about(c *content) bool {
	return st != nil && (st.Hash == "" || c.hash == "" || st.Hash == c.hash)
}

// Lookup returns a record's text in a language.
func (s *Set) Lookup(t input.Text, lang string) Translation { return s.lookup(t, lang, true) }

// lookup follows a translation only once to the one from which it was made, because two may name each other.
func (s *Set) lookup(t input.Text, lang string, follow bool) Translation {
	if t.Open != nil {
		if l := s.of(lang); l == nil || l.pseudo == nil {
			return s.join(joinedIn{t.Open, lang, follow}, func() Translation { return s.opened(t, lang, follow) })
		}
	}
	if key, form, ok := s.LabelKey(t.ID); ok {
		return s.label(t, key, form, lang, follow)
	}
	if t.Merged != nil && (lang != t.Lang || t.Merged.Mixed()) {
		return s.join(joinedIn{t.Merged, lang, follow}, func() Translation { return s.merged(t, lang, follow) })
	}
	if lang == t.Lang || strings.TrimSpace(t.String) == "" {
		return Translation{Text: t.Text, Lang: t.Lang, Original: true, State: Final}
	}
	l := s.of(lang)
	if l != nil && l.pseudo != nil {
		base := s.lookup(t, l.pseudo.of, follow)
		return Translation{Text: source.Text{Pos: base.Text.Pos, String: l.pseudo.text(base.Text.String)}, Lang: lang, State: Final}
	}
	none := Translation{Text: t.Text, Lang: t.Lang, State: Untranslated}
	if l == nil {
		return none
	}
	c := l.content[t.ID]
	if c == nil || strings.TrimSpace(c.read.String) == "" {
		return none
	}
	tr := Translation{Text: c.read, Lang: lang, State: Translated, Hash: c.hash}
	if st := l.states[t.ID]; st.about(c) {
		tr.take(st)
	}
	made := t.String
	if follow && tr.Via != "" {
		if base := s.lookup(t, tr.Via, false); !base.Missing() {
			made = base.Text.String
		}
	}
	tr.settle(l.states[t.ID], c.hashOf(made))
	return tr
}

// join returns a text that is made of others, which is made once: papers, views and columns ask for it again and again. If it is missing,
// the result depends on the words of the original.
func (s *Set) join(key joinedIn, make func() Translation) Translation {
	tr, ok := s.joined.at(key)
	if !ok {
		if tr = make(); !tr.Missing() {
			s.joined.keep(key, tr)
		}
	}
	return tr
}

// take takes over what the state file says of a translation.
func (tr *Translation) take(st *state) {
	if st == nil {
		return
	}
	if slices.Contains(States, State(st.State)) && State(st.State) != Untranslated {
		tr.State = State(st.State)
	}
	if tr.Hash == "" {
		tr.Hash = st.Hash
	}
	tr.By, tr.When, tr.Source, tr.Previous, tr.Via = st.By, st.When, st.Source, st.Previous, st.Via
	tr.Editorial = st.Editorial != ""
}

// settle says whether a translation was made from its present source, whose hash is now.
func (tr *Translation) settle(st *state, now string) {
	switch {
	case tr.Hash == now:
		tr.Editorial = false
	case tr.Editorial && st.Editorial == now:
	default:
		tr.Stale, tr.Editorial = true, false
	}
}

// merged returns the translation of a merged text: the merged translations of its parts. Its state is the least advanced of theirs.
func (s *Set) merged(t input.Text, lang string, follow bool) Translation {
	none := Translation{Text: t.Text, Lang: t.Lang, State: Untranslated}
	base := s.lookup(t.Merged.Base, lang, follow)
	if base.Missing() {
		return none
	}
	out := Translation{Lang: lang, State: Final}
	var texts []string
	for _, c := range t.Merged.Changes {
		tr := s.lookup(c.Text, lang, follow)
		if tr.Missing() {
			if !c.Editorial {
				return none
			}
			tr = base
		}
		if slices.Index(States, tr.State) < slices.Index(States, out.State) {
			out.State = tr.State
		}
		if tr.Stale && !out.Stale {
			out.Stale, out.Hash = true, tr.Hash
		}
		out.Editorial = out.Editorial || tr.Editorial
		texts = append(texts, tr.Text.String)
		if !out.Text.Pos.IsValid() {
			out.Text.Pos = tr.Text.Pos
		}
	}
	words, ok := s.Lexicon(lang).Merge(base.Text.String, texts...)
	if !ok { // merging compares all languages in which every part exists; if one is added later, the result is computed again
		return none
	}
	out.Text = source.Made(out.Text.Pos, words)
	return out
}

// Unsaid reports whether a proposal to change a text has no words of its own in a language: it has no translation there, or one that has
// remained the text that it changes.
func (s *Set) Unsaid(proposed, base input.Text, lang string) bool {
	return s.unsaid(proposed, base, lang, true)
}

func (s *Set) unsaid(proposed, base input.Text, lang string, follow bool) bool {
	if proposed.Lang == lang {
		return false
	}
	tr := s.lookup(proposed, lang, follow)
	if tr.Missing() || !tr.Stale || base.ID == "" {
		return tr.Missing()
	}
	was := s.lookup(base, lang, follow)
	same := base.Lang == proposed.Lang && diff.Same(base.String, proposed.String)
	return !same && !was.Missing() && diff.Same(was.Text.String, tr.Text.String)
}

// opened returns a text with its open parts in brackets: in the language if the text is available in it, otherwise in the original. A
// proposal without words of its own in the language stands there in its original words.
func (s *Set) opened(t input.Text, lang string, follow bool) Translation {
	none := Translation{Text: t.Text, Lang: t.Lang, State: Untranslated}
	out := s.lookup(t.Open.Standing, lang, follow)
	if out.Missing() {
		return none
	}
	lex := s.Lexicon(lang)
	var options []diff.Option
	for _, o := range t.Open.Options {
		x := diff.Option{By: o.By(lang), Together: o.Together}
		if x.Keep, x.Apart = o.Text.ID == "" && !o.Drop, o.Drop; x.Keep || o.Drop {
			options = append(options, x)
			continue
		}
		tr := s.lookup(o.Text, lang, follow)
		unsaid := s.unsaid(o.Text, o.Base, lang, follow)
		if unsaid && lang != t.Lang {
			mark := ""
			if l := s.of(lang); l != nil {
				mark = l.T("draft.untranslated-mark", nil) + " "
			}
			x.Text, x.Apart, out.Lacks = mark+o.Text.String, true, true
			options = append(options, x)
			continue
		}
		if slices.Index(States, tr.State) < slices.Index(States, out.State) && !tr.Missing() {
			out.State = tr.State
		}
		if tr.Stale && !out.Stale {
			out.Stale, out.Hash = true, tr.Hash
		}
		x.Text, x.Apart = tr.Text.String, tr.Missing() || t.Open.Whole
		if base := s.lookup(o.Base, lang, follow); !base.Missing() {
			x.Base = base.Text.String
		}
		options = append(options, x)
	}
	out.Text = source.Made(out.Text.Pos, lex.Bracket(out.Text.String, options, s.phrases(lang)))
	return out
}

// phrases returns the phrases of a language for open parts.
func (s *Set) phrases(lang string) diff.Phrases {
	l := s.of(lang)
	if l == nil {
		return diff.Phrases{
			Put:  func(by, words string) string { return by + ": " + words },
			List: func(names []string) string { return strings.Join(names, ", ") },
		}
	}
	return diff.Phrases{
		Put:  func(by, words string) string { return l.T("draft.open", map[string]any{"Authors": by, "Text": words}) },
		List: l.List, Drop: l.T("draft.open-delete", nil), Keep: l.T("draft.open-retain", nil),
	}
}

// Content returns the translation of a text by its id as it is in the file, from whatever source it was made.
func (l *Locale) Content(id string) (Translation, bool) {
	if key, form, ok := l.set.LabelKey(id); ok {
		words := l.translated(id, key, form, "")
		tr := Translation{Text: words, Lang: l.Tag, State: Translated}
		tr.take(l.states[id])
		return tr, words.String != ""
	}
	c := l.content[id]
	if c == nil {
		return Translation{}, false
	}
	tr := Translation{Text: c.text, Lang: l.Tag, State: Translated, Hash: c.hash}
	if st := l.states[id]; st.about(c) {
		if st.State != "" {
			tr.State = State(st.State)
		}
		tr.By, tr.When, tr.Source, tr.Previous, tr.Via = st.By, st.When, st.Source, st.Previous, st.Via
		tr.Editorial = st.Editorial != ""
	}
	return tr, true
}

// Contents returns the ids of all translations of a language, sorted.
func (s *Set) Contents(lang string) []string {
	if l := s.of(lang); l != nil {
		return sortedKeys(l.content)
	}
	return nil
}

// Orphans returns the sorted ids of the translations whose text is not in known. Translations are kept until somebody removes them.
func (s *Set) Orphans(lang string, known map[string]bool) []string {
	return slices.DeleteFunc(s.Contents(lang), func(id string) bool { return known[id] })
}
