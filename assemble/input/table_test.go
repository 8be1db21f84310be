package input

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/source"
)

// A sampler writes a file that contains each field of a kind with its example, and each list with one entry.
type sampler struct {
	b     strings.Builder
	ids   int
	field *Field // the field that gets another value
	value string // this value; "": the field is left out
	done  bool   // the value was written, or left out
	at    int    // offset of the value
}

func (s *sampler) kind(k *Kind, indent string, deeper bool) {
	for i := range k.Fields {
		f := &k.Fields[i]
		if f == s.field && !s.done {
			s.done = true
			s.at = s.b.Len()
			if s.value != "" {
				s.at += len(indent) + len(f.Key) + 2
				fmt.Fprintf(&s.b, "%s%s: %s\n", indent, f.Key, s.value)
			}
			continue
		}
		part := f.Part()
		switch {
		case part == nil && f.is.form == id:
			s.ids++
			fmt.Fprintf(&s.b, "%s%s: %s-x%d\n", indent, f.Key, f.Example, s.ids)
		case part == nil:
			fmt.Fprintf(&s.b, "%s%s: %s\n", indent, f.Key, f.Example)
		case part == k && deeper: // twice is deep enough
		case f.is.form == list:
			fmt.Fprintf(&s.b, "%s%s:\n%s  -\n", indent, f.Key, indent)
			s.kind(part, indent+"    ", part == k)
		case f.is.form == byLang:
			fmt.Fprintf(&s.b, "%s%s:\n%s  en:\n", indent, f.Key, indent)
			s.kind(part, indent+"    ", false)
		default:
			fmt.Fprintf(&s.b, "%s%s:\n", indent, f.Key)
			s.kind(part, indent+"  ", false)
		}
	}
}

// sampled returns sample files of all layouts. The first occurrence of field has the value; it is in the file in at byte at.
func sampled(field *Field, value string) (all []*source.File, in *source.File, at int) {
	s := &sampler{field: field, value: value}
	for i := range layouts {
		l := &layouts[i]
		if l.name == proseFile {
			continue
		}
		before := s.done
		s.b.Reset()
		s.kind(l.kind, "", false)
		name := "input/" + l.name
		if l.folder {
			name += "/sample.yaml"
		}
		f := source.NewFile(name, []byte(s.b.String()))
		if s.done && !before {
			in, at = f, s.at
		}
		all = append(all, f)
	}
	return append(all, source.NewFile("input/"+proseFile, []byte("Words. {#intro-first}\n")),
		source.NewFile("input/emblem.png", []byte(`<svg viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>`))), in, at
}

// others contains the codes of findings about several records, which the samples ignore.
var others = []string{"E0143", "E0301", "E0302", "W0135"}

// eachPart calls f with the kind and value of every record, and of every part of one, that was read.
func eachPart(r *Records, f func(k *Kind, rec any)) {
	var visit func(k *Kind, rec any)
	visit = func(k *Kind, rec any) {
		f(k, rec)
		for i := range k.Fields {
			if x := &k.Fields[i]; x.in.each != nil {
				x.in.each(rec, func(part any) { visit(x.Part(), part) })
			}
		}
	}
	for i := range layouts {
		switch l := &layouts[i]; l.kind {
		case termFields:
			visit(l.kind, r.Term)
		case bodyFields:
			visit(l.kind, r.Body)
		case glossaryFields:
			visit(l.kind, r.Glossary)
		case outcomesFields:
			for _, s := range r.Outcomes {
				visit(l.kind, s)
			}
		case proseFields:
		default:
			visit(l.kind, r)
		}
	}
}

// TestEachFieldIsSaid demands that each entry of the table states the purpose of the field and gives an example.
func TestEachFieldIsSaid(t *testing.T) {
	keys := map[string]bool{}
	for _, k := range Kinds() {
		if k.record && (len(k.Fields) == 0 || k.Fields[0].Key != "id") {
			t.Errorf("%s: the id does not come first", k.Name)
		}
		for i := range k.Fields {
			f := &k.Fields[i]
			at := k.Name + "." + f.Key
			if keys[at] {
				t.Errorf("%s occurs twice", at)
			}
			keys[at] = true
			if len(strings.Fields(f.Doc)) < 2 || strings.HasSuffix(f.Doc, ".") {
				t.Errorf("%s: %q does not say what it is for", at, f.Doc)
			}
			if (f.Example == "") != (f.Part() != nil) {
				t.Errorf("%s: the example is %q", at, f.Example)
			}
			if f.Type() == "" {
				t.Errorf("%s has no type", at)
			}
			if f.is.form == text && !k.record && k.owner == nil {
				t.Errorf("%s: the id under which it is translated is unknown", at)
			}
		}
	}
	if len(keys) < 140 {
		t.Errorf("only %d fields are in the table", len(keys))
	}
}

