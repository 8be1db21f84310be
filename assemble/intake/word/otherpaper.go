package word

import (
	"fmt"
	"strings"

	readdocx "omnibus/assemble/read/docx"
)

// mostTold is the maximum number of changes that an error tells.
const mostTold = 40

// otherPaper returns the error for a file that was made from a paper without draft paragraphs, such as the work plan. Its texts are those
// of the records, so its changes are made there; the error tells them.
func (im *Import) otherPaper(id string, f *readdocx.File) error {
	var told []string
	for _, m := range f.Marks {
		if m.Kind != readdocx.Looks && m.Words != "" {
			told = append(told, fmt.Sprintf("%s (%s, %s): %s", im.lang1.T(kindLabels[m.Kind], nil), m.Author, im.at(m.Place), m.Words))
		}
	}
	for _, c := range f.Comments {
		told = append(told, fmt.Sprintf("%s (%s): %s", im.commentOf(c), im.at(c.Place), c.Text))
	}
	out := im.sentence(
		"it was made from %q, whose texts are those of the records: make its changes in the workbook of omnibus records export", id)
	if len(told) == 0 {
		return fmt.Errorf("%s; %s", out, im.sentence("it has no tracked change and no comment"))
	}
	rest := ""
	if n := len(told) - mostTold; n > 0 {
		told, rest = told[:mostTold], "\n  … +"+fmt.Sprint(n)
	}
	return fmt.Errorf("%s; %s\n  %s%s", out, im.sentence("its changes, to be made there:"), strings.Join(told, "\n  "), rest)
}
