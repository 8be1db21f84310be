package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"omnibus/assemble/input"
)

func fieldsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fields [FILE|KIND|FIELD...]",
		Short: "List the fields of the input files, with their types, purposes and examples",
		Long: `fields lists every field that an input file may have: its type, whether it is required, its purpose, and an example. Name a
file, a kind of record or a field to list only that.`,
		Example: `  omnibus fields
  omnibus fields proposals
  omnibus fields presenter
  omnibus fields mandate.status`,
		RunE: func(_ *cobra.Command, args []string) error {
			out := bufio.NewWriter(output())
			defer out.Flush()
			if len(args) == 0 {
				for _, f := range input.Files() {
					printFile(out, f)
				}
				return nil
			}
			for _, word := range args {
				found, near := input.Find(word)
				switch {
				case near != "":
					return usageError{fmt.Errorf("there is no file, kind of record, or field %q: did you mean %s?", word, near)}
				case len(found) == 0:
					return usageError{fmt.Errorf("there is no file, kind of record, or field %q: omnibus fields lists them all", word)}
				}
				for _, f := range found {
					printFound(out, f)
				}
			}
			return nil
		},
	}
}

// fieldsPage returns the list of all fields, as a file of a new term.
func fieldsPage() []byte {
	var b bytes.Buffer
	for _, f := range input.Files() {
		printFile(&b, f)
	}
	return b.Bytes()
}

func printFound(w io.Writer, f input.Found) {
	switch {
	case f.File != nil:
		printFile(w, *f.File)
	case f.Field != nil:
		printField(w, f.Kind.Name+".", f.Field)
	default:
		printKind(w, f.Kind)
	}
}

func printFile(w io.Writer, f input.File) {
	fmt.Fprintf(w, "input/%s\n  %s\n\n", f.Name, f.Doc)
	for i, k := range f.Kinds {
		if i > 0 {
			printKind(w, k)
			continue
		}
		for i := range k.Fields {
			printField(w, "", &k.Fields[i])
		}
	}
	if len(f.Kinds[0].Fields) > 0 {
		fmt.Fprintln(w)
	}
}

// printKind lists the fields of a kind under its name.
func printKind(w io.Writer, k *input.Kind) {
	fmt.Fprintf(w, "\n%s\n", k.Name)
	for i := range k.Fields {
		printField(w, "", &k.Fields[i])
	}
}

// printField describes a field in two or three lines. It prints of before the key of the field.
func printField(w io.Writer, of string, f *input.Field) {
	more := ""
	if f.Need {
		more += " (required)"
	}
	if f.Edit {
		more += " (may be edited in the mandate matrix)"
	}
	fmt.Fprintf(w, "  %-16s %s%s\n", of+f.Key, f.Type(), more)
	fmt.Fprintf(w, "  %-16s %s%s\n", "", strings.ToUpper(f.Doc[:1])+f.Doc[1:], ".")
	if f.Example != "" {
		fmt.Fprintf(w, "  %-16s %s: %s\n", "", f.Key, f.Example)
	}
}
