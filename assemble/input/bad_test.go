package input

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

func with(name, old, new string) map[string]string {
	s := small[name]
	if !strings.Contains(s, old) {
		panic(name + " has no " + old)
	}
	return map[string]string{name: strings.Replace(s, old, new, 1)}
}

var bad = []struct {
	name   string
	change map[string]string
	want   []string
	hint   string
}{
	{"no introduction, which not every term has", map[string]string{"introduction.md": "-"}, nil, ""},
	{"missing file", map[string]string{"term.yaml": "-"}, []string{"term.yaml:1:1: E0101 the file input/term.yaml is missing"}, ""},
	{
		"empty file",
		map[string]string{"stakeholders.yaml": "# none\n"},
		[]string{"stakeholders.yaml:1:1: E0109 the file is empty"},
		`it begins with "stakeholders:"`,
	},
	{
		"not YAML",
		map[string]string{"stakeholders.yaml": "stakeholders: [\n"},
		[]string{"stakeholders.yaml:1:15: E0104 '[' is never closed"},
		"",
	},
	{
		"a list at the top",
		map[string]string{"stakeholders.yaml": "- a\n"},
		[]string{`stakeholders.yaml:1:1: E0111 "stakeholders.yaml" is a list, but a mapping is expected`},
		"",
	},
	{
		"another file",
		map[string]string{"terms.yaml": "a: b\n"},
		[]string{"terms.yaml:1:1: W0100 the file is not used"},
		"did you mean term.yaml?",
	},
	{
		"unknown field",
		with("term.yaml", "title: 2023", "titel: 2023"),
		[]string{`term.yaml:2:1: E0110 unknown field "titel" in term.yaml`},
		`did you mean "title"?`,
	},
	{
		"wrong type",
		with("term.yaml", "languages: [en, es]", "languages: en"),
		[]string{`term.yaml:5:12: E0111 "languages" is a text, but a list is expected`},
		"write languages: [en]",
	},
	{"a meeting called end", with("schedule.yaml", "id: meeting-first", "id: end"), []string{
		`schedule.yaml:4:9: E0303 id "end" is reserved for the end of the term`,
		`term.yaml:16:30: E0301 there is no meeting "meeting-first" for "meeting"`}, "give the meeting another id"},
	{
		"a bracket taken for a list",
		with("term.yaml", "title: 2023-2024", "title: [2023] 2024"),
		[]string{`term.yaml:2:15: E0104 "2024" follows the value on the same line`},
		"",
	},
	{
		"not a number",
		with("term.yaml", "session: 54", "session: LIV"),
		[]string{`term.yaml:7:21: E0111 session "LIV" is not a whole number`},
		"write it in digits",
	},
	{"octal", with("term.yaml", "session: 54", "session: 054"), []string{`term.yaml:7:21: E0111 session "054" is not a whole number`},
		"write it without zeros before it"},
	{"too large", with("term.yaml", "session: 54", "session: 99999999999999999999"),
		[]string{`term.yaml:7:21: E0111 session "99999999999999999999" is not a whole number`},
		"write a smaller number: it has too many digits"},
	{"negative", with("term.yaml", "session: 54", "session: -54"), []string{`term.yaml:7:21: E0111 session "-54" is not a whole number`},
		"write a number without a minus"},
	{"not a level", with("term.yaml", "sections:", "sections:\n  - {id: sec-x, title: X, level: 9}"),
		[]string{`term.yaml:10:34: E0111 level "9" is not from 1 to 3`}, "write a number from 1 to 3"},
	{
		"not true or false",
		with("glossary.yaml", "acronym: OAS", "unverified: yes"),
		[]string{`glossary.yaml:4:69: E0111 unverified "yes" is neither true nor false`},
		"",
	},
	{
		"not a date",
		with("term.yaml", "end: 2024-06-30", "end: 2024-06-31"),
		[]string{`term.yaml:4:6: E0401 end "2024-06-31" is not a date`},
		"",
	},
	{
		"not a time",
		with("schedule.yaml", `"10:00"`, `"10:30 a.m."`),
		[]string{`schedule.yaml:6:13: E0402 start "10:30 a.m." is not a time of day`},
		"",
	},
	{"not a range", with("mandates.yaml", "[1-3, 7]", "[1 to 3, 7]"), []string{
		`mandates.yaml:5:14: E0114 "1 to 3" is not a range of paragraphs`}, ""},
	{"the number of another paragraph", with("mandates.yaml", "number: 2", "number: 3"), []string{
		`mandates.yaml:5:14: E0303 id "ag-res-2910-op-2" is used twice`}, ""},
	{"outside the ranges", with("mandates.yaml", "[1-3, 7]", "[5-7]"), []string{
		"mandates.yaml:7:40: E0305 operative paragraph 2 is outside the ranges of AG/RES. 2910 (XLVII-O/17)"}, ""},
	{"two outside the ranges", with("mandates.yaml", "number: 2, class: B", "number: 4}\n      - {id: another, number: 5, class: B"), []string{
		"mandates.yaml:7:40: E0305 2 operative paragraphs, beginning with 4, are outside the ranges of AG/RES. 2910 (XLVII-O/17)"}, ""},
	{
		"not one of",
		with("mandates.yaml", "status: current", "status: curent"),
		[]string{`mandates.yaml:7:77: E0113 "curent" is not a value of "status"`},
		`did you mean "current"?`,
	},
	{
		"missing field",
		with("schedule.yaml", "title: Health of migrants, ", ""),
		[]string{`schedule.yaml:2:6: E0112 an entry of sessions has no "title"`},
		"",
	},
	{"bad id", with("schedule.yaml", "id: meeting-first", "id: Meeting 1º"), []string{
		`schedule.yaml:4:9: E0304 id "Meeting 1º" is not made of lower-case words and hyphens`,
		`term.yaml:16:30: E0301 there is no meeting "meeting-first" for "meeting"`}, "write meeting-1"},
	{
		"duplicate id",
		with("schedule.yaml", "id: agenda-s1", "id: op-health"),
		[]string{`proposals/health.yaml:2:9: E0303 id "op-health" is used twice`},
		"ids are unique over all records: give this proposal another",
	},
	{
		"duplicate key",
		with("term.yaml", "original: en", "original: en\ntitle: x"),
		[]string{`term.yaml:7:1: E0108 key "title" appears twice`},
		"",
	},
	{
		"unknown reference",
		with("term.yaml", "meeting: meeting-first", "meeting: meeting-frist"),
		[]string{`term.yaml:16:30: E0301 there is no meeting "meeting-frist" for "meeting"`},
		`did you mean "meeting-first"?`,
	},
	{
		"reference to another kind",
		with("term.yaml", "meeting: meeting-first", "meeting: session-health"),
		[]string{`term.yaml:16:30: E0302 "session-health" is a session, but a meeting is expected`},
		"",
	},
	{
		"paragraph twice",
		with("mandates.yaml", "text: }", "text: }\n      - {id: another, number: 2}"),
		[]string{"mandates.yaml:8:31: E0305 operative paragraph 2 of AG/RES. 2910 (XLVII-O/17) appears twice"},
		"",
	},
	{
		"session item without a session",
		with("schedule.yaml", "kind: session, session: session-health", "kind: session"),
		[]string{"schedule.yaml:8:31: E0112 an agenda item of kind session does not name a session"},
		"",
	},
	{"raw HTML", with("proposals/health.yaml", "see {{ref", "<b>see</b> {{ref"), []string{
		`proposals/health.yaml:7:59: E0132 the text contains raw HTML "<b>"`, `proposals/health.yaml:7:65: E0132 the text contains raw HTML "</b>"`}, ""},
	{"link with another scheme", with("proposals/health.yaml", "https://example", "javascript:example"), []string{
		`proposals/health.yaml:7:85: E0133 link to "javascript:example.org": only http, https and mailto are allowed`}, ""},
	{
		"cross-reference to nothing",
		with("proposals/health.yaml", "{{ref:op-health}}", "{{ref:op-helth}}"),
		[]string{`proposals/health.yaml:7:69: E0301 there is no proposal or sub-paragraph "op-helth"`},
		`did you mean "op-health"?`,
	},
	{
		"broken markup",
		with("proposals/health.yaml", "{{ref:op-health}}", "{{see op-health}}"),
		[]string{`proposals/health.yaml:7:63: E0137 "{{see op-health}}" is not valid markup`},
		"",
	},
	{
		"entity, inline note, image, open link and an id inside",
		with("proposals/health.yaml", "{{ref:op-health}}", "&nbsp;^[a] ![b](https://x.org) {#id-in} [c](https://x.org"),
		[]string{
			`proposals/health.yaml:7:63: E0132 the text contains the HTML entity "&nbsp;"`,
			`proposals/health.yaml:7:69: E0137 "^[a]" is not valid markup`,
			`proposals/health.yaml:7:74: E0131 an image is not supported: "![b](https://x.org)"`,
			`proposals/health.yaml:7:94: E0136 the id "{#id-in}" is inside a text`,
			`proposals/health.yaml:7:105: E0137 the link "](https://x.org" is never closed`},
		"write the character itself",
	},
	{"note never defined", with("proposals/health.yaml", "[^note-act]", "[^note-akt]"), []string{
		`proposals/health.yaml:7:46: E0134 note "note-akt" is cited but not defined`}, "did you mean [^note-act]?"},
	{"note never closed", with("proposals/health.yaml", "[^note-act]", "[^note-act"), []string{
		`proposals/health.yaml:7:46: E0137 "[^note-act" is not valid markup`}, ""},
	{"hazards", with("proposals/health.yaml", "How.", "\"H\u200bo\u00adw \\t\ufffd \ue000 ¹ e\u0301\""), []string{
		"proposals/health.yaml:11:36: W0120 a text contains the invisible character U+200B; it is ignored",
		"proposals/health.yaml:11:38: W0120 a text contains a soft hyphen; it is ignored",
		"proposals/health.yaml:11:41: W0125 a text contains a tab; it is read as a space",
		"proposals/health.yaml:11:43: E0121 a replacement character marks a lost letter",
		"proposals/health.yaml:11:45: E0122 a text contains the private-use character U+E000, which no face has",
		"proposals/health.yaml:11:47: W0127 a text contains the superscript digit '¹': a pasted note mark?",
		"proposals/health.yaml:11:49: W0124 a letter is written with a combining accent; it is read as one character"}, ""},
	{
		"colon in a text",
		with("proposals/health.yaml", "To instruct the", "To instruct: the"),
		[]string{`proposals/health.yaml:7:22: E0104 ": " inside a text without quotation marks`},
		"",
	},
	{
		"lacking text",
		with("proposals/health.yaml", "    text: To", "    #text: To"),
		[]string{`proposals/health.yaml:5:16: E0112 a proposal that adds a paragraph has no "text"`},
		"write text:",
	},
	{
		"empty text",
		with("proposals/health.yaml", "text: To", "text: ' ' #"),
		[]string{`proposals/health.yaml:5:16: E0112 a proposal that adds a paragraph has no "text"`},
		"write text:",
	},
	{
		"lacking base",
		with("proposals/health.yaml", "operation: add", "operation: noc"),
		[]string{`proposals/health.yaml:5:16: E0112 a proposal of operation noc has no "base"`},
		"write base:",
	},
	{
		"block without an id",
		map[string]string{"introduction.md": "# Introduction {#intro-title}\n\nÀ propos of nothing at all.\n"},
		[]string{
			`introduction.md:3:1: E0130 a paragraph has no id: "À propos of nothing at all."`},
		"write {#intro-a-propos-of-nothing} at the end of its first line, or run omnibus ids --write",
	},
	{
		"what Markdown is not supported",
		map[string]string{
			"introduction.md": "> a\n\n```\nb\n```\n\n| c |\n\n![d](e)\n\n<div>\nf\n</div>\n\n---\n\n\tg\n\nText. {#intro-a} {#intro-b}\n",
		},
		[]string{
			"introduction.md:1:1: E0131 a block quotation is not supported", "introduction.md:3:1: E0131 a code block is not supported", "introduction.md:7:1: E0131 a table has no line of dashes below its head",
			"introduction.md:9:1: E0131 an image is not supported", "introduction.md:11:1: E0132 raw HTML is not supported", "introduction.md:15:1: E0131 a rule is not supported",
			"introduction.md:17:2: E0105 a line starts with a tab", `introduction.md:19:9: E0136 a block has two ids, "intro-b" and "intro-a"`},
		"",
	},
	{
		"notes of the introduction",
		map[string]string{
			"introduction.md": "Text[^a], [^b]. {#intro-x}\n\n[^a]: One.\n[^a]: Two.\n[^end-c]:\n\n[^d]: Four.\n\n    More.\n",
		},
		[]string{
			`introduction.md:1:11: E0134 note "b" is cited but not defined`, `introduction.md:4:3: E0303 id "a" is used twice`,
			`introduction.md:5:3: E0137 note "end-c" has no words`, `introduction.md:7:3: W0135 note "d" is never cited`, `introduction.md:9:5: E0131 a note may have only one paragraph`},
		"",
	},
}

