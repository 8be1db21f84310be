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

# Writes the wanted results of the case files anew. Read the difference.
update:
	go test $$(grep -rl 'Bool("update"' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update

# Each fuzz target for a short while; FUZZTIME=1h for a long one, 30000x for so many runs, FUZZ=./assemble/source for those of one room.
FUZZTIME ?= 5s
FUZZ ?= .
fuzz:
	@grep -roH --include='*_test.go' '^func Fuzz[A-Za-z]*' $(FUZZ) | sed 's,/[^/]*:func , ,' | sort -u | while read -r dir name; do \
	  echo "$$dir $$name"; go test "$$dir" -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1x || exit 1; \
	done

# What runs side by side: reading, checks, composing, layout, writing, and the command around them.
race:
	go test -race -short ./assemble/check ./assemble/layout ./assemble/locale ./assemble/write/...
	go test -race -run 'TestSamePapers|TestLargeTerm|TestMatrixUnedited' ./assemble
	go test -race -run 'TestScripts/(build|issue)$$' ./cmd/omnibus

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "gofmt these files"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# Time and memory of the parts and of the whole command, over terms of 1, 10 and 100 times the content.
bench:
	go test -run '^$$' -bench . -benchmem ./...

# How well the papers are set: gaps between words, hyphens, their rows, feet of pages, by paper and language. Lines are justified ones,
# gaps are in natural spaces, feet in points; the last line counts lines not filled, words broken anywhere, and bonds broken.
typography:
	@go test ./assemble -run 'TestTypography$$' -typography -v | grep -v '^[=-]'

# One archive for each system: the executable, the licence, and the notices of all that it holds of others.
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
