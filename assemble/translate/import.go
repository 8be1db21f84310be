package translate

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"omnibus/assemble/check"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/paper"
	"omnibus/assemble/plan"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// The outcomes of a returned unit.
const (
	Taken     = "taken"     // its translation is written to the file
	Confirmed = "confirmed" // its translation remains, and is declared to match the source of the packet, or gets a more advanced state
	Same      = "unchanged" // it was not edited, or the project already has the returned translation
	Skipped   = "skipped"   // it is not imported, which is not an error
	Conflict  = "conflict"  // it was edited both in the packet and in the project
	Refused   = "refused"   // it cannot be imported
)

// A Receipt is the result of importing packets. Files contains the changed files with their new contents; it is empty if anything was
// refused.
type Receipt struct {
	Units []ReceiptLine
	Left  []LeftLine
	Files []*source.File
}

// A LeftLine is something in a returned file that is not a translation: a remark of somebody, or content that is not read.
type LeftLine struct {
	packet.Left
	Lang   string
	Packet string // name of the returned file
	Kept   string // id of the query made of it; "" if there is none
	Before bool   // the query is already on file
}

// A ReceiptLine is the outcome of one unit.
type ReceiptLine struct {
	ID     string
	Lang   string
	Packet string // name of the returned file
	What   string
	Why    string
	Stale  bool   // imported, but the source has changed since the packet was made
	Ours   string // in a conflict: the current text
	Theirs string // in a conflict: the returned text
}

// An Import imports packets.
type Import struct {
	Plan     *plan.Plan
	Papers   paper.List     // of the term; texts are imported in their order
	Embedded []*source.File // locale files: the built-in ones
	Files    []*source.File // locale files of the user
	Folder   string         // name of the user's folder of locale files, for messages: locales
	Lang     string         // required language of all packets; "": any
	Prefer   string         // what to do in a conflict: packet imports the returned text, project keeps the current one, "" refuses
	By, When string         // who imports the packets, and the day

	set     *locale.Set
	diags   *diag.List
	texts   map[string]input.Words
	sources map[string]string   // sources of the packets, from files of sources alone: by source language and id
	same    map[string][]string // ids of the texts, by language and source; made when a memory is read
	order   []string
	taken   map[string]map[string]*taking // by language and id
	receipt *Receipt
	first   map[*source.File]bool // memories whose languages are known
	met     map[*source.File]bool // files in which a text of the term was found, or that are refused for another reason
}

type taking struct {
	unit   *packet.Unit
	packet *packet.Packet
	hash   string
	old    locale.Translation
}

// Run reads the packets and determines the outcome of each unit. Findings are about the returned files and the translations in them. If one
// of them is an error, nothing must be written.
func (im *Import) Run(files []*source.File, diags *diag.List) *Receipt {
	im.diags, im.receipt = diags, &Receipt{}
	im.texts, im.taken = map[string]input.Words{}, map[string]map[string]*taking{}
	im.set = locale.Read(im.Embedded, im.Files, &diag.List{})
	im.Lang = im.tag(im.Lang)
	for _, w := range im.Plan.Records.Texts() {
		im.texts[w.ID] = w
	}
	for _, it := range packet.Items(im.Plan, im.set, im.Papers, "") {
		im.order = append(im.order, it.ID)
	}
	im.sources = map[string]string{}
	var all []*packet.Packet
	for _, f := range files {
		_, packets, err := Read(f)
		if err != nil {
			pos, why := source.NewFile(f.Name, nil).Pos(0, 0), strings.TrimPrefix(err.Error(), f.Name+": ")
			var at source.Fault
			if errors.As(err, &at) && at.Pos.IsValid() {
				pos, why = at.Pos, at.Message
			}
			diags.Errorf("E0710", pos, "the file cannot be read: %s", why)
			continue
		}
		for _, p := range packets {
			p.File = f
			for id, s := range p.Sources {
				im.sources[p.From+"\x00"+id] = s
			}
		}
		all = append(all, packets...)
	}
	im.met, im.first = map[*source.File]bool{}, map[*source.File]bool{}
	units := map[*source.File]int{}
	for _, p := range all {
		if im.packet(p.File, p) {
			im.left(p)
		}
		units[p.File] += len(p.Units)
	}
	im.unmet(all, units)
	if diags.HasErrors() {
		return im.receipt
	}
	im.edit()
	if !diags.HasErrors() {
		im.keep()
	}
	return im.receipt
}

