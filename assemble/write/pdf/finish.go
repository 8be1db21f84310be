package pdf

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// finish returns the file: the drawn pages with their faces, structure, links, bookmarks, metadata and attachments. In one piece: it adds
// the objects of the file in the order that their numbers follow.
func (d *drawing) finish(drawn *contents, o Options) ([]byte, error) {
	out := &objects{}
	catalog, pages, resources := out.reserve(), out.reserve(), out.reserve()
	numbers := make([]int, len(d.result.Pages))
	for i := range numbers {
		numbers[i] = out.reserve()
	}
	var tree int
	if d.tagged {
		tree = d.structure(out, numbers)
	}
	fonts, err := d.fonts(out)
	pageContents := drawn.wait()
	if err != nil {
		return nil, err
	}
	out.set(resources, "<</Font<<%s>>%s>>", fonts, d.imageObject(out))
	for i, p := range d.result.Pages {
		c := out.addPacked("", pageContents[i])
		extra := ""
		if d.tagged {
			extra = fmt.Sprintf("/StructParents %d/Tabs/S", i)
		}
		if len(d.links[i]) > 0 {
			var refs strings.Builder
			for _, a := range d.links[i] {
				refs.WriteString(ref(d.annotation(out, a, i, numbers)) + " ")
			}
			extra += "/Annots[" + refs.String() + "]"
		}
		out.set(numbers[i], "<</Type/Page/Parent %s/MediaBox[0 0 %s %s]/Resources %s/Contents %s%s>>",
			ref(pages), number(p.Width, 2), number(p.Height, 2), ref(resources), ref(c), extra)
	}
	var kids strings.Builder
	for _, n := range numbers {
		kids.WriteString(ref(n) + " ")
	}
	out.set(pages, "<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(numbers))

	meta := d.metadata(o)
	entries := fmt.Sprintf(
		"/Type/Catalog/Pages %s/Lang %s/ViewerPreferences<</DisplayDocTitle true>>",
		ref(pages),
		text(d.result.Doc.Langs[0]),
	)
	if b := d.bookmarks(out, numbers); b != 0 {
		entries += fmt.Sprintf("/Outlines %s/PageMode/UseOutlines", ref(b))
	}
	xmp := out.addStream("/Type/Metadata/Subtype/XML", meta.xmp(d.tagged), true)
	entries += "/Metadata " + ref(xmp)
	if d.tagged {
		profile := out.addStream("/N 3", sRGB(), false)
		intent := out.add(
			"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile %s>>",
			ref(profile),
		)
		entries += fmt.Sprintf("/StructTreeRoot %s/MarkInfo<</Marked true>>/OutputIntents[%s]", ref(tree), ref(intent))
		if rec := d.result.Doc.Transcript; len(rec) > 0 {
			sum := md5.Sum(rec)
			file := out.addStream(
				fmt.Sprintf(
					"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d/ModDate %s/CheckSum<%X>>>",
					len(rec),
					literal(meta.pdfDate()),
					sum,
				),
				rec,
				false,
			)
			spec := out.add(
				"<</Type/Filespec/F(%s)/UF(%s)/Desc %s/AFRelationship/Data/EF<</F %s/UF %s>>>>",
				transcriptName,
				transcriptName,
				text(meta.transcriptDesc()),
				ref(file),
				ref(file),
			)
			entries += fmt.Sprintf("/AF[%s]/Names<</EmbeddedFiles<</Names[(%s) %s]>>>>", ref(spec), transcriptName, ref(spec))
		}
	}
	out.set(catalog, "<<%s>>", entries)
	info := out.add("%s", meta.info())
	return out.write(catalog, info, func(content []byte) string {
		sum := sha256.Sum256(content)
		return fmt.Sprintf("%X", sum[:16])
	}), nil
}

// transcriptName is the name of the embedded file with the transcript.
const transcriptName = "record.json"

// structure writes the structure tree and returns the number of its root. In the parent tree, pages have the keys from 0, and links those
// after them.
func (d *drawing) structure(out *objects, pages []int) int {
	d.tags.root.prune()
	root := out.reserve()
	all := d.tags.root.all(nil)
	number := out.reserveMany(len(all))
	for i, e := range all {
		e.number = number + i
	}
	next := len(pages)
	for _, links := range d.links {
		for _, a := range links {
			a.key = next
			next++
		}
	}
	var ids []*element
	for _, e := range all {
		d.write(out, e, root, pages)
		e.kids = nil // a long paper has many
		if e.id != "" {
			ids = append(ids, e)
		}
	}
	var nums strings.Builder
	for i, on := range d.marked {
		fmt.Fprintf(&nums, "%d[", i)
		for _, e := range on {
			nums.WriteString(ref(e.number) + " ")
		}
		nums.WriteString("]")
	}
	for _, links := range d.links {
		for _, a := range links {
			if a.element != nil {
				fmt.Fprintf(&nums, "%d %s ", a.key, ref(a.element.number))
			}
		}
	}
	parents := out.add("<</Nums[%s]>>", nums.String())
	extra := ""
	if len(ids) > 0 {
		slices.SortFunc(ids, func(a, b *element) int { return strings.Compare(a.id, b.id) })
		var names strings.Builder
		for _, e := range ids {
			fmt.Fprintf(&names, "%s %s ", literal(e.id), ref(e.number))
		}
		tree := out.add("<</Limits[%s %s]/Names[%s]>>", literal(ids[0].id), literal(ids[len(ids)-1].id), names.String())
		extra = fmt.Sprintf("/IDTree<</Kids[%s]>>", ref(tree))
	}
	out.set(root, "<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d%s>>", ref(d.tags.root.number), ref(parents), next, extra)
	return root
}

// write writes one element.
func (d *drawing) write(out *objects, e *element, root int, pages []int) {
	parent := root
	if e.parent != nil {
		parent = e.parent.number
	}
	own := -1 // page of the marked content, which needs no page number of its own
	kids := d.kids[:0]
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			kids = append(appendRef(kids, k.element.number), ' ')
		case k.annot != nil:
			kids = append(appendRef(append(kids, "<</Type/OBJR/Pg "...), pages[k.page]), "/Obj \x00"...)
			kids = append(strconv.AppendInt(kids, int64(k.annot.key), 10), "\x00>>"...)
		case own < 0 || own == k.page:
			own = k.page
			kids = append(strconv.AppendInt(kids, int64(k.mcid), 10), ' ')
		default:
			kids = append(appendRef(append(kids, "<</Type/MCR/Pg "...), pages[k.page]), "/MCID "...)
			kids = append(strconv.AppendInt(kids, int64(k.mcid), 10), ">>"...)
		}
	}
	d.kids = kids
	b := append(append(append(d.value[:0], "<</S/"...), e.tag...), "/P "...)
	b = appendRef(b, parent)
	if own >= 0 {
		b = appendRef(append(b, "/Pg "...), pages[own])
	}
	if e.lang != "" {
		b = append(append(b, "/Lang "...), text(e.lang)...)
	}
	if e.id != "" {
		b = append(append(b, "/ID "...), literal(e.id)...)
	}
	if e.special != nil {
		b = e.special.append(b)
	}
	b = append(append(append(b, "/K["...), kids...), "]>>"...)
	d.value = b
	out.bodies[e.number-1].value = bytes.Clone(b)
}

