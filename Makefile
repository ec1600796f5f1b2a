# The clinic site's workshop. `make` alone lists what it can do.

VENV ?= .venv
PORT ?= 8000
# Where the site keeps what it writes.
VAR_DIR ?= var
# How many tests run at once.
WORKERS ?= auto
# Set to anything: the suite with a Redis, a bucket and the worker's queue.
BACKENDS ?=
# More arguments for pytest, uv or runserver: make test ARGS="-k search"
ARGS ?=

# The first Python that runs, is new enough and can make an environment.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)

BIN := $(VENV)/bin
MANAGE = $(BIN)/python manage.py
PARTS := clinic home blog search demo
TEMPLATES = $(shell find $(PARTS) -name '*.html')

# Named after the content of what they come from: nothing is done again until it changes.
hash = $(firstword $(shell cat $(1) | cksum))
SITE := $(VENV)/site-$(call hash,requirements.txt)
DEV := $(VENV)/dev-$(call hash,requirements-dev.txt)
STATIC = $(VAR_DIR)/static/collected-$(firstword $(shell \
	find static docs/images clinic/stylesheet.py requirements.txt -type f | sort | xargs cat | cksum))
TOOLS := tests/tools/node_modules/installed-$(call hash,tests/tools/package-lock.json)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test test-long bench search-quality lint format lock screenshots clean tools
run dev: export DJANGO_SETTINGS_MODULE = clinic.settings.dev
run dev: export BASE_URL ?= http://localhost:$(PORT)
test test-long search-quality lint: export DJANGO_SETTINGS_MODULE = clinic.settings.test

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name does; do \
		printf '  make %-14s %s\n' "$$name" "$$does"; done

run: $(SITE) ## serve the site and its demonstration clinic on http://localhost:$PORT (8000)
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", int("$(PORT)")))' \
		2>/dev/null || { echo "Port $(PORT) is not free: try make run PORT=8001" >&2; exit 1; }
	@mkdir -p $(VAR_DIR)
	@$(MANAGE) migrate --verbosity 0
	@test -e $(STATIC) || { $(MANAGE) collectstatic --no-input --verbosity 0 && touch $(STATIC); }
	@$(MANAGE) load_demo --quiet
	@$(MANAGE) set_address
	@echo
	@echo "The site:   http://localhost:$(PORT)/"
	@echo "The admin:  http://localhost:$(PORT)/admin/"
	@echo "Log-ins:    admin, editor, clinician, lead, moderator; the password of each is demo"
	@echo "Ctrl-C stops it."
	@# One process: the default cache is each process's own.
	@# The site itself answers addresses of any length.
	@exec $(BIN)/gunicorn clinic.wsgi --bind 127.0.0.1:$(PORT) --threads 8 --log-level warning \
		--limit-request-line 0

dev: $(SITE) ## the same without the demonstration, reloading when the code changes
	@mkdir -p $(VAR_DIR)
	@$(MANAGE) migrate --verbosity 0
	@DEBUG=true exec $(MANAGE) runserver 127.0.0.1:$(PORT) $(ARGS)

test: $(DEV) tools ## run the suite, in the browser too where there is a Chromium
	@# Handed out a few at a time: the browser tests, which come last, take long.
	@$(BIN)/pytest -n $(WORKERS) --maxschedchunk=8 $(if $(BACKENDS),--ds tests.support.backends) $(ARGS)

test-long: $(DEV) tools ## run what takes minutes (SCALE=0.1 makes it a tenth as long)
	@$(BIN)/pytest -m long $(ARGS)

bench: $(DEV) ## measure speed beside a file (ARGS=growth: with more pages, ARGS=editing: the editor; SCALE=0.1: sooner)
	@$(BIN)/python -m bench $(ARGS)

search-quality: $(DEV) ## print how good the search is, beside Wagtail's stock search and BM25
	@$(BIN)/pytest tests/search/quality -m "" -n 0 --no-header -q $(ARGS)

lint: $(DEV) ## check style, types, security, templates, migrations and settings
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(PARTS)
	@$(BIN)/djhtml --check $(TEMPLATES)
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check

format: $(DEV) ## rewrite code and templates in the house style
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/djhtml $(TEMPLATES)

lock: $(DEV) ## lock requirements*.in again (ARGS=--upgrade for the newest releases)
	@for name in requirements requirements-dev; do \
		UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
			--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
			$(ARGS) $$name.in -o $$name.txt || exit; done

screenshots: $(DEV) ## take the pictures of the documentation again
	@$(BIN)/python -m docs.screenshots
	@$(BIN)/python -m docs.first_article

clean: ## remove what this file installed; the site's content in var/ stays
	rm -rf .venv* tests/tools/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later with venv is needed: \
	install it, or name it with PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(SITE): | $(BIN)/pip
	@echo "Installing what the site runs on"
	@$(BIN)/pip install -qq --require-hashes -r requirements.txt
	@touch $@

$(DEV): | $(BIN)/pip
	@echo "Installing what the tests need"
	@$(BIN)/pip install -qq --require-hashes -r requirements-dev.txt
	@touch $@

# Without npm the tests that need its tools are skipped; not so in CI.
tools:
	@if test -e $(TOOLS); then :; \
	elif command -v npm >/dev/null; then (cd tests/tools && npm ci --silent) && touch $(TOOLS); \
	else echo "npm is not installed: no accessibility and HTML checks" >&2; test -z "$$CI"; fi
