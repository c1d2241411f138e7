"""What the executors of Spark do with each part of a frame. Nothing here asks for pyspark: it is pickled by name."""

from __future__ import annotations

import json
import os
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from guarantee_claims import _native
from guarantee_claims._dataset import Dataset, _embedded

# What a row of `Mentioned` is. The first three are the roles of mentions, in the order in which they are compared.
_OWN, _UNREAD, _TARGET, _FOUND, _COUNT = range(5)
# What a row of `Compared` is: a finding, a relation that may not lead in a cycle (1 supersedes, 2 answers), a number of records that were
# judged, or what says that all of these were gathered.
FOUND, SUPERSEDES, ANSWERS, COUNT, END = range(5)

_FINDING = [
    ("line", pa.int64()),
    ("column", pa.int64()),
    ("pointer", pa.string()),
    ("rule", pa.string()),
    ("severity", pa.string()),
    ("message", pa.string()),
    ("help", pa.string()),
]
_FOUND_TYPE = pa.struct(_FINDING)
_RELATION = [("kind", pa.string()), ("target", pa.string()), ("number", pa.int32())]

# The columns beside those of the key.
JUDGED = [
    ("id", pa.string()),
    ("whole", pa.bool_()),
    ("relations", pa.list_(pa.struct(_RELATION))),
    ("findings", pa.list_(_FOUND_TYPE)),
]
MENTIONED = [
    ("role", pa.int8()),
    ("mention", pa.string()),
    ("number", pa.int32()),
    ("tie", pa.int8()),
    ("line", pa.int64()),
    ("column", pa.int64()),
    ("claim", pa.string()),
    ("words", pa.string()),
    ("waives", pa.bool_()),
    ("found", pa.string()),
]
COMPARED = [
    ("tie", pa.int8()),
    ("number", pa.int32()),
    ("line", pa.int64()),
    ("column", pa.int64()),
    ("claim", pa.string()),
    ("words", pa.string()),
    ("waives", pa.bool_()),
    ("from", pa.binary()),
    ("to", pa.binary()),
    ("found", pa.string()),
]
FINDINGS = [("id", pa.string()), *_FINDING]


@cache
def _register(path: str | None) -> Dataset:
    return _embedded() if path is None else Dataset.load(path)


@dataclass(frozen=True)
class _Task:
    """What is done to the parts of a frame whose first columns are the key: `key_0` and so on."""

    keys: tuple[str, ...]
    register: str | None
    references: str

    def _native_register(self) -> _native.Register:
        return _register(self.register)._register

    def _key(self, batch: Any) -> list[Any]:
        return [batch.column(f"key_{number}") for number in range(len(self.keys))]

    def _rows(self, key: list[Any], columns: list[tuple[str, Any]], **values: Any) -> Any:
        """Rows with this key and these of the columns; the others are null."""
        size = len(key[0])
        names = [f"key_{number}" for number in range(len(key))] + [name for name, _ in columns]
        filled = [_filled(values.get(name), size, of_type) for name, of_type in columns]
        return pa.RecordBatch.from_arrays([*key, *filled], names=names)

    def _judged(self, batch: Any) -> Any:
        """What the records of a part come to, a row each."""
        for name, column in zip(self.keys, self._key(batch), strict=True):
            if column.null_count:
                raise ValueError(f"the column {name!r} of the key has {column.null_count} nulls or more: expected a key in every row")
        records = pa.chunked_array([batch.column("record")])
        judged = _batch(_native.judge_apart(records, self._native_register(), self.references))
        if judged.num_rows != batch.num_rows:
            raise RuntimeError(f"{judged.num_rows} of {batch.num_rows} records were judged: expected all; please report it")
        return judged


class Judge(_Task):
    """Records to what they come to."""

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            if batch.num_rows:
                judged = self._judged(batch)
                lists = {name: _list_of(judged.column(name), dict(fields)) for name, fields in (("relations", _RELATION), ("findings", _FINDING))}
                yield self._rows(self._key(batch), JUDGED, id=judged.column("id"), whole=judged.column("whole"), **lists)


