"""Taplo and Tombi with the configuration of this repository: what `claims fmt` has laid out, they leave as it is."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

SCRIPTS = Path(sysconfig.get_path("scripts"))
COMMANDS = {"taplo": ["fmt"], "tombi": ["format", "--offline"]}
CONFIGURATION = ["taplo.toml", "tombi.toml"]
CLAIMS = "data/claims/flga-2025-12.toml"

# Comments wherever they may stand: what is replaced, and by what.
COMMENTED = [
    ("#:schema ../../schema/claims-file.schema.json\n", "#:schema ../../schema/claims-file.schema.json\n# About it.\n\n# More.\n\n"),
    ("\n[[claims]]\n", "\n# Above.\n\n# Near.\n[[claims]] # Behind.\n"),
    ('\nlayer = "coalition"\n', '\nlayer = "coalition" # One.\n'),
    ('\ncommitment_type = "ground-troops"\n', '\ncommitment_type = "ground-troops" # Two, below.\n'),
    ("\nevidence = [\n", "\nevidence = [ # Head.\n  # First.\n"),
    ('" },\n]\n', '" }, # End.\n  # Last.\n]\n'),
    ("\nparties = [", "\n# Before.\n#Tight.\nparties = ["),
]


@pytest.fixture
def copied(root, claims_bin, tmp_path):
    """The dataset and the schemas, with comments in one file, in canonical layout."""
    for name in ["data", "seeds", "schema"]:
        shutil.copytree(root / name, tmp_path / name)
    path = tmp_path / CLAIMS
    text = path.read_text(encoding="utf-8")
    for find, write in COMMENTED:
        assert find in text, find
        text = text.replace(find, write)
    path.write_text(text + "\n# The end.\n", encoding="utf-8")
    fmt(claims_bin, tmp_path)
    return tmp_path


@pytest.fixture
def configured(root, copied):
    for name in CONFIGURATION:
        shutil.copy(root / name, copied)
    return copied


def fmt(program, folder, *more):
    return subprocess.run([program, "fmt", "--root", folder, *more], capture_output=True, text=True).returncode


def run(tool, folder, *more):
    done = subprocess.run([SCRIPTS / tool, *COMMANDS[tool], *more], cwd=folder, capture_output=True, text=True)
    return done.returncode


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for name in ["data", "seeds"] for path in (folder / name).rglob("*.toml")}


@pytest.mark.parametrize("tool", COMMANDS)
def test_canonical_files_stay_as_they_are(claims_bin, configured, tool):
    before = contents(configured)
    assert len(before) == 26 and before[Path(CLAIMS)].count(b"#") > 50
    assert run(tool, configured) == 0
    assert contents(configured) == before
    assert fmt(claims_bin, configured, "--check") == 0


@pytest.mark.parametrize("tool", COMMANDS)
def test_without_the_configuration_they_would_be_changed(claims_bin, copied, tool):
    before = contents(copied)
    assert run(tool, copied) == 0
    assert contents(copied) != before
    assert fmt(claims_bin, copied, "--check") == 1


@pytest.mark.parametrize("name", ["align_comments", "array_auto_collapse", "array_auto_expand"])
def test_each_setting_of_taplo_is_needed(claims_bin, configured, name):
    path = configured / "taplo.toml"
    text = path.read_text(encoding="utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(name))
    assert kept != text
    path.write_text(kept, encoding="utf-8")
    assert run("taplo", configured) == 0
    assert fmt(claims_bin, configured, "--check") == 1


def spoil(folder):
    """Takes a file out of layout."""
    path = folder / CLAIMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nlayer = ", "\nlayer   = ").replace("  { start = ", "      {start = "), encoding="utf-8")


def test_taplo_lays_a_file_out_anew(claims_bin, configured):
    before = contents(configured)
    spoil(configured)
    assert run("taplo", configured, "--check") != 0
    assert run("taplo", configured) == 0
    assert contents(configured) == before


def test_tombi_leaves_the_layout_to_claims(claims_bin, configured):
    """It has no setting for the line after the one that names the schema."""
    spoil(configured)
    before = contents(configured)
    assert run("tombi", configured) == 0
    assert contents(configured) == before
    assert fmt(claims_bin, configured, "--check") == 1
    (configured / "tombi.toml").unlink()
    assert run("tombi", configured, "--check") != 0


def lint(folder):
    return subprocess.run([SCRIPTS / "tombi", "lint", "--offline", "data", "seeds"], cwd=folder, capture_output=True).returncode


def test_tombi_still_finds_faults(configured):
    assert lint(configured) == 0
    path = configured / CLAIMS
    path.write_text(path.read_text(encoding="utf-8").replace('layer = "', 'layer = "x', 1), encoding="utf-8")
    assert lint(configured) == 1
