package assemble

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/diff"
	"omnibus/assemble/doc"
	"omnibus/assemble/intake/word"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// sentDraft makes the draft for a meeting as the delegations get it.
func sentDraft(t testing.TB, src *work.Sources, job work.Job) (*doc.Document, []byte) {
	t.Helper()
	job.Papers, job.Formats = []string{"draft-paragraphs"}, []string{"docx"}
	w, err := Run(src, job, work.Written, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Files {
		if f.Doc != nil && f.Doc.Variant == "" {
			return f.Doc, f.Bytes
		}
	}
	t.Fatal("there is no draft: " + errorsOf(w))
	return nil, nil
}

// mergedOnce caches the work of the sources into which tests import, which no import changes.
var mergedOnce = map[*work.Sources]*work.Work{}

// brought imports a returned file.
func brought(t testing.TB, src *work.Sources, b []byte, set func(*word.Import)) (*word.Receipt, *diag.List, error) {
	t.Helper()
	w := mergedOnce[src]
	if w == nil {
		var err error
		if w, err = Run(src, work.Job{Meeting: "meeting-april"}, work.Merged, nil); err != nil {
			t.Fatal(err)
		}
		mergedOnce[src] = w
	}
	im := &word.Import{Work: w, Src: src, Line: Run, Locale: "locales", From: "delegation-a", Meeting: "meeting-april"}
	if set != nil {
		set(im)
	}
	diags := &diag.List{}
	r, err := im.Run(source.NewFile("back.docx", b), diags)
	return r, diags, err
}

// repacked returns a package with one part edited.
func repacked(t testing.TB, b []byte, part string, edit func(string) string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := partsOf(t, b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		text := parts[name]
		if name == part {
			text = []byte(edit(string(text)))
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const mainPart = "word/document.xml"

var (
	rowForm    = regexp.MustCompile(`(?s)<w:tr>.*?</w:tr>`)
	recordCode = regexp.MustCompile(`w:name="_o_([0-9A-Z]+)"`)
	runForm    = regexp.MustCompile(`<w:r><w:rPr>((?:<w:[a-zA-Z]+ ?[^<>]*/>)*)</w:rPr><w:t xml:space="preserve">([^<]*)</w:t></w:r>`)
)

// An editor edits a draft as people do, and knows what the import must make of it.
type editor struct {
	r      *rand.Rand
	rows   []string
	codes  []string          // by row; empty: not of a record
	ids    map[string]string // by code
	want   map[string]string // by record, author and language: the words; for a deleted record, "deleted", for a moved one, "moved"
	shared map[string]bool   // records that several authors have edited
	marks  int
}

// cellRuns returns the places of the runs with words in a cell of a row, after its marker.
func cellRuns(row string, column int) [][]int {
	cells := regexp.MustCompile(`(?s)<w:tc>.*?</w:tc>`).FindAllStringIndex(row, -1)
	if column+1 >= len(cells) {
		return nil
	}
	c := cells[column+1]
	var out [][]int
	for _, m := range runForm.FindAllStringSubmatchIndex(row[c[0]:c[1]], -1) {
		for i := range m {
			m[i] += c[0]
		}
		out = append(out, m)
	}
	return out
}

// mark returns the start tag of a tracked change.
func (e *editor) mark(kind, author string) string {
	e.marks++
	return fmt.Sprintf(`<w:%s w:id="%d" w:author="%s" w:date="2024-05-02T09:00:00Z">`, kind, 90000+e.marks, author)
}

// change edits the words of a run, tracked or untracked.
func (e *editor) change(i int, at []int, author, now string) {
	row := e.rows[i]
	look, was := row[at[2]:at[3]], row[at[4]:at[5]]
	run := func(tag, text string) string {
		return `<w:r><w:rPr>` + look + `</w:rPr><w:` + tag + ` xml:space="preserve">` + text + `</w:` + tag + `></w:r>`
	}
	text := run("t", now)
	space := was[len(strings.TrimRight(was, " ")):]
	if author != "" {
		text = ""
		for _, d := range diff.Words(was, now) {
			switch d.Op {
			case diff.Equal:
				text += run("t", d.Text)
			case diff.Insert:
				text += e.mark("ins", author) + run("t", d.Text) + "</w:ins>"
			case diff.Delete:
				text += e.mark("del", author) + run("delText", d.Text) + "</w:del>"
			}
		}
	}
	if space != "" && author != "" {
		text += run("t", space)
	}
	e.rows[i] = row[:at[0]] + text + row[at[1]:]
}

// reworded returns a text with words inserted, deleted or replaced, somewhere before its end.
func (e *editor) reworded(s string) string {
	words := strings.Split(s, " ")
	if len(words) < 4 {
		return "urgently " + s
	}
	i := 1 + e.r.IntN(len(words)-3)
	switch e.r.IntN(3) {
	case 0:
		return strings.Join(slices.Insert(slices.Clone(words), i, "wholly", "new"), " ")
	case 1:
		return strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")
	}
	words[i] = "otherwise"
	return strings.Join(words, " ")
}

// TestWordHome: whatever is edited in the draft, by whomever, tracked or untracked, is imported as the corresponding proposals, and nothing
// else is. Imported again, the file changes nothing.
func TestWordHome(t *testing.T) {
	src := shippedSources(t)
	d, sent := sentDraft(t, src, work.Job{Meeting: "meeting-april"})
	if r, _, err := brought(t, src, sent, nil); err != nil || len(r.Proposals)+len(r.Rest)+len(r.Files)+len(r.Notes) > 0 {
		t.Fatalf("an unedited file changes something: %v, %+v", err, r)
	}
	ids := map[string]string{}
	for id, code := range d.Codes() {
		ids[code] = id
	}
	home, kinds := 0, map[string]int{}
	for seed := range uint64(worktest.Count(40)) {
		e := &editor{r: rand.New(rand.NewPCG(seed, 7)), ids: ids, want: map[string]string{}, shared: map[string]bool{}}
		edited := repacked(t, sent, mainPart, func(text string) string {
			at := rowForm.FindAllStringIndex(text, -1)
			for _, a := range at {
				row := text[a[0]:a[1]]
				e.rows = append(e.rows, row)
				code := ""
				if m := recordCode.FindStringSubmatch(row); m != nil {
					code = m[1]
				}
				e.codes = append(e.codes, code)
			}
			e.edit(2 + e.r.IntN(8))
			out, last := "", 0
			for i, a := range at {
				out += text[last:a[0]] + e.rows[i]
				last = a[1]
			}
			return out + text[last:]
		})
		people := map[string]string{"Ana": "delegation-b", "Luis": "delegation-c"}
		authors := func(im *word.Import) { im.Authors = people }
		r, diags, err := brought(t, src, edited, authors)
		if err != nil || diags.HasErrors() {
			t.Errorf("seed %d: %v %v", seed, err, diags.Items)
			continue
		}
		got := map[string]string{}
		for _, p := range r.Proposals {
			if what := map[string]string{"sup": "deleted", "move": "moved"}[p.Operation]; what != "" {
				got[p.Base+" "+p.Author] = what
				continue
			}
			for l, s := range p.Texts {
				if p.Operation == "add" {
					got["new: "+plainWords(s)+" "+p.Author+" "+l] = s
				} else if slices.ContainsFunc(p.Shown, func(x string) bool { return strings.HasPrefix(x, l+": ") }) {
					got[p.Base+" "+p.Author+" "+l] = s
				}
			}
		}
		for _, x := range r.Rest { // text in open brackets cannot be amended by editing the brackets
			if !strings.Contains(x.Why, "open text in brackets") {
				t.Errorf("seed %d: %+v", seed, x)
			}
		}
		if len(r.Rest) > 0 {
			continue
		}
		for key, want := range e.want {
			id, rest, _ := strings.Cut(key, " ")
			if strings.HasPrefix(key, "new:") {
				id = ""
			}
			if parent := e.above(id, d); want == "deleted" && got[key] == "" && got[parent+" "+rest] == "deleted" {
				got[key] = want // with the paragraph that it belongs to
			}
			if !diff.Same(plainWords(got[key]), want) {
				t.Errorf("seed %d: %s is %q, want %q", seed, key, plainWords(got[key]), want)
			}
			home++
			kinds[kindOf(key, want, e.shared[id])]++
		}
		if len(got) != len(e.want) {
			t.Errorf("seed %d: %d texts were imported, want %d: %v", seed, len(got), len(e.want), slices.Sorted(maps.Keys(got)))
		}
		after := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates}
		for _, f := range r.Files {
			put(&after.Input, f, "input/")
			put(&after.Locales, f, "locales/")
		}
		e.agreed(t, seed, d, after)
		if again, _, err := brought(t, after, edited, authors); err != nil || len(again.Files) > 0 || again.Same != len(r.Proposals) {
			t.Errorf("seed %d: imported again: %v, %+v", seed, err, again)
		}
	}
	t.Logf("%v", kinds)
	for _, kind := range []string{"deleted", "moved", "new", "shared", "text"} {
		if kinds[kind] == 0 && worktest.Thorough() {
			t.Errorf("no edit of the kind %q was tried", kind)
		}
	}
	if home < 30 {
		t.Errorf("only %d texts were imported", home)
	}
}

// kindOf returns the kind of an edit.
func kindOf(key, want string, shared bool) string {
	switch {
	case want == "deleted" || want == "moved":
		return want
	case strings.HasPrefix(key, "new:"):
		return "new"
	case shared:
		return "shared"
	}
	return "text"
}

// TestWordUnedited: an unedited file changes nothing, in any revision and any languages, whatever is open, missing or stale in it.
func TestWordUnedited(t *testing.T) {
	src := shippedSources(t)
	open := &work.Sources{Input: slices.Clone(src.Input), Locales: slices.Clone(src.Locales), Templates: src.Templates}
	put(&open.Input, source.NewFile("input/proposals/more.yaml", []byte(`proposals:
  - id: op-more
    operation: mod
    base: op-cooperation-pathways
    authors: [delegation-f]
    original: es
    text: "Alentar a los Estados Miembros a que amplíen las vías"
    state: proposed
    from: meeting-april
`)), "input/")
	for _, job := range []work.Job{{Meeting: "meeting-january"}, {Meeting: "meeting-february"}, {Meeting: "meeting-march"}, {Meeting: "end"},
		{Meeting: "end", Langs: []string{"es", "fr"}}, {Meeting: "end", Langs: []string{"pt"}}, {Meeting: "end", Langs: []string{"en-XA", "en", "es"}}} {
		for _, from := range []*work.Sources{src, open} {
			_, sent := sentDraft(t, from, job)
			r, _, err := brought(t, from, sent, nil)
			if err != nil || len(r.Proposals)+len(r.Rest)+len(r.Files)+len(r.Notes) > 0 {
				t.Errorf("%s in %v: %v, %+v", job.Meeting, job.Langs, err, r)
			}
		}
	}
}

// put replaces a file of a folder, or adds it.
func put(files *[]*source.File, f *source.File, folder string) {
	if !strings.HasPrefix(f.Name, folder) {
		return
	}
	if i := slices.IndexFunc(*files, func(x *source.File) bool { return x.Name == f.Name }); i >= 0 {
		(*files)[i] = f
		return
	}
	*files = append(*files, f)
}

var ourMarkup = regexp.MustCompile(`\[\^[^\]]*\]|\*`)

// plainWords returns the words of a record's text, without its notes.
func plainWords(s string) string { return ourMarkup.ReplaceAllString(s, "") }

// agreed lets the meeting agree to everything that was imported: the next draft then has the words of the edited file, except where the
// changes of several authors collide. d is the draft that was edited.
func (e *editor) agreed(t *testing.T, seed uint64, d *doc.Document, src *work.Sources) {
	t.Helper()
	agreed := &work.Sources{Input: slices.Clone(src.Input), Locales: src.Locales, Templates: src.Templates}
	name := "input/proposals/delegation-a.meeting-april.yaml"
	for i, f := range agreed.Input {
		if f.Name == name {
			text := strings.ReplaceAll(string(f.Bytes), "    state: proposed\n",
				"    state: proposed\n    states: [{state: agreed, meeting: meeting-april, date: 2024-05-06}]\n")
			agreed.Input[i] = source.NewFile(name, []byte(text))
		}
	}
	w, err := Run(agreed, work.Job{Meeting: "end", Papers: []string{"draft-paragraphs"}}, work.Composed, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Errorf("seed %d, agreed: %v %s", seed, err, errorsOf(w))
		return
	}
	texts := recordTexts(t, w.Docs[slices.IndexFunc(w.Docs, func(d *doc.Document) bool { return d.Variant == "" })])
	for key, want := range e.want {
		id, rest, _ := strings.Cut(key, " ")
		_, lang, _ := strings.Cut(rest, " ")
		if id == "new:" {
			if !slices.ContainsFunc(slices.Collect(maps.Values(texts)), func(s string) bool { return diff.Same(s, want) }) {
				t.Errorf("seed %d, agreed: %q is not in the draft", seed, want)
			}
			continue
		}
		if e.shared[id] || e.contradicted(id, want, d) {
			continue
		}
		author, _, _ := strings.Cut(rest, " ")
		got := texts[id+" "+cmp.Or(lang, "en")]
		if of, ok := texts[id+"-"+author+" "+cmp.Or(lang, "en")]; ok { // an amendment of an amendment of a mandate is the paragraph
			got = of
		}
		switch {
		case want == "moved":
		case want == "deleted" && got != "":
			t.Errorf("seed %d, agreed: %s still says %q", seed, id, got)
		case want != "deleted" && !diff.Same(stale.ReplaceAllString(got, ""), want):
			t.Errorf("seed %d, agreed: %s says %q, want %q", seed, key, got, want)
		}
	}
}

// contradicted reports whether an edit is below a deleted record, or deletes a record below which there is another edit.
func (e *editor) contradicted(id, want string, d *doc.Document) bool {
	if e.above(id, d) != "" {
		return true
	}
	return want == "deleted" && slices.ContainsFunc(slices.Collect(maps.Keys(e.want)), func(key string) bool {
		other, _, _ := strings.Cut(key, " ")
		return e.above(other, d) == id
	})
}

// stale matches the statement that a translation is one of an earlier text.
var stale = regexp.MustCompile(` \((?:Translation of an earlier text|Traducción de un texto anterior)[^)]*\)`)

// above returns the deleted record of which another is a sub-paragraph, at any distance; "" if there is none.
func (e *editor) above(id string, d *doc.Document) string {
	found := ""
	var walk func(blocks []doc.Block, in []string)
	walk = func(blocks []doc.Block, in []string) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Section:
				walk(b.Blocks, in)
			case *doc.List:
				for _, it := range b.Items {
					if it.ID == id {
						for _, p := range in {
							for key, want := range e.want {
								if want == "deleted" && strings.HasPrefix(key, p+" ") {
									found = p
								}
							}
						}
					}
					walk(it.Blocks, append(slices.Clone(in), it.ID))
				}
			}
		}
	}
	walk(d.Blocks, nil)
	return found
}