// packet imports a packet, and reports whether it is imported at all: only one direction of a memory is.
func (im *Import) packet(f *source.File, p *packet.Packet) bool {
	if len(p.Units) == 0 {
		return true
	}
	met := im.met[f]
	im.met[f] = true // until its units are read, it is refused for other reasons
	pos := f.Pos(0, 0)
	if t := im.Plan.Records.Term; p.Term != "" && t != nil && p.Term != t.ID.String {
		im.diags.Errorf("E0711", pos, "the packet belongs to the term %q, but this folder contains %q", p.Term, t.ID.String).
			Hint("import it in the folder of its term")
		return true
	}
	if p.To == "" {
		p.To = im.Lang
	}
	p.From, p.To = im.tag(p.From), im.tag(p.To)
	lang := p.To
	if p.Either {
		if im.Lang == "" && !p.First {
			if im.first[f] {
				im.met[f] = met
				return false
			}
			im.first[f] = true // reported once
			im.diags.Errorf("E0712", pos, "the translation memory can be imported into several languages, such as %q", lang).
				Hint("choose one with --lang")
			return false
		}
		if im.Lang != "" && lang != im.Lang {
			im.met[f] = met
			return false
		}
		im.first[f] = true
	}
	if im.Lang != "" && lang != im.Lang {
		im.diags.Errorf("E0712", pos, "the packet is in %q, but --lang is %q", lang, im.Lang).
			Hint("leave out --lang, or import the file of %s", im.Lang)
		return true
	}
	if lang == "" {
		im.diags.Errorf("E0712", pos, "the packet does not say what language it is in").Hint("add --lang es")
		return true
	}
	if !slices.Contains(im.set.Languages(), lang) {
		im.diags.Errorf("E0712", pos, "the packet is in %q, a language that the term does not have", lang).
			Hint("there are %s; omnibus labels --new %s begins it", strings.Join(im.set.Languages(), ", "), lang)
		return true
	}
	im.met[f] = met
	for _, t := range im.set.LabelTexts(lang) {
		if _, known := im.texts[t.ID]; !known {
			im.texts[t.ID] = input.Words{Text: t}
			im.order = append(im.order, t.ID)
		}
	}
	for _, u := range p.Units {
		if im.known(u) {
			im.met[f] = true
		}
		if im.known(u) || !u.Memory {
			im.unit(f, p, u)
			continue
		}
		im.memory(f, p, u)
	}
	return true
}

// left adds to the receipt what was returned with a packet and is not a translation, and the texts that were not returned.
func (im *Import) left(p *packet.Packet) {
	add := func(l packet.Left) {
		im.receipt.Left = append(im.receipt.Left, LeftLine{Left: l, Lang: p.To, Packet: p.File.Name})
	}
	for _, l := range p.Left {
		add(l)
	}
	back := map[string]bool{}
	for _, u := range p.Units {
		back[u.ID] = true
	}
	if n := p.Sent - len(back); n > 0 && p.Sources == nil {
		add(packet.Left{What: fmt.Sprintf("%d of %d texts were not returned", n, p.Sent), Text: strings.Join(p.Absent, ", ")})
	}
}

