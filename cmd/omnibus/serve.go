package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"omnibus/assemble/bundle"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// What the server adds to pages: a script that follows the builds and shows findings, and its style sheet.
var (
	//go:embed live/live.js
	liveScript []byte
	//go:embed live/live.css
	liveStyle []byte
)

// Paths of the server other than those of papers.
const (
	liveScriptName = "omnibus-live.js"
	liveStyleName  = "omnibus-live.css"
	eventsName     = "omnibus-events"
	stateName      = "omnibus-state.json"
)

// headerTime limits how long a browser may take to send a request. Requests have no body.
const headerTime = 5 * time.Second

// A server serves the current papers to browsers on this machine, and notifies them of changes. Its address has a random part without
// which it does not answer, and it answers only to its own host name, so that no page from elsewhere can read the papers. It accepts
// no input.
type server struct {
	listener net.Listener
	token    string
	link     func(path string, line, column int) string
	made     string // fingerprint of the files that the papers were made from

	mu      sync.Mutex
	files   map[string][]byte
	state   state
	version int
	waiting map[chan struct{}]bool // browsers that are notified of changes
}

// A state is the result of the last build.
type state struct {
	Version  int       `json:"version"` // of the papers
	Error    string    `json:"error,omitempty"`
	Findings []finding `json:"findings"`
}

// A finding is a finding in the form that a page shows.
type finding struct {
	Severity string   `json:"severity"`
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	ID       string   `json:"id,omitempty"`
	Place    string   `json:"place,omitempty"`
	Href     string   `json:"href,omitempty"`
	Hints    []string `json:"hints,omitempty"`
}

func (s state) count(of diag.Severity) int {
	n := 0
	for _, f := range s.Findings {
		if f.Severity == of.String() {
			n++
		}
	}
	return n
}

// editors contains the addresses that open editors.
var editors = map[string]string{
	"vscode":   "vscode://file{path}:{line}:{column}",
	"vscodium": "vscodium://file{path}:{line}:{column}",
	"zed":      "zed://file{path}:{line}:{column}",
	"idea":     "idea://open?file={path}&line={line}&column={column}",
	"textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
	"none":     "",
}

func knownEditors() string { return strings.Join(slices.Sorted(maps.Keys(editors)), ", ") }

// editorLink returns a function that returns the address which opens a place in a file.
func editorLink(editor string) (func(path string, line, column int) string, error) {
	form, known := editors[editor]
	if !known {
		form = editor
		scheme, _, found := strings.Cut(form, ":")
		if !found || !strings.Contains(form, "{path}") || slices.Contains([]string{"javascript", "data", "vbscript"},
			strings.ToLower(scheme)) {
			return nil, fmt.Errorf("--editor takes %s, or an address such as editor://open?file={path}&line={line}", knownEditors())
		}
	}
	return func(name string, line, column int) string {
		if form == "" {
			return ""
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			return ""
		}
		abs = filepath.ToSlash(abs)
		if !strings.HasPrefix(abs, "/") { // C:/...
			abs = "/" + abs
		}
		parts := strings.Split(abs, "/")
		for i, p := range parts {
			parts[i] = url.PathEscape(p)
		}
		return strings.NewReplacer("{path}", strings.Join(parts, "/"), "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column)).
			Replace(form)
	}, nil
}

func newServer(l net.Listener, link func(string, int, int) string) (*server, error) {
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return nil, err
	}
	return &server{listener: l, token: hex.EncodeToString(random), link: link, files: map[string][]byte{},
		waiting: map[chan struct{}]bool{}}, nil
}

func (s *server) address() string {
	return "http://" + s.listener.Addr().String() + "/" + s.token + "/"
}

// serve answers requests until ctx ends.
func (s *server) serve(ctx context.Context) error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: headerTime, BaseContext: func(net.Listener) context.Context { return ctx }}
	stop := context.AfterFunc(ctx, func() { h.Close() })
	defer stop()
	if err := h.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// stateOf returns the result of a build.
