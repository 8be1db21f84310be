package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"omnibus/assemble/compose/workbook"
	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/intake/edit"
	"omnibus/assemble/locale"
	"omnibus/assemble/source"
	"omnibus/assemble/translate"
	"omnibus/assemble/work"
)

// write makes the changed files, reads them back, and compares them with the intended values.
func (im *Matrix) write() error {
	var records []edit.MandateEdit
	states := map[string][]edit.State{} // of translations whose reviewers have not seen the new text
	messages := map[string][]edit.Message{}
	for _, c := range im.receipt.Changes {
		m := im.mandate(c.ID)
		if c.Lang != "" {
			t := im.Work.Records.Text(m, c.Field)
			messages[c.Lang] = append(messages[c.Lang], edit.Message{ID: t.ID, Text: c.New, Hash: source.Hash(t.String)})
			if tr := im.Work.Locales.Lookup(t, c.Lang); !tr.Original &&
				(tr.State == locale.Reviewed || tr.State == locale.Final || tr.Source != "") {
				states[c.Lang] = append(
					states[c.Lang],
					edit.State{ID: t.ID, Fields: [][2]string{{"state", string(locale.Translated)}, {"hash", source.Hash(t.String)},
						{"source", t.String}, {"previous", translate.PreviousOf(tr, t.String)}}},
				)
			}
			continue
		}
		e := edit.MandateEdit{Resolution: m.Resolution.ID.String, ID: c.ID, Number: m.Number, Field: c.Field, Value: c.New}
		if f, ok := workbook.FieldOf(c.Field); ok && f.List() {
			e.IsList = true
			if c.New != "" {
				e.List = strings.Split(c.New, "; ")
			}
		}
		records = append(records, e)
	}
	inOrder(records)
	var files []*source.File
	if len(records) > 0 {
		i := slices.IndexFunc(im.Src.Input, func(f *source.File) bool { return path.Base(f.Name) == "mandates.yaml" })
		f, err := edit.Mandates(im.Src.Input[i], records)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	var order []string
	for _, w := range im.Work.Records.Texts() {
		order = append(order, w.ID)
	}
	for _, l := range im.Work.Locales.Languages() {
		if len(messages[l]) == 0 {
			continue
		}
		f, err := edit.Messages(edit.LocaleFile(im.Src.Locales, im.Locale, "content."+l+".toml"), messages[l], order)
		if err != nil {
			return err
		}
		files = append(files, f)
		if len(states[l]) == 0 {
			continue
		}
		if f, err = edit.States(edit.LocaleFile(im.Src.Locales, im.Locale, "state."+l+".yaml"), states[l]); err != nil {
			return err
		}
		files = append(files, f)
	}
	return im.verify(files)
}

// inOrder puts the edits of each mandate, which follow one another, in the order of the table of fields, whatever that of the columns is.
func inOrder(edits []edit.MandateEdit) {
	fields := workbook.Fields()
	at := func(e edit.MandateEdit) int {
		return slices.IndexFunc(fields, func(f workbook.Field) bool { return f.Key == e.Field })
	}
	for len(edits) > 0 {
		n := 1
		for n < len(edits) && edits[n].ID == edits[0].ID {
			n++
		}
		slices.SortStableFunc(edits[:n], func(a, b edit.MandateEdit) int { return at(a) - at(b) })
		edits = edits[n:]
	}
}

// mandate returns an existing or added operative paragraph.
func (im *Matrix) mandate(id string) *input.Mandate {
	if m := im.added[id]; m != nil {
		return m
	}
	return im.Work.Records.ByID[id].(*input.Mandate)
}

// verify reads the changed files back: they must have no new error, all changes, and no other change.
func (im *Matrix) verify(files []*source.File) error {
	src := &work.Sources{
		Input: edit.Replaced(im.Src.Input, nil), Locales: edit.Replaced(im.Src.Locales, nil),
		Templates: im.Src.Templates, Faces: im.Src.Faces,
	}
	for _, f := range files {
		if path.Base(f.Name) == "mandates.yaml" {
			src.Input = edit.Replaced(src.Input, []*source.File{f})
		} else {
			src.Locales = edit.Replaced(src.Locales, []*source.File{f})
		}
	}
	after, err := im.Line(src, im.Work.Job, work.Merged, nil)
	if err != nil {
		return err
	}
	if after.Diags.Counts().Errors > im.errors {
		for _, d := range after.Diags.Items {
			if d.Severity == diag.Error {
				im.diags.Items = append(im.diags.Items, im.ofCell(d, after))
			}
		}
		return nil
	}
	changed := map[[2]string]string{}
	for _, c := range im.receipt.Changes {
		changed[[2]string{c.ID, c.Field}] = c.New
	}
	for id, m := range im.added {
		if now, ok := after.Records.ByID[id].(*input.Mandate); !ok || now.Number != m.Number {
			panic(fmt.Sprintf("intake: the new paragraph %s is not read back", id))
		}
	}
	old, next := workbook.Values(im.Work.Records, im.Work.Locales, im.lang), workbook.Values(after.Records, after.Locales, im.lang)
	for key, v := range next {
		want, edited := changed[key]
		if !edited {
			want = old[key]
		}
		if v != want {
			panic(fmt.Sprintf("intake: %s.%s is read back as %q instead of %q", key[0], key[1], v, want))
		}
	}
	im.receipt.Files = files
	return nil
}

// ofCell turns an error in the changed files into one about the cell that causes it, because the user has not seen those files.
func (im *Matrix) ofCell(d *diag.Diagnostic, after *work.Work) *diag.Diagnostic {
	cell, best := "", -1
	for _, c := range im.receipt.Changes {
		m, ok := after.Records.ByID[c.ID].(*input.Mandate)
		if !ok {
			continue
		}
		pos := im.Work.Records.Place(m, c.Field)
		if c.Lang != "" {
			tr, _ := after.Locales.Locale(c.Lang).Content(im.Work.Records.Text(m, c.Field).ID)
			pos = tr.Text.Pos
		}
		if !pos.IsValid() || !d.Pos.IsValid() || pos.File != d.Pos.File {
			continue
		}
		if at := d.Pos.Offset; pos.Offset <= at && at <= pos.Offset+2*len(c.New)+2 && pos.Offset > best {
			cell, best = c.Cell, pos.Offset
		}
	}
	if cell == "" {
		return d
	}
	x := *d
	x.Pos, x.Message, x.Related = im.file.Pos(0, 0), "cell "+cell+": "+d.Message, nil
	return &x
}
