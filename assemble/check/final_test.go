package check

import (
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/synthetic"
)

// TestFinal: what a draft may lack is an error in a final paper, and nothing else becomes an error.
func TestFinal(t *testing.T) {
	files := synthetic.Shipped()
	content := string(files["locales/content.es.toml"])
	files["locales/content.es.toml"] = []byte(content[:strings.LastIndex(content[:len(content)*9/10], "\n[")])
	final := map[string]bool{"W0901": true, "W0902": true, "E1601": true, "E1602": true}
	severity := map[string]diag.Severity{}
	for _, d := range runAs(t, files, []string{"en", "es"}, false) {
		severity[d.Code] = d.Severity
	}
	if severity["W0901"] != diag.Warning {
		t.Error("a missing translation gives no warning in a draft")
	}
	seen := map[string]bool{}
	for _, d := range runAs(t, files, []string{"en", "es"}, true) {
		seen[d.Code] = true
		if want, known := severity[d.Code]; final[d.Code] != (d.Severity == diag.Error) && !(known && want == diag.Error) {
			t.Errorf("%s is a finding of severity %s in a final paper", d.Code, d.Severity)
		}
	}
	for _, code := range []string{"W0901", "E1601", "E1602"} {
		if !seen[code] {
			t.Errorf("%s does not fire", code)
		}
	}
}
