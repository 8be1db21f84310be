// Package cldr contains data of Unicode's Common Locale Data Repository (version 41) about languages: months, days of the week, patterns of
// dates, signs of numbers and quotations, lists, and the names of a few languages. LICENSE is the licence of the data.
package cldr

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed cldr.txt
var data string

// lines contains the entries of each tag, separated by tabs.
var lines = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(data) {
		tag, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		out[tag] = rest
	}
	return out
})

// outsideTheAmericas lists the regions whose Spanish differs from es-419.
const outsideTheAmericas = " ES EA IC GQ PH "

// fields returns the data of a language. Data of the region override those of the language as a whole.
func fields(tag string) map[string]string {
	base, region, _ := strings.Cut(tag, "-")
	tags := []string{base}
	if base == "es" && region != "" && !strings.Contains(outsideTheAmericas, " "+region+" ") {
		tags = append(tags, "es-419")
	}
	if region != "" {
		tags = append(tags, tag)
	}
	out := map[string]string{}
	for _, t := range tags {
		for field := range strings.SplitSeq(lines()[t], "\t") {
			if key, value, ok := strings.Cut(field, "="); ok {
				out[key] = value
			}
		}
	}
	return out
}

// plain replaces a narrow no-break space by a no-break space, which every face has, and removes signs that papers do not print.
var plain = strings.NewReplacer("\u202f", "\u00a0", "\u200b", "", "\u200c", "", "\u200d", "", "\u200e", "", "\u200f", "")

// Entries returns the data of a language as entries of a label file, by their keys. It returns none for an unknown language.
func Entries(tag string) map[string]string {
	of, out := fields(tag), map[string]string{}
	put := func(key, value string, ok bool) {
		if value = plain.Replace(value); ok && value != "" {
			out[key] = value
		}
	}
	one := func(key, field string) { put(key, of[field], true) }
	one("language.self", "self")
	for _, n := range []string{"en", "es", "fr", "pt"} {
		one("language.name-"+n, "name-"+n)
	}
	for name, field := range map[string]string{"date.month-": "months", "date.month-alone-": "months-alone", "date.weekday-": "days"} {
		first := 1
		if field == "days" {
			first = 0
		}
		for i, word := range strings.Split(of[field], "|") {
			put(name+strconv.Itoa(i+first), word, of[field] != "")
		}
	}
	for key, field := range map[string]string{
		"date.text": "date-long", "date.block": "date-long", "date.full": "date-full", "date.text-month": "date-month",
		"date.block-month": "date-month",
	} {
		names := map[string]string{"d": "Day", "MMMM": "Month", "LLLL": "MonthAlone", "y": "Year", "EEEE": "Weekday"}
		text, ok := pattern(of[field], names)
		put(key, text, ok)
	}
	for key, half := range map[string]string{"time.am": of["am"], "time.pm": of["pm"]} {
		text, ok := pattern(strings.ReplaceAll(of["time"], "a", "'\uE000'"),
			map[string]string{"H": "Hour24", "HH": "Hour24", "h": "Hour", "hh": "Hour", "m": "Minute", "mm": "Minute"})
		put(key, strings.ReplaceAll(text, "\uE000", half), ok && (half != "" || !strings.Contains(text, "\uE000")))
	}
	one("number.decimal", "decimal")
	one("number.group", "group")
	if least, err := strconv.Atoi(of["group-from"]); err == nil && len(of["group"]) > 0 {
		put("number.group-from", strconv.Itoa(least+3), true)
	}
	for _, name := range []string{"open", "close", "inner-open", "inner-close"} {
		one("quote."+name, "quote-"+name)
	}
	for _, name := range []string{"pair", "middle", "last"} {
		between, first := strings.CutPrefix(of["list-"+name], "{0}")
		between, last := strings.CutSuffix(between, "{1}")
		put("list."+name, between, first && last)
	}
	return out
}

// pattern converts a pattern of CLDR to a label. fields maps the letters of the pattern to names of placeholders. If the pattern has other
// letters, ok is false.
func pattern(p string, fields map[string]string) (label string, ok bool) {
	var b strings.Builder
	for p != "" {
		switch c := p[0]; {
		case c == '\'':
			words, rest, _ := strings.Cut(p[1:], "'")
			if words == "" {
				words = "'"
			}
			b.WriteString(words)
			p = rest
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			n := len(p) - len(strings.TrimLeft(p, p[:1]))
			name := fields[p[:n]]
			if name == "" {
				return "", false
			}
			b.WriteString("{{." + name + "}}")
			p = p[n:]
		default:
			b.WriteByte(c)
			p = p[1:]
		}
	}
	return b.String(), b.Len() > 0
}