// edit makes n edits, each of another text.
func (e *editor) edit(n int) {
	people := map[string]string{"": "delegation-a", "Ana": "delegation-b", "Luis": "delegation-c"}
	names := []string{"", "Ana", "Luis"}
	for try := 0; try < 20*n && len(e.want) < n; try++ {
		i := e.r.IntN(len(e.rows))
		id := e.ids[e.codes[i]]
		if e.codes[i] == "" || id == "draft-paragraphs" || strings.HasPrefix(id, "section-") || strings.Contains(e.rows[i], "w:id=\"9") ||
			strings.Contains(e.rows[i], "{{") || strings.Contains(e.rows[i], "<w:hyperlink") {
			continue
		}
		taken := false
		for key := range e.want {
			taken = taken || strings.HasPrefix(key, id+" ")
		}
		name := names[e.r.IntN(3)]
		if taken {
			continue
		}
		column := e.r.IntN(2)
		at := cellRuns(e.rows[i], column)
		whole := ""
		for _, m := range at {
			whole += e.rows[i][m[4]:m[5]]
		}
		if len(at) == 0 || strings.ContainsAny(whole, "[]&") {
			continue
		}
		if e.r.IntN(6) == 0 && name != "" && !strings.HasSuffix(id, "-a") {
			e.deleteRow(i, name)
			e.want[id+" "+people[name]] = "deleted"
			continue
		}
		k := 0
		for j, m := range at {
			if m[5]-m[4] > at[k][5]-at[k][4] {
				k = j
			}
		}
		m := at[k]
		was := e.rows[i][m[4]:m[5]]
		lang := []string{"en", "es"}[column]
		switch e.r.IntN(8) {
		case 0:
			if e.splits(i, m, id, people[name], lang, whole, name) {
				continue
			}
		case 1:
			if e.moves(i, id) {
				continue
			}
		case 2:
			if e.both(i, m, id, lang, whole) {
				continue
			}
		case 3:
			e.other(i, 1-column, id, name, people[name])
			at = cellRuns(e.rows[i], column)
			m = at[k]
		}
		now := e.reworded(was)
		expected := strings.Replace(whole, was, now, 1)
		e.change(i, m, name, now)
		e.want[id+" "+people[name]+" "+lang] = ending.ReplaceAllString(expected, "")
	}
}

