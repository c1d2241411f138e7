"""What the validators share: each line of a file is judged, and how many were valid and how many not is printed."""

import json
import sys
from pathlib import Path


def schema():
    """The JSON Schema of a claim."""
    return json.loads((Path(__file__).resolve().parents[2] / "schema" / "claim.schema.json").read_text(encoding="utf-8"))


def count(read, refusal):
    """Has `read` read each line of the file that the command line names; it raises `refusal` at one that is not valid."""
    valid = invalid = 0
    with open(sys.argv[1], "rb") as file:
        for line in file:
            try:
                read(line)
                valid += 1
            except refusal:
                invalid += 1
    print(valid, invalid)
