package main

import (
	"fmt"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/issue"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
)

func buildCommand() *cobra.Command {
	var f folders
	var o choice
	var out, dump string
	var quiet, force, changedOnly bool
	var against string
	var views []string
	c := &cobra.Command{
		Use:   "build [PAPER...]",
		Short: "Make the papers of a meeting",
		Long: `build makes the papers of one meeting and puts them into the target folder, all of them or none: where anything is
wrong it says so, and the last good papers stay as they were. PAPER is the id of a paper, as term.yaml lists them under papers;
without one, all of them are made.

Files in the target folder that build has not made are left alone. A paper that somebody has changed since it was made is not
overwritten without --force.`,
		Example: `  omnibus build
  omnibus build draft-paragraphs --langs es,en
  omnibus build --meeting meeting-march --out march
  omnibus build draft-paragraphs --line-numbers --sheet a4
  omnibus build draft-paragraphs --against adopted --changed-only
  omnibus build draft-paragraphs --view compendium,status`,
		ValidArgsFunction: f.completePapers,
		RunE: func(c *cobra.Command, args []string) error {
			o.papers = args
			job, err := o.job()
			if err != nil {
				return err
			}
			job.Against, job.ChangedOnly, job.Views = against, changedOnly, views
			to, err := dumpStage(dump)
			if err != nil {
				return err
			}
			if dump == "" {
				if err := f.checkTarget(out, c.Flags().Changed("out")); err != nil {
					return err
				}
				if err := f.recover(); err != nil {
					return err
				}
			}
			p := newProgress(quiet || dump != "")
			src, err := f.read()
			if err != nil {
				return err
			}
			collectAt(percentReading)
			read := sync.OnceFunc(func() {
				collectAt(percentMaking)
				limitMemory(src)
			})
			w, err := assemble.Run(src, job, to, func(did string) {
				read()
				p.step(did)
			})
			if err != nil {
				return err
			}
			if err := printFindings(w, quiet); err != nil {
				return err
			}
			if w.Diags.HasErrors() {
				say("nothing was written: the papers in %s are as they were\n", filepath.ToSlash(out))
				return errFindings
			}
			if dump != "" {
				return report.Dump(w, output(), dump)
			}
			names, err := publish(out, w.Published, publishing{whole: len(args) == 0, force: force, keep: issue.Files(w), manifest: true, wait: f.wait})
			if err != nil {
				return err
			}
			stands(out, w)
			p.step(fmt.Sprintf("published into %s", filepath.ToSlash(out)))
			if !quiet {
				for _, n := range names {
					say("  %s\n", n)
				}
			}
			return nil
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVarP(&out, "out", "o", outFolder, "target `folder`")
	c.Flags().StringVar(&o.sheet, "sheet", "", "`name` of the sheet: letter, a4 (default: the body's)")
	c.Flags().BoolVar(&o.lineNumbers, "line-numbers", false, "number the lines in the margin")
	c.Flags().StringVar(&against, "against", "", "what the redline is against: a `revision` of the draft, or adopted (default: the revision before)")
	c.Flags().BoolVar(&changedOnly, "changed-only", false, "leave out of the redline what did not change")
	c.Flags().StringSliceVar(&views, "view", nil, "make another `view` of a paper beside it; the draft has compendium, consolidated, status")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing but what is wrong")
	c.Flags().BoolVar(&force, "force", false, "overwrite papers that somebody has changed")
	c.Flags().StringVar(&dump, "dump", "", "print plan, doc or pages as text instead of making files")
	return c
}

func dumpStage(what string) (work.Stage, error) {
	switch what {
	case "":
		return work.Written, nil
	case "plan":
		return work.Merged, nil
	case "doc":
		return work.Composed, nil
	case "pages":
		return work.LaidOut, nil
	}
	return 0, usageError{fmt.Errorf("--dump prints plan, doc or pages, not %q", what)}
}
