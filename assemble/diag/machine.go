package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"omnibus/assemble/source"
)

// place is a place in the machine-readable formats: lines and columns start at 1, columns count characters, the end is exclusive.
type place struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
	Message   string `json:"message,omitempty"`
}

func placeOf(p source.Pos, message string) *place {
	if !p.IsValid() {
		return nil
	}
	end := p.File.Pos(min(p.End(), len(p.File.Bytes)), 0)
	return &place{p.File.Name, p.Line(), p.Column(), end.Line(), end.Column(), message}
}

// JSON prints all findings, including accepted ones, as one object with findings and counts.
func (l *List) JSON(w io.Writer) error {
	type finding struct {
		Code     string   `json:"code"`
		Severity string   `json:"severity"`
		Message  string   `json:"message"`
		ID       string   `json:"id,omitempty"`
		Place    *place   `json:"place,omitempty"`
		Hints    []string `json:"hints,omitempty"`
		Related  []*place `json:"related,omitempty"`
		Accepted string   `json:"accepted,omitempty"`
		Hash     string   `json:"hash"`
	}
	type more struct {
		Code  string `json:"code"`
		Count int    `json:"count"`
	}
	out := struct {
		Findings []finding `json:"findings"`
		Errors   int       `json:"errors"`
		Warnings int       `json:"warnings"`
		Notes    int       `json:"notes"`
		Accepted int       `json:"accepted"`
		More     []more    `json:"more,omitempty"` // that are counted and not listed
	}{Findings: []finding{}}
	for _, d := range l.Items {
		f := finding{d.Code, d.Severity.String(), d.Message, d.ID, placeOf(d.Pos, ""), d.Hints, nil, d.Accepted, d.Hash()}
		for _, r := range d.Related {
			if p := placeOf(r.Pos, r.Message); p != nil {
				f.Related = append(f.Related, p)
			}
		}
		out.Findings = append(out.Findings, f)
	}
	for _, r := range l.rests() {
		out.More = append(out.More, more{r.code, r.n})
	}
	c := l.Counts()
	out.Errors, out.Warnings, out.Notes, out.Accepted = c.Errors, c.Warnings, c.Notes, c.Accepted
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// A Rule explains a code in SARIF.
type Rule struct{ Code, Name, Doc, Explain string }

type object = map[string]any

// SARIF prints the findings as SARIF 2.1.0 (OASIS), with the rules they break; accepted findings are marked as suppressed.
func (l *List) SARIF(w io.Writer, version string, rules []Rule) error {
	known := map[string]Rule{}
	for _, r := range rules {
		known[r.Code] = r
	}
	used, index := []object{}, map[string]int{}
	results := []object{}
	for _, d := range l.Items {
		if _, ok := index[d.Code]; !ok {
			index[d.Code] = len(used)
			rule := object{"id": d.Code}
			if r, ok := known[d.Code]; ok {
				rule["name"], rule["shortDescription"] = r.Name, object{"text": r.Doc}
				if r.Explain != "" {
					rule["fullDescription"] = object{"text": r.Explain}
				}
			}
			used = append(used, rule)
		}
		text := d.Message
		for _, h := range d.Hints {
			text += "\nhint: " + h
		}
		r := object{
			"ruleId": d.Code, "ruleIndex": index[d.Code], "level": d.Severity.String(), "message": object{"text": text},
			"partialFingerprints": object{"omnibus/v1": d.Hash()},
		}
		if p := placeOf(d.Pos, ""); p != nil {
			r["locations"] = []object{p.location()}
		}
		var related []object
		for i, x := range d.Related {
			if p := placeOf(x.Pos, x.Message); p != nil {
				loc := p.location()
				loc["id"], loc["message"] = i+1, object{"text": x.Message}
				related = append(related, loc)
			}
		}
		if related != nil {
			r["relatedLocations"] = related
		}
		if d.Accepted != "" {
			r["suppressions"] = []object{{"kind": "external", "justification": d.Accepted}}
		}
		results = append(results, r)
	}
	for _, r := range l.rests() {
		results = append(results, object{"ruleId": r.code, "level": r.severity.String(), "message": object{"text": r.String()}})
	}
	driver := object{"name": "omnibus", "rules": used}
	if version != "" {
		driver["version"] = version
	}
	return encode(w, object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs":    []object{{"tool": object{"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}},
	})
}

func (p *place) location() object {
	return object{"physicalLocation": object{
		"artifactLocation": object{"uri": (&url.URL{Path: p.File}).String()},
		"region":           object{"startLine": p.Line, "startColumn": p.Column, "endLine": p.EndLine, "endColumn": p.EndColumn},
	}}
}

// levels are the severities as GitHub names them.
var levels = [...]string{"error", "warning", "notice"}

// GitHub prints the findings as workflow commands, which GitHub shows next to the changed lines.
func (l *List) GitHub(w io.Writer) error {
	b := bufio.NewWriter(w)
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range l.Items {
		if d.Accepted != "" {
			continue
		}
		fmt.Fprintf(b, "::%s ", levels[d.Severity])
		if p := placeOf(d.Pos, ""); p != nil {
			fmt.Fprintf(b, "file=%s,line=%d,col=%d,", property.Replace(p.File), p.Line, p.Column)
			if p.EndLine == p.Line && p.EndColumn > p.Column {
				fmt.Fprintf(b, "endColumn=%d,", p.EndColumn)
			}
		}
		text := d.Message
		for _, h := range d.Hints {
			text += "\nhint: " + h
		}
		fmt.Fprintf(b, "title=%s::%s\n", property.Replace(d.Code), data.Replace(text))
	}
	for _, r := range l.rests() {
		fmt.Fprintf(b, "::%s title=%s::%s\n", levels[r.severity], r.code, r)
	}
	return b.Flush()
}