class Mention(_Task):
    """Records to the ids that they mention, and to what is found in each by itself."""

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            if batch.num_rows:
                judged = self._judged(batch)
                yield self._own_ids(batch, judged)
                yield self._targets(batch, judged)
                yield self._findings(batch, judged)
                key = [pa.nulls(1, column.type) for column in self._key(batch)]
                yield self._rows(key, MENTIONED, role=_COUNT, number=batch.num_rows)

    def _own_ids(self, batch: Any, judged: Any) -> Any:
        rows = pc.indices_nonzero(pc.is_valid(judged.column("id")))
        own = judged.take(rows)
        roles = pc.if_else(own.column("whole"), _OWN, _UNREAD).cast(pa.int8())
        places = {name: own.column(name) for name in ("line", "column", "words")}
        return self._rows(_taken(self._key(batch), rows), MENTIONED, role=roles, mention=own.column("id"), tie=0, **places)

    def _targets(self, batch: Any, judged: Any) -> Any:
        relations = judged.column("relations")
        rows, flat = pc.list_parent_indices(relations), _fields(relations.flatten())
        if self.references == "off":
            # Nobody asks where the others lead.
            ties = pc.indices_nonzero(pc.greater(flat["tie"], 0))
            rows, flat = rows.take(ties), {name: column.take(ties) for name, column in flat.items()}
        columns = {name: flat[name] for name in ("number", "tie", "line", "column", "words")}
        of_record = {"claim": judged.column("name").take(rows), "waives": judged.column("waives_cycles").take(rows)}
        return self._rows(_taken(self._key(batch), rows), MENTIONED, role=_TARGET, mention=flat["target"], **columns, **of_record)

    def _findings(self, batch: Any, judged: Any) -> Any:
        findings = judged.column("findings")
        rows, flat = pc.list_parent_indices(findings), _fields(findings.flatten())
        found = _packed(_struct(flat, dict(_FINDING)))
        return self._rows(_taken(self._key(batch), rows), MENTIONED, role=_FOUND, claim=flat["id"], found=found)


class Compare(_Task):
    """The mentions of ids, all of an id in one part and sorted, to what does not fit together, and to the relations to be walked."""

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        mentions = _native.Mentions(self._native_register(), self.references)
        for batch in batches:
            role = batch.column("role")
            passed = batch.filter(pc.greater_equal(role, _FOUND))
            if passed.num_rows:
                ties = pc.if_else(pc.equal(passed.column("role"), _FOUND), FOUND, COUNT).cast(pa.int8())
                columns = {name: passed.column(name) for name in ("number", "claim", "found")}
                yield self._rows(self._key(passed), COMPARED, tie=ties, **columns)
            outcome = _batch(mentions.compare(batch))
            if outcome.num_rows:
                yield from self._compared(batch.take(outcome.column("row")), outcome)

    def _compared(self, rows: Any, outcome: Any) -> Iterator[Any]:
        is_tie = pc.is_valid(outcome.column("from"))
        for wanted, made in ((is_tie, self._ties), (pc.invert(is_tie), self._misfits)):
            if pc.any(wanted).as_py():
                yield made(rows.filter(wanted), outcome.filter(wanted))

    def _ties(self, rows: Any, outcome: Any) -> Any:
        words = pc.coalesce(rows.column("words"), rows.column("mention"))
        columns = {name: rows.column(name) for name in ("tie", "number", "line", "column", "claim", "waives")}
        ends = {name: outcome.column(name) for name in ("from", "to")}
        return self._rows(self._key(rows), COMPARED, words=words, **columns, **ends)

    def _misfits(self, rows: Any, outcome: Any) -> Any:
        claim = pc.coalesce(rows.column("claim"), pc.if_else(pc.equal(rows.column("role"), _OWN), rows.column("mention"), None))
        found = _packed(_found_across(rows, outcome))
        return self._rows(self._key(rows), COMPARED, tie=FOUND, claim=claim, found=found)


