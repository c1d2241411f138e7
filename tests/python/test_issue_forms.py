"""The forms for issues and the template for pull requests: valid, and saying what there is."""

import re
import subprocess
import sys

import pytest
import yaml

FORMS = ["wrong-claim.yml", "new-document.yml"]
FOLDER = ".github/ISSUE_TEMPLATE"


def builtin_check(schema, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_forms_are_all_that_there_are(root):
    assert sorted(path.name for path in (root / FOLDER).iterdir()) == sorted([*FORMS, "config.yml"])


@pytest.mark.parametrize("name", FORMS)
def test_a_form_agrees_with_the_schema_of_forms(root, name):
    done = builtin_check("github-issue-forms", root / FOLDER / name)
    assert done.returncode == 0, done.stdout


def test_the_settings_agree_with_their_schema(root, tmp_path):
    done = builtin_check("github-issue-config", root / FOLDER / "config.yml")
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "config.yml"
    broken.write_text("blank_issues_enabled: maybe\n", encoding="utf-8")
    assert builtin_check("github-issue-config", broken).returncode == 1


FAULTS = [
    ("type: dropdown", "type: list"),
    ("    id: fields\n", "    id: two fields\n"),
    ("description: A claim says", "about: A claim says"),
]


@pytest.mark.parametrize(("find", "write"), FAULTS)
def test_a_broken_form_is_refused(root, tmp_path, find, write):
    text = (root / FOLDER / "wrong-claim.yml").read_text(encoding="utf-8")
    assert find in text
    broken = tmp_path / "wrong-claim.yml"
    broken.write_text(text.replace(find, write), encoding="utf-8")
    assert builtin_check("github-issue-forms", broken).returncode == 1


def options(schemas, name):
    """What a form lets one choose from, by the schemas."""
    if name == "wrong-claim.yml":
        return list(schemas["claim"]["properties"])
    return [term["const"] for term in schemas["source"]["$defs"]["Genre"]["oneOf"]]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_lists_what_the_schemas_know(root, schemas, renew, name):
    path = root / FOLDER / name
    text = path.read_text(encoding="utf-8")
    lines = "".join(f"        - {option}\n" for option in options(schemas, name))
    expected, places = re.subn(r"(?<=by `make renew`\n)(?: {8}- .*\n)*(?= {8}# end\n)", lines, text)
    assert places == 1
    if renew:
        path.write_text(expected, encoding="utf-8")
    assert renew or text == expected, f"{path} is not what the schemas say: `make renew` writes it anew"
    assert len(yaml.safe_load(expected)["body"]) > 3


def commands(text):
    """The make targets and the parts of the check that a text names."""
    targets = re.findall(r"`(?:CLAIMS_TEXTS=\S+ )?make ([a-z-]+)`", text)
    parts = [part for found in re.findall(r"`\.ci/run ([a-z ]+)`", text) for part in found.split()]
    return targets, parts


def unknown(root, text):
    """What a text names that is not there."""
    targets, parts = commands(text)
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    listed = subprocess.run([root / ".ci/run", "--list"], capture_output=True, text=True, check=True).stdout.split()
    missing = [target for target in targets if not re.search(rf"^{target}(?: .*)?:", makefile, re.M)]
    return missing + [part for part in parts if part not in listed]


def test_the_template_names_checks_that_there_are(root):
    text = (root / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert all(commands(text))
    assert unknown(root, text) == []
    assert unknown(root, text.replace("make test", "make tests").replace("run format", "run formats")) == ["tests", "formats"]
