"""The records of an answer, and the ids of claims in short."""

from collections import defaultdict

PREFIXES = {
    "flga": "flga-2025-12",
    "newstech24": "newstech24-2025-12",
    "phoenix24": "phoenix24-2025-08",
    "revolutions2040": "revolutions2040-2025-08",
    "t4k3": "t4k3-2025-08",
    "agreement": "us-ukraine-agreement-2024-06",
    "compact": "ukraine-compact-2024-07",
    "white-house": "white-house-2025-08",
    "statement": "geneva-statement-2025-11",
    "readout": "geneva-readout-2025-11",
}


def claims(outlet, numbers):
    return [f"{PREFIXES[outlet]}.{number}" for number in numbers.split()]


def column(records, name):
    return [record[name] for record in records]


def pick(records, *names):
    return [tuple(record[name] for name in names) for record in records]


def grouped(records, key, value):
    groups = defaultdict(list)
    for record in records:
        groups[record[key]].append(record[value])
    return groups
