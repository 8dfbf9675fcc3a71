# Two targets matter: "make demo" and "make test". Both set up what they need; a second run needs no network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_SERVE ?= 1
DEMO_PORT ?= 8765
DEMO_DIR := build/demo
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint types layers unit system demo-report docs clean lock

demo: $(VENV)/.runtime
	@$(BIN)/ascertain prepare
	@mkdir -p $(DEMO_DIR)
	@$(BIN)/ascertain --home $(DEMO_DIR)/home demo --html $(DEMO_DIR)/dossier.html --port $(DEMO_PORT) \
		$(if $(filter 0,$(DEMO_SERVE)),--no-serve,--serve)

test: lint types layers unit demo-report

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Ascertain needs Python 3.11 or newer: make PYTHON=python3.11 ..."; exit 1; }
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages (about 1 GB on disk, a minute or two) ..."
	@$(PIP) --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "Installing the pinned packages for development ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.dev system
	@$(BIN)/ascertain prepare
	$(BIN)/pytest

# Some tests run on programs that no Python package brings: the store's on a real PostgreSQL, those of text in pictures
# on Tesseract, those of the site in Chromium, those of listening with eSpeak NG. Root gets them from Debian; others skip
# these tests. Nothing else needs them.
system:
	@wanted=""; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || wanted="postgresql"; \
	command -v tesseract >/dev/null || wanted="$$wanted tesseract-ocr"; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
		|| wanted="$$wanted chromium"; \
	command -v espeak-ng >/dev/null || wanted="$$wanted espeak-ng"; \
	[ -z "$$wanted" ] || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing for the tests: $$wanted"; \
			{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$wanted; } \
				>/dev/null 2>&1 || echo "Could not be installed: $$wanted. Their tests are skipped."; \
		else echo "Not installed: $$wanted. Their tests are skipped."; fi; }

demo-report: $(VENV)/.dev
	@$(MAKE) --no-print-directory demo DEMO_SERVE=0

docs: $(VENV)/.dev
	$(BIN)/python tools/write_reference.py

# Needs pip-tools; writes versions and hashes, never an address.
lock:
	pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--strip-extras --allow-unsafe --no-header --extra dev --extra build --extra postgres --extra ocr --extra llm --extra listen \
		-o requirements/dev.txt pyproject.toml
	sed -E '/^ +--hash|^ *#/d; s/ \\$$//' requirements/dev.txt > build/constraints.txt
	pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--strip-extras --allow-unsafe --no-header --extra build -c build/constraints.txt \
		-o requirements/runtime.txt pyproject.toml

clean:
	rm -rf build $(VENV) src/*.egg-info
