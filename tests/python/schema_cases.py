"""Values for the schemas: claims, files and documents that are valid, and changes that make one fault in them."""

import copy
import json

SCHEMAS = [
    *["actors-file", "changes-file", "claim", "claims-file", "coding", "dataset", "dataset-file", "frameworks-file", "occasions-file"],
    *["source", "withdrawn-file"],
]

# The schema of each kind of file that people edit.
FILES = {
    "data/actors.toml": "actors-file",
    "data/changes/*.toml": "changes-file",
    "data/claims/*.toml": "claims-file",
    "data/dataset.toml": "dataset-file",
    "data/frameworks.toml": "frameworks-file",
    "data/occasions.toml": "occasions-file",
    "data/withdrawn.toml": "withdrawn-file",
    "seeds/*.toml": "source",
}
REQUIRED = [
    *["id", "source", "speaker", "attribution", "statement", "layer", "commitment_type", "speech_act", "modality", "polarity", "stage"],
    *["aspect", "stated_on", "evidence"],
]
LISTS = ["parties", "conditions", "quantities", "relations", "waive"]
OPTIONAL = ["via", "legal_form", "bindingness", "occasion", "doubtful", "confidence", "note"]
WAIVER = {"rule": "quote-mismatch", "reason": "The outlet prints the quotation twice."}


def put(*path, value):
    """Puts a value at a path of keys and indexes."""

    def change(target):
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value

    return change


def drop(*path):
    """Takes away what is at a path."""

    def change(target):
        for key in path[:-1]:
            target = target[key]
        del target[path[-1]]

    return change


def repeat(*path):
    """Repeats the first item of the list at a path."""

    def change(target):
        for key in path:
            target = target[key]
        target.append(copy.deepcopy(target[0]))

    return change


TERM = "no-such-term"
TERM_PATHS = {
    **{field: (field,) for field in ["attribution", "layer", "commitment_type", "speech_act", "modality", "polarity", "stage", "aspect"]},
    **{field: (field,) for field in ["legal_form", "bindingness", "confidence"]},
    **{f"item of {field}": (field, 0) for field in ["conditions", "doubtful"]},
    "role": ("parties", 0, "role"),
    **{field: ("evidence", 0, "record", field) for field in ["kind", "verdict"]},
    **{field: ("quantities", 0, field) for field in ["measure", "unit", "comparator"]},
    "relation kind": ("relations", 0, "kind"),
}
BAD_DATES = [
    *["2025-02-31", "2025-02-29", "2025-04-31", "2025-13", "2025-00", "2025-08-00", "2025-8", "2025-08-22T10:00", "22.08.2025", "0000"],
    *["1900-02-29", "25-08", "2025-", "2025/08", "+2025", "August 2025", ""],
]
GOOD_DATES = ["2025", "2025-08", "2025-08-22", "2024-02-29", "2000-02-29", "0001", "9999-12-31"]
BAD_OFFSETS = {"negative": -1, "fractional": 1.5, "too big": 2**32, "in words": "12", "true": True, "null": None}
BAD_IDS = [
    *["no-number", "two-digits.01", "Upper-Case.001", "under_score.001", "-hyphen-first.001", "double--hyphen.001", ".001"],
    *["letters.00a", "space .001", "x" * 61 + ".001"],
]
BAD_ACTORS = ["Mark-Rutte", "mark rutte", "mark_rutte", "mark.rutte", "-mark", "mark-", "", "x" * 65, "märk-rutte"]
BAD_HASHES = {"short": "0" * 63, "long": "0" * 65, "upper-case": "A" * 64, "not hexadecimal": "g" * 64, "empty": ""}

