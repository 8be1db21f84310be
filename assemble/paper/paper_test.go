package paper

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/source"
)

func text(s string) source.Text { return source.Text{String: s} }

func defaults(t *testing.T, builtin, user string) Defaults {
	t.Helper()
	var diags diag.List
	d := Read([]*source.File{source.NewFile("templates/papers.yaml", []byte(builtin)), source.NewFile("templates/style.yaml", []byte("no: paper\n"))},
		[]*source.File{source.NewFile("mine/papers.yaml", []byte(user))}, &diags)
	for _, x := range diags.Items {
		t.Errorf("%s %s", x.Code, x.Message)
	}
	return d
}

var forms = Forms{Pages: []string{"pdf", "text"}, Workbook: []string{"xlsx", "csv"}, Paged: []string{"pdf"}, Anchored: []string{"text"}}

// TestOf: an entry of the term overrides the author's file, which overrides the tool's, setting by setting; a view takes the settings of
// its template.
func TestOf(t *testing.T) {
	d := defaults(t, "plan: {languages: parallel, content: plan}\ndraft: {languages: parallel, content: draft, formats: [text, pdf]}\nmatrix: {workbook: mandates}\n",
		"plan: {languages: each}\nother: {formats: [text]}\n")
	templates := []string{"plan", "draft", "draft.redline", "draft.status", "other", "other.redline", "matrix.view"}
	for _, c := range []struct {
		entry input.Paper
		want  Paper
	}{
		{input.Paper{}, Paper{ID: "plan", Template: "plan", Content: Plan, Formats: []string{"pdf"}, Paged: "pdf"}},
		{input.Paper{Languages: text("parallel")}, Paper{ID: "plan", Template: "plan", Content: Plan, Parallel: true, Formats: []string{"pdf"}, Paged: "pdf"}},
		{input.Paper{Template: text("draft")}, Paper{ID: "plan", Template: "draft", Content: Draft, Parallel: true, Formats: []string{"text", "pdf"}, Paged: "pdf", Anchored: "text"}},
		{input.Paper{Template: text("draft.status"), Languages: text("each")}, Paper{ID: "plan", Template: "draft.status", Content: Draft, Formats: []string{"text", "pdf"}, Paged: "pdf", Anchored: "text"}},
		{input.Paper{Template: text("other")}, Paper{ID: "plan", Template: "other", Formats: []string{"text"}, Anchored: "text"}},
		{input.Paper{Formats: []source.Text{text("text"), text("pdf"), text("text")}}, Paper{ID: "plan", Template: "plan", Content: Plan, Formats: []string{"text", "pdf"}, Paged: "pdf", Anchored: "text"}},
		{input.Paper{Template: text("matrix")}, Paper{ID: "plan", Template: "matrix", Workbook: true, Content: Mandates, Formats: []string{"xlsx"}}},
		{input.Paper{Workbook: text("mandates"), Formats: []source.Text{text("csv")}}, Paper{ID: "plan", Template: "plan", Workbook: true, Content: Mandates, Formats: []string{"csv"}}},
	} {
		c.entry.ID = input.ID{Text: text("plan")}
		var diags diag.List
		l := d.Of(&input.Term{Papers: []*input.Paper{&c.entry}}, templates, forms, &diags)
		if len(l) != 1 || len(diags.Items) > 0 {
			t.Errorf("%+v: %d papers, %v", c.entry, len(l), diags.Items)
			continue
		}
		got, want := *l[0], c.want
		same := got.ID == want.ID && got.Template == want.Template && got.Parallel == want.Parallel && got.Workbook == want.Workbook && got.Content == want.Content && got.Paged == want.Paged && got.Anchored == want.Anchored
		if !same || !slices.Equal(got.Formats, want.Formats) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if l := d.Of(nil, templates, forms, new(diag.List)); l != nil {
		t.Error("no term has papers")
	}
	if l := d.Of(&input.Term{Papers: []*input.Paper{{}}}, templates, forms, new(diag.List)); l != nil {
		t.Error("an entry without an id becomes a paper")
	}
}

// TestSettings: a setting accepts only its own words, and the finding lists them.
func TestSettings(t *testing.T) {
	for text, says := range map[string]string{
		"plan: {languages: [each, parallel]}": `"languages" takes words, but this is`, "plan: {languages: both}": `"both" is not a value of "languages"`, "plan: {langs: each}": `unknown setting "langs"`,
		"plan: each": `"plan" takes settings`, "plan: {formats: {a: b}}": `"formats" takes words`,
	} {
		var diags diag.List
		d := Read([]*source.File{source.NewFile("templates/papers.yaml", []byte(text+"\n"))}, nil, &diags)
		if len(diags.Items) != 1 || !strings.Contains(diags.Items[0].Message, says) || len(d["plan"]) > 0 {
			t.Errorf("%s: %v, %v", text, diags.Items, d)
		}
	}
}

// TestViews: the views of a paper are the templates named after its own; the redline of a draft is made without a request; a workbook has
// no views.
func TestViews(t *testing.T) {
	templates := []string{"draft", "draft.redline", "draft.status", "draft-long.status", "matrix.view"}
	for _, c := range []struct {
		paper   Paper
		views   string
		redline string
	}{
		{Paper{Template: "draft", Content: Draft}, "status", "draft.redline"},
		{Paper{Template: "draft"}, "redline status", ""},
		{Paper{Template: "draft-long", Content: Draft}, "status", "draft-long.redline"},
		{Paper{Template: "matrix", Workbook: true, Content: Mandates}, "", ""},
		{Paper{Template: "matrix"}, "view", ""},
	} {
		if got := strings.Join(c.paper.Views(templates), " "); got != c.views || c.paper.Redline() != c.redline {
			t.Errorf("%+v has views %q and redline %q", c.paper, got, c.paper.Redline())
		}
	}
}

// TestList: papers are found by their ids and by their content; of several, the first.
func TestList(t *testing.T) {
	l := List{{ID: "a", Content: Draft}, {ID: "b", Content: Plan}, {ID: "c", Content: Draft}}
	if l.Find("b") != l[1] || l.Find("d") != nil || l.With(Draft) != l[0] || l.With(Mandates) != nil || strings.Join(l.IDs(), " ") != "a b c" {
		t.Error("a paper is not found")
	}
	if !l.Presents("c", Draft) || l.Presents("b", Draft) || l.Presents("d", Draft) {
		t.Error("the content of a paper is not reported")
	}
}

// TestAlike: a name with the form of a view's can mean views, any other name papers.
func TestAlike(t *testing.T) {
	templates := []string{"work-plan", "draft-paragraphs", "draft-paragraphs.status"}
	for name, want := range map[string]string{"work-pan": "work-plan draft-paragraphs", "draft-paragraphs.stats": "draft-paragraphs.status", "": "work-plan draft-paragraphs"} {
		if got := strings.Join(alike(name, templates), " "); got != want {
			t.Errorf("%q can mean %s, want %s", name, got, want)
		}
	}
	if len(templates) != 3 || templates[2] != "draft-paragraphs.status" {
		t.Error("alike changed the list of templates")
	}
}
