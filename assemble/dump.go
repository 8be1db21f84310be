package assemble

import (
	"fmt"
	"io"
)

// Dump prints one stage of the work as text: plan, doc or pages.
func (w *Work) Dump(out io.Writer, what string) error {
	switch what {
	case "plan":
		_, err := io.WriteString(out, w.Plan.String())
		return err
	case "doc":
		for _, d := range w.Docs {
			if _, err := fmt.Fprintf(out, "=== %s\n%s", FileName(d, "doc"), d); err != nil {
				return err
			}
		}
	case "pages":
		for i, r := range w.Pages {
			if _, err := fmt.Fprintf(out, "=== %s\n", FileName(w.Docs[i], "pages")); err != nil {
				return err
			}
			if err := r.Dump(out); err != nil {
				return err
			}
		}
	}
	return nil
}
