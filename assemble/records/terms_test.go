package records_test

import (
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/source"
	"omnibus/assemble/synthetic"
	"omnibus/assemble/work"
	"omnibus/assemble/work/worktest"
)

// A term is a term with its name.
type term struct {
	name string
	src  *work.Sources
}

// terms are all that there are: the shipped one, those of other bodies, a small one with a bit of everything, and one that is generated.
func terms(t *testing.T) []term {
	t.Helper()
	generated := &work.Sources{}
	generated.Input, generated.Locales = synthetic.Files(2)
	out := []term{{"shipped", shipped(t)}}
	for _, name := range []string{"un-body", "bodies/nations", "bodies/council"} {
		out = append(out, term{name, complete(folder(t, "assemble/testdata/"+name))})
	}
	return append(out, term{"small", complete(worktest.Small(worktest.Agreed))}, term{"generated", complete(generated)})
}

// folder reads the term in a folder of the project.
func folder(t *testing.T, name string) *work.Sources {
	t.Helper()
	out := &work.Sources{}
	for _, f := range worktest.Folder(t, name) {
		f = source.NewFile(strings.TrimPrefix(f.Name, name+"/"), f.Bytes)
		switch of, _, _ := strings.Cut(f.Name, "/"); of {
		case "input":
			out.Input = append(out.Input, f)
		case "locales":
			out.Locales = append(out.Locales, f)
		}
	}
	return out
}

// complete lays the files of a term over those that are built in, as the command does.
func complete(src *work.Sources) *work.Sources {
	locales, templates := work.Builtin()
	return &work.Sources{Input: src.Input, Templates: templates, Locales: append(slices.Clone(locales), src.Locales...)}
}

// TestSheetOfSessions: the sheet of the sessions, and what the first sheet says of them, have the word for what the sessions of the body are.
func TestSheetOfSessions(t *testing.T) {
	workshops := complete(folder(t, "assemble/testdata/bodies/council"))
	for i, f := range workshops.Input {
		if strings.HasSuffix(f.Name, "schedule.yaml") {
			workshops.Input[i] = source.NewFile(f.Name, []byte(strings.NewReplacer("kind: panel", "kind: workshop", "called: Paseo por la ribera,", "kind: workshop,",
				"{id: session-tema,", "{id: session-tema, kind: workshop,").Replace(string(f.Bytes))))
		}
	}
	for _, c := range []struct {
		src                *work.Sources
		lang, sheet, start string
	}{
		{shipped(t), "en", "Thematic sessions", "7. After each thematic session, "},
		{shipped(t), "fr", "Séances thématiques", "7. Après chaque séance thématique, "},
		{workshops, "en", "Workshops", "7. After each workshop, "}, {workshops, "es", "Talleres", "7. Después de cada taller, "},
		{workshops, "fr", "Ateliers", "7. Après chaque atelier, "}, {workshops, "pt", "Oficinas", "7. Depois de cada oficina, "},
		{complete(folder(t, "assemble/testdata/bodies/council")), "es", "Actividades", "7. Después de cada actividad, "},
	} {
		d := open(t, c.src, c.lang)
		if got := d.sheets["sessions"].Name; got != c.sheet {
			t.Errorf("%s: the sheet is called %q, want %q", c.lang, got, c.sheet)
		}
		if row := d.rows["start"][8]; !strings.HasPrefix(row.Cells[0].Plain(), c.start) {
			t.Errorf("%s: the first sheet says %q, want %q", c.lang, row.Cells[0].Plain(), c.start)
		}
	}
}
