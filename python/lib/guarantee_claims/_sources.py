"""What kind of source the claims come from."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping

from guarantee_claims._words import a, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FORMATS = {".ndjson": "lines", ".jsonl": "lines", ".json": "document"}
_TAKEN = ".ndjson or .jsonl (one claim a line) or .json (an array of claims)"
_PACKED = {".gz": "gzip.open", ".bz2": "bz2.open", ".xz": "lzma.open", ".zst": "compression.zstd.open"}
_EXPECTED = (
    "a path, bytes, an open file, an iterable of claims (str, bytes or dict), or a frame of pandas, polars, DuckDB or pyarrow"
)


def kind_of(source: object, column: str | None, format: str | None) -> tuple[str, Any, str]:
    """The kind of a source, the source as it is read, and the form in which it is written down."""
    kind, read, form = _kind_of(source, column, format)
    if column is not None and kind != "frame" and not _is_pandas(source):
        raise ValueError(f"column={column!r} names a column of a frame: expected none with {_named(source)}")
    return kind, read, form


def _kind_of(source: object, column: str | None, format: str | None) -> tuple[str, Any, str]:
    if isinstance(source, str | os.PathLike):
        path = os.fsdecode(os.fspath(source))
        return "path", path, _form_of_path(path, format)
    if isinstance(source, bytes | bytearray | memoryview):
        content = bytes(source)
        return "bytes", content, format or ("document" if content.lstrip()[:1] == b"[" else "lines")
    if isinstance(source, Mapping):
        raise TypeError("a single claim was given as a dict: expected an iterable of claims: validate([claim])")
    if _is_pandas(source) and not _is_installed("pyarrow"):
        return "items", _items_of_pandas(source, column), "lines"
    if hasattr(source, "__arrow_c_stream__"):
        return "frame", _without_null_types(source), "lines"
    if hasattr(source, "collect") and hasattr(source, "collect_schema"):
        raise TypeError("a lazy frame was given: expected a frame: validate(frame.collect())")
    if hasattr(source, "read"):
        return "file", source, format or _form_of_name(getattr(source, "name", ""))
    if isinstance(source, Iterable):
        return "items", source, "lines"
    raise TypeError(f"claims were given as {_named(source)}: expected {_EXPECTED}")


def _form_of_path(path: str, format: str | None) -> str:
    if path.lstrip()[:1] in ("{", "["):
        raise ValueError("a str is a path, and this one looks like JSON: expected [text] for one claim, or text.encode() for a document")
    # Python says what is wrong: it is not there, is a folder, or is not for everybody. A pipe can be opened only once.
    if stat.S_ISREG(os.stat(path).st_mode) or os.path.isdir(path):
        with open(path, "rb"):
            pass
    ending = os.path.splitext(path)[1].lower()
    if format is not None or ending in _FORMATS:
        return format or _FORMATS[ending]
    if ending == ".parquet":
        how = f"validate(polars.read_parquet({path!r})) or validate(pandas.read_parquet({path!r}))"
        raise ValueError(f"{path} is a Parquet file, which this package does not read by itself: expected {how}")
    if ending in _PACKED:
        raise ValueError(f"{path} is compressed: expected it opened: validate({_PACKED[ending]}({path!r}))")
    raise ValueError(f'{path} has none of the endings of claims: expected {_TAKEN}, or format="lines" or format="document"')


def _form_of_name(name: object) -> str:
    stem, ending = os.path.splitext(name) if isinstance(name, str) else ("", "")
    if ending.lower() in _PACKED:
        ending = os.path.splitext(stem)[1]
    return _FORMATS.get(ending.lower(), "lines")


def _named(source: object) -> str:
    return "None" if source is None else a(source)


def _is_pandas(source: object) -> bool:
    return type(source).__module__.partition(".")[0] == "pandas"


def _is_installed(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


def _items_of_pandas(source: Any, column: str | None) -> Iterator[object]:
    """The records of a frame or a column of pandas where there is no pyarrow to hand them over."""
    if column is not None and column not in source.columns:
        raise ValueError(unknown("column", column, map(str, source.columns)))
    texts = source if not hasattr(source, "columns") else None if column is None else source[column]
    if texts is not None:
        return ("null" if _is_missing(text) else text for text in texts.tolist())
    from difflib import get_close_matches

    fields = _fields()
    for name in source.columns:
        near = [] if name in _fields(derived=True) else get_close_matches(str(name), fields, 1, 0.8)
        if near and near[0] not in source.columns:
            raise ValueError(f"the frame has no column {near[0]!r} but {name!r}, which is no field: expected {near[0]!r} if it is meant")
    names = [name for name in source.columns if name in fields]
    rows = source[names].itertuples(index=False, name=None)
    return ({name: None if _is_missing(value) else value for name, value in zip(names, row, strict=True)} for row in rows)


def _fields(derived: bool = False) -> list[str]:
    """The fields of a claim; the columns of the table that are derived from them, too, if they are wanted."""
    from guarantee_claims._dataset import table

    of_fields = {"providers", "recipients", "adversaries", "stated_on_earliest", "stated_on_latest"}
    return [name for name in table("claims").column_names if derived or name not in of_fields]


def _without_null_types(source: Any) -> Any:
    """A frame of polars whose columns of nothing are texts: it hands those over in a form that the Arrow interface does not have."""
    if type(source).__module__.partition(".")[0] != "polars" or not hasattr(source, "schema"):
        return source
    import polars

    def text_for_null(dtype: Any) -> Any:
        if dtype == polars.Null:
            return polars.String()
        if isinstance(dtype, polars.List):
            return polars.List(text_for_null(dtype.inner))
        if isinstance(dtype, polars.Struct):
            return polars.Struct({field.name: text_for_null(field.dtype) for field in dtype.fields})
        return dtype

    other = {name: text_for_null(dtype) for name, dtype in source.schema.items() if text_for_null(dtype) != dtype}
    return source.cast(other) if other else source


def _is_missing(value: object) -> bool:
    # Neither NaN nor NaT is what it is; NA says neither.
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)


def encode(item: object) -> str:
    """An item of an iterable as JSON."""
    if not isinstance(item, Mapping):
        raise TypeError(f"a claim was given as {_named(item)}: expected str, bytes or a dict")
    import json

    return json.dumps(item, ensure_ascii=False, default=_encoded)


def _encoded(value: object) -> object:
    from datetime import date, datetime

    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() and value.tzinfo is None else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"a claim holds {_named(value)}: expected what JSON has a form for, or a date")
