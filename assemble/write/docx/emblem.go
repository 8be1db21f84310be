package docx

import (
	"fmt"

	"omnibus/assemble/doc"
	"omnibus/assemble/fixed"
)

// The emblem as a part of the package. Shapes become pixels, which every word processor shows.
const (
	emblemRelation = "rIdEmblem"
	emblemPart     = "omnibus-emblem.png"
	emblemPixels   = 400 // of its height, where it is made of shapes
	perPoint       = 12700
	drawingML      = "http://schemas.openxmlformats.org/drawingml/2006/"
)

// emblem is a cell of the masthead with the emblem, and its width in twentieths of a point.
func (b *body) emblem(e *doc.Emblem, column fixed.Points) (cell string, width int) {
	w, h := b.styles.Emblem.Fit(e.Figure.Width, e.Figure.Height, column)
	extent := fmt.Sprintf(`cx="%d" cy="%d"`, units(w, perPoint), units(h, perPoint))
	b.media = []raw{{"word/media/" + emblemPart, "image/png", e.Figure.PNG(emblemPixels)}}
	b.outLinks.first = append(b.outLinks.first, relation(emblemRelation, "image", "media/"+emblemPart))
	width = units(w+b.styles.Emblem.Gap, twentieths)
	return `<w:tc><w:tcPr><w:tcW w:w="` + decimal(width) + `" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Masthead"/></w:pPr>` +
		`<w:r><w:drawing><wp:inline xmlns:wp="` + drawingML + `wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ` + extent +
		`/><wp:docPr id="1" name="` + emblemPart + `" descr="` + escaped(e.Alt[0]) + `"/><a:graphic xmlns:a="` + drawingML + `main">` +
		`<a:graphicData uri="` + drawingML + `picture"><pic:pic xmlns:pic="` + drawingML + `picture"><pic:nvPicPr><pic:cNvPr id="1" name="` +
		emblemPart + `" descr="` + escaped(e.Alt[0]) + `"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="` + emblemRelation +
		`"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + extent +
		`/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>` +
		`</w:drawing></w:r></w:p></w:tc>`, width
}
