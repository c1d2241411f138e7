"""The wheel for machines that no other wheel is for: the package with the tables alone, without anything compiled.

It has the name and the version of the others, so that pip takes it where none of them fits.
"""

import base64
import datetime
import hashlib
import json
import tomllib
from pathlib import Path

import archive

LIBRARY = "python/lib/guarantee_claims"
EPOCH = datetime.date(1970, 1, 1)
# What the package's kinds of cells are in Parquet; everything else is text.
KINDS = {"dictionary": "term", "int64": "integer", "double": "number", "date32": "date", "list": "list"}


def packed(export, version):
    """The tables and vocabularies of an export."""
    resources = json.loads((export / "parquet/datapackage.json").read_text(encoding="utf-8"))["resources"]
    tables = {resource["name"]: table(export / "parquet" / resource["path"], resource["description"]) for resource in resources}
    content = {"version": version, "tables": tables, "vocabularies": vocabularies(export, tables["vocabulary"])}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def table(path, description):
    """A table: what it is, its columns, and their values."""
    # Read here alone: a release without Python needs none of it.
    import pyarrow.parquet

    read = pyarrow.parquet.read_table(path)
    fields = []
    for field in read.schema:
        told = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        kind = next((kind for start, kind in KINDS.items() if str(field.type).startswith(start)), "text")
        fields.append([field.name, kind, told.get("description", ""), told.get("terms")])
    columns = [[days(value) for value in column.to_pylist()] for column in read.columns]
    return {"description": description, "fields": fields, "columns": columns}


def days(value):
    """A date as the days since 1970-01-01, everything else as it is."""
    return (value - EPOCH).days if isinstance(value, datetime.date) else value


def vocabularies(export, vocabulary):
    """The vocabularies with their definitions, which the schemas have by their terms."""
    schema = json.loads((export / "schema/dataset.schema.json").read_text(encoding="utf-8"))
    choices = [definition for definition in schema["$defs"].values() if "oneOf" in definition]
    told = {tuple(term.get("const") for term in choice["oneOf"]): choice.get("description", "") for choice in choices}
    names = [name for name, *_ in vocabulary["fields"]]
    rows = [dict(zip(names, values, strict=True)) for values in zip(*vocabulary["columns"], strict=True)]
    found = {}
    for row in rows:
        found.setdefault(row["field"], []).append([row["value"], row["definition"], row["term_group"]])
    return [[name, told.get(tuple(value for value, *_ in terms), ""), terms] for name, terms in found.items()]


def metadata(root, version):
    """What the wheel says of itself: as the others, but that it is for every system."""
    project = tomllib.loads((root / "python/pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = ["Metadata-Version: 2.4", f"Name: {project['name']}", f"Version: {version}", f"Summary: {project['description']}"]
    lines += [f"Keywords: {','.join(project.get('keywords', []))}", f"License-Expression: {project['license']}"]
    lines += [f"Classifier: {line}" for line in project.get("classifiers", []) if not line.startswith("Operating System ::")]
    lines += ["Classifier: Operating System :: OS Independent", f"Requires-Python: {project['requires-python']}"]
    for extra, needed in project.get("optional-dependencies", {}).items():
        lines += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {name} ; extra == "{extra}"' for name in needed)]
    readme = (root / "python/README.md").read_text(encoding="utf-8")
    return "\n".join([*lines, "Description-Content-Type: text/markdown", "", readme]).encode()


def wheel(root, export, version, when):
    """The bytes of the wheel."""
    sources = [path for path in sorted((root / LIBRARY).iterdir()) if path.suffix in {".py", ".pyi"} or path.name == "py.typed"]
    files = {f"guarantee_claims/{path.name}": path.read_bytes() for path in sources}
    files["guarantee_claims/_native.py"] = (Path(__file__).parent / "tables_alone/_native.py").read_bytes()
    files["guarantee_claims/tables.json"] = packed(export, version)
    info = f"guarantee_claims-{version}.dist-info"
    files[f"{info}/METADATA"] = metadata(root, version)
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: guarantee-claims\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    for licence in sorted(root.glob("LICENSE*")):
        files[f"{info}/licenses/{licence.name}"] = licence.read_bytes()
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return archive.zipped(files, None, when)


def digest(content):
    """A hash as the list of a wheel's files has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