// splits divides a paragraph in two, in silence: the longer part stays, the other is a new paragraph.
func (e *editor) splits(i int, m []int, id, author, lang, whole, name string) bool {
	was := e.rows[i][m[4]:m[5]]
	words := strings.Split(was, " ")
	if name != "" || was != strings.TrimSuffix(whole, ending.FindString(whole)) || len(words) < 12 || strings.HasPrefix(e.rows[i], "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:ins") ||
		!strings.HasPrefix(id, "op-") || regexp.MustCompile(`-[a-z]$|-[ivx]+$|-[0-9]$`).MatchString(id) {
		return false
	}
	n := len(words) * 3 / 4
	first, second := strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	if strings.ContainsAny(words[n-1], ",;.:") || strings.ContainsAny(words[n], "(") {
		return false
	}
	e.rows[i] = e.rows[i][:m[4]] + first + `</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">` + second + e.rows[i][m[5]:]
	e.want[id+" "+author+" "+lang] = first
	e.want["new: "+second+" "+author+" "+lang] = second
	return true
}

// moves moves a paragraph behind another one, as a tracked change.
func (e *editor) moves(i int, id string) bool {
	if !strings.HasPrefix(id, "op-cooperation-") || strings.Contains(e.rows[i], "w:del ") {
		return false
	}
	j := i
	for k := range e.rows {
		if other := e.ids[e.codes[k]]; strings.HasPrefix(other, "op-health-") && e.want[other+" delegation-b"] == "" && !strings.Contains(e.rows[k], "<w:del ") {
			j = k
		}
	}
	if j == i {
		return false
	}
	row := e.rows[i]
	e.deleteRow(i, "Ana")
	inserted := regexp.MustCompile(`<w:r>.*?</w:r>`).ReplaceAllStringFunc(row, func(run string) string { return e.mark("ins", "Ana") + run + "</w:ins>" })
	mark := strings.TrimSuffix(e.mark("ins", "Ana"), ">") + "/>"
	e.rows[j] += strings.ReplaceAll(strings.Replace(inserted, "</w:trPr>", mark+"</w:trPr>", 1), `w:name="_o_`, `w:name="_x_`)
	e.want[id+" delegation-b"] = "moved"
	return true
}

