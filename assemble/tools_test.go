package assemble

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/translate/packet"
)

// Texts of the cases: a title; a text with a note mark; a note with emphasis and a link.
const (
	title = "section-health.title"
	study = "op-causes-data-disaggregated.text"
	note  = "introduction.goals"
)

// A returned file is an exported one as a translation tool saves it after it was edited.
type returned struct {
	name   string
	format string
	lang   string // "" is es
	keep   []string
	change func(files []*source.File) []*source.File
	want   string // the receipt, without the units that were not edited
	found  string // findings
}

// in edits the first file by regular expressions and their replacements, within the text of one unit.
func in(id string, pairs ...string) func([]*source.File) []*source.File {
	return func(files []*source.File) []*source.File {
		f := files[len(files)-1]
		s := string(f.Bytes)
		at := strings.Index(s, `"`+id+`"`)
		if at < 0 {
			panic("no unit " + id)
		}
		end := len(s)
		for _, sign := range []string{"</unit>", "</trans-unit>", "</tu>", "\n\n"} {
			if i := strings.Index(s[at:], sign); i > 0 {
				end = min(end, at+i+len(sign))
			}
		}
		part := s[at:end]
		for i := 0; i < len(pairs); i += 2 {
			now := regexp.MustCompile(pairs[i]).ReplaceAllString(part, pairs[i+1])
			if now == part {
				panic("there is no " + pairs[i] + " in " + part)
			}
			part = now
		}
		return append(files[:len(files)-1:len(files)-1], source.NewFile(f.Name, []byte(s[:at]+part+s[end:])))
	}
}

// all edits every file by regular expressions and their replacements.
func all(pairs ...string) func([]*source.File) []*source.File {
	return func(files []*source.File) []*source.File {
		var out []*source.File
		for _, f := range files {
			s := string(f.Bytes)
			for i := 0; i < len(pairs); i += 2 {
				s = regexp.MustCompile(pairs[i]).ReplaceAllString(s, pairs[i+1])
			}
			out = append(out, source.NewFile(f.Name, []byte(s)))
		}
		return out
	}
}

func then(steps ...func([]*source.File) []*source.File) func([]*source.File) []*source.File {
	return func(files []*source.File) []*source.File {
		for _, s := range steps {
			files = s(files)
		}
		return files
	}
}

// last keeps only the file that the translator edits.
func last(files []*source.File) []*source.File { return files[len(files)-1:] }

// utf16LE saves files as some tools on Windows do.
func utf16LE(files []*source.File) []*source.File {
	f := files[0]
	b := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(strings.Replace(string(f.Bytes), `encoding="UTF-8"`, `encoding="utf-16"`, 1))) {
		b = append(b, byte(u), byte(u>>8))
	}
	return []*source.File{source.NewFile(f.Name, b)}
}

const newTitle = "Servicios de salud y prevención"

