"""The hook for pre-commit and the action where there is no Rust: both run the program that the wheel has; each with a twin that must fail."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = "data/claims/example-2025.toml"


@pytest.fixture
def dataset(tmp_path):
    """A folder with a dataset of its own."""
    folder = tmp_path / "repository"
    for name in ["data", "seeds", "texts"]:
        shutil.copytree(ROOT / "tests/fixtures/mini" / name, folder / name)
    return folder


@pytest.fixture
def broken(dataset):
    """The same with an error."""
    text = (dataset / CLAIMS).read_text(encoding="utf-8")
    assert '"training"\n' in text
    (dataset / CLAIMS).write_text(text.replace('"training"\n', '"trainings"\n'), encoding="utf-8")
    return dataset


@pytest.fixture
def environment(tmp_path):
    """No settings of the machine, no Rust, the system's own programs, and an index that has the wheel and what pip needs for the hook."""
    index, programs = tmp_path / "index", tmp_path / "programs"
    index.mkdir()
    programs.mkdir()
    for wheel in [*(ROOT / "target" / "wheels").glob("*.whl"), *(ROOT / ".venv-package" / "index").glob("*.whl")]:
        shutil.copy(wheel, index)
    (programs / "git").symlink_to(shutil.which("git"))
    for name in ["cargo", "rustc"]:
        (programs / name).write_text(f"#!/bin/sh\necho there is no {name} >&2\nexit 9\n")
        (programs / name).chmod(0o755)
    (programs / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    identity = {f"GIT_{who}_{what}": "test@example.org" for who in ["AUTHOR", "COMMITTER"] for what in ["NAME", "EMAIL"]}
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file"}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_CONFIG_FILE": os.devnull}
    home = {"HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "RUNNER_TEMP": str(tmp_path)}
    return {"PATH": os.pathsep.join([str(programs), "/usr/bin", "/bin"]), **identity, **git, **pip, **home}


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=600, **options)


def commit_all(folder, environment):
    for arguments in [["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Start"]]:
        done = run("git", *arguments, cwd=folder, env=environment)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def hook(tmp_path, environment):
    """A function that runs the hook on a dataset, as pre-commit does in a repository."""

    def run_hook(dataset):
        repository = tmp_path / "hooks"
        repository.mkdir()
        for name in [".pre-commit-hooks.yaml", "pyproject.toml"]:
            shutil.copy(ROOT / name, repository)
        commit_all(repository, environment)
        commit_all(dataset, environment)
        command = [sys.executable, "-m", "pre_commit", "try-repo", repository, "claims-validate-wheel", "--all-files", "--verbose", "--color=never"]
        return run(*command, cwd=dataset, env=environment)

    return run_hook


def test_the_hook_passes_on_a_clean_dataset(hook, dataset):
    done = hook(dataset)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"claims validate\.+Passed", done.stdout)
    assert "checked 6 files, 4 claims" in done.stdout


def test_the_hook_fails_on_a_broken_dataset(hook, broken):
    done = hook(broken)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error[unknown-term]" in done.stdout


def test_the_hook_fails_where_the_index_has_no_such_version(hook, dataset, environment):
    for wheel in Path(environment["PIP_FIND_LINKS"]).glob("guarantee_claims-*"):
        wheel.unlink()
    done = hook(dataset)
    assert done.returncode == 3 and "guarantee-claims==" in done.stdout, done.stdout + done.stderr


def test_the_hook_names_the_version_of_the_package():
    import guarantee_claims

    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^version = "(.*)"$|"guarantee-claims==(.*)"', text, re.MULTILINE)
    assert [version or pinned for version, pinned in named] == [guarantee_claims.__version__] * 2


@pytest.fixture
def action(environment):
    """A function that runs the action's script on a dataset as the runner does it, where nothing is installed."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    script = re.search(r"^      run: \|\n((?:        .*\n|\n)+)", text, re.MULTILINE)[1]
    inputs = {"VERSION": "", "PROGRAM": "", "ROOT": ".", "TEXTS": "", "DENY_WARNINGS": "false", "SARIF": "", "RECEIPT": ""}

    def run_action(dataset, **given):
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script, cwd=dataset, env=environment | inputs | given)

    return run_action


def test_the_action_takes_the_wheel(action, dataset):
    done = action(dataset, TEXTS="texts", DENY_WARNINGS="true")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "4 verified" in done.stderr


def test_the_action_fails_on_a_broken_dataset_and_writes_sarif_and_receipt(action, broken):
    done = action(broken, SARIF="claims.sarif", RECEIPT="receipt.json")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={CLAIMS},line=10,")
    assert '"unknown-term"' in (broken / "claims.sarif").read_text(encoding="utf-8")
    assert '"exitCode": 1' in (broken / "receipt.json").read_text(encoding="utf-8")


def test_the_action_fails_where_there_is_neither_the_wheel_nor_cargo(action, dataset):
    done = action(dataset, VERSION="99.0.0")
    assert done.returncode == 9 and "there is no cargo" in done.stderr, done.stderr
