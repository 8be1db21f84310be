# make builds the tool and makes the papers of the shipped term into out/. Go, make and git are all it needs.
BIN := bin/omnibus

.PHONY: all build papers test update fuzz race lint bench typography dist clean

all: papers

build:
	go build -trimpath -o $(BIN) ./cmd/omnibus

papers: build
	$(BIN) build

test:
	go test ./...

# Rewrites the expected results of the case files. Read the difference.
update:
	go test $$(grep -rl 'Bool("update"' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update

# Runs each fuzz target for a short while: FUZZTIME=1h for longer, 30000x for a number of runs, FUZZ=./assemble/source for one room.
FUZZTIME ?= 5s
FUZZ ?= .
fuzz:
	@grep -roH --include='*_test.go' '^func Fuzz[A-Za-z]*' $(FUZZ) | sed 's,/[^/]*:func , ,' | sort -u | while read -r dir name; do \
	  echo "$$dir $$name"; go test "$$dir" -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x || exit 1; \
	done

# Looks for races in the parts that run in parallel: reading, checks, composing, layout, writing, and the command.
race:
	go test -race -short ./assemble/check ./assemble/layout ./assemble/locale ./assemble/write/...
	go test -race -run 'TestSamePapers|TestLargeTerm|TestMatrixUnedited' ./assemble
	go test -race -run 'TestScripts/(build|issue)$$' ./cmd/omnibus

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt these files"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# Measures time, memory and allocations of the stages and of the whole command, for terms of 1, 10, 100 and more times the content. For the
# table of the stages alone: go test ./assemble -run "^$$" -bench Growth
bench:
	go test -run '^$$' -bench . -benchmem ./...

# Measures the typography by paper and language: gaps between words, hyphens, rows of hyphens, feet of pages. Only justified lines count.
# Gaps are in natural spaces, feet in points. The last line counts unfilled lines, and divided words and bonds.
typography:
	@go test ./assemble -run 'TestTypography$$' -typography -v | grep -v '^[=-]'

# Makes one archive for each system: the executable, the licence, and the notices for third-party software.
SYSTEMS := windows/amd64 darwin/amd64 darwin/arm64 linux/amd64 linux/arm64
dist:
	@mkdir -p dist && go run ./cmd/notices $(SYSTEMS) > dist/NOTICES.txt
	@for t in $(SYSTEMS); do \
	  os=$${t%/*}; arch=$${t#*/}; ext=; [ $$os = windows ] && ext=.exe; dir=omnibus-$$os-$$arch; \
	  echo "dist/$$dir.tar.gz"; mkdir -p dist/$$dir && cp LICENSE dist/NOTICES.txt dist/$$dir && \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags=-s -o dist/$$dir/omnibus$$ext ./cmd/omnibus && \
	  tar -C dist -czf dist/$$dir.tar.gz $$dir || exit 1; \
	done

clean:
	rm -rf bin out dist
