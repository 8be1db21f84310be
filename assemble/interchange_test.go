package assemble

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
)

// A schema gives, for each element of a format, its child elements in order, and its required attributes.
type schema map[string]struct{ children, required string }

const inline2 = `((ph|pc) )*`

// schemas has those of XLIFF 2.1 (core, metadata and glossary modules), XLIFF 1.2 (strict) and TMX 1.4b, as far as packets use them.
var schemas = map[string]schema{
	"xliff": {
		"xliff": {`(file )+`, "version srcLang trgLang"}, "file": {`(metadata )?(notes )?(unit )*`, "id"}, "unit": {`((metadata|glossary) )*(notes )?(originalData )?((segment|ignorable) )+`, "id"},
		"metadata": {`(metaGroup )+`, ""}, "metaGroup": {`(meta )+`, ""}, "meta": {``, "type"}, "glossary": {`(glossEntry )+`, ""}, "glossEntry": {`term (translation )+(definition )?`, ""},
		"term": {}, "translation": {}, "definition": {}, "notes": {`(note )+`, ""}, "note": {}, "originalData": {`(data )+`, ""}, "data": {``, "id"}, "segment": {`source (target )?`, "state"},
		"source": {inline2, ""}, "target": {inline2, ""}, "pc": {inline2, "id dataRefStart dataRefEnd"}, "ph": {``, "id dataRef"},
	},
	"xliff12": {
		"xliff": {`(file )+`, "version"}, "file": {`(header )?body `, "original source-language datatype"}, "header": {`(note )*`, ""}, "body": {`(trans-unit )*`, ""},
		"trans-unit": {`source (target )?(note )*`, "id"}, "note": {}, "source": {`((bpt|ept|ph) )*`, ""}, "target": {`((bpt|ept|ph) )*`, "state"}, "bpt": {``, "id"}, "ept": {``, "id"}, "ph": {``, "id"},
	},
	"tmx": {
		"tmx": {`header body `, "version"}, "header": {`((note|prop) )*`, "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"}, "body": {`(tu )*`, ""},
		"tu": {`((note|prop) )*(tuv )+`, ""}, "tuv": {`((note|prop) )*seg `, "lang"}, "seg": {`((bpt|ept|ph) )*`, ""}, "note": {}, "prop": {``, "type"}, "bpt": {``, "i"}, "ept": {``, "i"}, "ph": {},
	},
}

// values has the permitted values of attributes that a schema enumerates.
var values = map[string]string{
	"xliff segment state": `initial|translated|reviewed|final`, "xliff segment subState": `[^:\s]+:[^:\s]+`, "xliff unit id": `[-\w.:]+`, "xliff file id": `[-\w.:]+`, "xliff pc type": `fmt|ui|quote|link|image|other`,
	"xliff ph type": `fmt|ui|quote|link|image|other`, "xliff pc subType": `xlf:(b|i)`, "xliff ph subType": `omnibus:\w+`, "xliff ph canDelete": `yes|no`, "xliff pc canOverlap": `yes|no`, "xliff12 bpt ctype": `bold|italic|link`,
	"xliff12 target state": `final|needs-review-translation|signed-off|translated|new`, "xliff12 trans-unit approved": `yes|no`, "xliff12 trans-unit size-unit": `char`, "xliff12 trans-unit maxwidth": `\d+`,
}

// conforms reports where a file violates a schema.
func conforms(t *testing.T, name string, f *source.File, s schema) {
	t.Helper()
	root, err := packet.ParseXML(f)
	if err != nil {
		t.Fatalf("%s: %s", name, err)
	}
	ids := map[string]bool{}
	root.Walk(func(e *packet.Element) {
		rule, ok := s[e.Name]
		if !ok {
			t.Errorf("%s: <%s> is not an element of the format", name, e.Name)
			return
		}
		children := ""
		for _, c := range e.Children {
			if c.Name != "" {
				children += c.Name + " "
			}
		}
		if !regexp.MustCompile(`^(?:` + rule.children + `)$`).MatchString(children) {
			t.Errorf("%s:%d: <%s> contains %s", name, e.Pos.Line(), e.Name, children)
		}
		for _, a := range strings.Fields(rule.required) {
			if e.Attr(a) == "" && e.XML(a) == "" {
				t.Errorf("%s:%d: <%s> has no %s", name, e.Pos.Line(), e.Name, a)
			}
		}
		for _, a := range e.Attrs {
			if v, ok := values[name+" "+e.Name+" "+a.Name.Local]; ok && !regexp.MustCompile(`^(?:`+v+`)$`).MatchString(a.Value) {
				t.Errorf("%s:%d: %s of <%s> is %q", name, e.Pos.Line(), a.Name.Local, e.Name, a.Value)
			}
		}
		switch e.Name {
		case "unit", "trans-unit":
			if ids[e.Attr("id")] {
				t.Errorf("%s:%d: %s twice", name, e.Pos.Line(), e.Attr("id"))
			}
			ids[e.Attr("id")] = true
		case "segment":
			if e.Attr("state") != "initial" && e.First("target") == nil {
				t.Errorf("%s:%d: a segment in the state %s has no target", name, e.Pos.Line(), e.Attr("state"))
			}
		}
	})
	if len(ids) < 2 && name != "tmx" {
		t.Errorf("%s: %d units", name, len(ids))
	}
}

