"""Signals, threads, forks, panics, and what is imported."""

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


@pytest.mark.parametrize("alone", ["pandas", "polars", "duckdb", "none"])
def test_each_library_is_enough_by_itself(python, alone):
    done = python(
        "import sys\n"
        f"for name in {{'pandas', 'polars', 'duckdb', 'pyarrow'}} - {{{alone!r}}}: sys.modules[name] = None\n"
        "import importlib.util\n"
        "spec = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if sys.modules.get(name, 1) is None else spec(name, *rest)\n"
        "import guarantee_claims\n"
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
