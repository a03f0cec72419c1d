# make demo | make test | make quick, on a machine with nothing but Python 3.11 or newer and make.
# PYTHON=python3.12 chooses the Python; a .venv made with another one is then made anew.

VENV = .venv
BIN = $(VENV)/bin
NEWS = examples/news/founder.vi.txt examples/news/founder.en.txt
OUT = build/demo
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
VERSION = -c 'import sys; print(sys.version); sys.exit(sys.version_info < (3, 11))'

.PHONY: help demo test lint quick fuzz faults clean force

help:
	@echo "make demo   align the example, write $(OUT)/founder.tmx and .html, check it against its glossary"
	@echo "make test   lint, types, all tests, branch coverage"
	@echo "make quick  the tests that take no more than a moment"
	@echo "make fuzz   give the readers a million files put together or damaged at random; an hour or two"
	@echo "make faults kills, full disks, signals, files that must not be written over"
	@echo "make clean  remove .venv and everything built"

demo: $(VENV)/.installed
	@mkdir -p $(OUT)
	$(BIN)/songngu align $(NEWS) -o $(OUT)/founder.tmx -o $(OUT)/founder.html --table
	@echo
	@check="$(BIN)/songngu check $(NEWS) --glossary examples/news/glossary.csv"; \
	echo "$$check"; status=0; $$check || status=$$?; echo; \
	echo "Exit status $$status; 1 is expected: two slips are planted in the English, a name and a number."; \
	echo "Written: $(OUT)/founder.tmx and, to look at in a browser, $(OUT)/founder.html"; \
	test $$status -eq 1

test: lint
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-branch --cov-report=term --cov-fail-under=95

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests/typed_calls.py

quick: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow" -q

# Inputs for each of the readers; as it stands, a million in all.
FUZZ = 11000
fuzz: $(VENV)/.installed-dev
	@SONGNGU_FUZZ=$(FUZZ) $(BIN)/python -m pytest -q -n auto tests/fuzz

# Kills of each command that writes; as it stands, a thousand in all.
FAULTS = 60
faults: $(VENV)/.installed-dev
	@SONGNGU_FAULTS=$(FAULTS) $(BIN)/python -m pytest -q -n auto tests/faults tests/corpus/files tests/commands/test_inputs_kept.py tests/test_cli.py tests/workspace/runners

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml
	$(PIP) -e '.[dev]'
	@touch $(VENV)/.installed $@

# Runs every time, but leaves a fitting environment untouched, so that nothing is installed again.
$(BIN)/python: force
	@if [ -x $@ ] && [ -z "$(PYTHON)" ]; then exit 0; fi; \
	names="$(PYTHON)"; names=$${names:-python3 python3.14 python3.13 python3.12 python3.11}; \
	for python in $$names; do \
	    wanted=$$("$$python" $(VERSION) 2>/dev/null) || continue; \
	    if [ -x $@ ] && [ "$$($@ $(VERSION) 2>/dev/null)" = "$$wanted" ]; then exit 0; fi; \
	    echo "$$python -m venv $(VENV)"; \
	    "$$python" -m venv --clear $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    echo "error: $$python cannot make $(VENV); on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	done; \
	echo "error: no Python 3.11 or newer among: $$names; name one: make PYTHON=/path/to/python" >&2; exit 1

force:
