"""The schemas as Tombi applies them, which finds the schema of a file by its first line."""

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from schema_cases import CLAIMS, SOURCE, TERM

TOMBI = Path(sysconfig.get_path("scripts")) / "tombi"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def tombi(folder):
    """The exit code of Tombi on a dataset, and what it found."""
    done = subprocess.run([TOMBI, "lint", "--offline", "data", "seeds"], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, ANSI.sub("", done.stdout + done.stderr)


@pytest.fixture
def copied(root, tmp_path):
    """A copy of the dataset and the schemas."""
    for name in ("data", "seeds", "schema"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_tombi_finds_nothing_in_the_data(root, files):
    status, output = tombi(root)
    assert (status, output.strip()) == (0, f"{len(files)} files linted successfully")


def test_tombi_applies_a_schema_to_every_file(copied, files):
    for path in files:
        rewrite(copied / path, "\n", "\nno_such_key = 1\n")
    status, output = tombi(copied)
    assert status == 1
    assert [path for path in files if f"{path}:2:1" not in output] == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CLAIMS, 'layer = "architecture"', f'layer = "{TERM}"'),
        (CLAIMS, 'confidence = "high"', "confidence = 1"),
        (CLAIMS, "start = 0", "start = -1"),
        (CLAIMS, 'stated_on = "2025-12-18"', 'stated_on = "2025-12-32"'),
        (CLAIMS, 'speech_act = "propose"\n', ""),
        (CLAIMS, "evidence = [", "evidence = [{\n}, "),
        (CLAIMS, 'id = "', "id = "),
        (SOURCE, 'language = "en"', 'language = "English"'),
        ("data/actors.toml", 'kind = "outlet"', f'kind = "{TERM}"'),
        ("data/dataset.toml", 'licence = "', 'licence = " '),
    ],
)
def test_tombi_finds_a_fault(copied, path, old, new):
    rewrite(copied / path, old, new)
    status, output = tombi(copied)
    assert status == 1
    assert f"at {path}:" in output