// TestEachFieldIsRead reads each field with its example: there is no finding, the record contains the value, its place is correct, a text
// is among those to translate, and the schema also accepts it.
func TestEachFieldIsRead(t *testing.T) {
	all, _, _ := sampled(nil, "")
	var l diag.List
	r := Read(all, &l)
	for _, d := range l.Items {
		if !slices.Contains(others, d.Code) {
			t.Errorf("%s:%d: %s", d.Pos.File.Name, d.Pos.Line(), d.Message)
		}
	}
	schemas := compiled(t)
	for _, f := range all {
		if name := schemaOf(f.Name); name != "" {
			if err := validate(t, schemas[name], f); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
	texts := map[string]bool{}
	for _, x := range r.Texts() {
		texts[x.ID] = true
	}
	seen := map[*Field]bool{}
	eachPart(r, func(k *Kind, rec any) {
		for i := range k.Fields {
			f := &k.Fields[i]
			if f.in.each != nil {
				f.in.each(rec, func(any) { seen[f] = true })
				continue
			}
			if f.is.origin && f.in.at == nil { // it takes effect while its record is read
				seen[f] = true
				continue
			}
			var at any
			if f.in.at != nil {
				at = f.in.at(rec)
			} else {
				at = r.valueAt(rec.(Record), f)
			}
			got := textsOf(at)
			if len(got) == 0 {
				if m, ok := rec.(*Mandate); ok && !m.Text.Pos.IsValid() { // added for a number in the ranges
					continue
				}
				t.Errorf("%s.%s is not in the record", k.Name, f.Key)
				continue
			}
			seen[f] = true
			if p := got[0].Pos; p.IsValid() {
				if s := string(p.File.Bytes[p.Offset:p.End()]); !strings.Contains(f.Example, strings.Trim(s, `"`)) && f.is.form != id {
					t.Errorf("the place of %s.%s contains %q, not %q", k.Name, f.Key, s, f.Example)
				}
			} else if !slices.Contains([]form{number, flag, key, tag}, f.is.form) {
				t.Errorf("%s.%s has no place", k.Name, f.Key)
			}
			if x, ok := at.(*Text); ok && !texts[x.ID] {
				t.Errorf("%s.%s is not among the texts to translate", k.Name, f.Key)
			}
		}
	})
	for _, k := range Kinds() {
		for i := range k.Fields {
			if !seen[&k.Fields[i]] {
				t.Errorf("%s.%s was not read", k.Name, k.Fields[i].Key)
			}
		}
	}
}

// TestEachFieldIsHeld damages each field in turn: with a value of another kind, with a value that its form does not allow, and by leaving
// it out. The reader reports it at its place, and the schema also refuses it.
func TestEachFieldIsHeld(t *testing.T) {
	schemas := compiled(t)
	wrong := map[form]string{
		key: "zz-zz", id: "No Id", tag: "no tag", number: "many", flag: "perhaps", day: "some-day", clock: "noon",
		span: "3-1", address: "nowhere",
	}
	for _, k := range Kinds() {
		for i := range k.Fields {
			f := &k.Fields[i]
			try := func(value string, codes ...string) {
				all, in, at := sampled(f, value)
				var l diag.List
				Read(all, &l)
				found := slices.ContainsFunc(l.Items, func(d *diag.Diagnostic) bool {
					near := value == "" || d.Pos.Offset >= at && d.Pos.Offset < at+len(value)
					return d.Pos.File == in && near && slices.Contains(codes, d.Code) && (len(d.Hints) > 0 || d.Code == "E0301")
				})
				if !found {
					t.Errorf("%s.%s: %q is accepted, or refused without a hint", k.Name, f.Key, value)
				}
				if codes[0] == "E0301" { // a schema does not know which records exist
					return
				}
				if validate(t, schemas[schemaOf(in.Name)], in) == nil {
					t.Errorf("%s.%s: the schema accepts %q", k.Name, f.Key, value)
				}
			}
			switch f.is.form {
			case object, list, byLang:
				try("zz zz", "E0111")
			default:
				other := "[[zz]]"
				if f.is.groups { // a list of lists is a valid group of languages
					other = "[{zz: zz}]"
				}
				try(other, "E0111")
			}
			switch w := wrong[f.is.form]; {
			case f.is.form == ref:
				try("zz-zz", "E0301")
			case w != "":
				try(w, "E0111", "E0113", "E0114", "E0115", "E0116", "E0304", "E0401", "E0402")
			}
			if f.Need && k != acceptedFields { // the list of accepted findings may be empty
				try("", "E0112", "E0109")
			}
		}
	}
}

// derived contains the fields of records that are not written, but follow from others.
var derived = map[string]bool{
	"Records.Body": true, "Records.Term": true, "Records.Glossary": true, "Records.Introduction": true, "Records.Outcomes": true, "Records.ByID": true,
	"Records.Lost": true, "Glossary.ByKey": true, "Form.Lang": true, "Term.OffsetPos": true, "Resolution.LinksPos": true, "Mandate.Resolution": true,
	"AgendaItem.Session": true, "Session.Meeting": true, "Outcome.Session": true, "Proposal.OrderPos": true, "Emblem.Figure": true, "ProseNote.Kind": true,
	"SymbolStyle.Partial": true,
}

// TestEachPlaceIsInTheTable demands an entry of the table for each exported field of each record.
func TestEachPlaceIsInTheTable(t *testing.T) {
	all, _, _ := sampled(nil, "")
	places, claimed := map[string]bool{}, map[string]bool{}
	eachPart(Read(all, &diag.List{}), func(k *Kind, rec any) {
		of := reflect.TypeOf(rec).Elem()
		for i := range k.Fields {
			f := &k.Fields[i]
			fresh := reflect.New(of)
			switch r := fresh.Interface().(type) {
			case *Entry:
				r.Forms = map[string]*Form{}
			case *Mandate:
				r.Details = Unknown("")
			}
			var at any
			switch {
			case f.in.at != nil:
				at = f.in.at(fresh.Interface())
			case f.in.add != nil:
				at = f.in.add(fresh.Interface(), "en")
			default:
				continue
			}
			for _, field := range reflect.VisibleFields(of) {
				v := fresh.Elem().FieldByIndex(field.Index)
				if v.Addr().Pointer() == reflect.ValueOf(at).Pointer() ||
					v.Kind() != reflect.Struct && v.CanInterface() && !v.IsZero() && f.in.add != nil {
					if v.Kind() != reflect.Map || v.Len() > 0 || f.in.add == nil {
						claimed[of.Name()+"."+field.Name] = true
					}
				}
			}
		}
		for _, field := range reflect.VisibleFields(of) {
			if field.IsExported() && !field.Anonymous && field.Name != "Pos" {
				places[of.Name()+"."+field.Name] = true
			}
		}
	})
	for p := range places {
		if !claimed[p] && !derived[p] {
			t.Errorf("no entry of the table fills %s", p)
		}
		if claimed[p] && derived[p] {
			t.Errorf("%s is in the table", p)
		}
	}
	for p := range derived {
		if !places[p] {
			t.Errorf("there is no %s", p)
		}
	}
}

// TestNewField adds a field to the table and changes nothing else: it is read, validated, translated, found, and in the schema.
func TestNewField(t *testing.T) {
	old := *mandateFields
	t.Cleanup(func() { *mandateFields = old })
	*mandateFields = *kindOf(kindMandate, append(slices.Clone(old.Fields),
		Field{Key: "obstacle", is: aText, Edit: true, Example: "No funds", Doc: "what prevents the mandate from being carried out"},
		Field{Key: "review", is: aDay, Edit: true, Example: "2025-01", Doc: "when the obstacle is reviewed"},
	)...)
	var l diag.List
	r := Read(files(with("mandates.yaml", "status: current", "status: current, obstacle: Few *funds*, review: 2025-13")), &l)
	if got := findings(&l); len(got) != 1 || !strings.Contains(got[0], `E0401 review "2025-13" is not a date`) {
		t.Errorf("found %q", got)
	}
	m := r.ByID["ag-res-2910-op-2"]
	x := r.Text(m, "obstacle")
	if x.String != "Few *funds*" || x.ID != "ag-res-2910-op-2.obstacle" || x.Lang != "en" {
		t.Errorf("the text is %+v", x)
	}
	if p := r.Place(m, "obstacle"); p.Line() != 7 || p.Length != len("Few *funds*") {
		t.Errorf("its place is %v", p)
	}
	if !slices.ContainsFunc(r.Texts(), func(w Words) bool {
		return w.ID == x.ID && w.Kind == kindMandate && w.Field == "obstacle" && w.Context == "ag-res-2910"
	}) {
		t.Error("it is not translated")
	}
	if s := string(Schema("mandates")); !strings.Contains(s, `"obstacle"`) || !strings.Contains(s, "No funds") {
		t.Error("it is not in the schema")
	}
	if !slices.ContainsFunc(KindOf(m).Fields, func(f Field) bool { return f.Key == "review" && f.Edit && !f.Translated() }) {
		t.Error("it is not among the fields")
	}
}
