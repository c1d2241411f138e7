"""Checking in other repositories: the hook for pre-commit, the action and the page about them, each with a twin that must fail."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

SCRIPTS = Path(sysconfig.get_path("scripts"))
CLAIMS = "data/claims/example-2025.toml"


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)


def edit(file, find, write):
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, write), encoding="utf-8")


@pytest.fixture
def path_with_program(claims_bin, tmp_path):
    """A PATH on which the program is first, under its own name."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "claims").symlink_to(claims_bin)
    return os.pathsep.join([str(folder), str(SCRIPTS), os.environ["PATH"]])


@pytest.fixture
def environment(path_with_program, tmp_path):
    """What git and pre-commit need, without the settings of the machine and without a network."""
    identity = {"NAME": "Test", "EMAIL": "test@example.org"}
    author = {f"GIT_{who}_{what}": value for who in ["AUTHOR", "COMMITTER"] for what, value in identity.items()}
    nowhere = {name: "http://127.0.0.1:9" for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"]}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "CLAIMS_", "GITHUB_", "PRE_COMMIT"))}
    home = tmp_path / "pre-commit"
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file"}
    return kept | author | nowhere | git | {"PATH": path_with_program, "PRE_COMMIT_HOME": str(home)}


def git(folder, environment, *arguments):
    done = run("git", *arguments, cwd=folder, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit_all(folder, environment):
    git(folder, environment, "init", "--quiet")
    git(folder, environment, "add", "--all")
    git(folder, environment, "commit", "--quiet", "--message", "Start")


@pytest.fixture
def dataset(root, tmp_path):
    """A folder with a dataset of its own."""
    folder = tmp_path / "repository"
    folder.mkdir()
    for name in ["data", "seeds", "texts"]:
        shutil.copytree(root / "tests/fixtures/mini" / name, folder / name)
    return folder


# pre-commit


@pytest.fixture
def hooks(root, tmp_path):
    """A folder with the hook, which is a repository once it is committed."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    shutil.copy(root / ".pre-commit-hooks.yaml", folder)
    return folder


@pytest.fixture
def try_hook(hooks, dataset, environment):
    """A function that runs the hook on the dataset, in a repository, as `pre-commit try-repo` does it."""
    commit_all(hooks, environment)

    def try_repo(*more):
        commit_all(dataset, environment)
        command = [sys.executable, "-m", "pre_commit", "try-repo", hooks, "claims-validate", "--verbose", "--color=never", *more]
        return run(*command, cwd=dataset, env=environment)

    return try_repo


def test_the_hook_passes_on_a_clean_dataset(try_hook):
    done = try_hook("--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"claims validate\.+Passed", done.stdout)
    assert "checked 6 files, 4 claims" in done.stdout


def test_the_hook_fails_on_a_broken_dataset(try_hook, dataset):
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    done = try_hook("--all-files")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"claims validate\.+Failed", done.stdout)
    assert "error[unknown-term]" in done.stdout


def test_the_hook_does_not_ask_what_has_changed(try_hook, dataset):
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    done = try_hook("--files", "texts/example.txt")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "error[unknown-term]" in done.stdout


@pytest.fixture
def commit_deletion(hooks, dataset, environment):
    """A function that installs the hook in the dataset's repository and commits there that a file was deleted, and no more."""

    def commit():
        commit_all(hooks, environment)
        hook = {"repo": str(hooks), "rev": git(hooks, environment, "rev-parse", "HEAD"), "hooks": [{"id": "claims-validate"}]}
        (dataset / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
        commit_all(dataset, environment)
        installed = run(sys.executable, "-m", "pre_commit", "install", cwd=dataset, env=environment)
        assert installed.returncode == 0, installed.stderr
        git(dataset, environment, "rm", "--quiet", "data/occasions.toml")
        return run("git", "commit", "--message", "Delete", cwd=dataset, env=environment)

    return commit


def test_the_hook_refuses_a_commit_that_only_deletes(commit_deletion, dataset, environment):
    done = commit_deletion()
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"claims validate\.+Failed", done.stderr), done.stderr
    assert "error[unknown-reference]" in done.stderr
    assert git(dataset, environment, "log", "--format=%s") == "Start"


def test_a_hook_that_chooses_by_files_lets_a_commit_that_only_deletes_pass(commit_deletion, hooks, dataset, environment):
    edit(hooks / ".pre-commit-hooks.yaml", "always_run: true", "files: ^(data|seeds)/")
    done = commit_deletion()
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"claims validate\.+\(no files to check\)Skipped", done.stderr), done.stderr
    assert git(dataset, environment, "log", "--format=%s").splitlines() == ["Delete", "Start"]


def test_the_hook_fails_where_the_program_is_not_installed(try_hook, environment):
    environment["PATH"] = environment["PATH"].split(os.pathsep, 1)[1]
    if shutil.which("claims", path=environment["PATH"]):
        pytest.skip("the machine has the program on PATH")
    assert try_hook("--all-files").returncode == 1


# The action and the workflow


def builtin_check(schema, file):
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file)


