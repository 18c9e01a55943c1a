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
	@grep -hE '^[a-z]+:.* ## ' $(MAKEFILE_LIST) | sort | awk -F':.* ## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: setup
setup: $(VENV)/.ready ## make .venv with everything the locks name; quick when nothing changed
	@:

$(VENV)/.ready: locks/uv.txt locks/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if v == (3, 11) else "Waypost needs Python 3.11; this one is %d.%d. Install Python 3.11, or say where it is: make setup PYTHON=/path/to/python3.11" % v)'
	@test -x $(BIN)/python || { echo "making $(VENV)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing what the locks name"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r locks/uv.txt
	@$(INSTALL) --require-hashes --only-binary :all: -r locks/dev.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "ready: $(BIN)/waypost"
