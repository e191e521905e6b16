# Thin names over the commands of README.md. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench migrate screenshots lock

BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url

help: ## print this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: ## make .venv with the application, the tests and the tools
	python3 -m venv .venv
	$(BIN)/pip install -q -r requirements-dev.txt

run: ## start the application with demo data at http://127.0.0.1:5000
	$(BIN)/flask demo

test: ## run all tests
	$(BIN)/pytest

check: ## format, lint, types, directions of import, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates

bench: ## measure what benchmarks/README.md describes
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python -m "benchmarks.$$(basename $$file .py)" || exit 1; done

migrate: ## bring the database to the newest schema
	$(BIN)/flask db upgrade

screenshots: ## tour the demo in Chromium (build/screens/) and renew the pictures of docs/screens/
	SCREENS=build/screens $(BIN)/pytest tests/browser/test_tour.py
	@for file in docs/screens/*.png; do cp "build/screens/$$(basename $$file)" docs/screens/; done

translations: ## take new messages into the English catalogue and compile it
	$(BIN)/pybabel -q extract -F workflow/translations/babel.cfg -k _l -k lazy_gettext -k ngettext:1,2 -k lazy_ngettext:1,2 \
		--no-location --sort-output -o build/messages.pot forms workflow templates
	$(BIN)/pybabel -q update -N --no-wrap --sort-output -i build/messages.pot -d workflow/translations -l en
	$(BIN)/pybabel -q compile -d workflow/translations -l en

lock: ## renew the locked requirements from the two .in files
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
