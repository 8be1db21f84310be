// Command omnibus makes the papers of a committee's meeting from the secretariat's files: the work plan, the draft paragraphs for
// the omnibus resolution with the languages side by side, and the mandate matrix.
package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"

	"github.com/spf13/cobra"
)

// version is what the papers name as their producer. The same input gives the same bytes for one version only.
const version = "1.0"

// Exit codes.
const (
	made  = 0
	found = 1 // findings, or the machine failed
	usage = 2 // wrong usage
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(80) // a build of the shipped term peaks below 60 MB, and takes 3 hundredths longer
	}
	os.Exit(run(os.Args[1:]))
}

// bound keeps what the command takes below 200 MB as long as what is in use fits in there without much collecting, which is so for a draft
// of 4,000 pairs of paragraphs. Where more is in use it lets go: to collect all the time would double the time.
func bound() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const most = 180 << 20
	debug.SetMemoryLimit(most)
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var watch func()
	watch = func() {
		runtime.SetFinalizer(new([]byte), func(*[]byte) { // nobody holds it: it ends when the heap is collected
			if metrics.Read(inUse); inUse[0].Value.Uint64() > most*5/6 {
				debug.SetMemoryLimit(math.MaxInt64)
				return
			}
			watch()
		})
	}
	watch()
}

// collectLater lets the heap grow to three times what is in use before it is collected, and returns the percentage before: while records
// are read and checked that takes a fifth off the time.
func collectLater() (before int) {
	before = debug.SetGCPercent(200)
	if os.Getenv("GOGC") != "" {
		debug.SetGCPercent(before)
	}
	return before
}

// run runs the command and returns its exit code.
func run(args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.Execute()
	var wrong usageError
	switch {
	case err == nil:
		return made
	case errors.Is(err, errFindings): // they have been printed
		return found
	case errors.As(err, &wrong) || strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(os.Stderr, "omnibus: %v\n", err)
		fmt.Fprintln(os.Stderr, "omnibus: omnibus --help shows the commands, with examples")
		return usage
	}
	fmt.Fprintf(os.Stderr, "omnibus: %v\n", err)
	return found
}

// errFindings is returned when what is wrong has been printed as findings.
var errFindings = errors.New("findings")

// A usageError is a command line that makes no sense.
type usageError struct{ error }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "omnibus",
		Short: "Make the papers of a committee's meeting",
		Long: `omnibus makes the papers of one meeting of a committee from the secretariat's files: the work plan, the draft
paragraphs for the omnibus resolution with the languages side by side, and the mandate matrix.

It runs in the folder that holds input/. Files in locales/ and templates/ beside it take the place of those that the
tool carries.`,
		Example: `  omnibus init my-term            make a new term that builds
  omnibus build                   make the papers of the next meeting into out/
  omnibus build --meeting end     ... as they stand at the end of the term
  omnibus check                   say what is wrong, missing or unlikely
  omnibus status                  say what the next meeting still needs`,
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
		statusCommand(),
		traceCommand(),
		initCommand(),
		matrixCommand(),
		translateCommand(),
		diffCommand(),
		issueCommand(),
		verifyCommand(),
		adoptCommand(),
		explainCommand(),
		schemaCommand(),
		idsCommand(),
	)
	return root
}

// arguments wraps cobra's checks of arguments, so that what they find is wrong usage.
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