// append appends the entries to the dictionary of an element.
func (x *special) append(b []byte) []byte {
	if x.actual != "" {
		b = append(append(b, "/ActualText "...), text(" "+x.actual+" ")...) // so that it is not read aloud as one word with its neighbours
	}
	if x.alt != "" {
		b = append(append(b, "/Alt "...), text(x.alt)...)
	}
	switch {
	case x.box != "":
		b = fmt.Appendf(b, "/A<</O/Layout/Placement/Block/BBox%s>>", x.box)
	case x.scope != "" && x.span > 1:
		b = fmt.Appendf(b, "/A<</O/Table/Scope/%s/ColSpan %d>>", x.scope, x.span)
	case x.scope != "":
		b = fmt.Appendf(b, "/A<</O/Table/Scope/%s>>", x.scope)
	case x.span > 1:
		b = fmt.Appendf(b, "/A<</O/Table/ColSpan %d>>", x.span)
	case x.decor != "":
		b = fmt.Appendf(b, "/A<</O/Layout/TextDecorationType/%s>>", x.decor)
	case x.numbering != "":
		b = fmt.Appendf(b, "/A<</O/List/ListNumbering/%s>>", x.numbering)
	}
	return b
}

// annotation writes a link, and records its number in its element.
func (d *drawing) annotation(out *objects, a *annotation, page int, pages []int) int {
	h := d.result.Pages[page].Height
	action := ""
	if a.link != nil && a.link.URL != "" {
		action = "/A<</S/URI/URI " + literal(address(a.link.URL)) + ">>"
	} else if to, ok := d.anchors[a.to]; ok {
		action = "/Dest" + d.dest(to, pages)
	} else if id, ok := a.to.(string); ok && d.result.Places[id] > 0 {
		action = "/Dest" + d.dest(anchor{page: d.result.Places[id] - 1}, pages)
	}
	extra := ""
	if d.tagged && a.element != nil {
		extra = fmt.Sprintf("/StructParent %d", a.key)
	}
	n := out.add("<</Type/Annot/Subtype/Link/Rect[%s %s %s %s]/Border[0 0 0]/F 4/Contents %s%s%s>>",
		number(a.x1, 2), number(h-a.y2, 2), number(a.x2, 2), number(h-a.y1, 2), text(a.desc), action, extra)
	if a.element != nil && a.element.number > 0 {
		v := &out.bodies[a.element.number-1].value
		*v = bytes.Replace(*v, []byte("\x00"+strconv.Itoa(a.key)+"\x00"), []byte(ref(n)), 1)
	}
	return n
}

