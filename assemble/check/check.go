// Package check finds errors, gaps and improbable values in the records, their translations and the merged plan. Checks only report;
// they change nothing.
package check

import (
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/parallel"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/spelling"
)

// A Check is one rule. Code is permanent and begins with the severity of its findings: E (error), W (warning) or N (note: an open item).
// Doc is one line; Explain gives the reason for the rule, an example that breaks it, and the correction. Needs names the input files and
// folders that the check needs completely: if part of one could not be read, the check does not run, because its findings would only be
// consequences of that.
type Check struct {
	Code    string
	Name    string
	Doc     string
	Explain string
	Needs   []string
	Run     func(*Pass)
}

// A Pass has the input of the checks of one run, and receives their findings.
type Pass struct {
	Records *input.Records
	Plan    *plan.Plan // nil if the records could not be merged
	Locales *locale.Set
	Langs   []string                // languages of the build, in their order
	Asked   func(paper string) bool // reports whether a paper is made; nil: all are
	Drafted func(paper string) bool // reports whether a paper presents proposals; nil: all do
	Shows   func(text string) bool  // reports whether a paper shows a text, by its id; nil: all are shown
	Final   bool                    // nothing unfinished is allowed: see final.go
	// Dictionaries returns the dictionaries of a language on this computer; nil: spelling is not checked.
	Dictionaries func(lang string) []spelling.Dictionary
	Diags        *diag.List

	begun      bool
	check      *Check
	texts      []*Version
	missing    map[string][]input.Words // without a translation, by language
	cited      []cited
	drafted    []draftText
	dating     map[string]*calendar // by language
	translated []*Version
	lasting
	tongues     map[string][]string     // languages by their names in any language
	speeches    map[string]*speech      // of the languages of the build; nil for one without tables
	differences map[string][]difference // between texts and their translations, by kind
}

// A lasting has what a pass has computed when it was first needed. The checks that run in parallel each have their own.
type lasting struct {
	marker  *regexp.Regexp // matches the marker of a list item
	labels  map[labelAt][]string
	endings map[string][]string          // suffixes, by language
	cut     map[string]map[string]string // words without their suffixes, by language
	verbs   map[string][]verbForm        // by language
	small   map[string]map[string]bool   // words that texts have in lower case, by language
	inside  map[string]*insider          // by language; nil for one without words for that
}

// A labelAt is an entry of the label file of a language.
type labelAt struct{ lang, key string }

// All has every check, in the order of the numbers of their codes. It is complete once the package is initialized: each check adds itself,
// so that a new check is one new file.
var All []*Check

// add inserts a check into All at its place and returns it. Two checks with the same code are a programming error.
func add(c *Check) *Check {
	i, taken := slices.BinarySearchFunc(All, c, func(a, b *Check) int { return strings.Compare(a.Code[1:]+a.Code, b.Code[1:]+b.Code) })
	if taken {
		panic("two checks have the code " + c.Code)
	}
	All = slices.Insert(All, i, c)
	return c
}

// Begin returns a pass with what the checks need of the texts. That does not depend on the plan, so that it can be made before.
func Begin(p Pass) Pass {
	if p.Records == nil || p.begun {
		return p
	}
	p.begun = true
	p.Langs = slices.DeleteFunc(slices.Clone(p.Langs), p.Locales.Pseudo) // generated text is not checked
	p.Versions()
	p.symbols()
	p.draftTexts()
	p.Translations()
	p.compareMeanings()
	return p
}

// Run runs all checks in parallel. Findings are added in the order of All.
func Run(p Pass) {
	if p.Records == nil {
		return
	}
	p = Begin(p)
	found := make([]diag.List, len(All))
	next := atomic.Int32{}
	var workers parallel.Group
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			own := p
			own.lasting = lasting{}
			for i := int(next.Add(1)) - 1; i < len(All); i = int(next.Add(1)) - 1 {
				own.check, own.Diags = All[i], &found[i]
				if !slices.ContainsFunc(All[i].Needs, func(file string) bool { return p.Records.Lost[file] }) {
					All[i].Run(&own)
				}
			}
		})
	}
	workers.Wait()
	before := len(p.Diags.Items)
	for _, l := range found {
		p.Diags.Take(&l)
	}
	if p.Final {
		unfinished(p.Diags.Items[before:])
	}
}

// Reportf adds a finding of the running check.
func (p *Pass) Reportf(pos source.Pos, format string, args ...any) *diag.Diagnostic {
	switch p.check.Code[0] {
	case 'E':
		return p.Diags.Errorf(p.check.Code, pos, format, args...)
	case 'W':
		return p.Diags.Warningf(p.check.Code, pos, format, args...)
	}
	return p.Diags.Notef(p.check.Code, pos, format, args...)
}

