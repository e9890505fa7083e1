# Two commands do it all:   make run   ·   make test
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
# A file stays in one worker, so that its scenes are set once; files are dealt in their order.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes
.PHONY: venv run test test-all check bench fmt lock
.DEFAULT_GOAL := run

$(VENV)/.run: requirements/run.lock pyproject.toml
	$(PY) -m venv $(VENV)
	$(PIP) -r requirements/run.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run
	$(PIP) -r requirements/test.lock
	@touch $@

venv: $(VENV)/.run

# The main job: web and worker on the embedded database, in the foreground, with the city that content marks as default; make run CITY=… for another.
run: $(VENV)/.run
	@CITY=$(CITY) $(BIN)/zt serve

# Everything: style, types, contracts, the suite on SQLite and on PostgreSQL, journeys in Chromium.
test: $(VENV)/.test
	@$(BIN)/python tests/support/system.py
	@$(MAKE) --no-print-directory lint
	ZT_TEST_DATABASE=sqlite $(PYTEST)
	ZT_TEST_DATABASE=postgres $(PYTEST) -m "database and not one_database"

# Under three minutes: what a change should pass before it is pushed.
check: $(VENV)/.test lint
	ZT_TEST_DATABASE=sqlite ZT_TEST_WITHOUT=browser,postgres $(PYTEST) -m "not browser and not slow"

.PHONY: lint
lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache >$(VENV)/contracts.txt || (cat $(VENV)/contracts.txt; exit 1)
	@$(BIN)/deptry src >$(VENV)/dependencies.txt 2>&1 || (cat $(VENV)/dependencies.txt; exit 1)

# The same on every Python that is installed.
test-all: test
	@for version in 3.12 3.13; do \
	  if command -v python$$version >/dev/null; then $(MAKE) --no-print-directory test PY=python$$version VENV=.venv-$$version || exit 1; \
	  else echo "python$$version is not installed: left out"; fi; done

bench: $(VENV)/.test
	@$(BIN)/python tests/support/system.py
	$(BIN)/python -m bench

fmt: $(VENV)/.test
	$(BIN)/ruff check --fix .

# New versions: edit pyproject.toml, then make lock (needs uv). The lock files carry hashes and name no index host.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --extra build
lock:
	$(LOCK) --extra test -o requirements/test.lock
	$(LOCK) -o requirements/run.lock -c requirements/test.lock
