package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// TestPacketRefused: an unusable packet or unit is refused with its code and a place, and nothing is written.
func TestPacketRefused(t *testing.T) {
	const head = "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"X-Omnibus: term=term-2023-2024; from=en; to=es\\n\"\n\n"
	const unit = "msgctxt \"section-health.title\"\nmsgid \"Health services and disease prevention\"\nmsgstr \"Servicios\"\n"
	for _, c := range []struct {
		name, code, file, text string
		change                 func(*workshop)
	}{
		{name: "no packet", code: "E0710", file: "packet.po", text: "a letter\n"},
		{name: "another term", code: "E0711", file: "packet.po", text: strings.Replace(head, "2023-2024", "2022-2023", 1) + unit},
		{name: "an unknown language", code: "E0712", file: "packet.po", text: strings.ReplaceAll(head, "es\\n", "qu\\n") + unit},
		{name: "no id", code: "E0713", file: "packet.xlf", text: `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es"><file id="f"><unit><segment><source>Health</source><target>Salud</target></segment></unit></file></xliff>`},
		{name: "a note mark lost", code: "E0714", file: "packet.po", text: head + "msgctxt \"op-causes-data-disaggregated.text\"\nmsgid \"To instruct[^note-study-data]\"\nmsgstr \"Encomendar\"\n"},
		{name: "two texts for one", code: "E0715", file: "packet.po", text: head + unit + "\n" + strings.Replace(unit, "Servicios", "Salud", 1)},
		{name: "a control character", code: "E0716", file: "packet.po", text: head + strings.Replace(unit, "Servicios", "Servi\x02cios", 1)},
		{name: "nothing is known", code: "E0718", file: "packet.po", text: head + strings.Replace(unit, "msgctxt \"", "msgctxt \"x-", 1)},
		{name: "entries without contexts", code: "E0718", file: "packet.po", text: head + "msgid \"Health\"\nmsgstr \"Salud\"\n"},
		{name: "a packet that lost its texts", code: "E0718", file: "packet.po", text: strings.Replace(head, "to=es", "to=es; texts=2", 1)},
		{name: "an empty packet of another term", code: "E0718", file: "packet.po", text: strings.Replace(head, "term-2023", "term-2021", 1)},
		{name: "sources alone", code: "E0718", file: "packet.toml", text: "# omnibus: role=source; from=en; to=es\n\n[\"section-health.title\"]\nother = \"Health\"\n"},
		{name: "a memory of something else", code: "E0718", file: "packet.tmx", text: `<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Nothing of ours</seg></tuv><tuv xml:lang="es"><seg>Nada nuestro</seg></tuv></tu></body></tmx>`},
		{name: "a locale file that cannot be edited", code: "E0717", file: "packet.po", text: head + unit, change: func(w *workshop) {
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
			t.Errorf("%s: found %q, wanted %s; %d files would be written", c.name, found(diags), c.code, len(r.Files))
		}
	}
}

// TestMatrixTranslationRefused: a translation in the workbook is refused if its original is empty, or its cell was emptied.
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

// TestMatrixEditIsNotReviewed: a translation changed in a workbook loses its review, because the reviewer has not seen the new text.
func TestMatrixEditIsNotReviewed(t *testing.T) {
	src := shippedSources(t)
	const id = "ag-res-2738-op-1.no-session"
	for i, f := range src.Locales {
		if f.Name == "locales/state.es.yaml" {
			src.Locales[i] = source.NewFile(f.Name, []byte(strings.Replace(string(f.Bytes), id+":\n    state: translated\n", id+":\n    state: reviewed\n    by: Ana\n", 1)))
		}
	}
	matrix, b := matrixOf(t, src, "es")
	d := deskOf(t, b)
	d.set(heads(matrix, "es")["no-session"], 2, "Trata de la Comisión misma.")
	r, diags, err := home(t, src, d.bytes(), "")
	if err != nil || diags.HasErrors() || len(r.Files) != 2 {
		t.Fatalf("%v %v, %d files", err, diags.Items, len(r.Files))
	}
	src.Locales = edit.Replaced(src.Locales, r.Files)
	w, err := Run(src, work.Job{Meeting: "end"}, work.Merged, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range w.Records.Texts() {
		if tr := w.Locales.Lookup(x.Text, "es"); x.ID == id && (tr.Text.String != "Trata de la Comisión misma." || tr.State != locale.Translated || tr.By != "" || tr.Stale || tr.Source != x.String) {
			t.Errorf("the translation is %+v", tr)
		}
	}
}
