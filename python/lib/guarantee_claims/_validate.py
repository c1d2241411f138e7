"""The check of claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, Protocol, TypeAlias, get_args

from guarantee_claims import _native
from guarantee_claims._dataset import Dataset, _embedded
from guarantee_claims._report import Report, findings_table
from guarantee_claims._sources import encode, kind_of
from guarantee_claims._words import a, count


class ArrowStream(Protocol):
    """Whatever gives its rows as Arrow: a frame of pandas or polars, a relation of DuckDB, a table, a reader or a column of pyarrow."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> object: ...


class Readable(Protocol):
    """An open file, of text or of bytes."""

    def read(self, size: int, /) -> str | bytes: ...


References: TypeAlias = Literal["error", "warn", "off"]
Format: TypeAlias = Literal["lines", "document"]
Source: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | ArrowStream | Readable | Iterable[str | bytes | Mapping[str, Any]]"


def validate(
    source: Source,
    *,
    column: str | None = None,
    format: Format | None = None,
    register: Dataset | None = None,
    texts: str | os.PathLike[str] | None = None,
    references: References = "error",
    max_findings: int | None = 1000,
    threads: int | None = None,
    progress: bool | Callable[[int, int], object] = False,
) -> Report:
    """Checks claims: the shape of each, the rules for it, its mentions of records in the registers, and that claims fit together.

    `source` is one of

    - a path: `.ndjson` or `.jsonl` (one claim a line), `.json` (an array of claims, or an object with one under `claims`);
    - bytes, or an open file, in one of these forms (`format`; without it, the name of the file says which, and bytes that start with `[`
      are a document);
    - an iterable of claims, each as JSON (`str` or `bytes`) or as a dictionary;
    - a frame with a column of JSON, which `column` names, or that column by itself; a missing value is the record `null`;
    - a frame with a column for each field, as the table `claims` has them: texts, dictionaries, categories, dates, lists and records of
      whatever width. A column that every claim must have and the frame has not is a `ValueError` that names all of them.

    `register` is the dataset whose registers of actors, sources and occasions claims may mention; without it, that of the package.
    `references` says what becomes of mentions that are not in it. With `texts`, the folder of the documents' texts, the evidence is verified.

    At most `max_findings` are listed, all are counted; `None` lists all. `threads` is the number of processors if it is not given.
    `progress` is called with the records and bytes that are done, about twenty times a second; `True` shows them on a terminal.

    Memory does not grow with the source, but for 16 bytes a claim and 16 a relation. Ctrl-C ends the check.

    >>> guarantee_claims.validate(guarantee_claims.table("claims")).ok
    True
    """
    options = {
        "format": "lines",
        "column": _of_type("column", column, str),
        "texts": None if texts is None else os.fspath(texts),
        "threads": _at_least("threads", threads, 1),
        "references": _one_of("references", references, get_args(References)),
        "max_findings": _at_least("max_findings", max_findings, 0),
    }
    if format is not None:
        _one_of("format", format, get_args(Format))
    if register is not None and not isinstance(register, Dataset):
        raise TypeError(f"register is {a(register)}: expected a Dataset: Dataset.load(path)")
    if options["texts"] is not None and not os.path.isdir(texts or ""):
        raise FileNotFoundError(2, "there is no such folder of texts", options["texts"])
    if not isinstance(progress, bool) and not callable(progress):
        raise TypeError(f"progress is {a(progress)}: expected True, False or what is called with records and bytes")
    kind, read, options["format"] = kind_of(source, column, format)
    bar = _Bar() if progress is True else None
    told = bar if isinstance(progress, bool) else progress
    judged = _native.judge(kind, read, encode, (register or _embedded())._register, options, told)
    if bar is not None:
        bar.clear()
    native, records, refused, by_severity, hidden = judged
    return Report(findings_table(native), records, refused, by_severity, hidden)


def _of_type(name: str, value: Any, expected: type) -> Any:
    if value is not None and not isinstance(value, expected):
        raise TypeError(f"{name} is {a(value)}: expected {expected.__name__}")
    return value


def _at_least(name: str, value: Any, least: int) -> Any:
    if value is None:
        return None
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is {a(value)}: expected a whole number")
    if not least <= value < 1 << 31:
        raise ValueError(f"{name} is {value}: expected {least} or more, up to two thousand million")
    return int(value)


def _one_of(name: str, value: Any, known: tuple[str, ...]) -> Any:
    if value not in known:
        raise ValueError(f"{name} is {value!r}: expected {', '.join(map(repr, known))}")
    return value


class _Bar:
    """Shows on a terminal what is done."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, records: int, size: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{count(records, 'record')}, {size / 1e6:,.0f} MB")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
