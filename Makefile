# One command each: `make demo` builds the example's graph, `make test` runs every test.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed-run
DEV    := $(VENV)/.installed-dev

.PHONY: demo test check lint bench clean browser

demo: $(STAMP)
	@$(BIN)/python -m kg build kg/examples/seed.txt --out output
	@echo
	@echo 'Wer kauft H20-Chips, und von wem? (kg query cq01-buyers --graph output)'
	@$(BIN)/python -m kg query cq01-buyers --graph output
	@echo
	@echo 'Open output/explorer.html in a browser, or run: $(BIN)/kg serve --graph output'

test: $(DEV) browser
	@$(BIN)/python -m pytest -m 'not timing' --numprocesses 2 --dist loadfile
	@$(BIN)/python -m pytest -m timing

check: $(DEV) browser lint
	$(BIN)/python -m pytest -m 'not timing' --cov --cov-report=term
	$(BIN)/python -m pytest -m timing

lint: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deptry .
	$(BIN)/codespell

bench: $(DEV) browser demo
	$(BIN)/python -m kg.evaluate.bench_language
	$(BIN)/python -m kg.evaluate.bench_reading
	$(BIN)/python -m kg.evaluate.bench_store --template output
	$(BIN)/python -m kg.evaluate.bench_serve
	$(BIN)/python -m kg.evaluate.bench_view

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt $(STAMP)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

browser:
	@for name in chromium firefox-esr; do \
	  command -v $$name >/dev/null || { apt-get update -qq && apt-get install -y -qq $$name; } || exit 1; \
	done

clean:
	rm -rf $(VENV) output/* .mypy_cache .ruff_cache .pytest_cache
	touch output/.gitkeep