// both lets two people change the same text, at its beginning and at its end.
func (e *editor) both(i int, m []int, id, lang, whole string) bool {
	was := e.rows[i][m[4]:m[5]]
	words := strings.Split(strings.TrimRight(was, " "), " ")
	if len(words) < 9 || strings.TrimRight(was, " ") != was {
		return false
	}
	look, n := e.rows[i][m[2]:m[3]], len(words)
	run := func(tag string, words ...string) string {
		return `<w:r><w:rPr>` + look + `</w:rPr><w:` + tag + ` xml:space="preserve">` + strings.Join(words, " ") + `</w:` + tag + `></w:r>`
	}
	middle := strings.Join(words[2:n-2], " ")
	text := run("t", words[0]+" ") + e.mark("ins", "Ana") + run("t", "wholly ") + "</w:ins>" + run("t", words[1]+" "+middle+" ") +
		e.mark("del", "Luis") + run("delText", words[n-2]+" ") + "</w:del>" + e.mark("ins", "Luis") + run("t", "otherwise ") + "</w:ins>" + run("t", words[n-1])
	e.rows[i] = e.rows[i][:m[0]] + text + e.rows[i][m[1]:]
	say := func(now string) string { return ending.ReplaceAllString(strings.Replace(whole, was, now, 1), "") }
	e.want[id+" delegation-b "+lang] = say(words[0] + " wholly " + words[1] + " " + middle + " " + words[n-2] + " " + words[n-1])
	e.want[id+" delegation-c "+lang] = say(words[0] + " " + words[1] + " " + middle + " otherwise " + words[n-1])
	e.shared[id] = true
	return true
}