func TestBad(t *testing.T) {
	for _, c := range bad {
		for _, form := range []string{"LF", "CRLF"} {
			t.Run(c.name+", "+form, func(t *testing.T) {
				change := map[string]string{}
				for n, s := range small {
					change[n] = s
				}
				for n, s := range c.change {
					change[n] = s
				}
				if form == "CRLF" {
					for n, s := range change {
						change[n] = strings.ReplaceAll(s, "\n", "\r\n")
					}
				}
				var l diag.List
				Read(files(change), &l)
				if got := findings(&l); !slices.Equal(got, c.want) {
					t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
				}
				if c.hint == "" {
					return
				}
				for _, d := range l.Items {
					if slices.Contains(d.Hints, c.hint) {
						return
					}
				}
				for _, d := range l.Items {
					t.Errorf("hints %q, want %q", d.Hints, c.hint)
				}
			})
		}
	}
}

// FuzzRead demands that reading never panics, whatever a file contains, and that every place exists.
func FuzzRead(f *testing.F) {
	for name, s := range small {
		f.Add(name, s)
	}
	for _, c := range bad {
		for name, s := range c.change {
			f.Add(name, s)
		}
	}
	f.Fuzz(func(t *testing.T, name, s string) {
		if _, ok := small[name]; !ok {
			return
		}
		var l diag.List
		r := Read(files(map[string]string{name: s}), &l)
		for _, d := range l.Items {
			if p := d.Pos; !p.IsValid() || p.Offset < 0 || p.Length < 0 || p.End() > len(p.File.Bytes) {
				t.Fatalf("%q: %s has no place", s, d.Message)
			}
		}
		for _, x := range r.Texts() {
			for i := range x.String {
				if p := x.At(i, 1); p.Offset < 0 || p.Length < 0 || p.End() > len(p.File.Bytes) {
					t.Fatalf("%q: byte %d of %q has no place", s, i, x.String)
				}
			}
		}
	})
}

