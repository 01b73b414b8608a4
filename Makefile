# Two commands: `make run` starts Kerege with the example world, `make test` runs what CI runs.
PYTHON ?= python3
PORT   ?= 8000
DATA   ?= var
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test install install-dev assets lint bench clean

run: install assets
	$(BIN)/kerege demo --data "$(DATA)" --port "$(PORT)"

install: $(VENV)/.installed
$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python -e '.[build]'
	touch $@

install-dev: $(VENV)/.installed-dev
$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python -e '.[dev]'
	touch $@

assets: install
	$(BIN)/python tools/build_assets.py
	$(BIN)/python tools/translations.py compile

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy kerege
	$(BIN)/lint-imports
	$(BIN)/python tools/translations.py check

test: install-dev assets
	bash tools/run_tests.sh

bench: install-dev assets
	$(BIN)/python -m bench.run

clean:
	rm -rf $(VENV) var kerege/web/shell/static/kerege frontend/node_modules
