package main

import (
	"math"
	"os"
	"runtime/debug"

	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// By how much the heap may grow beyond what is in use before the next collection, in per cent. With rare collection, reading and checking
// records takes a fifth less time and only a little more memory; making pages needs the most memory, and takes 0.03 s longer for the
// shipped term.
const (
	percentReading = 200
	percentMaking  = 80
)

// A build from up to mostInput bytes of the author's files stays below memoryLimit with little extra collection: 9.5 MB of files, a draft
// of 4,000 pairs of paragraphs with its redline, take a tenth longer, and 310 MB instead of 390. A larger build has no limit, because it
// would collect all the time and take several times as long.
const (
	mostInput   = 10 << 20
	memoryLimit = 300 << 20
)

// cautiousLimit limits the memory of everything that is done before the size of the author's files is known, and whether they contain
// records at all. With it, reading and checking a term a hundred times as large as the shipped one takes a fifth more time.
const cautiousLimit = 400 << 20

// The workbook of all records takes less memory than a build, because its rows are written one by one: 40,000 rows, from 12.6 MB of files,
// keep 140 MB in use, and fit below recordsLimit.
const (
	mostRecords  = 14 << 20
	recordsLimit = 216 << 20
)

// An edited draft of 4,000 pairs of paragraphs and sub-paragraphs, with its files of 6 MB, comes home below wordLimit. With twice as much,
// the collection for it would take two thirds of the time.
const (
	mostReturned = 7 << 20
	wordLimit    = 168 << 20
)

// collectAt sets by how much the heap may grow, in per cent, unless the environment does (GOGC).
func collectAt(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// limitAtFirst limits the memory before a build, unless the environment does (GOMEMLIMIT).
func limitAtFirst() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(cautiousLimit)
	}
}

// limitMemory limits the memory, in bytes, of what is made from these files if they have at most most bytes, unless the environment does
// (GOMEMLIMIT).
func limitMemory(src *work.Sources, most int, limit int64) {
	switch {
	case os.Getenv("GOMEMLIMIT") != "":
	case inBytes(src) <= most:
		debug.SetMemoryLimit(limit)
	default:
		debug.SetMemoryLimit(math.MaxInt64)
	}
}

// inBytes returns the size of the author's files, without faces.
func inBytes(src *work.Sources) (size int) {
	for _, files := range [][]*source.File{src.Input, src.Locales, src.Templates} {
		for _, f := range files {
			size += len(f.Bytes)
		}
	}
	return size
}
