package main

import (
	"github.com/spf13/cobra"

	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

func statusCommand() *cobra.Command {
	var f folders
	var o choice
	c := &cobra.Command{
		Use:   "status",
		Short: "Show on one screen what the next meeting still needs",
		Long: `status shows the meeting that a build would take; the papers that it would make, and their symbols; the progress of the
draft, the sessions, the mandates and the translations; what is still open; and what prevents final papers.`,
		Example: "  omnibus status\n  omnibus status --meeting meeting-april",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			w, err := asked(&f, &o, work.Composed)
			if err != nil {
				return err
			}
			return report.Status(w, output())
		},
	}
	f.flags(c)
	o.flags(c)
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
