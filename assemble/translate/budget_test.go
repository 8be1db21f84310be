package translate_test

import (
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/date"
	"omnibus/assemble/merge"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// TestBudget: the same words have more room across a page than beside another language, a heading has only the lines of its source, a
// workbook has no limit, and running text may always be a third longer than its source.
func TestBudget(t *testing.T) {
	w, err := assemble.Run(&work.Sources{Input: worktest.Folder(t, "input")}, work.Job{Meeting: merge.End, Today: date.Date{Year: 2024, Month: 6, Day: 1}}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("To instruct the General Secretariat to report. ", 10)
	budget := func(paper, note, source string) int {
		return translate.Budget(w, &packet.Unit{Paper: paper, Note: note, Source: source})
	}
	text := len(strings.TrimSpace(long))
	for _, note := range []string{"proposal, text", "sub-paragraph, text", "note, text", "session, summary"} {
		for _, paper := range []string{"work-plan", "draft-paragraphs"} {
			if n := budget(paper, note, long); n < text*13/10 || n > text*17/10 {
				t.Errorf("%s, %s: %d characters for a source of %d", paper, note, n, text)
			}
		}
	}
	if wide, narrow := budget("work-plan", "session, summary", "Short."), budget("draft-paragraphs", "proposal, text", "Short."); narrow*2 > wide+wide/2 {
		t.Errorf("a line of the work plan has room for %d characters, of the draft %d", wide, narrow)
	}
	if n := budget("work-plan", "section, title", "Health and the rights of migrants"); n < 70 || n > 110 {
		t.Errorf("a heading has room for %d characters", n)
	}
	if n := budget("mandate-matrix", "mandate, remarks", long); n != 0 {
		t.Errorf("a cell has room for %d characters", n)
	}
	// On one line, text in the indent of a list has less room. A heading has only its line; running text may begin another.
	for source := "To act"; len(source) < 36; source += " now" {
		text := budget("draft-paragraphs", "proposal, text", source)
		for _, note := range []string{"sub-paragraph, text", "section, title"} {
			if n := budget("draft-paragraphs", note, source); n >= text || n < text/2 {
				t.Errorf("%q: %s has room for %d characters, a paragraph for %d", source, note, n, text)
			}
		}
	}
	// A paper that does not exist has no room, and neither have texts without words.
	for _, c := range []struct{ paper, source string }{{"no-paper", long}, {"", long}, {"work-plan", ""}, {"work-plan", " "}} {
		if n := budget(c.paper, "proposal, text", c.source); n != 0 {
			t.Errorf("%q in %q has room for %d characters", c.source, c.paper, n)
		}
	}
}