// keep adds the remarks of people to the language's file of queries. Earlier remarks are recognized by their words.
func (im *Import) keep() {
	byLang := map[string][]edit.Query{}
	seen := map[string]bool{}
	for i := range im.receipt.Left {
		l := &im.receipt.Left[i]
		if _, known := im.texts[l.ID]; !l.Query || !known && l.ID != "" || im.set.Locale(l.Lang) == nil {
			continue
		}
		said := source.Shown(l.Text)
		l.Kept = locale.QueryID(l.ID, said)
		if slices.ContainsFunc(im.set.Queries(l.Lang), func(q locale.Query) bool { return q.ID == l.Kept }) {
			l.Before = true
			continue
		}
		if seen[l.Lang+l.Kept] {
			continue
		}
		seen[l.Lang+l.Kept] = true
		byLang[l.Lang] = append(byLang[l.Lang], edit.Query{ID: l.Kept, Fields: [][2]string{{"text", l.ID}, {"said", said}, {"what", l.What},
			{"by", cmp.Or(l.By, im.By)}, {"when", im.When}}})
	}
	for _, lang := range slices.Sorted(maps.Keys(byLang)) {
		f := edit.LocaleFile(im.Files, im.Folder, "queries."+lang+".yaml")
		changed, err := edit.Queries(f, byLang[lang])
		if err != nil {
			im.diags.Errorf("E0717", f.Pos(0, 0), "the queries cannot be written: %s", err)
			return
		}
		back := locale.Read(nil, []*source.File{changed}, &diag.List{}).Queries(lang)
		for _, q := range byLang[lang] {
			if !slices.ContainsFunc(back, func(b locale.Query) bool { return b.ID == q.ID && b.Said == q.Fields[1][1] }) {
				panic("translate: query " + q.ID + " is not read back as it was written")
			}
		}
		im.receipt.Files = append(im.receipt.Files, changed)
	}
}

// unmet refuses the files in which no text of the term was found: otherwise, a file imported by mistake would appear to be imported.
func (im *Import) unmet(all []*packet.Packet, units map[*source.File]int) {
	some := false // the files contain translations
	for _, n := range units {
		some = some || n > 0
	}
	for _, p := range all {
		f := p.File
		if im.met[f] || p.Sources != nil && some || im.leftEmpty(p, units[f]) {
			continue
		}
		im.met[f] = true
		switch d := f.Pos(0, 0); {
		case p.Sources != nil:
			im.diags.Errorf("E0718", d, "the file contains only sources").Hint("import the file with the translations together with it")
		case units[f] == 0:
			im.diags.Errorf("E0718", d, "the file contains no text")
		default:
			im.diags.Errorf("E0718", d, "none of the %d texts in the file belongs to this term", units[f]).
				Hint("%s is not known here: was the packet made in another folder?", first(p.Units))
		}
	}
}

// leftEmpty reports whether a packet belongs to this term and was made when there was nothing to translate.
func (im *Import) leftEmpty(p *packet.Packet, units int) bool {
	term := im.Plan.Records.Term
	return units == 0 && p.Sent == 0 && len(p.Sources) == 0 && len(p.Left) == 0 && term != nil && p.Term == term.ID.String
}

// first returns the name of the first of units.
func first(units []*packet.Unit) string {
	if len(units) == 0 {
		return "its content"
	}
	return fmt.Sprintf("%q", clip(cmp.Or(units[0].ID, units[0].Source)))
}

func (im *Import) known(u *packet.Unit) bool {
	_, ok := im.texts[u.ID]
	return ok
}

// tag returns the language of the project to which the tag of a tool refers: es for ES, es_ES or es-419 if the project has only es.
func (im *Import) tag(said string) string {
	langs := im.set.Languages()
	said = strings.ReplaceAll(said, "_", "-")
	for _, l := range langs {
		if strings.EqualFold(l, said) {
			return l
		}
	}
	if i := slices.Index(langs, packet.Language(said)); i >= 0 && !strings.Contains(strings.ToLower(said), "-x-") {
		return langs[i]
	}
	return said
}

