# make demo      annotate the sample articles and build the page out/demo.html
# make test      format, lint, types and tests (import contracts among them)
# make bench     accuracy on the sample and speed
# make accuracy  docs/accuracy.md and the README's table from the figures in docs/accuracy, those of the sample anew
#                (SETS="polnear=dev.jsonl.gz ..." measures others anew, too)
# make pictures  take the ten pictures of docs/pictures anew (needs Chromium)
# make clean     remove what the others made (.venv too)
# Each sets up .venv by itself. Another Python: make demo PYTHON=python3.12

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input
OK := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(OK)' >/dev/null 2>&1 && echo $$python && break; done)

export OMP_NUM_THREADS ?= 1
export PYTHONUTF8 := 1

.PHONY: help demo test bench accuracy pictures clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# //p' $(firstword $(MAKEFILE_LIST))

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed; name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Installing quotegraph into $(VENV) (a few minutes the first time)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml $(VENV)/installed
	@echo "Installing the test tools into $(VENV)"
	@$(PIP) --editable '.[test]'
	@touch $@

demo: $(VENV)/installed
	@rm -rf out/demo && mkdir -p out
	@echo "Reading the sample articles: who says what, and on which side"
	@$(BIN)/quotegraph add out/demo data/sample
	@$(BIN)/quotegraph validate out/demo
	@echo && echo "Which topics are contested most?"
	@$(BIN)/quotegraph query out/demo controversy | head -n 8
	@echo && echo "Who opposes foreign troops in Ukraine?"
	@$(BIN)/quotegraph query out/demo who-opposes -p topic=foreign-troops | head -n 8
	@echo
	@$(BIN)/quotegraph page out/demo out/demo.html --title "Security guarantees for Ukraine: the sample articles"
	@echo && echo "Open the page in any browser, click a line, read the words:" && echo "  file://$(CURDIR)/out/demo.html"

test: $(VENV)/installed-test
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest --quiet

bench: $(VENV)/installed-test
	@$(BIN)/quotegraph evaluate data/gold/ukraine.jsonl
	@for bench in tests/bench/*.py; do $(BIN)/python $$bench || exit 1; done

accuracy: $(VENV)/installed
	@$(BIN)/python -m quotegraph.evaluate.accuracy sample=data/gold/ukraine.jsonl $(SETS)

pictures: demo $(VENV)/installed-test
	@$(BIN)/python docs/pictures/take.py

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
