PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test run check drill-digests drill-clicks drill-outbox bench picture install install-dev clean

demo: install  ## try the desk in a browser, with made-up creators
	$(BIN)/python bot.py demo

run: install  ## serve your workspace, with the tokens in .env
	$(BIN)/python bot.py serve

test: install-dev check  ## lint, types, import rules, tests
	$(BIN)/python -m pytest -q -n 2

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

drill-digests: install-dev  ## kill one of three desks over a due time, fifty times
	$(BIN)/python -m tests.digests.drill --rounds 50

drill-clicks: install-dev  ## two hundred clicks on one offer, on eight desks, twenty times
	$(BIN)/python -m tests.offers.drill --rounds 20

drill-outbox: install-dev  ## kill a desk at each step of a decision and its deliveries
	DRILL_STRIDE=1 $(BIN)/python -m pytest -q tests/outbox

bench: install-dev  ## what is claimed about speed, at a million accounts (some ten minutes)
	-$(BIN)/python -m benchmarks.search_http
	-$(BIN)/python -m benchmarks.search_words
	-$(BIN)/python -m benchmarks.import_million
	-$(BIN)/python -m benchmarks.clicks

picture: install-dev  ## draw docs/answer.png anew, with chromium
	$(BIN)/python -m docs.picture

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.txt
	@echo "Installing what the desk runs on (a minute, once) ..."
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt
	@echo "Installing what the tests need (a minute, once) ..."
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) demo-data .pytest_cache .mypy_cache .ruff_cache