// memory imports a unit of a translation memory for every text that has its source and whose translation is missing or stale. Other
// translations remain, because a memory is often older than the project.
func (im *Import) memory(f *source.File, p *packet.Packet, u *packet.Unit) {
	if im.same == nil {
		im.same = map[string][]string{}
		for _, id := range im.order {
			w := im.texts[id]
			key := w.Lang + "\x00" + source.Hash(w.String)
			im.same[key] = append(im.same[key], id)
		}
	}
	ids := im.same[p.From+"\x00"+source.Hash(u.Source)]
	if len(ids) == 0 {
		im.receipt.Units = append(
			im.receipt.Units,
			ReceiptLine{ID: fmt.Sprintf("%q", clip(u.Source)), Lang: p.To, Packet: f.Name, What: Skipped,
				Why: "no text of the term has this source"},
		)
		return
	}
	im.met[f] = true
	for _, id := range ids {
		one := *u
		one.ID, one.Memory = id, false
		tr := im.set.Lookup(im.texts[id].Text, p.To)
		switch {
		case tr.Original || !tr.Missing() && tr.Text.String == u.Target && !tr.Stale:
			im.receipt.Units = append(im.receipt.Units, ReceiptLine{ID: id, Lang: p.To, Packet: f.Name, What: Same})
		case !tr.Missing() && !tr.Stale:
			im.receipt.Units = append(
				im.receipt.Units,
				ReceiptLine{ID: id, Lang: p.To, Packet: f.Name, What: Skipped, Ours: tr.Text.String, Theirs: u.Target,
					Why: "it has another translation here, which is not stale: a translation memory does not replace it"},
			)
		default:
			im.unit(f, p, &one)
		}
	}
}

// clip shortens a text for a receipt.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// An arrival is a returned unit whose outcome is being determined. Each question about it returns true if it has determined the outcome,
// and then has added the line of the receipt.
type arrival struct {
	*Import
	file   *source.File
	packet *packet.Packet
	unit   *packet.Unit
	text   input.Words
	known  bool   // the term has the text
	now    string // the current translation
	edited bool
	raised bool   // its state is more advanced than the current one
	hash   string // of the source from which the unit was made; "" if unknown
	line   ReceiptLine
}

// unit determines the outcome of a unit.
func (im *Import) unit(f *source.File, p *packet.Packet, u *packet.Unit) {
	a := &arrival{Import: im, file: f, packet: p, unit: u, line: ReceiptLine{ID: u.ID, Lang: p.To, Packet: f.Name}}
	a.text, a.known = im.texts[u.ID]
	im.complete(p, u, a.text)
	if locale.IsLabel(u.ID) {
		u.Target = packet.EndsOf(a.text.String, u.Target)
	}
	if l := im.set.Locale(p.To); l != nil {
		if c, ok := l.Content(u.ID); ok {
			a.now = c.Text.String
		}
	}
	a.edited = u.Edited(a.now)
	if a.hash = u.SourceHash; a.hash == "" && u.Source != "" {
		a.hash = source.Hash(u.Source)
	}
	cur := im.set.Lookup(a.text.Text, p.To)
	a.raised = u.Confirmed() && !(u.Target == a.now && a.hash == cur.Hash && packet.Rank(cur.State) >= packet.Rank(u.State))
	if a.leftAlone() {
		return
	}
	if a.edited && u.Target == a.now && !a.raised && (a.hash == "" || a.hash == cur.Hash || u.Unsure && cur.Stale) {
		a.say(Same, "the project has the same translation")
		return
	}
	if a.disputed() || a.damaged() || a.cameTwice() {
		return
	}
	a.take(cur)
}

func (a *arrival) say(what, format string, args ...any) {
	a.line.What, a.line.Why = what, fmt.Sprintf(format, args...)
	a.receipt.Units = append(a.receipt.Units, a.line)
}

