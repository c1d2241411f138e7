"""Signals, threads, forks, panics, and what is imported."""

import re
import signal
import subprocess
import sys
import threading
import time

import guarantee_claims
import pytest
from guarantee_claims import ClaimsError, _native, validate


@pytest.fixture(scope="module")
def many(texts, tmp_path_factory):
    """A file that takes a while."""
    path = tmp_path_factory.mktemp("many") / "claims.ndjson"
    path.write_text(("\n".join(texts) + "\n") * 200, encoding="utf-8")
    return path


INTERRUPTED = """
import sys, time, guarantee_claims
def endless():
    while True:
        yield "{}"
source = endless() if sys.argv[1] == "items" else None
print("ready", flush=True)
try:
    guarantee_claims.validate(source, max_findings=10)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_ends_a_check_within_half_a_second():
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED, "items"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    time.sleep(1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, error = process.communicate(timeout=30)
    assert out == "interrupted\n" and process.returncode == 0, error
    assert time.monotonic() - start < 0.5 + 0.5, "half a second, and half a second for the process to end"


def test_other_threads_go_on_meanwhile(many):
    ticks, stop = [], threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(1)

    ticking = threading.Thread(target=tick)
    ticking.start()
    report = validate(many, threads=1, max_findings=0)
    stop.set()
    ticking.join()
    assert report.records > 10_000 and len(ticks) > 10


def test_progress_is_told_and_its_errors_raised(many, capsys):
    told = []
    report = validate(many, max_findings=0, progress=lambda records, size: told.append((records, size)))
    assert told == sorted(told) and told[-1] == (report.records, many.stat().st_size)
    validate(many, max_findings=0, progress=True)
    assert capsys.readouterr().err == "", "standard error is no terminal"

    def fail(records, size):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        validate(many, max_findings=0, progress=fail)


def test_an_error_of_the_source_is_raised_as_it_is():
    def broken():
        yield "{}"
        raise LookupError("the source broke")

    with pytest.raises(LookupError, match="the source broke"):
        validate(broken())

    class Broken:
        def read(self, size):
            raise LookupError("the file broke")

    with pytest.raises(LookupError, match="the file broke"):
        validate(Broken())


def test_a_panic_is_an_error_of_the_package_and_writes_nothing(capfd):
    with pytest.raises(ClaimsError, match="internal error: this is a test"):
        _native.fail_inside()
    assert capfd.readouterr() == ("", "")
    assert validate(guarantee_claims.table("claims")).ok


def test_a_fork_after_use_works(python):
    done = python(
        "import multiprocessing, guarantee_claims\n"
        "guarantee_claims.validate(guarantee_claims.table('claims'))\n"
        "context = multiprocessing.get_context('fork')\n"
        "def check(number): return guarantee_claims.validate([b'{}'] * number).records\n"
        "with context.Pool(2) as pool: print(pool.map(check, [1, 2, 3]))\n"
    )
    assert done.stdout == "[1, 2, 3]\n", done.stderr


def cost_of_import(code):
    """What `import guarantee_claims` takes, in milliseconds: the least of some processes, as Python itself measures it."""
    line = re.compile(r"^import time: +\d+ \| +(\d+) \| guarantee_claims$", re.MULTILINE)
    runs = [subprocess.run([sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, timeout=120) for _ in range(7)]
    return min(int(line.search(done.stderr)[1]) for done in runs) / 1000


def test_the_import_reads_nothing_else_and_takes_less_than_5_ms(python):
    code = "import sys; before = set(sys.modules); import guarantee_claims; print(set(sys.modules) - before)"
    assert python(code).stdout == "{'guarantee_claims'}\n"
    assert cost_of_import("import guarantee_claims") < 5


def test_all_that_is_public_is_there_when_it_is_asked_for(python):
    done = python("import guarantee_claims as package; print(set(package.__all__) <= set(dir(package)), package.Report, hasattr(package, 'reports'))")
    assert done.stdout == "True <class 'guarantee_claims.Report'> False\n", done.stderr
    done = python("from guarantee_claims import *; print(validate.__module__, __version__)")
    assert done.stdout == f"guarantee_claims {guarantee_claims.__version__}\n", done.stderr
    done = python("from guarantee_claims import tabel")
    assert "cannot import name 'tabel' from 'guarantee_claims'" in done.stderr


@pytest.mark.parametrize("alone", ["pandas", "polars", "duckdb", "none"])
def test_each_library_is_enough_by_itself(python, alone):
    done = python(
        "import sys\n"
        f"for name in {{'pandas', 'polars', 'duckdb', 'pyarrow'}} - {{{alone!r}}}: sys.modules[name] = None\n"
        "import importlib.util\n"
        "spec = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if sys.modules.get(name, 1) is None else spec(name, *rest)\n"
        "import guarantee_claims\n"
        "guarantee_claims.validate\n"
        "assert not {'pandas', 'polars', 'duckdb', 'pyarrow', 'numpy'} & {name for name, found in sys.modules.items() if found}\n"
        "claims = guarantee_claims.table('claims')\n"
        f"alone = {alone!r}\n"
        "if alone == 'pandas':\n"
        "    frame = claims.to_pandas()\n"
        "    assert guarantee_claims.validate(frame).ok, guarantee_claims.validate(frame).findings.rows()[:1]\n"
        "    import pandas\n"
        "    assert guarantee_claims.validate(pandas.DataFrame({'json': ['{}', None]}), column='json').records == 2\n"
        "elif alone == 'polars':\n"
        "    assert guarantee_claims.validate(claims.to_polars()).ok\n"
        "elif alone == 'duckdb':\n"
        "    import duckdb\n"
        "    print(duckdb.sql('select count(*) from claims').fetchall()[0][0] == len(claims))\n"
        "else:\n"
        "    try: claims.to_pandas()\n"
        "    except ImportError as error: assert 'pip install pandas' in str(error), error\n"
        "    else: raise SystemExit('there is no pandas')\n"
        "print('done')\n"
    )
    assert done.returncode == 0 and done.stdout.endswith("done\n"), done.stderr
