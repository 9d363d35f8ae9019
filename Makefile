# One place to run things. `make` prints this help.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PYTHON := $(VENV)/bin/python
DEMO := demo

.PHONY: help
help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: demo
demo: $(VENV)/run.stamp browser ## set everything up, play the bundled market night by night, write the report
	@$(PYTHON) -m monitor.cli demo --folder $(DEMO)

.PHONY: test
test: $(VENV)/dev.stamp browser check ## everything that CI runs
	@$(PYTHON) -m pytest -n 2 --dist worksteal

.PHONY: check
check: $(VENV)/dev.stamp ## format, lint, types and the arrows between folders
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

.PHONY: nightly
nightly: $(VENV)/run.stamp ## one night over your own sources (resalewatch.toml)
	@$(VENV)/bin/resalewatch nightly

.PHONY: bench
bench: $(VENV)/dev.stamp ## speed of fetching, reading and remembering, as ratios within one run
	@for bench in fetch reading prefilter unchanged_night; do echo "== $$bench"; $(PYTHON) -m benchmarks.$$bench || exit 1; done

.PHONY: quality
quality: $(VENV)/dev.stamp ## how well sellers' words are read, against floors that only rise
	@$(PYTHON) -m benchmarks.quality --changes

.PHONY: fixture
fixture: $(VENV)/dev.stamp ## keep a page as a test case: make fixture URL=… FAMILY=… CASE=…
	@$(PYTHON) -m monitor.cli fixture "$(URL)" --family "$(FAMILY)" --case "$(CASE)"

.PHONY: browser
browser: $(VENV)/run.stamp ## find a Chromium, or fetch one with Playwright; without one the rest still runs
	@$(PYTHON) -m crawler.browser || $(VENV)/bin/playwright install chromium >/dev/null 2>&1 \
	  || echo "No Chromium here and none could be fetched: pages that exist only after JavaScript are reported as unreachable, all else runs. (Debian: apt-get install chromium)"

.PHONY: lock
lock: ## pin every dependency with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group build -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

.PHONY: clean
clean: ## remove what make made
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache

$(PYTHON):
	@.ci/python -m venv $(VENV) || { echo "python3 cannot make a virtual environment (Debian: apt-get install python3-venv)"; exit 1; }

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(PYTHON)
	@echo "Installing pinned dependencies into $(VENV) …"
	@$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(PYTHON) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing pinned development dependencies into $(VENV) …"
	@$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
