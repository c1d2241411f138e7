"""What the package has in place of its compiled part, in the wheel for machines that have none: the tables, and nothing that checks."""

import json
from importlib.resources import files

_PACKED = json.loads(files("guarantee_claims").joinpath("tables.json").read_text(encoding="utf-8"))
__version__ = _PACKED["version"]


def _missing(what):
    without = f"{what} needs the compiled part of guarantee-claims, which this wheel does not have"
    to_do = "install it on a machine for which there is a wheel, or build it from its sources; rows() and to_pandas() work without"
    return ImportError(f"{without}: {to_do}", name="guarantee_claims._native")


class Table:
    """A table in memory."""

    def __init__(self, packed):
        self._packed = packed

    def __arrow_c_stream__(self, requested_schema=None):
        raise _missing("Arrow (to_polars, to_pyarrow, DuckDB)")

    def __arrow_c_schema__(self):
        raise _missing("Arrow (to_polars, to_pyarrow, DuckDB)")

    def __len__(self):
        return len(self._packed["columns"][0])

    def fields(self):
        """The columns: name, kind, definition, and the terms in codebook order."""
        return [tuple(field) for field in self._packed["fields"]]

    def column(self, place):
        """The values of a column; dates are days since 1970-01-01."""
        return json.loads(json.dumps(self._packed["columns"][place]))

    @staticmethod
    def of_findings(rows):
        raise _missing("the check")


class Register:
    """A dataset."""

    @staticmethod
    def embedded():
        return Register()

    @staticmethod
    def load(path):
        raise _missing("reading a dataset of one's own")

    def tables(self):
        return list(_PACKED["tables"])

    def table(self, name):
        packed = _PACKED["tables"].get(name)
        return packed and (Table(packed), packed["description"])

    def version(self):
        return __version__

    def claims(self):
        return len(Table(_PACKED["tables"]["claims"]))


def vocabularies():
    """Every vocabulary: its name, its definition, and its terms with their definitions and groups."""
    return [(name, description, [tuple(term) for term in terms]) for name, description, terms in _PACKED["vocabularies"]]


def judge(kind, source, encode, register, options, progress):
    raise _missing("the check")


def run(arguments):
    raise _missing("the program")


def fail_inside():
    raise _missing("the check")
