package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
)

// A packet or a unit that cannot be taken is refused with its code and a place, and nothing is written.
func TestPacketRefused(t *testing.T) {
	const head = "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Omnibus: term=term-2023-2024; from=en; to=es\\n\"\n\n"
	const unit = "msgctxt \"section-health.title\"\nmsgid \"Health services and disease prevention\"\nmsgstr \"Servicios\"\n"
	for _, c := range []struct {
		name, code, file, text string
		change                 func(*term)
	}{
		{name: "no packet", code: "E0710", file: "packet.po", text: "a letter\n"},
		{name: "another term", code: "E0711", file: "packet.po", text: strings.Replace(head, "2023-2024", "2022-2023", 1) + unit},
		{name: "an unknown language", code: "E0712", file: "packet.po", text: strings.ReplaceAll(head, "es\\n", "qu\\n") + unit},
		{name: "no id", code: "E0713", file: "packet.xlf", text: `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es"><file id="f"><unit><segment><source>Health</source><target>Salud</target></segment></unit></file></xliff>`},
		{name: "a note mark lost", code: "E0714", file: "packet.po", text: head + "msgctxt \"op-causes-data-disaggregated.text\"\nmsgid \"To instruct[^note-study-data]\"\nmsgstr \"Encomendar\"\n"},
		{name: "two texts for one", code: "E0715", file: "packet.po", text: head + unit + "\n" + strings.Replace(unit, "Servicios", "Salud", 1)},
		{name: "a control character", code: "E0716", file: "packet.po", text: head + strings.Replace(unit, "Servicios", "Servi\x02cios", 1)},
		{name: "a locale file that cannot be edited", code: "E0717", file: "packet.po", text: head + unit, change: func(w *term) {
			for i, f := range w.files {
				if f.Name == "locales/content.es.toml" {
					w.files[i] = source.NewFile(f.Name, append([]byte("[\"open\n"), f.Bytes...))
				}
			}
		}},
	} {
		w := shippedTerm(t)
		if c.change != nil {
			c.change(w)
		}
		r, diags := w.back([]*source.File{source.NewFile(c.file, []byte(c.text))}, nil)
		fires := false
		for _, d := range diags.Items {
			fires = fires || d.Code == c.code && d.Pos.File != nil
		}
		if !fires || len(r.Files) > 0 {
			t.Errorf("%s: found %q, wanted %s; %d files are to be written", c.name, found(diags), c.code, len(r.Files))
		}
	}
}

// A translation in the workbook is refused where its original is empty, and where its cell was emptied.
func TestMatrixTranslationRefused(t *testing.T) {
	src := shippedSources(t)
	w, b := matrixOf(t, src, "es")
	d := deskOf(t, b)
	heads := heads(w, "es")
	d.set(heads["summary"], 5, "Una síntesis")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || len(diags.Items) != 1 || diags.Items[0].Code != "E1104" || len(r.Files) > 0 {
		t.Errorf("%v %v", err, diags.Items)
	}
}
