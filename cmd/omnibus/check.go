package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

func checkCommand() *cobra.Command {
	var f folders
	var o choice
	var format string
	var pages, accepted bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Report what is wrong, missing or unlikely in the records",
		Long: `check reports what is wrong (errors, which stop a build), unlikely (warnings) or still open (notes) in the records, the
translations, the templates and the merged draft. It writes nothing. Each finding has a code, which omnibus explain CODE
explains.

The exit code is 1 if there are errors.`,
		Example: `  omnibus check
  omnibus check --strict --pages
  omnibus check --format sarif > findings.sarif`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if !slices.Contains([]string{"text", "json", "sarif", "github"}, format) {
				return usageError{fmt.Errorf("--format is text, json, sarif or github, not %q", format)}
			}
			sayMixed(outFolder)
			collectAt(percentReading)
			to := work.Composed
			if pages {
				to = work.LaidOut
			}
			w, err := asked(&f, &o, to)
			if err != nil {
				return err
			}
			switch format {
			case "json":
				err = w.Diags.JSON(jsonOutput())
			case "sarif":
				err = w.Diags.SARIF(jsonOutput(), version, report.Rules())
			case "github":
				err = w.Diags.GitHub(output())
			default:
				style := screen()
				style.Accepted = accepted
				err = tellAs(&w.Diags, style)
				say("%s\n", w.Diags.Counts())
			}
			if err != nil {
				return err
			}
			if w.Diags.HasErrors() {
				return errFindings
			}
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&format, "format", "text", "text, json, sarif or github")
	c.Flags().BoolVar(&pages, "pages", false, "also lay out the pages")
	c.Flags().BoolVar(&accepted, "accepted", false, "also print accepted findings")
	return c
}

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a finding and what to do about it; without a code, list all of them",
		Example: `  omnibus explain W0611
  omnibus explain`,
		Args: arguments(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, r := range report.Rules() {
					show("%s  %s\n", r.Code, r.Doc)
				}
				return nil
			}
			codes := []string{}
			for _, r := range report.Rules() {
				if strings.EqualFold(r.Code, args[0]) {
					show("%s %s\n%s\n\n", r.Code, r.Name, r.Doc)
					for line := range strings.SplitSeq(strings.TrimSpace(r.Explain), "\n") {
						show("%s\n", line)
					}
					return nil
				}
				codes = append(codes, r.Code)
			}
			return &diag.Unknown{What: "finding", Name: strings.ToUpper(args[0]), Known: codes, Else: "omnibus explain lists them all"}
		},
	}
}
