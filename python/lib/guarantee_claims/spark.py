"""The check of claims that lie in a cluster: frames of Apache Spark.

What is found is what one process finds in the same claims, however they are spread over the cluster. Each executor needs this package and
pyarrow. Where the claims do not lie in a cluster already, `guarantee_claims.validate` is much quicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, get_args

from guarantee_claims._dataset import Dataset
from guarantee_claims._validate import References, _one_of
from guarantee_claims._words import unknown

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["judge", "validate"]

_KEYS = "a whole number, text or a date"


def judge(
    frame: DataFrame, column: str, *, key: Sequence[str], register: Dataset | None = None, references: References = "error"
) -> DataFrame:
    """Checks each claim by itself: its shape, the rules for it, and its mentions of records in the registers.

    `column` names the column with a claim as JSON (text or bytes) in each row; a null is the record `null`. `key` names the columns that tell
    each row from all others, as whole numbers, texts or dates.

    A row comes out for each that goes in: the columns of the key, then

    - `id`: the id of the claim, if it could be made out;
    - `whole`: whether the claim could be read; it may have findings all the same;
    - `relations`: the claims that it is tied to, in order: `kind` (null if the claim could not be read), `target`, and `number` from 0;
    - `findings`: `line` and `column` in the claim from 1, `pointer` (a JSON Pointer), `rule`, `severity`, `message`, `help`.

    `register` is the dataset whose registers claims may mention; without it, that of the package. One that was loaded from a folder is loaded
    from the same folder on every executor. `references` says what becomes of mentions that are not in it, as in `guarantee_claims.validate`.

    Nothing is done before an action asks for the rows, and a frame that two actions ask for is judged twice: `persist()` keeps it. What holds
    across claims (ids that stand twice, relations that lead nowhere or in a cycle) is not checked: ask `validate`.
    """
    _ask_for("pyspark", "pyarrow")
    from guarantee_claims._spark_tasks import JUDGED, Judge

    task, records = _prepared(frame, column, key, register, references, {name for name, _ in JUDGED})
    return _mapped(records, Judge(*task), JUDGED).toDF(*key, *(name for name, _ in JUDGED))


def validate(
    frame: DataFrame, column: str, *, key: Sequence[str], register: Dataset | None = None, references: References = "error"
) -> DataFrame:
    """Checks claims, as `judge` does, and that they fit together: no id stands twice, and relations lead to claims and in no cycle.

    A row comes out for each finding: the columns of the key, then `id`, `line`, `column`, `pointer`, `rule`, `severity`, `message` and `help`
    as in the findings of `guarantee_claims.validate`, in no order. A frame without rows has one finding, whose key is null.

    The key must tell each row from all others and stay what it is when a part is worked out again: the partition and offset of a Kafka topic,
    the file and line, a column of numbers; not `monotonically_increasing_id()` after a shuffle. Its order is that of the claims: of two with
    one id, the later one has the finding, and so has the relation that closes a cycle when claims are walked in this order. A null in the
    key ends the job with an error, as do two claims with the same key between which the order would have to decide.

    The ids that claims have and mention are shuffled once. Relations that may not lead in a cycle are walked in one task for each of their two
    kinds, which keeps about 50 bytes for each such relation in memory and the rest on its disk.
    """
    _ask_for("pyspark", "pyarrow")
    from pyspark.sql import functions as f

    from guarantee_claims import _spark_tasks as tasks

    task, records = _prepared(frame, column, key, register, references, {name for name, _ in tasks.FINDINGS})
    if records.isStreaming:
        raise ValueError("the frame is a stream, whose claims never are all there: expected judge(), or validate() in foreachBatch")
    keys = [f"key_{number}" for number in range(len(key))]
    # Findings have no id by which they must come together: they go anywhere.
    by_key = f.xxhash64(*keys)
    mentioned = _mapped(records, tasks.Mention(*task), tasks.MENTIONED)
    by_id = f.when(f.col("mention").isNull(), by_key).otherwise(f.xxhash64("mention"))
    gathered = mentioned.repartition(by_id).sortWithinPartitions("mention", "role", *keys)
    compared = _mapped(gathered, tasks.Compare(*task), tasks.COMPARED)
    compared = compared.union(_end(compared, tasks.END))
    tie = f.col("tie")
    by_kind = f.when(tie == tasks.FOUND, by_key).when(tie < tasks.COUNT, tie).otherwise(tasks.SUPERSEDES)
    walked = compared.repartition(by_kind.cast("bigint")).sortWithinPartitions("tie", *keys, "number")
    return _mapped(walked, tasks.Walk(*task), tasks.FINDINGS).toDF(*key, *(name for name, _ in tasks.FINDINGS))


def _ask_for(*packages: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            message = f"{package} is not installed: expected it for this: pip install 'guarantee-claims[spark]'"
            raise ImportError(message, name=package)


def _prepared(
    frame: Any, column: str, key: Sequence[str], register: Dataset | None, references: str, taken: set[str]
) -> tuple[tuple[tuple[str, ...], str | None, str], DataFrame]:
    """What tasks are given, and the frame with the columns of the key and of the claims."""
    from pyspark.sql import DataFrame

    if not isinstance(frame, DataFrame):
        raise TypeError(f"the frame is a {type(frame).__name__}: expected a DataFrame of pyspark; for others there is guarantee_claims.validate")
    if isinstance(key, str) or not all(isinstance(name, str) for name in key):
        raise TypeError(f"key is {key!r}: expected a list of names of columns, as [{key if isinstance(key, str) else 'name'!r}]")
    if not isinstance(column, str):
        raise TypeError(f"column is a {type(column).__name__}: expected the name of a column")
    if not key:
        raise ValueError("key has no columns: expected those that tell every row from all others")
    _one_of("references", references, get_args(References))
    if register is not None and not isinstance(register, Dataset):
        raise TypeError(f"register is a {type(register).__name__}: expected a Dataset: Dataset.load(path)")
    names = [*key, column]
    for name in names:
        if name not in frame.columns:
            raise ValueError(unknown("column", name, frame.columns))
        if frame.columns.count(name) > 1:
            raise ValueError(f"the frame has {frame.columns.count(name)} columns {name!r}: expected one")
        if names.count(name) > 1:
            raise ValueError(f"the column {name!r} is named {names.count(name)} times: expected different columns in the key, and another for claims")
        if name in taken and name != column:
            renamed = f"frame.withColumnRenamed({name!r}, {'key_' + name!r})"
            raise ValueError(f"the column {name!r} of the key is named as a column of what comes out: expected another name: {renamed}")
    _of_types(frame, key, column)
    columns = [_column(name).alias(f"key_{number}") for number, name in enumerate(key)]
    records = frame.select(*columns, _column(column).alias("record"))
    return (tuple(key), None if register is None else register._path, references), records


def _of_types(frame: DataFrame, key: Sequence[str], column: str) -> None:
    from pyspark.sql import types

    of_column = {field.name: field.dataType for field in frame.schema.fields}
    if not isinstance(of_column[column], types.StringType | types.BinaryType):
        found = of_column[column].simpleString()
        raise ValueError(f"the column {column!r} has the type {found}: expected string or binary, with a claim as JSON in each row")
    for name in key:
        of_key = of_column[name]
        if not isinstance(of_key, types.IntegralType | types.StringType | types.DateType):
            cast = "; cast it to bigint" if isinstance(of_key, types.NumericType | types.TimestampType) else ""
            raise ValueError(f"the column {name!r} of the key has the type {of_key.simpleString()}: expected {_KEYS}{cast}")
        if getattr(of_key, "collation", "UTF8_BINARY") != "UTF8_BINARY":
            raise ValueError(f"the column {name!r} of the key is sorted by {of_key.simpleString()}: expected plain string, whose bytes are compared")


def _column(name: str) -> Column:
    from pyspark.sql import functions as f

    return f.col("`" + name.replace("`", "``") + "`")


def _mapped(frame: DataFrame, task: Any, columns: list[tuple[str, Any]]) -> DataFrame:
    """The frame that a task makes: the columns of the key, then these."""
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    keys = [StructField(field.name, field.dataType) for field in frame.schema.fields if field.name.startswith("key_")]
    made = [StructField(name, from_arrow_type(of_type)) for name, of_type in columns]
    return frame.mapInArrow(task, StructType([*keys, *made]))


def _end(frame: DataFrame, end: int) -> DataFrame:
    """A row that says that all are there, even of nothing."""
    from pyspark.sql import functions as f

    values = [f.lit(end if field.name == "tie" else None).cast(field.dataType).alias(field.name) for field in frame.schema.fields]
    return frame.sparkSession.range(0, 1, 1, 1).select(*values)
