"""Tables in memory, for whichever library is at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from typing_extensions import CapsuleType

    from guarantee_claims import _native

# What `date(1970, 1, 1).toordinal()` gives.
_EPOCH = 719_163


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """The name."""
    kind: str
    """What its cells are: `text`, `term` (of a closed vocabulary), `integer`, `number`, `date` or `list`."""
    description: str
    """What they mean."""
    terms: tuple[str, ...] | None = None
    """For a vocabulary, its terms in the codebook's order."""


@final
class ArrowTable:
    """A table in memory, which whoever knows Arrow reads without a copy.

    `polars.DataFrame(table)`, `pyarrow.table(table)` and, in DuckDB, the name of a variable that holds it work as they are. Columns of
    vocabularies are ordered dictionaries in the codebook's order; the metadata of each field has its description and terms.
    """

    __slots__ = ("_native", "_origin", "description", "name")

    name: str
    """The name of the table."""
    description: str
    """What a row of it is."""

    def __init__(self, native: _native.Table, name: str, description: str, origin: tuple[Callable[..., ArrowTable], tuple[object, ...]]) -> None:
        self._native = native
        self._origin = origin
        self.name = name
        self.description = description

    @property
    def columns(self) -> list[Column]:
        """The columns in order, each with what its cells are and mean."""
        import json

        return [
            Column(name, kind, description, None if terms is None else tuple(json.loads(terms)))
            for name, kind, description, terms in self._native.fields()
        ]

    @property
    def column_names(self) -> list[str]:
        """The names of the columns in order."""
        return [column.name for column in self.columns]

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries: dates are `datetime.date`, lists are lists, records in them dictionaries.

        >>> guarantee_claims.table("claims").rows()[0]["id"]
        'flga-2025-12.001'
        """
        columns = self.columns
        return [
            dict(zip((column.name for column in columns), values, strict=True))
            for values in zip(*(self._values(place, column) for place, column in enumerate(columns)), strict=True)
        ]

    def _values(self, place: int, column: Column) -> list[Any]:
        values = self._native.column(place)
        if column.kind == "date":
            from datetime import date

            return [None if days is None else date.fromordinal(_EPOCH + days) for days in values]
        return values

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a frame of pandas, with or without pyarrow: columns of vocabularies are ordered categories in the codebook's
        order, dates `datetime64[ms]`, whole numbers `int64` (`Int64` where some are missing), texts `str`, lists Python's lists.
        """
        pd = _import("pandas")
        text = "str" if int(pd.__version__.split(".")[0]) >= 3 else "string"

        def series(place: int, column: Column) -> Any:
            values = self._native.column(place)
            if column.terms is not None:
                return pd.Categorical(values, categories=list(column.terms), ordered=True)
            if column.kind == "date":
                return pd.array([None if days is None else days * 86_400_000 for days in values], dtype="Int64").astype("datetime64[ms]")
            if column.kind == "integer":
                return pd.array(values, dtype="Int64" if None in values else "int64")
            if column.kind == "number":
                return pd.array(values, dtype="float64")
            return pd.Series(values, dtype=object if column.kind == "list" else text)

        return pd.DataFrame({column.name: series(place, column) for place, column in enumerate(self.columns)})

    def to_polars(self) -> polars.DataFrame:
        """The table as a frame of polars: columns of vocabularies are `Enum` in the codebook's order, dates `Date`, lists `List`."""
        frame: polars.DataFrame = _import("polars").DataFrame(self)
        return frame

    def to_pyarrow(self) -> pyarrow.Table:
        """The table as one of pyarrow, without a copy."""
        return _import("pyarrow").table(self)

    def __arrow_c_stream__(self, requested_schema: CapsuleType | None = None) -> CapsuleType:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> CapsuleType:
        return self._native.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<ArrowTable {self.name!r}: {len(self):,} x {len(self.column_names)}: {', '.join(self.column_names)}>"

    def __reduce__(self) -> tuple[Callable[..., ArrowTable], tuple[object, ...]]:
        return self._origin


def _import(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        message = f"{name} is not installed: expected it for this: pip install {name}"
        raise ImportError(message, name=name) from error
