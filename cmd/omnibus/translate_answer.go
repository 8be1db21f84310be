package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/work"
)

func translateAnswerCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, by string
	var write, closes bool
	c := &cobra.Command{
		Use:   "answer --lang LANG --by NAME QUERY [WORDS...]",
		Short: "Answer or close a query about a text",
		Long: `answer adds an answer to a translator's query or remark to locales/queries.LANG.yaml. QUERY is its id, as shown by translate
status. The next packet and the preview show the query with its answer beside the text, until --close closes it: the entry
stays in the file, but is no longer shown.`,
		Example: `  omnibus translate answer --lang es --by Ana --write q-3f2a9c1b "The year of the Assembly: 2024"
  omnibus translate answer --lang es --by Ana --write --close q-3f2a9c1b`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			words := strings.TrimSpace(strings.Join(args[1:], " "))
			switch {
			case lang == "":
				return usageError{errors.New("name the language of the query with --lang, such as --lang es")}
			case by == "":
				return usageError{errors.New("name who answers with --by, such as --by Ana")}
			case words == "" && !closes:
				return usageError{errors.New("write the answer after the query, or close it with --close")}
			}
			return f.translations(&o, lang, write, func(e *editing, src *work.Sources, w *work.Work, _ []string) error {
				file, err := translate.Answer(w, src, filepath.ToSlash(f.locales), translate.Reply{
					Lang: lang, ID: args[0], Answer: words, Close: closes, By: by, When: w.Job.Today.String(),
				})
				if err != nil {
					return err
				}
				return e.conclude(src, []*source.File{file}, write, "keep it")
			})
		},
	}
	f.flags(c)
	o.flags(c)
	f.writes(c)
	c.Flags().StringVar(&lang, "lang", "", "`language` of the translation")
	c.Flags().StringVar(&by, "by", "", "`name` of the person who answers")
	c.Flags().BoolVar(&closes, "close", false, "close the query: it is no longer shown")
	c.Flags().BoolVar(&write, "write", false, "change the file")
	return c
}
