# Everything a newcomer needs; CONTRIBUTING.md and README.md give each line's plain form without make.

.DEFAULT_GOAL := help
.PHONY: help app build evaluate test format lint types check constraints clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INDEX := .rapporteur/index/manifest.json

# What is more to be said to a command: make test OPTIONS="-k splitter", make app OPTIONS="--port 8000".
OPTIONS :=

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

app: $(VENV)/.installed $(INDEX)  ## install, build the index and open the page
	@$(BIN)/python app.py $(OPTIONS)

build: $(VENV)/.installed  ## build the index again, of what changed
	@$(BIN)/rapporteur build $(OPTIONS)

evaluate: $(VENV)/.installed  ## ask the fixed question set and print the measures
	@$(BIN)/rapporteur evaluate $(OPTIONS)

test: $(VENV)/.installed-test $(INDEX)  ## install and run the tests
	@$(BIN)/python -m pytest $(OPTIONS)

format: $(VENV)/.installed-dev  ## format the code
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lint: $(VENV)/.installed-dev  ## check format and style
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check

types: $(VENV)/.installed-dev  ## check the types
	@$(BIN)/mypy

check: lint types test  ## everything that must pass before a commit

constraints: $(VENV)/.installed-dev  ## write down the installed versions as the tested ones
	@$(PIP) freeze --exclude-editable | sed 's/+cpu$$//' | { sed -n '/^#/p' constraints.txt; cat; } > constraints.new
	@mv constraints.new constraints.txt

clean:  ## remove the environment and the index
	rm -rf $(VENV) .rapporteur

# One stamp a step, so that a second start installs and embeds nothing. An index that is there is left
# alone: it may be of other records.
$(INDEX): | $(VENV)/.installed
	@$(BIN)/rapporteur build

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Rapporteur into $(VENV) (once; a few minutes)"
	@$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@$(PIP) install --quiet -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

# Only an interpreter that runs counts: version managers leave commands behind that do not.
$(BIN)/python:
	@for candidate in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if $$candidate -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; \
	  then echo "Making $(VENV) with $$($$candidate --version)"; exec $$candidate -m venv $(VENV); fi; \
	done; \
	echo "No Python 3.11, 3.12 or 3.13 with venv found ($$(python3 --version 2>&1)). Install one (Debian:" \
	  "apt-get install python3 python3-venv) or name it: make app PYTHON=/path/to/python3.12" >&2; exit 2
