PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo setup service upgrade test run check drill-digests drill-clicks drill-outbox drill-demo docs bench bench-search bench-words bench-import bench-clicks picture install install-dev clean

demo: install  ## try the desk in a browser, with made-up creators
	$(BIN)/python bot.py demo $(DEMO)

setup: install  ## set up your workspace: the Slack app, its tokens, .env
	$(BIN)/python bot.py setup

run: install  ## serve your workspace, with the tokens in .env
	$(BIN)/python bot.py serve

service: install  ## write a systemd unit that serves this folder
	$(BIN)/python bot.py service

upgrade: install  ## fetch the newest program and bring the store along, or take it all back
	$(BIN)/python bot.py upgrade

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

drill-demo: install-dev  ## a fresh clone, from `make demo` to the first answer, in seconds
	$(BIN)/python -m tests.docs.drill

docs: install-dev  ## write the page of settings anew
	$(BIN)/python -m docs.settings

bench-search: install-dev  ## /find-influencer beside an empty command, at a million accounts
	$(BIN)/python -m benchmarks.search_http

bench-words: install-dev  ## a niche with free words and filters, at a million accounts
	$(BIN)/python -m benchmarks.search_words

bench-import: install-dev  ## a list of a million rows: time, memory, and who waits meanwhile
	$(BIN)/python -m benchmarks.import_million

bench-clicks: install-dev  ## a click that approves, among a hundred thousand offers
	$(BIN)/python -m benchmarks.clicks

bench:  ## all of what is claimed about speed (a quarter of an hour)
	$(MAKE) --keep-going bench-search bench-words bench-import bench-clicks

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
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
