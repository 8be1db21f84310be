package assemble

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"omnibus/assemble/compose"
	"omnibus/assemble/diag"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// unconfirmedWords are the words with which the labels of a language say that something is to be confirmed or still to come.
var unconfirmedWords = map[string][]string{
	"en": {"to be confirmed", "to come", "pending", "not yet known"},
	"es": {"por confirmar", "texto pendiente", "pendiente de"},
	"fr": {"à confirmer", "à venir", "en attente"},
	"pt": {"a confirmar", "por confirmar", "texto pendente", "a ser apresentado"},
}

// notPrinted are the parts of the label files with such words that no paper prints as a fact: status lines of the terminal, the notes on
// fields, the explanation of the states of mandates in the workbook, the tables of meaning that check reads, and the words of letters.
var notPrinted = []string{"status-line.", "field-note.", "mandate-state-legend.", "meaning.", "propose.remark"}

// labelsOf are the labels of a built-in language by key, each with all its plural forms, as another reader of TOML reads them.
func labelsOf(t *testing.T, lang string) map[string][]string {
	t.Helper()
	var tree map[string]any
	if _, err := toml.DecodeFile(filepath.Join("..", "locales", "active."+lang+".toml"), &tree); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case string:
			for _, form := range []string{".zero", ".one", ".two", ".few", ".many", ".other"} {
				key = strings.TrimSuffix(key, form)
			}
			out[key] = append(out[key], v)
		case map[string]any:
			for k, x := range v {
				walk(strings.TrimPrefix(key+"."+k, "."), x)
			}
		}
	}
	walk("", tree)
	return out
}

// TestUnconfirmedLabels: each label of each language that says that something is to be confirmed or to come is known as such, and each
// label that is known as such says so in each language.
func TestUnconfirmedLabels(t *testing.T) {
	for lang, words := range unconfirmedWords {
		labels := labelsOf(t, lang)
		says := func(key string) bool {
			return slices.ContainsFunc(labels[key], func(s string) bool {
				return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(s), w) })
			})
		}
		for key := range labels {
			printed := !slices.ContainsFunc(notPrinted, func(p string) bool { return strings.HasPrefix(key, p) })
			if says(key) && printed && compose.Unconfirmed[key] == "" {
				t.Errorf("%s: %s says %q, and a final paper may have it", lang, key, labels[key])
			}
		}
		for key := range compose.Unconfirmed {
			if strings.Contains(key, ".") && !says(key) {
				t.Errorf("%s: %s does not say that something is to be confirmed: %q", lang, key, labels[key])
			}
		}
	}
}

// heldBy adds a paragraph to the small term on which a delegation has announced a reservation.
var heldBy = []string{"text: To do less, state: withdrawn}", "text: To do less, state: withdrawn}\n  - {id: op-held, kind: operative, " +
	"section: section-one, order: 15, operation: add, authors: [chair], date: 2024-01-10, text: To hold, state: agreed, " +
	"reservations: [{id: res-a, delegation: theme-x, state: announced}]}"}

// unconfirmedTerms reach each label for something to be confirmed by a few edits of the small term.
var unconfirmedTerms = []struct {
	paper, meeting string
	keys           string
	edit           []string
}{
	{"draft-paragraphs", "end", "draft.reservation-announced masthead.date-unknown masthead.symbol-unknown open.to-be-confirmed",
		append(slices.Clone(heldBy), "{{ref:op-mod}} and", "{{ref:op-first}} and")},
	{"proposals-by-delegation", "end", "delegations.announced masthead.date-unknown masthead.symbol-unknown", heldBy},
	{"work-plan", "end", "open.date open.time open.place open.meeting open.link", []string{"date: 2023-11-07, agenda", "agenda", "held: 2023-11-07\n", ""}},
	{"work-plan", "end", "open.links", []string{"# The end.", "  - {id: res-2, symbol: AG/RES. 2912 (XLVII-O/17), title: R, ranges: [1]}"}},
	{"work-plan", "end", "open.links-of open.time", []string{"# The end.",
		"  - {id: res-2, symbol: AG/RES. 2912 (XLVII-O/17), title: R, ranges: [1], links: {en: \"https://example.org/2\", " +
			"es: \"https://example.org/2\", fr: \"https://example.org/2\", pt: \"https://example.org/2\", en-XA: \"https://example.org/2\"}}\n" +
			"  - {id: res-3, symbol: AG/RES. 2913 (XLVII-O/17), title: R, ranges: [1]}\n"}},
	{"order-of-business", "meeting-may", "order.no-items", []string{"meetings:\n", "meetings:\n  - {id: meeting-may, date: 2024-05-07}\n"}},
}

