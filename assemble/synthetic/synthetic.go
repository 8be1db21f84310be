// Package synthetic makes terms of any size for tests and benchmarks: the shipped term with its resolutions, thematic sessions, outcomes,
// proposals and translations repeated as often as requested, each copy with its own ids and symbols. Texts are repeated unchanged, except
// for numbers of records and references in them. The same size gives the same bytes.
package synthetic

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/locales"
)

// Term returns the files of a term with n times the content of the shipped one, by their names in the working folder: those of input/, and
// the translations in locales/. No finding in it is accepted, and its translations have no recorded states. The current folder must be
// below the folder of the module.
func Term(n int) map[string][]byte { return term(n, n) }

// Mandates is Term with n times the resolutions alone.
func Mandates(n int) map[string][]byte { return term(1, n) }

// term repeats the resolutions as often as resolutions says, and everything else n times.
func term(n, resolutions int) map[string][]byte {
	if n < 1 || resolutions < n || resolutions > 900 {
		panic("synthetic: the size of a term is 1 to 900")
	}
	shipped := Shipped()
	out := map[string][]byte{}
	numbers := renumber(shipped["input/mandates.yaml"])
	copies := copyable(shipped)
	for name, text := range shipped {
		switch {
		case name == "input/accepted.yaml" || strings.HasPrefix(name, "locales/") || strings.HasPrefix(name, "input/issued/"):
		case name == "input/body.yaml":
			out[name] = ranges(text, numbers)
		case name == "input/term.yaml":
			out[name] = totals(text, n, resolutions)
		case name == "input/mandates.yaml":
			out[name] = grown(text, resolutions, copies, numbers)
		case name == "input/schedule.yaml":
			out[name] = schedule(text, n, copies, numbers)
		case strings.HasPrefix(name, "input/outcomes/"), strings.HasPrefix(name, "input/proposals/"):
			for k := range n {
				file := name
				if k > 0 {
					file = strings.TrimSuffix(name, ".yaml") + mark(k) + ".yaml"
				}
				out[file] = again(text, k, copies, numbers)
			}
		default:
			out[name] = announced(again(text, 0, copies, numbers), n)
		}
	}
	translations(out, shipped, n, copies, numbers)
	return out
}

// Files returns the files of Term in two lists, those of input/ and those of locales/, sorted by name.
func Files(n int) (in, translated []*source.File) { return Split(Term(n)) }

// Split returns the files of a term in two lists, those of input/ and those of locales/, sorted by name.
func Split(files map[string][]byte) (in, translated []*source.File) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := source.NewFile(name, files[name])
		if strings.HasPrefix(name, "locales/") {
			translated = append(translated, f)
		} else {
			in = append(in, f)
		}
	}
	return in, translated
}

// Shipped returns the unchanged files of the shipped term: those of input/, and the translations in locales/.
func Shipped() map[string][]byte {
	root := module()
	out := map[string][]byte{}
	for _, folder := range []string{"input", "locales"} {
		err := fs.WalkDir(os.DirFS(root), folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			base := path.Base(name)
			if folder == "locales" && !strings.HasPrefix(base, "content.") && !strings.HasPrefix(base, "state.") {
				return nil
			}
			out[name], err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
			return err
		})
		if err != nil {
			panic("synthetic: the shipped term can be read: " + err.Error())
		}
	}
	return out
}

// module returns the folder that contains go.mod.
func module() string {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	panic("synthetic: the current folder is not below the folder of the module")
}

var (
	idLine     = regexp.MustCompile(`(?m)^ *(?:- )?\{?id: ([a-z][a-z0-9-]*)`)
	word       = regexp.MustCompile(`[a-z][a-z0-9]*(?:-[a-z0-9]+)+`)
	copyForm   = regexp.MustCompile(`^(.*)-n([0-9]+)$`)
	symbolForm = regexp.MustCompile(`AG/RES\.\s+([0-9]+)\s+\(([IVXLC]+-O)/([0-9]{2})\)`)
	symbolLine = regexp.MustCompile(`(?m)symbol: "?AG/RES\. ([0-9]+) \([IVXLC]+-O/([0-9]{2})\)`)
	rangeLine  = regexp.MustCompile(`(?m)^  - \{prefix: AG/RES\..*\n`)
	announce   = regexp.MustCompile(`(?:proposes seven|propone siete) (thematic|sesiones)`)
	totalsLine = regexp.MustCompile(`totals: \{resolutions: ([0-9]+), paragraphs: ([0-9]+), sessions: ([0-9]+)\}`)
)

