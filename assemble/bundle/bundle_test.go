package bundle_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble"
	"omnibus/assemble/bundle"
	"omnibus/assemble/issue/record"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
	"omnibus/assemble/write/html/htmltest"
)

// published returns the files of the shipped term for a job, by name. The meeting of January has a day, hours and a place.
func published(t *testing.T, job work.Job) map[string][]byte {
	t.Helper()
	src := worktest.Shipped(t)
	for i, f := range src.Input {
		if f.Name == "input/schedule.yaml" {
			src.Input[i] = source.NewFile(f.Name, bytes.Replace(f.Bytes, []byte("  - id: meeting-january\n    date: 2024-01\n"), []byte(`  - id: meeting-january
    date: 2024-01-23
    start: "09:30"
    end: "13:00"
    title: Meeting; with, a backslash \ and a title that is so long that its line in the calendar is folded, señor
    place: Rubén Darío Room
    translations-due: 2024-01-09
    papers-due: 2024-01-11
`), 1))
		}
	}
	w, err := assemble.Run(src, job, work.Written, nil)
	if err != nil || w.Diags.HasErrors() {
		t.Fatal(err, w.Diags)
	}
	out := map[string][]byte{}
	for _, f := range w.Published {
		out[f.Name] = f.Bytes
	}
	return out
}

var screen = work.Job{Meeting: "meeting-january", Formats: []string{"pdf", "html"}}

// TestCalendar: meetings at their hours, on their day or in their month, and due dates before them; every line has at most 75 octets, does
// not split a character, and ends as RFC 5545 requires.
func TestCalendar(t *testing.T) {
	b := published(t, screen)[bundle.CalendarName]
	lines := strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n")
	for i, l := range lines {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !validUTF8(l) {
			t.Errorf("line %d: %q", i+1, l)
		}
	}
	whole := strings.ReplaceAll(string(b), "\r\n ", "")
	for _, want := range []string{
		"UID:meeting-january.term-2023-2024@omnibus\r\nDTSTAMP:20240123T000000Z\r\nDTSTART:20240123T093000\r\nDTEND:20240123T130000\r\n" +
			`SUMMARY:Meeting\; with\, a backslash \\ and a title that is so long that its line in the calendar is folded\, señor` + "\r\nLOCATION:Rubén Darío Room\r\nEND:VEVENT\r\n",
		"UID:meeting-january.translations.term-2023-2024@omnibus\r\n", "DTSTART;VALUE=DATE:20240109\r\nDTEND;VALUE=DATE:20240110\r\n",
		"UID:meeting-january.papers.term-2023-2024@omnibus\r\n", "DTSTART;VALUE=DATE:20240111\r\n",
		"DTSTART;VALUE=DATE:20240401\r\nDTEND;VALUE=DATE:20240501\r\nSTATUS:TENTATIVE\r\n",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("the calendar lacks\n%s\n%s", want, whole)
		}
	}
	if n, m := strings.Count(whole, "BEGIN:VEVENT"), strings.Count(whole, "END:VEVENT"); n != m || n < 6 {
		t.Errorf("%d events begin and %d end", n, m)
	}
	if !bundle.Told(b) || bundle.Told([]byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")) || bundle.Told(nil) {
		t.Error("a calendar is not recognized as ours")
	}
}

func validUTF8(s string) bool { return strings.ToValidUTF8(s, "") == s }

// TestPage: the page links to each file, with its size and fingerprint, and lists what is due when.
func TestPage(t *testing.T) {
	files := published(t, screen)
	page := string(files[bundle.PageName])
	for name, b := range files {
		if name == bundle.PageName || name == bundle.CalendarName {
			continue
		}
		for _, want := range []string{fmt.Sprintf(`<a href="%s">`, name), "<code>" + record.Fingerprint(b) + "</code>", fmt.Sprintf("%d kB", max(1, (len(b)+500)/1000))} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %s", name, want)
			}
		}
	}
	for _, want := range []string{`<a href="meetings.ics">`, "CIDI/CAM/doc.4/24", "January 23, 2024", `<span lang="es">`, "Fechas", "Documentos"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if i, j := strings.Index(page, "January 23, 2024</span>"), strings.Index(page, "January 9, 2024</span>"); j >= 0 && j > i {
		t.Error("what is due comes after the meeting")
	}
	end := string(published(t, work.Job{Meeting: "end", Formats: []string{"html"}})[bundle.PageName])
	for _, want := range []string{"paragraphs open", "párrafos pendientes", "Changes since", "Cambios desde"} {
		if !strings.Contains(end, want) {
			t.Errorf("the page of the end of the term lacks %s", want)
		}
	}
	if !bundle.Told([]byte(page)) || bundle.Told(files["work-plan.en.html"]) {
		t.Error("the page is not recognized as ours")
	}
}

// TestFiles: page and calendar are made only if all papers of the term are, some of them for the screen.
func TestFiles(t *testing.T) {
	for _, c := range []struct {
		job  work.Job
		want bool
	}{
		{work.Job{Meeting: "end", Formats: []string{"html"}}, true},
		{work.Job{Meeting: "end"}, false},
		{work.Job{Meeting: "end", Formats: []string{"html"}, Papers: []string{"work-plan"}}, false},
	} {
		var got []string
		for name := range published(t, c.job) {
			if name == bundle.PageName || name == bundle.CalendarName {
				got = append(got, name)
			}
		}
		slices.Sort(got)
		if want := map[bool]string{true: "[index.html meetings.ics]", false: "[]"}[c.want]; fmt.Sprint(got) != want {
			t.Errorf("%+v: %v, want %s", c.job, got, want)
		}
	}
}

// TestAccessible: axe-core finds no violation on any page of the shipped term.
func TestAccessible(t *testing.T) {
	for name, b := range published(t, work.Job{Meeting: "end", Formats: []string{"html"}, Views: []string{"compendium", "status"}}) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		widths := []int{360}
		if name == bundle.PageName || strings.HasSuffix(name, ".redline.html") {
			widths = []int{1280, 768, 360}
		}
		for _, width := range widths {
			if got := htmltest.Violations(t, b, width); got != "found " {
				t.Errorf("%s at %d pixels: %s", name, width, got)
			}
		}
	}
}
