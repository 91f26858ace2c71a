# SPDX-License-Identifier: MIT
# What people type.  The build itself is CMake's (CMakePresets.json).

PACKAGES = gcc libc6-dev cmake ninja-build pkg-config git \
	libmicrohttpd-dev libcjson-dev libsqlite3-dev libutf8proc-dev \
	libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev \
	libcurl4-openssl-dev libstemmer-dev ca-certificates
TEST_PACKAGES = libcriterion-dev python3 zstd openssl
BENCH_PACKAGES = python3 wrk nginx-light jq
TORTURE_PACKAGES = python3 python3-venv clang-14 libclang-rt-14-dev valgrind \
	libfaketime strace checksec systemd

SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
JOBS ?= $(shell nproc)
PAPERD = build/release/paperd

.PHONY: run build test check image image-test install clean help
.PHONY: test-clients test-web lighthouse bench bench-search torture compare-cleaners letters
help:
	@echo "make run         build and serve the sample at 127.0.0.1:8080"
	@echo "make build       build $(PAPERD)"
	@echo "make test        build and run all tests"
	@echo "make check       the other checks of CI: layers, format, man pages"
	@echo "make test-clients  programs of others, installed, against paperd"
	@echo "make test-web    the page, in a browser"
	@echo "make lighthouse  and what Lighthouse says of it"
	@echo "make image-test  build the container image and try it (buildah)"
	@echo "make bench       how fast paperd is, beside others; makes docs/performance.md"
	@echo "make torture     what breaks paperd; makes docs/reliability.md"
	@echo "                 PARTS=clean,doors for either: these parts alone"
	@echo "make bench-search  how fast and how well searching is, beside FTS5"
	@echo "make letters     no letter of real titles and abstracts is lost"
	@echo "make compare-cleaners  the worked cases, by paperd and others"
	@echo "make install     install under PREFIX=/usr/local"

# Installs what is missing, and only then asks for root.
define need
	@missing=; for package in $(1); do \
		dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing:$$missing"; \
		$(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y \
			--no-install-recommends $$missing; \
	fi
endef

build:
	$(call need,$(PACKAGES))
	@cmake --preset release >build/release.log 2>&1 || \
		{ cat build/release.log; exit 1; }
	@cmake --build --preset release -j $(JOBS) -- --quiet

build/:
	@mkdir -p build

build: | build/

run: build
	@echo "Once it listens, try in another window:"
	@echo "  curl http://127.0.0.1:8080/v1/records/10.1038/nature14539"
	@echo "  curl 'http://127.0.0.1:8080/v1/records?limit=3&fields=doi,title'"
	@echo "  curl -H 'Accept: text/plain' http://127.0.0.1:8080/v1/abstracts/10.1038/171737a0"
	@exec $(PAPERD) serve --listen 127.0.0.1:8080 --data config/sample \
		--store sqlite:build/sample.db

test: | build/
	$(call need,$(PACKAGES) $(TEST_PACKAGES))
	cmake --preset test
	cmake --build --preset test -j $(JOBS)
	ctest --preset test -j 1

check:
	python3 tests/layers.py
	python3 tests/style.py
	tests/documents.sh $(PAPERD)

test-clients: build
	$(call need,python3 python3-venv)
	tests/clients/run.py --paperd $(PAPERD) $(CLIENTS_OPTIONS)

# WEB_OPTIONS=words runs the tests that have one of them in their names.
test-web: build
	$(call need,python3 openssl)
	tests/web/run.py --paperd $(PAPERD) $(WEB_OPTIONS)

lighthouse: build
	$(call need,python3 openssl)
	tests/web/run.py --paperd $(PAPERD) --lighthouse

image:
	docker build -t paperd .

image-test:
	tests/image/image-test.sh

# PARTS=lookup,load measures those alone.  The programs measured are as shipped;
# a folder of their own, because CMake builds more than is shipped.
PARTS_OPTION = $(if $(PARTS),--only $(PARTS))
bench: | build/
	$(call need,$(PACKAGES) $(BENCH_PACKAGES))
	@cmake --preset release -B build/bench -DPAPERD_BENCH=ON \
		>build/bench.log 2>&1 || { cat build/bench.log; exit 1; }
	@cmake --build build/bench -j $(JOBS) -- --quiet
	python3 bench/run.py --build build/bench --page $(PARTS_OPTION)

torture: | build/
	$(call need,$(PACKAGES) $(TEST_PACKAGES) $(TORTURE_PACKAGES))
	@cmake --preset test >build/test.log 2>&1 || { cat build/test.log; exit 1; }
	@cmake --build --preset test -j $(JOBS) -- --quiet
	python3 tests/torture/run.py --build build/test \
		$(or $(TORTURE_OPTIONS),--page) $(PARTS_OPTION)

# DUMPS=… measures others; COPIES=7 the same works under seven DOIs each.
COPIES ?= 1,7
bench-search: | build/
	$(call need,$(PACKAGES) python3)
	@cmake --preset release -B build/bench -DPAPERD_BENCH=ON \
		>build/bench.log 2>&1 || { cat build/bench.log; exit 1; }
	@cmake --build build/bench -j $(JOBS) -- --quiet
	python3 bench/bench-search.py --build build/bench --copies $(COPIES) \
		--page docs/performance.md $(BENCH_OPTIONS) $(DUMPS)

letters: build
	$(call need,python3)
	python3 tests/letters.py --paperd $(PAPERD) $(LETTERS_OPTIONS)

compare-cleaners: build
	$(call need,python3 python3-venv)
	python3 tests/cleaners/compare.py --paperd $(PAPERD) \
		--page docs/cleaning.md

PREFIX ?= /usr/local
# systemctl enable --now paperd starts it, where there is systemd.
install: build
	install -D -m 755 $(PAPERD) $(DESTDIR)$(PREFIX)/bin/paperd
	install -D -m 644 docs/paperd.8 $(DESTDIR)$(PREFIX)/share/man/man8/paperd.8
	install -D -m 644 docs/paperd.conf.5 \
		$(DESTDIR)$(PREFIX)/share/man/man5/paperd.conf.5
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/local/bin/|$(PREFIX)/bin/|' config/paperd.service \
		>$(DESTDIR)$(PREFIX)/lib/systemd/system/paperd.service

clean:
	rm -rf build
