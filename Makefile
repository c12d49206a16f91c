# The only tools a fresh machine needs: Python 3.11 or newer, and make.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help run test install lint format types contracts bench faults mail lock local-model pictures browser emoji debian clean
.DEFAULT_GOAL := help

help:  ## what each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dunwell needs Python 3.11 or newer; none was found on this machine."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "This Python has no venv module. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing the locked dependencies into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

install: $(READY)  ## set up the environment, nothing else

run: $(READY)  ## start Dunwell (no Slack token: with a local Slack to try it in)
	@$(BIN)/dunwell serve

browser:  # Chromium for the page tests; needs root once, tests say so when it is missing
	@command -v chromium >/dev/null || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing Chromium for the page tests ..."; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
  else echo "Chromium is not installed, so the page tests will be skipped. On Debian: sudo apt-get install chromium"; fi; }

mail:  # Debian's mail server and mailbox for one test; needs root once, the test says so when they are missing
	@{ command -v postfix && command -v dovecot; } >/dev/null || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing postfix and dovecot for the mail test (none of them is started) ..."; \
  rule=/usr/sbin/policy-rc.d; test -e $$rule && rule= || { printf '#!/bin/sh\nexit 101\n' > $$rule; chmod 755 $$rule; }; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postfix dovecot-imapd dovecot-lmtpd >/dev/null; \
  test -z "$$rule" || rm -f $$rule; \
  else echo "postfix and dovecot are not installed, so the mail test will be skipped. On Debian: sudo apt-get install postfix dovecot-imapd dovecot-lmtpd"; fi; }

format: $(READY)  ## put the code in its one shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix --quiet . || true

lint: $(READY)
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: $(READY)
	@$(BIN)/mypy -n auto

contracts: $(READY)
	@$(BIN)/lint-imports

test:  ## format, lint, types, import contracts and every test
	@$(MAKE) --no-print-directory -j2 debian lint types contracts
	@$(BIN)/pytest -n auto

debian:  # what the tests use of the system, one after the other: apt allows no two at once
	@$(MAKE) --no-print-directory browser
	@$(MAKE) --no-print-directory mail

bench: $(READY)  ## measure, and write docs/benchmarks.md
	@$(BIN)/python -m tests.bench

local-model: $(READY)  ## build a small language model and let it draft for the sample book
	@$(BIN)/python -m tests.local_model

faults: $(READY)  ## kill 1,000 workers while they send letters, on each database
	@$(BIN)/python -m tests.faults

emoji:  # a font with colours for the pictures; without it their marks are empty boxes
	@fc-list 2>/dev/null | grep -qi emoji || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "Installing an emoji font for the pictures ..."; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-noto-color-emoji >/dev/null; \
  else echo "No emoji font is installed, so the pictures will show boxes. On Debian: sudo apt-get install fonts-noto-color-emoji"; fi; }

pictures: $(READY) browser emoji  ## make the screenshots in docs/pictures anew
	@$(BIN)/python -m demo.pictures

lock:  # after a change of dependencies in pyproject.toml; needs uv (pip install uv)
	UV_PYTHON_DOWNLOADS=never uv lock --quiet
	uv export --quiet --no-emit-project --no-header --no-annotate --no-default-groups -o requirements.txt
	uv export --quiet --no-emit-project --no-header --no-annotate -o requirements-dev.txt
	rm uv.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