def zizmor(file):
    return run(SCRIPTS / "zizmor", "--offline", "--no-config", "--no-progress", "--persona=pedantic", "--collect=all", file)


@pytest.fixture
def action(root):
    return root / "action.yml"


@pytest.fixture
def workflow(root, tmp_path):
    """The workflow that docs/ci.md shows, as a file."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (root / "docs/ci.md").read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) == 1
    file = tmp_path / ".github/workflows/claims.yml"
    file.parent.mkdir(parents=True)
    file.write_text(blocks[0], encoding="utf-8")
    return file


def test_the_action_agrees_with_the_schema_of_actions(action):
    done = builtin_check("github-actions", action)
    assert done.returncode == 0, done.stdout


ACTION_FAULTS = [("using: composite", "using: shell"), ("      shell: bash\n", ""), ("    default:", "    standard:")]


@pytest.mark.parametrize(("find", "write"), ACTION_FAULTS)
def test_a_broken_action_is_refused(action, tmp_path, find, write):
    broken = tmp_path / "action.yml"
    shutil.copy(action, broken)
    edit(broken, find, write)
    assert builtin_check("github-actions", broken).returncode == 1


def test_the_workflow_agrees_with_the_schema_of_workflows(workflow):
    done = builtin_check("github-workflows", workflow)
    assert done.returncode == 0, done.stdout
    edit(workflow, "runs-on:", "run-on:")
    assert builtin_check("github-workflows", workflow).returncode == 1


def test_zizmor_finds_nothing_in_the_action_and_the_workflow(action, workflow):
    for file in [action, workflow]:
        done = zizmor(file)
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_an_input_that_is_read_as_a_command(action, tmp_path):
    unsafe = tmp_path / "action.yml"
    shutil.copy(action, unsafe)
    edit(unsafe, '"--root=$ROOT"', '"--root=${{ inputs.root }}"')
    done = zizmor(unsafe)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize(
    ("find", "write", "audit"),
    [
        ("        with:\n          persist-credentials: false\n", "", "artipacked"),
        ("@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2", "@v4", "unpinned-uses"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
    ],
)
def test_zizmor_finds_an_unsafe_workflow(workflow, find, write, audit):
    edit(workflow, find, write)
    done = zizmor(workflow)
    assert done.returncode != 0
    assert audit in done.stdout


def test_the_page_names_every_input_of_the_action(action, root, workflow):
    inputs = list(yaml.safe_load(action.read_text(encoding="utf-8"))["inputs"])
    page = (root / "docs/ci.md").read_text(encoding="utf-8").split("## Other services")[0]
    rows = re.findall(r"^\| `([a-z-]+)` \| .* \| .* \|$", page, re.M)
    assert rows == inputs
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    uses = next(step for step in steps if "guarantee-claims@" in step["uses"])
    assert uses["with"].keys() <= set(inputs)


@pytest.fixture
def run_action(action, dataset, environment):
    """A function that runs the action's script as the runner does it, with the inputs given."""
    description = yaml.safe_load(action.read_text(encoding="utf-8"))
    [step] = description["runs"]["steps"]

    def run_with(**inputs):
        values = {name: str(entry["default"]) for name, entry in description["inputs"].items()} | inputs
        variables = {name: values[re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1]] for name, value in step["env"].items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        runner = {"GITHUB_WORKSPACE": str(dataset), "RUNNER_TEMP": environment["PRE_COMMIT_HOME"]}
        Path(runner["RUNNER_TEMP"]).mkdir(exist_ok=True)
        return run(*command, cwd=dataset, env=environment | runner | variables)

    return run_with


def test_the_action_passes_on_a_clean_dataset(run_action):
    done = run_action(texts="texts", **{"deny-warnings": "true"})
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "4 verified" in done.stderr


def test_the_action_fails_on_a_broken_dataset_and_writes_sarif_and_receipt(run_action, dataset):
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    done = run_action(sarif="claims.sarif", receipt="receipt.json")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={CLAIMS},line=10,")
    assert '"unknown-term"' in (dataset / "claims.sarif").read_text(encoding="utf-8")
    assert '"exitCode": 1' in (dataset / "receipt.json").read_text(encoding="utf-8")


def test_the_action_fails_where_it_cannot_run(run_action):
    nowhere = "no/such/folder/x"
    for name, value in [("root", nowhere), ("program", nowhere), ("deny-warnings", "maybe"), ("sarif", nowhere), ("receipt", nowhere)]:
        assert run_action(**{name: value}).returncode > 1, name