// announced replaces the number of sessions in a text.
func announced(text []byte, n int) []byte {
	if n == 1 {
		return text
	}
	return announce.ReplaceAllFunc(text, func(m []byte) []byte {
		words := bytes.Fields(m)
		return fmt.Appendf(nil, "%s %d %s", words[0], 7*n, words[2])
	})
}

// mark returns the suffix of the ids of a copy.
func mark(k int) string { return fmt.Sprintf("-n%d", k) }

// copyable returns the ids of the records that are copied.
func copyable(shipped map[string][]byte) map[string]bool {
	ids := map[string]bool{}
	add := func(text []byte) {
		for _, m := range idLine.FindAllSubmatch(text, -1) {
			ids[string(m[1])] = true
		}
	}
	for name, text := range shipped {
		if name == "input/mandates.yaml" || strings.HasPrefix(name, "input/outcomes/") || strings.HasPrefix(name, "input/proposals/") {
			add(text)
		}
	}
	sessions, meetings := halves(shipped["input/schedule.yaml"])
	add(sessions)
	for _, item := range items(meetings) {
		if bytes.Contains(item, []byte("kind: session")) {
			add(item)
		}
	}
	return ids
}

// again returns a text with the ids and the symbols of the k-th copy.
func again(text []byte, k int, copies map[string]bool, numbers map[string]int) []byte {
	text = symbolForm.ReplaceAllFunc(text, func(s []byte) []byte {
		m := symbolForm.FindSubmatch(s)
		return fmt.Appendf(nil, "AG/RES. %d (%s/%s)", numbers[string(m[1])]+k, m[2], m[3])
	})
	if k == 0 {
		return text
	}
	return word.ReplaceAllFunc(text, func(id []byte) []byte {
		if copies[string(id)] {
			return append(slices.Clip(id), mark(k)...)
		}
		return id
	})
}

// grown returns a file that contains one list, with the list repeated n times.
func grown(text []byte, n int, copies map[string]bool, numbers map[string]int) []byte {
	at := bytes.Index(text, []byte("\nresolutions:\n")) + len("\nresolutions:\n")
	out := again(text, 0, copies, numbers)
	for k := 1; k < n; k++ {
		out = append(append(out, '\n'), again(text[at:], k, copies, numbers)...)
	}
	return out
}

// halves splits a schedule into its sessions and its meetings.
func halves(text []byte) (sessions, meetings []byte) {
	at := bytes.Index(text, []byte("\nmeetings:\n"))
	if at < 0 {
		panic("synthetic: a schedule lists its meetings last")
	}
	return text[:at+1], text[at+1:]
}

// items splits the meetings before each agenda item. The first piece is the text before the first item.
func items(meetings []byte) [][]byte {
	var out [][]byte
	for {
		i := bytes.Index(meetings[1:], []byte("\n      - id: "))
		j := bytes.Index(meetings[1:], []byte("\n\n  - id: "))
		if j >= 0 && (i < 0 || j < i) {
			i = j
		}
		if i < 0 {
			return append(out, meetings)
		}
		out, meetings = append(out, meetings[:i+2]), meetings[i+2:]
	}
}

// schedule returns a schedule with the sessions of all copies, each in the meeting of the original session. The items of the copies follow
// that of the original.
func schedule(text []byte, n int, copies map[string]bool, numbers map[string]int) []byte {
	sessions, meetings := halves(text)
	at := bytes.Index(sessions, []byte("\nsessions:\n")) + len("\nsessions:\n")
	out := slices.Clone(sessions)
	for k := 1; k < n; k++ {
		out = append(out, again(sessions[at:], k, copies, numbers)...)
	}
	for _, item := range items(meetings) {
		out = append(out, item...)
		if !bytes.Contains(item, []byte("kind: session")) {
			continue
		}
		for k := 1; k < n; k++ {
			if out[len(out)-1] != '\n' {
				out = append(out, '\n')
			}
			out = append(out, again(item, k, copies, numbers)...)
		}
	}
	return out
}

