package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"omnibus/assemble"
	"omnibus/assemble/diag"
	"omnibus/assemble/issue"
	"omnibus/assemble/parallel"
	"omnibus/assemble/work"
	"omnibus/assemble/write/html"
)

// How long a watch waits after a change for further changes that belong to it: editors replace a file in several steps.
const (
	quiet    = 30 * time.Millisecond  // without another change
	longest  = 250 * time.Millisecond // in any case
	recovery = time.Second            // between two attempts to find a missing folder
)

// A watch contains the flags of the command.
type watch struct {
	folders
	choice
	out, editor string
	port        int
	named       bool
}

func watchCommand() *cobra.Command {
	var x watch
	c := &cobra.Command{
		Use:   "watch",
		Short: "Rebuild the papers whenever a file is saved, and show them in the browser",
		Long: `watch makes the papers for the screen whenever a file in input/, locales/ or templates/ is saved. It serves them at a local
address, which it prints: that of the index page. Pages in the browser update by themselves and keep their place. Findings
are shown next to the text that they are about, with file and line; a click opens the editor there. While there are errors,
the last good papers are shown.

Nothing is written unless --out names a folder, into which watch then also puts the papers, as build does. Stop it with
Ctrl-C.`,
		Example: "  omnibus watch\n  omnibus watch --meeting meeting-march --out out\n  omnibus watch --editor idea",
		Args:    arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			x.named = c.Flags().Changed("out")
			ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt)
			defer stop()
			return x.run(ctx, nil)
		},
	}
	x.folders.flags(c)
	x.choice.flags(c)
	x.writes(c)
	c.Flags().StringVarP(&x.out, "out", "o", "", "target `folder`, to put the papers into one too")
	c.Flags().StringVar(&x.editor, "editor", "vscode",
		"`editor` that a click opens: "+knownEditors()+", or an address with {path}, {line} and {column}")
	c.Flags().IntVar(&x.port, "port", 0, "`port` of the address (default: any free one)")
	return c
}

// run watches until ctx ends. If ready is not nil, run calls it with the address once the first papers are made.
func (x *watch) run(ctx context.Context, ready func(address string)) error {
	if x.named {
		if err := x.checkTarget(x.out, true); err != nil {
			return err
		}
	}
	link, err := editorLink(x.editor)
	if err != nil {
		return usageError{err}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(x.port)))
	if err != nil {
		return fmt.Errorf("port %d of this machine cannot be used: %w; leave --port out to take a free one", x.port, err)
	}
	s, err := newServer(listener, link)
	if err != nil {
		return err
	}
	files, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("changes of files cannot be watched here: %w", err)
	}
	defer files.Close()
	served := make(chan error, 1)
	var serving parallel.Group
	serving.Go(func() { served <- s.serve(ctx) })
	x.follow(files)
	x.make(s)
	say("watching: open %s in a browser; stop with Ctrl-C\n", s.address())
	if ready != nil {
		ready(s.address())
	}
	for {
		select {
		case <-ctx.Done():
			say("ended\n")
			return <-served
		case err := <-served:
			return err
		case err, ok := <-files.Errors:
			if !ok {
				return errors.New("the system no longer reports changes of files")
			}
			say("note: %v\n", err)
		case _, ok := <-files.Events:
			if !ok {
				return errors.New("the system no longer reports changes of files")
			}
			settleDown(ctx, files.Events)
			x.follow(files)
			x.make(s)
		case <-x.lost():
			x.follow(files)
			x.make(s)
		}
	}
}

// settleDown waits until there are no more changes.
func settleDown(ctx context.Context, events <-chan fsnotify.Event) {
	end := time.After(longest)
	for {
		select {
		case <-ctx.Done():
			return
		case <-events:
		case <-time.After(quiet):
			return
		case <-end:
			return
		}
	}
}

// lost returns a channel that fires when it is time to look for the missing folder of the records again. If the folder exists, the channel
// never fires.
func (x *watch) lost() <-chan time.Time {
	if _, err := os.Stat(x.input); err != nil {
		return time.After(recovery)
	}
	return nil
}

// follow watches the author's folders and the folders in them. For a missing folder, it watches the folder above.
func (x *watch) follow(files *fsnotify.Watcher) {
	watched := files.WatchList()
	for _, root := range []string{x.input, x.locales, x.templates, x.faces} {
		names := []string{filepath.Dir(filepath.Clean(root))}
		err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
			if err == nil && e.IsDir() {
				names = append(names, name)
			}
			return nil
		})
		if err == nil && len(names) > 1 {
			names = names[1:]
		}
		for _, name := range names {
			if slices.Contains(watched, name) {
				continue
			}
			if err := files.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				say("note: changes in %s are not noticed: %v\n", filepath.ToSlash(name), err)
			}
		}
	}
}

// make makes the papers if the author's files have changed, and gives them to the server. If there are errors, it gives the server the
// findings, and the last good papers remain.
func (x *watch) make(s *server) {
	begun := time.Now()
	src, err := x.read()
	if err != nil {
		x.trouble(s, err)
		return
	}
	fingerprint := work.FingerprintOf(src)
	if fingerprint == s.made && s.state.Error == "" {
		return
	}
	job, err := x.job()
	if err != nil {
		x.trouble(s, err)
		return
	}
	job.Also = []string{html.Name}
	w, err := assemble.Run(src, job, work.Written, nil)
	if err != nil {
		x.trouble(s, err)
		return
	}
	s.made = fingerprint
	state := s.stateOf(w)
	errs, warnings := state.count(diag.Error), state.count(diag.Warning)
	counts := fmt.Sprintf("%s, %s", diag.Plural(errs, "error"), diag.Plural(warnings, "warning"))
	now := begun.Format(time.TimeOnly)
	if w.Diags.HasErrors() {
		s.show(state, nil)
		say("%s  %s: the last good papers stay\n", now, counts)
		for _, f := range state.Findings {
			if f.Severity == diag.Error.String() {
				say("          %s: %s [%s]\n", f.Place, f.Message, f.Code)
				break
			}
		}
		return
	}
	s.show(state, w.Published)
	say("%s  %s made in %d ms: %s\n", now, diag.Plural(len(w.Published), "file"), time.Since(begun).Milliseconds(), counts)
	if !x.named {
		return
	}
	how := publishing{keep: issue.Files(w), manifest: true, wait: x.wait}
	if _, err := publish(x.out, w.Published, how); err != nil {
		x.trouble(s, err)
	}
}

// trouble shows an error that is not at a place in a file.
func (x *watch) trouble(s *server, err error) {
	if s.state.Error == err.Error() {
		return
	}
	s.show(state{Error: err.Error(), Findings: s.state.Findings}, nil)
	say("%s  %v: the last good papers stay\n", time.Now().Format(time.TimeOnly), err)
}
