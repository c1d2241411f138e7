"""The workflows: valid, safe, and made of steps that run here as they run there."""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

SCRIPTS = Path(sysconfig.get_path("scripts"))
NAMES = ["ci.yml", "pages.yml", "release.yml"]
# A step is one call of these, without anything around it.
STEP = re.compile(r"\.ci/run [a-z ]+|make [a-z-]+")
CACHE = "Swatinem/rust-cache@779680da715d629ac1d338a641029a2f4372abb5"
# Where the tests run the make targets that the workflows call.
RUN_BY = {
    "gather": "test_release.py",
    "page": "test_release.py",
    "publish-crate": "test_release.py",
    "publish-github": "test_release.py",
    "verify-release": "test_release.py",
    "wheel": "the tests of the Python package",
}


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


@pytest.fixture
def workflows(root, tmp_path):
    """A copy of the folder of workflows."""
    return shutil.copytree(root / ".github/workflows", tmp_path / ".github/workflows")


def edit(file, find, write):
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, write, 1), encoding="utf-8")


def steps(workflows):
    """The command of every step that runs one, by workflow and job."""
    for path in sorted(workflows.glob("*.y*ml")):
        for job, content in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            for step in content.get("steps", []):
                if "run" in step:
                    yield f"{path.name}, {job}", step["run"]


def inline(workflows):
    """The steps that are more than a call."""
    return [(place, command) for place, command in steps(workflows) if not STEP.fullmatch(command)]


def test_the_workflows_are_all_that_there_are(workflows):
    assert sorted(path.name for path in workflows.iterdir()) == NAMES


# Each checker, and what it must find: a workflow, and a fault that is planted in it.


def by_schema(file):
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", file)


def by_actionlint(file):
    return run(SCRIPTS / "actionlint", "-no-color", "-shellcheck=", "-pyflakes=", file)


def by_zizmor(file):
    return run(SCRIPTS / "zizmor", "--offline", "--no-config", "--no-progress", "--persona=pedantic", "--collect=all", file)


@pytest.mark.parametrize("check", [by_schema, by_actionlint, by_zizmor])
@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_passes(workflows, name, check):
    done = check(workflows / name)
    assert done.returncode == 0, done.stdout + done.stderr


FAULTS = [
    (by_schema, "ci.yml", "runs-on:", "run-on:", "run-on"),
    (by_actionlint, "release.yml", "needs: [build, wheels]", "needs: [build, wheel]", "job-needs"),
    (by_actionlint, "release.yml", "steps.auth.outputs.token", "steps.author.outputs.token", "expression"),
    (by_actionlint, "pages.yml", "ubuntu-24.04", "ubuntu-99.04", "runner-label"),
    (by_zizmor, "release.yml", "@9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 # v7.0.0", "@v7", "unpinned-uses"),
    (by_zizmor, "release.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
    (by_zizmor, "release.yml", "make publish-crate", "make publish-crate TAG=${{ github.ref_name }}", "template-injection"),
    (by_zizmor, "ci.yml", "        with:\n          persist-credentials: false\n", "", "artipacked"),
    (by_zizmor, "release.yml", "      - run: make wheel\n", f"      - uses: {CACHE}\n", "cache-poisoning"),
]


@pytest.mark.parametrize(("check", "name", "find", "write", "said"), FAULTS)
def test_a_fault_in_a_workflow_is_found(workflows, check, name, find, write, said):
    edit(workflows / name, find, write)
    done = check(workflows / name)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


def test_an_action_has_one_hash_wherever_it_is_used(workflows):
    text = "".join(path.read_text(encoding="utf-8") for path in workflows.iterdir())
    used = re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v[\d.]+)$", text, re.M)
    assert len(used) > 10 and len(set(used)) == len({action for action, *_ in used})


# Steps


def test_every_step_is_one_call(workflows):
    assert inline(workflows) == []
    assert len(list(steps(workflows))) > 6


@pytest.mark.parametrize("command", ["cargo test", "make wheel && make gather", "|\n          make wheel\n          echo done", ".ci/run lints; true"])
def test_an_inline_step_is_found(workflows, command):
    edit(workflows / "release.yml", "run: make wheel", f"run: {command}")
    assert [place for place, _ in inline(workflows)] == ["release.yml, wheels"]


