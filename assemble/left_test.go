package assemble

import (
	"strings"
	"testing"

	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
)

// TestTextsThatDidNotComeBack: the receipt gives the number of texts of a packet that were not returned, in every format.
func TestTextsThatDidNotComeBack(t *testing.T) {
	for _, format := range translate.Formats {
		w := shippedTerm(t)
		p := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})[0]
		p.Sent = len(p.Units)
		p.Units = p.Units[:len(p.Units)-4]
		files, err := translate.Write([]*packet.Packet{p}, format)
		if err != nil {
			t.Fatal(err)
		}
		r, diags := w.back(files, nil)
		if diags.HasErrors() || len(r.Left) != 1 || !strings.HasPrefix(r.Left[0].What, "4 of ") || r.Left[0].Lang != "es" {
			t.Errorf("%s: %+v, %s", format.Name, r.Left, found(diags))
		}
		p.Sent = 0
		if files, err = translate.Write([]*packet.Packet{p}, format); err != nil {
			t.Fatal(err)
		}
		if r, diags := w.back(files, nil); diags.HasErrors() || len(r.Left) != 0 {
			t.Errorf("%s, whole: %+v, %s", format.Name, r.Left, found(diags))
		}
	}
}

// TestMemoryLanguages: a translation memory with several languages, or in the other direction, is read for the requested language.
func TestMemoryLanguages(t *testing.T) {
	w := shippedTerm(t)
	var src, target string
	for _, u := range packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})[0].Units {
		if u.ID == title {
			src, target = u.Source, u.Target
		}
	}
	for _, c := range []struct{ srclang, lang, code string }{{"*all*", "", "E0712"}, {"*all*", "es", ""}, {"es", "es", ""}, {"en", "", ""}, {"fr", "es", ""}} {
		text := `<tmx version="1.4"><header srclang="` + c.srclang + `"/><body><tu><tuv xml:lang="en"><seg>` + src + `</seg></tuv><tuv xml:lang="es"><seg>` + target +
			`</seg></tuv><tuv xml:lang="fr"><seg>Services</seg></tuv></tu></body></tmx>`
		r, diags := w.back([]*source.File{source.NewFile("m.tmx", []byte(text))}, func(im *translate.Import) { im.Lang = c.lang })
		codes := ""
		for _, d := range diags.Items {
			codes += d.Code
		}
		known := false
		for _, u := range r.Units {
			known = known || u.ID == title && u.What == translate.Same && u.Lang == "es"
		}
		if codes != c.code || known != (c.code == "") {
			t.Errorf("%+v: %s%+v", c, found(diags), r.Units)
		}
	}
}
