# The only door. `make` alone prints what is behind it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup publish serve check-data plan kpi test bench nightly check format docs lock \
  ckan ckan-down clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests choose ports and tokens themselves; T=… narrows a run: make test T=tests/publisher
T ?= tests
# Options of the benchmark: --small, --only csv|packages|xlsx|rules, --big GB, --json FILE
BENCH ?=

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- setting up -------------------------------------------------------------------------

$(VENV)/.python: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)))' || { \
	  echo "Python 3.11, 3.12 or 3.13 is needed; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)." >&2; \
	  echo "Next: install one of them and run: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 5; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing." >&2; \
	  echo "Next: sudo apt install python3-venv   (then run make again)" >&2; exit 5; }
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock pyproject.toml
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime tests/requirements.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r tests/requirements.lock
	@touch $@

setup: $(VENV)/.runtime ## Install what is needed into .venv (the other doors do it themselves)

# --- the work ---------------------------------------------------------------------------

publish: $(VENV)/.runtime ## Make the catalog equal to datasets/ (CKAN_URL= and CKAN_TOKEN= for a CKAN)
	@$(BIN)/opendata publish

serve: $(VENV)/.runtime ## Serve the embedded catalog until Ctrl-C
	@$(BIN)/opendata serve

check-data: $(VENV)/.runtime ## Check the data packages under datasets/
	@$(BIN)/opendata check

plan: $(VENV)/.runtime ## Show what publish would change
	@$(BIN)/opendata plan

kpi: $(VENV)/.runtime ## Report the number of published datasets against the target
	@$(BIN)/opendata kpi

# --- the house --------------------------------------------------------------------------

test: $(VENV)/.dev ## Run the tests (T=path for some of them)
	@$(BIN)/python -m pytest $(T)

bench: $(VENV)/.dev ## Speed and memory against frictionless, some minutes (BENCH=--small: one)
	@$(BIN)/python -m tests.bench $(BENCH)

nightly: $(VENV)/.dev ## The property tests by the thousand, and a CSV of 5 GB (T=path for some tests)
	@OPENDATA_NIGHTLY=1 $(BIN)/python -m pytest -o timeout=7200 $(if $(filter tests,$(T)),tests/engine,$(T))
	@$(BIN)/python -m tests.bench --only big --big 5

check: $(VENV)/.dev ## Formatter, linter, types, import contracts, generated pages
	@$(BIN)/ruff format --check --quiet publisher catalog tests || { echo "Next: make format" >&2; exit 1; }
	@$(BIN)/ruff check --quiet publisher catalog tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m tests.house
	@$(BIN)/python -m publisher.docgen --check

format: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff format --quiet publisher catalog tests
	@$(BIN)/ruff check --quiet --fix publisher catalog tests

docs: $(VENV)/.dev ## Write the generated pages anew
	@$(BIN)/python -m publisher.docgen

lock: $(VENV)/.dev ## Resolve the locks anew (hashes, no registry names)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade \
	  pyproject.toml tests/build.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade \
	  -c requirements.lock tests/requirements.in -o tests/requirements.lock

ckan: ## Bring up a real CKAN on loopback for tests (CKAN_VERSION=2.12.0)
	@tests/ckan/up

ckan-down: ## Stop it
	@tests/ckan/down

clean: ## Remove the environment and caches; the catalog's store stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
