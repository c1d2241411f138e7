"""Spark in one process: what is found is what `validate` finds, whatever the parts, and though a worker is killed."""

import datetime
import json
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import watched
from conftest import frame_of, of_one_process, of_spark, session

import guarantee_claims
from guarantee_claims import spark as on_spark

KINDS = ["Mention", pytest.param("Compare", marks=pytest.mark.quick), "Walk"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def spark():
    # A task may fail four times, as it may in a cluster.
    spark = session("local[2,4]")
    yield spark
    spark.stop()


@pytest.fixture(scope="module")
def frame(spark, planted):
    return frame_of(spark, planted, 5)


def same(found, expected):
    assert not expected - found, f"missing: {list((expected - found).elements())[:5]}"
    assert not found - expected, f"too many: {list((found - expected).elements())[:5]}"


@pytest.mark.parametrize("parts", [1, pytest.param(3, marks=pytest.mark.quick), 17])
def test_the_findings_are_those_of_one_process(spark, planted, expected, parts):
    same(of_spark(on_spark.validate(frame_of(spark, planted, parts), "claim", key=["n"])), expected)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_lost_is_noticed(frame, expected, monkeypatch, kind):
    watched.wrap(monkeypatch, kind, watched.Losing)
    assert of_spark(on_spark.validate(frame, "claim", key=["n"])) != expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_findings_are_the_same_though_a_worker_is_killed(frame, expected, monkeypatch, tmp_path, kind):
    watched.wrap(monkeypatch, kind, lambda task: watched.Waiting(task, str(tmp_path)))
    killed = []
    killing = threading.Thread(target=lambda: killed.append(watched.kill(tmp_path, "pyspark.daemon")))
    killing.start()
    found = of_spark(on_spark.validate(frame, "claim", key=["n"]))
    killing.join()
    assert killed and list(tmp_path.glob("again-*"))
    same(found, expected)


def test_a_judgement_has_a_row_for_each_record(frame, planted, expected):
    rows = on_spark.judge(frame, "claim", key=["n"]).collect()
    assert sorted(row.n for row in rows) == list(range(len(planted)))
    found = sum(len(row.findings) for row in rows)
    across = sum(count for finding, count in expected.items() if finding[5] in ("duplicate-id", "relation-cycle"))
    assert 0 < found < sum(expected.values()) - across
    assert {row.whole for row in rows} == {True, False}
    ties = next(row.relations for row in rows if row.whole and len(row.relations) == 3)
    assert [(tie.kind, tie.number) for tie in ties] == [("supports", 0), ("supersedes", 1), ("supports", 2)]


@pytest.mark.parametrize("references", ["warn", "off"])
def test_unknown_references_are_graded(spark, planted, references):
    part = planted[:800]
    found = of_spark(on_spark.validate(frame_of(spark, part, 2), "claim", key=["n"], references=references))
    same(found, of_one_process(part, references=references))


def test_a_dataset_of_ones_own_is_the_register(spark, texts):
    register = guarantee_claims.Dataset.load(ROOT)
    part = [texts[0].encode(), texts[1].replace('"source": "', '"source": "x').encode()]
    found = of_spark(on_spark.validate(frame_of(spark, part, 2), "claim", key=["n"], register=register))
    same(found, of_one_process(part, register=register))
    assert found


def test_texts_nulls_and_empty_parts_are_read(spark, texts):
    records = [texts[0], None, texts[0], "{"]
    frame = spark.createDataFrame(spark.sparkContext.parallelize(list(enumerate(records)), 9), "n int, `the claim` string")
    same(of_spark(on_spark.validate(frame, "the claim", key=["n"])), of_one_process(records))


@pytest.mark.quick
def test_no_claims_are_an_error(spark, frame):
    expected = of_one_process([])
    assert len(expected) == 1
    same(of_spark(on_spark.validate(frame.where("n < 0"), "claim", key=["n"])), expected)
    same(of_spark(on_spark.validate(spark.createDataFrame([], "n bigint, claim string"), "claim", key=["n"])), expected)


def test_a_key_of_several_columns_has_an_order(spark, planted, expected):
    day = datetime.date(2026, 1, 1)
    rows = [(day + datetime.timedelta(n // 1000), f"{n % 1000:03}", bytearray(record), n) for n, record in enumerate(planted)]
    frame = spark.createDataFrame(rows, "day date, `a.b` string, claim binary, n bigint").repartition(3)
    found = on_spark.validate(frame, "claim", key=["day", "a.b"])
    assert found.columns[:2] == ["day", "a.b"]
    numbered = found.join(frame.select("day", "`a.b`", "n"), ["day", "a.b"])
    same(of_spark(numbered), expected)


def test_large_texts_of_arrow_are_taken(spark, frame, expected):
    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    try:
        same(of_spark(on_spark.validate(frame, "claim", key=["n"])), expected)
    finally:
        spark.conf.unset("spark.sql.execution.arrow.useLargeVarTypes")


@pytest.mark.quick
@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"column": "clam"}, ValueError, "there is no column 'clam': did you mean 'claim'?"),
        ({"column": "share"}, ValueError, "the column 'share' has the type double: expected string or binary"),
        ({"column": 3}, TypeError, "column is a int"),
        ({"key": []}, ValueError, "key has no columns"),
        ({"key": "n"}, TypeError, r"expected a list of names of columns, as \['n'\]"),
        ({"key": ["m"]}, ValueError, "there is no column 'm'"),
        ({"key": ["n", "n"]}, ValueError, "named 2 times"),
        ({"key": ["claim"]}, ValueError, "named 2 times"),
        ({"key": ["share"]}, ValueError, "the type double: expected a whole number, text or a date; cast it to bigint"),
        ({"key": ["line"]}, ValueError, "expected another name: frame.withColumnRenamed"),
        ({"references": "of"}, ValueError, "references is 'of'"),
        ({"register": "."}, TypeError, "register is a str: expected a Dataset"),
        ({"frame": [1]}, TypeError, "the frame is a list: expected a DataFrame of pyspark"),
    ],
)
def test_bad_calls_are_refused_at_once(spark, options, error, words):
    frame = spark.createDataFrame([(1, "{}", 0.5, 1)], "n bigint, claim string, share double, line int")
    given = {"frame": frame, "column": "claim", "key": ["n"], **options}
    with pytest.raises(error, match=words):
        on_spark.validate(**given)