# Each makes one fault in a valid claim.
BROKEN_CLAIMS = {
    "unknown key": put("certainty", value="high"),
    "unknown key in evidence": put("evidence", 0, "page", value=1),
    "unknown key in a party": put("parties", 0, "name", value="NATO"),
    "unknown key in a record": put("evidence", 0, "record", "words", value="so it is"),
    "unknown key in a quantity": put("quantities", 0, "currency", value="EUR"),
    "unknown key in a relation": put("relations", 0, "source", value="x"),
    "unknown key in a waiver": put("waive", 0, "until", value="2026"),
    **{f"no {key}": drop(key) for key in REQUIRED},
    **{f"no {key} in evidence": drop("evidence", 0, key) for key in ["start", "end", "sha256"]},
    **{f"no {key} in a party": drop("parties", 0, key) for key in ["actor", "role"]},
    **{f"no {key} in a record": drop("evidence", 0, "record", key) for key in ["kind", "verdict"]},
    **{f"no {key} in a quantity": drop("quantities", 0, key) for key in ["measure", "value", "unit", "comparator"]},
    **{f"no {key} in a relation": drop("relations", 0, key) for key in ["kind", "target"]},
    **{f"no {key} in a waiver": drop("waive", 0, key) for key in ["rule", "reason"]},
    **{f"null {key}": put(key, value=None) for key in REQUIRED + LISTS},
    **{f"unknown term: {name}": put(*path, value=TERM) for name, path in TERM_PATHS.items()},
    **{f"term in upper case: {name}": put(*path, value="HIGH") for name, path in TERM_PATHS.items()},
    **{f"bad date {date!r}": put("stated_on", value=date) for date in BAD_DATES},
    **{f"start {name}": put("evidence", 0, "start", value=value) for name, value in BAD_OFFSETS.items()},
    **{f"end {name}": put("evidence", 0, "end", value=value) for name, value in BAD_OFFSETS.items()},
    **{f"bad id {value[:20]!r}": put("id", value=value) for value in BAD_IDS},
    **{f"bad target {value[:20]!r}": put("relations", 0, "target", value=value) for value in BAD_IDS},
    **{f"bad speaker {value[:20]!r}": put("speaker", value=value) for value in BAD_ACTORS},
    **{f"bad hash, {name}": put("evidence", 0, "sha256", value=value) for name, value in BAD_HASHES.items()},
    "bad source": put("source", value="t4k3.2025"),
    "bad occasion": put("occasion", value="Kyiv"),
    "bad via": put("via", value="Mark Rutte"),
    "bad party": put("parties", 0, "actor", value="United States"),
    "party without a role": put("parties", 0, value="nato"),
    "record at no web address": put("evidence", 0, "record", "url", value="nato.int"),
    "bad rule in a waiver": put("waive", 0, "rule", value="Quote Mismatch"),
    "date as a number": put("stated_on", value=2025),
    "no evidence at all": put("evidence", value=[]),
    "evidence not in a list": put("evidence", value={"start": 0, "end": 1, "sha256": "0" * 64}),
    "party not in a list": put("parties", value={"actor": "nato", "role": "provider"}),
    "layers in a list": put("layer", value=["coalition"]),
    "repeated party": repeat("parties"),
    "repeated condition": repeat("conditions"),
    "repeated doubtful field": repeat("doubtful"),
    "doubtful field that is not coded": put("doubtful", 0, value="confidence"),
    "statement too short": put("statement", value="x" * 19),
    "statement too long": put("statement", value="x" * 281),
    "statement too short in code points": put("statement", value="🕊" * 19),
    "statement too long in code points": put("statement", value="🕊" * 281),
    "blank statement": put("statement", value=" " * 30),
    "reason too short": put("waive", 0, "reason", value="x" * 19),
    "empty note": put("note", value=""),
    "blank quote": put("evidence", 0, "quote", value=" \n"),
    "confidence as a number": put("confidence", value=0.8),
    "value in words": put("quantities", 0, "value", value="4.5"),
    "negative value": put("quantities", 0, "value", value=-4.5),
    "null value": put("quantities", 0, "value", value=None),
}

