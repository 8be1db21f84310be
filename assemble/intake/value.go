package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/date"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/matrix"
	"omnibus/assemble/source"
)

// value returns the value of a cell as the records write it. It is not ok if the cell cannot be imported, which has been reported.
func (im *Matrix) value(f workbook.Field, c matrix.Column, at string, cell matrix.ReturnedCell) (string, bool) {
	raw := cell.Text
	switch {
	case raw == "":
		return "", true
	case c.Kind == matrix.Date:
		if cell.Date {
			return cell.Text, true
		}
		switch d, either := im.date(raw); {
		case either != nil:
			im.refuse("E1105", at, "%q may be %s or %s", raw, either[0], either[1]).Hint("write the one that is meant")
			return "", false
		case d.IsZero():
			d := im.refuse("E1105", at, "%q is not a date", raw)
			if dayNumber.MatchString(raw) {
				d.Hint("a program has turned the date into a number: give the cell a date format")
			}
			d.Hint("write it as 2024-03-04, or 2024-03 where the day is not known")
			return "", false
		default:
			return d.String(), true
		}
	case c.List != "":
		if key := im.labels[c.ID][folded(raw)]; key != "" {
			return key, true
		}
		d := im.refuse("E1106", at, "%q is not an entry of %q", raw, c.Head)
		if near := diag.Nearest(raw, im.shown[c.ID]); near != "" {
			d.Hint("did you mean %q?", near)
		} else {
			d.Hint("the entries are %s", strings.Join(im.shown[c.ID], ", "))
		}
		return "", false
	case f.Mandates():
		var out []string
		for _, id := range strings.FieldsFunc(raw, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
			if _, ok := im.Work.Records.ByID[id].(*input.Mandate); !ok {
				im.refuse("E1107", at, "no operative paragraph has the id %q", id).Hint("ids are in the first column")
				return "", false
			}
			out = append(out, id)
		}
		if !f.List() && len(out) > 1 {
			im.refuse("E1107", at, "%q takes one paragraph, not %d", c.Head, len(out)).Hint("keep the one that is in force")
			return "", false
		}
		return strings.Join(out, "; "), true
	}
	text, _ := source.Text{String: strings.TrimPrefix(raw, im.lang.T("matrix.not-translated", nil))}.Clean() // as it is read from a file
	return strings.TrimSpace(text.String), true
}

var (
	isoDate    = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$`)
	plainDate  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	commonDate = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$`)
	dayNumber  = regexp.MustCompile(`^[2-9]\d{4}$`)
	monthDate  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)
	midnight   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?$`)
)

// inWords matches a date whose month is a word, with what any language writes after the number of the day and between the parts.
func (im *Matrix) inWords() *regexp.Regexp {
	if im.wordDate != nil {
		return im.wordDate
	}
	quoted := func(words []string) string {
		for i, w := range words {
			words[i] = regexp.QuoteMeta(w)
		}
		return strings.Join(words, "|")
	}
	marks, links := im.Work.Locales.DateWords()
	mark, link := `(?:`+quoted(append(marks, "."))+`)?`, `[- ]+(?:(?:`+quoted(links)+`) )?`
	im.wordDate = regexp.MustCompile(`^(?:(\d{1,2})` + mark + link + `)?(\p{L}+)\.?(?: (\d{1,2}),)?` + link + `(\d{4})$`)
	return im.wordDate
}

// date reads a date as people type it, with the names of months in any language. If day and month could be swapped, it returns both
// possible dates instead of guessing.
func (im *Matrix) date(s string) (d date.Date, either []date.Date) {
	at := func(y, m, d string) date.Date {
		n := func(s string) int { i, _ := strconv.Atoi(s); return i }
		text := fmt.Sprintf("%04d-%02d", n(y), n(m))
		if d != "" {
			text += fmt.Sprintf("-%02d", n(d))
		}
		x, err := date.Parse(text)
		if err != nil {
			return date.Date{}
		}
		return x
	}
	s = strings.Join(strings.Fields(s), " ")
	if m := midnight.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return at(m[1], m[2], m[3]), nil
	}
	if m := plainDate.FindStringSubmatch(s); m != nil {
		return at(m[1], m[2], m[3]), nil
	}
	if m := monthDate.FindStringSubmatch(s); m != nil {
		return at(m[2], m[1], ""), nil
	}
	if m := commonDate.FindStringSubmatch(s); m != nil {
		dayFirst, monthFirst := at(m[4], m[3], m[1]), at(m[4], m[1], m[3])
		switch {
		case m[2] == "." || monthFirst.IsZero() || dayFirst == monthFirst:
			return dayFirst, nil
		case dayFirst.IsZero():
			return monthFirst, nil
		}
		return date.Date{}, []date.Date{dayFirst, monthFirst}
	}
	if m := im.inWords().FindStringSubmatch(s); m != nil {
		if month := im.month(m[2]); month > 0 && (m[1] == "" || m[3] == "") {
			return at(m[4], strconv.Itoa(month), m[1]+m[3]), nil
		}
	}
	return date.Date{}, nil
}

// month returns the month with that name or beginning of a name in the workbook's language, or else in another; 0 if there is none.
func (im *Matrix) month(name string) int {
	name = strings.ToLower(name)
	for _, tag := range append([]string{im.lang.Tag}, im.Work.Locales.Languages()...) {
		found := 0
		for month := 1; month <= 12; month++ {
			full := strings.ToLower(im.Work.Locales.Locale(tag).Month(date.Date{Year: 2024, Month: time.Month(month)}))
			switch {
			case full == name:
				return month
			case len(name) >= 3 && strings.HasPrefix(full, name) && found == 0:
				found = month
			case len(name) >= 3 && strings.HasPrefix(full, name): // jui is juin or juillet
				found = -1
			}
		}
		if found > 0 {
			return found
		}
	}
	return 0
}
