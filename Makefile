# Every target sets up what it needs, inside this folder. Wanted on the machine: Python 3.11 to 3.13, make, git.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never

BIN := .venv/bin
SYNCED := .venv/synced
NPM := $(BIN)/python -m local.npm
CDK_CLI := cdk/node_modules/.package-lock.json
UI_MODULES := frontend/node_modules/.package-lock.json
SECOND_DRIVE := tests/contract/drive_mock/node_modules/.package-lock.json
UI_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path 'frontend/dist/*')
EXPORT := $(BIN)/uv export --quiet --frozen --no-hashes --no-header --no-annotate --no-emit-project

.PHONY: help
help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

# -- run it

.PHONY: run
run: setup $(CDK_CLI) frontend/dist/index.html ## everything on this machine; DRIVE=folder serves your files, PORT=4700 is tried first
	@exec $(BIN)/python -m local.main run $(if $(DRIVE),--drive "$(DRIVE)") $(if $(PORT),--port "$(PORT)")

.PHONY: scan
scan: setup $(CDK_CLI) ## scan a folder from the terminal: FOLDER=dir CODES=codes.xlsx REPORT=out.xlsx
	@exec $(BIN)/python -m local.main scan --folder "$(FOLDER)" --codes "$(CODES)" --report "$(REPORT)"

.PHONY: ocr
ocr: setup ## text recognition for `holescan find` (350 MB, this once; `make run` sees to it itself)
	@$(BIN)/python -m local.textract.server

.PHONY: deploy
deploy: build-ui synth ## deploy to the AWS account of your credentials (docs/operations.md)
	@exec $(BIN)/python -m local.cdk_cli deploy --app cdk.out

# -- build it

.PHONY: setup
setup: $(SYNCED) ## .venv with everything of uv.lock in it
$(SYNCED): pyproject.toml uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --quiet --frozen
	@touch $@

$(CDK_CLI): cdk/package.json cdk/package-lock.json $(SYNCED)
	@$(NPM) --prefix cdk ci --silent
	@touch $@

$(UI_MODULES): frontend/package.json frontend/package-lock.json $(SYNCED)
	@$(NPM) --prefix frontend ci --silent
	@touch $@

$(SECOND_DRIVE): tests/contract/drive_mock/package.json tests/contract/drive_mock/package-lock.json $(SYNCED)
	@$(NPM) --prefix tests/contract/drive_mock ci --silent --ignore-scripts
	@touch $@

.PHONY: build-ui
build-ui: frontend/dist/index.html ## frontend/dist
frontend/dist/index.html: $(UI_MODULES) $(UI_SOURCES)
	@$(NPM) --prefix frontend run --silent build
	@touch $@

.PHONY: synth
synth: setup $(CDK_CLI) ## cdk.out, past cdk-nag and cfn-lint; needs no AWS account
	@rm -rf cdk.out
	@$(BIN)/python -m local.cdk_cli synth --quiet
	@$(BIN)/cfn-lint cdk.out/Holescan.template.json

.PHONY: protocol
protocol: $(UI_MODULES) ## documents, schemas and TypeScript types from the protocol's models
	@$(BIN)/python -m local.protocol

.PHONY: lock
lock: setup ## resolve the dependencies anew, and export the locks
	@$(BIN)/uv lock --quiet
	@$(EXPORT) --all-groups > requirements.txt
	@$(EXPORT) --no-default-groups > layers/dependencies/requirements.txt
	@cd local/emulator && ../../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	@cd local/textract && ../../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements.in -o requirements.txt
	@$(BIN)/uv sync --quiet --frozen

# -- trust it

.PHONY: test
test: setup $(CDK_CLI) $(UI_MODULES) $(SECOND_DRIVE) ## unit, property, contract, fault and integration tests
	@$(BIN)/pytest --ignore=tests/browser $(ARGS)

.PHONY: test-ui
test-ui: $(UI_MODULES) ## the dashboard's types, lint and tests
	@for script in types lint test; do $(NPM) --prefix frontend run --silent $$script || exit 1; done

.PHONY: test-browser
test-browser: setup $(CDK_CLI) frontend/dist/index.html chromium ## the dashboard in Chromium on a local stack
	@$(BIN)/pytest tests/browser $(ARGS)

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || $(AS_ROOT) sh -c 'apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium'
AS_ROOT = $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: lint
lint: style types imports ## ruff, mypy and the import rules

.PHONY: style
style: setup
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: types
types: setup
	@$(BIN)/mypy

.PHONY: imports
imports: setup
	@$(BIN)/lint-imports

.PHONY: in-step
in-step: $(UI_MODULES) ## whether what is generated equals its source
	@$(BIN)/python -m local.protocol --check
	@$(EXPORT) --all-groups | diff requirements.txt -
	@$(EXPORT) --no-default-groups | diff layers/dependencies/requirements.txt -

.PHONY: check
check: ## all that CI runs
	@exec .ci/run

.PHONY: fmt
fmt: setup ## format, and fix what ruff can fix
	@$(BIN)/ruff check --fix --quiet --exit-zero
	@$(BIN)/ruff format --quiet

.PHONY: shots
shots: setup $(CDK_CLI) frontend/dist/index.html chromium ## the pictures of README and docs, from a real scan
	@$(BIN)/python -m local.shots

.PHONY: bench
bench: setup ## the numbers in bench/results
	@for bench in bench/[a-z]*.py; do $(BIN)/python -m bench.$$(basename $$bench .py) || exit 1; done

.PHONY: bench-ui
bench-ui: setup frontend/dist/index.html chromium ## how smooth the page stays with 50,000 files: bench/results/ui.json
	@$(BIN)/python -m bench.ui $(ARGS)

.PHONY: samples
samples: setup ## the sample drawings and their sheet of codes, in .local/samples
	@$(BIN)/python -m local.samples .local/samples