// refuse reports a unit that cannot be imported.
func (a *arrival) refuse(code, format string, args ...any) *diag.Diagnostic {
	a.say(Refused, format, args...)
	pos, at := a.unit.Pos, ""
	if !pos.IsValid() {
		pos = a.file.Pos(0, 0)
	}
	if a.unit.At != "" {
		at = " (" + a.unit.At + ")"
	}
	return a.diags.Errorf(code, pos, "text %q%s: "+format, append([]any{a.unit.ID, at}, args...)...).About(a.unit.ID)
}

// mendCodes says what to do about codes, which programs for translators show as tags or as numbers in braces.
const mendCodes = "notes, references and emphasis are tags in the source: copy each of them into the translation once"

// leftAlone handles a unit without a new translation: it was not edited, or it cannot be read.
func (a *arrival) leftAlone() bool {
	u := a.unit
	switch {
	case u.ID == "":
		a.refuse("E0713", "a unit has no id")
	case u.Fault != "":
		a.refuse("E0714", "%s", u.Fault).Hint("%s", cmp.Or(u.Remedy, mendCodes))
	case !a.known && !a.edited:
		a.say(Same, "")
	case !a.known:
		a.say(Skipped, "the term has no text with this id: its record was removed or has another id")
	case a.text.Lang == a.packet.To:
		a.say(Skipped, "its original is in this language")
	case !a.edited && !a.raised:
		a.say(Same, "")
	case strings.TrimSpace(u.Target) == "":
		a.say(Skipped, "it was returned empty")
	case u.Partial:
		a.say(Skipped, "only some of its segments are translated")
	case copied(u):
		a.say(Skipped, "it is a copy of its source: nobody has translated it; if it is the same in both languages, "+
			"run omnibus translate confirm --same")
	default:
		return false
	}
	return true
}

// disputed handles a unit whose translation was changed in the project since the packet was made, unless Prefer gives precedence to the
// packet.
func (a *arrival) disputed() bool {
	u := a.unit
	if u.TargetHash == "" && u.Was == "" || packet.Exact(a.now) == u.TargetHash || a.now == u.Target {
		return false
	}
	a.line.Ours, a.line.Theirs = a.now, u.Target
	const why = "the translation has been changed in the project since the packet was made"
	switch a.Prefer {
	case "packet":
		return false
	case "project":
		a.say(Skipped, why)
	default:
		a.say(Conflict, why)
		a.diags.Errorf("E0715", a.posOf(a.packet.To, u), "text %q was changed both in the packet %s and in the project", u.ID, a.file.Name).
			About(u.ID).
			Hint("the packet has %q", u.Target).
			Hint("the project has %q", a.now).
			Hint("choose one with --prefer packet or --prefer project")
	}
	return true
}

// damaged refuses a translation that has lost marks of its source, or contains a character that no file can contain.
func (a *arrival) damaged() bool {
	if lost := packet.Lost(a.unit.Source, a.unit.Target); a.unit.Source != "" && len(lost) > 0 {
		a.refuse("E0714", "the translation has lost %s", strings.Join(lost, ", ")).
			Hint("use the same marks and references in the translation")
		return true
	}
	if r, bad := packet.Illegal(a.unit.Target); bad {
		a.refuse("E0716", "the translation contains the character U+%04X", r).Hint("delete it")
		return true
	}
	return false
}

// cameTwice handles a unit that is also in another packet.
func (a *arrival) cameTwice() bool {
	u, before := a.unit, a.taken[a.packet.To][a.unit.ID]
	switch {
	case before == nil:
		return false
	case before.unit.Target == u.Target:
		a.say(Same, "another packet has the same translation")
	default:
		a.line.Ours, a.line.Theirs = before.unit.Target, u.Target
		a.say(Conflict, "another packet has a different translation")
		a.diags.Errorf("E0715", u.Pos, "text %q was returned twice with different translations", u.ID).About(u.ID).
			Hint("%s has %q", before.packet.File.Name, before.unit.Target).
			Hint("%s has %q", a.file.Name, u.Target).Hint("import only the correct file")
	}
	return true
}

