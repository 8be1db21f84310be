package xlsx

import (
	"cmp"
	"encoding/xml"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Beside is the content of a sheet other than that of its cells.
type Beside struct {
	Comments []Remark // comments on cells
	Links    []Remark // addresses to which cells link
	Merged   []Area   // merged cells
	Hidden   []int    // numbers (from 1) of rows hidden by somebody or by a filter
	Filtered bool     // the sheet has an active filter
}

// A Remark is a comment or a link of a cell.
type Remark struct {
	Row    int // from 1
	Column int // from 0
	Text   string
	By     string // author; "" if unknown
}

// An Area is a rectangle of cells, including its edges.
type Area struct {
	Ref         string // reference of the area: B2:C4
	Top, Bottom int    // rows, from 1
	Left, Right int    // columns, from 0
}

// areaOf returns the area of a reference such as B2:C4, or B2.
func areaOf(ref string) Area {
	from, to, more := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !more {
		to = from
	}
	a := Area{Ref: ref}
	a.Top, a.Left = place(from)
	a.Bottom, a.Right = place(to)
	return a
}

// place returns the row (from 1) and the column (from 0) of a reference such as B2. A missing row is 0.
func place(ref string) (row, column int) {
	row, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		row = 0
	}
	return row, columnOf(ref, 0)
}

// Beside reads the content of a sheet other than that of its cells.
func (x *Book) Beside(sheet string) (Beside, error) {
	var b Beside
	i := slices.IndexFunc(x.sheets, func(s sheetPart) bool { return s.name == sheet })
	if i < 0 {
		return b, nil
	}
	part := x.sheets[i].part
	targets := x.outside(part)
	n := 0
	err := x.elements(part, func(e xml.StartElement, _ *xml.Decoder) error {
		switch e.Name.Local {
		case "row":
			n = numberOr(attr(e, "r"), n+1)
			if h := attr(e, "hidden"); h == "1" || h == "true" {
				b.Hidden = append(b.Hidden, n)
			}
		case "filterColumn":
			b.Filtered = true
		case "mergeCell":
			b.Merged = append(b.Merged, areaOf(attr(e, "ref")))
		case "hyperlink":
			a := areaOf(attr(e, "ref"))
			b.Links = append(b.Links, Remark{Row: a.Top, Column: a.Left, Text: cmp.Or(targets[attr(e, "id")], attr(e, "location"))})
		}
		return nil
	})
	if err != nil {
		return b, err
	}
	for _, r := range x.relations(part) {
		if strings.HasSuffix(r.kind, "/comments") {
			if err := x.comments(r.target, &b.Comments); err != nil {
				return b, err
			}
		}
	}
	return b, nil
}

// conversation is the beginning of the author of a comment in a conversation.
const conversation = "tc={"

// comments reads the comments of a part.
func (x *Book) comments(part string, to *[]Remark) error {
	var authors []string
	return x.elements(part, func(e xml.StartElement, d *xml.Decoder) error {
		if e.Name.Local == "author" {
			t, err := d.RawToken()
			if err != nil {
				return cutOff("an author", err)
			}
			name, _ := t.(xml.CharData)
			authors = append(authors, strings.TrimSpace(string(name)))
		}
		if e.Name.Local != "comment" {
			return nil
		}
		by := ""
		if i := numberOr(attr(e, "authorId"), -1); i >= 0 && i < len(authors) && !strings.HasPrefix(authors[i], conversation) {
			by = authors[i]
		}
		said, err := text(d, "comment")
		if err != nil {
			return err
		}
		row, column := place(attr(e, "ref"))
		*to = append(*to, Remark{row, column, plainComment(said), by})
		return nil
	})
}

// plainComment returns the words of a comment in a conversation: Excel puts words of its own before it, for programs that do not support
// conversations.
func plainComment(said string) string {
	if strings.HasPrefix(said, "[Threaded comment]") {
		if _, words, ok := strings.Cut(said, "Comment:\n"); ok {
			return strings.TrimSpace(words)
		}
	}
	return strings.TrimSpace(said)
}

// outside returns the targets of relations of a part that are outside of the package, by their ids.
func (x *Book) outside(part string) map[string]string {
	out := map[string]string{}
	rels := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if x.parts[strings.ToLower(rels)] == nil {
		return out
	}
	err := x.elements(rels, func(e xml.StartElement, _ *xml.Decoder) error {
		if e.Name.Local == "Relationship" && attr(e, "TargetMode") == "External" {
			out[attr(e, "Id")] = attr(e, "Target")
		}
		return nil
	})
	if err != nil {
		return nil // the links then have only their cells
	}
	return out
}

// OriginSheet returns the name of the hidden sheet with the exported state of a workbook, or "" if there is none. It is recognized by its
// first cell, even if it was renamed.
func (x *Book) OriginSheet() (string, error) {
	names := x.Sheets()
	slices.SortStableFunc(names, func(a, b string) int { return boolInt(b == originSheet) - boolInt(a == originSheet) })
	for _, name := range names {
		is := false
		err := x.Rows(name, func(_ int, cells []Cell) bool {
			c := append(Spread(cells), "", "")
			is = (c[0] == "workbook" || c[0] == "sheet") && c[1] != "" || c[0] == "packet" && strings.HasPrefix(c[1], "omnibus: ")
			return false
		})
		if err != nil {
			return "", err
		}
		if is {
			return name, nil
		}
	}
	return "", nil
}