// other edits the same text in the other language too.
func (e *editor) other(i, column int, id, name, author string) {
	at := cellRuns(e.rows[i], column)
	whole := ""
	for _, m := range at {
		whole += e.rows[i][m[4]:m[5]]
	}
	if len(at) == 0 || strings.ContainsAny(whole, "[]&") {
		return
	}
	k := 0
	for j, m := range at {
		if m[5]-m[4] > at[k][5]-at[k][4] {
			k = j
		}
	}
	was := e.rows[i][at[k][4]:at[k][5]]
	now := e.reworded(was)
	e.change(i, at[k], name, now)
	e.want[id+" "+author+" "+[]string{"en", "es"}[column]] = ending.ReplaceAllString(strings.Replace(whole, was, now, 1), "")
}

// deleteRow deletes a row, with all three marks.
func (e *editor) deleteRow(i int, author string) {
	row := e.rows[i]
	row = regexp.MustCompile(`<w:r>.*?</w:r>`).ReplaceAllStringFunc(row, func(run string) string {
		return e.mark("del", author) + strings.NewReplacer("<w:t ", "<w:delText ", "</w:t>", "</w:delText>").Replace(run) + "</w:del>"
	})
	mark := strings.TrimSuffix(e.mark("del", author), ">") + "/>"
	e.rows[i] = strings.Replace(row, "</w:trPr>", mark+"</w:trPr>", 1)
}