func (s *server) stateOf(w *work.Work) state {
	out := state{Findings: []finding{}}
	for _, d := range w.Diags.Items {
		if d.Accepted != "" {
			continue
		}
		f := finding{Severity: d.Severity.String(), Code: d.Code, Message: d.Message, ID: d.ID, Hints: d.Hints}
		if d.Pos.File != nil {
			line, column := d.Pos.Line(), d.Pos.Column()
			f.Place = fmt.Sprintf("%s:%d:%d", d.Pos.File.Name, line, column)
			f.Href = s.link(filepath.FromSlash(d.Pos.File.Name), line, column)
		}
		out.Findings = append(out.Findings, f)
	}
	return out
}

// show stores the result of a build with its files, or keeps the earlier files if it has none, and notifies the browsers.
func (s *server) show(st state, files []*source.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if files != nil {
		s.files = make(map[string][]byte, len(files))
		for _, f := range files {
			s.files[f.Name] = f.Bytes
		}
		s.version++
	}
	st.Version = s.version
	s.state = st
	for c := range s.waiting {
		select {
		case c <- struct{}{}:
		default: // the browser has not yet read the last notification, and will see this state
		}
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	token, name, slash := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case r.Host != s.listener.Addr().String():
		http.Error(w, "omnibus watch answers only to its own address", http.StatusForbidden)
		return
	case subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1 || !slash:
		http.Error(w, "not found: open the address that omnibus watch printed", http.StatusNotFound)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "omnibus watch accepts no input", http.StatusMethodNotAllowed)
		return
	}
	switch name {
	case liveScriptName:
		h.Set("Content-Type", "text/javascript; charset=utf-8")
		w.Write(liveScript)
	case liveStyleName:
		h.Set("Content-Type", "text/css; charset=utf-8")
		w.Write(liveStyle)
	case stateName:
		h.Set("Content-Type", "application/json")
		w.Write(s.stateNow())
	case eventsName:
		s.events(w, r)
	default:
		s.paper(w, name)
	}
}

func (s *server) stateNow() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := json.Marshal(s.state)
	if err != nil {
		panic("watch: the state cannot be written as JSON: " + err.Error())
	}
	return b
}

// events notifies a browser of each build by server-sent events.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "no events here", http.StatusInternalServerError)
		return
	}
	c := make(chan struct{}, 1)
	s.mu.Lock()
	s.waiting[c] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.waiting, c)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		fmt.Fprintf(w, "data: %s\n\n", s.stateNow())
		flusher.Flush()
		select {
		case <-r.Context().Done():
			return
		case <-c:
		}
	}
}

// paper serves a file of the papers. Pages get the script that follows the builds.
func (s *server) paper(w http.ResponseWriter, name string) {
	if name == "" {
		name = bundle.PageName
	}
	s.mu.Lock()
	b, ok := s.files[name]
	s.mu.Unlock()
	page := path.Ext(name) == ".html"
	switch {
	case !ok && name == bundle.PageName:
		b = []byte(nothingYet)
	case !ok:
		http.Error(w, "there is no such file among the papers", http.StatusNotFound)
		return
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "text/plain; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	if page {
		var policy string
		b, policy = live(b)
		w.Header().Set("Content-Security-Policy", policy)
	}
	w.Write(b)
}

// nothingYet is the page until the first papers are made.
const nothingYet = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>omnibus</title>
</head>
<body>
<main>
<h1>No papers yet</h1>
</main>
</body>
</html>
`

// policyOfPage is the line of a page that allows its own style and script.
var policyOfPage = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?`)

// live adds to a page the script that follows the builds, and returns the policy under which it is read: that of the page, and the script
// and style of the server.
func live(page []byte) (with []byte, policy string) {
	policy = "default-src 'none'; style-src 'self'; script-src 'self'"
	if m := policyOfPage.FindSubmatch(page); m != nil {
		policy = html.UnescapeString(string(m[1]))
		policy = strings.NewReplacer("style-src ", "style-src 'self' ", "script-src ", "script-src 'self' ").Replace(policy)
		page = policyOfPage.ReplaceAll(page, nil)
	}
	policy += "; connect-src 'self'; frame-ancestors 'none'"
	head := fmt.Sprintf("<link rel=\"stylesheet\" href=\"%s\">\n<script src=\"%s\" defer></script>\n</head>", liveStyleName, liveScriptName)
	return []byte(strings.Replace(string(page), "</head>", head, 1)), policy
}