// take imports the translation. cur is the current one.
func (a *arrival) take(cur locale.Translation) {
	u, what, why := a.unit, Taken, ""
	a.line.Stale = a.hash != a.present(a.text, a.packet)
	if u.Target == a.now {
		what = Confirmed
	} else {
		a.line.Ours, a.line.Theirs = a.now, u.Target
	}
	switch {
	case u.Unsure:
		a.line.Stale, a.hash, why = true, "", "its translator has not marked it as done"
		if cur.Stale {
			a.hash = cur.Hash
		}
	case a.hash == "":
		why = "the file does not say which source it was translated from"
	case a.line.Stale:
		why = "the source has changed since the packet was made"
	}
	a.say(what, "%s", why)
	to := a.packet.To
	if a.taken[to] == nil {
		a.taken[to] = map[string]*taking{}
	}
	a.taken[to][u.ID] = &taking{unit: u, packet: a.packet, hash: a.hash, old: cur}
}

// copied reports whether a tool has filled the target with the source, as some do for untranslated texts. Names and texts of one or two
// words may be the same in both languages if their state says that they are translated. A reviewed unit is not a copy.
func copied(u *packet.Unit) bool {
	if u.Target != u.Source {
		return false
	}
	if packet.CountWords(u.Source) < packet.FewWords || strings.HasSuffix(u.ID, ".name") {
		return packet.Rank(u.State) == 0
	}
	return packet.Rank(u.State) < packet.Rank(locale.Reviewed)
}

// complete restores what the file of a unit has lost, from the project or another file of the same packet: the source from which it was
// made, and the data of its codes.
func (im *Import) complete(p *packet.Packet, u *packet.Unit, w input.Words) {
	if u.Source == "" {
		now := im.source(w, p)
		switch s, ok := im.sources[p.From+"\x00"+u.ID]; {
		case ok && (u.SourceHash == "" || u.SourceHash == source.Hash(s)):
			u.Source, u.SourceHash = s, source.Hash(s)
		case u.SourceHash != "" && u.SourceHash == source.Hash(now):
			u.Source = now
		}
	}
	if u.Fault != "" && len(u.Pieces) > 0 && u.SourceHash != "" && u.SourceHash == source.Hash(im.source(w, p)) {
		if text, fault := packet.Rebuild(u.Pieces, packet.Known(im.source(w, p))); fault == "" {
			u.Target, u.Fault = text, ""
			u.Finish(u.State != locale.Untranslated)
		}
	}
}

// source returns the current text of the packet's source.
func (im *Import) source(w input.Words, p *packet.Packet) string {
	if p.From != "" && p.From != w.Lang {
		if t := im.set.Lookup(w.Text, p.From); !t.Missing() {
			return t.Text.String
		}
	}
	return w.String
}

// present returns the hash of the current text of the packet's source.
func (im *Import) present(w input.Words, p *packet.Packet) string {
	return source.Hash(im.source(w, p))
}

func (im *Import) posOf(lang string, u *packet.Unit) source.Pos {
	if c, ok := im.set.Locale(lang).Content(u.ID); ok {
		return c.Text.Pos
	}
	return u.Pos
}