class Walk(_Task):
    """What does not fit together and the relations that may not lead in a cycle, all of a kind in one part and sorted, to findings."""

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        kinds: dict[int, _Kind] = {}
        is_end, is_empty = False, True
        for batch in batches:
            tie = batch.column("tie")
            found = batch.filter(pc.equal(tie, FOUND))
            if found.num_rows:
                yield self._rows(self._key(found), FINDINGS, id=found.column("claim"), **_fields(_unpacked(found.column("found"))))
            for kind in (SUPERSEDES, ANSWERS):
                ties = batch.filter(pc.equal(tie, kind))
                if ties.num_rows:
                    kinds.setdefault(kind, _Kind()).add(ties)
            is_end |= pc.any(pc.equal(tie, END)).as_py() or False
            is_empty &= not pc.any(pc.equal(tie, COUNT)).as_py()
        mentions = _native.Mentions(self._native_register(), self.references)
        for of_kind in kinds.values():
            for ties in of_kind.closing():
                found = _found_across(ties, _batch(mentions.cycles(ties)))
                yield self._rows(self._key(ties), FINDINGS, id=ties.column("claim"), **_fields(found))
        if is_end and is_empty:
            yield from self._nothing(batch)

    def _nothing(self, batch: Any) -> Iterator[Any]:
        """What is found of no records at all."""
        from guarantee_claims._validate import validate

        for finding in validate([]).findings.rows():
            key = [pa.nulls(1, column.type) for column in self._key(batch)]
            yield self._rows(key, FINDINGS, **{name: finding[name] for name, _ in FINDINGS})


class _Kind:
    """The relations of one kind: their ends in memory, the rest in a file that is read again for those that close a cycle."""

    def __init__(self) -> None:
        self._ties = _native.Ties()
        self._spool: IO[bytes] = tempfile.TemporaryFile(dir=_folder())
        self._writer: Any = None

    def add(self, ties: Any) -> None:
        self._ties.add(ties)
        rest = ties.drop_columns(["from", "to", "found"])
        if self._writer is None:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            self._writer = pa.ipc.new_stream(self._spool, rest.schema, options=options)
        self._writer.write_batch(rest)

    def closing(self) -> Iterator[Any]:
        """Those that close a cycle, but for those of claims that accept it."""
        closing, before = self._ties.closing(), 0
        self._writer.close()
        self._spool.seek(0)
        for batch in pa.ipc.open_stream(self._spool) if closing else ():
            here = closing[bisect_left(closing, before) : bisect_left(closing, before + batch.num_rows)]
            ties = batch.take(pa.array([number - before for number in here], pa.int64()))
            before += batch.num_rows
            ties = ties.filter(pc.invert(ties.column("waives")))
            if ties.num_rows:
                yield ties
        self._spool.close()


def _folder() -> str | None:
    """Where Spark has its executors put what does not stay in memory."""
    folder = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0]
    return folder if folder and os.path.isdir(folder) else None


def _found_across(rows: Any, outcome: Any) -> Any:
    """What was found of rows that do not fit together with others: their places, and the words of the outcome."""
    number = rows.column("number").cast(pa.string())
    pointer = pc.coalesce(pc.binary_join_element_wise("/relations/", number, "/target", ""), "/id")
    columns = {name: rows.column(name) for name in ("line", "column")}
    columns |= {name: outcome.column(name) for name in ("rule", "severity", "message", "help")}
    return _struct({**columns, "pointer": pointer}, dict(_FINDING))


def _packed(found: Any) -> Any:
    """Findings as one text each: each row that goes through a shuffle has a place for one, and few rows have one."""
    return pa.array([json.dumps(list(finding.values())) for finding in found.to_pylist()], pa.string())


def _unpacked(found: Any) -> Any:
    values = [json.loads(finding) for finding in found.to_pylist()]
    columns = [pa.array([value[place] for value in values], of_type) for place, (_, of_type) in enumerate(_FINDING)]
    return pa.StructArray.from_arrays(columns, [name for name, _ in _FINDING])


def _batch(table: _native.Table) -> Any:
    return pa.RecordBatchReader.from_stream(table).read_next_batch()


def _taken(columns: list[Any], rows: Any) -> list[Any]:
    return [column.take(rows) for column in columns]


def _filled(value: Any, size: int, of_type: Any) -> Any:
    if isinstance(value, pa.Array):
        return value if value.type == of_type else value.cast(of_type)
    return pa.nulls(size, of_type) if value is None else pa.repeat(pa.scalar(value, of_type), size)


def _fields(rows: Any) -> dict[str, Any]:
    return {rows.type.field(place).name: column for place, column in enumerate(rows.flatten())}


def _struct(columns: dict[str, Any], types: dict[str, Any]) -> Any:
    return pa.StructArray.from_arrays([_filled(columns[name], 0, of_type) for name, of_type in types.items()], list(types))


def _list_of(lists: Any, types: dict[str, Any]) -> Any:
    """Lists whose items have these of their fields."""
    return pa.ListArray.from_arrays(lists.offsets, _struct(_fields(lists.values), types))