// renumber gives each shipped resolution a range of a thousand numbers, in their order. The copies get the numbers that follow.
func renumber(mandates []byte) map[string]int {
	numbers := map[string]int{}
	for i, m := range symbolLine.FindAllSubmatch(mandates, -1) {
		numbers[string(m[1])] = (i + 2) * 1000
	}
	return numbers
}

// ranges adds the numbers of the copies to the ranges of known numbers.
func ranges(body []byte, numbers map[string]int) []byte {
	var lines []byte
	first, last := map[string]int{}, map[string]int{}
	for _, m := range symbolLine.FindAllSubmatch(Shipped()["input/mandates.yaml"], -1) {
		year, number := "20"+string(m[2]), numbers[string(m[1])]
		if first[year] == 0 {
			first[year] = number
		}
		last[year] = number + 999
	}
	for _, year := range slices.Sorted(maps.Keys(first)) {
		lines = fmt.Appendf(lines, "  - {prefix: AG/RES., year: %s, first: %d, last: %d}\n", year, first[year], last[year])
	}
	all := rangeLine.FindAllIndex(body, -1)
	return slices.Concat(body[:all[0][0]], lines, body[all[len(all)-1][1]:])
}

func totals(term []byte, n, resolutions int) []byte {
	return totalsLine.ReplaceAllFunc(term, func(s []byte) []byte {
		var t [3]int
		for i, m := range totalsLine.FindSubmatch(s)[1:] {
			fmt.Sscan(string(m), &t[i])
		}
		return fmt.Appendf(nil, "totals: {resolutions: %d, paragraphs: %d, sessions: %d}", t[0]*resolutions, t[1]*resolutions, t[2]*n)
	})
}

// labels returns label files for the languages of the translations. Without a label file, a language is unknown.
func labels(content []*source.File) []*source.File {
	var out []*source.File
	for _, f := range content {
		name := strings.Replace(f.Name, "content.", "active.", 1)
		b, err := fs.ReadFile(locales.Files, path.Base(name))
		if err != nil {
			panic("synthetic: a language of the shipped term has labels: " + err.Error())
		}
		out = append(out, source.NewFile(name, b))
	}
	return out
}

// translations writes the locale files of the term: for each text, its shipped translation with the ids and symbols of its copy.
func translations(out, shipped map[string][]byte, n int, copies map[string]bool, numbers map[string]int) {
	var in, content []*source.File
	for _, name := range slices.Sorted(maps.Keys(out)) {
		in = append(in, source.NewFile(name, out[name]))
	}
	for name, text := range shipped {
		if strings.HasPrefix(name, "locales/content.") {
			content = append(content, source.NewFile(name, text))
		}
	}
	var diags diag.List
	records := input.Read(in, &diags)
	set := locale.Read(nil, append(slices.Clone(content), labels(content)...), &diags)
	for _, f := range content {
		lang := strings.TrimSuffix(strings.TrimPrefix(f.Name, "locales/content."), ".toml")
		var b bytes.Buffer
		for _, t := range records.Texts() {
			record, field, _ := strings.Cut(t.ID, ".")
			k := 0
			if m := copyForm.FindStringSubmatch(record); m != nil && copies[m[1]] {
				fmt.Sscan(m[2], &k)
				record = m[1]
			}
			tr, ok := set.Locale(lang).Content(record + "." + field)
			if !ok || tr.Text.Pos.File == nil {
				continue
			}
			fmt.Fprintf(
				&b,
				"[%q]\nhash = %q\nother = %q\n\n",
				t.ID,
				source.Hash(t.String),
				announced(again([]byte(tr.Text.String), k, copies, numbers), n),
			)
		}
		out[f.Name] = b.Bytes()
	}
}