// hostile returns a packet of difficult texts: every state, every kind, codes at both ends, special characters of XML.
func hostile() *packet.Packet {
	rng := rand.New(rand.NewPCG(3, 4))
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Title: "A & <b>", Meeting: "meeting-a", Date: "2024-03-12"}
	for i := range 40 {
		u := &packet.Unit{ID: "op-" + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + ".text", Source: invented(rng), Target: invented(rng), State: locale.States[i%4], Kind: packet.Unchanged,
			Paper: "draft-paragraphs", Section: "A & B", Before: "<before>", Keep: []string{"AG/RES. 1"}, Budget: i, Words: 3,
			Terms: []packet.Term{{Source: "a", Target: "b", Forbidden: []string{"c"}, Note: "n"}}}
		switch {
		case i%4 == 0 && i%8 == 0:
			u.Target, u.Kind = "", packet.New
		case i%4 == 0:
			u.Kind, u.Previous = packet.Changed, invented(rng)
		}
		u.SourceHash, u.TargetHash, u.Was = source.Hash(u.Source), packet.Exact(u.Target), u.State
		p.Units = append(p.Units, u)
	}
	return p
}

// TestPacketsConform: packets conform to the schemas of their formats.
func TestPacketsConform(t *testing.T) {
	w := shippedTerm(t)
	packets := append(packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true}), packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "fr"})...)
	for name, s := range schemas {
		format, _ := translate.FindFormat(name)
		files, err := translate.Write(append(packets, hostile()), format)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			conforms(t, name, f, s)
		}
	}
}

// toolkit changes the target of one text with the Translate Toolkit and saves the file.
const toolkit = `
import sys
from translate.storage import factory
s = factory.getobject(open(sys.argv[1], 'rb'))
n = 0
for u in s.units:
    if u.source and str(u.source) == 'Health services and disease prevention':
        u.target = 'Servicios de salud y prevenci\u00f3n'
        n += 1
assert n == 1, n
s.savefile(sys.argv[2])
`

// TestPacketsInOtherPrograms: other programs read packets, and what they save is imported: the Translate Toolkit, gettext, libxml2, if
// installed.
func TestPacketsInOtherPrograms(t *testing.T) {
	w := shippedTerm(t)
	packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: "es", All: true})
	dir := t.TempDir()
	at := map[string]string{}
	for _, name := range []string{"xliff", "xliff12", "tmx", "po"} {
		format, _ := translate.FindFormat(name)
		files, err := translate.Write(packets, format)
		if err != nil {
			t.Fatal(err)
		}
		at[name] = filepath.Join(dir, filepath.Base(files[0].Name))
		if err := os.WriteFile(at[name], files[0].Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(t *testing.T, program string, args ...string) {
		t.Helper()
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program, " is not installed")
		}
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			t.Errorf("%s: %s\n%s", program, err, out)
		}
	}
	t.Run("libxml2", func(t *testing.T) { run(t, "xmllint", "--noout", "--nonet", at["xliff"], at["xliff12"], at["tmx"]) })
	t.Run("gettext", func(t *testing.T) { run(t, "msgfmt", "--check", "--output-file="+filepath.Join(dir, "x.mo"), at["po"]) })
	python := ""
	for _, p := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(p, "-c", "import translate.storage.factory").Run() == nil {
			python = p
		}
	}
	for _, name := range []string{"xliff12", "tmx", "po"} {
		t.Run("Translate Toolkit, "+name, func(t *testing.T) {
			if python == "" {
				t.Skip("the Translate Toolkit is not installed")
			}
			saved := filepath.Join(dir, "saved-"+filepath.Base(at[name]))
			run(t, python, "-c", toolkit, at[name], saved)
			b, err := os.ReadFile(saved)
			if err != nil {
				t.Fatal(err)
			}
			r, diags := w.back([]*source.File{source.NewFile(saved, b)}, nil)
			if did(r) != "taken "+title+"\n" || found(diags) != "" {
				t.Errorf("was imported as\n%s%s", did(r), found(diags))
			}
			after := locale.Read(w.embedded, edit.Replaced(w.files, r.Files), &diag.List{})
			if c, _ := after.Locale("es").Content(title); c.Text.String != newTitle {
				t.Errorf("the text is %q", c.Text.String)
			}
		})
	}
}
