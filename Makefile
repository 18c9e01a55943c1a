# Waypost: everything a developer types. `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# python3.11 where it runs, else python3; `make setup PYTHON=/path/to/python` for another.
PYTHON ?= $(shell if python3.11 -c '' >/dev/null 2>&1; then echo python3.11; else echo python3; fi)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python

.PHONY: help
help: ## list these targets
	@grep -hE '^[a-z]+:.* ## ' $(MAKEFILE_LIST) | awk -F':.* ## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: setup
setup: $(VENV)/.ready ## make .venv with everything the locks name; quick when nothing changed
	@:

.PHONY: demo
demo: setup ## write the sample workspace, its briefs and demo/index.html; the last line is its path
	@rm -rf .demo && $(BIN)/waypost demo .demo $(if $(wildcard ../shared/data/SHA256SUMS),--data ../shared/data) >/dev/null
	@rm -rf demo && mv .demo demo
	@test -f demo/index.html
	@echo "$(CURDIR)/demo/index.html"

.PHONY: serve
serve: setup ## serve the sample workspace at http://127.0.0.1:8000; secrets of its accounts are printed once; Ctrl-C ends it
	@$(BIN)/waypost serve serve --samples

.PHONY: test
test: setup ## pass the tests, without the slow ones of `make deep`; under ten minutes
	@$(BIN)/python -m pytest -q --numprocesses=auto --dist=loadfile --durations=10

.PHONY: check
check: setup ## format, lint, strict types, import contracts, and every command block of the documents
	@echo "format";    $(BIN)/ruff format --check --quiet . || { echo "  make format mends this"; exit 1; }
	@echo "lint";      $(BIN)/ruff check --quiet .
	@echo "types";     $(BIN)/mypy --no-error-summary
	@echo "contracts"; $(BIN)/lint-imports --no-logo
	@echo "documents"; $(BIN)/python -m pytest -q tests/documents

.PHONY: format
format: setup ## put all Python files into the one format
	@$(BIN)/ruff check --quiet --fix-only --select I .
	@$(BIN)/ruff format --quiet .

# What `make deep` does in one step, with its name before it and its time after it.
define step
	@began=$$SECONDS; echo "-- $(1)"; $(2); echo "-- $(1): done in $$((SECONDS - began)) s"
endef

# Deep tests wait a good deal, for browsers and servers; planted faults take what they leave: side by side they end sooner.
.PHONY: deep
deep: $(VENV)/.ready-deep ## slow and exhaustive: deep tests beside planted faults, then measurements; at most 45 minutes
	@tools/system-packages chromium tj3 java:default-jre-headless localc:libreoffice-calc lowriter:libreoffice-writer
	$(call step,deep tests beside planted faults,$(MAKE) --jobs=2 exhaustive mutants)
	$(call step,measurements,$(MAKE) bench)

.PHONY: exhaustive
exhaustive: $(VENV)/.ready-deep ## the deep tests alone
	@$(BIN)/python -m pytest -q -m deep --numprocesses=auto --dist=loadfile --no-loadscope-reorder --hypothesis-profile=deep --durations=60

.PHONY: bench
bench: setup ## measure against the targets, misses shown; names what it lacks and skips that row
	@$(BIN)/python -m tools.bench

.PHONY: mutants
mutants: setup ## plant faults in view, change, timetable, ledger, balance and progress; each must be caught by a test
	@$(BIN)/python -m tools.mutants

.PHONY: pictures
pictures: setup ## write each page of three briefs to pictures/ as PNG, to be looked at
	@$(BIN)/python -m tools.pictures pictures

.PHONY: golden
golden: setup ## write the golden files anew; read the difference before you commit it
	@$(BIN)/python -m pytest -q -p no:randomly --golden
	@git --no-pager diff --stat -- tests

.PHONY: locks
locks: $(VENV)/.ready ## work the locks out anew from locks/*.in, with hashes and without addresses
	@for name in uv run web dev deep; do \
	  echo "locks/$$name.txt"; \
	  (cd locks && ../$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header $$name.in -o $$name.txt); \
	done

.PHONY: clean
clean: ## remove all that the other targets make, .venv included
	rm -rf $(VENV) demo .demo serve .*.part pictures mutants build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------- how setup works
# A small hashed lock holds only uv, installed by pip; uv then installs the large lock in seconds. The project
# itself comes last, editable, built by what the lock holds.

$(VENV)/.ready: locks/uv.txt locks/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if v == (3, 11) else "Waypost needs Python 3.11; this one is %d.%d. Install Python 3.11, or say where it is: make setup PYTHON=/path/to/python3.11" % v)'
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing what the locks name"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r locks/uv.txt
	@$(INSTALL) --require-hashes --only-binary :all: -r locks/dev.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@# Compiled now, not at each start: where Python may write no cache itself, a command would take twice as long.
	@$(BIN)/python -m compileall -q -j 2 $(VENV)/lib src >/dev/null || true
	@touch $@
	@echo "ready: $(BIN)/waypost"

$(VENV)/.ready-deep: $(VENV)/.ready locks/deep.txt
	@$(INSTALL) --require-hashes --only-binary :all: --no-binary pyspark --no-build-isolation-package pyspark -r locks/deep.txt
	@touch $@
