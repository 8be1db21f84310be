package locale

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/source"
	"omnibus/locales"
)

// shipped reads the locale files that the tool carries, with those of the test over them.
func shipped(t *testing.T, user ...*source.File) (*Set, *diag.List) {
	t.Helper()
	names, err := fs.Glob(locales.Files, "*.*")
	if err != nil {
		t.Fatal(err)
	}
	var files []*source.File
	for _, name := range names {
		b, err := locales.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.NewFile("locales/"+name, b))
	}
	diags := &diag.List{}
	return Read(files, user, diags), diags
}

func printed(diags *diag.List) string {
	var b strings.Builder
	for _, d := range diags.Items {
		name := ""
		if d.Pos.File != nil {
			name = d.Pos.File.Name
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", name, d.Pos.Line(), d.Pos.Column(), d.Severity, d.Message, d.Code)
		for _, h := range d.Hints {
			fmt.Fprintf(&b, "    hint: %s\n", h)
		}
	}
	return b.String()
}

// Every label that the reference language has stands in every shipped language, with the same placeholders and all plural forms.
func TestShippedLabelsAreComplete(t *testing.T) {
	s, diags := shipped(t)
	want := "en en-XA es"
	if got := strings.Join(s.Languages(), " "); got != want {
		t.Errorf("languages are %s, want %s", got, want)
	}
	for _, tag := range s.Languages() {
		if s.Locale(tag) == nil {
			t.Errorf("no locale %s", tag)
		}
	}
	if got := printed(diags); got != "" {
		t.Errorf("the shipped locale files are not clean:\n%s", got)
	}
}

func TestDates(t *testing.T) {
	s, _ := shipped(t)
	day, first, month := date.Date{Year: 2023, Month: 11, Day: 7}, date.Date{Year: 2024, Month: 1, Day: 1}, date.Date{Year: 2024, Month: 3}
	for _, c := range []struct{ got, want string }{
		{s.Locale("en").DateBlock(day), "7 November 2023"},
		{s.Locale("es").DateBlock(day), "7 noviembre 2023"},
		{s.Locale("en").DateText(day), "November 7, 2023"},
		{s.Locale("es").DateText(day), "7 de noviembre de 2023"},
		{s.Locale("en").DateFull(day), "Tuesday, November 7, 2023"},
		{s.Locale("es").DateFull(day), "martes, 7 de noviembre de 2023"},
		{s.Locale("en").DateBlock(month), "March 2024"},
		{s.Locale("es").DateText(month), "marzo de 2024"},
		{s.Locale("es").DateFull(month), "marzo de 2024"},
		{s.Locale("en").DateText(first), "January 1, 2024"},
		{s.Locale("en").DateText(date.Date{}), ""},
		{s.Locale("en").DateRange(day, month), "from November 7, 2023 to March 2024"},
		{s.Locale("en").DateRange(day, day), "November 7, 2023"},
		{s.Locale("es").Capital(s.Locale("es").Month(month)), "Marzo"},
		{s.Locale("en").Time("10:00"), "10:00 a.m."},
		{s.Locale("en").Time("12:00"), "12:00 noon"},
		{s.Locale("en").Time("12:30"), "12:30 p.m."},
		{s.Locale("en").Time("00:30"), "12:30 a.m."},
		{s.Locale("en").Time("24:00"), "12:00 midnight"},
		{s.Locale("en").Time("9h"), "9h"},
		{s.Locale("en").TimeRange("10:00", "12:30"), "10:00 a.m. to 12:30 p.m."},
		{s.Locale("es").TimeRange("10:00", "12:00"), "de 10:00 a.m. a 12:00 m."},
		{s.Locale("es").TimeRange("", "12:30"), "12:30 p.m."},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