def test_every_target_is_there_and_run_by_a_test(workflows, root):
    targets = {command.split()[1] for _, command in steps(workflows) if command.startswith("make ")}
    assert targets == set(RUN_BY)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    missing = [target for target in targets if not re.search(rf"^(?:[a-z-]+ )*{target}(?: [a-z-]+)*:(?!=)", makefile, re.M)]
    assert missing == []
    for target, place in RUN_BY.items():
        if place.endswith(".py"):
            assert f'.make("{target}"' in (root / "tests/python" / place).read_text(encoding="utf-8")


def parts_of(workflows):
    """The parts of the check that the workflows run, in their jobs."""
    calls = [command.split()[1:] for _, command in steps(workflows) if command.startswith(".ci/run ")]
    return [part for call in calls for part in call]


def test_the_jobs_do_all_parts_of_the_check_once(workflows, root):
    listed = run(root / ".ci/run", "--list").stdout.split()
    assert len(listed) > 5
    assert sorted(parts_of(workflows)) == sorted(listed)
    edit(workflows / "ci.yml", ".ci/run export tests", ".ci/run tests")
    assert sorted(set(listed) - set(parts_of(workflows))) == ["export"]


@pytest.fixture
def checkout(root, tmp_path):
    """A folder with the check alone, in which every program that it calls says how it was called; one of them may fail."""
    folder = tmp_path / "checkout"
    shutil.copytree(root / ".ci", folder / ".ci")
    said = tmp_path / "said"
    script = f'#!/bin/sh\necho "$(basename "$0") $@" >> {said}\n[ "$(basename "$0") $1" != "$FAILS" ]\n'
    for name in ["bin/cargo", "bin/make", "bin/python3", "target/release/claims", "target/installed/bin/claims"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)

    def call(command, fails="", **variables):
        said.write_text("", encoding="utf-8")
        environment = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "FAILS": fails} | variables
        # As a runner does it.
        done = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command, cwd=folder, env=environment)
        return done, sorted(said.read_text(encoding="utf-8").splitlines())

    return call


def test_the_steps_together_do_what_the_check_does(workflows, checkout):
    calls = []
    for _, command in steps(workflows):
        if command.startswith(".ci/run "):
            done, said = checkout(command, CI="1", WITHOUT_TEXTS="1")
            assert done.returncode == 0 and said, done.stderr
            calls += said
    whole, said = checkout(".ci/run", WITHOUT_TEXTS="1")
    assert whole.returncode == 0, whole.stderr
    assert sorted(calls) == said and len(said) > 15
    assert any(call.startswith("cargo build --quiet --locked --release") for call in said)


@pytest.mark.parametrize(
    ("command", "fails"),
    [
        (".ci/run lints", "cargo clippy"),
        (".ci/run export tests", "make test"),
        (".ci/run dataset", "cargo build"),
        (".ci/run", "claims validate"),
    ],
)
def test_a_step_fails_where_what_it_calls_fails(checkout, command, fails):
    done, said = checkout(command, fails, WITHOUT_TEXTS="1")
    assert done.returncode != 0
    assert any(call.startswith(fails) for call in said)


def test_the_evidence_is_verified_unless_it_is_said_that_it_is_not(checkout, tmp_path):
    done, _ = checkout(".ci/run dataset", CI="1")
    assert done.returncode == 1 and "CI must verify the evidence" in done.stderr
    done, said = checkout(".ci/run dataset", CI="1", CLAIMS_TEXTS=str(tmp_path))
    assert done.returncode == 0 and f"claims validate --texts {tmp_path} --deny-warnings" in said
    done, said = checkout(".ci/run dataset", CI="1", WITHOUT_TEXTS="1")
    assert done.returncode == 0 and "claims validate --deny-warnings" in said and "not verified" in done.stdout


def test_a_part_that_is_not_there_is_refused(checkout):
    done, said = checkout(".ci/run lints formats")
    assert (done.returncode, said) == (2, []) and "there is no part formats" in done.stderr
