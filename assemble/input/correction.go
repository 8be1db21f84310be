package input

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/pattern"
	"omnibus/assemble/source"
	"omnibus/assemble/symbol"
)

// Kinds of corrections of a revision, as they are written in symbols.
const (
	Corrigendum = "corr."
	Addendum    = "add."
)

// A Step is an addendum or a corrigendum in a suffix: corr. 1.
type Step struct {
	Kind   string // Corrigendum or Addendum
	Number int
}

// stepForm is a step of a suffix. Bodies that do not number their only one write add or corr, which is the first.
var stepForm = pattern.Of(`^(add|corr)(?:\. ?([1-9]\d{0,3}))?(?:\s+|$)`)

// Steps are the addenda and corrigenda that the suffix of a revision names, in order: add. 1 corr. 2 is the second corrigendum to the first
// addendum. There are none in a suffix of any other form.
func (r *Revision) Steps() []Step {
	var out []Step
	for rest := strings.TrimSpace(strings.ToLower(r.Suffix.String)); rest != ""; {
		m := stepForm.FindStringSubmatch(rest)
		if m == nil {
			return nil
		}
		n, err := strconv.Atoi(m[2])
		if err != nil { // no digits
			n = 1
		}
		out = append(out, Step{m[1] + ".", n})
		rest = rest[len(m[0]):]
	}
	return out
}

// Correction returns which corrigendum or addendum the revision is, as the last step of its suffix says: corr. 1. The kind is "" for a
// revision itself, and for a suffix of any other form.
func (r *Revision) Correction() (kind string, n int) {
	if steps := r.Steps(); len(steps) > 0 {
		last := steps[len(steps)-1]
		return last.Kind, last.Number
	}
	return "", 0
}

// The patterns of suffixes of symbols, if the profile of a body sets no others.
const (
	usualRevision    = " rev. {number}"
	usualAddendum    = " add. {number}"
	usualCorrigendum = " corr. {number}"
)

// SymbolOf is the symbol of a revision of a paper, with its rev., add. or corr. as the body writes them. It is "" where the paper has none
// yet; a nil revision is the paper itself. A paper of several bodies has a symbol of each, joined.
func (p *Paper) SymbolOf(r *Revision) string {
	s := p.Symbol.String
	if r != nil && r.Symbol.String != "" {
		s = r.Symbol.String
	}
	if s == "" {
		return s
	}
	all := []string{s}
	for _, j := range p.Joint {
		all = append(all, j.String)
	}
	if r == nil {
		return symbol.Join(all...)
	}
	for i := range all {
		all[i] += p.SuffixOf(r)
	}
	return symbol.Join(all...)
}

// SuffixOf returns what follows the symbol of a paper at a revision: " rev. 3 corr. 1", or "/Rev.3/Corr.1".
func (p *Paper) SuffixOf(r *Revision) string {
	with := p.suffixes
	if with == nil {
		with = &SymbolStyle{}
	}
	s := ""
	if r.Number > 0 && r.Symbol.String == "" {
		s += suffix(with.Revision.String, usualRevision, r.Number)
	}
	steps := r.Steps()
	for _, x := range steps {
		if x.Kind == Corrigendum {
			s += suffix(with.Corrigendum.String, usualCorrigendum, x.Number)
		} else {
			s += suffix(with.Addendum.String, usualAddendum, x.Number)
		}
	}
	if len(steps) == 0 && r.Suffix.String != "" {
		s += " " + r.Suffix.String
	}
	return s
}

// suffix writes a number by a pattern of the profile or, if that is empty or invalid, by the usual one.
func suffix(pattern, usual string, n int) string {
	if s, err := symbol.Suffix(cmp.Or(pattern, usual), n); err == nil {
		return s
	}
	s, _ := symbol.Suffix(usual, n) // an invalid pattern is reported at its place
	return s
}

// symbols compiles the patterns of the profile, and gives them to the papers.
func (r *reader) symbols() {
	b := r.rec.Body
	if b == nil {
		return
	}
	s := &b.Symbols
	usual := []string{cmp.Or(s.Revision.String, usualRevision), cmp.Or(s.Addendum.String, usualAddendum),
		cmp.Or(s.Corrigendum.String, usualCorrigendum)}
	wrong := func(t source.Text, forms ...symbol.Form) bool {
		_, err := symbol.NewGrammar(forms)
		if err != nil && t.String != "" {
			r.diags.Errorf("E0144", t.At(0, len(t.String)), "%s", err).
				Hint("write {number}, {session}, {year}, {yy}, {roman} or {letter} for what changes: A/{session}/L.{number}")
			s.Partial = true
		}
		return err != nil
	}
	for i, t := range []source.Text{s.Revision, s.Addendum, s.Corrigendum} {
		if wrong(t, symbol.Form{Pattern: "A", Steps: []string{usual[i]}}) {
			usual[i] = [...]string{usualRevision, usualAddendum, usualCorrigendum}[i]
		}
	}
	var forms []symbol.Form
	for _, f := range s.Forms {
		x := symbol.Form{Pattern: f.Pattern.String, Adopted: f.Kind.String == "resolution", Steps: slices.Clone(usual)}
		if wrong(f.Pattern, x) {
			continue
		}
		if f.Cited.String != "" && !wrong(f.Cited, symbol.Form{Pattern: x.Pattern, Cited: f.Cited.String}) {
			x.Cited = f.Cited.String
		}
		for _, t := range f.Also {
			if !wrong(t, symbol.Form{Pattern: x.Pattern, Steps: []string{t.String}}) {
				x.Steps = append(x.Steps, t.String)
			}
		}
		forms = append(forms, x)
	}
	if len(forms) > 0 {
		s.grammar, _ = symbol.NewGrammar(forms) // each form was checked
	}
	if t := r.rec.Term; t != nil {
		for _, p := range t.Papers {
			p.suffixes = s
		}
	}
}

// Grammar returns the grammar of the symbols of the body, apart from those that are known everywhere, or nil if the profile has none. b may
// be nil.
func (b *Body) Grammar() *symbol.Grammar {
	if b == nil {
		return nil
	}
	return b.Symbols.grammar
}
