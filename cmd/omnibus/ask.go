package main

import (
	"cmp"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

func statusCommand() *cobra.Command {
	var f folders
	var o choice
	var lang string
	c := &cobra.Command{
		Use:   "status",
		Short: "Show on one screen what the next meeting still needs",
		Long: `status shows the meeting that a build would take; the papers that it would make, and their symbols; the progress of the
draft, the sessions, the mandates and the translations; what is still open; and what prevents final papers. It is in the
language that --lang names, by default the first of the term; findings are in English.`,
		Example: "  omnibus status\n  omnibus status --meeting meeting-april\n  omnibus status --lang es",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			w, err := asked(&f, &o, work.Composed)
			if err != nil {
				return err
			}
			l := w.Locales.Locale(cmp.Or(lang, w.Langs[0].Tag))
			if l == nil {
				return &diag.Unknown{What: "language", Name: lang, Known: w.Locales.Languages()}
			}
			return report.Status(w, l, output())
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the report")
	return c
}

func traceCommand() *cobra.Command {
	var f folders
	var o choice
	c := &cobra.Command{
		Use:   "trace ID",
		Short: "Show what a record is based on and what is based on it",
		Long: `trace shows what any record is based on, and what is based on it: from a paragraph to its proposal, to the outcomes and
sessions behind it, and to its mandates; from a mandate to the sessions, outcomes and paragraphs that address it. It gives
the pages of the papers on which the record is printed.`,
		Example: "  omnibus trace op-health-access\n  omnibus trace ag-res-2910-op-1",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := asked(&f, &o, work.LaidOut)
			if err != nil {
				return err
			}
			return report.Trace(w, output(), args[0])
		},
	}
	f.flags(c)
	o.flags(c)
	return c
}
