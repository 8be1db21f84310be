package xlsx

import (
	"cmp"
	"encoding/xml"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Beside is what is on a sheet besides the contents of its cells.
type Beside struct {
	Comments []Remark // what people have said of cells
	Links    []Remark // addresses that cells link to
	Merged   []Area   // merged cells
	Hidden   []int    // rows that are not shown, from 1: somebody has hidden them, or a filter has
	Filtered bool     // a filter chooses among the rows
}

// A Remark is something about a cell.
type Remark struct {
	Row    int // from 1
	Column int // from 0
	Text   string
	By     string // who has said it; "" is not known
}

// An Area is a rectangle of cells, its edges included.
type Area struct {
	Ref         string // as the program writes it: B2:C4
	Top, Bottom int    // rows, from 1
	Left, Right int    // columns, from 0
}

// areaOf reads a reference such as B2:C4, or B2.
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

// place is the row, from 1, and the column, from 0, of a reference such as B2. A missing row is 0.
func place(ref string) (row, column int) {
	row, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		row = 0
	}
	return row, columnOf(ref, 0)
}

// Beside reads what is on a sheet besides the contents of its cells.
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

// conversation begins the author field of a comment that belongs to a conversation.
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

// plainComment is what somebody has said in a comment that belongs to a conversation: for programs that know none, Excel puts words of its
// own before it.
func plainComment(said string) string {
	if strings.HasPrefix(said, "[Threaded comment]") {
		if _, words, ok := strings.Cut(said, "Comment:\n"); ok {
			return strings.TrimSpace(words)
		}
	}
	return strings.TrimSpace(said)
}

// outside returns where the relations of a part lead out of the package, by their ids.
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
		return nil // the links are then known by their cells alone
	}
	return out
}

// OriginSheet is the name of the hidden sheet by which a workbook knows what it left with, even if renamed: its first cell says so. It is
// "" if there is none.
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
