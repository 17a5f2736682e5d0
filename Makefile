# Detangle: `make run` shows it, `make test` checks it. Both set up what they need.
#
#   make run   [DATA=folder] [LAKE=folder] [ADDR=host:port]   build, ingest, serve
#   make test                                                 every test, the real browser too
#   make build [VERSION=1.2.3]                                bin/detangle
#   make bench | calibrate | shots | lint | assets | clean
#   make fuzz FUZZ=FuzzInflate IN=./readers [FOR=40s]         one fuzz test

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := build

ADDR ?= 127.0.0.1:8287
VERSION ?=
WEB := publish/web
MODULES := $(WEB)/node_modules/.package-lock.json
DIST := bin/stamps/dist
STATICCHECK := bin/staticcheck
LDFLAGS := -s -w$(if $(VERSION), -X detangle.Version=$(VERSION))
# Two makes in one tree take turns where it matters, if the machine has flock.
TURN = mkdir -p bin/stamps; if command -v flock >/dev/null; then exec 9>bin/stamps/lock; flock 9; fi

CALIBRATION ?= bin/calibration.json
FUZZ ?= FuzzInflate
IN ?= ./readers
FOR ?= 40s

.PHONY: run build test bench fuzz calibrate shots lint assets clean need-build need-test

build: assets need-build
	go build -trimpath -ldflags '$(LDFLAGS)' -o bin/detangle ./cmd/detangle

# Real files and synthetic ones never share a lake.
run: build
	@data='$(DATA)'; lake='$(LAKE)'
	if [ -z "$$data" ] && [ -n "$$(find data -type f ! -name '.*' -print -quit 2>/dev/null)" ]; then data=data; fi
	if [ -z "$$data" ]; then
	  echo 'no DATA given and no files in data/: making SYNTHETIC ones' >&2
	  data=bin/demo; lake=$${lake:-bin/demo-lake}
	  bin/detangle demo --out "$$data"
	fi
	lake=$${lake:-detangle-lake}
	bin/detangle build --in "$$data" --lake "$$lake"
	exec bin/detangle serve --lake "$$lake" --addr '$(ADDR)'

test: assets need-test
	go test -timeout 20m ./...
	cd tools && go test ./...

# Each benchmark prints its table, with the bounds that it should keep. Close other programs first.
bench: build
	@go test -run '^$$' -bench 'BenchmarkSheet$$' -benchtime 1x -timeout 20m ./readers
	go test -run '^$$' -bench 'BenchmarkAllPairs$$' -benchtime 1x -timeout 20m ./record/quote
	go test -run '^$$' -bench 'BenchmarkThreshold$$' -benchtime 1x -timeout 20m ./stat/threshold
	go test -run '^$$' -bench 'BenchmarkVeil$$' -benchtime 1x -timeout 60m ./link
	go test -run '^$$' -bench 'Build|Serve|Load|Ask|Record|Full|Stops' -benchtime 1x -timeout 60m ./cmd/detangle

# Inputs that reach something new are kept as they are: making each as short as it can be takes up to a minute, in which nothing else is tried.
fuzz: need-build
	@go test -run '^$$' -fuzz '$(FUZZ)$$' -fuzztime $(FOR) -fuzzminimizetime 1x $(IN)

# Does the threshold test find what its tables were made with? Ranks over 200 tables, their coverage and 100 placebos, printed
# and written to CALIBRATION as JSON. Takes minutes: a job for the night.
calibrate: need-build
	@mkdir -p "$$(dirname '$(CALIBRATION)')"
	file=$$(realpath -m '$(CALIBRATION)')
	DETANGLE_COMMIT=$$(git describe --always --dirty 2>/dev/null || true) DETANGLE_CALIBRATE="$$file" nice go test -v -count=1 -timeout 12h -run 'TestCalibrateAtNight$$' ./stat/threshold

shots: build need-test
	@rm -rf shots
	DETANGLE_SHOTS="$$PWD/shots" go test -count=1 -timeout 20m -run 'Shots' ./publish/...
	find shots -name '*.png' | sort

lint: need-build $(STATICCHECK)
	@files=$$(git ls-files '*.go'; git ls-files --others --exclude-standard '*.go')
	bad=$$(for f in $$files; do [ -f "$$f" ] && echo "$$f"; done | xargs gofmt -l)
	if [ -n "$$bad" ]; then echo "gofmt would change:"; echo "$$bad"; exit 1; fi
	go vet ./...
	$(STATICCHECK) ./...
	cd tools
	go vet ./...
	../$(STATICCHECK) ./...

# The pages' scripts, styles, fonts and shapes: fetched by npm under a lock file, bundled by tools/assets, never committed.
assets: $(DIST)

$(MODULES): $(WEB)/package.json $(WEB)/package-lock.json
	@tools/need.sh npm
	$(TURN)
	if [ $@ -nt $(WEB)/package-lock.json ] && [ $@ -nt $(WEB)/package.json ]; then exit 0; fi
	cd $(WEB)
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch node_modules/.package-lock.json

$(DIST): $(MODULES) $(wildcard $(WEB)/src/*) $(wildcard tools/assets/*.go) tools/go.mod
	@tools/need.sh go
	$(TURN)
	go -C tools build -o ../bin/assets ./assets
	bin/assets $(WEB)
	touch $@

$(STATICCHECK): tools/go.mod tools/go.sum
	@$(TURN)
	go -C tools build -o ../$@ honnef.co/go/tools/cmd/staticcheck
	touch $@

need-build:
	@tools/need.sh go c++

need-test: need-build
	@tools/need.sh chromium

clean:
	rm -rf bin shots $(WEB)/node_modules
	find $(WEB)/dist -mindepth 1 ! -name .keep -delete
