"""How files and folders are read."""

import csv
import json
import tomllib


def read_csv(path):
    """The header and the rows of a CSV file, read strictly."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return header, rows


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def contents(folder):
    """The bytes of every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))
