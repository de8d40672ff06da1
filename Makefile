# Two commands for people: `make run` and `make test`. The rest serves them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RUN := .venv/installed
DEV := .venv/installed-dev

PYTEST := $(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder

# What is compiled once is kept: else each of the hundred processes of a run compiles its libraries.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run build notebooks test test-slow nightly check types style docs format lock clean

run: build notebooks
	@echo
	@echo "Store:      data/processed/indicators.duckdb (and observations.csv beside it)"
	@echo "Notebooks:  notebooks/ (executed); open them with: $(BIN)/jupyter lab notebooks"

build: $(RUN)
	$(BIN)/indicators build

notebooks: $(RUN)
	$(BIN)/python notebooks/execute.py

test: $(DEV)
	bash tests/setup_machine.sh
	$(PYTEST)

# The second tier: full sizes, the other places and languages (docs/testing.md).
test-slow: $(DEV)
	bash tests/setup_machine.sh
	$(PYTEST) -m slow

# What takes too long for every change: campaigns of faults, fuzzing, mutants, and slow tests.
nightly: $(DEV)
	bash tests/setup_machine.sh
	$(PYTEST) -m nightly
	$(BIN)/python -m tests.campaigns

# .pre-commit-config.yaml calls the same tools. `make -j2 check docs` runs the types beside the rest.
check: types style

types: $(DEV)
	$(BIN)/mypy

style: $(DEV)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-cache
	$(BIN)/lizard --CCN 15 --warnings_only src/indicators
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

# The documentation site: site/index.html.
docs: $(DEV)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

format: $(DEV)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The locks pin every version with its hashes and name no place to fetch from: requirements.lock
# is what a user runs, requirements-dev.lock the same versions and all the rest.
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header
USED := charts documents excel notebooks ocr report

lock: $(DEV)
	$(PIP) uv
	$(COMPILE) $(USED:%=--extra %) --group build --output-file requirements.lock
	$(COMPILE) --all-extras --group dev --group nightly --constraint requirements.lock \
		--output-file requirements-dev.lock

# A lock is complete, so pip need not look for what its packages need; modules are compiled when
# they are first used, which leaves a seventh of the environment unwritten.
$(RUN): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "indicators needs Python 3.11 or newer; call make with PYTHON=python3.12, say")'
	@echo "Installing the environment into .venv; this takes a minute or two."
	$(PYTHON) -m venv .venv
	$(PIP) --no-compile --no-deps --require-hashes -r requirements.lock
	$(PIP) --no-compile --no-deps --no-build-isolation --editable .
	touch $(RUN)

$(DEV): $(RUN) requirements-dev.lock
	@echo "Adding what tests and checks need; this takes another minute or two."
	$(PIP) --no-compile --no-deps --require-hashes -r requirements-dev.lock
	touch $(DEV)

clean:
	rm -rf .venv site data/processed/indicators.duckdb