# Each leaves a valid claim valid.
CHANGED_CLAIMS = {
    "as it is": lambda claim: None,
    **{f"null {key}": put(key, value=None) for key in OPTIONAL},
    **{f"no {key}": drop(key) for key in OPTIONAL + LISTS},
    **{f"empty {key}": put(key, value=[]) for key in [*LISTS, "doubtful"]},
    "no record": drop("evidence", 0, "record"),
    "record without address and note": put("evidence", 0, "record", value={"kind": "report", "verdict": "not-found"}),
    "an actor in two roles": lambda claim: claim["parties"].append({**claim["parties"][0], "role": "host"}),
    **{f"date {date}": put("stated_on", value=date) for date in GOOD_DATES},
    "no quote": drop("evidence", 0, "quote"),
    "null quote": put("evidence", 0, "quote", value=None),
    "offset with a zero fraction": put("evidence", 0, "start", value=1.0),
    "biggest offset": put("evidence", 0, "end", value=2**32 - 1),
    "shortest statement": put("statement", value="x" * 20),
    "longest statement in code points": put("statement", value="🕊" * 280),
    "longest id": put("id", value="x" * 60 + ".001"),
    "id of four digits": put("id", value="t4k3-2025-08.1000"),
    "value of nought": put("quantities", 0, "value", value=0),
}

# Each makes one fault in a valid file: the file and the change.
SOURCE = "seeds/newstech24-2025-12.toml"
CLAIMS = "data/claims/newstech24-2025-12.toml"
ONE_OF_EACH = ["data/actors.toml", "data/dataset.toml", "data/frameworks.toml", "data/occasions.toml", CLAIMS, SOURCE]
BROKEN_FILES = {
    **{f"unknown key in {path}": (path, put("no_such_key", value=1)) for path in ONE_OF_EACH},
    "actor of an unknown kind": ("data/actors.toml", put("actors", 0, "kind", value="person-of-note")),
    "actor without a name": ("data/actors.toml", drop("actors", 0, "name")),
    "actor with a repeated alias": ("data/actors.toml", put("actors", 0, "aliases", value=["Kyiv", "Kyiv"])),
    "actor in a country that is not assigned": ("data/actors.toml", put("actors", 0, "country", value="XX")),
    "claims without a source": (CLAIMS, drop("source")),
    "claim with a source of its own": (CLAIMS, put("claims", 0, "source", value="newstech24-2025-12")),
    "claim on an unknown layer": (CLAIMS, put("claims", 0, "layer", value=TERM)),
    "claim without evidence": (CLAIMS, drop("claims", 0, "evidence")),
    "version of two numbers": ("data/dataset.toml", put("version", value="1.0")),
    "licence with spaces": ("data/dataset.toml", put("licence", value="CC BY 4.0")),
    "component on an unknown layer": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "layer", value=TERM)),
    "component on an unknown aspect": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "aspect", value=TERM)),
    "component of an unknown type": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "commitment_types", value=[TERM])),
    "component that a bad id states": ("data/frameworks.toml", put("frameworks", 0, "components", 0, "claims", 0, value="one")),
    "framework without components": ("data/frameworks.toml", drop("frameworks", 0, "components")),
    "occasion on a day that is none": ("data/occasions.toml", put("occasions", 0, "held_on", value="2025-06-31")),
    "occasion with a repeated participant": ("data/occasions.toml", put("occasions", 0, "participants", value=["nato", "nato"])),
    "record at no web address": ("data/occasions.toml", put("occasions", 0, "record_url", value="nato.int")),
    "source of an unknown genre": (SOURCE, put("genre", value=TERM)),
    "source of an unknown reliability": (SOURCE, put("reliability", value="G")),
    "source whose reliability has no reason": (SOURCE, drop("reliability_reason")),
    "source in no language": (SOURCE, put("language", value="English")),
    "sentence uncoded for an unknown reason": (SOURCE, put("uncoded", value=[{"start": 0, "end": 1, "reason": TERM}])),
    "text in a folder": (SOURCE, put("text", "file", value="texts/000.txt")),
    "text of negative length": (SOURCE, put("text", "characters", value=-1)),
    "text without a hash": (SOURCE, drop("text", "sha256")),
}

# Each makes one fault in the exported document.
BROKEN_DOCUMENTS = {
    "unknown key": put("created", value="2026"),
    **{f"no {key}": drop(key) for key in ["version", "title", "licence", "sources", "actors", "occasions", "frameworks", "claims"]},
    "claim on an unknown layer": put("claims", 0, "layer", value=TERM),
    "actor without a kind": drop("actors", 0, "kind"),
    "null sources": put("sources", value=None),
}


def changed(value, change):
    value = copy.deepcopy(value)
    change(value)
    return value


def read_schema(root, name):
    return json.loads((root / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