var toolCases = []returned{
	{name: "a tool cut a unit into segments, and kept the blank between them", format: "xliff",
		change: in(title, `(?s)<segment.*</segment>`, `<segment id="s1" state="translated"><source>Health services</source><target>Servicios de salud</target></segment>`+
			`<ignorable><source> </source></ignorable><segment id="s2" state="reviewed"><source>and disease prevention</source><target>y prevención</target></segment>`),
		want: "taken " + title + "\n"},
	{name: "the segments of the target stand in another order", format: "xliff",
		change: in(title, `(?s)<segment.*</segment>`, `<segment><source>Health services</source><target order="3">y prevención</target></segment>`+
			`<ignorable><source> </source><target> </target></ignorable><segment><source>and disease prevention</source><target order="1">Servicios de salud</target></segment>`),
		want: "taken " + title + "\n"},
	{name: "only one of two segments is done", format: "xliff",
		change: in(title, `(?s)<segment.*</segment>`, `<segment state="translated"><source>Health services</source><target>Servicios de salud</target></segment>`+
			`<ignorable><source> </source></ignorable><segment state="initial"><source>and disease prevention</source></segment>`),
		want: "skipped " + title + ": only some of its segments are translated\n"},
	{name: "a tag with a country, prefixes, carriage returns, a mark of byte order, no states and no metadata", format: "xliff",
		change: then(in(title, `<target>[^<]*`, `<target>`+newTitle), all(`trgLang="es"`, `trgLang="es-ES"`, `(?s)<mda:metadata>.*?</mda:metadata>`, ``, ` state="[a-z]*"`, ``,
			`<(/?)([a-z]+)([ >/])`, `<${1}x:$2$3`, `<(/?)x:xliff`, `<${1}x:xliff`, `xmlns="`, `xmlns:x="`, "\n", "\r\n", `\A`, "\ufeff")),
		want: "taken " + title + "\n"},
	{name: "a tool that indents, and drops what it does not know", format: "xliff",
		change: then(in(title, `<target>[^<]*`, `<target>`+newTitle), all(` xml:space="preserve"`, ``, `(?s)<mda:metadata>.*?</mda:metadata>\n`, ``, `(<ph |<pc |</pc>|</target>|</source>|<data )`, "\n          $1", `(<source>|<target>|<pc [^>]*>)`, "$1\n            ",
			`(op-[a-z-]+\.text"(?s:.*?)), `, "$1,\n      ", `/> <ph`, `/><ph`)),
		want: "taken " + title + "\n"},
	{name: "UTF-16", format: "xliff12", change: then(in(title, `(<target[^>]*>)[^<]*`, `${1}`+newTitle), utf16LE),
		want: "taken " + title + "\n"},
	{name: "as Trados: its name space, segments as marks, changes tracked, the country of the language", format: "xliff12",
		change: then(in(title, `<target[^>]*>[^<]*</target>`, `<seg-source><mrk mtype="seg" mid="1">Health services</mrk> <mrk mtype="seg" mid="2">and disease prevention</mrk></seg-source>`+
			`<target><mrk mtype="seg" mid="1">Servicios <mrk mtype="x-sdl-deleted" sdl:revid="a">médicos</mrk><mrk mtype="x-sdl-added" sdl:revid="b">de salud</mrk></mrk> <mrk mtype="seg" mid="2">y prevención</mrk></target>`+
			`<sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2" conf="Translated"/></sdl:seg-defs>`),
			all(`<xliff `, `<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" sdl:version="1.0" `, `target-language="es"`, `target-language="es-ES"`, `original="[^"]*"`, `original="C:\\work\\term.xliff"`)),
		want: "taken " + title + "\n"},
	{name: "as Trados, half done", format: "xliff12",
		change: in(title, `<target[^>]*>[^<]*</target>`, `<seg-source><mrk mtype="seg" mid="1">Health services</mrk> <mrk mtype="seg" mid="2">and disease prevention</mrk></seg-source>`+
			`<target><mrk mtype="seg" mid="1">Servicios de salud</mrk> <mrk mtype="seg" mid="2"/></target>`),
		want: "skipped " + title + ": only some of its segments are translated\n"},
	{name: "as memoQ: its attributes, the state in them, notes lost", format: "xliff12",
		change: then(in(title, `(<target)[^>]*>[^<]*`, `$1 xml:lang="es" mq:status="ManuallyConfirmed">`+newTitle),
			all(`<xliff `, `<xliff xmlns:mq="MQXliff" `, `(?s)<note[^>]*>.*?</note>\n?`, ``, `<trans-unit `, `<trans-unit mq:segmentguid="0" `)),
		want: "taken " + title + "\n"},
	{name: "a tool made codes of its own without their data", format: "xliff12",
		change: then(in(study, ` que elabore`, ` que prepare`), all(`(?s)<ph id="(\d+)"[^>]*>.*?</ph>`, `<x id="$1"/>`)),
		want:   "taken " + study + "\n"},
	{name: "codes have other numbers on both sides", format: "xliff12",
		change: then(in(study, ` que elabore`, ` que prepare`), all(`<ph id="(\d+)"`, `<ph id="4$1"`)),
		want:   "taken " + study + "\n"},
	{name: "a code is closed that is not open", format: "xliff", change: in(note, `(?s)(<target>.*?)<pc [^>]*>(.*?)</pc>`, `${1}$2<ec startRef="1"/>`),
		want: "refused " + note + ": inline code \"1\" is closed but not opened\n", found: "error: text \"" + note + "\": inline code \"1\" is closed but not opened [E0714]\n"},
	{name: "a note mark is lost", format: "toml", change: in(study, `(?m)^(other = ".*)\[\^note-study\]`, `${1}`),
		want: "refused " + study + ": the translation has lost [^note-study]\n", found: "error: text \"" + study + "\": the translation has lost [^note-study] [E0714]\n"},
	{name: "a mark that is none, HTML, a name that nobody knows", format: "po", change: in(title, `msgstr "[^"]*"`, `msgstr "Servicios {{nom:cam}} de <b>salud</b> {{name:cma}}"`),
		want: "taken " + title + "\n", found: "error: \"{{nom:cam}}\" is not valid markup [E0137]\nwarning: the text contains raw HTML \"<b>\" [E0132]\nwarning: the text contains raw HTML \"</b>\" [E0132]\n" +
			"error: the translation of \"" + title + "\" into \"es\" uses \"cma\", which is not in the glossary [E0916]\n"},
	{name: "a tool that fills the target with the source", format: "po", lang: "fr", keep: []string{title, "term-2023-2024.title"},
		change: all(`msgid "([^"]+)"\nmsgstr ""`, "msgid \"$1\"\nmsgstr \"$1\""),
		want: "taken term-2023-2024.title\nskipped " + title + ": it is a copy of its source: nobody has translated it; " +
			"if it is the same in both languages, run omnibus translate confirm --same\n"},
	{name: "as OmegaT saves its memory: no ids, regions in capitals, a document type", format: "tmx", lang: "fr", keep: []string{title},
		change: all(` tuid="[^"]*"`, ``, `(?s)<prop .*?</prop>`, ``, `(?s)<note>.*?</note>\n`, ``, `"en"`, `"EN-US"`, `(?s)</tuv>\s*</tu>`, `</tuv><tuv xml:lang="FR-FR" changeid="a"><seg>Services de santé</seg></tuv></tu>`,
			`<tmx version="1.4">`, "<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n<tmx version=\"1.1\">"),
		want: "taken " + title + "\n"},
	{name: "a memory does not take the place of what is translated, and says what it does not know", format: "tmx", keep: []string{title, study},
		change: then(in(title, `(xml:lang="es"><seg>)[^<]*`, `${1}Salud`), in(study, `(xml:lang="en"><seg>)To instruct`, `${1}To ask`), all(` tuid="[^"]*"`, ``, `(?s)<prop .*?</prop>`, ``)),
		want: "skipped \"To ask the General Secretariat to prepare, with the figures …\": no text of the term has this source\n" +
			"skipped " + title + ": it has another translation here, which is not stale: a translation memory does not replace it\n"},
	{name: "as Poedit: wrapped lines, another header, what is obsolete", format: "po",
		change: then(in(title, `msgstr "[^"]*"`, "msgstr \"\"\n\"Servicios de salud \"\n\"y prevención\""),
			all(`(?s)"Project-Id-Version.*?"X-Source-Language`, "\"Language: es_ES\\n\"\n\"X-Generator: Poedit 3.4\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"X-Source-Language",
				`\z`, "\n#~ msgctxt \"op-gone.text\"\n#~ msgid \"\"\n#~ \"Gone\"\n#~ msgstr \"Ido\"\n")),
		want: "taken " + title + "\n"},
	{name: "still marked fuzzy", format: "po", change: then(all(`msgctxt "`+title+`"`, "#, fuzzy, no-wrap\nmsgctxt \""+title+`"`), in(title, `msgstr "[^"]*"`, `msgstr "Salud"`)),
		want: "taken " + title + " stale: its translator has not marked it as done\n"},
	{name: "as Weblate: sorted, without descriptions and hashes; the sources beside it", format: "toml",
		change: then(in(title, `other = "[^"]*"`, `other = "`+newTitle+`"`), all(`description = .*\n`, ``, `hash = .*\n`, ``)), want: "taken " + title + "\n"},
	{name: "as Weblate, and the sources are not beside it", format: "toml",
		change: then(in(title, `other = "[^"]*"`, `other = "`+newTitle+`"`), all(`description = "omnibus.*\n`, ``, `description = .*\n`, ``, `hash = .*\n`, ``), last),
		want:   "taken " + title + " stale: the file does not say which source it was translated from\n"},
	{name: "entities", format: "tmx", change: all(`<tmx version`, "<!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<tmx version"),
		found: "error: the file cannot be read: the file declares entities, which are not allowed [E0710]\n"},
	{name: "the end is missing", format: "xliff12", change: all(`(?s)</body>.*`, ``),
		found: "error: the file cannot be read: not readable as XML: the end of the file is missing [E0710]\n"},
	{name: "a unit twice, and not the same", format: "xliff12", change: in(title, `(?s)\A(.*<target[^>]*>)[^<]*(.*)\z`, `${1}`+newTitle+`${2}<trans-unit id=${1}Salud$2`),
		want: "taken " + title + "\nconflict " + title + ": another packet has a different translation\n", found: "error: text \"" + title + "\" was returned twice with different translations [E0715]\n"},
	{name: "an id that nobody knows", format: "xliff", change: then(in(title, `<target>[^<]*`, `<target>`+newTitle), all(`"`+title+`"`, `"section-wealth.title"`)),
		want: "skipped section-wealth.title: the term has no text with this id: its record was removed or has another id\n"},
	{name: "another encoding", format: "xliff", change: all(`encoding="UTF-8"`, `encoding="windows-1252"`),
		found: "error: the file cannot be read: the file is in windows-1252: save it as UTF-8 [E0710]\n"},
	{name: "another encoding that it does not say", format: "po", change: all(`ó`, "\xf3"),
		found: "error: the file cannot be read: the file is not in UTF-8: save it as UTF-8 [E0710]\n"},
	{name: "UTF-16 without its mark", format: "xliff12", change: then(in(title, `(<target[^>]*>)[^<]*`, `${1}`+newTitle), utf16LE, func(files []*source.File) []*source.File {
		return []*source.File{source.NewFile(files[0].Name, files[0].Bytes[2:])}
	}), want: "taken " + title + "\n"},
	{name: "a page of the web", format: "xliff", change: all(`(?s)\A.*\z`, `<!DOCTYPE html><html><body><p>x</p></body></html>`),
		found: "error: the file cannot be read: the file is a web page, not a packet [E0710]\n"},
	{name: "a table of commas", format: "po", change: all(`(?s)\A.*\z`, "ID,Translation\n\""+title+"\",Salud\n"),
		found: "error: the file cannot be read: the file is not in a packet format: toml, xliff, xliff12, xlsx, docx, tmx, po [E0710]\n"},
}

// TestPacketsAsToolsSaveThem: packets are imported as translation tools save them: the translations, and nothing else.
func TestPacketsAsToolsSaveThem(t *testing.T) {
	w := shippedTerm(t)
	for _, c := range toolCases {
		t.Run(c.format+" "+c.name, func(t *testing.T) {
			lang := c.lang
			if lang == "" {
				lang = "es"
			}
			packets := packet.Make(w.plan, w.set(), w.papers, packet.Choice{To: lang, All: true})
			if c.keep != nil {
				for _, p := range packets {
					var kept []*packet.Unit
					for _, u := range p.Units {
						for _, id := range c.keep {
							if u.ID == id {
								kept = append(kept, u)
							}
						}
					}
					p.Units = kept
				}
			}
			format, _ := translate.FindFormat(c.format)
			files, err := translate.Write(packets[:1], format)
			if err != nil {
				t.Fatal(err)
			}
			r, diags := w.back(c.change(files), nil)
			if did(r) != c.want || found(diags) != c.found {
				t.Errorf("was imported as\n%s%swanted\n%s%s", did(r), found(diags), c.want, c.found)
			}
			if diags.HasErrors() && len(r.Files) > 0 {
				t.Errorf("%d files would be written", len(r.Files))
			}
		})
	}
}
