package main

import (
	"math"
	"os"
	"runtime/debug"
	"slices"

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

// A limit keeps what is made from up to most bytes of the author's files below memory, in bytes, with little extra collection. What is
// made from more has no limit, because it would collect all the time and take several times as long.
type limit struct {
	most   int
	memory int64
}

// buildLimits are the limits of builds. 9.5 MB of files, a draft of 4,000 pairs of paragraphs with its redline, take a tenth longer, and
// 310 MB instead of 390. 12.6 MB, all papers of a hundred times the shipped term or the matrix of 82,800 mandates, take a twentieth longer,
// and 420 MB instead of 560.
var buildLimits = []limit{{10 << 20, 300 << 20}, {16 << 20, 400 << 20}}

// cautiousLimit limits the memory of everything that is done before the size of the author's files is known, and whether they contain
// records at all. With it, reading and checking a term a hundred times as large as the shipped one takes a fifth more time.
const cautiousLimit = 400 << 20

// The workbook of all records takes less memory than a build, because its rows are written one by one: 40,000 rows, from 12.6 MB of files,
// keep 140 MB in use, and fit below recordsLimit.
var recordsLimit = limit{14 << 20, 216 << 20}

// An edited draft of 4,000 pairs of paragraphs and sub-paragraphs, with its files of 6 MB, comes home below wordLimit. With twice as much,
// the collection for it would take two thirds of the time.
var wordLimit = limit{7 << 20, 168 << 20}

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

// limitMemory limits the memory of what is made from these files by the first of the limits that is for so many, unless the environment
// does (GOMEMLIMIT).
func limitMemory(src *work.Sources, limits ...limit) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	size, memory := inBytes(src), int64(math.MaxInt64)
	if i := slices.IndexFunc(limits, func(l limit) bool { return size <= l.most }); i >= 0 {
		memory = limits[i].memory
	}
	debug.SetMemoryLimit(memory)
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
