package main

import (
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"slices"

	"omnibus/assemble/source"
	"omnibus/assemble/work"
)

// By how much the heap may grow beyond what is in use before the next collection, in per cent. Where a limit decides when to collect, it
// may grow more: all papers of the shipped term take a twentieth less time in the same memory, and so do those of a hundred times as much.
const (
	percentReading = 200
	percentMaking  = 80
	percentLimited = 400
)

// A limit keeps what is made from up to most bytes of the author's files below memory, in bytes, with little extra collection. What is
// made from more has no limit, because it would collect all the time and take several times as long.
type limit struct {
	most   int
	memory int64
	scaled bool // with fewer records, less memory is enough
}

// What a scaled limit allows for: the program and its own data, and each byte of the records.
const (
	ownMemory  = 48 << 20
	recordSize = 60
)

// buildLimits are the limits of builds. All papers of the shipped term need 72 MB, those of ten times as much 117 MB, with the code of the
// program. 9.5 MB of files, a draft of 4,000 pairs of paragraphs with its redline, need 310 MB; 12.6 MB, all papers of a hundred times the
// shipped term or the matrix of 82,800 mandates, 420 MB.
var buildLimits = []limit{{10 << 20, 300 << 20, true}, {16 << 20, 400 << 20, true}}

// cautiousLimit limits the memory of everything that is done before the size of the author's files is known, and whether they contain
// records at all. With it, reading and checking a term a hundred times as large as the shipped one takes a fifth more time.
const cautiousLimit = 400 << 20

// The workbook of all records takes less memory than a build, because its rows are written one by one: 40,000 rows, from 12.6 MB of files,
// keep 140 MB in use, and fit below recordsLimit.
var recordsLimit = limit{14 << 20, 216 << 20, false}

// An edited draft of 4,000 pairs of paragraphs and sub-paragraphs, with its files of 6 MB, comes home below wordLimit. With twice as much,
// the collection for it would take two thirds of the time.
var wordLimit = limit{7 << 20, 168 << 20, false}

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
// does (GOMEMLIMIT). It returns that limit, and whether there is one.
func limitMemory(src *work.Sources, limits ...limit) (limit, bool) {
	size := inBytes(src.Input, src.Locales, src.Templates)
	i := slices.IndexFunc(limits, func(l limit) bool { return size <= l.most })
	memory := int64(math.MaxInt64)
	if i >= 0 {
		memory = limits[i].memory
		if limits[i].scaled {
			memory = min(memory, ownMemory+recordSize*int64(inBytes(src.Input)))
		}
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	if i < 0 {
		return limit{}, false
	}
	return limits[i], true
}

// raise raises a scaled limit if what is in use leaves little room below it: it would be collected all the time, and the build would take
// twice as long. Faces, formats and notes need memory that the size of the records does not tell.
func (l limit) raise() {
	now := debug.SetMemoryLimit(-1)
	if os.Getenv("GOMEMLIMIT") != "" || !l.scaled || now >= l.memory {
		return
	}
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(inUse)
	if live := int64(inUse[0].Value.Uint64()); live > now/crowded {
		debug.SetMemoryLimit(min(l.memory, live*roomy))
	}
}

// A limit is raised if more than a half of it is in use, to four times as much.
const (
	crowded = 2
	roomy   = 4
)

// inBytes returns the size of files.
func inBytes(lists ...[]*source.File) (size int) {
	for _, files := range lists {
		for _, f := range files {
			size += len(f.Bytes)
		}
	}
	return size
}
