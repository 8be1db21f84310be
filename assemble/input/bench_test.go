package input_test

import (
	"testing"

	"omnibus/assemble/diag"
	"omnibus/assemble/input"
	"omnibus/assemble/synthetic"
)

// BenchmarkRead reads the records of a term with a hundred times the shipped content, and lists their texts.
func BenchmarkRead(b *testing.B) {
	in, _ := synthetic.Files(100)
	b.ReportAllocs()
	for b.Loop() {
		var diags diag.List
		r := input.Read(in, &diags)
		if diags.HasErrors() || len(r.Texts()) == 0 {
			b.Fatal(diags.Counts())
		}
	}
}
