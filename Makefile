# Everything from nothing: Python 3.11 or newer, venv and make are all that is needed.
#
#   make demo           read the sample reports
#   make desk           open the web desk on them
#   make test           all checks: style, types, tests, quality against its floors
#   make lint           style and types alone
#   make fuzz           look for inputs that break a parser (FUZZ_SECONDS for each; needs the extra "fuzz")
#   make bench          speed and memory
#   make bench-scale    one worker, two, two of Ray's, and how far a core is from its peak
#   make train          train the network anew (hours; needs the extra "training")
#   make docs           the documentation as a site, in build/site; fails where a link leads nowhere
#   make wheel          wheel and source distribution in dist/, built twice to the same bytes
#   make wheelhouse     all wheels that an installation needs, in dist/wheelhouse (PYTHONS, else that of .venv)
#   make check-install  install from them with no network, read a report, open a desk (PYTHONS)
#   make sbom           the bill of materials, in dist/
#   make release        all of test, docs, wheel, wheelhouse, check-install, sbom
#   make clean          remove what the others set up, but for what training has learnt (build/training)
#   make help           print this

# The first of these that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

# For the package and for what builds it; the second name is that of newer versions of pip.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
# Where it is set, each of the many programs that the tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Set-up is keyed on these stamps: a second run finds them newer than what they stand for and starts at once.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_FUZZ := $(VENV)/.installed-fuzz
FUZZ_SECONDS ?= 60
INSTALLED_TRAINING := $(VENV)/.installed-training
INSTALLED_DOCS := $(VENV)/.installed-docs
# Which Pythons the folder of wheels is filled for, and tried with.
PYTHONS ?= $(BIN)/python
# What the build makes and the package needs: without it an installation of before does not count.
GAZETTEER := src/truceline/vocabulary/gazetteer.sqlite
# The ledger of the sample reports.
SAMPLES := build/samples.sqlite
# Tests run on as many cores as there are, up to four, the tests of a file on one: they share what they set up.
# WORKERS= keeps all on one.
WORKERS ?= --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
SETUP := pyproject.toml constraints.txt hatch_build.py desk_build.py

.DEFAULT_GOAL := demo
.PHONY: demo desk test lint fuzz bench bench-scale train docs wheel wheelhouse check-install sbom release clean help

help:
	@sed -n 's/^#   //p' Makefile

demo: $(INSTALLED) $(GAZETTEER)
	$(BIN)/truceline read examples/reports --vocabulary examples/vocabulary.toml
	@echo "To look at them in the browser: make desk"

desk: $(INSTALLED) $(GAZETTEER)
	@mkdir -p build
	$(BIN)/truceline add examples/reports --vocabulary examples/vocabulary.toml --ledger $(SAMPLES)
	$(BIN)/truceline desk --ledger $(SAMPLES)

test: lint
	$(BIN)/python -m pytest $(WORKERS)
	$(BIN)/python -m evaluation --shared $(SHARED)

lint: $(INSTALLED_DEV) $(GAZETTEER)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src training evaluation tests

fuzz: $(INSTALLED_FUZZ) $(GAZETTEER)
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS) $(FUZZ_TARGETS)

bench: $(INSTALLED_DEV) $(GAZETTEER)
	$(BIN)/python -m evaluation.bench --shared $(SHARED)

bench-scale: $(INSTALLED_DEV) $(GAZETTEER)
	$(BIN)/python -m evaluation.workers --shared $(SHARED)

train: $(INSTALLED_TRAINING)
	$(BIN)/python -m training.silver --data $(SHARED)/data
	$(BIN)/python -m training --data $(SHARED)/data

docs: $(INSTALLED_DOCS)
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --nitpicky --quiet -c docs/site . build/site
	@echo "build/site/docs/index.html"

wheel: $(INSTALLED_DEV)
	$(BIN)/python scripts/build.py

wheelhouse: wheel
	$(BIN)/python scripts/wheelhouse.py $(PYTHONS)

check-install: $(INSTALLED_DEV)
	$(BIN)/python scripts/check_install.py $(PYTHONS)

sbom: $(INSTALLED_DEV)
	$(BIN)/python scripts/sbom.py

release: test docs
	$(MAKE) wheelhouse
	$(MAKE) check-install
	$(MAKE) sbom

clean:
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis $(GAZETTEER)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(SETUP) | $(BIN)/python
	$(PIP) --editable .
	touch $@

$(INSTALLED_DEV): $(SETUP) | $(BIN)/python
	$(PIP) --editable '.[dev]'
	touch $@ $(INSTALLED)

$(INSTALLED_FUZZ): $(SETUP) | $(BIN)/python
	$(PIP) --editable '.[dev,fuzz]'
	touch $@ $(INSTALLED_DEV) $(INSTALLED)

$(INSTALLED_DOCS): $(SETUP) | $(BIN)/python
	$(PIP) --editable '.[docs]'
	touch $@ $(INSTALLED)

$(INSTALLED_TRAINING): $(SETUP) | $(BIN)/python
	$(PIP) --editable '.[training]'
	touch $@ $(INSTALLED)

# Removed by hand: build it again.
$(GAZETTEER): | $(INSTALLED)
	$(PIP) --force-reinstall --no-deps --editable .