func TestMarks(t *testing.T) {
	s := `a [shall][should] [b](https://x.org) [^n] {{ref:op-1}} \[^x] <i> {{x}} [^open`
	var got []string
	for _, m := range Marks(s) {
		got = append(got, m.Kind+" "+m.Value+" "+s[m.Start:m.End])
	}
	want := []string{
		"link https://x.org [b](https://x.org)",
		"note n [^n]",
		"ref op-1 {{ref:op-1}}",
		"html <i> <i>",
		"broken {{x}} {{x}}",
		"broken [^open [^open",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMissingIDs(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		in := strings.ReplaceAll(
			"# Éé {#intro-ee}\n\nA text of \nmany words.\n\n- A text of many words\n- A text. {#intro-a-text-of-many-2}\n",
			"\n",
			eol,
		)
		want := strings.ReplaceAll(
			"# Éé {#intro-ee}\n\nA text of {#intro-a-text-of-many} \nmany words.\n\n- A text of many words {#intro-a-text-of-many-3}\n- A text. {#intro-a-text-of-many-2}\n",
			"\n",
			eol,
		)
		f := source.NewFile("input/introduction.md", []byte(in))
		var l diag.List
		r := Read(files(map[string]string{"introduction.md": in}), &l)
		got, err := source.Splice(f, MissingIDs(f, r))
		if err != nil || string(got) != want {
			t.Errorf("got %q, want %q (%v)", got, want, err)
		}
	}
}

// TestIntroductionLost: an introduction with a block that has no id or is refused does not count as read in full; a faultless one does.
func TestIntroductionLost(t *testing.T) {
	for text, lost := range map[string]bool{
		"One. {#intro-one}\n": false, "One.\n": true, "One. {#intro-one}\n\n> Two.\n": true, "\tOne. {#intro-one}\n": true, "": true,
	} {
		if got := Read([]*source.File{source.NewFile("input/introduction.md", []byte(text))}, new(diag.List)).Lost[proseFile]; got != lost {
			t.Errorf("%q: lost is %v", text, got)
		}
	}
}