// address returns an address in ASCII, as a URI action requires (12.6.4.7).
func address(url string) string {
	var b strings.Builder
	for _, c := range []byte(url) {
		if c <= ' ' || c >= 0x7F {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (d *drawing) dest(to anchor, pages []int) string {
	return fmt.Sprintf("[%s/XYZ 0 %s null]", ref(pages[to.page]), number(d.result.Pages[to.page].Height-to.y+4*fixed.Point, 2))
}

// bookmarks writes the outline (12.3.3) and returns its number, or 0 if there is no heading.
func (d *drawing) bookmarks(out *objects, pages []int) int {
	type node struct {
		number, parent, first, last, prev, next, count int
		title                                          string
		at                                             anchor
		level                                          int
	}
	var nodes []*node
	top := &node{number: 0}
	stack := []*node{top}
	lastOf := map[*node]*node{}
	for _, h := range d.tags.heads {
		at, ok := d.anchors[headKey{h.block}]
		if !ok || h.title == "" {
			continue
		}
		if top.number == 0 {
			top.number = out.reserve()
		}
		for len(stack) > 1 && stack[len(stack)-1].level >= h.level {
			stack = stack[:len(stack)-1]
		}
		p := stack[len(stack)-1]
		n := &node{number: out.reserve(), parent: p.number, title: h.title, at: at, level: h.level}
		if l := lastOf[p]; l != nil {
			l.next, n.prev = n.number, l.number
		} else {
			p.first = n.number
		}
		p.last, lastOf[p] = n.number, n
		for _, x := range stack {
			x.count++
		}
		nodes, stack = append(nodes, n), append(stack, n)
	}
	if len(nodes) == 0 {
		return 0
	}
	out.set(top.number, "<</Type/Outlines/First %s/Last %s/Count %d>>", ref(top.first), ref(top.last), top.count)
	for _, n := range nodes {
		v := fmt.Sprintf("<</Title %s/Parent %s/Dest%s", text(n.title), ref(n.parent), d.dest(n.at, pages))
		for _, x := range []struct {
			key string
			n   int
		}{{"Prev", n.prev}, {"Next", n.next}, {"First", n.first}, {"Last", n.last}} {
			if x.n != 0 {
				v += "/" + x.key + " " + ref(x.n)
			}
		}
		if n.count > 0 {
			v += fmt.Sprintf("/Count %d", n.count)
		}
		out.set(n.number, "%s>>", v)
	}
	return top.number
}

// A headKey is the key of the anchor of a heading.
type headKey struct{ block doc.Block }
