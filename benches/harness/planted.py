"""What was planted in a file against what the program found in it."""

import json
from collections import Counter

# The rules of the schema; what else is planted, a JSON Schema validator cannot see.
NO_JSON = {"syntax", "conflict-marker"}
OF_SCHEMA = NO_JSON | {"missing-key", "unknown-key", "unknown-term", "wrong-type", "invalid-value", "empty-list", "repeated-item", "outdated-record"}


def read_list(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def refused_by_schema(planted):
    """How many claims a JSON Schema validator refuses: a key that stands twice is none of its business."""
    return sum(one["rule"] in OF_SCHEMA and not one["what"].startswith("a key twice") for one in planted)


def place(finding):
    return (finding["line"], finding["column"], finding["rule"], finding["record"])


def differences(planted, found):
    """What was missed, invented or found elsewhere than where it is, one line each."""
    expected, reported = Counter(map(place, planted)), Counter(map(place, found))
    missed = [f"missed: {one}" for one in (expected - reported).elements()]
    invented = [f"invented: {one}" for one in (reported - expected).elements()]
    return missed + invented