// edit writes the imported translations to the user's files, reads these again, and checks the translations.
func (im *Import) edit() {
	var changed []*source.File
	var langs []string
	for lang := range im.taken {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	for _, lang := range langs {
		var messages []edit.Message
		var labels []edit.Label
		var states []edit.State
		for _, id := range slices.Sorted(maps.Keys(im.taken[lang])) {
			e := im.taken[lang][id]
			if key, form, ok := im.set.LabelKey(id); ok {
				labels = append(labels, edit.Label{Key: key, Form: form, Text: e.unit.Target})
			} else {
				messages = append(messages, edit.Message{ID: id, Text: e.unit.Target, Hash: e.hash})
			}
			states = append(states, im.stateOf(id, e))
		}
		rank := map[string]int{}
		for i, id := range im.order {
			rank[id] = i
		}
		slices.SortStableFunc(labels, func(a, b edit.Label) int { // those that begin a section are in its order
			return cmp.Compare(rank[locale.LabelID(a.Key, a.Form)], rank[locale.LabelID(b.Key, b.Form)])
		})
		content, state := edit.LocaleFile(
			im.Files,
			im.Folder,
			"content."+lang+".toml",
		), edit.LocaleFile(
			im.Files,
			im.Folder,
			"state."+lang+".yaml",
		)
		if len(messages) > 0 {
			newContent, err := edit.Messages(content, messages, im.order)
			if err != nil {
				im.diags.Errorf("E0717", content.Pos(0, 0), "the translations cannot be written: %s", err)
				return
			}
			changed = append(changed, newContent)
		}
		if len(labels) > 0 {
			active := edit.LocaleFile(im.Files, im.Folder, "active."+lang+".toml")
			newActive, err := edit.Labels(active, labels, locale.PluralForms(lang))
			if err != nil {
				im.diags.Errorf("E0717", active.Pos(0, 0), "the labels cannot be written: %s", err)
				return
			}
			changed = append(changed, newActive)
		}
		newState, err := edit.States(state, states)
		if err != nil {
			im.diags.Errorf("E0717", state.Pos(0, 0), "the states of translations cannot be written: %s", err)
			return
		}
		changed = append(changed, newState)
	}
	files := edit.Replaced(im.Files, changed)
	diags := &diag.List{}
	set := locale.Read(im.Embedded, files, diags)
	for _, lang := range langs {
		for id, e := range im.taken[lang] {
			l := set.Locale(lang)
			if c, ok := l.Content(id); !ok || c.Text.String != e.unit.Target {
				panic("translate: translation " + id + " is not read back as it was written")
			}
		}
	}
	im.check(set, langs, diags)
	if !im.diags.HasErrors() {
		im.receipt.Files = changed
	}
}

// check reports the findings of reading (found) and of the checks on the imported translations, and on no others.
func (im *Import) check(set *locale.Set, langs []string, found *diag.List) {
	check.Run(check.Pass{Records: im.Plan.Records, Plan: im.Plan, Locales: set, Langs: langs, Diags: found})
	places := map[string]source.Pos{}
	for _, lang := range langs {
		for id := range im.taken[lang] {
			if c, ok := set.Locale(lang).Content(id); ok {
				places[lang+"\x00"+id] = c.Text.Pos
			}
		}
	}
	texts := spansOf(places)
	for _, d := range found.Items {
		if d.Code == "W0902" || texts.at(d.Pos) == "" {
			continue
		}
		if d.Severity == diag.Error && d.Code != "E0137" && d.Code[:3] == "E01" {
			// A character that reading refuses can be corrected in the locale file, where its place is known, and the rest of the packet is
			// imported. A damaged mark must be corrected by the translator.
			warning := *d
			warning.Severity = diag.Warning
			d = &warning
		}
		im.diags.Items = append(im.diags.Items, d)
	}
}

func (im *Import) stateOf(id string, e *taking) edit.State {
	st := e.unit.State
	if packet.Rank(st) == 0 {
		st = locale.Translated
	}
	via, src := "", e.unit.Source
	if from := e.packet.From; from != "" && from != im.texts[id].Lang {
		via = from
	}
	if e.hash != source.Hash(src) { // it is not finished, and keeps its source
		src = ""
		if e.hash == e.old.Hash {
			src = e.old.Source
		}
	}
	return edit.State{ID: id, Fields: [][2]string{
		{
			"state",
			string(st),
		}, {"hash", e.hash}, {"by", im.By}, {"when", im.When}, {"via", via}, {"source", src}, {"previous", PreviousOf(e.old, src)},
	}}
}
