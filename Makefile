# Every target sets up what it needs first; what is there already is left alone. See scripts/setup.sh.
BIN := .venv/bin

.PHONY: help setup demo test lint stress bench docs messages clean

help:  ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*  ## /make \1	/p' $(MAKEFILE_LIST)

setup:  ## make this machine ready to render documents
	@scripts/setup.sh demo

demo: setup  ## render the sample office into output/
	@$(BIN)/docgen check
	@$(BIN)/docgen render
	@echo "The documents are in $(CURDIR)/output"

test:  ## check the code and run the tests, as CI does
	@scripts/setup.sh test
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2 -m "not slow"

lint:  ## check the code only
	@scripts/setup.sh lint
	@$(BIN)/ruff check .
	@$(BIN)/mypy

stress:  ## run the slow tests
	@scripts/setup.sh test
	@$(BIN)/pytest -m slow

bench:  ## measure, in ratios
	@scripts/setup.sh bench
	@$(BIN)/python -m bench

docs: setup  ## write the reference of fields, kinds, codes and commands again from the code
	@$(BIN)/python scripts/docs.py

messages: setup  ## gather the words to translate and compile the catalogues
	@mkdir -p .docgen
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k translate -k translate_count:1,2 -k N_ --sort-output --add-location=file --project docgen --version 0.1 -o .docgen/docgen.pot .
	@$(BIN)/pybabel --quiet update -D docgen -i .docgen/docgen.pot -d docgen/words/locale --no-fuzzy-matching --ignore-pot-creation-date --width 120
	@$(BIN)/pybabel --quiet compile -D docgen -d docgen/words/locale --statistics

clean:  ## remove what can be made again, the documents in output/ included
	rm -rf .docgen .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name .gitkeep -delete
