# Two commands for people: `make run` and `make test`. The rest serves them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed

.PHONY: run build notebooks test nightly check format lock clean

run: build notebooks
	@echo
	@echo "Store:      data/processed/indicators.duckdb (and observations.csv beside it)"
	@echo "Notebooks:  notebooks/ (executed); open them with: $(BIN)/jupyter lab notebooks"

build: $(STAMP)
	$(BIN)/indicators build

notebooks: $(STAMP)
	$(BIN)/python notebooks/execute.py

test: $(STAMP)
	bash tests/setup_machine.sh
	$(BIN)/python -m pytest -n logical

# What takes too long for every change: campaigns of faults, fuzzing, mutants, and slow tests.
nightly: $(STAMP)
	bash tests/setup_machine.sh
	$(BIN)/python -m pytest -n logical -m nightly
	$(BIN)/python -m tests.campaigns

check: $(STAMP)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The lock pins every version with its hashes and names no place to fetch from.
lock: $(STAMP)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header --output-file requirements.lock

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "indicators needs Python 3.11 or newer; call make with PYTHON=python3.12, say")'
	@echo "Installing the environment into .venv; this takes a minute or two."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

clean:
	rm -rf .venv data/processed/indicators.duckdb
