package tmx

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate/packet"
)

// TestMemories: a memory gives a packet for each pair of its languages.
func TestMemories(t *testing.T) {
	const units = `<body><tu><tuv xml:lang="en-US"><seg>Health</seg></tuv><tuv xml:lang="es-419"><seg>Salud</seg></tuv></tu>
<tu><note>Which?</note><tuv lang="FR"><seg>Droits</seg></tuv><tuv xml:lang="en"><seg>Rights</seg></tuv><tuv xml:lang="es"><seg>Derechos</seg></tuv><tuv xml:lang="es"><seg>Los derechos</seg></tuv></tu></body>`
	for _, c := range []struct{ srclang, want string }{
		{"*all*", "en-US>es-419:Health=Salud,Rights=Derechos en-US>FR:Rights=Droits es-419>en-US:Salud=Health,Derechos=Rights es-419>FR:Derechos=Droits FR>en-US:Droits=Rights FR>es-419:Droits=Derechos"},
		{"es", "es>en-US:Salud=Health,Derechos=Rights es>FR:Derechos=Droits en-US>es-419:Health=Salud,Rights=Derechos en-US>FR:Rights=Droits FR>en-US:Droits=Rights FR>es-419:Droits=Derechos"},
	} {
		packets, err := Read(source.NewFile("m.tmx", []byte(`<tmx version="1.4"><header srclang="`+c.srclang+`"/>`+units+`</tmx>`)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		notes := 0
		for _, p := range packets {
			var us []string
			for _, u := range p.Units {
				us = append(us, u.Source+"="+u.Target)
			}
			got = append(got, p.From+">"+p.To+":"+strings.Join(us, ","))
			for _, l := range p.Left {
				if l.Query && p == packets[0] {
					notes++
				}
			}
		}
		if strings.Join(got, " ") != c.want || notes != 1 {
			t.Errorf("%s: %d notes, %s", c.srclang, notes, strings.Join(got, " "))
		}
	}
}

func TestEveryStateThereAndBack(t *testing.T) {
	p := &packet.Packet{Term: "term-a", From: "en", To: "es", Meeting: "m-1", Date: "2023-11-07"}
	for i, s := range locale.States {
		u := &packet.Unit{ID: "op-" + string(s), Kind: packet.Unchanged, Source: "Two *words*[^n]", Target: "Dos *palabras*[^n]", State: s, Was: s}
		if i == 0 {
			u.Target, u.Kind = "", packet.New
		}
		u.SourceHash, u.TargetHash = source.Hash(u.Source), packet.Exact(u.Target)
		p.Units = append(p.Units, u)
	}
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	back, err := Read(source.NewFile("p.tmx", b.Bytes()))
	if err != nil || len(back) != 1 || !reflect.DeepEqual(back[0].Meta(), p.Meta()) {
		t.Fatalf("%v, %+v", err, back)
	}
	for i, u := range back[0].Units {
		w := p.Units[i]
		if u.ID != w.ID || u.Source != w.Source || u.Target != w.Target || u.State != w.State || u.Memory || !reflect.DeepEqual(u.Meta(), w.Meta()) {
			t.Errorf("went out %+v\ncame back %+v", w, u)
		}
	}
}
