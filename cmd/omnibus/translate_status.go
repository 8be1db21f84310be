package main

import (
	"encoding/json"
	"fmt"
	"io"
	"omnibus/assemble/translate"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func translateStatusCommand() *cobra.Command {
	var f folders
	var o choice
	var lang, format string
	var list bool
	c := &cobra.Command{
		Use:   "status",
		Short: "Show the progress of the translations",
		Long: `status counts the texts of each paper in each language: untranslated, translated, reviewed and final. Of these, it counts
as stale those whose source has changed since, and as editorial those whose source has changed in a way that was declared
not to affect the translation. It also counts the words still to be translated, in total and for the next meeting. --list
names the texts that are untranslated or stale. Labels are the words of papers that do not come from the records: status
shows how many of them a language lacks, how many are copies of another language's, and how many were translated from other
words.

Queries are translators' questions and remarks about texts: status shows unanswered ones, and with --list also those that
are answered but not closed. Orphans are translations whose source no longer exists: they are kept until somebody removes
them with translate prune.

The exit code is 1 if the meeting needs words that are not translated.`,
		Example: "  omnibus translate status\n  omnibus translate status --lang es --list\n  omnibus translate status --format json",
		Args:    arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return usageError{fmt.Errorf("--format is text or json, not %q", format)}
			}
			_, w, err := merged(&f, &o)
			if err != nil {
				return err
			}
			langs, err := targets(w, lang)
			if err != nil {
				return err
			}
			all := translate.Status(w, langs)
			needed := 0
			for _, c := range all {
				needed += c.Needed
			}
			var open []translate.OpenText
			if list {
				open = translate.OpenTexts(w, langs)
			}
			if format == "json" {
				e := json.NewEncoder(output())
				e.SetIndent("", "  ")
				e.SetEscapeHTML(false)
				out := map[string]any{"meeting": w.Meeting(), "needed": needed, "counts": all}
				if list {
					out["open"] = append([]translate.OpenText{}, open...)
				}
				out["labels"] = translate.Labels(w, langs)
				out["queries"] = append([]translate.AskedQuery{}, translate.Queries(w, langs)...)
				err = e.Encode(out)
			} else {
				lines := append(openLines(open), labelLines(translate.Labels(w, langs), list)...)
				lines = append(lines, queryLines(translate.Queries(w, langs), list)...)
				err = printCounts(output(), w.Meeting(), all, lines, needed)
			}
			if err == nil && needed > 0 {
				return errFindings
			}
			return err
		},
	}
	f.flags(c)
	o.flags(c)
	c.Flags().StringVar(&lang, "lang", "", "`languages` (default: those of the term)")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().BoolVar(&list, "list", false, "name the texts that are not translated or stale")
	return c
}

// printCounts prints a table with a line for each language and paper, and a total for each language with several papers, then the lines in
// more.
func printCounts(out io.Writer, meeting string, all []translate.Counts, more []string, needed int) error {
	fmt.Fprintf(out, "for %s\n", meeting)
	var table strings.Builder
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "texts\tuntranslated\ttranslated\treviewed\tfinal\tstale\teditorial\twords to do\tneeded now\t")
	heads := []string{"language  paper"}
	var orphans, behind []string
	for i := 0; i < len(all); {
		lang, sum := all[i].Lang, translate.Counts{}
		row := func(name string, c translate.Counts) {
			heads = append(heads, fmt.Sprintf("%-8s  %s", lang, name))
			fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n",
				c.Texts, c.Untranslated, c.Translated, c.Reviewed, c.Final, c.Stale, c.Editorial, c.Words, c.Needed)
		}
		for ; i < len(all) && all[i].Lang == lang; i++ {
			if all[i].Paper == "" {
				for _, id := range all[i].Orphans {
					orphans = append(orphans, fmt.Sprintf("orphan %s (%s): its source no longer exists; "+
						"to remove it once it is no longer needed, run: omnibus translate prune",
						id, lang))
				}
				continue
			}
			row(all[i].Paper, all[i])
			sum.Add(all[i])
		}
		row("all", sum)
		if sum.Needed > 0 {
			behind = append(behind, lang)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	width := 0
	for _, h := range heads {
		width = max(width, len(h))
	}
	for i, line := range strings.Split(strings.TrimSuffix(table.String(), "\n"), "\n") {
		fmt.Fprintf(out, "%-*s  %s\n", width, heads[i], strings.TrimRight(line, " "))
	}
	for _, line := range more {
		fmt.Fprintln(out, line)
	}
	for _, line := range orphans {
		fmt.Fprintln(out, line)
	}
	if needed == 0 {
		fmt.Fprintln(out, "the meeting needs no translation")
		return nil
	}
	fmt.Fprintf(out, "the meeting needs %s: omnibus translate export --lang %s --format xliff\n",
		counted(needed, "word"), strings.Join(behind, ","))
	return nil
}

// openLines returns a line for each untranslated or stale text.
func openLines(open []translate.OpenText) []string {
	var out []string
	for _, x := range open {
		when := "later"
		if x.Needed {
			when = "needed"
		}
		where := strings.Join(x.Where, ", ")
		out = append(out, fmt.Sprintf("%s %s (%s): %s, %s, %s", x.What, x.ID, x.Lang, where, counted(x.Words, "word"), when))
	}
	return out
}

// labelLines returns a line for each language that lacks labels and, if all is set, a line for each of these labels.
func labelLines(counts []translate.LabelCounts, all bool) []string {
	var out []string
	for _, c := range counts {
		if n := len(c.Stale); n > 0 {
			out = append(out, fmt.Sprintf("%s (%s) translated from other words than the present ones", counted(n, "label"), c.Lang))
		}
		if all {
			for _, id := range c.Stale {
				out = append(out, fmt.Sprintf("stale %s (%s)", id, c.Lang))
			}
		}
		if len(c.Missing)+len(c.Copied) == 0 {
			continue
		}
		if all {
			for _, key := range c.Missing {
				out = append(out, fmt.Sprintf("untranslated label %s (%s)", key, c.Lang))
			}
			for _, key := range c.Copied {
				out = append(out, fmt.Sprintf("copied label %s (%s)", key, c.Lang))
			}
		}
		line := fmt.Sprintf("%d of %d labels (%s) are not translated", len(c.Missing)+len(c.Copied), c.Labels, c.Lang)
		if len(c.Copied) > 0 {
			line += fmt.Sprintf("; %d are copies of another language", len(c.Copied))
		}
		out = append(out, line+": locales/"+labelsBefore+c.Lang+labelsAfter)
	}
	return out
}

// queryLines returns a line for each unanswered query and, if all is set, for each answered query that is not closed.
func queryLines(queries []translate.AskedQuery, all bool) []string {
	var out []string
	waiting := 0
	for _, q := range queries {
		if q.Answer == "" {
			waiting++
		} else if !all {
			continue
		}
		line := "query " + q.ID
		if q.Text != "" {
			line += " on " + q.Text
		}
		line += " (" + q.Lang + ")"
		for _, s := range []string{q.By, q.When} {
			if s != "" {
				line += ", " + s
			}
		}
		line += ": " + oneLine(q.Said)
		if q.Answer != "" {
			line += "; answered: " + oneLine(q.Answer)
		}
		out = append(out, line)
	}
	if waiting > 0 {
		verb := " wait"
		if waiting == 1 {
			verb = " waits"
		}
		n := strings.Replace(counted(waiting, "query"), "querys", "queries", 1)
		q := queries[0]
		out = append(out, n+verb+" for an answer: omnibus translate answer --lang "+q.Lang+" --by NAME --write "+q.ID+" WORDS")
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
