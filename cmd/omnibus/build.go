package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/bundle"
	"omnibus/assemble/compose"
	"omnibus/assemble/issue"
	"omnibus/assemble/report"
	"omnibus/assemble/work"
	"omnibus/assemble/write"
)

// A build contains the flags of the command.
type build struct {
	folders
	choice
	out, dump   string
	named       bool // out is named on the command line
	quiet       bool
	force       bool
	against     string
	changedOnly bool
	provenance  string
	views       []string
	formats     []string
	pack        bool
}

func buildCommand() *cobra.Command {
	var b build
	c := &cobra.Command{
		Use:   "build [PAPER...]",
		Short: "Make the papers of a meeting",
		Long: `build makes the papers of one meeting and puts either all of them into the target folder or none: if there are errors, it
reports them and leaves the last good papers unchanged. PAPER is the id of a paper listed under papers in term.yaml; without
one, build makes all of them.

build does not touch files in the target folder that it has not made. It overwrites papers that were edited by hand only
with --force.`,
		Example: `  omnibus build
  omnibus build draft-paragraphs --langs es,en
  omnibus build --meeting meeting-march --out march
  omnibus build draft-paragraphs --line-numbers --size a4
  omnibus build draft-paragraphs --against adopted --changed-only
  omnibus build draft-paragraphs --provenance ids
  omnibus build draft-paragraphs --view compendium,status
  omnibus build draft-paragraphs --format pdf,text`,
		ValidArgsFunction: b.completePapers,
		RunE: func(c *cobra.Command, args []string) error {
			b.papers, b.named = args, c.Flags().Changed("out")
			return b.run()
		},
	}
	b.folders.flags(c)
	b.choice.flags(c)
	b.writes(c)
	c.Flags().StringVarP(&b.out, "out", "o", outFolder, "target `folder`")
	c.Flags().StringSliceVar(&b.formats, "format", nil, "`formats` of the papers: "+formatsOfPapers()+" (default: those of the term)")
	c.Flags().StringVar(&b.size, "size", "", "paper `size`: letter, a4 (default: the body's)")
	c.Flags().StringVar(&b.mark, "mark", "",
		"`word` at the top of every page, such as DRAFT, or none (default: that of the body's profile)")
	c.Flags().BoolVar(&b.all, "all", false, "also make the papers that are made only on request")
	c.Flags().BoolVar(&b.pack, "package", false, "make all papers, and put them and an index page into one ZIP archive")
	c.Flags().BoolVar(&b.lineNumbers, "line-numbers", false, "number the lines in the margin")
	c.Flags().StringVar(&b.against, "against", "",
		"the `revision` of the draft to compare with in the redline, or adopted (default: the previous revision)")
	c.Flags().BoolVar(&b.changedOnly, "changed-only", false, "leave unchanged paragraphs out of the redline")
	c.Flags().
		StringVar(&b.provenance, "provenance", "", "`how` the draft shows what a paragraph is based on: "+
			strings.Join(compose.Provenances, ", ")+
			" (default: that of the term, else words)")
	c.Flags().
		StringSliceVar(&b.views, "view", nil, "also make a `view` of a paper; the draft has compendium, consolidated, status")
	c.Flags().BoolVarP(&b.quiet, "quiet", "q", false, "report only findings")
	c.Flags().BoolVar(&b.force, "force", false, "overwrite papers that were edited by hand")
	c.Flags().StringVar(&b.dump, "dump", "", "print plan, doc or pages as text instead of making files")
	if err := c.RegisterFlagCompletionFunc("provenance", cobra.FixedCompletions(compose.Provenances,
		cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic("build has no flag --provenance: " + err.Error())
	}
	every := write.Names(func(*write.Format) bool { return true })
	if err := c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(every, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic("build has no flag --format: " + err.Error())
	}
	return c
}

// sayFaces prints what is known of the author's faces: the scripts that they add, and their licences.
func sayFaces(w *work.Work) {
	for _, d := range w.Designs {
		var scripts []string
		for _, s := range d.Scripts {
			scripts = append(scripts, fmt.Sprintf("%s (%s)", s.Name, counted(s.Letters, "letter")))
		}
		say("%s: %s, for %s; licence: %s\n", d.File, d.Name, cmp.Or(strings.Join(scripts, ", "), "signs alone"),
			cmp.Or(d.Licence, "the file names none"))
	}
}

// formatsOfPapers lists the formats of papers, each with its purpose.
func formatsOfPapers() string {
	var out []string
	for _, f := range write.Formats {
		out = append(out, fmt.Sprintf("%s (%s)", f.Name, f.Says))
	}
	return strings.Join(out, ", ")
}

func (b *build) run() error {
	b.all = b.all || b.pack && len(b.papers) == 0
	job, err := b.job()
	if err != nil {
		return err
	}
	if b.provenance != "" && !slices.Contains(compose.Provenances, b.provenance) {
		return usageError{fmt.Errorf("--provenance takes %s, not %q", strings.Join(compose.Provenances, ", "), b.provenance)}
	}
	job.Provenance = b.provenance
	job.Against, job.ChangedOnly, job.Views, job.Formats = b.against, b.changedOnly, b.views, b.formats
	to, err := dumpStage(b.dump)
	if err != nil {
		return err
	}
	if b.dump == "" {
		if err := b.checkTarget(b.out, b.named); err != nil {
			return err
		}
		if err := b.recover(); err != nil {
			return err
		}
	}
	p := newProgress(b.quiet || b.dump != "")
	src, err := b.read()
	if err != nil {
		return err
	}
	memory, limited := limitMemory(src, buildLimits...)
	if limited {
		collectAt(percentLimited)
	}
	w, err := assemble.Run(src, job, to, func(did string) {
		memory.raise()
		p.step(did)
	})
	if err != nil {
		return err
	}
	if !b.quiet {
		sayFaces(w)
	}
	if err := printFindings(w, b.quiet); err != nil {
		return err
	}
	if w.Diags.HasErrors() {
		say("nothing was written: the papers in %s are unchanged\n", filepath.ToSlash(b.out))
		return errFindings
	}
	if b.dump != "" {
		return report.Dump(w, output(), b.dump)
	}
	how := publishing{
		whole: len(b.papers) == 0 && len(b.formats) == 0,
		force: b.force, keep: issue.Files(w), manifest: true, wait: b.wait,
	}
	files := slices.Concat(w.Published, b.standing(w))
	if b.pack {
		z, err := bundle.Package(w, b.standing(w))
		if err != nil {
			return err
		}
		files = append(files, z)
	}
	names, err := publish(b.out, files, how)
	if err != nil {
		return err
	}
	stands(b.out, w)
	p.step(fmt.Sprintf("published into %s", filepath.ToSlash(b.out)))
	if !b.quiet {
		for _, n := range names {
			say("  %s\n", n)
		}
	}
	return nil
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
