package record

import (
	"path"

	"omnibus/assemble/symbol"
)

// Archive is the folder of issued files within the folder of records.
const Archive = "files"

// Kept returns the name under which a file of the record is kept, within the folder of records.
func (r *Issued) Kept(name string) string { return path.Join(Archive, symbol.Slug(r.Symbol), name) }
