package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/merge"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
	"omnibus/assemble/work"
)

// The budget follows the column: the same words have more room on the width of a page than beside another language, a heading has
// the lines of its source, a workbook has no limit, and a third more than the source always fits running text.
func TestBudget(t *testing.T) {
	w, err := Run(&work.Sources{Input: folder(t, "../input", "input")}, work.Job{Meeting: merge.End, Today: date.Date{Year: 2024, Month: 6, Day: 1}}, work.Merged, nil)
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
		t.Errorf("a line of the work plan holds %d characters, of the draft %d", wide, narrow)
	}
	if n := budget("work-plan", "section, title", "Health and the rights of migrants"); n < 70 || n > 110 {
		t.Errorf("a heading has room for %d characters", n)
	}
	if n := budget("mandate-matrix", "mandate, remarks", long); n != 0 {
		t.Errorf("a cell has room for %d characters", n)
	}
}
