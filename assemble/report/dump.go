package report

import (
	"fmt"
	"io"
	"omnibus/assemble/work"
)

// Dump prints one stage of the work as text: plan, doc or pages.
func Dump(w *work.Work, out io.Writer, what string) error {
	switch what {
	case "plan":
		_, err := io.WriteString(out, w.Plan.String())
		return err
	case "doc":
		for _, d := range w.Docs {
			if _, err := fmt.Fprintf(out, "=== %s\n%s", d.FileName("doc"), d); err != nil {
				return err
			}
		}
	case "pages":
		for i, r := range w.Pages {
			if _, err := fmt.Fprintf(out, "=== %s\n", w.Docs[i].FileName("pages")); err != nil {
				return err
			}
			if err := r.Dump(out); err != nil {
				return err
			}
		}
	}
	return nil
}