// A Version is a record's text in one language of the build.
type Version struct {
	Record   string // id of the record
	Kind     string // of the record: proposal, session ...
	Field    string // text, title ...
	Of       input.Text
	Lang     string
	Text     source.Text
	Original bool
	State    locale.Translation
	words    haystack // Text without anything but the author's words
	list     []word   // of words
	starts   starts   // of words
	dates    []dated  // in the text that have a year or a day of the week
	signs    signs    // of Text
	from     *Version // the original; for an original, itself
}

// written returns the languages of the papers and of the texts, sorted.
func (p *Pass) written() []string {
	langs := slices.Clone(p.Langs)
	for _, v := range p.Versions() {
		if !slices.Contains(langs, v.Lang) {
			langs = append(langs, v.Lang)
		}
	}
	slices.Sort(langs)
	return langs
}

// Versions returns every text in every available language of the build: the original first, then its translations in the order of the
// languages. A record declared in certain languages has versions in these only.
func (p *Pass) Versions() []*Version {
	if p.texts != nil {
		return p.texts
	}
	all := p.Records.Texts()
	p.texts = make([]*Version, 0, len(all)*len(p.Langs))
	for _, t := range all {
		if strings.TrimSpace(t.String) == "" || !p.shows(t.Text) {
			continue
		}
		id := t.Record
		p.texts = append(p.texts, &Version{Record: id, Kind: t.Kind, Field: t.Field, Of: t.Text, Lang: t.Lang, Text: t.Text.Text,
			Original: true})
		original := p.texts[len(p.texts)-1]
		original.from = original
		for _, lang := range p.Langs {
			if lang == t.Lang || declaredElse(t, lang) {
				continue
			}
			if l := p.Locales.Locale(lang); l != nil && l.PseudoOf() != "" {
				continue // a text generated from another language has no author
			}
			tr := p.Locales.Lookup(t.Text, lang)
			if tr.Missing() {
				if p.missing == nil {
					p.missing = map[string][]input.Words{}
				}
				p.missing[lang] = append(p.missing[lang], t)
			}
			if tr.Missing() || tr.Text.Pos.File == nil {
				continue
			}
			p.texts = append(p.texts, &Version{Record: id, Kind: t.Kind, Field: t.Field, Of: t.Text, Lang: lang, Text: tr.Text, State: tr,
				from: original})
		}
	}
	p.calendars()
	inParts(p.texts, func(part []*Version) {
		var words []word // of many texts, which is less work than a list for each
		for _, v := range part {
			v.words = searched(plain(v.Text.String))
			v.words.starts = &v.starts
			if most := len(v.words.text)/2 + 1; cap(words)-len(words) < most {
				words = make([]word, 0, max(manyWords, most))
			}
			n := len(words)
			words = v.words.appendWords(words)
			v.list = slices.Clip(words[n:])
			v.signs = signsOf(v.Text.String)
			if c := p.dating[v.Lang]; c != nil {
				v.dates = c.datesIn(v)
			}
		}
	})
	return p.texts
}

// inParts runs f at the same time for parts of a list, one for each processor.
func inParts[T any](list []T, f func(part []T)) {
	parts := slices.Collect(slices.Chunk(list, len(list)/runtime.GOMAXPROCS(0)+1))
	parallel.Each(len(parts), func(i int) { f(parts[i]) })
}

// manyWords is the number of words that are put in one place.
const manyWords = 4096

// shows reports whether a paper shows a text.
func (p *Pass) shows(t input.Text) bool { return p.Shows == nil || p.Shows(t.ID) }

// Translations returns the versions that are translations.
func (p *Pass) Translations() []*Version {
	if p.translated != nil {
		return p.translated
	}
	p.translated = make([]*Version, 0, len(p.Versions())/2)
	for _, v := range p.Versions() {
		if !v.Original {
			p.translated = append(p.translated, v)
		}
	}
	return p.translated
}

// declaredElse reports whether the record is declared for certain languages, and lang is not among them.
func declaredElse(t input.Words, lang string) bool {
	return len(t.Languages) > 0 && !slices.Contains(t.Languages, lang)
}

// label returns an entry of the language's label file, or "" if there is none; checks then skip what depends on it.
func (p *Pass) label(lang, key string) string {
	l := p.Locales.Locale(lang)
	if l == nil || !l.Has(key) {
		return ""
	}
	return l.T(key, nil)
}

// phrases returns the phrases of an entry of the language's label file, which are separated by spaces; in a phrase, an underscore is a
// space. The caller must not change them.
func (p *Pass) phrases(lang, key string) []string {
	at := labelAt{lang, key}
	out, known := p.labels[at]
	if !known {
		if p.labels == nil {
			p.labels = map[labelAt][]string{}
		}
		out = underscored(p.label(lang, key))
		p.labels[at] = out
	}
	return out
}
