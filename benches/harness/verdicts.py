"""That no tool is timed while doing nothing: each tells the valid claims from the broken ones, and ours finds what was planted."""

import json

from . import planted
from .runs import Job, Wrong, measure
from .tools import VALIDATORS, prints, validator

CLAIMS, BROKEN = 20_000, 1000


def find_planted(program, path, expected, threads, scratch):
    """Has our program report a file, and compares."""
    listed = scratch / "findings.json"
    options = ["--output-format", "json", "--output-file", listed, "--max-findings", 10 * len(expected)]
    measure(Job("claims", "", program.validate(path, threads, *options), code=1), scratch)
    found = json.loads(listed.read_text(encoding="utf-8"))["findings"]
    differences = planted.differences(expected, found)
    if differences:
        raise Wrong(f"{len(differences)} differences from the {len(expected)} planted errors:\n" + "\n".join(differences[:40]))


def tell_apart(generator, peers, scratch, say):
    """Each of the peers refuses as many claims as the schema does."""
    path, expected = generator.broken("verdicts", CLAIMS, BROKEN)
    no_json = {one["line"] for one in expected if one["rule"] in planted.NO_JSON}
    sound = without(path, no_json)
    for name in (name for name in VALIDATORS if name in peers):
        if name == "sourcemeta":
            # It gives a file up at the first line that is no JSON.
            left = CLAIMS - len(no_json)
            refused = planted.refused_by_schema(one for one in expected if one["rule"] not in planted.NO_JSON)
            file, said, code = sound, f"{left} validated, {left - refused} passed, {refused} failed", 2
        else:
            refused = planted.refused_by_schema(expected)
            file, said, code = path, f"{CLAIMS - refused} {refused}\n", 0
        measure(Job(name, "", validator(name, file), code=code, check=prints(said)), scratch)
        say(f"{name} tells the valid claims from the broken ones")


def without(path, numbers):
    """The file without the lines that have these numbers."""
    left = path.with_name(f"{path.stem}-sound.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    left.write_bytes(b"".join(line for number, line in enumerate(lines, 1) if number not in numbers))
    return left


def exact(program, generator, claims, threads, scratch):
    """A thousand errors of every kind in a file of so many claims, reported exactly: a sentence that says so."""
    path, expected = generator.broken("planted", claims, BROKEN)
    find_planted(program, path, expected, threads, scratch)
    path.unlink()
    kinds = len({(one["rule"], one["what"]) for one in expected})
    return (
        f"{len(expected):,} errors of {kinds} kinds, planted in {claims:,} claims, were reported exactly: "
        "none missed, none invented, each at its line and column."
    )
