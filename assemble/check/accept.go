package check

import (
	"strings"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
)

// Accept marks the warnings and notes that the records accept, with the reasons; errors cannot be accepted. An acceptance applies only to a
// finding with the same hash. If the text has changed since, or there is no such finding, Accept reports that, unless some records could
// not be read, and with them the findings about them.
func Accept(records *input.Records, diags *diag.List, all bool) {
	if records == nil {
		return
	}
	for _, a := range records.Accepted {
		var same []*diag.Diagnostic
		held := false
		for _, d := range diags.Items {
			if d.Code != a.Code.String || d.ID != a.ID.String {
				continue
			}
			same = append(same, d)
			if d.Severity != diag.Error && (a.Hash.String == "" || d.Hash() == a.Hash.String) {
				held = true
				d.Accepted = a.Reason.String
				if a.Name.String != "" {
					d.Accepted += " (" + a.Name.String + ")"
				}
			}
		}
		if held && a.Hash.String == "" && all {
			diags.Warningf("W1502", a.Pos, "the acceptance of a finding about %q has no hash, so it would cover any change", a.ID.String).
				Hint("write hash: %s", same[0].Hash()).See(same[0].Pos, "as it is now")
		}
		if held || !all || len(records.Lost) > 0 {
			continue
		}
		switch {
		case len(same) == 0:
			diags.Warningf("W1501", a.Pos, "there is no finding %s about %q to accept", a.Code.String, a.ID.String).
				Hint("remove the acceptance")
		case same[0].Severity == diag.Error:
			diags.Warningf("W1502", a.Pos, "%s is an error and cannot be accepted", a.Code.String).Hint("correct the error").
				See(same[0].Pos, "the error")
		default:
			diags.Warningf("W1502", a.Pos, "the accepted finding about %q has changed", a.ID.String).
				Hint("review it; if it is still acceptable, write hash: %s", strings.TrimSpace(same[0].Hash())).
				See(same[0].Pos, "as it is now")
		}
	}
}
