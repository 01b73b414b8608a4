# Two commands: `make run` starts Kerege with the example world, `make test` runs what CI runs.
PYTHON ?= python3
PORT   ?= 8000
DATA   ?= var
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv pip install --system-certs --quiet --python $(BIN)/python

.PHONY: run test test-deployed install install-dev lock assets lint bench crawl mutants clean

run: install assets
	$(BIN)/kerege demo --data "$(DATA)" --port "$(PORT)"

install: $(VENV)/.installed
$(VENV)/.installed: pyproject.toml requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(UV) --require-hashes -r requirements/run.txt
	$(UV) --no-deps --no-build-isolation -e .
	touch $@

install-dev: $(VENV)/.installed-dev
$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.txt
	$(UV) --require-hashes -r requirements/dev.txt
	touch $@

# Versions and hashes of everything that is installed; after a change of pyproject.toml, or to take newer ones.
lock: install-dev
	$(BIN)/python tools/lock.py write $(if $(NEWEST),--newest)
	$(UV) --require-hashes -r requirements/dev.txt
	$(BIN)/python -m tools.sbom write

assets: install
	$(BIN)/python tools/build_assets.py
	$(BIN)/python tools/translations.py compile

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy kerege
	$(BIN)/lint-imports
	$(BIN)/python tools/lock.py check
	$(BIN)/python -m tools.sbom check
	$(BIN)/python -m tools.asvs check
	$(BIN)/python tools/translations.py check

test: install-dev assets
	bash tools/run_tests.sh

# A part of the tests on the deployment of docs/how-to/run-on-several-machines.md; needs nginx (apt-get install nginx-light).
test-deployed: install-dev assets
	$(BIN)/python tools/deployment.py $(BIN)/pytest -q tests/deploy/test_site.py tests/browser/test_ten_minutes.py
	$(BIN)/pytest -q -m deployed tests/deploy/test_failover.py

bench: install-dev assets
	$(BIN)/python -m bench.run

crawl: install-dev assets
	$(BIN)/pytest -q -n 2 -m crawl tests/house tests/api tests/upkeep tests/web/account

mutants: install-dev assets
	$(BIN)/python tools/mutants.py

clean:
	rm -rf $(VENV) var kerege/web/shell/static/kerege frontend/node_modules