@pytest.mark.quick
def test_streams_are_judged_only(spark):
    stream = spark.readStream.format("rate").load().selectExpr("value as n", "'{}' as claim")
    assert on_spark.judge(stream, "claim", key=["n"]).isStreaming
    with pytest.raises(ValueError, match="the frame is a stream"):
        on_spark.validate(stream, "claim", key=["n"])


@pytest.mark.parametrize("relations", [[], [{"kind": "answers", "target": "TWO"}]])
def test_keys_that_tell_nothing_apart_end_the_job(spark, template, relations):
    one, two = (f"{template['source']}.{number}" for number in ("700001", "700002"))
    of_two = [{**tie, "target": one} for tie in relations]
    records = [{**template, "id": one, "relations": [{**tie, "target": two} for tie in relations]}]
    # The same claim again, or two claims of which each leads to the other.
    records.append({**template, "id": two, "relations": of_two} if relations else records[0])
    frame = spark.createDataFrame([(7, json.dumps(record)) for record in records], "n bigint, claim string")
    with pytest.raises(Exception, match="has the same key as .*: expected a key that tells every row from all others"):
        on_spark.validate(frame, "claim", key=["n"]).collect()


def test_a_null_in_the_key_ends_the_job(spark):
    frame = spark.createDataFrame([(None, "{}")], "n bigint, claim string")
    for check in (on_spark.judge, on_spark.validate):
        with pytest.raises(Exception, match="the column 'n' of the key has 1 nulls or more"):
            check(frame, "claim", key=["n"]).collect()


@pytest.mark.quick
def test_tasks_are_pickled_by_name():
    from guarantee_claims._spark_tasks import Walk

    assert len(pickle.dumps(Walk(("n",), None, "error"))) < 250


@pytest.mark.quick
def test_pyspark_is_asked_for_by_those_who_use_it_alone():
    code = "import sys, guarantee_claims.spark; assert not {'pyspark', 'pyarrow', 'pandas'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    code = "import sys; sys.modules['pyspark'] = None\nimport guarantee_claims.spark as s\ns.validate(None, 'claim', key=['n'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "pyspark is not installed: expected it for this: pip install 'guarantee-claims[spark]'" in done.stderr


@pytest.mark.quick
def test_the_types_of_pyspark_are_met(tmp_path):
    """What is said of types holds with those of pyspark, too; a twin must fail."""
    files = [ROOT / "python" / "lib" / "guarantee_claims" / "spark.py", ROOT / "examples" / "spark_validate.py"]
    twin = tmp_path / "twin.py"
    twin.write_text(files[1].read_text(encoding="utf-8").replace('key=["place"]', "key=7"))
    for path, fails in [(files[0], False), (files[1], False), (twin, True)]:
        settings = ["--config-file", ROOT / "python" / "pyproject.toml", "--follow-imports", "silent", "--cache-dir", tmp_path / "cache"]
        command = [sys.executable, "-m", "mypy", *map(str, settings), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT / "python")
        assert (done.returncode != 0) is fails, f"{path}: {done.stdout}"
