package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

func translateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "translate",
		Short: "Send texts to translators, and import their translations",
		Long: `The translations of the records' texts are kept in locales/content.LANG.toml, their states in locales/state.LANG.yaml, and
the queries of translators in locales/queries.LANG.yaml. The subcommands show what is missing or stale, make packets in
the formats of translation tools, and import the returned packets.`,
	}
	c.AddCommand(
		translateNewCommand(),
		translateStatusCommand(),
		translateExportCommand(),
		translateImportCommand(),
		translatePreviewCommand(),
		translateGlossaryCommand(),
		translateEditorialCommand(),
		translateConfirmCommand(),
		translateAnswerCommand(),
		translatePruneCommand(),
	)
	return c
}

// targets returns the target languages: those that lang lists, or all of the term.
func targets(w *work.Work, lang string) ([]string, error) {
	var out []string
	for l := range strings.SplitSeq(lang, ",") {
		if l = strings.TrimSpace(l); l != "" {
			if w.Locales.Locale(l) == nil {
				return nil, work.UnknownLanguage(l, w.Locales.Languages())
			}
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		for _, l := range w.Langs {
			out = append(out, l.Tag)
		}
	}
	return out, nil
}

func formatNames() []string {
	var out []string
	for _, x := range translate.Formats {
		out = append(out, x.Name)
	}
	return out
}

func translateExportCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, format, since, via, out string
	var papers []string
	var all bool
	c := &cobra.Command{
		Use:   "export --lang LANG --format FORMAT",
		Short: "Make a packet of texts for translators",
		Long: `export makes a packet of the texts that the next meeting needs in a language. Each comes with its source, its current
translation, the changes in the source, its place in the papers, the surrounding texts, the terms of the glossary, and the
words that must not be translated.

Labels, the words that papers have beside the records, are texts as well: those that are not translated are in the packet,
and come home into locales/active.LANG.toml. --paper labels chooses them alone; with --all, also those that are translated.

The formats are toml (for Weblate), xliff (2.1), xliff12 (1.2), xlsx, docx (a table of source and translation), tmx and
po. If you name several languages, each language gets its own folder: packets/es, packets/fr.`,
		Example: `  omnibus translate export --lang es --format xliff
  omnibus translate export --lang fr --format xlsx --via en --out to-paris
  omnibus translate export --lang es --format tmx --all`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if lang == "" {
				return usageError{errors.New("name the language with --lang, such as --lang es")}
			}
			form, ok := translate.FindFormat(format)
			if !ok {
				return usageError{fmt.Errorf("--format is one of %s, not %q", strings.Join(formatNames(), ", "), format)}
			}
			if err := f.checkTarget(out, c.Flags().Changed("out")); err != nil {
				return err
			}
			o.papers = slices.DeleteFunc(slices.Clone(papers), func(p string) bool { return p == packet.Labels })
			_, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			if _, err := targets(w, via); err != nil {
				return err
			}
			langs, err := targets(w, lang)
			if err != nil {
				return err
			}
			if slices.Contains(langs, via) {
				return usageError{
					fmt.Errorf("--via %s takes the sources from the translations into %q, which needs no translation", via, via),
				}
			}
			choice := packet.Choice{Via: via, All: all, Papers: papers, Budget: func(u *packet.Unit) int { return translate.Budget(w, u) }}
			if since != "" {
				if choice.Since, err = translate.Since(w, since); err != nil {
					return err
				}
			}
			exports, err := translate.Send(w, langs, choice, form)
			if err != nil {
				return err
			}
			return putPackets(exports, out, f.wait)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` to translate into, or several: es,fr")
	c.Flags().StringVar(&format, "format", "xliff", strings.Join(formatNames(), ", "))
	c.Flags().StringVar(&since, "since", "", "only texts that are new or changed since this `revision` of the draft: 2")
	c.Flags().StringSliceVar(&papers, "paper", nil, "only the texts of this `paper`; labels are the labels")
	c.Flags().BoolVar(&all, "all", false, "all texts, including those that are translated")
	c.Flags().StringVar(&via, "via", "", "use the translations into this `language` as sources")
	c.Flags().StringVarP(&out, "out", "o", "packets", "target `folder`")
	return c
}

// translations calls do with the merged records and the languages that lang lists. If write is set, it does so in an editing; otherwise
// that is nil.
func (f *folders) translations(o *choice, lang string, write bool,
	do func(e *editing, src *work.Sources, w *work.Work, langs []string) error,
) error {
	e, err := f.beginIf(write)
	if err != nil {
		return err
	}
	defer e.end()
	src, w, err := merged(f, o)
	if err != nil {
		return err
	}
	langs, err := targets(w, lang)
	if err != nil {
		return err
	}
	return do(e, src, w, langs)
}

// putPackets puts packets into a folder, and prints their sizes. If there are several languages, each has its own folder below.
func putPackets(exports []translate.Sent, out string, wait patience) error {
	for _, x := range exports {
		to, name := out, ""
		if len(exports) > 1 {
			to, name = filepath.Join(out, x.Lang), x.Lang+": "
		}
		if x.Counts.Units == 0 {
			say("%sthere is nothing to translate: the packet is empty (--all includes all texts)\n", name)
		}
		names, err := publish(to, x.Files, publishing{force: true, wait: wait})
		if err != nil {
			return err
		}
		for _, n := range names {
			show("%s\n", filepath.ToSlash(n))
		}
		say("%s%s; words: %d new, %d changed, %d unchanged, %d repeated\n",
			name, counted(x.Counts.Units, "text"), x.Counts.New, x.Counts.Changed, x.Counts.Unchanged, x.Counts.Repeated)
	}
	return nil
}

func translateImportCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, prefer, by string
	var write bool
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Import what translators send back",
		Long: `import reads packets as translation tools save them; it detects the format of each file from its content. It prints a
receipt: what is imported, what is skipped and why, what is stale because the source has changed since the packet was made,
and everything in the file that is not a translation, such as comments, notes and added columns. With --write, it
changes only these texts in locales/content.LANG.toml and locales/state.LANG.yaml, and keeps remarks about texts in
locales/queries.LANG.yaml.

A text that was changed both in the packet and in the records is a conflict: import shows both versions and writes nothing,
unless --prefer says which one to keep.`,
		Example: `  omnibus translate import packets/term-2023-2024.en-es.xlf
  omnibus translate import --write back/*.xlf`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := preferring(prefer, "packet"); err != nil {
				return err
			}
			editing, err := f.beginIf(write)
			if err != nil {
				return err
			}
			defer editing.end()
			src, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			var files []*source.File
			for _, name := range args {
				b, err := readGiven(name)
				if err != nil {
					return err
				}
				files = append(files, source.NewFile(filepath.ToSlash(name), b))
			}
			builtin, _ := work.Builtin()
			im := &translate.Import{
				Plan: w.Plan, Papers: w.Papers, Embedded: builtin, Files: src.Locales, Folder: filepath.ToSlash(f.locales),
				Lang: lang, Prefer: prefer, By: by, When: w.Job.Today.String(),
			}
			var diags diag.List
			r := im.Run(files, &diags)
			return receipt(r, &diags, src, editing)
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().BoolVar(&write, "write", false, "change the files")
	c.Flags().StringVar(&lang, "lang", "", "`language` of the packets that do not name one")
	c.Flags().StringVar(&prefer, "prefer", "", "which change to keep in a conflict: packet or project")
	c.Flags().StringVar(&by, "by", "", "`name` of the translator")
	return c
}

func translatePreviewCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, out string
	c := &cobra.Command{
		Use:   "preview --lang LANG",
		Short: "Write one HTML page with every text beside its translation",
		Long: `preview writes one page for any browser: sources and translations side by side, in the order of the papers, with states,
changes in the source, terms and findings. It can be used with the keyboard alone, and printed.`,
		Example: "  omnibus translate preview --lang es --out es.html",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if lang == "" {
				return usageError{errors.New("name the language with --lang: --lang es")}
			}
			_, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			switch langs, err := targets(w, lang); {
			case err != nil:
				return err
			case len(langs) > 1:
				return usageError{errors.New("a preview shows one language: --lang es")}
			}
			b, err := translate.Preview(w, lang)
			if err != nil {
				return err
			}
			if out == "" {
				out = "preview." + lang + ".html"
			}
			return putFile(out, b)
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the preview")
	c.Flags().StringVarP(&out, "out", "o", "", "`file` to write (default: preview.LANG.html)")
	return c
}

func translateGlossaryCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, out string
	c := &cobra.Command{
		Use:   "glossary",
		Short: "Write the glossary as a term base (TBX)",
		Long: `glossary writes input/glossary.yaml as TBX-Basic, which translation tools read as a term base: for each name and term, the
form to use in each language, other allowed forms, and forbidden forms with the reason.`,
		Example: "  omnibus translate glossary\n  omnibus translate glossary --lang en,es --out terms.tbx",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			langs := w.Locales.Languages()
			if lang != "" {
				if langs, err = targets(w, lang); err != nil {
					return err
				}
			}
			b, err := translate.TermBase(w, langs)
			if err != nil {
				return err
			}
			return putFile(out, b)
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&lang, "lang", "", "`languages` (default: all)")
	c.Flags().StringVarP(&out, "out", "o", "glossary.tbx", "`file` to write")
	return c
}

func translateEditorialCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, by string
	var write bool
	c := &cobra.Command{
		Use:   "editorial --lang LANG --by NAME TEXT...",
		Short: "Declare that a change in the source does not affect its translation",
		Long: `editorial declares that the changes in a source since it was translated, such as a comma or a misspelling, do not affect the
translation. The translation then counts as editorial instead of stale, until the source changes again.
locales/state.LANG.yaml records who declared it, and when. TEXT is the id of a text, as shown by status, check and packets.`,
		Example: "  omnibus translate editorial --lang es --by Ana --write op-health-mental.text",
		Args:    arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, ids []string) error {
			switch {
			case lang == "":
				return usageError{errors.New("name the language of the translation with --lang, such as --lang es")}
			case by == "":
				return usageError{errors.New("name who declares it with --by, such as --by Ana")}
			}
			return f.translations(&o, lang, write, func(e *editing, src *work.Sources, w *work.Work, _ []string) error {
				file, declared, err := translate.Editorial(w, src, filepath.ToSlash(f.locales), lang, ids, by, w.Job.Today.String())
				if err != nil {
					return err
				}
				for _, d := range declared {
					if d.Was != "" {
						show("%s was: %s\n", d.ID, d.Was)
					}
					show("%s is:  %s\n", d.ID, d.Is)
				}
				return e.conclude(src, []*source.File{file}, write, "declare it")
			})
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the translation")
	c.Flags().StringVar(&by, "by", "", "`name` of the person who declares it")
	c.Flags().BoolVar(&write, "write", false, "change the file")
	return c
}

// leftLine describes something in a packet that was not read as a translation.
func leftLine(l translate.LeftLine) string {
	s := "not read: " + l.Packet
	switch {
	case l.Pos.IsValid():
		s += fmt.Sprintf(":%d", l.Pos.Line())
	case l.At != "":
		s += ", " + l.At
	}
	s += ": " + l.What
	if l.ID != "" {
		s += " on " + l.ID
	}
	if l.Text != "" {
		s += ": " + strings.Join(strings.Fields(l.Text), " ")
	}
	switch {
	case l.Before:
		s += " (on file as " + l.Kept + ")"
	case l.Kept != "":
		s += " (kept as " + l.Kept + ")"
	}
	return s
}

// receipt prints what an import does with the units of packets, and writes the changed files in an editing. editing is nil if nothing is to
// be written.
func receipt(r *translate.Receipt, diags *diag.List, read *work.Sources, editing *editing) error {
	count := map[string]int{}
	stale := 0
	type kind struct{ what, why string }
	alike := map[kind]int{}
	for _, u := range r.Units {
		count[u.What]++
		if u.Stale {
			stale++
		}
		if u.What == translate.Same {
			continue
		}
		if k := (kind{u.What, u.Why}); k.what == translate.Skipped || k.what == translate.Refused {
			if alike[k]++; alike[k] > diag.MostOfOne {
				continue
			}
		}
		line := fmt.Sprintf("%s %s (%s)", u.What, u.ID, u.Lang)
		if u.Stale {
			line += ", stale"
		}
		if u.Why != "" {
			line += ": " + u.Why
		}
		show("%s\n", line)
		if u.Ours != "" && u.What != translate.Conflict {
			show("  here: %s\n  back: %s\n", u.Ours, u.Theirs)
		}
	}
	kinds := slices.SortedFunc(maps.Keys(alike), func(a, b kind) int {
		return cmp.Or(cmp.Compare(a.what, b.what), cmp.Compare(a.why, b.why))
	})
	for _, k := range kinds {
		if more := alike[k] - diag.MostOfOne; more > 0 {
			show("%s: %s more like these: %s\n", k.what, counted(more, "text"), k.why)
		}
	}
	things := map[string]int{}
	for _, l := range r.Left {
		if things[l.What]++; things[l.What] <= diag.MostOfOne || l.Kept != "" {
			show("%s\n", leftLine(l))
		}
	}
	for _, what := range slices.Sorted(maps.Keys(things)) {
		if more := things[what] - diag.MostOfOne; more > 0 {
			show("not read: %d more things like these: %s\n", more, what)
		}
	}
	diags.Sort()
	if err := tell(diags); err != nil {
		return err
	}
	changes := count[translate.Taken] + count[translate.Confirmed]
	say("%s: %d taken, %d confirmed, %d unchanged, %d skipped, %d in conflict, %d refused; %d stale\n", counted(len(r.Units), "text"),
		count[translate.Taken], count[translate.Confirmed], count[translate.Same], count[translate.Skipped],
		count[translate.Conflict], count[translate.Refused], stale)
	kept := map[string]bool{}
	for _, l := range r.Left {
		if l.Kept != "" && !l.Before {
			kept[l.Lang+l.Kept] = true
		}
	}
	if n := len(r.Left); n > 0 {
		say("%s in the packets not read as translations; new queries: %d\n", counted(n, "thing"), len(kept))
	}
	switch {
	case diags.HasErrors():
		say("nothing was written\n")
		return errFindings
	case changes == 0 && len(r.Files) == 0:
		return nil
	}
	return editing.conclude(read, r.Files, editing != nil, "import them")
}