@pytest.mark.parametrize("name", ["root", "texts", "sarif", "program", "version"])
def test_nothing_in_an_input_is_read_as_a_command(run_action, dataset, environment, name):
    # Programs of these names that would be run instead of an installation.
    for installer in ["cargo", "python3"]:
        write_program(environment, installer, "exit 3")
    for value in ["$(touch hacked)", "`touch hacked`", "; touch hacked", '"; touch hacked; "', "x\ntouch hacked"]:
        run_action(**{name: value})
    assert not (dataset / "hacked").exists()


def write_program(environment, name, script):
    """Puts a program first on PATH."""
    program = Path(environment["PATH"].split(os.pathsep, 1)[0]) / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def said(environment, tmp_path):
    """A function that gives what cargo and pip were called with since it was last called. Pip installs what `pip` says."""
    record = environment["SAID"] = str(tmp_path / "said")
    write_program(environment, "cargo", 'echo "cargo $@" >> "$SAID"')
    venv = 'mkdir "$3/bin"; cp "$0" "$3/bin/python"'
    pip = 'echo "$@" >> "$SAID"; test -n "$PACKAGE" && ln -s "$PACKAGE" "$(dirname "$0")/claims"'
    write_program(environment, "python3", f'case $2 in venv) {venv} ;; *) {pip} ;; esac')
    environment["CARGO_HOME"] = str(tmp_path)

    def read():
        lines = Path(record).read_text(encoding="utf-8").splitlines() if Path(record).exists() else []
        Path(record).unlink(missing_ok=True)
        return lines

    return read


PIP = "-m pip install --quiet --disable-pip-version-check --only-binary=:all: guarantee-claims"
CARGO = "cargo install guarantee-claims --features cli --locked"


def test_the_action_installs_what_is_asked_for_and_not_there(run_action, environment, said, claims_bin):
    version = run(claims_bin, "--version").stdout.split()[1]
    assert run_action(version=version).returncode == 0
    assert run_action().returncode == 0
    assert said() == []
    # There is no package for the machine, and cargo builds it: here the program that it would leave is the one on PATH.
    assert run_action(version="99.0.0").returncode == 0
    assert said() == [f"{PIP}==99.0.0", f"{CARGO} --version=99.0.0"]


def test_the_action_takes_the_program_of_the_package_before_it_builds_one(run_action, dataset, environment, said, claims_bin, tmp_path):
    environment["PACKAGE"] = str(claims_bin)
    done = run_action(version="99.0.0")
    assert (done.returncode, said()) == (0, [f"{PIP}==99.0.0"]), done.stderr
    assert "4 claims" in done.stderr
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    assert run_action(version="99.0.0").returncode == 1
    # The package without a program, as the one with the tables alone.
    (tmp_path / "tables").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "tables").chmod(0o755)
    environment["PACKAGE"] = str(tmp_path / "tables")
    run_action(version="99.0.0")
    assert f"{CARGO} --version=99.0.0" in said()


@pytest.fixture
def steps(workflow):
    """The steps of the workflow that docs/ci.md shows: the check, and what hands its findings to code scanning."""
    steps = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]["validate"]["steps"]
    [check] = [step for step in steps if "guarantee-claims@" in step["uses"]]
    [upload] = [step for step in steps if "upload-sarif@" in step["uses"]]
    return check, upload


def is_run(condition, workspace):
    """Whether a step with this condition is run after one that failed, by the functions that the documentation of workflows describes."""
    expression = re.fullmatch(r"\$\{\{ (.*) \}\}", condition)[1]
    for operator, word in [("&&", " and "), ("||", " or "), (r"!(?!=)", " not ")]:
        expression = re.sub(operator if operator.startswith("!") else re.escape(operator), word, expression)
    functions = {
        "cancelled": lambda: False,
        "always": lambda: True,
        "failure": lambda: True,
        "success": lambda: False,
        # Empty where no file matches.
        "hashFiles": lambda pattern: "hash" if list(workspace.glob(pattern)) else "",
    }
    return bool(eval(expression.strip(), {"__builtins__": {}}, functions))  # noqa: S307


def run_check(run_action, check):
    inputs = {name: value for name, value in check["with"].items() if name != "version"}
    return run_action(**inputs)


def test_the_workflow_hands_over_the_findings_of_a_check_that_failed(steps, run_action, dataset):
    check, upload = steps
    assert upload["with"]["sarif_file"] == check["with"]["sarif"]
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    assert run_check(run_action, check).returncode == 1
    assert (dataset / upload["with"]["sarif_file"]).is_file()
    assert is_run(upload["if"], dataset)


def test_the_workflow_hands_over_nothing_where_the_check_could_not_run(steps, run_action, dataset):
    check, upload = steps
    shutil.rmtree(dataset / "data")
    done = run_check(run_action, check)
    assert done.returncode == 2 and "has no folder data" in done.stderr
    assert not (dataset / upload["with"]["sarif_file"]).exists()
    assert not is_run(upload["if"], dataset)
    # A condition that does not ask for the file would upload what is not there, and fail for another cause.
    assert is_run("${{ !cancelled() }}", dataset)