// TestUnconfirmed: each label for something to be confirmed is printed in each language by a term that reaches it, is said beforehand to
// stand in the way of the final paper, and is refused in the final paper, of which there is no file to issue.
func TestUnconfirmed(t *testing.T) {
	reached := map[string]bool{}
	for _, c := range unconfirmedTerms {
		for _, lang := range []string{"en", "es", "fr", "pt", "en-XA"} {
			run := func(final bool, to work.Stage) *work.Work {
				t.Helper()
				src := worktest.Small(worktest.Agreed+"-- input/introduction.md --\nThe plan. {#intro-first}\n", append(slices.Clone(c.edit),
					"papers:\n", "papers:\n  - {id: work-plan, title: Plan, original: [en]}\n  - {id: proposals-by-delegation}\n  - {id: order-of-business}\n")...)
				w, err := Run(src, work.Job{Meeting: c.meeting, Langs: []string{lang}, Papers: []string{c.paper}, Final: final}, to, nil)
				if err != nil {
					t.Fatal(err)
				}
				return w
			}
			draft, final := run(false, work.Composed), run(true, work.Written)
			if len(draft.Docs) == 0 {
				t.Fatalf("%s in %s: no paper: %s", c.keys, lang, found(&draft.Diags))
			}
			words := strings.ToLower(strings.Join(reading(draft.Docs[0]), " "))
			for key := range strings.FieldsSeq(c.keys) {
				reached[key] = true
				what := compose.Unconfirmed[key]
				named := func(l *diag.List) bool {
					return slices.ContainsFunc(l.Items, func(d *diag.Diagnostic) bool {
						return d.Code == "E0931" && d.Severity == diag.Error && strings.Contains(d.Message, what+" (") &&
							strings.Contains(d.Message, " in "+lang+" ")
					})
				}
				// Up to the first value that is filled in.
				label, _, _ := strings.Cut(draft.Locales.Locale(lang).T(key, map[string]any{"Delegation": "\x00", "List": "\x00"}), "\x00")
				if label = strings.ToLower(strings.Join(strings.Fields(label), " ")); !strings.Contains(words, label) {
					t.Errorf("%s in %s: %q is not printed in\n%s", key, lang, label, words)
				}
				if !named(&draft.Unfinished) {
					t.Errorf("%s in %s: the draft does not say that %s stands in the way:\n%s", key, lang, what, found(&draft.Unfinished))
				}
				if !named(&final.Diags) {
					t.Errorf("%s in %s: the final paper may say it:\n%s", key, lang, found(&final.Diags))
				}
			}
			if len(final.Files) > 0 {
				t.Errorf("%s in %s: there are files of the final paper that can be issued", c.keys, lang)
			}
		}
	}
	for key, what := range compose.Unconfirmed {
		if strings.Contains(key, ".") && !reached[key] {
			t.Errorf("no term reaches %s, %s", key, what)
		}
	}
}

// TestUnconfirmedBeside: what one paper lacks does not stand in the way of another that is asked for alone.
func TestUnconfirmedBeside(t *testing.T) {
	refused := func(papers ...string) bool {
		src := worktest.Small(worktest.Agreed+"-- input/introduction.md --\nThe plan. {#intro-first}\n",
			"papers:\n", "papers:\n  - {id: work-plan, title: Plan, original: [en]}\n  - {id: mandate-matrix, title: Matrix, original: [en], symbol: D/3}\n")
		w, err := Run(src, work.Job{Meeting: "end", Langs: []string{"en"}, Papers: papers, Final: true}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(w.Diags.Items, func(d *diag.Diagnostic) bool {
			return d.Code == "E0931" && strings.Contains(d.Message, "work-plan")
		})
	}
	if refused("mandate-matrix") {
		t.Error("a final workbook is refused for what the work plan lacks")
	}
	if !refused("mandate-matrix", "work-plan") || !refused() {
		t.Error("a final work plan without a symbol is not refused")
	}
}

// TestOwnUnconfirmed: a label that the secretariat has worded in its own way, and that says that something is to be confirmed, is refused
// at its place, and a reservation without a text, of which nothing is to come, is not.
func TestOwnUnconfirmed(t *testing.T) {
	run := func(archive string, edit ...string) string {
		t.Helper()
		edit = append(edit, "papers:\n  - {id: draft-paragraphs, title: Draft, original: [en]}",
			"papers:\n  - {id: draft-paragraphs, title: Draft, original: [en], symbol: D/1, illustrative: true, revisions: [{number: 0, after: end, date: 2024-06-03}]}")
		w, err := Run(worktest.Small(worktest.Agreed+archive, edit...),
			work.Job{Meeting: "end", Langs: []string{"en"}, Papers: []string{"draft-paragraphs"}, Final: true}, work.Composed, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, d := range w.Diags.Items {
			if d.Code == "E0931" {
				out = append(out, d.Message)
				for _, p := range d.Related {
					out = append(out, p.Pos.File.Name)
				}
			}
		}
		return strings.Join(out, "\n")
	}
	const label = "-- locales/active.en.toml --\n[masthead]\nillustrative = \"Sample, the symbol "
	if got, want := run(label+"to be confirmed\"\n"), "own words (1)\nlocales/active.en.toml"; !strings.HasSuffix(got, want) {
		t.Errorf("a label of the secretariat's own: %q, want %q at its end", got, want)
	}
	if got := run(label + "to be confirmed by the Editor\"\n"); got != "" {
		t.Errorf("to be confirmed by somebody: %q", got)
	}
	if got, want := run("", heldBy...), "text of a reservation (1)"; !strings.HasSuffix(got, want) {
		t.Errorf("a reservation that is announced: %q, want %q at its end", got, want)
	}
	for _, state := range []string{"without-text", "received, text: No."} {
		if got := run("", heldBy[0], strings.Replace(heldBy[1], "announced", state, 1)); got != "" {
			t.Errorf("a reservation that is %s: %q", state, got)
		}
	}
}
