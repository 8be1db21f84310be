// Command omnibus makes the papers of a committee's meeting from the secretariat's files: the work plan, the draft paragraphs for
// the omnibus resolution with the languages side by side, and the mandate matrix.
package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/diag"
	"omnibus/assemble/parallel"
)

// version is the version of omnibus that papers name as their producer. The same input gives the same bytes only with the same version.
const version = "1.0"

// Exit codes.
const (
	made   = 0
	found  = 1 // errors in the author's files, or a failure of the machine
	usage  = 2 // wrong usage
	broken = 3 // an error in omnibus itself
)

func main() {
	collectAt(percentMaking)
	limitAtFirst()
	os.Exit(run(newRoot(), os.Args[1:]))
}

// run runs the command and returns its exit code. A panic is reported in words.
func run(root *cobra.Command, args []string) (code int) {
	defer func() {
		if v := recover(); v != nil {
			fmt.Fprint(aside(), apology(parallel.Caught(v)))
			code = broken
		}
	}()
	root.SetArgs(args)
	err := root.Execute()
	var wrong usageError
	var unknown *diag.Unknown
	var usageOf *diag.Usage
	switch {
	case err == nil:
		return made
	case errors.Is(err, errFindings): // they have been printed
		return found
	case errors.As(err, &wrong) || errors.As(err, &unknown) || errors.As(err, &usageOf):
		say("omnibus: %v\n", err)
		say("omnibus: omnibus --help shows the commands, with examples\n")
		return usage
	case strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(aside(), "omnibus: %v\n", err) // cobra quotes the word, and proposes commands on lines of their own
		say("omnibus: omnibus --help shows the commands, with examples\n")
		return usage
	}
	say("omnibus: %v\n", err)
	return found
}

// apology explains what to do about a panic. Commands compute everything before they write, so the files are unchanged.
func apology(p *parallel.Panic) string {
	what := strings.Join(strings.Fields(p.Error()), " ")
	return fmt.Sprintf("omnibus: nothing was written: there is an error in omnibus itself: %s%s\n", what, place(p.Stack)) +
		"omnibus: please report it to the maintainers, with these two lines, the command that you ran, and the input folder\n"
}

// place returns where a panic happened, as in " (layout/set.go:88)", or "" if the stack does not show it.
func place(stack []byte) string {
	_, below, _ := strings.Cut(string(stack), "\npanic(")
	for line := range strings.Lines(below) {
		at, ok := strings.CutPrefix(line, "\t")
		if !ok || strings.Contains(at, "/runtime/") {
			continue
		}
		at, _, _ = strings.Cut(strings.TrimSpace(at), " ")
		return fmt.Sprintf(" (%s/%s)", path.Base(path.Dir(at)), path.Base(at))
	}
	return ""
}

// errFindings is returned when the findings have already been printed.
var errFindings = errors.New("findings")

// A usageError reports an invalid command line.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "omnibus",
		Short: "Make the papers of a committee's meeting",
		Long: `omnibus makes the papers of one meeting of a committee from the secretariat's files: the work plan, the draft
paragraphs for the omnibus resolution with the languages side by side, and the mandate matrix.

Run it in the folder that contains input/. Files in locales/ and templates/ next to it override the built-in ones.`,
		Example: `  omnibus init my-term            make a new term that builds
  omnibus build                   make the papers of the next meeting into out/
  omnibus build --meeting end     ... as they stand at the end of the term
  omnibus check                   report what is wrong, missing or unlikely
  omnibus status                  show what the next meeting still needs`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetVersionTemplate("omnibus {{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(
		buildCommand(),
		checkCommand(),
		watchCommand(),
		statusCommand(),
		traceCommand(),
		initCommand(),
		matrixCommand(),
		recordsCommand(),
		proposeCommand(),
		formCommand(),
		wordCommand(),
		translateCommand(),
		diffCommand(),
		issueCommand(),
		issuedCommand(),
		rebuildCommand(),
		verifyCommand(),
		keyCommand(),
		adoptCommand(),
		mandatesCommand(),
		explainCommand(),
		templatesCommand(),
		labelsCommand(),
		fieldsCommand(),
		schemaCommand(),
		idsCommand(),
	)
	return root
}

// arguments wraps a check of cobra, so that its errors are usage errors.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check(c, args) != nil {
			what := "takes fewer arguments"
			if len(args) == 0 {
				what = "needs an argument"
			}
			return usageError{fmt.Errorf("%s %s: %s", c.CommandPath(), what, c.UseLine())}
		}
		return nil
	}
}
