"""The commands at the prompt."""

import json
import os
import subprocess
import sys
from pathlib import Path

import guarantee_claims
import pytest


@pytest.fixture(params=["module", "script"])
def claims(request):
    """Runs the program."""
    script = Path(sys.executable).with_name("claims")
    program = [sys.executable, "-m", "guarantee_claims"] if request.param == "module" else [script]
    if request.param == "script" and not script.is_file():
        pytest.skip("the package is not installed")

    def run(*arguments, **options):
        return subprocess.run([*program, *map(str, arguments)], **{"capture_output": True, "text": True, "timeout": 120, **options})

    return run


def test_a_dataset_and_claims_are_checked_as_by_the_program(claims, root, claims_bin, tmp_path, texts):
    own = claims("validate", "--root", root)
    theirs = subprocess.run([claims_bin, "validate", "--root", root], capture_output=True, text=True)
    assert (own.returncode, own.stdout, own.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr) and own.returncode == 0
    path = tmp_path / "claims.ndjson"
    path.write_text(texts[0] + "\n{}\n")
    receipt = tmp_path / "receipt.json"
    done = claims("validate", path, "--output-format=sarif", "--receipt", receipt, cwd=tmp_path)
    assert done.returncode == 1 and json.loads(done.stdout)["runs"] and json.loads(receipt.read_text())
    assert claims("validate", "-", input=texts[0]).returncode == 0


def test_claims_are_shown_and_rules_explained(claims, root, tmp_path):
    assert "Estonia" in claims("show", "phoenix24-2025-08.018", cwd=root).stdout
    shown = claims("show", "phoenix24-2025-08.018", cwd=tmp_path)
    assert shown.returncode == 0 and "Estonia" in shown.stdout, shown.stderr
    assert "unknown-term" in claims("explain").stdout
    assert claims("explain", "unknown-tern").returncode == 2


def test_the_help_promises_what_there_is_and_no_more(claims, tmp_path):
    assert claims("--version").stdout == f"claims {guarantee_claims.__version__}\n"
    text = claims("--help").stdout + claims("validate", "--help").stdout
    assert "export" not in text and "parquet" not in text.lower()
    path = tmp_path / "claims.parquet"
    guarantee_claims.table("claims").to_polars().write_parquet(path)
    done = claims("validate", path)
    assert done.returncode == 2 and "read_parquet" in done.stderr, done.stderr


def test_a_closed_pipe_and_ctrl_c_end_it_as_any_program(root):
    done = subprocess.run(f"'{sys.executable}' -m guarantee_claims explain | head -1", shell=True, capture_output=True, text=True)
    assert done.stdout.count("\n") == 1 and done.stderr == ""
    read, write = os.pipe()
    process = subprocess.Popen([sys.executable, "-m", "guarantee_claims", "validate", "-"], stdin=read)
    import signal
    import time

    time.sleep(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == -signal.SIGINT
    os.close(write)
    os.close(read)
