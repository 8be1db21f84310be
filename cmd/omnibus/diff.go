package main

import (
	"github.com/spf13/cobra"

	"omnibus/assemble/redline"
	"omnibus/assemble/work"
)

func diffCommand() *cobra.Command {
	var f folders
	var o choice
	c := &cobra.Command{
		Use:   "diff [REV [REV]]",
		Short: "Show what changed in the draft from one revision to another",
		Long: `diff compares two revisions of the draft, paragraph by paragraph and word by word, in each language. It prints what
changed as {+insertions+} and {-deletions-}. With one revision, it compares that one with the draft of the meeting; with
none, it compares the previous revision. REV is a number (2), a symbol, or adopted, which means the adopted texts that the
paragraphs amend. Issued revisions are read from their records. omnibus build --against REV prints the same
comparison as a redline.`,
		Example: "  omnibus diff\n  omnibus diff 1\n  omnibus diff 1 2",
		Args:    arguments(cobra.MaximumNArgs(2)),
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := asked(&f, &o, work.Merged)
			if err != nil {
				return err
			}
			args = append(args, "", "")
			return redline.Difference(w, output(), args[0], args[1])
		},
	}
	f.flags(c)
	o.flags(c)
	return c
}
