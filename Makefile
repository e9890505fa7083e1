# Two commands do it all: make run · make test
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
.PHONY: venv run test test-all check bench fmt lock

$(VENV)/.run: requirements/run.lock pyproject.toml
	$(PY) -m venv $(VENV)
	$(BIN)/python -m pip install -q --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
$(VENV)/.test: requirements/test.lock $(VENV)/.run
	$(BIN)/python -m pip install -q --require-hashes -r requirements/test.lock
	@touch $@
venv: $(VENV)/.run

lock:
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/test.in -o requirements/test.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/run.in -o requirements/run.lock -c requirements/test.lock
