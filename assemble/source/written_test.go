package source

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// ambiguous contains texts that some reader of YAML 1.1 or 1.2 takes, without quotation marks, for a number, a Boolean, nothing, a day, a
// time or a part of YAML itself.
var ambiguous = []string{
	"true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N",
	"null", "Null", "NULL", "nil", "~", "=", "<<", "---", "...", "",
	"0", "7", "-7", "+7", "007", "08", "1_000", "-1_0", "0x1F", "0X1f", "0o7", "0b101", "1e3", "1E-3", "-1e3", "1.", ".5", "1.5", "+1.5e3", "1_0.5", "190:20:30", "12:30:45", "12:30", "9:05", "1:2.5",
	".inf", "-.inf", "+.Inf", ".INF", ".nan", ".NaN", ".NAN",
	"2023-11-07", "2023-1-7", "2023-11-07T10:00:00Z", "2023-11-07 10:00:00", "2023-11-07t10:00:00.5-05:00",
	" led", "trailed ", "\ttab", "tab\t", "- item", "-", "? key", "?", "key: value", "key:", ": value", ":7", ":T", "::", "7:", "a:b", "a #b", "# all", "#all", "a:\tb",
	"[a", "a]", "{a", "a}", ",", "a, b", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "'a'", "\"a\"", "\\", "a\nb", "a\n", "\u0085", "\u2028", "\ufeffa", "\u00a0",
	"a\u0085b", "a\u2028b", "a\u2029b", "a\ufeffb", "a\n\tb",
}

// textual contains texts that every reader takes for texts.
var textual = []string{"Plan", "op-health-mental", "nothing", "yesterday", "Norway", "trueish", "nullable", "infinite", "e3", "x1F", "A"}

// TestWritten: a text that could be taken for something else is quoted, wherever a text is written, and another library reads the text.
func TestWritten(t *testing.T) {
	for _, s := range append(ambiguous, textual...) {
		for name, written := range map[string]string{
			"Written": Written(s), "a value": yamlText(s, Plain, "", 2, false), "a value in brackets": yamlText(s, Plain, "", 0, true), "instead of a text": yamlText(s, Plain, "Plan", 2, false),
			"instead of a folded text": yamlText(s, Folded, ">-\n    Plan", 2, false), "instead of a literal text": yamlText(s, Literal, "|-\n    Plan", 2, false), "instead of a quoted text": yamlText(s, Single, "'Plan'", 2, false),
		} {
			for _, doc := range []string{"m:\n  k: " + written + "\n  z: z\n", "m: {k: " + written + ", z: z}\n"} {
				if doc[3] == '{' && (written[0] == '>' || written[0] == '|' || name == "a value" || name == "instead of a text") {
					continue // in brackets, they are written in another way
				}
				var got map[string]map[string]any
				if err := yaml.Unmarshal([]byte(doc), &got); err != nil || got["m"]["k"] != s || got["m"]["z"] != "z" {
					t.Errorf("%s %q is written %s, which is read as %#v (%v)", name, s, written, got["m"]["k"], err)
				}
				root, faults := YAML(NewFile("x.yaml", []byte(doc)))
				if len(faults) > 0 || root.At("m").At("k").Text.String != s {
					t.Errorf("%s %q is written %s, which we read as %#v", name, s, written, plain(root))
				}
			}
		}
	}
	for _, s := range ambiguous {
		if coerced(s) && (Written(s) == s || yamlText(s, Plain, "", 0, false) == s || yamlText(s, Plain, "Plan", 0, false) == s || yamlText(s, Plain, "", 0, true) == s) {
			t.Errorf("%q is written plain", s)
		}
	}
	for _, s := range textual {
		if Written(s) != s || yamlText(s, Plain, "", 0, true) != s {
			t.Errorf("%q is quoted without need", s)
		}
	}
	// A number stays a number; a text with the form of a number does not become one.
	for _, c := range [][3]string{{"7", "8", "8"}, {"2023-11-07", "2024-01-02", "2024-01-02"}, {"true", "false", "false"}, {"7", "007", `"007"`}, {"7", "true", `"true"`}, {"2023-11-07", "8", `"8"`}} {
		if got := yamlText(c[1], Plain, c[0], 0, false); got != c[2] {
			t.Errorf("%s instead of %s is written %s", c[1], c[0], got)
		}
	}
}

// TestUnlike: what readers of YAML 1.1 take for the end of a line or the sign of a key is written as an escape or between quotation marks.
func TestUnlike(t *testing.T) {
	for _, s := range []string{"a\u0085b", "a\u2028b", "a\u2029b", "a\ufeffb", "\ttab", "a\n\tb", ":7", ":T", "?a", "a:b"} {
		for _, style := range []Style{Plain, Single, Double, Folded, Literal} {
			for _, flow := range []bool{false, true} {
				written := yamlText(s, style, map[Style]string{Folded: ">-\n    Plan", Literal: "|-\n    Plan"}[style], 2, flow)
				plain := written == s && (flow || !strings.ContainsAny(s[:1], ":?") && s != "a:b")
				if unlike.MatchString(written) || plain {
					t.Errorf("%q is written %q", s, written)
				}
			}
		}
	}
}

// TestKinds: every text to which some version of YAML gives another type is recognized.
func TestKinds(t *testing.T) {
	for _, s := range ambiguous {
		var v any
		if err := yaml.Unmarshal([]byte("k: "+s+"\n"), &v); err != nil {
			continue
		}
		m, ok := v.(map[string]any)
		if !ok {
			continue
		}
		if _, text := m["k"].(string); !text && m["k"] != nil && !coerced(s) && holds(s, s, 0, false) {
			t.Errorf("another reader takes %q for %#v", s, m["k"])
		}
	}
}
